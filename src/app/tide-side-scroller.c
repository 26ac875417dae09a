/* tide-side-scroller.c: GtkScrolledWindow asks for the height that its child has when every line is broken as
 * early as it can be, whatever its width; a table of wrapping words would stand over a page of nothing. */
#include "tide-side-scroller.h"

struct _TideSideScroller
{
  GtkWidget parent_instance;
  GtkWidget *scroller, *child;
};

G_DEFINE_FINAL_TYPE (TideSideScroller, tide_side_scroller, GTK_TYPE_WIDGET)

static void
measure_height (TideSideScroller *self, int width, int *minimum, int *natural)
{
  int least, bar = 0;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (width >= 0 && width < least)
    gtk_widget_measure (gtk_scrolled_window_get_hscrollbar (GTK_SCROLLED_WINDOW (self->scroller)),
                        GTK_ORIENTATION_VERTICAL, -1, &bar, NULL, NULL, NULL);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, MAX (width, least), minimum, natural, NULL,
                      NULL);
  *minimum += bar;
  *natural = *minimum; /* no line has to be broken earlier than at this width */
}

static void
tide_side_scroller_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                            int *natural, int *minimum_baseline, int *natural_baseline)
{
  TideSideScroller *self = TIDE_SIDE_SCROLLER (widget);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      measure_height (self, for_size, minimum, natural);
      return;
    }
  gtk_widget_measure (self->scroller, orientation, -1, minimum, natural, NULL, NULL);
}

static void
tide_side_scroller_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (TIDE_SIDE_SCROLLER (widget)->scroller, &(GtkAllocation){ 0, 0, width, height },
                            -1);
}

static GtkSizeRequestMode
tide_side_scroller_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tide_side_scroller_dispose (GObject *object)
{
  g_clear_pointer (&TIDE_SIDE_SCROLLER (object)->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (tide_side_scroller_parent_class)->dispose (object);
}

static void
tide_side_scroller_class_init (TideSideScrollerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_side_scroller_dispose;
  widget_class->measure = tide_side_scroller_measure;
  widget_class->size_allocate = tide_side_scroller_size_allocate;
  widget_class->get_request_mode = tide_side_scroller_get_request_mode;
}

static void
tide_side_scroller_init (TideSideScroller *self)
{
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
tide_side_scroller_new (GtkWidget *child)
{
  TideSideScroller *self = g_object_new (TIDE_TYPE_SIDE_SCROLLER, NULL);
  self->child = child;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), child);
  return GTK_WIDGET (self);
}

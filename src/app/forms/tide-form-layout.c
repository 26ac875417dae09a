/* tide-form-layout.c: two columns from 900 px at normal text size, else one column with a bar at its foot.
 *
 * libadwaita 1.2 has no breakpoints; the layout decides by its own width in em, so that large text folds it
 * like a narrow window does. */

#include "tide-form-layout.h"

#include "tide-chart-style.h"

#define WIDE_EM 61.3 /* 900 px at 11 pt */
#define SIDE_EM 25.1 /* 368 px */

struct _TideFormLayout
{
  GtkWidget parent_instance;

  GtkWidget *main, *side, *bar;
  gboolean side_open, narrow;
  guint notify_source;
};

G_DEFINE_FINAL_TYPE (TideFormLayout, tide_form_layout, GTK_TYPE_WIDGET)

enum
{
  PROP_MAIN = 1,
  PROP_SIDE,
  PROP_BAR,
  PROP_SIDE_OPEN,
  PROP_NARROW,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static int
minimum_of (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum = 0;

  if (widget)
    gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
natural_of (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int natural = 0;

  if (widget)
    gtk_widget_measure (widget, orientation, for_size, NULL, &natural, NULL, NULL);
  return natural;
}

static gboolean
is_narrow (TideFormLayout *self, int width)
{
  return width < WIDE_EM * tide_chart_em (GTK_WIDGET (self));
}

static void
tide_form_layout_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  TideFormLayout *self = TIDE_FORM_LAYOUT (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum
        = MAX (minimum_of (self->main, orientation, -1),
               MAX (minimum_of (self->side, orientation, -1), minimum_of (self->bar, orientation, -1)));
      *natural
        = MAX (*minimum, natural_of (self->main, orientation, -1) + (int) (SIDE_EM * tide_chart_em (widget)));
      return;
    }
  *minimum = minimum_of (self->main, orientation, -1) + minimum_of (self->bar, orientation, -1);
  *natural = MAX (*minimum, natural_of (self->main, orientation, -1));
}

static void
allocate (GtkWidget *child, gboolean shown, int x, int y, int width, int height)
{
  GtkAllocation a = { x, y, width, height };

  if (child == NULL)
    return;
  gtk_widget_set_child_visible (child, shown);
  if (shown)
    gtk_widget_size_allocate (child, &a, -1);
}

static void
allocate_wide (TideFormLayout *self, int width, int height)
{
  int side = (int) (SIDE_EM * tide_chart_em (GTK_WIDGET (self)));
  gboolean flip = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  side = MAX (side, minimum_of (self->side, GTK_ORIENTATION_HORIZONTAL, -1));
  allocate (self->main, TRUE, flip ? side : 0, 0, width - side, height);
  allocate (self->side, TRUE, flip ? 0 : width - side, 0, side, height);
  allocate (self->bar, FALSE, 0, 0, 0, 0);
}

static void
allocate_narrow (TideFormLayout *self, int width, int height)
{
  int bar = minimum_of (self->bar, GTK_ORIENTATION_VERTICAL, width);
  int side = self->side_open
               ? MIN (natural_of (self->side, GTK_ORIENTATION_VERTICAL, width), (height - bar) * 7 / 10)
               : 0;

  allocate (self->main, TRUE, 0, 0, width, MAX (height - bar - side, 0));
  allocate (self->side, self->side_open, 0, height - bar - side, width, side);
  allocate (self->bar, TRUE, 0, height - bar, width, bar);
}

static gboolean
notify_cb (gpointer data)
{
  TideFormLayout *self = data;

  self->notify_source = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
  return G_SOURCE_REMOVE;
}

static void
tide_form_layout_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TideFormLayout *self = TIDE_FORM_LAYOUT (widget);
  gboolean narrow = is_narrow (self, width);

  if (narrow)
    allocate_narrow (self, width, height);
  else
    allocate_wide (self, width, height);
  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      /* Who listens hides and shows widgets, which must not happen inside an allocation. */
      if (self->notify_source == 0)
        self->notify_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_cb, self, NULL);
    }
}

static void
set_child (TideFormLayout *self, GtkWidget **place, GtkWidget *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
tide_form_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TideFormLayout *self = TIDE_FORM_LAYOUT (object);

  switch (id)
    {
    case PROP_MAIN:
      set_child (self, &self->main, g_value_get_object (value));
      break;
    case PROP_SIDE:
      set_child (self, &self->side, g_value_get_object (value));
      break;
    case PROP_BAR:
      set_child (self, &self->bar, g_value_get_object (value));
      break;
    case PROP_SIDE_OPEN:
      self->side_open = g_value_get_boolean (value);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tide_form_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TideFormLayout *self = TIDE_FORM_LAYOUT (object);

  switch (id)
    {
    case PROP_SIDE_OPEN:
      g_value_set_boolean (value, self->side_open);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      g_value_set_object (value, id == PROP_MAIN ? self->main : id == PROP_SIDE ? self->side : self->bar);
    }
}

static void
tide_form_layout_dispose (GObject *object)
{
  TideFormLayout *self = TIDE_FORM_LAYOUT (object);

  g_clear_handle_id (&self->notify_source, g_source_remove);
  g_clear_pointer (&self->main, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  G_OBJECT_CLASS (tide_form_layout_parent_class)->dispose (object);
}

static void
tide_form_layout_class_init (TideFormLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = tide_form_layout_set_property;
  object_class->get_property = tide_form_layout_get_property;
  object_class->dispose = tide_form_layout_dispose;
  widget_class->measure = tide_form_layout_measure;
  widget_class->size_allocate = tide_form_layout_size_allocate;
  properties[PROP_MAIN] = g_param_spec_object ("main", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SIDE] = g_param_spec_object ("side", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_BAR] = g_param_spec_object ("bar", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SIDE_OPEN] = g_param_spec_boolean ("side-open", NULL, NULL, FALSE, flags);
  properties[PROP_NARROW]
    = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tide_form_layout_init (TideFormLayout *self)
{
}

gboolean
tide_form_layout_get_narrow (TideFormLayout *self)
{
  return self->narrow;
}

void
tide_form_layout_expect_width (TideFormLayout *self, int width)
{
  gboolean narrow = is_narrow (self, width);

  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

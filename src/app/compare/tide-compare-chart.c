/* tide-compare-chart.c: a drawing of the comparison across the clinic as a widget.
 *
 * Kept as a texture; what is pointed at only gets a ring over it, and is told to screen readers. */
#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-chart-style.h"
#include "tide-compare-card.h"

struct _TideCompareChart
{
  GtkWidget parent_instance;
  const TideComparison *comparison; /* borrowed */
  TideCompareOptions options;
  TideStyle style;
  TideCompareFigure *figure;
  GdkTexture *texture;
  int width, height, scale, spot;
  gboolean by_keys; /* the spot stays when the pointer leaves */
};

G_DEFINE_FINAL_TYPE (TideCompareChart, tide_compare_chart, GTK_TYPE_WIDGET)

enum
{
  PICK_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
drop (TideCompareChart *self)
{
  g_clear_pointer (&self->figure, tide_compare_figure_free);
  g_clear_object (&self->texture);
}

static TideCompareFigure *
ensure_figure (TideCompareChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  TideStyle style = tide_chart_style_for (widget);
  guint n;
  if (self->figure != NULL
      && (width != self->width || height != self->height || !tide_chart_style_equal (&style, &self->style)))
    drop (self);
  if (self->figure != NULL || self->comparison == NULL || width < 40 || height < 40)
    return self->figure;
  self->width = width;
  self->height = height;
  self->style = style;
  self->figure = tide_compare_figure_layout (self->comparison, &self->options, &style, width, height);
  tide_compare_figure_get_spots (self->figure, &n);
  if (self->spot >= (int) n)
    self->spot = -1;
  return self->figure;
}

static GdkTexture *
make_texture (TideCompareChart *self)
{
  self->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  return tide_chart_make_texture (self->width, self->height, self->scale,
                                  (TideChartDraw) tide_compare_figure_draw, self->figure);
}

static void
tide_compare_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TideCompareChart *self = TIDE_COMPARE_CHART (widget);
  if (ensure_figure (self) == NULL)
    return;
  if (self->texture != NULL && self->scale != gtk_widget_get_scale_factor (widget))
    g_clear_object (&self->texture);
  if (self->texture == NULL)
    self->texture = make_texture (self);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height);
  gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
  if (self->spot >= 0)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
      tide_compare_figure_draw_pick (self->figure, cr, self->spot);
      cairo_destroy (cr);
    }
}

static GtkSizeRequestMode
tide_compare_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tide_compare_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                            int *natural, int *minimum_baseline, int *natural_baseline)
{
  TideCompareChart *self = TIDE_COMPARE_CHART (widget);
  TideStyle style = tide_chart_style_for (widget);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      /* The forest has most words beside its plot, the balance the fewest. */
      *minimum = 300;
      *natural = self->options.drawing == TIDE_COMPARE_FOREST    ? 730
                 : self->options.drawing == TIDE_COMPARE_BALANCE ? 470
                                                                 : 600;
      return;
    }
  *minimum = *natural = self->comparison != NULL ? (int) ceil (tide_compare_figure_get_natural_height (
                          self->comparison, &self->options, &style, for_size > 0 ? for_size : 600))
                                                 : 0;
}

/* --- pointing --- */

const char *
tide_compare_chart_get_words (TideCompareChart *self)
{
  guint n;
  g_return_val_if_fail (TIDE_IS_COMPARE_CHART (self), NULL);
  if (self->spot < 0 || self->figure == NULL)
    return NULL;
  return tide_compare_figure_get_spots (self->figure, &n)[self->spot].words;
}

gboolean
tide_compare_chart_get_place (TideCompareChart *self, double *x, double *y)
{
  guint n;
  g_return_val_if_fail (TIDE_IS_COMPARE_CHART (self), FALSE);
  if (self->spot < 0 || self->figure == NULL)
    return FALSE;
  const TideCompareSpot *spot = &tide_compare_figure_get_spots (self->figure, &n)[self->spot];
  *x = spot->x;
  *y = spot->y;
  return TRUE;
}

static void
say (TideCompareChart *self)
{
  const char *words = tide_compare_chart_get_words (self);
  g_autofree char *summary = words == NULL && self->comparison != NULL
                               ? tide_compare_figure_dup_summary (self->comparison, &self->options)
                               : NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL     ? words
                                  : summary != NULL ? summary
                                                    : "",
                                  -1);
}

static void
take_spot (TideCompareChart *self, int spot, gboolean by_keys)
{
  self->by_keys = by_keys && spot >= 0;
  if (spot == self->spot)
    return;
  self->spot = spot;
  say (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[PICK_CHANGED], 0);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                TideCompareChart *self)
{
  static const struct
  {
    guint key, keypad;
    TideStep step;
  } steps[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, TIDE_STEP_PREVIOUS },
    { GDK_KEY_Right, GDK_KEY_KP_Right, TIDE_STEP_NEXT },
    { GDK_KEY_Up, GDK_KEY_KP_Up, TIDE_STEP_UP },
    { GDK_KEY_Down, GDK_KEY_KP_Down, TIDE_STEP_DOWN },
  };
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || ensure_figure (self) == NULL)
    return FALSE;
  if (keyval == GDK_KEY_Escape && self->spot >= 0)
    {
      take_spot (self, -1, TRUE);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (keyval == steps[i].key || keyval == steps[i].keypad)
      {
        take_spot (self, tide_compare_figure_step (self->figure, self->spot, steps[i].step), TRUE);
        return TRUE;
      }
  return FALSE;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, TideCompareChart *self)
{
  if (ensure_figure (self) != NULL)
    take_spot (self, tide_compare_figure_pick (self->figure, x, y), FALSE);
}

static void
leave_cb (GtkEventControllerMotion *controller, TideCompareChart *self)
{
  if (!self->by_keys)
    take_spot (self, -1, FALSE);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, TideCompareChart *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* --- class --- */

void
tide_compare_chart_set (TideCompareChart *self, const TideComparison *comparison,
                        const TideCompareOptions *options)
{
  g_return_if_fail (TIDE_IS_COMPARE_CHART (self));
  drop (self);
  self->comparison = comparison;
  self->spot = -1;
  if (options != NULL)
    self->options = *options;
  if (comparison != NULL)
    {
      g_autofree char *title = tide_compare_figure_dup_title (comparison, &self->options);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
    }
  say (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[PICK_CHANGED], 0);
}

static void
style_changed_cb (TideCompareChart *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tide_compare_chart_dispose (GObject *object)
{
  TideCompareChart *self = TIDE_COMPARE_CHART (object);
  drop (self);
  self->comparison = NULL;
  G_OBJECT_CLASS (tide_compare_chart_parent_class)->dispose (object);
}

static void
tide_compare_chart_class_init (TideCompareChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_compare_chart_dispose;
  widget_class->snapshot = tide_compare_chart_snapshot;
  widget_class->measure = tide_compare_chart_measure;
  widget_class->get_request_mode = tide_compare_chart_get_request_mode;
  signals[PICK_CHANGED] = g_signal_new ("pick-changed", TIDE_TYPE_COMPARE_CHART, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "tide-timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tide_compare_chart_init (TideCompareChart *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkEventController *keys = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  self->spot = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

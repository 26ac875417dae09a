/* tide-own-chart.c: a drawing of the comparison within a patient as a widget.
 *
 * The drawing is kept as a texture; a pick only lays a ring over it.  What is picked by pointer or keys is
 * also what a screen reader is told. */
#include "tide-own-chart.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-chart-style.h"

struct _TideOwnChart
{
  GtkWidget parent_instance;
  const TideOwnCourses *courses; /* borrowed */
  TideOwnOptions options;
  TideStyle style;
  TideOwnFigure *figure;
  GdkTexture *texture;
  int width, height, scale;
  TideOwnPick pick;
  gboolean by_keys;      /* the pick stays when the pointer leaves */
  double root_x, root_y; /* of the pointer, in the window */
};

G_DEFINE_FINAL_TYPE (TideOwnChart, tide_own_chart, GTK_TYPE_WIDGET)

enum
{
  PICK_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
drop (TideOwnChart *self)
{
  g_clear_pointer (&self->figure, tide_own_figure_free);
  g_clear_object (&self->texture);
}

static TideOwnFigure *
ensure_figure (TideOwnChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  TideStyle style = tide_chart_style_for (widget);
  if (self->figure != NULL
      && (width != self->width || height != self->height || !tide_chart_style_equal (&style, &self->style)))
    drop (self);
  if (self->figure != NULL || self->courses == NULL || width < 40 || height < 40)
    return self->figure;
  self->width = width;
  self->height = height;
  self->style = style;
  self->figure = tide_own_figure_layout (self->courses, &self->options, &style, width, height);
  if (self->pick.found && self->pick.course < tide_own_courses_get_n (self->courses))
    {
      const TideOwnCourse *course = tide_own_courses_get (self->courses, self->pick.course);
      gint64 id
        = self->pick.point < course->points->len
            ? g_array_index (course->points, TideOwnPoint, self->pick.point).visit->rating.assessment_id
            : 0;
      self->pick = tide_own_figure_find (self->figure, self->pick.course, id);
    }
  return self->figure;
}

static GdkTexture *
make_texture (TideOwnChart *self)
{
  self->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  return tide_chart_make_texture (self->width, self->height, self->scale,
                                  (TideChartDraw) tide_own_figure_draw, self->figure);
}

static void
tide_own_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TideOwnChart *self = TIDE_OWN_CHART (widget);
  if (ensure_figure (self) == NULL)
    return;
  if (self->texture != NULL && self->scale != gtk_widget_get_scale_factor (widget))
    g_clear_object (&self->texture);
  if (self->texture == NULL)
    self->texture = make_texture (self);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height);
  gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
  if (self->pick.found)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
      tide_own_figure_draw_pick (self->figure, cr, self->pick);
      cairo_destroy (cr);
    }
}

static void
tide_own_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  TideOwnChart *self = TIDE_OWN_CHART (widget);
  TideStyle style = tide_chart_style_for (widget);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 300;
      *natural = 620;
      return;
    }
  *minimum = *natural
    = self->courses != NULL
        ? (int) ceil (tide_own_figure_get_natural_height (self->courses, &self->options, &style))
        : 0;
}

/* --- picking --- */

static void
say (TideOwnChart *self)
{
  g_autofree char *words = tide_own_chart_dup_pick_words (self);
  if (words == NULL && self->courses != NULL)
    words = tide_own_figure_dup_summary (self->courses, &self->options);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "", -1);
}

static void
take_pick (TideOwnChart *self, TideOwnPick pick, gboolean by_keys)
{
  gboolean same
    = pick.found == self->pick.found && pick.course == self->pick.course && pick.point == self->pick.point;
  self->by_keys = by_keys && pick.found;
  if (same)
    return;
  self->pick = pick;
  if (by_keys || !pick.found)
    say (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[PICK_CHANGED], 0);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                TideOwnChart *self)
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
    { GDK_KEY_Home, GDK_KEY_KP_Home, TIDE_STEP_FIRST },
    { GDK_KEY_End, GDK_KEY_KP_End, TIDE_STEP_LAST },
  };
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || ensure_figure (self) == NULL
      || self->options.drawing == TIDE_OWN_STRIP)
    return FALSE;
  if (keyval == GDK_KEY_Escape && self->pick.found)
    {
      take_pick (self, (TideOwnPick){ 0 }, TRUE);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (keyval == steps[i].key || keyval == steps[i].keypad)
      {
        take_pick (self, tide_own_figure_step (self->figure, self->pick, steps[i].step), TRUE);
        return TRUE;
      }
  return FALSE;
}

/* FALSE when only the chart moved under the pointer, by scrolling or by appearing. */
static gboolean
pointer_moved (TideOwnChart *self, double x, double y)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  double root_x = x, root_y = y;
  if (root != NULL)
    gtk_widget_translate_coordinates (GTK_WIDGET (self), root, x, y, &root_x, &root_y);
  gboolean moved = fabs (root_x - self->root_x) > 0.5 || fabs (root_y - self->root_y) > 0.5;
  self->root_x = root_x;
  self->root_y = root_y;
  return moved;
}

static void
enter_cb (GtkEventControllerMotion *controller, double x, double y, TideOwnChart *self)
{
  pointer_moved (self, x, y);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, TideOwnChart *self)
{
  if (pointer_moved (self, x, y) && self->options.drawing == TIDE_OWN_ALIGNED && ensure_figure (self) != NULL)
    take_pick (self, tide_own_figure_pick (self->figure, x, y), FALSE);
}

static void
leave_cb (GtkEventControllerMotion *controller, TideOwnChart *self)
{
  if (!self->by_keys)
    take_pick (self, (TideOwnPick){ 0 }, FALSE);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, TideOwnChart *self)
{
  if (gtk_widget_get_focusable (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* --- public --- */

void
tide_own_chart_set (TideOwnChart *self, const TideOwnCourses *courses, const TideOwnOptions *options)
{
  g_return_if_fail (TIDE_IS_OWN_CHART (self));
  drop (self);
  self->courses = courses;
  if (options != NULL)
    self->options = *options;
  if (courses == NULL)
    self->pick = (TideOwnPick){ 0 };
  gboolean aligned = self->options.drawing == TIDE_OWN_ALIGNED;
  gtk_widget_set_focusable (GTK_WIDGET (self), aligned);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  aligned ? _ ("Own courses, aligned at start") : _ ("When they happened"),
                                  -1);
  if (courses != NULL)
    ensure_figure (self);
  say (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[PICK_CHANGED], 0);
}

TideOwnPick
tide_own_chart_get_pick (TideOwnChart *self)
{
  g_return_val_if_fail (TIDE_IS_OWN_CHART (self), ((TideOwnPick){ 0 }));
  return self->pick;
}

char *
tide_own_chart_dup_pick_words (TideOwnChart *self)
{
  g_return_val_if_fail (TIDE_IS_OWN_CHART (self), NULL);
  return self->pick.found && self->figure != NULL ? tide_own_figure_describe (self->figure, self->pick)
                                                  : NULL;
}

TideOwnFigure *
tide_own_chart_get_figure (TideOwnChart *self)
{
  g_return_val_if_fail (TIDE_IS_OWN_CHART (self), NULL);
  return ensure_figure (self);
}

static void
style_changed_cb (TideOwnChart *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tide_own_chart_dispose (GObject *object)
{
  TideOwnChart *self = TIDE_OWN_CHART (object);
  drop (self);
  self->courses = NULL;
  G_OBJECT_CLASS (tide_own_chart_parent_class)->dispose (object);
}

static void
tide_own_chart_class_init (TideOwnChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_own_chart_dispose;
  widget_class->snapshot = tide_own_chart_snapshot;
  widget_class->measure = tide_own_chart_measure;
  signals[PICK_CHANGED] = g_signal_new ("pick-changed", TIDE_TYPE_OWN_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "tide-timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tide_own_chart_init (TideOwnChart *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkEventController *keys = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (motion, "enter", G_CALLBACK (enter_cb), self);
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

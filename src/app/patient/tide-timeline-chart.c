/* tide-timeline-chart.c: the drawing of a timeline as a widget.
 *
 * The drawing is kept as a texture and made anew when size, style, range or data change; a hover only lays
 * the crosshair over it.  What is picked, by pointer or by keys, is also what a screen reader is told.
 */
#include "tide-timeline-chart.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include "tide-chart-style.h"

#define DAY ((gint64) 86400)
#define LEAST_SPAN DAY
#define MOST_SPAN (100 * 366 * DAY)
#define ZOOM_STEP 0.8
#define LEAST_HEIGHT 300.0 /* px at 100 % text */

struct _TideTimelineChart
{
  GtkWidget parent_instance;
  TideTimelineModel *model; /* borrowed */
  TideTimelineOptions options;
  TideStyle style;
  TideTimeline *layout;
  GdkTexture *texture; /* of the layout */
  int width, height, scale;
  TidePick pick;
  gboolean by_keys;            /* the pick stays when the pointer leaves */
  gboolean from_outside;       /* nobody in the chart has picked it */
  double pointer_x, pointer_y; /* -1: not over the chart */
  double root_x, root_y;       /* the same in the window */
  gint64 drag_from, drag_to;
  double drag_offset;
};

G_DEFINE_FINAL_TYPE (TideTimelineChart, tide_timeline_chart, GTK_TYPE_WIDGET)

enum
{
  PICK_CHANGED,
  RANGE_CHANGED,
  RECORD_ACTIVATED,
  TABLE_TWIN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- layout and drawing --- */

static void
drop_layout (TideTimelineChart *self)
{
  g_clear_pointer (&self->layout, tide_timeline_free);
  g_clear_object (&self->texture);
}

/* The layout for the present size and style; NULL without data or room. */
static TideTimeline *
ensure_layout (TideTimelineChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  TideStyle style = tide_chart_style_for (widget);

  if (self->layout != NULL
      && (width != self->width || height != self->height || !tide_chart_style_equal (&style, &self->style)))
    drop_layout (self);
  if (self->layout != NULL || self->model == NULL || width < 40 || height < 40)
    return self->layout;
  self->width = width;
  self->height = height;
  self->style = style;
  self->layout = tide_timeline_layout (self->model, &self->options, &style, width, height);
  /* What was picked stands elsewhere now, or nowhere. */
  if (self->pick.kind != TIDE_PICK_NONE)
    self->pick = tide_timeline_pick_record (self->layout, self->pick.kind, self->pick.record_id);
  return self->layout;
}

static GdkTexture *
make_texture (TideTimelineChart *self)
{
  self->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  return tide_chart_make_texture (self->width, self->height, self->scale, (TideChartDraw) tide_timeline_draw,
                                  self->layout);
}

static void
tide_timeline_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TideTimelineChart *self = TIDE_TIMELINE_CHART (widget);
  graphene_rect_t bounds;

  if (ensure_layout (self) == NULL)
    return;
  if (self->texture != NULL && self->scale != gtk_widget_get_scale_factor (widget))
    g_clear_object (&self->texture);
  if (self->texture == NULL)
    self->texture = make_texture (self);
  graphene_rect_init (&bounds, 0, 0, (float) self->width, (float) self->height);
  gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
  if (self->pick.kind != TIDE_PICK_NONE)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

      tide_timeline_draw_pick (self->layout, cr, self->pick);
      cairo_destroy (cr);
    }
}

static GtkSizeRequestMode
tide_timeline_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tide_timeline_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                             int *natural, int *minimum_baseline, int *natural_baseline)
{
  TideTimelineChart *self = TIDE_TIMELINE_CHART (widget);
  TideStyle style = tide_chart_style_for (widget);
  double height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 260;
      *natural = 700;
      return;
    }
  height = self->model != NULL ? tide_timeline_get_natural_height (self->model, &self->options, &style,
                                                                   for_size > 0 ? for_size : 700)
                               : LEAST_HEIGHT * style.text_scale;
  *natural = (int) ceil (height);
  /* A narrow page scrolls as a whole: there nothing need be left out for want of height. */
  *minimum = self->options.narrow ? *natural : MIN (*natural, (int) ceil (LEAST_HEIGHT * style.text_scale));
}

static void
renew (TideTimelineChart *self)
{
  drop_layout (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- what a screen reader is told --- */

static void
say (TideTimelineChart *self, const char *words)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
say_pick (TideTimelineChart *self)
{
  g_autofree char *words = NULL;

  if (self->model == NULL)
    words = g_strdup ("");
  else if (self->pick.kind == TIDE_PICK_NONE || self->layout == NULL)
    words = tide_timeline_model_dup_summary (self->model);
  else
    {
      g_autoptr (GPtrArray) lines = tide_timeline_describe_pick (self->layout, self->pick);

      g_ptr_array_add (lines, NULL);
      words = g_strjoinv (". ", (char **) lines->pdata);
    }
  say (self, words);
}

/* --- picking --- */

static gboolean
same_pick (TidePick a, TidePick b)
{
  return a.kind == b.kind && a.row == b.row && a.index == b.index && a.record_id == b.record_id && a.x == b.x;
}

static void
give_pick (TideTimelineChart *self, TidePick pick, gboolean by_keys, gboolean from_outside)
{
  gboolean changed = !same_pick (pick, self->pick) || from_outside != self->from_outside;

  self->from_outside = from_outside;
  self->by_keys = by_keys && pick.kind != TIDE_PICK_NONE;
  if (!changed)
    return;
  self->pick = pick;
  if (by_keys)
    say_pick (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[PICK_CHANGED], 0);
}

static void
take_pick (TideTimelineChart *self, TidePick pick, gboolean by_keys)
{
  give_pick (self, pick, by_keys, FALSE);
}

static void
clear_pick (TideTimelineChart *self)
{
  take_pick (self, (TidePick){ 0 }, FALSE);
  say_pick (self);
}

static void
activate_pick (TideTimelineChart *self)
{
  if (self->pick.kind != TIDE_PICK_NONE && self->pick.record_id != 0)
    g_signal_emit (self, signals[RECORD_ACTIVATED], 0, (int) self->pick.kind, self->pick.record_id);
}

/* --- range --- */

static void
get_range (TideTimelineChart *self, gint64 *from, gint64 *to)
{
  if (ensure_layout (self) != NULL)
    tide_timeline_get_range (self->layout, from, to);
  else
    tide_timeline_model_get_extent (self->model, from, to);
}

/* Never so far that nothing of the record is in sight. */
static void
take_range (TideTimelineChart *self, gint64 from, gint64 to)
{
  gint64 first, last, span = CLAMP (to - from, LEAST_SPAN, MOST_SPAN), margin;

  tide_timeline_model_get_extent (self->model, &first, &last);
  margin = span / 10;
  from = CLAMP (from, first - span + margin, MAX (first - span + margin, last - margin));
  self->options.range = TIDE_RANGE_CUSTOM;
  self->options.from_utc = from;
  self->options.to_utc = from + span;
  renew (self);
  ensure_layout (self);
  g_signal_emit (self, signals[PICK_CHANGED], 0);
  g_signal_emit (self, signals[RANGE_CHANGED], 0);
}

/* The time at @x stays where it is. */
static void
zoom_at (TideTimelineChart *self, double x, double factor)
{
  gint64 from, to, at, span, wider;

  if (ensure_layout (self) == NULL)
    return;
  get_range (self, &from, &to);
  at = CLAMP (tide_timeline_get_utc_at (self->layout, x), from, to);
  span = to - from;
  wider = CLAMP ((gint64) ((double) span * factor), LEAST_SPAN, MOST_SPAN);
  from = at - (gint64) ((double) (at - from) * (double) wider / (double) span);
  take_range (self, from, from + wider);
}

static void
zoom_at_pick (TideTimelineChart *self, double factor)
{
  zoom_at (self,
           self->pick.kind != TIDE_PICK_NONE ? self->pick.x : gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
           factor);
}

static void
pan_by (TideTimelineChart *self, double share)
{
  gint64 from, to, by;

  if (self->model == NULL)
    return;
  get_range (self, &from, &to);
  by = (gint64) ((double) (to - from) * share);
  take_range (self, from + by, to + by);
}

/* The walk by keys leads out of sight: the range follows. */
static void
show_pick (TideTimelineChart *self)
{
  gint64 from, to, span;

  get_range (self, &from, &to);
  if (self->pick.kind == TIDE_PICK_NONE || (self->pick.utc >= from && self->pick.utc <= to))
    return;
  span = to - from;
  from = self->pick.utc < from ? self->pick.utc - span / 8 : self->pick.utc - span + span / 8;
  take_range (self, from, from + span);
}

/* --- keys --- */

static void
walk (TideTimelineChart *self, TideStep step)
{
  if (ensure_layout (self) == NULL)
    return;
  take_pick (self, tide_timeline_step (self->layout, self->pick, step), TRUE);
  show_pick (self);
}

static gboolean
walk_key (TideTimelineChart *self, guint keyval)
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

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (keyval == steps[i].key || keyval == steps[i].keypad)
      {
        walk (self, steps[i].step);
        return TRUE;
      }
  return FALSE;
}

static gboolean
command_key (TideTimelineChart *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_at_pick (self, ZOOM_STEP);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_at_pick (self, 1 / ZOOM_STEP);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      tide_timeline_chart_set_range (self, TIDE_RANGE_ALL);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      activate_pick (self);
      return TRUE;
    case GDK_KEY_t:
    case GDK_KEY_T:
      g_signal_emit (self, signals[TABLE_TWIN], 0);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
leave (TideTimelineChart *self)
{
  if (self->pick.kind == TIDE_PICK_NONE)
    return FALSE; /* nothing to leave: the page's own Escape */
  clear_pick (self);
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                TideTimelineChart *self)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if (self->model == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  if (shift && (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right))
    {
      pan_by (self, keyval == GDK_KEY_Left ? -0.2 : 0.2);
      return TRUE;
    }
  if (keyval == GDK_KEY_Escape)
    return leave (self);
  return walk_key (self, keyval) || command_key (self, keyval);
}

/* --- pointer --- */

/* Notes where the pointer is; FALSE when only the chart moved under it, by scrolling or by appearing. */
static gboolean
pointer_moved (TideTimelineChart *self, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self), *root = GTK_WIDGET (gtk_widget_get_root (widget));
  double root_x = x, root_y = y;
  gboolean moved;

  if (root != NULL)
    gtk_widget_translate_coordinates (widget, root, x, y, &root_x, &root_y);
  moved = fabs (root_x - self->root_x) > 0.5 || fabs (root_y - self->root_y) > 0.5;
  self->pointer_x = x;
  self->pointer_y = y;
  self->root_x = root_x;
  self->root_y = root_y;
  return moved;
}

static void
enter_cb (GtkEventControllerMotion *controller, double x, double y, TideTimelineChart *self)
{
  pointer_moved (self, x, y);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, TideTimelineChart *self)
{
  if (pointer_moved (self, x, y) && ensure_layout (self) != NULL && self->drag_to == 0)
    take_pick (self, tide_timeline_pick (self->layout, x, y), FALSE);
}

static void
leave_cb (GtkEventControllerMotion *controller, TideTimelineChart *self)
{
  self->pointer_x = self->pointer_y = -1;
  if (!self->by_keys)
    take_pick (self, (TidePick){ 0 }, FALSE);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, TideTimelineChart *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2)
    activate_pick (self);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, TideTimelineChart *self)
{
  self->drag_to = 0;
  self->drag_offset = self->options.lane_offset;
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, TideTimelineChart *self)
{
  double left, per_px;
  gint64 by;

  if (ensure_layout (self) == NULL)
    return;
  if (self->drag_to == 0)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
        return;
      get_range (self, &self->drag_from, &self->drag_to);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
      take_pick (self, (TidePick){ 0 }, FALSE);
    }
  left = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  per_px = (double) (tide_timeline_get_utc_at (self->layout, left + 100)
                     - tide_timeline_get_utc_at (self->layout, left))
           / 100;
  by = (gint64) (-dx * per_px);
  take_range (self, self->drag_from + by, self->drag_to + by);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, TideTimelineChart *self)
{
  self->drag_to = 0;
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
}

/* Scrolls lanes that do not fit; FALSE where there are none. */
static gboolean
scroll_lanes (TideTimelineChart *self, double dy)
{
  double y, height, far, offset;

  if (ensure_layout (self) == NULL)
    return FALSE;
  far = tide_timeline_get_lane_scroll (self->layout, &y, &height);
  if (far < 1 || self->pointer_y < y || self->pointer_y > y + height)
    return FALSE;
  offset = CLAMP (self->options.lane_offset + dy * 30, 0, far);
  if (offset == self->options.lane_offset)
    return FALSE;
  self->options.lane_offset = offset;
  renew (self);
  return TRUE;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, TideTimelineChart *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (self->model == NULL)
    return FALSE;
  if (state & GDK_CONTROL_MASK)
    {
      zoom_at (self, self->pointer_x >= 0 ? self->pointer_x : gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
               pow (ZOOM_STEP, -dy));
      return TRUE;
    }
  if (state & GDK_SHIFT_MASK)
    dx += dy;
  else if (dx == 0)
    return scroll_lanes (self, dy);
  if (dx == 0)
    return FALSE;
  pan_by (self, dx * 0.05);
  return TRUE;
}

/* --- public --- */

void
tide_timeline_chart_set_model (TideTimelineChart *self, TideTimelineModel *model)
{
  g_return_if_fail (TIDE_IS_TIMELINE_CHART (self));
  drop_layout (self);
  self->model = model;
  self->options.lane_offset = 0;
  if (model == NULL)
    self->options.range = TIDE_RANGE_ALL;
  self->by_keys = FALSE;
  self->pick = (TidePick){ 0 };
  say_pick (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[PICK_CHANGED], 0);
}

void
tide_timeline_chart_set_options (TideTimelineChart *self, const TideTimelineOptions *options)
{
  TideTimelineOptions own;

  g_return_if_fail (TIDE_IS_TIMELINE_CHART (self) && options != NULL);
  own = self->options;
  self->options = *options;
  self->options.range = own.range;
  self->options.from_utc = own.from_utc;
  self->options.to_utc = own.to_utc;
  self->options.lane_offset = own.lane_offset;
  renew (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

const TideTimelineOptions *
tide_timeline_chart_get_options (TideTimelineChart *self)
{
  g_return_val_if_fail (TIDE_IS_TIMELINE_CHART (self), NULL);
  return &self->options;
}

void
tide_timeline_chart_set_range (TideTimelineChart *self, TideRange range)
{
  g_return_if_fail (TIDE_IS_TIMELINE_CHART (self));
  self->options.range = range;
  renew (self);
  ensure_layout (self);
  g_signal_emit (self, signals[PICK_CHANGED], 0);
  g_signal_emit (self, signals[RANGE_CHANGED], 0);
}

TideTimeline *
tide_timeline_chart_get_layout (TideTimelineChart *self)
{
  g_return_val_if_fail (TIDE_IS_TIMELINE_CHART (self), NULL);
  return ensure_layout (self);
}

TidePick
tide_timeline_chart_get_pick (TideTimelineChart *self)
{
  g_return_val_if_fail (TIDE_IS_TIMELINE_CHART (self), (TidePick){ 0 });
  return self->pick;
}

void
tide_timeline_chart_pick_rating (TideTimelineChart *self, gint64 assessment_id)
{
  g_return_if_fail (TIDE_IS_TIMELINE_CHART (self));
  if (ensure_layout (self) == NULL)
    return;
  give_pick (self, tide_timeline_pick_record (self->layout, TIDE_PICK_RATING, assessment_id), FALSE, TRUE);
}

gboolean
tide_timeline_chart_is_pick_from_outside (TideTimelineChart *self)
{
  g_return_val_if_fail (TIDE_IS_TIMELINE_CHART (self), FALSE);
  return self->from_outside;
}

static void
style_changed_cb (TideTimelineChart *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tide_timeline_chart_dispose (GObject *object)
{
  TideTimelineChart *self = TIDE_TIMELINE_CHART (object);

  drop_layout (self);
  self->model = NULL;
  G_OBJECT_CLASS (tide_timeline_chart_parent_class)->dispose (object);
}

static void
tide_timeline_chart_class_init (TideTimelineChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_timeline_chart_dispose;
  widget_class->snapshot = tide_timeline_chart_snapshot;
  widget_class->measure = tide_timeline_chart_measure;
  widget_class->get_request_mode = tide_timeline_chart_get_request_mode;
  signals[PICK_CHANGED] = g_signal_new ("pick-changed", TIDE_TYPE_TIMELINE_CHART, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[RANGE_CHANGED] = g_signal_new ("range-changed", TIDE_TYPE_TIMELINE_CHART, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RECORD_ACTIVATED] = g_signal_new ("record-activated", TIDE_TYPE_TIMELINE_CHART, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT64);
  signals[TABLE_TWIN] = g_signal_new ("table-twin", TIDE_TYPE_TIMELINE_CHART, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "tide-timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
add_controllers (TideTimelineChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new (), *drag = gtk_gesture_drag_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
tide_timeline_chart_init (TideTimelineChart *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->options = tide_timeline_options_default ();
  self->pointer_x = self->pointer_y = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Timeline"), -1);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_controllers (self);
}

/* tide-course-sketch.c: draws the last ratings of the scale beside the form that makes the next one.
 *
 * It is a sketch: the last ratings only, evenly read, with the response and remission lines of the running
 * course.  The full timeline stands on the patient's page. */

#include "tide-course-sketch.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-chart-style.h"
#include "tide-form-draw.h"
#include "tide-typed-time.h"

#define MAX_POINTS 7

typedef struct
{
  gint64 utc;
  double value;
  TideState state;
  TideDate day;
} Point;

struct _TideCourseSketch
{
  GtkWidget parent_instance;

  Point points[MAX_POINTS];
  guint n;
  gint64 utc;
  TideDate today;
  double value, low, high, response, remission;
  gboolean sure;
  TideState state;
  guint decimals;
};

G_DEFINE_FINAL_TYPE (TideCourseSketch, tide_course_sketch, GTK_TYPE_WIDGET)

typedef struct
{
  GtkWidget *widget;
  cairo_t *cr;
  double em, left, right, top, bottom;
  gint64 from, to;
  double low, high;
  GdkRGBA ink;
} Drawing;

static double
x_of (const Drawing *d, gint64 utc)
{
  return d->left + (d->right - d->left) * (double) (utc - d->from) / (double) MAX (d->to - d->from, 1);
}

static double
y_of (const Drawing *d, double value)
{
  return d->bottom - (d->bottom - d->top) * (value - d->low) / MAX (d->high - d->low, 1);
}

static void
draw_line_at (const Drawing *d, double value, double on, double off, int width)
{
  g_autofree char *words = NULL;
  double dashes[2] = { on, off };

  if (isnan (value) || value < d->low || value > d->high)
    return;
  words = g_strdup_printf ("≤ %d", (int) floor (value));
  tide_form_set_source (d->cr, &d->ink, .5);
  cairo_set_line_width (d->cr, 1.2);
  cairo_set_dash (d->cr, dashes, 2, 0);
  cairo_move_to (d->cr, 0, y_of (d, value));
  cairo_line_to (d->cr, width - 2.4 * d->em, y_of (d, value));
  cairo_stroke (d->cr);
  cairo_set_dash (d->cr, NULL, 0, 0);
  tide_form_set_source (d->cr, &d->ink, .85);
  tide_form_draw_text (d->widget, d->cr, words, .72, TRUE, width, y_of (d, value) + .25 * d->em, 1);
}

static void
draw_lines (TideCourseSketch *self, const Drawing *d)
{
  tide_form_set_source (d->cr, &d->ink, 1);
  cairo_set_line_width (d->cr, 1.9);
  cairo_set_line_join (d->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_new_path (d->cr); /* drawing text leaves a current point */
  for (guint i = 0; i < self->n; i++)
    cairo_line_to (d->cr, x_of (d, self->points[i].utc), y_of (d, self->points[i].value));
  cairo_stroke (d->cr);
  if (isnan (self->value) || self->n == 0)
    return;
  if (!self->sure)
    cairo_set_dash (d->cr, (double[]){ 2.5, 3 }, 2, 0);
  cairo_new_path (d->cr);
  cairo_move_to (d->cr, x_of (d, self->points[self->n - 1].utc), y_of (d, self->points[self->n - 1].value));
  cairo_line_to (d->cr, x_of (d, self->utc), y_of (d, self->value));
  cairo_stroke (d->cr);
  cairo_set_dash (d->cr, NULL, 0, 0);
}

static void
draw_point (const Drawing *d, const Point *point, guint decimals, const TideStyle *style, double *free_from)
{
  double x = x_of (d, point->utc), y = y_of (d, point->value);
  g_autofree char *number = tide_form_number (point->value, decimals);
  double width = tide_form_measure_text (d->widget, number, .75, TRUE);

  tide_timeline_draw_state_glyph (
    d->cr, point->state == TIDE_STATE_NONE ? TIDE_STATE_NO_RESPONSE : point->state, x, y, .32 * d->em, style);
  if (x - width / 2 < *free_from)
    return;
  tide_form_set_source (d->cr, &d->ink, .95);
  tide_form_draw_text (d->widget, d->cr, number, .75, TRUE, x, y - .6 * d->em, .5);
  *free_from = x + width / 2 + 3;
}

static void
draw_axis (TideCourseSketch *self, const Drawing *d, int width, int height)
{
  double free_from = -1, y = height - .25 * d->em, x = x_of (d, self->utc);
  double today_width = tide_form_measure_text (d->widget, _ ("today"), .72, FALSE);
  gboolean is_today = self->today == tide_date_today ();
  g_autofree char *last
    = is_today ? g_strdup (_ ("today")) : tide_typed_short_date (self->today, tide_date_today ());

  tide_form_set_source (d->cr, &d->ink, .72);
  tide_form_draw_text (d->widget, d->cr, last, .72, FALSE, MIN (x, width - today_width / 2), y, .5);
  for (guint i = 0; i < self->n; i++)
    {
      g_autofree char *day = tide_typed_short_date (self->points[i].day, self->today);
      double w = tide_form_measure_text (d->widget, day, .72, FALSE);
      double at = MAX (x_of (d, self->points[i].utc), w / 2);

      if (at - w / 2 < free_from || at + w / 2 > x - today_width / 2 - 6)
        continue;
      tide_form_draw_text (d->widget, d->cr, day, .72, FALSE, at, y, .5);
      free_from = at + w / 2 + 8;
    }
}

static void
draw_now (TideCourseSketch *self, const Drawing *d, const TideStyle *style)
{
  GdkRGBA accent = tide_form_color (d->widget, "accent_bg_color");
  double x = x_of (d, self->utc);

  tide_form_set_source (d->cr, &accent, .3);
  cairo_rectangle (d->cr, x - 3, d->top - .4 * d->em, 6, d->bottom - d->top + .8 * d->em);
  cairo_fill (d->cr);
  if (isnan (self->value))
    return;
  if (self->sure && self->state != TIDE_STATE_NONE)
    {
      tide_timeline_draw_state_glyph (d->cr, self->state, x, y_of (d, self->value), .36 * d->em, style);
      return;
    }
  accent = tide_form_color (d->widget, "accent_color");
  tide_form_set_source (d->cr, &accent, 1);
  cairo_set_line_width (d->cr, 1.6);
  if (!self->sure)
    cairo_set_dash (d->cr, (double[]){ 2, 2 }, 2, 0);
  cairo_new_path (d->cr);
  cairo_arc (d->cr, x, y_of (d, self->value), .34 * d->em, 0, 2 * G_PI);
  cairo_stroke (d->cr);
  cairo_set_dash (d->cr, NULL, 0, 0);
}

/* The y axis spans what is shown, with the lines: a sketch has no room for the whole scale. */
static void
find_range (TideCourseSketch *self, Drawing *d)
{
  double values[MAX_POINTS + 3];
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    values[n++] = self->points[i].value;
  values[n++] = self->value;
  values[n++] = self->response;
  values[n++] = self->remission;
  d->low = G_MAXDOUBLE;
  d->high = -G_MAXDOUBLE;
  for (guint i = 0; i < n; i++)
    {
      if (isnan (values[i]))
        continue;
      d->low = MIN (d->low, values[i]);
      d->high = MAX (d->high, values[i]);
    }
  d->low = MAX (self->low, d->low - 2);
  d->high = MIN (self->high, MAX (d->high, d->low + 4) + 1);
}

static void
tide_course_sketch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TideCourseSketch *self = TIDE_COURSE_SKETCH (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  TideStyle style = tide_chart_style_for (widget);
  Drawing d = { .widget = widget, .em = tide_chart_em (widget) };
  double free_from = -1;

  if (self->n == 0 || width < 60)
    return;
  d.left = .6 * d.em;
  d.right = width - 3.4 * d.em;
  d.top = 1.3 * d.em;
  d.bottom = height - 1.9 * d.em;
  d.from = self->points[0].utc;
  d.to = MAX (self->utc, d.from + 1);
  d.ink = tide_form_color (widget, NULL);
  find_range (self, &d);
  d.cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  draw_line_at (&d, self->response, 7, 4, width);
  draw_line_at (&d, self->remission, 2.5, 3, width);
  draw_lines (self, &d);
  for (guint i = 0; i < self->n; i++)
    draw_point (&d, &self->points[i], self->decimals, &style, &free_from);
  draw_now (self, &d, &style);
  draw_axis (self, &d, width, height);
  cairo_destroy (d.cr);
}

static void
tide_course_sketch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                            int *natural, int *minimum_baseline, int *natural_baseline)
{
  double em = tide_chart_em (widget);

  *minimum = *natural = (int) ((orientation == GTK_ORIENTATION_HORIZONTAL ? 12 : 7.6) * em);
}

static void
tide_course_sketch_class_init (TideCourseSketchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = tide_course_sketch_snapshot;
  widget_class->measure = tide_course_sketch_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tide_course_sketch_init (TideCourseSketch *self)
{
  self->value = self->response = self->remission = NAN;
}

GtkWidget *
tide_course_sketch_new (void)
{
  return g_object_new (TIDE_TYPE_COURSE_SKETCH, NULL);
}

static void
take_points (TideCourseSketch *self, const TideOutcome *outcome, const TideFormContext *context,
             TideInstant taken)
{
  self->n = 0;
  for (guint i = 0; i < outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = &outcome->visits[i];
      const TideAssessmentData *data
        = tide_history_find_assessment (context->history, visit->rating.assessment_id);

      if (visit->rating.taken_utc >= taken.utc)
        break;
      if (self->n == MAX_POINTS)
        memmove (self->points, self->points + 1, --self->n * sizeof (Point));
      self->points[self->n++]
        = (Point){ visit->rating.taken_utc, tide_rating_get_value (&visit->rating), visit->state,
                   data ? tide_instant_get_date (data->taken) : TIDE_DATE_UNKNOWN };
    }
}

static void
describe (TideCourseSketch *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < self->n; i++)
    {
      g_autofree char *number = tide_form_number (self->points[i].value, self->decimals);

      g_string_append_printf (words, "%s%s", i ? ", " : "", number);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Course so far"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);
}

void
tide_course_sketch_set (TideCourseSketch *self, const TideFormContext *context, TideInstrument *instrument,
                        TideInstant taken, const TideFormPlace *place, double value, gboolean sure,
                        TideState state)
{
  const TideScoreInfo *primary = tide_instrument_get_primary (instrument);
  g_autoptr (TideOutcome) outcome
    = tide_outcome_compute (context->history, instrument, context->thresholds, context->now);

  take_points (self, outcome, context, taken);
  self->utc = taken.utc;
  self->today = tide_instant_get_date (taken);
  self->value = value;
  self->sure = sure;
  self->state = state;
  self->low = primary->minimum;
  self->high = primary->maximum;
  self->decimals = primary->decimals;
  self->response = place->response_at_most;
  self->remission = place->remission_line;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
tide_course_sketch_get_n_points (TideCourseSketch *self)
{
  return self->n;
}

/* tide-score-gauge.c: draws the gauge of the score box.
 *
 * The bar is the scale itself, never zoomed.  The range that the score can still end in is hatched; the line
 * is where it ends if the rest stays as last time, or where it has ended.  States are told by shape and words
 * as well as by colour. */

#include "tide-score-gauge.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-chart-style.h"
#include "tide-form-draw.h"

struct _TideScoreGauge
{
  GtkWidget parent_instance;

  TideInstrument *instrument;
  TideScoreView view;
  double baseline, response, remission, partial;
};

G_DEFINE_FINAL_TYPE (TideScoreGauge, tide_score_gauge, GTK_TYPE_WIDGET)

typedef struct
{
  GtkWidget *widget;
  cairo_t *cr;
  double em, left, right, low, high;
  GdkRGBA ink, accent;
} Drawing;

static double
x_of (const Drawing *d, double value)
{
  return d->left + (d->right - d->left) * (value - d->low) / (d->high - d->low);
}

static const TideBandSet *
get_bands (TideScoreGauge *self)
{
  return tide_instrument_find_band_set (self->instrument, self->view.info->id, NULL);
}

static gboolean
has_states (TideScoreGauge *self)
{
  return !isnan (self->baseline) && !isnan (self->response);
}

/* --- drawing --- */

static void
draw_bands (const Drawing *d, const TideBandSet *set, double top)
{
  double height = 1.15 * d->em, text_y = top + height + 1.05 * d->em, free_from = d->left - 1;

  if (set == NULL)
    {
      tide_form_set_source (d->cr, &d->ink, .1);
      cairo_rectangle (d->cr, d->left, top, d->right - d->left, height);
      cairo_fill (d->cr);
      return;
    }
  for (guint i = 0; i < set->n_bands; i++)
    {
      const TideBand *band = &set->bands[i];
      double from = x_of (d, i == 0 ? d->low : MAX (band->lower - .5, d->low));
      double to = x_of (d, i + 1 == set->n_bands ? d->high : MIN (set->bands[i + 1].lower - .5, d->high));
      g_autofree char *label = tide_form_capitalise (band->label);
      double width = tide_form_measure_text (d->widget, label, .72, FALSE);
      double middle = (from + to) / 2;

      tide_form_set_source (d->cr, &d->ink, .05 + .06 * MIN (band->severity, 5));
      cairo_rectangle (d->cr, from, top, MAX (to - from - 1, 1), height);
      cairo_fill (d->cr);
      middle = CLAMP (middle, d->left + width / 2, d->right - width / 2);
      if (middle - width / 2 < free_from + 3)
        continue; /* labels never touch: the tooltip of the score names the band */
      tide_form_set_source (d->cr, &d->ink, .72);
      tide_form_draw_text (d->widget, d->cr, label, .72, FALSE, middle, text_y, .5);
      free_from = middle + width / 2;
    }
}

static void
hatch (const Drawing *d, double x, double y, double width, double height, double radius)
{
  cairo_save (d->cr);
  cairo_new_sub_path (d->cr);
  cairo_arc (d->cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (d->cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (d->cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (d->cr, x + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (d->cr);
  tide_form_set_source (d->cr, &d->accent, .18);
  cairo_fill_preserve (d->cr);
  tide_form_set_source (d->cr, &d->accent, 1);
  cairo_set_line_width (d->cr, 1.2);
  cairo_stroke_preserve (d->cr);
  cairo_clip (d->cr);
  tide_form_set_source (d->cr, &d->accent, .55);
  cairo_set_line_width (d->cr, 1);
  for (double k = x - height; k < x + width; k += 5)
    {
      cairo_move_to (d->cr, k, y + height);
      cairo_line_to (d->cr, k + height, y);
    }
  cairo_stroke (d->cr);
  cairo_restore (d->cr);
}

static void
draw_range (const Drawing *d, const TideScoreView *view, double top)
{
  double from = x_of (d, view->lower), to = x_of (d, view->upper), height = .78 * d->em;

  if (isnan (view->lower) || isnan (view->upper) || view->upper <= view->lower)
    return;
  hatch (d, from, top + (1.15 * d->em - height) / 2, MAX (to - from, 4), height, 2.5);
}

static void
draw_diamond (cairo_t *cr, double x, double y, double r)
{
  cairo_move_to (cr, x, y - r);
  cairo_line_to (cr, x + r, y);
  cairo_line_to (cr, x, y + r);
  cairo_line_to (cr, x - r, y);
  cairo_close_path (cr);
}

/* The words over the bar: where it ends, and the baseline; the baseline gives way. */
static void
draw_heads (TideScoreGauge *self, const Drawing *d, double bottom, double baseline_y)
{
  double end = isnan (self->view.value) ? self->view.as_last : self->view.value;
  double taken_from = -1, taken_to = -1;

  if (!isnan (end))
    {
      g_autofree char *number = tide_form_number (end, self->view.info->decimals);
      g_autofree char *words
        = isnan (self->view.value) ? g_strdup_printf (_ ("%s if rest as last"), number) : g_strdup (number);
      double width = tide_form_measure_text (d->widget, words, .75, TRUE);
      double x = CLAMP (x_of (d, end), d->left + width / 2, d->right - width / 2);

      tide_form_set_source (d->cr, &d->accent, 1);
      tide_form_draw_text (d->widget, d->cr, words, .75, TRUE, x, baseline_y, .5);
      cairo_set_line_width (d->cr, 2);
      cairo_move_to (d->cr, x_of (d, end), baseline_y + .35 * d->em);
      cairo_line_to (d->cr, x_of (d, end), bottom);
      cairo_stroke (d->cr);
      taken_from = x - width / 2;
      taken_to = x + width / 2;
    }
  if (!isnan (self->baseline) && self->baseline >= d->low && self->baseline <= d->high)
    {
      g_autofree char *number = tide_form_number (self->baseline, self->view.info->decimals);
      g_autofree char *words = g_strdup_printf (_ ("baseline %s"), number);
      double width = tide_form_measure_text (d->widget, words, .72, FALSE), x = x_of (d, self->baseline);
      gboolean left = x + .6 * d->em + width > d->right;
      double from = left ? x - .6 * d->em - width : x - .5 * d->em,
             to = left ? x + .5 * d->em : x + .6 * d->em + width;
      double y = baseline_y + .62 * d->em;

      tide_form_set_source (d->cr, &d->ink, .85);
      cairo_set_line_width (d->cr, 1.4);
      draw_diamond (d->cr, x, y - .05 * d->em, .36 * d->em);
      cairo_stroke (d->cr);
      if (to < taken_from - 2 || from > taken_to + 2 || y - .9 * d->em > baseline_y)
        tide_form_draw_text (d->widget, d->cr, words, .72, FALSE, left ? from : x + .6 * d->em,
                             y + .22 * d->em, 0);
    }
}

typedef struct
{
  TideState state;
  double from, to;
  char *words;
} Zone;

/* From the best state to the worst: remission, response, partial, the rest. */
static guint
find_zones (TideScoreGauge *self, const Drawing *d, Zone zones[4])
{
  double limits[3] = { self->remission, self->response, self->partial };
  TideState states[4]
    = { TIDE_STATE_REMISSION, TIDE_STATE_RESPONSE, TIDE_STATE_PARTIAL, TIDE_STATE_NO_RESPONSE };
  double from = d->low;
  guint n = 0;

  for (guint i = 0; i < 3; i++)
    {
      if (isnan (limits[i]) || limits[i] < from || limits[i] >= d->high)
        continue;
      zones[n++]
        = (Zone){ states[i], from, limits[i] + .5, g_strdup_printf ("≤ %d", (int) floor (limits[i])) };
      from = limits[i] + .5;
    }
  zones[n++] = (Zone){ states[3], from, d->high, g_strdup_printf (_ ("%d and more"), (int) ceil (from)) };
  return n;
}

static GdkRGBA
state_color (const Drawing *d, TideState state, double *alpha)
{
  *alpha = state == TIDE_STATE_REMISSION  ? .95
           : state == TIDE_STATE_RESPONSE ? .35
           : state == TIDE_STATE_PARTIAL  ? .45
                                          : .1;
  if (state == TIDE_STATE_REMISSION || state == TIDE_STATE_RESPONSE)
    return tide_form_color (d->widget, "success_bg_color");
  return state == TIDE_STATE_PARTIAL ? tide_form_color (d->widget, "warning_bg_color") : d->ink;
}

static void
draw_states (TideScoreGauge *self, const Drawing *d, double top)
{
  double height = 1.2 * d->em, free_from = d->left - 10;
  TideStyle style = tide_chart_style_for (d->widget);
  Zone zones[4];
  guint n = find_zones (self, d, zones);

  for (guint i = 0; i < n; i++)
    {
      double from = x_of (d, zones[i].from), to = x_of (d, zones[i].to), alpha, middle = (from + to) / 2;
      double width = tide_form_measure_text (d->widget, zones[i].words, .72, FALSE);
      GdkRGBA color = state_color (d, zones[i].state, &alpha);
      double x = CLAMP (middle, d->left + width / 2, d->right - width / 2);

      tide_form_set_source (d->cr, &color, alpha);
      cairo_rectangle (d->cr, from, top, MAX (to - from - 1.5, 1), height);
      cairo_fill (d->cr);
      if (to - from > 1.1 * d->em)
        tide_timeline_draw_state_glyph (d->cr, zones[i].state, middle, top + height / 2, .34 * d->em, &style);
      if (x - width / 2 > free_from + 4)
        {
          tide_form_set_source (d->cr, &d->ink, .72);
          tide_form_draw_text (d->widget, d->cr, zones[i].words, .72, FALSE, x, top + height + d->em, .5);
          free_from = x + width / 2;
        }
      g_free (zones[i].words);
    }
}

static void
tide_score_gauge_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TideScoreGauge *self = TIDE_SCORE_GAUGE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  Drawing d = { .widget = widget, .em = tide_chart_em (widget), .left = 4, .right = width - 4 };
  double top = 2.05 * d.em;

  if (self->instrument == NULL || width < 40)
    return;
  d.low = self->view.info->minimum;
  d.high = isnan (self->view.maximum) ? self->view.info->maximum : self->view.maximum;
  if (d.high <= d.low)
    return;
  d.ink = tide_form_color (widget, NULL);
  d.accent = tide_form_color (widget, "accent_color");
  d.cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  draw_bands (&d, get_bands (self), top);
  if (has_states (self))
    draw_states (self, &d, top + 2.75 * d.em);
  draw_range (&d, &self->view, top);
  draw_heads (self, &d, has_states (self) ? top + 3.95 * d.em : top + 1.15 * d.em, .85 * d.em);
  cairo_destroy (d.cr);
}

static void
tide_score_gauge_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  TideScoreGauge *self = TIDE_SCORE_GAUGE (widget);
  double em = tide_chart_em (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) (10 * em);
      *natural = (int) (20 * em);
      return;
    }
  *minimum = *natural = (int) ((self->instrument && has_states (self) ? 7.2 : 4.6) * em);
}

static void
tide_score_gauge_finalize (GObject *object)
{
  TideScoreGauge *self = TIDE_SCORE_GAUGE (object);

  g_clear_pointer (&self->instrument, tide_instrument_unref);
  G_OBJECT_CLASS (tide_score_gauge_parent_class)->finalize (object);
}

static void
tide_score_gauge_class_init (TideScoreGaugeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tide_score_gauge_finalize;
  widget_class->snapshot = tide_score_gauge_snapshot;
  widget_class->measure = tide_score_gauge_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tide_score_gauge_init (TideScoreGauge *self)
{
  self->baseline = self->response = self->remission = self->partial = NAN;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Score on its scale"), -1);
}

GtkWidget *
tide_score_gauge_new (void)
{
  return g_object_new (TIDE_TYPE_SCORE_GAUGE, NULL);
}

static void
describe (TideScoreGauge *self)
{
  g_autofree char *low = tide_form_number (self->view.lower, self->view.info->decimals);
  g_autofree char *high = tide_form_number (self->view.upper, self->view.info->decimals);
  g_autofree char *words = isnan (self->view.value)
                             ? g_strdup_printf (_ ("can still end from %s to %s"), low, high)
                             : g_strdup_printf (_ ("score %s"), low);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

void
tide_score_gauge_set (TideScoreGauge *self, TideInstrument *instrument, const TideScoreView *view,
                      const TideFormPlace *place)
{
  const TideChangeRule *rule = tide_instrument_get_change_rule (instrument);

  if (self->instrument != instrument)
    {
      g_clear_pointer (&self->instrument, tide_instrument_unref);
      self->instrument = tide_instrument_ref (instrument);
    }
  self->view = *view;
  self->baseline = place->baseline;
  self->response = place->response_at_most;
  self->remission = place->remission_line;
  self->partial = NAN;
  /* The largest whole total that is still a partial response (percent rule of the instrument's file). */
  if (rule && !isnan (rule->partial_percent) && !isnan (place->baseline))
    self->partial
      = floor (place->baseline - (place->baseline - rule->floor) * rule->partial_percent / 100 + 1e-9);
  describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

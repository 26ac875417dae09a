/* tide-compare-times.c: time to an event: one minus Kaplan-Meier for response and remission, Kaplan-Meier for
 * what holds (comparison-and-paper.md 3; clinical.md 6; N03).
 *
 * An event lies between two visits.  The main curve dates it at the first visit with it, a thin second curve
 * at the last visit without; the curve ends with the last person at risk, never at the end of the axis. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-compare-private.h"

#define LEFT 66.0
#define BREAK 30.0 /* log axis: from 0 to 1 d */
#define CENSOR_TICK 8.0
#define MARK_DODGE 9.0

typedef struct
{
  TideCompareFigure *figure;
  double most_days;
  gboolean rises; /* 1 - S */
} Plot;

/* --- places --- */

static double
to_x (const Plot *plot, double days)
{
  const TideCompareFigure *self = plot->figure;
  double left = self->plot.x, width = self->plot.width, step = BREAK * self->u;
  if (!self->options.log)
    return left + MIN (days / plot->most_days, 1) * width;
  if (days <= 1)
    return left + MAX (days, 0) * step;
  return left + step + log (MIN (days, plot->most_days)) / log (plot->most_days) * (width - step);
}

static double
to_y (const Plot *plot, double surv)
{
  double share = plot->rises ? 1 - surv : surv;
  return plot->figure->plot.y + (1 - share) * plot->figure->plot.height;
}

static const TideTimes *
get_times (const TideCompareFigure *self, guint a)
{
  return &self->comparison->arms[a].times[self->options.event];
}

static gboolean
has_curve (const TideCompareFigure *self, guint a)
{
  const TideSurvivalCurve *curve = get_times (self, a)->right;
  return tide_compare_is_shown (self, a) && curve->n_steps > 0;
}

static double
find_end (const TideCompareFigure *self)
{
  static const double ends[] = { 26 * 7, 52 * 7, 104 * 7 };
  double last = 0;
  for (guint a = 0; a < self->comparison->n_arms; a++)
    if (self->comparison->arms[a].drawn && get_times (self, a)->right->n_steps > 0)
      {
        const TideSurvivalCurve *curve = get_times (self, a)->right;
        last = MAX (last, curve->steps[curve->n_steps - 1].time);
      }
  /* Times to a response are read on the scale of a course, how long it holds on that of a year. */
  if (self->options.event < TIDE_COURSE_DURATION)
    return ends[0];
  return last <= ends[0] ? ends[0] : last <= ends[1] ? ends[1] : ends[2];
}

/* --- steps --- */

typedef enum
{
  EDGE_MIDDLE,
  EDGE_LOWER,
  EDGE_UPPER
} Edge;

static double
get_edge (const TideSurvivalStep *step, Edge edge)
{
  double value = edge == EDGE_LOWER ? step->lower : edge == EDGE_UPPER ? step->upper : step->surv;
  return isnan (value) ? step->surv : value;
}

/* Adds the steps from day 0 up to the axis; @back walks from the end. Returns the number of points. */
static GArray *
list_points (const Plot *plot, const TideSurvivalCurve *curve, Edge edge)
{
  GArray *points = g_array_new (FALSE, FALSE, 2 * sizeof (double));
  double y = to_y (plot, 1), point[2] = { to_x (plot, 0), y };
  g_array_append_vals (points, point, 1);
  for (guint i = 0; i < curve->n_steps; i++)
    {
      const TideSurvivalStep *step = &curve->steps[i];
      double x = to_x (plot, step->time), level = to_y (plot, get_edge (step, edge));
      double flat[2] = { x, y }, jump[2] = { x, level };
      g_array_append_vals (points, flat, 1);
      if (step->time > plot->most_days)
        break;
      if (level != y)
        g_array_append_vals (points, jump, 1);
      y = level;
    }
  return points;
}

static void
trace (cairo_t *cr, const GArray *points, gboolean back)
{
  for (guint i = 0; i < points->len; i++)
    {
      const double *point
        = (const double *) (const void *) points->data + 2 * (back ? points->len - 1 - i : i);
      cairo_line_to (cr, point[0], point[1]);
    }
}

/* --- bands --- */

static void
fill_between (TideCompareFigure *self, const GArray *a, const GArray *b, TideInk ink)
{
  cairo_new_path (self->cr);
  trace (self->cr, a, FALSE);
  trace (self->cr, b, TRUE);
  cairo_close_path (self->cr);
  tide_ink_set (self->cr, ink);
  cairo_fill (self->cr);
}

static void
stroke_edge (TideCompareFigure *self, const GArray *points, const TideArmStyle *style, double width,
             double alpha, gboolean pattern)
{
  cairo_save (self->cr);
  cairo_new_path (self->cr);
  trace (self->cr, points, FALSE);
  tide_arm_style_set_line (style, self->cr, width, self->u);
  if (!pattern)
    cairo_set_dash (self->cr, NULL, 0, 0);
  tide_ink_set (self->cr, tide_ink_alpha (style->ink, alpha));
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

/* The interval as a ribbon, or what lies between the visits. */
static void
draw_band (Plot *plot, guint a)
{
  TideCompareFigure *self = plot->figure;
  gboolean paper = self->style.kind == TIDE_STYLE_PAPER, between = self->options.between;
  const TideTimes *times = get_times (self, a);
  TideArmStyle style = tide_compare_get_style (self, a);
  g_autoptr (GArray) one
    = list_points (plot, between ? times->left : times->right, between ? EDGE_MIDDLE : EDGE_LOWER);
  g_autoptr (GArray) other = list_points (plot, times->right, between ? EDGE_MIDDLE : EDGE_UPPER);
  fill_between (self, one, other, paper ? tide_ink_rgb (0xe0e0e0) : tide_ink_alpha (style.ink, 0.11));
  stroke_edge (self, one, &style, 0.6, paper ? 1 : 0.45, paper);
  if (!between)
    stroke_edge (self, other, &style, 0.6, paper ? 1 : 0.45, paper);
}

/* Grey paper with three arms or more: the interval as bars at the ticks. */
static void
draw_bars (Plot *plot, guint a, guint nth, guint n)
{
  static const double weeks[] = { 2, 4, 8, 12, 24, 52 };
  TideCompareFigure *self = plot->figure;
  TideArmStyle style = tide_compare_get_style (self, a);
  double dodge = 3.4 * (nth - (n - 1) / 2.0);
  for (guint i = 0; i < G_N_ELEMENTS (weeks); i++)
    {
      TideSurvivalEstimate at = tide_survival_curve_at (get_times (self, a)->right, weeks[i] * 7);
      if (weeks[i] * 7 <= plot->most_days && tide_quantity_is_defined (at.lower)
          && tide_quantity_is_defined (at.upper))
        tide_compare_draw_bar (self, to_x (plot, weeks[i] * 7) + dodge, to_y (plot, at.lower.value),
                               to_y (plot, at.upper.value), style.ink);
    }
}

/* --- curves --- */

/* Where fewer than five are at risk the curve is thin. */
static double
find_thin (const Plot *plot, const TideSurvivalCurve *curve)
{
  for (guint i = 0; i < curve->n_steps; i++)
    if (curve->steps[i].n_risk < TIDE_COMPARE_LEAST_AT_RISK)
      return to_x (plot, i > 0 ? curve->steps[i - 1].time : 0);
  return plot->figure->width;
}

static void
stroke_curve (Plot *plot, guint a, const GArray *points)
{
  TideCompareFigure *self = plot->figure;
  TideArmStyle style = tide_compare_get_style (self, a), thin = style;
  double at = find_thin (plot, get_times (self, a)->right), top = self->plot.y - 4,
         height = self->plot.height + 8;
  for (guint part = 0; part < 2; part++)
    {
      cairo_save (self->cr);
      cairo_rectangle (self->cr, part == 0 ? 0 : at, top, part == 0 ? at : MAX (self->width - at, 0), height);
      cairo_clip (self->cr);
      cairo_new_path (self->cr);
      trace (self->cr, points, FALSE);
      thin.ink = tide_ink_alpha (style.ink, 0.6);
      tide_compare_stroke_main (self, part == 0 ? &style : &thin, part == 0 ? 2.2 : 1);
      cairo_restore (self->cr);
    }
}

static char *
dup_spot_words (const Plot *plot, guint a, const TideSurvivalStep *step)
{
  TideQuantity days = tide_quantity_of (step->time);
  g_autofree char *time = tide_compare_format_days (days);
  double share = plot->rises ? 1 - step->surv : step->surv;
  g_autofree char *percent = tide_compare_format_percent (share);
  double one = plot->rises ? 1 - step->upper : step->lower,
         other = plot->rises ? 1 - step->lower : step->upper;
  g_autofree char *interval
    = isnan (one) || isnan (other)
        ? g_strdup (_ ("(no interval)"))
        : tide_compare_format_interval (tide_quantity_of (one * 100), tide_quantity_of (other * 100), 0);
  return g_strdup_printf (_ ("%s, %s: %s %s, %u at risk"), plot->figure->comparison->arms[a].label, time,
                          percent, interval, step->n_risk);
}

static void
draw_censored (Plot *plot, guint a)
{
  TideCompareFigure *self = plot->figure;
  const TideSurvivalCurve *curve = get_times (self, a)->right;
  TideInk ink = tide_compare_get_style (self, a).ink;
  double half = CENSOR_TICK / 2 * self->u;
  for (guint i = 0; i < curve->n_steps && curve->steps[i].time <= plot->most_days; i++)
    {
      double x = to_x (plot, curve->steps[i].time), y = to_y (plot, curve->steps[i].surv);
      if (curve->steps[i].n_censor > 0)
        tide_draw_vline (self->cr, x, y - half, y + half, 1.2, ink);
      if (curve->steps[i].n_event > 0)
        tide_compare_add_spot (self, a, x, y, dup_spot_words (plot, a, &curve->steps[i]));
    }
}

static void
draw_curve (Plot *plot, guint a, GArray *ends)
{
  TideCompareFigure *self = plot->figure;
  const TideTimes *times = get_times (self, a);
  TideArmStyle style = tide_compare_get_style (self, a);
  g_autoptr (GArray) points = list_points (plot, times->right, EDGE_MIDDLE);
  g_autoptr (GArray) before = list_points (plot, times->left, EDGE_MIDDLE);
  if (!self->options.between)
    stroke_edge (self, before, &style, 0.8, 0.5, FALSE);
  stroke_curve (plot, a, points);
  for (guint i = 1; i < points->len; i++)
    {
      const double *p = (const double *) (const void *) points->data + 2 * i;
      tide_label_placer_add_segment (self->placer, p[-2], p[-1], p[0], p[1]);
    }
  const double *last = (const double *) (const void *) points->data + 2 * (points->len - 1);
  TideCompareEnd end = { a, last[0], last[1] };
  g_array_append_val (ends, end);
}

/* A curve whose last step was taken by fewer than five says so at that step: 100 % of one is not 100 % of
 * all. */
static void
say_few (Plot *plot, guint a)
{
  TideCompareFigure *self = plot->figure;
  const TideSurvivalCurve *curve = get_times (self, a)->right;
  const TideSurvivalStep *last = NULL;
  for (guint i = 0; i < curve->n_steps && curve->steps[i].time <= plot->most_days; i++)
    if (curve->steps[i].n_event > 0)
      last = &curve->steps[i];
  if (last == NULL || last->n_risk >= TIDE_COMPARE_LEAST_AT_RISK)
    return;
  double u = self->u, x = to_x (plot, last->time), y = to_y (plot, last->surv);
  g_autofree char *words = g_strdup_printf (_ ("only %u at risk"), last->n_risk);
  const double xs[] = { x - 6 * u, x - 6 * u, x - 6 * u, x - 6 * u },
               ys[] = { y + 12 * u, y - 5 * u, y + 26 * u, y + 40 * u };
  tide_compare_put_somewhere (self, words, TIDE_COMPARE_SMALL, xs, ys, G_N_ELEMENTS (xs),
                              tide_compare_get_style (self, a).ink);
}

/* --- medians --- */

static void
draw_medians (Plot *plot)
{
  TideCompareFigure *self = plot->figure;
  double u = self->u, y = to_y (plot, 0.5), xs[TIDE_COMPARISON_MOST_ARMS];
  guint n = 0;
  for (guint a = 0; a < self->comparison->n_arms; a++)
    {
      TideQuantity median = get_times (self, a)->median.value;
      if (!has_curve (self, a) || !tide_quantity_is_defined (median) || median.value > plot->most_days)
        continue;
      double x = to_x (plot, median.value);
      for (guint i = 0; i < n; i++)
        if (fabs (x - xs[i]) < MARK_DODGE * u)
          {
            x = xs[i] + MARK_DODGE * u;
            i = G_MAXUINT; /* from the first again */
          }
      xs[n++] = x;
      TideArmStyle style = tide_compare_get_style (self, a);
      TideArmStyle halo = style;
      halo.ink = self->palette.card;
      tide_arm_style_draw_mark (&halo, self->cr, x, y, 6.2 * u, FALSE);
      tide_arm_style_draw_mark (&style, self->cr, x, y, 4.4 * u, FALSE);
      g_autofree char *time = tide_compare_format_days (median);
      g_autofree char *interval = tide_compare_format_days_interval (get_times (self, a)->median.lower,
                                                                     get_times (self, a)->median.upper);
      tide_compare_add_spot (
        self, a, x, y,
        g_strdup_printf (_ ("%s: median %s %s"), self->comparison->arms[a].label, time, interval));
    }
  double left = self->plot.x + self->plot.width * 0.3, far = self->plot.x + self->plot.width * 0.9;
  const double places[] = { left, left, far, far }, ys[] = { y - 5 * u, y + 13 * u, y - 5 * u, y + 13 * u };
  if (tide_compare_explains (self))
    tide_compare_put_somewhere (self, _ ("50 %: marker = median"), TIDE_COMPARE_SMALL, places, ys, 4,
                                self->palette.second_ink);
}

/* --- axes --- */

static void
draw_y_axis (Plot *plot)
{
  TideCompareFigure *self = plot->figure;
  TideValueAxis axis = { 0, 100, self->plot.y, self->plot.y + self->plot.height };
  static const double quarters[] = { 0, 25, 50, 75, 100 };
  g_autoptr (GArray) ticks = tide_value_axis_thin_ticks (&axis, quarters, 5, 18 * self->u);
  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, double, i), y = tide_value_axis_to_y (&axis, value);
      g_autofree char *label = tide_compare_format_percent (value / 100);
      tide_draw_hline (self->cr, self->plot.x, self->plot.x + self->plot.width, y, 1, self->palette.grid);
      tide_compare_put (self, label, TIDE_COMPARE_TEXT, FALSE, self->plot.x - 7 * self->u, y + 4.2 * self->u,
                        1, self->palette.second_ink);
    }
  tide_compare_draw_dashed (self, self->plot.x, to_y (plot, 0.5), self->plot.x + self->plot.width,
                            to_y (plot, 0.5), 1.2, 2.4, 1, self->palette.second_ink);
}

/* The quoted share without response to an SSRI, only where an SSRI's curve stands: a mark, not a result
 * (F11). */
static void
draw_quoted (Plot *plot)
{
  TideCompareFigure *self = plot->figure;
  double u = self->u, quoted = self->comparison->quoted_non_response;
  gboolean has_ssri = FALSE;
  for (guint a = 0; a < self->comparison->n_arms; a++)
    has_ssri |= has_curve (self, a) && self->comparison->arms[a].arms == 1u << TIDE_ARM_SSRI;
  if (self->options.event != TIDE_COURSE_RESPONSE || !has_ssri || !(quoted > 0 && quoted < 100))
    return;
  double y = to_y (plot, quoted / 100), left = self->plot.x, right = left + self->plot.width;
  TideArmStyle style = tide_arm_style_get (1u << TIDE_ARM_SSRI, &self->style);
  g_autofree char *words = g_strdup_printf (_ ("quoted for SSRI: %.0f %% do not respond"), quoted);
  tide_compare_draw_dashed (self, left, y, right, y, 6, 3, 1, tide_ink_alpha (style.ink, 0.8));
  const double xs[]
    = { left + self->plot.width * 0.42, left + self->plot.width * 0.42, right - 6 * u, right - 6 * u };
  const double ys[] = { y - 5 * u, y + 13 * u, y - 5 * u, y + 13 * u };
  tide_compare_put_somewhere (self, words, TIDE_COMPARE_SMALL, xs, ys, G_N_ELEMENTS (xs),
                              self->palette.second_ink);
}

static void
draw_break (Plot *plot)
{
  TideCompareFigure *self = plot->figure;
  double u = self->u, x = self->plot.x + BREAK / 2 * u, y = self->plot.y + self->plot.height;
  tide_fill_box (self->cr, (TideBox){ x - 3 * u, y - 3 * u, 6 * u, 6 * u }, self->palette.card);
  tide_ink_set (self->cr, self->palette.ink);
  cairo_set_line_width (self->cr, 1.1);
  for (int i = -1; i <= 1; i += 2)
    {
      cairo_move_to (self->cr, x + (i * 2.5 - 2) * u, y + 4 * u);
      cairo_line_to (self->cr, x + (i * 2.5 + 2) * u, y - 4 * u);
    }
  cairo_stroke (self->cr);
}

static char **
list_at_risk (const TideCompareFigure *self, double days)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  for (guint a = 0; a < self->comparison->n_arms; a++)
    if (tide_compare_is_shown (self, a))
      {
        const TideTimes *times = get_times (self, a);
        g_autofree char *cell
          = times->n < TIDE_STATS_LEAST_N
              ? g_strdup ("<5")
              : g_strdup_printf ("%u", tide_survival_curve_n_risk_at (times->right, days));
        g_strv_builder_add (cells, cell);
      }
  return g_strv_builder_end (cells);
}

static char **
list_events (const Plot *plot, double days)
{
  const TideCompareFigure *self = plot->figure;
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  for (guint a = 0; a < self->comparison->n_arms; a++)
    {
      const TideTimes *times = get_times (self, a);
      guint events = 0;
      for (guint i = 0; i < times->right->n_steps && times->right->steps[i].time <= days; i++)
        events += times->right->steps[i].n_event;
      g_autofree char *cell = times->n < TIDE_STATS_LEAST_N
                                ? g_strdup_printf (_ ("n %u"), times->n)
                                : g_strdup_printf (_ ("%u of %u"), events, times->n);
      if (tide_compare_is_shown (self, a))
        g_strv_builder_add (cells, cell);
    }
  return g_strv_builder_end (cells);
}

static void
draw_numbers (Plot *plot)
{
  static const double log_days[] = { 168, 84, 28, 7, 1, 14, 56, 3, 0, 364, 728 };
  static const double linear_days[] = { 0, 168, 84, 28, 56, 14, 7, 364, 728, 252, 546 };
  TideCompareFigure *self = plot->figure;
  const double *order = self->options.log ? log_days : linear_days;
  double last = plot->most_days <= 26 * 7 ? 168 : plot->most_days;
  g_autoptr (GPtrArray) columns = tide_compare_columns_new ();
  g_auto (GStrv) events = list_events (plot, last);
  g_autofree char *last_head = g_strdup_printf (_ ("by %.0f wk"), last / 7);
  for (guint i = 0; i < 11; i++)
    {
      double days = order[i];
      if (days > plot->most_days || (!self->options.log && days > 0 && days * 26 < plot->most_days))
        continue;
      char *label = days == 0   ? g_strdup ("0")
                    : days < 7  ? g_strdup_printf (_ ("%.0f d"), days)
                    : days == 7 ? g_strdup (_ ("1 wk"))
                                : g_strdup_printf (days == 168 ? _ ("%.0f wk") : "%.0f", days / 7);
      tide_compare_columns_take (columns, to_x (plot, days), label, list_at_risk (self, days));
    }
  tide_compare_draw_columns (self, columns, _ ("At risk, n"), NULL, last_head, events);
}

/* --- all --- */

static void
draw_curves (Plot *plot)
{
  TideCompareFigure *self = plot->figure;
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (TideCompareEnd));
  guint n = tide_compare_count_shown (self), nth = 0;
  gboolean ribbons = tide_compare_has_ribbons (self);
  for (guint a = 0; a < self->comparison->n_arms && ribbons; a++)
    if (has_curve (self, a))
      draw_band (plot, a);
  for (guint a = 0; a < self->comparison->n_arms; a++)
    if (has_curve (self, a))
      draw_curve (plot, a, ends);
  for (guint a = 0; a < self->comparison->n_arms; a++)
    if (has_curve (self, a))
      {
        if (!ribbons)
          draw_bars (plot, a, nth++, n);
        draw_censored (plot, a);
      }
  for (guint a = 0; a < self->comparison->n_arms; a++)
    if (has_curve (self, a))
      say_few (plot, a);
  draw_medians (plot);
  tide_compare_draw_ends (self, ends);
}

/* The thin curve is named where it begins to rise, once. */
static void
name_between (Plot *plot)
{
  TideCompareFigure *self = plot->figure;
  double u = self->u, right = self->plot.x + self->plot.width;
  if (!tide_compare_explains (self))
    return;
  const double xs[] = { right - 6 * u, right - 6 * u, self->plot.x + self->plot.width * 0.45 };
  double top = self->plot.y + 12 * u, bottom = self->plot.y + self->plot.height - 6 * u;
  const double ys[] = { plot->rises ? bottom : top, plot->rises ? bottom - 16 * u : top + 16 * u,
                        plot->rises ? top : bottom };
  tide_compare_put_somewhere (
    self, self->options.between ? _ ("band: between visits") : _ ("thin to thick: between visits"),
    TIDE_COMPARE_SMALL, xs, ys, G_N_ELEMENTS (xs), self->palette.second_ink);
}

void
tide_compare_layout_times (TideCompareFigure *self)
{
  double u = self->u, top = self->head + 8 * u,
         bottom = self->height - tide_compare_get_columns_height (tide_compare_count_shown (self), u);
  Plot plot = { self, 0, self->options.event < TIDE_COURSE_DURATION };
  plot.most_days = find_end (self);
  self->plot = (TideBox){ LEFT * u, top, self->width - LEFT * u - tide_compare_get_labels_width (self),
                          MAX (bottom - top, 20 * u) };
  draw_y_axis (&plot);
  draw_curves (&plot);
  draw_quoted (&plot);
  name_between (&plot);
  draw_numbers (&plot);
  if (self->options.log)
    draw_break (&plot);
}

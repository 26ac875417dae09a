/* tide-compare-waterfall.c: one bar a course, from the least change to the most (comparison-and-paper.md 3).
 *
 * The best of many ratings flatters an arm that is rated often, so the best carries that sentence always. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-compare-private.h"

#define LEFT 60.0
#define GAP 26.0
#define HEADS 54.0
#define FOOT 30.0
#define WIDEST_BAR 14.0
#define WEEK_12 4 /* index of the window */

/* --- what there is --- */

double
tide_compare_get_response_line (const TideComparison *comparison, const TideCompareOptions *options)
{
  const TideChangeRule *rule = &comparison->rule;
  if (options->points)
    return -rule->response_points;
  return isnan (rule->response_points) ? -rule->response_percent : NAN;
}

double
tide_compare_get_partial_line (const TideComparison *comparison, const TideCompareOptions *options)
{
  const TideChangeRule *rule = &comparison->rule;
  return options->points ? NAN : -rule->partial_percent;
}

static double
get_change (const TideComparison *comparison, const TideCohortRow *row, double value, gboolean points)
{
  if (isnan (value))
    return NAN;
  return points ? value - tide_cohort_score_get (row->baseline)
                : -tide_outcome_percent (tide_cohort_score_get (row->baseline), value, comparison->floor);
}

/* By score alone: a rating that meets the rule of the scale. */
static gboolean
reaches (const TideComparison *comparison, const TideCohortRow *row, double value)
{
  const TideChangeRule *rule = &comparison->rule;
  if (!isnan (rule->response_points))
    return tide_cohort_score_get (row->baseline) - value >= rule->response_points;
  return tide_outcome_percent (tide_cohort_score_get (row->baseline), value, comparison->floor)
         >= rule->response_percent;
}

static int
compare_falls (gconstpointer a, gconstpointer b)
{
  const TideCompareFall *first = a, *second = b;
  if (isnan (first->value) != isnan (second->value))
    return isnan (first->value) ? 1 : -1;
  if (!isnan (first->value) && first->value != second->value)
    return first->value > second->value ? -1 : 1;
  return (first->row > second->row) - (first->row < second->row);
}

GArray *
tide_compare_list_falls (const TideComparison *comparison, const TideComparedArm *arm,
                         const TideCompareOptions *options)
{
  GArray *falls = g_array_new (FALSE, FALSE, sizeof (TideCompareFall));
  for (guint i = 0; i < arm->rows->len; i++)
    {
      guint index = g_array_index (arm->rows, guint, i);
      const TideCohortRow *row = &g_array_index (comparison->rows, TideCohortRow, index);
      double value = options->bar == TIDE_COMPARE_BEST      ? tide_cohort_score_get (row->best)
                     : options->bar == TIDE_COMPARE_WEEK_12 ? tide_cohort_score_get (row->window[WEEK_12])
                                                            : tide_cohort_score_get (row->last);
      TideCompareFall fall
        = { .row = index,
            .value = get_change (comparison, row, value, options->points),
            .last = get_change (comparison, row, tide_cohort_score_get (row->last), options->points) };
      fall.reached = !isnan (value) && reaches (comparison, row, value);
      fall.held = fall.reached && !isnan (tide_cohort_score_get (row->last))
                  && reaches (comparison, row, tide_cohort_score_get (row->last));
      g_array_append_val (falls, fall);
    }
  g_array_sort (falls, compare_falls);
  return falls;
}

/* --- panels --- */

typedef struct
{
  guint arm;
  GArray *falls;
  double x, width; /* of the bars; the slot may be wider */
  guint reached, held, rated;
  char *lines[4]; /* reached, never rated, held, ratings: "" none */
} Panel;

typedef struct
{
  TideCompareFigure *figure;
  GArray *panels;  /* Panel */
  double bar;      /* pitch */
  gboolean narrow; /* the heads stand in four short lines */
  TideValueAxis axis;
} Waterfall;

static void
panel_clear (gpointer data)
{
  Panel *panel = data;
  g_array_unref (panel->falls);
  for (guint i = 0; i < G_N_ELEMENTS (panel->lines); i++)
    g_free (panel->lines[i]);
}

static Panel *
get_panel (const Waterfall *self, guint i)
{
  return &g_array_index (self->panels, Panel, i);
}

static char *
dup_median_ratings (const TideCompareFigure *self, const TideComparedArm *arm)
{
  g_autofree double *numbers = g_new (double, MAX (arm->rows->len, 1));
  for (guint i = 0; i < arm->rows->len; i++)
    numbers[i]
      = g_array_index (self->comparison->rows, TideCohortRow, g_array_index (arm->rows, guint, i)).n_ratings;
  TideMean mean = tide_mean_compute (numbers, arm->rows->len, 1);
  return tide_compare_format_quantity (mean.median, mean.median.value == floor (mean.median.value) ? 0 : 1);
}

/* "3 never rated: 61 to 68 %": the share that reached the line if none, and if all, of them did (N05). */
static char *
dup_never_rated (const Panel *panel, guint never)
{
  g_autofree char *worst = tide_compare_format_number (100.0 * panel->reached / panel->falls->len, 0),
                  *best = tide_compare_format_percent ((double) (panel->reached + never) / panel->falls->len);
  return g_strdup_printf (_ ("%u never rated: %s to %s"), never, worst, best);
}

static void
describe_panel (TideCompareFigure *self, Panel *panel)
{
  const TideComparedArm *arm = &self->comparison->arms[panel->arm];
  double line = tide_compare_get_response_line (self->comparison, &self->options);
  g_autofree char *limit = tide_compare_format_number (line, 0);
  g_autofree char *ratings = dup_median_ratings (self, arm);
  guint never = panel->falls->len - panel->rated;
  panel->lines[0] = isnan (line)
                      ? g_strdup_printf (_ ("%u of %u responded by score"), panel->reached, panel->rated)
                      : g_strdup_printf (self->options.points ? _ ("%u of %u reached %s points")
                                                              : _ ("%u of %u reached %s %%"),
                                         panel->reached, panel->rated, limit);
  panel->lines[1] = never == 0 ? g_strdup ("")
                    : self->options.bar == TIDE_COMPARE_WEEK_12
                      ? g_strdup_printf (_ ("%u not rated then"), never)
                      : dup_never_rated (panel, never);
  panel->lines[2] = g_strdup_printf (_ ("%u at last rating"), panel->held);
  panel->lines[3] = g_strdup_printf (_ ("%s ratings each"), ratings);
}

static void
add_panels (Waterfall *self)
{
  TideCompareFigure *figure = self->figure;
  for (guint a = 0; a < figure->comparison->n_arms; a++)
    {
      const TideComparedArm *arm = &figure->comparison->arms[a];
      Panel panel = { .arm = a };
      if (!arm->drawn)
        continue;
      panel.falls = tide_compare_list_falls (figure->comparison, arm, &figure->options);
      for (guint i = 0; i < panel.falls->len; i++)
        {
          const TideCompareFall *fall = &g_array_index (panel.falls, TideCompareFall, i);
          panel.rated += !isnan (fall->value);
          panel.reached += fall->reached;
          panel.held += fall->held;
        }
      describe_panel (figure, &panel);
      g_array_append_val (self->panels, panel);
    }
}

/* A line of the head; two of the short ones joined where there is room (transfer full). */
static char *
dup_head_line (const Panel *panel, gboolean narrow, guint i)
{
  if (narrow)
    return g_strdup (panel->lines[i]);
  const char *first = panel->lines[2 * i], *second = panel->lines[2 * i + 1];
  return *second != '\0' ? g_strdup_printf ("%s; %s", first, second) : g_strdup (first);
}

static double
head_width (const Waterfall *self, const Panel *panel)
{
  TideCompareFigure *figure = self->figure;
  const char *label = figure->comparison->arms[panel->arm].label;
  double width = tide_compare_shape (figure, label, TIDE_COMPARE_TEXT, TRUE).width + 38 * figure->u;
  for (guint i = 0; i < (self->narrow ? 4 : 2); i++)
    {
      g_autofree char *line = dup_head_line (panel, self->narrow, i);
      width = MAX (width, tide_compare_shape (figure, line, TIDE_COMPARE_SMALL, FALSE).width);
    }
  return width + 4 * figure->u;
}

static double
slots_width (Waterfall *self, double bar, double share)
{
  double sum = 0;
  for (guint i = 0; i < self->panels->len; i++)
    sum += MAX (get_panel (self, i)->falls->len * bar, head_width (self, get_panel (self, i)) * share);
  return sum + (self->panels->len - 1) * GAP * self->figure->u;
}

/* One width of bar for all; heads may need more room than their bars, as long as there is some. */
static void
place_panels (Waterfall *self)
{
  TideCompareFigure *figure = self->figure;
  double x = figure->plot.x + 4 * figure->u, room = figure->plot.width - 8 * figure->u, share = 1;
  double low = 0, high = WIDEST_BAR * figure->u;
  while (share > 0.05 && slots_width (self, 0.5, share) > room)
    share -= 0.05;
  for (guint i = 0; i < 40; i++)
    {
      double middle = (low + high) / 2;
      *(slots_width (self, middle, share) <= room ? &low : &high) = middle;
    }
  self->bar = low;
  for (guint i = 0; i < self->panels->len; i++)
    {
      Panel *panel = get_panel (self, i);
      panel->x = x;
      panel->width = panel->falls->len * self->bar;
      x += MAX (panel->width, head_width (self, panel) * share) + GAP * figure->u;
    }
}

static void
draw_head (Waterfall *self, guint i)
{
  TideCompareFigure *figure = self->figure;
  const Panel *panel = get_panel (self, i);
  double u = figure->u, y = figure->head + 12 * u;
  double right = i + 1 < self->panels->len ? get_panel (self, i + 1)->x - 8 * u : figure->width - 4 * u;
  TideArmStyle style = tide_compare_get_style (figure, panel->arm);
  double x = panel->x + 34 * u;
  TideText name = tide_words_get_within (figure->words, figure->comparison->arms[panel->arm].label,
                                         TIDE_COMPARE_TEXT * u, TRUE, right - x);
  tide_arm_style_draw_sample (&style, figure->cr, panel->x, y - 4 * u, 28 * u, u);
  if (tide_label_placer_place (figure->placer, tide_text_get_box (&name, x, y)))
    tide_text_draw (figure->cr, &name, x, y, figure->palette.ink, figure->palette.card, 0);
  for (guint at = 0; at < (self->narrow ? 4 : 2); at++)
    {
      g_autofree char *line = dup_head_line (panel, self->narrow, at);
      if (*line == '\0')
        continue;
      TideText text
        = tide_words_get_within (figure->words, line, TIDE_COMPARE_SMALL * u, FALSE, right - panel->x);
      y += 15 * u;
      if (tide_label_placer_place (figure->placer, tide_text_get_box (&text, panel->x, y + u)))
        tide_text_draw (figure->cr, &text, panel->x, y + u, figure->palette.second_ink, figure->palette.card,
                        0);
    }
}

/* --- bars --- */

static void
outline (TideCompareFigure *self, TideBox box, TideInk ink, gboolean dashed)
{
  const double dashes[] = { 2 * self->u, 1.6 * self->u };
  cairo_save (self->cr);
  tide_ink_set (self->cr, ink);
  cairo_set_line_width (self->cr, 1);
  if (dashed)
    cairo_set_dash (self->cr, dashes, 2, 0);
  cairo_rectangle (self->cr, box.x + 0.5, box.y + 0.5, MAX (box.width - 1, 0.2), MAX (box.height - 1, 0.2));
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

static char *
dup_fall_words (const TideCompareFigure *self, const Panel *panel, const TideCompareFall *fall)
{
  const char *unit = self->options.points ? _ ("points") : "%";
  const char *state = fall->held      ? _ ("reached and held")
                      : fall->reached ? _ ("reached and lost")
                                      : _ ("not reached");
  g_autofree char *value = tide_compare_format_number (fall->value, 0);
  g_autofree char *last = isnan (fall->last) ? g_strdup ("–") : tide_compare_format_number (fall->last, 0);
  return g_strdup_printf (_ ("%s: %s %s, last rating %s %s, %s"), self->comparison->arms[panel->arm].label,
                          value, unit, last, unit, state);
}

static void
draw_fall (Waterfall *self, const Panel *panel, guint i)
{
  TideCompareFigure *figure = self->figure;
  const TideCompareFall *fall = &g_array_index (panel->falls, TideCompareFall, i);
  TideArmStyle style = tide_compare_get_style (figure, panel->arm);
  double zero = tide_value_axis_to_y (&self->axis, 0), gap = self->bar > 4 ? 1 : self->bar > 2 ? 0.5 : 0;
  TideBox box = { panel->x + i * self->bar + gap / 2, zero, self->bar - gap, 0 };
  if (isnan (fall->value))
    {
      box.y = zero - 8 * figure->u;
      box.height = 16 * figure->u;
      outline (figure, box, figure->palette.second_ink, TRUE);
      return;
    }
  double end = tide_value_axis_to_y (&self->axis, fall->value);
  box.y = MIN (zero, end);
  box.height = MAX (fabs (end - zero), 1);
  if (fall->held)
    tide_arm_style_fill_bar (&style, figure->cr, box);
  else if (fall->reached && self->bar < 3)
    {
      /* Too thin for an outline, which would look filled: pale, with a strong end. */
      tide_fill_box (figure->cr, box,
                     style.paper ? tide_ink_rgb (0xf2f2f2) : tide_ink_alpha (style.ink, 0.12));
      tide_fill_box (figure->cr, (TideBox){ box.x, end - 2, box.width, 2 }, style.ink);
    }
  else if (fall->reached)
    outline (figure, box, style.ink, FALSE);
  else
    {
      tide_fill_box (figure->cr, box,
                     style.paper ? tide_ink_rgb (0xe6e6e6) : tide_ink_alpha (style.ink, 0.28));
      if (!style.paper && self->bar > 3)
        outline (figure, box, tide_ink_alpha (style.ink, 0.45), FALSE);
    }
  tide_compare_add_spot (figure, panel->arm, box.x + box.width / 2, end,
                         dup_fall_words (figure, panel, fall));
}

static void
draw_last (Waterfall *self, const Panel *panel)
{
  TideCompareFigure *figure = self->figure;
  double radius = CLAMP (self->bar * 0.45, 1.2 * figure->u, 2.4 * figure->u);
  for (guint i = 0; i < panel->falls->len; i++)
    {
      const TideCompareFall *fall = &g_array_index (panel->falls, TideCompareFall, i);
      if (isnan (fall->last) || isnan (fall->value))
        continue;
      cairo_new_path (figure->cr);
      cairo_arc (figure->cr, panel->x + (i + 0.5) * self->bar, tide_value_axis_to_y (&self->axis, fall->last),
                 radius, 0, 2 * G_PI);
      tide_ink_set (figure->cr, figure->palette.card);
      cairo_fill_preserve (figure->cr);
      tide_ink_set (figure->cr, figure->palette.ink);
      cairo_set_line_width (figure->cr, 1);
      cairo_stroke (figure->cr);
    }
}

/* --- axis and lines --- */

static void
make_axis (Waterfall *self)
{
  gboolean points = self->figure->options.points;
  double least = points ? -5 : -100, most = points ? 5 : 25, step = points ? 5 : 25;
  for (guint p = 0; p < self->panels->len; p++)
    for (guint i = 0; i < get_panel (self, p)->falls->len; i++)
      {
        const TideCompareFall *fall = &g_array_index (get_panel (self, p)->falls, TideCompareFall, i);
        if (!isnan (fall->value))
          {
            least = MIN (least, MIN (fall->value, fall->last));
            most = MAX (most, MAX (fall->value, fall->last));
          }
      }
  self->axis = (TideValueAxis){ floor (least / step) * step, ceil (most / step) * step, self->figure->plot.y,
                                self->figure->plot.y + self->figure->plot.height };
}

static void
draw_y_axis (Waterfall *self)
{
  TideCompareFigure *figure = self->figure;
  double u = figure->u, height = self->axis.bottom - self->axis.top,
         span = self->axis.maximum - self->axis.minimum;
  double step = figure->options.points ? 5 : 25;
  double line = tide_compare_get_response_line (figure->comparison, &figure->options);
  while (step / span * height < 16 * u)
    step *= 2;
  for (double value = ceil (self->axis.minimum / step) * step; value <= self->axis.maximum; value += step)
    {
      double y = tide_value_axis_to_y (&self->axis, value);
      g_autofree char *number = tide_compare_format_number (value, 0);
      g_autofree char *label
        = g_strdup_printf ("%s%s%s", value > 0 ? "+" : "", number, figure->options.points ? "" : " %");
      tide_draw_hline (figure->cr, figure->plot.x, figure->plot.x + figure->plot.width, y, 1,
                       value == 0 ? figure->palette.axis : figure->palette.grid);
      if (isnan (line) || fabs (tide_value_axis_to_y (&self->axis, line) - y) > 13 * u)
        tide_compare_put (figure, label, TIDE_COMPARE_TEXT, FALSE, figure->plot.x - 7 * u, y + 4.2 * u, 1,
                          figure->palette.second_ink);
    }
  if (isnan (line))
    return;
  g_autofree char *number = tide_compare_format_number (line, 0);
  g_autofree char *label = g_strdup_printf ("%s%s", number, figure->options.points ? "" : " %");
  tide_compare_put (figure, label, TIDE_COMPARE_TEXT, TRUE, figure->plot.x - 7 * u,
                    tide_value_axis_to_y (&self->axis, line) + 4.2 * u, 1, figure->palette.ink);
}

static void
draw_lines (Waterfall *self)
{
  TideCompareFigure *figure = self->figure;
  double response = tide_compare_get_response_line (figure->comparison, &figure->options);
  double partial = tide_compare_get_partial_line (figure->comparison, &figure->options);
  double right = figure->plot.x + figure->plot.width;
  if (!isnan (response))
    {
      double y = tide_value_axis_to_y (&self->axis, response);
      tide_compare_draw_dashed (figure, figure->plot.x, y, right, y, 5, 3, 1.2, figure->palette.ink);
    }
  if (!isnan (partial))
    {
      double y = tide_value_axis_to_y (&self->axis, partial);
      tide_compare_draw_dashed (figure, figure->plot.x, y, right, y, 1.2, 2.4, 1, figure->palette.second_ink);
    }
}

/* --- words under it --- */

static char *
dup_lines_words (const TideCompareFigure *self)
{
  double response = tide_compare_get_response_line (self->comparison, &self->options);
  double partial = tide_compare_get_partial_line (self->comparison, &self->options);
  g_autofree char *first = isnan (response) ? NULL : tide_compare_format_number (response, 0);
  g_autofree char *second = isnan (partial) ? NULL : tide_compare_format_number (partial, 0);
  const char *unit = self->options.points ? _ ("points") : "%";
  if (first != NULL && second != NULL)
    return g_strdup_printf (_ ("Lines: response %s %s (dashes), partial %s %s (dots), by score alone."),
                            first, unit, second, unit);
  if (first != NULL)
    return g_strdup_printf (_ ("Line: response %s %s, by score alone."), first, unit);
  return g_strdup (_ ("The response rule of this scale is no line here."));
}

/* The sentence on the best is on every drawing of it: on a line of its own where one is too short. */
static void
draw_foot (TideCompareFigure *self)
{
  double u = self->u, x = self->plot.x, y = self->plot.y + self->plot.height + 17 * u;
  g_autofree char *lines = dup_lines_words (self);
  const char *best
    = _ ("The best of many ratings flatters an arm that is rated often; compare with Week 12.");
  TideText first = tide_words_get_within (self->words, lines, TIDE_COMPARE_SMALL * u, FALSE, self->width - x);
  if (tide_label_placer_place (self->placer, tide_text_get_box (&first, x, y)))
    tide_text_draw (self->cr, &first, x, y, self->palette.second_ink, self->palette.card, 0);
  if (self->options.bar != TIDE_COMPARE_BEST)
    return;
  TideText second = tide_compare_shape (self, best, TIDE_COMPARE_SMALL, FALSE);
  gboolean beside = x + first.width + 6 * u + second.width <= self->width - 4 * u;
  if (!beside)
    second = tide_words_get_within (self->words, best, TIDE_COMPARE_SMALL * u, FALSE, self->width - x);
  double left = beside ? x + first.width + 6 * u : x, baseline = beside ? y : y + 15 * u;
  if (tide_label_placer_place (self->placer, tide_text_get_box (&second, left, baseline)))
    tide_text_draw (self->cr, &second, left, baseline, self->palette.second_ink, self->palette.card, 0);
}

void
tide_compare_layout_waterfall (TideCompareFigure *self)
{
  double u = self->u;
  Waterfall waterfall = { .figure = self, .panels = g_array_new (FALSE, FALSE, sizeof (Panel)) };
  g_array_set_clear_func (waterfall.panels, panel_clear);
  tide_compare_draw_key (self);
  self->plot = (TideBox){ LEFT * u, 0, self->width - (LEFT + 12) * u, 0 };
  add_panels (&waterfall);
  waterfall.narrow = slots_width (&waterfall, 0.5, 1) > self->plot.width - 8 * u;
  self->plot.y = self->head + (HEADS + (waterfall.narrow ? 30 : 0)) * u;
  self->plot.height = MAX (self->height - self->plot.y - (FOOT + 8) * u, 20 * u);
  place_panels (&waterfall);
  make_axis (&waterfall);
  draw_y_axis (&waterfall);
  for (guint i = 0; i < waterfall.panels->len; i++)
    {
      const Panel *panel = get_panel (&waterfall, i);
      draw_head (&waterfall, i);
      for (guint bar = 0; bar < panel->falls->len; bar++)
        draw_fall (&waterfall, panel, bar);
    }
  draw_lines (&waterfall);
  for (guint i = 0; i < waterfall.panels->len; i++)
    draw_last (&waterfall, get_panel (&waterfall, i));
  draw_foot (self);
  g_array_unref (waterfall.panels);
}

/* tide-compare-forest.c: the difference in change of each arm against one arm, plain and adjusted, early and
 * late (comparison-and-paper.md 3; clinical.md 6; N18). */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-compare-private.h"

#define ROW 18.5
#define GROUP 20.0
#define HEADS 22.0
#define AXIS 36.0
#define FOOT 6.0
#define LEAST_PLOT 80.0
#define N_FACETS 2

static const guint facet_windows[N_FACETS] = { 2, 4 }; /* weeks 4 and 12 */

/* --- what there is --- */

static TideContrast
turned (TideContrast contrast)
{
  TideQuantity lower = contrast.lower;
  contrast.lower = contrast.upper;
  contrast.upper = lower;
  TideQuantity *signs[] = { &contrast.value, &contrast.lower, &contrast.upper, &contrast.t };
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    signs[i]->value = -signs[i]->value;
  return contrast;
}

gboolean
tide_compare_find_contrast (const TideComparison *comparison, guint a, guint b, guint w,
                            TideCompareContrast *contrast)
{
  for (guint i = 0; i < comparison->pairs->len; i++)
    {
      const TideComparedPair *pair = comparison->pairs->pdata[i];
      const TideDifference *difference = &pair->differences[w];
      if (pair->a == a && pair->b == b)
        *contrast = (TideCompareContrast){ difference->n_a, difference->n_b, difference->unadjusted,
                                           difference->baseline, difference->full };
      else if (pair->a == b && pair->b == a)
        *contrast = (TideCompareContrast){ difference->n_b, difference->n_a, turned (difference->unadjusted),
                                           turned (difference->baseline), turned (difference->full) };
      else
        continue;
      return TRUE;
    }
  return FALSE;
}

/* --- layout --- */

typedef struct
{
  TideCompareFigure *figure;
  gboolean stacked; /* the facets stand under each other */
  double label_width, text_width;
  double least, most; /* of the scale, both facets */
  guint n_groups;
} Forest;

static const char *
get_row_label (guint row)
{
  return row == 0 ? _ ("Unadjusted") : row == 1 ? _ ("Baseline") : _ ("+ age, failed trials");
}

static TideContrast
get_row (const TideCompareContrast *contrast, guint row)
{
  return row == 0 ? contrast->unadjusted : row == 1 ? contrast->baseline : contrast->full;
}

static char *
dup_difference (TideContrast contrast)
{
  if (!tide_quantity_is_defined (contrast.value))
    return g_strdup_printf ("– %s", tide_why_get_words (contrast.value.why));
  g_autofree char *value = tide_compare_format_quantity (contrast.value, 1);
  g_autofree char *interval = tide_compare_format_interval (contrast.lower, contrast.upper, 1);
  return g_strdup_printf ("%s %s", value, interval);
}

static gboolean
is_group (const Forest *self, guint a)
{
  const TideCompareFigure *figure = self->figure;
  TideCompareContrast contrast;
  return a != figure->options.against
         && tide_compare_find_contrast (figure->comparison, a, figure->options.against, 0, &contrast);
}

static void
measure (Forest *self)
{
  TideCompareFigure *figure = self->figure;
  double u = figure->u;
  self->least = -5;
  self->most = 5;
  self->text_width
    = tide_compare_shape (figure, "−88.8 (−88.8 to −88.8)", TIDE_COMPARE_TEXT, TRUE).width + 10 * u;
  for (guint row = 0; row < 3; row++)
    self->label_width
      = MAX (self->label_width,
             tide_compare_shape (figure, get_row_label (row), TIDE_COMPARE_TEXT, FALSE).width + 52 * u);
  for (guint a = 0; a < figure->comparison->n_arms; a++)
    {
      if (!is_group (self, a))
        continue;
      self->n_groups++;
      for (guint facet = 0; facet < N_FACETS; facet++)
        {
          TideCompareContrast contrast;
          tide_compare_find_contrast (figure->comparison, a, figure->options.against, facet_windows[facet],
                                      &contrast);
          for (guint row = 0; row < 3; row++)
            {
              TideContrast at = get_row (&contrast, row);
              if (!tide_quantity_is_defined (at.lower) || !tide_quantity_is_defined (at.upper))
                continue;
              self->least = MIN (self->least, at.lower.value);
              self->most = MAX (self->most, at.upper.value);
            }
        }
    }
  self->least = MAX (floor (self->least / 5) * 5, -60);
  self->most = MIN (ceil (self->most / 5) * 5, 60);
  self->stacked
    = figure->width < 26 * u + self->label_width + N_FACETS * (LEAST_PLOT * u + self->text_width + 12 * u);
}

static double
block_height (const Forest *self)
{
  return (HEADS + self->n_groups * (GROUP + 3 * ROW) + AXIS) * self->figure->u;
}

double
tide_compare_get_forest_height (TideCompareFigure *self)
{
  Forest forest = { .figure = self };
  measure (&forest);
  return block_height (&forest) * (forest.stacked ? N_FACETS : 1) + FOOT * self->u;
}

/* --- one facet --- */

typedef struct
{
  Forest *forest;
  guint window;
  double left, width; /* of the scale */
  double top;
  gboolean labelled; /* with the names of the rows */
} Facet;

static double
to_x (const Facet *facet, double value)
{
  const Forest *forest = facet->forest;
  double share = (value - forest->least) / (forest->most - forest->least);
  return facet->left + CLAMP (share, 0, 1) * facet->width;
}

static void
draw_interval (const Facet *facet, guint a, guint row, TideContrast contrast, double y)
{
  TideCompareFigure *self = facet->forest->figure;
  double u = self->u, from = to_x (facet, contrast.lower.value), to = to_x (facet, contrast.upper.value);
  double x = to_x (facet, contrast.value.value), r = (row == 2 ? 4.4 : 3.8) * u;
  TideInk ink = row == 0 ? self->palette.second_ink : tide_compare_get_style (self, a).ink;
  TideMarkerInks inks = { .ink = ink, .hole = self->palette.card, .line_width = 1.2 * u };
  tide_draw_hline (self->cr, from, to, y, row == 2 ? 2 : 1.2, ink);
  tide_draw_vline (self->cr, from, y - 3.5 * u, y + 3.5 * u, 1.2, ink);
  tide_draw_vline (self->cr, to, y - 3.5 * u, y + 3.5 * u, 1.2, ink);
  if (row == 0)
    tide_marker_draw (self->cr, TIDE_MARKER_RING, x, y, r, &inks);
  else
    tide_fill_box (self->cr, (TideBox){ x - r, y - r, 2 * r, 2 * r }, ink);
}

static void
draw_row (const Facet *facet, guint a, guint row, TideContrast contrast, double y)
{
  TideCompareFigure *self = facet->forest->figure;
  double u = self->u, baseline = y + 4 * u;
  g_autofree char *words = dup_difference (contrast);
  if (facet->labelled)
    tide_compare_put (self, get_row_label (row), TIDE_COMPARE_TEXT, FALSE, 50 * u, baseline, 0,
                      row == 0 ? self->palette.second_ink : self->palette.ink);
  /* A reason may be longer than numbers: it begins in the plot, which is empty then. */
  TideText text = tide_words_get_within (self->words, words, TIDE_COMPARE_TEXT * u, row == 2,
                                         facet->forest->text_width + facet->width + 12 * u);
  double x = facet->left + facet->width + 12 * u - MAX (text.width - facet->forest->text_width, 0);
  if (tide_label_placer_place (self->placer, tide_text_get_box (&text, x, baseline)))
    tide_text_draw (self->cr, &text, x, baseline, row == 0 ? self->palette.second_ink : self->palette.ink,
                    self->palette.card, 4 * u);
  if (!tide_quantity_is_defined (contrast.value) || !tide_quantity_is_defined (contrast.lower)
      || !tide_quantity_is_defined (contrast.upper))
    return;
  draw_interval (facet, a, row, contrast, y);
  tide_compare_add_spot (
    self, a, to_x (facet, contrast.value.value), y,
    g_strdup_printf (_ ("%s against %s, week %d, %s: %s"), self->comparison->arms[a].label,
                     self->comparison->arms[self->options.against].label,
                     tide_cohort_windows[facet->window].week, get_row_label (row), words));
}

static void
draw_group_head (const Facet *facet, guint a, const TideCompareContrast *contrast, double top)
{
  TideCompareFigure *self = facet->forest->figure;
  double u = self->u, left = facet->labelled ? 12 * u : facet->left, baseline = top + 14 * u;
  double right = facet->left + facet->width + 12 * u + facet->forest->text_width;
  /* The lane is a tint: the card under it keeps the scale's lines out of the words. */
  tide_fill_box (self->cr, (TideBox){ left, top, right - left, (GROUP - 1) * u }, self->palette.card);
  tide_fill_box (self->cr, (TideBox){ left, top, right - left, (GROUP - 1) * u }, self->palette.lane);
  g_autofree char *n = g_strdup_printf (_ ("n %u and %u"), contrast->n_a, contrast->n_b);
  tide_compare_put (self, n, TIDE_COMPARE_TEXT, FALSE, facet->left + facet->width + 12 * u, baseline, 0,
                    self->palette.second_ink);
  if (!facet->labelled)
    return;
  TideArmStyle style = tide_compare_get_style (self, a);
  g_autofree char *name = g_strdup_printf ("%s − %s", self->comparison->arms[a].label,
                                           self->comparison->arms[self->options.against].label);
  TideText text = tide_words_get_within (self->words, name, TIDE_COMPARE_TEXT * u, TRUE,
                                         facet->left + facet->width - 50 * u);
  tide_arm_style_draw_sample (&style, self->cr, 16 * u, baseline - 4 * u, 26 * u, u);
  if (tide_label_placer_place (self->placer, tide_text_get_box (&text, 50 * u, baseline)))
    tide_text_draw (self->cr, &text, 50 * u, baseline, self->palette.ink, self->palette.card, 0);
}

static void
draw_tick (const Facet *facet, double value, double bottom)
{
  TideCompareFigure *self = facet->forest->figure;
  double u = self->u, x = to_x (facet, value);
  g_autofree char *number = tide_compare_format_number (value, 0);
  g_autofree char *label = g_strdup_printf ("%s%s", value > 0 ? "+" : "", number);
  tide_draw_vline (self->cr, x, facet->top + HEADS * u, bottom + 3 * u, 1,
                   value == 0 ? self->palette.axis : self->palette.grid);
  tide_compare_put (self, label, TIDE_COMPARE_TEXT, FALSE, x, bottom + 16 * u, 0.5, self->palette.second_ink);
}

/* Round numbers as close as words allow; a scale too short for two of them names 0 and its ends, for without
 * a number beside 0 nobody can read it. */
static void
draw_scale (const Facet *facet, double bottom)
{
  TideCompareFigure *self = facet->forest->figure;
  const Forest *forest = facet->forest;
  double u = self->u, step = 5, zero = to_x (facet, 0);
  while (step / (forest->most - forest->least) * facet->width < 36 * u)
    step *= 2;
  if (step > MAX (forest->most, -forest->least))
    {
      const double ticks[] = { 0, forest->least, forest->most };
      for (guint i = 0; i < G_N_ELEMENTS (ticks); i++)
        draw_tick (facet, ticks[i], bottom);
    }
  else
    for (double value = ceil (forest->least / step) * step; value <= forest->most; value += step)
      draw_tick (facet, value, bottom);
  tide_compare_put (self, _ ("larger fall"), TIDE_COMPARE_SMALL, FALSE, zero - 6 * u, bottom + 31 * u, 1,
                    self->palette.second_ink);
  tide_compare_put (self, _ ("smaller fall"), TIDE_COMPARE_SMALL, FALSE, zero + 6 * u, bottom + 31 * u, 0,
                    self->palette.second_ink);
}

static void
draw_facet (const Facet *facet)
{
  TideCompareFigure *self = facet->forest->figure;
  double u = self->u, y = facet->top + HEADS * u;
  g_autofree char *week = g_strdup_printf (_ ("Week %d"), tide_cohort_windows[facet->window].week);
  tide_compare_put (self, week, TIDE_COMPARE_TEXT, TRUE, facet->left, facet->top + 14 * u, 0,
                    self->palette.ink);
  tide_compare_put (self, _ ("difference, 95 % CI"), TIDE_COMPARE_SMALL, FALSE,
                    facet->left + facet->width + 12 * u, facet->top + 14 * u, 0, self->palette.second_ink);
  draw_scale (facet, y + facet->forest->n_groups * (GROUP + 3 * ROW) * u);
  for (guint a = 0; a < self->comparison->n_arms; a++)
    {
      TideCompareContrast contrast;
      if (!is_group (facet->forest, a)
          || !tide_compare_find_contrast (self->comparison, a, self->options.against, facet->window,
                                          &contrast))
        continue;
      draw_group_head (facet, a, &contrast, y);
      for (guint row = 0; row < 3; row++)
        draw_row (facet, a, row, get_row (&contrast, row), y + (GROUP + (row + 0.5) * ROW) * u);
      y += (GROUP + 3 * ROW) * u;
    }
}

void
tide_compare_layout_forest (TideCompareFigure *self)
{
  Forest forest = { .figure = self };
  double u = self->u, left;
  measure (&forest);
  if (forest.n_groups == 0)
    {
      tide_compare_say_nothing (self);
      return;
    }
  left = 12 * u + forest.label_width;
  guint across = forest.stacked ? 1 : N_FACETS;
  double slot = (self->width - 12 * u - left) / across;
  self->plot = (TideBox){ left, self->head, slot * across, block_height (&forest) };
  for (guint i = 0; i < N_FACETS; i++)
    {
      Facet facet = { &forest,
                      facet_windows[i],
                      left + (forest.stacked ? 0 : i * slot),
                      MAX (slot - forest.text_width - 18 * u, 20 * u),
                      self->head + (forest.stacked ? i * block_height (&forest) : 0),
                      forest.stacked || i == 0 };
      draw_facet (&facet);
    }
}

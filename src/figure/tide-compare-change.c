/* tide-compare-change.c: change from baseline by week: mean with its interval, or median with quartiles, over
 * the lines of single courses (comparison-and-paper.md 3; clinical.md 6).
 *
 * Nothing is carried forward: a week with fewer than five ratings is a gap in the line and "<5" below. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-compare-private.h"

#define LEFT 56.0
#define AXIS_WEEKS 25.6
#define DODGE_MM 1.2
#define POINTS_OF_A_MM (72 / 25.4)

static double
to_x (const TideCompareFigure *self, double week)
{
  return self->plot.x + week / AXIS_WEEKS * self->plot.width;
}

/* The middle and both limits of a window; FALSE when it has too few. */
static gboolean
get_values (const TideCompareFigure *self, const TideComparedArm *arm, guint w, double *middle, double *lower,
            double *upper)
{
  const TideMean *mean = &arm->change[w];
  TideQuantity at = self->options.median ? mean->median : mean->mean;
  TideQuantity from = self->options.median ? mean->q1 : mean->lower,
               to = self->options.median ? mean->q3 : mean->upper;
  if (mean->n < TIDE_STATS_LEAST_N || !tide_quantity_is_defined (at))
    return FALSE;
  *middle = at.value;
  *lower = tide_quantity_is_defined (from) ? from.value : at.value;
  *upper = tide_quantity_is_defined (to) ? to.value : at.value;
  return TRUE;
}

static TideValueAxis
make_axis (const TideCompareFigure *self)
{
  const TideComparison *comparison = self->comparison;
  double least = 0, most = 0, middle, lower, upper;
  gboolean single = self->options.single;
  if (!isnan (comparison->reliable))
    least = -comparison->reliable;
  for (guint a = 0; a < comparison->n_arms; a++)
    for (guint w = 0; w < TIDE_N_WINDOWS; w++)
      if (comparison->arms[a].drawn && get_values (self, &comparison->arms[a], w, &middle, &lower, &upper))
        {
          least = MIN (least, lower);
          most = MAX (most, upper);
        }
  double span = MAX (most - least, 1), step = span > 40 ? 10 : span > 8 ? 5 : 1;
  least = floor ((least - (single ? 0.2 : 0.03) * span) / step) * step;
  most = ceil ((most + (single ? 0.2 : 0.03) * span) / step) * step;
  return (TideValueAxis){ least, most, self->plot.y, self->plot.y + self->plot.height };
}

/* --- single courses --- */

static void
trace_course (TideCompareFigure *self, const TideValueAxis *axis, const TideCohortRow *row)
{
  double bottom = axis->bottom, span = axis->maximum - axis->minimum;
  cairo_move_to (self->cr, to_x (self, 0), tide_value_axis_to_y (axis, 0));
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      double change = tide_cohort_score_get (row->window[w]) - tide_cohort_score_get (row->baseline);
      if (isnan (change))
        continue;
      /* Past the axis on purpose: the clip cuts it, a clamped line would tell of a value that is not. */
      cairo_line_to (self->cr, to_x (self, tide_cohort_windows[w].week),
                     bottom + (change - axis->minimum) / span * (axis->top - bottom));
    }
}

static void
draw_single (TideCompareFigure *self, const TideValueAxis *axis)
{
  const TideComparison *comparison = self->comparison;
  gboolean paper = self->style.kind == TIDE_STYLE_PAPER;
  if (!tide_compare_shows_single (self))
    return;
  cairo_save (self->cr);
  cairo_rectangle (self->cr, self->plot.x, self->plot.y, self->plot.width, self->plot.height);
  cairo_clip (self->cr);
  cairo_set_line_width (self->cr, 0.7);
  for (guint a = 0; a < comparison->n_arms; a++)
    {
      const TideComparedArm *arm = &comparison->arms[a];
      if (!tide_compare_is_shown (self, a))
        continue;
      tide_ink_set (self->cr, tide_ink_alpha (tide_compare_get_style (self, a).ink, paper ? 0.25 : 0.16));
      for (guint i = 0; i < arm->single->len; i++)
        {
          guint row = g_array_index (arm->single, guint, i);
          trace_course (self, axis, &g_array_index (comparison->rows, TideCohortRow, row));
          cairo_stroke (self->cr);
        }
    }
  cairo_restore (self->cr);
}

static char *
dup_single_note (const TideCompareFigure *self)
{
  const TideComparison *comparison = self->comparison;
  if (!tide_compare_shows_single (self))
    return NULL;
  if (self->only >= 0)
    return g_strdup_printf (_ ("thin lines: %u of %u, fixed seed"), comparison->arms[self->only].single->len,
                            comparison->arms[self->only].accounting.counted);
  return g_strdup_printf (_ ("thin lines: %u of %u single courses, fixed seed"), comparison->n_single,
                          comparison->n_counted);
}

/* --- ribbons --- */

typedef struct
{
  double x, middle, lower, upper; /* y of the drawing */
  guint window;                   /* G_MAXUINT: the baseline */
} Stop;

/* Runs of windows without a gap: (element-type GArray of Stop) (transfer full). */
static GPtrArray *
list_runs (const TideCompareFigure *self, const TideValueAxis *axis, guint a)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  double zero = tide_value_axis_to_y (axis, 0), middle, lower, upper;
  Stop start = { to_x (self, 0), zero, zero, zero, G_MAXUINT };
  GArray *run = g_array_new (FALSE, FALSE, sizeof (Stop));
  g_array_append_val (run, start);
  g_ptr_array_add (runs, run);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      if (!get_values (self, &self->comparison->arms[a], w, &middle, &lower, &upper))
        {
          run = NULL;
          continue;
        }
      if (run == NULL)
        {
          run = g_array_new (FALSE, FALSE, sizeof (Stop));
          g_ptr_array_add (runs, run);
        }
      Stop stop = { to_x (self, tide_cohort_windows[w].week), tide_value_axis_to_y (axis, middle),
                    tide_value_axis_to_y (axis, lower), tide_value_axis_to_y (axis, upper), w };
      g_array_append_val (run, stop);
    }
  return runs;
}

static void
trace_edge (cairo_t *cr, const GArray *run, gboolean upper, gboolean back)
{
  for (guint i = 0; i < run->len; i++)
    {
      const Stop *stop = &g_array_index (run, Stop, back ? run->len - 1 - i : i);
      cairo_line_to (cr, stop->x, upper ? stop->upper : stop->lower);
    }
}

static void
fill_ribbons (TideCompareFigure *self, const GPtrArray *runs, const TideArmStyle *style)
{
  gboolean paper = self->style.kind == TIDE_STYLE_PAPER;
  for (guint i = 0; i < runs->len; i++)
    {
      cairo_new_path (self->cr);
      trace_edge (self->cr, runs->pdata[i], TRUE, FALSE);
      trace_edge (self->cr, runs->pdata[i], FALSE, TRUE);
      cairo_close_path (self->cr);
      /* Opaque on paper: two tints over each other would make a third. */
      tide_ink_set (self->cr, paper ? tide_ink_rgb (0xe0e0e0) : tide_ink_alpha (style->ink, 0.11));
      cairo_fill (self->cr);
    }
}

static void
stroke_edges (TideCompareFigure *self, const GPtrArray *runs, const TideArmStyle *style)
{
  gboolean paper = self->style.kind == TIDE_STYLE_PAPER;
  cairo_save (self->cr);
  for (guint i = 0; i < runs->len; i++)
    for (guint upper = 0; upper < 2; upper++)
      {
        cairo_new_path (self->cr);
        trace_edge (self->cr, runs->pdata[i], upper == 1, FALSE);
        tide_arm_style_set_line (style, self->cr, 0.6, self->u);
        if (!paper)
          cairo_set_dash (self->cr, NULL, 0, 0);
        tide_ink_set (self->cr, tide_ink_alpha (style->ink, paper ? 1 : 0.55));
        cairo_stroke (self->cr);
      }
  cairo_restore (self->cr);
}

/* Three arms or more on grey paper: bars beside each other instead of ribbons over each other. */
static void
draw_bars (TideCompareFigure *self, const GPtrArray *runs, const TideArmStyle *style, guint nth, guint n)
{
  double dodge = DODGE_MM * POINTS_OF_A_MM * (nth - (n - 1) / 2.0);
  for (guint i = 0; i < runs->len; i++)
    {
      const GArray *run = runs->pdata[i];
      for (guint j = 0; j < run->len; j++)
        {
          const Stop *stop = &g_array_index (run, Stop, j);
          if (stop->window != G_MAXUINT)
            tide_compare_draw_bar (self, stop->x + dodge, stop->lower, stop->upper, style->ink);
        }
    }
}

/* --- main lines --- */

static char *
dup_spot_words (const TideCompareFigure *self, const TideComparedArm *arm, guint w)
{
  const TideMean *mean = &arm->change[w];
  gboolean median = self->options.median;
  g_autofree char *value = tide_compare_format_quantity (median ? mean->median : mean->mean, 1);
  g_autofree char *interval
    = tide_compare_format_interval (median ? mean->q1 : mean->lower, median ? mean->q3 : mean->upper, 1);
  return g_strdup_printf (_ ("%s, week %d: %s %s, n %u"), arm->label, tide_cohort_windows[w].week, value,
                          interval, mean->n);
}

static void
draw_main (TideCompareFigure *self, const GPtrArray *runs, guint a, double dodge, GArray *ends)
{
  TideArmStyle style = tide_compare_get_style (self, a);
  TideCompareEnd end = { a, to_x (self, 0), 0 };
  for (guint i = 0; i < runs->len; i++)
    {
      const GArray *run = runs->pdata[i];
      cairo_new_path (self->cr);
      for (guint j = 0; j < run->len; j++)
        {
          const Stop *stop = &g_array_index (run, Stop, j);
          double x = stop->x + (stop->window == G_MAXUINT ? 0 : dodge);
          cairo_line_to (self->cr, x, stop->middle);
          if (j > 0)
            tide_label_placer_add_segment (self->placer, (stop - 1)->x, (stop - 1)->middle, stop->x,
                                           stop->middle);
          end.x = x;
          end.y = stop->middle;
        }
      tide_compare_stroke_main (self, &style, 2.2);
      for (guint j = 0; j < run->len; j++)
        {
          const Stop *stop = &g_array_index (run, Stop, j);
          if (stop->window == G_MAXUINT)
            {
              tide_arm_style_draw_mark (&style, self->cr, stop->x, stop->middle, 3.2 * self->u, FALSE);
              continue;
            }
          tide_arm_style_draw_mark (&style, self->cr, stop->x + dodge, stop->middle, 4 * self->u, FALSE);
          tide_compare_add_spot (self, a, stop->x + dodge, stop->middle,
                                 dup_spot_words (self, &self->comparison->arms[a], stop->window));
        }
    }
  g_array_append_val (ends, end);
}

static void
draw_arms (TideCompareFigure *self, const TideValueAxis *axis)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (TideCompareEnd));
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint n = self->comparison->n_arms, n_drawn = tide_compare_count_shown (self), nth = 0;
  gboolean ribbons = tide_compare_has_ribbons (self);
  for (guint a = 0; a < n; a++)
    g_ptr_array_add (all, list_runs (self, axis, a));
  for (guint pass = 0; pass < 2 && ribbons; pass++)
    for (guint a = 0; a < n; a++)
      {
        TideArmStyle style = tide_compare_get_style (self, a);
        if (!tide_compare_is_shown (self, a))
          continue;
        if (pass == 0)
          fill_ribbons (self, all->pdata[a], &style);
        else
          stroke_edges (self, all->pdata[a], &style);
      }
  for (guint a = 0; a < n; a++)
    {
      TideArmStyle style = tide_compare_get_style (self, a);
      if (!tide_compare_is_shown (self, a))
        continue;
      if (!ribbons)
        draw_bars (self, all->pdata[a], &style, nth, n_drawn);
      double dodge = ribbons ? 0 : DODGE_MM * POINTS_OF_A_MM * (nth - (n_drawn - 1) / 2.0);
      draw_main (self, all->pdata[a], a, dodge, ends);
      nth++;
    }
  tide_compare_draw_ends (self, ends);
}

/* --- numbers --- */

static void
add_column (TideCompareFigure *self, GPtrArray *columns, int w)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  int week = w < 0 ? 0 : tide_cohort_windows[w].week;
  for (guint a = 0; a < self->comparison->n_arms; a++)
    {
      const TideComparedArm *arm = &self->comparison->arms[a];
      guint n = w < 0 ? arm->accounting.counted : arm->change[w].n;
      g_autofree char *cell = n < TIDE_STATS_LEAST_N ? g_strdup ("<5") : g_strdup_printf ("%u", n);
      if (tide_compare_is_shown (self, a))
        g_strv_builder_add (cells, cell);
    }
  tide_compare_columns_take (columns, to_x (self, week), g_strdup_printf ("%d", week),
                             g_strv_builder_end (cells));
}

static void
draw_numbers (TideCompareFigure *self)
{
  /* The order in which they find room: both ends, then what clinicians ask for first. */
  static const int order[] = { -1, 5, 4, 2, 3, 1, 0 };
  g_autoptr (GPtrArray) columns = tide_compare_columns_new ();
  g_autofree char *note = dup_single_note (self);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    add_column (self, columns, order[i]);
  tide_compare_draw_columns (self, columns, _ ("Rated in window, n"), note, NULL, NULL);
  tide_compare_put (self, _ ("weeks"), TIDE_COMPARE_TEXT, FALSE,
                    self->plot.x + self->plot.width + 8 * self->u,
                    self->plot.y + self->plot.height + 16 * self->u, 0, self->palette.second_ink);
}

static void
draw_reliable (TideCompareFigure *self, const TideValueAxis *axis)
{
  double reliable = self->comparison->reliable, right = self->plot.x + self->plot.width, u = self->u;
  if (isnan (reliable) || !tide_compare_explains (self))
    return;
  double y = tide_value_axis_to_y (axis, -reliable), above = y - 4 * u, below = y + 12 * u;
  g_autofree char *number = tide_compare_format_number (-reliable, 1);
  g_autofree char *label = g_strdup_printf (_ ("reliable change %s"), number);
  double near = right - 40 * u, middle = self->plot.x + self->plot.width * 0.72;
  const double xs[] = { near, near, middle, middle, right, right },
               ys[] = { above, below, above, below, above, below };
  tide_compare_put_somewhere (self, label, TIDE_COMPARE_SMALL, xs, ys, G_N_ELEMENTS (xs),
                              self->palette.second_ink);
}

void
tide_compare_layout_change (TideCompareFigure *self)
{
  double u = self->u, top = self->head + 8 * u,
         bottom = self->height - tide_compare_get_columns_height (tide_compare_count_shown (self), u);
  self->plot = (TideBox){ LEFT * u, top, self->width - LEFT * u - tide_compare_get_labels_width (self),
                          MAX (bottom - top, 20 * u) };
  TideValueAxis axis = make_axis (self);
  tide_compare_draw_y_axis (self, &axis, 26, "", TRUE);
  draw_single (self, &axis);
  if (!isnan (self->comparison->reliable))
    {
      double y = tide_value_axis_to_y (&axis, -self->comparison->reliable);
      tide_compare_draw_dashed (self, self->plot.x, y, self->plot.x + self->plot.width, y, 1.2, 2.4, 1,
                                self->palette.second_ink);
    }
  draw_arms (self, &axis);
  draw_reliable (self, &axis);
  draw_numbers (self);
}

/* tide-comparison-count.c: who is compared: which arms, who is counted, who is left out and why, and whose
 * single lines are drawn.
 *
 * Reasons are exclusive and asked in one order (comparison-and-paper.md 4), so that the numbers close.
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-comparison-private.h"

const char *
tide_left_out_get_code (TideLeftOut reason)
{
  static const char *const codes[] = { "counted", "no_baseline", "repeat_course", "carry_over", "filter" };
  G_STATIC_ASSERT (G_N_ELEMENTS (codes) == TIDE_N_LEFT);
  return reason < TIDE_N_LEFT ? codes[reason] : NULL;
}

const char *
tide_left_out_get_label (TideLeftOut reason)
{
  static const char *const labels[]
    = { N_ ("counted"), N_ ("no baseline"), N_ ("repeat course"), N_ ("carry-over"), N_ ("filter") };
  return reason < TIDE_N_LEFT ? _ (labels[reason]) : NULL;
}

/* --- the filter --- */

static gboolean
is_within (double value, double from, double to)
{
  return (isnan (from) || value >= from) && (isnan (to) || value <= to);
}

/* What is not known passes only an open range. */
static gboolean
is_count_within (int value, int from, int to)
{
  if (from < 0 && to < 0)
    return TRUE;
  return value >= 0 && is_within (value, from < 0 ? NAN : from, to < 0 ? NAN : to);
}

static gboolean
passes_period (const TideComparisonDefinition *definition, const TideCohortRow *row)
{
  if (!tide_date_is_known (definition->from) && !tide_date_is_known (definition->to))
    return TRUE;
  return tide_date_is_known (row->start)
         && (!tide_date_is_known (definition->from) || row->start >= definition->from)
         && (!tide_date_is_known (definition->to) || row->start <= definition->to);
}

static gboolean
passes_doses (const TideComparisonDefinition *definition, const TideCohortRow *row)
{
  return definition->doses == TIDE_DOSES_MIXED || row->dosed == TIDE_DOSED_NOT
         || row->dosed == (definition->doses == TIDE_DOSES_SINGLE ? TIDE_DOSED_ONCE : TIDE_DOSED_SERIES);
}

/* Every one of its ratings; a course without a rating has none by anybody else. */
static gboolean
passes_raters (const TideComparisonDefinition *definition, const TideCohortRow *row)
{
  static const guint allowed[] = { G_MAXUINT8, TIDE_RATED_BY_CLINICIAN | TIDE_RATED_BY_INDEPENDENT,
                                   TIDE_RATED_BY_INDEPENDENT, TIDE_RATED_BY_SELF };
  return (row->rated_by & ~allowed[definition->raters]) == 0;
}

static gboolean
passes_filter (const TideComparisonDefinition *definition, const TideCohortRow *row)
{
  gboolean background = row->background != 0;
  return passes_period (definition, row) && (definition->sex == 0 || definition->sex == row->sex)
         && is_count_within (row->age, definition->age_from, definition->age_to)
         && is_count_within (row->n_failed, definition->failed_from, definition->failed_to)
         && is_within (tide_cohort_score_get (row->baseline), definition->baseline_from,
                       definition->baseline_to)
         && (definition->route == 0 || definition->route == row->route)
         && (definition->setting == 0 || definition->setting == row->setting)
         && (definition->line == 0 || definition->line == row->line)
         && (definition->background == TIDE_BACKGROUND_ANY
             || background == (definition->background == TIDE_BACKGROUND_SOME))
         && passes_doses (definition, row) && passes_raters (definition, row);
}

/* Why it is left out whatever its baseline is. */
static TideLeftOut
find_other_reason (const TideComparisonDefinition *definition, const TideCohortRow *row)
{
  /* A test dose before a series is no earlier course of the series; in one curve each patient stands once. */
  guint sequence = definition->doses == TIDE_DOSES_MIXED ? row->sequence_any : row->sequence;
  if (!definition->all_courses && sequence > 1)
    return TIDE_LEFT_REPEAT;
  if (!definition->keep_carry_over && row->carry_over)
    return TIDE_LEFT_CARRY_OVER;
  return passes_filter (definition, row) ? TIDE_COUNTED : TIDE_LEFT_FILTER;
}

TideLeftOut
tide_comparison_get_left_out (const TideComparisonDefinition *definition, const TideCohortRow *row)
{
  g_return_val_if_fail (definition != NULL && row != NULL, TIDE_LEFT_FILTER);
  return row->fate == TIDE_FATE_NO_BASELINE ? TIDE_LEFT_NO_BASELINE : find_other_reason (definition, row);
}

gboolean
tide_comparison_is_asked (const TideComparisonDefinition *definition, const TideCohortRow *row)
{
  g_return_val_if_fail (definition != NULL && row != NULL, FALSE);
  return find_other_reason (definition, row) == TIDE_COUNTED;
}

gboolean
tide_comparison_is_started (const TideComparison *self, const TideCohortRow *row)
{
  const char *condition = self->definition->condition;
  return row->fate != TIDE_FATE_PLANNED && row->arms != 0
         && (condition == NULL || g_strcmp0 (condition, tide_cohort_row_get_condition (row)) == 0);
}

/* --- which arms --- */

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const TideArmCount *first = a, *second = b;
  if (first->n != second->n)
    return first->n < second->n ? 1 : -1;
  return (first->arms > second->arms) - (first->arms < second->arms);
}

static int
compare_masks (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;
  return (first > second) - (first < second);
}

/* Fills others with every arm of the rows, most courses first. */
static void
count_arms (TideComparison *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const TideCohortRow *row = tide_comparison_row (self, i);
      guint at = 0;
      if (!tide_comparison_is_started (self, row))
        continue;
      while (at < self->others->len && g_array_index (self->others, TideArmCount, at).arms != row->arms)
        at++;
      if (at == self->others->len)
        g_array_append_val (self->others, ((TideArmCount){ row->arms, 0 }));
      g_array_index (self->others, TideArmCount, at).n++;
    }
  g_array_sort (self->others, compare_counts);
}

void
tide_comparison_choose_arms (TideComparison *self)
{
  TideComparisonDefinition *definition = self->definition;
  guint32 arms[TIDE_COMPARISON_MOST_ARMS];
  guint n = definition->n_arms;
  count_arms (self);
  for (guint i = 0; i < n; i++)
    arms[i] = definition->arms[i];
  if (n == 0)
    {
      while (n < TIDE_COMPARISON_USUAL_ARMS && n < self->others->len)
        {
          arms[n] = g_array_index (self->others, TideArmCount, n).arms;
          n++;
        }
      /* The order of the palette, not of size: a colour keeps its place when a filter changes. */
      qsort (arms, n, sizeof *arms, compare_masks);
    }
  self->arms = g_new0 (TideComparedArm, MAX (n, 1));
  self->n_arms = n;
  for (guint i = 0; i < n; i++)
    {
      self->arms[i].arms = arms[i];
      for (guint o = self->others->len; o > 0; o--)
        if (g_array_index (self->others, TideArmCount, o - 1).arms == arms[i])
          g_array_remove_index (self->others, o - 1);
    }
}

/* --- one arm --- */

/* Sorted beside each other: the rows themselves lie far apart. */
typedef struct
{
  TideDate start;
  guint index;
  gint64 course_id;
} Start;

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const Start *first = a, *second = b;
  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return (first->course_id > second->course_id) - (first->course_id < second->course_id);
}

static void
count_row (TideComparedArm *arm, const TideCohortRow *row)
{
  TideAccounting *count = &arm->accounting;
  count->counted++;
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      count->rated[w] += row->windows[w] == TIDE_WINDOW_RATED;
      count->unrated[w][row->windows[w]] += row->windows[w] != TIDE_WINDOW_RATED;
      arm->stopped_by[w]
        += row->dropped_out && row->end_day >= 0 && row->end_day <= 7 * tide_cohort_windows[w].week;
    }
  count->responded += row->fate == TIDE_FATE_RESPONDED;
  count->not_responded += row->fate == TIDE_FATE_NOT_RESPONDED;
  count->too_early += row->fate == TIDE_FATE_TOO_EARLY;
  count->not_rated += row->fate == TIDE_FATE_NOT_RATED;
  count->dropped_out += row->dropped_out;
  count->n_ratings += row->n_ratings;
  for (guint bit = 0; bit < TIDE_N_MARKS; bit++)
    count->marks[bit] += row->marks[bit];
  arm->n_effects += row->n_effects;
  arm->n_sessions += row->n_sessions;
  arm->patient_months += tide_cohort_row_get_treated_days (row) / TIDE_DAYS_OF_A_MONTH;
}

void
tide_compared_arm_count (TideComparison *self, TideComparedArm *arm)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (Start));
  arm->single = g_array_new (FALSE, FALSE, sizeof (guint));
  arm->bars = g_array_new (FALSE, FALSE, sizeof (guint));
  arm->code = tide_arms_dup_code (arm->arms);
  arm->label = tide_arms_dup_label (arm->arms);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const TideCohortRow *row = tide_comparison_row (self, i);
      if (row->arms != arm->arms || !tide_comparison_is_started (self, row))
        continue;
      TideLeftOut reason = tide_comparison_get_left_out (self->definition, row);
      arm->accounting.started++;
      arm->accounting.left_out[reason]++;
      arm->accounting.asked_no_baseline
        += reason == TIDE_LEFT_NO_BASELINE && tide_comparison_is_asked (self->definition, row);
      if (reason != TIDE_COUNTED)
        continue;
      count_row (arm, row);
      g_array_append_val (starts, ((Start){ row->start, i, row->course_id }));
    }
  /* By what is in the row, not by its place: another order of patients gives the same figures. */
  g_array_sort (starts, compare_starts);
  arm->rows = g_array_sized_new (FALSE, FALSE, sizeof (guint), starts->len);
  for (guint i = 0; i < starts->len; i++)
    g_array_append_val (arm->rows, g_array_index (starts, Start, i).index);
  arm->drawn = arm->accounting.counted >= TIDE_STATS_LEAST_N;
}

/* --- single lines --- */

/* Each course draws a lot from its own number by a fixed seed (SplitMix64, Steele 2014): which lines are
 * drawn depends on nothing else, and the figure says so. */
static guint64
draw_lot (gint64 course_id)
{
  guint64 z = (guint64) course_id + 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/* Keeps the smallest of all lots in order: nearly each of a large clinic's is refused at the first look. */
static void
offer_lot (GArray *lots, guint64 lot)
{
  guint at = lots->len;
  if (at == TIDE_MOST_SINGLE_LINES && lot >= g_array_index (lots, guint64, at - 1))
    return;
  while (at > 0 && g_array_index (lots, guint64, at - 1) > lot)
    at--;
  g_array_insert_val (lots, at, lot);
  g_array_set_size (lots, MIN (lots->len, TIDE_MOST_SINGLE_LINES));
}

void
tide_comparison_draw_lots (TideComparison *self)
{
  g_autoptr (GArray) lots = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint a = 0; a < self->n_arms; a++)
    for (guint i = 0; self->arms[a].drawn && i < self->arms[a].rows->len; i++)
      offer_lot (lots, draw_lot (tide_compared_arm_row (self, &self->arms[a], i)->course_id));
  self->n_single = lots->len;
  guint64 most = self->n_single > 0 ? g_array_index (lots, guint64, self->n_single - 1) : 0;
  for (guint a = 0; a < self->n_arms && self->n_single > 0; a++)
    for (guint i = 0; self->arms[a].drawn && i < self->arms[a].rows->len; i++)
      if (draw_lot (tide_compared_arm_row (self, &self->arms[a], i)->course_id) <= most)
        g_array_append_val (self->arms[a].single, g_array_index (self->arms[a].rows, guint, i));
}

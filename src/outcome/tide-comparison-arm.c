/* tide-comparison-arm.c: what one arm comes to: change by week, times to events, shares, burden, access,
 * cost.
 *
 * All by the estimators of stats (clinical.md 6); nothing is carried forward, nothing imputed.
 */
#include <math.h>

#include "tide-comparison-private.h"

#define SECONDS_OF_A_DAY 86400.0

/* Rows of a large clinic do not fit into the processor's cache, and in an arm's order they lie far apart: one
 * walk to fetch them, then all that follows reads forward. */
TideCohortRow *
tide_compared_arm_gather (const TideComparison *self, const TideComparedArm *arm)
{
  TideCohortRow *rows = g_new (TideCohortRow, MAX (arm->rows->len, 1));
  for (guint i = 0; i < arm->rows->len; i++)
    rows[i] = *tide_compared_arm_row (self, arm, i);
  return rows;
}

/* --- change --- */

static double
percent_of (const TideComparison *self, const TideCohortRow *row, double value)
{
  return tide_outcome_percent (tide_cohort_score_get (row->baseline), value, self->floor);
}

static void
estimate_change (const TideComparison *self, TideComparedArm *arm, const TideCohortRow *rows)
{
  guint n = arm->rows->len;
  g_autofree double *points = g_new (double, MAX (n, 1)), *percents = g_new (double, MAX (n, 1));
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      for (guint i = 0; i < n; i++)
        {
          double value = tide_cohort_score_get (rows[i].window[w]);
          points[i] = value - tide_cohort_score_get (rows[i].baseline);
          percents[i] = isnan (value) ? NAN : percent_of (self, &rows[i], value);
        }
      arm->change[w] = tide_mean_compute (points, n, TIDE_STATS_LEAST_N);
      arm->percent[w] = tide_mean_compute (percents, n, TIDE_STATS_LEAST_N);
    }
}

typedef struct
{
  guint index;
  double change; /* best in percent, below 0 a fall */
  gint64 id;
} Bar;

static int
compare_bars (gconstpointer a, gconstpointer b)
{
  const Bar *first = a, *second = b;
  if (first->change != second->change)
    return first->change > second->change ? -1 : 1;
  return (first->id > second->id) - (first->id < second->id);
}

/* From the least fall to the most. */
static void
sort_bars (const TideComparison *self, TideComparedArm *arm, const TideCohortRow *rows)
{
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  for (guint i = 0; i < arm->rows->len; i++)
    {
      Bar bar = { g_array_index (arm->rows, guint, i),
                  -percent_of (self, &rows[i], tide_cohort_score_get (rows[i].best)), rows[i].course_id };
      if (!isnan (bar.change))
        g_array_append_val (bars, bar);
    }
  g_array_sort (bars, compare_bars);
  for (guint i = 0; i < bars->len; i++)
    g_array_append_val (arm->bars, g_array_index (bars, Bar, i).index);
}

/* --- times --- */

/* FALSE: the course has no place in the table. */
static gboolean
get_time (const TideCohortRow *row, TideCourseEventKind kind, gboolean left, TideSurvivalSample *sample)
{
  const TideCohortEvent *event = &row->events[kind];
  gboolean seen = event->status == TIDE_EVENT_SEEN;
  sample->event = seen;
  sample->time = (seen && !left ? event->upper : event->lower) / SECONDS_OF_A_DAY;
  /* The interval of an event on the first day has no width to its left (clinical.md 3.6: 0.5 day). */
  if (seen && sample->time <= 0)
    sample->time = MIN (0.5, event->upper / SECONDS_OF_A_DAY);
  return event->status != TIDE_EVENT_EXCLUDED;
}

TideSurvivalData *
tide_comparison_get_times (const TideComparison *self, const TideComparedArm *const *arms, guint n_arms,
                           TideCourseEventKind kind)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (TideSurvivalSample));
  for (guint a = 0; a < n_arms; a++)
    for (guint i = 0; i < arms[a]->rows->len; i++)
      {
        TideSurvivalSample sample = { .group = a };
        if (get_time (tide_compared_arm_row (self, arms[a], i), kind, FALSE, &sample))
          g_array_append_val (samples, sample);
      }
  return tide_survival_data_new ((const TideSurvivalSample *) samples->data, samples->len, n_arms);
}

static TideSurvivalCurve *
make_curve (const TideCohortRow *rows, guint n, TideCourseEventKind kind, gboolean left, guint *n_excluded)
{
  g_autofree TideSurvivalSample *samples = g_new0 (TideSurvivalSample, n + 1);
  gsize used = 0;
  for (guint i = 0; i < n; i++)
    used += get_time (&rows[i], kind, left, &samples[used]);
  *n_excluded = n - (guint) used;
  g_autoptr (TideSurvivalData) data = tide_survival_data_new (samples, used, 1);
  return tide_survival_curve_new (data, 0, TIDE_CONFIDENCE_LOG_LOG, TIDE_STATS_LEAST_N);
}

static void
estimate_times (TideComparedArm *arm, const TideCohortRow *rows, TideCourseEventKind kind)
{
  TideTimes *times = &arm->times[kind];
  guint again;
  times->right = make_curve (rows, arm->rows->len, kind, FALSE, &times->excluded);
  times->left = make_curve (rows, arm->rows->len, kind, TRUE, &again);
  times->n = times->right->n;
  times->events = times->right->events;
  times->median = tide_survival_curve_quantile (times->right, 0.5);
  times->quartile = tide_survival_curve_quantile (times->right, 0.25);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    times->after[w] = tide_survival_curve_at (times->right, 7 * tide_cohort_windows[w].week);
}

/* --- shares --- */

/* Of those who had responded by @week, or were followed for so long without. */
static TideProportion
share_by (const TideCohortRow *rows, guint n, int week)
{
  guint yes = 0, told = 0;
  gint32 limit = week * 7 * 86400;
  for (guint i = 0; i < n; i++)
    {
      const TideCohortEvent *event = &rows[i].events[TIDE_COURSE_RESPONSE];
      gboolean by = event->status == TIDE_EVENT_SEEN && event->upper <= limit;
      gboolean not_by = event->status != TIDE_EVENT_EXCLUDED && event->lower >= limit;
      yes += by;
      told += by || not_by;
    }
  return tide_proportion_compute (yes, told, TIDE_STATS_LEAST_N);
}

/* A course without a response by then tells that there was none only when it was followed into the window:
 * a response between an earlier rating and a later one may lie on either side of the day. */
static void
estimate_non_response (TideComparedArm *arm, const TideCohortRow *rows)
{
  const TideCohortWindow *window = &tide_cohort_windows[TIDE_NON_RESPONSE_WINDOW];
  TideNonResponse *found = &arm->non_response;
  found->unknown = arm->accounting.asked_no_baseline;
  for (guint i = 0; i < arm->rows->len; i++)
    {
      const TideCohortEvent *event = &rows[i].events[TIDE_COURSE_RESPONSE];
      if (event->status == TIDE_EVENT_SEEN && event->upper < (window->to_day + 1) * 86400)
        found->responded++;
      else if (event->status != TIDE_EVENT_EXCLUDED && event->lower >= window->from_day * 86400)
        found->without++;
      else
        found->unknown++;
    }
  found->started = found->responded + found->without + found->unknown;
  found->share
    = tide_proportion_compute (found->started - found->responded, found->started, TIDE_STATS_LEAST_N);
}

static void
estimate_shares (const TideComparison *self, TideComparedArm *arm, const TideCohortRow *rows)
{
  const TideAccounting *count = &arm->accounting;
  guint unknown = count->not_rated + count->too_early;
  arm->response = tide_proportion_compute (count->responded, count->counted, TIDE_STATS_LEAST_N);
  arm->best_case = tide_proportion_compute (count->responded + unknown, count->counted, TIDE_STATS_LEAST_N);
  arm->worst_case = arm->response;
  arm->first_by[0] = share_by (rows, arm->rows->len, 2);
  arm->first_by[1] = share_by (rows, arm->rows->len, 12);
  for (guint i = 0; i < arm->rows->len; i++)
    {
      const TideCohortRow *row = &rows[i];
      const TideCohortEvent *event = &row->events[TIDE_COURSE_RESPONSE];
      double recall = tide_instrument_get_recall_days (self->instrument) * 86400;
      arm->n_recall_led += event->status == TIDE_EVENT_SEEN && event->upper < recall;
    }
}

/* --- the rest of the sheet --- */

typedef double (*NumberFunc) (const TideCohortRow *row);

static double
get_failed (const TideCohortRow *row)
{
  return row->n_failed;
}

static double
get_gap (const TideCohortRow *row)
{
  return row->gap_days;
}

static double
get_wait (const TideCohortRow *row)
{
  return row->wait_days >= 0 ? row->wait_days : NAN;
}

static double
get_cost (const TideCohortRow *row)
{
  return row->cost;
}

static TideMean
estimate_number (const TideCohortRow *rows, guint n, NumberFunc get)
{
  g_autofree double *values = g_new (double, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    values[i] = get (&rows[i]);
  return tide_mean_compute (values, n, TIDE_STATS_LEAST_N);
}

/* What all courses with a price have cost, by the responders among them; by their weeks in response (F08,
 * N17). */
static void
divide_cost (TideComparedArm *arm, const TideCohortRow *rows)
{
  double sum = 0, weeks = 0;
  guint n = 0, responders = 0;
  for (guint i = 0; i < arm->rows->len; i++)
    {
      const TideCohortRow *row = &rows[i];
      if (isnan (row->cost))
        continue;
      n++;
      sum += (double) row->cost;
      responders += row->fate == TIDE_FATE_RESPONDED;
      weeks += isnan (row->response_weeks) ? 0 : (double) row->response_weeks;
    }
  arm->cost_sum = n > 0 ? sum : NAN;
  arm->n_cost_responders = responders;
  arm->cost_per_responder = n >= TIDE_STATS_LEAST_N && responders > 0 ? sum / responders : NAN;
  arm->cost_per_response_week = n >= TIDE_STATS_LEAST_N && weeks > 0 ? sum / weeks : NAN;
}

void
tide_compared_arm_estimate (const TideComparison *self, TideComparedArm *arm, const TideCohortRow *rows)
{
  guint n = arm->rows->len;
  estimate_change (self, arm, rows);
  sort_bars (self, arm, rows);
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    estimate_times (arm, rows, (TideCourseEventKind) kind);
  estimate_shares (self, arm, rows);
  estimate_non_response (arm, rows);
  arm->failed = estimate_number (rows, n, get_failed);
  arm->gap = estimate_number (rows, n, get_gap);
  arm->wait = estimate_number (rows, n, get_wait);
  arm->cost = estimate_number (rows, n, get_cost);
  divide_cost (arm, rows);
}

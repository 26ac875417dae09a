/* tide-comparison-results.c: every number that a comparison prints as one line of a table, with its interval
 * or the reason why there is none (N19).
 *
 * Names are stable, and recompute.R knows each of them: a number that it does not make again is a fault
 * there.
 */
#include <math.h>

#include "tide-comparison-private.h"

/* No interval belongs to it; this is no reason. */
static const TideQuantity none = { NAN, TIDE_WHY_DEFINED };

typedef struct
{
  GString *csv;
  const char *arm, *versus; /* codes; "" */
} Table;

static void
put_number (GString *csv, double value)
{
  g_autofree char *text = isnan (value) ? NULL : tide_number_to_text (value);
  g_string_append_printf (csv, ",%s", text != NULL ? text : "");
}

static void
put (const Table *table, const char *quantity, int week, TideQuantity value, TideQuantity lower,
     TideQuantity upper)
{
  const TideQuantity all[] = { value, lower, upper };
  const char *why = NULL;
  g_string_append_printf (table->csv, "%s,%s,%s,", table->arm, table->versus, quantity);
  if (week > 0)
    g_string_append_printf (table->csv, "%d", week);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      put_number (table->csv, all[i].value);
      if (why == NULL)
        why = tide_why_get_code (all[i].why);
    }
  g_string_append_printf (table->csv, ",%s\n", why != NULL ? why : "");
}

/* "n_change": the thing that is said of a quantity, and the quantity. */
static void
put_of (const Table *table, const char *what, const char *quantity, int week, TideQuantity value,
        TideQuantity lower, TideQuantity upper)
{
  g_autofree char *name = g_strdup_printf ("%s_%s", what, quantity);
  put (table, name, week, value, lower, upper);
}

static void
put_count (const Table *table, const char *quantity, int week, guint n)
{
  put (table, quantity, week, tide_quantity_of (n), none, none);
}

/* NAN: @why. */
static void
put_plain (const Table *table, const char *quantity, double value, TideWhy why)
{
  put (table, quantity, 0, isnan (value) ? tide_quantity_undefined (why) : tide_quantity_of (value), none,
       none);
}

static void
put_share (const Table *table, const char *quantity, int week, const TideProportion *share)
{
  put (table, quantity, week, share->p, share->lower, share->upper);
}

static void
put_mean (const Table *table, const char *quantity, int week, const TideMean *mean)
{
  put_of (table, "n", quantity, week, tide_quantity_of (mean->n), none, none);
  put_of (table, "mean", quantity, week, mean->mean, mean->lower, mean->upper);
  put_of (table, "sd", quantity, week, mean->sd, none, none);
  put_of (table, "median", quantity, week, mean->median, mean->q1, mean->q3);
}

/* --- one arm --- */

static void
put_accounting (const Table *table, const TideComparedArm *arm)
{
  const TideAccounting *count = &arm->accounting;
  put_count (table, "started", 0, count->started);
  for (guint reason = TIDE_COUNTED + 1; reason < TIDE_N_LEFT; reason++)
    put_of (table, "left_out", tide_left_out_get_code ((TideLeftOut) reason), 0,
            tide_quantity_of (count->left_out[reason]), none, none);
  put_count (table, "counted", 0, count->counted);
  put_count (table, "not_rated", 0, count->not_rated);
  put_count (table, "responded", 0, count->responded);
  put_count (table, "not_responded", 0, count->not_responded);
  put_count (table, "too_early", 0, count->too_early);
  put_count (table, "dropped_out", 0, count->dropped_out);
  put_count (table, "ratings", 0, count->n_ratings);
  for (guint i = 0; i < TIDE_N_EXPORTED_MARKS; i++)
    put_of (table, "marked", tide_mark_get_code (tide_exported_marks[i]), 0,
            tide_quantity_of (count->marks[g_bit_nth_lsf (tide_exported_marks[i], -1)]), none, none);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      int week = tide_cohort_windows[w].week;
      put_count (table, "rated", week, count->rated[w]);
      for (guint state = TIDE_WINDOW_RATED + 1; state < TIDE_N_WINDOW_STATES; state++)
        put_count (table, tide_window_state_get_code ((TideWindowState) state), week,
                   count->unrated[w][state]);
      put_count (table, "left_early", week, arm->stopped_by[w]);
    }
}

static void
put_shares (const Table *table, const TideComparedArm *arm)
{
  int week = tide_cohort_windows[TIDE_NON_RESPONSE_WINDOW].week;
  put_share (table, "response", 0, &arm->response);
  put (table, "best_case", 0, arm->best_case.p, none, none);
  put (table, "worst_case", 0, arm->worst_case.p, none, none);
  put_share (table, "responded_by", 2, &arm->first_by[0]);
  put_share (table, "responded_by", 12, &arm->first_by[1]);
  put_share (table, "non_response", week, &arm->non_response.share);
  put_count (table, "not_assessable", week, arm->non_response.unknown);
  put_count (table, "recall_led", 0, arm->n_recall_led);
}

static void
put_times (const Table *table, const TideTimes *times, const char *event)
{
  put_of (table, "n", event, 0, tide_quantity_of (times->n), none, none);
  put_of (table, "events", event, 0, tide_quantity_of (times->events), none, none);
  put_of (table, "excluded", event, 0, tide_quantity_of (times->excluded), none, none);
  put_of (table, "median", event, 0, times->median.value, times->median.lower, times->median.upper);
  put_of (table, "quartile", event, 0, times->quartile.value, times->quartile.lower, times->quartile.upper);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    put_of (table, "without", event, tide_cohort_windows[w].week, times->after[w].value,
            times->after[w].lower, times->after[w].upper);
}

/* Per ten months of treatment, and the rest of the sheet. */
static void
put_burden (const Table *table, const TideComparedArm *arm)
{
  guint n = arm->accounting.counted;
  TideWhy small = n == 0 ? TIDE_WHY_NO_DATA : TIDE_WHY_SMALL_GROUP;
  put_count (table, "effects", 0, arm->n_effects);
  put_plain (table, "patient_months", arm->patient_months, TIDE_WHY_NO_DATA);
  put_plain (table, "effects_per_ten_months",
             arm->drawn && arm->patient_months > 0 ? arm->n_effects / (arm->patient_months / 10)
                                                   : (double) NAN,
             arm->drawn ? TIDE_WHY_NO_DATA : small);
  put_count (table, "sessions", 0, arm->n_sessions);
  put_plain (table, "sessions_a_course", arm->drawn ? (double) arm->n_sessions / n : (double) NAN, small);
  put_mean (table, "failed", 0, &arm->failed);
  put_mean (table, "gap_days", 0, &arm->gap);
  put_mean (table, "wait_days", 0, &arm->wait);
  put_mean (table, "cost", 0, &arm->cost);
  put_plain (table, "cost_sum", arm->cost_sum, TIDE_WHY_NO_DATA);
  put_count (table, "responders_with_cost", 0, arm->n_cost_responders);
  TideWhy unpriced = arm->cost.n == 0                   ? TIDE_WHY_NO_DATA
                     : arm->cost.n < TIDE_STATS_LEAST_N ? TIDE_WHY_SMALL_GROUP
                                                        : TIDE_WHY_NO_EVENTS;
  put_plain (table, "cost_per_responder", arm->cost_per_responder, unpriced);
  put_plain (table, "cost_per_response_week", arm->cost_per_response_week, unpriced);
}

static void
put_arm (GString *csv, const TideComparedArm *arm)
{
  const Table table = { csv, arm->code, "" };
  put_accounting (&table, arm);
  put_shares (&table, arm);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      put_mean (&table, "change", tide_cohort_windows[w].week, &arm->change[w]);
      put_mean (&table, "percent", tide_cohort_windows[w].week, &arm->percent[w]);
    }
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    put_times (&table, &arm->times[kind], tide_course_event_get_code ((TideCourseEventKind) kind));
  put_burden (&table, arm);
}

/* --- two arms --- */

static void
put_contrast (const Table *table, const char *quantity, int week, const TideContrast *contrast)
{
  put (table, quantity, week, contrast->value, contrast->lower, contrast->upper);
  put_of (table, "se", quantity, week, contrast->se, none, none);
  put_of (table, "p", quantity, week, contrast->p, none, none);
}

static void
put_differences (const Table *table, const TideComparedPair *pair)
{
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      const TideDifference *difference = &pair->differences[w];
      int week = tide_cohort_windows[w].week;
      put_contrast (table, "difference", week, &difference->unadjusted);
      put_contrast (table, "adjusted_baseline", week, &difference->baseline);
      put_contrast (table, "adjusted_full", week, &difference->full);
      put (table, "hedges_g", week, difference->hedges.g_approx, difference->hedges.lower,
           difference->hedges.upper);
    }
}

static void
put_risk (const Table *table, const TideRiskDifference *risk)
{
  put (table, "risk_difference", 0, risk->diff, risk->lower, risk->upper);
  put (table, "needed_to_treat", 0, risk->nnt, risk->nnt_lower, risk->nnt_upper);
  put (table, "fisher_p", 0, risk->fisher_p, none, none);
}

static void
put_logrank (const Table *table, const TideLogRank *logrank, const char *event)
{
  put_of (table, "logrank", event, 0, logrank->chisq, none, none);
  put_of (table, "logrank_p", event, 0, logrank->p, none, none);
}

static void
put_pair_times (const Table *table, const TideComparison *self, const TideComparedPair *pair,
                TideCourseEventKind kind)
{
  const char *event = tide_course_event_get_code (kind);
  g_auto (TideComparedTimes) times = tide_comparison_compare_times (self, pair, kind);
  const TideCoxTerm *term = times.cox->n_terms > 0 ? &times.cox->terms[0] : NULL;
  TideQuantity absent = tide_quantity_undefined (TIDE_WHY_ONE_GROUP);
  put_logrank (table, times.logrank, event);
  put_of (table, "hazard_ratio", event, 0, term != NULL ? term->hr : absent,
          term != NULL ? term->lower : absent, term != NULL ? term->upper : absent);
  put_of (table, "hazard_p", event, 0, term != NULL ? term->p : absent, none, none);
  const TideRestrictedMean *mean = &times.restricted;
  put_of (table, "restricted_to", event, 0,
          tide_quantity_is_defined (mean->mean) ? tide_quantity_of (mean->tau) : mean->mean, none, none);
  put_of (table, "restricted_difference", event, 0, mean->mean, mean->lower, mean->upper);
}

static void
put_balance (const Table *table, const TideBalanceRow *row)
{
  const TideBalance *balance = &row->balance;
  put_of (table, "balance", row->key, 0, balance->smd, none, none);
  put_of (table, "balance_a", row->key, 0, balance->a, none, none);
  put_of (table, "balance_b", row->key, 0, balance->b, none, none);
  put_of (table, "balance_missing_a", row->key, 0, tide_quantity_of (balance->missing_a), none, none);
  put_of (table, "balance_missing_b", row->key, 0, tide_quantity_of (balance->missing_b), none, none);
}

static void
put_pair (GString *csv, const TideComparison *self, const TideComparedPair *pair)
{
  const Table table = { csv, self->arms[pair->a].code, self->arms[pair->b].code };
  put_differences (&table, pair);
  put_risk (&table, &pair->response);
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    put_pair_times (&table, self, pair, (TideCourseEventKind) kind);
  for (guint i = 0; i < pair->balance->len; i++)
    put_balance (&table, &g_array_index (pair->balance, TideBalanceRow, i));
}

/* --- all --- */

/* What the script needs beside the rows, and the tests of all drawn arms together. */
static void
put_whole (GString *csv, const TideComparison *self)
{
  const Table table = { csv, "", "" };
  put_plain (&table, "floor", self->floor, TIDE_WHY_NO_DATA);
  put_plain (&table, "recall_days", tide_instrument_get_recall_days (self->instrument), TIDE_WHY_NO_DATA);
  put_plain (&table, "reliable_change", self->reliable, TIDE_WHY_NO_DATA);
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    {
      g_autoptr (TideLogRank) logrank = tide_comparison_compute_logrank (self, (TideCourseEventKind) kind);
      put_logrank (&table, logrank, tide_course_event_get_code ((TideCourseEventKind) kind));
    }
}

char *
tide_comparison_results_to_csv (const TideComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *csv = g_string_new ("arm,versus,quantity,week,value,lower,upper,why\n");
  put_whole (csv, self);
  for (guint i = 0; i < self->n_arms; i++)
    put_arm (csv, &self->arms[i]);
  for (guint i = 0; i < self->pairs->len; i++)
    put_pair (csv, self, self->pairs->pdata[i]);
  return g_string_free (csv, FALSE);
}

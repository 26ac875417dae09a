/* tide-cli-compare-json.c: a comparison as JSON (design.md 7): unrounded numbers, undefined is null with a
 * reason in "why". */
#include <math.h>

#include "tide-cli-compare.h"
#include "tide-cli-stats.h"

static void
add_count (JsonBuilder *builder, const char *key, gint64 n)
{
  tide_cli_stats_json_count (builder, key, n);
}

static void
add_number (JsonBuilder *builder, const char *key, double value)
{
  json_builder_set_member_name (builder, key);
  tide_cli_json_number (builder, value);
}

/* --- the question --- */

static void
add_definition (JsonBuilder *builder, const TideComparison *comparison)
{
  g_autofree char *text = tide_comparison_definition_to_text (comparison->definition);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  json_builder_set_member_name (builder, "definition");
  json_builder_begin_object (builder);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *equals = strchr (lines[i], '=');
      if (equals == NULL)
        continue;
      *equals = '\0';
      tide_cli_json_string (builder, lines[i], equals + 1);
    }
  json_builder_end_object (builder);
}

/* --- one arm --- */

static void
add_share (JsonBuilder *builder, const char *key, const TideProportion *share)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  add_count (builder, "x", share->x);
  add_count (builder, "n", share->n);
  tide_cli_stats_json (builder, "p", share->p);
  tide_cli_stats_json_interval (builder, "ci", share->lower, share->upper);
  tide_cli_stats_json_why (builder, (TideQuantity[]){ share->p }, 1);
  json_builder_end_object (builder);
}

static void
add_curve (JsonBuilder *builder, const char *key, const TideSurvivalCurve *curve)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < curve->n_steps; i++)
    {
      const TideSurvivalStep *step = &curve->steps[i];
      json_builder_begin_object (builder);
      add_number (builder, "time", step->time);
      add_count (builder, "n_risk", step->n_risk);
      add_count (builder, "n_event", step->n_event);
      add_count (builder, "n_censor", step->n_censor);
      add_number (builder, "surv", step->surv);
      add_number (builder, "lower", step->lower);
      add_number (builder, "upper", step->upper);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_times (JsonBuilder *builder, const char *key, const TideTimes *times)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  add_count (builder, "n", times->n);
  add_count (builder, "events", times->events);
  add_count (builder, "excluded", times->excluded);
  tide_cli_stats_json (builder, "median_days", times->median.value);
  tide_cli_stats_json_interval (builder, "median_ci", times->median.lower, times->median.upper);
  json_builder_set_member_name (builder, "after");
  json_builder_begin_array (builder);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      json_builder_begin_object (builder);
      add_count (builder, "week", tide_cohort_windows[w].week);
      tide_cli_stats_json (builder, "surv", times->after[w].value);
      tide_cli_stats_json_interval (builder, "ci", times->after[w].lower, times->after[w].upper);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_curve (builder, "curve", times->right);
  add_curve (builder, "curve_left", times->left);
  tide_cli_stats_json_why (
    builder, (TideQuantity[]){ times->median.value, times->median.lower, times->median.upper }, 3);
  json_builder_end_object (builder);
}

static void
add_changes (JsonBuilder *builder, const TideComparedArm *arm)
{
  const TideAccounting *count = &arm->accounting;
  json_builder_set_member_name (builder, "mean_change");
  json_builder_begin_array (builder);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      const TideMean *mean = &arm->change[w];
      json_builder_begin_object (builder);
      add_count (builder, "week", tide_cohort_windows[w].week);
      add_count (builder, "n", count->rated[w]);
      add_count (builder, "stopped", count->unrated[w][TIDE_WINDOW_STOPPED]);
      add_count (builder, "not_yet_due", count->unrated[w][TIDE_WINDOW_NOT_YET_DUE]);
      add_count (builder, "missed", count->unrated[w][TIDE_WINDOW_MISSED]);
      tide_cli_stats_json (builder, "mean", mean->mean);
      tide_cli_stats_json (builder, "sd", mean->sd);
      tide_cli_stats_json_interval (builder, "ci", mean->lower, mean->upper);
      tide_cli_stats_json (builder, "median", mean->median);
      tide_cli_stats_json_interval (builder, "quartiles", mean->q1, mean->q3);
      tide_cli_stats_json_why (builder, (TideQuantity[]){ mean->mean, mean->sd }, 2);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_accounting (JsonBuilder *builder, const TideAccounting *count)
{
  add_count (builder, "started", count->started);
  add_count (builder, "with_baseline", count->started - count->left_out[TIDE_LEFT_NO_BASELINE]);
  add_count (builder, "counted", count->counted);
  add_count (builder, "rated_in_window", count->counted - count->not_rated);
  add_count (builder, "responded", count->responded);
  add_count (builder, "not_responded", count->not_responded);
  add_count (builder, "too_early", count->too_early);
  add_count (builder, "not_rated", count->not_rated);
  add_count (builder, "unknown", count->not_rated + count->too_early);
  add_count (builder, "dropped_out", count->dropped_out);
  json_builder_set_member_name (builder, "excluded");
  json_builder_begin_object (builder);
  for (guint reason = TIDE_COUNTED + 1; reason < TIDE_N_LEFT; reason++)
    add_count (builder, tide_left_out_get_code ((TideLeftOut) reason), count->left_out[reason]);
  json_builder_end_object (builder);
}

static void
add_non_response (JsonBuilder *builder, const TideNonResponse *found)
{
  add_share (builder, "non_response", &found->share);
  add_count (builder, "non_response_week", tide_cohort_windows[TIDE_NON_RESPONSE_WINDOW].week);
  add_count (builder, "not_assessable", found->unknown);
}

static void
add_marks (JsonBuilder *builder, const TideAccounting *count)
{
  add_count (builder, "ratings", count->n_ratings);
  json_builder_set_member_name (builder, "marks");
  json_builder_begin_object (builder);
  for (guint bit = 0; bit < TIDE_N_MARKS; bit++)
    add_count (builder, tide_mark_get_code ((TideMark) (1u << bit)), count->marks[bit]);
  json_builder_end_object (builder);
}

static void
add_arm (JsonBuilder *builder, const TideComparedArm *arm)
{
  json_builder_begin_object (builder);
  tide_cli_json_string (builder, "arm", arm->code);
  add_accounting (builder, &arm->accounting);
  add_marks (builder, &arm->accounting);
  add_share (builder, "response", &arm->response);
  add_share (builder, "best_case", &arm->best_case);
  add_share (builder, "worst_case", &arm->worst_case);
  add_non_response (builder, &arm->non_response);
  add_times (builder, "time_to_response", &arm->times[TIDE_COURSE_RESPONSE]);
  add_times (builder, "time_to_remission", &arm->times[TIDE_COURSE_REMISSION]);
  add_times (builder, "duration", &arm->times[TIDE_COURSE_DURATION]);
  add_times (builder, "time_to_relapse", &arm->times[TIDE_COURSE_RELAPSE]);
  add_changes (builder, arm);
  add_count (builder, "effects", arm->n_effects);
  add_number (builder, "patient_months", arm->patient_months);
  tide_cli_stats_json (builder, "wait_days_median", arm->wait.median);
  tide_cli_stats_json (builder, "cost_median", arm->cost.median);
  add_number (builder, "cost_sum", arm->cost_sum);
  add_number (builder, "cost_per_responder", arm->cost_per_responder);
  add_number (builder, "cost_per_response_week", arm->cost_per_response_week);
  json_builder_end_object (builder);
}

/* --- two arms --- */

static void
add_contrast (JsonBuilder *builder, const char *key, const TideContrast *contrast)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  tide_cli_stats_json (builder, "diff", contrast->value);
  tide_cli_stats_json (builder, "se", contrast->se);
  tide_cli_stats_json_interval (builder, "ci", contrast->lower, contrast->upper);
  tide_cli_stats_json (builder, "p", contrast->p);
  tide_cli_stats_json_why (builder, (TideQuantity[]){ contrast->value, contrast->se }, 2);
  json_builder_end_object (builder);
}

static void
add_differences (JsonBuilder *builder, const TideComparedPair *pair)
{
  json_builder_set_member_name (builder, "differences");
  json_builder_begin_array (builder);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      const TideDifference *difference = &pair->differences[w];
      json_builder_begin_object (builder);
      add_count (builder, "week", tide_cohort_windows[w].week);
      add_count (builder, "n_a", difference->n_a);
      add_count (builder, "n_b", difference->n_b);
      add_contrast (builder, "unadjusted", &difference->unadjusted);
      add_contrast (builder, "baseline", &difference->baseline);
      add_contrast (builder, "baseline_age_failed", &difference->full);
      tide_cli_stats_json (builder, "hedges_g", difference->hedges.g_approx);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_test (JsonBuilder *builder, const char *key, const TideLogRank *logrank)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  tide_cli_stats_json (builder, "chisq", logrank->chisq);
  add_count (builder, "df", logrank->df);
  tide_cli_stats_json (builder, "p", logrank->p);
  tide_cli_stats_json_why (builder, (TideQuantity[]){ logrank->chisq }, 1);
  json_builder_end_object (builder);
}

static void
add_pair_times (JsonBuilder *builder, const TideComparison *comparison, const TideComparedPair *pair)
{
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    {
      g_auto (TideComparedTimes) times
        = tide_comparison_compare_times (comparison, pair, (TideCourseEventKind) kind);
      const TideCox *cox = times.cox;
      const TideRestrictedMean *mean = &times.restricted;
      json_builder_set_member_name (builder, tide_course_event_get_code ((TideCourseEventKind) kind));
      json_builder_begin_object (builder);
      add_test (builder, "logrank", times.logrank);
      if (cox->n_terms > 0)
        {
          tide_cli_stats_json (builder, "hazard_ratio", cox->terms[0].hr);
          tide_cli_stats_json_interval (builder, "hazard_ratio_ci", cox->terms[0].lower, cox->terms[0].upper);
        }
      add_number (builder, "tau_days", mean->tau);
      tide_cli_stats_json (builder, "restricted_mean_diff", mean->mean);
      tide_cli_stats_json_interval (builder, "restricted_mean_ci", mean->lower, mean->upper);
      json_builder_end_object (builder);
    }
}

static void
add_balance (JsonBuilder *builder, const TideComparedPair *pair)
{
  json_builder_set_member_name (builder, "balance");
  json_builder_begin_array (builder);
  for (guint i = 0; i < pair->balance->len; i++)
    {
      const TideBalanceRow *row = &g_array_index (pair->balance, TideBalanceRow, i);
      json_builder_begin_object (builder);
      tide_cli_json_string (builder, "covariate", row->key);
      tide_cli_stats_json (builder, "a", row->balance.a);
      tide_cli_stats_json (builder, "b", row->balance.b);
      tide_cli_stats_json (builder, "smd", row->balance.smd);
      add_count (builder, "missing_a", row->balance.missing_a);
      add_count (builder, "missing_b", row->balance.missing_b);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_pair (JsonBuilder *builder, const TideComparison *comparison, const TideComparedPair *pair)
{
  json_builder_begin_object (builder);
  tide_cli_json_string (builder, "a", comparison->arms[pair->a].code);
  tide_cli_json_string (builder, "b", comparison->arms[pair->b].code);
  add_differences (builder, pair);
  json_builder_set_member_name (builder, "response");
  json_builder_begin_object (builder);
  tide_cli_stats_json (builder, "risk_diff", pair->response.diff);
  tide_cli_stats_json_interval (builder, "newcombe_ci", pair->response.lower, pair->response.upper);
  tide_cli_stats_json (builder, "nnt", pair->response.nnt);
  json_builder_end_object (builder);
  add_pair_times (builder, comparison, pair);
  add_balance (builder, pair);
  json_builder_end_object (builder);
}

void
tide_cli_compare_print_json (const TideComparison *comparison)
{
  JsonBuilder *builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_definition (builder, comparison);
  json_builder_set_member_name (builder, "arms");
  json_builder_begin_array (builder);
  for (guint i = 0; i < comparison->n_arms; i++)
    add_arm (builder, &comparison->arms[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "pairs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < comparison->pairs->len; i++)
    add_pair (builder, comparison, comparison->pairs->pdata[i]);
  json_builder_end_array (builder);
  g_autoptr (TideLogRank) logrank = tide_comparison_compute_logrank (comparison, TIDE_COURSE_RESPONSE);
  add_test (builder, "logrank_response", logrank);
  json_builder_set_member_name (builder, "caveats");
  json_builder_begin_array (builder);
  for (guint i = 0; i < comparison->caveats->len; i++)
    json_builder_add_string_value (builder, ((const TideCaveat *) comparison->caveats->pdata[i])->words);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  tide_cli_print_json (builder);
}

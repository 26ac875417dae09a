/* tide-comparison-export.c: what stands behind a comparison as files: its rows, its numbers, its question,
 * its rules, and a script for R that makes the numbers from the rows again (N19).
 *
 * The script uses R's own functions, none of ours: it agrees, or it stops and says where.
 */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "tide-comparison-private.h"
#include "tide-error.h"

/* --- the rows as a file --- */

static void
put_number (GString *csv, double value)
{
  g_autofree char *text = isnan (value) ? NULL : tide_number_to_text (value);
  g_string_append_printf (csv, ",%s", text != NULL ? text : "");
}

static void
put_event (GString *csv, const TideCohortEvent *event)
{
  const char *why = tide_event_why_get_code ((TideEventWhy) event->why);
  g_string_append_printf (csv, ",%s,", tide_event_status_get_code ((TideEventStatus) event->status));
  if (event->lower >= 0)
    g_string_append_printf (csv, "%d", event->lower);
  g_string_append_c (csv, ',');
  if (event->upper >= 0)
    g_string_append_printf (csv, "%d", event->upper);
  g_string_append_printf (csv, ",%s", why != NULL ? why : "");
}

/* Marks that say another treatment or rater may have had a part, or that the recall reaches back (N06). */
static const TideMark exported_marks[]
  = { TIDE_MARK_OVERLAP, TIDE_MARK_CARRY_OVER, TIDE_MARK_RECALL, TIDE_MARK_DOSE, TIDE_MARK_MODE };

static guint
bit_of (TideMark mark)
{
  return (guint) g_bit_nth_lsf (mark, -1);
}

/* Rating conditions (F63): "series", "clinician+self". */
static void
put_conditions (GString *csv, const TideCohortRow *row)
{
  static const char *const dosed[] = { "", "once", "series", "unknown" };
  static const char *const kinds[] = { "self", "clinician", "informant", "independent", "unknown" };
  const char *joint = "";
  g_string_append_printf (csv, ",%s,", dosed[row->dosed]);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if ((row->rated_by & (1u << i)) != 0)
      {
        g_string_append_printf (csv, "%s%s", joint, kinds[i]);
        joint = "+";
      }
}

/* Courses are numbered as they stand in the file: neither record numbers nor dates of birth leave. */
static void
put_row (GString *csv, const TideComparison *self, const TideComparedArm *arm, const TideCohortRow *row,
         guint number)
{
  g_autofree char *start = tide_date_is_known (row->start) ? tide_date_to_iso (row->start) : NULL;
  TideLeftOut reason = tide_comparison_get_left_out (self->definition, row);
  g_string_append_printf (csv, "%u,%s,%s,%s,%s", number, arm->code, start != NULL ? start : "",
                          tide_left_out_get_code (reason), tide_fate_get_code ((TideFate) row->fate));
  put_number (csv, tide_cohort_score_get (row->baseline));
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    put_number (csv, tide_cohort_score_get (row->window[w]));
  put_number (csv, tide_cohort_score_get (row->best));
  put_number (csv, tide_cohort_score_get (row->last));
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    put_event (csv, &row->events[kind]);
  put_number (csv, row->age >= 0 ? row->age : NAN);
  g_string_append_printf (csv, ",%s", tide_sex_codes[row->sex]);
  put_number (csv, row->n_failed);
  put_number (csv, row->wait_days >= 0 ? row->wait_days : NAN);
  put_number (csv, row->cost);
  put_number (csv, row->n_effects);
  put_number (csv, tide_cohort_row_get_treated_days (row));
  g_string_append_printf (csv, ",%s,%u", row->dropped_out ? "yes" : "no", row->n_ratings);
  for (guint i = 0; i < G_N_ELEMENTS (exported_marks); i++)
    g_string_append_printf (csv, ",%u", row->marks[bit_of (exported_marks[i])]);
  put_conditions (csv, row);
  g_string_append_printf (csv, ",%s\n", tide_comparison_is_asked (self->definition, row) ? "yes" : "no");
}

char *
tide_comparison_to_csv (const TideComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *csv = g_string_new ("course,arm,start,counted,fate,baseline");
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    g_string_append_printf (csv, ",week_%d", tide_cohort_windows[w].week);
  g_string_append (csv, ",best,last");
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    {
      const char *code = tide_course_event_get_code ((TideCourseEventKind) kind);
      g_string_append_printf (csv, ",%s,%s_lower_s,%s_upper_s,%s_why", code, code, code, code);
    }
  g_string_append (csv, ",age,sex,failed,wait_days,cost,effects,treated_days,dropped_out,ratings");
  for (guint i = 0; i < G_N_ELEMENTS (exported_marks); i++)
    g_string_append_printf (csv, ",marked_%s", tide_mark_get_code (exported_marks[i]));
  g_string_append (csv, ",dosed,rated_by,asked\n");
  guint number = 0;
  for (guint a = 0; a < self->n_arms; a++)
    for (guint i = 0; i < self->rows->len; i++)
      {
        const TideCohortRow *row = tide_comparison_row (self, i);
        const char *condition = self->definition->condition;
        if (row->arms == self->arms[a].arms && row->fate != TIDE_FATE_PLANNED
            && (condition == NULL || g_strcmp0 (condition, tide_cohort_row_get_condition (row)) == 0))
          put_row (csv, self, &self->arms[a], row, ++number);
      }
  return g_string_free (csv, FALSE);
}

/* --- the numbers as a file --- */

static void
put_result (GString *csv, const TideComparedArm *arm, const char *quantity, int week, double value,
            double lower, double upper)
{
  g_string_append_printf (csv, "%s,%s,", arm->code, quantity);
  if (week > 0)
    g_string_append_printf (csv, "%d", week);
  put_number (csv, value);
  put_number (csv, lower);
  put_number (csv, upper);
  g_string_append_c (csv, '\n');
}

static void
put_arm (GString *csv, const TideComparedArm *arm)
{
  const TideAccounting *count = &arm->accounting;
  put_result (csv, arm, "started", 0, count->started, NAN, NAN);
  put_result (csv, arm, "counted", 0, count->counted, NAN, NAN);
  put_result (csv, arm, "responded", 0, count->responded, NAN, NAN);
  put_result (csv, arm, "not_rated", 0, count->not_rated, NAN, NAN);
  put_result (csv, arm, "response", 0, arm->response.p.value, arm->response.lower.value,
              arm->response.upper.value);
  put_result (csv, arm, "best_case", 0, arm->best_case.p.value, NAN, NAN);
  put_result (csv, arm, "worst_case", 0, arm->worst_case.p.value, NAN, NAN);
  put_result (csv, arm, "non_response", tide_cohort_windows[TIDE_NON_RESPONSE_WINDOW].week,
              arm->non_response.share.p.value, arm->non_response.share.lower.value,
              arm->non_response.share.upper.value);
  put_result (csv, arm, "not_assessable", tide_cohort_windows[TIDE_NON_RESPONSE_WINDOW].week,
              arm->non_response.unknown, NAN, NAN);
  for (guint i = 0; i < G_N_ELEMENTS (exported_marks); i++)
    {
      g_autofree char *quantity = g_strdup_printf ("marked_%s", tide_mark_get_code (exported_marks[i]));
      put_result (csv, arm, quantity, 0, count->marks[bit_of (exported_marks[i])], NAN, NAN);
    }
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    put_result (csv, arm, "mean_change", tide_cohort_windows[w].week, arm->change[w].mean.value,
                arm->change[w].lower.value, arm->change[w].upper.value);
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    {
      const TideSurvivalEstimate *median = &arm->times[kind].median;
      g_autofree char *quantity
        = g_strdup_printf ("median_%s", tide_course_event_get_code ((TideCourseEventKind) kind));
      put_result (csv, arm, quantity, 0, median->value.value, median->lower.value, median->upper.value);
    }
}

char *
tide_comparison_results_to_csv (const TideComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *csv = g_string_new ("arm,quantity,week,value,lower,upper\n");
  for (guint i = 0; i < self->n_arms; i++)
    put_arm (csv, &self->arms[i]);
  return g_string_free (csv, FALSE);
}

/* --- the rules --- */

/* Each clause in words, with its source: a file of rules need not be at hand to check the numbers. */
static void
put_criteria (GString *text, const TideComparison *self, const TideThresholds *thresholds)
{
  static const char *const clauses[] = { "response", "partial", "remission", "worse" };
  const TideCriteria *criteria = self->definition->events.states.criteria;
  if (criteria == NULL)
    {
      g_string_append (text, "rules\tof each course's condition\n");
      return;
    }
  g_string_append_printf (text, "rules\t%s\t%s\t%s\n", tide_criteria_get_id (criteria),
                          tide_criteria_get_version (criteria), tide_criteria_get_name (criteria));
  if (!tide_criteria_is_shipped (criteria))
    g_string_append (text, "file\tthe clinic's own, not shipped: the id alone does not bring it back\n");
  if (!tide_criteria_is_shipped (criteria))
    g_string_append (text, "file\tthe clinic's own, not shipped: the id alone does not bring it back\n");
  for (guint i = 0; i < G_N_ELEMENTS (clauses); i++)
    {
      const TideClause *clause = tide_criteria_find_clause (criteria, clauses[i]);
      g_autofree char *words
        = tide_criteria_dup_words (criteria, clauses[i], self->instrument, TIDE_SEX_UNKNOWN, thresholds);
      if (clause != NULL)
        g_string_append_printf (text, "%s\t%s\t%s\n", clauses[i], words, clause->source);
    }
  const char *numbers = tide_criteria_resolve (criteria, self->instrument, TIDE_SEX_UNKNOWN).source;
  if (numbers != NULL)
    g_string_append_printf (text, "numbers\t%s\n", numbers);
}

static char *
dup_rules (const TideComparison *self, const TideThresholds *thresholds)
{
  const TideChangeRule *rule = &self->rule;
  GString *text = g_string_new (NULL);
  guint n;
  const TideThreshold *rows = tide_thresholds_list (thresholds, &n);
  g_string_append_printf (text, "scale\t%s\n", tide_instrument_get_name (self->instrument));
  put_criteria (text, self, thresholds);
  g_string_append_printf (text, "response: fall in percent, or points\t%g\t%g\n", rule->response_percent,
                          rule->response_points);
  g_string_append_printf (text, "remission at most\t%g\n", rule->remission_at_most);
  g_string_append_printf (text, "reliable change\t%g\n", self->reliable);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s\t%.12g %s\t%s\n", rows[i].rule, rows[i].value, rows[i].unit,
                            rows[i].source);
  return g_string_free (text, FALSE);
}

/* --- the script --- */

static const char script[]
  = "# Recomputes results.csv from rows.csv with R and its package survival, and stops where they differ.\n"
    "# Run it in this folder: Rscript recompute.R\n"
    "rows <- read.csv('rows.csv', stringsAsFactors = FALSE)\n"
    "results <- read.csv('results.csv', stringsAsFactors = FALSE)\n"
    "near <- function(a, b) (is.na(a) && is.na(b)) ||\n"
    "  (!is.na(a) && !is.na(b) && abs(a - b) <= 1e-6 * max(1, abs(a), abs(b)))\n"
    "faults <- 0\n"
    "check <- function(arm, quantity, week, value, lower = NA, upper = NA) {\n"
    "  at <- results[results$arm == arm & results$quantity == quantity &\n"
    "                (if (is.na(week)) is.na(results$week) else results$week %in% week), ]\n"
    "  ok <- nrow(at) == 1 && near(at$value, value) && near(at$lower, lower) && near(at$upper, upper)\n"
    "  cat(sprintf('%-4s %s %s %s: %g (%g to %g)\\n', if (ok) 'ok' else 'DIFF', arm, quantity,\n"
    "              ifelse(is.na(week), '', week), value, lower, upper))\n"
    "  if (!ok) faults <<- faults + 1\n"
    "}\n"
    "wilson <- function(x, n) suppressWarnings(prop.test(x, n, correct = FALSE)$conf.int)\n"
    "events <- c('response', 'remission', 'duration', 'relapse')\n"
    "have <- requireNamespace('survival', quietly = TRUE)\n"
    "for (arm in unique(results$arm)) {\n"
    "  all <- rows[rows$arm == arm, ]\n"
    "  in_it <- all[all$counted == 'counted', ]\n"
    "  n <- nrow(in_it)\n"
    "  check(arm, 'started', NA, nrow(all))\n"
    "  check(arm, 'counted', NA, n)\n"
    "  check(arm, 'responded', NA, sum(in_it$fate == 'responded'))\n"
    "  check(arm, 'not_rated', NA, sum(in_it$fate == 'not_rated'))\n"
    "  for (mark in c('overlap', 'carry_over', 'recall', 'dose', 'mode'))\n"
    "    check(arm, paste0('marked_', mark), NA, sum(in_it[[paste0('marked_', mark)]]))\n"
    "  # by the end of week 12's window, day 98; who is not assessable counts as without response\n"
    "  asked <- sum(all$asked == 'yes')\n"
    "  by <- sum(in_it$response == 'event' & in_it$response_upper_s < 99 * 86400, na.rm = TRUE)\n"
    "  without <- sum(in_it$response != 'excluded' & in_it$response_lower_s >= 70 * 86400 &\n"
    "                 !(in_it$response == 'event' & in_it$response_upper_s < 99 * 86400), na.rm = TRUE)\n"
    "  check(arm, 'not_assessable', 12, asked - by - without)\n"
    "  if (asked >= 5) check(arm, 'non_response', 12, 1 - by / asked, wilson(asked - by, asked)[1],\n"
    "                        wilson(asked - by, asked)[2])\n"
    "  if (n < 5) next  # a small group shows counts only\n"
    "  unknown <- sum(in_it$fate %in% c('not_rated', 'too_early'))\n"
    "  check(arm, 'best_case', NA, (sum(in_it$fate == 'responded') + unknown) / n)\n"
    "  check(arm, 'worst_case', NA, sum(in_it$fate == 'responded') / n)\n"
    "  x <- sum(in_it$fate == 'responded')\n"
    "  check(arm, 'response', NA, x / n, wilson(x, n)[1], wilson(x, n)[2])\n"
    "  for (week in c(1, 2, 4, 8, 12, 24)) {\n"
    "    change <- na.omit(in_it[[paste0('week_', week)]] - in_it$baseline)\n"
    "    if (length(change) < 5) { check(arm, 'mean_change', week, NA); next }\n"
    "    if (sd(change) == 0) { check(arm, 'mean_change', week, mean(change), mean(change), mean(change)); next }\n"
    "    t <- t.test(change)\n"
    "    check(arm, 'mean_change', week, mean(change), t$conf.int[1], t$conf.int[2])\n"
    "  }\n"
    "  if (have) for (event in events) {\n"
    "    used <- in_it[in_it[[event]] != 'excluded', ]\n"
    "    if (nrow(used) < 5) { check(arm, paste0('median_', event), NA, NA); next }\n"
    "    seen <- used[[event]] == 'event'\n"
    "    time <- ifelse(seen, used[[paste0(event, '_upper_s')]], used[[paste0(event, '_lower_s')]]) / 86400\n"
    "    fit <- survival::survfit(survival::Surv(time, seen) ~ 1, conf.type = 'log-log')\n"
    "    q <- quantile(fit, 0.5)\n"
    "    check(arm, paste0('median_', event), NA, unname(q$quantile), unname(q$lower), unname(q$upper))\n"
    "  }\n"
    "}\n"
    "if (!have) cat('The package survival is not installed: medians were not recomputed.\\n')\n"
    "if (faults > 0) stop(faults, ' numbers differ')\n"
    "cat('All numbers agree.\\n')\n";

/* --- writing --- */

static gboolean
write_new (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("%s exists already and is not written over"),
                   path);
      return FALSE;
    }
  return g_file_set_contents_full (path, text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

gboolean
tide_comparison_export (const TideComparison *self, const TideThresholds *thresholds, const char *folder,
                        GError **error)
{
  g_return_val_if_fail (self != NULL && thresholds != NULL && folder != NULL, FALSE);
  g_autofree char *rows = tide_comparison_to_csv (self), *results = tide_comparison_results_to_csv (self);
  g_autofree char *definition = tide_comparison_definition_to_text (self->definition);
  g_autofree char *rules = dup_rules (self, thresholds);
  const struct
  {
    const char *name, *text;
  } files[] = { { "rows.csv", rows },
                { "results.csv", results },
                { "definition.txt", definition },
                { "rules.txt", rules },
                { "recompute.R", script } };
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_IO, "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (!write_new (folder, files[i].name, files[i].text, error))
      return FALSE;
  return TRUE;
}

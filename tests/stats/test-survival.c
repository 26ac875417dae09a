/* test-survival.c: curves, log-rank, restricted means and Cox against R, against worked values and against
 * themselves. */
#include <math.h>
#include <string.h>

#include "stats-check.h"
#include "tide-cox.h"
#include "tide-csv-sheet.h"
#include "tide-logrank.h"
#include "tide-survival.h"

static const TideConfidence confidences[]
  = { TIDE_CONFIDENCE_LOG_LOG, TIDE_CONFIDENCE_LOG, TIDE_CONFIDENCE_PLAIN };

/* --- against R --- */

static void
check_steps (const char *set, const TideSurvivalCurve *curve, JsonNode *answer, const char *limits)
{
  static const char *const keys[] = { "time", "n_risk", "n_event", "n_censor", "surv", "std_err_greenwood" };
  for (guint k = 0; k < G_N_ELEMENTS (keys) + 2; k++)
    {
      g_autofree char *key = k < G_N_ELEMENTS (keys)
                               ? g_strdup (keys[k])
                               : g_strconcat (limits, k == G_N_ELEMENTS (keys) ? "lower" : "upper", NULL);
      guint n;
      g_autofree double *theirs = check_array_at (answer, key, &n);
      g_assert_cmpuint (curve->n_steps, ==, n);
      for (guint i = 0; i < n; i++)
        {
          const TideSurvivalStep *step = &curve->steps[i];
          double ours[] = { step->time, step->n_risk,  step->n_event, step->n_censor,
                            step->surv, step->std_err, step->lower,   step->upper };
          g_autofree char *what = g_strdup_printf ("%s %s %u", set, key, i);
          check_double (what, ours[k], theirs[i], CHECK_EXACT);
        }
    }
}

static void
check_quantiles (const char *set, const TideSurvivalCurve *curve, JsonNode *answer, const char *estimate,
                 const double *probabilities, guint n_probabilities)
{
  guint n;
  g_autofree double *est = check_array_at (answer, estimate, &n),
                    *lower = check_array_at (answer, "lower", &n),
                    *upper = check_array_at (answer, "upper", &n);
  g_assert_cmpuint (n, ==, n_probabilities);
  for (guint i = 0; i < n; i++)
    {
      TideSurvivalEstimate ours = tide_survival_curve_quantile (curve, probabilities[i]);
      check_quantity (set, ours.value, est[i], CHECK_EXACT);
      check_quantity (set, ours.lower, lower[i], CHECK_EXACT);
      check_quantity (set, ours.upper, upper[i], CHECK_EXACT);
    }
}

static void
check_restricted_means (const char *set, const TideSurvivalCurve *curve, JsonNode *answers)
{
  JsonArray *array = json_node_get_array (answers);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *answer = json_array_get_element (array, i);
      TideRestrictedMean mean = tide_survival_curve_restricted_mean (curve, check_number_at (answer, "tau"));
      check_quantity (set, mean.mean, check_number_at (answer, "rmst"), CHECK_EXACT);
      check_quantity (set, mean.se, check_number_at (answer, "se"), CHECK_EXACT);
    }
}

static void
check_logrank (const char *set, const TideLogRank *logrank, JsonNode *answer)
{
  guint n;
  g_autofree double *observed = check_array_at (answer, "observed", &n),
                    *expected = check_array_at (answer, "expected", &n);
  g_assert_cmpuint (n, ==, logrank->n_groups);
  for (guint g = 0; g < n; g++)
    {
      g_autofree char *path = g_strdup_printf ("variance.%u", g);
      guint m;
      g_autofree double *variance = check_array_at (answer, path, &m);
      g_assert_cmpfloat (logrank->observed[g], ==, observed[g]);
      check_double (set, logrank->expected[g], expected[g], CHECK_EXACT);
      for (guint h = 0; h < m; h++)
        check_double (set, logrank->variance[g * n + h], variance[h], CHECK_EXACT);
    }
  check_quantity (set, logrank->chisq, check_number_at (answer, "chisq"), CHECK_EXACT);
  check_quantity (set, logrank->p, check_number_at (answer, "p"), CHECK_FITTED);
  g_assert_cmpfloat (logrank->df, ==, check_number_at (answer, "df"));
}

static void
check_cox (const char *set, const TideCox *cox, JsonNode *answer, const char *p_key)
{
  guint n;
  g_autofree double *coef = check_array_at (answer, "coef", &n), *se = check_array_at (answer, "se", &n),
                    *hr = check_array_at (answer, "hr", &n), *lower = check_array_at (answer, "lower", &n),
                    *upper = check_array_at (answer, "upper", &n), *p = check_array_at (answer, p_key, &n);
  g_assert_cmpuint (cox->n_terms, ==, n);
  for (guint i = 0; i < n; i++)
    {
      check_quantity (set, cox->terms[i].coef, coef[i], CHECK_FITTED);
      check_quantity (set, cox->terms[i].se, se[i], CHECK_FITTED);
      check_quantity (set, cox->terms[i].hr, hr[i], CHECK_FITTED);
      check_quantity (set, cox->terms[i].lower, lower[i], CHECK_FITTED);
      check_quantity (set, cox->terms[i].upper, upper[i], CHECK_FITTED);
      check_quantity (set, cox->terms[i].p, p[i], CHECK_FITTED);
    }
  check_quantity (set, cox->score_chisq, check_number_at (answer, "score_chisq"), CHECK_FITTED);
  check_quantity (set, cox->lr_chisq, check_number_at (answer, "lr_chisq"), CHECK_FITTED);
}

/* --- the synthetic data sets --- */

static TideSurvivalData *
make_data (JsonNode *set)
{
  guint n;
  g_autofree double *time = check_array_at (set, "time", &n), *event = check_array_at (set, "event", &n),
                    *group = check_array_at (set, "group", &n);
  g_autofree TideSurvivalSample *samples = g_new0 (TideSurvivalSample, n);
  for (guint i = 0; i < n; i++)
    samples[i] = (TideSurvivalSample){ time[i], (guint) group[i], event[i] == 1 };
  return tide_survival_data_new (samples, n, (guint) check_number_at (set, "n_groups"));
}

static void
test_synthetic_set (gconstpointer user_data)
{
  static const char *const types[] = { "log-log", "log", "plain" };
  static const double probabilities[] = { 0.1, 0.25, 0.5, 0.75, 0.9 };
  const char *name = user_data;
  g_autoptr (JsonNode) root = check_load ("synthetic.json");
  JsonNode *set = check_at (check_at (root, "survival"), name);
  g_autoptr (TideSurvivalData) data = make_data (set);
  for (guint c = 0; c < G_N_ELEMENTS (types); c++)
    {
      JsonNode *answers = check_at (check_at (set, "curves"), types[c]);
      for (guint g = 0; g <= data->n_groups; g++)
        {
          g_autofree char *at = g_strdup_printf ("%u", g),
                          *what = g_strdup_printf ("%s %s %u", name, types[c], g);
          JsonNode *answer = check_at (answers, at);
          g_autoptr (TideSurvivalCurve) curve
            = tide_survival_curve_new (data, g == 0 ? TIDE_SURVIVAL_ALL : g - 1, confidences[c], 1);
          check_steps (what, curve, answer, "");
          if (curve->events > 0)
            check_quantiles (what, curve, check_at (answer, "quantiles"), "quantile", probabilities,
                             G_N_ELEMENTS (probabilities));
          check_restricted_means (what, curve, check_at (answer, "rmst"));
        }
    }
  g_autoptr (TideLogRank) logrank = tide_logrank_new (data, 1);
  g_autoptr (TideCox) cox = tide_cox_new (data, 0, 1);
  check_logrank (name, logrank, check_at (set, "logrank"));
  if (json_object_has_member (json_node_get_object (set), "cox"))
    check_cox (name, cox, check_at (set, "cox"), "p");
  else
    check_undefined (cox->score_chisq, "separation");
}

/* --- the published data sets --- */

static TideSurvivalData *
read_published (const char *file, const char *const *groups)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "stats", "input", file, NULL),
                  *text = NULL;
  gsize length;
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_autoptr (TideCsvSheet) sheet = tide_csv_sheet_parse (file, text, length);
  g_autofree TideSurvivalSample *samples = g_new0 (TideSurvivalSample, sheet->rows->len);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      char **cells = (char **) ((TideCsvRow *) sheet->rows->pdata[i])->cells->pdata;
      samples[i].time = g_ascii_strtod (cells[1], NULL);
      samples[i].event = g_str_equal (cells[2], "1");
      samples[i].group = g_str_equal (cells[3], groups[1]);
      g_assert_true (samples[i].group == 1 || g_str_equal (cells[3], groups[0]));
    }
  return tide_survival_data_new (samples, sheet->rows->len, 2);
}

typedef struct
{
  const char *name, *groups[2];
} Published;

static const Published published[] = {
  { "km_lung", { "female", "male" } },
  { "km_aml", { "Maintained", "Nonmaintained" } },
  { "km_gehan", { "6-MP", "control" } },
};

static void
check_published_curve (const Published *set, const TideSurvivalData *data, guint group, JsonNode *answer)
{
  static const char *const limits[] = { "ci_loglog.", "ci_log.", "ci_plain." };
  static const char *const landmarks[] = { "landmark_loglog", "landmark_log", "landmark_plain" };
  static const double probabilities[] = { 0.25, 0.5, 0.75 };
  for (guint c = 0; c < G_N_ELEMENTS (limits); c++)
    {
      g_autoptr (TideSurvivalCurve) curve
        = tide_survival_curve_new (data, group, confidences[c], TIDE_STATS_LEAST_N);
      g_autofree char *quantiles = g_strconcat (limits[c], "quantiles", NULL);
      check_steps (set->name, curve, answer, limits[c]);
      check_quantiles (set->name, curve, check_at (answer, quantiles), "est", probabilities,
                       G_N_ELEMENTS (probabilities));
      check_restricted_means (set->name, curve, check_at (answer, "rmst"));
      JsonNode *landmark = check_at (answer, landmarks[c]);
      guint n;
      g_autofree double *time
        = check_array_at (landmark, "time", &n),
        *surv = check_array_at (landmark, "surv", &n), *lower = check_array_at (landmark, "lower", &n),
        *upper = check_array_at (landmark, "upper", &n), *n_risk = check_array_at (landmark, "n_risk", &n);
      for (guint i = 0; i < n; i++)
        {
          TideSurvivalEstimate at = tide_survival_curve_at (curve, time[i]);
          check_quantity (set->name, at.value, surv[i], CHECK_EXACT);
          if (surv[i] == 1 && confidences[c] == TIDE_CONFIDENCE_LOG_LOG)
            lower[i] = upper[i] = NAN; /* R continues a 1 there that it does not give at a step */
          check_quantity (set->name, at.lower, lower[i], CHECK_EXACT);
          check_quantity (set->name, at.upper, upper[i], CHECK_EXACT);
          g_assert_cmpfloat (tide_survival_curve_n_risk_at (curve, time[i]), ==, n_risk[i]);
        }
    }
}

static void
test_published_set (gconstpointer user_data)
{
  const Published *set = user_data;
  g_autofree char *input = g_strconcat (set->name, ".csv", NULL),
                  *output = g_strconcat ("expected/", set->name, ".json", NULL);
  g_autoptr (TideSurvivalData) data = read_published (input, set->groups);
  g_autoptr (JsonNode) root = check_load (output);
  check_published_curve (set, data, TIDE_SURVIVAL_ALL, check_at (root, "all"));
  for (guint g = 0; g < 2; g++)
    check_published_curve (set, data, g, check_at (check_at (root, "groups"), set->groups[g]));
  g_autoptr (TideLogRank) logrank = tide_logrank_new (data, TIDE_STATS_LEAST_N);
  g_autoptr (TideCox) cox = tide_cox_new (data, 0, TIDE_STATS_LEAST_N);
  check_logrank (set->name, logrank, check_at (root, "logrank"));
  check_cox (set->name, cox, check_at (root, "cox_efron"), "p_wald");
}

/* --- clinical.md 6.1 --- */

static const TideSurvivalSample worked[] = {
  { 7, 0, TRUE },   { 14, 0, TRUE },  { 14, 0, FALSE }, { 21, 0, TRUE },   { 28, 0, TRUE },
  { 35, 0, TRUE },  { 42, 0, FALSE }, { 56, 0, TRUE },  { 56, 0, FALSE },  { 84, 0, FALSE },
  { 14, 1, TRUE },  { 28, 1, FALSE }, { 42, 1, TRUE },  { 56, 1, FALSE },  { 70, 1, TRUE },
  { 84, 1, FALSE }, { 84, 1, FALSE }, { 84, 1, TRUE },  { 112, 1, FALSE }, { 112, 1, FALSE },
};

/* What is printed with @digits behind the point. */
static void
assert_printed (TideQuantity quantity, double printed, int digits)
{
  check_sound (quantity);
  if (isnan (printed))
    {
      g_assert_true (isnan (quantity.value));
      return;
    }
  g_assert_cmpfloat_with_epsilon (quantity.value, printed, 0.5000001 * pow (10, -digits));
}

static void
assert_at (const TideSurvivalCurve *curve, double time, double surv, double std_err, double lower,
           double upper)
{
  TideSurvivalEstimate at = tide_survival_curve_at (curve, time);
  assert_printed (at.value, surv, 3);
  assert_printed (at.lower, lower, 3);
  assert_printed (at.upper, upper, 3);
  for (guint i = 0; i < curve->n_steps; i++)
    if (curve->steps[i].time == time && std_err > 0)
      g_assert_cmpfloat_with_epsilon (curve->steps[i].std_err, std_err, 0.000051);
}

static void
test_worked_curves (void)
{
  g_autoptr (TideSurvivalData) data = tide_survival_data_new (worked, G_N_ELEMENTS (worked), 2);
  g_autoptr (TideSurvivalCurve) k
    = tide_survival_curve_new (data, 0, TIDE_CONFIDENCE_LOG_LOG, TIDE_STATS_LEAST_N);
  g_autoptr (TideSurvivalCurve) k_log
    = tide_survival_curve_new (data, 0, TIDE_CONFIDENCE_LOG, TIDE_STATS_LEAST_N);
  g_autoptr (TideSurvivalCurve) s
    = tide_survival_curve_new (data, 1, TIDE_CONFIDENCE_LOG_LOG, TIDE_STATS_LEAST_N);
  assert_at (k, 7, 0.900, 0.0949, 0.4730, 0.985);
  assert_at (k, 14, 0.800, 0.1265, 0.4087, 0.946);
  assert_at (k, 21, 0.686, 0.1515, 0.3046, 0.887);
  assert_at (k, 28, 0.571, 0.1638, 0.2172, 0.815);
  assert_at (k, 35, 0.457, 0.1662, 0.1430, 0.730);
  assert_at (k, 56, 0.305, 0.1666, 0.0535, 0.617);
  assert_at (k, 60, 0.305, 0, 0.0535, 0.617); /* it stands there between steps */
  assert_at (s, 42, 0.787, 0.1340, 0.381, 0.943);
  assert_at (s, 70, 0.656, 0.1638, 0.260, 0.876);
  assert_at (s, 84, 0.525, 0.1759, 0.168, 0.793);
  TideSurvivalEstimate median = tide_survival_curve_quantile (k, 0.5);
  assert_printed (median.value, 35, 9);
  assert_printed (median.lower, 7, 9);
  check_undefined (median.upper, "not_reached");
  assert_printed (tide_survival_curve_quantile (k_log, 0.5).lower, 21, 9);
  check_undefined (tide_survival_curve_quantile (k_log, 0.5).upper, "not_reached");
  TideSurvivalEstimate quarter = tide_survival_curve_quantile (k, 0.25);
  assert_printed (quarter.value, 21, 9);
  assert_printed (quarter.lower, 7, 9);
  assert_printed (quarter.upper, 35, 9);
  check_undefined (tide_survival_curve_quantile (s, 0.5).value, "not_reached");
  assert_printed (tide_survival_curve_quantile (s, 0.5).lower, 14, 9);
}

static void
test_worked_comparison (void)
{
  g_autoptr (TideSurvivalData) data = tide_survival_data_new (worked, G_N_ELEMENTS (worked), 2);
  g_autoptr (TideLogRank) logrank = tide_logrank_new (data, TIDE_STATS_LEAST_N);
  g_autoptr (TideCox) cox = tide_cox_new (data, 0, TIDE_STATS_LEAST_N);
  g_assert_cmpuint (logrank->observed[0], ==, 6);
  g_assert_cmpuint (logrank->observed[1], ==, 4);
  g_assert_cmpfloat_with_epsilon (logrank->expected[0], 3.61234, 0.000005);
  g_assert_cmpfloat_with_epsilon (logrank->expected[1], 6.38766, 0.000005);
  g_assert_cmpfloat_with_epsilon (logrank->variance[0], 2.137254, 0.0000005);
  assert_printed (logrank->chisq, 2.667402, 6);
  assert_printed (logrank->p, 0.1024, 4);
  assert_printed (cox->terms[0].coef, -1.053956, 6);
  assert_printed (cox->terms[0].se, 0.673659, 6);
  assert_printed (cox->terms[0].hr, 0.3486, 4);
  assert_printed (cox->terms[0].lower, 0.0931, 4);
  assert_printed (cox->terms[0].upper, 1.3052, 4);
}

static void
test_worked_restricted_means (void)
{
  g_autoptr (TideSurvivalData) data = tide_survival_data_new (worked, G_N_ELEMENTS (worked), 2);
  g_autoptr (TideSurvivalCurve) k
    = tide_survival_curve_new (data, 0, TIDE_CONFIDENCE_PLAIN, TIDE_STATS_LEAST_N);
  g_autoptr (TideSurvivalCurve) s
    = tide_survival_curve_new (data, 1, TIDE_CONFIDENCE_PLAIN, TIDE_STATS_LEAST_N);
  TideRestrictedMean k56 = tide_survival_curve_restricted_mean (k, 56),
                     s56 = tide_survival_curve_restricted_mean (s, 56);
  TideRestrictedMean k84 = tide_survival_curve_restricted_mean (k, 84),
                     s84 = tide_survival_curve_restricted_mean (s, 84);
  TideRestrictedMean difference = tide_restricted_mean_subtract (&s56, &k56);
  assert_printed (tide_survival_data_get_tau (data, TIDE_STATS_LEAST_N), 84, 9);
  assert_printed (k56.mean, 37.300, 3);
  assert_printed (k56.se, 6.0857, 4);
  assert_printed (s56.mean, 50.225, 3);
  assert_printed (s56.se, 4.0928, 4);
  assert_printed (difference.mean, 12.925, 3);
  assert_printed (difference.se, 7.3339, 4);
  assert_printed (k84.mean, 45.833, 3);
  assert_printed (k84.se, 9.6765, 4);
  assert_printed (s84.mean, 70.4, 1);
  assert_printed (s84.se, 7.46, 2);
  check_undefined (tide_survival_curve_restricted_mean (k, 85).mean, "beyond_follow_up");
}

static void
test_numbers_at_risk (void)
{
  g_autoptr (TideSurvivalData) data = tide_survival_data_new (worked, G_N_ELEMENTS (worked), 2);
  g_autoptr (TideSurvivalCurve) k
    = tide_survival_curve_new (data, 0, TIDE_CONFIDENCE_LOG_LOG, TIDE_STATS_LEAST_N);
  static const struct
  {
    double time;
    guint n;
  } cases[]
    = { { 0, 10 }, { 7, 10 }, { 7.5, 9 }, { 14, 9 }, { 15, 7 }, { 56, 3 }, { 57, 1 }, { 84, 1 }, { 85, 0 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (tide_survival_curve_n_risk_at (k, cases[i].time), ==, cases[i].n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  static const char *const sets[] = { "four_groups_with_many_ties",
                                      "two_groups_of_days",
                                      "fractions_of_days",
                                      "mostly_censored",
                                      "six_hundred_in_five_groups",
                                      "censored_before_any_event",
                                      "one_half_over_an_interval",
                                      "ends_at_one_half",
                                      "everybody_has_the_event",
                                      "event_on_day_zero",
                                      "ties_but_for_rounding",
                                      "limits_that_rise_again",
                                      "a_group_leaves_before_the_first_event",
                                      "hazards_cross" };
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *path = g_strconcat ("/stats/survival/agrees-with-r/", sets[i], NULL);
      g_test_add_data_func (path, sets[i], test_synthetic_set);
    }
  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    {
      g_autofree char *path = g_strconcat ("/stats/survival/agrees-with-r/", published[i].name, NULL);
      g_test_add_data_func (path, &published[i], test_published_set);
    }
  g_test_add_func ("/stats/survival/worked-curves-have-their-limits-and-medians", test_worked_curves);
  g_test_add_func ("/stats/survival/worked-log-rank-and-hazard-ratio", test_worked_comparison);
  g_test_add_func ("/stats/survival/worked-restricted-means", test_worked_restricted_means);
  g_test_add_func ("/stats/survival/who-is-censored-is-still-at-risk-that-day", test_numbers_at_risk);
  return g_test_run ();
}

/* test-degenerate.c: data of which a statistic does not exist: a reason comes back, never NaN, 0 or a crash.
 */
#include <math.h>

#include "stats-check.h"
#include "tide-ancova.h"
#include "tide-cox.h"
#include "tide-logrank.h"
#include "tide-means.h"
#include "tide-survival.h"

/* --- survival --- */

typedef struct
{
  const char *name;
  TideSurvivalSample samples[14];
  guint n, n_groups;
  const char *median, *logrank, *cox; /* why undefined; NULL: defined; median of group 0 */
} Case;

#define A(t, e)                                                                                              \
  {                                                                                                          \
    t, 0, e                                                                                                  \
  }
#define B(t, e)                                                                                              \
  {                                                                                                          \
    t, 1, e                                                                                                  \
  }
static const Case cases[] = {
  { "nobody", { { 0 } }, 0, 2, "no_data", "no_data", "no_data" },
  { "everybody-is-censored",
    { A (1, 0), A (2, 0), A (3, 0), A (4, 0), A (5, 0), B (1, 0), B (2, 0), B (3, 0), B (4, 0), B (5, 0) },
    10,
    2,
    "no_events",
    "no_events",
    "no_events" },
  { "one-group", { A (1, 1), A (2, 1), A (3, 1), A (4, 0), A (5, 1) }, 5, 1, NULL, "one_group", "one_group" },
  { "the-other-group-is-empty",
    { A (1, 1), A (2, 1), A (3, 1), A (4, 0), A (5, 1) },
    5,
    2,
    NULL,
    "one_group",
    "one_group" },
  { "everything-at-one-time",
    { A (7, 1), A (7, 1), A (7, 1), A (7, 1), A (7, 1), B (7, 1), B (7, 1), B (7, 1), B (7, 1), B (7, 1) },
    10,
    2,
    NULL,
    "all_tied",
    NULL },
  { "one-person-in-each-group", { A (3, 1), B (5, 1) }, 2, 2, "small_group", "small_group", "small_group" },
  { "four-in-one-group",
    { A (1, 1), A (2, 1), A (3, 1), A (4, 1), B (1, 1), B (2, 0), B (3, 1), B (4, 1), B (6, 1) },
    9,
    2,
    "small_group",
    "small_group",
    "small_group" },
  { "one-group-has-no-event",
    { A (1, 0), A (2, 0), A (3, 0), A (4, 0), A (5, 0), B (1, 1), B (2, 1), B (3, 1), B (4, 0), B (5, 1) },
    10,
    2,
    "no_events",
    NULL,
    "separation" },
  { "one-group-is-through-before-the-other-begins",
    { A (1, 1), A (2, 1), A (3, 1), A (4, 1), A (5, 1), B (11, 1), B (12, 1), B (13, 1), B (14, 1),
      B (15, 1) },
    10,
    2,
    NULL,
    NULL,
    "separation" },
  { "the-groups-are-never-at-risk-together",
    { A (1, 0), A (2, 0), A (3, 0), A (4, 0), A (5, 0), B (11, 1), B (12, 1), B (13, 1), B (14, 1),
      B (15, 1) },
    10,
    2,
    "no_events",
    "all_tied",
    "separation" },
  { "a-negative-time",
    { A (1, 1), A (-2, 1), A (3, 1), A (4, 1), A (5, 1), B (1, 1) },
    6,
    2,
    "negative_time",
    "negative_time",
    "negative_time" },
  { "a-time-that-is-no-number",
    { A (1, 1), A (NAN, 1), B (5, 1) },
    3,
    2,
    "not_finite",
    "not_finite",
    "not_finite" },
  { "a-time-without-end",
    { A (1, 1), A (INFINITY, 0), B (5, 1) },
    3,
    2,
    "not_finite",
    "not_finite",
    "not_finite" },
  { "everybody-on-day-zero",
    { A (0, 1), A (0, 1), A (0, 0), A (0, 1), A (0, 1), B (0, 0), B (0, 1), B (0, 1), B (0, 1), B (0, 0) },
    10,
    2,
    NULL,
    NULL,
    NULL },
};

static void
check_why (TideQuantity quantity, const char *code)
{
  check_sound (quantity);
  g_assert_cmpstr (tide_why_get_code (quantity.why), ==, code);
}

static void
check_curve (const TideSurvivalCurve *curve)
{
  for (guint i = 0; i < curve->n_steps; i++)
    {
      const TideSurvivalStep *step = &curve->steps[i];
      g_assert_true (step->surv >= 0 && step->surv <= 1);
      g_assert_cmpint (isnan (step->lower), ==, step->interval_why != TIDE_WHY_DEFINED);
      g_assert_cmpint (isnan (step->upper), ==, step->interval_why != TIDE_WHY_DEFINED);
      g_assert_cmpint (isnan (step->std_err), ==, step->surv == 0);
    }
  for (double time = 0; time < 20; time += 0.5)
    {
      TideSurvivalEstimate at = tide_survival_curve_at (curve, time);
      TideRestrictedMean mean = tide_survival_curve_restricted_mean (curve, time);
      check_sound (at.value);
      check_sound (at.lower);
      check_sound (at.upper);
      check_sound (mean.mean);
      check_sound (mean.se);
      check_sound (tide_restricted_mean_subtract (&mean, &mean).lower);
      g_assert_cmpuint (tide_survival_curve_n_risk_at (curve, time), <=, curve->n);
    }
}

static void
test_survival (gconstpointer user_data)
{
  const Case *c = user_data;
  g_autoptr (TideSurvivalData) data = tide_survival_data_new (c->samples, c->n, c->n_groups);
  for (int confidence = TIDE_CONFIDENCE_LOG_LOG; confidence <= TIDE_CONFIDENCE_PLAIN; confidence++)
    {
      g_autoptr (TideSurvivalCurve) curve
        = tide_survival_curve_new (data, 0, (TideConfidence) confidence, TIDE_STATS_LEAST_N);
      g_autoptr (TideSurvivalCurve) all
        = tide_survival_curve_new (data, TIDE_SURVIVAL_ALL, (TideConfidence) confidence, 1);
      check_curve (curve);
      check_curve (all);
      check_why (tide_survival_curve_quantile (curve, 0.5).value, c->median);
      check_sound (tide_survival_curve_quantile (all, 0.5).lower);
    }
  g_autoptr (TideLogRank) logrank = tide_logrank_new (data, TIDE_STATS_LEAST_N);
  g_autoptr (TideCox) cox = tide_cox_new (data, 0, TIDE_STATS_LEAST_N);
  check_why (logrank->chisq, c->logrank);
  check_why (logrank->p, c->logrank);
  check_why (cox->score_chisq, c->cox);
  check_sound (tide_survival_data_get_tau (data, TIDE_STATS_LEAST_N));
  for (guint i = 0; i < cox->n_terms; i++)
    {
      check_why (cox->terms[i].hr, c->cox);
      check_why (cox->terms[i].p, c->cox);
    }
}

static void
test_bad_place (void)
{
  const TideSurvivalSample samples[] = { A (1, 1), A (2, 1), A (-3, 1), A (-4, 1) };
  g_autoptr (TideSurvivalData) data = tide_survival_data_new (samples, 4, 1);
  g_assert_cmpuint (data->bad_at, ==, 2);
}

/* Of three groups one has no event: the ratio of the other two is what it is without the third. */
static void
test_one_separated_group (void)
{
  static const TideSurvivalSample three[]
    = { A (1, 1), A (3, 1), A (5, 0),    A (8, 1),    A (9, 1),    B (2, 1),    B (4, 1),   B (6, 1),
        B (7, 1), B (8, 0), { 1, 2, 0 }, { 4, 2, 0 }, { 6, 2, 0 }, { 9, 2, 0 }, { 9, 2, 0 } };
  g_autoptr (TideSurvivalData) with = tide_survival_data_new (three, 15, 3);
  g_autoptr (TideSurvivalData) without = tide_survival_data_new (three, 10, 2);
  g_autoptr (TideCox) a = tide_cox_new (with, 0, TIDE_STATS_LEAST_N),
                      b = tide_cox_new (without, 0, TIDE_STATS_LEAST_N);
  check_quantity ("hr", a->terms[0].hr, b->terms[0].hr.value, 1e-12);
  check_undefined (a->terms[1].hr, "separation");
}

/* --- means --- */

static void
test_mean (void)
{
  const double values[] = { 1, 1, 1, 1, 1, NAN, NAN }, infinite[] = { 1, 2, 3, 4, INFINITY };
  TideMean none = tide_mean_compute (values + 5, 2, 1), one = tide_mean_compute (values, 1, 1);
  TideMean four = tide_mean_compute (values, 4, TIDE_STATS_LEAST_N),
           equal = tide_mean_compute (values, 7, TIDE_STATS_LEAST_N);
  check_undefined (none.mean, "no_data");
  g_assert_cmpuint (none.n_missing, ==, 2);
  check_sound (one.mean);
  check_undefined (one.sd, "too_few");
  check_undefined (one.lower, "too_few");
  check_undefined (four.mean, "small_group");
  check_undefined (four.median, "small_group");
  g_assert_cmpuint (four.n, ==, 4);
  g_assert_cmpfloat (equal.sd.value, ==, 0);
  check_undefined (equal.lower, "no_spread");
  check_undefined (tide_mean_compute (infinite, 5, 1).mean, "not_finite");
  check_undefined (tide_mean_compute (NULL, 0, 1).mean, "no_data");
}

static void
test_welch (void)
{
  const double equal[] = { 3, 3, 3, 3, 3 }, others[] = { 4, 4, 4, 4, 4 }, varied[] = { 1, 2, 3, 4, 6 };
  TideMean a = tide_mean_compute (equal, 5, 5), b = tide_mean_compute (others, 5, 5),
           c = tide_mean_compute (varied, 5, 5);
  TideMean few = tide_mean_compute (varied, 3, 5), single = tide_mean_compute (varied, 1, 1);
  g_assert_cmpfloat (tide_welch_compute (&a, &b).diff.value, ==, -1);
  check_undefined (tide_welch_compute (&a, &b).p, "no_spread");
  check_undefined (tide_hedges_compute (&a, &b).g_approx, "no_spread");
  check_sound (tide_welch_compute (&a, &c).p);
  g_assert_cmpint (tide_welch_compute (&a, &c).p.why, ==, TIDE_WHY_DEFINED);
  check_undefined (tide_welch_compute (&few, &c).p, "small_group");
  check_undefined (tide_welch_compute (&few, &c).diff, "small_group");
  check_undefined (tide_welch_compute (&single, &c).p, "too_few");
  check_undefined (tide_hedges_compute (&single, &c).lower, "too_few");
  check_undefined (tide_mean_against_zero (&a).p, "no_spread");
}

/* --- ANCOVA --- */

static void
assert_ancova (const char *why, const double *value, const double *baseline, const double *second,
               const guint *group, guint n)
{
  const double *covariates[] = { baseline, second };
  TideAncovaDesign design = { .n = n,
                              .outcome = value,
                              .group = group,
                              .n_groups = 2,
                              .n_covariates = second != NULL ? 2 : 1,
                              .covariates = covariates,
                              .least_n = TIDE_STATS_LEAST_N };
  g_autoptr (TideAncova) ancova = tide_ancova_new (&design);
  g_assert_cmpstr (tide_why_get_code (ancova->why), ==, why);
  check_why (tide_ancova_get_difference (ancova, 0, 1).value, why);
  check_why (tide_ancova_get_difference (ancova, 0, 1).p, why);
  check_why (tide_ancova_get_mean (ancova, 1).lower, why);
  check_why (tide_ancova_get_slope (ancova, 0).se, why);
  check_why (ancova->f, why);
  g_assert_cmpint (isnan (ancova->sigma), ==, why != NULL);
}

static void
test_ancova (void)
{
  const guint group[] = { 0, 0, 0, 0, 0, 1, 1, 1, 1, 1 }, alone[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
  const double value[] = { 3, 5, 4, 8, 2, 7, 9, 6, 5, 8 },
               baseline[] = { 20, 25, 22, 28, 21, 24, 27, 23, 20, 26 };
  const double constant[] = { 20, 20, 20, 20, 20, 20, 20, 20, 20, 20 };
  const double as_group[] = { 1, 1, 1, 1, 1, 2, 2, 2, 2, 2 };
  const double twice[] = { 41, 51, 45, 57, 43, 49, 55, 47, 41, 53 }; /* 2 * baseline + 1 */
  const double exact[] = { 10, 15, 12, 18, 11, 14, 17, 13, 10, 16 }; /* baseline - 10 */
  const double holes[] = { 3, NAN, 4, 8, 2, 7, 9, 6, 5, 8 },
               infinite[] = { 3, INFINITY, 4, 8, 2, 7, 9, 6, 5, 8 };
  assert_ancova (NULL, value, baseline, NULL, group, 10);
  assert_ancova ("singular", value, constant, NULL, group, 10);
  assert_ancova ("singular", value, as_group, NULL, group, 10);
  assert_ancova ("singular", value, baseline, twice, group, 10);
  assert_ancova ("no_spread", exact, baseline, NULL, group, 10);
  assert_ancova ("no_spread", constant, baseline, NULL, group, 10);
  assert_ancova ("one_group", value, baseline, NULL, alone, 10);
  assert_ancova ("small_group", holes, baseline, NULL, group, 10);
  assert_ancova ("small_group", value, baseline, NULL, group, 8);
  assert_ancova ("not_finite", infinite, baseline, NULL, group, 10);
  assert_ancova ("no_data", value, baseline, NULL, group, 0);
}

static void
test_no_degree_of_freedom (void)
{
  const guint group[] = { 0, 0, 1 };
  const double value[] = { 1, 2, 4 }, baseline[] = { 3, 1, 2 };
  const double *covariates[] = { baseline };
  TideAncovaDesign design = { .n = 3,
                              .outcome = value,
                              .group = group,
                              .n_groups = 2,
                              .n_covariates = 1,
                              .covariates = covariates,
                              .least_n = 1 };
  g_autoptr (TideAncova) ancova = tide_ancova_new (&design);
  g_assert_cmpint (ancova->why, ==, TIDE_WHY_TOO_FEW);
}

static void
test_every_reason_has_a_code (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_assert_null (tide_why_get_code (TIDE_WHY_DEFINED));
  for (guint why = TIDE_WHY_DEFINED + 1; why < TIDE_WHY_N; why++)
    {
      g_assert_true (g_hash_table_add (seen, (char *) tide_why_get_code (why)));
      g_assert_true (g_regex_match_simple ("^[a-z_]+$", tide_why_get_code (why), 0, 0));
      g_assert_cmpstr (tide_why_get_words (why), !=, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/stats/degenerate/survival/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_survival);
    }
  g_test_add_func ("/stats/degenerate/survival/a-refused-sample-is-named", test_bad_place);
  g_test_add_func ("/stats/degenerate/survival/a-group-without-events-spoils-its-own-ratio-only",
                   test_one_separated_group);
  g_test_add_func ("/stats/degenerate/means/of-nobody-one-four-and-equals", test_mean);
  g_test_add_func ("/stats/degenerate/means/welch-without-spread-has-a-difference-and-no-p", test_welch);
  g_test_add_func ("/stats/degenerate/ancova/each-fault-has-its-reason", test_ancova);
  g_test_add_func ("/stats/degenerate/ancova/no-degree-of-freedom", test_no_degree_of_freedom);
  g_test_add_func ("/stats/degenerate/every-reason-has-a-code-and-words", test_every_reason_has_a_code);
  return g_test_run ();
}

/* test-weights.c: propensity weights against R's glm, and arms that no weight can make alike. */
#include <math.h>

#include "stats-check.h"
#include "tide-weights.h"

static guint *
read_arm (JsonNode *set, guint *n)
{
  g_autofree double *codes = check_array_at (set, "arm", n);
  guint *arm = g_new (guint, *n);
  for (guint i = 0; i < *n; i++)
    arm[i] = codes[i] == 1;
  return arm;
}

/* R and this stop at different tolerances (1e-14 of the deviance, 1e-8 of a coefficient, then squared). */
static void
test_agrees_with_r (void)
{
  g_autoptr (JsonNode) root = check_load ("synthetic.json");
  JsonNode *set = check_at (root, "weights");
  guint n;
  g_autofree guint *arm = read_arm (set, &n);
  g_autofree double *age = check_array_at (set, "covariates.0", &n),
                    *failed = check_array_at (set, "covariates.1", &n),
                    *value = check_array_at (set, "value", &n), *scores = check_array_at (set, "scores", &n),
                    *weights = check_array_at (set, "weights", &n);
  const double *covariates[] = { age, failed };
  g_autoptr (TideWeights) ours = tide_weights_new (arm, covariates, 2, n);
  g_assert_cmpint (ours->why, ==, TIDE_WHY_DEFINED);
  g_assert_false (ours->ridge);
  for (guint i = 0; i < n; i++)
    {
      check_double ("score", ours->scores[i], scores[i], 1e-9);
      check_double ("weight", ours->weights[i], weights[i], 1e-9);
    }
  check_double ("effective n", ours->effective_n[0], check_number_at (set, "effective_n.0"), 1e-9);
  check_double ("effective n", ours->effective_n[1], check_number_at (set, "effective_n.1"), 1e-9);
  check_quantity ("smd", tide_weights_get_smd (ours, arm, age), check_number_at (set, "smd.0"), CHECK_FITTED);
  check_quantity ("smd", tide_weights_get_smd (ours, arm, failed), check_number_at (set, "smd.1"),
                  CHECK_FITTED);
  TideWeightedDifference difference = tide_weights_compare (ours, arm, value);
  check_quantity ("diff", difference.diff, check_number_at (set, "diff"), CHECK_EXACT);
  check_quantity ("se", difference.se, check_number_at (set, "se"), CHECK_EXACT);
}

static void
test_separated (void)
{
  guint arm[40];
  double age[40];
  const double *covariates[] = { age };
  for (guint i = 0; i < 40; i++)
    {
      arm[i] = i < 20;
      age[i] = i < 20 ? 30 + i : 60 + i;
    }
  g_autoptr (TideWeights) weights = tide_weights_new (arm, covariates, 1, 40);
  g_assert_true (weights->ridge);
  for (guint i = 0; i < 40; i++)
    g_assert_true (isnan (weights->weights[i]) || isfinite (weights->weights[i]));
}

static void
test_undefined (void)
{
  const guint arm[] = { 0, 1, 0, 1, 1, 0, 0, 1 }, alone[] = { 1, 1, 1, 1, 1, 1, 1, 1 };
  const double age[] = { 30, 31, 45, NAN, 50, 28, 39, 44 },
               infinite[] = { 30, 31, 45, 2, 50, INFINITY, 39, 44 };
  const double *covariates[] = { age }, *bad[] = { infinite };
  g_autoptr (TideWeights) few = tide_weights_new (arm, covariates, 1, 8);
  g_autoptr (TideWeights) one = tide_weights_new (alone, covariates, 1, 8);
  g_autoptr (TideWeights) none = tide_weights_new (arm, covariates, 1, 0);
  g_autoptr (TideWeights) wrong = tide_weights_new (arm, bad, 1, 8);
  g_assert_cmpint (few->why, ==, TIDE_WHY_LOW_EFFECTIVE_N);
  g_assert_cmpuint (few->n_missing, ==, 1);
  g_assert_true (isnan (few->weights[3]));
  g_assert_true (isfinite (few->weights[2]));
  check_undefined (tide_weights_compare (few, arm, age).diff, "low_effective_n");
  check_undefined (tide_weights_get_smd (few, arm, age), "low_effective_n");
  g_assert_cmpint (one->why, ==, TIDE_WHY_ONE_GROUP);
  g_assert_cmpint (none->why, ==, TIDE_WHY_NO_DATA);
  g_assert_cmpint (wrong->why, ==, TIDE_WHY_NOT_FINITE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/weights/agrees-with-r", test_agrees_with_r);
  g_test_add_func ("/stats/weights/separated-arms-get-a-ridge", test_separated);
  g_test_add_func ("/stats/weights/undefined-has-a-reason", test_undefined);
  return g_test_run ();
}

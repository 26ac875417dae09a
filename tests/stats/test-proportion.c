/* test-proportion.c: Wilson, Newcombe, number needed to treat, Fisher against R and against worked values. */
#include <math.h>

#include "stats-check.h"
#include "tide-proportion.h"

typedef struct
{
  TideProportion first, second;
  TideRiskDifference difference;
} Pair;

static Pair
make_pair (guint x1, guint n1, guint x2, guint n2)
{
  Pair pair = { .first = tide_proportion_compute (x1, n1, TIDE_STATS_LEAST_N),
                .second = tide_proportion_compute (x2, n2, TIDE_STATS_LEAST_N) };
  pair.difference = tide_risk_difference_compute (&pair.first, &pair.second);
  return pair;
}

static Pair
read_pair (JsonNode *answer)
{
  return make_pair ((guint) check_number_at (answer, "x.0"), (guint) check_number_at (answer, "n.0"),
                    (guint) check_number_at (answer, "x.1"), (guint) check_number_at (answer, "n.1"));
}

static void
check_pair (const char *what, const Pair *pair, JsonNode *answer, const char *diff, const char *lower,
            const char *upper)
{
  check_quantity (what, pair->first.lower, check_number_at (answer, "wilson1.0"), CHECK_EXACT);
  check_quantity (what, pair->first.upper, check_number_at (answer, "wilson1.1"), CHECK_EXACT);
  check_quantity (what, pair->second.lower, check_number_at (answer, "wilson2.0"), CHECK_EXACT);
  check_quantity (what, pair->second.upper, check_number_at (answer, "wilson2.1"), CHECK_EXACT);
  check_quantity (what, pair->difference.diff, check_number_at (answer, diff), CHECK_EXACT);
  check_quantity (what, pair->difference.lower, check_number_at (answer, lower), CHECK_EXACT);
  check_quantity (what, pair->difference.upper, check_number_at (answer, upper), CHECK_EXACT);
  check_quantity (what, pair->difference.fisher_p, check_number_at (answer, "fisher_p"), CHECK_FITTED);
}

static void
test_synthetic (void)
{
  g_autoptr (JsonNode) root = check_load ("synthetic.json");
  for (guint i = 0; i < check_length_at (root, "proportions"); i++)
    {
      g_autofree char *path = g_strdup_printf ("proportions.%u", i);
      JsonNode *answer = check_at (root, path);
      Pair pair = read_pair (answer);
      check_pair (path, &pair, answer, "diff", "lower", "upper");
    }
}

static void
test_published (void)
{
  static const char *const sets[][2] = {
    { "expected/bthe_b.json", "response_2m" },          { "expected/bthe_b.json", "remission_2m" },
    { "expected/bthe_b.json", "remission_8m" },         { "expected/bthe_b.json", "response_locf" },
    { "expected/anorexia.json", "gain5lb_ft_vs_cont" }, { "expected/anorexia.json", "gain5lb_cbt_vs_cont" }
  };
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autoptr (JsonNode) root = check_load (sets[i][0]);
      JsonNode *answer = check_at (root, sets[i][1]);
      Pair pair = read_pair (answer);
      check_pair (sets[i][1], &pair, answer, "risk_diff", "newcombe_ci.0", "newcombe_ci.1");
      check_quantity (sets[i][1], pair.difference.nnt, check_number_at (answer, "nnt"), CHECK_EXACT);
      gboolean crosses = json_node_get_boolean (check_at (answer, "nnt_crosses_infinity"));
      g_assert_cmpint (pair.difference.crosses_infinity, ==, crosses);
      if (crosses)
        {
          check_undefined (pair.difference.nnt_lower, "interval_includes_zero");
          check_quantity (sets[i][1], pair.difference.nnth_limit,
                          -check_number_at (answer, "nnt_limits_raw.0"), CHECK_EXACT);
          check_quantity (sets[i][1], pair.difference.nntb_limit,
                          check_number_at (answer, "nnt_limits_raw.1"), CHECK_EXACT);
        }
      else
        {
          check_quantity (sets[i][1], pair.difference.nnt_lower,
                          check_number_at (answer, "nnt_ci_from_newcombe.0"), CHECK_EXACT);
          check_quantity (sets[i][1], pair.difference.nnt_upper,
                          check_number_at (answer, "nnt_ci_from_newcombe.1"), CHECK_EXACT);
        }
    }
}

static void
assert_printed (TideQuantity quantity, double printed, int digits)
{
  check_sound (quantity);
  g_assert_cmpfloat_with_epsilon (quantity.value, printed, 0.5000001 * pow (10, -digits));
}

/* clinical.md 6.1 */
static void
test_worked (void)
{
  Pair pair = make_pair (12, 20, 7, 22);
  assert_printed (pair.first.lower, 0.3866, 4);
  assert_printed (pair.first.upper, 0.7812, 4);
  assert_printed (pair.second.lower, 0.1636, 4);
  assert_printed (pair.second.upper, 0.5268, 4);
  assert_printed (pair.difference.diff, 0.2818, 4);
  assert_printed (pair.difference.lower, -0.0166, 4);
  assert_printed (pair.difference.upper, 0.5200, 4);
  g_assert_true (pair.difference.crosses_infinity);
  g_autofree char *over = tide_risk_difference_dup_nnt_text (&pair.difference);
  g_assert_cmpstr (over, ==, "NNTB 3.55 (NNTB 1.92 to ∞ to NNTH 60.1)");
  Pair clear = make_pair (16, 20, 7, 22);
  assert_printed (clear.difference.lower, 0.1815, 4);
  assert_printed (clear.difference.upper, 0.6771, 4);
  assert_printed (clear.difference.nnt_lower, 1.48, 2);
  assert_printed (clear.difference.nnt_upper, 5.51, 2);
  g_autofree char *text = tide_risk_difference_dup_nnt_text (&clear.difference);
  g_assert_cmpstr (text, ==, "NNTB 2.08 (1.48 to 5.51)");
}

/* The arms exchanged: the same numbers, to harm. */
static void
test_harm (void)
{
  Pair pair = make_pair (7, 22, 16, 20), crossing = make_pair (7, 22, 12, 20);
  g_autofree char *text = tide_risk_difference_dup_nnt_text (&pair.difference);
  g_autofree char *over = tide_risk_difference_dup_nnt_text (&crossing.difference);
  g_assert_cmpstr (text, ==, "NNTH 2.08 (1.48 to 5.51)");
  g_assert_cmpstr (over, ==, "NNTH 3.55 (NNTH 1.92 to ∞ to NNTB 60.1)");
  g_assert_cmpfloat (pair.difference.nnt.value, <, 0);
  g_assert_cmpfloat (pair.difference.nnt_lower.value, <, pair.difference.nnt_upper.value);
}

static void
test_undefined (void)
{
  Pair equal = make_pair (7, 13, 7, 13), nobody = make_pair (0, 0, 7, 13), few = make_pair (2, 4, 7, 13);
  check_undefined (equal.difference.nnt, "no_difference");
  g_assert_cmpfloat (equal.difference.diff.value, ==, 0);
  g_autofree char *text = tide_risk_difference_dup_nnt_text (&equal.difference);
  g_assert_cmpstr (text, ==, "the difference is 0");
  check_undefined (nobody.first.p, "no_data");
  check_undefined (nobody.difference.fisher_p, "no_data");
  check_undefined (few.first.lower, "small_group");
  check_undefined (few.difference.diff, "small_group");
  check_undefined (few.difference.fisher_p, "small_group");
  check_sound (few.second.p);
  g_assert_cmpint (few.second.p.why, ==, TIDE_WHY_DEFINED);
}

/* Nobody and everybody: the limit at the end is the end, not a rounding beside it. */
static void
test_ends (void)
{
  TideProportion none = tide_proportion_compute (0, 17, 1), all = tide_proportion_compute (17, 17, 1);
  g_assert_cmpfloat (none.lower.value, ==, 0);
  g_assert_cmpfloat (all.upper.value, ==, 1);
  g_assert_cmpfloat_with_epsilon (none.upper.value, 1 - all.lower.value, 1e-15);
}

static void
test_small_expected (void)
{
  /* 42 people, 19 events: the least expected cell is 20 * 19 / 42 = 9.05, and 20 * 4 / 42 = 1.9. */
  g_assert_false (make_pair (12, 20, 7, 22).difference.small_expected);
  g_assert_true (make_pair (3, 20, 1, 22).difference.small_expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/proportion/agrees-with-r/synthetic", test_synthetic);
  g_test_add_func ("/stats/proportion/agrees-with-r/published", test_published);
  g_test_add_func ("/stats/proportion/worked", test_worked);
  g_test_add_func ("/stats/proportion/harm-is-benefit-exchanged", test_harm);
  g_test_add_func ("/stats/proportion/undefined-has-a-reason", test_undefined);
  g_test_add_func ("/stats/proportion/nobody-and-everybody-end-at-the-end", test_ends);
  g_test_add_func ("/stats/proportion/a-small-expected-cell-asks-for-fisher", test_small_expected);
  return g_test_run ();
}

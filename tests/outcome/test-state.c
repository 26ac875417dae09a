/* test-state.c: the state of one score (clinical.md 3.3 and 3.5): boundaries, CGI, floors, worsening. */
#include <glib.h>
#include <math.h>

#include "outcome-check.h"
#include "tide-change-scale.h"

/* The rule of Y-BOCS as clinical.md 1.1 and 3.7 give it. */
static const TideChangeRule ocd = { .response_percent = 35,
                                    .partial_percent = 25,
                                    .response_points = NAN,
                                    .remission_at_most = 12,
                                    .relapse_at_least = 13,
                                    .reliable_change = 4.695,
                                    .reliable_points = 5,
                                    .low_baseline_below = 16,
                                    .floor = 0 };

static void
assert_state (const TideChangeRule *rule, double baseline, double value, int cgi_s, int cgi_i,
              TideState state, guint marks)
{
  guint found = 0;
  g_test_message ("%g to %g, CGI-S %d, CGI-I %d", baseline, value, cgi_s, cgi_i);
  g_assert_cmpstr (tide_state_get_code (tide_outcome_state_of (rule, baseline, value, cgi_s, cgi_i, &found)),
                   ==, tide_state_get_code (state));
  g_assert_cmpuint (found, ==, marks);
  g_assert_cmpint (tide_outcome_state_of (rule, baseline, value, cgi_s, cgi_i, NULL), ==, state);
}

static void
test_thirty_four_point_six_is_partial (void)
{
  g_assert_cmpfloat_with_epsilon (tide_outcome_percent (26, 17, 0), 34.615384615384615, 1e-12);
  assert_state (&ocd, 26, 17, 0, 0, TIDE_STATE_PARTIAL, TIDE_MARK_SCORE_ONLY);
}

static void
test_thirty_five_is_response (void)
{
  g_assert_cmpfloat_with_epsilon (tide_outcome_percent (20, 13, 0), 35, 1e-12);
  assert_state (&ocd, 20, 13, 0, 0, TIDE_STATE_RESPONSE, TIDE_MARK_SCORE_ONLY);
  /* All baselines where 35 % falls on a whole total: 7 of 20, 14 of 40. */
  assert_state (&ocd, 40, 26, 0, 2, TIDE_STATE_RESPONSE, 0);
  assert_state (&ocd, 40, 27, 0, 2, TIDE_STATE_PARTIAL, 0);
}

static void
test_twenty_five_is_partial (void)
{
  assert_state (&ocd, 28, 21, 0, 3, TIDE_STATE_PARTIAL, 0); /* exactly 25 % */
  assert_state (&ocd, 28, 22, 0, 3, TIDE_STATE_NO_RESPONSE, 0);
}

static void
test_tolerance (void)
{
  g_assert_true (tide_outcome_at_least (35 - 5e-10, 35));
  g_assert_false (tide_outcome_at_least (35 - 2e-9, 35));
  g_assert_false (tide_outcome_at_least (NAN, 35));
}

static void
test_cgi_combinations (void)
{
  /* 28 → 18 is 35.7 %. */
  assert_state (&ocd, 28, 18, 0, 1, TIDE_STATE_RESPONSE, 0);
  assert_state (&ocd, 28, 18, 0, 2, TIDE_STATE_RESPONSE, 0);
  assert_state (&ocd, 28, 18, 0, 3, TIDE_STATE_PARTIAL, 0);
  assert_state (&ocd, 28, 18, 0, 4, TIDE_STATE_NO_RESPONSE, TIDE_MARK_DISAGREE);
  assert_state (&ocd, 28, 18, 0, 7, TIDE_STATE_NO_RESPONSE, TIDE_MARK_DISAGREE);
  assert_state (&ocd, 28, 18, 0, 0, TIDE_STATE_RESPONSE, TIDE_MARK_SCORE_ONLY);
  /* 28 → 20 is 28.6 %. */
  assert_state (&ocd, 28, 20, 0, 1, TIDE_STATE_PARTIAL, 0);
  assert_state (&ocd, 28, 20, 0, 3, TIDE_STATE_PARTIAL, 0);
  assert_state (&ocd, 28, 20, 0, 4, TIDE_STATE_NO_RESPONSE, TIDE_MARK_DISAGREE);
  assert_state (&ocd, 28, 20, 0, 0, TIDE_STATE_PARTIAL, TIDE_MARK_SCORE_ONLY);
  /* 28 → 26 is 7 %: the CGI cannot make a response of it. */
  assert_state (&ocd, 28, 26, 0, 1, TIDE_STATE_NO_RESPONSE, 0);
}

static void
test_remission (void)
{
  assert_state (&ocd, 28, 12, 2, 2, TIDE_STATE_REMISSION, 0);
  assert_state (&ocd, 28, 12, 0, 2, TIDE_STATE_REMISSION, TIDE_MARK_SCORE_ONLY);
  assert_state (&ocd, 28, 12, 3, 2, TIDE_STATE_RESPONSE, 0); /* still mildly ill */
  assert_state (&ocd, 28, 13, 1, 1, TIDE_STATE_RESPONSE, 0);
  assert_state (&ocd, 28, 12, 2, 4, TIDE_STATE_REMISSION, TIDE_MARK_DISAGREE);
  assert_state (&ocd, 28, 0, 1, 1, TIDE_STATE_REMISSION, 0);
}

static void
test_worse (void)
{
  /* 4.695 points or more: 5; or a quarter and half of that. */
  assert_state (&ocd, 28, 32, 0, 0, TIDE_STATE_NO_RESPONSE, 0);
  assert_state (&ocd, 28, 33, 0, 0, TIDE_STATE_WORSE, 0);
  assert_state (&ocd, 16, 20, 0, 0, TIDE_STATE_WORSE, 0);       /* +4 is exactly 25 % */
  assert_state (&ocd, 17, 21, 0, 0, TIDE_STATE_NO_RESPONSE, 0); /* +4 is 23.5 % */
  assert_state (&ocd, 4, 6, 0, 0, TIDE_STATE_REMISSION,
                TIDE_MARK_SCORE_ONLY | TIDE_MARK_LOW_BASELINE); /* +2 < 2.3475 */
  assert_state (&ocd, 5, 12, 0, 0, TIDE_STATE_WORSE,
                TIDE_MARK_LOW_BASELINE); /* low and yet worse: no remission */
  /* PHQ-9 from 4 to 5 is no deterioration (rule A9): 25 %, but half of 6.763 is 3.38. */
  TideChangeRule phq9 = { 50, 25, NAN, 4, 10, 6.763, 7, 10, 0, NULL };
  guint marks;
  g_assert_cmpint (tide_outcome_state_of (&phq9, 4, 5, 0, 0, &marks), ==, TIDE_STATE_NO_RESPONSE);
}

static void
test_baseline_at_the_floor_has_no_percent (void)
{
  g_assert_true (isnan (tide_outcome_percent (0, 0, 0))); /* course 3 of clinical.md 3.8 */
  assert_state (&ocd, 0, 0, 0, 1, TIDE_STATE_NONE, 0);
  assert_state (&ocd, 0, 8, 0, 0, TIDE_STATE_NONE, 0);
  assert_state (&ocd, NAN, 8, 0, 0, TIDE_STATE_NONE, 0);
}

static void
test_a_floor_above_zero (void)
{
  /* ASEX runs from 5: (20 - 14) of (20 - 5) is 40 %. */
  g_assert_cmpfloat_with_epsilon (tide_outcome_percent (20, 14, 5), 40, 1e-12);
  g_assert_true (isnan (tide_outcome_percent (5, 5, 5)));
  /* A CGI-S of 7 → 4 is half of the way down. */
  g_assert_cmpfloat_with_epsilon (tide_outcome_percent (7, 4, 1), 50, 1e-12);
}

static void
test_points_instead_of_percent (void)
{
  /* PCL-5: a fall of 15 points, and 28 or less for remission (clinical.md 3.5). */
  TideChangeRule pcl5 = { NAN, NAN, 15, 28, NAN, NAN, 15, 33, 0, NULL };
  guint marks;
  g_assert_cmpint (tide_outcome_state_of (&pcl5, 60, 45, 0, 2, &marks), ==, TIDE_STATE_RESPONSE);
  g_assert_cmpint (tide_outcome_state_of (&pcl5, 60, 46, 0, 2, &marks), ==, TIDE_STATE_NO_RESPONSE);
  g_assert_cmpint (tide_outcome_state_of (&pcl5, 60, 28, 0, 2, &marks), ==, TIDE_STATE_REMISSION);
  g_assert_cmpint (tide_outcome_state_of (&pcl5, 60, 75, 0, 6, &marks), ==, TIDE_STATE_WORSE);
}

static void
test_no_rule_no_state (void)
{
  TideChangeRule none = { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0, NULL };
  guint marks = 7;
  g_assert_cmpint (tide_outcome_state_of (&none, 20, 5, 1, 1, &marks), ==, TIDE_STATE_NONE);
  g_assert_cmpuint (marks, ==, 0);
}

static void
test_words (void)
{
  for (int i = 0; i < TIDE_N_STATES; i++)
    {
      g_assert_cmpstr (tide_state_get_label ((TideState) i), !=, "");
      g_assert_cmpstr (tide_state_get_short_label ((TideState) i), !=, "");
      for (int j = 0; j < i; j++)
        g_assert_cmpstr (tide_state_get_code ((TideState) i), !=, tide_state_get_code ((TideState) j));
    }
  g_assert_cmpstr (tide_state_get_label (TIDE_STATE_NO_RESPONSE), ==, "No response");
  g_assert_cmpstr (tide_state_get_short_label (TIDE_STATE_RESPONSE), ==, "Resp.");
}

static void
test_shipped_rules_are_the_references (void)
{
  const TideChangeRule *rule = tide_instrument_get_change_rule (outcome_instrument ("ybocs"));
  g_assert_cmpfloat (rule->response_percent, ==, ocd.response_percent);
  g_assert_cmpfloat (rule->remission_at_most, ==, ocd.remission_at_most);
  g_assert_cmpfloat_with_epsilon (rule->reliable_change, ocd.reliable_change, 1e-3);
  g_assert_cmpfloat (tide_instrument_get_change_rule (outcome_instrument ("asex"))->floor, ==, 5);
  g_assert_cmpfloat (tide_instrument_get_change_rule (outcome_instrument ("bprs4"))->floor, ==, 4);
  g_assert_cmpfloat (tide_instrument_get_change_rule (outcome_instrument ("cgis"))->floor, ==, 1);
}

/* clinical.md 3.5 and section 1: the thresholds of each preset, by what they make of a score. */
static void
test_presets_of_the_shipped_scales (void)
{
  static const struct
  {
    const char *id;
    double baseline, value;
    TideState state;
  } cases[] = {
    { "phq9", 20, 10, TIDE_STATE_RESPONSE },   { "phq9", 20, 11, TIDE_STATE_PARTIAL },
    { "phq9", 20, 15, TIDE_STATE_PARTIAL },    { "phq9", 20, 16, TIDE_STATE_NO_RESPONSE },
    { "phq9", 20, 4, TIDE_STATE_REMISSION },   { "phq9", 20, 5, TIDE_STATE_RESPONSE },
    { "phq9", 12, 18, TIDE_STATE_WORSE }, /* +6 is 50 % and over half of 6.763 */
    { "gad7", 14, 7, TIDE_STATE_RESPONSE },    { "gad7", 14, 4, TIDE_STATE_REMISSION },
    { "madrs", 32, 16, TIDE_STATE_RESPONSE },  { "madrs", 32, 10, TIDE_STATE_REMISSION },
    { "madrs", 32, 11, TIDE_STATE_RESPONSE },  { "hamd17", 24, 7, TIDE_STATE_REMISSION },
    { "hamd17", 24, 12, TIDE_STATE_RESPONSE }, { "qids_sr16", 16, 5, TIDE_STATE_REMISSION },
    { "pcl5", 60, 45, TIDE_STATE_RESPONSE },   { "pcl5", 60, 46, TIDE_STATE_NO_RESPONSE },
    { "pcl5", 50, 28, TIDE_STATE_REMISSION },  { "lsas", 80, 52, TIDE_STATE_RESPONSE },
    { "lsas", 80, 30, TIDE_STATE_REMISSION },  { "ybocs2", 40, 26, TIDE_STATE_RESPONSE },
    { "cybocs", 26, 17, TIDE_STATE_PARTIAL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const TideChangeRule *rule = tide_instrument_get_change_rule (outcome_instrument (cases[i].id));
      g_test_message ("%s %g to %g", cases[i].id, cases[i].baseline, cases[i].value);
      g_assert_cmpstr (
        tide_state_get_code (tide_outcome_state_of (rule, cases[i].baseline, cases[i].value, 0, 0, NULL)), ==,
        tide_state_get_code (cases[i].state));
    }
}

/* ASEX runs from 5 to 30: 20 → 14 is 40 % of the way down, not 30 %. */
static void
test_asex_percent_starts_at_five (void)
{
  const TideChangeRule *rule = tide_instrument_get_change_rule (outcome_instrument ("asex"));
  g_assert_cmpfloat_with_epsilon (tide_outcome_percent (20, 14, rule->floor), 40, 1e-12);
  g_assert_true (isnan (tide_outcome_percent (5, 5, rule->floor)));
}

static void
test_change_scales (void)
{
  g_assert_true (tide_outcome_rates_change ("cgii"));
  g_assert_true (tide_outcome_rates_change ("pgi_i"));
  g_assert_false (tide_outcome_rates_change ("cgis"));
  g_assert_false (tide_outcome_rates_change ("ybocs"));
  g_assert_false (tide_outcome_rates_change (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/response/thirty-four-point-six-is-partial",
                   test_thirty_four_point_six_is_partial);
  g_test_add_func ("/outcome/response/thirty-five-is-response", test_thirty_five_is_response);
  g_test_add_func ("/outcome/response/twenty-five-is-partial", test_twenty_five_is_partial);
  g_test_add_func ("/outcome/response/tolerance-of-a-billionth", test_tolerance);
  g_test_add_func ("/outcome/response/cgi-combinations", test_cgi_combinations);
  g_test_add_func ("/outcome/remission/asks-total-and-severity", test_remission);
  g_test_add_func ("/outcome/worse/by-reliable-change-or-a-quarter", test_worse);
  g_test_add_func ("/outcome/percent/baseline-at-the-floor-has-none",
                   test_baseline_at_the_floor_has_no_percent);
  g_test_add_func ("/outcome/percent/a-floor-above-zero", test_a_floor_above_zero);
  g_test_add_func ("/outcome/response/points-instead-of-percent", test_points_instead_of_percent);
  g_test_add_func ("/outcome/state/no-rule-no-state", test_no_rule_no_state);
  g_test_add_func ("/outcome/state/words", test_words);
  g_test_add_func ("/outcome/state/shipped-rules-are-the-references", test_shipped_rules_are_the_references);
  g_test_add_func ("/outcome/state/presets-of-the-shipped-scales", test_presets_of_the_shipped_scales);
  g_test_add_func ("/outcome/percent/asex-starts-at-five", test_asex_percent_starts_at_five);
  g_test_add_func ("/outcome/a-scale-of-change-has-no-change", test_change_scales);
  return g_test_run ();
}

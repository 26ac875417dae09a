/* test-criteria.c: files of criteria: the shipped ones, what they decide at, below and above a threshold, and
 * what is refused with file, line and reason. */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "outcome-check.h"
#include "tide-course-events.h"

#define DAY0 "2025-03-10"

/* Every scale and score that the shipped rules name is there. */
static void
test_shipped_name_what_there_is (void)
{
  g_assert_cmpuint (tide_criteria_get_n (), >=, 10);
  for (guint i = 0; i < tide_criteria_get_n (); i++)
    {
      const TideCriteria *criteria = tide_criteria_get (i);
      const char *const *instruments = tide_criteria_list_instruments (criteria);
      g_assert_true (tide_criteria_lookup (tide_criteria_get_id (criteria)) == criteria);
      for (guint j = 0; instruments[j] != NULL; j++)
        outcome_instrument (instruments[j]);
      static const char *const also[] = { "remission", "response" };
      for (guint j = 0; j < G_N_ELEMENTS (also); j++)
        {
          const TideClause *clause = tide_criteria_find_clause (criteria, also[j]);
          for (guint k = 0; k < clause->also->len; k++)
            {
              const TideClauseAlso *other = clause->also->pdata[k];
              g_assert_cmpint (
                tide_instrument_find_score (outcome_instrument (other->instrument), other->score), >=, 0);
            }
        }
    }
}

static void
assert_found (const char *condition, const char *instrument, const char *id, TideRelapsePreset relapse)
{
  const TideCriteria *criteria = tide_criteria_find (condition, instrument);
  g_test_message ("%s, %s", condition != NULL ? condition : "not known", instrument);
  g_assert_cmpstr (tide_criteria_get_id (criteria), ==, id);
  g_assert_cmpint (tide_criteria_get_relapse (criteria), ==, relapse);
}

static void
test_condition_and_scale_choose (void)
{
  assert_found ("ocd", "ybocs", "ocd-consensus", TIDE_RELAPSE_DEFAULT);
  assert_found (NULL, "ybocs", "ocd-consensus", TIDE_RELAPSE_DEFAULT);
  assert_found ("depression", "madrs", "depression", TIDE_RELAPSE_DEPRESSION);
  assert_found ("ocd", "phq9", "depression",
                TIDE_RELAPSE_DEPRESSION); /* its own condition decides nothing here */
  assert_found ("bipolar", "madrs", "bipolar-depression", TIDE_RELAPSE_DEPRESSION);
  assert_found ("ptsd", "pcl5", "ptsd", TIDE_RELAPSE_DEFAULT);
  assert_found ("social_anxiety", "lsas", "social-anxiety", TIDE_RELAPSE_DEFAULT);
  assert_found ("anxiety", "gad7", "generalised-anxiety", TIDE_RELAPSE_DEFAULT);
  assert_found ("pain", "peg", "pain", TIDE_RELAPSE_DEFAULT);
  assert_found ("substance", "auditc", "substance", TIDE_RELAPSE_DEFAULT);
  assert_found ("ocd", "wsas", "common", TIDE_RELAPSE_DEFAULT);
}

/* Thresholds by clinical.md 3.5 and 1.1, of the scale's file or replaced. */
static void
test_thresholds_in_force (void)
{
  static const struct
  {
    const char *criteria, *instrument;
    TideSex sex;
    double percent, points, partial, remission;
  } rows[] = {
    { "ocd-consensus", "ybocs", TIDE_SEX_UNKNOWN, 35, NAN, 25, 12 },
    { "ocd-ramakrishnan", "ybocs", TIDE_SEX_UNKNOWN, 30, NAN, 25, 15 },
    { "ocd-farris", "ybocs", TIDE_SEX_UNKNOWN, 35, NAN, 25, 14 },
    { "ocd-older-trials", "ybocs", TIDE_SEX_UNKNOWN, 25, NAN, NAN, 12 },
    { "depression", "madrs", TIDE_SEX_UNKNOWN, 50, NAN, 25, 10 },
    { "depression", "hamd17", TIDE_SEX_UNKNOWN, 50, NAN, 25, 7 },
    { "depression", "qids_sr16", TIDE_SEX_UNKNOWN, 50, NAN, 25, 5 },
    { "depression", "phq9", TIDE_SEX_UNKNOWN, 50, NAN, 25, 4 },
    { "ptsd", "pcl5", TIDE_SEX_UNKNOWN, 30, 15, NAN, 28 },
    { "social-anxiety", "lsas", TIDE_SEX_UNKNOWN, 35, NAN, NAN, 30 },
    { "generalised-anxiety", "gad7", TIDE_SEX_UNKNOWN, 50, NAN, NAN, 4 },
    { "pain", "peg", TIDE_SEX_UNKNOWN, 30, NAN, NAN, NAN },
    { "pain-half", "peg", TIDE_SEX_UNKNOWN, 50, NAN, 30, NAN },
    { "substance", "auditc", TIDE_SEX_FEMALE, NAN, NAN, NAN, 2 },
    { "substance", "auditc", TIDE_SEX_MALE, NAN, NAN, NAN, 3 },
    { "substance", "auditc", TIDE_SEX_OTHER, NAN, NAN, NAN, 2 },
    { "substance", "days_used", TIDE_SEX_MALE, 50, NAN, NAN, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      TideChangeRule rule = tide_criteria_resolve (tide_criteria_lookup (rows[i].criteria),
                                                   outcome_instrument (rows[i].instrument), rows[i].sex);
      const double got[]
        = { rule.response_percent, rule.response_points, rule.partial_percent, rule.remission_at_most };
      const double want[] = { rows[i].percent, rows[i].points, rows[i].partial, rows[i].remission };
      g_test_message ("%s, %s", rows[i].criteria, rows[i].instrument);
      for (guint j = 0; j < 4; j++)
        g_assert_true (isnan (want[j]) ? isnan (got[j]) : got[j] == want[j]);
    }
}

/* --- states at, below and above each threshold --- */

typedef struct
{
  const char *code; /* of the diagnosis */
  const char *instrument;
  TideSex sex;
  double baseline, value;
  int cgi_s, cgi_i;  /* 0 none */
  const char *other; /* "ymrs=12", or NULL */
  const char *state, *clause;
} StateRow;

static const StateRow states[] = {
  /* Y-BOCS 20: 13 is 35.0 %, 14 is 30 %, 15 is 25.0 %, 16 is 20 %; with and without each CGI. */
  { "F42.2", "ybocs", 0, 20, 13, 0, 0, NULL, "response", "response" },
  { "F42.2", "ybocs", 0, 20, 13, 0, 2, NULL, "response", "response" },
  { "F42.2", "ybocs", 0, 20, 13, 0, 3, NULL, "partial", "partial_by_cgi" },
  { "F42.2", "ybocs", 0, 20, 13, 0, 4, NULL, "no_response", "disagree" },
  { "F42.2", "ybocs", 0, 20, 14, 0, 0, NULL, "partial", "partial" },
  { "F42.2", "ybocs", 0, 20, 15, 0, 3, NULL, "partial", "partial" },
  { "F42.2", "ybocs", 0, 20, 16, 0, 1, NULL, "no_response", "none" },
  { "F42.2", "ybocs", 0, 20, 12, 0, 0, NULL, "remission", "remission" },
  { "F42.2", "ybocs", 0, 20, 12, 2, 2, NULL, "remission", "remission" },
  { "F42.2", "ybocs", 0, 20, 12, 3, 2, NULL, "response", "response" },
  { "F42.2", "ybocs", 0, 20, 24, 0, 0, NULL, "no_response", "none" },
  { "F42.2", "ybocs", 0, 20, 25, 0, 0, NULL, "worse", "worse" },
  /* MADRS 30: 15 is 50 %, 10 is remission. */
  { "F33.1", "madrs", 0, 30, 16, 0, 0, NULL, "partial", "partial" },
  { "F33.1", "madrs", 0, 30, 15, 0, 0, NULL, "response", "response" },
  { "F33.1", "madrs", 0, 30, 11, 0, 0, NULL, "response", "response" },
  { "F33.1", "madrs", 0, 30, 10, 0, 0, NULL, "remission", "remission" },
  { "F33.1", "madrs", 0, 30, 10, 0, 0, "ymrs=20", "remission", "remission" }, /* not asked in depression */
  /* Bipolar: YMRS below 12 where it is rated. */
  { "F31.81", "madrs", 0, 30, 10, 0, 0, "ymrs=11", "remission", "remission" },
  { "F31.81", "madrs", 0, 30, 10, 0, 0, "ymrs=12", "partial", "also_fails" },
  { "F31.81", "madrs", 0, 30, 10, 0, 0, NULL, "remission", "remission" },
  { "F31.81", "madrs", 0, 30, 16, 0, 0, "ymrs=20", "partial", "partial" },
  /* PCL-5: 15 points, not percent. */
  { "F43.10", "pcl5", 0, 60, 46, 0, 0, NULL, "no_response", "none" },
  { "F43.10", "pcl5", 0, 60, 45, 0, 0, NULL, "response", "response" },
  { "F43.10", "pcl5", 0, 60, 29, 0, 0, NULL, "response", "response" },
  { "F43.10", "pcl5", 0, 60, 28, 0, 0, NULL, "remission", "remission" },
  /* LSAS 80: 52 is 35 %, remission 30. */
  { "F40.10", "lsas", 0, 80, 53, 0, 0, NULL, "no_response", "none" },
  { "F40.10", "lsas", 0, 80, 52, 0, 0, NULL, "response", "response" },
  { "F40.10", "lsas", 0, 80, 31, 0, 0, NULL, "response", "response" },
  { "F40.10", "lsas", 0, 80, 30, 0, 0, NULL, "remission", "remission" },
  /* GAD-7 12: 6 is 50 %, remission below 5. */
  { "F41.1", "gad7", 0, 12, 7, 0, 0, NULL, "no_response", "none" },
  { "F41.1", "gad7", 0, 12, 6, 0, 0, NULL, "response", "response" },
  { "F41.1", "gad7", 0, 12, 5, 0, 0, NULL, "response", "response" },
  { "F41.1", "gad7", 0, 12, 4, 0, 0, NULL, "remission", "remission" },
  /* Pain: 10 to 7 is 30 %. */
  { "M79.7", "pain_nrs", 0, 10, 8, 0, 0, NULL, "no_response", "none" },
  { "M79.7", "pain_nrs", 0, 10, 7, 0, 0, NULL, "response", "response" },
  /* AUDIT-C below the cut-off of the sex; days of use halved, and none. */
  { "F10.20", "auditc", TIDE_SEX_FEMALE, 8, 3, 0, 0, NULL, "no_response", "none" },
  { "F10.20", "auditc", TIDE_SEX_FEMALE, 8, 2, 0, 0, NULL, "remission", "remission" },
  { "F10.20", "auditc", TIDE_SEX_MALE, 8, 4, 0, 0, NULL, "no_response", "none" },
  { "F10.20", "auditc", TIDE_SEX_MALE, 8, 3, 0, 0, NULL, "remission", "remission" },
  { "F10.20", "days_used", 0, 20, 11, 0, 0, NULL, "no_response", "none" },
  { "F10.20", "days_used", 0, 20, 10, 0, 0, NULL, "response", "response" },
  { "F10.20", "days_used", 0, 20, 1, 0, 0, NULL, "response", "response" },
  { "F10.20", "days_used", 0, 20, 0, 0, 0, NULL, "remission", "remission" },
};

static TideHistory *
make_history (const StateRow *row)
{
  FixtureBuilder b;
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", row->sex);
  fixture_add_diagnosis (&b, row->code, "Synthetic", TRUE);
  fixture_add_course (&b, TIDE_ARM_CBT, "CBT", DAY0);
  fixture_add_total (&b, row->instrument, "2025-03-08T09:00", row->baseline);
  fixture_add_total (&b, row->instrument, "2025-04-28T09:00", row->value);
  if (row->cgi_s != 0)
    fixture_add_single (&b, "cgis", "2025-04-28T09:05", row->cgi_s);
  if (row->cgi_i != 0)
    fixture_add_single (&b, "cgii", "2025-04-28T09:05", row->cgi_i);
  if (row->other != NULL)
    {
      g_auto (GStrv) other = g_strsplit (row->other, "=", 2);
      fixture_add_total (&b, other[0], "2025-04-27T09:00", g_ascii_strtod (other[1], NULL));
    }
  return fixture_end (&b);
}

static void
test_states_at_each_threshold (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      const StateRow *row = &states[i];
      g_autoptr (TideHistory) history = make_history (row);
      g_autoptr (TideOutcome) outcome = outcome_of (history, row->instrument, NULL);
      g_test_message ("%s: %s %g to %g, CGI-S %d, CGI-I %d, %s", row->code, row->instrument, row->baseline,
                      row->value, row->cgi_s, row->cgi_i, row->other != NULL ? row->other : "");
      g_assert_cmpuint (outcome->n_visits, ==, 2);
      g_assert_cmpstr (tide_state_get_code (outcome->visits[1].state), ==, row->state);
      g_assert_cmpstr (outcome->visits[1].clause, ==, row->clause);
      g_assert_cmpint (outcome->visits[1].decided_at, ==, 1);
      g_assert_cmpint (outcome->visits[1].cgi_i_id != 0, ==, row->cgi_i != 0);
      g_assert_cmpint (outcome->visits[1].cgi_s_id != 0, ==, row->cgi_s != 0);
    }
}

/* A provisional diagnosis of the same form denies the remission that the total alone would be. */
static void
test_provisional_diagnosis_is_no_remission (void)
{
  FixtureBuilder b;
  fixture_begin (&b, NULL, "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  fixture_add_diagnosis (&b, "F43.10", "Synthetic", TRUE);
  fixture_add_course (&b, TIDE_ARM_CBT, "CBT", DAY0);
  fixture_add_total (&b, "pcl5", "2025-03-08T09:00", 60);
  TideAssessmentData *last = fixture_add_total (&b, "pcl5", "2025-04-28T09:00", 28);
  gint64 id = last->base.id;
  g_autoptr (TideHistory) history = fixture_end (&b);
  for (int provisional = 0; provisional <= 1; provisional++)
    {
      TideSeries *series = g_new0 (TideSeries, 1);
      series->instrument_id = g_strdup ("pcl5");
      series->score_id = g_strdup ("provisional");
      series->n_ratings = 1;
      series->ratings = g_new0 (TideRating, 1);
      series->ratings[0] = (TideRating){ .assessment_id = id, .value = tide_rating_from_value (provisional) };
      g_ptr_array_add (history->series, series);
      g_autoptr (TideOutcome) outcome = outcome_of (history, "pcl5", NULL);
      g_assert_cmpstr (tide_state_get_code (outcome->visits[1].state), ==,
                       provisional ? "response" : "remission");
      g_ptr_array_remove_index (history->series, history->series->len - 1);
    }
}

static void
test_strict_asks_for_the_cgi (void)
{
  static const StateRow rows[] = {
    { "F42.2", "ybocs", 0, 20, 13, 0, 0, NULL, "none", "cgi_missing" },
    { "F42.2", "ybocs", 0, 20, 13, 0, 2, NULL, "response", "response" },
    { "F42.2", "ybocs", 0, 20, 12, 0, 2, NULL, "response", "response" }, /* CGI-S missing: no remission */
    { "F42.2", "ybocs", 0, 20, 12, 2, 0, NULL, "remission", "remission" },
    { "F42.2", "ybocs", 0, 20, 18, 0, 0, NULL, "no_response", "none" }, /* no fall: nothing to confirm */
  };
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  TideOutcomeOptions options = { .strict = TRUE };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TideHistory) history = make_history (&rows[i]);
      g_autoptr (TideOutcome) outcome
        = tide_outcome_compute_by (history, outcome_instrument ("ybocs"), thresholds,
                                   fixture_instant ("2025-11-20T14:32+01:00"), &options);
      g_test_message ("row %u", i);
      g_assert_cmpstr (tide_state_get_code (outcome->visits[1].state), ==, rows[i].state);
      g_assert_cmpstr (outcome->visits[1].clause, ==, rows[i].clause);
    }
}

/* A clinic that asks for CGI-I 1: the rule names the threshold, so it follows. */
static void
test_clinic_threshold_is_followed (void)
{
  static const StateRow row = { "F42.2", "ybocs", 0, 20, 13, 0, 2, NULL, "", "" };
  g_autoptr (TideHistory) history = make_history (&row);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  tide_thresholds_set (thresholds, "cgi_response_at_most", 1, "test");
  g_autoptr (TideOutcome) outcome = tide_outcome_compute (history, outcome_instrument ("ybocs"), thresholds,
                                                          fixture_instant ("2025-11-20T14:32+01:00"));
  g_assert_cmpstr (tide_state_get_code (outcome->visits[1].state), ==, "partial");
  g_autofree char *words = tide_criteria_dup_words (
    outcome->courses[0].criteria, "response", outcome_instrument ("ybocs"), TIDE_SEX_UNKNOWN, thresholds);
  g_assert_cmpstr (words, ==, "fall of 35 % or more, and CGI-I 1 or less or not rated");
}

/* --- refused --- */

#define HEAD "<criteria id=\"x\" version=\"1\" name=\"X\" based-on=\"ocd-consensus\" instruments=\"ybocs\">\n"

static void
test_bad_files_are_refused (void)
{
  static const struct
  {
    const char *text, *says;
  } rows[] = {
    { "<criteria", "x.xml:1: " },
    { "<rules/>", "x.xml:1: <rules>: a file of rules begins with <criteria>" },
    { "<criteria id=\"x\" version=\"1\" name=\"X\" based-on=\"nobody\"/>",
      "x.xml:1: no shipped rules are named “nobody”" },
    { "<criteria id=\"x\" version=\"1\" name=\"X\"/>", "x.xml:1: the clause “remission” is missing" },
    { "<criteria id=\"x\" version=\"1\" name=\"X\" based-on=\"common\" instruments=\"ybocz\"/>",
      "x.xml:1: there is no scale “ybocz”" },
    { HEAD "<clause id=\"cure\" words=\"w\" source=\"s\" tag=\"A\"/></criteria>",
      "x.xml:2: no clause is named “cure”; there are remission, response" },
    { HEAD "<clause id=\"response\" words=\"w\" source=\"s\" tag=\"A\" cgi-i=\"8\"/></criteria>",
      "x.xml:2: " },
    { HEAD "<clause id=\"response\" words=\"w\" source=\"s\" tag=\"A\" cgi-i=\"cgi\"/></criteria>",
      "x.xml:2: cgi-i “cgi”: neither a number from 1 to 7 nor the name of a threshold" },
    { HEAD "<clause id=\"response\" words=\"{x}\" source=\"s\" tag=\"A\"/></criteria>",
      "x.xml:2: words “{x}”: numbers are named by {response}" },
    { HEAD "<clause id=\"none\" words=\"w\" source=\"s\" tag=\"Z\"/></criteria>",
      "x.xml:2: tag “Z”: allowed are V, M, U and A" },
    { HEAD "<clause id=\"none\" words=\"w\" source=\"\" tag=\"A\"/></criteria>",
      "x.xml:2: the source of <clause> is empty" },
    { HEAD
      "<clause id=\"none\" words=\"w\" source=\"s\" tag=\"A\"/>\n<clause id=\"none\" words=\"w\" source=\"s\" "
      "tag=\"A\"/></criteria>",
      "x.xml:3: the clause “none” stands twice" },
    { HEAD
      "<clause id=\"response\" words=\"w\" source=\"s\" tag=\"A\"><also instrument=\"ymrs\" score=\"sum\" "
      "below=\"12\"/></clause></criteria>",
      "x.xml:2: “ymrs” has no score “sum”" },
    { HEAD "<threshold instrument=\"madrs\" response-percent=\"50\" source=\"s\" tag=\"A\"/></criteria>",
      "x.xml:2: “madrs” is not among the instruments of these rules" },
    { HEAD "<threshold instrument=\"ybocs\" response-percent=\"150\" source=\"s\" tag=\"A\"/></criteria>",
      "x.xml:2: " },
    { HEAD "<threshold instrument=\"ybocs\" source=\"s\" tag=\"A\"/></criteria>",
      "x.xml:2: <threshold> names no number" },
    { HEAD "<threshold instrument=\"ybocs\" response-percent=\"30\" partial-percent=\"30\" source=\"s\" "
           "tag=\"A\"/></criteria>",
      "x.xml:2: partial response (30 %) must be below response (30 %)" },
    { HEAD "<threshold instrument=\"ybocs\" remission-at-most=\"12\" relapse-at-least=\"12\" source=\"s\" "
           "tag=\"A\"/></criteria>",
      "x.xml:2: relapse (12) must be above remission (12)" },
    { HEAD
      "<threshold instrument=\"ybocs\" sex=\"all\" response-percent=\"30\" source=\"s\" tag=\"A\"/></criteria>",
      "x.xml:2: sex “all”: allowed are female and male" },
    { HEAD "<relapse preset=\"never\" source=\"s\" tag=\"A\"/></criteria>",
      "x.xml:2: preset “never”: allowed are default, consensus and depression" },
    { HEAD "<relapse source=\"s\" tag=\"A\"/></criteria>", "x.xml:2: " },
    { HEAD "<cure/></criteria>", "x.xml:2: " },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TideCriteria) criteria
        = tide_criteria_parse ("x.xml", rows[i].text, -1, outcome_library (), &error);
      g_test_message ("%s → %s", rows[i].text, error != NULL ? error->message : "taken");
      g_assert_null (criteria);
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, rows[i].says));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/criteria/shipped-name-what-there-is", test_shipped_name_what_there_is);
  g_test_add_func ("/outcome/criteria/condition-and-scale-choose", test_condition_and_scale_choose);
  g_test_add_func ("/outcome/criteria/thresholds-in-force", test_thresholds_in_force);
  g_test_add_func ("/outcome/criteria/states-at-each-threshold", test_states_at_each_threshold);
  g_test_add_func ("/outcome/criteria/provisional-diagnosis-is-no-remission",
                   test_provisional_diagnosis_is_no_remission);
  g_test_add_func ("/outcome/criteria/strict-asks-for-the-cgi", test_strict_asks_for_the_cgi);
  g_test_add_func ("/outcome/criteria/clinic-threshold-is-followed", test_clinic_threshold_is_followed);
  g_test_add_func ("/outcome/criteria/bad-files-are-refused", test_bad_files_are_refused);
  return g_test_run ();
}

/* test-lindqvist.c: the patient of the pictures must come out as patient-light.png and narrow.png show her.
 *
 * Changes and percents are by hand, 100 (B - x) / B with B = 30, 28 (Y-BOCS) and 17, 15 (PHQ-9); letters as
 * in the picture, C where the point lies in the dotted area.
 */
#include <glib.h>
#include <math.h>

#include "fixture-lindqvist.h"
#include "outcome-check.h"

typedef struct
{
  int total;
  int course;
  const char *state;
  double change, percent;
  const char *letters;
  gboolean watch;
} Row;

static const Row ybocs[] = {
  { 30, 0, "baseline", NAN, NAN, "", FALSE },
  { 29, 0, "too_early", -1, 100.0 / 30, "", FALSE },
  { 27, 0, "too_early", -3, 10, "", FALSE },
  { 26, 0, "no_response", -4, 400.0 / 30, "", FALSE },
  { 25, 0, "no_response", -5, 500.0 / 30, "", FALSE },
  { 27, 0, "no_response", -3, 10, "", FALSE },
  { 28, 1, "baseline", NAN, NAN, "", FALSE },
  { 20, 1, "partial", -8, 800.0 / 28, "R", FALSE },
  { 18, 1, "response", -10, 1000.0 / 28, "R", FALSE },
  { 17, 1, "response", -11, 1100.0 / 28, "C", FALSE },
  { 19, 1, "partial", -9, 900.0 / 28, "C", TRUE },
  { 15, 1, "response", -13, 1300.0 / 28, "C", FALSE },
  { 16, 1, "response", -12, 1200.0 / 28, "", FALSE },
  { 13, 1, "response", -15, 1500.0 / 28, "CR", FALSE }, /* 53.6 % in the tooltip */
  { 12, 1, "remission", -16, 1600.0 / 28, "C", FALSE }, /* 57.1 % */
  { 14, 1, "response", -14, 50, "M", FALSE },
  { 20, 1, "partial", -8, 800.0 / 28, "", TRUE },  /* 28.6 %, "Partial, watch" */
  { 26, 1, "relapse", -2, 200.0 / 28, "", FALSE }, /* 7.1 % */
};

static const Row phq9[] = {
  { 17, 0, "baseline", NAN, NAN, "", FALSE },
  { 15, 0, "too_early", -2, 200.0 / 17, "", FALSE },
  { 14, 0, "no_response", -3, 300.0 / 17, "", FALSE },
  { 13, 0, "no_response", -4, 400.0 / 17, "", FALSE },
  { 14, 0, "no_response", -3, 300.0 / 17, "", FALSE },
  { 15, 1, "baseline", NAN, NAN, "", FALSE },
  { 9, 1, "partial", -6, 40, "CR", FALSE },            /* a scale of two weeks, 7 days after an infusion */
  { 8, 1, "partial", -7, 700.0 / 15, "CR", FALSE },    /* 13 days after one */
  { 6, 1, "response", -9, 60, "C", FALSE },            /* 60.0 % in the table */
  { 14, 1, "no_response", -1, 100.0 / 15, "", FALSE }, /* 6.7 %, "No response" */
};

static void
assert_number (double value, double expected)
{
  if (isnan (expected))
    g_assert_true (isnan (value));
  else
    g_assert_cmpfloat_with_epsilon (value, expected, 1e-9);
}

static void
assert_rows (const TideOutcome *outcome, const Row *rows, guint n)
{
  g_assert_cmpuint (outcome->n_visits, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const TideVisitOutcome *visit = &outcome->visits[i];
      g_autofree char *letters = outcome_dup_letters (visit->marks);
      g_test_message ("visit %u", i);
      g_assert_cmpfloat (tide_rating_get_value (&visit->rating), ==, rows[i].total);
      g_assert_cmpint (visit->course, ==, rows[i].course);
      g_assert_cmpstr (tide_state_get_code (visit->state), ==, rows[i].state);
      assert_number (visit->change, rows[i].change);
      assert_number (visit->percent, rows[i].percent);
      g_assert_cmpstr (letters, ==, rows[i].letters);
      g_assert_cmpint ((visit->marks & TIDE_MARK_WATCH) != 0, ==, rows[i].watch);
    }
}

static void
test_ybocs (void)
{
  g_autoptr (TideHistory) history = fixture_lindqvist_new (outcome_library ());
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  assert_rows (outcome, ybocs, G_N_ELEMENTS (ybocs));
}

static void
test_phq9 (void)
{
  g_autoptr (TideHistory) history = fixture_lindqvist_new (outcome_library ());
  g_autoptr (TideOutcome) outcome = outcome_of (history, "phq9", NULL);
  assert_rows (outcome, phq9, G_N_ELEMENTS (phq9));
}

static void
test_courses (void)
{
  g_autoptr (TideHistory) history = fixture_lindqvist_new (outcome_library ());
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpuint (outcome->n_courses, ==, 2);

  const TideCourseOutcome *first = &outcome->courses[0], *second = &outcome->courses[1];
  g_assert_cmpstr (first->course->agent, ==, "sertraline");
  g_assert_cmpuint (first->with->len, ==, 0);
  g_assert_cmpint (tide_instant_get_date (first->day0), ==, fixture_date ("2024-09-30"));
  g_assert_cmpint (tide_instant_get_date (first->until), ==, fixture_date ("2025-06-03"));
  g_assert_cmpfloat (first->baseline_value, ==, 30);
  /* The lane "Too early" ends where 28 days at 200 mg are over. */
  g_assert_cmpint (tide_instant_get_date (first->too_early_until), ==, fixture_date ("2024-12-23"));

  g_assert_cmpstr (second->course->agent, ==, "ketamine");
  g_assert_cmpuint (second->with->len, ==, 1);
  g_assert_cmpstr (((const TideCourse *) second->with->pdata[0])->agent, ==, "ERP");
  g_assert_cmpint (tide_instant_get_date (second->day0), ==, fixture_date ("2025-06-03"));
  g_assert_false (tide_instant_is_known (second->until));
  g_assert_false (second->planned);
  g_assert_cmpint (second->baseline, ==, 6);
  g_assert_cmpstr (second->baseline_why, ==, "only rating in the 14 days before day 0");
  g_assert_cmpfloat_with_epsilon (second->response_line, 18.2, 1e-9);
  g_assert_cmpfloat (second->response_at_most, ==, 18);
  g_assert_cmpfloat (second->remission_line, ==, 12);
  g_assert_false (tide_instant_is_known (second->too_early_until));
}

static void
test_days_and_cgi (void)
{
  g_autoptr (TideHistory) history = fixture_lindqvist_new (outcome_library ());
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  const TideVisitOutcome *september = &outcome->visits[13], *remission = &outcome->visits[14];
  g_assert_cmpint (september->day, ==, 90); /* "day 90" in the tooltip */
  g_assert_cmpint (september->cgi_i, ==, 2);
  g_assert_false (september->cgi_i_best);
  g_assert_cmpint (remission->ketamine_days, ==, 27); /* "carry-over possible, day 27" */
  g_assert_cmpint (outcome->visits[16].cgi_i, ==, 4);
  g_assert_true (outcome->visits[16].cgi_i_best);
  g_assert_cmpint (outcome->visits[17].cgi_i, ==, 6);
  g_assert_cmpint (outcome->visits[17].score_state, ==, TIDE_STATE_NO_RESPONSE);
  g_assert_cmpint (outcome->visits[6].day, ==, -1);
  g_assert_true (september->marks & TIDE_MARK_RECALL);
  g_assert_false (september->marks & TIDE_MARK_SCORE_ONLY);
  g_assert_true (remission->marks & TIDE_MARK_SCORE_ONLY); /* no CGI-S on file */
}

static void
test_farouk (void)
{
  g_autoptr (TideHistory) history = fixture_farouk_new (outcome_library ());
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpuint (outcome->n_courses, ==, 1);
  g_assert_true (outcome->courses[0].planned);
  g_assert_cmpfloat (outcome->courses[0].baseline_value, ==, 29);
  g_assert_cmpfloat (outcome->courses[0].response_at_most, ==, 18); /* 29 × 0.65 = 18.85 */
  g_assert_cmpint (outcome->visits[0].state, ==, TIDE_STATE_BASELINE);
  g_assert_cmpint (outcome->visits[0].day, ==, -6); /* "6 days before day 0" */
  g_assert_true (isnan (outcome->visits[0].change));
}

static void
test_nothing_recorded (void)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpuint (outcome->n_visits, ==, 0);
  g_assert_cmpuint (outcome->n_courses, ==, 0);
  g_assert_null (outcome->series);
}

static void
test_crowd (void)
{
  g_autoptr (TideHistory) history = fixture_crowded_new (outcome_library (), 7);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpuint (outcome->n_visits, ==, 300);
  g_assert_cmpuint (outcome->n_courses, ==, 5);
  for (guint i = 0; i < outcome->n_courses; i++)
    g_assert_cmpint (outcome->courses[i].baseline, >=, 0);
  g_test_timer_start ();
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (TideOutcome) again = outcome_of (history, "ybocs", NULL);
      g_assert_cmpuint (again->n_visits, ==, 300);
    }
  g_test_minimized_result (g_test_timer_elapsed () / 20 * 1000, "ms for one crowded outcome");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/lindqvist/ybocs-as-in-the-picture", test_ybocs);
  g_test_add_func ("/outcome/lindqvist/phq9-as-in-the-picture", test_phq9);
  g_test_add_func ("/outcome/lindqvist/courses-and-lines", test_courses);
  g_test_add_func ("/outcome/lindqvist/days-and-cgi", test_days_and_cgi);
  g_test_add_func ("/outcome/farouk/a-planned-course-has-its-baseline", test_farouk);
  g_test_add_func ("/outcome/empty/nothing-recorded", test_nothing_recorded);
  g_test_add_func ("/outcome/crowd/ten-years", test_crowd);
  return g_test_run ();
}

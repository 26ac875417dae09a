/* test-cohort-row.c: the rows of a comparison say what the page of the patient says. */
#include <glib.h>
#include <math.h>

#include "outcome-check.h"
#include "tide-cohort-row.h"

#define DAY0 "2025-01-06"
#define NOW "2025-11-20T14:32+01:00"

static const char *
on (int days)
{
  static char text[4][32];
  static guint next = 0;
  next = (next + 1) % 4;
  g_autofree char *iso = tide_date_to_iso (fixture_date (DAY0) + days);
  g_snprintf (text[next], sizeof text[next], "%sT09:00", iso);
  return text[next];
}

static GArray *
fold (FixtureBuilder *b)
{
  g_autoptr (TideHistory) history = fixture_end (b);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  tide_cohort_fold (rows, history, outcome_instrument ("ybocs"), thresholds, fixture_instant (NOW), NULL);
  return rows;
}

static const TideCohortRow *
get (GArray *rows, guint i)
{
  return &g_array_index (rows, TideCohortRow, i);
}

/* 28 at the start; windows of week 1 (4-10), 2 (11-17), 4 (21-35), 8 (49-63), 12 and 24. */
static void
test_one_course (void)
{
  FixtureBuilder b;
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_FEMALE);
  TideCourse *course = fixture_add_course (&b, TIDE_ARM_CBT, "ERP", DAY0);
  course->end_reason = tide_code_from_text (tide_end_reason_codes, "completed");
  static const int days[] = { -1, 4, 8, 11, 36, 50, 57, 98 }, totals[] = { 28, 27, 26, 24, 22, 16, 17, 19 };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    fixture_add_ybocs (&b, on (days[i]), totals[i]);
  g_autoptr (GArray) rows = fold (&b);
  g_assert_cmpuint (rows->len, ==, 1);
  const TideCohortRow *row = get (rows, 0);
  static const double windows[] = { 26, 24, NAN, 17, 19, NAN };
  for (guint i = 0; i < TIDE_N_WINDOWS; i++)
    {
      double got = tide_cohort_score_get (row->window[i]);
      g_test_message ("week %u: %g", tide_cohort_windows[i].week, got);
      g_assert_true (isnan (windows[i]) ? isnan (got) : got == windows[i]);
    }
  g_assert_cmpfloat (tide_cohort_score_get (row->baseline), ==, 28);
  g_assert_cmpfloat (tide_cohort_score_get (row->best), ==, 16);
  g_assert_cmpfloat (tide_cohort_score_get (row->last), ==, 19);
  g_assert_cmpint (row->age, ==, 45);
  g_assert_cmpint (row->sex, ==, TIDE_SEX_FEMALE);
  g_assert_cmpint (row->arms, ==, 1 << TIDE_ARM_CBT);
  g_assert_cmpint (row->sequence, ==, 1);
  g_assert_cmpint (row->fate, ==, TIDE_FATE_RESPONDED);
  g_assert_cmpint (row->events[TIDE_COURSE_RESPONSE].status, ==, TIDE_EVENT_SEEN);
  g_assert_cmpfloat (row->events[TIDE_COURSE_RESPONSE].lower / 86400.0, ==, 36);
  g_assert_cmpfloat (row->events[TIDE_COURSE_RESPONSE].upper / 86400.0, ==, 50);
  g_assert_cmpfloat (row->events[TIDE_COURSE_DURATION].upper / 86400.0, ==, 48);
  g_assert_cmpint (row->events[TIDE_COURSE_RELAPSE].upper, ==, -1);
  g_assert_cmpint (row->marks[0], ==, 1); /* recall: day 4 */
  g_assert_cmpint (row->n_recall, ==, 1);
}

/* A combination keeps both arms; a repeat counts on; what failed before is counted; nothing gets lost. */
static void
test_several_courses (void)
{
  FixtureBuilder b;
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  b.history->patient->birth_date = TIDE_DATE_UNKNOWN;
  fixture_add_course (&b, TIDE_ARM_CBT, "ERP", DAY0);
  fixture_add_ybocs (&b, on (-1), 28);
  fixture_add_ybocs (&b, on (40), 27);
  fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2025-05-06"); /* day 120: no baseline */
  TideCourse *ketamine = fixture_add_course (&b, TIDE_ARM_KETAMINE, "ketamine", "2025-07-05"); /* day 180 */
  fixture_add_session (&b, ketamine, "2025-07-05T10:00", TIDE_SESSION_HELD);
  fixture_add_session (&b, ketamine, "2025-07-12T10:00", TIDE_SESSION_HELD);
  fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2025-07-10");
  fixture_add_ybocs (&b, on (178), 26);
  fixture_add_ybocs (&b, on (190), 12);
  g_autoptr (GArray) rows = fold (&b);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpint (get (rows, 0)->events[TIDE_COURSE_RESPONSE].why, ==,
                   TIDE_WHY_OVERLAP); /* nobody ended it */
  g_assert_cmpint (get (rows, 1)->fate, ==, TIDE_FATE_NO_BASELINE);
  g_assert_cmpint (get (rows, 1)->sequence, ==, 2);
  g_assert_cmpint (get (rows, 1)->n_failed, ==, 1);
  g_assert_cmpint (get (rows, 2)->arms, ==, 1 << TIDE_ARM_KETAMINE | 1 << TIDE_ARM_CBT);
  g_assert_cmpint (get (rows, 2)->dosed, ==, TIDE_DOSED_SERIES); /* two doses */
  g_assert_cmpint (get (rows, 0)->dosed, ==, TIDE_DOSED_NOT);
  g_assert_cmpint (get (rows, 2)->rated_by, ==, TIDE_RATED_BY_CLINICIAN);
  g_assert_cmpint (get (rows, 2)->age, ==, -1);
}

/* One test dose, a series half a year later, and a course whose doses nobody recorded. */
static void
test_doses_of_ketamine (void)
{
  FixtureBuilder b;
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  TideCourse *once = fixture_add_course (&b, TIDE_ARM_KETAMINE, "ketamine", DAY0);
  once->ended_on = fixture_date (DAY0);
  fixture_add_session (&b, once, "2025-01-06T10:00", TIDE_SESSION_HELD);
  TideCourse *series = fixture_add_course (&b, TIDE_ARM_KETAMINE, "ketamine", "2025-07-05");
  series->ended_on = fixture_date ("2025-07-12");
  fixture_add_session (&b, series, "2025-07-05T10:00", TIDE_SESSION_HELD);
  fixture_add_session (&b, series, "2025-07-12T10:00", TIDE_SESSION_HELD);
  fixture_add_course (&b, TIDE_ARM_KETAMINE, "ketamine", "2025-10-01");
  g_autoptr (GArray) rows = fold (&b);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpint (get (rows, 0)->dosed, ==, TIDE_DOSED_ONCE);
  g_assert_cmpint (get (rows, 1)->dosed, ==, TIDE_DOSED_SERIES);
  g_assert_cmpint (get (rows, 2)->dosed, ==, TIDE_DOSED_UNKNOWN);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (get (rows, i)->sequence, ==, 1);
      g_assert_cmpint (get (rows, i)->sequence_any, ==, i + 1);
    }
}

/* The baseline by the patient, what followed by the clinician: not all by one kind. */
static void
test_the_raters_are_of_the_baseline_too (void)
{
  FixtureBuilder b;
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  fixture_add_course (&b, TIDE_ARM_CBT, "ERP", DAY0);
  fixture_add_ybocs (&b, on (-1), 28)->rater_type = TIDE_RATER_SELF;
  fixture_add_ybocs (&b, on (40), 27);
  g_autoptr (GArray) rows = fold (&b);
  g_assert_cmpint (get (rows, 0)->rated_by, ==, TIDE_RATED_BY_SELF | TIDE_RATED_BY_CLINICIAN);
}

/* --- what became of a course --- */

/* Sertraline from day 0 at the usual target: before day 56 nobody says no.  28 at the start; rated once, on
 * @rated. */
static TideFate
get_fate_of_drug (int rated, int total, int ended, int mg)
{
  FixtureBuilder b;
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  TideCourse *course = fixture_add_course (&b, TIDE_ARM_SSRI, "sertraline", DAY0);
  fixture_add_step (&b, course, DAY0, mg);
  if (ended >= 0)
    course->ended_on = fixture_date (DAY0) + ended;
  fixture_add_ybocs (&b, on (-1), 28);
  fixture_add_ybocs (&b, on (rated), total);
  g_autoptr (GArray) rows = fold (&b);
  g_assert_cmpuint (rows->len, ==, 1);
  return (TideFate) get (rows, 0)->fate;
}

/* "Never non-responder" before the adequacy window (F12), however long ago that was: the rows are made on day
 * 318.  At 50 mg the dose that counts was never reached: judged from week 12 on, day 84. */
static void
test_who_left_early_is_no_failure (void)
{
  static const struct
  {
    int rated, total, ended, mg;
    TideFate fate;
  } cases[] = {
    { 14, 27, 20, 200, TIDE_FATE_TOO_EARLY },     { 14, 27, -1, 200, TIDE_FATE_TOO_EARLY },
    { 55, 27, 60, 200, TIDE_FATE_TOO_EARLY },     { 56, 27, 60, 200, TIDE_FATE_NOT_RESPONDED },
    { 56, 27, -1, 200, TIDE_FATE_NOT_RESPONDED }, { 70, 27, 80, 50, TIDE_FATE_TOO_EARLY },
    { 84, 27, 90, 50, TIDE_FATE_NOT_RESPONDED },  { 14, 14, 20, 200, TIDE_FATE_RESPONDED },
    { 100, 27, 20, 200, TIDE_FATE_NOT_RATED },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpint (get_fate_of_drug (cases[i].rated, cases[i].total, cases[i].ended, cases[i].mg), ==,
                       cases[i].fate);
    }
}

/* A rating long after a drug was stopped on day 20 says nothing of the drug: what counts is day 14. */
static void
test_a_rating_after_the_stop_is_no_verdict (void)
{
  FixtureBuilder b;
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  TideCourse *course = fixture_add_course (&b, TIDE_ARM_SSRI, "sertraline", DAY0);
  fixture_add_step (&b, course, DAY0, 200);
  course->ended_on = fixture_date (DAY0) + 20;
  static const int days[] = { -1, 14, 120 }, totals[] = { 28, 27, 27 };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    fixture_add_ybocs (&b, on (days[i]), totals[i]);
  g_autoptr (GArray) rows = fold (&b);
  g_assert_cmpint (get (rows, 0)->fate, ==, TIDE_FATE_TOO_EARLY);
}

/* 150 mg from day 0, none from day 59, nobody wrote an end down: treated for 59 days, week 12 is not missed
 * but after the stop, and the period is over. */
static void
test_a_step_to_nothing_ends_the_treatment (void)
{
  FixtureBuilder b;
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  TideCourse *course = fixture_add_course (&b, TIDE_ARM_SSRI, "sertraline", DAY0);
  fixture_add_step (&b, course, DAY0, 150);
  fixture_add_step (&b, course, "2025-03-06", 0);
  fixture_add_ybocs (&b, on (-1), 28);
  fixture_add_ybocs (&b, on (40), 27);
  g_autoptr (GArray) rows = fold (&b);
  const TideCohortRow *row = get (rows, 0);
  g_assert_cmpint (row->end_day, ==, 59);
  g_assert_cmpint (tide_cohort_row_get_treated_days (row), ==, 59);
  g_assert_cmpint (row->until_day, ==, 59);
  g_assert_cmpint (row->events[TIDE_COURSE_RESPONSE].why, ==, TIDE_WHY_STOPPED);
  g_assert_cmpint (row->windows[3], ==, TIDE_WINDOW_MISSED); /* week 8, day 49 to 63: treated at its start */
  g_assert_cmpint (row->windows[4], ==, TIDE_WINDOW_STOPPED);
}

/* --- what runs beside --- */

/* Sertraline for a year before CBT; @mg from @days before it.  The row says "background" where neither a mark
 * says "overlap" nor the arm is a combination. */
static void
check_background (int days, int mg, gboolean is_background)
{
  FixtureBuilder b;
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  TideCourse *ssri = fixture_add_course (&b, TIDE_ARM_SSRI, "sertraline", "2024-01-01");
  g_autofree char *changed = tide_date_to_iso (fixture_date (DAY0) - days);
  fixture_add_step (&b, ssri, "2024-01-01", 50);
  fixture_add_step (&b, ssri, changed, mg);
  fixture_add_course (&b, TIDE_ARM_CBT, "ERP", DAY0);
  fixture_add_ybocs (&b, on (-1), 28);
  fixture_add_ybocs (&b, on (20), 27);
  g_autoptr (GArray) rows = fold (&b);
  const TideCohortRow *cbt = get (rows, 1);
  g_test_message ("%d mg, %d days before", mg, days);
  g_assert_cmpint (cbt->background, ==, is_background ? 1 << TIDE_ARM_SSRI : 0);
  gboolean beside = cbt->marks[2] > 0 || (cbt->arms & 1 << TIDE_ARM_SSRI) != 0; /* overlap, combination */
  g_assert_cmpint (beside, ==, mg > 0 && !is_background);
  g_assert_cmpint (cbt->arms & 1 << TIDE_ARM_CBT, !=, 0);
}

/* Sertraline from @older days before CBT, raised @raised days before it (0: never), stopped @stopped days
 * after CBT began (-1: not).  The arms of CBT's row. */
static guint
get_arms_of_cbt (int older, int raised, int stopped)
{
  FixtureBuilder b;
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  g_autofree char *start = tide_date_to_iso (fixture_date (DAY0) - older);
  g_autofree char *rise = tide_date_to_iso (fixture_date (DAY0) - raised);
  TideCourse *ssri = fixture_add_course (&b, TIDE_ARM_SSRI, "sertraline", start);
  fixture_add_step (&b, ssri, start, 100);
  if (raised > 0)
    fixture_add_step (&b, ssri, rise, 200);
  if (stopped >= 0)
    ssri->ended_on = fixture_date (DAY0) + stopped;
  fixture_add_course (&b, TIDE_ARM_CBT, "ERP", DAY0);
  fixture_add_ybocs (&b, on (-1), 28);
  fixture_add_ybocs (&b, on (10), 26);
  fixture_add_ybocs (&b, on (57), 14);
  g_autoptr (GArray) rows = fold (&b);
  const TideCohortRow *cbt = get (rows, rows->len - 1);
  /* One of the three, never none: background, combination, or the mark. */
  guint n_said = (cbt->background != 0) + (cbt->arms != 1 << TIDE_ARM_CBT) + (cbt->marks[2] > 0);
  if (stopped < 0 || stopped >= 10)
    g_assert_cmpuint (n_said, ==, 1);
  return cbt->arms;
}

/* clinical.md 3.6: the period of overlap belongs to the combination; only 8 weeks without a change make a
 * background.  What is given up within 28 days is a switch, whose days are marked. */
static void
test_what_is_no_background_is_a_combination (void)
{
  static const guint cbt = 1 << TIDE_ARM_CBT, both = 1 << TIDE_ARM_CBT | 1 << TIDE_ARM_SSRI;
  static const struct
  {
    int older, raised, stopped;
    guint arms;
  } cases[] = {
    { 41, 0, -1, both },
    { 55, 0, -1, both },
    { 56, 0, -1, cbt },
    { 400, 5, -1, both },
    { 400, 56, -1, cbt },
    { 400, 55, 29, both },
    { 400, 55, 28, cbt },
    { 41, 0, 14, cbt },
    { 20, 0, 14, cbt | 1 << TIDE_ARM_SSRI }, /* begun close together: one treatment, as before */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpuint (get_arms_of_cbt (cases[i].older, cases[i].raised, cases[i].stopped), ==,
                        cases[i].arms);
    }
}

/* rTMS from day 0 on, twelve weekly sessions; CBT from day 42, four sessions.  The months, sessions and
 * costs of what was before are not counted again in the combination. */
static void
test_a_combination_counts_nothing_twice (void)
{
  FixtureBuilder b;
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  TideCourse *rtms = fixture_add_course (&b, TIDE_ARM_NEUROMODULATION, "rTMS", DAY0);
  for (int i = 0; i < 12; i++)
    fixture_add_session (&b, rtms, on (7 * i), TIDE_SESSION_HELD);
  TideCourse *cbt = fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2025-02-17");
  for (int i = 0; i < 4; i++)
    fixture_add_session (&b, cbt, on (42 + 7 * i), TIDE_SESSION_HELD);
  cbt->ended_on = rtms->ended_on = fixture_date (DAY0) + 77;
  fixture_add_ybocs (&b, on (-1), 28);
  fixture_add_ybocs (&b, on (41), 26);
  fixture_add_ybocs (&b, on (70), 14);
  g_autoptr (GArray) rows = fold (&b);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpuint (get (rows, 0)->arms, ==, 1 << TIDE_ARM_NEUROMODULATION);
  g_assert_cmpuint (get (rows, 1)->arms, ==, 1 << TIDE_ARM_NEUROMODULATION | 1 << TIDE_ARM_CBT);
  g_assert_cmpint (get (rows, 0)->events[TIDE_COURSE_RESPONSE].why, ==, TIDE_WHY_OVERLAP);
  g_assert_cmpuint (get (rows, 1)->fate, ==, TIDE_FATE_RESPONDED);
  g_assert_cmpuint (get (rows, 0)->n_sessions, ==, 6);  /* days 0 to 35 */
  g_assert_cmpuint (get (rows, 1)->n_sessions, ==, 10); /* six of rTMS, four of CBT */
  g_assert_cmpint (tide_cohort_row_get_treated_days (get (rows, 0)), ==, 42);
  g_assert_cmpint (tide_cohort_row_get_treated_days (get (rows, 1)), ==, 35);
}

static void
test_background_is_unchanged (void)
{
  check_background (300, 200, TRUE);
  check_background (56, 200, TRUE);
  check_background (55, 200, FALSE);
  check_background (5, 200, FALSE);
  check_background (100, 0, FALSE); /* stopped long ago, though nobody wrote an end down */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/cohort-row/one-course", test_one_course);
  g_test_add_func ("/outcome/cohort-row/several-courses", test_several_courses);
  g_test_add_func ("/outcome/cohort-row/doses-of-ketamine", test_doses_of_ketamine);
  g_test_add_func ("/outcome/cohort-row/the-raters-are-of-the-baseline-too",
                   test_the_raters_are_of_the_baseline_too);
  g_test_add_func ("/outcome/cohort-row/who-left-early-is-no-failure", test_who_left_early_is_no_failure);
  g_test_add_func ("/outcome/cohort-row/a-rating-after-the-stop-is-no-verdict",
                   test_a_rating_after_the_stop_is_no_verdict);
  g_test_add_func ("/outcome/cohort-row/what-is-no-background-is-a-combination",
                   test_what_is_no_background_is_a_combination);
  g_test_add_func ("/outcome/cohort-row/a-combination-counts-nothing-twice",
                   test_a_combination_counts_nothing_twice);
  g_test_add_func ("/outcome/cohort-row/background-is-unchanged", test_background_is_unchanged);
  g_test_add_func ("/outcome/cohort-row/a-step-to-nothing-ends-the-treatment",
                   test_a_step_to_nothing_ends_the_treatment);
  return g_test_run ();
}

/* test-course-facts.c: waiting days, adherence to sessions, cost so far and per week in response (F05, F07,
 * F08, F44, F45, F53); every expected number is counted by hand in a comment. */
#include <glib.h>
#include <math.h>

#include "outcome-check.h"
#include "tide-course-facts.h"

typedef struct
{
  FixtureBuilder b;
  TideCourse *course;
} Case;

static void
begin (Case *c, TideArm arm, const char *agent, const char *started_on)
{
  fixture_begin (&c->b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  c->course = fixture_add_course (&c->b, arm, agent, started_on);
}

static TideSession *
add (Case *c, const char *started, TideSessionStatus status, const char *planned)
{
  TideSession *session = fixture_add_session (&c->b, c->course, started, status);
  if (planned != NULL)
    session->planned = fixture_instant (planned);
  return session;
}

static TideCost *
add_cost (Case *c, const char *unit, const char *payer, double amount)
{
  TideCost *cost = tide_cost_new ();
  cost->patient_id = c->b.patient_id;
  cost->course_id = c->course->base.id;
  cost->unit = tide_code_from_text (tide_cost_unit_codes, unit);
  cost->payer = tide_code_from_text (tide_payer_codes, payer);
  cost->amount = amount;
  g_ptr_array_add (c->b.history->costs, cost);
  return cost;
}

static int
kind (const char *code)
{
  return tide_code_from_text (tide_session_kind_codes, code);
}

/* Six sessions agreed up to 30 June: two held on their day, one a day late, one missed, one cancelled by the
 * clinic, one of which nothing is known; one more is agreed for July. */
static void
test_adherence (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP", "2025-06-02");
  add (&c, "2025-06-02T10:00", TIDE_SESSION_HELD, "2025-06-02T10:00")->homework_percent = 50;
  TideSession *peas = add (&c, "2025-06-09T10:00", TIDE_SESSION_HELD, "2025-06-09T10:00");
  peas->homework_percent = 100;
  peas->peas_tried = 7;
  peas->peas_quality = 5;
  peas->peas_resisted = 3;
  add (&c, "2025-06-17T10:00", TIDE_SESSION_HELD, "2025-06-16T10:00")->peas_tried = 7;
  add (&c, "2025-06-20T10:00", TIDE_SESSION_MISSED, NULL);
  add (&c, "2025-06-23T10:00", TIDE_SESSION_CANCELLED, NULL);
  add (&c, "2025-06-27T10:00", TIDE_SESSION_PLANNED, NULL);
  add (&c, "2025-07-04T10:00", TIDE_SESSION_PLANNED, NULL);
  TideCourse *course = c.course;
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  TideSessionCount count = tide_course_count_sessions (history, course, fixture_instant ("2025-06-30T12:00"));
  g_assert_cmpuint (count.n_held, ==, 3);
  g_assert_cmpuint (count.n_late, ==, 1);
  g_assert_cmpuint (count.n_dated, ==, 3);
  g_assert_cmpuint (count.n_missed, ==, 1);
  g_assert_cmpuint (count.n_cancelled, ==, 1);
  g_assert_cmpuint (count.n_open, ==, 1);
  g_assert_cmpuint (count.n_agreed, ==, 1);
  g_assert_cmpfloat_with_epsilon (count.adherence, 75, 1e-9); /* 3 of 3 + 1 */
  g_assert_cmpfloat_with_epsilon (count.homework, 75, 1e-9);  /* (50 + 100) / 2: the third was not asked */
  g_assert_cmpuint (count.n_homework, ==, 2);
  g_assert_cmpfloat_with_epsilon (count.peas, 5, 1e-9); /* (7 + 5 + 3) / 3; one of three answers is none */
  g_assert_cmpuint (count.n_peas, ==, 1);
}

static void
test_nothing_is_not_zero (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP", "2025-06-02");
  add (&c, "2025-06-23T10:00", TIDE_SESSION_CANCELLED, NULL);
  TideCourse *course = c.course;
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  TideInstant now = fixture_instant ("2025-06-30T12:00");
  TideSessionCount count = tide_course_count_sessions (history, course, now);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  TideCourseCost cost = tide_course_add_costs (history, course, NULL, thresholds, now);
  g_assert_true (isnan (count.adherence) && isnan (count.homework) && isnan (count.peas));
  g_assert_cmpuint (cost.n_rows, ==, 0);
  g_assert_true (isnan (cost.per_week));
  g_assert_cmpint (tide_course_get_wait (history, course, now).days, ==, -1);
}

static void
test_waiting (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP", "2025-06-02");
  c.course->referred_on = fixture_date ("2025-05-01");
  add (&c, "2025-06-05T10:00", TIDE_SESSION_MISSED, NULL);
  add (&c, "2025-06-12T10:00", TIDE_SESSION_HELD, NULL);
  TideCourse *first = c.course;
  TideCourse *second = fixture_add_course (&c.b, TIDE_ARM_KETAMINE, "ketamine", "2025-09-01");
  second->referred_on = fixture_date ("2025-08-01");
  TideCourse *third = fixture_add_course (&c.b, TIDE_ARM_SSRI, "sertraline", "2025-09-20");
  c.b.history->patient->referred_on = fixture_date ("2024-01-01");
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  TideInstant now = fixture_instant ("2025-08-22T12:00");
  TideWait wait = tide_course_get_wait (history, first, now);
  g_assert_cmpint (wait.days, ==, 42); /* 1 May to 12 June: 30 + 12 */
  wait = tide_course_get_wait (history, second, now);
  g_assert_false (tide_date_is_known (wait.until)); /* still waiting */
  g_assert_cmpint (wait.days, ==, 21);
  /* The patient's own referral is not that of a third course. */
  g_assert_cmpint (tide_course_get_wait (history, third, now).days, ==, -1);
}

/* 200 a session from 1 June on: 2 of 3 sessions; 90 a month from 1 May to 30 June (60 days); 50 once; a once
 * that lies ahead. */
static void
test_cost (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP", "2025-05-01");
  add (&c, "2025-05-20T10:00", TIDE_SESSION_HELD, NULL);
  add (&c, "2025-06-03T10:00", TIDE_SESSION_HELD, NULL);
  add (&c, "2025-06-10T10:00", TIDE_SESSION_STOPPED, NULL);
  add (&c, "2025-06-17T10:00", TIDE_SESSION_MISSED, NULL);
  add_cost (&c, "session", "patient", 200)->from_date = fixture_date ("2025-06-01");
  add_cost (&c, "month", "insurer", 90)->from_date = fixture_date ("2025-05-01");
  add_cost (&c, "once", "patient", 50);
  add_cost (&c, "once", "clinic", 1000)->from_date = fixture_date ("2025-08-01");
  TideCourse *course = c.course;
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  TideCourseCost sum
    = tide_course_add_costs (history, course, NULL, thresholds, fixture_instant ("2025-06-30T12:00"));
  double month = 90 * 60 / 30.4375;
  g_assert_cmpuint (sum.n_rows, ==, 4);
  g_assert_cmpuint (sum.n_unknown, ==, 0);
  g_assert_cmpfloat_with_epsilon (sum.by_payer[1], 450, 1e-9);
  g_assert_cmpfloat_with_epsilon (sum.by_payer[2], month, 1e-9);
  g_assert_cmpfloat_with_epsilon (sum.total, 450 + month, 1e-9);
}

/* The price is from January, the course from 1 May: 60 days to 30 June, not 180. */
static void
test_cost_before_the_start (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP", "2025-05-01");
  add (&c, "2025-05-01T10:00", TIDE_SESSION_HELD, NULL);
  add_cost (&c, "month", "insurer", 90)->from_date = fixture_date ("2025-01-01");
  TideCourse *course = c.course;
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  TideCourseCost sum
    = tide_course_add_costs (history, course, NULL, thresholds, fixture_instant ("2025-06-30T12:00"));
  g_assert_cmpfloat_with_epsilon (sum.total, 90 * 60 / 30.4375, 1e-9);
}

/* A past session of which nothing was written down is open, not agreed ahead. */
static void
test_past_without_a_status (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP", "2025-06-02");
  add (&c, "2025-06-20T10:00", TIDE_SESSION_UNKNOWN, NULL);
  add (&c, "2025-07-20T10:00", TIDE_SESSION_UNKNOWN, NULL);
  add (&c, "2025-07-21T10:00", TIDE_SESSION_PLANNED, NULL);
  TideCourse *course = c.course;
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  TideSessionCount count = tide_course_count_sessions (history, course, fixture_instant ("2025-06-30T12:00"));
  g_assert_cmpuint (count.n_open, ==, 1);
  g_assert_cmpuint (count.n_agreed, ==, 2);
}

/* A talk that prepares ends no waiting, begins no course and prolongs none; the infusion that was begun and
 * stopped does.  One that was missed does not prolong it either. */
static void
test_talks_are_no_doses (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine", "2025-03-01");
  c.course->referred_on = fixture_date ("2025-02-01");
  add (&c, "2025-03-03T09:00", TIDE_SESSION_HELD, NULL)->kind = kind ("preparation");
  add (&c, "2025-03-11T09:00", TIDE_SESSION_STOPPED, NULL);
  add (&c, "2025-03-20T09:00", TIDE_SESSION_HELD, NULL)->kind = kind ("integration");
  add (&c, "2025-03-25T09:00", TIDE_SESSION_MISSED, NULL);
  fixture_add_ybocs (&c.b, "2025-03-10", 30);
  fixture_add_ybocs (&c.b, "2025-03-27", 25);
  TideCourse *erp = fixture_add_course (&c.b, TIDE_ARM_CBT, "ERP", "2025-03-24");
  fixture_add_session (&c.b, erp, "2025-03-24T09:00", TIDE_SESSION_HELD);
  TideCourse *course = c.course;
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpint (tide_course_get_first_day (history, course), ==, fixture_date ("2025-03-11"));
  g_assert_cmpint (tide_course_get_wait (history, course, fixture_instant ("2025-06-30T12:00")).days, ==, 38);
  g_assert_cmpint (tide_instant_get_date (outcome->courses[0].day0), ==, fixture_date ("2025-03-11"));
  /* Ended with the infusion of the 11th: what begins on the 24th is no companion of it. */
  g_assert_cmpuint (outcome->n_courses, ==, 2);
}

/* A talk that is planned before the first infusion is not the planned day 0. */
static void
test_planned_talk (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine", NULL);
  add (&c, "2026-01-05T09:00", TIDE_SESSION_PLANNED, NULL)->kind = kind ("preparation");
  add (&c, "2026-01-12T09:00", TIDE_SESSION_PLANNED, NULL);
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_true (outcome->courses[0].planned);
  g_assert_cmpint (tide_instant_get_date (outcome->courses[0].day0), ==, fixture_date ("2026-01-12"));
}

static void
test_cost_without_a_start (void)
{
  Case c;
  begin (&c, TIDE_ARM_SSRI, "sertraline", "2025-05-01");
  c.course->started_on = TIDE_DATE_UNKNOWN;
  add_cost (&c, "month", "insurer", 90);
  TideCourse *course = c.course;
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  TideCourseCost sum
    = tide_course_add_costs (history, course, NULL, thresholds, fixture_instant ("2025-06-30T12:00"));
  g_assert_cmpuint (sum.n_unknown, ==, 1);
  g_assert_cmpfloat (sum.total, ==, 0);
}

/* clinical.md 3.8, course 1: 28 at day -2; 20, 17, 16, 19 at day 1, 7, 14, 28.  Response from day 7 to day
 * 28: three weeks; one infusion of 300: 100 a week.  A self-rating of 26 beside the 17 of day 7 is passed
 * over (3.4): it neither ends the response nor begins anything. */
static void
check_cost_by_week_in_response (gboolean with_self_rating)
{
  static const char *const days[] = { "2025-03-08", "2025-03-11", "2025-03-17", "2025-03-24", "2025-04-07" };
  static const int totals[] = { 28, 20, 17, 16, 19 }, cgi[] = { 0, 3, 2, 2, 3 };
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine", "2025-03-10");
  add (&c, "2025-03-10T09:00", TIDE_SESSION_HELD, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *at = g_strconcat (days[i], "T09:00", NULL);
      fixture_add_ybocs (&c.b, at, totals[i]);
      if (cgi[i] != 0)
        fixture_add_single (&c.b, "cgii", at, cgi[i])->compared_with
          = tide_code_from_text (tide_compared_with_codes, "baseline");
    }
  if (with_self_rating)
    fixture_add_ybocs (&c.b, "2025-03-17T11:00", 26)->rater_type = TIDE_RATER_SELF;
  add_cost (&c, "session", "patient", 300);
  TideCourse *course = c.course;
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  TideInstant now = fixture_instant ("2025-04-20T12:00");
  TideInstrument *ybocs = tide_library_lookup (outcome_library (), "ybocs");
  g_autoptr (TideOutcome) outcome = tide_outcome_compute (history, ybocs, thresholds, now);
  TideCourseCost sum = tide_course_add_costs (history, course, outcome, thresholds, now);
  g_assert_cmpfloat_with_epsilon (sum.response_weeks, 3, 0.01); /* summer time begins: an hour less */
  g_assert_cmpfloat_with_epsilon (sum.per_week, 100, 0.5);
}

static void
test_cost_by_week_in_response (void)
{
  check_cost_by_week_in_response (FALSE);
  check_cost_by_week_in_response (TRUE);
}

/* 300 a session: held and stopped ones are 600.  Two past ones of which nobody knows, with or without the
 * word "planned", are neither given nor charged; missed, cancelled and coming ones are not open. */
static void
test_cost_of_open_sessions (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine", "2025-03-10");
  add (&c, "2025-03-10T09:00", TIDE_SESSION_HELD, NULL);
  add (&c, "2025-03-12T09:00", TIDE_SESSION_STOPPED, NULL);
  add (&c, "2025-03-14T09:00", TIDE_SESSION_UNKNOWN, NULL);
  add (&c, "2025-03-17T09:00", TIDE_SESSION_PLANNED, NULL);
  add (&c, "2025-03-19T09:00", TIDE_SESSION_MISSED, NULL);
  add (&c, "2025-03-21T09:00", TIDE_SESSION_CANCELLED, NULL);
  add (&c, "2025-04-02T09:00", TIDE_SESSION_PLANNED, NULL);
  add_cost (&c, "session", "patient", 300);
  TideCourse *course = c.course;
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  TideCourseCost sum
    = tide_course_add_costs (history, course, NULL, thresholds, fixture_instant ("2025-04-01T12:00"));
  g_assert_cmpfloat (sum.total, ==, 600);
  g_assert_cmpuint (sum.n_open_sessions, ==, 2);
}

/* Of a ketamine course: two infusions held and one begun, a preparation and an integration held, and one past
 * integration of which nobody said a word.  Three are the treatment: 900 at 300 each, nothing open. */
static void
test_treated (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine", "2025-03-10");
  add (&c, "2025-03-10T09:00", TIDE_SESSION_HELD, NULL);
  add (&c, "2025-03-12T09:00", TIDE_SESSION_HELD, NULL)->kind = kind ("dosing");
  add (&c, "2025-03-14T09:00", TIDE_SESSION_STOPPED, NULL);
  add (&c, "2025-03-09T09:00", TIDE_SESSION_HELD, NULL)->kind = kind ("preparation");
  add (&c, "2025-03-11T09:00", TIDE_SESSION_HELD, NULL)->kind = kind ("integration");
  add (&c, "2025-03-15T09:00", TIDE_SESSION_PLANNED, NULL)->kind = kind ("integration");
  add_cost (&c, "session", "patient", 300);
  TideCourse *course = c.course;
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  TideInstant now = fixture_instant ("2025-04-01T12:00");
  TideSessionCount count = tide_course_count_sessions (history, course, now);
  TideCourseCost sum = tide_course_add_costs (history, course, NULL, thresholds, now);
  g_assert_cmpuint (count.n_held, ==, 5);
  g_assert_cmpuint (count.n_treated, ==, 3);
  g_assert_cmpfloat (sum.total, ==, 900);
  g_assert_cmpuint (sum.n_open_sessions, ==, 0);
}

static void
test_integration (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine", "2025-03-10");
  TideSession *one = add (&c, "2025-03-10T09:00", TIDE_SESSION_HELD, NULL);
  TideSession *two = add (&c, "2025-03-14T09:00", TIDE_SESSION_HELD, NULL);
  TideSession *three = add (&c, "2025-03-18T09:00", TIDE_SESSION_HELD, NULL);
  add (&c, "2025-03-21T09:00", TIDE_SESSION_MISSED, NULL);
  TideSession *held = add (&c, "2025-03-11T09:00", TIDE_SESSION_HELD, NULL);
  TideSession *planned = add (&c, "2025-03-25T09:00", TIDE_SESSION_PLANNED, NULL);
  held->kind = planned->kind = kind ("integration");
  held->chain_id = one->base.id;
  planned->chain_id = three->base.id;
  gint64 two_id = two->base.id, three_id = three->base.id, planned_id = planned->base.id;
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (GArray) missing = tide_history_list_missing_integrations (history);
  g_assert_cmpuint (missing->len, ==, 2);
  TideMissingIntegration first = g_array_index (missing, TideMissingIntegration, 0);
  TideMissingIntegration second = g_array_index (missing, TideMissingIntegration, 1);
  g_assert_cmpint (first.dosing->base.id, ==, two_id);
  g_assert_null (first.planned);
  g_assert_cmpint (second.dosing->base.id, ==, three_id);
  g_assert_cmpint (second.planned->base.id, ==, planned_id);
}

/* Infusions without talks around them are no chain: nothing is missing. */
static void
test_no_chain (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine", "2025-03-10");
  add (&c, "2025-03-10T09:00", TIDE_SESSION_HELD, NULL);
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (GArray) missing = tide_history_list_missing_integrations (history);
  g_assert_cmpuint (missing->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/course/missed-counts-cancelled-does-not", test_adherence);
  g_test_add_func ("/outcome/course/nothing-recorded-is-not-zero", test_nothing_is_not_zero);
  g_test_add_func ("/outcome/course/waiting-ends-with-the-first-session-held", test_waiting);
  g_test_add_func ("/outcome/course/cost-by-session-month-and-once", test_cost);
  g_test_add_func ("/outcome/course/monthly-cost-without-a-start-is-not-known", test_cost_without_a_start);
  g_test_add_func ("/outcome/course/cost-per-week-in-response", test_cost_by_week_in_response);
  g_test_add_func ("/outcome/course/an-open-session-is-named-and-not-charged", test_cost_of_open_sessions);
  g_test_add_func ("/outcome/course/what-is-planned-and-paid-for-is-the-treatment", test_treated);
  g_test_add_func ("/outcome/course/missing-integration-is-listed", test_integration);
  g_test_add_func ("/outcome/course/infusions-alone-are-no-chain", test_no_chain);
  g_test_add_func ("/outcome/course/monthly-cost-begins-with-the-course", test_cost_before_the_start);
  g_test_add_func ("/outcome/course/a-past-session-without-a-word-is-open", test_past_without_a_status);
  g_test_add_func ("/outcome/course/talks-are-no-doses", test_talks_are_no_doses);
  g_test_add_func ("/outcome/course/a-planned-talk-is-not-day-zero", test_planned_talk);
  return g_test_run ();
}

/* test-due.c: what is due of one patient, rule by rule: at its day, before it, done in time or not, switched
 * off by the course's own schedule, ended with the course.  The days are counted by hand from the dates in
 * the tests and the intervals of clinical.md 4.1, 8 (A8) and features F53, F54.
 */
#include <string.h>

#include "safety-check.h"
#include "tide-due.h"

#define CODE(codes, word) tide_code_from_text (codes, word)

typedef struct
{
  Bench bench;
  TideSessionRules *rules;
} Fixture;

static void
set_up (Fixture *f, gconstpointer code)
{
  bench_begin (&f->bench, code);
  f->rules = tide_session_rules_new ();
}

static void
tear_down (Fixture *f, gconstpointer code)
{
  bench_end (&f->bench);
  tide_session_rules_free (f->rules);
}

static char *
dup_moment (gint64 utc)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (utc);
  return g_date_time_format (at, utc % 86400 == 0 ? "%m-%d" : "%m-%dT%H:%M");
}

/* "ybocs 06-10T07:00-06-17T07:00", in UTC, of one kind; a row without an end ends with "-". */
static void
assert_due (Fixture *f, TideDueKind kind, const char *expected)
{
  TideDueCase subject = { f->bench.history, f->rules, f->bench.thresholds };
  tide_history_arrange (f->bench.history);
  g_autoptr (GPtrArray) rows = tide_due_compute (&subject);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const TideDue *due = rows->pdata[i];
      if (due->kind != (int) kind)
        continue;
      g_autofree char *from = dup_moment (due->due_utc);
      g_autofree char *until = due->until_utc != G_MAXINT64 ? dup_moment (due->until_utc) : g_strdup ("");
      g_string_append_printf (text, "%s%s%s%s-%s", text->len > 0 ? "; " : "", due->subject,
                              *due->subject != '\0' ? " " : "", from, until);
      g_assert_cmpint (due->patient_id, ==, f->bench.history->patient->base.id);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
arrange (Fixture *f)
{
  bench_case (&f->bench, "2025-12-01");
  f->bench.b.history = f->bench.history; /* tests go on adding */
}

/* A dose of ketamine on 3 June 2025, 09:00 in Berlin: 07:00 UTC. */
static TideCourse *
add_ketamine (Fixture *f, const char *indication)
{
  TideCourse *course = fixture_add_course (&f->bench.b, TIDE_ARM_KETAMINE, "ketamine", "2025-06-03");
  tide_record_set_text (&course->indication, indication);
  return course;
}

static void
test_after_a_first_dose (Fixture *f, gconstpointer code)
{
  TideCourse *course = add_ketamine (f, "F42.2");
  fixture_add_session (&f->bench.b, course, "2025-06-03T09:00", TIDE_SESSION_HELD);
  fixture_add_session (&f->bench.b, course, "2025-06-06T09:00", TIDE_SESSION_HELD);
  arrange (f);
  assert_due (
    f, TIDE_DUE_RATING,
    "cgii 06-04T07:00-06-06T07:00; cgis 06-04T07:00-06-06T07:00; madrs 06-04T07:00-06-06T07:00; "
    "ocd_vas 06-04T07:00-06-06T07:00; ybocs 06-10T07:00-06-17T07:00; ybocs 06-17T07:00-07-01T07:00; "
    "ybocs 07-01T07:00-");
}

static void
test_no_dose_no_rating (Fixture *f, gconstpointer code)
{
  TideCourse *course = add_ketamine (f, "F42.2");
  fixture_add_session (&f->bench.b, course, "2025-06-03T09:00", TIDE_SESSION_MISSED);
  TideSession *talk = fixture_add_session (&f->bench.b, course, "2025-06-02T09:00", TIDE_SESSION_HELD);
  talk->kind = CODE (tide_session_kind_codes, "preparation");
  arrange (f);
  assert_due (f, TIDE_DUE_RATING, "");
}

/* Done in its window, also earlier on its first day; not before it. */
static void
test_done_in_its_window (Fixture *f, gconstpointer code)
{
  TideCourse *course = add_ketamine (f, "F42.2");
  fixture_add_session (&f->bench.b, course, "2025-06-03T09:00", TIDE_SESSION_HELD);
  fixture_add_single (&f->bench.b, "cgis", "2025-06-04T08:00", 4);   /* 23 h later: the day counts */
  fixture_add_single (&f->bench.b, "cgii", "2025-06-03T18:00", 4);   /* the same day: too early */
  fixture_add_total (&f->bench.b, "madrs", "2025-06-06", 20);        /* the third day */
  fixture_add_total (&f->bench.b, "ocd_vas", "2025-06-07T09:00", 3); /* too late */
  fixture_add_ybocs (&f->bench.b, "2025-06-09T20:00", 20);           /* day 6 */
  fixture_add_ybocs (&f->bench.b, "2025-06-17T08:00", 20);           /* day 14 in the morning */
  arrange (f);
  assert_due (f, TIDE_DUE_RATING,
              "cgii 06-04T07:00-06-06T07:00; ocd_vas 06-04T07:00-06-06T07:00; ybocs 07-01T07:00-");
}

/* A rating in error or amended away is none. */
static void
test_only_current_ratings_count (Fixture *f, gconstpointer code)
{
  TideCourse *course = add_ketamine (f, "F42.2");
  fixture_add_session (&f->bench.b, course, "2025-06-03T09:00", TIDE_SESSION_HELD);
  fixture_add_single (&f->bench.b, "cgis", "2025-06-05T08:00", 4)->status = TIDE_STATUS_ENTERED_IN_ERROR;
  course->ended_on = fixture_date ("2025-06-04"); /* what begins later is asked for no more */
  arrange (f);
  assert_due (f, TIDE_DUE_RATING,
              "cgii 06-04T07:00-06-06T07:00; cgis 06-04T07:00-06-06T07:00; madrs 06-04T07:00-06-06T07:00; "
              "ocd_vas 06-04T07:00-06-06T07:00");
}

static void
test_every_so_often (Fixture *f, gconstpointer code)
{
  TideCourse *course = fixture_add_course (&f->bench.b, TIDE_ARM_SSRI, "sertraline", "2025-03-01");
  tide_record_set_text (&course->indication, "F42.2");
  TideCourse *ended = fixture_add_course (&f->bench.b, TIDE_ARM_CBT, "ERP", "2025-03-01");
  ended->ended_on = fixture_date ("2025-06-01");
  arrange (f);
  assert_due (f, TIDE_DUE_RATING, "ybocs 03-29T12:00-"); /* 28 days after 1 March */
  fixture_add_ybocs (&f->bench.b, "2025-02-20", 20);     /* before the course */
  fixture_add_ybocs (&f->bench.b, "2025-04-01T10:00", 20);
  assert_due (f, TIDE_DUE_RATING, "ybocs 04-29T08:00-"); /* 28 days after that, at 10:00 in Berlin */
}

static TideSchedule *
add_schedule (Fixture *f, const TideCourse *course, const char *instrument, TideScheduleRule rule)
{
  TideSchedule *own = bench_add (&f->bench, f->bench.b.history->schedules, tide_schedule_new ());
  own->course_id = course->base.id;
  own->rule = (int) rule;
  tide_record_set_text (&own->instrument, instrument);
  return own;
}

static void
test_own_schedule_replaces (Fixture *f, gconstpointer code)
{
  TideCourse *course = add_ketamine (f, "F42.2");
  fixture_add_session (&f->bench.b, course, "2025-06-03T09:00", TIDE_SESSION_HELD);
  fixture_add_session (&f->bench.b, course, "2025-06-06T09:00", TIDE_SESSION_HELD);
  static const char *const off[] = { "cgis", "cgii", "madrs", "ocd_vas" };
  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    add_schedule (f, course, off[i], TIDE_SCHEDULE_UNKNOWN)->inactive = TRUE;
  TideSchedule *each = add_schedule (f, course, "ybocs", TIDE_SCHEDULE_AFTER_SESSION);
  each->from_days = 0.25; /* six hours, to the minute */
  each->until_days = 0.5;
  fixture_add_ybocs (&f->bench.b, "2025-06-06T14:59", 20); /* a minute early */
  arrange (f);
  assert_due (f, TIDE_DUE_RATING, "ybocs 06-03T13:00-06-03T19:00; ybocs 06-06T13:00-06-06T19:00");
  fixture_add_ybocs (&f->bench.b, "2025-06-06T15:00", 20);
  assert_due (f, TIDE_DUE_RATING, "ybocs 06-03T13:00-06-03T19:00");
}

/* F54: within 2 days before each session and at 24 h to 7 d, when bipolar. */
static void
test_mania_when_bipolar (Fixture *f, gconstpointer code)
{
  TideCourse *course = add_ketamine (f, code);
  fixture_add_session (&f->bench.b, course, "2025-06-03T09:00", TIDE_SESSION_HELD);
  TideSession *next = fixture_add_session (&f->bench.b, course, "2025-06-10T09:00", TIDE_SESSION_PLANNED);
  add_schedule (f, course, "ymrs", TIDE_SCHEDULE_UNKNOWN)->inactive = TRUE; /* cannot be switched off */
  arrange (f);
  assert_due (f, TIDE_DUE_MANIA_RATING,
              strcmp (code, "F31.4") == 0 ? "ymrs 06-04T07:00-06-10T07:00; ymrs 06-08T07:00-06-10T07:00"
                                          : "");
  if (strcmp (code, "F31.4") != 0)
    return;
  fixture_add_total (&f->bench.b, "ymrs", "2025-06-08T10:00", 3); /* both at once */
  assert_due (f, TIDE_DUE_MANIA_RATING, "");
  next->status = TIDE_SESSION_CANCELLED;
  assert_due (f, TIDE_DUE_MANIA_RATING, "");
}

static void
test_a_suicide_screen_before_each_dose (Fixture *f, gconstpointer code)
{
  TideCourse *course = add_ketamine (f, "F42.2");
  fixture_add_session (&f->bench.b, course, "2025-06-13T09:00", TIDE_SESSION_PLANNED);
  arrange (f);
  assert_due (f, TIDE_DUE_SUICIDE_SCREEN, "cssrs_screen 06-06T07:00-06-13T07:00");
  fixture_add_total (&f->bench.b, "cssrs_screen", "2025-06-05T23:00", 0); /* the eighth day before */
  assert_due (f, TIDE_DUE_SUICIDE_SCREEN, "cssrs_screen 06-06T07:00-06-13T07:00");
  fixture_add_total (&f->bench.b, "cssrs_screen", "2025-06-13T08:59", 0);
  assert_due (f, TIDE_DUE_SUICIDE_SCREEN, "");
}

/* A8: weekly in the first four weeks of an antidepressant in somebody under 25. */
static void
test_weekly_screens_under_25 (Fixture *f, gconstpointer code)
{
  TideCourse *course = fixture_add_course (&f->bench.b, TIDE_ARM_SSRI, "sertraline", "2025-03-01");
  arrange (f);
  f->bench.history->patient->birth_date = fixture_date ("2000-03-15"); /* 24 until the fortnight */
  assert_due (f, TIDE_DUE_SUICIDE_SCREEN,
              "cssrs_screen 03-01T12:00-03-08T12:00; cssrs_screen 03-08T12:00-03-15T12:00");
  f->bench.history->patient->birth_date = fixture_date ("2001-01-01");
  fixture_add_total (&f->bench.b, "cssrs_screen", "2025-03-10", 0);
  assert_due (f, TIDE_DUE_SUICIDE_SCREEN,
              "cssrs_screen 03-01T12:00-03-08T12:00; cssrs_screen 03-15T12:00-03-22T12:00; "
              "cssrs_screen 03-22T12:00-03-29T12:00");
  f->bench.history->patient->birth_date = fixture_date ("2000-03-01"); /* 25 on that day */
  assert_due (f, TIDE_DUE_SUICIDE_SCREEN, "");
  f->bench.history->patient->birth_date = TIDE_DATE_UNKNOWN; /* nobody knows */
  assert_due (f, TIDE_DUE_SUICIDE_SCREEN, "");
  course->entered_in_error = FALSE;
}

static TideReview *
add_review (Fixture *f, const char *kind, const char *on, const char *result)
{
  TideReview *review = bench_add (&f->bench, f->bench.b.history->reviews, tide_review_new ());
  review->kind = code_of (tide_review_kind_codes, kind);
  review->done_on = fixture_date (on);
  review->result = code_of (tide_review_result_codes, result);
  return review;
}

/* 90 days after the first dose, or at the fourth dose; then after the review. */
static void
test_reviews (Fixture *f, gconstpointer code)
{
  TideCourse *course = add_ketamine (f, "F42.2");
  static const char *const days[]
    = { "2025-06-03T09:00", "2025-06-06T09:00", "2025-06-10T09:00", "2025-06-13T09:00" };
  for (guint i = 0; i < 3; i++)
    fixture_add_session (&f->bench.b, course, days[i], TIDE_SESSION_HELD);
  add_review (f, "weight", "2025-06-01", "clear")->next_on = fixture_date ("2025-07-01");
  arrange (f);
  assert_due (f, TIDE_DUE_REVIEW,
              "weight 07-01-; cognition 09-01-; liver 09-01-; misuse 09-01-; urinary 09-01-");
  fixture_add_session (&f->bench.b, course, days[3], TIDE_SESSION_HELD);
  assert_due (f, TIDE_DUE_REVIEW,
              "cognition 06-13-; liver 06-13-; misuse 06-13-; urinary 06-13-; weight 07-01-");
  add_review (f, "urinary", "2025-06-10", "clear");
  add_review (f, "liver", "2025-06-10", "not_done");
  add_review (f, "misuse", "2025-06-13", "clear"); /* no dose since */
  assert_due (f, TIDE_DUE_REVIEW, "cognition 06-13-; liver 06-13-; weight 07-01-; urinary 09-08-");
  course->ended_on = fixture_date ("2025-07-01");
  assert_due (f, TIDE_DUE_REVIEW, "weight 07-01-");
}

/* clinical.md 4.1: every 4th session, of whichever course: three infusions and a spray make four. */
static void
test_reviews_count_all_courses (Fixture *f, gconstpointer code)
{
  TideCourse *ketamine = add_ketamine (f, "F42.2");
  static const char *const days[] = { "2025-06-03T09:00", "2025-06-06T09:00", "2025-06-10T09:00" };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    fixture_add_session (&f->bench.b, ketamine, days[i], TIDE_SESSION_HELD);
  ketamine->ended_on = fixture_date ("2025-06-10");
  TideCourse *spray = fixture_add_course (&f->bench.b, TIDE_ARM_ESKETAMINE, "esketamine", "2025-06-17");
  fixture_add_session (&f->bench.b, spray, "2025-06-17T09:00", TIDE_SESSION_HELD);
  arrange (f);
  assert_due (f, TIDE_DUE_REVIEW, "cognition 06-17-; liver 06-17-; misuse 06-17-; urinary 06-17-");
}

static void
test_authorisations (Fixture *f, gconstpointer code)
{
  TideCourse *course = add_ketamine (f, "F42.2");
  course->authorised_until = fixture_date ("2025-08-24");
  course->authorised_sessions = 2;
  fixture_add_session (&f->bench.b, course, "2025-06-03T09:00", TIDE_SESSION_HELD);
  fixture_add_session (&f->bench.b, course, "2025-06-06T09:00", TIDE_SESSION_PLANNED);
  arrange (f);
  assert_due (f, TIDE_DUE_AUTHORISATION, "date 08-24-"); /* the second is covered */
  fixture_add_session (&f->bench.b, course, "2025-06-10T09:00", TIDE_SESSION_PLANNED);
  assert_due (f, TIDE_DUE_AUTHORISATION, "sessions 06-10T07:00-; date 08-24-");
  course->authorised_sessions = TIDE_INTEGER_UNKNOWN;
  assert_due (f, TIDE_DUE_AUTHORISATION, "date 08-24-");
}

static TideConsent *
add_consent (Fixture *f, const char *kind, const char *given, const char *expires)
{
  TideConsent *consent = bench_add (&f->bench, f->bench.b.history->consents, tide_consent_new ());
  consent->kind = code_of (tide_consent_kind_codes, kind);
  consent->given_on = fixture_date (given);
  consent->expires_on = expires != NULL ? fixture_date (expires) : TIDE_DATE_UNKNOWN;
  return consent;
}

static void
test_consents_and_screenings (Fixture *f, gconstpointer code)
{
  add_ketamine (f, "F42.2");
  add_consent (f, "off_label", "2025-01-01", "2025-07-01");
  add_consent (f, "off_label", "2025-05-01", "2025-11-01"); /* the longer one */
  add_consent (f, "treatment", "2025-05-01", NULL);         /* for good */
  add_consent (f, "sharing", "2025-05-01", "2025-09-01")->arm = TIDE_ARM_CBT;
  TideScreening *screening = bench_add (&f->bench, f->bench.b.history->screenings, tide_screening_new ());
  screening->arm = TIDE_ARM_KETAMINE;
  screening->taken = fixture_instant ("2025-06-01T10:00");
  arrange (f);
  assert_due (f, TIDE_DUE_CONSENT, "off_label 11-01-");
  assert_due (f, TIDE_DUE_SCREENING, "ketamine 08-30-"); /* 90 days */
  screening->expires_on = fixture_date ("2025-12-01");
  assert_due (f, TIDE_DUE_SCREENING, "ketamine 12-01-");
  ((TideConsent *) f->bench.history->consents->pdata[3])->withdrawn_on = fixture_date ("2025-06-01");
  assert_due (f, TIDE_DUE_CONSENT, "off_label 11-01-");
}

static void
test_monitoring_sheets (Fixture *f, gconstpointer code)
{
  TideCourse *course = fixture_add_course (&f->bench.b, TIDE_ARM_ESKETAMINE, "esketamine", "2025-06-03");
  TideSession *session = fixture_add_session (&f->bench.b, course, "2025-06-03T09:00", TIDE_SESSION_HELD);
  arrange (f);
  assert_due (f, TIDE_DUE_ESKETAMINE_MONITORING, ""); /* still there */
  session->discharged = fixture_instant ("2025-06-03T11:10");
  assert_due (f, TIDE_DUE_ESKETAMINE_MONITORING, "06-10-");
  TideSessionAnswer *sent
    = bench_add (&f->bench, f->bench.history->session_answers, tide_session_answer_new ());
  sent->session_id = session->base.id;
  sent->list = code_of (tide_session_list_codes, "discharge");
  tide_record_set_text (&sent->question, "monitoring_sheet_sent");
  sent->answer = code_of (tide_yes_no_codes, "no");
  assert_due (f, TIDE_DUE_ESKETAMINE_MONITORING, "06-10-");
  sent->answer = code_of (tide_yes_no_codes, "yes");
  assert_due (f, TIDE_DUE_ESKETAMINE_MONITORING, "");
}

static void
test_integration_and_plans (Fixture *f, gconstpointer code)
{
  TideCourse *course = add_ketamine (f, "F42.2");
  TideSession *dose = fixture_add_session (&f->bench.b, course, "2025-06-03T09:00", TIDE_SESSION_HELD);
  TideSession *talk = fixture_add_session (&f->bench.b, course, "2025-06-02T09:00", TIDE_SESSION_HELD);
  talk->kind = code_of (tide_session_kind_codes, "preparation");
  TideSafetyPlan *plan = bench_add (&f->bench, f->bench.b.history->safety_plans, tide_safety_plan_new ());
  plan->agreed_on = fixture_date ("2025-05-01");
  arrange (f);
  assert_due (f, TIDE_DUE_INTEGRATION, ""); /* a dose without a chain needs none */
  talk->chain_id = dose->base.id;
  assert_due (f, TIDE_DUE_INTEGRATION, "06-04T07:00-");
  TideSession *after = fixture_add_session (&f->bench.b, course, "2025-06-05T09:00", TIDE_SESSION_MISSED);
  after->kind = code_of (tide_session_kind_codes, "integration");
  after->chain_id = dose->base.id;
  assert_due (f, TIDE_DUE_INTEGRATION, "06-04T07:00-");
  after->status = TIDE_SESSION_HELD;
  assert_due (f, TIDE_DUE_INTEGRATION, "");
  assert_due (f, TIDE_DUE_SAFETY_PLAN_REVIEW, "");
  plan->review_on = fixture_date ("2025-06-20");
  assert_due (f, TIDE_DUE_SAFETY_PLAN_REVIEW, "06-20-");
}

static void
test_the_dead_are_asked_nothing (Fixture *f, gconstpointer code)
{
  TideCourse *course = add_ketamine (f, "F42.2");
  fixture_add_session (&f->bench.b, course, "2025-06-03T09:00", TIDE_SESSION_HELD);
  TideEvent *event = fixture_add_event (&f->bench.b, "2025-06-20", "Died");
  arrange (f);
  TideDueCase subject = { f->bench.history, f->rules, f->bench.thresholds };
  g_autoptr (GPtrArray) some = tide_due_compute (&subject);
  g_assert_cmpuint (some->len, >, 0);
  event->kind = code_of (tide_event_kind_codes, "death");
  g_autoptr (GPtrArray) none = tide_due_compute (&subject);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, code, func) g_test_add (path, Fixture, code, set_up, func, tear_down)
  ADD ("/safety/due/after-a-first-dose", "F42.2", test_after_a_first_dose);
  ADD ("/safety/due/no-dose-no-rating", "F42.2", test_no_dose_no_rating);
  ADD ("/safety/due/done-in-its-window", "F42.2", test_done_in_its_window);
  ADD ("/safety/due/only-current-ratings-count", "F42.2", test_only_current_ratings_count);
  ADD ("/safety/due/every-so-often", "F42.2", test_every_so_often);
  ADD ("/safety/due/own-schedule-replaces", "F42.2", test_own_schedule_replaces);
  ADD ("/safety/due/mania-when-bipolar", "F31.4", test_mania_when_bipolar);
  ADD ("/safety/due/no-mania-rating-without-bipolar", "F33.1", test_mania_when_bipolar);
  ADD ("/safety/due/a-suicide-screen-before-each-dose", "F42.2", test_a_suicide_screen_before_each_dose);
  ADD ("/safety/due/weekly-screens-under-25", "F42.2", test_weekly_screens_under_25);
  ADD ("/safety/due/reviews-by-days-and-doses", "F42.2", test_reviews);
  ADD ("/safety/due/reviews-count-the-doses-of-all-courses", "F42.2", test_reviews_count_all_courses);
  ADD ("/safety/due/authorisations-by-day-and-sessions", "F42.2", test_authorisations);
  ADD ("/safety/due/consents-and-screenings-run-out", "F42.2", test_consents_and_screenings);
  ADD ("/safety/due/monitoring-sheets-go-out-in-a-week", "F42.2", test_monitoring_sheets);
  ADD ("/safety/due/integration-and-safety-plan", "F42.2", test_integration_and_plans);
  ADD ("/safety/due/the-dead-are-asked-nothing", "F42.2", test_the_dead_are_asked_nothing);
  return g_test_run ();
}

/* test-events.c: time to response and remission, duration and relapse as intervals with censoring
 * (clinical.md 3.6), by the worked courses of 3.8 and by hand. */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "outcome-check.h"
#include "tide-course-events.h"

#define DAY0 "2025-03-10"

typedef struct
{
  FixtureBuilder b;
  TideCourse *course;
} Case;

static void
begin (Case *c, TideArm arm, const char *agent)
{
  fixture_begin (&c->b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  c->course = fixture_add_course (&c->b, arm, agent, DAY0);
}

/* The day @days after day 0 with a time, as text. */
static const char *
on (int days, const char *clock)
{
  static char text[4][32];
  static guint next = 0;
  next = (next + 1) % 4;
  g_autofree char *iso = tide_date_to_iso (fixture_date (DAY0) + days);
  g_snprintf (text[next], sizeof text[next], clock != NULL ? "%sT%s" : "%s", iso, clock);
  return text[next];
}

static TideAssessmentData *
rate (Case *c, int day, int total)
{
  return fixture_add_ybocs (&c->b, on (day, "09:00"), total);
}

static void
add_cgi (Case *c, const char *id, int day, int value, const char *compared_with)
{
  TideAssessmentData *data = fixture_add_single (&c->b, id, on (day, "09:00"), value);
  if (compared_with != NULL)
    data->compared_with = tide_code_from_text (tide_compared_with_codes, compared_with);
}

/* Computed results of one history, freed together. */
typedef struct
{
  TideHistory *history;
  TideOutcome *outcome;
  TideCourseEvents *events;
} Result;

static void
result_clear (Result *self)
{
  g_free (self->events);
  tide_outcome_free (self->outcome);
  tide_history_free (self->history);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static void
compute (Result *self, const char *instrument_id, const TideEventOptions *options)
{
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  TideInstrument *instrument = outcome_instrument (instrument_id);
  TideInstant now = fixture_instant ("2025-11-20T14:32+01:00");
  tide_outcome_free (self->outcome);
  g_free (self->events);
  self->outcome = tide_outcome_compute_by (self->history, instrument, thresholds, now,
                                           options != NULL ? &options->states : NULL);
  self->events
    = tide_course_events_compute (self->outcome, self->history, instrument, thresholds, now, options);
}

static Result
finish (Case *c, const TideEventOptions *options)
{
  Result result = { .history = fixture_end (&c->b) };
  compute (&result, "ybocs", options);
  return result;
}

static void
assert_same (double a, double b)
{
  if (isnan (b))
    g_assert_true (isnan (a));
  else
    g_assert_cmpfloat_with_epsilon (a, b, 1e-9);
}

/* The event of the first course: status, why ("" for none), lower and upper. */
static void
assert_event (const Result *r, TideCourseEventKind kind, const char *status, const char *why, double lower,
              double upper)
{
  const TideCourseEvent *event = &r->events[0].events[kind];
  g_autofree char *words = tide_course_event_dup_words (event, kind);
  g_test_message ("%s: %s", tide_course_event_get_code (kind), words);
  g_assert_cmpstr (tide_event_status_get_code (event->status), ==, status);
  g_assert_cmpstr (event->why != TIDE_WHY_NONE ? tide_event_why_get_code (event->why) : "", ==, why);
  assert_same (event->lower_days, lower);
  assert_same (event->upper_days, upper);
}

static int
day_of (const Result *r, TideCourseEventKind kind)
{
  int visit = r->events[0].events[kind].visit;
  return visit < 0 ? -1 : r->outcome->visits[visit].day;
}

/* --- the worked courses of 3.8 --- */

/* Course 1: 28 at day -2; 20, 17, 16, 19, 25 at 1, 7, 14, 28, 42; CGI-I 3 2 2 2 against the baseline, 6
 * against the best. */
static void
make_worked_course (Case *c)
{
  begin (c, TIDE_ARM_KETAMINE, "ketamine");
  fixture_add_session (&c->b, c->course, on (0, "09:00"), TIDE_SESSION_HELD);
  static const int days[] = { -2, 1, 7, 14, 28, 42 }, totals[] = { 28, 20, 17, 16, 19, 25 },
                   cgi[] = { 0, 3, 2, 2, 2, 6 };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      rate (c, days[i], totals[i]);
      if (cgi[i] != 0)
        add_cgi (c, "cgii", days[i], cgi[i], cgi[i] == 6 ? "best" : "baseline");
    }
}

static void
test_worked_course (void)
{
  Case c;
  make_worked_course (&c);
  g_auto (Result) r = finish (&c, NULL);
  /* The rating of day 1 is left out: the last one without is the start itself. */
  assert_event (&r, TIDE_COURSE_RESPONSE, "event", "", 0, 7);
  g_assert_true (r.events[0].events[TIDE_COURSE_RESPONSE].confirmed); /* at 14 */
  assert_event (&r, TIDE_COURSE_DURATION, "event", "", 7, 21);        /* in (14, 28] from day 7 */
  g_assert_cmpint (day_of (&r, TIDE_COURSE_DURATION), ==, 28);
  assert_event (&r, TIDE_COURSE_RELAPSE, "event", "", 21, 35); /* in (28, 42] from day 7 */
  g_assert_cmpint (day_of (&r, TIDE_COURSE_RELAPSE), ==, 42);
  g_assert_cmpstr (r.events[0].events[TIDE_COURSE_RELAPSE].clause, ==, "relapse_by_cgi");
  assert_event (&r, TIDE_COURSE_REMISSION, "censored", "last_rating", 42, NAN);
  g_assert_cmpuint (r.events[0].n_ratings, ==, 5);
  g_assert_cmpuint (r.events[0].n_recall, ==, 1);
  assert_same (r.events[0].origin_days, 7);
  assert_same (r.events[0].gap_days, 10.5); /* 7, 7, 14, 14 */
}

static void
test_recall_can_be_included (void)
{
  Case c;
  make_worked_course (&c);
  TideEventOptions options = { .include_recall = TRUE };
  g_auto (Result) r = finish (&c, &options);
  assert_event (&r, TIDE_COURSE_RESPONSE, "event", "", 1, 7); /* 28.57 % at day 1 is no response */
  g_assert_cmpuint (r.events[0].n_recall, ==, 0);
}

static void
test_course_two_has_nothing_to_lose_yet (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine");
  fixture_add_session (&c.b, c.course, on (0, "09:00"), TIDE_SESSION_HELD);
  rate (&c, -1, 26);
  rate (&c, 7, 17);
  rate (&c, 14, 16);
  g_auto (Result) r = finish (&c, NULL);
  assert_event (&r, TIDE_COURSE_RESPONSE, "event", "", 7, 14);
  g_assert_false (r.events[0].events[TIDE_COURSE_RESPONSE].confirmed);
  assert_event (&r, TIDE_COURSE_DURATION, "excluded", "no_follow_up", NAN, NAN);
  assert_event (&r, TIDE_COURSE_RELAPSE, "excluded", "no_follow_up", NAN, NAN);
  TideEventOptions options = { .moment = TIDE_MOMENT_CONFIRMED };
  compute (&r, "ybocs", &options);
  assert_event (&r, TIDE_COURSE_RESPONSE, "censored", "last_rating", 14, NAN);
  assert_event (&r, TIDE_COURSE_DURATION, "excluded", "unconfirmed", NAN, NAN);
}

static void
test_course_three_is_at_the_floor (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  rate (&c, -1, 0);
  rate (&c, 14, 5);
  g_auto (Result) r = finish (&c, NULL);
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    assert_event (&r, kind, "excluded", "at_floor", NAN, NAN);
}

static void
test_course_four_starts_from_25 (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine");
  fixture_add_session (&c.b, c.course, on (0, "09:00"), TIDE_SESSION_HELD);
  fixture_add_ybocs (&c.b, on (0, "08:10"), 25);
  fixture_add_ybocs (&c.b, on (0, "11:30"), 10); /* two and a half hours: never decides */
  g_auto (Result) r = finish (&c, NULL);
  assert_event (&r, TIDE_COURSE_RESPONSE, "excluded", "not_rated", NAN, NAN);
  g_assert_cmpuint (r.events[0].n_too_fresh, ==, 1);
  g_assert_cmpuint (r.events[0].n_ratings, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/events/worked-course", test_worked_course);
  g_test_add_func ("/outcome/events/recall-can-be-included", test_recall_can_be_included);
  g_test_add_func ("/outcome/events/course-two-has-nothing-to-lose-yet",
                   test_course_two_has_nothing_to_lose_yet);
  g_test_add_func ("/outcome/events/course-three-is-at-the-floor", test_course_three_is_at_the_floor);
  g_test_add_func ("/outcome/events/course-four-starts-from-25", test_course_four_starts_from_25);
  return g_test_run ();
}

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

/* How long the response of the first course held, shortest to longest possible, and in words. */
static void
assert_held (const Result *r, double shortest, double longest, const char *words)
{
  double least, most;
  g_autofree char *said = tide_course_events_dup_held (&r->events[0]);
  g_assert_cmpint (tide_course_events_get_held (&r->events[0], &least, &most), ==, words != NULL);
  assert_same (least, shortest);
  assert_same (most, longest);
  g_assert_cmpstr (said, ==, words);
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
  /* Begun in (0, 7], lost in (14, 28]: for more than 14 - 7 and less than 28 - 0 days. */
  assert_held (&r, 7, 28, "1 to 4 wk");
  g_autofree char *duration = tide_course_events_dup_words (&r.events[0], TIDE_COURSE_DURATION),
                  *response = tide_course_events_dup_words (&r.events[0], TIDE_COURSE_RESPONSE);
  g_assert_cmpstr (
    duration, ==,
    "1 to 4 wk, shortest to longest possible; from the first rating that counts: 21 d, in (7, 21]");
  g_assert_cmpstr (response, ==, "day 7, in (0, 7]");
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
  assert_held (&r, 7, 27, "7 to 27 d");                       /* 14 - 7, 28 - 1 */
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
  assert_held (&r, NAN, NAN, NULL);
  TideEventOptions options = { .moment = TIDE_MOMENT_CONFIRMED };
  compute (&r, "ybocs", &options);
  assert_event (&r, TIDE_COURSE_RESPONSE, "censored", "last_rating", 14, NAN);
  assert_event (&r, TIDE_COURSE_DURATION, "excluded", "unconfirmed", NAN, NAN);
}

/* Ketamine at 12 on day 0: responses on day 17 at 12 and on day 24, a week later, an hour earlier or later;
 * on day 23 it is no week.  The days to the event keep the clock. */
static void
test_a_week_is_seven_days_of_the_calendar (void)
{
  static const struct
  {
    int day;
    const char *clock;
    gboolean confirmed;
  } rows[] = { { 24, "11:00", TRUE }, { 24, "13:00", TRUE }, { 23, "23:00", FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Case c;
      begin (&c, TIDE_ARM_KETAMINE, "ketamine");
      fixture_add_session (&c.b, c.course, on (0, "12:00"), TIDE_SESSION_HELD);
      rate (&c, -1, 28);
      fixture_add_ybocs (&c.b, on (17, "12:00"), 14);
      fixture_add_ybocs (&c.b, on (rows[i].day, rows[i].clock), 14);
      g_auto (Result) r = finish (&c, NULL);
      g_test_message ("row %u", i);
      assert_event (&r, TIDE_COURSE_RESPONSE, "event", "", 0, 17);
      g_assert_cmpint (r.events[0].events[TIDE_COURSE_RESPONSE].confirmed, ==, rows[i].confirmed);
    }
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

/* --- where the follow-up ends --- */

static TideCourse *
add_course (Case *c, TideArm arm, int day)
{
  g_autofree char *iso = tide_date_to_iso (fixture_date (DAY0) + day);
  return fixture_add_course (&c->b, arm, "synthetic", iso);
}

/* CBT, 28 at the start, 24 at day 14; the next treatment on day 40, with ratings of 10 under it. */
static Result
make_switch (gboolean ended, const TideEventOptions *options)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  if (ended)
    c.course->ended_on = fixture_date (DAY0) + 30;
  rate (&c, -1, 28);
  rate (&c, 14, 24);
  rate (&c, 50, 10);
  rate (&c, 60, 11);
  add_course (&c, TIDE_ARM_NEUROMODULATION, 40);
  return finish (&c, options);
}

static void
test_a_switch_ends_the_follow_up (void)
{
  g_auto (Result) r = make_switch (TRUE, NULL);
  assert_event (&r, TIDE_COURSE_RESPONSE, "censored", "switched", 14, NAN);
  assert_event (&r, TIDE_COURSE_DURATION, "excluded", "no_response", NAN, NAN);
}

static void
test_treatment_policy_follows_on (void)
{
  TideEventOptions options = { .policy = TIDE_TREATMENT_POLICY };
  g_auto (Result) r = make_switch (TRUE, &options);
  assert_event (&r, TIDE_COURSE_RESPONSE, "event", "", 14, 50);
  assert_event (&r, TIDE_COURSE_DURATION, "censored", "last_rating", 10, NAN);
}

static void
test_daily_drug_counts_to_its_stop (void)
{
  Case c;
  begin (&c, TIDE_ARM_SSRI, "sertraline");
  fixture_add_step (&c.b, c.course, on (0, NULL), 100);
  fixture_add_step (&c.b, c.course, on (60, NULL), 0);
  c.course->ended_on = fixture_date (DAY0) + 70;
  c.course->end_reason = tide_code_from_text (tide_end_reason_codes, "side_effects");
  rate (&c, -1, 28);
  rate (&c, 30, 26);
  rate (&c, 60, 25); /* the day of the stop is still treated */
  rate (&c, 65, 10);
  g_auto (Result) r = finish (&c, NULL);
  assert_event (&r, TIDE_COURSE_RESPONSE, "censored", "lost", 60, NAN);
}

/* Sessions: a rating in the four weeks after the end still counts, later ones do not. */
static void
test_therapy_counts_four_weeks_after_its_end (void)
{
  for (int day = 58; day <= 59; day++)
    {
      Case c;
      begin (&c, TIDE_ARM_CBT, "ERP");
      c.course->ended_on = fixture_date (DAY0) + 30;
      rate (&c, -1, 28);
      rate (&c, 20, 26);
      rate (&c, day, 10);
      g_auto (Result) r = finish (&c, NULL);
      if (day == 58)
        assert_event (&r, TIDE_COURSE_RESPONSE, "event", "", 20, 58);
      else
        assert_event (&r, TIDE_COURSE_RESPONSE, "censored", "stopped", 20, NAN);
    }
}

static void
test_overlap_censors_the_older_course (void)
{
  g_auto (Result) r = make_switch (FALSE, NULL);
  assert_event (&r, TIDE_COURSE_RESPONSE, "censored", "overlap", 14, NAN); /* nobody ended it */
  Case c;
  begin (&c, TIDE_ARM_SSRI, "sertraline");
  fixture_add_step (&c.b, c.course, on (0, NULL), 100);
  rate (&c, -1, 28);
  rate (&c, 14, 24);
  rate (&c, 50, 10);
  add_course (&c, TIDE_ARM_CBT, 40);
  g_auto (Result) both = finish (&c, NULL);
  assert_event (&both, TIDE_COURSE_RESPONSE, "censored", "overlap", 14, NAN);
}

static void
test_death_is_censored_and_listed (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  rate (&c, -1, 28);
  rate (&c, 30, 26);
  fixture_add_event (&c.b, on (40, NULL), "death")->kind
    = tide_code_from_text (tide_event_kind_codes, "death");
  g_auto (Result) r = finish (&c, NULL);
  assert_event (&r, TIDE_COURSE_RESPONSE, "censored", "died", 30, NAN);
  g_assert_true (r.events[0].died);
}

/* Response at 28, lost at 56, the dose raised on day 60, relapse of the score at 84. */
static void
test_rescue_censors_relapse (void)
{
  TideEventOptions options = { .policy = TIDE_TREATMENT_POLICY };
  for (int pass = 0; pass < 2; pass++)
    {
      Case c;
      begin (&c, TIDE_ARM_SSRI, "sertraline");
      fixture_add_step (&c.b, c.course, on (0, NULL), 100);
      fixture_add_step (&c.b, c.course, on (60, NULL), 150);
      static const int days[] = { -1, 28, 56, 84 }, totals[] = { 28, 14, 20, 27 };
      for (guint i = 0; i < 4; i++)
        rate (&c, days[i], totals[i]);
      g_auto (Result) r = finish (&c, pass == 1 ? &options : NULL);
      assert_event (&r, TIDE_COURSE_DURATION, "event", "", 0, 28);
      if (pass == 0)
        assert_event (&r, TIDE_COURSE_RELAPSE, "censored", "rescue", 28, NAN);
      else
        assert_event (&r, TIDE_COURSE_RELAPSE, "event", "", 28, 56);
    }
}

static void
test_no_baseline_is_excluded (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  rate (&c, -29, 28); /* one day too old */
  rate (&c, 20, 10);
  g_auto (Result) r = finish (&c, NULL);
  assert_event (&r, TIDE_COURSE_RESPONSE, "excluded", "no_baseline", NAN, NAN);
}

static void
test_event_on_the_first_day_is_half_a_day (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  fixture_add_session (&c.b, c.course, on (0, "10:00"), TIDE_SESSION_HELD);
  fixture_add_ybocs (&c.b, on (0, "09:00"), 28);
  fixture_add_ybocs (&c.b, on (0, "15:00"), 10);
  TideEventOptions options = { .include_recall = TRUE };
  g_auto (Result) r = finish (&c, &options);
  assert_event (&r, TIDE_COURSE_RESPONSE, "event", "", 0, 0.5);
}

static void
test_passed_over_ratings_never_decide (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  rate (&c, -1, 28);
  rate (&c, 20, 26);
  rate (&c, 40, 25);
  fixture_add_ybocs (&c.b, on (40, "11:00"), 8)->rater_type = TIDE_RATER_SELF;
  g_auto (Result) r = finish (&c, NULL);
  assert_event (&r, TIDE_COURSE_RESPONSE, "censored", "last_rating", 40, NAN);
  g_assert_cmpuint (r.events[0].n_passed_over, ==, 1);
}

/* --- relapse presets --- */

/* Response at 28; 26 of 28 at days 56, 70 and 84: 7 % of the fall is left. */
static void
make_relapse (Case *c)
{
  begin (c, TIDE_ARM_CBT, "ERP");
  static const int days[] = { -1, 28, 56, 70, 84 }, totals[] = { 28, 14, 26, 26, 26 };
  for (guint i = 0; i < 5; i++)
    rate (c, days[i], totals[i]);
}

static void
test_consensus_asks_for_a_month (void)
{
  Case c;
  make_relapse (&c);
  TideEventOptions options = { .states.relapse = TIDE_RELAPSE_CONSENSUS };
  g_auto (Result) r = finish (&c, &options);
  assert_event (&r, TIDE_COURSE_RELAPSE, "event", "", 0, 28); /* 56 to 84; dated at the first */
  Case brief;
  make_relapse (&brief);
  rate (&brief, 83, 14); /* the month is broken */
  g_auto (Result) s = finish (&brief, &options);
  assert_event (&s, TIDE_COURSE_RELAPSE, "censored", "last_rating", 56, NAN);
}

static void
test_withdrawal_for_worsening_counts_before_the_month (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  rate (&c, -1, 28);
  rate (&c, 28, 14);
  rate (&c, 56, 27);
  c.course->ended_on = fixture_date (DAY0) + 60;
  c.course->end_reason = tide_code_from_text (tide_end_reason_codes, "no_response");
  TideEventOptions options = { .states.relapse = TIDE_RELAPSE_CONSENSUS };
  g_auto (Result) r = finish (&c, &options);
  assert_event (&r, TIDE_COURSE_RELAPSE, "event", "", 0, 28);
}

/* Lost by the score at 56, without a CGI: watch; still lost 27 days later: watch; 28 days: relapse at 56. */
static void
test_watch_becomes_relapse_after_28_days (void)
{
  for (int gap = 27; gap <= 28; gap++)
    {
      Case c;
      begin (&c, TIDE_ARM_CBT, "ERP");
      rate (&c, -1, 28);
      rate (&c, 28, 14);
      rate (&c, 56, 20);
      rate (&c, 56 + gap, 20);
      g_auto (Result) r = finish (&c, NULL);
      assert_event (&r, TIDE_COURSE_DURATION, "event", "", 0, 28);
      g_assert_cmpint (r.events[0].watch >= 0, ==, gap == 27);
      if (gap == 27)
        assert_event (&r, TIDE_COURSE_RELAPSE, "censored", "last_rating", 55, NAN);
      else
        assert_event (&r, TIDE_COURSE_RELAPSE, "event", "", 0, 28);
    }
}

static void
test_loss_of_effect_is_listed (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  static const int days[] = { -1, 28, 35, 56, 63 }, totals[] = { 28, 14, 14, 20, 20 };
  for (guint i = 0; i < 5; i++)
    rate (&c, days[i], totals[i]);
  g_auto (Result) r = finish (&c, NULL);
  g_assert_cmpint (r.events[0].faded, >=, 0);
  g_assert_cmpint (r.outcome->visits[r.events[0].faded].day, ==, 56);
  Case once;
  begin (&once, TIDE_ARM_CBT, "ERP");
  for (guint i = 0; i < 4; i++)
    rate (&once, days[i], totals[i]);
  g_auto (Result) s = finish (&once, NULL);
  g_assert_cmpint (s.events[0].faded, ==, -1); /* one rating is a watch */
  g_assert_cmpint (s.outcome->visits[s.events[0].watch].day, ==, 56);
}

/* Remission from day 56; a year later it has held, one day earlier it has not; a rating of 13 between denies
 * it.
 */
static void
test_recovery_is_a_year_of_remission (void)
{
  static const struct
  {
    int last, between;
    gboolean recovered;
  } rows[] = { { 421, 12, TRUE }, { 420, 12, FALSE }, { 421, 13, FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Case c;
      fixture_begin (&c.b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
      c.course = fixture_add_course (&c.b, TIDE_ARM_CBT, "ERP", "2024-01-10");
      int shift = fixture_date ("2024-01-10") - fixture_date (DAY0);
      rate (&c, shift - 1, 28);
      rate (&c, shift + 56, 12);
      rate (&c, shift + 200, rows[i].between);
      rate (&c, shift + rows[i].last, 12);
      g_auto (Result) r = finish (&c, NULL);
      g_test_message ("row %u", i);
      g_assert_cmpint (r.events[0].recovery >= 0, ==, rows[i].recovered);
    }
}

/* Six doses to day 12, response at 7: from the last dose on it is lost in (9, 23]. */
static void
test_origin_can_be_the_last_dose (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine");
  static const int doses[] = { 0, 3, 5, 8, 10, 12 };
  for (guint i = 0; i < G_N_ELEMENTS (doses); i++)
    fixture_add_session (&c.b, c.course, on (doses[i], "10:00"), TIDE_SESSION_HELD);
  static const int days[] = { -1, 7, 21, 35 }, totals[] = { 28, 14, 14, 24 };
  for (guint i = 0; i < 4; i++)
    fixture_add_ybocs (&c.b, on (days[i], "10:00"), totals[i]);
  TideEventOptions options = { .origin = TIDE_ORIGIN_LAST_DOSE };
  g_auto (Result) r = finish (&c, &options);
  assert_event (&r, TIDE_COURSE_DURATION, "event", "", 9, 23);
  assert_same (r.events[0].origin_days, 12);
  assert_held (&r, 9, 23, "9 to 23 d"); /* the day of the last dose is known: nothing is added */
}

/* Response at day 7, held at 21 and 49: for 42 days at least, and nobody knows how long. */
static void
test_a_response_that_holds_has_no_longest (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine");
  fixture_add_session (&c.b, c.course, on (0, "10:00"), TIDE_SESSION_HELD);
  static const int days[] = { -1, 7, 21, 49 }, totals[] = { 28, 14, 14, 15 };
  for (guint i = 0; i < 4; i++)
    fixture_add_ybocs (&c.b, on (days[i], "10:00"), totals[i]);
  g_auto (Result) r = finish (&c, NULL);
  assert_event (&r, TIDE_COURSE_DURATION, "censored", "last_rating", 42, NAN);
  assert_held (&r, 42, NAN, "at least 6 wk");
}

static void
test_early_and_sustained (void)
{
  Case c;
  make_worked_course (&c);
  g_auto (Result) r = finish (&c, NULL);
  const TideCourseEvent *events = r.events[0].events;
  g_assert_cmpint (tide_course_event_by (&events[TIDE_COURSE_RESPONSE], 6.9), ==, 0);
  g_assert_cmpint (tide_course_event_by (&events[TIDE_COURSE_RESPONSE], 7), ==, 1);
  g_assert_cmpint (tide_course_event_by (&events[TIDE_COURSE_RELAPSE], 28), ==,
                   0); /* still well at four weeks */
  g_assert_cmpint (tide_course_event_by (&events[TIDE_COURSE_RELAPSE], 84), ==, 1);
  g_assert_cmpint (tide_course_event_by (&events[TIDE_COURSE_REMISSION], 42), ==, 0);
  g_assert_cmpint (tide_course_event_by (&events[TIDE_COURSE_REMISSION], 43), ==, -1); /* nobody looked */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/events/worked-course", test_worked_course);
  g_test_add_func ("/outcome/events/a-response-that-holds-has-no-longest",
                   test_a_response_that_holds_has_no_longest);
  g_test_add_func ("/outcome/events/recall-can-be-included", test_recall_can_be_included);
  g_test_add_func ("/outcome/events/course-two-has-nothing-to-lose-yet",
                   test_course_two_has_nothing_to_lose_yet);
  g_test_add_func ("/outcome/events/a-week-is-seven-days-of-the-calendar",
                   test_a_week_is_seven_days_of_the_calendar);
  g_test_add_func ("/outcome/events/course-three-is-at-the-floor", test_course_three_is_at_the_floor);
  g_test_add_func ("/outcome/events/course-four-starts-from-25", test_course_four_starts_from_25);
  g_test_add_func ("/outcome/events/a-switch-ends-the-follow-up", test_a_switch_ends_the_follow_up);
  g_test_add_func ("/outcome/events/treatment-policy-follows-on", test_treatment_policy_follows_on);
  g_test_add_func ("/outcome/events/daily-drug-counts-to-its-stop", test_daily_drug_counts_to_its_stop);
  g_test_add_func ("/outcome/events/therapy-counts-four-weeks-after-its-end",
                   test_therapy_counts_four_weeks_after_its_end);
  g_test_add_func ("/outcome/events/overlap-censors-the-older-course", test_overlap_censors_the_older_course);
  g_test_add_func ("/outcome/events/death-is-censored-and-listed", test_death_is_censored_and_listed);
  g_test_add_func ("/outcome/events/rescue-censors-relapse", test_rescue_censors_relapse);
  g_test_add_func ("/outcome/events/no-baseline-is-excluded", test_no_baseline_is_excluded);
  g_test_add_func ("/outcome/events/event-on-the-first-day-is-half-a-day",
                   test_event_on_the_first_day_is_half_a_day);
  g_test_add_func ("/outcome/events/passed-over-ratings-never-decide", test_passed_over_ratings_never_decide);
  g_test_add_func ("/outcome/events/consensus-asks-for-a-month", test_consensus_asks_for_a_month);
  g_test_add_func ("/outcome/events/withdrawal-for-worsening-counts",
                   test_withdrawal_for_worsening_counts_before_the_month);
  g_test_add_func ("/outcome/events/watch-becomes-relapse-after-28-days",
                   test_watch_becomes_relapse_after_28_days);
  g_test_add_func ("/outcome/events/loss-of-effect-is-listed", test_loss_of_effect_is_listed);
  g_test_add_func ("/outcome/events/recovery-is-a-year-of-remission", test_recovery_is_a_year_of_remission);
  g_test_add_func ("/outcome/events/origin-can-be-the-last-dose", test_origin_can_be_the_last_dose);
  g_test_add_func ("/outcome/events/early-and-sustained", test_early_and_sustained);
  return g_test_run ();
}

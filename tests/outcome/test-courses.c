/* test-courses.c: the worked courses of clinical.md 3.8, baselines (3.2), periods and relapse (3.6). */
#include <glib.h>
#include <math.h>

#include "outcome-check.h"

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
  static char text[32];
  g_autofree char *iso = tide_date_to_iso (fixture_date (DAY0) + days);
  g_snprintf (text, sizeof text, clock != NULL ? "%sT%s" : "%s", iso, clock);
  return text;
}

static void
add_cgii (Case *c, int day, int value, const char *compared_with)
{
  TideAssessmentData *data = fixture_add_single (&c->b, "cgii", on (day, "09:00"), value);
  data->compared_with = tide_code_from_text (tide_compared_with_codes, compared_with);
}

/* Course 1: 28 at day -2; 20, 17, 16, 19, 25 at 1, 7, 14, 28, 42; CGI-I 3 2 2 2 against the baseline, 6
 * against the best. */
static TideHistory *
make_worked_course (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine");
  fixture_add_session (&c.b, c.course, on (0, "09:00"), TIDE_SESSION_HELD);
  static const int days[] = { -2, 1, 7, 14, 28, 42 }, totals[] = { 28, 20, 17, 16, 19, 25 },
                   cgi[] = { 0, 3, 2, 2, 2, 6 };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      fixture_add_ybocs (&c.b, on (days[i], "09:00"), totals[i]);
      if (cgi[i] != 0)
        add_cgii (&c, days[i], cgi[i], cgi[i] == 6 ? "best" : "baseline");
    }
  return fixture_end (&c.b);
}

static void
test_worked_course (void)
{
  g_autoptr (TideHistory) history = make_worked_course ();
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  static const double percents[] = {
    NAN, 28.571428571428573, 39.285714285714285, 42.857142857142854, 32.142857142857146, 10.714285714285714
  };
  static const TideState by_score[] = { TIDE_STATE_BASELINE, TIDE_STATE_PARTIAL, TIDE_STATE_RESPONSE,
                                        TIDE_STATE_RESPONSE, TIDE_STATE_PARTIAL, TIDE_STATE_NO_RESPONSE };
  outcome_assert_states (
    outcome, (const char *[]){ "baseline", "partial", "response", "response", "partial", "relapse", NULL });
  for (guint i = 0; i < 6; i++)
    {
      const TideVisitOutcome *visit = &outcome->visits[i];
      g_assert_cmpint (visit->score_state, ==, by_score[i]);
      g_assert_cmpint (visit->day, ==, ((const int[]){ -2, 1, 7, 14, 28, 42 })[i]);
      g_assert_cmpint ((visit->marks & TIDE_MARK_RECALL) != 0, ==, i == 1); /* clean from day 7 */
      g_assert_cmpint ((visit->marks & TIDE_MARK_WATCH) != 0, ==,
                       i == 4); /* lost at 28, CGI-I 2: no relapse yet */
      if (i > 0)
        g_assert_cmpfloat_with_epsilon (visit->percent, percents[i], 1e-9);
    }
  g_assert_cmpfloat (outcome->visits[1].days, ==, 1);
}

static void
test_course_two_response_at_the_last_visit (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine");
  fixture_add_session (&c.b, c.course, on (0, "10:00"), TIDE_SESSION_HELD);
  fixture_add_ybocs (&c.b, on (-1, "09:00"), 26);
  fixture_add_ybocs (&c.b, on (7, "09:00"), 17);
  fixture_add_ybocs (&c.b, on (14, "09:00"), 16);
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  outcome_assert_states (outcome, (const char *[]){ "baseline", "partial", "response", NULL });
  g_assert_cmpfloat_with_epsilon (outcome->visits[1].percent, 34.61538461538461, 1e-9);
  g_assert_cmpfloat_with_epsilon (outcome->visits[2].percent, 38.46153846153846, 1e-9);
}

static void
test_course_three_baseline_zero (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  fixture_add_ybocs (&c.b, on (-1, "09:00"), 0);
  fixture_add_ybocs (&c.b, on (14, "09:00"), 5);
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  outcome_assert_states (outcome, (const char *[]){ "baseline", "none", NULL });
  g_assert_true (isnan (outcome->visits[1].percent));
  g_assert_cmpfloat (outcome->visits[1].change, ==, 5); /* the raw change counts */
  g_assert_true (isnan (outcome->courses[0].response_line));
}

static void
test_course_four_the_dose_decides_the_baseline (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine");
  fixture_add_session (&c.b, c.course, on (0, "09:00"), TIDE_SESSION_HELD);
  fixture_add_ybocs (&c.b, on (0, "08:10"), 25);
  fixture_add_ybocs (&c.b, on (0, "11:30"), 18);
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpfloat (outcome->courses[0].baseline_value, ==, 25);
  /* Two and a half hours after the dose: shown, not judged (clinical.md 3.4). */
  outcome_assert_states (outcome, (const char *[]){ "baseline", "none", NULL });
  g_assert_cmpfloat (outcome->visits[1].change, ==, -7);
  g_assert_cmpfloat_with_epsilon (outcome->visits[1].days, 2.5 / 24, 1e-9);
}

/* What a form says before saving is what the table says after it: each rating of a course left out, then
 * judged as unsaved among the others that came before it, or as an amendment of itself. */
static void
test_unsaved_is_as_saved (void)
{
  static const int days[] = { -2, 7, 14, 28, 35, 49, 77 }, totals[] = { 28, 17, 12, 27, 22, 14, 20 };
  const guint n_all = G_N_ELEMENTS (days);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  TideInstant now = fixture_instant ("2025-11-20T14:32+01:00");
  for (guint n = 1; n <= n_all; n++)
    {
      TideHistory *histories[2]; /* without the last one, and with it */
      TideUnsavedRating unsaved = { .value = totals[n - 1], .rater_type = TIDE_RATER_CLINICIAN };
      for (guint with = 0; with < 2; with++)
        {
          Case c;
          begin (&c, TIDE_ARM_KETAMINE, "ketamine");
          fixture_add_session (&c.b, c.course, on (0, "09:00"), TIDE_SESSION_HELD);
          for (guint i = 0; i < n - 1 + with; i++)
            {
              TideAssessmentData *data = fixture_add_ybocs (&c.b, on (days[i], "09:00"), totals[i]);
              unsaved.taken = data->taken;
              unsaved.replaces_id = data->base.id;
            }
          histories[with] = fixture_end (&c.b);
        }
      g_autoptr (TideHistory) before = histories[0];
      g_autoptr (TideHistory) after = histories[1];
      g_autoptr (TideOutcome) saved = outcome_of (after, "ybocs", NULL);
      const TideVisitOutcome *expected = &saved->visits[n - 1];
      TideInstrument *ybocs = outcome_instrument ("ybocs");
      TideVisitOutcome amended = tide_outcome_judge_unsaved (after, ybocs, thresholds, now, &unsaved);
      unsaved.replaces_id = 0;
      TideVisitOutcome fresh = tide_outcome_judge_unsaved (before, ybocs, thresholds, now, &unsaved);
      g_test_message ("day %d: %s", days[n - 1], tide_state_get_code (expected->state));
      g_assert_cmpint (fresh.state, ==, expected->state);
      g_assert_cmpint (amended.state, ==, expected->state);
      g_assert_cmpint (fresh.day, ==, expected->day);
      g_assert_cmpuint (fresh.marks & TIDE_MARK_SCORE_ONLY, ==, expected->marks & TIDE_MARK_SCORE_ONLY);
      if (days[n - 1] == 35) /* 22 of 28 by itself is no response; after a relapse it is still one */
        g_assert_cmpint (fresh.state, ==, TIDE_STATE_RELAPSE);
    }
}

/* The CGI of the form counts beside it: 12 with CGI-S 4 is no remission, and 3 of CGI-I only partial. */
static void
test_unsaved_with_cgi (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  fixture_add_ybocs (&c.b, on (-2, "09:00"), 28);
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  TideUnsavedRating unsaved
    = { .taken = fixture_instant (on (30, "09:00")), .value = 12, .cgi_s = 4, .cgi_i = 3 };
  TideInstant now = fixture_instant ("2025-11-20T14:32+01:00");
  TideInstrument *ybocs = outcome_instrument ("ybocs");
  g_assert_cmpint (tide_outcome_judge_unsaved (history, ybocs, thresholds, now, &unsaved).state, ==,
                   TIDE_STATE_PARTIAL);
  unsaved.cgi_s = unsaved.cgi_i = 2;
  g_assert_cmpint (tide_outcome_judge_unsaved (history, ybocs, thresholds, now, &unsaved).state, ==,
                   TIDE_STATE_REMISSION);
}

static void
test_baseline_windows (void)
{
  static const struct
  {
    TideArm arm;
    int day;
    gboolean counts;
  } cases[]
    = { { TIDE_ARM_SSRI, -28, TRUE },     { TIDE_ARM_SSRI, -29, FALSE },     { TIDE_ARM_SSRI, 0, TRUE },
        { TIDE_ARM_KETAMINE, -14, TRUE }, { TIDE_ARM_KETAMINE, -15, FALSE }, { TIDE_ARM_KETAMINE, 0, TRUE },
        { TIDE_ARM_CBT, -28, TRUE },      { TIDE_ARM_CBT, 1, FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Case c;
      begin (&c, cases[i].arm, NULL);
      if (cases[i].arm == TIDE_ARM_KETAMINE)
        fixture_add_session (&c.b, c.course, on (0, "09:00"), TIDE_SESSION_HELD);
      fixture_add_ybocs (&c.b, on (cases[i].day, "08:00"), 25);
      g_autoptr (TideHistory) history = fixture_end (&c.b);
      g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
      g_test_message ("case %u: %s", i, outcome->courses[0].baseline_why);
      g_assert_cmpint (outcome->courses[0].baseline >= 0, ==, cases[i].counts);
    }
}

static void
test_baseline_preference_and_why (void)
{
  Case c;
  begin (&c, TIDE_ARM_SSRI, "sertraline");
  fixture_add_ybocs (&c.b, on (-20, "09:00"), 30);
  fixture_add_ybocs (&c.b, on (-3, "09:00"), 27)->rater_type = TIDE_RATER_INDEPENDENT;
  fixture_add_ybocs (&c.b, on (-3, "10:00"), 26);
  fixture_add_ybocs (&c.b, on (-3, "11:00"), 24)->rater_type = TIDE_RATER_SELF;
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpfloat (outcome->courses[0].baseline_value, ==, 27);
  g_assert_cmpstr (outcome->courses[0].baseline_why, ==,
                   "latest of 4 in the 28 days before day 0; preferred of 3 on that day");
}

static void
test_baseline_later_time_then_larger_id (void)
{
  Case c;
  begin (&c, TIDE_ARM_SSRI, "sertraline");
  fixture_add_ybocs (&c.b, on (-3, "11:00"), 24);
  fixture_add_ybocs (&c.b, on (-3, "09:00"), 27);
  fixture_add_ybocs (&c.b, on (-3, "11:00"), 25); /* entered after the first */
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpfloat (outcome->courses[0].baseline_value, ==, 25);
}

static void
test_why_there_is_no_baseline (void)
{
  Case c;
  begin (&c, TIDE_ARM_SSRI, "sertraline");
  fixture_add_ybocs (&c.b, on (2, "09:00"), 24);
  g_autoptr (TideHistory) late = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (late, "ybocs", NULL);
  g_assert_cmpstr (outcome->courses[0].baseline_why, ==,
                   "no baseline: first rated 1 to 3 days after day 0; using it needs an override");
  outcome_assert_states (outcome, (const char *[]){ "none", NULL });

  begin (&c, TIDE_ARM_SSRI, "sertraline");
  c.course->started_on = TIDE_DATE_UNKNOWN;
  fixture_add_ybocs (&c.b, on (2, "09:00"), 24);
  g_autoptr (TideHistory) undated = fixture_end (&c.b);
  g_autoptr (TideOutcome) second = outcome_of (undated, "ybocs", NULL);
  g_assert_cmpuint (second->n_courses, ==, 1);
  g_assert_cmpstr (second->courses[0].baseline_why, ==, "no baseline: the start of the course is not known");
  g_assert_cmpint (second->visits[0].course, ==, -1);

  begin (&c, TIDE_ARM_SSRI, "sertraline");
  g_autoptr (TideHistory) none = fixture_end (&c.b);
  g_autoptr (TideOutcome) third = outcome_of (none, "ybocs", NULL);
  g_assert_cmpstr (third->courses[0].baseline_why, ==, "no baseline: not rated in the 28 days before day 0");
}

static void
test_too_early (void)
{
  /* An agent without a known target dose: 8 weeks. */
  Case c;
  begin (&c, TIDE_ARM_ANTIDEPRESSANT, "mirtazapine");
  fixture_add_step (&c.b, c.course, on (0, NULL), 30);
  fixture_add_ybocs (&c.b, on (-1, "09:00"), 28);
  fixture_add_ybocs (&c.b, on (30, "09:00"), 27);
  fixture_add_ybocs (&c.b, on (55, "09:00"), 20); /* a partial response is not hidden by the waiting time */
  fixture_add_ybocs (&c.b, on (56, "09:00"), 27);
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  outcome_assert_states (outcome,
                         (const char *[]){ "baseline", "too_early", "partial", "no_response", NULL });

  /* Sertraline that never reaches 200 mg is judged after 12 weeks. */
  begin (&c, TIDE_ARM_SSRI, "sertraline");
  fixture_add_step (&c.b, c.course, on (0, NULL), 50);
  fixture_add_ybocs (&c.b, on (-1, "09:00"), 28);
  fixture_add_ybocs (&c.b, on (83, "09:00"), 27);
  fixture_add_ybocs (&c.b, on (84, "09:00"), 27);
  g_autoptr (TideHistory) low = fixture_end (&c.b);
  g_autoptr (TideOutcome) second = outcome_of (low, "ybocs", NULL);
  outcome_assert_states (second, (const char *[]){ "baseline", "too_early", "no_response", NULL });

  /* A response that is lost within the waiting time is lost: the visits of the worked course
   * (clinical.md 3.8), 28 to 17 (39 %) on day 7 and 25 (11 %) on day 42, under a drug that is judged after 12
   * weeks. */
  begin (&c, TIDE_ARM_SSRI, "sertraline");
  fixture_add_step (&c.b, c.course, on (0, NULL), 50);
  fixture_add_ybocs (&c.b, on (-1, "09:00"), 28);
  fixture_add_ybocs (&c.b, on (3, "09:00"), 27);
  fixture_add_ybocs (&c.b, on (7, "09:00"), 17);
  fixture_add_ybocs (&c.b, on (42, "09:00"), 25);
  g_autoptr (TideHistory) lost = fixture_end (&c.b);
  g_autoptr (TideOutcome) fourth = outcome_of (lost, "ybocs", NULL);
  outcome_assert_states (fourth,
                         (const char *[]){ "baseline", "too_early", "response", "no_response", NULL });

  /* Worse is said at once. */
  begin (&c, TIDE_ARM_SSRI, "sertraline");
  fixture_add_ybocs (&c.b, on (-1, "09:00"), 28);
  fixture_add_ybocs (&c.b, on (10, "09:00"), 34);
  g_autoptr (TideHistory) worse = fixture_end (&c.b);
  g_autoptr (TideOutcome) third = outcome_of (worse, "ybocs", NULL);
  outcome_assert_states (third, (const char *[]){ "baseline", "worse", NULL });
}

static void
test_therapy_is_judged_at_once (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  fixture_add_session (&c.b, c.course, on (0, "14:00"), TIDE_SESSION_HELD);
  fixture_add_ybocs (&c.b, on (-1, "09:00"), 28);
  fixture_add_ybocs (&c.b, on (10, "09:00"), 27);
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  outcome_assert_states (outcome, (const char *[]){ "baseline", "no_response", NULL });
}

/* --- relapse --- */

/* Ketamine, day 0, baseline 28, then the totals; @cgi_best 0 = none. */
static TideOutcome *
follow (TideHistory **history, const int *days, const int *totals, const int *cgi_best, guint n)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  fixture_add_ybocs (&c.b, on (-1, "09:00"), 28);
  for (guint i = 0; i < n; i++)
    {
      fixture_add_ybocs (&c.b, on (days[i], "09:00"), totals[i]);
      if (cgi_best != NULL && cgi_best[i] != 0)
        add_cgii (&c, days[i], cgi_best[i], "best");
    }
  *history = fixture_end (&c.b);
  return outcome_of (*history, "ybocs", NULL);
}

static void
test_one_bad_score_is_a_watch (void)
{
  g_autoptr (TideHistory) history = NULL;
  g_autoptr (TideOutcome) outcome = follow (&history, (int[]){ 14, 28, 42 }, (int[]){ 16, 20, 15 }, NULL, 3);
  outcome_assert_states (outcome, (const char *[]){ "baseline", "response", "partial", "response", NULL });
  g_assert_true (outcome->visits[2].marks & TIDE_MARK_WATCH);
  g_assert_false (outcome->visits[3].marks & TIDE_MARK_WATCH);
}

static void
test_a_second_visit_28_days_later_makes_it_an_event (void)
{
  g_autoptr (TideHistory) history = NULL;
  g_autoptr (TideOutcome) outcome
    = follow (&history, (int[]){ 14, 28, 55, 56, 90 }, (int[]){ 16, 20, 21, 21, 16 }, NULL, 5);
  /* 27 days are not enough, 28 are; the event is dated at the first. */
  outcome_assert_states (
    outcome, (const char *[]){ "baseline", "response", "relapse", "relapse", "relapse", "response", NULL });
  g_assert_true (outcome->visits[2].marks & TIDE_MARK_SCORE_ONLY);
  g_assert_false (outcome->visits[2].marks & TIDE_MARK_WATCH);

  g_autoptr (TideHistory) shorter = NULL;
  g_autoptr (TideOutcome) watch = follow (&shorter, (int[]){ 14, 28, 55 }, (int[]){ 16, 20, 21 }, NULL, 3);
  outcome_assert_states (watch, (const char *[]){ "baseline", "response", "partial", "partial", NULL });
  g_assert_true (watch->visits[3].marks & TIDE_MARK_WATCH);
}

static void
test_a_mild_cgi_keeps_it_a_watch (void)
{
  g_autoptr (TideHistory) history = NULL;
  g_autoptr (TideOutcome) outcome
    = follow (&history, (int[]){ 14, 28, 70 }, (int[]){ 16, 20, 21 }, (int[]){ 0, 5, 5 }, 3);
  outcome_assert_states (outcome, (const char *[]){ "baseline", "response", "partial", "partial", NULL });
  g_assert_true (outcome->visits[3].marks & TIDE_MARK_WATCH);
}

static void
test_cgi_six_against_best_is_a_relapse (void)
{
  g_autoptr (TideHistory) history = NULL;
  g_autoptr (TideOutcome) outcome
    = follow (&history, (int[]){ 14, 28 }, (int[]){ 16, 20 }, (int[]){ 0, 6 }, 2);
  outcome_assert_states (outcome, (const char *[]){ "baseline", "response", "relapse", NULL });
  g_assert_false (outcome->visits[2].marks & TIDE_MARK_SCORE_ONLY);
}

static void
test_a_remitter_relapses_from_thirteen (void)
{
  /* 28 → 14 is still 50 %, yet the remission total is exceeded and the CGI-I is 6. */
  g_autoptr (TideHistory) history = NULL;
  g_autoptr (TideOutcome) outcome
    = follow (&history, (int[]){ 14, 28 }, (int[]){ 12, 14 }, (int[]){ 0, 6 }, 2);
  outcome_assert_states (outcome, (const char *[]){ "baseline", "remission", "relapse", NULL });
  /* A responder who never remitted does not. */
  g_autoptr (TideHistory) other = NULL;
  g_autoptr (TideOutcome) responder
    = follow (&other, (int[]){ 14, 28 }, (int[]){ 13, 14 }, (int[]){ 0, 6 }, 2);
  outcome_assert_states (responder, (const char *[]){ "baseline", "response", "response", NULL });
}

static void
test_a_remission_held_a_week_is_watched_from_thirteen (void)
{
  g_autoptr (TideHistory) history = NULL;
  g_autoptr (TideOutcome) outcome = follow (&history, (int[]){ 14, 21, 28 }, (int[]){ 12, 11, 14 }, NULL, 3);
  outcome_assert_states (outcome, (const char *[]){ "baseline", "remission", "remission", "response", NULL });
  g_assert_true (outcome->visits[3].marks & TIDE_MARK_WATCH);
  g_autoptr (TideHistory) once = NULL;
  g_autoptr (TideOutcome) unconfirmed = follow (&once, (int[]){ 14, 28 }, (int[]){ 12, 14 }, NULL, 2);
  g_assert_false (unconfirmed->visits[2].marks & TIDE_MARK_WATCH);
}

static void
test_under_ten_percent_is_a_relapse (void)
{
  g_autoptr (TideHistory) history = NULL;
  g_autoptr (TideOutcome) outcome = follow (&history, (int[]){ 14, 28, 42 }, (int[]){ 16, 26, 22 }, NULL, 3);
  /* 26 of 28 leaves 7.1 %; a relapse lasts until the response is back, also at 21 %. */
  outcome_assert_states (outcome, (const char *[]){ "baseline", "response", "relapse", "relapse", NULL });
  g_autoptr (TideHistory) never = NULL;
  g_autoptr (TideOutcome) no_response = follow (&never, (int[]){ 14, 28 }, (int[]){ 20, 26 }, NULL, 2);
  outcome_assert_states (no_response, (const char *[]){ "baseline", "partial", "no_response", NULL });
}

static void
test_depression_needs_two_visits (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "CBT");
  tide_record_set_text (&c.course->target_instrument, "phq9");
  fixture_add_phq9 (&c.b, on (-1, "09:00"), 20, 0);
  fixture_add_phq9 (&c.b, on (14, "09:00"), 8, 0);
  fixture_add_phq9 (&c.b, on (28, "09:00"), 18, 0); /* 10 %: one visit */
  fixture_add_phq9 (&c.b, on (35, "09:00"), 11, 0); /* 45 %: the second */
  fixture_add_phq9 (&c.b, on (49, "09:00"), 9, 0);
  fixture_add_phq9 (&c.b, on (63, "09:00"), 12, 0);
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "phq9", NULL);
  outcome_assert_states (
    outcome, (const char *[]){ "baseline", "response", "relapse", "relapse", "response", "partial", NULL });
  g_assert_true (outcome->visits[5].marks & TIDE_MARK_WATCH);
}

static void
test_a_new_treatment_after_a_lost_response_is_a_relapse (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  c.course->ended_on = fixture_date (on (80, NULL));
  fixture_add_course (&c.b, TIDE_ARM_SSRI, "sertraline", on (110, NULL));
  fixture_add_ybocs (&c.b, on (-1, "09:00"), 28);
  fixture_add_ybocs (&c.b, on (60, "09:00"), 16);
  fixture_add_ybocs (&c.b, on (100, "09:00"), 20); /* lost ten days before the SSRI starts */
  fixture_add_ybocs (&c.b, on (105, "09:00"), 21); /* the SSRI's baseline */
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  outcome_assert_states (outcome, (const char *[]){ "baseline", "response", "relapse", "baseline", NULL });
  g_assert_cmpint (outcome->visits[3].course, ==, 1);
  g_assert_cmpint (tide_instant_get_date (outcome->courses[0].until), ==, fixture_date (on (80, NULL)));
}

static void
test_a_second_scale_has_no_relapse (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  tide_record_set_text (&c.course->target_instrument, "ybocs");
  fixture_add_phq9 (&c.b, on (-1, "09:00"), 20, 0);
  fixture_add_phq9 (&c.b, on (14, "09:00"), 8, 0);
  fixture_add_phq9 (&c.b, on (28, "09:00"), 18, 0);
  fixture_add_phq9 (&c.b, on (35, "09:00"), 19, 0);
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "phq9", NULL);
  outcome_assert_states (outcome,
                         (const char *[]){ "baseline", "response", "no_response", "no_response", NULL });
}

/* --- periods --- */

static void
test_courses_for_another_target_do_not_cut (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  tide_record_set_text (&c.course->target_instrument, "ybocs");
  TideCourse *other = fixture_add_course (&c.b, TIDE_ARM_SSRI, "sertraline", on (60, NULL));
  tide_record_set_text (&other->target_instrument, "phq9");
  fixture_add_ybocs (&c.b, on (-1, "09:00"), 28);
  fixture_add_ybocs (&c.b, on (50, "09:00"), 16);
  fixture_add_ybocs (&c.b, on (90, "09:00"), 16);
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpuint (outcome->n_courses, ==, 1);
  outcome_assert_states (outcome, (const char *[]){ "baseline", "response", "response", NULL });
}

static void
test_starts_close_together_are_a_combination (void)
{
  Case c;
  begin (&c, TIDE_ARM_SSRI, "sertraline");
  fixture_add_course (&c.b, TIDE_ARM_CBT, "ERP", on (28, NULL));
  fixture_add_course (&c.b, TIDE_ARM_AUGMENTATION, "risperidone", on (90, NULL));
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpuint (outcome->n_courses, ==, 2);
  g_assert_cmpuint (outcome->courses[0].with->len, ==, 1);
  g_assert_cmpint (tide_instant_get_date (outcome->courses[0].until), ==, fixture_date (on (90, NULL)));
}

static void
test_ketamine_after_a_slow_start_keeps_its_own_day_0 (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  TideCourse *ketamine = fixture_add_course (&c.b, TIDE_ARM_KETAMINE, "ketamine", on (10, NULL));
  fixture_add_session (&c.b, ketamine, on (12, "11:00"), TIDE_SESSION_HELD);
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpuint (outcome->n_courses, ==, 2);
  g_assert_true (outcome->courses[1].course == ketamine);
  g_assert_cmpint (tide_instant_get_date (outcome->courses[1].day0), ==,
                   fixture_date (on (12, NULL))); /* first dose */
  g_assert_cmpuint (outcome->courses[1].with->len, ==, 1);
}

static void
test_a_missed_session_is_not_day_0 (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine");
  fixture_add_session (&c.b, c.course, on (2, "11:00"), TIDE_SESSION_MISSED);
  fixture_add_session (&c.b, c.course, on (5, "11:00"), TIDE_SESSION_CANCELLED);
  fixture_add_session (&c.b, c.course, on (9, "11:00"), TIDE_SESSION_STOPPED); /* begun: some was given */
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpint (tide_instant_get_date (outcome->courses[0].day0), ==, fixture_date (on (9, NULL)));
}

/* The talk that prepares an infusion is held in its course; the first dose is day 0 all the same. */
static void
test_a_preparation_is_not_day_0 (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE, "ketamine");
  fixture_add_session (&c.b, c.course, on (2, "11:00"), TIDE_SESSION_HELD)->kind
    = tide_code_from_text (tide_session_kind_codes, "preparation");
  fixture_add_session (&c.b, c.course, on (9, "11:00"), TIDE_SESSION_HELD)->kind
    = tide_code_from_text (tide_session_kind_codes, "dosing");
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpint (tide_instant_get_date (outcome->courses[0].day0), ==, fixture_date (on (9, NULL)));
}

static void
test_same_day_ratings_count_once (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  fixture_add_ybocs (&c.b, on (-1, "09:00"), 28);
  fixture_add_ybocs (&c.b, on (14, "09:00"), 16);
  fixture_add_ybocs (&c.b, on (28, "09:00"), 16);
  fixture_add_ybocs (&c.b, on (28, "15:00"), 22)->rater_type
    = TIDE_RATER_SELF; /* the clinician is preferred */
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  outcome_assert_states (outcome,
                         (const char *[]){ "baseline", "response", "response", "no_response", NULL });
  g_assert_false (outcome->visits[3].marks & TIDE_MARK_WATCH);
}

/* --- only live rows speak --- */

/* The worked course with the last CGI-I ("6 against the best") given another @status. */
static TideHistory *
make_worked_course_without_last_cgi (TideAssessmentStatus status)
{
  TideHistory *history = make_worked_course ();
  for (guint i = 0; i < history->assessments->len; i++)
    {
      TideAssessmentData *data = history->assessments->pdata[i];
      if (g_str_equal (data->instrument_id, "cgii") && g_strcmp0 (data->answers, "1=6") == 0)
        data->status = (int) status;
    }
  g_ptr_array_set_size (history->series, 0);
  tide_history_build_series (history);
  return history;
}

/* 25 is 10.7 % below 28: with no CGI-I the lost criterion is a watch, no relapse (clinical.md 3.6). */
static void
test_a_relapse_goes_with_its_cgi (void)
{
  static const TideAssessmentStatus gone[]
    = { TIDE_STATUS_MOVED, TIDE_STATUS_ENTERED_IN_ERROR, TIDE_STATUS_AMENDED };
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      g_autoptr (TideHistory) history = make_worked_course_without_last_cgi (gone[i]);
      g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
      outcome_assert_states (outcome, (const char *[]){ "baseline", "partial", "response", "response",
                                                        "partial", "no_response", NULL });
      g_assert_cmpint (outcome->visits[5].cgi_i, ==, 0);
      g_assert_true ((outcome->visits[5].marks & TIDE_MARK_WATCH) != 0);
    }
}

/* Two visits three days apart, the second alone with a CGI-I: the first does not borrow it, though it lies
 * within the window. */
static void
test_a_cgi_of_another_visit_is_not_borrowed (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  fixture_add_ybocs (&c.b, on (-1, "09:00"), 28);
  fixture_add_ybocs (&c.b, on (28, "09:00"), 17); /* 39.3 % */
  fixture_add_ybocs (&c.b, on (31, "09:00"), 17);
  add_cgii (&c, 31, 4, "baseline");
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  outcome_assert_states (outcome, (const char *[]){ "baseline", "response", "no_response", NULL });
  g_assert_cmpint (outcome->visits[1].cgi_i, ==, 0);
  g_assert_true ((outcome->visits[1].marks & TIDE_MARK_SCORE_ONLY) != 0);
  g_assert_cmpint (outcome->visits[2].cgi_i, ==, 4);
}

/* A CGI-I on a day without a rating goes with the nearest one, up to three days off. */
static void
test_a_cgi_between_visits_goes_with_the_nearest (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  fixture_add_ybocs (&c.b, on (-1, "09:00"), 28);
  fixture_add_ybocs (&c.b, on (28, "09:00"), 17);
  fixture_add_ybocs (&c.b, on (33, "09:00"), 17);
  add_cgii (&c, 31, 2, "baseline"); /* three days after the one, two before the other */
  add_cgii (&c, 37, 5, "baseline"); /* four days: none of theirs */
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpint (outcome->visits[1].cgi_i, ==, 0);
  g_assert_cmpint (outcome->visits[2].cgi_i, ==, 2);
}

/* Sertraline with a baseline, ERP beside it without one, ketamine only planned: a day is judged by what had
 * started, and nobody's baseline is lent. */
static void
test_a_day_is_judged_by_one_course (void)
{
  FixtureBuilder b;
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  TideCourse *ssri = fixture_add_course (&b, TIDE_ARM_SSRI, "sertraline", "2025-01-10");
  TideCourse *erp = fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2025-06-01");
  TideCourse *planned = fixture_add_course (&b, TIDE_ARM_KETAMINE, "ketamine", "2025-12-01");
  fixture_add_ybocs (&b, "2025-01-08T09:00", 28);
  fixture_add_ybocs (&b, "2025-10-20T09:00", 20);
  g_autoptr (TideHistory) history = fixture_end (&b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  TideInstant early = fixture_instant ("2025-03-01T09:00"), now = fixture_instant ("2025-11-20T09:00");
  g_assert_true (tide_outcome_find_course_at (outcome, early, FALSE)->course == ssri);
  g_assert_true (tide_outcome_find_course_at (outcome, now, FALSE)->course == erp);
  g_assert_true (tide_outcome_find_course_at (outcome, now, TRUE)->course == erp); /* it still runs */
  g_assert_null (tide_outcome_find_course_at (outcome, fixture_instant ("2024-01-01T09:00"), FALSE));
  g_assert_true (tide_outcome_find_course_at (outcome, fixture_instant ("2024-01-01T09:00"), TRUE)->course
                 == planned);
  g_assert_null (tide_outcome_why_no_state (outcome, &outcome->visits[0]));
  g_assert_cmpstr (tide_outcome_why_no_state (outcome, &outcome->visits[1]), ==, "No baseline");
}

/* Fluoxetine from 1 June, 32 before it; 16 on 28 August is a fall of 50 % and, three days before ERP begins,
 * its baseline too. */
static void
test_a_baseline_closes_the_course_before (void)
{
  FixtureBuilder b;
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  fixture_add_course (&b, TIDE_ARM_SSRI, "fluoxetine", "2025-06-01");
  TideCourse *erp = fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2025-08-31");
  fixture_add_ybocs (&b, "2025-05-28T09:00", 32);
  fixture_add_ybocs (&b, "2025-07-30T09:00", 29);
  fixture_add_ybocs (&b, "2025-08-28T09:00", 16);
  fixture_add_ybocs (&b, "2025-10-20T09:00", 12);
  g_autoptr (TideHistory) history = fixture_end (&b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpuint (outcome->n_courses, ==, 2);
  g_assert_true (outcome->courses[1].course == erp);
  g_assert_cmpint (outcome->visits[2].course, ==, 1);
  g_assert_cmpint (outcome->visits[2].state, ==, TIDE_STATE_BASELINE);
  g_autoptr (GPtrArray) first = tide_outcome_list_visits (outcome, 0);
  g_assert_cmpuint (first->len, ==, 3);
  const TideVisitOutcome *last = first->pdata[2];
  g_assert_cmpint (last->course, ==, 0);
  g_assert_cmpint (last->day, ==, 88);
  g_assert_cmpfloat_with_epsilon (last->percent, 50, 1e-9);
  g_assert_cmpint (last->state, ==, TIDE_STATE_RESPONSE);
  g_autoptr (GPtrArray) second = tide_outcome_list_visits (outcome, 1);
  g_assert_cmpuint (second->len, ==, 2);
  /* The first baseline of all closes nothing. */
  g_assert_cmpint (outcome->closings[0].course, ==, -1);
}

static void
test_the_last_is_one_that_counts (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT, "ERP");
  fixture_add_ybocs (&c.b, on (-2, "09:00"), 28);
  fixture_add_ybocs (&c.b, on (30, "09:00"), 26);
  fixture_add_ybocs (&c.b, on (30, "15:00"), 10)->rater_type = TIDE_RATER_SELF; /* clinical.md 3.4 */
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_true (tide_outcome_get_last (outcome) == &outcome->visits[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/unsaved/is-judged-as-it-will-be-once-saved", test_unsaved_is_as_saved);
  g_test_add_func ("/outcome/unsaved/the-cgi-of-its-form-counts", test_unsaved_with_cgi);
  g_test_add_func ("/outcome/worked/course-1", test_worked_course);
  g_test_add_func ("/outcome/worked/course-2-response-at-the-last-visit",
                   test_course_two_response_at_the_last_visit);
  g_test_add_func ("/outcome/worked/course-3-baseline-zero", test_course_three_baseline_zero);
  g_test_add_func ("/outcome/worked/course-4-the-dose-decides-the-baseline",
                   test_course_four_the_dose_decides_the_baseline);
  g_test_add_func ("/outcome/baseline/windows", test_baseline_windows);
  g_test_add_func ("/outcome/baseline/preference-and-why", test_baseline_preference_and_why);
  g_test_add_func ("/outcome/baseline/later-time-then-larger-id", test_baseline_later_time_then_larger_id);
  g_test_add_func ("/outcome/baseline/why-there-is-none", test_why_there_is_no_baseline);
  g_test_add_func ("/outcome/early/no-verdict-before-an-adequate-trial", test_too_early);
  g_test_add_func ("/outcome/early/therapy-is-judged-at-once", test_therapy_is_judged_at_once);
  g_test_add_func ("/outcome/relapse/one-bad-score-is-a-watch", test_one_bad_score_is_a_watch);
  g_test_add_func ("/outcome/relapse/a-second-visit-28-days-later-makes-it-an-event",
                   test_a_second_visit_28_days_later_makes_it_an_event);
  g_test_add_func ("/outcome/relapse/a-mild-cgi-keeps-it-a-watch", test_a_mild_cgi_keeps_it_a_watch);
  g_test_add_func ("/outcome/relapse/cgi-six-against-best", test_cgi_six_against_best_is_a_relapse);
  g_test_add_func ("/outcome/relapse/a-remitter-relapses-from-thirteen",
                   test_a_remitter_relapses_from_thirteen);
  g_test_add_func ("/outcome/relapse/a-remission-held-a-week-is-watched-from-thirteen",
                   test_a_remission_held_a_week_is_watched_from_thirteen);
  g_test_add_func ("/outcome/relapse/under-ten-percent", test_under_ten_percent_is_a_relapse);
  g_test_add_func ("/outcome/relapse/depression-needs-two-visits", test_depression_needs_two_visits);
  g_test_add_func ("/outcome/relapse/a-new-treatment-after-a-lost-response",
                   test_a_new_treatment_after_a_lost_response_is_a_relapse);
  g_test_add_func ("/outcome/relapse/a-second-scale-has-none", test_a_second_scale_has_no_relapse);
  g_test_add_func ("/outcome/period/courses-for-another-target-do-not-cut",
                   test_courses_for_another_target_do_not_cut);
  g_test_add_func ("/outcome/period/starts-close-together-are-a-combination",
                   test_starts_close_together_are_a_combination);
  g_test_add_func ("/outcome/period/ketamine-keeps-its-own-day-0",
                   test_ketamine_after_a_slow_start_keeps_its_own_day_0);
  g_test_add_func ("/outcome/period/a-missed-session-is-not-day-0", test_a_missed_session_is_not_day_0);
  g_test_add_func ("/outcome/period/a-preparation-is-not-day-0", test_a_preparation_is_not_day_0);
  g_test_add_func ("/outcome/period/a-day-is-judged-by-one-course", test_a_day_is_judged_by_one_course);
  g_test_add_func ("/outcome/visit/the-last-is-one-that-counts", test_the_last_is_one_that_counts);
  g_test_add_func ("/outcome/course/a-baseline-closes-the-course-before",
                   test_a_baseline_closes_the_course_before);
  g_test_add_func ("/outcome/visit/same-day-ratings-count-once", test_same_day_ratings_count_once);
  g_test_add_func ("/outcome/cgi/a-relapse-goes-with-its-cgi", test_a_relapse_goes_with_its_cgi);
  g_test_add_func ("/outcome/cgi/one-of-another-visit-is-not-borrowed",
                   test_a_cgi_of_another_visit_is_not_borrowed);
  g_test_add_func ("/outcome/cgi/one-between-visits-goes-with-the-nearest",
                   test_a_cgi_between_visits_goes_with_the_nearest);
  return g_test_run ();
}

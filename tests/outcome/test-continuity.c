/* test-continuity.c: gaps, stops and restarts of a course, and that symptoms shortly after an antidepressant
 * was stopped are marked and not scored as relapse (F21). */
#include "outcome-check.h"
#include "tide-continuity.h"

static FixtureBuilder b;
static TideCourse *course;

static void
begin (TideArm arm, const char *agent)
{
  fixture_begin (&b, outcome_library (), "T-1", "Test", "Synthetic", "1990-01-01", TIDE_SEX_FEMALE);
  course = fixture_add_course (&b, arm, agent, "2025-01-01");
}

static void
assert_break (const GArray *breaks, guint i, TideBreakKind kind, const char *from, const char *until,
              int days)
{
  g_assert_cmpuint (breaks->len, >, i);
  const TideBreak *found = &g_array_index (breaks, TideBreak, i);
  g_assert_cmpint (found->kind, ==, kind);
  g_assert_cmpint (found->from_date, ==, fixture_date (from));
  g_assert_cmpint (found->until_date, ==, until != NULL ? fixture_date (until) : TIDE_DATE_UNKNOWN);
  g_assert_cmpint (found->days, ==, days);
}

static void
test_steps (void)
{
  begin (TIDE_ARM_SSRI, "sertraline");
  fixture_add_step (&b, course, "2025-01-01", 100);
  fixture_add_step (&b, course, "2025-02-01", 0);
  fixture_add_step (&b, course, "2025-02-11", 50);
  fixture_add_step (&b, course, "2025-03-01", 100);
  course->ended_on = fixture_date ("2025-06-01");
  g_autoptr (TideHistory) history = fixture_end (&b);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  g_autoptr (GArray) breaks
    = tide_continuity_list (history, course, thresholds, fixture_instant ("2025-06-11"));
  g_assert_cmpuint (breaks->len, ==, 2);
  assert_break (breaks, 0, TIDE_BREAK_GAP, "2025-02-01", "2025-02-11", 10);
  assert_break (breaks, 1, TIDE_BREAK_STOP, "2025-06-01", NULL, 10);
  /* Before the end of the course, only the gap; before the restart, that one is a stop. */
  g_autoptr (GArray) before
    = tide_continuity_list (history, course, thresholds, fixture_instant ("2025-05-31"));
  g_assert_cmpuint (before->len, ==, 1);
  g_autoptr (GArray) during
    = tide_continuity_list (history, course, thresholds, fixture_instant ("2025-02-05"));
  assert_break (during, 0, TIDE_BREAK_STOP, "2025-02-01", NULL, 4);
}

static void
test_sessions (void)
{
  begin (TIDE_ARM_KETAMINE, "ketamine");
  /* 14 days are within a series, 15 are a gap. */
  fixture_add_session (&b, course, "2025-01-01T10:00+01:00", TIDE_SESSION_HELD);
  fixture_add_session (&b, course, "2025-01-15T10:00+01:00", TIDE_SESSION_HELD);
  fixture_add_session (&b, course, "2025-01-20T10:00+01:00", TIDE_SESSION_MISSED);
  fixture_add_session (&b, course, "2025-01-30T10:00+01:00", TIDE_SESSION_HELD);
  g_autoptr (TideHistory) history = fixture_end (&b);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  g_autoptr (GArray) breaks
    = tide_continuity_list (history, course, thresholds, fixture_instant ("2025-02-13"));
  g_assert_cmpuint (breaks->len, ==, 1);
  assert_break (breaks, 0, TIDE_BREAK_GAP, "2025-01-15", "2025-01-30", 15);
  g_autoptr (GArray) later
    = tide_continuity_list (history, course, thresholds, fixture_instant ("2025-02-14"));
  assert_break (later, 1, TIDE_BREAK_STOP, "2025-01-30", NULL, 15);
}

static void
test_window (void)
{
  begin (TIDE_ARM_SSRI, "sertraline");
  fixture_add_step (&b, course, "2025-01-01", 200);
  course->ended_on = fixture_date ("2025-06-01");
  g_autoptr (TideHistory) history = fixture_end (&b);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  static const struct
  {
    const char *day;
    gboolean inside;
  } rows[]
    = { { "2025-06-01", FALSE }, { "2025-06-02", TRUE }, { "2025-06-29", TRUE }, { "2025-06-30", FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (
        tide_continuity_is_discontinuation (history, course, fixture_date (rows[i].day), thresholds), ==,
        rows[i].inside);
    }
  tide_thresholds_set (thresholds, "discontinuation", 7, "ours");
  g_assert_false (
    tide_continuity_is_discontinuation (history, course, fixture_date ("2025-06-09"), thresholds));
  /* Nobody misses a talk. */
  course->arm = TIDE_ARM_CBT;
  g_assert_false (
    tide_continuity_is_discontinuation (history, course, fixture_date ("2025-06-02"), thresholds));
}

/* Response on 200 mg, stopped on 1 June; back at 29 of 30 (a fall under 10 %: a relapse at once) on @day. */
static TideOutcome *
rate_after_stop (const char *day, TideHistory **history)
{
  begin (TIDE_ARM_SSRI, "sertraline");
  fixture_add_step (&b, course, "2025-01-01", 200);
  course->ended_on = fixture_date ("2025-06-01");
  tide_record_set_text (&course->target_instrument, "ybocs");
  fixture_add_ybocs (&b, "2025-01-01", 30);
  fixture_add_ybocs (&b, "2025-05-01", 15);
  fixture_add_ybocs (&b, day, 29);
  *history = fixture_end (&b);
  return outcome_of (*history, "ybocs", NULL);
}

static void
test_no_relapse_inside (void)
{
  g_autoptr (TideHistory) history = NULL;
  g_autoptr (TideOutcome) inside = rate_after_stop ("2025-06-29", &history);
  g_assert_cmpint (inside->visits[2].state, ==, TIDE_STATE_NO_RESPONSE);
  g_assert_true ((inside->visits[2].marks & TIDE_MARK_DISCONTINUATION) != 0);
  g_assert_true ((inside->visits[2].marks & TIDE_MARK_WATCH) == 0);
  g_autoptr (TideHistory) later_history = NULL;
  g_autoptr (TideOutcome) later = rate_after_stop ("2025-06-30", &later_history);
  g_assert_cmpint (later->visits[2].state, ==, TIDE_STATE_RELAPSE);
  g_assert_true ((later->visits[2].marks & TIDE_MARK_DISCONTINUATION) == 0);
}

/* A new treatment within 28 days of the stop is a rescue: a relapse, however soon (clinical.md 3.6). */
static void
test_rescue_inside (void)
{
  begin (TIDE_ARM_SSRI, "sertraline");
  fixture_add_step (&b, course, "2025-01-01", 200);
  course->ended_on = fixture_date ("2025-06-01");
  TideCourse *rescue = fixture_add_course (&b, TIDE_ARM_KETAMINE, "ketamine", "2025-06-20");
  fixture_add_session (&b, rescue, "2025-06-20T10:00+02:00", TIDE_SESSION_HELD);
  fixture_add_ybocs (&b, "2025-01-01", 30);
  fixture_add_ybocs (&b, "2025-05-01", 15);
  fixture_add_ybocs (&b, "2025-06-03", 24); /* 17 days before: no baseline of the new one */
  g_autoptr (TideHistory) history = fixture_end (&b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpint (outcome->visits[2].state, ==, TIDE_STATE_RELAPSE);
  g_assert_true ((outcome->visits[2].marks & TIDE_MARK_DISCONTINUATION) == 0);
}

/* Relapsed before the stop: still relapsed in the days after it. */
static void
test_relapsed_before_the_stop (void)
{
  begin (TIDE_ARM_SSRI, "sertraline");
  fixture_add_step (&b, course, "2025-01-01", 200);
  course->ended_on = fixture_date ("2025-06-01");
  fixture_add_ybocs (&b, "2025-01-01", 30);
  fixture_add_ybocs (&b, "2025-04-01", 15);
  fixture_add_ybocs (&b, "2025-05-20", 29); /* a fall under 10 %: at once */
  fixture_add_ybocs (&b, "2025-06-10", 24);
  g_autoptr (TideHistory) history = fixture_end (&b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  outcome_assert_states (outcome, (const char *[]){ "baseline", "response", "relapse", "relapse", NULL });
}

/* Held back after the stop and confirmed later: dated at the first of the visits, and no longer marked. */
static void
test_dated_at_the_visit_held_back (void)
{
  static const int totals[] = { 29, 24 }; /* an event by itself, and a loss that asks for two visits */
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      begin (TIDE_ARM_SSRI, "sertraline");
      fixture_add_step (&b, course, "2025-01-01", 200);
      course->ended_on = fixture_date ("2025-06-01");
      fixture_add_ybocs (&b, "2025-01-01", 30);
      fixture_add_ybocs (&b, "2025-05-01", 15);
      fixture_add_ybocs (&b, "2025-06-10", totals[i]);
      fixture_add_ybocs (&b, "2025-07-08", totals[i]);
      g_autoptr (TideHistory) history = fixture_end (&b);
      g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
      outcome_assert_states (outcome, (const char *[]){ "baseline", "response", "relapse", "relapse", NULL });
      g_assert_true ((outcome->visits[2].marks & TIDE_MARK_DISCONTINUATION) == 0);
    }
}

/* Ketamine on 1 March, response on the 8th, nothing left of it on the 15th; sertraline stopped on @stop. */
static TideOutcome *
rate_beside_stop (const char *stop, TideHistory **history)
{
  begin (TIDE_ARM_SSRI, "sertraline");
  fixture_add_step (&b, course, "2024-06-01", 200);
  course->started_on = fixture_date ("2024-06-01");
  course->ended_on = fixture_date (stop);
  TideCourse *ketamine = fixture_add_course (&b, TIDE_ARM_KETAMINE, "ketamine", "2025-03-01");
  fixture_add_session (&b, ketamine, "2025-03-01T10:00+01:00", TIDE_SESSION_HELD);
  fixture_add_ybocs (&b, "2025-02-27", 30);
  fixture_add_ybocs (&b, "2025-03-08", 15);
  fixture_add_ybocs (&b, "2025-03-15", 29);
  *history = fixture_end (&b);
  return outcome_of (*history, "ybocs", NULL);
}

static void
test_stop_of_another_course (void)
{
  /* Stopped before the infusion: not what the infusion's fading could be taken for. */
  g_autoptr (TideHistory) before = NULL;
  g_autoptr (TideOutcome) relapse = rate_beside_stop ("2025-02-25", &before);
  g_assert_cmpint (relapse->visits[2].state, ==, TIDE_STATE_RELAPSE);
  g_autoptr (TideHistory) same_day = NULL;
  g_autoptr (TideOutcome) replaced = rate_beside_stop ("2025-03-01", &same_day);
  g_assert_cmpint (replaced->visits[2].state, ==, TIDE_STATE_RELAPSE);
  /* It ran beside the infusion until the 10th. */
  g_autoptr (TideHistory) beside = NULL;
  g_autoptr (TideOutcome) masked = rate_beside_stop ("2025-03-10", &beside);
  g_assert_true ((masked->visits[2].marks & TIDE_MARK_DISCONTINUATION) != 0);
  g_assert_cmpint (masked->visits[2].state, !=, TIDE_STATE_RELAPSE);
}

/* Talks between two infusions do not bridge the gap between them. */
static void
test_talks_do_not_bridge (void)
{
  begin (TIDE_ARM_KETAMINE, "ketamine");
  fixture_add_session (&b, course, "2025-01-01T10:00+01:00", TIDE_SESSION_HELD);
  fixture_add_session (&b, course, "2025-01-10T10:00+01:00", TIDE_SESSION_HELD)->kind
    = tide_code_from_text (tide_session_kind_codes, "integration");
  fixture_add_session (&b, course, "2025-01-20T10:00+01:00", TIDE_SESSION_STOPPED);
  g_autoptr (TideHistory) history = fixture_end (&b);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  g_autoptr (GArray) breaks
    = tide_continuity_list (history, course, thresholds, fixture_instant ("2025-01-25"));
  g_assert_cmpuint (breaks->len, ==, 1);
  assert_break (breaks, 0, TIDE_BREAK_GAP, "2025-01-01", "2025-01-20", 19);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/continuity/steps-to-nothing-and-back", test_steps);
  g_test_add_func ("/outcome/continuity/a-gap-in-a-series-is-over-fourteen-days", test_sessions);
  g_test_add_func ("/outcome/continuity/twenty-eight-days-after-the-stop", test_window);
  g_test_add_func ("/outcome/continuity/symptoms-inside-are-marked-not-relapse", test_no_relapse_inside);
  g_test_add_func ("/outcome/continuity/a-rescue-inside-is-a-relapse", test_rescue_inside);
  g_test_add_func ("/outcome/continuity/relapsed-before-the-stop-stays-relapsed",
                   test_relapsed_before_the_stop);
  g_test_add_func ("/outcome/continuity/an-event-confirmed-later-is-dated-at-the-visit-held-back",
                   test_dated_at_the_visit_held_back);
  g_test_add_func ("/outcome/continuity/only-what-ran-beside-the-course-masks", test_stop_of_another_course);
  g_test_add_func ("/outcome/continuity/talks-do-not-bridge-a-gap-between-infusions",
                   test_talks_do_not_bridge);
  return g_test_run ();
}

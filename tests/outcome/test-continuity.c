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
      const TideCourse *of = NULL;
      g_assert_cmpint (
        tide_continuity_is_discontinuation (history, fixture_date (rows[i].day), thresholds, &of), ==,
        rows[i].inside);
      g_assert_true (of == (rows[i].inside ? course : NULL));
    }
  tide_thresholds_set (thresholds, "discontinuation", 7, "ours");
  g_assert_false (
    tide_continuity_is_discontinuation (history, fixture_date ("2025-06-09"), thresholds, NULL));
  /* Nobody misses a talk. */
  course->arm = TIDE_ARM_CBT;
  g_assert_false (
    tide_continuity_is_discontinuation (history, fixture_date ("2025-06-02"), thresholds, NULL));
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/continuity/steps-to-nothing-and-back", test_steps);
  g_test_add_func ("/outcome/continuity/a-gap-in-a-series-is-over-fourteen-days", test_sessions);
  g_test_add_func ("/outcome/continuity/twenty-eight-days-after-the-stop", test_window);
  g_test_add_func ("/outcome/continuity/symptoms-inside-are-marked-not-relapse", test_no_relapse_inside);
  return g_test_run ();
}

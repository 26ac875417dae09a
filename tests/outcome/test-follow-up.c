/* test-follow-up.c: reliable change (clinical.md 3.7), response by session, the ratings around a dose, the
 * months after the end, and how long each response to a dose lasted. */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "outcome-check.h"
#include "tide-course-follow-up.h"

#define DAY0 "2025-01-06"
#define NOW "2025-11-20T14:32+01:00"

typedef struct
{
  FixtureBuilder b;
  TideCourse *course;
  TideHistory *history;
  TideOutcome *outcome;
  TideThresholds *thresholds;
} Case;

static void
begin (Case *c, TideArm arm)
{
  *c = (Case){ .thresholds = tide_thresholds_new () };
  fixture_begin (&c->b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  c->course = fixture_add_course (&c->b, arm, "synthetic", DAY0);
}

static const char *
on (int days, const char *clock)
{
  static char text[4][32];
  static guint next = 0;
  next = (next + 1) % 4;
  g_autofree char *iso = tide_date_to_iso (fixture_date (DAY0) + days);
  g_snprintf (text[next], sizeof text[next], "%sT%s", iso, clock);
  return text[next];
}

static void
give (Case *c, int day)
{
  fixture_add_session (&c->b, c->course, on (day, "10:00"), TIDE_SESSION_HELD);
}

static void
rate (Case *c, int day, const char *clock, int total)
{
  fixture_add_ybocs (&c->b, on (day, clock), total);
}

static void
finish (Case *c)
{
  c->history = fixture_end (&c->b);
  c->outcome = outcome_of (c->history, "ybocs", NOW);
}

static void
clear (Case *c)
{
  tide_outcome_free (c->outcome);
  tide_history_free (c->history);
  tide_thresholds_free (c->thresholds);
}

static int
day_of (const Case *c, int visit)
{
  return visit < 0 ? -1 : c->outcome->visits[visit].day;
}

/* --- reliable change --- */

/* Y-BOCS: Sdiff 2.396, so 12 points are 5.01 (3.8); 4 points 1.67, 5 points 2.09. */
static void
test_reliable_change (void)
{
  const TideChangeRule *rule = tide_instrument_get_change_rule (outcome_instrument ("ybocs"));
  static const struct
  {
    double baseline, value;
    const char *code;
  } rows[] = { { 28, 16, "improved" }, { 28, 12, "recovered" }, { 28, 24, "unchanged" },
               { 28, 23, "improved" }, { 28, 32, "unchanged" }, { 28, 33, "deteriorated" },
               { 12, 5, "improved" },  { 13, 8, "recovered" } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      TideReliableChange change = tide_reliable_change (rule, rows[i].baseline, rows[i].value);
      g_test_message ("%g to %g: %g", rows[i].baseline, rows[i].value, change.index);
      g_assert_cmpstr (tide_reliable_class_get_code (change.found), ==, rows[i].code);
    }
  g_assert_cmpfloat_with_epsilon (tide_reliable_change (rule, 28, 16).index, 5.01, 0.005);
  g_assert_cmpint (tide_reliable_change (rule, NAN, 16).found, ==, TIDE_RELIABLE_UNKNOWN);
  g_assert_cmpint (
    tide_reliable_change (tide_instrument_get_change_rule (outcome_instrument ("pain_nrs")), 8, 2).found, ==,
    TIDE_RELIABLE_UNKNOWN);
}

/* --- sessions --- */

/* Doses on 0, 7 and 14; before each a rating in the morning, one four hours after the first. */
static void
test_sessions (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE);
  for (int day = 0; day <= 14; day += 7)
    give (&c, day);
  rate (&c, -1, "09:00", 28);
  rate (&c, 0, "14:00", 14); /* too fresh to judge, but shown after session 1 */
  rate (&c, 7, "09:00", 20);
  rate (&c, 14, "09:00", 18);
  rate (&c, 16, "11:00", 12);
  rate (&c, 60, "11:00", 27);
  finish (&c);
  g_autoptr (GArray) rows
    = tide_course_list_session_outcomes (c.outcome, 0, c.history, c.thresholds, fixture_instant (NOW));
  static const int before[] = { -1, 7, 14 }, after[] = { 0, -1, 16 }, state[] = { 7, 14, 16 };
  g_assert_cmpuint (rows->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const TideSessionOutcome *row = &g_array_index (rows, TideSessionOutcome, i);
      g_test_message ("session %u", row->number);
      g_assert_cmpuint (row->number, ==, i + 1);
      g_assert_cmpint (day_of (&c, row->before), ==, before[i]);
      g_assert_cmpint (day_of (&c, row->after), ==, after[i]);
      g_assert_cmpint (day_of (&c, row->state), ==, state[i]);
    }
  g_assert_cmpint (c.outcome->visits[g_array_index (rows, TideSessionOutcome, 1).state].state, ==,
                   TIDE_STATE_RESPONSE); /* 18 of 28 after two sessions */
  clear (&c);
}

/* --- after the end --- */

static void
test_follow_up (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT);
  c.course->ended_on = fixture_date (DAY0) + 84;
  give (&c, 0);
  give (&c, 84);
  TideSession *booster = fixture_add_session (&c.b, c.course, on (120, "10:00"), TIDE_SESSION_HELD);
  booster->kind = tide_code_from_text (tide_session_kind_codes, "booster");
  rate (&c, -1, "09:00", 28);
  rate (&c, 85, "09:00", 12);
  rate (&c, 170, "09:00", 14); /* 86 days after the end */
  rate (&c, 185, "09:00", 13); /* 101 days: further from three months */
  finish (&c);
  g_autoptr (GArray) rows = tide_course_list_follow_up (c.outcome, 0, c.history, fixture_instant (NOW));
  g_assert_cmpuint (rows->len, ==, 3);
  const TideFollowUp *three = &g_array_index (rows, TideFollowUp, 0), *six = three + 1, *twelve = three + 2;
  g_assert_cmpuint (three->months, ==, 3);
  g_assert_cmpint (three->status, ==, TIDE_FOLLOW_UP_RATED);
  g_assert_cmpint (day_of (&c, three->visit), ==, 170);
  g_assert_cmpuint (three->n_boosters, ==, 1);
  g_assert_cmpint (six->status, ==, TIDE_FOLLOW_UP_MISSING); /* day 266 is past on 20 November (day 318) */
  g_assert_cmpint (six->visit, ==, -1);
  g_assert_cmpint (twelve->status, ==, TIDE_FOLLOW_UP_NOT_YET);
  clear (&c);
}

static void
test_no_follow_up_while_it_runs (void)
{
  Case c;
  begin (&c, TIDE_ARM_CBT);
  rate (&c, -1, "09:00", 28);
  rate (&c, 170, "09:00", 14);
  finish (&c);
  g_autoptr (GArray) rows = tide_course_list_follow_up (c.outcome, 0, c.history, fixture_instant (NOW));
  g_assert_cmpuint (rows->len, ==, 0);
  clear (&c);
}

/* --- the ladder --- */

/* A series on 0, 3 and 7; then single doses on 40, 70 and 100.  28 at the start.
 *   series: 14 at 14, 15 at 28, 24 at 35 → lost in (21, 28] after the dose of day 7
 *   40: 14 at 48, 22 at 60 → (8, 20];  70: 14 at 80, 14 at 95 → held for 25 days when the next was given
 *   100: 16 at 108 → holds so far. */
static void
test_ladder (void)
{
  Case c;
  static const int doses[] = { 0, 3, 7, 40, 70, 100 };
  static const int days[] = { -1, 14, 28, 35, 48, 60, 80, 95, 108 };
  static const int totals[] = { 28, 14, 15, 24, 14, 22, 14, 14, 16 };
  begin (&c, TIDE_ARM_KETAMINE);
  for (guint i = 0; i < G_N_ELEMENTS (doses); i++)
    give (&c, doses[i]);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    rate (&c, days[i], "10:00", totals[i]);
  finish (&c);
  g_autoptr (TideLadder) ladder
    = tide_ladder_new (c.outcome, TIDE_ARM_KETAMINE, c.history, c.thresholds, fixture_instant (NOW));
  static const double lower[] = { 21, 8, 25, 8 }, upper[] = { 28, 20, -1, -1 };
  g_assert_cmpuint (ladder->rungs->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const TideRung *rung = &g_array_index (ladder->rungs, TideRung, i);
      g_test_message ("rung %u", i);
      g_assert_cmpfloat_with_epsilon (rung->lower_days, lower[i], 1e-9);
      g_assert_cmpint (rung->faded, ==, upper[i] > 0);
      if (rung->faded)
        g_assert_cmpfloat_with_epsilon (rung->upper_days, upper[i], 1e-9);
      else
        g_assert_true (isnan (rung->upper_days));
    }
  g_assert_cmpuint (ladder->n_faded, ==, 2);
  g_assert_cmpfloat_with_epsilon (ladder->median_days, 24, 1e-9);
  g_assert_cmpfloat (ladder->shortest_days, ==, 20);
  g_assert_cmpfloat (ladder->longest_days, ==, 28);
  g_assert_cmpint (ladder->review_on, ==, fixture_date (DAY0) + 124);
  clear (&c);
}

static void
test_ladder_without_a_response (void)
{
  Case c;
  begin (&c, TIDE_ARM_KETAMINE);
  give (&c, 0);
  rate (&c, -1, "09:00", 28);
  rate (&c, 10, "10:00", 26);
  finish (&c);
  g_autoptr (TideLadder) ladder
    = tide_ladder_new (c.outcome, TIDE_ARM_KETAMINE, c.history, c.thresholds, fixture_instant (NOW));
  g_assert_cmpuint (ladder->rungs->len, ==, 0);
  g_assert_true (isnan (ladder->median_days));
  g_assert_false (tide_date_is_known (ladder->review_on));
  clear (&c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/follow-up/reliable-change", test_reliable_change);
  g_test_add_func ("/outcome/follow-up/sessions", test_sessions);
  g_test_add_func ("/outcome/follow-up/months-after-the-end", test_follow_up);
  g_test_add_func ("/outcome/follow-up/none-while-it-runs", test_no_follow_up_while_it_runs);
  g_test_add_func ("/outcome/follow-up/ladder", test_ladder);
  g_test_add_func ("/outcome/follow-up/ladder-without-a-response", test_ladder_without_a_response);
  return g_test_run ();
}

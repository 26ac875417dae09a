/* test-therapy-window.c: therapy in the days after a dose, and homework beside the change of the score (F52,
 * N16); every expected number is counted by hand in a comment.
 */
#include <glib.h>
#include <math.h>

#include "outcome-check.h"
#include "tide-therapy-window.h"

typedef struct
{
  FixtureBuilder b;
  TideCourse *ketamine, *erp;
} Case;

static void
begin (Case *c)
{
  fixture_begin (&c->b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  c->ketamine = fixture_add_course (&c->b, TIDE_ARM_KETAMINE, "ketamine", "2025-06-02");
  c->erp = fixture_add_course (&c->b, TIDE_ARM_CBT, "ERP", "2025-05-01");
}

static void
give (Case *c, const char *when)
{
  fixture_add_session (&c->b, c->ketamine, when, TIDE_SESSION_HELD);
}

static TideSession *
meet (Case *c, const char *when, TideSessionStatus status)
{
  return fixture_add_session (&c->b, c->erp, when, status);
}

static TideTherapyCoupling
count (Case *c, const char *now)
{
  g_autoptr (TideHistory) history = fixture_end (&c->b);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  return tide_therapy_count_coupling (history, c->ketamine, thresholds, fixture_instant (now));
}

/* Doses on 2, 16 and 30 June; the convention is 7 days.  Therapy on 30 May (before any), 9 June (day 7), 24
 * June (day 8) and 5 July (day 5): doses 1 and 3 are followed; of three sessions from 2 June on, two lie
 * inside. */
static void
test_within_days (void)
{
  Case c;
  begin (&c);
  give (&c, "2025-06-02T10:00");
  give (&c, "2025-06-16T10:00");
  give (&c, "2025-06-30T10:00");
  meet (&c, "2025-05-30T10:00", TIDE_SESSION_HELD);
  meet (&c, "2025-06-09T18:00", TIDE_SESSION_HELD);
  meet (&c, "2025-06-24T10:00", TIDE_SESSION_HELD);
  meet (&c, "2025-07-05T10:00", TIDE_SESSION_HELD);
  TideTherapyCoupling coupling = count (&c, "2025-08-01T12:00");
  g_assert_cmpuint (coupling.n_doses, ==, 3);
  g_assert_cmpuint (coupling.n_followed, ==, 2);
  g_assert_cmpuint (coupling.n_running, ==, 0);
  g_assert_cmpuint (coupling.n_sessions, ==, 3);
  g_assert_cmpuint (coupling.n_inside, ==, 2);
}

/* What was missed is no therapy; a dose of yesterday may still be followed, one of 8 days ago no more. */
static void
test_open_windows (void)
{
  Case c;
  begin (&c);
  give (&c, "2025-06-02T10:00");
  give (&c, "2025-06-09T10:00");
  meet (&c, "2025-06-03T10:00", TIDE_SESSION_MISSED);
  meet (&c, "2025-06-11T10:00", TIDE_SESSION_PLANNED);
  TideTherapyCoupling coupling = count (&c, "2025-06-10T12:00");
  g_assert_cmpuint (coupling.n_doses, ==, 2);
  g_assert_cmpuint (coupling.n_followed, ==, 0);
  g_assert_cmpuint (coupling.n_running, ==, 1);
  g_assert_cmpuint (coupling.n_sessions, ==, 0);
}

/* In the morning before the dose is not after it; a day without a time counts. */
static void
test_same_day (void)
{
  static const struct
  {
    const char *therapy;
    guint inside;
  } days[] = { { "2025-06-02T09:00", 0 }, { "2025-06-02T15:00", 1 }, { "2025-06-02", 1 } };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      Case c;
      begin (&c);
      give (&c, "2025-06-02T10:00");
      meet (&c, days[i].therapy, TIDE_SESSION_HELD);
      TideTherapyCoupling coupling = count (&c, "2025-08-01T12:00");
      g_assert_cmpuint (coupling.n_sessions, ==, 1);
      g_assert_cmpuint (coupling.n_inside, ==, days[i].inside);
      g_assert_cmpuint (coupling.n_followed, ==, days[i].inside);
    }
}

/* Y-BOCS 30, 26, 25 on 1, 15 and 29 June.  Up to the second: homework 40 and 80 % in two of three sessions,
 * mean 60, change -4; up to the third: one session without a number, no spell. */
static void
test_homework (void)
{
  Case c;
  begin (&c);
  fixture_add_total (&c.b, "ybocs", "2025-06-01T09:00", 30);
  fixture_add_total (&c.b, "ybocs", "2025-06-15T09:00", 26);
  fixture_add_total (&c.b, "ybocs", "2025-06-29T09:00", 25);
  meet (&c, "2025-06-04T10:00", TIDE_SESSION_HELD)->homework_percent = 40;
  meet (&c, "2025-06-08T10:00", TIDE_SESSION_HELD);
  meet (&c, "2025-06-12T10:00", TIDE_SESSION_HELD)->homework_percent = 80;
  meet (&c, "2025-06-20T10:00", TIDE_SESSION_HELD);
  g_autoptr (TideHistory) history = fixture_end (&c.b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_autoptr (GArray) spells = tide_therapy_list_homework (history, c.erp, outcome);
  g_assert_cmpuint (spells->len, ==, 1);
  const TideHomeworkSpell *spell = &g_array_index (spells, TideHomeworkSpell, 0);
  g_assert_cmpuint (spell->n_sessions, ==, 3);
  g_assert_cmpuint (spell->n_homework, ==, 2);
  g_assert_cmpfloat_with_epsilon (spell->homework, 60, 1e-9);
  g_assert_cmpfloat_with_epsilon (spell->change, -4, 1e-9);
  g_autoptr (GArray) none = tide_therapy_list_homework (history, c.erp, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/therapy-window/seven-days-are-inside-and-eight-are-not", test_within_days);
  g_test_add_func ("/outcome/therapy-window/a-dose-of-yesterday-may-still-be-followed", test_open_windows);
  g_test_add_func ("/outcome/therapy-window/on-one-day-the-clocks-decide", test_same_day);
  g_test_add_func ("/outcome/therapy-window/homework-stands-beside-the-change", test_homework);
  return g_test_run ();
}

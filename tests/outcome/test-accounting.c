/* test-accounting.c: courses by chance go from the record through baseline, states, events and fold into a
 * comparison: what became of each is held against its own visits, every one of them is counted once, and
 * neither the calendar nor the numbers of the records change anything.
 *
 * The rows of test-comparison.c are made by hand; these are not.  All data are synthetic, of a fixed seed.
 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "outcome-check.h"
#include "tide-comparison.h"

#define N_COURSES 10000
#define FIRST_DAY "2019-01-07"

static TideThresholds *thresholds;

/* --- patients by chance --- */

typedef struct
{
  FixtureBuilder b;
  GRand *rand;
  TideDate first; /* the day from which all others are counted */
  TideInstant now;
} Chance;

static gboolean
one_of (Chance *self, int n)
{
  return g_rand_int_range (self->rand, 0, n) == 0;
}

static const char *
on (const Chance *self, int day, const char *clock)
{
  static char text[4][32];
  static guint next = 0;
  next = (next + 1) % 4;
  g_autofree char *iso = tide_date_to_iso (self->first + day);
  g_snprintf (text[next], sizeof text[next], clock != NULL ? "%sT%s" : "%s", iso, clock);
  return text[next];
}

static int
add_steps (Chance *self, const TideCourse *course, int day)
{
  int mg = 50;
  for (int n = g_rand_int_range (self->rand, 1, 5); n > 0; n--)
    {
      fixture_add_step (&self->b, course, on (self, day, NULL), mg);
      mg += one_of (self, 6) ? -25 : 50;
      day += g_rand_int_range (self->rand, 7, 60);
    }
  if (one_of (self, 5))
    fixture_add_step (&self->b, course, on (self, day, NULL), 0);
  return day;
}

static int
add_sessions (Chance *self, const TideCourse *course, int day)
{
  for (int n = g_rand_int_range (self->rand, 1, 10); n > 0; n--)
    {
      fixture_add_session (&self->b, course, on (self, day, "11:00"), TIDE_SESSION_HELD);
      day += g_rand_int_range (self->rand, 2, 9);
    }
  return day;
}

static void
add_course (Chance *self, int day)
{
  static const TideArm arms[]
    = { TIDE_ARM_KETAMINE, TIDE_ARM_SSRI, TIDE_ARM_SSRI, TIDE_ARM_CBT, TIDE_ARM_NEUROMODULATION };
  static const char *const reasons[] = { "completed", "lost_to_follow_up", "no_response", "side_effects" };
  TideArm arm = arms[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (arms))];
  TideCourse *course = fixture_add_course (&self->b, arm, arm == TIDE_ARM_SSRI ? "sertraline" : "synthetic",
                                           on (self, day, NULL));
  int last = arm == TIDE_ARM_SSRI ? add_steps (self, course, day) : add_sessions (self, course, day);
  if (!one_of (self, 2))
    return;
  course->ended_on = self->first + last + g_rand_int_range (self->rand, 0, 40);
  course->end_reason = tide_code_from_text (
    tide_end_reason_codes, reasons[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (reasons))]);
}

/* No clock within an hour of that of the doses: 24 hours after a dose are hours, which an autumn night makes
 * one more (clinical.md 3.4). */
static void
add_ratings (Chance *self, int day, int last)
{
  static const char *const clocks[] = { "08:00", "08:00", "09:30", "16:00", NULL };
  int level = one_of (self, 40) ? 0 : g_rand_int_range (self->rand, 14, 38);
  while (day < last)
    {
      const char *clock = clocks[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (clocks))];
      fixture_add_total (&self->b, "ybocs", on (self, day, clock), level);
      if (one_of (self, 8))
        fixture_add_single (&self->b, "cgii", on (self, day, "08:00"), g_rand_int_range (self->rand, 1, 8))
          ->compared_with
          = tide_code_from_text (tide_compared_with_codes, one_of (self, 2) ? "best" : "baseline");
      level = CLAMP (level + g_rand_int_range (self->rand, -9, 8), 0, 40);
      day += g_rand_int_range (self->rand, 1, 45);
    }
}

/* The same draws give the same patient, @shift days later and with numbers @more higher. */
static TideHistory *
make_patient (Chance *self, guint32 seed, int shift, gint64 more)
{
  g_rand_set_seed (self->rand, seed);
  self->first = fixture_date (FIRST_DAY) + shift;
  self->now = fixture_instant (on (self, 1500, "14:32"));
  fixture_begin (&self->b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_FEMALE);
  self->b.next_id += more;
  int day = g_rand_int_range (self->rand, 40, 400), first = day;
  for (int n = g_rand_int_range (self->rand, 1, 4); n > 0; n--)
    {
      add_course (self, day);
      day += g_rand_int_range (self->rand, 5, 160);
    }
  add_ratings (self, first - g_rand_int_range (self->rand, 0, 32), day + 60);
  return fixture_end (&self->b);
}

static void
fold (const Chance *self, const TideHistory *history, GArray *rows)
{
  tide_cohort_fold (rows, history, outcome_instrument ("ybocs"), thresholds, self->now, NULL);
}

/* --- each course against its visits --- */

typedef struct
{
  guint n, n_response, n_after, n_too_early; /* ratings that decide; at or after the day of the verdict */
} Told;

/* What the list of visits of a course tells, walked by hand. */
static Told
read_visits (const TideOutcome *outcome, const TideCourseEvents *events, guint index)
{
  const TideCourseOutcome *course = &outcome->courses[index];
  g_autoptr (GPtrArray) visits = tide_outcome_list_visits (outcome, (int) index);
  TideDate day0 = tide_instant_get_date (course->day0);
  Told told = { 0 };
  for (guint i = 0; i < visits->len; i++)
    {
      const TideVisitOutcome *visit = visits->pdata[i];
      if (visit->state == TIDE_STATE_NONE || visit->state == TIDE_STATE_BASELINE || visit->passed_over
          || visit->too_fresh || visit->recalls_start || day0 + visit->day > events[index].followed_to)
        continue;
      told.n++;
      told.n_response += (visit->meets & TIDE_MEETS_RESPONSE) != 0;
      told.n_too_early += visit->state == TIDE_STATE_TOO_EARLY;
      told.n_after += !tide_instant_is_known (course->too_early_until)
                      || day0 + visit->day >= tide_instant_get_date (course->too_early_until);
    }
  return told;
}

static TideFate
tell_fate (const TideCourseOutcome *course, Told told)
{
  if (course->baseline < 0 || course->baseline_value <= 0)
    return TIDE_FATE_NO_BASELINE;
  if (told.n == 0)
    return TIDE_FATE_NOT_RATED;
  if (told.n_response > 0)
    return TIDE_FATE_RESPONDED;
  return told.n_after > 0 ? TIDE_FATE_NOT_RESPONDED : TIDE_FATE_TOO_EARLY;
}

static void
check_fates (const Chance *self, const TideHistory *history, const TideCohortRow *rows, guint n_rows,
             guint *counts)
{
  TideInstrument *scale = outcome_instrument ("ybocs");
  g_autoptr (TideOutcome) outcome = tide_outcome_compute (history, scale, thresholds, self->now);
  g_autofree TideCourseEvents *events
    = tide_course_events_compute (outcome, history, scale, thresholds, self->now, NULL);
  g_assert_cmpuint (outcome->n_courses, ==, n_rows);
  for (guint i = 0; i < n_rows; i++)
    {
      Told told = read_visits (outcome, events, i);
      g_assert_cmpint (rows[i].course_id, ==, outcome->courses[i].course->base.id);
      g_assert_cmpstr (tide_fate_get_code ((TideFate) rows[i].fate), ==,
                       tide_fate_get_code (tell_fate (&outcome->courses[i], told)));
      /* Never a failure by ratings of which each says "too early" (F12). */
      g_assert_true (told.n != told.n_too_early || rows[i].fate != TIDE_FATE_NOT_RESPONDED);
      counts[rows[i].fate]++;
    }
}

/* --- all of them in the comparison --- */

static const char arm_codes[]
  = "ketamine,ssri,cbt,neuromodulation,ketamine+ssri,ssri+cbt,ssri+neuromodulation,ketamine+cbt";

static void
check_comparison (GArray *rows, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *asked = g_strdup_printf ("instrument=ybocs\narms=%s\n%s", arm_codes, text);
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_parse (asked, &error);
  g_assert_no_error (error);
  g_autoptr (TideComparison) comparison
    = tide_comparison_new (rows, definition, outcome_instrument ("ybocs"), thresholds);
  for (guint a = 0; a < comparison->n_arms; a++)
    {
      const TideAccounting *count = &comparison->arms[a].accounting;
      guint fates[TIDE_N_FATES] = { 0 }, n = 0, left = 0;
      for (guint i = 0; i < rows->len; i++)
        {
          const TideCohortRow *row = &g_array_index (rows, TideCohortRow, i);
          if (row->arms != tide_arms_parse (comparison->arms[a].code))
            continue;
          n++;
          if (tide_comparison_get_left_out (definition, row) == TIDE_COUNTED)
            fates[row->fate]++;
          else
            left++;
        }
      g_test_message ("%s: %u", comparison->arms[a].code, n);
      g_assert_cmpuint (n, >, 20); /* of an arm without courses nothing is proved */
      g_assert_cmpuint (count->started, ==, n);
      g_assert_cmpuint (count->counted, ==, n - left);
      g_assert_cmpuint (count->responded, ==, fates[TIDE_FATE_RESPONDED]);
      g_assert_cmpuint (count->not_responded, ==, fates[TIDE_FATE_NOT_RESPONDED]);
      g_assert_cmpuint (count->too_early, ==, fates[TIDE_FATE_TOO_EARLY]);
      g_assert_cmpuint (count->not_rated, ==, fates[TIDE_FATE_NOT_RATED]);
      g_assert_cmpuint (count->counted, ==,
                        count->responded + count->not_responded + count->too_early + count->not_rated);
    }
}

static void
test_every_course_is_accounted_for (void)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  g_autoptr (GRand) rand = g_rand_new ();
  guint counts[TIDE_N_FATES] = { 0 };
  for (guint32 seed = 1; rows->len < N_COURSES; seed++)
    {
      Chance chance = { .rand = rand };
      g_autoptr (TideHistory) history = make_patient (&chance, seed, 0, 0);
      guint before = rows->len;
      fold (&chance, history, rows);
      check_fates (&chance, history, &g_array_index (rows, TideCohortRow, before), rows->len - before,
                   counts);
      for (guint i = before; i < rows->len; i++)
        g_array_index (rows, TideCohortRow, i).patient_id = seed;
    }
  for (TideFate fate = TIDE_FATE_NO_BASELINE; fate < TIDE_FATE_PLANNED; fate++)
    {
      g_test_message ("%s: %u", tide_fate_get_code (fate), counts[fate]);
      g_assert_cmpuint (counts[fate], >, 100);
    }
  check_comparison (rows, "");
  check_comparison (rows, "all_courses=yes\nkeep_carry_over=yes\n");
}

/* --- the calendar and the numbers --- */

static void
assert_same_rows (GArray *rows, GArray *moved, int shift, gint64 more)
{
  g_assert_cmpuint (rows->len, ==, moved->len);
  for (guint i = 0; i < rows->len; i++)
    {
      TideCohortRow *a = &g_array_index (rows, TideCohortRow, i),
                    *b = &g_array_index (moved, TideCohortRow, i);
      g_assert_cmpint (b->start - a->start, ==, shift);
      g_assert_cmpint (b->course_id - a->course_id, ==, more);
      b->start = a->start;
      b->course_id = a->course_id;
      b->age = a->age;
      g_assert_cmpmem (a, sizeof *a, b, sizeof *b);
    }
}

/* By weeks, by days over the end of February, and by days that bring other doses into the nights in which the
 * clocks of the zone change: the same courses give the same rows, but for the date, the age and the numbers.
 */
static void
test_no_row_hangs_on_the_calendar_or_the_numbers (void)
{
  static const struct
  {
    int shift;
    gint64 more;
  } moves[] = { { 0, 50000 }, { 7, 0 }, { 83, 17 }, { 181, 0 }, { 1234, 1 } };
  g_autoptr (GRand) rand = g_rand_new ();
  for (guint32 seed = 1; seed <= 300; seed++)
    {
      Chance chance = { .rand = rand };
      g_autoptr (TideHistory) history = make_patient (&chance, seed, 0, 0);
      for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
        {
          g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
          g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
          Chance later = { .rand = rand };
          g_autoptr (TideHistory) other = make_patient (&later, seed, moves[i].shift, moves[i].more);
          fold (&chance, history, rows);
          fold (&later, other, moved);
          g_test_message ("patient %u, %d days later", seed, moves[i].shift);
          assert_same_rows (rows, moved, moves[i].shift, moves[i].more);
        }
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE); /* where clocks change */
  g_test_init (&argc, &argv, NULL);
  thresholds = tide_thresholds_new ();
  g_test_add_func ("/outcome/accounting/every-course-is-accounted-for", test_every_course_is_accounted_for);
  g_test_add_func ("/outcome/accounting/no-row-hangs-on-the-calendar-or-the-numbers",
                   test_no_row_hangs_on_the_calendar_or_the_numbers);
  int result = g_test_run ();
  tide_thresholds_free (thresholds);
  return result;
}

/* test-chart-alerts.c: the alerts that a whole chart raises, and those of time, at, below and above their
 * limits (clinical.md 8: A8-A11, A15-A18); expected values by hand. */
#include <math.h>
#include <string.h>

#include "safety-check.h"
#include "tide-alert-rules.h"
#include "tide-chart-alerts.h"
#include "tide-exposure-watch.h"

#define NOW "2026-03-31T12:00+02:00"
#define ALL                                                                                                  \
  (TIDE_CHART_RATINGS | TIDE_CHART_SESSIONS | TIDE_CHART_MEASUREMENTS | TIDE_CHART_EFFECTS                   \
   | TIDE_CHART_SCREENINGS | TIDE_CHART_TAKEN)

/* The alerts of @rule; *last is a copy of the last of them. */
static guint
count_in (const GPtrArray *alerts, const char *rule, TideAlert **last)
{
  guint n = 0;
  for (guint i = 0; i < alerts->len; i++)
    {
      const TideAlert *alert = alerts->pdata[i];
      g_test_message ("%s %s %s: %s", alert->rule, tide_level_codes[alert->level],
                      alert->subject != NULL ? alert->subject : "-",
                      alert->detail != NULL ? alert->detail : "-");
      if (strcmp (alert->rule, rule) != 0)
        continue;
      n++;
      if (last != NULL)
        {
          g_clear_pointer (last, tide_alert_free);
          *last = tide_alert_copy (alert);
        }
    }
  return n;
}

static guint
count (const TideSafetyCase *subject, const char *rule, TideAlert **last)
{
  g_autoptr (GPtrArray) found = tide_chart_alerts_find (subject, ALL);
  return count_in (found, rule, last);
}

static guint
count_by_time (const TideSafetyCase *subject, const char *rule, TideAlert **last)
{
  g_autoptr (GPtrArray) found = tide_time_alerts_find (subject);
  return count_in (found, rule, last);
}

/* --- A9 --- */

/* A Y-BOCS of @total after a baseline of @baseline under sertraline. */
static guint
count_worse (int baseline, int total)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2026-01-01");
  fixture_add_step (&bench.b, course, "2026-01-01", 50);
  fixture_add_ybocs (&bench.b, "2025-12-30T10:00", baseline);
  TideAssessmentData *later = fixture_add_ybocs (&bench.b, "2026-03-01T10:00", total);
  gint64 id = later->base.id;
  TideAlert *alert = NULL;
  guint n = count (bench_case (&bench, NOW), "A9", &alert);
  if (n > 0)
    {
      g_assert_cmpint (alert->level, ==, TIDE_LEVEL_AMBER);
      g_assert_cmpint (alert->assessment_id, ==, id);
      g_assert_cmpstr (alert->instrument_id, ==, "ybocs");
      g_assert_cmpfloat (alert->value, ==, total);
      g_autofree char *title = tide_alert_rules_dup_title (NULL, alert);
      g_autofree char *wanted = g_strdup_printf ("Y-BOCS %d, worse than the baseline of %d", total, baseline);
      g_assert_cmpstr (title, ==, wanted);
      tide_alert_free (alert);
    }
  bench_end (&bench);
  return n;
}

static void
test_deterioration (void)
{
  /* RC95 of the Y-BOCS = 1.96 * sqrt 2 * 4.89 * sqrt (1 - 0.88) = 4.695: 5 points reach it, 4 do not unless
   * they are a quarter of the baseline (16: 25 %, and 4 >= 2.35); 2 of 8 are a quarter, but less than half.
   */
  g_assert_cmpuint (count_worse (20, 20), ==, 0);
  g_assert_cmpuint (count_worse (20, 24), ==, 0);
  g_assert_cmpuint (count_worse (20, 25), ==, 1);
  g_assert_cmpuint (count_worse (20, 33), ==, 1);
  g_assert_cmpuint (count_worse (16, 20), ==, 1);
  g_assert_cmpuint (count_worse (17, 21), ==, 0);
  g_assert_cmpuint (count_worse (8, 10), ==, 0);
  g_assert_cmpuint (count_worse (20, 12), ==, 0);
}

/* PHQ-9 from 4 to 5 is a rise of 25 %, and no deterioration (clinical.md 8). */
static void
test_phq9_from_4_to_5 (void)
{
  for (guint total = 5; total <= 11; total += 6)
    {
      Bench bench;
      bench_begin (&bench, "F33.1");
      TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2026-01-01");
      tide_record_set_text (&course->target_instrument, "phq9");
      fixture_add_phq9 (&bench.b, "2025-12-30T10:00", 4, 0);
      fixture_add_phq9 (&bench.b, "2026-03-01T10:00", (int) total, 0);
      /* RC95 = 6.76: 11 - 4 = 7 reaches it */
      g_assert_cmpuint (count (bench_case (&bench, NOW), "A9", NULL), ==, total == 11);
      bench_end (&bench);
    }
}

static void
test_only_the_target_and_only_with_baseline (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2026-01-01");
  tide_record_set_text (&course->target_instrument, "madrs");
  fixture_add_ybocs (&bench.b, "2025-12-30T10:00", 20);
  fixture_add_ybocs (&bench.b, "2026-03-01T10:00", 35);
  fixture_add_total (&bench.b, "madrs", "2026-03-01T10:00", 40); /* none before the course */
  g_assert_cmpuint (count (bench_case (&bench, NOW), "A9", NULL), ==, 0);
  bench_end (&bench);
}

/* --- A10 --- */

/* Ketamine on 2 March, a response on the 5th, and @total on @day. */
static guint
count_lost (const char *day, int total)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-02-02");
  fixture_add_session (&bench.b, course, "2026-02-02T10:00", TIDE_SESSION_HELD);
  fixture_add_ybocs (&bench.b, "2026-02-01T10:00", 30);
  fixture_add_ybocs (&bench.b, "2026-02-05T10:00", 12);
  fixture_add_ybocs (&bench.b, day, total);
  TideAlert *alert = NULL;
  guint n = count (bench_case (&bench, NOW), "A10", &alert);
  if (n > 0)
    g_assert_cmpint (alert->level, ==, TIDE_LEVEL_YELLOW);
  g_clear_pointer (&alert, tide_alert_free);
  bench_end (&bench);
  return n;
}

static void
test_loss_of_response (void)
{
  /* response: 35 % of 30 is 10.5: 19 and less */
  g_assert_cmpuint (count_lost ("2026-02-20T10:00", 19), ==, 0);
  g_assert_cmpuint (count_lost ("2026-02-20T10:00", 25), ==, 1);
  g_assert_cmpuint (count_lost ("2026-03-02T10:00", 25), ==, 1); /* 28 days after the infusion */
  g_assert_cmpuint (count_lost ("2026-03-03T10:00", 25), ==, 0); /* 29 */
}

static void
test_a_loss_is_said_once (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-02-02");
  fixture_add_session (&bench.b, course, "2026-02-02T10:00", TIDE_SESSION_HELD);
  fixture_add_ybocs (&bench.b, "2026-02-01T10:00", 30);
  fixture_add_ybocs (&bench.b, "2026-02-05T10:00", 12);
  fixture_add_ybocs (&bench.b, "2026-02-12T10:00", 26);
  fixture_add_ybocs (&bench.b, "2026-02-19T10:00", 27);
  g_assert_cmpuint (count (bench_case (&bench, NOW), "A10", NULL), ==, 1);
  bench_end (&bench);
}

/* --- A11 --- */

static guint
count_switch (double baseline, double total)
{
  Bench bench;
  bench_begin (&bench, "F31.3");
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_ANTIDEPRESSANT, "venlafaxine", "2026-01-01");
  tide_record_set_text (&course->target_instrument, "madrs");
  fixture_add_total (&bench.b, "ymrs", "2025-12-30T10:00", baseline);
  fixture_add_total (&bench.b, "ymrs", "2026-02-01T10:00", total);
  guint n = count (bench_case (&bench, NOW), "A11", NULL);
  bench_end (&bench);
  return n;
}

static void
test_switch (void)
{
  g_assert_cmpuint (count_switch (2, 8), ==, 0);  /* 6 */
  g_assert_cmpuint (count_switch (2, 9), ==, 1);  /* 7 >= 6.6 */
  g_assert_cmpuint (count_switch (4, 11), ==, 1); /* just below 12 */
  g_assert_cmpuint (count_switch (4, 12), ==, 0); /* the scale's own rule says it */
}

/* --- A17, A18 --- */

static void
test_measurements_have_their_source (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  bench_add_measurement (&bench, "sodium", 130, "2026-03-01T10:00");
  TideMeasurement *low = bench_add_measurement (&bench, "sodium", 129, "2026-03-10T10:00");
  bench_add_measurement (&bench, "sodium", 140, "2026-03-20T10:00");
  bench_add_measurement (&bench, "qtc", 499, "2026-03-10T10:00");
  bench_add_measurement (&bench, "sodium", 120, "2026-03-11T10:00")->entered_in_error = TRUE;
  gint64 id = low->base.id;
  TideAlert *alert = NULL;
  g_assert_cmpuint (count (bench_case (&bench, NOW), "A17", &alert), ==, 1);
  g_autofree char *subject = g_strdup_printf ("sodium#measurement-%" G_GINT64_FORMAT, id);
  g_assert_cmpstr (alert->subject, ==, subject);
  g_assert_cmpint (alert->level, ==, TIDE_LEVEL_RED);
  g_autofree char *word = tide_chart_alerts_dup_word (alert);
  g_assert_cmpstr (word, ==, "sodium");
  tide_alert_free (alert);
  bench_end (&bench);

  bench_begin (&bench, NULL);
  bench_add_measurement (&bench, "qtc", 500, "2026-03-10T10:00");
  g_assert_cmpuint (count (bench_case (&bench, NOW), "A17", NULL), ==, 1);
  bench_end (&bench);
}

static guint
count_weight (double last, const char *ended_on)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2026-01-01");
  if (ended_on != NULL)
    course->ended_on = fixture_date (ended_on);
  bench_add_measurement (&bench, "weight", 60, "2025-12-30T10:00");
  bench_add_measurement (&bench, "weight", last, "2026-02-01T10:00");
  bench_add_measurement (&bench, "weight", last + 0.1, "2026-02-08T10:00");
  guint n = count (bench_case (&bench, NOW), "A17", NULL);
  bench_end (&bench);
  return n;
}

static void
test_weight_has_one_alert_a_course (void)
{
  g_assert_cmpuint (count_weight (64.0, NULL), ==, 0); /* 64.1: 6.8 % */
  g_assert_cmpuint (count_weight (64.2, NULL), ==, 1); /* 7.0 % */
  g_assert_cmpuint (count_weight (66, NULL), ==, 1);
  g_assert_cmpuint (count_weight (66, "2026-03-01"), ==, 1); /* it was so while it ran */
  g_assert_cmpuint (count_weight (66, "2026-01-31"), ==, 0);
}

static TideSession *
add_dose (Bench *bench, const TideCourse *course, guint day)
{
  g_autofree char *started = g_strdup_printf ("2026-03-%02uT10:00", day);
  return fixture_add_session (&bench->b, course, started, TIDE_SESSION_HELD);
}

static void
test_the_ninth_dose (void)
{
  for (guint n = 8; n <= 10; n++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-01");
      gint64 last = 0;
      for (guint i = 0; i < n; i++)
        last = add_dose (&bench, course, 1 + 2 * i)->base.id;
      TideAlert *alert = NULL;
      g_assert_cmpuint (count (bench_case (&bench, NOW), "A18", &alert), ==, n - 8);
      if (n > 8)
        {
          g_assert_cmpint (alert->session_id, ==, last);
          g_assert_cmpstr (alert->subject, ==, "doses");
          g_assert_cmpint (alert->level, ==, TIDE_LEVEL_AMBER);
        }
      g_clear_pointer (&alert, tide_alert_free);
      bench_end (&bench);
    }
}

static void
test_each_high_dose (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-01");
  course->route = code_of (tide_route_codes, "iv");
  add_dose (&bench, course, 1)->dose_mg_per_kg = 1;
  add_dose (&bench, course, 3)->dose_mg_per_kg = 1.2;
  add_dose (&bench, course, 5)->dose_mg_per_kg = 1.1; /* less than the one before, and said all the same */
  TideSession *oral = add_dose (&bench, course, 7);
  oral->dose_mg_per_kg = 2;
  oral->route = code_of (tide_route_codes, "oral");
  g_assert_cmpuint (count (bench_case (&bench, NOW), "A18", NULL), ==, 2);
  bench_end (&bench);
}

static void
test_urinary_and_misuse (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-01");
  TideAdverseEvent *event = bench_add (&bench, bench.b.history->adverse_events, tide_adverse_event_new ());
  event->course_id = course->base.id;
  tide_record_set_text (&event->term, "urinary symptoms");
  event->started = fixture_instant ("2026-03-20");
  TideReview *review = bench_add (&bench, bench.b.history->reviews, tide_review_new ());
  review->kind = code_of (tide_review_kind_codes, "misuse");
  review->result = code_of (tide_review_result_codes, "finding");
  review->done_on = fixture_date ("2026-03-21");
  review->craving = 2;
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  g_assert_cmpuint (count (subject, "A18", NULL), ==, 1);
  g_assert_cmpuint (count (subject, "misuse", NULL), ==, 1);
  bench_end (&bench);
}

/* --- A15, A16 --- */

static TideScreening *
add_screening (Bench *bench, TideArm arm, const char *taken)
{
  TideScreening *screening = bench_add (bench, bench->b.history->screenings, tide_screening_new ());
  screening->arm = (int) arm;
  screening->taken = fixture_instant (taken);
  return screening;
}

static TideScreeningAnswer *
add_answer (Bench *bench, const TideScreening *screening, const char *question, int answer)
{
  TideScreeningAnswer *row
    = bench_add (bench, bench->b.history->screening_answers, tide_screening_answer_new ());
  row->screening_id = screening->base.id;
  tide_record_set_text (&row->question, question);
  row->answer = answer;
  return row;
}

static void
test_a_ticked_contraindication (void)
{
  /* yes, no, not known, in error */
  for (guint i = 0; i < 4; i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideScreening *screening = add_screening (&bench, TIDE_ARM_KETAMINE, "2026-03-20T10:00");
      int answers[] = { 2, 1, 0, 2 };
      add_answer (&bench, screening, "pregnancy", answers[i])->entered_in_error = i == 3;
      gint64 id = screening->base.id;
      TideAlert *alert = NULL;
      g_assert_cmpuint (count (bench_case (&bench, NOW), "A16", &alert), ==, i == 0);
      if (i == 0)
        {
          g_autofree char *subject = g_strdup_printf ("pregnancy#screening-%" G_GINT64_FORMAT, id);
          g_assert_cmpint (alert->level, ==, TIDE_LEVEL_RED);
          g_assert_cmpstr (alert->subject, ==, subject);
        }
      g_clear_pointer (&alert, tide_alert_free);
      bench_end (&bench);
    }
}

static guint
count_substances (TideArm arm, double dast)
{
  Bench bench;
  bench_begin (&bench, NULL);
  fixture_add_total (&bench.b, "dast10", "2026-01-10T10:00", dast);
  add_screening (&bench, arm, "2026-03-20T10:00");
  TideAlert *alert = NULL;
  guint n = count (bench_case (&bench, NOW), "A15", &alert);
  guint level = n == 1 ? (guint) alert->level : 0;
  g_clear_pointer (&alert, tide_alert_free);
  bench_end (&bench);
  return level;
}

static void
test_substances_at_ketamine_screening (void)
{
  g_assert_cmpuint (count_substances (TIDE_ARM_KETAMINE, 2), ==, 0);
  g_assert_cmpuint (count_substances (TIDE_ARM_KETAMINE, 3), ==, TIDE_LEVEL_AMBER);
  g_assert_cmpuint (count_substances (TIDE_ARM_ESKETAMINE, 5), ==, TIDE_LEVEL_AMBER);
  g_assert_cmpuint (count_substances (TIDE_ARM_KETAMINE, 6), ==, TIDE_LEVEL_RED);
  g_assert_cmpuint (count_substances (TIDE_ARM_SSRI, 6), ==, 0);
}

static void
test_what_is_taken_together (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-01");
  bench_add_drug (&bench, "lorazepam", "2026-02-01", NULL);
  TideAlert *alert = NULL;
  g_assert_cmpuint (count (bench_case (&bench, NOW), "A16", &alert), ==, 1);
  g_assert_cmpint (alert->level, ==, TIDE_LEVEL_AMBER);
  g_assert_nonnull (strstr (alert->detail, "lorazepam"));
  tide_alert_free (alert);
  bench_end (&bench);

  bench_begin (&bench, NULL);
  fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2026-03-01");
  bench_add_drug (&bench, "tranylcypromine", "2026-02-01", NULL);
  alert = NULL;
  g_assert_cmpuint (count (bench_case (&bench, NOW), "A16", &alert), ==, 1);
  g_assert_cmpint (alert->level, ==, TIDE_LEVEL_RED);
  tide_alert_free (alert);
  bench_end (&bench);

  bench_begin (&bench, NULL); /* stopped before */
  fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-01");
  bench_add_drug (&bench, "lorazepam", "2026-01-01", "2026-02-01");
  g_assert_cmpuint (count (bench_case (&bench, NOW), "A16", NULL), ==, 0);
  bench_end (&bench);
}

/* --- A8 --- */

static void
add_screen (Bench *bench, const char *taken, gboolean whole)
{
  TideAssessmentData *data = fixture_add_total (&bench->b, "cssrs_screen", taken, 0);
  data->total = NAN;
  tide_record_set_text (&data->answers, whole ? "1=0;2=0;6=0" : "1=0;2=-;6=0");
  tide_record_set_text (&data->scores, "risk=0");
}

/* The days between the screen and the dose of today; -1: no screen. */
static guint
count_unscreened (const char *screen, gboolean whole, TideSessionStatus status)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-31");
  TideSession *session = fixture_add_session (&bench.b, course, "2026-03-31T14:00+02:00", status);
  if (status == TIDE_SESSION_PLANNED)
    session->planned = session->started;
  else
    session->started = fixture_instant ("2026-03-31T10:00+02:00");
  if (screen != NULL)
    add_screen (&bench, screen, whole);
  gint64 id = session->base.id;
  TideAlert *alert = NULL;
  guint n = count_by_time (bench_case (&bench, NOW), "A8", &alert);
  if (n > 0)
    {
      g_assert_cmpint (alert->level, ==, TIDE_LEVEL_AMBER);
      g_assert_cmpint (alert->session_id, ==, id);
    }
  g_clear_pointer (&alert, tide_alert_free);
  bench_end (&bench);
  return n;
}

static void
test_a_dose_without_a_screen (void)
{
  g_assert_cmpuint (count_unscreened (NULL, TRUE, TIDE_SESSION_HELD), ==, 1);
  g_assert_cmpuint (count_unscreened (NULL, TRUE, TIDE_SESSION_PLANNED), ==, 1);
  g_assert_cmpuint (count_unscreened ("2026-03-30T10:00+02:00", TRUE, TIDE_SESSION_PLANNED), ==, 0);
  g_assert_cmpuint (count_unscreened ("2026-03-24T08:00+02:00", TRUE, TIDE_SESSION_HELD), ==, 0); /* 7 days */
  g_assert_cmpuint (count_unscreened ("2026-03-23T20:00+02:00", TRUE, TIDE_SESSION_HELD), ==, 1); /* 8 */
  g_assert_cmpuint (count_unscreened ("2026-03-31T11:00+02:00", TRUE, TIDE_SESSION_HELD), ==, 1); /* after */
  g_assert_cmpuint (count_unscreened ("2026-03-30T10:00+02:00", FALSE, TIDE_SESSION_HELD), ==, 1);
  g_assert_cmpuint (count_unscreened (NULL, TRUE, TIDE_SESSION_MISSED), ==, 0);
}

/* The dead are asked for nothing, and nothing of theirs runs out. */
static void
test_nothing_by_time_for_the_dead (void)
{
  for (int dead = 0; dead < 2; dead++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-01");
      course->authorised_until = fixture_date ("2026-04-01");
      if (dead)
        fixture_add_event (&bench.b, "2026-03-20", "Died")->kind = code_of (tide_event_kind_codes, "death");
      g_autoptr (GPtrArray) found = tide_time_alerts_find (bench_case (&bench, NOW));
      if (dead)
        g_assert_cmpuint (found->len, ==, 0);
      else
        g_assert_cmpuint (found->len, >, 0);
      bench_end (&bench);
    }
}

static guint
count_young (const char *birth, const char *started, const char *screen)
{
  Bench bench;
  bench_begin (&bench, NULL);
  bench.b.history->patient->birth_date = birth != NULL ? fixture_date (birth) : TIDE_DATE_UNKNOWN;
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", started);
  fixture_add_step (&bench.b, course, started, 50);
  if (screen != NULL)
    add_screen (&bench, screen, TRUE);
  guint n = count_by_time (bench_case (&bench, NOW), "A8", NULL);
  bench_end (&bench);
  return n;
}

static void
test_a_new_antidepressant_under_25 (void)
{
  /* 31 March: 7 and 8 days after the start, 28 and 29 */
  g_assert_cmpuint (count_young ("2003-01-01", "2026-03-24", NULL), ==, 0);
  g_assert_cmpuint (count_young ("2003-01-01", "2026-03-23", NULL), ==, 1);
  g_assert_cmpuint (count_young ("2003-01-01", "2026-03-03", NULL), ==, 1);
  g_assert_cmpuint (count_young ("2003-01-01", "2026-03-02", NULL), ==, 0);
  g_assert_cmpuint (count_young ("2003-01-01", "2026-03-10", "2026-03-24T10:00"), ==, 0);
  g_assert_cmpuint (count_young ("2003-01-01", "2026-03-10", "2026-03-23T10:00"), ==, 1);
  /* 25 on the day it began, and a day younger; an unknown age may be below */
  g_assert_cmpuint (count_young ("2001-03-10", "2026-03-10", NULL), ==, 0);
  g_assert_cmpuint (count_young ("2001-03-11", "2026-03-10", NULL), ==, 1);
  g_assert_cmpuint (count_young (NULL, "2026-03-10", NULL), ==, 1);
}

/* --- A7's repeats, looks back, expiries --- */

static void
test_not_assessed_repeats (void)
{
  /* answered yesterday; answered today; open; done since; historical */
  for (guint i = 0; i < 5; i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideAssessmentData *data = fixture_add_phq9 (&bench.b, "2026-03-20T10:00", 8, 0);
      tide_record_set_text (&data->answers, "1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=-");
      TideAlert *alert = bench_add (&bench, bench.b.history->alerts, tide_alert_new ());
      tide_record_set_text (&alert->rule, "A7");
      tide_record_set_text (&alert->instrument_id, "phq9");
      tide_record_set_text (&alert->item_id, "9");
      alert->assessment_id = data->base.id;
      alert->level = TIDE_LEVEL_YELLOW;
      alert->value = NAN;
      alert->resolved = i != 2;
      alert->historical = i == 4;
      alert->acted = fixture_instant (i == 1 ? "2026-03-31T09:00+02:00" : "2026-03-30T09:00+02:00");
      alert->raised = fixture_instant ("2026-03-20T10:00");
      if (i == 3)
        fixture_add_phq9 (&bench.b, "2026-03-25T10:00", 8, 0);
      TideAlert *again = NULL;
      g_assert_cmpuint (count_by_time (bench_case (&bench, NOW), "A7", &again), ==, i == 0);
      if (again != NULL)
        {
          TideInstrument *phq9 = tide_library_lookup (bench.library, "phq9");
          g_autofree char *title = tide_alert_rules_dup_title (phq9, again);
          g_assert_cmpstr (title, ==, "PHQ-9 item 9 not assessed");
          tide_alert_free (again);
        }
      bench_end (&bench);
    }
}

static void
test_looks_back_and_expiries (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-01");
  for (guint i = 0; i < 4; i++)
    add_dose (&bench, course, 1 + 3 * i);
  course->authorised_until = fixture_date ("2026-04-14"); /* 14 days */
  TideConsent *consent = bench_add (&bench, bench.b.history->consents, tide_consent_new ());
  consent->kind = code_of (tide_consent_kind_codes, "treatment");
  consent->course_id = course->base.id;
  consent->given_on = fixture_date ("2025-04-01");
  consent->expires_on = fixture_date ("2026-03-30"); /* yesterday */
  add_screening (&bench, TIDE_ARM_KETAMINE, "2026-03-01T10:00")->expires_on = fixture_date ("2026-04-15");
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  g_assert_cmpuint (count_by_time (subject, "review", NULL), ==, 4); /* urinary, liver, cognition, misuse */
  g_assert_cmpuint (count_by_time (subject, "expiry", NULL), ==, 2); /* the screening in 15 days: not yet */
  bench_end (&bench);
}

/* --- against what is stored --- */

static guint
reconcile (const TideSafetyCase *subject, guint rules, const char *since, gboolean imported,
           GPtrArray **fresh, GPtrArray **changed)
{
  g_autoptr (GPtrArray) found = tide_chart_alerts_find (subject, rules);
  TideChartSave save = { .rules = rules,
                         .since = since != NULL ? fixture_date (since) : TIDE_DATE_UNKNOWN,
                         .imported = imported };
  *fresh = g_ptr_array_new_with_free_func (tide_record_free);
  *changed = g_ptr_array_new_with_free_func (tide_record_free);
  tide_chart_alerts_reconcile (subject, found, &save, *fresh, *changed);
  return (*fresh)->len;
}

static void
test_late_and_imported_are_historical (void)
{
  /* 14 and 15 days before 31 March, and yesterday's in an import */
  const char *const taken[]
    = { "2026-03-17T12:00+01:00", "2026-03-16T10:00+01:00", "2026-03-30T10:00+02:00" };
  for (guint i = 0; i < 3; i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      bench_add_measurement (&bench, "sodium", 120, taken[i]);
      g_autoptr (GPtrArray) fresh = NULL, changed = NULL;
      const TideSafetyCase *subject = bench_case (&bench, NOW);
      g_assert_cmpuint (reconcile (subject, TIDE_CHART_MEASUREMENTS, NULL, i == 2, &fresh, &changed), ==, 1);
      g_assert_cmpint (((TideAlert *) fresh->pdata[0])->historical, ==, i > 0);
      bench_end (&bench);
    }
}

static void
test_nothing_twice (void)
{
  /* open, resolved, resolved and now graver, open and now graver, marked and now gone */
  const double values[] = { 125, 125, 120, 120, 135 };
  for (guint i = 0; i < 5; i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideMeasurement *sodium = bench_add_measurement (&bench, "sodium", values[i], "2026-03-30T10:00");
      TideAlert *alert = bench_add (&bench, bench.b.history->alerts, tide_alert_new ());
      tide_record_set_text (&alert->rule, "A17");
      alert->subject = g_strdup_printf ("sodium#measurement-%" G_GINT64_FORMAT, sodium->base.id);
      alert->level = TIDE_LEVEL_RED;
      alert->value = 125;
      alert->raised = fixture_instant ("2026-03-30T10:00");
      alert->resolved = i == 1 || i == 2;
      g_autoptr (GPtrArray) fresh = NULL, changed = NULL;
      const TideSafetyCase *subject = bench_case (&bench, NOW);
      g_assert_cmpuint (reconcile (subject, TIDE_CHART_MEASUREMENTS, NULL, FALSE, &fresh, &changed), ==,
                        i == 2);
      g_assert_cmpuint (changed->len, ==, i >= 3);
      if (i == 3)
        g_assert_cmpfloat (((TideAlert *) changed->pdata[0])->value, ==, 120);
      if (i >= 3)
        g_assert_cmpint (((TideAlert *) changed->pdata[0])->source_amended, ==, i == 4);
      bench_end (&bench);
    }
}

static void
test_earlier_evidence_raises_nothing_new (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  bench_add_measurement (&bench, "sodium", 120, "2026-03-25T10:00");
  bench_add_measurement (&bench, "sodium", 121, "2026-03-30T10:00");
  g_autoptr (GPtrArray) fresh = NULL, changed = NULL;
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  g_assert_cmpuint (reconcile (subject, TIDE_CHART_MEASUREMENTS, "2026-03-30", FALSE, &fresh, &changed), ==,
                    1);
  g_assert_cmpfloat (((TideAlert *) fresh->pdata[0])->value, ==, 121);
  bench_end (&bench);
}

/* A drug that was stopped was taken all the same: its alert is not marked. */
static void
test_a_stopped_drug_was_taken (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-02-01");
  TideMedication *drug = bench_add_drug (&bench, "lorazepam", "2026-02-01", "2026-03-30");
  gint64 ids[] = { course->base.id, drug->base.id };
  const TideSafetyCase *subject = bench_case (&bench, "2026-03-10T12:00+01:00");
  g_autoptr (GPtrArray) then = tide_chart_alerts_find (subject, TIDE_CHART_TAKEN);
  g_assert_cmpuint (then->len, ==, 1);
  TideAlert *alert = g_ptr_array_steal_index (then, 0);
  alert->base.id = 99;
  g_ptr_array_add (bench.history->alerts, alert);
  bench.subject.now = fixture_instant (NOW);
  g_autoptr (GPtrArray) fresh = NULL, changed = NULL;
  g_assert_cmpuint (reconcile (&bench.subject, TIDE_CHART_TAKEN, "2026-03-31", FALSE, &fresh, &changed), ==,
                    0);
  g_assert_cmpuint (changed->len, ==, 0);
  g_clear_pointer (&fresh, g_ptr_array_unref);
  g_clear_pointer (&changed, g_ptr_array_unref);
  /* entered in error: it was not taken */
  g_ptr_array_set_size (bench.history->medications, 0);
  g_assert_cmpuint (reconcile (&bench.subject, TIDE_CHART_TAKEN, "2026-03-31", FALSE, &fresh, &changed), ==,
                    0);
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_true (((TideAlert *) changed->pdata[0])->source_amended);
  g_assert_cmpint (ids[0], !=, ids[1]);
  bench_end (&bench);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
#define CLAIM(name, func) g_test_add_func ("/safety/chart-alerts/" name, func)
  CLAIM ("worse-by-the-reliable-change-or-a-quarter-and-half-of-it", test_deterioration);
  CLAIM ("phq9-from-4-to-5-is-no-deterioration", test_phq9_from_4_to_5);
  CLAIM ("only-the-target-gets-worse-and-only-than-a-baseline", test_only_the_target_and_only_with_baseline);
  CLAIM ("a-response-lost-within-28-days-of-the-last-infusion", test_loss_of_response);
  CLAIM ("a-loss-is-said-once", test_a_loss_is_said_once);
  CLAIM ("mania-risen-by-six-point-six", test_switch);
  CLAIM ("a-measurement-is-its-alerts-source", test_measurements_have_their_source);
  CLAIM ("weight-has-one-alert-a-course", test_weight_has_one_alert_a_course);
  CLAIM ("the-ninth-dose-in-30-days", test_the_ninth_dose);
  CLAIM ("each-dose-above-one-mg-per-kg-iv", test_each_high_dose);
  CLAIM ("urinary-symptoms-and-misuse", test_urinary_and_misuse);
  CLAIM ("a-ticked-contraindication-is-red", test_a_ticked_contraindication);
  CLAIM ("substances-at-ketamine-screening", test_substances_at_ketamine_screening);
  CLAIM ("what-is-taken-together", test_what_is_taken_together);
  CLAIM ("a-dose-without-a-suicide-screen", test_a_dose_without_a_screen);
  CLAIM ("a-new-antidepressant-under-25", test_a_new_antidepressant_under_25);
  CLAIM ("not-assessed-repeats-until-it-is-done", test_not_assessed_repeats);
  CLAIM ("nothing-by-time-for-the-dead", test_nothing_by_time_for_the_dead);
  CLAIM ("looks-back-and-expiries", test_looks_back_and_expiries);
  CLAIM ("late-and-imported-are-historical", test_late_and_imported_are_historical);
  CLAIM ("nothing-twice", test_nothing_twice);
  CLAIM ("earlier-evidence-raises-nothing-new", test_earlier_evidence_raises_nothing_new);
  CLAIM ("a-stopped-drug-was-taken", test_a_stopped_drug_was_taken);
  return g_test_run ();
}

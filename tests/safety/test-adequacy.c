/* test-adequacy.c: each rule of adequacy at, below and above its threshold and with missing data (clinical.md
 * 4.2 and 4.3); expected values by hand. */
#include <math.h>
#include <string.h>

#include "safety-check.h"
#include "tide-adequacy.h"

#define NOW "2026-03-10T12:00+01:00"

/* Judges the one trial of the bench and frees both. */
static TideAdequacy
judge_one (Bench *bench, TidePreset preset, const char *words)
{
  g_autoptr (TideAdequacyList) list = tide_adequacy_judge (bench_case (bench, NOW), preset);
  g_assert_cmpuint (list->trials->len, ==, 1);
  const TideTrialVerdict *verdict = list->trials->pdata[0];
  g_test_message ("%s | %s | %s", verdict->words, verdict->source, verdict->missing);
  if (words != NULL)
    g_assert_cmpstr (verdict->words, ==, words);
  /* Only what cannot be decided says what is missing. */
  g_assert_true ((verdict->missing != NULL) == (verdict->verdict == TIDE_ADEQUACY_UNKNOWN));
  TideAdequacy result = verdict->verdict;
  g_clear_pointer (&list, tide_adequacy_list_free);
  bench_end (bench);
  return result;
}

static TideAdequacy
judge_sertraline (double weeks, double weeks_at_dose, double dose_mg, const char *adherence,
                  const char *response)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideTrial *trial = bench_add_trial (&bench, TIDE_ARM_SSRI, "sertraline");
  trial->weeks = weeks;
  trial->weeks_at_dose = weeks_at_dose;
  trial->dose_mg_per_day = dose_mg;
  trial->adherence = code_of (tide_adherence_codes, adherence);
  trial->response = code_of (tide_trial_response_codes, response);
  return judge_one (&bench, TIDE_PRESET_DAYS, NULL);
}

static void
test_sentence (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  bench_add_failed_drug (&bench, "sertraline", 200);
  g_assert_cmpint (
    judge_one (&bench, TIDE_PRESET_DAYS,
               "84 days, of these 56 at 200 mg (needs 28 at ≥ 200 mg), adherence good; recorded "
               "without response"),
    ==, TIDE_ADEQUACY_FAILED);
}

static void
test_days (void)
{
  /* 56 days are needed: 8 weeks are enough, a day less is not. */
  g_assert_cmpint (judge_sertraline (8, 4, 200, "good", "none"), ==, TIDE_ADEQUACY_FAILED);
  g_assert_cmpint (judge_sertraline (55.0 / 7, 4, 200, "good", "none"), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_cmpint (judge_sertraline (30, 4, 200, "good", "none"), ==, TIDE_ADEQUACY_FAILED);
  g_assert_cmpint (judge_sertraline (NAN, 4, 200, "good", "none"), ==, TIDE_ADEQUACY_UNKNOWN);
}

static void
test_dose (void)
{
  /* 28 days at 200 mg or above. */
  g_assert_cmpint (judge_sertraline (12, 27.0 / 7, 200, "good", "none"), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_cmpint (judge_sertraline (12, 4, 199, "good", "none"), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_cmpint (judge_sertraline (12, 4, 250, "good", "none"), ==, TIDE_ADEQUACY_FAILED);
  /* Less than 28 days at 250 mg, but perhaps more at 200: not known. */
  g_assert_cmpint (judge_sertraline (12, 2, 250, "good", "none"), ==, TIDE_ADEQUACY_UNKNOWN);
  g_assert_cmpint (judge_sertraline (12, NAN, 200, "good", "none"), ==, TIDE_ADEQUACY_UNKNOWN);
  /* Eight weeks at 200 mg are 56 days of the whole, however long that was; seven are 49. */
  g_assert_cmpint (judge_sertraline (NAN, 8, 200, "good", "none"), ==, TIDE_ADEQUACY_FAILED);
  g_assert_cmpint (judge_sertraline (NAN, 7, 200, "good", "none"), ==, TIDE_ADEQUACY_UNKNOWN);
  g_assert_cmpint (judge_sertraline (12, 8, NAN, "good", "none"), ==, TIDE_ADEQUACY_UNKNOWN);
  /* Too short is too short, whatever the dose was. */
  g_assert_cmpint (judge_sertraline (4, NAN, NAN, "", ""), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
}

/* Five times the label's maximum of 60 mg is beyond what anybody takes. */
static void
test_impossible_dose (void)
{
  static const struct
  {
    double mg;
    TideAdequacy verdict;
    const char *words;
  } rows[] = {
    { 60, TIDE_ADEQUACY_FAILED, NULL },
    { 300, TIDE_ADEQUACY_FAILED, NULL },
    { 6000, TIDE_ADEQUACY_UNKNOWN,
      "84 days, of these at least 56 at ≥ 40 mg (needs 28 at ≥ 40 mg), adherence good; 6000 mg is above any dose "
      "that is taken (60 mg): not judged; recorded without response" }
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      bench_add_failed_drug (&bench, "paroxetine", rows[i].mg);
      g_assert_cmpint (judge_one (&bench, TIDE_PRESET_DAYS, rows[i].words), ==, rows[i].verdict);
    }
}

static void
test_adherence (void)
{
  g_assert_cmpint (judge_sertraline (12, 8, 200, "partial", "none"), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_cmpint (judge_sertraline (12, 8, 200, "poor", "none"), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_cmpint (judge_sertraline (12, 8, 200, "", "none"), ==, TIDE_ADEQUACY_UNKNOWN);
}

static TideAdequacy
judge_fall (double percent, const char *response)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideTrial *trial = bench_add_failed_drug (&bench, "sertraline", 200);
  trial->percent_fall = percent;
  trial->response = code_of (tide_trial_response_codes, response);
  return judge_one (&bench, TIDE_PRESET_DAYS, NULL);
}

static void
test_failed (void)
{
  /* Failed is a fall under 25 %. */
  g_assert_cmpint (judge_fall (24.9, ""), ==, TIDE_ADEQUACY_FAILED);
  g_assert_cmpint (judge_fall (25, ""), ==, TIDE_ADEQUACY_HELPED);
  /* A number and a word that disagree are a slip of one of them: neither is chosen. */
  g_assert_cmpint (judge_fall (24, "none"), ==, TIDE_ADEQUACY_FAILED);
  g_assert_cmpint (judge_fall (25, "none"), ==, TIDE_ADEQUACY_UNKNOWN);
  g_assert_cmpint (judge_fall (60, "none"), ==, TIDE_ADEQUACY_UNKNOWN);
  g_assert_cmpint (judge_fall (60, "response"), ==, TIDE_ADEQUACY_HELPED);
  g_assert_cmpint (judge_fall (10, "response"), ==, TIDE_ADEQUACY_UNKNOWN);
  /* "Partial" is loosely said: the number that was measured decides. */
  g_assert_cmpint (judge_fall (24, "partial"), ==, TIDE_ADEQUACY_FAILED);
  g_assert_cmpint (judge_fall (25, "partial"), ==, TIDE_ADEQUACY_HELPED);
  g_assert_cmpint (judge_fall (-10, ""), ==, TIDE_ADEQUACY_FAILED);
  g_assert_cmpint (judge_fall (NAN, "partial"), ==, TIDE_ADEQUACY_HELPED);
  g_assert_cmpint (judge_fall (NAN, "remission"), ==, TIDE_ADEQUACY_HELPED);
  g_assert_cmpint (judge_fall (NAN, ""), ==, TIDE_ADEQUACY_UNKNOWN);
}

static void
test_intolerance (void)
{
  for (int weeks = 3; weeks <= 12; weeks += 9)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideTrial *trial = bench_add_failed_drug (&bench, "sertraline", 200);
      trial->weeks = weeks;
      trial->stop_reason = code_of (tide_end_reason_codes, "side_effects");
      trial->weeks_at_dose = MIN (weeks, 8);
      /* Before it was adequate: counted apart. After that it has failed like another. */
      g_assert_cmpint (judge_one (&bench, TIDE_PRESET_DAYS, NULL), ==,
                       weeks == 3 ? TIDE_ADEQUACY_NOT_TOLERATED : TIDE_ADEQUACY_FAILED);
    }
}

static void
test_strict (void)
{
  for (int weeks = 11; weeks <= 13; weeks++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideTrial *trial = bench_add_failed_drug (&bench, "sertraline", 150);
      trial->weeks = 16;
      trial->weeks_at_dose = weeks;
      /* 12 weeks at the highest dose that was tolerated, here 150 mg. */
      g_assert_cmpint (judge_one (&bench, TIDE_PRESET_STRICT, NULL), ==,
                       weeks < 12 ? TIDE_ADEQUACY_NOT_ADEQUATE : TIDE_ADEQUACY_FAILED);
    }
}

static void
test_depression (void)
{
  static const struct
  {
    const char *agent;
    double weeks, mg;
    TideAdequacy verdict;
  } rows[] = { { "sertraline", 4, 50, TIDE_ADEQUACY_FAILED },
               { "sertraline", 3.9, 50, TIDE_ADEQUACY_NOT_ADEQUATE },
               { "sertraline", 4, 49, TIDE_ADEQUACY_NOT_ADEQUATE },
               { "unheard-of", 10, 49, TIDE_ADEQUACY_UNKNOWN } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Bench bench;
      bench_begin (&bench, "F33.2");
      TideTrial *trial = bench_add_failed_drug (&bench, rows[i].agent, rows[i].mg);
      trial->weeks = trial->weeks_at_dose = rows[i].weeks;
      g_assert_cmpint (judge_one (&bench, TIDE_PRESET_DEPRESSION, NULL), ==, rows[i].verdict);
    }
}

static TideAdequacy
judge_cbt (gint64 sessions, double hours, gint64 exposure)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideTrial *trial = bench_add_failed_cbt (&bench);
  trial->sessions = sessions;
  trial->hours = hours;
  trial->exposure_sessions = exposure;
  return judge_one (&bench, TIDE_PRESET_DAYS, NULL);
}

static void
test_cbt (void)
{
  g_assert_cmpint (judge_cbt (12, 13, 8), ==, TIDE_ADEQUACY_FAILED);
  g_assert_cmpint (judge_cbt (11, 13, 8), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_cmpint (judge_cbt (12, 12.9, 8), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_cmpint (judge_cbt (12, 13, 7), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_cmpint (judge_cbt (20, 30, 18), ==, TIDE_ADEQUACY_FAILED);
  g_assert_cmpint (judge_cbt (12, NAN, 8), ==, TIDE_ADEQUACY_UNKNOWN);
  g_assert_cmpint (judge_cbt (12, 13, TIDE_INTEGER_UNKNOWN), ==, TIDE_ADEQUACY_UNKNOWN);
  /* Seven sessions cannot hold eight with exposure. */
  g_assert_cmpint (judge_cbt (7, NAN, TIDE_INTEGER_UNKNOWN), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
}

static void
test_series (void)
{
  static const struct
  {
    TideArm arm;
    const char *agent;
    gint64 sessions;
    TideAdequacy verdict;
  } rows[] = { { TIDE_ARM_KETAMINE, "ketamine", 5, TIDE_ADEQUACY_NOT_ADEQUATE },
               { TIDE_ARM_KETAMINE, "ketamine", 6, TIDE_ADEQUACY_FAILED },
               { TIDE_ARM_ESKETAMINE, "esketamine", 7, TIDE_ADEQUACY_NOT_ADEQUATE },
               { TIDE_ARM_ESKETAMINE, "esketamine", 8, TIDE_ADEQUACY_FAILED },
               { TIDE_ARM_NEUROMODULATION, "ECT", 5, TIDE_ADEQUACY_NOT_ADEQUATE },
               { TIDE_ARM_NEUROMODULATION, "ECT", 6, TIDE_ADEQUACY_FAILED },
               { TIDE_ARM_NEUROMODULATION, "rTMS", 19, TIDE_ADEQUACY_NOT_ADEQUATE },
               { TIDE_ARM_NEUROMODULATION, "rTMS", 20, TIDE_ADEQUACY_FAILED },
               { TIDE_ARM_NEUROMODULATION, "unnamed", 40, TIDE_ADEQUACY_UNKNOWN },
               { TIDE_ARM_KETAMINE, "ketamine", TIDE_INTEGER_UNKNOWN, TIDE_ADEQUACY_UNKNOWN },
               { TIDE_ARM_OTHER_THERAPY, "yoga", 40, TIDE_ADEQUACY_UNKNOWN } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideTrial *trial = bench_add_trial (&bench, rows[i].arm, rows[i].agent);
      trial->sessions = rows[i].sessions;
      trial->response = code_of (tide_trial_response_codes, "none");
      g_assert_cmpint (judge_one (&bench, TIDE_PRESET_DAYS, NULL), ==, rows[i].verdict);
    }
}

static void
test_changed_threshold (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  bench_add_failed_drug (&bench, "sertraline", 200);
  tide_thresholds_set (bench.thresholds, "too_early_days", 85, "Dr Example, 2026: our own rule");
  g_autoptr (TideAdequacyList) list = tide_adequacy_judge (bench_case (&bench, NOW), TIDE_PRESET_DAYS);
  const TideTrialVerdict *verdict = list->trials->pdata[0];
  g_assert_cmpint (verdict->verdict, ==, TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_nonnull (strstr (verdict->source, "too_early_days: 85 d, Dr Example, 2026: our own rule"));
  g_clear_pointer (&list, tide_adequacy_list_free);
  bench_end (&bench);
}

/* --- courses of this clinic --- */

/* Sertraline at 100 mg from day 0, 200 mg from day 28, rated at baseline (30) and at the end. */
static TideAdequacy
judge_course (const char *now, const char *ended, int last_total, const char *rated)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2025-01-01");
  course->adherence = code_of (tide_adherence_codes, "good");
  fixture_add_step (&bench.b, course, "2025-01-01", 100);
  fixture_add_step (&bench.b, course, "2025-01-29", 200);
  fixture_add_ybocs (&bench.b, "2025-01-01T09:00+01:00", 30);
  if (rated != NULL)
    fixture_add_ybocs (&bench.b, rated, last_total);
  if (ended != NULL)
    course->ended_on = fixture_date (ended);
  g_autoptr (TideAdequacyList) list = tide_adequacy_judge (bench_case (&bench, now), TIDE_PRESET_DAYS);
  const TideTrialVerdict *verdict = list->trials->pdata[0];
  g_test_message ("%s | %s", verdict->words, verdict->missing);
  TideAdequacy result = verdict->verdict;
  g_clear_pointer (&list, tide_adequacy_list_free);
  bench_end (&bench);
  return result;
}

/* 32 before, 16 on day 88, three days before ERP: it helped, whoever's baseline the 16 is as well. */
static void
test_course_before_another (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "fluoxetine", "2025-06-01");
  course->adherence = code_of (tide_adherence_codes, "good");
  fixture_add_step (&bench.b, course, "2025-06-01", 60);
  fixture_add_course (&bench.b, TIDE_ARM_CBT, "ERP", "2025-08-31");
  fixture_add_ybocs (&bench.b, "2025-05-28T09:00+02:00", 32);
  fixture_add_ybocs (&bench.b, "2025-07-30T09:00+02:00", 29);
  fixture_add_ybocs (&bench.b, "2025-08-28T09:00+02:00", 16);
  g_autoptr (TideAdequacyList) list
    = tide_adequacy_judge (bench_case (&bench, "2026-03-10T12:00+01:00"), TIDE_PRESET_DAYS);
  const TideTrialVerdict *verdict = tide_adequacy_list_find_course (list, course->base.id);
  g_assert_nonnull (verdict);
  g_assert_cmpfloat_with_epsilon (verdict->percent_fall, 50, 1e-9);
  g_assert_cmpint (verdict->best, ==, TIDE_STATE_RESPONSE);
  g_assert_cmpint (verdict->verdict, ==, TIDE_ADEQUACY_HELPED);
  g_clear_pointer (&list, tide_adequacy_list_free);
  bench_end (&bench);
}

/* 32 before and 31 on day 88: failed.  ERP is added three days later while the dose, raised 42 days before,
 * runs on, and 14 under both is what both brought: the trial of the drug has failed all the same. */
static void
test_course_with_another_added (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "fluoxetine", "2025-06-01");
  course->adherence = code_of (tide_adherence_codes, "good");
  fixture_add_step (&bench.b, course, "2025-06-01", 40);
  fixture_add_step (&bench.b, course, "2025-07-20", 60);
  fixture_add_course (&bench.b, TIDE_ARM_CBT, "ERP", "2025-08-31");
  fixture_add_ybocs (&bench.b, "2025-05-28T09:00+02:00", 32);
  fixture_add_ybocs (&bench.b, "2025-08-28T09:00+02:00", 31);
  fixture_add_ybocs (&bench.b, "2025-11-01T09:00+01:00", 14);
  g_autoptr (TideAdequacyList) list
    = tide_adequacy_judge (bench_case (&bench, "2026-03-10T12:00+01:00"), TIDE_PRESET_DAYS);
  const TideTrialVerdict *verdict = tide_adequacy_list_find_course (list, course->base.id);
  g_assert_nonnull (verdict);
  g_assert_cmpfloat_with_epsilon (verdict->percent_fall, 100.0 / 32, 1e-9);
  g_assert_cmpint (verdict->verdict, ==, TIDE_ADEQUACY_FAILED);
  g_clear_pointer (&list, tide_adequacy_list_free);
  bench_end (&bench);
}

static void
test_course (void)
{
  /* Day 56 is 26 February, when 28 days at 200 mg are full too. A day before it is too early, never failed.
   */
  g_assert_cmpint (judge_course ("2025-02-25T12:00+01:00", NULL, 30, "2025-02-25T09:00+01:00"), ==,
                   TIDE_ADEQUACY_TOO_EARLY);
  g_assert_cmpint (judge_course ("2025-02-26T12:00+01:00", NULL, 30, "2025-02-26T09:00+01:00"), ==,
                   TIDE_ADEQUACY_FAILED);
  /* 30 to 23 is 23.3 %: failed; to 22 is 26.7 %: helped. */
  g_assert_cmpint (judge_course ("2025-06-01T12:00+02:00", NULL, 23, "2025-05-01T09:00+02:00"), ==,
                   TIDE_ADEQUACY_FAILED);
  g_assert_cmpint (judge_course ("2025-06-01T12:00+02:00", NULL, 22, "2025-05-01T09:00+02:00"), ==,
                   TIDE_ADEQUACY_HELPED);
  /* Not rated after the baseline: not known. */
  g_assert_cmpint (judge_course ("2025-06-01T12:00+02:00", NULL, 0, NULL), ==, TIDE_ADEQUACY_UNKNOWN);
  /* Stopped a day too soon. */
  g_assert_cmpint (judge_course ("2025-06-01T12:00+02:00", "2025-02-25", 30, "2025-02-25T09:00+01:00"), ==,
                   TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_cmpint (judge_course ("2025-06-01T12:00+02:00", "2025-02-26", 30, "2025-02-26T09:00+01:00"), ==,
                   TIDE_ADEQUACY_FAILED);
}

/* Venlafaxine 150 mg for 33 days (needs 56), MADRS 30 to 28: 6.7 %.  Its end is planned for June, by a date
 * or by a step to 0 mg; or it came in fact, after 28 days at the minimum and more. */
static void
test_planned_end (void)
{
  static const struct
  {
    const char *ended, *stopped;
    TideAdequacy verdict;
  } rows[] = {
    { NULL, NULL, TIDE_ADEQUACY_TOO_EARLY },         { "2026-06-08", NULL, TIDE_ADEQUACY_TOO_EARLY },
    { NULL, "2026-06-08", TIDE_ADEQUACY_TOO_EARLY }, { "2026-03-10", NULL, TIDE_ADEQUACY_FAILED },
    { NULL, "2026-03-10", TIDE_ADEQUACY_FAILED },    { "2026-06-08", "2026-03-10", TIDE_ADEQUACY_FAILED }
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Bench bench;
      bench_begin (&bench, "F33.2");
      TideCourse *course
        = fixture_add_course (&bench.b, TIDE_ARM_ANTIDEPRESSANT, "venlafaxine", "2026-02-05");
      course->adherence = code_of (tide_adherence_codes, "good");
      tide_record_set_text (&course->target_instrument, "madrs");
      fixture_add_step (&bench.b, course, "2026-02-05", 150);
      fixture_add_total (&bench.b, "madrs", "2026-02-04", 30);
      fixture_add_total (&bench.b, "madrs", "2026-03-09", 28);
      if (rows[i].stopped != NULL)
        fixture_add_step (&bench.b, course, rows[i].stopped, 0);
      if (rows[i].ended != NULL)
        course->ended_on = fixture_date (rows[i].ended);
      g_test_message ("%u", i);
      g_assert_cmpint (judge_one (&bench, TIDE_PRESET_DEPRESSION, NULL), ==, rows[i].verdict);
    }
}

/* 28, then of one day 24 by the clinician at 09:00 and 18 by the patient at 11:00: the clinician's counts
 * (clinical.md 3.4), 100 (28 - 24) / 28 = 14.3 %, and not 35.7 %. */
static void
test_passed_over (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2025-01-01");
  course->adherence = code_of (tide_adherence_codes, "good");
  fixture_add_step (&bench.b, course, "2025-01-01", 200);
  fixture_add_ybocs (&bench.b, "2024-12-31T09:00+01:00", 28);
  fixture_add_ybocs (&bench.b, "2025-03-26T09:00+01:00", 24);
  fixture_add_ybocs (&bench.b, "2025-03-26T11:00+01:00", 18)->rater_type = TIDE_RATER_SELF;
  g_autoptr (TideAdequacyList) list
    = tide_adequacy_judge (bench_case (&bench, "2025-03-27T12:00+01:00"), TIDE_PRESET_DAYS);
  const TideTrialVerdict *verdict = list->trials->pdata[0];
  g_assert_cmpfloat_with_epsilon (verdict->percent_fall, 100.0 * 4 / 28, 1e-9);
  g_assert_cmpint (verdict->best, ==, TIDE_STATE_NO_RESPONSE);
  g_assert_cmpint (verdict->verdict, ==, TIDE_ADEQUACY_FAILED);
  g_clear_pointer (&list, tide_adequacy_list_free);
  bench_end (&bench);
}

static void
test_running_below_target (void)
{
  /* 26 March is day 84: after 12 weeks the usual time of effect is over. */
  static const char *const days[] = { "2025-03-25T12:00+01:00", "2025-03-26T12:00+01:00" };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2025-01-01");
      course->adherence = code_of (tide_adherence_codes, "good");
      fixture_add_step (&bench.b, course, "2025-01-01", 100);
      g_autoptr (TideAdequacyList) list
        = tide_adequacy_judge (bench_case (&bench, days[i]), TIDE_PRESET_DAYS);
      const TideTrialVerdict *verdict = list->trials->pdata[0];
      g_assert_cmpint (verdict->verdict, ==, i == 0 ? TIDE_ADEQUACY_TOO_EARLY : TIDE_ADEQUACY_NOT_ADEQUATE);
      g_clear_pointer (&list, tide_adequacy_list_free);
      bench_end (&bench);
    }
}

/* Of a course from 1 January 2025: the first day on which it may be judged, for the timeline and the trial.
 */
static const struct
{
  const char *primary, *indication;
  gboolean strict;
  double first_mg;
  const char *raised_on;
  double raised_mg;
  const char *until;
} early[] = {
  /* 56 days; 28 at 200 mg are full before. */
  { "F42.2", NULL, FALSE, 200, NULL, 0, "2025-02-26" },
  /* At 200 mg since day 70, and 28 days more. */
  { "F42.2", NULL, FALSE, 100, "2025-03-12", 200, "2025-04-09" },
  /* Never at 200 mg: twelve weeks. */
  { "F42.2", NULL, FALSE, 50, NULL, 0, "2025-03-26" },
  /* Twelve weeks at the highest dose, whatever it is: 84 days after 29 January. */
  { "F42.2", NULL, TRUE, 100, NULL, 0, "2025-03-26" },
  { "F42.2", NULL, TRUE, 100, "2025-01-29", 150, "2025-04-23" },
  /* In depression 50 mg count: 56 days; and 28 days from 11 February are 11 March. */
  { "F33.2", NULL, FALSE, 50, NULL, 0, "2025-02-26" },
  { "F33.2", NULL, FALSE, 25, "2025-02-11", 50, "2025-03-11" },
  /* What the course is for decides, not the primary diagnosis. */
  { "F33.2", "F42.2", FALSE, 50, NULL, 0, "2025-03-26" },
};

static void
test_one_judgement (void)
{
  for (guint i = 0; i < 2 * G_N_ELEMENTS (early); i++)
    {
      Bench bench;
      bench_begin (&bench, early[i / 2].primary);
      TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2025-01-01");
      course->adherence = code_of (tide_adherence_codes, "good");
      tide_record_set_text (&course->indication, early[i / 2].indication);
      fixture_add_step (&bench.b, course, "2025-01-01", early[i / 2].first_mg);
      if (early[i / 2].raised_on != NULL)
        fixture_add_step (&bench.b, course, early[i / 2].raised_on, early[i / 2].raised_mg);
      tide_thresholds_set (bench.thresholds, "adequate_strict", early[i / 2].strict, "ours");
      /* The day before, and the day itself. */
      TideDate until = fixture_date (early[i / 2].until);
      g_autofree char *now = tide_date_to_iso (until - 1 + (TideDate) (i % 2));
      const TideSafetyCase *subject = bench_case (&bench, now);
      TideInstrument *ybocs = tide_library_lookup (bench.library, "ybocs");
      g_autoptr (TideOutcome) outcome
        = tide_outcome_compute (bench.history, ybocs, bench.thresholds, subject->now);
      g_autoptr (TideAdequacyList) list = tide_adequacy_judge (subject, tide_adequacy_get_preset (subject));
      const TideTrialVerdict *verdict = list->trials->pdata[0];
      g_test_message ("%u: %s", i, verdict->words);
      g_assert_cmpint (tide_instant_get_date (outcome->courses[0].too_early_until), ==, until);
      g_assert_true ((verdict->verdict == TIDE_ADEQUACY_TOO_EARLY) == (i % 2 == 0));
      g_clear_pointer (&list, tide_adequacy_list_free);
      g_clear_pointer (&outcome, tide_outcome_free);
      bench_end (&bench);
    }
}

/* At the target since day 70 the 28 days are waited for, even past the twelfth week. */
static void
test_running_at_target_late (void)
{
  static const char *const days[] = { "2025-04-08T12:00+02:00", "2025-04-09T12:00+02:00" };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2025-01-01");
      course->adherence = code_of (tide_adherence_codes, "good");
      fixture_add_step (&bench.b, course, "2025-01-01", 100);
      fixture_add_step (&bench.b, course, "2025-03-12", 200); /* and 28 days more are 9 April */
      g_autoptr (TideAdequacyList) list
        = tide_adequacy_judge (bench_case (&bench, days[i]), TIDE_PRESET_DAYS);
      const TideTrialVerdict *verdict = list->trials->pdata[0];
      g_assert_cmpint (verdict->verdict, ==, i == 0 ? TIDE_ADEQUACY_TOO_EARLY : TIDE_ADEQUACY_UNKNOWN);
      g_assert_cmpint (verdict->adequate, ==, i == 0 ? TIDE_TRUTH_NO : TIDE_TRUTH_YES);
      g_clear_pointer (&list, tide_adequacy_list_free);
      bench_end (&bench);
    }
}

/* 84 days at 200 mg as prescribed, with a fall of 0 %: a failure only where it is known to have been taken.
 */
static void
test_own_adherence (void)
{
  static const struct
  {
    const char *adherence;
    TideAdequacy verdict;
  } rows[] = { { "", TIDE_ADEQUACY_UNKNOWN },
               { "good", TIDE_ADEQUACY_FAILED },
               { "partial", TIDE_ADEQUACY_NOT_ADEQUATE },
               { "poor", TIDE_ADEQUACY_NOT_ADEQUATE } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2025-01-01");
      fixture_add_step (&bench.b, course, "2025-01-01", 200);
      fixture_add_ybocs (&bench.b, "2025-01-01T09:00+01:00", 30);
      fixture_add_ybocs (&bench.b, "2025-03-26T09:00+01:00", 30);
      course->ended_on = fixture_date ("2025-03-26");
      course->adherence = code_of (tide_adherence_codes, rows[i].adherence);
      g_autoptr (TideAdequacyList) list = tide_adequacy_judge (bench_case (&bench, NOW), TIDE_PRESET_DAYS);
      const TideTrialVerdict *verdict = list->trials->pdata[0];
      g_assert_cmpint (verdict->verdict, ==, rows[i].verdict);
      g_assert_cmpstr (verdict->missing, ==, i == 0 ? "adherence" : NULL);
      g_assert_cmpuint (list->n_adequate + list->n_inadequate, ==, i != 0);
      g_clear_pointer (&list, tide_adequacy_list_free);
      bench_end (&bench);
    }
}

/* Days without the drug are no days of the trial: 60 days with a pause of 10 are 50. */
static void
test_pause (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2025-01-01");
  course->adherence = code_of (tide_adherence_codes, "good");
  fixture_add_step (&bench.b, course, "2025-01-01", 200);
  fixture_add_step (&bench.b, course, "2025-01-11", 0);
  fixture_add_step (&bench.b, course, "2025-01-21", 200);
  fixture_add_step (&bench.b, course, "2025-03-02", 0);
  g_assert_cmpint (
    judge_one (&bench, TIDE_PRESET_DAYS,
               "50 days (needs 56), of these 50 at 200 mg (needs 28 at ≥ 200 mg), adherence good; "
               "response not known"),
    ==, TIDE_ADEQUACY_NOT_ADEQUATE);
}

static TideAdequacy
judge_own_cbt (guint n_held, guint n_exposure, double minutes, gboolean ended)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_CBT, "ERP", "2025-09-01");
  for (guint i = 0; i < n_held + 2; i++)
    {
      TideSession *session = fixture_add_session (&bench.b, course, "2025-09-01T10:00+02:00",
                                                  i < n_held ? TIDE_SESSION_HELD : TIDE_SESSION_MISSED);
      session->started.utc += (gint64) i * 7 * 86400;
      session->minutes = minutes;
      session->kind = code_of (tide_session_kind_codes, i < n_exposure ? "exposure" : "therapy");
    }
  if (ended)
    {
      course->ended_on = fixture_date ("2026-03-01");
      course->end_reason = code_of (tide_end_reason_codes, "no_response");
    }
  return judge_one (&bench, TIDE_PRESET_DAYS, NULL);
}

static void
test_own_cbt (void)
{
  /* 12 sessions of 65 minutes are 13 hours; missed ones are none. */
  g_assert_cmpint (judge_own_cbt (12, 8, 65, TRUE), ==, TIDE_ADEQUACY_FAILED);
  g_assert_cmpint (judge_own_cbt (12, 8, 64, TRUE), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_cmpint (judge_own_cbt (12, 7, 65, TRUE), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_cmpint (judge_own_cbt (11, 8, 90, TRUE), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_cmpint (judge_own_cbt (12, 8, NAN, TRUE), ==, TIDE_ADEQUACY_UNKNOWN);
  /* While it goes on it is too early: 22 sessions end on 26 January, 43 days before today. */
  g_assert_cmpint (judge_own_cbt (22, 7, 90, FALSE), ==, TIDE_ADEQUACY_TOO_EARLY);
}

/* Three infusions and three exposures beside them are three of six; one of them begun and stopped counts. */
static TideAdequacy
judge_own_series (guint n_stopped, guint n_held, guint n_exposure)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2025-09-01");
  for (guint i = 0; i < n_stopped + n_held + n_exposure; i++)
    {
      TideSession *session = fixture_add_session (&bench.b, course, "2025-09-01T10:00+02:00",
                                                  i < n_stopped ? TIDE_SESSION_STOPPED : TIDE_SESSION_HELD);
      session->started.utc += (gint64) i * 2 * 86400;
      session->kind = code_of (tide_session_kind_codes, i < n_stopped + n_held ? "dosing" : "exposure");
    }
  course->ended_on = fixture_date ("2025-10-01");
  course->end_reason = code_of (tide_end_reason_codes, "no_response");
  return judge_one (&bench, TIDE_PRESET_DAYS, NULL);
}

static void
test_own_series (void)
{
  g_assert_cmpint (judge_own_series (0, 6, 0), ==, TIDE_ADEQUACY_FAILED);
  g_assert_cmpint (judge_own_series (0, 3, 3), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
  g_assert_cmpint (judge_own_series (1, 5, 0), ==, TIDE_ADEQUACY_FAILED);
  g_assert_cmpint (judge_own_series (1, 4, 3), ==, TIDE_ADEQUACY_NOT_ADEQUATE);
}

static void
test_sequence (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideTrial *second = bench_add_failed_drug (&bench, "fluoxetine", 60);
  second->started_on = fixture_date ("2022-01-01");
  TideTrial *first = bench_add_failed_drug (&bench, "sertraline", 100);
  first->started_on = fixture_date ("2020-01-01");
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "fluvoxamine", "2026-03-01");
  fixture_add_step (&bench.b, course, "2026-03-01", 100);
  TideCourse *planned = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-04-01");
  course->line_of_treatment = 5;
  g_autoptr (TideAdequacyList) list = tide_adequacy_judge (bench_case (&bench, NOW), TIDE_PRESET_DAYS);
  /* A planned course is no trial yet. */
  g_assert_cmpuint (list->trials->len, ==, 3);
  g_assert_null (tide_adequacy_list_find_course (list, planned->base.id));
  const TideTrialVerdict *rows[] = { list->trials->pdata[0], list->trials->pdata[1], list->trials->pdata[2] };
  g_assert_true (rows[0]->trial == first && rows[1]->trial == second && rows[2]->course == course);
  g_assert_cmpuint (rows[0]->line, ==, 1);
  g_assert_cmpuint (rows[1]->line, ==, 2);
  g_assert_cmpuint (rows[2]->line, ==, 5);
  g_assert_cmpint (rows[1]->best, ==, TIDE_STATE_NO_RESPONSE);
  g_assert_true (rows[2]->running && !rows[1]->running);
  /* 100 mg of sertraline never reached 200. */
  g_assert_cmpuint (list->n_adequate, ==, 1);
  g_assert_cmpuint (list->n_inadequate, ==, 1);
  g_assert_cmpuint (list->counts[TIDE_ADEQUACY_TOO_EARLY], ==, 1);
  g_clear_pointer (&list, tide_adequacy_list_free);
  bench_end (&bench);
}

static void
test_preset_of_the_clinic (void)
{
  Bench bench;
  bench_begin (&bench, "F33.2");
  g_assert_cmpint (tide_adequacy_get_preset (bench_case (&bench, NOW)), ==, TIDE_PRESET_DEPRESSION);
  bench_end (&bench);
  bench_begin (&bench, NULL);
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  g_assert_cmpint (tide_adequacy_get_preset (subject), ==, TIDE_PRESET_DAYS);
  tide_thresholds_set (bench.thresholds, "adequate_strict", 1, "ours");
  g_assert_cmpint (tide_adequacy_get_preset (subject), ==, TIDE_PRESET_STRICT);
  bench_end (&bench);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/adequacy/the-sentence-says-how-much-and-how-much-is-needed", test_sentence);
  g_test_add_func ("/safety/adequacy/fifty-six-days", test_days);
  g_test_add_func ("/safety/adequacy/twenty-eight-days-at-the-target", test_dose);
  g_test_add_func ("/safety/adequacy/a-dose-that-nobody-takes-is-not-judged", test_impossible_dose);
  g_test_add_func ("/safety/adequacy/adherence-of-eighty-percent", test_adherence);
  g_test_add_func ("/safety/adequacy/a-course-here-is-asked-how-it-was-taken-too", test_own_adherence);
  g_test_add_func ("/safety/adequacy/failed-is-a-fall-under-twenty-five-percent", test_failed);
  g_test_add_func ("/safety/adequacy/intolerance-before-is-counted-apart", test_intolerance);
  g_test_add_func ("/safety/adequacy/strict-asks-for-twelve-weeks-at-the-highest-dose", test_strict);
  g_test_add_func ("/safety/adequacy/depression-asks-for-four-weeks-at-the-minimum", test_depression);
  g_test_add_func ("/safety/adequacy/cbt-by-sessions-hours-and-exposure", test_cbt);
  g_test_add_func ("/safety/adequacy/series-have-their-own-counts", test_series);
  g_test_add_func ("/safety/adequacy/a-changed-threshold-counts-and-is-named", test_changed_threshold);
  g_test_add_func ("/safety/adequacy/timeline-and-trial-judge-from-the-same-day", test_one_judgement);
  g_test_add_func ("/safety/adequacy/an-own-course-is-too-early-then-judged", test_course);
  g_test_add_func ("/safety/adequacy/the-next-course-s-baseline-tells-of-this-one-too",
                   test_course_before_another);
  g_test_add_func ("/safety/adequacy/what-was-added-later-is-not-the-drugs", test_course_with_another_added);
  g_test_add_func ("/safety/adequacy/a-planned-end-is-none-yet", test_planned_end);
  g_test_add_func ("/safety/adequacy/a-rating-that-is-passed-over-decides-nothing", test_passed_over);
  g_test_add_func ("/safety/adequacy/below-the-target-the-time-of-effect-is-waited-for",
                   test_running_below_target);
  g_test_add_func ("/safety/adequacy/at-the-target-its-days-are-waited-for", test_running_at_target_late);
  g_test_add_func ("/safety/adequacy/a-pause-is-no-treatment", test_pause);
  g_test_add_func ("/safety/adequacy/own-cbt-counts-what-was-attended", test_own_cbt);
  g_test_add_func ("/safety/adequacy/own-series-counts-infusions-stopped-ones-too-and-no-talks",
                   test_own_series);
  g_test_add_func ("/safety/adequacy/the-sequence-is-by-start-with-its-counts", test_sequence);
  g_test_add_func ("/safety/adequacy/the-preset-follows-diagnosis-and-clinic", test_preset_of_the_clinic);
  return g_test_run ();
}

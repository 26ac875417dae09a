/* test-stage.c: Pallanti level by level, the Maudsley worked example and its edges, the ATHF count; what is
 * missing and what was overridden is shown (clinical.md 4.4). */
#include <math.h>
#include <string.h>

#include "safety-check.h"
#include "tide-stage.h"

#define NOW "2026-03-10T12:00+01:00"

typedef struct
{
  Bench bench;
  TideAdequacyList *list;
  TideStage *stage;
} Staged;

static void
stage_now (Staged *s, TideScheme scheme)
{
  const TideSafetyCase *subject = bench_case (&s->bench, NOW);
  s->list = tide_adequacy_judge (subject, tide_scheme_get_preset (subject, scheme));
  s->stage = tide_stage_compute (subject, scheme, s->list);
  g_test_message ("%s", s->stage->words);
  for (guint i = 0; i < s->stage->missing->len; i++)
    g_test_message ("missing: %s", (char *) s->stage->missing->pdata[i]);
  g_assert_cmpuint (s->stage->evidence->len, ==, s->list->trials->len);
}

static void
staged_end (Staged *s)
{
  tide_stage_free (s->stage);
  tide_adequacy_list_free (s->list);
  bench_end (&s->bench);
}

static TideStaging *
add_staging (Bench *bench, const char *scheme)
{
  TideStaging *staging = bench_add (bench, bench->b.history->stagings, tide_staging_new ());
  staging->scheme = code_of (tide_stage_scheme_codes, scheme);
  staging->taken = fixture_instant ("2026-03-01");
  return staging;
}

/* --- Pallanti --- */

typedef enum
{
  CBT = 1 << 0,
  CLOMIPRAMINE = 1 << 1,
  AUGMENTATION = 1 << 2,
  EDUCATION = 1 << 3,
  OTHER_CLASS = 1 << 4,
  IV = 1 << 5,
  SNRI = 1 << 6,
  SURGERY = 1 << 7,
} Tried;

static TideTrial *
add_failed (Bench *bench, TideArm arm, const char *agent)
{
  TideTrial *trial = bench_add_failed_drug (bench, agent, 300);
  trial->arm = (int) arm;
  return trial;
}

static gint64
pallanti_of (guint n_ssris, guint tried)
{
  static const char *const ssris[] = { "sertraline", "fluoxetine", "paroxetine", "escitalopram" };
  Staged s;
  bench_begin (&s.bench, NULL);
  for (guint i = 0; i < n_ssris; i++)
    bench_add_failed_drug (&s.bench, ssris[i], 200);
  if (tried & CBT)
    bench_add_failed_cbt (&s.bench);
  if (tried & CLOMIPRAMINE)
    bench_add_failed_drug (&s.bench, "clomipramine", 150);
  if (tried & AUGMENTATION)
    add_failed (&s.bench, TIDE_ARM_AUGMENTATION, tried & OTHER_CLASS ? "risperidone" : "memantine")
      ->dose_mg_per_day
      = tried & OTHER_CLASS ? 2 : 20;
  if (tried & IV)
    add_failed (&s.bench, TIDE_ARM_SSRI, "clomipramine IV");
  if (tried & SNRI)
    add_failed (&s.bench, TIDE_ARM_ANTIDEPRESSANT, "venlafaxine");
  add_staging (&s.bench, "pallanti")->neurosurgery = tried & SURGERY ? 2 : 1;
  stage_now (&s, TIDE_SCHEME_PALLANTI);
  gint64 level = s.stage->computed;
  staged_end (&s);
  return level;
}

static void
test_pallanti_levels (void)
{
  g_assert_cmpint (pallanti_of (0, 0), ==, 0);
  g_assert_cmpint (pallanti_of (1, 0), ==, 1);
  g_assert_cmpint (pallanti_of (0, CBT), ==, 1);
  g_assert_cmpint (pallanti_of (1, CBT), ==, 2);
  g_assert_cmpint (pallanti_of (2, CBT), ==, 3);
  g_assert_cmpint (pallanti_of (3, CBT), ==, 4);
  g_assert_cmpint (pallanti_of (4, CBT), ==, 4);
  /* Without CBT none of the later levels is reached. */
  g_assert_cmpint (pallanti_of (3, 0), ==, 1);
  g_assert_cmpint (pallanti_of (3, CLOMIPRAMINE), ==, 1);
  /* Two SSRIs and clomipramine are three SRIs. */
  g_assert_cmpint (pallanti_of (2, CBT | CLOMIPRAMINE), ==, 5);
  g_assert_cmpint (pallanti_of (1, CBT | CLOMIPRAMINE), ==, 3);
  g_assert_cmpint (pallanti_of (3, CBT | CLOMIPRAMINE), ==, 5);
  g_assert_cmpint (pallanti_of (2, CBT | CLOMIPRAMINE | AUGMENTATION | OTHER_CLASS), ==, 6);
  /* Neurosurgery alone does not skip what lies between. */
  g_assert_cmpint (pallanti_of (2, CBT | CLOMIPRAMINE | SURGERY), ==, 5);
}

static void
add_up_to (Bench *bench, int level)
{
  bench_add_failed_drug (bench, "sertraline", 200);
  bench_add_failed_drug (bench, "fluoxetine", 60);
  bench_add_failed_drug (bench, "clomipramine", 150);
  bench_add_failed_cbt (bench);
  if (level >= 6)
    add_failed (bench, TIDE_ARM_AUGMENTATION, "risperidone")->dose_mg_per_day = 2;
  if (level >= 7)
    add_failed (bench, TIDE_ARM_OTHER_THERAPY, "psychoeducation");
  if (level >= 8)
    add_failed (bench, TIDE_ARM_SSRI, "clomipramine IV");
  if (level >= 9)
    add_failed (bench, TIDE_ARM_ANTIDEPRESSANT, "venlafaxine");
}

/* V to X, each built on the one before. */
static void
test_pallanti_top (void)
{
  for (int level = 5; level <= 10; level++)
    {
      Staged s;
      bench_begin (&s.bench, NULL);
      add_up_to (&s.bench, level);
      add_staging (&s.bench, "pallanti")->neurosurgery = level == 10 ? 2 : 1;
      stage_now (&s, TIDE_SCHEME_PALLANTI);
      g_assert_cmpint (s.stage->computed, ==, level);
      staged_end (&s);
    }
}

static void
test_surgery_not_known (void)
{
  Staged s;
  bench_begin (&s.bench, NULL);
  add_up_to (&s.bench, 9);
  stage_now (&s, TIDE_SCHEME_PALLANTI);
  g_assert_cmpint (s.stage->computed, ==, TIDE_INTEGER_UNKNOWN);
  g_assert_cmpint (s.stage->lowest, ==, 9);
  g_assert_cmpint (s.stage->highest, ==, 10);
  g_assert_cmpstr (s.stage->missing->pdata[0], ==, "whether there was neurosurgery");
  staged_end (&s);
}

static void
test_override (void)
{
  Staged s;
  bench_begin (&s.bench, NULL);
  add_up_to (&s.bench, 5);
  TideStaging *staging = add_staging (&s.bench, "pallanti");
  staging->override_stage = 4;
  tide_record_set_text (&staging->reason, "Clomipramine was stopped in week 3, says the referrer");
  stage_now (&s, TIDE_SCHEME_PALLANTI);
  /* Both are shown: what was computed, and what a person says. */
  g_assert_cmpint (s.stage->computed, ==, 5);
  g_assert_cmpint (s.stage->override_stage, ==, 4);
  g_assert_cmpint (s.stage->stage, ==, 4);
  g_assert_true (s.stage->staging == staging);
  staged_end (&s);
}

static void
test_pallanti_counts_only_adequate_failures (void)
{
  Staged s;
  bench_begin (&s.bench, NULL);
  bench_add_failed_drug (&s.bench, "sertraline", 200);
  bench_add_failed_drug (&s.bench, "Sertraline", 200); /* the same drug again */
  bench_add_failed_drug (&s.bench, "fluoxetine", 20);  /* never at the target */
  bench_add_failed_drug (&s.bench, "paroxetine", 40)->response
    = code_of (tide_trial_response_codes, "response");
  TideTrial *left = bench_add_failed_drug (&s.bench, "citalopram", 40);
  left->weeks = 2;
  left->stop_reason = code_of (tide_end_reason_codes, "side_effects");
  bench_add_failed_cbt (&s.bench);
  stage_now (&s, TIDE_SCHEME_PALLANTI);
  g_assert_cmpint (s.stage->computed, ==, 2);
  guint counted = 0;
  for (guint i = 0; i < s.stage->evidence->len; i++)
    counted += ((const TideStageEvidence *) s.stage->evidence->pdata[i])->counted;
  g_assert_cmpuint (counted, ==, 3);
  const TideStageEvidence *second = s.stage->evidence->pdata[2];
  g_assert_cmpstr (second->why, ==, "Not adequate");
  g_assert_cmpuint (s.stage->missing->len, ==, 0);
  staged_end (&s);
}

static void
test_pallanti_missing (void)
{
  Staged s;
  bench_begin (&s.bench, NULL);
  bench_add_failed_drug (&s.bench, "sertraline", 200);
  bench_add_failed_drug (&s.bench, "fluoxetine", 60)->adherence = 0;
  bench_add_failed_cbt (&s.bench);
  stage_now (&s, TIDE_SCHEME_PALLANTI);
  /* II for certain, III if the second was taken: not said before that is known. */
  g_assert_cmpint (s.stage->computed, ==, TIDE_INTEGER_UNKNOWN);
  g_assert_cmpint (s.stage->stage, ==, TIDE_INTEGER_UNKNOWN);
  g_assert_cmpint (s.stage->lowest, ==, 2);
  g_assert_cmpint (s.stage->highest, ==, 3);
  g_assert_cmpuint (s.stage->missing->len, ==, 1);
  g_assert_cmpstr (s.stage->missing->pdata[0], ==, "Fluoxetine: adherence");
  staged_end (&s);
}

/* --- Maudsley --- */

static gint64
maudsley_of (double months, const char *severity, guint n_drugs, gboolean augmented, int ect)
{
  static const char *const agents[]
    = { "sertraline",  "fluoxetine", "paroxetine", "fluvoxamine", "citalopram",  "escitalopram",
        "venlafaxine", "duloxetine", "bupropion",  "mirtazapine", "clomipramine" };
  static const double mg[] = { 200, 60, 60, 300, 40, 20, 225, 120, 300, 45, 250 };
  Staged s;
  g_assert_cmpuint (n_drugs, <=, G_N_ELEMENTS (agents));
  bench_begin (&s.bench, "F33.2");
  for (guint i = 0; i < n_drugs; i++)
    bench_add_failed_drug (&s.bench, agents[i], mg[i])->this_episode = 2;
  if (augmented)
    {
      TideTrial *trial = bench_add_failed_drug (&s.bench, "aripiprazole", 10);
      trial->arm = TIDE_ARM_AUGMENTATION;
      trial->this_episode = 2;
    }
  TideStaging *staging = add_staging (&s.bench, "maudsley");
  staging->episode_months = months;
  staging->episode_severity = code_of (tide_episode_severity_codes, severity);
  staging->ect_used = ect;
  stage_now (&s, TIDE_SCHEME_MAUDSLEY);
  gint64 total = s.stage->computed;
  staged_end (&s);
  return total;
}

static void
test_maudsley_worked (void)
{
  /* 30 months (3), severe (4), 4 drugs (2), augmentation (1), no ECT (0) = 10 moderate. */
  g_assert_cmpint (maudsley_of (30, "severe", 4, TRUE, 1), ==, 10);
  g_assert_cmpstr (tide_stage_get_maudsley_band (10), ==, "moderate");
}

static void
test_maudsley_edges (void)
{
  /* Mild (2), one drug (1), nothing else: duration alone changes. */
  g_assert_cmpint (maudsley_of (12, "mild", 1, FALSE, 1), ==, 4);
  g_assert_cmpint (maudsley_of (12.1, "mild", 1, FALSE, 1), ==, 5);
  g_assert_cmpint (maudsley_of (24, "mild", 1, FALSE, 1), ==, 5);
  g_assert_cmpint (maudsley_of (24.1, "mild", 1, FALSE, 1), ==, 6);
  /* Subsyndromal (1) for 1 month (1) with so many drugs: 1-2, 3-4, 5-6, 7-10, more. */
  static const guint points[][2]
    = { { 1, 1 }, { 2, 1 }, { 3, 2 }, { 4, 2 }, { 5, 3 }, { 6, 3 }, { 7, 4 }, { 10, 4 }, { 11, 5 } };
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    g_assert_cmpint (maudsley_of (1, "subsyndromal", points[i][0], FALSE, 1), ==, 2 + points[i][1]);
  /* The top: 3 + 5 + 5 + 1 + 1. */
  g_assert_cmpint (maudsley_of (36, "severe_with_psychosis", 11, TRUE, 2), ==, 15);
  static const struct
  {
    gint64 total;
    const char *band;
  } bands[] = { { 2, NULL },        { 3, "mild" },    { 6, "mild" },    { 7, "moderate" },
                { 10, "moderate" }, { 11, "severe" }, { 15, "severe" }, { 16, NULL } };
  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    g_assert_cmpstr (tide_stage_get_maudsley_band (bands[i].total), ==, bands[i].band);
}

static void
test_maudsley_missing (void)
{
  g_assert_cmpint (maudsley_of (NAN, "severe", 2, FALSE, 1), ==, TIDE_INTEGER_UNKNOWN);
  g_assert_cmpint (maudsley_of (10, "", 2, FALSE, 1), ==, TIDE_INTEGER_UNKNOWN);
  g_assert_cmpint (maudsley_of (10, "severe", 2, FALSE, 0), ==, TIDE_INTEGER_UNKNOWN);
  /* No failed antidepressant: the method has no total. */
  g_assert_cmpint (maudsley_of (10, "severe", 0, FALSE, 1), ==, TIDE_INTEGER_UNKNOWN);
}

/* However it is written, it is one drug; a trial without a name may be another one, and may not. */
static void
test_one_drug_by_three_names (void)
{
  static const char *const names[] = { "sertraline", "Sertraline 100 mg", "Zoloft", "fluoxetine", NULL };
  static const gint64 lowest[] = { 2, 2, 2, 3, 3 }, highest[] = { 2, 2, 2, 3, 4 };
  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    {
      Staged s;
      bench_begin (&s.bench, NULL);
      tide_thresholds_set (s.bench.thresholds, "adequate_strict", 1, "ours");
      bench_add_failed_cbt (&s.bench);
      for (guint i = 0; i <= n; i++)
        bench_add_failed_drug (&s.bench, names[i], 200)->weeks_at_dose = 12;
      stage_now (&s, TIDE_SCHEME_PALLANTI);
      g_assert_cmpint (s.stage->lowest, ==, lowest[n]);
      g_assert_cmpint (s.stage->highest, ==, highest[n]);
      staged_end (&s);
    }
}

static void
test_maudsley_counts_drugs (void)
{
  /* 20 months (2), mild (2), no ECT; two names of one drug are one (1), a brand of another is the second. */
  static const char *const names[] = { "Zoloft", "sertraline 100 mg", "Prozac" };
  Staged s;
  bench_begin (&s.bench, "F33.2");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    bench_add_failed_drug (&s.bench, names[i], 100)->this_episode = 2;
  TideStaging *staging = add_staging (&s.bench, "maudsley");
  staging->episode_months = 20;
  staging->episode_severity = code_of (tide_episode_severity_codes, "mild");
  staging->ect_used = 1;
  stage_now (&s, TIDE_SCHEME_MAUDSLEY);
  g_assert_cmpint (s.stage->highest, ==, 5);
  staged_end (&s);
}

/* Augmentation counts when it was used in this episode: here for two weeks, and it helped. */
static void
test_maudsley_augmentation_used (void)
{
  static const int episodes[] = { 2, 1, 0 };
  static const gint64 lowest[] = { 6, 5, 5 }, highest[] = { 6, 5, 6 };
  for (guint i = 0; i < G_N_ELEMENTS (episodes); i++)
    {
      Staged s;
      bench_begin (&s.bench, "F33.2");
      bench_add_failed_drug (&s.bench, "sertraline", 100)->this_episode = 2;
      TideTrial *added = bench_add_trial (&s.bench, TIDE_ARM_AUGMENTATION, "lithium");
      added->weeks = added->weeks_at_dose = 2;
      added->response = code_of (tide_trial_response_codes, "partial");
      added->this_episode = episodes[i];
      TideStaging *staging = add_staging (&s.bench, "maudsley");
      staging->episode_months = 20;
      staging->episode_severity = code_of (tide_episode_severity_codes, "mild");
      staging->ect_used = 1;
      stage_now (&s, TIDE_SCHEME_MAUDSLEY);
      g_assert_cmpint (s.stage->lowest, ==, lowest[i]);
      g_assert_cmpint (s.stage->highest, ==, highest[i]);
      staged_end (&s);
    }
}

/* The method begins with one failed antidepressant: without one there is no total, and no range of totals. */
static void
test_maudsley_without_a_failed_drug (void)
{
  Staged s;
  bench_begin (&s.bench, "F33.2");
  TideStaging *staging = add_staging (&s.bench, "maudsley");
  staging->episode_months = 20;
  stage_now (&s, TIDE_SCHEME_MAUDSLEY);
  g_assert_cmpint (s.stage->computed, ==, TIDE_INTEGER_UNKNOWN);
  g_assert_cmpint (s.stage->lowest, ==, TIDE_INTEGER_UNKNOWN);
  g_assert_cmpint (s.stage->highest, ==, TIDE_INTEGER_UNKNOWN);
  g_assert_null (strpbrk (s.stage->words, "0123456789"));
  staged_end (&s);
}

static void
test_episode (void)
{
  Staged s;
  bench_begin (&s.bench, "F33.2");
  bench_add_failed_drug (&s.bench, "sertraline", 100)->this_episode = 2;
  bench_add_failed_drug (&s.bench, "fluoxetine", 40)->this_episode = 1;
  TideTrial *open = bench_add_failed_drug (&s.bench, "paroxetine", 40);
  stage_now (&s, TIDE_SCHEME_ATHF);
  /* One is of this episode, one is not, one may be. */
  g_assert_cmpint (s.stage->lowest, ==, 1);
  g_assert_cmpint (s.stage->highest, ==, 2);
  g_assert_cmpint (s.stage->computed, ==, TIDE_INTEGER_UNKNOWN);
  open->this_episode = 2;
  tide_stage_free (s.stage);
  s.stage = tide_stage_compute (&s.bench.subject, TIDE_SCHEME_ATHF, s.list);
  g_assert_cmpint (s.stage->computed, ==, 2);
  g_assert_cmpint (s.stage->confidence, ==, TIDE_INTEGER_UNKNOWN);
  g_assert_cmpuint (s.stage->missing->len, ==, 1);
  staged_end (&s);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/stage/pallanti-level-by-level", test_pallanti_levels);
  g_test_add_func ("/safety/stage/pallanti-the-upper-levels", test_pallanti_top);
  g_test_add_func ("/safety/stage/neurosurgery-not-known-leaves-the-last-level-open", test_surgery_not_known);
  g_test_add_func ("/safety/stage/computed-and-overridden-are-both-shown", test_override);
  g_test_add_func ("/safety/stage/only-adequate-failures-count", test_pallanti_counts_only_adequate_failures);
  g_test_add_func ("/safety/stage/what-is-missing-leaves-it-open", test_pallanti_missing);
  g_test_add_func ("/safety/stage/maudsley-worked-example-is-ten", test_maudsley_worked);
  g_test_add_func ("/safety/stage/maudsley-at-every-edge", test_maudsley_edges);
  g_test_add_func ("/safety/stage/maudsley-with-something-missing-has-no-total", test_maudsley_missing);
  g_test_add_func ("/safety/stage/one-drug-by-three-names-is-one", test_one_drug_by_three_names);
  g_test_add_func ("/safety/stage/maudsley-counts-drugs-not-spellings", test_maudsley_counts_drugs);
  g_test_add_func ("/safety/stage/maudsley-augmentation-counts-when-used", test_maudsley_augmentation_used);
  g_test_add_func ("/safety/stage/maudsley-without-a-failed-drug-has-no-range",
                   test_maudsley_without_a_failed_drug);
  g_test_add_func ("/safety/stage/athf-counts-this-episode", test_episode);
  return g_test_run ();
}

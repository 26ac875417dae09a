/* test-screening-rules.c: what is asked for which treatment, how long the answers hold, and that unknown is
 * not no (F28). */
#include <string.h>

#include "safety-check.h"
#include "tide-screening-rules.h"

#define NOW "2026-03-10T12:00+01:00"

static gboolean
asks (const TideSafetyRules *rules, TideArm arm, TideSex sex, const char *id)
{
  g_autoptr (GPtrArray) questions = tide_screening_rules_list (rules, arm, sex);
  for (guint i = 0; i < questions->len; i++)
    if (strcmp (((const TideScreeningQuestion *) questions->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

static void
test_questions (void)
{
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  /* F28 names these; clinical.md 4.1 says which are absolute. */
  static const struct
  {
    const char *id;
    TideBar bar;
  } rows[] = { { "psychosis", TIDE_BAR_CONTRAINDICATED },
               { "mania", TIDE_BAR_CONTRAINDICATED },
               { "hypertension", TIDE_BAR_CONTRAINDICATED },
               { "aneurysm", TIDE_BAR_CONTRAINDICATED },
               { "intracerebral_bleed", TIDE_BAR_CONTRAINDICATED },
               { "infarction", TIDE_BAR_CONTRAINDICATED },
               { "raised_pressure", TIDE_BAR_CONTRAINDICATED },
               { "pregnancy", TIDE_BAR_CONTRAINDICATED },
               { "liver", TIDE_BAR_CONTRAINDICATED },
               { "ketamine_cystitis", TIDE_BAR_CONTRAINDICATED },
               { "substance_misuse", TIDE_BAR_CONTRAINDICATED },
               { "no_escort", TIDE_BAR_CONTRAINDICATED },
               { "airway", TIDE_BAR_CAUTION },
               { "psychosis_family", TIDE_BAR_CAUTION },
               { "seizures", TIDE_BAR_CAUTION },
               { "interstitial_cystitis", TIDE_BAR_CAUTION },
               { "porphyria", TIDE_BAR_CAUTION } };
  g_autoptr (GPtrArray) questions = tide_screening_rules_list (rules, TIDE_ARM_KETAMINE, TIDE_SEX_FEMALE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const TideScreeningClause *clause = NULL;
      for (guint j = 0; j < questions->len; j++)
        if (strcmp (((TideScreeningQuestion *) questions->pdata[j])->id, rows[i].id) == 0)
          clause = tide_screening_question_find_clause (questions->pdata[j], TIDE_ARM_KETAMINE);
      g_assert_nonnull (clause);
      g_assert_cmpint (clause->bar, ==, rows[i].bar);
    }
  g_assert_false (asks (rules, TIDE_ARM_KETAMINE, TIDE_SEX_MALE, "pregnancy"));
  g_assert_true (asks (rules, TIDE_ARM_KETAMINE, TIDE_SEX_UNKNOWN, "pregnancy"));
  g_assert_false (asks (rules, TIDE_ARM_SSRI, TIDE_SEX_FEMALE, "aneurysm"));
  g_assert_true (asks (rules, TIDE_ARM_SSRI, TIDE_SEX_FEMALE, "qt"));
  g_autoptr (GPtrArray) none = tide_screening_rules_list (rules, TIDE_ARM_CBT, TIDE_SEX_FEMALE);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Else the eligibility list would hold a question that nobody could answer. */
static void
test_every_drug_asks_about_medicines (void)
{
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  for (int arm = 1; arm < TIDE_N_ARMS; arm++)
    g_assert_cmpint (asks (rules, (TideArm) arm, TIDE_SEX_MALE, TIDE_SCREENING_OTHER_MEDICINES), ==,
                     tide_arm_is_ketamine ((TideArm) arm) || tide_arm_has_daily_dose ((TideArm) arm));
}

static TideScreening *
add_screening (Bench *bench, const char *taken)
{
  TideScreening *screening = bench_add (bench, bench->b.history->screenings, tide_screening_new ());
  screening->arm = TIDE_ARM_KETAMINE;
  screening->taken = fixture_instant (taken);
  return screening;
}

static void
add_answer (Bench *bench, const TideScreening *screening, const char *question, int value)
{
  TideScreeningAnswer *answer
    = bench_add (bench, bench->b.history->screening_answers, tide_screening_answer_new ());
  answer->screening_id = screening->base.id;
  tide_record_set_text (&answer->question, question);
  answer->answer = value;
}

static void
test_validity (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideScreening *screening = add_screening (&bench, "2026-01-01T10:00+01:00");
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  /* 90 days from 1 January end on 1 April, which still counts. */
  static const struct
  {
    const char *day;
    TideScreeningStatus status;
  } rows[] = { { "2025-12-31", TIDE_SCREENING_NONE },
               { "2026-01-01", TIDE_SCREENING_CURRENT },
               { "2026-04-01", TIDE_SCREENING_CURRENT },
               { "2026-04-02", TIDE_SCREENING_EXPIRED } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TideScreeningState) state
        = tide_screening_rules_judge (subject, TIDE_ARM_KETAMINE, fixture_date (rows[i].day));
      g_assert_cmpint (state->status, ==, rows[i].status);
    }
  tide_thresholds_set (bench.thresholds, "screening_valid_days", 30, "ours");
  g_assert_cmpint (tide_screening_rules_get_expiry (screening, bench.thresholds), ==,
                   fixture_date ("2026-01-31"));
  screening->expires_on = fixture_date ("2026-06-30");
  g_assert_cmpint (tide_screening_rules_get_expiry (screening, bench.thresholds), ==,
                   fixture_date ("2026-06-30"));
  g_autoptr (TideScreeningState) other
    = tide_screening_rules_judge (subject, TIDE_ARM_ESKETAMINE, fixture_date ("2026-02-01"));
  g_assert_cmpint (other->status, ==, TIDE_SCREENING_NONE);
  bench_end (&bench);
}

static void
test_unknown_is_not_no (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideScreening *old = add_screening (&bench, "2026-02-01");
  add_answer (&bench, old, "mania", 1);
  TideScreening *screening = add_screening (&bench, "2026-03-01");
  add_answer (&bench, screening, "psychosis", 1);
  add_answer (&bench, screening, "hypertension", 2);
  add_answer (&bench, screening, "airway", 2);
  add_answer (&bench, screening, "pregnancy", 0);
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  g_autoptr (TideScreeningState) state
    = tide_screening_rules_judge (subject, TIDE_ARM_KETAMINE, fixture_date ("2026-03-10"));
  g_assert_true (state->screening == screening);
  g_assert_cmpuint (state->n_contraindications, ==, 1);
  g_assert_cmpuint (state->n_cautions, ==, 1);
  /* All but the three with an answer; an older form does not answer for the newer. */
  g_assert_cmpuint (state->n_open, ==, state->items->len - 3);
  bench_end (&bench);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/screening/questions-and-levels-of-each-arm", test_questions);
  g_test_add_func ("/safety/screening/every-drug-asks-about-other-medicines",
                   test_every_drug_asks_about_medicines);
  g_test_add_func ("/safety/screening/holds-until-its-last-day", test_validity);
  g_test_add_func ("/safety/screening/unknown-is-not-no", test_unknown_is_not_no);
  return g_test_run ();
}

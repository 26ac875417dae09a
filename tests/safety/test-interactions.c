/* test-interactions.c: what does not go together, by drug and by class, on the day it is taken together
 * (clinical.md 4.1 and 4.2). */
#include <string.h>

#include "safety-check.h"
#include "tide-interactions.h"

#define NOW "2026-03-10T12:00+01:00"

/* The level of what @rule says of the treatment thought of beside one medicine. */
static TideBar
bar_of (TideArm arm, const char *agent, const char *drug, const char *rule)
{
  Bench bench;
  bench_begin (&bench, NULL);
  bench_add_drug (&bench, drug, "2026-01-01", NULL);
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  g_autoptr (TideInteractions) found
    = tide_interactions_find (subject, fixture_date ("2026-03-10"), arm, agent);
  TideBar bar = TIDE_BAR_NONE;
  for (guint i = 0; i < found->interactions->len; i++)
    {
      const TideInteraction *interaction = found->interactions->pdata[i];
      g_test_message ("%s [%s]", interaction->words, interaction->source);
      if (strcmp (interaction->rule->id, rule) == 0)
        bar = interaction->bar;
    }
  g_clear_pointer (&found, tide_interactions_free);
  bench_end (&bench);
  return bar;
}

static void
test_ketamine (void)
{
  static const char *const rows[][2] = { { "Lorazepam 1 mg", "ketamine-benzodiazepine" },
                                         { "oxycodone", "ketamine-opioid" },
                                         { "alcohol", "ketamine-depressant" },
                                         { "methylphenidate", "ketamine-stimulant" },
                                         { "modafinil", "ketamine-stimulant" },
                                         { "tranylcypromine", "ketamine-maoi" },
                                         { "lamotrigine", "ketamine-lamotrigine" },
                                         { "aminophylline", "ketamine-xanthine" },
                                         { "theophylline", "ketamine-xanthine" },
                                         { "clarithromycin", "ketamine-cyp" },
                                         { "carbamazepine", "ketamine-cyp" },
                                         { "rifampicin", "ketamine-cyp" },
                                         { "levothyroxine", "ketamine-thyroid" },
                                         { "naltrexone", "ketamine-naltrexone" },
                                         { "clonidine", "ketamine-clonidine" } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (bar_of (TIDE_ARM_KETAMINE, "ketamine", rows[i][0], rows[i][1]), ==, TIDE_BAR_CAUTION);
      g_assert_cmpint (bar_of (TIDE_ARM_ESKETAMINE, NULL, rows[i][0], rows[i][1]), ==, TIDE_BAR_CAUTION);
      g_assert_cmpint (bar_of (TIDE_ARM_CBT, "ERP", rows[i][0], rows[i][1]), ==, TIDE_BAR_NONE);
    }
  g_assert_cmpint (bar_of (TIDE_ARM_KETAMINE, "ketamine", "paracetamol", "ketamine-opioid"), ==,
                   TIDE_BAR_NONE);
}

static void
test_ssri (void)
{
  static const struct
  {
    const char *agent, *drug, *rule;
    TideBar bar;
  } rows[] = { { "sertraline", "phenelzine", "ssri-maoi", TIDE_BAR_CONTRAINDICATED },
               { "clomipramine", "moclobemide", "ssri-maoi", TIDE_BAR_CONTRAINDICATED },
               { "fluvoxamine", "tizanidine", "fluvoxamine-tizanidine", TIDE_BAR_CONTRAINDICATED },
               { "sertraline", "tizanidine", "fluvoxamine-tizanidine", TIDE_BAR_NONE },
               { "sertraline", "linezolid", "ssri-antiinfective", TIDE_BAR_CAUTION },
               { "sertraline", "Methylene blue", "ssri-antiinfective", TIDE_BAR_CAUTION },
               { "sertraline", "sumatriptan", "ssri-triptan", TIDE_BAR_CAUTION },
               { "sertraline", "tramadol", "ssri-tramadol", TIDE_BAR_CAUTION },
               { "sertraline", "warfarin", "ssri-anticoagulant", TIDE_BAR_CAUTION },
               { "sertraline", "ibuprofen", "ssri-anticoagulant", TIDE_BAR_CAUTION },
               { "sertraline", "pimozide", "ssri-pimozide", TIDE_BAR_CAUTION },
               { "fluvoxamine", "clozapine", "fluvoxamine-clozapine", TIDE_BAR_CAUTION },
               { "sertraline", "clozapine", "fluvoxamine-clozapine", TIDE_BAR_NONE },
               { "fluvoxamine", "theophylline", "fluvoxamine-xanthine", TIDE_BAR_CAUTION },
               { "paroxetine", "tamoxifen", "tamoxifen", TIDE_BAR_CAUTION },
               { "fluoxetine", "tamoxifen", "tamoxifen", TIDE_BAR_CAUTION },
               { "sertraline", "tamoxifen", "tamoxifen", TIDE_BAR_NONE },
               { "citalopram", "haloperidol", "citalopram-qt", TIDE_BAR_CAUTION },
               { "escitalopram", "sotalol", "citalopram-qt", TIDE_BAR_CAUTION },
               { "sertraline", "sotalol", "citalopram-qt", TIDE_BAR_NONE },
               { "clomipramine", "fluvoxamine", "clomipramine-ssri", TIDE_BAR_CAUTION } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (bar_of (TIDE_ARM_SSRI, rows[i].agent, rows[i].drug, rows[i].rule), ==, rows[i].bar);
}

/* A brand or a name in another language is the drug, whichever of the two it is. */
static void
test_brands (void)
{
  static const struct
  {
    const char *agent, *drug, *rule;
    TideBar bar;
  } rows[] = { { "Zoloft", "phenelzine", "ssri-maoi", TIDE_BAR_CONTRAINDICATED },
               { "Anafranil 75 mg", "moclobemide", "ssri-maoi", TIDE_BAR_CONTRAINDICATED },
               { "Fluvoxamin", "tizanidine", "fluvoxamine-tizanidine", TIDE_BAR_CONTRAINDICATED },
               { "Zoloft", "tizanidine", "fluvoxamine-tizanidine", TIDE_BAR_NONE },
               { "Prozac", "tamoxifen", "tamoxifen", TIDE_BAR_CAUTION },
               { "clomipramine", "Luvox 50 mg", "clomipramine-ssri", TIDE_BAR_CAUTION },
               { "Cipralex", "sotalol", "citalopram-qt", TIDE_BAR_CAUTION } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (bar_of (TIDE_ARM_ANTIDEPRESSANT, rows[i].agent, rows[i].drug, rows[i].rule), ==,
                     rows[i].bar);
  Bench bench;
  bench_begin (&bench, NULL);
  bench_add_drug (&bench, "Anafranil", NULL, NULL);
  bench_add_drug (&bench, "tramadol", NULL, NULL);
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  g_autoptr (TideInteractions) found
    = tide_interactions_find_for_drug (subject, fixture_date ("2026-03-10"), "Prozac 20 mg");
  /* Fluoxetine with clomipramine and with tramadol; and every name is one that a rule speaks of. */
  g_assert_cmpuint (found->interactions->len, ==, 2);
  g_assert_cmpuint (found->not_known->len, ==, 0);
  g_clear_pointer (&found, tide_interactions_free);
  /* Clomipramine beside itself is one drug: only the tramadol is left. */
  found = tide_interactions_find_for_drug (subject, fixture_date ("2026-03-10"), "clomipramine");
  g_assert_cmpuint (found->interactions->len, ==, 1);
  g_clear_pointer (&found, tide_interactions_free);
  bench_end (&bench);
}

static void
test_days (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  bench_add_drug (&bench, "phenelzine", "2026-01-01", "2026-02-10");
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2026-02-01");
  fixture_add_step (&bench.b, course, "2026-02-01", 50);
  fixture_add_step (&bench.b, course, "2026-02-08", 0);
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  static const struct
  {
    const char *day;
    guint n;
  } rows[] = { { "2026-01-31", 0 }, { "2026-02-01", 1 }, { "2026-02-07", 1 }, { "2026-02-08", 0 } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TideInteractions) found
        = tide_interactions_find (subject, fixture_date (rows[i].day), TIDE_ARM_UNKNOWN, NULL);
      g_assert_cmpuint (found->interactions->len, ==, rows[i].n);
    }
  bench_end (&bench);
}

static void
test_order_and_unknown (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  bench_add_drug (&bench, "ibuprofen", NULL, NULL);
  bench_add_drug (&bench, "moclobemide", NULL, NULL);
  bench_add_drug (&bench, "Zauberkraut", NULL, NULL);
  bench_add_drug (&bench, "sertraline", NULL, NULL);
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  g_autoptr (TideInteractions) found
    = tide_interactions_find (subject, fixture_date ("2026-03-10"), TIDE_ARM_SSRI, "sertraline");
  /* The same drug as a medicine is no partner of itself; contraindicated comes first. */
  g_assert_cmpuint (found->interactions->len, ==, 2);
  g_assert_cmpint (((const TideInteraction *) found->interactions->pdata[0])->bar, ==,
                   TIDE_BAR_CONTRAINDICATED);
  g_assert_cmpstr (((const TideInteraction *) found->interactions->pdata[0])->words, ==,
                   "sertraline with moclobemide: serotonin syndrome");
  g_assert_cmpuint (found->not_known->len, ==, 1);
  g_assert_cmpstr (((const TideTaken *) found->not_known->pdata[0])->name, ==, "Zauberkraut");
  g_clear_pointer (&found, tide_interactions_free);
  found = tide_interactions_find_for_drug (subject, fixture_date ("2026-03-10"), "Tramadol 50 mg");
  g_assert_cmpuint (found->interactions->len, ==, 1);
  g_clear_pointer (&found, tide_interactions_free);
  bench_end (&bench);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/interactions/every-class-beside-ketamine", test_ketamine);
  g_test_add_func ("/safety/interactions/every-flag-beside-an-ssri", test_ssri);
  g_test_add_func ("/safety/interactions/a-brand-is-the-drug", test_brands);
  g_test_add_func ("/safety/interactions/only-while-both-are-taken", test_days);
  g_test_add_func ("/safety/interactions/worst-first-and-unknown-is-said", test_order_and_unknown);
  return g_test_run ();
}

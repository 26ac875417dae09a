/* test-interactions.c: what does not go together, by drug and by class, on the day it is taken together
 * (clinical.md 4.1 and 4.2). */
#include <string.h>

#include "safety-check.h"
#include "tide-dose-rules.h"
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
  bench_add_drug (&bench, "tramadol", "2026-01-01", "2026-02-10");
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2026-02-01");
  fixture_add_step (&bench.b, course, "2026-02-01", 50);
  fixture_add_step (&bench.b, course, "2026-02-08", 0);
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  static const struct
  {
    const char *day;
    guint n;
  } rows[] = { { "2026-01-31", 0 }, { "2026-02-01", 1 }, { "2026-02-07", 1 }, { "2026-02-08", 0 } };
  /* Without a rule that asks for days between them (those of MAO inhibitors are asked for below). */
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
  g_assert_cmpuint (found->interactions->len, ==, 2); /* sertraline, and moclobemide by its label */
  g_clear_pointer (&found, tide_interactions_free);
  bench_end (&bench);
}

/* --- names --- */

/* Every drug that a rule lists is in the one table of names, so that each of its brands is found too. */
static void
test_every_drug_of_a_rule_has_a_name (void)
{
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  const TideDoseRules *table = tide_dose_rules_get_shipped ();
  const GPtrArray *all = tide_safety_rules_get_interactions (rules);
  const GPtrArray *classes = tide_safety_rules_get_classes (rules);
  for (guint i = 0; i < classes->len; i++)
    for (char **name = ((const TideDrugClass *) classes->pdata[i])->drugs; *name != NULL; name++)
      if (tide_dose_rules_find_agent (table, *name) == NULL)
        g_error ("the table of names lacks “%s”", *name);
  for (guint i = 0; i < all->len; i++)
    {
      const TideInteractionRule *rule = all->pdata[i];
      char **sides[] = { rule->one.drugs, rule->other.drugs };
      for (guint j = 0; j < G_N_ELEMENTS (sides); j++)
        for (char **name = sides[j]; name != NULL && *name != NULL; name++)
          if (tide_dose_rules_find_agent (table, *name) == NULL)
            g_error ("the table of names lacks “%s”", *name);
    }
  g_autoptr (GPtrArray) drugs = g_ptr_array_new ();
  for (char c = 'a'; c <= 'z'; c++)
    {
      g_autoptr (GPtrArray) some = tide_drug_search ((char[]){ c, 0 }, 1000);
      for (guint i = 0; i < some->len; i++)
        {
          const char *name = ((const TideDrug *) some->pdata[i])->name;
          g_assert_cmpstr (tide_dose_rules_find_agent (table, name), ==, name);
          g_ptr_array_add (drugs, (gpointer) name);
        }
    }
  g_assert_cmpuint (drugs->len, >, 50);
}

/* Brands of three countries and spellings of others, beside sertraline. */
static void
test_trade_names (void)
{
  static const struct
  {
    const char *agent, *drug, *rule;
    TideBar bar;
  } rows[] = { { "sertraline", "Jatrosom", "ssri-maoi", TIDE_BAR_CONTRAINDICATED },
               { "sertraline", "Parnate 10 mg", "ssri-maoi", TIDE_BAR_CONTRAINDICATED },
               { "sertraline", "NARDIL", "ssri-maoi", TIDE_BAR_CONTRAINDICATED },
               { "sertraline", "Aurorix", "ssri-maoi", TIDE_BAR_CONTRAINDICATED },
               { "sertraline", "Tramal long 100 mg", "ssri-tramadol", TIDE_BAR_CAUTION },
               { "sertraline", "Johanniskraut", "ssri-serotonergic", TIDE_BAR_CAUTION },
               { "sertraline", "St. John’s Wort", "ssri-serotonergic", TIDE_BAR_CAUTION },
               { "sertraline", "Marcumar", "ssri-anticoagulant", TIDE_BAR_CAUTION },
               { "Gladem", "Zoloft and Nardil", "ssri-maoi", TIDE_BAR_CONTRAINDICATED },
               { "fluoxétine", "tranilcipromina", "fluoxetine-maoi", TIDE_BAR_CONTRAINDICATED },
               { "Spravato", "Tavor", "ketamine-benzodiazepine", TIDE_BAR_CAUTION },
               { "Ketanest S", "Ativan 1 mg", "ketamine-benzodiazepine", TIDE_BAR_CAUTION },
               { "ketamine", "Rivotril", "ketamine-benzodiazepine", TIDE_BAR_CAUTION },
               { "ketamine", "Ritalin", "ketamine-stimulant", TIDE_BAR_CAUTION },
               { "ketamine", "Elvanse 30 mg", "ketamine-stimulant", TIDE_BAR_CAUTION },
               { "ketamine", "Lamictal", "ketamine-lamotrigine", TIDE_BAR_CAUTION },
               { "ketamine", "Tegretal", "ketamine-cyp", TIDE_BAR_CAUTION },
               { "ketamine", "L-Thyroxin", "ketamine-thyroid", TIDE_BAR_CAUTION },
               { "Spravato", "Otriven", "esketamine-decongestant", TIDE_BAR_CAUTION },
               { "Effexor", "Nardil", "maoi-antidepressant", TIDE_BAR_CONTRAINDICATED },
               { "Trevilor", "Tramal", "snri-serotonergic", TIDE_BAR_CAUTION },
               { "Parnate", "Sudafed", "maoi-decongestant", TIDE_BAR_CONTRAINDICATED },
               { "Parnate", "Tramal", "maoi-opioid", TIDE_BAR_CONTRAINDICATED },
               { "Parnate", "Concerta", "maoi-stimulant", TIDE_BAR_CONTRAINDICATED },
               { "Parnate", "Nardil", "maoi-maoi", TIDE_BAR_CONTRAINDICATED },
               { "Parnate", "Buspar", "maoi-serotonergic", TIDE_BAR_CONTRAINDICATED },
               { "Quilonum", "Advil", "lithium-nsaid", TIDE_BAR_CAUTION },
               { "Lamictal", "Depakote", "lamotrigine-valproate", TIDE_BAR_CAUTION },
               { "Tramal", "Valium", "opioid-benzodiazepine", TIDE_BAR_CAUTION } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s, %s", rows[i].agent, rows[i].drug);
      g_assert_cmpint (bar_of (TIDE_ARM_ANTIDEPRESSANT, rows[i].agent, rows[i].drug, rows[i].rule), ==,
                       rows[i].bar);
    }
}

static void
test_a_name_that_no_rule_knows_is_said (void)
{
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  g_assert_cmpstr (tide_safety_rules_get_not_checked_words (rules, "Zauberkraut"), ==,
                   "not checked: name unknown to the interaction rules");
  g_assert_cmpstr (tide_safety_rules_get_not_checked_words (rules, "Ebixa"), ==,
                   "not checked: no interaction rule speaks of this drug");
  g_assert_null (tide_safety_rules_get_not_checked_words (rules, "Tavor"));
}

/* --- wash-out and plans --- */

/* 14 days after an MAO inhibitor and before it, 35 after fluoxetine, 21 after vortioxetine (labels): the last
 * day inside, the first outside. 1 Feb + 14 = 15 Feb, + 21 = 22 Feb, + 35 = 8 Mar 2026. */
static void
test_wash_out (void)
{
  static const struct
  {
    const char *stopped, *begun, *day;
    guint n;
  } rows[]
    = { { "phenelzine", "sertraline", "2026-02-14", 1 },   { "phenelzine", "sertraline", "2026-02-15", 0 },
        { "sertraline", "phenelzine", "2026-02-14", 1 },   { "sertraline", "phenelzine", "2026-02-15", 0 },
        { "fluoxetine", "phenelzine", "2026-02-05", 1 },   { "fluoxetine", "phenelzine", "2026-02-15", 1 },
        { "fluoxetine", "phenelzine", "2026-03-07", 1 },   { "fluoxetine", "phenelzine", "2026-03-08", 0 },
        { "phenelzine", "fluoxetine", "2026-02-15", 0 },   { "phenelzine", "venlafaxine", "2026-02-14", 1 },
        { "phenelzine", "venlafaxine", "2026-02-15", 0 },  { "vortioxetine", "phenelzine", "2026-02-15", 1 },
        { "vortioxetine", "phenelzine", "2026-02-21", 1 }, { "vortioxetine", "phenelzine", "2026-02-22", 0 },
        { "phenelzine", "vortioxetine", "2026-02-14", 1 }, { "phenelzine", "vortioxetine", "2026-02-15", 0 },
        { "atomoxetine", "phenelzine", "2026-02-14", 1 },  { "atomoxetine", "phenelzine", "2026-02-15", 0 },
        { "phenelzine", "atomoxetine", "2026-02-14", 1 },  { "phenelzine", "atomoxetine", "2026-02-15", 0 },
        { "ibuprofen", "sertraline", "2026-02-02", 0 } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      bench_add_drug (&bench, rows[i].stopped, "2025-01-01", "2026-02-01");
      const TideSafetyCase *subject = bench_case (&bench, NOW);
      g_autoptr (TideInteractions) found
        = tide_interactions_find_for_drug (subject, fixture_date (rows[i].day), rows[i].begun);
      /* Never the shorter wait of the general rule. */
      if (rows[i].n > 0 && strcmp (rows[i].stopped, "fluoxetine") == 0)
        g_assert_nonnull (
          strstr (((TideInteraction *) found->interactions->pdata[0])->words, "35 days must pass"));
      g_test_message ("%s, %s, %s", rows[i].stopped, rows[i].begun, rows[i].day);
      g_assert_cmpuint (found->interactions->len, ==, rows[i].n);
      if (i == 0)
        g_assert_cmpstr (((const TideInteraction *) found->interactions->pdata[0])->words, ==,
                         "sertraline with phenelzine: serotonin syndrome; phenelzine was taken until "
                         "1 Feb 2026, 14 days must pass");
      g_clear_pointer (&found, tide_interactions_free);
      bench_end (&bench);
    }
}

static void
test_what_is_planned (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  bench_add_drug (&bench, "sertraline", "2026-01-01", NULL);
  TideMedication *planned = bench_add_drug (&bench, "Nardil", "2026-04-01", NULL);
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  g_autoptr (TideInteractions) now
    = tide_interactions_find (subject, fixture_date ("2026-03-10"), TIDE_ARM_UNKNOWN, NULL);
  g_assert_cmpuint (now->interactions->len, ==, 0);
  g_autoptr (TideInteractions) later = tide_interactions_find_planned (subject, fixture_date ("2026-03-10"));
  g_assert_cmpuint (later->taken->len, ==, 1);
  g_assert_cmpuint (later->interactions->len, ==, 1);
  g_assert_cmpstr (((const TideInteraction *) later->interactions->pdata[0])->words, ==,
                   "sertraline with Nardil: serotonin syndrome, from 1 Apr 2026");
  /* Written down now, compared with what is planned; and the plan itself with what runs. */
  g_autoptr (TideMedication) tramadol = tide_medication_new ();
  tide_record_set_text (&tramadol->drug, "Tramal");
  g_autoptr (TideInteractions) found
    = tide_interactions_find_for_medication (subject, fixture_date ("2026-03-10"), tramadol);
  g_assert_cmpuint (found->interactions->len, ==, 2);
  tramadol->ended_on = fixture_date ("2026-03-31"); /* gone before the plan begins */
  g_autoptr (TideInteractions) before
    = tide_interactions_find_for_medication (subject, fixture_date ("2026-03-10"), tramadol);
  g_assert_cmpuint (before->interactions->len, ==, 1);
  g_autoptr (TideInteractions) own
    = tide_interactions_find_for_medication (subject, fixture_date ("2026-03-10"), planned);
  g_assert_cmpuint (own->interactions->len, ==, 1);
  g_assert_cmpint (((const TideInteraction *) own->interactions->pdata[0])->from, ==,
                   fixture_date ("2026-04-01"));
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
  g_test_add_func ("/safety/interactions/every-drug-of-a-rule-stands-in-the-table-of-names",
                   test_every_drug_of_a_rule_has_a_name);
  g_test_add_func ("/safety/interactions/trade-names-of-three-countries", test_trade_names);
  g_test_add_func ("/safety/interactions/a-name-that-no-rule-knows-is-said",
                   test_a_name_that_no_rule_knows_is_said);
  g_test_add_func ("/safety/interactions/days-that-must-pass-between-two", test_wash_out);
  g_test_add_func ("/safety/interactions/what-is-planned-is-checked-from-its-day", test_what_is_planned);
  return g_test_run ();
}

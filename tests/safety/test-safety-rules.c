/* test-safety-rules.c: the files of rules: the shipped ones hold what clinical.md asks for, and a broken one
 * is refused with file, line and reason and changes nothing. */
#include <string.h>

#include "tide-checklists.h"
#include "tide-safety-rules.h"

/* What is wrong, on which line, in which words; each is one fault in an otherwise right file. */
static const struct
{
  const char *text, *expected;
} broken[] = {
  { "", "r.xml:1: not well-formed: *" },
  { "<screening version='1'><question></screening>", "r.xml:1: not well-formed: *" },
  { "<rules/>",
    "r.xml:1: a file of rules begins with <screening>, <interactions>, <checklists> or <treatments>, "
    "not <rules>" },
  { "<screening/>", "r.xml:1: <screening> lacks “version”" },
  { "<screening version='1'>\n<sound/></screening>", "r.xml:2: <sound> is not allowed in <screening>" },
  { "<screening version='1'>\n<question id='a' group='g'/></screening>",
    "r.xml:2: <question> lacks “label”" },
  { "<screening version='1'>\n<question id='a' label='' group='g'><for arms='ssri' level='caution' source='s' "
    "tag='A'/></question></screening>",
    "r.xml:2: a label or group of <question> is empty" },
  { "<screening version='1'>\n<question id='a' label='l' group='g'/></screening>",
    "r.xml:2: “a” is asked for no arm: <for> is missing" },
  { "<screening version='1'>\n<question id='a' label='l' group='g'>\n<for arms='magic' level='caution' source='s' "
    "tag='A'/></question></screening>",
    "r.xml:3: no arm is named “magic”; there are ketamine, *" },
  { "<screening version='1'>\n<question id='a' label='l' group='g'>\n<for arms='' level='caution' source='s' "
    "tag='A'/></question></screening>",
    "r.xml:3: <for> names no treatment: arms, drugs or classes" },
  { "<screening version='1'>\n<question id='a' label='l' group='g'>\n<for arms='ssri' level='bad' source='s' "
    "tag='A'/></question></screening>",
    "r.xml:3: level “bad”: allowed are caution and contraindicated" },
  { "<screening version='1'>\n<question id='a' label='l' group='g'>\n<for arms='ssri' level='caution' source='s' "
    "tag='X'/></question></screening>",
    "r.xml:3: tag “X”: allowed are V, M, U and A" },
  { "<screening version='1'>\n<question id='a' label='l' group='g'>\n<for arms='ssri' level='caution' source='' "
    "tag='A'/></question></screening>",
    "r.xml:3: the source of <for> is empty" },
  { "<screening version='1'>\n<question id='a' label='l' group='g'><for arms='ssri' level='caution' source='s' "
    "tag='A'/>\n<for arms='ssri' level='contraindicated' source='s' tag='A'/></question></screening>",
    "r.xml:3: an arm of “a” has two levels" },
  { "<screening version='1'>\n<question id='a' label='l' group='g'><for arms='ssri' level='caution' source='s' "
    "tag='A'/></question>\n<question id='a' label='m' group='g'/></screening>",
    "r.xml:3: the id “a” stands here twice" },
  { "<interactions version='1'>\n<class id='x' label='X'/></interactions>", "r.xml:2: <class> is empty" },
  { "<interactions version='1'>\n<interaction id='i' level='caution' effect='e' source='s' tag='M'><one "
    "drugs='a'/></interaction></interactions>",
    "r.xml:2: <interaction> lacks <other>" },
  { "<interactions version='1'>\n<interaction id='i' level='caution' effect='e' source='s' tag='M'><one "
    "drugs='a'/>\n<other classes='nobody'/></interaction></interactions>",
    "r.xml:3: no <class> has the id “nobody”" },
  { "<interactions version='1'>\n<interaction id='i' level='caution' effect='e' source='s' tag='M'>\n<one/><other "
    "drugs='a'/></interaction></interactions>",
    "r.xml:3: <one> names no treatment: arms, drugs or classes" },
  { "<interactions version='1'>\n<interaction id='i' level='caution' effect='' source='s' tag='M'><one "
    "drugs='b'/><other drugs='a'/></interaction></interactions>",
    "r.xml:2: the effect of “i” is empty" },
  { "<interactions version='1'>\n<misusable classes='nobody'/></interactions>",
    "r.xml:2: no <class> has the id “nobody”" },
  { "<interactions version='1'>\n<misusable/></interactions>",
    "r.xml:2: <misusable> names no treatment: arms, drugs or classes" },
  { "<interactions version='1'>\n<misusable drugs='a'/>\n<misusable drugs='b'/></interactions>",
    "r.xml:3: <misusable> stands here twice" },
  { "<checklists version='1'>\n<checklist id='c' label='L' arms='ssri' source='s' tag='M'/></checklists>",
    "r.xml:2: the checklist “c” asks for nothing" },
  { "<checklists version='1'>\n<checklist id='c' label='L' arms='ssri' source='s' tag='M'><term id='t' label='T' "
    "source='only'/></checklist></checklists>",
    "r.xml:2: <term> has a source without a tag, or a tag without a source" },
  { "<checklists version='1'>\n<checklist id='c' label='L' arms='ssri' source='s' tag='M'><term id='t' "
    "label='T'/>\n<term id='t' label='U'/></checklist></checklists>",
    "r.xml:3: the id “t” stands here twice" },
  { "<treatments version='1'>\n<label arms='ssri' source='s' tag='U'/></treatments>",
    "r.xml:2: <label> lacks “off-label”" },
  { "<treatments version='1'>\n<label arms='ssri' off-label='perhaps' source='s' tag='U'/></treatments>",
    "r.xml:2: *" },
};

static void
test_broken_files (void)
{
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  guint n_questions = tide_safety_rules_get_questions (rules)->len;
  guint n_interactions = tide_safety_rules_get_interactions (rules)->len;
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (tide_safety_rules_add (rules, "r.xml", broken[i].text, -1, &error));
      gsize n = strlen (broken[i].expected);
      g_test_message ("%s", error->message);
      if (broken[i].expected[n - 1] == '*')
        g_assert_true (strncmp (error->message, broken[i].expected, n - 1) == 0);
      else
        g_assert_cmpstr (error->message, ==, broken[i].expected);
    }
  g_assert_cmpuint (tide_safety_rules_get_questions (rules)->len, ==, n_questions);
  g_assert_cmpuint (tide_safety_rules_get_interactions (rules)->len, ==, n_interactions);
}

/* A shipped file cut anywhere, or with one byte changed, is refused or read, and never worse. */
static void
test_no_bytes_bring_it_down (void)
{
  static const char text[]
    = "<checklists version=\"1\"><checklist id=\"c\" label=\"L\" arms=\"ssri\" source=\"s\" tag=\"M\">"
      "<term id=\"t\" label=\"T\"/></checklist></checklists>";
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  g_assert_true (tide_safety_rules_add (rules, "c.xml", text, -1, NULL));
  g_assert_cmpuint (tide_safety_rules_get_checklists (rules)->len, ==, 1);
  for (gssize n = 0; n < (gssize) sizeof text - 1; n++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (tide_safety_rules_add (rules, "c.xml", text, n, &error));
      g_assert_true (g_str_has_prefix (error->message, "c.xml:1: "));
      g_autofree char *copy = g_strdup (text);
      copy[n] = '\x01';
      tide_safety_rules_add (rules, "c.xml", copy, -1, NULL);
    }
}

static void
test_every_clause_has_a_source (void)
{
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  const GPtrArray *interactions = tide_safety_rules_get_interactions (rules);
  /* 11 of clinical.md 4.1, 12 of 4.2 and 15 of labels. */
  g_assert_cmpuint (interactions->len, ==, 38);
  for (guint i = 0; i < interactions->len; i++)
    {
      const TideInteractionRule *rule = interactions->pdata[i];
      g_autofree char *words = tide_source_dup_words (&rule->source);
      g_assert_true (g_str_has_suffix (words, ")"));
      g_assert_cmpuint (strlen (rule->source.text), >, 4);
    }
}

static void
test_a_drug_is_found_by_whole_words (void)
{
  g_assert_true (tide_drug_names ("Sertraline 50 mg", "sertraline"));
  g_assert_true (tide_drug_names ("valproic ACID", "valproic acid"));
  g_assert_false (tide_drug_names ("esketamine", "ketamine"));
  g_assert_false (tide_drug_names ("citalopram", "escitalopram"));
  g_assert_false (tide_drug_names ("escitalopram", "citalopram"));
  g_assert_false (tide_drug_names (NULL, "ketamine"));
  g_assert_false (tide_drug_names ("", "ketamine"));
}

/* Standing in a table is not being judged: only what a rule selects is known. */
static void
test_a_drug_is_known_by_a_rule (void)
{
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  g_assert_true (tide_safety_rules_knows_drug (rules, "phenelzine")); /* MAO inhibitors with SSRIs */
  g_assert_true (tide_safety_rules_knows_drug (rules, "Sertraline 50 mg"));
  g_assert_true (tide_safety_rules_knows_drug (rules, "tramadol"));
  g_assert_true (tide_safety_rules_knows_drug (rules, "Prozac"));
  g_assert_true (tide_safety_rules_knows_drug (rules, "Effexor")); /* venlafaxine, with MAO inhibitors */
  g_assert_true (tide_safety_rules_is_of_class (rules, "Prozac 20 mg", "ssri"));
  g_assert_true (tide_safety_rules_is_of_class (rules, "diazepam 5 mg", "benzodiazepine"));
  g_assert_true (tide_safety_rules_is_of_class (rules, "Ketalar", "ketamine"));
  g_assert_false (tide_safety_rules_is_of_class (rules, "Prozac", "snri"));
  g_assert_false (tide_safety_rules_is_of_class (rules, "Zauberkraut", "ssri"));
  static const char *const misusable[]
    = { "Tavor 1 mg", "oxycodone", "methylphenidate", "zolpidem", "Ketalar", "esketamine" };
  for (guint i = 0; i < G_N_ELEMENTS (misusable); i++)
    g_assert_true (tide_safety_rules_is_misusable (rules, misusable[i]));
  g_assert_false (tide_safety_rules_is_misusable (rules, "sertraline"));
  g_assert_false (tide_safety_rules_is_misusable (rules, "Zauberkraut"));
  g_assert_false (tide_safety_rules_is_misusable (rules, NULL));
  g_assert_true (tide_safety_rules_knows_drug (rules, "bupropion"));
  g_assert_false (tide_safety_rules_knows_drug (rules, "memantine"));
  g_assert_false (tide_safety_rules_knows_drug (rules, "Ebixa"));
  g_assert_false (tide_safety_rules_knows_drug (rules, NULL));
}

static void
test_labels (void)
{
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  const TideSource *source = NULL;
#define OFF_AFTER(arm, agent, condition, n_failed)                                                           \
  tide_safety_rules_is_off_label (rules, TIDE_ARM_##arm, agent, condition, n_failed, &source)
#define OFF(arm, agent, condition) OFF_AFTER (arm, agent, condition, 0)
  g_assert_cmpint (OFF (KETAMINE, "ketamine", "ocd"), ==, TIDE_TRUTH_YES);
  g_assert_cmpint (OFF (KETAMINE, NULL, NULL), ==, TIDE_TRUTH_YES);
  g_assert_cmpint (OFF (ESKETAMINE, "esketamine", "ocd"), ==, TIDE_TRUTH_YES);
  g_assert_cmpint (source->tag, ==, 'V');
  /* The label is resistant depression: two trials that were adequate and failed, else it is not known. */
  g_assert_cmpint (OFF_AFTER (ESKETAMINE, "esketamine", "depression", 2), ==, TIDE_TRUTH_NO);
  g_assert_cmpint (OFF_AFTER (ESKETAMINE, "esketamine", "depression", 1), ==, TIDE_TRUTH_UNKNOWN);
  g_assert_cmpint (OFF (ESKETAMINE, "esketamine", "depression"), ==, TIDE_TRUTH_UNKNOWN);
  g_assert_cmpint (OFF_AFTER (ESKETAMINE, "esketamine", "ocd", 5), ==, TIDE_TRUTH_YES);
  g_assert_cmpint (OFF (ESKETAMINE, "esketamine", NULL), ==, TIDE_TRUTH_UNKNOWN);
  g_assert_cmpint (OFF (SSRI, "sertraline", "ocd"), ==, TIDE_TRUTH_NO);
  g_assert_cmpint (OFF (SSRI, "escitalopram", "ocd"), ==, TIDE_TRUTH_YES);
  g_assert_cmpint (OFF (SSRI, NULL, "ocd"), ==, TIDE_TRUTH_UNKNOWN);
  g_assert_cmpint (OFF (SSRI, "sertraline", "pain"), ==, TIDE_TRUTH_UNKNOWN);
  g_assert_cmpint (OFF (CBT, "ERP", "ocd"), ==, TIDE_TRUTH_UNKNOWN);
#undef OFF
#undef OFF_AFTER
}

static void
test_checklists (void)
{
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  const TideChecklist *ssri = tide_checklists_for (rules, TIDE_ARM_SSRI);
  g_assert_cmpstr (ssri->id, ==, "ssri");
  /* F09: nausea, weight gain, emotional blunting, sexual dysfunction. */
  static const char *const f09[] = { "nausea", "weight_gain", "emotional_blunting", "sexual_dysfunction" };
  for (guint i = 0; i < G_N_ELEMENTS (f09); i++)
    g_assert_nonnull (tide_checklist_find_term (ssri, f09[i]));
  g_assert_nonnull (tide_checklist_find_term (ssri, "hyponatraemia")->serious);
  g_assert_null (tide_checklist_find_term (ssri, "dissociation"));
  const TideChecklist *ketamine = tide_checklists_for (rules, TIDE_ARM_KETAMINE);
  g_assert_nonnull (tide_checklist_find_term (ketamine, "urinary"));
  /* All fifteen of TRANSFORM-1 in clinical.md 4.1 but for none. */
  g_assert_cmpuint (tide_checklists_for (rules, TIDE_ARM_ESKETAMINE)->terms->len, >=, 14);
  g_assert_true (tide_checklist_match_term (ssri, "NAUSEA") == tide_checklist_find_term (ssri, "nausea"));
  g_assert_true (tide_checklist_match_term (ssri, "weight gain")
                 == tide_checklist_find_term (ssri, "weight_gain"));
  g_assert_null (tide_checklist_match_term (ssri, "toothache"));
  g_assert_null (tide_checklists_for (rules, TIDE_ARM_USUAL_CARE));
  g_assert_true (tide_checklists_find (rules, "ketamine") == ketamine);
  g_autofree char *asked = tide_checklist_dup_asked (tide_checklists_for (rules, TIDE_ARM_CBT));
  g_assert_cmpstr (asked, ==, "raised_anxiety symptom_rise exhaustion");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/rules/a-drug-is-known-when-a-rule-selects-it", test_a_drug_is_known_by_a_rule);
  g_test_add_func ("/safety/rules/a-broken-file-is-refused-with-file-line-reason", test_broken_files);
  g_test_add_func ("/safety/rules/no-bytes-bring-the-reader-down", test_no_bytes_bring_it_down);
  g_test_add_func ("/safety/rules/every-clause-has-a-source", test_every_clause_has_a_source);
  g_test_add_func ("/safety/rules/a-drug-is-found-by-whole-words", test_a_drug_is_found_by_whole_words);
  g_test_add_func ("/safety/rules/off-label-is-by-arm-drug-and-condition", test_labels);
  g_test_add_func ("/safety/rules/each-arm-has-its-checklist", test_checklists);
  return g_test_run ();
}

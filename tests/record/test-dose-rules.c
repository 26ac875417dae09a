/* test-dose-rules.c: doses at, below and above each limit of clinical.md 4.1 and 4.2, and files that are
 * wrong.
 */
#include "tide-dose-rules.h"

#include "fixture-builder.h"

#include <math.h>
#include <string.h>

static TideThresholds *thresholds; /* made and freed in main */

static const TideDoseRule *
find (const char *agent, const char *route, TideDoseUnit unit)
{
  return tide_dose_rules_find (tide_thresholds_get_doses (thresholds), agent, route, unit);
}

static TideDoseVerdict
judge (const char *agent, double mg_per_day, int age)
{
  TideDosePerson person = { .age = age };

  return tide_dose_rule_judge (find (agent, "oral", TIDE_DOSE_MG_PER_DAY), mg_per_day, &person);
}

/* Column "label max (US)" of clinical.md 4.2. */
static void
label_maxima_are_those_of_the_table (void)
{
  static const struct
  {
    const char *agent;
    double maximum;
  } rows[] = { { "fluoxetine", 80 }, { "sertraline", 200 },  { "paroxetine", 60 },   { "fluvoxamine", 300 },
               { "citalopram", 40 }, { "escitalopram", 20 }, { "clomipramine", 250 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const TideDoseRule *rule = find (rows[i].agent, "oral", TIDE_DOSE_MG_PER_DAY);

      g_assert_nonnull (rule);
      g_assert_cmpfloat (tide_dose_rule_get_maximum (rule, NULL, NULL), ==, rows[i].maximum);
      g_assert_cmpint (judge (rows[i].agent, rows[i].maximum, 40), <, TIDE_DOSE_ABOVE_MAXIMUM);
      g_assert_cmpint (judge (rows[i].agent, rows[i].maximum + .5, 40), ==, TIDE_DOSE_ABOVE_MAXIMUM);
      g_assert_nonnull (strstr (rule->source, "label"));
    }
}

static void
a_dose_lies_below_within_or_above_the_usual (void)
{
  g_assert_cmpint (judge ("fluoxetine", 39, 40), ==, TIDE_DOSE_BELOW_USUAL);
  g_assert_cmpint (judge ("fluoxetine", 40, 40), ==, TIDE_DOSE_WITHIN_USUAL);
  g_assert_cmpint (judge ("fluoxetine", 80, 40), ==, TIDE_DOSE_WITHIN_USUAL);
  /* Of risperidone the range is that of augmentation, the maximum of 16 mg that of the label. */
  g_assert_cmpint (judge ("risperidone", 3, 40), ==, TIDE_DOSE_WITHIN_USUAL);
  g_assert_cmpint (judge ("risperidone", 4, 40), ==, TIDE_DOSE_ABOVE_USUAL);
  g_assert_cmpint (judge ("risperidone", 16, 40), ==, TIDE_DOSE_ABOVE_USUAL);
  g_assert_cmpint (judge ("risperidone", 17, 40), ==, TIDE_DOSE_ABOVE_MAXIMUM);
  g_assert_cmpint (judge ("risperidone", 81, 40), ==, TIDE_DOSE_IMPLAUSIBLE);
}

static void
a_slip_of_unit_is_implausible (void)
{
  g_assert_cmpint (judge ("sertraline", 5000, 40), ==, TIDE_DOSE_IMPLAUSIBLE);
  g_assert_cmpint (judge ("sertraline", 1000, 40), ==, TIDE_DOSE_ABOVE_MAXIMUM);
  g_assert_cmpint (judge ("sertraline", 1000.5, 40), ==, TIDE_DOSE_IMPLAUSIBLE);
  g_assert_cmpint (judge ("sertraline", 5, 40), ==, TIDE_DOSE_BELOW_USUAL);
  g_assert_cmpint (judge ("sertraline", .05, 40), ==, TIDE_DOSE_IMPLAUSIBLE); /* grams */
}

static void
nothing_is_said_without_a_dose_or_a_rule (void)
{
  g_assert_cmpint (judge ("sertraline", NAN, 40), ==, TIDE_DOSE_NOT_JUDGED);
  g_assert_cmpint (judge ("sertraline", 0, 40), ==, TIDE_DOSE_NOT_JUDGED); /* stopped */
  g_assert_cmpint (judge ("valproate", 5000, 40), ==, TIDE_DOSE_NOT_JUDGED);
  g_assert_null (find (NULL, "oral", TIDE_DOSE_MG_PER_DAY));
  g_assert_null (find ("", "oral", TIDE_DOSE_MG_PER_DAY));
  g_assert_null (find ("\xff", "oral", TIDE_DOSE_MG_PER_DAY));
  g_assert_null (find ("sertraline", "iv", TIDE_DOSE_MG_PER_DAY));
  g_assert_null (find ("sertraline", "oral", TIDE_DOSE_MG_PER_KG));
  g_assert_null (find ("fluvoxamine + clomipramine", "oral", TIDE_DOSE_MG_PER_DAY));
  g_assert_null (tide_dose_rule_dup_doubt (NULL, 5000, NULL));
}

static void
an_agent_is_known_by_each_of_its_names (void)
{
  const TideDoseRule *sertraline = find ("sertraline", "oral", TIDE_DOSE_MG_PER_DAY);

  g_assert_true (find ("Sertraline (ZOLOFT), generic", NULL, TIDE_DOSE_MG_PER_DAY) == sertraline);
  g_assert_true (find (" sertralin 50 mg", "", TIDE_DOSE_MG_PER_DAY) == sertraline);
  g_assert_cmpstr (find ("escitalopram", NULL, TIDE_DOSE_MG_PER_DAY)->agent, ==, "escitalopram");
  g_assert_cmpstr (find ("Esketamine", NULL, TIDE_DOSE_MG)->agent, ==, "esketamine");
}

/* 40 mg, or 20 above 60 years. */
static void
citalopram_has_half_the_maximum_above_sixty (void)
{
  g_assert_cmpint (judge ("citalopram", 40, 60), ==, TIDE_DOSE_WITHIN_USUAL);
  g_assert_cmpint (judge ("citalopram", 40, 61), ==, TIDE_DOSE_ABOVE_MAXIMUM);
  g_assert_cmpint (judge ("citalopram", 20, 61), ==, TIDE_DOSE_BELOW_USUAL);
  g_assert_cmpint (judge ("citalopram", 40, -1), ==, TIDE_DOSE_WITHIN_USUAL);
}

/* clinical.md 4.2: 40 mg; 20 above 60 years, in liver disease, and with what blocks CYP2C19. */
static void
citalopram_has_half_the_maximum_for_whom_the_chart_says_so (void)
{
  static const struct
  {
    const char *birth, *drug, *from, *until;
    int liver;
    double maximum;
    const char *why;
  } rows[] = { { "1990-01-01", NULL, NULL, NULL, 0, 40, NULL },
               { "1965-03-10", NULL, NULL, NULL, 0, 20, "over 60 years" }, /* 61 today */
               { "1965-03-11", NULL, NULL, NULL, 0, 40, NULL },
               { "1990-01-01", "Omeprazole 20 mg", "2026-03-10", NULL, 0, 20, "with omeprazole" },
               { "1990-01-01", "omeprazole", "2026-03-11", NULL, 0, 40, NULL },
               { "1990-01-01", "omeprazole", NULL, "2026-03-09", 0, 40, NULL },
               { "1990-01-01", "Losec", NULL, NULL, 0, 20, "with omeprazole" },
               { "1990-01-01", "Nexium 40 mg", NULL, NULL, 0, 20, "with esomeprazole" },
               { "1990-01-01", "Prozac", NULL, NULL, 0, 20, "with fluoxetine" },
               { "1990-01-01", "Olanzapin + Diflucan", NULL, NULL, 0, 20, "with fluconazole" },
               { "1990-01-01", "ibuprofen", NULL, NULL, 0, 40, NULL },
               { "1990-01-01", NULL, NULL, NULL, 2, 20, "screening: liver" },
               { "1990-01-01", NULL, NULL, NULL, 1, 40, NULL } };
  const TideDoseRule *rule = find ("citalopram", NULL, TIDE_DOSE_MG_PER_DAY);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TideHistory) history = tide_history_new ();
      TideDosePerson person;
      g_autofree char *why = NULL;

      history->patient = tide_patient_new ();
      history->patient->birth_date = fixture_date (rows[i].birth);
      if (rows[i].drug != NULL)
        {
          TideMedication *medication = tide_medication_new ();

          tide_record_set_text (&medication->drug, rows[i].drug);
          medication->started_on = rows[i].from != NULL ? fixture_date (rows[i].from) : TIDE_DATE_UNKNOWN;
          medication->ended_on = rows[i].until != NULL ? fixture_date (rows[i].until) : TIDE_DATE_UNKNOWN;
          g_ptr_array_add (history->medications, medication);
        }
      if (rows[i].liver != 0)
        {
          TideScreening *form = tide_screening_new ();
          TideScreeningAnswer *answer = tide_screening_answer_new ();

          form->base.id = answer->screening_id = 7;
          form->taken = fixture_instant ("2026-03-01");
          tide_record_set_text (&answer->question, "liver");
          answer->answer = rows[i].liver;
          g_ptr_array_add (history->screenings, form);
          g_ptr_array_add (history->screening_answers, answer);
        }
      tide_dose_person_init (&person, history, fixture_date ("2026-03-10"));
      g_assert_cmpfloat (tide_dose_rule_get_maximum (rule, &person, &why), ==, rows[i].maximum);
      g_assert_cmpstr (why, ==, rows[i].why);
      g_assert_cmpint (tide_dose_rule_judge (rule, 30, &person), ==,
                       rows[i].maximum == 20 ? TIDE_DOSE_ABOVE_MAXIMUM : TIDE_DOSE_BELOW_USUAL);
      tide_dose_person_clear (&person);
    }
}

/* clinical.md 4.2: ECG and level above 150 mg, seizure risk; the maximum is 250. */
static void
clomipramine_asks_for_an_ecg_above_150 (void)
{
  const TideDoseRule *rule = find ("clomipramine", NULL, TIDE_DOSE_MG_PER_DAY);
  g_autofree char *words = tide_dose_rule_dup_caution (rule, 175, NULL);

  g_assert_nonnull (strstr (words, "150 mg a day"));
  g_assert_nonnull (strstr (words, "ECG and blood level; risk of seizures"));
  g_assert_null (tide_dose_rule_dup_caution (rule, 150, NULL));
  g_assert_null (tide_dose_rule_dup_caution (rule, 251, NULL)); /* that is above the maximum */
  g_assert_null (tide_dose_rule_dup_caution (find ("sertraline", NULL, TIDE_DOSE_MG_PER_DAY), 175, NULL));
  g_assert_cmpint (judge ("clomipramine", 175, 40), ==, TIDE_DOSE_WITHIN_USUAL);
}

static TideDoseVerdict
infuse (const char *route, double mg_per_kg)
{
  return tide_dose_rule_judge (find ("ketamine", route, TIDE_DOSE_MG_PER_KG), mg_per_kg, NULL);
}

/* 0.1 to 0.75 mg/kg IV; above 1 mg/kg is asked about (clinical.md 4.1, A18). */
static void
ketamine_is_judged_by_weight_and_route (void)
{
  g_assert_cmpint (infuse ("iv", .09), ==, TIDE_DOSE_BELOW_USUAL);
  g_assert_cmpint (infuse ("iv", .5), ==, TIDE_DOSE_WITHIN_USUAL);
  g_assert_cmpint (infuse ("iv", .76), ==, TIDE_DOSE_ABOVE_USUAL);
  g_assert_cmpint (infuse ("iv", 1), ==, TIDE_DOSE_ABOVE_USUAL);
  g_assert_cmpint (infuse ("iv", 1.01), ==, TIDE_DOSE_ABOVE_MAXIMUM);
  g_assert_cmpint (infuse ("iv", 5), ==, TIDE_DOSE_IMPLAUSIBLE);
  g_assert_cmpint (infuse ("oral", 3), ==, TIDE_DOSE_WITHIN_USUAL);
  g_assert_cmpint (infuse ("oral", 5), ==, TIDE_DOSE_ABOVE_USUAL);
  g_assert_cmpint (infuse (NULL, 5), ==, TIDE_DOSE_IMPLAUSIBLE); /* as IV */
  g_assert_cmpint (tide_dose_rule_judge (find ("ketamine", "iv", TIDE_DOSE_MG), 40, NULL), ==,
                   TIDE_DOSE_NOT_JUDGED);
  g_assert_cmpint (tide_dose_rule_judge (find ("ketamine", "iv", TIDE_DOSE_MG), 251, NULL), ==,
                   TIDE_DOSE_IMPLAUSIBLE);
  g_assert_cmpint (tide_dose_rule_judge (find ("esketamine", "intranasal", TIDE_DOSE_MG), 84, NULL), ==,
                   TIDE_DOSE_WITHIN_USUAL);
  g_assert_cmpint (tide_dose_rule_judge (find ("esketamine", "intranasal", TIDE_DOSE_MG), 112, NULL), ==,
                   TIDE_DOSE_ABOVE_MAXIMUM);
}

static void
a_doubt_names_the_numbers_and_the_source (void)
{
  const TideDoseRule *rule = find ("sertraline", NULL, TIDE_DOSE_MG_PER_DAY);
  g_autofree char *high = tide_dose_rule_dup_doubt (rule, 250, NULL);
  g_autofree char *low = tide_dose_rule_dup_doubt (rule, .5, NULL);
  g_autofree char *unknown = tide_dose_rule_dup_doubt (find ("ketamine", "sc", TIDE_DOSE_MG_PER_KG), 4, NULL);
  g_autofree char *slip = tide_dose_rule_dup_doubt (rule, 5000, NULL);

  g_assert_null (tide_dose_rule_dup_doubt (rule, 200, NULL));
  g_assert_nonnull (strstr (high, "250 mg a day"));
  g_assert_nonnull (strstr (high, "200 mg a day"));
  g_assert_nonnull (strstr (high, "US label"));
  g_assert_nonnull (strstr (slip, "5000 mg a day"));
  g_assert_nonnull (strstr (slip, "200 mg a day"));
  g_assert_nonnull (strstr (slip, "unit"));
  g_assert_nonnull (strstr (low, "0.5 mg a day is far below"));
  g_assert_nonnull (strstr (low, "200 mg a day"));
  g_assert_nonnull (strstr (unknown, "4 mg/kg is far above any known dose of ketamine"));
  g_assert_nonnull (strstr (unknown, "0.1 to 0.5 mg/kg"));
}

/* "Tavor 5000 mg": the maximum of lorazepam is 10 mg. Of a drug without one, 5 g is the most that is
 * plausible. */
static void
a_daily_dose_of_any_drug_is_asked_about (void)
{
  const TideDoseRules *rules = tide_thresholds_get_doses (thresholds);
  g_autofree char *tavor = tide_dose_rules_dup_daily_doubt (rules, "Tavor", 5000, NULL);
  g_autofree char *high = tide_dose_rules_dup_daily_doubt (rules, "Tavor expidet", 10.5, NULL);
  g_autofree char *fine = tide_dose_rules_dup_daily_doubt (rules, "lorazepam", 10, NULL);
  g_autofree char *nobody = tide_dose_rules_dup_daily_doubt (rules, "Zauberkraut", 5001, NULL);
  g_autofree char *plain = tide_dose_rules_dup_daily_doubt (rules, "Zauberkraut", 5000, NULL);
  double limit = NAN;
  g_assert_cmpstr (tavor, ==,
                   "5000 mg a day is far above the maximum of 10 mg a day (label maximum for adults, not "
                   "re-checked). Check number and unit.");
  g_assert_nonnull (high);
  g_assert_null (fine);
  g_assert_cmpstr (
    nobody, ==,
    "5001 mg a day: no maximum of this drug is known, and hardly any is taken by more than 5000 "
    "mg a day (convention of this program). Check number and unit.");
  g_assert_null (plain);
  g_assert_true (tide_dose_rules_is_daily_impossible (rules, "paroxetine", 6000, &limit));
  g_assert_cmpfloat (limit, ==, 60);
  g_assert_false (tide_dose_rules_is_daily_impossible (rules, "paroxetine", 300, &limit));
  g_assert_false (tide_dose_rules_is_daily_impossible (rules, "paroxetine", NAN, &limit));
  g_assert_false (tide_dose_rules_is_daily_impossible (rules, NULL, 100, &limit));
}

static void
names_are_read_without_accents_and_signs (void)
{
  static const char *const rows[][2]
    = { { "Tavor 1 mg", "lorazepam" },           { "TEMESTA", "lorazepam" },
        { "Fluoxétine", "fluoxetine" },          { "st. john's wort", "St John's wort" },
        { "Ketanest S 25 mg/ml", "esketamine" }, { "Spravato", "esketamine" },
        { "L-Thyroxin 100", "levothyroxine" },   { "Valproinsäure", "valproate" } };
  const TideDoseRules *rules = tide_thresholds_get_doses (thresholds);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (tide_dose_rules_find_agent (rules, rows[i][0]), ==, rows[i][1]);
  g_assert_null (tide_dose_rules_find_agent (rules, "Zoloft and Nardil"));
  g_autoptr (GPtrArray) both = tide_dose_rules_list_agents (rules, "Zoloft and Nardil");
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpstr (both->pdata[1], ==, "phenelzine");
}

static void
weights_are_compared (void)
{
  const TideDoseRules *rules = tide_thresholds_get_doses (thresholds);

  g_assert_true (tide_dose_rules_is_weight_implausible (rules, 7, 40));
  g_assert_true (tide_dose_rules_is_weight_implausible (rules, 29.9, -1));
  g_assert_false (tide_dose_rules_is_weight_implausible (rules, 30, 40));
  g_assert_false (tide_dose_rules_is_weight_implausible (rules, 250, 40));
  g_assert_true (tide_dose_rules_is_weight_implausible (rules, 251, 40));
  g_assert_false (tide_dose_rules_is_weight_implausible (rules, 20, 8)); /* a child */
  g_assert_false (tide_dose_rules_is_weight_implausible (rules, NAN, 40));
  g_assert_false (tide_dose_rules_is_weight_change_large (rules, 96, 80)); /* 20 % */
  g_assert_true (tide_dose_rules_is_weight_change_large (rules, 96.5, 80));
  g_assert_true (tide_dose_rules_is_weight_change_large (rules, 63, 80));
  g_assert_false (tide_dose_rules_is_weight_change_large (rules, 63, NAN));
}

static void
refuse (const char *body, const char *words)
{
  g_autofree char *text = g_strdup_printf ("<doses>\n<source id=\"s\">x</source>\n%s\n"
                                           "<weight from-age=\"16\" slip-below=\"30\" slip-above=\"250\" "
                                           "change-percent=\"20\" source=\"s\"/></doses>",
                                           body);
  g_autoptr (GError) error = NULL;
  g_autoptr (TideDoseRules) rules = tide_dose_rules_parse ("mine.xml", text, -1, &error);

  g_assert_null (rules);
  if (strstr (error->message, words) == NULL || !g_str_has_prefix (error->message, "mine.xml:3:"))
    g_error ("expected “%s” of line 3, read “%s”", words, error->message);
}

static void
wrong_files_are_refused_with_line_and_reason (void)
{
  refuse ("<agent name=\"a\"/>", "has no dose");
  refuse ("<drug name=\"a\" also=\"b, a\"/>", "twice");
  refuse ("<drug name=\"a\" also=\"12\"/>", "no letter");
  refuse ("<agent name=\"a\" also=\"a\"><dose route=\"oral\" unit=\"mg\" source=\"s\"/></agent>", "twice");
  refuse ("<agent name=\"a\"><dose route=\"oral\" unit=\"g\" source=\"s\"/></agent>", "mg/day, mg/kg, mg");
  refuse ("<agent name=\"a\"><dose route=\"oral\" unit=\"mg\" source=\"t\"/></agent>", "no source");
  refuse ("<agent name=\"a\"><dose route=\"oral\" unit=\"mg\"/></agent>", "source");
  refuse ("<agent name=\"a\"><dose route=\"oral\" unit=\"mg\" source=\"s\" usual-low=\"3\" "
          "usual-high=\"2\"/></agent>",
          "above usual-high");
  refuse ("<agent name=\"a\"><dose route=\"oral\" unit=\"mg\" source=\"s\" maximum=\"9\" "
          "slip-above=\"9\"/></agent>",
          "slip-above");
  refuse ("<agent name=\"a\"><dose route=\"oral\" unit=\"mg\" source=\"s\" maximum-then=\"9\"/></agent>",
          "go together");
  refuse ("<agent name=\"a\"><dose route=\"oral\" unit=\"mg\" source=\"s\" maximum=\"9\" maximum-then=\"4\" "
          "maximum-with=\"a b\"/></agent>",
          "“b” is the name of no drug");
  refuse ("<agent name=\"a\"><dose route=\"oral\" unit=\"mg\" source=\"s\" usual-low=\"x\"/></agent>", "x");
  refuse ("<agent name=\"a\"><dose route=\"oral\" unit=\"mg\" source=\"s\" caution-above=\"9\"/></agent>",
          "caution-above and caution");
  refuse ("<agent name=\"a\"><dose route=\"oral\" unit=\"mg\" source=\"s\" trial-minimum=\"9\"/></agent>",
          "trial-source go together");
  refuse ("<agent name=\"a\"><dose route=\"oral\" unit=\"mg\" source=\"s\" trial-minimum=\"-5\" "
          "trial-source=\"s\"/></agent>",
          "trial-minimum");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/doses/label-maxima-are-those-of-the-table", label_maxima_are_those_of_the_table);
  g_test_add_func ("/record/doses/a-dose-lies-below-within-or-above-the-usual",
                   a_dose_lies_below_within_or_above_the_usual);
  g_test_add_func ("/record/doses/a-slip-of-unit-is-implausible", a_slip_of_unit_is_implausible);
  g_test_add_func ("/record/doses/nothing-is-said-without-a-dose-or-a-rule",
                   nothing_is_said_without_a_dose_or_a_rule);
  g_test_add_func ("/record/doses/an-agent-is-known-by-each-of-its-names",
                   an_agent_is_known_by_each_of_its_names);
  g_test_add_func ("/record/doses/citalopram-has-half-the-maximum-above-sixty",
                   citalopram_has_half_the_maximum_above_sixty);
  g_test_add_func ("/record/doses/citalopram-has-half-the-maximum-for-whom-the-chart-says-so",
                   citalopram_has_half_the_maximum_for_whom_the_chart_says_so);
  g_test_add_func ("/record/doses/clomipramine-asks-for-an-ecg-above-150",
                   clomipramine_asks_for_an_ecg_above_150);
  g_test_add_func ("/record/doses/ketamine-is-judged-by-weight-and-route",
                   ketamine_is_judged_by_weight_and_route);
  g_test_add_func ("/record/doses/a-doubt-names-the-numbers-and-the-source",
                   a_doubt_names_the_numbers_and_the_source);
  g_test_add_func ("/record/doses/a-daily-dose-of-any-drug-is-asked-about",
                   a_daily_dose_of_any_drug_is_asked_about);
  g_test_add_func ("/record/doses/names-are-read-without-accents-and-signs",
                   names_are_read_without_accents_and_signs);
  g_test_add_func ("/record/doses/weights-are-compared", weights_are_compared);
  g_test_add_func ("/record/doses/wrong-files-are-refused-with-line-and-reason",
                   wrong_files_are_refused_with_line_and_reason);
  thresholds = tide_thresholds_new ();
  int result = g_test_run ();
  tide_thresholds_free (thresholds);
  return result;
}

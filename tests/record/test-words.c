/* test-words.c: diagnoses found by code or word, titles and labels, names, thresholds with their sources. */
#include <glib.h>

#include "tide-history.h"

static void
test_icd_lookup (void)
{
  g_assert_cmpstr (tide_icd_lookup ("F42.2")->label, ==, "Mixed obsessional thoughts and acts");
  g_assert_cmpstr (tide_icd_lookup ("f42.2")->abbreviation, ==, "OCD");
  g_assert_cmpstr (tide_icd_lookup ("T14.91XA")->condition, ==, "suicide");
  g_assert_null (tide_icd_lookup ("F42"));
  g_assert_null (tide_icd_lookup (""));
  g_assert_null (tide_icd_lookup (NULL));
}

static void
test_icd_every_code_of_the_reference_is_there (void)
{
  /* clinical.md 7.1, with its ranges written out. */
  static const char *const listed[]
    = { "F42.2",  "F42.8",   "F42.9",   "F42.3",    "F42.4",   "F32.0",   "F32.1",   "F32.2",   "F32.3",
        "F32.4",  "F32.5",   "F32.A",   "F33.0",    "F33.1",   "F33.2",   "F33.3",   "F33.40",  "F33.41",
        "F33.42", "F33.9",   "F31.30",  "F31.31",   "F31.32",  "F31.4",   "F31.5",   "F31.81",  "F43.10",
        "F43.11", "F43.12",  "F40.10",  "F40.11",   "F41.1",   "F10.10",  "F10.20",  "F10.21",  "F11.20",
        "F12.20", "F13.20",  "F14.20",  "F15.20",   "F16.20",  "G89.21",  "G89.28",  "G89.29",  "G89.4",
        "G90.50", "G90.511", "G90.512", "G90.513",  "G90.519", "G90.521", "G90.522", "G90.523", "G90.529",
        "G90.59", "M79.7",   "R45.851", "T14.91XA", "Z91.51" };
  for (guint i = 0; i < G_N_ELEMENTS (listed); i++)
    {
      const TideIcdCode *code = tide_icd_lookup (listed[i]);
      g_assert_nonnull (code);
      g_assert_true (tide_icd_is_valid (code->code));
      g_assert_cmpuint (g_utf8_strlen (code->label, -1), >, 5);
    }
  g_autoptr (GPtrArray) all = tide_icd_search ("", 1000);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (listed));
  for (guint i = 1; i < all->len; i++)
    g_assert_cmpstr (((const TideIcdCode *) all->pdata[i - 1])->code, <,
                     ((const TideIcdCode *) all->pdata[i])->code);
}

static char *
dup_found (const char *text, guint max)
{
  g_autoptr (GPtrArray) hits = tide_icd_search (text, max);
  GString *codes = g_string_new (NULL);
  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", ((const TideIcdCode *) hits->pdata[i])->code);
  return g_string_free (codes, FALSE);
}

static void
test_icd_search (void)
{
  static const struct
  {
    const char *typed, *codes;
  } cases[] = {
    { "F42", "F42.2 F42.3 F42.4 F42.8 F42.9" },
    { "f42.2", "F42.2" },
    { "F422", "F42.2" },
    { "obsess", "F42.2 F42.8 F42.9" }, /* words of "obsessive-compulsive" and of "obsessional" */
    { "compuls", "F42.8 F42.9" },
    { "ocd", "F42.2 F42.8 F42.9" },
    { "recurrent moderate", "F33.1" },
    /* The disorder's name before what only happens in another one. */
    { "depress",
      "F32.0 F32.1 F32.2 F32.3 F32.4 F32.5 F32.A F33.0 F33.1 F33.2 F33.3 F33.40 F33.41 F33.42 F33.9 "
      "F31.30 F31.31 F31.32 F31.4 F31.5" },
    { "depress severe", "F32.2 F32.3 F33.2 F33.3 F31.4 F31.5" },
    { "PTSD chron", "F43.12" },
    { "fibro", "M79.7" },
    { "ketamine", "F16.20" },
    { "xyzzy", "" },
    { "bsessional", "" }, /* words match from their start */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = dup_found (cases[i].typed, 100);
      g_assert_cmpstr (found, ==, cases[i].codes);
    }
  g_autofree char *first = dup_found ("F42", 2);
  g_assert_cmpstr (first, ==, "F42.2 F42.3");
  g_autofree char *bytes = dup_found ("\xff\xfe", 5);
  g_assert_nonnull (bytes);
}

static void
test_icd_validity (void)
{
  static const char *const right[]
    = { "F42", "F42.2", "F422", "f42.2", "T14.91XA", "C4A.0", "Z91.5", "G90.511" };
  static const char *const wrong[] = { "",       "F",      "F4",     "42.2",  "FF2",   "F42.", "F42.22222",
                                       "F42 .2", "F42.2 ", "F42..2", "F42-2", "Ä42.2", "OCD" };
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_true (tide_icd_is_valid (right[i]));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (tide_icd_is_valid (wrong[i]));
  g_assert_false (tide_icd_is_valid (NULL));
}

static void
test_icd_condition (void)
{
  static const struct
  {
    const char *code, *condition;
  } cases[] = { { "F42.2", "ocd" },
                { "F42.7", "ocd" }, /* not in the table: by its category */
                { "F33.8", "depression" },
                { "F31.9", "bipolar" },
                { "F43.1", "ptsd" },
                { "F43.21", NULL }, /* adjustment disorder is not PTSD */
                { "F40.10", "social_anxiety" },
                { "F40.00", "anxiety" },
                { "F41.0", "anxiety" },
                { "F19.20", "substance" },
                { "F17.210", "substance" },
                { "G89.0", "pain" },
                { "I10", NULL },
                { "", NULL } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (tide_icd_get_condition (cases[i].code), ==, cases[i].condition);
}

static void
assert_title (TideArm arm, const char *agent, const char *route, const char *title)
{
  g_autoptr (TideCourse) course = tide_course_new ();
  course->arm = (int) arm;
  tide_record_set_text (&course->agent, agent);
  course->route = tide_code_from_text (tide_route_codes, route);
  g_autofree char *made = tide_course_dup_title (course);
  g_assert_cmpstr (made, ==, title);
}

static void
test_course_titles (void)
{
  assert_title (TIDE_ARM_SSRI, "sertraline", "oral", "Sertraline");
  assert_title (TIDE_ARM_KETAMINE, "ketamine", "iv", "Ketamine IV");
  assert_title (TIDE_ARM_KETAMINE, NULL, "im", "Ketamine IM");
  assert_title (TIDE_ARM_ESKETAMINE, "esketamine", "intranasal", "Esketamine intranasal");
  assert_title (TIDE_ARM_CBT, "ERP", "", "CBT / ERP");
  assert_title (TIDE_ARM_CBT, "CBT", "", "CBT");
  assert_title (TIDE_ARM_CBT, NULL, "", "CBT / ERP");
  assert_title (TIDE_ARM_UNKNOWN, NULL, "", "Unknown treatment");
  assert_title (TIDE_ARM_SSRI, "\xff", "", "SSRI / clomipramine");
}

static const char *
arm_label (int arm)
{
  return tide_arm_get_label ((TideArm) arm);
}

static void
test_every_code_has_a_label (void)
{
  static const struct
  {
    const char *const *codes;
    const char *(*label) (int);
  } lists[] = { { tide_arm_codes, arm_label },
                { tide_route_codes, tide_route_get_label },
                { tide_end_reason_codes, tide_end_reason_get_label },
                { tide_event_kind_codes, tide_event_kind_get_label },
                { tide_intent_codes, tide_intent_get_label },
                { tide_course_role_codes, tide_course_role_get_label },
                { tide_coverage_codes, tide_coverage_get_label },
                { tide_session_kind_codes, tide_session_kind_get_label },
                { tide_kept_codes, tide_kept_get_label },
                { tide_relation_codes, tide_relation_get_label },
                { tide_effect_action_codes, tide_effect_action_get_label },
                { tide_purpose_codes, tide_purpose_get_label },
                { tide_trial_response_codes, tide_trial_response_get_label },
                { tide_adherence_codes, tide_adherence_get_label },
                { tide_stage_scheme_codes, tide_stage_scheme_get_label },
                { tide_episode_severity_codes, tide_episode_severity_get_label },
                { tide_consent_kind_codes, tide_consent_kind_get_label },
                { tide_verdict_codes, tide_verdict_get_label },
                { tide_insight_codes, tide_insight_get_label },
                { tide_cost_unit_codes, tide_cost_unit_get_label },
                { tide_payer_codes, tide_payer_get_label },
                { tide_review_kind_codes, tide_review_kind_get_label },
                { tide_review_result_codes, tide_review_result_get_label } };
  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      for (int i = 0; lists[l].codes[i] != NULL; i++)
        {
          const char *label = lists[l].label (i);
          g_assert_cmpstr (label, !=, "");
          g_assert_true (g_hash_table_add (seen, (gpointer) label)); /* no word for two codes */
        }
      g_assert_cmpstr (lists[l].label (99), ==, lists[l].label (0));
      g_assert_cmpstr (lists[l].label (-1), ==, lists[l].label (0));
    }
}

static void
test_names (void)
{
  g_autoptr (TidePatient) patient = tide_patient_new ();
  tide_record_set_text (&patient->mrn, "TM-0417");
  g_autofree char *number = tide_patient_dup_name (patient); /* a trial's patient without a name */
  g_assert_cmpstr (number, ==, "TM-0417");
  tide_record_set_text (&patient->family_name, "Lindqvist");
  g_autofree char *family = tide_patient_dup_list_name (patient);
  g_assert_cmpstr (family, ==, "Lindqvist");
  tide_record_set_text (&patient->given_name, "Hanna");
  g_autofree char *name = tide_patient_dup_name (patient), *listed = tide_patient_dup_list_name (patient);
  g_assert_cmpstr (name, ==, "Hanna Lindqvist");
  g_assert_cmpstr (listed, ==, "Lindqvist, Hanna");
  g_assert_cmpint (tide_patient_get_age (patient, tide_date_from_ymd (2025, 11, 20)), ==, -1);
  patient->birth_date = tide_date_from_ymd (1987, 3, 14);
  g_assert_cmpint (tide_patient_get_age (patient, tide_date_from_ymd (2025, 11, 20)), ==, 38);
}

static void
test_threshold_defaults (void)
{
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  g_assert_cmpfloat (tide_thresholds_get (thresholds, "gap_days"), ==, 56);
  g_assert_cmpfloat (tide_thresholds_get (thresholds, "state_days"), ==, 42);
  g_assert_cmpfloat (tide_thresholds_get (thresholds, "carry_over_days"), ==, 28);
  g_assert_cmpfloat (tide_thresholds_get (thresholds, "therapy_window_days"), ==, 7);
  g_assert_cmpfloat (tide_thresholds_get (thresholds, "cgi_window_days"), ==, 3);
  guint n;
  const TideThreshold *rows = tide_thresholds_list (thresholds, &n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (rows[i].source, !=, "");
      g_assert_true (tide_thresholds_lookup (thresholds, rows[i].rule) == &rows[i]); /* no rule twice */
    }
  g_assert_null (tide_thresholds_lookup (thresholds, "no_such_rule"));
}

static void
test_a_changed_threshold_names_who_changed_it (void)
{
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  tide_thresholds_set (thresholds, "gap_days", 90, "Dr Brandt, 2025-11-20: visits every quarter");
  g_assert_cmpfloat (tide_thresholds_get (thresholds, "gap_days"), ==, 90);
  g_assert_cmpstr (tide_thresholds_lookup (thresholds, "gap_days")->source, ==,
                   "Dr Brandt, 2025-11-20: visits every quarter");
  tide_thresholds_set (thresholds, "gap_days", 56, NULL);
  g_assert_cmpstr (tide_thresholds_lookup (thresholds, "gap_days")->source, ==, "clinic convention");
}

static void
test_ratings_keep_means_exact (void)
{
  for (int of = 1; of <= 10; of++)
    for (int sum = 0; sum <= 10 * of; sum++)
      {
        TideRating rating = { .value = tide_rating_from_value ((double) sum / of) };
        g_assert_cmpint (rating.value * of, ==, sum * TIDE_RATING_UNITS); /* no rounding at all */
        g_assert_cmpfloat (tide_rating_get_value (&rating), ==, (double) sum / of);
      }
  g_assert_cmpint (tide_rating_from_value (1e12), ==, G_MAXINT32);
}

/* Arabic beside Latin letters is isolated, so that "Amal · born 1980" is not turned round; Latin stays bare.
 */
static void
test_names_are_isolated (void)
{
  g_autoptr (TidePatient) patient = tide_patient_new ();
  tide_record_set_text (&patient->family_name, "\u062d\u062f\u0627\u062f");
  tide_record_set_text (&patient->given_name, "\u0623\u0645\u0644");
  g_autofree char *name = tide_patient_dup_name (patient), *listed = tide_patient_dup_list_name (patient);
  g_assert_cmpstr (name, ==, "\u2068\u0623\u0645\u0644 \u062d\u062f\u0627\u062f\u2069");
  g_assert_cmpstr (listed, ==, "\u2068\u062d\u062f\u0627\u062f, \u0623\u0645\u0644\u2069");
  g_autofree char *hebrew = tide_name_isolate ("\u05d3\u05df"),
                  *latin = tide_name_isolate ("Strau\u00df, J\u00fcrgen");
  g_assert_cmpstr (hebrew, ==, "\u2068\u05d3\u05df\u2069");
  g_assert_cmpstr (latin, ==, "Strau\u00df, J\u00fcrgen");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/icd/lookup", test_icd_lookup);
  g_test_add_func ("/record/icd/every-code-of-the-reference-is-there",
                   test_icd_every_code_of_the_reference_is_there);
  g_test_add_func ("/record/icd/search-by-code-and-word", test_icd_search);
  g_test_add_func ("/record/icd/validity", test_icd_validity);
  g_test_add_func ("/record/icd/condition", test_icd_condition);
  g_test_add_func ("/record/words/course-titles", test_course_titles);
  g_test_add_func ("/record/words/every-code-has-a-label", test_every_code_has_a_label);
  g_test_add_func ("/record/words/names", test_names);
  g_test_add_func ("/record/words/names-are-isolated", test_names_are_isolated);
  g_test_add_func ("/record/thresholds/defaults-have-sources", test_threshold_defaults);
  g_test_add_func ("/record/thresholds/a-changed-one-names-who-changed-it",
                   test_a_changed_threshold_names_who_changed_it);
  g_test_add_func ("/record/rating/means-of-up-to-ten-items-stay-exact", test_ratings_keep_means_exact);
  return g_test_run ();
}

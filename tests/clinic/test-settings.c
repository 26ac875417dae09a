/* test-settings.c: defaults, what a setting may be, batteries, thresholds with their source, the scale that
 * is charted. */
#include "tide-clinic-cockpit.h"
#include "tide-clinic-fixture.h"
#include "tide-session-rules.h"

#include <math.h>
#include <string.h>

#define NOW "2026-03-10T12:00+01:00"

static TideClinic *clinic;

static char *
join_battery (const char *condition)
{
  g_autoptr (GPtrArray) parts = tide_clinic_list_battery (clinic, condition);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (char *) g_ptr_array_index (parts, i));
  return g_string_free (text, FALSE);
}

static void
assert_setting (const char *key, const char *expected)
{
  g_autofree char *value = tide_clinic_dup_setting (clinic, key);
  g_assert_cmpstr (value, ==, expected);
}

static void
test_defaults (void)
{
  assert_setting ("clinic.name", "Test clinic");
  assert_setting ("clinic.address", "");
  assert_setting ("lock.minutes", "10");
  assert_setting ("paper", "a4");
  assert_setting ("no.such.key", NULL);
  g_autofree char *ocd = join_battery ("ocd");
  g_assert_cmpstr (ocd, ==, "ybocs cgis cgii phq9 side_effects note");
}

static void
test_every_condition_has_a_battery (void)
{
  const char *const conditions[] = { "ocd",     "depression", "bipolar", "ptsd",    "social_anxiety",
                                     "anxiety", "substance",  "pain",    "suicide", NULL };
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autoptr (GPtrArray) parts = tide_clinic_list_battery (clinic, conditions[i]);
      g_assert_cmpuint (parts->len, >=, 3);
      const char *first = g_ptr_array_index (parts, 0);
      g_assert_nonnull (tide_library_lookup (tide_clinic_get_library (clinic), first));
      g_assert_cmpstr (g_ptr_array_index (parts, parts->len - 1), ==, "note");
    }
}

static void
assert_refused (const char *key, const char *value, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = tide_clinic_dup_setting (clinic, key);
  g_assert_false (tide_clinic_set_setting (clinic, key, value, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, says));
  g_autofree char *after = tide_clinic_dup_setting (clinic, key);
  g_assert_cmpstr (after, ==, before);
}

static void
test_bad_values (void)
{
  assert_refused ("paper", "a3", "a4, letter");
  assert_refused ("lock.minutes", "ten", "0 for never");
  assert_refused ("lock.minutes", "241", "1 to 240");
  assert_refused ("lock.minutes", "2.5", "whole");
  assert_refused ("battery.ocd", "ybocs nope", "\"nope\"");
  assert_refused ("battery.ocd", "ybocs ybocs", "twice");
  assert_refused ("battery.ocd", "  ", "at least one");
  assert_refused ("threshold.no_such_rule", "3", "no such threshold");
  assert_refused ("threshold.gap_days", "-3", "not negative");
  assert_refused ("Key With Spaces", "x", "small letters");
  assert_refused ("clinic.name", "\xff\xfe", "UTF-8");
}

static void
test_changed_battery (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (tide_clinic_set_setting (clinic, "battery.ocd", "ybocs note", &error));
  g_autofree char *ocd = join_battery ("ocd");
  g_assert_cmpstr (ocd, ==, "ybocs note");
  g_assert_true (tide_clinic_set_setting (clinic, "battery.ocd", NULL, &error));
  g_autofree char *back = join_battery ("ocd");
  g_assert_cmpstr (back, ==, "ybocs cgis cgii phq9 side_effects note");
}

static void
test_threshold (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideThresholds) before = tide_clinic_load_thresholds (clinic);
  g_assert_cmpfloat (tide_thresholds_get (before, "gap_days"), ==, 56);

  g_assert_false (tide_clinic_set_threshold (clinic, "gap_days", 70, "", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);
  tide_clinic_set_threshold (clinic, "gap_days", 70, "quarterly clinic", &error);
  g_assert_no_error (error);
  g_autoptr (TideThresholds) after = tide_clinic_load_thresholds (clinic);
  const TideThreshold *gap = tide_thresholds_lookup (after, "gap_days");
  g_assert_cmpfloat (gap->value, ==, 70);
  g_assert_nonnull (strstr (gap->source, "quarterly clinic"));
  g_assert_nonnull (strstr (gap->source, "2026-03-10"));
  g_assert_true (tide_clinic_undo (clinic, &error));
  g_autoptr (TideThresholds) undone = tide_clinic_load_thresholds (clinic);
  g_assert_cmpfloat (tide_thresholds_get (undone, "gap_days"), ==, 56);
}

static double
get_limit (const char *id, char **source)
{
  const GPtrArray *limits = tide_session_rules_get_limits (tide_clinic_get_session_rules (clinic));
  for (guint i = 0; i < limits->len; i++)
    {
      const TideVitalsLimit *limit = limits->pdata[i];
      if (strcmp (limit->id, id) != 0)
        continue;
      if (source != NULL)
        *source = g_strdup (limit->source.text);
      return tide_vitals_limit_get_value (limit);
    }
  return NAN;
}

/* clinical.md 4.1: a systolic pressure of 180 is red, of 160 amber. */
static void
test_limit (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  g_assert_cmpfloat (get_limit ("systolic_red", NULL), ==, 180);
  g_assert_false (tide_clinic_set_limit (clinic, "systolic_red", 170, "", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_true (tide_clinic_set_limit (clinic, "systolic_red", 170, "frail patients", &error));
  g_assert_cmpfloat (get_limit ("systolic_red", &source), ==, 170);
  g_assert_nonnull (strstr (source, "frail patients"));
  g_assert_true (tide_clinic_undo (clinic, &error));
  g_assert_cmpfloat (get_limit ("systolic_red", NULL), ==, 180);
  g_assert_true (tide_clinic_set_limit (clinic, "systolic_red", 170, "again", &error));
  g_assert_true (tide_clinic_set_limit (clinic, "systolic_red", NAN, NULL, &error));
  g_assert_cmpfloat (get_limit ("systolic_red", NULL), ==, 180);
}

/* At red and beyond it amber could never be seen; a reading that is bad when low goes the other way. */
static void
test_limit_in_order (void)
{
  static const struct
  {
    const char *id;
    double value;
    const char *words; /* NULL: taken */
  } tries[]
    = { { "systolic_amber", 179, NULL },        { "systolic_amber", 180, "before red, which is at 180" },
        { "systolic_red", 160, "after amber" }, { "spo2_low", 90, "before red, which is at 90" },
        { "spo2_very_low", 93, NULL },          { "spo2_very_low", 94, "after amber" },
        { "systolic_none", 1, "no such limit" } };
  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean taken = tide_clinic_set_limit (clinic, tries[i].id, tries[i].value, "test", &error);
      g_assert_cmpint (taken, ==, tries[i].words == NULL);
      if (taken)
        g_assert_true (tide_clinic_undo (clinic, NULL));
      else
        g_assert_nonnull (strstr (error->message, tries[i].words));
    }
}

static void
test_threshold_reaches_the_alerts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) alerts = NULL;
  gint64 patient = test_clinic_add_patient (clinic, "T-77", "Lindqvist", "Hanna");
  g_assert_true (tide_clinic_set_threshold (clinic, "historical_days", 2, "test", &error));
  g_autoptr (TideAssessmentData) newest
    = test_clinic_new_assessment (patient, "phq9", "2026-03-09", "9=0;1=0");
  g_assert_true (tide_clinic_save_assessment (clinic, newest, NULL, &error));
  g_autoptr (TideAssessmentData) late = test_clinic_new_assessment (patient, "phq9", "2026-03-06", "9=1;1=0");
  g_assert_true (tide_clinic_save_assessment (clinic, late, &alerts, &error));
  g_assert_true (((TideAlert *) g_ptr_array_index (alerts, 0))->historical);
  g_assert_true (tide_clinic_set_threshold (clinic, "historical_days", NAN, NULL, &error));
}

static void
add_diagnosis (TideHistory *history, const char *code)
{
  TideDiagnosis *diagnosis = tide_diagnosis_new ();
  tide_record_set_text (&diagnosis->code, code);
  diagnosis->primary = TRUE;
  g_ptr_array_add (history->diagnoses, diagnosis);
}

static void
add_rating (TideHistory *history, const char *instrument, const char *scores)
{
  TideAssessmentData *data = test_clinic_new_assessment (1, instrument, "2026-03-01", NULL);
  data->total = 10;
  tide_record_set_text (&data->scores, scores);
  g_ptr_array_add (history->assessments, data);
  tide_history_build_series (history);
}

static void
test_target_instrument (void)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  history->patient = tide_patient_new ();
  history->patient->birth_date = test_clinic_date ("1980-05-17");
  add_diagnosis (history, "F42.2");
  g_assert_cmpstr (tide_clinic_get_target_instrument (clinic, history), ==, "ybocs");
  /* Only ever rated with another scale: that one. */
  add_rating (history, "phq9", "total=10");
  g_assert_cmpstr (tide_clinic_get_target_instrument (clinic, history), ==, "phq9");
  add_rating (history, "ybocs", "total=20");
  g_assert_cmpstr (tide_clinic_get_target_instrument (clinic, history), ==, "ybocs");
  /* A course that names its target wins; one that names a scale nobody has does not. */
  TideCourse *course = tide_course_new ();
  g_ptr_array_add (history->courses, course);
  tide_record_set_text (&course->target_instrument, "phq9");
  g_assert_cmpstr (tide_clinic_get_target_instrument (clinic, history), ==, "phq9");
  tide_record_set_text (&course->target_instrument, "gone");
  g_assert_cmpstr (tide_clinic_get_target_instrument (clinic, history), ==, "ybocs");
}

static void
test_child (void)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  history->patient = tide_patient_new ();
  history->patient->birth_date = test_clinic_date ("2008-03-11"); /* 17 until tomorrow */
  add_diagnosis (history, "F42.2");
  g_assert_cmpstr (tide_clinic_get_target_instrument (clinic, history), ==, "cybocs");
  history->patient->birth_date = test_clinic_date ("2008-03-10");
  g_assert_cmpstr (tide_clinic_get_target_instrument (clinic, history), ==, "ybocs");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tide_time_set_now (test_clinic_instant (NOW));
  clinic = test_clinic_new (FALSE);
  g_test_add_func ("/clinic/settings/defaults", test_defaults);
  g_test_add_func ("/clinic/settings/every-condition-has-a-battery", test_every_condition_has_a_battery);
  g_test_add_func ("/clinic/settings/bad-values-are-refused-with-what-is-allowed", test_bad_values);
  g_test_add_func ("/clinic/settings/a-battery-can-be-changed-and-goes-back", test_changed_battery);
  g_test_add_func ("/clinic/settings/a-threshold-names-reason-and-day", test_threshold);
  g_test_add_func ("/clinic/settings/a-limit-of-the-readings-has-a-source-and-can-be-taken-back", test_limit);
  g_test_add_func ("/clinic/settings/amber-stays-before-red", test_limit_in_order);
  g_test_add_func ("/clinic/settings/a-threshold-reaches-the-alerts", test_threshold_reaches_the_alerts);
  g_test_add_func ("/clinic/settings/the-charted-scale", test_target_instrument);
  g_test_add_func ("/clinic/settings/a-child-has-the-childs-scale", test_child);
  int result = g_test_run ();
  g_object_unref (clinic);
  return result;
}

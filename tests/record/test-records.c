/* test-records.c: the generic functions, over every field of every class: new is unknown, a copy shares
 * nothing, text goes both ways, each field counts in a comparison. */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "tide-history.h"

static const TideRecordClass *const classes[] = { &tide_patient_class,
                                                  &tide_identifier_class,
                                                  &tide_diagnosis_class,
                                                  &tide_staff_class,
                                                  &tide_setting_class,
                                                  &tide_course_class,
                                                  &tide_dose_step_class,
                                                  &tide_session_class,
                                                  &tide_adverse_event_class,
                                                  &tide_visit_class,
                                                  &tide_visit_part_class,
                                                  &tide_note_class,
                                                  &tide_event_class,
                                                  &tide_alert_class,
                                                  &tide_assessment_data_class,
                                                  &tide_medication_class,
                                                  &tide_allergy_class,
                                                  &tide_measurement_class,
                                                  &tide_trial_class,
                                                  &tide_staging_class,
                                                  &tide_screening_class,
                                                  &tide_screening_answer_class,
                                                  &tide_consent_class,
                                                  &tide_eligibility_decision_class,
                                                  &tide_goal_class,
                                                  &tide_goal_rating_class,
                                                  &tide_contact_class,
                                                  &tide_safety_plan_class,
                                                  &tide_specifier_class,
                                                  &tide_exposure_class,
                                                  &tide_cost_class,
                                                  &tide_effect_check_class,
                                                  &tide_review_class,
                                                  &tide_observation_class,
                                                  &tide_session_answer_class,
                                                  &tide_clock_event_class,
                                                  &tide_drug_use_class,
                                                  &tide_session_entry_class,
                                                  &tide_schedule_class };

/* A text that the field must take, different for each @variant. */
static char *
dup_sample (const TideField *field, int variant)
{
  switch (field->kind)
    {
    case TIDE_FIELD_TEXT:
      return g_strdup (variant == 0 ? "Zoë; \"quoted\", =1" : "other\nline");
    case TIDE_FIELD_INTEGER:
      return g_strdup (variant == 0 ? "0" : "18");
    case TIDE_FIELD_REFERENCE:
      return g_strdup (variant == 0 ? "1" : "9007199254740993");
    case TIDE_FIELD_REAL:
      return g_strdup (variant == 0 ? "62.5" : "31.000000000000004");
    case TIDE_FIELD_BOOLEAN:
      return g_strdup (variant == 0 ? "1" : "0");
    case TIDE_FIELD_DATE:
      return g_strdup (variant == 0 ? "2025-11-20" : "1887-02-28");
    case TIDE_FIELD_INSTANT:
      return g_strdup (variant == 0 ? "2025-11-20T14:32+01:00" : "2025-07-01");
    case TIDE_FIELD_CODE:
      return g_strdup (field->codes[variant + 1]);
    default:
      g_assert_not_reached ();
    }
}

static void
fill (gpointer record, int variant)
{
  const TideRecordClass *klass = TIDE_RECORD (record)->klass;
  for (guint i = 0; i < klass->n_fields; i++)
    {
      g_autofree char *text = dup_sample (&klass->fields[i], variant);
      g_autoptr (GError) error = NULL;
      tide_record_field_from_text (record, &klass->fields[i], text, &error);
      g_assert_no_error (error);
    }
}

static void
test_new_is_unknown (void)
{
  for (guint c = 0; c < G_N_ELEMENTS (classes); c++)
    {
      TideRecord *record = tide_record_new (classes[c]);
      g_assert_true (record->klass == classes[c]);
      g_assert_cmpint (record->id, ==, 0);
      g_assert_true (g_uuid_string_is_valid (record->uuid));
      for (guint i = 0; i < classes[c]->n_fields; i++)
        {
          const TideField *field = &classes[c]->fields[i];
          g_autofree char *text = tide_record_field_to_text (record, field);
          gboolean is_boolean = field->kind == TIDE_FIELD_BOOLEAN;
          g_assert_cmpint (tide_record_is_known (record, field), ==, is_boolean);
          g_assert_cmpstr (text, ==, is_boolean ? "0" : "");
        }
      tide_record_free (record);
    }
  tide_record_free (NULL);
}

static void
test_text_goes_both_ways (void)
{
  for (guint c = 0; c < G_N_ELEMENTS (classes); c++)
    for (int variant = 0; variant < 2; variant++)
      {
        gpointer record = tide_record_new (classes[c]);
        fill (record, variant);
        for (guint i = 0; i < classes[c]->n_fields; i++)
          {
            g_autofree char *expected = dup_sample (&classes[c]->fields[i], variant);
            g_autofree char *text = tide_record_field_to_text (record, &classes[c]->fields[i]);
            g_assert_cmpstr (text, ==, expected);
          }
        tide_record_free (record);
      }
}

static void
test_a_copy_is_equal_and_shares_nothing (void)
{
  for (guint c = 0; c < G_N_ELEMENTS (classes); c++)
    {
      TideRecord *record = tide_record_new (classes[c]);
      fill (record, 0);
      record->id = 42;
      TideRecord *copy = tide_record_copy (record);
      g_assert_true (tide_record_equal (record, copy));
      g_assert_cmpint (copy->id, ==, 42);
      g_assert_cmpstr (copy->uuid, ==, record->uuid);
      tide_record_free (record); /* ASan finds a string that the copy still shares */
      fill (copy, 1);
      tide_record_free (copy);
    }
}

static void
test_each_field_counts_in_a_comparison (void)
{
  for (guint c = 0; c < G_N_ELEMENTS (classes); c++)
    for (guint i = 0; i < classes[c]->n_fields; i++)
      {
        gpointer a = tide_record_new (classes[c]);
        fill (a, 0);
        gpointer b = tide_record_copy (a);
        g_autofree char *other = dup_sample (&classes[c]->fields[i], 1);
        g_assert_true (tide_record_field_from_text (b, &classes[c]->fields[i], other, NULL));
        g_assert_false (tide_record_equal (a, b));
        g_assert_true (tide_record_field_from_text (b, &classes[c]->fields[i], "", NULL));
        g_assert_false (tide_record_equal (a, b)); /* known against unknown */
        tide_record_free (a);
        tide_record_free (b);
      }
}

static void
test_id_and_uuid_do_not_count (void)
{
  g_autoptr (TidePatient) a = tide_patient_new ();
  g_autoptr (TidePatient) b = tide_patient_new ();
  a->base.id = 1;
  g_assert_cmpstr (a->base.uuid, !=, b->base.uuid);
  g_assert_true (tide_record_equal (a, b));
}

static void
test_different_classes_are_different (void)
{
  g_autoptr (TideStaff) staff = tide_staff_new ();
  g_autoptr (TideSetting) setting = tide_setting_new ();
  g_assert_false (tide_record_equal (staff, setting));
}

static void
test_each_class_describes_its_struct (void)
{
  for (guint c = 0; c < G_N_ELEMENTS (classes); c++)
    for (guint i = 0; i < classes[c]->n_fields; i++)
      {
        const TideField *field = &classes[c]->fields[i];
        g_assert_cmpuint (field->offset, >=, sizeof (TideRecord));
        g_assert_cmpuint (field->offset, <, classes[c]->size);
        g_assert_true (tide_record_class_find (classes[c], field->name) == field); /* no name twice */
        g_assert_cmpint (field->kind == TIDE_FIELD_CODE, ==, field->codes != NULL);
        g_assert_cmpint (field->kind == TIDE_FIELD_REFERENCE, ==, field->refers != NULL);
        if (field->codes != NULL)
          g_assert_cmpstr (field->codes[0], ==, "");
      }
  g_assert_null (tide_record_class_find (&tide_patient_class, "no_such_field"));
}

static void
test_bad_text_is_refused_and_changes_nothing (void)
{
  static const char *const wrong[] = { "\xff", "twelve", "1.5x", "2025-02-30", "no_such_code" };
  for (guint c = 0; c < G_N_ELEMENTS (classes); c++)
    for (guint i = 0; i < classes[c]->n_fields; i++)
      for (guint w = 0; w < G_N_ELEMENTS (wrong); w++)
        {
          const TideField *field = &classes[c]->fields[i];
          if (field->kind == TIDE_FIELD_TEXT && w > 0)
            continue;
          gpointer record = tide_record_new (classes[c]);
          fill (record, 0);
          gpointer before = tide_record_copy (record);
          g_autoptr (GError) error = NULL;
          g_assert_false (tide_record_field_from_text (record, field, wrong[w], &error));
          g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
          g_assert_true (g_str_has_prefix (error->message, field->name));
          g_assert_true (tide_record_equal (record, before));
          tide_record_free (record);
          tide_record_free (before);
        }
}

static void
test_codes (void)
{
  g_assert_cmpint (tide_code_from_text (tide_sex_codes, ""), ==, 0);
  g_assert_cmpint (tide_code_from_text (tide_sex_codes, NULL), ==, 0);
  g_assert_cmpint (tide_code_from_text (tide_sex_codes, "female"), ==, TIDE_SEX_FEMALE);
  g_assert_cmpint (tide_code_from_text (tide_sex_codes, "other"), ==, TIDE_SEX_OTHER);
  g_assert_cmpint (tide_code_from_text (tide_sex_codes, "Female"), ==, -1);
  g_assert_cmpint (tide_code_from_text (tide_sex_codes, "fem"), ==, -1);
  g_assert_cmpint (tide_code_from_text (tide_arm_codes, "neuromodulation"), ==, TIDE_ARM_NEUROMODULATION);
  g_assert_cmpint (tide_code_from_text (tide_session_status_codes, "stopped"), ==, TIDE_SESSION_STOPPED);
  g_assert_cmpint (tide_code_from_text (tide_assessment_status_codes, "entered_in_error"), ==,
                   TIDE_STATUS_ENTERED_IN_ERROR);
  g_assert_cmpint (tide_code_from_text (tide_rater_type_codes, "independent"), ==, TIDE_RATER_INDEPENDENT);
  g_assert_cmpint (tide_code_from_text (tide_level_codes, "red"), ==, TIDE_LEVEL_RED);
}

static void
test_a_wrong_code_says_what_is_allowed (void)
{
  g_autoptr (TidePatient) patient = tide_patient_new ();
  g_autoptr (GError) error = NULL;
  g_assert_false (
    tide_record_field_from_text (patient, tide_record_class_find (&tide_patient_class, "sex"), "x", &error));
  g_assert_cmpstr (error->message, ==, "sex: “x” is not one of female, male, other");
}

static void
test_structural_faults (void)
{
  g_autoptr (TideSession) session = tide_session_new ();
  g_autoptr (GError) error = NULL;
  g_assert_false (tide_record_validate (session, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "course_id: is required");

  session->course_id = 1;
  session->started = tide_instant_from_local (tide_date_from_ymd (2025, 6, 3), 11, 0);
  g_assert_true (tide_record_validate (session, NULL));

  session->weight_kg = 700;
  session->dose_mg = -5;
  session->minutes = INFINITY;
  session->status = 99;
  session->ended = (TideInstant){ G_MAXINT64 / 2, 0, TIDE_PRECISION_MINUTE };
  g_assert_cmpuint (tide_record_find_faults (session, NULL, NULL), ==, 5);
  g_clear_error (&error);
  g_assert_false (tide_record_validate (session, &error));
  g_assert_cmpstr (error->message, ==, "ended: is outside the years 1800 to 2200");
}

static void
test_invalid_text_and_dates_are_faults (void)
{
  g_autoptr (TidePatient) patient = tide_patient_new ();
  tide_record_set_text (&patient->mrn, "TM-1");
  g_assert_true (tide_record_validate (patient, NULL));
  patient->family_name = g_strdup ("\xc3(");
  patient->birth_date = tide_date_from_ymd (1799, 12, 31);
  g_assert_cmpuint (tide_record_find_faults (patient, NULL, NULL), ==, 2);
}

static void
test_set_text_makes_empty_none (void)
{
  char *member = NULL;
  tide_record_set_text (&member, "a");
  tide_record_set_text (&member, member + 0); /* its own text is safe */
  g_assert_cmpstr (member, ==, "a");
  tide_record_set_text (&member, "");
  g_assert_null (member);
  tide_record_set_text (&member, NULL);
  g_assert_null (member);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/records/new-is-unknown", test_new_is_unknown);
  g_test_add_func ("/record/records/text-goes-both-ways", test_text_goes_both_ways);
  g_test_add_func ("/record/records/a-copy-is-equal-and-shares-nothing",
                   test_a_copy_is_equal_and_shares_nothing);
  g_test_add_func ("/record/records/each-field-counts-in-a-comparison",
                   test_each_field_counts_in_a_comparison);
  g_test_add_func ("/record/records/id-and-uuid-do-not-count", test_id_and_uuid_do_not_count);
  g_test_add_func ("/record/records/different-classes-are-different", test_different_classes_are_different);
  g_test_add_func ("/record/records/each-class-describes-its-struct", test_each_class_describes_its_struct);
  g_test_add_func ("/record/records/bad-text-is-refused-and-changes-nothing",
                   test_bad_text_is_refused_and_changes_nothing);
  g_test_add_func ("/record/records/codes", test_codes);
  g_test_add_func ("/record/records/a-wrong-code-says-what-is-allowed",
                   test_a_wrong_code_says_what_is_allowed);
  g_test_add_func ("/record/records/structural-faults", test_structural_faults);
  g_test_add_func ("/record/records/invalid-text-and-dates-are-faults",
                   test_invalid_text_and_dates_are_faults);
  g_test_add_func ("/record/records/set-text-makes-empty-none", test_set_text_makes_empty_none);
  return g_test_run ();
}

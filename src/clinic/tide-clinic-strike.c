/* tide-clinic-strike.c: the mark "entered in error": what goes with a record that gets it, and when a patient
 * may get it.
 *
 * A patient with a chart is never struck out: whoever was rated, treated or in danger was somebody, and a
 * wrong name is corrected.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse_chart (GError **error)
{
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "patient_id: %s",
               _ ("something has been recorded of this patient since"));
  return FALSE;
}

/* An alert counts even when its answer was taken back: a person has to look at it (clinical.md 8.1). */
static gboolean
check_chart_is_empty (TideClinic *self, gint64 patient_id, GError **error)
{
  for (guint i = 0; tide_history_arrays[i].klass != NULL; i++)
    {
      const TideRecordClass *klass = tide_history_arrays[i].klass;
      if (tide_record_class_find (klass, "patient_id") == NULL)
        continue;
      g_autoptr (GPtrArray) rows = tide_store_list (self->store, klass, "patient_id", patient_id, error);
      if (rows == NULL)
        return FALSE;
      for (guint j = 0; j < rows->len; j++)
        if (!tide_record_is_struck (g_ptr_array_index (rows, j)))
          return refuse_chart (error);
    }
  return TRUE;
}

/* The person who was meant may come with this number tomorrow; the audit keeps what it was. */
static void
free_record_number (TidePatient *patient)
{
  g_autofree char *head = g_strndup (patient->base.uuid, 8);
  char *mrn = g_strdup_printf ("%s (entered in error, %s)", patient->mrn, head);
  g_free (patient->mrn);
  patient->mrn = mrn;
}

gboolean
tide_clinic_prepare_strike (TideClinic *self, gpointer record, GError **error)
{
  const TideRecord *head = record;
  const TideField *field = tide_record_class_find (head->klass, "entered_in_error");
  g_return_val_if_fail (field != NULL, FALSE);
  if (head->klass == &tide_patient_class)
    {
      if (!check_chart_is_empty (self, head->id, error))
        return FALSE;
      free_record_number (record);
    }
  G_STRUCT_MEMBER (gboolean, record, field->offset) = TRUE;
  return TRUE;
}

static gboolean strike_parts (TideDeed *deed, const TideRecord *record, const char *reason, GError **error);

static gboolean
strike_one (TideDeed *deed, gpointer record, const char *reason, GError **error)
{
  const TideField *field = tide_record_class_find (TIDE_RECORD (record)->klass, "entered_in_error");
  g_return_val_if_fail (field != NULL, FALSE);
  if (G_STRUCT_MEMBER (gboolean, record, field->offset))
    return TRUE;
  return strike_parts (deed, record, reason, error)
         && tide_clinic_prepare_strike (deed->clinic, record, error)
         && tide_deed_log (deed, "entered_in_error", record, reason, error)
         && tide_deed_update (deed, record, error);
}

static gboolean
strike_all (TideDeed *deed, const TideRecordClass *klass, const char *column, gint64 id, const char *reason,
            GError **error)
{
  g_autoptr (GPtrArray) rows = tide_store_list (deed->clinic->store, klass, column, id, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      gpointer row = g_ptr_array_index (rows, i);
      gboolean done
        = klass == &tide_assessment_data_class
            ? !tide_assessment_data_is_current (row) || tide_deed_strike_assessment (deed, row, reason, error)
            : strike_one (deed, row, reason, error);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

/* What was written at a visit that never was, given in a course or done in a session that never was, goes
 * with it. A signed consent or decision stays: it was signed. */
static const struct
{
  const TideRecordClass *owner, *part;
  const char *column;
} parts[] = {
  { &tide_course_class, &tide_dose_step_class, "course_id" },
  { &tide_course_class, &tide_session_class, "course_id" },
  { &tide_course_class, &tide_cost_class, "course_id" },
  { &tide_session_class, &tide_exposure_class, "session_id" },
  { &tide_session_class, &tide_measurement_class, "session_id" },
  { &tide_session_class, &tide_effect_check_class, "session_id" },
  { &tide_session_class, &tide_adverse_event_class, "session_id" },
  { &tide_session_class, &tide_assessment_data_class, "session_id" },
  { &tide_session_class, &tide_visit_class, "session_id" },
  { &tide_session_class, &tide_observation_class, "session_id" },
  { &tide_session_class, &tide_session_answer_class, "session_id" },
  { &tide_session_class, &tide_clock_event_class, "session_id" },
  { &tide_session_class, &tide_drug_use_class, "session_id" },
  { &tide_session_class, &tide_session_entry_class, "session_id" },
  { &tide_course_class, &tide_schedule_class, "course_id" },
  { &tide_visit_class, &tide_assessment_data_class, "visit_id" },
  { &tide_visit_class, &tide_adverse_event_class, "visit_id" },
  { &tide_visit_class, &tide_visit_part_class, "visit_id" },
  { &tide_visit_class, &tide_note_class, "visit_id" },
  { &tide_visit_class, &tide_effect_check_class, "visit_id" },
  { &tide_visit_class, &tide_goal_rating_class, "visit_id" },
  { &tide_visit_class, &tide_measurement_class, "visit_id" },
  { &tide_screening_class, &tide_screening_answer_class, "screening_id" },
  { &tide_goal_class, &tide_goal_rating_class, "goal_id" },
  { &tide_patient_class, &tide_identifier_class, "patient_id" },
  { &tide_patient_class, &tide_diagnosis_class, "patient_id" },
};

gboolean
tide_clinic_goes_with (const TideRecordClass *owner, const TideRecordClass *part, const char *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].owner == owner && parts[i].part == part && strcmp (parts[i].column, column) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
strike_parts (TideDeed *deed, const TideRecord *record, const char *reason, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].owner == record->klass
        && !strike_all (deed, parts[i].part, parts[i].column, record->id, reason, error))
      return FALSE;
  return TRUE;
}

/**
 * tide_clinic_mark_error:
 * @record: saved, of a class with "entered_in_error"; on success the caller's has the mark too
 * @reason: not empty; kept in the audit
 *
 * Keeps the row, counts and draws it no more. A course takes its dose steps, sessions and costs along, a
 * session its exposures, measurements, unwanted effects and what was asked about them, a visit what was
 * written at it, a screening its answers, a goal its ratings, a patient the diagnoses and identifiers; a
 * patient with anything else in the chart is refused with TIDE_ERROR_VALUE.
 */
gboolean
tide_clinic_mark_error (TideClinic *self, gpointer record, const char *reason, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && record != NULL && TIDE_RECORD (record)->id != 0, FALSE);
  const TideRecord *head = record;
  const TideField *field = tide_record_class_find (head->klass, "entered_in_error");
  g_return_val_if_fail (field != NULL, FALSE);
  if (!tide_clinic_check_reason (reason, error))
    return FALSE;
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  gpointer row = tide_store_lookup (self->store, head->klass, head->id, error);
  gboolean struck = row != NULL && strike_one (deed, row, reason, error);
  if (struck)
    tide_deed_set_head (deed, row, tide_check_patient_of (&deed->check, row));
  tide_record_free (row);
  if (!struck)
    return FALSE;
  g_autofree char *noun = tide_clinic_dup_noun (self, record);
  if (!tide_deed_commit (g_steal_pointer (&deed),
                         g_strdup_printf (_ ("Undo marking %s as entered in error"), noun), error))
    return FALSE;
  G_STRUCT_MEMBER (gboolean, record, field->offset) = TRUE;
  return TRUE;
}

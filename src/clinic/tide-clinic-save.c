/* tide-clinic-save.c: the verbs that write plain records: one, a whole patient, and the mark "entered in
 * error". */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
dup_save_label (TideClinic *self, gconstpointer record)
{
  g_autofree char *noun = tide_clinic_dup_noun (self, record);
  return g_strdup_printf (_ ("Undo saving %s"), noun);
}

/* A course of a form has no code; files need one. Random, so that an export never tells a record number by
 * it. */
void
tide_clinic_give_code (TideClinic *self, TideCourse *course)
{
  if (course->code != NULL && *course->code != '\0')
    return;
  for (gsize length = 8; length <= 32; length += 4)
    {
      g_autofree char *head = g_strndup (course->base.uuid, length);
      g_free (course->code);
      course->code = g_strconcat ("c-", head, NULL);
      TideCourse *other
        = tide_store_lookup_text (self->store, &tide_course_class, "code", course->code, NULL);
      if (other == NULL)
        return;
      tide_course_free (other);
    }
}

gboolean
tide_deed_put (TideDeed *deed, TideCheck *check, gpointer record, GError **error)
{
  TideRecord *head = record;
  if (!tide_check_record (check, record, error))
    return FALSE;
  if (head->klass == &tide_course_class)
    tide_clinic_give_code (deed->clinic, record);
  return head->id == 0 ? tide_deed_insert (deed, record, error) : tide_deed_update (deed, record, error);
}

/**
 * tide_clinic_save:
 * @record: any record but an assessment or an alert; id 0 inserts and gets its id here
 *
 * TIDE_ERROR_VALUE "field: reason" for the first fault.  A new patient cannot be undone (there is nothing to
 * strike him out by); everything else can.
 */
gboolean
tide_clinic_save (TideClinic *self, gpointer record, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && record != NULL, FALSE);
  const TideRecordClass *klass = TIDE_RECORD (record)->klass;
  g_return_val_if_fail (klass != &tide_assessment_data_class && klass != &tide_alert_class, FALSE);
  if (klass == &tide_setting_class)
    return tide_clinic_set_setting (self, ((TideSetting *) record)->key, ((TideSetting *) record)->value,
                                    error);

  gboolean new_patient = klass == &tide_patient_class && TIDE_RECORD (record)->id == 0;
  TideDeed *deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  TideCheck check;
  tide_check_init (&check, self);
  deed->step->patient_id = tide_check_patient_of (&check, record);
  gboolean put = tide_deed_put (deed, &check, record, error);
  tide_check_clear (&check);
  if (!put)
    {
      tide_deed_abandon (deed);
      return FALSE;
    }
  return tide_deed_commit (deed, new_patient ? NULL : dup_save_label (self, record), error);
}

static gboolean
put_parts (TideDeed *deed, TideCheck *check, TidePatient *patient, GPtrArray *parts, GError **error)
{
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      gpointer part = g_ptr_array_index (parts, i);
      const TideField *field = tide_record_class_find (TIDE_RECORD (part)->klass, "patient_id");
      g_return_val_if_fail (field != NULL, FALSE);
      G_STRUCT_MEMBER (gint64, part, field->offset) = patient->base.id;
      if (!tide_deed_put (deed, check, part, error))
        return FALSE;
    }
  return TRUE;
}

/* Of several primary diagnoses none would be the first. */
static gboolean
check_one_primary (GPtrArray *diagnoses, GError **error)
{
  guint n = 0;
  for (guint i = 0; diagnoses != NULL && i < diagnoses->len; i++)
    {
      const TideDiagnosis *diagnosis = g_ptr_array_index (diagnoses, i);
      n += diagnosis->primary && !diagnosis->entered_in_error;
    }
  if (n <= 1)
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "primary: %s", _ ("only one diagnosis can be the first"));
  return FALSE;
}

gboolean
tide_clinic_save_patient (TideClinic *self, TidePatient *patient, GPtrArray *diagnoses,
                          GPtrArray *identifiers, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && patient != NULL, FALSE);
  gboolean new_patient = patient->base.id == 0;
  if (!check_one_primary (diagnoses, error))
    return FALSE;
  TideDeed *deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  TideCheck check;
  tide_check_init (&check, self);
  gboolean put = tide_deed_put (deed, &check, patient, error)
                 && put_parts (deed, &check, patient, diagnoses, error)
                 && put_parts (deed, &check, patient, identifiers, error);
  tide_check_clear (&check);
  if (!put)
    {
      tide_deed_abandon (deed);
      return FALSE;
    }
  deed->step->patient_id = patient->base.id;
  return tide_deed_commit (deed, new_patient ? NULL : dup_save_label (self, patient), error);
}

/* --- entered in error --- */

static gboolean
strike_one (TideDeed *deed, gpointer record, const char *reason, GError **error)
{
  const TideField *field = tide_record_class_find (TIDE_RECORD (record)->klass, "entered_in_error");
  g_return_val_if_fail (field != NULL, FALSE);
  if (G_STRUCT_MEMBER (gboolean, record, field->offset))
    return TRUE;
  G_STRUCT_MEMBER (gboolean, record, field->offset) = TRUE;
  return tide_deed_log (deed, "entered_in_error", record, reason, error)
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

/* What was written at a visit that never was, or given in a course that never was, goes with it. */
static gboolean
strike_parts (TideDeed *deed, const TideRecord *record, const char *reason, GError **error)
{
  if (record->klass == &tide_course_class)
    return strike_all (deed, &tide_dose_step_class, "course_id", record->id, reason, error)
           && strike_all (deed, &tide_session_class, "course_id", record->id, reason, error);
  if (record->klass == &tide_visit_class)
    return strike_all (deed, &tide_assessment_data_class, "visit_id", record->id, reason, error)
           && strike_all (deed, &tide_adverse_event_class, "visit_id", record->id, reason, error)
           && strike_all (deed, &tide_note_class, "visit_id", record->id, reason, error);
  return TRUE;
}

/**
 * tide_clinic_mark_error:
 * @record: saved, of a class with "entered_in_error"; on success the caller's has the mark too
 * @reason: not empty; kept in the audit
 *
 * Keeps the row, counts and draws it no more. A course takes its dose steps and sessions along, a visit what
 * was written at it.
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
  TideDeed *deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  gpointer row = tide_store_lookup (self->store, head->klass, head->id, error);
  if (row == NULL || !strike_parts (deed, head, reason, error) || !strike_one (deed, row, reason, error))
    {
      tide_deed_abandon (deed);
      tide_record_free (row);
      return FALSE;
    }
  TideCheck check;
  tide_check_init (&check, self);
  deed->step->patient_id = tide_check_patient_of (&check, row);
  tide_check_clear (&check);
  g_autofree char *noun = tide_clinic_dup_noun (self, row);
  tide_record_free (row);
  if (!tide_deed_commit (deed, g_strdup_printf (_ ("Undo marking %s as entered in error"), noun), error))
    return FALSE;
  G_STRUCT_MEMBER (gboolean, record, field->offset) = TRUE;
  return TRUE;
}

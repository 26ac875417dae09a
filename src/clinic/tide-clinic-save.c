/* tide-clinic-save.c: the verbs that write plain records: one, or a whole patient. */
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
 * TIDE_ERROR_VALUE "field: reason" for the first fault.
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

  TideDeed *deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  TideCheck check;
  tide_check_init (&check, self);
  gboolean put = tide_deed_put (deed, &check, record, error);
  if (put) /* a new patient has an id only now */
    deed->step->patient_id = tide_check_patient_of (&check, record);
  tide_check_clear (&check);
  if (!put)
    {
      tide_deed_abandon (deed);
      return FALSE;
    }
  return tide_deed_commit (deed, dup_save_label (self, record), error);
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
  return tide_deed_commit (deed, dup_save_label (self, patient), error);
}

gboolean
tide_clinic_save_course (TideClinic *self, TideCourse *course, TideDoseStep *first_step, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && course != NULL, FALSE);
  TideDeed *deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  TideCheck check;
  tide_check_init (&check, self);
  gboolean put = tide_deed_put (deed, &check, course, error);
  if (put && first_step != NULL)
    {
      first_step->course_id = course->base.id;
      put = tide_deed_put (deed, &check, first_step, error);
    }
  tide_check_clear (&check);
  if (!put)
    {
      tide_deed_abandon (deed);
      return FALSE;
    }
  deed->step->patient_id = course->patient_id;
  return tide_deed_commit (deed, dup_save_label (self, course), error);
}

/* Puts @parts under @owner: the patient's id, and the owner's into @column. */
static gboolean
put_under (TideDeed *deed, TideCheck *check, GPtrArray *parts, const char *column, gint64 owner,
           gint64 patient_id, GError **error)
{
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      gpointer part = g_ptr_array_index (parts, i);
      const TideRecordClass *klass = TIDE_RECORD (part)->klass;
      G_STRUCT_MEMBER (gint64, part, tide_record_class_find (klass, "patient_id")->offset) = patient_id;
      G_STRUCT_MEMBER (gint64, part, tide_record_class_find (klass, column)->offset) = owner;
      if (!tide_deed_put (deed, check, part, error))
        return FALSE;
    }
  return TRUE;
}

/* A question asked twice would have two answers. */
static gboolean
check_questions (GPtrArray *answers, GError **error)
{
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; answers != NULL && i < answers->len; i++)
    {
      const TideScreeningAnswer *answer = g_ptr_array_index (answers, i);
      if (answer->question != NULL && !answer->entered_in_error
          && !g_hash_table_add (asked, answer->question))
        return tide_check_fault (error, "question", _ ("is answered twice"));
    }
  return TRUE;
}

gboolean
tide_clinic_save_screening (TideClinic *self, TideScreening *screening, GPtrArray *answers, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && screening != NULL, FALSE);
  if (!check_questions (answers, error))
    return FALSE;
  TideDeed *deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  if (screening->staff_id == 0 && self->person != NULL)
    screening->staff_id = self->person->base.id;
  TideCheck check;
  tide_check_init (&check, self);
  gboolean put
    = tide_deed_put (deed, &check, screening, error)
      && put_under (deed, &check, answers, "screening_id", screening->base.id, screening->patient_id, error);
  tide_check_clear (&check);
  if (!put)
    {
      tide_deed_abandon (deed);
      return FALSE;
    }
  deed->step->patient_id = screening->patient_id;
  return tide_deed_commit (deed, dup_save_label (self, screening), error);
}

gboolean
tide_clinic_save_session (TideClinic *self, TideSession *session, GPtrArray *exposures,
                          GPtrArray *measurements, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && session != NULL, FALSE);
  TideDeed *deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  TideCheck check;
  tide_check_init (&check, self);
  for (guint i = 0; measurements != NULL && i < measurements->len; i++)
    {
      TideMeasurement *measurement = g_ptr_array_index (measurements, i);
      if (!tide_instant_is_known (measurement->taken))
        measurement->taken = session->started;
    }
  gboolean put = tide_deed_put (deed, &check, session, error);
  gint64 patient_id = put ? tide_check_patient_of (&check, session) : 0;
  put = put && put_under (deed, &check, exposures, "session_id", session->base.id, patient_id, error)
        && put_under (deed, &check, measurements, "session_id", session->base.id, patient_id, error);
  tide_check_clear (&check);
  if (!put)
    {
      tide_deed_abandon (deed);
      return FALSE;
    }
  deed->step->patient_id = patient_id;
  return tide_deed_commit (deed, dup_save_label (self, session), error);
}

/* tide-clinic-save.c: the verbs that write records without rules of their own: one alone, or one with what
 * belongs to it (a patient, a course, a screening, a session).
 */
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
tide_deed_put (TideDeed *deed, gpointer record, GError **error)
{
  TideRecord *head = record;
  if (!tide_check_record (&deed->check, record, error))
    return FALSE;
  if (head->klass == &tide_course_class)
    tide_clinic_give_code (deed->clinic, record);
  return head->id == 0 ? tide_deed_insert (deed, record, error) : tide_deed_update (deed, record, error);
}

/* A part that a form has cleared says so in the log, as one that is marked by itself does. */
static gboolean
log_cleared (TideDeed *deed, gpointer part, GError **error)
{
  return TIDE_RECORD (part)->id == 0 || !tide_record_is_struck (part)
         || tide_deed_log (deed, "entered_in_error", part, "cleared in the form", error);
}

/* Puts @parts under @owner: the patient's id, and the owner's into @column. */
static gboolean
put_under (TideDeed *deed, GPtrArray *parts, const char *column, gconstpointer owner, GError **error)
{
  gint64 patient_id = tide_check_patient_of (&deed->check, owner);
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      gpointer part = g_ptr_array_index (parts, i);
      const TideRecordClass *klass = TIDE_RECORD (part)->klass;
      const TideField *patient = tide_record_class_find (klass, "patient_id");
      if (patient != NULL)
        G_STRUCT_MEMBER (gint64, part, patient->offset) = patient_id;
      G_STRUCT_MEMBER (gint64, part, tide_record_class_find (klass, column)->offset)
        = ((const TideRecord *) owner)->id;
      if (!log_cleared (deed, part, error) || !tide_deed_put (deed, part, error))
        return FALSE;
    }
  return TRUE;
}

/* @record and @n_parts arrays (each may be NULL) of what belongs to it by @column: one deed. */
static gboolean
save_whole (TideClinic *self, gpointer record, GPtrArray *const *parts, guint n_parts, const char *column,
            GError **error)
{
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL || !tide_deed_put (deed, record, error))
    return FALSE;
  for (guint i = 0; i < n_parts; i++)
    if (!put_under (deed, parts[i], column, record, error))
      return FALSE;
  /* A new patient has an id only now. */
  tide_deed_set_head (deed, record, tide_check_patient_of (&deed->check, record));
  return tide_deed_commit (g_steal_pointer (&deed), dup_save_label (self, record), error);
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

  return save_whole (self, record, NULL, 0, NULL, error);
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
  GPtrArray *parts[] = { diagnoses, identifiers };
  return save_whole (self, patient, parts, G_N_ELEMENTS (parts), "patient_id", error);
}

gboolean
tide_clinic_save_course (TideClinic *self, TideCourse *course, TideDoseStep *first_step, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && course != NULL, FALSE);
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  if (first_step != NULL)
    g_ptr_array_add (steps, first_step);
  return save_whole (self, course, &steps, 1, "course_id", error);
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
  if (screening->staff_id == 0 && self->person != NULL)
    screening->staff_id = self->person->base.id;
  return save_whole (self, screening, &answers, 1, "screening_id", error);
}

gboolean
tide_clinic_save_session (TideClinic *self, TideSession *session, GPtrArray *exposures, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && session != NULL, FALSE);
  return save_whole (self, session, &exposures, 1, "session_id", error);
}

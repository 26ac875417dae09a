/* tide-clinic-check.c: what cannot be true of a record beside the records that it belongs to.
 *
 * A record's own faults are the record room's; here stand the rules that need another row: the patient
 * exists, the session lies inside its course, the record number is free.  Each is a TIDE_ERROR_VALUE "field:
 * reason", as the form shows it.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>

#include "tide-course-clash.h"

void
tide_check_init (TideCheck *check, TideClinic *clinic)
{
  check->clinic = clinic;
  check->patients = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tide_record_free);
  check->courses = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tide_record_free);
  check->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
tide_check_clear (TideCheck *check)
{
  g_clear_pointer (&check->patients, g_hash_table_unref);
  g_clear_pointer (&check->courses, g_hash_table_unref);
  g_clear_pointer (&check->targets, g_hash_table_unref);
  g_clear_pointer (&check->numbers, g_hash_table_unref);
}

gboolean
tide_check_fault (GError **error, const char *field, const char *reason)
{
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "%s: %s", field, reason);
  return FALSE;
}

/* The first fault is the one that is told: a form asks find_faults itself and shows all. */
void
tide_check_first_fault_cb (const char *field, const char *reason, gpointer data)
{
  GError **error = data;
  if (*error == NULL)
    tide_check_fault (error, field, reason);
}

static gconstpointer
find (TideCheck *check, GHashTable *known, const TideRecordClass *klass, gint64 id, const char *field,
      const char *reason, GError **error)
{
  gpointer record = g_hash_table_lookup (known, &id);
  if (record != NULL)
    return record;
  g_autoptr (GError) local = NULL;
  record = id != 0 ? tide_store_lookup (check->clinic->store, klass, id, &local) : NULL;
  if (record == NULL)
    {
      if (local != NULL && !g_error_matches (local, TIDE_ERROR, TIDE_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&local));
      else
        tide_check_fault (error, field, reason);
      return NULL;
    }
  g_hash_table_insert (known, &TIDE_RECORD (record)->id, record);
  return record;
}

const TidePatient *
tide_check_find_patient (TideCheck *check, gint64 id, GError **error)
{
  const char *reason = _ ("there is no such patient");
  const TidePatient *patient
    = find (check, check->patients, &tide_patient_class, id, "patient_id", reason, error);
  if (patient == NULL || !patient->entered_in_error)
    return patient;
  tide_check_fault (error, "patient_id", reason);
  return NULL;
}

const TideCourse *
tide_check_find_course (TideCheck *check, gint64 id, GError **error)
{
  return find (check, check->courses, &tide_course_class, id, "course_id", _ ("there is no such course"),
               error);
}

gint64
tide_check_patient_of (TideCheck *check, gconstpointer record)
{
  const TideRecordClass *klass = ((const TideRecord *) record)->klass;
  if (klass == &tide_patient_class)
    return ((const TideRecord *) record)->id;
  const TideField *field = tide_record_class_find (klass, "patient_id");
  if (field != NULL)
    return G_STRUCT_MEMBER (gint64, record, field->offset);
  field = tide_record_class_find (klass, "course_id");
  if (field == NULL)
    return 0;
  const TideCourse *course
    = tide_check_find_course (check, G_STRUCT_MEMBER (gint64, record, field->offset), NULL);
  return course != NULL ? course->patient_id : 0;
}

/* A unique text that another row already has; @what is said of it. */
static gboolean
check_free (TideCheck *check, gconstpointer record, const char *column, const char *value, const char *what,
            GError **error)
{
  const TideRecord *self = record;
  g_autoptr (GError) local = NULL;
  if (value == NULL || *value == '\0')
    return TRUE;
  gpointer other = tide_store_lookup_text (check->clinic->store, self->klass, column, value, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  gboolean taken = other != NULL && TIDE_RECORD (other)->id != self->id;
  tide_record_free (other);
  if (!taken)
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "%s: \"%s\" %s", column, value, what);
  return FALSE;
}

/* --- what already stands in the chart must stay possible when a birth date or a course's dates are changed
 * --- */

static void
add_field_cb (const char *field, const char *reason, gpointer data)
{
  g_ptr_array_add (data, (gpointer) g_intern_string (field));
}

/* The day that lies before the birth of @patient; NULL: none. What was wrong @before by itself is nothing
 * new. */
static const char *
find_unborn_field (gconstpointer record, const TidePatient *before, const TidePatient *patient)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new (), now = g_ptr_array_new ();
  const TideDiagnosis *diagnosis = record;
  if (diagnosis->base.klass == &tide_diagnosis_class)
    return tide_date_is_known (diagnosis->onset_on) && diagnosis->onset_on < patient->birth_date ? "onset_on"
                                                                                                 : NULL;
  tide_check_find_own_faults (record, before, NULL, add_field_cb, old);
  tide_check_find_own_faults (record, patient, NULL, add_field_cb, now);
  for (guint i = 0; i < now->len; i++)
    if (!g_ptr_array_find (old, now->pdata[i], NULL))
      return now->pdata[i];
  return NULL;
}

static gboolean
check_is_after_birth (TideCheck *check, gconstpointer record, const TidePatient *before,
                      const TidePatient *patient, GError **error)
{
  const TideRecordClass *klass = ((const TideRecord *) record)->klass;
  const char *name = tide_record_is_struck (record) ? NULL : find_unborn_field (record, before, patient);
  if (name == NULL)
    return TRUE;
  const TideField *field = tide_record_class_find (klass, name);
  g_autofree char *noun = tide_clinic_dup_noun (check->clinic, record);
  g_autofree char *day = field != NULL ? tide_record_field_to_text (record, field) : g_strdup ("");
  /* Translators: a kind of record and its day, such as "course, 2025-01-10". */
  g_autofree char *reason = g_strdup_printf (_ ("the chart has a record of before it: %s, %s"), noun, day);
  return tide_check_fault (error, "birth_date", reason);
}

static gboolean
check_rating_is_after_birth (const TideAssessmentData *data, const TidePatient *patient, GError **error)
{
  if (!tide_assessment_data_is_current (data) || tide_instant_get_date (data->taken) >= patient->birth_date)
    return TRUE;
  g_autofree char *day = tide_instant_to_iso (data->taken);
  g_autofree char *reason = g_strdup_printf (_ ("the chart has a rating taken before it, on %s"), day);
  return tide_check_fault (error, "birth_date", reason);
}

/* Whatever stands in the chart; only when the birth date changes, for a chart is long. */
static gboolean
check_birth_date (TideCheck *check, const TidePatient *patient, GError **error)
{
  if (patient->base.id == 0 || !tide_date_is_known (patient->birth_date))
    return TRUE;
  g_autoptr (TidePatient) before
    = tide_store_lookup (check->clinic->store, &tide_patient_class, patient->base.id, error);
  if (before == NULL || before->birth_date == patient->birth_date)
    return before != NULL;
  g_autoptr (TideHistory) history = tide_clinic_load_history (check->clinic, patient->base.id, error);
  if (history == NULL)
    return FALSE;
  for (guint i = 0; i < history->assessments->len; i++)
    if (!check_rating_is_after_birth (history->assessments->pdata[i], patient, error))
      return FALSE;
  for (guint i = 0; tide_history_arrays[i].klass != NULL; i++)
    {
      GPtrArray *records = *tide_history_get_array_place (history, i);
      for (guint j = 0; tide_history_arrays[i].klass != &tide_assessment_data_class && j < records->len; j++)
        if (!check_is_after_birth (check, records->pdata[j], before, patient, error))
          return FALSE;
    }
  return TRUE;
}

/* A form that was open meanwhile must not bring a patient back. Not by tide_check_find_patient (): what it
 * finds it keeps, and the patient is about to change. */
static gboolean
check_is_not_struck (TideCheck *check, const TidePatient *patient, GError **error)
{
  if (patient->base.id == 0)
    return TRUE;
  g_autoptr (TidePatient) stored
    = tide_store_lookup (check->clinic->store, &tide_patient_class, patient->base.id, error);
  if (stored == NULL)
    return FALSE;
  return !stored->entered_in_error || tide_check_fault (error, "patient_id", _ ("there is no such patient"));
}

static gboolean
check_patient (TideCheck *check, const TidePatient *patient, GError **error)
{
  g_autoptr (GError) local = NULL;
  if (tide_patient_find_faults (patient, tide_check_first_fault_cb, &local) > 0)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return check_is_not_struck (check, patient, error)
         && check_free (check, patient, "mrn", patient->mrn, _ ("is the record number of another patient"),
                        error)
         && tide_check_number (check, patient, error) && check_birth_date (check, patient, error);
}

static gboolean
day_within (TideDate day, const TideCourse *course, const char **reason)
{
  if (!tide_date_is_known (day))
    return TRUE;
  if (tide_date_is_known (course->started_on) && day < course->started_on)
    *reason = _ ("lies before the start of the course");
  else if (tide_date_is_known (course->ended_on) && day > course->ended_on)
    *reason = _ ("lies after the end of the course");
  else
    return TRUE;
  return FALSE;
}

/* A missed or cancelled session may have been planned beyond an end that came earlier. */
static gboolean
session_is_within (const TideSession *session, const TideCourse *course, const char **reason)
{
  if (tide_session_took_place (session))
    return day_within (tide_instant_get_date (session->started), course, reason);
  TideCourse open_ended = *course;
  open_ended.ended_on = TIDE_DATE_UNKNOWN;
  return day_within (tide_instant_get_date (session->started), &open_ended, reason);
}

static gboolean
check_course_dates (TideCheck *check, const TideCourse *course, GError **error)
{
  const char *reason = NULL;
  TideDate bad = TIDE_DATE_UNKNOWN;
  if (course->base.id == 0 || course->entered_in_error)
    return TRUE;
  g_autoptr (GPtrArray) sessions
    = tide_store_list (check->clinic->store, &tide_session_class, "course_id", course->base.id, error);
  if (sessions == NULL)
    return FALSE;
  g_autoptr (GPtrArray) steps
    = tide_store_list (check->clinic->store, &tide_dose_step_class, "course_id", course->base.id, error);
  if (steps == NULL)
    return FALSE;
  for (guint i = 0; i < sessions->len && reason == NULL; i++)
    {
      const TideSession *session = g_ptr_array_index (sessions, i);
      if (!session->entered_in_error && !session_is_within (session, course, &reason))
        bad = tide_instant_get_date (session->started);
    }
  for (guint i = 0; i < steps->len && reason == NULL; i++)
    {
      const TideDoseStep *step = g_ptr_array_index (steps, i);
      if (!step->entered_in_error && !day_within (step->from_date, course, &reason))
        bad = step->from_date;
    }
  if (reason == NULL)
    return TRUE;
  gboolean early = tide_date_is_known (course->started_on) && bad < course->started_on;
  g_autofree char *words = tide_course_dup_span_words (early, bad);
  return tide_check_fault (error, early ? "started_on" : "ended_on", words);
}

/* --- one function for each class that has rules --- */

static gboolean
check_diagnosis (TideCheck *check, const TideDiagnosis *diagnosis, const TidePatient *patient, GError **error)
{
  if (tide_date_is_known (diagnosis->onset_on) && tide_date_is_known (patient->birth_date)
      && diagnosis->onset_on < patient->birth_date)
    return tide_check_fault (error, "onset_on", _ ("lies before the birth date"));
  return TRUE;
}

/* Of two doses on one day nobody could say which was taken. */
static gboolean
check_one_dose_a_day (TideCheck *check, const TideDoseStep *step, GError **error)
{
  if (step->entered_in_error || !tide_date_is_known (step->from_date))
    return TRUE;
  g_autoptr (GPtrArray) steps
    = tide_store_list (check->clinic->store, &tide_dose_step_class, "course_id", step->course_id, error);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const TideDoseStep *other = g_ptr_array_index (steps, i);
      if (other->base.id != step->base.id && !other->entered_in_error && other->from_date == step->from_date)
        return tide_check_fault (error, "from_date", _ ("has a dose already: change that one"));
    }
  return steps != NULL;
}

static gboolean
check_links (TideCheck *check, gpointer record, const TidePatient *patient, const TideCourse *course,
             GError **error)
{
  const TideRecordClass *klass = ((const TideRecord *) record)->klass;
  if (klass == &tide_diagnosis_class)
    return check_diagnosis (check, record, patient, error);
  if (klass == &tide_course_class)
    return check_free (check, record, "code", ((const TideCourse *) record)->code,
                       _ ("is the code of another course"), error)
           && check_course_dates (check, record, error)
           && tide_check_one_course_at_once (check, record, error);
  if (klass == &tide_session_class)
    {
      const char *reason = NULL;
      const TideSession *session = record;
      if (!session->entered_in_error && !session_is_within (session, course, &reason))
        return tide_check_fault (error, "started", reason);
      return tide_check_one_flow (check, session, error)
             && tide_check_one_infusion_at_once (check, session, course, error);
    }
  if (tide_record_class_find (klass, "session_id") != NULL)
    return tide_check_session_row (check, record, error);
  if (klass == &tide_eligibility_decision_class)
    return tide_check_decision (check, record, error);
  if (klass == &tide_dose_step_class)
    return check_one_dose_a_day (check, record, error);
  if (klass == &tide_staff_class)
    return check_free (check, record, "name", ((const TideStaff *) record)->name,
                       _ ("is the name of another staff member"), error);
  return TRUE;
}

/* A saved row stays in its chart and its course: moving is a verb of its own. Nor does a form that was open
 * meanwhile bring back what was marked: only an undo does. */
static gboolean
check_stored (TideCheck *check, gconstpointer record, const char *column, GError **error)
{
  const TideRecord *self = record;
  if (self->id == 0)
    return TRUE;
  gpointer before = tide_store_lookup (check->clinic->store, self->klass, self->id, error);
  if (before == NULL)
    return FALSE;
  const TideField *field = tide_record_class_find (self->klass, column);
  gboolean same
    = field == NULL
      || G_STRUCT_MEMBER (gint64, before, field->offset) == G_STRUCT_MEMBER (gint64, record, field->offset);
  gboolean struck = tide_record_is_struck (before);
  tide_record_free (before);
  if (struck)
    return tide_check_fault (error, "entered_in_error",
                             _ ("the record was marked as entered in error meanwhile"));
  return same || tide_check_fault (error, column, _ ("cannot be changed"));
}

/* A row of the cockpit stays in its session, which may be another of the same patient. */
static gboolean
check_stays_in_session (TideCheck *check, gconstpointer record, GError **error)
{
  const TideField *field = tide_record_class_find (((const TideRecord *) record)->klass, "session_id");
  return field == NULL || !(field->flags & TIDE_FIELD_REQUIRED)
         || check_stored (check, record, "session_id", error);
}

gboolean
tide_check_record (TideCheck *check, gpointer record, GError **error)
{
  const TideRecordClass *klass = TIDE_RECORD (record)->klass;
  const TidePatient *patient = NULL;
  const TideCourse *course = NULL;
  g_autoptr (GError) local = NULL;

  if (klass == &tide_patient_class)
    return check_patient (check, record, error);
  const TideField *field = tide_record_class_find (klass, "patient_id");
  if (field != NULL)
    patient = tide_check_find_patient (check, G_STRUCT_MEMBER (gint64, record, field->offset), error);
  else if ((field = tide_record_class_find (klass, "course_id")) != NULL)
    {
      course = tide_check_find_course (check, G_STRUCT_MEMBER (gint64, record, field->offset), error);
      patient = course != NULL ? tide_check_find_patient (check, course->patient_id, error) : NULL;
    }
  if (field != NULL && patient == NULL)
    return FALSE;
  if (tide_check_find_own_faults (record, patient, course, tide_check_first_fault_cb, &local) > 0)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return check_stored (check, record, course != NULL ? "course_id" : "patient_id", error)
         && check_stays_in_session (check, record, error)
         && (patient == NULL || tide_check_references (check, record, patient->base.id, error))
         && check_links (check, record, patient, course, error);
}

gboolean
tide_check_assessment (TideCheck *check, const TideAssessmentData *data, GError **error)
{
  g_autoptr (GError) local = NULL;
  const TidePatient *patient = tide_check_find_patient (check, data->patient_id, error);
  if (patient == NULL)
    return FALSE;
  if (tide_assessment_data_find_faults (data, patient->birth_date, tide_check_first_fault_cb, &local) > 0)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return tide_check_references (check, data, data->patient_id, error);
}

/* tide-history-load.c: everything of one patient at once, in one statement a table.
 *
 * A patient's rows lie together in their tables, so each statement reads a few pages; the order that readers
 * want (by time, primary first) is made here, where it costs no temporary table.
 */

#include "tide-store-private.h"

#include <string.h>

static gboolean
load (TideStore *self, GPtrArray *out, const TideRecordClass *klass, gint64 patient_id, GCompareFunc order,
      GError **error)
{
  g_autoptr (GPtrArray) records = tide_store_list (self, klass, "patient_id", patient_id, error);

  if (records == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (out, g_steal_pointer (&records));
  if (order != NULL)
    g_ptr_array_sort (out, order);
  return TRUE;
}

static gboolean
load_by_course (TideStore *self, GPtrArray *out, TideSql which, const TideRecordClass *klass,
                gint64 patient_id, GCompareFunc order, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, which, error);
  g_autoptr (GPtrArray) records = NULL;

  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "patient_id", patient_id);
  records = tide_read_records (self->db, statement, klass, error);
  if (records == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (out, g_steal_pointer (&records));
  g_ptr_array_sort (out, order);
  return TRUE;
}

/* Keeps the order of the rest. */
static void
remove_errors (GPtrArray *records, gsize offset_of_flag)
{
  guint kept = 0;

  for (guint i = 0; i < records->len; i++)
    {
      gpointer record = records->pdata[i];

      if (*(gboolean *) ((char *) record + offset_of_flag))
        tide_record_free (record);
      else
        records->pdata[kept++] = record;
    }
  g_ptr_array_set_free_func (records, NULL);
  g_ptr_array_set_size (records, (int) kept);
  g_ptr_array_set_free_func (records, tide_record_free);
}

/* What hangs on a course that was entered in error was, with it. */
static void
remove_without_course (GPtrArray *records, gsize offset_of_course, const TideHistory *history)
{
  for (guint i = records->len; i > 0; i--)
    if (tide_history_find_course (history, *(gint64 *) ((char *) records->pdata[i - 1] + offset_of_course))
        == NULL)
      g_ptr_array_remove_index (records, i - 1);
}

/* --- orders --- */

#define SIGN(a, b) (((a) > (b)) - ((a) < (b)))
#define BY_ID(a, b) SIGN (TIDE_RECORD (a)->id, TIDE_RECORD (b)->id)
#define DEFINE_ORDER(name, Type, ...)                                                                        \
  static int name (gconstpointer pa, gconstpointer pb)                                                       \
  {                                                                                                          \
    const Type *a = *(Type *const *) pa, *b = *(Type *const *) pb;                                           \
    int keys[] = { __VA_ARGS__ };                                                                            \
                                                                                                             \
    for (guint i = 0; i < G_N_ELEMENTS (keys); i++)                                                          \
      if (keys[i] != 0)                                                                                      \
        return keys[i];                                                                                      \
    return BY_ID (a, b);                                                                                     \
  }

/* TIDE_DATE_UNKNOWN is the smallest number and an unknown instant has second 0: both stand first. */
DEFINE_ORDER (compare_diagnoses, TideDiagnosis, SIGN (b->primary, a->primary))
DEFINE_ORDER (compare_courses, TideCourse, SIGN (a->started_on, b->started_on))
DEFINE_ORDER (compare_dose_steps, TideDoseStep, SIGN (a->course_id, b->course_id),
              SIGN (a->from_date, b->from_date))
DEFINE_ORDER (compare_sessions, TideSession, SIGN (a->started.precision != 0, b->started.precision != 0),
              SIGN (a->started.utc, b->started.utc))
DEFINE_ORDER (compare_adverse_events, TideAdverseEvent,
              SIGN (a->started.precision != 0, b->started.precision != 0),
              SIGN (a->started.utc, b->started.utc))
DEFINE_ORDER (compare_visits, TideVisit, SIGN (a->taken.utc, b->taken.utc))
DEFINE_ORDER (compare_assessments, TideAssessmentData, SIGN (a->taken.utc, b->taken.utc))
DEFINE_ORDER (compare_notes, TideNote, SIGN (b->taken.utc, a->taken.utc), BY_ID (b, a))
DEFINE_ORDER (compare_events, TideEvent, SIGN (a->on_date, b->on_date))
DEFINE_ORDER (compare_alerts, TideAlert, SIGN (b->level, a->level), SIGN (a->raised.utc, b->raised.utc))

/* --- staff --- */

static void
collect_staff (GHashTable *ids, const GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const TideRecord *record = records->pdata[i];

      for (guint f = 0; f < record->klass->n_fields; f++)
        {
          const TideField *field = &record->klass->fields[f];
          const gint64 *id = (const gint64 *) ((const char *) record + field->offset);

          if (field->kind == TIDE_FIELD_REFERENCE && g_strcmp0 (field->refers, "staff") == 0 && *id != 0
              && !g_hash_table_contains (ids, id))
            g_hash_table_add (ids, g_memdup2 (id, sizeof *id));
        }
    }
}

DEFINE_ORDER (compare_staff, TideStaff, g_strcmp0 (a->name, b->name))

static gboolean
load_staff (TideStore *self, TideHistory *history, GError **error)
{
  const GPtrArray *sources[] = { history->assessments, history->visits, history->notes, history->alerts };
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    collect_staff (ids, sources[i]);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      gpointer staff = tide_store_lookup (self, &tide_staff_class, *(gint64 *) id, error);

      if (staff == NULL)
        return FALSE;
      g_ptr_array_add (history->staff, staff);
    }
  g_ptr_array_sort (history->staff, compare_staff);
  return TRUE;
}

static gboolean
load_all (TideStore *self, TideHistory *h, gint64 id, GError **error)
{
  return load (self, h->identifiers, &tide_identifier_class, id, NULL, error)
         && load (self, h->diagnoses, &tide_diagnosis_class, id, compare_diagnoses, error)
         && load (self, h->courses, &tide_course_class, id, compare_courses, error)
         && load_by_course (self, h->dose_steps, TIDE_SQL_DOSE_STEP_PATIENT, &tide_dose_step_class, id,
                            compare_dose_steps, error)
         && load_by_course (self, h->sessions, TIDE_SQL_SESSION_PATIENT, &tide_session_class, id,
                            compare_sessions, error)
         && load (self, h->adverse_events, &tide_adverse_event_class, id, compare_adverse_events, error)
         && load (self, h->visits, &tide_visit_class, id, compare_visits, error)
         && load (self, h->visit_parts, &tide_visit_part_class, id, NULL, error)
         && load (self, h->assessments, &tide_assessment_data_class, id, compare_assessments, error)
         && load (self, h->notes, &tide_note_class, id, compare_notes, error)
         && load (self, h->events, &tide_event_class, id, compare_events, error)
         && load (self, h->alerts, &tide_alert_class, id, compare_alerts, error)
         && load_staff (self, h, error);
}

TideHistory *
tide_store_load_history (TideStore *self, gint64 patient_id, GError **error)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  GPtrArray *series;

  history->patient = tide_store_lookup (self, &tide_patient_class, patient_id, error);
  if (history->patient != NULL && history->patient->entered_in_error)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND,
                   "patient %" G_GINT64_FORMAT ": was entered in error", patient_id);
      return NULL;
    }
  if (history->patient == NULL || !load_all (self, history, patient_id, error))
    return NULL;
  remove_errors (history->identifiers, G_STRUCT_OFFSET (TideIdentifier, entered_in_error));
  remove_errors (history->visit_parts, G_STRUCT_OFFSET (TideVisitPart, entered_in_error));
  remove_errors (history->diagnoses, G_STRUCT_OFFSET (TideDiagnosis, entered_in_error));
  remove_errors (history->courses, G_STRUCT_OFFSET (TideCourse, entered_in_error));
  remove_errors (history->dose_steps, G_STRUCT_OFFSET (TideDoseStep, entered_in_error));
  remove_errors (history->sessions, G_STRUCT_OFFSET (TideSession, entered_in_error));
  remove_without_course (history->dose_steps, G_STRUCT_OFFSET (TideDoseStep, course_id), history);
  remove_without_course (history->sessions, G_STRUCT_OFFSET (TideSession, course_id), history);
  series = tide_store_load_series (self, patient_id, error);
  if (series == NULL)
    return NULL;
  g_ptr_array_unref (history->series);
  history->series = series;
  return g_steal_pointer (&history);
}

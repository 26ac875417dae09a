/* tide-history-load.c: everything of one patient at once, in one statement a table.
 *
 * A patient's rows lie together in their tables, so each statement reads a few pages; the order that readers
 * want (by time, primary first) is made here, where it costs no temporary table.
 */

#include "tide-store-private.h"

#include <string.h>

/* Dose steps and sessions lie beside their course; all else beside the patient. */
static GPtrArray *
list (TideStore *self, const TideRecordClass *klass, gint64 patient_id, GError **error)
{
  TideSql which = klass == &tide_dose_step_class ? TIDE_SQL_DOSE_STEP_PATIENT : TIDE_SQL_SESSION_PATIENT;
  sqlite3_stmt *statement;

  if (klass != &tide_dose_step_class && klass != &tide_session_class)
    return tide_store_list (self, klass, "patient_id", patient_id, error);
  statement = tide_store_get_statement (self, which, error);
  if (statement == NULL)
    return NULL;
  tide_bind_integer (statement, "patient_id", patient_id);
  return tide_read_records (self->db, statement, klass, error);
}

/* What hangs on a course, a session, a screening or a goal that was entered in error was, with it. */
static void
remove_without_owner (GPtrArray *records, gsize offset_of_owner, const GPtrArray *owners)
{
  g_autoptr (GHashTable) ids = NULL;

  if (records->len == 0)
    return;
  ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < owners->len; i++)
    g_hash_table_add (ids, &TIDE_RECORD (owners->pdata[i])->id);
  for (guint i = records->len; i > 0; i--)
    if (!g_hash_table_contains (ids, (char *) records->pdata[i - 1] + offset_of_owner))
      g_ptr_array_remove_index (records, i - 1);
}

/* --- staff --- */

static void
collect_staff (GHashTable *ids, const TideRecordClass *klass, const GPtrArray *records)
{
  for (guint f = 0; f < klass->n_fields; f++)
    {
      const TideField *field = &klass->fields[f];

      if (field->kind != TIDE_FIELD_REFERENCE || strcmp (field->refers, "staff") != 0)
        continue;
      for (guint i = 0; i < records->len; i++)
        {
          const gint64 *id = (const gint64 *) ((const char *) records->pdata[i] + field->offset);

          if (*id != 0 && !g_hash_table_contains (ids, id))
            g_hash_table_add (ids, g_memdup2 (id, sizeof *id));
        }
    }
}

static int
compare_staff (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(const TideStaff *const *) a)->name, (*(const TideStaff *const *) b)->name);
}

static gboolean
load_staff (TideStore *self, TideHistory *history, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; tide_history_arrays[i].klass != NULL; i++)
    collect_staff (ids, tide_history_arrays[i].klass, *tide_history_get_array_place (history, i));
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

/* @classes NULL: all of them. */
static gboolean
is_wanted (const TideRecordClass *klass, const TideRecordClass *const *classes)
{
  for (guint i = 0; classes != NULL && classes[i] != NULL; i++)
    if (classes[i] == klass)
      return TRUE;
  return classes == NULL;
}

static gboolean
load_all (TideStore *self, TideHistory *h, gint64 id, const TideRecordClass *const *classes, GError **error)
{
  for (guint i = 0; tide_history_arrays[i].klass != NULL; i++)
    {
      GPtrArray *records;

      if (!is_wanted (tide_history_arrays[i].klass, classes))
        continue;
      records = list (self, tide_history_arrays[i].klass, id, error);
      if (records == NULL)
        return FALSE;
      g_ptr_array_unref (*tide_history_get_array_place (h, i));
      *tide_history_get_array_place (h, i) = records;
    }
  return TRUE;
}

TideHistory *
tide_store_load_part (TideStore *self, gint64 patient_id, const TideRecordClass *const *classes,
                      GError **error)
{
  g_autoptr (TideHistory) history = tide_history_new ();

  history->patient = tide_store_lookup (self, &tide_patient_class, patient_id, error);
  if (history->patient != NULL && history->patient->entered_in_error)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND,
                   "patient %" G_GINT64_FORMAT ": was entered in error", patient_id);
      return NULL;
    }
  if (history->patient == NULL || !load_all (self, history, patient_id, classes, error))
    return NULL;
  tide_history_arrange (history);
  remove_without_owner (history->dose_steps, G_STRUCT_OFFSET (TideDoseStep, course_id), history->courses);
  remove_without_owner (history->sessions, G_STRUCT_OFFSET (TideSession, course_id), history->courses);
  remove_without_owner (history->exposures, G_STRUCT_OFFSET (TideExposure, session_id), history->sessions);
  remove_without_owner (history->observations, G_STRUCT_OFFSET (TideObservation, session_id),
                        history->sessions);
  remove_without_owner (history->session_answers, G_STRUCT_OFFSET (TideSessionAnswer, session_id),
                        history->sessions);
  remove_without_owner (history->clock_events, G_STRUCT_OFFSET (TideClockEvent, session_id),
                        history->sessions);
  remove_without_owner (history->drug_uses, G_STRUCT_OFFSET (TideDrugUse, session_id), history->sessions);
  remove_without_owner (history->session_entries, G_STRUCT_OFFSET (TideSessionEntry, session_id),
                        history->sessions);
  remove_without_owner (history->schedules, G_STRUCT_OFFSET (TideSchedule, course_id), history->courses);
  remove_without_owner (history->screening_answers, G_STRUCT_OFFSET (TideScreeningAnswer, screening_id),
                        history->screenings);
  remove_without_owner (history->goal_ratings, G_STRUCT_OFFSET (TideGoalRating, goal_id), history->goals);
  return g_steal_pointer (&history);
}

/* A decision's own day is what a person typed; when it came into this chart only the audit knows. */
static gboolean
load_entries (TideStore *self, TideHistory *history, GError **error)
{
  sqlite3_stmt *statement;
  gboolean has_row = TRUE;

  if (history->decisions->len == 0)
    return TRUE;
  statement = tide_store_get_statement (self, TIDE_SQL_AUDIT_OF_TABLE, error);
  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "patient_id", history->patient->base.id);
  tide_bind_text (statement, "table_name", tide_eligibility_decision_class.table);
  while (tide_db_step (self->db, statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      for (guint i = 0; i < history->decisions->len; i++)
        {
          TideEligibilityDecision *decision = history->decisions->pdata[i];

          /* The first row of the audit is the one that entered it. */
          if (decision->base.id == sqlite3_column_int64 (statement, 0)
              && !tide_instant_is_known (decision->entered))
            decision->entered
              = (TideInstant){ sqlite3_column_int64 (statement, 1),
                               (gint16) sqlite3_column_int (statement, 2), TIDE_PRECISION_MINUTE };
        }
    }
  return FALSE;
}

TideHistory *
tide_store_load_history (TideStore *self, gint64 patient_id, GError **error)
{
  g_autoptr (TideHistory) history = tide_store_load_part (self, patient_id, NULL, error);
  GPtrArray *series;

  if (history == NULL || !load_staff (self, history, error) || !load_entries (self, history, error))
    return NULL;
  series = tide_store_load_series (self, patient_id, error);
  if (series == NULL)
    return NULL;
  g_ptr_array_unref (history->series);
  history->series = series;
  return g_steal_pointer (&history);
}

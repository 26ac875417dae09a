/* tide-store-due.c: what is due, kept beside the records that it follows from; the day's sessions; a part of
 * a chart.
 *
 * Rows of the table are never audited, as ratings are not: they follow from audited rows and can be made
 * anew. The clinic computes them, from within the saving transaction, since the store knows no rule.
 */

#include "tide-store-private.h"

#include <string.h>

/* DUE_COLUMNS of a row, the patient first. */
static TideDue *
read_due (sqlite3_stmt *statement)
{
  int kind = tide_code_from_text (tide_due_kind_codes, (const char *) sqlite3_column_text (statement, 2));
  gboolean ends = sqlite3_column_type (statement, 7) != SQLITE_NULL;
  TideDue *due = tide_due_new ((TideDueKind) MAX (kind, 0), (const char *) sqlite3_column_text (statement, 3),
                               sqlite3_column_int64 (statement, 1),
                               ends ? sqlite3_column_int64 (statement, 7) : G_MAXINT64);

  due->patient_id = sqlite3_column_int64 (statement, 0);
  due->course_id = sqlite3_column_int64 (statement, 4);
  due->ref_id = sqlite3_column_int64 (statement, 5);
  due->number = sqlite3_column_int (statement, 6);
  return due;
}

static GPtrArray *
read_all (TideStore *self, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_due_free);
  gboolean has_row;

  while (tide_db_step (self->db, statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&rows);
      g_ptr_array_add (rows, read_due (statement));
    }
  return NULL;
}

GPtrArray *
tide_store_list_due_of (TideStore *self, gint64 patient_id, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_DUE_PATIENT, error);

  if (statement == NULL)
    return NULL;
  tide_bind_integer (statement, "patient_id", patient_id);
  return read_all (self, statement, error);
}

GPtrArray *
tide_store_list_due (TideStore *self, gint64 before_utc, gint64 now_utc, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_DUE_BEFORE, error);

  if (statement == NULL)
    return NULL;
  tide_bind_integer (statement, "before_utc", before_utc);
  tide_bind_integer (statement, "now_utc", now_utc);
  return read_all (self, statement, error);
}

static gboolean
insert_due (TideStore *self, const TideDue *due, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_DUE_INSERT, error);

  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "patient_id", due->patient_id);
  tide_bind_integer (statement, "due_utc", due->due_utc);
  tide_bind_text (statement, "kind", tide_due_kind_codes[due->kind]);
  tide_bind_text (statement, "subject", due->subject);
  tide_bind_integer (statement, "course_id", due->course_id);
  tide_bind_integer (statement, "ref_id", due->ref_id);
  tide_bind_integer (statement, "number", due->number);
  if (due->until_utc != G_MAXINT64)
    tide_bind_integer (statement, "until_utc", due->until_utc);
  else
    tide_bind_reference (statement, "until_utc", 0); /* NULL */
  return tide_db_run (self->db, statement, error);
}

static gboolean
are_same (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (tide_due_compare (&a->pdata[i], &b->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

gboolean
tide_store_replace_due (TideStore *self, gint64 patient_id, const GPtrArray *rows, gboolean *changed,
                        GError **error)
{
  g_autoptr (GPtrArray) before = NULL;
  sqlite3_stmt *statement;

  g_return_val_if_fail (TIDE_IS_STORE (self) && self->in_transaction && rows != NULL, FALSE);
  before = tide_store_list_due_of (self, patient_id, error);
  if (before == NULL)
    return FALSE;
  g_ptr_array_sort (before, tide_due_compare);
  if (changed != NULL)
    *changed = !are_same (before, rows);
  if (are_same (before, rows))
    return TRUE;
  statement = tide_store_get_statement (self, TIDE_SQL_DUE_DELETE, error);
  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "patient_id", patient_id);
  if (!tide_db_run (self->db, statement, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!insert_due (self, rows->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* --- by which rules the table was made --- */

char *
tide_store_dup_due_rules (TideStore *self, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_DUE_RULES_GET, error);
  gboolean has_row = FALSE;
  char *rules = NULL;

  if (statement == NULL || !tide_db_step (self->db, statement, &has_row, error))
    return NULL;
  if (has_row)
    rules = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return rules != NULL ? rules : g_strdup ("");
}

gboolean
tide_store_set_due_rules (TideStore *self, const char *rules, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_DUE_RULES_SET, error);

  g_return_val_if_fail (self->in_transaction && rules != NULL, FALSE);
  if (statement == NULL)
    return FALSE;
  tide_bind_text (statement, "rules", rules);
  return tide_db_run (self->db, statement, error);
}

void
tide_store_set_before_commit (TideStore *self, TideStoreMattersFunc matters, TideStoreCommitFunc func,
                              gpointer data)
{
  g_return_if_fail (TIDE_IS_STORE (self));
  self->matters = matters;
  self->before_commit = func;
  self->before_commit_data = data;
}

/* --- the day's sessions --- */

static int
by_id (gconstpointer pa, gconstpointer pb)
{
  gint64 a = (*(TideRecord *const *) pa)->id, b = (*(TideRecord *const *) pb)->id;

  return a < b ? -1 : a > b;
}

GPtrArray *
tide_store_list_sessions_between (TideStore *self, gint64 from_utc, gint64 to_utc, GError **error)
{
  static const TideSql which[] = { TIDE_SQL_SESSION_STARTED, TIDE_SQL_SESSION_PLANNED };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (tide_record_free);

  for (guint i = 0; i < G_N_ELEMENTS (which); i++)
    {
      sqlite3_stmt *statement = tide_store_get_statement (self, which[i], error);
      GPtrArray *some;

      if (statement == NULL)
        return NULL;
      tide_bind_integer (statement, "from_utc", from_utc);
      tide_bind_integer (statement, "to_utc", to_utc);
      some = tide_read_records (self->db, statement, &tide_session_class, error);
      if (some == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, some);
    }
  g_ptr_array_sort (all, by_id);
  for (guint i = all->len; i > 1; i--)
    if (TIDE_RECORD (all->pdata[i - 1])->id == TIDE_RECORD (all->pdata[i - 2])->id)
      g_ptr_array_remove_index (all, i - 1);
  return g_steal_pointer (&all);
}

GPtrArray *
tide_store_list_unreviewed (TideStore *self, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_ASSESSMENT_UNREVIEWED, error);

  return statement != NULL ? tide_read_records (self->db, statement, &tide_assessment_data_class, error)
                           : NULL;
}

/* --- whose the patients are --- */

static gboolean
ask_of_patient (TideStore *self, TideSql which, gint64 patient_id, gboolean *answer, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, which, error);
  gboolean has_row = FALSE;

  *answer = FALSE;
  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "patient_id", patient_id);
  if (!tide_db_step (self->db, statement, &has_row, error))
    return FALSE;
  *answer = has_row && sqlite3_column_int (statement, 0) != 0;
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
tide_store_find_gone (TideStore *self, gint64 patient_id, gboolean *gone, GError **error)
{
  return ask_of_patient (self, TIDE_SQL_PATIENT_GONE, patient_id, gone, error);
}

gboolean
tide_store_find_cared_for (TideStore *self, gint64 patient_id, gboolean *cared_for, GError **error)
{
  return ask_of_patient (self, TIDE_SQL_PATIENT_HAS_STAFF, patient_id, cared_for, error);
}

gboolean
tide_store_foreach_open_target (TideStore *self, TideDate today, TideTargetFunc func, gpointer data,
                                GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_COURSES_OPEN, error);
  g_autofree char *day = tide_date_to_iso (today);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  tide_bind_text (statement, "today", day);
  while (tide_db_step (self->db, statement, &has_row, error))
    {
      const char *instrument, *code;

      if (!has_row)
        return TRUE;
      instrument = (const char *) sqlite3_column_text (statement, 0);
      code = (const char *) sqlite3_column_text (statement, 1);
      if (code == NULL)
        code = (const char *) sqlite3_column_text (statement, 2);
      func (instrument, code, data);
    }
  return FALSE;
}

GHashTable *
tide_store_list_patients_of (TideStore *self, gint64 staff_id, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_PATIENTS_OF, error);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  tide_bind_integer (statement, "staff_id", staff_id);
  while (tide_db_step (self->db, statement, &has_row, error))
    {
      gint64 id;

      if (!has_row)
        return g_steal_pointer (&ids);
      id = sqlite3_column_int64 (statement, 0);
      if (!g_hash_table_contains (ids, &id))
        g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }
  return NULL;
}

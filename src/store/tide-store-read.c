/* tide-store-read.c: any record by id, by owner, by unique text; the rows of the patient list. */

#include "tide-store-private.h"

#include <string.h>

/* Only a column of the class may become part of a statement. */
static gboolean
is_column (const TideRecordClass *klass, const char *column, TideFieldKind kind)
{
  const TideField *field = tide_record_class_find (klass, column);

  return field != NULL && field->kind == kind;
}

GPtrArray *
tide_store_list (TideStore *self, const TideRecordClass *klass, const char *column, gint64 id, GError **error)
{
  sqlite3_stmt *statement;

  g_return_val_if_fail (klass != NULL, NULL);
  g_return_val_if_fail (column == NULL || is_column (klass, column, TIDE_FIELD_REFERENCE), NULL);
  if (!tide_store_is_ready (self, error))
    return NULL;
  statement = tide_statements_select (self->statements, klass, column, error);
  if (statement == NULL)
    return NULL;
  if (column != NULL)
    tide_bind_integer (statement, "value", id);
  return tide_read_records (self->db, statement, klass, error);
}

/* The first row of a bound statement. NULL without error when there is none. */
static gpointer
read_one (TideStore *self, sqlite3_stmt *statement, const TideRecordClass *klass, GError **error)
{
  gboolean has_row;
  gpointer record = NULL;

  if (!tide_db_step (self->db, statement, &has_row, error))
    return NULL;
  if (has_row)
    record = tide_read_record (statement, klass, error);
  sqlite3_reset (statement);
  return record;
}

gpointer
tide_store_lookup (TideStore *self, const TideRecordClass *klass, gint64 id, GError **error)
{
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;
  gpointer record;

  g_return_val_if_fail (klass != NULL, NULL);
  if (!tide_store_is_ready (self, error))
    return NULL;
  statement = tide_statements_select (self->statements, klass, "id", error);
  if (statement == NULL)
    return NULL;
  tide_bind_integer (statement, "value", id);
  record = read_one (self, statement, klass, &local);
  if (record == NULL && local == NULL)
    g_set_error (&local, TIDE_ERROR, TIDE_ERROR_NOT_FOUND, "%s %" G_GINT64_FORMAT ": there is none",
                 klass->table, id);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return record;
}

static gpointer
lookup_text (TideStore *self, const TideRecordClass *klass, const char *column, const char *value,
             GError **error)
{
  sqlite3_stmt *statement;

  if (!tide_store_is_ready (self, error))
    return NULL;
  statement = tide_statements_select (self->statements, klass, column, error);
  if (statement == NULL)
    return NULL;
  tide_bind_text (statement, "value", value);
  return read_one (self, statement, klass, error);
}

gpointer
tide_store_lookup_uuid (TideStore *self, const TideRecordClass *klass, const char *uuid, GError **error)
{
  g_autoptr (GError) local = NULL;
  gpointer record;

  g_return_val_if_fail (klass != NULL && uuid != NULL, NULL);
  record = lookup_text (self, klass, "uuid", uuid, &local);
  if (record == NULL && local == NULL)
    g_set_error (&local, TIDE_ERROR, TIDE_ERROR_NOT_FOUND, "%s %s: there is none", klass->table, uuid);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return record;
}

gpointer
tide_store_lookup_text (TideStore *self, const TideRecordClass *klass, const char *column, const char *value,
                        GError **error)
{
  g_return_val_if_fail (klass != NULL && value != NULL, NULL);
  g_return_val_if_fail (is_column (klass, column, TIDE_FIELD_TEXT), NULL);
  return lookup_text (self, klass, column, value, error);
}

gint64
tide_store_count (TideStore *self, const TideRecordClass *klass)
{
  sqlite3_stmt *statement;
  gboolean has_row = FALSE;
  gint64 n = 0;

  g_return_val_if_fail (klass != NULL, 0);
  if (!tide_store_is_ready (self, NULL))
    return 0;
  statement = tide_statements_count (self->statements, klass, NULL);
  if (statement == NULL || !tide_db_step (self->db, statement, &has_row, NULL) || !has_row)
    return 0;
  n = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return n;
}

gint64
tide_store_get_owner (TideStore *self, gconstpointer record)
{
  const TideRecord *base = record;
  const TideField *field;
  sqlite3_stmt *statement;
  gboolean has_row = FALSE;
  gint64 owner = 0;

  if (base->klass == &tide_patient_class)
    return base->id;
  field = tide_record_class_find (base->klass, "patient_id");
  if (field != NULL)
    return *(const gint64 *) ((const char *) record + field->offset);
  field = tide_record_class_find (base->klass, "course_id");
  statement = field != NULL ? tide_store_get_statement (self, TIDE_SQL_COURSE_PATIENT_ID, NULL) : NULL;
  if (statement == NULL)
    return 0;
  tide_bind_integer (statement, "id", *(const gint64 *) ((const char *) record + field->offset));
  if (tide_db_step (self->db, statement, &has_row, NULL) && has_row)
    owner = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return owner;
}

static int
compare_alerts (gconstpointer a, gconstpointer b)
{
  const TideAlert *x = *(TideAlert *const *) a, *y = *(TideAlert *const *) b;

  if (x->level != y->level)
    return y->level - x->level;
  if (x->raised.utc != y->raised.utc)
    return x->raised.utc < y->raised.utc ? -1 : 1;
  return x->base.id < y->base.id ? -1 : x->base.id > y->base.id;
}

GPtrArray *
tide_store_list_open_alerts (TideStore *self, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_ALERT_OPEN, error);
  GPtrArray *alerts;

  if (statement == NULL)
    return NULL;
  alerts = tide_read_records (self->db, statement, &tide_alert_class, error);
  if (alerts != NULL)
    g_ptr_array_sort (alerts, compare_alerts);
  return alerts;
}

GArray *
tide_store_list_watched_patients (TideStore *self, TideDate from, TideDate today, TideDate ahead,
                                  GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_WATCHED_PATIENTS, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *from_day = tide_date_to_iso (from), *this_day = tide_date_to_iso (today),
                  *last_day = tide_date_to_iso (ahead);
  gboolean has_row = TRUE, ok = TRUE;

  if (statement == NULL)
    return NULL;
  tide_bind_integer (statement, "from_utc", tide_instant_from_local (from, 0, 0).utc);
  tide_bind_integer (statement, "until_utc", tide_instant_from_local (today + 1, 0, 0).utc);
  tide_bind_text (statement, "from_day", from_day);
  tide_bind_text (statement, "today", this_day);
  tide_bind_text (statement, "ahead", last_day);
  while (ok && has_row)
    {
      ok = tide_db_step (self->db, statement, &has_row, error);
      if (ok && has_row)
        {
          gint64 id = sqlite3_column_int64 (statement, 0);

          if (g_hash_table_add (seen, g_memdup2 (&id, sizeof id)))
            g_array_append_val (ids, id);
        }
    }
  sqlite3_clear_bindings (statement);
  return ok ? g_steal_pointer (&ids) : NULL;
}

/* --- the patient list --- */

static char *
dup_column (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

/* As tide_history_get_death (): the earliest of the days that are known. */
static void
note_death (TidePatientRow *row, sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);
  TideDate day;

  row->died = TRUE;
  if (text != NULL && tide_date_parse (text, &day, NULL)
      && (!tide_date_is_known (row->died_on) || day < row->died_on))
    row->died_on = day;
}

static gboolean
read_row (TideStore *self, sqlite3_stmt *statement, TidePatientRow *row, GError **error)
{
  const char *birth = (const char *) sqlite3_column_text (statement, 3);
  const char *sex = (const char *) sqlite3_column_text (statement, 4);

  row->mrn = dup_column (statement, 0);
  row->family_name = dup_column (statement, 1);
  row->given_name = dup_column (statement, 2);
  row->birth_date = TIDE_DATE_UNKNOWN;
  if (birth != NULL && !tide_date_parse (birth, &row->birth_date, error))
    return FALSE;
  row->sex = MAX (tide_code_from_text (tide_sex_codes, sex), 0);
  row->synthetic = sqlite3_column_int (statement, 5) != 0;
  row->diagnosis = dup_column (statement, 6);
  row->highest_alert = (TideLevel) sqlite3_column_int (statement, 7);
  row->died_on = TIDE_DATE_UNKNOWN;
  if (sqlite3_column_type (statement, 8) != SQLITE_NULL)
    note_death (row, statement, 8);
  return TRUE;
}

/* The target is that of the latest course that names one; an unknown start is earlier than any. */
static gboolean
read_courses (TideStore *self, TidePatientRow *row, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_ROW_COURSES, error);
  g_autofree char *latest = g_strdup ("");
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "patient_id", row->patient_id);
  while (tide_db_step (self->db, statement, &has_row, error))
    {
      g_autofree char *started = NULL;

      if (!has_row)
        return TRUE;
      started = dup_column (statement, 0);
      if (sqlite3_column_type (statement, 1) == SQLITE_NULL)
        row->n_open_courses++;
      if (g_strcmp0 ((const char *) sqlite3_column_text (statement, 3), "death") == 0)
        note_death (row, statement, 1);
      if (sqlite3_column_type (statement, 2) == SQLITE_NULL
          || g_strcmp0 (started != NULL ? started : "", latest) < 0)
        continue;
      g_free (latest);
      latest = g_strdup (started != NULL ? started : "");
      g_free (row->target_instrument);
      row->target_instrument = dup_column (statement, 2);
    }
  return FALSE;
}

TidePatientRow *
tide_store_load_row (TideStore *self, gint64 patient_id, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_ROW_PATIENT, error);
  g_autoptr (TidePatientRow) row = g_new0 (TidePatientRow, 1);
  gboolean has_row, ok;

  if (statement == NULL)
    return NULL;
  row->patient_id = patient_id;
  tide_bind_integer (statement, "id", patient_id);
  if (!tide_db_step (self->db, statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND, "patient %" G_GINT64_FORMAT ": there is none",
                   patient_id);
      return NULL;
    }
  ok = read_row (self, statement, row, error);
  sqlite3_reset (statement);
  return ok && read_courses (self, row, error) ? g_steal_pointer (&row) : NULL;
}

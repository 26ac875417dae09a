/* tide-verify-rows.c: every row of every table against the audit's last word about it. */

#include "tide-verify-private.h"

#include <string.h>

/* "total 27 in the audit, 17 in the table" for each column that differs. */
static char *
describe_difference (const TideRecordClass *klass, const char *audited, const char *live)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i <= klass->n_fields; i++)
    {
      const char *column = i == 0 ? "uuid" : klass->fields[i - 1].name;
      g_autofree char *a = tide_audit_image_get (audited, column);
      g_autofree char *b = tide_audit_image_get (live, column);

      if (g_strcmp0 (a, b) != 0)
        g_string_append_printf (text, "%s%s %s in the audit, %s in the table", text->len > 0 ? "; " : "",
                                column, a != NULL ? a : "unknown", b != NULL ? b : "unknown");
    }
  if (text->len == 0)
    g_string_append (text, "its audited image is not canonical");
  return g_string_free (text, FALSE);
}

static gboolean
report_changed (TideVerifyJob *job, const TideRecord *record, const char *live, gint64 audit_number,
                GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (job->store, TIDE_SQL_AUDIT_ONE, error);
  g_autofree char *difference = NULL;
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "number", audit_number);
  if (!tide_db_step (job->store->db, statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      TideAuditRow *row = tide_audit_read (statement, NULL);

      difference = describe_difference (record->klass, row->after, live);
      tide_audit_row_free (row);
      sqlite3_reset (statement);
    }
  g_ptr_array_add (job->result->changed, g_strdup_printf ("%s %" G_GINT64_FORMAT ": %s", record->klass->table,
                                                          record->id, difference));
  return TRUE;
}

/* The search text is derived like a rating: one that was changed would hide a patient. */
static gboolean
check_search (TideVerifyJob *job, const TidePatient *patient, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (job->store, TIDE_SQL_SEARCH_ONE, error);
  TideSearchKey key;
  gboolean has_row, same;

  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "patient_id", patient->base.id);
  if (!tide_db_step (job->store->db, statement, &has_row, error))
    return FALSE;
  key = tide_fold_patient (patient);
  same = has_row && g_strcmp0 (key.sort_key, (const char *) sqlite3_column_text (statement, 0)) == 0
         && g_strcmp0 (key.birth, (const char *) sqlite3_column_text (statement, 2)) == 0
         && g_strcmp0 (key.words, (const char *) sqlite3_column_text (statement, 3)) == 0
         && g_strcmp0 (key.mrn, (const char *) sqlite3_column_text (statement, 4)) == 0;
  tide_search_key_clear (&key);
  sqlite3_reset (statement);
  /* A patient entered in error is found by no search: there must be no row then. */
  if (patient->entered_in_error ? has_row : !same)
    g_ptr_array_add (
      job->result->changed,
      g_strdup_printf ("patient %" G_GINT64_FORMAT ": is not found under its name", patient->base.id));
  return TRUE;
}

static gboolean
check_record (TideVerifyJob *job, guint klass, const TideRecord *record, GError **error)
{
  TideLastImage *last = g_hash_table_lookup (job->last[klass], &record->id);
  g_autofree char *live = tide_audit_image (record);
  guint8 digest[16];

  job->result->rows_checked++;
  if (last == NULL)
    {
      g_ptr_array_add (job->result->unaudited,
                       g_strdup_printf ("%s %" G_GINT64_FORMAT ": is in the table, not in the audit",
                                        record->klass->table, record->id));
      return TRUE;
    }
  last->seen = TRUE;
  tide_verify_digest (live, digest);
  if (memcmp (digest, last->digest, sizeof digest) != 0
      && !report_changed (job, record, live, last->number, error))
    return FALSE;
  if (record->klass == &tide_patient_class)
    return check_search (job, (const TidePatient *) record, error);
  return record->klass != &tide_assessment_data_class
         || tide_verify_assessment (job, (const TideAssessmentData *) record, error);
}

/* A row that cannot even be read has been changed. */
static gboolean
check_row (TideVerifyJob *job, guint klass, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GError) local = NULL;
  gpointer record = tide_read_record (statement, tide_record_classes[klass], &local);
  gboolean ok;

  if (record == NULL)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      TideLastImage *last = g_hash_table_lookup (job->last[klass], &id);

      if (last != NULL)
        last->seen = TRUE;
      g_ptr_array_add (job->result->changed, g_strdup (local->message));
      return TRUE;
    }
  ok = check_record (job, klass, record, error);
  tide_record_free (record);
  return ok;
}

static gboolean
check_table (TideVerifyJob *job, guint klass, GError **error)
{
  const TideRecordClass *record_class = tide_record_classes[klass];
  sqlite3_stmt *statement = tide_statements_select (job->store->statements, record_class, NULL, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  while (tide_verify_go_on (job, error) && tide_db_step (job->store->db, statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      if (!check_row (job, klass, statement, error))
        break;
    }
  sqlite3_reset (statement);
  return FALSE;
}

static void
report_missing (TideVerifyJob *job, guint klass)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id, last;

  g_hash_table_iter_init (&iter, job->last[klass]);
  while (g_hash_table_iter_next (&iter, &id, &last))
    if (!((TideLastImage *) last)->seen)
      g_array_append_vals (ids, id, 1);
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (job->result->missing,
                     g_strdup_printf ("%s %" G_GINT64_FORMAT ": is in the audit, not in the table",
                                      tide_record_classes[klass]->table, g_array_index (ids, gint64, i)));
}

gboolean
tide_verify_rows (TideVerifyJob *job, GError **error)
{
  sqlite3_stmt *count = tide_store_get_statement (job->store, TIDE_SQL_SEARCH_COUNT, error);
  gboolean has_row;

  for (guint i = 0; tide_record_classes[i] != NULL; i++)
    {
      if (!check_table (job, i, error))
        return FALSE;
      report_missing (job, i);
    }
  if (count == NULL || !tide_db_step (job->store->db, count, &has_row, error))
    return FALSE;
  if (sqlite3_column_int64 (count, 0) > tide_store_count (job->store, &tide_patient_class))
    g_ptr_array_add (job->result->unaudited, g_strdup ("patient_search: has rows of no patient"));
  sqlite3_reset (count);
  return TRUE;
}

/* tide-verify.c: whether the clinic still is what its audit says.
 *
 * Three questions: does the chain of hashes hold, is every row in the tables what its last audit row says,
 * and do the derived rows (ratings, search) still follow from the records.  Each fault is named by its row,
 * so that a person can look it up; the first fault does not hide the next.
 */

#include "tide-verify-private.h"

#include <sodium.h>
#include <string.h>

gboolean
tide_verify_go_on (TideVerifyJob *job, GError **error)
{
  if (++job->ticks % 256 != 0 || !g_cancellable_is_cancelled (job->cancellable))
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_CANCELLED, "cancelled");
  return FALSE;
}

void
tide_verify_digest (const char *image, guint8 digest[16])
{
  crypto_generichash (digest, 16, (const guint8 *) image, image != NULL ? strlen (image) : 0, NULL, 0);
}

static gboolean
check_integrity (TideVerifyJob *job)
{
  g_autoptr (GError) local = NULL;
  char *said = tide_db_get_text (job->store->db, "PRAGMA integrity_check (1)", &local);

  if (said == NULL)
    said = g_strdup (local != NULL ? local->message : "no answer");
  job->result->integrity = said;
  return strcmp (said, "ok") == 0;
}

/* --- the chain --- */

static void
report_gap (TideVerifyJob *job, gint64 from, gint64 to)
{
  if (from == to)
    g_ptr_array_add (job->result->breaks,
                     g_strdup_printf ("audit row %" G_GINT64_FORMAT ": is missing", from));
  else
    g_ptr_array_add (
      job->result->breaks,
      g_strdup_printf ("audit rows %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ": are missing", from, to));
}

static int
find_class (const char *table)
{
  for (guint i = 0; table != NULL && tide_record_classes[i] != NULL; i++)
    if (strcmp (tide_record_classes[i]->table, table) == 0)
      return (int) i;
  return -1;
}

/* A row's "before" must be the "after" of the row before it about the same record. */
static void
follow_record (TideVerifyJob *job, const TideAuditRow *row)
{
  int klass = find_class (row->table);
  TideLastImage *last;
  guint8 before[16];

  if (klass < 0 || (strcmp (row->action, "create") != 0 && strcmp (row->action, "update") != 0))
    return;
  last = g_hash_table_lookup (job->last[klass], &row->row_id);
  tide_verify_digest (row->before, before);
  if ((last == NULL) != (row->before == NULL)
      || (last != NULL && memcmp (before, last->digest, sizeof before) != 0))
    g_ptr_array_add (job->result->breaks,
                     g_strdup_printf ("audit row %" G_GINT64_FORMAT
                                      ": does not begin with what %s %" G_GINT64_FORMAT " was before",
                                      row->number, row->table, row->row_id));
  if (last == NULL)
    {
      last = g_new0 (TideLastImage, 1);
      g_hash_table_insert (job->last[klass], g_memdup2 (&row->row_id, sizeof row->row_id), last);
    }
  last->number = row->number;
  tide_verify_digest (row->after, last->digest);
}

static void
check_link (TideVerifyJob *job, const TideAuditRow *row, gint64 patient_id, const TideAuditHead *previous)
{
  char hash[TIDE_HASH_HEX + 1];

  if (row->number > previous->number + 1)
    report_gap (job, previous->number + 1, row->number - 1);
  tide_audit_hash (row, patient_id, previous->hash, hash);
  if (strcmp (hash, row->hash) != 0)
    g_ptr_array_add (job->result->breaks,
                     g_strdup_printf ("audit row %" G_GINT64_FORMAT
                                      ": its hash does not follow from it and the row before",
                                      row->number));
}

static void
check_head (TideVerifyJob *job, const TideAuditHead *last)
{
  const TideAuditHead *head = &job->store->head;

  if (last->number < head->number)
    report_gap (job, last->number + 1, head->number);
  else if (last->number > head->number)
    g_ptr_array_add (job->result->breaks, g_strdup_printf ("audit row %" G_GINT64_FORMAT
                                                           ": stands after the head, row %" G_GINT64_FORMAT,
                                                           last->number, head->number));
  else if (strcmp (last->hash, head->hash) != 0)
    g_ptr_array_add (
      job->result->breaks,
      g_strdup_printf ("audit row %" G_GINT64_FORMAT ": its hash is not that of the head", last->number));
}

gboolean
tide_verify_chain (TideVerifyJob *job, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (job->store, TIDE_SQL_AUDIT_ALL, error);
  TideAuditHead previous;
  gboolean has_row;

  /* What is checked is the head on the disk. */
  if (statement == NULL || !tide_audit_load_head (job->store, error))
    return FALSE;
  tide_audit_get_origin (job->store->clinic_uuid, &previous);
  while (tide_verify_go_on (job, error) && tide_db_step (job->store->db, statement, &has_row, error))
    {
      TideAuditRow *row;
      gint64 patient_id;

      if (!has_row)
        {
          check_head (job, &previous);
          memcpy (job->result->head, job->store->head.hash, sizeof job->result->head);
          return TRUE;
        }
      row = tide_audit_read (statement, &patient_id);
      check_link (job, row, patient_id, &previous);
      follow_record (job, row);
      previous.number = row->number;
      memcpy (previous.hash, row->hash, sizeof previous.hash);
      job->result->audit_rows++;
      tide_audit_row_free (row);
    }
  sqlite3_reset (statement);
  return FALSE;
}

/* --- the whole --- */

static TideVerification *
new_result (void)
{
  TideVerification *result = g_new0 (TideVerification, 1);

  result->breaks = g_ptr_array_new_with_free_func (g_free);
  result->changed = g_ptr_array_new_with_free_func (g_free);
  result->missing = g_ptr_array_new_with_free_func (g_free);
  result->unaudited = g_ptr_array_new_with_free_func (g_free);
  result->scores_different = g_ptr_array_new_with_free_func (g_free);
  return result;
}

static gboolean
run_job (TideVerifyJob *job, GError **error)
{
  TideVerification *result = job->result;
  gboolean integer = check_integrity (job);

  /* A database that cannot be read through says so in "integrity"; the rest would only repeat it. */
  if (!integer)
    return TRUE;
  if (!tide_verify_chain (job, error) || !tide_verify_rows (job, error)
      || !tide_verify_rating_orphans (job, error))
    return FALSE;
  result->ok = result->breaks->len == 0 && result->changed->len == 0 && result->missing->len == 0
               && result->unaudited->len == 0 && result->scores_different->len == 0;
  return TRUE;
}

TideVerification *
tide_store_verify (TideStore *self, TideLibrary *library, GCancellable *cancellable, GError **error)
{
  g_autoptr (TideVerification) result = new_result ();
  TideVerifyJob job = { self, result, library, cancellable };
  g_autoptr (GPtrArray) last = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  gboolean ok;

  g_return_val_if_fail (TIDE_IS_STORE (self) && !self->in_transaction, NULL);
  if (!tide_store_is_ready (self, error))
    return NULL;
  for (guint i = 0; tide_record_classes[i] != NULL; i++)
    g_ptr_array_add (last, g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free));
  job.last = (GHashTable **) last->pdata;
  job.sexes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ok = run_job (&job, error);
  g_hash_table_unref (job.sexes);
  return ok ? g_steal_pointer (&result) : NULL;
}

/* --- a head from a printed page --- */

/* The hex digits of @head in small letters, without blanks; NULL when it is not 8 to 64 of them. */
static char *
read_head (const char *head)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = head; *p != '\0'; p++)
    if (g_ascii_isxdigit (*p))
      g_string_append_c (digits, g_ascii_tolower (*p));
    else if (!g_ascii_isspace (*p) && *p != '-' && *p != ':')
      return NULL;
  if (digits->len < 8 || digits->len > TIDE_HASH_HEX)
    return NULL;
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

gboolean
tide_store_has_head (TideStore *self, const char *head, gint64 *number, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_AUDIT_HASHES, error);
  g_autofree char *digits = read_head (head);
  TideAuditHead origin;
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  if (digits == NULL)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "head: “%s” must be 8 to 64 hexadecimal digits",
                   head);
      return FALSE;
    }
  while (tide_db_step (self->db, statement, &has_row, error) && has_row)
    if (g_str_has_prefix ((const char *) sqlite3_column_text (statement, 1), digits))
      {
        if (number != NULL)
          *number = sqlite3_column_int64 (statement, 0);
        sqlite3_reset (statement);
        return TRUE;
      }
  tide_audit_get_origin (self->clinic_uuid, &origin);
  if (number != NULL)
    *number = 0;
  return g_str_has_prefix (origin.hash, digits);
}

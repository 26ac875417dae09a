/* tide-store-write.c: transactions, and what one write of a record brings with it.
 *
 * Row, ratings, search text and audit row are written together or not at all.  The audit's head moves in
 * memory with each row and is written once, just before the commit; what the search takes up waits until the
 * commit has succeeded.
 */

#include "tide-store-private.h"

#include <string.h>

static void
forget_transaction (TideStore *self)
{
  self->in_transaction = FALSE;
  self->broken = FALSE;
  g_hash_table_remove_all (self->touched);
  g_hash_table_remove_all (self->search_touched);
  g_hash_table_remove_all (self->due_touched);
}

static gboolean
check_may_write (TideStore *self, GError **error)
{
  if (!tide_store_is_ready (self, error))
    return FALSE;
  if (!self->read_only)
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_READ_ONLY, "%s: opened for reading only, it is in use by %s",
               self->folder, self->holder);
  return FALSE;
}

gboolean
tide_store_begin (TideStore *self, GError **error)
{
  if (!check_may_write (self, error))
    return FALSE;
  g_return_val_if_fail (!self->in_transaction, FALSE);
  if (!tide_db_begin (self->db, error))
    return FALSE;
  forget_transaction (self);
  self->in_transaction = TRUE;
  return TRUE;
}

void
tide_store_rollback (TideStore *self)
{
  g_return_if_fail (TIDE_IS_STORE (self));
  if (!self->in_transaction)
    return;
  tide_db_rollback (self->db);
  forget_transaction (self);
  g_hash_table_remove_all (self->score_keys);
  g_array_set_size (self->forms, 0);
  if (!tide_audit_load_head (self, NULL))
    g_warning ("the audit's head could not be read again");
}

/* The one patient that a transaction touched, or 0. */
static gint64
get_only_touched (TideStore *self)
{
  GHashTableIter iter;
  gpointer id = NULL;

  if (g_hash_table_size (self->touched) != 1)
    return 0;
  g_hash_table_iter_init (&iter, self->touched);
  g_hash_table_iter_next (&iter, &id, NULL);
  return *(gint64 *) id;
}

/* In the order of their ids, so that the same transaction writes the same rows. */
static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static gboolean
call_before_commit (TideStore *self, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  if (self->before_commit == NULL || g_hash_table_size (self->due_touched) == 0)
    return TRUE;
  g_hash_table_iter_init (&iter, self->due_touched);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_val (ids, *(gint64 *) id);
  g_array_sort (ids, compare_ids);
  return self->before_commit (self, (const gint64 *) ids->data, ids->len, self->before_commit_data, error);
}

gboolean
tide_store_commit (TideStore *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean wrote;
  gint64 patient_id;

  g_return_val_if_fail (TIDE_IS_STORE (self) && self->in_transaction, FALSE);
  if (self->broken)
    g_set_error (&local, TIDE_ERROR, TIDE_ERROR_IO, "a write of this transaction had failed");
  if (local != NULL || !call_before_commit (self, &local) || !tide_audit_save_head (self, &local)
      || !tide_db_commit (self->db, &local))
    {
      tide_store_rollback (self);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  /* The data are safe: a search that cannot be renewed is no failed save. */
  if (!tide_store_refresh_search (self, &local))
    g_warning ("the search could not be renewed: %s", local->message);
  wrote = g_hash_table_size (self->touched) > 0;
  patient_id = get_only_touched (self);
  forget_transaction (self);
  tide_store_tend_log (self);
  self->n_writes += wrote;
  if (wrote)
    tide_store_emit_changed (self, patient_id);
  return TRUE;
}

void
tide_store_set_bulk (TideStore *self, gboolean bulk)
{
  g_return_if_fail (TIDE_IS_STORE (self));
  self->bulk = bulk;
}

static void
touch (TideStore *self, const TideRecordClass *klass, gint64 patient_id)
{
  g_hash_table_add (self->touched, g_memdup2 (&patient_id, sizeof patient_id));
  if (patient_id != 0 && self->matters != NULL && self->matters (klass))
    g_hash_table_add (self->due_touched, g_memdup2 (&patient_id, sizeof patient_id));
}

/* A unique column's message names the column; the value is told too, which SQLite does not. */
static gboolean
run_write (TideStore *self, sqlite3_stmt *statement, gconstpointer record, GError **error)
{
  g_autoptr (GError) local = NULL;
  const TideRecordClass *klass = ((const TideRecord *) record)->klass;

  tide_bind_record (statement, record);
  if (tide_db_run (self->db, statement, &local))
    return TRUE;
  if (g_error_matches (local, TIDE_ERROR, TIDE_ERROR_DUPLICATE))
    for (guint i = 0; i < klass->n_fields; i++)
      {
        g_autofree char *column = g_strconcat (klass->table, ".", klass->fields[i].name, NULL);
        g_autofree char *value = NULL;

        if (!g_str_has_suffix (local->message, column))
          continue;
        value = tide_record_field_to_text (record, &klass->fields[i]);
        g_set_error (error, TIDE_ERROR, TIDE_ERROR_DUPLICATE, "%s: “%s” exists already",
                     klass->fields[i].name, value);
        return FALSE;
      }
  g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", klass->table);
  return FALSE;
}

/* What follows from the record: the ratings of an assessment, the folded name of a patient. */
static gboolean
write_derived (TideStore *self, gconstpointer record, gboolean is_new, GError **error)
{
  const TideRecord *base = record;

  if (base->klass == &tide_patient_class)
    return tide_store_write_search (self, record, error);
  if (base->klass != &tide_assessment_data_class)
    return TRUE;
  return (is_new || tide_store_remove_ratings (self, base->id, error))
         && tide_store_write_ratings (self, record, error);
}

static gboolean
write_audit (TideStore *self, const char *action, gconstpointer old, gconstpointer record, GError **error)
{
  const TideRecord *base = record;
  g_autofree char *before = old != NULL ? tide_audit_image (old) : NULL;
  g_autofree char *after = tide_audit_image (record);
  gint64 owner = tide_store_get_owner (self, record);
  gint64 old_owner = old != NULL ? tide_store_get_owner (self, old) : owner;

  touch (self, base->klass, owner);
  touch (self, base->klass, old_owner);
  return tide_audit_append (self, action, base->klass->table, base->id, owner, before, after, error);
}

static gboolean
finish_write (TideStore *self, const char *action, gconstpointer old, gconstpointer record, GError **error)
{
  if (write_derived (self, record, old == NULL, error) && write_audit (self, action, old, record, error))
    return TRUE;
  self->broken = TRUE;
  return FALSE;
}

gboolean
tide_store_insert (TideStore *self, gpointer record, GError **error)
{
  TideRecord *base = record;
  sqlite3_stmt *insert, *next;

  g_return_val_if_fail (record != NULL && base->id == 0, FALSE);
  if (!check_may_write (self, error) || !tide_record_validate (record, error))
    return FALSE;
  g_return_val_if_fail (self->in_transaction, FALSE);
  insert = tide_statements_insert (self->statements, base->klass, error);
  next = tide_statements_next_id (self->statements, base->klass, error);
  if (insert == NULL || next == NULL || !tide_db_insert (self->db, next, &base->id, error))
    return FALSE;
  if (!run_write (self, insert, record, error) || !finish_write (self, "create", NULL, record, error))
    {
      base->id = 0;
      return FALSE;
    }
  return TRUE;
}

gboolean
tide_store_update (TideStore *self, gpointer record, GError **error)
{
  TideRecord *base = record;
  sqlite3_stmt *update;
  gpointer old;
  gboolean ok;

  g_return_val_if_fail (record != NULL && base->id != 0, FALSE);
  if (!check_may_write (self, error) || !tide_record_validate (record, error))
    return FALSE;
  g_return_val_if_fail (self->in_transaction, FALSE);
  update = tide_statements_update (self->statements, base->klass, error);
  if (update == NULL)
    return FALSE;
  old = tide_store_lookup (self, base->klass, base->id, error);
  if (old == NULL)
    return FALSE;
  ok = (tide_record_equal (old, record) && strcmp (((TideRecord *) old)->uuid, base->uuid) == 0)
       || (run_write (self, update, record, error) && finish_write (self, "update", old, record, error));
  tide_record_free (old);
  return ok;
}

gboolean
tide_store_log (TideStore *self, const char *action, const char *table, gint64 row_id, gint64 patient_id,
                const char *detail, GError **error)
{
  gboolean own;

  g_return_val_if_fail (action != NULL, FALSE);
  if (!check_may_write (self, error))
    return FALSE;
  own = !self->in_transaction;
  if (own && !tide_store_begin (self, error))
    return FALSE;
  if (!tide_audit_append (self, action, table, row_id, patient_id, NULL, detail, error))
    {
      self->broken = TRUE;
      if (own)
        tide_store_rollback (self);
      return FALSE;
    }
  return !own || tide_store_commit (self, error);
}

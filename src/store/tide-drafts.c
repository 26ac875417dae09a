/* tide-drafts.c: forms not yet saved.  Written while a person types, so that a kill loses a second and no
 * more; not audited, since nothing has been entered yet. */

#include "tide-store-private.h"

static gboolean
put_draft (TideStore *self, gint64 patient_id, const char *kind, const char *payload, GError **error)
{
  TideSql which = payload != NULL ? TIDE_SQL_DRAFT_PUT : TIDE_SQL_DRAFT_DELETE;
  sqlite3_stmt *statement = tide_store_get_statement (self, which, error);

  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "patient_id", patient_id);
  tide_bind_text (statement, "kind", kind);
  if (payload != NULL)
    {
      tide_bind_text (statement, "payload", payload);
      tide_bind_integer (statement, "updated_utc", tide_instant_now ().utc);
    }
  return tide_db_run (self->db, statement, error);
}

/* Inside an open transaction (a save that removes its draft) it is part of it. */
gboolean
tide_store_save_draft (TideStore *self, gint64 patient_id, const char *kind, const char *payload,
                       GError **error)
{
  g_return_val_if_fail (TIDE_IS_STORE (self) && kind != NULL, FALSE);
  if (self->read_only)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_READ_ONLY, "%s: opened for reading only", self->folder);
      return FALSE;
    }
  if (!put_draft (self, patient_id, kind, payload, error))
    return FALSE;
  if (!self->in_transaction)
    tide_store_tend_log (self);
  return TRUE;
}

GPtrArray *
tide_store_list_drafts (TideStore *self, gint64 patient_id, GError **error)
{
  TideSql which = patient_id != 0 ? TIDE_SQL_DRAFT_PATIENT : TIDE_SQL_DRAFT_ALL;
  sqlite3_stmt *statement = tide_store_get_statement (self, which, error);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_draft_free);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  if (patient_id != 0)
    tide_bind_integer (statement, "patient_id", patient_id);
  while (tide_db_step (self->db, statement, &has_row, error))
    {
      TideDraft *draft;

      if (!has_row)
        return g_steal_pointer (&drafts);
      draft = g_new0 (TideDraft, 1);
      draft->patient_id = sqlite3_column_int64 (statement, 0);
      draft->kind = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      draft->payload = g_strdup ((const char *) sqlite3_column_text (statement, 2));
      draft->updated_utc = sqlite3_column_int64 (statement, 3);
      g_ptr_array_add (drafts, draft);
    }
  return NULL;
}

/* tide-store-search.c: the search index beside the database: filled at opening, renewed after each commit. */

#include "tide-store-private.h"

#include <string.h>

/* Beyond so many changed patients it is quicker to read all of them anew. */
#define RELOAD_ABOVE 200

static const char *
get_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? text : "";
}

static gboolean
read_data_version (TideStore *self, GError **error)
{
  return !self->read_only
         || tide_db_get_integer (self->db, "PRAGMA data_version", &self->data_version, error);
}

gboolean
tide_store_load_search (TideStore *self, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_SEARCH_ALL, error);
  gboolean has_row;

  if (statement == NULL || !read_data_version (self, error))
    return FALSE;
  if (self->search == NULL)
    self->search = tide_search_new ();
  tide_search_clear (self->search);
  while (tide_db_step (self->db, statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      tide_search_append (self->search, sqlite3_column_int64 (statement, 1), get_text (statement, 0),
                          get_text (statement, 2), get_text (statement, 3), get_text (statement, 4));
    }
  return FALSE;
}

gboolean
tide_store_write_search (TideStore *self, const TidePatient *patient, GError **error)
{
  sqlite3_stmt *remove = tide_store_get_statement (self, TIDE_SQL_SEARCH_DELETE, error);
  sqlite3_stmt *insert = tide_store_get_statement (self, TIDE_SQL_SEARCH_INSERT, error);
  TideSearchKey key;
  gboolean ok;

  if (remove == NULL || insert == NULL)
    return FALSE;
  key = tide_fold_patient (patient);
  tide_bind_integer (remove, "patient_id", patient->base.id);
  tide_bind_text (insert, "sort_key", key.sort_key);
  tide_bind_integer (insert, "patient_id", patient->base.id);
  tide_bind_text (insert, "birth", key.birth);
  tide_bind_text (insert, "words", key.words);
  tide_bind_text (insert, "mrn", key.mrn);
  ok = tide_db_run (self->db, remove, error)
       && (patient->entered_in_error || tide_db_run (self->db, insert, error));
  sqlite3_clear_bindings (insert);
  tide_search_key_clear (&key);
  g_hash_table_add (self->search_touched, g_memdup2 (&patient->base.id, sizeof patient->base.id));
  return ok;
}

static gboolean
refresh_one (TideStore *self, gint64 patient_id, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_SEARCH_ONE, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "patient_id", patient_id);
  if (!tide_db_step (self->db, statement, &has_row, error))
    return FALSE;
  if (has_row)
    tide_search_put (self->search, patient_id, get_text (statement, 0), get_text (statement, 2),
                     get_text (statement, 3), get_text (statement, 4));
  else
    tide_search_remove (self->search, patient_id);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
tide_store_refresh_search (TideStore *self, GError **error)
{
  GHashTableIter iter;
  gpointer id;

  if (g_hash_table_size (self->search_touched) > RELOAD_ABOVE)
    return tide_store_load_search (self, error);
  g_hash_table_iter_init (&iter, self->search_touched);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!refresh_one (self, *(gint64 *) id, error))
      return FALSE;
  return TRUE;
}

/* A reader beside a writer in another program has no "changed" to go by: the file tells. */
static void
follow_writer (TideStore *self)
{
  gint64 version = 0;

  if (self->read_only && tide_db_get_integer (self->db, "PRAGMA data_version", &version, NULL)
      && version != self->data_version)
    tide_store_load_search (self, NULL);
}

GArray *
tide_store_search (TideStore *self, const char *text, guint offset, guint max, guint *n_more)
{
  g_return_val_if_fail (TIDE_IS_STORE (self), NULL);
  if (n_more != NULL)
    *n_more = 0;
  if (self->search == NULL)
    return g_array_new (FALSE, FALSE, sizeof (TideSearchHit));
  follow_writer (self);
  return tide_search_find (self->search, text, offset, max, n_more);
}

void
tide_store_foreach_number (TideStore *self, TideNumberFunc func, gpointer data)
{
  g_return_if_fail (TIDE_IS_STORE (self) && func != NULL);
  if (self->search == NULL)
    return;
  follow_writer (self);
  tide_search_foreach_number (self->search, func, data);
}

GArray *
tide_store_find_duplicates (TideStore *self, const TidePatient *patient, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_DUPLICATES, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  TideSearchKey key;
  gboolean has_row = TRUE, ok = TRUE;

  if (statement == NULL)
    return NULL;
  key = tide_fold_patient (patient);
  tide_bind_text (statement, "sort_key", key.sort_key);
  tide_bind_integer (statement, "id", patient->base.id);
  tide_bind_text (statement, "birth_date", key.birth[0] != '\0' ? key.birth : NULL);
  while (ok && has_row)
    {
      ok = tide_db_step (self->db, statement, &has_row, error);
      if (ok && has_row)
        {
          gint64 id = sqlite3_column_int64 (statement, 0);

          g_array_append_val (ids, id);
        }
    }
  sqlite3_clear_bindings (statement);
  tide_search_key_clear (&key);
  return ok ? g_steal_pointer (&ids) : NULL;
}

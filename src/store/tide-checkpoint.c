/* tide-checkpoint.c: empties the write-ahead log, but never in somebody's save.
 *
 * A save is one synced transaction.  SQLite's own checkpoint runs inside the commit that fills the log and
 * syncs the log and the database there; the commit after it begins the log anew and syncs its header too.
 * Both are done here instead, in a quiet moment of the main loop.  A program without a main loop, or whose
 * main loop is never quiet, does it in the commit that reaches the hard limit.
 */

#include "tide-store-private.h"

/* The first transaction of a log that begins anew writes and syncs the log's header. This one changes
 * nothing in the end and takes that upon itself. There and back, since newer SQLite writes no page for a row
 * that is overwritten with itself. */
static gboolean
begin_log_anew (TideStore *self, GError **error)
{
  if (!tide_db_begin (self->db, error))
    return FALSE;
  if (tide_db_exec (self->db, "UPDATE clinic SET uuid = uuid || ' ' WHERE id = 1", error)
      && tide_db_exec (self->db, "UPDATE clinic SET uuid = rtrim (uuid) WHERE id = 1", error)
      && tide_db_commit (self->db, error))
    return TRUE;
  tide_db_rollback (self->db);
  return FALSE;
}

/* Whatever fails here has lost nothing: the log holds the data, and the next commit tries again. */
static void
empty_log (TideStore *self)
{
  g_autoptr (GError) error = NULL;
  gboolean all;

  if (!tide_db_checkpoint_passively (self->db, &all, &error) || (all && !begin_log_anew (self, &error)))
    g_message ("the write-ahead log could not be emptied: %s", error->message);
}

static gboolean
quiet_moment_cb (gpointer data)
{
  TideStore *self = data;

  /* In a transaction that spans turns of the main loop: its commit asks again. */
  if (!self->in_transaction)
    empty_log (self);
  self->tend_source = 0;
  return G_SOURCE_REMOVE;
}

void
tide_store_tend_log (TideStore *self)
{
  guint n_pages = tide_db_get_log_pages (self->db);

  if (n_pages >= TIDE_LOG_PAGES_HARD || (self->bulk && n_pages >= TIDE_LOG_PAGES_SOFT))
    empty_log (self);
  /* A store may be made in another thread before the main one gets it; its loop is not that thread's. */
  else if (n_pages >= TIDE_LOG_PAGES_SOFT && self->tend_source == 0
           && g_main_context_is_owner (g_main_context_default ()))
    self->tend_source = g_idle_add_full (G_PRIORITY_LOW, quiet_moment_cb, self, NULL);
}

void
tide_store_settle_log (TideStore *self)
{
  g_autoptr (GError) error = NULL;
  gboolean all;

  g_clear_handle_id (&self->tend_source, g_source_remove);
  /* Closing the last connection empties the log too, but not while another program reads. A clinic that was
   * only opened is left as it was. */
  if (self->db != NULL && tide_db_get_log_pages (self->db) > 0
      && !tide_db_checkpoint_passively (self->db, &all, &error))
    g_message ("the write-ahead log could not be emptied: %s", error->message);
}

/* tide-backup.c: a copy of a clinic that is known to open before it counts.
 *
 * The database goes by SQLite's online backup, page by page and with the same key.  A keyed clinic's copy
 * that came out in clear text is possible without any error from the library, so the first bytes are looked
 * at.
 */

#include "tide-store-private.h"

#include <glib/gstdio.h>
#include <string.h>

static const char clear_text_header[] = "SQLite format 3";

static gboolean
check_is_not_clear_text (const char *path, GError **error)
{
  char first[sizeof clear_text_header] = "";
  FILE *file = g_fopen (path, "rb");
  gsize n = file != NULL ? fread (first, 1, sizeof first, file) : 0;

  g_clear_pointer (&file, fclose);
  if (n == sizeof first && memcmp (first, clear_text_header, sizeof clear_text_header) != 0)
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_CANNOT_ENCRYPT,
               "%s: the copy came out without encryption and was removed", path);
  return FALSE;
}

static gboolean
copy_pages (TideDb *from, TideDb *to, GError **error)
{
  sqlite3_backup *backup
    = sqlite3_backup_init (tide_db_get_handle (to), "main", tide_db_get_handle (from), "main");
  int rc;

  if (backup == NULL)
    return tide_db_fail (to, sqlite3_errcode (tide_db_get_handle (to)), tide_db_get_path (to), error);
  rc = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  return rc == SQLITE_DONE || tide_db_fail (to, rc, tide_db_get_path (to), error);
}

static gboolean
copy_into (TideDb *db, const guint8 *key, const char *path, GError **error)
{
  g_autoptr (TideDb) copy = tide_db_open (path, key, TIDE_DB_CREATE, error);

  return copy != NULL && copy_pages (db, copy, error) && tide_db_checkpoint (copy, error);
}

gboolean
tide_store_copy_database (TideDb *db, const guint8 *key, const char *path, GError **error)
{
  if (!tide_folder_create_file (path, error))
    return FALSE;
  if (copy_into (db, key, path, error) && (key == NULL || check_is_not_clear_text (path, error)))
    return TRUE;
  g_unlink (path);
  return FALSE;
}

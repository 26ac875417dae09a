/* tide-backup.c: a copy of a clinic that is known to open before it counts.
 *
 * The database goes by SQLite's online backup, page by page and with the same key.  A keyed clinic's copy
 * that came out in clear text is possible without any error from the library, so the first bytes are looked
 * at.
 */

#include "tide-store-private.h"

#include "tide-keys.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* Of a key file or an instrument file; the database is not copied as a file. */
#define MAX_FILE_BYTES (16 << 20)

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

/* --- a whole backup --- */

static gboolean
copy_file (const char *from_folder, const char *to_folder, const char *name, GError **error)
{
  g_autofree char *from = g_build_filename (from_folder, name, NULL);
  g_autofree char *to = g_build_filename (to_folder, name, NULL);
  g_autoptr (GBytes) bytes = tide_folder_read_file (from, MAX_FILE_BYTES, error);

  return bytes != NULL
         && tide_folder_write_file (to, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

/* What a clinic writes itself; an older clinic has no folder of rules. */
static const char *const site_folders[] = { TIDE_FOLDER_INSTRUMENTS, TIDE_FOLDER_CRITERIA };

static gboolean
copy_site_folder (const char *from_folder, const char *to_folder, const char *folder, GError **error)
{
  g_autofree char *from = g_build_filename (from_folder, folder, NULL);
  g_autofree char *to = g_build_filename (to_folder, folder, NULL);
  GDir *dir = g_dir_open (from, 0, NULL);
  const char *name;
  gboolean ok = tide_folder_make_inside (to_folder, folder, error);

  while (ok && dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".xml"))
      ok = copy_file (from, to, name, error);
  g_clear_pointer (&dir, g_dir_close);
  return ok;
}

static gboolean
copy_site_files (const char *from_folder, const char *to_folder, GError **error)
{
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < G_N_ELEMENTS (site_folders); i++)
    ok = copy_site_folder (from_folder, to_folder, site_folders[i], error);
  return ok && tide_folder_make_inside (to_folder, TIDE_FOLDER_BACKUPS, error);
}

static gboolean
copy_keys (TideStore *self, const char *folder, GError **error)
{
  g_autofree char *first = g_build_filename (self->folder, TIDE_FILE_KEYS, NULL);
  const char *good = g_file_test (first, G_FILE_TEST_EXISTS) ? TIDE_FILE_KEYS : TIDE_FILE_KEYS_COPY;

  return !self->encrypted
         || (copy_file (self->folder, folder, good, error) && tide_keys_repair (folder, error));
}

/* Opens the copy as a clinic and holds it against the one it was made from. */
static gboolean
check_copy (TideStore *self, const char *folder, GError **error)
{
  g_autoptr (TideStore) copy = tide_store_open_copy (folder, self->key, error);
  g_autoptr (TideVerification) check = NULL;

  if (copy == NULL)
    return FALSE;
  check = tide_store_verify (copy, NULL, NULL, error);
  if (check == NULL)
    return FALSE;
  if (check->ok && strcmp (check->head, self->head.hash) == 0)
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED, "%s: the copy does not verify (%s)", folder,
               check->integrity);
  return FALSE;
}

static gboolean
append_file (GString *manifest, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar buffer[65536];
  FILE *file = g_fopen (path, "rb");
  gsize n;

  if (file == NULL)
    return tide_folder_fail (path, errno, error);
  while ((n = fread (buffer, 1, sizeof buffer, file)) > 0)
    g_checksum_update (sum, buffer, (gssize) n);
  fclose (file);
  g_string_append_printf (manifest, "file %s %s\n", g_checksum_get_string (sum), name);
  return TRUE;
}

static gboolean
append_site_folder (GString *manifest, const char *folder, const char *site, GError **error)
{
  g_autofree char *path = g_build_filename (folder, site, NULL);
  GDir *dir = g_dir_open (path, 0, error);
  const char *name;
  gboolean ok = dir != NULL;

  while (ok && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (site, name, NULL);

      ok = append_file (manifest, folder, inside, error);
    }
  g_clear_pointer (&dir, g_dir_close);
  return ok;
}

static gboolean
append_site_files (GString *manifest, const char *folder, GError **error)
{
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < G_N_ELEMENTS (site_folders); i++)
    ok = append_site_folder (manifest, folder, site_folders[i], error);
  return ok;
}

/* Written last: a folder without it is no backup. */
static gboolean
write_manifest (TideStore *self, const char *folder, GError **error)
{
  g_autoptr (GString) text = g_string_new ("tidemark-backup 1\n");
  g_autofree char *made = tide_instant_to_iso (tide_instant_now ());
  g_autofree char *path = g_build_filename (folder, TIDE_FILE_MANIFEST, NULL);

  g_string_append_printf (text, "made %s\nclinic %s\naudit %" G_GINT64_FORMAT " %s\n", made,
                          self->clinic_uuid, self->head.number, self->head.hash);
  for (guint i = 0; tide_record_classes[i] != NULL; i++)
    g_string_append_printf (text, "rows %" G_GINT64_FORMAT " %s\n",
                            tide_store_count (self, tide_record_classes[i]), tide_record_classes[i]->table);
  return append_file (text, folder, TIDE_FILE_DATABASE, error)
         && (!self->encrypted || append_file (text, folder, TIDE_FILE_KEYS, error))
         && append_site_files (text, folder, error)
         && tide_folder_write_file (path, text->str, text->len, error);
}

static gboolean
fill_backup (TideStore *self, const char *folder, GError **error)
{
  g_autofree char *database = g_build_filename (folder, TIDE_FILE_DATABASE, NULL);

  return copy_keys (self, folder, error) && copy_site_files (self->folder, folder, error)
         && tide_store_copy_database (self->db, self->key, database, error)
         && check_copy (self, folder, error) && write_manifest (self, folder, error)
         && tide_folder_sync (folder, error);
}

gboolean
tide_store_backup (TideStore *self, const char *folder, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  gboolean made;

  g_return_val_if_fail (TIDE_IS_STORE (self) && !self->in_transaction, FALSE);
  if (!tide_store_is_ready (self, error) || !tide_folder_make (absolute, &made, error))
    return FALSE;
  if (fill_backup (self, absolute, error))
    return TRUE;
  tide_folder_discard (absolute, made);
  return FALSE;
}

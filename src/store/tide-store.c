/* tide-store.c: a clinic's folder opened: who may, in what order it is checked, what is kept while it is
 * open.
 *
 * Opening asks everything that can refuse before anything is written: the folder, the lock, the key, the
 * first page of the database, its version.  Only then is the database opened for writing, so that a refusal
 * leaves every byte as it was.
 */

#include "tide-store-private.h"

#include "tide-keys.h"
#include "tide-migrate.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (TideStore, tide_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Everything that a lock takes away. */
static void
close_all (TideStore *self)
{
  if (self->in_transaction)
    tide_store_rollback (self);
  tide_store_settle_log (self);
  g_clear_pointer (&self->search, tide_search_free);
  g_clear_pointer (&self->statements, tide_statements_free);
  g_clear_pointer (&self->db, tide_db_close);
  g_clear_pointer (&self->key, tide_keys_free_data_key);
  g_hash_table_remove_all (self->score_keys);
  g_array_set_size (self->forms, 0);
  memset (&self->head, 0, sizeof self->head);
  /* What the cipher and the hashing left on the stack below us. */
  sodium_stackzero (16384);
}

static void
tide_store_finalize (GObject *object)
{
  TideStore *self = TIDE_STORE (object);

  close_all (self);
  g_clear_pointer (&self->lock, tide_folder_lock_release);
  g_free (self->folder);
  g_free (self->holder);
  g_free (self->who);
  g_hash_table_unref (self->score_keys);
  g_array_unref (self->forms);
  g_hash_table_unref (self->touched);
  g_hash_table_unref (self->search_touched);
  g_hash_table_unref (self->due_touched);
  G_OBJECT_CLASS (tide_store_parent_class)->finalize (object);
}

static void
tide_store_class_init (TideStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_store_finalize;
  signals[CHANGED] = g_signal_new ("changed", TIDE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
tide_store_init (TideStore *self)
{
  self->score_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->forms = g_array_new (FALSE, FALSE, sizeof (TideRatingForm));
  self->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->search_touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->due_touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->who = g_strdup (g_get_user_name ());
}

static gboolean
start_sodium (GError **error)
{
  if (sodium_init () >= 0)
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_IO, "the cryptographic library cannot be started");
  return FALSE;
}

static char *
get_path (TideStore *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* --- opening --- */

gboolean
tide_store_is_clinic (const char *folder)
{
  return tide_folder_check (folder, NULL);
}

static gboolean
has_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

gboolean
tide_store_can_encrypt (void)
{
  return TIDE_HAVE_SQLCIPHER;
}

gboolean
tide_store_is_encrypted (const char *folder)
{
  return has_file (folder, TIDE_FILE_KEYS) || has_file (folder, TIDE_FILE_KEYS_COPY);
}

static gboolean
check_passphrase_needed (TideStore *self, const TidePassphrase *passphrase, GError **error)
{
  self->encrypted = tide_store_is_encrypted (self->folder);
  if (!self->encrypted)
    return TRUE;
  if (!tide_store_can_encrypt ())
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_CANNOT_ENCRYPT,
                   "%s: is encrypted, and this Tidemark was built without encryption", self->folder);
      return FALSE;
    }
  if (passphrase == NULL || passphrase->length == 0)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_NEEDS_PASSPHRASE, "%s: needs a passphrase", self->folder);
      return FALSE;
    }
  return TRUE;
}

static gboolean
take_folder (TideStore *self, TideStoreFlags flags, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!tide_folder_check_writable (self->folder, error))
    return FALSE;
  self->lock = tide_folder_lock_take (self->folder, &self->holder, &local);
  if (self->lock != NULL)
    return TRUE;
  if (g_error_matches (local, TIDE_ERROR, TIDE_ERROR_IN_USE) && (flags & TIDE_STORE_READ_ONLY_IF_IN_USE) != 0)
    {
      self->read_only = TRUE;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Looks at the first page without touching a file. What a killed program left in the write-ahead log may be
 * newer than the page, so a page that does not open is no verdict then. */
static gboolean
probe (TideStore *self, GError **error)
{
  g_autofree char *path = get_path (self, TIDE_FILE_DATABASE);
  g_autofree char *log = get_path (self, TIDE_FILE_DATABASE "-wal");
  g_autoptr (GError) local = NULL;
  g_autoptr (TideDb) db = tide_db_open (path, self->key, TIDE_DB_PROBE, &local);
  GStatBuf info;

  if (db != NULL && tide_migrate_check (db, tide_migrate_get_steps (), &local))
    return TRUE;
  if (!g_error_matches (local, TIDE_ERROR, TIDE_ERROR_NEWER) && g_stat (log, &info) == 0 && info.st_size > 0)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* An older database is copied, whole and with its key, before the first step. */
static gboolean
migrate (TideStore *self, GError **error)
{
  const GArray *steps = tide_migrate_get_steps ();
  g_autofree char *name = NULL, *path = NULL, *stamp = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  int version;

  if (!tide_migrate_get_version (self->db, &version, error) || !tide_migrate_check (self->db, steps, error))
    return FALSE;
  if (version == tide_migrate_get_newest (steps))
    return TRUE;
  if (self->read_only)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_IN_USE,
                   "%s: must be brought up to date first, and is in use by %s", self->folder, self->holder);
      return FALSE;
    }
  stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  name = g_strdup_printf ("version-%04d-%s.db", version, stamp);
  path = g_build_filename (self->folder, TIDE_FOLDER_BACKUPS, name, NULL);
  return tide_folder_make_inside (self->folder, TIDE_FOLDER_BACKUPS, error)
         && tide_store_copy_database (self->db, self->key, path, error)
         && tide_migrate_run (self->db, steps, error);
}

/* @expected: what the key file says, or NULL. */
static gboolean
load_identity (TideStore *self, const char *expected, GError **error)
{
  g_autofree char *uuid = tide_db_get_text (self->db, "SELECT uuid FROM clinic WHERE id = 1", error);

  if (uuid == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED, "%s: the clinic has no identity", self->folder);
      return FALSE;
    }
  if (expected != NULL && strcmp (uuid, expected) != 0)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED, "%s: the key file belongs to another clinic",
                   self->folder);
      return FALSE;
    }
  g_strlcpy (self->clinic_uuid, uuid, sizeof self->clinic_uuid);
  return TRUE;
}

static gboolean
open_database (TideStore *self, const char *key_uuid, GError **error)
{
  g_autofree char *path = get_path (self, TIDE_FILE_DATABASE);
  TideDbMode mode = self->read_only ? TIDE_DB_READ_ONLY : TIDE_DB_READ_WRITE;

  self->db = tide_db_open (path, self->key, mode, error);
  if (self->db == NULL || !migrate (self, error))
    return FALSE;
  self->statements = tide_statements_new (self->db);
  self->n_openings++;
  return load_identity (self, key_uuid, error) && tide_audit_load_head (self, error)
         && tide_store_load_search (self, error);
}

static const char *const journal_files[] = { TIDE_FILE_DATABASE "-wal", TIDE_FILE_DATABASE "-shm" };

/* A database that failed to open on a full disk has left the beginnings of files beside it. The index (-shm)
 * can always be made again; a log with anything in it stays. */
static void
remove_new_journal (TideStore *self, const gboolean *was_there)
{
  for (guint i = 0; i < G_N_ELEMENTS (journal_files); i++)
    {
      g_autofree char *path = get_path (self, journal_files[i]);
      GStatBuf info;

      if (!was_there[i] && g_stat (path, &info) == 0
          && (info.st_size == 0 || g_str_has_suffix (path, "-shm")))
        g_unlink (path);
    }
}

/* From the passphrase to a loaded store; on failure everything is closed again. */
static gboolean
open_all (TideStore *self, const TidePassphrase *passphrase, GError **error)
{
  gboolean was_there[G_N_ELEMENTS (journal_files)];
  gboolean needs_repair = FALSE;
  char key_uuid[37] = "";
  gboolean ok;

  for (guint i = 0; i < G_N_ELEMENTS (journal_files); i++)
    was_there[i] = has_file (self->folder, journal_files[i]);
  if (self->encrypted)
    {
      self->key = tide_keys_open (self->folder, passphrase, key_uuid, &needs_repair, error);
      if (self->key == NULL)
        return FALSE;
    }
  ok = (self->read_only || probe (self, error))
       && open_database (self, self->encrypted ? key_uuid : NULL, error);
  /* Best effort: the clinic is open, and the next opening tries again. */
  if (ok && needs_repair && !self->read_only)
    {
      g_autoptr (GError) local = NULL;

      if (!tide_keys_repair (self->folder, &local))
        g_message ("the key file's copy could not be renewed: %s", local->message);
    }
  if (!ok)
    close_all (self);
  if (!ok && !self->read_only)
    remove_new_journal (self, was_there);
  return ok;
}

TideStore *
tide_store_open (const char *folder, const TidePassphrase *passphrase, TideStoreFlags flags, GError **error)
{
  g_autoptr (TideStore) self = NULL;
  g_autofree char *real = NULL;

  g_return_val_if_fail (folder != NULL, NULL);
  self = g_object_new (TIDE_TYPE_STORE, NULL);
  real = realpath (folder, NULL);
  self->folder = g_strdup (real != NULL ? real : folder);
  if (!start_sodium (error) || !tide_folder_check (self->folder, error)
      || !tide_folder_check_filesystem (self->folder, error)
      || !check_passphrase_needed (self, passphrase, error) || !take_folder (self, flags, error)
      || !open_all (self, passphrase, error))
    return NULL;
  if (self->lock != NULL && !tide_folder_lock_sign (self->lock, error))
    return NULL;
  if (!self->read_only)
    tide_folder_make_private (self->folder);
  return g_steal_pointer (&self);
}

TideStore *
tide_store_open_copy (const char *folder, const guint8 *key, GError **error)
{
  g_autoptr (TideStore) self = g_object_new (TIDE_TYPE_STORE, NULL);

  self->folder = g_strdup (folder);
  self->encrypted = key != NULL;
  if (key != NULL)
    {
      self->key = sodium_malloc (TIDE_DATA_KEY_BYTES);
      g_assert (self->key != NULL);
      memcpy (self->key, key, TIDE_DATA_KEY_BYTES);
      sodium_mprotect_readonly (self->key);
    }
  return probe (self, error) && open_database (self, NULL, error) ? g_steal_pointer (&self) : NULL;
}

/* --- making --- */

static gboolean
write_first_rows (TideStore *self, GError **error)
{
  TideAuditHead head;
  g_autofree char *sql = NULL;

  tide_audit_get_origin (self->clinic_uuid, &head);
  sql = g_strdup_printf ("INSERT INTO clinic (id, uuid) VALUES (1, '%s');"
                         "INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '%s');",
                         self->clinic_uuid, head.hash);
  if (!tide_db_begin (self->db, error))
    return FALSE;
  if (tide_db_exec (self->db, sql, error) && tide_db_commit (self->db, error))
    return tide_db_checkpoint (self->db, error);
  tide_db_rollback (self->db);
  return FALSE;
}

static gboolean
create_files (TideStore *self, const TidePassphrase *passphrase, const char *recovery_key, GError **error)
{
  g_autofree char *path = get_path (self, TIDE_FILE_DATABASE);
  g_autofree char *uuid = g_uuid_string_random ();

  g_strlcpy (self->clinic_uuid, uuid, sizeof self->clinic_uuid);
  if (self->encrypted)
    {
      self->key = tide_keys_new_data_key ();
      if (!tide_keys_create (self->folder, uuid, self->key, passphrase, recovery_key, error))
        return FALSE;
    }
  if (!tide_folder_make_inside (self->folder, TIDE_FOLDER_INSTRUMENTS, error)
      || !tide_folder_make_inside (self->folder, TIDE_FOLDER_CRITERIA, error)
      || !tide_folder_make_inside (self->folder, TIDE_FOLDER_BACKUPS, error)
      || !tide_folder_create_file (path, error))
    return FALSE;
  self->db = tide_db_open (path, self->key, TIDE_DB_CREATE, error);
  if (self->db == NULL || !tide_migrate_run (self->db, tide_migrate_get_steps (), error)
      || !write_first_rows (self, error))
    return FALSE;
  self->statements = tide_statements_new (self->db);
  return tide_audit_load_head (self, error) && tide_store_load_search (self, error);
}

static gboolean
check_can_create (const char *folder, const TidePassphrase *passphrase, GError **error)
{
  if (passphrase != NULL && !tide_store_can_encrypt ())
    {
      g_set_error (
        error, TIDE_ERROR, TIDE_ERROR_CANNOT_ENCRYPT,
        "this Tidemark was built without encryption and can only make a clinic without a passphrase");
      return FALSE;
    }
  if (passphrase != NULL && passphrase->length == 0)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "passphrase: is empty");
      return FALSE;
    }
  if (tide_store_is_clinic (folder))
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_EXISTS, "%s: a clinic is there already", folder);
      return FALSE;
    }
  return tide_folder_check_filesystem (folder, error);
}

TideStore *
tide_store_create_with_key (const char *folder, const TidePassphrase *passphrase, const char *recovery_key,
                            GError **error)
{
  g_autoptr (TideStore) self = g_object_new (TIDE_TYPE_STORE, NULL);
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *real = NULL;
  gboolean made;

  if (!start_sodium (error) || !check_can_create (absolute, passphrase, error)
      || !tide_folder_make (absolute, &made, error))
    return NULL;
  real = realpath (absolute, NULL);
  self->folder = g_strdup (real != NULL ? real : absolute);
  self->encrypted = passphrase != NULL;
  if (take_folder (self, 0, error) && create_files (self, passphrase, recovery_key, error)
      && tide_folder_lock_sign (self->lock, error) && tide_folder_sync (self->folder, error))
    return g_steal_pointer (&self);
  close_all (self);
  tide_folder_discard (self->folder, made);
  return NULL;
}

TideStore *
tide_store_create (const char *folder, const TidePassphrase *passphrase, char **recovery_key, GError **error)
{
  char *recovery = NULL;
  TideStore *self;

  g_return_val_if_fail (folder != NULL, NULL);
  if (recovery_key != NULL)
    *recovery_key = NULL;
  if (passphrase != NULL && recovery_key != NULL)
    {
      if (!start_sodium (error))
        return NULL;
      recovery = tide_recovery_new ();
    }
  self = tide_store_create_with_key (folder, passphrase, recovery, error);
  if (self != NULL && recovery_key != NULL)
    *recovery_key = g_steal_pointer (&recovery);
  tide_store_free_secret (recovery);
  return self;
}

/* --- locking --- */

void
tide_store_lock (TideStore *self)
{
  g_return_if_fail (TIDE_IS_STORE (self));
  close_all (self);
}

gboolean
tide_store_is_locked (TideStore *self)
{
  g_return_val_if_fail (TIDE_IS_STORE (self), TRUE);
  return self->db == NULL;
}

gboolean
tide_store_unlock (TideStore *self, const TidePassphrase *passphrase, GError **error)
{
  g_return_val_if_fail (TIDE_IS_STORE (self), FALSE);
  if (!tide_store_is_locked (self))
    return TRUE;
  return tide_folder_check (self->folder, error) && check_passphrase_needed (self, passphrase, error)
         && open_all (self, passphrase, error);
}

void
tide_store_free_secret (char *secret)
{
  if (secret == NULL)
    return;
  sodium_memzero (secret, strlen (secret));
  g_free (secret);
}

/* --- what it is --- */

const char *
tide_store_get_folder (TideStore *self)
{
  return self->folder;
}

gboolean
tide_store_get_read_only (TideStore *self)
{
  return self->read_only;
}

gboolean
tide_store_get_encrypted (TideStore *self)
{
  return self->encrypted;
}

const char *
tide_store_get_holder (TideStore *self)
{
  return self->holder;
}

gboolean
tide_store_is_ready (TideStore *self, GError **error)
{
  g_return_val_if_fail (TIDE_IS_STORE (self), FALSE);
  if (self->db != NULL)
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_LOCKED, "%s: the clinic is locked", self->folder);
  return FALSE;
}

sqlite3_stmt *
tide_store_get_statement (TideStore *self, TideSql which, GError **error)
{
  return tide_store_is_ready (self, error) ? tide_statements_get (self->statements, which, error) : NULL;
}

void
tide_store_emit_changed (TideStore *self, gint64 patient_id)
{
  g_signal_emit (self, signals[CHANGED], 0, patient_id);
}

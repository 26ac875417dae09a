/* test-open.c: every reason not to open a clinic has its own code and words, and leaves every byte as it was.
 */

#include "store-fixture.h"

#include "tide-keys.h"
#include "tide-migrate.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

static void
expect_refusal (const char *folder, TideError code, const char *words)
{
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  g_autofree char *before = test_folder_print (folder);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (tide_store_open (folder, &passphrase, 0, &error));
  g_assert_error (error, TIDE_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” lacks “%s”", error->message, words);
  after = test_folder_print (folder);
  g_assert_cmpstr (before, ==, after);
}

/* A clinic with one patient in it, closed again. */
static void
make_clinic (const char *folder)
{
  g_autoptr (TideStore) store = test_store_create (folder);

  test_take (store, test_patient ("1", "Abel", "Anna", NULL));
}

static char *
in_folder (const TestFolder *folder, const char *name)
{
  return g_build_filename (folder->clinic, name, NULL);
}

/* --- not a clinic, damaged, foreign, newer --- */

static void
test_not_a_clinic (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *file = g_build_filename (folder->parent, "file", NULL);

  expect_refusal (folder->clinic, TIDE_ERROR_NOT_A_CLINIC, "not a clinic");
  g_assert_false (tide_store_is_clinic (folder->clinic));
  g_assert_cmpint (g_mkdir (folder->clinic, 0700), ==, 0);
  expect_refusal (folder->clinic, TIDE_ERROR_NOT_A_CLINIC, "there is no clinic.db");
  g_assert_true (g_file_set_contents (file, "letter", -1, NULL));
  expect_refusal (file, TIDE_ERROR_NOT_A_CLINIC, "not a clinic");
}

static void
test_random_bytes (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *database = in_folder (folder, "clinic.db");
  char noise[3 * 4096];

  make_clinic (folder->clinic);
  randombytes_buf (noise, sizeof noise);
  g_assert_true (g_file_set_contents (database, noise, sizeof noise, NULL));
  expect_refusal (folder->clinic, TIDE_ERROR_DAMAGED, "damaged, or not a database of Tidemark");
  g_assert_true (g_file_set_contents (database, noise, 100, NULL));
  expect_refusal (folder->clinic, TIDE_ERROR_DAMAGED, "clinic.db");
  g_assert_true (g_file_set_contents (database, "", 0, NULL));
  expect_refusal (folder->clinic, TIDE_ERROR_DAMAGED, "clinic.db");
}

/* A byte in the middle of a page: the seal of the page does not fit, the opening of a keyed clinic says so or
 * verify does. */
static void
test_damaged_page (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *database = in_folder (folder, "clinic.db");
  g_autofree char *content = NULL;
  gsize length;

  make_clinic (folder->clinic);
  g_assert_true (g_file_get_contents (database, &content, &length, NULL));
  content[length > 40 ? 40 : 0] ^= 0x55;
  content[2000] ^= 0x55;
  if (!tide_store_can_encrypt ())
    memset (content, 0x55, 100);
  g_assert_true (g_file_set_contents (database, content, (gssize) length, NULL));
  expect_refusal (folder->clinic, TIDE_ERROR_DAMAGED, "damaged");
}

/* SQLCipher seals every page: wherever a byte is turned, opening or verifying says so. */
static void
test_each_damaged_page (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *database = in_folder (folder, "clinic.db");
  g_autofree char *content = NULL;
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  gsize length;

  make_clinic (folder->clinic);
  g_assert_true (g_file_get_contents (database, &content, &length, NULL));
  for (gsize at = 1500; at < length; at += 4096)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TideStore) store = NULL;
      g_autoptr (TideVerification) check = NULL;

      content[at] ^= 0x01;
      g_assert_true (g_file_set_contents (database, content, (gssize) length, NULL));
      content[at] ^= 0x01;
      store = tide_store_open (folder->clinic, &passphrase, 0, &error);
      if (store == NULL)
        {
          g_assert_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED);
          continue;
        }
      check = tide_store_verify (store, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_false (check->ok);
      g_assert_cmpstr (check->integrity, !=, "ok");
    }
}

static void
exec_on_file (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_foreign (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *database = in_folder (folder, "clinic.db");

  g_object_unref (test_store_create_plain (folder->clinic));
  g_assert_cmpint (g_unlink (database), ==, 0);
  exec_on_file (
    database,
    "CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('soup'); PRAGMA user_version = 3;");
  expect_refusal (folder->clinic, TIDE_ERROR_DAMAGED, "a database of another program");
}

static void
test_newer (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  TideStore *store = test_store_create (folder->clinic);

  test_sql (store, "CREATE TABLE from_the_future (x INTEGER); PRAGMA user_version = 4711");
  g_object_unref (store);
  expect_refusal (folder->clinic, TIDE_ERROR_NEWER, "made by a newer Tidemark (version 4711");
}

/* A newer program was killed: its log is still there. It must not be rolled into the database by us. */
static void
test_newer_with_log (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *log = in_folder (folder, "clinic.db-wal");
  TideStore *store = test_store_create (folder->clinic);
  int status;
  GStatBuf info;

  test_sql (store, "PRAGMA user_version = 4711");
  g_object_unref (store);
  if (fork () == 0)
    {
      g_autofree char *path = in_folder (folder, "clinic.db");
      TidePassphrase passphrase = test_passphrase (PASSPHRASE);
      gboolean repair;
      char uuid[37];
      guint8 *key = tide_store_can_encrypt ()
                      ? tide_keys_open (folder->clinic, &passphrase, uuid, &repair, NULL)
                      : NULL;
      TideDb *db = tide_db_open (path, key, TIDE_DB_READ_WRITE, NULL);

      _exit (tide_db_exec (db, "CREATE TABLE from_the_future (x INTEGER)", NULL) ? 0 : 1);
    }
  g_assert_cmpint (wait (&status), >, 0);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpint (g_stat (log, &info), ==, 0);
  g_assert_cmpint (info.st_size, >, 0);
  expect_refusal (folder->clinic, TIDE_ERROR_NEWER, "made by a newer Tidemark");
}

/* --- in use --- */

static void
test_in_use (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  g_autofree char *process = g_strdup_printf ("process %d, since 20", (int) getpid ());
  g_autoptr (TideStore) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = NULL, more_hits = NULL;

  test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  expect_refusal (folder->clinic, TIDE_ERROR_IN_USE, "in use by");
  expect_refusal (folder->clinic, TIDE_ERROR_IN_USE, process);
  expect_refusal (folder->clinic, TIDE_ERROR_IN_USE, g_get_host_name ());

  reader = tide_store_open (folder->clinic, &passphrase, TIDE_STORE_READ_ONLY_IF_IN_USE, &error);
  g_assert_no_error (error);
  g_assert_true (tide_store_get_read_only (reader));
  g_assert_false (tide_store_get_read_only (store));
  g_assert_nonnull (strstr (tide_store_get_holder (reader), process));
  hits = tide_store_search (reader, "", 0, 50, NULL);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_false (tide_store_begin (reader, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (tide_store_save_draft (reader, 1, "visit", "x", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_READ_ONLY);
  g_clear_error (&error);
  /* What the writer does is seen. */
  test_take (store, test_patient ("2", "Bauer", "Bert", NULL));
  more_hits = tide_store_search (reader, "", 0, 50, NULL);
  g_assert_cmpuint (more_hits->len, ==, 2);

  /* Also while the writer is locked and has closed its files. */
  g_clear_object (&reader);
  tide_store_lock (store);
  reader = tide_store_open (folder->clinic, &passphrase, TIDE_STORE_READ_ONLY_IF_IN_USE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tide_store_count (reader, &tide_patient_class), ==, 2);
  g_assert_true (tide_store_unlock (store, &passphrase, &error));
  test_take (store, test_patient ("3", "Conti", "Carla", NULL));
  g_assert_cmpint (tide_store_count (reader, &tide_patient_class), ==, 3);

  /* Afterwards the folder is free again. */
  g_clear_object (&reader);
  g_clear_object (&store);
  store = test_store_open (folder->clinic);
  g_assert_false (tide_store_get_read_only (store));
}

static void
test_lock_of_a_killed_program (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  int status;
  pid_t child;

  make_clinic (folder->clinic);
  child = fork ();
  if (child == 0)
    {
      test_store_open (folder->clinic);
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_object_unref (test_store_open (folder->clinic));
}

/* --- who may see it, where it may lie --- */

static guint
get_mode (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  return info.st_mode & 07777;
}

static void
test_modes (gconstpointer data)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  mode_t old = umask ((mode_t) GPOINTER_TO_UINT (data));
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint files = 0;

  test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  umask (old);
  g_assert_cmpuint (get_mode (folder->clinic), ==, 0700);
  dir = g_dir_open (folder->clinic, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = in_folder (folder, name);
      gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);

      g_assert_cmpuint (get_mode (path), ==, is_folder ? 0700 : 0600);
      files += !is_folder;
    }
  /* clinic.db, its log and its index, the lock, two key files */
  g_assert_cmpuint (files, ==, tide_store_can_encrypt () ? 6 : 4);
}

/* A clinic that came back from an archive with everybody's rights. */
static void
test_open_makes_private (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  static const char *const names[] = { "clinic.db", "keys", "keys.copy", "clinic.lock" };

  make_clinic (folder->clinic);
  g_assert_cmpint (chmod (folder->clinic, 0755), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in_folder (folder, names[i]);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        g_assert_cmpint (chmod (path, 0644), ==, 0);
    }
  g_object_unref (test_store_open (folder->clinic));
  g_assert_cmpuint (get_mode (folder->clinic), ==, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in_folder (folder, names[i]);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        g_assert_cmpuint (get_mode (path), ==, 0600);
    }
}

static unsigned int pretended_magic;

static int
pretend_statfs (const char *path, struct statfs *out)
{
  memset (out, 0, sizeof *out);
  out->f_type = (__fsword_t) pretended_magic;
  return 0;
}

static void
test_network_folders (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  static const struct
  {
    unsigned int magic;
    const char *name;
  } cases[] = {
    { 0x6969, "NFS" }, { 0x517b, "SMB" }, { 0xff534d42, "SMB" }, { 0xfe534d42, "SMB" }, { 0x65735546, "FUSE" }
  };

  make_clinic (folder->clinic);
  tide_folder_set_statfs_for_test (pretend_statfs);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *elsewhere = g_build_filename (folder->parent, "elsewhere", NULL);
      g_autoptr (GError) error = NULL;

      pretended_magic = cases[i].magic;
      expect_refusal (folder->clinic, TIDE_ERROR_NETWORK_FOLDER, cases[i].name);
      g_assert_null (tide_store_create (elsewhere, NULL, NULL, &error));
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_NETWORK_FOLDER);
      g_assert_false (g_file_test (elsewhere, G_FILE_TEST_EXISTS));
    }
  pretended_magic = 0xef53; /* ext4 */
  g_object_unref (test_store_open (folder->clinic));
  tide_folder_set_statfs_for_test (NULL);
}

static void
test_links (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  static const char *const names[] = { "clinic.db", "keys", "keys.copy", "clinic.lock", "clinic.db-wal" };
  g_autofree char *outside = g_build_filename (folder->parent, "outside", NULL);

  make_clinic (folder->clinic);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in_folder (folder, names[i]);
      gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

      if (there)
        g_assert_cmpint (g_rename (path, outside), ==, 0);
      else
        g_assert_true (g_file_set_contents (outside, "", 0, NULL));
      g_assert_cmpint (symlink (outside, path), ==, 0);
      expect_refusal (folder->clinic, TIDE_ERROR_DAMAGED, "a link or a special file");
      g_assert_cmpint (g_unlink (path), ==, 0);
      if (there)
        g_assert_cmpint (g_rename (outside, path), ==, 0);
    }
  g_object_unref (test_store_open (folder->clinic));
}

static void
test_exists (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *other = g_build_filename (folder->parent, "other", NULL);
  g_autofree char *letter = g_build_filename (other, "letter", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  make_clinic (folder->clinic);
  g_assert_cmpint (g_mkdir (other, 0755), ==, 0);
  g_assert_true (g_file_set_contents (letter, "mine", -1, NULL));
  before = test_folder_print (folder->parent);
  g_assert_null (tide_store_create (folder->clinic, NULL, NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (tide_store_create (other, NULL, NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_EXISTS);
  after = test_folder_print (folder->parent);
  g_assert_cmpstr (before, ==, after);
}

/* --- read-only and full disks, in a child that may be anybody --- */

/* Runs @check in a child; what it returns is the child's code, 0 is well. */
static void
in_child (gboolean (*check) (const TestFolder *folder), const TestFolder *folder)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    _exit (check (folder) ? 0 : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static gboolean
says (const GError *error, TideError code, const char *words)
{
  if (g_error_matches (error, TIDE_ERROR, (int) code) && strstr (error->message, words) != NULL)
    return TRUE;
  g_printerr ("# got: %s\n", error != NULL ? error->message : "no error");
  return FALSE;
}

static gboolean
refuse_read_only (const TestFolder *folder)
{
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  g_autofree char *inside = g_build_filename (folder->clinic, "new", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL, create_error = NULL;

  /* root may write everywhere: become somebody who may not */
  if (geteuid () == 0 && (setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
    return FALSE;
  before = test_folder_print (folder->clinic);
  if (tide_store_open (folder->clinic, &passphrase, 0, &error) != NULL
      || !says (error, TIDE_ERROR_READ_ONLY, "read-only"))
    return FALSE;
  if (tide_store_create (inside, NULL, NULL, &create_error) != NULL
      || !says (create_error, TIDE_ERROR_READ_ONLY, "read-only"))
    return FALSE;
  after = test_folder_print (folder->clinic);
  return strcmp (before, after) == 0;
}

static void
give_to_nobody (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (geteuid () != 0)
    return;
  g_assert_cmpint (chown (path, NOBODY, NOBODY), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      g_assert_cmpint (chown (inside, NOBODY, NOBODY), ==, 0);
    }
}

static void
test_read_only_folder (gconstpointer data)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *lock = in_folder (folder, "clinic.lock");

  make_clinic (folder->clinic);
  if (GPOINTER_TO_INT (data))
    g_unlink (lock);
  give_to_nobody (folder->clinic);
  g_assert_cmpint (chmod (folder->parent, 0755), ==, 0);
  g_assert_cmpint (chmod (folder->clinic, 0500), ==, 0);
  in_child (refuse_read_only, folder);
  g_assert_cmpint (chmod (folder->clinic, 0700), ==, 0);
}

static void
limit_file_size (gint64 bytes)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = bytes < 0 ? limit.rlim_max : (rlim_t) bytes;
  setrlimit (RLIMIT_FSIZE, &limit);
}

static TideNote *
long_note (void)
{
  TideNote *note = tide_note_new ();

  note->patient_id = 1;
  note->taken = tide_instant_now ();
  note->text = g_strnfill (300000, 'x');
  return note;
}

/* The save that meets a full disk fails whole; with room again the same save works. */
static gboolean
save_on_full_disk (TideStore *store, void (*make_full) (const TestFolder *),
                   void (*make_room) (const TestFolder *), const TestFolder *folder)
{
  g_autoptr (TideNote) note = long_note ();
  g_autoptr (GError) error = NULL;
  g_autofree char *head = tide_store_get_audit_head (store, NULL);
  g_autofree char *head_after = NULL;
  g_autoptr (TideVerification) check = NULL;
  gboolean failed;

  make_full (folder);
  failed = !tide_store_begin (store, &error) || !tide_store_insert (store, note, &error)
           || !tide_store_commit (store, &error);
  tide_store_rollback (store);
  if (!failed || !says (error, TIDE_ERROR_DISK_FULL, "the disk is full"))
    return FALSE;
  head_after = tide_store_get_audit_head (store, NULL);
  if (strcmp (head, head_after) != 0 || tide_store_count (store, &tide_note_class) != 0)
    return FALSE;
  make_room (folder);
  note->base.id = 0;
  g_clear_error (&error);
  if (!tide_store_begin (store, &error) || !tide_store_insert (store, note, &error)
      || !tide_store_commit (store, &error))
    {
      g_printerr ("# %s\n", error->message);
      return FALSE;
    }
  check = tide_store_verify (store, NULL, NULL, NULL);
  return check != NULL && check->ok;
}

static void
limit_full (const TestFolder *folder)
{
  limit_file_size (100000);
}

static void
limit_room (const TestFolder *folder)
{
  limit_file_size (-1);
}

static gboolean
refuse_when_limited (const TestFolder *folder)
{
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  g_autofree char *other = g_build_filename (folder->parent, "other", NULL);
  g_autofree char *before = test_folder_print (folder->parent);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL, create_error = NULL;
  TideStore *store;

  limit_file_size (16);
  if (tide_store_open (folder->clinic, &passphrase, 0, &error) != NULL
      || !says (error, TIDE_ERROR_DISK_FULL, "the disk is full"))
    return FALSE;
  if (tide_store_create (other, NULL, NULL, &create_error) != NULL
      || !says (create_error, TIDE_ERROR_DISK_FULL, "the disk is full"))
    return FALSE;
  limit_file_size (-1);
  after = test_folder_print (folder->parent);
  if (strcmp (before, after) != 0)
    {
      g_printerr ("# before:\n%s\n# after:\n%s\n", before, after);
      return FALSE;
    }
  store = test_store_open (folder->clinic);
  return save_on_full_disk (store, limit_full, limit_room, folder);
}

static void
test_file_size_limit (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();

  make_clinic (folder->clinic);
  in_child (refuse_when_limited, folder);
}

static char *
get_ballast (const TestFolder *folder)
{
  return g_build_filename (folder->parent, "small", "ballast", NULL);
}

static void
fill_disk (const TestFolder *folder)
{
  g_autofree char *ballast = get_ballast (folder);
  FILE *file = g_fopen (ballast, "w");
  static const char block[4096];

  while (fwrite (block, sizeof block, 1, file) == 1 && fflush (file) == 0)
    ;
  fclose (file);
}

static void
empty_disk (const TestFolder *folder)
{
  g_autofree char *ballast = get_ballast (folder);

  g_unlink (ballast);
}

/* The code of a child that may not mount. */
#define NO_MOUNT 77

static gboolean
use_tiny_disk (const TestFolder *folder)
{
  g_autofree char *disk = g_build_filename (folder->parent, "small", NULL);
  g_autofree char *clinic = g_build_filename (disk, "clinic", NULL);
  g_autofree char *other = g_build_filename (disk, "other", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL, create_error = NULL;
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  TideStore *store;

  g_mkdir (disk, 0700);
  if (unshare (CLONE_NEWNS) != 0 || mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
      || mount ("tmpfs", disk, "tmpfs", 0, "size=3m") != 0)
    _exit (NO_MOUNT);
  make_clinic (clinic);
  fill_disk (folder);
  before = test_folder_print (disk);
  if (tide_store_create (other, NULL, NULL, &create_error) != NULL
      || !says (create_error, TIDE_ERROR_DISK_FULL, "the disk is full"))
    return FALSE;
  if (tide_store_open (clinic, &passphrase, 0, &error) != NULL
      || !says (error, TIDE_ERROR_DISK_FULL, "the disk is full"))
    return FALSE;
  after = test_folder_print (disk);
  if (strcmp (before, after) != 0)
    return FALSE;
  empty_disk (folder);
  store = test_store_open (clinic);
  return save_on_full_disk (store, fill_disk, empty_disk, folder);
}

static void
test_tiny_disk (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  pid_t child = fork ();
  int status;

  if (child == 0)
    _exit (use_tiny_disk (folder) ? 0 : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == NO_MOUNT)
    g_test_skip ("no right to mount a small disk; the limit on file sizes is tested instead");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* --- --- */

static void
test_plain_clinic_ignores_a_passphrase (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TideStore) store = NULL;

  g_object_unref (test_store_create_plain (folder->clinic));
  g_assert_false (tide_store_is_encrypted (folder->clinic));
  store = tide_store_open (folder->clinic, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_false (tide_store_get_encrypted (store));
  g_clear_object (&store);
  store = test_store_open (folder->clinic);
  g_assert_nonnull (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_add_func ("/store/open/what-is-no-clinic-is-said-to-be-none", test_not_a_clinic);
  g_test_add_func ("/store/open/noise-is-damaged-or-foreign", test_random_bytes);
  g_test_add_func ("/store/open/damaged-first-page-is-damaged", test_damaged_page);
  if (tide_store_can_encrypt ()) /* plain SQLite has no seal on its pages */
    g_test_add_func ("/store/open/each-damaged-page-is-noticed", test_each_damaged_page);
  g_test_add_func ("/store/open/database-of-another-program-is-foreign", test_foreign);
  g_test_add_func ("/store/open/newer-version-is-refused-untouched", test_newer);
  g_test_add_func ("/store/open/newer-version-with-a-log-is-refused-untouched", test_newer_with_log);
  g_test_add_func ("/store/open/folder-in-use-says-by-whom-and-can-be-read", test_in_use);
  g_test_add_func ("/store/open/lock-of-a-killed-program-is-gone", test_lock_of_a_killed_program);
  g_test_add_data_func ("/store/open/modes-are-private-under-umask-0", GUINT_TO_POINTER (0), test_modes);
  g_test_add_data_func ("/store/open/modes-are-private-under-umask-0277", GUINT_TO_POINTER (0277),
                        test_modes);
  g_test_add_func ("/store/open/makes-an-open-folder-private-again", test_open_makes_private);
  g_test_add_func ("/store/open/network-and-user-file-systems-are-refused", test_network_folders);
  g_test_add_func ("/store/open/links-in-the-folder-are-refused", test_links);
  g_test_add_func ("/store/open/nothing-is-made-where-something-is", test_exists);
  g_test_add_data_func ("/store/open/read-only-folder-is-read-only", GINT_TO_POINTER (0),
                        test_read_only_folder);
  g_test_add_data_func ("/store/open/read-only-folder-without-lock-file", GINT_TO_POINTER (1),
                        test_read_only_folder);
  g_test_add_func ("/store/open/full-disk-by-limit-changes-nothing", test_file_size_limit);
  g_test_add_func ("/store/open/full-disk-changes-nothing", test_tiny_disk);
  g_test_add_func ("/store/open/plain-clinic-needs-no-passphrase", test_plain_clinic_ignores_a_passphrase);
  return g_test_run ();
}

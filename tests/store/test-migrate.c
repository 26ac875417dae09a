/* test-migrate.c: an older clinic is lifted whole, or stays what it was.
 *
 * For each version there is a clinic that it left behind, as SQL with invented people (fixtures/NNNN.sql); a
 * new migration adds the one of the version before it and a row in the table below.  The fixture also keeps
 * the published step from being edited: its tables must be those that the step makes.
 */

#include "store-fixture.h"

#include "tide-migrate.h"

#include <glib/gstdio.h>
#include <string.h>

/* Builds the clinic of @version at @clinic from its fixture. */
static void
build_fixture (const char *clinic, int version)
{
  g_autofree char *name = g_strdup_printf ("%04d.sql", version);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "store", "fixtures", name, NULL);
  g_autofree char *database = g_build_filename (clinic, "clinic.db", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideDb) db = NULL;

  g_file_get_contents (path, &sql, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir (clinic, 0700), ==, 0);
  g_assert_true (tide_folder_create_file (database, NULL));
  db = tide_db_open (database, NULL, TIDE_DB_CREATE, &error);
  g_assert_no_error (error);
  tide_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static char *
print_schema (TideStore *store)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = tide_db_prepare (
    store->db, "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name", &error);
  GString *text = g_string_new (NULL);

  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (text, "%s %s\n%s\n", sqlite3_column_text (statement, 0),
                            sqlite3_column_text (statement, 1), sqlite3_column_text (statement, 2));
  sqlite3_finalize (statement);
  return g_string_free (text, FALSE);
}

static void
check_people (TideStore *store)
{
  g_autoptr (TideVerification) check = tide_store_verify (store, NULL, NULL, NULL);
  g_autoptr (GArray) hits = tide_store_search (store, "lindqv", 0, 50, NULL);
  g_autofree TideRating *ratings = NULL;
  guint n;

  for (guint i = 0; i < check->changed->len; i++)
    g_test_message ("%s", (char *) check->changed->pdata[i]);
  for (guint i = 0; i < check->breaks->len; i++)
    g_test_message ("%s", (char *) check->breaks->pdata[i]);
  g_assert_true (check->ok);
  g_assert_cmpint (check->audit_rows, >, 0);
  g_assert_cmpuint (hits->len, ==, 1);
  ratings = tide_store_load_ratings (store, g_array_index (hits, TideSearchHit, 0).patient_id, "ybocs",
                                     "total", &n, NULL);
  g_assert_cmpuint (n, ==, 2);
  /* 27 and 14 times 2520 */
  g_assert_cmpint (ratings[0].value, ==, 68040);
  g_assert_cmpint (ratings[1].value, ==, 35280);
}

static void
test_fixture_is_lifted (gconstpointer data)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *fresh_path = g_build_filename (folder->parent, "fresh", NULL);
  g_autoptr (TideStore) fresh = test_store_create_plain (fresh_path);
  g_autoptr (TideStore) lifted = NULL;
  g_autofree char *a = NULL, *b = NULL;

  build_fixture (folder->clinic, GPOINTER_TO_INT (data));
  lifted = test_store_open (folder->clinic);
  check_people (lifted);
  a = print_schema (fresh);
  b = print_schema (lifted);
  g_assert_cmpstr (a, ==, b);
}

/* The real steps and one more. */
static GArray *
steps_with (const char *sql)
{
  GArray *steps = tide_migrate_list ();
  TideMigration next = { tide_migrate_get_newest (steps) + 1, "9999-test.sql", sql };

  g_array_append_val (steps, next);
  return steps;
}

static char *
find_backup (const char *clinic)
{
  g_autofree char *path = g_build_filename (clinic, "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  return name != NULL ? g_build_filename (path, name, NULL) : NULL;
}

static void
test_older_is_copied_first (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GArray) steps
    = steps_with ("ALTER TABLE staff ADD COLUMN phone TEXT; UPDATE staff SET phone = '1';");
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autofree char *backup = NULL;
  g_autoptr (TideDb) copy = NULL;
  int old_version, version;
  GStatBuf info;

  test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  g_assert_true (tide_migrate_get_version (store->db, &old_version, NULL));
  g_clear_object (&store);
  tide_migrate_set_steps_for_test (steps);
  store = test_store_open (folder->clinic);
  g_assert_true (tide_migrate_get_version (store->db, &version, NULL));
  g_assert_cmpint (version, ==, old_version + 1);
  g_assert_cmpint (test_sql_integer (store, "SELECT count (phone) FROM staff"), ==, 0);
  g_assert_cmpint (tide_store_count (store, &tide_patient_class), ==, 1);

  /* The copy is of the old version, with the same key, private. */
  backup = find_backup (folder->clinic);
  g_assert_nonnull (backup);
  g_assert_cmpint (g_stat (backup, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  copy = tide_db_open (backup, store->key, TIDE_DB_PROBE, NULL);
  g_assert_true (tide_migrate_get_version (copy, &version, NULL));
  g_assert_cmpint (version, ==, old_version);

  /* The program of before refuses it now. */
  g_clear_object (&store);
  tide_migrate_set_steps_for_test (NULL);
  {
    TidePassphrase passphrase = test_passphrase (PASSPHRASE);
    g_autoptr (GError) error = NULL;

    g_assert_null (tide_store_open (folder->clinic, &passphrase, 0, &error));
    g_assert_error (error, TIDE_ERROR, TIDE_ERROR_NEWER);
  }
}

static void
test_failed_step_leaves_the_old_version (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GArray) steps
    = steps_with ("ALTER TABLE staff ADD COLUMN phone TEXT; INSERT INTO nowhere VALUES (1);");
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autofree char *schema = print_schema (store);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&store);
  tide_migrate_set_steps_for_test (steps);
  g_assert_null (tide_store_open (folder->clinic, &passphrase, 0, &error));
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "9999-test.sql: "));
  tide_migrate_set_steps_for_test (NULL);
  store = test_store_open (folder->clinic);
  after = print_schema (store);
  g_assert_cmpstr (schema, ==, after);
}

static void
test_steps_are_numbered_by_their_names (void)
{
  g_autoptr (GArray) steps = tide_migrate_list ();

  g_assert_cmpuint (steps->len, >=, 1);
  for (guint i = 0; i < steps->len; i++)
    {
      const TideMigration *step = &g_array_index (steps, TideMigration, i);
      g_autofree char *prefix = g_strdup_printf ("%04u-", i + 1);

      g_assert_cmpint (step->number, ==, (int) i + 1);
      g_assert_true (g_str_has_prefix (step->name, prefix));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/migrate/steps-are-numbered-without-a-gap", test_steps_are_numbered_by_their_names);
  g_test_add_data_func ("/store/migrate/clinic-of-version-1-is-lifted", GINT_TO_POINTER (1),
                        test_fixture_is_lifted);
  g_test_add_data_func ("/store/migrate/clinic-of-version-2-is-lifted", GINT_TO_POINTER (2),
                        test_fixture_is_lifted);
  g_test_add_data_func ("/store/migrate/clinic-of-version-3-is-lifted", GINT_TO_POINTER (3),
                        test_fixture_is_lifted);
  g_test_add_data_func ("/store/migrate/clinic-of-version-4-is-lifted", GINT_TO_POINTER (4),
                        test_fixture_is_lifted);
  g_test_add_data_func ("/store/migrate/clinic-of-version-5-is-lifted", GINT_TO_POINTER (5),
                        test_fixture_is_lifted);
  g_test_add_data_func ("/store/migrate/clinic-of-version-6-is-lifted", GINT_TO_POINTER (6),
                        test_fixture_is_lifted);
  g_test_add_data_func ("/store/migrate/clinic-of-version-7-is-lifted", GINT_TO_POINTER (7),
                        test_fixture_is_lifted);
  g_test_add_data_func ("/store/migrate/clinic-of-version-8-is-lifted", GINT_TO_POINTER (8),
                        test_fixture_is_lifted);
  g_test_add_func ("/store/migrate/older-clinic-is-copied-first", test_older_is_copied_first);
  g_test_add_func ("/store/migrate/failed-step-leaves-the-old-version",
                   test_failed_step_leaves_the_old_version);
  return g_test_run ();
}

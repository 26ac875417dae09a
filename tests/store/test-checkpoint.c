/* test-checkpoint.c: the write-ahead log is emptied beside the saves and stays bounded, with a main loop and
 * without. */

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define PAGE_BYTES 4096

static gint64
file_pages (TideStore *store, const char *name)
{
  g_autofree char *path = g_build_filename (store->folder, name, NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? info.st_size / PAGE_BYTES : 0;
}

/* A setting of 400 kB: about 100 pages in its table and 100 in the audit. */
static TideSetting *
take_large (TideStore *store)
{
  TideSetting *setting = tide_setting_new ();

  tide_record_set_text (&setting->key, "large");
  setting->value = g_strnfill (400000, 'a');
  test_insert (store, setting);
  return setting;
}

static void
write_large (TideStore *store, TideSetting *setting, guint i)
{
  memset (setting->value, 'b' + (int) (i % 20), 400000);
  test_update (store, setting);
}

/* How many patients the database file holds by itself, as after a crash that takes the log away. */
static gint64
count_without_log (TideStore *store)
{
  g_autofree char *path = g_build_filename (store->folder, "clinic.db", NULL);
  g_autoptr (TideDb) db = tide_db_open (path, store->key, TIDE_DB_PROBE, NULL);
  gint64 n = -1;

  g_assert_nonnull (db);
  g_assert_true (tide_db_get_integer (db, "SELECT count (*) FROM patient", &n, NULL));
  return n;
}

static void
test_without_a_main_loop (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (TideSetting) setting = take_large (store);
  gint64 highest = 0;

  for (guint i = 0; i < 100; i++)
    {
      write_large (store, setting, i);
      highest = MAX (highest, file_pages (store, "clinic.db-wal"));
    }
  /* 100 writes of more than 200 pages each; the last one before the limit may go one write beyond it. */
  g_assert_cmpint (highest, >, TIDE_LOG_PAGES_SOFT);
  g_assert_cmpint (highest, <, TIDE_LOG_PAGES_HARD + 500);
  g_assert_cmpuint (store->tend_source, ==, 0);
}

static void
test_a_quiet_moment (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (TideSetting) setting = take_large (store);
  guint n_emptied = 0;

  g_assert_true (g_main_context_acquire (NULL));
  test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  for (guint i = 0; i < 40; i++)
    {
      guint before;

      write_large (store, setting, i);
      before = tide_db_get_log_pages (store->db);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      n_emptied += tide_db_get_log_pages (store->db) < before;
      /* Never two limits long: each quiet moment begins the log anew. */
      g_assert_cmpint (file_pages (store, "clinic.db-wal"), <, 2 * TIDE_LOG_PAGES_SOFT);
    }
  g_assert_cmpuint (n_emptied, >=, 5);
  g_assert_cmpint (count_without_log (store), ==, 1);
  g_main_context_release (NULL);
}

static void
test_an_open_transaction_is_left_alone (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (TideSetting) setting = take_large (store);
  TidePatient *patient = test_patient ("1", "Abel", "Anna", NULL);

  g_assert_true (g_main_context_acquire (NULL));
  for (guint i = 0; i < 6; i++)
    write_large (store, setting, i);
  g_assert_cmpuint (store->tend_source, !=, 0);
  g_assert_true (tide_store_begin (store, NULL));
  g_assert_true (tide_store_insert (store, patient, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (tide_db_get_log_pages (store->db), >, TIDE_LOG_PAGES_SOFT);
  g_assert_true (tide_store_commit (store, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (tide_db_get_log_pages (store->db), <, 10);
  g_assert_cmpint (count_without_log (store), ==, 1);
  tide_patient_free (patient);
  g_main_context_release (NULL);
}

static void
test_a_bulk_commit (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);

  tide_store_set_bulk (store, TRUE);
  g_assert_true (tide_store_begin (store, NULL));
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (TideSetting) setting = tide_setting_new ();

      setting->key = g_strdup_printf ("large.%u", i);
      setting->value = g_strnfill (400000, 'a');
      g_assert_true (tide_store_insert (store, setting, NULL));
    }
  g_assert_true (tide_store_commit (store, NULL));
  tide_store_set_bulk (store, FALSE);
  g_assert_cmpuint (tide_db_get_log_pages (store->db), <, 10);
  g_assert_cmpint (file_pages (store, "clinic.db"), >, 2000);
}

/* A second program keeps the last connection from being the last: closing would leave the log as it is. */
static void
test_a_lock_beside_a_reader (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create_plain (folder->clinic);
  g_autofree char *path = g_build_filename (folder->clinic, "clinic.db", NULL);
  g_autoptr (TideDb) reader = NULL;

  test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  g_assert_cmpint (count_without_log (store), ==, 0);
  reader = tide_db_open (path, NULL, TIDE_DB_READ_ONLY, NULL);
  g_assert_nonnull (reader);
  tide_store_lock (store);
  g_assert_cmpint (count_without_log (store), ==, 1);
}

static void
test_no_source_outlives_the_store (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  TideStore *store = test_store_create (folder->clinic);
  g_autoptr (TideSetting) setting = take_large (store);
  guint source;

  g_assert_true (g_main_context_acquire (NULL));
  for (guint i = 0; i < 6; i++)
    write_large (store, setting, i);
  source = store->tend_source;
  g_assert_nonnull (g_main_context_find_source_by_id (NULL, source));
  tide_store_lock (store);
  g_assert_null (g_main_context_find_source_by_id (NULL, source));
  g_object_unref (store);
  g_main_context_release (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/checkpoint/without-a-main-loop-the-log-stays-bounded", test_without_a_main_loop);
  g_test_add_func ("/store/checkpoint/a-quiet-moment-empties-the-log", test_a_quiet_moment);
  g_test_add_func ("/store/checkpoint/an-open-transaction-is-left-alone",
                   test_an_open_transaction_is_left_alone);
  g_test_add_func ("/store/checkpoint/a-bulk-commit-empties-the-log", test_a_bulk_commit);
  g_test_add_func ("/store/checkpoint/a-lock-empties-the-log-beside-a-reader", test_a_lock_beside_a_reader);
  g_test_add_func ("/store/checkpoint/no-quiet-moment-after-the-lock", test_no_source_outlives_the_store);
  return g_test_run ();
}

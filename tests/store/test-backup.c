/* test-backup.c: a backup opens with the same passphrase and holds the same rows, or it is not there. */

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_backup_is_a_clinic (gconstpointer data)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store
    = GPOINTER_TO_INT (data) ? test_store_create (folder->clinic) : test_store_create_plain (folder->clinic);
  g_autofree char *out = g_build_filename (folder->parent, "backup", NULL);
  g_autofree char *site = g_build_filename (folder->clinic, "instruments", "own.xml", NULL);
  g_autofree char *rules = g_build_filename (folder->clinic, "criteria", "own.xml", NULL);
  g_autofree char *copied = g_build_filename (out, "instruments", "own.xml", NULL);
  g_autofree char *manifest_path = g_build_filename (out, "manifest", NULL);
  g_autofree char *head = NULL, *copied_head = NULL, *manifest = NULL, *content = NULL, *line = NULL;
  g_autoptr (TideStore) copy = NULL;
  g_autoptr (TideVerification) check = NULL;
  g_autoptr (GError) error = NULL;

  test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  test_take (store, test_assessment (1, "2025-01-01", "total=20"));
  g_assert_true (g_file_set_contents (site, "<x/>", -1, NULL));
  g_assert_true (g_file_set_contents (rules, "<y/>", -1, NULL));
  tide_store_backup (store, out, &error);
  g_assert_no_error (error);
  head = tide_store_get_audit_head (store, NULL);

  /* Beside the clinic that is still open, without it, and still one program at a time. */
  copy = test_store_open (out);
  g_assert_cmpint (tide_store_count (copy, &tide_patient_class), ==, 1);
  g_assert_true (tide_store_get_encrypted (copy) == tide_store_get_encrypted (store));
  copied_head = tide_store_get_audit_head (copy, NULL);
  g_assert_cmpstr (head, ==, copied_head);
  check = tide_store_verify (copy, NULL, NULL, NULL);
  g_assert_true (check->ok);
  g_assert_true (g_file_get_contents (copied, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "<x/>");

  g_assert_true (g_file_get_contents (manifest_path, &manifest, NULL, NULL));
  line = g_strdup_printf ("audit 2 %s\n", head);
  g_assert_nonnull (strstr (manifest, line));
  g_assert_nonnull (strstr (manifest, "rows 1 patient\n"));
  g_assert_nonnull (strstr (manifest, " clinic.db\n"));
  g_assert_nonnull (strstr (manifest, " instruments/own.xml\n"));
  g_assert_nonnull (strstr (manifest, " criteria/own.xml\n"));
}

static void
test_sums_are_those_of_the_files (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autofree char *out = g_build_filename (folder->parent, "backup", NULL);
  g_autofree char *path = g_build_filename (out, "manifest", NULL);
  g_autofree char *manifest = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (tide_store_backup (store, out, NULL));
  g_assert_true (g_file_get_contents (path, &manifest, NULL, NULL));
  lines = g_strsplit (manifest, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *file = NULL, *content = NULL, *sum = NULL;
      gsize length;

      if (!g_str_has_prefix (lines[i], "file "))
        continue;
      file = g_build_filename (out, lines[i] + strlen ("file ") + 65, NULL);
      g_assert_true (g_file_get_contents (file, &content, &length, NULL));
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) content, length);
      g_assert_true (g_str_has_prefix (lines[i] + strlen ("file "), sum));
      n++;
    }
  g_assert_cmpuint (n, >=, tide_store_can_encrypt () ? 2 : 1);
}

static void
test_backup_never_over_something (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autofree char *out = g_build_filename (folder->parent, "backup", NULL);
  g_autofree char *inside = g_build_filename (out, "letter.txt", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (out, 0700), ==, 0);
  g_assert_true (g_file_set_contents (inside, "mine", -1, NULL));
  before = test_folder_print (out);
  g_assert_false (tide_store_backup (store, out, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_EXISTS);
  after = test_folder_print (out);
  g_assert_cmpstr (before, ==, after);
}

static void
test_backup_of_a_tampered_clinic_is_refused (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autofree char *out = g_build_filename (folder->parent, "backup", NULL);
  g_autoptr (GError) error = NULL;

  test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  test_sql (store, "UPDATE patient SET family_name = 'Zoll'");
  g_assert_false (tide_store_backup (store, out, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED);
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/store/backup/of-a-keyed-clinic-is-a-clinic", GINT_TO_POINTER (TRUE),
                        test_backup_is_a_clinic);
  g_test_add_data_func ("/store/backup/of-a-plain-clinic-is-a-clinic", GINT_TO_POINTER (FALSE),
                        test_backup_is_a_clinic);
  g_test_add_func ("/store/backup/sums-are-those-of-the-files", test_sums_are_those_of_the_files);
  g_test_add_func ("/store/backup/never-over-something", test_backup_never_over_something);
  g_test_add_func ("/store/backup/of-a-tampered-clinic-is-refused",
                   test_backup_of_a_tampered_clinic_is_refused);
  return g_test_run ();
}

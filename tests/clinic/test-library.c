/* test-library.c: a clinic's own scale is read while the program runs, and a refused file says where and why.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "tide-clinic-fixture.h"

#define SCALE                                                                                                \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                             \
  "<instrument id=\"own\" version=\"1\" rater=\"clinician\">\n"                                              \
  "  <name>Own scale</name>\n"

static guint n_changed;

static void
changed_cb (TideClinic *clinic, gint64 patient_id, gpointer data)
{
  n_changed++;
}

static char *
dup_path (TideClinic *clinic, const char *name)
{
  g_autofree char *folder = g_build_filename (tide_clinic_get_folder (clinic), "instruments", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  return g_build_filename (folder, name, NULL);
}

static void
write_file (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* The shipped CGI-S under another id: a file that is sure to be sound. */
static char *
dup_sound_file (void)
{
  g_autofree char *path
    = g_test_build_filename (G_TEST_DIST, "..", "src", "instrument", "scales", "cgis.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_auto (GStrv) parts = g_strsplit (text, "id=\"cgis\"", 2);
  g_assert_nonnull (parts[1]);
  return g_strjoinv ("id=\"own\"", parts);
}

static void
test_a_new_file_is_read (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  TideLibrary *before = tide_clinic_get_library (clinic);
  TideInstrument *held = tide_library_lookup (before, "ybocs");
  g_autofree char *path = dup_path (clinic, "own.xml"), *sound = dup_sound_file ();
  g_signal_connect (clinic, "changed", G_CALLBACK (changed_cb), NULL);
  g_assert_null (tide_library_lookup (before, "own"));
  g_assert_false (tide_clinic_refresh_library (clinic));
  write_file (path, sound);
  n_changed = 0;
  g_assert_true (tide_clinic_refresh_library (clinic));
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_nonnull (tide_library_lookup (tide_clinic_get_library (clinic), "own"));
  g_assert_cmpuint (tide_clinic_get_library_problems (clinic)->len, ==, 0);
  g_assert_cmpstr (tide_instrument_get_id (held), ==, "ybocs"); /* what was handed out stays valid */
  g_assert_false (tide_clinic_refresh_library (clinic));
  g_remove (path);
  g_assert_true (tide_clinic_refresh_library (clinic));
  g_assert_null (tide_library_lookup (tide_clinic_get_library (clinic), "own"));
}

static void
test_a_broken_file_says_where (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *path = dup_path (clinic, "broken.xml");
  tide_clinic_get_library (clinic);
  write_file (path, SCALE "  <wrong/>\n</instrument>\n");
  g_assert_true (tide_clinic_refresh_library (clinic));
  GPtrArray *problems = tide_clinic_get_library_problems (clinic);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), "broken.xml:4: "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/library/a-new-file-is-read-while-the-program-runs", test_a_new_file_is_read);
  g_test_add_func ("/clinic/library/a-broken-file-says-where-and-why", test_a_broken_file_says_where);
  return g_test_run ();
}

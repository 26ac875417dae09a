/* test-batch.c: many reports into a folder or one file: names without names, nothing half-written. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-report-batch.h"

static char *
new_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("tide-batch-XXXXXX", &error);
  g_assert_no_error (error);
  return folder;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names of all files, hidden ones too, joined by spaces in their order. */
static char *
list_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static void
remove_folder (char *folder)
{
  g_autofree char *all = list_folder (folder);
  g_auto (GStrv) names = g_strsplit (all, " ", -1);
  for (guint i = 0; names[i] != NULL && *names[i] != '\0'; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

static TideReport *
new_report (void)
{
  g_autoptr (SummaryCase) one = summary_case_new ("sparse");
  return tide_summary_new (&one->data);
}

static void
add (TideReportBatch *batch, const char *mrn)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideReport) report = new_report ();
  gboolean added = tide_report_batch_add (batch, report, mrn, &error);
  g_assert_no_error (error);
  g_assert_true (added);
}

static void
test_names_hold_record_numbers_or_nothing (void)
{
  char *folder = new_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TideReportBatch) batch
    = tide_report_batch_new_folder (folder, "progress-summary", TIDE_BATCH_RECORD_NUMBERS, &error);
  g_assert_no_error (error);
  add (batch, "TM-0417");
  add (batch, "a/b");
  add (batch, "a:b"); /* the same once written as a file's name */
  add (batch, ".x");
  g_autoptr (TideReportBatch) later
    = tide_report_batch_new_folder (folder, "progress-summary", TIDE_BATCH_RECORD_NUMBERS, NULL);
  g_autoptr (TideReport) same = new_report ();
  g_assert_false (tide_report_batch_add (later, same, "TM-0417", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "progress-summary-TM-0417.pdf is in this folder already"));
  g_assert_false (tide_report_batch_is_broken (later));
  g_clear_error (&error);
  g_assert_true (tide_report_batch_finish (batch, &error));
  g_assert_cmpuint (tide_report_batch_get_n_written (batch), ==, 4);
  g_autofree char *names = list_folder (folder);
  g_assert_cmpstr (names, ==,
                   "progress-summary-TM-0417.pdf progress-summary-_x.pdf progress-summary-a_b-2.pdf "
                   "progress-summary-a_b.pdf");
  g_autofree char *path = g_build_filename (folder, "progress-summary-TM-0417.pdf", NULL);
  GStatBuf state;
  g_assert_cmpint (g_stat (path, &state), ==, 0);
  g_assert_cmpint (state.st_mode & 0777, ==, 0600);
  remove_folder (folder);
  folder = new_folder ();
  g_autoptr (TideReportBatch) counted
    = tide_report_batch_new_folder (folder, "progress-summary", TIDE_BATCH_COUNTED, &error);
  add (counted, "TM-0417");
  add (counted, "TM-0440");
  g_autofree char *numbers = list_folder (folder);
  g_assert_cmpstr (numbers, ==, "progress-summary-0001.pdf progress-summary-0002.pdf");
  remove_folder (folder);
}

/* Nothing is at the name before it is whole, and nothing is left of what was given up. */
static void
test_one_file_is_whole_or_not_there (void)
{
  char *folder = new_folder ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, "all.pdf", NULL);
  TideReportBatch *given_up = tide_report_batch_new_file (path, &error);
  add (given_up, "TM-0417");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  tide_report_batch_free (given_up);
  g_autofree char *none = list_folder (folder);
  g_assert_cmpstr (none, ==, "");
  g_autoptr (TideReportBatch) batch = tide_report_batch_new_file (path, &error);
  for (guint i = 0; i < 3; i++)
    add (batch, "TM-0417");
  g_assert_true (tide_report_batch_finish (batch, &error));
  g_autofree char *all = list_folder (folder);
  g_assert_cmpstr (all, ==, "all.pdf");
  if (pdf_check_tools ())
    {
      g_autofree char *pages = pdf_info (path, "Pages");
      g_assert_cmpstr (pages, ==, "3");
    }
  g_autoptr (TideReportBatch) empty = tide_report_batch_new_file (path, &error);
  g_assert_true (tide_report_batch_finish (empty, &error)); /* what stood there stands there still */
  g_clear_pointer (&empty, tide_report_batch_free);
  g_autofree char *still = list_folder (folder);
  g_assert_cmpstr (still, ==, "all.pdf");
  remove_folder (folder);
}

static void
test_bad_places_are_explained (void)
{
  static const char *const folders[] = { "/no-such-folder", "/proc", "/dev/null" };
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TideReportBatch) batch
        = tide_report_batch_new_folder (folders[i], "x", TIDE_BATCH_COUNTED, &error);
      if (batch == NULL)
        {
          g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IO);
          g_assert_nonnull (strstr (error->message, folders[i]));
          continue;
        }
      /* root may, until it tries */
      g_autoptr (TideReport) report = new_report ();
      g_assert_false (tide_report_batch_add (batch, report, "1", &error));
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IO);
      g_assert_cmpuint (tide_report_batch_get_n_written (batch), ==, 0);
    }
  g_autoptr (GError) error = NULL;
  g_assert_null (tide_report_batch_new_file ("/no-such-folder/all.pdf", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IO);
}

/* A folder that goes away meanwhile: the one that fails is told, and no other is tried. */
static void
test_a_folder_that_is_gone_breaks_the_batch (void)
{
  char *folder = new_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TideReportBatch) batch = tide_report_batch_new_folder (folder, "x", TIDE_BATCH_COUNTED, &error);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_autoptr (TideReport) report = new_report ();
  g_assert_false (tide_report_batch_add (batch, report, "1", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IO);
  g_assert_true (tide_report_batch_is_broken (batch));
  g_free (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/batch/names-hold-record-numbers-or-nothing",
                   test_names_hold_record_numbers_or_nothing);
  g_test_add_func ("/report/batch/one-file-is-whole-or-not-there", test_one_file_is_whole_or_not_there);
  g_test_add_func ("/report/batch/bad-places-are-explained", test_bad_places_are_explained);
  g_test_add_func ("/report/batch/a-folder-that-is-gone-breaks-it",
                   test_a_folder_that_is_gone_breaks_the_batch);
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}

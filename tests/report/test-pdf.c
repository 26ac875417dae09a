/* test-pdf.c: the file itself: sound, repeatable, private, whole or not there at all. */
#include <errno.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-error.h"

static TideReport *
report_of (const char *name)
{
  g_autoptr (SummaryCase) one = summary_case_new (name);
  return tide_summary_new (&one->data); /* must not need the case any longer */
}

static char *
path_in_folder (const char *name)
{
  return g_build_filename (pdf_check_begin (), name, NULL);
}

static guint
n_files (const char *folder)
{
  guint n = 0;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_is_sound (gconstpointer name)
{
  if (!pdf_check_tools ())
    return;
  TideReport *report = report_of (name);
  g_autofree char *path = pdf_write ("sound", &report, 1), *output = NULL;
  const char *argv[] = { "qpdf", "--check", path, NULL };
  g_assert_cmpint (pdf_run (argv, &output), ==, 0);
  g_autofree char *title = pdf_info (path, "Title");
  g_assert_cmpstr (title, ==, "Progress summary"); /* no patient's name */
  tide_report_free (report);
}

static void
test_same_pages_are_the_same_bytes (void)
{
  char *bytes[2];
  gsize lengths[2];
  for (guint i = 0; i < 2; i++)
    {
      TideReport *report = report_of ("everything");
      g_autofree char *path = pdf_write (i == 0 ? "one" : "two", &report, 1);
      g_autoptr (GError) error = NULL;
      g_file_get_contents (path, &bytes[i], &lengths[i], &error);
      g_assert_no_error (error);
      tide_report_free (report);
    }
  g_assert_cmpmem (bytes[0], lengths[0], bytes[1], lengths[1]);
  g_free (bytes[0]);
  g_free (bytes[1]);
}

static void
test_sizes (void)
{
  if (!pdf_check_tools ())
    return;
  TideReport *a4 = report_of ("lindqvist"), *letter = report_of ("letter");
  g_autofree char *a4_path = pdf_write ("a4", &a4, 1), *letter_path = pdf_write ("letter", &letter, 1);
  g_autofree char *a4_size = pdf_info (a4_path, "Page size"),
                  *letter_size = pdf_info (letter_path, "Page size");
  g_assert_cmpstr (a4_size, ==, "595.276 x 841.89 pts (A4)");
  g_assert_cmpstr (letter_size, ==, "612 x 792 pts (letter)");
  tide_report_free (a4);
  tide_report_free (letter);
}

static void
test_reports_in_one_file_count_their_own_pages (void)
{
  if (!pdf_check_tools ())
    return;
  TideReport *reports[] = { report_of ("courses"), report_of ("lindqvist"), report_of ("sparse") };
  g_autofree char *path = pdf_write ("batch", reports, G_N_ELEMENTS (reports));
  static const char *const numbers[] = { "Page 1 of 2", "Page 2 of 2", "Page 1 of 1", "Page 1 of 1" };
  g_autofree char *pages = pdf_info (path, "Pages");
  g_assert_cmpstr (pages, ==, "4");
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = pdf_text (path, i + 1);
      g_assert_nonnull (strstr (text, numbers[i]));
      g_assert_nonnull (strstr (text, i == 3 ? "TM-0440" : "TM-0417"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    tide_report_free (reports[i]);
}

static void
test_only_the_owner_reads_it (void)
{
  TideReport *report = report_of ("sparse");
  mode_t mask = umask (0);
  g_autofree char *path = pdf_write ("private", &report, 1);
  umask (mask);
  GStatBuf info;
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  tide_report_free (report);
}

/* An older file stays as it was when the new one cannot be written. */
static void
check_refused (TideReport *report, const char *path, const char *folder, int code)
{
  g_autoptr (GError) error = NULL;
  guint before = folder != NULL ? n_files (folder) : 0;
  g_assert_false (tide_report_write_pdf (&report, 1, path, &error));
  g_assert_error (error, TIDE_ERROR, code);
  g_assert_nonnull (strstr (error->message, path));
  if (folder != NULL)
    g_assert_cmpuint (n_files (folder), ==, before);
}

static void
test_a_folder_that_is_not_there (void)
{
  g_autoptr (TideReport) report = report_of ("sparse");
  g_autofree char *path = path_in_folder ("absent/summary.pdf");
  check_refused (report, path, NULL, TIDE_ERROR_IO);
}

static void
test_a_folder_that_may_not_be_written (void)
{
  if (geteuid () == 0)
    {
      /* Root may write everywhere, except where the kernel itself says no. */
      g_autoptr (TideReport) report = report_of ("sparse");
      check_refused (report, "/proc/summary.pdf", NULL, TIDE_ERROR_IO);
      return;
    }
  g_autofree char *folder = path_in_folder ("locked"), *path = g_build_filename (folder, "summary.pdf", NULL);
  g_autoptr (TideReport) report = report_of ("sparse");
  g_assert_cmpint (g_mkdir (folder, 0500), ==, 0);
  check_refused (report, path, folder, TIDE_ERROR_IO);
  g_rmdir (folder);
}

static void
test_a_folder_in_the_place_of_the_file (void)
{
  g_autoptr (TideReport) report = report_of ("sparse");
  g_autofree char *folder = path_in_folder ("taken.pdf");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  check_refused (report, folder, pdf_check_begin (), TIDE_ERROR_IO);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  g_rmdir (folder);
}

/* Written beside and renamed, a file would take the place of the device. */
static void
test_a_device_stays_one (void)
{
  GStatBuf info;
  g_autoptr (TideReport) report = report_of ("sparse");
  g_autofree char *path = path_in_folder ("pipe.pdf");
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  check_refused (report, path, pdf_check_begin (), TIDE_ERROR_IO);
  g_assert_true (g_stat (path, &info) == 0 && S_ISFIFO (info.st_mode));
  g_remove (path);
  check_refused (report, "/dev/full", NULL, TIDE_ERROR_IO);
  g_assert_true (g_stat ("/dev/full", &info) == 0 && S_ISCHR (info.st_mode));
}

/* A disk of 8 kB that only this process sees; skipped where the kernel gives nobody one. */
static void
test_a_full_disk_is_told_as_one (void)
{
  g_autofree char *folder = path_in_folder ("disk");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  if (!g_test_subprocess ())
    {
      g_rmdir (folder);
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  if ((unshare (CLONE_NEWNS) != 0 && unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0)
      || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
      || mount ("small", folder, "tmpfs", 0, "size=8k") != 0)
    {
      g_test_skip ("no disk of our own");
      g_rmdir (folder);
      return;
    }
  g_autofree char *path = g_build_filename (folder, "summary.pdf", NULL);
  g_autoptr (TideReport) report = report_of ("sparse");
  check_refused (report, path, folder, TIDE_ERROR_DISK_FULL);
  g_assert_cmpuint (n_files (folder), ==, 0);
  umount (folder);
  g_rmdir (folder);
}

/* A limit on the size of files stands for the disk that is full: the write fails in the middle. */
static void
test_a_write_that_fails_leaves_the_old_file (void)
{
  g_autoptr (TideReport) report = report_of ("sparse");
  g_autofree char *folder = path_in_folder ("full"), *path = g_build_filename (folder, "summary.pdf", NULL),
                  *left = NULL;
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  struct rlimit whole, small;
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  small = whole;
  small.rlim_cur = 4096;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_autoptr (GError) error = NULL;
  gboolean written = tide_report_write_pdf (&report, 1, path, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  g_assert_false (written);
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IO);
  g_assert_true (g_file_get_contents (path, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, "older");
  g_assert_cmpuint (n_files (folder), ==, 1);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; summary_case_names[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("/report/pdf/is-sound/%s", summary_case_names[i]);
      g_test_add_data_func (name, summary_case_names[i], test_is_sound);
    }
  g_test_add_func ("/report/pdf/same-pages-are-the-same-bytes", test_same_pages_are_the_same_bytes);
  g_test_add_func ("/report/pdf/a4-and-letter", test_sizes);
  g_test_add_func ("/report/pdf/reports-in-one-file-count-their-own-pages",
                   test_reports_in_one_file_count_their_own_pages);
  g_test_add_func ("/report/pdf/only-the-owner-reads-it", test_only_the_owner_reads_it);
  g_test_add_func ("/report/pdf/a-folder-that-is-not-there", test_a_folder_that_is_not_there);
  g_test_add_func ("/report/pdf/a-folder-that-may-not-be-written", test_a_folder_that_may_not_be_written);
  g_test_add_func ("/report/pdf/a-folder-in-the-place-of-the-file", test_a_folder_in_the_place_of_the_file);
  g_test_add_func ("/report/pdf/a-device-stays-one", test_a_device_stays_one);
  g_test_add_func ("/report/pdf/a-full-disk-is-told-as-one", test_a_full_disk_is_told_as_one);
  g_test_add_func ("/report/pdf/a-write-that-fails-leaves-the-old-file",
                   test_a_write_that_fails_leaves_the_old_file);
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}

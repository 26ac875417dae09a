/* test-paper.c: what the patient page and the caseload send to the printer, and many summaries in one go. */
#include <glib/gstdio.h>
#include <string.h>

#include "app-fixture.h"
#include "pdf-check.h"
#include "tide-caseload-page.h"
#include "tide-paper-actions.h"
#include "tide-paper-window.h"
#include "tide-print-many.h"
#include "tide-summary-batch.h"

static char *
text_of (TideReport *report)
{
  g_autofree char *path = pdf_write ("paper", &report, 1);
  return pdf_text (path, 0);
}

static GArray *
list_patients (TideClinic *clinic)
{
  guint n_more;
  g_autoptr (GArray) hits = tide_clinic_search (clinic, "", 0, G_MAXINT, &n_more);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < hits->len; i++)
    g_array_append_val (ids, g_array_index (hits, TideSearchHit, i).patient_id);
  return ids;
}

static guint
count_files (const char *folder, const char *prefix, gboolean wipe)
{
  guint n = 0;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      n += g_str_has_prefix (name, prefix);
      if (wipe)
        g_remove (path);
    }
  return n;
}

/* --- from the patient page --- */

static void
pages_of_a_patient (void)
{
  if (!pdf_check_tools ())
    return;
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  g_autoptr (GArray) ids = list_patients (clinic);
  g_autoptr (TidePatientModel) model = tide_patient_model_load (clinic, g_array_index (ids, gint64, 0), NULL);
  const TideCourse *course = model->history->courses->pdata[0];
  g_autoptr (TideReport) report = tide_paper_new_course (model, course->base.id);
  g_autofree char *text = text_of (report);
  check_has (text, "Course report");
  check_has (text, "What is not known");
  g_assert_null (tide_paper_new_course (model, 999999));
  g_autoptr (TideReport) scores = tide_paper_new_scores (model, "ybocs");
  g_autofree char *table = text_of (scores);
  check_has (table, "Score table");
  check_has (table, "Y-BOCS");
  g_autoptr (TideReport) form = tide_paper_new_form (model, "phq9");
  g_autofree char *empty = text_of (form);
  check_has (empty, "Form: PHQ-9");
  check_has (empty, model->history->patient->mrn);
  g_assert_null (tide_paper_new_form (model, "no-such-scale"));
  g_autoptr (TideReport) nobody = tide_paper_new_blank_form (clinic, "phq9");
  g_autofree char *lines = text_of (nobody);
  check_has (lines, "Record no.");
  g_assert_null (strstr (lines, model->history->patient->mrn));
  g_autoptr (TideReport) diary = tide_paper_new_diary (model, course->base.id);
  g_assert_cmpuint (tide_report_get_n_pages (diary), ==, 4);
}

/* --- from the caseload --- */

static void
caseload_prints_what_it_shows (void)
{
  if (!pdf_check_tools ())
    return;
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 8);
  TideWindow *window = app_fixture_window (clinic);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-view", "s", "caseload");
  WAIT (app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_CASELOAD_PAGE) != NULL);
  TideCaseloadPage *page
    = TIDE_CASELOAD_PAGE (app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_CASELOAD_PAGE));
  WAIT (tide_caseload_page_is_complete (page));
  g_autoptr (TideReport) three = tide_caseload_page_new_report (page, FALSE);
  g_autofree char *text = text_of (three);
  check_has (text, "Open courses · 3 patients");
  /* Some of them, chosen by hand. */
  GtkColumnView *view = GTK_COLUMN_VIEW (app_fixture_find (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW));
  GtkSelectionModel *rows = gtk_column_view_get_model (view);
  gtk_selection_model_select_item (rows, 0, TRUE);
  gtk_selection_model_select_item (rows, 2, FALSE);
  g_autoptr (TideReport) two = tide_caseload_page_new_report (page, TRUE);
  g_autofree char *chosen = text_of (two);
  check_has (chosen, "Open courses · selected · 2 patients");
  g_autoptr (GArray) both = tide_caseload_page_list_patients (page, TRUE);
  g_assert_cmpuint (both->len, ==, 2);
  GtkWidget *search = app_fixture_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_fixture_find (GTK_WIDGET (page), GTK_TYPE_DROP_DOWN)), 2);
  gtk_editable_set_text (GTK_EDITABLE (search), "0007");
  WAIT (tide_caseload_page_get_n_rows (page) == 1);
  g_autoptr (TideReport) one = tide_caseload_page_new_report (page, FALSE);
  g_autofree char *found = text_of (one);
  check_has (found, "Everybody · “0007” · 1 patient");
  check_has (found, "Probe-7");
  g_assert_null (strstr (found, "Probe-6"));
  g_autoptr (GArray) ids = tide_caseload_page_list_patients (page, FALSE);
  g_assert_cmpuint (ids->len, ==, 1);
  app_fixture_gone (window);
}

/* --- before the pages go anywhere --- */

static guint
count_exports (TideClinic *clinic, const char *detail)
{
  guint n = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = tide_clinic_list_audit (clinic, 0, 50, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const TideAuditRow *row = rows->pdata[i];
      n += g_str_equal (row->action, "export")
           && strstr (row->after != NULL ? row->after : "", detail) != NULL;
    }
  return n;
}

static TidePaperWindow *
find_paper (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (TIDE_IS_PAPER_WINDOW (window))
        return TIDE_PAPER_WINDOW (window);
    }
  return NULL;
}

/* No printer is needed; what cannot be written is told in the window, which stays, and leaves nothing. */
static void
every_sheet_can_be_saved (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  TideWindow *window = app_fixture_window (clinic);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-view", "s", "caseload");
  WAIT (app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_CASELOAD_PAGE) != NULL);
  GtkWidget *page = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_CASELOAD_PAGE);
  WAIT (tide_caseload_page_is_complete (TIDE_CASELOAD_PAGE (page)));
  gtk_widget_activate_action (page, "caseload.print-list", NULL);
  WAIT (find_paper () != NULL);
  TidePaperWindow *paper = find_paper ();
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (paper)), ==, "Caseload");
  g_autofree char *folder = g_build_filename (pdf_check_begin (), "saved", NULL),
                  *absent = g_build_filename (folder, "absent", "list.pdf", NULL),
                  *path = g_build_filename (folder, "list.pdf", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  tide_paper_window_save (paper, absent);
  g_assert_true (app_fixture_says (GTK_WIDGET (paper), "The PDF was not written: "));
  tide_paper_window_save (paper, folder);
  g_assert_true (find_paper () == paper);
  g_assert_cmpuint (count_files (folder, "", FALSE), ==, 0);
  g_assert_cmpuint (count_exports (clinic, "caseload, PDF"), ==, 0);
  tide_paper_window_save (paper, path);
  WAIT (find_paper () == NULL);
  g_assert_cmpuint (count_files (folder, "", TRUE), ==, 1);
  g_assert_cmpuint (count_exports (clinic, "caseload, PDF"), ==, 1);
  /* The lock takes the pages along. */
  gtk_widget_activate_action (page, "caseload.print-list", NULL);
  WAIT (find_paper () != NULL);
  tide_window_lock (window);
  g_assert_null (find_paper ());
  g_rmdir (folder);
  app_fixture_gone (window);
}

/* --- many --- */

/* One who cannot be read is told with the reason, the others are written. */
static void
a_pdf_each_and_faults_at_the_end (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 4);
  TideWindow *window = app_fixture_window (clinic);
  g_autofree char *folder = g_dir_make_tmp ("tide-many-XXXXXX", NULL);
  g_autoptr (GArray) ids = list_patients (clinic);
  gint64 nobody = 999999;
  g_array_insert_val (ids, 1, nobody);
  TideSummaryBatch *batch = tide_summary_batch_new (GTK_WINDOW (window), clinic, ids);
  gtk_window_present (GTK_WINDOW (batch));
  g_assert_true (app_fixture_says (GTK_WIDGET (batch), "Summaries of 5 patients"));
  g_assert_true (app_fixture_says (GTK_WIDGET (batch), "the record number, never the name"));
  tide_summary_batch_start_folder (batch, folder);
  WAIT (tide_summary_batch_is_done (batch));
  g_assert_cmpuint (tide_summary_batch_get_n_written (batch), ==, 4);
  g_assert_cmpstr (tide_summary_batch_get_result (batch), ==, "4 PDFs were written. 1 could not be made:");
  g_assert_cmpuint (count_files (folder, "progress-summary-", FALSE), ==, 4);
  g_assert_cmpuint (count_files (folder, ".", TRUE), ==, 0);
  gtk_window_destroy (GTK_WINDOW (batch));
  g_rmdir (folder);
  app_fixture_gone (window);
}

static void
cancelled_leaves_whole_files_only (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 4);
  TideWindow *window = app_fixture_window (clinic);
  g_autofree char *folder = g_dir_make_tmp ("tide-many-XXXXXX", NULL);
  g_autoptr (GArray) ids = list_patients (clinic);
  TideSummaryBatch *batch = tide_summary_batch_new (GTK_WINDOW (window), clinic, ids);
  gtk_window_present (GTK_WINDOW (batch));
  tide_summary_batch_start_folder (batch, folder);
  tide_summary_batch_cancel (batch);
  g_assert_true (tide_summary_batch_is_done (batch));
  g_assert_true (g_str_has_prefix (tide_summary_batch_get_result (batch), "Cancelled. "));
  g_assert_cmpuint (count_files (folder, "", TRUE), ==, tide_summary_batch_get_n_written (batch));
  gtk_window_destroy (GTK_WINDOW (batch));
  batch = tide_summary_batch_new (GTK_WINDOW (window), clinic, ids);
  gtk_window_present (GTK_WINDOW (batch));
  tide_summary_batch_start_folder (batch, "/no-such-folder");
  g_assert_true (tide_summary_batch_is_done (batch));
  g_assert_nonnull (strstr (tide_summary_batch_get_result (batch), "/no-such-folder"));
  gtk_window_destroy (GTK_WINDOW (batch));
  g_rmdir (folder);
  app_fixture_gone (window);
}

/* Locked while it works: nobody's page goes on. */
static void
the_lock_ends_it (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (TRUE, 3);
  TideWindow *window = app_fixture_window (clinic);
  g_autofree char *folder = g_dir_make_tmp ("tide-many-XXXXXX", NULL);
  g_autoptr (GArray) ids = list_patients (clinic);
  TideSummaryBatch *batch = tide_summary_batch_new (GTK_WINDOW (window), clinic, ids);
  gtk_window_present (GTK_WINDOW (batch));
  gpointer gone = batch;
  g_object_add_weak_pointer (G_OBJECT (batch), &gone);
  tide_summary_batch_start_folder (batch, folder);
  tide_clinic_lock (clinic);
  WAIT (gone == NULL);
  g_assert_cmpuint (count_files (folder, ".", TRUE), ==, 0);
  g_rmdir (folder);
  app_fixture_gone (window);
}

typedef struct
{
  TidePrintMany *many;
  gboolean done, printed;
  guint n_faults, n_reports;
} Job;

static void
fault_cb (const char *mrn, const GError *error, gpointer data)
{
  ((Job *) data)->n_faults++;
}

static void
done_cb (gboolean printed, const GError *error, gpointer data)
{
  Job *job = data;
  g_assert_no_error (error);
  job->done = TRUE;
  job->printed = printed;
  job->n_reports = tide_print_many_get_n_reports (job->many);
}

static void
one_job_holds_everybody (void)
{
  if (!pdf_check_tools ())
    return;
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  g_autoptr (GArray) ids = list_patients (clinic);
  gint64 nobody = 999999;
  g_array_append_val (ids, nobody);
  Job job = { 0 };
  g_autofree char *path = g_build_filename (pdf_check_begin (), "many.pdf", NULL);
  job.many = tide_print_many_new (clinic, ids, TIDE_READER_CLINICIAN, NULL, fault_cb, done_cb, &job);
  GtkPrintOperation *operation = tide_print_many_get_operation (job.many);
  g_autoptr (GError) error = NULL;
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  WAIT (job.done);
  g_assert_true (job.printed);
  g_assert_cmpuint (job.n_reports, ==, 3);
  g_assert_cmpuint (job.n_faults, ==, 1);
  g_autofree char *text = pdf_text (path, 0), *pages = pdf_info (path, "Pages");
  g_assert_cmpint (atoi (pages), >=, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TidePatient) patient
        = tide_clinic_lookup (clinic, &tide_patient_class, g_array_index (ids, gint64, i), NULL);
      check_has (text, patient->mrn);
    }
  tide_print_many_free (job.many);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/app/paper/pages-of-a-patient", pages_of_a_patient);
  g_test_add_func ("/app/paper/caseload-prints-what-it-shows", caseload_prints_what_it_shows);
  g_test_add_func ("/app/paper/every-sheet-can-be-saved", every_sheet_can_be_saved);
  g_test_add_func ("/app/paper/a-pdf-each-and-faults-at-the-end", a_pdf_each_and_faults_at_the_end);
  g_test_add_func ("/app/paper/cancelled-leaves-whole-files-only", cancelled_leaves_whole_files_only);
  g_test_add_func ("/app/paper/the-lock-ends-it", the_lock_ends_it);
  g_test_add_func ("/app/paper/one-job-holds-everybody", one_job_holds_everybody);
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}

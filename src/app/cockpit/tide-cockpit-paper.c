/* tide-cockpit-paper.c: the session's record and the list of the monitoring sheet as pages, printed or saved.
 */
#include "tide-cockpit-private.h"

#include <glib/gi18n-lib.h>

#include "tide-monitoring-sheet.h"
#include "tide-print-job.h"
#include "tide-summary-page.h"
#include "tide-window.h"

static char *
dup_setting (TideCockpitPage *self, const char *key)
{
  return tide_clinic_dup_setting (self->clinic, key);
}

static TideReport *
new_report (TideCockpitPage *self, gboolean monitoring)
{
  g_autofree char *name = dup_setting (self, "clinic.name"), *address = dup_setting (self, "clinic.address");
  g_autofree char *paper = dup_setting (self, "paper");
  const TideStaff *person = tide_clinic_get_person (self->clinic);
  gint64 number = 0;
  g_autofree char *head = tide_clinic_get_audit_head (self->clinic, &number);
  TideSummaryData page = { .history = self->model->history,
                           .library = tide_clinic_get_library (self->clinic),
                           .thresholds = self->model->desk.thresholds,
                           .instrument_id = self->model->desk.subject.target,
                           .clinic_name = name != NULL ? name : "",
                           .clinic_address = address,
                           .clinician = person != NULL ? person->name : NULL,
                           .audit_head = head,
                           .audit_number = number,
                           .synthetic = self->model->history->patient->synthetic,
                           .now = tide_instant_now (),
                           .from = TIDE_DATE_UNKNOWN,
                           .to = TIDE_DATE_UNKNOWN,
                           .paper = g_strcmp0 (paper, "letter") == 0 ? TIDE_PAPER_LETTER : TIDE_PAPER_A4 };
  TideSessionSheetData data = { &page, &self->model->desk.subject, self->model->rules, self->session_id };
  return monitoring ? tide_monitoring_sheet_new (&data) : tide_session_sheet_new (&data);
}

TideReport *
tide_cockpit_page_new_report (TideCockpitPage *self)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_PAGE (self), NULL);
  return new_report (self, FALSE);
}

gboolean
tide_cockpit_page_write_pdf (TideCockpitPage *self, const char *path, GError **error)
{
  g_autoptr (TideReport) report = tide_cockpit_page_new_report (self);
  TideReport *const reports[] = { report };
  return tide_report_write_pdf (reports, 1, path, error)
         && (tide_clinic_get_read_only (self->clinic)
             || tide_clinic_log (self->clinic, "export", tide_cockpit_model_get_patient (self->model),
                                 "session record, PDF", error));
}

typedef struct
{
  GWeakRef page;
  gboolean monitoring;
} Printing;

static void
printed_cb (gboolean printed, const GError *error, gpointer data)
{
  Printing *printing = data;
  g_autoptr (TideCockpitPage) self = g_weak_ref_get (&printing->page);
  g_autoptr (GError) log_error = NULL;
  const char *what = printing->monitoring ? "monitoring sheet" : "session record";
  g_weak_ref_clear (&printing->page);
  g_free (printing);
  TideWindow *window = self != NULL ? tide_window_of (GTK_WIDGET (self)) : NULL;
  if (window == NULL || tide_clinic_is_locked (self->clinic))
    return;
  if (error != NULL)
    tide_window_show_error (window, _ ("Nothing was printed"), error);
  if (error != NULL || !printed)
    return;
  if (tide_clinic_get_read_only (self->clinic)
      || tide_clinic_log (self->clinic, "print", tide_cockpit_model_get_patient (self->model), what,
                          &log_error))
    tide_window_toast (window, _ ("Sent to the printer"), FALSE);
  else
    tide_window_show_error (window, _ ("Printed, but not noted in the audit"), log_error);
}

void
tide_cockpit_paper_print (TideCockpitPage *self, gboolean monitoring)
{
  TideReport *report = new_report (self, monitoring);
  if (report == NULL)
    return;
  Printing *printing = g_new0 (Printing, 1);
  g_weak_ref_init (&printing->page, self);
  printing->monitoring = monitoring;
  tide_print_job_run (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), report, printed_cb, printing);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, TideCockpitPage *self)
{
  g_autoptr (GFile) file
    = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  TideWindow *window = tide_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_clear_object (&self->chooser);
  if (path == NULL || window == NULL || tide_clinic_is_locked (self->clinic))
    return;
  if (!tide_cockpit_page_write_pdf (self, path, &error))
    {
      tide_window_show_error (window, _ ("The PDF was not written"), error);
      return;
    }
  g_autofree char *words = tide_summary_page_dup_saved_words (path);
  tide_window_toast (window, words, FALSE);
}

void
tide_cockpit_paper_save (TideCockpitPage *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Save PDF, Not Encrypted"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  g_autofree char *day = tide_date_to_iso (tide_instant_get_date (self->model->session->started));
  /* A file's name is seen by everyone who sees the folder: it never holds the patient's. */
  g_autofree char *file_name = g_strdup_printf (_ ("session-record-%s.pdf"), day);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

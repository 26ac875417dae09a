/* tide-cockpit-paper.c: the session's record and the list of the monitoring sheet as pages, printed or saved.
 */
#include "tide-cockpit-private.h"

#include <glib/gi18n-lib.h>

#include "tide-monitoring-sheet.h"
#include "tide-paper-print.h"
#include "tide-summary-page.h"
#include "tide-window.h"

static TideReport *
new_report (TideCockpitPage *self, gboolean monitoring)
{
  g_auto (TideClinicPaper) paper;
  tide_clinic_paper_init (&paper, self->clinic, self->model->history);
  paper.page.thresholds = self->model->desk.thresholds;
  paper.page.instrument_id = self->model->desk.subject.target;
  TideSessionSheetData data
    = { &paper.page, &self->model->desk.subject, self->model->rules, self->session_id };
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

void
tide_cockpit_paper_print (TideCockpitPage *self, gboolean monitoring)
{
  TideReport *report = new_report (self, monitoring);
  if (report != NULL)
    tide_clinic_paper_print (GTK_WIDGET (self), self->clinic, report,
                             tide_cockpit_model_get_patient (self->model),
                             monitoring ? "monitoring sheet" : "session record");
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

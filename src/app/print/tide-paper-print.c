/* tide-paper-print.c: the way from a page to the printer: sent, noted in the audit, told. */
#include "tide-paper-print.h"

#include <glib/gi18n-lib.h>

#include "tide-paper-window.h"
#include "tide-print-job.h"
#include "tide-window.h"

typedef struct
{
  GWeakRef widget;
  TideClinic *clinic;
  gint64 patient_id;
  const char *what;
} Job;

static void
printed_cb (gboolean printed, const GError *error, gpointer data)
{
  Job *job = data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&job->widget);
  g_autoptr (TideClinic) clinic = job->clinic;
  g_autoptr (GError) log_error = NULL;
  TideWindow *window = widget != NULL ? tide_window_of (widget) : NULL;
  gint64 patient_id = job->patient_id;
  const char *what = job->what;
  g_weak_ref_clear (&job->widget);
  g_free (job);
  if (tide_clinic_is_locked (clinic))
    return;
  if (window != NULL && error != NULL)
    tide_window_show_error (window, _ ("Nothing was printed; a PDF needs no printer"), error);
  if (error != NULL || !printed)
    return;
  gboolean noted
    = tide_clinic_get_read_only (clinic) || tide_clinic_log (clinic, "print", patient_id, what, &log_error);
  if (window != NULL && noted)
    tide_window_toast (window, _ ("Sent to the printer"), FALSE);
  else if (window != NULL)
    tide_window_show_error (window, _ ("Printed, but not noted in the audit"), log_error);
}

void
tide_clinic_paper_print (GtkWidget *widget, TideClinic *clinic, TideReport *report, gint64 patient_id,
                         const char *what)
{
  gtk_window_present (GTK_WINDOW (tide_paper_window_new (widget, clinic, report, patient_id, what)));
}

void
tide_clinic_paper_send (GtkWidget *widget, TideClinic *clinic, TideReport *report, gint64 patient_id,
                        const char *what)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && report != NULL && what != NULL);
  Job *job = g_new0 (Job, 1);
  g_weak_ref_init (&job->widget, widget);
  job->clinic = g_object_ref (clinic);
  job->patient_id = patient_id;
  job->what = what;
  tide_print_job_run (GTK_WINDOW (gtk_widget_get_root (widget)), report, printed_cb, job);
}

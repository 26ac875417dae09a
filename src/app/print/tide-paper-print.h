/* tide-paper-print.h: the way from a page to paper: shown, printed or saved, noted in the audit, told. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic-paper.h"

G_BEGIN_DECLS

/**
 * tide_clinic_paper_print:
 * @widget: in whose window the dialog, the toast or the fault is shown; it may go before the job is done
 * @report: (transfer full)
 * @patient_id: 0 of no patient
 * @what: static words for the audit: "alert ledger"
 *
 * Shows the pages in a window from which they are printed or saved as a PDF.
 */
void tide_clinic_paper_print (GtkWidget *widget, TideClinic *clinic, TideReport *report, gint64 patient_id,
                              const char *what);
/* To the dialog of the printers. Takes @report. */
void tide_clinic_paper_send (GtkWidget *widget, TideClinic *clinic, TideReport *report, gint64 patient_id,
                             const char *what);

G_END_DECLS

/* tide-clinic-paper.h: what every page that leaves a desk says of the clinic, and the way to the printer:
 * sent, noted in the audit, told. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"
#include "tide-report.h"

G_BEGIN_DECLS

/* A page's head and foot as they stand now, with what they borrow from. */
typedef struct
{
  TideSummaryData page;
  char *name, *address, *phone, *head;
} TideClinicPaper;
/* @history: (nullable): a page of one patient; of the clinic alone else */
void tide_clinic_paper_init (TideClinicPaper *self, TideClinic *clinic, const TideHistory *history);
void tide_clinic_paper_clear (TideClinicPaper *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TideClinicPaper, tide_clinic_paper_clear)

/**
 * tide_clinic_paper_print:
 * @widget: in whose window the dialog, the toast or the fault is shown; it may go before the job is done
 * @report: (transfer full)
 * @patient_id: 0 of no patient
 * @what: static words for the audit: "alert ledger"
 */
void tide_clinic_paper_print (GtkWidget *widget, TideClinic *clinic, TideReport *report, gint64 patient_id,
                              const char *what);

G_END_DECLS

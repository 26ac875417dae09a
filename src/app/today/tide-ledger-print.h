/* tide-ledger-print.h: the rows of the ledger's table as they stand, on paper. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"
#include "tide-report.h"

G_BEGIN_DECLS

/* @items: (element-type TideLedgerItem) in the order of the table; @selection: what was chosen, in words
 * (transfer full) */
TideReport *tide_ledger_print_new_report (TideClinic *clinic, GListModel *items, const char *selection);
/* Opens the print dialog (which prints to PDF as well); what came of it is told in @widget's window. */
void tide_ledger_print (GtkWidget *widget, TideClinic *clinic, GListModel *items, const char *selection);

G_END_DECLS

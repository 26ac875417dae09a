/* tide-alert-ledger.h: every alert that was ever raised, and what was done about it (N08). */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"
#include "tide-report.h"

G_BEGIN_DECLS

#define TIDE_TYPE_ALERT_LEDGER (tide_alert_ledger_get_type ())
G_DECLARE_FINAL_TYPE (TideAlertLedger, tide_alert_ledger, TIDE, ALERT_LEDGER, AdwBin)
/* Signal "closed" (gboolean saved, char *message): a pushed page of the window. */

/* A TidePageMaker: @parameter is not looked at. */
GtkWidget *tide_alert_ledger_new (TideClinic *clinic, GVariant *parameter);
/* The rows that are shown, in their order, as pages. (transfer full) */
TideReport *tide_alert_ledger_new_report (TideAlertLedger *self);
guint tide_alert_ledger_get_n_rows (TideAlertLedger *self); /* those that fit the filter */

G_END_DECLS

/* tide-alert-dialog.h: what a person did about an alert: the only way to close it. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* Recorded by the person at the desk, now. */
void tide_alert_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 alert_id);

G_END_DECLS

/* tide-trial-dialog.h: a treatment tried before: new (id 0) or changed. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

void tide_trial_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 trial_id);

G_END_DECLS

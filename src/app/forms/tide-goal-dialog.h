/* tide-goal-dialog.h: what a patient wants: new (id 0), changed or closed. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

void tide_goal_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 goal_id);

G_END_DECLS

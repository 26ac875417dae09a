/* tide-dose-step-dialog.h: the dose from a day on. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* @step_id: 0 adds one. */
void tide_dose_step_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 course_id, gint64 step_id);

G_END_DECLS

/* tide-staging-dialog.h: what a stage of resistance needs besides the trials, and another stage than the
 * computed one. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* @scheme: index into tide_stage_scheme_codes. Each saving is a new dated record that begins with what the
 * newest said. */
void tide_staging_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, int scheme);

G_END_DECLS

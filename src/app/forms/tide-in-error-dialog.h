/* tide-in-error-dialog.h: marks a rating as entered in error. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* It is kept, and drawn nowhere. */
void tide_in_error_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 assessment_id);

G_END_DECLS

/* tide-identifier-dialog.h: a further number of a patient. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* @identifier_id: 0 adds one. */
void tide_identifier_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id,
                                     gint64 identifier_id);

G_END_DECLS

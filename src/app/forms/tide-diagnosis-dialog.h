/* tide-diagnosis-dialog.h: a diagnosis, by code or words. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* @diagnosis_id: 0 adds one. */
void tide_diagnosis_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id,
                                    gint64 diagnosis_id);

G_END_DECLS

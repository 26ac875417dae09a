/* tide-patient-dialog.h: a patient is added or changed. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* @patient_id: 0 adds one. */
void tide_patient_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id);

G_END_DECLS

/* tide-measurement-dialog.h: a weight, a blood pressure, a sodium …: new (id 0) or changed. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

void tide_measurement_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id,
                                      gint64 measurement_id);

G_END_DECLS

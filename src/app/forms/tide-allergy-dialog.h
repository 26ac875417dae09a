/* tide-allergy-dialog.h: what a patient cannot take, or that nothing is known: new (id 0) or changed. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

void tide_allergy_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id,
                                  gint64 allergy_id);

G_END_DECLS

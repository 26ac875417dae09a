/* tide-medication-dialog.h: a medicine that is taken beside the courses: new (id 0) or changed. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

void tide_medication_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id,
                                     gint64 medication_id);

G_END_DECLS

/* tide-contact-dialog.h: somebody to call: new (id 0) or changed. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

void tide_contact_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id,
                                  gint64 contact_id);

G_END_DECLS

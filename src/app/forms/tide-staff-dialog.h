/* tide-staff-dialog.h: adds a person to the clinic's staff, from the rater field of a form. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

typedef void (*TideStaffFunc) (gint64 staff_id, gpointer data);
/* Calls @added once the person is stored. */
void tide_staff_dialog_present (GtkWindow *parent, TideClinic *clinic, TideStaffFunc added, gpointer data,
                                GDestroyNotify destroy);

G_END_DECLS

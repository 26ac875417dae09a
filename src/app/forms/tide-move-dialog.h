/* tide-move-dialog.h: moves a rating out of the wrong chart. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* Shows both people before anything is moved. */
void tide_move_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 assessment_id);

G_END_DECLS

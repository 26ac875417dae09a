/* tide-note-dialog.h: a note; editing one keeps the old text. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* @note_id: 0 adds one; another one is superseded by what is saved. */
void tide_note_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 note_id);

G_END_DECLS

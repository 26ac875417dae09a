/* tide-in-error-dialog.h: marks a record as entered in error. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* It is kept, and drawn nowhere. */
void tide_in_error_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 assessment_id);
/* The same for any record that can have the mark; @title is what the screen calls it. */
void tide_in_error_dialog_present_record (GtkWindow *parent, TideClinic *clinic, const char *table, gint64 id,
                                          const char *title);

G_END_DECLS

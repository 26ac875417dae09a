/* tide-session-dialog.h: a treatment session: infusion or therapy. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* @session_id: 0 adds one. */
void tide_session_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 course_id, gint64 session_id);
/* A new one after the dose @dosing_id. */
void tide_session_dialog_present_integration (GtkWindow *parent, TideClinic *clinic, gint64 course_id,
                                              gint64 dosing_id);

G_END_DECLS

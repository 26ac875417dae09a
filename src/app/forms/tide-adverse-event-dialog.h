/* tide-adverse-event-dialog.h: an unwanted effect. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* @event_id: 0 adds one. */
void tide_adverse_event_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id,
                                        gint64 event_id);

G_END_DECLS

/* tide-event-dialog.h: a life event or a clinical event. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* @event_id: 0 adds one. */
void tide_event_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 event_id);

G_END_DECLS

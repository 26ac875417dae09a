/* tide-decision-dialog.h: a person decides about a treatment and signs. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* What the list came to stands beside the decision; @course_id 0: no course yet. */
void tide_decision_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, int arm,
                                   gint64 course_id, int computed, const char *words, const char *evidence);

G_END_DECLS

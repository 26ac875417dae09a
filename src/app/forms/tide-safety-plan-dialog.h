/* tide-safety-plan-dialog.h: a safety plan: new, or the older one renewed. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* With @plan_id a new plan opens with the words of that one, which it supersedes: what was agreed before
 * stays in the record. */
void tide_safety_plan_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id,
                                      gint64 plan_id);

G_END_DECLS

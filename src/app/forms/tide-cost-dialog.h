/* tide-cost-dialog.h: what a course costs, to whom. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

void tide_cost_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 course_id, gint64 cost_id);

G_END_DECLS

/* tide-goal-rating-dialog.h: how far a goal is reached. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* A rating of today; @rating_id 0 for a new one. */
void tide_goal_rating_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 goal_id,
                                      gint64 rating_id);

G_END_DECLS

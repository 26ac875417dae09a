/* tide-running-strip.h: every session that runs or is watched, always in sight: clock, next slot, worst
 * colour.
 */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_RUNNING_STRIP (tide_running_strip_get_type ())
G_DECLARE_FINAL_TYPE (TideRunningStrip, tide_running_strip, TIDE, RUNNING_STRIP, AdwBin)

GtkWidget *tide_running_strip_new (TideClinic *clinic);
/* The one on screen is marked, and alone hides the strip; 0: none is on screen. */
void tide_running_strip_set_shown (TideRunningStrip *self, gint64 session_id);
/* Shows it also for the one on screen alone: where its own clock may be scrolled away. */
void tide_running_strip_set_always (TideRunningStrip *self, gboolean always);
guint tide_running_strip_get_n (TideRunningStrip *self);
gint64 tide_running_strip_get_session (TideRunningStrip *self, guint at); /* 0 behind the last one */

/* The sessions whose clock was started and whose patient has not left, by start. (transfer full)
 * (element-type gint64) */
GArray *tide_running_list_sessions (TideClinic *clinic);

G_END_DECLS

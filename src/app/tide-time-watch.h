/* tide-time-watch.h: runs the rules on time while a clinic is open. */
#pragma once

#include "tide-clinic.h"

G_BEGIN_DECLS

typedef struct _TideTimeWatch TideTimeWatch;
/* Looks at everyone whom a rule on time may concern: now, and after each midnight; in the quiet moments of
 * the main loop, one chart at a time. */
TideTimeWatch *tide_time_watch_new (TideClinic *clinic);
/* This chart is open now: it comes first. */
void tide_time_watch_open_chart (TideTimeWatch *self, gint64 patient_id);
/* Looks at the courses that run again, after a look that failed. */
void tide_time_watch_try_again (TideTimeWatch *self);
/* Whether it is writing at this moment: what "changed" tells then is nobody's deed. */
gboolean tide_time_watch_is_writing (const TideTimeWatch *self);
void tide_time_watch_free (TideTimeWatch *self); /* NULL is fine */

G_END_DECLS

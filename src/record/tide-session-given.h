/* tide-session-given.h: what a session gave, for each reader the same: a table, a lane and a rule that derive
 * it on their own come to different doses. */
#pragma once

#include "tide-course.h"

G_BEGIN_DECLS

/* In mg/kg: as it was recorded, else the mg by the kg, to a thousandth as the desk rounds it; NAN when that
 * is not known. */
double tide_session_get_mg_per_kg (const TideSession *self);
/* Its own route (tide_route_codes), else that of @course (nullable); 0 unknown. */
int tide_session_get_route (const TideSession *self, const TideCourse *course);

G_END_DECLS

/* tide-session-given.h: what a session gave, for each reader the same: a table, a lane and a rule that derive
 * it on their own come to different doses. */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

/* In mg/kg: as it was recorded, else the mg by the kg, to a thousandth as the desk rounds it; NAN when that
 * is not known. */
double tide_session_get_mg_per_kg (const TideSession *self);
/* Its own route (tide_route_codes), else that of @course (nullable); 0 unknown. */
int tide_session_get_route (const TideSession *self, const TideCourse *course);
/* Whether the dose runs in over minutes, so that its clock counts it: into a vein; under the skin where a
 * pump's rate stands for it; a route that nobody wrote down only for ketamine.  Everything else is given at
 * once.  @course nullable. */
gboolean tide_session_is_infused (const TideSession *self, const TideCourse *course);

/* A ball that empties by itself: one flow, no alarm; how much is left over is measured (clinical.md 4.1). */
gboolean tide_session_is_elastomeric (const TideSession *self);
/* What was compared with the patient, in the reader's language: "name, birth date"; NULL: nothing.
 * (transfer full) */
char *tide_session_dup_identifiers_words (const TideSession *self);

/* The acute effects of sessions that the patient has left: how many there were, and how many were over by
 * then (F39).  One whose end nobody wrote down was not. */
typedef struct
{
  guint n_effects, n_resolved;
} TideAcuteCount;
/* Of one session; @session_id 0: of every session of the course. */
TideAcuteCount tide_session_count_acute (const TideHistory *history, gint64 course_id, gint64 session_id);

G_END_DECLS

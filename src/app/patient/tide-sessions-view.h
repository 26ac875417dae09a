/* tide-sessions-view.h: the sessions of all courses of a patient, newest first. */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_SESSIONS_VIEW (tide_sessions_view_get_type ())
G_DECLARE_FINAL_TYPE (TideSessionsView, tide_sessions_view, TIDE, SESSIONS_VIEW, AdwBin)

/* Enter on a row activates patient.edit-session (course, session). NULL empties. */
void tide_sessions_view_set_model (TideSessionsView *self, TidePatientModel *model);
/* The session selected in the table, 0: none. */
gint64 tide_sessions_view_get_selected (TideSessionsView *self);

G_END_DECLS

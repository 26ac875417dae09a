/* tide-cockpit-page.h: a dosing session, watched: checklist, dose, clock, readings, effects, leaving (N07).
 */
#pragma once

#include <adwaita.h>
#include "tide-cockpit-grid.h"
#include "tide-report.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COCKPIT_PAGE (tide_cockpit_page_get_type ())
G_DECLARE_FINAL_TYPE (TideCockpitPage, tide_cockpit_page, TIDE, COCKPIT_PAGE, GtkWidget)
/* Signal "closed" (gboolean saved, char *message). Actions cockpit.*: see tide-cockpit-actions.c. */

/* (transfer floating) (nullable): NULL when the session cannot be read */
GtkWidget *tide_cockpit_page_new (TideClinic *clinic, gint64 session_id);
/* A maker for tide_window_push_made_page (): @parameter is the session's id, "x". */
GtkWidget *tide_cockpit_page_make (TideClinic *clinic, GVariant *parameter);

gint64 tide_cockpit_page_get_session (TideCockpitPage *self);
void tide_cockpit_page_show_session (TideCockpitPage *self, gint64 session_id);
TideCockpitGrid *tide_cockpit_page_get_grid (TideCockpitPage *self);
/* The record as pages (transfer full). */
TideReport *tide_cockpit_page_new_report (TideCockpitPage *self);
gboolean tide_cockpit_page_write_pdf (TideCockpitPage *self, const char *path, GError **error);

/* The session that a person means by "the cockpit" of a course, or of a patient when @course_id is 0: the one
 * that runs, else the one agreed for today, else the next; 0: none. */
gint64 tide_cockpit_find_session (const TideHistory *history, gint64 course_id);
/* Agrees a session for now; 0 and *error. */
gint64 tide_cockpit_agree_session (TideClinic *clinic, const TideHistory *history, const TideCourse *course,
                                   GError **error);

G_END_DECLS

/* tide-window.h: the one window: start, unlocking and the clinic are its pages; whole-window forms are pushed
 * over them. */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_WINDOW (tide_window_get_type ())
G_DECLARE_FINAL_TYPE (TideWindow, tide_window, TIDE, WINDOW, AdwApplicationWindow)
/* Signals: "locking": the clinic is about to be locked; forms save their drafts now.  "ready": a clinic is on
 * screen. */

TideWindow *tide_window_new (GtkApplication *app);

/* The clinic on screen (transfer none), NULL before one is open. Setting one shows its patients. */
TideClinic *tide_window_get_clinic (TideWindow *self);
void tide_window_set_clinic (TideWindow *self, TideClinic *clinic);
gint64 tide_window_get_patient (TideWindow *self); /* the one on screen, 0: nobody */
void tide_window_show_patient (TideWindow *self, gint64 patient_id);

/* Opens the clinic in @folder, asking for the passphrase where there is one. */
void tide_window_open_folder (TideWindow *self, const char *folder);
/* Opens the demo clinic in the user's data folder; makes it first. */
void tide_window_open_demo (TideWindow *self);
/* Saves drafts, empties everything that shows a patient, closes the database, wipes the key; asks for the
 * passphrase. */
void tide_window_lock (TideWindow *self);
void tide_window_close_clinic (TideWindow *self); /* back to the start */

/**
 * tide_window_push_page:
 * @page: (transfer floating): a whole page with its own header bar
 *
 * Shows @page over everything. When the page has a signal "closed" (gboolean saved, char *message), that pops
 * it and shows the message as a toast, with Undo when something was saved.
 */
void tide_window_push_page (TideWindow *self, GtkWidget *page);
void tide_window_pop_page (TideWindow *self);              /* the topmost pushed page, destroyed */
GtkWidget *tide_window_get_pushed_page (TideWindow *self); /* the topmost, or NULL */

/* Whether actions patient.* may open something: no form stands over the patient, or only a page that is about
 * him and sends for them (tide-eligibility-page.h). */
gboolean tide_window_takes_patient_actions (TideWindow *self);
/* Runs an action of the patient page from such a page; @target (nullable) is not taken. */
void tide_window_activate_patient_action (TideWindow *self, const char *name, GVariant *target);

/* A page that can be made anew after unlocking, its draft being kept: @maker gets @parameter again. */
typedef GtkWidget *(*TidePageMaker) (TideClinic *clinic, GVariant *parameter);
/* @parameter: (transfer floating). Pushes what @maker makes. */
void tide_window_push_made_page (TideWindow *self, TidePageMaker maker, GVariant *parameter);

/* A short message; with @undo it carries an Undo button (win.undo). */
void tide_window_toast (TideWindow *self, const char *text, gboolean undo);
/* An error as a sentence in a message dialog; frees nothing. */
void tide_window_show_error (TideWindow *self, const char *heading, const GError *error);

/* The window that @widget is in, or NULL. */
TideWindow *tide_window_of (GtkWidget *widget);

G_END_DECLS

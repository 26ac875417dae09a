/* tide-window.h: the one window: start, unlocking and the clinic are its pages; whole-window forms are pushed
 * over them. */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_WINDOW (tide_window_get_type ())
G_DECLARE_FINAL_TYPE (TideWindow, tide_window, TIDE, WINDOW, AdwApplicationWindow)
/* Signal "locking": the clinic is about to be locked; forms save their drafts now. */

TideWindow *tide_window_new (GtkApplication *app);

/* The clinic on screen (transfer none), NULL before one is open. Setting one shows its patients. */
TideClinic *tide_window_get_clinic (TideWindow *self);
void tide_window_set_clinic (TideWindow *self, TideClinic *clinic);

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

/* A short message; with @undo it carries an Undo button (win.undo). */
void tide_window_toast (TideWindow *self, const char *text, gboolean undo);
/* An error as a sentence in a message dialog; frees nothing. */
void tide_window_show_error (TideWindow *self, const char *heading, const GError *error);

/* The window that @widget is in, or NULL. */
TideWindow *tide_window_of (GtkWidget *widget);

G_END_DECLS

/* app-fixture.h: windows and clinics for widget tests, and ways to look through the tree of widgets. */
#pragma once

#include <adwaita.h>
#include "tide-clinic-fixture.h"
#include "tide-window.h"

G_BEGIN_DECLS

/* Starts GTK and loads the templates; the tests' main () calls it first. */
void app_fixture_init (int *argc, char ***argv);

gboolean app_fixture_tick (gpointer data);
/* Runs the main loop until @cond, half a minute at most: keys are derived on busy machines too. */
#define WAIT(cond)                                                                                           \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    gboolean t_ = FALSE;                                                                                     \
    gint64 end_ = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;                                         \
    /* Below idle: where cond itself is slow, a tick must not keep what it waits for from running. */        \
    guint s_ = g_timeout_add_full (G_PRIORITY_LOW, 10, app_fixture_tick, &t_, NULL);                         \
    while (!(cond) && g_get_monotonic_time () < end_)                                                        \
      g_main_context_iteration (NULL, TRUE);                                                                 \
    g_source_remove (s_);                                                                                    \
    if (!(cond))                                                                                             \
      g_error ("waited in vain for " #cond);                                                                 \
  }                                                                                                          \
  G_STMT_END
void app_fixture_settle (void); /* until nothing is left to do */

/* A window on screen, with @clinic when not NULL. */
TideWindow *app_fixture_window (TideClinic *clinic);
/* Destroys it; a window that stays alive is a failure. */
void app_fixture_gone (TideWindow *window);

/* A clinic with @n patients "Probe-1 Anna", PR-0001 …, each with two Y-BOCS and a sertraline course. */
TideClinic *app_fixture_clinic (gboolean keyed, guint n);

/* The first widget of @type below @root that can be seen, or NULL. */
GtkWidget *app_fixture_find (GtkWidget *root, GType type);
/* The open window of @type, or NULL: "the dialog that was asked". */
gpointer app_fixture_find_window (GType type);
/* Whether any text property of any widget below @root contains @text. */
gboolean app_fixture_says (GtkWidget *root, const char *text);
/* As above, in every window of the process. */
gboolean app_fixture_anyone_says (const char *text);

G_END_DECLS

/* tide-ask-dialog.h: the two small questions of forms: why, and whether. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*TideAskFunc) (const char *text, gpointer data);

/**
 * tide_ask_reason:
 * @preset: (nullable): a reason that stands there already
 * @suggestions: (nullable): NULL-terminated, offered as buttons
 * @answered: gets the reason, never empty; not called when the person cancels
 *
 * The confirming button stays insensitive while nothing is written. Enter confirms.
 */
GtkWidget *tide_ask_reason (GtkWidget *parent, const char *heading, const char *body, const char *confirm,
                            const char *preset, const char *const *suggestions, TideAskFunc answered,
                            gpointer data);
/* @responses: id, label pairs, NULL-terminated; the first is the default, "cancel" closes; ids beginning with
 * "!" are destructive. @answered gets the id. */
GtkWidget *tide_ask_choice (GtkWidget *parent, const char *heading, const char *body,
                            const char *const *responses, TideAskFunc answered, gpointer data);

G_END_DECLS

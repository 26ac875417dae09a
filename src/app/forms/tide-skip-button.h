/* tide-skip-button.h: "Not done…": why a part of a visit was left out, chosen by a digit or typed. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TIDE_TYPE_SKIP_BUTTON (tide_skip_button_get_type ())
G_DECLARE_FINAL_TYPE (TideSkipButton, tide_skip_button, TIDE, SKIP_BUTTON, GtkWidget)
/* Signal "chosen" (char *reason): NULL takes "not done" back. */

GtkWidget *tide_skip_button_new (const char *what); /* the part, for the accessible name */
void tide_skip_button_set_reason (TideSkipButton *self, const char *reason);
void tide_skip_button_popup (TideSkipButton *self);

/* The usual reasons, translated, NULL-terminated. */
const char *const *tide_skip_reasons (void);

G_END_DECLS

/* tide-cockpit-body.h: the widget that tide-cockpit-layout.h arranges. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TIDE_TYPE_COCKPIT_BODY (tide_cockpit_body_get_type ())
G_DECLARE_FINAL_TYPE (TideCockpitBody, tide_cockpit_body, TIDE, COCKPIT_BODY, GtkWidget)

/* Prompt, left, middle and right, in the order of the keyboard. */
void tide_cockpit_body_set_parts (TideCockpitBody *self, GtkWidget *prompt, GtkWidget *left,
                                  GtkWidget *middle, GtkWidget *right);

G_END_DECLS

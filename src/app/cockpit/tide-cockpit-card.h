/* tide-cockpit-card.h: the small parts of which the cockpit's cards are made. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A card with a heading; @end, optional, gets the label at the right of it. Children go into the box. */
GtkWidget *tide_card_new (const char *heading, GtkLabel **end);
/* "Started    10:04:00": what it is, and the value at the right, which is returned (transfer none). */
GtkLabel *tide_card_add_fact (GtkWidget *card, const char *name);
/* A wrapping line of text (transfer none). */
GtkLabel *tide_card_add_text (GtkWidget *card, const char *css_class);
/* A button with its key beside its words. */
GtkWidget *tide_key_button_new (const char *label, const char *key, const char *action);
void tide_key_button_set_label (GtkWidget *button, const char *label);
void tide_card_set_class (GtkWidget *widget, const char *css_class, gboolean on);
/* Sets the text only when it is another one: it is asked each second. */
void tide_card_set_text (GtkLabel *label, const char *text);

G_END_DECLS

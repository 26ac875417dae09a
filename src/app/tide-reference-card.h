/* tide-reference-card.h: what others found, to read: a card about the treatments (F71), and which studies are
 * on file for a condition (F64).  Read only; nothing on it is the clinic's own, and nothing is computed. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The card as a window over @parent. */
void tide_reference_card_present (GtkWindow *parent);
/* The studies on file for @condition, with their heading and date, as a group; of the @arms (masks) alone, or
 * with @n_arms 0 of all.  One that has none on file says so. (transfer floating) */
GtkWidget *tide_reference_card_make_studies (const char *condition, const guint32 *arms, guint n_arms);

G_END_DECLS

/* tide-missing-card.h: what a form still wants, as chips that lead there. */
#pragma once

#include <gtk/gtk.h>
#include "tide-answer-sheet.h"

G_BEGIN_DECLS

#define TIDE_TYPE_MISSING_CARD (tide_missing_card_get_type ())
G_DECLARE_FINAL_TYPE (TideMissingCard, tide_missing_card, TIDE, MISSING_CARD, GtkWidget)
/* Signal "chosen" (guint row). */

GtkWidget *tide_missing_card_new (TideAnswerSheet *sheet);
/* @part: the part whose items are wanted; @note: what saving does meanwhile. Hides itself when nothing is
 * missing. */
void tide_missing_card_set (TideMissingCard *self, guint part, const char *note);

/* "Items 7, 8, 9 and 10 are missing." (transfer full), NULL when none. */
char *tide_missing_words (TideAnswerSheet *sheet, guint part);

G_END_DECLS

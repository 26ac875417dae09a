/* tide-item-row.h: one question of a form: number, words, answers, last answer, change. */
#pragma once

#include <gtk/gtk.h>
#include "tide-answer-sheet.h"

G_BEGIN_DECLS

#define TIDE_TYPE_ITEM_ROW (tide_item_row_get_type ())
G_DECLARE_FINAL_TYPE (TideItemRow, tide_item_row, TIDE, ITEM_ROW, GtkWidget)

GtkWidget *tide_item_row_new (TideAnswerSheet *sheet, guint row);
guint tide_item_row_get_row (TideItemRow *self);
/* Reads everything from the sheet again. */
void tide_item_row_update (TideItemRow *self);
/* A sentence under the row ("5 is not an answer here …"); NULL takes it away. @level names its tint. */
void tide_item_row_set_note (TideItemRow *self, const char *note, TideLevel level);
const char *tide_item_row_get_note (TideItemRow *self); /* "" when none */
/* The answer button of @value, NULL when the row has a number cell. For tests. */
GtkWidget *tide_item_row_get_button (TideItemRow *self, int value);
/* Whether the scale's higher numbers are worse, so that a change may be called better or worse. */
void tide_item_row_set_has_direction (TideItemRow *self, gboolean has_direction);

G_END_DECLS

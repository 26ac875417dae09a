/* tide-effect-row.h: one unwanted effect of a visit: term and severity, and folded what else is known of it.
 */
#pragma once

#include <gtk/gtk.h>
#include "tide-course.h"

G_BEGIN_DECLS

#define TIDE_TYPE_EFFECT_ROW (tide_effect_row_get_type ())
G_DECLARE_FINAL_TYPE (TideEffectRow, tide_effect_row, TIDE, EFFECT_ROW, GtkWidget)
/* Signals: "changed"; "removed" (the button). */

/* @term NULL: an entry to type it into. */
GtkWidget *tide_effect_row_new (const char *term, gint64 course_id);
const char *tide_effect_row_get_fixed_term (TideEffectRow *self); /* NULL: it is typed */
void tide_effect_row_set (TideEffectRow *self, const TideAdverseEvent *event);
TideAdverseEvent *tide_effect_row_dup_event (TideEffectRow *self); /* (transfer full) */
char *tide_effect_row_dup_fault (TideEffectRow *self);             /* NULL: none (transfer full) */
/* Opens and marks the date that cannot stand, with the reason under it, and puts the keyboard there; FALSE:
 * none. The mark goes with the next key. */
gboolean tide_effect_row_show_fault (TideEffectRow *self);
void tide_effect_row_focus (TideEffectRow *self);
/* For a draft: what the row knows, and a date that cannot be read as it was typed. FALSE: no such @group. */
void tide_effect_row_write (TideEffectRow *self, GKeyFile *file, const char *group);
gboolean tide_effect_row_read_event (GKeyFile *file, const char *group, TideAdverseEvent *event);
void tide_effect_row_read_typed (TideEffectRow *self, GKeyFile *file, const char *group);

G_END_DECLS

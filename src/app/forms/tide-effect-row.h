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
void tide_effect_row_focus (TideEffectRow *self);

G_END_DECLS

/* tide-effects-box.h: the unwanted effects of a visit: asked, none or which. */
#pragma once

#include <gtk/gtk.h>
#include "tide-answer-sheet.h"
#include "tide-effects-ongoing.h"
#include "tide-history.h"
#include "tide-safety-rules.h"

G_BEGIN_DECLS

#define TIDE_TYPE_EFFECTS_BOX (tide_effects_box_get_type ())
G_DECLARE_FINAL_TYPE (TideEffectsBox, tide_effects_box, TIDE, EFFECTS_BOX, GtkWidget)
/* Signal "changed": a term or a severity. */

/* The checklists are those of the courses of @history that run on @day. @rules and @history outlive it. */
GtkWidget *tide_effects_box_new (TideAnswerSheet *sheet, guint part, const TideHistory *history,
                                 const TideSafetyRules *rules, TideDate day);
/* After the sheet changed: buttons and list. */
void tide_effects_box_update (TideEffectsBox *self);
/* What was written, without patient, visit and time (element-type TideAdverseEvent) (transfer full). */
GPtrArray *tide_effects_box_list (TideEffectsBox *self);
/* A row without a term: what is wrong in words, NULL when nothing (transfer full). */
char *tide_effects_box_dup_fault (TideEffectsBox *self);
/* Marks the first date that cannot stand, and puts the keyboard there. */
void tide_effects_box_show_fault (TideEffectsBox *self);
/* What is still open from before. */
TideEffectsOngoing *tide_effects_box_get_ongoing (TideEffectsBox *self);
/* The rows as groups "effect 1", "effect 2" …; reading adds them. A half-typed date stays as it was typed. */
void tide_effects_box_write_draft (TideEffectsBox *self, GKeyFile *file);
void tide_effects_box_read_draft (TideEffectsBox *self, GKeyFile *file);
void tide_effects_box_add (TideEffectsBox *self, const char *term, int severity);
/* The same with everything that is known of it. */
void tide_effects_box_add_event (TideEffectsBox *self, const TideAdverseEvent *event);
/* That it was asked, and what: one for each running course with a checklist, whatever was found; empty when
 * it was not asked (element-type TideEffectCheck) (transfer full). */
GPtrArray *tide_effects_box_list_checks (TideEffectsBox *self, TideInstant taken);
/* Ticks a term of the checklist, as a person does; FALSE when there is none of that name. */
gboolean tide_effects_box_tick (TideEffectsBox *self, const char *term, gboolean active);

G_END_DECLS

/* tide-checklists.h: which unwanted effects are asked for under which treatment (F09). */
#pragma once

#include "tide-safety-rules.h"

G_BEGIN_DECLS

/* The checklist of an arm, or NULL. */
const TideChecklist *tide_checklists_for (const TideSafetyRules *rules, TideArm arm);
const TideChecklist *tide_checklists_find (const TideSafetyRules *rules, const char *id);
const TideChecklistTerm *tide_checklist_find_term (const TideChecklist *self, const char *term_id);
/* By id or by label, any case: what an adverse event's term says. */
const TideChecklistTerm *tide_checklist_match_term (const TideChecklist *self, const char *text);
/* All terms for TideEffectCheck.asked: "nausea headache …" (transfer full). */
char *tide_checklist_dup_asked (const TideChecklist *self);
gboolean tide_effect_check_asks (const TideEffectCheck *check, const char *term_id);

G_END_DECLS

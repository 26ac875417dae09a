/* tide-effect-terms.h: which unwanted effects are asked for now: the checklists of the courses that run. */
#pragma once

#include "tide-checklists.h"

G_BEGIN_DECLS

typedef struct
{
  const TideChecklistTerm *term;
  const TideCourse *course; /* the first one that runs and whose list has the term */
} TideAskedTerm;

/* Courses that are taken on @day, those of an unknown start too, and have a checklist (element-type
 * TideCourse) (transfer container). */
GPtrArray *tide_effect_terms_list_courses (const TideSafetyRules *rules, const TideHistory *history,
                                           TideDate day);
/* Each label once, in the order of the lists (element-type TideAskedTerm) (transfer full). */
GArray *tide_effect_terms_list (const TideSafetyRules *rules, const GPtrArray *courses);
/* One for each course: everything on its list was asked (element-type TideEffectCheck) (transfer full). */
GPtrArray *tide_effect_terms_make_checks (const TideSafetyRules *rules, const GPtrArray *courses,
                                          TideInstant taken);

G_END_DECLS

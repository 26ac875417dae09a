/* tide-eligibility-answers.h: where each item of the eligibility list is answered. */
#pragma once

#include "tide-eligibility.h"

G_BEGIN_DECLS

typedef struct
{
  int arm;
  const TideCourse *course;       /* or NULL */
  const TideScreening *screening; /* the one that holds now, or NULL: a new one is needed */
} TideAnswerContext;

/* The action patient.* that opens the place, or NULL when nothing is open or nobody can mend it; @label is
 * the word of the button, @target the action's (floating, or NULL). */
const char *tide_eligibility_find_answer (const TideAnswerContext *context, const TideEligibilityItem *item,
                                          const char **label, GVariant **target);
/* "Needs review: 1 to look at, 2 questions open." (transfer full) */
char *tide_eligibility_dup_verdict (const TideEligibility *list);
const char *tide_item_state_get_icon (TideItemState state);
const char *tide_item_state_get_css_class (TideItemState state);

G_END_DECLS

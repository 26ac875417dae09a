/* tide-visit-goals.h: the goals of a patient as parts of a visit: each open one is asked, 0 to 10. */
#pragma once

#include "tide-answer-sheet.h"
#include "tide-form-context.h"

G_BEGIN_DECLS

/* Adds a part for each open goal, oldest first, as many as there are scales for goals. */
void tide_visit_goals_add (const TideFormContext *context, TideAnswerSheet *sheet);
gboolean tide_visit_goals_is_goal (const TideSheetPart *part);
/* What was answered in @part, without its visit; NULL without an answer (transfer full). */
TideGoalRating *tide_visit_goals_make_rating (const TideFormContext *context, TideAnswerSheet *sheet,
                                              const TideSheetPart *part);

G_END_DECLS

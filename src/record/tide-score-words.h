/* tide-score-words.h: what a score rests on, in words: estimated from some of the answers, a safety item left
 * open.
 *
 * A prorated total looks like any other number; wherever one is told, these words go with it.
 */
#pragma once

#include "tide-assessment.h"

G_BEGIN_DECLS

/* "estimated from 7 of 9"; NULL when the primary score is whole or has no value (transfer full). */
char *tide_score_dup_estimate (TideInstrument *instrument, const TideAssessmentData *data);
/* "18, estimated from 7 of 9", "18" or "no total, 3 of 9 not answered" (transfer full). */
char *tide_score_dup_value (TideInstrument *instrument, const TideAssessmentData *data);

/* The safety items that have no answer though they were asked (element-type TideItem) (transfer container);
 * @suicide: (out) (optional): at least one of them is about suicide. clinical.md 8, A7. */
GPtrArray *tide_score_list_open_safety (TideInstrument *instrument, const TideAnswer *answers,
                                        gboolean *suicide);
/* "item 9 not answered", "items 1, 3 not answered", NULL when none is (transfer full). */
char *tide_score_dup_open_safety (TideInstrument *instrument, const TideAssessmentData *data);
/* "9", "1, 3, 6b" (transfer full). */
char *tide_score_dup_item_numbers (const GPtrArray *items);

G_END_DECLS

/* tide-alert-amend.h: what becomes of alerts when the answers behind them are amended (clinical.md 8.1).
 *
 * The saving decides by these functions and the form foretells by them: of two readings of one rule one would
 * promise an alert that never comes.
 */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

/* What the row that is to be replaced says (transfer full) (element-type TideAlert): not stored. */
GPtrArray *tide_alert_amend_list_before (const TideHistory *history, TideInstrument *instrument,
                                         const TideAssessmentData *old, TideInstant now,
                                         const TideThresholds *thresholds);

/**
 * tide_alert_amend_find_cover:
 * @chain: (element-type TideAlert): the stored alerts of all versions of the rating
 * @before: of tide_alert_amend_list_before ()
 *
 * The alert that says as much as @finding: where there is one, amending raises nothing new. Of several one
 * that is open.
 *
 * Returns: (transfer none) (nullable)
 */
const TideAlert *tide_alert_amend_find_cover (const GPtrArray *chain, const GPtrArray *before,
                                              const TideAlert *finding);

/* Whether the answers that say @findings now do not say @alert any more, or less: it stays, marked. */
gboolean tide_alert_amend_has_fallen (const TideAlert *alert, const GPtrArray *findings);

typedef enum
{
  TIDE_FORESEEN_RAISED,
  TIDE_FORESEEN_FOR_RECORD,    /* kept in the chart, not news */
  TIDE_FORESEEN_STAYS,         /* an open alert says it already */
  TIDE_FORESEEN_STAYS_AMENDED, /* as above, and is marked: it said more */
  TIDE_FORESEEN_ACTED_ON,      /* an alert said it, and somebody has acted */
} TideForeseen;

/**
 * tide_alert_amend_foresee:
 * @data: the rating as it would be saved; its id is that of the row that it amends, or 0
 * @rule, @item_id: of one finding in it; @suicide: whether that is about suicide
 *
 * What saving would do. The assessments and alerts of the history must be loaded.
 */
TideForeseen tide_alert_amend_foresee (const TideHistory *history, TideInstrument *instrument,
                                       const TideAssessmentData *data, const char *rule, const char *item_id,
                                       gboolean suicide, TideInstant now, const TideThresholds *thresholds);

G_END_DECLS

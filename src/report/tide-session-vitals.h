/* tide-session-vitals.h: the readings of a session as the vitals figure draws them, on the screen and on
 * paper: judged by safety's limits, on the minutes of its clock.
 */
#pragma once

#include "tide-infusion.h"
#include "tide-session-rules.h"
#include "tide-vitals-figure.h"

G_BEGIN_DECLS

/* @infusion: as it stands at the moment that is drawn. (transfer full) */
TideVitalsData *tide_session_vitals_new (const TideSessionRules *rules, const TideGrid *grid,
                                         const TideHistory *history, const TideSession *session,
                                         const TideInfusion *infusion);
/* "peak 164/90 at 20 min (+38/+10) · back to pre-dose: not yet" (transfer full) */
char *tide_session_vitals_dup_words (const TideSessionRules *rules, const TideHistory *history,
                                     const TideSession *session, const TideInfusion *infusion);

G_END_DECLS

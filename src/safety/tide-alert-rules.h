/* tide-alert-rules.h: which alerts a saved assessment raises.
 *
 * Findings on the answers themselves come from the instrument file; here they are joined with the patient's history
 * (A6: a suicide item risen against the previous visit) and with the rules of clinical.md 8.1 on what is historical.
 */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

/**
 * tide_alert_rules_raise:
 * @history: the patient's history before this save
 * @data: the assessment, with answers and scores
 * @imported: it comes from a file, not from a form
 *
 * Returns: (transfer full) (element-type TideAlert): never NULL; not yet stored. Findings merge per rule and item.
 */
GPtrArray *tide_alert_rules_raise (const TideHistory *history, TideInstrument *instrument,
                                   const TideAssessmentData *data, gboolean imported, TideInstant now);

/* Words of an alert, translated: title "PHQ-9 item 9 answered 1", advice "Assess risk now according to local policy." */
char *tide_alert_rules_dup_title (TideInstrument *instrument, const TideAlert *alert); /* instrument may be NULL */
char *tide_alert_rules_dup_advice (const TideAlert *alert);
const char *tide_alert_rules_get_source (const char *rule); /* author, year or convention */

G_END_DECLS

/* tide-alert-rules.h: which alerts a saved assessment raises.
 *
 * Findings on the answers themselves come from the instrument file; here they are joined with the patient's
 * history (A6: a suicide item risen against the previous visit) and with the rules of clinical.md 8.1 on what
 * is historical.
 */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

/**
 * tide_alert_rules_raise:
 * @history: the patient's history; it may hold the rows that @data replaces, is, or supersedes: they are left
 * out by id
 * @data: the assessment, with answers and scores
 * @imported: it comes from a file, not from a form
 *
 * Returns: (transfer full) (element-type TideAlert): never NULL; not yet stored; highest level first.
 * Findings merge per rule and item. Only a current (final) assessment raises.
 */
GPtrArray *tide_alert_rules_raise (const TideHistory *history, TideInstrument *instrument,
                                   const TideAssessmentData *data, gboolean imported, TideInstant now);
/* The same by a clinic's own "historical_days" and "suicide_recent_days"; above: by the defaults. */
GPtrArray *tide_alert_rules_raise_by (const TideHistory *history, TideInstrument *instrument,
                                      const TideAssessmentData *data, gboolean imported, TideInstant now,
                                      const TideThresholds *thresholds);

/* Whether what @data raises is historical: for the record, not as news. @data: its "entered" unknown while it
 * is not saved. */
gboolean tide_alert_rules_is_for_record (const TideHistory *history, const TideAssessmentData *data,
                                         gboolean suicide, gboolean imported, TideInstant now,
                                         const TideThresholds *thresholds);

/* Whether raising for @data can depend on the patient's other assessments. Most saves do not, and a chart of
 * ten years need not be read for them. */
gboolean tide_alert_rules_needs_history (TideInstrument *instrument, const TideAssessmentData *data,
                                         gboolean imported, TideInstant now,
                                         const TideThresholds *thresholds);

/**
 * tide_alert_rules_summarise:
 * @alerts: (element-type TideAlert): what an import raised for one patient
 *
 * The one alert that stands in the banner for all historical alerts of an import (clinical.md 8.1): rule
 * "import", level yellow, its value the number of historical alerts, on the newest rating among them.
 *
 * Returns: (transfer full) (nullable): NULL when none of them is historical
 */
TideAlert *tide_alert_rules_summarise (const GPtrArray *alerts, TideInstant now);

/* Groups alerts that belong in one banner: the same assessment and item (A5 and A6 of HAM-D17 item 3).
 * (transfer full) (element-type GPtrArray (element-type TideAlert) (transfer none)): highest level first; the
 * first of each group is the one whose title and level the banner shows. */
GPtrArray *tide_alert_rules_merge (const GPtrArray *alerts);

/* Words of an alert, translated: title "PHQ-9 item 9 answered 1", advice "Assess risk now according to local
 * policy." */
char *tide_alert_rules_dup_title (TideInstrument *instrument,
                                  const TideAlert *alert); /* instrument may be NULL */
char *tide_alert_rules_dup_advice (const TideAlert *alert);
/* A historical alert that nobody has acted on, beside its rating: "item 9 = 3, not acted on (entered late)"
 * (transfer full). */
char *tide_alert_rules_dup_record_words (TideInstrument *instrument, const TideAlert *alert);
/* The open historical ones among @alerts, one group for each banner that they would make (transfer full)
 * (element-type GPtrArray (element-type TideAlert) (transfer none)). */
GPtrArray *tide_alert_rules_list_record (const GPtrArray *alerts);
/* All open alerts of a chart, those for the record after those that wait, each in the chart's order:
 * highest level first (transfer container) (element-type TideAlert). */
GPtrArray *tide_alert_rules_list_open (const GPtrArray *alerts);
/* "1 red, 2 amber" of @alerts from the @from-th on; "" for none (transfer full). */
char *tide_alert_rules_dup_counts (const GPtrArray *alerts, guint from);
/* The day of the rating or session behind @alert, else of its raising. */
TideDate tide_alert_rules_get_day (const TideHistory *history, const TideAlert *alert);
/* "Answer of 3 Nov 2025, raised 16 Nov 2025", "Rating of …", "Session of …", "Raised 16 Nov 2025": what the
 * alert is about comes first, its raising only where it was another day (transfer full). */
char *tide_alert_rules_dup_days (const TideHistory *history, const TideAlert *alert);
/* What became of the answer behind @alert, "the answer behind this alert was amended 2 → 0 on 16 Nov 2025 by
 * …"; NULL while it stands (transfer full). */
char *tide_alert_rules_dup_story (const TideHistory *history, TideInstrument *instrument,
                                  const TideAlert *alert, const char *who, TideInstant when);
/* The version of the assessment behind @alert that stands now, or NULL (transfer none). */
const TideAssessmentData *tide_alert_rules_find_source (const TideHistory *history, const TideAlert *alert);
const char *tide_alert_rules_get_source (const char *rule); /* author, year or convention */
/* The instrument that an alert of @rule asks for on the same day (A4: the C-SSRS screener), or NULL. */
const char *tide_alert_rules_get_follow_up (const char *rule);

/* A red alert in the banner repeats when nobody has acted on it for "red_repeat_minutes". */
gboolean tide_alert_rules_is_repeat_due (const TideAlert *alert, TideInstant last_shown, TideInstant now,
                                         const TideThresholds *thresholds);

G_END_DECLS

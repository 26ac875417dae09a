/* tide-chart-alerts.h: alerts that the whole chart raises, and those that time raises.
 *
 * The findings are those of outcome, exposure watch, screening, interactions and substance caution
 * (clinical.md 8: A9-A11, A13-A18; A8, A7's repeats, looks back and expiries); here each becomes an alert
 * with a source, and is held against the alerts that are stored: one open alert for each patient, rule,
 * subject and source.
 *
 * The subject of such an alert is a word ("doses", "sodium") when its rating or session is stored beside it,
 * else the word and its source: "sodium#measurement-12".  Its detail is the finding in words.  Alerts without
 * a subject are those of one rating's own answers (tide-alert-rules.h).
 */
#pragma once

#include "tide-safety-rules.h"

G_BEGIN_DECLS

/* Groups of rules, by what must be loaded for them. */
typedef enum
{
  TIDE_CHART_RATINGS = 1 << 0,      /* A9, A10, A11 against the baseline: the whole history */
  TIDE_CHART_SESSIONS = 1 << 1,     /* A18: courses, sessions */
  TIDE_CHART_MEASUREMENTS = 1 << 2, /* A17: courses, dose steps, measurements */
  TIDE_CHART_EFFECTS = 1 << 3,      /* A18 urinary symptoms, misuse: courses, adverse events, reviews */
  TIDE_CHART_SCREENINGS = 1 << 4,   /* A16 ticked, A15: the whole history */
  TIDE_CHART_TAKEN = 1 << 5,        /* A16 interactions: courses, dose steps, medications */
  TIDE_CHART_VITALS = 1 << 6,       /* A13, A14: the readings of a session */
} TideChartRules;

/* Which groups a record of @klass can speak to; 0: none. */
guint tide_chart_alerts_rules_of (const TideRecordClass *klass);

/**
 * tide_chart_alerts_find:
 * @rules: TideChartRules
 *
 * Everything that the chart says by these rules, past findings too. "raised" is the moment of the evidence.
 *
 * Returns: (transfer full) (element-type TideAlert): never NULL, not stored
 */
GPtrArray *tide_chart_alerts_find (const TideSafetyCase *subject, guint rules);

/**
 * tide_time_alerts_find:
 *
 * What time alone has brought about: A8 before a dose of ketamine or esketamine today and after one of the
 * last days, A8 of each week of a new antidepressant under 25 years, A7 of a safety item that is still not
 * assessed though its alert was answered on an earlier day, looks back that are due, and authorisations,
 * consents and screenings that run out. Never historical.
 *
 * Returns: (transfer full) (element-type TideAlert): never NULL, not stored
 */
GPtrArray *tide_time_alerts_find (const TideSafetyCase *subject);

/* The newest rating up to @until that asked about suicide and left no suicide item out; NULL: none. A total
 * alone is no screen. */
const TideAssessmentData *tide_suicide_screen_find_last (const TideSafetyCase *subject, TideInstant until);

typedef struct
{
  guint rules;       /* groups that @found was made by; of time rules 0: nothing is marked */
  TideDate since;    /* evidence of earlier days raises nothing new; unknown: no bound */
  gboolean imported; /* all that is new is historical (clinical.md 8.1) */
  gboolean as_then;  /* raised at the moment of the evidence, as if the program had been there: the demo */
} TideChartSave;

/**
 * tide_chart_alerts_reconcile:
 * @found: of tide_chart_alerts_find () or tide_time_alerts_find ()
 * @fresh: (element-type TideAlert): gets the alerts to insert (transfer full)
 * @changed: (element-type TideAlert): gets copies of stored alerts to update (transfer full): marked "source
 * amended" when their own source does not say it any more, or graver than they were
 *
 * The alerts of the history must be loaded.
 */
void tide_chart_alerts_reconcile (const TideSafetyCase *subject, const GPtrArray *found,
                                  const TideChartSave *save, GPtrArray *fresh, GPtrArray *changed);

/**
 * tide_chart_alerts_need_ratings:
 * @courses: (element-type TideCourse) of the patient
 * @ratings: of the scale's primary score, the saved one included
 *
 * Whether TIDE_CHART_RATINGS can find anything at a rating of @value taken at @taken: only then is the chart
 * loaded.
 */
gboolean tide_chart_alerts_need_ratings (TideInstrument *instrument, const TideThresholds *thresholds,
                                         const GPtrArray *courses, const TideRating *ratings, guint n_ratings,
                                         double value, TideInstant taken);

/* Whether @alert speaks of two drugs that are taken together (A16, its subject names both); and whether those
 * two are, now or on the day of the alert: what became of any other drug says nothing about it. Medications,
 * courses and dose steps must be loaded. */
gboolean tide_chart_alerts_is_of_pair (const TideAlert *alert);
gboolean tide_chart_alerts_is_pair_taken (const TideSafetyCase *subject, const TideAlert *alert);

/* "sodium" of "sodium#measurement-12" (transfer full); NULL for an alert without a subject. */
char *tide_chart_alerts_dup_word (const TideAlert *alert);

G_END_DECLS

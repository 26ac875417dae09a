/* tide-vitals.h: which reading is amber or red, and how blood pressure came and went (clinical.md 4.1, rules
 * A13 and A14).  Findings name numbers and limits and contain no advice. */
#pragma once

#include "tide-session-rules.h"

G_BEGIN_DECLS

typedef struct
{
  TideCell cell;
  TideLevel level; /* yellow is not used */
  gint64 value;
  gint64 rise; /* against the reading before the dose; TIDE_INTEGER_UNKNOWN: the limit is no rise */
  const TideVitalsLimit *limit;
} TideVitalsFinding;

/* The row before the dose: slot "pre"; NULL when there is none. */
const TideObservation *tide_vitals_find_pre (const GPtrArray *observations, gint64 session_id);
/* The highest finding of one cell of @row; FALSE: none, or not read. A rise without a reading before the dose
 * is not known and finds nothing. */
gboolean tide_vitals_judge_cell (const TideSessionRules *rules, const TideObservation *row,
                                 const TideObservation *pre, TideCell cell, TideVitalsFinding *finding);
/* One for each cell that has one. (transfer full) (element-type TideVitalsFinding) */
GArray *tide_vitals_judge (const TideSessionRules *rules, const TideObservation *row,
                           const TideObservation *pre);
/* The highest level of a row. */
TideLevel tide_vitals_get_level (const TideSessionRules *rules, const TideObservation *row,
                                 const TideObservation *pre);
/* "Systolic 164, limit 160 (clinic convention)"; a rise with both numbers. (transfer full), translated */
char *tide_vitals_finding_dup_words (const TideVitalsFinding *finding);

/* What is to be read again, and when. */
typedef struct
{
  const TideObservation *row; /* the reading that asks for it; NULL: nothing does */
  TideLevel level;
  TideInstant due;
} TideRecheck;
/**
 * tide_vitals_find_recheck:
 * @started: unknown before the start
 *
 * The newest reading, when it is amber or red, after the minutes of the rules; a red one after its longer
 * time too, unless something was read by then.  Before the dose only what was read before it, by the limits
 * of before it; afterwards that is over.  [A] rules/vitals.xml.
 */
TideRecheck tide_vitals_find_recheck (const TideSessionRules *rules, const GPtrArray *observations,
                                      gint64 session_id, TideInstant started);

/* The highest systolic reading after the start and when it was back: at most 10/5 above the reading before
 * the dose, as for leaving. */
typedef struct
{
  const TideObservation *peak;          /* NULL: no pressure was read after the start */
  gint64 rise_systolic, rise_diastolic; /* TIDE_INTEGER_UNKNOWN without a reading before */
  const TideObservation *back;          /* NULL: not yet, or not known */
} TidePressureCourse;
TidePressureCourse tide_vitals_follow_pressure (const TideSessionRules *rules, const GPtrArray *observations,
                                                gint64 session_id);

G_END_DECLS

/* tide-course-follow-up.h: what a course came to session by session, how long each response to a dose lasted,
 * and how the patient was months after the end (F22, F41, F42, F43, N11), and whether a change is more than
 * the scale's own error (clinical.md 3.7).
 *
 * Everything is read from a computed TideOutcome, so that it says the same states as the timeline.  A rating
 * that was not made is a gap, never a guess.  Nothing here advises a dose or an interval.
 */
#pragma once

#include "tide-outcome.h"

G_BEGIN_DECLS

/* --- reliable change: Jacobson & Truax 1991 --- */

typedef enum
{
  TIDE_RELIABLE_UNKNOWN,   /* the scale has no reliable change, or a number is missing */
  TIDE_RELIABLE_RECOVERED, /* reliably better, and from above the remission line to it or below */
  TIDE_RELIABLE_IMPROVED,
  TIDE_RELIABLE_UNCHANGED,
  TIDE_RELIABLE_DETERIORATED,
} TideReliableClass;
const char *tide_reliable_class_get_code (TideReliableClass found);  /* "recovered" */
const char *tide_reliable_class_get_label (TideReliableClass found); /* translated */

typedef struct
{
  /* (B - x) / Sdiff, positive = better; Sdiff is the reliable change of the scale by 1.96, also where it was
   * published as a change (PCL-5).  NAN when UNKNOWN. */
  double index;
  TideReliableClass found;
} TideReliableChange;
TideReliableChange tide_reliable_change (const TideChangeRule *rule, double baseline, double value);

/* --- session by session --- */

typedef struct
{
  guint number;               /* 1 = first */
  const TideSession *session; /* of the history */
  /* Indexes into `visits`, -1 none.  before: the last rating in the 7 days before the dose and after the one
   * before it.  after: the first in the 3 days after the dose and on a day before the next one's; that may be
   * too fresh to judge.  state: the last that can be judged before the next dose, after the last dose the
   * first within "carry_over_days". */
  int before, after, state;
} TideSessionOutcome;
/* Of the treatment sessions of the course up to @now, oldest first. (transfer full) (element-type
 * TideSessionOutcome) */
GArray *tide_course_list_session_outcomes (const TideOutcome *outcome, guint course,
                                           const TideHistory *history, const TideThresholds *thresholds,
                                           TideInstant now);

/* --- after the end --- */

typedef enum
{
  TIDE_FOLLOW_UP_RATED,
  TIDE_FOLLOW_UP_NOT_YET,  /* the day has not come */
  TIDE_FOLLOW_UP_MISSING,  /* it has, and nobody rated: unknown, not lost */
  TIDE_FOLLOW_UP_SWITCHED, /* the next treatment had begun */
} TideFollowUpStatus;
typedef struct
{
  guint months; /* 3, 6, 12 after the end */
  TideDate due;
  TideFollowUpStatus status;
  int visit;        /* the nearest rating that can be judged, or -1 */
  guint n_boosters; /* held between the end and that day */
} TideFollowUp;
/* Three, or empty while the course runs. (transfer full) (element-type TideFollowUp) */
GArray *tide_course_list_follow_up (const TideOutcome *outcome, guint course, const TideHistory *history,
                                    TideInstant now);

/* --- the maintenance ladder --- */

typedef struct
{
  const TideSession *session;
  gboolean faded;                /* the response was seen to be lost */
  double lower_days, upper_days; /* it faded in (lower, upper] after the dose; else it held for lower days so
                                    far as was rated, and upper is NAN */
  int visit;                     /* at which it was lost, or the last at which it held */
} TideRung;
typedef struct
{
  GArray *rungs; /* TideRung, oldest first */
  guint n_faded;
  double median_days, shortest_days, longest_days; /* of upper_days of those that faded; NAN */
  TideDate review_on; /* the last dose and the median; unknown without one.  A day to look, no appointment. */
} TideLadder;
/**
 * tide_ladder_new:
 * @arm: ketamine, esketamine, or another that is given in sessions
 *
 * How long each response to a dose of @arm lasted, over all courses of the scale that @outcome is of.  Doses
 * of one series (up to "series_gap_days" apart) count by its last one, unless the response was lost between
 * two.
 *
 * Returns: (transfer full)
 */
TideLadder *tide_ladder_new (const TideOutcome *outcome, TideArm arm, const TideHistory *history,
                             const TideThresholds *thresholds, TideInstant now);
void tide_ladder_free (TideLadder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideLadder, tide_ladder_free)

G_END_DECLS

/* tide-continuity.h: whether a treatment was taken without a break: gaps, stops and restarts of a course
 * (F21), and the days after a stop in which symptoms need not be the illness coming back.
 */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_BREAK_GAP,  /* came back after it: a pause of the drug, or sessions further apart than agreed */
  TIDE_BREAK_STOP, /* did not come back up to now, or the course ended */
} TideBreakKind;

typedef struct
{
  TideBreakKind kind;
  TideDate from_date;  /* last session, or first day without the drug */
  TideDate until_date; /* day of the restart; unknown for a stop */
  int days;            /* length; up to now for a stop */
} TideBreak;

/* Drug courses: steps to 0 mg and back, and the end.  Sessions: more than "series_gap_days" (ketamine) or
 * "gap_days" (therapies) between two that were held, or since the last. Oldest first. (transfer full)
 * (element-type TideBreak) */
GArray *tide_continuity_list (const TideHistory *history, const TideCourse *course,
                              const TideThresholds *thresholds, TideInstant now);

/* Whether @date lies within "discontinuation" days after the SSRI or other antidepressant of @course was
 * stopped (its end, or a step to 0 mg).  A convention: discontinuation symptoms look like a relapse and begin
 * with the stop. The day of the stop itself is still treated. */
gboolean tide_continuity_is_discontinuation (const TideHistory *history, const TideCourse *course,
                                             TideDate date, const TideThresholds *thresholds);

G_END_DECLS

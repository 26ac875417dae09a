/* tide-therapy-window.h: therapy in the days after a dose of ketamine or esketamine, and homework beside the
 * change of the score (F52, N16).
 *
 * The window is a convention of the clinic ("therapy_window_days"): the dose's own day and as many calendar
 * days after it.  What is counted here goes together in time; it does not say that one made the other.
 */
#pragma once

#include "tide-outcome.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_doses;    /* given up to now */
  guint n_followed; /* of these with therapy that was held within the window */
  guint n_running;  /* of the rest: the window is still open */
  guint n_sessions; /* therapy that was held up to now, of any course, from the first dose's day on */
  guint n_inside;   /* of these within the window of a dose */
} TideTherapyCoupling;
/* Of the doses of @course, of ketamine or esketamine. */
TideTherapyCoupling tide_therapy_count_coupling (const TideHistory *history, const TideCourse *course,
                                                 const TideThresholds *thresholds, TideInstant now);
/* Whether @session is therapy that was held within the window of any dose.  On one day the clocks decide; a
 * time that nobody wrote down counts as after the dose. */
gboolean tide_therapy_is_in_window (const TideHistory *history, const TideSession *session,
                                    const TideThresholds *thresholds);

/* From one rating to the next, with the therapy between them. */
typedef struct
{
  const TideRating *from, *to; /* of the outcome */
  guint n_sessions;            /* held after @from and up to @to */
  guint n_homework;            /* of these with a percent; at least one */
  double homework;             /* their mean */
  double change;               /* to - from */
} TideHomeworkSpell;
/**
 * tide_therapy_list_homework:
 * @course: of therapy
 * @outcome: (nullable): of its target scale
 *
 * Ratings that are passed over make no spell.
 *
 * Returns: (transfer full) (element-type TideHomeworkSpell): by time, never NULL
 */
GArray *tide_therapy_list_homework (const TideHistory *history, const TideCourse *course,
                                    const TideOutcome *outcome);

G_END_DECLS

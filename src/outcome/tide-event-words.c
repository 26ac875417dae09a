/* tide-event-words.c: codes for files and words for the eye of what tide-course-events.h counts. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-course-events.h"

const char *
tide_course_event_get_code (TideCourseEventKind kind)
{
  static const char *const codes[] = { "response", "remission", "duration", "relapse" };
  G_STATIC_ASSERT (G_N_ELEMENTS (codes) == TIDE_N_COURSE_EVENTS);
  g_return_val_if_fail (kind < TIDE_N_COURSE_EVENTS, NULL);
  return codes[kind];
}

const char *
tide_course_event_get_label (TideCourseEventKind kind)
{
  static const char *const labels[] = { N_ ("Time to response"), N_ ("Time to remission"),
                                        N_ ("Duration of response"), N_ ("Time to relapse") };
  g_return_val_if_fail (kind < TIDE_N_COURSE_EVENTS, NULL);
  return _ (labels[kind]);
}

const char *
tide_event_status_get_code (TideEventStatus status)
{
  static const char *const codes[] = { "excluded", "censored", "event" };
  g_return_val_if_fail (status < G_N_ELEMENTS (codes), NULL);
  return codes[status];
}

static const struct
{
  const char *code, *label;
} whys[TIDE_N_WHYS] = {
  [TIDE_WHY_PLANNED] = { "planned", N_ ("has not begun") },
  [TIDE_WHY_NO_START] = { "no_start", N_ ("start not known") },
  [TIDE_WHY_NO_CRITERION] = { "no_criterion", N_ ("the scale has no criterion for it") },
  [TIDE_WHY_NO_BASELINE] = { "no_baseline", N_ ("no baseline") },
  [TIDE_WHY_AT_FLOOR] = { "at_floor", N_ ("baseline at the lowest score: no percent") },
  [TIDE_WHY_NOT_RATED] = { "not_rated", N_ ("no rating that counts after the first dose") },
  [TIDE_WHY_NO_RESPONSE] = { "no_response", N_ ("no response") },
  [TIDE_WHY_UNCONFIRMED] = { "unconfirmed", N_ ("the response was not confirmed") },
  [TIDE_WHY_NO_FOLLOW_UP] = { "no_follow_up", N_ ("not rated again") },
  [TIDE_WHY_LAST_RATING] = { "last_rating", N_ ("last rating so far") },
  [TIDE_WHY_LOST] = { "lost", N_ ("left the treatment") },
  [TIDE_WHY_STOPPED] = { "stopped", N_ ("the treatment ended") },
  [TIDE_WHY_SWITCHED] = { "switched", N_ ("the next treatment began") },
  [TIDE_WHY_OVERLAP] = { "overlap", N_ ("another treatment was added") },
  [TIDE_WHY_RESCUE] = { "rescue", N_ ("the dose was raised after the response was lost") },
  [TIDE_WHY_DIED] = { "died", N_ ("died") },
};

const char *
tide_event_why_get_code (TideEventWhy why)
{
  g_return_val_if_fail (why < TIDE_N_WHYS, NULL);
  return whys[why].code;
}

const char *
tide_event_why_get_label (TideEventWhy why)
{
  g_return_val_if_fail (why < TIDE_N_WHYS, NULL);
  return whys[why].label != NULL ? _ (whys[why].label) : NULL;
}

/* Days as a reader wants them: whole ones for slow arms, one decimal where hours count. */
static char *
dup_days (double days)
{
  gboolean whole = fabs (days - round (days)) < 0.05;
  return g_strdup_printf ("%.*f", whole ? 0 : 1, days);
}

char *
tide_course_event_dup_words (const TideCourseEvent *self, TideCourseEventKind kind)
{
  g_return_val_if_fail (self != NULL && kind < TIDE_N_COURSE_EVENTS, NULL);
  const char *why = tide_event_why_get_label (self->why);
  if (self->status == TIDE_EVENT_EXCLUDED)
    return g_strdup_printf (_ ("not counted: %s"), why);
  g_autofree char *lower = dup_days (self->lower_days);
  if (self->status == TIDE_EVENT_CENSORED)
    return g_strdup_printf (_ ("not within %s d: %s"), lower, why);
  g_autofree char *upper = dup_days (self->upper_days);
  if (kind == TIDE_COURSE_RESPONSE || kind == TIDE_COURSE_REMISSION)
    return g_strdup_printf (_ ("day %s, in (%s, %s]"), upper, lower, upper);
  return g_strdup_printf (_ ("%s d, in (%s, %s]"), upper, lower, upper);
}

int
tide_course_event_by (const TideCourseEvent *self, double days)
{
  g_return_val_if_fail (self != NULL, -1);
  if (self->status == TIDE_EVENT_SEEN && self->upper_days <= days + 1e-9)
    return 1;
  if (self->status == TIDE_EVENT_EXCLUDED
      || (self->status == TIDE_EVENT_CENSORED && self->lower_days < days - 1e-9))
    return -1;
  return 0;
}

/* tide-event-words.c: codes for files and words for the eye of what tide-course-events.h counts. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-course-events.h"

#define WEEKS_FROM 28 /* days; from here on a length is told in weeks (comparison-and-paper, "Tables") */

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

gboolean
tide_course_events_get_held (const TideCourseEvents *self, double *shortest_days, double *longest_days)
{
  g_return_val_if_fail (self != NULL && shortest_days != NULL && longest_days != NULL, FALSE);
  const TideCourseEvent *duration = &self->events[TIDE_COURSE_DURATION],
                        *response = &self->events[TIDE_COURSE_RESPONSE];
  *shortest_days = duration->lower_days;
  *longest_days = NAN;
  if (duration->status == TIDE_EVENT_EXCLUDED)
    return FALSE;
  if (duration->status == TIDE_EVENT_CENSORED)
    return TRUE;
  /* Later: it begins with the last dose.  Earlier: an event of the first day is dated at 0.5 (3.6). */
  gboolean from_response
    = response->status == TIDE_EVENT_SEEN && self->origin_days <= response->upper_days + 1e-9;
  *longest_days = duration->upper_days + (from_response ? self->origin_days - response->lower_days : 0);
  return TRUE;
}

/* "12 d", "4.4 wk" without its unit; whole days, for a reader knows no tenths of a day. */
static char *
dup_length (double days, gboolean weeks)
{
  double shown = weeks ? round (days / 7 * 10) / 10 : round (days);
  return g_strdup_printf ("%.*f", fabs (shown - round (shown)) < 0.05 ? 0 : 1, shown);
}

char *
tide_course_events_dup_held (const TideCourseEvents *self)
{
  double shortest, longest;
  if (!tide_course_events_get_held (self, &shortest, &longest))
    return NULL;
  gboolean lost = !isnan (longest), weeks = round (lost ? longest : shortest) >= WEEKS_FROM;
  g_autofree char *least = dup_length (shortest, weeks);
  if (!lost)
    return g_strdup_printf (weeks ? _ ("at least %s wk") : _ ("at least %s d"), least);
  g_autofree char *most = dup_length (longest, weeks);
  if (g_str_equal (least, most))
    return g_strdup_printf (weeks ? _ ("%s wk") : _ ("%s d"), least);
  return g_strdup_printf (weeks ? _ ("%s to %s wk") : _ ("%s to %s d"), least, most);
}

char *
tide_course_events_dup_words (const TideCourseEvents *self, TideCourseEventKind kind)
{
  g_return_val_if_fail (self != NULL && kind < TIDE_N_COURSE_EVENTS, NULL);
  const TideCourseEvent *event = &self->events[kind];
  g_autofree char *held = kind == TIDE_COURSE_DURATION ? tide_course_events_dup_held (self) : NULL;
  if (held == NULL)
    return tide_course_event_dup_words (event, kind);
  if (event->status == TIDE_EVENT_CENSORED)
    return g_strdup_printf (_ ("%s: %s"), held, tide_event_why_get_label (event->why));
  g_autofree char *row = tide_course_event_dup_words (event, kind);
  return g_strdup_printf (_ ("%s, shortest to longest possible; from the first rating that counts: %s"), held,
                          row);
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

/* tide-own-duration.c: how long the response to a course held, in words.
 *
 * How long, shortest to longest possible, is said by tide_course_events_dup_held () here as on paper.  A
 * course may lose its response more than once: what follows the first loss is told by runs of ratings, not by
 * ratings. */
#include <glib/gi18n-lib.h>

#include "tide-own-courses-private.h"

#define MOST_CHANGES 3 /* after the first loss; the others are counted */

/* Decides whether the response held: as for the event itself, what reaches back before the start does not,
 * and nothing that was rated after a daily drug was stopped. */
static gboolean
decides (const TideOwnCourse *course, const TideOwnPoint *point)
{
  if (point->baseline || point->aside || point->visit->recalls_start
      || point->visit->state == TIDE_STATE_NONE)
    return FALSE;
  for (guint i = 0; i < tide_own_course_get_n_members (course); i++)
    if (!tide_arm_has_daily_dose ((TideArm) tide_own_course_get_member (course, i)->arm))
      return TRUE;
  return tide_instant_get_date (course->period->day0) + point->day <= course->events->followed_to;
}

static char *
dup_change (gboolean responds, guint n, const char *moment)
{
  if (responds)
    return g_strdup_printf (n == 1 ? _ ("; regained by %s") : _ ("; regained again by %s"), moment);
  return g_strdup_printf (_ ("; lost again by %s"), moment);
}

/* "; regained by wk 8; lost again by wk 20.9, relapse wk 23.9": every run after the loss at @lost, by its
 * first rating. */
static void
append_after (GString *rest, const TideOwnCourse *course, const TideOwnPoint *lost,
              const TideOwnPoint *relapse)
{
  gboolean before = FALSE; /* responding */
  guint n = 0;
  for (guint i = 0; i < course->points->len; i++)
    {
      const TideOwnPoint *point = &g_array_index (course->points, TideOwnPoint, i);
      gboolean responds = (point->visit->meets & TIDE_MEETS_RESPONSE) != 0;
      g_autofree char *moment = tide_own_dup_moment (point->day);
      if (point->days < lost->days || !decides (course, point))
        continue;
      if (point->days > lost->days && responds != before)
        {
          g_autofree char *change = dup_change (responds, (n + 2) / 2, moment);
          if (++n <= MOST_CHANGES)
            g_string_append (rest, change);
          before = responds;
        }
      if (point == relapse && point->day == lost->day)
        g_string_append_printf (rest, ", %s", _ ("relapse"));
      else if (point == relapse)
        g_string_append_printf (rest, _ (", relapse %s"), moment);
    }
  if (n > MOST_CHANGES)
    g_string_append_printf (
      rest, ngettext ("; %u more change, %s", "; %u more changes, %s", n - MOST_CHANGES), n - MOST_CHANGES,
      before ? _ ("response at the last rating") : _ ("no response at the last rating"));
}

static void
tell_loss (const TideOwnCourses *self, const TideOwnCourse *course, TideOwnCell *cell, GString *rest)
{
  const TideCourseEvent *event = &course->events->events[TIDE_COURSE_DURATION],
                        *relapse = &course->events->events[TIDE_COURSE_RELAPSE];
  const TideOwnPoint *at = tide_own_course_find_visit (self, course, event->visit);
  g_autofree char *moment = tide_own_dup_moment (
    at != NULL ? at->day
               : tide_own_course_get_day_at (course, course->events->origin_days + event->upper_days));
  g_string_append_printf (rest, _ ("lost by %s"), moment);
  if (at != NULL)
    append_after (
      rest, course, at,
      relapse->status == TIDE_EVENT_SEEN ? tide_own_course_find_visit (self, course, relapse->visit) : NULL);
  if (course->events->watch >= 0)
    g_string_append_printf (rest, ", %s", _ ("watch"));
}

TideOwnCell
tide_own_courses_make_duration (const TideOwnCourses *self, const TideOwnCourse *course)
{
  const TideCourseEvent *event = &course->events->events[TIDE_COURSE_DURATION];
  double origin = course->events->origin_days;
  g_autoptr (GString) rest = g_string_new (NULL);
  TideOwnCell cell = { 0 };
  if (event->status == TIDE_EVENT_EXCLUDED)
    {
      cell.lead = g_strdup ("–");
      cell.rest = g_strdup (event->why == TIDE_WHY_NO_RESPONSE ? _ ("no response to lose")
                                                               : tide_event_why_get_label (event->why));
      return cell;
    }
  const TideOwnPoint *at = tide_own_course_find_visit (self, course, event->visit);
  cell.marks = at != NULL ? at->marks : 0;
  cell.lead = tide_course_events_dup_held (course->events);
  if (event->status == TIDE_EVENT_CENSORED)
    {
      g_autofree char *moment
        = tide_own_dup_moment (tide_own_course_get_day_at (course, origin + event->lower_days));
      g_string_append_printf (rest, _ ("held at the last rating that counts, %s"), moment);
    }
  else
    tell_loss (self, course, &cell, rest);
  cell.rest = g_strdup (rest->str);
  return cell;
}

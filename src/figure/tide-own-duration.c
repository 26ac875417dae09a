/* tide-own-duration.c: how long the response to a course held, in words.
 *
 * Duration runs from the shortest that the ratings allow to the longest: response may have begun right after
 * the last rating without it, and have been lost right before the first that lacks it.  A course may lose its
 * response more than once: what follows the first loss is told by runs of ratings, not by ratings. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-own-courses-private.h"

#define MOST_CHANGES 3 /* after the first loss; the others are counted */

/* "14 to 24 d", "59 to 75 wk": the unit of the longer, once. */
static char *
dup_lengths (double shortest, double longest)
{
  gboolean weeks = longest >= TIDE_OWN_WEEKS_FROM;
  g_autofree char *a = tide_own_dup_number (weeks ? shortest / 7 : floor (shortest + 1e-9));
  g_autofree char *b = tide_own_dup_number (weeks ? longest / 7 : floor (longest + 1e-9));
  if (g_str_equal (a, b))
    return g_strdup_printf (weeks ? _ ("%s wk") : _ ("%s d"), a);
  return g_strdup_printf (weeks ? _ ("%s to %s wk") : _ ("%s to %s d"), a, b);
}

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
                        *response = &course->events->events[TIDE_COURSE_RESPONSE],
                        *relapse = &course->events->events[TIDE_COURSE_RELAPSE];
  double origin = course->events->origin_days;
  int begun = tide_own_course_get_day_at (course, origin),
      held = tide_own_course_get_day_at (course, origin + event->lower_days),
      lost = tide_own_course_get_day_at (course, origin + event->upper_days),
      wider = response->status == TIDE_EVENT_SEEN
                ? tide_own_course_get_day_at (course, response->upper_days)
                    - tide_own_course_get_day_at (course, response->lower_days)
                : 0;
  const TideOwnPoint *at = tide_own_course_find_visit (self, course, event->visit);
  g_autofree char *moment = tide_own_dup_moment (at != NULL ? at->day : lost);
  cell->lead = dup_lengths (held - begun, (at != NULL ? at->day : lost) - begun + wider);
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
  if (event->status == TIDE_EVENT_CENSORED)
    {
      int held = tide_own_course_get_day_at (course, origin + event->lower_days);
      g_autofree char *length = tide_own_dup_length (held - tide_own_course_get_day_at (course, origin)),
                      *moment = tide_own_dup_moment (held);
      cell.lead = g_strdup_printf (_ ("at least %s"), length);
      g_string_append_printf (rest, _ ("held at the last rating that counts, %s"), moment);
    }
  else
    tell_loss (self, course, &cell, rest);
  cell.rest = g_strdup (rest->str);
  return cell;
}

/* tide-course-faults.c: the clinic refuses these when they are saved; a person should read them before. */

#include "tide-course-faults.h"

#include <glib/gi18n-lib.h>

static gboolean
has_taken_place (const TideSession *session)
{
  return tide_session_took_place (session) && tide_instant_is_known (session->started);
}

/* The first and the last day on which something of the course is recorded. */
static void
find_span (const TideHistory *history, gint64 course_id, TideDate *first, TideDate *last)
{
  *first = *last = TIDE_DATE_UNKNOWN;
  for (guint i = 0; i < history->sessions->len + history->dose_steps->len; i++)
    {
      gboolean is_step = i >= history->sessions->len;
      const TideDoseStep *step = is_step ? history->dose_steps->pdata[i - history->sessions->len] : NULL;
      const TideSession *session = is_step ? NULL : history->sessions->pdata[i];
      TideDate day = is_step                     ? step->from_date
                     : has_taken_place (session) ? tide_instant_get_date (session->started)
                                                 : TIDE_DATE_UNKNOWN;

      if ((is_step ? step->course_id : session->course_id) != course_id || !tide_date_is_known (day))
        continue;
      if (!tide_date_is_known (*first) || day < *first)
        *first = day;
      if (!tide_date_is_known (*last) || day > *last)
        *last = day;
    }
}

static void
report_span (const TideHistory *history, const TideCourse *course, TideFaultFunc report, gpointer data)
{
  TideDate first, last;

  find_span (history, course->base.id, &first, &last);
  if (tide_date_is_known (last) && tide_date_is_known (course->ended_on) && course->ended_on < last)
    {
      g_autofree char *day = tide_date_to_words (last);
      g_autofree char *reason
        = g_strdup_printf (_ ("lies before the last session or dose step of the course, on %s"), day);

      report ("ended_on", reason, data);
    }
  if (tide_date_is_known (first) && tide_date_is_known (course->started_on) && course->started_on > first)
    {
      g_autofree char *day = tide_date_to_words (first);
      g_autofree char *reason
        = g_strdup_printf (_ ("lies after the first session or dose step of the course, on %s"), day);

      report ("started_on", reason, data);
    }
}

/* Unknown starts have been since before, unknown ends go on; the day of a switch is no overlap. */
static gboolean
overlaps (const TideCourse *a, const TideCourse *b)
{
  return (!tide_date_is_known (a->ended_on) || b->started_on < a->ended_on)
         && (!tide_date_is_known (b->ended_on) || a->started_on < b->ended_on);
}

static char *
dup_agent (const TideCourse *course)
{
  const char *text = course->agent && *course->agent                ? course->agent
                     : tide_arm_is_ketamine ((TideArm) course->arm) ? tide_arm_codes[course->arm]
                                                                    : NULL;
  g_autofree char *folded = text ? g_utf8_casefold (text, -1) : NULL;

  return folded ? g_strdup (g_strstrip (folded)) : NULL;
}

static void
report_second (const TideHistory *history, const TideCourse *course, TideFaultFunc report, gpointer data)
{
  g_autofree char *agent = dup_agent (course);

  for (guint i = 0; agent && i < history->courses->len; i++)
    {
      const TideCourse *other = history->courses->pdata[i];
      g_autofree char *theirs = dup_agent (other), *from = NULL, *reason = NULL;

      if (other->base.id == course->base.id || g_strcmp0 (agent, theirs) != 0 || !overlaps (course, other))
        continue;
      from = tide_date_is_known (other->started_on) ? tide_date_to_words (other->started_on)
                                                    : g_strdup (_ ("an unknown day"));
      reason = tide_date_is_known (other->ended_on)
                 ? g_strdup_printf (_ ("runs at that time in another course, from %s"), from)
                 : g_strdup_printf (_ ("runs already in another course, since %s: end that one first"), from);
      report ("agent", reason, data);
      return;
    }
}

void
tide_course_faults_report (const TideHistory *history, const TideCourse *course, TideFaultFunc report,
                           gpointer data)
{
  if (course->base.id != 0)
    report_span (history, course, report, data);
  report_second (history, course, report, data);
  if (tide_date_is_known (course->ended_on) && course->end_reason == 0)
    report ("end_reason", _ ("is needed with an end"), data);
}

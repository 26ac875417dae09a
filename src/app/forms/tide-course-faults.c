/* tide-course-faults.c: the clinic refuses these when they are saved; a person should read them before. */

#include "tide-course-faults.h"

#include <glib/gi18n-lib.h>

#include "tide-course-clash.h"

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
      g_autofree char *reason = tide_course_dup_span_words (FALSE, last);

      report ("ended_on", reason, data);
    }
  if (tide_date_is_known (first) && tide_date_is_known (course->started_on) && course->started_on > first)
    {
      g_autofree char *reason = tide_course_dup_span_words (TRUE, first);

      report ("started_on", reason, data);
    }
}

static void
report_second (const TideHistory *history, const TideCourse *course, TideFaultFunc report, gpointer data)
{
  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *other = history->courses->pdata[i];
      g_autofree char *reason = NULL;

      if (other->base.id == course->base.id || !tide_course_clashes_with (course, other))
        continue;
      reason = tide_course_dup_clash_words (other);
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

/* tide-course-facts.c: sessions kept, days of waiting, and chains of sessions. */
#include "tide-course-facts.h"

#include <math.h>
#include <string.h>

static gboolean
is_of_kind (const TideSession *session, const char *code)
{
  return session->kind > 0 && strcmp (tide_session_kind_codes[session->kind], code) == 0;
}

/* --- sessions --- */

double
tide_session_get_peas (const TideSession *session)
{
  g_return_val_if_fail (session != NULL, NAN);
  if (session->peas_tried == TIDE_INTEGER_UNKNOWN || session->peas_quality == TIDE_INTEGER_UNKNOWN
      || session->peas_resisted == TIDE_INTEGER_UNKNOWN)
    return NAN;
  return (double) (session->peas_tried + session->peas_quality + session->peas_resisted) / 3;
}

static void
count_held (TideSessionCount *count, const TideSession *session)
{
  count->n_held++;
  count->n_stopped += session->status == TIDE_SESSION_STOPPED;
  if (tide_instant_is_known (session->planned) && tide_instant_is_known (session->started))
    {
      count->n_dated++;
      count->n_late += tide_instant_get_date (session->started) > tide_instant_get_date (session->planned);
    }
  if (!isnan (session->homework_percent))
    {
      count->homework += session->homework_percent;
      count->n_homework++;
    }
  if (!isnan (tide_session_get_peas (session)))
    {
      count->peas += tide_session_get_peas (session);
      count->n_peas++;
    }
}

static void
count_one (TideSessionCount *count, const TideSession *session, TideInstant now)
{
  TideInstant agreed = tide_session_get_agreed (session);
  gboolean past
    = tide_instant_is_known (agreed) && tide_instant_get_date (agreed) < tide_instant_get_date (now);
  if (tide_session_took_place (session))
    count_held (count, session);
  else if (session->status == TIDE_SESSION_MISSED)
    count->n_missed++;
  else if (session->status == TIDE_SESSION_CANCELLED)
    count->n_cancelled++;
  else if (past)
    count->n_open++;
  else
    count->n_agreed++;
}

TideSessionCount
tide_course_count_sessions (const TideHistory *history, const TideCourse *course, TideInstant now)
{
  TideSessionCount count = { 0 };
  g_return_val_if_fail (history != NULL && course != NULL, count);
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (session->course_id == course->base.id && !session->entered_in_error)
        count_one (&count, session, now);
      count.n_treated += tide_course_was_treated_by (course, session);
    }
  guint n = count.n_held + count.n_missed;
  count.adherence = n > 0 ? 100.0 * count.n_held / n : NAN;
  count.homework = count.n_homework > 0 ? count.homework / count.n_homework : NAN;
  count.peas = count.n_peas > 0 ? count.peas / count.n_peas : NAN;
  return count;
}

/* --- waiting --- */

static void
take_earlier (TideDate *first, TideDate day)
{
  if (tide_date_is_known (day) && (!tide_date_is_known (*first) || day < *first))
    *first = day;
}

/* The day on which the treatment was first given; the start that somebody typed is only what was meant. */
static TideDate
find_first_given (const TideHistory *history, const TideCourse *course)
{
  TideDate first = TIDE_DATE_UNKNOWN;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (tide_course_was_treated_by (course, session))
        take_earlier (&first, tide_instant_get_date (session->started));
    }
  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *step = history->dose_steps->pdata[i];
      if (step->course_id == course->base.id && !step->entered_in_error && step->dose_mg_per_day > 0)
        take_earlier (&first, step->from_date);
    }
  return first;
}

TideDate
tide_course_get_first_day (const TideHistory *history, const TideCourse *course)
{
  g_return_val_if_fail (history != NULL && course != NULL, TIDE_DATE_UNKNOWN);
  TideDate given = find_first_given (history, course);
  return tide_date_is_known (given) ? given : course->started_on;
}

static gboolean
is_first_course (const TideHistory *history, const TideCourse *course)
{
  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *other = history->courses->pdata[i];
      if (other != course && other->base.id != course->base.id
          && (!tide_date_is_known (other->started_on) || other->started_on < course->started_on))
        return FALSE;
    }
  return TRUE;
}

TideWait
tide_course_get_wait (const TideHistory *history, const TideCourse *course, TideInstant now)
{
  TideWait wait = { TIDE_DATE_UNKNOWN, TIDE_DATE_UNKNOWN, -1 };
  g_return_val_if_fail (history != NULL && course != NULL, wait);
  TideDate today = tide_instant_get_date (now);
  wait.from = course->referred_on;
  /* A patient is referred once; for a second course that day says nothing. */
  if (!tide_date_is_known (wait.from) && history->patient != NULL && is_first_course (history, course))
    wait.from = history->patient->referred_on;
  if (!tide_date_is_known (wait.from))
    return wait;
  wait.until = find_first_given (history, course);
  /* A course that nobody kept sessions or doses of began on the day that was typed. */
  if (!tide_date_is_known (wait.until) && tide_date_is_known (course->started_on)
      && course->started_on <= today)
    wait.until = course->started_on;
  if (tide_date_is_known (wait.until) && wait.until > today)
    wait.until = TIDE_DATE_UNKNOWN;
  TideDate end = tide_date_is_known (wait.until) ? wait.until : today;
  if (end < wait.from)
    wait.from = wait.until = TIDE_DATE_UNKNOWN;
  else
    wait.days = end - wait.from;
  return wait;
}

/* --- chains --- */

static gboolean
is_dosing (const TideHistory *history, const TideSession *session)
{
  const TideCourse *course = tide_history_find_course (history, session->course_id);
  return course != NULL && tide_course_was_treated_by (course, session)
         && (is_of_kind (session, "dosing") || tide_arm_is_ketamine ((TideArm) course->arm));
}

static gboolean
is_talk (const TideSession *session)
{
  return is_of_kind (session, "preparation") || is_of_kind (session, "integration");
}

static const TideSession *
find_session (const TideHistory *history, gint64 id)
{
  for (guint i = 0; i < history->sessions->len; i++)
    if (TIDE_RECORD (history->sessions->pdata[i])->id == id)
      return history->sessions->pdata[i];
  return NULL;
}

static gboolean
has_chains (const TideHistory *history, gint64 course_id)
{
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      const TideSession *dosing
        = is_talk (session) && session->chain_id != 0 ? find_session (history, session->chain_id) : NULL;
      if (session->entered_in_error || !is_talk (session))
        continue;
      if (session->course_id == course_id || (dosing != NULL && dosing->course_id == course_id))
        return TRUE;
    }
  return FALSE;
}

/* TRUE when an integration was held; @planned gets one that is agreed. */
static gboolean
is_integrated (const TideHistory *history, const TideSession *dosing, const TideSession **planned)
{
  *planned = NULL;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (session->entered_in_error || session->chain_id != dosing->base.id
          || !is_of_kind (session, "integration"))
        continue;
      if (tide_session_took_place (session))
        return TRUE;
      if (session->status == TIDE_SESSION_PLANNED)
        *planned = session;
    }
  return FALSE;
}

GArray *
tide_history_list_missing_integrations (const TideHistory *history)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (TideMissingIntegration));
  g_return_val_if_fail (history != NULL, list);
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i], *planned;
      if (!is_dosing (history, session) || !has_chains (history, session->course_id)
          || is_integrated (history, session, &planned))
        continue;
      TideMissingIntegration missing = { session, planned };
      g_array_append_val (list, missing);
    }
  return list;
}

/* tide-own-treatment.c: doses and sessions of each course, and where courses touch: overlap and carry-over.
 */
#include "tide-own-courses-private.h"

#include <math.h>

/* Of which course of the period @course_id is; NULL: of none. */
static const TideCourse *
find_member (const TideOwnCourse *course, gint64 course_id)
{
  for (guint i = 0; i < tide_own_course_get_n_members (course); i++)
    if (tide_own_course_get_member (course, i)->base.id == course_id)
      return tide_own_course_get_member (course, i);
  return NULL;
}

static void
add_sessions (const TideOwnCourses *self, TideOwnCourse *course)
{
  for (guint i = 0; i < self->history->sessions->len; i++)
    {
      const TideSession *session = self->history->sessions->pdata[i];
      const TideCourse *member = find_member (course, session->course_id);
      TideOwnSession own = { .when = session->started, .session = session };
      if (member == NULL || !tide_course_was_treated_by (member, session)
          || tide_instant_compare (session->started, self->now) > 0)
        continue;
      own.ketamine = tide_arm_is_ketamine ((TideArm) member->arm);
      own.days = MAX (tide_own_days_between (session->started, course->period->day0), 0);
      g_array_append_val (course->sessions, own);
    }
}

/* A course that is taken daily ends when it is closed, or with the step to 0 mg; one in sessions with the
 * last of them; what is still running has got to now. */
static void
find_end (const TideOwnCourses *self, TideOwnCourse *course)
{
  TideInstant end = TIDE_INSTANT_UNKNOWN;
  for (guint i = 0; i < tide_own_course_get_n_members (course); i++)
    {
      const TideCourse *member = tide_own_course_get_member (course, i);
      TideInstant own
        = tide_date_is_known (member->ended_on) ? tide_instant_from_date (member->ended_on) : self->now;
      if (tide_instant_compare (own, self->now) >= 0)
        {
          own = self->now;
          course->running = TRUE;
        }
      if (!tide_instant_is_known (end) || tide_instant_compare (own, end) > 0)
        end = own;
    }
  course->end = end;
}

static gboolean
step_is_of (const TideOwnCourse *course, const TideDoseStep *step)
{
  const TideCourse *member = find_member (course, step->course_id);
  return member != NULL && tide_arm_has_daily_dose ((TideArm) member->arm) && !step->entered_in_error;
}

static void
add_step (const TideOwnCourses *self, TideOwnCourse *course, const TideDoseStep *step)
{
  TideInstant from = tide_instant_from_date (step->from_date);
  if (tide_instant_compare (from, course->end) > 0)
    return;
  if (course->steps->len > 0)
    {
      TideOwnStep *before = &g_array_index (course->steps, TideOwnStep, course->steps->len - 1);
      before->until = from;
      before->until_days = tide_own_days_between (from, course->period->day0);
    }
  TideOwnStep own = { .from = from,
                      .until = course->end,
                      .from_days = tide_own_days_between (from, course->period->day0),
                      .until_days = tide_own_days_between (course->end, course->period->day0),
                      .dose_mg = step->dose_mg_per_day };
  g_array_append_val (course->steps, own);
  if (step->dose_mg_per_day > course->full_dose)
    course->full_dose = step->dose_mg_per_day;
}

/* After the step to nothing the treatment is over, whoever closes the course. */
static void
cut_at_last_step (TideOwnCourse *course)
{
  guint n = course->steps->len;
  if (n < 2 || course->sessions->len > 0)
    return;
  TideOwnStep *last = &g_array_index (course->steps, TideOwnStep, n - 1);
  if (last->dose_mg != 0)
    return;
  course->end = last->from;
  course->running = FALSE;
  g_array_set_size (course->steps, n - 1);
}

void
tide_own_courses_build_treatment (TideOwnCourses *self, TideOwnCourse *course)
{
  add_sessions (self, course);
  find_end (self, course);
  for (guint i = 0; i < self->history->dose_steps->len; i++)
    if (step_is_of (course, self->history->dose_steps->pdata[i]))
      add_step (self, course, self->history->dose_steps->pdata[i]);
  cut_at_last_step (course);
  course->end_days = MAX (tide_own_days_between (course->end, course->period->day0), 0);
}

static TideInstant
earlier (TideInstant a, TideInstant b)
{
  return tide_instant_compare (a, b) < 0 ? a : b;
}

static TideInstant
later (TideInstant a, TideInstant b)
{
  return tide_instant_compare (a, b) > 0 ? a : b;
}

static void
add_span (TideOwnCourse *course, GArray *spans, TideInstant from, TideInstant until, guint other)
{
  TideOwnSpan span = { .from = from, .until = until, .other = other };
  span.from_days = MAX (tide_own_days_between (from, course->period->day0), 0);
  span.until_days = tide_own_days_between (until, course->period->day0);
  if (span.until_days > span.from_days)
    g_array_append_val (spans, span);
}

/* A daily dose that has not changed for so long before the other began, nor beside it, is background and no
 * second treatment (clinical.md 3.6). */
static gboolean
is_background (const TideOwnCourses *self, const TideOwnCourse *course, const TideOwnCourse *beside)
{
  double days = tide_thresholds_get (self->thresholds, "background_days");
  if (course->steps->len == 0 || course->sessions->len > 0)
    return FALSE;
  for (guint i = 0; i < course->steps->len; i++)
    {
      TideInstant from = g_array_index (course->steps, TideOwnStep, i).from;
      if (tide_own_days_between (beside->period->day0, from) < days
          && tide_instant_compare (from, beside->end) < 0)
        return FALSE;
    }
  return tide_instant_compare (course->end, beside->end) >= 0 || course->running;
}

static void
meet (TideOwnCourses *self, guint a, guint b)
{
  TideOwnCourse *first = self->courses->pdata[a], *second = self->courses->pdata[b];
  TideInstant from = later (first->period->day0, second->period->day0),
              until = earlier (first->end, second->end);
  if (first->arms == second->arms || tide_instant_compare (from, until) >= 0)
    return;
  if (is_background (self, first, second))
    {
      TideOwnBackground background = { a, b };
      g_array_append_val (self->backgrounds, background);
      return;
    }
  add_span (first, first->overlaps, from, until, b);
  add_span (second, second->overlaps, from, until, a);
}

/* First session, first dose of a daily drug, else the start date: as day 0 of a course of its own would be.
 */
static TideInstant
find_start (const TideOwnCourses *self, const TideCourse *course)
{
  for (guint i = 0; i < self->history->sessions->len; i++)
    if (tide_course_was_treated_by (course, self->history->sessions->pdata[i]))
      return ((const TideSession *) self->history->sessions->pdata[i])->started;
  for (guint i = 0; tide_arm_has_daily_dose ((TideArm) course->arm) && i < self->history->dose_steps->len;
       i++)
    {
      const TideDoseStep *step = self->history->dose_steps->pdata[i];
      if (step->course_id == course->base.id && step->dose_mg_per_day > 0)
        return tide_instant_from_date (step->from_date);
    }
  return tide_instant_from_date (course->started_on);
}

/* Whether @session is a dose of ketamine or esketamine, of any course, that was given by now. */
static gboolean
is_ketamine_dose (const TideOwnCourses *self, const TideSession *session)
{
  for (guint i = 0; i < self->history->courses->len; i++)
    {
      const TideCourse *course = self->history->courses->pdata[i];
      if (course->base.id == session->course_id)
        return tide_arm_is_ketamine ((TideArm) course->arm) && !course->entered_in_error
               && tide_course_was_treated_by (course, session)
               && tide_instant_compare (session->started, self->now) <= 0;
    }
  return FALSE;
}

/* By time (element-type TideInstant) (transfer full). */
static GArray *
list_ketamine (const TideOwnCourses *self)
{
  GArray *doses = g_array_new (FALSE, FALSE, sizeof (TideInstant));
  for (guint i = 0; i < self->history->sessions->len; i++)
    {
      const TideSession *session = self->history->sessions->pdata[i];
      if (is_ketamine_dose (self, session))
        g_array_append_val (doses, session->started);
    }
  return doses;
}

/* A new arm is credited with what the ketamine left: a course that is led by another arm is one from its
 * start; one that is led by ketamine, from the start of what is given beside it.  Unknown: never. */
static TideInstant
find_other_arm (const TideOwnCourses *self, const TideOwnCourse *course)
{
  TideInstant found = TIDE_INSTANT_UNKNOWN;
  if (!tide_arm_is_ketamine ((TideArm) course->period->course->arm))
    return course->period->day0;
  for (guint i = 1; i < tide_own_course_get_n_members (course); i++)
    {
      const TideCourse *member = tide_own_course_get_member (course, i);
      if (tide_arm_is_ketamine ((TideArm) member->arm))
        continue;
      TideInstant start = find_start (self, member);
      if (tide_instant_is_known (start)
          && (!tide_instant_is_known (found) || tide_instant_compare (start, found) < 0))
        found = start;
    }
  return found;
}

/* Ratings of a course that is not led by ketamine stand at whole days: so does their ground. */
static void
add_carry_span (TideOwnCourse *course, TideInstant from, TideInstant until, guint taker)
{
  guint n = course->carry->len;
  add_span (course, course->carry, from, until, taker);
  if (course->carry->len == n || tide_arm_is_ketamine ((TideArm) course->period->course->arm))
    return;
  TideOwnSpan *span = &g_array_index (course->carry, TideOwnSpan, n);
  span->from_days = tide_own_course_get_day (course, from);
  span->until_days = tide_own_course_get_day (course, until);
}

/* Where the rule of the mark C holds, for the ratings that belong to @taker, those after its end among them:
 * so many days after a dose, by the calendar, but not between two doses of one series (clinical.md 3.6). */
static void
add_carry (const TideOwnCourses *self, guint taker, const GArray *doses)
{
  TideOwnCourse *course = self->courses->pdata[taker];
  TideDate carry = (TideDate) tide_thresholds_get (self->thresholds, "carry_over_days");
  double gap = tide_thresholds_get (self->thresholds, "series_gap_days");
  TideInstant start = find_other_arm (self, course);
  for (guint i = 0; tide_instant_is_known (start) && i < doses->len; i++)
    {
      TideInstant dose = g_array_index (doses, TideInstant, i);
      TideDate day = tide_instant_get_date (dose);
      TideInstant first = tide_instant_from_local (tide_instant_get_date (start), 0, 0),
                  until = tide_instant_from_local (day + carry + 1, 0, 0);
      if (i + 1 < doses->len)
        {
          TideInstant next = g_array_index (doses, TideInstant, i + 1);
          if (tide_instant_get_date (next) - day <= gap)
            continue;
          until = earlier (until, next);
        }
      if (taker + 1 < self->courses->len)
        until = earlier (until, ((const TideOwnCourse *) self->courses->pdata[taker + 1])->period->day0);
      first = later (later (dose, first), course->period->day0);
      if (tide_instant_compare (until, first) > 0)
        add_carry_span (course, first, until, taker);
    }
}

void
tide_own_courses_build_spans (TideOwnCourses *self)
{
  g_autoptr (GArray) doses = list_ketamine (self);
  for (guint a = 0; a < self->courses->len; a++)
    {
      for (guint b = a + 1; b < self->courses->len; b++)
        meet (self, a, b);
      add_carry (self, a, doses);
    }
}

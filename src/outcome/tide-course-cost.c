/* tide-course-cost.c: what a course has cost so far, and for how many weeks in response (F45). */
#include <math.h>
#include <string.h>

#include "tide-course-facts.h"

#define SECONDS_OF_A_WEEK (7 * 86400.0)

static gboolean
is_between (TideDate day, const TideCost *cost)
{
  return (!tide_date_is_known (cost->from_date) || day >= cost->from_date)
         && (!tide_date_is_known (cost->until_date) || day <= cost->until_date);
}

static guint
count_sessions (const TideHistory *history, const TideCourse *course, const TideCost *cost, TideDate today)
{
  guint n = 0;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      TideDate day = tide_instant_get_date (session->started);
      n += tide_course_was_treated_by (course, session) && day <= today && is_between (day, cost);
    }
  return n;
}

/* Past, and nobody said whether it took place: neither given nor charged, but to be named. */
static gboolean
is_open (const TideCourse *course, const TideSession *session, TideDate today)
{
  TideInstant agreed = tide_session_get_agreed (session);
  TideSession as_held = *session;
  as_held.status = TIDE_SESSION_HELD;
  if (!tide_session_is_treatment (&as_held, (TideArm) course->arm))
    return FALSE;
  return (session->status == TIDE_SESSION_UNKNOWN || session->status == TIDE_SESSION_PLANNED)
         && tide_instant_is_known (agreed) && tide_instant_get_date (agreed) < today;
}

static gboolean
has_session_price (const TideHistory *history, const TideCourse *course, TideDate day)
{
  for (guint i = 0; i < history->costs->len; i++)
    {
      const TideCost *cost = history->costs->pdata[i];
      if (cost->course_id == course->base.id && !cost->entered_in_error && !isnan (cost->amount)
          && strcmp (tide_cost_unit_codes[cost->unit], "session") == 0 && is_between (day, cost))
        return TRUE;
    }
  return FALSE;
}

static guint
count_open (const TideHistory *history, const TideCourse *course, TideDate today)
{
  guint n = 0;
  for (guint i = 0; history->costs->len > 0 && i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      n += session->course_id == course->base.id && !session->entered_in_error
           && is_open (course, session, today)
           && has_session_price (history, course, tide_instant_get_date (tide_session_get_agreed (session)));
    }
  return n;
}

/* NAN when the beginning is not known. */
static double
count_months (const TideHistory *history, const TideCourse *course, const TideCost *cost, TideDate today)
{
  TideDate first = tide_course_get_first_day (history, course), last = today;
  TideDate from = tide_date_is_known (cost->from_date) ? cost->from_date : first;
  /* A price that was agreed before the treatment began costs nothing until then. */
  TideDate begin = tide_date_is_known (course->started_on) && tide_date_is_known (first)
                     ? MIN (course->started_on, first)
                     : first;
  if (tide_date_is_known (from) && tide_date_is_known (begin))
    from = MAX (from, begin);
  if (!tide_date_is_known (from))
    return NAN;
  if (tide_date_is_known (cost->until_date))
    last = MIN (last, cost->until_date);
  if (tide_date_is_known (course->ended_on))
    last = MIN (last, course->ended_on);
  return MAX (last - from, 0) / TIDE_DAYS_OF_A_MONTH;
}

/* NAN when it cannot be said. */
static double
get_amount (const TideHistory *history, const TideCourse *course, const TideCost *cost, TideDate today)
{
  const char *unit = tide_cost_unit_codes[cost->unit];
  if (strcmp (unit, "session") == 0)
    return cost->amount * count_sessions (history, course, cost, today);
  if (strcmp (unit, "month") == 0)
    return cost->amount * count_months (history, course, cost, today);
  if (tide_date_is_known (cost->from_date) && cost->from_date > today)
    return 0;
  return cost->amount;
}

static int
find_period (const TideOutcome *outcome, const TideCourse *course)
{
  for (guint i = 0; i < outcome->n_courses; i++)
    {
      const TideCourseOutcome *period = &outcome->courses[i];
      if (period->course->base.id == course->base.id)
        return (int) i;
      for (guint j = 0; period->with != NULL && j < period->with->len; j++)
        if (TIDE_RECORD (period->with->pdata[j])->id == course->base.id)
          return (int) i;
    }
  return -1;
}

/* By the clock on the wall, as all days of a course: a night of 25 hours holds nobody well for longer. */
static gint64
get_clock (const TideOutcome *outcome, guint at)
{
  const TideRating *rating = &outcome->visits[at].rating;
  return rating->taken_utc + 60 * rating->taken_offset;
}

/* Seconds for which the state of visit @at holds. */
static double
get_held (const TideOutcome *outcome, guint at, double hold, TideInstant now)
{
  gint64 from = get_clock (outcome, at), until = from + (gint64) hold;
  guint next = at + 1;
  while (next < outcome->n_visits && outcome->visits[next].passed_over)
    next++;
  if (next < outcome->n_visits)
    until = MIN (until, get_clock (outcome, next));
  return (double) MAX (MIN (until, now.utc + 60 * now.offset) - from, 0);
}

static double
count_response_weeks (const TideOutcome *outcome, const TideCourse *course, const TideThresholds *thresholds,
                      TideInstant now)
{
  int period = find_period (outcome, course);
  double hold = tide_thresholds_get (thresholds, "state_days") * 86400, seconds = 0;
  gboolean judged = FALSE;
  for (guint i = 0; period >= 0 && i < outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = &outcome->visits[i];
      if (visit->passed_over || visit->course != period || visit->state == TIDE_STATE_NONE
          || visit->state == TIDE_STATE_BASELINE)
        continue;
      judged = TRUE;
      if (visit->state == TIDE_STATE_RESPONSE || visit->state == TIDE_STATE_REMISSION)
        seconds += get_held (outcome, i, hold, now);
    }
  return judged ? seconds / SECONDS_OF_A_WEEK : NAN;
}

TideCourseCost
tide_course_add_costs (const TideHistory *history, const TideCourse *course, const TideOutcome *outcome,
                       const TideThresholds *thresholds, TideInstant now)
{
  TideCourseCost sum = { .response_weeks = NAN, .per_week = NAN };
  g_return_val_if_fail (history != NULL && course != NULL && thresholds != NULL, sum);
  TideDate today = tide_instant_get_date (now);
  for (guint i = 0; i < history->costs->len; i++)
    {
      const TideCost *cost = history->costs->pdata[i];
      if (cost->course_id != course->base.id || cost->entered_in_error || isnan (cost->amount))
        continue;
      double amount = get_amount (history, course, cost, today);
      sum.n_rows++;
      sum.n_unknown += isnan (amount);
      if (isnan (amount))
        continue;
      sum.total += amount;
      if (cost->payer > 0 && cost->payer < (int) G_N_ELEMENTS (sum.by_payer))
        sum.by_payer[cost->payer] += amount;
    }
  sum.n_open_sessions = count_open (history, course, today);
  if (outcome != NULL)
    sum.response_weeks = count_response_weeks (outcome, course, thresholds, now);
  if (sum.n_rows > sum.n_unknown && sum.response_weeks > 0)
    sum.per_week = sum.total / sum.response_weeks;
  return sum;
}

/* tide-treatment.c: what the dates of a course mean: its day 0, its doses, how long it runs, when it may be
 * judged. */
#include "tide-outcome-private.h"

#include <math.h>
#include <string.h>

static void
treatment_free (gpointer data)
{
  TideTreatment *self = data;
  g_array_unref (self->doses);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

gboolean
tide_instant_is_after_dose (TideInstant instant, TideInstant dose)
{
  if (instant.precision == TIDE_PRECISION_MINUTE && dose.precision == TIDE_PRECISION_MINUTE)
    return instant.utc >= dose.utc;
  /* Ratings are done before the dose of their day, unless a clock says otherwise. */
  return tide_instant_get_date (instant) > tide_instant_get_date (dose);
}

double
tide_outcome_days_between (TideInstant instant, TideInstant origin)
{
  if (!tide_instant_has_clock (instant) || !tide_instant_has_clock (origin))
    return tide_instant_days_since (instant, origin);
  gint64 there = instant.utc + 60 * instant.offset, here = origin.utc + 60 * origin.offset;
  return (double) (there - here) / 86400;
}

/* The first and the last of what is agreed after @now; unknown when nothing is. */
static void
find_planned (const TideHistory *history, const TideCourse *course, TideInstant now, TideInstant *first,
              TideInstant *last)
{
  *first = *last = TIDE_INSTANT_UNKNOWN;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      TideInstant agreed = tide_session_get_agreed (session);
      if (!tide_course_is_planned_by (course, session) || tide_instant_compare (agreed, now) <= 0)
        continue;
      if (!tide_instant_is_known (*first) || tide_instant_compare (agreed, *first) < 0)
        *first = agreed;
      if (!tide_instant_is_known (*last) || tide_instant_compare (agreed, *last) > 0)
        *last = agreed;
    }
}

/* First dose or first session, else the start date: counting from the referral would credit a treatment with
 * the waiting list. */
static TideInstant
find_day0 (const TideHistory *history, const TideTreatment *self, TideInstant now)
{
  if (self->doses->len > 0)
    return g_array_index (self->doses, TideInstant, 0);
  for (guint i = 0; tide_arm_has_daily_dose ((TideArm) self->course->arm) && i < self->steps->len; i++)
    {
      const TideDoseStep *step = self->steps->pdata[i];
      if (step->dose_mg_per_day > 0)
        return tide_instant_from_date (step->from_date);
    }
  TideInstant first, last;
  find_planned (history, self->course, now, &first, &last);
  return tide_instant_is_known (first) ? first : tide_instant_from_date (self->course->started_on);
}

TideDate
tide_course_find_stop (const TideHistory *history, const TideCourse *course, TideInstant now)
{
  TideDate stop = course->ended_on;
  const TideDoseStep *last = NULL;
  for (guint i = 0; tide_arm_has_daily_dose ((TideArm) course->arm) && i < history->dose_steps->len; i++)
    {
      const TideDoseStep *step = history->dose_steps->pdata[i];
      if (step->course_id == course->base.id && step->from_date <= tide_instant_get_date (now))
        last = step;
    }
  if (last != NULL && last->dose_mg_per_day == 0 && (!tide_date_is_known (stop) || last->from_date < stop))
    stop = last->from_date;
  return stop;
}

/* The recorded end, or the last session that took place or is still to come: a series that nobody closed has
 * still ended, and one that was missed does not prolong it. */
static TideInstant
find_last (const TideHistory *history, const TideTreatment *self, TideInstant now)
{
  TideDate stop = tide_course_find_stop (history, self->course, now);
  if (tide_date_is_known (stop) || tide_arm_has_daily_dose ((TideArm) self->course->arm))
    return tide_instant_from_date (stop);
  TideInstant first, last;
  find_planned (history, self->course, now, &first, &last);
  if (!tide_instant_is_known (last) && self->doses->len > 0)
    last = g_array_index (self->doses, TideInstant, self->doses->len - 1);
  return last;
}

static TideTreatment *
treatment_new (const TideHistory *history, const TideCourse *course, TideInstant now)
{
  TideTreatment *self = g_new0 (TideTreatment, 1);
  self->course = course;
  self->doses = g_array_new (FALSE, FALSE, sizeof (TideInstant));
  self->steps = g_ptr_array_new ();
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (tide_course_was_treated_by (course, session))
        g_array_append_val (self->doses, session->started);
    }
  for (guint i = 0; i < history->dose_steps->len; i++)
    if (((const TideDoseStep *) history->dose_steps->pdata[i])->course_id == course->base.id)
      g_ptr_array_add (self->steps, history->dose_steps->pdata[i]);
  self->day0 = find_day0 (history, self, now);
  self->last = find_last (history, self, now);
  self->planned = tide_instant_is_known (self->day0)
                  && (self->day0.precision == TIDE_PRECISION_DAY
                        ? tide_instant_get_date (self->day0) > tide_instant_get_date (now)
                        : tide_instant_compare (self->day0, now) > 0);
  return self;
}

static int
by_day0 (gconstpointer a, gconstpointer b)
{
  const TideTreatment *x = *(TideTreatment *const *) a, *y = *(TideTreatment *const *) b;
  int order = tide_instant_compare (x->day0, y->day0);
  if (order == 0)
    order = x->course->base.id < y->course->base.id ? -1 : x->course->base.id > y->course->base.id;
  return order;
}

GPtrArray *
tide_treatments_new (const TideHistory *history, TideInstant now)
{
  GPtrArray *treatments = g_ptr_array_new_with_free_func (treatment_free);
  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *course = history->courses->pdata[i];
      if (!course->entered_in_error)
        g_ptr_array_add (treatments, treatment_new (history, course, now));
    }
  g_ptr_array_sort (treatments, by_day0);
  return treatments;
}

gboolean
tide_treatment_runs_at (const TideTreatment *self, TideDate date)
{
  if (!tide_instant_is_known (self->day0) || tide_instant_get_date (self->day0) > date)
    return FALSE;
  return !tide_instant_is_known (self->last) || date <= tide_instant_get_date (self->last);
}

gboolean
tide_treatment_is_background (const TideTreatment *self, TideDate day0, TideDate date, double background_days)
{
  if (!tide_arm_has_daily_dose ((TideArm) self->course->arm) || !tide_instant_is_known (self->day0))
    return FALSE;
  TideDate last_change = tide_instant_get_date (self->day0);
  for (guint i = 0; i < self->steps->len; i++)
    {
      const TideDoseStep *step = self->steps->pdata[i];
      if (step->from_date <= date)
        last_change = MAX (last_change, step->from_date);
    }
  return day0 - last_change >= background_days;
}

gboolean
tide_treatment_is_rising (const TideTreatment *self, TideDate date, double rising_days)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const TideDoseStep *first = self->steps->pdata[i];
      guint j = i;
      while (j + 1 < self->steps->len)
        {
          const TideDoseStep *here = self->steps->pdata[j], *next = self->steps->pdata[j + 1];
          if (next->dose_mg_per_day <= here->dose_mg_per_day
              || next->from_date - here->from_date > rising_days)
            break;
          j++;
        }
      const TideDoseStep *top = self->steps->pdata[j];
      /* The rating of the day of a rise is done before the new dose is taken. */
      if (j > i && date >= first->from_date && date <= top->from_date)
        return TRUE;
      i = j;
    }
  return FALSE;
}

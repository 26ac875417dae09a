/* tide-period.c: which courses are judged as one, and from when to when.
 *
 * Courses of different arms that start close together and run beside each other are a combination ("Ketamine
 * IV + ERP", clinical.md 3.6); any later course for the same target opens a new period.  An older course that
 * still runs beside it is background when its dose is stable; else the new period is a combination with it,
 * for the time of an overlap is an arm of its own.  One that was given up soon after is a switch: the few
 * days of both are an overlap, which the marks show.
 */
#include "tide-outcome-private.h"

#include <math.h>

#include "tide-dose-need.h"

static void
period_free (gpointer data)
{
  TidePeriod *self = data;
  g_ptr_array_unref (self->with);
  g_free (self);
}

static TideDate
get_day0 (const TideTreatment *treatment)
{
  return tide_instant_get_date (treatment->day0);
}

static gboolean
starts_close (const TideOutcomeTask *task, const TideTreatment *a, const TideTreatment *b)
{
  return ABS (get_day0 (a) - get_day0 (b)) <= task->book->companion_days;
}

/* A later start joins the period, except ketamine beside a slow arm: its own first dose must be day 0, to the
 * minute. */
static gboolean
joins (const TideOutcomeTask *task, const TidePeriod *period, const TideTreatment *treatment)
{
  TideArm lead = (TideArm) period->lead->course->arm, arm = (TideArm) treatment->course->arm;
  if (arm == lead || (tide_arm_is_ketamine (arm) && !tide_arm_is_ketamine (lead)))
    return FALSE;
  return starts_close (task, period->lead, treatment)
         && tide_treatment_runs_at (period->lead, get_day0 (treatment));
}

static gboolean
names_target (const TideTreatment *treatment, const char *instrument_id)
{
  return g_strcmp0 (treatment->course->target_instrument, instrument_id) == 0;
}

/* Courses for another target do not cut this scale's periods, unless none is for this one (a second scale).
 */
static gboolean
is_relevant (const TideOutcomeTask *task, const TideTreatment *treatment, gboolean any_names_target)
{
  return !any_names_target || treatment->course->target_instrument == NULL
         || names_target (treatment, tide_instrument_get_id (task->instrument));
}

/* Ended, as far as is known now, within the days in which two starts would have been one. */
static gboolean
is_given_up_soon (const TideOutcomeTask *task, const TideTreatment *treatment, TideDate day0)
{
  return tide_instant_is_known (treatment->last)
         && tide_instant_get_date (treatment->last) - day0 <= task->book->companion_days;
}

/* What was begun before and runs on beside the new period: a slow arm begun shortly before the first infusion
 * is part of the same combination, and so is what is no stable background (clinical.md 3.6). */
static void
add_companions_from_before (TideOutcomeTask *task, TidePeriod *period, gboolean any_names_target)
{
  TideDate day0 = get_day0 (period->lead);
  for (guint i = 0; i < task->treatments->len && task->treatments->pdata[i] != period->lead; i++)
    {
      const TideTreatment *older = task->treatments->pdata[i];
      if (older->course->arm == period->lead->course->arm || !is_relevant (task, older, any_names_target)
          || !tide_treatment_runs_at (older, day0))
        continue;
      gboolean background = tide_treatment_is_background (older, day0, day0, task->book->background_days);
      if (starts_close (task, older, period->lead) || (!background && !is_given_up_soon (task, older, day0)))
        g_ptr_array_add (period->with, (gpointer) older);
    }
}

static void
add_period (TideOutcomeTask *task, const TideTreatment *treatment, gboolean any_names_target)
{
  TidePeriod *last = task->periods->len > 0 ? task->periods->pdata[task->periods->len - 1] : NULL;
  gboolean last_is_dated = last != NULL && tide_instant_is_known (last->lead->day0);
  gboolean dated = tide_instant_is_known (treatment->day0);
  if (last_is_dated && dated && joins (task, last, treatment))
    {
      g_ptr_array_add (last->with, (gpointer) treatment);
      return;
    }
  TidePeriod *period = g_new0 (TidePeriod, 1);
  period->lead = treatment;
  period->with = g_ptr_array_new ();
  if (last_is_dated && dated)
    add_companions_from_before (task, period, any_names_target);
  g_ptr_array_add (task->periods, period);
}

/* The end of every course of the period, or unknown while one has none. */
static TideInstant
find_end (const TideOutcomeTask *task, const TidePeriod *period)
{
  TideDate end = tide_course_find_stop (task->history, period->lead->course, task->now);
  for (guint i = 0; i < period->with->len; i++)
    {
      const TideTreatment *treatment = period->with->pdata[i];
      TideDate other = tide_course_find_stop (task->history, treatment->course, task->now);
      if (!tide_date_is_known (end) || !tide_date_is_known (other))
        return TIDE_INSTANT_UNKNOWN;
      end = MAX (end, other);
    }
  return tide_instant_from_date (end);
}

static void
fill_course (TideOutcomeTask *task, guint index)
{
  TidePeriod *period = task->periods->pdata[index];
  TideCourseOutcome *course = &task->outcome->courses[index];
  course->course = period->lead->course;
  course->with = g_ptr_array_new ();
  for (guint i = 0; i < period->with->len; i++)
    g_ptr_array_add (course->with, (gpointer) ((const TideTreatment *) period->with->pdata[i])->course);
  period->judging = tide_outcome_book_find (task->book, task->history, course->course);
  course->criteria = period->judging->criteria;
  course->rule = period->judging->rule;
  course->day0 = period->lead->day0;
  course->planned = period->lead->planned;
  course->baseline = -1;
  course->baseline_value = NAN;
  course->response_line = course->response_at_most = course->remission_line = NAN;
  TideDate judged_from
    = tide_course_get_too_early_until (task->history, period->lead->course, task->thresholds, task->now);
  course->too_early_until = tide_instant_from_date (judged_from);
  course->until = find_end (task, period);
  if (index + 1 < task->periods->len && tide_instant_is_known (course->day0))
    {
      TideInstant next = ((const TidePeriod *) task->periods->pdata[index + 1])->lead->day0;
      if (!tide_instant_is_known (course->until) || tide_instant_compare (next, course->until) < 0)
        course->until = next;
    }
}

void
tide_outcome_make_periods (TideOutcomeTask *task)
{
  task->periods = g_ptr_array_new_with_free_func (period_free);
  gboolean any_names_target = FALSE;
  for (guint i = 0; i < task->treatments->len; i++)
    any_names_target |= names_target (task->treatments->pdata[i], task->book->instrument_id);
  for (guint i = 0; i < task->treatments->len; i++)
    if (is_relevant (task, task->treatments->pdata[i], any_names_target))
      add_period (task, task->treatments->pdata[i], any_names_target);

  task->outcome->n_courses = task->periods->len;
  task->outcome->courses = g_new0 (TideCourseOutcome, task->periods->len + 1);
  for (guint i = 0; i < task->periods->len; i++)
    fill_course (task, i);
}

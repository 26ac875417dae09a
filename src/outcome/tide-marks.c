/* tide-marks.c: why a point may not mean what it seems to (N06): recall, carry-over, overlap, rising dose,
 * changed rater.
 *
 * A mark never changes a number; it stands beside it (clinical.md 3.4 and 3.6, F19, F62).
 */
#include "tide-outcome-private.h"

#include <math.h>
#include <string.h>

#define RATER_TYPES                                                                                          \
  (TIDE_RATING_SELF | TIDE_RATING_CLINICIAN | TIDE_RATING_INFORMANT | TIDE_RATING_INDEPENDENT)
#define CONTACTS (TIDE_RATING_IN_PERSON | TIDE_RATING_VIDEO | TIDE_RATING_PHONE | TIDE_RATING_PAPER)

static double
get_recall_days (const TideOutcomeTask *task, const TideMoment *moment)
{
  if (moment->recall != NULL && strcmp (moment->recall, "24h") == 0)
    return 1;
  if (moment->recall != NULL && strcmp (moment->recall, "week") == 0)
    return 7;
  return task->book->recall_days;
}

/* Under @recall_days after a dose, in calendar days: a weekly scale is clean on day 7, whatever the clock
 * says. */
static gboolean
is_within_recall (const TideMoment *moment, TideInstant dose, double recall_days)
{
  return tide_instant_is_after_dose (moment->taken, dose)
         && moment->date - tide_instant_get_date (dose) < recall_days;
}

static gboolean
recalls_infusion (const TideTreatment *treatment, const TideMoment *moment, double recall_days)
{
  if (tide_arm_is_ketamine ((TideArm) treatment->course->arm))
    for (guint i = 0; i < treatment->doses->len; i++)
      if (is_within_recall (moment, g_array_index (treatment->doses, TideInstant, i), recall_days))
        return TRUE;
  return FALSE;
}

static gboolean
recalls_step (const TideTreatment *treatment, const TideMoment *moment, double recall_days)
{
  for (guint i = 0; i < treatment->steps->len; i++)
    {
      const TideDoseStep *step = treatment->steps->pdata[i];
      if (moment->date > step->from_date && moment->date - step->from_date < recall_days)
        return TRUE;
    }
  return FALSE;
}

/* The recall period reaches before the first dose of the course, or before a step of a daily dose. */
static gboolean
recalls_start (const TideOutcomeTask *task, const TidePeriod *period, const TideMoment *moment)
{
  double recall_days = get_recall_days (task, moment);
  if (recall_days <= 0)
    return FALSE;
  if (is_within_recall (moment, period->lead->day0, recall_days))
    return TRUE;
  for (guint i = 0; i < task->treatments->len; i++)
    if (recalls_step (task->treatments->pdata[i], moment, recall_days))
      return TRUE;
  return FALSE;
}

/* Each infusion is a dose step from nothing, too. */
static gboolean
has_recall_mark (const TideOutcomeTask *task, const TideMoment *moment)
{
  double recall_days = get_recall_days (task, moment);
  for (guint i = 0; i < task->treatments->len; i++)
    if (recalls_infusion (task->treatments->pdata[i], moment, recall_days))
      return TRUE;
  return FALSE;
}

/* The last ketamine dose before @moment and the first after it, over all courses. */
static void
find_ketamine (const TideOutcomeTask *task, const TideMoment *moment, TideInstant *last, TideInstant *next)
{
  *last = *next = TIDE_INSTANT_UNKNOWN;
  for (guint t = 0; t < task->treatments->len; t++)
    {
      const TideTreatment *treatment = task->treatments->pdata[t];
      if (!tide_arm_is_ketamine ((TideArm) treatment->course->arm))
        continue;
      for (guint i = 0; i < treatment->doses->len; i++)
        {
          TideInstant dose = g_array_index (treatment->doses, TideInstant, i);
          if (tide_instant_is_after_dose (moment->taken, dose))
            *last = tide_instant_compare (dose, *last) > 0 ? dose : *last;
          else if (!tide_instant_is_known (*next) || tide_instant_compare (dose, *next) < 0)
            *next = dose;
        }
    }
}

static gboolean
is_in_group (const TidePeriod *period, const TideTreatment *treatment)
{
  return treatment == period->lead || g_ptr_array_find (period->with, treatment, NULL);
}

/* Another arm beside the period at @date: running, and no stable background. */
static gboolean
is_foreign (const TideOutcomeTask *task, const TidePeriod *period, const TideTreatment *treatment,
            TideDate date)
{
  return !is_in_group (period, treatment) && treatment->course->arm != period->lead->course->arm
         && tide_treatment_runs_at (treatment, date)
         && !tide_treatment_is_background (treatment, tide_instant_get_date (period->lead->day0), date,
                                           task->book->background_days);
}

/* A new arm is credited with what the ketamine left behind: a later course, or a companion that has begun. An
 * older course that runs on beside the ketamine was there before it, and takes no credit. */
static gboolean
is_under_another_arm (const TideOutcomeTask *task, const TidePeriod *period, TideDate date)
{
  if (!tide_arm_is_ketamine ((TideArm) period->lead->course->arm))
    return TRUE;
  for (guint i = 0; i < period->with->len; i++)
    {
      const TideTreatment *treatment = period->with->pdata[i];
      TideDate day0 = tide_instant_get_date (treatment->day0);
      gboolean older = tide_instant_get_date (period->lead->day0) - day0 > task->book->companion_days;
      if (!tide_arm_is_ketamine ((TideArm) treatment->course->arm) && !older && day0 <= date)
        return TRUE;
    }
  return FALSE;
}

/* After the last dose of a series; between two doses of one series the drawing shows the series itself. */
static gboolean
has_carry_over_mark (const TideOutcomeTask *task, const TidePeriod *period, const TideMoment *moment,
                     TideInstant last, TideInstant next)
{
  if (!tide_instant_is_known (last))
    return FALSE;
  TideDate last_day = tide_instant_get_date (last);
  if (moment->date - last_day > task->book->carry_over_days)
    return FALSE;
  if (tide_instant_is_known (next) && tide_instant_get_date (next) - last_day <= task->book->series_gap_days)
    return FALSE;
  return is_under_another_arm (task, period, moment->date);
}

static gboolean
has_overlap_mark (const TideOutcomeTask *task, const TidePeriod *period, TideDate date)
{
  for (guint i = 0; i < task->treatments->len; i++)
    if (is_foreign (task, period, task->treatments->pdata[i], date))
      return TRUE;
  return FALSE;
}

static gboolean
has_dose_mark (const TideOutcomeTask *task, const TideMoment *moment)
{
  double rising_days = task->book->dose_rising_days;
  for (guint i = 0; i < task->treatments->len; i++)
    {
      const TideTreatment *treatment = task->treatments->pdata[i];
      if (tide_treatment_runs_at (treatment, moment->date)
          && tide_treatment_is_rising (treatment, moment->date, rising_days))
        return TRUE;
    }
  return FALSE;
}

/* What is unknown on either side does not differ. */
static gboolean
differs (guint32 a, guint32 b, guint32 mask)
{
  return (a & mask) != 0 && (b & mask) != 0 && (a & mask) != (b & mask);
}

static gboolean
text_differs (const char *a, const char *b)
{
  return a != NULL && b != NULL && a != b; /* interned */
}

static gboolean
has_mode_mark (const TideOutcomeTask *task, guint visit, guint baseline)
{
  const TideRating *a = &task->outcome->visits[visit].rating, *b = &task->outcome->visits[baseline].rating;
  if (differs (a->flags, b->flags, RATER_TYPES) || differs (a->flags, b->flags, CONTACTS))
    return TRUE;
  if (a->rater_id != 0 && b->rater_id != 0 && a->rater_id != b->rater_id)
    return TRUE;
  const TideMoment *x = &task->moments[visit], *y = &task->moments[baseline];
  return text_differs (x->version, y->version) || text_differs (x->recall, y->recall);
}

/* The baseline is before the course: only what came from earlier courses can touch it. */
static void
mark_visit (TideOutcomeTask *task, guint index, TideVisitOutcome *visit)
{
  const TideMoment *moment = &task->moments[index];
  TideInstant last, next;
  find_ketamine (task, moment, &last, &next);
  visit->ketamine_days = tide_instant_is_known (last) ? moment->date - tide_instant_get_date (last) : -1;
  if (visit->rating.flags & TIDE_RATING_PRORATED)
    visit->marks |= TIDE_MARK_PRORATED;
  if (visit->rating.flags & TIDE_RATING_TOTAL_ONLY)
    visit->marks |= TIDE_MARK_TOTAL_ONLY;
  if (visit->course < 0)
    return;

  const TidePeriod *period = task->periods->pdata[visit->course];
  const TideCourseOutcome *course = &task->outcome->courses[visit->course];
  if (has_carry_over_mark (task, period, moment, last, next))
    visit->marks |= TIDE_MARK_CARRY_OVER;
  if (has_overlap_mark (task, period, moment->date))
    visit->marks |= TIDE_MARK_OVERLAP;
  if (course->baseline < 0 || visit->state == TIDE_STATE_BASELINE)
    return;
  visit->recalls_start = recalls_start (task, period, moment);
  if (visit->recalls_start || has_recall_mark (task, moment))
    visit->marks |= TIDE_MARK_RECALL;
  if (visit->state != TIDE_STATE_TOO_EARLY && has_dose_mark (task, moment))
    visit->marks |= TIDE_MARK_DOSE;
  if (has_mode_mark (task, index, (guint) course->baseline))
    visit->marks |= TIDE_MARK_MODE;
}

void
tide_outcome_mark_visits (TideOutcomeTask *task)
{
  for (guint i = 0; i < task->outcome->n_visits; i++)
    {
      mark_visit (task, i, &task->outcome->visits[i]);
      if (task->outcome->closings[i].course >= 0)
        mark_visit (task, i, &task->outcome->closings[i]);
    }
}

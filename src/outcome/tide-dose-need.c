/* tide-dose-need.c: the doses come from the table of doses, the days from the thresholds. */
#include "tide-dose-need.h"

#include <math.h>

#include "tide-course-facts.h"

TidePreset
tide_preset_for_condition (const TideThresholds *thresholds, const char *condition)
{
  g_return_val_if_fail (thresholds != NULL, TIDE_PRESET_DAYS);
  if (g_strcmp0 (condition, "depression") == 0 || g_strcmp0 (condition, "bipolar") == 0)
    return TIDE_PRESET_DEPRESSION;
  return tide_thresholds_get (thresholds, "adequate_strict") > 0 ? TIDE_PRESET_STRICT : TIDE_PRESET_DAYS;
}

/* What is added to another drug has its usual dose; of an antidepressant that is none of OCD only the minimum
 * is known. */
static gboolean
uses_target (TidePreset preset, TideArm arm)
{
  return arm == TIDE_ARM_AUGMENTATION || (preset != TIDE_PRESET_DEPRESSION && arm == TIDE_ARM_SSRI);
}

TideDoseNeed
tide_dose_need_of (const TideThresholds *thresholds, TidePreset preset, TideArm arm, const char *agent)
{
  TideDoseNeed need = { .mg = NAN };
  g_return_val_if_fail (thresholds != NULL, need);
  const TideDoseRule *rule
    = tide_dose_rules_find (tide_thresholds_get_doses (thresholds), agent, NULL, TIDE_DOSE_MG_PER_DAY);
  gboolean target = uses_target (preset, arm);
  if (rule != NULL)
    need.mg = target ? rule->usual_low : rule->trial_minimum;
  if (!isnan (need.mg))
    need.source = target ? rule->source : rule->trial_source;
  need.top = preset == TIDE_PRESET_STRICT && arm != TIDE_ARM_AUGMENTATION;
  need.threshold = arm == TIDE_ARM_AUGMENTATION       ? "augmentation_days"
                   : need.top                         ? "strict_weeks"
                   : preset == TIDE_PRESET_DEPRESSION ? "athf_days"
                                                      : "adequate_dose_days";
  need.days = tide_thresholds_get (thresholds, need.threshold) * (need.top ? 7 : 1);
  return need;
}

static double
find_top_mg (const TideHistory *history, const TideCourse *course, TideDate today)
{
  double top = NAN;
  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *step = history->dose_steps->pdata[i];
      if (step->course_id == course->base.id && step->from_date <= today && step->dose_mg_per_day > 0
          && !(step->dose_mg_per_day < top))
        top = step->dose_mg_per_day;
    }
  return top;
}

/* The day on which @needed days at @mg or above are full, if the dose of today goes on; unknown while it is
 * below. */
static TideDate
find_day_full (const TideHistory *history, const TideCourse *course, double mg, double needed, TideDate today)
{
  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *step = history->dose_steps->pdata[i];
      const TideDoseStep *next = i + 1 < history->dose_steps->len ? history->dose_steps->pdata[i + 1] : NULL;
      if (step->course_id != course->base.id || step->from_date > today
          || !tide_outcome_at_least (step->dose_mg_per_day, mg))
        continue;
      gboolean goes_on = next == NULL || next->course_id != step->course_id || next->from_date > today;
      double length = goes_on ? INFINITY : next->from_date - step->from_date;
      if (length >= needed)
        return step->from_date + (TideDate) ceil (needed);
      needed -= length;
    }
  return TIDE_DATE_UNKNOWN;
}

static gboolean
has_steps (const TideHistory *history, const TideCourse *course)
{
  for (guint i = 0; i < history->dose_steps->len; i++)
    if (((const TideDoseStep *) history->dose_steps->pdata[i])->course_id == course->base.id)
      return TRUE;
  return FALSE;
}

static const char *
find_condition (const TideHistory *history, const TideCourse *course)
{
  const TideDiagnosis *primary = tide_history_get_primary_diagnosis (history);
  const char *code = course->indication != NULL ? course->indication : primary != NULL ? primary->code : NULL;
  return code != NULL ? tide_icd_get_condition (code) : NULL;
}

TideDate
tide_course_get_too_early_until (const TideHistory *history, const TideCourse *course,
                                 const TideThresholds *thresholds, TideInstant now)
{
  g_return_val_if_fail (history != NULL && course != NULL && thresholds != NULL, TIDE_DATE_UNKNOWN);
  TideArm arm = (TideArm) course->arm;
  TideDate today = tide_instant_get_date (now), first = tide_course_get_first_day (history, course);
  if (!tide_arm_has_daily_dose (arm) || !tide_date_is_known (first))
    return TIDE_DATE_UNKNOWN;
  TidePreset preset = tide_preset_for_condition (thresholds, find_condition (history, course));
  TideDoseNeed need = tide_dose_need_of (thresholds, preset, arm, course->agent);
  double mg = need.top ? find_top_mg (history, course, today) : need.mg;
  TideDate until = first + (TideDate) tide_thresholds_get (thresholds, "too_early_days");
  if (isnan (mg) || !has_steps (history, course))
    return until;
  /* Below the dose that counts the trial is not adequate; after the usual time of effect it is judged all the
   * same. */
  TideDate full = find_day_full (history, course, mg, need.days, today);
  if (!tide_date_is_known (full))
    full = first + (TideDate) (7 * tide_thresholds_get (thresholds, "effect_to_weeks"));
  return MAX (until, full);
}

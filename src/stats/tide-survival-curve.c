/* tide-survival-curve.c: the Kaplan-Meier estimate, its intervals and its quantiles (clinical.md 6). */
#include "tide-survival.h"

#include <math.h>

#include "tide-distribution.h"

/* R's tolerance for "the curve stands at exactly one half": products of fractions seldom give 0.5 to the last
 * bit. */
#define LEVEL_TOLERANCE 1.4901161193847656e-08

/* --- intervals --- */

static void
set_plain (TideSurvivalStep *step)
{
  step->lower = MAX (step->surv - TIDE_Z95 * step->std_err, 0);
  step->upper = MIN (step->surv + TIDE_Z95 * step->std_err, 1);
}

static void
set_log (TideSurvivalStep *step)
{
  double width = TIDE_Z95 * sqrt (step->greenwood);
  step->lower = exp (log (step->surv) - width);
  step->upper = MIN (exp (log (step->surv) + width), 1);
}

/* theta = Z sqrt (sum) / ln (S), limits S ^ exp (+-theta). */
static void
set_log_log (TideSurvivalStep *step)
{
  if (step->surv == 1)
    {
      step->interval_why = TIDE_WHY_CURVE_AT_ONE;
      return;
    }
  double theta = TIDE_Z95 * sqrt (step->greenwood) / log (step->surv), level = log (-log (step->surv));
  step->lower = exp (-exp (level - theta));
  step->upper = exp (-exp (level + theta));
}

static void
set_interval (TideSurvivalStep *step, TideConfidence confidence)
{
  static void (*const setters[]) (TideSurvivalStep * step) = { set_log_log, set_log, set_plain };
  step->std_err = step->lower = step->upper = NAN;
  if (step->n_event == step->n_risk)
    {
      step->interval_why = TIDE_WHY_CURVE_AT_ZERO;
      return;
    }
  step->std_err = step->surv * sqrt (step->greenwood);
  setters[confidence](step);
}

/* --- steps --- */

/* Turns the counts of each distinct time into the curve. */
static void
fill_steps (TideSurvivalCurve *curve)
{
  double surv = 1, greenwood = 0;
  guint n_risk = curve->n;
  for (guint i = 0; i < curve->n_steps; i++)
    {
      TideSurvivalStep *step = &curve->steps[i];
      guint left = n_risk - step->n_event;
      step->n_risk = n_risk;
      surv *= (double) left / n_risk;
      greenwood += step->n_event > 0 ? step->n_event / ((double) n_risk * left) : 0;
      step->surv = surv;
      step->greenwood = greenwood;
      set_interval (step, curve->confidence);
      n_risk = left - step->n_censor;
    }
}

TideSurvivalCurve *
tide_survival_curve_new (const TideSurvivalData *data, guint group, TideConfidence confidence, guint least_n)
{
  g_return_val_if_fail (data != NULL && confidence <= TIDE_CONFIDENCE_PLAIN, NULL);
  g_return_val_if_fail (group < data->n_groups || group == TIDE_SURVIVAL_ALL, NULL);
  TideSurvivalCurve *curve = g_new0 (TideSurvivalCurve, 1);
  curve->confidence = confidence;
  curve->why = data->why;
  if (data->why != TIDE_WHY_DEFINED)
    return curve;
  g_autoptr (GArray) steps = g_array_new (FALSE, TRUE, sizeof (TideSurvivalStep));
  TideSurvivalStep *last = NULL;
  for (gsize i = 0; i < data->n; i++)
    {
      const TideSurvivalSample *sample = &data->samples[i];
      if (sample->group != group && group != TIDE_SURVIVAL_ALL)
        continue;
      if (last == NULL || last->time != sample->time)
        {
          g_array_set_size (steps, steps->len + 1);
          last = &g_array_index (steps, TideSurvivalStep, steps->len - 1);
          last->time = sample->time;
        }
      last->n_event += sample->event != FALSE;
      last->n_censor += sample->event == FALSE;
      curve->n++;
      curve->events += sample->event != FALSE;
    }
  curve->why = curve->n == 0        ? TIDE_WHY_NO_DATA
               : curve->n < least_n ? TIDE_WHY_SMALL_GROUP
                                    : TIDE_WHY_DEFINED;
  if (curve->why != TIDE_WHY_DEFINED)
    return curve;
  curve->n_steps = steps->len;
  curve->steps = (TideSurvivalStep *) g_array_free (g_steal_pointer (&steps), FALSE);
  fill_steps (curve);
  return curve;
}

void
tide_survival_curve_free (TideSurvivalCurve *curve)
{
  if (curve == NULL)
    return;
  g_free (curve->steps);
  g_free (curve);
}

/* --- reading the curve --- */

/* The number of steps at or before @time. */
static guint
count_steps_to (const TideSurvivalCurve *curve, double time)
{
  guint low = 0, high = curve->n_steps;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (curve->steps[middle].time <= time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint
tide_survival_curve_n_risk_at (const TideSurvivalCurve *curve, double time)
{
  guint after = count_steps_to (curve, time);
  if (after > 0 && curve->steps[after - 1].time == time)
    return curve->steps[after - 1].n_risk;
  return after < curve->n_steps ? curve->steps[after].n_risk : 0;
}

static TideSurvivalEstimate
undefined (TideWhy why)
{
  TideQuantity none = tide_quantity_undefined (why);
  return (TideSurvivalEstimate){ none, none, none };
}

/* Before the first time: the same as at a step where S is still 1. */
static TideSurvivalEstimate
at_the_start (TideConfidence confidence)
{
  TideQuantity one = tide_quantity_of (1);
  TideQuantity limit
    = confidence == TIDE_CONFIDENCE_LOG_LOG ? tide_quantity_undefined (TIDE_WHY_CURVE_AT_ONE) : one;
  return (TideSurvivalEstimate){ one, limit, limit };
}

TideSurvivalEstimate
tide_survival_curve_at (const TideSurvivalCurve *curve, double time)
{
  g_return_val_if_fail (curve != NULL, undefined (TIDE_WHY_NO_DATA));
  if (curve->why != TIDE_WHY_DEFINED)
    return undefined (curve->why);
  guint n = count_steps_to (curve, time);
  const TideSurvivalStep *step = n > 0 ? &curve->steps[n - 1] : NULL;
  if (step == NULL)
    return at_the_start (curve->confidence);
  if (n == curve->n_steps && time > step->time && step->surv > 0)
    return undefined (TIDE_WHY_BEYOND_FOLLOW_UP);
  if (step->interval_why != TIDE_WHY_DEFINED)
    {
      TideQuantity none = tide_quantity_undefined (step->interval_why);
      return (TideSurvivalEstimate){ tide_quantity_of (step->surv), none, none };
    }
  return (TideSurvivalEstimate){ tide_quantity_of (step->surv), tide_quantity_of (step->lower),
                                 tide_quantity_of (step->upper) };
}

/* --- quantiles --- */

typedef double (*LevelFunc) (const TideSurvivalStep *step);

static double
level_of_surv (const TideSurvivalStep *step)
{
  return 1 - step->surv;
}

static double
level_of_lower (const TideSurvivalStep *step)
{
  return 1 - step->lower;
}

static double
level_of_upper (const TideSurvivalStep *step)
{
  return 1 - step->upper;
}

/* The time of the lowest level that is at least @p; NAN when there is none.  Limits need not fall steadily,
 * and R sorts them by level, not by time. */
static double
find_level (const TideSurvivalCurve *curve, LevelFunc level_of, double p)
{
  double best = INFINITY, time = NAN;
  for (guint i = 0; i < curve->n_steps; i++)
    {
      double level = level_of (&curve->steps[i]);
      if (level >= p && level < best)
        {
          best = level;
          time = curve->steps[i].time;
        }
    }
  return time;
}

/* The level at which the curve or limit ends.  An undefined end counts only the first time it is undefined: R
 * drops repeated values before it looks, and a limit undefined at S = 1 has used up the one. */
static double
get_last_level (const TideSurvivalCurve *curve, LevelFunc level_of)
{
  double last = 0;
  guint undefined_before = 0;
  for (guint i = 0; i < curve->n_steps; i++)
    {
      double level = level_of (&curve->steps[i]);
      if (!isnan (level))
        last = level;
      else if (i + 1 == curve->n_steps && undefined_before == 0)
        last = NAN;
      undefined_before += isnan (level);
    }
  return last;
}

static TideQuantity
find_quantile (const TideSurvivalCurve *curve, LevelFunc level_of, double p)
{
  double from = find_level (curve, level_of, p - LEVEL_TOLERANCE);
  double to = find_level (curve, level_of, p + LEVEL_TOLERANCE);
  double last = get_last_level (curve, level_of);
  if (!isnan (last) && fabs (p - last) < LEVEL_TOLERANCE)
    to = curve->steps[curve->n_steps - 1].time; /* it stands there to the end of the follow-up */
  if (isnan (from) || isnan (to))
    return tide_quantity_undefined (TIDE_WHY_NOT_REACHED);
  return tide_quantity_of ((from + to) / 2);
}

TideSurvivalEstimate
tide_survival_curve_quantile (const TideSurvivalCurve *curve, double p)
{
  g_return_val_if_fail (curve != NULL && p > 0 && p < 1, undefined (TIDE_WHY_NO_DATA));
  if (curve->why != TIDE_WHY_DEFINED)
    return undefined (curve->why);
  if (curve->events == 0)
    return undefined (TIDE_WHY_NO_EVENTS);
  return (TideSurvivalEstimate){ find_quantile (curve, level_of_surv, p),
                                 find_quantile (curve, level_of_lower, p),
                                 find_quantile (curve, level_of_upper, p) };
}

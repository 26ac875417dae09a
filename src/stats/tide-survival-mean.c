/* tide-survival-mean.c: the restricted mean, the area under a survival curve up to a horizon (clinical.md 6).
 *
 * It needs no proportional hazards and has the unit of time: "12.9 days more without relapse within 56 days".
 */
#include "tide-survival.h"

#include <math.h>

#include "tide-distribution.h"

#define TIE_TOLERANCE 2e-8 /* near ties were made one time: the last one may have moved by that much */

static TideRestrictedMean
undefined (double tau, TideWhy why)
{
  TideQuantity none = tide_quantity_undefined (why);
  return (TideRestrictedMean){ tau, none, none, none, none };
}

static void
set_interval (TideRestrictedMean *self)
{
  self->lower = tide_quantity_of (self->mean.value - TIDE_Z95 * self->se.value);
  self->upper = tide_quantity_of (self->mean.value + TIDE_Z95 * self->se.value);
}

/* The area from the end backwards: A_i, from t_i to tau, is what the variance weighs each event time with. */
static double
sum_area (const TideSurvivalCurve *curve, double tau, double *variance)
{
  TideSum area = { 0 }, sum = { 0 };
  double until = tau;
  for (guint i = curve->n_steps; i > 0; i--)
    {
      const TideSurvivalStep *step = &curve->steps[i - 1];
      if (step->time >= tau)
        continue;
      tide_sum_add (&area, step->surv * (until - step->time));
      until = step->time;
      double behind = tide_sum_get (&area);
      if (step->n_event > 0 && step->n_event < step->n_risk)
        tide_sum_add (&sum, behind * behind * step->n_event
                              / ((double) step->n_risk * (step->n_risk - step->n_event)));
    }
  tide_sum_add (&area, until);
  *variance = tide_sum_get (&sum);
  return tide_sum_get (&area);
}

TideRestrictedMean
tide_survival_curve_restricted_mean (const TideSurvivalCurve *curve, double tau)
{
  g_return_val_if_fail (curve != NULL, undefined (tau, TIDE_WHY_NO_DATA));
  if (curve->why != TIDE_WHY_DEFINED)
    return undefined (tau, curve->why);
  if (!(tau > 0) || !isfinite (tau))
    return undefined (tau, TIDE_WHY_NO_DATA); /* everybody was seen on day 0 only */
  const TideSurvivalStep *last = &curve->steps[curve->n_steps - 1];
  if (tau - last->time > TIE_TOLERANCE * MAX (1, last->time) && last->surv > 0)
    return undefined (tau, TIDE_WHY_BEYOND_FOLLOW_UP);
  double variance;
  TideRestrictedMean self = { .tau = tau };
  self.mean = tide_quantity_of (sum_area (curve, tau, &variance));
  self.se = tide_quantity_of (sqrt (variance));
  set_interval (&self);
  return self;
}

TideRestrictedMean
tide_restricted_mean_subtract (const TideRestrictedMean *a, const TideRestrictedMean *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, undefined (NAN, TIDE_WHY_NO_DATA));
  if (!tide_quantity_is_defined (a->mean))
    return undefined (a->tau, a->mean.why);
  if (!tide_quantity_is_defined (b->mean))
    return undefined (b->tau, b->mean.why);
  g_return_val_if_fail (a->tau == b->tau, undefined (a->tau, TIDE_WHY_NO_DATA));
  TideRestrictedMean self = { .tau = a->tau };
  self.mean = tide_quantity_of (a->mean.value - b->mean.value);
  self.se = tide_quantity_of (hypot (a->se.value, b->se.value));
  set_interval (&self);
  return self;
}

/* tide-demo-model.c: the simulation of clinical.md 5.1.  Not published means: built to be consistent with the
 * table of published outcomes there, convention [A]. */

#include "tide-demo-private.h"

#include <math.h>

/* Doses given by @days, the day of the rating included, and the day of the last one. */
static guint
doses_until (const GArray *doses, double days, double *last)
{
  guint n = 0;
  for (guint i = 0; i < doses->len && g_array_index (doses, int, i) <= days; i++)
    {
      *last = g_array_index (doses, int, i);
      n++;
    }
  return n;
}

static double
ssri_fall (const TideDemoCase *self, double weeks)
{
  return 2.92 * log (1 + weeks) * (1 + 0.45 * self->u);
}

static double
erp_fall (const TideDemoCase *self, double weeks)
{
  return 13 * (1 - exp (-weeks / 4)) * (1 + 0.4 * self->u);
}

static double
drift_fall (double weeks)
{
  return 4 * (1 - exp (-weeks / 3));
}

static double
single_fall (const TideDemoCase *self, double days)
{
  if (days <= 0)
    return 0;
  return self->responder ? 13 * (1 - exp (-days / 0.5)) * exp2 (-days / 12)
                         : 5 * (1 - exp (-days / 0.5)) * exp2 (-days / 6);
}

/* A maintenance infusion resets the last dose with n = 6. */
static double
series_fall (const TideDemoCase *self, double days)
{
  double last = 0;
  guint n = days > 0 ? MIN (6, doses_until (self->dose_days, days, &last)) : 0;
  return self->multiplier * 10 * (1 - exp (-(double) n / 2)) * exp2 (-(days - last) / 24);
}

static double
fall (const TideDemoCase *self, double days)
{
  double weeks = MAX (0, days) / 7;
  switch (self->plan)
    {
    case TIDE_PLAN_SSRI:
    case TIDE_PLAN_ANTIDEPRESSANT:
      return ssri_fall (self, weeks);
    case TIDE_PLAN_ERP:
    case TIDE_PLAN_TRAUMA_THERAPY:
      return erp_fall (self, weeks);
    case TIDE_PLAN_KETAMINE_SINGLE:
      return single_fall (self, days);
    case TIDE_PLAN_KETAMINE_SERIES:
    case TIDE_PLAN_KETAMINE_MAINTENANCE:
    case TIDE_PLAN_ESKETAMINE:
      return series_fall (self, days);
    case TIDE_PLAN_SSRI_ERP:
      return 0.6 * ssri_fall (self, weeks) + 0.85 * erp_fall (self, weeks);
    case TIDE_PLAN_KETAMINE_ERP:
    case TIDE_PLAN_ALL_THREE:
      /* The therapy begins in the window that the infusions open. */
      return MAX (series_fall (self, days), 0.9 * erp_fall (self, MAX (0, weeks - 2)));
    case TIDE_PLAN_AUGMENTATION:
      return 0.8 * ssri_fall (self, weeks);
    case TIDE_PLAN_NEUROMODULATION:
      return 0.7 * erp_fall (self, weeks);
    case TIDE_PLAN_USUAL_CARE:
    case TIDE_PLAN_OTHER:
    case TIDE_N_PLANS:
    default:
      return drift_fall (weeks);
    }
}

double
tide_demo_expect (const TideDemoCase *self, double days)
{
  double value = self->baseline - fall (self, days);
  /* A relapse gives back more than half of the gain within four weeks. */
  if (days > self->relapse_day)
    value += 0.6 * (self->baseline - value) * MIN (1, (days - self->relapse_day) / 28);
  return value;
}

void
tide_demo_share (TideDemoRandom *random, int total, guint n, int most, int *items)
{
  int left = CLAMP (total, 0, (int) n * most);
  for (guint i = 0; i < n; i++)
    {
      int rest = (int) (n - i - 1);
      int low = MAX (0, left - rest * most), high = MIN (most, left);
      int share = (int) floor ((double) left / (rest + 1) + tide_demo_random_normal (random, 0.5, 0.6));
      items[i] = CLAMP (share, low, high);
      left -= items[i];
    }
}

/* tide-survival-data.c: samples checked, copied and put in the order of time, once for every statistic. */
#include "tide-survival.h"

#include <math.h>
#include <string.h>

#include "tide-sort.h"

#define TIE_TOLERANCE 1.4901161193847656e-08 /* square root of the machine epsilon, as in R's aeqSurv () */

static TideWhy
find_bad (const TideSurvivalSample *samples, gsize n, gsize *bad_at)
{
  for (gsize i = 0; i < n; i++)
    if (!isfinite (samples[i].time) || samples[i].time < 0)
      {
        *bad_at = i;
        return samples[i].time < 0 && isfinite (samples[i].time) ? TIDE_WHY_NEGATIVE_TIME
                                                                 : TIDE_WHY_NOT_FINITE;
      }
  return n == 0 ? TIDE_WHY_NO_DATA : TIDE_WHY_DEFINED;
}

static double
get_mean_of_distinct (const TideSurvivalSample *samples, gsize n)
{
  double mean = 0;
  gsize distinct = 0;
  for (gsize i = 0; i < n; i++)
    if (i == 0 || samples[i].time != samples[i - 1].time)
      mean += (samples[i].time - mean) / (double) ++distinct;
  return mean;
}

static void
join_near_ties (TideSurvivalSample *samples, gsize n)
{
  double mean = get_mean_of_distinct (samples, n);
  double last = n > 0 ? samples[0].time : 0; /* before it was moved: near ties may form a chain */
  for (gsize i = 1; i < n; i++)
    {
      double gap = samples[i].time - last;
      last = samples[i].time;
      if (gap <= TIE_TOLERANCE || gap / mean <= TIE_TOLERANCE)
        samples[i].time = samples[i - 1].time;
    }
}

TideSurvivalData *
tide_survival_data_new (const TideSurvivalSample *samples, gsize n, guint n_groups)
{
  g_return_val_if_fail (samples != NULL || n == 0, NULL);
  TideSurvivalData *data = g_new0 (TideSurvivalData, 1);
  data->n = n;
  data->n_groups = n_groups;
  data->why = find_bad (samples, n, &data->bad_at);
  if (data->why != TIDE_WHY_DEFINED)
    return data;
  data->samples = g_new (TideSurvivalSample, n);
  memcpy (data->samples, samples, n * sizeof *samples);
  for (gsize i = 0; i < n; i++)
    g_assert (samples[i].group < n_groups);
  tide_sort_samples (data->samples, n);
  join_near_ties (data->samples, n);
  return data;
}

void
tide_survival_data_free (TideSurvivalData *data)
{
  if (data == NULL)
    return;
  g_free (data->samples);
  g_free (data);
}

guint
tide_survival_data_count (const TideSurvivalData *data, guint group)
{
  guint count = 0;
  for (gsize i = 0; data->samples != NULL && i < data->n; i++)
    count += group == TIDE_SURVIVAL_ALL || data->samples[i].group == group;
  return count;
}

TideQuantity
tide_survival_data_get_tau (const TideSurvivalData *data, guint least_n)
{
  if (data->why != TIDE_WHY_DEFINED)
    return tide_quantity_undefined (data->why);
  g_autofree double *last = g_new0 (double, data->n_groups);
  g_autofree guint *counts = g_new0 (guint, data->n_groups);
  double tau = INFINITY;
  for (gsize i = 0; i < data->n; i++)
    {
      last[data->samples[i].group] = data->samples[i].time;
      counts[data->samples[i].group]++;
    }
  for (guint g = 0; g < data->n_groups; g++)
    if (counts[g] > 0 && counts[g] >= least_n)
      tau = MIN (tau, last[g]);
  return isfinite (tau) ? tide_quantity_of (tau) : tide_quantity_undefined (TIDE_WHY_SMALL_GROUP);
}

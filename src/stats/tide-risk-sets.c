/* tide-risk-sets.c: folds sorted samples into risk sets, in one pass. */
#include "tide-risk-sets.h"

#include <string.h>

static gboolean
count_time (const TideSurvivalData *data, gsize from, gsize *to, guint *dying, guint *leaving)
{
  gboolean any = FALSE;
  gsize i = from;
  for (; i < data->n && data->samples[i].time == data->samples[from].time; i++)
    {
      dying[data->samples[i].group] += data->samples[i].event != FALSE;
      leaving[data->samples[i].group]++;
      any = any || data->samples[i].event;
    }
  *to = i;
  return any;
}

static void
fold (TideRiskSets *sets, const TideSurvivalData *data)
{
  guint k = sets->n_groups;
  g_autoptr (GArray) at_risk = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) dying = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *here = g_new (guint, k), *now_dying = g_new (guint, k), *leaving = g_new (guint, k);
  memcpy (here, sets->n, k * sizeof *here);
  for (gsize from = 0, to; from < data->n; from = to)
    {
      memset (now_dying, 0, k * sizeof *now_dying);
      memset (leaving, 0, k * sizeof *leaving);
      if (count_time (data, from, &to, now_dying, leaving))
        {
          g_array_append_vals (at_risk, here, k);
          g_array_append_vals (dying, now_dying, k);
          sets->n_times++;
        }
      for (guint g = 0; g < k; g++)
        here[g] -= leaving[g];
    }
  sets->at_risk = (guint *) g_array_free (g_steal_pointer (&at_risk), FALSE);
  sets->dying = (guint *) g_array_free (g_steal_pointer (&dying), FALSE);
}

TideRiskSets *
tide_risk_sets_new (const TideSurvivalData *data)
{
  g_return_val_if_fail (data != NULL, NULL);
  TideRiskSets *sets = g_new0 (TideRiskSets, 1);
  sets->n_groups = data->n_groups;
  sets->n = g_new0 (guint, data->n_groups);
  sets->events = g_new0 (guint, data->n_groups);
  if (data->why != TIDE_WHY_DEFINED)
    return sets;
  for (gsize i = 0; i < data->n; i++)
    {
      sets->n[data->samples[i].group]++;
      sets->events[data->samples[i].group] += data->samples[i].event != FALSE;
    }
  fold (sets, data);
  return sets;
}

void
tide_risk_sets_free (TideRiskSets *sets)
{
  if (sets == NULL)
    return;
  g_free (sets->n);
  g_free (sets->events);
  g_free (sets->at_risk);
  g_free (sets->dying);
  g_free (sets);
}

TideWhy
tide_risk_sets_check (const TideRiskSets *sets, const TideSurvivalData *data, guint least_n)
{
  guint present = 0, small = 0;
  if (data->why != TIDE_WHY_DEFINED)
    return data->why;
  for (guint g = 0; g < sets->n_groups; g++)
    {
      present += sets->n[g] > 0;
      small += sets->n[g] > 0 && sets->n[g] < least_n;
    }
  if (present < 2)
    return TIDE_WHY_ONE_GROUP;
  if (small > 0)
    return TIDE_WHY_SMALL_GROUP;
  return sets->n_times == 0 ? TIDE_WHY_NO_EVENTS : TIDE_WHY_DEFINED;
}

/* tide-logrank.c: observed against expected events, summed over the event times (clinical.md 6). */
#include "tide-logrank.h"

#include <math.h>

#include "tide-distribution.h"
#include "tide-risk-sets.h"

/* E_g = d n_g / n; V_gh = d (n - d) / (n - 1) * n_g / n * (delta_gh - n_h / n), 0 when n = 1. */
static void
add_time (TideLogRank *self, const guint *at_risk, const guint *dying)
{
  guint k = self->n_groups;
  double n = 0, d = 0;
  for (guint g = 0; g < k; g++)
    {
      n += at_risk[g];
      d += dying[g];
    }
  double factor = n > 1 ? d * (n - d) / (n - 1) : 0;
  for (guint g = 0; g < k; g++)
    {
      double share = at_risk[g] / n;
      self->expected[g] += d * share;
      for (guint h = 0; h < k; h++)
        self->variance[g * k + h] += factor * share * ((g == h) - at_risk[h] / n);
    }
}

/* chi2 = (O - E)' V^-1 (O - E) over the groups with an expectation but one: the rows of all sum to 0. */
static TideWhy
test (TideLogRank *self)
{
  guint k = self->n_groups, m = 0;
  g_autofree guint *used = g_new (guint, k);
  for (guint g = 0; g < k; g++)
    if (self->expected[g] > 0)
      used[m++] = g;
  if (m < 2)
    return TIDE_WHY_ALL_TIED;
  m--;
  g_autofree double *v = g_new (double, (gsize) m *m);
  for (guint i = 0; i < m; i++)
    for (guint j = 0; j < m; j++)
      v[i * m + j] = self->variance[used[i + 1] * k + used[j + 1]];
  if (!tide_matrix_invert (v, m, v))
    return TIDE_WHY_ALL_TIED;
  double chisq = 0;
  for (guint i = 0; i < m; i++)
    for (guint j = 0; j < m; j++)
      chisq += (self->observed[used[i + 1]] - self->expected[used[i + 1]]) * v[i * m + j]
               * (self->observed[used[j + 1]] - self->expected[used[j + 1]]);
  self->df = m;
  self->chisq = tide_quantity_of (MAX (chisq, 0));
  self->p = tide_quantity_of (tide_chisq_p (MAX (chisq, 0), m));
  return TIDE_WHY_DEFINED;
}

TideLogRank *
tide_logrank_new (const TideSurvivalData *data, guint least_n)
{
  g_return_val_if_fail (data != NULL, NULL);
  g_autoptr (TideRiskSets) sets = tide_risk_sets_new (data);
  TideLogRank *self = g_new0 (TideLogRank, 1);
  guint k = self->n_groups = data->n_groups;
  self->n = g_memdup2 (sets->n, k * sizeof *sets->n);
  self->observed = g_memdup2 (sets->events, k * sizeof *sets->events);
  self->expected = g_new0 (double, k);
  self->variance = g_new0 (double, (gsize) k *k);
  for (guint t = 0; t < sets->n_times; t++)
    add_time (self, &sets->at_risk[(gsize) t * k], &sets->dying[(gsize) t * k]);
  TideWhy why = tide_risk_sets_check (sets, data, least_n);
  if (why == TIDE_WHY_DEFINED)
    why = test (self);
  if (why != TIDE_WHY_DEFINED)
    self->chisq = self->p = tide_quantity_undefined (why);
  return self;
}

void
tide_logrank_free (TideLogRank *self)
{
  if (self == NULL)
    return;
  g_free (self->n);
  g_free (self->observed);
  g_free (self->expected);
  g_free (self->variance);
  g_free (self);
}

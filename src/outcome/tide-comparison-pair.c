/* tide-comparison-pair.c: two arms beside each other: differences in change, in share, in time, and how
 * unlike the two groups were before (clinical.md 6; N18). */
#include <math.h>

#include "tide-comparison-private.h"

/* --- difference in change --- */

/* With the first @n_covariates of those in the folds; those without an age take part in the first alone. */
static TideContrast
adjust (const TideArmFacts *a, const TideArmFacts *b, guint w, guint n_covariates, guint *n_a, guint *n_b)
{
  const TideAncovaFold *folds[] = { a->aged[w], b->aged[w], a->ageless[w], b->ageless[w] };
  static const guint group[] = { 0, 1, 0, 1 };
  TideAncovaFolded design = { .n_folds = n_covariates > 1 ? 2 : 4,
                              .folds = folds,
                              .group = group,
                              .n_groups = 2,
                              .n_covariates = n_covariates,
                              .least_n = TIDE_STATS_LEAST_N };
  g_autoptr (TideAncova) ancova = tide_ancova_new_of_folds (&design);
  *n_a = ancova->group_n[0];
  *n_b = ancova->group_n[1];
  return tide_ancova_get_difference (ancova, 0, 1);
}

static TideDifference
compare_window (const TideComparedArm *a, const TideComparedArm *b, const TideArmFacts *facts_a,
                const TideArmFacts *facts_b, guint w)
{
  TideWelch welch = tide_welch_compute (&a->change[w], &b->change[w]);
  TideDifference difference
    = { .n_a = a->accounting.rated[w],
        .n_b = b->accounting.rated[w],
        .unadjusted = { welch.diff, welch.se, welch.lower, welch.upper, welch.t, welch.p } };
  guint n_a, n_b;
  difference.baseline = adjust (facts_a, facts_b, w, 1, &n_a, &n_b);
  difference.full = adjust (facts_a, facts_b, w, 3, &difference.n_full_a, &difference.n_full_b);
  difference.hedges = tide_hedges_compute (&a->change[w], &b->change[w]);
  return difference;
}

TideComparedPair *
tide_compared_pair_new (const TideComparison *self, guint a, guint b, const TideArmFacts *facts_a,
                        const TideArmFacts *facts_b)
{
  TideComparedPair *pair = g_new0 (TideComparedPair, 1);
  const TideComparedArm *first = &self->arms[a], *second = &self->arms[b];
  pair->a = a;
  pair->b = b;
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    pair->differences[w] = compare_window (first, second, facts_a, facts_b, w);
  pair->response = tide_risk_difference_compute (&first->response, &second->response);
  pair->balance = g_array_new (FALSE, FALSE, sizeof (TideBalanceRow));
  for (guint i = 0; i < TIDE_N_COVARIATES; i++)
    {
      TideBalanceRow row = tide_arm_facts_balance (facts_a, facts_b, i);
      g_array_append_val (pair->balance, row);
    }
  return pair;
}

void
tide_compared_pair_free (TideComparedPair *pair)
{
  g_array_unref (pair->balance);
  g_free (pair);
}

/* --- times --- */

TideLogRank *
tide_comparison_compute_logrank (const TideComparison *self, TideCourseEventKind kind)
{
  g_return_val_if_fail (self != NULL && kind < TIDE_N_COURSE_EVENTS, NULL);
  g_autofree const TideComparedArm **drawn = g_new (const TideComparedArm *, MAX (self->n_arms, 1));
  guint n = 0;
  for (guint a = 0; a < self->n_arms; a++)
    if (self->arms[a].drawn)
      drawn[n++] = &self->arms[a];
  g_autoptr (TideSurvivalData) data = tide_comparison_get_times (self, drawn, n, kind);
  return tide_logrank_new (data, TIDE_STATS_LEAST_N);
}

static TideRestrictedMean
compare_restricted (const TideSurvivalData *data)
{
  TideQuantity tau = tide_survival_data_get_tau (data, TIDE_STATS_LEAST_N);
  TideRestrictedMean means[2];
  if (!tide_quantity_is_defined (tau) || tau.value <= 0)
    {
      TideQuantity none
        = tide_quantity_undefined (tide_quantity_is_defined (tau) ? TIDE_WHY_NO_DATA : tau.why);
      return (TideRestrictedMean){ NAN, none, none, none, none };
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TideSurvivalCurve) curve
        = tide_survival_curve_new (data, i, TIDE_CONFIDENCE_LOG_LOG, TIDE_STATS_LEAST_N);
      means[i] = tide_survival_curve_restricted_mean (curve, tau.value);
    }
  return tide_restricted_mean_subtract (&means[0], &means[1]);
}

TideComparedTimes
tide_comparison_compare_times (const TideComparison *self, const TideComparedPair *pair,
                               TideCourseEventKind kind)
{
  TideComparedTimes times = { 0 };
  g_return_val_if_fail (self != NULL && pair != NULL && kind < TIDE_N_COURSE_EVENTS, times);
  const TideComparedArm *both[] = { &self->arms[pair->a], &self->arms[pair->b] };
  g_autoptr (TideSurvivalData) data = tide_comparison_get_times (self, both, 2, kind);
  times.logrank = tide_logrank_new (data, TIDE_STATS_LEAST_N);
  times.cox = tide_cox_new (data, 1, TIDE_STATS_LEAST_N);
  times.restricted = compare_restricted (data);
  return times;
}

void
tide_compared_times_clear (TideComparedTimes *self)
{
  g_clear_pointer (&self->logrank, tide_logrank_free);
  g_clear_pointer (&self->cox, tide_cox_free);
}

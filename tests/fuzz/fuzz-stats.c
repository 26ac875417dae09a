/* fuzz-stats.c: any bytes as courses: every statistic is a finite number or says why it is none.
 *
 * Each course is four bytes: the time (two, so that ties and equal times are frequent), the group, the event.
 * The CSV reader in front of it has its own target (fuzz-csv.c).
 */
#include <glib.h>
#include <math.h>

#include "fuzz-target.h"
#include "tide-ancova.h"
#include "tide-cox.h"
#include "tide-logrank.h"
#include "tide-means.h"
#include "tide-proportion.h"
#include "tide-survival.h"

#define GROUPS 4

static void
check (TideQuantity quantity)
{
  g_assert_true (quantity.why < TIDE_WHY_N);
  g_assert_true (isfinite (quantity.value) == (quantity.why == TIDE_WHY_DEFINED));
}

static void
check_curve (const TideSurvivalData *data, guint group, guint least_n)
{
  for (int c = TIDE_CONFIDENCE_LOG_LOG; c <= TIDE_CONFIDENCE_PLAIN; c++)
    {
      g_autoptr (TideSurvivalCurve) curve
        = tide_survival_curve_new (data, group, (TideConfidence) c, least_n);
      guint left = curve->n;
      double before = 1;
      for (guint i = 0; i < curve->n_steps; i++)
        {
          const TideSurvivalStep *step = &curve->steps[i];
          g_assert_cmpuint (step->n_risk, ==, left);
          g_assert_true (step->surv >= 0 && step->surv <= before);
          g_assert_true (isnan (step->lower) || (step->lower <= step->surv && step->surv <= step->upper));
          g_assert_true (isnan (step->lower) == (step->interval_why != TIDE_WHY_DEFINED));
          left -= step->n_event + step->n_censor;
          before = step->surv;
        }
      TideSurvivalEstimate median = tide_survival_curve_quantile (curve, 0.5);
      TideRestrictedMean mean = tide_survival_curve_restricted_mean (curve, 5);
      check (median.value);
      check (median.lower);
      check (median.upper);
      check (mean.mean);
      check (mean.upper);
    }
}

static void
check_courses (const guint8 *data, guint n, guint least_n)
{
  g_autofree TideSurvivalSample *samples = g_new0 (TideSurvivalSample, n);
  g_autofree double *values = g_new0 (double, n), *baselines = g_new0 (double, n);
  g_autofree guint *groups = g_new0 (guint, n);
  for (guint i = 0; i < n; i++)
    {
      const guint8 *at = data + 4 * i;
      samples[i] = (TideSurvivalSample){ at[0] + at[1] / 16.0, at[2] % GROUPS, at[3] % 2 };
      groups[i] = at[2] % GROUPS;
      values[i] = at[0] == 255 ? NAN : at[0] - 100.0;
      baselines[i] = at[1];
    }
  g_autoptr (TideSurvivalData) sorted = tide_survival_data_new (samples, n, GROUPS);
  g_autoptr (TideLogRank) logrank = tide_logrank_new (sorted, least_n);
  g_autoptr (TideCox) cox = tide_cox_new (sorted, 0, least_n);
  check_curve (sorted, 0, least_n);
  check_curve (sorted, TIDE_SURVIVAL_ALL, least_n);
  check (logrank->chisq);
  check (logrank->p);
  for (guint i = 0; i < cox->n_terms; i++)
    check (cox->terms[i].coef);

  const double *covariates[] = { baselines };
  TideAncovaDesign design = { .n = n,
                              .outcome = values,
                              .group = groups,
                              .n_groups = GROUPS,
                              .n_covariates = 1,
                              .covariates = covariates,
                              .least_n = least_n };
  g_autoptr (TideAncova) ancova = tide_ancova_new (&design);
  TideMean mean = tide_mean_compute (values, n, least_n), other = tide_mean_compute (baselines, n, least_n);
  check (tide_ancova_get_difference (ancova, 0, 1).p);
  check (tide_ancova_get_mean (ancova, 2).lower);
  check (mean.sd);
  check (tide_welch_compute (&mean, &other).p);
  check (tide_hedges_compute (&mean, &other).upper);
}

static void
check_proportions (const guint8 *data)
{
  guint n1 = data[0], n2 = data[1] * 17u;
  TideProportion first = tide_proportion_compute (MIN (data[2], n1), n1, 1);
  TideProportion second = tide_proportion_compute (MIN (data[3] * 3u, n2), n2, 1);
  TideRiskDifference difference = tide_risk_difference_compute (&first, &second);
  g_autofree char *text = tide_risk_difference_dup_nnt_text (&difference);
  g_assert_nonnull (text);
  check (difference.diff);
  check (difference.nnt);
  check (difference.nnt_lower);
  check (difference.nntb_limit);
  check (difference.fisher_p);
  g_assert_true (isnan (difference.fisher_p.value)
                 || (difference.fisher_p.value >= 0 && difference.fisher_p.value <= 1));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size < 5)
    return 0;
  check_proportions (data + 1);
  check_courses (data + 1, (guint) MIN ((size - 1) / 4, 300), data[0] % 2 == 0 ? 1 : TIDE_STATS_LEAST_N);
  return 0;
}

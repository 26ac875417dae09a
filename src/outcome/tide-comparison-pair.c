/* tide-comparison-pair.c: two arms beside each other: differences in change, in share, in time, and how
 * unlike the two groups were before (clinical.md 6; N18). */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-comparison-private.h"

/* --- difference in change --- */

/* One array an arm under the other: what the design of an adjusted difference reads. */
typedef struct
{
  GArray *outcome, *baseline, *age, *failed; /* double */
  GArray *group;                             /* guint: 0 is a, 1 is b */
} Columns;

static void
columns_init (Columns *self, guint most)
{
  GArray **numbers[] = { &self->outcome, &self->baseline, &self->age, &self->failed };
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    *numbers[i] = g_array_sized_new (FALSE, FALSE, sizeof (double), most);
  self->group = g_array_sized_new (FALSE, FALSE, sizeof (guint), most);
}

static void
columns_clear (Columns *self)
{
  g_array_unref (self->outcome);
  g_array_unref (self->baseline);
  g_array_unref (self->age);
  g_array_unref (self->failed);
  g_array_unref (self->group);
}

static void
columns_add (Columns *self, const TideComparison *comparison, const TideComparedArm *arm, guint group,
             guint w)
{
  guint n = self->outcome->len;
  g_array_set_size (self->outcome, n + arm->rows->len);
  double *outcomes = (double *) self->outcome->data, *baselines = (double *) self->baseline->data;
  double *ages = (double *) self->age->data, *failed = (double *) self->failed->data;
  guint *groups = (guint *) self->group->data;
  for (guint i = 0; i < arm->rows->len; i++)
    {
      const TideCohortRow *row = tide_compared_arm_row (comparison, arm, i);
      double baseline = tide_cohort_score_get (row->baseline);
      double change = tide_cohort_score_get (row->window[w]) - baseline;
      if (isnan (change))
        continue;
      outcomes[n] = change;
      baselines[n] = baseline;
      ages[n] = row->age >= 0 ? row->age : NAN;
      failed[n] = row->n_failed;
      groups[n++] = group;
    }
  g_array_set_size (self->outcome, n);
}

static TideContrast
adjust (const Columns *columns, guint n_covariates, guint *n_a, guint *n_b)
{
  const double *covariates[]
    = { (const double *) columns->baseline->data, (const double *) columns->age->data,
        (const double *) columns->failed->data };
  TideAncovaDesign design = { .n = columns->outcome->len,
                              .outcome = (const double *) columns->outcome->data,
                              .group = (const guint *) columns->group->data,
                              .n_groups = 2,
                              .n_covariates = n_covariates,
                              .covariates = covariates,
                              .least_n = TIDE_STATS_LEAST_N };
  g_autoptr (TideAncova) ancova = tide_ancova_new (&design);
  *n_a = ancova->group_n[0];
  *n_b = ancova->group_n[1];
  return tide_ancova_get_difference (ancova, 0, 1);
}

static void
compare_window (const TideComparison *self, const TideComparedArm *a, const TideComparedArm *b, guint w,
                TideDifference *difference)
{
  Columns columns;
  guint n_a, n_b;
  TideWelch welch = tide_welch_compute (&a->change[w], &b->change[w]);
  columns_init (&columns, a->rows->len + b->rows->len);
  columns_add (&columns, self, a, 0, w);
  columns_add (&columns, self, b, 1, w);
  difference->unadjusted = (TideContrast){ welch.diff, welch.se, welch.lower, welch.upper, welch.t, welch.p };
  difference->n_a = a->accounting.rated[w];
  difference->n_b = b->accounting.rated[w];
  difference->baseline = adjust (&columns, 1, &n_a, &n_b);
  difference->full = adjust (&columns, 3, &difference->n_full_a, &difference->n_full_b);
  difference->hedges = tide_hedges_compute (&a->change[w], &b->change[w]);
  columns_clear (&columns);
}

/* --- balance --- */

typedef double (*CovariateFunc) (const TideCohortRow *row);

static double
get_failed (const TideCohortRow *row)
{
  return row->n_failed;
}

static double
get_baseline (const TideCohortRow *row)
{
  return tide_cohort_score_get (row->baseline);
}

static double
get_age (const TideCohortRow *row)
{
  return row->age >= 0 ? row->age : NAN;
}

static double
get_line (const TideCohortRow *row)
{
  return row->line > 0 ? row->line : NAN;
}

static double
is_female (const TideCohortRow *row)
{
  return row->sex == 0 ? NAN : strcmp (tide_sex_codes[row->sex], "female") == 0;
}

static double
has_background (const TideCohortRow *row)
{
  return row->background != 0;
}

static double
is_marked (const TideCohortRow *row)
{
  return row->n_ratings > 0 ? tide_cohort_row_is_marked (row) : NAN;
}

static double
get_density (const TideCohortRow *row)
{
  return row->gap_days;
}

static const struct
{
  const char *key, *label;
  gboolean share;
  CovariateFunc get;
} covariates[] = {
  { "failed", N_ ("Failed treatments"), FALSE, get_failed },
  { "baseline", N_ ("Baseline"), FALSE, get_baseline },
  { "age", N_ ("Age, years"), FALSE, get_age },
  { "line", N_ ("Line of treatment"), FALSE, get_line },
  { "female", N_ ("Female"), TRUE, is_female },
  { "background", N_ ("Background drug"), TRUE, has_background },
  { "gap", N_ ("Days between ratings"), FALSE, get_density },
  { "marked", N_ ("Any marked rating"), TRUE, is_marked },
};

static double *
collect (const TideComparison *self, const TideComparedArm *arm, CovariateFunc get)
{
  double *values = g_new (double, MAX (arm->rows->len, 1));
  for (guint i = 0; i < arm->rows->len; i++)
    values[i] = get (tide_compared_arm_row (self, arm, i));
  return values;
}

static GArray *
balance (const TideComparison *self, const TideComparedArm *a, const TideComparedArm *b)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (TideBalanceRow));
  for (guint i = 0; i < G_N_ELEMENTS (covariates); i++)
    {
      g_autofree double *x = collect (self, a, covariates[i].get), *y = collect (self, b, covariates[i].get);
      TideBalanceRow row
        = { .key = covariates[i].key,
            .label = _ (covariates[i].label),
            .share = covariates[i].share,
            .balance = covariates[i].share
                         ? tide_balance_of_shares (x, a->rows->len, y, b->rows->len, TIDE_STATS_LEAST_N)
                         : tide_balance_of_numbers (x, a->rows->len, y, b->rows->len, TIDE_STATS_LEAST_N) };
      g_array_append_val (rows, row);
    }
  return rows;
}

/* --- times --- */

static void
compare_times (const TideComparison *self, TideComparedPair *pair, TideCourseEventKind kind)
{
  const TideComparedArm *both[] = { &self->arms[pair->a], &self->arms[pair->b] };
  guint excluded;
  g_autoptr (TideSurvivalData) data = tide_comparison_get_times (self, both, 2, kind, FALSE, &excluded);
  pair->logrank[kind] = tide_logrank_new (data, TIDE_STATS_LEAST_N);
  pair->cox[kind] = tide_cox_new (data, 1, TIDE_STATS_LEAST_N);
  TideQuantity tau = tide_survival_data_get_tau (data, TIDE_STATS_LEAST_N);
  TideRestrictedMean means[2];
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TideSurvivalCurve) curve
        = tide_survival_curve_new (data, i, TIDE_CONFIDENCE_LOG_LOG, TIDE_STATS_LEAST_N);
      means[i] = tide_survival_curve_restricted_mean (
        curve, tide_quantity_is_defined (tau) && tau.value > 0 ? tau.value : 1);
    }
  pair->restricted[kind] = tide_restricted_mean_subtract (&means[0], &means[1]);
  if (!tide_quantity_is_defined (tau) || tau.value <= 0)
    {
      TideQuantity none
        = tide_quantity_undefined (tide_quantity_is_defined (tau) ? TIDE_WHY_NO_DATA : tau.why);
      pair->restricted[kind] = (TideRestrictedMean){ NAN, none, none, none, none };
    }
}

TideComparedPair *
tide_compared_pair_new (const TideComparison *self, guint a, guint b)
{
  TideComparedPair *pair = g_new0 (TideComparedPair, 1);
  const TideComparedArm *first = &self->arms[a], *second = &self->arms[b];
  pair->a = a;
  pair->b = b;
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    compare_window (self, first, second, w, &pair->differences[w]);
  pair->response = tide_risk_difference_compute (&first->response, &second->response);
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    compare_times (self, pair, (TideCourseEventKind) kind);
  pair->balance = balance (self, first, second);
  return pair;
}

void
tide_compared_pair_free (TideComparedPair *pair)
{
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    {
      tide_logrank_free (pair->logrank[kind]);
      tide_cox_free (pair->cox[kind]);
    }
  g_array_unref (pair->balance);
  g_free (pair);
}

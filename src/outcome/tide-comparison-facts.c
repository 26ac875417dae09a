/* tide-comparison-facts.c: what the pairs of an arm need, read from its rows once, however many arms it is
 * set beside: sums for adjusted differences, and how the group was before (N18).
 */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-comparison-private.h"

/* --- what is balanced --- */

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
} covariates[TIDE_N_COVARIATES] = {
  { "failed", N_ ("Failed treatments"), FALSE, get_failed },
  { "baseline", N_ ("Baseline"), FALSE, get_baseline },
  { "age", N_ ("Age, years"), FALSE, get_age },
  { "line", N_ ("Line of treatment"), FALSE, get_line },
  { "female", N_ ("Female"), TRUE, is_female },
  { "background", N_ ("Background drug"), TRUE, has_background },
  { "gap", N_ ("Days between ratings"), FALSE, get_density },
  { "marked", N_ ("Any marked rating"), TRUE, is_marked },
};

static void
collect_covariates (TideArmFacts *facts, const TideCohortRow *rows, guint n)
{
  g_autofree double *values = g_new (double, (gsize) MAX (n, 1) * TIDE_N_COVARIATES);
  for (guint i = 0; i < n; i++)
    for (guint c = 0; c < TIDE_N_COVARIATES; c++)
      values[(gsize) c * n + i] = covariates[c].get (&rows[i]);
  for (guint c = 0; c < TIDE_N_COVARIATES; c++)
    facts->covariates[c] = tide_mean_compute (values + (gsize) c * n, n, TIDE_STATS_LEAST_N);
}

TideBalanceRow
tide_arm_facts_balance (const TideArmFacts *a, const TideArmFacts *b, guint covariate)
{
  gboolean share = covariates[covariate].share;
  return (TideBalanceRow){ .key = covariates[covariate].key,
                           .label = _ (covariates[covariate].label),
                           .share = share,
                           .balance = tide_balance_of_means (&a->covariates[covariate],
                                                             &b->covariates[covariate], share) };
}

/* --- what differences are adjusted for --- */

enum
{
  CHANGE,
  BASELINE,
  AGE,
  FAILED,
  N_COLUMNS
};

/* Columns of one week: from the front those with an age, from the back those without. */
typedef struct
{
  double *columns[N_COLUMNS];
  guint n_aged, n_ageless;
} Week;

static void
week_add (Week *self, const TideCohortRow *row, guint w, guint n)
{
  double baseline = tide_cohort_score_get (row->baseline);
  double change = tide_cohort_score_get (row->window[w]) - baseline;
  if (isnan (change))
    return;
  guint at = row->age >= 0 ? self->n_aged++ : n - ++self->n_ageless;
  self->columns[CHANGE][at] = change;
  self->columns[BASELINE][at] = baseline;
  self->columns[AGE][at] = row->age;
  self->columns[FAILED][at] = row->n_failed;
}

static void
fold_weeks (TideArmFacts *facts, const TideCohortRow *rows, guint n)
{
  Week weeks[TIDE_N_WINDOWS] = { 0 };
  g_autofree double *values = g_new (double, (gsize) MAX (n, 1) * TIDE_N_WINDOWS * N_COLUMNS);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    for (guint c = 0; c < N_COLUMNS; c++)
      weeks[w].columns[c] = values + (gsize) (w * N_COLUMNS + c) * n;
  for (guint i = 0; i < n; i++)
    for (guint w = 0; w < TIDE_N_WINDOWS; w++)
      week_add (&weeks[w], &rows[i], w, n);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      const double *const *columns = (const double *const *) weeks[w].columns;
      const double *ageless[]
        = { columns[CHANGE] + n - weeks[w].n_ageless, columns[BASELINE] + n - weeks[w].n_ageless };
      facts->aged[w] = tide_ancova_fold_new (columns, N_COLUMNS, weeks[w].n_aged);
      facts->ageless[w] = tide_ancova_fold_new (ageless, 2, weeks[w].n_ageless);
    }
}

TideArmFacts *
tide_arm_facts_new (const TideCohortRow *rows, guint n)
{
  TideArmFacts *facts = g_new0 (TideArmFacts, 1);
  collect_covariates (facts, rows, n);
  fold_weeks (facts, rows, n);
  return facts;
}

void
tide_arm_facts_free (TideArmFacts *self)
{
  if (self == NULL)
    return;
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      tide_ancova_fold_free (self->aged[w]);
      tide_ancova_fold_free (self->ageless[w]);
    }
  g_free (self);
}

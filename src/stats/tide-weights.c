/* tide-weights.c: propensity scores by logistic regression, weights and what is left of the people
 * (clinical.md 6). */
#include "tide-weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tide-distribution.h"
#include "tide-means.h"

#define MOST_STEPS 25
#define TOLERANCE 1e-8
#define RIDGE 1e-6
#define SEPARATED 15.0 /* a linear predictor beyond this is a probability of 0 or 1 */

typedef struct
{
  const guint *arm;
  gsize n, *rows;
  guint p;
  double *x; /* n rows of p: 1 and the covariates, centred and scaled */
  double *beta;
} Fit;

static void
fit_clear (Fit *fit)
{
  g_free (fit->rows);
  g_free (fit->x);
  g_free (fit->beta);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fit, fit_clear)

static TideWhy
choose_rows (TideWeights *self, Fit *fit, const double *const *covariates, guint n_covariates)
{
  gsize in_arm[2] = { 0 };
  for (gsize i = 0; i < self->n; i++)
    {
      gboolean complete = TRUE;
      g_assert (fit->arm[i] < 2);
      for (guint c = 0; c < n_covariates; c++)
        {
          if (isinf (covariates[c][i]))
            return TIDE_WHY_NOT_FINITE;
          complete = complete && !isnan (covariates[c][i]);
        }
      self->n_missing += !complete;
      if (complete)
        {
          fit->rows[fit->n++] = i;
          in_arm[fit->arm[i]]++;
        }
    }
  return fit->n == 0                        ? TIDE_WHY_NO_DATA
         : in_arm[0] == 0 || in_arm[1] == 0 ? TIDE_WHY_ONE_GROUP
                                            : TIDE_WHY_DEFINED;
}

/* A covariate that does not vary is a column of 0: the ridge leaves it out. */
static void
fill_columns (Fit *fit, const double *const *covariates)
{
  for (gsize i = 0; i < fit->n; i++)
    fit->x[i * fit->p] = 1;
  for (guint c = 1; c < fit->p; c++)
    {
      TideSum sum = { 0 }, squares = { 0 };
      const double *values = covariates[c - 1];
      for (gsize i = 0; i < fit->n; i++)
        tide_sum_add (&sum, values[fit->rows[i]]);
      double mean = tide_sum_get (&sum) / (double) fit->n;
      for (gsize i = 0; i < fit->n; i++)
        tide_sum_add (&squares, (values[fit->rows[i]] - mean) * (values[fit->rows[i]] - mean));
      double scale = sqrt (tide_sum_get (&squares) / (double) fit->n);
      for (gsize i = 0; i < fit->n; i++)
        fit->x[i * fit->p + c] = scale > 1e-14 * fabs (mean) ? (values[fit->rows[i]] - mean) / scale : 0;
    }
}

static double
get_predictor (const Fit *fit, gsize i)
{
  double eta = 0;
  for (guint c = 0; c < fit->p; c++)
    eta += fit->x[i * fit->p + c] * fit->beta[c];
  return eta;
}

/* One Newton step; *moved is the largest change of a coefficient, *largest the largest predictor before it.
 */
static gboolean
step (Fit *fit, double ridge, double *moved, double *largest)
{
  guint p = fit->p;
  g_autofree double *score = g_new0 (double, p), *information = g_new0 (double, (gsize) p *p);
  *moved = *largest = 0;
  for (gsize i = 0; i < fit->n; i++)
    {
      const double *x = &fit->x[i * p];
      double eta = get_predictor (fit, i), e = 1 / (1 + exp (-eta)), w = e * (1 - e);
      *largest = MAX (*largest, fabs (eta));
      for (guint a = 0; a < p; a++)
        {
          score[a] += x[a] * (fit->arm[fit->rows[i]] - e);
          for (guint b = 0; b < p; b++)
            information[a * p + b] += w * x[a] * x[b];
        }
    }
  for (guint a = 0; a < p; a++)
    {
      score[a] -= ridge * fit->beta[a];
      information[a * p + a] += ridge;
    }
  if (!tide_matrix_invert (information, p, information))
    return FALSE;
  for (guint a = 0; a < p; a++)
    {
      double change = 0;
      for (guint b = 0; b < p; b++)
        change += information[a * p + b] * score[b];
      fit->beta[a] += change;
      *moved = MAX (*moved, fabs (change));
    }
  return TRUE;
}

static TideWhy
iterate (Fit *fit, double ridge)
{
  memset (fit->beta, 0, fit->p * sizeof (double));
  for (guint i = 0; i < MOST_STEPS; i++)
    {
      double moved, largest;
      if (!step (fit, ridge, &moved, &largest))
        return TIDE_WHY_SINGULAR;
      if (ridge == 0 && largest > SEPARATED)
        return TIDE_WHY_SEPARATION;
      if (moved < TOLERANCE)
        return TIDE_WHY_DEFINED;
    }
  return TIDE_WHY_NOT_CONVERGED;
}

static int
compare_values (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

/* A / e and (1 - A) / (1 - e) times the arm's share, cut at the 1st and 99th centile. */
static void
set_weights (TideWeights *self, const Fit *fit)
{
  double share = 0, sums[2] = { 0 }, squares[2] = { 0 };
  g_autofree double *sorted = g_new (double, fit->n);
  for (gsize i = 0; i < fit->n; i++)
    share += fit->arm[fit->rows[i]] / (double) fit->n;
  for (gsize i = 0; i < fit->n; i++)
    {
      gsize row = fit->rows[i];
      double e = 1 / (1 + exp (-get_predictor (fit, i)));
      self->scores[row] = e;
      sorted[i] = self->weights[row] = fit->arm[row] == 1 ? share / e : (1 - share) / (1 - e);
    }
  qsort (sorted, fit->n, sizeof *sorted, compare_values);
  double low = tide_quantile_of_sorted (sorted, fit->n, 0.01),
         high = tide_quantile_of_sorted (sorted, fit->n, 0.99);
  for (gsize i = 0; i < fit->n; i++)
    {
      gsize row = fit->rows[i];
      double w = self->weights[row] = CLAMP (self->weights[row], low, high);
      sums[fit->arm[row]] += w;
      squares[fit->arm[row]] += w * w;
    }
  for (guint a = 0; a < 2; a++)
    self->effective_n[a] = sums[a] * sums[a] / squares[a];
}

static TideWhy
compute (TideWeights *self, Fit *fit, const double *const *covariates, guint n_covariates)
{
  TideWhy why = choose_rows (self, fit, covariates, n_covariates);
  if (why != TIDE_WHY_DEFINED)
    return why;
  fit->p = n_covariates + 1;
  fit->x = g_new (double, fit->n * fit->p);
  fit->beta = g_new0 (double, fit->p);
  fill_columns (fit, covariates);
  why = iterate (fit, 0);
  if (why != TIDE_WHY_DEFINED)
    {
      self->ridge = TRUE;
      why = iterate (fit, RIDGE);
    }
  if (why != TIDE_WHY_DEFINED)
    return why;
  set_weights (self, fit);
  for (guint a = 0; a < 2; a++)
    if (!(self->effective_n[a] >= TIDE_WEIGHTS_LEAST_EFFECTIVE_N))
      return TIDE_WHY_LOW_EFFECTIVE_N;
  return TIDE_WHY_DEFINED;
}

TideWeights *
tide_weights_new (const guint *arm, const double *const *covariates, guint n_covariates, gsize n)
{
  TideWeights *self = g_new0 (TideWeights, 1);
  g_auto (Fit) fit = { .arm = arm, .rows = g_new (gsize, n) };
  self->n = n;
  self->scores = g_new (double, n);
  self->weights = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    self->scores[i] = self->weights[i] = NAN;
  self->why = compute (self, &fit, covariates, n_covariates);
  return self;
}

void
tide_weights_free (TideWeights *self)
{
  if (self == NULL)
    return;
  g_free (self->scores);
  g_free (self->weights);
  g_free (self);
}

/* --- what they are used for --- */

typedef struct
{
  double mean, variance; /* variance of the values (Austin & Stuart 2015) */
  double error;          /* sandwich variance of the mean: sum w² (x - mean)² / (sum w)² */
} Weighted;

static gboolean
summarise (const TideWeights *self, const guint *arm, const double *values, guint which, Weighted *out)
{
  double sum = 0, squares = 0, total = 0, spread = 0, error = 0;
  for (gsize i = 0; i < self->n; i++)
    if (arm[i] == which && !isnan (self->weights[i]) && !isnan (values[i]))
      {
        sum += self->weights[i];
        squares += self->weights[i] * self->weights[i];
        total += self->weights[i] * values[i];
      }
  out->mean = total / sum;
  for (gsize i = 0; i < self->n; i++)
    if (arm[i] == which && !isnan (self->weights[i]) && !isnan (values[i]))
      {
        double off = values[i] - out->mean;
        spread += self->weights[i] * off * off;
        error += self->weights[i] * self->weights[i] * off * off;
      }
  out->variance = spread * sum / (sum * sum - squares);
  out->error = error / (sum * sum);
  return isfinite (out->mean) && isfinite (out->variance);
}

TideQuantity
tide_weights_get_smd (const TideWeights *self, const guint *arm, const double *values)
{
  Weighted one, none;
  if (self->why != TIDE_WHY_DEFINED)
    return tide_quantity_undefined (self->why);
  if (!summarise (self, arm, values, 1, &one) || !summarise (self, arm, values, 0, &none))
    return tide_quantity_undefined (TIDE_WHY_TOO_FEW);
  double spread = sqrt ((one.variance + none.variance) / 2);
  if (!(spread > 0))
    return one.mean == none.mean ? tide_quantity_of (0) : tide_quantity_undefined (TIDE_WHY_NO_SPREAD);
  return tide_quantity_of ((one.mean - none.mean) / spread);
}

TideWeightedDifference
tide_weights_compare (const TideWeights *self, const guint *arm, const double *values)
{
  Weighted one, none;
  TideWhy why = self->why;
  if (why == TIDE_WHY_DEFINED
      && (!summarise (self, arm, values, 1, &one) || !summarise (self, arm, values, 0, &none)))
    why = TIDE_WHY_TOO_FEW;
  if (why != TIDE_WHY_DEFINED)
    {
      TideQuantity undefined = tide_quantity_undefined (why);
      return (TideWeightedDifference){ undefined, undefined, undefined, undefined };
    }
  double diff = one.mean - none.mean, se = sqrt (one.error + none.error);
  return (TideWeightedDifference){ tide_quantity_of (diff), tide_quantity_of (se),
                                   tide_quantity_of (diff - TIDE_Z95 * se),
                                   tide_quantity_of (diff + TIDE_Z95 * se) };
}

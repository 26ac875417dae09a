/* tide-ancova.c: the linear model behind adjusted differences (clinical.md 6), solved by GSL's singular
 * values.
 *
 * Covariates are centred at their pooled mean and scaled before the fit: the numbers are then of like size
 * whatever the units, and an adjusted mean is the intercept and the group's column alone.
 */
#include "tide-ancova.h"

#include <gsl/gsl_multifit.h>
#include <math.h>

#include "tide-distribution.h"

#define NO_COLUMN G_MAXUINT
#define RANK_TOLERANCE 1e-8
#define EXACT_FIT 1e-24 /* residuals that are rounding, squared, beside the spread of the outcome */

typedef struct
{
  const TideAncovaDesign *design;
  gsize *rows; /* the complete ones */
  double outcome_mean;
  double *scales; /* of the covariates */
} Fit;

static gboolean
is_complete (const TideAncovaDesign *design, gsize row, gboolean *infinite)
{
  gboolean complete = !isnan (design->outcome[row]);
  *infinite = *infinite || isinf (design->outcome[row]);
  for (guint c = 0; c < design->n_covariates; c++)
    {
      complete = complete && !isnan (design->covariates[c][row]);
      *infinite = *infinite || isinf (design->covariates[c][row]);
    }
  return complete;
}

/* Who takes part, and whether that is enough to compare. */
static TideWhy
choose_rows (TideAncova *self, Fit *fit)
{
  const TideAncovaDesign *design = fit->design;
  gboolean infinite = FALSE;
  guint present = 0, small = 0;
  for (gsize i = 0; i < design->n; i++)
    {
      g_assert (design->group[i] < design->n_groups);
      if (!is_complete (design, i, &infinite))
        {
          self->n_missing++;
          continue;
        }
      fit->rows[self->n++] = i;
      self->group_n[design->group[i]]++;
    }
  for (guint g = 0; g < design->n_groups; g++)
    {
      present += self->group_n[g] > 0;
      small += self->group_n[g] > 0 && self->group_n[g] < design->least_n;
    }
  return infinite       ? TIDE_WHY_NOT_FINITE
         : self->n == 0 ? TIDE_WHY_NO_DATA
         : present < 2  ? TIDE_WHY_ONE_GROUP
         : small > 0    ? TIDE_WHY_SMALL_GROUP
                        : TIDE_WHY_DEFINED;
}

/* Intercept, a column for each group but the first that is there, for each level of a factor but the first,
 * for each covariate. */
static void
number_columns (TideAncova *self, const TideAncovaDesign *design)
{
  guint next = 1;
  gboolean first = TRUE;
  for (guint g = 0; g < design->n_groups; g++)
    {
      self->columns[g] = self->group_n[g] > 0 && !first ? next++ : NO_COLUMN;
      first = first && self->group_n[g] == 0;
    }
  self->first_factor = next;
  for (guint f = 0; f < design->n_factors; f++)
    next += design->factor_levels[f] - 1;
  self->first_covariate = next;
  self->n_coefficients = next + design->n_covariates;
}

static double
get_mean (const Fit *fit, const double *values, guint n)
{
  TideSum sum = { 0 };
  for (guint i = 0; i < n; i++)
    tide_sum_add (&sum, values[fit->rows[i]]);
  return tide_sum_get (&sum) / n;
}

static double
get_squares (const Fit *fit, const double *values, guint n, double mean)
{
  TideSum sum = { 0 };
  for (guint i = 0; i < n; i++)
    tide_sum_add (&sum, (values[fit->rows[i]] - mean) * (values[fit->rows[i]] - mean));
  return tide_sum_get (&sum);
}

static void
centre (TideAncova *self, Fit *fit)
{
  fit->outcome_mean = get_mean (fit, fit->design->outcome, self->n);
  for (guint c = 0; c < self->n_covariates; c++)
    {
      const double *values = fit->design->covariates[c];
      double mean = get_mean (fit, values, self->n);
      double scale = sqrt (get_squares (fit, values, self->n, mean) / self->n);
      self->covariate_means[c] = mean;
      fit->scales[c] = scale > 1e-14 * fabs (mean) ? scale : 0; /* 0: it does not vary, the column is empty */
    }
}

static void
fill_row (const TideAncova *self, const Fit *fit, gsize row, gsl_vector *x)
{
  const TideAncovaDesign *design = fit->design;
  guint column = self->first_factor, group = self->columns[design->group[row]];
  gsl_vector_set_zero (x);
  gsl_vector_set (x, 0, 1);
  if (group != NO_COLUMN)
    gsl_vector_set (x, group, 1);
  for (guint f = 0; f < design->n_factors; f++)
    {
      guint level = design->factors[f][row];
      g_assert (level < design->factor_levels[f]);
      if (level > 0)
        gsl_vector_set (x, column + level - 1, 1);
      column += design->factor_levels[f] - 1;
    }
  for (guint c = 0; c < design->n_covariates; c++)
    if (fit->scales[c] > 0)
      gsl_vector_set (x, self->first_covariate + c,
                      (design->covariates[c][row] - self->covariate_means[c]) / fit->scales[c]);
}

/* Back from the centred, scaled columns. */
static void
take_solution (TideAncova *self, const Fit *fit, const gsl_vector *solution, const gsl_matrix *covariance)
{
  guint p = self->n_coefficients;
  g_autofree double *scale = g_new (double, p);
  for (guint i = 0; i < p; i++)
    scale[i] = i >= self->first_covariate ? 1 / fit->scales[i - self->first_covariate] : 1;
  for (guint i = 0; i < p; i++)
    {
      self->coefficients[i] = gsl_vector_get (solution, i) * scale[i];
      for (guint j = 0; j < p; j++)
        self->covariance[i * p + j] = gsl_matrix_get (covariance, i, j) * scale[i] * scale[j];
    }
  self->coefficients[0] += fit->outcome_mean;
}

static TideWhy
solve (TideAncova *self, const Fit *fit)
{
  gsize n = self->n, p = self->n_coefficients, rank = 0;
  gsl_matrix *x = gsl_matrix_alloc (n, p), *covariance = gsl_matrix_alloc (p, p);
  gsl_vector *y = gsl_vector_alloc (n), *solution = gsl_vector_alloc (p);
  gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc (n, p);
  double residual = 0, total = get_squares (fit, fit->design->outcome, self->n, fit->outcome_mean);
  for (gsize i = 0; i < n; i++)
    {
      gsl_vector_view row = gsl_matrix_row (x, i);
      fill_row (self, fit, fit->rows[i], &row.vector);
      gsl_vector_set (y, i, fit->design->outcome[fit->rows[i]] - fit->outcome_mean);
    }
  int status = gsl_multifit_linear_tsvd (x, y, RANK_TOLERANCE, solution, covariance, &residual, &rank, work);
  TideWhy why = status != GSL_SUCCESS || rank < p               ? TIDE_WHY_SINGULAR
                : !(total > 0) || residual <= EXACT_FIT * total ? TIDE_WHY_NO_SPREAD
                : !isfinite (residual)                          ? TIDE_WHY_NOT_FINITE
                                                                : TIDE_WHY_DEFINED;
  if (why == TIDE_WHY_DEFINED)
    {
      take_solution (self, fit, solution, covariance);
      self->sigma = sqrt (residual / self->df);
      self->r2 = 1 - residual / total;
    }
  gsl_multifit_linear_free (work);
  gsl_vector_free (solution);
  gsl_vector_free (y);
  gsl_matrix_free (covariance);
  gsl_matrix_free (x);
  return why;
}

/* b' V^-1 b / q of the groups' columns is the F of leaving them out. */
static void
test_groups (TideAncova *self)
{
  guint q = self->first_factor - 1, p = self->n_coefficients;
  g_autofree double *v = g_new (double, (gsize) q *q);
  double sum = 0;
  self->f_df = q;
  self->f = self->f_p = tide_quantity_undefined (TIDE_WHY_SINGULAR);
  for (guint i = 0; i < q; i++)
    for (guint j = 0; j < q; j++)
      v[i * q + j] = self->covariance[(i + 1) * p + j + 1];
  if (!tide_matrix_invert (v, q, v))
    return;
  for (guint i = 0; i < q; i++)
    for (guint j = 0; j < q; j++)
      sum += self->coefficients[i + 1] * v[i * q + j] * self->coefficients[j + 1];
  self->f = tide_quantity_of (sum / q);
  self->f_p = tide_quantity_of (tide_f_p (sum / q, q, self->df));
}

static TideWhy
compute (TideAncova *self, Fit *fit)
{
  TideWhy why = choose_rows (self, fit);
  if (why != TIDE_WHY_DEFINED)
    return why;
  number_columns (self, fit->design);
  if (self->n <= self->n_coefficients)
    return TIDE_WHY_TOO_FEW;
  self->df = self->n - self->n_coefficients;
  self->coefficients = g_new0 (double, self->n_coefficients);
  self->covariance = g_new0 (double, (gsize) self->n_coefficients * self->n_coefficients);
  centre (self, fit);
  why = solve (self, fit);
  if (why == TIDE_WHY_DEFINED)
    test_groups (self);
  return why;
}

TideAncova *
tide_ancova_new (const TideAncovaDesign *design)
{
  g_return_val_if_fail (design != NULL && design->n_groups > 0, NULL);
  tide_gsl_be_quiet ();
  TideAncova *self = g_new0 (TideAncova, 1);
  g_autofree gsize *rows = g_new (gsize, design->n);
  g_autofree double *scales = g_new0 (double, design->n_covariates);
  Fit fit = { .design = design, .rows = rows, .scales = scales };
  self->n_groups = design->n_groups;
  self->group_n = g_new0 (guint, design->n_groups);
  self->columns = g_new0 (guint, design->n_groups);
  self->n_covariates = design->n_covariates;
  self->covariate_means = g_new0 (double, design->n_covariates);
  self->n_factors = design->n_factors;
  self->factor_levels = g_memdup2 (design->factor_levels, design->n_factors * sizeof (guint));
  self->why = compute (self, &fit);
  if (self->why != TIDE_WHY_DEFINED)
    {
      self->sigma = self->r2 = NAN;
      self->f = self->f_p = tide_quantity_undefined (self->why);
    }
  return self;
}

void
tide_ancova_free (TideAncova *self)
{
  if (self == NULL)
    return;
  g_free (self->group_n);
  g_free (self->columns);
  g_free (self->covariate_means);
  g_free (self->factor_levels);
  g_free (self->coefficients);
  g_free (self->covariance);
  g_free (self);
}

/* --- contrasts --- */

static TideContrast
undefined (TideWhy why)
{
  TideQuantity none = tide_quantity_undefined (why);
  return (TideContrast){ none, none, none, none, none, none };
}

/* The combination @l of the coefficients. */
static TideContrast
combine (const TideAncova *self, const double *l)
{
  guint p = self->n_coefficients;
  double value = 0, variance = 0;
  for (guint i = 0; i < p; i++)
    {
      value += l[i] * self->coefficients[i];
      for (guint j = 0; j < p; j++)
        variance += l[i] * self->covariance[i * p + j] * l[j];
    }
  double se = sqrt (variance), half = tide_t_quantile95 (self->df) * se;
  return (TideContrast){
    tide_quantity_of (value),        tide_quantity_of (se),
    tide_quantity_of (value - half), tide_quantity_of (value + half),
    tide_quantity_of (value / se),   tide_quantity_of (tide_t_p_two_sided (value / se, self->df))
  };
}

TideContrast
tide_ancova_get_difference (const TideAncova *self, guint a, guint b)
{
  g_return_val_if_fail (a < self->n_groups && b < self->n_groups && a != b, undefined (TIDE_WHY_ONE_GROUP));
  if (self->why != TIDE_WHY_DEFINED)
    return undefined (self->why);
  if (self->group_n[a] == 0 || self->group_n[b] == 0)
    return undefined (TIDE_WHY_NO_DATA);
  g_autofree double *l = g_new0 (double, self->n_coefficients);
  if (self->columns[a] != NO_COLUMN)
    l[self->columns[a]] = 1;
  if (self->columns[b] != NO_COLUMN)
    l[self->columns[b]] = -1;
  return combine (self, l);
}

TideContrast
tide_ancova_get_mean (const TideAncova *self, guint group)
{
  g_return_val_if_fail (group < self->n_groups, undefined (TIDE_WHY_NO_DATA));
  if (self->why != TIDE_WHY_DEFINED)
    return undefined (self->why);
  if (self->group_n[group] == 0)
    return undefined (TIDE_WHY_NO_DATA);
  g_autofree double *l = g_new0 (double, self->n_coefficients);
  guint column = self->first_factor;
  l[0] = 1;
  if (self->columns[group] != NO_COLUMN)
    l[self->columns[group]] = 1;
  for (guint f = 0; f < self->n_factors; f++)
    for (guint level = 1; level < self->factor_levels[f]; level++)
      l[column++] = 1.0 / self->factor_levels[f];
  return combine (self, l);
}

TideContrast
tide_ancova_get_slope (const TideAncova *self, guint i)
{
  g_return_val_if_fail (i < self->n_covariates, undefined (TIDE_WHY_NO_DATA));
  if (self->why != TIDE_WHY_DEFINED)
    return undefined (self->why);
  g_autofree double *l = g_new0 (double, self->n_coefficients);
  l[self->first_covariate + i] = 1;
  return combine (self, l);
}

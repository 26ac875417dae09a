/* tide-ancova.c: the linear model behind adjusted differences (clinical.md 6), solved by GSL's singular
 * values.
 *
 * Covariates are centred at their pooled mean and scaled before the fit: the numbers are then of like size
 * whatever the units, and an adjusted mean is the intercept and the group's column alone.  The fit itself
 * reads folds (tide-ancova-fold.c), a few rows that stand for all of a group.
 */
#include "tide-ancova.h"

#include <gsl/gsl_multifit.h>
#include <math.h>

#include "tide-distribution.h"

#define NO_COLUMN G_MAXUINT
#define RANK_TOLERANCE 1e-8
#define EXACT_FIT 1e-24 /* residuals that are rounding, squared, beside the spread of the outcome */

/* Rows that are alike in all that is a code: they differ from each other in numbers alone. */
typedef struct
{
  const TideAncovaFold *fold;
  guint group;
  const guint *levels; /* of the factors */
} Cell;

typedef struct
{
  const Cell *cells;
  guint n_cells, n_groups, least_n;
  double outcome_mean, outcome_squares;
  double *scales; /* of the covariates */
} Fit;

/* --- rows to cells --- */

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

static int
compare_codes (gconstpointer a, gconstpointer b, gpointer data)
{
  gsize first = *(const gsize *) a, second = *(const gsize *) b;
  const TideAncovaDesign *design = data;
  if (design->group[first] != design->group[second])
    return design->group[first] < design->group[second] ? -1 : 1;
  for (guint f = 0; f < design->n_factors; f++)
    if (design->factors[f][first] != design->factors[f][second])
      return design->factors[f][first] < design->factors[f][second] ? -1 : 1;
  return 0;
}

/* The complete rows, those of one cell together. */
static GArray *
list_rows (const TideAncovaDesign *design, gboolean *infinite)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (gsize), (guint) design->n);
  for (gsize i = 0; i < design->n; i++)
    {
      g_assert (design->group[i] < design->n_groups);
      for (guint f = 0; f < design->n_factors; f++)
        g_assert (design->factors[f][i] < design->factor_levels[f]);
      if (is_complete (design, i, infinite))
        g_array_append_val (rows, i);
    }
  g_array_sort_with_data (rows, compare_codes, (gpointer) design);
  return rows;
}

static TideAncovaFold *
fold_rows (const TideAncovaDesign *design, const gsize *rows, gsize n)
{
  guint n_columns = design->n_covariates + 1;
  g_autofree double *values = g_new (double, n *n_columns);
  g_autofree const double **columns = g_new (const double *, n_columns);
  for (guint c = 0; c < n_columns; c++)
    {
      const double *from = c == 0 ? design->outcome : design->covariates[c - 1];
      columns[c] = values + c * n;
      for (gsize i = 0; i < n; i++)
        values[c * n + i] = from[rows[i]];
    }
  return tide_ancova_fold_new (columns, n_columns, n);
}

/* --- the model --- */

/* Who takes part, and whether that is enough to compare. */
static TideWhy
count_groups (TideAncova *self, const Fit *fit)
{
  guint present = 0, small = 0;
  for (guint i = 0; i < fit->n_cells; i++)
    {
      g_assert (fit->cells[i].group < fit->n_groups);
      self->n += fit->cells[i].fold->n;
      self->group_n[fit->cells[i].group] += fit->cells[i].fold->n;
    }
  for (guint g = 0; g < fit->n_groups; g++)
    {
      present += self->group_n[g] > 0;
      small += self->group_n[g] > 0 && self->group_n[g] < fit->least_n;
    }
  return self->n == 0  ? TIDE_WHY_NO_DATA
         : present < 2 ? TIDE_WHY_ONE_GROUP
         : small > 0   ? TIDE_WHY_SMALL_GROUP
                       : TIDE_WHY_DEFINED;
}

/* Intercept, a column for each group but the first that is there, for each level of a factor but the first,
 * for each covariate. */
static void
number_columns (TideAncova *self)
{
  guint next = 1;
  gboolean first = TRUE;
  for (guint g = 0; g < self->n_groups; g++)
    {
      self->columns[g] = self->group_n[g] > 0 && !first ? next++ : NO_COLUMN;
      first = first && self->group_n[g] == 0;
    }
  self->first_factor = next;
  for (guint f = 0; f < self->n_factors; f++)
    next += self->factor_levels[f] - 1;
  self->first_covariate = next;
  self->n_coefficients = next + self->n_covariates;
}

static double
get_offset (const TideAncovaFold *fold, guint column, double from)
{
  return (fold->means[column] - from) + fold->rests[column];
}

/* Mean and sum of squares of a column of all folds together. */
static double
get_mean (const TideAncova *self, const Fit *fit, guint column, double *squares)
{
  TideSum sum = { 0 }, around = { 0 };
  for (guint i = 0; i < fit->n_cells; i++)
    tide_sum_add (&sum, fit->cells[i].fold->n * fit->cells[i].fold->means[column]);
  double mean = tide_sum_get (&sum) / self->n;
  for (guint i = 0; i < fit->n_cells; i++)
    {
      const TideAncovaFold *fold = fit->cells[i].fold;
      double off = get_offset (fold, column, mean);
      tide_sum_add (&around, fold->n * off * off);
      for (guint row = 0; row <= column; row++)
        {
          double value = fold->triangle[row * fold->n_columns + column];
          tide_sum_add (&around, value * value);
        }
    }
  *squares = tide_sum_get (&around);
  return mean;
}

static void
centre (TideAncova *self, Fit *fit)
{
  fit->outcome_mean = get_mean (self, fit, 0, &fit->outcome_squares);
  for (guint c = 0; c < self->n_covariates; c++)
    {
      double squares, mean = get_mean (self, fit, c + 1, &squares);
      double scale = sqrt (squares / self->n);
      self->covariate_means[c] = mean;
      fit->scales[c] = scale > 1e-14 * fabs (mean) ? scale : 0; /* 0: it does not vary, the column is empty */
    }
}

/* --- the rows that stand for all --- */

static void
fill_codes (const TideAncova *self, const Cell *cell, double weight, gsl_vector *x)
{
  guint column = self->first_factor, group = self->columns[cell->group];
  gsl_vector_set (x, 0, weight);
  if (group != NO_COLUMN)
    gsl_vector_set (x, group, weight);
  for (guint f = 0; f < self->n_factors; f++)
    {
      if (cell->levels[f] > 0)
        gsl_vector_set (x, column + cell->levels[f] - 1, weight);
      column += self->factor_levels[f] - 1;
    }
}

/* A row of means that weighs as much as all of the cell, then its triangle: sums of squares and products of
 * these rows are those of the cell's own, so that the solution is the same. */
static void
fill_cell (const TideAncova *self, const Fit *fit, const Cell *cell, gsl_matrix *x, gsl_vector *y, gsize at)
{
  const TideAncovaFold *fold = cell->fold;
  double weight = sqrt (fold->n);
  gsl_vector_view row = gsl_matrix_row (x, at);
  fill_codes (self, cell, weight, &row.vector);
  gsl_vector_set (y, at, weight * get_offset (fold, 0, fit->outcome_mean));
  for (guint i = 0; i <= self->n_covariates; i++)
    gsl_vector_set (y, at + 1 + i, fold->triangle[i * fold->n_columns]);
  for (guint c = 0; c < self->n_covariates; c++)
    {
      if (!(fit->scales[c] > 0))
        continue;
      guint column = self->first_covariate + c;
      gsl_matrix_set (x, at, column,
                      weight * get_offset (fold, c + 1, self->covariate_means[c]) / fit->scales[c]);
      for (guint i = 0; i <= self->n_covariates; i++)
        gsl_matrix_set (x, at + 1 + i, column, fold->triangle[i * fold->n_columns + c + 1] / fit->scales[c]);
    }
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
  gsize p = self->n_coefficients, each = self->n_covariates + 2, rank = 0;
  gsize n = MAX (fit->n_cells * each, p + 1); /* more rows than columns: empty ones change nothing */
  gsl_matrix *x = gsl_matrix_calloc (n, p), *covariance = gsl_matrix_alloc (p, p);
  gsl_vector *y = gsl_vector_calloc (n), *solution = gsl_vector_alloc (p);
  gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc (n, p);
  double residual = 0, total = fit->outcome_squares;
  for (guint i = 0; i < fit->n_cells; i++)
    fill_cell (self, fit, &fit->cells[i], x, y, i * each);
  int status = gsl_multifit_linear_tsvd (x, y, RANK_TOLERANCE, solution, covariance, &residual, &rank, work);
  TideWhy why = status != GSL_SUCCESS || rank < p               ? TIDE_WHY_SINGULAR
                : !(total > 0) || residual <= EXACT_FIT * total ? TIDE_WHY_NO_SPREAD
                : !isfinite (residual)                          ? TIDE_WHY_NOT_FINITE
                                                                : TIDE_WHY_DEFINED;
  if (why == TIDE_WHY_DEFINED)
    {
      /* GSL divides by the rows that it was given, not by those for which they stand. */
      gsl_matrix_scale (covariance, (double) (n - p) / self->df);
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
  number_columns (self);
  if (self->n <= self->n_coefficients)
    return TIDE_WHY_TOO_FEW;
  self->df = self->n - self->n_coefficients;
  self->coefficients = g_new0 (double, self->n_coefficients);
  self->covariance = g_new0 (double, (gsize) self->n_coefficients * self->n_coefficients);
  centre (self, fit);
  TideWhy why = solve (self, fit);
  if (why == TIDE_WHY_DEFINED)
    test_groups (self);
  return why;
}

/* @why: already known to be impossible, or DEFINED. */
static TideAncova *
make (Fit *fit, guint n_covariates, guint n_factors, const guint *factor_levels, TideWhy why)
{
  tide_gsl_be_quiet ();
  TideAncova *self = g_new0 (TideAncova, 1);
  g_autofree double *scales = g_new0 (double, n_covariates);
  fit->scales = scales;
  self->n_groups = fit->n_groups;
  self->group_n = g_new0 (guint, fit->n_groups);
  self->columns = g_new0 (guint, fit->n_groups);
  self->n_covariates = n_covariates;
  self->covariate_means = g_new0 (double, n_covariates);
  self->n_factors = n_factors;
  self->factor_levels = g_memdup2 (factor_levels, n_factors * sizeof (guint));
  self->why = count_groups (self, fit);
  if (why != TIDE_WHY_DEFINED)
    self->why = why;
  if (self->why == TIDE_WHY_DEFINED)
    self->why = compute (self, fit);
  if (self->why != TIDE_WHY_DEFINED)
    {
      self->sigma = self->r2 = NAN;
      self->f = self->f_p = tide_quantity_undefined (self->why);
    }
  return self;
}

static void
clear_cell (gpointer data)
{
  Cell *cell = data;
  tide_ancova_fold_free ((TideAncovaFold *) cell->fold);
  g_free ((guint *) cell->levels);
}

TideAncova *
tide_ancova_new (const TideAncovaDesign *design)
{
  g_return_val_if_fail (design != NULL && design->n_groups > 0, NULL);
  gboolean infinite = FALSE;
  g_autoptr (GArray) rows = list_rows (design, &infinite);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  const gsize *row = (const gsize *) rows->data;
  g_array_set_clear_func (cells, clear_cell);
  for (guint from = 0, to; from < rows->len; from = to)
    {
      guint *levels = g_new (guint, design->n_factors);
      for (to = from + 1; to < rows->len && compare_codes (&row[from], &row[to], (gpointer) design) == 0;)
        to++;
      for (guint f = 0; f < design->n_factors; f++)
        levels[f] = design->factors[f][row[from]];
      Cell cell = { fold_rows (design, row + from, to - from), design->group[row[from]], levels };
      g_array_append_val (cells, cell);
    }
  Fit fit = { .cells = (const Cell *) cells->data,
              .n_cells = cells->len,
              .n_groups = design->n_groups,
              .least_n = design->least_n };
  TideAncova *self = make (&fit, design->n_covariates, design->n_factors, design->factor_levels,
                           infinite ? TIDE_WHY_NOT_FINITE : TIDE_WHY_DEFINED);
  self->n_missing = (guint) design->n - rows->len;
  return self;
}

TideAncova *
tide_ancova_new_of_folds (const TideAncovaFolded *design)
{
  g_return_val_if_fail (design != NULL && design->n_groups > 0, NULL);
  g_autofree Cell *cells = g_new0 (Cell, design->n_folds);
  guint n = 0;
  for (guint i = 0; i < design->n_folds; i++)
    {
      g_assert (design->folds[i]->n_columns > design->n_covariates);
      if (design->folds[i]->n > 0)
        cells[n++] = (Cell){ design->folds[i], design->group[i], NULL };
    }
  Fit fit = { .cells = cells, .n_cells = n, .n_groups = design->n_groups, .least_n = design->least_n };
  return make (&fit, design->n_covariates, 0, NULL, TIDE_WHY_DEFINED);
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

/* tide-means.c: means with t intervals, Welch's test, Hedges' g (clinical.md 6). */
#include "tide-means.h"

#include <math.h>

#include "tide-distribution.h"
#include "tide-sort.h"

/* A spread that is rounding of equal values, e.g. of 0.1 + 0.2 beside 0.3. */
#define ROUNDING 1e-14

double
tide_quantile_of_sorted (const double *sorted, gsize n, double p)
{
  g_return_val_if_fail (n > 0 && p >= 0 && p <= 1, NAN);
  double at = p * (double) (n - 1);
  gsize low = (gsize) floor (at);
  gsize high = MIN (low + 1, n - 1);
  return sorted[low] + (at - (double) low) * (sorted[high] - sorted[low]);
}

static void
set_undefined (TideMean *self, TideWhy why)
{
  self->mean = self->sd = self->lower = self->upper = self->median = self->q1 = self->q3
    = tide_quantity_undefined (why);
}

static void
set_spread (TideMean *self, const double *values)
{
  TideSum squares = { 0 };
  if (self->n < 2)
    {
      self->sd = self->lower = self->upper = tide_quantity_undefined (TIDE_WHY_TOO_FEW);
      return;
    }
  for (guint i = 0; i < self->n; i++)
    tide_sum_add (&squares, (values[i] - self->mean.value) * (values[i] - self->mean.value));
  double sd = sqrt (tide_sum_get (&squares) / (self->n - 1));
  if (sd <= ROUNDING * fabs (self->mean.value))
    sd = 0;
  double half = tide_t_quantile95 (self->n - 1) * sd / sqrt (self->n);
  self->sd = tide_quantity_of (sd);
  self->lower
    = sd > 0 ? tide_quantity_of (self->mean.value - half) : tide_quantity_undefined (TIDE_WHY_NO_SPREAD);
  self->upper
    = sd > 0 ? tide_quantity_of (self->mean.value + half) : tide_quantity_undefined (TIDE_WHY_NO_SPREAD);
}

TideMean
tide_mean_compute (const double *values, gsize n, guint least_n)
{
  TideMean self = { 0 };
  g_autofree double *sorted = g_new (double, n);
  gboolean infinite = FALSE;
  for (gsize i = 0; i < n; i++)
    if (isnan (values[i]))
      self.n_missing++;
    else
      {
        infinite = infinite || isinf (values[i]);
        sorted[self.n++] = values[i];
      }
  if (self.n == 0 || self.n < least_n || infinite)
    {
      set_undefined (&self, infinite      ? TIDE_WHY_NOT_FINITE
                            : self.n == 0 ? TIDE_WHY_NO_DATA
                                          : TIDE_WHY_SMALL_GROUP);
      return self;
    }
  TideSum sum = { 0 };
  for (guint i = 0; i < self.n; i++)
    tide_sum_add (&sum, sorted[i]);
  self.mean = tide_quantity_of (tide_sum_get (&sum) / self.n);
  if (!tide_quantity_is_defined (self.mean))
    {
      set_undefined (&self, self.mean.why);
      return self;
    }
  set_spread (&self, sorted);
  tide_sort_numbers (sorted, self.n);
  self.q1 = tide_quantity_of (tide_quantile_of_sorted (sorted, self.n, 0.25));
  self.median = tide_quantity_of (tide_quantile_of_sorted (sorted, self.n, 0.5));
  self.q3 = tide_quantity_of (tide_quantile_of_sorted (sorted, self.n, 0.75));
  return self;
}

/* --- two groups --- */

static TideWhy
find_why (const TideMean *a, const TideMean *b)
{
  const TideMean *groups[] = { a, b };
  for (guint i = 0; i < 2; i++)
    if (!tide_quantity_is_defined (groups[i]->mean))
      return groups[i]->mean.why;
  for (guint i = 0; i < 2; i++)
    if (!tide_quantity_is_defined (groups[i]->sd))
      return groups[i]->sd.why;
  return a->sd.value == 0 && b->sd.value == 0 ? TIDE_WHY_NO_SPREAD : TIDE_WHY_DEFINED;
}

static void
set_test (TideWelch *self, double se, double df)
{
  double half = tide_t_quantile95 (df) * se, t = self->diff.value / se;
  self->se = tide_quantity_of (se);
  self->lower = tide_quantity_of (self->diff.value - half);
  self->upper = tide_quantity_of (self->diff.value + half);
  self->t = tide_quantity_of (t);
  self->df = tide_quantity_of (df);
  self->p = tide_quantity_of (tide_t_p_two_sided (t, df));
}

static void
set_untested (TideWelch *self, TideWhy why)
{
  self->se = self->lower = self->upper = self->t = self->df = self->p = tide_quantity_undefined (why);
}

static TideQuantity
subtract (TideQuantity a, TideQuantity b)
{
  return !tide_quantity_is_defined (a)   ? a
         : !tide_quantity_is_defined (b) ? b
                                         : tide_quantity_of (a.value - b.value);
}

TideWelch
tide_welch_compute (const TideMean *a, const TideMean *b)
{
  TideWelch self = { .diff = subtract (a->mean, b->mean) };
  TideWhy why = find_why (a, b);
  if (why != TIDE_WHY_DEFINED)
    {
      set_untested (&self, why);
      return self;
    }
  double va = a->sd.value * a->sd.value / a->n, vb = b->sd.value * b->sd.value / b->n;
  double df = (va + vb) * (va + vb) / (va * va / (a->n - 1) + vb * vb / (b->n - 1));
  set_test (&self, sqrt (va + vb), df);
  return self;
}

TideWelch
tide_mean_against_zero (const TideMean *mean)
{
  TideWelch self = { .diff = mean->mean };
  TideWhy why = find_why (mean, mean);
  if (why != TIDE_WHY_DEFINED)
    set_untested (&self, why);
  else
    set_test (&self, mean->sd.value / sqrt (mean->n), mean->n - 1);
  return self;
}

TideHedges
tide_hedges_compute (const TideMean *a, const TideMean *b)
{
  TideHedges self;
  TideWhy why = find_why (a, b);
  if (why != TIDE_WHY_DEFINED)
    {
      self.pooled_sd = self.d = self.exact_j = self.approx_j = self.g_exact = self.g_approx = self.se
        = self.lower = self.upper = tide_quantity_undefined (why);
      return self;
    }
  double n1 = a->n, n2 = b->n, df = n1 + n2 - 2;
  double sp = sqrt (((n1 - 1) * a->sd.value * a->sd.value + (n2 - 1) * b->sd.value * b->sd.value) / df);
  double d = (a->mean.value - b->mean.value) / sp;
  double exact = exp (lgamma (df / 2) - lgamma ((df - 1) / 2)) / sqrt (df / 2), approx = 1 - 3 / (4 * df - 1);
  double se = approx * sqrt ((n1 + n2) / (n1 * n2) + d * d / (2 * (n1 + n2)));
  self.pooled_sd = tide_quantity_of (sp);
  self.d = tide_quantity_of (d);
  self.exact_j = tide_quantity_of (exact);
  self.approx_j = tide_quantity_of (approx);
  self.g_exact = tide_quantity_of (exact * d);
  self.g_approx = tide_quantity_of (approx * d);
  self.se = tide_quantity_of (se);
  self.lower = tide_quantity_of (approx * d - TIDE_Z95 * se);
  self.upper = tide_quantity_of (approx * d + TIDE_Z95 * se);
  return self;
}

/* tide-distribution.h: the few distributions and sums that the other statistics need (GSL behind them). */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/* The 0.975 quantile of the normal distribution: what a 95 % interval is made of (clinical.md 6). */
#define TIDE_Z95 1.9599639845400542

/* GSL's default is to abort the program; this makes it return codes.  Every file that calls GSL calls this
 * first. */
void tide_gsl_be_quiet (void);

double tide_normal_p_two_sided (double z);
double tide_t_p_two_sided (double t, double df);
double tide_t_quantile95 (double df); /* 0.975 quantile: half a 95 % interval */
double tide_chisq_p (double chisq, double df);
double tide_f_p (double f, double df1, double df2);

/* A sum whose last digits do not depend on the order of its terms (Neumaier 1974). */
typedef struct
{
  double sum, lost;
} TideSum;
static inline void
tide_sum_add (TideSum *sum, double term)
{
  double next = sum->sum + term;
  sum->lost += fabs (sum->sum) >= fabs (term) ? (sum->sum - next) + term : (term - next) + sum->sum;
  sum->sum = next;
}
static inline double
tide_sum_get (const TideSum *sum)
{
  return sum->sum + sum->lost;
}

/* Inverts the symmetric positive definite @n x @n matrix @a, row by row, into @inverse (may be @a).  FALSE,
 * and nothing is written, when it is singular: a pivot of the matrix scaled to a unit diagonal is under
 * 1e-10. */
gboolean tide_matrix_invert (const double *a, guint n, double *inverse);

G_END_DECLS

/* tide-distribution.c: distributions and small matrices from GSL, with its habit to abort switched off. */
#include "tide-distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

#define LEAST_PIVOT 1e-10

void
tide_gsl_be_quiet (void)
{
  static gsize done;
  if (g_once_init_enter (&done))
    {
      gsl_set_error_handler_off ();
      g_once_init_leave (&done, 1);
    }
}

double
tide_normal_p_two_sided (double z)
{
  return erfc (fabs (z) / G_SQRT2);
}

double
tide_t_p_two_sided (double t, double df)
{
  tide_gsl_be_quiet ();
  return 2 * gsl_cdf_tdist_Q (fabs (t), df);
}

double
tide_t_quantile95 (double df)
{
  tide_gsl_be_quiet ();
  return gsl_cdf_tdist_Qinv (0.025, df);
}

double
tide_chisq_p (double chisq, double df)
{
  tide_gsl_be_quiet ();
  return gsl_cdf_chisq_Q (chisq, df);
}

double
tide_f_p (double f, double df1, double df2)
{
  tide_gsl_be_quiet ();
  return gsl_cdf_fdist_Q (f, df1, df2);
}

/* Scaled to a unit diagonal, so that "nearly 0" means the same for days and for shares. */
static gboolean
scale_to_unit_diagonal (const double *a, guint n, double *scaled, double *scales)
{
  for (guint i = 0; i < n; i++)
    {
      if (!(a[i * n + i] > 0) || !isfinite (a[i * n + i]))
        return FALSE;
      scales[i] = 1 / sqrt (a[i * n + i]);
    }
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      scaled[i * n + j] = a[i * n + j] * scales[i] * scales[j];
  return TRUE;
}

gboolean
tide_matrix_invert (const double *a, guint n, double *inverse)
{
  g_return_val_if_fail (a != NULL && inverse != NULL && n > 0, FALSE);
  g_autofree double *scaled = g_new (double, (gsize) n *n), *scales = g_new (double, n);
  tide_gsl_be_quiet ();
  if (!scale_to_unit_diagonal (a, n, scaled, scales))
    return FALSE;
  gsl_matrix_view view = gsl_matrix_view_array (scaled, n, n);
  if (gsl_linalg_cholesky_decomp1 (&view.matrix) != GSL_SUCCESS)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      double pivot = gsl_matrix_get (&view.matrix, i, i);
      if (!(pivot * pivot > LEAST_PIVOT))
        return FALSE;
    }
  if (gsl_linalg_cholesky_invert (&view.matrix) != GSL_SUCCESS)
    return FALSE;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      inverse[i * n + j] = scaled[i * n + j] * scales[i] * scales[j];
  return TRUE;
}

/* tide-means.h: means, medians and the difference of two groups (clinical.md 6).
 *
 * Values are plain arrays; NAN is a missing value, counted apart and never filled in.  A mean change is the
 * mean of the differences that the caller made.
 */
#pragma once

#include "tide-quantity.h"

G_BEGIN_DECLS

typedef struct
{
  guint n, n_missing;
  TideQuantity mean, sd;
  TideQuantity lower, upper;   /* 95 % of the mean, by t (n - 1) */
  TideQuantity median, q1, q3; /* Hyndman & Fan 1996, type 7, as R's quantile () */
} TideMean;

/* SMALL_GROUP throughout when fewer than @least_n values are there; sd and interval need two. */
TideMean tide_mean_compute (const double *values, gsize n, guint least_n);

typedef struct
{
  TideQuantity diff; /* mean of a - mean of b */
  TideQuantity se, lower, upper, t, df, p;
} TideWelch;

/* Welch 1947.  NO_SPREAD when no group varies: the difference then has no error. */
TideWelch tide_welch_compute (const TideMean *a, const TideMean *b);

/* One sample against 0, e.g. whether a mean change is no change: diff is the mean. */
TideWelch tide_mean_against_zero (const TideMean *mean);

typedef struct
{
  TideQuantity pooled_sd, d;      /* (mean a - mean b) / pooled sd, Cohen 1988 */
  TideQuantity exact_j, approx_j; /* the correction for small samples, and 1 - 3 / (4 df - 1) */
  TideQuantity g_exact, g_approx; /* Hedges 1981 */
  TideQuantity se, lower, upper;  /* of g_approx, as clinical.md 6 */
} TideHedges;

TideHedges tide_hedges_compute (const TideMean *a, const TideMean *b);

/* The @p quantile (0 … 1) of @n values in ascending order, type 7. */
double tide_quantile_of_sorted (const double *sorted, gsize n, double p);

G_END_DECLS

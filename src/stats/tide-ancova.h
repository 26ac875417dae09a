/* tide-ancova.h: differences of groups adjusted for where they started (clinical.md 6; Fisher 1932).
 *
 * Ordinary least squares: outcome = b0 + group + factors + covariates.  Adjusted means stand at the pooled
 * mean of each covariate and give each level of a factor the same weight, as R's emmeans.
 */
#pragma once

#include "tide-quantity.h"

G_BEGIN_DECLS

typedef struct
{
  gsize n; /* rows; a row with a NAN outcome or covariate is left out and counted */
  const double *outcome;
  const guint *group; /* 0 … n_groups - 1 */
  guint n_groups;
  guint n_covariates; /* baseline, age, failed trials … */
  const double *const *covariates;
  guint n_factors; /* setting, route … */
  const guint *const *factors;
  const guint *factor_levels; /* how many levels each factor has; every level must occur */
  guint least_n;              /* complete rows that each group must have; TIDE_STATS_LEAST_N */
} TideAncovaDesign;

typedef struct
{
  TideQuantity value, se, lower, upper; /* 95 %, by t (df) */
  TideQuantity t, p;                    /* against 0 */
} TideContrast;

typedef struct
{
  TideWhy
    why; /* DEFINED, NO_DATA, SMALL_GROUP, ONE_GROUP, TOO_FEW (no df left), SINGULAR, NO_SPREAD, NOT_FINITE */
  guint n, n_missing;
  guint n_groups;
  guint *group_n; /* complete rows by group; a group without rows takes no part */
  double df;      /* n - coefficients */
  double sigma, r2;
  TideQuantity f, f_p; /* of all groups together, beside the model without them */
  guint f_df;
  guint n_covariates;
  double *covariate_means; /* pooled, of the complete rows */
  guint n_coefficients;
  double *coefficients, *covariance; /* of the inner coding: read by the functions below */
  guint *columns;                    /* where each group's column is, G_MAXUINT for the one without */
  guint first_covariate, first_factor;
  guint n_factors, *factor_levels;
} TideAncova;

TideAncova *tide_ancova_new (const TideAncovaDesign *design);

/* Rows of one group read once, so that the group can be set beside any other without being read again: means,
 * and the triangle of their QR decomposition, which keeps every digit that the rows had (Golub 1965). */
typedef struct
{
  guint n, n_columns; /* rows; the outcome, then covariates */
  double *means;
  double *rests;    /* by how much a mean is larger than the number that stands for it */
  double *triangle; /* n_columns x n_columns, of the columns less their means */
} TideAncovaFold;

/* @columns: the outcome, then covariates, of complete and finite rows. */
TideAncovaFold *tide_ancova_fold_new (const double *const *columns, guint n_columns, gsize n);
void tide_ancova_fold_free (TideAncovaFold *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideAncovaFold, tide_ancova_fold_free)

typedef struct
{
  guint n_folds;
  const TideAncovaFold *const *folds; /* several may be of one group; each has all the covariates asked for */
  const guint *group;                 /* of each fold */
  guint n_groups;
  guint n_covariates; /* the first of the folds' */
  guint least_n;
} TideAncovaFolded;

/* The same answers as of the rows themselves. */
TideAncova *tide_ancova_new_of_folds (const TideAncovaFolded *design);
void tide_ancova_free (TideAncova *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideAncova, tide_ancova_free)

/* Adjusted mean of group @a less that of @b. */
TideContrast tide_ancova_get_difference (const TideAncova *self, guint a, guint b);
/* The mean that @group would have at the pooled means of the covariates. */
TideContrast tide_ancova_get_mean (const TideAncova *self, guint group);
/* What one unit of covariate @i does. */
TideContrast tide_ancova_get_slope (const TideAncova *self, guint i);

G_END_DECLS

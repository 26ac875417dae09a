/* tide-weights.h: inverse-probability-of-treatment weights of two arms (Rosenbaum & Rubin 1983; clinical.md
 * 6).
 *
 * Who got which treatment was nobody's coin: the weights make the arms alike in the covariates that were
 * recorded, and in nothing else.  Plain arrays; a row with a NAN covariate has no weight and is counted.
 */
#pragma once

#include "tide-quantity.h"

G_BEGIN_DECLS

#define TIDE_WEIGHTS_LEAST_EFFECTIVE_N 10

typedef struct
{
  TideWhy
    why; /* NO_DATA, ONE_GROUP, NOT_FINITE, NOT_CONVERGED, LOW_EFFECTIVE_N (weights are there to look at) */
  gsize n;
  guint n_missing;
  double *scores;  /* by row: probability of arm 1 given the covariates; NAN without */
  double *weights; /* by row: stabilised by the arm's share, cut at the 1st and 99th centile; NAN without */
  double effective_n[2]; /* by arm: (sum w)² / sum w² (Kish 1965) */
  gboolean ridge;        /* the arms are separated: a ridge of 1e-6 made the fit finite */
} TideWeights;

/* Logistic regression of @arm (0, 1) on @covariates by reweighted least squares: at most 25 steps, tolerance
 * 1e-8. */
TideWeights *tide_weights_new (const guint *arm, const double *const *covariates, guint n_covariates,
                               gsize n);
void tide_weights_free (TideWeights *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideWeights, tide_weights_free)

/* Standardised difference of @values, arm 1 less arm 0, after weighting (Austin & Stuart 2015). */
TideQuantity tide_weights_get_smd (const TideWeights *self, const guint *arm, const double *values);

typedef struct
{
  TideQuantity diff, se, lower, upper; /* 95 %, normal; robust (sandwich) error, the weights taken as known */
} TideWeightedDifference;

/* Weighted mean of @values in arm 1 less that in arm 0; NAN values are left out. */
TideWeightedDifference tide_weights_compare (const TideWeights *self, const guint *arm, const double *values);

G_END_DECLS

/* tide-balance.h: how alike two groups were before treatment: standardised differences (Austin 2009;
 * clinical.md 6).
 *
 * A p value of a baseline difference answers nothing; the size of the difference in standard deviations does.
 * Missing values are counted apart, in each group, and never guessed.
 */
#pragma once

#include "tide-means.h"

G_BEGIN_DECLS

#define TIDE_BALANCE_LIMIT 0.1 /* |SMD| above this is flagged */

typedef struct
{
  guint n_a, n_b, missing_a, missing_b;
  TideQuantity a, b;       /* means, or shares of a yes-or-no covariate */
  TideQuantity sd_a, sd_b; /* of a share: sqrt (p (1 - p)) */
  TideQuantity smd;        /* a - b in pooled standard deviations */
  gboolean flagged;
} TideBalance;

/* (m1 - m2) / sqrt ((s1² + s2²) / 2); NAN is missing. */
TideBalance tide_balance_of_numbers (const double *a, gsize n_a, const double *b, gsize n_b, guint least_n);
/* (p1 - p2) / sqrt ((p1 q1 + p2 q2) / 2); values 1, 0 and NAN. */
TideBalance tide_balance_of_shares (const double *a, gsize n_a, const double *b, gsize n_b, guint least_n);
/* The same of what was computed of each group before. */
TideBalance tide_balance_of_means (const TideMean *a, const TideMean *b, gboolean shares);

G_END_DECLS

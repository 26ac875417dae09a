/* tide-proportion.h: shares with intervals, their difference, the number needed to treat (clinical.md 6). */
#pragma once

#include "tide-quantity.h"

G_BEGIN_DECLS

typedef struct
{
  guint x, n;
  TideQuantity p, lower, upper; /* 95 %, Wilson 1927 */
} TideProportion;

/* @x of @n; @x at most @n. */
TideProportion tide_proportion_compute (guint x, guint n, guint least_n);

typedef struct
{
  TideQuantity diff, lower, upper; /* p1 - p2; Newcombe 1998, method 10 (hybrid score) */
  TideQuantity nnt;                /* 1 / diff: below 0 is a number needed to harm */
  TideQuantity nnt_lower,
    nnt_upper; /* the reciprocal interval; INTERVAL_HAS_ZERO when it passes through infinity … */
  gboolean crosses_infinity;
  TideQuantity nntb_limit,
    nnth_limit;            /* … and then runs from the first over infinity to the second (Altman 1998) */
  TideQuantity fisher_p;   /* two-sided, as R's fisher.test () */
  gboolean small_expected; /* an expected cell under 5: Fisher's p is the one to print */
} TideRiskDifference;

TideRiskDifference tide_risk_difference_compute (const TideProportion *first, const TideProportion *second);

/* "NNTB 2.08 (1.48 to 5.51)", "NNTB 3.55 (NNTB 1.92 to ∞ to NNTH 60.1)" or why there is none (transfer full).
 */
char *tide_risk_difference_dup_nnt_text (const TideRiskDifference *self);

/* Fisher's exact test of x1 of n1 against x2 of n2. */
double tide_fisher_p (guint x1, guint n1, guint x2, guint n2);

G_END_DECLS

/* tide-logrank.h: whether k groups have the event at different speeds (Mantel 1966; Peto & Peto 1972;
 * clinical.md 6). */
#pragma once

#include "tide-survival.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_groups;
  guint *n, *observed; /* by group */
  double *expected;    /* by group; sums to the observed */
  double *variance;    /* n_groups x n_groups, row by row, of observed - expected */
  guint df;            /* groups with an expectation, less one */
  TideQuantity chisq, p;
} TideLogRank;

/* Undefined with ONE_GROUP, SMALL_GROUP (a group with fewer than @least_n), NO_EVENTS or ALL_TIED; n and
 * observed are counted all the same.  An empty group, and one that left before the first event, takes no
 * part. */
TideLogRank *tide_logrank_new (const TideSurvivalData *data, guint least_n);
void tide_logrank_free (TideLogRank *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideLogRank, tide_logrank_free)

G_END_DECLS

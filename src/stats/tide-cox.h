/* tide-cox.h: hazard ratios between groups (Cox 1972, ties after Efron 1977; clinical.md 6). */
#pragma once

#include "tide-survival.h"

G_BEGIN_DECLS

typedef struct
{
  guint group;                   /* against the reference */
  TideQuantity coef, se;         /* natural logarithm of the hazard ratio */
  TideQuantity hr, lower, upper; /* 95 %, Wald */
  TideQuantity p;                /* Wald */
} TideCoxTerm;

typedef struct
{
  guint reference;
  guint n_terms; /* groups less one; an empty group's term is undefined */
  TideCoxTerm *terms;
  guint df;                           /* terms that are estimated */
  TideQuantity score_chisq, lr_chisq; /* of the whole model */
  TideQuantity score_p, lr_p;
} TideCox;

/* A group without any event has no finite ratio (SEPARATION; so has everybody when it is the reference); the
 * others are estimated as if it were not there, which is the limit.  SMALL_GROUP when a group has fewer than
 * @least_n. */
TideCox *tide_cox_new (const TideSurvivalData *data, guint reference, guint least_n);
void tide_cox_free (TideCox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideCox, tide_cox_free)

G_END_DECLS

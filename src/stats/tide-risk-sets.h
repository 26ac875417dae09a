/* tide-risk-sets.h: who was at risk and who had the event, group by group, at each time with an event.
 *
 * Log-rank and Cox regression with groups need nothing else of the data, so it is folded once: k numbers for
 * each distinct event time instead of n rows in each step of the maximisation.
 */
#pragma once

#include "tide-survival.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_groups;
  guint *n, *events; /* by group, of everybody */
  guint n_times;     /* distinct times with an event */
  guint *at_risk;    /* n_times rows of n_groups */
  guint *dying;      /* n_times rows of n_groups: events at that time */
} TideRiskSets;

TideRiskSets *tide_risk_sets_new (const TideSurvivalData *data);
void tide_risk_sets_free (TideRiskSets *sets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideRiskSets, tide_risk_sets_free)

/* Why groups cannot be compared at all: bad data, one group, a group that is neither empty nor of @least_n,
 * no events. */
TideWhy tide_risk_sets_check (const TideRiskSets *sets, const TideSurvivalData *data, guint least_n);

G_END_DECLS

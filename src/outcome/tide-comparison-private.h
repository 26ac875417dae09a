/* tide-comparison-private.h: what the files of the comparison share. */
#pragma once

#include "tide-comparison.h"

G_BEGIN_DECLS

static inline const TideCohortRow *
tide_comparison_row (const TideComparison *self, guint index)
{
  return &g_array_index (self->rows, TideCohortRow, index);
}

static inline const TideCohortRow *
tide_compared_arm_row (const TideComparison *self, const TideComparedArm *arm, guint i)
{
  return tide_comparison_row (self, g_array_index (arm->rows, guint, i));
}

/* tide-comparison-count.c */
void tide_comparison_choose_arms (TideComparison *self);
void tide_compared_arm_count (TideComparison *self, TideComparedArm *arm);
void tide_comparison_draw_lots (TideComparison *self);

/* tide-comparison-arm.c */
void tide_compared_arm_estimate (const TideComparison *self, TideComparedArm *arm);
TideSurvivalData *tide_comparison_get_times (const TideComparison *self, const TideComparedArm *const *arms,
                                             guint n_arms, TideCourseEventKind kind, gboolean left,
                                             guint *n_excluded);

/* tide-comparison-pair.c */
TideComparedPair *tide_compared_pair_new (const TideComparison *self, guint a, guint b);
void tide_compared_pair_free (TideComparedPair *pair);

/* tide-comparison-caveats.c */
void tide_comparison_add_caveats (TideComparison *self);

G_END_DECLS

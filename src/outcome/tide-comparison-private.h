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
/* Whether the course is in question at all: of the condition, and begun. */
gboolean tide_comparison_is_started (const TideComparison *self, const TideCohortRow *row);
void tide_comparison_choose_arms (TideComparison *self);
void tide_compared_arm_count (TideComparison *self, TideComparedArm *arm);
void tide_comparison_draw_lots (TideComparison *self);

/* tide-comparison-arm.c: @rows are those of the arm in its order, beside each other. */
TideCohortRow *tide_compared_arm_gather (const TideComparison *self, const TideComparedArm *arm);
void tide_compared_arm_estimate (const TideComparison *self, TideComparedArm *arm, const TideCohortRow *rows);
TideSurvivalData *tide_comparison_get_times (const TideComparison *self, const TideComparedArm *const *arms,
                                             guint n_arms, TideCourseEventKind kind);

/* tide-comparison-facts.c: what the pairs of an arm need, read from its rows once. */
#define TIDE_N_COVARIATES 8
typedef struct
{
  TideAncovaFold *aged[TIDE_N_WINDOWS];    /* change, baseline, age, earlier failures */
  TideAncovaFold *ageless[TIDE_N_WINDOWS]; /* change and baseline of those without an age */
  TideMean covariates[TIDE_N_COVARIATES];
} TideArmFacts;
TideArmFacts *tide_arm_facts_new (const TideCohortRow *rows, guint n);
void tide_arm_facts_free (TideArmFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideArmFacts, tide_arm_facts_free)
TideBalanceRow tide_arm_facts_balance (const TideArmFacts *a, const TideArmFacts *b, guint covariate);

/* tide-comparison-pair.c */
TideComparedPair *tide_compared_pair_new (const TideComparison *self, guint a, guint b,
                                          const TideArmFacts *facts_a, const TideArmFacts *facts_b);
void tide_compared_pair_free (TideComparedPair *pair);

/* tide-comparison-rows.c */
/* Marks that say another treatment or rater may have had a part, or that the recall reaches back (N06). */
#define TIDE_N_EXPORTED_MARKS 5
extern const TideMark tide_exported_marks[TIDE_N_EXPORTED_MARKS];
const char *tide_window_state_get_code (TideWindowState state); /* "not_yet_due" */

/* tide-comparison-caveats.c */
void tide_comparison_add_caveats (TideComparison *self);

G_END_DECLS

/* tide-comparison.c: puts a comparison together. */
#include "tide-comparison-private.h"

#include <math.h>

static void
times_clear (TideTimes *times)
{
  tide_survival_curve_free (times->right);
  tide_survival_curve_free (times->left);
}

static void
arm_clear (TideComparedArm *arm)
{
  g_free (arm->code);
  g_free (arm->label);
  g_array_unref (arm->rows);
  g_array_unref (arm->single);
  g_array_unref (arm->bars);
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    times_clear (&arm->times[kind]);
}

static void
caveat_free (gpointer data)
{
  TideCaveat *caveat = data;
  g_free (caveat->words);
  g_free (caveat);
}

/* What the arms come to, and every drawn one beside every other. */
static void
compare_arms (TideComparison *self)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_arm_facts_free);
  for (guint a = 0; a < self->n_arms; a++)
    {
      TideComparedArm *arm = &self->arms[a];
      tide_compared_arm_count (self, arm);
      g_autofree TideCohortRow *rows = tide_compared_arm_gather (self, arm);
      tide_compared_arm_estimate (self, arm, rows);
      self->n_counted += arm->accounting.counted;
      g_ptr_array_add (facts, arm->drawn ? tide_arm_facts_new (rows, arm->rows->len) : NULL);
    }
  for (guint a = 0; a < self->n_arms; a++)
    for (guint b = a + 1; b < self->n_arms; b++)
      if (self->arms[a].drawn && self->arms[b].drawn)
        g_ptr_array_add (self->pairs, tide_compared_pair_new (self, a, b, facts->pdata[a], facts->pdata[b]));
}

TideComparison *
tide_comparison_new (const GArray *rows, const TideComparisonDefinition *definition,
                     TideInstrument *instrument, const TideThresholds *thresholds)
{
  g_return_val_if_fail (rows != NULL && definition != NULL && instrument != NULL && thresholds != NULL, NULL);
  TideComparison *self = g_new0 (TideComparison, 1);
  const TideScoreInfo *score = tide_instrument_get_primary (instrument);
  self->definition = tide_comparison_definition_copy (definition);
  self->instrument = instrument;
  self->rows = rows;
  self->others = g_array_new (FALSE, FALSE, sizeof (TideArmCount));
  self->pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_compared_pair_free);
  self->caveats = g_ptr_array_new_with_free_func (caveat_free);
  self->floor = score->minimum;
  self->quoted_non_response = tide_thresholds_get (thresholds, "ssri_non_response");
  self->quoted_source = g_strdup (tide_thresholds_lookup (thresholds, "ssri_non_response")->source);
  const TideCriteria *criteria = definition->events.states.criteria;
  self->rule
    = criteria != NULL && tide_criteria_names_instrument (criteria, tide_instrument_get_id (instrument))
        ? tide_criteria_resolve (criteria, instrument, TIDE_SEX_UNKNOWN)
        : *tide_instrument_get_change_rule (instrument);
  self->reliable = self->rule.reliable_change;
  tide_comparison_choose_arms (self);
  compare_arms (self);
  tide_comparison_draw_lots (self);
  tide_comparison_add_caveats (self);
  return self;
}

void
tide_comparison_free (TideComparison *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_arms; i++)
    arm_clear (&self->arms[i]);
  tide_comparison_definition_free (self->definition);
  g_free (self->arms);
  g_array_unref (self->others);
  g_ptr_array_unref (self->pairs);
  g_ptr_array_unref (self->caveats);
  g_free (self->quoted_source);
  g_free (self);
}

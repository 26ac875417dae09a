/* tide-instrument-safety.c: what the answers alone demand to be looked at (clinical.md 8), and lesser
 * remarks.
 *
 * Works on incomplete answers: a rule fires as soon as nothing that is missing could undo it.
 */
#include "tide-instrument-private.h"

#include <math.h>
#include <string.h>

/* Where there are no answers but stored scores (a total from an old chart), rules on scores read those. */
static void
take_scores (TideEvalContext *context, const TideScores *scores)
{
  for (guint i = 0; i < context->instrument->infos->len; i++)
    {
      const TideScore *score = tide_scores_find (scores, tide_instrument_info (context->instrument, i)->id);
      if (score != NULL && score->status != TIDE_SCORE_INVALID && !isnan (score->value))
        context->scores[i] = (TideEval){ .lower = score->value, .upper = score->value, .known = TRUE };
    }
}

static TideEval
evaluate_subject (const TideSafetyRule *rule, guint item, const TideEvalContext *context)
{
  TideAnswer answer = { 0 };

  if (rule->items == NULL)
    return context->scores[rule->score];
  if (context->answers != NULL)
    answer = tide_instrument_effective_answer (context->instrument, context->answers, item);
  if (answer.state != TIDE_ANSWER_GIVEN)
    return (TideEval){ .undefined = TRUE };
  return (TideEval){ .lower = answer.value, .upper = answer.value, .known = TRUE };
}

static gboolean
level_fires (const TideSafetyLevel *level, TideEval subject, const TideEvalContext *context)
{
  if (level->condition != NULL)
    return tide_expression_test (level->condition, context) == TIDE_TRUTH_YES;
  if (subject.undefined)
    return FALSE;
  return (isnan (level->at_least) || subject.lower >= level->at_least - 1e-9)
         && (isnan (level->at_most) || subject.upper <= level->at_most + 1e-9);
}

static gboolean
has_fired (GArray *findings, const char *const *rules)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_strv_contains (rules, g_array_index (findings, TideFinding, i).rule))
      return TRUE;
  return FALSE;
}

static void
add_finding (GArray *findings, TideInstrument *self, const TideSafetyRule *rule, TideLevel level, int item,
             int value)
{
  TideFinding finding = { .rule = rule->id,
                          .level = level,
                          .value = value,
                          .not_assessed = rule->if_missing,
                          .suicide = rule->suicide };

  if (item >= 0)
    finding.item_id = tide_instrument_item (self, item)->id;
  else
    finding.score_id = tide_instrument_info (self, rule->score)->id;
  g_array_append_val (findings, finding);
}

static void
try_levels (GArray *findings, TideInstrument *self, const TideSafetyRule *rule, int item,
            const TideEvalContext *context)
{
  TideEval subject = evaluate_subject (rule, item, context);

  for (guint i = 0; i < rule->levels->len; i++)
    {
      const TideSafetyLevel *level = &g_array_index (rule->levels, TideSafetyLevel, i);
      if (level_fires (level, subject, context))
        {
          add_finding (findings, self, rule, level->level, item, (int) subject.lower);
          return;
        }
    }
}

static void
try_missing (GArray *findings, TideInstrument *self, const TideSafetyRule *rule, guint item,
             const TideEvalContext *context)
{
  if (context->answers != NULL && context->asked[item] == TIDE_TRUTH_YES
      && tide_instrument_effective_answer (self, context->answers, item).state == TIDE_ANSWER_MISSING)
    add_finding (findings, self, rule, TIDE_LEVEL_YELLOW, item, 0);
}

static void
try_rule (GArray *findings, TideInstrument *self, const TideSafetyRule *rule, const TideEvalContext *context)
{
  if (rule->unless != NULL && has_fired (findings, (const char *const *) rule->unless))
    return;
  if (rule->items == NULL)
    {
      try_levels (findings, self, rule, -1, context);
      return;
    }
  for (guint i = 0; i < rule->items->len; i++)
    {
      guint item = g_array_index (rule->items, guint, i);
      if (rule->if_missing)
        try_missing (findings, self, rule, item, context);
      else
        try_levels (findings, self, rule, item, context);
    }
}

/* The earlier of equals first: g_array_sort is a stable merge sort for arrays of this size, but that is not
 * promised. */
static void
sort_findings (GArray *findings)
{
  for (guint i = 1; i < findings->len; i++)
    {
      TideFinding moving = g_array_index (findings, TideFinding, i);
      guint j = i;
      for (; j > 0 && g_array_index (findings, TideFinding, j - 1).level < moving.level; j--)
        g_array_index (findings, TideFinding, j) = g_array_index (findings, TideFinding, j - 1);
      g_array_index (findings, TideFinding, j) = moving;
    }
}

GArray *
tide_instrument_find_safety (TideInstrument *self, const TideAnswer *answers, const TideScores *scores,
                             TideSex sex)
{
  g_autoptr (TideEvalContext) context = tide_eval_context_new (self, answers, sex, FALSE);
  GArray *findings = g_array_new (FALSE, TRUE, sizeof (TideFinding));

  if (answers == NULL && scores != NULL)
    take_scores (context, scores);
  for (guint i = 0; i < self->safety->len; i++)
    try_rule (findings, self, &g_array_index (self->safety, TideSafetyRule, i), context);
  sort_findings (findings);
  return findings;
}

GPtrArray *
tide_instrument_list_suicide_items (TideInstrument *self)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    for (guint j = 0; j < self->safety->len; j++)
      {
        const TideSafetyRule *rule = &g_array_index (self->safety, TideSafetyRule, j);
        gboolean found = FALSE;

        for (guint k = 0; rule->suicide && rule->items != NULL && k < rule->items->len; k++)
          found |= g_array_index (rule->items, guint, k) == i;
        if (!found)
          continue;
        g_ptr_array_add (ids, (gpointer) tide_instrument_item (self, i)->id);
        break;
      }
  return ids;
}

int
tide_instrument_get_rise_alert (TideInstrument *self, const char *item_id)
{
  int item = tide_instrument_find_item (self, item_id);

  for (guint i = 0; i < self->safety->len; i++)
    {
      const TideSafetyRule *rule = &g_array_index (self->safety, TideSafetyRule, i);
      for (guint k = 0; rule->rise > 0 && k < rule->items->len; k++)
        if ((int) g_array_index (rule->items, guint, k) == item)
          return rule->rise;
    }
  return 0;
}

const char *
tide_instrument_get_safety_source (TideInstrument *self, const char *rule_id)
{
  for (guint i = 0; i < self->safety->len; i++)
    {
      const TideSafetyRule *rule = &g_array_index (self->safety, TideSafetyRule, i);
      if (strcmp (rule->id, rule_id) == 0)
        return rule->source;
    }
  return NULL;
}

GPtrArray *
tide_instrument_list_remarks (TideInstrument *self, const TideAnswer *answers, const TideScores *scores,
                              TideSex sex, gboolean ids)
{
  g_autoptr (TideEvalContext) context = tide_eval_context_new (self, answers, sex, FALSE);
  GPtrArray *remarks = g_ptr_array_new ();

  if (answers == NULL && scores != NULL)
    take_scores (context, scores);
  for (guint i = 0; i < self->remarks->len; i++)
    {
      TideRemark remark = g_array_index (self->remarks, TideRemark, i);
      if (tide_expression_test (remark.condition, context) == TIDE_TRUTH_YES)
        g_ptr_array_add (remarks, (gpointer) (ids ? remark.id : remark.text));
    }
  return remarks;
}

/* tide-instrument-score.c: answers to scores, and what is still missing.
 */
#include "tide-instrument-private.h"

#include <math.h>
#include <string.h>

/* NULL answers stand for a form of which nothing is answered yet. */
static const TideAnswer *
answers_or_blank (TideInstrument *self, const TideAnswer *answers, TideAnswer **blank)
{
  if (answers != NULL)
    return answers;
  *blank = g_new0 (TideAnswer, self->items->len + 1);
  return *blank;
}

gboolean
tide_instrument_item_is_asked (TideInstrument *self, const TideAnswer *answers, guint index)
{
  g_autofree TideAnswer *blank = NULL;
  g_autoptr (TideEvalContext) context = NULL;

  g_return_val_if_fail (index < self->items->len, FALSE);

  if (g_array_index (self->skip_of, int, index) < 0)
    return TRUE;
  context = tide_eval_context_new (self, answers_or_blank (self, answers, &blank), TIDE_SEX_UNKNOWN, FALSE);
  return context->asked[index] == TIDE_TRUTH_YES;
}

static GPtrArray *
list_missing (TideInstrument *self, const TideEvalContext *context, const TideExpression *value)
{
  g_autofree gboolean *missing = g_new0 (gboolean, self->items->len + 1);
  GPtrArray *ids = NULL;

  tide_expression_mark_missing (value, context, missing);
  for (guint i = 0; i < self->items->len; i++)
    if (missing[i])
      {
        if (ids == NULL)
          ids = g_ptr_array_new ();
        g_ptr_array_add (ids, (gpointer) tide_instrument_item (self, i)->id);
      }
  return ids;
}

gboolean
tide_instrument_is_complete (TideInstrument *self, const TideAnswer *answers)
{
  g_autofree TideAnswer *blank = NULL;
  g_autoptr (TideEvalContext) context
    = tide_eval_context_new (self, answers_or_blank (self, answers, &blank), TIDE_SEX_UNKNOWN, FALSE);

  for (guint i = 0; i < self->rules->len; i++)
    {
      g_autoptr (GPtrArray) missing = list_missing (self, context, tide_instrument_rule (self, i)->value);
      if (missing != NULL)
        return FALSE;
    }
  return TRUE;
}

static double
find_partial (const TideScoreRule *rule, const TideScoreInfo *info, const TideEvalContext *context,
              TideEval eval)
{
  TideEval partial;

  if (rule->partial_at_least && !eval.undefined && eval.lower > info->minimum)
    return eval.lower;
  if (rule->partial == NULL)
    return NAN;
  partial = tide_expression_evaluate (rule->partial, context);
  return partial.known && !partial.undefined ? partial.lower : NAN;
}

static void
fill_score (TideInstrument *self, guint index, const TideEvalContext *context, TideScore *score)
{
  const TideScoreRule *rule = tide_instrument_rule (self, index);
  TideEval eval = context->scores[index];
  TideEval maximum = { 0 };

  score->info = tide_instrument_info (self, index);
  score->missing = list_missing (self, context, rule->value);
  score->maximum = score->info->maximum;
  score->partial = NAN;
  score->value = NAN;
  score->status = TIDE_SCORE_INVALID;
  if (rule->own_maximum != NULL)
    maximum = tide_expression_evaluate (rule->own_maximum, context);
  if (maximum.known && !maximum.undefined)
    score->maximum = maximum.lower;
  if (!eval.known || eval.undefined)
    {
      score->partial = find_partial (rule, score->info, context, eval);
      return;
    }
  score->status = eval.prorated ? TIDE_SCORE_PRORATED : TIDE_SCORE_VALID;
  score->value = eval.lower;
}

TideScores *
tide_instrument_compute (TideInstrument *self, const TideAnswer *answers, TideSex sex)
{
  g_autofree TideAnswer *blank = NULL;
  g_autoptr (TideEvalContext) context = NULL;
  TideScores *scores;

  g_return_val_if_fail (self != NULL, NULL);

  context = tide_eval_context_new (self, answers_or_blank (self, answers, &blank), sex, FALSE);
  scores = g_new0 (TideScores, 1);
  scores->n_scores = self->infos->len;
  scores->scores = g_new0 (TideScore, scores->n_scores);
  for (guint i = 0; i < scores->n_scores; i++)
    fill_score (self, i, context, &scores->scores[i]);
  return scores;
}

TideScores *
tide_instrument_compute_total (TideInstrument *self, double total)
{
  TideScores *scores = tide_instrument_compute (self, NULL, TIDE_SEX_UNKNOWN);

  for (guint i = 0; i < scores->n_scores; i++)
    {
      TideScore *score = &scores->scores[i];
      g_clear_pointer (&score->missing, g_ptr_array_unref);
      score->partial = NAN;
      score->status = TIDE_SCORE_INVALID;
      score->value = NAN;
      if (i == self->primary && total >= score->info->minimum && total <= score->info->maximum)
        {
          score->status = TIDE_SCORE_VALID;
          score->value = total;
        }
    }
  return scores;
}

gboolean
tide_instrument_compute_range (TideInstrument *self, const TideAnswer *answers, TideSex sex,
                               const char *score_id, double *lower, double *upper)
{
  g_autofree TideAnswer *blank = NULL;
  g_autoptr (TideEvalContext) context = NULL;
  int index = tide_instrument_find_score (self, score_id);
  TideEval eval;

  g_return_val_if_fail (lower != NULL && upper != NULL, FALSE);

  if (index < 0)
    return FALSE;
  context = tide_eval_context_new (self, answers_or_blank (self, answers, &blank), sex, TRUE);
  eval = context->scores[index];
  if (eval.undefined)
    return FALSE;
  *lower = eval.lower;
  *upper = eval.upper;
  return TRUE;
}

void
tide_scores_free (TideScores *scores)
{
  if (scores == NULL)
    return;
  for (guint i = 0; i < scores->n_scores; i++)
    g_clear_pointer (&scores->scores[i].missing, g_ptr_array_unref);
  g_free (scores->scores);
  g_free (scores);
}

const TideScore *
tide_scores_find (const TideScores *scores, const char *score_id)
{
  for (guint i = 0; i < scores->n_scores; i++)
    if (strcmp (scores->scores[i].info->id, score_id) == 0)
      return &scores->scores[i];
  return NULL;
}

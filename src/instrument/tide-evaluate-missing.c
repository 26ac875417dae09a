/* tide-evaluate-missing.c: which items an expression still waits for.
 *
 * Not the same as "not answered": what is not asked does not wait, and of "either this or that" one is
 * enough.
 */
#include "tide-expression-private.h"

#include "tide-instrument-private.h"

typedef struct
{
  gboolean *missing;
  gboolean *seen_items, *seen_scores; /* so that much-used parts are walked once */
} Marks;

static void mark (const TideExpression *self, const TideEvalContext *context, Marks *marks);

static void
mark_operands (const TideExpression *self, const TideEvalContext *context, Marks *marks)
{
  for (guint i = 0; i < self->operands->len; i++)
    mark (self->operands->pdata[i], context, marks);
}

/* An item that may be asked depends on the answer that decides it: that one is missing, not the item. */
static void
mark_item (guint index, const TideEvalContext *context, Marks *marks)
{
  TideInstrument *instrument = context->instrument;

  if (marks->seen_items[index])
    return;
  marks->seen_items[index] = TRUE;
  if (tide_instrument_effective_answer (instrument, context->answers, index).state != TIDE_ANSWER_MISSING)
    return;
  if (context->asked[index] == TIDE_TRUTH_YES)
    marks->missing[index] = TRUE;
  else if (context->asked[index] == TIDE_TRUTH_UNKNOWN)
    {
      int skip = g_array_index (instrument->skip_of, int, index);
      mark (g_array_index (instrument->skips, TideSkip, skip).condition, context, marks);
    }
}

static void
mark_when (const TideExpression *self, const TideEvalContext *context, Marks *marks)
{
  TideTruth truth = tide_expression_test (self->operands->pdata[0], context);

  mark (self->operands->pdata[0], context, marks);
  if (truth != TIDE_TRUTH_NO)
    mark (self->operands->pdata[1], context, marks);
  if (truth != TIDE_TRUTH_YES && self->operands->len > 2)
    mark (self->operands->pdata[2], context, marks);
}

static void
mark (const TideExpression *self, const TideEvalContext *context, Marks *marks)
{
  switch ((int) self->kind)
    {
    case TIDE_EXPRESSION_ITEM:
      mark_item (self->index, context, marks);
      break;
    case TIDE_EXPRESSION_SCORE:
      if (marks->seen_scores[self->index])
        break;
      marks->seen_scores[self->index] = TRUE;
      mark (tide_instrument_rule (context->instrument, self->index)->value, context, marks);
      break;
    case TIDE_EXPRESSION_EITHER:
      if (!tide_expression_evaluate (self, context).known)
        mark_operands (self, context, marks);
      break;
    case TIDE_EXPRESSION_WHEN:
      mark_when (self, context, marks);
      break;
    case TIDE_EXPRESSION_BY_SEX:
      mark (tide_expression_choose_by_sex (self, context), context, marks);
      break;
    case TIDE_EXPRESSION_ANSWERED:
    case TIDE_EXPRESSION_NOT_APPLICABLE:
      break;
    default:
      mark_operands (self, context, marks);
    }
}

void
tide_expression_mark_missing (const TideExpression *self, const TideEvalContext *context, gboolean *missing)
{
  g_autofree gboolean *items = NULL, *scores = NULL;
  Marks marks = { .missing = missing };

  if (self == NULL || context->answers == NULL)
    return;
  marks.seen_items = items = g_new0 (gboolean, context->instrument->items->len);
  marks.seen_scores = scores = g_new0 (gboolean, context->instrument->infos->len);
  mark (self, context, &marks);
}

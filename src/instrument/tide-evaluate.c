/* tide-evaluate.c: the value of an expression for one set of answers.
 *
 * Intervals and three-valued conditions, so that what the answers already decide is decided, and nothing else
 * is.
 */
#include "tide-expression-private.h"

#include "tide-instrument-private.h"

#include <math.h>

#define TOLERANCE 1e-9
#define RECODE_RANGE 1000 /* wider ranges are bounded, not walked */

static TideEval
exactly (double value)
{
  return (TideEval){ .lower = value, .upper = value, .known = TRUE };
}

static TideEval
between (double lower, double upper)
{
  return (TideEval){ .lower = lower, .upper = upper };
}

static TideEval
from_truth (TideTruth truth)
{
  return truth == TIDE_TRUTH_UNKNOWN ? between (0, 1) : exactly (truth == TIDE_TRUTH_YES);
}

static TideTruth
to_truth (TideEval eval)
{
  if (eval.undefined)
    return TIDE_TRUTH_NO;
  if (eval.lower > 0 || eval.upper < 0)
    return TIDE_TRUTH_YES;
  return eval.lower == 0 && eval.upper == 0 ? TIDE_TRUTH_NO : TIDE_TRUTH_UNKNOWN;
}

TideTruth
tide_expression_test (const TideExpression *self, const TideEvalContext *context)
{
  return to_truth (tide_expression_evaluate (self, context));
}

static TideEval
operand (const TideExpression *self, const TideEvalContext *context, guint i)
{
  return tide_expression_evaluate (self->operands->pdata[i], context);
}

/* Both may be the value: a condition before them is undecided. */
static TideEval
hull (TideEval a, TideEval b)
{
  TideEval result = between (MIN (a.lower, b.lower), MAX (a.upper, b.upper));

  result.known = a.known && b.known && result.lower == result.upper;
  result.undefined = a.undefined || b.undefined;
  result.prorated = a.prorated || b.prorated;
  return result;
}

static TideEval
undefined (void)
{
  return (TideEval){ .undefined = TRUE };
}

static TideEval
evaluate_item (guint index, const TideEvalContext *context)
{
  const TideItem *item = tide_instrument_item (context->instrument, index);
  int skip = g_array_index (context->instrument->skip_of, int, index);
  TideAnswer answer = { TIDE_ANSWER_MISSING, 0 };
  TideEval open = between (item->minimum, item->maximum);

  if (context->answers != NULL)
    answer = tide_instrument_effective_answer (context->instrument, context->answers, index);
  if (answer.state == TIDE_ANSWER_GIVEN)
    return exactly (answer.value);
  if (answer.state == TIDE_ANSWER_NOT_APPLICABLE)
    return undefined ();
  if (skip < 0 || context->asked[index] == TIDE_TRUTH_YES)
    return open;
  {
    TideEval unasked = exactly (g_array_index (context->instrument->skips, TideSkip, skip).unasked_value);
    return context->asked[index] == TIDE_TRUTH_NO ? unasked : hull (open, unasked);
  }
}

static TideEval
evaluate_sum (const TideExpression *self, const TideEvalContext *context)
{
  TideEval result = exactly (0);
  guint n = 0, n_unknown = 0;
  double known_sum = 0;

  for (guint i = 0; i < self->operands->len; i++)
    {
      TideEval part = operand (self, context, i);
      if (part.undefined && self->skip_na)
        continue;
      n++;
      result.undefined |= part.undefined;
      result.prorated |= part.prorated;
      result.lower += part.lower;
      result.upper += part.upper;
      if (part.known)
        known_sum += part.lower;
      else
        n_unknown++;
    }
  if (n == 0)
    return undefined ();
  if (n_unknown > 0 && n_unknown <= self->prorate && n_unknown < n && !context->bounds && !result.undefined)
    {
      result = exactly (tide_round_half_up (known_sum * n / (n - n_unknown)));
      result.prorated = TRUE;
      return result;
    }
  result.known = n_unknown == 0 && !result.undefined;
  if (self->kind == TIDE_EXPRESSION_MEAN)
    {
      result.lower /= n;
      result.upper /= n;
    }
  return result;
}

static TideEval
evaluate_extreme (const TideExpression *self, const TideEvalContext *context)
{
  TideEval result = operand (self, context, 0);

  for (guint i = 1; i < self->operands->len; i++)
    {
      TideEval part = operand (self, context, i);
      gboolean max = self->kind == TIDE_EXPRESSION_MAX;
      result.lower = max ? MAX (result.lower, part.lower) : MIN (result.lower, part.lower);
      result.upper = max ? MAX (result.upper, part.upper) : MIN (result.upper, part.upper);
      result.known &= part.known;
      result.undefined |= part.undefined;
      result.prorated |= part.prorated;
    }
  return result;
}

/* At least one must be answered; of several the highest counts. */
static TideEval
evaluate_either (const TideExpression *self, const TideEvalContext *context)
{
  TideEval best = undefined (), open = undefined ();

  for (guint i = 0; i < self->operands->len; i++)
    {
      TideEval part = operand (self, context, i);
      if (part.known && (!best.known || part.lower > best.lower))
        best = part;
      else if (!part.known && !part.undefined)
        open = open.undefined ? part : hull (open, part);
    }
  return best.known ? best : open;
}

static TideTruth
is_at_least (TideEval a, TideEval b)
{
  if (a.undefined || b.undefined)
    return TIDE_TRUTH_NO;
  if (a.lower >= b.upper - TOLERANCE)
    return TIDE_TRUTH_YES;
  return a.upper < b.lower - TOLERANCE ? TIDE_TRUTH_NO : TIDE_TRUTH_UNKNOWN;
}

static TideTruth
is_equal (TideEval a, TideEval b)
{
  if (a.undefined || b.undefined || a.upper < b.lower - TOLERANCE || b.upper < a.lower - TOLERANCE)
    return TIDE_TRUTH_NO;
  return a.upper - a.lower < TOLERANCE && b.upper - b.lower < TOLERANCE ? TIDE_TRUTH_YES : TIDE_TRUTH_UNKNOWN;
}

static TideEval
evaluate_comparison (const TideExpression *self, const TideEvalContext *context)
{
  TideEval a = operand (self, context, 0), b = operand (self, context, 1);

  switch ((int) self->kind)
    {
    case TIDE_EXPRESSION_AT_LEAST:
      return from_truth (is_at_least (a, b));
    case TIDE_EXPRESSION_AT_MOST:
      return from_truth (is_at_least (b, a));
    default:
      return from_truth (is_equal (a, b));
    }
}

static TideEval
evaluate_count (const TideExpression *self, const TideEvalContext *context)
{
  guint yes = 0, unknown = 0;

  for (guint i = 0; i < self->operands->len; i++)
    {
      TideEval part = operand (self, context, i);
      TideTruth truth
        = self->kind == TIDE_EXPRESSION_COUNT ? to_truth (part) : is_at_least (part, exactly (self->number));
      yes += truth == TIDE_TRUTH_YES;
      unknown += truth == TIDE_TRUTH_UNKNOWN;
    }
  return unknown == 0 ? exactly (yes) : between (yes, yes + unknown);
}

/* Kleene: one "no" decides all, one "yes" decides any, whatever is missing. */
static TideEval
evaluate_junction (const TideExpression *self, const TideEvalContext *context)
{
  TideTruth deciding = self->kind == TIDE_EXPRESSION_ALL ? TIDE_TRUTH_NO : TIDE_TRUTH_YES;
  gboolean unknown = FALSE;

  for (guint i = 0; i < self->operands->len; i++)
    {
      TideTruth truth = tide_expression_test (self->operands->pdata[i], context);
      if (truth == deciding)
        return from_truth (deciding);
      unknown |= truth == TIDE_TRUTH_UNKNOWN;
    }
  if (unknown)
    return from_truth (TIDE_TRUTH_UNKNOWN);
  return from_truth (deciding == TIDE_TRUTH_NO ? TIDE_TRUTH_YES : TIDE_TRUTH_NO);
}

static double
recode (const TideExpression *self, double value)
{
  for (guint i = 0; i < self->maps->len; i++)
    {
      TideRecodeMap map = g_array_index (self->maps, TideRecodeMap, i);
      if (value == map.from)
        return map.to;
    }
  return value;
}

static TideEval
evaluate_recode (const TideExpression *self, const TideEvalContext *context)
{
  TideEval part = operand (self, context, 0);
  TideEval result = part;

  if (part.undefined)
    return part;
  result.lower = result.upper = recode (self, part.lower);
  if (part.upper - part.lower <= RECODE_RANGE)
    {
      for (double x = part.lower + 1; x <= part.upper; x++)
        {
          double to = recode (self, x);
          result.lower = MIN (result.lower, to);
          result.upper = MAX (result.upper, to);
        }
      return result;
    }
  result = part;
  for (guint i = 0; i < self->maps->len; i++)
    {
      double to = g_array_index (self->maps, TideRecodeMap, i).to;
      result.lower = MIN (result.lower, to);
      result.upper = MAX (result.upper, to);
    }
  return result;
}

/* factor * x + offset, keeping the ends in order. */
static TideEval
scale (TideEval part, double factor, double offset)
{
  double a = part.lower * factor + offset, b = part.upper * factor + offset;

  part.lower = MIN (a, b);
  part.upper = MAX (a, b);
  return part;
}

static TideEval
evaluate_reverse (const TideExpression *self, const TideEvalContext *context)
{
  const TideExpression *reference = self->operands->pdata[0];
  const TideItem *item = tide_instrument_item (context->instrument, reference->index);

  return scale (operand (self, context, 0), -1, item->minimum + item->maximum);
}

static TideEval
evaluate_round (const TideExpression *self, const TideEvalContext *context)
{
  TideEval part = operand (self, context, 0);

  part.lower = tide_round_half_up (part.lower);
  part.upper = tide_round_half_up (part.upper);
  return part;
}

static TideEval
evaluate_when (const TideExpression *self, const TideEvalContext *context)
{
  TideTruth truth = tide_expression_test (self->operands->pdata[0], context);
  TideEval otherwise;

  if (truth == TIDE_TRUTH_YES)
    return operand (self, context, 1);
  otherwise = self->operands->len > 2 ? operand (self, context, 2) : undefined ();
  return truth == TIDE_TRUTH_NO ? otherwise : hull (operand (self, context, 1), otherwise);
}

static TideEval
evaluate_first_match (const TideExpression *self, const TideEvalContext *context)
{
  TideEval result = { 0 };
  gboolean open = FALSE; /* an earlier case may or may not hold */
  guint last = self->operands->len - 1;

  for (guint i = 0; i <= last; i += 2)
    {
      TideTruth truth = i == last ? TIDE_TRUTH_YES : tide_expression_test (self->operands->pdata[i], context);
      TideEval value;

      if (truth == TIDE_TRUTH_NO)
        continue;
      value = operand (self, context, i == last ? i : i + 1);
      result = open ? hull (result, value) : value;
      if (truth == TIDE_TRUTH_YES)
        break;
      open = TRUE;
    }
  return result;
}

const TideExpression *
tide_expression_choose_by_sex (const TideExpression *self, const TideEvalContext *context)
{
  const TideExpression *chosen = NULL;

  if (context->sex == TIDE_SEX_MALE)
    chosen = self->operands->pdata[0];
  else if (context->sex == TIDE_SEX_FEMALE)
    chosen = self->operands->pdata[1];
  return chosen != NULL ? chosen : self->operands->pdata[2];
}

static gboolean
have_all_state (const TideExpression *self, const TideEvalContext *context, TideAnswerState state)
{
  if (context->answers == NULL)
    return FALSE;
  for (guint i = 0; i < self->operands->len; i++)
    {
      const TideExpression *item = self->operands->pdata[i];
      if (tide_instrument_effective_answer (context->instrument, context->answers, item->index).state
          != state)
        return FALSE;
    }
  return TRUE;
}

TideEval
tide_expression_evaluate (const TideExpression *self, const TideEvalContext *context)
{
  switch (self->kind)
    {
    case TIDE_EXPRESSION_NUMBER:
      return exactly (self->number);
    case TIDE_EXPRESSION_ITEM:
      return evaluate_item (self->index, context);
    case TIDE_EXPRESSION_SCORE:
      return context->scores[self->index];
    case TIDE_EXPRESSION_SUM:
    case TIDE_EXPRESSION_MEAN:
      return evaluate_sum (self, context);
    case TIDE_EXPRESSION_MAX:
    case TIDE_EXPRESSION_MIN:
      return evaluate_extreme (self, context);
    case TIDE_EXPRESSION_COUNT:
    case TIDE_EXPRESSION_COUNT_AT_LEAST:
      return evaluate_count (self, context);
    case TIDE_EXPRESSION_RECODE:
      return evaluate_recode (self, context);
    case TIDE_EXPRESSION_REVERSE:
      return evaluate_reverse (self, context);
    case TIDE_EXPRESSION_WEIGHT:
      return scale (operand (self, context, 0), self->number, 0);
    case TIDE_EXPRESSION_ROUND:
      return evaluate_round (self, context);
    case TIDE_EXPRESSION_WHEN:
      return evaluate_when (self, context);
    case TIDE_EXPRESSION_EITHER:
      return evaluate_either (self, context);
    case TIDE_EXPRESSION_ALL:
    case TIDE_EXPRESSION_ANY:
      return evaluate_junction (self, context);
    case TIDE_EXPRESSION_NOT:
      {
        TideTruth truth = tide_expression_test (self->operands->pdata[0], context);
        if (truth == TIDE_TRUTH_UNKNOWN)
          return from_truth (truth);
        return exactly (truth == TIDE_TRUTH_NO);
      }
    case TIDE_EXPRESSION_AT_LEAST:
    case TIDE_EXPRESSION_AT_MOST:
    case TIDE_EXPRESSION_EQUALS:
      return evaluate_comparison (self, context);
    case TIDE_EXPRESSION_ANSWERED:
      return exactly (have_all_state (self, context, TIDE_ANSWER_GIVEN));
    case TIDE_EXPRESSION_NOT_APPLICABLE:
      return exactly (have_all_state (self, context, TIDE_ANSWER_NOT_APPLICABLE));
    case TIDE_EXPRESSION_FIRST_MATCH:
      return evaluate_first_match (self, context);
    case TIDE_EXPRESSION_BY_SEX:
      return tide_expression_evaluate (tide_expression_choose_by_sex (self, context), context);
    }
  g_assert_not_reached ();
}

/* What is asked is found in item order: a condition reads earlier items only. */
static void
find_asked (TideEvalContext *context)
{
  TideInstrument *instrument = context->instrument;

  for (guint i = 0; i < instrument->items->len; i++)
    {
      int skip = g_array_index (instrument->skip_of, int, i);
      context->asked[i] = TIDE_TRUTH_YES;
      if (skip >= 0)
        context->asked[i]
          = tide_expression_test (g_array_index (instrument->skips, TideSkip, skip).condition, context);
    }
}

TideEvalContext *
tide_eval_context_new (TideInstrument *instrument, const TideAnswer *answers, TideSex sex, gboolean bounds)
{
  TideEvalContext *context = g_new0 (TideEvalContext, 1);

  context->instrument = instrument;
  context->answers = answers;
  context->sex = sex;
  context->bounds = bounds;
  context->asked = g_new0 (TideTruth, instrument->items->len);
  context->scores = g_new0 (TideEval, instrument->infos->len);
  find_asked (context);
  for (guint i = 0; i < instrument->infos->len; i++)
    {
      const TideExpression *value = tide_instrument_rule (instrument, i)->value;
      const TideScoreInfo *info = tide_instrument_info (instrument, i);
      context->scores[i] = value != NULL && answers != NULL ? tide_expression_evaluate (value, context)
                                                            : between (info->minimum, info->maximum);
    }
  return context;
}

void
tide_eval_context_free (TideEvalContext *context)
{
  if (context == NULL)
    return;
  g_free (context->asked);
  g_free (context->scores);
  g_free (context);
}

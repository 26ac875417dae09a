/* tide-expression-private.h: the tree itself, for its reader and its evaluator. */
#pragma once

#include "tide-expression.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_EXPRESSION_NUMBER,
  TIDE_EXPRESSION_ITEM,
  TIDE_EXPRESSION_SCORE,
  TIDE_EXPRESSION_SUM,
  TIDE_EXPRESSION_MEAN,
  TIDE_EXPRESSION_MAX,
  TIDE_EXPRESSION_MIN,
  TIDE_EXPRESSION_COUNT,
  TIDE_EXPRESSION_COUNT_AT_LEAST,
  TIDE_EXPRESSION_RECODE,
  TIDE_EXPRESSION_REVERSE,
  TIDE_EXPRESSION_WEIGHT,
  TIDE_EXPRESSION_ROUND,
  TIDE_EXPRESSION_WHEN,
  TIDE_EXPRESSION_EITHER,
  TIDE_EXPRESSION_ALL,
  TIDE_EXPRESSION_ANY,
  TIDE_EXPRESSION_NOT,
  TIDE_EXPRESSION_AT_LEAST,
  TIDE_EXPRESSION_AT_MOST,
  TIDE_EXPRESSION_EQUALS,
  TIDE_EXPRESSION_ANSWERED,
  TIDE_EXPRESSION_NOT_APPLICABLE,
  TIDE_EXPRESSION_FIRST_MATCH,
  TIDE_EXPRESSION_BY_SEX,
} TideExpressionKind;

typedef struct
{
  int from, to;
} TideRecodeMap;

struct _TideExpression
{
  TideExpressionKind kind;
  GPtrArray *operands; /* (TideExpression): items named by attribute first, then child elements.
                        * first-match: condition, value, condition, value …, otherwise.
                        * by-sex: male, female, otherwise (an arm not written is the otherwise arm). */
  double number;       /* number: the value; weight: by; count-at-least: the bound */
  guint index;         /* item, score */
  GArray *maps;        /* (TideRecodeMap) */
  gboolean skip_na;    /* sum, mean: leave "not applicable" out */
  guint prorate;       /* sum: how many answers may be missing */
};

/* The arm of a by-sex expression that holds. */
const TideExpression *tide_expression_choose_by_sex (const TideExpression *self,
                                                     const TideEvalContext *context);

G_END_DECLS

/* tide-expression.h: the small tree by which a scale file says how a score is made.
 *
 * A value is kept as an interval: a missing answer may be anything that its item allows. So a sum with a hole
 * is unknown, yet "at least two of these" may be certain already, and a HIGH suicide risk stands though the
 * form is incomplete.
 */
#pragma once

#include "tide-instrument.h"
#include "tide-xml.h"

G_BEGIN_DECLS

typedef struct _TideExpression TideExpression;

typedef struct
{
  double lower, upper; /* between which the value lies; a condition is 0 or 1 */
  gboolean known;      /* lower is the value (a score may be stated) */
  gboolean undefined;  /* "not applicable" met where the file says nothing about it: never known */
  gboolean prorated;
} TideEval;

typedef enum
{
  TIDE_TRUTH_NO,
  TIDE_TRUTH_YES,
  TIDE_TRUTH_UNKNOWN,
} TideTruth;

/* Answers and what has been found out about them so far. */
typedef struct
{
  TideInstrument *instrument;
  const TideAnswer *answers; /* NULL: a total alone is known */
  TideSex sex;
  gboolean bounds;  /* no prorating: how far can the value still go? */
  TideTruth *asked; /* for each item */
  TideEval *scores; /* for each score */
} TideEvalContext;

TideEvalContext *tide_eval_context_new (TideInstrument *instrument, const TideAnswer *answers, TideSex sex,
                                        gboolean bounds);
void tide_eval_context_free (TideEvalContext *context);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideEvalContext, tide_eval_context_free)

/* Reads the expression that @node is; names items and the scores defined so far of @instrument. */
TideExpression *tide_expression_parse (TideInstrument *instrument, const TideXmlNode *node, GError **error);
void tide_expression_free (TideExpression *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideExpression, tide_expression_free)
/* Whether an element of this name is an expression. */
gboolean tide_expression_is_name (const char *name);

TideEval tide_expression_evaluate (const TideExpression *self, const TideEvalContext *context);
TideTruth tide_expression_test (const TideExpression *self, const TideEvalContext *context);
/* Marks the items (gboolean for each) without whose answers the value is not complete. */
void tide_expression_mark_missing (const TideExpression *self, const TideEvalContext *context,
                                   gboolean *missing);
/* Marks every item that the expression reads, whatever the answers. */
void tide_expression_mark_items (const TideExpression *self, TideInstrument *instrument, gboolean *used);

/* Item list of an attribute: "1 2 5..9". Appends indices; FALSE names what is not there. */
gboolean tide_expression_parse_items (TideInstrument *instrument, const TideXmlNode *node, const char *key,
                                      GArray *items, GError **error);

G_END_DECLS

/* tide-score-outlook.h: what the answers so far say about a score, and what it can still become. */
#pragma once

#include "tide-outcome.h"

G_BEGIN_DECLS

/* One score. Values are in the score's own units; NAN where there is none. */
typedef struct
{
  const TideScoreInfo *info;
  TideScoreStatus status;
  guint n_answered, n_asked; /* of a prorated score: what it rests on; else 0 */
  double value;              /* the score itself, once it is valid or prorated */
  double maximum;            /* for these answers */
  double so_far;             /* sum of what is answered, where the score is a sum; else NAN */
  double lower, upper;       /* where it can still end; equal to value when nothing is missing */
  double last;               /* the score of the last filling-in */
  double as_last;            /* the score if everything still missing is answered as last time */
} TideScoreView;

typedef struct
{
  TideScoreView *views; /* in the instrument's order */
  guint n_views;
  guint primary; /* index */
} TideScoreOutlook;

/**
 * tide_score_outlook_new:
 * @answers: one for each item
 * @marked: (nullable): TRUE for an item that was said to be missing: it stays missing in every projection
 * @last: (nullable): the answers of the last filling-in
 *
 * Tries the lowest and highest answer for every item that a score still wants. Exact for sums, means and
 * maxima, where each item moves the score one way.
 */
TideScoreOutlook *tide_score_outlook_new (TideInstrument *instrument, const TideAnswer *answers,
                                          const gboolean *marked, const TideAnswer *last, TideSex sex);
void tide_score_outlook_free (TideScoreOutlook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideScoreOutlook, tide_score_outlook_free)
const TideScoreView *tide_score_outlook_get_primary (const TideScoreOutlook *self);

G_END_DECLS

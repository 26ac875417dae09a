/* tide-plain-figure.h: a patient's own chart in plain words: "very few, mild, medium, strong" instead of
 * bands, the treatments below, nothing that needs an explanation (comparison-and-paper.md 6).
 */
#pragma once

#include "tide-timeline.h"

G_BEGIN_DECLS

/* How strong symptoms are, for somebody who has read no manual. */
typedef enum
{
  TIDE_PLAIN_VERY_FEW,
  TIDE_PLAIN_MILD,
  TIDE_PLAIN_MEDIUM,
  TIDE_PLAIN_STRONG,
  TIDE_N_PLAIN_BANDS,
} TidePlainBand;
const char *tide_plain_band_get_label (TidePlainBand band); /* translated: "very few" */

/**
 * tide_plain_band_of:
 * @value: of the primary score
 *
 * The plain word of the scale's default bands: of four to six the first three are very few, mild, medium and
 * the rest strong; of three the upper two are medium and strong, the lowest mild where the scale calls it so,
 * else very few.  A convention of this program [A]; scales with other sets (a cut-off alone) have no words.
 *
 * Returns: FALSE when the scale has no such words for @value
 */
gboolean tide_plain_band_of (TideInstrument *instrument, double value, TidePlainBand *band);

typedef struct _TidePlainFigure TidePlainFigure;
/**
 * tide_plain_figure_new:
 * @outcome: of @instrument; ratings that another one of the same day is preferred to are left out
 * @from_utc, @to_utc: what is drawn
 *
 * Takes what it needs: the history may be gone when it is drawn. Sizes are points of paper.
 *
 * Returns: (transfer full) (nullable): NULL when nothing was rated in between
 */
TidePlainFigure *tide_plain_figure_new (const TideHistory *history, const TideOutcome *outcome,
                                        TideInstrument *instrument, gint64 from_utc, gint64 to_utc);
void tide_plain_figure_free (TidePlainFigure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TidePlainFigure, tide_plain_figure_free)
/* Of the lanes and years under the plot: what the plot itself does not get of a height. */
double tide_plain_figure_get_foot (const TidePlainFigure *self);
/* "first visit: 29, latest: 13": what the chart says, for who does not see it. (transfer full) */
char *tide_plain_figure_dup_words (const TidePlainFigure *self);
/* In black and greys, from the present point on. */
void tide_plain_figure_draw (TidePlainFigure *self, cairo_t *cr, double width, double height);

G_END_DECLS

/* tide-score-gauge.h: a score on its scale: bands above, states below, baseline and where it can still end.
 */
#pragma once

#include <gtk/gtk.h>
#include "tide-form-context.h"
#include "tide-score-outlook.h"

G_BEGIN_DECLS

#define TIDE_TYPE_SCORE_GAUGE (tide_score_gauge_get_type ())
G_DECLARE_FINAL_TYPE (TideScoreGauge, tide_score_gauge, TIDE, SCORE_GAUGE, GtkWidget)

GtkWidget *tide_score_gauge_new (void);
/* @instrument is kept, @view copied; of @place the lines and baseline are copied. */
void tide_score_gauge_set (TideScoreGauge *self, TideInstrument *instrument, const TideScoreView *view,
                           const TideFormPlace *place);

G_END_DECLS

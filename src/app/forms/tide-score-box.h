/* tide-score-box.h: the score of a form while it is made: sum so far, range, subscales, gauge, state. */
#pragma once

#include <gtk/gtk.h>
#include "tide-form-context.h"
#include "tide-score-outlook.h"

G_BEGIN_DECLS

#define TIDE_TYPE_SCORE_BOX (tide_score_box_get_type ())
G_DECLARE_FINAL_TYPE (TideScoreBox, tide_score_box, TIDE, SCORE_BOX, GtkWidget)

/* What the form can say of the state: of the score itself, or if the rest stays as last time. */
typedef struct
{
  double value;       /* NAN: nothing to say yet */
  gboolean projected; /* "if the rest stay as on …" */
  TideState state;
  guint marks;
  double change, percent; /* NAN without baseline */
} TideVerdict;

/* @made: when and beside which CGI; its value is that of @primary, or as it was last time. The state is the
 * one that the patient's page will show once it is saved. */
TideVerdict tide_verdict_of (const TideFormContext *context, TideInstrument *instrument,
                             const TideScoreView *primary, const TideFormPlace *place,
                             const TideUnsavedRating *made);

GtkWidget *tide_score_box_new (void);
/**
 * tide_score_box_set:
 * @last: when the last filling-in was, unknown when there is none
 * @with_cgi: the form asks for the CGI as well, so that "CGI-I not rated" is worth saying
 */
void tide_score_box_set (TideScoreBox *self, TideInstrument *instrument, const TideScoreOutlook *outlook,
                         const TideFormPlace *place, const TideVerdict *verdict, TideInstant last,
                         TideDate today, int cgi_i, gboolean with_cgi);
const char *tide_score_box_get_total (TideScoreBox *self); /* "9 so far, of 40" */
const char *tide_score_box_get_state (TideScoreBox *self); /* "Response if the rest stay as on 23 Oct" */

G_END_DECLS

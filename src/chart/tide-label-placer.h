/* tide-label-placer.h: the one keeper of free places for text in a figure.
 *
 * Every label asks here; what is granted never meets another label and never leaves the frame.  Ink (points,
 * lines, symbols) is entered so that optional labels can keep off it, and so that a tooltip or hint finds the
 * emptiest place.
 */
#pragma once

#include "tide-ink.h"

G_BEGIN_DECLS

typedef struct _TideLabelPlacer TideLabelPlacer;

TideLabelPlacer *tide_label_placer_new (TideBox frame);
void tide_label_placer_free (TideLabelPlacer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideLabelPlacer, tide_label_placer_free)

void tide_label_placer_add_box (TideLabelPlacer *self, TideBox box);
void tide_label_placer_add_segment (TideLabelPlacer *self, double x1, double y1, double x2, double y2);

gboolean tide_label_placer_is_free (TideLabelPlacer *self, TideBox box); /* of labels, and inside the frame */
gboolean tide_label_placer_is_clear (TideLabelPlacer *self, TideBox box); /* of labels and of ink */
gboolean tide_label_placer_place (TideLabelPlacer *self, TideBox box);    /* takes it when free */
/* Takes the first of @boxes that is clear; its index, or -1 when none is. */
int tide_label_placer_place_first (TideLabelPlacer *self, const TideBox *boxes, guint n);
/* Area of labels and ink under @box, in square units; the lower the emptier. */
double tide_label_placer_weigh (TideLabelPlacer *self, TideBox box);
const TideBox *tide_label_placer_get_labels (TideLabelPlacer *self, guint *n);

G_END_DECLS

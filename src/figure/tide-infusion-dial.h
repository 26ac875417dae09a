/* tide-infusion-dial.h: how far an infusion is, as a ring with its minutes inside. */
#pragma once

#include "tide-timeline.h"

G_BEGIN_DECLS

typedef struct
{
  double infused_seconds, planned_seconds; /* planned NAN: a ring without an end */
  const double *pauses;                    /* infused seconds at which it was paused */
  guint n_pauses;
  gboolean paused, over;
  const char *above, *number, *below; /* in the middle: "infused", "27:12", "of 40:00" */
} TideDialData;

/* A square of @size at the origin. */
void tide_infusion_dial_draw (const TideDialData *self, const TideStyle *style, cairo_t *cr, double size);

G_END_DECLS

/* tide-palette.h: every colour of the timeline, made from a TideStyle: light, dark, paper, high contrast.
 * Internal. */
#pragma once

#include "tide-ink.h"
#include "tide-marker.h"
#include "tide-timeline.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean paper, dark, high_contrast;
  TideInk ink, second_ink; /* text and the first series; text of second rank (4.5:1 or more) */
  TideInk card, accent;
  TideInk series2;
  TideInk grid, major_grid, hairline, axis, lane;
  double band_alpha; /* of the most severe band */
  TideInk state_fill[TIDE_N_STATES], state_pattern, state_text[TIDE_N_STATES];
  TideInk state_ink[TIDE_N_STATES];
} TidePalette;

TidePalette tide_palette_new (const TideStyle *style);
TideInk tide_palette_get_arm (const TidePalette *self, TideArm arm);
TideMarkerShape tide_palette_get_shape (TideState state);
/* The state's marker on the card. */
void tide_palette_draw_state (const TidePalette *self, cairo_t *cr, TideState state, double x, double y,
                              double radius, double halo_width);

G_END_DECLS

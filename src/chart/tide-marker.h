/* tide-marker.h: the shapes of marks.  A shape is told apart without colour; what it means is the figure's
 * business. */
#pragma once

#include "tide-ink.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_MARKER_DOT,
  TIDE_MARKER_RING,
  TIDE_MARKER_RING_DOTTED,
  TIDE_MARKER_HALF_DISC, /* ring, lower half filled */
  TIDE_MARKER_DISC,
  TIDE_MARKER_DISC_IN_RING,
  TIDE_MARKER_DIAMOND,
  TIDE_MARKER_DIAMOND_OPEN,
  TIDE_MARKER_DIAMOND_DOTTED,
  TIDE_MARKER_SQUARE_OPEN,
  TIDE_MARKER_TRIANGLE_UP,
  TIDE_MARKER_TRIANGLE_UP_OPEN,
  TIDE_MARKER_TRIANGLE_DOWN_OPEN,
  TIDE_MARKER_CROSS,
} TideMarkerShape;

typedef struct
{
  TideInk ink;  /* outline and filled parts */
  TideInk hole; /* inside of open shapes: the ground they stand on */
  TideInk halo;
  double halo_width; /* 0 = none */
  double line_width; /* 0 = 0.32 of the radius */
} TideMarkerInks;

/* @radius: of the disc; the other shapes are drawn to the same weight for the eye. */
void tide_marker_draw (cairo_t *cr, TideMarkerShape shape, double x, double y, double radius,
                       const TideMarkerInks *inks);

/* One mark drawn many times: on pixels a small image, painted at whole pixels; elsewhere the shape itself.
 * Worth it where marks are small and many. */
typedef struct _TideMarkerStamp TideMarkerStamp;
TideMarkerStamp *tide_marker_stamp_new (cairo_t *cr, TideMarkerShape shape, double radius,
                                        const TideMarkerInks *inks);
void tide_marker_stamp_free (TideMarkerStamp *self);
void tide_marker_stamp_draw (TideMarkerStamp *self, cairo_t *cr, double x, double y);

G_END_DECLS

/* tide-track-figure.h: the expected band of a running course as a drawing (N20): small, in a list, and as the
 * outline that the aligned courses lay under their lines. */
#pragma once

#include <cairo.h>

#include "tide-timeline.h"
#include "tide-track.h"

G_BEGIN_DECLS

/* A corner of the band: percent of the possible fall at so many days. */
typedef struct
{
  double days, lower, upper;
} TideTrackCorner;

/* The corners of the stretch of the band that begins at or after the window @from, which is set to the window
 * after it; empty: there is no more.  (transfer full) (element-type TideTrackCorner) */
GArray *tide_track_band_list_stretch (const TideTrackBand *band, guint *from);
/* "n = 14", "n = 14 to 22" of the windows that have a band; NULL: none has (transfer full). */
char *tide_track_band_dup_n (const TideTrackBand *band);

typedef struct
{
  const TideTrackBand *band;
  double baseline, floor;
  const double *days, *values; /* of the course, by time; the last one gets the state's mark */
  guint n;
  TideState state;
} TideTrackCurve;

/* 132 × 46 at 100 % text: the band in points under the curve. */
void tide_track_draw_curve (cairo_t *cr, const TideTrackCurve *curve, double width, double height,
                            const TideStyle *style);

G_END_DECLS

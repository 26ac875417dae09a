/* tide-track-falls.h: the falls of one visit window in a group of courses, of which the first so many places
 * are in: what a band asks of whoever began before a course. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TideTrackFalls TideTrackFalls;

/* @values: of each place; NAN: that course has none */
TideTrackFalls *tide_track_falls_new (const double *values, guint n);
void tide_track_falls_free (TideTrackFalls *self);

/* Puts a place in, or takes it out; each must be out, or in, before. */
void tide_track_falls_put (TideTrackFalls *self, guint place);
void tide_track_falls_take (TideTrackFalls *self, guint place);
guint tide_track_falls_count (const TideTrackFalls *self); /* of those in that have a value */
/* Type 7, as tide_quantile_of_sorted (); one must be in. */
double tide_track_falls_get_quantile (const TideTrackFalls *self, double p);

G_END_DECLS

/* tide-track-spark.h: a course and its expected band, as small as a row of Today. */
#pragma once

#include <gtk/gtk.h>

#include "tide-clinic-track.h"
#include "tide-track-figure.h"

G_BEGIN_DECLS

#define TIDE_TYPE_TRACK_SPARK (tide_track_spark_get_type ())
G_DECLARE_FINAL_TYPE (TideTrackSpark, tide_track_spark, TIDE, TRACK_SPARK, GtkWidget)

/* Copies. @floor: lowest score of the scale */
GtkWidget *tide_track_spark_new (const TideOffTrack *off, double floor);

G_END_DECLS

/* tide-timeline-chart.h: the drawing of a timeline as a widget: hover, keys, pan and zoom.  The view around
 * it adds buttons, tooltip and menu. */
#pragma once

#include <gtk/gtk.h>
#include "tide-timeline.h"

G_BEGIN_DECLS

#define TIDE_TYPE_TIMELINE_CHART (tide_timeline_chart_get_type ())
G_DECLARE_FINAL_TYPE (TideTimelineChart, tide_timeline_chart, TIDE, TIMELINE_CHART, GtkWidget)
/* Signals: "pick-changed"; "range-changed"; "record-activated" (TidePickKind kind, gint64 id); "table-twin".
 */

/* @model is borrowed: set NULL before it is freed. The range is kept. */
void tide_timeline_chart_set_model (TideTimelineChart *self, TideTimelineModel *model);
/* Narrow, second scale, overlay, band set, inset; range and scroll stay the chart's own. */
void tide_timeline_chart_set_options (TideTimelineChart *self, const TideTimelineOptions *options);
const TideTimelineOptions *tide_timeline_chart_get_options (TideTimelineChart *self);
void tide_timeline_chart_set_range (TideTimelineChart *self, TideRange range);
TideTimeline *tide_timeline_chart_get_layout (
  TideTimelineChart *self); /* for its present size; NULL without data or room */
TidePick tide_timeline_chart_get_pick (TideTimelineChart *self);
/* Marks a rating as if it were picked, or nothing (0); the pointer and the keys go on from there. */
void tide_timeline_chart_pick_rating (TideTimelineChart *self, gint64 assessment_id);
/* Whether the pick came that way, and neither pointer nor key has picked since. */
gboolean tide_timeline_chart_is_pick_from_outside (TideTimelineChart *self);

G_END_DECLS

/* tide-timeline-view.h: the timeline of one patient in the window: chart, range buttons, tooltip, menu with
 * exports and series.
 *
 * The view borrows what it shows; tide_timeline_view_clear () before any of it is freed.  After it nothing of
 * a patient is left in the view: no layout, no texture, no words in the accessibility tree.
 */
#pragma once

#include <gtk/gtk.h>
#include "tide-timeline.h"

G_BEGIN_DECLS

#define TIDE_TYPE_TIMELINE_VIEW (tide_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (TideTimelineView, tide_timeline_view, TIDE, TIMELINE_VIEW, GtkWidget)
/* Signals: "record-activated" (TidePickKind kind, gint64 id): Enter or a double click; "point-hovered"
 * (gint64 assessment id, 0: none); "table-twin": the person asks for the same values as a table. */

GtkWidget *tide_timeline_view_new (void);
void tide_timeline_view_set_data (TideTimelineView *self, TideHistory *history, TideLibrary *library,
                                  const char *instrument_id, const TideThresholds *thresholds);
void tide_timeline_view_clear (TideTimelineView *self);
/* Under ~760 px: small gutters, lane names above their lanes, buttons in a row of their own; begins with six
 * months. */
void tide_timeline_view_set_narrow (TideTimelineView *self, gboolean narrow);
/* Only as high as it must be: something else is being read. */
void tide_timeline_view_set_compact (TideTimelineView *self, gboolean compact);
/* The reverse of "point-hovered": a row of the table is pointed at (0: none). Emits nothing. */
void tide_timeline_view_highlight (TideTimelineView *self, gint64 assessment_id);
/* @format: "png", "svg" or "pdf", what is in sight, in light colours. TIDE_ERROR_IO, TIDE_ERROR_DISK_FULL. */
gboolean tide_timeline_view_export (TideTimelineView *self, const char *format, const char *path,
                                    GError **error);

G_END_DECLS

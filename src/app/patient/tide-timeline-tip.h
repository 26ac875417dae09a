/* tide-timeline-tip.h: the box that tells what is under the pointer: at once, beside the point, never under
 * the hand. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TIDE_TYPE_TIMELINE_TIP (tide_timeline_tip_get_type ())
G_DECLARE_FINAL_TYPE (TideTimelineTip, tide_timeline_tip, TIDE, TIMELINE_TIP, GtkWidget)

/* One label for each line of markup (element-type utf8); "[R] …" gets its letter boxed. NULL or empty hides
 * it. */
void tide_timeline_tip_set_lines (TideTimelineTip *self, GPtrArray *lines);

G_END_DECLS

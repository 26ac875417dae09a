/* tide-cockpit-layout.h: the cockpit's four parts: three columns where there is room, else under each other.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of a widget with four children in this order: prompt, left column, middle, right column. */
#define TIDE_TYPE_COCKPIT_LAYOUT (tide_cockpit_layout_get_type ())
G_DECLARE_FINAL_TYPE (TideCockpitLayout, tide_cockpit_layout, TIDE, COCKPIT_LAYOUT, GtkLayoutManager)

G_END_DECLS

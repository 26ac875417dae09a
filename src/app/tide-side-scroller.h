/* tide-side-scroller.h: lets a wide child move sideways and is as high as the child is at its width. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TIDE_TYPE_SIDE_SCROLLER (tide_side_scroller_get_type ())
G_DECLARE_FINAL_TYPE (TideSideScroller, tide_side_scroller, TIDE, SIDE_SCROLLER, GtkWidget)

GtkWidget *tide_side_scroller_new (GtkWidget *child);

G_END_DECLS

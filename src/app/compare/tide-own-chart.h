/* tide-own-chart.h: a drawing of the comparison within a patient as a widget: the calendar strip, or the
 * aligned courses, whose ratings can be walked. */
#pragma once

#include <gtk/gtk.h>
#include "tide-own-figure.h"

G_BEGIN_DECLS

#define TIDE_TYPE_OWN_CHART (tide_own_chart_get_type ())
G_DECLARE_FINAL_TYPE (TideOwnChart, tide_own_chart, TIDE, OWN_CHART, GtkWidget)
/* Signal "pick-changed". */

/* @courses is borrowed until the next call; NULL empties it. */
void tide_own_chart_set (TideOwnChart *self, const TideOwnCourses *courses, const TideOwnOptions *options);
TideOwnPick tide_own_chart_get_pick (TideOwnChart *self);
char *tide_own_chart_dup_pick_words (TideOwnChart *self); /* NULL when nothing is picked (transfer full) */
TideOwnFigure *
tide_own_chart_get_figure (TideOwnChart *self); /* (transfer none), NULL before it has a size */

G_END_DECLS

/* tide-chart-style.h: the colours and sizes of a widget, handed to the drawing of figures; and two small
 * drawings. */
#pragma once

#include <gtk/gtk.h>
#include "tide-timeline.h"

G_BEGIN_DECLS

/* Light, dark or high contrast, text scale and font as @widget has them now. */
TideStyle tide_chart_style_for (GtkWidget *widget);
/* Whether a figure would be drawn the same with both. */
gboolean tide_chart_style_equal (const TideStyle *a, const TideStyle *b);
/* Pixels of one em of the interface font: sizes follow the text, so that 200 % text works. */
double tide_chart_em (GtkWidget *widget);

/* A drawing as pixels of the screen, @scale for each of ours; without a copy. (transfer full) */
typedef void (*TideChartDraw) (gpointer figure, cairo_t *cr);
GdkTexture *tide_chart_make_texture (int width, int height, int scale, TideChartDraw draw, gpointer figure);

/* The marker of a state, as in the timeline. 1 em square. */
#define TIDE_TYPE_STATE_GLYPH (tide_state_glyph_get_type ())
G_DECLARE_FINAL_TYPE (TideStateGlyph, tide_state_glyph, TIDE, STATE_GLYPH, GtkWidget)
GtkWidget *tide_state_glyph_new (TideState state);
void tide_state_glyph_set (TideStateGlyph *self, TideState state); /* NONE draws nothing */

/* The small line of lists: 56×22 at 100 % text. */
#define TIDE_TYPE_SPARKLINE (tide_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (TideSparkline, tide_sparkline, TIDE, SPARKLINE, GtkWidget)
GtkWidget *tide_sparkline_new (void);
void tide_sparkline_set (TideSparkline *self, const TideRating *ratings, guint n,
                         TideState last); /* copies */

G_END_DECLS

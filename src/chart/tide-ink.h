/* tide-ink.h: colours, boxes, crisp lines and patterns: what every figure is drawn with.
 *
 * Lengths are user units of the cairo_t (px at 96 dpi, or points on paper).  Patterns keep their meaning in
 * grey: dots, diagonals and cross-hatch tell kinds apart where tints cannot.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue, alpha;
} TideInk;

typedef struct
{
  double x, y, width, height;
} TideBox;

TideInk tide_ink_rgb (guint32 rgb);                        /* 0xRRGGBB, opaque */
TideInk tide_ink_alpha (TideInk ink, double alpha);        /* the same colour with its alpha times @alpha */
TideInk tide_ink_mix (TideInk a, TideInk b, double share); /* @share of @b in @a */
void tide_ink_set (cairo_t *cr, TideInk ink);

gboolean tide_box_intersects (TideBox a, TideBox b); /* touching edges do not intersect */
gboolean tide_box_contains (TideBox outer, TideBox inner);
gboolean tide_box_holds (TideBox box, double x, double y);
TideBox tide_box_grow (TideBox box, double by);
TideBox tide_box_cut (TideBox box,
                      TideBox frame); /* the part of @box inside @frame; width or height 0 when none */
/* Whether the segment from (x1, y1) to (x2, y2) touches @box. */
gboolean tide_box_meets_segment (TideBox box, double x1, double y1, double x2, double y2);

/* The coordinate at which a line of @line_width fills whole pixels. */
double tide_crisp (double at, double line_width);
void tide_draw_hline (cairo_t *cr, double x1, double x2, double y, double line_width, TideInk ink);
void tide_draw_vline (cairo_t *cr, double x, double y1, double y2, double line_width, TideInk ink);
/* @on and @off along the line, in whole pixels: cheap however long it is. */
void tide_draw_dotted_vline (cairo_t *cr, double x, double y1, double y2, double line_width, double on,
                             double off, TideInk ink);
void tide_fill_box (cairo_t *cr, TideBox box, TideInk ink);
/* Device pixels per user unit; 0 when the target has no pixels of its own (PDF, SVG, a recording) or is
 * turned. */
double tide_pixels_per_unit (cairo_t *cr);
void tide_path_round_box (cairo_t *cr, TideBox box, double radius); /* adds to the path */

/* Dots: rows @pitch apart; @staggered shifts every other row by half. Phase follows the origin, so that boxes
 * side by side continue each other. */
void tide_fill_dots (cairo_t *cr, TideBox box, TideInk ink, double pitch, double radius, gboolean staggered);
/* Diagonal lines @pitch apart (measured along x); @rising: like a slash. */
void tide_fill_hatch (cairo_t *cr, TideBox box, TideInk ink, double pitch, double line_width,
                      gboolean rising);
void tide_fill_cross_hatch (cairo_t *cr, TideBox box, TideInk ink, double pitch, double line_width);

G_END_DECLS

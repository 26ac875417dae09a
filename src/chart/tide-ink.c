/* tide-ink.c: colours, boxes, crisp lines and patterns.
 *
 * Dots are the one costly pattern: some thousand circles in a shaded area.  On a pixel surface they come from
 * one small tile made at the surface's own resolution; on a vector surface they are round caps of empty
 * segments, which stay sharp and small in the file.
 */
#include "tide-ink.h"

#include <math.h>

TideInk
tide_ink_rgb (guint32 rgb)
{
  return (TideInk){ ((rgb >> 16) & 0xff) / 255.0, ((rgb >> 8) & 0xff) / 255.0, (rgb & 0xff) / 255.0, 1 };
}

TideInk
tide_ink_alpha (TideInk ink, double alpha)
{
  ink.alpha *= alpha;
  return ink;
}

TideInk
tide_ink_mix (TideInk a, TideInk b, double share)
{
  return (TideInk){ a.red + (b.red - a.red) * share, a.green + (b.green - a.green) * share,
                    a.blue + (b.blue - a.blue) * share, a.alpha + (b.alpha - a.alpha) * share };
}

void
tide_ink_set (cairo_t *cr, TideInk ink)
{
  cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, ink.alpha);
}

gboolean
tide_box_intersects (TideBox a, TideBox b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

gboolean
tide_box_contains (TideBox outer, TideBox inner)
{
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width
         && inner.y + inner.height <= outer.y + outer.height;
}

gboolean
tide_box_holds (TideBox box, double x, double y)
{
  return x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height;
}

TideBox
tide_box_grow (TideBox box, double by)
{
  return (TideBox){ box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by };
}

TideBox
tide_box_cut (TideBox box, TideBox frame)
{
  double x1 = MAX (box.x, frame.x), y1 = MAX (box.y, frame.y);
  double x2 = MIN (box.x + box.width, frame.x + frame.width);
  double y2 = MIN (box.y + box.height, frame.y + frame.height);

  return (TideBox){ x1, y1, MAX (0, x2 - x1), MAX (0, y2 - y1) };
}

/* Cuts the part of the segment outside one edge away (Liang and Barsky 1984); FALSE when nothing is left. */
static gboolean
clip_segment (double slope, double distance, double *from, double *to)
{
  double at;

  if (slope == 0)
    return distance >= 0;
  at = distance / slope;
  if (slope < 0)
    *from = MAX (*from, at);
  else
    *to = MIN (*to, at);
  return *from <= *to;
}

gboolean
tide_box_meets_segment (TideBox box, double x1, double y1, double x2, double y2)
{
  double from = 0, to = 1;

  return clip_segment (x1 - x2, x1 - box.x, &from, &to)
         && clip_segment (x2 - x1, box.x + box.width - x1, &from, &to)
         && clip_segment (y1 - y2, y1 - box.y, &from, &to)
         && clip_segment (y2 - y1, box.y + box.height - y1, &from, &to);
}

double
tide_crisp (double at, double line_width)
{
  int whole = MAX (1, (int) lround (line_width));

  return whole % 2 ? floor (at) + 0.5 : round (at);
}

void
tide_draw_hline (cairo_t *cr, double x1, double x2, double y, double line_width, TideInk ink)
{
  double at = tide_crisp (y, line_width);

  tide_ink_set (cr, ink);
  cairo_set_line_width (cr, line_width);
  cairo_move_to (cr, x1, at);
  cairo_line_to (cr, x2, at);
  cairo_stroke (cr);
}

void
tide_draw_vline (cairo_t *cr, double x, double y1, double y2, double line_width, TideInk ink)
{
  double at = tide_crisp (x, line_width);

  tide_ink_set (cr, ink);
  cairo_set_line_width (cr, line_width);
  cairo_move_to (cr, at, y1);
  cairo_line_to (cr, at, y2);
  cairo_stroke (cr);
}

void
tide_fill_box (cairo_t *cr, TideBox box, TideInk ink)
{
  tide_ink_set (cr, ink);
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  cairo_fill (cr);
}

void
tide_path_round_box (cairo_t *cr, TideBox box, double radius)
{
  double r = MIN (radius, MIN (box.width, box.height) / 2);

  if (box.width <= 0 || box.height <= 0)
    return;
  cairo_new_sub_path (cr);
  cairo_arc (cr, box.x + box.width - r, box.y + r, r, -G_PI_2, 0);
  cairo_arc (cr, box.x + box.width - r, box.y + box.height - r, r, 0, G_PI_2);
  cairo_arc (cr, box.x + r, box.y + box.height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, box.x + r, box.y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
clip_to (cairo_t *cr, TideBox box)
{
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  cairo_clip (cr);
}

double
tide_pixels_per_unit (cairo_t *cr)
{
  cairo_surface_t *target = cairo_get_group_target (cr);
  double dx = 1, dy = 0, scale_x = 1, scale_y = 1;

  if (cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_IMAGE)
    return 0;
  cairo_user_to_device_distance (cr, &dx, &dy);
  if (dy != 0)
    return 0;
  cairo_surface_get_device_scale (target, &scale_x, &scale_y);
  return dx * scale_x;
}

/* One tile of a dot and a gap, repeated down the line: a hundred dots cost what one box costs. */
static void
dotted_by_tile (cairo_t *cr, TideBox line, double on, double off, TideInk ink, double pixels)
{
  int dot = MAX (1, (int) lround (on * pixels)), gap = MAX (1, (int) lround (off * pixels));
  cairo_surface_t *tile = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1, dot + gap);
  cairo_pattern_t *pattern = cairo_pattern_create_for_surface (tile);
  cairo_t *tile_cr = cairo_create (tile);
  cairo_matrix_t matrix;

  tide_fill_box (tile_cr, (TideBox){ 0, 0, 1, dot }, ink);
  cairo_destroy (tile_cr);
  cairo_matrix_init_scale (&matrix, pixels, pixels);
  cairo_matrix_translate (&matrix, 0, -line.y);
  cairo_pattern_set_matrix (pattern, &matrix);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_set_source (cr, pattern);
  cairo_rectangle (cr, line.x, line.y, line.width, line.height);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
  cairo_surface_destroy (tile);
}

void
tide_draw_dotted_vline (cairo_t *cr, double x, double y1, double y2, double line_width, double on, double off,
                        TideInk ink)
{
  double width = MAX (1, round (line_width)), pixels = tide_pixels_per_unit (cr);
  TideBox line = { round (x - line_width / 2), round (y1), width, MAX (0, round (y2) - round (y1)) };

  if (line.height <= 0 || on <= 0 || off <= 0)
    return;
  if (pixels > 0)
    {
      dotted_by_tile (cr, line, on, off, ink, pixels);
      return;
    }
  tide_ink_set (cr, ink);
  for (double y = line.y; y < line.y + line.height; y += on + off)
    cairo_rectangle (cr, line.x, y, width, MIN (on, line.y + line.height - y));
  cairo_fill (cr);
}

static void
dots_by_tile (cairo_t *cr, TideBox box, TideInk ink, double pitch, double radius, gboolean staggered,
              double pixels)
{
  int width = MAX (1, (int) lround (pitch * pixels)), height = staggered ? 2 * width : width;
  cairo_surface_t *tile = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *tile_cr = cairo_create (tile);
  cairo_pattern_t *pattern = cairo_pattern_create_for_surface (tile);
  double unit = width / pitch;
  cairo_matrix_t matrix;

  tide_ink_set (tile_cr, ink);
  cairo_arc (tile_cr, width * 0.25, width * 0.5, radius * unit, 0, 2 * G_PI);
  cairo_fill (tile_cr);
  if (staggered)
    {
      cairo_arc (tile_cr, width * 0.75, width * 1.5, radius * unit, 0, 2 * G_PI);
      cairo_fill (tile_cr);
    }
  cairo_destroy (tile_cr);
  cairo_matrix_init_scale (&matrix, pixels, pixels);
  cairo_pattern_set_matrix (pattern, &matrix);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_set_source (cr, pattern);
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
  cairo_surface_destroy (tile);
}

static void
dots_by_path (cairo_t *cr, TideBox box, TideInk ink, double pitch, double radius, gboolean staggered)
{
  long first_row = (long) floor (box.y / pitch), last_row = (long) ceil ((box.y + box.height) / pitch);

  cairo_save (cr);
  clip_to (cr, box);
  tide_ink_set (cr, ink);
  cairo_set_line_width (cr, 2 * radius);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (long row = first_row; row <= last_row; row++)
    {
      double shift = staggered && (row & 1) ? pitch * 0.75 : pitch * 0.25;

      for (double x = floor (box.x / pitch) * pitch + shift; x <= box.x + box.width + radius; x += pitch)
        {
          cairo_move_to (cr, x, (row + 0.5) * pitch);
          cairo_close_path (cr);
        }
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
tide_fill_dots (cairo_t *cr, TideBox box, TideInk ink, double pitch, double radius, gboolean staggered)
{
  double pixels = tide_pixels_per_unit (cr);

  if (box.width <= 0 || box.height <= 0)
    return;
  if (pixels > 0)
    dots_by_tile (cr, box, ink, pitch, radius, staggered, pixels);
  else
    dots_by_path (cr, box, ink, pitch, radius, staggered);
}

void
tide_fill_hatch (cairo_t *cr, TideBox box, TideInk ink, double pitch, double line_width, gboolean rising)
{
  double first, last;

  if (box.width <= 0 || box.height <= 0)
    return;
  cairo_save (cr);
  clip_to (cr, box);
  tide_ink_set (cr, ink);
  cairo_set_line_width (cr, line_width);
  /* A line is the set x + y = c (rising) or x - y = c: whole multiples of the pitch, whatever the box. */
  first = rising ? box.x + box.y : box.x - box.y - box.height;
  last = first + box.width + box.height;
  for (double c = floor (first / pitch) * pitch; c <= last + pitch; c += pitch)
    {
      double top = rising ? c - box.y : c + box.y;
      double foot = rising ? c - box.y - box.height : c + box.y + box.height;

      cairo_move_to (cr, top, box.y);
      cairo_line_to (cr, foot, box.y + box.height);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
tide_fill_cross_hatch (cairo_t *cr, TideBox box, TideInk ink, double pitch, double line_width)
{
  tide_fill_hatch (cr, box, ink, pitch, line_width, TRUE);
  tide_fill_hatch (cr, box, ink, pitch, line_width, FALSE);
}

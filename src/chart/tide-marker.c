/* tide-marker.c: the shapes of marks: each is one outline, filled, hollow or half filled, with a halo that
 * lifts it off the lines below. */
#include "tide-marker.h"

static void
diamond_path (cairo_t *cr, double x, double y, double half)
{
  cairo_move_to (cr, x, y - half);
  cairo_line_to (cr, x + half, y);
  cairo_line_to (cr, x, y + half);
  cairo_line_to (cr, x - half, y);
  cairo_close_path (cr);
}

/* An equilateral-looking triangle whose centre of weight is at x, y; @direction -1 points up. */
static void
triangle_path (cairo_t *cr, double x, double y, double half, double direction)
{
  cairo_move_to (cr, x, y + direction * half * 1.15);
  cairo_line_to (cr, x + half * 1.1, y - direction * half * 0.8);
  cairo_line_to (cr, x - half * 1.1, y - direction * half * 0.8);
  cairo_close_path (cr);
}

static void
cross_path (cairo_t *cr, double x, double y, double half)
{
  cairo_move_to (cr, x - half, y - half);
  cairo_line_to (cr, x + half, y + half);
  cairo_move_to (cr, x + half, y - half);
  cairo_line_to (cr, x - half, y + half);
}

static void
outline (cairo_t *cr, TideMarkerShape shape, double x, double y, double r)
{
  cairo_new_path (cr);
  switch (shape)
    {
    case TIDE_MARKER_DIAMOND:
    case TIDE_MARKER_DIAMOND_OPEN:
    case TIDE_MARKER_DIAMOND_DOTTED:
      diamond_path (cr, x, y, r * 1.22);
      break;
    case TIDE_MARKER_SQUARE_OPEN:
      cairo_rectangle (cr, x - r, y - r, 2 * r, 2 * r);
      break;
    case TIDE_MARKER_TRIANGLE_UP:
    case TIDE_MARKER_TRIANGLE_UP_OPEN:
      triangle_path (cr, x, y, r, -1);
      break;
    case TIDE_MARKER_TRIANGLE_DOWN_OPEN:
      triangle_path (cr, x, y, r, 1);
      break;
    case TIDE_MARKER_CROSS:
      cross_path (cr, x, y, r * 0.8);
      break;
    case TIDE_MARKER_DOT:
      cairo_arc (cr, x, y, r * 0.6, 0, 2 * G_PI);
      break;
    default:
      cairo_arc (cr, x, y, shape == TIDE_MARKER_DISC_IN_RING ? r * 1.12 : r, 0, 2 * G_PI);
      break;
    }
}

static gboolean
is_filled (TideMarkerShape shape)
{
  return shape == TIDE_MARKER_DOT || shape == TIDE_MARKER_DISC || shape == TIDE_MARKER_DIAMOND
         || shape == TIDE_MARKER_TRIANGLE_UP;
}

static void
draw_inside (cairo_t *cr, TideMarkerShape shape, double x, double y, double r)
{
  cairo_new_path (cr);
  if (shape == TIDE_MARKER_HALF_DISC)
    cairo_arc (cr, x, y, r, 0, G_PI);
  else if (shape == TIDE_MARKER_DISC_IN_RING)
    cairo_arc (cr, x, y, r * 0.56, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_line (cairo_t *cr, TideMarkerShape shape, double x, double y, double r, double width)
{
  const double dots[] = { width * 1.1, width * 1.25 };

  if (shape == TIDE_MARKER_RING_DOTTED || shape == TIDE_MARKER_DIAMOND_DOTTED)
    cairo_set_dash (cr, dots, 2, 0);
  cairo_set_line_width (cr, width);
  outline (cr, shape, x, y, r);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

void
tide_marker_draw (cairo_t *cr, TideMarkerShape shape, double x, double y, double radius,
                  const TideMarkerInks *inks)
{
  double line_width = inks->line_width > 0 ? inks->line_width : radius * 0.32;
  gboolean filled = is_filled (shape);

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  outline (cr, shape, x, y, radius);
  if (inks->halo_width > 0)
    {
      tide_ink_set (cr, inks->halo);
      cairo_set_line_width (cr, 2 * inks->halo_width + (filled ? 0 : line_width));
      cairo_stroke_preserve (cr);
    }
  if (shape != TIDE_MARKER_CROSS)
    {
      tide_ink_set (cr, filled ? inks->ink : inks->hole);
      cairo_fill (cr);
    }
  tide_ink_set (cr, inks->ink);
  if (!filled)
    {
      draw_inside (cr, shape, x, y, radius);
      draw_line (cr, shape, x, y, radius, line_width);
    }
  cairo_restore (cr);
}

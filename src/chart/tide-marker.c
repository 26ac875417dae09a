/* tide-marker.c: the shapes of marks.
 *
 * Outline, hole and halo are the same shape at three sizes, filled one over the other: filling costs a
 * fraction of stroking, and a crowded chart has some hundred marks.  Only dotted outlines are stroked.
 */
#include "tide-marker.h"

#include <math.h>

static void
diamond_path (cairo_t *cr, double x, double y, double half)
{
  cairo_move_to (cr, x, y - half);
  cairo_line_to (cr, x + half, y);
  cairo_line_to (cr, x, y + half);
  cairo_line_to (cr, x - half, y);
  cairo_close_path (cr);
}

/* A triangle whose centre of weight is at x, y; @direction -1 points up. */
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

#define DIAMOND 1.22           /* half diagonal that weighs like a disc of radius 1 */
#define TRIANGLE_INRADIUS 0.64 /* of the triangle of half width 1.1 */

/* The outline of @shape, moved outwards by @by. */
static void
outline (cairo_t *cr, TideMarkerShape shape, double x, double y, double r, double by)
{
  cairo_new_path (cr);
  switch (shape)
    {
    case TIDE_MARKER_DIAMOND:
    case TIDE_MARKER_DIAMOND_OPEN:
    case TIDE_MARKER_DIAMOND_DOTTED:
      diamond_path (cr, x, y, MAX (0, r * DIAMOND + by * G_SQRT2));
      break;
    case TIDE_MARKER_SQUARE_OPEN:
      cairo_rectangle (cr, x - r - by, y - r - by, MAX (0, 2 * (r + by)), MAX (0, 2 * (r + by)));
      break;
    case TIDE_MARKER_TRIANGLE_UP:
    case TIDE_MARKER_TRIANGLE_UP_OPEN:
      triangle_path (cr, x, y, MAX (0, r + by / TRIANGLE_INRADIUS), -1);
      break;
    case TIDE_MARKER_TRIANGLE_DOWN_OPEN:
      triangle_path (cr, x, y, MAX (0, r + by / TRIANGLE_INRADIUS), 1);
      break;
    case TIDE_MARKER_DOT:
      cairo_arc (cr, x, y, MAX (0, r * 0.6 + by), 0, 2 * G_PI);
      break;
    default:
      cairo_arc (cr, x, y, MAX (0, (shape == TIDE_MARKER_DISC_IN_RING ? r * 1.12 : r) + by), 0, 2 * G_PI);
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
fill_with (cairo_t *cr, TideInk ink)
{
  tide_ink_set (cr, ink);
  cairo_fill (cr);
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
draw_dotted (cairo_t *cr, TideMarkerShape shape, double x, double y, double r, double width)
{
  const double dots[] = { width * 1.1, width * 1.25 };

  cairo_save (cr);
  cairo_set_dash (cr, dots, 2, 0);
  cairo_set_line_width (cr, width);
  outline (cr, shape, x, y, r, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_cross (cairo_t *cr, double x, double y, double r, const TideMarkerInks *inks, double width)
{
  cairo_new_path (cr);
  cross_path (cr, x, y, r * 0.8);
  if (inks->halo_width > 0)
    {
      tide_ink_set (cr, inks->halo);
      cairo_set_line_width (cr, width + 2 * inks->halo_width);
      cairo_stroke_preserve (cr);
    }
  tide_ink_set (cr, inks->ink);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

void
tide_marker_draw (cairo_t *cr, TideMarkerShape shape, double x, double y, double radius,
                  const TideMarkerInks *inks)
{
  double width = inks->line_width > 0 ? inks->line_width : radius * 0.32;
  gboolean filled = is_filled (shape);
  gboolean dotted = shape == TIDE_MARKER_RING_DOTTED || shape == TIDE_MARKER_DIAMOND_DOTTED;

  if (shape == TIDE_MARKER_CROSS)
    {
      draw_cross (cr, x, y, radius, inks, width);
      return;
    }
  if (inks->halo_width > 0)
    {
      outline (cr, shape, x, y, radius, inks->halo_width + (filled ? 0 : width / 2));
      fill_with (cr, inks->halo);
    }
  if (!dotted)
    {
      outline (cr, shape, x, y, radius, filled ? 0 : width / 2);
      fill_with (cr, inks->ink);
    }
  if (filled)
    return;
  outline (cr, shape, x, y, radius, -width / 2);
  fill_with (cr, inks->hole);
  tide_ink_set (cr, inks->ink);
  draw_inside (cr, shape, x, y, radius);
  if (dotted)
    draw_dotted (cr, shape, x, y, radius, width);
}

/* --- stamps --- */

struct _TideMarkerStamp
{
  TideMarkerShape shape;
  double radius, pixels, reach;
  TideMarkerInks inks;
  cairo_surface_t *image; /* NULL: the target has no pixels */
};

TideMarkerStamp *
tide_marker_stamp_new (cairo_t *cr, TideMarkerShape shape, double radius, const TideMarkerInks *inks)
{
  TideMarkerStamp *self = g_new0 (TideMarkerStamp, 1);
  cairo_t *own;
  int size;

  self->shape = shape;
  self->radius = radius;
  self->inks = *inks;
  self->pixels = tide_pixels_per_unit (cr);
  if (self->pixels <= 0)
    return self;
  size = 2 * (int) ceil ((radius * 1.4 + inks->halo_width + inks->line_width) * self->pixels) + 3;
  self->reach = size / 2.0 / self->pixels;
  self->image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_surface_set_device_scale (self->image, self->pixels, self->pixels);
  own = cairo_create (self->image);
  tide_marker_draw (own, shape, self->reach, self->reach, radius, inks);
  cairo_destroy (own);
  return self;
}

void
tide_marker_stamp_free (TideMarkerStamp *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->image, cairo_surface_destroy);
  g_free (self);
}

void
tide_marker_stamp_draw (TideMarkerStamp *self, cairo_t *cr, double x, double y)
{
  double left = x - self->reach, top = y - self->reach;

  if (self->image == NULL)
    {
      tide_marker_draw (cr, self->shape, x, y, self->radius, &self->inks);
      return;
    }
  /* On whole pixels the image is copied, not resampled. */
  cairo_user_to_device (cr, &left, &top);
  left = round (left);
  top = round (top);
  cairo_device_to_user (cr, &left, &top);
  cairo_set_source_surface (cr, self->image, left, top);
  cairo_paint (cr);
}

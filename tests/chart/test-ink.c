/* test-ink.c: patterns cover what they should, lines are crisp, shapes differ without colour. */
#include "tide-marker.h"

#include <math.h>
#include <string.h>

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
} Picture;

static Picture
picture_new (void)
{
  Picture p = { cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 64, 64), NULL };

  p.cr = cairo_create (p.surface);
  cairo_set_source_rgb (p.cr, 1, 1, 1);
  cairo_paint (p.cr);
  return p;
}

static void
picture_free (Picture p)
{
  cairo_destroy (p.cr);
  cairo_surface_destroy (p.surface);
}

static guint32
pixel (Picture p, int x, int y)
{
  guint32 value;

  cairo_surface_flush (p.surface);
  memcpy (&value,
          cairo_image_surface_get_data (p.surface) + y * cairo_image_surface_get_stride (p.surface) + 4 * x,
          4);
  return value & 0xffffff;
}

/* Share of ink in the box, 0 white to 1 black. */
static double
darkness (Picture p, int x, int y, int width, int height)
{
  double sum = 0;

  for (int i = x; i < x + width; i++)
    for (int j = y; j < y + height; j++)
      sum += 1 - (pixel (p, i, j) & 0xff) / 255.0;
  return sum / (width * height);
}

static void
test_crisp (void)
{
  Picture p = picture_new ();

  tide_draw_hline (p.cr, 10, 50, 20.3, 1, tide_ink_rgb (0x000000));
  g_assert_cmphex (pixel (p, 30, 20), ==, 0x000000);
  g_assert_cmphex (pixel (p, 30, 19), ==, 0xffffff);
  g_assert_cmphex (pixel (p, 30, 21), ==, 0xffffff);
  picture_free (p);
}

/* Dots of 2 with gaps of 2, one pixel wide, from 10 to 50. */
static void
test_dotted (void)
{
  Picture p = picture_new ();

  tide_draw_dotted_vline (p.cr, 20.5, 10, 50, 1, 2, 2, tide_ink_rgb (0x000000));
  for (int y = 0; y < 64; y++)
    {
      gboolean dark = y >= 10 && y < 50 && (y - 10) % 4 < 2;

      g_assert_cmphex (pixel (p, 20, y), ==, dark ? 0x000000 : 0xffffff);
      g_assert_cmphex (pixel (p, 19, y), ==, 0xffffff);
      g_assert_cmphex (pixel (p, 21, y), ==, 0xffffff);
    }
  picture_free (p);
}

static void
test_patterns (void)
{
  Picture p = picture_new ();
  TideInk black = tide_ink_rgb (0x000000);

  tide_fill_dots (p.cr, (TideBox){ 0, 0, 32, 32 }, black, 4, 0.9, TRUE);
  tide_fill_hatch (p.cr, (TideBox){ 32, 0, 32, 32 }, black, 8, 1, TRUE);
  tide_fill_cross_hatch (p.cr, (TideBox){ 0, 32, 32, 32 }, black, 8, 1);
  /* A dot of radius 0.9 in 4 x 4 covers 0.159; a line of 1 every 8 px along x at 45 degrees 1.414 / 8 =
   * 0.177. */
  g_assert_cmpfloat_with_epsilon (darkness (p, 0, 0, 32, 32), 0.159, 0.03);
  g_assert_cmpfloat_with_epsilon (darkness (p, 32, 0, 32, 32), 0.177, 0.03);
  g_assert_cmpfloat_with_epsilon (darkness (p, 0, 32, 32, 32), 0.32, 0.05);
  g_assert_cmpfloat (darkness (p, 33, 33, 30, 30), ==, 0);
  picture_free (p);
}

/* The tile of pixels and the path of a vector file give the same dots. */
static void
test_dots_alike (void)
{
  Picture tile = picture_new (), path = picture_new ();
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (recording);
  TideBox box = { 0, 0, 64, 64 };

  tide_fill_dots (tile.cr, box, tide_ink_rgb (0x000000), 4, 0.9, TRUE);
  tide_fill_dots (cr, box, tide_ink_rgb (0x000000), 4, 0.9, TRUE);
  cairo_destroy (cr);
  cairo_set_source_surface (path.cr, recording, 0, 0);
  cairo_paint (path.cr);
  for (int y = 8; y < 56; y += 4)
    g_assert_cmpfloat_with_epsilon (darkness (tile, 8, y, 48, 4), darkness (path, 8, y, 48, 4), 0.03);
  cairo_surface_destroy (recording);
  picture_free (tile);
  picture_free (path);
}

/* Every two shapes differ in at least a tenth of their pixels, in black on white. */
static void
test_shapes_differ (void)
{
  const TideMarkerInks inks = { .ink = tide_ink_rgb (0x000000), .hole = tide_ink_rgb (0xffffff) };
  Picture pictures[TIDE_MARKER_CROSS + 1];

  for (int s = 0; s <= TIDE_MARKER_CROSS; s++)
    {
      pictures[s] = picture_new ();
      tide_marker_draw (pictures[s].cr, s, 32, 32, 20, &inks);
    }
  for (int a = 0; a <= TIDE_MARKER_CROSS; a++)
    for (int b = a + 1; b <= TIDE_MARKER_CROSS; b++)
      {
        int differ = 0;

        for (int i = 0; i < 64 * 64; i++)
          differ += abs ((int) (pixel (pictures[a], i % 64, i / 64) & 0xff)
                         - (int) (pixel (pictures[b], i % 64, i / 64) & 0xff))
                    > 128;
        g_assert_cmpint (differ, >, 40 * 40 / 16);
      }
  for (int s = 0; s <= TIDE_MARKER_CROSS; s++)
    picture_free (pictures[s]);
}

/* A stamp at whole pixels is the mark itself. */
static void
test_stamps (void)
{
  const TideMarkerInks inks = { .ink = tide_ink_rgb (0x204080), .hole = tide_ink_rgb (0xffffff) };

  for (int s = 0; s <= TIDE_MARKER_CROSS; s++)
    {
      Picture direct = picture_new (), stamped = picture_new ();
      TideMarkerStamp *stamp = tide_marker_stamp_new (stamped.cr, s, 3, &inks);

      tide_marker_draw (direct.cr, s, 32.5, 30.5, 3, &inks);
      tide_marker_stamp_draw (stamp, stamped.cr, 32.5, 30.5);
      for (int i = 0; i < 64 * 64; i++)
        g_assert_cmpint (abs ((int) (pixel (direct, i % 64, i / 64) & 0xff)
                              - (int) (pixel (stamped, i % 64, i / 64) & 0xff)),
                         <=, 3);
      g_assert_cmpfloat (darkness (stamped, 24, 24, 16, 16), >, 0.01);
      tide_marker_stamp_free (stamp);
      picture_free (direct);
      picture_free (stamped);
    }
}

static void
test_boxes (void)
{
  TideBox a = { 0, 0, 10, 10 }, b = { 10, 0, 5, 5 }, c = { 9, 9, 5, 5 };

  g_assert_false (tide_box_intersects (a, b));
  g_assert_true (tide_box_intersects (a, c));
  g_assert_cmpfloat (tide_box_cut (a, c).width, ==, 1);
  g_assert_cmpfloat (tide_box_cut (a, (TideBox){ 20, 20, 5, 5 }).width, ==, 0);
  g_assert_true (tide_box_contains (tide_box_grow (a, 5), c));
  g_assert_false (tide_box_contains (a, c));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/ink/lines-fill-whole-pixels", test_crisp);
  g_test_add_func ("/chart/ink/dotted-lines-are-crisp", test_dotted);
  g_test_add_func ("/chart/ink/patterns-cover-what-they-should", test_patterns);
  g_test_add_func ("/chart/ink/dots-are-alike-as-pixels-and-as-path", test_dots_alike);
  g_test_add_func ("/chart/ink/shapes-differ-without-colour", test_shapes_differ);
  g_test_add_func ("/chart/ink/a-stamp-is-the-mark", test_stamps);
  g_test_add_func ("/chart/ink/boxes", test_boxes);
  return g_test_run ();
}

/* test-drawing.c: the picture itself: the same bytes twice, the same places in every colour, greys alone on
 * paper, files that others can read, and nothing half written. */
#include "fixture-lindqvist.h"
#include "tide-timeline.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

static TideLibrary *library;
static TideThresholds *thresholds;
static TideHistory *hanna;
static char *folder;

static TideTimelineModel *
model_of (const TideHistory *history)
{
  TideTimelineOptions options = tide_timeline_options_default ();

  return tide_timeline_model_new (history, library, "ybocs", thresholds, fixture_now (), &options);
}

static char *
write_file (const TideStyle *style, const char *name)
{
  TideTimelineOptions options = tide_timeline_options_default ();
  g_autoptr (TideTimelineModel) model = model_of (hanna);
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  if (g_str_has_suffix (name, ".png"))
    tide_timeline_write_png (model, &options, style, 967, 523, 1, path, &error);
  else if (g_str_has_suffix (name, ".svg"))
    tide_timeline_write_svg (model, &options, style, 967, 523, path, &error);
  else
    tide_timeline_write_pdf (model, &options, style, 967, 523, path, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_same_bytes (void)
{
  static const char *const names[][2] = { { "a.png", "b.png" }, { "a.pdf", "b.pdf" } };
  TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *first = write_file (&style, names[i][0]), *second = write_file (&style, names[i][1]);
      g_autofree char *a = NULL, *b = NULL;
      gsize length_a, length_b;

      g_assert_true (g_file_get_contents (first, &a, &length_a, NULL));
      g_assert_true (g_file_get_contents (second, &b, &length_b, NULL));
      g_assert_cmpmem (a, length_a, b, length_b);
      g_assert_cmpuint (length_a, >, 5000);
    }
}

static void
test_files_are_private (void)
{
  TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);
  g_autofree char *path = write_file (&style, "private.png");
  g_autofree char *start = NULL;
  GStatBuf status;
  gsize length;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &start, &length, NULL));
  g_assert_cmpint (memcmp (start, "\211PNG\r\n\032\n", 8), ==, 0);
}

static void
test_no_place_to_write (void)
{
  TideTimelineOptions options = tide_timeline_options_default ();
  TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);
  g_autoptr (TideTimelineModel) model = model_of (hanna);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, "no-such-folder", "chart.pdf", NULL);

  g_assert_false (tide_timeline_write_pdf (model, &options, &style, 500, 300, path, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IO);
  g_assert_nonnull (strstr (error->message, path)); /* says where */
}

static void
test_no_name_in_files (void)
{
  TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);
  g_autofree char *path = write_file (&style, "named.svg");
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "Lindqvist"));
  g_assert_null (strstr (text, "TM-0417"));
}

static void
test_same_places (void)
{
  TideTimelineOptions options = tide_timeline_options_default ();
  TideStyle light = tide_style_default (TIDE_STYLE_LIGHT), dark = tide_style_default (TIDE_STYLE_DARK);
  g_autoptr (TideTimelineModel) model = model_of (hanna);
  g_autoptr (TideTimeline) a = tide_timeline_layout (model, &options, &light, 967, 523);
  g_autoptr (TideTimeline) b = NULL;
  guint n_a, n_b;
  const TideRect *labels_a, *labels_b;

  dark.high_contrast = TRUE;
  b = tide_timeline_layout (model, &options, &dark, 967, 523);
  labels_a = tide_timeline_get_labels (a, &n_a);
  labels_b = tide_timeline_get_labels (b, &n_b);
  g_assert_cmpmem (labels_a, n_a * sizeof (TideRect), labels_b, n_b * sizeof (TideRect));
}

typedef struct
{
  cairo_surface_t *surface;
  const guint8 *data;
  int stride, width, height;
} Picture;

static Picture
draw (const TideHistory *history, const TideStyle *style, int width, int height)
{
  TideTimelineOptions options = tide_timeline_options_default ();
  g_autoptr (TideTimelineModel) model = model_of (history);
  g_autoptr (TideTimeline) timeline = tide_timeline_layout (model, &options, style, width, height);
  Picture p = { cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height), NULL, 0, width, height };
  cairo_t *cr = cairo_create (p.surface);

  cairo_set_source_rgb (cr, style->card.red, style->card.green, style->card.blue);
  cairo_paint (cr);
  tide_timeline_draw (timeline, cr);
  cairo_destroy (cr);
  cairo_surface_flush (p.surface);
  p.data = cairo_image_surface_get_data (p.surface);
  p.stride = cairo_image_surface_get_stride (p.surface);
  return p;
}

static guint32
pixel (const Picture *p, int x, int y)
{
  guint32 value;

  memcpy (&value, p->data + y * p->stride + 4 * x, 4);
  return value & 0xffffff;
}

static gboolean
is_grey (guint32 rgb)
{
  int red = (rgb >> 16) & 0xff, green = (rgb >> 8) & 0xff, blue = rgb & 0xff;

  return abs (red - green) <= 1 && abs (green - blue) <= 1;
}

static void
test_paper_is_grey (void)
{
  TideStyle paper = tide_style_default (TIDE_STYLE_PAPER), light = tide_style_default (TIDE_STYLE_LIGHT);
  Picture p = draw (hanna, &paper, 1000, 460), screen = draw (hanna, &light, 1000, 460);
  guint coloured = 0, dark = 0;

  for (int y = 0; y < p.height; y++)
    for (int x = 0; x < p.width; x++)
      {
        g_assert_true (is_grey (pixel (&p, x, y)));
        dark += (pixel (&p, x, y) & 0xff) < 0x40;
        coloured += !is_grey (pixel (&screen, x, y));
      }
  g_assert_cmpuint (dark, >, 1000);     /* there is black on it */
  g_assert_cmpuint (coloured, >, 1000); /* and the screen has the colours */
  cairo_surface_destroy (p.surface);
  cairo_surface_destroy (screen.surface);
}

/* High contrast: where the light style is faint, black ink is darker. */
static void
test_high_contrast (void)
{
  TideStyle light = tide_style_default (TIDE_STYLE_LIGHT), strong = light;
  Picture a = draw (hanna, &light, 967, 523), b;
  double sum_a = 0, sum_b = 0;

  strong.high_contrast = TRUE;
  b = draw (hanna, &strong, 967, 523);
  for (int y = 0; y < a.height; y++)
    for (int x = 870; x < a.width; x++) /* the right gutter: words of second rank */
      {
        sum_a += 255 - (pixel (&a, x, y) & 0xff);
        sum_b += 255 - (pixel (&b, x, y) & 0xff);
      }
  g_assert_cmpfloat (sum_b, >, sum_a * 1.2);
  cairo_surface_destroy (a.surface);
  cairo_surface_destroy (b.surface);
}

/* Every state has its own shape: black on white, no two glyphs are alike. */
static void
test_glyphs (void)
{
  TideStyle paper = tide_style_default (TIDE_STYLE_PAPER);
  cairo_surface_t *glyphs[TIDE_N_STATES];
  const int size = 40;

  for (int s = 0; s < TIDE_N_STATES; s++)
    {
      cairo_t *cr;

      glyphs[s] = cairo_image_surface_create (CAIRO_FORMAT_A8, size, size);
      cr = cairo_create (glyphs[s]);
      cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
      cairo_destroy (cr);
      cairo_surface_destroy (glyphs[s]);
      glyphs[s] = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
      cr = cairo_create (glyphs[s]);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      tide_timeline_draw_state_glyph (cr, s, size / 2.0, size / 2.0, 12, &paper);
      cairo_destroy (cr);
      cairo_surface_flush (glyphs[s]);
    }
  for (int a = 0; a < TIDE_N_STATES; a++)
    for (int b = a + 1; b < TIDE_N_STATES; b++)
      {
        const guint8 *x = cairo_image_surface_get_data (glyphs[a]),
                     *y = cairo_image_surface_get_data (glyphs[b]);
        int differ = 0;

        for (int i = 0; i < size * size; i++)
          differ += abs (x[4 * i] - y[4 * i]) > 128;
        g_assert_cmpint (differ, >, 30);
      }
  for (int s = 0; s < TIDE_N_STATES; s++)
    cairo_surface_destroy (glyphs[s]);
}

static void
test_sparkline (void)
{
  TideStyle light = tide_style_default (TIDE_STYLE_LIGHT);
  const TideSeries *series = tide_history_find_series (hanna, "ybocs", "total");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 56, 22);
  cairo_t *cr = cairo_create (surface);
  guint ink = 0;

  tide_timeline_draw_sparkline (cr, NULL, 0, TIDE_STATE_NONE, 56, 22, &light);
  tide_timeline_draw_sparkline (cr, series->ratings, 1, TIDE_STATE_BASELINE, 56, 22, &light);
  tide_timeline_draw_sparkline (cr, series->ratings, series->n_ratings, TIDE_STATE_RELAPSE, 56, 22, &light);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int i = 0; i < 22 * cairo_image_surface_get_stride (surface); i++)
    ink += cairo_image_surface_get_data (surface)[i] != 0;
  g_assert_cmpuint (ink, >, 200);
  cairo_surface_destroy (surface);
}

/* The picture of a pick: crosshair and chip over the drawing, nothing for none. */
static void
test_pick_is_drawn (void)
{
  TideTimelineOptions options = tide_timeline_options_default ();
  TideStyle light = tide_style_default (TIDE_STYLE_LIGHT);
  g_autoptr (TideTimelineModel) model = model_of (hanna);
  g_autoptr (TideTimeline) timeline = tide_timeline_layout (model, &options, &light, 967, 523);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 967, 523);
  cairo_t *cr = cairo_create (surface);
  TidePick pick = tide_timeline_step (timeline, (TidePick){ 0 }, TIDE_STEP_NEXT);
  guint ink = 0;

  tide_timeline_draw_pick (timeline, cr, (TidePick){ 0 });
  cairo_surface_flush (surface);
  for (int i = 0; i < 523 * cairo_image_surface_get_stride (surface); i++)
    ink += cairo_image_surface_get_data (surface)[i] != 0;
  g_assert_cmpuint (ink, ==, 0);
  tide_timeline_draw_pick (timeline, cr, pick);
  cairo_surface_flush (surface);
  for (int i = 0; i < 523 * cairo_image_surface_get_stride (surface); i++)
    ink += cairo_image_surface_get_data (surface)[i] != 0;
  g_assert_cmpuint (ink, >, 1000);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static guint
count_other_pixels (cairo_surface_t *a, cairo_surface_t *b, TidePick at, int within, guint *elsewhere)
{
  const guchar *first = cairo_image_surface_get_data (a), *second = cairo_image_surface_get_data (b);
  int stride = cairo_image_surface_get_stride (a);
  guint near = 0;

  for (int y = 100; y < 523; y++) /* under the legend */
    for (int x = 0; x < 967; x++)
      if (memcmp (first + y * stride + 4 * x, second + y * stride + 4 * x, 4) != 0)
        {
          if (fabs (x - at.x) <= within && fabs (y - at.y) <= within)
            near++;
          else
            *elsewhere += 1;
        }
  return near;
}

static cairo_surface_t *
draw_hanna (TideTimelineModel *model, gboolean mark_remote)
{
  TideTimelineOptions options = tide_timeline_options_default ();
  TideStyle light = tide_style_default (TIDE_STYLE_LIGHT);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 967, 523);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (TideTimeline) timeline = NULL;

  options.legend = FALSE;
  options.mark_remote = mark_remote;
  timeline = tide_timeline_layout (model, &options, &light, 967, 523);
  tide_timeline_draw (timeline, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Hanna's one visit by video (6 October 2025): two small waves right of its point, and nothing else moves.
 */
static void
test_remote_is_marked (void)
{
  TideTimelineOptions options = tide_timeline_options_default ();
  TideStyle light = tide_style_default (TIDE_STYLE_LIGHT);
  g_autoptr (TideTimelineModel) model = model_of (hanna);
  g_autoptr (TideTimeline) timeline = NULL;
  cairo_surface_t *plain = draw_hanna (model, FALSE), *marked = draw_hanna (model, TRUE);
  TidePick pick;
  guint elsewhere = 0;

  options.legend = FALSE;
  timeline = tide_timeline_layout (model, &options, &light, 967, 523);
  pick = tide_timeline_step (timeline, (TidePick){ .kind = TIDE_PICK_RATING }, TIDE_STEP_FIRST);
  for (;;)
    {
      g_autoptr (GPtrArray) lines = tide_timeline_describe_pick (timeline, pick);
      TidePick next;

      if (g_strrstr (g_ptr_array_index (lines, 3), "by video") != NULL)
        break;
      next = tide_timeline_step (timeline, pick, TIDE_STEP_NEXT);
      g_assert_true (next.kind == TIDE_PICK_RATING && next.index > pick.index);
      pick = next;
    }
  g_assert_cmpuint (count_other_pixels (plain, marked, pick, 12, &elsewhere), >, 8);
  g_assert_cmpuint (elsewhere, ==, 0);
  cairo_surface_destroy (plain);
  cairo_surface_destroy (marked);
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  library = tide_library_new ();
  thresholds = tide_thresholds_new ();
  hanna = fixture_lindqvist_new (library);
  folder = g_dir_make_tmp ("tidemark-figure-XXXXXX", NULL);
  g_test_add_func ("/figure/drawing/the-same-bytes-twice", test_same_bytes);
  g_test_add_func ("/figure/drawing/files-are-for-the-owner-alone", test_files_are_private);
  g_test_add_func ("/figure/drawing/no-place-to-write-says-where", test_no_place_to_write);
  g_test_add_func ("/figure/drawing/no-name-in-the-file", test_no_name_in_files);
  g_test_add_func ("/figure/drawing/light-and-dark-have-the-same-places", test_same_places);
  g_test_add_func ("/figure/drawing/paper-is-grey-alone", test_paper_is_grey);
  g_test_add_func ("/figure/drawing/high-contrast-is-darker", test_high_contrast);
  g_test_add_func ("/figure/drawing/each-state-has-its-own-shape", test_glyphs);
  g_test_add_func ("/figure/drawing/sparkline-of-none-one-and-many", test_sparkline);
  g_test_add_func ("/figure/drawing/a-pick-is-drawn-over-it", test_pick_is_drawn);
  g_test_add_func ("/figure/drawing/a-remote-rating-is-marked", test_remote_is_marked);
  status = g_test_run ();
  remove_folder ();
  g_free (folder);
  tide_history_free (hanna);
  tide_thresholds_free (thresholds);
  tide_library_free (library);
  return status;
}

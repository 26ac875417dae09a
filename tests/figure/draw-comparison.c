/* draw-comparison.c: for the eye: every drawing of the comparison of the made-up clinic as PNG, in one style.
 *
 * draw-comparison FOLDER light|dark|paper SCALE [many] */
#include <math.h>
#include <string.h>

#include "fixture-comparison.h"
#include "tide-compare-figure.h"

int
main (int argc, char **argv)
{
  static const char *const names[] = { "change", "times", "waterfall", "forest", "balance" };
  static const double widths[] = { 622, 622, 1256, 740, 504 }, heights[] = { 316, 316, 300, 340, 330 };
  static const guint usual[COMPARISON_FIXTURE_ARMS] = { 38, 70, 48, 24, 0, 0, 0 },
                     many[COMPARISON_FIXTURE_ARMS] = { 38, 70, 48, 24, 12, 30, 9 };
  ComparisonFixture fixture;
  if (argc < 4)
    return 2;
  TideStyle style = tide_style_default (strcmp (argv[2], "dark") == 0    ? TIDE_STYLE_DARK
                                        : strcmp (argv[2], "paper") == 0 ? TIDE_STYLE_PAPER
                                                                         : TIDE_STYLE_LIGHT);
  style.text_scale = g_ascii_strtod (argv[3], NULL);
  comparison_fixture_init (&fixture, argc > 4 ? many : usual);
  for (guint i = 0; i < TIDE_N_COMPARE_DRAWINGS; i++)
    {
      TideCompareOptions options = tide_compare_options_default ((TideCompareDrawing) i, fixture.comparison);
      options.title = strcmp (argv[2], "paper") == 0;
      double height = MAX (
        heights[i], tide_compare_figure_get_natural_height (fixture.comparison, &options, &style, widths[i]));
      g_autoptr (TideCompareFigure) figure
        = tide_compare_figure_layout (fixture.comparison, &options, &style, widths[i], height);
      g_autofree char *path = g_strdup_printf ("%s/%s-%s-%s.png", argv[1], names[i], argv[2], argv[3]);
      cairo_surface_t *surface
        = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) widths[i], (int) ceil (height));
      cairo_t *cr = cairo_create (surface);
      cairo_set_source_rgb (cr, style.card.red, style.card.green, style.card.blue);
      cairo_paint (cr);
      tide_compare_figure_draw (figure, cr);
      cairo_destroy (cr);
      cairo_surface_write_to_png (surface, path);
      cairo_surface_destroy (surface);
    }
  comparison_fixture_clear (&fixture);
  return 0;
}

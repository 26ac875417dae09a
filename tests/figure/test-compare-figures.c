/* test-compare-figures.c: the drawings of the comparison across the clinic: no text over another or outside,
 * small groups told and not drawn, greys alone on paper, the same numbers in picture and table. */
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "fixture-comparison.h"
#include "tide-compare-figure.h"
#include "tide-compare-words.h"

static const guint usual[COMPARISON_FIXTURE_ARMS] = { 38, 70, 48, 24, 0, 0, 0 };

static const guint many[COMPARISON_FIXTURE_ARMS] = { 38, 70, 48, 24, 12, 30, 9 };

typedef void (*EachFunc) (const TideComparison *comparison, const TideCompareOptions *options,
                          const TideStyle *style, double width);

/* Every drawing in each of its variants. */
static void
with_variants (const TideComparison *comparison, const TideStyle *style, double width, EachFunc each)
{
  for (guint drawing = 0; drawing < TIDE_N_COMPARE_DRAWINGS; drawing++)
    for (guint variant = 0; variant < 8; variant++)
      {
        TideCompareOptions options = tide_compare_options_default ((TideCompareDrawing) drawing, comparison);
        options.title = variant == 1;
        options.median = variant % 2 == 1;
        options.single = variant % 3 != 0;
        options.event = (TideCourseEventKind) (variant % TIDE_N_COURSE_EVENTS);
        options.log = variant < 4;
        options.between = variant == 2 || variant == 5;
        options.bar = (TideCompareBar) (variant % 3);
        options.points = variant >= 4;
        each (comparison, &options, style, width);
      }
}

static void
with_styles (const guint sizes[COMPARISON_FIXTURE_ARMS], double scale, double width, EachFunc each)
{
  static const TideStyleKind kinds[] = { TIDE_STYLE_LIGHT, TIDE_STYLE_DARK, TIDE_STYLE_PAPER };
  ComparisonFixture fixture;
  comparison_fixture_init (&fixture, sizes);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      TideStyle style = tide_style_default (kinds[i]);
      style.text_scale = scale;
      with_variants (fixture.comparison, &style, width, each);
    }
  comparison_fixture_clear (&fixture);
}

static TideCompareFigure *
layout (const TideComparison *comparison, const TideCompareOptions *options, const TideStyle *style,
        double width, double *height)
{
  *height = tide_compare_figure_get_natural_height (comparison, options, style, width);
  return tide_compare_figure_layout (comparison, options, style, width, *height);
}

/* --- texts --- */

static gboolean
meet (const TideRect *a, const TideRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static void
check_labels (const TideComparison *comparison, const TideCompareOptions *options, const TideStyle *style,
              double width)
{
  double height;
  guint n;
  g_autoptr (TideCompareFigure) figure = layout (comparison, options, style, width, &height);
  const TideRect *labels = tide_compare_figure_get_labels (figure, &n);
  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (labels[i].x, >=, 0);
      g_assert_cmpfloat (labels[i].y, >=, 0);
      g_assert_cmpfloat (labels[i].x + labels[i].width, <=, width);
      g_assert_cmpfloat (labels[i].y + labels[i].height, <=, height);
      for (guint j = i + 1; j < n; j++)
        g_assert_false (meet (&labels[i], &labels[j]));
    }
}

static void
test_texts_keep_apart (void)
{
  static const guint sizes[][COMPARISON_FIXTURE_ARMS]
    = { { 38, 70, 48, 24 },  { 5, 5, 5, 5 },         { 300, 2, 5, 0 },
        { 0, 12, 0, 0 },     { 150, 150, 150, 150 }, { 38, 70, 48, 24, 12, 30, 9 },
        { 6, 5, 7, 5, 3, 5 } };
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      with_styles (sizes[i], 1, 622, check_labels);
      with_styles (sizes[i], 2, 1232, check_labels);
    }
  with_styles (usual, 1, 420, check_labels);
  with_styles (many, 1, 420, check_labels);
  with_styles (usual, 1.5, 740, check_labels);
}

/* --- every drawn arm says its n --- */

static void
check_every_arm_is_named (const TideComparison *comparison, const TideCompareOptions *options,
                          const TideStyle *style, double width)
{
  g_autofree char *summary = tide_compare_figure_dup_summary (comparison, options);
  for (guint a = 0; a < comparison->n_arms; a++)
    {
      g_autofree char *n
        = g_strdup_printf ("%s: n %u", comparison->arms[a].label, comparison->arms[a].accounting.counted);
      g_assert_nonnull (strstr (summary, n));
    }
}

static void
test_summary_tells_every_arm (void)
{
  static const guint sizes[COMPARISON_FIXTURE_ARMS] = { 38, 3, 48, 24, 0, 0, 0 };
  with_styles (sizes, 1, 622, check_every_arm_is_named);
}

/* --- small groups --- */

/* Three SSRI courses: counted in words, in no drawing and in no pair. */
static void
test_under_five_is_told_not_drawn (void)
{
  static const guint sizes[COMPARISON_FIXTURE_ARMS] = { 38, 3, 48, 24, 0, 0, 0 };
  ComparisonFixture fixture;
  comparison_fixture_init (&fixture, sizes);
  TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);
  g_autofree char *told = tide_compare_dup_not_drawn (fixture.comparison);
  g_assert_nonnull (strstr (told, "n 3, not drawn below 5"));
  for (guint drawing = 0; drawing < TIDE_N_COMPARE_DRAWINGS; drawing++)
    {
      double height;
      guint n;
      TideCompareOptions options
        = tide_compare_options_default ((TideCompareDrawing) drawing, fixture.comparison);
      g_autoptr (TideCompareFigure) figure = layout (fixture.comparison, &options, &style, 700, &height);
      const TideCompareSpot *spots = tide_compare_figure_get_spots (figure, &n);
      g_assert_cmpuint (n, >, 0);
      for (guint i = 0; i < n; i++)
        g_assert_true (fixture.comparison->arms[spots[i].arm].drawn);
      g_assert_true (fixture.comparison->arms[options.against].drawn);
    }
  comparison_fixture_clear (&fixture);
}

static void
check_nothing (const TideComparison *comparison, const TideCompareOptions *options, const TideStyle *style,
               double width)
{
  double height;
  guint n;
  g_autoptr (TideCompareFigure) figure = layout (comparison, options, style, width, &height);
  tide_compare_figure_get_spots (figure, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (tide_compare_figure_step (figure, -1, TIDE_STEP_NEXT), ==, -1);
  tide_compare_figure_get_labels (figure, &n);
  g_assert_cmpuint (n, ==, options->title ? 3 : 1);
}

static void
test_nobody_gives_one_sentence (void)
{
  static const guint none[COMPARISON_FIXTURE_ARMS] = { 0, 0, 0, 0, 0, 0, 0 },
                     few[COMPARISON_FIXTURE_ARMS] = { 4, 3, 0, 1, 0, 0, 0 };
  with_styles (none, 1, 622, check_nothing);
  with_styles (few, 1, 622, check_nothing);
}

/* A week with four ratings: no point, "<5" in the table, the line broken there. */
static void
test_thin_window_is_a_gap (void)
{
  static const guint sizes[COMPARISON_FIXTURE_ARMS] = { 30, 0, 0, 0, 0, 0, 0 };
  ComparisonFixture fixture;
  comparison_fixture_init (&fixture, sizes);
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new ("ybocs");
  guint left = 4;
  for (guint i = 0; i < fixture.rows->len; i++)
    {
      TideCohortRow *row = &g_array_index (fixture.rows, TideCohortRow, i);
      if (!isnan (tide_cohort_score_get (row->window[3])) && left > 0)
        left--;
      else
        row->window[3] = tide_cohort_score_of (NAN);
    }
  g_autoptr (TideComparison) comparison
    = tide_comparison_new (fixture.rows, definition, fixture.instrument, fixture.thresholds);
  TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);
  TideCompareOptions options = tide_compare_options_default (TIDE_COMPARE_CHANGE, comparison);
  g_autoptr (TideCompareFigure) figure = tide_compare_figure_layout (comparison, &options, &style, 622, 320);
  g_autoptr (TideCompareTable) table = tide_compare_table_new (comparison, &options);
  guint n;
  const TideCompareSpot *spots = tide_compare_figure_get_spots (figure, &n);
  g_assert_cmpuint (n, ==, TIDE_N_WINDOWS - 1);
  for (guint i = 0; i < n; i++)
    g_assert_null (strstr (spots[i].words, "week 8"));
  char **row = table->rows->pdata[3];
  g_assert_cmpstr (row[1], ==, "8");
  g_assert_cmpstr (row[2], ==, "–");
  g_assert_cmpstr (row[4], ==, "<5");
  comparison_fixture_clear (&fixture);
}

/* --- paper --- */

static void
check_grey (const TideComparison *comparison, const TideCompareOptions *options, const TideStyle *style,
            double width)
{
  double height;
  if (style->kind != TIDE_STYLE_PAPER)
    return;
  g_autoptr (TideCompareFigure) figure = layout (comparison, options, style, width, &height);
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) ceil (height));
  cairo_t *cr = cairo_create (surface);
  guint dark = 0;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  tide_compare_figure_draw (figure, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint32 *line = (const guint32 *) (const void *) (cairo_image_surface_get_data (surface)
                                                              + y * cairo_image_surface_get_stride (surface));
      for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
        {
          int red = (line[x] >> 16) & 0xff, green = (line[x] >> 8) & 0xff, blue = line[x] & 0xff;
          g_assert_cmpint (ABS (red - green), <=, 6);
          g_assert_cmpint (ABS (green - blue), <=, 6);
          dark += red < 90;
        }
    }
  g_assert_cmpuint (dark, >, 200);
  cairo_surface_destroy (surface);
}

static void
test_paper_is_grey (void)
{
  static const guint two[COMPARISON_FIXTURE_ARMS] = { 38, 70, 0, 0, 0, 0, 0 };
  with_styles (usual, 1, 622, check_grey);
  with_styles (many, 1, 622, check_grey);
  with_styles (two, 1, 622, check_grey);
}

/* --- walking --- */

static void
check_walk (const TideComparison *comparison, const TideCompareOptions *options, const TideStyle *style,
            double width)
{
  double height;
  guint n;
  g_autoptr (TideCompareFigure) figure = layout (comparison, options, style, width, &height);
  const TideCompareSpot *spots = tide_compare_figure_get_spots (figure, &n);
  int at = tide_compare_figure_step (figure, -1, TIDE_STEP_NEXT);
  g_assert_cmpint (at, ==, 0);
  for (guint i = 0; i < n; i++)
    {
      int next = tide_compare_figure_step (figure, (int) i, TIDE_STEP_NEXT);
      int down = tide_compare_figure_step (figure, (int) i, TIDE_STEP_DOWN);
      int picked = tide_compare_figure_pick (figure, spots[i].x, spots[i].y);
      g_assert_cmpuint (spots[next].arm, ==, spots[i].arm);
      g_assert_true (down == (int) i || spots[down].arm > spots[i].arm);
      g_assert_cmpfloat_with_epsilon (spots[picked].x, spots[i].x, 1e-6);
      g_assert_cmpfloat (spots[i].x, >=, 0);
      g_assert_cmpfloat (spots[i].x, <=, width);
      g_assert_cmpuint (strlen (spots[i].words), >, 8);
    }
  g_assert_cmpint (tide_compare_figure_pick (figure, -500, -500), ==, -1);
}

static void
test_every_point_can_be_walked (void)
{
  with_styles (usual, 1, 622, check_walk);
  with_styles (many, 1, 622, check_walk);
}

/* --- tables --- */

static void
check_table (const TideComparison *comparison, const TideCompareOptions *options, const TideStyle *style,
             double width)
{
  g_autoptr (TideCompareTable) table = tide_compare_table_new (comparison, options);
  g_assert_cmpuint (table->rows->len, >, 0);
  for (guint i = 0; i < table->rows->len; i++)
    {
      char **row = table->rows->pdata[i];
      g_assert_cmpuint (g_strv_length (row), ==, g_strv_length (table->head));
      for (guint cell = 0; row[cell] != NULL; cell++)
        g_assert_cmpstr (row[cell], !=, "");
    }
}

static void
test_tables_have_no_empty_cell (void)
{
  with_styles (usual, 1, 622, check_table);
}

/* Turning the reference turns the sign and the limits, not the size. */
static void
test_forest_turns_with_its_reference (void)
{
  ComparisonFixture fixture;
  comparison_fixture_init (&fixture, usual);
  TideCompareOptions options = tide_compare_options_default (TIDE_COMPARE_FOREST, fixture.comparison);
  options.against = 0;
  g_autoptr (TideCompareTable) one = tide_compare_table_new (fixture.comparison, &options);
  options.against = 1;
  g_autoptr (TideCompareTable) other = tide_compare_table_new (fixture.comparison, &options);
  char **ssri = one->rows->pdata[0], **ketamine = other->rows->pdata[0];
  const TideComparedPair *pair = fixture.comparison->pairs->pdata[0];
  TideContrast plain = pair->differences[2].unadjusted;
  g_autofree char *value = tide_compare_format_number (plain.value.value, 1);
  g_autofree char *turned = tide_compare_format_number (-plain.value.value, 1);
  g_autofree char *interval = tide_compare_format_interval (tide_quantity_of (-plain.upper.value),
                                                            tide_quantity_of (-plain.lower.value), 1);
  g_assert_cmpstr (ketamine[3], ==, value);
  g_assert_cmpstr (ssri[3], ==, turned);
  g_assert_cmpstr (ssri[4], ==, interval);
  comparison_fixture_clear (&fixture);
}

/* --- words that explain --- */

/* How many labels stand in the @nth row from the top, or from the foot when negative. */
static guint
count_in_row (const TideRect *labels, guint n, int nth)
{
  double level = nth >= 0 ? -INFINITY : INFINITY;
  guint found = 0;
  for (int row = 0; row < (nth >= 0 ? nth + 1 : -nth); row++)
    {
      double next = nth >= 0 ? INFINITY : -INFINITY;
      for (guint i = 0; i < n; i++)
        if (nth >= 0 ? labels[i].y > level + 3 && labels[i].y < next
                     : labels[i].y < level - 3 && labels[i].y > next)
          next = labels[i].y;
      level = next;
    }
  for (guint i = 0; i < n; i++)
    found += fabs (labels[i].y - level) <= 3;
  return found;
}

/* Held, lost, not reached, last rating, never rated; by the last rating none is lost, and dots are bars'
 * ends. In a narrow one the five take more than a row. */
static void
test_waterfall_says_what_its_bars_mean (void)
{
  static const struct
  {
    TideCompareBar bar;
    double width;
    guint n;
  } cases[]
    = { { TIDE_COMPARE_BEST, 622, 5 }, { TIDE_COMPARE_WEEK_12, 622, 5 }, { TIDE_COMPARE_LAST, 622, 3 } };
  ComparisonFixture fixture;
  TideStyle style = tide_style_default (TIDE_STYLE_PAPER);
  comparison_fixture_init (&fixture, usual);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double height;
      guint n;
      TideCompareOptions options = tide_compare_options_default (TIDE_COMPARE_WATERFALL, fixture.comparison);
      options.bar = cases[i].bar;
      g_autoptr (TideCompareFigure) figure
        = layout (fixture.comparison, &options, &style, cases[i].width, &height);
      const TideRect *labels = tide_compare_figure_get_labels (figure, &n);
      g_assert_cmpuint (count_in_row (labels, n, 0), ==, cases[i].n);
    }
  comparison_fixture_clear (&fixture);
}

/* Five against five have wide intervals, and a small plot no room for many numbers: each scale has one beside
 * its 0 all the same.  Under the numbers each has two words, larger fall and smaller fall. */
static void
test_forest_scale_has_a_number_beside_0 (void)
{
  static const guint sizes[COMPARISON_FIXTURE_ARMS] = { 5, 5, 5, 5 };
  ComparisonFixture fixture;
  comparison_fixture_init (&fixture, sizes);
  for (double scale = 1; scale <= 2; scale++)
    for (double width = 420 * scale; width <= 800 * scale; width += 20 * scale)
      {
        double height;
        guint n;
        TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);
        style.text_scale = scale;
        TideCompareOptions options = tide_compare_options_default (TIDE_COMPARE_FOREST, fixture.comparison);
        g_autoptr (TideCompareFigure) figure = layout (fixture.comparison, &options, &style, width, &height);
        const TideRect *labels = tide_compare_figure_get_labels (figure, &n);
        g_assert_cmpuint (count_in_row (labels, n, -2), >=, count_in_row (labels, n, -1));
      }
  comparison_fixture_clear (&fixture);
}

/* --- files --- */

static void
test_files_are_private_and_whole (void)
{
  static const char *const kinds[][2] = { { "png", "\211PNG" }, { "svg", "<?xml" }, { "pdf", "%PDF" } };
  ComparisonFixture fixture;
  g_autofree char *folder = g_dir_make_tmp ("tide-compare-XXXXXX", NULL);
  comparison_fixture_init (&fixture, usual);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_strdup_printf ("%s/figure.%s", folder, kinds[i][0]), *bytes = NULL;
      TideCompareOptions options = tide_compare_options_default (TIDE_COMPARE_CHANGE, fixture.comparison);
      GStatBuf status;
      gsize length;
      g_assert_true (tide_compare_figure_write (fixture.comparison, &options, kinds[i][0], path, &error));
      g_assert_no_error (error);
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_cmpint (memcmp (bytes, kinds[i][1], strlen (kinds[i][1])), ==, 0);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_autofree char *nowhere = g_build_filename (folder, "none", "figure.png", NULL);
  g_autoptr (GError) error = NULL;
  TideCompareOptions options = tide_compare_options_default (TIDE_COMPARE_CHANGE, fixture.comparison);
  g_assert_false (tide_compare_figure_write (fixture.comparison, &options, "png", nowhere, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IO);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  comparison_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/compare/no-text-meets-another-or-the-frame", test_texts_keep_apart);
  g_test_add_func ("/figure/compare/the-summary-tells-every-arm", test_summary_tells_every_arm);
  g_test_add_func ("/figure/compare/under-five-is-told-not-drawn", test_under_five_is_told_not_drawn);
  g_test_add_func ("/figure/compare/nobody-gives-one-sentence", test_nobody_gives_one_sentence);
  g_test_add_func ("/figure/compare/a-thin-window-is-a-gap", test_thin_window_is_a_gap);
  g_test_add_func ("/figure/compare/paper-is-grey", test_paper_is_grey);
  g_test_add_func ("/figure/compare/every-point-can-be-walked", test_every_point_can_be_walked);
  g_test_add_func ("/figure/compare/tables-have-no-empty-cell", test_tables_have_no_empty_cell);
  g_test_add_func ("/figure/compare/the-forest-turns-with-its-reference",
                   test_forest_turns_with_its_reference);
  g_test_add_func ("/figure/compare/the-waterfall-says-what-its-bars-mean",
                   test_waterfall_says_what_its_bars_mean);
  g_test_add_func ("/figure/compare/the-forest-scale-has-a-number-beside-0",
                   test_forest_scale_has_a_number_beside_0);
  g_test_add_func ("/figure/compare/files-are-private-and-whole", test_files_are_private_and_whole);
  return g_test_run ();
}

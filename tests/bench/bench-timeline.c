/* bench-timeline.c: the crowded patient from memory: model with outcome, layout and drawing at 1200 x 700,
 * the first time and while panning (words shaped before, model kept). Target: well under 10 ms. */
#include "bench.h"

#include <math.h>
#include "fixture-lindqvist.h"
#include "tide-timeline.h"

#define N_ROUNDS 100

static void
draw (TideTimeline *timeline, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  tide_timeline_draw (timeline, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

int
main (void)
{
  g_autoptr (TideLibrary) library = tide_library_new ();
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  g_autoptr (TideHistory) history = fixture_crowded_new (library, 1);
  TideTimelineOptions options = tide_timeline_options_default ();
  TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1200, 700);
  BenchSeries *models = bench_series_new ("timeline, crowded: model and outcome");
  BenchSeries *layouts = bench_series_new ("timeline, crowded: first layout");
  BenchSeries *drawings = bench_series_new ("timeline, crowded: drawing");
  BenchSeries *all = bench_series_new ("timeline, crowded: all");
  BenchSeries *pans = bench_series_new ("timeline, crowded: a frame of panning");

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double start = bench_now_ms (), modelled, laid_out, drawn;
      g_autoptr (TideTimelineModel) model
        = tide_timeline_model_new (history, library, "ybocs", thresholds, fixture_now (), &options);
      g_autoptr (TideTimeline) timeline = NULL, panned = NULL;
      TideTimelineOptions pan = options;

      modelled = bench_now_ms ();
      timeline = tide_timeline_layout (model, &options, &style, 1200, 700);
      laid_out = bench_now_ms ();
      draw (timeline, surface);
      drawn = bench_now_ms ();
      bench_series_add (models, modelled - start);
      bench_series_add (layouts, laid_out - modelled);
      bench_series_add (drawings, drawn - laid_out);
      bench_series_add (all, drawn - start);
      pan.range = TIDE_RANGE_CUSTOM;
      tide_timeline_get_range (timeline, &pan.from_utc, &pan.to_utc);
      pan.from_utc += 30 * 86400;
      pan.to_utc += 30 * 86400;
      drawn = bench_now_ms ();
      panned = tide_timeline_layout (model, &pan, &style, 1200, 700);
      draw (panned, surface);
      bench_series_add (pans, bench_now_ms () - drawn);
    }
  bench_series_report (models, NAN, NAN);
  bench_series_report (layouts, NAN, NAN);
  bench_series_report (drawings, NAN, NAN);
  bench_series_report (all, 10, NAN);
  bench_series_report (pans, 10, NAN);
  cairo_surface_destroy (surface);
  return 0;
}

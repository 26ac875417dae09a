/* bench-compare.c: the comparison of the clinic: the pass over all patients against stepping the same ratings
 * by their index, twice the patients for twice the time, and what a changed filter costs on folded rows
 * (at most 100 ms). */
#include <math.h>

#include "bench.h"
#include "tide-clinic-cohort.h"
#include "tide-demo.h"
#include "tide-store.h"

static gboolean
count_rating (const TideRating *rating, gpointer data)
{
  (*(guint *) data)++;
  return TRUE;
}

/* The floor: the same scale's ratings and those of both CGI, stepped once. */
static double
measure_floor (TideClinic *clinic, guint *n)
{
  static const char *const scales[] = { "ybocs", "cgis", "cgii" };
  g_autoptr (GError) error = NULL;
  double start = bench_now_ms ();
  *n = 0;
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (clinic), scales[i]);
      tide_clinic_foreach_rating (clinic, scales[i], tide_instrument_get_primary (scale)->id, count_rating, n,
                                  &error);
      g_assert_no_error (error);
    }
  return bench_now_ms () - start;
}

static void
run (guint n_patients, gboolean keyed)
{
  g_autoptr (GError) error = NULL;
  TideClinic *clinic = bench_clinic_new (keyed);
  g_assert_true (tide_demo_fill (clinic, n_patients, 3, tide_date_today (), NULL, NULL, &error));
  g_assert_no_error (error);
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (clinic), "ybocs");
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (clinic);
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new ("ybocs");
  g_autofree char *pass_name
    = g_strdup_printf ("compare: pass over %u patients, %s", n_patients, keyed ? "keyed" : "plain");
  g_autofree char *redraw_name = g_strdup_printf ("compare: changed filter, %u patients", n_patients);
  BenchSeries *passes = bench_series_new (pass_name), *redraws = bench_series_new (redraw_name);
  guint n_ratings, n_rows = 0;
  double floor = measure_floor (clinic, &n_ratings);
  floor = MIN (floor, measure_floor (clinic, &n_ratings));
  for (guint i = 0; i < 5; i++)
    {
      double start = bench_now_ms ();
      g_autoptr (GArray) rows = tide_clinic_fold_cohort (clinic, scale, &definition->events, &error);
      g_assert_no_error (error);
      bench_series_add (passes, bench_now_ms () - start);
      n_rows = rows->len;
      for (guint j = 0; j < 5; j++)
        {
          definition->age_from = 18 + (int) j;
          start = bench_now_ms ();
          g_autoptr (TideComparison) comparison = tide_comparison_new (rows, definition, scale, thresholds);
          bench_series_add (redraws, bench_now_ms () - start);
        }
    }
  g_print ("%u ratings, %u courses, %zu bytes a course\n", n_ratings, n_rows, sizeof (TideCohortRow));
  bench_series_report (passes, floor * 2.5, floor);
  bench_series_report (redraws, 100, NAN);
  bench_clinic_remove (clinic);
}

int
main (void)
{
  run (500, FALSE);
  run (2000, FALSE);
  if (tide_store_can_encrypt ())
    run (2000, TRUE);
  return 0;
}

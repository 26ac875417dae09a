/* bench-compare.c: the comparison of the clinic: the pass that folds every course, beside the time in which
 * the same library steps the same ratings by their index; twice: 10,000 and 100,000 courses, that is to say
 * ten times the courses for ten times the time.  What a changed filter costs on folded rows (at most 100 ms),
 * and the memory of the whole (under 200 bytes a course beyond SQLite's cache).
 *
 * TIDE_BENCH_COURSES, a list such as "10000", asks for other sizes; TIDE_BENCH_PASSES for more than three.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench-cohort-data.h"
#include "tide-clinic-cohort.h"
#include "tide-clinic-private.h"
#include "tide-store-private.h"

static TideClinic *
open_again (TideClinic *clinic, gboolean keyed)
{
  g_autoptr (GError) error = NULL;
  const TidePassphrase passphrase = { "bench passphrase", 16 };
  g_autofree char *folder = g_strdup (tide_clinic_get_folder (clinic));
  tide_clinic_close (clinic);
  g_object_unref (clinic);
  clinic = tide_clinic_open (folder, keyed ? &passphrase : NULL, 0, &error);
  g_assert_no_error (error);
  return clinic;
}

/* Kilobytes from /proc: "VmHWM:", the most that was ever resident, or "VmRSS:". */
static double
read_kilobytes (const char *key)
{
  g_autofree char *text = NULL;
  g_file_get_contents ("/proc/self/status", &text, NULL, NULL);
  const char *at = text != NULL ? strstr (text, key) : NULL;
  return at != NULL ? g_ascii_strtod (at + strlen (key), NULL) : NAN;
}

static double
get_cache_kilobytes (TideClinic *clinic)
{
  int now = 0, most = 0;
  sqlite3_db_status (tide_db_get_handle (clinic->store->db), SQLITE_DBSTATUS_CACHE_USED, &now, &most, 0);
  return now / 1024.0;
}

static void
forget_most (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");
  if (file == NULL)
    return;
  fputs ("5", file);
  fclose (file);
}

static GArray *
fold (TideClinic *clinic, const TideComparisonDefinition *definition, TideInstrument *scale,
      BenchSeries *passes)
{
  g_autoptr (GError) error = NULL;
  double start = bench_now_ms ();
  GArray *rows = tide_clinic_fold_cohort (clinic, scale, &definition->events, &error);
  g_assert_no_error (error);
  bench_series_add (passes, bench_now_ms () - start);
  return rows;
}

static void
redraw (const GArray *rows, TideComparisonDefinition *definition, TideInstrument *scale,
        const TideThresholds *thresholds, const char *name)
{
  BenchSeries *redraws = bench_series_new (name);
  for (int i = 0; i < 10; i++)
    {
      double start = bench_now_ms ();
      definition->age_from = 18 + i;
      g_autoptr (TideComparison) comparison
        = tide_comparison_new ((GArray *) rows, definition, scale, thresholds);
      bench_series_add (redraws, bench_now_ms () - start);
    }
  bench_series_report (redraws, 100, NAN);
}

static void
run (guint n_courses, gboolean keyed)
{
  TideClinic *clinic = bench_clinic_new (keyed);
  double start = bench_now_ms ();
  bench_cohort_fill (clinic, n_courses);
  clinic = open_again (clinic, keyed);
  g_print ("\n%u courses, %s: written in %.0f s\n", n_courses, keyed ? "keyed" : "plain",
           (bench_now_ms () - start) / 1000);
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (clinic), "ybocs");
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (clinic);
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new ("ybocs");
  g_autofree char *pass_name
    = g_strdup_printf ("compare: pass, %u courses, %s", n_courses, keyed ? "keyed" : "plain");
  g_autofree char *redraw_name = g_strdup_printf ("compare: changed filter, %u courses", n_courses);
  BenchSeries *passes = bench_series_new (pass_name);
  guint64 n_ratings;
  double floor = INFINITY;
  g_autoptr (GArray) rows = NULL;
  forget_most ();
  double before = read_kilobytes ("VmRSS:") - get_cache_kilobytes (clinic);
  const char *asked = g_getenv ("TIDE_BENCH_PASSES");
  guint n_passes = asked != NULL ? (guint) g_ascii_strtoull (asked, NULL, 10) : 3;
  for (guint i = 0; i < n_passes; i++)
    {
      g_clear_pointer (&rows, g_array_unref);
      rows = fold (clinic, definition, scale, passes);
      if (i == 0)
        {
          double most = read_kilobytes ("VmHWM:") - get_cache_kilobytes (clinic) - before;
          g_print ("%u rows of %zu bytes; at most %.0f bytes a course beyond the cache\n", rows->len,
                   sizeof (TideCohortRow), most * 1024 / rows->len);
        }
      floor = MIN (floor, bench_cohort_measure_floor (clinic, &n_ratings));
    }
  g_print ("%" G_GUINT64_FORMAT " ratings stepped in %.1f ms\n", n_ratings, floor);
  bench_series_report (passes, floor * 2.5, floor);
  redraw (rows, definition, scale, thresholds, redraw_name);
  bench_clinic_remove (clinic);
}

int
main (void)
{
  const char *asked = g_getenv ("TIDE_BENCH_COURSES");
  g_auto (GStrv) sizes = g_strsplit (asked != NULL ? asked : "10000,100000", ",", -1);
  for (guint i = 0; sizes[i] != NULL; i++)
    for (int keyed = 0; keyed <= (tide_store_can_encrypt () ? 1 : 0); keyed++)
      run ((guint) g_ascii_strtoull (sizes[i], NULL, 10), keyed);
  return 0;
}

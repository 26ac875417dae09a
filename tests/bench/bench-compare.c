/* bench-compare.c: the comparison of the clinic: the pass that folds every course, beside the time in which
 * the same library steps the same index entries through the same settings (the ratings alone, and all that
 * the pass reads); 10,000 and 100,000 courses, that is to say ten times the courses for ten times the time.
 * What a changed filter costs on folded rows (at most 100 ms), what the statistics cost beside R's, and the
 * memory of the whole (under 200 bytes a course beyond SQLite's cache).  Times are the processor's, so that
 * others at work do not count.
 *
 * TIDE_BENCH_COURSES, a list such as "10000", asks for other sizes; TIDE_BENCH_PASSES for more than three.
 */
#include <glib/gstdio.h>
#include <malloc.h>
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
  double start = bench_busy_ms ();
  GArray *rows = tide_clinic_fold_cohort (clinic, scale, &definition->events, &error);
  g_assert_no_error (error);
  bench_series_add (passes, bench_busy_ms () - start);
  return rows;
}

static void
redraw (const GArray *rows, TideComparisonDefinition *definition, TideInstrument *scale,
        const TideThresholds *thresholds, const char *name)
{
  BenchSeries *redraws = bench_series_new (name);
  for (int i = 0; i < 10; i++)
    {
      double start = bench_busy_ms ();
      definition->age_from = 18 + i;
      g_autoptr (TideComparison) comparison = tide_comparison_new (rows, definition, scale, thresholds);
      bench_series_add (redraws, bench_busy_ms () - start);
    }
  bench_series_report (redraws, 100, NAN);
}

/* --- the statistics alone, beside R's --- */

#define R_SCRIPT                                                                                             \
  "suppressMessages(library(survival)); d <- read.csv(commandArgs(TRUE)[1]); best <- Inf; "                  \
  "for (i in 1:3) { t <- system.time({ f <- survfit(Surv(time, event) ~ group, data = d, "                   \
  "conf.type = 'log-log'); s <- survdiff(Surv(time, event) ~ group, data = d) }); "                          \
  "best <- min(best, sum(t[1:2]) * 1000) }; cat(best)"

/* Milliseconds of R's survfit () and survdiff () on the same times; NAN without R and its package. */
static double
ask_r (const GArray *samples)
{
  g_autoptr (GString) csv = g_string_new ("time,event,group\n");
  for (guint i = 0; i < samples->len; i++)
    {
      const TideSurvivalSample *sample = &g_array_index (samples, TideSurvivalSample, i);
      g_string_append_printf (csv, "%.10g,%d,%u\n", sample->time, sample->event ? 1 : 0, sample->group);
    }
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "tide-bench-times.csv", NULL), *said = NULL;
  g_assert_true (g_file_set_contents (path, csv->str, (gssize) csv->len, NULL));
  const char *argv[] = { "Rscript", "-e", R_SCRIPT, path, NULL };
  int status = 0;
  gboolean ran = g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                               NULL, NULL, &said, NULL, &status, NULL);
  g_remove (path);
  return ran && status == 0 && said != NULL && *said != '\0' ? g_ascii_strtod (said, NULL) : NAN;
}

static void
compute_times (const GArray *samples, guint n_groups)
{
  g_autoptr (TideSurvivalData) data
    = tide_survival_data_new ((const TideSurvivalSample *) samples->data, samples->len, n_groups);
  for (guint g = 0; g < n_groups; g++)
    tide_survival_curve_free (tide_survival_curve_new (data, g, TIDE_CONFIDENCE_LOG_LOG, TIDE_STATS_LEAST_N));
  tide_logrank_free (tide_logrank_new (data, TIDE_STATS_LEAST_N));
}

/* Times to response by arm: curves with intervals and the log-rank test. */
static void
compare_with_r (const GArray *rows, const char *name)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (TideSurvivalSample));
  static const guint32 arms[] = { 1u << TIDE_ARM_KETAMINE, 1u << TIDE_ARM_SSRI, 1u << TIDE_ARM_CBT };
  for (guint i = 0; i < rows->len; i++)
    {
      const TideCohortRow *row = &g_array_index (rows, TideCohortRow, i);
      TideCohortEvent event = row->events[TIDE_COURSE_RESPONSE];
      for (guint a = 0; a < G_N_ELEMENTS (arms) && event.status != TIDE_EVENT_EXCLUDED; a++)
        if (row->arms == arms[a])
          {
            gboolean seen = event.status == TIDE_EVENT_SEEN;
            TideSurvivalSample sample = { (seen ? event.upper : event.lower) / 86400.0, a, seen };
            g_array_append_val (samples, sample);
          }
    }
  double r_ms = ask_r (samples);
  BenchSeries *own = bench_series_new (name);
  for (guint i = 0; i < 5; i++)
    {
      double start = bench_busy_ms ();
      compute_times (samples, G_N_ELEMENTS (arms));
      bench_series_add (own, bench_busy_ms () - start);
    }
  if (isnan (r_ms))
    g_print (
      "compare: beside R's survfit and survdiff: skipped, Rscript or its package survival is missing\n");
  bench_series_report (own, r_ms, r_ms);
}

/* --- one clinic --- */

typedef struct
{
  TideClinic *clinic;
  const char *kind; /* "10000 courses, keyed" */
  TideInstrument *scale;
  TideComparisonDefinition *definition;
} Bench;

/* @passes gets the time of each. (transfer full) */
static GArray *
measure_passes (const Bench *self, BenchSeries *passes, BenchFloor *floor)
{
  const char *asked = g_getenv ("TIDE_BENCH_PASSES");
  guint n_passes = asked != NULL ? (guint) g_ascii_strtoull (asked, NULL, 10) : 3;
  GArray *rows = NULL;
  *floor = (BenchFloor){ INFINITY, INFINITY, 0, 0 };
  malloc_trim (0);
  forget_most ();
  double before = read_kilobytes ("VmRSS:") - get_cache_kilobytes (self->clinic);
  for (guint i = 0; i < n_passes; i++)
    {
      g_clear_pointer (&rows, g_array_unref);
      rows = fold (self->clinic, self->definition, self->scale, passes);
      if (i == 0)
        {
          double most = read_kilobytes ("VmHWM:") - get_cache_kilobytes (self->clinic) - before;
          g_print ("%u rows of %zu bytes; at most %.0f bytes a course beyond the cache (target 200)\n",
                   rows->len, sizeof (TideCohortRow), most * 1024 / rows->len);
        }
      BenchFloor now = bench_cohort_measure_floor (self->clinic);
      *floor = (BenchFloor){ MIN (floor->ratings_ms, now.ratings_ms), MIN (floor->all_ms, now.all_ms),
                             now.n_ratings, now.n_others };
    }
  return rows;
}

static void
run (guint n_courses, gboolean keyed)
{
  Bench self = { .clinic = bench_clinic_new (keyed) };
  double start = bench_now_ms ();
  bench_cohort_fill (self.clinic, n_courses);
  self.clinic = open_again (self.clinic, keyed);
  g_autofree char *kind = g_strdup_printf ("%u courses, %s", n_courses, keyed ? "keyed" : "plain");
  self.kind = kind;
  g_print ("\n%s: written in %.0f s\n", kind, (bench_now_ms () - start) / 1000);
  self.scale = tide_library_lookup (tide_clinic_get_library (self.clinic), "ybocs");
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (self.clinic);
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new ("ybocs");
  self.definition = definition;
  g_autofree char *pass_name = g_strdup_printf ("compare: pass, %s", kind);
  g_autofree char *redraw_name = g_strdup_printf ("compare: changed filter, %s", kind);
  g_autofree char *times_name = g_strdup_printf ("compare: times by arm, R beside, %s", kind);
  BenchSeries *passes = bench_series_new (pass_name);
  BenchFloor floor;
  g_autoptr (GArray) rows = measure_passes (&self, passes, &floor);
  double pass_ms = bench_series_percentile (passes, 50);
  g_print ("floor: %" G_GUINT64_FORMAT " ratings in %.1f ms (%.2f x), with %" G_GUINT64_FORMAT
           " other entries that the pass reads in %.1f ms (%.2f x); %.2f us a course\n",
           floor.n_ratings, floor.ratings_ms, pass_ms / floor.ratings_ms, floor.n_others, floor.all_ms,
           pass_ms / floor.all_ms, pass_ms * 1000 / rows->len);
  bench_series_report (passes, floor.all_ms * 2.5, floor.all_ms);
  redraw (rows, definition, self.scale, thresholds, redraw_name);
  compare_with_r (rows, times_name);
  bench_clinic_remove (self.clinic);
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

/* bench-stats.c: curves and log-rank test of 10,000 and 100,000 courses, beside R's survfit and survdiff on
 * the same rows in the same run where R is installed.
 */
#include <glib/gstdio.h>
#include <math.h>

#include "bench.h"
#include "tide-cox.h"
#include "tide-logrank.h"
#include "tide-survival.h"

#define GROUPS 5
#define ROUNDS 15

static TideSurvivalSample *
make_samples (guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  TideSurvivalSample *samples = g_new0 (TideSurvivalSample, n);
  for (guint i = 0; i < n; i++)
    {
      samples[i].group = (guint) g_rand_int_range (random, 0, GROUPS);
      samples[i].time = 1 + floor (-log (1 - g_rand_double (random)) * (90 + 10 * samples[i].group));
      samples[i].event = g_rand_double (random) < 0.6;
    }
  return samples;
}

/* What a comparison needs of the rows: a curve for each group and the test. */
static void
compute (const TideSurvivalSample *samples, guint n)
{
  g_autoptr (TideSurvivalData) data = tide_survival_data_new (samples, n, GROUPS);
  for (guint g = 0; g < GROUPS; g++)
    {
      g_autoptr (TideSurvivalCurve) curve
        = tide_survival_curve_new (data, g, TIDE_CONFIDENCE_LOG_LOG, TIDE_STATS_LEAST_N);
      g_assert_cmpint (curve->why, ==, TIDE_WHY_DEFINED);
    }
  g_autoptr (TideLogRank) logrank = tide_logrank_new (data, TIDE_STATS_LEAST_N);
  g_assert_cmpint (logrank->chisq.why, ==, TIDE_WHY_DEFINED);
}

/* The median of R's times, ms; NAN when there is no R. */
static double
ask_r (const TideSurvivalSample *samples, guint n)
{
  static const char script[]
    = "suppressMessages(library(survival)); d <- read.csv(commandArgs(TRUE)[1]);"
      "t <- replicate(9, system.time({survfit(Surv(t, e) ~ g, d, conf.type = 'log-log'); survdiff(Surv(t, e) ~ g, d)})[['elapsed']]);"
      "cat(median(t) * 1000)";
  g_autofree char *program = g_find_program_in_path ("Rscript"), *out = NULL, *path = NULL;
  if (program == NULL)
    return NAN;
  g_autoptr (GString) rows = g_string_new ("t,e,g\n");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (rows, "%g,%d,%u\n", samples[i].time, samples[i].event, samples[i].group);
  int fd = g_file_open_tmp ("tidemark-bench-XXXXXX.csv", &path, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, rows->str, (gssize) rows->len, NULL));
  const char *argv[] = { program, "-e", script, path, NULL };
  int status = 1;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, &status,
                NULL);
  g_unlink (path);
  return status == 0 ? g_ascii_strtod (out, NULL) : NAN;
}

int
main (void)
{
  static const guint sizes[] = { 10000, 100000 };
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autofree TideSurvivalSample *samples = make_samples (sizes[s]);
      g_autofree char *name = g_strdup_printf ("curves and log-rank, %u courses", sizes[s]);
      g_autofree char *cox_name = g_strdup_printf ("Cox, %u courses", sizes[s]);
      BenchSeries *series = bench_series_new (name), *of_cox = bench_series_new (cox_name);
      double r_ms = ask_r (samples, sizes[s]);
      for (guint i = 0; i < ROUNDS; i++)
        {
          double start = bench_now_ms ();
          compute (samples, sizes[s]);
          bench_series_add (series, bench_now_ms () - start);
          g_autoptr (TideSurvivalData) data = tide_survival_data_new (samples, sizes[s], GROUPS);
          start = bench_now_ms ();
          g_autoptr (TideCox) cox = tide_cox_new (data, 0, TIDE_STATS_LEAST_N);
          bench_series_add (of_cox, bench_now_ms () - start);
          g_assert_cmpint (cox->terms[0].hr.why, ==, TIDE_WHY_DEFINED);
        }
      if (!isnan (r_ms))
        g_print ("R's survfit and survdiff on the same rows: %.1f ms\n", r_ms);
      else
        g_print ("no R here: nothing to hold it against\n");
      bench_series_report (series, r_ms, r_ms);
      bench_series_report (of_cox, NAN, NAN);
    }
  return 0;
}

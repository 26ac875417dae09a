/* bench.h: samples, percentiles, a table for the eye and one JSON line for machines.
 *
 * A bench reports ratios against a floor that was measured in the same run, so that a slow or busy machine
 * does not look like a slow program.  It is run on request and never fails a test run by a time.
 */
#pragma once

#include <glib.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  GArray *samples; /* double, ms */
} BenchSeries;

BenchSeries *bench_series_new (const char *name);
void bench_series_add (BenchSeries *self, double ms);
double bench_series_percentile (BenchSeries *self, double p); /* 0-100; 100 = the worst */
/* Prints a row: n, p50, p95, worst; with a floor also the ratio of medians. Then frees. */
void bench_series_report (BenchSeries *self, double target_ms, double floor_ms);
double bench_now_ms (void);
double bench_busy_ms (void); /* processor time of this process: what a busy machine does not stretch */

/* A clinic in a new temporary folder, removed by bench_clinic_remove (). With @keyed it is encrypted. */
TideClinic *bench_clinic_new (gboolean keyed);
void bench_clinic_remove (TideClinic *clinic);
void bench_folder_remove (const char *folder); /* of a clinic that was closed before */
/* @n synthetic patients with @ratings Y-BOCS totals each, written by date, not by patient. */
void bench_clinic_fill (TideClinic *clinic, guint n, guint ratings);
/* The @i-th synthetic name. */
void bench_name (guint i, char **family, char **given);

G_END_DECLS

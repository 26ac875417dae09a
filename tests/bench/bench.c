/* bench.c: the stop-watch and the synthetic clinics of the benches. */

#include "bench.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

double
bench_now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

BenchSeries *
bench_series_new (const char *name)
{
  BenchSeries *self = g_new0 (BenchSeries, 1);
  self->name = g_strdup (name);
  self->samples = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
bench_series_add (BenchSeries *self, double ms)
{
  g_array_append_val (self->samples, ms);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

double
bench_series_percentile (BenchSeries *self, double p)
{
  g_return_val_if_fail (self->samples->len > 0, NAN);
  g_array_sort (self->samples, compare_doubles);
  guint index = (guint) ceil (p / 100 * self->samples->len);
  return g_array_index (self->samples, double, CLAMP (index, 1, self->samples->len) - 1);
}

void
bench_series_report (BenchSeries *self, double target_ms, double floor_ms)
{
  double p50 = bench_series_percentile (self, 50), p95 = bench_series_percentile (self, 95);
  double worst = bench_series_percentile (self, 100);
  g_autofree char *ratio
    = isnan (floor_ms) ? g_strdup ("") : g_strdup_printf (", %.2f x floor", p50 / floor_ms);
  g_print ("%-46s n %5u   p50 %8.3f   p95 %8.3f   worst %8.3f ms%s", self->name, self->samples->len, p50, p95,
           worst, ratio);
  if (!isnan (target_ms))
    g_print ("   target %g ms: %s", target_ms,
             worst <= target_ms ? "met"
             : p95 <= target_ms ? "met at p95"
             : p50 <= target_ms ? "met by the median"
                                : "missed");
  g_print ("\n{\"bench\": \"%s\", \"n\": %u, \"p50_ms\": %.4f, \"p95_ms\": %.4f, \"worst_ms\": %.4f",
           self->name, self->samples->len, p50, p95, worst);
  if (!isnan (floor_ms))
    g_print (", \"floor_ms\": %.4f, \"ratio\": %.3f", floor_ms, p50 / floor_ms);
  if (!isnan (target_ms))
    g_print (", \"target_ms\": %g", target_ms);
  g_print ("}\n");
  g_array_unref (self->samples);
  g_free (self->name);
  g_free (self);
}

double
bench_busy_ms (void)
{
  struct timespec used;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  return (double) used.tv_sec * 1000 + (double) used.tv_nsec / 1e6;
}

/* --- clinics --- */

TideClinic *
bench_clinic_new (gboolean keyed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_dir_make_tmp ("tide-bench-XXXXXX", &error);
  g_assert_no_error (error);
  g_autofree char *folder = g_build_filename (parent, "clinic", NULL);
  const TidePassphrase passphrase = { "bench passphrase", 16 };
  char *recovery = NULL;
  TideClinic *clinic = tide_clinic_create (folder, "Bench clinic", keyed ? &passphrase : NULL,
                                           keyed ? &recovery : NULL, &error);
  g_assert_no_error (error);
  g_free (recovery);
  return clinic;
}

void
bench_clinic_remove (TideClinic *clinic)
{
  g_autofree char *folder = g_strdup (tide_clinic_get_folder (clinic));
  tide_clinic_close (clinic);
  g_object_unref (clinic);
  bench_folder_remove (folder);
}

void
bench_folder_remove (const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_assert_true (g_str_has_prefix (parent, g_get_tmp_dir ()));
  const char *argv[] = { "rm", "-rf", "--", parent, NULL };
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

void
bench_name (guint i, char **family, char **given)
{
  static const char *const starts[]
    = { "Ab",  "Bran", "Cas", "Del", "Erik", "Far", "Gan", "Hash", "Ion",  "Kay", "Lind", "Mén",
        "Nov", "Øst",  "Pet", "Qui", "Ros",  "Söd", "Tor", "Ül",   "Vogt", "Wal", "Yil",  "Žuk" };
  static const char *const ends[]
    = { "ernathy", "dt",     "tellano", "acroix", "sen", "ouk",     "guly", "imoto",
        "escu",    "a",      "qvist",   "dez",    "ák",  "ergaard", "rov",  "ntana",
        "enthal",  "erberg", "ensen",   "man",    "er",  "lin",     "maz",  "owska" };
  static const char *const givens[]
    = { "Joel",   "Marta", "Iván",  "Noémie", "Tor",   "Salma", "Ren",    "Petra", "Defne", "Hanna",
        "Akosua", "Tomáš", "Ciara", "Ana",    "Björn", "Zoë",   "Łukasz", "Mei",   "Omar",  "Inês" };
  guint n = G_N_ELEMENTS (starts) * G_N_ELEMENTS (ends);
  *family
    = g_strdup_printf ("%s%s", starts[(i * 7) % G_N_ELEMENTS (starts)], ends[(i / 5) % G_N_ELEMENTS (ends)]);
  *given = g_strdup_printf ("%s%s", givens[(i * 11) % G_N_ELEMENTS (givens)], i / n % 3 == 0 ? "" : " Bench");
}

static void
add_patients (TideBatch *batch, guint n, gint64 *ids)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TidePatient) patient = tide_patient_new ();
      g_autoptr (GError) error = NULL;
      bench_name (i, &patient->family_name, &patient->given_name);
      patient->mrn = g_strdup_printf ("B-%06u", i);
      patient->birth_date
        = tide_date_from_ymd (1940 + (int) (i % 65), 1 + (int) (i % 12), 1 + (int) (i % 28));
      patient->sex = 1 + (int) (i % 2);
      patient->synthetic = TRUE;
      tide_batch_add (batch, patient, &error);
      g_assert_no_error (error);
      ids[i] = patient->base.id;
    }
}

void
bench_clinic_fill (TideClinic *clinic, guint n, guint ratings)
{
  g_autoptr (GError) error = NULL;
  TideBatch *batch = tide_clinic_begin_batch (clinic, &error);
  g_assert_no_error (error);
  tide_batch_set_imported (batch, TRUE);
  g_autofree gint64 *ids = g_new (gint64, n);
  add_patients (batch, n, ids);
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (clinic), "ybocs");
  for (guint r = 0; r < ratings; r++)
    for (guint i = 0; i < n; i++)
      {
        g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
        data->patient_id = ids[i];
        data->instrument_id = g_strdup ("ybocs");
        data->instrument_version = g_strdup (tide_instrument_get_version (instrument));
        data->taken = tide_instant_from_date (tide_date_from_ymd (2020, 1, 1) + (int) r * 14 + (int) (i % 7));
        data->rater_type = TIDE_RATER_CLINICIAN;
        data->status = TIDE_STATUS_FINAL;
        data->total = 30 - (double) ((r * 3 + i) % 20);
        tide_batch_add (batch, data, &error);
        g_assert_no_error (error);
      }
  tide_batch_commit (batch, "import", "bench data", NULL, &error);
  g_assert_no_error (error);
}

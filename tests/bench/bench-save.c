/* bench-save.c: a save against the least that a save can be: one row, committed to the same disk with the
 * same settings. Targets over 400 saves: exactly one synced transaction each, p95 at most 5 ms above the
 * one-row commit.
 *
 * fsync and fdatasync are counted here, in the program itself: the symbols below stand before those of libc.
 */
#include "bench.h"
#include "tide-store.h"

#include <dlfcn.h>
#include <math.h>
#include <sqlite3.h>
#include <unistd.h>

#define N_SAVES 400

static guint n_syncs;

int
fsync (int fd)
{
  static int (*real) (int);
  if (real == NULL)
    real = (int (*) (int)) dlsym (RTLD_NEXT, "fsync");
  n_syncs++;
  return real (fd);
}

int
fdatasync (int fd)
{
  static int (*real) (int);
  if (real == NULL)
    real = (int (*) (int)) dlsym (RTLD_NEXT, "fdatasync");
  n_syncs++;
  return real (fd);
}

/* The floor: a table of one column beside the clinic. */
static void
measure_floor (TideClinic *clinic, BenchSeries *series)
{
  g_autofree char *path = g_build_filename (tide_clinic_get_folder (clinic), "..", "floor.db", NULL);
  sqlite3 *db = NULL;
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE floor (x)", NULL, NULL,
                NULL);
  for (guint i = 0; i < N_SAVES; i++)
    {
      double start = bench_now_ms ();
      g_assert_cmpint (sqlite3_exec (db, "INSERT INTO floor VALUES (1)", NULL, NULL, NULL), ==, SQLITE_OK);
      bench_series_add (series, bench_now_ms () - start);
    }
  sqlite3_close (db);
}

static void
measure_saves (TideClinic *clinic, BenchSeries *series, guint *worst_syncs, guint *n_single)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", "B-000417", &error);
  g_assert_no_error (error);
  g_assert_true (g_main_context_acquire (NULL));
  for (guint i = 0; i < N_SAVES; i++)
    {
      g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
      data->patient_id = patient->base.id;
      data->instrument_id = g_strdup ("phq9");
      data->taken = tide_instant_now ();
      data->rater_type = TIDE_RATER_SELF;
      data->answers = g_strdup ("1=3;2=3;3=2;4=3;5=1;6=2;7=2;8=1;9=1");
      guint before = n_syncs;
      double start = bench_now_ms ();
      tide_clinic_save_assessment (clinic, data, NULL, &error);
      bench_series_add (series, bench_now_ms () - start);
      g_assert_no_error (error);
      *worst_syncs = MAX (*worst_syncs, n_syncs - before);
      *n_single += n_syncs - before == 1;
      /* As in the program: the write-ahead log is emptied in the quiet moments of the main loop. */
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_main_context_release (NULL);
}

static void
run (gboolean keyed)
{
  TideClinic *clinic = bench_clinic_new (keyed);
  bench_clinic_fill (clinic, 1000, 20);
  BenchSeries *floor = bench_series_new (keyed ? "one-row commit (keyed run)" : "one-row commit (plain run)");
  BenchSeries *saves = bench_series_new (keyed ? "save of a PHQ-9 with its alert, keyed"
                                               : "save of a PHQ-9 with its alert, plain");
  measure_floor (clinic, floor);
  guint worst = 0, single = 0;
  measure_saves (clinic, saves, &worst, &single);
  double floor_p50 = bench_series_percentile (floor, 50), floor_p95 = bench_series_percentile (floor, 95);
  double above = bench_series_percentile (saves, 95) - floor_p95;
  bench_series_report (floor, NAN, NAN);
  bench_series_report (saves, NAN, floor_p50);
  g_print (
    "synced transactions: %u of %u saves synced once, worst %u; p95 above the floor's p95: %.3f ms, target 5: %s\n",
    single, N_SAVES, worst, above, above <= 5 ? "met" : "missed");
  bench_clinic_remove (clinic);
}

int
main (void)
{
  run (FALSE);
  if (tide_store_can_encrypt ())
    run (TRUE);
  return 0;
}

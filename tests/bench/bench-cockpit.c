/* bench-cockpit.c: one cell of the cockpit against a one-row commit, and Today on 10,000 patients with
 * 200,000 ratings. Targets: p95 of a cell at most 5 ms above the floor; the due rows of a day at most 10 ms;
 * a save with its due rows at most 5 ms above the floor.
 */
#include "bench.h"

#include <math.h>
#include <sqlite3.h>

#include "tide-clinic-day.h"

#define N_SAVES 400
#define N_PATIENTS 10000

static double
measure_floor (TideClinic *clinic)
{
  BenchSeries *series = bench_series_new ("one row, one commit");
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
  double p95 = bench_series_percentile (series, 95);
  bench_series_report (series, NAN, NAN);
  return p95;
}

static void
idle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gint64
save (TideClinic *clinic, gpointer record)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_save (clinic, record, &error);
  g_assert_no_error (error);
  gint64 id = TIDE_RECORD (record)->id;
  tide_record_free (record);
  return id;
}

/* Each of 13 slots cell by cell, session after session. */
static const int cell_values[] = { 72, 98, 14, 5, 0 };

static void
measure_cells (TideClinic *clinic, double floor_p95)
{
  BenchSeries *series = bench_series_new ("a cell");
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", "B-000417", NULL);
  TideCourse *course = tide_course_new ();
  course->patient_id = patient->base.id;
  course->arm = TIDE_ARM_KETAMINE;
  gint64 course_id = save (clinic, course), session_id = 0;
  g_autoptr (TideObservation) row = NULL;
  for (guint i = 0; i < N_SAVES; i++)
    {
      g_autoptr (GError) error = NULL;
      if (i % 65 == 0)
        {
          TideSession *session = tide_session_new ();
          session->course_id = course_id;
          session->started = tide_instant_now ();
          session->started.utc -= ((gint64) i + 1) * 3600;
          session->status = TIDE_SESSION_HELD;
          session_id = save (clinic, session);
        }
      if (i % 5 == 0)
        {
          g_clear_pointer (&row, tide_observation_free);
          row = tide_observation_new ();
          row->patient_id = patient->base.id;
          row->session_id = session_id;
          row->slot = g_strdup_printf ("%u", i);
        }
      double start = bench_now_ms ();
      tide_clinic_save_observation_cell (clinic, row, TIDE_CELL_HEART_RATE + i % 5, cell_values[i % 5],
                                         &error);
      bench_series_add (series, bench_now_ms () - start);
      g_assert_no_error (error);
      idle ();
    }
  g_print ("a cell, p95 above the floor: %.2f ms (target 5)\n",
           bench_series_percentile (series, 95) - floor_p95);
  bench_series_report (series, NAN, NAN);
}

static void
add_courses (TideClinic *clinic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) patients = tide_clinic_list (clinic, &tide_patient_class, NULL, 0, &error);
  TideBatch *batch = tide_clinic_begin_batch (clinic, &error);
  for (guint i = 0; i < patients->len; i++)
    {
      g_autoptr (TideCourse) course = tide_course_new ();
      course->patient_id = TIDE_RECORD (patients->pdata[i])->id;
      course->arm = TIDE_ARM_SSRI;
      course->started_on = tide_date_today () - (TideDate) (i % 400);
      course->authorised_until = tide_date_today () + (TideDate) (i % 100);
      tide_record_set_text (&course->indication, "F42.2");
      g_assert_true (tide_batch_add (batch, course, &error));
    }
  double start = bench_now_ms ();
  tide_batch_commit (batch, "import", NULL, NULL, &error);
  g_assert_no_error (error);
  g_print ("due rows of %u patients computed and committed: %.0f ms\n", patients->len,
           bench_now_ms () - start);
}

static void
measure_today (TideClinic *clinic)
{
  static const int days[] = { -300, 1 };
  TideInstant now = tide_instant_now ();
  for (guint d = 0; d < G_N_ELEMENTS (days); d++)
    {
      g_autofree char *name = g_strdup_printf ("due before day %d", days[d]);
      BenchSeries *series = bench_series_new (name);
      guint n = 0;
      for (guint i = 0; i < 50; i++)
        {
          TideInstant before = now;
          before.utc += (gint64) days[d] * 86400;
          double start = bench_now_ms ();
          g_autoptr (GPtrArray) rows = tide_clinic_list_due (clinic, before, now, NULL);
          bench_series_add (series, bench_now_ms () - start);
          n = rows->len;
        }
      g_print ("%s: %u rows\n", name, n);
      bench_series_report (series, 10, NAN);
    }
}

/* The floor of Today: as many rows of the index handed over, and nothing known of whom they are about. */
static double
measure_rows_alone (TideClinic *clinic)
{
  BenchSeries *series = bench_series_new ("today's rows alone");
  TideInstant now = tide_instant_now (), before = now;
  before.utc += 14 * (gint64) 86400;
  for (guint k = 0; k < 50; k++)
    {
      double start = bench_now_ms ();
      g_autoptr (GPtrArray) rows = tide_clinic_list_due (clinic, before, now, NULL);
      bench_series_add (series, bench_now_ms () - start);
    }
  double p50 = bench_series_percentile (series, 50);
  bench_series_report (series, NAN, NAN);
  return p50;
}

/* All that Today shows: of everybody, and of one person, who has those whom nobody rated. */
static void
measure_day (TideClinic *clinic)
{
  TideStaff *staff = tide_staff_new ();
  tide_record_set_text (&staff->name, "Dr. Bench");
  gint64 staff_id = save (clinic, staff);
  double rows_p50 = measure_rows_alone (clinic);
  for (guint i = 0; i < 2; i++)
    {
      BenchSeries *series = bench_series_new (i == 0 ? "today, the whole clinic" : "today, mine");
      guint n = 0;
      for (guint k = 0; k < 50; k++)
        {
          double start = bench_now_ms ();
          g_autoptr (TideDay) day
            = tide_clinic_load_day (clinic, tide_instant_now (), i == 0 ? 0 : staff_id, NULL);
          bench_series_add (series, bench_now_ms () - start);
          n = day->ratings->len + day->papers->len + day->reviews->len;
        }
      g_print ("today: %u rows due, %.1f times the rows alone\n", n,
               bench_series_percentile (series, 50) / rows_p50);
      bench_series_report (series, 10, NAN);
    }
}

static void
measure_saves (TideClinic *clinic, double floor_p95)
{
  BenchSeries *series = bench_series_new ("a course saved with its due rows");
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("B-%06u", 1000 + i);
      g_autoptr (TidePatient) patient
        = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", mrn, NULL);
      TideCourse *course = tide_course_new ();
      course->patient_id = patient->base.id;
      course->arm = TIDE_ARM_CBT;
      course->started_on = tide_date_today () - 10;
      tide_record_set_text (&course->indication, "F42.2");
      double start = bench_now_ms ();
      save (clinic, course);
      bench_series_add (series, bench_now_ms () - start);
      idle ();
    }
  g_print ("such a save, p95 above the floor: %.2f ms (target 5)\n",
           bench_series_percentile (series, 95) - floor_p95);
  bench_series_report (series, NAN, NAN);
}

int
main (int argc, char **argv)
{
  TideClinic *clinic = bench_clinic_new (TRUE);
  bench_clinic_fill (clinic, N_PATIENTS, 20);
  g_assert_true (g_main_context_acquire (NULL));
  double floor_p95 = measure_floor (clinic);
  measure_cells (clinic, floor_p95);
  add_courses (clinic);
  measure_today (clinic);
  measure_day (clinic);
  measure_saves (clinic, floor_p95);
  g_main_context_release (NULL);
  bench_clinic_remove (clinic);
  return 0;
}

/* bench-patient.c: opening the crowded patient (10 years, 500 ratings, 120 sessions) in a clinic of 2,000:
 * load, outcome, layout and drawing at 1200 x 700 within one frame of 60 Hz (16 ms); and one summary PDF
 * after opening, at most 30 ms. */

#include "bench.h"
#include "tide-clinic-cockpit.h"
#include "tide-safety-rules.h"

#include <glib/gstdio.h>
#include <math.h>
#include "tide-report.h"
#include "tide-timeline.h"
#include "tide-store.h"

#define N_ROUNDS 60

static gint64
add_crowded (TideClinic *clinic)
{
  g_autoptr (GError) error = NULL;
  TideBatch *batch = tide_clinic_begin_batch (clinic, &error);
  g_autoptr (TidePatient) patient = tide_patient_new ();
  patient->mrn = g_strdup ("CROWDED");
  patient->family_name = g_strdup ("Crowded");
  patient->given_name = g_strdup ("Bench");
  patient->birth_date = tide_date_from_ymd (1980, 5, 17);
  patient->synthetic = TRUE;
  tide_batch_add (batch, patient, &error);
  g_assert_no_error (error);
  TideDate start = tide_date_from_ymd (2015, 1, 5);
  gint64 course_id = 0;
  for (int c = 0; c < 4; c++)
    {
      g_autoptr (TideCourse) course = tide_course_new ();
      course->patient_id = patient->base.id;
      course->code = g_strdup_printf ("CROWDED-%d", c);
      course->arm = c == 3 ? TIDE_ARM_KETAMINE : c == 2 ? TIDE_ARM_CBT : TIDE_ARM_SSRI;
      course->agent = g_strdup (c == 3 ? "ketamine" : c == 2 ? "ERP" : c == 1 ? "sertraline" : "fluoxetine");
      course->started_on = start + c * 800;
      course->target_instrument = g_strdup ("ybocs");
      tide_batch_add (batch, course, &error);
      g_assert_no_error (error);
      course_id = course->base.id;
    }
  for (int i = 0; i < 120; i++)
    {
      g_autoptr (TideSession) session = tide_session_new ();
      session->course_id = course_id;
      session->started = tide_instant_from_local (start + 2400 + i * 9, 9, 0);
      session->status = TIDE_SESSION_HELD;
      session->dose_mg_per_kg = 0.5;
      tide_batch_add (batch, session, &error);
      g_assert_no_error (error);
    }
  for (int i = 0; i < 500; i++)
    {
      g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
      data->patient_id = patient->base.id;
      data->instrument_id = g_strdup (i % 3 == 2 ? "phq9" : "ybocs");
      data->taken = tide_instant_from_local (start + i * 7, 10, 15);
      data->rater_type = TIDE_RATER_CLINICIAN;
      data->status = TIDE_STATUS_FINAL;
      data->total = i % 3 == 2 ? 4 + i % 19 : 10 + (i * 7) % 24;
      tide_batch_add (batch, data, &error);
      g_assert_no_error (error);
    }
  gint64 id = patient->base.id;
  tide_batch_commit (batch, "import", "bench data", NULL, &error);
  g_assert_no_error (error);
  return id;
}

static void
measure_opening (TideClinic *clinic, gint64 id, BenchSeries *load, BenchSeries *draw, BenchSeries *all)
{
  g_autoptr (GError) error = NULL;
  TideLibrary *library = tide_clinic_get_library (clinic);
  TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1200, 700);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double start = bench_now_ms ();
      g_autoptr (TideHistory) history = tide_clinic_load_history (clinic, id, &error);
      g_assert_no_error (error);
      g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (clinic);
      double loaded = bench_now_ms ();
      TideTimelineOptions options = tide_timeline_options_default ();
      g_autoptr (TideTimelineModel) model
        = tide_timeline_model_new (history, library, "ybocs", thresholds, tide_instant_now (), &options);
      g_autoptr (TideTimeline) timeline = tide_timeline_layout (model, &options, &style, 1200, 700);
      cairo_t *cr = cairo_create (surface);
      tide_timeline_draw (timeline, cr);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      double drawn = bench_now_ms ();
      bench_series_add (load, loaded - start);
      bench_series_add (draw, drawn - loaded);
      bench_series_add (all, drawn - start);
    }
  cairo_surface_destroy (surface);
}

static void
measure_summary (TideClinic *clinic, gint64 id, BenchSeries *series)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (tide_clinic_get_folder (clinic), "..", "summary.pdf", NULL);
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new (); /* an open desk has them, for every page */
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double start = bench_now_ms ();
      g_autoptr (TideHistory) history = tide_clinic_load_history (clinic, id, &error);
      g_assert_no_error (error);
      g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (clinic);
      TideSummaryData data = { .history = history,
                               .library = tide_clinic_get_library (clinic),
                               .thresholds = thresholds,
                               .rules = rules,
                               .session_rules = tide_clinic_get_session_rules (clinic),
                               .instrument_id = "ybocs",
                               .clinic_name = "Bench clinic",
                               .synthetic = TRUE,
                               .now = tide_instant_now (),
                               .from = TIDE_DATE_UNKNOWN,
                               .to = TIDE_DATE_UNKNOWN };
      g_autoptr (TideReport) report = tide_summary_new (&data);
      tide_report_write_pdf (&report, 1, path, &error);
      g_assert_no_error (error);
      bench_series_add (series, bench_now_ms () - start);
    }
}

static void
run (gboolean keyed)
{
  const char *kind = keyed ? "keyed" : "plain";
  TideClinic *clinic = bench_clinic_new (keyed);
  bench_clinic_fill (clinic, 2000, 10);
  gint64 id = add_crowded (clinic);
  g_autofree char *load_name = g_strdup_printf ("crowded patient: load, %s", kind);
  g_autofree char *draw_name = g_strdup_printf ("crowded patient: outcome + layout + draw, %s", kind);
  g_autofree char *all_name = g_strdup_printf ("crowded patient: all, %s", kind);
  g_autofree char *pdf_name = g_strdup_printf ("crowded patient: summary PDF, %s", kind);
  BenchSeries *load = bench_series_new (load_name), *draw = bench_series_new (draw_name);
  BenchSeries *all = bench_series_new (all_name), *pdf = bench_series_new (pdf_name);
  measure_opening (clinic, id, load, draw, all);
  measure_summary (clinic, id, pdf);
  bench_series_report (load, NAN, NAN);
  bench_series_report (draw, NAN, NAN);
  bench_series_report (all, 16, NAN);
  bench_series_report (pdf, 30, NAN);
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

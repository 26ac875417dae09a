/* test-track.c: the look at the courses that run: who is outside the band, whose effect fades, and that a
 * save changes the look as a new one would.
 *
 * Eleven patients began sertraline at 20 points in 2025 and stood at 20, 19 … 10 after four weeks: the middle
 * 80 % are falls of 5 to 45 % (see tests/outcome/test-track.c).
 */
#include "tide-clinic-fixture.h"

#include <math.h>

#include "tide-clinic-day.h"
#include "tide-clinic-track.h"

#define NOW "2026-03-10T12:00+01:00"

typedef struct
{
  TideClinic *clinic;
  guint n_told;
} Fixture;

static void
tracked_cb (TideClinic *clinic, Fixture *f)
{
  f->n_told++;
}

static gint64
add_person (Fixture *f, guint number)
{
  g_autofree char *mrn = g_strdup_printf ("T-%02u", number);
  gint64 patient = test_clinic_add_patient (f->clinic, mrn, "Synthetic", mrn);
  g_autoptr (TideDiagnosis) diagnosis = tide_diagnosis_new ();
  diagnosis->patient_id = patient;
  diagnosis->primary = TRUE;
  tide_record_set_text (&diagnosis->code, "F42.2");
  test_clinic_save (f->clinic, diagnosis);
  return patient;
}

static void
rate (Fixture *f, gint64 patient, const char *day, int total)
{
  g_autofree char *taken = g_strdup_printf ("%sT09:00+01:00", day);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient, "ybocs", taken, NULL);
  g_autoptr (GError) error = NULL;
  data->total = total;
  tide_clinic_save_assessment (f->clinic, data, NULL, &error);
  g_assert_no_error (error);
}

static gint64
add_course (Fixture *f, gint64 patient, const char *started, const char *ended)
{
  g_autoptr (TideCourse) course
    = test_clinic_new_course (patient, TIDE_ARM_SSRI, "sertraline", started, ended);
  return test_clinic_save (f->clinic, course);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  tide_time_set_now (test_clinic_instant (NOW));
  f->clinic = test_clinic_new (FALSE);
  for (guint i = 0; i < 11; i++)
    {
      gint64 patient = add_person (f, i);
      add_course (f, patient, "2025-06-02", "2025-09-01");
      rate (f, patient, "2025-06-01", 20);
      rate (f, patient, "2025-06-30", 20 - (int) i);
    }
  g_signal_connect (f->clinic, "tracked", G_CALLBACK (tracked_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->clinic);
  tide_time_set_now (TIDE_INSTANT_UNKNOWN);
}

static const TideTracks *
look (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_run_tracks (f->clinic, &error);
  g_assert_no_error (error);
  return tide_clinic_get_tracks (f->clinic);
}

/* From 30 points after four weeks: 5 to 45 % are 28.5 to 16.5. */
static void
outside_is_listed_and_inside_is_not (Fixture *f, gconstpointer data)
{
  gint64 patient = add_person (f, 50), course = add_course (f, patient, "2026-02-02", NULL);
  TideOffTrack found = { 0 };
  rate (f, patient, "2026-02-01", 30);
  rate (f, patient, "2026-03-02", 29);
  g_assert_null (tide_clinic_get_tracks (f->clinic)); /* nobody has looked */
  const TideTracks *tracks = look (f);
  g_assert_cmpuint (f->n_told, ==, 1);
  g_assert_cmpuint (tracks->off_track->len, ==, 1);
  g_assert_cmpuint (tracks->n_judged, ==, 1);
  const TideOffTrack *off = tracks->off_track->pdata[0];
  g_assert_cmpint (off->track.course_id, ==, course);
  g_assert_cmpint (off->track.state, ==, TIDE_TRACK_SMALLER);
  g_assert_cmpuint (off->track.n, ==, 11);
  g_assert_cmpfloat_with_epsilon (off->track.low_value, 16.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (off->track.high_value, 28.5, 1e-9);
  g_assert_cmpstr (off->instrument_id, ==, "ybocs");
  g_assert_cmpuint (off->n_points, ==, 2);
  g_assert_cmpfloat (off->values[1], ==, 29);
  g_assert_cmpint (off->state, ==, TIDE_STATE_TOO_EARLY); /* week 4 of an SSRI */
  /* The next rating is inside; the chart alone is folded again, and the look says so. */
  rate (f, patient, "2026-03-09", 24);
  tracks = look (f);
  g_assert_cmpuint (f->n_told, ==, 2);
  g_assert_cmpuint (tracks->off_track->len, ==, 0);
  g_assert_cmpuint (tracks->n_judged, ==, 1);
  g_assert_true (tide_clinic_find_track (f->clinic, patient, course, "ybocs", &found));
  g_assert_cmpint (found.track.state, ==, TIDE_TRACK_INSIDE);
  tide_off_track_clear (&found);
  /* An undo is a change like another. */
  g_assert_true (tide_clinic_undo (f->clinic, NULL));
  g_assert_cmpuint (look (f)->off_track->len, ==, 1);
  g_assert_false (tide_clinic_find_track (f->clinic, patient, course + 1000, "ybocs", &found));
}

/* Nine others: no band, and it is counted. */
static void
too_few_are_counted (Fixture *f, gconstpointer data)
{
  for (guint i = 9; i < 11; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("T-%02u", i);
      g_autoptr (TidePatient) patient
        = tide_clinic_lookup_text (f->clinic, &tide_patient_class, "mrn", mrn, NULL);
      g_autoptr (GPtrArray) courses
        = tide_clinic_list (f->clinic, &tide_course_class, "patient_id", patient->base.id, NULL);
      g_autoptr (TideCourse) course = tide_course_copy (courses->pdata[0]);
      course->arm = TIDE_ARM_ANTIDEPRESSANT;
      g_assert_true (tide_clinic_save (f->clinic, course, NULL));
    }
  gint64 patient = add_person (f, 50);
  add_course (f, patient, "2026-02-02", NULL);
  rate (f, patient, "2026-02-01", 30);
  rate (f, patient, "2026-03-02", 29);
  const TideTracks *tracks = look (f);
  g_assert_cmpuint (tracks->off_track->len, ==, 0);
  g_assert_cmpuint (tracks->n_judged, ==, 0);
  g_assert_cmpuint (tracks->n_few, ==, 1);
  g_autoptr (TideDay) day = tide_clinic_load_day (f->clinic, test_clinic_instant (NOW), 0, NULL);
  g_assert_true (day->tracked);
  g_assert_cmpuint (day->n_few, ==, 1);
}

/* 30 → 15 is a response (50 %), held a week later; 25 is none (17 %): watch.  A second one: fading.  */
static void
watch_comes_before_fading (Fixture *f, gconstpointer data)
{
  gint64 patient = add_person (f, 50), course = add_course (f, patient, "2025-12-01", NULL);
  rate (f, patient, "2025-11-30", 30);
  rate (f, patient, "2026-01-12", 15);
  rate (f, patient, "2026-01-26", 15);
  g_assert_cmpuint (look (f)->fading->len, ==, 0);
  rate (f, patient, "2026-02-16", 25);
  const TideTracks *tracks = look (f);
  g_assert_cmpuint (tracks->fading->len, ==, 1);
  const TideFading *one = tracks->fading->pdata[0];
  g_assert_cmpint (one->course_id, ==, course);
  g_assert_false (one->faded);
  g_assert_cmpint (one->since, ==, test_clinic_date ("2026-02-16"));
  g_assert_cmpfloat (one->last, ==, 25);
  rate (f, patient, "2026-03-02", 24);
  tracks = look (f);
  g_assert_cmpuint (tracks->fading->len, ==, 1);
  one = tracks->fading->pdata[0];
  g_assert_true (one->faded);
  g_assert_cmpint (one->since, ==, test_clinic_date ("2026-02-16"));
  g_assert_cmpint (one->last_rated, ==, test_clinic_date ("2026-03-02"));
  g_autoptr (TideDay) day = tide_clinic_load_day (f->clinic, test_clinic_instant (NOW), 0, NULL);
  g_assert_cmpuint (day->fading->len, ==, 1);
  /* A course that is closed asks for nothing. */
  g_autoptr (TideCourse) ended = tide_clinic_lookup (f->clinic, &tide_course_class, course, NULL);
  ended->ended_on = test_clinic_date ("2026-03-05");
  ended->end_reason = tide_code_from_text (tide_end_reason_codes, "completed");
  g_autoptr (GError) error = NULL;
  tide_clinic_save (f->clinic, ended, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (look (f)->fading->len, ==, 0);
}

/* Begun at nine in the evening, rated at eight in the morning on day 24: 23.46 days, but the day is 24. */
static void
the_day_is_that_of_the_rating (Fixture *f, gconstpointer data)
{
  static const char *const taken[] = { "2026-01-25T09:00+01:00", "2026-02-05T08:00+01:00",
                                       "2026-02-12T08:00+01:00", "2026-02-19T08:00+01:00" };
  static const int totals[] = { 30, 15, 15, 25 };
  gint64 patient = add_person (f, 50);
  g_autoptr (TideCourse) course
    = test_clinic_new_course (patient, TIDE_ARM_KETAMINE, "ketamine", "2026-01-26", NULL);
  gint64 id = test_clinic_save (f->clinic, course);
  test_clinic_add_session (f->clinic, id, "2026-01-26T21:00+01:00", TIDE_SESSION_HELD);
  test_clinic_add_session (f->clinic, id, "2026-02-20T21:00+01:00", TIDE_SESSION_HELD);
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autoptr (TideAssessmentData) rating = test_clinic_new_assessment (patient, "ybocs", taken[i], NULL);
      g_autoptr (GError) error = NULL;
      rating->total = totals[i];
      tide_clinic_save_assessment (f->clinic, rating, NULL, &error);
      g_assert_no_error (error);
    }
  const TideTracks *tracks = look (f);
  g_assert_cmpuint (tracks->fading->len, ==, 1);
  const TideFading *one = tracks->fading->pdata[0];
  g_assert_cmpint (one->since, ==, test_clinic_date ("2026-02-19"));
  g_assert_cmpint (one->last_rated, ==, test_clinic_date ("2026-02-19"));
}

/* A state holds for six weeks: rated on 27 January (day 42 before the 10th of March) it stands; a day earlier
 * nobody knows what it is now. */
static void
what_was_lost_long_ago_is_not_listed (Fixture *f, gconstpointer data)
{
  static const char *const last[] = { "2026-01-27", "2026-01-26" };
  for (guint i = 0; i < 2; i++)
    {
      gint64 patient = add_person (f, 50 + i);
      add_course (f, patient, "2025-11-03", NULL);
      rate (f, patient, "2025-11-02", 30);
      rate (f, patient, "2025-12-15", 15);
      rate (f, patient, "2026-01-05", 15);
      rate (f, patient, last[i], 25);
    }
  const TideTracks *tracks = look (f);
  g_assert_cmpuint (tracks->fading->len, ==, 1);
  g_assert_cmpint (((const TideFading *) tracks->fading->pdata[0])->last_rated, ==,
                   test_clinic_date ("2026-01-27"));
}

/* The rows are about patients. */
static void
a_lock_forgets (Fixture *f, gconstpointer data)
{
  gboolean done = FALSE;
  g_assert_nonnull (look (f));
  tide_clinic_lock (f->clinic);
  g_assert_null (tide_clinic_get_tracks (f->clinic));
  g_autoptr (GError) error = NULL;
  g_assert_false (tide_clinic_step_tracks (f->clinic, 1, &done, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_LOCKED);
}

/* Small steps come to the same as one. */
static void
small_steps_get_there (Fixture *f, gconstpointer data)
{
  gint64 patient = add_person (f, 50);
  add_course (f, patient, "2026-02-02", NULL);
  rate (f, patient, "2026-02-01", 30);
  rate (f, patient, "2026-03-02", 29);
  gboolean done = FALSE;
  guint n = 0;
  for (; !done && n < 1000; n++)
    g_assert_true (tide_clinic_step_tracks (f->clinic, 0, &done, NULL));
  g_assert_true (done);
  g_assert_cmpuint (n, >, 5);
  g_assert_cmpuint (tide_clinic_get_tracks (f->clinic)->off_track->len, ==, 1);
}

#define ADD(path, test) g_test_add ("/clinic/track/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("outside-is-listed-and-inside-is-not", outside_is_listed_and_inside_is_not);
  ADD ("too-few-are-counted", too_few_are_counted);
  ADD ("watch-comes-before-fading", watch_comes_before_fading);
  ADD ("the-day-is-that-of-the-rating", the_day_is_that_of_the_rating);
  ADD ("what-was-lost-long-ago-is-not-listed", what_was_lost_long_ago_is_not_listed);
  ADD ("a-lock-forgets", a_lock_forgets);
  ADD ("small-steps-get-there", small_steps_get_there);
  return g_test_run ();
}

/* test-tracks.c: courses that run, on Today and in the comparison of one patient: a row outside the band
 * opens the patient's own courses with the band in them, a fading one its course.
 *
 * Eleven patients began sertraline at 20 points and stood at 20, 19 … 10 four weeks later, so that the middle
 * 80 % are falls of 5 to 45 %, which from 30 points are 28.5 and 16.5.
 */
#include <sqlite3.h>
#include <string.h>

#include "app-fixture.h"
#include "tide-clinic-track.h"
#include "tide-compare-own-view.h"
#include "tide-compare-page.h"
#include "tide-patient-page.h"
#include "tide-today-page.h"

static const char *
before (int days)
{
  static char text[8][32];
  static guint next = 0;
  next = (next + 1) % G_N_ELEMENTS (text);
  g_autofree char *iso = tide_date_to_iso (tide_date_today () - days);
  g_snprintf (text[next], sizeof text[next], "%s", iso);
  return text[next];
}

static gint64
add_person (TideClinic *clinic, guint number, const char *name)
{
  g_autofree char *mrn = g_strdup_printf ("TR-%02u", number);
  gint64 patient = test_clinic_add_patient (clinic, mrn, name, "Synthetic");
  g_autoptr (TideDiagnosis) diagnosis = tide_diagnosis_new ();
  diagnosis->patient_id = patient;
  diagnosis->primary = TRUE;
  tide_record_set_text (&diagnosis->code, "F42.2");
  test_clinic_save (clinic, diagnosis);
  return patient;
}

static void
rate (TideClinic *clinic, gint64 patient, int days, int total)
{
  /* Nine o'clock of today lies ahead of whoever runs this in the night. */
  g_autofree char *taken = g_strdup_printf ("%sT%s", before (days), days > 0 ? "09:00" : "00:00");
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient, "ybocs", taken, NULL);
  g_autoptr (GError) error = NULL;
  data->total = total;
  tide_clinic_save_assessment (clinic, data, NULL, &error);
  g_assert_no_error (error);
}

static gint64
add_course (TideClinic *clinic, gint64 patient, int from, int until)
{
  g_autoptr (TideCourse) course = test_clinic_new_course (patient, TIDE_ARM_SSRI, "sertraline", before (from),
                                                          until > 0 ? before (until) : NULL);
  return test_clinic_save (clinic, course);
}

static void
add_earlier (TideClinic *clinic, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      gint64 patient = add_person (clinic, i, "Earlier");
      add_course (clinic, patient, 400, 300);
      rate (clinic, patient, 401, 20);
      rate (clinic, patient, 372, 20 - (int) i);
    }
}

/* From 30 to 29 after four weeks. */
static gint64
add_off_track (TideClinic *clinic)
{
  gint64 patient = add_person (clinic, 50, "Off");
  add_course (clinic, patient, 29, 0);
  rate (clinic, patient, 30, 30);
  rate (clinic, patient, 1, 29);
  return patient;
}

static gint64
add_fading (TideClinic *clinic, gboolean faded)
{
  gint64 patient = add_person (clinic, 60 + (guint) faded, faded ? "Fading" : "Watched");
  add_course (clinic, patient, 200, 0);
  rate (clinic, patient, 201, 30);
  rate (clinic, patient, 100, 15);
  rate (clinic, patient, 80, 15);
  if (faded)
    rate (clinic, patient, 40, 26);
  rate (clinic, patient, 10, 25);
  return patient;
}

static TideTodaySection *
section_of (TideWindow *window, TideTodayList which)
{
  GtkWidget *page = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_TODAY_PAGE);
  return page != NULL ? tide_today_page_get_section (TIDE_TODAY_PAGE (page), which) : NULL;
}

static TideTodaySection *
open_today (TideClinic *clinic, TideWindow **window, TideTodayList which)
{
  *window = app_fixture_window (NULL);
  tide_window_set_clinic (*window, clinic);
  WAIT (section_of (*window, which) != NULL);
  return section_of (*window, which);
}

static void
outside_the_band_opens_the_own_courses (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 0);
  TideWindow *window;
  add_earlier (clinic, 11);
  add_off_track (clinic);
  TideTodaySection *section = open_today (clinic, &window, TIDE_TODAY_OFF_TRACK);
  WAIT (tide_today_section_get_n (section) == 1);
  GtkWidget *row = GTK_WIDGET (tide_today_section_get_row (section, 0));
  g_assert_true (app_fixture_says (row, "Y-BOCS 29 at week 4"));
  g_assert_true (app_fixture_says (row, "Smaller fall"));
  g_assert_true (app_fixture_says (row, "clinic’s courses: 16.5–28.5 (n = 11)"));
  gtk_widget_activate (row);
  WAIT (TIDE_IS_COMPARE_PAGE (tide_window_get_pushed_page (window)));
  TideCompareOwnView *view = TIDE_COMPARE_OWN_VIEW (
    app_fixture_find (tide_window_get_pushed_page (window), TIDE_TYPE_COMPARE_OWN_VIEW));
  g_autofree char *words = tide_own_courses_dup_band_words (tide_compare_own_view_get_courses (view));
  g_assert_cmpstr (words, ==,
                   "Shaded: expected band of Sertraline, the middle 80 % of the clinic’s earlier courses of "
                   "the same arm, n = 11");
  app_fixture_gone (window);
}

static void
too_few_are_told_instead_of_a_band (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 0);
  TideWindow *window;
  add_earlier (clinic, 9);
  gint64 patient = add_off_track (clinic);
  TideTodaySection *section = open_today (clinic, &window, TIDE_TODAY_OFF_TRACK);
  WAIT (app_fixture_says (GTK_WIDGET (section),
                          "No expected band: no running course has 10 earlier courses of its arm yet"));
  g_assert_cmpuint (tide_today_section_get_n (section), ==, 0);
  TideCompareOwnView *view = g_object_ref_sink (g_object_new (TIDE_TYPE_COMPARE_OWN_VIEW, NULL));
  tide_compare_own_view_show (view, clinic, patient);
  g_autofree char *words = tide_own_courses_dup_band_words (tide_compare_own_view_get_courses (view));
  g_assert_cmpstr (words, ==,
                   "Sertraline: no expected band: 9 earlier courses of the same arm, 10 are needed");
  g_object_unref (view);
  app_fixture_gone (window);
}

/* A table that is away is the plainest of faults: the disk, or somebody else's program. */
static int
compare_bytes (void *data, int n_a, const void *a, int n_b, const void *b)
{
  int order = memcmp (a, b, (gsize) MIN (n_a, n_b));
  return order != 0 ? order : n_a - n_b;
}

static void
rename_table (TideClinic *clinic, const char *from, const char *to)
{
  g_autofree char *path = g_build_filename (tide_clinic_get_folder (clinic), "clinic.db", NULL);
  g_autofree char *sql = g_strdup_printf ("ALTER TABLE %s RENAME TO %s", from, to);
  sqlite3 *db;
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_create_collation (db, "C", SQLITE_UTF8, NULL, compare_bytes);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static GtkListBoxRow *
last_row (TideTodaySection *section)
{
  GtkListBox *list = GTK_LIST_BOX (app_fixture_find (GTK_WIDGET (section), GTK_TYPE_LIST_BOX));
  GtkListBoxRow *last = NULL;
  for (int i = 0; gtk_list_box_get_row_at_index (list, i) != NULL; i++)
    last = gtk_list_box_get_row_at_index (list, i);
  return last;
}

static void
a_look_that_failed_is_told_and_tried_again (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 0);
  TideWindow *window;
  add_earlier (clinic, 11);
  add_off_track (clinic);
  rename_table (clinic, "cost", "cost_away");
  TideTodaySection *section = open_today (clinic, &window, TIDE_TODAY_OFF_TRACK);
  WAIT (app_fixture_says (GTK_WIDGET (section), "The courses that run could not be read."));
  g_assert_true (app_fixture_says (GTK_WIDGET (section_of (window, TIDE_TODAY_FADING)), "Try Again"));
  g_assert_cmpuint (tide_today_section_get_n (section), ==, 0);
  gtk_widget_activate (GTK_WIDGET (last_row (section))); /* as before: it fails again, and goes on telling */
  WAIT (tide_clinic_get_tracks_fault (clinic) == NULL);
  WAIT (tide_clinic_get_tracks_fault (clinic) != NULL);
  rename_table (clinic, "cost_away", "cost");
  WAIT (app_fixture_says (GTK_WIDGET (section), "Try Again"));
  gtk_widget_activate (GTK_WIDGET (last_row (section)));
  WAIT (tide_today_section_get_n (section) == 1);
  g_assert_false (app_fixture_says (GTK_WIDGET (section), "Try Again"));
  g_assert_null (tide_clinic_get_tracks_fault (clinic));
  app_fixture_gone (window);
}

static void
fading_and_watch_open_their_course (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 0);
  TideWindow *window;
  gint64 watched = add_fading (clinic, FALSE), faded = add_fading (clinic, TRUE);
  TideTodaySection *section = open_today (clinic, &window, TIDE_TODAY_FADING);
  WAIT (tide_today_section_get_n (section) == 2);
  TideTodayRow *row = tide_today_section_get_row (section, 0);
  g_assert_cmpint (tide_today_row_get_patient (row), ==, faded);
  g_assert_true (app_fixture_says (GTK_WIDGET (row), "Effect fading"));
  row = tide_today_section_get_row (section, 1);
  g_assert_cmpint (tide_today_row_get_patient (row), ==, watched);
  g_assert_true (app_fixture_says (GTK_WIDGET (row), "Watch"));
  gtk_widget_activate (GTK_WIDGET (row));
  WAIT (app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_PATIENT_PAGE) != NULL);
  TidePatientPage *page = TIDE_PATIENT_PAGE (app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_PATIENT_PAGE));
  g_assert_cmpint (tide_patient_page_get_patient (page), ==, watched);
  g_assert_cmpstr (tide_patient_page_get_tab (page), ==, "courses");
  app_fixture_gone (window);
}

/* A rating that brings the course back inside takes its row away without anybody asking. */
static void
a_save_changes_the_list (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 0);
  TideWindow *window;
  add_earlier (clinic, 11);
  gint64 patient = add_off_track (clinic);
  TideTodaySection *section = open_today (clinic, &window, TIDE_TODAY_OFF_TRACK);
  WAIT (tide_today_section_get_n (section) == 1);
  rate (clinic, patient, 0, 24);
  WAIT (tide_today_section_get_n (section) == 0);
  WAIT (app_fixture_says (GTK_WIDGET (section), "Nobody is outside the expected band"));
  app_fixture_gone (window);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/app/tracks/outside-the-band-opens-the-own-courses",
                   outside_the_band_opens_the_own_courses);
  g_test_add_func ("/app/tracks/too-few-are-told-instead-of-a-band", too_few_are_told_instead_of_a_band);
  g_test_add_func ("/app/tracks/fading-and-watch-open-their-course", fading_and_watch_open_their_course);
  g_test_add_func ("/app/tracks/a-look-that-failed-is-told-and-tried-again",
                   a_look_that_failed_is_told_and_tried_again);
  g_test_add_func ("/app/tracks/a-save-changes-the-list", a_save_changes_the_list);
  return g_test_run ();
}

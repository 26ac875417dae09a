/* test-compare.c: the Compare page: reached from the window and from the patient, its table, its switches,
 * its table twin, its file; and nothing of it left after locking. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app-fixture.h"
#include "tide-clinic-page.h"
#include "tide-compare-clinic-view.h"
#include "tide-compare-own-view.h"
#include "tide-compare-page.h"
#include "tide-compare-view.h"
#include "tide-own-chart.h"
#include "tide-unlock-page.h"

static gint64
patient_of (TideClinic *clinic, const char *mrn)
{
  g_autoptr (TidePatient) patient = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", mrn, NULL);
  return patient->base.id;
}

static TideCompareOwnView *
open_compare (TideWindow *window, TideClinic *clinic)
{
  tide_window_show_patient (window, patient_of (clinic, "PR-0001"));
  tide_window_activate_patient_action (window, "patient.compare", NULL);
  WAIT (TIDE_IS_COMPARE_PAGE (tide_window_get_pushed_page (window)));
  app_fixture_settle ();
  return TIDE_COMPARE_OWN_VIEW (
    app_fixture_find (tide_window_get_pushed_page (window), TIDE_TYPE_COMPARE_OWN_VIEW));
}

static void
shows_the_courses_of_the_patient_on_screen (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  TideWindow *window = app_fixture_window (clinic);
  GtkWidget *view = GTK_WIDGET (open_compare (window, clinic));
  static const char *const words[] = { "Anna Probe-1", "1 · Sertraline", "Speed", "Depth",
                                       "Duration",     "Burden",         "Cost",  "no price recorded" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_true (app_fixture_says (view, words[i]));
  g_assert_true (app_fixture_says (tide_window_get_pushed_page (window), "One patient, fixed order."));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Tidemark");
  gtk_widget_activate_action (tide_window_get_pushed_page (window), "compare.close", NULL);
  WAIT (tide_window_get_pushed_page (window) == NULL);
  app_fixture_gone (window);
}

/* The switcher of the clinic has Compare beside its own views; Back returns to the view one came from. */
static void
the_switcher_leads_there_and_back (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  TideWindow *window = app_fixture_window (clinic);
  TideClinicPage *page = TIDE_CLINIC_PAGE (app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_CLINIC_PAGE));
  tide_clinic_page_show_view (page, "caseload");
  tide_clinic_page_show_view (page, "compare");
  WAIT (TIDE_IS_COMPARE_PAGE (tide_window_get_pushed_page (window)));
  tide_window_pop_page (window);
  app_fixture_settle ();
  TidePlace place = tide_clinic_page_get_place (page);
  g_assert_cmpstr (place.view, ==, "caseload");
  tide_place_clear (&place);
  app_fixture_gone (window);
}

static void
a_switch_leaves_ratings_out_and_a_rating_made_meanwhile_appears (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  TideWindow *window = app_fixture_window (clinic);
  TideCompareOwnView *view = open_compare (window, clinic);
  guint before = tide_own_courses_get (tide_compare_own_view_get_courses (view), 0)->points->len;
  for (guint i = 0; i < TIDE_N_OWN_MARKS; i++)
    {
      guint n = tide_own_courses_count_mark (tide_compare_own_view_get_courses (view), tide_own_marks[i]);
      tide_compare_own_view_set_mark (view, tide_own_marks[i], FALSE);
      g_assert_cmpuint (tide_own_courses_count_left_out (tide_compare_own_view_get_courses (view)), <=, n);
      tide_compare_own_view_set_mark (view, tide_own_marks[i], TRUE);
    }
  g_assert_cmpuint (tide_own_courses_count_left_out (tide_compare_own_view_get_courses (view)), ==, 0);
  g_autofree char *now = tide_instant_to_iso (tide_instant_now ()),
                  *answers = test_clinic_dup_same_answers (10, 1);
  g_autoptr (TideAssessmentData) rating
    = test_clinic_new_assessment (patient_of (clinic, "PR-0001"), "ybocs", now, answers);
  g_autoptr (GError) error = NULL;
  tide_clinic_save_assessment (clinic, rating, NULL, &error);
  g_assert_no_error (error);
  app_fixture_settle ();
  g_assert_cmpuint (tide_own_courses_get (tide_compare_own_view_get_courses (view), 0)->points->len, ==,
                    before + 1);
  app_fixture_gone (window);
}

static void
a_file_is_for_its_owner_alone (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  TideWindow *window = app_fixture_window (clinic);
  TideCompareOwnView *view = open_compare (window, clinic);
  g_autofree char *folder = g_dir_make_tmp ("tide-XXXXXX", NULL);
  static const char *const kinds[] = { "png", "svg", "pdf" };
  static const char *const begins[] = { "\211PNG", "<?xml", "%PDF" };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strdup_printf ("courses.%s", kinds[i]);
      g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;
      g_autoptr (GError) error = NULL;
      struct stat info;
      g_assert_true (tide_compare_own_view_write (view, kinds[i], path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, begins[i]));
      g_assert_cmpint (stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
      g_remove (path);
    }
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (folder, "no", "such", "place.png", NULL);
  g_assert_false (tide_compare_own_view_write (view, "png", nowhere, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IO);
  g_rmdir (folder);
  app_fixture_gone (window);
}

static void
it_prints_with_its_caveats (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  TideWindow *window = app_fixture_window (clinic);
  TideCompareOwnView *view = open_compare (window, clinic);
  g_autoptr (TideReport) report = tide_compare_own_view_new_report (view);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "tide-courses-compared.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_nonnull (report);
  g_assert_cmpuint (tide_report_get_n_pages (report), ==, 1);
  g_assert_cmpstr (tide_report_get_title (report), ==, "Courses compared"); /* and no name */
  TideReport *all[] = { report };
  g_assert_true (tide_report_write_pdf (all, 1, path, &error));
  g_assert_no_error (error);
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autofree char *text = NULL;
  g_assert_true (
    g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "One patient, fixed order."));
  g_assert_nonnull (strstr (text, "Duration"));
  g_remove (path);
  app_fixture_gone (window);
}

static void
locking_empties_it (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  TideWindow *window = app_fixture_window (clinic);
  open_compare (window, clinic);
  g_assert_true (app_fixture_anyone_says ("Sertraline"));
  tide_window_lock (window);
  app_fixture_settle ();
  g_assert_null (tide_window_get_pushed_page (window));
  static const char *const words[] = { "Probe", "PR-0", "ertraline", "F42.2", "fixed order" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_false (app_fixture_anyone_says (words[i]));
  GtkWidget *unlock = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_UNLOCK_PAGE);
  gtk_widget_activate_action (unlock, "unlock.try", NULL);
  WAIT (TIDE_IS_COMPARE_PAGE (tide_window_get_pushed_page (window))); /* where one was */
  g_assert_true (app_fixture_anyone_says ("1 · Sertraline"));
  app_fixture_gone (window);
}

static gboolean
has_result (TideCompareClinicView *view)
{
  return tide_compare_view_has_figure (TIDE_COMPARE_VIEW (view));
}

/* Rows, numbers, question, rules and script, in a folder that did not exist; nothing is written over. */
static void
the_clinic_is_exported_whole (void)
{
  static const char *const names[]
    = { "rows.csv", "columns.txt", "results.csv", "definition.txt", "rules.txt", "recompute.R" };
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 6);
  TideWindow *window = app_fixture_window (clinic);
  g_autoptr (GError) error = NULL;
  tide_clinic_page_show_view (
    TIDE_CLINIC_PAGE (app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_CLINIC_PAGE)), "compare");
  WAIT (TIDE_IS_COMPARE_PAGE (tide_window_get_pushed_page (window)));
  TideCompareClinicView *view = TIDE_COMPARE_CLINIC_VIEW (
    app_fixture_find (tide_window_get_pushed_page (window), TIDE_TYPE_COMPARE_CLINIC_VIEW));
  WAIT (has_result (view));
  g_autofree char *top = g_dir_make_tmp ("tide-compare-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (top, "comparison-data", NULL);
  g_assert_true (tide_compare_clinic_view_write (view, "csv", folder, &error));
  g_assert_no_error (error);
  g_assert_false (tide_compare_clinic_view_write (view, "csv", folder, &error));
  g_assert_nonnull (strstr (error->message, "not written over"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_cmpint (g_rmdir (top), ==, 0);
  app_fixture_gone (window);
}

int
main (int argc, char *argv[])
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/app/compare/shows-the-courses-of-the-patient-on-screen",
                   shows_the_courses_of_the_patient_on_screen);
  g_test_add_func ("/app/compare/the-switcher-leads-there-and-back", the_switcher_leads_there_and_back);
  g_test_add_func ("/app/compare/a-switch-leaves-ratings-out-and-a-rating-made-meanwhile-appears",
                   a_switch_leaves_ratings_out_and_a_rating_made_meanwhile_appears);
  g_test_add_func ("/app/compare/a-file-is-for-its-owner-alone", a_file_is_for_its_owner_alone);
  g_test_add_func ("/app/compare/it-prints-with-its-caveats", it_prints_with_its_caveats);
  g_test_add_func ("/app/compare/the-clinic-is-exported-whole", the_clinic_is_exported_whole);
  g_test_add_func ("/app/compare/locking-empties-it", locking_empties_it);
  return g_test_run ();
}

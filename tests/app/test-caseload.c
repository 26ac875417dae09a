/* test-caseload.c: the caseload reads everybody when it is first seen, filters, and opens a patient. */
#include "app-fixture.h"
#include "tide-caseload-page.h"

static TideCaseloadPage *
open_caseload (TideWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-view", "s", "caseload");
  WAIT (app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_CASELOAD_PAGE) != NULL);
  TideCaseloadPage *page
    = TIDE_CASELOAD_PAGE (app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_CASELOAD_PAGE));
  WAIT (tide_caseload_page_is_complete (page));
  return page;
}

static void
shows_open_courses_first (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 8);
  TideWindow *window = app_fixture_window (clinic);
  TideCaseloadPage *page = open_caseload (window);
  g_assert_cmpuint (tide_caseload_page_get_n_rows (page), ==, 3);
  GtkWidget *filter = app_fixture_find (GTK_WIDGET (page), GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (filter), 2);
  WAIT (tide_caseload_page_get_n_rows (page) == 8);
  GtkWidget *search = app_fixture_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "0007");
  WAIT (tide_caseload_page_get_n_rows (page) == 1);
  g_assert_true (app_fixture_says (GTK_WIDGET (page), "Probe-7"));
  app_fixture_gone (window);
}

/* Y-BOCS 30 before the course, 10 after: a fall of 20 points. */
static void
tells_change_and_state (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  TideWindow *window = app_fixture_window (clinic);
  TideCaseloadPage *page = open_caseload (window);
  WAIT (app_fixture_says (GTK_WIDGET (page), "−20"));
  g_assert_true (app_fixture_says (GTK_WIDGET (page), "days ago")); /* too long for a state to hold */
  g_assert_false (app_fixture_says (GTK_WIDGET (page), "Remission"));
  g_assert_true (app_fixture_says (GTK_WIDGET (page), "9 May 2025"));
  app_fixture_gone (window);
}

/* Sertraline since January, last rated on 9 May 2025: Y-BOCS was asked for 28 days later. One patient of four
 * has no course. */
static void
tells_what_is_due (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 4);
  TideWindow *window = app_fixture_window (clinic);
  TideCaseloadPage *page = open_caseload (window);
  int late = tide_date_today () - test_clinic_date ("2025-06-06");
  g_autofree char *words = g_strdup_printf ("%d days late", late);
  WAIT (app_fixture_says (GTK_WIDGET (page), words));
  GtkWidget *filter = app_fixture_find (GTK_WIDGET (page), GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (filter), 2);
  WAIT (tide_caseload_page_get_n_rows (page) == 4);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (filter), 3);
  WAIT (tide_caseload_page_get_n_rows (page) == 3);
  app_fixture_gone (window);
}

static guint
count_columns (TideCaseloadPage *page, const char **first_gone)
{
  GtkWidget *view = app_fixture_find (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW);
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  guint n = 0;
  *first_gone = "none";
  for (guint i = g_list_model_get_n_items (columns); i-- > 0;)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      if (gtk_column_view_column_get_visible (column))
        n++;
      else
        *first_gone = gtk_column_view_column_get_title (column);
    }
  return n;
}

/* Where the text is twice as large or the window half as wide, whole columns go rather than half a column:
 * the name and the state stay. */
static void
a_narrow_table_shows_fewer_columns (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  TideWindow *window = app_fixture_window (clinic);
  TideCaseloadPage *page = open_caseload (window);
  const char *gone;
  WAIT (count_columns (page, &gone) == 11);
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 600);
  WAIT (count_columns (page, &gone) == 5);
  g_assert_cmpstr (gone, ==, "Diagnosis");
  GtkWidget *view = app_fixture_find (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));
  WAIT (gtk_adjustment_get_upper (across) <= gtk_adjustment_get_page_size (across));
  gtk_window_set_default_size (GTK_WINDOW (window), 450, 600);
  WAIT (count_columns (page, &gone) == 3);
  g_assert_cmpstr (gone, ==, "Diagnosis");
  gtk_window_set_default_size (GTK_WINDOW (window), 1270, 600);
  WAIT (count_columns (page, &gone) == 11);
  app_fixture_gone (window);
}

static void
a_row_opens_the_patient (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  TideWindow *window = app_fixture_window (clinic);
  TideCaseloadPage *page = open_caseload (window);
  GtkWidget *view = app_fixture_find (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW);
  g_signal_emit_by_name (view, "activate", 1);
  g_assert_cmpint (tide_window_get_patient (window), !=, 0);
  app_fixture_gone (window);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/app/caseload/shows-open-courses-first", shows_open_courses_first);
  g_test_add_func ("/app/caseload/tells-change-and-state", tells_change_and_state);
  g_test_add_func ("/app/caseload/tells-what-is-due", tells_what_is_due);
  g_test_add_func ("/app/caseload/a-narrow-table-shows-fewer-columns", a_narrow_table_shows_fewer_columns);
  g_test_add_func ("/app/caseload/a-row-opens-the-patient", a_row_opens_the_patient);
  return g_test_run ();
}

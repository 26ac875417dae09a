/* test-today.c: the morning list as widgets: what stands on it, what a row opens, what leaves it, and the
 * ledger behind it. */
#include "app-fixture.h"
#include "tide-alert-ledger.h"
#include "tide-app-settings.h"
#include "tide-assessment-form.h"
#include "tide-form-dialog.h"
#include "tide-ledger-cells.h"
#include "tide-today-page.h"

static TideTodayPage *
today_of (TideWindow *window)
{
  GtkWidget *page = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_TODAY_PAGE);
  return page != NULL ? TIDE_TODAY_PAGE (page) : NULL;
}

/* The window as a person sees it first. */
static TideWindow *
open_today (TideClinic *clinic)
{
  TideWindow *window = app_fixture_window (NULL);
  tide_window_set_clinic (window, clinic);
  WAIT (today_of (window) != NULL);
  return window;
}

static guint
count (TideWindow *window, TideTodayList which)
{
  return tide_today_section_get_n (tide_today_page_get_section (today_of (window), which));
}

static TideTodayRow *
row_at (TideWindow *window, TideTodayList which, guint at)
{
  return tide_today_section_get_row (tide_today_page_get_section (today_of (window), which), at);
}

static void
rate (TideClinic *clinic, gint64 patient_id, const char *instrument, const char *answers)
{
  g_autofree char *now = tide_instant_to_iso (tide_instant_now ());
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient_id, instrument, now, answers);
  g_autoptr (GError) error = NULL;
  tide_clinic_save_assessment (clinic, data, NULL, &error);
  g_assert_no_error (error);
}

/* PHQ-9 item 9 = 1 is amber, 2 is red (clinical.md 8, A4). */
static void
raise_alert (TideClinic *clinic, gint64 patient_id, int item9)
{
  g_autofree char *first = test_clinic_dup_same_answers (8, 0);
  g_autofree char *answers = g_strdup_printf ("%s;9=%d", first, item9);
  rate (clinic, patient_id, "phq9", answers);
}

static void
resolve_all (TideClinic *clinic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = tide_clinic_list_open_alerts (clinic, &error);
  for (guint i = 0; i < open->len; i++)
    {
      tide_clinic_resolve_alert (clinic, TIDE_RECORD (open->pdata[i])->id, "asked, safe", &error);
      g_assert_no_error (error);
    }
}

static GtkWidget *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);
      if (TIDE_IS_FORM_DIALOG (window))
        return window;
    }
  return NULL;
}

/* --- Today --- */

static void
is_the_first_view_and_says_what_is_empty (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 0);
  TideWindow *window = open_today (clinic);
  static const char *const words[] = { "No open alerts",
                                       "No sessions today",
                                       "No self-report waits",
                                       "Nothing is due today",
                                       "No running course can be compared",
                                       "No authorisation, consent or screening runs out",
                                       "No review is due" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    WAIT (app_fixture_says (GTK_WIDGET (today_of (window)), words[i]));
  for (guint i = 0; i < TIDE_N_TODAY_SECTIONS; i++)
    g_assert_cmpuint (count (window, (TideTodayList) i), ==, 0);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Tidemark");
  app_fixture_gone (window);
}

/* Sertraline for OCD since January 2025, last rated in May: Y-BOCS is long overdue. */
static void
a_rating_opens_its_form_and_leaves_when_done (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  TideWindow *window = open_today (clinic);
  guint n = count (window, TIDE_TODAY_RATINGS);
  g_assert_cmpuint (n, >=, 1);
  TideTodayRow *row = NULL;
  for (guint i = 0; i < n && row == NULL; i++)
    {
      TideTodayRow *one = row_at (window, TIDE_TODAY_RATINGS, i);
      if (app_fixture_says (GTK_WIDGET (one), "Y-BOCS"))
        row = one;
    }
  g_assert_nonnull (row);
  g_assert_true (app_fixture_says (GTK_WIDGET (row), "Anna Probe-1"));
  g_assert_true (app_fixture_says (GTK_WIDGET (row), "last 10 on 9 May 2025"));
  g_assert_true (app_fixture_says (GTK_WIDGET (row), "days overdue"));
  gint64 patient_id = tide_today_row_get_patient (row);
  gtk_widget_activate (GTK_WIDGET (row));
  WAIT (TIDE_IS_ASSESSMENT_FORM (tide_window_get_pushed_page (window)));
  tide_window_pop_page (window);
  WAIT (today_of (window) != NULL); /* the list is there again */
  g_autofree char *answers = test_clinic_dup_same_answers (10, 2);
  rate (clinic, patient_id, "ybocs", answers);
  WAIT (count (window, TIDE_TODAY_RATINGS) == n - 1);
  tide_clinic_undo (clinic, NULL);
  WAIT (count (window, TIDE_TODAY_RATINGS) == n);
  app_fixture_gone (window);
}

static void
an_alert_opens_its_dialog_and_leaves_when_answered (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", "PR-0001", NULL);
  raise_alert (clinic, patient->base.id, 2);
  TideWindow *window = open_today (clinic);
  g_assert_cmpuint (count (window, TIDE_TODAY_ALERTS), ==, 1);
  TideTodayRow *row = row_at (window, TIDE_TODAY_ALERTS, 0);
  g_assert_true (app_fixture_says (GTK_WIDGET (row), "PHQ-9 item 9 answered 2"));
  g_assert_true (app_fixture_says (GTK_WIDGET (row), "Red"));
  g_assert_true (app_fixture_says (GTK_WIDGET (row), "open 0 min"));
  gtk_widget_activate (GTK_WIDGET (row));
  WAIT (find_dialog () != NULL);
  g_assert_true (app_fixture_says (find_dialog (), "PHQ-9 item 9 answered 2"));
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  g_assert_nonnull (today_of (window));
  resolve_all (clinic);
  WAIT (count (window, TIDE_TODAY_ALERTS) == 0);
  g_assert_true (app_fixture_says (GTK_WIDGET (today_of (window)), "No open alerts"));
  app_fixture_gone (window);
}

static void
shows_seven_and_says_how_many (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 9);
  g_autoptr (GPtrArray) patients = tide_clinic_list (clinic, &tide_patient_class, NULL, 0, NULL);
  for (guint i = 0; i < patients->len; i++)
    raise_alert (clinic, TIDE_RECORD (patients->pdata[i])->id, 1);
  TideWindow *window = open_today (clinic);
  g_assert_cmpuint (count (window, TIDE_TODAY_ALERTS), ==, 9);
  g_assert_nonnull (row_at (window, TIDE_TODAY_ALERTS, 6));
  g_assert_null (row_at (window, TIDE_TODAY_ALERTS, 7)); /* "Show all 9" */
  g_assert_true (app_fixture_says (GTK_WIDGET (today_of (window)), "Show all 9"));
  GtkWidget *more = gtk_widget_get_next_sibling (GTK_WIDGET (row_at (window, TIDE_TODAY_ALERTS, 6)));
  gtk_widget_activate (more);
  WAIT (row_at (window, TIDE_TODAY_ALERTS, 8) != NULL);
  app_fixture_gone (window);
}

/* Item 3 of HAM-D17 from 0 to 2 raises two alerts (A5, A6), which are one row: the other one is told of, and
 * the line opens the ledger, which counts two. */
static void
what_stands_elsewhere_is_said (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", "PR-0001", NULL);
  g_autofree char *first = test_clinic_dup_same_answers (17, 0);
  rate (clinic, patient->base.id, "hamd17", first);
  rate (clinic, patient->base.id, "hamd17",
        "1=0;2=0;3=2;4=0;5=0;6=0;7=0;8=0;9=0;10=0;11=0;12=0;13=0;14=0;15=0;16=0;17=0");
  TideWindow *window = open_today (clinic);
  g_assert_cmpuint (count (window, TIDE_TODAY_ALERTS), ==, 1);
  g_assert_true (
    app_fixture_says (GTK_WIDGET (today_of (window)), "1 more: 1 in the rows above (Ctrl+Shift+E)"));
  gtk_widget_activate (gtk_widget_get_next_sibling (GTK_WIDGET (row_at (window, TIDE_TODAY_ALERTS, 0))));
  WAIT (TIDE_IS_ALERT_LEDGER (tide_window_get_pushed_page (window)));
  g_assert_cmpuint (tide_alert_ledger_get_n_rows (TIDE_ALERT_LEDGER (tide_window_get_pushed_page (window))),
                    ==, 2);
  app_fixture_gone (window);
}

static void
the_keyboard_stays_when_a_row_leaves (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 4);
  g_autoptr (GPtrArray) patients = tide_clinic_list (clinic, &tide_patient_class, NULL, 0, NULL);
  for (guint i = 0; i < patients->len; i++)
    raise_alert (clinic, TIDE_RECORD (patients->pdata[i])->id, 1);
  TideWindow *window = open_today (clinic);
  TideTodayRow *second = row_at (window, TIDE_TODAY_ALERTS, 1);
  g_autofree char *third = g_strdup (tide_today_row_get_key (row_at (window, TIDE_TODAY_ALERTS, 2)));
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (second)));
  gint64 id = g_variant_get_int64 (tide_today_row_get_target (second));
  tide_clinic_resolve_alert (clinic, id, "asked, safe", NULL);
  WAIT (count (window, TIDE_TODAY_ALERTS) == 3);
  const char *key = NULL;
  int at = tide_today_section_find_focus (tide_today_page_get_section (today_of (window), TIDE_TODAY_ALERTS),
                                          &key);
  g_assert_cmpint (at, ==, 1);
  g_assert_cmpstr (key, ==, third);
  app_fixture_gone (window);
}

static GtkToggleButton *
find_toggle (GtkWidget *root, const char *label)
{
  if (GTK_IS_TOGGLE_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return GTK_TOGGLE_BUTTON (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkToggleButton *found = find_toggle (child, label);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gint64
add_staff (TideClinic *clinic, const char *name)
{
  g_autoptr (TideStaff) staff = tide_staff_new ();
  tide_record_set_text (&staff->name, name);
  g_assert_true (tide_clinic_save (clinic, staff, NULL));
  return staff->base.id;
}

/* Nobody at the desk: there is no "mine". Then it is remembered for the next time. */
static void
mine_follows_the_person_at_the_desk (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  gint64 other = add_staff (clinic, "Dr. Other"), me = add_staff (clinic, "Dr. Me");
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", "PR-0001", NULL);
  g_autoptr (TideStaff) person = tide_clinic_lookup (clinic, &tide_staff_class, other, NULL);
  tide_clinic_set_person (clinic, person);
  raise_alert (clinic, patient->base.id, 1);
  g_autoptr (TideVisit) visit = tide_visit_new ();
  visit->patient_id = patient->base.id;
  visit->taken = tide_instant_now ();
  visit->rater_id = other;
  g_assert_true (tide_clinic_save (clinic, visit, NULL));
  tide_clinic_set_person (clinic, NULL);
  TideWindow *window = open_today (clinic);
  GtkToggleButton *mine = find_toggle (GTK_WIDGET (window), "Mine");
  tide_clinic_set_person (clinic, NULL);
  tide_today_page_refresh (today_of (window));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (mine)));
  g_assert_cmpuint (count (window, TIDE_TODAY_ALERTS), ==, 1);
  g_autoptr (TideStaff) myself = tide_clinic_lookup (clinic, &tide_staff_class, me, NULL);
  tide_clinic_set_person (clinic, myself);
  tide_today_page_refresh (today_of (window));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (mine)));
  gtk_toggle_button_set_active (mine, TRUE);
  WAIT (count (window, TIDE_TODAY_ALERTS) == 0);
  tide_clinic_set_person (clinic, person);
  tide_today_page_refresh (today_of (window));
  g_assert_cmpuint (count (window, TIDE_TODAY_ALERTS), ==, 1);
  g_autoptr (GSettings) settings = tide_app_settings_new ();
  g_assert_true (g_settings_get_boolean (settings, "today-mine"));
  gtk_toggle_button_set_active (find_toggle (GTK_WIDGET (window), "Whole Clinic"), TRUE);
  g_assert_false (g_settings_get_boolean (settings, "today-mine"));
  app_fixture_gone (window);
}

static void
locking_empties_it (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", "PR-0002", NULL);
  raise_alert (clinic, patient->base.id, 2);
  TideWindow *window = open_today (clinic);
  g_assert_true (app_fixture_anyone_says ("Probe-2"));
  tide_window_lock (window);
  app_fixture_settle ();
  g_assert_false (app_fixture_anyone_says ("Probe"));
  g_assert_false (app_fixture_anyone_says ("PR-0"));
  g_assert_false (app_fixture_anyone_says ("PHQ-9"));
  g_assert_false (app_fixture_anyone_says ("1 open alert"));
  app_fixture_gone (window);
}

/* --- what patients reported --- */

static void
add_report (TideClinic *clinic, gint64 patient_id)
{
  g_autofree char *now = tide_instant_to_iso (tide_instant_now ());
  g_autofree char *answers = test_clinic_dup_same_answers (9, 0);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient_id, "phq9", now, answers);
  g_autoptr (GError) error = NULL;
  data->rater_type = TIDE_RATER_SELF;
  tide_clinic_save_assessment (clinic, data, NULL, &error);
  g_assert_no_error (error);
}

static void
a_self_report_leaves_when_reviewed (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", "PR-0001", NULL);
  tide_clinic_set_person (clinic, NULL); /* nobody has looked yet */
  add_report (clinic, patient->base.id);
  TideWindow *window = open_today (clinic);
  g_assert_cmpuint (count (window, TIDE_TODAY_REPORTS), ==, 1);
  TideTodayRow *row = row_at (window, TIDE_TODAY_REPORTS, 0);
  g_assert_true (app_fixture_says (GTK_WIDGET (row), "PHQ-9 0"));
  g_assert_true (app_fixture_says (GTK_WIDGET (row), "Anna Probe-1"));
  g_assert_cmpstr (tide_today_row_get_action (row), ==, "patient.open-assessment-of");
  /* a review has a name: with nobody at the desk it is refused in words, and the report stays */
  gtk_widget_activate_action_variant (GTK_WIDGET (row), "today.mark-reviewed",
                                      tide_today_row_get_target (row));
  WAIT (app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_true (app_fixture_says (app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG),
                                   "choose in Preferences, Staff, who is at the desk"));
  gtk_window_destroy (app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG));
  app_fixture_settle ();
  g_assert_cmpuint (count (window, TIDE_TODAY_REPORTS), ==, 1);
  g_autoptr (TideStaff) person
    = tide_clinic_lookup (clinic, &tide_staff_class, add_staff (clinic, "Dr. Me"), NULL);
  tide_clinic_set_person (clinic, person);
  row = row_at (window, TIDE_TODAY_REPORTS, 0);
  gtk_widget_activate_action_variant (GTK_WIDGET (row), "today.mark-reviewed",
                                      tide_today_row_get_target (row));
  WAIT (count (window, TIDE_TODAY_REPORTS) == 0);
  g_assert_true (app_fixture_says (GTK_WIDGET (today_of (window)), "No self-report waits"));
  g_assert_true (tide_clinic_undo (clinic, NULL));
  WAIT (count (window, TIDE_TODAY_REPORTS) == 1);
  app_fixture_gone (window);
}

/* --- the ledger --- */

static TideAlertLedger *
open_ledger (TideWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.alert-ledger", NULL);
  WAIT (TIDE_IS_ALERT_LEDGER (tide_window_get_pushed_page (window)));
  return TIDE_ALERT_LEDGER (tide_window_get_pushed_page (window));
}

static GtkDropDown *
drop_down_at (GtkWidget *page, guint at)
{
  GtkWidget *first = app_fixture_find (page, GTK_TYPE_DROP_DOWN);
  return GTK_DROP_DOWN (at == 0 ? first : gtk_widget_get_next_sibling (first));
}

/* Two alerts, one answered: the ledger opens with the open one and keeps the other. */
static void
the_ledger_keeps_what_was_answered (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  g_autoptr (GPtrArray) patients = tide_clinic_list (clinic, &tide_patient_class, NULL, 0, NULL);
  raise_alert (clinic, TIDE_RECORD (patients->pdata[0])->id, 2);
  resolve_all (clinic);
  raise_alert (clinic, TIDE_RECORD (patients->pdata[1])->id, 1);
  TideWindow *window = open_today (clinic);
  TideAlertLedger *ledger = open_ledger (window);
  g_assert_cmpuint (tide_alert_ledger_get_n_rows (ledger), ==, 1);
  gtk_drop_down_set_selected (drop_down_at (GTK_WIDGET (ledger), 1), 1); /* all */
  WAIT (tide_alert_ledger_get_n_rows (ledger) == 2);
  WAIT (app_fixture_says (GTK_WIDGET (ledger), "asked, safe"));
  g_assert_true (app_fixture_says (GTK_WIDGET (ledger), "Nobody has acted yet"));
  gtk_drop_down_set_selected (drop_down_at (GTK_WIDGET (ledger), 0), 1); /* red */
  WAIT (tide_alert_ledger_get_n_rows (ledger) == 1);
  gtk_drop_down_set_selected (drop_down_at (GTK_WIDGET (ledger), 0), 3); /* yellow */
  WAIT (tide_alert_ledger_get_n_rows (ledger) == 0);
  g_assert_true (app_fixture_says (GTK_WIDGET (ledger), "No alerts here"));
  app_fixture_gone (window);
}

/* A table whose columns do not yield one after the other from the first on keeps them all, and cuts the last.
 */
static void
columns_of_the_ledger_yield_one_by_one (void)
{
  guint n_yield = 0;
  for (guint i = 0; i < TIDE_N_LEDGER_COLUMNS; i++)
    n_yield += tide_ledger_columns[i].yields > 0;
  for (guint turn = 1; turn <= n_yield; turn++)
    {
      guint n = 0;
      for (guint i = 0; i < TIDE_N_LEDGER_COLUMNS; i++)
        n += tide_ledger_columns[i].yields == turn;
      g_assert_cmpuint (n, ==, 1);
    }
}

/* The rows that are shown, and no others, in their order. */
static void
the_ledger_is_printed_as_it_stands (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", "PR-0001", NULL);
  raise_alert (clinic, patient->base.id, 2);
  TideWindow *window = open_today (clinic);
  TideAlertLedger *ledger = open_ledger (window);
  WAIT (tide_alert_ledger_get_n_rows (ledger) == 1);
  g_autoptr (TideReport) report = tide_alert_ledger_new_report (ledger);
  g_assert_cmpstr (tide_report_get_title (report), ==, "Alert ledger");
  g_assert_cmpuint (tide_report_get_n_pages (report), ==, 1);
  g_autofree char *path = test_clinic_dup_path ("ledger.pdf");
  g_autoptr (GError) error = NULL;
  g_assert_true (tide_report_write_pdf (&report, 1, path, &error));
  g_assert_no_error (error);
  app_fixture_gone (window);
}

static void
a_line_of_the_ledger_opens_the_patient (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  g_autoptr (GPtrArray) patients = tide_clinic_list (clinic, &tide_patient_class, NULL, 0, NULL);
  gint64 id = TIDE_RECORD (patients->pdata[1])->id;
  raise_alert (clinic, id, 1);
  TideWindow *window = open_today (clinic);
  TideAlertLedger *ledger = open_ledger (window);
  GtkWidget *view = app_fixture_find (GTK_WIDGET (ledger), GTK_TYPE_COLUMN_VIEW);
  g_signal_emit_by_name (view, "activate", 0);
  WAIT (tide_window_get_pushed_page (window) == NULL);
  g_assert_cmpint (tide_window_get_patient (window), ==, id);
  app_fixture_gone (window);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/app/today/is-the-first-view-and-says-what-is-empty",
                   is_the_first_view_and_says_what_is_empty);
  g_test_add_func ("/app/today/a-rating-opens-its-form-and-leaves-when-done",
                   a_rating_opens_its_form_and_leaves_when_done);
  g_test_add_func ("/app/today/an-alert-opens-its-dialog-and-leaves-when-answered",
                   an_alert_opens_its_dialog_and_leaves_when_answered);
  g_test_add_func ("/app/today/shows-seven-and-says-how-many", shows_seven_and_says_how_many);
  g_test_add_func ("/app/today/what-stands-elsewhere-is-said", what_stands_elsewhere_is_said);
  g_test_add_func ("/app/today/the-keyboard-stays-when-a-row-leaves", the_keyboard_stays_when_a_row_leaves);
  g_test_add_func ("/app/today/mine-follows-the-person-at-the-desk", mine_follows_the_person_at_the_desk);
  g_test_add_func ("/app/today/locking-empties-it", locking_empties_it);
  g_test_add_func ("/app/today/a-self-report-leaves-when-reviewed", a_self_report_leaves_when_reviewed);
  g_test_add_func ("/app/ledger/is-printed-as-it-stands", the_ledger_is_printed_as_it_stands);
  g_test_add_func ("/app/ledger/columns-yield-one-by-one", columns_of_the_ledger_yield_one_by_one);
  g_test_add_func ("/app/ledger/keeps-what-was-answered", the_ledger_keeps_what_was_answered);
  g_test_add_func ("/app/ledger/a-line-opens-the-patient", a_line_of_the_ledger_opens_the_patient);
  return g_test_run ();
}

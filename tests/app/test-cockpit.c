/* test-cockpit.c: the cockpit's page in the test's own process: cells are saved as they are left, what is
 * impossible stays at its field, the start is gated, a clock that ran on is said, several sessions stay in
 * sight.
 */
#include <math.h>

#include <glib/gstdio.h>

#include "app-fixture.h"
#include "tide-clinic-cockpit.h"
#include "tide-cockpit-page.h"
#include "tide-cockpit-prepare.h"
#include "tide-answer-field.h"
#include "tide-running-strip.h"

typedef struct
{
  TideClinic *clinic;
  TideWindow *window;
  TideCockpitPage *page;
  gint64 patient_id, session_id;
} Desk;

static gint64
save (TideClinic *clinic, gpointer record)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_save (clinic, record, &error);
  g_assert_no_error (error);
  return TIDE_RECORD (record)->id;
}

/* A session agreed for now, of a new course of @arm. */
static gint64
add_session (TideClinic *clinic, gint64 patient_id, TideArm arm)
{
  g_autoptr (TideCourse) course = tide_course_new ();
  g_autoptr (TideSession) session = tide_session_new ();
  course->patient_id = patient_id;
  course->arm = arm;
  course->started_on = tide_date_today ();
  session->course_id = save (clinic, course);
  session->started = tide_instant_now ();
  session->status = TIDE_SESSION_PLANNED;
  session->planned_minutes = arm == TIDE_ARM_KETAMINE ? 40 : NAN;
  session->weight_kg = 72;
  session->planned_mg = 36;
  return save (clinic, session);
}

static void
record (Desk *desk, gint64 session_id, gint64 patient_id, TideClockKind kind)
{
  g_autoptr (TideClockEvent) event = tide_clock_event_new ();
  g_autoptr (GError) error = NULL;
  event->patient_id = patient_id;
  event->session_id = session_id;
  event->kind = (int) kind;
  tide_clinic_record_clock (desk->clinic, event, &error);
  g_assert_no_error (error);
}

static void
desk_open (Desk *desk, TideArm arm, gboolean started)
{
  desk->clinic = app_fixture_clinic (FALSE, 2);
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (desk->clinic, &tide_patient_class, "mrn", "PR-0001", NULL);
  g_autoptr (TideStaff) nurse = tide_staff_new ();
  desk->patient_id = patient->base.id;
  tide_record_set_text (&nurse->name, "A. Probe");
  save (desk->clinic, nurse);
  tide_clinic_set_person (desk->clinic, nurse);
  desk->session_id = add_session (desk->clinic, desk->patient_id, arm);
  if (started)
    record (desk, desk->session_id, desk->patient_id, TIDE_CLOCK_START);
  desk->window = app_fixture_window (desk->clinic);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.open-cockpit", "x", desk->session_id);
  desk->page = TIDE_COCKPIT_PAGE (tide_window_get_pushed_page (desk->window));
  g_assert_nonnull (desk->page);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (desk->window));
  app_fixture_settle ();
}

static void
desk_close (Desk *desk)
{
  app_fixture_gone (desk->window);
  g_clear_object (&desk->clinic);
}

/* Digits, a blank between the two of a pressure; then @last. */
static void
type (Desk *desk, const char *text, guint last)
{
  TideCockpitGrid *grid = tide_cockpit_page_get_grid (desk->page);
  for (; *text != '\0'; text++)
    g_assert_true (tide_cockpit_grid_press (grid, *text == ' ' ? GDK_KEY_space : (guint) *text, 0));
  tide_cockpit_grid_press (grid, last, 0);
}

static TideObservation *
load_row (Desk *desk, const char *slot)
{
  g_autoptr (GPtrArray) rows
    = tide_clinic_list (desk->clinic, &tide_observation_class, "session_id", desk->session_id, NULL);
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (((TideObservation *) rows->pdata[i])->slot, slot) == 0)
      return tide_observation_copy (rows->pdata[i]);
  return NULL;
}

/* The next cell may be typed before the chart was read again: both are in one row. */
static void
a_cell_is_saved_before_the_next_is_typed (void)
{
  Desk desk = { 0 };
  desk_open (&desk, TIDE_ARM_KETAMINE, FALSE);
  TideCockpitGrid *grid = tide_cockpit_page_get_grid (desk.page);
  g_assert_true (tide_cockpit_grid_focus_cell (grid, "pre", TIDE_CELL_SYSTOLIC));
  type (&desk, "126 80", GDK_KEY_Return);
  g_autoptr (TideObservation) first = load_row (&desk, "pre");
  g_assert_nonnull (first);
  g_assert_cmpint (first->systolic, ==, 126);
  g_assert_cmpint (first->diastolic, ==, 80);
  type (&desk, "68", GDK_KEY_Tab);
  type (&desk, "98", GDK_KEY_Tab);
  g_autoptr (TideObservation) row = load_row (&desk, "pre");
  g_assert_cmpint (row->base.id, ==, first->base.id);
  g_assert_cmpint (row->heart_rate, ==, 68);
  g_assert_cmpint (row->spo2, ==, 98);
  g_assert_cmpint (row->respiratory_rate, ==, TIDE_INTEGER_UNKNOWN); /* open is not normal */
  app_fixture_settle ();
  g_assert_cmpstr (tide_cockpit_grid_get_text (grid, "pre", TIDE_CELL_SYSTOLIC), ==, "126/80");
  desk_close (&desk);
}

static void
what_is_impossible_stays_at_its_field (void)
{
  Desk desk = { 0 };
  desk_open (&desk, TIDE_ARM_KETAMINE, FALSE);
  TideCockpitGrid *grid = tide_cockpit_page_get_grid (desk.page);
  tide_cockpit_grid_focus_cell (grid, "pre", TIDE_CELL_SYSTOLIC);
  type (&desk, "80 126", GDK_KEY_Return);
  g_assert_cmpstr (tide_cockpit_grid_get_fault (grid), !=, "");
  g_assert_cmpstr (tide_cockpit_grid_get_text (grid, "pre", TIDE_CELL_SYSTOLIC), ==, "80/126");
  g_assert_null (load_row (&desk, "pre"));
  tide_cockpit_grid_press (grid, GDK_KEY_Escape, 0);
  type (&desk, "126", GDK_KEY_Return); /* half a pressure */
  g_assert_nonnull (strstr (tide_cockpit_grid_get_fault (grid), "Both numbers"));
  tide_cockpit_grid_press (grid, GDK_KEY_Escape, 0);
  tide_cockpit_grid_focus_cell (grid, "pre", TIDE_CELL_SPO2);
  type (&desk, "101", GDK_KEY_Return);
  g_assert_true (g_str_has_prefix (tide_cockpit_grid_get_fault (grid), tide_cell_get_label (TIDE_CELL_SPO2)));
  g_assert_null (load_row (&desk, "pre"));
  desk_close (&desk);
}

static void
missed_extra_and_corrected_cells_are_kept (void)
{
  Desk desk = { 0 };
  g_autoptr (GError) error = NULL;
  desk_open (&desk, TIDE_ARM_KETAMINE, TRUE);
  TideCockpitGrid *grid = tide_cockpit_page_get_grid (desk.page);
  tide_cockpit_grid_focus_cell (grid, "15", TIDE_CELL_HEART_RATE);
  g_assert_true (tide_cockpit_grid_mark_missed (grid, "probe off", &error));
  g_assert_cmpstr (tide_cockpit_grid_get_text (grid, "15", TIDE_CELL_HEART_RATE), ==, "missed");
  tide_cockpit_grid_focus_cell (grid, "15", TIDE_CELL_SPO2);
  type (&desk, "97", GDK_KEY_Return);
  tide_cockpit_grid_focus_cell (grid, "15", TIDE_CELL_SPO2);
  tide_cockpit_grid_press (grid, GDK_KEY_BackSpace, 0);
  type (&desk, "6", GDK_KEY_Return);
  g_autoptr (TideObservation) row = load_row (&desk, "15");
  g_assert_cmpint (row->spo2, ==, 96);
  g_autofree char *reason = tide_observation_dup_missed_reason (row, TIDE_CELL_HEART_RATE);
  g_assert_cmpstr (reason, ==, "probe off");
  tide_cockpit_grid_add_extra (grid);
  type (&desk, "150 88", GDK_KEY_Return);
  g_autoptr (TideObservation) extra = load_row (&desk, TIDE_SLOT_EXTRA);
  g_assert_nonnull (extra);
  g_assert_cmpint (extra->systolic, ==, 150);
  app_fixture_settle ();
  type (&desk, "77", GDK_KEY_Return); /* the same row, read from the chart meanwhile */
  g_autoptr (TideObservation) again = load_row (&desk, TIDE_SLOT_EXTRA);
  g_assert_cmpint (again->base.id, ==, extra->base.id);
  g_assert_cmpint (again->heart_rate, ==, 77);
  desk_close (&desk);
}

/* An injection has no planned end to be short of. */
static void
only_an_infusion_is_stopped_early (void)
{
  static const struct
  {
    const char *route;
    gboolean asked;
  } rows[] = { { "im", FALSE }, { "iv", TRUE } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Desk desk = { 0 };
      desk_open (&desk, TIDE_ARM_KETAMINE, FALSE);
      g_autoptr (TideSession) session
        = tide_clinic_lookup (desk.clinic, &tide_session_class, desk.session_id, NULL);
      session->route = tide_code_from_text (tide_route_codes, rows[i].route);
      save (desk.clinic, session);
      record (&desk, desk.session_id, desk.patient_id, TIDE_CLOCK_START);
      app_fixture_settle ();
      gtk_widget_activate_action (GTK_WIDGET (desk.page), "cockpit.stop", NULL);
      gtk_widget_activate_action (GTK_WIDGET (desk.page), "cockpit.stop", NULL);
      app_fixture_settle ();
      g_autoptr (TideSession) over
        = tide_clinic_lookup (desk.clinic, &tide_session_class, desk.session_id, NULL);
      g_assert_cmpint (over->status, ==, rows[i].asked ? TIDE_SESSION_STOPPED : TIDE_SESSION_HELD);
      g_assert_cmpint (app_fixture_anyone_says ("Why was it stopped"), ==, rows[i].asked);
      desk_close (&desk);
    }
}

/* M on a pressure: both numbers, and one Ctrl+Z takes both back. */
static void
a_missed_pressure_is_one_step_back (void)
{
  Desk desk = { 0 };
  g_autoptr (GError) error = NULL;
  desk_open (&desk, TIDE_ARM_KETAMINE, TRUE);
  TideCockpitGrid *grid = tide_cockpit_page_get_grid (desk.page);
  tide_cockpit_grid_focus_cell (grid, "15", TIDE_CELL_SPO2);
  type (&desk, "97", GDK_KEY_Return);
  tide_cockpit_grid_focus_cell (grid, "15", TIDE_CELL_SYSTOLIC);
  g_assert_true (tide_cockpit_grid_mark_missed (grid, "cuff", &error));
  g_assert_true (tide_clinic_undo (desk.clinic, &error));
  g_autoptr (TideObservation) row = load_row (&desk, "15");
  g_assert_null (row->missed);
  desk_close (&desk);
}

static guint
count_events (Desk *desk)
{
  g_autoptr (GPtrArray) events
    = tide_clinic_list (desk->clinic, &tide_clock_event_class, "session_id", desk->session_id, NULL);
  return events->len;
}

static void
the_start_is_blocked_and_says_why (void)
{
  Desk desk = { 0 };
  desk_open (&desk, TIDE_ARM_KETAMINE, FALSE);
  g_assert_true (app_fixture_says (GTK_WIDGET (desk.page), "Start opens when"));
  gtk_widget_activate_action (GTK_WIDGET (desk.page), "cockpit.go", NULL);
  WAIT (app_fixture_anyone_says ("not met: "));
  g_assert_true (app_fixture_anyone_says ("The dose cannot begin yet"));
  g_assert_false (app_fixture_anyone_says ("start: ")); /* the name of a field */
  g_assert_cmpuint (count_events (&desk), ==, 0);
  TideCockpitPrepare *prepare
    = TIDE_COCKPIT_PREPARE (app_fixture_find (GTK_WIDGET (desk.page), TIDE_TYPE_COCKPIT_PREPARE));
  GtkWidget *escort = tide_cockpit_prepare_get_field (prepare, "escort");
  tide_answer_field_reply (TIDE_ANSWER_FIELD (escort), TIDE_REPLY_YES);
  g_autoptr (GPtrArray) answers
    = tide_clinic_list (desk.clinic, &tide_session_answer_class, "session_id", desk.session_id, NULL);
  g_assert_cmpuint (answers->len, ==, 1); /* at once */
  desk_close (&desk);
}

/* At home, who is there, the way in and the device for the readings are asked for in sight, not only refused;
 * in the clinic they are not. */
static void
a_home_visit_says_what_is_missing (void)
{
  static const char *const wanted[] = { "Responsible adult", "Emergency access", "Device for vital signs" };
  Desk desk = { 0 };
  desk_open (&desk, TIDE_ARM_KETAMINE, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_false (app_fixture_says (GTK_WIDGET (desk.page), wanted[i]));
  g_autoptr (TideSession) session
    = tide_clinic_lookup (desk.clinic, &tide_session_class, desk.session_id, NULL);
  session->setting = tide_code_from_text (tide_setting_codes, "home");
  save (desk.clinic, session);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    WAIT (app_fixture_says (GTK_WIDGET (desk.page), wanted[i]));
  TideCockpitPrepare *prepare
    = TIDE_COCKPIT_PREPARE (app_fixture_find (GTK_WIDGET (desk.page), TIDE_TYPE_COCKPIT_PREPARE));
  g_assert_nonnull (tide_cockpit_prepare_get_field (prepare, "vitals_device"));
  /* Told by name when somebody starts all the same; nothing begins. */
  gtk_widget_activate_action (GTK_WIDGET (desk.page), "cockpit.go", NULL);
  WAIT (app_fixture_anyone_says ("Responsible adult") && app_fixture_anyone_says ("not met: "));
  g_assert_cmpuint (count_events (&desk), ==, 0);
  /* What is written down is not asked for any more. */
  g_autoptr (TideSession) furnished
    = tide_clinic_lookup (desk.clinic, &tide_session_class, desk.session_id, NULL);
  tide_record_set_text (&furnished->responsible_adult, "M. Probe");
  save (desk.clinic, furnished);
  WAIT (app_fixture_says (GTK_WIDGET (desk.page), "M. Probe"));
  desk_close (&desk);
}

/* What runs and was never on this program's screen ran on without it. */
static void
a_clock_that_ran_on_is_said_and_noted (void)
{
  Desk desk = { 0 };
  desk_open (&desk, TIDE_ARM_KETAMINE, TRUE);
  g_assert_true (app_fixture_says (GTK_WIDGET (desk.page), "the clock went on"));
  g_assert_cmpuint (count_events (&desk), ==, 2);
  tide_window_pop_page (desk.window);
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.open-cockpit", "x", desk.session_id);
  app_fixture_settle ();
  g_assert_cmpuint (count_events (&desk), ==, 2); /* closed and opened again is no restart */
  desk_close (&desk);
}

static void
two_sessions_stay_in_sight_and_are_switched (void)
{
  Desk desk = { 0 };
  desk_open (&desk, TIDE_ARM_KETAMINE, TRUE);
  TideRunningStrip *strip
    = TIDE_RUNNING_STRIP (app_fixture_find (GTK_WIDGET (desk.window), TIDE_TYPE_RUNNING_STRIP));
  g_assert_null (strip); /* the one on screen needs no strip */
  g_autoptr (TidePatient) other
    = tide_clinic_lookup_text (desk.clinic, &tide_patient_class, "mrn", "PR-0002", NULL);
  gint64 second = add_session (desk.clinic, other->base.id, TIDE_ARM_ESKETAMINE);
  record (&desk, second, other->base.id, TIDE_CLOCK_START);
  WAIT ((strip = (TideRunningStrip *) app_fixture_find (GTK_WIDGET (desk.page), TIDE_TYPE_RUNNING_STRIP))
        != NULL);
  WAIT (tide_running_strip_get_n (strip) == 2);
  g_assert_cmpint (tide_running_strip_get_session (strip, 1), ==, second);
  gtk_widget_activate_action (GTK_WIDGET (desk.page), "cockpit.switch", "i", 1);
  g_assert_cmpint (tide_cockpit_page_get_session (desk.page), ==, second);
  g_assert_true (app_fixture_says (GTK_WIDGET (desk.page), "Probe-2"));
  g_assert_false (app_fixture_says (GTK_WIDGET (desk.page), "Anna Probe-1"));
  desk_close (&desk);
}

static void
the_record_is_written (void)
{
  Desk desk = { 0 };
  g_autoptr (GError) error = NULL;
  desk_open (&desk, TIDE_ARM_KETAMINE, TRUE);
  g_autofree char *path = test_clinic_dup_path ("session.pdf");
  g_autofree char *bytes = NULL;
  gsize length;
  tide_cockpit_grid_focus_cell (tide_cockpit_page_get_grid (desk.page), "15", TIDE_CELL_SYSTOLIC);
  type (&desk, "184 99", GDK_KEY_Return);
  app_fixture_settle ();
  g_assert_true (tide_cockpit_page_write_pdf (desk.page, path, &error));
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
  g_unlink (path);
  desk_close (&desk);
}

static void
locking_takes_the_cockpit_away_and_brings_it_back (void)
{
  Desk desk = { 0 };
  desk_open (&desk, TIDE_ARM_KETAMINE, FALSE);
  tide_window_lock (desk.window);
  g_assert_null (tide_window_get_pushed_page (desk.window));
  g_assert_false (app_fixture_anyone_says ("Probe-1"));
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/cockpit/a-cell-is-saved-before-the-next", a_cell_is_saved_before_the_next_is_typed);
  g_test_add_func ("/cockpit/what-is-impossible-stays-at-its-field", what_is_impossible_stays_at_its_field);
  g_test_add_func ("/cockpit/missed-extra-and-corrected-cells", missed_extra_and_corrected_cells_are_kept);
  g_test_add_func ("/cockpit/only-an-infusion-is-stopped-early", only_an_infusion_is_stopped_early);
  g_test_add_func ("/cockpit/a-missed-pressure-is-one-step-back", a_missed_pressure_is_one_step_back);
  g_test_add_func ("/cockpit/the-start-is-blocked-and-says-why", the_start_is_blocked_and_says_why);
  g_test_add_func ("/cockpit/a-home-visit-says-what-is-missing", a_home_visit_says_what_is_missing);
  g_test_add_func ("/cockpit/a-clock-that-ran-on-is-said", a_clock_that_ran_on_is_said_and_noted);
  g_test_add_func ("/cockpit/two-sessions-stay-in-sight", two_sessions_stay_in_sight_and_are_switched);
  g_test_add_func ("/cockpit/the-record-is-written", the_record_is_written);
  g_test_add_func ("/cockpit/locking-takes-it-away", locking_takes_the_cockpit_away_and_brings_it_back);
  return g_test_run ();
}

/* test-stored.c: what is stored and what a dialog makes of it: an edit of one field wipes no other, a dose is
 * judged by its own day, and a dose that was only planned is asked about when it is given. */

#include <adwaita.h>
#include <math.h>

#include "app-fixture.h"
#include "form-desk.h"
#include "tide-course-dialog.h"
#include "tide-dose-step-dialog.h"
#include "tide-effect-terms.h"
#include "tide-medication-dialog.h"
#include "tide-safety-case.h"
#include "tide-session-dialog.h"
#include "tide-task-field.h"
#include "tide-trial-dialog.h"

static gint64
store (FormDesk *desk, gpointer record)
{
  g_autoptr (GError) error = NULL;

  tide_clinic_save (desk->fixture.clinic, record, &error);
  g_assert_no_error (error);
  return TIDE_RECORD (record)->id;
}

static gpointer
look_up (FormDesk *desk, const TideRecordClass *klass, gint64 id)
{
  gpointer record = tide_clinic_lookup (desk->fixture.clinic, klass, id, NULL);

  g_assert_nonnull (record);
  return record;
}

static gint64
add_course (FormDesk *desk, TideArm arm, const char *agent, TideDate started_on)
{
  g_autoptr (TideCourse) course = tide_course_new ();

  course->patient_id = desk->fixture.patient_id;
  course->arm = arm;
  tide_record_set_text (&course->agent, agent);
  course->started_on = started_on;
  return store (desk, course);
}

static void
open_session (FormDesk *desk, gint64 course_id, gint64 session_id)
{
  tide_session_dialog_present (NULL, desk->fixture.clinic, course_id, session_id);
  form_desk_take (desk);
}

/* --- the gates --- */

static gint64
add_session (FormDesk *desk, gint64 course_id, int status)
{
  g_autoptr (TideSession) session = tide_session_new ();

  session->course_id = course_id;
  session->status = status;
  session->started = tide_instant_from_date (tide_date_from_ymd (2025, 11, 20));
  return store (desk, session);
}

static void
a_planned_dose_is_asked_about_when_it_is_given (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideSession) held = NULL;
  gint64 course_id, planned_id;

  form_fixture_init (&desk.fixture);
  course_id = form_fixture_add_infusions (&desk.fixture);
  planned_id = add_session (&desk, course_id, TIDE_SESSION_PLANNED);
  open_session (&desk, course_id, planned_id);
  form_desk_enter (&desk, "status", "held");
  g_assert_false (tide_form_dialog_save (desk.dialog));
  g_assert_cmpstr (tide_form_field_get_doubt (form_desk_field (&desk, "started")), !=, "");
  g_assert_true (app_fixture_anyone_says ("Consent to treatment: not recorded"));
  g_assert_true (app_fixture_anyone_says ("Screening: not done"));
  g_assert_true (tide_form_dialog_save_because (desk.dialog, "Consent signed on paper today"));
  held = look_up (&desk, &tide_session_class, planned_id);
  g_assert_cmpint (held->status, ==, TIDE_SESSION_HELD);
  g_assert_cmpstr (held->reason, ==, "Consent signed on paper today");
  open_session (&desk, course_id, planned_id); /* now it was asked about */
  form_desk_enter (&desk, "minutes", "41");
  form_desk_assert_saved (&desk);
  form_fixture_clear (&desk.fixture);
}

/* --- what is hidden --- */

/* Clomipramine is given by vein too: an import brings a route that the dialog asks of ketamine only. */
static void
an_imported_course_keeps_what_its_dialog_does_not_ask (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideCourse) course = NULL;
  int iv = tide_code_from_text (tide_route_codes, "iv");
  gint64 id;

  form_fixture_init (&desk.fixture);
  id = add_course (&desk, TIDE_ARM_SSRI, "clomipramine", tide_date_from_ymd (2025, 9, 1));
  course = look_up (&desk, &tide_course_class, id);
  course->route = iv;
  course->spacing_days = 2;
  course->authorised_sessions = 10;
  store (&desk, course);
  tide_course_dialog_present (NULL, desk.fixture.clinic, desk.fixture.patient_id, id);
  form_desk_take (&desk);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form_desk_field (&desk, "planned_sessions"))));
  form_desk_enter (&desk, "adherence", tide_adherence_codes[1]);
  form_desk_assert_saved (&desk);
  g_clear_pointer (&course, tide_course_free);
  course = look_up (&desk, &tide_course_class, id);
  g_assert_cmpint (course->adherence, ==, 1);
  g_assert_cmpint (course->route, ==, iv);
  g_assert_cmpint (course->spacing_days, ==, 2);
  g_assert_cmpint (course->authorised_sessions, ==, 10);
  /* Of another arm it is not. */
  tide_course_dialog_present (NULL, desk.fixture.clinic, desk.fixture.patient_id, id);
  form_desk_take (&desk);
  form_desk_enter (&desk, "arm", tide_arm_codes[TIDE_ARM_ANTIDEPRESSANT]);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form_desk_field (&desk, "route"))));
  form_desk_assert_saved (&desk);
  g_clear_pointer (&course, tide_course_free);
  course = look_up (&desk, &tide_course_class, id);
  g_assert_cmpint (course->route, ==, 0);
  g_assert_cmpint (course->spacing_days, ==, TIDE_INTEGER_UNKNOWN);
  form_fixture_clear (&desk.fixture);
}

/* Psilocybin 25 mg, as a research clinic imports it. */
static void
a_session_of_another_arm_keeps_its_dose (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideSession) session = NULL;
  gint64 course_id, id;

  form_fixture_init (&desk.fixture);
  course_id = add_course (&desk, TIDE_ARM_OTHER, "psilocybin", tide_date_from_ymd (2025, 11, 3));
  id = add_session (&desk, course_id, TIDE_SESSION_HELD);
  session = look_up (&desk, &tide_session_class, id);
  session->dose_mg = 25;
  session->weight_kg = 71.5;
  session->peas_tried = 5;
  store (&desk, session);
  open_session (&desk, course_id, id);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form_desk_field (&desk, "dose_mg_per_kg"))));
  form_desk_enter (&desk, "minutes", "360");
  form_desk_assert_saved (&desk);
  g_clear_pointer (&session, tide_session_free);
  session = look_up (&desk, &tide_session_class, id);
  g_assert_cmpfloat (session->minutes, ==, 360);
  g_assert_cmpfloat (session->dose_mg, ==, 25);
  g_assert_cmpfloat (session->weight_kg, ==, 71.5);
  g_assert_cmpint (session->peas_tried, ==, 5);
  open_session (&desk, course_id, id);
  form_desk_enter (&desk, "status", "missed"); /* then nothing was given */
  form_desk_enter (&desk, "reason", "influenza");
  form_desk_assert_saved (&desk);
  g_clear_pointer (&session, tide_session_free);
  session = look_up (&desk, &tide_session_class, id);
  g_assert_true (isnan (session->dose_mg));
  form_fixture_clear (&desk.fixture);
}

static void
an_earlier_trial_keeps_what_its_dialog_does_not_ask (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideTrial) trial = tide_trial_new ();
  g_autoptr (TideTrial) stored = NULL;

  form_fixture_init (&desk.fixture);
  trial->patient_id = desk.fixture.patient_id;
  trial->arm = TIDE_ARM_NEUROMODULATION;
  tide_record_set_text (&trial->agent, "rTMS");
  trial->sessions = 30;
  trial->weeks_at_dose = 6;
  store (&desk, trial);
  tide_trial_dialog_present (NULL, desk.fixture.clinic, desk.fixture.patient_id, trial->base.id);
  form_desk_take (&desk);
  form_desk_enter (&desk, "sessions", "29");
  form_desk_assert_saved (&desk);
  stored = look_up (&desk, &tide_trial_class, trial->base.id);
  g_assert_cmpint (stored->sessions, ==, 29);
  g_assert_cmpfloat (stored->weeks_at_dose, ==, 6);
  form_fixture_clear (&desk.fixture);
}

/* --- the number of a drug --- */

static void
assert_number (FormDesk *desk, gint64 id, const char *field, const char *typed, const char *expected)
{
  g_autoptr (TideMedication) stored = NULL;

  tide_medication_dialog_present (NULL, desk->fixture.clinic, desk->fixture.patient_id, id);
  form_desk_take (desk);
  form_desk_enter (desk, field, typed);
  form_desk_assert_saved (desk);
  stored = look_up (desk, &tide_medication_class, id);
  g_assert_cmpstr (stored->rxnorm, ==, expected);
}

/* Xylometazoline is not in the program's table; 39841 came with a file. */
static void
a_number_that_came_with_a_file_stays_with_its_drug (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideMedication) medicine = tide_medication_new ();
  gint64 id;

  form_fixture_init (&desk.fixture);
  medicine->patient_id = desk.fixture.patient_id;
  tide_record_set_text (&medicine->drug, "Xylometazoline");
  tide_record_set_text (&medicine->rxnorm, "39841");
  id = store (&desk, medicine);
  assert_number (&desk, id, "note", "at night", "39841");
  assert_number (&desk, id, "drug", "Naphazoline", NULL);    /* another drug, without a number here */
  assert_number (&desk, id, "drug", "mirtazapine", "15996"); /* clinical.md 7.2 */
  form_fixture_clear (&desk.fixture);
}

/* --- the day of a dose --- */

static char *
dup_step_doubt (FormDesk *desk, gint64 course_id, const char *day)
{
  char *doubt;

  tide_dose_step_dialog_present (NULL, desk->fixture.clinic, course_id, 0);
  form_desk_take (desk);
  form_desk_enter (desk, "from_date", day);
  form_desk_enter (desk, "dose_mg_per_day", "40");
  tide_form_dialog_save (desk->dialog);
  doubt = form_desk_find_dialog ()
            ? g_strdup (tide_form_field_get_doubt (form_desk_field (desk, "dose_mg_per_day")))
            : g_strdup ("");
  app_fixture_settle ();
  form_desk_close (desk);
  return doubt;
}

/* Citalopram beside omeprazole: at most 20 mg (FDA 2012). Omeprazole was taken in February and March. */
static void
a_dose_is_judged_by_its_own_day (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideMedication) omeprazole = tide_medication_new ();
  g_autofree char *then = NULL, *later = NULL;
  gint64 course_id;

  form_fixture_init (&desk.fixture);
  course_id = add_course (&desk, TIDE_ARM_SSRI, "citalopram", tide_date_from_ymd (2025, 1, 1));
  omeprazole->patient_id = desk.fixture.patient_id;
  tide_record_set_text (&omeprazole->drug, "omeprazole");
  omeprazole->started_on = tide_date_from_ymd (2025, 2, 1);
  omeprazole->ended_on = tide_date_from_ymd (2025, 3, 31);
  store (&desk, omeprazole);
  later = dup_step_doubt (&desk, course_id, "1.10.2025");
  g_assert_cmpstr (later, ==, "");
  then = dup_step_doubt (&desk, course_id, "1.3.2025");
  g_assert_nonnull (strstr (then, "20"));
  form_fixture_clear (&desk.fixture);
}

/* --- which lists are asked --- */

static guint
count_asked (FormDesk *desk, gint64 course_id)
{
  g_autoptr (TideHistory) history
    = tide_clinic_load_history (desk->fixture.clinic, desk->fixture.patient_id, NULL);
  g_autoptr (GPtrArray) courses = tide_effect_terms_list_courses (tide_desk_get_rules (desk->fixture.clinic),
                                                                  history, tide_date_from_ymd (2025, 11, 20));
  guint n = 0;

  for (guint i = 0; i < courses->len; i++)
    n += TIDE_RECORD (courses->pdata[i])->id == course_id;
  return n;
}

static void
a_course_since_before_is_asked_about (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideDoseStep) stop = tide_dose_step_new ();
  gint64 course_id;

  form_fixture_init (&desk.fixture);
  course_id = add_course (&desk, TIDE_ARM_SSRI, "sertraline", TIDE_DATE_UNKNOWN);
  g_assert_cmpuint (count_asked (&desk, course_id), ==, 1);
  stop->course_id = course_id;
  stop->from_date = tide_date_from_ymd (2025, 11, 1);
  stop->dose_mg_per_day = 0; /* a step to nothing ends it */
  store (&desk, stop);
  g_assert_cmpuint (count_asked (&desk, course_id), ==, 0);
  form_fixture_clear (&desk.fixture);
}

/* --- tasks --- */

static void
a_task_that_is_cleared_stays_readable (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideExposure) task = tide_exposure_new (), struck = NULL;
  g_autoptr (GPtrArray) log = NULL;
  TideTaskField *table;
  gboolean logged = FALSE;

  form_fixture_init (&desk.fixture);
  task->patient_id = desk.fixture.patient_id;
  task->session_id = add_session (&desk, desk.fixture.course_id, TIDE_SESSION_HELD);
  tide_record_set_text (&task->task, "Touch the door handle");
  task->suds_peak = 85;
  store (&desk, task);
  open_session (&desk, desk.fixture.course_id, task->session_id);
  table = TIDE_TASK_FIELD (form_desk_field (&desk, "exposures"));
  tide_task_field_type (table, 0, 0, "");
  tide_task_field_type (table, 0, 3, "");
  form_desk_assert_saved (&desk);
  struck = look_up (&desk, &tide_exposure_class, task->base.id);
  g_assert_true (struck->entered_in_error);
  g_assert_cmpstr (struck->task, ==, "Touch the door handle");
  g_assert_cmpfloat (struck->suds_peak, ==, 85);
  log = tide_clinic_list_audit (desk.fixture.clinic, 0, 10, NULL);
  for (guint i = 0; i < log->len; i++)
    {
      const TideAuditRow *row = log->pdata[i];

      logged = logged
               || (g_strcmp0 (row->action, "entered_in_error") == 0 && row->row_id == task->base.id
                   && g_strcmp0 (row->after, "cleared in the form") == 0);
    }
  g_assert_true (logged);
  form_fixture_clear (&desk.fixture);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/stored/a-planned-dose-is-asked-about-when-it-is-given",
                   a_planned_dose_is_asked_about_when_it_is_given);
  g_test_add_func ("/stored/an-imported-course-keeps-what-its-dialog-does-not-ask",
                   an_imported_course_keeps_what_its_dialog_does_not_ask);
  g_test_add_func ("/stored/a-session-of-another-arm-keeps-its-dose",
                   a_session_of_another_arm_keeps_its_dose);
  g_test_add_func ("/stored/an-earlier-trial-keeps-what-its-dialog-does-not-ask",
                   an_earlier_trial_keeps_what_its_dialog_does_not_ask);
  g_test_add_func ("/stored/a-number-that-came-with-a-file-stays-with-its-drug",
                   a_number_that_came_with_a_file_stays_with_its_drug);
  g_test_add_func ("/stored/a-dose-is-judged-by-its-own-day", a_dose_is_judged_by_its_own_day);
  g_test_add_func ("/stored/a-course-since-before-is-asked-about", a_course_since_before_is_asked_about);
  g_test_add_func ("/stored/a-task-that-is-cleared-stays-readable", a_task_that_is_cleared_stays_readable);
  return g_test_run ();
}

/* test-cockpit.c: the verbs of a session as it is watched: each cell at once, the clock and what follows from
 * it, leaving with and without a reason.
 */
#include "tide-clinic-fixture.h"

#include <math.h>
#include <string.h>

#include "tide-clinic-cockpit.h"

#define CODE(codes, word) tide_code_from_text (codes, word)

typedef struct
{
  TideClinic *clinic;
  gint64 patient, course, session;
} Fixture;

static TideInstant
exact (const char *iso)
{
  TideInstant instant;
  g_assert_true (tide_instant_parse_exact (iso, &instant, NULL));
  return instant;
}

static void
set_now (const char *iso)
{
  tide_time_set_now (test_clinic_instant (iso));
}

static gint64
save (Fixture *f, gpointer record)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_save (f->clinic, record, &error);
  g_assert_no_error (error);
  return TIDE_RECORD (record)->id;
}

/* 72 kg, 0.5 mg/kg: 36 mL at 54 mL/h over 40 minutes, planned for 10:00. */
static void
set_up (Fixture *f, gconstpointer data)
{
  set_now ("2025-11-20T09:50:00+01:00");
  f->clinic = test_clinic_new (FALSE);
  f->patient = test_clinic_add_patient (f->clinic, "T-1", "Lindqvist", "Jonas");
  g_autoptr (TideStaff) nurse = tide_staff_new ();
  tide_record_set_text (&nurse->name, "A. Ferreira");
  save (f, nurse);
  tide_clinic_set_person (f->clinic, nurse);
  g_autoptr (TideCourse) course = tide_course_new ();
  course->patient_id = f->patient;
  course->arm = TIDE_ARM_KETAMINE;
  course->started_on = test_clinic_date ("2025-11-01");
  f->course = save (f, course);
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = f->course;
  session->started = test_clinic_instant ("2025-11-20T10:00+01:00");
  session->status = TIDE_SESSION_PLANNED;
  session->weight_kg = 72;
  session->planned_mg = session->volume_ml = 36;
  session->planned_mg_per_kg = 0.5;
  session->rate_ml_per_h = 54;
  session->concentration_mg_per_ml = 1;
  session->planned_minutes = 40;
  f->session = save (f, session);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->clinic);
  tide_time_set_now (TIDE_INSTANT_UNKNOWN);
}

static TideObservation *
new_row (Fixture *f, const char *slot)
{
  TideObservation *row = tide_observation_new ();
  row->patient_id = f->patient;
  row->session_id = f->session;
  tide_record_set_text (&row->slot, slot);
  return row;
}

static void
record (Fixture *f, TideClockKind kind, const char *at)
{
  g_autoptr (TideClockEvent) event = tide_clock_event_new ();
  g_autoptr (GError) error = NULL;
  event->patient_id = f->patient;
  event->session_id = f->session;
  event->kind = (int) kind;
  set_now (at);
  tide_clinic_record_clock (f->clinic, event, &error);
  g_assert_no_error (error);
}

static TideSession *
load (Fixture *f)
{
  return tide_clinic_lookup (f->clinic, &tide_session_class, f->session, NULL);
}

static void
test_cell_by_cell (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideObservation) row = new_row (f, "pre");
  g_assert_true (tide_clinic_save_observation_pressure (f->clinic, row, 126, 80, &error));
  g_assert_cmpint (row->base.id, >, 0);
  g_assert_cmpint (row->taken.precision, ==, TIDE_PRECISION_SECOND);
  g_assert_cmpint (row->staff_id, >, 0);
  g_assert_true (tide_clinic_save_observation_cell (f->clinic, row, TIDE_CELL_HEART_RATE, 68, &error));
  g_assert_true (tide_clinic_mark_cell_missed (f->clinic, row, TIDE_CELL_SPO2, "no probe", &error));
  g_autoptr (TideObservation) stored
    = tide_clinic_lookup (f->clinic, &tide_observation_class, row->base.id, NULL);
  g_assert_true (tide_record_equal (stored, row));
  g_assert_cmpstr (stored->missed, ==, "spo2: no probe");
  /* one step back is one cell back */
  g_autofree char *label = tide_clinic_dup_undo_label (f->clinic);
  g_assert_cmpstr (label, ==, "Undo reading");
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_autoptr (TideObservation) before
    = tide_clinic_lookup (f->clinic, &tide_observation_class, row->base.id, NULL);
  g_assert_null (before->missed);
  g_assert_cmpint (before->heart_rate, ==, 68);
  g_assert_cmpint (tide_clinic_count (f->clinic, &tide_observation_class), ==, 1);
}

static void
assert_cell_refused (Fixture *f, TideObservation *row, TideCell cell, gint64 value, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideObservation) before = tide_observation_copy (row);
  g_assert_false (tide_clinic_save_observation_cell (f->clinic, row, cell, value, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_true (tide_record_equal (before, row) && before->base.id == row->base.id);
}

static void
test_impossible_cells (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideObservation) row = new_row (f, "pre"), twin = new_row (f, "pre");
  assert_cell_refused (f, row, TIDE_CELL_SPO2, 101, "spo2: must lie between 30 and 100");
  g_assert_cmpint (row->base.id, ==, 0);
  g_assert_false (tide_clinic_save_observation_pressure (f->clinic, row, 80, 126, &error));
  g_assert_cmpstr (error->message, ==, "diastolic: is not below the systolic pressure");
  g_assert_cmpint (tide_clinic_count (f->clinic, &tide_observation_class), ==, 0);
  g_clear_error (&error);
  g_assert_true (tide_clinic_save_observation_pressure (f->clinic, row, 126, 80, &error));
  assert_cell_refused (f, row, TIDE_CELL_DIASTOLIC, 126, "diastolic: is not below the systolic pressure");
  assert_cell_refused (f, twin, TIDE_CELL_SPO2, 98, "slot: stands in this session already");
}

static void
test_an_answer_is_corrected (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TideSessionAnswer) answer = tide_session_answer_new ();
      answer->patient_id = f->patient;
      answer->session_id = f->session;
      answer->list = CODE (tide_session_list_codes, "checklist");
      tide_record_set_text (&answer->question, "last_food");
      tide_record_set_text (&answer->value, i == 0 ? "06:30" : "07:30");
      g_assert_true (tide_clinic_save_session_answer (f->clinic, answer, &error));
      g_assert_cmpint (answer->base.id, ==, 1);
    }
  g_autoptr (TideSessionAnswer) stored = tide_clinic_lookup (f->clinic, &tide_session_answer_class, 1, NULL);
  g_assert_cmpstr (stored->value, ==, "07:30");
  g_assert_cmpint (tide_clinic_count (f->clinic, &tide_session_answer_class), ==, 1);
}

/* The picture's session: 10:04:00, a pause of 1:45, the end at 10:45:45: 40 minutes, 36 mg. */
static void
test_the_clock_writes_the_session (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  record (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00");
  g_autoptr (TideSession) begun = load (f);
  g_assert_cmpint (begun->status, ==, TIDE_SESSION_HELD);
  g_assert_cmpint (begun->started.utc, ==, exact ("2025-11-20T10:04:00+01:00").utc);
  g_assert_cmpint (begun->planned.utc, ==, exact ("2025-11-20T10:00:00+01:00").utc);
  g_assert_true (isnan (begun->dose_mg));
  record (f, TIDE_CLOCK_PAUSE, "2025-11-20T10:16:20+01:00");
  record (f, TIDE_CLOCK_RESUME, "2025-11-20T10:18:05+01:00");
  record (f, TIDE_CLOCK_END, "2025-11-20T10:45:45+01:00");
  g_autoptr (TideSession) over = load (f);
  g_assert_cmpint (over->status, ==, TIDE_SESSION_HELD);
  g_assert_cmpfloat (over->minutes, ==, 40);
  g_assert_cmpfloat (over->dose_mg, ==, 36);
  g_assert_cmpfloat (over->dose_mg_per_kg, ==, 0.5);
  g_assert_cmpfloat (over->planned_mg, ==, 36);
  g_assert_true (tide_clinic_undo (f->clinic, &error)); /* the end was a slip */
  g_autoptr (TideSession) again = load (f);
  g_assert_true (isnan (again->minutes) && !tide_instant_is_known (again->ended));
}

/* Stopped after 20 of 40 minutes: half the dose was delivered. */
static void
test_a_stop_leaves_what_was_delivered (Fixture *f, gconstpointer unused)
{
  record (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00");
  record (f, TIDE_CLOCK_STOP, "2025-11-20T10:24:00+01:00");
  g_autoptr (TideSession) session = load (f);
  g_assert_cmpint (session->status, ==, TIDE_SESSION_STOPPED);
  g_assert_cmpfloat (session->dose_mg, ==, 18);
  g_assert_cmpfloat (session->dose_mg_per_kg, ==, 0.25);
  g_assert_cmpfloat (session->planned_mg, ==, 36);
  g_autoptr (TideClockEvent) event = tide_clock_event_new ();
  g_autoptr (GError) error = NULL;
  event->patient_id = f->patient;
  event->session_id = f->session;
  event->kind = TIDE_CLOCK_RESUME;
  g_assert_false (tide_clinic_record_clock (f->clinic, event, &error));
  g_assert_cmpstr (error->message, ==, "kind: resumed without a pause");
  g_assert_cmpint (event->base.id, ==, 0);
}

static void
set_route (Fixture *f, const char *route, TideArm arm, gint64 devices)
{
  g_autoptr (TideSession) session = load (f);
  g_autoptr (TideCourse) course = tide_clinic_lookup (f->clinic, &tide_course_class, f->course, NULL);
  course->arm = arm;
  save (f, course);
  session->route = CODE (tide_route_codes, route);
  session->nasal_devices = devices;
  session->rate_ml_per_h = session->concentration_mg_per_ml = session->volume_ml = NAN;
  save (f, session);
}

/* An injection or a tablet is given at once, whatever the minutes say. */
static void
test_a_dose_at_once_is_delivered_at_the_start (Fixture *f, gconstpointer unused)
{
  set_route (f, "im", TIDE_ARM_KETAMINE, TIDE_INTEGER_UNKNOWN);
  record (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00");
  g_autoptr (TideSession) begun = load (f);
  g_assert_cmpfloat (begun->dose_mg, ==, 36);
  g_assert_cmpfloat (begun->dose_mg_per_kg, ==, 0.5);
  record (f, TIDE_CLOCK_END, "2025-11-20T10:05:00+01:00");
  g_autoptr (TideSession) over = load (f);
  g_assert_cmpfloat (over->dose_mg, ==, 36);
  g_assert_cmpint (over->status, ==, TIDE_SESSION_HELD);
}

/* 2 devices of 28 mg are 56 mg; the patient takes a third before the last is recorded: 84 mg. */
static void
test_devices_make_the_nasal_dose (Fixture *f, gconstpointer unused)
{
  set_route (f, "intranasal", TIDE_ARM_ESKETAMINE, 2);
  record (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00");
  g_autoptr (TideSession) begun = load (f);
  g_assert_cmpfloat (begun->dose_mg, ==, 56);
  g_assert_cmpfloat (begun->planned_mg, ==, 36);
  begun->nasal_devices = 3;
  save (f, begun);
  record (f, TIDE_CLOCK_END, "2025-11-20T10:14:00+01:00");
  g_autoptr (TideSession) over = load (f);
  g_assert_cmpfloat (over->dose_mg, ==, 84);
}

/* How many were given is not known: neither is the dose. */
static void
test_an_unknown_number_of_devices_is_no_dose (Fixture *f, gconstpointer unused)
{
  set_route (f, "intranasal", TIDE_ARM_ESKETAMINE, TIDE_INTEGER_UNKNOWN);
  record (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00");
  g_autoptr (TideSession) begun = load (f);
  g_assert_true (isnan (begun->dose_mg));
}

/* A note at 09:50 and a missed pulse at 09:51; the pressure is read at 09:58:30 by somebody else. */
static void
test_a_reading_is_of_its_first_value (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideObservation) row = new_row (f, "pre");
  g_autoptr (TideStaff) doctor = tide_staff_new ();
  tide_record_set_text (&doctor->name, "Dr Brandt");
  save (f, doctor);
  tide_record_set_text (&row->note, "restless");
  row->taken = tide_instant_now_exact ();
  save (f, row);
  set_now ("2025-11-20T09:51:00+01:00");
  g_assert_true (tide_clinic_mark_cell_missed (f->clinic, row, TIDE_CELL_HEART_RATE, "talking", &error));
  g_assert_cmpint (row->taken.utc, ==, exact ("2025-11-20T09:50:00+01:00").utc);
  set_now ("2025-11-20T09:58:30+01:00");
  tide_clinic_set_person (f->clinic, doctor);
  g_assert_true (tide_clinic_save_observation_pressure (f->clinic, row, 126, 80, &error));
  g_assert_cmpint (row->taken.utc, ==, exact ("2025-11-20T09:58:30+01:00").utc);
  g_assert_cmpint (row->staff_id, ==, doctor->base.id);
  set_now ("2025-11-20T10:01:00+01:00");
  g_assert_true (tide_clinic_save_observation_cell (f->clinic, row, TIDE_CELL_SPO2, 98, &error));
  g_assert_cmpint (row->taken.utc, ==, exact ("2025-11-20T09:58:30+01:00").utc);
}

/* Blood pressure is one entry: one step back opens both its numbers. */
static void
test_a_missed_pressure_is_one_step (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideObservation) row = new_row (f, "pre");
  g_assert_true (tide_clinic_save_observation_cell (f->clinic, row, TIDE_CELL_SPO2, 98, &error));
  g_assert_true (tide_clinic_mark_pressure_missed (f->clinic, row, "cuff", &error));
  g_assert_true (tide_observation_is_missed (row, TIDE_CELL_SYSTOLIC));
  g_assert_true (tide_observation_is_missed (row, TIDE_CELL_DIASTOLIC));
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_autoptr (TideObservation) back
    = tide_clinic_lookup (f->clinic, &tide_observation_class, row->base.id, NULL);
  g_assert_null (back->missed);
  g_assert_cmpint (back->spo2, ==, 98);
}

/* An elastomeric pump: its nominal flow is what was written down before, and what it gave follows from what
 * is left over: 36 mL less 6 mL at 1 mg/mL. */
static void
test_an_elastomeric_pump_has_one_flow (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideSession) session = load (f);
  session->device = CODE (tide_device_codes, "elastomeric_pump");
  save (f, session);
  record (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00");
  g_autoptr (TideSession) running = load (f);
  running->rate_ml_per_h = 60;
  g_assert_false (tide_clinic_save (f->clinic, running, &error));
  g_assert_cmpstr (error->message, ==,
                   "rate_ml_per_h: an elastomeric pump has one flow, which nobody changes while it runs");
  running->rate_ml_per_h = 54;
  running->residual_ml = 6;
  save (f, running);
  record (f, TIDE_CLOCK_END, "2025-11-20T10:44:00+01:00");
  g_autoptr (TideSession) over = load (f);
  g_assert_cmpfloat (over->dose_mg, ==, 30);
}

/* Of a pump that is programmed the rate may be changed. */
static void
test_a_syringe_pump_s_rate_may_change (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideSession) session = load (f);
  session->device = CODE (tide_device_codes, "syringe_pump");
  save (f, session);
  record (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00");
  g_autoptr (TideSession) running = load (f);
  running->rate_ml_per_h = 60;
  save (f, running);
}

static void
answer_yes (Fixture *f, const char *question)
{
  g_autoptr (TideSessionAnswer) answer = tide_session_answer_new ();
  g_autoptr (GError) error = NULL;
  answer->patient_id = f->patient;
  answer->session_id = f->session;
  answer->list = CODE (tide_session_list_codes, "discharge");
  tide_record_set_text (&answer->question, question);
  answer->answer = CODE (tide_yes_no_codes, "yes");
  g_assert_true (tide_clinic_save_session_answer (f->clinic, answer, &error));
}

static void
fill_row (Fixture *f, const char *slot)
{
  g_autoptr (TideObservation) row = new_row (f, slot);
  g_autoptr (GError) error = NULL;
  static const struct
  {
    TideCell cell;
    int value;
  } cells[]
    = { { TIDE_CELL_SPO2, 98 }, { TIDE_CELL_MOAAS, 5 }, { TIDE_CELL_NAUSEA, 0 }, { TIDE_CELL_CADSS6, 0 } };
  g_assert_true (tide_clinic_save_observation_pressure (f->clinic, row, 126, 80, &error));
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    g_assert_true (tide_clinic_save_observation_cell (f->clinic, row, cells[i].cell, cells[i].value, &error));
}

static void
test_leaving_is_refused_then_passed (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  record (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00");
  record (f, TIDE_CLOCK_END, "2025-11-20T10:44:00+01:00");
  set_now ("2025-11-20T11:43:59+01:00");
  fill_row (f, "100");
  static const char *const asked[] = { "walks_unaided", "orientated", "suicide_check" };
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    answer_yes (f, asked[i]);
  g_assert_false (tide_clinic_discharge (f->clinic, f->session, tide_instant_now (), NULL, &error));
  g_assert_cmpstr (error->message, ==,
                   "discharge_reason: is required, not met: 60 min after the end; Escort present");
  g_clear_error (&error);
  g_assert_false (tide_clinic_discharge (f->clinic, f->session, tide_instant_now (), "", &error));
  g_clear_error (&error);
  set_now ("2025-11-20T11:44:00+01:00");
  answer_yes (f, "escort_present");
  g_assert_true (tide_clinic_discharge (f->clinic, f->session, tide_instant_now (), "not needed", &error));
  g_autoptr (TideSession) session = load (f);
  g_assert_cmpint (session->discharged.utc, ==, exact ("2025-11-20T11:44:00+01:00").utc);
  g_assert_cmpint (session->discharged_by, ==, 1);
  g_assert_null (session->discharge_reason); /* nothing was overridden */
}

static void
test_leaving_with_a_reason (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  record (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00");
  record (f, TIDE_CLOCK_END, "2025-11-20T10:44:00+01:00");
  set_now ("2025-11-20T11:00:00+01:00");
  g_assert_true (
    tide_clinic_discharge (f->clinic, f->session, tide_instant_now (), "left against advice", &error));
  g_autoptr (TideSession) session = load (f);
  g_assert_cmpstr (session->discharge_reason, ==, "left against advice");
  g_autoptr (GPtrArray) audit = tide_clinic_list_audit (f->clinic, f->patient, 1, NULL);
  const TideAuditRow *row = audit->pdata[0];
  g_assert_cmpstr (row->action, ==, "override");
  g_assert_true (g_str_has_prefix (row->after, "time, pressure, moaas"));
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_autoptr (TideSession) back = load (f);
  g_assert_false (tide_instant_is_known (back->discharged));
}

static void
test_the_day_s_sessions (Fixture *f, gconstpointer unused)
{
  TideInstant from = test_clinic_instant ("2025-11-20T00:00+01:00");
  TideInstant to = test_clinic_instant ("2025-11-21T00:00+01:00");
  g_autoptr (GPtrArray) planned = tide_clinic_list_sessions_between (f->clinic, from, to, NULL);
  g_assert_cmpuint (planned->len, ==, 1);
  record (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00"); /* now both times lie in the day */
  g_autoptr (GPtrArray) begun = tide_clinic_list_sessions_between (f->clinic, from, to, NULL);
  g_assert_cmpuint (begun->len, ==, 1);
  g_autoptr (GPtrArray) next
    = tide_clinic_list_sessions_between (f->clinic, to, test_clinic_instant ("2025-11-22T00:00+01:00"), NULL);
  g_assert_cmpuint (next->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/clinic/cockpit/each-cell-is-saved-at-once", test_cell_by_cell);
  ADD ("/clinic/cockpit/impossible-cells-change-nothing", test_impossible_cells);
  ADD ("/clinic/cockpit/an-answer-is-corrected", test_an_answer_is_corrected);
  ADD ("/clinic/cockpit/the-clock-writes-the-session", test_the_clock_writes_the_session);
  ADD ("/clinic/cockpit/a-stop-leaves-what-was-delivered", test_a_stop_leaves_what_was_delivered);
  ADD ("/clinic/cockpit/a-dose-at-once-is-delivered-at-the-start",
       test_a_dose_at_once_is_delivered_at_the_start);
  ADD ("/clinic/cockpit/devices-make-the-nasal-dose", test_devices_make_the_nasal_dose);
  ADD ("/clinic/cockpit/an-unknown-number-of-devices-is-no-dose",
       test_an_unknown_number_of_devices_is_no_dose);
  ADD ("/clinic/cockpit/an-elastomeric-pump-has-one-flow", test_an_elastomeric_pump_has_one_flow);
  ADD ("/clinic/cockpit/a-syringe-pump-s-rate-may-change", test_a_syringe_pump_s_rate_may_change);
  ADD ("/clinic/cockpit/a-reading-is-of-its-first-value", test_a_reading_is_of_its_first_value);
  ADD ("/clinic/cockpit/a-missed-pressure-is-one-step", test_a_missed_pressure_is_one_step);
  ADD ("/clinic/cockpit/leaving-is-refused-then-passed", test_leaving_is_refused_then_passed);
  ADD ("/clinic/cockpit/leaving-with-a-reason-keeps-it", test_leaving_with_a_reason);
  ADD ("/clinic/cockpit/the-day-s-sessions-by-either-time", test_the_day_s_sessions);
  return g_test_run ();
}

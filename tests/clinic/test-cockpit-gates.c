/* test-cockpit-gates.c: what blocks a start and what lets it go on, alerts of readings in the saving
 * transaction, and that a red one must be answered before the session is complete.
 */
#include "tide-clinic-fixture.h"

#include <math.h>
#include <string.h>

#include "tide-clinic-cockpit.h"
#include "tide-start-gate.h"
#include "tide-start-list.h"

#define CODE(codes, word) tide_code_from_text (codes, word)

typedef struct
{
  TideClinic *clinic;
  gint64 patient, session, nurse;
} Fixture;

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

static void
add_course (Fixture *f)
{
  g_autoptr (TideCourse) course = tide_course_new ();
  g_autoptr (TideSession) session = tide_session_new ();
  course->patient_id = f->patient;
  course->arm = TIDE_ARM_KETAMINE;
  course->started_on = test_clinic_date ("2025-11-01");
  session->course_id = save (f, course);
  session->started = test_clinic_instant ("2025-11-20T10:00+01:00");
  session->status = TIDE_SESSION_PLANNED;
  session->planned_minutes = 40;
  f->session = save (f, session);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  set_now ("2025-11-20T09:50:00+01:00");
  f->clinic = test_clinic_new (FALSE);
  f->patient = test_clinic_add_patient (f->clinic, "T-1", "Lindqvist", "Jonas");
  g_autoptr (TideStaff) nurse = tide_staff_new ();
  tide_record_set_text (&nurse->name, "A. Ferreira");
  f->nurse = save (f, nurse);
  tide_clinic_set_person (f->clinic, nurse);
  add_course (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->clinic);
  tide_time_set_now (TIDE_INSTANT_UNKNOWN);
}

static void
answer (Fixture *f, const char *list, const char *question, const char *code, const char *value,
        const char *reason)
{
  g_autoptr (TideSessionAnswer) answer = tide_session_answer_new ();
  g_autoptr (GError) error = NULL;
  answer->patient_id = f->patient;
  answer->session_id = f->session;
  answer->list = CODE (tide_session_list_codes, list);
  tide_record_set_text (&answer->question, question);
  answer->answer = code != NULL ? CODE (tide_yes_no_codes, code) : 0;
  tide_record_set_text (&answer->value, value);
  tide_record_set_text (&answer->reason, reason);
  tide_clinic_save_session_answer (f->clinic, answer, &error);
  g_assert_no_error (error);
}

static void
override (Fixture *f, const char *question, const char *reason)
{
  answer (f, "gate", question, NULL, NULL, reason);
}

/* The ids of what is open, by the rules alone. */
static char *
dup_open (Fixture *f)
{
  g_autoptr (TideHistory) history = tide_clinic_load_history (f->clinic, f->patient, NULL);
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (f->clinic);
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  TideSafetyCase subject = { .history = history,
                             .library = tide_clinic_get_library (f->clinic),
                             .thresholds = thresholds,
                             .rules = rules,
                             .now = tide_instant_now (),
                             .session_rules = tide_clinic_get_session_rules (f->clinic) };
  TideStartCase start = { &subject, subject.session_rules, NULL, history->courses->pdata[0] };
  for (guint i = 0; i < history->sessions->len; i++)
    if (TIDE_RECORD (history->sessions->pdata[i])->id == f->session)
      start.session = history->sessions->pdata[i];
  g_autoptr (GPtrArray) items = tide_start_gate_list (&start);
  return tide_start_gate_dup_open (items);
}

/* What a person is told. */
static char *
dup_refusal (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  if (tide_clinic_start_session (f->clinic, f->session, &error))
    return g_strdup ("");
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_true (g_str_has_prefix (error->message, "start: not met: "));
  return g_strdup (error->message + strlen ("start: not met: "));
}

static void
read_pressure (Fixture *f, const char *slot, int systolic, int diastolic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideObservation) row = tide_observation_new ();
  row->patient_id = f->patient;
  row->session_id = f->session;
  tide_record_set_text (&row->slot, slot);
  tide_clinic_save_observation_pressure (f->clinic, row, systolic, diastolic, &error);
  g_assert_no_error (error);
}

static void
change_session (Fixture *f, void (*change) (TideSession *session))
{
  g_autoptr (TideSession) session = tide_clinic_lookup (f->clinic, &tide_session_class, f->session, NULL);
  change (session);
  save (f, session);
}

static void
weigh_today (TideSession *session)
{
  session->weight_kg = 72;
  session->weighed = test_clinic_instant ("2025-11-20T09:41+01:00");
  session->planned_mg_per_kg = 0.5;
  session->planned_mg = 36;
}

static void
weigh_earlier (TideSession *session)
{
  weigh_today (session);
  session->weighed = test_clinic_instant ("2025-11-13T09:41+01:00");
}

static void
identify (TideSession *session)
{
  tide_record_set_text (&session->identifiers, "name, birth date");
  session->identified = test_clinic_instant ("2025-11-20T09:45+01:00");
}

static void
answer_all (Fixture *f)
{
  answer (f, "checklist", "last_food", NULL, "06:30, toast", NULL);
  answer (f, "checklist", "escort", "yes", "M. Lindqvist", NULL);
  answer (f, "checklist", "driving", "no", NULL, NULL);
  answer (f, "checklist", "held", NULL, "none", NULL);
  answer (f, "checklist", "pregnancy", "no", "test", NULL);
}

/* Nobody knows anything yet: everything is named. */
static void
test_an_empty_session_is_blocked (Fixture *f, gconstpointer unused)
{
  g_autofree char *refusal = dup_refusal (f), *open = dup_open (f);
  g_assert_cmpstr (
    refusal, ==,
    "Two identifiers; Weight today; Planned dose; Last food, fluids; Escort; Drives before a "
    "night of sleep; Held medicines; Pregnant; Consent to treatment; Consent to off-label use; "
    "Screening; Suicide screen within 7 days; Blood pressure before dose");
  g_assert_cmpstr (
    open, ==,
    "identity, weight, dose, last_food, escort, driving, held, pregnancy, gate_consent, gate_off_label, "
    "gate_screening, suicide_screen, pressure");
  g_assert_cmpint (tide_clinic_count (f->clinic, &tide_clock_event_class), ==, 0);
}

static void
test_answers_and_reasons_open_it (Fixture *f, gconstpointer unused)
{
  answer_all (f);
  change_session (f, weigh_today);
  change_session (f, identify);
  read_pressure (f, "pre", 126, 80);
  g_autofree char *open = dup_open (f);
  g_test_message ("%s", open);
  g_auto (GStrv) words = g_strsplit (open, ", ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    override (f, words[i], "known to Dr Brandt");
  g_autofree char *none = dup_refusal (f);
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpint (tide_clinic_count (f->clinic, &tide_clock_event_class), ==, 1);
  g_autoptr (GPtrArray) answers
    = tide_clinic_list (f->clinic, &tide_session_answer_class, "session_id", f->session, NULL);
  const TideSessionAnswer *reason = tide_session_answer_find (answers, f->session, 2, words[0]);
  g_assert_cmpstr (reason->reason, ==, "known to Dr Brandt");
  g_assert_cmpint (reason->staff_id, ==, f->nurse);
}

static gboolean
is_open (Fixture *f, const char *id)
{
  g_autofree char *open = dup_open (f);
  g_auto (GStrv) words = g_strsplit (open, ", ", -1);
  return g_strv_contains ((const char *const *) words, id);
}

/* Each answer that speaks against the dose blocks, and its reason lets go. */
static void
test_each_gate_blocks_and_takes_a_reason (Fixture *f, gconstpointer unused)
{
  answer_all (f);
  g_assert_false (is_open (f, "escort"));
  answer (f, "checklist", "escort", "no", NULL, NULL);
  answer (f, "checklist", "driving", "yes", NULL, NULL);
  answer (f, "checklist", "pregnancy", "yes", NULL, NULL);
  change_session (f, weigh_earlier);
  read_pressure (f, "pre", 160, 80); /* red: do not start until reviewed */
  static const char *const ids[] = { "escort", "driving", "pregnancy", "weight", "pressure" };
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_true (is_open (f, ids[i]));
      override (f, ids[i], "seen by Dr Brandt");
      g_assert_false (is_open (f, ids[i]));
    }
  override (f, "identity", "no time");
  g_assert_true (is_open (f, "identity")); /* nobody is treated unidentified */
}

/* What was said of one reading is not said of the next; a red one is 160 or 100 (clinical.md 4.1). */
static void
test_a_reason_is_of_one_reading (Fixture *f, gconstpointer unused)
{
  answer_all (f);
  read_pressure (f, "pre", 162, 100);
  g_assert_true (is_open (f, "pressure"));
  answer (f, "gate", "pressure", NULL, "162/100", "seen by Dr Brandt");
  g_assert_false (is_open (f, "pressure"));
  answer (f, "gate", "pressure", NULL, "150/90", "seen by Dr Brandt");
  g_assert_true (is_open (f, "pressure"));
}

/* 170/104 closes the dose; 138/82 a quarter of an hour later, typed as an extra reading, opens it; 161/84
 * after that closes it again: before the dose 160 is red however it was entered. */
static void
test_the_newest_pressure_decides (Fixture *f, gconstpointer unused)
{
  answer_all (f);
  read_pressure (f, "pre", 170, 104);
  g_assert_true (is_open (f, "pressure"));
  set_now ("2025-11-20T10:05:00+01:00");
  read_pressure (f, TIDE_SLOT_EXTRA, 138, 82);
  g_assert_false (is_open (f, "pressure"));
  set_now ("2025-11-20T10:10:00+01:00");
  read_pressure (f, TIDE_SLOT_EXTRA, 161, 84);
  g_assert_true (is_open (f, "pressure"));
}

/* A question of the clinic blocks like the others; one that is switched off is not asked, with the reason. */
static void
test_the_clinic_changes_its_list (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const TideSessionRules *rules = tide_clinic_get_session_rules (f->clinic);
  g_assert_true (tide_clinic_add_start_question (f->clinic, " Contact lenses out ", TIDE_WANTED_YES, &error));
  g_assert_true (tide_clinic_add_start_question (f->clinic, "Bladder emptied", TIDE_WANTED_ANY, &error));
  g_assert_true (is_open (f, "own_1"));
  g_assert_true (is_open (f, "own_2"));
  answer (f, "checklist", "own_1", "no", NULL, NULL);
  answer (f, "checklist", "own_2", "no", NULL, NULL); /* not judged */
  g_autofree char *refusal = dup_refusal (f);
  g_assert_nonnull (strstr (refusal, "; Contact lenses out; "));
  g_assert_false (is_open (f, "own_2"));
  override (f, "own_1", "has none");
  g_assert_false (is_open (f, "own_1"));
  g_assert_true (is_open (f, "driving"));
  g_assert_false (tide_clinic_switch_question (f->clinic, "driving", "", &error));
  g_assert_cmpstr (error->message, ==, "reason: a question is not dropped without one");
  g_clear_error (&error);
  g_assert_true (tide_clinic_switch_question (f->clinic, "driving", "in-patients only", &error));
  g_assert_false (is_open (f, "driving"));
  g_assert_cmpstr (tide_session_rules_get_off_source (rules, "driving"), ==,
                   "in-patients only (A. Ferreira, 2025-11-20)");
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_assert_true (is_open (f, "driving"));
  static const char *const always[] = { "identity", "weight", "pressure", "suicide_screen", "gate_consent" };
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    {
      g_assert_false (tide_clinic_switch_question (f->clinic, always[i], "no time", &error));
      g_assert_cmpstr (error->message, ==, "question: this one is always asked");
      g_clear_error (&error);
      g_assert_true (is_open (f, always[i]));
    }
}

/* What a session has answered stays on its list when the clinic asks no longer; it stays off after opening.
 */
static void
test_an_answered_question_stays (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  answer (f, "checklist", "driving", "yes", NULL, NULL);
  g_assert_true (tide_clinic_switch_question (f->clinic, "driving", "in-patients only", &error));
  g_assert_true (is_open (f, "driving"));
  g_assert_true (tide_clinic_switch_question (f->clinic, "held", "asked elsewhere", &error));
  g_assert_false (is_open (f, "held"));
  g_assert_true (tide_clinic_switch_question (f->clinic, "held", NULL, &error));
  g_assert_true (is_open (f, "held"));
}

static void
go_home (TideSession *session)
{
  session->setting = CODE (tide_setting_codes, "home");
}

static void
furnish_home (TideSession *session)
{
  tide_record_set_text (&session->responsible_adult, "M. Lindqvist");
  tide_record_set_text (&session->emergency_access, "key with the neighbour");
}

/* At home an adult, a way in and a device for the readings are asked for; in the clinic they are not. */
static void
test_a_home_visit_asks_for_more (Fixture *f, gconstpointer unused)
{
  static const char *const ids[] = { "responsible_adult", "emergency_access", "vitals_device" };
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_false (is_open (f, ids[i]));
  change_session (f, go_home);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (is_open (f, ids[i]));
  change_session (f, furnish_home);
  answer (f, "checklist", "vitals_device", "no", NULL, NULL);
  g_assert_false (is_open (f, "responsible_adult"));
  g_assert_false (is_open (f, "emergency_access"));
  g_assert_true (is_open (f, "vitals_device"));
  answer (f, "checklist", "vitals_device", "yes", NULL, NULL);
  g_assert_false (is_open (f, "vitals_device"));
}

/* A dose that was put off: who fasted then may have eaten since. */
static void
test_an_answer_is_of_its_day (Fixture *f, gconstpointer unused)
{
  answer_all (f);
  g_assert_false (is_open (f, "escort"));
  TideInstant now = tide_instant_now ();
  now.utc += 3 * 86400;
  tide_time_set_now (now);
  g_assert_true (is_open (f, "escort"));
  g_assert_true (is_open (f, "identity"));
}

/* Whoever goes on in spite of a gate has a name. */
static void
test_a_reason_needs_a_name (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideSessionAnswer) answer = tide_session_answer_new ();
  g_autoptr (GError) error = NULL;
  tide_clinic_set_person (f->clinic, NULL);
  answer->patient_id = f->patient;
  answer->session_id = f->session;
  answer->list = CODE (tide_session_list_codes, "gate");
  tide_record_set_text (&answer->question, "escort");
  tide_record_set_text (&answer->reason, "in a hurry");
  g_assert_false (tide_clinic_save_session_answer (f->clinic, answer, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_true (g_str_has_prefix (error->message, "staff_id: is needed"));
  g_assert_cmpint (tide_clinic_count (f->clinic, &tide_session_answer_class), ==, 0);
}

/* 159/99 is amber and may start; the label's own number is 140/90. */
static void
test_amber_before_a_dose_does_not_block (Fixture *f, gconstpointer unused)
{
  read_pressure (f, "pre", 159, 99);
  g_assert_false (is_open (f, "pressure"));
}

/* --- alerts of readings --- */

static GPtrArray *
list_alerts (Fixture *f, const char *rule)
{
  GPtrArray *alerts = tide_clinic_list (f->clinic, &tide_alert_class, "patient_id", f->patient, NULL);
  for (guint i = alerts->len; i > 0; i--)
    if (strcmp (((TideAlert *) alerts->pdata[i - 1])->rule, rule) != 0)
      g_ptr_array_remove_index (alerts, i - 1);
  return alerts;
}

static void
test_a_red_reading_raises_in_its_transaction (Fixture *f, gconstpointer unused)
{
  read_pressure (f, "pre", 126, 80);
  read_pressure (f, "15", 159, 99); /* below the limit, a rise of 33 and 19: nothing */
  g_autoptr (GPtrArray) none = list_alerts (f, "A13");
  g_assert_cmpuint (none->len, ==, 0);
  read_pressure (f, "20", 160, 99); /* at the limit: amber */
  read_pressure (f, "30", 184, 99); /* red */
  g_autoptr (GPtrArray) alerts = list_alerts (f, "A13");
  g_assert_cmpuint (alerts->len, ==, 2);
  const TideAlert *amber = alerts->pdata[0], *red = alerts->pdata[1];
  g_assert_cmpint (amber->level, ==, TIDE_LEVEL_AMBER);
  g_assert_cmpint (red->level, ==, TIDE_LEVEL_RED);
  g_assert_cmpint (red->session_id, ==, f->session);
  g_assert_cmpint (red->observation_id, >, 0);
  g_assert_cmpstr (red->detail, ==, "Systolic 184, limit 180 (label of esketamine: table limits)");
}

/* 8.1: amended down the alert stays and says so; amended up it raises. */
static void
test_a_corrected_reading_marks_its_alert (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideObservation) row = tide_observation_new ();
  row->patient_id = f->patient;
  row->session_id = f->session;
  tide_record_set_text (&row->slot, "15");
  g_assert_true (tide_clinic_save_observation_cell (f->clinic, row, TIDE_CELL_SPO2, 93, &error));
  g_assert_true (tide_clinic_save_observation_cell (f->clinic, row, TIDE_CELL_SPO2, 89, &error));
  g_autoptr (GPtrArray) up = list_alerts (f, "A13");
  g_assert_cmpuint (up->len, ==, 1);
  g_assert_cmpint (((TideAlert *) up->pdata[0])->level, ==, TIDE_LEVEL_RED);
  g_assert_true (tide_clinic_save_observation_cell (f->clinic, row, TIDE_CELL_SPO2, 98, &error));
  g_autoptr (GPtrArray) down = list_alerts (f, "A13");
  g_assert_cmpuint (down->len, ==, 1);
  g_assert_true (((TideAlert *) down->pdata[0])->source_amended);
  g_assert_false (((TideAlert *) down->pdata[0])->resolved);
  /* another session's save must not touch it */
  g_assert_true (tide_clinic_save_observation_cell (f->clinic, row, TIDE_CELL_MOAAS, 3, &error));
  g_autoptr (GPtrArray) sedation = list_alerts (f, "A14");
  g_assert_cmpuint (sedation->len, ==, 1);
}

/* The readings of one session are judged without those of another, whose alerts stay as they are. */
static void
test_other_sessions_keep_their_alerts (Fixture *f, gconstpointer unused)
{
  read_pressure (f, "15", 170, 80);
  g_autoptr (TideSession) other = tide_clinic_lookup (f->clinic, &tide_session_class, f->session, NULL);
  g_autoptr (TideSession) second = tide_session_new ();
  second->course_id = other->course_id;
  second->started = test_clinic_instant ("2025-11-24T10:00+01:00");
  second->status = TIDE_SESSION_PLANNED;
  f->session = save (f, second);
  read_pressure (f, "15", 171, 80);
  g_autoptr (GPtrArray) alerts = list_alerts (f, "A13");
  g_assert_cmpuint (alerts->len, ==, 2);
  g_assert_false (((TideAlert *) alerts->pdata[0])->source_amended);
}

/* --- the end --- */

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

static void
test_a_red_reading_blocks_the_end_until_answered (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  record (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00");
  read_pressure (f, "15", 184, 90);
  record (f, TIDE_CLOCK_END, "2025-11-20T10:44:00+01:00");
  g_assert_false (tide_clinic_discharge (f->clinic, f->session, tide_instant_now (), "in a hurry", &error));
  g_assert_cmpstr (error->message, ==,
                   "alerts: a red reading is not answered: Systolic 184, limit 180 (label of esketamine: "
                   "table limits)");
  g_clear_error (&error);
  g_autoptr (GPtrArray) alerts = list_alerts (f, "A13");
  gint64 id = ((TideAlert *) alerts->pdata[0])->base.id;
  g_assert_true (tide_clinic_resolve_alert (f->clinic, id, "Dr Brandt came, paused", &error));
  g_assert_true (tide_clinic_discharge (f->clinic, f->session, tide_instant_now (), "in a hurry", &error));
  g_autoptr (GPtrArray) left = list_alerts (f, "A14");
  g_assert_cmpuint (left->len, ==, 1);
  const TideAlert *alert = left->pdata[0];
  g_assert_cmpint (alert->level, ==, TIDE_LEVEL_RED);
  g_assert_true (alert->resolved);
  g_assert_cmpstr (alert->action, ==, "in a hurry");
  g_assert_cmpint (alert->acted_by, ==, f->nurse);
  g_assert_true (g_str_has_prefix (
    alert->detail, "Left although not met: 60 min after the end; Blood pressure under 140/90"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/clinic/cockpit-gates/an-empty-session-is-blocked", test_an_empty_session_is_blocked);
  ADD ("/clinic/cockpit-gates/answers-and-reasons-open-it", test_answers_and_reasons_open_it);
  ADD ("/clinic/cockpit-gates/each-blocks-and-takes-a-reason", test_each_gate_blocks_and_takes_a_reason);
  ADD ("/clinic/cockpit-gates/a-reason-is-of-one-reading", test_a_reason_is_of_one_reading);
  ADD ("/clinic/cockpit-gates/the-newest-pressure-decides", test_the_newest_pressure_decides);
  ADD ("/clinic/cockpit-gates/the-clinic-changes-its-list", test_the_clinic_changes_its_list);
  ADD ("/clinic/cockpit-gates/an-answered-question-stays", test_an_answered_question_stays);
  ADD ("/clinic/cockpit-gates/a-home-visit-asks-for-more", test_a_home_visit_asks_for_more);
  ADD ("/clinic/cockpit-gates/an-answer-is-of-its-day", test_an_answer_is_of_its_day);
  ADD ("/clinic/cockpit-gates/a-reason-needs-a-name", test_a_reason_needs_a_name);
  ADD ("/clinic/cockpit-gates/amber-before-a-dose-does-not-block", test_amber_before_a_dose_does_not_block);
  ADD ("/clinic/cockpit-alerts/a-red-reading-raises", test_a_red_reading_raises_in_its_transaction);
  ADD ("/clinic/cockpit-alerts/a-corrected-reading-marks-its-alert",
       test_a_corrected_reading_marks_its_alert);
  ADD ("/clinic/cockpit-alerts/other-sessions-keep-theirs", test_other_sessions_keep_their_alerts);
  ADD ("/clinic/cockpit-alerts/red-blocks-the-end-until-answered",
       test_a_red_reading_blocks_the_end_until_answered);
  return g_test_run ();
}

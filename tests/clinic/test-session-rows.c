/* test-session-rows.c: what the rows of one session say to each other, and what goes with a session that
 * never was.
 */
#include "tide-clinic-fixture.h"

#include <math.h>
#include <string.h>

#define NOW "2026-03-10T12:00+01:00"
#define CODE(codes, word) tide_code_from_text (codes, word)

typedef struct
{
  TideClinic *clinic;
  gint64 patient, other, course, session, theirs;
} Fixture;

static gint64
save (Fixture *f, gpointer record)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_save (f->clinic, record, &error);
  g_assert_no_error (error);
  return TIDE_RECORD (record)->id;
}

static void
assert_refused (Fixture *f, gpointer record, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (tide_clinic_save (f->clinic, record, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpint (TIDE_RECORD (record)->id, ==, 0);
}

static gint64
add_course (Fixture *f, gint64 patient, TideArm arm)
{
  g_autoptr (TideCourse) course = tide_course_new ();
  course->patient_id = patient;
  course->arm = (int) arm;
  course->started_on = test_clinic_date ("2026-03-01");
  return save (f, course);
}

static TideSession *
new_session (gint64 course, const char *started, int status)
{
  TideSession *session = tide_session_new ();
  session->course_id = course;
  session->started = test_clinic_instant (started);
  session->status = status;
  return session;
}

static gint64
add_session (Fixture *f, gint64 course, const char *started, int status)
{
  g_autoptr (TideSession) session = new_session (course, started, status);
  return save (f, session);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->clinic = test_clinic_new (FALSE);
  f->patient = test_clinic_add_patient (f->clinic, "T-1", "Lindqvist", "Jonas");
  f->other = test_clinic_add_patient (f->clinic, "T-2", "Abel", "Anna");
  f->course = add_course (f, f->patient, TIDE_ARM_KETAMINE);
  f->session = add_session (f, f->course, "2026-03-10T10:00+01:00", TIDE_SESSION_HELD);
  f->theirs = add_session (f, add_course (f, f->other, TIDE_ARM_KETAMINE), "2026-03-10T10:00+01:00",
                           TIDE_SESSION_HELD);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->clinic);
}

static TideInstant
exact (const char *iso)
{
  TideInstant instant;
  g_assert_true (tide_instant_parse_exact (iso, &instant, NULL));
  return instant;
}

static TideObservation *
new_row (Fixture *f, const char *slot)
{
  TideObservation *row = tide_observation_new ();
  row->patient_id = f->patient;
  row->session_id = f->session;
  tide_record_set_text (&row->slot, slot);
  row->taken = exact ("2026-03-10T10:20:30+01:00");
  row->heart_rate = 80;
  return row;
}

static TideClockEvent *
new_event (Fixture *f, TideClockKind kind)
{
  TideClockEvent *event = tide_clock_event_new ();
  event->patient_id = f->patient;
  event->session_id = f->session;
  event->kind = (int) kind;
  event->at = exact ("2026-03-10T10:04:00+01:00");
  return event;
}

static void
test_a_slot_stands_once (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideObservation) first = new_row (f, "20"), again = new_row (f, "20"),
                              extra = new_row (f, "extra"), more = new_row (f, "extra"),
                              foreign = new_row (f, "30");
  save (f, first);
  assert_refused (f, again, "slot: stands in this session already");
  save (f, extra);
  save (f, more);
  first->heart_rate = 82; /* the same row again is no second one */
  save (f, first);
  g_autoptr (GError) error = NULL;
  g_assert_true (tide_clinic_mark_error (f->clinic, first, "wrong patient's cuff", &error));
  save (f, again);
  foreign->session_id = f->theirs;
  assert_refused (f, foreign, "session_id: belongs to another patient");
  g_autoptr (TideSession) second = new_session (f->course, "2026-03-10T11:30+01:00", TIDE_SESSION_HELD);
  extra->session_id = save (f, second);
  g_assert_false (tide_clinic_save (f->clinic, extra, &error));
  g_assert_cmpstr (error->message, ==, "session_id: cannot be changed");
}

static void
test_a_question_is_answered_once (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideSessionAnswer) first = tide_session_answer_new ();
  first->patient_id = f->patient;
  first->session_id = f->session;
  first->list = CODE (tide_session_list_codes, "checklist");
  tide_record_set_text (&first->question, "escort");
  first->answer = CODE (tide_yes_no_codes, "yes");
  first->taken = test_clinic_instant ("2026-03-10T09:52+01:00");
  g_autoptr (TideSessionAnswer) again = tide_session_answer_copy (first), other = NULL;
  g_strlcpy (again->base.uuid, "6a0f4a58-53a1-4bb4-9f0c-1d1c35f7a001", sizeof again->base.uuid);
  save (f, first);
  assert_refused (f, again, "question: is answered twice");
  again->list = CODE (tide_session_list_codes, "discharge"); /* asked again before leaving */
  save (f, again);
}

static void
test_the_clock_has_an_order (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideClockEvent) early = new_event (f, TIDE_CLOCK_PAUSE), start = new_event (f, TIDE_CLOCK_START),
                             pause = new_event (f, TIDE_CLOCK_PAUSE), again = new_event (f, TIDE_CLOCK_START);
  assert_refused (f, early, "kind: paused while it does not run");
  save (f, start);
  save (f, pause);
  assert_refused (f, again, "kind: was started before");
  g_autoptr (TideClockEvent) coarse = new_event (f, TIDE_CLOCK_RESUME);
  coarse->at = tide_instant_to_minute (coarse->at);
  assert_refused (f, coarse, "at: must be known to the second");
}

static void
test_two_infusions_at_once (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideClockEvent) start = new_event (f, TIDE_CLOCK_START);
  save (f, start);
  gint64 nasal = add_course (f, f->patient, TIDE_ARM_ESKETAMINE);
  gint64 second = add_session (f, nasal, "2026-03-10T11:30+01:00", TIDE_SESSION_HELD);
  g_autoptr (TideClockEvent) other = new_event (f, TIDE_CLOCK_START);
  other->session_id = second;
  assert_refused (f, other, "kind: another session of this patient runs at that time: 10 Mar 2026 10:00");
  g_autoptr (TideClockEvent) end = new_event (f, TIDE_CLOCK_END);
  save (f, end);
  save (f, other);
}

static void
test_two_sessions_at_once (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideSession) stored = tide_clinic_lookup (f->clinic, &tide_session_class, f->session, NULL);
  stored->ended = test_clinic_instant ("2026-03-10T10:40+01:00");
  save (f, stored);
  g_autoptr (TideSession) inside = new_session (f->course, "2026-03-10T10:39+01:00", TIDE_SESSION_HELD);
  assert_refused (f, inside, "started: another session of this patient runs at that time: 10 Mar 2026 10:00");
  inside->status = TIDE_SESSION_PLANNED; /* a plan is not yet a session */
  save (f, inside);
  g_autoptr (TideSession) after = new_session (f->course, "2026-03-10T10:40+01:00", TIDE_SESSION_HELD);
  save (f, after);
  g_autoptr (TideSession) before = new_session (f->course, "2026-03-10T09:20+01:00", TIDE_SESSION_HELD);
  before->minutes = 41;
  assert_refused (f, before, "started: another session of this patient runs at that time: 10 Mar 2026 10:00");
  before->minutes = 40;
  save (f, before);
  g_autoptr (TideSession) day = new_session (f->course, "2026-03-10", TIDE_SESSION_HELD);
  save (f, day); /* whose time nobody knows */
  gint64 therapy = add_course (f, f->patient, TIDE_ARM_CBT);
  add_session (f, therapy, "2026-03-10T10:10+01:00", TIDE_SESSION_HELD); /* a talk during the infusion */
}

/* A session entered in error takes its rows along, and undoing brings them back. */
static void
test_rows_go_with_their_session (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideObservation) row = new_row (f, "20");
  g_autoptr (TideClockEvent) start = new_event (f, TIDE_CLOCK_START);
  g_autoptr (TideAssessmentData) cadss
    = test_clinic_new_assessment (f->patient, "cadss6", "2026-03-10T10:40+01:00", "1=1;2=0;3=2;4=1;5=0;6=3");
  g_autoptr (GError) error = NULL;
  save (f, row);
  save (f, start);
  cadss->session_id = f->session;
  g_assert_true (tide_clinic_save_assessment (f->clinic, cadss, NULL, &error));
  g_autoptr (TideSession) session = tide_clinic_lookup (f->clinic, &tide_session_class, f->session, NULL);
  g_assert_true (tide_clinic_mark_error (f->clinic, session, "other patient", &error));
  g_autoptr (TideHistory) without = tide_clinic_load_history (f->clinic, f->patient, NULL);
  g_assert_cmpuint (without->observations->len + without->clock_events->len, ==, 0);
  g_assert_cmpint (tide_history_find_assessment (without, cadss->base.id)->status, ==,
                   TIDE_STATUS_ENTERED_IN_ERROR);
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_autoptr (TideHistory) with = tide_clinic_load_history (f->clinic, f->patient, NULL);
  g_assert_cmpuint (with->observations->len, ==, 1);
  g_assert_cmpuint (with->clock_events->len, ==, 1);
  g_autoptr (TideVerification) v = tide_clinic_verify (f->clinic, NULL, NULL);
  g_assert_true (v->ok);
}

static void
test_a_moved_rating_leaves_its_session (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideAssessmentData) cadss
    = test_clinic_new_assessment (f->patient, "cadss6", "2026-03-10T10:40+01:00", "1=1;2=0;3=2;4=1;5=0;6=3");
  g_autoptr (GError) error = NULL;
  gint64 moved;
  cadss->session_id = f->session;
  g_assert_true (tide_clinic_save_assessment (f->clinic, cadss, NULL, &error));
  tide_clinic_move_assessment (f->clinic, cadss->base.id, f->other, "wrong chart", &moved, &error);
  g_assert_no_error (error);
  g_autoptr (TideAssessmentData) there
    = tide_clinic_lookup (f->clinic, &tide_assessment_data_class, moved, NULL);
  g_assert_cmpint (there->session_id, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tide_time_set_now (test_clinic_instant (NOW));
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/clinic/session-rows/a-slot-stands-once", test_a_slot_stands_once);
  ADD ("/clinic/session-rows/a-question-is-answered-once", test_a_question_is_answered_once);
  ADD ("/clinic/session-rows/the-clock-has-an-order", test_the_clock_has_an_order);
  ADD ("/clinic/session-rows/no-two-clocks-run-at-once", test_two_infusions_at_once);
  ADD ("/clinic/session-rows/no-two-sessions-at-once", test_two_sessions_at_once);
  ADD ("/clinic/session-rows/rows-go-with-their-session", test_rows_go_with_their_session);
  ADD ("/clinic/session-rows/a-moved-rating-leaves-its-session", test_a_moved_rating_leaves_its_session);
  return g_test_run ();
}

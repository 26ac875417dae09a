/* test-day.c: what a day asks of a clinic: who is on the list, who is not, and why.
 *
 * It is Thursday 20 November 2025, 10:42 in Berlin.
 */
#include "tide-clinic-fixture.h"

#include <math.h>
#include <string.h>

#include "tide-clinic-day.h"

typedef struct
{
  TideClinic *clinic;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  tide_time_set_now (test_clinic_instant ("2025-11-20T10:42:00+01:00"));
  f->clinic = test_clinic_new (FALSE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->clinic);
  tide_time_set_now (TIDE_INSTANT_UNKNOWN);
}

static gint64
save (Fixture *f, gpointer record)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_save (f->clinic, record, &error);
  g_assert_no_error (error);
  gint64 id = TIDE_RECORD (record)->id;
  tide_record_free (record);
  return id;
}

static TideDay *
load (Fixture *f, gint64 staff_id)
{
  g_autoptr (GError) error = NULL;
  TideDay *day = tide_clinic_load_day (f->clinic, tide_instant_now (), staff_id, &error);
  g_assert_no_error (error);
  return day;
}

/* PHQ-9 with @item9; nine answers of 1 else. */
static gint64
add_phq9 (Fixture *f, gint64 patient_id, const char *taken, int item9, gint64 rater_id)
{
  g_autofree char *first = test_clinic_dup_same_answers (8, 1);
  g_autofree char *answers = g_strdup_printf ("%s;9=%d", first, item9);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient_id, "phq9", taken, answers);
  g_autoptr (GError) error = NULL;
  data->rater_id = rater_id;
  tide_clinic_save_assessment (f->clinic, data, NULL, &error);
  g_assert_no_error (error);
  return data->base.id;
}

static gint64
add_course (Fixture *f, gint64 patient_id, TideArm arm, const char *started_on)
{
  TideCourse *course = tide_course_new ();
  course->patient_id = patient_id;
  course->arm = arm;
  course->started_on = test_clinic_date (started_on);
  tide_record_set_text (&course->indication, "F42.2");
  return save (f, course);
}

static gint64
add_session (Fixture *f, gint64 course_id, const char *when, TideSessionStatus status)
{
  TideSession *session = tide_session_new ();
  session->course_id = course_id;
  session->status = status;
  session->started = test_clinic_instant (when);
  if (status == TIDE_SESSION_MISSED)
    tide_record_set_text (&session->reason, "ill");
  return save (f, session);
}

static gint64
add_staff (Fixture *f, const char *name)
{
  TideStaff *staff = tide_staff_new ();
  tide_record_set_text (&staff->name, name);
  return save (f, staff);
}

static const TideAlert *
first_of (const TideDay *day, guint at)
{
  return g_ptr_array_index ((GPtrArray *) g_ptr_array_index (day->alerts, at), 0);
}

static gint64
patient_of_due (const GPtrArray *dues, guint at)
{
  return ((const TideDue *) g_ptr_array_index (dues, at))->patient_id;
}

/* --- an empty day --- */

static void
test_empty (Fixture *f, gconstpointer data)
{
  g_autoptr (TideDay) day = load (f, 0);
  g_assert_cmpuint (day->alerts->len, ==, 0);
  g_assert_cmpuint (day->sessions->len, ==, 0);
  g_assert_cmpuint (day->ratings->len, ==, 0);
  g_assert_cmpuint (day->papers->len, ==, 0);
  g_assert_cmpuint (day->reviews->len, ==, 0);
  g_assert_cmpint (day->date, ==, test_clinic_date ("2025-11-20"));
}

/* --- alerts --- */

/* clinical.md 8, A4: item 9 = 1 amber, 2 red. Red stands first although it is younger. */
static void
test_alert_order (Fixture *f, gconstpointer data)
{
  gint64 amber = test_clinic_add_patient (f->clinic, "D-1", "Amber", "A");
  gint64 red = test_clinic_add_patient (f->clinic, "D-2", "Red", "R");
  gint64 older = test_clinic_add_patient (f->clinic, "D-3", "Older", "O");
  add_phq9 (f, amber, "2025-11-19", 1, 0);
  add_phq9 (f, red, "2025-11-20", 2, 0);
  tide_time_set_now (test_clinic_instant ("2025-11-18T09:00:00+01:00"));
  add_phq9 (f, older, "2025-11-18", 1, 0);
  tide_time_set_now (test_clinic_instant ("2025-11-20T10:42:00+01:00"));
  g_autoptr (TideDay) day = load (f, 0);
  g_assert_cmpuint (day->alerts->len, ==, 3);
  g_assert_cmpint (first_of (day, 0)->patient_id, ==, red);
  g_assert_cmpint (first_of (day, 1)->patient_id, ==, older);
  g_assert_cmpint (first_of (day, 2)->patient_id, ==, amber);
  g_assert_cmpuint (day->n_alerts[TIDE_LEVEL_RED], ==, 1);
  g_assert_cmpuint (day->n_alerts[TIDE_LEVEL_AMBER], ==, 2);
}

/* HAM-D17 item 3 from 0 to 2: A5 amber and A6 amber, one banner (clinical.md 8): one row. */
static void
test_alert_merged (Fixture *f, gconstpointer data)
{
  gint64 patient = test_clinic_add_patient (f->clinic, "D-1", "Merge", "M");
  static const char *const days[] = { "2025-11-13", "2025-11-20" };
  static const char *const answers[]
    = { "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=0;10=0;11=0;12=0;13=0;14=0;15=0;16=0;17=0",
        "1=0;2=0;3=2;4=0;5=0;6=0;7=0;8=0;9=0;10=0;11=0;12=0;13=0;14=0;15=0;16=0;17=0" };
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TideAssessmentData) rating
        = test_clinic_new_assessment (patient, "hamd17", days[i], answers[i]);
      g_autoptr (GError) error = NULL;
      tide_clinic_save_assessment (f->clinic, rating, NULL, &error);
      g_assert_no_error (error);
    }
  g_autoptr (TideDay) day = load (f, 0);
  g_assert_cmpuint (day->alerts->len, ==, 1);
  g_assert_cmpuint (((GPtrArray *) g_ptr_array_index (day->alerts, 0))->len, ==, 2);
}

static void
test_alert_answered (Fixture *f, gconstpointer data)
{
  gint64 patient = test_clinic_add_patient (f->clinic, "D-1", "Answered", "A");
  g_autoptr (GError) error = NULL;
  add_phq9 (f, patient, "2025-11-20", 1, 0);
  {
    g_autoptr (TideDay) day = load (f, 0);
    g_assert_cmpuint (day->alerts->len, ==, 1);
    tide_clinic_resolve_alert (f->clinic, first_of (day, 0)->base.id, "asked, safe", &error);
    g_assert_no_error (error);
  }
  g_autoptr (TideDay) day = load (f, 0);
  g_assert_cmpuint (day->alerts->len, ==, 0);
}

static void
test_dead_leave (Fixture *f, gconstpointer data)
{
  gint64 patient = test_clinic_add_patient (f->clinic, "D-1", "Gone", "G");
  gint64 course = add_course (f, patient, TIDE_ARM_SSRI, "2025-06-02");
  add_phq9 (f, patient, "2025-11-20", 2, 0);
  add_session (f, course, "2025-11-20T15:00:00+01:00", TIDE_SESSION_PLANNED);
  {
    g_autoptr (TideDay) day = load (f, 0);
    g_assert_cmpuint (day->alerts->len, >=, 1);
    g_assert_cmpuint (day->sessions->len, ==, 1);
    g_assert_cmpuint (day->ratings->len, >=, 1);
  }
  TideEvent *death = tide_event_new ();
  death->patient_id = patient;
  death->kind = tide_code_from_text (tide_event_kind_codes, "death");
  death->on_date = test_clinic_date ("2025-11-20");
  tide_record_set_text (&death->label, "Died");
  save (f, death);
  g_autoptr (TideDay) day = load (f, 0);
  g_assert_cmpuint (day->alerts->len, ==, 0);
  g_assert_cmpuint (day->sessions->len, ==, 0);
  g_assert_cmpuint (day->ratings->len, ==, 0);
}

/* --- sessions --- */

static const TideDaySession *
session_at (const TideDay *day, guint at)
{
  return g_ptr_array_index (day->sessions, at);
}

static void
test_sessions_of_the_day (Fixture *f, gconstpointer data)
{
  gint64 patient = test_clinic_add_patient (f->clinic, "D-1", "Session", "S");
  gint64 course = add_course (f, patient, TIDE_ARM_CBT, "2025-10-01");
  add_session (f, course, "2025-11-19T23:59:00+01:00", TIDE_SESSION_HELD);
  add_session (f, course, "2025-11-21T00:00:00+01:00", TIDE_SESSION_PLANNED);
  add_session (f, course, "2025-11-20T15:00:00+01:00", TIDE_SESSION_PLANNED);
  add_session (f, course, "2025-11-20T00:00:00+01:00", TIDE_SESSION_HELD);
  add_session (f, course, "2025-11-20T09:15:00+01:00", TIDE_SESSION_MISSED);
  g_autoptr (TideDay) day = load (f, 0);
  g_assert_cmpuint (day->sessions->len, ==, 3);
  g_assert_cmpint (session_at (day, 0)->state, ==, TIDE_DAY_HELD);
  g_assert_cmpint (session_at (day, 0)->number, ==, 2);
  g_assert_cmpint (session_at (day, 1)->state, ==, TIDE_DAY_MISSED);
  g_assert_cmpint (session_at (day, 2)->state, ==, TIDE_DAY_PLANNED);
  g_assert_cmpint (session_at (day, 2)->number, ==, 3); /* the missed one is none */
  g_assert_cmpuint (tide_day_count_sessions (day, TIDE_DAY_PLANNED), ==, 1);
}

static void
tick (Fixture *f, gint64 patient, gint64 session, TideClockKind kind)
{
  g_autoptr (TideClockEvent) event = tide_clock_event_new ();
  g_autoptr (GError) error = NULL;
  event->patient_id = patient;
  event->session_id = session;
  event->kind = (int) kind;
  tide_clinic_record_clock (f->clinic, event, &error);
  g_assert_no_error (error);
}

/* Begun at 23:30 of the day before: still on the list after midnight, and gone when it is over and left. */
static void
test_running_through_midnight (Fixture *f, gconstpointer data)
{
  gint64 patient = test_clinic_add_patient (f->clinic, "D-1", "Night", "N");
  gint64 course = add_course (f, patient, TIDE_ARM_KETAMINE, "2025-10-01");
  TideSession *session = tide_session_new ();
  session->course_id = course;
  session->status = TIDE_SESSION_PLANNED;
  session->started = test_clinic_instant ("2025-11-19T23:30:00+01:00");
  session->planned_minutes = 40;
  gint64 id = save (f, session);
  tide_time_set_now (test_clinic_instant ("2025-11-19T23:30:00+01:00"));
  tick (f, patient, id, TIDE_CLOCK_START);
  tide_time_set_now (test_clinic_instant ("2025-11-20T00:05:00+01:00"));
  {
    g_autoptr (TideDay) day = load (f, 0);
    g_assert_cmpuint (day->sessions->len, ==, 1);
    g_assert_cmpint (session_at (day, 0)->state, ==, TIDE_DAY_RUNNING);
    g_assert_cmpfloat (session_at (day, 0)->minutes, ==, 35);
    g_assert_cmpfloat (session_at (day, 0)->expected, ==, 40);
  }
  tide_time_set_now (test_clinic_instant ("2025-11-20T00:10:00+01:00"));
  tick (f, patient, id, TIDE_CLOCK_END);
  tide_time_set_now (test_clinic_instant ("2025-11-20T00:30:00+01:00"));
  {
    g_autoptr (TideDay) day = load (f, 0);
    g_assert_cmpint (session_at (day, 0)->state, ==, TIDE_DAY_OBSERVED);
    g_assert_cmpfloat (session_at (day, 0)->minutes, ==, 20);
    g_assert_false (isnan (session_at (day, 0)->expected));
  }
  g_autoptr (GError) error = NULL;
  g_autoptr (TideStaff) nurse
    = tide_clinic_lookup (f->clinic, &tide_staff_class, add_staff (f, "Nurse"), &error);
  tide_clinic_set_person (f->clinic, nurse);
  tide_clinic_discharge (f->clinic, id, tide_instant_now (), "went home by ambulance", &error);
  g_assert_no_error (error);
  g_autoptr (TideDay) day = load (f, 0);
  g_assert_cmpuint (day->sessions->len, ==, 0); /* it belongs to the day on which it began */
}

/* --- what is due --- */

/* Two courses ask for the same scale: one rating answers both, so there is one row, the longer overdue. */
static void
test_one_row_a_scale (Fixture *f, gconstpointer data)
{
  gint64 patient = test_clinic_add_patient (f->clinic, "D-1", "Twice", "T");
  add_course (f, patient, TIDE_ARM_SSRI, "2025-06-02");
  add_course (f, patient, TIDE_ARM_CBT, "2025-08-04");
  g_autoptr (TideDay) day = load (f, 0);
  g_assert_cmpuint (day->ratings->len, >=, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < day->ratings->len; i++)
    g_assert_true (g_hash_table_add (seen, ((TideDue *) g_ptr_array_index (day->ratings, i))->subject));
  g_assert_cmpuint (day->n_overdue, ==, day->ratings->len);
}

/* The 14th day ahead is told of, the 15th is not; what ended is told of until it is renewed. */
static void
test_papers_ahead (Fixture *f, gconstpointer data)
{
  static const char *const until[] = { "2025-12-05", "2025-12-04", "2025-11-10" };
  gint64 patients[3];
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("D-%u", i);
      patients[i] = test_clinic_add_patient (f->clinic, mrn, "Paper", "P");
      TideCourse *course = tide_course_new ();
      course->patient_id = patients[i];
      course->arm = TIDE_ARM_OTHER;
      course->started_on = test_clinic_date ("2025-10-01");
      course->authorised_until = test_clinic_date (until[i]);
      save (f, course);
    }
  g_autoptr (TideDay) day = load (f, 0);
  g_assert_cmpuint (day->papers->len, ==, 2);
  g_assert_cmpint (patient_of_due (day->papers, 0), ==, patients[2]);
  g_assert_cmpint (patient_of_due (day->papers, 1), ==, patients[1]);
  g_assert_cmpint (tide_due_get_day (g_ptr_array_index (day->papers, 1)), ==,
                   test_clinic_date ("2025-12-04"));
}

/* Time raises an alert about what runs out, and the list has a row: one of the two is shown.  Once the paper
 * is renewed the alert stands with the others until somebody has acted. */
static void
test_once (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 patient = test_clinic_add_patient (f->clinic, "D-1", "Once", "O");
  g_autoptr (TideCourse) course = test_clinic_new_course (patient, TIDE_ARM_OTHER, NULL, "2025-10-01", NULL);
  course->authorised_until = test_clinic_date ("2025-11-25");
  test_clinic_save (f->clinic, course);
  g_assert_true (tide_clinic_run_time_rules (f->clinic, patient, tide_instant_now (), &error));
  g_autoptr (GPtrArray) open = tide_clinic_list_open_alerts (f->clinic, &error);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (((const TideAlert *) open->pdata[0])->rule, ==, "expiry");
  {
    g_autoptr (TideDay) day = load (f, 0);
    g_assert_cmpuint (day->papers->len, ==, 1);
    g_assert_cmpuint (day->alerts->len, ==, 0);
    g_assert_cmpuint (day->n_alerts[TIDE_LEVEL_YELLOW], ==, 0);
  }
  course->authorised_until = test_clinic_date ("2026-06-30");
  test_clinic_save (f->clinic, course);
  g_autoptr (TideDay) day = load (f, 0);
  g_assert_cmpuint (day->papers->len, ==, 0);
  g_assert_cmpuint (day->alerts->len, ==, 1);
}

static void
check_adds_up (Fixture *f, gint64 staff_id, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ledger = tide_clinic_list (f->clinic, &tide_alert_class, NULL, 0, &error);
  g_assert_no_error (error);
  guint n_open = 0;
  for (guint i = 0; i < ledger->len; i++)
    n_open += tide_alert_is_open (ledger->pdata[i]);
  g_autoptr (TideDay) day = load (f, staff_id);
  g_autofree char *more = tide_day_dup_more_alerts_words (day);
  g_assert_cmpstr (more, ==, words);
  g_assert_cmpuint (day->n_open, ==, n_open);
  g_assert_cmpuint (day->alerts->len + day->n_merged + day->n_below + day->n_only_ledger, ==, n_open);
}

/* A5 and A6 of one answer are one row; the paper that runs out has its own; an answer of spring and, for
 * one doctor, the patient of another stand in the ledger only. */
static void
test_alerts_add_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 me = add_staff (f, "Dr. Me"), other = add_staff (f, "Dr. Other");
  check_adds_up (f, 0, NULL);
  test_alert_merged (f, data);
  check_adds_up (f, 0, "1 more: 1 in the rows above");
  gint64 patient = test_clinic_add_patient (f->clinic, "D-2", "Paper", "P");
  g_autoptr (TideCourse) course = test_clinic_new_course (patient, TIDE_ARM_OTHER, NULL, "2025-10-01", NULL);
  course->authorised_until = test_clinic_date ("2025-11-25");
  test_clinic_save (f->clinic, course);
  g_assert_true (tide_clinic_run_time_rules (f->clinic, patient, tide_instant_now (), &error));
  gint64 mine = test_clinic_add_patient (f->clinic, "D-3", "Mine", "M");
  gint64 theirs = test_clinic_add_patient (f->clinic, "D-4", "Theirs", "T");
  add_phq9 (f, mine, "2025-11-20", 1, me);
  add_phq9 (f, theirs, "2025-11-20", 1, other);
  check_adds_up (f, 0, "2 more: 1 in the rows above, 1 in Expiring and Reviews due");
  add_phq9 (f, mine, "2025-04-07", 1, me);
  check_adds_up (f, 0, "3 more: 1 in the rows above, 1 in Expiring and Reviews due, 1 in the ledger only");
  check_adds_up (f, me, "4 more: 1 in the rows above, 1 in Expiring and Reviews due, 2 in the ledger only");
}

static void
test_closed_course (Fixture *f, gconstpointer data)
{
  gint64 patient = test_clinic_add_patient (f->clinic, "D-1", "Closed", "C");
  gint64 id = add_course (f, patient, TIDE_ARM_SSRI, "2025-06-02");
  g_autoptr (GError) error = NULL;
  {
    g_autoptr (TideDay) day = load (f, 0);
    g_assert_cmpuint (day->ratings->len, >=, 1);
  }
  g_autoptr (TideCourse) course = tide_clinic_lookup (f->clinic, &tide_course_class, id, &error);
  g_assert_no_error (error);
  course->ended_on = test_clinic_date ("2025-11-19");
  course->end_reason = tide_code_from_text (tide_end_reason_codes, "completed");
  tide_clinic_save (f->clinic, course, &error);
  g_assert_no_error (error);
  g_autoptr (TideDay) day = load (f, 0);
  g_assert_cmpuint (day->ratings->len, ==, 0);
}

/* --- mine --- */

static void
test_mine (Fixture *f, gconstpointer data)
{
  gint64 me = add_staff (f, "Dr. Me"), other = add_staff (f, "Dr. Other");
  gint64 mine = test_clinic_add_patient (f->clinic, "D-1", "Mine", "M");
  gint64 theirs = test_clinic_add_patient (f->clinic, "D-2", "Theirs", "T");
  gint64 nobodys = test_clinic_add_patient (f->clinic, "D-3", "Nobody", "N");
  add_phq9 (f, mine, "2025-11-20", 1, me);
  add_phq9 (f, theirs, "2025-11-20", 1, other);
  add_phq9 (f, nobodys, "2025-11-20", 1, 0);
  {
    g_autoptr (TideDay) day = load (f, me);
    g_assert_cmpuint (day->alerts->len, ==, 2);
    g_assert_cmpint (first_of (day, 0)->patient_id, ==, mine);
    g_assert_cmpint (first_of (day, 1)->patient_id, ==, nobodys);
  }
  g_autoptr (TideDay) all = load (f, 0);
  g_assert_cmpuint (all->alerts->len, ==, 3);
}

/* Whoever gives the infusion has the patient on the list, though another one rates. */
static void
test_mine_by_session (Fixture *f, gconstpointer data)
{
  gint64 me = add_staff (f, "Dr. Me"), other = add_staff (f, "Dr. Other");
  gint64 patient = test_clinic_add_patient (f->clinic, "D-1", "Shared", "S");
  gint64 course = add_course (f, patient, TIDE_ARM_CBT, "2025-10-01");
  add_phq9 (f, patient, "2025-11-20", 1, other);
  {
    g_autoptr (TideDay) day = load (f, me);
    g_assert_cmpuint (day->alerts->len, ==, 0);
  }
  TideSession *session = tide_session_new ();
  session->course_id = course;
  session->status = TIDE_SESSION_PLANNED;
  session->started = test_clinic_instant ("2025-11-20T15:00:00+01:00");
  session->administrator_id = me;
  save (f, session);
  g_autoptr (TideDay) day = load (f, me);
  g_assert_cmpuint (day->alerts->len, ==, 1);
  g_assert_cmpuint (day->sessions->len, ==, 1);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/clinic/day/nothing-is-asked-of-an-empty-clinic", test_empty);
  ADD ("/clinic/day/red-stands-first-then-the-oldest", test_alert_order);
  ADD ("/clinic/day/alerts-of-one-banner-are-one-row", test_alert_merged);
  ADD ("/clinic/day/an-answered-alert-leaves", test_alert_answered);
  ADD ("/clinic/day/nothing-is-asked-of-the-dead", test_dead_leave);
  ADD ("/clinic/day/sessions-are-those-of-the-local-day", test_sessions_of_the_day);
  ADD ("/clinic/day/an-infusion-stays-through-midnight", test_running_through_midnight);
  ADD ("/clinic/day/a-scale-asked-for-twice-is-one-row", test_one_row_a_scale);
  ADD ("/clinic/day/what-runs-out-stands-there-once", test_once);
  ADD ("/clinic/day/rows-and-what-stands-elsewhere-are-all-open-alerts", test_alerts_add_up);
  ADD ("/clinic/day/papers-are-told-of-fourteen-days-ahead", test_papers_ahead);
  ADD ("/clinic/day/a-closed-course-asks-for-nothing", test_closed_course);
  ADD ("/clinic/day/mine-are-those-i-rated-and-nobodys", test_mine);
  ADD ("/clinic/day/mine-are-those-i-treat", test_mine_by_session);
  return g_test_run ();
}

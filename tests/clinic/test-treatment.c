/* test-treatment.c: a treatment history beside its other records: one course of an agent at once, links
 * within one patient, and what is saved together is taken back together.
 */
#include "tide-clinic-fixture.h"

#include <string.h>

#define NOW "2026-03-10T12:00+01:00"

typedef struct
{
  TideClinic *clinic;
  gint64 patient, other;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->clinic = test_clinic_new (FALSE);
  f->patient = test_clinic_add_patient (f->clinic, "T-1", "Lindqvist", "Hanna"); /* born 1980-05-17 */
  f->other = test_clinic_add_patient (f->clinic, "T-2", "Abel", "Anna");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->clinic);
}

static TideCourse *
new_course (gint64 patient_id, int arm, const char *agent, const char *from, const char *until)
{
  TideCourse *course = tide_course_new ();
  course->patient_id = patient_id;
  course->arm = arm;
  tide_record_set_text (&course->agent, agent);
  course->started_on = test_clinic_date (from);
  course->ended_on = until != NULL ? test_clinic_date (until) : TIDE_DATE_UNKNOWN;
  return course;
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
assert_refused (Fixture *f, gpointer record, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (tide_clinic_save (f->clinic, record, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_one_course_at_once (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideCourse) first
    = new_course (f->patient, TIDE_ARM_SSRI, "sertraline", "2025-01-10", "2025-03-01");
  save (f, first);
  /* the day of a switch is shared */
  g_autoptr (TideCourse) next = new_course (f->patient, TIDE_ARM_SSRI, "sertraline", "2025-03-01", NULL);
  save (f, next);
  g_autoptr (TideCourse) third
    = new_course (f->patient, TIDE_ARM_SSRI, " Sertraline ", "2025-02-28", "2025-02-28");
  assert_refused (f, third,
                  "agent: another course of it runs at that time: Sertraline, from 2025-01-10 to 2025-03-01");
  third->started_on = third->ended_on = test_clinic_date ("2025-09-01"); /* the second one still runs */
  third->role = tide_code_from_text (tide_course_role_codes, "background");
  assert_refused (f, third,
                  "agent: another course of it runs at that time: Sertraline, from 2025-03-01 to today");
  static const char *const spellings[] = { "Zoloft", "Sertralin 50 mg", "SERTRALINE (Zoloft)" };
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      tide_record_set_text (&third->agent, spellings[i]);
      assert_refused (f, third,
                      "agent: another course of it runs at that time: Sertraline, from 2025-03-01 to today");
    }
  tide_record_set_text (&third->agent, "fluoxetine"); /* another drug may overlap */
  save (f, third);
  g_autoptr (TideCourse) theirs = new_course (f->other, TIDE_ARM_SSRI, "sertraline", "2025-02-01", NULL);
  save (f, theirs);
}

static void
test_unknown_agents_do_not_clash (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideCourse) a = new_course (f->patient, TIDE_ARM_SSRI, NULL, "2025-01-10", NULL);
  g_autoptr (TideCourse) b = new_course (f->patient, TIDE_ARM_SSRI, NULL, "2025-01-10", NULL);
  save (f, a);
  save (f, b);
  /* ketamine is an agent by its arm; a course in error is none */
  g_autoptr (TideCourse) k = new_course (f->patient, TIDE_ARM_KETAMINE, NULL, "2025-01-10", NULL);
  g_autoptr (TideCourse) l = new_course (f->patient, TIDE_ARM_KETAMINE, "ketamine", "2025-02-10", NULL);
  save (f, k);
  assert_refused (f, l, "agent: another course of it runs at that time: Ketamine, from 2025-01-10 to today");
  g_autoptr (GError) error = NULL;
  g_assert_true (tide_clinic_mark_error (f->clinic, k, "wrong drug", &error));
  save (f, l);
  /* a therapy is what it is called, and two that no table knows are two: "sodium" is no drug */
  g_autoptr (TideCourse) talk
    = new_course (f->patient, TIDE_ARM_OTHER_THERAPY, "ketamine-assisted therapy", "2025-02-10", NULL);
  save (f, talk);
  g_autoptr (TideCourse) m = new_course (f->patient, TIDE_ARM_OTHER, "sodium one", "2025-02-10", NULL);
  g_autoptr (TideCourse) n = new_course (f->patient, TIDE_ARM_OTHER, "sodium two", "2025-02-10", NULL);
  save (f, m);
  save (f, n);
}

static gint64
add_session (Fixture *f, gint64 patient)
{
  g_autoptr (TideCourse) course = new_course (patient, TIDE_ARM_KETAMINE, "ketamine", "2025-01-10", NULL);
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = save (f, course);
  session->started = test_clinic_instant ("2025-01-11T10:00");
  session->status = TIDE_SESSION_HELD;
  return save (f, session);
}

static void
test_links_stay_with_the_patient (Fixture *f, gconstpointer unused)
{
  gint64 theirs = add_session (f, f->other), ours = add_session (f, f->patient);
  g_autoptr (TideSession) stored = tide_clinic_lookup (f->clinic, &tide_session_class, ours, NULL);
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = stored->course_id;
  session->started = test_clinic_instant ("2025-01-12T10:00");
  session->kind = tide_code_from_text (tide_session_kind_codes, "integration");
  session->chain_id = theirs;
  assert_refused (f, session, "chain_id: belongs to another patient");
  session->chain_id = 4711;
  assert_refused (f, session, "chain_id: there is no such session");
  session->chain_id = ours;
  save (f, session);
  session->chain_id = session->base.id;
  assert_refused (f, session, "chain_id: is the record itself");

  g_autoptr (TideMeasurement) weight = tide_measurement_new ();
  weight->patient_id = f->patient;
  weight->session_id = theirs;
  tide_record_set_text (&weight->loinc, "29463-7");
  tide_record_set_text (&weight->unit, "kg");
  weight->value = 62;
  weight->taken = test_clinic_instant ("2025-01-11T10:00");
  assert_refused (f, weight, "session_id: belongs to another patient");
  weight->session_id = ours;
  weight->value = 620;
  assert_refused (f, weight, "value: must lie between 2 and 500 kg");
  weight->value = 62;
  save (f, weight);
}

static void
test_end_before_the_last_session (Fixture *f, gconstpointer unused)
{
  gint64 id = add_session (f, f->patient); /* held on 11 January */
  g_autoptr (TideSession) session = tide_clinic_lookup (f->clinic, &tide_session_class, id, NULL);
  g_autoptr (TideCourse) course
    = tide_clinic_lookup (f->clinic, &tide_course_class, session->course_id, NULL);
  course->ended_on = test_clinic_date ("2025-01-10");
  assert_refused (f, course, "ended_on: the course has a session or dose step after it, on 2025-01-11");
  course->ended_on = test_clinic_date ("2025-01-11");
  save (f, course);
}

static TideScreeningAnswer *
new_answer (const char *question, const char *answer)
{
  TideScreeningAnswer *row = tide_screening_answer_new ();
  tide_record_set_text (&row->question, question);
  row->answer = tide_code_from_text (tide_yes_no_codes, answer);
  return row;
}

static void
test_screening_with_its_answers (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideScreening) screening = tide_screening_new ();
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (tide_record_free);
  screening->patient_id = f->patient;
  screening->arm = TIDE_ARM_KETAMINE;
  screening->taken = test_clinic_instant ("2026-03-01T09:00");
  screening->expires_on = test_clinic_date ("2026-02-28");
  g_ptr_array_add (answers, new_answer ("psychosis", "no"));
  g_ptr_array_add (answers, new_answer ("pregnancy", ""));
  g_assert_false (tide_clinic_save_screening (f->clinic, screening, answers, &error));
  g_assert_cmpstr (error->message, ==, "expires_on: lies before the screening");
  g_clear_error (&error);
  screening->expires_on = test_clinic_date ("2026-06-01");
  g_ptr_array_add (answers, new_answer ("psychosis", "yes"));
  g_assert_false (tide_clinic_save_screening (f->clinic, screening, answers, &error));
  g_assert_cmpstr (error->message, ==, "question: is answered twice");
  g_clear_error (&error);
  g_ptr_array_set_size (answers, 2);
  g_assert_true (tide_clinic_save_screening (f->clinic, screening, answers, &error));
  g_autoptr (TideHistory) history = tide_clinic_load_history (f->clinic, f->patient, NULL);
  g_assert_cmpuint (history->screenings->len, ==, 1);
  g_assert_cmpuint (history->screening_answers->len, ==, 2);
  const TideScreeningAnswer *unknown = history->screening_answers->pdata[1];
  g_assert_cmpstr (unknown->question, ==, "pregnancy");
  g_assert_cmpint (unknown->answer, ==, 0); /* unknown is not no */

  g_autofree char *label = tide_clinic_dup_undo_label (f->clinic);
  g_assert_cmpstr (label, ==, "Undo saving screening");
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_autoptr (TideHistory) after = tide_clinic_load_history (f->clinic, f->patient, NULL);
  g_assert_cmpuint (after->screenings->len + after->screening_answers->len, ==, 0);
}

static void
test_session_with_its_exposures (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideCourse) course = new_course (f->patient, TIDE_ARM_CBT, "ERP", "2025-01-10", NULL);
  g_autoptr (TideSession) session = tide_session_new ();
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (tide_record_free);
  session->course_id = save (f, course);
  session->started = test_clinic_instant ("2025-01-11T10:00");
  session->status = TIDE_SESSION_HELD;
  TideExposure *task = tide_exposure_new ();
  tide_record_set_text (&task->task, "Touch the door handle");
  task->suds_start = 60;
  task->suds_peak = 50;
  g_ptr_array_add (tasks, task);
  g_assert_false (tide_clinic_save_session (f->clinic, session, tasks, &error));
  g_assert_cmpstr (error->message, ==, "suds_peak: lies under the start");
  g_clear_error (&error);
  g_assert_cmpint (session->base.id, ==, 0); /* nothing of it was written */
  task->suds_peak = 80;
  g_assert_true (tide_clinic_save_session (f->clinic, session, tasks, &error));
  g_autoptr (TideHistory) history = tide_clinic_load_history (f->clinic, f->patient, NULL);
  g_assert_cmpuint (history->exposures->len, ==, 1);
  g_assert_cmpint (((TideExposure *) history->exposures->pdata[0])->session_id, ==, session->base.id);
  /* a course in error takes its sessions along, and these their tasks */
  g_assert_true (tide_clinic_mark_error (f->clinic, course, "wrong chart", &error));
  g_autoptr (TideExposure) struck = tide_clinic_lookup (f->clinic, &tide_exposure_class, task->base.id, NULL);
  g_assert_true (struck->entered_in_error);
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_autoptr (TideHistory) again = tide_clinic_load_history (f->clinic, f->patient, NULL);
  g_assert_cmpuint (again->exposures->len, ==, 1);
}

static void
test_visit_with_checks_and_goals (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideGoal) goal = tide_goal_new ();
  goal->patient_id = f->patient;
  tide_record_set_text (&goal->text, "Cook for my daughter again");
  save (f, goal);
  g_autoptr (TideVisit) visit = tide_visit_new ();
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) ratings = g_ptr_array_new_with_free_func (tide_record_free);
  visit->patient_id = f->patient;
  visit->taken = test_clinic_instant ("2026-03-10T10:00");
  TideEffectCheck *check = tide_effect_check_new ();
  tide_record_set_text (&check->checklist, "ssri");
  g_ptr_array_add (checks, check);
  TideGoalRating *rating = tide_goal_rating_new ();
  rating->goal_id = goal->base.id;
  rating->value = 4;
  g_ptr_array_add (ratings, rating);
  TideVisitEntry entry = { .visit = visit, .effect_checks = checks, .goal_ratings = ratings };
  g_assert_true (tide_clinic_save_visit (f->clinic, &entry, NULL, &error));
  g_autoptr (TideHistory) history = tide_clinic_load_history (f->clinic, f->patient, NULL);
  const TideEffectCheck *stored = history->effect_checks->pdata[0];
  g_assert_cmpint (stored->visit_id, ==, visit->base.id);
  g_assert_cmpint (stored->taken.utc, ==, visit->taken.utc); /* the visit's time */
  g_assert_cmpuint (history->goal_ratings->len, ==, 1);
  /* to the right chart: what was asked goes along, a goal is the patient's own */
  g_assert_true (tide_clinic_move_visit (f->clinic, visit->base.id, f->other, "wrong chart", NULL, &error));
  g_autoptr (TideHistory) moved = tide_clinic_load_history (f->clinic, f->other, NULL);
  g_autoptr (TideHistory) left = tide_clinic_load_history (f->clinic, f->patient, NULL);
  g_assert_cmpuint (moved->effect_checks->len, ==, 1);
  g_assert_cmpuint (moved->goal_ratings->len, ==, 0);
  g_assert_cmpuint (left->effect_checks->len + left->goal_ratings->len, ==, 0);
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_autoptr (TideHistory) back = tide_clinic_load_history (f->clinic, f->patient, NULL);
  g_assert_cmpuint (back->effect_checks->len + back->goal_ratings->len, ==, 2);
  g_autoptr (TideVerification) verification = tide_clinic_verify (f->clinic, NULL, NULL);
  g_assert_true (verification->ok);
}

int
main (int argc, char **argv)
{
  g_setenv ("TIDEMARK_NOW", NOW, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/clinic/treatment/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("one-course-of-an-agent-at-once", test_one_course_at_once);
  ADD ("unknown-agents-do-not-clash", test_unknown_agents_do_not_clash);
  ADD ("links-stay-with-the-patient", test_links_stay_with_the_patient);
  ADD ("end-before-the-last-session", test_end_before_the_last_session);
  ADD ("screening-with-its-answers-is-one-step", test_screening_with_its_answers);
  ADD ("session-with-its-exposures-is-one-step", test_session_with_its_exposures);
  ADD ("visit-with-checks-and-goals-is-one-step", test_visit_with_checks_and_goals);
  return g_test_run ();
}

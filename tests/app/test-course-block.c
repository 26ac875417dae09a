/* test-course-block.c: what the Courses tab says of a course: what is counted, what it costs, what goes
 * together. */
#include <adwaita.h>
#include <math.h>

#include "app-fixture.h"
#include "form-desk.h"
#include "tide-course-block.h"
#include "tide-course-words.h"
#include "tide-patient-model.h"

/* Whether the block of a course says each of @words. */
static void
assert_says (FormDesk *desk, gint64 course_id, const char *const *words)
{
  TidePatientModel *model = tide_patient_model_load (desk->fixture.clinic, desk->fixture.patient_id, NULL);
  GtkWidget *block
    = g_object_ref_sink (tide_course_block_new (model, tide_history_find_course (model->history, course_id)));
  for (guint i = 0; words[i] != NULL; i++)
    if (!app_fixture_says (block, words[i]))
      g_error ("the block does not say “%s”", words[i]);
  g_object_unref (block);
  tide_patient_model_unref (model);
}

/* Waiting, adherence, coverage and cost, each with its numbers. */
static void
the_block_of_a_course_says_what_is_counted (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideCourse) course = NULL;
  g_autoptr (TideCost) cost = tide_cost_new ();
  GtkWidget *block;

  form_fixture_init (&desk.fixture);
  course = tide_clinic_lookup (desk.fixture.clinic, &tide_course_class, desk.fixture.course_id, NULL);
  course->referred_on = course->started_on - 30;
  course->authorised_until = tide_date_from_ymd (2025, 11, 25); /* today is the 20th */
  course->planned_sessions = 12;
  tide_record_set_text (&course->referrer, "self");
  g_assert_true (tide_clinic_save (desk.fixture.clinic, course, NULL));
  cost->patient_id = desk.fixture.patient_id;
  cost->course_id = course->base.id;
  cost->unit = tide_code_from_text (tide_cost_unit_codes, "once");
  cost->payer = tide_code_from_text (tide_payer_codes, "patient");
  cost->amount = 75;
  g_assert_true (tide_clinic_save (desk.fixture.clinic, cost, NULL));
  g_assert_true (tide_clinic_set_setting (desk.fixture.clinic, "clinic.currency", "EUR", NULL));
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (TideSession) session = tide_session_new ();

      session->course_id = course->base.id;
      session->status = i < 2 ? TIDE_SESSION_HELD : TIDE_SESSION_MISSED;
      session->started = tide_instant_from_date (course->started_on + i);
      g_assert_true (tide_clinic_save (desk.fixture.clinic, session, NULL));
    }
  TidePatientModel *model = tide_patient_model_load (desk.fixture.clinic, desk.fixture.patient_id, NULL);
  block = g_object_ref_sink (
    tide_course_block_new (model, tide_history_find_course (model->history, course->base.id)));
  g_assert_true (app_fixture_says (block, "Self-referred"));
  g_assert_true (app_fixture_says (block, "waited 30 days"));
  g_assert_true (app_fixture_says (block, "2 of 12 planned held"));
  g_assert_true (app_fixture_says (block, "(2 of 3)")); /* adherence 67 % */
  g_assert_true (app_fixture_says (block, "in 5 days"));
  g_assert_true (app_fixture_says (block, "75 EUR so far (patient 75 EUR)"));
  g_object_unref (block);
  tide_patient_model_unref (model);
  form_fixture_clear (&desk.fixture);
}

/* One infusion and the talk after it: one of six planned, one of two authorised. */
static void
a_talk_uses_up_no_authorised_session (void)
{
  static const char *const kinds[] = { "dosing", "integration" };
  FormDesk desk = { 0 };
  g_autoptr (TideCourse) course = NULL;
  GtkWidget *block;

  form_fixture_init (&desk.fixture);
  course = tide_clinic_lookup (desk.fixture.clinic, &tide_course_class,
                               form_fixture_add_infusions (&desk.fixture), NULL);
  course->planned_sessions = 6;
  course->authorised_sessions = 2;
  g_assert_true (tide_clinic_save (desk.fixture.clinic, course, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (TideSession) session = tide_session_new ();

      session->course_id = course->base.id;
      session->status = TIDE_SESSION_HELD;
      session->kind = tide_code_from_text (tide_session_kind_codes, kinds[i]);
      session->started = tide_instant_from_date (course->started_on + (TideDate) i);
      g_assert_true (tide_clinic_save (desk.fixture.clinic, session, NULL));
    }
  TidePatientModel *model = tide_patient_model_load (desk.fixture.clinic, desk.fixture.patient_id, NULL);
  block = g_object_ref_sink (
    tide_course_block_new (model, tide_history_find_course (model->history, course->base.id)));
  g_assert_true (app_fixture_says (block, "1 of 6 planned held"));
  g_assert_true (app_fixture_says (block, "1 of 2 authorised sessions used"));
  g_object_unref (block);
  tide_patient_model_unref (model);
  form_fixture_clear (&desk.fixture);
}

static void
add_session (FormDesk *desk, gint64 course_id, const char *when, double homework)
{
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = course_id;
  session->status = TIDE_SESSION_HELD;
  session->started = test_clinic_instant (when);
  session->homework_percent = homework;
  g_assert_true (tide_clinic_save (desk->fixture.clinic, session, NULL));
}

/* The last session was long ago, and nobody ended the course: it is not called stopped. */
static void
a_course_without_an_end_is_not_called_stopped (void)
{
  FormDesk desk = { 0 };
  form_fixture_init (&desk.fixture);
  add_session (&desk, desk.fixture.course_id, "2025-08-04T09:00", NAN);
  assert_says (&desk, desk.fixture.course_id,
               (const char *const[]){ "Nothing given since 4 Aug 2025, no end recorded", NULL });
  form_fixture_clear (&desk.fixture);
}

/* Infusions on 3 and 12 November, therapy on the 10th (day 7) and on the 20th (day 8): one dose of two is
 * followed, one session of two lies inside. */
static void
therapy_after_a_dose_is_counted (void)
{
  FormDesk desk = { 0 };
  form_fixture_init (&desk.fixture);
  gint64 infusions = form_fixture_add_infusions (&desk.fixture);
  add_session (&desk, infusions, "2025-11-03T09:00", NAN);
  add_session (&desk, infusions, "2025-11-12T09:00", NAN);
  add_session (&desk, desk.fixture.course_id, "2025-11-10T09:00", 40);
  add_session (&desk, desk.fixture.course_id, "2025-11-20T09:00", NAN);
  assert_says (&desk, infusions,
               (const char *const[]){ "within 7 days after 1 of 2 doses",
                                      "1 of 2 therapy sessions since the first dose", NULL });
  form_fixture_clear (&desk.fixture);
}

/* The safety list of the patient's page: a dose that nobody watched stays in sight, in capitals, whatever was
 * given since; and the tab of sessions names it. */
static void
an_unsupervised_dose_stays_in_sight (void)
{
  FormDesk desk = { 0 };
  form_fixture_init (&desk.fixture);
  gint64 infusions = form_fixture_add_infusions (&desk.fixture);
  add_session (&desk, infusions, "2025-11-12T09:00", NAN);
  TidePatientModel *model = tide_patient_model_load (desk.fixture.clinic, desk.fixture.patient_id, NULL);
  g_autofree char *before = tide_course_dup_exposure (tide_patient_model_get_book (model),
                                                      tide_history_find_course (model->history, infusions));
  g_assert_null (strstr (before, "UNSUPERVISED"));
  tide_patient_model_unref (model);
  g_autoptr (TideSession) alone = tide_session_new ();
  alone->course_id = infusions;
  alone->status = TIDE_SESSION_HELD;
  alone->started = test_clinic_instant ("2025-11-06T09:00");
  alone->unsupervised = tide_code_from_text (tide_yes_no_codes, "yes");
  g_assert_true (tide_clinic_save (desk.fixture.clinic, alone, NULL));
  assert_says (&desk, infusions, (const char *const[]){ "1 dose UNSUPERVISED", NULL });
  form_fixture_clear (&desk.fixture);
}

/* Decided on the 18th, entered today: both are said. */
static void
a_decision_tells_when_it_was_entered (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideEligibilityDecision) decision = tide_eligibility_decision_new ();
  form_fixture_init (&desk.fixture);
  gint64 infusions = form_fixture_add_infusions (&desk.fixture);
  decision->patient_id = desk.fixture.patient_id;
  decision->course_id = infusions;
  decision->arm = TIDE_ARM_KETAMINE;
  decision->verdict = decision->computed = tide_code_from_text (tide_verdict_codes, "eligible");
  decision->taken = test_clinic_instant ("2025-11-18T10:00");
  decision->staff_id = desk.fixture.rater_id;
  g_assert_true (tide_clinic_save (desk.fixture.clinic, decision, NULL));
  assert_says (
    &desk, infusions,
    (const char *const[]){ "Eligible, signed 18 Nov 2025 by ", "entered 20 Nov 2025 11:05", NULL });
  form_fixture_clear (&desk.fixture);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/course-block/what-is-counted-is-said", the_block_of_a_course_says_what_is_counted);
  g_test_add_func ("/course-block/a-talk-uses-up-no-authorised-session",
                   a_talk_uses_up_no_authorised_session);
  g_test_add_func ("/course-block/a-course-without-an-end-is-not-called-stopped",
                   a_course_without_an_end_is_not_called_stopped);
  g_test_add_func ("/course-block/therapy-after-a-dose-is-counted", therapy_after_a_dose_is_counted);
  g_test_add_func ("/course-block/an-unsupervised-dose-stays-in-sight", an_unsupervised_dose_stays_in_sight);
  g_test_add_func ("/course-block/a-decision-tells-when-it-was-entered",
                   a_decision_tells_when_it_was_entered);
  return g_test_run ();
}

/* test-faults.c: what cannot be true is said at its field, in words; what is merely unknown is not a fault.
 */
#include <glib.h>

#include "fault-check.h"
#include "fixture-builder.h"
#include "tide-history.h"
#include <math.h>

#define BIRTH "1987-03-14"

static void
test_patient (void)
{
  g_autoptr (TidePatient) patient = tide_patient_new ();
  ASSERT_FAULTS (tide_patient_find_faults (patient, collect, said), "mrn is required");
  tide_record_set_text (&patient->mrn, "TM-1");
  ASSERT_FAULTS (tide_patient_find_faults (patient, collect, said), "");
  patient->birth_date = fixture_date ("2025-11-20"); /* today: a newborn */
  ASSERT_FAULTS (tide_patient_find_faults (patient, collect, said), "");
  patient->birth_date = fixture_date ("2025-11-21");
  ASSERT_FAULTS (tide_patient_find_faults (patient, collect, said), "birth_date lies in the future");
  patient->birth_date = fixture_date ("1870-01-01");
  ASSERT_FAULTS (tide_patient_find_faults (patient, collect, said),
                 "birth_date lies more than 125 years ago");
  patient->birth_date = fixture_date (BIRTH);
  patient->referred_on = fixture_date ("1987-03-13");
  ASSERT_FAULTS (tide_patient_find_faults (patient, collect, said), "referred_on lies before the birth date");
}

static void
test_diagnosis (void)
{
  g_autoptr (TideDiagnosis) diagnosis = tide_diagnosis_new ();
  diagnosis->patient_id = 1;
  tide_record_set_text (&diagnosis->code, "F42.2");
  diagnosis->onset_on = fixture_date ("2020-01-01");
  diagnosis->resolved_on = fixture_date ("2019-12-31");
  ASSERT_FAULTS (tide_diagnosis_find_faults (diagnosis, collect, said), "resolved_on lies before the onset");
  diagnosis->resolved_on = fixture_date ("2026-01-01");
  ASSERT_FAULTS (tide_diagnosis_find_faults (diagnosis, collect, said), "resolved_on lies in the future");
  diagnosis->resolved_on = TIDE_DATE_UNKNOWN;
  tide_record_set_text (&diagnosis->code, "OCD");
  ASSERT_FAULTS (tide_diagnosis_find_faults (diagnosis, collect, said),
                 "code is not written like an ICD-10-CM code, such as F42.2");
}

static void
test_course (void)
{
  g_autoptr (TideCourse) course = tide_course_new ();
  TideDate birth = fixture_date (BIRTH);
  course->patient_id = 1;
  course->arm = TIDE_ARM_SSRI;
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said),
                 "");                               /* an unknown start stays unknown */
  course->started_on = fixture_date ("2026-01-01"); /* a planned course */
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said), "");
  course->ended_on = fixture_date ("2025-12-31");
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said), "ended_on lies before the start");
  course->ended_on = TIDE_DATE_UNKNOWN;
  course->end_reason = tide_code_from_text (tide_end_reason_codes, "completed");
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said),
                 "ended_on is needed with a reason for the end");
  course->end_reason = 0;
  course->started_on = fixture_date ("1980-01-01");
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said),
                 "started_on lies before the birth date");
}

static void
test_dose_step (void)
{
  g_autoptr (TideCourse) course = tide_course_new ();
  course->started_on = fixture_date ("2025-01-10");
  course->ended_on = fixture_date ("2025-06-10");
  g_autoptr (TideDoseStep) step = tide_dose_step_new ();
  step->course_id = 1;
  step->from_date = fixture_date ("2025-01-10");
  step->dose_mg_per_day = 0; /* stopped */
  ASSERT_FAULTS (tide_dose_step_find_faults (step, course, collect, said), "");
  step->dose_mg_per_day = -50;
  ASSERT_FAULTS (tide_dose_step_find_faults (step, course, collect, said),
                 "dose_mg_per_day must lie between 0 and 10000");
  step->dose_mg_per_day = 50;
  step->from_date = fixture_date ("2025-01-09");
  ASSERT_FAULTS (tide_dose_step_find_faults (step, course, collect, said),
                 "from_date lies before the start of the course");
  step->from_date = fixture_date ("2025-06-11");
  ASSERT_FAULTS (tide_dose_step_find_faults (step, course, collect, said),
                 "from_date lies after the end of the course");
}

static void
test_session (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = 1;
  session->started = fixture_instant ("2025-06-03T11:00");
  session->status = TIDE_SESSION_HELD;
  session->weight_kg = 62;
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said), "");
  session->weight_kg = 620;
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said),
                 "weight_kg must lie between 2 and 500");
  session->weight_kg = 62;
  session->dose_mg = -1;
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said),
                 "dose_mg must lie between 0 and 10000");
  session->dose_mg = 31;
  session->ended = fixture_instant ("2025-06-03T10:59");
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said), "ended lies before the start");
  session->ended = TIDE_INSTANT_UNKNOWN;
  session->started = fixture_instant ("2025-12-01T11:00");
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said), "started lies in the future");
  session->status = TIDE_SESSION_PLANNED;
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said), "");
}

static void
test_assessment (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
  data->patient_id = 1;
  data->status = TIDE_STATUS_FINAL;
  data->taken = fixture_instant ("2025-11-17T09:20");
  data->total = 26;
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, birth, collect, said), "instrument_id is required");
  tide_record_set_text (&data->instrument_id, "ybocs");
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, birth, collect, said), "");
  data->total = NAN;
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, birth, collect, said),
                 "answers has neither answers nor a total");
  tide_record_set_text (&data->answers, "1=3");
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, birth, collect, said), "");
  data->total = 26;
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, birth, collect, said),
                 "total is only for an assessment without answers");
  data->total = NAN;
  data->taken = fixture_instant ("1987-03-13T09:20");
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, birth, collect, said),
                 "taken lies before the birth date");
  data->taken = fixture_instant ("2025-11-20T14:34");
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, birth, collect, said), "taken lies in the future");
  data->taken = fixture_instant ("2025-11-20"); /* today, without its time */
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, birth, collect, said), "");
  data->taken = fixture_instant ("2025-11-21");
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, birth, collect, said), "taken lies in the future");
  data->taken = fixture_instant ("2025-11-20");
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, TIDE_DATE_UNKNOWN, collect, said), "");
}

static void
test_assessment_comparison_and_reason (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
  data->patient_id = 1;
  data->status = TIDE_STATUS_FINAL;
  data->taken = fixture_instant ("2025-11-17T09:20");
  tide_record_set_text (&data->instrument_id, "cgii");
  tide_record_set_text (&data->answers, "1=6");
  data->compared_with = tide_code_from_text (tide_compared_with_codes, "best");
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, birth, collect, said),
                 "compared_on needs the date of the state that is compared with");
  data->compared_on = fixture_date ("2025-11-18");
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, birth, collect, said),
                 "compared_on lies after the assessment");
  data->compared_on = fixture_date ("2025-09-22");
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, birth, collect, said), "");
  data->status = TIDE_STATUS_ENTERED_IN_ERROR;
  ASSERT_FAULTS (tide_assessment_data_find_faults (data, birth, collect, said), "reason is required");
}

static void
test_events_and_alerts (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideEvent) event = tide_event_new ();
  event->patient_id = 1;
  tide_record_set_text (&event->label, "Hospital stay");
  event->on_date = fixture_date ("2025-05-01");
  event->until_date = fixture_date ("2025-04-30");
  ASSERT_FAULTS (tide_event_find_faults (event, birth, collect, said), "until_date lies before the start");

  g_autoptr (TideAlert) alert = tide_alert_new ();
  alert->patient_id = 1;
  tide_record_set_text (&alert->rule, "A4");
  alert->level = TIDE_LEVEL_AMBER;
  alert->raised = fixture_instant ("2025-11-17T09:05");
  ASSERT_FAULTS (tide_alert_find_faults (alert, collect, said), "");
  g_assert_true (tide_alert_is_in_banner (alert));
  alert->historical = TRUE;
  g_assert_true (tide_alert_is_open (alert));
  g_assert_false (tide_alert_is_in_banner (alert));
  alert->resolved = TRUE;
  ASSERT_FAULTS (tide_alert_find_faults (alert, collect, said), "action is required to resolve an alert");
  g_assert_false (tide_alert_is_open (alert));

  g_autoptr (TideAdverseEvent) effect = tide_adverse_event_new ();
  effect->patient_id = 1;
  tide_record_set_text (&effect->term, "nausea");
  effect->started = fixture_instant ("2025-06-03");
  effect->ended
    = fixture_instant ("2025-06-03T11:30"); /* the same day: hours are not compared with a bare day */
  ASSERT_FAULTS (tide_adverse_event_find_faults (effect, birth, collect, said), "");
  effect->ended = fixture_instant ("2025-06-02");
  ASSERT_FAULTS (tide_adverse_event_find_faults (effect, birth, collect, said),
                 "ended lies before the start");
}

static void
test_visits_and_notes (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideVisit) visit = tide_visit_new ();
  visit->patient_id = 1;
  visit->taken = fixture_instant ("2026-01-01");
  ASSERT_FAULTS (tide_visit_find_faults (visit, birth, collect, said), "taken lies in the future");
  g_autoptr (TideNote) note = tide_note_new ();
  note->patient_id = 1;
  tide_record_set_text (&note->text, "…");
  note->taken = fixture_instant ("1980-01-01");
  ASSERT_FAULTS (tide_note_find_faults (note, birth, collect, said), "taken lies before the birth date");
}

int
main (int argc, char **argv)
{
  g_setenv ("TIDEMARK_NOW", "2025-11-20T14:32+01:00", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/faults/patient", test_patient);
  g_test_add_func ("/record/faults/diagnosis", test_diagnosis);
  g_test_add_func ("/record/faults/course", test_course);
  g_test_add_func ("/record/faults/dose-step", test_dose_step);
  g_test_add_func ("/record/faults/session", test_session);
  g_test_add_func ("/record/faults/assessment", test_assessment);
  g_test_add_func ("/record/faults/assessment-comparison-and-reason", test_assessment_comparison_and_reason);
  g_test_add_func ("/record/faults/events-and-alerts", test_events_and_alerts);
  g_test_add_func ("/record/faults/visits-and-notes", test_visits_and_notes);
  return g_test_run ();
}

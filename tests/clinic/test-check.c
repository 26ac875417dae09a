/* test-check.c: what a clinic refuses to write down, with field and reason, and that nothing is left of it.
 */
#include "tide-clinic-fixture.h"

#include <string.h>

#define NOW "2026-03-10T12:00+01:00"

typedef struct
{
  TideClinic *clinic;
  gint64 patient;
  gint64 course; /* 2025-06-01 to 2025-12-31 */
  gint64 audit_rows;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  f->clinic = test_clinic_new (FALSE);
  f->patient = test_clinic_add_patient (f->clinic, "T-1", "Lindqvist", "Hanna"); /* born 1980-05-17 */
  g_autoptr (TideCourse) course = tide_course_new ();
  course->patient_id = f->patient;
  course->arm = TIDE_ARM_SSRI;
  course->started_on = test_clinic_date ("2025-06-01");
  course->ended_on = test_clinic_date ("2025-12-31");
  g_assert_true (tide_clinic_save (f->clinic, course, &error));
  f->course = course->base.id;
  g_autofree char *head = tide_clinic_get_audit_head (f->clinic, &f->audit_rows);
}

/* Whatever was refused left no trace, and the clinic goes on. */
static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->clinic);
}

static void
assert_refused (Fixture *f, gpointer record, const char *field)
{
  g_autoptr (GError) error = NULL;
  gint64 rows, id = TIDE_RECORD (record)->id;
  g_autofree char *prefix = g_strconcat (field, ": ", NULL);
  g_assert_false (tide_clinic_save (f->clinic, record, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, prefix));
  g_assert_cmpuint (strlen (error->message), >, strlen (prefix));
  g_autofree char *head = tide_clinic_get_audit_head (f->clinic, &rows);
  g_assert_cmpint (rows, ==, f->audit_rows);
  g_assert_cmpint (TIDE_RECORD (record)->id, ==, id);
}

static void
assert_saved (Fixture *f, gpointer record)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_save (f->clinic, record, &error);
  g_assert_no_error (error);
  g_autofree char *head = tide_clinic_get_audit_head (f->clinic, &f->audit_rows);
}

static void
test_patient (Fixture *f, gconstpointer unused)
{
  g_autoptr (TidePatient) patient = tide_patient_new ();
  assert_refused (f, patient, "mrn");
  tide_record_set_text (&patient->mrn, "T-1");
  assert_refused (f, patient, "mrn");                                   /* taken */
  const char *const same[] = { "t-1", "T -1", " T-1 ", "T\xc2\xa0-1" }; /* the last with a hard space */
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      tide_record_set_text (&patient->mrn, same[i]);
      assert_refused (f, patient, "mrn");
    }
  tide_record_set_text (&patient->mrn, "T-2");
  patient->birth_date = test_clinic_date ("2026-03-11");
  assert_refused (f, patient, "birth_date"); /* tomorrow */
  patient->birth_date = TIDE_DATE_UNKNOWN;
  assert_saved (f, patient); /* unknown stays unknown */
  g_assert_false (tide_date_is_known (patient->birth_date));
}

static void
test_birth_date_after_a_rating (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *ones = test_clinic_dup_same_answers (9, 1);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (f->patient, "phq9", "2025-05-10", ones);
  g_assert_true (tide_clinic_save_assessment (f->clinic, data, NULL, &error));
  g_autofree char *head = tide_clinic_get_audit_head (f->clinic, &f->audit_rows);
  g_autoptr (TidePatient) patient = tide_clinic_lookup (f->clinic, &tide_patient_class, f->patient, &error);
  patient->birth_date = test_clinic_date ("2025-05-11");
  assert_refused (f, patient, "birth_date");
  patient->birth_date = test_clinic_date ("2025-05-10");
  assert_saved (f, patient);
}

static void
assert_birth_refused (Fixture *f, const char *day, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TidePatient) patient = tide_clinic_lookup (f->clinic, &tide_patient_class, f->patient, &error);
  patient->birth_date = test_clinic_date (day);
  g_assert_false (tide_clinic_save (f->clinic, patient, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, expected);
}

/* Not the ratings alone: a course, what was measured, and when the disorder began. */
static void
test_birth_date_after_another_record (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideDiagnosis) diagnosis = tide_diagnosis_new ();
  g_autoptr (TideMeasurement) weight = tide_measurement_new ();
  assert_birth_refused (f, "2025-06-02",
                        "birth_date: the chart has a record of before it: course, 2025-06-01");
  weight->patient_id = diagnosis->patient_id = f->patient;
  tide_record_set_text (&weight->loinc, tide_measure_find ("weight")->loinc);
  tide_record_set_text (&weight->unit, tide_measure_find ("weight")->unit);
  weight->value = 60;
  weight->taken = test_clinic_instant ("2025-04-01T09:00+02:00");
  assert_saved (f, weight);
  assert_birth_refused (
    f, "2025-04-02", "birth_date: the chart has a record of before it: measurement, 2025-04-01T09:00+02:00");
  tide_record_set_text (&diagnosis->code, "F32.1");
  diagnosis->onset_on = test_clinic_date ("2024-02-01");
  assert_saved (f, diagnosis);
  assert_birth_refused (f, "2024-02-02",
                        "birth_date: the chart has a record of before it: diagnosis, 2024-02-01");
  g_assert_true (tide_clinic_mark_error (f->clinic, diagnosis, "another patient", &error));
  g_assert_true (tide_clinic_mark_error (f->clinic, weight, "another patient", &error));
  assert_birth_refused (f, "2025-06-02",
                        "birth_date: the chart has a record of before it: course, 2025-06-01");
  g_autoptr (TidePatient) patient = tide_clinic_lookup (f->clinic, &tide_patient_class, f->patient, &error);
  patient->birth_date = test_clinic_date ("2025-06-01");
  assert_saved (f, patient);
}

static void
test_assessment (Fixture *f, gconstpointer unused)
{
  const struct
  {
    gint64 patient;
    const char *instrument, *taken, *answers, *field;
  } cases[] = {
    { 1, "phq9", "1980-05-16", "1=1", "taken" }, /* the day before birth */
    { 1, "phq9", "2026-03-11", "1=1", "taken" }, /* tomorrow */
    { 1, "phq9", NOW, NULL, "answers" },         /* neither answers nor total */
    { 1, "phq9", NOW, "1=-;2=-", "answers" },    /* nothing given */
    { 1, "phq9", NOW, "1=4", "answers" },        /* 0 to 3 */
    { 1, "phq9", NOW, "17=1", "answers" },       /* no such item */
    { 1, "phq9", NOW, "1=1;1=2", "answers" },    /* twice */
    { 1, "phq9", NOW, "nonsense", "answers" },   /* not answers at all */
    { 1, "nope", NOW, "1=1", "instrument_id" },  /* no such scale */
    { 1, NULL, NOW, "1=1", "instrument_id" },    /* none */
    { 4711, "phq9", NOW, "1=1", "patient_id" },  /* nobody */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TideAssessmentData) data
        = test_clinic_new_assessment (cases[i].patient == 1 ? f->patient : cases[i].patient,
                                      cases[i].instrument, cases[i].taken, cases[i].answers);
      g_autofree char *prefix = g_strconcat (cases[i].field, ": ", NULL);
      g_assert_false (tide_clinic_save_assessment (f->clinic, data, NULL, &error));
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, prefix));
      g_assert_cmpint (data->base.id, ==, 0);
    }
  g_assert_cmpint (tide_clinic_count (f->clinic, &tide_assessment_data_class), ==, 0);

  g_autoptr (GError) error = NULL;
  g_autoptr (TideAssessmentData) both
    = test_clinic_new_assessment (f->patient, "phq9", NOW, "1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=1");
  both->total = 10; /* the answers make 9 */
  g_assert_false (tide_clinic_save_assessment (f->clinic, both, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "total: "));
  g_clear_error (&error);
  both->total = 9;
  tide_clinic_save_assessment (f->clinic, both, NULL, &error);
  g_assert_no_error (error);
}

static void
test_course (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideCourse) course = tide_course_new ();
  course->arm = TIDE_ARM_CBT;
  course->patient_id = 4711;
  assert_refused (f, course, "patient_id");
  course->patient_id = 0;
  assert_refused (f, course, "patient_id");
  course->patient_id = f->patient;
  course->started_on = test_clinic_date ("2025-06-02");
  course->ended_on = test_clinic_date ("2025-06-01");
  assert_refused (f, course, "ended_on");
  course->ended_on = TIDE_DATE_UNKNOWN;
  course->started_on = test_clinic_date ("1980-01-01");
  assert_refused (f, course, "started_on");
  course->started_on = TIDE_DATE_UNKNOWN;

  g_autoptr (TideCourse) first = tide_clinic_lookup (f->clinic, &tide_course_class, f->course, &error);
  g_assert_nonnull (first->code); /* the clinic made one */
  tide_record_set_text (&course->code, first->code);
  assert_refused (f, course, "code");
  tide_record_set_text (&course->code, NULL);
  assert_saved (f, course);
  g_assert_nonnull (course->code);
  g_assert_null (strstr (course->code, "T-1"));
}

static void
test_dose_step (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideDoseStep) step = tide_dose_step_new ();
  step->course_id = 4711;
  step->from_date = test_clinic_date ("2025-06-01");
  step->dose_mg_per_day = 50;
  assert_refused (f, step, "course_id");
  step->course_id = f->course;
  step->from_date = test_clinic_date ("2025-05-31");
  assert_refused (f, step, "from_date");
  step->from_date = test_clinic_date ("2026-01-01");
  assert_refused (f, step, "from_date");
  step->from_date = test_clinic_date ("2025-06-01");
  assert_saved (f, step);
}

/* The clinic and a file refuse what the form refuses, in its words. */
static void
test_two_doses_on_one_day (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideDoseStep) step = tide_dose_step_new (), second = tide_dose_step_new ();
  step->course_id = second->course_id = f->course;
  step->from_date = second->from_date = test_clinic_date ("2025-06-01");
  step->dose_mg_per_day = 50;
  second->dose_mg_per_day = 100;
  assert_saved (f, step);
  g_assert_false (tide_clinic_save (f->clinic, second, &error));
  g_assert_cmpstr (error->message, ==, "from_date: has a dose already: change that one");
  g_clear_error (&error);
  TideBatch *batch = tide_clinic_begin_batch (f->clinic, &error);
  g_assert_false (tide_batch_add (batch, second, &error));
  g_assert_cmpstr (error->message, ==, "from_date: has a dose already: change that one");
  g_clear_error (&error);
  tide_batch_cancel (batch);
  step->dose_mg_per_day = 75; /* itself it may change */
  assert_saved (f, step);
  g_assert_true (tide_clinic_mark_error (f->clinic, step, "mistyped", &error));
  assert_saved (f, second);
}

static void
test_session (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = f->course;
  session->status = TIDE_SESSION_HELD;
  session->started = test_clinic_instant ("2025-05-31T10:00");
  assert_refused (f, session, "started");
  session->started = test_clinic_instant ("2026-01-01T10:00");
  assert_refused (f, session, "started");
  session->started = test_clinic_instant ("2025-06-10T10:00");
  session->ended = test_clinic_instant ("2025-06-10T09:00");
  assert_refused (f, session, "ended");
  session->ended = test_clinic_instant ("2025-06-10T10:40");
  assert_saved (f, session);

  /* A saved session stays in its course. */
  g_autoptr (TideCourse) other = tide_course_new ();
  other->patient_id = f->patient;
  other->arm = TIDE_ARM_CBT;
  assert_saved (f, other);
  session->course_id = other->base.id;
  assert_refused (f, session, "course_id");
}

static void
test_course_dates_must_hold_its_sessions (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = f->course;
  session->status = TIDE_SESSION_HELD;
  session->started = test_clinic_instant ("2025-06-10T10:00");
  assert_saved (f, session);
  g_autoptr (TideDoseStep) step = tide_dose_step_new ();
  step->course_id = f->course;
  step->from_date = test_clinic_date ("2025-11-01");
  step->dose_mg_per_day = 50;
  assert_saved (f, step);

  g_autoptr (TideCourse) course = tide_clinic_lookup (f->clinic, &tide_course_class, f->course, &error);
  course->started_on = test_clinic_date ("2025-06-11");
  assert_refused (f, course, "started_on");
  course->started_on = test_clinic_date ("2025-06-10");
  course->ended_on = test_clinic_date ("2025-10-31");
  assert_refused (f, course, "ended_on");
  course->ended_on = test_clinic_date ("2025-11-01");
  assert_saved (f, course);
}

static void
test_other_records (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideAdverseEvent) effect = tide_adverse_event_new ();
  effect->patient_id = f->patient;
  tide_record_set_text (&effect->term, "nausea");
  effect->started = test_clinic_instant ("2025-06-10T10:00");
  effect->ended = test_clinic_instant ("2025-06-10T09:00");
  assert_refused (f, effect, "ended");
  effect->ended = TIDE_INSTANT_UNKNOWN;
  gint64 other = test_clinic_add_patient (f->clinic, "T-2", "Lindqvist", "Johanna");
  g_autofree char *head = tide_clinic_get_audit_head (f->clinic, &f->audit_rows);
  effect->patient_id = other;
  effect->course_id = f->course; /* of the first patient */
  assert_refused (f, effect, "course_id");

  g_autoptr (TideEvent) event = tide_event_new ();
  event->patient_id = f->patient;
  tide_record_set_text (&event->label, "Lost job");
  event->on_date = test_clinic_date ("2025-06-10");
  event->until_date = test_clinic_date ("2025-06-09");
  assert_refused (f, event, "until_date");

  g_autoptr (TideNote) note = tide_note_new ();
  note->patient_id = f->patient;
  note->taken = test_clinic_instant (NOW);
  assert_refused (f, note, "text");

  g_autoptr (TideDiagnosis) diagnosis = tide_diagnosis_new ();
  diagnosis->patient_id = f->patient;
  tide_record_set_text (&diagnosis->code, "what");
  assert_refused (f, diagnosis, "code");
  tide_record_set_text (&diagnosis->code, "F42.2");
  diagnosis->onset_on = test_clinic_date ("1979-01-01");
  assert_refused (f, diagnosis, "onset_on");

  g_autoptr (TideStaff) staff = tide_staff_new ();
  tide_record_set_text (&staff->name, "Dr Synthetic");
  assert_saved (f, staff);
  g_autoptr (TideStaff) twin = tide_staff_new ();
  tide_record_set_text (&twin->name, "Dr Synthetic");
  assert_refused (f, twin, "name");
}

static void
test_patient_with_a_bad_part (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TidePatient) patient = tide_patient_new ();
  g_autoptr (GPtrArray) diagnoses = g_ptr_array_new_with_free_func (tide_record_free);
  tide_record_set_text (&patient->mrn, "T-9");
  for (guint i = 0; i < 2; i++)
    {
      TideDiagnosis *diagnosis = tide_diagnosis_new ();
      tide_record_set_text (&diagnosis->code, i == 0 ? "F42.2" : "??");
      diagnosis->primary = TRUE;
      g_ptr_array_add (diagnoses, diagnosis);
    }
  g_assert_false (tide_clinic_save_patient (f->clinic, patient, diagnoses, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "primary: "));
  g_clear_error (&error);
  ((TideDiagnosis *) g_ptr_array_index (diagnoses, 1))->primary = FALSE;
  g_assert_false (tide_clinic_save_patient (f->clinic, patient, diagnoses, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "code: "));
  g_clear_error (&error);
  g_assert_cmpint (tide_clinic_count (f->clinic, &tide_patient_class), ==, 1);
  g_assert_cmpint (tide_clinic_count (f->clinic, &tide_diagnosis_class), ==, 0);
  g_assert_cmpint (patient->base.id, ==, 0);
  g_assert_cmpint (((TideDiagnosis *) g_ptr_array_index (diagnoses, 0))->base.id, ==, 0);

  tide_record_set_text (&((TideDiagnosis *) g_ptr_array_index (diagnoses, 1))->code, "F33.1");
  tide_clinic_save_patient (f->clinic, patient, diagnoses, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (TideHistory) history = tide_clinic_load_history (f->clinic, patient->base.id, &error);
  g_assert_cmpuint (history->diagnoses->len, ==, 2);
  g_assert_cmpstr (tide_history_get_primary_diagnosis (history)->code, ==, "F42.2");
}

/* Two forms on one diagnosis: in one it is marked, the other still says that it counts. */
static void
test_no_way_back_from_a_mark (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideDiagnosis) diagnosis = tide_diagnosis_new ();
  diagnosis->patient_id = f->patient;
  tide_record_set_text (&diagnosis->code, "F42.2");
  assert_saved (f, diagnosis);
  g_autoptr (TideDiagnosis) form = tide_diagnosis_copy (diagnosis);
  g_autoptr (TideCourse) course = tide_clinic_lookup (f->clinic, &tide_course_class, f->course, &error);
  g_autoptr (TideCourse) course_form = tide_course_copy (course);
  g_assert_true (tide_clinic_mark_error (f->clinic, course, "other patient", &error));
  g_assert_true (tide_clinic_mark_error (f->clinic, diagnosis, "other patient", &error));
  g_autofree char *head = tide_clinic_get_audit_head (f->clinic, &f->audit_rows);
  assert_refused (f, form, "entered_in_error");
  assert_refused (f, diagnosis, "entered_in_error"); /* nor is what is marked written on */
  assert_refused (f, course_form, "entered_in_error");
  g_assert_true (tide_clinic_undo (f->clinic, &error)); /* the diagnosis counts again */
  tide_record_set_text (&form->label, "OCD");
  assert_saved (f, form);
}

static void
test_nothing_counts_under_a_marked_course (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideCourse) course = tide_clinic_lookup (f->clinic, &tide_course_class, f->course, &error);
  g_assert_true (tide_clinic_mark_error (f->clinic, course, "other patient", &error));
  g_autofree char *head = tide_clinic_get_audit_head (f->clinic, &f->audit_rows);
  g_autoptr (TideDoseStep) step = tide_dose_step_new ();
  step->course_id = f->course;
  step->from_date = test_clinic_date ("2025-07-01");
  step->dose_mg_per_day = 50;
  assert_refused (f, step, "course_id");
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = f->course;
  session->started = test_clinic_instant ("2025-07-01T10:00+02:00");
  session->status = TIDE_SESSION_HELD;
  assert_refused (f, session, "course_id");
  TideBatch *batch = tide_clinic_begin_batch (f->clinic, &error);
  g_assert_false (tide_batch_add (batch, step, &error)); /* a file says the same */
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);
  step->entered_in_error = TRUE; /* but what was marked with its course comes with it */
  g_assert_true (tide_batch_add (batch, step, &error));
  g_assert_no_error (error);
  tide_batch_cancel (batch);
}

/* A signed consent outlives its course, in the clinic and in a file; but none is signed for it afterwards. */
static void
test_nothing_new_is_typed_for_a_marked_course (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideCourse) course = tide_clinic_lookup (f->clinic, &tide_course_class, f->course, &error);
  g_autoptr (TideConsent) consent = tide_consent_new (), late = tide_consent_new ();
  consent->patient_id = late->patient_id = f->patient;
  consent->course_id = late->course_id = f->course;
  consent->kind = late->kind = 1;
  consent->given_on = late->given_on = test_clinic_date ("2025-07-01");
  assert_saved (f, consent);
  g_assert_true (tide_clinic_mark_error (f->clinic, course, "other patient", &error));
  tide_record_set_text (&consent->note, "withdrawn in writing");
  assert_saved (f, consent);
  assert_refused (f, late, "course_id");
  TideBatch *batch = tide_clinic_begin_batch (f->clinic, &error);
  g_assert_true (tide_batch_add (batch, late, &error));
  g_assert_no_error (error);
  tide_batch_cancel (batch);
}

static void
test_nothing_counts_at_a_marked_visit (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideVisit) visit = tide_visit_new ();
  visit->patient_id = f->patient;
  visit->taken = test_clinic_instant (NOW);
  assert_saved (f, visit);
  g_assert_true (tide_clinic_mark_error (f->clinic, visit, "never was", &error));
  g_autofree char *head = tide_clinic_get_audit_head (f->clinic, &f->audit_rows);
  g_autoptr (TideNote) note = tide_note_new ();
  note->patient_id = f->patient;
  note->visit_id = visit->base.id;
  note->taken = visit->taken;
  tide_record_set_text (&note->text, "Slept badly.");
  assert_refused (f, note, "visit_id");
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (f->patient, "phq9", NOW, "9=3");
  data->visit_id = visit->base.id;
  g_assert_false (tide_clinic_save_assessment (f->clinic, data, NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);
  TideBatch *batch = tide_clinic_begin_batch (f->clinic, &error);
  data->status = TIDE_STATUS_MOVED; /* as a moved visit leaves its ratings */
  tide_record_set_text (&data->reason, "wrong chart");
  g_assert_true (tide_batch_add (batch, data, &error));
  g_assert_no_error (error);
  tide_batch_cancel (batch);
}

/* What replaces something replaces it in the same chart; what was moved comes from another. */
static void
test_nothing_replaces_what_is_anothers (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 other = test_clinic_add_patient (f->clinic, "T-2", "Lindqvist", "Johanna");
  g_autoptr (TideAssessmentData) theirs = test_clinic_new_assessment (other, "phq9", NOW, "9=0");
  g_assert_true (tide_clinic_save_assessment (f->clinic, theirs, NULL, &error));
  g_autoptr (TideNote) their_note = tide_note_new (), note = tide_note_new ();
  their_note->patient_id = other;
  their_note->taken = test_clinic_instant (NOW);
  tide_record_set_text (&their_note->text, "Slept badly.");
  assert_saved (f, their_note);
  note->patient_id = f->patient;
  note->taken = their_note->taken;
  note->supersedes_id = their_note->base.id;
  tide_record_set_text (&note->text, "Slept well.");
  assert_refused (f, note, "supersedes_id");
  TideBatch *batch = tide_clinic_begin_batch (f->clinic, &error);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (f->patient, "phq9", NOW, "9=3");
  data->supersedes_id = theirs->base.id;
  g_assert_false (tide_batch_add (batch, data, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_true (g_str_has_prefix (error->message, "supersedes_id: "));
  g_clear_error (&error);
  data->supersedes_id = 0;
  data->moved_from_id = theirs->base.id;
  g_assert_true (tide_batch_add (batch, data, &error));
  g_assert_no_error (error);
  tide_batch_cancel (batch);
}

#define TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tide_time_set_now (test_clinic_instant (NOW));
  TEST ("/clinic/check/patient", test_patient);
  TEST ("/clinic/check/a-birth-date-after-a-rating", test_birth_date_after_a_rating);
  TEST ("/clinic/check/a-birth-date-after-another-record", test_birth_date_after_another_record);
  TEST ("/clinic/check/assessment", test_assessment);
  TEST ("/clinic/check/course", test_course);
  TEST ("/clinic/check/dose-step-outside-its-course", test_dose_step);
  TEST ("/clinic/check/two-doses-on-one-day", test_two_doses_on_one_day);
  TEST ("/clinic/check/session-outside-its-course", test_session);
  TEST ("/clinic/check/course-dates-hold-its-sessions", test_course_dates_must_hold_its_sessions);
  TEST ("/clinic/check/other-records", test_other_records);
  TEST ("/clinic/check/only-undo-brings-back-what-was-marked", test_no_way_back_from_a_mark);
  TEST ("/clinic/check/nothing-counts-under-a-marked-course", test_nothing_counts_under_a_marked_course);
  TEST ("/clinic/check/nothing-new-is-typed-for-a-marked-course",
        test_nothing_new_is_typed_for_a_marked_course);
  TEST ("/clinic/check/nothing-counts-at-a-marked-visit", test_nothing_counts_at_a_marked_visit);
  TEST ("/clinic/check/nothing-replaces-what-is-anothers", test_nothing_replaces_what_is_anothers);
  TEST ("/clinic/check/a-patient-with-a-bad-part-is-not-saved", test_patient_with_a_bad_part);
  return g_test_run ();
}

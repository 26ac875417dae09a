/* test-alerts.c: alerts of the whole chart, raised by whatever is saved, in its transaction; and by time
 * (clinical.md 8 and 8.1). */
#include <math.h>
#include <string.h>

#include "tide-clinic-fixture.h"
#include "tide-course.h"
#include "tide-medication.h"
#include "tide-screening.h"

#define NOW "2026-03-31T12:00+02:00"

typedef struct
{
  TideClinic *clinic;
  gint64 patient;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  (void) unused;
  tide_time_set_now (test_clinic_instant (NOW));
  f->clinic = test_clinic_new (FALSE);
  f->patient = test_clinic_add_patient (f->clinic, "T-1", "Lindqvist", "Hanna");
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideVerification) check = tide_clinic_verify (f->clinic, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (check->ok);
  g_clear_object (&f->clinic);
}

static gint64
save (Fixture *f, gpointer record)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_save (f->clinic, record, &error);
  g_assert_no_error (error);
  return TIDE_RECORD (record)->id;
}

/* The stored alerts of @rule, oldest first. (transfer full) */
static GPtrArray *
list (Fixture *f, const char *rule)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *alerts = tide_clinic_list (f->clinic, &tide_alert_class, "patient_id", f->patient, &error);
  g_assert_no_error (error);
  for (guint i = alerts->len; i > 0; i--)
    {
      const TideAlert *alert = g_ptr_array_index (alerts, i - 1);
      g_test_message ("%s %s: %s", alert->rule, alert->subject != NULL ? alert->subject : "-",
                      alert->detail != NULL ? alert->detail : "-");
      if (rule != NULL && strcmp (alert->rule, rule) != 0)
        g_ptr_array_remove_index (alerts, i - 1);
    }
  return alerts;
}

static guint
count (Fixture *f, const char *rule)
{
  g_autoptr (GPtrArray) alerts = list (f, rule);
  return alerts->len;
}

static TideMeasurement *
new_measurement (Fixture *f, const char *id, double value, const char *taken)
{
  TideMeasurement *measurement = tide_measurement_new ();
  measurement->patient_id = f->patient;
  tide_record_set_text (&measurement->loinc, tide_measure_find (id)->loinc);
  tide_record_set_text (&measurement->unit, tide_measure_find (id)->unit);
  measurement->value = value;
  measurement->taken = test_clinic_instant (taken);
  return measurement;
}

static TideCourse *
new_course (Fixture *f, TideArm arm, const char *agent, const char *started)
{
  TideCourse *course = tide_course_new ();
  course->patient_id = f->patient;
  course->arm = (int) arm;
  tide_record_set_text (&course->agent, agent);
  course->started_on = test_clinic_date (started);
  return course;
}

static TideAssessmentData *
save_ybocs (Fixture *f, const char *taken, double total, GPtrArray **raised)
{
  g_autoptr (GError) error = NULL;
  TideAssessmentData *data = test_clinic_new_assessment (f->patient, "ybocs", taken, NULL);
  data->total = total;
  tide_clinic_save_assessment (f->clinic, data, raised, &error);
  g_assert_no_error (error);
  return data;
}

/* --- measurements --- */

static void
test_a_measurement_raises (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (TideMeasurement) fine = new_measurement (f, "sodium", 130, "2026-03-30T10:00");
  g_autoptr (TideMeasurement) low = new_measurement (f, "sodium", 129, "2026-03-31T09:00");
  save (f, fine);
  g_assert_cmpuint (count (f, NULL), ==, 0);
  save (f, low);
  save (f, low); /* again */
  g_autoptr (GPtrArray) alerts = list (f, NULL);
  g_assert_cmpuint (alerts->len, ==, 1);
  const TideAlert *alert = alerts->pdata[0];
  g_assert_cmpstr (alert->rule, ==, "A17");
  g_assert_cmpint (alert->level, ==, TIDE_LEVEL_RED);
  g_assert_cmpint (alert->assessment_id, ==, 0);
  g_assert_false (alert->historical);
  g_assert_cmpstr (alert->detail, ==, "Sodium 129 mmol/L: review");
}

static void
test_a_measurement_is_amended (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideMeasurement) sodium = new_measurement (f, "sodium", 125, "2026-03-31T09:00");
  save (f, sodium);
  sodium->value = 140; /* 125 was a slip */
  save (f, sodium);
  g_autoptr (GPtrArray) alerts = list (f, "A17");
  g_assert_cmpuint (alerts->len, ==, 1);
  g_assert_true (((TideAlert *) alerts->pdata[0])->source_amended);
  g_assert_false (((TideAlert *) alerts->pdata[0])->resolved);
  /* and down again: the same open alert says so */
  sodium->value = 120;
  save (f, sodium);
  g_autoptr (GPtrArray) again = list (f, "A17");
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_false (((TideAlert *) again->pdata[0])->source_amended);
  g_assert_cmpfloat (((TideAlert *) again->pdata[0])->value, ==, 120);
  g_assert_true (tide_clinic_mark_error (f->clinic, sodium, "another patient's", &error));
  g_autoptr (GPtrArray) struck = list (f, "A17");
  g_assert_true (((TideAlert *) struck->pdata[0])->source_amended);
  /* taken back: the mark goes with it */
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_autoptr (GPtrArray) back = list (f, "A17");
  g_assert_false (((TideAlert *) back->pdata[0])->source_amended);
}

static void
test_an_answered_alert_is_not_raised_again (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideMeasurement) sodium = new_measurement (f, "sodium", 125, "2026-03-31T09:00");
  save (f, sodium);
  g_autoptr (GPtrArray) alerts = list (f, "A17");
  g_assert_true (
    tide_clinic_resolve_alert (f->clinic, TIDE_RECORD (alerts->pdata[0])->id, "Reviewed.", &error));
  save (f, sodium);
  g_assert_cmpuint (count (f, "A17"), ==, 1);
  g_autoptr (TideMeasurement) next = new_measurement (f, "sodium", 126, "2026-03-31T11:00");
  save (f, next); /* another source */
  g_assert_cmpuint (count (f, "A17"), ==, 2);
}

static void
test_entered_late_is_historical (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (TideMeasurement) sodium = new_measurement (f, "sodium", 125, "2026-03-16T09:00");
  save (f, sodium);
  g_autoptr (GPtrArray) alerts = list (f, "A17");
  g_assert_cmpuint (alerts->len, ==, 1);
  g_assert_true (((TideAlert *) alerts->pdata[0])->historical);
  g_autoptr (TideHistory) history = tide_clinic_load_history (f->clinic, f->patient, NULL);
  g_assert_cmpint (tide_history_get_highest_alert (history), ==, TIDE_LEVEL_NONE);
}

static void
test_an_undone_measurement_leaves_its_alert (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideMeasurement) qtc = new_measurement (f, "qtc", 500, "2026-03-31T09:00");
  save (f, qtc);
  g_autofree char *words = tide_clinic_dup_undo_words (f->clinic);
  g_assert_cmpstr (words, ==, "Taken back: measurement. Its alert stays.");
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_autoptr (GPtrArray) alerts = list (f, "A17");
  g_assert_cmpuint (alerts->len, ==, 1);
  g_assert_true (((TideAlert *) alerts->pdata[0])->source_amended);
}

/* --- ratings --- */

static void
test_deterioration_is_returned_and_stored (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (TideCourse) course = new_course (f, TIDE_ARM_SSRI, "sertraline", "2026-03-01");
  save (f, course);
  g_autoptr (TideAssessmentData) baseline = save_ybocs (f, "2026-02-28T10:00", 20, NULL);
  g_autoptr (TideAssessmentData) four = save_ybocs (f, "2026-03-20T10:00", 24, NULL);
  g_assert_cmpuint (count (f, "A9"), ==, 0);
  g_autoptr (GPtrArray) raised = NULL;
  g_autoptr (TideAssessmentData) five = save_ybocs (f, "2026-03-30T10:00", 25, &raised);
  g_assert_cmpuint (raised->len, ==, 1);
  g_assert_cmpint (((TideAlert *) raised->pdata[0])->assessment_id, ==, five->base.id);
  g_assert_cmpuint (count (f, "A9"), ==, 1);
  g_assert_cmpint (baseline->base.id + four->base.id, !=, 0);
}

static void
test_an_amended_deterioration (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideCourse) course = new_course (f, TIDE_ARM_SSRI, "sertraline", "2026-03-01");
  save (f, course);
  g_autoptr (TideAssessmentData) baseline = save_ybocs (f, "2026-02-28T10:00", 20, NULL);
  g_autoptr (TideAssessmentData) data = save_ybocs (f, "2026-03-30T10:00", 28, NULL);
  data->total = 26; /* down, and worse still */
  g_assert_true (tide_clinic_save_assessment (f->clinic, data, NULL, &error));
  g_autoptr (GPtrArray) down = list (f, "A9");
  g_assert_cmpuint (down->len, ==, 1);
  g_assert_true (((TideAlert *) down->pdata[0])->source_amended);
  data->total = 30; /* up */
  g_assert_true (tide_clinic_save_assessment (f->clinic, data, NULL, &error));
  g_autoptr (GPtrArray) up = list (f, "A9");
  g_assert_cmpuint (up->len, ==, 2);
  g_assert_cmpfloat (((TideAlert *) up->pdata[1])->value, ==, 30);
  g_assert_true (tide_clinic_mark_assessment_error (f->clinic, data->base.id, "another patient's", &error));
  g_autoptr (GPtrArray) struck = list (f, "A9");
  g_assert_cmpuint (struck->len, ==, 2);
  g_assert_true (((TideAlert *) struck->pdata[1])->source_amended);
  g_assert_cmpint (baseline->base.id, !=, 0);
}

static void
test_a_moved_rating_is_judged_in_its_chart (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideCourse) course = new_course (f, TIDE_ARM_SSRI, "sertraline", "2026-03-01");
  save (f, course);
  g_autoptr (TideAssessmentData) baseline = save_ybocs (f, "2026-02-28T10:00", 20, NULL);
  gint64 other = test_clinic_add_patient (f->clinic, "T-2", "Farouk", "Samir");
  g_autoptr (TideAssessmentData) wrong
    = test_clinic_new_assessment (other, "ybocs", "2026-03-30T10:00", NULL);
  wrong->total = 30;
  g_assert_true (tide_clinic_save_assessment (f->clinic, wrong, NULL, &error));
  g_assert_true (tide_clinic_move_assessment (f->clinic, wrong->base.id, f->patient, "slip", NULL, &error));
  g_assert_cmpuint (count (f, "A9"), ==, 1);
  g_assert_cmpint (baseline->base.id, !=, 0);
}

/* --- sessions, medicines, screenings, unwanted effects --- */

static void
save_dose (Fixture *f, const TideCourse *course, const char *started, double mg_per_kg)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = course->base.id;
  session->started = test_clinic_instant (started);
  session->status = TIDE_SESSION_HELD;
  session->dose_mg_per_kg = mg_per_kg;
  tide_clinic_save_session (f->clinic, session, NULL, &error);
  g_assert_no_error (error);
}

static void
test_a_session_raises (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (TideCourse) course = new_course (f, TIDE_ARM_KETAMINE, "ketamine", "2026-03-20");
  course->route = tide_code_from_text (tide_route_codes, "iv");
  save (f, course);
  save_dose (f, course, "2026-03-30T10:00", 1);
  g_assert_cmpuint (count (f, "A18"), ==, 0);
  g_assert_cmpuint (count (f, "A8"), ==, 1);
  save_dose (f, course, "2026-03-31T10:00", 1.2);
  g_autoptr (GPtrArray) alerts = list (f, "A18");
  g_assert_cmpuint (alerts->len, ==, 1);
  g_assert_cmpint (((TideAlert *) alerts->pdata[0])->session_id, !=, 0);
  g_assert_cmpuint (count (f, "A8"), ==, 2);
}

static void
test_a_medicine_raises (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideCourse) course = new_course (f, TIDE_ARM_KETAMINE, "ketamine", "2026-01-20");
  save (f, course);
  g_autoptr (TideMedication) drug = tide_medication_new ();
  drug->patient_id = f->patient;
  tide_record_set_text (&drug->drug, "lorazepam");
  drug->started_on = test_clinic_date ("2026-01-01"); /* taken since long, and now: no history */
  save (f, drug);
  g_autoptr (GPtrArray) alerts = list (f, "A16");
  g_assert_cmpuint (alerts->len, ==, 1);
  g_assert_false (((TideAlert *) alerts->pdata[0])->historical);
  drug->ended_on = test_clinic_date ("2026-03-31"); /* stopped: it was taken all the same */
  save (f, drug);
  g_autoptr (GPtrArray) stopped = list (f, "A16");
  g_assert_cmpuint (stopped->len, ==, 1);
  g_assert_false (((TideAlert *) stopped->pdata[0])->source_amended);
  g_assert_true (tide_clinic_mark_error (f->clinic, drug, "not hers", &error));
  g_autoptr (GPtrArray) struck = list (f, "A16");
  g_assert_true (((TideAlert *) struck->pdata[0])->source_amended);
}

static TideMedication *
save_drug (Fixture *f, const char *name, const char *from)
{
  TideMedication *drug = tide_medication_new ();
  drug->patient_id = f->patient;
  tide_record_set_text (&drug->drug, name);
  drug->started_on = test_clinic_date (from);
  save (f, drug);
  return drug;
}

static gboolean
is_only_pair_amended (Fixture *f)
{
  g_autoptr (GPtrArray) alerts = list (f, "A16");
  g_assert_cmpuint (alerts->len, ==, 1);
  return ((TideAlert *) alerts->pdata[0])->source_amended;
}

/* Whatever becomes of a third medicine, the alert of two that both run stands as it was. */
static void
test_a_pair_hangs_on_its_own_drugs (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideMedication) one = save_drug (f, "sertraline", "2026-01-01");
  g_autoptr (TideMedication) other = save_drug (f, "phenelzine", "2026-03-20");
  g_assert_false (is_only_pair_amended (f));
  g_autoptr (TideMedication) third = save_drug (f, "paracetamol", "2026-03-01");
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_assert_false (is_only_pair_amended (f));
  g_autoptr (TideMedication) fourth = save_drug (f, "paracetamol", "2026-03-01");
  g_assert_true (tide_clinic_mark_error (f->clinic, fourth, "not hers", &error));
  g_assert_false (is_only_pair_amended (f));
  g_assert_true (tide_clinic_mark_error (f->clinic, other, "not hers", &error));
  g_assert_true (is_only_pair_amended (f));
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_assert_false (is_only_pair_amended (f));
  g_assert_cmpint (one->base.id, !=, third->base.id);
}

/* Seen when something else was saved or not: the alert hangs on the two. */
static void
test_a_pair_that_was_planned_hangs_on_its_own_drugs (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideMedication) one = save_drug (f, "sertraline", "2026-01-01");
  g_autoptr (TideMedication) other = save_drug (f, "phenelzine", "2026-04-05");
  g_autoptr (GPtrArray) planned = list (f, "A16"); /* told when it is planned */
  g_assert_cmpuint (planned->len, ==, 1);
  g_assert_cmpstr (((TideAlert *) planned->pdata[0])->detail, ==,
                   "sertraline with phenelzine: serotonin syndrome, from 5 Apr 2026");
  tide_time_set_now (test_clinic_instant ("2026-04-06T12:00+02:00"));
  g_autoptr (TideMedication) third = save_drug (f, "paracetamol", "2026-03-01");
  g_assert_false (is_only_pair_amended (f));
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_assert_false (is_only_pair_amended (f));
  g_assert_true (tide_clinic_mark_error (f->clinic, other, "not hers", &error));
  g_assert_true (is_only_pair_amended (f));
  g_assert_cmpint (one->base.id, !=, third->base.id);
}

static void
test_a_screening_raises (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideScreening) screening = tide_screening_new ();
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (tide_record_free);
  TideScreeningAnswer *answer = tide_screening_answer_new ();
  screening->patient_id = f->patient;
  screening->arm = TIDE_ARM_KETAMINE;
  screening->taken = test_clinic_instant ("2026-03-28T10:00");
  tide_record_set_text (&answer->question, "pregnancy");
  answer->answer = 0; /* not known */
  g_ptr_array_add (answers, answer);
  g_assert_true (tide_clinic_save_screening (f->clinic, screening, answers, &error));
  g_assert_cmpuint (count (f, "A16"), ==, 0);
  answer->answer = 2; /* known since, and entered days later */
  save (f, answer);
  g_autoptr (GPtrArray) alerts = list (f, "A16");
  g_assert_cmpuint (alerts->len, ==, 1);
  g_assert_cmpint (((TideAlert *) alerts->pdata[0])->level, ==, TIDE_LEVEL_RED);
}

/* --- imports --- */

static void
test_an_import_has_one_summary (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (GError) error = NULL;
  TideBatch *batch = tide_clinic_begin_batch (f->clinic, &error);
  tide_batch_set_imported (batch, TRUE);
  g_autoptr (TideMeasurement) one = new_measurement (f, "sodium", 125, "2026-03-30T10:00");
  g_autoptr (TideMeasurement) two = new_measurement (f, "qtc", 510, "2026-03-30T10:00");
  g_autoptr (TidePatient) fresh = tide_patient_new ();
  tide_record_set_text (&fresh->mrn, "T-9");
  tide_record_set_text (&fresh->family_name, "Born");
  tide_record_set_text (&fresh->given_name, "Here");
  g_assert_true (tide_batch_add (batch, one, &error));
  g_assert_true (tide_batch_add (batch, two, &error));
  g_assert_true (tide_batch_add (batch, fresh, &error));
  g_autoptr (TideMeasurement) three = new_measurement (f, "sodium", 120, "2026-03-30T10:00");
  three->patient_id = fresh->base.id;
  g_assert_true (tide_batch_add (batch, three, &error));
  guint n = 0;
  g_assert_true (tide_batch_commit (batch, "import", NULL, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 5); /* two and a summary, one and a summary */
  g_autoptr (GPtrArray) alerts = list (f, "A17");
  g_assert_cmpuint (alerts->len, ==, 2);
  g_assert_true (((TideAlert *) alerts->pdata[0])->historical);
  g_autoptr (GPtrArray) summaries = list (f, "import");
  g_assert_cmpuint (summaries->len, ==, 1);
  g_assert_cmpfloat (((TideAlert *) summaries->pdata[0])->value, ==, 2);
  g_assert_false (((TideAlert *) summaries->pdata[0])->historical);
}

/* --- time --- */

static void
run_time_rules (Fixture *f, gint64 patient)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_run_time_rules (f->clinic, patient, tide_instant_now (), &error);
  g_assert_no_error (error);
}

static void
test_time_raises_once_and_for_all_whom_it_concerns (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (TideCourse) course = new_course (f, TIDE_ARM_KETAMINE, "ketamine", "2026-03-20");
  save (f, course);
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = course->base.id;
  session->started = test_clinic_instant ("2026-04-01T10:00+02:00");
  session->status = TIDE_SESSION_PLANNED;
  save (f, session);
  run_time_rules (f, 0);
  g_assert_cmpuint (count (f, "A8"), ==, 0); /* tomorrow */
  gint64 number = 0;
  g_autofree char *label = tide_clinic_dup_undo_label (f->clinic);
  tide_time_set_now (test_clinic_instant ("2026-04-01T00:01+02:00")); /* midnight */
  run_time_rules (f, 0);
  run_time_rules (f, 0);
  run_time_rules (f, f->patient);
  g_assert_cmpuint (count (f, "A8"), ==, 1);
  g_autofree char *after = tide_clinic_dup_undo_label (f->clinic);
  g_assert_cmpstr (label, ==, after); /* nobody's deed, and nothing to undo */
  g_autofree char *head = tide_clinic_get_audit_head (f->clinic, &number);
  run_time_rules (f, f->patient);
  g_autofree char *same = tide_clinic_get_audit_head (f->clinic, &number);
  g_assert_cmpstr (head, ==, same); /* nothing new, nothing written */
}

static void
test_a_safety_item_is_asked_for_until_it_is_answered (Fixture *f, gconstpointer unused)
{
  (void) unused;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) raised = NULL;
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (
    f->patient, "phq9", "2026-03-31T10:00+02:00", "1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=-");
  g_assert_true (tide_clinic_save_assessment (f->clinic, data, &raised, &error));
  g_assert_cmpuint (count (f, "A7"), ==, 1);
  g_assert_true (
    tide_clinic_resolve_alert (f->clinic, TIDE_RECORD (raised->pdata[0])->id, "Had to leave.", &error));
  run_time_rules (f, 0);
  g_assert_cmpuint (count (f, "A7"), ==, 1); /* not on the same day */
  tide_time_set_now (test_clinic_instant ("2026-04-01T09:00+02:00"));
  run_time_rules (f, 0);
  run_time_rules (f, 0);
  g_assert_cmpuint (count (f, "A7"), ==, 2);
  tide_record_set_text (&data->answers, "1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=0");
  g_assert_true (tide_clinic_save_assessment (f->clinic, data, NULL, &error));
  g_autoptr (GPtrArray) alerts = list (f, "A7");
  g_assert_cmpuint (alerts->len, ==, 2);
  g_assert_true (((TideAlert *) alerts->pdata[1])->source_amended);
  tide_time_set_now (test_clinic_instant ("2026-04-03T09:00+02:00"));
  run_time_rules (f, 0);
  g_assert_cmpuint (count (f, "A7"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
#define CLAIM(name, func) g_test_add ("/clinic/alerts/" name, Fixture, NULL, set_up, func, tear_down)
  CLAIM ("a-measurement-raises-once", test_a_measurement_raises);
  CLAIM ("a-measurement-amended-or-in-error-marks-its-alert", test_a_measurement_is_amended);
  CLAIM ("an-answered-alert-is-not-raised-again-by-its-source", test_an_answered_alert_is_not_raised_again);
  CLAIM ("entered-late-is-historical", test_entered_late_is_historical);
  CLAIM ("an-undone-measurement-leaves-its-alert", test_an_undone_measurement_leaves_its_alert);
  CLAIM ("deterioration-is-raised-by-the-save", test_deterioration_is_returned_and_stored);
  CLAIM ("deterioration-amended-down-up-and-in-error", test_an_amended_deterioration);
  CLAIM ("a-moved-rating-is-judged-in-its-chart", test_a_moved_rating_is_judged_in_its_chart);
  CLAIM ("a-session-raises-by-dose-and-screen", test_a_session_raises);
  CLAIM ("a-medicine-raises-what-it-does-not-go-with", test_a_medicine_raises);
  CLAIM ("a-pair-hangs-on-its-own-two-drugs", test_a_pair_hangs_on_its_own_drugs);
  CLAIM ("a-planned-pair-hangs-on-its-own-two-drugs", test_a_pair_that_was_planned_hangs_on_its_own_drugs);
  CLAIM ("a-screening-raises-also-by-a-late-answer", test_a_screening_raises);
  CLAIM ("an-import-has-one-summary-a-patient", test_an_import_has_one_summary);
  CLAIM ("time-raises-once-and-is-no-step-of-undo", test_time_raises_once_and_for_all_whom_it_concerns);
  CLAIM ("a-safety-item-is-asked-for-until-it-is-answered",
         test_a_safety_item_is_asked_for_until_it_is_answered);
  return g_test_run ();
}

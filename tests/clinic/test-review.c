/* test-review.c: what a patient reported waits until a clinician has looked at it, and who did is kept.
 *
 * It is Thursday 20 November 2025, 10:42 in Berlin.
 */
#include "tide-clinic-fixture.h"

#include <string.h>

#include "tide-clinic-day.h"

typedef struct
{
  TideClinic *clinic;
  gint64 patient, nurse, doctor;
} Fixture;

static void
sit_down (Fixture *f, gint64 staff_id)
{
  g_autoptr (TideStaff) person = tide_clinic_lookup (f->clinic, &tide_staff_class, staff_id, NULL);
  tide_clinic_set_person (f->clinic, person);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  tide_time_set_now (test_clinic_instant ("2025-11-20T10:42:00+01:00"));
  f->clinic = test_clinic_new (FALSE);
  f->patient = test_clinic_add_patient (f->clinic, "R-1", "Report", "Rita");
  f->nurse = test_clinic_add_staff (f->clinic, "N. Nurse", "nurse");
  f->doctor = test_clinic_add_staff (f->clinic, "D. Doctor", "psychiatrist");
  sit_down (f, f->nurse);
}

/* Whatever was done, the chain and the rows agree. */
static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideVerification) check = tide_clinic_verify (f->clinic, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (check->ok);
  g_clear_object (&f->clinic);
  tide_time_set_now (TIDE_INSTANT_UNKNOWN);
}

static TideAssessmentData *
new_report (Fixture *f, const char *taken)
{
  g_autofree char *answers = test_clinic_dup_same_answers (9, 0);
  TideAssessmentData *data = test_clinic_new_assessment (f->patient, "phq9", taken, answers);
  data->rater_type = TIDE_RATER_SELF;
  return data;
}

static gint64
save (Fixture *f, TideAssessmentData *data)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_save_assessment (f->clinic, data, NULL, &error);
  g_assert_no_error (error);
  return data->base.id;
}

static gint64
add_report (Fixture *f, const char *taken)
{
  g_autoptr (TideAssessmentData) data = new_report (f, taken);
  return save (f, data);
}

static TideAssessmentData *
load (Fixture *f, gint64 id)
{
  return tide_clinic_lookup (f->clinic, &tide_assessment_data_class, id, NULL);
}

static guint
count_waiting (Fixture *f)
{
  g_autoptr (GPtrArray) rows = tide_clinic_list_unreviewed (f->clinic, NULL);
  return rows->len;
}

static void
test_waits_until_reviewed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 younger = add_report (f, "2025-11-20"), older = add_report (f, "2025-11-18");
  g_autoptr (GPtrArray) rows = tide_clinic_list_unreviewed (f->clinic, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (TIDE_RECORD (rows->pdata[0])->id, ==, older);
  sit_down (f, f->doctor);
  g_assert_true (tide_clinic_review_assessment (f->clinic, younger, &error));
  g_assert_cmpuint (count_waiting (f), ==, 1);
  g_autoptr (TideAssessmentData) row = load (f, younger);
  g_assert_cmpint (row->review, ==, TIDE_LOOK_DONE);
  g_assert_cmpint (row->reviewed_by, ==, f->doctor);
  g_autofree char *when = tide_instant_to_iso (row->reviewed);
  g_assert_cmpstr (when, ==, "2025-11-20T10:42+01:00");
  /* once is enough */
  g_assert_false (tide_clinic_review_assessment (f->clinic, younger, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "review: nobody has to look at it any more");
}

/* A review is a person's: with nobody at the desk it is refused, and the report waits as before. */
static void
test_nobody_reviews_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add_report (f, "2025-11-20"), before = 0, after = 0;
  g_autofree char *head = tide_clinic_get_audit_head (f->clinic, &before);
  tide_clinic_set_person (f->clinic, NULL);
  g_assert_false (tide_clinic_review_assessment (f->clinic, id, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_cmpstr (
    error->message, ==,
    "review: needs a name: choose in Preferences, Staff, who is at the desk, then mark it again");
  g_autofree char *same = tide_clinic_get_audit_head (f->clinic, &after);
  g_assert_cmpint (after, ==, before);
  g_autoptr (TideAssessmentData) row = load (f, id);
  g_assert_cmpint (row->review, ==, TIDE_LOOK_WANTED);
  g_assert_cmpint (row->reviewed_by, ==, 0);
  g_clear_error (&error);
  sit_down (f, f->doctor);
  g_assert_true (tide_clinic_review_assessment (f->clinic, id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_waiting (f), ==, 0);
}

static void
test_is_audited_and_undone (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add_report (f, "2025-11-20"), before = 0, after = 0;
  g_autofree char *head = tide_clinic_get_audit_head (f->clinic, &before);
  g_assert_true (tide_clinic_review_assessment (f->clinic, id, &error));
  g_autofree char *next = tide_clinic_get_audit_head (f->clinic, &after);
  g_assert_cmpint (after, >, before);
  g_autofree char *label = tide_clinic_dup_undo_label (f->clinic);
  g_assert_cmpstr (label, ==, "Undo marking PHQ-9 as reviewed");
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_assert_cmpuint (count_waiting (f), ==, 1);
  g_autoptr (TideAssessmentData) row = load (f, id);
  g_assert_cmpint (row->reviewed_by, ==, 0);
  g_assert_false (tide_instant_is_known (row->reviewed));
}

/* Who types it in as a clinician has seen it; a nurse hands it on; nobody at the desk is nobody. */
static void
test_a_clinician_who_types_has_looked (Fixture *f, gconstpointer data)
{
  sit_down (f, f->doctor);
  g_autoptr (TideAssessmentData) row = load (f, add_report (f, "2025-11-20"));
  g_assert_cmpint (row->review, ==, TIDE_LOOK_DONE);
  g_assert_cmpint (row->reviewed_by, ==, f->doctor);
  tide_clinic_set_person (f->clinic, NULL);
  add_report (f, "2025-11-19");
  g_assert_cmpuint (count_waiting (f), ==, 1);
}

static void
test_others_do_not_wait (Fixture *f, gconstpointer data)
{
  g_autoptr (TideAssessmentData) ours = new_report (f, "2025-11-20");
  g_autoptr (TideAssessmentData) edge = new_report (f, "2025-11-06"), late = new_report (f, "2025-11-05");
  ours->rater_type = TIDE_RATER_CLINICIAN;
  save (f, ours);
  save (f, late); /* 15 days: history (clinical.md 8.1) */
  g_assert_cmpuint (count_waiting (f), ==, 0);
  save (f, edge); /* 14 days: not yet */
  g_assert_cmpuint (count_waiting (f), ==, 1);
}

static void
test_amended_and_wrong (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 other = test_clinic_add_patient (f->clinic, "R-2", "Other", "Olga"), moved = 0;
  gint64 first = add_report (f, "2025-11-20");
  g_assert_true (tide_clinic_review_assessment (f->clinic, first, &error));
  /* amended it stays reviewed; a form knows nothing of reviews */
  g_autoptr (TideAssessmentData) again = new_report (f, "2025-11-20");
  again->base.id = first;
  tide_record_set_text (&again->reason, "misread");
  save (f, again);
  g_assert_cmpuint (count_waiting (f), ==, 0);
  g_assert_cmpint (again->reviewed_by, ==, f->nurse);
  /* what was looked at as another patient's waits again */
  g_assert_true (
    tide_clinic_move_assessment (f->clinic, again->base.id, other, "wrong chart", &moved, &error));
  g_assert_cmpuint (count_waiting (f), ==, 1);
  g_autoptr (TideAssessmentData) copy = load (f, moved);
  g_assert_cmpint (copy->review, ==, TIDE_LOOK_WANTED);
  g_assert_false (tide_instant_is_known (copy->reviewed));
  g_assert_true (tide_clinic_mark_assessment_error (f->clinic, moved, "a test sheet", &error));
  g_assert_cmpuint (count_waiting (f), ==, 0);
}

static void
test_stands_on_the_day (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 report = add_report (f, "2025-11-19");
  gint64 dead = test_clinic_add_patient (f->clinic, "R-3", "Dead", "Dora");
  g_autoptr (TideAssessmentData) last = new_report (f, "2025-11-18");
  g_autoptr (TideEvent) death = tide_event_new ();
  last->patient_id = death->patient_id = dead;
  save (f, last);
  death->kind = tide_code_from_text (tide_event_kind_codes, "death");
  tide_record_set_text (&death->label, "death");
  death->on_date = test_clinic_date ("2025-11-19");
  test_clinic_save (f->clinic, death);
  g_autoptr (TideDay) day = tide_clinic_load_day (f->clinic, tide_instant_now (), 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (day->reports->len, ==, 1);
  g_assert_cmpint (TIDE_RECORD (day->reports->pdata[0])->id, ==, report);
  /* of another's patient it is not mine */
  g_autoptr (TideAssessmentData) rated = test_clinic_new_assessment (f->patient, "ybocs", "2025-11-01", NULL);
  rated->total = 20;
  rated->rater_type = TIDE_RATER_CLINICIAN;
  rated->rater_id = f->doctor;
  save (f, rated);
  g_autoptr (TideDay) hers = tide_clinic_load_day (f->clinic, tide_instant_now (), f->doctor, &error);
  g_autoptr (TideDay) not_his = tide_clinic_load_day (f->clinic, tide_instant_now (), f->nurse, &error);
  g_assert_cmpuint (hers->reports->len, ==, 1);
  g_assert_cmpuint (not_his->reports->len, ==, 0);
}

static void
test_bad_rows_are_refused (Fixture *f, gconstpointer data)
{
  struct
  {
    int rater, review;
    const char *reviewed, *says;
  } cases[] = {
    { TIDE_RATER_CLINICIAN, TIDE_LOOK_WANTED, NULL, "review: is only for a rating by the patient" },
    { TIDE_RATER_SELF, TIDE_LOOK_DONE, NULL, "reviewed: is required" },
    { TIDE_RATER_SELF, TIDE_LOOK_WANTED, "2025-11-20", "review: must be “done” where somebody reviewed it" },
    { TIDE_RATER_SELF, TIDE_LOOK_DONE, "2025-11-18", "reviewed: lies before the assessment" },
  };
  g_autoptr (GError) error = NULL;
  TideBatch *batch = tide_clinic_begin_batch (f->clinic, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TideAssessmentData) row = new_report (f, "2025-11-19");
      g_autoptr (GError) refused = NULL;
      row->rater_type = cases[i].rater;
      row->review = cases[i].review;
      if (cases[i].reviewed != NULL)
        row->reviewed = test_clinic_instant (cases[i].reviewed);
      g_assert_false (tide_batch_add (batch, row, &refused));
      g_assert_error (refused, TIDE_ERROR, TIDE_ERROR_VALUE);
      g_assert_cmpstr (refused->message, ==, cases[i].says);
    }
  tide_batch_cancel (batch);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/review/a-report-waits-until-somebody-looked", test_waits_until_reviewed);
  ADD ("/review/nobody-at-the-desk-reviews-nothing", test_nobody_reviews_nothing);
  ADD ("/review/looking-is-audited-and-can-be-undone", test_is_audited_and_undone);
  ADD ("/review/a-clinician-who-types-it-has-looked", test_a_clinician_who_types_has_looked);
  ADD ("/review/history-and-our-own-ratings-do-not-wait", test_others_do_not_wait);
  ADD ("/review/amended-it-stays-and-moved-it-waits-again", test_amended_and_wrong);
  ADD ("/review/it-stands-on-the-day-of-whose-patient-it-is", test_stands_on_the_day);
  ADD ("/review/what-contradicts-itself-is-refused", test_bad_rows_are_refused);
  return g_test_run ();
}

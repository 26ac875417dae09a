/* test-worklist.c: what is due is kept by every save: after 2,000 random actions, some of them refused or
 * undone, the kept rows are those of a full computation.
 */
#include "tide-clinic-fixture.h"

#include <math.h>
#include <string.h>

#include "tide-clinic-cockpit.h"
#include "tide-due.h"

#define CODE(codes, word) tide_code_from_text (codes, word)
#define N_PATIENTS 6
#define N_ACTIONS 2000

typedef struct
{
  TideClinic *clinic;
  GRand *dice;
  gint64 patients[N_PATIENTS];
  guint n_done;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  static const char *const births[] = { "1980-05-17", "2003-02-01", "2002-07-01" };
  static const char *const codes[] = { "F42.2", "F31.4", "F33.1" };
  tide_time_set_now (test_clinic_instant ("2026-03-10T12:00+01:00"));
  f->clinic = test_clinic_new (FALSE);
  f->dice = g_rand_new_with_seed (4);
  for (guint i = 0; i < N_PATIENTS; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("T-%u", i);
      f->patients[i] = test_clinic_add_patient (f->clinic, mrn, "Synthetic", mrn);
      g_autoptr (TidePatient) patient
        = tide_clinic_lookup (f->clinic, &tide_patient_class, f->patients[i], NULL);
      g_autoptr (TideDiagnosis) diagnosis = tide_diagnosis_new ();
      patient->birth_date = test_clinic_date (births[i % 3]);
      g_assert_true (tide_clinic_save (f->clinic, patient, NULL));
      diagnosis->patient_id = f->patients[i];
      diagnosis->primary = TRUE;
      tide_record_set_text (&diagnosis->code, codes[i % 3]);
      g_assert_true (tide_clinic_save (f->clinic, diagnosis, NULL));
    }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_rand_free (f->dice);
  g_clear_object (&f->clinic);
  tide_time_set_now (TIDE_INSTANT_UNKNOWN);
}

/* --- random records: some are refused, which must change nothing either --- */

static int
roll (Fixture *f, int n)
{
  return g_rand_int_range (f->dice, 0, n);
}

static TideDate
any_day (Fixture *f)
{
  return test_clinic_date ("2025-10-01") + roll (f, 200); /* into April 2026: some lie in the future */
}

static TideInstant
any_time (Fixture *f)
{
  TideInstant noon = tide_instant_from_date (any_day (f));
  if (roll (f, 4) == 0)
    return noon;
  noon.precision = TIDE_PRECISION_MINUTE;
  noon.utc += (roll (f, 600) - 300) * 60;
  return noon;
}

/* A live row of the patient, or NULL (transfer full). */
static gpointer
any_row (Fixture *f, const TideRecordClass *klass, const char *column, gint64 owner)
{
  g_autoptr (GPtrArray) rows = tide_clinic_list (f->clinic, klass, column, owner, NULL);
  if (rows->len == 0)
    return NULL;
  return tide_record_copy (rows->pdata[roll (f, (int) rows->len)]);
}

static gpointer
new_course (Fixture *f, gint64 patient)
{
  static const TideArm arms[] = { TIDE_ARM_KETAMINE, TIDE_ARM_ESKETAMINE, TIDE_ARM_SSRI, TIDE_ARM_CBT };
  TideCourse *course = tide_course_new ();
  course->patient_id = patient;
  course->arm = (int) arms[roll (f, 4)];
  course->started_on = any_day (f);
  course->authorised_until = roll (f, 2) ? any_day (f) + 60 : TIDE_DATE_UNKNOWN;
  course->authorised_sessions = roll (f, 2) ? roll (f, 3) : TIDE_INTEGER_UNKNOWN;
  tide_record_set_text (&course->indication, roll (f, 2) ? "F42.2" : NULL);
  return course;
}

static gpointer
new_session (Fixture *f, gint64 patient)
{
  g_autoptr (TideCourse) course = any_row (f, &tide_course_class, "patient_id", patient);
  if (course == NULL)
    return NULL;
  TideSession *session = tide_session_new ();
  session->course_id = course->base.id;
  session->started = any_time (f);
  session->status = 1 + roll (f, 5);
  session->kind = roll (f, 9);
  if (session->status == TIDE_SESSION_HELD && roll (f, 2))
    {
      g_autoptr (GPtrArray) staff = tide_clinic_list (f->clinic, &tide_staff_class, NULL, 0, NULL);
      session->discharged = session->started;
      session->discharged.utc += 2 * 3600;
      session->discharged_by = staff->len > 0 ? TIDE_RECORD (staff->pdata[0])->id : 0;
    }
  return session;
}

static gpointer
new_schedule (Fixture *f, gint64 patient)
{
  g_autoptr (TideCourse) course = any_row (f, &tide_course_class, "patient_id", patient);
  TideSchedule *schedule = tide_schedule_new ();
  schedule->patient_id = patient;
  schedule->course_id = course != NULL ? course->base.id : 0;
  schedule->rule = roll (f, 5);
  schedule->from_days = roll (f, 10);
  schedule->every_days = 1 + roll (f, 30);
  schedule->inactive = roll (f, 3) == 0;
  tide_record_set_text (&schedule->instrument, roll (f, 2) ? "ybocs" : "cgis");
  return schedule;
}

static gpointer
new_paper (Fixture *f, gint64 patient)
{
  int which = roll (f, 4);
  if (which == 0)
    {
      TideReview *review = tide_review_new ();
      review->patient_id = patient;
      review->kind = 1 + roll (f, 8);
      review->done_on = any_day (f);
      review->result = 1 + roll (f, 3);
      review->next_on = roll (f, 2) ? review->done_on + 30 : TIDE_DATE_UNKNOWN;
      return review;
    }
  if (which == 1)
    {
      TideConsent *consent = tide_consent_new ();
      consent->patient_id = patient;
      consent->kind = 1 + roll (f, 5);
      consent->given_on = any_day (f);
      consent->expires_on = roll (f, 3) ? consent->given_on + 100 : TIDE_DATE_UNKNOWN;
      return consent;
    }
  if (which == 2)
    {
      TideScreening *screening = tide_screening_new ();
      screening->patient_id = patient;
      screening->arm = roll (f, 2) ? TIDE_ARM_KETAMINE : TIDE_ARM_ESKETAMINE;
      screening->taken = any_time (f);
      return screening;
    }
  TideSafetyPlan *plan = tide_safety_plan_new ();
  plan->patient_id = patient;
  plan->agreed_on = any_day (f);
  plan->review_on = plan->agreed_on + 30;
  return plan;
}

static void
save_rating (Fixture *f, gint64 patient)
{
  static const char *const scales[] = { "ybocs", "cgis", "ymrs", "phq9", "cssrs_screen", "madrs" };
  g_autoptr (TideAssessmentData) data
    = test_clinic_new_assessment (patient, scales[roll (f, 6)], "2026-01-01", NULL);
  data->taken = any_time (f);
  data->total = 3;
  if (strcmp (data->instrument_id, "cssrs_screen") == 0)
    {
      data->total = NAN;
      tide_record_set_text (&data->answers, "1=0;2=0;6=0");
    }
  f->n_done += tide_clinic_save_assessment (f->clinic, data, NULL, NULL);
}

static void
strike (Fixture *f, gint64 patient)
{
  static const TideRecordClass *const classes[]
    = { &tide_course_class, &tide_schedule_class, &tide_review_class, &tide_consent_class,
        &tide_diagnosis_class };
  TideRecord *row = any_row (f, classes[roll (f, 5)], "patient_id", patient);
  if (row != NULL)
    f->n_done += tide_clinic_mark_error (f->clinic, row, "test", NULL);
  tide_record_free (row);
}

static void
end_course (Fixture *f, gint64 patient)
{
  g_autoptr (TideCourse) course = any_row (f, &tide_course_class, "patient_id", patient);
  if (course == NULL || course->entered_in_error)
    return;
  course->ended_on = tide_date_is_known (course->ended_on) ? TIDE_DATE_UNKNOWN : course->started_on + 90;
  f->n_done += tide_clinic_save (f->clinic, course, NULL);
}

static void
strike_or_move_rating (Fixture *f, gint64 patient)
{
  g_autoptr (TideAssessmentData) data = any_row (f, &tide_assessment_data_class, "patient_id", patient);
  if (data == NULL)
    return;
  if (roll (f, 2))
    f->n_done += tide_clinic_mark_assessment_error (f->clinic, data->base.id, "test", NULL);
  else
    f->n_done += tide_clinic_move_assessment (f->clinic, data->base.id, f->patients[roll (f, N_PATIENTS)],
                                              "test", NULL, NULL);
}

static void
save_and_free (Fixture *f, gpointer record)
{
  if (record == NULL)
    return;
  f->n_done += tide_clinic_save (f->clinic, record, NULL);
  tide_record_free (record);
}

static void
act (Fixture *f)
{
  gint64 patient = f->patients[roll (f, N_PATIENTS)];
  switch (roll (f, 12))
    {
    case 0:
      save_and_free (f, new_course (f, patient));
      break;
    case 1:
    case 2:
    case 3:
      save_and_free (f, new_session (f, patient));
      break;
    case 4:
      save_and_free (f, new_schedule (f, patient));
      break;
    case 5:
      save_and_free (f, new_paper (f, patient));
      break;
    case 6:
      strike (f, patient);
      break;
    case 7:
      end_course (f, patient);
      break;
    case 8:
      strike_or_move_rating (f, patient);
      break;
    case 9:
      f->n_done += tide_clinic_undo (f->clinic, NULL);
      break;
    default:
      save_rating (f, patient);
      break;
    }
}

static void
assert_kept (Fixture *f, gint64 patient)
{
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (f->clinic);
  g_autoptr (TideHistory) history = tide_clinic_load_history (f->clinic, patient, NULL);
  TideDueCase subject = { history, tide_clinic_get_session_rules (f->clinic), thresholds };
  g_autoptr (GPtrArray) expected = tide_due_compute (&subject);
  g_autoptr (GPtrArray) kept = tide_clinic_list_due_of (f->clinic, patient, NULL);
  g_ptr_array_sort (kept, tide_due_compare);
  g_assert_cmpuint (kept->len, ==, expected->len);
  for (guint i = 0; i < kept->len; i++)
    g_assert_cmpint (tide_due_compare (&kept->pdata[i], &expected->pdata[i]), ==, 0);
}

static void
test_random_actions (Fixture *f, gconstpointer unused)
{
  guint n_rows = 0, n_changed = 1;
  for (guint i = 0; i < N_ACTIONS; i++)
    {
      act (f);
      if (i % 100 == 99)
        for (guint p = 0; p < N_PATIENTS; p++)
          assert_kept (f, f->patients[p]);
    }
  g_assert_cmpuint (f->n_done, >, N_ACTIONS / 2); /* the test tests something */
  for (guint p = 0; p < N_PATIENTS; p++)
    {
      g_autoptr (GPtrArray) rows = tide_clinic_list_due_of (f->clinic, f->patients[p], NULL);
      n_rows += rows->len;
    }
  g_assert_cmpuint (n_rows, >, 20);
  g_test_message ("%u of %u actions were done, %u rows are due", f->n_done, N_ACTIONS, n_rows);
  g_assert_true (tide_clinic_refresh_due (f->clinic, TRUE, &n_changed, NULL));
  g_assert_cmpuint (n_changed, ==, 0);
  g_autoptr (TideVerification) v = tide_clinic_verify (f->clinic, NULL, NULL);
  g_assert_true (v->ok);
}

/* Other rules make other rows, the next time that somebody looks. */
static void
test_a_threshold_changes_the_list (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideCourse) course = tide_course_new ();
  g_autoptr (TideScreening) screening = tide_screening_new ();
  g_autoptr (GError) error = NULL;
  course->patient_id = screening->patient_id = f->patients[0];
  course->arm = screening->arm = TIDE_ARM_KETAMINE;
  course->started_on = test_clinic_date ("2026-03-01");
  screening->taken = test_clinic_instant ("2026-03-01T10:00");
  g_assert_true (tide_clinic_save (f->clinic, course, &error));
  g_assert_true (tide_clinic_save (f->clinic, screening, &error));
  g_autoptr (GPtrArray) before = tide_clinic_list_due_of (f->clinic, f->patients[0], NULL);
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpint (((TideDue *) before->pdata[0])->due_utc, ==,
                   (gint64) test_clinic_date ("2026-05-30") * 86400); /* 90 days */
  g_assert_true (tide_clinic_set_threshold (f->clinic, "screening_valid_days", 30, "test", &error));
  g_autoptr (GPtrArray) after = tide_clinic_list_due_of (f->clinic, f->patients[0], NULL);
  g_assert_cmpint (((TideDue *) after->pdata[0])->due_utc, ==,
                   (gint64) test_clinic_date ("2026-03-31") * 86400);
}

static void
test_today_reads_by_time (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideCourse) course = tide_course_new ();
  g_autoptr (TideSession) session = tide_session_new ();
  g_autoptr (GError) error = NULL;
  course->patient_id = f->patients[0];
  course->arm = TIDE_ARM_KETAMINE;
  course->started_on = test_clinic_date ("2026-03-01");
  g_assert_true (tide_clinic_save (f->clinic, course, &error));
  session->course_id = course->base.id;
  session->status = TIDE_SESSION_HELD;
  session->started = test_clinic_instant ("2026-03-03T09:00+01:00");
  g_assert_true (tide_clinic_save (f->clinic, session, &error));
  /* one day after the dose: CGI twice, MADRS and OCD-VAS; three days after it they are asked for no more */
  TideInstant day_2 = test_clinic_instant ("2026-03-04T12:00+01:00");
  TideInstant day_5 = test_clinic_instant ("2026-03-07T12:00+01:00");
  g_autoptr (GPtrArray) early = tide_clinic_list_due (f->clinic, day_2, day_2, &error);
  g_assert_cmpuint (early->len, ==, 4);
  g_autoptr (GPtrArray) late = tide_clinic_list_due (f->clinic, day_5, day_5, &error);
  g_assert_cmpuint (late->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/clinic/worklist/kept-as-computed-after-2000-actions", test_random_actions);
  ADD ("/clinic/worklist/a-threshold-changes-the-list", test_a_threshold_changes_the_list);
  ADD ("/clinic/worklist/today-reads-by-time", test_today_reads_by_time);
  return g_test_run ();
}

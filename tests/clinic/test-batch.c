/* test-batch.c: imports and the demo: all or nothing, alerts in the order of time, history apart from news.
 */
#include "tide-clinic-fixture.h"

#include <string.h>

#define NOW "2026-03-10T12:00+01:00"

static TidePatient *
new_patient (const char *mrn)
{
  TidePatient *patient = tide_patient_new ();
  tide_record_set_text (&patient->mrn, mrn);
  tide_record_set_text (&patient->family_name, "Imported");
  return patient;
}

static gint64
add (TideBatch *batch, gpointer record)
{
  g_autoptr (GError) error = NULL;
  tide_batch_add (batch, record, &error);
  g_assert_no_error (error);
  return TIDE_RECORD (record)->id;
}

static gint64
add_patient (TideBatch *batch, const char *mrn)
{
  g_autoptr (TidePatient) patient = new_patient (mrn);
  return add (batch, patient);
}

static gint64
add_phq9 (TideBatch *batch, gint64 patient, const char *taken, int item_9)
{
  g_autofree char *answers = g_strdup_printf ("1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=%d", item_9);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient, "phq9", taken, answers);
  return add (batch, data);
}

static TideBatch *
begin (TideClinic *clinic)
{
  g_autoptr (GError) error = NULL;
  TideBatch *batch = tide_clinic_begin_batch (clinic, &error);
  g_assert_no_error (error);
  return batch;
}

static guint
commit (TideBatch *batch)
{
  g_autoptr (GError) error = NULL;
  guint n_alerts = 0;
  tide_batch_commit (batch, "import", "test", &n_alerts, &error);
  g_assert_no_error (error);
  return n_alerts;
}

static TideHistory *
load (TideClinic *clinic, gint64 patient)
{
  g_autoptr (GError) error = NULL;
  TideHistory *history = tide_clinic_load_history (clinic, patient, &error);
  g_assert_no_error (error);
  return history;
}

static void
test_cancel_leaves_nothing (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *head = tide_clinic_get_audit_head (clinic, NULL);
  TideBatch *batch = begin (clinic);
  gint64 patient = add_patient (batch, "I-1");
  g_autoptr (TideCourse) course = tide_course_new ();
  course->patient_id = patient;
  course->arm = TIDE_ARM_CBT;
  add (batch, course);
  g_assert_nonnull (course->code);
  add_phq9 (batch, patient, "2026-03-01", 2);
  tide_batch_cancel (batch);

  g_assert_cmpint (tide_clinic_count (clinic, &tide_patient_class), ==, 0);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_course_class), ==, 0);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_assessment_data_class), ==, 0);
  guint n_more;
  g_autoptr (GArray) found = tide_clinic_search (clinic, "imported", 0, 10, &n_more);
  g_assert_cmpuint (found->len, ==, 0);
  g_autofree char *head_after = tide_clinic_get_audit_head (clinic, NULL);
  g_assert_cmpstr (head_after, ==, head);
  test_clinic_add_patient (clinic, "I-1", "After", "All"); /* the number is free */
}

static void
test_refused_rows_do_not_stop_it (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  TideBatch *batch = begin (clinic);
  gint64 patient = add_patient (batch, "I-1");
  g_autoptr (TidePatient) twin = new_patient ("I-1");
  g_assert_false (tide_batch_add (batch, twin, &error));
  g_assert_true (g_str_has_prefix (error->message, "mrn: "));
  g_assert_cmpint (twin->base.id, ==, 0);
  g_clear_error (&error);
  g_autoptr (TidePatient) other_spelling = new_patient ("i -1");
  g_assert_false (tide_batch_add (batch, other_spelling, &error));
  g_assert_true (g_str_has_prefix (error->message, "mrn: "));
  g_clear_error (&error);
  g_autoptr (TideAssessmentData) bad = test_clinic_new_assessment (patient, "phq9", "2026-03-01", "1=7");
  g_assert_false (tide_batch_add (batch, bad, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);
  g_autoptr (TideSession) stray = tide_session_new ();
  stray->course_id = 99;
  stray->started = test_clinic_instant (NOW);
  g_assert_false (tide_batch_add (batch, stray, &error));
  g_assert_true (g_str_has_prefix (error->message, "course_id: "));
  g_clear_error (&error);
  add_phq9 (batch, patient, "2026-03-01", 0);
  g_assert_cmpuint (commit (batch), ==, 0);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_patient_class), ==, 1);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_assessment_data_class), ==, 1);
}

static void
test_import_is_history_but_for_the_newest (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  TideBatch *batch = begin (clinic);
  tide_batch_set_imported (batch, TRUE);
  gint64 recent = add_patient (batch, "I-1");
  gint64 old = add_patient (batch, "I-2");
  /* Rows in no order. Recent: 9 = 2 last week, 1 in January, 0 in February (so last week's is a rise: A6). */
  add_phq9 (batch, recent, "2026-03-03", 2);
  add_phq9 (batch, recent, "2026-01-05", 1);
  add_phq9 (batch, recent, "2026-02-10", 0);
  add_phq9 (batch, old, "2024-05-05", 3);
  guint n = commit (batch);

  g_autoptr (TideHistory) history = load (clinic, recent);
  guint news = 0, historical = 0, summaries = 0, rises = 0;
  for (guint i = 0; i < history->alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (history->alerts, i);
      summaries += strcmp (alert->rule, "import") == 0;
      rises += strcmp (alert->rule, "A6") == 0;
      historical += alert->historical;
      news += tide_alert_is_in_banner (alert);
    }
  g_assert_cmpuint (historical, ==, 1); /* January */
  g_assert_cmpuint (rises, ==, 1);
  g_assert_cmpuint (summaries, ==, 1);
  g_assert_cmpuint (news, ==, 3); /* last week's A4 and A6, the summary */

  g_autoptr (TideHistory) far = load (clinic, old);
  g_assert_cmpuint (far->alerts->len, ==, 2); /* the old one, historical, and its summary */
  g_assert_cmpint (tide_history_get_highest_alert (far), ==, TIDE_LEVEL_YELLOW);
  g_assert_cmpuint (n, ==, history->alerts->len + far->alerts->len);
}

static void
test_import_sees_what_is_there (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_autoptr (TideAssessmentData) newest
    = test_clinic_new_assessment (patient, "phq9", "2026-03-09", "9=0;1=0");
  g_assert_true (tide_clinic_save_assessment (clinic, newest, NULL, &error));
  TideBatch *batch = begin (clinic);
  tide_batch_set_imported (batch, TRUE);
  add_phq9 (batch, patient, "2026-03-05", 1);
  commit (batch);
  g_autoptr (TideHistory) history = load (clinic, patient);
  for (guint i = 0; i < history->alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (history->alerts, i);
      if (strcmp (alert->rule, "A4") == 0)
        g_assert_true (alert->historical); /* the chart has a newer answer */
    }
  g_assert_false (tide_clinic_can_undo (clinic)); /* an import is no step */
}

static void
test_unknown_stays_unknown (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (TideStaff) staff = tide_staff_new ();
  g_autoptr (GError) error = NULL;
  tide_record_set_text (&staff->name, "Dr Synthetic");
  g_assert_true (tide_clinic_save (clinic, staff, &error));
  tide_clinic_set_person (clinic, staff);
  TideBatch *batch = begin (clinic);
  gint64 patient = add_patient (batch, "I-1");
  gint64 id = add_phq9 (batch, patient, "2026-03-05", 0);
  commit (batch);
  g_autoptr (TideAssessmentData) row = tide_clinic_lookup (clinic, &tide_assessment_data_class, id, &error);
  g_assert_cmpint (row->rater_id, ==, 0); /* whoever imports did not rate */
  g_assert_cmpint (row->rater_type, ==, TIDE_RATER_UNKNOWN);
  g_assert_cmpint (row->contact, ==, 0);
}

static void
test_nobody_else_writes_meanwhile (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  TideBatch *batch = begin (clinic);
  add_patient (batch, "I-1");
  g_assert_false (tide_clinic_set_setting (clinic, "paper", "letter", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_null (tide_clinic_begin_batch (clinic, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_false (tide_clinic_can_undo (clinic));
  commit (batch);
  g_assert_true (tide_clinic_set_setting (clinic, "paper", "letter", &error));
}

static void
test_locking_rolls_back (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  TideBatch *batch = begin (clinic);
  add_patient (batch, "I-1");
  tide_clinic_lock (clinic);
  g_autoptr (TidePatient) patient = new_patient ("I-2");
  g_assert_false (tide_batch_add (batch, patient, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (tide_batch_commit (batch, "import", NULL, NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_true (tide_clinic_unlock (clinic, NULL, &error));
  g_assert_cmpint (tide_clinic_count (clinic, &tide_patient_class), ==, 0);
  test_clinic_add_patient (clinic, "I-1", "After", "All");
}

static void
act_cb (TideAlert *alert, gpointer data)
{
  guint *n = data;
  (*n)++;
  alert->resolved = TRUE;
  tide_record_set_text (&alert->action, "Synthetic action");
  alert->acted = alert->raised;
}

static void
test_demo_acts_on_its_alerts (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  guint n = 0;
  g_assert_false (tide_clinic_is_synthetic (clinic));
  TideBatch *batch = begin (clinic);
  tide_batch_set_alert_func (batch, act_cb, &n);
  g_autoptr (TidePatient) patient = new_patient ("D-1");
  patient->synthetic = TRUE;
  add (batch, patient);
  g_autoptr (TideAssessmentData) data
    = test_clinic_new_assessment (patient->base.id, "phq9", "2025-01-10", "9=1;1=0");
  data->entered = test_clinic_instant ("2025-01-10T10:00");
  add (batch, data);
  g_assert_cmpuint (commit (batch), ==, n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (tide_clinic_is_synthetic (clinic));
  g_autoptr (TideHistory) history = load (clinic, patient->base.id);
  const TideAlert *alert = g_ptr_array_index (history->alerts, 0);
  g_assert_false (tide_alert_is_open (alert));
  g_assert_false (alert->historical);
  g_assert_cmpint (alert->raised.utc, ==, data->entered.utc); /* raised when it was entered, not today */

  /* A real patient later does not make it less synthetic, and an import of real ones never makes a demo. */
  g_autoptr (TideClinic) real = test_clinic_new (FALSE);
  TideBatch *import = begin (real);
  add_patient (import, "R-1");
  commit (import);
  g_assert_false (tide_clinic_is_synthetic (real));
}

static void
test_a_large_batch (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  TideBatch *batch = begin (clinic);
  gint64 start = g_get_monotonic_time ();
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("L-%03u", i);
      gint64 patient = add_patient (batch, mrn);
      for (guint j = 0; j < 20; j++)
        {
          g_autofree char *day = g_strdup_printf ("2025-%02u-%02u", 1 + j % 12, 1 + i % 28);
          add_phq9 (batch, patient, day, j % 4 == 0);
        }
    }
  commit (batch);
  g_test_message ("2,000 ratings in %.0f ms", (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_assessment_data_class), ==, 2000);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_alert_class), >=, 500);
  g_autoptr (TideVerification) check = tide_clinic_verify (clinic, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (check->ok);
  g_assert_cmpint (check->scores_checked, ==, 2000);
  guint n_more;
  g_autoptr (GArray) found = tide_clinic_search (clinic, "imported", 0, 50, &n_more);
  g_assert_cmpuint (found->len + n_more, ==, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tide_time_set_now (test_clinic_instant (NOW));
  g_test_add_func ("/clinic/batch/cancelling-leaves-nothing", test_cancel_leaves_nothing);
  g_test_add_func ("/clinic/batch/a-refused-row-does-not-stop-it", test_refused_rows_do_not_stop_it);
  g_test_add_func ("/clinic/batch/an-import-is-history-but-for-the-newest",
                   test_import_is_history_but_for_the_newest);
  g_test_add_func ("/clinic/batch/an-import-sees-what-is-there", test_import_sees_what_is_there);
  g_test_add_func ("/clinic/batch/unknown-stays-unknown", test_unknown_stays_unknown);
  g_test_add_func ("/clinic/batch/nobody-else-writes-meanwhile", test_nobody_else_writes_meanwhile);
  g_test_add_func ("/clinic/batch/locking-rolls-back", test_locking_rolls_back);
  g_test_add_func ("/clinic/batch/the-demo-acts-on-its-alerts", test_demo_acts_on_its_alerts);
  g_test_add_func ("/clinic/batch/a-large-batch-is-whole", test_a_large_batch);
  return g_test_run ();
}

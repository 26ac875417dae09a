/* test-decisions.c: a signed decision is not older than what it rests on, typed or from a file; the chart
 * knows when it was entered; what a chart has after a death is told. */
#include "tide-clinic-fixture.h"

#include <string.h>

#define NOW "2026-03-10T12:00+01:00"

typedef struct
{
  TideClinic *clinic;
  gint64 patient, staff;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  tide_time_set_now (test_clinic_instant (NOW));
  f->clinic = test_clinic_new (FALSE);
  f->patient = test_clinic_add_patient (f->clinic, "T-1", "Lindqvist", "Hanna");
  g_autoptr (TideStaff) person = tide_staff_new ();
  tide_record_set_text (&person->name, "Dr Probe");
  g_assert_true (tide_clinic_save (f->clinic, person, NULL));
  f->staff = person->base.id;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->clinic);
}

static TideScreening *
new_screening (Fixture *f, const char *taken)
{
  TideScreening *screening = tide_screening_new ();
  screening->patient_id = f->patient;
  screening->arm = TIDE_ARM_KETAMINE;
  screening->taken = test_clinic_instant (taken);
  return screening;
}

static void
add_screening (Fixture *f, const char *taken)
{
  g_autoptr (TideScreening) screening = new_screening (f, taken);
  g_autoptr (GError) error = NULL;
  tide_clinic_save (f->clinic, screening, &error);
  g_assert_no_error (error);
}

static TideEligibilityDecision *
new_decision (Fixture *f, const char *taken, const char *computed, const char *evidence)
{
  TideEligibilityDecision *decision = tide_eligibility_decision_new ();
  decision->patient_id = f->patient;
  decision->arm = TIDE_ARM_KETAMINE;
  decision->verdict = decision->computed = tide_code_from_text (tide_verdict_codes, computed);
  decision->taken = test_clinic_instant (taken);
  decision->staff_id = f->staff;
  tide_record_set_text (&decision->evidence, evidence);
  return decision;
}

static void
check_typed (Fixture *f, const char *taken, const char *evidence, const char *refusal)
{
  g_autoptr (TideEligibilityDecision) decision = new_decision (f, taken, "needs_review", evidence);
  g_autoptr (TideHistory) history = tide_clinic_load_history (f->clinic, f->patient, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = tide_clinic_dup_decision_fault (f->clinic, history, decision);
  gboolean saved = tide_clinic_save (f->clinic, decision, &error);
  if (refusal == NULL)
    {
      g_assert_no_error (error);
      g_assert_null (words);
      return;
    }
  g_assert_false (saved);
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_cmpstr (error->message + strlen ("taken: "), ==, refusal);
  g_assert_true (g_str_has_prefix (error->message, "taken: "));
  if (strcmp (refusal, "lies in the future") != 0)
    g_assert_cmpstr (words, ==, refusal); /* the form says the same */
}

static void
test_screening (Fixture *f, gconstpointer unused)
{
  add_screening (f, "2026-03-01");
  add_screening (f, "2026-03-05T09:30+01:00");
  check_typed (f, "2026-03-04", NULL, "lies before the screening of 5 Mar 2026, on which it rests");
  check_typed (f, "2026-03-05T09:29+01:00", NULL,
               "lies before the screening of 5 Mar 2026 09:30, on which it rests");
  check_typed (f, "2026-03-11", NULL, "lies in the future");
  check_typed (f, "2026-03-05T09:30+01:00", NULL, NULL);
  check_typed (f, "2026-03-05", NULL, NULL); /* by the day alone it may be later */
}

/* Of ratings only those that the list names: by scale and day on one line. */
static void
test_rating (Fixture *f, gconstpointer unused)
{
  g_autofree char *ones = test_clinic_dup_same_answers (9, 1);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (f->patient, "phq9", "2026-03-08", ones);
  g_assert_true (tide_clinic_save_assessment (f->clinic, data, NULL, NULL));
  add_screening (f, "2026-03-05");
  check_typed (f, "2026-03-04", "ok · Severity · PHQ-9 9, 8 Mar 2026: mild",
               "lies before the rating by PHQ-9 of 8 Mar 2026, on which it rests"); /* the newer of both */
  check_typed (f, "2026-03-07", "ok · Severity · PHQ-9 9, 2026-03-08: mild",
               "lies before the rating by PHQ-9 of 8 Mar 2026, on which it rests");
  check_typed (f, "2026-03-07", "ok · Consent · until 8 Mar 2026\nok · Severity · PHQ-9 12, 1 Feb 2026",
               NULL);
  check_typed (f, "2026-03-08", "ok · Severity · PHQ-9 9, 8 Mar 2026: mild", NULL);
}

static void
check_imported (Fixture *f, const char *taken, const char *computed, const char *evidence,
                const char *refusal)
{
  g_autoptr (GError) error = NULL;
  TideBatch *batch = tide_clinic_begin_batch (f->clinic, &error);
  g_assert_no_error (error);
  g_autoptr (TideScreening) screening = new_screening (f, "2026-03-05");
  g_assert_true (tide_batch_add (batch, screening, NULL));
  g_autoptr (TideEligibilityDecision) decision = new_decision (f, taken, computed, evidence);
  gboolean added = tide_batch_add (batch, decision, &error);
  g_assert_cmpint (added, ==, refusal == NULL);
  if (refusal != NULL)
    g_assert_cmpstr (error->message, ==, refusal);
  tide_batch_cancel (batch);
}

/* A file has the later screenings of a long treatment too: what was decided before them stays. */
static void
test_import (Fixture *f, gconstpointer unused)
{
  const char *refusal = "taken: lies before the screening of 5 Mar 2026, on which it rests";
  check_imported (f, "2026-03-04", "eligible", NULL, refusal);
  check_imported (f, "2026-03-04", "needs_review", "unknown · Screening · not done", NULL);
  check_imported (f, "2026-03-05", "eligible", NULL, NULL);
  check_imported (f, "2026-03-11", "eligible", NULL, "taken: lies in the future");
  add_screening (f, "2026-02-01");
  check_imported (f, "2026-03-04", "eligible", NULL, NULL); /* the one of February */
  g_autofree char *ones = test_clinic_dup_same_answers (9, 1);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (f->patient, "phq9", "2026-03-08", ones);
  g_assert_true (tide_clinic_save_assessment (f->clinic, data, NULL, NULL));
  check_imported (f, "2026-03-04", "eligible", NULL, NULL);
  check_imported (f, "2026-03-04", "eligible", "ok · Severity · PHQ-9 9, 2026-03-08: mild",
                  "taken: lies before the rating by PHQ-9 of 8 Mar 2026, on which it rests");
}

/* Decided on the 5th, entered on the 10th; a later change is not the entry. */
static void
test_entry (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideEligibilityDecision) decision = new_decision (f, "2026-03-05", "eligible", NULL);
  g_autoptr (GError) error = NULL;
  tide_clinic_save (f->clinic, decision, &error);
  g_assert_no_error (error);
  tide_time_set_now (test_clinic_instant ("2026-03-12T08:00+01:00"));
  tide_record_set_text (&decision->reason, "A letter came.");
  g_assert_true (tide_clinic_save (f->clinic, decision, NULL));
  g_autoptr (TideHistory) history = tide_clinic_load_history (f->clinic, f->patient, NULL);
  const TideEligibilityDecision *read = history->decisions->pdata[0];
  g_autofree char *entered = tide_instant_to_iso (read->entered);
  g_autofree char *words = tide_eligibility_decision_dup_entered (read);
  g_assert_cmpstr (entered, ==, "2026-03-10T12:00+01:00");
  g_assert_cmpstr (words, ==, "entered 10 Mar 2026 12:00");
  g_autofree char *unknown = tide_eligibility_decision_dup_entered (decision);
  g_assert_cmpstr (unknown, ==, "time of entry not known");
}

static void
add_event (Fixture *f, const char *kind, const char *day)
{
  g_autoptr (TideEvent) event = tide_event_new ();
  g_autoptr (GError) error = NULL;
  event->patient_id = f->patient;
  event->kind = tide_code_from_text (tide_event_kind_codes, kind);
  event->on_date = test_clinic_date (day);
  tide_record_set_text (&event->label, "x");
  tide_clinic_save (f->clinic, event, &error);
  g_assert_no_error (error);
}

static void
check_row (Fixture *f, gboolean died, const char *day)
{
  g_autoptr (TidePatientRow) row = tide_clinic_load_row (f->clinic, f->patient, NULL);
  g_autofree char *on = tide_date_to_iso (row->died_on);
  g_assert_cmpint (row->died, ==, died);
  g_assert_cmpstr (on, ==, day);
}

/* An event, or a course that ended with it; of two days the earlier one. */
static void
test_row (Fixture *f, gconstpointer unused)
{
  check_row (f, FALSE, "");
  add_event (f, "other", "2026-03-01");
  check_row (f, FALSE, "");
  g_autoptr (TideCourse) course = tide_course_new ();
  course->patient_id = f->patient;
  course->arm = TIDE_ARM_SSRI;
  course->started_on = test_clinic_date ("2025-06-01");
  course->ended_on = test_clinic_date ("2026-03-03");
  course->end_reason = tide_code_from_text (tide_end_reason_codes, "death");
  g_assert_true (tide_clinic_save (f->clinic, course, NULL));
  check_row (f, TRUE, "2026-03-03");
  add_event (f, "death", "2026-03-02");
  check_row (f, TRUE, "2026-03-02");
}

static void
test_words_after (Fixture *f, gconstpointer unused)
{
  TideDate day = test_clinic_date ("2026-03-01");
  g_autofree char *ones = test_clinic_dup_same_answers (9, 1);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (f->patient, "phq9", "2026-03-02", ones);
  g_assert_true (tide_clinic_save_assessment (f->clinic, data, NULL, NULL));
  add_event (f, "death", "2026-03-03"); /* not after itself */
  add_event (f, "other", "2026-03-01"); /* the day itself is not later */
  for (guint i = 4; i < 9; i++)
    {
      g_autofree char *on = g_strdup_printf ("2026-03-%02u", i);
      add_event (f, "other", on);
    }
  add_screening (f, "2026-03-09");
  g_autoptr (TideHistory) history = tide_clinic_load_history (f->clinic, f->patient, NULL);
  g_autofree char *words = tide_clinic_dup_words_after (f->clinic, history, day);
  g_assert_cmpstr (words, ==,
                   "PHQ-9, 2 Mar 2026\nevent, 4 Mar 2026\nevent, 5 Mar 2026\nevent, 6 Mar 2026\n"
                   "event, 7 Mar 2026\nand 2 more");
  g_assert_null (tide_clinic_dup_words_after (f->clinic, history, test_clinic_date ("2026-03-09")));
  g_assert_null (tide_clinic_dup_words_after (f->clinic, history, TIDE_DATE_UNKNOWN));
}

#define TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/clinic/decisions/not-before-the-newest-screening", test_screening);
  TEST ("/clinic/decisions/not-before-a-rating-that-the-list-names", test_rating);
  TEST ("/clinic/decisions/from-a-file-only-what-it-cannot-have-known-is-refused", test_import);
  TEST ("/clinic/decisions/the-audit-tells-the-entry", test_entry);
  TEST ("/clinic/death/the-list-knows-the-day", test_row);
  TEST ("/clinic/death/what-follows-is-told-five-at-most", test_words_after);
  return g_test_run ();
}

/* test-amend.c: amending, moving, marking as an error, resolving: what becomes of the rows and of their
 * alerts. */
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
  f->patient = test_clinic_add_patient (f->clinic, "T-1", "Lindqvist", "Hanna");
  f->other = test_clinic_add_patient (f->clinic, "T-2", "Lindqvist", "Johanna");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->clinic);
}

static TideAssessmentData *
save_phq9 (Fixture *f, const char *taken, int item_9)
{
  g_autofree char *answers = g_strdup_printf ("1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=%d", item_9);
  TideAssessmentData *data = test_clinic_new_assessment (f->patient, "phq9", taken, answers);
  g_autoptr (GError) error = NULL;
  tide_clinic_save_assessment (f->clinic, data, NULL, &error);
  g_assert_no_error (error);
  return data;
}

static guint
amend_to (Fixture *f, TideAssessmentData *data, int item_9)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) alerts = NULL;
  g_free (data->answers);
  data->answers = g_strdup_printf ("1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=%d", item_9);
  tide_record_set_text (&data->reason, "typed wrong");
  tide_clinic_save_assessment (f->clinic, data, &alerts, &error);
  g_assert_no_error (error);
  return alerts->len;
}

static TideHistory *
load (Fixture *f, gint64 patient)
{
  g_autoptr (GError) error = NULL;
  TideHistory *history = tide_clinic_load_history (f->clinic, patient, &error);
  g_assert_no_error (error);
  return history;
}

static const TideAlert *
alert_at (TideHistory *history, guint i)
{
  g_assert_cmpuint (i, <, history->alerts->len);
  return g_ptr_array_index (history->alerts, i);
}

static void
assert_verified (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideVerification) check = tide_clinic_verify (f->clinic, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (check->ok);
}

static void
test_amending_keeps_the_old_row (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideAssessmentData) data = save_phq9 (f, NOW, 0);
  gint64 first = data->base.id;
  amend_to (f, data, 0);
  g_assert_cmpint (data->base.id, !=, first);
  g_assert_cmpint (data->supersedes_id, ==, first);

  g_autoptr (TideHistory) history = load (f, f->patient);
  const TideAssessmentData *old = tide_history_find_assessment (history, first);
  const TideAssessmentData *new = tide_history_find_assessment (history, data->base.id);
  g_assert_cmpint (old->status, ==, TIDE_STATUS_AMENDED);
  g_assert_cmpstr (old->reason, ==, "typed wrong");
  g_assert_cmpint (new->status, ==, TIDE_STATUS_FINAL);
  g_assert_null (new->reason);
  g_assert_cmpstr (old->base.uuid, !=, new->base.uuid);
  g_assert_cmpuint (tide_history_find_series (history, "phq9", "total")->n_ratings, ==, 1);
  assert_verified (f);
}

static void
test_amended_down_leaves_the_alert_open (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideAssessmentData) data = save_phq9 (f, NOW, 2);
  g_assert_cmpuint (amend_to (f, data, 0), ==, 0);
  g_autoptr (TideHistory) history = load (f, f->patient);
  g_assert_cmpuint (history->alerts->len, ==, 1);
  g_assert_true (alert_at (history, 0)->source_amended);
  g_assert_true (tide_alert_is_in_banner (alert_at (history, 0)));

  /* 2 to 1 is down as well: one alert, still the red one. */
  g_assert_cmpuint (amend_to (f, data, 1), ==, 1); /* from 0: up again, raised */
  g_autoptr (TideHistory) again = load (f, f->patient);
  g_assert_cmpuint (again->alerts->len, ==, 2);
}

static void
test_amended_from_two_to_one_keeps_one_alert (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideAssessmentData) data = save_phq9 (f, NOW, 2);
  g_assert_cmpuint (amend_to (f, data, 1), ==, 0);
  g_autoptr (TideHistory) history = load (f, f->patient);
  g_assert_cmpuint (history->alerts->len, ==, 1);
  g_assert_cmpint (alert_at (history, 0)->level, ==, TIDE_LEVEL_RED);
  g_assert_true (alert_at (history, 0)->source_amended);
}

static void
test_amended_up_raises (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideAssessmentData) data = save_phq9 (f, NOW, 1);
  g_assert_cmpuint (amend_to (f, data, 3), ==, 1);
  g_autoptr (TideHistory) history = load (f, f->patient);
  g_assert_cmpuint (history->alerts->len, ==, 2);
  g_assert_cmpint (alert_at (history, 0)->level, ==, TIDE_LEVEL_RED);
  g_assert_cmpint (alert_at (history, 0)->assessment_id, ==, data->base.id);
  g_assert_false (alert_at (history, 1)->source_amended);
  g_assert_true (tide_alert_is_open (alert_at (history, 1)));
}

static void
test_same_answer_raises_nothing_new (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideAssessmentData) data = save_phq9 (f, NOW, 2);
  g_autoptr (TideHistory) before = load (f, f->patient);
  g_assert_true (
    tide_clinic_resolve_alert (f->clinic, alert_at (before, 0)->base.id, "Asked; plan made", &error));
  g_assert_cmpuint (amend_to (f, data, 2), ==, 0);
  g_assert_cmpuint (amend_to (f, data, 2), ==, 0);
  g_autoptr (TideHistory) after = load (f, f->patient);
  g_assert_cmpuint (after->alerts->len, ==, 1);
  g_assert_false (alert_at (after, 0)->source_amended);
}

static void
test_only_the_newest_version_is_amended (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideAssessmentData) data = save_phq9 (f, NOW, 0);
  g_autoptr (TideAssessmentData) stale = tide_assessment_data_copy (data);
  amend_to (f, data, 0);
  g_assert_false (tide_clinic_save_assessment (f->clinic, stale, NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_true (g_str_has_prefix (error->message, "status: "));
  g_clear_error (&error);

  g_autoptr (TideAssessmentData) stolen = tide_assessment_data_copy (data);
  stolen->patient_id = f->other;
  g_assert_false (tide_clinic_save_assessment (f->clinic, stolen, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "patient_id: "));
}

static void
test_error_keeps_the_alert (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideAssessmentData) data = save_phq9 (f, NOW, 2);
  g_assert_false (tide_clinic_mark_assessment_error (f->clinic, data->base.id, "  ", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);
  tide_clinic_mark_assessment_error (f->clinic, data->base.id, "another patient's form", &error);
  g_assert_no_error (error);
  g_autoptr (TideHistory) history = load (f, f->patient);
  const TideAssessmentData *row = tide_history_find_assessment (history, data->base.id);
  g_assert_cmpint (row->status, ==, TIDE_STATUS_ENTERED_IN_ERROR);
  g_assert_cmpstr (row->reason, ==, "another patient's form");
  g_assert_null (tide_history_find_series (history, "phq9", "total"));
  g_assert_true (alert_at (history, 0)->source_amended);
  g_assert_true (tide_alert_is_in_banner (alert_at (history, 0)));
  assert_verified (f);
}

static void
test_moving_takes_the_alerts_along (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideAssessmentData) zero = save_phq9 (f, "2026-03-03", 0);
  g_autoptr (TideAssessmentData) data = save_phq9 (f, NOW, 2); /* A4 and, against the 0, A6 */
  gint64 moved = 0;
  tide_clinic_move_assessment (f->clinic, data->base.id, f->other, "wrong Lindqvist", &moved, &error);
  g_assert_no_error (error);

  g_autoptr (TideHistory) here = load (f, f->patient);
  g_autoptr (TideHistory) there = load (f, f->other);
  g_assert_cmpuint (here->alerts->len, ==, 0);
  g_assert_cmpint (tide_history_find_assessment (here, data->base.id)->status, ==, TIDE_STATUS_MOVED);
  g_assert_cmpuint (tide_history_find_series (here, "phq9", "total")->n_ratings, ==, 1);
  const TideAssessmentData *row = tide_history_find_assessment (there, moved);
  g_assert_cmpint (row->status, ==, TIDE_STATUS_FINAL);
  g_assert_cmpint (row->moved_from_id, ==, data->base.id);
  g_assert_cmpint (row->taken.utc, ==, data->taken.utc);
  g_assert_cmpint (row->entered.utc, ==, data->entered.utc);
  g_assert_cmpstr (row->answers, ==, data->answers);
  g_assert_cmpuint (there->alerts->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const TideAlert *alert = alert_at (there, i);
      g_assert_cmpint (alert->assessment_id, ==, moved);
      g_assert_true (tide_alert_is_in_banner (alert));
      /* The rise was against the other person's answer. */
      g_assert_true (alert->source_amended == (strcmp (alert->rule, "A6") == 0));
    }
  assert_verified (f);
}

static void
test_moving_raises_in_the_new_chart (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *zeros = test_clinic_dup_same_answers (9, 0);
  g_autoptr (TideAssessmentData) theirs = test_clinic_new_assessment (f->other, "phq9", "2026-03-03", zeros);
  g_assert_true (tide_clinic_save_assessment (f->clinic, theirs, NULL, &error));
  g_autoptr (TideAssessmentData) data = save_phq9 (f, NOW, 2); /* first in its own chart: A4 alone */
  g_assert_true (
    tide_clinic_move_assessment (f->clinic, data->base.id, f->other, "wrong chart", NULL, &error));
  g_autoptr (TideHistory) there = load (f, f->other);
  g_assert_cmpuint (there->alerts->len, ==, 2);
  g_assert_cmpstr (alert_at (there, 1)->rule, ==, "A6");
}

static void
test_a_move_is_refused_with_reason (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideAssessmentData) data = save_phq9 (f, NOW, 0);
  gint64 id = data->base.id;
  g_assert_false (tide_clinic_move_assessment (f->clinic, id, f->patient, "x", NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "patient_id: "));
  g_clear_error (&error);
  g_assert_false (tide_clinic_move_assessment (f->clinic, id, 4711, "x", NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_true (g_str_has_prefix (error->message, "patient_id: "));
  g_clear_error (&error);
  g_assert_false (tide_clinic_move_assessment (f->clinic, id, f->other, "", NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "reason: "));
  g_clear_error (&error);

  /* Nobody is rated before birth. */
  g_autoptr (TidePatient) baby = tide_patient_new ();
  tide_record_set_text (&baby->mrn, "T-3");
  baby->birth_date = test_clinic_date ("2026-03-10");
  g_assert_true (tide_clinic_save (f->clinic, baby, &error));
  g_autoptr (TideAssessmentData) early = save_phq9 (f, "2026-03-09", 0);
  g_assert_false (tide_clinic_move_assessment (f->clinic, early->base.id, baby->base.id, "x", NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "taken: "));
  g_autoptr (TideHistory) history = load (f, f->patient);
  g_assert_cmpint (tide_history_find_assessment (history, early->base.id)->status, ==, TIDE_STATUS_FINAL);
}

static void
test_an_alert_needs_an_action (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideStaff) staff = tide_staff_new ();
  tide_record_set_text (&staff->name, "Dr Synthetic");
  g_assert_true (tide_clinic_save (f->clinic, staff, &error));
  tide_clinic_set_person (f->clinic, staff);
  g_autoptr (TideAssessmentData) data = save_phq9 (f, NOW, 2);
  g_autoptr (TideHistory) before = load (f, f->patient);
  gint64 id = alert_at (before, 0)->base.id;

  g_assert_false (tide_clinic_resolve_alert (f->clinic, id, " \n", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_true (g_str_has_prefix (error->message, "action: "));
  g_clear_error (&error);
  g_assert_true (tide_clinic_resolve_alert (f->clinic, id, "Asked; plan made", &error));
  g_autoptr (TideHistory) after = load (f, f->patient);
  g_assert_false (tide_alert_is_open (alert_at (after, 0)));
  g_assert_cmpstr (alert_at (after, 0)->action, ==, "Asked; plan made");
  g_assert_cmpint (alert_at (after, 0)->acted_by, ==, staff->base.id);
  g_assert_cmpint (alert_at (after, 0)->acted.utc, ==, test_clinic_instant (NOW).utc);
  g_assert_false (tide_clinic_resolve_alert (f->clinic, id, "again", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
}

#define TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tide_time_set_now (test_clinic_instant (NOW));
  TEST ("/clinic/amend/the-old-row-is-kept", test_amending_keeps_the_old_row);
  TEST ("/clinic/amend/down-leaves-the-alert-open-and-marked", test_amended_down_leaves_the_alert_open);
  TEST ("/clinic/amend/from-two-to-one-keeps-one-alert", test_amended_from_two_to_one_keeps_one_alert);
  TEST ("/clinic/amend/up-raises", test_amended_up_raises);
  TEST ("/clinic/amend/the-same-answer-raises-nothing-new", test_same_answer_raises_nothing_new);
  TEST ("/clinic/amend/only-the-newest-version", test_only_the_newest_version_is_amended);
  TEST ("/clinic/amend/entered-in-error-keeps-the-alert", test_error_keeps_the_alert);
  TEST ("/clinic/move/the-alerts-follow", test_moving_takes_the_alerts_along);
  TEST ("/clinic/move/the-new-chart-is-asked-too", test_moving_raises_in_the_new_chart);
  TEST ("/clinic/move/is-refused-with-reason", test_a_move_is_refused_with_reason);
  TEST ("/clinic/alert/closes-by-an-action-alone", test_an_alert_needs_an_action);
  return g_test_run ();
}

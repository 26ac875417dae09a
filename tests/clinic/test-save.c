/* test-save.c: what a save leaves behind: scores, ratings, alerts, audit rows, no draft; and a visit as one
 * whole. */
#include "tide-clinic-fixture.h"
#include "tide-store.h"

#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NOW "2026-03-10T12:00+01:00"

/* Called by the database instead of the C library's: each durable write of this program is counted. */
static guint n_syncs;

int
fsync (int fd)
{
  n_syncs++;
  return (int) syscall (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  n_syncs++;
  return (int) syscall (SYS_fdatasync, fd);
}

static gint64
count (TideClinic *clinic, const TideRecordClass *klass)
{
  return tide_clinic_count (clinic, klass);
}

static void
test_save_writes_scores_ratings_and_alert (gconstpointer keyed)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (GPOINTER_TO_INT (keyed));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) alerts = NULL;
  if (clinic == NULL)
    return;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  /* phq9.a of clinical.md 2: total 18, item 9 = 1. */
  g_autoptr (TideAssessmentData) data
    = test_clinic_new_assessment (patient, "phq9", NOW, "1=3;2=3;3=2;4=3;5=1;6=2;7=2;8=1;9=1");
  tide_clinic_save_assessment (clinic, data, &alerts, &error);
  g_assert_no_error (error);

  g_assert_cmpint (data->base.id, !=, 0);
  g_assert_cmpstr (data->scores, ==, "total=18");
  g_assert_cmpstr (data->instrument_version, ==, "1");
  g_assert_true (tide_instant_is_known (data->entered));
  g_assert_cmpuint (alerts->len, ==, 1);

  g_autoptr (TideHistory) history = tide_clinic_load_history (clinic, patient, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->assessments->len, ==, 1);
  g_assert_cmpuint (history->alerts->len, ==, 1);
  const TideAlert *alert = g_ptr_array_index (history->alerts, 0);
  g_assert_cmpstr (alert->rule, ==, "A4");
  g_assert_cmpint (alert->level, ==, TIDE_LEVEL_AMBER);
  g_assert_cmpint (alert->assessment_id, ==, data->base.id);
  g_assert_cmpint (tide_history_get_highest_alert (history), ==, TIDE_LEVEL_AMBER);
  const TideSeries *series = tide_history_find_series (history, "phq9", "total");
  g_assert_nonnull (series);
  g_assert_cmpuint (series->n_ratings, ==, 1);
  g_assert_cmpfloat (tide_rating_get_value (&series->ratings[0]), ==, 18);

  g_autoptr (TideVerification) check = tide_clinic_verify (clinic, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (check->ok);
  g_assert_cmpint (check->scores_checked, ==, 1);
}

static void
test_incomplete_still_alerts (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) alerts = NULL;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  /* phq9.d: three missing, item 9 = 2: total invalid, A4 red. Written out of order and with spaces of
   * nothing. */
  g_autoptr (TideAssessmentData) data
    = test_clinic_new_assessment (patient, "phq9", NOW, "9=2;1=2;2=2;4=3;6=2;8=0");
  tide_record_set_text (&data->incomplete_reason, "left early");
  tide_clinic_save_assessment (clinic, data, &alerts, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (data->answers, ==, "1=2;2=2;3=-;4=3;5=-;6=2;7=-;8=0;9=2");
  g_assert_cmpstr (data->scores, ==, "total=!");
  g_assert_cmpuint (alerts->len, ==, 1);
  g_assert_cmpint (((TideAlert *) g_ptr_array_index (alerts, 0))->level, ==, TIDE_LEVEL_RED);
}

static void
test_total_alone (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) alerts = NULL;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient, "ybocs", "2026-03-09", NULL);
  data->total = 27;
  tide_clinic_save_assessment (clinic, data, &alerts, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (data->scores, ==, "total=27");
  g_assert_cmpuint (alerts->len, ==, 0);
  guint n;
  g_autofree TideRating *ratings = tide_clinic_load_ratings (clinic, patient, "ybocs", "total", &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (ratings[0].flags & TIDE_RATING_TOTAL_ONLY);
  g_assert_true (ratings[0].flags & TIDE_RATING_DAY_ONLY);

  const double bad[] = { -1, 41, 26.5 };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (TideAssessmentData) wrong
        = test_clinic_new_assessment (patient, "ybocs", "2026-03-09", NULL);
      wrong->total = bad[i];
      g_assert_false (tide_clinic_save_assessment (clinic, wrong, NULL, &error));
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
      g_assert_true (g_str_has_prefix (error->message, "total: "));
      g_assert_nonnull (strstr (error->message, "0 to 40"));
      g_clear_error (&error);
    }
  g_assert_cmpint (count (clinic, &tide_assessment_data_class), ==, 1);
}

static void
test_rise_against_previous_visit (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) alerts = NULL;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_autofree char *zero = test_clinic_dup_same_answers (9, 0);
  g_autoptr (TideAssessmentData) before = test_clinic_new_assessment (patient, "phq9", "2026-03-03", zero);
  g_assert_true (tide_clinic_save_assessment (clinic, before, NULL, &error));
  g_autoptr (TideAssessmentData) data
    = test_clinic_new_assessment (patient, "phq9", NOW, "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=2");
  g_assert_true (tide_clinic_save_assessment (clinic, data, &alerts, &error));
  g_assert_cmpuint (alerts->len, ==, 2);
  g_assert_cmpstr (((TideAlert *) g_ptr_array_index (alerts, 0))->rule, ==, "A4");
  g_assert_cmpstr (((TideAlert *) g_ptr_array_index (alerts, 1))->rule, ==, "A6");
}

static void
test_the_rater_is_the_person_at_the_desk (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_autoptr (TideStaff) staff = tide_staff_new ();
  tide_record_set_text (&staff->name, "Dr Synthetic");
  g_assert_true (tide_clinic_save (clinic, staff, &error));
  tide_clinic_set_person (clinic, staff);
  g_autofree char *threes = test_clinic_dup_same_answers (10, 3);
  g_autofree char *zeros = test_clinic_dup_same_answers (9, 0);
  g_autoptr (TideAssessmentData) ybocs = test_clinic_new_assessment (patient, "ybocs", NOW, threes);
  g_autoptr (TideAssessmentData) phq9 = test_clinic_new_assessment (patient, "phq9", NOW, zeros);
  ybocs->rater_type = TIDE_RATER_CLINICIAN;
  phq9->rater_type = TIDE_RATER_SELF;
  g_assert_true (tide_clinic_save_assessment (clinic, ybocs, NULL, &error));
  g_assert_true (tide_clinic_save_assessment (clinic, phq9, NULL, &error));
  g_assert_cmpint (ybocs->rater_id, ==, staff->base.id);
  g_assert_cmpint (phq9->rater_id, ==, 0); /* the patient filled it in */
  g_assert_cmpstr (ybocs->scores, ==, "obsessions=15;compulsions=15;total=30");

  g_autoptr (GPtrArray) audit = tide_clinic_list_audit (clinic, patient, 10, &error);
  const TideAuditRow *row = g_ptr_array_index (audit, 0);
  g_assert_cmpstr (row->who, ==, "Dr Synthetic");
}

static void
test_saving_ends_the_draft (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_assert_true (tide_clinic_save_draft (clinic, patient, "assessment:ybocs", "half", &error));
  g_assert_true (tide_clinic_save_draft (clinic, patient, "assessment:phq9", "other", &error));
  g_autofree char *ones = test_clinic_dup_same_answers (10, 1);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient, "ybocs", NOW, ones);
  g_assert_true (tide_clinic_save_assessment (clinic, data, NULL, &error));
  g_autoptr (GPtrArray) drafts = tide_clinic_list_drafts (clinic, patient, &error);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpstr (((TideDraft *) g_ptr_array_index (drafts, 0))->kind, ==, "assessment:phq9");
}

/* Form, scores, ratings, alert, audit and draft are one durable write; so are all other verbs. */
static void
test_each_verb_is_one_sync (gconstpointer keyed)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (GPOINTER_TO_INT (keyed));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) alerts = NULL;
  gint64 moved;
  if (clinic == NULL)
    return;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  gint64 other = test_clinic_add_patient (clinic, "T-2", "Lindqvist", "Johanna");
  g_assert_true (tide_clinic_save_draft (clinic, patient, "assessment:phq9", "half", &error));
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient, "phq9", NOW, "1=1;9=2");

  n_syncs = 0;
  g_assert_true (tide_clinic_save_assessment (clinic, data, &alerts, &error));
  g_assert_cmpuint (n_syncs, ==, 1);
  g_assert_cmpuint (alerts->len, ==, 1);
  tide_record_set_text (&data->answers, "1=1;9=3");
  g_assert_true (tide_clinic_save_assessment (clinic, data, NULL, &error));
  g_assert_cmpuint (n_syncs, ==, 2);
  g_assert_true (tide_clinic_move_assessment (clinic, data->base.id, other, "wrong chart", &moved, &error));
  g_assert_cmpuint (n_syncs, ==, 3);
  const TideAlert *alert = g_ptr_array_index (alerts, 0);
  g_assert_true (tide_clinic_resolve_alert (clinic, alert->base.id, "Asked", &error));
  g_assert_cmpuint (n_syncs, ==, 4);
  g_assert_true (tide_clinic_undo (clinic, &error));
  g_assert_cmpuint (n_syncs, ==, 5);
  g_assert_true (tide_clinic_mark_assessment_error (clinic, moved, "slip", &error));
  g_assert_cmpuint (n_syncs, ==, 6);
  TideBatch *batch = tide_clinic_begin_batch (clinic, &error);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (TideAssessmentData) row
        = test_clinic_new_assessment (patient, "phq9", "2026-01-10", "1=1;9=1");
      g_assert_true (tide_batch_add (batch, row, &error));
    }
  g_assert_true (tide_batch_commit (batch, "import", NULL, NULL, &error));
  g_assert_cmpuint (n_syncs, ==, 7);
}

/* The figure: 400 saves, each exactly one synced transaction, whatever becomes of the write-ahead log
 * in between. */
static void
test_400_saves_are_400_syncs (gconstpointer keyed)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (GPOINTER_TO_INT (keyed));
  g_autoptr (GError) error = NULL;
  guint n_between = 0;
  if (clinic == NULL)
    return;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_assert_true (g_main_context_acquire (NULL));
  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (TideAssessmentData) data
        = test_clinic_new_assessment (patient, "phq9", NOW, "1=3;2=3;3=2;4=3;5=1;6=2;7=2;8=1;9=1");
      n_syncs = 0;
      g_assert_true (tide_clinic_save_assessment (clinic, data, NULL, &error));
      g_assert_cmpuint (n_syncs, ==, 1);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      n_between += n_syncs - 1;
    }
  g_main_context_release (NULL);
  /* The log was emptied meanwhile, between the saves. */
  g_assert_cmpuint (n_between, >, 0);
}

/* --- a visit --- */

typedef struct
{
  TideVisitEntry entry;
} Visit;

static Visit *
new_visit (gint64 patient)
{
  Visit *visit = g_new0 (Visit, 1);
  visit->entry.visit = tide_visit_new ();
  visit->entry.visit->patient_id = patient;
  visit->entry.visit->taken = test_clinic_instant (NOW);
  visit->entry.visit->contact = tide_code_from_text (tide_contact_codes, "in_person");
  visit->entry.assessments = g_ptr_array_new_with_free_func (tide_record_free);
  visit->entry.adverse_events = g_ptr_array_new_with_free_func (tide_record_free);
  visit->entry.not_done = g_ptr_array_new_with_free_func (tide_record_free);
  return visit;
}

static void
visit_free (Visit *visit)
{
  tide_visit_free (visit->entry.visit);
  g_ptr_array_unref (visit->entry.assessments);
  g_ptr_array_unref (visit->entry.adverse_events);
  g_ptr_array_unref (visit->entry.not_done);
  tide_record_free (visit->entry.note);
  g_free (visit);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visit, visit_free)

static TideAssessmentData *
add_form (Visit *visit, const char *id, const char *answers)
{
  TideAssessmentData *data = tide_assessment_data_new ();
  tide_record_set_text (&data->instrument_id, id);
  tide_record_set_text (&data->answers, answers);
  data->status = TIDE_STATUS_FINAL;
  g_ptr_array_add (visit->entry.assessments, data);
  return data;
}

static void
add_rest (Visit *visit)
{
  TideAdverseEvent *nausea = tide_adverse_event_new ();
  tide_record_set_text (&nausea->term, "nausea");
  g_ptr_array_add (visit->entry.adverse_events, nausea);
  TideVisitPart *skipped = tide_visit_part_new ();
  tide_record_set_text (&skipped->part, "cgii");
  tide_record_set_text (&skipped->reason, "first visit");
  g_ptr_array_add (visit->entry.not_done, skipped);
  visit->entry.note = tide_note_new ();
  tide_record_set_text (&visit->entry.note->text, "Sleeps better.");
}

/* Nobody said who rated: neither the scale nor the person at the desk makes a clinician of that, new, at a
 * visit or when amended. */
static void
test_an_unknown_rater_stays_unknown (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_autoptr (TideStaff) staff = tide_staff_new ();
  tide_record_set_text (&staff->name, "Dr Synthetic");
  g_assert_true (tide_clinic_save (clinic, staff, &error));
  tide_clinic_set_person (clinic, staff);
  g_autofree char *threes = test_clinic_dup_same_answers (10, 3);
  g_autoptr (TideAssessmentData) ybocs = test_clinic_new_assessment (patient, "ybocs", NOW, threes);
  g_assert_true (tide_clinic_save_assessment (clinic, ybocs, NULL, &error));
  g_assert_cmpint (ybocs->rater_type, ==, TIDE_RATER_UNKNOWN);
  g_assert_cmpint (ybocs->rater_id, ==, 0);
  tide_record_set_text (&ybocs->reason, "miscounted");
  g_assert_true (tide_clinic_save_assessment (clinic, ybocs, NULL, &error));
  g_assert_cmpint (ybocs->supersedes_id, !=, 0);
  g_assert_cmpint (ybocs->rater_type, ==, TIDE_RATER_UNKNOWN);
  g_assert_cmpint (ybocs->rater_id, ==, 0);

  g_autoptr (Visit) visit = new_visit (patient);
  visit->entry.visit->rater_id = staff->base.id;
  add_form (visit, "ybocs", threes);
  add_form (visit, "cgis", "1=4");
  TideAssessmentData *unknown = g_ptr_array_index (visit->entry.assessments, 0);
  TideAssessmentData *known = g_ptr_array_index (visit->entry.assessments, 1);
  known->rater_type = TIDE_RATER_CLINICIAN;
  g_assert_true (tide_clinic_save_visit (clinic, &visit->entry, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (unknown->rater_type, ==, TIDE_RATER_UNKNOWN);
  g_assert_cmpint (unknown->rater_id, ==, 0);
  g_assert_cmpint (known->rater_id, ==, staff->base.id);
}

static void
test_visit_is_saved_whole (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) alerts = NULL;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_autoptr (Visit) visit = new_visit (patient);
  g_autofree char *threes = test_clinic_dup_same_answers (10, 3);
  g_autofree char *ones = test_clinic_dup_same_answers (9, 1);
  add_form (visit, "ybocs", threes);
  add_form (visit, "phq9", ones);
  add_rest (visit);
  g_assert_true (tide_clinic_save_draft (clinic, patient, "visit", "half", &error));
  gint64 before, after;
  g_autofree char *head = tide_clinic_get_audit_head (clinic, &before);

  tide_clinic_save_visit (clinic, &visit->entry, &alerts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alerts->len, ==, 1);
  g_autofree char *head_after = tide_clinic_get_audit_head (clinic, &after);
  g_assert_cmpint (after - before, ==, 7); /* visit, two forms, alert, side effect, part, note */

  g_autoptr (TideHistory) history = tide_clinic_load_history (clinic, patient, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->visits->len, ==, 1);
  g_assert_cmpuint (history->assessments->len, ==, 2);
  g_assert_cmpuint (history->adverse_events->len, ==, 1);
  g_assert_cmpuint (history->visit_parts->len, ==, 1);
  g_assert_cmpuint (history->notes->len, ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      const TideAssessmentData *row = g_ptr_array_index (history->assessments, i);
      const TideAssessmentData *given = g_ptr_array_index (visit->entry.assessments, i);
      g_assert_cmpint (row->visit_id, ==, visit->entry.visit->base.id);
      g_assert_cmpint (row->taken.utc, ==, visit->entry.visit->taken.utc);
      g_assert_cmpint (row->contact, ==, visit->entry.visit->contact);
      g_assert_cmpint (given->base.id, !=, 0);
    }
  g_autoptr (GPtrArray) drafts = tide_clinic_list_drafts (clinic, patient, &error);
  g_assert_cmpuint (drafts->len, ==, 0);
}

static void
test_visit_with_one_fault_saves_nothing (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_autoptr (Visit) visit = new_visit (patient);
  g_autofree char *ones = test_clinic_dup_same_answers (9, 1);
  TideAssessmentData *good = add_form (visit, "phq9", ones);
  TideAssessmentData *bad = add_form (visit, "ybocs", "1=9");
  add_rest (visit);
  gint64 before, after;
  g_autofree char *head = tide_clinic_get_audit_head (clinic, &before);

  g_assert_false (tide_clinic_save_visit (clinic, &visit->entry, NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_true (g_str_has_prefix (error->message, "answers: "));
  g_assert_cmpint (count (clinic, &tide_visit_class), ==, 0);
  g_assert_cmpint (count (clinic, &tide_assessment_data_class), ==, 0);
  g_assert_cmpint (count (clinic, &tide_alert_class), ==, 0);
  g_autofree char *head_after = tide_clinic_get_audit_head (clinic, &after);
  g_assert_cmpint (after, ==, before);
  g_assert_cmpstr (head_after, ==, head);
  g_assert_cmpint (visit->entry.visit->base.id, ==, 0);
  g_assert_cmpint (good->base.id, ==, 0);
  g_assert_cmpint (good->visit_id, ==, 0);

  /* Mended, the same records can be saved. */
  g_clear_error (&error);
  g_autofree char *twos = test_clinic_dup_same_answers (10, 2);
  tide_record_set_text (&bad->answers, twos);
  tide_clinic_save_visit (clinic, &visit->entry, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (clinic, &tide_assessment_data_class), ==, 2);
}

static void
test_open_alerts_by_level_then_age (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  const char *const answers[] = { "9=1", "9=3", "9=2" };
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("T-%u", i);
      gint64 patient = test_clinic_add_patient (clinic, mrn, "Lindqvist", "Hanna");
      TideInstant now = test_clinic_instant (NOW);
      now.utc += 60 * i;
      tide_time_set_now (now);
      g_autoptr (TideAssessmentData) data
        = test_clinic_new_assessment (patient, "phq9", "2026-03-10", answers[i]);
      g_assert_true (tide_clinic_save_assessment (clinic, data, NULL, &error));
    }
  tide_time_set_now (test_clinic_instant (NOW));
  g_autoptr (GPtrArray) open = tide_clinic_list_open_alerts (clinic, &error);
  g_assert_no_error (error);
  const double expected[] = { 3, 2, 1 };
  g_assert_cmpuint (open->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (((TideAlert *) g_ptr_array_index (open, i))->value, ==, expected[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tide_time_set_now (test_clinic_instant (NOW));
  g_test_add_data_func ("/clinic/save/plain-writes-scores-ratings-and-alert", GINT_TO_POINTER (FALSE),
                        test_save_writes_scores_ratings_and_alert);
  if (tide_store_can_encrypt ())
    g_test_add_data_func ("/clinic/save/keyed-writes-scores-ratings-and-alert", GINT_TO_POINTER (TRUE),
                          test_save_writes_scores_ratings_and_alert);
  g_test_add_func ("/clinic/save/an-incomplete-form-still-alerts", test_incomplete_still_alerts);
  g_test_add_func ("/clinic/save/a-total-alone-is-whole-and-within-the-scale", test_total_alone);
  g_test_add_func ("/clinic/save/a-rise-is-seen-against-the-stored-answers",
                   test_rise_against_previous_visit);
  g_test_add_func ("/clinic/save/an-unknown-rater-stays-unknown", test_an_unknown_rater_stays_unknown);
  g_test_add_func ("/clinic/save/the-rater-is-the-person-at-the-desk",
                   test_the_rater_is_the_person_at_the_desk);
  g_test_add_func ("/clinic/save/saving-ends-the-draft", test_saving_ends_the_draft);
  g_test_add_data_func ("/clinic/save/each-verb-is-one-sync-plain", GINT_TO_POINTER (FALSE),
                        test_each_verb_is_one_sync);
  if (tide_store_can_encrypt ())
    g_test_add_data_func ("/clinic/save/each-verb-is-one-sync-keyed", GINT_TO_POINTER (TRUE),
                          test_each_verb_is_one_sync);
  g_test_add_data_func ("/clinic/save/400-saves-are-400-syncs-plain", GINT_TO_POINTER (FALSE),
                        test_400_saves_are_400_syncs);
  if (tide_store_can_encrypt ())
    g_test_add_data_func ("/clinic/save/400-saves-are-400-syncs-keyed", GINT_TO_POINTER (TRUE),
                          test_400_saves_are_400_syncs);
  g_test_add_func ("/clinic/save/a-visit-is-saved-whole", test_visit_is_saved_whole);
  g_test_add_func ("/clinic/save/a-visit-with-one-fault-saves-nothing",
                   test_visit_with_one_fault_saves_nothing);
  g_test_add_func ("/clinic/save/open-alerts-stand-by-level-then-age", test_open_alerts_by_level_then_age);
  return g_test_run ();
}

/* test-undo.c: every writing verb can be taken back, nothing clinical is deleted by it, and it is audited. */
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
  g_autoptr (GError) error = NULL;
  g_autoptr (TideVerification) check = tide_clinic_verify (f->clinic, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (check->ok);
  g_clear_object (&f->clinic);
}

static TideAssessmentData *
save_phq9 (Fixture *f, int item_9)
{
  g_autofree char *answers = g_strdup_printf ("1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=%d", item_9);
  TideAssessmentData *data = test_clinic_new_assessment (f->patient, "phq9", NOW, answers);
  g_autoptr (GError) error = NULL;
  tide_clinic_save_assessment (f->clinic, data, NULL, &error);
  g_assert_no_error (error);
  return data;
}

static void
undo (Fixture *f, const char *label)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = tide_clinic_dup_undo_label (f->clinic);
  g_assert_cmpstr (said, ==, label);
  g_assert_true (tide_clinic_can_undo (f->clinic));
  tide_clinic_undo (f->clinic, &error);
  g_assert_no_error (error);
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

static gboolean
was_audited (Fixture *f, const char *action)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = tide_clinic_list_audit (f->clinic, 0, 1000, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (((TideAuditRow *) g_ptr_array_index (rows, i))->action, action) == 0)
      return TRUE;
  return FALSE;
}

static void
test_nothing_to_undo (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  undo (f, "Undo saving patient");
  undo (f, "Undo saving patient");
  g_assert_false (tide_clinic_can_undo (f->clinic));
  g_assert_null (tide_clinic_dup_undo_label (f->clinic));
  g_assert_false (tide_clinic_undo (f->clinic, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND);
}

/* --- a patient --- */

static guint
count_hits (Fixture *f, const char *text)
{
  guint n_more;
  g_autoptr (GArray) hits = tide_clinic_search (f->clinic, text, 0, 10, &n_more);
  return hits->len + n_more;
}

static gint64
add_whole_patient (Fixture *f, const char *mrn)
{
  g_autoptr (TidePatient) patient = tide_patient_new ();
  g_autoptr (GPtrArray) diagnoses = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) identifiers = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GError) error = NULL;
  TideDiagnosis *diagnosis = tide_diagnosis_new ();
  TideIdentifier *identifier = tide_identifier_new ();
  tide_record_set_text (&patient->mrn, mrn);
  tide_record_set_text (&patient->family_name, "Wrongly");
  tide_record_set_text (&diagnosis->code, "F42.2");
  tide_record_set_text (&identifier->system, "insurer");
  tide_record_set_text (&identifier->value, "A-77");
  g_ptr_array_add (diagnoses, diagnosis);
  g_ptr_array_add (identifiers, identifier);
  tide_clinic_save_patient (f->clinic, patient, diagnoses, identifiers, &error);
  g_assert_no_error (error);
  return patient->base.id;
}

static void
test_patient (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add_whole_patient (f, "T-3");
  g_assert_cmpuint (count_hits (f, "wrongly"), ==, 1);
  undo (f, "Undo saving patient");
  g_assert_cmpuint (count_hits (f, "wrongly"), ==, 0);
  g_assert_cmpuint (count_hits (f, "lindqvist"), ==, 2);
  g_autoptr (TidePatient) stored = tide_clinic_lookup (f->clinic, &tide_patient_class, id, &error);
  g_assert_true (stored->entered_in_error); /* marked, not deleted */
  g_assert_true (g_str_has_prefix (stored->mrn, "T-3 (entered in error, "));
  const TideRecordClass *const classes[] = { &tide_diagnosis_class, &tide_identifier_class };
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autoptr (GPtrArray) rows = tide_clinic_list (f->clinic, classes[i], "patient_id", id, &error);
      const TideField *field = tide_record_class_find (classes[i], "entered_in_error");
      g_assert_cmpuint (rows->len, ==, 1);
      g_assert_true (G_STRUCT_MEMBER (gboolean, rows->pdata[0], field->offset));
    }
  g_assert_null (tide_clinic_load_history (f->clinic, id, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND);
  /* The number is free for the one who was meant. */
  gint64 meant = test_clinic_add_patient (f->clinic, "T-3", "Rightly", "Rita");
  g_assert_cmpint (meant, !=, id);
  g_assert_cmpuint (count_hits (f, "t-3"), ==, 1);
}

/* What was open in a form when the patient was taken back cannot be saved. */
static void
test_no_way_back_to_a_patient (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add_whole_patient (f, "T-3");
  g_autoptr (TidePatient) form = tide_clinic_lookup (f->clinic, &tide_patient_class, id, &error);
  undo (f, "Undo saving patient");
  g_assert_false (tide_clinic_save (f->clinic, form, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (id, "phq9", NOW, "9=3");
  g_assert_false (tide_clinic_save_assessment (f->clinic, data, NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);
  g_autoptr (TideCourse) course = tide_course_new ();
  course->patient_id = id;
  course->arm = TIDE_ARM_SSRI;
  g_assert_false (tide_clinic_save (f->clinic, course, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
}

static void
test_patient_with_an_alert_stays (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  f->patient = add_whole_patient (f, "T-3");
  g_autoptr (TideAssessmentData) data = save_phq9 (f, 2);
  undo (f, "Undo saving PHQ-9");
  g_assert_false (tide_clinic_undo (f->clinic, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "recorded"));
  g_assert_cmpuint (count_hits (f, "wrongly"), ==, 1);
  g_autoptr (TideHistory) history = load (f, f->patient);
  g_assert_cmpuint (history->diagnoses->len, ==, 1); /* nothing of the undo was kept */
  g_assert_cmpuint (history->identifiers->len, ==, 1);
  g_assert_true (tide_alert_is_in_banner (alert_at (history, 0)));
}

static void
test_patient_marked (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add_whole_patient (f, "T-3");
  g_autoptr (TidePatient) empty = tide_clinic_lookup (f->clinic, &tide_patient_class, id, &error);
  g_autoptr (TidePatient) rated = tide_clinic_lookup (f->clinic, &tide_patient_class, f->patient, &error);
  g_autoptr (TideAssessmentData) data = save_phq9 (f, 0);
  g_assert_false (tide_clinic_mark_error (f->clinic, rated, "twice", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_true (tide_clinic_mark_error (f->clinic, empty, "twice", &error));
  g_assert_cmpuint (count_hits (f, "wrongly"), ==, 0);
  undo (f, "Undo marking patient as entered in error");
  g_assert_cmpuint (count_hits (f, "t-3"), ==, 1);
  g_autoptr (TideHistory) history = load (f, id);
  g_assert_cmpuint (history->identifiers->len, ==, 1);
}

static void
test_identifier (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideIdentifier) identifier = tide_identifier_new ();
  identifier->patient_id = f->patient;
  tide_record_set_text (&identifier->value, "A-77");
  g_assert_true (tide_clinic_save (f->clinic, identifier, &error));
  undo (f, "Undo saving identifier");
  g_autoptr (TideHistory) history = load (f, f->patient);
  g_assert_cmpuint (history->identifiers->len, ==, 0);
  g_autoptr (TideIdentifier) stored
    = tide_clinic_lookup (f->clinic, &tide_identifier_class, identifier->base.id, &error);
  g_assert_true (stored->entered_in_error);
}

static void
test_save (Fixture *f, gconstpointer unused)
{
  g_autoptr (TideAssessmentData) data = save_phq9 (f, 2);
  undo (f, "Undo saving PHQ-9");
  g_autoptr (TideHistory) history = load (f, f->patient);
  const TideAssessmentData *row = tide_history_find_assessment (history, data->base.id);
  g_assert_cmpint (row->status, ==, TIDE_STATUS_ENTERED_IN_ERROR);
  g_assert_cmpstr (row->reason, ==, "undone");
  g_assert_null (tide_history_find_series (history, "phq9", "total"));
  g_assert_true (alert_at (history, 0)->source_amended);
  g_assert_true (tide_alert_is_in_banner (alert_at (history, 0)));
  g_assert_true (was_audited (f, "undo"));
}

static void
test_amend_down_and_back (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideAssessmentData) data = save_phq9 (f, 2);
  gint64 first = data->base.id;
  tide_record_set_text (&data->answers, "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=0");
  g_assert_true (tide_clinic_save_assessment (f->clinic, data, NULL, &error));
  undo (f, "Undo amending PHQ-9");
  g_autoptr (TideHistory) history = load (f, f->patient);
  g_assert_cmpint (tide_history_find_assessment (history, first)->status, ==, TIDE_STATUS_FINAL);
  g_assert_cmpint (tide_history_find_assessment (history, data->base.id)->status, ==,
                   TIDE_STATUS_ENTERED_IN_ERROR);
  g_assert_false (alert_at (history, 0)->source_amended);
  g_assert_cmpfloat (tide_rating_get_value (&tide_history_find_series (history, "phq9", "total")->ratings[0]),
                     ==, 2);
  undo (f, "Undo saving PHQ-9");
  g_autoptr (TideHistory) empty = load (f, f->patient);
  g_assert_null (tide_history_find_series (empty, "phq9", "total"));
}

static void
test_move (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideAssessmentData) data = save_phq9 (f, 2);
  gint64 moved;
  g_assert_true (
    tide_clinic_move_assessment (f->clinic, data->base.id, f->other, "wrong chart", &moved, &error));
  undo (f, "Undo moving PHQ-9");
  g_autoptr (TideHistory) here = load (f, f->patient);
  g_autoptr (TideHistory) there = load (f, f->other);
  g_assert_cmpint (tide_history_find_assessment (here, data->base.id)->status, ==, TIDE_STATUS_FINAL);
  g_assert_cmpint (tide_history_find_assessment (there, moved)->status, ==, TIDE_STATUS_MOVED);
  g_assert_null (tide_history_find_series (there, "phq9", "total"));
  g_assert_cmpuint (here->alerts->len, ==, 1);
  g_assert_cmpuint (there->alerts->len, ==, 0);
  g_assert_cmpint (alert_at (here, 0)->assessment_id, ==, data->base.id);
  g_assert_false (alert_at (here, 0)->source_amended);
}

static void
test_mark_error (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideAssessmentData) data = save_phq9 (f, 2);
  g_assert_true (tide_clinic_mark_assessment_error (f->clinic, data->base.id, "slip", &error));
  undo (f, "Undo marking PHQ-9 as entered in error");
  g_autoptr (TideHistory) history = load (f, f->patient);
  g_assert_cmpint (tide_history_find_assessment (history, data->base.id)->status, ==, TIDE_STATUS_FINAL);
  g_assert_null (tide_history_find_assessment (history, data->base.id)->reason);
  g_assert_false (alert_at (history, 0)->source_amended);
}

static void
test_resolve (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideAssessmentData) data = save_phq9 (f, 2);
  g_autoptr (TideHistory) before = load (f, f->patient);
  g_assert_true (tide_clinic_resolve_alert (f->clinic, alert_at (before, 0)->base.id, "Asked", &error));
  undo (f, "Undo recording an action");
  g_autoptr (TideHistory) after = load (f, f->patient);
  g_assert_true (tide_alert_is_open (alert_at (after, 0)));
  g_assert_null (alert_at (after, 0)->action);
}

static void
test_field_change (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TidePatient) patient = tide_clinic_lookup (f->clinic, &tide_patient_class, f->patient, &error);
  tide_record_set_text (&patient->family_name, "Åkerlund");
  g_assert_true (tide_clinic_save (f->clinic, patient, &error));
  guint n_more;
  g_autoptr (GArray) found = tide_clinic_search (f->clinic, "akerlund", 0, 10, &n_more);
  g_assert_cmpuint (found->len, ==, 1);
  undo (f, "Undo saving patient");
  g_autoptr (TidePatient) again = tide_clinic_lookup (f->clinic, &tide_patient_class, f->patient, &error);
  g_assert_cmpstr (again->family_name, ==, "Lindqvist");
  g_autoptr (GArray) gone = tide_clinic_search (f->clinic, "akerlund", 0, 10, &n_more);
  g_assert_cmpuint (gone->len, ==, 0);
}

static void
test_course_and_its_parts (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideCourse) course = tide_course_new ();
  course->patient_id = f->patient;
  course->arm = TIDE_ARM_SSRI;
  g_assert_true (tide_clinic_save (f->clinic, course, &error));
  g_autoptr (TideDoseStep) step = tide_dose_step_new ();
  step->course_id = course->base.id;
  step->from_date = test_clinic_date ("2025-06-01");
  step->dose_mg_per_day = 50;
  g_assert_true (tide_clinic_save (f->clinic, step, &error));
  g_assert_true (tide_clinic_mark_error (f->clinic, course, "other patient", &error));
  g_assert_true (course->entered_in_error);
  g_autoptr (TideHistory) struck = load (f, f->patient);
  g_assert_cmpuint (struck->courses->len, ==, 0);
  g_assert_cmpuint (struck->dose_steps->len, ==, 0);
  undo (f, "Undo marking course as entered in error");
  g_autoptr (TideHistory) back = load (f, f->patient);
  g_assert_cmpuint (back->courses->len, ==, 1);
  g_assert_cmpuint (back->dose_steps->len, ==, 1);
  undo (f, "Undo saving dose step");
  undo (f, "Undo saving course");
  g_autoptr (TideHistory) empty = load (f, f->patient);
  g_assert_cmpuint (empty->courses->len, ==, 0);
  g_assert_cmpint (tide_clinic_count (f->clinic, &tide_course_class), ==, 1); /* struck out, not deleted */
}

static void
test_visit (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideVisit) visit = tide_visit_new ();
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (TideNote) note = tide_note_new ();
  visit->patient_id = f->patient;
  visit->taken = test_clinic_instant (NOW);
  g_autofree char *twos = test_clinic_dup_same_answers (10, 2);
  g_ptr_array_add (forms, test_clinic_new_assessment (f->patient, "ybocs", NOW, twos));
  g_ptr_array_add (forms, test_clinic_new_assessment (f->patient, "phq9", NOW, "9=1"));
  tide_record_set_text (&note->text, "Sleeps better.");
  g_autoptr (GPtrArray) not_done = g_ptr_array_new_with_free_func (tide_record_free);
  TideVisitPart *part = tide_visit_part_new ();
  tide_record_set_text (&part->part, "cgis");
  g_ptr_array_add (not_done, part);
  TideVisitEntry entry = { visit, forms, NULL, note, not_done };
  tide_clinic_save_visit (f->clinic, &entry, NULL, &error);
  g_assert_no_error (error);
  undo (f, "Undo saving the visit");
  g_autoptr (TideHistory) history = load (f, f->patient);
  g_assert_null (tide_history_find_series (history, "ybocs", "total"));
  for (guint i = 0; i < history->assessments->len; i++)
    {
      const TideAssessmentData *row = g_ptr_array_index (history->assessments, i);
      g_assert_cmpint (row->status, ==, TIDE_STATUS_ENTERED_IN_ERROR);
    }
  g_autoptr (TideVisit) stored = tide_clinic_lookup (f->clinic, &tide_visit_class, visit->base.id, &error);
  g_assert_true (stored->entered_in_error);
  g_autoptr (TideNote) stored_note = tide_clinic_lookup (f->clinic, &tide_note_class, note->base.id, &error);
  g_assert_true (stored_note->entered_in_error);
  g_assert_true (tide_alert_is_in_banner (alert_at (history, 0)));
  g_assert_cmpuint (history->visit_parts->len, ==, 0);
  g_autoptr (TideVisitPart) stored_part
    = tide_clinic_lookup (f->clinic, &tide_visit_part_class, part->base.id, &error);
  g_assert_true (stored_part->entered_in_error);
}

static void
test_setting (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (tide_clinic_set_setting (f->clinic, "paper", "letter", &error));
  g_assert_true (tide_clinic_set_setting (f->clinic, "lock.minutes", "5", &error));
  g_assert_true (tide_clinic_set_setting (f->clinic, "lock.minutes", "7", &error));
  undo (f, "Undo changing a setting");
  g_autofree char *five = tide_clinic_dup_setting (f->clinic, "lock.minutes");
  g_assert_cmpstr (five, ==, "5");
  undo (f, "Undo changing a setting");
  g_autofree char *ten = tide_clinic_dup_setting (f->clinic, "lock.minutes");
  g_assert_cmpstr (ten, ==, "10"); /* the default */
  undo (f, "Undo changing a setting");
  g_autofree char *a4 = tide_clinic_dup_setting (f->clinic, "paper");
  g_assert_cmpstr (a4, ==, "a4");
}

static void
test_a_failed_verb_leaves_no_step (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideAssessmentData) data = save_phq9 (f, 0);
  g_assert_false (tide_clinic_set_setting (f->clinic, "paper", "a3", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  undo (f, "Undo saving PHQ-9");
}

#define TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

/* A course of a form and its first dose are one thing to the person who typed them. */
static void
test_a_course_goes_with_its_first_dose (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideCourse) course = tide_course_new ();
  g_autoptr (TideDoseStep) step = tide_dose_step_new ();
  course->patient_id = f->patient;
  course->arm = TIDE_ARM_SSRI;
  tide_record_set_text (&course->agent, "sertraline");
  course->started_on = step->from_date = tide_date_from_ymd (2026, 3, 1);
  step->dose_mg_per_day = 50;
  g_assert_true (tide_clinic_save_course (f->clinic, course, step, &error));
  g_assert_no_error (error);
  g_assert_cmpint (step->course_id, ==, course->base.id);
  g_autoptr (TideHistory) history = load (f, f->patient);
  g_assert_cmpuint (history->courses->len, ==, 1);
  g_assert_cmpuint (history->dose_steps->len, ==, 1);
  undo (f, "Undo saving course");
  g_autoptr (TideHistory) after = load (f, f->patient);
  g_assert_cmpuint (after->courses->len, ==, 0);
  g_assert_cmpuint (after->dose_steps->len, ==, 0);
}

/* A first dose before the course begins: nothing of the two is stored, and both can be saved again. */
static void
test_a_course_with_a_wrong_dose_is_not_stored (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideCourse) course = tide_course_new ();
  g_autoptr (TideDoseStep) step = tide_dose_step_new ();
  course->patient_id = f->patient;
  course->arm = TIDE_ARM_SSRI;
  course->started_on = tide_date_from_ymd (2026, 3, 1);
  step->from_date = tide_date_from_ymd (2026, 2, 1);
  step->dose_mg_per_day = 50;
  g_assert_false (tide_clinic_save_course (f->clinic, course, step, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_cmpint (course->base.id, ==, 0);
  g_clear_error (&error);
  g_autoptr (TideHistory) history = load (f, f->patient);
  g_assert_cmpuint (history->courses->len, ==, 0);
  step->from_date = course->started_on;
  g_assert_true (tide_clinic_save_course (f->clinic, course, step, &error));
  g_assert_no_error (error);
}

static guint
count_drafts (Fixture *f)
{
  g_autoptr (GPtrArray) drafts = tide_clinic_list_drafts (f->clinic, f->patient, NULL);
  return drafts->len;
}

/* The draft ends and the reason is kept with what is saved, and neither without it. */
static void
test_a_rider_goes_with_what_is_saved_and_only_once (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideEvent) event = tide_event_new ();
  event->patient_id = f->patient;
  event->kind = 1;
  g_assert_true (tide_clinic_save_draft (f->clinic, f->patient, "dialog:x", "half", &error));
  tide_clinic_set_rider (f->clinic, f->patient, "dialog:x", "as meant");
  g_assert_false (tide_clinic_save (f->clinic, event, &error)); /* no label, no day */
  g_clear_error (&error);
  g_assert_cmpuint (count_drafts (f), ==, 1);
  g_assert_false (was_audited (f, "override"));
  tide_record_set_text (&event->label, "Lost job");
  event->on_date = tide_date_from_ymd (2026, 3, 1);
  g_assert_true (tide_clinic_save (f->clinic, event, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_drafts (f), ==, 0);
  g_autoptr (GPtrArray) rows = tide_clinic_list_audit (f->clinic, f->patient, 1, &error);
  const TideAuditRow *row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->action, ==, "override");
  g_assert_cmpint (row->row_id, ==, event->base.id);
  g_assert_cmpstr (row->after, ==, "as meant");
  g_assert_true (tide_clinic_save_draft (f->clinic, f->patient, "dialog:x", "another", &error));
  g_assert_true (tide_clinic_save (f->clinic, event, &error));
  g_assert_cmpuint (count_drafts (f), ==, 1);
}

static void
assert_overridden (Fixture *f, const char *table, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = tide_clinic_list_audit (f->clinic, f->patient, 1, &error);
  const TideAuditRow *row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->action, ==, "override");
  g_assert_cmpstr (row->table, ==, table);
  g_assert_cmpint (row->row_id, ==, id);
}

/* The reason is kept where the doubtful value stands: a first dose is the dose step's, a session's dose is
 * the session's, not of the exposure that is stored after it. */
static void
test_the_reason_is_kept_with_the_value (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideCourse) course = tide_course_new ();
  g_autoptr (TideDoseStep) step = tide_dose_step_new ();
  course->patient_id = f->patient;
  course->arm = TIDE_ARM_SSRI;
  course->started_on = step->from_date = tide_date_from_ymd (2026, 3, 1);
  step->dose_mg_per_day = 900;
  tide_clinic_set_rider (f->clinic, 0, NULL, "rapid metaboliser");
  g_assert_true (tide_clinic_save_course (f->clinic, course, step, &error));
  g_assert_no_error (error);
  assert_overridden (f, "dose_step", step->base.id);

  g_autoptr (TideSession) session = tide_session_new ();
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (tide_record_free);
  TideExposure *task = tide_exposure_new ();
  tide_record_set_text (&task->task, "Doorknob");
  g_ptr_array_add (tasks, task);
  session->course_id = course->base.id;
  session->started = test_clinic_instant ("2026-03-02T10:00+01:00");
  session->status = TIDE_SESSION_HELD;
  tide_clinic_set_rider (f->clinic, 0, NULL, "as meant");
  g_assert_true (tide_clinic_save_session (f->clinic, session, tasks, &error));
  g_assert_no_error (error);
  assert_overridden (f, "session", session->base.id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tide_time_set_now (test_clinic_instant (NOW));
  TEST ("/clinic/undo/the-first-verb-is-the-last-to-be-undone", test_nothing_to_undo);
  TEST ("/clinic/undo/a-new-patient-is-entered-in-error-and-the-number-free", test_patient);
  TEST ("/clinic/undo/nothing-brings-a-patient-back", test_no_way_back_to_a_patient);
  TEST ("/clinic/undo/a-patient-with-an-alert-stays", test_patient_with_an_alert_stays);
  TEST ("/clinic/undo/only-an-empty-chart-is-marked", test_patient_marked);
  TEST ("/clinic/undo/an-identifier-is-marked", test_identifier);
  TEST ("/clinic/undo/a-save-is-entered-in-error-and-its-alert-stays", test_save);
  TEST ("/clinic/undo/an-amendment-brings-the-old-row-back", test_amend_down_and_back);
  TEST ("/clinic/undo/a-move-goes-back", test_move);
  TEST ("/clinic/undo/an-error-mark-is-lifted", test_mark_error);
  TEST ("/clinic/undo/an-action-is-reopened", test_resolve);
  TEST ("/clinic/undo/a-changed-field-is-written-back", test_field_change);
  TEST ("/clinic/undo/a-course-goes-with-its-parts", test_course_and_its_parts);
  TEST ("/clinic/undo/a-visit-is-one-step", test_visit);
  TEST ("/clinic/undo/settings-go-back-one-by-one", test_setting);
  TEST ("/clinic/undo/a-failed-verb-leaves-no-step", test_a_failed_verb_leaves_no_step);
  TEST ("/clinic/undo/a-course-goes-with-its-first-dose", test_a_course_goes_with_its_first_dose);
  TEST ("/clinic/undo/a-course-with-a-wrong-dose-is-not-stored",
        test_a_course_with_a_wrong_dose_is_not_stored);
  TEST ("/clinic/undo/a-rider-goes-with-what-is-saved-and-only-once",
        test_a_rider_goes_with_what_is_saved_and_only_once);
  TEST ("/clinic/undo/the-reason-is-kept-with-the-value", test_the_reason_is_kept_with_the_value);
  return g_test_run ();
}

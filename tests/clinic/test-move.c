/* test-move.c: a whole visit written into the wrong chart goes to the right one as one deed, and comes back
 * as one; what an undo takes back is said in words. */
#include "tide-clinic-fixture.h"

#include <string.h>

#define NOW "2026-03-10T12:00+01:00"

typedef struct
{
  TideClinic *clinic;
  gint64 patient, other, visit;
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

static TideHistory *
load (Fixture *f, gint64 patient)
{
  g_autoptr (GError) error = NULL;
  TideHistory *history = tide_clinic_load_history (f->clinic, patient, &error);
  g_assert_no_error (error);
  return history;
}

/* CGI-S 5, PHQ-9 with item 9 = 2 (a red alert), a headache, a note, no Y-BOCS. */
static void
save_visit (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideVisit) visit = tide_visit_new ();
  g_autoptr (TideNote) note = tide_note_new ();
  g_autoptr (GPtrArray) assessments = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) effects = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) not_done = g_ptr_array_new_with_free_func (tide_record_free);
  TideAdverseEvent *headache = tide_adverse_event_new ();
  TideVisitPart *skipped = tide_visit_part_new ();
  TideVisitEntry entry = { visit, assessments, effects, note, not_done };
  visit->patient_id = f->patient;
  visit->taken = test_clinic_instant (NOW);
  visit->contact = 1;
  tide_record_set_text (&note->text, "Slept badly.");
  tide_record_set_text (&headache->term, "headache");
  headache->started = tide_instant_from_date (test_clinic_date ("2026-03-10"));
  g_ptr_array_add (effects, headache);
  tide_record_set_text (&skipped->part, "ybocs");
  tide_record_set_text (&skipped->reason, "no time");
  g_ptr_array_add (not_done, skipped);
  g_ptr_array_add (assessments, test_clinic_new_assessment (f->patient, "cgis", NOW, "1=5"));
  g_ptr_array_add (
    assessments, test_clinic_new_assessment (f->patient, "phq9", NOW, "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=2"));
  g_assert_true (tide_clinic_save_visit (f->clinic, &entry, NULL, &error));
  g_assert_no_error (error);
  f->visit = visit->base.id;
}

static guint
count_current (const TideHistory *history)
{
  guint n = 0;
  for (guint i = 0; i < history->assessments->len; i++)
    n += tide_assessment_data_is_current (history->assessments->pdata[i]);
  return n;
}

static void
assert_chart (Fixture *f, gint64 patient, guint n_ratings, guint n_others, guint n_alerts)
{
  g_autoptr (TideHistory) history = load (f, patient);
  guint n_effects = 0, n_notes = 0, n_visits = 0;
  for (guint i = 0; i < history->adverse_events->len; i++)
    n_effects += !((TideAdverseEvent *) history->adverse_events->pdata[i])->entered_in_error;
  for (guint i = 0; i < history->notes->len; i++)
    n_notes += !((TideNote *) history->notes->pdata[i])->entered_in_error;
  for (guint i = 0; i < history->visits->len; i++)
    n_visits += !((TideVisit *) history->visits->pdata[i])->entered_in_error;
  g_assert_cmpuint (count_current (history), ==, n_ratings);
  g_assert_cmpuint (n_effects, ==, n_others);
  g_assert_cmpuint (n_notes, ==, n_others);
  g_assert_cmpuint (n_visits, ==, n_others);
  g_assert_cmpuint (history->visit_parts->len, ==, n_others);
  g_assert_cmpuint (history->alerts->len, ==, n_alerts);
  const TideSeries *series = tide_history_find_series (history, "phq9", "total");
  g_assert_cmpuint (series != NULL ? series->n_ratings : 0, ==, n_ratings > 0 ? 1 : 0);
}

static void
test_a_visit_moves_whole (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 moved = 0;
  save_visit (f);
  assert_chart (f, f->patient, 2, 1, 1);
  g_assert_true (tide_clinic_move_visit (f->clinic, f->visit, f->other, "wrong Lindqvist", &moved, &error));
  g_assert_no_error (error);
  assert_chart (f, f->patient, 0, 0, 0);
  assert_chart (f, f->other, 2, 1, 1);

  g_autoptr (TideHistory) there = load (f, f->other);
  const TideVisit *visit = there->visits->pdata[0];
  g_assert_cmpint (visit->base.id, ==, moved);
  g_assert_cmpint (visit->contact, ==, 1);
  g_assert_cmpint (visit->taken.utc, ==, test_clinic_instant (NOW).utc);
  g_assert_cmpint (visit->taken.offset, ==, 60);
  for (guint i = 0; i < there->assessments->len; i++)
    {
      const TideAssessmentData *data = there->assessments->pdata[i];
      g_assert_cmpint (data->visit_id, ==, moved);
      g_assert_cmpint (data->moved_from_id, !=, 0);
      g_assert_cmpint (data->taken.offset, ==, 60);
    }
  const TideAlert *alert = there->alerts->pdata[0];
  g_assert_cmpstr (alert->rule, ==, "A4");
  g_assert_true (tide_alert_is_in_banner (alert));
  g_assert_nonnull (tide_history_find_assessment (there, alert->assessment_id));
}

static const TideAlert *
find_alert_of (const TideHistory *history, gint64 assessment_id, gboolean resolved)
{
  for (guint i = 0; i < history->alerts->len; i++)
    {
      const TideAlert *alert = history->alerts->pdata[i];
      if (alert->assessment_id == assessment_id && g_strcmp0 (alert->rule, "A4") == 0
          && alert->resolved == resolved)
        return alert;
    }
  return NULL;
}

/* Item 9 = 3: a red alert (A4), answered for the one patient, is new for the other. */
static void
test_an_answered_alert_is_new_in_the_right_chart (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 moved = 0;
  g_autoptr (TideAssessmentData) data
    = test_clinic_new_assessment (f->patient, "phq9", NOW, "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=3");
  g_assert_true (tide_clinic_save_assessment (f->clinic, data, NULL, &error));
  g_autoptr (TideHistory) before = load (f, f->patient);
  gint64 answered = find_alert_of (before, data->base.id, FALSE)->base.id;
  g_assert_true (tide_clinic_resolve_alert (f->clinic, answered, "called the wrong one", &error));
  tide_clinic_move_assessment (f->clinic, data->base.id, f->other, "wrong Lindqvist", &moved, &error);
  g_assert_no_error (error);

  g_autoptr (TideHistory) there = load (f, f->other);
  const TideAlert *fresh = find_alert_of (there, moved, FALSE), *kept = find_alert_of (there, moved, TRUE);
  g_assert_cmpuint (there->alerts->len, ==, 2);
  g_assert_nonnull (fresh);
  g_assert_true (tide_alert_is_in_banner (fresh));
  g_assert_cmpint (fresh->level, ==, TIDE_LEVEL_RED);
  g_assert_cmpint (fresh->base.id, !=, answered);
  g_assert_cmpint (kept->base.id, ==, answered);
  g_assert_cmpstr (kept->action, ==, "called the wrong one");

  g_autofree char *words = tide_clinic_dup_undo_words (f->clinic);
  g_assert_cmpstr (words, ==, "PHQ-9 of 10 Mar 2026 is back in its chart. Its alert stays.");
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_autoptr (TideHistory) back = load (f, f->patient);
  g_assert_cmpint (tide_history_find_assessment (back, data->base.id)->status, ==, TIDE_STATUS_FINAL);
  g_assert_cmpint (find_alert_of (back, data->base.id, TRUE)->base.id, ==, answered);
  g_assert_cmpuint (back->alerts->len, ==, 1);
  g_autoptr (TideHistory) left = load (f, f->other); /* 8.1: what was raised is closed by a person only */
  g_assert_true (find_alert_of (left, moved, FALSE)->source_amended);
  g_assert_cmpuint (left->alerts->len, ==, 1);
}

static void
test_a_moved_visit_goes_back_as_one (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  save_visit (f);
  g_assert_true (tide_clinic_move_visit (f->clinic, f->visit, f->other, "wrong chart", NULL, &error));
  g_autofree char *label = tide_clinic_dup_undo_label (f->clinic);
  g_autofree char *words = tide_clinic_dup_undo_words (f->clinic);
  g_assert_cmpstr (label, ==, "Undo moving the visit");
  g_assert_cmpstr (words, ==, "Visit of 10 Mar 2026 is back in its chart: CGI-S, PHQ-9.");
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_assert_no_error (error);
  assert_chart (f, f->patient, 2, 1, 1);
  assert_chart (f, f->other, 0, 0, 0);
}

static void
test_what_stays_behind (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  save_visit (f);
  g_autoptr (TideHistory) before = load (f, f->patient);
  for (guint i = 0; i < before->assessments->len; i++)
    {
      const TideAssessmentData *data = before->assessments->pdata[i];
      if (strcmp (data->instrument_id, "cgis") == 0)
        g_assert_true (tide_clinic_mark_assessment_error (f->clinic, data->base.id, "mistyped", &error));
    }
  g_assert_true (tide_clinic_move_visit (f->clinic, f->visit, f->other, "wrong chart", NULL, &error));
  assert_chart (f, f->other, 1, 1, 1);
  g_autoptr (TideHistory) after = load (f, f->patient);
  g_assert_cmpuint (after->assessments->len, ==, 2); /* kept, marked: in error and moved */
}

/* Rewrites the visit's note, as the form does: a new row that supersedes the old. */
static void
rewrite_note (Fixture *f, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideHistory) history = load (f, f->patient);
  const TideNote *old = history->notes->pdata[0];
  g_autoptr (TideNote) note = tide_note_new ();
  note->patient_id = f->patient;
  note->visit_id = f->visit;
  note->taken = old->taken;
  note->supersedes_id = old->base.id;
  tide_record_set_text (&note->text, text);
  g_assert_true (tide_clinic_save (f->clinic, note, &error));
  g_assert_no_error (error);
}

/* The words of the one note that a chart shows, or NULL. (transfer full) */
static char *
dup_shown_note (Fixture *f, gint64 patient)
{
  g_autoptr (TideHistory) history = load (f, patient);
  char *text = NULL;
  for (guint i = 0; i < history->notes->len; i++)
    {
      const TideNote *note = history->notes->pdata[i];
      if (tide_record_is_struck (note) || tide_record_is_superseded (note, history->notes))
        continue;
      g_assert_null (text);
      text = g_strdup (note->text);
    }
  return text;
}

static void
assert_shown_note (Fixture *f, gint64 patient, const char *expected)
{
  g_autofree char *text = dup_shown_note (f, patient);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_a_note_whose_rewriting_was_undone_moves (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  save_visit (f);
  rewrite_note (f, "Slept well.");
  assert_shown_note (f, f->patient, "Slept well.");
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  assert_shown_note (f, f->patient, "Slept badly.");
  g_assert_true (tide_clinic_move_visit (f->clinic, f->visit, f->other, "wrong chart", NULL, &error));
  assert_shown_note (f, f->patient, NULL);
  assert_shown_note (f, f->other, "Slept badly.");
}

static void
test_a_rewritten_note_moves_with_its_last_words (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  save_visit (f);
  rewrite_note (f, "Slept well.");
  g_assert_true (tide_clinic_move_visit (f->clinic, f->visit, f->other, "wrong chart", NULL, &error));
  assert_shown_note (f, f->patient, NULL); /* nor the first words */
  assert_shown_note (f, f->other, "Slept well.");
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  assert_shown_note (f, f->patient, "Slept well.");
  assert_shown_note (f, f->other, NULL);
}

static void
test_a_move_is_refused_whole (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  save_visit (f);
  g_assert_false (tide_clinic_move_visit (f->clinic, f->visit, f->other, " ", NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "reason: "));
  g_clear_error (&error);
  g_assert_false (tide_clinic_move_visit (f->clinic, f->visit, f->patient, "x", NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "patient_id: "));
  g_clear_error (&error);
  g_assert_false (tide_clinic_move_visit (f->clinic, f->visit, 4711, "x", NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);
  g_autoptr (TidePatient) baby = tide_patient_new ();
  tide_record_set_text (&baby->mrn, "T-3");
  baby->birth_date = test_clinic_date ("2026-03-11");
  tide_time_set_now (test_clinic_instant ("2026-03-12T12:00+01:00"));
  g_assert_true (tide_clinic_save (f->clinic, baby, &error));
  g_assert_false (tide_clinic_move_visit (f->clinic, f->visit, baby->base.id, "x", NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);
  tide_time_set_now (test_clinic_instant (NOW));
  assert_chart (f, f->patient, 2, 1, 1);
  g_assert_true (tide_clinic_move_visit (f->clinic, f->visit, f->other, "x", NULL, &error));
  g_assert_false (tide_clinic_move_visit (f->clinic, f->visit, f->other, "again", NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
}

/* --- words --- */

static void
assert_undo (Fixture *f, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = tide_clinic_dup_undo_words (f->clinic);
  g_assert_cmpstr (words, ==, expected);
  g_assert_true (tide_clinic_undo (f->clinic, &error));
  g_assert_no_error (error);
}

static void
test_undo_says_what (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  save_visit (f);
  assert_undo (f, "Visit of 10 Mar 2026 taken back: CGI-S, PHQ-9. Its alert stays.");

  g_autoptr (TideAssessmentData) data
    = test_clinic_new_assessment (f->patient, "phq9", NOW, "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=1");
  g_assert_true (tide_clinic_save_assessment (f->clinic, data, NULL, &error));
  g_autoptr (TideHistory) history = load (f, f->patient);
  const TideAlert *open = NULL;
  for (guint i = 0; i < history->alerts->len; i++)
    if (((TideAlert *) history->alerts->pdata[i])->assessment_id == data->base.id)
      open = history->alerts->pdata[i];
  g_assert_true (tide_clinic_resolve_alert (f->clinic, open->base.id, "asked", &error));
  assert_undo (f, "Recorded action taken back: the alert is open again.");
  g_assert_true (tide_clinic_mark_assessment_error (f->clinic, data->base.id, "mistyped", &error));
  assert_undo (f, "PHQ-9 of 10 Mar 2026 counts again.");
  tide_record_set_text (&data->answers, "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=0");
  tide_record_set_text (&data->reason, "misread");
  g_assert_true (tide_clinic_save_assessment (f->clinic, data, NULL, &error));
  assert_undo (f, "Amendment taken back: PHQ-9 of 10 Mar 2026 stands as before.");
  assert_undo (f, "PHQ-9 of 10 Mar 2026 taken back. Its alert stays.");
  assert_undo (f, "Taken back: patient.");
}

/* What was marked as an error is named by what was marked, not by what went with it. */
static void
test_lifting_a_mark_says_what_counts_again (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideCourse) course = tide_course_new ();
  g_autoptr (TideDoseStep) step = tide_dose_step_new ();
  course->patient_id = f->patient;
  course->arm = TIDE_ARM_SSRI;
  course->started_on = step->from_date = test_clinic_date ("2026-03-01");
  step->dose_mg_per_day = 50;
  g_assert_true (tide_clinic_save_course (f->clinic, course, step, &error));
  g_assert_true (tide_clinic_mark_error (f->clinic, course, "other patient", &error));
  assert_undo (f, "Counts again: course.");
  assert_undo (f, "Taken back: course.");

  save_visit (f);
  g_autoptr (TideVisit) visit = tide_clinic_lookup (f->clinic, &tide_visit_class, f->visit, &error);
  g_assert_true (tide_clinic_mark_error (f->clinic, visit, "never was", &error));
  assert_undo (f, "Visit of 10 Mar 2026 counts again: CGI-S, PHQ-9.");
  assert_chart (f, f->patient, 2, 1, 1);
}

static void
test_a_visit_without_ratings_is_said_whole (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideVisit) visit = tide_visit_new ();
  visit->patient_id = f->patient;
  visit->taken = test_clinic_instant (NOW);
  g_assert_true (tide_clinic_save (f->clinic, visit, &error));
  g_assert_true (tide_clinic_move_visit (f->clinic, visit->base.id, f->other, "wrong chart", NULL, &error));
  g_assert_no_error (error);
  assert_undo (f, "Visit of 10 Mar 2026 is back in its chart.");
  g_assert_true (tide_clinic_mark_error (f->clinic, visit, "never was", &error));
  assert_undo (f, "Visit of 10 Mar 2026 counts again.");
  assert_undo (f, "Visit of 10 Mar 2026 taken back.");
}

#define TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tide_time_set_now (test_clinic_instant (NOW));
  TEST ("/clinic/move/a-visit-moves-whole", test_a_visit_moves_whole);
  TEST ("/clinic/move/a-moved-visit-goes-back-as-one", test_a_moved_visit_goes_back_as_one);
  TEST ("/clinic/move/what-is-in-error-stays-behind", test_what_stays_behind);
  TEST ("/clinic/move/an-answered-alert-is-new-in-the-right-chart",
        test_an_answered_alert_is_new_in_the_right_chart);
  TEST ("/clinic/move/a-note-whose-rewriting-was-undone-moves", test_a_note_whose_rewriting_was_undone_moves);
  TEST ("/clinic/move/a-rewritten-note-moves-with-its-last-words",
        test_a_rewritten_note_moves_with_its_last_words);
  TEST ("/clinic/move/a-move-is-refused-whole", test_a_move_is_refused_whole);
  TEST ("/clinic/undo-words/undo-says-what-it-takes-back", test_undo_says_what);
  TEST ("/clinic/undo-words/lifting-a-mark-says-what-counts-again",
        test_lifting_a_mark_says_what_counts_again);
  TEST ("/clinic/undo-words/a-visit-without-ratings-is-said-whole",
        test_a_visit_without_ratings_is_said_whole);
  return g_test_run ();
}

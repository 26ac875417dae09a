/* test-dialog-rests.c: what must not be left over in a dialog: of a hidden field, of another draft, of a
 * reason whose cause is gone, of a question that was answered. */

#include <adwaita.h>
#include <math.h>

#include "app-fixture.h"
#include "form-desk.h"
#include "tide-consent-dialog.h"
#include "tide-decision-dialog.h"
#include "tide-dose-step-dialog.h"
#include "tide-measurement-dialog.h"
#include "tide-review-dialog.h"
#include "tide-screening-dialog.h"
#include "tide-session-dialog.h"
#include "tide-staging-dialog.h"

/* --- hidden fields --- */

static void
a_hidden_field_is_not_of_the_record (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideCourse *course;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "course");
  form_desk_enter (&desk, "arm", "ketamine");
  form_desk_enter (&desk, "route", "iv");
  form_desk_enter (&desk, "planned_sessions", "6");
  form_desk_enter (&desk, "referrer", "Dr. Sand");
  form_desk_enter (&desk, "self_referred", "1");
  form_desk_enter (&desk, "arm", "ssri");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form_desk_field (&desk, "route"))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form_desk_field (&desk, "planned_sessions"))));
  form_desk_enter (&desk, "agent", "Sertraline");
  form_desk_assert_saved (&desk);
  course = form_desk_last_of (&desk, &tide_course_class, &list);
  g_assert_cmpint (course->route, ==, 0);
  g_assert_cmpint (course->planned_sessions, ==, TIDE_INTEGER_UNKNOWN);
  g_assert_cmpstr (course->referrer, ==, "self");
  form_fixture_clear (&desk.fixture);
}

/* Shown again, what was typed is there again. */
static void
what_was_hidden_by_a_slip_comes_back (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideAllergy *allergy;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "allergy");
  form_desk_enter (&desk, "substance", "penicillin");
  form_desk_enter (&desk, "severity", "severe");
  form_desk_enter (&desk, "none_known", "1");
  g_assert_null (((TideAllergy *) tide_form_dialog_get_record (desk.dialog))->substance);
  form_desk_enter (&desk, "none_known", "0");
  form_desk_assert_saved (&desk);
  allergy = form_desk_last_of (&desk, &tide_allergy_class, &list);
  g_assert_cmpstr (allergy->substance, ==, "penicillin");
  g_assert_cmpint (allergy->severity, !=, 0);
  form_fixture_clear (&desk.fixture);
}

/* --- drafts --- */

static void
present_consent (FormFixture *f, int kind)
{
  tide_consent_dialog_present (NULL, f->clinic, f->patient_id, 0, kind, 0, 0);
}

static void
present_consent_to (FormFixture *f, int arm)
{
  tide_consent_dialog_present (NULL, f->clinic, f->patient_id, 0, 1, arm, 0);
}

static void
present_review (FormFixture *f, int kind)
{
  tide_review_dialog_present (NULL, f->clinic, f->course_id, 0, kind);
}

static void
present_staging (FormFixture *f, int scheme)
{
  tide_staging_dialog_present (NULL, f->clinic, f->patient_id, scheme);
}

static void
present_screening (FormFixture *f, int arm)
{
  tide_screening_dialog_present (NULL, f->clinic, f->patient_id, arm, 0, NULL);
}

static void
present_decision (FormFixture *f, int arm)
{
  tide_decision_dialog_present (NULL, f->clinic, f->patient_id, arm, 0, 1, "By the list", "evidence");
}

/* The dialog twice, opened for two things: what is typed in the one is not brought back in the other. */
static void
assert_drafts_apart (FormDesk *desk, void (*present) (FormFixture *, int), int one, int other,
                     const char *field)
{
  g_autofree char *typed = NULL;

  present (&desk->fixture, one);
  form_desk_take (desk);
  form_desk_enter (desk, field, "typed here");
  tide_form_dialog_save_draft (desk->dialog);
  gtk_window_destroy (GTK_WINDOW (desk->dialog));
  present (&desk->fixture, other);
  form_desk_take (desk);
  g_assert_null (tide_form_dialog_get_draft_words (desk->dialog));
  form_desk_close (desk);
  present (&desk->fixture, one);
  form_desk_take (desk);
  g_assert_nonnull (tide_form_dialog_get_draft_words (desk->dialog));
  typed = tide_form_dialog_dup_text (desk->dialog, field);
  g_assert_cmpstr (typed, ==, "typed here");
  form_desk_close (desk);
}

static void
a_draft_belongs_to_what_the_dialog_was_opened_for (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture);
  assert_drafts_apart (&desk, present_consent, 1, 2, "note");
  assert_drafts_apart (&desk, present_consent_to, TIDE_ARM_KETAMINE, TIDE_ARM_ESKETAMINE, "note");
  assert_drafts_apart (&desk, present_review, 1, 2, "note");
  assert_drafts_apart (&desk, present_staging, 1, 2, "reason");
  assert_drafts_apart (&desk, present_screening, TIDE_ARM_KETAMINE, TIDE_ARM_ESKETAMINE, "note");
  assert_drafts_apart (&desk, present_decision, TIDE_ARM_KETAMINE, TIDE_ARM_ESKETAMINE, "reason");
  form_fixture_clear (&desk.fixture);
}

/* --- reasons --- */

static gint64
add_sertraline (FormDesk *desk)
{
  g_autoptr (TideCourse) course = tide_course_new ();

  course->patient_id = desk->fixture.patient_id;
  course->arm = TIDE_ARM_SSRI;
  tide_record_set_text (&course->agent, "Sertraline");
  course->started_on = tide_date_from_ymd (2025, 9, 1);
  g_assert_true (tide_clinic_save (desk->fixture.clinic, course, NULL));
  return course->base.id;
}

static void
open_step (FormDesk *desk, gint64 course_id, gint64 step_id)
{
  tide_dose_step_dialog_present (NULL, desk->fixture.clinic, course_id, step_id);
  form_desk_take (desk);
}

static void
assert_step_reason (FormDesk *desk, gint64 step_id, const char *reason)
{
  g_autoptr (TideDoseStep) step
    = tide_clinic_lookup (desk->fixture.clinic, &tide_dose_step_class, step_id, NULL);

  g_assert_cmpstr (step->reason, ==, reason);
}

/* 250 mg of sertraline are above the maximum of 200. */
static void
a_reason_stays_with_its_dose_and_goes_with_it (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (TideDoseStep) step = NULL;
  gint64 course_id, step_id;

  form_fixture_init (&desk.fixture);
  course_id = add_sertraline (&desk);
  open_step (&desk, course_id, 0);
  form_desk_enter (&desk, "from_date", "1.10.2025");
  form_desk_enter (&desk, "dose_mg_per_day", "250");
  g_assert_true (tide_form_dialog_save_because (desk.dialog, "level measured"));
  step_id = ((TideDoseStep *) form_desk_last_of (&desk, &tide_dose_step_class, &steps))->base.id;
  assert_step_reason (&desk, step_id, "level measured");
  open_step (&desk, course_id, step_id);
  form_desk_enter (&desk, "dose_mg_per_day", "100");
  form_desk_assert_saved (&desk);
  assert_step_reason (&desk, step_id, NULL);

  step = tide_clinic_lookup (desk.fixture.clinic, &tide_dose_step_class, step_id, NULL);
  tide_record_set_text (&step->reason, "slow titration, asked by the patient"); /* as an import brings it */
  g_assert_true (tide_clinic_save (desk.fixture.clinic, step, NULL));
  open_step (&desk, course_id, step_id);
  form_desk_enter (&desk, "from_date", "2.10.2025");
  form_desk_assert_saved (&desk);
  assert_step_reason (&desk, step_id, "slow titration, asked by the patient");
  form_fixture_clear (&desk.fixture);
}

static void
open_session (FormDesk *desk, gint64 course_id, gint64 session_id)
{
  tide_session_dialog_present (NULL, desk->fixture.clinic, course_id, session_id);
  form_desk_take (desk);
}

static const TideSession *
newest_session (FormDesk *desk, GPtrArray **list)
{
  g_clear_pointer (list, g_ptr_array_unref);
  return form_desk_last_of (desk, &tide_session_class, list);
}

static void
why_it_was_missed_is_not_of_a_session_that_was_held (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;

  form_fixture_init (&desk.fixture);
  open_session (&desk, desk.fixture.course_id, 0);
  form_desk_enter (&desk, "status", "missed");
  form_desk_assert_refused (&desk, "reason", "", "is needed");
  form_desk_enter (&desk, "reason", "influenza");
  form_desk_assert_saved (&desk);
  g_assert_cmpstr (newest_session (&desk, &list)->reason, ==, "influenza");
  open_session (&desk, desk.fixture.course_id, newest_session (&desk, &list)->base.id);
  form_desk_enter (&desk, "status", "held");
  form_desk_assert_saved (&desk);
  g_assert_cmpint (newest_session (&desk, &list)->status, ==, TIDE_SESSION_HELD);
  g_assert_null (newest_session (&desk, &list)->reason);
  form_fixture_clear (&desk.fixture);
}

/* A minute more, and the reason for the dose is still there; another dose has its own. */
static void
why_a_dose_was_meant_stays_with_the_session (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  gint64 course_id, session_id;

  form_fixture_init (&desk.fixture);
  course_id = form_fixture_add_infusions (&desk.fixture);
  open_session (&desk, course_id, 0);
  form_desk_enter (&desk, "started", "10.11.2025 10:00");
  form_desk_enter (&desk, "weight_kg", "80");
  form_desk_enter (&desk, "dose_mg_per_kg", "0.5");
  g_assert_true (tide_form_dialog_save_because (desk.dialog, "consent on paper"));
  session_id = newest_session (&desk, &list)->base.id;
  g_assert_cmpstr (newest_session (&desk, &list)->reason, ==, "consent on paper");
  open_session (&desk, course_id, session_id);
  form_desk_enter (&desk, "minutes", "41");
  form_desk_assert_saved (&desk);
  g_assert_cmpstr (newest_session (&desk, &list)->reason, ==, "consent on paper");
  open_session (&desk, course_id, session_id);
  form_desk_enter (&desk, "dose_mg_per_kg", "1.1"); /* above the maximum of 1 mg/kg */
  g_assert_true (tide_form_dialog_save_because (desk.dialog, "no effect of less"));
  g_assert_cmpstr (newest_session (&desk, &list)->reason, ==, "no effect of less");
  form_fixture_clear (&desk.fixture);
}

/* --- the words that were confirmed --- */

#define WORDIER_TYPE_DIALOG (wordier_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WordierDialog, wordier_dialog, WORDIER, DIALOG, TideFormDialog)

struct _WordierDialog
{
  TideFormDialog parent_instance;

  guint length; /* of the doubt: longer with each check, so that its text moves in memory */
};

G_DEFINE_FINAL_TYPE (WordierDialog, wordier_dialog, TIDE_TYPE_FORM_DIALOG)

static void
wordier_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  WordierDialog *self = WORDIER_DIALOG (dialog);
  g_autofree char *words = g_strnfill (self->length += 64, 'w');

  report ("text", words, FALSE, data);
}

static void
wordier_dialog_class_init (WordierDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = wordier_dialog_find_doubts;
}

static void
wordier_dialog_init (WordierDialog *self)
{
}

static void
what_was_confirmed_is_what_is_kept (void)
{
  FormFixture fixture = { 0 };
  TideNote *note = tide_note_new ();
  TideFormDialog *dialog;
  g_autofree char *asked = NULL;

  form_fixture_init (&fixture);
  note->patient_id = fixture.patient_id;
  note->author_id = fixture.rater_id;
  note->taken = tide_instant_now ();
  tide_record_set_text (&note->text, "Sleeps better.");
  dialog = g_object_new (WORDIER_TYPE_DIALOG, NULL);
  tide_form_dialog_setup (dialog, NULL, fixture.clinic,
                          tide_clinic_load_history (fixture.clinic, fixture.patient_id, NULL), note, "Note");
  tide_form_dialog_open (dialog);
  g_assert_false (tide_form_dialog_save (dialog));
  app_fixture_settle ();
  asked = g_strdup (adw_message_dialog_get_body (app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG)));
  adw_message_dialog_response (app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG), "meant");
  app_fixture_settle ();
  g_assert_null (form_desk_find_dialog ());
  {
    g_autoptr (GPtrArray) rows = tide_clinic_list_audit (fixture.clinic, 0, 1, NULL);
    const TideAuditRow *row = rows->pdata[0];

    g_assert_cmpstr (row->action, ==, "override");
    g_assert_cmpstr (row->after, ==, asked);
  }
  form_fixture_clear (&fixture);
}

/* --- units --- */

static gint64
add_weight (FormDesk *desk, double value)
{
  g_autoptr (TideMeasurement) m = tide_measurement_new ();

  m->patient_id = desk->fixture.patient_id;
  tide_record_set_text (&m->loinc, tide_measure_find ("weight")->loinc);
  tide_record_set_text (&m->unit, tide_measure_find ("weight")->unit);
  m->value = value;
  m->taken = tide_instant_from_date (tide_date_from_ymd (2025, 11, 3));
  g_assert_true (tide_clinic_save (desk->fixture.clinic, m, NULL));
  return m->base.id;
}

/* 165 pounds, as an older program may have stored them, never become 165 kg by a look at them. */
static void
a_number_keeps_its_unit (void)
{
  FormDesk desk = { 0 };
  TideMeasurement *record;
  gint64 id;

  form_fixture_init (&desk.fixture);
  id = add_weight (&desk, 165);
  tide_measurement_dialog_present (NULL, desk.fixture.clinic, desk.fixture.patient_id, id);
  form_desk_take (&desk);
  record = tide_form_dialog_get_record (desk.dialog);
  tide_record_set_text (&record->unit, "[lb_av]");
  tide_form_dialog_check (desk.dialog);
  g_assert_cmpstr (record->unit, ==, "[lb_av]");
  g_assert_false (tide_form_dialog_save (desk.dialog));
  g_assert_true (app_fixture_says (GTK_WIDGET (desk.dialog), "unit must be kg."));
  form_desk_enter (&desk, "loinc", tide_measure_find ("height")->loinc); /* another measure, its own unit */
  g_assert_cmpstr (record->unit, ==, tide_measure_find ("height")->unit);
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

/* 96 kg after 80 are just 20 % (the rules' limit), 96.1 are more. */
static void
a_weight_is_doubted_by_the_rules_of_the_doses (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture);
  add_weight (&desk, 80);
  form_desk_open (&desk, "measurement");
  form_desk_enter (&desk, "loinc", tide_measure_find ("weight")->loinc);
  form_desk_enter (&desk, "value", "96.1");
  g_assert_false (tide_form_dialog_save (desk.dialog));
  g_assert_nonnull (strstr (tide_form_field_get_doubt (form_desk_field (&desk, "value")), "differs much"));
  form_desk_enter (&desk, "value", "96");
  g_assert_cmpstr (tide_form_field_get_doubt (form_desk_field (&desk, "value")), ==, "");
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/dialog-rests/a-hidden-field-is-not-of-the-record", a_hidden_field_is_not_of_the_record);
  g_test_add_func ("/dialog-rests/what-was-hidden-by-a-slip-comes-back",
                   what_was_hidden_by_a_slip_comes_back);
  g_test_add_func ("/dialog-rests/a-draft-belongs-to-what-the-dialog-was-opened-for",
                   a_draft_belongs_to_what_the_dialog_was_opened_for);
  g_test_add_func ("/dialog-rests/a-reason-stays-with-its-dose-and-goes-with-it",
                   a_reason_stays_with_its_dose_and_goes_with_it);
  g_test_add_func ("/dialog-rests/why-it-was-missed-is-not-of-a-session-that-was-held",
                   why_it_was_missed_is_not_of_a_session_that_was_held);
  g_test_add_func ("/dialog-rests/why-a-dose-was-meant-stays-with-the-session",
                   why_a_dose_was_meant_stays_with_the_session);
  g_test_add_func ("/dialog-rests/what-was-confirmed-is-what-is-kept", what_was_confirmed_is_what_is_kept);
  g_test_add_func ("/dialog-rests/a-number-keeps-its-unit", a_number_keeps_its_unit);
  g_test_add_func ("/dialog-rests/a-weight-is-doubted-by-the-rules-of-the-doses",
                   a_weight_is_doubted_by_the_rules_of_the_doses);
  return g_test_run ();
}

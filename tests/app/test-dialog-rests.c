/* test-dialog-rests.c: what must not be left over in a dialog: of a hidden field, of another draft, of a
 * reason whose cause is gone, of a question that was answered. */

#include <adwaita.h>
#include <math.h>

#include "app-fixture.h"
#include "form-desk.h"
#include "tide-consent-dialog.h"
#include "tide-decision-dialog.h"
#include "tide-review-dialog.h"
#include "tide-screening-dialog.h"
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

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/dialog-rests/a-hidden-field-is-not-of-the-record", a_hidden_field_is_not_of_the_record);
  g_test_add_func ("/dialog-rests/what-was-hidden-by-a-slip-comes-back",
                   what_was_hidden_by_a_slip_comes_back);
  g_test_add_func ("/dialog-rests/a-draft-belongs-to-what-the-dialog-was-opened-for",
                   a_draft_belongs_to_what_the_dialog_was_opened_for);
  return g_test_run ();
}

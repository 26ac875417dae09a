/* test-dialog-drafts.c: what is typed in a dialog outlives a lock, belongs to its record and ends with the
 * save; faults and keys follow the person who types. */

#include <adwaita.h>
#include <math.h>

#include "app-fixture.h"
#include "form-desk.h"
#include "tide-application.h"
#include "tide-session-dialog.h"

/* Escape closes at once when nothing was changed, and asks when something was. */
static void
leaving_asks_only_after_a_change (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture);
  for (guint i = 0; form_dialog_names[i]; i++)
    {
      form_desk_open (&desk, form_dialog_names[i]);
      gtk_widget_activate_action (GTK_WIDGET (desk.dialog), "dialog.close", NULL);
      g_assert_null (form_desk_find_dialog ());
    }
  form_desk_open (&desk, "event");
  form_desk_enter (&desk, "label", "Lost job");
  gtk_widget_activate_action (GTK_WIDGET (desk.dialog), "dialog.close", NULL);
  g_assert_true (form_desk_find_dialog () == desk.dialog);
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

static void
locking_closes_every_dialog (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "patient-edit");
  tide_clinic_lock (desk.fixture.clinic);
  g_assert_null (form_desk_find_dialog ());
  form_fixture_clear (&desk.fixture);
}

/* Types, lets the draft be written, and locks: as the idle timer does. */
static void
type_and_lock (FormDesk *desk, const char *name, const char *text)
{
  form_desk_enter (desk, name, text);
  tide_form_dialog_save_draft (desk->dialog);
  tide_clinic_lock (desk->fixture.clinic);
  g_assert_null (form_desk_find_dialog ());
  g_assert_true (tide_clinic_unlock (desk->fixture.clinic, NULL, NULL));
}

static void
assert_typed (FormDesk *desk, const char *name, const char *text)
{
  g_autofree char *typed = tide_form_field_dup_typed (form_desk_field (desk, name));

  g_assert_cmpstr (typed, ==, text);
}

static guint
count_drafts (FormDesk *desk)
{
  g_autoptr (GPtrArray) drafts = tide_clinic_list_drafts (desk->fixture.clinic, 0, NULL);

  return drafts->len;
}

/* One field of each dialog, and what stands in it. */
static const struct
{
  const char *dialog, *field, *text, *typed;
} typed_fields[] = {
  { "patient", "given_name", "Mette", "Mette" },
  { "patient-edit", "referrer", "Dr. Sand", "Dr. Sand" },
  { "diagnosis", "code", "F33.1", "=F33.1\nF33.1  Major depressive disorder, recurrent, moderate" },
  { "identifier", "value", "A 17", "A 17" },
  { "course", "agent", "sertraline", "sertraline" },
  { "course-edit", "ended_on", "15.11.2025", "=2025-11-15" },
  { "dose-step", "dose_mg_per_day", "12,", "12," },
  { "session", "homework_percent", "80", "80" },
  { "note", "text", "Sleeps better.\nEats; drinks = less.", "Sleeps better.\nEats; drinks = less." },
  { "event", "on_date", "3/4/1979", "?3/4/1979" }, /* half typed, or of two meanings */
  { "adverse-event", "severity", "mild", "mild" },
  { "alert", "action", "Called the", "Called the" },
  { "move", "reason", "wrong", "wrong" },
  { "in-error", "reason", "typed twi", "typed twi" },
  { "medication", "drug", "lorazepam", "=lorazepam\nlorazepam" },
  { "allergy", "reaction", "ras", "ras" },
  { "measurement", "value", "72,", "72," },
  { "trial", "weeks_at_dose", "4", "4" },
  { "contact", "phone", "+420", "+420" },
  { "safety-plan", "means_safety", "The key is with", "The key is with" },
  { "specifier", "onset_age", "1", "1" },
  { "goal", "text", "To take the", "To take the" },
  { "staging", "reason", "Doses from", "Doses from" },
  { "in-error-record", "reason", "other pat", "other pat" },
  { "course-end", "note", "Moves to", "Moves to" },
  { "cost", "amount", "120,", "120," },
  { "review", "note", "No sympt", "No sympt" },
  { "consent", "version", "2.", "2." },
  { "screening", "note", "Seen with", "Seen with" },
  { "decision", "reason", "Discussed", "Discussed" },
};

static void
what_is_typed_survives_a_lock_in_every_dialog (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture);
  for (guint i = 0; i < G_N_ELEMENTS (typed_fields); i++)
    {
      const char *name = typed_fields[i].field;

      g_test_message ("%s", typed_fields[i].dialog);
      form_desk_open (&desk, typed_fields[i].dialog);
      g_assert_null (tide_form_dialog_get_draft_words (desk.dialog));
      type_and_lock (&desk, name, typed_fields[i].text);
      if (g_str_equal (typed_fields[i].dialog, "alert")) /* the fixture would raise another one */
        {
          g_autoptr (GPtrArray) drafts = tide_clinic_list_drafts (desk.fixture.clinic, 0, NULL);

          g_assert_cmpuint (drafts->len, ==, 1);
          tide_clinic_save_draft (desk.fixture.clinic, desk.fixture.patient_id,
                                  ((TideDraft *) drafts->pdata[0])->kind, NULL, NULL);
          continue;
        }
      form_desk_open (&desk, typed_fields[i].dialog);
      assert_typed (&desk, name, typed_fields[i].typed);
      g_assert_true (g_str_has_prefix (tide_form_dialog_get_draft_words (desk.dialog), "Draft of "));
      g_assert_true (tide_form_dialog_is_changed (desk.dialog));
      tide_form_dialog_throw_away (desk.dialog);
      g_assert_cmpuint (count_drafts (&desk), ==, 0);
    }
  form_fixture_clear (&desk.fixture);
}

/* A kill leaves no time to save: it is written by itself within a second. */
static void
a_draft_is_written_while_typing (void)
{
  FormDesk desk = { 0 };
  gint64 start;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "note");
  form_desk_enter (&desk, "text", "Sleeps");
  start = g_get_monotonic_time ();
  while (count_drafts (&desk) == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time () - start, <, G_TIME_SPAN_SECOND);
    }
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

static void
a_draft_ends_with_the_save (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "note");
  type_and_lock (&desk, "text", "Sleeps better.");
  form_desk_open (&desk, "note");
  form_desk_assert_saved (&desk);
  g_assert_cmpuint (count_drafts (&desk), ==, 0);
  form_desk_open (&desk, "note");
  assert_typed (&desk, "text", "");
  g_assert_null (tide_form_dialog_get_draft_words (desk.dialog));
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

static void
a_discarded_draft_leaves_the_dialog_as_new (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "patient-edit");
  type_and_lock (&desk, "family_name", "Nowak");
  form_desk_open (&desk, "patient-edit");
  assert_typed (&desk, "family_name", "Nowak");
  tide_form_dialog_discard_draft (desk.dialog);
  assert_typed (&desk, "family_name", "Novák");
  g_assert_false (tide_form_dialog_is_changed (desk.dialog));
  g_assert_cmpuint (count_drafts (&desk), ==, 0);
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

/* The draft of one record is not shown with another one. */
static void
a_draft_belongs_to_its_record (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "course-edit");
  type_and_lock (&desk, "planned_sessions", "17");
  form_desk_open (&desk, "course");
  g_assert_null (tide_form_dialog_get_draft_words (desk.dialog));
  form_desk_close (&desk);
  /* Only what was typed comes back: the rest is what the record holds now. */
  {
    g_autoptr (TideCourse) course
      = tide_clinic_lookup (desk.fixture.clinic, &tide_course_class, desk.fixture.course_id, NULL);

    tide_record_set_text (&course->agent, "ERP");
    g_assert_true (tide_clinic_save (desk.fixture.clinic, course, NULL));
  }
  form_desk_open (&desk, "course-edit");
  assert_typed (&desk, "planned_sessions", "17");
  assert_typed (&desk, "agent", "ERP");
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

/* Typed mg stay the source after a lock: 30 mg at 60 kg is 0.5 mg/kg. */
static void
a_session_remembers_which_dose_was_typed (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "infusion");
  form_desk_enter (&desk, "weight_kg", "72");
  form_desk_enter (&desk, "dose_mg_per_kg", "1");
  type_and_lock (&desk, "dose_mg", "30");
  g_assert_true (form_dialogs_present ("infusion", NULL, &desk.fixture)); /* another course: no draft */
  desk.dialog = form_desk_find_dialog ();
  g_assert_null (tide_form_dialog_get_draft_words (desk.dialog));
  form_desk_close (&desk);
  tide_session_dialog_present (NULL, desk.fixture.clinic, 2, 0);
  desk.dialog = form_desk_find_dialog ();
  assert_typed (&desk, "dose_mg", "30");
  form_desk_enter (&desk, "weight_kg", "60");
  assert_typed (&desk, "dose_mg", "30");
  assert_typed (&desk, "dose_mg_per_kg", "0.5");
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

/* Nothing is scolded while it is typed; leaving the field or saving says it. */
static void
faults_wait_until_a_field_is_left (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture);
  for (guint i = 0; form_dialog_names[i]; i++)
    {
      form_desk_open (&desk, form_dialog_names[i]);
      for (guint j = 0; tide_form_dialog_get_field (desk.dialog, j); j++)
        g_assert_cmpstr (tide_form_field_get_fault (tide_form_dialog_get_field (desk.dialog, j)), ==, "");
      form_desk_close (&desk);
    }
  form_desk_open (&desk, "event");
  gtk_widget_grab_focus (GTK_WIDGET (form_desk_field (&desk, "on_date")));
  form_desk_enter (&desk, "on_date", "3/4/1979");
  g_assert_cmpstr (tide_form_field_get_fault (form_desk_field (&desk, "on_date")), ==, "");
  g_assert_false (tide_form_dialog_get_can_save (desk.dialog));
  gtk_widget_grab_focus (GTK_WIDGET (form_desk_field (&desk, "label")));
  g_assert_nonnull (strstr (tide_form_field_get_fault (form_desk_field (&desk, "on_date")), "could be"));
  g_assert_cmpstr (tide_form_field_get_fault (form_desk_field (&desk, "label")), ==, "");
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

/* Tab and Shift+Tab reach the same controls, in opposite order. */
static void
tab_goes_on_and_shift_tab_goes_back (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture);
  for (guint i = 0; form_dialog_names[i]; i++)
    {
      g_autoptr (GPtrArray) way = g_ptr_array_new ();
      GtkWindow *window;

      form_desk_open (&desk, form_dialog_names[i]);
      g_test_message ("%s", form_dialog_names[i]);
      window = GTK_WINDOW (desk.dialog);
      for (GtkWidget *first = gtk_window_get_focus (window);
           way->len == 0 || gtk_window_get_focus (window) != first;)
        {
          g_assert_cmpuint (way->len, <, 60);
          g_ptr_array_add (way, gtk_window_get_focus (window));
          g_assert_true (gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD));
        }
      g_assert_cmpuint (way->len, >=, 2);
      for (guint j = way->len; j > 0; j--)
        {
          gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD);
          if (gtk_window_get_focus (window) != way->pdata[j - 1])
            g_error ("%s: stuck going back to stop %u of %u", form_dialog_names[i], j, way->len);
        }
      form_desk_close (&desk);
    }
  form_fixture_clear (&desk.fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  tide_application_load_resources ();
  g_test_add_func ("/dialog/leaving-asks-only-after-a-change", leaving_asks_only_after_a_change);
  g_test_add_func ("/dialog/locking-closes-every-dialog", locking_closes_every_dialog);
  g_test_add_func ("/dialog/what-is-typed-survives-a-lock-in-every-dialog",
                   what_is_typed_survives_a_lock_in_every_dialog);
  g_test_add_func ("/dialog/a-draft-is-written-while-typing", a_draft_is_written_while_typing);
  g_test_add_func ("/dialog/a-draft-ends-with-the-save", a_draft_ends_with_the_save);
  g_test_add_func ("/dialog/a-discarded-draft-leaves-the-dialog-as-new",
                   a_discarded_draft_leaves_the_dialog_as_new);
  g_test_add_func ("/dialog/a-draft-belongs-to-its-record", a_draft_belongs_to_its_record);
  g_test_add_func ("/dialog/a-session-remembers-which-dose-was-typed",
                   a_session_remembers_which_dose_was_typed);
  g_test_add_func ("/dialog/faults-wait-until-a-field-is-left", faults_wait_until_a_field_is_left);
  g_test_add_func ("/dialog/tab-goes-on-and-shift-tab-goes-back", tab_goes_on_and_shift_tab_goes_back);
  return g_test_run ();
}

/* test-death.c: a death that is recorded too early is asked about, and so is what is recorded after one; who
 * died is said wherever the patient is shown. */

#include "app-fixture.h"
#include "form-desk.h"
#include "tide-patient-summary.h"

static void
add_death (TideClinic *clinic, gint64 patient_id, int month, int day)
{
  g_autoptr (TideEvent) event = tide_event_new ();
  event->patient_id = patient_id;
  event->kind = tide_code_from_text (tide_event_kind_codes, "death");
  event->on_date = tide_date_from_ymd (2025, month, day);
  tide_record_set_text (&event->label, "Died at home");
  g_assert_true (tide_clinic_save (clinic, event, NULL));
}

static void
assert_doubt (FormDesk *desk, const char *field, const char *words)
{
  const char *doubt;
  g_assert_false (tide_form_dialog_save (desk->dialog));
  doubt = tide_form_field_get_doubt (form_desk_field (desk, field));
  if (strstr (doubt, words) == NULL)
    g_error ("%s: expected “%s”, read “%s”", field, words, doubt);
}

/* The fixture's Y-BOCS and CGI of 23 October lie after the 1st of it. */
static void
a_death_before_later_records_is_asked_about (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) events = NULL;
  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "event");
  form_desk_enter (&desk, "kind", "death");
  form_desk_enter (&desk, "label", "Died at home");
  form_desk_enter (&desk, "on_date", "1.10.2025");
  assert_doubt (&desk, "on_date", "Y-BOCS, 23 Oct 2025");
  form_desk_enter (&desk, "on_date", "1.9.2025");
  assert_doubt (&desk, "on_date", "Y-BOCS, 4 Sep 2025");
  g_assert_true (tide_form_dialog_save_because (desk.dialog, NULL));
  events = tide_clinic_list (desk.fixture.clinic, &tide_event_class, NULL, 0, NULL);
  g_assert_cmpuint (events->len, ==, 1);
  form_fixture_clear (&desk.fixture);
}

/* A course that ends with the patient's life is a record of the death too. */
static void
a_course_that_ends_with_a_death_asks_the_same (void)
{
  FormDesk desk = { 0 };
  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "course-end");
  form_desk_enter (&desk, "end_reason", "death");
  form_desk_enter (&desk, "ended_on", "1.10.2025");
  assert_doubt (&desk, "ended_on", "Y-BOCS, 23 Oct 2025");
  form_desk_enter (&desk, "ended_on", "19.11.2025");
  form_desk_assert_saved (&desk);
  form_fixture_clear (&desk.fixture);
}

/* Nothing lies after the 19th of November, the day before today. */
static void
a_death_at_the_end_is_not (void)
{
  FormDesk desk = { 0 };
  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "event");
  form_desk_enter (&desk, "kind", "death");
  form_desk_enter (&desk, "label", "Died at home");
  form_desk_enter (&desk, "on_date", "19.11.2025");
  form_desk_assert_saved (&desk);
  form_fixture_clear (&desk.fixture);
}

static void
a_record_after_a_death_is_told_at_its_field (void)
{
  FormDesk desk = { 0 };
  form_fixture_init (&desk.fixture);
  add_death (desk.fixture.clinic, desk.fixture.patient_id, 11, 18);
  form_desk_open (&desk, "note");
  form_desk_enter (&desk, "text", "Seen again.");
  form_desk_enter (&desk, "taken", "19.11.2025");
  assert_doubt (&desk, "taken", "lies after the death on 18 Nov 2025");
  form_desk_enter (&desk, "taken", "18.11.2025");
  form_desk_assert_saved (&desk);
  form_fixture_clear (&desk.fixture);
}

static void
who_died_is_said_everywhere (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", "PR-0001", NULL);
  add_death (clinic, patient->base.id, 6, 2);
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient->base.id);
  WAIT (app_fixture_says (GTK_WIDGET (window), "Died 2 Jun 2025")); /* the banner */
  WAIT (app_fixture_says (GTK_WIDGET (window), "† 2 Jun 2025"));    /* the list */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-view", "s", "caseload");
  GType page = 0;
  WAIT ((page = g_type_from_name ("TideCaseloadPage")) != 0
        && app_fixture_find (GTK_WIDGET (window), page) != NULL
        && app_fixture_says (app_fixture_find (GTK_WIDGET (window), page), "† 2 Jun 2025"));
  app_fixture_gone (window);
}

/* Heard, a dagger is nothing. */
static void
a_death_is_read_in_words (void)
{
  TidePatientRow row = { .died_on = TIDE_DATE_UNKNOWN };
  g_assert_null (tide_death_text (&row, TRUE));
  row.died = TRUE;
  g_autofree char *unknown = tide_death_text (&row, TRUE);
  g_assert_cmpstr (unknown, ==, "died, day not known");
  row.died_on = tide_date_from_ymd (2025, 6, 2);
  g_autofree char *spoken = tide_death_text (&row, TRUE), *shown = tide_death_text (&row, FALSE);
  g_assert_cmpstr (spoken, ==, "died 2 Jun 2025");
  g_assert_cmpstr (shown, ==, "† 2 Jun 2025");
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/death/before-later-records-is-asked-about", a_death_before_later_records_is_asked_about);
  g_test_add_func ("/death/a-course-that-ends-with-it-asks-the-same",
                   a_course_that_ends_with_a_death_asks_the_same);
  g_test_add_func ("/death/at-the-end-is-not", a_death_at_the_end_is_not);
  g_test_add_func ("/death/a-record-after-it-is-told-at-its-field",
                   a_record_after_a_death_is_told_at_its_field);
  g_test_add_func ("/death/is-said-in-banner-list-and-caseload", who_died_is_said_everywhere);
  g_test_add_func ("/death/is-read-in-words", a_death_is_read_in_words);
  return g_test_run ();
}

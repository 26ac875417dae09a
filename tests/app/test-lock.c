/* test-lock.c: locking leaves nothing of a patient in any widget, and unlocking comes back to the same place.
 */
#include "app-fixture.h"
#include "tide-clinic-page.h"
#include "tide-secret-entry.h"
#include "tide-unlock-page.h"

#define FAMILY "Probe-2"

static gint64
patient_of (TideClinic *clinic, const char *mrn)
{
  g_autoptr (TidePatient) patient = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", mrn, NULL);
  return patient->base.id;
}

static TidePatientPage *
page_of (TideWindow *window)
{
  GtkWidget *page = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_CLINIC_PAGE);
  return tide_clinic_page_get_patient_page (TIDE_CLINIC_PAGE (page));
}

static void
assert_nothing_is_left (void)
{
  app_fixture_settle ();
  g_assert_false (app_fixture_anyone_says ("Probe"));
  g_assert_false (app_fixture_anyone_says ("PR-0"));
  g_assert_false (app_fixture_anyone_says ("1980"));
  g_assert_false (app_fixture_anyone_says ("F42.2"));
  g_assert_false (app_fixture_anyone_says ("ertraline"));
}

static void
empties_everything (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 5);
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_of (clinic, "PR-0002"));
  for (const char *const *tab = (const char *const[]){ "courses", "sessions", "history", "notes", NULL };
       *tab != NULL; tab++)
    tide_patient_page_set_tab (page_of (window), *tab); /* each is filled when it is seen */
  tide_window_toast (window, "Saved Y-BOCS of " FAMILY, TRUE);
  app_fixture_settle ();
  g_assert_true (app_fixture_anyone_says (FAMILY));
  tide_window_lock (window);
  g_assert_true (tide_clinic_is_locked (clinic));
  assert_nothing_is_left ();
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Tidemark");
  app_fixture_gone (window);
}

static void
closes_dialogs (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  TideWindow *window = app_fixture_window (clinic);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), FAMILY, NULL);
  GtkWidget *upon = adw_message_dialog_new (GTK_WINDOW (dialog), FAMILY " again", NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (upon));
  app_fixture_settle ();
  tide_window_lock (window);
  assert_nothing_is_left ();
  app_fixture_gone (window);
}

static void
comes_back_to_the_same_place (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 5);
  TideWindow *window = app_fixture_window (clinic);
  gint64 patient_id = patient_of (clinic, "PR-0002");
  tide_window_show_patient (window, patient_id);
  tide_patient_page_set_tab (page_of (window), "history");
  tide_window_lock (window);
  g_assert_cmpint (tide_window_get_patient (window), ==, 0);
  GtkWidget *unlock = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_UNLOCK_PAGE);
  gtk_widget_activate_action (unlock, "unlock.try", NULL);
  WAIT (tide_window_get_patient (window) == patient_id);
  g_assert_cmpstr (tide_patient_page_get_tab (page_of (window)), ==, "history");
  g_assert_true (app_fixture_anyone_says (FAMILY));
  app_fixture_gone (window);
}

static void
type_passphrase (TideWindow *window, const char *text)
{
  GtkWidget *unlock = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_UNLOCK_PAGE);
  GtkWidget *entry = app_fixture_find (unlock, TIDE_TYPE_SECRET_ENTRY);
  tide_secret_entry_append (TIDE_SECRET_ENTRY (entry), text, -1);
  gtk_widget_activate_action (unlock, "unlock.try", NULL);
}

static void
a_wrong_passphrase_is_told (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (TRUE, 3);
  if (clinic == NULL)
    return;
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_of (clinic, "PR-0002"));
  tide_window_lock (window);
  type_passphrase (window, "wrong horse");
  WAIT (app_fixture_anyone_says ("Neither the passphrase nor the recovery key fits"));
  g_assert_true (tide_clinic_is_locked (clinic));
  assert_nothing_is_left ();
  type_passphrase (window, TEST_CLINIC_PASSPHRASE);
  WAIT (tide_window_get_patient (window) != 0);
  g_assert_false (app_fixture_anyone_says ("horse"));
  app_fixture_gone (window);
}

/* A form that must be told before the clinic goes. */
static void
locking_cb (TideWindow *window, gboolean *was_unlocked)
{
  *was_unlocked = !tide_clinic_is_locked (tide_window_get_clinic (window));
}

static GtkWidget *
make_form (TideClinic *clinic, GVariant *parameter)
{
  g_autofree char *text = g_strdup_printf ("form %" G_GINT64_FORMAT, g_variant_get_int64 (parameter));
  return gtk_label_new (text);
}

static void
forms_save_first_and_come_back (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  TideWindow *window = app_fixture_window (clinic);
  gboolean was_unlocked = FALSE;
  g_signal_connect (window, "locking", G_CALLBACK (locking_cb), &was_unlocked);
  tide_window_push_made_page (window, make_form, g_variant_new_int64 (42));
  g_assert_true (app_fixture_anyone_says ("form 42"));
  tide_window_lock (window);
  g_assert_true (was_unlocked);
  g_assert_null (tide_window_get_pushed_page (window));
  g_assert_false (app_fixture_anyone_says ("form 42"));
  GtkWidget *unlock = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_UNLOCK_PAGE);
  gtk_widget_activate_action (unlock, "unlock.try", NULL);
  WAIT (tide_window_get_pushed_page (window) != NULL);
  g_assert_true (app_fixture_anyone_says ("form 42"));
  tide_window_pop_page (window);
  g_assert_null (tide_window_get_pushed_page (window));
  app_fixture_gone (window);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/app/lock/empties-everything", empties_everything);
  g_test_add_func ("/app/lock/closes-dialogs", closes_dialogs);
  g_test_add_func ("/app/lock/comes-back-to-the-same-place", comes_back_to_the_same_place);
  g_test_add_func ("/app/lock/a-wrong-passphrase-is-told", a_wrong_passphrase_is_told);
  g_test_add_func ("/app/lock/forms-save-first-and-come-back", forms_save_first_and_come_back);
  return g_test_run ();
}

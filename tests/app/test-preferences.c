/* test-preferences.c: a clinic changes a number of its rules, with the reason, and takes it back. */
#include "app-fixture.h"
#include "tide-clinic-cockpit.h"
#include "tide-preferences.h"
#include "tide-start-list.h"

#include <glib/gstdio.h>
#include <unistd.h>

static void
type (GtkWidget *root, const char *title, const char *text)
{
  if (ADW_IS_ENTRY_ROW (root)
      && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    gtk_editable_set_text (GTK_EDITABLE (root), text);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    type (child, title, text);
}

static double
get_gap (TideClinic *clinic)
{
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (clinic);
  return tide_thresholds_get (thresholds, "gap_days");
}

static void
a_number_is_changed_with_its_reason (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  TideWindow *window = app_fixture_window (clinic);
  TidePreferences *preferences = tide_preferences_new (GTK_WINDOW (window), clinic);
  gtk_window_present (GTK_WINDOW (preferences));
  app_fixture_settle ();
  g_assert_true (app_fixture_says (GTK_WIDGET (preferences), "56\u202fdays · clinic convention"));
  gtk_widget_activate_action (GTK_WIDGET (preferences), "preferences.change-rule", "(bs)", FALSE, "gap_days");
  WAIT (app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  AdwMessageDialog *dialog = app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "save"));
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "default"));
  type (GTK_WIDGET (dialog), "Number", "70");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "save")); /* why? */
  type (GTK_WIDGET (dialog), "Reason", "quarterly clinic");
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "save"));
  type (GTK_WIDGET (dialog), "Number", "seventy");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "save"));
  type (GTK_WIDGET (dialog), "Number", "70");
  adw_message_dialog_response (dialog, "save");
  g_assert_cmpfloat (get_gap (clinic), ==, 70);
  g_assert_true (app_fixture_says (GTK_WIDGET (preferences), "70\u202fdays instead of 56\u202fdays"));
  g_assert_true (app_fixture_says (GTK_WIDGET (preferences), "quarterly clinic"));
  gtk_window_destroy (GTK_WINDOW (dialog));

  gtk_widget_activate_action (GTK_WIDGET (preferences), "preferences.change-rule", "(bs)", FALSE, "gap_days");
  WAIT (app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  dialog = app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (dialog, "default");
  g_assert_cmpfloat (get_gap (clinic), ==, 56);
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (preferences));
  app_fixture_gone (window);
}

static void
a_limit_beyond_red_is_refused_in_words (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  TideWindow *window = app_fixture_window (clinic);
  TidePreferences *preferences = tide_preferences_new (GTK_WINDOW (window), clinic);
  gtk_window_present (GTK_WINDOW (preferences));
  app_fixture_settle ();
  gtk_widget_activate_action (GTK_WIDGET (preferences), "preferences.change-rule", "(bs)", TRUE,
                              "systolic_amber");
  WAIT (app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  AdwMessageDialog *dialog = app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG);
  type (GTK_WIDGET (dialog), "Number", "190");
  type (GTK_WIDGET (dialog), "Reason", "test");
  adw_message_dialog_response (dialog, "save");
  WAIT (app_fixture_says (GTK_WIDGET (preferences), "before red, which is at 180"));
  g_assert_true (app_fixture_says (GTK_WIDGET (preferences), "160\u202fmmHg · clinic convention"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (preferences));
  app_fixture_gone (window);
}

static void
the_list_before_a_dose_is_the_clinic_s (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  const TideSessionRules *rules = tide_clinic_get_session_rules (clinic);
  TideWindow *window = app_fixture_window (clinic);
  TidePreferences *preferences = tide_preferences_new (GTK_WINDOW (window), clinic);
  gtk_window_present (GTK_WINDOW (preferences));
  app_fixture_settle ();
  gtk_widget_activate_action (GTK_WIDGET (preferences), "preferences.add-question", NULL);
  WAIT (app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  AdwMessageDialog *dialog = app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "save"));
  type (GTK_WIDGET (dialog), "Question", "Contact lenses out");
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "save"));
  adw_message_dialog_response (dialog, "save");
  g_assert_cmpuint (tide_session_rules_get_questions (rules)->len, ==, 1);
  const TideStartQuestion *question = tide_session_rules_get_questions (rules)->pdata[0];
  g_assert_cmpstr (question->label, ==, "Contact lenses out");
  g_assert_cmpint (question->wanted, ==, TIDE_WANTED_YES);
  g_assert_true (app_fixture_says (GTK_WIDGET (preferences), "the dose needs yes, or a reason"));
  gtk_window_destroy (GTK_WINDOW (dialog));

  gtk_widget_activate_action (GTK_WIDGET (preferences), "preferences.switch-question", "s", "driving");
  WAIT (app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  dialog = app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (app_fixture_says (GTK_WIDGET (dialog), "Sessions that have answered it keep it"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_null (tide_session_rules_get_off_source (rules, "driving")); /* no reason, no change */
  gtk_window_destroy (GTK_WINDOW (preferences));
  app_fixture_gone (window);
}

/* --- logo --- */

static void
check_refused_logo (TidePreferences *preferences, TideClinic *clinic, const char *bytes, gssize length,
                    const char *words)
{
  g_autofree char *name = g_strdup_printf ("tide-logo-%d.png", (int) getpid ());
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  g_assert_false (tide_preferences_take_logo (preferences, path));
  g_assert_true (app_fixture_says (GTK_WIDGET (preferences), words));
  g_autofree char *kept = tide_clinic_dup_setting (clinic, "clinic.logo");
  g_assert_true (kept == NULL || *kept == '\0');
  g_unlink (path);
}

static void
a_file_that_is_no_logo_is_refused_at_the_field (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 1);
  TideWindow *window = app_fixture_window (clinic);
  TidePreferences *preferences = tide_preferences_new (GTK_WINDOW (window), clinic);
  gtk_window_present (GTK_WINDOW (preferences));
  app_fixture_settle ();
  check_refused_logo (preferences, clinic, "", 0, "neither an SVG nor a PNG");
  check_refused_logo (preferences, clinic, "A letter to the clinic.\n", -1, "neither an SVG nor a PNG");
  check_refused_logo (preferences, clinic,
                      "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>", -1,
                      "declares entities");
  check_refused_logo (preferences, clinic, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\4\0\0\0\4 damaged", 33,
                      "damaged");
  g_autofree char *large = g_strnfill (1024 * 1024 + 1, 'a');
  check_refused_logo (preferences, clinic, large, -1, "larger than 1 MB");
  g_assert_false (tide_preferences_take_logo (preferences, "/nonexistent/logo.svg"));
  g_assert_true (app_fixture_says (GTK_WIDGET (preferences), "cannot be read"));
  gtk_window_destroy (GTK_WINDOW (preferences));
  app_fixture_gone (window);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/preferences/a-number-is-changed-with-its-reason", a_number_is_changed_with_its_reason);
  g_test_add_func ("/preferences/a-file-that-is-no-logo-is-refused-at-the-field",
                   a_file_that_is_no_logo_is_refused_at_the_field);
  g_test_add_func ("/preferences/a-limit-beyond-red-is-refused-in-words",
                   a_limit_beyond_red_is_refused_in_words);
  g_test_add_func ("/preferences/the-list-before-a-dose-is-the-clinic-s",
                   the_list_before_a_dose_is_the_clinic_s);
  return g_test_run ();
}

/* test-start.c: a clinic is made, opened, or refused with words; nothing is made when a person goes back. */
#include <glib/gstdio.h>
#include "app-fixture.h"
#include "tide-new-clinic-page.h"
#include "tide-secret-entry.h"
#include "tide-sentences.h"
#include "tide-store.h"

static GtkWidget *
row_of (GtkWidget *root, const char *title)
{
  if (ADW_IS_ENTRY_ROW (root)
      && strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) != NULL)
    return root;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = row_of (child, title);
  return found;
}

static void
find_secrets (GtkWidget *root, GPtrArray *found)
{
  if (TIDE_IS_SECRET_ENTRY (root))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_secrets (child, found);
}

static GtkWidget *
begin (TideWindow *window, const char *folder)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-clinic", NULL);
  GtkWidget *page = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_NEW_CLINIC_PAGE);
  g_assert_nonnull (page);
  gtk_editable_set_text (GTK_EDITABLE (row_of (page, "Name of the clinic")), "Test clinic");
  gtk_editable_set_text (GTK_EDITABLE (row_of (page, "Folder")), folder);
  return page;
}

/* Passphrase, passphrase once more, recovery key. */
static TideSecretEntry *
secret (GtkWidget *page, guint i)
{
  g_autoptr (GPtrArray) secrets = g_ptr_array_new ();
  find_secrets (page, secrets);
  g_assert_cmpuint (secrets->len, ==, 3);
  return g_ptr_array_index (secrets, i);
}

static void
type_back (GtkWidget *page, const char *text)
{
  tide_secret_entry_append (secret (page, 2), text, -1);
  g_signal_emit_by_name (secret (page, 2), "activate");
}

static void
type_twice (GtkWidget *page, const char *first, const char *second)
{
  TideSecretEntry *one = secret (page, 0), *two = secret (page, 1);
  tide_secret_entry_clear (one);
  tide_secret_entry_clear (two);
  tide_secret_entry_append (one, first, -1);
  tide_secret_entry_append (two, second, -1);
  gtk_widget_activate_action (page, "new-clinic.create", NULL);
}

/* The key as it is shown, "" until then. */
static const char *
shown_key (GtkWidget *root)
{
  if (GTK_IS_LABEL (root) && gtk_widget_has_css_class (root, "tide-recovery"))
    return gtk_label_get_text (GTK_LABEL (root));
  const char *found = "";
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found[0] == '\0';
       child = gtk_widget_get_next_sibling (child))
    found = shown_key (child);
  return found;
}

static void
without_encryption_takes_a_word (void)
{
  TideWindow *window = app_fixture_window (NULL);
  g_autofree char *folder = test_clinic_dup_path ("plain");
  GtkWidget *page = begin (window, folder), *word = row_of (page, "To go without");
  gtk_editable_set_text (GTK_EDITABLE (word), "yes");
  gtk_widget_activate_action (page, "new-clinic.create", NULL);
  app_fixture_settle ();
  g_assert_false (tide_store_is_clinic (folder));
  gtk_editable_set_text (GTK_EDITABLE (word), " Unencrypted ");
  gtk_widget_activate_action (page, "new-clinic.create", NULL);
  WAIT (tide_window_get_clinic (window) != NULL);
  g_assert_true (tide_store_is_clinic (folder));
  g_assert_false (tide_store_is_encrypted (folder));
  g_assert_true (app_fixture_anyone_says ("No patients yet"));
  app_fixture_gone (window);
}

static void
the_recovery_key_is_typed_back (void)
{
  TideWindow *window = app_fixture_window (NULL);
  g_autofree char *folder = test_clinic_dup_path ("keyed");
  GtkWidget *page = begin (window, folder);
  type_twice (page, "short", "short");
  g_assert_true (app_fixture_anyone_says ("at least 8 characters."));
  type_twice (page, TEST_CLINIC_PASSPHRASE, "something else");
  g_assert_true (app_fixture_anyone_says ("The two passphrases differ"));
  type_twice (page, TEST_CLINIC_PASSPHRASE, TEST_CLINIC_PASSPHRASE);
  WAIT (shown_key (page)[0] != '\0');
  g_autofree char *key = g_strdup (shown_key (page));
  g_assert_null (tide_window_get_clinic (window));
  gtk_widget_activate_action (page, "new-clinic.finish", NULL); /* off until it is typed back */
  g_assert_null (tide_window_get_clinic (window));
  /* A wrong letter in the fourth of the groups of five, with a hyphen after each. */
  g_autofree char *wrong = g_strdup (key), *rest = g_ascii_strdown (key + 18, -1);
  wrong[20] = wrong[20] == 'A' ? 'B' : 'A';
  tide_secret_entry_append (secret (page, 2), wrong, -1);
  g_assert_true (app_fixture_anyone_says ("3 groups are right"));
  g_assert_true (app_fixture_anyone_says ("Group 4 is mistyped"));
  gtk_widget_activate_action (page, "new-clinic.finish", NULL);
  type_back (page, "");
  g_assert_true (app_fixture_anyone_says ("type on from group 4"));
  g_assert_cmpuint (tide_secret_entry_get (secret (page, 2)).length, ==, 17);
  app_fixture_settle ();
  g_assert_null (tide_window_get_clinic (window));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  type_back (page, rest);
  WAIT (tide_window_get_clinic (window) != NULL);
  const TidePassphrase recovery = { key, strlen (key) };
  g_autoptr (GError) error = NULL;
  tide_clinic_lock (tide_window_get_clinic (window));
  g_assert_true (tide_clinic_unlock (tide_window_get_clinic (window), &recovery, &error));
  g_assert_no_error (error);
  g_assert_true (tide_clinic_get_encrypted (tide_window_get_clinic (window)));
  g_assert_false (app_fixture_anyone_says (key));
  app_fixture_gone (window);
}

static void
going_back_leaves_nothing (void)
{
  TideWindow *window = app_fixture_window (NULL);
  g_autofree char *folder = test_clinic_dup_path ("given-up");
  GtkWidget *page = begin (window, folder);
  type_twice (page, TEST_CLINIC_PASSPHRASE, TEST_CLINIC_PASSPHRASE);
  WAIT (shown_key (page)[0] != '\0');
  g_autofree char *key = g_strdup (shown_key (page));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  gtk_widget_activate_action (page, "new-clinic.cancel", NULL);
  app_fixture_settle ();
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_false (app_fixture_anyone_says (key));
  app_fixture_gone (window);
}

/* A folder that cannot be used shows after the key was typed back; the paper stays good. */
static void
the_key_is_typed_back_once (void)
{
  TideWindow *window = app_fixture_window (NULL);
  g_autofree char *parent = test_clinic_dup_path ("a-file");
  g_autofree char *inside = g_build_filename (parent, "clinic", NULL);
  g_autofree char *folder = test_clinic_dup_path ("second-try");
  g_assert_true (g_file_set_contents (parent, "", 0, NULL));
  GtkWidget *page = begin (window, inside);
  type_twice (page, TEST_CLINIC_PASSPHRASE, TEST_CLINIC_PASSPHRASE);
  g_autofree char *key = g_strdup (shown_key (page));
  type_back (page, key);
  WAIT (gtk_widget_get_mapped (row_of (page, "Folder")));
  g_assert_null (tide_window_get_clinic (window));
  gtk_editable_set_text (GTK_EDITABLE (row_of (page, "Folder")), folder);
  gtk_widget_activate_action (page, "new-clinic.create", NULL);
  WAIT (tide_window_get_clinic (window) != NULL);
  const TidePassphrase recovery = { key, strlen (key) };
  tide_clinic_lock (tide_window_get_clinic (window));
  g_assert_true (tide_clinic_unlock (tide_window_get_clinic (window), &recovery, NULL));
  app_fixture_gone (window);
}

static void
a_clinic_is_never_made_over_another (void)
{
  g_autoptr (TideClinic) other = app_fixture_clinic (FALSE, 1);
  TideWindow *window = app_fixture_window (NULL);
  begin (window, tide_clinic_get_folder (other));
  GtkWidget *page = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_NEW_CLINIC_PAGE);
  gtk_widget_activate_action (page, "new-clinic.create", NULL);
  g_assert_true (app_fixture_anyone_says ("A clinic is there already"));
  g_assert_cmpstr (shown_key (page), ==, "");
  app_fixture_gone (window);
}

static void
an_empty_folder_is_no_clinic (void)
{
  TideWindow *window = app_fixture_window (NULL);
  g_autofree char *folder = test_clinic_dup_path ("empty");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  tide_window_open_folder (window, folder);
  WAIT (app_fixture_anyone_says ("No clinic in this folder"));
  app_fixture_gone (window);
}

static void
a_folder_in_use_is_offered_for_reading (void)
{
  g_autoptr (TideClinic) holder = app_fixture_clinic (FALSE, 2);
  TideWindow *window = app_fixture_window (NULL);
  tide_window_open_folder (window, tide_clinic_get_folder (holder));
  WAIT (app_fixture_anyone_says ("The clinic is open elsewhere"));
  WAIT (app_fixture_anyone_says ("_Open Read Only"));
  app_fixture_gone (window);
}

static void
every_error_has_a_sentence (void)
{
  for (int code = TIDE_ERROR_VALUE; code <= TIDE_ERROR_CANCELLED; code++)
    {
      g_autoptr (GError) error = g_error_new (TIDE_ERROR, code, "message %d", code);
      g_autofree char *sentence = tide_sentence_for (error);
      g_assert_cmpstr (tide_sentence_heading (error), !=, "Something went wrong");
      g_assert_cmpuint (strlen (sentence), >, 0);
    }
}

static void
take_again (gpointer object)
{
  g_object_ref (object);
}

/* What app-fixture.c forgives GTK stays fatal in everybody else's code. */
static void
what_is_used_after_its_end_is_fatal (void)
{
  if (g_test_subprocess ())
    {
      GObject *object = g_object_new (G_TYPE_OBJECT, NULL);
      g_object_set_data_full (object, "itself", object, take_again);
      g_object_unref (object);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*object_already_finalized*");
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/app/start/without-encryption-takes-a-word", without_encryption_takes_a_word);
  if (tide_store_can_encrypt ())
    {
      g_test_add_func ("/app/start/the-recovery-key-is-typed-back", the_recovery_key_is_typed_back);
      g_test_add_func ("/app/start/going-back-leaves-nothing", going_back_leaves_nothing);
      g_test_add_func ("/app/start/the-recovery-key-is-typed-back-once", the_key_is_typed_back_once);
    }
  g_test_add_func ("/app/start/a-clinic-is-never-made-over-another", a_clinic_is_never_made_over_another);
  g_test_add_func ("/app/start/an-empty-folder-is-no-clinic", an_empty_folder_is_no_clinic);
  g_test_add_func ("/app/start/a-folder-in-use-is-offered-for-reading",
                   a_folder_in_use_is_offered_for_reading);
  g_test_add_func ("/app/start/every-error-has-a-sentence", every_error_has_a_sentence);
  g_test_add_func ("/app/start/what-is-used-after-its-end-is-fatal", what_is_used_after_its_end_is_fatal);
  return g_test_run ();
}

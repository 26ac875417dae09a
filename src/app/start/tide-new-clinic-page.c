/* tide-new-clinic-page.c: makes a clinic.
 *
 * Encryption is the default; going without takes typing a word.  The recovery key is shown once and typed
 * back: a key that nobody wrote down is worth nothing on the day it is needed.  Only then is the folder
 * made, so that leaving the page before leaves nothing on the disk.
 */
#include "tide-new-clinic-page.h"

#include <glib/gi18n-lib.h>
#include "tide-opener.h"
#include "tide-secret-entry.h"
#include "tide-sentences.h"
#include "tide-store.h"

#define MIN_CHARACTERS 8
#define GROUP_CHARACTERS 5 /* of the recovery key */

struct _TideNewClinicPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *cancel_button, *passphrase_group;
  GtkEditable *name_row, *folder_row, *plain_word_row;
  AdwExpanderRow *plain_row;
  TideSecretEntry *first_entry, *second_entry, *recovery_entry;
  GtkLabel *fault_label, *recovery_label, *recovery_progress_label, *recovery_fault_label;

  GtkFileChooserNative *chooser;
  char *recovery_key;      /* NULL before it is first shown */
  gboolean was_typed_back; /* a fault of the folder afterwards asks for no second time */
};

G_DEFINE_FINAL_TYPE (TideNewClinicPage, tide_new_clinic_page, ADW_TYPE_BIN)

enum
{
  CREATED,
  CANCELLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- what is wrong with the form --- */

static gboolean
goes_without_encryption (TideNewClinicPage *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->plain_word_row)));
  g_autofree char *folded = g_utf8_casefold (typed, -1), *wanted = g_utf8_casefold (_ ("unencrypted"), -1);
  return g_str_equal (folded, wanted);
}

static void
show_fault (TideNewClinicPage *self, const char *text, GtkWidget *at)
{
  gtk_label_set_text (self->fault_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), text != NULL);
  if (at != NULL)
    gtk_widget_grab_focus (at);
}

/* Whatever the store refuses has to do with the folder. */
static void
show_error (TideNewClinicPage *self, const GError *error)
{
  g_autofree char *sentence = tide_sentence_for (error);
  g_autofree char *text = g_strdup_printf ("%s. %s", tide_sentence_heading (error), sentence);
  show_fault (self, text, GTK_WIDGET (self->folder_row));
}

static gboolean
passphrase_is_fine (TideNewClinicPage *self)
{
  TidePassphrase first = tide_secret_entry_get (self->first_entry);
  if (g_utf8_strlen (first.bytes, first.length) < MIN_CHARACTERS)
    {
      tide_secret_entry_set_failed (self->first_entry, TRUE);
      show_fault (self, _ ("The passphrase needs at least 8 characters."), GTK_WIDGET (self->first_entry));
      return FALSE;
    }
  if (!tide_secret_entry_equal (self->first_entry, self->second_entry))
    {
      tide_secret_entry_clear (self->second_entry);
      tide_secret_entry_set_failed (self->second_entry, TRUE);
      show_fault (self, _ ("The two passphrases differ. Type the second one again."),
                  GTK_WIDGET (self->second_entry));
      return FALSE;
    }
  return TRUE;
}

static gboolean
form_is_fine (TideNewClinicPage *self)
{
  const char *folder = gtk_editable_get_text (self->folder_row);
  if (gtk_editable_get_text (self->name_row)[0] == '\0')
    {
      show_fault (self, _ ("Give the clinic a name: it stands at the head of each printed page."),
                  GTK_WIDGET (self->name_row));
      return FALSE;
    }
  if (!g_path_is_absolute (folder))
    {
      show_fault (self, _ ("Give the whole path of the folder, beginning with “/”."),
                  GTK_WIDGET (self->folder_row));
      return FALSE;
    }
  if (tide_store_is_clinic (folder))
    {
      g_autoptr (GError) error = g_error_new_literal (TIDE_ERROR, TIDE_ERROR_EXISTS, folder);
      show_error (self, error);
      return FALSE;
    }
  if (goes_without_encryption (self))
    return TRUE;
  if (tide_store_can_encrypt ())
    return passphrase_is_fine (self);
  show_fault (self, _ ("This build cannot encrypt. To go without, type the word “unencrypted” above."),
              GTK_WIDGET (self->plain_word_row));
  return FALSE;
}

/* --- making it --- */

static void
wipe (TideNewClinicPage *self)
{
  tide_secret_entry_clear (self->first_entry);
  tide_secret_entry_clear (self->second_entry);
  tide_secret_entry_clear (self->recovery_entry);
  gtk_label_set_text (self->recovery_label, "");
  self->was_typed_back = FALSE;
  g_clear_pointer (&self->recovery_key, tide_store_free_secret);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TideNewClinicPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = tide_opener_finish (result, &error);
  gtk_widget_set_sensitive (self->cancel_button, TRUE);
  if (clinic == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "form");
      show_error (self, error);
      return;
    }
  wipe (self);
  g_signal_emit (self, signals[CREATED], 0, clinic);
}

static void
make_clinic (TideNewClinicPage *self)
{
  gboolean plain = goes_without_encryption (self);
  TidePassphrase passphrase = tide_secret_entry_get (self->first_entry);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  tide_opener_create_async (gtk_editable_get_text (self->folder_row), gtk_editable_get_text (self->name_row),
                            plain ? NULL : &passphrase, plain ? NULL : self->recovery_key, created_cb,
                            g_object_ref (self));
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideNewClinicPage *self = TIDE_NEW_CLINIC_PAGE (widget);
  show_fault (self, NULL, NULL);
  if (!form_is_fine (self))
    return;
  if (goes_without_encryption (self) || self->was_typed_back)
    {
      make_clinic (self);
      return;
    }
  if (self->recovery_key == NULL)
    self->recovery_key = tide_store_new_recovery_key ();
  gtk_label_set_text (self->recovery_label, self->recovery_key);
  gtk_stack_set_visible_child_name (self->stack, "recovery");
  gtk_widget_grab_focus (GTK_WIDGET (self->recovery_entry));
}

/* --- the recovery key --- */

static gboolean
is_typed_back (TideNewClinicPage *self)
{
  TidePassphrase typed = tide_secret_entry_get (self->recovery_entry);
  return self->recovery_key != NULL && tide_store_check_recovery_key (&typed, self->recovery_key, NULL);
}

/* NULL: none. */
static void
show_recovery_fault (TideNewClinicPage *self, const char *text)
{
  gtk_label_set_text (self->recovery_fault_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->recovery_fault_label), text != NULL);
}

/* Only dots are seen of what is typed, so each group is told as it comes; one that is half typed is no fault
 * yet. */
static void
recovery_changed_cb (TideSecretEntry *entry, TideNewClinicPage *self)
{
  if (self->recovery_key == NULL)
    return;
  TidePassphrase typed = tide_secret_entry_get (entry);
  gsize length;
  guint n = tide_store_count_recovery_groups (&typed, self->recovery_key, &length);
  guint more = 0;
  for (gsize i = length; i < typed.length; i++)
    more += g_ascii_isalnum (typed.bytes[i]);
  g_autofree char *text = g_strdup_printf (ngettext ("%u group is right", "%u groups are right", n), n);
  gtk_label_set_text (self->recovery_progress_label, n > 0 ? text : "");
  g_autofree char *fault
    = g_strdup_printf (_ ("Group %u is mistyped: press Enter to type on from there."), n + 1);
  show_recovery_fault (self, more >= GROUP_CHARACTERS ? fault : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-clinic.finish", is_typed_back (self));
}

/* The groups that are right stay: thirteen are much to type again. */
static void
go_back_to_wrong_group (TideNewClinicPage *self)
{
  TidePassphrase typed = tide_secret_entry_get (self->recovery_entry);
  gsize length;
  guint n = tide_store_count_recovery_groups (&typed, self->recovery_key, &length);
  char *kept = g_strndup (typed.bytes, length);
  tide_secret_entry_clear (self->recovery_entry);
  tide_secret_entry_append (self->recovery_entry, kept, -1);
  tide_store_free_secret (kept);
  tide_secret_entry_set_failed (self->recovery_entry, TRUE);
  g_autofree char *fault = g_strdup_printf (_ ("The key is not right yet: type on from group %u."), n + 1);
  show_recovery_fault (self, fault);
}

static void
recovery_activate_cb (TideSecretEntry *entry, TideNewClinicPage *self)
{
  if (is_typed_back (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "new-clinic.finish", NULL);
  else if (self->recovery_key != NULL)
    go_back_to_wrong_group (self);
}

static void
finish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideNewClinicPage *self = TIDE_NEW_CLINIC_PAGE (widget);
  g_return_if_fail (is_typed_back (self));
  self->was_typed_back = TRUE;
  tide_secret_entry_clear (self->recovery_entry);
  gtk_label_set_text (self->recovery_label, "");
  make_clinic (self);
}

static void
first_activate_cb (TideSecretEntry *entry, TideNewClinicPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->second_entry));
}

static void
second_activate_cb (TideSecretEntry *entry, TideNewClinicPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "new-clinic.create", NULL);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideNewClinicPage *self = TIDE_NEW_CLINIC_PAGE (widget);
  wipe (self);
  g_signal_emit (self, signals[CANCELLED], 0);
}

/* --- the folder --- */

static void
folder_chosen_cb (GtkNativeDialog *dialog, int response, TideNewClinicPage *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
      if (path != NULL)
        gtk_editable_set_text (self->folder_row, path);
    }
  g_clear_object (&self->chooser);
}

static void
choose_folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideNewClinicPage *self = TIDE_NEW_CLINIC_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Folder of the New Clinic"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), NULL);
  g_signal_connect (self->chooser, "response", G_CALLBACK (folder_chosen_cb), self);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- class --- */

static void
tide_new_clinic_page_dispose (GObject *object)
{
  TideNewClinicPage *self = TIDE_NEW_CLINIC_PAGE (object);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->recovery_key, tide_store_free_secret);
  G_OBJECT_CLASS (tide_new_clinic_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, passphrase_group);
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, folder_row);
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, plain_word_row);
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, recovery_entry);
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, plain_row);
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, first_entry);
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, second_entry);
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, fault_label);
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, recovery_label);
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, recovery_progress_label);
  gtk_widget_class_bind_template_child (widget_class, TideNewClinicPage, recovery_fault_label);
}

static void
tide_new_clinic_page_class_init (TideNewClinicPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_new_clinic_page_dispose;
  signals[CREATED] = g_signal_new ("created", TIDE_TYPE_NEW_CLINIC_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, TIDE_TYPE_CLINIC);
  signals[CANCELLED] = g_signal_new ("cancelled", TIDE_TYPE_NEW_CLINIC_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  g_type_ensure (TIDE_TYPE_SECRET_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-new-clinic-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "new-clinic.create", NULL, create_action);
  gtk_widget_class_install_action (widget_class, "new-clinic.finish", NULL, finish_action);
  gtk_widget_class_install_action (widget_class, "new-clinic.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "new-clinic.choose-folder", NULL, choose_folder_action);
}

static void
tide_new_clinic_page_init (TideNewClinicPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_autofree char *folder = g_build_filename (g_get_home_dir (), "tidemark-clinic", NULL);
  g_autofree char *hint = g_strdup_printf (_ ("To go without, type the word “%s”"), _ ("unencrypted"));
  gtk_editable_set_text (self->folder_row, folder);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->plain_word_row), hint);
  gtk_widget_set_visible (self->passphrase_group, tide_store_can_encrypt ());
  adw_expander_row_set_expanded (self->plain_row, !tide_store_can_encrypt ());
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-clinic.finish", FALSE);
  g_signal_connect (self->recovery_entry, "changed", G_CALLBACK (recovery_changed_cb), self);
  g_signal_connect (self->recovery_entry, "activate", G_CALLBACK (recovery_activate_cb), self);
  g_signal_connect (self->first_entry, "activate", G_CALLBACK (first_activate_cb), self);
  g_signal_connect (self->second_entry, "activate", G_CALLBACK (second_activate_cb), self);
}

GtkWidget *
tide_new_clinic_page_new (void)
{
  return g_object_new (TIDE_TYPE_NEW_CLINIC_PAGE, NULL);
}

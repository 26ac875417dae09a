/* tide-window-open.c: how a clinic comes into the window: made, opened, unlocked, or the demo. */
#include "tide-window-private.h"

#include <glib/gi18n-lib.h>
#include "tide-new-clinic-page.h"
#include "tide-opener.h"
#include "tide-sentences.h"
#include "tide-store.h"

static void try_open (TideWindow *self, const char *folder, TideStoreFlags flags);

static void
show_start (TideWindow *self, const GError *error)
{
  g_autofree char *last
    = self->settings != NULL ? g_settings_get_string (self->settings, "last-clinic") : NULL;
  gboolean usable = last != NULL && tide_store_is_clinic (last);
  tide_start_page_set_last_folder (self->start, usable ? last : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.open-last", usable);
  tide_start_page_show_error (self->start, error);
  tide_window_show_root (self, "start");
}

/* --- in use elsewhere: offer to read --- */

static void
read_only_cb (AdwMessageDialog *dialog, const char *response, TideWindow *self)
{
  g_autofree char *folder = self->wanted != NULL ? g_file_get_path (self->wanted) : NULL;
  if (g_strcmp0 (response, "read") == 0 && folder != NULL)
    try_open (self, folder, TIDE_STORE_READ_ONLY_IF_IN_USE);
}

static void
offer_reading (TideWindow *self, const GError *error)
{
  g_autofree char *sentence = tide_sentence_for (error);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (GTK_WINDOW (self), tide_sentence_heading (error), sentence));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "read", _ ("_Open Read Only"), NULL);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (read_only_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
failed (TideWindow *self, const GError *error)
{
  show_start (self, error);
  if (g_error_matches (error, TIDE_ERROR, TIDE_ERROR_IN_USE))
    offer_reading (self, error);
}

/* --- opening --- */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TideWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = tide_opener_finish (result, &error);
  if (self->pages == NULL)
    return; /* the window was closed meanwhile */
  if (clinic == NULL)
    {
      failed (self, error);
      return;
    }
  show_start (self, NULL);
  tide_window_set_clinic (self, clinic);
}

static void
try_open (TideWindow *self, const char *folder, TideStoreFlags flags)
{
  g_set_object (&self->wanted, NULL);
  self->wanted = g_file_new_for_path (folder);
  if (tide_store_is_clinic (folder) && tide_store_is_encrypted (folder) && tide_store_can_encrypt ())
    {
      tide_unlock_page_ask (self->unlock, folder, NULL, flags);
      tide_window_show_root (self, "unlock");
      tide_unlock_page_focus (self->unlock);
      return;
    }
  show_start (self, NULL);
  tide_start_page_show_busy (self->start, _ ("Opening the clinic…"));
  tide_opener_open_async (folder, NULL, flags, opened_cb, g_object_ref (self));
}

void
tide_window_open_folder (TideWindow *self, const char *folder)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));
  if (self->clinic != NULL)
    tide_window_close_clinic (self);
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  try_open (self, absolute, 0);
}

void
tide_window_open_demo (TideWindow *self)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));
  if (self->clinic != NULL)
    tide_window_close_clinic (self);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "tidemark", "demo", NULL);
  g_set_object (&self->wanted, NULL);
  self->wanted = g_file_new_for_path (folder);
  show_start (self, NULL);
  tide_start_page_show_busy (self->start, tide_store_is_clinic (folder) ? _ ("Opening the demo clinic…")
                                                                        : _ ("Making the demo clinic…"));
  tide_opener_demo_async (folder, 0, opened_cb, g_object_ref (self));
}

void
tide_window_close_clinic (TideWindow *self)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));
  g_signal_emit_by_name (self, "locking");
  tide_window_set_clinic (self, NULL);
  show_start (self, NULL);
}

/* --- unlocking --- */

static void
unlocked_cb (TideUnlockPage *page, TideClinic *clinic, TideWindow *self)
{
  show_start (self, NULL);
  tide_window_set_clinic (self, clinic);
}

static void
left_cb (TideUnlockPage *page, TideWindow *self)
{
  tide_window_set_clinic (self, NULL);
  show_start (self, NULL);
}

static void
unlock_failed_cb (TideUnlockPage *page, const GError *error, TideWindow *self)
{
  failed (self, error);
}

/* --- a new clinic --- */

static void
leave_new_clinic (TideWindow *self)
{
  if (self->new_clinic != NULL)
    gtk_stack_remove (self->root_stack, self->new_clinic);
  self->new_clinic = NULL;
}

static void
created_cb (GtkWidget *page, TideClinic *clinic, TideWindow *self)
{
  tide_window_set_clinic (self, clinic);
  leave_new_clinic (self);
}

static void
cancelled_cb (GtkWidget *page, TideWindow *self)
{
  show_start (self, NULL);
  leave_new_clinic (self);
}

static void
new_clinic_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  leave_new_clinic (self);
  self->new_clinic = tide_new_clinic_page_new ();
  g_signal_connect (self->new_clinic, "created", G_CALLBACK (created_cb), self);
  g_signal_connect (self->new_clinic, "cancelled", G_CALLBACK (cancelled_cb), self);
  gtk_stack_add_named (self->root_stack, self->new_clinic, "new");
  tide_window_show_root (self, "new");
  gtk_widget_child_focus (self->new_clinic, GTK_DIR_TAB_FORWARD);
}

/* --- choosing a folder --- */

static void
folder_chosen_cb (GtkNativeDialog *dialog, int response, TideWindow *self)
{
  g_autoptr (GFile) file
    = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_clear_object (&self->chooser);
  if (path != NULL)
    tide_window_open_folder (self, path);
}

static void
open_clinic_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Folder of the Clinic"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Open"), NULL);
  g_signal_connect (self->chooser, "response", G_CALLBACK (folder_chosen_cb), self);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
open_demo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_window_open_demo (TIDE_WINDOW (widget));
}

static void
open_last_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  g_autofree char *last
    = self->settings != NULL ? g_settings_get_string (self->settings, "last-clinic") : NULL;
  if (last != NULL && last[0] != '\0')
    tide_window_open_folder (self, last);
}

static void
close_clinic_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_window_close_clinic (TIDE_WINDOW (widget));
}

void
tide_window_open_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.new-clinic", NULL, new_clinic_action);
  gtk_widget_class_install_action (klass, "win.open-clinic", NULL, open_clinic_action);
  gtk_widget_class_install_action (klass, "win.open-demo", NULL, open_demo_action);
  gtk_widget_class_install_action (klass, "win.open-last", NULL, open_last_action);
  gtk_widget_class_install_action (klass, "win.close-clinic", NULL, close_clinic_action);
}

void
tide_window_open_init (TideWindow *self)
{
  self->start = TIDE_START_PAGE (tide_start_page_new ());
  self->unlock = TIDE_UNLOCK_PAGE (tide_unlock_page_new ());
  gtk_stack_add_named (self->root_stack, GTK_WIDGET (self->start), "start");
  gtk_stack_add_named (self->root_stack, GTK_WIDGET (self->unlock), "unlock");
  g_signal_connect (self->unlock, "unlocked", G_CALLBACK (unlocked_cb), self);
  g_signal_connect (self->unlock, "left", G_CALLBACK (left_cb), self);
  g_signal_connect (self->unlock, "failed", G_CALLBACK (unlock_failed_cb), self);
  show_start (self, NULL);
}

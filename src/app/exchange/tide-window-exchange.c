/* tide-window-exchange.c: the clinic as a whole, in and out: import, export and verification, as actions of
 * the window. */
#include "tide-window-exchange.h"

#include <glib/gi18n-lib.h>
#include "tide-csv.h"
#include "tide-import-page.h"
#include "tide-window-private.h"

#define MOST_LINES 12

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  tide_window_push_page (self, tide_import_page_new (self->clinic));
  tide_window_actions_update (self);
}

/* --- export --- */

static void
export_to (TideWindow *self, const char *parent)
{
  g_autofree char *today = tide_date_to_iso (tide_date_today ());
  g_autofree char *name = g_strdup_printf ("tidemark-export-%s", today);
  g_autofree char *folder = g_build_filename (parent, name, NULL);
  for (guint n = 2; g_file_test (folder, G_FILE_TEST_EXISTS); n++)
    {
      g_free (folder);
      g_free (name);
      name = g_strdup_printf ("tidemark-export-%s-%u", today, n);
      folder = g_build_filename (parent, name, NULL);
    }
  g_autoptr (GError) error = NULL;
  if (!tide_csv_export (self->clinic, folder, 0, &error))
    {
      tide_window_show_error (self, _ ("Nothing was exported"), error);
      return;
    }
  g_autofree char *message = g_strdup_printf (_ ("Exported to the folder %s, not encrypted"), name);
  tide_window_toast (self, message, FALSE);
}

static void
export_chosen_cb (GtkNativeDialog *chooser, int response, TideWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT && self->clinic != NULL && !tide_clinic_is_locked (self->clinic))
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = g_file_get_path (file);
      if (path != NULL)
        export_to (self, path);
    }
  g_object_unref (chooser);
}

static void
choose_folder (TideWindow *self)
{
  GtkFileChooserNative *chooser
    = gtk_file_chooser_native_new (_ ("Export Everything as CSV Into"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Export"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (export_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
export_answered_cb (AdwMessageDialog *dialog, const char *response, TideWindow *self)
{
  if (g_str_equal (response, "export") && self->clinic != NULL && !tide_clinic_is_locked (self->clinic))
    choose_folder (self);
}

/* What leaves the clinic's lock is told before, not after: a file that was written is read, copied, backed
 * up. */
static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_WINDOW (widget), _ ("Export without encryption?"),
    _ ("Names, birth dates and everything that is recorded stand in these files for anyone to "
       "read who can open the folder. Alerts and what was done about them are not part of the "
       "files."));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "export", _ ("_Choose a Folder…"),
                                    NULL);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (export_answered_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- verification --- */

static void
append_lines (GString *text, const GPtrArray *lines)
{
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (i < MOST_LINES)
      g_string_append_printf (text, "\n%s", (const char *) lines->pdata[i]);
  if (lines != NULL && lines->len > MOST_LINES)
    g_string_append_printf (text, _ ("\nand %u more"), lines->len - MOST_LINES);
}

static char *
describe (const TideVerification *v)
{
  GString *text = g_string_new (NULL);
  g_string_append_printf (text,
                          _ ("%" G_GINT64_FORMAT " audit rows, %" G_GINT64_FORMAT
                             " records and %" G_GINT64_FORMAT " scores were checked."),
                          v->audit_rows, v->rows_checked, v->scores_checked);
  append_lines (text, v->breaks);
  append_lines (text, v->changed);
  append_lines (text, v->missing);
  append_lines (text, v->unaudited);
  append_lines (text, v->scores_different);
  g_string_append_printf (text, _ ("\n\nAudit head: %.16s"), v->head);
  return g_string_free (text, FALSE);
}

static void
verify_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (TideVerification) v = tide_clinic_verify (self->clinic, NULL, &error);
  if (v == NULL)
    {
      tide_window_show_error (self, _ ("The records could not be checked"), error);
      return;
    }
  g_autofree char *words = describe (v);
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_WINDOW (self), v->ok ? _ ("Every record agrees with the audit") : _ ("Records differ from the audit"),
    NULL);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), words);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- the window --- */

void
tide_window_exchange_update (TideWindow *self)
{
  gboolean open = self->clinic_page != NULL && tide_window_get_pushed_page (self) == NULL;
  gboolean writable = open && !tide_clinic_get_read_only (self->clinic);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export", writable); /* it is audited */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.verify", open);
}

void
tide_window_exchange_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.import", NULL, import_action);
  gtk_widget_class_install_action (klass, "win.export", NULL, export_action);
  gtk_widget_class_install_action (klass, "win.verify", NULL, verify_action);
}

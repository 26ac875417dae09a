/* tide-import-page.c: chooses a folder, shows what an import of it would do, row by row what is refused and
 * why, and imports only what is whole: all or nothing. */
#include "tide-import-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include "tide-csv.h"
#include "tide-sentences.h"

#define MOST_SHOWN 200

struct _TideImportPage
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkStack *stack;
  AdwStatusPage *choose_page;
  GtkLabel *heading_label, *detail_label;
  GtkListBox *counts_list, *refused_list;
  GtkWidget *refused_box, *import_button;

  TideClinic *clinic;
  char *folder;
  TideImportReport *report; /* of the dry run */
};

G_DEFINE_FINAL_TYPE (TideImportPage, tide_import_page, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static void
add_row (GtkListBox *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (list, row);
}

/* --- the result of the dry run --- */

static void
show_counts (TideImportPage *self)
{
  clear_list (self->counts_list);
  for (int i = 0; i < TIDE_CSV_N_FILES; i++)
    {
      guint n = self->report->imported[i];
      if (n == 0)
        continue;
      g_autofree char *title = g_strdup_printf ("%s.csv", tide_csv_file_get_name (i));
      g_autofree char *rows
        = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new row", "%u new rows", n), n);
      add_row (self->counts_list, title, rows);
    }
  if (self->report->duplicates > 0)
    {
      guint n = self->report->duplicates;
      g_autofree char *rows = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u row is here already", "%u rows are here already", n), n);
      add_row (self->counts_list, _ ("Kept out"), rows);
    }
  for (guint i = 0; i < self->report->ignored_columns->len; i++)
    add_row (self->counts_list, self->report->ignored_columns->pdata[i],
             _ ("not known to Tidemark, left out"));
  gtk_widget_set_visible (GTK_WIDGET (self->counts_list),
                          gtk_widget_get_first_child (GTK_WIDGET (self->counts_list)) != NULL);
}

static char *
refusal_title (const TideRefusal *refusal)
{
  if (*refusal->column == '\0')
    return g_strdup_printf (_ ("%s, line %u"), refusal->file, refusal->line);
  return g_strdup_printf (_ ("%s, line %u, %s: “%s”"), refusal->file, refusal->line, refusal->column,
                          refusal->value);
}

static void
show_refused (TideImportPage *self)
{
  const GPtrArray *refused = self->report->refused;
  clear_list (self->refused_list);
  for (guint i = 0; i < MIN (refused->len, MOST_SHOWN); i++)
    {
      const TideRefusal *refusal = refused->pdata[i];
      g_autofree char *title = refusal_title (refusal);
      add_row (self->refused_list, title, refusal->reason);
    }
  if (refused->len > MOST_SHOWN)
    {
      g_autofree char *more = g_strdup_printf (_ ("and %u more"), refused->len - MOST_SHOWN);
      add_row (self->refused_list, more, _ ("Copy List has all of them."));
    }
  gtk_widget_set_visible (self->refused_box, refused->len > 0);
}

static void
show_report (TideImportPage *self)
{
  guint n = tide_import_report_get_n (self->report), refused = self->report->refused->len;
  g_autofree char *heading
    = refused > 0 ? g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u row is refused", "%u rows are refused", refused), refused)
      : n > 0 ? g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u row can be imported", "%u rows can be imported", n), n)
              : g_strdup (_ ("Nothing new in this folder"));
  gtk_label_set_text (self->heading_label, heading);
  gtk_label_set_text (self->detail_label,
                      refused > 0
                        ? _ ("An import is all or nothing: mend these rows, then choose the folder again. "
                             "Nothing has been changed.")
                      : n > 0 ? _ ("Nothing has been changed yet.")
                              : _ ("Every row is in the clinic already."));
  show_counts (self);
  show_refused (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", refused == 0 && n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.copy", refused > 0);
  gtk_stack_set_visible_child_name (self->stack, "report");
  gtk_widget_grab_focus (refused == 0 && n > 0 ? self->import_button : GTK_WIDGET (self->refused_list));
}

static void
show_fault (TideImportPage *self, const GError *error)
{
  g_autofree char *words = tide_sentence_for (error);
  adw_status_page_set_title (self->choose_page, tide_sentence_heading (error));
  adw_status_page_set_description (self->choose_page, words);
  gtk_stack_set_visible_child_name (self->stack, "choose");
}

void
tide_import_page_set_folder (TideImportPage *self, const char *folder)
{
  g_return_if_fail (TIDE_IS_IMPORT_PAGE (self) && folder != NULL);
  g_autofree char *taken = g_strdup (folder);
  g_free (self->folder);
  self->folder = g_steal_pointer (&taken);
  g_clear_pointer (&self->report, tide_import_report_free);
  g_autoptr (GError) error = NULL;
  self->report = tide_csv_import (self->clinic, self->folder, TRUE, NULL, &error);
  if (self->report == NULL)
    show_fault (self, error);
  else
    show_report (self);
}

/* --- actions --- */

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSED], 0, FALSE, NULL);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, TideImportPage *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = g_file_get_path (file);
      if (path != NULL)
        tide_import_page_set_folder (self, path);
    }
  g_object_unref (chooser);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *chooser
    = gtk_file_chooser_native_new (_ ("Folder with CSV Files"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Check"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideImportPage *self = TIDE_IMPORT_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (TideImportReport) report = tide_csv_import (self->clinic, self->folder, FALSE, NULL, &error);
  if (report == NULL)
    {
      show_fault (self, error);
      return;
    }
  if (report->refused->len > 0)
    {
      /* The files changed since they were checked. */
      g_clear_pointer (&self->report, tide_import_report_free);
      self->report = g_steal_pointer (&report);
      show_report (self);
      return;
    }
  guint n = tide_import_report_get_n (report);
  g_autofree char *rows
    = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row imported", "%u rows imported", n), n);
  g_autofree char *alerts = report->alerts > 0
                              ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, ", %u alert raised",
                                                              ", %u alerts raised", report->alerts),
                                                 report->alerts)
                              : g_strdup ("");
  g_autofree char *message = g_strconcat (rows, alerts, NULL);
  g_signal_emit (self, signals[CLOSED], 0, FALSE, message);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideImportPage *self = TIDE_IMPORT_PAGE (widget);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; self->report != NULL && i < self->report->refused->len; i++)
    {
      const TideRefusal *refusal = self->report->refused->pdata[i];
      g_autofree char *title = refusal_title (refusal);
      g_string_append_printf (text, "%s: %s\n", title, refusal->reason);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
}

static void
locked_cb (TideClinic *clinic, TideImportPage *self)
{
  g_signal_emit (self, signals[CLOSED], 0, FALSE, NULL);
}

/* --- the widget --- */

static void
tide_import_page_dispose (GObject *object)
{
  TideImportPage *self = TIDE_IMPORT_PAGE (object);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->report, tide_import_report_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (tide_import_page_parent_class)->dispose (object);
}

static void
tide_import_page_class_init (TideImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_import_page_dispose;
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TideImportPage, content);
  gtk_widget_class_bind_template_child (widget_class, TideImportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TideImportPage, choose_page);
  gtk_widget_class_bind_template_child (widget_class, TideImportPage, heading_label);
  gtk_widget_class_bind_template_child (widget_class, TideImportPage, detail_label);
  gtk_widget_class_bind_template_child (widget_class, TideImportPage, counts_list);
  gtk_widget_class_bind_template_child (widget_class, TideImportPage, refused_list);
  gtk_widget_class_bind_template_child (widget_class, TideImportPage, refused_box);
  gtk_widget_class_bind_template_child (widget_class, TideImportPage, import_button);
  gtk_widget_class_install_action (widget_class, "import.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "import.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "import.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.close", NULL);
}

static void
tide_import_page_init (TideImportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.copy", FALSE);
}

GtkWidget *
tide_import_page_new (TideClinic *clinic)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (clinic), NULL);
  TideImportPage *self = g_object_new (TIDE_TYPE_IMPORT_PAGE, NULL);
  self->clinic = g_object_ref (clinic);
  g_signal_connect_object (clinic, "locked", G_CALLBACK (locked_cb), self, 0);
  return GTK_WIDGET (self);
}

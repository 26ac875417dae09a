/* tide-paper-window.c: the pages of a report before they go anywhere.
 *
 * Every sheet comes by here, so that each can be looked at, printed or saved, with a printer or without:
 * GTK's own way into a file asks for no care with names, leaves half a file when the disk is full, and lets
 * everybody read it.
 */
#include "tide-paper-window.h"

#include <glib/gi18n-lib.h>

#include "tide-page-view.h"
#include "tide-paper-print.h"
#include "tide-sentences.h"
#include "tide-summary-page.h"
#include "tide-window.h"
#include "tide-wording.h"

struct _TidePaperWindow
{
  AdwWindow parent_instance;

  GtkWidget *print_button;
  GtkLabel *fault_label;
  GtkScrolledWindow *scroller;
  GtkWidget *view;

  GWeakRef widget; /* where the pages come from */
  TideClinic *clinic;
  TideReport *report; /* NULL: handed to the printer */
  gint64 patient_id;
  const char *what;
  GtkFileChooserNative *chooser; /* or NULL */
};

G_DEFINE_FINAL_TYPE (TidePaperWindow, tide_paper_window, ADW_TYPE_WINDOW)

/* --- to the printer --- */

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePaperWindow *self = TIDE_PAPER_WINDOW (widget);
  g_autoptr (GtkWidget) from = g_weak_ref_get (&self->widget);
  if (from == NULL || gtk_widget_get_root (from) == NULL || self->report == NULL
      || tide_clinic_is_locked (self->clinic))
    return;
  tide_page_view_set_report (TIDE_PAGE_VIEW (self->view), NULL);
  TideReport *report = g_steal_pointer (&self->report);
  tide_clinic_paper_send (from, self->clinic, report, self->patient_id, self->what);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- into a file --- */

gboolean
tide_paper_window_write_pdf (TidePaperWindow *self, const char *path, GError **error)
{
  g_return_val_if_fail (TIDE_IS_PAPER_WINDOW (self) && self->report != NULL && path != NULL, FALSE);
  g_autofree char *what = g_strdup_printf ("%s, PDF", self->what);
  return tide_report_write_pdf (&self->report, 1, path, error)
         && (tide_clinic_get_read_only (self->clinic)
             || tide_clinic_log (self->clinic, "export", self->patient_id, what, error));
}

static void
show_fault (TidePaperWindow *self, const char *why)
{
  g_autofree char *words = g_strdup_printf ("%s: %s", _ ("The PDF was not written"), why);
  gtk_label_set_text (self->fault_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), TRUE);
}

void
tide_paper_window_save (TidePaperWindow *self, const char *path)
{
  g_return_if_fail (TIDE_IS_PAPER_WINDOW (self));
  g_autoptr (GError) error = NULL;
  if (path == NULL)
    {
      show_fault (self, _ ("Choose a folder of this computer."));
      return;
    }
  if (!tide_paper_window_write_pdf (self, path, &error))
    {
      g_autofree char *sentence = tide_sentence_for (error);
      show_fault (self, sentence);
      return;
    }
  g_autoptr (GtkWidget) from = g_weak_ref_get (&self->widget);
  TideWindow *window = from != NULL ? tide_window_of (from) : NULL;
  g_autofree char *words = tide_summary_page_dup_saved_words (path);
  if (window != NULL)
    tide_window_toast (window, words, FALSE);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, TidePaperWindow *self)
{
  g_autoptr (GFile) file
    = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_clear_object (&self->chooser);
  if (file != NULL && !tide_clinic_is_locked (self->clinic))
    tide_paper_window_save (self, path);
}

static void
save_pdf_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePaperWindow *self = TIDE_PAPER_WINDOW (widget);
  /* A file's name is seen by everyone who sees the folder: it never holds the patient's. */
  g_autofree char *kind = g_strdelimit (g_strdup (self->what), " ", '-');
  g_autofree char *file_name = tide_words_file_name (kind, "pdf");
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Save PDF, Not Encrypted"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- class --- */

static void
tide_paper_window_dispose (GObject *object)
{
  TidePaperWindow *self = TIDE_PAPER_WINDOW (object);
  if (self->view != NULL)
    tide_page_view_set_report (TIDE_PAGE_VIEW (self->view), NULL);
  self->view = NULL;
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->report, tide_report_free);
  g_clear_object (&self->clinic);
  g_weak_ref_set (&self->widget, NULL);
  G_OBJECT_CLASS (tide_paper_window_parent_class)->dispose (object);
}

static void
tide_paper_window_finalize (GObject *object)
{
  g_weak_ref_clear (&TIDE_PAPER_WINDOW (object)->widget);
  G_OBJECT_CLASS (tide_paper_window_parent_class)->finalize (object);
}

static void
tide_paper_window_class_init (TidePaperWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_paper_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_paper_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-paper-window.ui");
  gtk_widget_class_install_action (widget_class, "paper.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "paper.save-pdf", NULL, save_pdf_action);
  gtk_widget_class_bind_template_child (widget_class, TidePaperWindow, print_button);
  gtk_widget_class_bind_template_child (widget_class, TidePaperWindow, fault_label);
  gtk_widget_class_bind_template_child (widget_class, TidePaperWindow, scroller);
}

static void
tide_paper_window_init (TidePaperWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_weak_ref_init (&self->widget, NULL);
  self->view = tide_page_view_new ();
  gtk_scrolled_window_set_child (self->scroller, self->view);
}

TidePaperWindow *
tide_paper_window_new (GtkWidget *widget, TideClinic *clinic, TideReport *report, gint64 patient_id,
                       const char *what)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget) && TIDE_IS_CLINIC (clinic) && report != NULL, NULL);
  TidePaperWindow *self = g_object_new (TIDE_TYPE_PAPER_WINDOW, "transient-for", gtk_widget_get_root (widget),
                                        "title", tide_report_get_title (report), NULL);
  g_weak_ref_set (&self->widget, widget);
  self->clinic = g_object_ref (clinic);
  self->report = report;
  self->patient_id = patient_id;
  self->what = what;
  tide_page_view_set_report (TIDE_PAGE_VIEW (self->view), report);
  gtk_window_set_focus (GTK_WINDOW (self), self->print_button);
  return self;
}

/* tide-summary-batch.c: the progress summaries of many patients in one go.
 *
 * Nothing leaves the clinic before the person has read how many there are, where they go and what the files'
 * names will hold.  Each patient is read, laid out, written and let go between two frames; a patient that
 * cannot be made is listed with the reason and stops nobody else. */
#include "tide-summary-batch.h"

#include <glib/gi18n-lib.h>

#include "tide-accessible-name.h"
#include "tide-print-many.h"
#include "tide-sentences.h"
#include "tide-summary-source.h"

#define SLICE_USEC 10000
#define FILE_KIND "progress-summary"

struct _TideSummaryBatch
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkLabel *count_label, *names_label, *progress_label, *result_label, *faults_label;
  GtkCheckButton *counted_check;
  GtkDropDown *reader;
  GtkProgressBar *bar;
  GtkWidget *faults_scroller;

  TideClinic *clinic;
  GArray *patients; /* gint64 */
  TideReportBatch *batch;
  TidePrintMany *printing;
  TideReader chosen; /* while it runs */
  guint next, n_written, idle_id;
  GString *faults; /* "TM-0417: …", a line each */
  guint n_faults;
  gboolean done;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (TideSummaryBatch, tide_summary_batch, ADW_TYPE_WINDOW)

/* The two that a person need not read before they are printed: the patient's sentences are shown to the
 * clinician first (comparison-and-paper.md 6). */
static const TideReader readers[] = { TIDE_READER_CLINICIAN, TIDE_READER_PAYER };

static void
take_choices (TideSummaryBatch *self)
{
  guint selected = gtk_drop_down_get_selected (self->reader);
  self->chosen = readers[MIN (selected, G_N_ELEMENTS (readers) - 1)];
}

/* The pages of two readers may lie in one folder. */
static char *
dup_file_kind (TideSummaryBatch *self)
{
  return g_strdup_printf (FILE_KIND "-%s", tide_reader_codes[self->chosen]);
}

/* --- at the end --- */

static void
finish (TideSummaryBatch *self, const char *words)
{
  self->done = TRUE;
  gtk_label_set_text (self->result_label, words);
  gtk_label_set_text (self->faults_label, self->faults->str);
  gtk_widget_set_visible (self->faults_scroller, self->faults->len > 0);
  gtk_stack_set_visible_child_name (self->stack, "result");
}

/* "24 PDFs were written. 2 could not be made:" */
static char *
dup_result (TideSummaryBatch *self, gboolean cancelled)
{
  g_autofree char *written = g_strdup_printf (
    ngettext ("%u PDF was written.", "%u PDFs were written.", self->n_written), self->n_written);
  g_autofree char *faults
    = self->n_faults > 0 ? g_strdup_printf (
        ngettext (" %u could not be made:", " %u could not be made:", self->n_faults), self->n_faults)
                         : g_strdup ("");
  return g_strdup_printf ("%s%s%s", cancelled ? _ ("Cancelled. ") : "", written, faults);
}

static void
add_fault (TideSummaryBatch *self, const char *mrn, const GError *error)
{
  g_autofree char *words = tide_sentence_for (error);
  g_string_append_printf (self->faults, "%s%s: %s", self->faults->len > 0 ? "\n" : "",
                          mrn != NULL ? mrn : _ ("unknown record"), words);
  self->n_faults++;
}

static void
show_progress (TideSummaryBatch *self, guint n)
{
  g_autofree char *words = g_strdup_printf (_ ("%u of %u"), n, self->patients->len);
  gtk_label_set_text (self->progress_label, words);
  gtk_progress_bar_set_fraction (self->bar, (double) n / MAX (self->patients->len, 1));
}

/* --- a PDF each --- */

static void
write_next (TideSummaryBatch *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *mrn = NULL;
  gint64 id = g_array_index (self->patients, gint64, self->next++);
  g_autoptr (TideReport) report = tide_summary_source_make (self->clinic, id, self->chosen, &mrn, &error);
  if (report == NULL || !tide_report_batch_add (self->batch, report, mrn, &error))
    {
      add_fault (self, mrn, error);
      return;
    }
  self->n_written++;
  g_autofree char *what = g_strdup_printf ("progress summary for %s, PDF", tide_reader_codes[self->chosen]);
  if (!tide_clinic_get_read_only (self->clinic)
      && !tide_clinic_log (self->clinic, "export", id, what, &error))
    add_fault (self, mrn, error);
}

static gboolean
write_cb (gpointer data)
{
  TideSummaryBatch *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_USEC;
  do
    write_next (self);
  while (self->next < self->patients->len && !tide_report_batch_is_broken (self->batch)
         && g_get_monotonic_time () < end);
  show_progress (self, self->next);
  if (self->next < self->patients->len && !tide_report_batch_is_broken (self->batch))
    return G_SOURCE_CONTINUE;
  g_autofree char *words = dup_result (self, FALSE);
  self->idle_id = 0;
  finish (self, words);
  return G_SOURCE_REMOVE;
}

void
tide_summary_batch_start_folder (TideSummaryBatch *self, const char *folder)
{
  g_return_if_fail (TIDE_IS_SUMMARY_BATCH (self) && self->batch == NULL && !self->done);
  g_autoptr (GError) error = NULL;
  take_choices (self);
  g_autofree char *kind = dup_file_kind (self);
  self->batch = tide_report_batch_new_folder (
    folder, kind,
    gtk_check_button_get_active (self->counted_check) ? TIDE_BATCH_COUNTED : TIDE_BATCH_RECORD_NUMBERS,
    &error);
  if (self->batch == NULL)
    {
      g_autofree char *words = tide_sentence_for (error);
      finish (self, words);
      return;
    }
  show_progress (self, 0);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  self->idle_id = g_idle_add_full (G_PRIORITY_LOW, write_cb, self, NULL);
}

/* --- one print job --- */

static void
print_progress_cb (guint n, gpointer data)
{
  show_progress (data, n);
}

static void
print_fault_cb (const char *mrn, const GError *error, gpointer data)
{
  add_fault (data, mrn, error);
}

static void
printed_cb (gboolean printed, const GError *error, gpointer data)
{
  TideSummaryBatch *self = data;
  guint n = tide_print_many_get_n_reports (self->printing);
  gboolean previewed = tide_print_many_was_previewed (self->printing);
  g_clear_pointer (&self->printing, tide_print_many_free);
  if (tide_clinic_is_locked (self->clinic))
    return;
  if (previewed && error == NULL)
    {
      /* Whoever has looked at it wants to print it. */
      g_string_truncate (self->faults, 0);
      self->n_faults = 0;
      gtk_stack_set_visible_child_name (self->stack, "choose");
      return;
    }
  g_autofree char *fault = error != NULL ? tide_sentence_for (error) : NULL;
  g_autofree char *sent = g_strdup_printf (
    ngettext ("%u summary was sent to the printer.", "%u summaries were sent to the printer.", n), n);
  finish (self, fault != NULL ? fault : printed ? sent : _ ("Cancelled. Nothing was printed."));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideSummaryBatch *self = TIDE_SUMMARY_BATCH (widget);
  if (self->printing != NULL || self->batch != NULL || self->done)
    return;
  take_choices (self);
  show_progress (self, 0);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  self->printing = tide_print_many_new (self->clinic, self->patients, self->chosen, print_progress_cb,
                                        print_fault_cb, printed_cb, self);
  tide_print_many_run (self->printing, GTK_WINDOW (self));
}

/* --- the window --- */

static void
show_names (TideSummaryBatch *self)
{
  take_choices (self);
  g_autofree char *kind = dup_file_kind (self);
  g_autofree char *example = tide_report_batch_dup_name (
    kind, gtk_check_button_get_active (self->counted_check) ? "0001" : "TM-0417");
  g_autofree char *words = g_strdup_printf (
    gtk_check_button_get_active (self->counted_check)
      ? _ ("Files are called %s: nothing of the patient. The files themselves are not encrypted.")
      : _ ("Files are called %s: the record number, never the name. The files themselves are not encrypted."),
    example);
  gtk_label_set_text (self->names_label, words);
}

static void
folder_chosen_cb (GtkNativeDialog *dialog, int response, TideSummaryBatch *self)
{
  g_autoptr (GFile) file
    = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_clear_object (&self->chooser);
  if (path != NULL && !tide_clinic_is_locked (self->clinic))
    tide_summary_batch_start_folder (self, path);
}

static void
folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideSummaryBatch *self = TIDE_SUMMARY_BATCH (widget);
  g_clear_object (&self->chooser);
  self->chooser
    = gtk_file_chooser_native_new (_ ("Folder for the PDFs, Not Encrypted"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Write Here"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (folder_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

void
tide_summary_batch_cancel (TideSummaryBatch *self)
{
  g_return_if_fail (TIDE_IS_SUMMARY_BATCH (self));
  if (self->printing != NULL)
    tide_print_many_cancel (self->printing); /* says so when it has stopped */
  else if (self->idle_id != 0)
    {
      g_autofree char *words = dup_result (self, TRUE);
      g_clear_handle_id (&self->idle_id, g_source_remove);
      finish (self, words);
    }
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_summary_batch_cancel (TIDE_SUMMARY_BATCH (widget));
}

/* Escape never leaves work running out of sight. */
static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideSummaryBatch *self = TIDE_SUMMARY_BATCH (widget);
  if (self->idle_id != 0 || self->printing != NULL)
    tide_summary_batch_cancel (self);
  else
    gtk_window_destroy (GTK_WINDOW (widget));
}

static void
locked_cb (TideClinic *clinic, TideSummaryBatch *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->printing != NULL)
    tide_print_many_cancel (self->printing);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
close_request_cb (GtkWindow *window, gpointer data)
{
  close_action (GTK_WIDGET (window), NULL, NULL);
  return TRUE;
}

static void
tide_summary_batch_dispose (GObject *object)
{
  TideSummaryBatch *self = TIDE_SUMMARY_BATCH (object);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->batch, tide_report_batch_free);
  g_clear_pointer (&self->printing, tide_print_many_free);
  g_clear_pointer (&self->patients, g_array_unref);
  g_clear_object (&self->clinic);
  if (self->faults != NULL)
    g_string_free (g_steal_pointer (&self->faults), TRUE);
  G_OBJECT_CLASS (tide_summary_batch_parent_class)->dispose (object);
}

static void
tide_summary_batch_class_init (TideSummaryBatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_summary_batch_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-summary-batch.ui");
  gtk_widget_class_bind_template_child (widget_class, TideSummaryBatch, stack);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryBatch, count_label);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryBatch, names_label);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryBatch, progress_label);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryBatch, result_label);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryBatch, faults_label);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryBatch, faults_scroller);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryBatch, counted_check);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryBatch, reader);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryBatch, bar);
  gtk_widget_class_install_action (widget_class, "batch.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "batch.folder", NULL, folder_action);
  gtk_widget_class_install_action (widget_class, "batch.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "batch.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "batch.close", NULL);
}

static void
tide_summary_batch_init (TideSummaryBatch *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->faults = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    gtk_string_list_append (names, tide_reader_get_label (readers[i]));
  gtk_drop_down_set_model (self->reader, G_LIST_MODEL (names));
  tide_accessible_name (GTK_WIDGET (self->reader), _ ("For whom"));
  g_signal_connect_object (self->counted_check, "toggled", G_CALLBACK (show_names), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "notify::selected", G_CALLBACK (show_names), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
  show_names (self);
}

TideSummaryBatch *
tide_summary_batch_new (GtkWindow *parent, TideClinic *clinic, const GArray *patients)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (clinic) && patients != NULL, NULL);
  TideSummaryBatch *self = g_object_new (TIDE_TYPE_SUMMARY_BATCH, "transient-for", parent, NULL);
  g_autofree char *count
    = g_strdup_printf (ngettext ("The summary of %u patient, as the list shows it",
                                 "Summaries of %u patients, as the list shows them", patients->len),
                       patients->len);
  self->clinic = g_object_ref (clinic);
  self->patients = g_array_sized_new (FALSE, FALSE, sizeof (gint64), patients->len);
  g_array_append_vals (self->patients, patients->data, patients->len);
  gtk_label_set_text (self->count_label, count);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "batch.print", patients->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "batch.folder", patients->len > 0);
  g_signal_connect_object (clinic, "locked", G_CALLBACK (locked_cb), self, 0);
  return self;
}

gboolean
tide_summary_batch_is_done (TideSummaryBatch *self)
{
  return self->done;
}

guint
tide_summary_batch_get_n_written (TideSummaryBatch *self)
{
  return self->n_written;
}

const char *
tide_summary_batch_get_result (TideSummaryBatch *self)
{
  return gtk_label_get_text (self->result_label);
}

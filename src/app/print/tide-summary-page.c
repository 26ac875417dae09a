/* tide-summary-page.c: what goes on the progress summary, the pages as they will be printed, and the ways
 * out: printer or PDF.  The text typed here is kept as a draft of the patient until the next summary; nothing
 * of it leaves the clinic folder except where the user says. */
#include "tide-summary-page-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include "tide-app-settings.h"
#include "tide-clipped-text.h"
#include "tide-logo.h"
#include "tide-page-view.h"
#include "tide-print-job.h"
#include "tide-clinic-cockpit.h"
#include "tide-safety-case.h"
#include "tide-sentences.h"
#include "tide-typed-time.h"
#include "tide-wording.h"

#define RELAYOUT_DELAY_MS 150

G_DEFINE_FINAL_TYPE (TideSummaryPage, tide_summary_page, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- making the report --- */

gboolean
tide_summary_page_read_span (TideSummaryPage *self, TideDate *from, TideDate *to, char **fault)
{
  g_autofree char *words = NULL;
  gboolean from_ok = tide_typed_date_parse (gtk_editable_get_text (self->from_row), from, &words);
  gboolean to_ok = from_ok && tide_typed_date_parse (gtk_editable_get_text (self->to_row), to, &words);
  if (!from_ok || !to_ok)
    *fault = g_strdup_printf (from_ok ? _ ("To: %s") : _ ("From: %s"), words);
  else if (tide_date_is_known (*from) && tide_date_is_known (*to) && *to < *from)
    *fault = g_strdup (_ ("To is before From: nothing would be printed."));
  gtk_widget_remove_css_class (GTK_WIDGET (self->from_row), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->to_row), "error");
  if (*fault != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (from_ok ? self->to_row : self->from_row), "error");
  return *fault == NULL;
}

void
tide_summary_input_clear (TideSummaryInput *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self->phone);
  g_free (self->crisis);
  g_free (self->currency);
  g_free (self->credentials);
  g_free (self->head);
  g_free (self->text);
}

void
tide_summary_page_init_input (TideSummaryPage *self, TideSummaryInput *input, TideDate from, TideDate to)
{
  TideClinic *clinic = self->clinic;
  const TideStaff *person = tide_clinic_get_person (clinic);
  gint64 number = 0;
  *input = (TideSummaryInput){ .name = tide_clinic_dup_setting (clinic, "clinic.name"),
                               .address = tide_clinic_dup_setting (clinic, "clinic.address"),
                               .phone = tide_clinic_dup_setting (clinic, "clinic.phone"),
                               .crisis = tide_clinic_dup_setting (clinic, "clinic.patient_crisis_text"),
                               .currency = tide_clinic_dup_setting (clinic, "clinic.currency"),
                               .credentials = tide_clinic_dup_own_setting (clinic, "credentials"),
                               .head = tide_clinic_get_audit_head (clinic, &number) };
  input->data = (TideSummaryData){
    .reader = self->reader,
    .history = self->history,
    .library = tide_clinic_get_library (clinic),
    .thresholds = self->thresholds,
    .rules = tide_desk_get_rules (clinic),
    .session_rules = tide_clinic_get_session_rules (clinic),
    .target = tide_clinic_get_target_instrument (clinic, self->history),
    .instrument_id = self->instrument_id,
    .clinic_name = input->name != NULL ? input->name : "",
    .clinic_address = input->address,
    .clinic_phone = input->phone,
    .logo = self->logo,
    .credentials = input->credentials,
    .crisis_text = input->crisis,
    .currency = input->currency,
    .clinician = person != NULL ? person->name : NULL,
    .audit_head = input->head,
    .audit_number = number,
    .left_out = self->left_out,
    .leftward = tide_paper_is_leftward (g_get_language_names ()),
    .synthetic = self->history->patient->synthetic,
    .now = tide_instant_now (),
    .from = from,
    .to = to,
    .paper = adw_combo_row_get_selected (self->paper_row) == 1 ? TIDE_PAPER_LETTER : TIDE_PAPER_A4,
  };
}

/* NULL and @obstacle when nothing would stand on it. */
static TideReport *
make_report (TideSummaryPage *self, TideDate from, TideDate to, char **obstacle)
{
  g_auto (TideSummaryInput) input = { 0 };
  tide_summary_page_init_input (self, &input, from, to);
  input.data.text = input.text = tide_summary_page_dup_printed_text (self);
  *obstacle = tide_summary_dup_obstacle (&input.data);
  return *obstacle == NULL ? tide_summary_new (&input.data) : NULL;
}

static void
show_fault (TideSummaryPage *self, const char *fault)
{
  gtk_label_set_text (self->fault_label, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), fault != NULL);
}

static void
relayout (TideSummaryPage *self)
{
  g_clear_handle_id (&self->relayout_id, g_source_remove);
  TideDate from = TIDE_DATE_UNKNOWN, to = TIDE_DATE_UNKNOWN;
  g_autofree char *fault = NULL;
  tide_page_view_set_report (TIDE_PAGE_VIEW (self->view), NULL);
  g_clear_pointer (&self->report, tide_report_free);
  if (tide_summary_page_read_span (self, &from, &to, &fault))
    self->report = make_report (self, from, to, &fault);
  gboolean ok = self->report != NULL;
  if (ok)
    tide_page_view_set_report (TIDE_PAGE_VIEW (self->view), self->report);
  show_fault (self, fault);
  guint n = ok ? tide_report_get_n_pages (self->report) : 0;
  g_autofree char *pages = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page", "%u pages", n), n);
  gtk_label_set_text (self->pages_label, ok ? pages : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "summary.print", ok);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "summary.save-pdf", ok);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "summary.copy-text", ok);
}

static gboolean
relayout_cb (gpointer data)
{
  TideSummaryPage *self = data;
  self->relayout_id = 0;
  relayout (self);
  tide_summary_page_save_draft (self);
  return G_SOURCE_REMOVE;
}

void
tide_summary_page_changed (TideSummaryPage *self)
{
  if (self->history == NULL || self->filling)
    return;
  g_clear_handle_id (&self->relayout_id, g_source_remove);
  self->relayout_id = g_timeout_add (RELAYOUT_DELAY_MS, relayout_cb, self);
}

static void
changed_cb (TideSummaryPage *self)
{
  tide_summary_page_changed (self);
}

static void
period_cb (TideSummaryPage *self)
{
  if (self->filling)
    return; /* the text may still be another reader's */
  tide_summary_page_period_chosen (self);
  tide_summary_page_refresh_text (self);
  changed_cb (self);
}

static void
day_cb (TideSummaryPage *self)
{
  if (self->filling || self->history == NULL)
    return;
  tide_summary_page_day_typed (self);
  tide_summary_page_refresh_text (self);
  changed_cb (self);
}

static void
scale_cb (TideSummaryPage *self)
{
  if (self->filling)
    return;
  tide_summary_page_scale_chosen (self);
  tide_summary_page_refresh_text (self);
  changed_cb (self);
}

/* Each reader has a text of its own; whom it was last written for is remembered, never of whom. */
static void
reader_cb (TideSummaryPage *self)
{
  guint chosen = adw_combo_row_get_selected (self->reader_row);
  if (self->history == NULL || self->filling || chosen >= TIDE_N_READERS)
    return;
  tide_summary_page_save_draft (self);
  g_clear_pointer (&self->suggested, g_free); /* the last reader's */
  self->reader = (TideReader) chosen;
  g_autoptr (GSettings) settings = tide_app_settings_new ();
  if (settings != NULL)
    g_settings_set_string (settings, "summary-reader", tide_reader_codes[self->reader]);
  tide_summary_page_recall_choices (self);
  tide_summary_page_show_text (self);
  changed_cb (self);
}

static gboolean
fold_cb (gpointer data)
{
  TideSummaryPage *self = data;
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  self->fold_id = 0;
  gtk_widget_set_visible (self->wide_actions, !folded);
  gtk_widget_set_visible (self->narrow_actions, folded);
  return G_SOURCE_REMOVE;
}

/* A leaflet folds while sizes are being given out: what shows and hides with it waits until that is over. */
static void
folded_cb (TideSummaryPage *self)
{
  if (self->fold_id == 0)
    self->fold_id = g_idle_add (fold_cb, self);
}

/* A narrow window shows one of the two. */
static void
preview_toggled_cb (TideSummaryPage *self)
{
  gboolean preview = gtk_toggle_button_get_active (self->preview_button);
  adw_leaflet_set_visible_child (self->leaflet, preview ? GTK_WIDGET (self->preview_scroller) : self->form);
}

/* --- ways out --- */

static void
emit_closed (TideSummaryPage *self, const char *message)
{
  g_signal_emit (self, signals[CLOSED], 0, FALSE, message);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  emit_closed (TIDE_SUMMARY_PAGE (widget), NULL);
}

static void
show_message (TideSummaryPage *self, const char *heading, const char *words)
{
  GtkWidget *dialog
    = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, words);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_error (TideSummaryPage *self, const char *heading, const GError *error)
{
  g_autofree char *words = tide_sentence_for (error);
  show_message (self, heading, words);
}

gboolean
tide_summary_page_write_pdf (TideSummaryPage *self, const char *path, GError **error)
{
  g_return_val_if_fail (TIDE_IS_SUMMARY_PAGE (self) && self->history != NULL, FALSE);
  relayout (self); /* the page says when it was printed */
  if (self->report == NULL)
    {
      g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_VALUE, gtk_label_get_text (self->fault_label));
      return FALSE;
    }
  if (!tide_report_write_pdf (&self->report, 1, path, error))
    return FALSE;
  g_autofree char *what = g_strdup_printf ("progress summary for %s, PDF", tide_reader_codes[self->reader]);
  return tide_clinic_get_read_only (self->clinic)
         || tide_clinic_log (self->clinic, "export", self->patient_id, what, error);
}

char *
tide_summary_page_dup_saved_words (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_autofree char *folder = g_path_get_dirname (path), *shown = g_filename_display_name (folder);
  g_autofree char *home = g_filename_display_name (g_get_home_dir ());
  gsize n = strlen (home);
  gboolean below = n > 1 && g_str_has_prefix (shown, home) && (shown[n] == '/' || shown[n] == '\0');
  return g_strdup_printf (_ ("PDF saved in %s%s"), below ? "~" : "", below ? shown + n : shown);
}

static void
file_chosen_cb (GtkNativeDialog *chooser, int response, TideSummaryPage *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = g_file_get_path (file);
      g_autoptr (GError) error = NULL;
      if (path == NULL)
        show_message (self, _ ("The PDF was not written"), _ ("Choose a folder of this computer."));
      else if (!tide_summary_page_write_pdf (self, path, &error))
        show_error (self, _ ("The PDF was not written"), error);
      else
        {
          g_autofree char *words = tide_summary_page_dup_saved_words (path);
          emit_closed (self, words);
        }
    }
  g_object_unref (chooser);
}

static void
save_pdf_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideSummaryPage *self = TIDE_SUMMARY_PAGE (widget);
  GtkFileChooserNative *chooser
    = gtk_file_chooser_native_new (_ ("Save PDF, Not Encrypted"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  /* Translators: begins the name of a file: letters, digits and hyphens */
  g_autofree char *file_name = tide_words_file_name (_ ("progress-summary"), "pdf");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file_name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* What was sent, whatever is chosen on the page by the time that the job ends. */
typedef struct
{
  GWeakRef page;
  TideReader reader;
} Sent;

static void
printed_cb (gboolean printed, const GError *error, gpointer data)
{
  Sent *sent = data;
  TideReader reader = sent->reader;
  g_autoptr (TideSummaryPage) self = g_weak_ref_get (&sent->page);
  g_weak_ref_clear (&sent->page);
  g_free (sent);
  if (self == NULL || tide_clinic_is_locked (self->clinic))
    return;
  if (error != NULL)
    show_error (self, _ ("Nothing was printed"), error);
  else if (printed)
    {
      g_autoptr (GError) log_error = NULL;
      g_autofree char *what = g_strdup_printf ("progress summary for %s", tide_reader_codes[reader]);
      if (!tide_clinic_get_read_only (self->clinic)
          && !tide_clinic_log (self->clinic, "print", self->patient_id, what, &log_error))
        show_error (self, _ ("Printed, but not noted in the audit"), log_error);
      else
        emit_closed (self, _ ("Sent to the printer"));
    }
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideSummaryPage *self = TIDE_SUMMARY_PAGE (widget);
  TideDate from, to;
  g_autofree char *fault = NULL;
  TideReport *report
    = tide_summary_page_read_span (self, &from, &to, &fault) ? make_report (self, from, to, &fault) : NULL;
  if (report == NULL)
    {
      show_fault (self, fault);
      return;
    }
  Sent *sent = g_new0 (Sent, 1);
  g_weak_ref_init (&sent->page, self);
  sent->reader = self->reader;
  tide_print_job_run (GTK_WINDOW (gtk_widget_get_root (widget)), report, printed_cb, sent);
}

/* The pages as letters, for the record system of a hospital. */
static void
copy_text_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideSummaryPage *self = TIDE_SUMMARY_PAGE (widget);
  TideDate from, to;
  g_autofree char *fault = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (TideSummaryInput) input = { 0 };
  if (!tide_summary_page_read_span (self, &from, &to, &fault))
    return;
  tide_summary_page_init_input (self, &input, from, to);
  input.data.text = input.text = tide_summary_page_dup_printed_text (self);
  input.data.paper = TIDE_PAPER_ENDLESS;
  g_autofree char *what = g_strdup_printf ("progress summary for %s, text", tide_reader_codes[self->reader]);
  if (!tide_clinic_get_read_only (self->clinic)
      && !tide_clinic_log (self->clinic, "export", self->patient_id, what, &error))
    {
      show_error (self, _ ("Nothing was copied"), error);
      return;
    }
  g_autoptr (TideReport) report = tide_summary_new (&input.data);
  g_autofree char *text = tide_report_dup_text (report);
  tide_clipped_text_put (gtk_widget_get_clipboard (widget), self->clinic, text, TIDE_CLIPPED_SECONDS);
  gtk_label_set_text (self->pages_label, _ ("Copied as text. It leaves the clipboard after two minutes and "
                                            "when the clinic is locked."));
}

/* What is printed is what the clinic holds now. */
static void
clinic_changed_cb (TideClinic *clinic, gint64 patient_id, TideSummaryPage *self)
{
  g_autoptr (GError) error = NULL;
  if (patient_id != 0 && patient_id != self->patient_id)
    return;
  TideHistory *history = tide_clinic_load_history (clinic, self->patient_id, &error);
  if (history == NULL)
    return;
  tide_history_free (self->history);
  self->history = history;
  tide_summary_page_refresh_text (self);
  changed_cb (self);
}

/* Nothing of the patient may stay in a hidden page. */
static void
locked_cb (TideClinic *clinic, TideSummaryPage *self)
{
  g_clear_handle_id (&self->relayout_id, g_source_remove);
  emit_closed (self, NULL);
}

/* --- the widget --- */

static void
tide_summary_page_dispose (GObject *object)
{
  TideSummaryPage *self = TIDE_SUMMARY_PAGE (object);
  if (self->relayout_id != 0)
    tide_summary_page_save_draft (self);
  g_clear_handle_id (&self->relayout_id, g_source_remove);
  g_clear_handle_id (&self->fold_id, g_source_remove);
  if (self->view != NULL)
    tide_page_view_set_report (TIDE_PAGE_VIEW (self->view), NULL);
  self->view = NULL;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->report, tide_report_free);
  g_clear_pointer (&self->history, tide_history_free);
  g_clear_pointer (&self->thresholds, tide_thresholds_free);
  g_clear_object (&self->clinic);
  g_clear_pointer (&self->instrument_id, g_free);
  g_clear_pointer (&self->saved_text, g_free);
  g_clear_pointer (&self->suggested, g_free);
  g_clear_pointer (&self->scale_ids, g_ptr_array_unref);
  g_clear_pointer (&self->logo, cairo_surface_destroy);
  g_clear_pointer (&self->part_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (tide_summary_page_parent_class)->dispose (object);
}

static void
tide_summary_page_class_init (TideSummaryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_summary_page_dispose;
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-summary-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, content);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, form);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, wide_actions);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, narrow_actions);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, preview_button);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, identity_label);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, reader_row);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, period_row);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, scale_row);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, parts_row);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, phrases_button);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, text_label);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, text_hint);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, text_box);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, paper_row);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, from_row);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, to_row);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, fault_label);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, pages_label);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, text_view);
  gtk_widget_class_bind_template_child (widget_class, TideSummaryPage, preview_scroller);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reader_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, scale_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, preview_toggled_cb);
  gtk_widget_class_install_action (widget_class, "summary.close", NULL, close_action);
  tide_summary_page_text_install (widget_class);
  gtk_widget_class_install_action (widget_class, "summary.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "summary.save-pdf", NULL, save_pdf_action);
  gtk_widget_class_install_action (widget_class, "summary.copy-text", NULL, copy_text_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "summary.copy-text", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "summary.phrases", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "summary.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "summary.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "summary.save-pdf", NULL);
}

static void
tide_summary_page_init (TideSummaryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->scale_ids = g_ptr_array_new_with_free_func (g_free);
  self->part_rows = g_ptr_array_new ();
  self->view = tide_page_view_new ();
  gtk_scrolled_window_set_child (self->preview_scroller, self->view);
}

/* The readers in the order of TideReader; the one of last time is chosen. */
static void
fill_readers (TideSummaryPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GSettings) settings = tide_app_settings_new ();
  g_autofree char *clinics = tide_clinic_dup_setting (self->clinic, "summary.reader");
  g_autofree char *last = settings != NULL ? g_settings_get_string (settings, "summary-reader") : NULL;
  const char *chosen = last != NULL && *last != '\0' ? last : clinics;
  for (TideReader reader = 0; reader < TIDE_N_READERS; reader++)
    {
      gtk_string_list_append (names, tide_reader_get_label (reader));
      if (g_strcmp0 (chosen, tide_reader_codes[reader]) == 0)
        self->reader = reader;
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->reader_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->reader_row, self->reader);
  self->filling = FALSE;
}

static char *
dup_identity (const TidePatient *patient)
{
  g_autofree char *name = tide_patient_dup_name (patient);
  g_autofree char *born = tide_date_to_words (patient->birth_date);
  int age = tide_patient_get_age (patient, tide_date_today ());
  g_autofree char *birth = *born == '\0' ? g_strdup (_ ("birth date not known"))
                           : age >= 0    ? g_strdup_printf ("%s (%d)", born, age)
                                         : g_strdup (born);
  return g_strdup_printf ("%s · %s · %s%s%s", name, birth, patient->mrn, patient->synthetic ? " · " : "",
                          patient->synthetic ? _ ("Synthetic") : "");
}

GtkWidget *
tide_summary_page_new (TideClinic *clinic, gint64 patient_id, const char *instrument_id)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (clinic), NULL);
  TideSummaryPage *self = g_object_new (TIDE_TYPE_SUMMARY_PAGE, NULL);
  g_autoptr (GError) error = NULL;
  self->clinic = g_object_ref (clinic);
  self->patient_id = patient_id;
  g_autofree char *paper = tide_clinic_dup_setting (clinic, "paper");
  adw_combo_row_set_selected (self->paper_row, g_strcmp0 (paper, "letter") == 0 ? 1 : 0);
  g_autofree char *logo = tide_clinic_dup_setting (clinic, "clinic.logo");
  self->logo = tide_logo_new_from_setting (logo);
  fill_readers (self);
  TideHistory *history = tide_clinic_load_history (clinic, patient_id, &error);
  if (history == NULL)
    {
      g_autofree char *words = tide_sentence_for (error);
      gtk_label_set_text (self->fault_label, words);
      gtk_widget_set_visible (GTK_WIDGET (self->fault_label), TRUE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "summary.print", FALSE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "summary.save-pdf", FALSE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "summary.copy-text", FALSE);
      return GTK_WIDGET (self);
    }
  self->history = history;
  self->thresholds = tide_clinic_load_thresholds (clinic);
  self->instrument_id
    = g_strdup (instrument_id != NULL ? instrument_id : tide_clinic_get_target_instrument (clinic, history));
  g_autofree char *identity = dup_identity (history->patient);
  gtk_label_set_text (self->identity_label, identity);
  tide_summary_page_fill_scales (self);
  tide_summary_page_recall_choices (self);
  tide_summary_page_show_text (self);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text_view), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic, "changed", G_CALLBACK (clinic_changed_cb), self, 0);
  g_signal_connect_object (clinic, "locked", G_CALLBACK (locked_cb), self, 0);
  relayout (self);
  return GTK_WIDGET (self);
}

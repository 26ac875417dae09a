/* test-print.c: what GTK prints is what the PDF says, and the page before the printer does what it shows. */
#include <glib/gstdio.h>
#include <string.h>

#include "app-fixture.h"
#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-app-settings.h"
#include "tide-clipped-text.h"
#include "tide-print-job.h"
#include "tide-summary-page.h"

#define FAMILY "Probe-1"

/* --- the printer --- */

/* Pages as GTK's own printing makes them. (transfer full): the path */
static char *
export_by_gtk (TideReport *report)
{
  char *path = g_build_filename (pdf_check_begin (), "exported.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintOperation) operation = tide_print_job_new_operation (report);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  GtkPrintOperationResult result
    = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_autofree char *job = NULL;
  g_object_get (operation, "job-name", &job, NULL);
  g_assert_cmpstr (job, ==, "Progress summary"); /* queues are read by others */
  return path;
}

static void
printer_gets_the_same_pages (gconstpointer name)
{
  if (!pdf_check_tools ())
    return;
  g_autoptr (SummaryCase) one = summary_case_new (name);
  g_autoptr (TideReport) report = tide_summary_new (&one->data);
  TideReport *only = report;
  g_autofree char *ours = pdf_write ("ours", &only, 1), *theirs = export_by_gtk (report);
  g_autofree char *our_pages = pdf_info (ours, "Pages"), *their_pages = pdf_info (theirs, "Pages");
  g_autofree char *our_size = pdf_info (ours, "Page size"), *their_size = pdf_info (theirs, "Page size");
  g_autofree char *our_text = pdf_text (ours, 0), *their_text = pdf_text (theirs, 0);
  g_assert_cmpstr (our_pages, ==, their_pages);
  g_assert_cmpint (strncmp (our_size, their_size, 5), ==, 0);
  g_assert_cmpstr (our_text, ==, their_text);
}

/* --- the page --- */

typedef struct
{
  TideClinic *clinic;
  TideWindow *window;
  gint64 patient_id;
  GtkWidget *page; /* summary page, borrowed */
} Desk;

static void
open_desk (Desk *desk)
{
  desk->clinic = app_fixture_clinic (FALSE, 2);
  desk->window = app_fixture_window (desk->clinic);
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (desk->clinic, &tide_patient_class, "mrn", "PR-0001", NULL);
  desk->patient_id = patient->base.id;
  tide_window_show_patient (desk->window, desk->patient_id);
  app_fixture_settle ();
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.print-summary", NULL);
  WAIT ((desk->page = app_fixture_find (GTK_WIDGET (desk->window), TIDE_TYPE_SUMMARY_PAGE)) != NULL);
}

static void
close_desk (Desk *desk)
{
  app_fixture_gone (desk->window);
  g_object_unref (desk->clinic);
}

static gpointer
child (Desk *desk, const char *name)
{
  return gtk_widget_get_template_child (desk->page, TIDE_TYPE_SUMMARY_PAGE, name);
}

static gboolean
is_pages (Desk *desk, const char *words)
{
  return g_str_equal (gtk_label_get_text (child (desk, "pages_label")), words);
}

static void
set_text (Desk *desk, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (child (desk, "text_view")), text, -1);
}

static gboolean
draft_is (Desk *desk, const char *text)
{
  g_autoptr (GPtrArray) drafts = tide_clinic_list_drafts (desk->clinic, desk->patient_id, NULL);
  return drafts->len == 1 && g_str_equal (((TideDraft *) drafts->pdata[0])->payload, text);
}

static char *
long_text (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < 90; i++)
    g_string_append_printf (text, "Line %u of the clinician.\n", i);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
shows_who_and_how_many_pages (void)
{
  Desk desk;
  open_desk (&desk);
  g_assert_true (is_pages (&desk, "1 page"));
  g_assert_true (app_fixture_says (desk.page, FAMILY));
  g_assert_true (app_fixture_says (desk.page, "PR-0001"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (desk.window)), ==, "Tidemark");
  gtk_widget_activate_action (desk.page, "summary.close", NULL);
  WAIT (app_fixture_find (GTK_WIDGET (desk.window), TIDE_TYPE_SUMMARY_PAGE) == NULL);
  close_desk (&desk);
}

static void
text_lays_the_pages_out_again (void)
{
  Desk desk;
  g_autofree char *text = long_text ();
  open_desk (&desk);
  set_text (&desk, text);
  WAIT (is_pages (&desk, "3 pages"));
  set_text (&desk, "Short.");
  WAIT (is_pages (&desk, "1 page"));
  close_desk (&desk);
}

static gboolean
can_print (Desk *desk)
{
  return gtk_widget_get_sensitive (gtk_widget_get_last_child (child (desk, "wide_actions")));
}

static void
wrong_days_are_said_in_words (void)
{
  Desk desk;
  open_desk (&desk);
  GtkEditable *from = child (&desk, "from_row"), *to = child (&desk, "to_row");
  GtkWidget *fault = child (&desk, "fault_label");
  g_assert_true (can_print (&desk));
  gtk_editable_set_text (from, "2025-02-30");
  WAIT (gtk_widget_get_visible (fault));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (fault)), "There is no day 30 in Feb 2025"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (from), "error"));
  g_assert_false (can_print (&desk));
  g_autoptr (GError) error = NULL;
  g_assert_false (tide_summary_page_write_pdf (TIDE_SUMMARY_PAGE (desk.page), "/nowhere.pdf", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);

  gtk_editable_set_text (from, "2025-03-01");
  gtk_editable_set_text (to, "2025-01-01");
  WAIT (gtk_widget_has_css_class (GTK_WIDGET (to), "error"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (from), "error"));
  g_assert_false (can_print (&desk));

  /* As in the forms, a day may be typed in words; one that could be two days is none. */
  gtk_editable_set_text (to, "1 Dec 2025");
  WAIT (!gtk_widget_get_visible (fault));
  g_assert_true (can_print (&desk));
  gtk_editable_set_text (to, "3/4/2025");
  WAIT (gtk_widget_get_visible (fault));
  g_assert_false (can_print (&desk));
  close_desk (&desk);
}

static void
a_saved_pdf_says_where (void)
{
  g_autofree char *below = g_build_filename (g_get_home_dir (), "Documents", "a.pdf", NULL);
  g_autofree char *beside = g_strconcat (g_get_home_dir (), "-other/a.pdf", NULL);
  g_autofree char *in_home = tide_summary_page_dup_saved_words (below);
  g_autofree char *elsewhere = tide_summary_page_dup_saved_words ("/media/stick/a.pdf");
  g_autofree char *like_home = tide_summary_page_dup_saved_words (beside);
  g_assert_cmpstr (in_home, ==, "PDF saved in ~/Documents");
  g_assert_cmpstr (elsewhere, ==, "PDF saved in /media/stick");
  g_assert_null (strstr (like_home, "~"));
}

static void
text_comes_back (void)
{
  Desk desk;
  open_desk (&desk);
  set_text (&desk, "Half a sentence");
  WAIT (draft_is (&desk, "Half a sentence"));
  set_text (&desk, "Half a sentence, typed on");
  gtk_widget_activate_action (desk.page, "summary.close", NULL); /* before the moment is over */
  WAIT (app_fixture_find (GTK_WIDGET (desk.window), TIDE_TYPE_SUMMARY_PAGE) == NULL);
  g_assert_true (draft_is (&desk, "Half a sentence, typed on"));
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.print-summary", NULL);
  WAIT ((desk.page = app_fixture_find (GTK_WIDGET (desk.window), TIDE_TYPE_SUMMARY_PAGE)) != NULL);
  GtkTextIter start, end;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (child (&desk, "text_view"));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_autofree char *text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (text, ==, "Half a sentence, typed on");
  close_desk (&desk);
}

static void
locking_takes_the_page_away (void)
{
  Desk desk;
  open_desk (&desk);
  set_text (&desk, "Not yet saved");
  tide_window_lock (desk.window);
  app_fixture_settle ();
  g_assert_null (app_fixture_find (GTK_WIDGET (desk.window), TIDE_TYPE_SUMMARY_PAGE));
  g_assert_false (app_fixture_anyone_says ("Probe"));
  g_assert_false (app_fixture_anyone_says ("Not yet saved"));
  g_autoptr (GError) error = NULL;
  g_assert_true (tide_clinic_unlock (desk.clinic, NULL, &error));
  g_assert_true (draft_is (&desk, "Not yet saved"));
  close_desk (&desk);
}

/* --- readers --- */

static void
choose_reader (Desk *desk, TideReader reader)
{
  adw_combo_row_set_selected (child (desk, "reader_row"), reader);
  app_fixture_settle ();
}

static char *
dup_view_text (Desk *desk)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (child (desk, "text_view"));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
written_text (Desk *desk)
{
  g_autofree char *path = g_build_filename (pdf_check_begin (), "reader.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_true (tide_summary_page_write_pdf (TIDE_SUMMARY_PAGE (desk->page), path, &error));
  g_assert_no_error (error);
  return pdf_text (path, 0);
}

static void
each_reader_has_a_text_of_its_own (void)
{
  Desk desk;
  if (!pdf_check_tools ())
    return;
  open_desk (&desk);
  choose_reader (&desk, TIDE_READER_CLINICIAN);
  set_text (&desk, "For the colleague");
  choose_reader (&desk, TIDE_READER_PATIENT);
  g_autofree char *suggested = dup_view_text (&desk), *sheet = written_text (&desk);
  g_assert_null (strstr (suggested, "colleague"));
  g_assert_cmpuint (strlen (suggested), >, 20);
  g_assert_nonnull (strstr (sheet, "How you are doing"));

  /* Changed sentences are printed and come back; "back" brings those of the record. */
  set_text (&desk, "You did well.");
  g_autofree char *changed = written_text (&desk);
  g_assert_nonnull (strstr (changed, "You did well."));
  choose_reader (&desk, TIDE_READER_PAYER);
  g_assert_false (gtk_widget_get_visible (child (&desk, "text_box")));
  g_autofree char *payers = written_text (&desk);
  g_assert_nonnull (strstr (payers, "Courses and authorisation"));
  g_assert_null (strstr (payers, "colleague"));
  choose_reader (&desk, TIDE_READER_PATIENT);
  g_autofree char *kept = dup_view_text (&desk);
  g_assert_cmpstr (kept, ==, "You did well.");
  gtk_widget_activate_action (desk.page, "summary.suggest", NULL);
  g_autofree char *again = dup_view_text (&desk);
  g_assert_cmpstr (again, ==, suggested);
  choose_reader (&desk, TIDE_READER_CLINICIAN);
  g_autofree char *own = dup_view_text (&desk);
  g_assert_cmpstr (own, ==, "For the colleague");
  close_desk (&desk);
}

/* What was changed last month is not handed out when the record has gone on. */
static void
old_sentences_fall_when_the_record_goes_on (void)
{
  Desk desk;
  open_desk (&desk);
  choose_reader (&desk, TIDE_READER_PATIENT);
  g_autoptr (GError) error = NULL;
  g_assert_true (tide_clinic_save_draft (desk.clinic, desk.patient_id, "summary-patient",
                                         "Of another day.\x1eYou are well.", &error));
  choose_reader (&desk, TIDE_READER_CLINICIAN);
  choose_reader (&desk, TIDE_READER_PATIENT);
  g_autofree char *text = dup_view_text (&desk);
  g_assert_null (strstr (text, "You are well."));
  choose_reader (&desk, TIDE_READER_CLINICIAN);
  close_desk (&desk);
}

static void
an_empty_period_prints_nothing (void)
{
  Desk desk;
  open_desk (&desk);
  gtk_editable_set_text (child (&desk, "from_row"), "1990-01-01");
  gtk_editable_set_text (child (&desk, "to_row"), "1990-12-31");
  WAIT (gtk_widget_get_visible (child (&desk, "fault_label")));
  g_assert_cmpstr (gtk_label_get_text (child (&desk, "fault_label")), ==,
                   "No rating and no session in this period: nothing is printed.");
  g_assert_false (can_print (&desk));
  g_autoptr (GError) error = NULL;
  g_assert_false (tide_summary_page_write_pdf (TIDE_SUMMARY_PAGE (desk.page), "/nowhere.pdf", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  close_desk (&desk);
}

static gboolean
buffer_is_text (Desk *desk)
{
  g_autofree char *text = dup_view_text (desk);
  return text != NULL && g_utf8_validate (text, -1, NULL);
}

/* Each reader recalls a period of its own, which moves the row while the text is another reader's still. */
static void
periods_of_two_readers_do_not_mix_their_texts (void)
{
  Desk desk;
  open_desk (&desk);
  choose_reader (&desk, TIDE_READER_PATIENT);
  adw_combo_row_set_selected (child (&desk, "period_row"), 3); /* 12 months */
  app_fixture_settle ();
  choose_reader (&desk, TIDE_READER_CLINICIAN);
  adw_combo_row_set_selected (child (&desk, "period_row"), 0);
  app_fixture_settle ();
  set_text (&desk, "For the colleague");
  choose_reader (&desk, TIDE_READER_PATIENT);
  g_autofree char *sentences = dup_view_text (&desk);
  g_assert_null (strstr (sentences, "colleague"));
  g_assert_cmpuint (strlen (sentences), >, 20);
  for (TideReader reader = 0; reader < 2 * TIDE_N_READERS; reader++)
    {
      choose_reader (&desk, reader % TIDE_N_READERS);
      g_assert_true (buffer_is_text (&desk));
    }
  choose_reader (&desk, TIDE_READER_CLINICIAN);
  g_autofree char *own = dup_view_text (&desk);
  g_assert_cmpstr (own, ==, "For the colleague");
  close_desk (&desk);
}

static char *
dup_draft (Desk *desk, const char *kind)
{
  g_autoptr (GPtrArray) drafts = tide_clinic_list_drafts (desk->clinic, desk->patient_id, NULL);
  for (guint i = 0; i < drafts->len; i++)
    if (g_str_equal (((const TideDraft *) drafts->pdata[i])->kind, kind))
      return g_strdup (((const TideDraft *) drafts->pdata[i])->payload);
  return NULL;
}

/* Sentences that were changed under one period are not of another one because the period was changed after.
 */
static void
changed_sentences_rest_on_what_they_were_made_from (void)
{
  Desk desk;
  open_desk (&desk);
  choose_reader (&desk, TIDE_READER_PATIENT);
  adw_combo_row_set_selected (child (&desk, "period_row"), 0);
  app_fixture_settle ();
  g_autofree char *first = dup_view_text (&desk), *rests = g_strconcat (first, "\x1eYou did well.", NULL);
  set_text (&desk, "You did well.");
  gtk_editable_set_text (child (&desk, "from_row"), "2099-01-01"); /* nothing to say of it */
  app_fixture_settle ();
  choose_reader (&desk, TIDE_READER_CLINICIAN); /* keeps the draft */
  g_autofree char *draft = dup_draft (&desk, "summary-patient");
  g_assert_cmpstr (draft, ==, rests);
  close_desk (&desk);
}

/* --- choices --- */

static GtkCheckButton *
find_part (GtkWidget *widget, guint section)
{
  if (GTK_IS_CHECK_BUTTON (widget)
      && GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "tide-section")) == section)
    return GTK_CHECK_BUTTON (widget);
  for (GtkWidget *at = gtk_widget_get_first_child (widget); at != NULL; at = gtk_widget_get_next_sibling (at))
    {
      GtkCheckButton *found = find_part (at, section);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
reopen (Desk *desk)
{
  gtk_widget_activate_action (desk->page, "summary.close", NULL);
  WAIT (app_fixture_find (GTK_WIDGET (desk->window), TIDE_TYPE_SUMMARY_PAGE) == NULL);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.print-summary", NULL);
  WAIT ((desk->page = app_fixture_find (GTK_WIDGET (desk->window), TIDE_TYPE_SUMMARY_PAGE)) != NULL);
}

static void
choices_are_kept_by_reader (void)
{
  Desk desk;
  if (!pdf_check_tools ())
    return;
  open_desk (&desk);
  choose_reader (&desk, TIDE_READER_CLINICIAN);
  gtk_check_button_set_active (find_part (desk.page, TIDE_SECTION_RECORD), FALSE);
  adw_combo_row_set_selected (child (&desk, "period_row"), 3); /* 12 months */
  app_fixture_settle ();
  g_assert_cmpstr (gtk_editable_get_text (child (&desk, "from_row")), !=, "");
  /* The last course began on 10 January; what it is judged against was rated on the day before. */
  adw_combo_row_set_selected (child (&desk, "period_row"), 4);
  app_fixture_settle ();
  g_assert_cmpstr (gtk_editable_get_text (child (&desk, "from_row")), ==, "2025-01-09");
  adw_combo_row_set_selected (child (&desk, "period_row"), 3);
  app_fixture_settle ();
  choose_reader (&desk, TIDE_READER_PAYER);
  g_assert_cmpuint (adw_combo_row_get_selected (child (&desk, "period_row")), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (child (&desk, "from_row")), ==, "");
  g_assert_null (find_part (desk.page, TIDE_SECTION_RECORD)); /* a payer's has none */
  choose_reader (&desk, TIDE_READER_CLINICIAN);
  reopen (&desk);
  g_assert_cmpuint (adw_combo_row_get_selected (child (&desk, "period_row")), ==, 3);
  g_assert_false (gtk_check_button_get_active (find_part (desk.page, TIDE_SECTION_RECORD)));
  g_autofree char *left_out = g_strdup_printf ("Left out: %s", tide_section_get_label (TIDE_SECTION_RECORD));
  g_assert_true (app_fixture_says (desk.page, left_out));
  adw_combo_row_set_selected (child (&desk, "period_row"), 0);
  app_fixture_settle ();
  g_autofree char *without = written_text (&desk);
  /* The paper names what is not on it, and has nothing else of it. */
  g_assert_nonnull (strstr (without, "Left out: On record"));
  g_assert_cmpuint (pdf_count (without, "On record"), ==, 1);
  gtk_check_button_set_active (find_part (desk.page, TIDE_SECTION_RECORD), TRUE);
  g_autofree char *with = written_text (&desk);
  g_assert_nonnull (strstr (with, "On record"));
  g_assert_null (strstr (with, "Left out"));
  g_assert_false (app_fixture_says (desk.page, "Left out"));

  /* What was typed is no choice to come back to, and nothing that is kept says who was printed. */
  gtk_editable_set_text (child (&desk, "from_row"), "2025-01-01");
  g_assert_cmpuint (adw_combo_row_get_selected (child (&desk, "period_row")), ==, 5);
  g_autoptr (GSettings) settings = tide_app_settings_new ();
  g_autoptr (GVariant) periods = g_settings_get_value (settings, "summary-periods");
  g_autofree char *kept = g_variant_print (periods, FALSE);
  g_assert_null (strstr (kept, "2025"));
  g_assert_null (strstr (kept, "PR-"));
  close_desk (&desk);
}

/* --- the clipboard --- */

static void
read_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static gboolean
is_empty (GdkClipboard *clipboard)
{
  return gdk_clipboard_get_content (clipboard) == NULL;
}

static void
copied_text_leaves_the_clipboard (void)
{
  Desk desk;
  g_autofree char *text = NULL;
  open_desk (&desk);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (desk.page);
  gtk_widget_activate_action (desk.page, "summary.copy-text", NULL);
  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &text);
  WAIT (text != NULL);
  g_assert_nonnull (strstr (text, "Progress summary\n================\n"));
  g_assert_nonnull (strstr (text, FAMILY));
  tide_window_lock (desk.window);
  WAIT (is_empty (clipboard));
  g_assert_true (tide_clinic_unlock (desk.clinic, NULL, NULL));

  /* After its time; but not what somebody copied meanwhile. */
  tide_clipped_text_put (clipboard, desk.clinic, "For a second", 1);
  g_assert_false (is_empty (clipboard));
  WAIT (is_empty (clipboard));
  tide_clipped_text_put (clipboard, desk.clinic, "For a second", 1);
  app_fixture_settle (); /* two claims at once confuse X */
  gdk_clipboard_set_text (clipboard, "Another's");
  GdkContentProvider *anothers = gdk_clipboard_get_content (clipboard);
  g_assert_nonnull (anothers);
  tide_clinic_lock (desk.clinic);
  g_assert_true (gdk_clipboard_get_content (clipboard) == anothers);
  close_desk (&desk);
}

static GtkWindow *
find_print_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);
      if (g_str_equal (G_OBJECT_TYPE_NAME (window), "GtkPrintUnixDialog"))
        return window; /* GTK holds it */
    }
  return NULL;
}

/* Called away while GTK's dialog is open, Ctrl+L there or the idle timer: dialog and pages go, nothing of
 * them stays, and after unlocking one can print. */
static void
locking_takes_the_print_dialog_away (void)
{
  Desk desk;
  open_desk (&desk);
  gtk_widget_activate_action (desk.page, "summary.print", NULL);
  WAIT (find_print_dialog () != NULL);
  app_fixture_settle ();
  tide_window_lock (desk.window);
  app_fixture_settle ();
  g_assert_null (find_print_dialog ());
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
  g_assert_false (app_fixture_anyone_says ("Probe"));
  g_assert_false (app_fixture_anyone_says ("PR-0001"));
  g_assert_true (tide_clinic_unlock (desk.clinic, NULL, NULL));
  tide_window_set_clinic (desk.window, desk.clinic);
  tide_window_show_patient (desk.window, desk.patient_id);
  app_fixture_settle ();
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.print-summary", NULL);
  WAIT ((desk.page = app_fixture_find (GTK_WIDGET (desk.window), TIDE_TYPE_SUMMARY_PAGE)) != NULL);
  gtk_widget_activate_action (desk.page, "summary.print", NULL);
  WAIT (find_print_dialog () != NULL);
  gtk_dialog_response (GTK_DIALOG (find_print_dialog ()), GTK_RESPONSE_CANCEL);
  WAIT (find_print_dialog () == NULL);
  close_desk (&desk);
}

static void
saving_is_audited (void)
{
  Desk desk;
  if (!pdf_check_tools ())
    return;
  open_desk (&desk);
  set_text (&desk, "Text of the page");
  g_autofree char *path = g_build_filename (pdf_check_begin (), "saved.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_true (tide_summary_page_write_pdf (TIDE_SUMMARY_PAGE (desk.page), path, &error));
  g_assert_no_error (error);
  g_autofree char *text = pdf_text (path, 0);
  g_assert_nonnull (strstr (text, "Text of the page"));
  g_assert_nonnull (strstr (text, "Probe-1, Anna"));
  g_autoptr (GPtrArray) rows = tide_clinic_list_audit (desk.clinic, desk.patient_id, 50, &error);
  g_assert_no_error (error);
  guint exports = 0;
  for (guint i = 0; i < rows->len; i++)
    exports += g_str_equal (((TideAuditRow *) rows->pdata[i])->action, "export");
  g_assert_cmpuint (exports, ==, 1);

  /* A folder that is not there: words, and nothing in the audit. */
  g_assert_false (tide_summary_page_write_pdf (TIDE_SUMMARY_PAGE (desk.page), "/absent/summary.pdf", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IO);
  g_autoptr (GPtrArray) after = tide_clinic_list_audit (desk.clinic, desk.patient_id, 50, NULL);
  g_assert_cmpuint (after->len, ==, rows->len);
  close_desk (&desk);
}

int
main (int argc, char *argv[])
{
  app_fixture_init (&argc, &argv);
  g_test_add_data_func ("/app/print/printer-gets-the-same-pages/a4", "courses", printer_gets_the_same_pages);
  g_test_add_data_func ("/app/print/printer-gets-the-same-pages/letter", "letter",
                        printer_gets_the_same_pages);
  g_test_add_func ("/app/print/shows-who-and-how-many-pages", shows_who_and_how_many_pages);
  g_test_add_func ("/app/print/text-lays-the-pages-out-again", text_lays_the_pages_out_again);
  g_test_add_func ("/app/print/wrong-days-are-said-in-words", wrong_days_are_said_in_words);
  g_test_add_func ("/app/print/a-saved-pdf-says-where", a_saved_pdf_says_where);
  g_test_add_func ("/app/print/text-comes-back", text_comes_back);
  g_test_add_func ("/app/print/each-reader-has-a-text-of-its-own", each_reader_has_a_text_of_its_own);
  g_test_add_func ("/app/print/old-sentences-fall-when-the-record-goes-on",
                   old_sentences_fall_when_the_record_goes_on);
  g_test_add_func ("/app/print/an-empty-period-prints-nothing", an_empty_period_prints_nothing);
  g_test_add_func ("/app/print/choices-are-kept-by-reader", choices_are_kept_by_reader);
  g_test_add_func ("/app/print/periods-of-two-readers-do-not-mix-their-texts",
                   periods_of_two_readers_do_not_mix_their_texts);
  g_test_add_func ("/app/print/changed-sentences-rest-on-what-they-were-made-from",
                   changed_sentences_rest_on_what_they_were_made_from);
  g_test_add_func ("/app/print/copied-text-leaves-the-clipboard", copied_text_leaves_the_clipboard);
  g_test_add_func ("/app/print/locking-takes-the-page-away", locking_takes_the_page_away);
  g_test_add_func ("/app/print/locking-takes-the-print-dialog-away", locking_takes_the_print_dialog_away);
  g_test_add_func ("/app/print/saving-is-audited", saving_is_audited);
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}

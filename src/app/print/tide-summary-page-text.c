/* tide-summary-page-text.c: the words of the page before the printer.
 *
 * A clinician's text is the clinician's own.  A patient's sentences come from the record by fixed patterns;
 * they may be changed here, but what was changed last month must not be handed out as if it were of today: a
 * draft is kept with the sentences it was made from and falls when the record would now say something else.
 * A payer gets no text.
 */
#include "tide-summary-page-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include "tide-sentences.h"

#define MOST_MENU_LETTERS 60

/* Between what the program chose and what stands now: never typed. */
#define APART "\x1e"

static void fill_phrases (TideSummaryPage *self);

static const char *
get_draft_kind (TideSummaryPage *self)
{
  switch (self->reader)
    {
    case TIDE_READER_PATIENT:
      return "summary-patient";
    case TIDE_READER_PAYER:
    case TIDE_N_READERS:
      return NULL;
    case TIDE_READER_CLINICIAN:
    default:
      return "summary";
    }
}

char *
tide_summary_page_dup_text (TideSummaryPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

char *
tide_summary_page_dup_printed_text (TideSummaryPage *self)
{
  return get_draft_kind (self) != NULL ? tide_summary_page_dup_text (self) : NULL;
}

/* Sentences as they were chosen need no draft. */
static char *
dup_payload (TideSummaryPage *self)
{
  g_autofree char *text = tide_summary_page_dup_text (self);
  if (self->suggested == NULL)
    return g_steal_pointer (&text);
  return g_str_equal (text, self->suggested) ? g_strdup ("")
                                             : g_strconcat (self->suggested, APART, text, NULL);
}

/* The draft follows the text within a moment, and at the latest when the page goes: locking takes the page
 * down before it closes the clinic. */
void
tide_summary_page_save_draft (TideSummaryPage *self)
{
  const char *kind = get_draft_kind (self);
  g_autofree char *payload = dup_payload (self);
  g_autoptr (GError) error = NULL;
  if (kind == NULL || self->history == NULL || g_strcmp0 (payload, self->saved_text) == 0
      || tide_clinic_is_locked (self->clinic) || tide_clinic_get_read_only (self->clinic))
    return;
  if (!tide_clinic_save_draft (self->clinic, self->patient_id, kind, *payload != '\0' ? payload : NULL,
                               &error))
    {
      g_autofree char *words = tide_sentence_for (error);
      gtk_label_set_text (self->pages_label, words);
      return;
    }
  g_free (self->saved_text);
  self->saved_text = g_steal_pointer (&payload);
}

/* "" when there is none. */
static char *
load_draft (TideSummaryPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = tide_clinic_list_drafts (self->clinic, self->patient_id, &error);
  const char *kind = get_draft_kind (self);
  for (guint i = 0; kind != NULL && drafts != NULL && i < drafts->len; i++)
    if (g_str_equal (((const TideDraft *) drafts->pdata[i])->kind, kind))
      return g_strdup (((const TideDraft *) drafts->pdata[i])->payload);
  return g_strdup ("");
}

/* The patient's sentences of the period of the page. */
static char *
dup_suggestion (TideSummaryPage *self)
{
  g_auto (TideSummaryInput) input = { 0 };
  if (self->reader != TIDE_READER_PATIENT)
    return NULL;
  TideDate from = TIDE_DATE_UNKNOWN, to = TIDE_DATE_UNKNOWN;
  g_autofree char *fault = NULL;
  if (!tide_summary_page_read_span (self, &from, &to, &fault))
    from = to = TIDE_DATE_UNKNOWN;
  tide_summary_page_init_input (self, &input, from, to);
  return tide_summary_dup_plain_text (&input.data);
}

static void
set_text (TideSummaryPage *self, const char *text)
{
  self->filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text != NULL ? text : "", -1);
  self->filling = FALSE;
}

static void
show_labels (TideSummaryPage *self)
{
  gboolean patient = self->reader == TIDE_READER_PATIENT;
  gtk_widget_set_visible (self->text_box, get_draft_kind (self) != NULL);
  gtk_label_set_label (self->text_label,
                       patient ? _ ("_Sentences for the patient") : _ ("Clinician’s _text"));
  gtk_label_set_text (self->text_hint,
                      _ ("Chosen from the record by fixed rules; change or empty them as you see fit. "
                         "*Stars* print bold, a line that begins with “- ” stands under What comes next."));
  gtk_widget_set_visible (GTK_WIDGET (self->text_hint), patient);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "summary.suggest", patient);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  patient ? _ ("Sentences for the patient") : _ ("Clinician’s text"), -1);
}

void
tide_summary_page_show_text (TideSummaryPage *self)
{
  g_autofree char *draft = load_draft (self);
  g_clear_pointer (&self->suggested, g_free);
  self->suggested = dup_suggestion (self);
  const char *text = draft;
  if (self->suggested != NULL)
    {
      gsize n = strlen (self->suggested);
      gboolean same = strncmp (draft, self->suggested, n) == 0 && g_str_has_prefix (draft + n, APART);
      text = same ? draft + n + strlen (APART) : self->suggested;
    }
  g_free (self->saved_text);
  self->saved_text = g_strdup (draft);
  set_text (self, text);
  show_labels (self);
  fill_phrases (self);
}

void
tide_summary_page_refresh_text (TideSummaryPage *self)
{
  if (self->suggested == NULL)
    return;
  g_autofree char *text = tide_summary_page_dup_text (self), *fresh = dup_suggestion (self);
  /* What somebody has changed still rests on what it was made from: the draft must say so. */
  if (fresh == NULL || !g_str_equal (text, self->suggested))
    return;
  g_free (self->suggested);
  self->suggested = g_steal_pointer (&fresh);
  set_text (self, self->suggested);
}

static void
suggest_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideSummaryPage *self = (TideSummaryPage *) widget;
  g_autofree char *fresh = dup_suggestion (self);
  if (fresh == NULL)
    return;
  g_free (self->suggested);
  self->suggested = g_steal_pointer (&fresh);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), self->suggested, -1);
}

/* --- own sentences --- */

/* The sentences of the person at the desk, short in the menu. */
static void
fill_phrases (TideSummaryPage *self)
{
  g_autofree char *all = tide_clinic_dup_own_setting (self->clinic, "phrases");
  g_auto (GStrv) phrases = g_strsplit (all != NULL ? all : "", "\n", -1);
  g_autoptr (GMenu) menu = g_menu_new ();
  for (guint i = 0; phrases[i] != NULL; i++)
    {
      if (*phrases[i] == '\0')
        continue;
      gboolean is_long = g_utf8_strlen (phrases[i], -1) > MOST_MENU_LETTERS;
      g_autofree char *start = g_utf8_substring (phrases[i], 0, is_long ? MOST_MENU_LETTERS : -1);
      g_autofree char *shown = is_long ? g_strconcat (start, "…", NULL) : g_strdup (phrases[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (shown, NULL);
      g_menu_item_set_action_and_target (item, "summary.insert-phrase", "s", phrases[i]);
      g_menu_append_item (menu, item);
    }
  gboolean any = g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0;
  gtk_menu_button_set_menu_model (self->phrases_button, any ? G_MENU_MODEL (menu) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->phrases_button), any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "summary.phrases", any);
}

static void
phrases_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (((TideSummaryPage *) widget)->phrases_button);
}

/* At the cursor, set apart from the word before it. */
static void
insert_phrase_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideSummaryPage *self = (TideSummaryPage *) widget;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter at, before;
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  before = at;
  gboolean apart
    = !gtk_text_iter_backward_char (&before) || g_unichar_isspace (gtk_text_iter_get_char (&before));
  g_autofree char *words = g_strconcat (apart ? "" : " ", g_variant_get_string (parameter, NULL), NULL);
  gtk_text_buffer_insert_at_cursor (buffer, words, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

void
tide_summary_page_text_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "summary.suggest", NULL, suggest_action);
  gtk_widget_class_install_action (klass, "summary.phrases", NULL, phrases_action);
  gtk_widget_class_install_action (klass, "summary.insert-phrase", "s", insert_phrase_action);
}

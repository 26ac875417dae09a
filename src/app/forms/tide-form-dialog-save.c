/* tide-form-dialog-save.c: a dialog's way out: draft, save, leave.
 *
 * A draft is written within a quarter of a second of each change, so that a lock, a crash or a power cut
 * costs nothing; it ends with the save, in the same transaction, or when the person throws it away.  What is
 * doubtful is asked about once, after the faults are mended. */

#include "tide-form-dialog-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-ask-dialog.h"
#include "tide-dialog-draft.h"
#include "tide-sentences.h"
#include "tide-window.h"

#define DRAFT_DELAY_MS 150

/* --- drafts --- */

static gint64
get_patient_id (TideFormDialog *self)
{
  TideHistory *history = tide_form_dialog_get_private (self)->history;

  return history && history->patient ? history->patient->base.id : 0;
}

static gboolean
can_keep_draft (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  return p->clinic && p->draft_kind && !p->done && !tide_clinic_is_locked (p->clinic)
         && !tide_clinic_get_read_only (p->clinic);
}

static void
show_draft_line (TideFormDialog *self, const char *words, gboolean fault)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  gtk_label_set_text (p->draft_label, words ? words : "");
  gtk_widget_set_visible (p->draft_row, words != NULL);
  gtk_widget_set_visible (p->draft_discard, !fault);
  tide_form_dialog_queue_fit (self);
}

void
tide_form_dialog_save_draft (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);
  const TideRecord *record = p->record;
  g_autofree char *payload = NULL, *sentence = NULL, *words = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&p->draft_source, g_source_remove);
  if (!p->changed || !can_keep_draft (self))
    return;
  payload = tide_dialog_draft_write (p->fields, record && record->id != 0);
  if (tide_clinic_save_draft (p->clinic, get_patient_id (self), p->draft_kind, payload, &error))
    return;
  sentence = tide_sentence_for (error);
  words = g_strdup_printf (_ ("No draft is kept: %s"), sentence);
  show_draft_line (self, words, TRUE);
}

static gboolean
draft_timeout_cb (gpointer data)
{
  tide_form_dialog_get_private (data)->draft_source = 0;
  tide_form_dialog_save_draft (data);
  return G_SOURCE_REMOVE;
}

void
tide_form_dialog_queue_draft (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  p->changed = TRUE;
  if (p->draft_source == 0)
    p->draft_source = g_timeout_add (DRAFT_DELAY_MS, draft_timeout_cb, self);
}

static void
drop_draft (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  g_clear_handle_id (&p->draft_source, g_source_remove);
  if (can_keep_draft (self))
    tide_clinic_save_draft (p->clinic, get_patient_id (self), p->draft_kind, NULL, NULL);
}

/* What stood there first is remembered: Discard goes back to it. */
void
tide_form_dialog_bring_draft_back (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);
  g_autofree char *payload = NULL, *words = NULL;
  gint64 updated_utc = 0;

  for (guint i = 0; i < p->fields->len; i++)
    g_ptr_array_add (p->opened, tide_form_field_dup_typed (p->fields->pdata[i]));
  if (!can_keep_draft (self))
    return;
  payload = tide_dialog_draft_load (p->clinic, get_patient_id (self), p->draft_kind, &updated_utc);
  if (payload == NULL || !tide_dialog_draft_read (p->fields, payload))
    return;
  p->changed = TRUE;
  words = tide_dialog_draft_dup_words (updated_utc);
  show_draft_line (self, words, FALSE);
}

const char *
tide_form_dialog_get_draft_words (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  return gtk_widget_get_visible (p->draft_row) ? gtk_label_get_text (p->draft_label) : NULL;
}

void
tide_form_dialog_discard_draft (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  drop_draft (self);
  p->ready = FALSE;
  for (guint i = 0; i < p->fields->len; i++)
    {
      tide_form_field_set_typed (p->fields->pdata[i], p->opened->pdata[i]);
      tide_form_field_set_touched (p->fields->pdata[i], FALSE);
    }
  p->changed = p->tried = FALSE;
  show_draft_line (self, NULL, FALSE);
  tide_form_dialog_follow (self, NULL);
  p->ready = TRUE;
  tide_form_dialog_check (self);
  tide_form_dialog_focus_first (self);
}

/* --- saving and leaving --- */

/* "birth_date: lies in the future" of the clinic stands at its field; anything else in a message. */
static void
show_error (TideFormDialog *self, const GError *error)
{
  const char *colon = strstr (error->message, ": ");
  g_autofree char *name = colon ? g_strndup (error->message, (gsize) (colon - error->message)) : NULL;
  TideFormField *field = name ? tide_form_dialog_find (self, name) : NULL;
  g_autofree char *words = NULL;

  if (g_error_matches (error, TIDE_ERROR, TIDE_ERROR_VALUE) && field)
    {
      words = g_strdup_printf ("%s: %s.", tide_form_field_get_label (field), colon + 2);
      tide_form_field_set_fault (field, words);
      gtk_widget_grab_focus (GTK_WIDGET (field));
      return;
    }
  words = tide_sentence_for (error);
  tide_form_dialog_note_fault (self, NULL, words);
}

static void
announce (TideFormDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  const char *message = tide_form_dialog_get_private (self)->message;

  if (parent && TIDE_IS_WINDOW (parent))
    tide_window_toast (TIDE_WINDOW (parent), message ? message : _ ("Saved."), TRUE);
}

/* After a vain attempt every fault is shown, and the first field that has one gets the keyboard. */
static void
show_all_faults (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  p->tried = TRUE;
  tide_form_dialog_check (self);
  for (guint i = 0; i < p->fields->len; i++)
    if (*tide_form_field_get_fault (p->fields->pdata[i]) != '\0')
      {
        gtk_widget_grab_focus (p->fields->pdata[i]);
        break;
      }
  gtk_widget_error_bell (GTK_WIDGET (self));
}

static gboolean
write_record (TideFormDialog *self, const char *reason)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);
  g_autoptr (GError) error = NULL;
  gboolean saved;

  tide_clinic_set_rider (p->clinic, get_patient_id (self), p->draft_kind, reason);
  g_free (p->reason);
  p->reason = g_strdup (reason);
  saved = TIDE_FORM_DIALOG_GET_CLASS (self)->save (self, &error);
  tide_clinic_set_rider (p->clinic, 0, NULL, NULL);
  if (!saved)
    {
      show_error (self, error);
      return FALSE;
    }
  p->done = TRUE;
  g_clear_handle_id (&p->draft_source, g_source_remove);
  announce (self);
  gtk_window_destroy (GTK_WINDOW (self));
  return TRUE;
}

static gboolean
check_to_save (TideFormDialog *self)
{
  tide_form_dialog_check (self);
  if (tide_form_dialog_get_private (self)->can_save)
    return TRUE;
  show_all_faults (self);
  return FALSE;
}

gboolean
tide_form_dialog_save_because (TideFormDialog *self, const char *reason)
{
  return check_to_save (self) && write_record (self, reason);
}

static void
reason_cb (const char *reason, gpointer data)
{
  if (!tide_form_dialog_get_private (data)->done)
    tide_form_dialog_save_because (data, reason);
}

static void
meant_cb (const char *response, gpointer data)
{
  /* The numbers that were confirmed; a copy, since saving checks once more and writes the doubts anew. */
  g_autofree char *meant = g_strdup (tide_form_dialog_get_private (data)->doubts->str);

  if (g_strcmp0 (response, "meant") == 0)
    reason_cb (meant, data);
}

static void
ask_about_doubts (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  p->tried = TRUE;
  tide_form_dialog_check (self);
  if (p->weighty)
    tide_ask_reason (GTK_WIDGET (self), _ ("Is this meant?"), p->doubts->str, _ ("_Save"), NULL, NULL,
                     reason_cb, self);
  else
    tide_ask_choice (GTK_WIDGET (self), _ ("Is this meant?"), p->doubts->str,
                     (const char *[]){ "cancel", _ ("_Go on editing"), "meant", _ ("_Save"), NULL }, meant_cb,
                     self);
}

/* A form that is half filled in must not be saved by who only wants to go on. */
gboolean
tide_form_dialog_go_on (TideFormDialog *self, TideFormField *field)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);
  guint at;

  if (!g_ptr_array_find (p->fields, field, &at))
    return FALSE;
  while (++at < p->fields->len)
    {
      GtkWidget *next = p->fields->pdata[at];

      if (gtk_widget_get_mapped (next) && gtk_widget_is_sensitive (next) && gtk_widget_grab_focus (next))
        return TRUE;
    }
  return FALSE;
}

gboolean
tide_form_dialog_save (TideFormDialog *self)
{
  if (!check_to_save (self))
    return FALSE;
  if (tide_form_dialog_get_private (self)->doubts->len == 0)
    return write_record (self, NULL);
  ask_about_doubts (self);
  return FALSE;
}

void
tide_form_dialog_throw_away (TideFormDialog *self)
{
  drop_draft (self);
  tide_form_dialog_get_private (self)->done = TRUE;
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
leave_cb (const char *response, gpointer data)
{
  if (tide_form_dialog_get_private (data)->done)
    return;
  if (g_strcmp0 (response, "discard") == 0)
    tide_form_dialog_throw_away (data);
  else if (g_strcmp0 (response, "keep") == 0)
    {
      tide_form_dialog_save_draft (data);
      gtk_window_destroy (data);
    }
}

gboolean
tide_form_dialog_close_request (GtkWindow *window)
{
  TideFormDialog *self = TIDE_FORM_DIALOG (window);

  if (!tide_form_dialog_get_private (self)->changed)
    return FALSE;
  if (can_keep_draft (self))
    tide_ask_choice (GTK_WIDGET (self), _ ("Leave this dialog?"),
                     _ ("Nothing of it is saved yet. A kept draft comes back with the dialog."),
                     (const char *[]){ "cancel", _ ("_Go on editing"), "!discard", _ ("_Throw away"), "keep",
                                       _ ("_Keep draft"), NULL },
                     leave_cb, self);
  else
    tide_ask_choice (GTK_WIDGET (self), _ ("Throw the changes away?"),
                     _ ("Nothing of this dialog is saved yet."),
                     (const char *[]){ "cancel", _ ("_Go on editing"), "!discard", _ ("_Throw away"), NULL },
                     leave_cb, self);
  return TRUE;
}

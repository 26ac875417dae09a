/* tide-rating-form-save.c: a form's way out: draft, save, leave.
 *
 * A draft is written within a quarter of a second after each key, so that a crash costs nothing; it is
 * removed by the save (in the same transaction) or when the person throws it away. */

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tide-ask-dialog.h"
#include "tide-death-doubts.h"
#include "tide-form-draft.h"
#include "tide-form-save.h"
#include "tide-rating-form-private.h"
#include "tide-sentences.h"

#define DRAFT_DELAY_MS 150

/* --- drafts --- */

void
tide_rating_form_save_draft (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  g_autoptr (GKeyFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *payload = NULL, *clock = NULL, *words = NULL;
  int hour, minute;

  g_clear_handle_id (&p->draft_source, g_source_remove);
  if (!p->changed || p->closed || p->context == NULL || tide_clinic_is_locked (p->context->clinic)
      || tide_clinic_get_read_only (p->context->clinic))
    return;
  file = tide_form_draft_write (p->sheet, p->details);
  if (TIDE_RATING_FORM_GET_CLASS (self)->write_draft)
    TIDE_RATING_FORM_GET_CLASS (self)->write_draft (self, file);
  payload = g_key_file_to_data (file, NULL, NULL);
  if (!tide_clinic_save_draft (p->context->clinic, p->context->history->patient->base.id, p->kind, payload,
                               &error))
    {
      gtk_label_set_text (p->draft_label, _ ("Draft not kept"));
      words = tide_sentence_for (error);
      gtk_widget_set_tooltip_text (GTK_WIDGET (p->draft_label), words);
      gtk_widget_add_css_class (GTK_WIDGET (p->draft_label), "tide-red");
      return;
    }
  tide_instant_get_clock (tide_instant_now (), &hour, &minute);
  clock = g_strdup_printf (_ ("Draft kept %02d:%02d"), hour, minute);
  gtk_label_set_text (p->draft_label, clock);
  gtk_widget_set_tooltip_text (GTK_WIDGET (p->draft_label), NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (p->draft_label), "tide-red");
}

static gboolean
draft_timeout_cb (gpointer data)
{
  tide_rating_form_get_private (data)->draft_source = 0;
  tide_rating_form_save_draft (data);
  return G_SOURCE_REMOVE;
}

void
tide_rating_form_queue_draft (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  p->changed = TRUE;
  if (p->draft_source == 0)
    p->draft_source = g_timeout_add (DRAFT_DELAY_MS, draft_timeout_cb, self);
}

void
tide_rating_form_drop_draft (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  g_clear_handle_id (&p->draft_source, g_source_remove);
  if (!tide_clinic_is_locked (p->context->clinic) && !tide_clinic_get_read_only (p->context->clinic))
    tide_clinic_save_draft (p->context->clinic, p->context->history->patient->base.id, p->kind, NULL, NULL);
}

void
tide_rating_form_restore_draft (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  gint64 updated_utc = 0;
  g_autofree char *payload = tide_form_context_dup_draft (p->context, p->kind, &updated_utc);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *words = NULL, *clock = NULL;
  g_autoptr (GDateTime) at = NULL;

  if (payload == NULL || !g_key_file_load_from_data (file, payload, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return;
  tide_form_draft_read (file, p->sheet, p->details);
  if (TIDE_RATING_FORM_GET_CLASS (self)->read_draft)
    TIDE_RATING_FORM_GET_CLASS (self)->read_draft (self, file);
  at = g_date_time_new_from_unix_local (updated_utc);
  clock = at ? g_date_time_format (at, "%H:%M") : g_strdup ("");
  words = g_strdup_printf (_ ("Draft from %s restored"), clock);
  gtk_label_set_text (p->draft_label, words);
  p->changed = TRUE;
}

/* --- saving and leaving --- */

static void
back_cb (const char *response, gpointer data)
{
  gtk_widget_grab_focus (data);
}

gboolean
tide_rating_form_finish (TideRatingForm *self, const char *reason)
{
  g_autofree char *message = NULL, *words = NULL;
  g_autoptr (GError) error = NULL;

  if (tide_rating_form_get_private (self)->sheet == NULL || tide_rating_form_get_private (self)->closed)
    return FALSE; /* the page is gone (the clinic was locked meanwhile) */
  if (TIDE_RATING_FORM_GET_CLASS (self)->save (self, reason, &message, &error))
    {
      tide_rating_form_emit_closed (self, TRUE, message);
      return TRUE;
    }
  words = tide_sentence_for (error);
  tide_ask_choice (GTK_WIDGET (self), tide_sentence_heading (error), words,
                   (const char *[]){ "cancel", _ ("_Back to the form"), NULL }, back_cb, self);
  return FALSE;
}

const char *
tide_rating_form_get_safety_reason (TideRatingForm *self)
{
  return tide_rating_form_get_private (self)->safety_reason;
}

static void
reason_given_cb (const char *reason, gpointer data)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (data);

  tide_rating_form_finish (data, reason);
  g_clear_pointer (&p->safety_reason, g_free);
}

static const char *const suggestions[] = { N_ ("patient declined"), N_ ("no time"), N_ ("too unwell"), NULL };

static void
ask_general_reason (TideRatingForm *self, const char *heading, const char *body, const char *preset)
{
  const char *words[G_N_ELEMENTS (suggestions)] = { NULL };

  for (guint i = 0; suggestions[i]; i++)
    words[i] = _ (suggestions[i]);
  tide_ask_reason (GTK_WIDGET (self), heading, body, _ ("_Save"), preset, words, reason_given_cb, self);
}

/* The reason of the suicide item is not that of a scale that was merely put off: what else is left out is
 * asked for separately. */
static void
safety_reason_given_cb (const char *reason, gpointer data)
{
  TideRatingForm *self = data;
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  g_autofree char *missing = NULL;

  if (p->sheet == NULL || p->closed)
    return;
  g_free (p->safety_reason);
  p->safety_reason = g_strdup (reason);
  missing = TIDE_RATING_FORM_GET_CLASS (self)->dup_missing (self); /* of the other parts */
  if (missing)
    ask_general_reason (self, p->incomplete_heading, missing, p->incomplete_preset);
  else
    reason_given_cb (NULL, self);
}

/* An open suicide item is the first thing that is said, and no reason stands there already: Enter alone must
 * not pass it. */
static void
ask_and_finish (TideRatingForm *self, const char *missing)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  g_autofree char *heading = NULL, *safety = NULL, *body = NULL;
  const char *plain = p->incomplete_heading ? p->incomplete_heading : _ ("Save incomplete?");

  if (missing && p->keys_active) /* a total alone has no items */
    safety = tide_form_dup_safety_words (p->sheet, &heading);
  if (safety && p->ask_heading)
    body = g_strdup_printf ("%s\n%s\n\n%s", safety, missing, p->ask_heading);
  else
    body = safety ? g_strdup_printf ("%s\n\n%s", safety, missing) : g_strdup (missing);
  if (p->ask_heading)
    tide_ask_reason (GTK_WIDGET (self), heading ? heading : p->ask_heading, body ? body : p->ask_body,
                     _ ("_Save"), NULL, NULL, reason_given_cb, self);
  else if (safety && p->save_asks)
    tide_ask_reason (GTK_WIDGET (self), heading, safety, _ ("_Save"), NULL, NULL, safety_reason_given_cb,
                     self);
  else
    ask_general_reason (self, heading ? heading : plain, body, safety ? NULL : p->incomplete_preset);
}

static void
go_on_saving (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  g_autofree char *missing = NULL;

  g_clear_pointer (&p->safety_reason, g_free);
  missing = TIDE_RATING_FORM_GET_CLASS (self)->dup_missing (self);
  if (missing || p->ask_heading)
    ask_and_finish (self, missing);
  else
    tide_rating_form_finish (self, NULL);
}

static void
doubt_answered_cb (const char *response, gpointer data)
{
  if (g_strcmp0 (response, "save") == 0)
    go_on_saving (data);
}

/* What the form itself doubts, and that nobody rates the dead. */
static char *
dup_doubts (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  g_autofree char *own = TIDE_RATING_FORM_GET_CLASS (self)->dup_doubt (self);
  g_autofree char *late = tide_death_doubts_dup_words (
    p->context->history, tide_instant_get_date (tide_entry_details_get_taken (p->details)));

  if (own && late)
    return g_strdup_printf ("%s\n\n%s", late, own);
  return late ? g_steal_pointer (&late) : g_steal_pointer (&own);
}

static void
begin_saving (TideRatingForm *self)
{
  g_autofree char *doubts = dup_doubts (self);

  if (doubts)
    tide_ask_choice (GTK_WIDGET (self), _ ("Is this so?"), doubts,
                     (const char *[]){ "cancel", _ ("_Look again"), "save", _ ("_Save as it is"), NULL },
                     doubt_answered_cb, self);
  else
    go_on_saving (self);
}

/* At the row that the eye is on, and at the field, which takes the keyboard. */
static void
say_fault (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  g_autofree char *fault = tide_entry_details_dup_fault (p->details);
  g_autofree char *words = g_strdup_printf (_ ("Not saved: %s"), fault);

  g_object_set (p->layout, "side-open", TRUE, NULL);
  if (tide_answer_sheet_get_n_rows (p->sheet) > 0)
    tide_answer_sheet_emit_refused (p->sheet, tide_answer_sheet_get_cursor (p->sheet), words);
  gtk_widget_error_bell (GTK_WIDGET (self));
  tide_entry_details_focus_fault (p->details);
}

/* A form that cannot be saved says why where the reason is. */
static gboolean
refuse_faults (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  if (tide_answer_sheet_get_n_rows (p->sheet) > 0)
    tide_answer_sheet_commit (p->sheet);
  if (tide_clinic_get_read_only (p->context->clinic))
    return TRUE;
  if (tide_entry_details_check (p->details))
    return FALSE;
  say_fault (self);
  return TRUE;
}

void
tide_rating_form_save (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  g_autofree char *missing = NULL;

  if (p->closed || refuse_faults (self))
    return;
  missing = TIDE_RATING_FORM_GET_CLASS (self)->dup_missing (self);
  if (missing && !p->save_asks)
    {
      g_autofree char *words
        = g_strdup_printf (_ ("%s Save Incomplete… (Shift+Ctrl+S) keeps them as missing."), missing);

      for (guint i = 0; i < tide_answer_sheet_get_n_rows (p->sheet); i++)
        if (tide_answer_sheet_is_missing (p->sheet, i))
          {
            tide_answer_sheet_set_cursor (p->sheet, i);
            tide_answer_sheet_emit_refused (p->sheet, i, words);
            return;
          }
      return;
    }
  begin_saving (self);
}

void
tide_rating_form_save_incomplete (TideRatingForm *self)
{
  g_autofree char *missing = NULL;

  if (tide_rating_form_get_private (self)->closed || refuse_faults (self))
    return;
  missing = TIDE_RATING_FORM_GET_CLASS (self)->dup_missing (self);
  if (missing == NULL)
    tide_rating_form_save (self);
  else
    begin_saving (self);
}

static void
leave_answered_cb (const char *response, gpointer data)
{
  TideRatingForm *self = data;

  if (g_strcmp0 (response, "keep") == 0)
    {
      tide_rating_form_save_draft (self);
      tide_rating_form_emit_closed (self, FALSE, _ ("The draft is kept."));
    }
  else if (g_strcmp0 (response, "discard") == 0)
    {
      tide_rating_form_drop_draft (self);
      tide_rating_form_emit_closed (self, FALSE, NULL);
    }
}

void
tide_rating_form_close (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  if (!p->changed)
    {
      tide_rating_form_emit_closed (self, FALSE, NULL);
      return;
    }
  tide_ask_choice (GTK_WIDGET (self), _ ("Leave this form?"),
                   _ ("Nothing is saved yet. A kept draft opens again with this form."),
                   (const char *[]){ "cancel", _ ("_Go on rating"), "!discard", _ ("_Throw away"), "keep",
                                     _ ("_Keep draft"), NULL },
                   leave_answered_cb, self);
}

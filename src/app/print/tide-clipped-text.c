/* tide-clipped-text.c: takes a patient's text off the clipboard again.
 *
 * Whatever lies there can be read by every program and is pasted by accident next week; a record system needs
 * it for a moment.
 */
#include "tide-clipped-text.h"

typedef struct
{
  GdkClipboard *clipboard;
  GdkContentProvider *ours;
  TideClinic *clinic; /* weak */
  gulong changed_id, locked_id;
  guint timeout_id;
} Clipped;

static void clinic_gone_cb (gpointer data, GObject *where);

/* Ends the watch; @drop: and takes the text off when it is still ours. */
static void
finish (Clipped *self, gboolean drop)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_signal_handler (&self->changed_id, self->clipboard);
  if (self->clinic != NULL)
    {
      g_clear_signal_handler (&self->locked_id, self->clinic);
      g_object_weak_unref (G_OBJECT (self->clinic), clinic_gone_cb, self);
    }
  if (drop && gdk_clipboard_get_content (self->clipboard) == self->ours)
    gdk_clipboard_set_content (self->clipboard, NULL);
  g_object_unref (self->ours);
  g_object_unref (self->clipboard);
  g_free (self);
}

static void
clinic_gone_cb (gpointer data, GObject *where)
{
  Clipped *self = data;
  self->clinic = NULL;
  self->locked_id = 0;
  finish (self, TRUE);
}

static void
locked_cb (TideClinic *clinic, Clipped *self)
{
  finish (self, TRUE);
}

static gboolean
timeout_cb (gpointer data)
{
  Clipped *self = data;
  self->timeout_id = 0;
  finish (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* Somebody copied something else. */
static void
changed_cb (GdkClipboard *clipboard, Clipped *self)
{
  if (gdk_clipboard_get_content (clipboard) != self->ours)
    finish (self, FALSE);
}

void
tide_clipped_text_put (GdkClipboard *clipboard, TideClinic *clinic, const char *text, guint seconds)
{
  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard) && TIDE_IS_CLINIC (clinic) && text != NULL);
  Clipped *self = g_new0 (Clipped, 1);
  self->clipboard = g_object_ref (clipboard);
  self->ours = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  self->clinic = clinic;
  gdk_clipboard_set_content (clipboard, self->ours);
  self->changed_id = g_signal_connect (clipboard, "changed", G_CALLBACK (changed_cb), self);
  self->locked_id = g_signal_connect (clinic, "locked", G_CALLBACK (locked_cb), self);
  g_object_weak_ref (G_OBJECT (clinic), clinic_gone_cb, self);
  self->timeout_id = g_timeout_add_seconds (seconds, timeout_cb, self);
}

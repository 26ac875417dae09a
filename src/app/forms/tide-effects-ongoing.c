/* tide-effects-ongoing.c: unwanted effects that were not over when they were last written down.
 *
 * A patient who left dizzy is asked at the next visit whether he still is: one tick ends it, and what is not
 * ticked is carried on. */
#include "tide-effects-ongoing.h"

#include <glib/gi18n-lib.h>

#include "tide-typed-time.h"

#define DRAFT_GROUP "effects over"

struct _TideEffectsOngoing
{
  GtkBox parent_instance;

  GPtrArray *events; /* TideAdverseEvent, ours */
  GPtrArray *checks; /* (GtkCheckButton), beside events */
};

G_DEFINE_FINAL_TYPE (TideEffectsOngoing, tide_effects_ongoing, GTK_TYPE_BOX)

static guint changed_signal;

static void
toggled_cb (TideEffectsOngoing *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* "Dizziness since 3 Nov 2025: over" */
static void
add_event (TideEffectsOngoing *self, const TideAdverseEvent *event)
{
  g_autofree char *since = tide_typed_date_to_text (
    tide_instant_is_known (event->started) ? tide_instant_get_date (event->started) : TIDE_DATE_UNKNOWN);
  g_autofree char *words = *since != '\0' ? g_strdup_printf (_ ("%s since %s: over"), event->term, since)
                                          : g_strdup_printf (_ ("%s: over"), event->term);
  GtkWidget *check = gtk_check_button_new_with_label (words);
  g_ptr_array_add (self->events, tide_adverse_event_copy (event));
  g_ptr_array_add (self->checks, check);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self), check);
}

GtkWidget *
tide_effects_ongoing_new (const TideHistory *history)
{
  TideEffectsOngoing *self = g_object_new (TIDE_TYPE_EFFECTS_ONGOING, NULL);
  GtkWidget *label = gtk_label_new (_ ("Still open from before; tick what is over:"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (self), label);
  for (guint i = 0; i < history->adverse_events->len; i++)
    {
      const TideAdverseEvent *event = history->adverse_events->pdata[i];
      if (!event->entered_in_error && !tide_instant_is_known (event->ended))
        add_event (self, event);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->events->len > 0);
  return GTK_WIDGET (self);
}

guint
tide_effects_ongoing_get_n (TideEffectsOngoing *self)
{
  g_return_val_if_fail (TIDE_IS_EFFECTS_ONGOING (self), 0);
  return self->events->len;
}

void
tide_effects_ongoing_set_over (TideEffectsOngoing *self, guint at, gboolean over)
{
  g_return_if_fail (TIDE_IS_EFFECTS_ONGOING (self) && at < self->checks->len);
  gtk_check_button_set_active (self->checks->pdata[at], over);
}

GPtrArray *
tide_effects_ongoing_list_over (TideEffectsOngoing *self, TideInstant taken)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (tide_record_free);
  g_return_val_if_fail (TIDE_IS_EFFECTS_ONGOING (self), list);
  for (guint i = 0; i < self->events->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      {
        TideAdverseEvent *event = tide_adverse_event_copy (self->events->pdata[i]);
        event->ended = taken;
        g_ptr_array_add (list, event);
      }
  return list;
}

/* --- draft: by uuid, since the chart may have changed meanwhile --- */

void
tide_effects_ongoing_write_draft (TideEffectsOngoing *self, GKeyFile *file)
{
  g_return_if_fail (TIDE_IS_EFFECTS_ONGOING (self));
  for (guint i = 0; i < self->events->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_key_file_set_boolean (file, DRAFT_GROUP, TIDE_RECORD (self->events->pdata[i])->uuid, TRUE);
}

void
tide_effects_ongoing_read_draft (TideEffectsOngoing *self, GKeyFile *file)
{
  g_return_if_fail (TIDE_IS_EFFECTS_ONGOING (self));
  for (guint i = 0; i < self->events->len; i++)
    if (g_key_file_get_boolean (file, DRAFT_GROUP, TIDE_RECORD (self->events->pdata[i])->uuid, NULL))
      tide_effects_ongoing_set_over (self, i, TRUE);
}

/* --- class --- */

static void
tide_effects_ongoing_finalize (GObject *object)
{
  TideEffectsOngoing *self = TIDE_EFFECTS_ONGOING (object);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->checks);
  G_OBJECT_CLASS (tide_effects_ongoing_parent_class)->finalize (object);
}

static void
tide_effects_ongoing_class_init (TideEffectsOngoingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_effects_ongoing_finalize;
  changed_signal = g_signal_new ("changed", TIDE_TYPE_EFFECTS_ONGOING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
tide_effects_ongoing_init (TideEffectsOngoing *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->events = g_ptr_array_new_with_free_func (tide_record_free);
  self->checks = g_ptr_array_new ();
}

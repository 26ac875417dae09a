/* tide-draft-marks.c: keeps the set of patients with an unfinished form, so that the list can say so beside
 * each.
 *
 * A draft is written at every key; the set is read again at most once a turn of the main loop, all patients
 * in one query, and who shows it is told only when it differs.
 */
#include "tide-draft-marks.h"

#include <string.h>

struct _TideDraftMarks
{
  TideClinic *clinic;
  GHashTable *patients; /* gint64 ids */
  guint read_id;
  GFunc changed;
  gpointer data;
};

gboolean
tide_draft_is_unfinished (const TideDraft *draft)
{
  g_return_val_if_fail (draft != NULL, FALSE);
  return !g_str_has_prefix (draft->kind, "summary");
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static gboolean
same_set (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (b, key))
      return FALSE;
  return g_hash_table_size (a) == g_hash_table_size (b);
}

static gboolean
read_cb (gpointer data)
{
  TideDraftMarks *self = data;
  g_autoptr (GHashTable) old = g_steal_pointer (&self->patients);
  g_autoptr (GPtrArray) drafts = NULL;

  self->read_id = 0;
  self->patients = new_set ();
  if (self->clinic != NULL && !tide_clinic_is_locked (self->clinic))
    drafts = tide_clinic_list_drafts (self->clinic, 0, NULL);
  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      const TideDraft *draft = drafts->pdata[i];

      if (tide_draft_is_unfinished (draft))
        g_hash_table_add (self->patients, g_memdup2 (&draft->patient_id, sizeof draft->patient_id));
    }
  if (!same_set (old, self->patients))
    self->changed (self, self->data);
  return G_SOURCE_REMOVE;
}

static void
queue_read (TideDraftMarks *self)
{
  if (self->read_id == 0)
    self->read_id = g_idle_add_full (G_PRIORITY_LOW, read_cb, self, NULL);
}

/* What is saved takes its draft along. */
static void
clinic_changed_cb (TideClinic *clinic, gint64 patient_id, TideDraftMarks *self)
{
  queue_read (self);
}

void
tide_draft_marks_set_clinic (TideDraftMarks *self, TideClinic *clinic)
{
  g_return_if_fail (self != NULL);
  if (self->clinic != NULL)
    g_signal_handlers_disconnect_by_data (self->clinic, self);
  g_set_object (&self->clinic, clinic);
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_hash_table_remove_all (self->patients);
  if (clinic == NULL)
    return;
  g_signal_connect (clinic, "changed", G_CALLBACK (clinic_changed_cb), self);
  g_signal_connect (clinic, "draft-changed", G_CALLBACK (clinic_changed_cb), self);
  queue_read (self);
}

gboolean
tide_draft_marks_has (TideDraftMarks *self, gint64 patient_id)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return g_hash_table_contains (self->patients, &patient_id);
}

TideDraftMarks *
tide_draft_marks_new (GFunc changed, gpointer data)
{
  TideDraftMarks *self;

  g_return_val_if_fail (changed != NULL, NULL);
  self = g_new0 (TideDraftMarks, 1);
  self->patients = new_set ();
  self->changed = changed;
  self->data = data;
  return self;
}

void
tide_draft_marks_free (TideDraftMarks *self)
{
  if (self == NULL)
    return;
  tide_draft_marks_set_clinic (self, NULL);
  g_hash_table_unref (self->patients);
  g_free (self);
}

/* tide-record-load.c: a dialog of a record that is gone (undone, moved) does not open; it never invents one.
 */

#include "tide-record-load.h"

TideHistory *
tide_record_load_history (TideClinic *clinic, gint64 patient_id)
{
  g_autoptr (GError) error = NULL;
  TideHistory *history = tide_clinic_load_history (clinic, patient_id, &error);

  if (history == NULL)
    g_message ("the patient cannot be read: %s", error->message);
  return history;
}

gpointer
tide_record_load (TideClinic *clinic, const TideRecordClass *klass, gint64 id)
{
  g_autoptr (GError) error = NULL;
  gpointer record = id == 0 ? tide_record_new (klass) : tide_clinic_lookup (clinic, klass, id, &error);

  if (record == NULL)
    g_message ("no %s to show: %s", klass->table, error ? error->message : "not found");
  return record;
}

void
tide_record_load_failed (TideHistory *history, gpointer record)
{
  g_clear_pointer (&history, tide_history_free);
  tide_record_free (record);
}

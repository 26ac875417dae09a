/* tide-clinic-audit.c: who looked, whether all still stands as it was written, the copy to another disk, and
 * drafts. */
#include "tide-clinic-private.h"

#include <string.h>

/* A chart that stays open all morning is one view; design.md 5: once per patient, person and half hour. */
#define VIEW_SECONDS (30 * 60)

/* Looks for a view that an earlier run of the program wrote. */
static gboolean
was_viewed (TideClinic *self, gint64 patient_id, gint64 since_utc)
{
  const char *who = self->person != NULL ? self->person->name : g_get_user_name ();
  g_autoptr (GPtrArray) rows = tide_store_list_audit (self->store, patient_id, 50, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TideAuditRow *row = g_ptr_array_index (rows, i);
      if (row->at_utc < since_utc)
        return FALSE;
      if (g_strcmp0 (row->action, "view") == 0 && g_strcmp0 (row->who, who) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * tide_clinic_log_view:
 *
 * Logs that the person at the desk looks at a chart. A clinic that is open for reading only cannot; its own
 * log says who opened it.
 */
void
tide_clinic_log_view (TideClinic *self, gint64 patient_id)
{
  g_return_if_fail (TIDE_IS_CLINIC (self));
  if (!tide_clinic_check_writable (self, NULL))
    return;
  gint64 now = tide_instant_now ().utc;
  gint64 staff_id = self->person != NULL ? self->person->base.id : 0;
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, staff_id, patient_id);
  const gint64 *last = g_hash_table_lookup (self->views, key);
  if (last != NULL && now - *last < VIEW_SECONDS)
    return;
  if (last == NULL && was_viewed (self, patient_id, now - VIEW_SECONDS + 1))
    return;
  g_autoptr (GError) error = NULL;
  if (!tide_store_log (self->store, "view", "patient", patient_id, patient_id, NULL, &error))
    {
      g_warning ("a chart view could not be logged: %s", error->message);
      return;
    }
  g_hash_table_insert (self->views, g_steal_pointer (&key), g_memdup2 (&now, sizeof now));
}

gboolean
tide_clinic_log (TideClinic *self, const char *action, gint64 patient_id, const char *detail, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && action != NULL, FALSE);
  if (!tide_clinic_check_writable (self, error))
    return FALSE;
  return tide_store_log (self->store, action, patient_id != 0 ? "patient" : NULL, patient_id, patient_id,
                         detail, error);
}

char *
tide_clinic_get_audit_head (TideClinic *self, gint64 *number)
{
  if (number != NULL)
    *number = 0;
  return tide_clinic_is_locked (self) ? NULL : tide_store_get_audit_head (self->store, number);
}

GPtrArray *
tide_clinic_list_audit (TideClinic *self, gint64 patient_id, guint max, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  return tide_store_list_audit (self->store, patient_id, max, error);
}

gboolean
tide_clinic_has_head (TideClinic *self, const char *head, gint64 *number, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return FALSE;
  return tide_store_has_head (self->store, head, number, error);
}

gboolean
tide_clinic_backup (TideClinic *self, const char *folder, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && folder != NULL, FALSE);
  if (!tide_clinic_check_unlocked (self, error))
    return FALSE;
  if (!tide_store_backup (self->store, folder, error))
    return FALSE;
  return tide_clinic_get_read_only (self) || tide_clinic_log (self, "backup", 0, NULL, error);
}

/* --- drafts --- */

gboolean
tide_clinic_save_draft (TideClinic *self, gint64 patient_id, const char *kind, const char *payload,
                        GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && kind != NULL, FALSE);
  if (!tide_clinic_check_writable (self, error))
    return FALSE;
  if (!tide_store_save_draft (self->store, patient_id, kind, payload, error))
    return FALSE;
  g_signal_emit_by_name (self, "draft-changed", patient_id);
  return TRUE;
}

GPtrArray *
tide_clinic_list_drafts (TideClinic *self, gint64 patient_id, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  return tide_store_list_drafts (self->store, patient_id, error);
}

/* --- verify --- */

/* A score may go by sex, and a chart's sex may have been corrected since: the stored text must be what the
 * file says for one of them. */
static gboolean
scores_agree (TideInstrument *instrument, const TideAssessmentData *data, TideSex sex)
{
  const TideSex sexes[] = { sex, TIDE_SEX_UNKNOWN, TIDE_SEX_FEMALE, TIDE_SEX_MALE, TIDE_SEX_OTHER };
  for (guint i = 0; i < G_N_ELEMENTS (sexes); i++)
    {
      g_autofree char *scores = tide_clinic_score_answers (instrument, data->answers, sexes[i]);
      if (g_strcmp0 (scores, data->scores) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
total_agrees (TideInstrument *instrument, const TideAssessmentData *data)
{
  double value;
  const char *id = tide_instrument_get_primary (instrument)->id;
  return tide_scores_text_find (data->scores, id, NULL, &value) && value == data->total;
}

static void
check_scores (TideVerification *result, TideInstrument *instrument, const TideAssessmentData *data,
              TideSex sex)
{
  result->scores_checked++;
  gboolean same
    = data->answers != NULL ? scores_agree (instrument, data, sex) : total_agrees (instrument, data);
  if (same)
    return;
  g_autofree char *now
    = data->answers != NULL ? tide_clinic_score_answers (instrument, data->answers, sex) : NULL;
  g_ptr_array_add (result->scores_different,
                   g_strdup_printf ("assessment %" G_GINT64_FORMAT ": %s stored, %s computed", data->base.id,
                                    data->scores != NULL ? data->scores : "nothing",
                                    now != NULL ? now : "other scores"));
}

/* Only scores of the version that the library has: an older file's figures are kept as they were made. */
static gboolean
check_chart (TideClinic *self, const TidePatient *patient, TideVerification *result, GError **error)
{
  TideLibrary *library = tide_clinic_get_library (self);
  g_autoptr (GPtrArray) rows
    = tide_store_list (self->store, &tide_assessment_data_class, "patient_id", patient->base.id, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const TideAssessmentData *data = g_ptr_array_index (rows, i);
      TideInstrument *instrument = tide_library_lookup (library, data->instrument_id);
      if (instrument != NULL
          && g_strcmp0 (tide_instrument_get_version (instrument), data->instrument_version) == 0)
        check_scores (result, instrument, data, (TideSex) patient->sex);
    }
  return TRUE;
}

/**
 * tide_clinic_verify:
 *
 * The store's checks (integrity, audit chain, rows against their last audit image, ratings against scores)
 * and every score computed anew from its answers.
 *
 * Returns: (transfer full) (nullable): NULL on an error or when cancelled
 */
TideVerification *
tide_clinic_verify (TideClinic *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  /* Scores are computed below, where a corrected sex is known to be no change of a figure. */
  g_autoptr (TideVerification) result = tide_store_verify (self->store, NULL, cancellable, error);
  if (result == NULL)
    return NULL;
  g_autoptr (GPtrArray) patients = tide_store_list (self->store, &tide_patient_class, NULL, 0, error);
  if (patients == NULL)
    return NULL;
  if (result->scores_different == NULL)
    result->scores_different = g_ptr_array_new_with_free_func (g_free);
  result->scores_checked = 0;
  for (guint i = 0; i < patients->len; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_CANCELLED, "the check was cancelled");
          return NULL;
        }
      if (!check_chart (self, g_ptr_array_index (patients, i), result, error))
        return NULL;
    }
  result->ok = result->ok && result->scores_different->len == 0;
  return g_steal_pointer (&result);
}

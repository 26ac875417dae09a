/* tide-clinic-amend.c: what is done to an assessment or an alert that stands in a chart: marked as an error,
 * acted upon.  Nothing is deleted, and an alert is closed by a person's action
 * alone.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

gboolean
tide_clinic_check_reason (const char *reason, GError **error)
{
  if (!is_blank (reason))
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "reason: %s", _ ("is required"));
  return FALSE;
}

TideAssessmentData *
tide_clinic_load_current (TideClinic *self, gint64 id, GError **error)
{
  g_autoptr (TideAssessmentData) row
    = tide_store_lookup (self->store, &tide_assessment_data_class, id, error);
  if (row == NULL || tide_assessment_data_is_current (row))
    return g_steal_pointer (&row);
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "status: %s",
               _ ("the assessment is not current any more"));
  return NULL;
}

gboolean
tide_deed_strike_assessment (TideDeed *deed, TideAssessmentData *row, const char *reason, GError **error)
{
  row->status = TIDE_STATUS_ENTERED_IN_ERROR;
  tide_record_set_text (&row->reason, reason);
  if (!tide_deed_update (deed, row, error))
    return FALSE;
  g_autoptr (GPtrArray) alerts = tide_clinic_list_chain_alerts (deed->clinic, row, error);
  if (alerts == NULL)
    return FALSE;
  for (guint i = 0; i < alerts->len; i++)
    {
      TideAlert *alert = g_ptr_array_index (alerts, i);
      if (alert->source_amended)
        continue;
      alert->source_amended = TRUE;
      if (!tide_deed_update (deed, alert, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * tide_clinic_mark_assessment_error:
 *
 * Kept, never drawn; its alerts stay open with "source amended" (clinical.md 8.1). TIDE_ERROR_VALUE for an
 * empty reason or a row that is not current.
 */
gboolean
tide_clinic_mark_assessment_error (TideClinic *self, gint64 assessment_id, const char *reason, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), FALSE);
  g_autoptr (TideAssessmentData) row = NULL;
  if (!tide_clinic_check_reason (reason, error))
    return FALSE;
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  row = tide_clinic_load_current (self, assessment_id, error);
  if (row == NULL || !tide_deed_strike_assessment (deed, row, reason, error))
    return FALSE;
  tide_deed_set_head (deed, row, row->patient_id);
  g_autofree char *noun = tide_clinic_dup_noun (self, row);
  char *label = g_strdup_printf (_ ("Undo marking %s as entered in error"), noun);
  return tide_deed_commit (g_steal_pointer (&deed), label, error);
}

/* --- alerts --- */

/**
 * tide_clinic_resolve_alert_by:
 * @action: what the person did; not empty
 * @staff_id: who did it, 0 when nobody said
 *
 * Writes who, when and what. TIDE_ERROR_VALUE for an empty action or an alert that
 * is closed.
 */
gboolean
tide_clinic_resolve_alert_by (TideClinic *self, gint64 alert_id, const char *action, gint64 staff_id,
                              GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), FALSE);
  if (is_blank (action))
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "action: %s", _ ("is required to resolve an alert"));
      return FALSE;
    }
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  g_autoptr (TideAlert) alert = tide_store_lookup (self->store, &tide_alert_class, alert_id, error);
  if (alert == NULL)
    return FALSE;
  if (alert->resolved)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "resolved: %s", _ ("an action is recorded already"));
      return FALSE;
    }
  alert->resolved = TRUE;
  tide_record_set_text (&alert->action, action);
  alert->acted_by = staff_id;
  alert->acted = tide_instant_now ();
  if (!tide_deed_update (deed, alert, error))
    return FALSE;
  tide_deed_set_head (deed, alert, alert->patient_id);
  return tide_deed_commit (g_steal_pointer (&deed), g_strdup (_ ("Undo recording an action")), error);
}

gboolean
tide_clinic_resolve_alert (TideClinic *self, gint64 alert_id, const char *action, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), FALSE);
  return tide_clinic_resolve_alert_by (self, alert_id, action,
                                       self->person != NULL ? self->person->base.id : 0, error);
}

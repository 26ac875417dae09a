/* tide-clinic-amend.c: what is done to an assessment or an alert that stands in a chart: moved to the right
 * one, marked as an error, acted upon.  Nothing is deleted, and an alert is closed by a person's action
 * alone.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-alert-rules.h"

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

static TideAssessmentData *
load_current (TideClinic *self, gint64 id, GError **error)
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
  row = load_current (self, assessment_id, error);
  if (row == NULL || !tide_deed_strike_assessment (deed, row, reason, error))
    return FALSE;
  deed->step->patient_id = row->patient_id;
  g_autofree char *noun = tide_clinic_dup_noun (self, row);
  char *label = g_strdup_printf (_ ("Undo marking %s as entered in error"), noun);
  return tide_deed_commit (g_steal_pointer (&deed), label, error);
}

/* --- the wrong chart --- */

/* The row as the other chart gets it: its times, rater and answers; scored anew, since bands and cut-offs may
 * go by sex. */
static TideAssessmentData *
make_moved (TideClinic *self, TideCheck *check, const TideAssessmentData *row, gint64 patient_id,
            GError **error)
{
  const TidePatient *patient = tide_check_find_patient (check, patient_id, error);
  if (patient == NULL)
    return NULL;
  g_autoptr (TideAssessmentData) fresh = tide_assessment_data_new ();
  g_autoptr (TideAssessmentData) copy = tide_assessment_data_copy (row);
  copy->base = fresh->base;
  copy->patient_id = patient_id;
  copy->visit_id = 0;
  copy->supersedes_id = 0;
  copy->moved_from_id = row->base.id;
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (self), copy->instrument_id);
  gboolean same = instrument != NULL
                  && g_strcmp0 (tide_instrument_get_version (instrument), copy->instrument_version) == 0;
  if (same && !tide_clinic_score (self, patient, copy, error))
    return NULL;
  return tide_check_assessment (check, copy, error) ? g_steal_pointer (&copy) : NULL;
}

static GPtrArray *
raise_in_chart (TideClinic *self, const TidePatient *patient, const TideAssessmentData *row, GError **error)
{
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (self), row->instrument_id);
  if (instrument == NULL)
    return g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (TideHistory) history = tide_history_new ();
  GPtrArray *rows
    = tide_store_list (self->store, &tide_assessment_data_class, "patient_id", patient->base.id, error);
  if (rows == NULL)
    return NULL;
  g_ptr_array_unref (history->assessments);
  history->assessments = rows;
  history->patient = tide_patient_copy (patient);
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (self);
  return tide_alert_rules_raise_by (history, instrument, row, FALSE, tide_instant_now (), thresholds);
}

static gboolean
has_alert (GPtrArray *alerts, const TideAlert *wanted)
{
  for (guint i = 0; i < alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (alerts, i);
      if (g_strcmp0 (alert->rule, wanted->rule) == 0 && g_strcmp0 (alert->item_id, wanted->item_id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The alerts follow; one that only the wrong chart's past explained (A6) is marked. */
static gboolean
take_alerts_along (TideDeed *deed, const TideAssessmentData *from, const TideAssessmentData *to,
                   const TidePatient *patient, GError **error)
{
  g_autoptr (GPtrArray) followers = tide_clinic_list_chain_alerts (deed->clinic, from, error);
  if (followers == NULL)
    return FALSE;
  g_autoptr (GPtrArray) fresh = raise_in_chart (deed->clinic, patient, to, error);
  if (fresh == NULL)
    return FALSE;
  for (guint i = 0; i < followers->len; i++)
    {
      TideAlert *alert = g_ptr_array_index (followers, i);
      alert->patient_id = to->patient_id;
      alert->assessment_id = to->base.id;
      alert->source_amended = alert->source_amended || !has_alert (fresh, alert);
      if (!tide_deed_update (deed, alert, error))
        return FALSE;
    }
  for (guint i = 0; i < fresh->len; i++)
    {
      TideAlert *alert = g_ptr_array_index (fresh, i);
      if (has_alert (followers, alert))
        continue;
      gboolean stored = tide_deed_insert (deed, alert, error);
      g_ptr_array_remove (deed->fresh, alert);
      if (!stored)
        return FALSE;
    }
  return TRUE;
}

static TideAssessmentData *
put_move (TideDeed *deed, TideCheck *check, TideAssessmentData *row, gint64 patient_id, const char *reason,
          GError **error)
{
  g_autoptr (TideAssessmentData) copy = make_moved (deed->clinic, check, row, patient_id, error);
  if (copy == NULL)
    return NULL;
  row->status = TIDE_STATUS_MOVED;
  tide_record_set_text (&row->reason, reason);
  gboolean stored = tide_deed_update (deed, row, error) && tide_deed_insert (deed, copy, error);
  g_ptr_array_remove (deed->fresh, copy);
  const TidePatient *patient = tide_check_find_patient (check, patient_id, error);
  if (!stored || patient == NULL || !take_alerts_along (deed, row, copy, patient, error))
    return NULL;
  return g_steal_pointer (&copy);
}

gboolean
tide_clinic_move_assessment (TideClinic *self, gint64 assessment_id, gint64 patient_id, const char *reason,
                             gint64 *new_id, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), FALSE);
  if (!tide_clinic_check_reason (reason, error))
    return FALSE;
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  g_autoptr (TideAssessmentData) row = load_current (self, assessment_id, error);
  if (row == NULL)
    return FALSE;
  if (row->patient_id == patient_id)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "patient_id: %s",
                   _ ("the assessment is in this chart"));
      return FALSE;
    }
  TideCheck check;
  tide_check_init (&check, self);
  g_autoptr (TideAssessmentData) copy = put_move (deed, &check, row, patient_id, reason, error);
  tide_check_clear (&check);
  if (copy == NULL)
    return FALSE;
  deed->step->is_move = TRUE; /* two charts: the step names none */
  g_autofree char *noun = tide_clinic_dup_noun (self, row);
  if (!tide_deed_commit (g_steal_pointer (&deed), g_strdup_printf (_ ("Undo moving %s"), noun), error))
    return FALSE;
  if (new_id != NULL)
    *new_id = copy->base.id;
  return TRUE;
}

/* --- alerts --- */

/**
 * tide_clinic_resolve_alert:
 * @action: what the person did; not empty
 *
 * Writes who (the person at the desk), when and what. TIDE_ERROR_VALUE for an empty action or an alert that
 * is closed.
 */
gboolean
tide_clinic_resolve_alert (TideClinic *self, gint64 alert_id, const char *action, GError **error)
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
  alert->acted_by = self->person != NULL ? self->person->base.id : 0;
  alert->acted = tide_instant_now ();
  if (!tide_deed_update (deed, alert, error))
    return FALSE;
  deed->step->patient_id = alert->patient_id;
  return tide_deed_commit (g_steal_pointer (&deed), g_strdup (_ ("Undo recording an action")), error);
}

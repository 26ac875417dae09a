/* tide-clinic-due.c: keeps what is due in step with the records.
 *
 * Whoever saves, undoes, moves or imports: just before the commit the rows of each patient whose records
 * matter are computed anew and written in the same transaction, so that no kill can leave a list that says
 * something else than the chart.  Only those patients are looked at.
 */
#include "tide-clinic-cockpit.h"
#include "tide-clinic-private.h"

#include <string.h>

#include "tide-due.h"

const TideSessionRules *
tide_clinic_get_session_rules (TideClinic *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  if (self->session_rules == NULL)
    {
      self->session_rules = tide_session_rules_new ();
      tide_clinic_apply_limits (self, self->session_rules);
      tide_clinic_apply_start_list (self, self->session_rules);
    }
  return self->session_rules;
}

/* What is due of a patient by the records as they stand in the open transaction; nothing of one who was
 * entered in error. */
static GPtrArray *
compute (TideClinic *self, gint64 patient_id, const TideThresholds *thresholds, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TideHistory) history = tide_store_load_part (self->store, patient_id, tide_due_classes, &local);
  if (history == NULL && g_error_matches (local, TIDE_ERROR, TIDE_ERROR_NOT_FOUND))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) tide_due_free);
  if (history == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  TideDueCase subject = { history, tide_clinic_get_session_rules (self), thresholds };
  return tide_due_compute (&subject);
}

static gboolean
keep_patient (TideClinic *self, gint64 patient_id, const TideThresholds *thresholds, guint *n_changed,
              GError **error)
{
  gboolean changed = FALSE;
  g_autoptr (GPtrArray) rows = compute (self, patient_id, thresholds, error);
  if (rows == NULL || !tide_store_replace_due (self->store, patient_id, rows, &changed, error))
    return FALSE;
  *n_changed += changed;
  return TRUE;
}

static gboolean
before_commit_cb (TideStore *store, const gint64 *patient_ids, guint n, gpointer data, GError **error)
{
  TideClinic *self = data;
  guint n_changed = 0;
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (self);
  for (guint i = 0; i < n; i++)
    if (!keep_patient (self, patient_ids[i], thresholds, &n_changed, error))
      return FALSE;
  return TRUE;
}

void
tide_clinic_watch_due (TideClinic *self)
{
  tide_store_set_before_commit (self->store, tide_due_depends_on, before_commit_cb, self);
}

/* --- by which rules --- */

/* The numbers that a clinic may change and that decide what is due. */
static const char *const numbers[]
  = { "review_sessions",       "review_urinary_days", "review_liver_days",
      "review_cognition_days", "review_misuse_days",  "screening_valid_days" };

static char *
dup_rules (TideClinic *self, const TideThresholds *thresholds)
{
  g_autoptr (GString) text = g_string_new ("4"); /* of tide_due_compute () itself: counted up with its code */
  const GPtrArray *schedules = tide_session_rules_get_schedules (tide_clinic_get_session_rules (self));
  for (guint i = 0; i < schedules->len; i++)
    {
      const TideScheduleDefault *s = schedules->pdata[i];
      g_autofree char *conditions = s->conditions != NULL ? g_strjoinv (",", s->conditions) : g_strdup ("");
      g_string_append_printf (text, "\n%s %s %u %s %d %d %" G_GINT64_FORMAT " %g %g %g %g", s->id,
                              s->instrument, s->arms, conditions, (int) s->kind, (int) s->rule,
                              s->session_number, s->from_days, s->until_days, s->every_days, s->age_below);
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_string_append_printf (text, "\n%s %g", numbers[i], tide_thresholds_get (thresholds, numbers[i]));
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
}

static gboolean
refresh_all (TideClinic *self, const TideThresholds *thresholds, const char *rules, guint *n_changed,
             GError **error)
{
  g_autoptr (GPtrArray) patients = tide_store_list (self->store, &tide_patient_class, NULL, 0, error);
  if (patients == NULL)
    return FALSE;
  for (guint i = 0; i < patients->len; i++)
    if (!keep_patient (self, TIDE_RECORD (patients->pdata[i])->id, thresholds, n_changed, error))
      return FALSE;
  return tide_store_set_due_rules (self->store, rules, error);
}

gboolean
tide_clinic_refresh_due (TideClinic *self, gboolean always, guint *n_changed, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), FALSE);
  guint n = 0;
  if (!tide_clinic_check_unlocked (self, error))
    return FALSE;
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (self);
  g_autofree char *rules = dup_rules (self, thresholds);
  g_autofree char *made_by = tide_store_dup_due_rules (self->store, error);
  if (made_by == NULL)
    return FALSE;
  if (n_changed != NULL)
    *n_changed = 0;
  if (!always && strcmp (rules, made_by) == 0)
    return TRUE;
  if (!tide_clinic_check_writable (self, error) || !tide_store_begin (self->store, error))
    return FALSE;
  if (!refresh_all (self, thresholds, rules, &n, error) || !tide_store_commit (self->store, error))
    {
      tide_store_rollback (self->store);
      return FALSE;
    }
  if (n_changed != NULL)
    *n_changed = n;
  return TRUE;
}

/* A clinic that can only be read is shown as it was left. */
static gboolean
bring_up_to_date (TideClinic *self, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return FALSE;
  return tide_clinic_get_read_only (self) || self->batch != NULL
         || tide_clinic_refresh_due (self, FALSE, NULL, error);
}

GPtrArray *
tide_clinic_list_due (TideClinic *self, TideInstant before, TideInstant now, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  return bring_up_to_date (self, error) ? tide_store_list_due (self->store, before.utc, now.utc, error)
                                        : NULL;
}

GPtrArray *
tide_clinic_list_due_of (TideClinic *self, gint64 patient_id, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  return bring_up_to_date (self, error) ? tide_store_list_due_of (self->store, patient_id, error) : NULL;
}

GPtrArray *
tide_clinic_list_sessions_between (TideClinic *self, TideInstant from, TideInstant to, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  return tide_store_list_sessions_between (self->store, from.utc, to.utc, error);
}

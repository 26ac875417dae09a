/* tide-deed.c: one writing verb from its BEGIN to its COMMIT, and the step by which it can be undone.
 *
 * Every verb writes through here, so that none can forget its undo step, leave a transaction open, or leave
 * ids in the caller's records that the database never kept.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-chart-alerts.h"

static void
change_clear (gpointer data)
{
  TideChange *change = data;
  g_clear_pointer (&change->before, tide_record_free);
}

void
tide_undo_step_free (TideUndoStep *step)
{
  if (step == NULL)
    return;
  g_free (step->label);
  g_array_unref (step->changes);
  g_free (step);
}

static TideUndoStep *
undo_step_new (void)
{
  TideUndoStep *step = g_new0 (TideUndoStep, 1);
  step->changes = g_array_new (FALSE, FALSE, sizeof (TideChange));
  g_array_set_clear_func (step->changes, change_clear);
  return step;
}

TideDeed *
tide_deed_begin (TideClinic *clinic, GError **error)
{
  if (!tide_clinic_check_writable (clinic, error) || !tide_store_begin (clinic->store, error))
    return NULL;
  TideDeed *deed = g_new0 (TideDeed, 1);
  deed->clinic = g_object_ref (clinic);
  deed->step = undo_step_new ();
  tide_check_init (&deed->check, clinic);
  deed->fresh = g_ptr_array_new ();
  return deed;
}

static void
deed_free (TideDeed *deed)
{
  tide_undo_step_free (deed->step);
  tide_check_clear (&deed->check);
  g_ptr_array_unref (deed->fresh);
  g_object_unref (deed->clinic);
  g_free (deed);
}

void
tide_deed_abandon (TideDeed *deed)
{
  if (deed == NULL)
    return;
  if (deed->clinic->store != NULL)
    tide_store_rollback (deed->clinic->store);
  for (guint i = 0; i < deed->fresh->len; i++)
    TIDE_RECORD (g_ptr_array_index (deed->fresh, i))->id = 0;
  deed_free (deed);
}

gboolean
tide_deed_insert (TideDeed *deed, gpointer record, GError **error)
{
  if (!tide_store_insert (deed->clinic->store, record, error))
    return FALSE;
  g_ptr_array_add (deed->fresh, record);
  TideChange change = { TIDE_RECORD (record)->klass, TIDE_RECORD (record)->id, NULL };
  g_array_append_val (deed->step->changes, change);
  return TRUE;
}

gboolean
tide_deed_update (TideDeed *deed, gpointer record, GError **error)
{
  const TideRecordClass *klass = TIDE_RECORD (record)->klass;
  gint64 id = TIDE_RECORD (record)->id;
  gpointer before = tide_store_lookup (deed->clinic->store, klass, id, error);
  if (before == NULL)
    return FALSE;
  if (!tide_store_update (deed->clinic->store, record, error))
    {
      tide_record_free (before);
      return FALSE;
    }
  TideChange change = { klass, id, before };
  g_array_append_val (deed->step->changes, change);
  return TRUE;
}

void
tide_deed_set_head (TideDeed *deed, gconstpointer record, gint64 patient_id)
{
  const TideRecord *head = record;
  deed->step->head_klass = head->klass;
  deed->step->head_id = head->id;
  deed->step->patient_id = patient_id;
}

gboolean
tide_deed_log (TideDeed *deed, const char *action, gpointer record, const char *detail, GError **error)
{
  gint64 patient_id = tide_check_patient_of (&deed->check, record);
  const TideRecord *head = record;
  return tide_store_log (deed->clinic->store, action, head->klass->table, head->id, patient_id, detail,
                         error);
}

void
tide_clinic_set_rider (TideClinic *self, gint64 patient_id, const char *draft_kind, const char *reason)
{
  g_return_if_fail (TIDE_IS_CLINIC (self));
  char *draft = g_strdup (draft_kind), *why = g_strdup (reason); /* they may be the present ones */
  g_free (self->rider_draft);
  g_free (self->rider_reason);
  self->rider_patient_id = patient_id;
  self->rider_draft = draft;
  self->rider_reason = why;
}

/* Where the doubtful value stands: in what the verb is about, but a course has none of its own; its first
 * dose has. */
static gint64
find_doubted (const TideUndoStep *step, const TideRecordClass **klass)
{
  for (guint i = 0; step->head_klass == &tide_course_class && i < step->changes->len; i++)
    {
      const TideChange *change = &g_array_index (step->changes, TideChange, i);
      if (change->klass == &tide_dose_step_class)
        {
          *klass = change->klass;
          return change->id;
        }
    }
  *klass = step->head_klass;
  return step->head_id;
}

static gboolean
write_rider (TideDeed *deed, GError **error)
{
  TideClinic *clinic = deed->clinic;
  const TideUndoStep *step = deed->step;
  if (clinic->rider_draft != NULL
      && !tide_store_save_draft (clinic->store, clinic->rider_patient_id, clinic->rider_draft, NULL, error))
    return FALSE;
  if (clinic->rider_reason == NULL || step->head_klass == NULL)
    return TRUE;
  const TideRecordClass *klass;
  gint64 id = find_doubted (step, &klass);
  return tide_store_log (clinic->store, "override", klass->table, id, step->patient_id, clinic->rider_reason,
                         error);
}

gboolean
tide_deed_commit (TideDeed *deed, char *label, GError **error)
{
  TideClinic *clinic = deed->clinic;
  g_autofree char *owned = label;
  if (!tide_deed_raise (deed, NULL, error) || !write_rider (deed, error))
    {
      tide_deed_abandon (deed);
      return FALSE;
    }
  /* "changed" is emitted from within: whoever listens may already ask what can be undone. */
  guint had = clinic->undo->len;
  if (owned != NULL)
    {
      deed->step->label = g_steal_pointer (&owned);
      g_ptr_array_add (clinic->undo, g_steal_pointer (&deed->step));
    }
  if (!tide_store_commit (clinic->store, error))
    {
      if (clinic->undo->len > had)
        g_ptr_array_set_size (clinic->undo, had);
      tide_deed_abandon (deed);
      return FALSE;
    }
  tide_clinic_set_rider (clinic, 0, NULL, NULL);
  if (label == NULL)
    tide_clinic_forget_undo (clinic);
  else if (clinic->undo->len > TIDE_UNDO_DEPTH)
    g_ptr_array_remove_index (clinic->undo, 0);
  deed_free (deed);
  return TRUE;
}

void
tide_clinic_forget_undo (TideClinic *self)
{
  g_ptr_array_set_size (self->undo, 0);
}

gboolean
tide_clinic_can_undo (TideClinic *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), FALSE);
  return self->undo->len > 0 && self->batch == NULL && !tide_clinic_is_locked (self)
         && !tide_clinic_get_read_only (self);
}

/**
 * tide_clinic_dup_undo_label:
 *
 * Returns: (transfer full) (nullable): "Undo saving Y-BOCS", translated; NULL when there is nothing to undo
 */
char *
tide_clinic_dup_undo_label (TideClinic *self)
{
  if (!tide_clinic_can_undo (self))
    return NULL;
  const TideUndoStep *step = g_ptr_array_index (self->undo, self->undo->len - 1);
  return g_strdup (step->label);
}

/* Marks an inserted record as not to be counted: nothing clinical is deleted. */
static gboolean
strike_out (TideClinic *self, const TideUndoStep *step, gpointer record, GError **error)
{
  const TideRecordClass *klass = TIDE_RECORD (record)->klass;
  if (klass == &tide_assessment_data_class)
    {
      TideAssessmentData *data = record;
      data->status = step->is_move ? TIDE_STATUS_MOVED : TIDE_STATUS_ENTERED_IN_ERROR;
      tide_record_set_text (&data->reason, "undone");
    }
  else if (klass == &tide_alert_class && tide_chart_alerts_is_of_pair (record))
    return TRUE; /* of two drugs, which may both run still: looked at when all is taken back */
  else if (klass == &tide_alert_class)
    ((TideAlert *) record)->source_amended = TRUE; /* 8.1: the alert of an answer taken back stays open */
  else if (klass == &tide_staff_class)
    ((TideStaff *) record)->inactive = TRUE;
  else if (klass == &tide_setting_class)
    tide_record_set_text (&((TideSetting *) record)->value, NULL);
  else if (!tide_clinic_prepare_strike (self, record, error))
    return FALSE;
  return tide_store_update (self->store, record, error);
}

static gboolean
undo_change (TideClinic *self, const TideUndoStep *step, const TideChange *change, GError **error)
{
  if (change->before != NULL)
    return tide_store_update (self->store, change->before, error);
  gpointer record = tide_store_lookup (self->store, change->klass, change->id, error);
  gboolean done = record != NULL && strike_out (self, step, record, error);
  tide_record_free (record);
  return done;
}

static gboolean
undo_step (TideClinic *self, const TideUndoStep *step, GError **error)
{
  if (!tide_store_log (self->store, "undo", NULL, 0, step->patient_id, step->label, error))
    return FALSE;
  for (guint i = step->changes->len; i > 0; i--)
    if (!undo_change (self, step, &g_array_index (step->changes, TideChange, i - 1), error))
      return FALSE;
  return tide_clinic_recheck_pairs (self, step, error);
}

/**
 * tide_clinic_undo:
 *
 * Takes the last verb back: what it changed is written as it was before, what it entered is marked "entered
 * in error" with the reason "undone", a moved rating moves back, a resolved alert opens again. Each is
 * audited. An alert that the verb raised stays open with "source amended" (clinical.md 8.1); one of two drugs
 * that are both taken still says so as before.
 * TIDE_ERROR_VALUE: a new patient of whom something was recorded since stays.
 */
gboolean
tide_clinic_undo (TideClinic *self, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), FALSE);
  if (!tide_clinic_check_writable (self, error))
    return FALSE;
  if (self->undo->len == 0)
    {
      g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND, "there is nothing to undo");
      return FALSE;
    }
  if (!tide_store_begin (self->store, error))
    return FALSE;
  TideUndoStep *step = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  if (!undo_step (self, step, error) || !tide_store_commit (self->store, error))
    {
      tide_store_rollback (self->store);
      g_ptr_array_add (self->undo, step);
      return FALSE;
    }
  tide_undo_step_free (step);
  return TRUE;
}

static const struct
{
  const TideRecordClass *klass;
  const char *noun;
} nouns[] = {
  { &tide_patient_class, N_ ("patient") },
  { &tide_identifier_class, N_ ("identifier") },
  { &tide_diagnosis_class, N_ ("diagnosis") },
  { &tide_staff_class, N_ ("staff member") },
  { &tide_setting_class, N_ ("setting") },
  { &tide_course_class, N_ ("course") },
  { &tide_dose_step_class, N_ ("dose step") },
  { &tide_session_class, N_ ("session") },
  { &tide_adverse_event_class, N_ ("side effect") },
  { &tide_visit_class, N_ ("visit") },
  { &tide_visit_part_class, N_ ("visit part") },
  { &tide_note_class, N_ ("note") },
  { &tide_event_class, N_ ("event") },
  { &tide_alert_class, N_ ("alert") },
  { &tide_medication_class, N_ ("medicine") },
  { &tide_allergy_class, N_ ("allergy") },
  { &tide_measurement_class, N_ ("measurement") },
  { &tide_trial_class, N_ ("earlier treatment") },
  { &tide_staging_class, N_ ("stage") },
  { &tide_screening_class, N_ ("screening") },
  { &tide_screening_answer_class, N_ ("screening answer") },
  { &tide_consent_class, N_ ("consent") },
  { &tide_eligibility_decision_class, N_ ("decision") },
  { &tide_goal_class, N_ ("goal") },
  { &tide_goal_rating_class, N_ ("goal rating") },
  { &tide_contact_class, N_ ("contact") },
  { &tide_safety_plan_class, N_ ("safety plan") },
  { &tide_specifier_class, N_ ("specifier") },
  { &tide_exposure_class, N_ ("exposure task") },
  { &tide_cost_class, N_ ("cost") },
  { &tide_effect_check_class, N_ ("side-effect check") },
  { &tide_review_class, N_ ("review") },
  { &tide_observation_class, N_ ("reading") },
  { &tide_session_answer_class, N_ ("answer") },
  { &tide_clock_event_class, N_ ("clock event") },
  { &tide_drug_use_class, N_ ("drug register entry") },
  { &tide_session_entry_class, N_ ("session entry") },
  { &tide_schedule_class, N_ ("schedule") },
};

char *
tide_clinic_dup_noun (TideClinic *self, gconstpointer record)
{
  const TideRecordClass *klass = ((const TideRecord *) record)->klass;
  for (guint i = 0; i < G_N_ELEMENTS (nouns); i++)
    if (nouns[i].klass == klass)
      return g_strdup (_ (nouns[i].noun));
  g_return_val_if_fail (klass == &tide_assessment_data_class, g_strdup (klass->table));
  const TideAssessmentData *data = record;
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (self), data->instrument_id);
  return g_strdup (instrument != NULL ? tide_instrument_get_short_name (instrument) : data->instrument_id);
}

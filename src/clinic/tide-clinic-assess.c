/* tide-clinic-assess.c: saving an assessment or a whole visit: rows, scores, alerts, audit and the end of the
 * draft in one transaction, so that no kill can leave a suicide answer without its alert.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-alert-amend.h"
#include "tide-alert-rules.h"

/* What safety reads of a chart. */
static TideHistory *
load_safety_history (TideClinic *self, const TidePatient *patient, gboolean with_assessments, GError **error)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  history->patient = tide_patient_copy (patient);
  if (!with_assessments)
    return g_steal_pointer (&history);
  GPtrArray *rows
    = tide_store_list (self->store, &tide_assessment_data_class, "patient_id", patient->base.id, error);
  if (rows == NULL)
    return NULL;
  g_ptr_array_unref (history->assessments);
  history->assessments = rows;
  return g_steal_pointer (&history);
}

GPtrArray *
tide_clinic_list_chain_alerts (TideClinic *self, const TideAssessmentData *newest, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (tide_record_free);
  gint64 id = newest->base.id;
  while (id != 0)
    {
      g_autoptr (GPtrArray) some
        = tide_store_list (self->store, &tide_alert_class, "assessment_id", id, error);
      if (some == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&some));
      g_autoptr (TideAssessmentData) row
        = tide_store_lookup (self->store, &tide_assessment_data_class, id, error);
      if (row == NULL)
        return NULL;
      id = row->supersedes_id;
    }
  return g_steal_pointer (&all);
}

/* 8.1: an answer amended down leaves its alert open, marked. */
static gboolean
mark_fallen (TideDeed *deed, GPtrArray *chain, GPtrArray *findings, GError **error)
{
  for (guint i = 0; i < chain->len; i++)
    {
      TideAlert *alert = g_ptr_array_index (chain, i);
      if (alert->source_amended || !tide_alert_amend_has_fallen (alert, findings))
        continue;
      alert->source_amended = TRUE;
      if (!tide_deed_update (deed, alert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
sift_amended (TideDeed *deed, TideHistory *history, TideInstrument *instrument, const TideAssessmentData *old,
              GPtrArray *findings, const TideThresholds *thresholds, GError **error)
{
  g_autoptr (GPtrArray) chain = tide_clinic_list_chain_alerts (deed->clinic, old, error);
  if (chain == NULL)
    return FALSE;
  g_autoptr (GPtrArray) before
    = tide_alert_amend_list_before (history, instrument, old, tide_instant_now (), thresholds);
  if (!mark_fallen (deed, chain, findings, error))
    return FALSE;
  for (guint i = findings->len; i > 0; i--)
    if (tide_alert_amend_find_cover (chain, before, g_ptr_array_index (findings, i - 1)) != NULL)
      g_ptr_array_remove_index (findings, i - 1);
  return TRUE;
}

/* Raises and stores the alerts of @row, which is stored already; @old is the row that it replaces. */
static GPtrArray *
raise_alerts (TideDeed *deed, const TidePatient *patient, const TideAssessmentData *row,
              const TideAssessmentData *old, GError **error)
{
  TideClinic *self = deed->clinic;
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (self), row->instrument_id);
  TideInstant now = tide_instant_now ();
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (self);
  /* What an amendment replaces is compared whole: it is rare, and may have been a rise itself. */
  gboolean whole = old != NULL || tide_alert_rules_needs_history (instrument, row, FALSE, now, thresholds);
  g_autoptr (TideHistory) history = load_safety_history (self, patient, whole, error);
  if (history == NULL)
    return NULL;
  g_autoptr (GPtrArray) alerts = tide_alert_rules_raise_by (history, instrument, row, FALSE, now, thresholds);
  if (old != NULL && !sift_amended (deed, history, instrument, old, alerts, thresholds, error))
    return NULL;
  for (guint i = 0; i < alerts->len; i++)
    {
      gpointer alert = g_ptr_array_index (alerts, i);
      gboolean stored = tide_deed_insert (deed, alert, error);
      g_ptr_array_remove (deed->fresh, alert); /* ours: it may go before the deed does */
      if (!stored)
        return NULL;
    }
  return g_steal_pointer (&alerts);
}

static TideAssessmentData *
load_amended (TideClinic *self, const TideAssessmentData *row, gint64 id, GError **error)
{
  g_autoptr (TideAssessmentData) old
    = tide_store_lookup (self->store, &tide_assessment_data_class, id, error);
  const char *reason = NULL;
  const char *field = "status";
  if (old == NULL)
    return NULL;
  if (!tide_assessment_data_is_current (old))
    reason = _ ("only the newest version of an assessment can be amended");
  else if (old->patient_id != row->patient_id)
    {
      field = "patient_id";
      reason = _ ("cannot be changed: move the assessment");
    }
  else if (g_strcmp0 (old->instrument_id, row->instrument_id) != 0)
    {
      field = "instrument_id";
      reason = _ ("cannot be changed");
    }
  if (reason == NULL)
    return g_steal_pointer (&old);
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "%s: %s", field, reason);
  return NULL;
}

/* The fields that the program fills in. Who rated is no such field: a form proposes it, and where nobody was
 * chosen it stays unknown. */
static void
complete_row (TideClinic *self, TideAssessmentData *row)
{
  row->status = TIDE_STATUS_FINAL;
  row->entered = tide_instant_now ();
  row->moved_from_id = 0;
  gboolean ours = row->rater_type == TIDE_RATER_CLINICIAN || row->rater_type == TIDE_RATER_INDEPENDENT;
  if (row->rater_id == 0 && ours && self->person != NULL)
    row->rater_id = self->person->base.id;
}

/* The row that @data becomes: a new one, or the one that replaces @data's row, which *@old then gets. */
static TideAssessmentData *
make_row (TideDeed *deed, const TideAssessmentData *data, TideAssessmentData **old, GError **error)
{
  g_autoptr (TideAssessmentData) row = tide_assessment_data_copy (data);
  row->supersedes_id = 0;
  if (row->base.id != 0)
    {
      *old = load_amended (deed->clinic, row, row->base.id, error);
      if (*old == NULL)
        return NULL;
      g_autoptr (TideAssessmentData) fresh = tide_assessment_data_new ();
      row->base = fresh->base;
      row->supersedes_id = (*old)->base.id;
      tide_record_set_text (&row->reason, NULL); /* why it was amended is said of the row that was */
    }
  const TidePatient *patient = tide_check_find_patient (&deed->check, row->patient_id, error);
  if (patient == NULL || !tide_clinic_score (deed->clinic, patient, row, error))
    return NULL;
  complete_row (deed->clinic, row);
  tide_clinic_keep_review (row, *old);
  if (*old == NULL && row->rater_type == TIDE_RATER_SELF)
    {
      g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (deed->clinic);
      tide_clinic_ask_for_review (deed->clinic, row, tide_thresholds_get (thresholds, "historical_days"),
                                  TRUE);
    }
  return tide_check_assessment (&deed->check, row, error) ? g_steal_pointer (&row) : NULL;
}

static gboolean
retire (TideDeed *deed, TideAssessmentData *old, const char *reason, GError **error)
{
  old->status = TIDE_STATUS_AMENDED;
  tide_record_set_text (&old->reason, reason);
  return tide_deed_update (deed, old, error);
}

/* What the caller's record learns when all is committed. */
static void
give_back (TideAssessmentData *data, TideAssessmentData *row)
{
  TideAssessmentData swap = *data;
  *data = *row;
  *row = swap;
}

/* Stores one assessment; its row is added to @rows, what it raised to @raised. */
static gboolean
put_assessment (TideDeed *deed, const TideAssessmentData *data, GPtrArray *rows, GPtrArray *raised,
                GError **error)
{
  g_autoptr (TideAssessmentData) old = NULL;
  TideAssessmentData *row = make_row (deed, data, &old, error);
  if (row == NULL)
    return FALSE;
  g_ptr_array_add (rows, row);
  if (!tide_deed_insert (deed, row, error) || (old != NULL && !retire (deed, old, data->reason, error)))
    return FALSE;
  const TidePatient *patient = tide_check_find_patient (&deed->check, row->patient_id, error);
  g_autoptr (GPtrArray) alerts = patient != NULL ? raise_alerts (deed, patient, row, old, error) : NULL;
  if (alerts == NULL)
    return FALSE;
  g_autofree char *draft = g_strconcat ("assessment:", row->instrument_id, NULL);
  if (!tide_store_save_draft (deed->clinic->store, row->patient_id, draft, NULL, error))
    return FALSE;
  g_ptr_array_extend_and_steal (raised, g_steal_pointer (&alerts));
  return TRUE;
}

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func (tide_record_free);
}

gboolean
tide_clinic_save_assessment (TideClinic *self, TideAssessmentData *data, GPtrArray **alerts, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && data != NULL, FALSE);
  gboolean amends = data->base.id != 0;
  g_autoptr (GPtrArray) rows = new_records ();
  g_autoptr (GPtrArray) raised = new_records ();
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL || !put_assessment (deed, data, rows, raised, error)
      || !tide_deed_raise (deed, raised, error))
    return FALSE;
  tide_deed_set_head (deed, g_ptr_array_index (rows, 0), data->patient_id);
  g_autofree char *noun = tide_clinic_dup_noun (self, data);
  char *label = g_strdup_printf (amends ? _ ("Undo amending %s") : _ ("Undo saving %s"), noun);
  if (!tide_deed_commit (g_steal_pointer (&deed), label, error))
    return FALSE;
  give_back (data, g_ptr_array_index (rows, 0));
  if (alerts != NULL)
    *alerts = g_steal_pointer (&raised);
  return TRUE;
}

/* --- a visit --- */

static void
link_records (GPtrArray *records, gint64 patient_id, gint64 visit_id)
{
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      gpointer record = g_ptr_array_index (records, i);
      const TideRecordClass *klass = TIDE_RECORD (record)->klass;
      /* An effect that ends at this visit was written down at another, or at a session. */
      if (klass == &tide_adverse_event_class && TIDE_RECORD (record)->id != 0)
        continue;
      G_STRUCT_MEMBER (gint64, record, tide_record_class_find (klass, "patient_id")->offset) = patient_id;
      G_STRUCT_MEMBER (gint64, record, tide_record_class_find (klass, "visit_id")->offset) = visit_id;
    }
}

static void
link_entry (TideVisitEntry *entry, gint64 visit_id)
{
  gint64 patient_id = entry->visit->patient_id;
  link_records (entry->assessments, patient_id, visit_id);
  link_records (entry->adverse_events, patient_id, visit_id);
  link_records (entry->not_done, patient_id, visit_id);
  link_records (entry->effect_checks, patient_id, visit_id);
  link_records (entry->goal_ratings, patient_id, visit_id);
  link_records (entry->measurements, patient_id, visit_id);
  if (entry->note == NULL)
    return;
  entry->note->patient_id = patient_id;
  entry->note->visit_id = visit_id;
}

static void
give_time (GPtrArray *records, TideInstant taken)
{
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      gpointer record = g_ptr_array_index (records, i);
      const TideField *field = tide_record_class_find (TIDE_RECORD (record)->klass, "taken");
      if (!tide_record_is_known (record, field))
        G_STRUCT_MEMBER (TideInstant, record, field->offset) = taken;
    }
}

/* One date and one rater for everything of a visit, unless a part says otherwise. */
static void
fill_from_visit (TideVisitEntry *entry)
{
  const TideVisit *visit = entry->visit;
  for (guint i = 0; entry->assessments != NULL && i < entry->assessments->len; i++)
    {
      TideAssessmentData *data = g_ptr_array_index (entry->assessments, i);
      if (!tide_instant_is_known (data->taken))
        data->taken = visit->taken;
      if (data->contact == 0)
        data->contact = visit->contact;
      if (data->rater_id == 0 && data->rater_type == TIDE_RATER_CLINICIAN)
        data->rater_id = visit->rater_id;
    }
  give_time (entry->effect_checks, visit->taken);
  give_time (entry->goal_ratings, visit->taken);
  give_time (entry->measurements, visit->taken);
  if (entry->note != NULL && !tide_instant_is_known (entry->note->taken))
    entry->note->taken = visit->taken;
  if (entry->note != NULL && entry->note->author_id == 0)
    entry->note->author_id = visit->rater_id;
}

static gboolean
put_all (TideDeed *deed, GPtrArray *records, GError **error)
{
  for (guint i = 0; records != NULL && i < records->len; i++)
    if (!tide_deed_put (deed, g_ptr_array_index (records, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
put_visit (TideDeed *deed, TideVisitEntry *entry, GPtrArray *rows, GPtrArray *raised, GError **error)
{
  TideVisit *visit = entry->visit;
  if (visit->rater_id == 0 && deed->clinic->person != NULL)
    visit->rater_id = deed->clinic->person->base.id;
  if (!tide_deed_put (deed, visit, error))
    return FALSE;
  link_entry (entry, visit->base.id);
  fill_from_visit (entry);
  for (guint i = 0; entry->assessments != NULL && i < entry->assessments->len; i++)
    if (!put_assessment (deed, g_ptr_array_index (entry->assessments, i), rows, raised, error))
      return FALSE;
  return put_all (deed, entry->effect_checks, error) && put_all (deed, entry->adverse_events, error)
         && put_all (deed, entry->goal_ratings, error) && put_all (deed, entry->measurements, error)
         && put_all (deed, entry->not_done, error)
         && (entry->note == NULL || tide_deed_put (deed, entry->note, error))
         && tide_store_save_draft (deed->clinic->store, visit->patient_id, "visit", NULL, error);
}

/**
 * tide_clinic_save_visit:
 * @alerts: (out) (optional) (transfer full) (element-type TideAlert): what was raised by all of its
 * assessments
 *
 * One transaction and one undo step for the visit and everything written at it; removes the draft "visit" and
 * those of its assessments. An assessment without time or contact takes the visit's, a clinician's without a
 * name the visit's rater.
 */
gboolean
tide_clinic_save_visit (TideClinic *self, TideVisitEntry *entry, GPtrArray **alerts, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && entry != NULL && entry->visit != NULL, FALSE);
  gint64 before = entry->visit->base.id;
  g_autoptr (GPtrArray) rows = new_records ();
  g_autoptr (GPtrArray) raised = new_records ();
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  gboolean put = put_visit (deed, entry, rows, raised, error) && tide_deed_raise (deed, raised, error);
  tide_deed_set_head (deed, entry->visit, entry->visit->patient_id);
  if (!put || !tide_deed_commit (g_steal_pointer (&deed), g_strdup (_ ("Undo saving the visit")), error))
    {
      link_entry (entry, before);
      return FALSE;
    }
  for (guint i = 0; i < rows->len; i++)
    give_back (g_ptr_array_index (entry->assessments, i), g_ptr_array_index (rows, i));
  if (alerts != NULL)
    *alerts = g_steal_pointer (&raised);
  return TRUE;
}

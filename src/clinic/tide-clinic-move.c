/* tide-clinic-move.c: what was written into the wrong chart goes to the right one: a rating alone, or the
 * whole visit it belongs to, with its times and its alerts, as one deed.  The wrong chart keeps its rows,
 * marked.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>

#include "tide-alert-rules.h"

/* The row as the other chart gets it: its times, rater and answers; scored anew, since bands and cut-offs may
 * go by sex. */
static TideAssessmentData *
make_moved (TideClinic *self, TideCheck *check, const TideAssessmentData *row, gint64 patient_id,
            gint64 visit_id, GError **error)
{
  const TidePatient *patient = tide_check_find_patient (check, patient_id, error);
  if (patient == NULL)
    return NULL;
  g_autoptr (TideAssessmentData) fresh = tide_assessment_data_new ();
  g_autoptr (TideAssessmentData) copy = tide_assessment_data_copy (row);
  copy->base = fresh->base;
  copy->patient_id = patient_id;
  copy->visit_id = visit_id;
  copy->session_id = 0; /* of the wrong chart */
  copy->supersedes_id = 0;
  copy->moved_from_id = row->base.id;
  if (copy->review == TIDE_LOOK_DONE) /* it was looked at as another patient's */
    {
      tide_clinic_keep_review (copy, NULL);
      copy->review = TIDE_LOOK_WANTED;
    }
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
has_alert (GPtrArray *alerts, const TideAlert *wanted, gboolean only_open)
{
  for (guint i = 0; i < alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (alerts, i);
      if (g_strcmp0 (alert->rule, wanted->rule) == 0 && g_strcmp0 (alert->item_id, wanted->item_id) == 0
          && (!only_open || tide_alert_is_open (alert)))
        return TRUE;
    }
  return FALSE;
}

/* The alerts follow; one that only the wrong chart's past explained (A6) is marked. An answered one is a
 * record of what was done about another patient: about this one nothing was, and an open alert says so. */
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
      alert->session_id = alert->observation_id = 0;
      alert->assessment_id = to->base.id;
      alert->source_amended = alert->source_amended || !has_alert (fresh, alert, FALSE);
      if (!tide_deed_update (deed, alert, error))
        return FALSE;
    }
  for (guint i = 0; i < fresh->len; i++)
    {
      TideAlert *alert = g_ptr_array_index (fresh, i);
      if (has_alert (followers, alert, TRUE))
        continue;
      gboolean stored = tide_deed_insert (deed, alert, error);
      g_ptr_array_remove (deed->fresh, alert);
      if (!stored)
        return FALSE;
    }
  return TRUE;
}

static TideAssessmentData *
put_move (TideDeed *deed, TideAssessmentData *row, gint64 patient_id, gint64 visit_id, const char *reason,
          GError **error)
{
  g_autoptr (TideAssessmentData) copy
    = make_moved (deed->clinic, &deed->check, row, patient_id, visit_id, error);
  if (copy == NULL)
    return NULL;
  row->status = TIDE_STATUS_MOVED;
  tide_record_set_text (&row->reason, reason);
  gboolean stored = tide_deed_update (deed, row, error) && tide_deed_insert (deed, copy, error);
  g_ptr_array_remove (deed->fresh, copy);
  const TidePatient *patient = tide_check_find_patient (&deed->check, patient_id, error);
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
  g_autoptr (TideAssessmentData) row = tide_clinic_load_current (self, assessment_id, error);
  if (row == NULL)
    return FALSE;
  if (row->patient_id == patient_id)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "patient_id: %s",
                   _ ("the assessment is in this chart"));
      return FALSE;
    }
  g_autoptr (TideAssessmentData) copy = put_move (deed, row, patient_id, 0, reason, error);
  if (copy == NULL)
    return FALSE;
  deed->step->is_move = TRUE;
  tide_deed_set_head (deed, copy, 0); /* two charts: the step names none */
  g_autofree char *noun = tide_clinic_dup_noun (self, row);
  if (!tide_deed_commit (g_steal_pointer (&deed), g_strdup_printf (_ ("Undo moving %s"), noun), error))
    return FALSE;
  if (new_id != NULL)
    *new_id = copy->base.id;
  return TRUE;
}

/* --- a whole visit --- */

/* A fresh record like @row, for the other chart. (transfer full) */
static gpointer
copy_for (gconstpointer row, gint64 patient_id, gint64 visit_id)
{
  const TideRecordClass *klass = ((const TideRecord *) row)->klass;
  const TideField *visit = tide_record_class_find (klass, "visit_id");
  gpointer copy = tide_record_copy (row), fresh = tide_record_new (klass);
  *TIDE_RECORD (copy) = *TIDE_RECORD (fresh);
  tide_record_free (fresh);
  G_STRUCT_MEMBER (gint64, copy, tide_record_class_find (klass, "patient_id")->offset) = patient_id;
  if (visit != NULL)
    G_STRUCT_MEMBER (gint64, copy, visit->offset) = visit_id;
  if (klass == &tide_note_class)
    ((TideNote *) copy)->supersedes_id = 0;
  /* A course or session of the wrong chart. */
  static const char *const left[] = { "course_id", "session_id" };
  for (guint i = 0; i < G_N_ELEMENTS (left); i++)
    {
      const TideField *field = tide_record_class_find (klass, left[i]);
      if (field != NULL)
        G_STRUCT_MEMBER (gint64, copy, field->offset) = 0;
    }
  return copy;
}

/* @row stays where it is, marked. */
static gboolean
leave_record (TideDeed *deed, gpointer row, const char *reason, GError **error)
{
  const TideField *field = tide_record_class_find (TIDE_RECORD (row)->klass, "entered_in_error");
  G_STRUCT_MEMBER (gboolean, row, field->offset) = TRUE;
  return tide_deed_log (deed, "move", row, reason, error) && tide_deed_update (deed, row, error);
}

/* @row stays where it is, marked; the other chart gets a copy, whose id is the result; 0 on failure. */
static gint64
move_record (TideDeed *deed, gpointer row, gint64 patient_id, gint64 visit_id, const char *reason,
             GError **error)
{
  gpointer copy = copy_for (row, patient_id, visit_id);
  gint64 id = 0;
  if (tide_deed_put (deed, copy, error))
    {
      id = TIDE_RECORD (copy)->id;
      g_ptr_array_remove (deed->fresh, copy); /* ours: it goes before the deed does */
    }
  tide_record_free (copy);
  return id != 0 && leave_record (deed, row, reason, error) ? id : 0;
}

static gboolean
move_records (TideDeed *deed, const TideRecordClass *klass, const TideVisit *visit, gint64 patient_id,
              gint64 to_visit, const char *reason, GError **error)
{
  g_autoptr (GPtrArray) rows
    = tide_store_list (deed->clinic->store, klass, "visit_id", visit->base.id, error);
  if (rows == NULL)
    return FALSE;
  g_autoptr (GPtrArray) moved = g_ptr_array_new (), left = g_ptr_array_new ();
  for (guint i = 0; i < rows->len; i++)
    if (!tide_record_is_struck (rows->pdata[i]))
      g_ptr_array_add (tide_record_is_superseded (rows->pdata[i], rows) ? left : moved, rows->pdata[i]);
  /* What was rewritten would come back into the wrong chart when its newest words are marked. */
  for (guint i = 0; i < left->len; i++)
    if (!leave_record (deed, left->pdata[i], reason, error))
      return FALSE;
  for (guint i = 0; i < moved->len; i++)
    if (move_record (deed, moved->pdata[i], patient_id, to_visit, reason, error) == 0)
      return FALSE;
  return TRUE;
}

static gboolean
move_ratings (TideDeed *deed, const TideVisit *visit, gint64 patient_id, gint64 to_visit, const char *reason,
              GError **error)
{
  g_autoptr (GPtrArray) rows
    = tide_store_list (deed->clinic->store, &tide_assessment_data_class, "visit_id", visit->base.id, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      TideAssessmentData *row = g_ptr_array_index (rows, i);
      if (!tide_assessment_data_is_current (row))
        continue;
      g_autoptr (TideAssessmentData) copy = put_move (deed, row, patient_id, to_visit, reason, error);
      if (copy == NULL)
        return FALSE;
    }
  return rows != NULL;
}

/* A goal is one patient's own: its rating cannot go to another chart, and was not this patient's. */
static gboolean
strike_goal_ratings (TideDeed *deed, const TideVisit *visit, const char *reason, GError **error)
{
  g_autoptr (GPtrArray) rows
    = tide_store_list (deed->clinic->store, &tide_goal_rating_class, "visit_id", visit->base.id, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      TideGoalRating *rating = g_ptr_array_index (rows, i);
      if (rating->entered_in_error)
        continue;
      rating->entered_in_error = TRUE;
      if (!tide_deed_log (deed, "entered_in_error", rating, reason, error)
          || !tide_deed_update (deed, rating, error))
        return FALSE;
    }
  return rows != NULL;
}

static gint64
put_visit_move (TideDeed *deed, TideVisit *visit, gint64 patient_id, const char *reason, GError **error)
{
  gint64 to_visit = move_record (deed, visit, patient_id, 0, reason, error);
  if (to_visit == 0 || !move_ratings (deed, visit, patient_id, to_visit, reason, error)
      || !move_records (deed, &tide_adverse_event_class, visit, patient_id, to_visit, reason, error)
      || !move_records (deed, &tide_effect_check_class, visit, patient_id, to_visit, reason, error)
      || !move_records (deed, &tide_measurement_class, visit, patient_id, to_visit, reason, error)
      || !strike_goal_ratings (deed, visit, reason, error)
      || !move_records (deed, &tide_visit_part_class, visit, patient_id, to_visit, reason, error)
      || !move_records (deed, &tide_note_class, visit, patient_id, to_visit, reason, error))
    return 0;
  return to_visit;
}

static TideVisit *
load_visit (TideClinic *self, gint64 visit_id, gint64 patient_id, GError **error)
{
  g_autoptr (TideVisit) visit = tide_store_lookup (self->store, &tide_visit_class, visit_id, error);
  if (visit == NULL)
    return NULL;
  if (!visit->entered_in_error && visit->patient_id != patient_id)
    return g_steal_pointer (&visit);
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "patient_id: %s",
               visit->entered_in_error ? _ ("the visit is not current any more")
                                       : _ ("the visit is in this chart"));
  return NULL;
}

/**
 * tide_clinic_move_visit:
 *
 * Moves what was rated, written, asked and left out at a visit; ratings that are amended, moved or in error
 * already stay. TIDE_ERROR_VALUE for an empty reason, a visit that is not current or that is in this chart.
 */
gboolean
tide_clinic_move_visit (TideClinic *self, gint64 visit_id, gint64 patient_id, const char *reason,
                        gint64 *new_id, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), FALSE);
  if (!tide_clinic_check_reason (reason, error))
    return FALSE;
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  g_autoptr (TideVisit) visit = load_visit (self, visit_id, patient_id, error);
  if (visit == NULL)
    return FALSE;
  gint64 to_visit = put_visit_move (deed, visit, patient_id, reason, error);
  if (to_visit == 0)
    return FALSE;
  deed->step->is_move = TRUE;
  tide_deed_set_head (deed, visit, 0); /* two charts: the step names none */
  if (!tide_deed_commit (g_steal_pointer (&deed), g_strdup (_ ("Undo moving the visit")), error))
    return FALSE;
  if (new_id != NULL)
    *new_id = to_visit;
  return TRUE;
}

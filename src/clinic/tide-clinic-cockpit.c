/* tide-clinic-cockpit.c: the verbs of a session as it is watched. */
#include "tide-clinic-cockpit.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-clinic-private.h"
#include "tide-discharge.h"
#include "tide-infusion.h"
#include "tide-session-dose.h"
#include "tide-session-given.h"
#include "tide-start-gate.h"

static gint64
get_person_id (TideClinic *self)
{
  return self->person != NULL ? self->person->base.id : 0;
}

/* Always FALSE: nobody is at the desk who could answer for it. */
static gboolean
refuse_nameless (GError **error)
{
  return tide_check_fault (error, "staff_id", _ ("is needed: say in Preferences, Staff, who is at the desk"));
}

/* Checks and writes @record as a deed of its own. */
static gboolean
put_alone (TideClinic *self, gpointer record, gint64 patient_id, const char *label, GError **error)
{
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL || !tide_deed_put (deed, record, error))
    return FALSE;
  tide_deed_set_head (deed, record, patient_id);
  return tide_deed_commit (g_steal_pointer (&deed), g_strdup (label), error);
}

/* --- a row --- */

static gboolean
has_value (const TideObservation *row)
{
  for (guint cell = 0; cell < TIDE_N_CELLS; cell++)
    if (tide_observation_get_cell (row, (TideCell) cell) != TIDE_INTEGER_UNKNOWN)
      return TRUE;
  return FALSE;
}

/* Saves @changed, a copy of @row, which then becomes it; a refusal leaves @row as it was.  A note or a missed
 * mark may stand in a row before anything was read: the reading is of the time and the hand of its first
 * value. */
static gboolean
save_row (TideClinic *self, TideObservation *row, TideObservation *changed, GError **error)
{
  gboolean first = row->base.id != 0 && has_value (changed) && !has_value (row);
  if (first || !tide_instant_is_known (changed->taken))
    changed->taken = tide_instant_now_exact ();
  if ((first && get_person_id (self) != 0) || changed->staff_id == 0)
    changed->staff_id = get_person_id (self);
  if (!put_alone (self, changed, changed->patient_id, _ ("Undo reading"), error))
    return FALSE;
  TideObservation swap = *row;
  *row = *changed;
  *changed = swap;
  return TRUE;
}

gboolean
tide_clinic_save_observation_cell (TideClinic *self, TideObservation *row, TideCell cell, gint64 value,
                                   GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && row != NULL && cell < TIDE_N_CELLS, FALSE);
  g_autoptr (TideObservation) changed = tide_observation_copy (row);
  tide_observation_set_cell (changed, cell, value);
  return save_row (self, row, changed, error);
}

gboolean
tide_clinic_save_observation_pressure (TideClinic *self, TideObservation *row, gint64 systolic,
                                       gint64 diastolic, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && row != NULL, FALSE);
  g_autoptr (TideObservation) changed = tide_observation_copy (row);
  tide_observation_set_cell (changed, TIDE_CELL_SYSTOLIC, systolic);
  tide_observation_set_cell (changed, TIDE_CELL_DIASTOLIC, diastolic);
  return save_row (self, row, changed, error);
}

gboolean
tide_clinic_mark_cell_missed (TideClinic *self, TideObservation *row, TideCell cell, const char *reason,
                              GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && row != NULL && cell < TIDE_N_CELLS, FALSE);
  g_autoptr (TideObservation) changed = tide_observation_copy (row);
  tide_observation_set_missed (changed, cell, reason);
  return save_row (self, row, changed, error);
}

gboolean
tide_clinic_mark_pressure_missed (TideClinic *self, TideObservation *row, const char *reason, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && row != NULL, FALSE);
  g_autoptr (TideObservation) changed = tide_observation_copy (row);
  tide_observation_set_missed (changed, TIDE_CELL_SYSTOLIC, reason);
  tide_observation_set_missed (changed, TIDE_CELL_DIASTOLIC, reason);
  return save_row (self, row, changed, error);
}

/* --- an answer --- */

gboolean
tide_clinic_save_session_answer (TideClinic *self, TideSessionAnswer *answer, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && answer != NULL && answer->question != NULL, FALSE);
  if (!tide_clinic_check_unlocked (self, error))
    return FALSE;
  g_autoptr (GPtrArray) rows
    = tide_store_list (self->store, &tide_session_answer_class, "session_id", answer->session_id, error);
  if (rows == NULL)
    return FALSE;
  const TideSessionAnswer *before
    = tide_session_answer_find (rows, answer->session_id, answer->list, answer->question);
  TideRecord head = answer->base;
  if (before != NULL)
    answer->base = before->base;
  if (!tide_instant_is_known (answer->taken))
    answer->taken = tide_instant_now ();
  if (answer->staff_id == 0)
    answer->staff_id = get_person_id (self);
  /* Whoever goes on in spite of a gate is named. */
  gboolean named = answer->staff_id != 0 || answer->reason == NULL || refuse_nameless (error);
  if (named && put_alone (self, answer, answer->patient_id, _ ("Undo answer"), error))
    return TRUE;
  answer->base = head;
  return FALSE;
}

/* --- the clock --- */

static void
complete_event (TideClinic *self, TideClockEvent *event)
{
  if (!tide_instant_is_known (event->at))
    {
      char boot_id[37];
      event->at = tide_instant_now_exact ();
      if (event->boot_id == NULL)
        {
          tide_clock_read_machine (boot_id, &event->boottime_ms);
          tide_record_set_text (&event->boot_id, boot_id);
        }
    }
  if (event->staff_id == 0)
    event->staff_id = get_person_id (self);
}

/* What was delivered stands beside what was planned; mg/kg is NAN without a weight. */
static void
set_delivered (TideSession *session, double mg)
{
  if (isnan (mg))
    return;
  session->dose_mg = round (mg * 100) / 100;
  session->dose_mg_per_kg = round (mg / session->weight_kg * 10000) / 10000;
}

static void
begin_session (TideSession *session, const TideCourse *course, const TideClockEvent *event)
{
  if (!tide_instant_is_known (session->planned) && session->status == TIDE_SESSION_PLANNED)
    session->planned = session->started;
  session->started = tide_instant_to_minute (event->at);
  session->ended = TIDE_INSTANT_UNKNOWN;
  session->status = TIDE_SESSION_HELD;
  set_delivered (session, tide_session_dose_get_at_once_mg (session, course));
}

/* The end, the minutes without the pauses, and what the pump gave; of devices those that were taken until
 * now. */
static void
end_session (TideSession *session, const TideCourse *course, const TideClockEvent *event,
             const GPtrArray *events)
{
  TideClockReading now = { event->at.utc, event->boot_id, event->boottime_ms };
  TideInfusion infusion = tide_infusion_compute (events, session->base.id, session->planned_minutes, &now);
  set_delivered (session, tide_session_is_infused (session, course)
                            ? tide_infusion_get_given_mg (session, infusion.infused_seconds)
                            : tide_session_dose_get_at_once_mg (session, course));
  session->ended = tide_instant_to_minute (event->at);
  session->minutes = round (infusion.infused_seconds / 6) / 10;
  if (event->kind == TIDE_CLOCK_STOP)
    session->status = TIDE_SESSION_STOPPED;
}

static gboolean
follow_clock (TideDeed *deed, const TideClockEvent *event, GError **error)
{
  TideStore *store = deed->clinic->store;
  if (event->kind != TIDE_CLOCK_START && event->kind != TIDE_CLOCK_STOP && event->kind != TIDE_CLOCK_END)
    return TRUE;
  g_autoptr (TideSession) session = tide_store_lookup (store, &tide_session_class, event->session_id, error);
  g_autoptr (TideCourse) course
    = session != NULL ? tide_store_lookup (store, &tide_course_class, session->course_id, error) : NULL;
  if (course == NULL)
    return FALSE;
  if (event->kind == TIDE_CLOCK_START)
    begin_session (session, course, event);
  else
    {
      g_autoptr (GPtrArray) events
        = tide_store_list (store, &tide_clock_event_class, "session_id", event->session_id, error);
      if (events == NULL)
        return FALSE;
      end_session (session, course, event, events);
    }
  return tide_deed_put (deed, session, error);
}

gboolean
tide_clinic_record_clock (TideClinic *self, TideClockEvent *event, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && event != NULL && event->base.id == 0, FALSE);
  complete_event (self, event);
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL || !tide_deed_put (deed, event, error) || !follow_clock (deed, event, error))
    return FALSE;
  tide_deed_set_head (deed, event, event->patient_id);
  char *label = g_strdup_printf (_ ("Undo: %s"), tide_clock_kind_get_label (event->kind));
  return tide_deed_commit (g_steal_pointer (&deed), label, error);
}

/* --- the start --- */

static TideSafetyCase
make_case (TideClinic *self, const TideHistory *history, const TideThresholds *thresholds)
{
  return (TideSafetyCase){ .history = history,
                           .library = tide_clinic_get_library (self),
                           .thresholds = thresholds,
                           .rules = tide_clinic_get_rules (self),
                           .target = tide_clinic_get_target_instrument (self, history),
                           .now = tide_instant_now (),
                           .session_rules = tide_clinic_get_session_rules (self) };
}

static gboolean
check_start (TideClinic *self, const TideSession *session, const TideCourse *course, GError **error)
{
  g_autoptr (TideHistory) history = tide_store_load_history (self->store, course->patient_id, error);
  if (history == NULL)
    return FALSE;
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (self);
  TideSafetyCase subject = make_case (self, history, thresholds);
  TideStartCase start = { &subject, subject.session_rules, session, course };
  g_autoptr (GPtrArray) items = tide_start_gate_list (&start);
  if (tide_start_gate_count_open (items) == 0)
    return TRUE;
  g_autofree char *open = tide_start_gate_dup_open_words (items);
  g_autofree char *words = g_strdup_printf (_ ("not met: %s"), open);
  return tide_check_fault (error, "start", words);
}

gboolean
tide_clinic_start_session (TideClinic *self, gint64 session_id, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), FALSE);
  if (!tide_clinic_check_writable (self, error))
    return FALSE;
  g_autoptr (TideSession) session = tide_store_lookup (self->store, &tide_session_class, session_id, error);
  g_autoptr (TideCourse) course
    = session != NULL ? tide_store_lookup (self->store, &tide_course_class, session->course_id, error) : NULL;
  if (course == NULL || !check_start (self, session, course, error))
    return FALSE;
  g_autoptr (TideClockEvent) event = tide_clock_event_new ();
  event->patient_id = course->patient_id;
  event->session_id = session_id;
  event->kind = TIDE_CLOCK_START;
  return tide_clinic_record_clock (self, event, error);
}

/* --- leaving --- */

/* A red reading blocks "session complete" until somebody has said what was done (clinical.md 8, A13). */
static gboolean
check_red_answered (TideClinic *self, gint64 session_id, gint64 patient_id, GError **error)
{
  g_autoptr (GPtrArray) alerts
    = tide_store_list (self->store, &tide_alert_class, "patient_id", patient_id, error);
  for (guint i = 0; alerts != NULL && i < alerts->len; i++)
    {
      const TideAlert *alert = alerts->pdata[i];
      if (alert->session_id != session_id || alert->observation_id == 0 || alert->level != TIDE_LEVEL_RED
          || !tide_alert_is_in_banner (alert))
        continue;
      g_autofree char *words = g_strdup_printf (_ ("a red reading is not answered: %s"),
                                                alert->detail != NULL ? alert->detail : alert->rule);
      return tide_check_fault (error, "alerts", words);
    }
  return alerts != NULL;
}

/* A14: leaving with a failed criterion is red; the reason is what was done about it. */
static gboolean
put_override (TideDeed *deed, const TideSession *session, gint64 patient_id, const GPtrArray *criteria,
              GError **error)
{
  g_autofree char *open = tide_discharge_dup_open (criteria);
  g_autofree char *words = tide_discharge_dup_open_words (criteria);
  g_autoptr (TideAlert) alert = tide_alert_new ();
  alert->patient_id = patient_id;
  alert->session_id = session->base.id;
  tide_record_set_text (&alert->rule, "A14");
  alert->level = TIDE_LEVEL_RED;
  alert->value = NAN;
  tide_record_set_text (&alert->subject, "discharge");
  alert->detail = g_strdup_printf (_ ("Left although not met: %s"), words);
  alert->raised = alert->acted = session->discharged;
  alert->resolved = TRUE;
  tide_record_set_text (&alert->action, session->discharge_reason);
  alert->acted_by = session->discharged_by;
  gboolean done = tide_deed_insert (deed, alert, error);
  g_ptr_array_remove (deed->fresh, alert); /* ours: it may go before the deed does */
  return done && tide_deed_log (deed, "override", (gpointer) session, open, error);
}

static TideInfusion
compute_infusion (const TideHistory *history, const TideSession *session, TideInstant when)
{
  char boot_id[37] = "";
  TideClockReading now = { when.utc, boot_id, TIDE_INTEGER_UNKNOWN };
  if (ABS (when.utc - tide_instant_now ().utc) <= 60)
    tide_clock_read_machine (boot_id, &now.boottime_ms);
  return tide_infusion_compute (history->clock_events, session->base.id, session->planned_minutes, &now);
}

/* (transfer full) (element-type TideGateCriterion); NULL on an error. */
static GPtrArray *
list_criteria (TideClinic *self, const TideSession *session, TideInstant when, GError **error)
{
  static const TideRecordClass *const classes[] = { &tide_observation_class, &tide_session_answer_class,
                                                    &tide_clock_event_class, &tide_assessment_data_class,
                                                    &tide_course_class,      &tide_session_class,
                                                    &tide_alert_class,       NULL };
  g_autoptr (TideCourse) course
    = tide_store_lookup (self->store, &tide_course_class, session->course_id, error);
  if (course == NULL)
    return NULL;
  g_autoptr (TideHistory) history = tide_store_load_part (self->store, course->patient_id, classes, error);
  if (history == NULL)
    return NULL;
  TideInfusion infusion = compute_infusion (history, session, when);
  TideDischargeCase subject = { tide_clinic_get_session_rules (self),
                                session,
                                (TideArm) course->arm,
                                &infusion,
                                history->observations,
                                history->session_answers,
                                history->assessments,
                                history->alerts,
                                TIDE_INSTANT_UNKNOWN };
  return tide_discharge_list (&subject);
}

static gboolean
put_discharge (TideDeed *deed, TideSession *session, TideInstant when, const char *reason, GError **error)
{
  g_autoptr (GPtrArray) criteria = list_criteria (deed->clinic, session, when, error);
  gboolean has_reason = reason != NULL && *reason != '\0';
  gint64 patient_id = tide_check_patient_of (&deed->check, session);
  if (criteria == NULL || !check_red_answered (deed->clinic, session->base.id, patient_id, error))
    return FALSE;
  gboolean met = tide_discharge_count_open (criteria) == 0;
  if (!met && !has_reason)
    {
      g_autofree char *open = tide_discharge_dup_open_words (criteria);
      g_autofree char *words = g_strdup_printf (_ ("is required, not met: %s"), open);
      return tide_check_fault (error, "discharge_reason", words);
    }
  if (!met && get_person_id (deed->clinic) == 0)
    return refuse_nameless (error);
  session->discharged = tide_instant_to_minute (when);
  session->discharged_by = get_person_id (deed->clinic);
  tide_record_set_text (&session->discharge_reason, met ? NULL : reason);
  return tide_deed_put (deed, session, error)
         && (met || put_override (deed, session, patient_id, criteria, error));
}

gboolean
tide_clinic_discharge (TideClinic *self, gint64 session_id, TideInstant when, const char *reason,
                       GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && tide_instant_is_known (when), FALSE);
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  g_autoptr (TideSession) session = tide_store_lookup (self->store, &tide_session_class, session_id, error);
  if (session == NULL || !put_discharge (deed, session, when, reason, error))
    return FALSE;
  tide_deed_set_head (deed, session, tide_check_patient_of (&deed->check, session));
  return tide_deed_commit (g_steal_pointer (&deed), g_strdup (_ ("Undo discharge")), error);
}

/* tide-cockpit-model.c: what the cards of the cockpit read. */
#include "tide-cockpit-model.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const TideSession *
find_session (const TideHistory *history, gint64 session_id)
{
  for (guint i = 0; i < history->sessions->len; i++)
    if (TIDE_RECORD (history->sessions->pdata[i])->id == session_id)
      return history->sessions->pdata[i];
  return NULL;
}

static TideHistory *
load_history (TideClinic *clinic, gint64 session_id, GError **error)
{
  g_autoptr (TideSession) session = tide_clinic_lookup (clinic, &tide_session_class, session_id, error);
  g_autoptr (TideCourse) course
    = session != NULL ? tide_clinic_lookup (clinic, &tide_course_class, session->course_id, error) : NULL;
  return course != NULL ? tide_clinic_load_history (clinic, course->patient_id, error) : NULL;
}

/* As it stands, and once the dose has begun as it stood then: what is read later says nothing of it. */
static GPtrArray *
list_start_items (const TideCockpitModel *self)
{
  TideClockReading reading = { self->desk.subject.now.utc, NULL, TIDE_INTEGER_UNKNOWN };
  TideInfusion infusion
    = tide_infusion_compute (self->history->clock_events, self->session->base.id, NAN, &reading);
  TideSafetyCase then = self->desk.subject;
  if (tide_instant_is_known (infusion.started))
    then.now = infusion.started;
  TideStartCase start = { &then, self->rules, self->session, self->course };
  return tide_start_gate_list (&start);
}

TideCockpitModel *
tide_cockpit_model_load (TideClinic *clinic, gint64 session_id, GError **error)
{
  TideHistory *history = load_history (clinic, session_id, error);
  const TideSession *session = history != NULL ? find_session (history, session_id) : NULL;
  const TideCourse *course = session != NULL ? tide_history_find_course (history, session->course_id) : NULL;
  if (course == NULL)
    {
      g_clear_pointer (&history, tide_history_free);
      return NULL;
    }
  TideCockpitModel *self = g_rc_box_new0 (TideCockpitModel);
  self->clinic = g_object_ref (clinic);
  self->history = history;
  self->session = session;
  self->course = course;
  self->rules = tide_clinic_get_session_rules (clinic);
  tide_desk_case_init (&self->desk, clinic, history);
  self->grid = tide_session_rules_find_grid (self->rules, session->grid);
  if (self->grid == NULL)
    self->grid = tide_session_rules_get_default_grid (self->rules, (TideArm) course->arm);
  if (self->grid == NULL)
    self->grid = tide_session_rules_get_grids (self->rules)->pdata[0];
  self->start_items = list_start_items (self);
  self->last_weight_kg = tide_session_dose_find_last_weight (history, session);
  return self;
}

TideCockpitModel *
tide_cockpit_model_ref (TideCockpitModel *self)
{
  return g_rc_box_acquire (self);
}

static void
model_clear (gpointer data)
{
  TideCockpitModel *self = data;
  g_ptr_array_unref (self->start_items);
  tide_desk_case_clear (&self->desk);
  tide_history_free (self->history);
  g_object_unref (self->clinic);
}

void
tide_cockpit_model_unref (TideCockpitModel *self)
{
  g_rc_box_release_full (self, model_clear);
}

gint64
tide_cockpit_model_get_patient (const TideCockpitModel *self)
{
  return self->history->patient->base.id;
}

gboolean
tide_cockpit_model_is_nasal (const TideCockpitModel *self)
{
  return self->course->arm == TIDE_ARM_ESKETAMINE;
}

/* After the patient has left the record is closed to the cockpit; forms can still correct it. */
gboolean
tide_cockpit_model_is_writable (const TideCockpitModel *self)
{
  return !tide_clinic_get_read_only (self->clinic) && !tide_instant_is_known (self->session->discharged);
}

const TideObservation *
tide_cockpit_model_get_pre (const TideCockpitModel *self)
{
  return tide_vitals_find_pre (self->history->observations, self->session->base.id);
}

GPtrArray *
tide_cockpit_model_list_readings (const TideCockpitModel *self)
{
  GPtrArray *rows = g_ptr_array_new ();
  for (guint i = 0; i < self->history->observations->len; i++)
    {
      TideObservation *row = self->history->observations->pdata[i];
      if (row->session_id == self->session->base.id && !row->entered_in_error)
        g_ptr_array_add (rows, row);
    }
  return rows;
}

GPtrArray *
tide_cockpit_model_list_alerts (const TideCockpitModel *self, gboolean open_only)
{
  GPtrArray *list = g_ptr_array_new ();
  for (guint i = 0; i < self->history->alerts->len; i++)
    {
      TideAlert *alert = self->history->alerts->pdata[i];
      if (alert->session_id == self->session->base.id && !alert->historical
          && (!open_only || tide_alert_is_in_banner (alert)))
        g_ptr_array_add (list, alert);
    }
  return list;
}

double
tide_cockpit_model_get_minute (const TideCockpitModel *self, const TideInfusion *infusion, TideInstant when)
{
  gint64 start = tide_instant_is_known (infusion->started) ? infusion->started.utc : tide_instant_now ().utc;
  return (double) (when.utc - start) / 60;
}

/* --- one moment --- */

TideClockReading
tide_cockpit_read_clock (TideInstant now, char boot_id[37])
{
  TideClockReading reading = { now.utc, boot_id, TIDE_INTEGER_UNKNOWN };
  tide_clock_read_machine (boot_id, &reading.boottime_ms);
  return reading;
}

static double
get_planned_minutes (const TideCockpitModel *model)
{
  return isnan (model->session->planned_minutes) && !tide_cockpit_model_is_nasal (model)
           ? model->grid->planned_minutes
           : model->session->planned_minutes;
}

void
tide_cockpit_now_init (TideCockpitNow *self, const TideCockpitModel *model)
{
  char boot_id[37];
  const TideHistory *history = model->history;
  *self = (TideCockpitNow){ .now = tide_instant_now_exact () };
  TideClockReading reading = tide_cockpit_read_clock (self->now, boot_id);
  self->infusion = tide_infusion_compute (history->clock_events, model->session->base.id,
                                          get_planned_minutes (model), &reading);
  self->times
    = tide_grid_list_times (model->grid, &self->infusion, history->observations, model->session->base.id);
  self->next = tide_grid_find_next (self->times);
  if (!tide_instant_is_known (model->session->discharged))
    self->recheck = tide_vitals_find_recheck (model->rules, history->observations, model->session->base.id,
                                              self->infusion.started);
  TideDischargeCase leaving = { model->rules,         model->session,        (TideArm) model->course->arm,
                                &self->infusion,      history->observations, history->session_answers,
                                history->assessments, history->alerts,       model->session->discharged };
  self->criteria = tide_discharge_list (&leaving);
}

void
tide_cockpit_now_clear (TideCockpitNow *self)
{
  g_clear_pointer (&self->times, g_array_unref);
  g_clear_pointer (&self->criteria, g_ptr_array_unref);
  self->next = NULL;
}

/* --- words --- */

char *
tide_words_clock_time (TideInstant when, gboolean seconds)
{
  if (!tide_instant_is_known (when))
    return g_strdup ("–");
  int hour, minute;
  tide_instant_get_clock (when, &hour, &minute);
  return seconds ? g_strdup_printf ("%02d:%02d:%02d", hour, minute, (int) (((when.utc % 60) + 60) % 60))
                 : g_strdup_printf ("%02d:%02d", hour, minute);
}

char *
tide_words_duration (double seconds)
{
  int whole = isnan (seconds) ? 0 : (int) floor (MAX (seconds, 0));
  return whole >= 3600 ? g_strdup_printf ("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                       : g_strdup_printf ("%d:%02d", whole / 60, whole % 60);
}

char *
tide_cockpit_model_dup_title (const TideCockpitModel *self)
{
  g_autofree char *course = tide_course_dup_title (self->course);
  guint number = 1;
  for (guint i = 0; i < self->history->sessions->len; i++)
    {
      const TideSession *other = self->history->sessions->pdata[i];
      if (other != self->session && other->course_id == self->course->base.id
          && tide_session_is_treatment (other, (TideArm) self->course->arm)
          && tide_instant_compare (other->started, self->session->started) < 0)
        number++;
    }
  if (self->course->planned_sessions > 0)
    return g_strdup_printf (_ ("%s, dose %u of %d"), course, number, (int) self->course->planned_sessions);
  return g_strdup_printf (_ ("%s, dose %u"), course, number);
}

char *
tide_cockpit_model_dup_slot_words (const TideCockpitModel *self, const TideObservation *row)
{
  const TideGridSlot *slot = tide_grid_find_slot (self->grid, row->slot);
  if (slot == NULL)
    return g_strdup (_ ("extra"));
  return slot->anchor == TIDE_SLOT_AFTER_START ? g_strdup_printf (_ ("%s min"), slot->label)
                                               : g_strdup (slot->label);
}

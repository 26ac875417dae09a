/* tide-session.c: sessions of a course and unwanted effects: fields, words and faults. */
#include "tide-course.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-field-private.h"
#include "tide-visit.h"

const char *const tide_session_status_codes[]
  = { "", "planned", "held", "missed", "cancelled", "stopped", NULL };

const char *const tide_device_codes[]
  = { "", "syringe_pump", "volumetric_pump", "elastomeric_pump", "nasal_device", "none", "other", NULL };

const char *const tide_setting_codes[] = { "", "clinic", "home", "inpatient", "remote", NULL };
const char *const tide_severity_codes[] = { "", "mild", "moderate", "severe", NULL };
const char *const tide_yes_no_codes[] = { "", "no", "yes", NULL };
const char *const tide_session_kind_codes[]
  = { "",        "dosing",      "exposure", "therapy", "preparation", "integration",
      "booster", "stimulation", "other",    NULL };
const char *const tide_kept_codes[] = { "", "no", "partly", "yes", NULL };
const char *const tide_relation_codes[]
  = { "", "unrelated", "unlikely", "possible", "probable", "certain", NULL };
const char *const tide_effect_action_codes[]
  = { "", "none", "watched", "dose_lowered", "interrupted", "stopped", "treated", NULL };

const char *const tide_weight_basis_codes[] = { "", "actual", "ideal", NULL };
const char *const tide_grid_codes[] = { "", "light", "dense", "esketamine", NULL };

static const TideField tide_session_fields[] = {
  TIDE_FIELD_REFERS (TideSession, course_id, TIDE_FIELD_REQUIRED, "course"),
  TIDE_FIELD_MUST (TideSession, started, TIDE_FIELD_INSTANT),
  TIDE_FIELD (TideSession, ended, TIDE_FIELD_INSTANT),
  TIDE_FIELD_CODED (TideSession, status, 0, tide_session_status_codes),
  TIDE_FIELD_BETWEEN (TideSession, dose_mg, TIDE_FIELD_REAL, 0, 10000),
  TIDE_FIELD_BETWEEN (TideSession, dose_mg_per_kg, TIDE_FIELD_REAL, 0, 100),
  TIDE_FIELD_BETWEEN (TideSession, weight_kg, TIDE_FIELD_REAL, 2, 500),
  TIDE_FIELD_CODED (TideSession, device, 0, tide_device_codes),
  TIDE_FIELD_CODED (TideSession, setting, 0, tide_setting_codes),
  TIDE_FIELD_BETWEEN (TideSession, minutes, TIDE_FIELD_REAL, 0, 1440),
  TIDE_FIELD_BETWEEN (TideSession, homework_percent, TIDE_FIELD_REAL, 0, 100),
  TIDE_FIELD_CODED (TideSession, kind, 0, tide_session_kind_codes),
  TIDE_FIELD (TideSession, planned, TIDE_FIELD_INSTANT),
  TIDE_FIELD_REFERS (TideSession, chain_id, 0, "session"),
  TIDE_FIELD_CODED (TideSession, response_prevention, 0, tide_kept_codes),
  TIDE_FIELD_BETWEEN (TideSession, peas_tried, TIDE_FIELD_INTEGER, 1, 7),
  TIDE_FIELD_BETWEEN (TideSession, peas_quality, TIDE_FIELD_INTEGER, 1, 7),
  TIDE_FIELD_BETWEEN (TideSession, peas_resisted, TIDE_FIELD_INTEGER, 1, 7),
  TIDE_FIELD_REFERS (TideSession, prescriber_id, 0, "staff"),
  TIDE_FIELD_REFERS (TideSession, administrator_id, 0, "staff"),
  TIDE_FIELD_REFERS (TideSession, monitor_id, 0, "staff"),
  TIDE_FIELD_CODED (TideSession, contact, 0, tide_contact_codes),
  TIDE_FIELD_CODED (TideSession, unsupervised, 0, tide_yes_no_codes),
  TIDE_FIELD (TideSession, reason, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideSession, route, 0, tide_route_codes),
  TIDE_FIELD (TideSession, site, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideSession, weight_basis, 0, tide_weight_basis_codes),
  TIDE_FIELD (TideSession, weighed, TIDE_FIELD_INSTANT),
  TIDE_FIELD_BETWEEN (TideSession, planned_mg_per_kg, TIDE_FIELD_REAL, 0, 100),
  TIDE_FIELD_BETWEEN (TideSession, planned_mg, TIDE_FIELD_REAL, 0, 10000),
  TIDE_FIELD_BETWEEN (TideSession, rounding_mg, TIDE_FIELD_REAL, 0, 100),
  TIDE_FIELD_BETWEEN (TideSession, concentration_mg_per_ml, TIDE_FIELD_REAL, 0, 1000),
  TIDE_FIELD_BETWEEN (TideSession, volume_ml, TIDE_FIELD_REAL, 0, 5000),
  TIDE_FIELD_BETWEEN (TideSession, rate_ml_per_h, TIDE_FIELD_REAL, 0, 5000),
  TIDE_FIELD_BETWEEN (TideSession, bolus_ml, TIDE_FIELD_REAL, 0, 1000),
  TIDE_FIELD_BETWEEN (TideSession, residual_ml, TIDE_FIELD_REAL, 0, 5000),
  TIDE_FIELD_BETWEEN (TideSession, planned_minutes, TIDE_FIELD_REAL, 0, 1440),
  TIDE_FIELD (TideSession, device_label, TIDE_FIELD_TEXT),
  TIDE_FIELD_BETWEEN (TideSession, nasal_devices, TIDE_FIELD_INTEGER, 0, 12),
  TIDE_FIELD_CODED (TideSession, grid, 0, tide_grid_codes),
  TIDE_FIELD (TideSession, responsible_adult, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideSession, nurse, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideSession, emergency_access, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideSession, mood_stabiliser, 0, tide_yes_no_codes),
  TIDE_FIELD (TideSession, identifiers, TIDE_FIELD_TEXT),
  TIDE_FIELD_REFERS (TideSession, identified_by, 0, "staff"),
  TIDE_FIELD (TideSession, identified, TIDE_FIELD_INSTANT),
  TIDE_FIELD (TideSession, discharged, TIDE_FIELD_INSTANT),
  TIDE_FIELD_REFERS (TideSession, discharged_by, 0, "staff"),
  TIDE_FIELD (TideSession, discharge_reason, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideSession, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideSession, tide_session, "session");

static const TideField tide_adverse_event_fields[] = {
  TIDE_FIELD_REFERS (TideAdverseEvent, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideAdverseEvent, course_id, 0, "course"),
  TIDE_FIELD_REFERS (TideAdverseEvent, visit_id, 0, "visit"),
  TIDE_FIELD_MUST (TideAdverseEvent, term, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideAdverseEvent, severity, 0, tide_severity_codes),
  TIDE_FIELD (TideAdverseEvent, started, TIDE_FIELD_INSTANT),
  TIDE_FIELD (TideAdverseEvent, ended, TIDE_FIELD_INSTANT),
  TIDE_FIELD_CODED (TideAdverseEvent, serious, 0, tide_yes_no_codes),
  TIDE_FIELD_CODED (TideAdverseEvent, relation, 0, tide_relation_codes),
  TIDE_FIELD_CODED (TideAdverseEvent, action, 0, tide_effect_action_codes),
  TIDE_FIELD_REFERS (TideAdverseEvent, session_id, 0, "session"),
  TIDE_FIELD_BETWEEN (TideAdverseEvent, onset_minute, TIDE_FIELD_REAL, -1440, 10080),
  TIDE_FIELD_BETWEEN (TideAdverseEvent, peak_minute, TIDE_FIELD_REAL, -1440, 10080),
  TIDE_FIELD_BETWEEN (TideAdverseEvent, resolved_minute, TIDE_FIELD_REAL, -1440, 10080),
  TIDE_FIELD (TideAdverseEvent, peak_value, TIDE_FIELD_REAL),
  TIDE_FIELD (TideAdverseEvent, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideAdverseEvent, tide_adverse_event, "adverse_event");

const char *
tide_session_kind_get_label (int kind)
{
  const char *const labels[]
    = { _ ("Session"),     _ ("Dosing"),  _ ("Exposure"),    _ ("Therapy"),      _ ("Preparation"),
        _ ("Integration"), _ ("Booster"), _ ("Stimulation"), _ ("Other session") };
  TIDE_LABEL_OF (labels, tide_session_kind_codes, kind);
}

const char *
tide_severity_get_label (int severity)
{
  const char *const labels[] = { "–", _ ("mild"), _ ("moderate"), _ ("severe") };
  return severity > 0 && severity < (int) G_N_ELEMENTS (labels) ? labels[severity] : labels[0];
}

const char *
tide_kept_get_label (int kept)
{
  const char *const labels[] = { _ ("Unknown"), _ ("not kept"), _ ("partly kept"), _ ("kept") };
  TIDE_LABEL_OF (labels, tide_kept_codes, kept);
}

const char *
tide_weight_basis_get_label (int basis)
{
  const char *const labels[] = { _ ("Unknown weight"), _ ("actual weight"), _ ("ideal weight") };
  TIDE_LABEL_OF (labels, tide_weight_basis_codes, basis);
}

const char *
tide_grid_get_label (int grid)
{
  const char *const labels[] = { _ ("Unknown grid"), _ ("Light"), _ ("Dense"), _ ("Esketamine") };
  TIDE_LABEL_OF (labels, tide_grid_codes, grid);
}

const char *
tide_relation_get_label (int relation)
{
  const char *const labels[] = { _ ("Unknown relation"), _ ("unrelated"), _ ("unlikely"),
                                 _ ("possible"),         _ ("probable"),  _ ("certain") };
  TIDE_LABEL_OF (labels, tide_relation_codes, relation);
}

const char *
tide_effect_action_get_label (int action)
{
  const char *const labels[]
    = { _ ("Unknown action"),    _ ("none"),   _ ("watched"), _ ("dose lowered"), _ ("treatment interrupted"),
        _ ("treatment stopped"), _ ("treated") };
  TIDE_LABEL_OF (labels, tide_effect_action_codes, action);
}

gboolean
tide_session_took_place (const TideSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->status == TIDE_SESSION_HELD || self->status == TIDE_SESSION_STOPPED;
}

/* Asked many times for each session of a comparison: the words are compared once. */
static gboolean
is_talk (int kind)
{
  static const char *const talks[] = { "preparation", "integration", "therapy", "exposure", NULL };
  static gsize once = 0;
  static guint32 mask = 0;
  if (g_once_init_enter (&once))
    {
      for (guint i = 0; tide_session_kind_codes[i] != NULL; i++)
        mask |= g_strv_contains (talks, tide_session_kind_codes[i]) ? 1u << i : 0;
      g_once_init_leave (&once, 1);
    }
  return (mask >> kind & 1) != 0;
}

static gboolean
is_kind_of_treatment (const TideSession *self, TideArm arm)
{
  return !(tide_arm_is_ketamine (arm) && is_talk (self->kind));
}

gboolean
tide_session_is_treatment (const TideSession *self, TideArm arm)
{
  return tide_session_took_place (self) && is_kind_of_treatment (self, arm);
}

gboolean
tide_course_was_treated_by (const TideCourse *course, const TideSession *session)
{
  g_return_val_if_fail (course != NULL && session != NULL, FALSE);
  return session->course_id == course->base.id && !session->entered_in_error
         && tide_session_is_treatment (session, (TideArm) course->arm)
         && tide_instant_is_known (session->started);
}

gboolean
tide_course_is_planned_by (const TideCourse *course, const TideSession *session)
{
  g_return_val_if_fail (course != NULL && session != NULL, FALSE);
  return session->course_id == course->base.id && !session->entered_in_error
         && session->status == TIDE_SESSION_PLANNED && is_kind_of_treatment (session, (TideArm) course->arm)
         && tide_instant_is_known (tide_session_get_agreed (session));
}

TideInstant
tide_session_get_agreed (const TideSession *self)
{
  g_return_val_if_fail (self != NULL, TIDE_INSTANT_UNKNOWN);
  return tide_instant_is_known (self->planned) ? self->planned : self->started;
}

double
tide_session_get_span_minutes (const TideSession *self)
{
  g_return_val_if_fail (self != NULL, NAN);
  if (!tide_instant_has_clock (self->started) || !tide_instant_has_clock (self->ended)
      || self->ended.utc < self->started.utc)
    return NAN;
  return (double) (self->ended.utc - self->started.utc) / 60;
}

/* A part is no longer than its whole; a minute is the clock's own rounding. */
static void
check_minutes (const TideSession *self, TideFaults *faults)
{
  double span = tide_session_get_span_minutes (self);
  if (!(self->minutes > span + 1)) /* FALSE when either is unknown */
    return;
  g_autofree char *words
    = g_strdup_printf (_ ("is longer than from the start to the end: allowed are up to %.0f minutes"), span);
  tide_faults_add (faults, "minutes", words);
}

/* What the cockpit writes lies in its order: weighed, begun, left; and whoever left had somebody to say so.
 */
static void
find_order_faults (const TideSession *self, TideFaults *faults)
{
  if (tide_instant_has_clock (self->weighed) && tide_session_took_place (self)
      && tide_instant_is_known (self->started) && tide_instant_days_since (self->weighed, self->started) > 0)
    tide_faults_add (faults, "weighed", _ ("lies after the start"));
  if (!tide_instant_is_known (self->discharged))
    {
      if (self->discharge_reason != NULL && *self->discharge_reason != '\0')
        tide_faults_add (faults, "discharged", _ ("is required beside a reason"));
      return;
    }
  TideInstant after = tide_instant_is_known (self->ended) ? self->ended : self->started;
  if (!tide_session_took_place (self))
    tide_faults_add (faults, "discharged", _ ("belongs to a session that took place"));
  else if (tide_instant_is_known (after) && tide_instant_days_since (self->discharged, after) < 0)
    tide_faults_add (faults, "discharged", _ ("lies before the end"));
  if (self->discharged_by == 0)
    tide_faults_add (faults, "discharged_by", _ ("is required"));
}

guint
tide_session_find_faults (const TideSession *self, TideDate birth_date, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  check_minutes (self, &faults);
  if (tide_session_took_place (self))
    tide_faults_check_moment (&faults, "started", self->started, birth_date);
  else
    tide_faults_check_order (&faults, "started", birth_date, tide_instant_get_date (self->started),
                             _ ("lies before the birth date"));
  if (tide_instant_is_known (self->started) && tide_instant_is_known (self->ended)
      && tide_instant_days_since (self->ended, self->started) < 0)
    tide_faults_add (&faults, "ended", _ ("lies before the start"));
  tide_faults_check_moment (&faults, "weighed", self->weighed, birth_date);
  tide_faults_check_moment (&faults, "identified", self->identified, birth_date);
  tide_faults_check_moment (&faults, "discharged", self->discharged, birth_date);
  find_order_faults (self, &faults);
  return faults.n;
}

guint
tide_adverse_event_find_faults (const TideAdverseEvent *self, TideDate birth_date, TideFaultFunc report,
                                gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_moment (&faults, "started", self->started, birth_date);
  if (tide_instant_is_known (self->started) && tide_instant_is_known (self->ended)
      && tide_instant_days_since (self->ended, self->started) < 0)
    tide_faults_add (&faults, "ended", _ ("lies before the start"));
  /* A comparison with an unknown number is FALSE. */
  if (self->peak_minute < self->onset_minute)
    tide_faults_add (&faults, "peak_minute", _ ("lies before the onset"));
  if (self->resolved_minute < self->onset_minute || self->resolved_minute < self->peak_minute)
    tide_faults_add (&faults, "resolved_minute",
                     self->resolved_minute < self->onset_minute ? _ ("lies before the onset")
                                                                : _ ("lies before the peak"));
  return faults.n;
}

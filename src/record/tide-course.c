/* tide-course.c: courses of treatment, their dose steps and sessions, and unwanted effects: fields, words and
 * faults. */
#include "tide-course.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-field-private.h"
#include "tide-patient.h"

const char *const tide_arm_codes[]
  = { "",    "ketamine",      "esketamine",      "ssri",       "antidepressant", "augmentation",
      "cbt", "other_therapy", "neuromodulation", "usual_care", "other",          NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (tide_arm_codes) == TIDE_N_ARMS + 1);

const char *const tide_route_codes[]
  = { "", "iv", "im", "sc", "intranasal", "sublingual", "oral", "other", NULL };

const char *const tide_end_reason_codes[] = { "",
                                              "completed",
                                              "response",
                                              "no_response",
                                              "side_effects",
                                              "patient_choice",
                                              "moved_away",
                                              "lost_to_follow_up",
                                              "cost_or_coverage",
                                              "clinician_decision",
                                              "death",
                                              "other",
                                              NULL };

const char *const tide_session_status_codes[]
  = { "", "planned", "held", "missed", "cancelled", "stopped", NULL };

const char *const tide_device_codes[]
  = { "", "syringe_pump", "volumetric_pump", "elastomeric_pump", "nasal_device", "none", "other", NULL };

const char *const tide_setting_codes[] = { "", "clinic", "home", "inpatient", "remote", NULL };
const char *const tide_severity_codes[] = { "", "mild", "moderate", "severe", NULL };
const char *const tide_yes_no_codes[] = { "", "no", "yes", NULL };

static const TideField tide_course_fields[] = {
  TIDE_FIELD_REFERS (TideCourse, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD (TideCourse, code, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideCourse, arm, TIDE_FIELD_REQUIRED, tide_arm_codes),
  TIDE_FIELD (TideCourse, agent, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideCourse, route, 0, tide_route_codes),
  TIDE_FIELD (TideCourse, indication, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideCourse, started_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideCourse, ended_on, TIDE_FIELD_DATE),
  TIDE_FIELD_CODED (TideCourse, end_reason, 0, tide_end_reason_codes),
  TIDE_FIELD_BETWEEN (TideCourse, planned_sessions, TIDE_FIELD_INTEGER, 0, 1000),
  TIDE_FIELD (TideCourse, target_instrument, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideCourse, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideCourse, tide_course, "course");

/* The limits below are not doses to give: they are where a number can only be a slip of the keyboard. */
static const TideField tide_dose_step_fields[] = {
  TIDE_FIELD_REFERS (TideDoseStep, course_id, TIDE_FIELD_REQUIRED, "course"),
  TIDE_FIELD_MUST (TideDoseStep, from_date, TIDE_FIELD_DATE),
  { "dose_mg_per_day", TIDE_FIELD_REAL, G_STRUCT_OFFSET (TideDoseStep, dose_mg_per_day), TIDE_FIELD_REQUIRED,
    NULL, NULL, 0, 10000 },
  TIDE_FIELD (TideDoseStep, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideDoseStep, tide_dose_step, "dose_step");

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
  TIDE_FIELD (TideAdverseEvent, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideAdverseEvent, tide_adverse_event, "adverse_event");

const char *
tide_arm_get_label (TideArm arm)
{
  switch (arm)
    {
    case TIDE_ARM_KETAMINE:
      return _ ("Ketamine");
    case TIDE_ARM_ESKETAMINE:
      return _ ("Esketamine");
    case TIDE_ARM_SSRI:
      return _ ("SSRI / clomipramine");
    case TIDE_ARM_ANTIDEPRESSANT:
      return _ ("Other antidepressant");
    case TIDE_ARM_AUGMENTATION:
      return _ ("Augmentation");
    case TIDE_ARM_CBT:
      return _ ("CBT / ERP");
    case TIDE_ARM_OTHER_THERAPY:
      return _ ("Other therapy");
    case TIDE_ARM_NEUROMODULATION:
      return _ ("Neuromodulation");
    case TIDE_ARM_USUAL_CARE:
      return _ ("Usual care");
    case TIDE_ARM_OTHER:
      return _ ("Other treatment");
    case TIDE_ARM_UNKNOWN:
    case TIDE_N_ARMS:
    default:
      return _ ("Unknown treatment");
    }
}

gboolean
tide_arm_is_ketamine (TideArm arm)
{
  return arm == TIDE_ARM_KETAMINE || arm == TIDE_ARM_ESKETAMINE;
}

gboolean
tide_arm_has_daily_dose (TideArm arm)
{
  return arm == TIDE_ARM_SSRI || arm == TIDE_ARM_ANTIDEPRESSANT || arm == TIDE_ARM_AUGMENTATION;
}

gboolean
tide_arm_is_therapy (TideArm arm)
{
  return arm == TIDE_ARM_CBT || arm == TIDE_ARM_OTHER_THERAPY;
}

const char *
tide_route_get_label (int route)
{
  const char *const labels[] = { _ ("Unknown route"), _ ("IV"),         _ ("IM"),   _ ("SC"),
                                 _ ("intranasal"),    _ ("sublingual"), _ ("oral"), _ ("other route") };
  G_STATIC_ASSERT (G_N_ELEMENTS (labels) + 1 == G_N_ELEMENTS (tide_route_codes));
  return route >= 0 && route < (int) G_N_ELEMENTS (labels) ? labels[route] : labels[0];
}

const char *
tide_end_reason_get_label (int reason)
{
  const char *const labels[] = { _ ("Unknown reason"),
                                 _ ("completed"),
                                 _ ("response"),
                                 _ ("no response"),
                                 _ ("side effects"),
                                 _ ("patient's choice"),
                                 _ ("moved away"),
                                 _ ("lost to follow-up"),
                                 _ ("cost or coverage"),
                                 _ ("clinician's decision"),
                                 _ ("death"),
                                 _ ("other reason") };
  G_STATIC_ASSERT (G_N_ELEMENTS (labels) + 1 == G_N_ELEMENTS (tide_end_reason_codes));
  return reason >= 0 && reason < (int) G_N_ELEMENTS (labels) ? labels[reason] : labels[0];
}

/* "sertraline" → "Sertraline"; "ERP" stays. */
static char *
dup_capitalised (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);
  return g_strconcat (upper, text + strlen (first), NULL);
}

char *
tide_course_dup_title (const TideCourse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  gboolean named = self->agent != NULL && *self->agent != '\0' && g_utf8_validate (self->agent, -1, NULL);
  g_autofree char *agent = named ? dup_capitalised (self->agent) : g_strdup (tide_arm_get_label (self->arm));
  if (self->arm == TIDE_ARM_CBT && named && g_ascii_strcasecmp (agent, "CBT") != 0)
    /* Translators: cognitive behavioural therapy and its kind, such as CBT / ERP. */
    return g_strdup_printf (_ ("CBT / %s"), agent);
  /* A tablet's route says nothing; a dose that is given does. */
  if (tide_arm_is_ketamine (self->arm) && self->route != 0)
    /* Translators: a drug and its route, such as Ketamine IV. */
    return g_strdup_printf (_ ("%s %s"), agent, tide_route_get_label (self->route));
  return g_steal_pointer (&agent);
}

guint
tide_course_find_faults (const TideCourse *self, TideDate birth_date, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_order (&faults, "started_on", birth_date, self->started_on,
                           _ ("lies before the birth date"));
  tide_faults_check_order (&faults, "ended_on", birth_date, self->ended_on, _ ("lies before the birth date"));
  tide_faults_check_order (&faults, "ended_on", self->started_on, self->ended_on,
                           _ ("lies before the start"));
  if (self->end_reason != 0 && !tide_date_is_known (self->ended_on))
    tide_faults_add (&faults, "ended_on", _ ("is needed with a reason for the end"));
  if (self->indication != NULL && *self->indication != '\0' && !tide_icd_is_valid (self->indication))
    tide_faults_add (&faults, "indication", _ ("is not written like an ICD-10-CM code, such as F42.2"));
  return faults.n;
}

guint
tide_dose_step_find_faults (const TideDoseStep *self, const TideCourse *course, TideFaultFunc report,
                            gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  if (course != NULL)
    {
      tide_faults_check_order (&faults, "from_date", course->started_on, self->from_date,
                               _ ("lies before the start of the course"));
      tide_faults_check_order (&faults, "from_date", self->from_date, course->ended_on,
                               _ ("lies after the end of the course"));
    }
  return faults.n;
}

guint
tide_session_find_faults (const TideSession *self, TideDate birth_date, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  gboolean happened = self->status == TIDE_SESSION_HELD || self->status == TIDE_SESSION_STOPPED;
  if (happened)
    tide_faults_check_moment (&faults, "started", self->started, birth_date);
  else
    tide_faults_check_order (&faults, "started", birth_date, tide_instant_get_date (self->started),
                             _ ("lies before the birth date"));
  if (tide_instant_is_known (self->started) && tide_instant_is_known (self->ended)
      && tide_instant_days_since (self->ended, self->started) < 0)
    tide_faults_add (&faults, "ended", _ ("lies before the start"));
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
  return faults.n;
}

/* tide-course.c: courses of treatment and their dose steps: fields, words and faults. */
#include "tide-course.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-field-private.h"
#include "tide-trial.h"
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

const char *const tide_intent_codes[]
  = { "", "acute", "induction", "continuation", "maintenance", "booster", "rechallenge", NULL };
const char *const tide_course_role_codes[] = { "", "study", "background", NULL };
const char *const tide_coverage_codes[]
  = { "", "covered", "denied", "pending", "self_pay", "not_needed", NULL };

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
  TIDE_FIELD_CODED (TideCourse, intent, 0, tide_intent_codes),
  TIDE_FIELD_BETWEEN (TideCourse, line_of_treatment, TIDE_FIELD_INTEGER, 1, 50),
  TIDE_FIELD_CODED (TideCourse, role, 0, tide_course_role_codes),
  TIDE_FIELD_BETWEEN (TideCourse, spacing_days, TIDE_FIELD_REAL, 0, 365),
  TIDE_FIELD (TideCourse, referrer, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideCourse, referred_on, TIDE_FIELD_DATE),
  TIDE_FIELD_CODED (TideCourse, coverage, 0, tide_coverage_codes),
  TIDE_FIELD (TideCourse, authorisation, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideCourse, authorised_from, TIDE_FIELD_DATE),
  TIDE_FIELD (TideCourse, authorised_until, TIDE_FIELD_DATE),
  TIDE_FIELD_BETWEEN (TideCourse, authorised_sessions, TIDE_FIELD_INTEGER, 0, 1000),
  TIDE_FIELD (TideCourse, payment_plan, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideCourse, adherence, 0, tide_adherence_codes),
  TIDE_FIELD (TideCourse, note, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideCourse, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideCourse, tide_course, "course");

/* The limits below are not doses to give: they are where a number can only be a slip of the keyboard. */
static const TideField tide_dose_step_fields[] = {
  TIDE_FIELD_REFERS (TideDoseStep, course_id, TIDE_FIELD_REQUIRED, "course"),
  TIDE_FIELD_MUST (TideDoseStep, from_date, TIDE_FIELD_DATE),
  { "dose_mg_per_day", TIDE_FIELD_REAL, G_STRUCT_OFFSET (TideDoseStep, dose_mg_per_day), TIDE_FIELD_REQUIRED,
    NULL, NULL, 0, 10000 },
  TIDE_FIELD (TideDoseStep, reason, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideDoseStep, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideDoseStep, tide_dose_step, "dose_step");

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

gboolean
tide_end_reason_is_dropout (int reason)
{
  static const char *const dropouts[]
    = { "side_effects", "patient_choice", "moved_away", "lost_to_follow_up", "cost_or_coverage", NULL };
  return reason > 0 && reason < (int) G_N_ELEMENTS (tide_end_reason_codes) - 1
         && g_strv_contains (dropouts, tide_end_reason_codes[reason]);
}

const char *
tide_intent_get_label (int intent)
{
  const char *const labels[] = { _ ("Unknown intent"), _ ("acute"),   _ ("induction"),  _ ("continuation"),
                                 _ ("maintenance"),    _ ("booster"), _ ("rechallenge") };
  TIDE_LABEL_OF (labels, tide_intent_codes, intent);
}

const char *
tide_course_role_get_label (int role)
{
  const char *const labels[] = { _ ("Unknown role"), _ ("under study"), _ ("background treatment") };
  TIDE_LABEL_OF (labels, tide_course_role_codes, role);
}

const char *
tide_coverage_get_label (int coverage)
{
  const char *const labels[] = { _ ("Unknown coverage"), _ ("covered"),         _ ("denied"),
                                 _ ("pending"),          _ ("paid by patient"), _ ("not needed") };
  TIDE_LABEL_OF (labels, tide_coverage_codes, coverage);
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
tide_arm_dup_title (int arm, const char *agent_text, int route)
{
  gboolean named = agent_text != NULL && *agent_text != '\0' && g_utf8_validate (agent_text, -1, NULL);
  g_autofree char *agent
    = named ? dup_capitalised (agent_text) : g_strdup (tide_arm_get_label ((TideArm) arm));
  if (arm == TIDE_ARM_CBT && named && g_ascii_strcasecmp (agent, "CBT") != 0)
    /* Translators: cognitive behavioural therapy and its kind, such as CBT / ERP. */
    return g_strdup_printf (_ ("CBT / %s"), agent);
  /* A tablet's route says nothing; a dose that is given does. */
  if (tide_arm_is_ketamine ((TideArm) arm) && route != 0)
    /* Translators: a drug and its route, such as Ketamine IV. */
    return g_strdup_printf (_ ("%s %s"), agent, tide_route_get_label (route));
  return g_steal_pointer (&agent);
}

char *
tide_course_dup_title (const TideCourse *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return tide_arm_dup_title (self->arm, self->agent, self->route);
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
  if (self->spacing_days == 0)
    tide_faults_add (&faults, "spacing_days", _ ("must be more than 0"));
  tide_faults_check_day (&faults, "referred_on", self->referred_on, birth_date);
  tide_faults_check_order (&faults, "authorised_until", self->authorised_from, self->authorised_until,
                           _ ("lies before the start"));
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

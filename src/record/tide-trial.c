/* tide-trial.c: treatments tried before and what a stage of resistance needs besides them: fields, words and
 * faults. */
#include "tide-trial.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-course.h"
#include "tide-field-private.h"

const char *const tide_trial_response_codes[] = { "", "none", "partial", "response", "remission", NULL };
const char *const tide_adherence_codes[] = { "", "good", "partial", "poor", NULL };
const char *const tide_stage_scheme_codes[] = { "", "pallanti", "maudsley", "athf", NULL };
const char *const tide_episode_severity_codes[]
  = { "", "subsyndromal", "mild", "moderate", "severe", "severe_with_psychosis", NULL };

static const TideField tide_trial_fields[] = {
  TIDE_FIELD_REFERS (TideTrial, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_CODED (TideTrial, arm, TIDE_FIELD_REQUIRED, tide_arm_codes),
  TIDE_FIELD (TideTrial, agent, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideTrial, started_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideTrial, ended_on, TIDE_FIELD_DATE),
  TIDE_FIELD_BETWEEN (TideTrial, dose_mg_per_day, TIDE_FIELD_REAL, 0, 10000),
  TIDE_FIELD_BETWEEN (TideTrial, weeks, TIDE_FIELD_REAL, 0, 1000),
  TIDE_FIELD_BETWEEN (TideTrial, weeks_at_dose, TIDE_FIELD_REAL, 0, 1000),
  TIDE_FIELD_BETWEEN (TideTrial, sessions, TIDE_FIELD_INTEGER, 0, 1000),
  TIDE_FIELD_BETWEEN (TideTrial, exposure_sessions, TIDE_FIELD_INTEGER, 0, 1000),
  TIDE_FIELD_BETWEEN (TideTrial, hours, TIDE_FIELD_REAL, 0, 5000),
  TIDE_FIELD_CODED (TideTrial, response, 0, tide_trial_response_codes),
  TIDE_FIELD_BETWEEN (TideTrial, percent_fall, TIDE_FIELD_REAL, -1000, 100),
  TIDE_FIELD_CODED (TideTrial, adherence, 0, tide_adherence_codes),
  TIDE_FIELD_CODED (TideTrial, stop_reason, 0, tide_end_reason_codes),
  TIDE_FIELD_CODED (TideTrial, this_episode, 0, tide_yes_no_codes),
  TIDE_FIELD (TideTrial, note, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideTrial, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideTrial, tide_trial, "trial");

static const TideField tide_staging_fields[] = {
  TIDE_FIELD_REFERS (TideStaging, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_CODED (TideStaging, scheme, TIDE_FIELD_REQUIRED, tide_stage_scheme_codes),
  TIDE_FIELD_MUST (TideStaging, taken, TIDE_FIELD_INSTANT),
  TIDE_FIELD_BETWEEN (TideStaging, episode_months, TIDE_FIELD_REAL, 0, 1200),
  TIDE_FIELD_CODED (TideStaging, episode_severity, 0, tide_episode_severity_codes),
  TIDE_FIELD_CODED (TideStaging, ect_used, 0, tide_yes_no_codes),
  TIDE_FIELD_CODED (TideStaging, neurosurgery, 0, tide_yes_no_codes),
  TIDE_FIELD_BETWEEN (TideStaging, confidence, TIDE_FIELD_INTEGER, 1, 5),
  TIDE_FIELD (TideStaging, override_stage, TIDE_FIELD_INTEGER),
  TIDE_FIELD (TideStaging, reason, TIDE_FIELD_TEXT),
  TIDE_FIELD_REFERS (TideStaging, staff_id, 0, "staff"),
  TIDE_FIELD (TideStaging, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideStaging, tide_staging, "staging");

const char *
tide_trial_response_get_label (int response)
{
  const char *const labels[]
    = { _ ("Unknown response"), _ ("no response"), _ ("partial response"), _ ("response"), _ ("remission") };
  TIDE_LABEL_OF (labels, tide_trial_response_codes, response);
}

const char *
tide_adherence_get_label (int adherence)
{
  const char *const labels[]
    = { _ ("Unknown adherence"), _ ("good (80 % or more)"), _ ("partial"), _ ("poor") };
  TIDE_LABEL_OF (labels, tide_adherence_codes, adherence);
}

const char *
tide_stage_scheme_get_label (int scheme)
{
  const char *const labels[] = { _ ("Unknown scheme"), _ ("OCD stage (Pallanti and Quercioli)"),
                                 _ ("Maudsley Staging Method"), _ ("ATHF short form") };
  TIDE_LABEL_OF (labels, tide_stage_scheme_codes, scheme);
}

const char *
tide_episode_severity_get_label (int severity)
{
  const char *const labels[] = { _ ("Unknown severity"), _ ("subsyndromal"), _ ("mild"),
                                 _ ("moderate"),         _ ("severe"),       _ ("severe with psychosis") };
  TIDE_LABEL_OF (labels, tide_episode_severity_codes, severity);
}

char *
tide_trial_dup_title (const TideTrial *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return tide_arm_dup_title (self->arm, self->agent, 0);
}

/* A part that is larger than its whole is a slip. */
static void
check_parts (TideFaults *faults, const TideTrial *self)
{
  if (self->weeks_at_dose > self->weeks) /* FALSE when either is unknown */
    tide_faults_add (faults, "weeks_at_dose", _ ("is more than the whole trial"));
  if (self->sessions != TIDE_INTEGER_UNKNOWN && self->exposure_sessions != TIDE_INTEGER_UNKNOWN
      && self->exposure_sessions > self->sessions)
    tide_faults_add (faults, "exposure_sessions", _ ("is more than all sessions"));
  /* "12 weeks" may be a week more than the dates say, by how people count. */
  if (tide_date_is_known (self->started_on) && tide_date_is_known (self->ended_on)
      && self->ended_on >= self->started_on && self->weeks * 7 > self->ended_on - self->started_on + 7)
    tide_faults_add (faults, "weeks", _ ("is longer than from the start to the end"));
}

guint
tide_trial_find_faults (const TideTrial *self, TideDate birth_date, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_day (&faults, "started_on", self->started_on, birth_date);
  tide_faults_check_day (&faults, "ended_on", self->ended_on, birth_date);
  tide_faults_check_order (&faults, "ended_on", self->started_on, self->ended_on,
                           _ ("lies before the start"));
  check_parts (&faults, self);
  return faults.n;
}

/* The range of each scheme (clinical.md 4.4); an ATHF stage is a count of trials. */
static void
check_override (TideFaults *faults, const TideStaging *self)
{
  static const struct
  {
    const char *scheme;
    int low, high;
  } ranges[] = { { "", 0, 0 }, { "pallanti", 0, 10 }, { "maudsley", 3, 15 }, { "athf", 0, 50 } };
  G_STATIC_ASSERT (G_N_ELEMENTS (ranges) + 1 == G_N_ELEMENTS (tide_stage_scheme_codes));

  if (self->override_stage == TIDE_INTEGER_UNKNOWN)
    return;
  if (self->scheme > 0 && self->scheme < (int) G_N_ELEMENTS (ranges)
      && (self->override_stage < ranges[self->scheme].low
          || self->override_stage > ranges[self->scheme].high))
    {
      g_autofree char *reason = g_strdup_printf (_ ("must lie between %d and %d"), ranges[self->scheme].low,
                                                 ranges[self->scheme].high);
      tide_faults_add (faults, "override_stage", reason);
    }
  if (self->reason == NULL || *self->reason == '\0')
    tide_faults_add (faults, "reason", _ ("is required to override the computed stage"));
}

guint
tide_staging_find_faults (const TideStaging *self, TideDate birth_date, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_moment (&faults, "taken", self->taken, birth_date);
  check_override (&faults, self);
  return faults.n;
}

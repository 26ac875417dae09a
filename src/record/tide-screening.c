/* tide-screening.c: screening, consent and the signed decision: fields, words and faults. */
#include "tide-screening.h"

#include <glib/gi18n-lib.h>

#include "tide-course.h"
#include "tide-field-private.h"

const char *const tide_consent_kind_codes[]
  = { "", "treatment", "off_label", "telemedicine", "sharing", "other", NULL };
const char *const tide_verdict_codes[] = { "", "eligible", "not_eligible", "needs_review", NULL };

static const TideField tide_screening_fields[] = {
  TIDE_FIELD_REFERS (TideScreening, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_CODED (TideScreening, arm, TIDE_FIELD_REQUIRED, tide_arm_codes),
  TIDE_FIELD_MUST (TideScreening, taken, TIDE_FIELD_INSTANT),
  TIDE_FIELD (TideScreening, expires_on, TIDE_FIELD_DATE),
  TIDE_FIELD_REFERS (TideScreening, staff_id, 0, "staff"),
  TIDE_FIELD (TideScreening, note, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideScreening, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideScreening, tide_screening, "screening");

static const TideField tide_screening_answer_fields[] = {
  TIDE_FIELD_REFERS (TideScreeningAnswer, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideScreeningAnswer, screening_id, TIDE_FIELD_REQUIRED, "screening"),
  TIDE_FIELD_MUST (TideScreeningAnswer, question, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideScreeningAnswer, answer, 0, tide_yes_no_codes),
  TIDE_FIELD (TideScreeningAnswer, note, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideScreeningAnswer, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideScreeningAnswer, tide_screening_answer, "screening_answer");

static const TideField tide_consent_fields[] = {
  TIDE_FIELD_REFERS (TideConsent, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideConsent, course_id, 0, "course"),
  TIDE_FIELD_CODED (TideConsent, kind, TIDE_FIELD_REQUIRED, tide_consent_kind_codes),
  TIDE_FIELD_CODED (TideConsent, arm, 0, tide_arm_codes),
  TIDE_FIELD (TideConsent, version, TIDE_FIELD_TEXT),
  TIDE_FIELD_MUST (TideConsent, given_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideConsent, expires_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideConsent, withdrawn_on, TIDE_FIELD_DATE),
  TIDE_FIELD_REFERS (TideConsent, staff_id, 0, "staff"),
  TIDE_FIELD (TideConsent, note, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideConsent, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideConsent, tide_consent, "consent");

static const TideField tide_eligibility_decision_fields[] = {
  TIDE_FIELD_REFERS (TideEligibilityDecision, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideEligibilityDecision, course_id, 0, "course"),
  TIDE_FIELD_CODED (TideEligibilityDecision, arm, TIDE_FIELD_REQUIRED, tide_arm_codes),
  TIDE_FIELD_CODED (TideEligibilityDecision, verdict, TIDE_FIELD_REQUIRED, tide_verdict_codes),
  TIDE_FIELD_CODED (TideEligibilityDecision, computed, 0, tide_verdict_codes),
  TIDE_FIELD_MUST (TideEligibilityDecision, taken, TIDE_FIELD_INSTANT),
  TIDE_FIELD_REFERS (TideEligibilityDecision, staff_id, TIDE_FIELD_REQUIRED, "staff"),
  TIDE_FIELD (TideEligibilityDecision, reason, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideEligibilityDecision, evidence, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideEligibilityDecision, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideEligibilityDecision, tide_eligibility_decision, "decision");

const char *
tide_consent_kind_get_label (int kind)
{
  const char *const labels[] = { _ ("Unknown kind"), _ ("Treatment"),          _ ("Off-label use"),
                                 _ ("Telemedicine"), _ ("Sharing of records"), _ ("Other consent") };
  TIDE_LABEL_OF (labels, tide_consent_kind_codes, kind);
}

const char *
tide_verdict_get_label (int verdict)
{
  const char *const labels[] = { _ ("Undecided"), _ ("Eligible"), _ ("Not eligible"), _ ("Needs review") };
  TIDE_LABEL_OF (labels, tide_verdict_codes, verdict);
}

guint
tide_screening_find_faults (const TideScreening *self, TideDate birth_date, TideFaultFunc report,
                            gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_moment (&faults, "taken", self->taken, birth_date);
  if (tide_instant_is_known (self->taken))
    tide_faults_check_order (&faults, "expires_on", tide_instant_get_date (self->taken), self->expires_on,
                             _ ("lies before the screening"));
  return faults.n;
}

guint
tide_consent_find_faults (const TideConsent *self, TideDate birth_date, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_day (&faults, "given_on", self->given_on, birth_date);
  tide_faults_check_order (&faults, "expires_on", self->given_on, self->expires_on,
                           _ ("lies before the consent"));
  tide_faults_check_order (&faults, "withdrawn_on", self->given_on, self->withdrawn_on,
                           _ ("lies before the consent"));
  return faults.n;
}

gboolean
tide_consent_is_valid_on (const TideConsent *self, TideDate day)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (self->entered_in_error || !tide_date_is_known (day) || !tide_date_is_known (self->given_on)
      || day < self->given_on)
    return FALSE;
  /* The day of expiry still counts; from the day of withdrawal on there is no consent. */
  return (!tide_date_is_known (self->expires_on) || day <= self->expires_on)
         && (!tide_date_is_known (self->withdrawn_on) || day < self->withdrawn_on);
}

char *
tide_eligibility_decision_dup_entered (const TideEligibilityDecision *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (!tide_instant_is_known (self->entered))
    return g_strdup (_ ("time of entry not known"));
  g_autofree char *when = tide_instant_to_words (self->entered);
  return g_strdup_printf (_ ("entered %s"), when);
}

guint
tide_eligibility_decision_find_faults (const TideEligibilityDecision *self, TideDate birth_date,
                                       TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_moment (&faults, "taken", self->taken, birth_date);
  if (self->verdict != 0 && self->verdict != self->computed
      && (self->reason == NULL || *self->reason == '\0'))
    tide_faults_add (&faults, "reason", _ ("is required where the verdict differs from the list"));
  return faults.n;
}

/* tide-medication.c: what a patient takes besides the courses that are charted, and what he cannot take:
 * fields, words and faults. */
#include "tide-medication.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-course.h"
#include "tide-field-private.h"

const char *const tide_purpose_codes[]
  = { "",          "psychiatric",  "sleep",         "pain",          "cardiovascular",
      "endocrine", "neurological", "contraception", "substance_use", "other",
      NULL };

static const TideField tide_medication_fields[] = {
  TIDE_FIELD_REFERS (TideMedication, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_MUST (TideMedication, drug, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideMedication, rxnorm, TIDE_FIELD_TEXT),
  TIDE_FIELD_BETWEEN (TideMedication, dose_mg_per_day, TIDE_FIELD_REAL, 0, 100000),
  TIDE_FIELD (TideMedication, as_needed, TIDE_FIELD_BOOLEAN),
  TIDE_FIELD_CODED (TideMedication, purpose, 0, tide_purpose_codes),
  TIDE_FIELD (TideMedication, started_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideMedication, ended_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideMedication, note, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideMedication, reason, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideMedication, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideMedication, tide_medication, "medication");

static const TideField tide_allergy_fields[] = {
  TIDE_FIELD_REFERS (TideAllergy, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD (TideAllergy, substance, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideAllergy, none_known, TIDE_FIELD_BOOLEAN),
  TIDE_FIELD (TideAllergy, reaction, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideAllergy, severity, 0, tide_severity_codes),
  TIDE_FIELD (TideAllergy, noted_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideAllergy, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideAllergy, tide_allergy, "allergy");

const char *
tide_purpose_get_label (int purpose)
{
  const char *const labels[]
    = { _ ("Unknown purpose"), _ ("psychiatric"),  _ ("sleep"),        _ ("pain"),
        _ ("cardiovascular"),  _ ("endocrine"),    _ ("neurological"), _ ("contraception"),
        _ ("substance use"),   _ ("other purpose") };
  TIDE_LABEL_OF (labels, tide_purpose_codes, purpose);
}

guint
tide_medication_find_faults (const TideMedication *self, TideDate birth_date, TideFaultFunc report,
                             gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  if (self->rxnorm != NULL && strspn (self->rxnorm, "0123456789") != strlen (self->rxnorm))
    tide_faults_add (&faults, "rxnorm", _ ("is written in digits, such as 36437"));
  tide_faults_check_order (&faults, "started_on", birth_date, self->started_on,
                           _ ("lies before the birth date"));
  tide_faults_check_order (&faults, "ended_on", birth_date, self->ended_on, _ ("lies before the birth date"));
  tide_faults_check_order (&faults, "ended_on", self->started_on, self->ended_on,
                           _ ("lies before the start"));
  return faults.n;
}

gboolean
tide_medication_is_planned_on (const TideMedication *self, TideDate day)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return tide_date_is_known (day) && !self->entered_in_error && self->started_on > day;
}

gboolean
tide_medication_is_taken_on (const TideMedication *self, TideDate day)
{
  g_return_val_if_fail (self != NULL, FALSE);
  /* An unknown start is the smallest day. */
  return tide_date_is_known (day) && !self->entered_in_error && self->started_on <= day
         && (!tide_date_is_known (self->ended_on) || day <= self->ended_on);
}

guint
tide_allergy_find_faults (const TideAllergy *self, TideDate birth_date, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  if (!self->none_known && (self->substance == NULL || *self->substance == '\0'))
    tide_faults_add (&faults, "substance", _ ("is required, or “none known”"));
  if (self->none_known && self->reaction != NULL && *self->reaction != '\0')
    tide_faults_add (&faults, "reaction", _ ("contradicts “none known”"));
  if (self->none_known && self->severity != 0)
    tide_faults_add (&faults, "severity", _ ("contradicts “none known”"));
  tide_faults_check_day (&faults, "noted_on", self->noted_on, birth_date);
  return faults.n;
}

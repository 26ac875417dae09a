/* tide-patient.c: who is treated and by whom, and what of it cannot be true. */
#include "tide-patient.h"

#include <glib/gi18n-lib.h>

#include "tide-field-private.h"

/* The oldest verified person lived 122 years: beyond this a birth date is a typing mistake. */
#define OLDEST_AGE 125

const char *const tide_sex_codes[] = { "", "female", "male", "other", NULL };

const char *const tide_staff_role_codes[]
  = { "",          "psychiatrist", "psychologist",  "therapist", "nurse",
      "physician", "assistant",    "administrator", NULL };

static const TideField tide_patient_fields[] = {
  TIDE_FIELD_MUST (TidePatient, mrn, TIDE_FIELD_TEXT),
  TIDE_FIELD (TidePatient, family_name, TIDE_FIELD_TEXT),
  TIDE_FIELD (TidePatient, given_name, TIDE_FIELD_TEXT),
  TIDE_FIELD (TidePatient, birth_date, TIDE_FIELD_DATE),
  TIDE_FIELD_CODED (TidePatient, sex, 0, tide_sex_codes),
  TIDE_FIELD (TidePatient, synthetic, TIDE_FIELD_BOOLEAN),
  TIDE_FIELD (TidePatient, referrer, TIDE_FIELD_TEXT),
  TIDE_FIELD (TidePatient, referred_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TidePatient, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TidePatient, tide_patient, "patient");

static const TideField tide_identifier_fields[] = {
  TIDE_FIELD_REFERS (TideIdentifier, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD (TideIdentifier, system, TIDE_FIELD_TEXT),
  TIDE_FIELD_MUST (TideIdentifier, value, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideIdentifier, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideIdentifier, tide_identifier, "identifier");

static const TideField tide_diagnosis_fields[] = {
  TIDE_FIELD_REFERS (TideDiagnosis, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_MUST (TideDiagnosis, code, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideDiagnosis, label, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideDiagnosis, onset_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideDiagnosis, resolved_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideDiagnosis, primary, TIDE_FIELD_BOOLEAN),
  TIDE_FIELD (TideDiagnosis, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideDiagnosis, tide_diagnosis, "diagnosis");

static const TideField tide_staff_fields[] = {
  TIDE_FIELD_MUST (TideStaff, name, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideStaff, role, 0, tide_staff_role_codes),
  TIDE_FIELD (TideStaff, inactive, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideStaff, tide_staff, "staff");

static const TideField tide_setting_fields[] = {
  TIDE_FIELD_MUST (TideSetting, key, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideSetting, value, TIDE_FIELD_TEXT),
};
TIDE_RECORD_CLASS (TideSetting, tide_setting, "setting");

static gboolean
is_text (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Without a table of directions in GLib the script tells: these are written from right to left. */
static gboolean
is_right_to_left (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    switch (g_unichar_get_script (g_utf8_get_char (p)))
      {
      case G_UNICODE_SCRIPT_ARABIC:
      case G_UNICODE_SCRIPT_HEBREW:
      case G_UNICODE_SCRIPT_SYRIAC:
      case G_UNICODE_SCRIPT_THAANA:
      case G_UNICODE_SCRIPT_NKO:
      case G_UNICODE_SCRIPT_SAMARITAN:
      case G_UNICODE_SCRIPT_MANDAIC:
      case G_UNICODE_SCRIPT_ADLAM:
      case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
        return TRUE;
      default:
        break;
      }
  return FALSE;
}

char *
tide_name_isolate (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);
  return is_right_to_left (name) ? g_strconcat ("\u2068", name, "\u2069", NULL) : g_strdup (name);
}

static char *
join_names (const TidePatient *self, const char *first, const char *glue, const char *second)
{
  g_autofree char *both
    = is_text (first) && is_text (second) ? g_strconcat (first, glue, second, NULL) : NULL;
  if (both != NULL)
    return tide_name_isolate (both);
  /* A trial's patients may have no names: the record number is always there. */
  return tide_name_isolate (is_text (first)     ? first
                            : is_text (second)  ? second
                            : self->mrn != NULL ? self->mrn
                                                : "");
}

char *
tide_patient_dup_name (const TidePatient *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return join_names (self, self->given_name, " ", self->family_name);
}

char *
tide_patient_dup_list_name (const TidePatient *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return join_names (self, self->family_name, ", ", self->given_name);
}

int
tide_patient_get_age (const TidePatient *self, TideDate on)
{
  g_return_val_if_fail (self != NULL, -1);
  return tide_date_age (self->birth_date, on);
}

guint
tide_patient_find_faults (const TidePatient *self, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  TideDate today = tide_date_today ();
  if (tide_date_is_known (self->birth_date) && self->birth_date > today)
    tide_faults_add (&faults, "birth_date", _ ("lies in the future"));
  else if (tide_date_age (self->birth_date, today) > OLDEST_AGE)
    tide_faults_add (&faults, "birth_date", _ ("lies more than 125 years ago"));
  if (tide_date_is_known (self->referred_on) && self->referred_on > today)
    tide_faults_add (&faults, "referred_on", _ ("lies in the future"));
  tide_faults_check_order (&faults, "referred_on", self->birth_date, self->referred_on,
                           _ ("lies before the birth date"));
  return faults.n;
}

guint
tide_diagnosis_find_faults (const TideDiagnosis *self, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  TideDate today = tide_date_today ();
  if (is_text (self->code) && !tide_icd_is_valid (self->code))
    tide_faults_add (&faults, "code", _ ("is not written like an ICD-10-CM code, such as F42.2"));
  if (tide_date_is_known (self->onset_on) && self->onset_on > today)
    tide_faults_add (&faults, "onset_on", _ ("lies in the future"));
  if (tide_date_is_known (self->resolved_on) && self->resolved_on > today)
    tide_faults_add (&faults, "resolved_on", _ ("lies in the future"));
  tide_faults_check_order (&faults, "resolved_on", self->onset_on, self->resolved_on,
                           _ ("lies before the onset"));
  return faults.n;
}

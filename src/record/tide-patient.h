/* tide-patient.h: who is treated, by whom: patient, further identifiers, diagnoses, staff. */
#pragma once

#include "tide-instrument.h"
#include "tide-record.h"

G_BEGIN_DECLS

extern const char
  *const tide_sex_codes[]; /* "", female, male, other; unknown is "unknown" in CSV and NULL in the store */

typedef struct
{
  TideRecord base;
  char *mrn; /* record number, unique */
  char *family_name, *given_name;
  TideDate birth_date;
  int sex;            /* TideSex */
  gboolean synthetic; /* demo data: the badge is shown on every screen and page */
  char *referrer;
  TideDate referred_on;
  gboolean entered_in_error; /* found by no search; the record number is free again */
} TidePatient;
TIDE_DEFINE_RECORD (TidePatient, tide_patient)

char *tide_patient_dup_name (const TidePatient *self);      /* "Hanna Lindqvist" (transfer full) */
char *tide_patient_dup_list_name (const TidePatient *self); /* "Lindqvist, Hanna" (transfer full) */
/* @name as it may stand in a sentence or title for the eye: one that is written from right to left is
 * isolated (U+2068 … U+2069), so that neither it nor what stands beside it is reordered. Both names above
 * are. Not for files that programs read. (transfer full) */
char *tide_name_isolate (const char *name);
int tide_patient_get_age (const TidePatient *self, TideDate on); /* -1 unknown */
guint tide_patient_find_faults (const TidePatient *self, TideFaultFunc report,
                                gpointer data); /* birth in the future … */

typedef struct
{
  TideRecord base;
  gint64 patient_id;
  char *system; /* "hospital", "insurer" … */
  char *value;
  gboolean entered_in_error;
} TideIdentifier;
TIDE_DEFINE_RECORD (TideIdentifier, tide_identifier)

typedef struct
{
  TideRecord base;
  gint64 patient_id;
  char *code; /* ICD-10-CM */
  char *label;
  TideDate onset_on, resolved_on;
  gboolean primary;
  gboolean entered_in_error;
} TideDiagnosis;
TIDE_DEFINE_RECORD (TideDiagnosis, tide_diagnosis)
guint tide_diagnosis_find_faults (const TideDiagnosis *self, TideFaultFunc report, gpointer data);

/* The ICD-10-CM codes of clinical.md 7.1, in code order. */
typedef struct
{
  const char *code;
  const char *label;     /* translated */
  const char *condition; /* "ocd", "depression", "bipolar", "ptsd", "social_anxiety", "anxiety", "substance",
                            "pain", "suicide" */
  const char *abbreviation; /* "OCD", "MDD", "PTSD" … for the list */
} TideIcdCode;
const TideIcdCode *tide_icd_lookup (const char *code); /* NULL when not in the table */
GPtrArray *
tide_icd_search (const char *text,
                 guint max); /* by code start or word start (element-type TideIcdCode) (transfer container) */
gboolean tide_icd_is_valid (const char *code); /* letter, digit, alnum, optional . and 1-4 alnum */
const char *
tide_icd_get_condition (const char *code); /* by table, else by its first three characters; NULL */

extern const char *const tide_staff_role_codes[]; /* "", psychiatrist, psychologist, therapist, nurse,
                                                     physician, assistant, administrator */
typedef struct
{
  TideRecord base;
  char *name; /* unique */
  int role;
  gboolean inactive;
} TideStaff;
TIDE_DEFINE_RECORD (TideStaff, tide_staff)

typedef struct
{
  TideRecord base;
  char *key; /* unique: "clinic.name", "battery.ocd", "lock.minutes" … */
  char *value;
} TideSetting;
TIDE_DEFINE_RECORD (TideSetting, tide_setting)

G_END_DECLS

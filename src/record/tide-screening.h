/* tide-screening.h: whether a patient may have a treatment: screening form, consent, the signed decision. */
#pragma once

#include "tide-record.h"

G_BEGIN_DECLS

/* A dated form of yes / no / unknown questions; which ones is said by safety's rules. Unknown is not no. */
typedef struct
{
  TideRecord base;
  gint64 patient_id;
  int arm; /* tide_arm_codes, required: screened for what */
  TideInstant taken;
  TideDate expires_on; /* not before the day it was taken */
  gint64 staff_id;
  char *note;
  gboolean entered_in_error;
} TideScreening;
TIDE_DEFINE_RECORD (TideScreening, tide_screening)
guint tide_screening_find_faults (const TideScreening *self, TideDate birth_date, TideFaultFunc report,
                                  gpointer data);

typedef struct
{
  TideRecord base;
  gint64 patient_id, screening_id;
  char *question; /* required; id of safety's rules: "psychosis", "pregnancy" … */
  int answer;     /* tide_yes_no_codes; 0 = unknown */
  char *note;
  gboolean entered_in_error;
} TideScreeningAnswer;
TIDE_DEFINE_RECORD (TideScreeningAnswer, tide_screening_answer)

extern const char
  *const tide_consent_kind_codes[]; /* "", treatment, off_label, telemedicine, sharing, other */
const char *tide_consent_kind_get_label (int kind);
typedef struct
{
  TideRecord base;
  gint64 patient_id, course_id;      /* course_id 0: for all treatment of the arm below */
  int kind;                          /* required */
  int arm;                           /* 0: any */
  char *version;                     /* of the form that was signed */
  TideDate given_on;                 /* required */
  TideDate expires_on, withdrawn_on; /* neither before given_on */
  gint64 staff_id;
  char *note;
  gboolean entered_in_error;
} TideConsent;
TIDE_DEFINE_RECORD (TideConsent, tide_consent)
guint tide_consent_find_faults (const TideConsent *self, TideDate birth_date, TideFaultFunc report,
                                gpointer data);
gboolean tide_consent_is_valid_on (const TideConsent *self, TideDate day);

extern const char *const tide_verdict_codes[]; /* "", eligible, not_eligible, needs_review */
const char *tide_verdict_get_label (int verdict);
/* A person's decision, with the evidence as it stood then. The program computes a list, never a decision. */
typedef struct
{
  TideRecord base;
  gint64 patient_id, course_id;
  int arm;      /* required */
  int verdict;  /* required */
  int computed; /* tide_verdict_codes: what the list came to */
  TideInstant taken;
  gint64 staff_id; /* required: who signs */
  char *reason;    /* required where verdict and computed differ */
  char *evidence;  /* the list, one line an item */
  gboolean entered_in_error;
  TideInstant entered; /* no field: when this chart got it, by the audit; known once a history is loaded */
} TideEligibilityDecision;
TIDE_DEFINE_RECORD (TideEligibilityDecision, tide_eligibility_decision)
/* "entered 5 Mar 2026 10:31", or that it is not known (transfer full). */
char *tide_eligibility_decision_dup_entered (const TideEligibilityDecision *self);
guint tide_eligibility_decision_find_faults (const TideEligibilityDecision *self, TideDate birth_date,
                                             TideFaultFunc report, gpointer data);

G_END_DECLS

/* tide-exposure.h: what happens in and around a course: exposure tasks, costs, side-effect checks, reviews.
 */
#pragma once

#include "tide-record.h"

G_BEGIN_DECLS

/* One task of an exposure session. SUDS: subjective units of distress, 0-100 (clinical.md 4.3). */
typedef struct
{
  TideRecord base;
  gint64 patient_id, session_id;
  char *task;                                           /* required: the step of the hierarchy */
  double suds_planned, suds_start, suds_peak, suds_end; /* peak not under start or end */
  double minutes;
  gboolean entered_in_error;
} TideExposure;
TIDE_DEFINE_RECORD (TideExposure, tide_exposure)
guint tide_exposure_find_faults (const TideExposure *self, TideFaultFunc report, gpointer data);

extern const char *const tide_cost_unit_codes[]; /* "", session, month, once */
extern const char *const tide_payer_codes[];     /* "", patient, insurer, public, clinic, other */
const char *tide_cost_unit_get_label (int unit);
const char *tide_payer_get_label (int payer);
/* An amount a session or month, in the clinic's currency (setting "clinic.currency"). */
typedef struct
{
  TideRecord base;
  gint64 patient_id, course_id;
  int unit, payer; /* required */
  double amount;   /* not negative, required */
  TideDate from_date, until_date;
  gboolean entered_in_error;
} TideCost;
TIDE_DEFINE_RECORD (TideCost, tide_cost)
guint tide_cost_find_faults (const TideCost *self, TideFaultFunc report, gpointer data);

/* Side effects were asked for, whatever was found: the denominator of every rate. What was found are adverse
 * events with the same visit. */
typedef struct
{
  TideRecord base;
  gint64 patient_id, course_id, visit_id, session_id;
  TideInstant taken; /* required */
  char *checklist;   /* id of safety's checklist: "ssri", "ketamine" … */
  char *asked;       /* term ids, space-separated, in the checklist's order */
  gboolean entered_in_error;
} TideEffectCheck;
TIDE_DEFINE_RECORD (TideEffectCheck, tide_effect_check)
guint tide_effect_check_find_faults (const TideEffectCheck *self, TideDate birth_date, TideFaultFunc report,
                                     gpointer data);

extern const char *const tide_review_kind_codes[];   /* "", urinary, liver, cognition, misuse, blood_pressure,
                                                        weight, authorisation, other */
extern const char *const tide_review_result_codes[]; /* "", clear, finding, not_done */
const char *tide_review_kind_get_label (int kind);
const char *tide_review_result_get_label (int result);
/* A look back at a course that goes on: bladder, liver, memory, misuse. Early refills, extra sessions asked
 * for and craving are what a misuse review asks (F66). */
typedef struct
{
  TideRecord base;
  gint64 patient_id, course_id, staff_id;
  int kind;                                  /* required */
  TideDate done_on;                          /* required */
  int result;                                /* required */
  int early_refill, extra_sessions, craving; /* yes_no; misuse only */
  TideDate next_on;                          /* not before done_on */
  char *note;
  gboolean entered_in_error;
} TideReview;
TIDE_DEFINE_RECORD (TideReview, tide_review)
guint tide_review_find_faults (const TideReview *self, TideDate birth_date, TideFaultFunc report,
                               gpointer data);

G_END_DECLS

/* tide-course.h: a course of treatment, its dose steps and its sessions, and unwanted effects. */
#pragma once

#include "tide-record.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_ARM_UNKNOWN,
  TIDE_ARM_KETAMINE,
  TIDE_ARM_ESKETAMINE,
  TIDE_ARM_SSRI, /* includes clomipramine */
  TIDE_ARM_ANTIDEPRESSANT,
  TIDE_ARM_AUGMENTATION,
  TIDE_ARM_CBT,
  TIDE_ARM_OTHER_THERAPY,
  TIDE_ARM_NEUROMODULATION,
  TIDE_ARM_USUAL_CARE,
  TIDE_ARM_OTHER,
  TIDE_N_ARMS
} TideArm;
extern const char *const tide_arm_codes[];
const char *tide_arm_get_label (TideArm arm); /* translated: "SSRI / clomipramine" */
gboolean
tide_arm_is_ketamine (TideArm arm); /* ketamine or esketamine: day 0 is the first dose, to the minute */
gboolean tide_arm_has_daily_dose (TideArm arm);
gboolean tide_arm_is_therapy (TideArm arm);

extern const char *const tide_route_codes[]; /* "", iv, im, sc, intranasal, sublingual, oral, other */
extern const char *const
  tide_end_reason_codes[]; /* "", completed, response, no_response, side_effects, patient_choice, moved_away,
                              lost_to_follow_up, cost_or_coverage, clinician_decision, death, other */
const char *tide_route_get_label (int route);
const char *tide_end_reason_get_label (int reason);
/* The patient left before the treatment was done: side_effects, patient_choice, moved_away,
 * lost_to_follow_up, cost_or_coverage. */
gboolean tide_end_reason_is_dropout (int reason);
extern const char *const tide_intent_codes[]; /* "", acute, induction, continuation, maintenance, booster,
                                                 rechallenge */
extern const char *const tide_course_role_codes[]; /* "", study, background: an unchanged older treatment */
extern const char *const tide_coverage_codes[];    /* "", covered, denied, pending, self_pay, not_needed */
const char *tide_intent_get_label (int intent);
const char *tide_coverage_get_label (int coverage);
const char *tide_course_role_get_label (int role);

typedef struct
{
  TideRecord base;
  gint64 patient_id;
  char *code; /* course_id of files, unique; made by the clinic when empty */
  int arm;
  char *agent; /* "sertraline", "ketamine", "ERP" */
  int route;
  char *indication;              /* ICD-10-CM */
  TideDate started_on, ended_on; /* unknown start stays unknown; a start in the future is a planned course */
  int end_reason;
  gint64 planned_sessions;
  char *target_instrument; /* id; NULL: by condition */
  int intent;
  gint64 line_of_treatment; /* 1 = first of its kind in this illness, 1-50 */
  int role;
  double spacing_days;  /* planned between sessions, above 0 to 365 */
  char *referrer;       /* "self" for self-referred */
  TideDate referred_on; /* waiting days end at the first session or dose */
  int coverage;
  char *authorisation; /* number */
  TideDate authorised_from, authorised_until;
  gint64 authorised_sessions;
  char *payment_plan;
  int adherence; /* tide_adherence_codes: how a daily drug was taken; 0 not recorded */
  char *note;
  gboolean entered_in_error;
} TideCourse;
TIDE_DEFINE_RECORD (TideCourse, tide_course)
guint tide_course_find_faults (const TideCourse *self, TideDate birth_date, TideFaultFunc report,
                               gpointer data);
char *
tide_course_dup_title (const TideCourse *self); /* "Sertraline", "Ketamine IV", "CBT / ERP" (transfer full) */

/* The same of arm, agent and route alone; agent may be NULL (transfer full). */
char *tide_arm_dup_title (int arm, const char *agent, int route);

typedef struct
{
  TideRecord base;
  gint64 course_id;
  TideDate from_date;
  double dose_mg_per_day; /* 0 = stopped */
  char *reason;           /* why above the maximum of the label */
  gboolean entered_in_error;
} TideDoseStep;
TIDE_DEFINE_RECORD (TideDoseStep, tide_dose_step)
guint tide_dose_step_find_faults (const TideDoseStep *self, const TideCourse *course, TideFaultFunc report,
                                  gpointer data); /* @course or NULL */

typedef enum
{
  TIDE_SESSION_UNKNOWN,
  TIDE_SESSION_PLANNED,
  TIDE_SESSION_HELD,
  TIDE_SESSION_MISSED,
  TIDE_SESSION_CANCELLED, /* by the clinic */
  TIDE_SESSION_STOPPED,   /* begun and not finished */
} TideSessionStatus;
extern const char *const tide_session_status_codes[];
extern const char *const
  tide_device_codes[]; /* "", syringe_pump, volumetric_pump, elastomeric_pump, nasal_device, none, other */
extern const char *const tide_setting_codes[];      /* "", clinic, home, inpatient, remote */
extern const char *const tide_session_kind_codes[]; /* "", dosing, exposure, therapy, preparation,
                                                       integration, booster, stimulation, other */
extern const char *const tide_kept_codes[];         /* "", no, partly, yes */
extern const char *const tide_weight_basis_codes[]; /* "", actual, ideal: whose kilograms the dose counts */
extern const char *const tide_grid_codes[]; /* "", light, dense, esketamine: safety's rules/grids.xml */
const char *tide_session_kind_get_label (int kind);
const char *tide_kept_get_label (int kept);
const char *tide_weight_basis_get_label (int basis);
const char *tide_grid_get_label (int grid);

typedef struct
{
  TideRecord base;
  gint64 course_id;
  TideInstant started, ended;
  int status;
  double dose_mg, dose_mg_per_kg; /* what was delivered; what was planned stands below */
  double weight_kg;               /* that the dose counts: see weight_basis */
  int device, setting;
  double minutes; /* infused, pauses left out */
  double homework_percent;
  int kind;
  TideInstant planned;     /* for when it was agreed */
  gint64 chain_id;         /* session: the dosing session that this prepares or integrates */
  int response_prevention; /* tide_kept_codes */
  gint64 peas_tried, peas_quality, peas_resisted;     /* 1-7 each, clinical.md 4.3 */
  gint64 prescriber_id, administrator_id, monitor_id; /* staff; the therapist is the administrator */
  int contact;                                        /* tide_contact_codes */
  int unsupervised;                                   /* yes_no */
  char *reason; /* why above the maximum, stopped, missed or cancelled */
  /* The cockpit's (clinical.md 4.1). */
  int route;           /* tide_route_codes; 0: the course's */
  char *site;          /* "right forearm" */
  int weight_basis;    /* tide_weight_basis_codes */
  TideInstant weighed; /* not after the session */
  double planned_mg_per_kg, planned_mg;
  double rounding_mg; /* step to which planned_mg was rounded, 0 = not rounded */
  double concentration_mg_per_ml, volume_ml, rate_ml_per_h, bolus_ml, residual_ml;
  double planned_minutes;
  char *device_label;                                 /* id or name of the pump: "Syringe pump 2" */
  gint64 nasal_devices;                               /* of 28 mg, 5 min apart */
  int grid;                                           /* tide_grid_codes */
  char *responsible_adult, *nurse, *emergency_access; /* of a home visit */
  int mood_stabiliser;                                /* yes_no: taken now; asked when bipolar */
  char *identifiers;                                  /* the two that were confirmed: "name, birth date" */
  gint64 identified_by;                               /* staff */
  TideInstant identified;
  TideInstant discharged; /* fit to leave, or with discharge_reason */
  gint64 discharged_by;   /* staff */
  char *discharge_reason; /* why in spite of a criterion that failed */
  gboolean entered_in_error;
} TideSession;
TIDE_DEFINE_RECORD (TideSession, tide_session)
/* From the start to the end by the clock; NAN when one of them is not known to the minute. */
double tide_session_get_span_minutes (const TideSession *self);
gboolean tide_session_took_place (const TideSession *self); /* held, or begun and stopped */
/* It took place and gave the treatment itself: a talk that prepares or integrates is no dose of ketamine. */
gboolean tide_session_is_treatment (const TideSession *self, TideArm arm);
/* A treatment session of @course that took place on a known day: what day 0, the last day, gaps, waiting and
 * the number of sessions are counted from. */
gboolean tide_course_was_treated_by (const TideCourse *course, const TideSession *session);
/* A treatment session of @course that is agreed and has not been decided yet; a planned talk is none. */
gboolean tide_course_is_planned_by (const TideCourse *course, const TideSession *session);
/* For when it was agreed: a session that is only planned may carry it in either place. */
TideInstant tide_session_get_agreed (const TideSession *self);
guint tide_session_find_faults (const TideSession *self, TideDate birth_date, TideFaultFunc report,
                                gpointer data);

extern const char *const tide_severity_codes[];     /* "", mild, moderate, severe */
const char *tide_severity_get_label (int severity); /* translated; "–" when it was not recorded */
extern const char *const tide_yes_no_codes[];       /* "", no, yes */
extern const char *const tide_relation_codes[];     /* "", unrelated, unlikely, possible, probable, certain */
extern const char *const tide_effect_action_codes[]; /* "", none, watched, dose_lowered, interrupted, stopped,
                                                        treated */
const char *tide_relation_get_label (int relation);
const char *tide_effect_action_get_label (int action);
typedef struct
{
  TideRecord base;
  gint64 patient_id, course_id, visit_id;
  char *term;
  int severity;
  TideInstant started, ended;
  int serious;  /* yes_no */
  int relation; /* tide_relation_codes */
  int action;   /* tide_effect_action_codes */
  gint64 session_id;
  double onset_minute, peak_minute, resolved_minute; /* from the start of the session; before it negative */
  double peak_value;                                 /* of what was measured or rated at the peak */
  gboolean entered_in_error;
} TideAdverseEvent;
TIDE_DEFINE_RECORD (TideAdverseEvent, tide_adverse_event)
guint tide_adverse_event_find_faults (const TideAdverseEvent *self, TideDate birth_date, TideFaultFunc report,
                                      gpointer data);

G_END_DECLS

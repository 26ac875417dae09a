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
  gboolean entered_in_error;
} TideCourse;
TIDE_DEFINE_RECORD (TideCourse, tide_course)
guint tide_course_find_faults (const TideCourse *self, TideDate birth_date, TideFaultFunc report,
                               gpointer data);
char *
tide_course_dup_title (const TideCourse *self); /* "Sertraline", "Ketamine IV", "CBT / ERP" (transfer full) */

typedef struct
{
  TideRecord base;
  gint64 course_id;
  TideDate from_date;
  double dose_mg_per_day; /* 0 = stopped */
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
extern const char *const tide_setting_codes[]; /* "", clinic, home, inpatient, remote */

typedef struct
{
  TideRecord base;
  gint64 course_id;
  TideInstant started, ended;
  int status;
  double dose_mg, dose_mg_per_kg, weight_kg;
  int device, setting;
  double minutes;
  double homework_percent;
  gboolean entered_in_error;
} TideSession;
TIDE_DEFINE_RECORD (TideSession, tide_session)
guint tide_session_find_faults (const TideSession *self, TideDate birth_date, TideFaultFunc report,
                                gpointer data);

extern const char *const tide_severity_codes[]; /* "", mild, moderate, severe */
extern const char *const tide_yes_no_codes[];   /* "", no, yes */
typedef struct
{
  TideRecord base;
  gint64 patient_id, course_id, visit_id;
  char *term;
  int severity;
  TideInstant started, ended;
  int serious; /* yes_no */
  gboolean entered_in_error;
} TideAdverseEvent;
TIDE_DEFINE_RECORD (TideAdverseEvent, tide_adverse_event)
guint tide_adverse_event_find_faults (const TideAdverseEvent *self, TideDate birth_date, TideFaultFunc report,
                                      gpointer data);

G_END_DECLS

/* tide-trial.h: treatments tried before, and how resistant the illness was judged to be. */
#pragma once

#include "tide-record.h"

G_BEGIN_DECLS

extern const char *const tide_trial_response_codes[]; /* "", none, partial, response, remission */
extern const char *const tide_adherence_codes[];      /* "", good, partial, poor (good: at least 80 %) */
const char *tide_trial_response_get_label (int response);
const char *tide_adherence_get_label (int adherence);

/* A trial that was not charted here. Arm, agent and stop reason are coded as in a course. */
typedef struct
{
  TideRecord base;
  gint64 patient_id;
  int arm;     /* tide_arm_codes, required */
  char *agent; /* "sertraline", "ERP" */
  TideDate started_on, ended_on;
  double dose_mg_per_day;   /* highest that was held */
  double weeks;             /* whole trial, 0-1000 */
  double weeks_at_dose;     /* of these at the dose above */
  gint64 sessions;          /* therapy, stimulation, infusions */
  gint64 exposure_sessions; /* of these with exposure */
  double hours;             /* of therapy */
  int response;             /* tide_trial_response_codes */
  double percent_fall;      /* of the target scale when it is known, -1000 to 100 */
  int adherence;            /* tide_adherence_codes */
  int stop_reason;          /* tide_end_reason_codes */
  int this_episode;         /* yes_no */
  char *note;
  gboolean entered_in_error;
} TideTrial;
TIDE_DEFINE_RECORD (TideTrial, tide_trial)
guint tide_trial_find_faults (const TideTrial *self, TideDate birth_date, TideFaultFunc report,
                              gpointer data);
char *tide_trial_dup_title (const TideTrial *self); /* as tide_course_dup_title () (transfer full) */

extern const char *const tide_stage_scheme_codes[];     /* "", pallanti, maudsley, athf */
extern const char *const tide_episode_severity_codes[]; /* "", subsyndromal, mild, moderate, severe,
                                                           severe_with_psychosis */
const char *tide_stage_scheme_get_label (int scheme);
const char *tide_episode_severity_get_label (int severity);

/* What a stage needs and trials do not tell, and a clinician's override of the computed one. */
typedef struct
{
  TideRecord base;
  gint64 patient_id;
  int scheme; /* required */
  TideInstant taken;
  double episode_months; /* maudsley */
  int episode_severity;  /* maudsley */
  int ect_used;          /* yes_no; maudsley */
  int neurosurgery;      /* yes_no; pallanti X */
  gint64 confidence;     /* athf, 1-5 */
  gint64 override_stage; /* pallanti 0-10, maudsley 3-15, athf count; TIDE_INTEGER_UNKNOWN: as computed */
  char *reason;          /* required with an override */
  gint64 staff_id;
  gboolean entered_in_error;
} TideStaging;
TIDE_DEFINE_RECORD (TideStaging, tide_staging)
guint tide_staging_find_faults (const TideStaging *self, TideDate birth_date, TideFaultFunc report,
                                gpointer data);

G_END_DECLS

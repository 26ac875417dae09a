/* tide-adequacy-private.h: what the steps of tide_adequacy_judge () hand to each other. */
#pragma once

#include "tide-adequacy.h"

G_BEGIN_DECLS

/* What is known of a number: unknown is 0 to infinity, never 0. */
typedef struct
{
  double low, high;
} TideRange;
#define TIDE_RANGE_UNKNOWN ((TideRange){ 0, INFINITY })

/* How much of a treatment there was. */
typedef struct
{
  TideRange days; /* on the drug */
  double top_mg;  /* highest daily dose held; NAN unknown */
  TideRange days_at_top;
  TideRange days_at_target; /* at needed_mg or above */
  TideDoseNeed need;        /* of a drug */
  TideRange sessions, exposure_sessions, hours;
  int adherence; /* tide_adherence_codes */
} TideAmount;

typedef struct
{
  const TideSafetyCase *subject;
  TidePreset preset;
  GHashTable *outcomes; /* id of a target scale → TideOutcome */
} TideAdequacyTask;

double tide_adequacy_threshold (const TideAdequacyTask *task, const char *rule);
TideTruth tide_range_at_least (TideRange range, double needed);

/* tide-adequacy-course.c */
TideAmount tide_adequacy_measure_course (const TideAdequacyTask *task, TideTrialVerdict *verdict);
void tide_adequacy_read_response (TideAdequacyTask *task, TideTrialVerdict *verdict);
/* The day before which a running course is never judged. */
TideDate tide_adequacy_get_open_until (const TideAdequacyTask *task, const TideTrialVerdict *verdict);

/* tide-adequacy-words.c */
void tide_adequacy_write_words (const TideAdequacyTask *task, TideTrialVerdict *verdict,
                                const TideAmount *amount);

G_END_DECLS

/* tide-dose-need.h: which dose of a drug counts, for how many days, and when it may be judged.
 *
 * clinical.md 4.2 (OCD) and 4.4 (depression), feature F12.  The states on the timeline and the adequacy of a
 * trial ask here, so that one cannot say "no response" while the other says "too early".
 */
#pragma once

#include "tide-dose-rules.h"
#include "tide-history.h"

G_BEGIN_DECLS

/* By which numbers a drug is judged. */
typedef enum
{
  TIDE_PRESET_DAYS,       /* too_early_days, of these adequate_dose_days at the usual target dose or above */
  TIDE_PRESET_STRICT,     /* strict_weeks at the highest dose that was held */
  TIDE_PRESET_DEPRESSION, /* athf_days at the minimum dose or above */
} TidePreset;
/* Of an illness (tide_icd_get_condition (); NULL: not known): depression and bipolar by the minimum dose,
 * others by days, or strictly where the clinic says so by "adequate_strict". */
TidePreset tide_preset_for_condition (const TideThresholds *thresholds, const char *condition);

typedef struct
{
  double mg;             /* from this daily dose on a day counts; NAN: none is known for this drug */
  gboolean top;          /* days at the highest dose count, whatever it was */
  double days;           /* how many */
  const char *threshold; /* rule that says so */
  const char *source;    /* of mg, or NULL */
} TideDoseNeed;
TideDoseNeed tide_dose_need_of (const TideThresholds *thresholds, TidePreset preset, TideArm arm,
                                const char *agent);

/**
 * tide_course_get_too_early_until:
 *
 * The day before which a drug is never called a failure, as known at @now: "too_early_days" after its first
 * dose, and until its days at the dose that counts are full; while it stays below that dose, until
 * "effect_to_weeks".  By the course's indication, else the primary diagnosis.
 *
 * Returns: unknown when the arm has no daily dose, or nothing of the course is dated
 */
TideDate tide_course_get_too_early_until (const TideHistory *history, const TideCourse *course,
                                          const TideThresholds *thresholds, TideInstant now);

G_END_DECLS

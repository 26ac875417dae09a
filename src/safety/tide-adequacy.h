/* tide-adequacy.h: was each treatment so far long enough, high enough and taken, and did it help?
 *
 * clinical.md 4.2 (drugs), 4.3 (CBT) and 4.1/4.4 (series): a trial that was not adequate says nothing about
 * the illness, and one that is too early is never a non-response (F12).  Earlier trials and the courses of
 * this clinic are judged by the same rules.
 */
#pragma once

#include "tide-dose-need.h"
#include "tide-outcome.h"
#include "tide-safety-rules.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_ADEQUACY_UNKNOWN,
  TIDE_ADEQUACY_TOO_EARLY,
  TIDE_ADEQUACY_FAILED, /* adequate, fall under failed_percent_below */
  TIDE_ADEQUACY_HELPED, /* adequate, at least that fall */
  TIDE_ADEQUACY_NOT_ADEQUATE,
  TIDE_ADEQUACY_NOT_TOLERATED, /* stopped for side effects before it was adequate: counted apart */
  TIDE_N_ADEQUACIES
} TideAdequacy;
const char *tide_adequacy_get_label (TideAdequacy verdict); /* translated */

/* One thing that must be so for a trial to be adequate. */
typedef struct
{
  const char *id; /* "days", "dose", "adherence", "sessions", "hours", "exposure" */
  TideTruth met;
  double low, high; /* what is known of the value: equal when exact, high INFINITY when open */
  double needed;
  const char *threshold; /* rule id of TideThresholds, or NULL */
} TideAdequacyItem;

typedef struct
{
  const TideTrial *trial;   /* an earlier trial, or … */
  const TideCourse *course; /* … a course of this clinic: the other is NULL */
  char *title;
  int arm;
  const char *agent; /* or NULL */
  int route;
  TideDate started_on, ended_on; /* ended_on unknown while it runs */
  gboolean running;
  guint line; /* as recorded for a course, else its place among all by start, from 1 */
  TideAdequacy verdict;
  TideTruth adequate;  /* whatever came of it */
  TideTruth failed;    /* whatever its dose was */
  double percent_fall; /* of the target scale, NAN when not known */
  /* Recorded twice and not the same: "no response" beside a fall, or a response without one. Not judged. */
  gboolean contradictory;
  double impossible_mg; /* a daily dose that nobody takes: not judged; NAN: none. Its limit: */
  double possible_mg;
  TideState best; /* best state reached; TIDE_STATE_NONE: not known */
  int end_reason;
  GArray *items; /* TideAdequacyItem */
  char *words;   /* "84 days, of these 56 at 200 mg (needs 28 at ≥ 200 mg), adherence good" */
  char *source;  /* of the rule, with every number that was used */
  char *missing; /* what must be known to decide, or NULL */
} TideTrialVerdict;

/* The treatments in their sequence (F16). */
typedef struct
{
  TidePreset preset;
  GPtrArray *trials; /* TideTrialVerdict, by start, unknown starts first */
  guint counts[TIDE_N_ADEQUACIES];
  guint n_adequate, n_inadequate; /* whatever came of them; neither holds what is too early or not known */
} TideAdequacyList;

/* The preset of the clinic for this patient: depression by the primary diagnosis, strict by
 * "adequate_strict".
 */
TidePreset tide_adequacy_get_preset (const TideSafetyCase *subject);
/**
 * tide_adequacy_judge:
 *
 * Judges every earlier trial and every course that has begun by subject->now.
 *
 * Returns: (transfer full): never NULL
 */
TideAdequacyList *tide_adequacy_judge (const TideSafetyCase *subject, TidePreset preset);
void tide_adequacy_list_free (TideAdequacyList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideAdequacyList, tide_adequacy_list_free)
const TideTrialVerdict *tide_adequacy_list_find_course (const TideAdequacyList *self, gint64 course_id);
/* "Adequate, failed: 84 days, of these 56 at 200 mg …", and what is missing to decide (transfer full). */
char *tide_trial_verdict_dup_words (const TideTrialVerdict *verdict);

G_END_DECLS

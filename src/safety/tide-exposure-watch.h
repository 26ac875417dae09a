/* tide-exposure-watch.h: how much ketamine there was, which looks back are due, and what the body did
 * meanwhile.
 *
 * clinical.md 4.1 (bladder, liver, cognition and dependence, asked at every 4th session), alert rules A17 and
 * A18, features F09, F66, N12 and N13.  Doses are those of sessions that were held or begun.
 */
#pragma once

#include "tide-safety-rules.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_doses;
  guint n_without_mg; /* of these without a recorded dose: mg is then a lower bound */
  double mg;
} TideExposureSum;

typedef struct
{
  int arm;
  TideExposureSum days_30, days_90, days_365, all; /* up to and with today */
  TideInstant first, last;                         /* unknown: no dose */
  guint n_unsupervised; /* of all: recorded as taken without supervision (features F50) */
} TideExposureTotals;
/* Of ketamine or esketamine, all courses together; dosing sessions only. */
TideExposureTotals tide_exposure_watch_sum (const TideHistory *history, TideArm arm, TideInstant now);

typedef struct
{
  const TideCourse *course;
  int kind; /* tide_review_kind_codes */
  gboolean due;
  const TideReview *last; /* done, or NULL; "not done" does not count */
  guint n_sessions; /* doses since then, or since the first: of all courses, as the look was at a person */
  TideDate due_on;  /* by days, or as the last review said */
  char *words;      /* "Urinary: due, 4 sessions since 3 Mar 2026" */
  char *source;
} TideReviewDue;
/* The four looks back (urinary, liver, cognition, misuse) for each course of ketamine or esketamine with a
 * dose in the last 365 days. (transfer full) (element-type TideReviewDue) */
GPtrArray *tide_exposure_watch_list_reviews (const TideSafetyCase *subject);

/* A finding, by the rule ids of clinical.md 8: "A17", "A18", "misuse". */
typedef struct
{
  const char *rule,
    *id; /* id: "doses", "dose_per_kg", "urinary", "label", "weight", "sodium", "qtc", "misuse" */
  TideLevel level;
  char *words;
  char *source;
  double value;     /* the number in the words, NAN: none */
  gint64 course_id; /* "weight": whose start it counts from; else 0 */
} TideSafetyFinding;
/* How the chart stands now. (transfer full) (element-type TideSafetyFinding), highest level first */
GPtrArray *tide_exposure_watch_list_findings (const TideSafetyCase *subject);
/**
 * tide_exposure_watch_list_findings_of:
 * @record: a session, measurement, adverse event or review of the history
 *
 * What stood at the moment of @record because of it: the same rules, asked about one record, so that an alert
 * has its source.
 *
 * Returns: (transfer full) (element-type TideSafetyFinding): never NULL
 */
GPtrArray *tide_exposure_watch_list_findings_of (const TideSafetyCase *subject, gconstpointer record);

/* The weight since the start of a course. */
typedef struct
{
  double first_kg, last_kg; /* NAN: not measured */
  TideInstant first_taken, last_taken;
  double change_kg, percent; /* NAN without two weights */
  TideTruth gained;          /* at least weight_gain_percent */
  guint n;
} TideWeightTrend;
/* From the last weight up to the start (else the first after it) to the newest; until @course ended. */
TideWeightTrend tide_exposure_watch_weigh (const TideSafetyCase *subject, const TideCourse *course);

/* One unwanted effect under one arm, with its denominators. */
typedef struct
{
  const TideChecklistTerm *term;
  int arm;
  guint n_checks;        /* at which it was asked */
  guint n_found;         /* at which it was there */
  double rate_per_check; /* NAN without a check */
  guint n_onsets;        /* that began under the arm; one written down again while it went on is one */
  double patient_months; /* of treatment, a month being 30.4375 days: without pauses, overlaps once */
  double rate_per_month; /* onsets; NAN without time */
  double onset_days;     /* median, from the start of the course; NAN */
  guint n_resolved;
  double duration_days; /* median of those that ended; NAN */
} TideEffectRate;
/* One row a term of the arm's checklist. (transfer full) (element-type TideEffectRate) */
GPtrArray *tide_exposure_watch_list_effects (const TideSafetyCase *subject, TideArm arm);

G_END_DECLS

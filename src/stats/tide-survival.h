/* tide-survival.h: times to an event, some only known to be longer: curves, medians, numbers at risk, mean
 * time.
 *
 * One array of TideSurvivalSample goes in (time, group, event), one TideSurvivalCurve per group comes out;
 * log-rank and Cox read the same TideSurvivalData.  Where an event is known as an interval (last visit
 * without, first visit with], the right end and the left end are two such arrays.  Everything is O(n log n)
 * once for the sorting, then linear. Formulas: clinical.md 6; answers follow R's survival package (survfit,
 * quantile, print (rmean =)).
 */
#pragma once

#include "tide-quantity.h"

G_BEGIN_DECLS

typedef struct
{
  double time;    /* 0 or more, any unit */
  guint group;    /* 0 … n_groups - 1 */
  gboolean event; /* FALSE: censored at time, still at risk there */
} TideSurvivalSample;

typedef struct
{
  TideSurvivalSample *samples; /* a copy in order of time */
  gsize n;
  guint n_groups;
  TideWhy why;  /* NO_DATA, NEGATIVE_TIME, NOT_FINITE: every function below then answers with it */
  gsize bad_at; /* index in the caller's array of the sample that is refused */
} TideSurvivalData;

/* Copies and sorts.  Times that differ by less than about 1e-8 of the mean time are one time (as in R's
 * aeqSurv): arithmetic on dates must not break ties.  A group may be empty. */
TideSurvivalData *tide_survival_data_new (const TideSurvivalSample *samples, gsize n, guint n_groups);
void tide_survival_data_free (TideSurvivalData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideSurvivalData, tide_survival_data_free)

/* The number of samples in @group. */
guint tide_survival_data_count (const TideSurvivalData *data, guint group);
/* The latest time that every group of at least @least_n was observed to: the default horizon of a restricted
 * mean. */
TideQuantity tide_survival_data_get_tau (const TideSurvivalData *data, guint least_n);

/* --- the curve --- */

typedef enum
{
  TIDE_CONFIDENCE_LOG_LOG, /* the program's default: stays within 0 … 1 (Kalbfleisch & Prentice 1980) */
  TIDE_CONFIDENCE_LOG,     /* R's default */
  TIDE_CONFIDENCE_PLAIN,
} TideConfidence;

typedef struct
{
  double time;
  guint n_risk; /* with time >= this one */
  guint n_event, n_censor;
  double surv;          /* S (time), after the events of this time */
  double std_err;       /* Greenwood, of surv; NAN where surv is 0 */
  double lower, upper;  /* 95 %; NAN as interval_why says */
  double greenwood;     /* sum of d / (n (n - d)) up to here; INFINITY where surv is 0 */
  TideWhy interval_why; /* DEFINED, CURVE_AT_ONE (log-log only) or CURVE_AT_ZERO */
} TideSurvivalStep;

typedef struct
{
  guint n, events;
  TideWhy why; /* not DEFINED: counts alone, no steps */
  TideConfidence confidence;
  guint n_steps;           /* distinct times, of censorings too */
  TideSurvivalStep *steps; /* in order of time */
} TideSurvivalCurve;

#define TIDE_SURVIVAL_ALL G_MAXUINT

/* Kaplan & Meier 1958 with Greenwood 1926 errors for one group, or for TIDE_SURVIVAL_ALL together.  With
 * fewer than
 * @least_n samples the curve has counts only (SMALL_GROUP); TIDE_STATS_LEAST_N is the program's rule, 1 shows
 * all. */
TideSurvivalCurve *tide_survival_curve_new (const TideSurvivalData *data, guint group,
                                            TideConfidence confidence, guint least_n);
void tide_survival_curve_free (TideSurvivalCurve *curve);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideSurvivalCurve, tide_survival_curve_free)

/* How many are at risk at @time: observed to at least then.  0 for a curve without steps. */
guint tide_survival_curve_n_risk_at (const TideSurvivalCurve *curve, double time);

typedef struct
{
  TideQuantity value, lower, upper;
} TideSurvivalEstimate;

/* S (@time) with its interval; BEYOND_FOLLOW_UP after the last time, unless the curve had come to 0. */
TideSurvivalEstimate tide_survival_curve_at (const TideSurvivalCurve *curve, double time);
/* The time by which the share @p (0 < @p < 1) had the event, e.g. 0.5 for the median, with the limits of
 * Brookmeyer & Crowley 1982.  Where the curve stands at 1 - @p over an interval, its midpoint, as R's
 * quantile () says. */
TideSurvivalEstimate tide_survival_curve_quantile (const TideSurvivalCurve *curve, double p);

/* --- restricted mean --- */

typedef struct
{
  double tau;
  TideQuantity mean, se, lower, upper;
} TideRestrictedMean;

/* The mean time without the event up to @tau (> 0), the area under the curve (Irwin 1949; clinical.md 6).
 * BEYOND_FOLLOW_UP when
 * @tau is later than the last time of a curve that has not come to 0. */
TideRestrictedMean tide_survival_curve_restricted_mean (const TideSurvivalCurve *curve, double tau);
/* @a - @b, of the same tau, of independent groups; mean holds the difference. */
TideRestrictedMean tide_restricted_mean_subtract (const TideRestrictedMean *a, const TideRestrictedMean *b);

G_END_DECLS

/* tide-cohort-row.h: one course as a comparison of many sees it: what it was, where it began, where it stood
 * in each window, and its events; small enough that a clinic's courses lie in memory together.
 *
 * A changed filter, arm or period works on rows; only a changed scale or other rules need a new pass over the
 * charts.  The rows come from the same functions as the patient page (clinical.md 3 and 6).
 */
#pragma once

#include "tide-course-events.h"

G_BEGIN_DECLS

/* clinical.md 6: the rating nearest to the day within the window. */
#define TIDE_N_WINDOWS 6
typedef struct
{
  guint8 week;
  gint16 from_day, to_day; /* inclusive */
} TideWindow;
extern const TideWindow tide_windows[TIDE_N_WINDOWS]; /* weeks 1, 2, 4, 8, 12, 24 */

typedef struct
{
  gint32 lower_s, upper_s; /* seconds since the origin; G_MININT32: none */
  guint8 status, why;      /* TideEventStatus, TideEventWhy */
  guint8 confirmed;
} TideCohortEvent;

/* Totals are in 1/TIDE_RATING_UNITS; G_MININT32: none. */
typedef struct
{
  gint64 patient_id, course_id;
  TideDate day0; /* unknown when nothing is dated */
  gint32 baseline;
  gint32 best, last; /* on the course, while it is followed; too early ones with them */
  gint32 windows[TIDE_N_WINDOWS];
  TideCohortEvent events[TIDE_N_COURSE_EVENTS];
  gint32 gap_s;  /* median between ratings; G_MININT32 none */
  gint16 age;    /* at the start; -1 unknown */
  guint16 arms;  /* bit 1 << TideArm of each: a combination has several */
  guint8 arm;    /* of the course that opened the period */
  guint8 sex;    /* TideSex */
  guint8 route;  /* tide_route_codes */
  guint8 number; /* of the patient's courses that open with this arm, 1 = first */
  guint8
    failed_before;   /* trials recorded as none, and earlier courses here that were rated without response */
  guint8 excluded;   /* TideEventWhy of the response when it is excluded, else TIDE_WHY_NONE */
  guint8 last_state; /* TideState */
  guint8 end_reason; /* tide_end_reason_codes */
  guint8 low_baseline, died;
  /* How many ratings of the course carry each mark, by its bit; stops at 255. */
  guint8 marks[TIDE_N_MARKS];
  guint8 n_ratings, n_recall; /* as in TideCourseEvents */
} TideCohortRow;
G_STATIC_ASSERT (sizeof (TideCohortRow) < 200);

/**
 * tide_cohort_fold:
 * @history: of one patient; courses, dose steps, sessions, series and assessments are read, and for the
 *   covariates patient and trials
 * @rows: (element-type TideCohortRow): gets one row for each course that aims at @instrument, also those that
 * no table can take, so that nothing is lost from the count
 */
void tide_cohort_fold (const TideHistory *history, TideInstrument *instrument,
                       const TideThresholds *thresholds, TideInstant now, const TideEventOptions *options,
                       GArray *rows);
/* Days of an event of a row; NAN for none. */
double tide_cohort_event_get_lower (const TideCohortEvent *self);
double tide_cohort_event_get_upper (const TideCohortEvent *self);
/* A total of a row as a number; NAN for none. */
double tide_cohort_value (gint32 units);

G_END_DECLS

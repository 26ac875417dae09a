/* tide-track.h: where a running course stands against the clinic's own earlier courses of the same arm (N20).
 *
 * The band is a description of what was seen here, not a rule about what should be: a course outside it is
 * named, never judged.
 */
#pragma once

#include "tide-cohort-row.h"

G_BEGIN_DECLS

/* Under so many other patients' courses there is no band (N20). */
#define TIDE_TRACK_LEAST_N 10
/* The middle 80 % of them are inside: screens.md 5; our own convention, no published limit. */
#define TIDE_TRACK_MIDDLE 0.8

/* The band about one week: percent of the possible fall, as clinical.md 3.3. */
typedef struct
{
  guint n;             /* other patients' earlier courses that were rated in the window */
  double lower, upper; /* quantiles (type 7); NAN when n is under TIDE_TRACK_LEAST_N */
} TideTrackWeek;

typedef struct
{
  guint n;                             /* other patients' earlier courses */
  TideTrackWeek weeks[TIDE_N_WINDOWS]; /* as tide_cohort_windows */
} TideTrackBand;

/* Why nothing is said of a course; the order in which it is asked. */
typedef enum
{
  TIDE_TRACK_INSIDE,
  TIDE_TRACK_SMALLER, /* outside: a smaller fall than the band has */
  TIDE_TRACK_LARGER,  /* outside: a larger fall */
  TIDE_TRACK_NOT_RUNNING,
  TIDE_TRACK_NO_BASELINE,
  TIDE_TRACK_CARRY_OVER, /* its baseline is not an untreated one */
  TIDE_TRACK_NOT_RATED,  /* not yet in the first window */
  TIDE_TRACK_OLD,        /* the last rating says nothing about now: older than "state_days" */
  TIDE_TRACK_BEYOND,     /* rated after the last window */
  TIDE_TRACK_FEW,        /* fewer than TIDE_TRACK_LEAST_N earlier courses */
  TIDE_N_TRACK_STATES
} TideTrackState;
const char *tide_track_state_get_code (TideTrackState state); /* "smaller" */
gboolean tide_track_state_is_outside (TideTrackState state);

typedef struct
{
  gint64 patient_id, course_id;
  guint32 arms;
  TideTrackState state;
  guint n;                     /* courses behind the band at @days; FEW: how many there are */
  double days, value, percent; /* of the last rating that counts; NAN none */
  double lower, upper;         /* the band there, percent of the possible fall; NAN none */
  double low_value,
    high_value; /* the same in points, from the course's own baseline: low is the better end */
} TideTrack;

/* Rows by arm and condition: a band is a look into one of these groups.  Asked for courses in the order of
 * their start, a look costs no more than the logarithm of the group's size; in any other order it is as
 * right. */
typedef struct _TideTrackBook TideTrackBook;
/* @rows: (element-type TideCohortRow): of one pass by @instrument; borrowed, must outlive the book */
TideTrackBook *tide_track_book_new (const GArray *rows, TideInstrument *instrument);
void tide_track_book_free (TideTrackBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideTrackBook, tide_track_book_free)

/**
 * tide_track_book_get_band:
 * @row: one of the rows
 *
 * The band for @row: of the clinic's courses by the same arms, for the same condition, on the same scale,
 * that began before it.  None of the same patient counts, whatever he was treated with (leave-one-out), and
 * of each other patient the first course of these arms alone, so that rows are independent (clinical.md 3.6);
 * courses without a baseline, or begun in the carry-over of ketamine, are left out as in the comparison.
 * In each visit window of clinical.md 6 the band goes from the 10th to the 90th percentile of the percent
 * fall of each course's own baseline (clinical.md 3.3); no value is carried forward.  Our own convention.
 */
TideTrackBand tide_track_book_get_band (const TideTrackBook *self, const TideCohortRow *row);
/* At so many days: in the middle of a window its own; between two windows on the straight line between them,
 * with the smaller n; before the first and after the last window's middle, within the window, that of the
 * window.  FALSE where there is none; then *n is what there is. */
gboolean tide_track_band_at (const TideTrackBand *self, double days, double *lower, double *upper, guint *n);
/* How the last rating of @row stands to the band. */
TideTrack tide_track_book_judge (const TideTrackBook *self, const TideCohortRow *row,
                                 const TideThresholds *thresholds, TideDate today);
/* A percent fall in points of the scale, from @baseline. */
double tide_track_to_points (double percent, double baseline, double floor);
double tide_track_book_get_floor (const TideTrackBook *self); /* lowest score of the scale */

/* "middle 80 % of the clinic's earlier courses of the same arm, n = 14"; "no band: 7 earlier courses of the
 * same arm, 10 are needed" (transfer full). */
char *tide_track_dup_band_words (guint n);

G_END_DECLS

/* tide-cohort-row.h: one course of treatment folded to one small row: what the comparison of a clinic reads.
 *
 * A pass over all patients makes the rows once; another arm, period or filter then reads rows only.  The
 * numbers are those of the patient's own page: the same outcome and the same events are folded.
 */
#pragma once

#include <math.h>

#include "tide-course-events.h"

G_BEGIN_DECLS

/* Visit windows of clinical.md 6, in days since day 0, both ends included. */
#define TIDE_N_WINDOWS 6
typedef struct
{
  int week; /* 1, 2, 4, 8, 12, 24 */
  int from_day, to_day;
} TideCohortWindow;
extern const TideCohortWindow tide_cohort_windows[TIDE_N_WINDOWS];

/* Why a window has no rating; exclusive, in this order. */
typedef enum
{
  TIDE_WINDOW_RATED,
  TIDE_WINDOW_STOPPED,     /* the treatment, or the follow-up by another one, ended before */
  TIDE_WINDOW_NOT_YET_DUE, /* still open or ahead at the time of the data */
  TIDE_WINDOW_MISSED,
  TIDE_N_WINDOW_STATES
} TideWindowState;

/* What became of a course as one word; exclusive, each course has one. */
typedef enum
{
  TIDE_FATE_NO_BASELINE, /* no percent can be made: none, or at the floor of the scale */
  TIDE_FATE_NOT_RATED,   /* no rating after the start that counts */
  TIDE_FATE_RESPONDED,
  /* No response up to the last rating that counts, and nobody may say "no" before its day (F12): also of
   * those who left before it, however long ago. */
  TIDE_FATE_TOO_EARLY,
  TIDE_FATE_NOT_RESPONDED,
  TIDE_FATE_PLANNED, /* has not begun: not "started" */
  TIDE_N_FATES
} TideFate;
const char *tide_fate_get_code (TideFate fate);

/* How often ketamine was given (F63): one dose and a series answer different questions. */
typedef enum
{
  TIDE_DOSED_NOT,     /* no ketamine */
  TIDE_DOSED_ONCE,    /* one dose, and no more are planned */
  TIDE_DOSED_SERIES,  /* two or more, or so planned */
  TIDE_DOSED_UNKNOWN, /* ketamine without a dose on record: neither may be said */
} TideDosed;

/* Who rated, as bits: TideRatingFlags TIDE_RATING_SELF to TIDE_RATING_INDEPENDENT shifted down. */
#define TIDE_RATED_BY_SELF (1u << 0)
#define TIDE_RATED_BY_CLINICIAN (1u << 1)
#define TIDE_RATED_BY_INFORMANT (1u << 2)
#define TIDE_RATED_BY_INDEPENDENT (1u << 3)
#define TIDE_RATED_BY_UNKNOWN (1u << 4)

/* An event of one course, in whole seconds since its origin. Packed: a clinic has four of them a course. */
typedef struct
{
  gint32 lower, upper; /* censored: followed for lower, upper is -1; excluded: both -1 */
  guint8 status : 2, why : 5, confirmed : 1; /* TideEventStatus, TideEventWhy */
} __attribute__ ((packed)) TideCohortEvent;
G_STATIC_ASSERT (TIDE_N_WHYS <= 32);

/* A score as it is stored, in 1/TIDE_RATING_UNITS: half the bytes of a double, and no digit less. */
typedef struct
{
  gint32 units;
} TideCohortScore;
#define TIDE_COHORT_NO_SCORE ((TideCohortScore){ G_MININT32 })
static inline gboolean
tide_cohort_score_is_known (TideCohortScore score)
{
  return score.units != G_MININT32;
}
static inline double
tide_cohort_score_get (TideCohortScore score) /* NAN none */
{
  return tide_cohort_score_is_known (score) ? (double) score.units / TIDE_RATING_UNITS : (double) NAN;
}
static inline TideCohortScore
tide_cohort_score_of (double value) /* NAN: none */
{
  return isnan (value) ? TIDE_COHORT_NO_SCORE : (TideCohortScore){ tide_rating_from_value (value) };
}

typedef struct
{
  gint64 patient_id, course_id;
  TideCohortScore baseline;
  TideCohortScore window[TIDE_N_WINDOWS]; /* the rating nearest to the week */
  TideCohortScore best, last;             /* lowest and last rating after the start */
  float best_days, last_days;             /* when; NAN */
  float gap_days;                         /* median between ratings; NAN */
  float cost, response_weeks;             /* in the clinic's currency to now; NAN not recorded */
  TideDate start;                         /* day 0 */
  gint32 end_day;                         /* of the treatment, since day 0; -1 runs on */
  gint32 observed_days;                   /* from day 0 to the data */
  gint32 until_day;                       /* the next course for the target begins; -1 none */
  gint32 wait_days;                       /* from referral to day 0; -1 not recorded */
  guint16 arms;       /* 1 << TideArm of every course that is judged together from day 0 */
  guint16 background; /* 1 << TideArm of unchanged older treatments beside it */
  gint16 age;         /* years at day 0; -1 */
  guint16 n_ratings, n_recall, n_sessions, n_effects; /* effects: moderate or worse, begun under treatment */
  guint16 n_failed;            /* earlier treatments without response: trials on record and courses */
  guint8 sequence;             /* 1: the patient's first course of just these arms, and dosed alike */
  guint8 sequence_any;         /* the same however dosed: where single doses and series stand in one curve */
  gint16 watch_day, faded_day; /* since which calendar day since day 0 (F14, F15); -1 not so */
  gint16 last_day;             /* calendar day of the last rating after the start; -1 none */
  guint8 last_state;           /* TideState there */
  guint8 sex, route, setting, coverage,
    end_reason;     /* indexes into the codes; setting: of the first session */
  guint8 line;      /* of treatment, 0 not recorded */
  guint8 condition; /* of the indication, else of the primary diagnosis; tide_cohort_row_get_condition () */
  guint8 windows[TIDE_N_WINDOWS]; /* TideWindowState */
  guint8 fate : 3;                /* TideFate */
  guint8 carry_over : 1;          /* begun within carry_over_days of a ketamine dose of another course */
  guint8 at_floor : 1;            /* there is a baseline, at the floor: no percent */
  guint8 last_holds : 1;          /* the last rating meets the response criterion */
  guint8 dropped_out : 1, died : 1;
  guint8 low_baseline : 1;
  guint8 dosed : 2; /* TideDosed */
  guint8 named : 1; /* the course names this scale as its target; else it names none */
  guint8 rated_by;  /* TIDE_RATED_BY_…: of the baseline and of the ratings after the start that count */
  /* How many ratings of the course carry each mark, by its bit (TideMark); stops at 255. */
  guint8 marks[TIDE_N_MARKS];
  TideCohortEvent events[TIDE_N_COURSE_EVENTS];
} TideCohortRow;
G_STATIC_ASSERT (TIDE_N_ARMS <= 16 && TIDE_N_FATES <= 8);
G_STATIC_ASSERT (sizeof (TideCohortRow) <= 184);

/**
 * tide_cohort_fold:
 * @rows: (element-type TideCohortRow): to which one row is added for each course of @history that aims at
 *   @instrument, also for those that no table can take, so that nothing is lost from the count
 * @options: (nullable): of the events; the default
 */
void tide_cohort_fold (GArray *rows, const TideHistory *history, TideInstrument *instrument,
                       const TideThresholds *thresholds, TideInstant now, const TideEventOptions *options);

/* The same for many patients: what is the same for all of them is looked up once. @instrument and @thresholds
 * must outlive the result. */
typedef struct _TideCohortFolder TideCohortFolder;
TideCohortFolder *tide_cohort_folder_new (TideInstrument *instrument, const TideThresholds *thresholds,
                                          TideInstant now, const TideEventOptions *options);
void tide_cohort_folder_free (TideCohortFolder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideCohortFolder, tide_cohort_folder_free)
void tide_cohort_folder_add (TideCohortFolder *self, GArray *rows, const TideHistory *history);

/* Days under this treatment alone, to its end or to the data: from the next treatment on they are that one's,
 * or those of the combination of both (clinical.md 3.6), and never counted twice. */
static inline gint32
tide_cohort_row_get_treated_days (const TideCohortRow *self)
{
  gint32 days = self->end_day >= 0 ? self->end_day : self->observed_days;
  return self->until_day >= 0 ? MIN (days, self->until_day) : days;
}
/* "ocd", as tide_icd_get_condition () says it; NULL not known (transfer none: static). */
const char *tide_cohort_row_get_condition (const TideCohortRow *self);
guint8 tide_cohort_condition_of (const char *condition); /* the number of it; NULL: 0 */
/* Whether a rating of it carries O, C, D or M: another treatment or rater may have had a part (N06). */
gboolean tide_cohort_row_is_marked (const TideCohortRow *self);

/* "ketamine", "ssri+cbt": codes in the order of TideArm; "" for none (transfer full). */
char *tide_arms_dup_code (guint32 arms);
/* "Ketamine", "SSRI + CBT": for the eye (transfer full). */
char *tide_arms_dup_label (guint32 arms);
/* 0 when @code names an arm that does not exist. */
guint32 tide_arms_parse (const char *code);

G_END_DECLS

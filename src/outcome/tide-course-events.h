/* tide-course-events.h: when a course brought a response, how long it held, when it was lost: for each course
 * four events, each as an interval with its censoring (clinical.md 3.6; F17, F20, N03).
 *
 * Nobody is rated at the moment of a change: an event lies after the last rating without it and at or before
 * the first with it, and is kept so.  What was not seen is never imputed: a course is followed to its last
 * rating that counts, never to "today".  One course gives four rows of a survival table; the patient page and
 * the comparison of the clinic read the same ones.
 */
#pragma once

#include "tide-outcome.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_COURSE_RESPONSE,  /* first dose to response */
  TIDE_COURSE_REMISSION, /* first dose to remission */
  TIDE_COURSE_DURATION,  /* origin to the first rating at which the response criterion no longer holds */
  TIDE_COURSE_RELAPSE,   /* origin to relapse, by the preset */
  TIDE_N_COURSE_EVENTS
} TideCourseEventKind;
const char *tide_course_event_get_code (TideCourseEventKind kind);  /* "response" */
const char *tide_course_event_get_label (TideCourseEventKind kind); /* translated: "Time to response" */

typedef enum
{
  TIDE_EVENT_EXCLUDED, /* in no table, but counted, with its reason */
  TIDE_EVENT_CENSORED,
  TIDE_EVENT_SEEN,
} TideEventStatus;
const char *tide_event_status_get_code (TideEventStatus status); /* "excluded", "censored", "event" */

/* Why a course is not in the table, or why its follow-up ends where it does.  The order of the exclusions is
 * the order in which they are counted. */
typedef enum
{
  TIDE_WHY_NONE, /* the event was seen */
  /* excluded */
  TIDE_WHY_PLANNED,      /* has not begun */
  TIDE_WHY_NO_START,     /* nothing of the course is dated */
  TIDE_WHY_NO_CRITERION, /* the scale has no criterion for this event */
  TIDE_WHY_NO_BASELINE,
  TIDE_WHY_AT_FLOOR,     /* baseline at the floor of the scale: no percent (clinical.md 3.3) */
  TIDE_WHY_NOT_RATED,    /* no rating on the course that counts */
  TIDE_WHY_NO_RESPONSE,  /* duration and relapse: nothing to lose */
  TIDE_WHY_UNCONFIRMED,  /* the same, because the only response was not confirmed */
  TIDE_WHY_NO_FOLLOW_UP, /* followed for no time and without the event */
  /* censored */
  TIDE_WHY_LAST_RATING, /* still running, or nobody knows more */
  TIDE_WHY_LOST,        /* left before the treatment was done */
  TIDE_WHY_STOPPED,     /* the treatment ended */
  TIDE_WHY_SWITCHED,    /* the next treatment for the target began */
  TIDE_WHY_OVERLAP,     /* the same while this one was running: from then on it is a combination */
  TIDE_WHY_RESCUE,      /* a daily dose was raised after the response was lost */
  TIDE_WHY_DIED,
  TIDE_N_WHYS
} TideEventWhy;
const char *tide_event_why_get_code (TideEventWhy why);  /* "no_baseline"; NULL for NONE */
const char *tide_event_why_get_label (TideEventWhy why); /* translated: "no baseline"; NULL for NONE */

typedef enum
{
  TIDE_MOMENT_FIRST,     /* the first rating that meets the criterion */
  TIDE_MOMENT_CONFIRMED, /* response, remission: the first that holds at the next one, 7 days later or more */
} TideEventMoment;

typedef enum
{
  TIDE_WHILE_ON_TREATMENT, /* a new treatment, a rescue, a stop end the follow-up */
  TIDE_TREATMENT_POLICY,   /* whatever was done, the course is followed on, by the score alone */
} TideEventPolicy;

typedef enum
{
  TIDE_ORIGIN_FIRST_RESPONSE,
  TIDE_ORIGIN_LAST_DOSE, /* of the acute series of ketamine; last session of a therapy.  Other arms, and a
                            response that came later: the first response */
} TideEventOrigin;

typedef struct
{
  TideOutcomeOptions states; /* strict, relapse: for tide_outcome_compute_by (), which names the states */
  TideEventMoment moment;
  TideEventPolicy policy;
  TideEventOrigin origin;  /* of duration and relapse */
  gboolean include_recall; /* also ratings whose recall reaches before the first dose or a dose step */
} TideEventOptions;
/* All zero is the default of clinical.md 3.6. */
TideEventOptions tide_event_options_default (void);

typedef struct
{
  TideEventStatus status;
  TideEventWhy why;
  /* Days since the origin: the event lies in (lower, upper].  Censored: followed for @lower days, @upper is
   * NAN.  Excluded: both NAN.  An event on the first day has upper 0.5. */
  double lower_days, upper_days;
  gboolean confirmed; /* holds at the next rating 7 days later or more; relapse: two ratings */
  int visit;          /* index into visits of the rating that decided; censored: the last that counted; -1 */
  const char *clause; /* of the rules, by which it decided; NULL without an event */
} TideCourseEvent;

typedef struct
{
  TideCourseEvent events[TIDE_N_COURSE_EVENTS];
  double origin_days;   /* of duration and relapse, since day 0; NAN without a response */
  double last_days;     /* of the last rating that counts, since day 0; NAN none */
  TideDate followed_to; /* later ratings do not count for response; G_MAXINT32: all do */
  double gap_days;      /* median between the ratings that count, the first dose among them; NAN under one */
  guint n_ratings;      /* on the course, after the first dose, that decide or could */
  guint n_recall;       /* of these left out: recall reaches before the start */
  guint n_too_fresh, n_passed_over; /* beside n_ratings: these never decide */
  gboolean died;                    /* listed, whatever the events say */
  int recovery; /* visit by which a remission had held for a year, without one that denies it; -1 */
  int watch;    /* "watch" (F14): the criterion is lost at the last rating, not yet a relapse: since that
                   visit; -1 */
  int faded;    /* loss of effect (F15): the course still runs, a response held for 7 days, and the last
                   two ratings or more lack the criterion: since that visit; -1 */
} TideCourseEvents;

/**
 * tide_course_events_compute:
 * @outcome: computed of @history with the same @thresholds and @now, and for other than default states with
 *   `options->states`
 * @options: (nullable): the default
 *
 * The events of every course of @outcome by clinical.md 3.6.
 *
 * Returns: (transfer full) (array): one for each of `outcome->courses`, same order; free with g_free ()
 */
TideCourseEvents *tide_course_events_compute (const TideOutcome *outcome, const TideHistory *history,
                                              TideInstrument *instrument, const TideThresholds *thresholds,
                                              TideInstant now, const TideEventOptions *options);
/* "day 14, in (7, 14]", "21 d, in (7, 21]", "not within 42 d: still followed", "excluded: no baseline"
 * (transfer full). */
char *tide_course_event_dup_words (const TideCourseEvent *self, TideCourseEventKind kind);
/**
 * tide_course_events_get_held:
 * @shortest_days: (out): how long the response held at least
 * @longest_days: (out): how long at most; NAN while its loss was not seen
 *
 * How long the response held, shortest to longest possible.  It began in (a, b] and was lost in (c, d]
 * (clinical.md 3.6), so it held for more than c - b and less than d - a days: wider by b - a than the row of
 * the survival table, which dates its beginning at b.  Where the row begins with the last dose
 * (%TIDE_ORIGIN_LAST_DOSE), that day is known and nothing is added.
 *
 * Returns: %FALSE: there is nothing to tell, both are NAN; `events[TIDE_COURSE_DURATION].why` says why
 */
gboolean tide_course_events_get_held (const TideCourseEvents *self, double *shortest_days,
                                      double *longest_days);
/* The same in words, for screen, paper and command line: "7 to 24 d", "1 to 4.4 wk" (under 28 days in days,
 * else in weeks with one decimal), "at least 9 d"; NULL: nothing to tell (transfer full). */
char *tide_course_events_dup_held (const TideCourseEvents *self);
/* What tide_course_event_dup_words () says of @kind; of the duration the length by
 * tide_course_events_dup_held () first and then its row of the survival table (transfer full). */
char *tide_course_events_dup_words (const TideCourseEvents *self, TideCourseEventKind kind);
/* Whether the event was there by @days: 1 yes, 0 no, -1 unknown (excluded, or followed for less).  Early
 * response is the event of response by so many days; a sustained one is a relapse that was not there by then
 * (F22, F24).  The share of a group is the Kaplan-Meier estimate, never a count of these. */
int tide_course_event_by (const TideCourseEvent *self, double days);

G_END_DECLS

/* tide-course-facts.h: what a course has come to so far: days of waiting, sessions kept, money spent.
 *
 * Access (F07), adherence to sessions (F05, F44) and running cost (F08, F45) are counted here once, for
 * screens, pages and comparisons.  What is not recorded is counted as such and never as zero. */
#pragma once

#include "tide-outcome.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_agreed;  /* planned for later */
  guint n_open;    /* planned for a moment that is past, and nobody said what became of it */
  guint n_held;    /* with those begun and not finished */
  guint n_treated; /* of these the treatment itself, what is planned, authorised and paid for: no talks beside
                      a dose (tide_course_was_treated_by ()) */
  guint n_stopped; /* of these begun and not finished */
  guint n_missed;  /* by the patient */
  guint n_cancelled; /* by the clinic */
  guint n_late;      /* of those held, on another day than agreed, later */
  guint n_dated;     /* of those held, with an agreed day: the denominator of n_late */
  double adherence; /* percent held of held and missed; NAN when none of both.  The clinic's own cancelling is
                       not the patient's missing. */
  double homework;  /* mean percent, NAN */
  guint n_homework; /* sessions with a number */
  double peas;      /* mean of the sessions' means, NAN */
  guint n_peas;
} TideSessionCount;
TideSessionCount tide_course_count_sessions (const TideHistory *history, const TideCourse *course,
                                             TideInstant now);
/* The mean of the three PEAS items (1-7, clinical.md 4.3); NAN unless all three are answered. */
double tide_session_get_peas (const TideSession *session);

typedef struct
{
  TideDate from;  /* referral; unknown: nothing to say */
  TideDate until; /* first session or dose; unknown: still waiting */
  int days;       /* up to now while waiting; -1 unknown */
} TideWait;
/* From the course's referral, or the patient's for the first course, to the first session or dose. */
TideWait tide_course_get_wait (const TideHistory *history, const TideCourse *course, TideInstant now);
/* The first session held or the first dose, else the start; unknown when nothing is dated. */
TideDate tide_course_get_first_day (const TideHistory *history, const TideCourse *course);

typedef struct
{
  guint n_rows;    /* cost records of the course */
  guint n_unknown; /* of these, monthly ones of a course without a start: not in the sum */
  guint
    n_open_sessions;  /* past ones with a price and without a word on what became of them: not in the sum */
  double total;       /* in the clinic's currency, up to now */
  double by_payer[8]; /* index into tide_payer_codes */
  double response_weeks; /* in response or remission so far; NAN when no rating tells */
  double per_week;       /* total by response_weeks; NAN without both */
} TideCourseCost;
/**
 * tide_course_add_costs:
 * @outcome: (nullable): of the course's target scale; NULL: no weeks in response
 *
 * "once" counts from its day on; "a session" times those of treatment (n_treated) between its days; "a month"
 * by months of 30.4375 days between its days, within the course.  A state holds until the next rating and at
 * most "state_days".
 */
TideCourseCost tide_course_add_costs (const TideHistory *history, const TideCourse *course,
                                      const TideOutcome *outcome, const TideThresholds *thresholds,
                                      TideInstant now);

/* A dosing session whose talk afterwards is missing (F53). */
typedef struct
{
  const TideSession *dosing;
  const TideSession *planned; /* an integration is agreed for it, or NULL */
} TideMissingIntegration;
/* Dosing sessions that were held in a chain of preparation, dosing and integration, without an integration
 * that was held. A course has chains when any session prepares or integrates one of its doses, or is of
 * these kinds itself. Oldest first. (transfer full) (element-type TideMissingIntegration) */
GArray *tide_history_list_missing_integrations (const TideHistory *history);

G_END_DECLS

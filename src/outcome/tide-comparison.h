/* tide-comparison.h: what a clinic's treatments did, arm beside arm, from folded rows (clinical.md 6; N02 to
 * N06, N12, N17, N18).
 *
 * Clinic data are not randomised.  Everything here is a count, an estimate with its interval, or the reason
 * why there is none; who was left out, and why, is part of every result and cannot be taken from it.
 */
#pragma once

#include "tide-ancova.h"
#include "tide-balance.h"
#include "tide-cohort-row.h"
#include "tide-cox.h"
#include "tide-logrank.h"
#include "tide-means.h"
#include "tide-proportion.h"
#include "tide-survival.h"

G_BEGIN_DECLS

#define TIDE_COMPARISON_MOST_ARMS 8
#define TIDE_COMPARISON_USUAL_ARMS 4 /* compared when nobody names any */

/* --- what is asked --- */

typedef enum
{
  TIDE_BACKGROUND_ANY,
  TIDE_BACKGROUND_NONE,
  TIDE_BACKGROUND_SOME, /* an older daily drug runs on, unchanged */
} TideBackgroundFilter;

/* Doses of ketamine in one curve (F63). */
typedef enum
{
  TIDE_DOSES_SERIES, /* a series, or no ketamine: single doses and unknown ones are left out */
  TIDE_DOSES_SINGLE, /* a single dose, or no ketamine */
  TIDE_DOSES_MIXED,  /* also ketamine without a dose on record */
} TideDosesFilter;

/* Courses all of whose ratings were made by such raters (F63). */
typedef enum
{
  TIDE_RATERS_ANY,
  TIDE_RATERS_CLINICIAN,   /* clinicians or independent raters */
  TIDE_RATERS_INDEPENDENT, /* blinded */
  TIDE_RATERS_SELF,
} TideRatersFilter;

typedef struct
{
  char *condition;  /* "ocd"; NULL: any */
  char *instrument; /* id */
  char *rules;      /* id of the rules asked for; NULL: those of each course's condition */
  /* Asks for another pass; all that follows reads folded rows again.  Its criteria are those of `rules`, and
   * kept alive. */
  TideEventOptions events;

  guint32 arms[TIDE_COMPARISON_MOST_ARMS]; /* masks as in TideCohortRow */
  guint n_arms;                            /* 0: those with most courses */
  TideDate from, to;                       /* day 0 lies between, both included; unknown: open */
  gboolean all_courses;                    /* else the patient's first course of an arm */
  gboolean keep_carry_over;
  int sex;                           /* tide_sex_codes; 0 any */
  int age_from, age_to;              /* years at day 0; -1 open */
  double baseline_from, baseline_to; /* NAN open */
  int failed_from, failed_to;        /* earlier treatments without response; -1 open */
  int route, setting, line;          /* codes; 0 any */
  TideBackgroundFilter background;
  TideDosesFilter doses;
  TideRatersFilter raters;
} TideComparisonDefinition;

TideComparisonDefinition *tide_comparison_definition_new (const char *instrument);
TideComparisonDefinition *tide_comparison_definition_copy (const TideComparisonDefinition *self);
void tide_comparison_definition_free (TideComparisonDefinition *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideComparisonDefinition, tide_comparison_definition_free)
/* One "key=value" a line, for saving and for files; reading it back gives the same (transfer full). */
char *tide_comparison_definition_to_text (const TideComparisonDefinition *self);
/* NULL with TIDE_ERROR_VALUE that names the key, the value and what is allowed.  Rules must name the scale.
 */
TideComparisonDefinition *tide_comparison_definition_parse (const char *text, GError **error);
/* @own: (element-type TideCriteria) (nullable): rules that are not shipped and may be named by their id */
TideComparisonDefinition *tide_comparison_definition_parse_with (const char *text, const GPtrArray *own,
                                                                 GError **error);
/* One "key=value": --filter of the command, a line of the text. */
gboolean tide_comparison_definition_set (TideComparisonDefinition *self, const char *key, const char *value,
                                         GError **error);
/* Rules, shipped or of a file; NULL: those of each course's condition.  FALSE with TIDE_ERROR_VALUE, and
 * nothing is changed, when they do not name the scale: others would judge it without a word. */
gboolean tide_comparison_definition_set_criteria (TideComparisonDefinition *self,
                                                  const TideCriteria *criteria, GError **error);
/* Another scale; TRUE: rules that do not name it were dropped, and the user has to be told. */
gboolean tide_comparison_definition_change_instrument (TideComparisonDefinition *self,
                                                       const char *instrument);
/* Whether two ask for the same pass over the patients. */
gboolean tide_comparison_definition_shares_pass (const TideComparisonDefinition *a,
                                                 const TideComparisonDefinition *b);
/* "first course, carry-over out, age 18 to 65": what is filtered, for the eye (transfer full). */
char *tide_comparison_definition_dup_words (const TideComparisonDefinition *self);

/* --- who is counted --- */

/* Why a started course is not counted; exclusive, in this order. */
typedef enum
{
  TIDE_COUNTED,
  TIDE_LEFT_NO_BASELINE,
  TIDE_LEFT_REPEAT,
  TIDE_LEFT_CARRY_OVER,
  TIDE_LEFT_FILTER,
  TIDE_N_LEFT
} TideLeftOut;
const char *tide_left_out_get_code (TideLeftOut reason);  /* "no_baseline"; "counted" */
const char *tide_left_out_get_label (TideLeftOut reason); /* translated: "no baseline" */

/* An arm's courses started = sum of left_out [without COUNTED] + counted;
 * counted = not_rated + responded + not_responded + too_early = rated [w] + sum of unrated [w], of each w. */
typedef struct
{
  guint started;
  guint left_out[TIDE_N_LEFT]; /* [TIDE_COUNTED] is the number counted */
  guint counted;
  guint rated[TIDE_N_WINDOWS];
  guint unrated[TIDE_N_WINDOWS][TIDE_N_WINDOW_STATES];
  guint not_rated, responded, not_responded, too_early;
  guint dropped_out;
  guint
    asked_no_baseline; /* of left_out [NO_BASELINE]: neither a repeat, nor carried over, nor filtered out */
  guint n_ratings;     /* of those counted */
  guint marks[TIDE_N_MARKS]; /* of these, with each mark */
} TideAccounting;

/* Who had not responded by the end of the window of week 12 (F11), of all courses that started and were asked
 * for: also of those without a baseline, for whom nobody can tell; not of those left out as a repeat, for
 * carry-over or by the filter.  started = responded + without + unknown. */
#define TIDE_NON_RESPONSE_WINDOW 4 /* of tide_cohort_windows: week 12, days 70 to 98 */
typedef struct
{
  guint started;
  guint responded;      /* by the last day of the window */
  guint without;        /* rated in the window or later, and no response until then */
  guint unknown;        /* not assessable: no baseline, not rated, or not followed so far */
  TideProportion share; /* 1 - responded / started: who is unknown counts as without */
} TideNonResponse;

/* --- one arm --- */

/* Times to one event, in days. */
typedef struct
{
  TideSurvivalCurve *right, *left;       /* events dated at the first rating with them; at the last without */
  guint n, events, excluded;             /* in the table; of them seen; not in the table */
  TideSurvivalEstimate median, quartile; /* of right: half, a quarter had the event */
  TideSurvivalEstimate after[TIDE_N_WINDOWS]; /* S at each week */
} TideTimes;

typedef struct
{
  guint32 arms;
  char *code, *label;
  gboolean drawn; /* counted at least TIDE_STATS_LEAST_N: else counts only */
  TideAccounting accounting;
  GArray *rows;   /* guint: of the courses counted, in the order of start, then id */
  GArray *single; /* guint: of the courses drawn as single lines, by the fixed seed; in order of rows */
  GArray *bars;   /* guint: of the courses rated, by best change from the least to the most */
  TideMean change[TIDE_N_WINDOWS];  /* in points: below 0 is a fall */
  TideMean percent[TIDE_N_WINDOWS]; /* of the possible fall: above 0 is a fall (clinical.md 3.3) */
  TideTimes times[TIDE_N_COURSE_EVENTS];
  TideProportion response;              /* responded of counted (F11: the rest did not, or is not known) */
  TideProportion best_case, worst_case; /* all of the unknown responded; none */
  TideNonResponse non_response;
  TideProportion first_by[2];       /* early and late: share responded by week 2, by week 12, of those
                                       who could be told */
  TideMean failed, gap, wait, cost; /* earlier failures; days between ratings; waiting days; cost */
  guint n_effects, n_sessions;
  double patient_months;            /* of treatment of those counted */
  guint stopped_by[TIDE_N_WINDOWS]; /* left the treatment early by then */
  double cost_sum;                  /* of all courses with a price; NAN none has one */
  guint n_cost_responders;          /* responders among these */
  double cost_per_responder;        /* NAN without cost or responder */
  double cost_per_response_week;    /* NAN */
  guint n_recall_led; /* responses that rest on a rating that recalls the time before; see definition */
} TideComparedArm;

/* --- two arms --- */

/* Adjusted and unadjusted difference in change at one window: a less b. */
typedef struct
{
  guint n_a, n_b;
  TideContrast unadjusted, baseline, full; /* full: baseline, age and earlier failures */
  guint n_full_a, n_full_b;                /* those with age */
  TideHedges hedges;
} TideDifference;

typedef struct
{
  guint a, b; /* indexes of arms; both drawn */
  TideDifference differences[TIDE_N_WINDOWS];
  TideRiskDifference response;
  GArray *balance; /* TideBalanceRow */
} TideComparedPair;

/* Times to one event of both arms of a pair. */
typedef struct
{
  TideLogRank *logrank;
  TideCox *cox;                  /* b is the reference */
  TideRestrictedMean restricted; /* difference a less b, to the common tau */
} TideComparedTimes;
void tide_compared_times_clear (TideComparedTimes *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TideComparedTimes, tide_compared_times_clear)

typedef struct
{
  const char *key;   /* "failed", "baseline", "age", "female", "line", "remote" */
  const char *label; /* translated */
  gboolean share;    /* else numbers */
  TideBalance balance;
} TideBalanceRow;

/* --- the whole --- */

/* One sentence that is printed under every figure. */
typedef struct
{
  const char *key;
  char *words;
  gboolean weighty; /* stands in the bar at the foot */
} TideCaveat;

typedef struct
{
  guint32 arms;
  guint n; /* started */
} TideArmCount;

typedef struct
{
  TideComparisonDefinition *definition;
  TideInstrument *instrument; /* not owned */
  const GArray *rows;         /* TideCohortRow, not owned: must outlive this */
  guint n_arms;
  TideComparedArm *arms;
  GArray *others;     /* TideArmCount: arms of the rows that are not compared */
  GPtrArray *pairs;   /* TideComparedPair: of each two drawn arms, a before b */
  GPtrArray *caveats; /* TideCaveat */
  TideChangeRule
    rule;          /* of the scale, by the rules that were asked for; where sexes differ that of neither */
  double reliable; /* reliable change of the scale in points, NAN */
  double floor;    /* lowest score of the scale */
  /* The quoted share without response to an SSRI, in percent, and where it comes from (F11): a threshold of
   * the clinic, "ssri_non_response". */
  double quoted_non_response;
  char *quoted_source;
  guint n_single; /* single lines drawn, of n_counted; at most TIDE_MOST_SINGLE_LINES */
  guint n_counted;
} TideComparison;

#define TIDE_MOST_SINGLE_LINES 200

/**
 * tide_comparison_new:
 * @rows: (element-type TideCohortRow): of a pass by the same instrument and events
 *
 * Returns: (transfer full): never NULL
 */
TideComparison *tide_comparison_new (const GArray *rows, const TideComparisonDefinition *definition,
                                     TideInstrument *instrument, const TideThresholds *thresholds);
void tide_comparison_free (TideComparison *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideComparison, tide_comparison_free)
/* Tests of times are asked for one by one: no figure shows them, and they cost more than all others. The
 * first is of all drawn arms. */
TideLogRank *tide_comparison_compute_logrank (const TideComparison *self, TideCourseEventKind kind);
TideComparedTimes tide_comparison_compare_times (const TideComparison *self, const TideComparedPair *pair,
                                                 TideCourseEventKind kind);
/* Why a row that could belong to an arm is not counted there. */
TideLeftOut tide_comparison_get_left_out (const TideComparisonDefinition *definition,
                                          const TideCohortRow *row);
/* Whether the question is about the course, though it may have no baseline: it is no repeat, not carried over
 * and passes the filter.  Of these is the share without response (F11). */
gboolean tide_comparison_is_asked (const TideComparisonDefinition *definition, const TideCohortRow *row);
/* The rows as CSV with a head, one a course of every compared arm, with whether and why it is left out;
 * record numbers are not in it (transfer full). */
char *tide_comparison_to_csv (const TideComparison *self);
/* What each column of these rows means, one a line (transfer full). */
char *tide_comparison_columns_to_text (void);
/* The numbers as "arm,versus,quantity,week,value,lower,upper,why", one a line: every printed one, with the
 * code of the reason where it, or its interval, is undefined (transfer full). */
char *tide_comparison_results_to_csv (const TideComparison *self);

/* Where the data of a comparison come from, as far as the caller knows. */
typedef struct
{
  const char *now;        /* the moment of the data, ISO 8601; NULL: the last day of the rows */
  const char *audit_head; /* NULL: not known */
  gint64 audit_number;
} TideComparisonOrigin;

/* The whole question as it was asked: program, moment, arms as they were chosen, each option also where it is
 * the default.  Reads back as a definition: what is not a choice stands behind "#" (transfer full). */
char *tide_comparison_question_to_text (const TideComparison *self, const TideComparisonOrigin *origin);
/* The clauses and numbers in force, for each condition among the courses (transfer full). */
char *tide_comparison_rules_to_text (const TideComparison *self, const TideThresholds *thresholds);
/* Writes rows.csv, columns.txt, results.csv, definition.txt, rules.txt and recompute.R, from which each
 * number can be recomputed (N19), into @folder, which is made.  Files are for their owner alone and are never
 * written over (TIDE_ERROR_VALUE); on an error none of them is left. @origin: (nullable) */
gboolean tide_comparison_export (const TideComparison *self, const TideThresholds *thresholds,
                                 const TideComparisonOrigin *origin, const char *folder, GError **error);

G_END_DECLS

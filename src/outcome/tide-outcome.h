/* tide-outcome.h: what a series of ratings says about a course: baseline, change, state at each visit.
 *
 * Plain arithmetic on plain arrays (clinical.md 3); the patient page and, later, the cohort use the same
 * functions. States come from the change thresholds of the instrument file, the criteria of the course's
 * condition and, where there is one within three days, the CGI.
 */
#pragma once

#include "tide-criteria.h"

G_BEGIN_DECLS

/* One drawing shape each; order = legend order. */
typedef enum
{
  TIDE_STATE_NONE, /* no course, or no percent: no state */
  TIDE_STATE_BASELINE,
  TIDE_STATE_TOO_EARLY,
  TIDE_STATE_NO_RESPONSE,
  TIDE_STATE_PARTIAL,
  TIDE_STATE_RESPONSE,
  TIDE_STATE_REMISSION,
  TIDE_STATE_RELAPSE,
  TIDE_STATE_WORSE,
  TIDE_N_STATES
} TideState;
const char *tide_state_get_label (TideState state);       /* translated: "No response" */
const char *tide_state_get_short_label (TideState state); /* "No resp." */
const char *tide_state_get_code (TideState state);        /* "no_response" */

/* Attribution marks: boxed letters. */
typedef enum
{
  TIDE_MARK_RECALL = 1 << 0, /* R: recall period reaches before the first dose, a dose step or an infusion */
  TIDE_MARK_CARRY_OVER = 1 << 1, /* C: within 28 days of the last ketamine dose, under another arm */
  TIDE_MARK_OVERLAP = 1 << 2,    /* O: two arms at once that are not one combination */
  TIDE_MARK_DOSE = 1 << 3,       /* D: dose still rising; not where the state already says "too early" */
  TIDE_MARK_MODE = 1 << 4,       /* M: rater, rater type or contact differs from the baseline's */
  TIDE_MARK_SCORE_ONLY = 1 << 5, /* no CGI: state by score alone */
  TIDE_MARK_DISAGREE = 1 << 6,   /* score and CGI disagree */
  TIDE_MARK_LOW_BASELINE = 1 << 7,
  TIDE_MARK_WATCH = 1 << 8, /* criterion lost once; not yet a relapse */
  TIDE_MARK_PRORATED = 1 << 9,
  TIDE_MARK_TOTAL_ONLY = 1 << 10,
  TIDE_MARK_DISCONTINUATION
  = 1 << 11, /* criterion lost shortly after an antidepressant was stopped: not scored */
} TideMark;
#define TIDE_N_MARKS 12
const char *tide_mark_get_code (TideMark mark); /* of one mark: "carry_over" */

/* Criteria that a visit meets: remission stands apart from response (clinical.md 3.5). */
typedef enum
{
  TIDE_MEETS_PARTIAL = 1 << 0,
  TIDE_MEETS_RESPONSE = 1 << 1,
  TIDE_MEETS_REMISSION = 1 << 2,
} TideMeets;

/* How states are named; all zero: by condition and scale, as on the timeline. */
typedef struct
{
  /* For the scales that it names; NULL, and other scales: those of the course's condition. Must outlive the
   * result. */
  const TideCriteria *criteria;
  gboolean strict; /* a state that asks for a CGI is not named without one */
  TideRelapsePreset relapse;
} TideOutcomeOptions;

/* One rating within the course it belongs to. */
typedef struct
{
  TideRating rating; /* copied */
  int course;        /* index into TideCourseOutcomes, -1 when before or outside every course */
  TideState state;
  guint marks;           /* TideMark */
  double days;           /* since day 0 of the course, NAN without one */
  double change;         /* x - B, NAN without baseline */
  double percent;        /* 100 (B - x) / (B - floor), NAN when undefined */
  int cgi_s, cgi_i;      /* 0 when not rated within the window */
  gboolean cgi_i_best;   /* compared with "best" */
  TideState score_state; /* by clinical.md 3.5 alone: neither too early nor relapse */
  int day;               /* calendar day of the course, what "day 90" shows; G_MININT without a course */
  int ketamine_days;     /* calendar days since the last ketamine dose, -1 none: "carry-over, day 27" */
  /* Another rating of the same day is preferred (clinical.md 3.4): shown, but nothing is judged by it. */
  gboolean passed_over;
  /* What decided the state. */
  guint meets;        /* TideMeets */
  const char *clause; /* id of the clause of the course's rules, NULL without a state; never freed */
  int decided_at; /* the visit that decided: this one, or the later one that made this a relapse; -1 none */
  gint64 cgi_s_id, cgi_i_id; /* assessments of the CGI that counted, 0 none (or not saved yet) */
  gboolean too_fresh; /* under 24 h after a ketamine dose, with a longer recall: shown, never decides */
  /* Its recall reaches before the first dose, or a step of a daily dose (clinical.md 3.4).  The mark R also
   * stands for the next infusions of a series; those do not keep a rating out of the time to an event. */
  gboolean recalls_start;
} TideVisitOutcome;

typedef struct
{
  /* Of the history: the course that opened this period; others that are judged with it are in `with`. */
  const TideCourse *course;
  const TideCriteria *criteria; /* by which its visits are judged */
  TideChangeRule rule;          /* thresholds of the scale under these criteria */
  GPtrArray *with;  /* (const TideCourse) that run beside it from day 0, for titles "Ketamine IV + ERP" */
  TideInstant day0; /* first dose or first session, else the start date */
  /* End, or start of the next course for the same target; unknown = running.  Ratings after the end still
   * belong to the course (follow-up), until the next one starts. */
  TideInstant until;
  gboolean planned;        /* day 0 in the future */
  int baseline;            /* index into visits, -1 none */
  double baseline_value;   /* NAN none */
  char *baseline_why;      /* translated: "latest of 2 in the 28 days before day 0" / "no baseline: …" */
  double response_line;    /* total at the response threshold, unrounded; NAN none */
  double response_at_most; /* largest whole total that counts */
  double remission_line;
  /* "No response" is not said before this day; unknown: the arm is judged at once. */
  TideInstant too_early_until;
} TideCourseOutcome;

typedef struct
{
  const TideSeries *series; /* the one it was computed from */
  TideVisitOutcome *visits; /* one for each rating, same order */
  guint n_visits;
  /* Same order: the rating that is the baseline of a course, as the last one of the course that still ran
   * then; of that course by its number, -1: none, and nothing else is filled in.  It counts in both. */
  TideVisitOutcome *closings;
  TideCourseOutcome *courses; /* by day 0 */
  guint n_courses;
  GPtrArray *treatments; /* of this room alone: what the marks were made by */
} TideOutcome;

/**
 * tide_outcome_compute:
 * @history: must outlive the result
 * @instrument: the scale that is charted
 *
 * Returns: (transfer full): never NULL, possibly without visits
 */
TideOutcome *tide_outcome_compute (const TideHistory *history, TideInstrument *instrument,
                                   const TideThresholds *thresholds, TideInstant now);
/* The same by @options (nullable): other rules, strict, another preset of relapse. */
TideOutcome *tide_outcome_compute_by (const TideHistory *history, TideInstrument *instrument,
                                      const TideThresholds *thresholds, TideInstant now,
                                      const TideOutcomeOptions *options);
void tide_outcome_free (TideOutcome *self);
/* What is read of a patient's ratings to judge a course on @instrument by @options (nullable): pairs of a
 * scale's and a score's id, the instrument's own first. (transfer container) (element-type utf8); the texts
 * live as long as the instrument and the rules. */
GPtrArray *tide_outcome_list_scores (TideInstrument *instrument, const TideOutcomeOptions *options);
/**
 * tide_outcome_list_visits:
 * @course: its number
 *
 * What a course was rated with, its own baseline and the rating that closes it among them; by time.
 *
 * Returns: (transfer container) (element-type TideVisitOutcome): never NULL
 */
GPtrArray *tide_outcome_list_visits (const TideOutcome *self, int course);
/* Whether the rating of this assessment is passed over; of a part of the scale as of its total. */
gboolean tide_outcome_is_passed_over (const TideOutcome *self, gint64 assessment_id);
/* The last rating that counts, NULL when there is none: what "now" means wherever one score stands for a
 * patient. */
const TideVisitOutcome *tide_outcome_get_last (const TideOutcome *self);
/* The course by which a rating made at @when is judged, whatever runs beside it: the last that had started.
 * @or_planned: when none had, or that one has ended, the first planned one. NULL: none. Chart, form, list and
 * paper take the baseline of this one. */
const TideCourseOutcome *tide_outcome_find_course_at (const TideOutcome *self, TideInstant when,
                                                      gboolean or_planned);
/* Why @visit has no state, in the same few words everywhere: "No course", "No baseline", "Too soon after a
 * dose"; NULL when it has one (transfer none). */
const char *tide_outcome_why_no_state (const TideOutcome *self, const TideVisitOutcome *visit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideOutcome, tide_outcome_free)

/* A rating that is being made: what a form knows of it before it is saved. */
typedef struct
{
  TideInstant taken;
  double value;
  int cgi_s, cgi_i;    /* made beside it; 0 = not rated: one that is saved near it counts */
  gboolean cgi_i_best; /* compared with "best" */
  int rater_type;      /* tide_rater_type_codes */
  gint64 replaces_id;  /* the assessment that it amends, 0 none */
} TideUnsavedRating;

/**
 * tide_outcome_judge_unsaved:
 *
 * Places and judges @unsaved among the ratings of @history as tide_outcome_compute () will once it is saved:
 * relapse, "too early" and baseline take what came before it.
 *
 * Returns: the visit; its course says only whether there is one (-1: none)
 */
TideVisitOutcome tide_outcome_judge_unsaved (const TideHistory *history, TideInstrument *instrument,
                                             const TideThresholds *thresholds, TideInstant now,
                                             const TideUnsavedRating *unsaved);

/* Percent fall from B by clinical.md 3.3; NAN when B is at the floor. */
double tide_outcome_percent (double baseline, double value, double floor);
/* Thresholds compare with a tolerance of 1e-9 (3.3). */
gboolean tide_outcome_at_least (double value, double threshold);
/* Rule A9 (clinical.md 8): worse by the reliable change, or by "worse_percent" of the baseline and at least
 * half of the reliable change; FALSE where the scale has no reliable change. */
gboolean tide_outcome_is_deterioration (const TideChangeRule *rule, const TideThresholds *thresholds,
                                        double baseline, double value);
/* State of a score alone (3.5), by the default thresholds; cgi values 0 = not rated. */
TideState tide_outcome_state_of (const TideChangeRule *rule, double baseline, double value, int cgi_s,
                                 int cgi_i, guint *marks);

G_END_DECLS

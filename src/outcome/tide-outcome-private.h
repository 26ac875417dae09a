/* tide-outcome-private.h: what the steps of tide_outcome_compute () hand to each other.
 *
 * Order of the steps: treatments (each course with its day 0, doses and end) → periods (courses that belong
 * together) → baselines → change and state of each visit → relapse and watch → attribution marks.
 */
#pragma once

#include "tide-outcome.h"

G_BEGIN_DECLS

/* tide-state.c */
/* Numbers of the clauses, in force. */
typedef struct
{
  double response_at_most, partial_at_most, remission_at_most; /* CGI */
  double worse_percent;
  gboolean strict;
} TideStateLimits;
/* What of a visit decides its state. */
typedef struct
{
  double baseline, value;
  int cgi_s, cgi_i;                                     /* 0 = not rated */
  gboolean also_denies_response, also_denies_remission; /* another score that the clause asks for */
} TideEvidence;
/* What one score comes to. */
typedef struct
{
  TideState state;
  guint marks, meets;
  const char *clause;
} TideJudgement;
TideStateLimits tide_state_limits_from (const TideCriteria *criteria, const TideThresholds *thresholds);
gboolean tide_outcome_meets_response (const TideChangeRule *rule, double baseline, double value);
TideJudgement tide_outcome_judge (const TideChangeRule *rule, const TideStateLimits *limits,
                                  const TideEvidence *evidence);

/* tide-outcome-book.c */
/* The rules of one illness with their numbers in force. */
typedef struct
{
  const char *condition; /* as tide_icd_get_condition () gives it, or NULL */
  TideSex sex;
  const TideCriteria *criteria;
  TideChangeRule rule;
  TideStateLimits limits;
  const TideClause *response, *remission;
} TideJudging;

/* What does not change from patient to patient: looked up once for a whole pass, or for one patient. */
typedef struct
{
  TideInstrument *instrument;
  const char *instrument_id;
  double recall_days;
  const TideThresholds *thresholds;
  TideInstant now;
  TideOutcomeOptions options;
  gboolean wordless; /* nobody reads why a baseline was taken */
  double baseline_days, baseline_days_ketamine, companion_days, cgi_window_days, carry_over_days;
  double background_days, dose_rising_days, series_gap_days, watch_days, relapse_percent_below;
  gint64 ketamine_wait_seconds;
  GPtrArray *judgings; /* TideJudging, as they were asked for */
} TideOutcomeBook;
TideOutcomeBook *tide_outcome_book_new (TideInstrument *instrument, const TideThresholds *thresholds,
                                        TideInstant now, const TideOutcomeOptions *options);
void tide_outcome_book_free (TideOutcomeBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideOutcomeBook, tide_outcome_book_free)
/* The rules of a course: those that were asked for, else by its indication or the primary diagnosis. */
const TideJudging *tide_outcome_book_find (TideOutcomeBook *self, const TideHistory *history,
                                           const TideCourse *course);
/* tide-outcome.c: tide_outcome_compute_by (), by a book. */
TideOutcome *tide_outcome_compute_from (TideOutcomeBook *book, const TideHistory *history);

/* One course as arithmetic sees it. */
typedef struct
{
  const TideCourse *course;
  TideInstant day0; /* unknown when nothing of the course is dated */
  TideInstant last; /* last moment it is known to run; unknown = still running */
  gboolean planned; /* day 0 after now */
  GArray *doses;    /* TideInstant: sessions held or begun, oldest first */
  GPtrArray *steps; /* (const TideDoseStep), by date */
} TideTreatment;

/* A period: the courses that are judged as one. */
typedef struct
{
  const TideTreatment *lead;
  GPtrArray *with; /* (const TideTreatment) */
  const TideJudging *judging;
} TidePeriod;

/* One rating, with what the array alone does not say. */
typedef struct
{
  TideInstant taken;
  TideDate date;
  const char *version, *recall; /* of the form, interned; NULL not known */
  gboolean too_fresh; /* under 24 h after a ketamine dose, with a longer recall: shown, without a state */
  int cgi_s, cgi_i, cgi_i_best;             /* 0 = not rated within the window */
  gint64 cgi_s_id, cgi_i_id, cgi_i_best_id; /* their assessments */
} TideMoment;

typedef struct
{
  TideOutcomeBook *book;
  const TideHistory *history;
  TideInstrument *instrument;
  const TideThresholds *thresholds;
  TideInstant now;
  GPtrArray *treatments;            /* TideTreatment by day 0, of all courses */
  GPtrArray *periods;               /* TidePeriod, same order as outcome->courses */
  TideMoment *moments;              /* one a visit */
  const TideUnsavedRating *unsaved; /* of a form, or NULL */
  guint unsaved_at;                 /* its visit */
  TideOutcome *outcome;
} TideOutcomeTask;

/* tide-treatment.c */
/* The recorded end, or the day of the step to 0 mg with which a daily drug ends, whichever is first: who
 * writes the end down later does not prolong it.  Unknown while it runs.  Marks, events, the comparison and
 * the periods ask here. */
TideDate tide_course_find_stop (const TideHistory *history, const TideCourse *course, TideInstant now);
GPtrArray *tide_treatments_new (const TideHistory *history, TideInstant now); /* (transfer full) */
gboolean tide_treatment_runs_at (const TideTreatment *self, TideDate date);
/* A daily dose that has not changed for background_days before @day0 (and not since, up to @date). */
gboolean tide_treatment_is_background (const TideTreatment *self, TideDate day0, TideDate date,
                                       double background_days);
/* TRUE while a titration goes on: between the first step and the last rise of one run of rises. */
gboolean tide_treatment_is_rising (const TideTreatment *self, TideDate date, double rising_days);
/* TRUE when @instant is after @dose, as far as their precision tells; the same day without times counts as
 * before. */
gboolean tide_instant_is_after_dose (TideInstant instant, TideInstant dose);
/* Days by the clocks on the wall: from 9 in winter to 9 in summer are whole days, so that shifting a course
 * in the calendar leaves its numbers as they are. */
double tide_outcome_days_between (TideInstant instant, TideInstant origin);

/* tide-period.c */
void tide_outcome_make_periods (TideOutcomeTask *task);

/* tide-baseline.c */
void tide_outcome_find_baselines (TideOutcomeTask *task);
/* Smaller is preferred: independent, clinician, self, informant, unknown. */
int tide_outcome_rank_rater (const TideRating *rating);

/* tide-evidence.c */
/* What decides the state of visit @index under the rules of @course. */
TideEvidence tide_outcome_collect_evidence (const TideOutcomeTask *task, const TideCourseOutcome *course,
                                            guint index);

/* tide-relapse.c: changes the states of one period where a response was lost. */
void tide_outcome_find_relapses (TideOutcomeTask *task, int course);
/* Only the scale that a course aims at can relapse; a second scale has states, not events. */
gboolean tide_outcome_aims_at (const TideCourseOutcome *course, TideInstrument *instrument);
gboolean tide_outcome_is_target (const TideOutcomeTask *task, int course);

/* tide-marks.c */
void tide_outcome_mark_visits (TideOutcomeTask *task);

G_END_DECLS

/* tide-history.h: everything that is recorded of one patient, in memory at once: what safety, outcome, figure
 * and report read.  Loaded by the clinic; owns its records. */
#pragma once

#include "tide-assessment.h"
#include "tide-course.h"
#include "tide-exposure.h"
#include "tide-goal.h"
#include "tide-medication.h"
#include "tide-observation.h"
#include "tide-patient.h"
#include "tide-rating.h"
#include "tide-schedule.h"
#include "tide-screening.h"
#include "tide-session-log.h"
#include "tide-thresholds.h"
#include "tide-trial.h"
#include "tide-visit.h"

G_BEGIN_DECLS

/* The ratings of one score, oldest first; current assessments only. */
typedef struct
{
  char *instrument_id;
  char *score_id;
  TideRating *ratings;
  guint n_ratings;
} TideSeries;

typedef struct
{
  TidePatient *patient;
  GPtrArray *identifiers;    /* TideIdentifier, without those entered in error */
  GPtrArray *diagnoses;      /* TideDiagnosis, primary first, without those entered in error */
  GPtrArray *courses;        /* TideCourse by start, unknown starts first, without those entered in error */
  GPtrArray *dose_steps;     /* TideDoseStep by course and date, without those entered in error */
  GPtrArray *sessions;       /* TideSession by time, without those entered in error */
  GPtrArray *adverse_events; /* TideAdverseEvent by time */
  GPtrArray *visits;         /* TideVisit by time */
  GPtrArray *visit_parts;    /* TideVisitPart, without those entered in error */
  GPtrArray *assessments;    /* TideAssessmentData, all of them, also amended and in error, oldest first by
                                taken, then id */
  GPtrArray *notes;          /* TideNote, newest first */
  GPtrArray *events;         /* TideEvent by date */
  GPtrArray *alerts;         /* TideAlert, all, highest level first, then oldest */
  GPtrArray *medications;    /* TideMedication by start; these and all below without those entered in error */
  GPtrArray *allergies;      /* TideAllergy */
  GPtrArray *measurements;   /* TideMeasurement by time */
  GPtrArray *trials;         /* TideTrial by start */
  GPtrArray *stagings;       /* TideStaging, newest first */
  GPtrArray *screenings;     /* TideScreening, newest first */
  GPtrArray *screening_answers; /* TideScreeningAnswer */
  GPtrArray *consents;          /* TideConsent by day */
  GPtrArray *decisions;         /* TideEligibilityDecision, newest first */
  GPtrArray *goals;             /* TideGoal by day */
  GPtrArray *goal_ratings;      /* TideGoalRating by time */
  GPtrArray *contacts;          /* TideContact */
  GPtrArray *safety_plans;      /* TideSafetyPlan, newest first, without superseded ones */
  GPtrArray *specifiers;        /* TideSpecifier, newest first */
  GPtrArray *exposures;         /* TideExposure */
  GPtrArray *costs;             /* TideCost by day */
  GPtrArray *effect_checks;     /* TideEffectCheck by time */
  GPtrArray *reviews;           /* TideReview by day */
  GPtrArray *observations;      /* TideObservation by time */
  GPtrArray *session_answers;   /* TideSessionAnswer */
  GPtrArray *clock_events;      /* TideClockEvent, as they were entered */
  GPtrArray *drug_uses;         /* TideDrugUse by time */
  GPtrArray *session_entries;   /* TideSessionEntry by time */
  GPtrArray *schedules;         /* TideSchedule */
  GPtrArray *series;            /* TideSeries */
  GPtrArray *staff;             /* TideStaff: everyone named above */
} TideHistory;

/* The arrays of records, staff apart: what each holds, in which order (as said above), and whether records
 * that were entered in error stay.  A new kind of record is a line here; loading, ordering and freeing
 * follow. */
typedef struct
{
  const TideRecordClass *klass;
  gsize offset; /* of the GPtrArray * in TideHistory */
  GCompareFunc order;
  gboolean keeps_errors;
} TideHistoryArray;
extern const TideHistoryArray tide_history_arrays[]; /* ends with a klass of NULL */
static inline GPtrArray **
tide_history_get_array_place (TideHistory *self, guint i)
{
  return (GPtrArray **) ((char *) self + tide_history_arrays[i].offset);
}

TideHistory *tide_history_new (void); /* empty arrays that own their elements; patient NULL */
void tide_history_free (TideHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideHistory, tide_history_free)
const TideSeries *tide_history_find_series (const TideHistory *self, const char *instrument_id,
                                            const char *score_id);
/* Makes series from assessments: what the store does in SQL, for tests, and for a form's unsaved rating. */
void tide_history_build_series (TideHistory *self);
/* Sorts every array as said above and drops what is entered in error where it says so; then build the series.
 */
void tide_history_arrange (TideHistory *self);
/* Entered in error: by its mark, an assessment by its status. */
gboolean tide_record_is_struck (gconstpointer record);
/* Whether one of @rows, all of the class of @record, replaces it and is not itself entered in error: a
 * replacement that was taken back leaves what it replaced as it was. */
gboolean tide_record_is_superseded (gconstpointer record, const GPtrArray *rows);
/* The flags of every rating of one assessment, TIDE_RATING_PRORATED apart. */
guint32 tide_rating_flags_of (const TideAssessmentData *assessment);
/* What a rating carries of its assessment beside flags and rater: the form's version and recall, the clock.
 */
void tide_rating_take_form (TideRating *rating, const TideAssessmentData *assessment);
const TideAssessmentData *tide_history_find_assessment (const TideHistory *self, gint64 id);
const TideCourse *tide_history_find_course (const TideHistory *self, gint64 id);
const TideStaff *tide_history_find_staff (const TideHistory *self, gint64 id);
const TideDiagnosis *tide_history_get_primary_diagnosis (const TideHistory *self); /* or NULL */
/* Whether a death is recorded, by an event or by a course that ended with it; @on (nullable) gets the
 * earliest day that is known, else TIDE_DATE_UNKNOWN. */
gboolean tide_history_get_death (const TideHistory *self, TideDate *on);
/* The day on which @record says that the patient was there, and the field that says it (@field is optional);
 * UNKNOWN for what says none: a plan, a missed session, a rating in error, a record of a death. */
TideDate tide_record_get_day (gconstpointer record, const char **field);
/* What is dated after @day, oldest first (transfer container, borrowed records). */
GPtrArray *tide_history_list_after (const TideHistory *self, TideDate day);
TideLevel tide_history_get_highest_alert (const TideHistory *self); /* open, in banner */

G_END_DECLS

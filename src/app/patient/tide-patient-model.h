/* tide-patient-model.h: one patient as the page shows him: history and, for each scale, its outcome. */
#pragma once

#include "tide-clinic.h"
#include "tide-course-book.h"
#include "tide-interactions.h"
#include "tide-safety-case.h"
#include "tide-stage.h"

G_BEGIN_DECLS

/* Counted references: tables keep pointers into the history while they show it. */
typedef struct
{
  TideClinic *clinic;
  TideHistory *history;
  TideThresholds *thresholds;
  TideInstant now;
  TideCourseBook *book; /* its rules only after tide_patient_model_get_book () */
  /* What the safety rules say, each made when it is first asked for. */
  TideDeskCase desk;
  GPtrArray *stages; /* TideJudgedStage */
  TideInteractions *interactions;
} TidePatientModel;

/* A stage with the trials that it was computed from: schemes judge trials differently. */
typedef struct
{
  TideAdequacyList *list;
  TideStage *stage;
} TideJudgedStage;

TidePatientModel *tide_patient_model_load (TideClinic *clinic, gint64 patient_id, GError **error);
TidePatientModel *tide_patient_model_ref (TidePatientModel *self);
void tide_patient_model_unref (TidePatientModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TidePatientModel, tide_patient_model_unref)

gint64 tide_patient_model_get_id (const TidePatientModel *self);
/* Of the course's target, else the condition's first scale; never NULL while the library has any. */
TideInstrument *tide_patient_model_get_target (const TidePatientModel *self);
/* Computed once for each scale; NULL for an unknown one. (transfer none) */
const TideOutcome *tide_patient_model_get_outcome (TidePatientModel *self, const char *instrument_id);
/* The events of its courses, same order; NULL for an unknown scale, and without courses (transfer none). */
const TideCourseEvents *tide_patient_model_get_events (TidePatientModel *self, const char *instrument_id);
/* The outcome of one assessment by its primary score, or NULL. */
const TideVisitOutcome *tide_patient_model_find_visit (TidePatientModel *self,
                                                       const TideAssessmentData *data);
/* All open alerts, those for the record (of older ratings) last, each highest first (element-type TideAlert)
 * (transfer container). */
GPtrArray *tide_patient_model_list_alerts (const TidePatientModel *self);
/* Title and advice of an alert, translated (transfer full). */
char *tide_patient_model_dup_alert_title (const TidePatientModel *self, const TideAlert *alert);
/* "action recorded 16 Nov 2025 by A. Probe: called", or "… in the other chart …"; NULL while @alert is open.
 * What is not known is left out. (transfer full) */
char *tide_patient_model_dup_action_words (const TidePatientModel *self, const TideAlert *alert);
/* What became of the answer behind @alert, by whom and when; NULL while it stands (transfer full). */
char *tide_patient_model_dup_alert_story (const TidePatientModel *self, const TideAlert *alert);
char *tide_patient_model_dup_alert_advice (const TidePatientModel *self, const TideAlert *alert);

/* --- what the rules say (transfer none) --- */
const TideSafetyCase *tide_patient_model_get_case (TidePatientModel *self);
/* The same with what the words about courses need. */
TideCourseBook *tide_patient_model_get_book (TidePatientModel *self);
/* Every treatment so far, by the clinic's preset for this patient. */
const TideAdequacyList *tide_patient_model_get_trials (TidePatientModel *self);
/* The schemes that fit the main diagnosis: none, one, or for depression two (element-type TideJudgedStage).
 */
const GPtrArray *tide_patient_model_get_stages (TidePatientModel *self);
/* NULL when that scheme does not fit. */
const TideStage *tide_patient_model_find_stage (TidePatientModel *self, TideScheme scheme);
const TideInteractions *tide_patient_model_get_interactions (TidePatientModel *self);

G_END_DECLS

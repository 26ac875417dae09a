/* tide-clinic.h: the verbs of a clinic.
 *
 * Everything that the program, the command line, imports and the demo do to a clinic goes through here: open
 * and lock, save with alerts, move, amend, undo, search, load.  A verb that writes is one transaction.  No
 * SQL, no widgets.
 */
#pragma once

#include <gio/gio.h>
#include "tide-clinic-data.h"
#include "tide-history.h"

G_BEGIN_DECLS

#define TIDE_TYPE_CLINIC (tide_clinic_get_type ())
G_DECLARE_FINAL_TYPE (TideClinic, tide_clinic, TIDE, CLINIC, GObject)
/* Signals: "changed" (gint64 patient_id, 0 = several), "draft-changed" (the same: written or dropped by
 * tide_clinic_save_draft ()), "locked", "unlocked". */

/* --- the folder --- */
TideClinic *tide_clinic_create (const char *folder, const char *name, const TidePassphrase *passphrase,
                                char **recovery_key, GError **error);
/* The same with a recovery key that was shown and typed back before anything is on the disk; see
 * tide_store_new_recovery_key (). */
TideClinic *tide_clinic_create_with_key (const char *folder, const char *name,
                                         const TidePassphrase *passphrase, const char *recovery_key,
                                         GError **error);
TideClinic *tide_clinic_open (const char *folder, const TidePassphrase *passphrase, TideStoreFlags flags,
                              GError **error);
/* Idempotent; also at dispose. Leaves an audit row "close" when open for writing and not locked. */
void tide_clinic_close (TideClinic *self);
const char *tide_clinic_get_folder (TideClinic *self);
gboolean tide_clinic_get_read_only (TideClinic *self);
gboolean tide_clinic_get_encrypted (TideClinic *self);
const char *tide_clinic_get_holder (TideClinic *self);
TideLibrary *tide_clinic_get_library (TideClinic *self);        /* shipped and site instruments */
GPtrArray *tide_clinic_get_library_problems (TideClinic *self); /* (utf8) site files that were refused */
/* Reads the site files again when they were read before and the folder has changed since; TRUE when it has.
 * The scales handed out before stay valid, the list of problems does not. Emits "changed" (0) unless locked.
 */
gboolean tide_clinic_refresh_library (TideClinic *self);
gboolean tide_clinic_is_synthetic (
  TideClinic *self); /* the demo clinic: setting clinic.synthetic is "yes"; written by a
                      * batch whose patients are all synthetic, in an empty clinic */
void tide_clinic_lock (TideClinic *self);
/* In any thread; signals come in that of the main context. */
gboolean tide_clinic_unlock (TideClinic *self, const TidePassphrase *passphrase, GError **error);
gboolean tide_clinic_is_locked (TideClinic *self);

/* --- who is at the desk --- */
void tide_clinic_set_person (TideClinic *self,
                             const TideStaff *staff);       /* rater by default, and the audit's "who" */
const TideStaff *tide_clinic_get_person (TideClinic *self); /* or NULL */
/* The same from a setting or because there is nobody else: rater by default, but nobody has said so in this
 * run, so nothing is signed with that name unasked. */
void tide_clinic_suppose_person (TideClinic *self, const TideStaff *staff);
gboolean tide_clinic_person_is_chosen (TideClinic *self);

/* --- settings: text by key; a missing key has the default of tide-settings.c --- */
char *tide_clinic_dup_setting (TideClinic *self, const char *key);
/* The same of the person at the desk: "phrases", "credentials"; of "clinic" while nobody is named. */
char *tide_clinic_dup_own_setting (TideClinic *self, const char *what);
gboolean tide_clinic_set_own_setting (TideClinic *self, const char *what, const char *value, GError **error);
gboolean tide_clinic_set_setting (TideClinic *self, const char *key, const char *value, GError **error);
TideThresholds *tide_clinic_load_thresholds (TideClinic *self);
/* A changed number with its reason, which its source names with person and day; NAN goes back to the default.
 */
gboolean tide_clinic_set_threshold (TideClinic *self, const char *rule, double value, const char *reason,
                                    GError **error);
/* The same for a limit of the readings of a session, by its id ("systolic_red"); refused when amber would
 * then lie beyond red.  tide_clinic_get_session_rules () has it at once. */
gboolean tide_clinic_set_limit (TideClinic *self, const char *id, double value, const char *reason,
                                GError **error);
/* The instruments and parts of a New visit for a condition ("ocd" …): "ybocs cgis cgii phq9 side_effects
 * note". (transfer full) (utf8) */
GPtrArray *tide_clinic_list_battery (TideClinic *self, const char *condition);
GPtrArray *tide_clinic_list_battery_for (TideClinic *self,
                                         const TideHistory *history); /* by diagnosis and age */
/* The instrument that a course or patient is charted by: the course's target, else the condition's first
 * (ocd: ybocs). */
const char *tide_clinic_get_target_instrument (TideClinic *self, const TideHistory *history);

/* --- reading --- */
GPtrArray *tide_clinic_list (TideClinic *self, const TideRecordClass *klass, const char *column, gint64 id,
                             GError **error);
gpointer tide_clinic_lookup (TideClinic *self, const TideRecordClass *klass, gint64 id, GError **error);
gpointer tide_clinic_lookup_uuid (TideClinic *self, const TideRecordClass *klass, const char *uuid,
                                  GError **error);
gpointer tide_clinic_lookup_text (TideClinic *self, const TideRecordClass *klass, const char *column,
                                  const char *value, GError **error);
gint64 tide_clinic_count (TideClinic *self, const TideRecordClass *klass);
TideHistory *tide_clinic_load_history (TideClinic *self, gint64 patient_id, GError **error);
GArray *tide_clinic_search (TideClinic *self, const char *text, guint offset, guint max, guint *n_more);
TidePatientRow *tide_clinic_load_row (TideClinic *self, gint64 patient_id, GError **error);
/* What @history has after @day, as a list to read: up to five lines "rating Y-BOCS, 3 Mar 2026", then "and 2
 * more"; NULL when there is nothing (transfer full). */
char *tide_clinic_dup_words_after (TideClinic *self, const TideHistory *history, TideDate day);
/* Why @decision, new, cannot have its day: it lies before the newest screening or rating it rests on, which
 * is named with its day; NULL when it can (transfer full). */
char *tide_clinic_dup_decision_fault (TideClinic *self, const TideHistory *history,
                                      const TideEligibilityDecision *decision);
TideRating *tide_clinic_load_ratings (TideClinic *self, gint64 patient_id, const char *instrument_id,
                                      const char *score_id, guint *n, GError **error);
gboolean tide_clinic_foreach_rating (TideClinic *self, const char *instrument_id, const char *score_id,
                                     TideRatingFunc func, gpointer data, GError **error);
GArray *tide_clinic_find_duplicates (TideClinic *self, const TidePatient *patient, GError **error);
/* The other patient whose record number is @mrn but for capitals, accents and spaces; 0: nobody. */
gint64 tide_clinic_find_number (TideClinic *self, const char *mrn, gint64 except_id);
/* Others who could be meant: see tide-clinic-namesakes.c (transfer full) (element-type TidePatientRow). */
GPtrArray *tide_clinic_find_namesakes (TideClinic *self, const TidePatient *patient, guint max, guint *n_more,
                                       GError **error);
gboolean tide_given_names_are_close (const char *one, const char *other);
gboolean tide_birth_dates_are_close (TideDate one, TideDate other);
GPtrArray *tide_clinic_list_open_alerts (TideClinic *self, GError **error); /* TideAlert, level then oldest */
/* Logged once per patient, person and half hour. */
void tide_clinic_log_view (TideClinic *self, gint64 patient_id);

/* --- writing: each is one transaction and one undo step --- */
/* Inserts (id 0) or updates any record that has no rules of its own; checks *_find_faults () first. Not for
 * assessments and alerts. TIDE_ERROR_VALUE names field and reason. */
gboolean tide_clinic_save (TideClinic *self, gpointer record, GError **error);
/* A whole new patient, diagnoses and identifiers in one transaction. The arrays may be NULL. */
gboolean tide_clinic_save_patient (TideClinic *self, TidePatient *patient, GPtrArray *diagnoses,
                                   GPtrArray *identifiers, GError **error);
/* A course with its first dose step (or NULL) as one deed: one undo takes both back. The step's course_id is
 * written here. */
gboolean tide_clinic_save_course (TideClinic *self, TideCourse *course, TideDoseStep *first_step,
                                  GError **error);
/* A screening with its answers (TideScreeningAnswer), whose patient and screening are written here. */
gboolean tide_clinic_save_screening (TideClinic *self, TideScreening *screening, GPtrArray *answers,
                                     GError **error);
/* A session with its exposure tasks (TideExposure; NULL: none), whose patient and session are written here.
 */
gboolean tide_clinic_save_session (TideClinic *self, TideSession *session, GPtrArray *exposures,
                                   GError **error);
/**
 * tide_clinic_set_rider:
 * @draft_kind: (nullable): the draft of @patient_id that ends with what is saved
 * @reason: (nullable): why a doubtful value is meant; kept in the audit as "override" of the record in which
 * it stands: of a course its first dose, else what the verb is about (a session, not its exposures)
 *
 * What the next verb's transaction takes along, so that no kill can leave a draft of what is saved, or a
 * value without its reason. It rides once, and only when the verb succeeds; two NULLs take it off again.
 */
void tide_clinic_set_rider (TideClinic *self, gint64 patient_id, const char *draft_kind, const char *reason);
/* Marks a record that has entered_in_error. */
gboolean tide_clinic_mark_error (TideClinic *self, gpointer record, const char *reason, GError **error);

/**
 * tide_clinic_save_assessment:
 * @data: answers or total set; id 0 for a new one. scores, entered and instrument_version are written here.
 * @alerts: (out) (optional) (transfer full) (element-type TideAlert): what was raised
 *
 * One transaction: rows, ratings, alerts, audit; also removes the draft. An @data with id amends: the old row
 * becomes "amended", a new one supersedes it (@data gets the new id), and alerts of the old one stay.
 */
gboolean tide_clinic_save_assessment (TideClinic *self, TideAssessmentData *data, GPtrArray **alerts,
                                      GError **error);
/* A visit with everything of it, in one transaction. */
typedef struct
{
  TideVisit *visit;
  GPtrArray *assessments;    /* TideAssessmentData */
  GPtrArray *adverse_events; /* TideAdverseEvent */
  TideNote *note;            /* or NULL */
  GPtrArray *not_done;       /* TideVisitPart */
  GPtrArray *effect_checks;  /* TideEffectCheck; these three may be NULL, as may those above */
  GPtrArray *goal_ratings;   /* TideGoalRating */
  GPtrArray *measurements;   /* TideMeasurement */
} TideVisitEntry;
gboolean tide_clinic_save_visit (TideClinic *self, TideVisitEntry *entry, GPtrArray **alerts, GError **error);
/* Wrong chart: "moved" there, re-created at @patient_id with its times; its alerts follow. *new_id optional.
 */
gboolean tide_clinic_move_assessment (TideClinic *self, gint64 assessment_id, gint64 patient_id,
                                      const char *reason, gint64 *new_id, GError **error);
/* The whole visit at once: its ratings, note, unwanted effects, what was asked about them, measurements and
 * parts not done, with their times; the alerts follow. Ratings of goals do not: a goal is one patient's own,
 * so they are marked. *new_id, optional, is the visit in the other chart. */
gboolean tide_clinic_move_visit (TideClinic *self, gint64 visit_id, gint64 patient_id, const char *reason,
                                 gint64 *new_id, GError **error);
gboolean tide_clinic_mark_assessment_error (TideClinic *self, gint64 assessment_id, const char *reason,
                                            GError **error);
/* Ratings by patients that no clinician has looked at, oldest first. (element-type TideAssessmentData) */
GPtrArray *tide_clinic_list_unreviewed (TideClinic *self, GError **error);
/* The person at the desk has looked at it: who and when are kept. TIDE_ERROR_VALUE "review: …" when nobody is
 * at the desk, and for one that waits for nobody. One step of undo. */
gboolean tide_clinic_review_assessment (TideClinic *self, gint64 assessment_id, GError **error);
/* Records what a person did about an alert; the only way to close one. @action must not be empty. */
gboolean tide_clinic_resolve_alert (TideClinic *self, gint64 alert_id, const char *action, GError **error);
/* The same, done by @staff_id (0: not said) instead of the person at the desk. */
gboolean tide_clinic_resolve_alert_by (TideClinic *self, gint64 alert_id, const char *action, gint64 staff_id,
                                       GError **error);

/**
 * tide_clinic_run_time_rules:
 * @patient_id: one chart, or 0: everyone whom such a rule may concern
 *
 * Raises what time alone asks for (clinical.md 8.1: no suicide screen before a dose, a safety item still not
 * assessed, looks back, what runs out): at program start, at midnight, when a chart or session is opened.
 * Running it again raises nothing twice. It is no step of undo. A clinic opened read-only is left as it is.
 */
gboolean tide_clinic_run_time_rules (TideClinic *self, gint64 patient_id, TideInstant now, GError **error);
/* The charts of the above, for a caller that takes one at a time. (element-type gint64) (transfer full) */
GArray *tide_clinic_list_time_rule_patients (TideClinic *self, TideInstant now, GError **error);

/* --- undo: the last verb of this run; itself audited, nothing clinical is deleted --- */
gboolean tide_clinic_can_undo (TideClinic *self);
char *tide_clinic_dup_undo_label (TideClinic *self); /* "Undo saving Y-BOCS" (transfer full) */
/* What undoing takes back, for the message after it: "Visit of 16 Nov 2025 taken back: Y-BOCS, PHQ-9. Its
 * alert stays." Asked before tide_clinic_undo (); NULL when there is nothing to undo (transfer full). */
char *tide_clinic_dup_undo_words (TideClinic *self);
gboolean tide_clinic_undo (TideClinic *self, GError **error);

/* --- drafts --- */
gboolean tide_clinic_save_draft (TideClinic *self, gint64 patient_id, const char *kind, const char *payload,
                                 GError **error);
GPtrArray *tide_clinic_list_drafts (TideClinic *self, gint64 patient_id, GError **error);

/* --- batches: many records in one transaction, for imports and the demo --- */
typedef struct _TideBatch TideBatch;
TideBatch *tide_clinic_begin_batch (TideClinic *self, GError **error);
/* Inserts any record; assessments are scored and raise alerts, historical by clinical.md 8.1 when @imported.
 */
gboolean tide_batch_add (TideBatch *batch, gpointer record, GError **error);
gboolean tide_batch_commit (TideBatch *batch, const char *action, const char *detail, guint *n_alerts,
                            GError **error);
void tide_batch_cancel (TideBatch *batch); /* rolls back; either call frees the batch */
void tide_batch_set_imported (TideBatch *batch, gboolean imported);
/* Called by the commit with each alert before it is stored: the demo writes there what its synthetic staff
 * did about it. */
typedef void (*TideBatchAlertFunc) (TideAlert *alert, gpointer data);
void tide_batch_set_alert_func (TideBatch *batch, TideBatchAlertFunc func, gpointer data);

/* --- checking --- */
TideVerification *tide_clinic_verify (TideClinic *self, GCancellable *cancellable, GError **error);
gboolean tide_clinic_has_head (TideClinic *self, const char *head, gint64 *number, GError **error);
char *tide_clinic_get_audit_head (TideClinic *self, gint64 *number);
GPtrArray *tide_clinic_list_audit (TideClinic *self, gint64 patient_id, guint max, GError **error);
gboolean tide_clinic_log (TideClinic *self, const char *action, gint64 patient_id, const char *detail,
                          GError **error);
gboolean tide_clinic_backup (TideClinic *self, const char *folder, GError **error);

G_END_DECLS

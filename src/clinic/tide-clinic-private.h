/* tide-clinic-private.h: what the files of this room share.
 *
 * A TideDeed is one writing verb on its way: it opens the transaction, remembers each row that it inserts or
 * changes, and becomes an undo step when it commits.  When it does not, the caller's records have their ids
 * of before, so that the same record can be saved again.
 */
#pragma once

#include "tide-clinic.h"
#include "tide-safety-rules.h"
#include "tide-store-write.h"

G_BEGIN_DECLS

/* One row that a deed touched. */
typedef struct
{
  const TideRecordClass *klass;
  gint64 id;
  gpointer before; /* (nullable): the record as it was; NULL: the deed inserted it */
} TideChange;

typedef struct
{
  char *label; /* "Undo saving Y-BOCS" */
  gint64 patient_id;
  const TideRecordClass *head_klass; /* of what the verb is about: a course, not its first dose; or NULL */
  gint64 head_id;
  gboolean is_move; /* its inserted assessments are moved back, not in error */
  GArray *changes;  /* TideChange */
} TideUndoStep;
void tide_undo_step_free (TideUndoStep *step);

typedef struct _TideTrackWatch TideTrackWatch;

struct _TideClinic
{
  GObject parent_instance;
  TideStore *store;
  GThread *unlocker;    /* which unlocks it now, atomic; to all others it is locked until that is done */
  TideLibrary *library; /* NULL until it is asked for */
  GPtrArray *library_problems;             /* (utf8) */
  char *library_print;                     /* names, sizes and times of the site files that were read */
  GPtrArray *old_libraries;                /* (TideLibrary): charts and forms may still hold their scales */
  TideSafetyRules *rules;                  /* NULL until they are asked for */
  TideStaff *person;                       /* or NULL */
  gboolean person_chosen;                  /* by somebody in this run */
  gboolean open_is_logged;                 /* then its closing is, too */
  GPtrArray *undo;                         /* TideUndoStep, the last verb last */
  struct _TideSessionRules *session_rules; /* NULL until they are asked for */
  GHashTable *views; /* "staff id:patient id" → gint64 * UTC seconds of the last logged view */
  TideBatch *batch;  /* the one that is open, or NULL */
  gulong changed_handler;

  /* tide_clinic_load_day (): who is whose, as of the audit row @whose_number. */
  gint64 whose_staff, whose_number;
  GHashTable *whose_mine;  /* gint64: of that person; NULL: not asked yet */
  GHashTable *whose_known; /* gint64 → GINT_TO_POINTER (cared for + 1), or NULL */

  TideTrackWatch *tracks; /* tide-clinic-track.c; NULL until somebody looks */

  /* tide_clinic_set_rider () */
  gint64 rider_patient_id;
  char *rider_draft, *rider_reason;
};

/* Undo goes back this many verbs: one consultation, not the day. */
#define TIDE_UNDO_DEPTH 50

void tide_clinic_watch_due (TideClinic *self); /* every commit keeps what is due (tide-clinic-due.c) */
gboolean tide_clinic_check_unlocked (TideClinic *self, GError **error);
gboolean tide_clinic_check_writable (TideClinic *self, GError **error);
void tide_clinic_forget_undo (TideClinic *self);
void tide_clinic_forget_track (TideClinic *self, gint64 patient_id); /* 0: of everybody */
void tide_clinic_drop_batch (TideClinic *self); /* rolls back an open batch; its owner still frees it */

/* Where a check finds the records that another one refers to: the store, or what a batch has just put there.
 */
typedef struct
{
  TideClinic *clinic;
  GHashTable *patients; /* gint64 * → TidePatient, or NULL: ask the store */
  GHashTable *courses;  /* gint64 * → TideCourse, or NULL */
  GHashTable *targets;  /* "session 7" → what is known of a row that others refer to */
  GHashTable *numbers;  /* record numbers as tide_clinic_squeeze_number () has them; NULL: ask the store */
} TideCheck;

/* --- deeds (tide-deed.c): every verb begins one, writes by it, says what it was about, and commits; a
 * g_autoptr rolls back whatever was not committed --- */
typedef struct
{
  TideClinic *clinic;
  TideUndoStep *step;
  TideCheck check;
  GPtrArray *fresh; /* the caller's records that got their id here (borrowed) */
  gboolean judged;  /* tide_deed_raise () */
} TideDeed;

TideDeed *tide_deed_begin (TideClinic *clinic, GError **error);
gboolean tide_deed_insert (TideDeed *deed, gpointer record, GError **error);
gboolean tide_deed_update (TideDeed *deed, gpointer record, GError **error);
gboolean tide_deed_log (TideDeed *deed, const char *action, gpointer record, const char *detail,
                        GError **error);
/* Says what the verb is about, and whose it is (0: nobody's, or two charts'). Before the commit. */
void tide_deed_set_head (TideDeed *deed, gconstpointer record, gint64 patient_id);
/* Commits and frees; on failure nothing is stored. @label is taken; NULL: cannot be undone, and nothing
 * before it either. */
gboolean tide_deed_commit (TideDeed *deed, char *label, GError **error);
/* Rolls back and frees; NULL is fine. */
void tide_deed_abandon (TideDeed *deed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideDeed, tide_deed_abandon)

/* --- rules that need other records (tide-clinic-check.c) --- */

const TidePatient *tide_check_find_patient (TideCheck *check, gint64 id, GError **error);
const TideCourse *tide_check_find_course (TideCheck *check, gint64 id, GError **error);
void tide_check_init (TideCheck *check, TideClinic *clinic);
void tide_check_clear (TideCheck *check);
/* TIDE_ERROR_VALUE "field: reason" for the first fault. */
gboolean tide_check_record (TideCheck *check, gpointer record, GError **error);
gboolean tide_check_assessment (TideCheck *check, const TideAssessmentData *data, GError **error);
/* A decision is not older than its evidence (tide-clinic-check-decision.c). */
gboolean tide_check_decision (TideCheck *check, const TideEligibilityDecision *decision, GError **error);
/* No other patient has the record number in other capitals or spaces (tide-clinic-namesakes.c). */
gboolean tide_check_number (TideCheck *check, const TidePatient *patient, GError **error);
/* Many patients follow: their record numbers are compared with each other, too. */
void tide_check_expect_many (TideCheck *check);
void tide_check_take_number (TideCheck *check, const TidePatient *patient); /* it is stored now */
/* @mrn without what makes no other number: capitals, accents, spaces (transfer full). */
char *tide_clinic_squeeze_number (const char *mrn);
/* "field: reason"; always FALSE. */
gboolean tide_check_fault (GError **error, const char *field, const char *reason);
/* A TideFaultFunc whose data is a GError **: the first fault is kept. */
void tide_check_first_fault_cb (const char *field, const char *reason, gpointer data);
/* What the record says against itself (tide-clinic-check-own.c); @patient and @course may be NULL. */
guint tide_check_find_own_faults (gconstpointer record, const TidePatient *patient, const TideCourse *course,
                                  TideFaultFunc report, gpointer data);
/* Whatever the record refers to is there, is this patient's and owns it rightly (tide-clinic-check-links.c).
 */
gboolean tide_check_references (TideCheck *check, gconstpointer record, gint64 patient_id, GError **error);
/* One row of a session against its siblings, and a session against the patient's others
 * (tide-clinic-check-session.c). */
gboolean tide_check_session_row (TideCheck *check, gpointer record, GError **error);
/* An elastomeric pump has one flow: while it runs nothing can have changed it. */
gboolean tide_check_one_flow (TideCheck *check, const TideSession *session, GError **error);
gboolean tide_check_one_infusion_at_once (TideCheck *check, const TideSession *session,
                                          const TideCourse *course, GError **error);
gboolean tide_check_one_course_at_once (TideCheck *check, const TideCourse *course, GError **error);
/* The patient that a record belongs to, 0 when none. */
gint64 tide_check_patient_of (TideCheck *check, gconstpointer record);

/* Checks, then inserts or updates (tide-clinic-save.c). */
gboolean tide_deed_put (TideDeed *deed, gpointer record, GError **error);

void tide_clinic_give_code (TideClinic *self, TideCourse *course); /* when it has none */

/* --- alerts of the chart and of time (tide-clinic-alerts.c) --- */

const TideSafetyRules *tide_clinic_get_rules (TideClinic *self); /* the shipped ones */
/* Raises what the charts that the deed wrote into say now, once; the commit does it when nobody has. Copies
 * of the new alerts are added to @raised (nullable). */
gboolean tide_deed_raise (TideDeed *deed, GPtrArray *raised, GError **error);
/* After @step was taken back: an alert of two drugs that it raised or changed is marked as amended only when
 * those two are not taken together, whatever else the step was about. */
gboolean tide_clinic_recheck_pairs (TideClinic *self, const TideUndoStep *step, GError **error);
/* The same for one chart of a batch: @history holds it, with the alerts raised by its ratings, whose ids are
 * 0. The new alerts are added to @raised, not stored. */
gboolean tide_clinic_raise_in_batch (TideClinic *self, TideHistory *history, guint rules, TideDate since,
                                     gboolean imported, const TideThresholds *thresholds, GPtrArray *raised,
                                     GError **error);
/* The day of what a record tells; unknown: now, or nobody knows. */
TideDate tide_clinic_day_of_evidence (gconstpointer record);

/* --- assessments --- */

/* Alerts of a row and of the rows that it replaced. (transfer full) (element-type TideAlert) */
GPtrArray *tide_clinic_list_chain_alerts (TideClinic *self, const TideAssessmentData *newest, GError **error);
/* The row, when it still counts; TIDE_ERROR_VALUE otherwise (transfer full). */
TideAssessmentData *tide_clinic_load_current (TideClinic *self, gint64 id, GError **error);
/* A new current rating by the patient that is not history waits to be looked at; @typed by a clinician at the
 * desk it has been. */
void tide_clinic_ask_for_review (TideClinic *self, TideAssessmentData *row, double historical_days,
                                 gboolean typed);
/* What replaces @old waits, or was looked at, as @old; NULL: neither. */
void tide_clinic_keep_review (TideAssessmentData *row, const TideAssessmentData *old);
/* Entered in error; its alerts stay, marked. */
gboolean tide_deed_strike_assessment (TideDeed *deed, TideAssessmentData *row, const char *reason,
                                      GError **error);
/* Sets "entered_in_error" on @record, which the caller then writes; a patient's record number becomes free.
 * TIDE_ERROR_VALUE when a patient's chart is not empty (tide-clinic-strike.c). */
gboolean tide_clinic_prepare_strike (TideClinic *self, gpointer record, GError **error);
/* Whether a @part is marked together with the @owner that its @column names. */
gboolean tide_clinic_goes_with (const TideRecordClass *owner, const TideRecordClass *part,
                                const char *column);
gboolean tide_clinic_check_reason (const char *reason, GError **error); /* TIDE_ERROR_VALUE when blank */

/* Writes instrument_version, canonical answers and scores. TIDE_ERROR_VALUE when the instrument is unknown,
 * an answer is not allowed, the total lies outside the scale or contradicts the answers. */
gboolean tide_clinic_score (TideClinic *self, const TidePatient *patient, TideAssessmentData *data,
                            GError **error);
/* The scores text of @answers by @instrument for @sex; NULL when they cannot be read. (transfer full) */
char *tide_clinic_score_answers (TideInstrument *instrument, const char *answers, TideSex sex);

/* Words for a label: "patient", "dose step", "Y-BOCS" (transfer full), translated */
char *tide_clinic_dup_noun (TideClinic *self, gconstpointer record);

/* The shipped limits, with what this clinic has changed. */
void tide_clinic_apply_limits (TideClinic *self, struct _TideSessionRules *rules);
/* The questions before a dose as this clinic has changed them. */
void tide_clinic_apply_start_list (TideClinic *self, struct _TideSessionRules *rules);

G_END_DECLS

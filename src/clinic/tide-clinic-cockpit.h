/* tide-clinic-cockpit.h: the verbs of a session as it is watched, and of the clinic's day.
 *
 * Each is one fsync'd transaction and one undo step, so that an entry is in the database before the cursor
 * moves on.  Entries, drug register and a whole row go through tide_clinic_save ().
 */
#pragma once

#include "tide-clinic.h"

G_BEGIN_DECLS

typedef struct _TideSessionRules TideSessionRules;
/* Grids, limits, criteria and schedules: safety's tide-session-rules.h (transfer none). */
const struct _TideSessionRules *tide_clinic_get_session_rules (TideClinic *self);

/**
 * tide_clinic_save_observation_cell:
 * @row: new (id 0) or saved; patient, session and slot are set by the caller, taken and staff here when they
 *   are not known, and with the first value of a row that had only a note or a missed mark
 * @value: TIDE_INTEGER_UNKNOWN opens the cell again
 *
 * TIDE_ERROR_VALUE "field: reason" leaves @row as it was: an impossible value, a diastolic pressure that is
 * not below the systolic, a slot that has its row already, a session of another patient.
 */
gboolean tide_clinic_save_observation_cell (TideClinic *self, TideObservation *row, TideCell cell,
                                            gint64 value, GError **error);
/* Blood pressure is one entry of two cells. */
gboolean tide_clinic_save_observation_pressure (TideClinic *self, TideObservation *row, gint64 systolic,
                                                gint64 diastolic, GError **error);
/* Asked for and not read; @reason NULL: none given. */
gboolean tide_clinic_mark_cell_missed (TideClinic *self, TideObservation *row, TideCell cell,
                                       const char *reason, GError **error);

/* As one entry, and one step back, like its two numbers. */
gboolean tide_clinic_mark_pressure_missed (TideClinic *self, TideObservation *row, const char *reason,
                                           GError **error);

/* A question of the clinic's own before each dose; @wanted is a TideWanted of safety's tide-start-list.h.
 * It is never deleted, only switched off, so that an old record keeps what was asked. */
gboolean tide_clinic_add_start_question (TideClinic *self, const char *label, int wanted, GError **error);
/* @off_because: why it is not asked here; NULL asks it again. TIDE_ERROR_VALUE "question: …" for one that is
 * always asked. */
gboolean tide_clinic_switch_question (TideClinic *self, const char *id, const char *off_because,
                                      GError **error);

/* Answers a question of a list: @answer's id is that of the row in place when there is one. Time and staff
 * are set here when they are not known. TIDE_ERROR_VALUE "staff_id: …" for a reason of nobody's. */
gboolean tide_clinic_save_session_answer (TideClinic *self, TideSessionAnswer *answer, GError **error);

/**
 * tide_clinic_record_clock:
 * @event: new; patient, session and kind are set by the caller; @at, boot id and boot time, staff here when
 * they are not known
 *
 * Writes the event and what follows for the session, in one transaction: a start makes it held from then on
 * (what it was agreed for stays in `planned`), the end or a stop gives its end, the minutes infused and,
 * where the pump's rate is known, the milligrams delivered.  TIDE_ERROR_VALUE when the event cannot follow
 * those before it, or when another infusion of the patient runs.
 */
gboolean tide_clinic_record_clock (TideClinic *self, TideClockEvent *event, GError **error);

/**
 * tide_clinic_start_session:
 *
 * Starts the clock now when everything of safety's tide-start-gate.h is met or has its reason.
 * TIDE_ERROR_VALUE "start: …" names what is open; else as tide_clinic_record_clock ().
 */
gboolean tide_clinic_start_session (TideClinic *self, gint64 session_id, GError **error);

/**
 * tide_clinic_discharge:
 * @reason: (nullable): why in spite of what is not met
 *
 * Judges the criteria of safety's tide-discharge.h on what is stored. TIDE_ERROR_VALUE
 * "discharge_reason: …" naming those that are not met when there is no reason; with one the ledger gets a red
 * A14 that it answers. "alerts: …" while a red reading of the session is not answered: no reason helps.
 */
gboolean tide_clinic_discharge (TideClinic *self, gint64 session_id, TideInstant when, const char *reason,
                                GError **error);

/* --- the day --- */

/* What is due before @before and still asked for @now, by time; brings the table up to date first when rules
 * or thresholds have changed since it was made. (transfer full) (element-type TideDue) */
GPtrArray *tide_clinic_list_due (TideClinic *self, TideInstant before, TideInstant now, GError **error);
GPtrArray *tide_clinic_list_due_of (TideClinic *self, gint64 patient_id, GError **error);
/* Computes everybody's anew when the rules have changed, or @always; *@n_changed, optional, gets whose rows
 * were not right. */
gboolean tide_clinic_refresh_due (TideClinic *self, gboolean always, guint *n_changed, GError **error);
/* Sessions that started or were agreed for then, also those in error, by id. (transfer full) (element-type
 * TideSession) */
GPtrArray *tide_clinic_list_sessions_between (TideClinic *self, TideInstant from, TideInstant to,
                                              GError **error);

G_END_DECLS

/* tide-store.h: the clinic's folder and database, the reading half.
 *
 * A clinic is a folder: clinic.db, keys (when encrypted), instruments/, backups/, clinic.lock.  A TideStore
 * is that folder opened: one writing connection on the main thread, prepared statements, the search index in
 * memory.  All SQL of the program is in this room.
 */
#pragma once

#include <gio/gio.h>
#include "tide-clinic-data.h"
#include "tide-history.h"

G_BEGIN_DECLS

#define TIDE_TYPE_STORE (tide_store_get_type ())
G_DECLARE_FINAL_TYPE (TideStore, tide_store, TIDE, STORE, GObject)

/**
 * tide_store_create:
 * @passphrase: (nullable): NULL makes a clinic without encryption
 * @recovery_key: (out) (optional) (transfer full): the recovery key in groups, to be typed back by a person;
 * only with a passphrase. Free with tide_store_free_secret ().
 *
 * Makes the folder (0700) with an empty clinic and opens it. EXISTS, CANNOT_ENCRYPT, NETWORK_FOLDER, IO,
 * DISK_FULL, READ_ONLY.
 */
TideStore *tide_store_create (const char *folder, const TidePassphrase *passphrase, char **recovery_key,
                              GError **error);
/* The same with a recovery key made before by tide_store_new_recovery_key () and typed back by a person;
 * NULL: none. */
TideStore *tide_store_create_with_key (const char *folder, const TidePassphrase *passphrase,
                                       const char *recovery_key, GError **error);
char *tide_store_new_recovery_key (void); /* (transfer full): tide_store_free_secret () */
/* Whether @typed is @recovery_key, in any case and spacing; the error names the group that is not. */
gboolean tide_store_check_recovery_key (const TidePassphrase *typed, const char *recovery_key,
                                        GError **error);
/* How many whole groups of @typed, from the first on, are those of @recovery_key; @length: the bytes of
 * @typed that hold them, so that only what follows is typed again. */
guint tide_store_count_recovery_groups (const TidePassphrase *typed, const char *recovery_key, gsize *length);
/* NOT_A_CLINIC, NEEDS_PASSPHRASE, WRONG_PASSPHRASE, IN_USE, DAMAGED, NEWER, READ_ONLY, CANNOT_ENCRYPT,
 * NETWORK_FOLDER … each changes nothing in the folder. The passphrase may be the recovery key. */
TideStore *tide_store_open (const char *folder, const TidePassphrase *passphrase, TideStoreFlags flags,
                            GError **error);
void tide_store_free_secret (char *secret); /* wipes and frees */
gboolean tide_store_is_clinic (const char *folder);
gboolean tide_store_is_encrypted (const char *folder);
gboolean tide_store_can_encrypt (void); /* whether this program can make and open encrypted clinics */

const char *tide_store_get_folder (TideStore *self);
gboolean tide_store_get_read_only (TideStore *self);
gboolean tide_store_get_encrypted (TideStore *self);
const char *tide_store_get_holder (
  TideStore *self); /* who holds the folder when read-only: "anna-pc, process 812, since …" */

/* Closes connections, forgets statements and the search index, wipes the key. The folder stays held. */
void tide_store_lock (TideStore *self);
gboolean tide_store_unlock (TideStore *self, const TidePassphrase *passphrase, GError **error);
gboolean tide_store_is_locked (TideStore *self);

/* Signal "changed" (gint64 patient_id): after a commit; 0 when more than one patient or none. */

/* Any record. @column is a REFERENCE field of @klass, or NULL for all; ordered by id. (element-type
 * TideRecord) (transfer full), NULL on error. */
GPtrArray *tide_store_list (TideStore *self, const TideRecordClass *klass, const char *column, gint64 id,
                            GError **error);
gpointer tide_store_lookup (TideStore *self, const TideRecordClass *klass, gint64 id,
                            GError **error); /* NOT_FOUND */
gpointer tide_store_lookup_uuid (TideStore *self, const TideRecordClass *klass, const char *uuid,
                                 GError **error);
/* By a unique text column: patient.mrn, course.code, staff.name, setting.key. NULL without error when there
 * is none. */
gpointer tide_store_lookup_text (TideStore *self, const TideRecordClass *klass, const char *column,
                                 const char *value, GError **error);
/* Alerts that nobody has acted upon, highest level first, then oldest. (element-type TideAlert) (transfer
 * full) */
GPtrArray *tide_store_list_open_alerts (TideStore *self, GError **error);
/* Whom rules on time may concern: doses of ketamine or esketamine between @from and @today, antidepressants
 * and medicines that began since @from, authorisations and consents that end until @ahead, and answered
 * alerts about a safety item that was left out. (element-type gint64) (transfer full) */
GArray *tide_store_list_watched_patients (TideStore *self, TideDate from, TideDate today, TideDate ahead,
                                          GError **error);
gint64 tide_store_count (TideStore *self, const TideRecordClass *klass);

/* A patient entered in error has no history and no row (NOT_FOUND), and is found neither by the search nor as
 * a duplicate; tide_store_lookup () and tide_store_list () still give the record. */
TideHistory *tide_store_load_history (TideStore *self, gint64 patient_id,
                                      GError **error); /* series from rating */

/* As-you-type search over family name, given name, record number, birth date. Words are folded; each must
 * match a word's start, record numbers anywhere. Results in name order; at most @max; @n_more is the number
 * beyond. */
GArray *tide_store_search (TideStore *self, const char *text, guint offset, guint max, guint *n_more);
/* Folded record numbers, as they stood after the last commit; return FALSE to stop. */
typedef gboolean (*TideNumberFunc) (gint64 patient_id, const char *folded_mrn, gpointer data);
void tide_store_foreach_number (TideStore *self, TideNumberFunc func, gpointer data);
TidePatientRow *tide_store_load_row (TideStore *self, gint64 patient_id, GError **error);
/* Ratings of one score of one patient, oldest first; free with g_free (). */
TideRating *tide_store_load_ratings (TideStore *self, gint64 patient_id, const char *instrument_id,
                                     const char *score_id, guint *n, GError **error);
/* Every rating of one score in the clinic, ordered by patient, then time, through the covering index. Return
 * FALSE to stop. @func must not call tide_store_foreach_rating () again: there is one statement for all
 * walks, and the inner one would begin and end the outer. */
gboolean tide_store_foreach_rating (TideStore *self, const char *instrument_id, const char *score_id,
                                    TideRatingFunc func, gpointer data, GError **error);
/* What is due (element-type TideDue), by time: of one patient, or of all before @before_utc that is still
 * asked for @now_utc. */
GPtrArray *tide_store_list_due_of (TideStore *self, gint64 patient_id, GError **error);
GPtrArray *tide_store_list_due (TideStore *self, gint64 before_utc, gint64 now_utc, GError **error);
char *tide_store_dup_due_rules (TideStore *self, GError **error); /* by which it was computed; "" not yet */
/* Started, or agreed for, from @from_utc on and before @to_utc; by id (element-type TideSession). */
GPtrArray *tide_store_list_sessions_between (TideStore *self, gint64 from_utc, gint64 to_utc, GError **error);
/* Ratings by patients that nobody has looked at, oldest first (element-type TideAssessmentData). */
GPtrArray *tide_store_list_unreviewed (TideStore *self, GError **error);
/* Whether nothing is asked of a patient any more: died, or entered in error. */
gboolean tide_store_find_gone (TideStore *self, gint64 patient_id, gboolean *gone, GError **error);
/* Whether anybody of the staff rated, saw or treated the patient. */
gboolean tide_store_find_cared_for (TideStore *self, gint64 patient_id, gboolean *cared_for, GError **error);
/* What the courses that go on at @today are judged by: @instrument of those that name one, else NULL with the
 * @code of the indication or of the main diagnosis (nullable). */
typedef void (*TideTargetFunc) (const char *instrument, const char *code, gpointer data);
gboolean tide_store_foreach_open_target (TideStore *self, TideDate today, TideTargetFunc func, gpointer data,
                                         GError **error);
/* Whom @staff_id rated, saw, wrote about or treated, each once. (element-type gint64) (transfer full): a set
 */
GHashTable *tide_store_list_patients_of (TideStore *self, gint64 staff_id, GError **error);
/* As tide_store_load_history (), but only the arrays of @classes (NULL-terminated), without series and staff.
 */
TideHistory *tide_store_load_part (TideStore *self, gint64 patient_id, const TideRecordClass *const *classes,
                                   GError **error);
/* Patients with the same folded name and birth date (element-type gint64). */
GArray *tide_store_find_duplicates (TideStore *self, const TidePatient *patient, GError **error);
char *tide_fold_text (
  const char *text); /* NFD, marks dropped, casefold, ł ø đ æ œ ß; spaces single (transfer full) */

/* Audit. */
GPtrArray *tide_store_list_audit (TideStore *self, gint64 patient_id, guint max,
                                  GError **error);                 /* newest first; 0 = all */
char *tide_store_get_audit_head (TideStore *self, gint64 *number); /* 64 hex digits (transfer full) */

/* Recomputes the chain, compares every audited row with its last "after", every rating with its assessment's
 * stored scores. */
TideVerification *tide_store_verify (TideStore *self, TideLibrary *library, GCancellable *cancellable,
                                     GError **error);
/* Whether a head (a hex prefix of 8 digits or more; spaces allowed) is in the chain; *number its row. */
gboolean tide_store_has_head (TideStore *self, const char *head, gint64 *number, GError **error);

/* Drafts: not audited. */
GPtrArray *tide_store_list_drafts (TideStore *self, gint64 patient_id, GError **error); /* 0 = all */

/* Online copy of the database, keys and site files to @folder, opened and verified before it counts. */
gboolean tide_store_backup (TideStore *self, const char *folder, GError **error);

G_END_DECLS

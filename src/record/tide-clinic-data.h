/* tide-clinic-data.h: plain values that the store hands to those above it: rows of the patient list, audit
 * rows, drafts, the result of a verification.  They stand here, not in the store, since exchange, demo and
 * cli see the clinic's verbs but not the store.
 */
#pragma once

#include "tide-patient.h"
#include "tide-rating.h"
#include "tide-visit.h"

G_BEGIN_DECLS

/* A passphrase never travels as a NUL-terminated GLib string: bytes in memory of the caller, which wipes
 * them. */
typedef struct
{
  const char *bytes;
  gsize length;
} TidePassphrase;

typedef enum
{
  TIDE_STORE_READ_ONLY_IF_IN_USE = 1 << 0, /* a second program may read */
} TideStoreFlags;

/* One hit of a search, in name order. */
typedef struct
{
  gint64 patient_id;
} TideSearchHit;

/* A row of the list, one query by index: for the rows in sight only. */
typedef struct
{
  gint64 patient_id;
  char *mrn, *family_name, *given_name;
  TideDate birth_date;
  int sex;
  gboolean synthetic;
  char *diagnosis; /* code of the primary diagnosis, or NULL */
  TideLevel highest_alert;
  char *target_instrument; /* of the latest course that names one, or NULL: by condition */
  guint n_open_courses;
  gboolean died;    /* by the rule of tide_history_get_death () */
  TideDate died_on; /* UNKNOWN when no day is known, or alive */
} TidePatientRow;
void tide_patient_row_free (TidePatientRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TidePatientRow, tide_patient_row_free)

/* Return FALSE to stop. */
typedef gboolean (*TideRatingFunc) (const TideRating *rating, gpointer data);

typedef struct
{
  gint64 number;
  gint64 at_utc;
  int at_offset;
  char *who;    /* staff name or the login's name */
  char *action; /* create, update, view, import, export, restore, open … */
  char *table;  /* or NULL */
  gint64 row_id;
  char *before, *after;
  char hash[65];
} TideAuditRow;
void tide_audit_row_free (TideAuditRow *row);

typedef struct
{
  gboolean ok;
  char *integrity; /* "ok" or what SQLite says */
  gint64 audit_rows;
  char head[65];
  GPtrArray *breaks; /* (utf8) "audit row 48: hash does not follow from the row before" */
  gint64 rows_checked;
  /* (utf8) "assessment 412: total 27 in the audit, 17 in the table" */
  GPtrArray *changed, *missing, *unaudited;
  gint64 scores_checked;
  GPtrArray *scores_different; /* (utf8), recomputed by the clinic with the library */
} TideVerification;
void tide_verification_free (TideVerification *v);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideVerification, tide_verification_free)

typedef struct
{
  gint64 patient_id;
  char *kind;    /* "assessment:ybocs", "visit" */
  char *payload; /* the form's own text */
  gint64 updated_utc;
} TideDraft;
void tide_draft_free (TideDraft *draft);

G_END_DECLS

/* tide-statements.h: the statements of one connection, each prepared once.  Private to the store. */
#pragma once

#include "tide-db.h"
#include "tide-record.h"

G_BEGIN_DECLS

/* Statements that no record class describes. */
typedef enum
{
  TIDE_SQL_RATING_INSERT,
  TIDE_SQL_RATING_DELETE,
  TIDE_SQL_RATING_PATIENT,
  TIDE_SQL_RATING_SERIES,
  TIDE_SQL_RATING_SCORE,
  TIDE_SQL_RATING_OF_ASSESSMENT,
  TIDE_SQL_RATING_ORPHANS,
  TIDE_SQL_SCORE_KEY_LIST,
  TIDE_SQL_SCORE_KEY_NEXT,
  TIDE_SQL_SCORE_KEY_INSERT,
  TIDE_SQL_RATING_FORM_LIST,
  TIDE_SQL_RATING_FORM_NEXT,
  TIDE_SQL_RATING_FORM_INSERT,
  TIDE_SQL_DOSE_STEP_PATIENT,
  TIDE_SQL_SESSION_PATIENT,
  TIDE_SQL_COURSE_PATIENT_ID,
  TIDE_SQL_ALERT_OPEN,
  TIDE_SQL_WATCHED_PATIENTS,
  TIDE_SQL_ROW_PATIENT,
  TIDE_SQL_ROW_COURSES,
  TIDE_SQL_SEARCH_ALL,
  TIDE_SQL_SEARCH_COUNT,
  TIDE_SQL_SEARCH_ONE,
  TIDE_SQL_SEARCH_DELETE,
  TIDE_SQL_SEARCH_INSERT,
  TIDE_SQL_DUPLICATES,
  TIDE_SQL_AUDIT_INSERT,
  TIDE_SQL_AUDIT_HEAD_GET,
  TIDE_SQL_AUDIT_HEAD_SET,
  TIDE_SQL_AUDIT_NEWEST,
  TIDE_SQL_AUDIT_NEWEST_PATIENT,
  TIDE_SQL_AUDIT_OF_TABLE,
  TIDE_SQL_AUDIT_ALL,
  TIDE_SQL_AUDIT_ONE,
  TIDE_SQL_AUDIT_HASHES,
  TIDE_SQL_DUE_PATIENT,
  TIDE_SQL_DUE_BEFORE,
  TIDE_SQL_DUE_DELETE,
  TIDE_SQL_DUE_INSERT,
  TIDE_SQL_DUE_RULES_GET,
  TIDE_SQL_DUE_RULES_SET,
  TIDE_SQL_SESSION_STARTED,
  TIDE_SQL_SESSION_PLANNED,
  TIDE_SQL_ASSESSMENT_UNREVIEWED,
  TIDE_SQL_PATIENT_GONE,
  TIDE_SQL_PATIENT_HAS_STAFF,
  TIDE_SQL_PATIENTS_OF,
  TIDE_SQL_COURSES_OPEN,
  TIDE_SQL_COHORT_PATIENT,
  TIDE_SQL_COHORT_DIAGNOSIS,
  TIDE_SQL_COHORT_COURSE,
  TIDE_SQL_COHORT_STEP,
  TIDE_SQL_COHORT_SESSION,
  TIDE_SQL_COHORT_EFFECT,
  TIDE_SQL_COHORT_COST,
  TIDE_SQL_COHORT_TRIAL,
  TIDE_SQL_COHORT_DEATH,
  TIDE_SQL_COHORT_RATING,
  TIDE_SQL_PATIENT_LAST,
  TIDE_SQL_DRAFT_PUT,
  TIDE_SQL_DRAFT_DELETE,
  TIDE_SQL_DRAFT_ALL,
  TIDE_SQL_DRAFT_PATIENT,
  TIDE_N_SQL
} TideSql;

typedef struct _TideStatements TideStatements;

/* Every record class of the clinic, parents before children; NULL-terminated. */
extern const TideRecordClass *const tide_record_classes[];

TideStatements *tide_statements_new (TideDb *db);
void tide_statements_free (TideStatements *self); /* finalizes all; before the connection is closed */

/* Each returns a reset statement that stays owned by @self, or NULL and *error. */
sqlite3_stmt *tide_statements_get (TideStatements *self, TideSql which, GError **error);
/* Another statement of the same text, by @number: for cursors that stand at several places at once. */
sqlite3_stmt *tide_statements_get_cursor (TideStatements *self, TideSql which, guint number, GError **error);
sqlite3_stmt *tide_statements_insert (TideStatements *self, const TideRecordClass *klass, GError **error);
sqlite3_stmt *tide_statements_update (TideStatements *self, const TideRecordClass *klass, GError **error);
sqlite3_stmt *tide_statements_next_id (TideStatements *self, const TideRecordClass *klass, GError **error);
sqlite3_stmt *tide_statements_count (TideStatements *self, const TideRecordClass *klass, GError **error);
/* SELECT every column WHERE @column = :value ORDER BY id; "id" and "uuid" are columns too; NULL: every row.
 */
sqlite3_stmt *tide_statements_select (TideStatements *self, const TideRecordClass *klass, const char *column,
                                      GError **error);

/* The columns of a class as SELECT lists them, each behind @prefix ("s."). (transfer full) */
char *tide_statements_columns (const TideRecordClass *klass, const char *prefix);

/* Fills a statement's parameters by name. A parameter that the statement lacks is a programmer's mistake. */
void tide_bind_integer (sqlite3_stmt *statement, const char *name, gint64 value);
void tide_bind_reference (sqlite3_stmt *statement, const char *name, gint64 id); /* 0 is NULL */
void tide_bind_text (sqlite3_stmt *statement, const char *name,
                     const char *text); /* NULL is NULL; not copied */
void tide_bind_record (sqlite3_stmt *statement, gconstpointer record);

/* The row on which a tide_statements_select () stands. (transfer full) DAMAGED when a column cannot be read.
 */
gpointer tide_read_record (sqlite3_stmt *statement, const TideRecordClass *klass, GError **error);
/* Every row; the statement is reset. (transfer full) (element-type TideRecord) */
GPtrArray *tide_read_records (TideDb *db, sqlite3_stmt *statement, const TideRecordClass *klass,
                              GError **error);

G_END_DECLS

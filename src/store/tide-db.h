/* tide-db.h: one connection to a clinic's database, opened in one way only.  Private to the store. */
#pragma once

#include <gio/gio.h>
#if TIDE_HAVE_SQLCIPHER && !defined SQLITE_HAS_CODEC
#define SQLITE_HAS_CODEC 1 /* makes the header declare sqlite3_key_v2 () */
#endif
#include <sqlite3.h>

#include "tide-error.h"

G_BEGIN_DECLS

#define TIDE_DB_APPLICATION_ID 0x5469646d /* "Tidm" */
#define TIDE_DATA_KEY_BYTES 32

typedef enum
{
  TIDE_DB_READ_WRITE,
  TIDE_DB_READ_ONLY, /* beside a writer in another program */
  TIDE_DB_PROBE,     /* the first page only; touches no file of the folder, not even a write-ahead log */
  TIDE_DB_CREATE,
} TideDbMode;

typedef struct _TideDb TideDb;

/**
 * tide_db_open:
 * @key: (nullable): TIDE_DATA_KEY_BYTES bytes; NULL opens without encryption
 *
 * The one opener of every connection: key, page size, page cache, busy timeout, foreign keys, WAL,
 * synchronous=FULL, the collation "C", and the check that the file is a clinic's. DAMAGED, CANNOT_ENCRYPT,
 * READ_ONLY, DISK_FULL, IO.
 *
 * Returns: (transfer full)
 */
TideDb *tide_db_open (const char *path, const guint8 *key, TideDbMode mode, GError **error);
void tide_db_close (TideDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideDb, tide_db_close)

sqlite3 *tide_db_get_handle (TideDb *self);
const char *tide_db_get_path (TideDb *self);
gboolean tide_db_exec (TideDb *self, const char *sql, GError **error);
/* The first column of the first row; *value is 0 when there is none. */
gboolean tide_db_get_integer (TideDb *self, const char *sql, gint64 *value, GError **error);
char *tide_db_get_text (TideDb *self, const char *sql,
                        GError **error); /* NULL without error: no row (transfer full) */
sqlite3_stmt *tide_db_prepare (TideDb *self, const char *sql, GError **error);
/* Steps once. TRUE on a row or at the end; *has_row tells which. Resets the statement at the end and on
 * error. */
gboolean tide_db_step (TideDb *self, sqlite3_stmt *statement, gboolean *has_row, GError **error);
gboolean tide_db_run (TideDb *self, sqlite3_stmt *statement,
                      GError **error); /* to the end, rows ignored; resets */
/* The next free id of @table: numbers are given here, not by the engine, so that another engine could give
 * the same. */
gboolean tide_db_insert (TideDb *self, sqlite3_stmt *next_id, gint64 *id, GError **error);

gboolean tide_db_begin (TideDb *self, GError **error); /* BEGIN IMMEDIATE */
gboolean tide_db_commit (TideDb *self, GError **error);
void tide_db_rollback (TideDb *self);
gboolean tide_db_in_transaction (TideDb *self);
/* Empties the write-ahead log into the database, waiting for readers. */
gboolean tide_db_checkpoint (TideDb *self, GError **error);
/* Moves what no reader needs, waits for nobody; @all: nothing is left, the next commit begins the log anew.
 */
gboolean tide_db_checkpoint_passively (TideDb *self, gboolean *all, GError **error);
guint tide_db_get_log_pages (TideDb *self); /* after the last commit of this connection */

/* Sets *error from the connection's last failure @rc, with the code that fits; always returns FALSE. */
gboolean tide_db_fail (TideDb *self, int rc, const char *what, GError **error);

G_END_DECLS

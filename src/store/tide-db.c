/* tide-db.c: one connection to a clinic's database.
 *
 * Every connection of the program comes from tide_db_open (): SQLCipher forgets the page size and SQLite the
 * foreign keys between connections, and a connection opened in another way would read garbage or write
 * unchecked rows.  SQLite's result codes become the few codes of TIDE_ERROR here and nowhere else.
 */

#include "tide-db.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

/* The page cache of one connection, in KiB. */
#define CACHE_KIB 8000
#define BUSY_MS 5000

struct _TideDb
{
  sqlite3 *handle;
  char *path;
  TideDbMode mode;
  sqlite3_stmt *begin, *commit;
  guint log_pages; /* in the write-ahead log after the last commit of this connection */
};

static TideError
error_code (sqlite3 *handle, int rc)
{
  int os = handle != NULL ? sqlite3_system_errno (handle) : 0;

  switch (rc & 0xff)
    {
    case SQLITE_FULL:
      return TIDE_ERROR_DISK_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return TIDE_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return TIDE_ERROR_IN_USE;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      return TIDE_ERROR_DAMAGED;
    case SQLITE_CONSTRAINT:
      return rc == SQLITE_CONSTRAINT_UNIQUE || rc == SQLITE_CONSTRAINT_PRIMARYKEY ? TIDE_ERROR_DUPLICATE
                                                                                  : TIDE_ERROR_VALUE;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      /* Newer SQLite forgets the cause of a failed write when it rolls back by itself; what is left of the
       * causes is a quota or a limit, or a disk that takes no more for worse reasons. */
      if (os == ENOSPC || os == EDQUOT || os == EFBIG || rc == SQLITE_IOERR_SHMSIZE
          || (os == 0 && rc == SQLITE_IOERR_WRITE))
        return TIDE_ERROR_DISK_FULL;
      if (os == EROFS || os == EACCES || os == EPERM)
        return TIDE_ERROR_READ_ONLY;
      return TIDE_ERROR_IO;
    default:
      return TIDE_ERROR_IO;
    }
}

static const char *
error_reason (TideError code)
{
  switch (code)
    {
    case TIDE_ERROR_DISK_FULL:
      return "the disk is full, or takes no more";
    case TIDE_ERROR_READ_ONLY:
      return "the folder or its disk is read-only";
    case TIDE_ERROR_IN_USE:
      return "another program is writing to it";
    case TIDE_ERROR_DAMAGED:
      return "damaged, or not a database of Tidemark";
    default:
      return NULL;
    }
}

gboolean
tide_db_fail (TideDb *self, int rc, const char *what, GError **error)
{
  /* A damaged page of the schema may come back as an error in its SQL. */
  gboolean bad_schema = g_str_has_prefix (sqlite3_errmsg (self->handle), "malformed database schema");
  TideError code = bad_schema ? TIDE_ERROR_DAMAGED : error_code (self->handle, rc);
  const char *reason = error_reason (code);

  if (reason != NULL)
    g_set_error (error, TIDE_ERROR, code, "%s: %s (%s)", what, reason, sqlite3_errmsg (self->handle));
  else
    g_set_error (error, TIDE_ERROR, code, "%s: %s", what, sqlite3_errmsg (self->handle));
  return FALSE;
}

static int
compare_bytes (void *data, int a_length, const void *a, int b_length, const void *b)
{
  int order = memcmp (a, b, MIN (a_length, b_length));

  return order != 0 ? order : a_length - b_length;
}

#if TIDE_HAVE_SQLCIPHER
/* A raw key goes over as x'…' so that SQLCipher does not stretch it a second time; never as SQL text, which
 * SQLite keeps. */
static gboolean
set_key (TideDb *self, const guint8 *key, GError **error)
{
  const gsize length = 2 + 2 * TIDE_DATA_KEY_BYTES + 1;
  char *text = sodium_malloc (length + 1);
  g_autofree char *version = NULL;
  int rc;

  memcpy (text, "x'", 2);
  sodium_bin2hex (text + 2, 2 * TIDE_DATA_KEY_BYTES + 1, key, TIDE_DATA_KEY_BYTES);
  text[length - 1] = '\'';
  rc = sqlite3_key_v2 (self->handle, "main", text, length);
  sodium_free (text);
  sodium_stackzero (4096);
  if (rc != SQLITE_OK)
    return tide_db_fail (self, rc, self->path, error);

  /* The format is that of SQLCipher 3 with pages of 4 KiB, whatever the library's own default. Version 3
   * knows no cipher_compatibility and ignores it. */
  if (!tide_db_exec (self, "PRAGMA cipher_compatibility = 3; PRAGMA cipher_page_size = 4096;", error))
    return FALSE;
  version = tide_db_get_text (self, "PRAGMA cipher_version", NULL);
  if (version == NULL)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_CANNOT_ENCRYPT, "the SQLite library in use cannot encrypt");
      return FALSE;
    }
  return TRUE;
}
#else
static gboolean
set_key (TideDb *self, const guint8 *key, GError **error)
{
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_CANNOT_ENCRYPT, "this Tidemark was built without encryption");
  return FALSE;
}
#endif

/* Reads the first page: here a wrong key, a foreign file and damage to the header show. */
static gboolean
check_identity (TideDb *self, GError **error)
{
  gint64 application = 0;

  if (!tide_db_get_integer (self, "PRAGMA application_id", &application, error))
    return FALSE;
  if (application != TIDE_DB_APPLICATION_ID)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED, "%s: a database of another program", self->path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
set_up_new (TideDb *self, GError **error)
{
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("PRAGMA page_size = 4096; PRAGMA application_id = %d;", TIDE_DB_APPLICATION_ID);
  return tide_db_exec (self, sql, error);
}

static int
count_log_pages (void *data, sqlite3 *handle, const char *database, int n_pages)
{
  TideDb *self = data;

  self->log_pages = (guint) n_pages;
  return SQLITE_OK;
}

static gboolean
set_up_journal (TideDb *self, GError **error)
{
  g_autofree char *journal = tide_db_get_text (self, "PRAGMA journal_mode = WAL", error);

  if (journal == NULL)
    return FALSE;
  if (g_strcmp0 (journal, "wal") != 0)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_IO, "%s: no write-ahead log is possible here", self->path);
      return FALSE;
    }
  /* Instead of SQLite's own checkpoints, which would sync the log and the database within somebody's save. */
  sqlite3_wal_hook (self->handle, count_log_pages, self);
  /* A large import would otherwise leave its log at full length until the clinic is closed. */
  return tide_db_exec (self, "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216", error);
}

static gboolean
set_up (TideDb *self, const guint8 *key, GError **error)
{
  g_autofree char *cache = g_strdup_printf ("PRAGMA cache_size = -%d", CACHE_KIB);

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_MS);
  if (sqlite3_create_collation_v2 (self->handle, "C", SQLITE_UTF8, NULL, compare_bytes, NULL) != SQLITE_OK)
    return tide_db_fail (self, SQLITE_ERROR, self->path, error);
  if (key != NULL && !set_key (self, key, error))
    return FALSE;
  /* Temporary tables stay in memory: a spilled sort would lie on the disk in clear text. */
  if (!tide_db_exec (self, "PRAGMA temp_store = MEMORY", error))
    return FALSE;
  if (self->mode == TIDE_DB_CREATE ? !set_up_new (self, error) : !check_identity (self, error))
    return FALSE;
  if (!tide_db_exec (self, cache, error) || !tide_db_exec (self, "PRAGMA foreign_keys = ON", error))
    return FALSE;
  if (self->mode == TIDE_DB_PROBE || self->mode == TIDE_DB_READ_ONLY)
    return TRUE;
  return set_up_journal (self, error);
}

static char *
make_uri (const char *path, TideDbMode mode)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  return g_strdup_printf ("file:%s%s", escaped, mode == TIDE_DB_PROBE ? "?immutable=1" : "");
}

TideDb *
tide_db_open (const char *path, const guint8 *key, TideDbMode mode, GError **error)
{
  g_autoptr (TideDb) self = g_new0 (TideDb, 1);
  g_autofree char *uri = make_uri (path, mode);
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_FULLMUTEX;
  int rc;

  flags |= mode == TIDE_DB_PROBE || mode == TIDE_DB_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  self->path = g_strdup (path);
  self->mode = mode;
  rc = sqlite3_open_v2 (uri, &self->handle, flags, NULL);
  if (rc != SQLITE_OK)
    {
      tide_db_fail (self, rc, path, error);
      return NULL;
    }
  if (!set_up (self, key, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tide_db_close (TideDb *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->begin);
  sqlite3_finalize (self->commit);
  if (self->handle != NULL && sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("%s: statements are still open", self->path);
  g_free (self->path);
  g_free (self);
}

sqlite3 *
tide_db_get_handle (TideDb *self)
{
  return self->handle;
}

const char *
tide_db_get_path (TideDb *self)
{
  return self->path;
}

gboolean
tide_db_exec (TideDb *self, const char *sql, GError **error)
{
  int rc = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return rc == SQLITE_OK || tide_db_fail (self, rc, self->path, error);
}

sqlite3_stmt *
tide_db_prepare (TideDb *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int rc = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);

  if (rc != SQLITE_OK)
    tide_db_fail (self, rc, self->path, error);
  return statement;
}

gboolean
tide_db_step (TideDb *self, sqlite3_stmt *statement, gboolean *has_row, GError **error)
{
  int rc = sqlite3_step (statement);

  *has_row = rc == SQLITE_ROW;
  if (rc == SQLITE_ROW)
    return TRUE;
  if (rc != SQLITE_DONE)
    tide_db_fail (self, rc, self->path, error);
  sqlite3_reset (statement);
  return rc == SQLITE_DONE;
}

gboolean
tide_db_run (TideDb *self, sqlite3_stmt *statement, GError **error)
{
  gboolean has_row;

  do
    if (!tide_db_step (self, statement, &has_row, error))
      return FALSE;
  while (has_row);
  return TRUE;
}

gboolean
tide_db_get_integer (TideDb *self, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = tide_db_prepare (self, sql, error);
  gboolean has_row = FALSE, ok;

  if (statement == NULL)
    return FALSE;
  ok = tide_db_step (self, statement, &has_row, error);
  *value = has_row ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_finalize (statement);
  return ok;
}

char *
tide_db_get_text (TideDb *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = tide_db_prepare (self, sql, error);
  gboolean has_row = FALSE;
  char *text = NULL;

  if (statement == NULL)
    return NULL;
  if (tide_db_step (self, statement, &has_row, error) && has_row)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return text;
}

gboolean
tide_db_insert (TideDb *self, sqlite3_stmt *next_id, gint64 *id, GError **error)
{
  gboolean has_row;

  if (!tide_db_step (self, next_id, &has_row, error))
    return FALSE;
  *id = has_row ? sqlite3_column_int64 (next_id, 0) : 1;
  sqlite3_reset (next_id);
  return TRUE;
}

static gboolean
run_prepared (TideDb *self, sqlite3_stmt **statement, const char *sql, GError **error)
{
  if (*statement == NULL)
    *statement = tide_db_prepare (self, sql, error);
  return *statement != NULL && tide_db_run (self, *statement, error);
}

gboolean
tide_db_begin (TideDb *self, GError **error)
{
  return run_prepared (self, &self->begin, "BEGIN IMMEDIATE", error);
}

gboolean
tide_db_commit (TideDb *self, GError **error)
{
  if (run_prepared (self, &self->commit, "COMMIT", error))
    return TRUE;
  tide_db_rollback (self);
  return FALSE;
}

/* SQLite has ended some transactions by itself (a full disk): then there is nothing left to roll back. */
void
tide_db_rollback (TideDb *self)
{
  if (tide_db_in_transaction (self))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
tide_db_in_transaction (TideDb *self)
{
  return !sqlite3_get_autocommit (self->handle);
}

guint
tide_db_get_log_pages (TideDb *self)
{
  return self->log_pages;
}

gboolean
tide_db_checkpoint (TideDb *self, GError **error)
{
  int rc = sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  if (rc != SQLITE_OK)
    return tide_db_fail (self, rc, self->path, error);
  self->log_pages = 0;
  return TRUE;
}

gboolean
tide_db_checkpoint_passively (TideDb *self, gboolean *all, GError **error)
{
  int n_pages = 0, n_moved = 0;
  int rc = sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_PASSIVE, &n_pages, &n_moved);

  *all = rc == SQLITE_OK && n_pages == n_moved;
  if (*all)
    self->log_pages = 0;
  return rc == SQLITE_OK || tide_db_fail (self, rc, self->path, error);
}

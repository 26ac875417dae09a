/* tide-store-private.h: the store's inside, for the files of this room and their tests. */
#pragma once

#include "tide-audit.h"
#include "tide-db.h"
#include "tide-folder.h"
#include "tide-search.h"
#include "tide-statements.h"
#include "tide-store-write.h"
#include "tide-store.h"

G_BEGIN_DECLS

/* What of an assessment its ratings carry as one number; interned, NULL not known. */
typedef struct
{
  gint64 id;
  const char *version, *recall;
} TideRatingForm;

struct _TideStore
{
  GObject parent_instance;

  char *folder;
  char *holder; /* who writes, when this store only reads */
  TideFolderLock *lock;
  gboolean read_only, encrypted;
  char *who;

  /* Gone while locked. */
  guint8 *key; /* sodium_malloc'd; NULL in a clinic without encryption */
  char clinic_uuid[37];
  TideDb *db;
  TideStatements *statements;
  TideSearch *search;
  guint n_openings;       /* grows with each connection: whoever keeps a statement asks it */
  gint64 n_writes;        /* transactions that changed data; what only logs a look or a print is none */
  gint64 data_version;    /* of the writer in another program, when read-only */
  GHashTable *score_keys; /* "instrument score" -> id */
  GArray *forms;          /* TideRatingForm by id */
  TideAuditHead head;
  guint tend_source; /* waits for a quiet moment to empty the write-ahead log; 0: none */

  /* The open transaction. */
  gboolean in_transaction;
  gboolean broken; /* a write failed half-way: it can only be rolled back */
  gboolean bulk;
  GHashTable *touched;        /* (gint64) patients with any write */
  GHashTable *search_touched; /* (gint64) patients whose names changed */
  GHashTable *due_touched;    /* (gint64) patients with a write that matters to what is due */

  /* tide_store_set_before_commit () */
  TideStoreMattersFunc matters;
  TideStoreCommitFunc before_commit;
  gpointer before_commit_data;
};

/* FALSE with LOCKED while the store is locked. */
gboolean tide_store_is_ready (TideStore *self, GError **error);
/* A statement of the table, or NULL and *error, also LOCKED. */
sqlite3_stmt *tide_store_get_statement (TideStore *self, TideSql which, GError **error);
/* Whose record it is: its own id, its patient_id, its course's patient; 0 for staff and settings. */
gint64 tide_store_get_owner (TideStore *self, gconstpointer record);

/* Ratings follow from an assessment's stored scores. */
gboolean tide_store_write_ratings (TideStore *self, gconstpointer assessment, GError **error);
gboolean tide_store_remove_ratings (TideStore *self, gint64 assessment_id, GError **error);
/* The RATING_COLUMNS of a row, from @column on. */
TideRating tide_store_read_rating (TideStore *self, sqlite3_stmt *statement, int column);
/* 0 without error when the clinic has never stored such a score, -1 with one. */
gint64 tide_store_find_score_key (TideStore *self, const char *instrument_id, const char *score_id,
                                  GError **error);
GPtrArray *tide_store_load_series (TideStore *self, gint64 patient_id,
                                   GError **error); /* (element-type TideSeries) */

/* What the search knows of a patient is written with the patient. */
gboolean tide_store_write_search (TideStore *self, const TidePatient *patient, GError **error);
gboolean tide_store_load_search (TideStore *self, GError **error);
gboolean tide_store_refresh_search (TideStore *self, GError **error); /* of the patients in search_touched */

/* The write-ahead log beside the saves (tide-checkpoint.c). */
#define TIDE_LOG_PAGES_SOFT 1000 /* emptied in the next quiet moment */
#define TIDE_LOG_PAGES_HARD 8000 /* emptied at once: no main loop has run, or readers have held it up */
void tide_store_tend_log (TideStore *self);   /* after each commit */
void tide_store_settle_log (TideStore *self); /* before the connection closes */

void tide_store_emit_changed (TideStore *self, gint64 patient_id);

/* Opens @folder with the key at hand, without the folder's lock: to look at a copy that was just made. */
TideStore *tide_store_open_copy (const char *folder, const guint8 *key, GError **error);

/* A whole copy of the open database at @path (0600), same key. */
gboolean tide_store_copy_database (TideDb *db, const guint8 *key, const char *path, GError **error);

G_END_DECLS

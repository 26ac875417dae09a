/* tide-store-write.h: the writing half of the store, for the clinic alone.
 *
 * Every write happens inside tide_store_begin () … tide_store_commit (); each leaves one audit row with the
 * canonical before and after and moves the audit head in the same transaction.
 */
#pragma once

#include "tide-store.h"

G_BEGIN_DECLS

gboolean tide_store_begin (TideStore *self, GError **error);  /* BEGIN IMMEDIATE; does not nest */
gboolean tide_store_commit (TideStore *self, GError **error); /* one fsync; then "changed" */
void tide_store_rollback (TideStore *self);                   /* also forgets what the search index took */

/* Sets record->id. DUPLICATE when a unique column is taken. An assessment's ratings are written from its
 * scores text. */
gboolean tide_store_insert (TideStore *self, gpointer record, GError **error);
gboolean tide_store_update (TideStore *self, gpointer record, GError **error);
/* An audited act that changes no record: view, import, export, open … (own transaction when none is open). */
gboolean tide_store_log (TideStore *self, const char *action, const char *table, gint64 row_id,
                         gint64 patient_id, const char *detail, GError **error);
void tide_store_set_person (TideStore *self, const char *who); /* the audit's "who" from now on */

/* One fsync'd write of its own, never audited. NULL payload removes the draft. */
gboolean tide_store_save_draft (TideStore *self, gint64 patient_id, const char *kind, const char *payload,
                                GError **error);

/* Before each commit that wrote a record of a class that @matters: the patients whose records those are or
 * were. What it writes belongs to the transaction; FALSE rolls it back. */
typedef gboolean (*TideStoreMattersFunc) (const TideRecordClass *klass);
typedef gboolean (*TideStoreCommitFunc) (TideStore *self, const gint64 *patient_ids, guint n, gpointer data,
                                         GError **error);
void tide_store_set_before_commit (TideStore *self, TideStoreMattersFunc matters, TideStoreCommitFunc func,
                                   gpointer data);
/* What is due of a patient: @rows (TideDue, in the order of tide_due_compare ()) take the place of what is
 * there; never audited. *@changed (optional): whether they say something else. */
gboolean tide_store_replace_due (TideStore *self, gint64 patient_id, const GPtrArray *rows, gboolean *changed,
                                 GError **error);
gboolean tide_store_set_due_rules (TideStore *self, const char *rules, GError **error);

/* Writes a large import faster: no "changed" and no search update until commit. */
void tide_store_set_bulk (TideStore *self, gboolean bulk);

G_END_DECLS

/* tide-search.h: every patient's folded name in memory, in name order.  Private to the store. */
#pragma once

#include "tide-fold.h"
#include "tide-store.h"

G_BEGIN_DECLS

typedef struct _TideSearch TideSearch;

TideSearch *tide_search_new (void);
void tide_search_free (TideSearch *self); /* wipes the names */

/* Filling at opening: in name order, each patient once. */
void tide_search_append (TideSearch *self, gint64 patient_id, const char *sort_key, const char *birth,
                         const char *words, const char *mrn);
/* Puts a patient in, or in a new place. */
void tide_search_put (TideSearch *self, gint64 patient_id, const char *sort_key, const char *birth,
                      const char *words, const char *mrn);
void tide_search_remove (TideSearch *self, gint64 patient_id);
void tide_search_clear (TideSearch *self);
void tide_search_foreach_number (TideSearch *self, TideNumberFunc func, gpointer data);

/* See tide_store_search (). (transfer full) (element-type TideSearchHit) */
GArray *tide_search_find (TideSearch *self, const char *text, guint offset, guint max, guint *n_more);

G_END_DECLS

/* tide-cohort-reader.h: every patient with a course of treatment, one after the other, with only what the
 * comparison of the clinic folds.
 *
 * Loading each patient whole takes forty statements and a thousand allocations; here one cursor a table walks
 * forward beside the others, and the records of one patient are written over those of the one before.  What
 * is read has the shape of a TideHistory, so that the same arithmetic serves both.
 */
#pragma once

#include "tide-store.h"

G_BEGIN_DECLS

typedef struct _TideCohortReader TideCohortReader;

/* One score whose ratings are read. */
typedef struct
{
  const char *instrument_id, *score_id;
} TideScoreName;

/* @store must outlive the result. */
TideCohortReader *tide_cohort_reader_new (TideStore *store, const TideScoreName *scores, guint n_scores);
void tide_cohort_reader_free (TideCohortReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideCohortReader, tide_cohort_reader_free)

/* Begins to read the patients behind @after_id, all from one state of the database; no longer than a turn of
 * the main loop. LOCKED, DAMAGED, IO. */
gboolean tide_cohort_reader_open (TideCohortReader *self, gint64 after_id, GError **error);
/**
 * tide_cohort_reader_next:
 * @history: (out) (transfer none): what is folded of the next patient: patient, primary diagnosis, courses,
 *   dose steps, sessions, adverse events, costs, trials, deaths and the series asked for; of their records
 * the fields that are folded.  NULL after the last one.  Good until the next call.
 *
 * Returns: FALSE with an error of the store; the reader is then closed
 */
gboolean tide_cohort_reader_next (TideCohortReader *self, const TideHistory **history, GError **error);
gboolean tide_cohort_reader_has_more (const TideCohortReader *self); /* FALSE: the last one was read */
void tide_cohort_reader_close (TideCohortReader *self);              /* may be called twice */

/* The highest number of a patient: how far there is to go. */
gboolean tide_store_find_last_patient (TideStore *self, gint64 *id, GError **error);
/* Which commits a reader has seen: the connection; those of this program that changed data (a look or a print
 * that is logged changes none); any of another one. */
typedef struct
{
  guint opening;
  gint64 own, others;
} TideStoreState;
gboolean tide_store_get_state (TideStore *self, TideStoreState *state, GError **error);

G_END_DECLS

/* tide-clinic-cohort.h: one pass over all patients that folds their courses to rows, in small steps, so that
 * a window stays alive, shows how far it is and can be told to stop. */
#pragma once

#include "tide-clinic.h"
#include "tide-comparison.h"

G_BEGIN_DECLS

typedef struct _TideCohortPass TideCohortPass;

/**
 * tide_clinic_begin_cohort:
 * @instrument: borrowed from the clinic's library
 * @events: by which the rows are folded
 *
 * Returns: (transfer full): NULL with TIDE_ERROR_LOCKED or a fault of the store
 */
TideCohortPass *tide_clinic_begin_cohort (TideClinic *self, TideInstrument *instrument,
                                          const TideEventOptions *events, GError **error);
void tide_cohort_pass_free (TideCohortPass *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideCohortPass, tide_cohort_pass_free)
/* Folds patients for about @budget_ms, at least one. *done once all are; FALSE on an error, and when the
 * clinic was locked in between: what was folded is then dropped. */
gboolean tide_cohort_pass_step (TideCohortPass *self, double budget_ms, gboolean *done, GError **error);
double tide_cohort_pass_get_progress (const TideCohortPass *self); /* 0 to 1 */
/* (element-type TideCohortRow) (transfer full), ordered by patient. Once, when done. */
GArray *tide_cohort_pass_take_rows (TideCohortPass *self);
/* The moment of the data: what "not yet due" is judged by. */
TideInstant tide_cohort_pass_get_now (const TideCohortPass *self);

/* The whole pass at once, for commands. (transfer full) */
GArray *tide_clinic_fold_cohort (TideClinic *self, TideInstrument *instrument, const TideEventOptions *events,
                                 GError **error);

/* Writes @comparison as rows, results, question, rules and script into a new @folder (N19), with the moment
 * and the head of the audit; leaves an audit row "export" where the clinic can be written. TIDE_ERROR_VALUE:
 * the folder holds one of the files already. */
gboolean tide_clinic_export_comparison (TideClinic *self, const TideComparison *comparison,
                                        const char *folder, GError **error);

/* Saved comparisons, by name: names in order (element-type utf8) (transfer full). */
GPtrArray *tide_clinic_list_comparisons (TideClinic *self);
/* (transfer full): NULL with TIDE_ERROR_VALUE when the saved text cannot be read. */
TideComparisonDefinition *tide_clinic_load_comparison (TideClinic *self, const char *name, GError **error);
/* @definition NULL: forgets it.  TIDE_ERROR_VALUE for rules that are neither shipped nor in the clinic's
 * folder: their id would mean nothing later. */
gboolean tide_clinic_save_comparison (TideClinic *self, const char *name,
                                      const TideComparisonDefinition *definition, GError **error);

G_END_DECLS

/* tide-summary-batch.h: the progress summaries of many patients in one go: one print job, or a PDF each in a
 * folder. */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"
#include "tide-report-batch.h"

G_BEGIN_DECLS

#define TIDE_TYPE_SUMMARY_BATCH (tide_summary_batch_get_type ())
G_DECLARE_FINAL_TYPE (TideSummaryBatch, tide_summary_batch, TIDE, SUMMARY_BATCH, AdwWindow)

/* @patients: (element-type gint64): in the order of the list.  A window over @parent that asks what is to be
 * made and what the files will be called, works between frames, can be cancelled, and says at the end what
 * could not be made and why.  It goes when the clinic is locked. */
TideSummaryBatch *tide_summary_batch_new (GtkWindow *parent, TideClinic *clinic, const GArray *patients);

/* What the buttons do; for tests. */
void tide_summary_batch_start_folder (TideSummaryBatch *self, const char *folder);
void tide_summary_batch_cancel (TideSummaryBatch *self);
gboolean tide_summary_batch_is_done (TideSummaryBatch *self);
guint tide_summary_batch_get_n_written (TideSummaryBatch *self);
const char *tide_summary_batch_get_result (TideSummaryBatch *self); /* the words at the end */

G_END_DECLS

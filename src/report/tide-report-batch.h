/* tide-report-batch.h: one report after another into a folder, a PDF each, or into one PDF: for printing many
 * patients without a person at each.  Knows neither patients nor clinics; command and window feed it. */
#pragma once

#include "tide-report.h"

G_BEGIN_DECLS

/* What tells the files of a folder apart. A file's name is seen by everybody who sees the folder, so that a
 * patient's name is never in it. */
typedef enum
{
  TIDE_BATCH_RECORD_NUMBERS, /* "progress-summary-payer-TM-0417.pdf" */
  TIDE_BATCH_COUNTED,        /* "progress-summary-payer-0001.pdf": nothing of the patient */
} TideBatchNames;

typedef struct _TideReportBatch TideReportBatch;

/* @folder must exist and be writable; @kind: ASCII letters and hyphens. NULL: TIDE_ERROR_IO. */
TideReportBatch *tide_report_batch_new_folder (const char *folder, const char *kind, TideBatchNames names,
                                               GError **error);
/* One PDF at @path, there when the batch is finished. NULL: TIDE_ERROR_IO. */
TideReportBatch *tide_report_batch_new_file (const char *path, GError **error);
/**
 * tide_report_batch_add:
 * @mrn: record number of whom @report is
 *
 * A file of that name which the folder held before stays: TIDE_ERROR_IO in words.
 *
 * FALSE: nothing of it stands anywhere.  A folder's batch can go on with the next; a file's cannot, see
 * tide_report_batch_is_broken ().
 */
gboolean tide_report_batch_add (TideReportBatch *self, TideReport *report, const char *mrn, GError **error);
/* What cannot be written for one cannot be written for the next either: the disk is full, the file is gone.
 */
gboolean tide_report_batch_is_broken (TideReportBatch *self);
guint tide_report_batch_get_n_written (TideReportBatch *self);
/* The one PDF gets its name. TRUE also when nothing was added: then there is none. */
gboolean tide_report_batch_finish (TideReportBatch *self, GError **error);
/* Not finished: what is whole in the folder stays, the one PDF is nowhere. */
void tide_report_batch_free (TideReportBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideReportBatch, tide_report_batch_free)

/* "progress-summary-TM-0417.pdf" of anything that a clinic may call its record numbers (transfer full). */
char *tide_report_batch_dup_name (const char *kind, const char *mrn);

G_END_DECLS

/* tide-cli-many.h: reports of one patient or of many, into one PDF or a folder of them. */
#pragma once

#include "tide-cli-pages.h"
#include "tide-clinic-paper.h"
#include "tide-report-batch.h"
#include "tide-safety-case.h"

G_BEGIN_DECLS

/* What a report of one patient is made of. */
typedef struct
{
  TideClinic *clinic;
  TideHistory *history;
  TideClinicPaper paper; /* of the history */
  TideDeskCase desk;     /* the same for safety's rules */
} TideCliChart;

/* With a history of NULL where nobody was named.  (transfer full): NULL with TIDE_ERROR_VALUE when the
 * patient has nothing of the kind: "--date: …". */
typedef TideReport *(*TideCliMake) (TideCliChart *chart, gpointer data, GError **error);

/* --patient MRN …, --all, --output, --output-dir, --names, --paper */
typedef struct
{
  GPtrArray *mrns; /* (utf8), borrowed */
  gboolean all;
  const char *path, *folder; /* one of them */
  TideBatchNames names;
  const char *paper;      /* or NULL: the clinic's */
  const char *instrument; /* --instrument, or NULL: the patient's target */
} TideCliMany;
/* @optional: a report of nobody may be asked for: neither --patient nor --all */
gboolean tide_cli_take_many (TideArguments *arguments, TideCliMany *self, gboolean optional);
void tide_cli_many_clear (TideCliMany *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TideCliMany, tide_cli_many_clear)

/**
 * tide_cli_write_many:
 * @file_kind: begins the names of a folder's files: "progress-summary"
 * @what: for the audit of each patient: "progress summary, PDF"
 *
 * Of one patient a fault is the command's; of many each is told with its record number, the others are
 * written, and the command has failed.
 */
TideExit tide_cli_write_many (TideArguments *arguments, TideClinic *clinic, const TideCliMany *many,
                              const char *file_kind, const char *what, TideCliMake make, gpointer data);

G_END_DECLS

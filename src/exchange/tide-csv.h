/* tide-csv.h: the canonical CSV (design section 8) in and out, an exact round trip. */
#pragma once

#include "tide-clinic.h"

G_BEGIN_DECLS

typedef struct
{
  char *file, *column, *value, *reason;
  guint line;
} TideRefusal;

typedef struct
{
  gboolean dry_run;
  /* Rows taken, by file in the fixed order patients, courses, dose_steps, sessions, assessments, adverse_events. */
  guint n_patients, n_courses, n_dose_steps, n_sessions, n_assessments, n_adverse_events;
  GPtrArray *refused;         /* TideRefusal; when not empty nothing was imported */
  GPtrArray *ignored_columns; /* (utf8) "assessments.csv: mood" */
  guint duplicates, alerts;
} TideImportReport;
void tide_import_report_free (TideImportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideImportReport, tide_import_report_free)

/* Validates every row of every file first, then writes all in one transaction. NULL only when a file cannot be read. */
TideImportReport *tide_csv_import (TideClinic *clinic, const char *folder, gboolean dry_run, GCancellable *cancellable,
                                   GError **error);
/* Writes the folder (0700) and files (0600); @patient_id 0 = everybody. */
gboolean tide_csv_export (TideClinic *clinic, const char *folder, gint64 patient_id, GError **error);

G_END_DECLS

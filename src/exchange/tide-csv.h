/* tide-csv.h: the canonical CSV in and out, an exact round trip.
 *
 * A folder of files, one for each kind of record: UTF-8, RFC 4180, a header row, ISO dates, empty cells for
 * what is not known.  Any file may be absent.  Audit, keys, drafts, settings and alerts do not travel;
 * imported ratings raise their alerts anew (clinical.md section 8.1).
 */
#pragma once

#include "tide-clinic.h"

G_BEGIN_DECLS

/* The files in the order in which they are read: what is referred to comes first. */
typedef enum
{
  TIDE_CSV_STAFF,
  TIDE_CSV_PATIENTS,
  TIDE_CSV_IDENTIFIERS,
  TIDE_CSV_DIAGNOSES,
  TIDE_CSV_COURSES,
  TIDE_CSV_DOSE_STEPS,
  TIDE_CSV_SESSIONS,
  TIDE_CSV_VISITS,
  TIDE_CSV_VISIT_PARTS,
  TIDE_CSV_ASSESSMENTS,
  TIDE_CSV_ADVERSE_EVENTS,
  TIDE_CSV_NOTES,
  TIDE_CSV_EVENTS,
  TIDE_CSV_MEDICATIONS,
  TIDE_CSV_ALLERGIES,
  TIDE_CSV_MEASUREMENTS,
  TIDE_CSV_TRIALS,
  TIDE_CSV_STAGINGS,
  TIDE_CSV_SCREENINGS,
  TIDE_CSV_SCREENING_ANSWERS,
  TIDE_CSV_CONSENTS,
  TIDE_CSV_DECISIONS,
  TIDE_CSV_GOALS,
  TIDE_CSV_GOAL_RATINGS,
  TIDE_CSV_CONTACTS,
  TIDE_CSV_SAFETY_PLANS,
  TIDE_CSV_SPECIFIERS,
  TIDE_CSV_EXPOSURES,
  TIDE_CSV_COSTS,
  TIDE_CSV_EFFECT_CHECKS,
  TIDE_CSV_REVIEWS,
  TIDE_CSV_OBSERVATIONS,
  TIDE_CSV_SESSION_ANSWERS,
  TIDE_CSV_CLOCK_EVENTS,
  TIDE_CSV_DRUG_REGISTER,
  TIDE_CSV_SESSION_ENTRIES,
  TIDE_CSV_SCHEDULES,
  TIDE_CSV_N_FILES
} TideCsvFile;
const char *tide_csv_file_get_name (TideCsvFile file); /* "patients", without ".csv" */

/* One fault of one row: where it stands, what stands there, why that is not allowed and what is. */
typedef struct
{
  char *file;   /* "sessions.csv" */
  char *column; /* "" when the whole row or file is meant */
  char *value;  /* the cell as it stands in the file, made valid UTF-8 */
  char *reason;
  guint line; /* of the file, from 1 (the header); a quoted line break counts */
} TideRefusal;

typedef struct
{
  gboolean dry_run;
  guint imported[TIDE_CSV_N_FILES]; /* rows taken; of a dry run or with refusals: that would be */
  GPtrArray *refused; /* TideRefusal in the order of files and lines; when not empty nothing was imported */
  GPtrArray *ignored_columns; /* (utf8) "assessments.csv: mood"; "mood.csv" for a whole file */
  guint duplicates;           /* rows that the clinic, or an earlier row, has already */
  guint alerts;               /* raised; 0 in a dry run */
} TideImportReport;
void tide_import_report_free (TideImportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideImportReport, tide_import_report_free)
guint tide_import_report_get_n (const TideImportReport *report); /* rows taken, of all files */

/**
 * tide_csv_import:
 * @folder: with any of the files
 * @dry_run: only says what would happen
 *
 * Validates every row of every file, then writes all in one transaction, or nothing at all.  A row whose id,
 * record number or course_id the clinic has already is a duplicate when it says the same, and refused when it
 * says something else: an import never changes what stands there.  A row without an id is a duplicate when an
 * identical one exists.
 *
 * Returns: (transfer full) (nullable): NULL only when a file cannot be read (TIDE_ERROR_IO), the folder has
 * none of the files (NOT_FOUND), the clinic cannot be written to, or @cancellable was triggered (CANCELLED)
 */
TideImportReport *tide_csv_import (TideClinic *clinic, const char *folder, gboolean dry_run,
                                   GCancellable *cancellable, GError **error);
/* Writes the folder (0700) and all files (0600, each beside and renamed); @patient_id 0 = everybody. Audited
 * before the first byte is written. IO, DISK_FULL, READ_ONLY. */
gboolean tide_csv_export (TideClinic *clinic, const char *folder, gint64 patient_id, GError **error);

G_END_DECLS

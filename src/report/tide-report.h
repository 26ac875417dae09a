/* tide-report.h: pages made of text, tables and figures, the same for printer, preview, PDF and command line.
 */
#pragma once

#include "tide-timeline.h"

G_BEGIN_DECLS

typedef struct _TideSafetyRules TideSafetyRules; /* of the safety room */

typedef enum
{
  TIDE_PAPER_A4,
  TIDE_PAPER_LETTER,
} TidePaper;
void tide_paper_get_size (TidePaper paper, double *width_pt, double *height_pt);

typedef struct _TideReport TideReport; /* laid out: pages of placed blocks */
guint tide_report_get_n_pages (TideReport *self);
TidePaper tide_report_get_paper (TideReport *self);
const char *tide_report_get_title (TideReport *self); /* "Progress summary"; never a patient's name */
/* Draws page @page (from 0) with 1 unit = 1 pt, origin top left of the sheet. */
void tide_report_draw_page (TideReport *self, cairo_t *cr, guint page);
void tide_report_free (TideReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideReport, tide_report_free)
/* PDF with title, text that can be selected and searched; 0600, written beside and renamed. Several reports
 * follow each other in one file, each with its own page x of y. */
gboolean tide_report_write_pdf (TideReport *const *reports, guint n_reports, const char *path,
                                GError **error);

/* For whom the progress summary is written (N15). */
typedef enum
{
  TIDE_READER_CLINICIAN, /* the referrer or another clinician: everything */
  TIDE_READER_PATIENT, /* plain words, large type; neither alert nor suicide item nor single answers (F69) */
  TIDE_READER_PAYER,   /* authorisation, coverage, sessions, scores, costs; no notes, no narrative (F46) */
  TIDE_N_READERS
} TideReader;
extern const char *const tide_reader_codes[];          /* "referrer", "patient", "payer", NULL: of settings */
const char *tide_reader_get_label (TideReader reader); /* translated: "Referrer or clinician" */

/* The same a report at a time, for more than memory should hold. Nothing is at @path before it is closed;
 * freed before, nothing is left. TIDE_ERROR_IO, TIDE_ERROR_DISK_FULL. */
typedef struct _TideReportFile TideReportFile;
TideReportFile *tide_report_file_new (const char *path, GError **error);
gboolean tide_report_file_add (TideReportFile *self, TideReport *report, GError **error);
gboolean tide_report_file_close (TideReportFile *self, GError **error); /* at least one was added */
void tide_report_file_free (TideReportFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideReportFile, tide_report_file_free)

/* The progress summary. */
typedef struct
{
  TideReader reader;
  const TideHistory *history;
  TideLibrary *library;
  const TideThresholds *thresholds;
  const TideSafetyRules *rules;                  /* NULL: the shipped ones */
  const struct _TideSessionRules *session_rules; /* the clinic's limits; NULL: the shipped ones */
  const char *target;                            /* scale of courses that name none; NULL: instrument_id */
  const char *instrument_id;                     /* the scale of the timeline */
  const char *clinic_name, *clinic_address;
  const char *clinic_phone; /* one line, or NULL */
  const char
    *crisis_text;        /* for a patient: whom to call when it gets hard; NULL: the emergency number only */
  const char *currency;  /* of costs, or NULL */
  const char *clinician; /* who prints, for the signature box */
  /* Clinician's text, may be NULL or long.  To a patient the sentences of tide_summary_dup_plain_text () as
   * the clinician left them, NULL: as they come.  A payer gets none. */
  const char *text;
  const char *audit_head; /* hex */
  gint64 audit_number;
  gboolean synthetic;
  TideInstant now;   /* print time */
  TideDate from, to; /* UNKNOWN = everything */
  TidePaper paper;
} TideSummaryData;
TideReport *tide_summary_new (const TideSummaryData *data);
/**
 * tide_summary_dup_plain_text:
 *
 * What the patient's sheet says in words, from fixed patterns: how symptoms stand against the first visit and
 * the one before (by reliable change, Jacobson and Truax 1991, clinical.md 3.7, and the plain words of the
 * scale's bands), then one line "- …" for each thing that is agreed.  *Stars* make words bold.  For the
 * clinician to read, change or empty before it is printed.
 *
 * Returns: (transfer full): never NULL
 */
char *tide_summary_dup_plain_text (const TideSummaryData *data);
/* Why nothing is printed: a period without a rating or session, a sheet for a patient who has died; NULL when
 * something is. (transfer full) */
char *tide_summary_dup_obstacle (const TideSummaryData *data);

G_END_DECLS

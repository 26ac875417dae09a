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
  TIDE_PAPER_ENDLESS, /* one page however long, for tide_report_dup_text (): nothing is continued elsewhere */
} TidePaper;
void tide_paper_get_size (TidePaper paper, double *width_pt, double *height_pt);

/* Whether the pages of a reader of these languages (g_get_language_names ()) begin at the right. */
gboolean tide_paper_is_leftward (const char *const *languages);

typedef struct _TideReport TideReport; /* laid out: pages of placed blocks */
guint tide_report_get_n_pages (TideReport *self);
TidePaper tide_report_get_paper (TideReport *self);
const char *tide_report_get_title (TideReport *self); /* "Progress summary"; never a patient's name */
/* Draws page @page (from 0) with 1 unit = 1 pt, origin top left of the sheet. */
void tide_report_draw_page (TideReport *self, cairo_t *cr, guint page);
/* What stands on the pages, footers apart, in reading order, in lines of at most 76 columns: for a record
 * system that takes letters only. Figures are told in a sentence. (transfer full) */
char *tide_report_dup_text (TideReport *self);
void tide_report_free (TideReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideReport, tide_report_free)
/* PDF with title, author, outline, structure tags (headings, paragraphs, tables, figures: what Cairo 1.16
 * has; it has no words for figures), text that can be selected and searched; 0600, written beside and
 * renamed. Several reports follow each other in one file, each with its own page x of y. */
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

/* Parts of a summary that can be left out.  Head, key facts, open alerts, crisis box and signature cannot. */
typedef enum
{
  TIDE_SECTION_CHART = 1 << 0,
  TIDE_SECTION_SCORES = 1 << 1,
  TIDE_SECTION_COURSES = 1 << 2,
  TIDE_SECTION_RECORD = 1 << 3,
  TIDE_SECTION_TEXT = 1 << 4,
  TIDE_SECTION_GOALS = 1 << 5,
  TIDE_SECTION_VIEWS = 1 << 6,
  TIDE_SECTION_NEXT = 1 << 7,
  TIDE_SECTION_SESSIONS = 1 << 8,
  TIDE_SECTION_COSTS = 1 << 9,
} TideSection;
#define TIDE_N_SECTIONS 10
const char *tide_section_get_code (TideSection section);  /* of one: "scores" */
const char *tide_section_get_label (TideSection section); /* translated */
guint tide_reader_get_sections (TideReader reader);       /* those that its summary has */
/* Reads "scores costs", words apart by blanks or commas. FALSE: *unknown is the word that is no section of
 * @reader (transfer full). */
gboolean tide_sections_parse (const char *text, TideReader reader, guint *sections, char **unknown);

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
  cairo_surface_t *logo;    /* the clinic's, by tide-logo.h; NULL: the program's mark */
  const char *clinic_phone; /* one line, or NULL */
  const char
    *crisis_text;        /* for a patient: whom to call when it gets hard; NULL: the emergency number only */
  const char *currency;  /* of costs, or NULL */
  const char *clinician; /* who prints, for the signature box */
  const char *credentials; /* "MD, board certified, licence 4711": behind the name there, or NULL */
  /* Clinician's text, may be NULL or long.  To a patient the sentences of tide_summary_dup_plain_text () as
   * the clinician left them, NULL: as they come.  A payer gets none. */
  const char *text;
  const char *audit_head; /* hex */
  gint64 audit_number;
  gboolean synthetic;
  guint left_out;            /* TideSection */
  const char *const *scales; /* ids in the table of scores, NULL at the end; NULL: all that were rated */
  TideInstant now;           /* print time */
  TideDate from, to;         /* UNKNOWN = everything */
  TidePaper paper;
  gboolean leftward; /* pages that are read from right to left */
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

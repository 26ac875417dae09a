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

/* The progress summary. */
typedef struct
{
  const TideHistory *history;
  TideLibrary *library;
  const TideThresholds *thresholds;
  const TideSafetyRules *rules;                  /* NULL: the shipped ones */
  const struct _TideSessionRules *session_rules; /* the clinic's limits; NULL: the shipped ones */
  const char *target;                            /* scale of courses that name none; NULL: instrument_id */
  const char *instrument_id;                     /* the scale of the timeline */
  const char *clinic_name, *clinic_address;
  const char *clinician;  /* who prints, for the signature box */
  const char *text;       /* clinician's text, may be NULL or long */
  const char *audit_head; /* hex */
  gint64 audit_number;
  gboolean synthetic;
  TideInstant now;   /* print time */
  TideDate from, to; /* UNKNOWN = everything */
  TidePaper paper;
} TideSummaryData;
TideReport *tide_summary_new (const TideSummaryData *data);

G_END_DECLS

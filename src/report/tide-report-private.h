/* tide-report-private.h: how the writers of reports compose pages.  Private to the report room. */
#pragma once

#include "tide-block.h"
#include "tide-report.h"

G_BEGIN_DECLS

#define TIDE_MM (72.0 / 25.4)
#define TIDE_MARGIN_SIDE (15 * TIDE_MM)
#define TIDE_MARGIN_TOP (10 * TIDE_MM)
#define TIDE_MARGIN_BOTTOM (9 * TIDE_MM) /* to the foot of the footer */

/* Printed on every page, "Page x of y" in the middle. Plain text. */
typedef struct
{
  const char *name;  /* of the patient, bold; may be shortened */
  const char *rest;  /* never shortened: record number, birth date */
  const char *right; /* lines */
  /* Of the whole report: */
  const char *author; /* of the file, or NULL */
  gboolean leftward;  /* read from right to left */
} TideReportFooter;

/* @printed: the moment that the file is dated with */
TideReport *tide_report_new (TidePaper paper, const char *title, const TideReportFooter *footer,
                             TideInstant printed);
TideInstant tide_report_get_printed (TideReport *self);
const char *tide_report_get_author (TideReport *self); /* or NULL */
/* A page of a PDF that is its @file_page (from 1); with @headings (TideDrawnHeading) it is tagged, too. */
void tide_report_draw_file_page (TideReport *self, cairo_t *cr, guint page, guint file_page,
                                 GArray *headings);
void tide_report_begin_page (TideReport *self);
/* Puts a block on the newest page. Takes it. */
void tide_report_place (TideReport *self, TideBlock *block, double x, double y, double width);
/* The box between margins and footer. */
void tide_report_get_content (TideReport *self, double *x, double *y, double *width, double *height);
/* Blocks one under the other; what does not fit goes on with a new page. */
#define TIDE_FLOW_GAP 6.5
typedef struct
{
  TideReport *report;
  double x, y, width, bottom;         /* y moves down the page */
  void (*begin_page) (gpointer data); /* puts the head on a further page; or NULL */
  gpointer data;
} TideFlow;
void tide_flow_init (TideFlow *self, TideReport *report, void (*begin_page) (gpointer data), gpointer data);
void tide_flow_begin_page (TideFlow *self);
/* As a whole, without looking whether it fits. Takes the block. */
void tide_flow_place (TideFlow *self, TideBlock *block, double gap);
/* Breaks the block where it can be broken. Takes it. */
void tide_flow_add (TideFlow *self, TideBlock *block, double gap);

PangoContext *tide_report_get_context (TideReport *self);
/* Where the blocks of a page lie, footer apart. */
guint tide_report_get_n_placed (TideReport *self, guint page);
TideRect tide_report_get_placed (TideReport *self, guint page, guint index);

G_END_DECLS

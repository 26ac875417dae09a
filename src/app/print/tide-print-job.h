/* tide-print-job.h: a report to the printer, through GTK's dialog and our own preview. */
#pragma once

#include <gtk/gtk.h>
#include "tide-report.h"

G_BEGIN_DECLS

typedef void (*TidePrintDone) (gboolean printed, const GError *error, gpointer data);

/**
 * tide_print_job_run:
 * @report: (transfer full): freed when the job is over
 * @done: called once; @error is set when printing failed
 *
 * Opens the print dialog on @parent.  The job's name is the report's title, never a patient's.
 */
void tide_print_job_run (GtkWindow *parent, TideReport *report, TidePrintDone done, gpointer data);

/* The operation itself, for tests that export instead of opening the dialog. (transfer full); @report
 * (transfer none) */
GtkPrintOperation *tide_print_job_new_operation (TideReport *report);
/* One without pages yet: paper, unit, name and dialog as every job of ours has them. (transfer full) */
GtkPrintOperation *tide_print_job_new_bare (TidePaper paper, const char *title);
/* Draws a page of @report, smaller where the printer's paper is. */
void tide_print_job_draw (TideReport *report, GtkPrintContext *context, guint page);
/* First in each "preview": GTK aborts the program where the context has nothing to draw on, though our
 * preview draws on a window of its own. */
void tide_print_job_begin_preview (GtkPrintContext *context);
/* Our own preview, which the "preview" signal must always be answered with: GTK's writes the pages in clear
 * text.  @report must live until the operation does not. */
void tide_print_job_preview (GtkPrintOperationPreview *preview, GtkWindow *parent, const char *title,
                             TideReport *report);

G_END_DECLS

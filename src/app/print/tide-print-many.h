/* tide-print-many.h: the summaries of many patients as one print job, each laid out twice rather than all
 * kept: once to count its pages, once to draw them. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"
#include "tide-print-job.h"

G_BEGIN_DECLS

typedef struct _TidePrintMany TidePrintMany;
typedef void (*TidePrintProgress) (guint n, gpointer data);
/* @mrn is NULL when the patient could not be read at all. */
typedef void (*TidePrintFault) (const char *mrn, const GError *error, gpointer data);

/* @patients: (element-type gint64). @done is called once, from the main loop. */
TidePrintMany *tide_print_many_new (TideClinic *clinic, const GArray *patients, TideReader reader,
                                    TidePrintProgress progress, TidePrintFault fault, TidePrintDone done,
                                    gpointer data);
void tide_print_many_free (TidePrintMany *self);
void tide_print_many_run (TidePrintMany *self, GtkWindow *parent);
void tide_print_many_cancel (TidePrintMany *self);
/* Looked at and not printed. */
gboolean tide_print_many_was_previewed (TidePrintMany *self);
guint tide_print_many_get_n_reports (TidePrintMany *self); /* that have pages in the job */

/* The operation itself, for tests that export instead of opening the dialog. (transfer none) */
GtkPrintOperation *tide_print_many_get_operation (TidePrintMany *self);

G_END_DECLS

/* tide-paper-window.h: the pages of a report before they go anywhere: to the printer or into a PDF. */
#pragma once

#include <adwaita.h>
#include "tide-clinic-paper.h"

G_BEGIN_DECLS

#define TIDE_TYPE_PAPER_WINDOW (tide_paper_window_get_type ())
G_DECLARE_FINAL_TYPE (TidePaperWindow, tide_paper_window, TIDE, PAPER_WINDOW, AdwWindow)

/**
 * tide_paper_window_new:
 * @widget: in whose window it stands; it may go before this does
 * @report: (transfer full)
 * @patient_id: 0 of no patient
 * @what: static words for the audit and the file's name: "alert ledger"
 *
 * Closed by a hand or, with whatever it shows, by the lock.
 */
TidePaperWindow *tide_paper_window_new (GtkWidget *widget, TideClinic *clinic, TideReport *report,
                                        gint64 patient_id, const char *what);
/* Writes the pages and notes it in the audit; after TIDE_ERROR_IO or TIDE_ERROR_DISK_FULL nothing is there
 * that was not before. */
gboolean tide_paper_window_write_pdf (TidePaperWindow *self, const char *path, GError **error);
/* The same as chosen in the dialog: the window closes and the clinic's says where it is, or a line here says
 * why not. NULL: a folder of no disk here. */
void tide_paper_window_save (TidePaperWindow *self, const char *path);

G_END_DECLS

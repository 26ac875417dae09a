/* tide-summary-page.h: the progress summary before it is printed: what goes on it, beside the pages
 * themselves. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_SUMMARY_PAGE (tide_summary_page_get_type ())
G_DECLARE_FINAL_TYPE (TideSummaryPage, tide_summary_page, TIDE, SUMMARY_PAGE, GtkWidget)
/* Signal "closed" (gboolean saved, char *message). The page closes itself when the clinic is locked. */

/* @instrument_id: the scale of the timeline; NULL: the patient's target instrument. */
GtkWidget *tide_summary_page_new (TideClinic *clinic, gint64 patient_id, const char *instrument_id);
/* Writes the PDF as the Save PDF button does. */
gboolean tide_summary_page_write_pdf (TideSummaryPage *self, const char *path, GError **error);
/* "PDF saved in ~/Documents": what the page says of it (transfer full). */
char *tide_summary_page_dup_saved_words (const char *path);

G_END_DECLS

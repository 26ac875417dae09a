/* tide-caseload-page.h: everybody under treatment in one table, to sort and to filter. */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"
#include "tide-report.h"

G_BEGIN_DECLS

#define TIDE_TYPE_CASELOAD_PAGE (tide_caseload_page_get_type ())
G_DECLARE_FINAL_TYPE (TideCaseloadPage, tide_caseload_page, TIDE, CASELOAD_PAGE, AdwBin)
/* Signal: "chosen" (gint64 patient_id). */

void tide_caseload_page_set_clinic (TideCaseloadPage *self,
                                    TideClinic *clinic); /* read when the page is first seen */
void tide_caseload_page_focus_search (TideCaseloadPage *self);
guint tide_caseload_page_get_n_rows (TideCaseloadPage *self); /* in sight of the filter */
gboolean tide_caseload_page_is_complete (TideCaseloadPage *self);
/* What is printed: the rows in their order, all or the @selected ones (transfer full); and whose they are
 * (element-type gint64). */
TideReport *tide_caseload_page_new_report (TideCaseloadPage *self, gboolean selected);
GArray *tide_caseload_page_list_patients (TideCaseloadPage *self, gboolean selected);

G_END_DECLS

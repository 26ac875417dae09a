/* tide-compare-clinic-view.h: the comparison across the clinic as a view of Compare: Over Time, and with its
 * property "spread" Spread and Balance. */
#pragma once

#include <adwaita.h>
#include "tide-compare-clinic.h"
#include "tide-report.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COMPARE_CLINIC_VIEW (tide_compare_clinic_view_get_type ())
G_DECLARE_FINAL_TYPE (TideCompareClinicView, tide_compare_clinic_view, TIDE, COMPARE_CLINIC_VIEW, AdwBin)

/* Once. The pass begins when the view is first seen. */
void tide_compare_clinic_view_set_model (TideCompareClinicView *self, TideCompareClinic *model);
/* The figure last in use as "png", "svg" or "pdf", or as "csv" a new folder
 * with rows, results, question, rules and the script that recomputes them; TIDE_ERROR_IO,
 * TIDE_ERROR_DISK_FULL.
 */
gboolean tide_compare_clinic_view_write (TideCompareClinicView *self, const char *kind, const char *path,
                                         GError **error);
/* All of it on paper, for print; NULL without a result. (transfer full) */
TideReport *tide_compare_clinic_view_new_report (TideCompareClinicView *self);

G_END_DECLS

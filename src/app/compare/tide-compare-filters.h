/* tide-compare-filters.h: the filters of the comparison as a popover, and its saved comparisons. */
#pragma once

#include <gtk/gtk.h>
#include "tide-compare-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COMPARE_FILTERS (tide_compare_filters_get_type ())
G_DECLARE_FINAL_TYPE (TideCompareFilters, tide_compare_filters, TIDE, COMPARE_FILTERS, GtkBox)

GtkWidget *tide_compare_filters_new (TideCompareClinic *model);
/* Shows what is asked now. */
void tide_compare_filters_refresh (TideCompareFilters *self);

G_END_DECLS

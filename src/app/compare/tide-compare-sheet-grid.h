/* tide-compare-sheet-grid.h: the comparison sheet as widgets: head with the accounting, then speed to cost.
 */
#pragma once

#include <gtk/gtk.h>
#include "tide-compare-words.h"

G_BEGIN_DECLS

/* Empties @grid and writes the sheet into it; both NULL: only empties. */
void tide_compare_sheet_grid_fill (GtkGrid *grid, const TideComparison *comparison, const TideSheet *sheet);

G_END_DECLS

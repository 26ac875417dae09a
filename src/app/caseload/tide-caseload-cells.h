/* tide-caseload-cells.h: the columns of the caseload. */
#pragma once

#include "tide-table.h"

G_BEGIN_DECLS

#define TIDE_N_CASELOAD_COLUMNS 11
extern const TideColumnInfo tide_caseload_columns[TIDE_N_CASELOAD_COLUMNS]; /* items are TideCaseloadItem */

G_END_DECLS

/* tide-ledger-cells.h: the columns of the alert ledger. */
#pragma once

#include "tide-table.h"

G_BEGIN_DECLS

#define TIDE_N_LEDGER_COLUMNS 9
extern const TideColumnInfo tide_ledger_columns[TIDE_N_LEDGER_COLUMNS]; /* items are TideLedgerItem */

G_END_DECLS

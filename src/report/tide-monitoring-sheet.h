/* tide-monitoring-sheet.h: what the restricted programme of nasal esketamine asks about one dose, field by
 * field, with what the record has and what it lacks (clinical.md 4.1: restricted programme, two hours of
 * observation).
 */
#pragma once

#include "tide-session-sheet.h"

G_BEGIN_DECLS

/* Days after the dose within which the sheet goes out. */
#define TIDE_MONITORING_SHEET_DAYS 7

/**
 * tide_monitoring_sheet_new:
 *
 * A list to copy from, in our own words: the programme's form decides what is asked.
 *
 * Returns: (transfer full): NULL when the session is not in the history
 */
TideReport *tide_monitoring_sheet_new (const TideSessionSheetData *data);

G_END_DECLS

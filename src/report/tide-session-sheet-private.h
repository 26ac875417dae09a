/* tide-session-sheet-private.h: what the parts of the session record share. */
#pragma once

#include "tide-grid.h"
#include "tide-session-sheet.h"
#include "tide-summary-private.h"

G_BEGIN_DECLS

typedef struct
{
  TideSummary base;
  const TideSessionSheetData *sheet;
  const TideHistory *history;
  const TideSession *session;
  const TideCourse *course;
  const TideGrid *grid;
  TideInfusion infusion; /* as it stood when the patient left, or stands now */
  TideFlow flow;
} TideSessionSheet;

char *tide_session_sheet_dup_clock (TideInstant when);
TideBlock *tide_session_sheet_new_table (const TideSessionSheet *self, const char *const *titles, guint n);
/* Escapes each cell. */
void tide_session_sheet_add_row (TideBlock *table, const char *const *cells, guint n);
/* NULL when it has no rows; frees it then. */
TideBlock *tide_session_sheet_or_nothing (TideBlock *table);

/* --- tide-session-readings.c --- */
TideBlock *tide_session_sheet_vitals (const TideSessionSheet *self);   /* NULL: nothing was read */
TideBlock *tide_session_sheet_readings (const TideSessionSheet *self); /* NULL: nothing was read or due */
TideBlock *tide_session_sheet_gaps (const TideSessionSheet *self); /* NULL: no slot is filled in by half */

G_END_DECLS

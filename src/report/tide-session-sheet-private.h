/* tide-session-sheet-private.h: what the parts of the session record share. */
#pragma once

#include "tide-grid.h"
#include "tide-leaf-private.h"
#include "tide-session-sheet.h"

G_BEGIN_DECLS

typedef struct
{
  TideLeaf leaf;
  const TideSessionSheetData *sheet;
  const TideHistory *history;
  const TideSession *session;
  const TideCourse *course;
  const TideGrid *grid;
  TideInfusion infusion; /* as it stood when the patient left, or stands now */
} TideSessionSheet;

char *tide_session_sheet_dup_clock (TideInstant when);

/* --- tide-session-readings.c --- */
TideBlock *tide_session_sheet_vitals (const TideSessionSheet *self);   /* NULL: nothing was read */
TideBlock *tide_session_sheet_readings (const TideSessionSheet *self); /* NULL: nothing was read or due */
TideBlock *tide_session_sheet_gaps (const TideSessionSheet *self); /* NULL: no slot is filled in by half */

G_END_DECLS

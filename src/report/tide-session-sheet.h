/* tide-session-sheet.h: the record of one dosing session on paper: what was planned and given, what was asked
 * before and after, each reading, what happened and who did what. */
#pragma once

#include "tide-report.h"
#include "tide-session-rules.h"

G_BEGIN_DECLS

typedef struct
{
  /* Whose, of which clinic, printed by whom and when, on which paper; scale, text and span are not read. */
  const TideSummaryData *page;
  const TideSafetyCase *subject;
  const TideSessionRules *rules;
  gint64 session_id; /* of the history */
} TideSessionSheetData;

/* (transfer full): NULL when the session is not in the history */
TideReport *tide_session_sheet_new (const TideSessionSheetData *data);

G_END_DECLS

/* tide-caseload-sheet.h: who is under treatment and how they stand, on paper: the rows of the caseload as
 * they are shown, for the round and the meeting. */
#pragma once

#include "tide-report.h"

G_BEGIN_DECLS

/* One row: the words of the screen, all borrowed. */
typedef struct
{
  const char *name, *mrn, *diagnosis;
  const char *alert; /* "Red", or NULL: none is open */
  const char *last, *change, *state, *weeks, *sessions, *rated, *due;
  const char *trend; /* "31, 28, 27, 26": the last ratings, oldest first; NULL: fewer than two */
} TideCaseloadEntry;

typedef struct
{
  const TideSummaryData *page; /* of which clinic, printed when, on which paper; it has no history */
  const char *selection;       /* "Open courses, by name" */
  const TideCaseloadEntry *entries;
  guint n_entries; /* printed in this order */
} TideCaseloadSheetData;

/* The head of the table is repeated; the footer names the clinic, never a patient. (transfer full) */
TideReport *tide_caseload_sheet_new (const TideCaseloadSheetData *data);

G_END_DECLS

/* tide-scores-sheet.h: every rating of the chosen scales on paper, in the order of time: who rated, what it
 * came to, what it is called, and what limits it. */
#pragma once

#include "tide-course-book.h"
#include "tide-report.h"

G_BEGIN_DECLS

typedef struct
{
  /* Whose, of which clinic, which period, printed by whom and when, on which paper; scale and text are not
   * read. */
  const TideSummaryData *page;
  TideCourseBook *book;           /* of the same history */
  const char *const *instruments; /* ids; NULL or empty: every scale that was rated */
} TideScoresSheetData;

/* Needs @data during the call only.  A period without a rating is a page that says so. (transfer full) */
TideReport *tide_scores_sheet_new (const TideScoresSheetData *data);

G_END_DECLS

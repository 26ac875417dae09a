/* tide-comparison-sheet.h: the comparison across the clinic on paper: who was counted, the figures, the
 * sheet, every caveat, and the rules. */
#pragma once

#include "tide-compare-words.h"
#include "tide-report.h"

G_BEGIN_DECLS

typedef struct
{
  /* Of which clinic, printed when, on which paper; it has no history. */
  const TideSummaryData *page;
  const TideComparison *comparison;
  const TideSheet *sheet; /* of the same comparison */
} TideComparisonSheetData;

/* Black and greys; accounting, figures and caveats cannot be left out.  Names no patient. (transfer full) */
TideReport *tide_comparison_sheet_new (const TideComparisonSheetData *data);

G_END_DECLS

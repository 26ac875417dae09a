/* tide-eligibility-sheet.h: the eligibility list on paper, to be signed by hand or sent along. */
#pragma once

#include "tide-eligibility.h"
#include "tide-report.h"

G_BEGIN_DECLS

typedef struct
{
  /* Whose, of which clinic, printed by whom and when, on which paper; scale, text and span are not read. */
  const TideSummaryData *page;
  const TideEligibility *list;
  const char *treatment; /* "Ketamine IV, planned from 3 Mar 2026" */
  gint64 course_id;      /* of the list; 0: by arm */
  const char *policy;    /* the clinic's own words, or NULL */
} TideEligibilitySheetData;

/**
 * tide_eligibility_sheet_new:
 *
 * Identity, treatment, what the list comes to, every item with its state in words and its source, who decided
 * what and when, and a line to sign. What stands against the treatment comes first, as on the screen.
 *
 * Returns: (transfer full): a list, never a recommendation (F26)
 */
TideReport *tide_eligibility_sheet_new (const TideEligibilitySheetData *data);

G_END_DECLS

/* tide-courses-sheet.h: one patient's courses beside each other on paper: strip, aligned figure, table,
 * caveats. */
#pragma once

#include "tide-own-figure.h"
#include "tide-report.h"

G_BEGIN_DECLS

typedef struct
{
  /* Whose, of which clinic, printed by whom and when, on which paper; scale, text and span are not read. */
  const TideSummaryData *page;
  const TideOwnCourses *courses;
  const TideOwnOptions *options; /* as on the screen: values, range, axis */
} TideCoursesSheetData;

/* Needs @data during the call only.  Returns: (transfer full): with every caveat of the screen */
TideReport *tide_courses_sheet_new (const TideCoursesSheetData *data);

G_END_DECLS

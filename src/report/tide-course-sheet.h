/* tide-course-sheet.h: one course of treatment on paper, from referral to end: what was planned and given,
 * what it did by which rating and whose rule, what it cost, and what nobody knows (F20, N02, N05, N17). */
#pragma once

#include "tide-course-book.h"
#include "tide-report.h"

G_BEGIN_DECLS

typedef struct
{
  /* Whose, of which clinic, printed by whom and when, on which paper; scale, text and span are not read. */
  const TideSummaryData *page;
  TideCourseBook *book; /* of the same history, with its rules */
  gint64 course_id;     /* of the history */
} TideCourseSheetData;

/* Needs @data during the call only.  Returns: (transfer full): NULL when the course is not in the history */
TideReport *tide_course_sheet_new (const TideCourseSheetData *data);

G_END_DECLS

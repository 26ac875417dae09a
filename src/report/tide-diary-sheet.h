/* tide-diary-sheet.h: a course's diary on paper: a sheet a week with its days, what is planned on them, the
 * scales that the course is followed by, and lines to write on. */
#pragma once

#include "tide-course-book.h"
#include "tide-report.h"

G_BEGIN_DECLS

#define TIDE_DIARY_MOST_WEEKS 26

typedef struct
{
  /* Whose, of which clinic, printed by whom and when, on which paper; scale, text and span are not read. */
  const TideSummaryData *page;
  TideCourseBook *book; /* of the same history */
  gint64 course_id;     /* of the history */
  TideDate from;        /* UNKNOWN: the week of page->now; weeks begin on the day that this is */
  guint n_weeks;        /* 1 to TIDE_DIARY_MOST_WEEKS */
} TideDiarySheetData;

/* Needs @data during the call only. (transfer full): NULL when the course is not in the history */
TideReport *tide_diary_sheet_new (const TideDiarySheetData *data);

/* The scales that @course is followed by: its own first, then what the patient was asked to fill in during
 * it. (element-type TideInstrument) (transfer container) */
GPtrArray *tide_diary_list_scales (TideCourseBook *book, const TideCourse *course);

G_END_DECLS

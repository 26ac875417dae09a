/* tide-course-sheet-private.h: the parts of the course report, each a block or NULL. Private to the report
 * room. */
#pragma once

#include "tide-course-sheet.h"
#include "tide-leaf-private.h"

G_BEGIN_DECLS

typedef struct
{
  TideLeaf leaf;
  const TideHistory *history;
  TideCourseBook *book;
  const TideCourse *course;
  TideInstrument *scale;           /* NULL: the library has it no more */
  const TideOutcome *outcome;      /* of it, or NULL */
  const TideCourseOutcome *period; /* of the course, or NULL: it has not begun, or nothing is dated */
  const TideCourseEvents *events;  /* of it, or NULL */
  int index;                       /* of the period, -1 none */
} TideCourseSheet;

/* Every rating of the course with what decided its state, and under it the rules by number. */
TideBlock *tide_course_sheet_ratings (TideCourseSheet *self);
TideBlock *tide_course_sheet_doses (TideCourseSheet *self);
TideBlock *tide_course_sheet_sessions (TideCourseSheet *self);
TideBlock *tide_course_sheet_effects (TideCourseSheet *self);
TideBlock *tide_course_sheet_costs (TideCourseSheet *self);
/* What a reader would look for and does not find, one line each; "Nothing that …" when there is none. */
TideBlock *tide_course_sheet_unknowns (TideCourseSheet *self);

G_END_DECLS

/* tide-course-result.h: what became of a course, a line a question: did it respond, how long did it hold,
 * what came after each session and after the end (F14, F15, F17, F20, F22, F23, F41, F42, N04).
 *
 * The words and numbers are those of outcome; a question without an answer says "unknown", or is not asked.
 */
#pragma once

#include "tide-course-book.h"

G_BEGIN_DECLS

typedef struct
{
  char *title, *words;
  char *source;      /* the clause that decided and who says so, for tooltip and screen reader; NULL none */
  gboolean is_amber; /* somebody should look */
} TideResultLine;
void tide_result_line_free (TideResultLine *self);

/* (transfer full) (element-type TideResultLine); empty for a course that has not begun. */
GPtrArray *tide_course_list_result (TideCourseBook *book, const TideCourse *course);
/* What the patient says beside what the clinician says: the PGI-I and the CGI-I nearest to it, and the goals
 * (F70); NULL when the patient was not asked during @course (transfer full). */
TideResultLine *tide_course_get_own_view (TideCourseBook *book, const TideCourse *course);

/* "“To cook”: 2 (2026-06-01), last 4 (2026-11-16)", of the ratings from @from to @until (unknown: no bound);
 * NULL: none (transfer full). */
char *tide_goal_dup_words (const TideHistory *history, const TideGoal *goal, TideDate from, TideDate until);

/* --- for the other lines of the page --- */

/* The period of @outcome that @course leads or is judged with; -1 none. */
int tide_course_find_period (const TideOutcome *outcome, const TideCourse *course);
/* A rating as the last of period @course where it closes that one. */
const TideVisitOutcome *tide_course_get_visit (const TideOutcome *outcome, int course, int visit);
/* "Y-BOCS 17 on 14 Jun 2025, fell 39.3 %, CGI-I 2; score only" (transfer full). */
char *tide_visit_dup_words (TideCourseBook *book, TideInstrument *scale, const TideVisitOutcome *visit);
/* The scale that a course aims at, NULL when the library has it no more. */
TideInstrument *tide_course_get_scale (TideCourseBook *book, const TideCourse *course);

G_END_DECLS

/* tide-course-clash.h: what cannot be of two courses, or of a course and what is recorded in it: one rule and
 * one set of words for the form, the save and the import. */
#pragma once

#include "tide-course.h"

G_BEGIN_DECLS

/* Whether both give the same agent at the same time.  Unknown starts have been since before, unknown ends go
 * on; the day on which one ends and the next begins is no overlap: a switch has such a day. */
gboolean tide_course_clashes_with (const TideCourse *self, const TideCourse *other);
/* "another course of it runs at that time: Sertraline, from 2025-01-10 to today" (transfer full) */
char *tide_course_dup_clash_words (const TideCourse *other);
/* Of a start after (@early) or an end before what is recorded on @day. (transfer full) */
char *tide_course_dup_span_words (gboolean early, TideDate day);

G_END_DECLS

/* tide-course-faults.h: what cannot be true of a course beside the other records of its patient. */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

/* An end before the last session or dose step, a start after the first, a second course of the same agent at
 * the same time, an end without its reason: as the clinic would refuse them, while one types. */
void tide_course_faults_report (const TideHistory *history, const TideCourse *course, TideFaultFunc report,
                                gpointer data);

G_END_DECLS

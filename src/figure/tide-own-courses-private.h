/* tide-own-courses-private.h: the model behind the comparison within a patient.  Internal to the figure room.
 */
#pragma once

#include "tide-own-courses.h"

G_BEGIN_DECLS

struct _TideOwnCourses
{
  const TideHistory *history; /* as given */
  TideHistory *filtered;      /* a shallow copy without the ratings left out */
  TideInstrument *instrument; /* referenced */
  const TideThresholds *thresholds;
  TideInstant now;
  guint marks_off;
  char *currency;
  TideOutcome *full;    /* of everything: what the marks are counted in */
  TideOutcome *outcome; /* without what is left out */
  TideCourseEvents *events;
  GPtrArray *courses; /* TideOwnCourse */
  guint n_left_out;
};

/* Members of the period: the course itself, then those judged with it. */
const TideCourse *tide_own_course_get_member (const TideOwnCourse *self, guint i);
guint tide_own_course_get_n_members (const TideOwnCourse *self);
double tide_own_days_between (TideInstant instant, TideInstant origin);
void tide_own_courses_build_treatment (TideOwnCourses *self, TideOwnCourse *course);
void tide_own_courses_build_spans (TideOwnCourses *self);

G_END_DECLS

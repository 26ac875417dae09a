/* tide-own-courses-private.h: the model behind the comparison within a patient.  Internal to the figure room.
 */
#pragma once

#include "tide-own-courses.h"

G_BEGIN_DECLS

/* Two courses side by side that are no overlap. */
typedef struct
{
  guint older, newer; /* the daily drug that runs on unchanged; what began beside it */
} TideOwnBackground;

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
  GPtrArray *courses;  /* TideOwnCourse */
  GArray *backgrounds; /* TideOwnBackground */
  guint n_left_out;
  TideTrackBand *band; /* or NULL */
  guint band_course;
};

/* Members of the period: the course itself, then those judged with it. */
const TideCourse *tide_own_course_get_member (const TideOwnCourse *self, guint i);
guint tide_own_course_get_n_members (const TideOwnCourse *self);
double tide_own_days_between (TideInstant instant, TideInstant origin);
void tide_own_courses_build_treatment (TideOwnCourses *self, TideOwnCourse *course);
void tide_own_courses_build_spans (TideOwnCourses *self);

#define TIDE_OWN_WEEKS_FROM 28 /* days; below, days are named */

/* --- words --- */
/* At most one decimal, none for a whole number: "6", "6.5", "−3.1" (transfer full). */
char *tide_own_dup_number (double value);
/* "48 wk", "20 d": how long (transfer full). */
char *tide_own_dup_length (double days);
/* The rating of @visit, a number in the outcome, in @course; NULL: not of it. */
const TideOwnPoint *tide_own_course_find_visit (const TideOwnCourses *self, const TideOwnCourse *course,
                                                int visit);
TideOwnCell tide_own_courses_make_duration (const TideOwnCourses *self, const TideOwnCourse *course);

G_END_DECLS

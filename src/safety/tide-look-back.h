/* tide-look-back.h: the looks back that ketamine and esketamine ask for (urinary, liver, cognition, misuse):
 * when the last one was, what came since, and by when the next one is due.
 *
 * clinical.md 4.1: asked at every 4th session, and by days.  A body had the doses of all its courses, so all
 * are counted, and a look at one course is one at the patient.  The Courses tab, the alerts and the list of
 * what is due read it here.
 */
#pragma once

#include "tide-safety-rules.h"

G_BEGIN_DECLS

typedef struct
{
  int kind;               /* tide_review_kind_codes */
  const char *threshold;  /* the number of days between two of them */
  const TideReview *last; /* done, or NULL; "not done" does not count */
  guint n_doses;          /* since then, or since the first: of all courses */
  guint n_doses_of_course;
  TideDate since;        /* the last look, else the first dose */
  TideDate last_dose;    /* of the course, before or after the look; unknown: none */
  TideDate due_by_days;  /* as the last look said, else by days; unknown: no dose and no look */
  TideDate due_by_doses; /* the day of the dose that made it due; unknown: too few so far */
} TideLookBack;

#define TIDE_N_LOOKS_BACK 4

/* A session that was begun, of ketamine or esketamine, no later than @until (unknown: whenever). */
gboolean tide_look_back_is_dose (const TideHistory *history, const TideSession *session, TideInstant until);

/**
 * tide_look_back_find:
 * @history: arranged
 * @course: of ketamine or esketamine
 * @look: which, below TIDE_N_LOOKS_BACK
 * @until: what came later is not counted; unknown: everything is
 */
TideLookBack tide_look_back_find (const TideHistory *history, const TideThresholds *thresholds,
                                  const TideCourse *course, guint look, TideInstant until);

G_END_DECLS

/* tide-course-words.h: what the Courses tab says of a course, one sentence a subject. */
#pragma once

#include "tide-exposure-watch.h"
#include "tide-course-book.h"

G_BEGIN_DECLS

/* Each (transfer full); NULL when there is nothing to say. */
char *tide_course_dup_head (const TideCourse *course); /* "Induction · line 2 · from 3 Jun 2025" */
char *tide_course_dup_end (const TideCourse *course);  /* "Ended: side effects. Counts as a dropout." */
char *tide_course_dup_wait (TideCourseBook *book, const TideCourse *course);
char *tide_course_dup_sessions (TideCourseBook *book, const TideCourse *course);
char *tide_course_dup_breaks (TideCourseBook *book, const TideCourse *course);
/* "After 4 of 6 doses therapy was held within 7 days · …": of ketamine and esketamine. */
char *tide_course_dup_coupling (TideCourseBook *book, const TideCourse *course);
/* "3 Jun to 17 Jun 2025: homework 60 %, Y-BOCS 30 → 26 (−4)", a line each; of therapy. */
GStrv tide_course_list_homework (TideCourseBook *book, const TideCourse *course);
char *tide_course_dup_coverage (TideCourseBook *book, const TideCourse *course, gboolean *warns);
char *tide_course_dup_cost (TideCourseBook *book, const TideCourse *course);
char *tide_cost_dup_words (TideCourseBook *book, const TideCost *cost); /* "200 EUR a session, patient" */
char *tide_course_dup_weight (TideCourseBook *book, const TideCourse *course);
char *tide_course_dup_exposure (TideCourseBook *book, const TideCourse *course);
/* "3 of 6 checks (50 %), began 2 times in 1.4 months" */
char *tide_effect_rate_dup_words (const TideEffectRate *rate);
/* "200 mg/day, above the maximum of 175 mg: …"; @above says whether it is. */
char *tide_dose_step_dup_words (TideCourseBook *book, const TideCourse *course, const TideDoseStep *step,
                                gboolean *above);

/* Whether a consent is of this course, or of its treatment and of no other course. */
gboolean tide_consent_is_about (const TideConsent *consent, const TideCourse *course);
char *tide_consent_dup_days (const TideConsent *consent); /* "given 3 Jun 2025, form 2 · until …" */
/* The newest decision on this course, or on its treatment; NULL: nobody decided (transfer none). */
const TideEligibilityDecision *tide_course_find_decision (const TideHistory *history,
                                                          const TideCourse *course);
char *tide_decision_dup_words (const TideHistory *history, const TideEligibilityDecision *decision);
char *tide_course_dup_acute (const TideHistory *history, const TideCourse *course);

G_END_DECLS

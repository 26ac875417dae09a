/* tide-course-words.h: what the Courses tab says of a course, one sentence a subject. */
#pragma once

#include "tide-exposure-watch.h"
#include "tide-patient-model.h"

G_BEGIN_DECLS

/* Each (transfer full); NULL when there is nothing to say. */
char *tide_course_dup_head (const TideCourse *course); /* "Induction · line 2 · from 3 Jun 2025" */
char *tide_course_dup_end (const TideCourse *course);  /* "Ended: side effects. Counts as a dropout." */
char *tide_course_dup_wait (TidePatientModel *model, const TideCourse *course);
char *tide_course_dup_sessions (TidePatientModel *model, const TideCourse *course);
char *tide_course_dup_breaks (TidePatientModel *model, const TideCourse *course);
/* "After 4 of 6 doses therapy was held within 7 days · …": of ketamine and esketamine. */
char *tide_course_dup_coupling (TidePatientModel *model, const TideCourse *course);
/* "3 Jun to 17 Jun 2025: homework 60 %, Y-BOCS 30 → 26 (−4)", a line each; of therapy. */
GStrv tide_course_list_homework (TidePatientModel *model, const TideCourse *course);
char *tide_course_dup_coverage (TidePatientModel *model, const TideCourse *course, gboolean *warns);
char *tide_course_dup_cost (TidePatientModel *model, const TideCourse *course);
char *tide_cost_dup_words (TidePatientModel *model, const TideCost *cost); /* "200 EUR a session, patient" */
char *tide_course_dup_weight (TidePatientModel *model, const TideCourse *course);
char *tide_course_dup_exposure (TidePatientModel *model, const TideCourse *course);
/* "3 of 6 checks (50 %), began 2 times in 1.4 months" */
char *tide_effect_rate_dup_words (const TideEffectRate *rate);
/* "200 mg/day, above the maximum of 175 mg: …"; @above says whether it is. */
char *tide_dose_step_dup_words (TidePatientModel *model, const TideCourse *course, const TideDoseStep *step,
                                gboolean *above);

G_END_DECLS

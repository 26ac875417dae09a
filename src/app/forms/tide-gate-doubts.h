/* tide-gate-doubts.h: what stands before a dose, told in the form in which the dose is written down. */
#pragma once

#include "tide-form-dialog.h"

G_BEGIN_DECLS

/* Whether @step is the first dose of a drug: none before it is of the history. */
gboolean tide_gate_doubts_is_first_step (const TideHistory *history, const TideCourse *course,
                                         const TideDoseStep *step);
/* Reports at @field what stands before a dose of @course, saved or not, on @day: a missing consent, an
 * expired screening and the like need a reason, a missing referral a yes (F28, F29, F31, F46). */
void tide_gate_doubts_report (TideFormDialog *dialog, const TideCourse *course, TideDate day,
                              const char *field, TideDoubtFunc report, gpointer data);
/* The same, of the age alone: what is asked when a course is planned, before any dose. */
void tide_gate_doubts_report_age (TideFormDialog *dialog, const TideCourse *course, TideDate day,
                                  const char *field, TideDoubtFunc report, gpointer data);

G_END_DECLS

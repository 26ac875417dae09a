/* tide-dose-doubts.h: the doubts about a dose or a weight that dialogs share. */
#pragma once

#include "tide-course.h"
#include "tide-dose-rules.h"
#include "tide-form-dialog.h"

G_BEGIN_DECLS

/* Reports at @field when @dose of the course's agent is above the maximum or implausible; it needs a reason.
 * Judged by who the person was on @day (unknown: today), the day of the dose. FALSE when nothing is known to
 * judge it by. */
gboolean tide_dose_doubts_report (TideFormDialog *dialog, const TideCourse *course, const char *field,
                                  TideDoseUnit unit, double dose, TideDate day, TideDoubtFunc report,
                                  gpointer data);
/* Reports at "weight_kg" a weight that is hardly a person's (needs a reason), or far from the last one before
 * @session (needs a yes). */
void tide_dose_doubts_report_weight (TideFormDialog *dialog, const TideSession *session, TideDoubtFunc report,
                                     gpointer data);

G_END_DECLS

/* tide-paper-actions.h: the patient page's ways to paper beside the summary: patient.print-… */
#pragma once

#include "tide-patient-page.h"
#include "tide-report.h"

G_BEGIN_DECLS

void tide_paper_actions_install (GtkWidgetClass *klass);
void tide_paper_actions_update (TidePatientPage *page);

/* The pages themselves, for the actions and for tests. (transfer full) */
TideReport *tide_paper_new_course (TidePatientModel *model, gint64 course_id); /* NULL: no such course */
TideReport *tide_paper_new_diary (TidePatientModel *model, gint64 course_id);  /* NULL: no such course */
/* @instrument_id NULL: every scale */
TideReport *tide_paper_new_scores (TidePatientModel *model, const char *instrument_id);
TideReport *tide_paper_new_form (TidePatientModel *model,
                                 const char *instrument_id); /* NULL: nothing to print */
/* Of nobody, with lines for the name. */
TideReport *tide_paper_new_blank_form (TideClinic *clinic, const char *instrument_id);
TideReport *tide_paper_new_session (TidePatientModel *model, gint64 session_id); /* NULL: not of ketamine */

G_END_DECLS

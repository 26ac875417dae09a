/* tide-assessment-sheet.h: one assessment to read: answers in words, scores, who and when, earlier versions.
 */
#pragma once

#include "tide-patient-page.h"

G_BEGIN_DECLS

/* Shows @assessment_id of the page's patient in a window of its own over @page; its buttons Amend, Move and
 * In Error do what the page's actions of those names do. */
void tide_assessment_sheet_present (TidePatientPage *page, gint64 assessment_id);

G_END_DECLS

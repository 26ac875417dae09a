/* tide-summary-patient-private.h: the parts of a patient's sheet.  Private to the report room. */
#pragma once

#include "tide-summary-private.h"

G_BEGIN_DECLS

/* Words in a size; *stars* around words make them bold. (transfer full) */
TideBlock *tide_patient_sheet_words (const TideSummary *self, double size, const char *words);
/* "Your goals", and smaller what the numbers mean (nullable). (transfer full) */
TideBlock *tide_patient_sheet_heading (const TideSummary *self, const char *title, const char *note);
/* The sentences of @text that are no "- " lines, in a frame unless they are many; NULL: there are none.
 * (transfer full) */
TideBlock *tide_patient_sheet_lead (const TideSummary *self, const char *text);
/* The "- " lines of @text; NULL: there are none. (transfer full) */
TideBlock *tide_patient_sheet_next (const TideSummary *self, const char *text);
/* What the patient wants, from first to last rating, 0-10; NULL: no goal. (transfer full) */
TideBlock *tide_patient_sheet_goals (const TideSummary *self);
/* Patient's and clinician's own view of the change, beside each other when they differ (F70); NULL: neither
 * was asked. (transfer full) */
TideBlock *tide_patient_sheet_views (const TideSummary *self);
/* Whom to call; never NULL. (transfer full) */
TideBlock *tide_patient_sheet_crisis (const TideSummary *self);

G_END_DECLS

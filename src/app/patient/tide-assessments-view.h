/* tide-assessments-view.h: the table of a patient's assessments, newest first: the timeline's twin in
 * figures. */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_ASSESSMENTS_VIEW (tide_assessments_view_get_type ())
G_DECLARE_FINAL_TYPE (TideAssessmentsView, tide_assessments_view, TIDE, ASSESSMENTS_VIEW, AdwBin)
/* Signals: "activated" (gint64 assessment_id); "selected": another row, or none. Delete activates the action
 * patient.mark-assessment-error. */

void tide_assessments_view_set_model (TideAssessmentsView *self, TidePatientModel *model); /* NULL empties */
void tide_assessments_view_set_narrow (TideAssessmentsView *self, gboolean narrow);
/* Also amended, moved and mistaken entries, struck through. */
void tide_assessments_view_set_show_all (TideAssessmentsView *self, gboolean show_all);
/* Only this scale; NULL or "": all. */
void tide_assessments_view_set_instrument (TideAssessmentsView *self, const char *instrument_id);
/* Selects the row of the point under the pointer; 0: none. */
void tide_assessments_view_select (TideAssessmentsView *self, gint64 assessment_id);
/* Puts the keyboard on the selected row. */
void tide_assessments_view_focus_selected (TideAssessmentsView *self);
gint64 tide_assessments_view_get_selected (TideAssessmentsView *self); /* 0: none */

G_END_DECLS

/* tide-patient-page.h: everything about one patient: banner, timeline, tabs. */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_PATIENT_PAGE (tide_patient_page_get_type ())
G_DECLARE_FINAL_TYPE (TidePatientPage, tide_patient_page, TIDE, PATIENT_PAGE, GtkWidget)
/* Property "narrow". Signal "loaded": another patient, or the same one anew. Actions: patient.*
 * (tide-patient-actions.c). */

GtkWidget *tide_patient_page_new (void);
/* Shows a patient and logs the view; patient 0 empties the page. FALSE and *error when it cannot be read. */
gboolean tide_patient_page_show (TidePatientPage *self, TideClinic *clinic, gint64 patient_id,
                                 GError **error);
gboolean tide_patient_page_reload (TidePatientPage *self, GError **error);
TidePatientModel *
tide_patient_page_get_model (TidePatientPage *self);          /* (transfer none), NULL: nobody shown */
gint64 tide_patient_page_get_patient (TidePatientPage *self); /* 0: nobody */
void tide_patient_page_set_narrow (TidePatientPage *self, gboolean narrow);
const char *tide_patient_page_get_tab (TidePatientPage *self);
void tide_patient_page_set_tab (TidePatientPage *self, const char *name);
/* The Courses tab, with this course in sight. */
void tide_patient_page_show_course (TidePatientPage *self, gint64 course_id);
/* The History tab at one of its sections: "alerts", "events" … */
void tide_patient_page_show_history (TidePatientPage *self, const char *section);
/* The assessment selected in the table, 0: none. */
gint64 tide_patient_page_get_selected (TidePatientPage *self);
/* The session selected in the table of sessions, 0: none. */
gint64 tide_patient_page_get_selected_session (TidePatientPage *self);
/* The scale that the assessments are filtered by, NULL: all. */
const char *tide_patient_page_get_filter (TidePatientPage *self);
gboolean tide_patient_page_get_show_all (TidePatientPage *self);
void tide_patient_page_set_show_all (TidePatientPage *self, gboolean show_all);
/* Moves the focus on to timeline, then table; FALSE when it was in the last of them. */
/* Shows the assessments, with the selection and the focus on the one that was entered last. */
void tide_patient_page_focus_entered (TidePatientPage *self);
gboolean tide_patient_page_focus_next (TidePatientPage *self);

G_END_DECLS

/* tide-patient-list.h: the sidebar: search as you type, and the patients found. */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_PATIENT_LIST (tide_patient_list_get_type ())
G_DECLARE_FINAL_TYPE (TidePatientList, tide_patient_list, TIDE, PATIENT_LIST, AdwBin)
/* Signals: "chosen" (gint64 patient_id, gboolean activated): the selection moved to a patient; activated by
 * Enter or a click, else by arrow keys. */

/* NULL empties the list. Follows the clinic's "changed". */
void tide_patient_list_set_clinic (TidePatientList *self, TideClinic *clinic);
void tide_patient_list_focus_search (TidePatientList *self); /* all text selected */
gboolean tide_patient_list_search_has_focus (TidePatientList *self);
void tide_patient_list_focus_rows (TidePatientList *self);
/* Selects the patient's row without "chosen"; shows everybody when the search hides it. 0: none. */
void tide_patient_list_select (TidePatientList *self, gint64 patient_id);
guint tide_patient_list_get_n_hits (TidePatientList *self);

G_END_DECLS

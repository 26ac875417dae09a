/* tide-clinic-page.h: an open clinic: header, Today, patient list beside the patient, caseload. */
#pragma once

#include <adwaita.h>
#include "tide-patient-page.h"

G_BEGIN_DECLS

#define TIDE_TYPE_CLINIC_PAGE (tide_clinic_page_get_type ())
G_DECLARE_FINAL_TYPE (TideClinicPage, tide_clinic_page, TIDE, CLINIC_PAGE, AdwBin)
/* Signal: "patient-changed": another patient is shown, or none, or another view. */

/* Where a person is, to come back after unlocking. Strings are owned. */
typedef struct
{
  char *view, *tab;
  gint64 patient_id;
} TidePlace;
void tide_place_clear (TidePlace *place);

/* The page lives only while the clinic is unlocked: locking destroys it, so that no widget keeps anything. */
GtkWidget *tide_clinic_page_new (TideClinic *clinic);
TidePatientPage *tide_clinic_page_get_patient_page (TideClinicPage *self); /* (transfer none) */
gint64 tide_clinic_page_get_patient (TideClinicPage *self);                /* 0: nobody */
/* Shows a patient in the patients view. */
void tide_clinic_page_show_patient (TideClinicPage *self, gint64 patient_id);
void tide_clinic_page_show_view (TideClinicPage *self,
                                 const char *name);             /* "today", "patients", "caseload" */
gboolean tide_clinic_page_shows_patient (TideClinicPage *self); /* one is loaded, and Today is not over him */
void tide_clinic_page_focus_search (TideClinicPage *self);      /* from Today: the list of patients */
void tide_clinic_page_focus_start (TideClinicPage *self); /* where a person begins: Today, or the search */
/* After a rating was saved: the row that was entered last, so that Ctrl+Z there takes it back. */
void tide_clinic_page_focus_saved (TideClinicPage *self);
void tide_clinic_page_focus_next (TideClinicPage *self);  /* search, rows, timeline, table, search … */
gboolean tide_clinic_page_go_back (TideClinicPage *self); /* folded: from the patient to the list */
TidePlace tide_clinic_page_get_place (TideClinicPage *self);
void tide_clinic_page_restore_place (TideClinicPage *self, const TidePlace *place);

G_END_DECLS

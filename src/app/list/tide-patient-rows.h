/* tide-patient-rows.h: the hits of a search as a list model that holds ids only. */
#pragma once

#include "tide-clinic.h"

G_BEGIN_DECLS

/* One row: a patient, or (patient_id 0) the row that says how many more there are. Signal "changed": it is
 * another patient's now, or what is known of him changed. */
#define TIDE_TYPE_PATIENT_ITEM (tide_patient_item_get_type ())
G_DECLARE_FINAL_TYPE (TidePatientItem, tide_patient_item, TIDE, PATIENT_ITEM, GObject)
gint64 tide_patient_item_get_id (TidePatientItem *self);
guint tide_patient_item_get_more (TidePatientItem *self);

#define TIDE_TYPE_PATIENT_ROWS (tide_patient_rows_get_type ())
G_DECLARE_FINAL_TYPE (TidePatientRows, tide_patient_rows, TIDE, PATIENT_ROWS, GObject)

TidePatientRows *tide_patient_rows_new (void);
/* Shows at most @max hits of @text; empties itself when @clinic is NULL. */
void tide_patient_rows_query (TidePatientRows *self, TideClinic *clinic, const char *text, guint max);
/* After a change of @patient_id (0: of several): the same query again. Rows that stay stay, so that the list
 * keeps its place; only the patient's own row is told anew. */
void tide_patient_rows_refresh (TidePatientRows *self, TideClinic *clinic, const char *text, guint max,
                                gint64 patient_id);
guint tide_patient_rows_get_n_hits (TidePatientRows *self);              /* also those not shown */
gint64 tide_patient_rows_get_id (TidePatientRows *self, guint position); /* 0: none, or the last row */
guint tide_patient_rows_find (TidePatientRows *self, gint64 patient_id); /* GTK_INVALID_LIST_POSITION */
/* The rows behind the first screenful, which are not there before. */
void tide_patient_rows_tell_rest (TidePatientRows *self);

G_END_DECLS

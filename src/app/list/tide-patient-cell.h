/* tide-patient-cell.h: one row of the patient list. */
#pragma once

#include <adwaita.h>
#include "tide-patient-rows.h"
#include "tide-patient-summary.h"

G_BEGIN_DECLS

#define TIDE_TYPE_PATIENT_CELL (tide_patient_cell_get_type ())
G_DECLARE_FINAL_TYPE (TidePatientCell, tide_patient_cell, TIDE, PATIENT_CELL, AdwBin)

GtkWidget *tide_patient_cell_new (void);
/* Reads the row of @item (one query by index); a "more" item shows its count. */
void tide_patient_cell_bind (TidePatientCell *self, TideClinic *clinic, TidePatientItem *item);
void tide_patient_cell_unbind (TidePatientCell *self);
gint64 tide_patient_cell_get_patient (TidePatientCell *self); /* 0: unbound or "more" */
/* Sparkline, last total and state; NULL empties them. */
void tide_patient_cell_set_draft (TidePatientCell *self, gboolean draft); /* a form was begun and not saved */
void tide_patient_cell_set_summary (TidePatientCell *self, const TidePatientSummary *summary);

G_END_DECLS

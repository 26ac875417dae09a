/* tide-caseload-item.h: one patient of the caseload with what its columns show and sort by. */
#pragma once

#include "tide-patient-summary.h"

G_BEGIN_DECLS

#define TIDE_TYPE_CASELOAD_ITEM (tide_caseload_item_get_type ())
G_DECLARE_FINAL_TYPE (TideCaseloadItem, tide_caseload_item, TIDE, CASELOAD_ITEM, GObject)

/* NULL when the patient cannot be read. */
TideCaseloadItem *tide_caseload_item_load (TideClinic *clinic, gint64 patient_id,
                                           const TideThresholds *thresholds);
gint64 tide_caseload_item_get_patient (TideCaseloadItem *self);
const TidePatientRow *tide_caseload_item_get_row (TideCaseloadItem *self);
const TidePatientSummary *tide_caseload_item_get_summary (TideCaseloadItem *self);
/* The next rating that a course asks for: its day (unknown: none) and scale. */
TideDate tide_caseload_item_get_due (TideCaseloadItem *self);
const char *tide_caseload_item_get_due_scale (TideCaseloadItem *self); /* short name, "" */
const char *tide_caseload_item_get_key (TideCaseloadItem *self); /* "lindqvist hanna tm-0417 ocd", folded */

G_END_DECLS

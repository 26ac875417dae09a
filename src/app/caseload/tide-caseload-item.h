/* tide-caseload-item.h: one patient of the caseload as a row of its table. */
#pragma once

#include <glib-object.h>
#include "tide-caseload-line.h"

G_BEGIN_DECLS

#define TIDE_TYPE_CASELOAD_ITEM (tide_caseload_item_get_type ())
G_DECLARE_FINAL_TYPE (TideCaseloadItem, tide_caseload_item, TIDE, CASELOAD_ITEM, GObject)

/* NULL when the patient cannot be read. */
TideCaseloadItem *tide_caseload_item_load (TideClinic *clinic, gint64 patient_id,
                                           const TideThresholds *thresholds);
const TideCaseloadLine *tide_caseload_item_get_line (TideCaseloadItem *self);

G_END_DECLS

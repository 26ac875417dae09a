/* tide-record-item.h: one record of the patient's history as an item of a list model. */
#pragma once

#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_RECORD_ITEM (tide_record_item_get_type ())
G_DECLARE_FINAL_TYPE (TideRecordItem, tide_record_item, TIDE, RECORD_ITEM, GObject)

/* Holds a reference on @model, which owns @record. */
TideRecordItem *tide_record_item_new (TidePatientModel *model, gconstpointer record);
TidePatientModel *tide_record_item_get_model (TideRecordItem *self);
gconstpointer tide_record_item_get_record (TideRecordItem *self);
gint64 tide_record_item_get_id (TideRecordItem *self);
/* Of an assessment, by its primary score; NULL when it has none. */
const TideVisitOutcome *tide_record_item_get_visit (TideRecordItem *self);

G_END_DECLS

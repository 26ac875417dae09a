/* tide-record-item.c: one record of the patient's history as an item of a list model. */
#include "tide-record-item.h"

struct _TideRecordItem
{
  GObject parent_instance;
  TidePatientModel *model;
  gconstpointer record;
  const TideVisitOutcome *visit;
  gboolean searched;
};

G_DEFINE_FINAL_TYPE (TideRecordItem, tide_record_item, G_TYPE_OBJECT)

static void
tide_record_item_finalize (GObject *object)
{
  g_clear_pointer (&TIDE_RECORD_ITEM (object)->model, tide_patient_model_unref);
  G_OBJECT_CLASS (tide_record_item_parent_class)->finalize (object);
}

static void
tide_record_item_class_init (TideRecordItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_record_item_finalize;
}

static void
tide_record_item_init (TideRecordItem *self)
{
}

TideRecordItem *
tide_record_item_new (TidePatientModel *model, gconstpointer record)
{
  TideRecordItem *self = g_object_new (TIDE_TYPE_RECORD_ITEM, NULL);
  self->model = tide_patient_model_ref (model);
  self->record = record;
  return self;
}

TidePatientModel *
tide_record_item_get_model (TideRecordItem *self)
{
  return self->model;
}

gconstpointer
tide_record_item_get_record (TideRecordItem *self)
{
  return self->record;
}

gint64
tide_record_item_get_id (TideRecordItem *self)
{
  return ((const TideRecord *) self->record)->id;
}

const TideVisitOutcome *
tide_record_item_get_visit (TideRecordItem *self)
{
  if (!self->searched)
    self->visit = tide_patient_model_find_visit (self->model, self->record);
  self->searched = TRUE;
  return self->visit;
}

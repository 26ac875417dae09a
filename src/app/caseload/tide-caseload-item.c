/* tide-caseload-item.c: one patient of the caseload as a row of its table. */
#include "tide-caseload-item.h"

struct _TideCaseloadItem
{
  GObject parent_instance;
  TideCaseloadLine *line;
};

G_DEFINE_FINAL_TYPE (TideCaseloadItem, tide_caseload_item, G_TYPE_OBJECT)

static void
tide_caseload_item_finalize (GObject *object)
{
  TideCaseloadItem *self = TIDE_CASELOAD_ITEM (object);
  g_clear_pointer (&self->line, tide_caseload_line_free);
  G_OBJECT_CLASS (tide_caseload_item_parent_class)->finalize (object);
}

static void
tide_caseload_item_class_init (TideCaseloadItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_caseload_item_finalize;
}

static void
tide_caseload_item_init (TideCaseloadItem *self)
{
}

TideCaseloadItem *
tide_caseload_item_load (TideClinic *clinic, gint64 patient_id, const TideThresholds *thresholds)
{
  TideCaseloadLine *line = tide_caseload_line_load (clinic, patient_id, thresholds);
  if (line == NULL)
    return NULL;
  TideCaseloadItem *self = g_object_new (TIDE_TYPE_CASELOAD_ITEM, NULL);
  self->line = line;
  return self;
}

const TideCaseloadLine *
tide_caseload_item_get_line (TideCaseloadItem *self)
{
  return self->line;
}

/* tide-caseload-item.c: one patient of the caseload with what its columns show and sort by. */
#include "tide-caseload-item.h"

#include "tide-clinic-day.h"
#include "tide-store.h"

struct _TideCaseloadItem
{
  GObject parent_instance;
  gint64 patient_id;
  TidePatientRow *row;
  TidePatientSummary *summary;
  char *key;
  TideDate due;
  char *due_scale;
};

G_DEFINE_FINAL_TYPE (TideCaseloadItem, tide_caseload_item, G_TYPE_OBJECT)

static void
tide_caseload_item_finalize (GObject *object)
{
  TideCaseloadItem *self = TIDE_CASELOAD_ITEM (object);
  g_clear_pointer (&self->row, tide_patient_row_free);
  g_clear_pointer (&self->summary, tide_patient_summary_free);
  g_free (self->key);
  g_free (self->due_scale);
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

/* Rows are by time; one whose window has closed is asked for no longer. */
static void
load_due (TideCaseloadItem *self, TideClinic *clinic)
{
  g_autoptr (GPtrArray) dues = tide_clinic_list_due_of (clinic, self->patient_id, NULL);
  gint64 now = tide_instant_now ().utc;
  self->due = TIDE_DATE_UNKNOWN;
  for (guint i = 0; dues != NULL && i < dues->len; i++)
    {
      const TideDue *due = g_ptr_array_index (dues, i);
      if (!tide_due_is_rating (due) || due->until_utc <= now)
        continue;
      TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (clinic), due->subject);
      self->due = tide_due_get_day (due);
      self->due_scale = g_strdup (scale != NULL ? tide_instrument_get_short_name (scale) : due->subject);
      return;
    }
}

TideCaseloadItem *
tide_caseload_item_load (TideClinic *clinic, gint64 patient_id, const TideThresholds *thresholds)
{
  TidePatientRow *row = tide_clinic_load_row (clinic, patient_id, NULL);
  TidePatientSummary *summary
    = row != NULL ? tide_patient_summary_load (clinic, patient_id, thresholds, NULL) : NULL;
  if (summary == NULL)
    {
      g_clear_pointer (&row, tide_patient_row_free);
      return NULL;
    }
  TideCaseloadItem *self = g_object_new (TIDE_TYPE_CASELOAD_ITEM, NULL);
  g_autofree char *plain
    = g_strdup_printf ("%s %s %s %s", row->family_name != NULL ? row->family_name : "",
                       row->given_name != NULL ? row->given_name : "", row->mrn != NULL ? row->mrn : "",
                       tide_diagnosis_abbreviation (row->diagnosis));
  self->patient_id = patient_id;
  self->row = row;
  self->summary = summary;
  self->key = tide_fold_text (plain);
  load_due (self, clinic);
  return self;
}

gint64
tide_caseload_item_get_patient (TideCaseloadItem *self)
{
  return self->patient_id;
}

const TidePatientRow *
tide_caseload_item_get_row (TideCaseloadItem *self)
{
  return self->row;
}

const TidePatientSummary *
tide_caseload_item_get_summary (TideCaseloadItem *self)
{
  return self->summary;
}

const char *
tide_caseload_item_get_key (TideCaseloadItem *self)
{
  return self->key;
}

TideDate
tide_caseload_item_get_due (TideCaseloadItem *self)
{
  return self->due;
}

const char *
tide_caseload_item_get_due_scale (TideCaseloadItem *self)
{
  return self->due_scale != NULL ? self->due_scale : "";
}

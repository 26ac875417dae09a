/* tide-measurement-dialog.c: one number of a body, with the unit that belongs to it. */

#include "tide-measurement-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-dose-rules.h"
#include "tide-form-dialog.h"
#include "tide-measure-words.h"
#include "tide-record-load.h"

#define TIDE_TYPE_MEASUREMENT_DIALOG (tide_measurement_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideMeasurementDialog, tide_measurement_dialog, TIDE, MEASUREMENT_DIALOG,
                      TideFormDialog)

struct _TideMeasurementDialog
{
  TideFormDialog parent_instance;

  const TideMeasure *unit_of; /* whose unit the record has; NULL while it has none */
};

G_DEFINE_FINAL_TYPE (TideMeasurementDialog, tide_measurement_dialog, TIDE_TYPE_FORM_DIALOG)

static const TideMeasure *
get_measure (TideFormDialog *dialog)
{
  const char *loinc
    = tide_choice_field_get_chosen (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "loinc")));

  return *loinc ? tide_measure_lookup (loinc) : NULL;
}

static void
tide_measurement_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  TideMeasurementDialog *self = TIDE_MEASUREMENT_DIALOG (dialog);
  TideMeasurement *record = tide_form_dialog_get_record (dialog);
  const TideMeasure *measure = get_measure (dialog);

  /* A stored number keeps its unit: nothing here converts, and the record's rules refuse a wrong one. */
  if (measure && measure != self->unit_of)
    {
      tide_record_set_text (&record->unit, measure->unit);
      self->unit_of = measure;
    }
  else if (record->unit == NULL)
    tide_record_set_text (&record->unit, "1"); /* the measure is asked for, not its unit */
  tide_measurement_find_faults (record, tide_form_dialog_get_birth_date (dialog), report, data);
}

/* The last one of the same kind before it. */
static const TideMeasurement *
find_last (TideFormDialog *dialog)
{
  const TideMeasurement *record = tide_form_dialog_get_record (dialog), *last = NULL;
  const GPtrArray *all = tide_form_dialog_get_history (dialog)->measurements;

  for (guint i = 0; i < all->len; i++)
    {
      const TideMeasurement *m = all->pdata[i];

      if (m->base.id != record->base.id && g_strcmp0 (m->loinc, record->loinc) == 0
          && g_strcmp0 (m->unit, record->unit) == 0 && tide_instant_compare (m->taken, record->taken) < 0)
        last = m;
    }
  return last;
}

static void
tide_measurement_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  const TideMeasurement *record = tide_form_dialog_get_record (dialog), *last = find_last (dialog);
  const TideMeasure *measure = get_measure (dialog);
  g_autoptr (TideThresholds) thresholds = NULL;
  g_autofree char *now = NULL, *then = NULL, *day = NULL, *words = NULL;

  if (last == NULL || measure == NULL || !g_str_equal (measure->id, "weight"))
    return;
  thresholds = tide_clinic_load_thresholds (tide_form_dialog_get_clinic (dialog));
  if (!tide_dose_rules_is_weight_change_large (tide_thresholds_get_doses (thresholds), record->value,
                                               last->value))
    return;
  now = tide_measure_dup_words (measure, record->value);
  then = tide_measure_dup_words (measure, last->value);
  day = tide_date_to_words (tide_instant_get_date (last->taken));
  words = g_strdup_printf (_ ("%s differs much from the %s of %s."), now, then, day);
  report ("value", words, FALSE, data);
}

static void
tide_measurement_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  const TideMeasure *measure = get_measure (dialog);
  g_autofree char *hint
    = measure ? g_strdup_printf (_ ("in %s"), tide_measure_get_unit_words (measure)) : NULL;

  tide_form_field_set_hint (tide_form_dialog_find (dialog, "value"), hint);
}

static void
fill_measures (TideFormDialog *dialog)
{
  TideChoiceField *field = TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "loinc"));
  const TideMeasure *measure;

  tide_choice_field_add (field, "", _ ("Choose…"));
  for (guint i = 0; (measure = tide_measure_get (i)) != NULL; i++)
    tide_choice_field_add (field, measure->loinc, measure->label);
}

static void
tide_measurement_dialog_class_init (TideMeasurementDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_measurement_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = tide_measurement_dialog_find_doubts;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_measurement_dialog_follow;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-measurement-dialog.ui");
}

static void
tide_measurement_dialog_init (TideMeasurementDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_measurement_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id,
                                 gint64 measurement_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideMeasurement *record = tide_record_load (clinic, &tide_measurement_class, measurement_id);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  if (measurement_id == 0)
    {
      tide_record_set_text (&record->loinc, tide_measure_get (0)->loinc);
      record->taken = tide_instant_now ();
    }
  dialog = g_object_new (TIDE_TYPE_MEASUREMENT_DIALOG, NULL);
  fill_measures (dialog);
  if (measurement_id != 0)
    TIDE_MEASUREMENT_DIALOG (dialog)->unit_of = tide_measure_lookup (record->loinc);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          measurement_id ? _ ("Measurement") : _ ("New measurement"));
  tide_form_dialog_open (dialog);
}

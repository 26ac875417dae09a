/* tide-diagnosis-dialog.c: the words of a diagnosis follow its code until somebody writes other ones. */

#include "tide-diagnosis-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_DIAGNOSIS_DIALOG (tide_diagnosis_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideDiagnosisDialog, tide_diagnosis_dialog, TIDE, DIAGNOSIS_DIALOG, TideFormDialog)

struct _TideDiagnosisDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideDiagnosisDialog, tide_diagnosis_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_diagnosis_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_diagnosis_find_faults (tide_form_dialog_get_record (dialog), report, data);
}

static void
tide_diagnosis_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  TideFormField *label = tide_form_dialog_find (dialog, "label");
  g_autofree char *code = tide_form_dialog_dup_text (dialog, "code");
  const TideIcdCode *known = tide_icd_lookup (code);

  if (field && field == tide_form_dialog_find (dialog, "code") && known
      && !tide_form_field_get_touched (label))
    tide_form_field_set_text (label, known->label);
}

static void
tide_diagnosis_dialog_class_init (TideDiagnosisDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_diagnosis_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_diagnosis_dialog_follow;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-diagnosis-dialog.ui");
}

static void
tide_diagnosis_dialog_init (TideDiagnosisDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_diagnosis_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 diagnosis_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideDiagnosis *record = tide_record_load (clinic, &tide_diagnosis_class, diagnosis_id);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  if (diagnosis_id == 0)
    record->primary = history->diagnoses->len == 0;
  dialog = g_object_new (TIDE_TYPE_DIAGNOSIS_DIALOG, NULL);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          diagnosis_id ? _ ("Diagnosis") : _ ("New diagnosis"));
  tide_search_field_setup_diagnoses (TIDE_SEARCH_FIELD (tide_form_dialog_find (dialog, "code")));
  tide_check_field_set_words (TIDE_CHECK_FIELD (tide_form_dialog_find (dialog, "primary")),
                              _ ("It decides which scales a visit asks"));
  tide_form_dialog_open (dialog);
}

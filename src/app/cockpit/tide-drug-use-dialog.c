/* tide-drug-use-dialog.c: the drug register: what was drawn is given or wasted, before a witness; amounts
 * that do not add up need a reason. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-choice-fills.h"
#include "tide-cockpit-dialogs.h"
#include "tide-record-load.h"

#define TIDE_TYPE_DRUG_USE_DIALOG (tide_drug_use_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideDrugUseDialog, tide_drug_use_dialog, TIDE, DRUG_USE_DIALOG, TideFormDialog)

struct _TideDrugUseDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideDrugUseDialog, tide_drug_use_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_drug_use_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_drug_use_find_faults (tide_form_dialog_get_record (dialog), tide_form_dialog_get_birth_date (dialog),
                             report, data);
}

/* What is left of what was drawn, in words, as it is typed. */
static void
tide_drug_use_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  double left = tide_form_dialog_get_number (dialog, "mg_drawn")
                - tide_form_dialog_get_number (dialog, "mg_given")
                - tide_form_dialog_get_number (dialog, "mg_wasted");
  g_autofree char *hint = isnan (left) ? NULL
                          : fabs (left) <= TIDE_DRUG_TOLERANCE_MG
                            ? g_strdup (_ ("The amounts add up"))
                            : g_strdup_printf (_ ("%.2f mg are not accounted for"), left);
  tide_form_field_set_hint (tide_form_dialog_find (dialog, "mg_wasted"), hint);
}

static void
tide_drug_use_dialog_class_init (TideDrugUseDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_drug_use_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_drug_use_dialog_follow;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-drug-use-dialog.ui");
}

static void
tide_drug_use_dialog_init (TideDrugUseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Drug and planned milligrams stand there; amounts that are counted by hand do not. */
static void
begin (TideDrugUse *record, const TideCockpitModel *model)
{
  const TideStaff *person = tide_clinic_get_person (model->clinic);
  record->patient_id = tide_cockpit_model_get_patient (model);
  record->session_id = model->session->base.id;
  record->taken = tide_instant_now ();
  tide_record_set_text (&record->drug, model->course->agent != NULL          ? model->course->agent
                                       : tide_cockpit_model_is_nasal (model) ? "esketamine"
                                                                             : "ketamine");
  record->staff_id = person != NULL ? person->base.id : 0;
  record->mg_given = model->session->dose_mg;
}

void
tide_drug_use_dialog_present (GtkWindow *parent, const TideCockpitModel *model, gint64 use_id)
{
  TideHistory *history = tide_record_load_history (model->clinic, tide_cockpit_model_get_patient (model));
  TideDrugUse *record = tide_record_load (model->clinic, &tide_drug_use_class, use_id);
  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  if (use_id == 0)
    begin (record, model);
  TideFormDialog *dialog = g_object_new (TIDE_TYPE_DRUG_USE_DIALOG, NULL);
  tide_fill_staff (dialog, "staff_id", model->clinic, record->staff_id);
  tide_fill_staff (dialog, "witness_id", model->clinic, record->witness_id);
  tide_form_dialog_setup (dialog, parent, model->clinic, history, record, _ ("Drug register"));
  tide_form_dialog_open (dialog);
}

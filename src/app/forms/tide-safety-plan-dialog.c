/* tide-safety-plan-dialog.c: what was agreed for a bad day.  A plan is never written over: the new one
 * supersedes it. */

#include "tide-safety-plan-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_SAFETY_PLAN_DIALOG (tide_safety_plan_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideSafetyPlanDialog, tide_safety_plan_dialog, TIDE, SAFETY_PLAN_DIALOG, TideFormDialog)

struct _TideSafetyPlanDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideSafetyPlanDialog, tide_safety_plan_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_safety_plan_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  const TideSafetyPlan *record = tide_form_dialog_get_record (dialog);

  tide_safety_plan_find_faults (record, tide_form_dialog_get_birth_date (dialog), report, data);
  if (!record->warning_signs && !record->coping && !record->people && !record->professionals
      && !record->means_safety)
    report ("warning_signs", _ ("or another part is needed: a plan says something"), data);
}

static TideSafetyPlan *
make_successor (const TideSafetyPlan *old)
{
  TideSafetyPlan *plan = tide_safety_plan_new ();

  plan->supersedes_id = old->base.id;
  tide_record_set_text (&plan->warning_signs, old->warning_signs);
  tide_record_set_text (&plan->coping, old->coping);
  tide_record_set_text (&plan->people, old->people);
  tide_record_set_text (&plan->professionals, old->professionals);
  tide_record_set_text (&plan->means_safety, old->means_safety);
  return plan;
}

/* Without an id too there is only one plan at a time. */
static TideSafetyPlan *
load_plan (TideClinic *clinic, const TideHistory *history, gint64 plan_id)
{
  g_autoptr (TideSafetyPlan) old = NULL;

  if (plan_id == 0 && history && history->safety_plans->len > 0)
    plan_id = TIDE_RECORD (history->safety_plans->pdata[0])->id;
  old = tide_record_load (clinic, &tide_safety_plan_class, plan_id);
  return old == NULL || plan_id == 0 ? g_steal_pointer (&old) : make_successor (old);
}

static void
tide_safety_plan_dialog_class_init (TideSafetyPlanDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_safety_plan_dialog_find_faults;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-safety-plan-dialog.ui");
}

static void
tide_safety_plan_dialog_init (TideSafetyPlanDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_safety_plan_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 plan_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideSafetyPlan *record = load_plan (clinic, history, plan_id);
  const TideStaff *person = tide_clinic_get_person (clinic);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  record->staff_id = person ? person->base.id : 0;
  record->agreed_on = tide_date_today ();
  dialog = g_object_new (TIDE_TYPE_SAFETY_PLAN_DIALOG, NULL);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          record->supersedes_id ? _ ("Renewed safety plan") : _ ("New safety plan"));
  if (record->supersedes_id)
    tide_form_dialog_set_notice (dialog,
                                 _ ("It takes the place of the plan before, which stays in the record."));
  tide_form_dialog_open (dialog);
}

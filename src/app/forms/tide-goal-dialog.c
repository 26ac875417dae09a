/* tide-goal-dialog.c: a goal in the patient’s own words; each visit asks how far it is reached. */

#include "tide-goal-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_GOAL_DIALOG (tide_goal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideGoalDialog, tide_goal_dialog, TIDE, GOAL_DIALOG, TideFormDialog)

struct _TideGoalDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideGoalDialog, tide_goal_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_goal_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_goal_find_faults (tide_form_dialog_get_record (dialog), tide_form_dialog_get_birth_date (dialog),
                         report, data);
}

static void
tide_goal_dialog_class_init (TideGoalDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_goal_dialog_find_faults;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-goal-dialog.ui");
}

static void
tide_goal_dialog_init (TideGoalDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_goal_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 goal_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideGoal *record = tide_record_load (clinic, &tide_goal_class, goal_id);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  if (goal_id == 0)
    record->set_on = tide_date_today ();
  dialog = g_object_new (TIDE_TYPE_GOAL_DIALOG, NULL);
  tide_form_dialog_setup (dialog, parent, clinic, history, record, goal_id ? _ ("Goal") : _ ("New goal"));
  tide_form_dialog_open (dialog);
}

/* tide-goal-rating-dialog.c: how far a goal is reached, as the patient says: one digit between visits. */

#include "tide-goal-rating-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_GOAL_RATING_DIALOG (tide_goal_rating_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideGoalRatingDialog, tide_goal_rating_dialog, TIDE, GOAL_RATING_DIALOG, TideFormDialog)

struct _TideGoalRatingDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideGoalRatingDialog, tide_goal_rating_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_goal_rating_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_goal_rating_find_faults (tide_form_dialog_get_record (dialog),
                                tide_form_dialog_get_birth_date (dialog), report, data);
}

static void
tide_goal_rating_dialog_class_init (TideGoalRatingDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_goal_rating_dialog_find_faults;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-goal-rating-dialog.ui");
}

static void
tide_goal_rating_dialog_init (TideGoalRatingDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_goal_rating_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 goal_id, gint64 rating_id)
{
  g_autoptr (TideGoal) goal = tide_record_load (clinic, &tide_goal_class, goal_id);
  TideHistory *history = goal ? tide_record_load_history (clinic, goal->patient_id) : NULL;
  TideGoalRating *record = tide_record_load (clinic, &tide_goal_rating_class, rating_id);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = goal->patient_id;
  record->goal_id = goal_id;
  if (rating_id == 0)
    record->taken = tide_instant_now ();
  dialog = g_object_new (TIDE_TYPE_GOAL_RATING_DIALOG, NULL);
  tide_form_dialog_setup (dialog, parent, clinic, history, record, _ ("How far is it reached?"));
  tide_form_dialog_set_notice (dialog, goal->text);
  tide_form_dialog_open (dialog);
}

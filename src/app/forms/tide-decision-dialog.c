/* tide-decision-dialog.c: the list is computed, the decision is a person's.
 *
 * Nothing is chosen beforehand: signing must not be a press of Return.  A decision that differs from the list
 * needs its reason; the list as it stood is stored with it. */

#include "tide-decision-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-choice-fills.h"
#include "tide-record-load.h"

#define TIDE_TYPE_DECISION_DIALOG (tide_decision_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideDecisionDialog, tide_decision_dialog, TIDE, DECISION_DIALOG, TideFormDialog)

struct _TideDecisionDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideDecisionDialog, tide_decision_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_decision_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  const TideEligibilityDecision *record = tide_form_dialog_get_record (dialog);
  g_autofree char *late = tide_clinic_dup_decision_fault (tide_form_dialog_get_clinic (dialog),
                                                          tide_form_dialog_get_history (dialog), record);

  tide_eligibility_decision_find_faults (record, tide_form_dialog_get_birth_date (dialog), report, data);
  if (late)
    report ("taken", late, data);
}

static void
tide_decision_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  const TideEligibilityDecision *record = tide_form_dialog_get_record (dialog);
  g_autofree char *code = tide_form_dialog_dup_text (dialog, "verdict");
  int verdict = MAX (tide_code_from_text (tide_verdict_codes, code), 0);

  tide_form_field_set_hint (
    tide_form_dialog_find (dialog, "reason"),
    verdict != 0 && verdict != record->computed ? _ ("Needed: the decision differs from the list") : NULL);
}

static void
tide_decision_dialog_class_init (TideDecisionDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_decision_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_decision_dialog_follow;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-decision-dialog.ui");
}

static void
tide_decision_dialog_init (TideDecisionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_decision_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, int arm,
                              gint64 course_id, int computed, const char *words, const char *evidence)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  const TideStaff *person = tide_clinic_get_person (clinic);
  TideEligibilityDecision *record;
  TideFormDialog *dialog;

  if (history == NULL)
    return;
  record = tide_eligibility_decision_new ();
  record->patient_id = patient_id;
  record->arm = arm;
  record->course_id = course_id;
  record->computed = computed;
  record->taken = tide_instant_now ();
  record->staff_id = person ? person->base.id : 0;
  tide_record_set_text (&record->evidence, evidence);
  dialog = g_object_new (TIDE_TYPE_DECISION_DIALOG, NULL);
  tide_fill_codes (dialog, "verdict", tide_verdict_codes, _ ("Choose…"), tide_verdict_get_label);
  tide_fill_staff (dialog, "staff_id", clinic, record->staff_id);
  tide_form_dialog_add_draft_about (dialog, "arm", arm);
  tide_form_dialog_setup (dialog, parent, clinic, history, record, _ ("Sign a decision"));
  tide_form_dialog_set_notice (dialog, words);
  tide_form_dialog_set_save_label (dialog, _ ("Sign"));
  tide_form_dialog_set_message (dialog, _ ("Decision signed."));
  tide_form_dialog_open (dialog);
}

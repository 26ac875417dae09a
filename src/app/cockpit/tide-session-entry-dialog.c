/* tide-session-entry-dialog.c: a medicine that was given, who was called, an interruption, a note. */
#include <glib/gi18n-lib.h>

#include "tide-choice-fills.h"
#include "tide-cockpit-dialogs.h"
#include "tide-record-load.h"

#define TIDE_TYPE_SESSION_ENTRY_DIALOG (tide_session_entry_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideSessionEntryDialog, tide_session_entry_dialog, TIDE, SESSION_ENTRY_DIALOG,
                      TideFormDialog)

struct _TideSessionEntryDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideSessionEntryDialog, tide_session_entry_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_session_entry_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_session_entry_find_faults (tide_form_dialog_get_record (dialog),
                                  tide_form_dialog_get_birth_date (dialog), report, data);
}

static void
tide_session_entry_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  g_autofree char *kind = tide_form_dialog_dup_text (dialog, "kind");
  tide_form_dialog_set_shown (dialog, "dose", g_str_equal (kind, "medicine"));
}

static void
tide_session_entry_dialog_class_init (TideSessionEntryDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_session_entry_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_session_entry_dialog_follow;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-session-entry-dialog.ui");
}

static void
tide_session_entry_dialog_init (TideSessionEntryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_session_entry_dialog_present (GtkWindow *parent, const TideCockpitModel *model, gint64 entry_id)
{
  TideHistory *history = tide_record_load_history (model->clinic, tide_cockpit_model_get_patient (model));
  TideSessionEntry *record = tide_record_load (model->clinic, &tide_session_entry_class, entry_id);
  const TideStaff *person = tide_clinic_get_person (model->clinic);
  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  if (entry_id == 0)
    {
      record->patient_id = tide_cockpit_model_get_patient (model);
      record->session_id = model->session->base.id;
      record->taken = tide_instant_now_exact ();
      record->kind = tide_code_from_text (tide_session_entry_kind_codes, "medicine");
      record->staff_id = person != NULL ? person->base.id : 0;
    }
  TideFormDialog *dialog = g_object_new (TIDE_TYPE_SESSION_ENTRY_DIALOG, NULL);
  tide_fill_codes (dialog, "kind", tide_session_entry_kind_codes, _ ("Choose…"),
                   tide_session_entry_kind_get_label);
  tide_fill_staff (dialog, "staff_id", model->clinic, record->staff_id);
  tide_form_dialog_setup (dialog, parent, model->clinic, history, record,
                          entry_id != 0 ? _ ("What happened") : _ ("What happened, new"));
  tide_form_dialog_open (dialog);
}

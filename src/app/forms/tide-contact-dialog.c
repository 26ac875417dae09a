/* tide-contact-dialog.c: who stands by: on a bad day, and on the way home after an infusion. */

#include "tide-contact-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_CONTACT_DIALOG (tide_contact_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideContactDialog, tide_contact_dialog, TIDE, CONTACT_DIALOG, TideFormDialog)

struct _TideContactDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideContactDialog, tide_contact_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_contact_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_record_find_faults (tide_form_dialog_get_record (dialog), report, data);
}

/* A number nobody can call is no help on a bad day. */
static void
tide_contact_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  const TideContact *record = tide_form_dialog_get_record (dialog);

  if (record->emergency && record->phone == NULL)
    report ("phone", _ ("A contact for emergencies has no telephone number."), FALSE, data);
}

static void
tide_contact_dialog_class_init (TideContactDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_contact_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = tide_contact_dialog_find_doubts;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-contact-dialog.ui");
}

static void
tide_contact_dialog_init (TideContactDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_contact_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 contact_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideContact *record = tide_record_load (clinic, &tide_contact_class, contact_id);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  dialog = g_object_new (TIDE_TYPE_CONTACT_DIALOG, NULL);
  tide_check_field_set_words (TIDE_CHECK_FIELD (tide_form_dialog_find (dialog, "emergency")),
                              _ ("Is called then"));
  tide_check_field_set_words (TIDE_CHECK_FIELD (tide_form_dialog_find (dialog, "escort")),
                              _ ("Takes the patient home"));
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          contact_id ? _ ("Contact") : _ ("New contact"));
  tide_form_dialog_open (dialog);
}

/* tide-identifier-dialog.c: hospitals, insurers and registers each have their own number for a person. */

#include "tide-identifier-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_IDENTIFIER_DIALOG (tide_identifier_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideIdentifierDialog, tide_identifier_dialog, TIDE, IDENTIFIER_DIALOG, TideFormDialog)

struct _TideIdentifierDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideIdentifierDialog, tide_identifier_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_identifier_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  const TideIdentifier *record = tide_form_dialog_get_record (dialog);
  TideHistory *history = tide_form_dialog_get_history (dialog);

  tide_record_find_faults (record, report, data);
  for (guint i = 0; i < history->identifiers->len; i++)
    {
      const TideIdentifier *other = history->identifiers->pdata[i];

      if (other->base.id != record->base.id && record->value && g_strcmp0 (other->value, record->value) == 0
          && g_strcmp0 (other->system, record->system) == 0)
        report ("value", _ ("is in the list already"), data);
    }
}

static void
tide_identifier_dialog_class_init (TideIdentifierDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_identifier_dialog_find_faults;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-identifier-dialog.ui");
}

static void
tide_identifier_dialog_init (TideIdentifierDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_identifier_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id,
                                gint64 identifier_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideIdentifier *record = tide_record_load (clinic, &tide_identifier_class, identifier_id);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  dialog = g_object_new (TIDE_TYPE_IDENTIFIER_DIALOG, NULL);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          identifier_id ? _ ("Identifier") : _ ("New identifier"));
  tide_form_dialog_open (dialog);
}

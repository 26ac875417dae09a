/* tide-event-dialog.c: what happened in a life explains many a score; it stands on the timeline. */

#include "tide-event-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-death-doubts.h"
#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_EVENT_DIALOG (tide_event_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideEventDialog, tide_event_dialog, TIDE, EVENT_DIALOG, TideFormDialog)

struct _TideEventDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideEventDialog, tide_event_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_event_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_event_find_faults (tide_form_dialog_get_record (dialog), tide_form_dialog_get_birth_date (dialog),
                          report, data);
}

/* Which of the two is wrong, the death or what follows it, only a person can tell. */
static void
tide_event_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  const TideEvent *record = tide_form_dialog_get_record (dialog);

  if (record->kind == tide_code_from_text (tide_event_kind_codes, "death"))
    tide_death_doubts_report_later (dialog, "on_date", record->on_date, report, data);
}

static void
tide_event_dialog_class_init (TideEventDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_event_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = tide_event_dialog_find_doubts;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-event-dialog.ui");
}

static void
tide_event_dialog_init (TideEventDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_event_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 event_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideEvent *record = tide_record_load (clinic, &tide_event_class, event_id);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  if (event_id == 0)
    record->kind = 1; /* life event: the usual one */
  dialog = g_object_new (TIDE_TYPE_EVENT_DIALOG, NULL);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "kind")),
                               tide_event_kind_codes, _ ("Not said"), tide_event_kind_get_label);
  tide_form_dialog_setup (dialog, parent, clinic, history, record, event_id ? _ ("Event") : _ ("New event"));
  tide_form_dialog_open (dialog);
}

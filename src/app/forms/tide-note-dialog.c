/* tide-note-dialog.c: a note that is changed is written anew and the old one kept: nobody's words vanish. */

#include "tide-note-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_NOTE_DIALOG (tide_note_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideNoteDialog, tide_note_dialog, TIDE, NOTE_DIALOG, TideFormDialog)

struct _TideNoteDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideNoteDialog, tide_note_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_note_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_note_find_faults (tide_form_dialog_get_record (dialog), tide_form_dialog_get_birth_date (dialog),
                         report, data);
}

static void
tide_note_dialog_class_init (TideNoteDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_note_dialog_find_faults;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-note-dialog.ui");
}

static void
tide_note_dialog_init (TideNoteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A new note with the old one's text, which it replaces. */
static TideNote *
make_successor (const TideNote *old)
{
  TideNote *note = tide_note_new ();

  note->visit_id = old->visit_id;
  note->author_id = old->author_id;
  note->taken = old->taken;
  note->supersedes_id = old->base.id;
  tide_record_set_text (&note->text, old->text);
  return note;
}

void
tide_note_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 note_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  g_autoptr (TideNote) stored = tide_record_load (clinic, &tide_note_class, note_id);
  const TideStaff *person = tide_clinic_get_person (clinic);
  TideNote *record;
  TideFormDialog *dialog;

  if (history == NULL || stored == NULL)
    {
      tide_record_load_failed (history, NULL);
      return;
    }
  record = note_id ? make_successor (stored) : tide_note_new ();
  record->patient_id = patient_id;
  if (note_id == 0)
    {
      record->taken = tide_instant_now ();
      record->author_id = person ? person->base.id : 0;
    }
  dialog = g_object_new (TIDE_TYPE_NOTE_DIALOG, NULL);
  {
    g_autoptr (GPtrArray) staff = tide_clinic_list (clinic, &tide_staff_class, NULL, 0, NULL);
    TideChoiceField *author = TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "author_id"));

    tide_choice_field_add (author, "", _ ("Not recorded"));
    for (guint i = 0; staff && i < staff->len; i++)
      {
        const TideStaff *member = staff->pdata[i];
        g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, member->base.id);

        tide_choice_field_add (author, id, member->name);
      }
  }
  tide_form_dialog_setup (dialog, parent, clinic, history, record, note_id ? _ ("Note") : _ ("New note"));
  if (note_id)
    tide_form_dialog_set_notice (dialog, _ ("The old text is kept under the new one."));
  tide_form_dialog_open (dialog);
  gtk_widget_grab_focus (GTK_WIDGET (tide_form_dialog_find (dialog, "text")));
}

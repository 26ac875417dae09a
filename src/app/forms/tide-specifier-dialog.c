/* tide-specifier-dialog.c: what kind of OCD it is: onset, insight, tics (DSM-5-TR), dimensions (Mataix-Cols
 * 2005). */

#include "tide-specifier-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_SPECIFIER_DIALOG (tide_specifier_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideSpecifierDialog, tide_specifier_dialog, TIDE, SPECIFIER_DIALOG, TideFormDialog)

struct _TideSpecifierDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideSpecifierDialog, tide_specifier_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_specifier_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  const TideSpecifier *record = tide_form_dialog_get_record (dialog);
  gboolean empty = record->onset_age == TIDE_INTEGER_UNKNOWN && record->insight == 0
                   && record->tic_related == 0 && record->contamination == 0 && record->responsibility == 0
                   && record->symmetry == 0 && record->taboo_thoughts == 0 && record->hoarding == 0;

  tide_specifier_find_faults (record, tide_form_dialog_get_birth_date (dialog), report, data);
  if (empty)
    report ("insight", _ ("and all below are open: there is nothing to save yet"), data);
}

static void
fill_choices (TideFormDialog *dialog)
{
  static const char *const yes_or_no[]
    = { "tic_related", "contamination", "responsibility", "symmetry", "taboo_thoughts", "hoarding" };

  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "insight")),
                               tide_insight_codes, _ ("Not recorded"), tide_insight_get_label);
  for (guint i = 0; i < G_N_ELEMENTS (yes_or_no); i++)
    tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, yes_or_no[i])),
                                 tide_yes_no_codes, _ ("Not asked"), NULL);
}

static void
tide_specifier_dialog_class_init (TideSpecifierDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_specifier_dialog_find_faults;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-specifier-dialog.ui");
}

static void
tide_specifier_dialog_init (TideSpecifierDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_specifier_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 specifier_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideSpecifier *record = tide_record_load (clinic, &tide_specifier_class, specifier_id);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  if (specifier_id == 0)
    record->noted_on = tide_date_today ();
  dialog = g_object_new (TIDE_TYPE_SPECIFIER_DIALOG, NULL);
  fill_choices (dialog);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          specifier_id ? _ ("OCD specifiers") : _ ("New OCD specifiers"));
  tide_form_dialog_open (dialog);
}

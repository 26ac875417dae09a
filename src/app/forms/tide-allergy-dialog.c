/* tide-allergy-dialog.c: an allergy.  “None known” is an answer with a day; no record is no answer. */

#include "tide-allergy-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_ALLERGY_DIALOG (tide_allergy_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideAllergyDialog, tide_allergy_dialog, TIDE, ALLERGY_DIALOG, TideFormDialog)

struct _TideAllergyDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideAllergyDialog, tide_allergy_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_allergy_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_allergy_find_faults (tide_form_dialog_get_record (dialog), tide_form_dialog_get_birth_date (dialog),
                            report, data);
}

/* A yes that stands beside a known allergy would hide it from a hasty reader. */
static void
tide_allergy_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  const TideAllergy *record = tide_form_dialog_get_record (dialog);
  const GPtrArray *known = tide_form_dialog_get_history (dialog)->allergies;

  for (guint i = 0; record->none_known && i < known->len; i++)
    {
      const TideAllergy *other = known->pdata[i];
      g_autofree char *words = NULL;

      if (other->none_known || other->base.id == record->base.id)
        continue;
      words = g_strdup_printf (_ ("An allergy to %s is recorded; it stays."), other->substance);
      report ("none_known", words, FALSE, data);
    }
}

static void
tide_allergy_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  gboolean none
    = tide_check_field_get_active (TIDE_CHECK_FIELD (tide_form_dialog_find (dialog, "none_known")));

  tide_form_dialog_set_shown (dialog, "substance", !none);
  tide_form_dialog_set_shown (dialog, "reaction", !none);
  tide_form_dialog_set_shown (dialog, "severity", !none);
}

static void
tide_allergy_dialog_class_init (TideAllergyDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_allergy_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = tide_allergy_dialog_find_doubts;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_allergy_dialog_follow;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-allergy-dialog.ui");
}

static void
tide_allergy_dialog_init (TideAllergyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_allergy_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 allergy_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideAllergy *record = tide_record_load (clinic, &tide_allergy_class, allergy_id);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  if (allergy_id == 0)
    record->noted_on = tide_date_today ();
  dialog = g_object_new (TIDE_TYPE_ALLERGY_DIALOG, NULL);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "severity")),
                               tide_severity_codes, _ ("Not recorded"), NULL);
  tide_check_field_set_words (TIDE_CHECK_FIELD (tide_form_dialog_find (dialog, "none_known")),
                              _ ("Asked, and none known"));
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          allergy_id ? _ ("Allergy") : _ ("New allergy"));
  tide_form_dialog_open (dialog);
}

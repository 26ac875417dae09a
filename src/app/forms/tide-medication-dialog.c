/* tide-medication-dialog.c: a drug, how much of it and since when.
 *
 * What does not go together with it is said while it is written down, not afterwards; a drug that no rule
 * knows is said to be so, since silence would be a promise. */

#include "tide-medication-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-drug-doubts.h"
#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_MEDICATION_DIALOG (tide_medication_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideMedicationDialog, tide_medication_dialog, TIDE, MEDICATION_DIALOG, TideFormDialog)

struct _TideMedicationDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideMedicationDialog, tide_medication_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_medication_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_medication_find_faults (tide_form_dialog_get_record (dialog), tide_form_dialog_get_birth_date (dialog),
                               report, data);
}

static void
tide_medication_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  tide_drug_doubts_report (dialog, tide_form_dialog_get_record (dialog), report, data);
}

/* As it stands in the field: the record follows only at the check. */
static TideDate
read_date (TideFormDialog *dialog, const char *field)
{
  g_autofree char *text = tide_form_dialog_dup_text (dialog, field);
  TideDate date = TIDE_DATE_UNKNOWN;

  return *text && tide_date_parse (text, &date, NULL) ? date : TIDE_DATE_UNKNOWN;
}

static void
tide_medication_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  TideFormField *drug = tide_form_dialog_find (dialog, "drug");
  g_autoptr (TideMedication) typed = NULL;
  g_autofree char *name = NULL, *words = NULL;

  if (field && field != drug && field != tide_form_dialog_find (dialog, "started_on")
      && field != tide_form_dialog_find (dialog, "ended_on"))
    return;
  typed = tide_medication_copy (tide_form_dialog_get_record (dialog));
  name = tide_form_dialog_dup_text (dialog, "drug");
  tide_record_set_text (&typed->drug, name);
  typed->started_on = read_date (dialog, "started_on");
  typed->ended_on = read_date (dialog, "ended_on");
  words = tide_drug_doubts_dup_hint (dialog, typed);
  tide_form_field_set_hint (drug, words);
}

static gboolean
is_another (const TideMedication *stored, const TideMedication *record)
{
  if (stored == NULL)
    return TRUE;
  return g_strcmp0 (stored->drug, record->drug) != 0
         || (stored->dose_mg_per_day != record->dose_mg_per_day
             && !(isnan (stored->dose_mg_per_day) && isnan (record->dose_mg_per_day)));
}

/* The number of the ingredient comes with its name: nobody types it.  One that came with a file stays while
 * the name does, whether the table knows the name or not. */
static gboolean
tide_medication_dialog_save (TideFormDialog *dialog, GError **error)
{
  TideMedication *record = tide_form_dialog_get_record (dialog);
  const TideMedication *stored = tide_form_dialog_get_stored (dialog);
  const TideDrug *known = record->drug ? tide_drug_lookup (record->drug) : NULL;
  g_autofree char *before = g_strdup (record->reason);
  gboolean saved;

  if (known || stored == NULL || g_strcmp0 (stored->drug, record->drug) != 0)
    tide_record_set_text (&record->rxnorm, known ? known->rxnorm : NULL);
  /* The reason stands with the medicine; a stored one stays with its own drug and dose, and only there. */
  if (tide_form_dialog_get_reason (dialog) || is_another (stored, record))
    tide_record_set_text (&record->reason, tide_form_dialog_get_reason (dialog));
  saved = tide_clinic_save (tide_form_dialog_get_clinic (dialog), record, error);
  if (!saved)
    tide_record_set_text (&record->reason, before);
  return saved;
}

static void
tide_medication_dialog_class_init (TideMedicationDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_medication_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = tide_medication_dialog_find_doubts;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_medication_dialog_follow;
  TIDE_FORM_DIALOG_CLASS (klass)->save = tide_medication_dialog_save;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-medication-dialog.ui");
}

static void
tide_medication_dialog_init (TideMedicationDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_medication_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id,
                                gint64 medication_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideMedication *record = tide_record_load (clinic, &tide_medication_class, medication_id);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  dialog = g_object_new (TIDE_TYPE_MEDICATION_DIALOG, NULL);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "purpose")),
                               tide_purpose_codes, _ ("Not recorded"), tide_purpose_get_label);
  tide_search_field_setup_drugs (TIDE_SEARCH_FIELD (tide_form_dialog_find (dialog, "drug")));
  tide_check_field_set_words (TIDE_CHECK_FIELD (tide_form_dialog_find (dialog, "as_needed")),
                              _ ("Not every day"));
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          medication_id ? _ ("Medicine") : _ ("New medicine"));
  tide_form_dialog_open (dialog);
}

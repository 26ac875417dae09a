/* tide-patient-dialog.c: a person is entered once.
 *
 * The record number must be free; the same name and birth date is warned of before saving and must be said to
 * be another person: two charts of one person are worse than a question. */

#include "tide-patient-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"
#include "tide-typed-time.h"

#define MOST_NAMESAKES 3

#define TIDE_TYPE_PATIENT_DIALOG (tide_patient_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TidePatientDialog, tide_patient_dialog, TIDE, PATIENT_DIALOG, TideFormDialog)

struct _TidePatientDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TidePatientDialog, tide_patient_dialog, TIDE_TYPE_FORM_DIALOG)

static void
report_taken_number (TideFormDialog *dialog, const TidePatient *record, TideFaultFunc report, gpointer data)
{
  TideClinic *clinic = tide_form_dialog_get_clinic (dialog);
  gint64 id = tide_clinic_find_number (clinic, record->mrn, record->base.id);
  g_autoptr (TidePatient) other = id != 0 ? tide_clinic_lookup (clinic, &tide_patient_class, id, NULL) : NULL;
  g_autofree char *name = NULL, *reason = NULL;

  if (other == NULL)
    return;
  name = tide_patient_dup_list_name (other);
  reason = g_strcmp0 (other->mrn, record->mrn) == 0
             ? g_strdup_printf (_ ("is already that of %s"), name)
             : g_strdup_printf (_ ("is already that of %s, as %s: capitals and spaces make no other number"),
                                name, other->mrn);
  report ("mrn", reason, data);
}

/* The first other patient of the same name and birth date. */
static TidePatient *
find_duplicate (TideFormDialog *dialog, const TidePatient *record)
{
  TideClinic *clinic = tide_form_dialog_get_clinic (dialog);
  g_autoptr (GArray) ids = NULL;

  if (record->family_name == NULL)
    return NULL;
  ids = tide_clinic_find_duplicates (clinic, record, NULL);
  for (guint i = 0; ids && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) != record->base.id)
      return tide_clinic_lookup (clinic, &tide_patient_class, g_array_index (ids, gint64, i), NULL);
  return NULL;
}

/* "There are already Brandt, Félix, born 6 Oct 1975 (TM-0074) and 2 more …": not in the way of saving. NULL:
 * nobody like that. */
static char *
dup_namesake_notice (TideFormDialog *dialog, const TidePatient *record)
{
  guint n_more = 0;
  g_autoptr (GPtrArray) rows = record->base.id == 0 ? tide_clinic_find_namesakes (
                                 tide_form_dialog_get_clinic (dialog), record, MOST_NAMESAKES, &n_more, NULL)
                                                    : NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  if (rows == NULL || rows->len == 0)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const TidePatientRow *row = rows->pdata[i];
      TidePatient person = { .family_name = row->family_name, .given_name = row->given_name };
      g_autofree char *birth = tide_typed_date_to_text (row->birth_date),
                      *name = tide_patient_dup_list_name (&person);

      /* Translators: name, birth date, record number of somebody of a like name. */
      g_string_append_printf (names, _ ("%s%s, born %s, record number %s"), i > 0 ? "\n" : "", name,
                              *birth ? birth : _ ("(unknown)"), row->mrn);
    }
  if (n_more > 0)
    g_string_append_printf (names, ngettext ("\nand %u more", "\nand %u more", n_more), n_more);
  return g_strdup_printf (_ ("Is it somebody who is here already?\n%s"), names->str);
}

static void
warn_of_duplicate (TideFormDialog *dialog, const TidePatient *record, TideFaultFunc report, gpointer data)
{
  g_autoptr (TidePatient) other = find_duplicate (dialog, record);
  TideFormField *another = tide_form_dialog_find (dialog, "another");
  g_autofree char *name = NULL, *birth = NULL, *notice = NULL;

  gtk_widget_set_visible (GTK_WIDGET (another), other != NULL);
  if (other == NULL)
    {
      notice = dup_namesake_notice (dialog, record);
      tide_form_dialog_set_notice (dialog, notice);
      return;
    }
  name = tide_patient_dup_list_name (other);
  birth = tide_typed_date_to_text (other->birth_date);
  notice = g_strdup_printf (_ ("There is already %s, born %s, record number %s."), name,
                            *birth ? birth : _ ("(unknown)"), other->mrn);
  tide_form_dialog_set_notice (dialog, notice);
  if (!tide_check_field_get_active (TIDE_CHECK_FIELD (another)))
    report ("another",
            _ ("as a patient who is here already: open that one, or tick that it is another person"), data);
}

static void
tide_patient_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  const TidePatient *record = tide_form_dialog_get_record (dialog);

  tide_patient_find_faults (record, report, data);
  if (record->family_name == NULL && record->given_name == NULL)
    report ("family_name", _ ("is required"), data);
  report_taken_number (dialog, record, report, data);
  warn_of_duplicate (dialog, record, report, data);
}

static GPtrArray *
list_diagnoses (TideFormDialog *dialog)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (tide_record_free);
  g_autofree char *code = tide_form_dialog_dup_text (dialog, "diagnosis");
  const TideIcdCode *known = tide_icd_lookup (code);
  TideDiagnosis *diagnosis;

  if (*code == '\0')
    return list;
  diagnosis = tide_diagnosis_new ();
  tide_record_set_text (&diagnosis->code, code);
  tide_record_set_text (&diagnosis->label, known ? known->label : NULL);
  diagnosis->primary = TRUE;
  g_ptr_array_add (list, diagnosis);
  return list;
}

static gboolean
tide_patient_dialog_save (TideFormDialog *dialog, GError **error)
{
  TidePatient *record = tide_form_dialog_get_record (dialog);
  g_autoptr (GPtrArray) diagnoses = list_diagnoses (dialog);

  if (record->base.id != 0)
    return tide_clinic_save (tide_form_dialog_get_clinic (dialog), record, error);
  return tide_clinic_save_patient (tide_form_dialog_get_clinic (dialog), record, diagnoses, NULL, error);
}

/* The age shows a slip of ten years at once. */
static void
tide_patient_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  TideFormField *birth = tide_form_dialog_find (dialog, "birth_date");
  g_autofree char *text = tide_form_dialog_dup_text (dialog, "birth_date"), *hint = NULL, *day = NULL;
  TideDate date = TIDE_DATE_UNKNOWN;
  int age;

  if (*text == '\0' || !tide_date_parse (text, &date, NULL)
      || (age = tide_date_age (date, tide_date_today ())) < 0)
    {
      tide_form_field_set_hint (birth, _ ("As 14 Mar 1979, 14.3.1979 or 1979-03-14; empty when unknown"));
      return;
    }
  day = tide_typed_date_to_text (date);
  hint = g_strdup_printf (ngettext ("%s, %d year old", "%s, %d years old", (gulong) age), day, age);
  tide_form_field_set_hint (birth, hint);
}

static void
tide_patient_dialog_class_init (TidePatientDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_patient_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_patient_dialog_follow;
  TIDE_FORM_DIALOG_CLASS (klass)->save = tide_patient_dialog_save;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-patient-dialog.ui");
}

static void
tide_patient_dialog_init (TidePatientDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_patient_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id)
{
  TidePatient *record = tide_record_load (clinic, &tide_patient_class, patient_id);
  TideHistory *history = patient_id && record ? tide_record_load_history (clinic, patient_id) : NULL;
  TideFormDialog *dialog;

  if (record == NULL || (patient_id && history == NULL))
    {
      tide_record_load_failed (history, record);
      return;
    }
  if (patient_id == 0)
    record->synthetic = tide_clinic_is_synthetic (clinic);
  dialog = g_object_new (TIDE_TYPE_PATIENT_DIALOG, NULL);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "sex")), tide_sex_codes,
                               _ ("Not recorded"), NULL);
  tide_search_field_setup_diagnoses (TIDE_SEARCH_FIELD (tide_form_dialog_find (dialog, "diagnosis")));
  tide_form_dialog_set_shown (dialog, "diagnosis", patient_id == 0);
  tide_check_field_set_words (TIDE_CHECK_FIELD (tide_form_dialog_find (dialog, "another")),
                              _ ("This is another person"));
  tide_form_dialog_set_shown (dialog, "another", FALSE);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          patient_id ? _ ("Patient") : _ ("New patient"));
  tide_form_dialog_set_message (dialog, patient_id ? _ ("Patient changed.") : _ ("Patient added."));
  tide_form_dialog_open (dialog);
}

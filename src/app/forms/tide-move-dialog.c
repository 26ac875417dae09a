/* tide-move-dialog.c: a rating in the wrong chart is moved only with both people in sight.
 *
 * Name, birth date and record number of the one it leaves and the one it goes to stand side by side before
 * Move can be pressed; a second mix-up would be worse than the first. */

#include "tide-move-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"
#include "tide-typed-time.h"

#define TIDE_TYPE_MOVE_DIALOG (tide_move_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideMoveDialog, tide_move_dialog, TIDE, MOVE_DIALOG, TideFormDialog)

struct _TideMoveDialog
{
  TideFormDialog parent_instance;

  char *what; /* "Y-BOCS of Thu 20 Nov 2025, 11:05" */
};

G_DEFINE_FINAL_TYPE (TideMoveDialog, tide_move_dialog, TIDE_TYPE_FORM_DIALOG)

static TidePatient *
load_target (TideFormDialog *dialog)
{
  g_autofree char *text = tide_form_dialog_dup_text (dialog, "target");
  gint64 id = g_ascii_strtoll (text, NULL, 10);

  return id ? tide_clinic_lookup (tide_form_dialog_get_clinic (dialog), &tide_patient_class, id, NULL) : NULL;
}

static void
tide_move_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  const TideAssessmentData *record = tide_form_dialog_get_record (dialog);
  g_autoptr (TidePatient) target = load_target (dialog);
  TideDate done = tide_instant_get_date (record->taken);

  if (target == NULL)
    report ("target", _ ("is required"), data);
  else if (target->base.id == record->patient_id)
    report ("target", _ ("is the patient whose chart it is in"), data);
  else if (tide_date_is_known (target->birth_date) && done < target->birth_date)
    report ("target", _ ("was not born when it was done"), data);
  if (record->reason == NULL || *record->reason == '\0')
    report ("reason", _ ("is required"), data);
}

static char *
dup_person (const TidePatient *patient)
{
  g_autofree char *name = tide_patient_dup_name (patient),
                  *birth = tide_typed_date_to_text (patient->birth_date);

  return g_strdup_printf (_ ("%s, born %s, record number %s"), name, *birth ? birth : _ ("(unknown)"),
                          patient->mrn);
}

static void
tide_move_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  TideMoveDialog *self = TIDE_MOVE_DIALOG (dialog);
  g_autoptr (TidePatient) target = load_target (dialog);
  g_autofree char *from = dup_person (tide_form_dialog_get_history (dialog)->patient);
  g_autofree char *to = target ? dup_person (target) : g_strdup (_ ("nobody chosen yet"));
  g_autofree char *notice = g_strdup_printf (_ ("%s\nFrom: %s\nTo: %s"), self->what, from, to);

  tide_form_dialog_set_notice (dialog, notice);
}

static gboolean
tide_move_dialog_save (TideFormDialog *dialog, GError **error)
{
  const TideAssessmentData *record = tide_form_dialog_get_record (dialog);
  g_autoptr (TidePatient) target = load_target (dialog);

  return tide_clinic_move_assessment (tide_form_dialog_get_clinic (dialog), record->base.id, target->base.id,
                                      record->reason, NULL, error);
}

static void
tide_move_dialog_finalize (GObject *object)
{
  g_free (TIDE_MOVE_DIALOG (object)->what);
  G_OBJECT_CLASS (tide_move_dialog_parent_class)->finalize (object);
}

static void
tide_move_dialog_class_init (TideMoveDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_move_dialog_finalize;
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_move_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_move_dialog_follow;
  TIDE_FORM_DIALOG_CLASS (klass)->save = tide_move_dialog_save;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-move-dialog.ui");
}

static void
tide_move_dialog_init (TideMoveDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GPtrArray *
search_patients (const char *typed, gpointer clinic)
{
  guint more = 0;
  g_autoptr (GArray) hits = tide_clinic_search (clinic, typed, 0, 8, &more);
  GPtrArray *results = g_ptr_array_new ();

  for (guint i = 0; hits && i < hits->len; i++)
    {
      gint64 id = g_array_index (hits, TideSearchHit, i).patient_id;
      g_autoptr (TidePatient) patient = tide_clinic_lookup (clinic, &tide_patient_class, id, NULL);
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id), *name = NULL, *person = NULL;

      if (patient == NULL)
        continue;
      name = tide_patient_dup_list_name (patient);
      person = dup_person (patient);
      g_ptr_array_add (results, tide_search_result_new (text, name, person));
    }
  return results;
}

void
tide_move_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 assessment_id)
{
  TideAssessmentData *record = tide_record_load (clinic, &tide_assessment_data_class, assessment_id);
  TideHistory *history = record ? tide_record_load_history (clinic, record->patient_id) : NULL;
  TideInstrument *instrument;
  g_autofree char *when = NULL;
  TideFormDialog *dialog;

  if (history == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  tide_record_set_text (&record->reason, NULL);
  instrument = tide_library_lookup (tide_clinic_get_library (clinic), record->instrument_id);
  when = tide_typed_instant_to_text (record->taken);
  dialog = g_object_new (TIDE_TYPE_MOVE_DIALOG, NULL);
  TIDE_MOVE_DIALOG (dialog)->what = g_strdup_printf (
    _ ("%s of %s"), instrument ? tide_instrument_get_short_name (instrument) : record->instrument_id, when);
  tide_search_field_setup (TIDE_SEARCH_FIELD (tide_form_dialog_find (dialog, "target")), search_patients,
                           clinic, NULL);
  tide_form_dialog_setup (dialog, parent, clinic, history, record, _ ("Move to another chart"));
  tide_form_dialog_set_save_label (dialog, _ ("Move"));
  tide_form_dialog_set_message (dialog, _ ("Moved to the other chart."));
  tide_form_dialog_open (dialog);
}

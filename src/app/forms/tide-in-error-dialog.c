/* tide-in-error-dialog.c: what was entered in error is kept, with the reason, and drawn nowhere. */

#include "tide-in-error-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-history.h"
#include "tide-record-load.h"
#include "tide-typed-time.h"

#define TIDE_TYPE_IN_ERROR_DIALOG (tide_in_error_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideInErrorDialog, tide_in_error_dialog, TIDE, IN_ERROR_DIALOG, TideFormDialog)

struct _TideInErrorDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideInErrorDialog, tide_in_error_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_in_error_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  g_autofree char *reason = tide_form_dialog_dup_text (dialog, "reason");

  if (*reason == '\0')
    report ("reason", _ ("is required"), data);
}

static gboolean
tide_in_error_dialog_save (TideFormDialog *dialog, GError **error)
{
  TideRecord *record = tide_form_dialog_get_record (dialog);
  TideClinic *clinic = tide_form_dialog_get_clinic (dialog);
  g_autofree char *reason = tide_form_dialog_dup_text (dialog, "reason");

  if (record->klass == &tide_assessment_data_class)
    return tide_clinic_mark_assessment_error (clinic, record->id, reason, error);
  return tide_clinic_mark_error (clinic, record, reason, error);
}

static void
tide_in_error_dialog_class_init (TideInErrorDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_in_error_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->save = tide_in_error_dialog_save;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-in-error-dialog.ui");
}

static void
tide_in_error_dialog_init (TideInErrorDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_in_error_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 assessment_id)
{
  TideAssessmentData *record = tide_record_load (clinic, &tide_assessment_data_class, assessment_id);
  TideHistory *history = record ? tide_record_load_history (clinic, record->patient_id) : NULL;
  TideInstrument *instrument;
  g_autofree char *notice = NULL, *when = NULL;
  TideFormDialog *dialog;

  if (history == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  tide_record_set_text (&record->reason, NULL);
  instrument = tide_library_lookup (tide_clinic_get_library (clinic), record->instrument_id);
  when = tide_typed_instant_to_text (record->taken);
  notice = g_strdup_printf (
    _ ("%s of %s. It stays in the record, marked, and is drawn and counted nowhere. Its alerts stay open."),
    instrument ? tide_instrument_get_short_name (instrument) : record->instrument_id, when);
  dialog = g_object_new (TIDE_TYPE_IN_ERROR_DIALOG, NULL);
  tide_form_dialog_setup (dialog, parent, clinic, history, record, _ ("Entered in error"));
  tide_form_dialog_set_notice (dialog, notice);
  tide_form_dialog_set_save_label (dialog, _ ("Mark"));
  tide_form_dialog_set_message (dialog, _ ("Marked as entered in error."));
  tide_form_dialog_open (dialog);
}

static const TideRecordClass *
find_class (const char *table)
{
  for (guint i = 0; tide_history_arrays[i].klass; i++)
    if (g_str_equal (tide_history_arrays[i].klass->table, table))
      return tide_history_arrays[i].klass;
  return NULL;
}

/* Dose steps and sessions are their course's. */
static gint64
find_patient (TideClinic *clinic, gconstpointer record)
{
  const TideField *field = tide_record_class_find (TIDE_RECORD (record)->klass, "patient_id");
  const TideField *course_id = tide_record_class_find (TIDE_RECORD (record)->klass, "course_id");
  g_autoptr (TideCourse) course = NULL;

  if (field)
    return G_STRUCT_MEMBER (gint64, record, field->offset);
  if (course_id)
    course
      = tide_record_load (clinic, &tide_course_class, G_STRUCT_MEMBER (gint64, record, course_id->offset));
  return course ? course->patient_id : 0;
}

void
tide_in_error_dialog_present_record (GtkWindow *parent, TideClinic *clinic, const char *table, gint64 id,
                                     const char *title)
{
  const TideRecordClass *klass = find_class (table);
  gpointer record = klass ? tide_record_load (clinic, klass, id) : NULL;
  TideHistory *history = record ? tide_record_load_history (clinic, find_patient (clinic, record)) : NULL;
  g_autofree char *notice = NULL;
  TideFormDialog *dialog;

  if (history == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  notice
    = g_strdup_printf (_ ("%s. It stays in the record, marked, and is shown and counted nowhere."), title);
  dialog = g_object_new (TIDE_TYPE_IN_ERROR_DIALOG, NULL);
  tide_form_dialog_setup (dialog, parent, clinic, history, record, _ ("Entered in error"));
  tide_form_dialog_set_notice (dialog, notice);
  tide_form_dialog_set_save_label (dialog, _ ("Mark"));
  tide_form_dialog_set_message (dialog, _ ("Marked as entered in error."));
  tide_form_dialog_open (dialog);
}

/* tide-dose-step-dialog.c: a dose holds from its day until the next step.  The first one begins the
 * treatment: what stands before an infusion stands before it too. */

#include "tide-dose-step-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-dose-doubts.h"
#include "tide-form-dialog.h"
#include "tide-gate-doubts.h"
#include "tide-record-load.h"

#define TIDE_TYPE_DOSE_STEP_DIALOG (tide_dose_step_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideDoseStepDialog, tide_dose_step_dialog, TIDE, DOSE_STEP_DIALOG, TideFormDialog)

struct _TideDoseStepDialog
{
  TideFormDialog parent_instance;

  gint64 course_id;
  double stored_mg_per_day; /* what the stored reason is about; unknown for a new step */
};

G_DEFINE_FINAL_TYPE (TideDoseStepDialog, tide_dose_step_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_dose_step_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  TideDoseStepDialog *self = TIDE_DOSE_STEP_DIALOG (dialog);
  const TideDoseStep *record = tide_form_dialog_get_record (dialog);
  TideHistory *history = tide_form_dialog_get_history (dialog);

  tide_dose_step_find_faults (record, tide_history_find_course (history, self->course_id), report, data);
  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *other = history->dose_steps->pdata[i];

      if (other->course_id == self->course_id && other->base.id != record->base.id
          && tide_date_is_known (record->from_date) && other->from_date == record->from_date)
        report ("from_date", _ ("has a dose already: change that one"), data);
    }
}

static void
tide_dose_step_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  const TideDoseStep *record = tide_form_dialog_get_record (dialog);
  const TideCourse *course = tide_history_find_course (tide_form_dialog_get_history (dialog),
                                                       TIDE_DOSE_STEP_DIALOG (dialog)->course_id);

  if (course && record->base.id == 0
      && tide_gate_doubts_is_first_step (tide_form_dialog_get_history (dialog), course, record))
    tide_gate_doubts_report (dialog, course, record->from_date, "from_date", report, data);
  if (course)
    tide_dose_doubts_report (dialog, course, "dose_mg_per_day", TIDE_DOSE_MG_PER_DAY, record->dose_mg_per_day,
                             record->from_date, report, data);
}

/* The reason stands with the step, where the chart and a printed page can show it. */
static gboolean
tide_dose_step_dialog_save (TideFormDialog *dialog, GError **error)
{
  TideDoseStep *record = tide_form_dialog_get_record (dialog);
  g_autofree char *before = g_strdup (record->reason);
  gboolean saved;

  /* Nothing is asked about a usual dose: a reason that is stored stays with its own dose, and only there. */
  if (tide_form_dialog_get_reason (dialog)
      || record->dose_mg_per_day != TIDE_DOSE_STEP_DIALOG (dialog)->stored_mg_per_day)
    tide_record_set_text (&record->reason, tide_form_dialog_get_reason (dialog));
  saved = tide_clinic_save (tide_form_dialog_get_clinic (dialog), record, error);
  if (!saved)
    tide_record_set_text (&record->reason, before);
  return saved;
}

static void
tide_dose_step_dialog_class_init (TideDoseStepDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_dose_step_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = tide_dose_step_dialog_find_doubts;
  TIDE_FORM_DIALOG_CLASS (klass)->save = tide_dose_step_dialog_save;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-dose-step-dialog.ui");
}

static void
tide_dose_step_dialog_init (TideDoseStepDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_notice (const TideHistory *history, const TideCourse *course)
{
  const TideDoseStep *last = NULL;
  g_autofree char *title = tide_course_dup_title (course), *dose = NULL, *day = NULL;

  for (guint i = 0; i < history->dose_steps->len; i++)
    if (((TideDoseStep *) history->dose_steps->pdata[i])->course_id == course->base.id)
      last = history->dose_steps->pdata[i];
  if (last == NULL)
    return g_strdup_printf (_ ("%s, no dose recorded yet."), title);
  dose = tide_number_to_text (last->dose_mg_per_day);
  day = tide_date_to_words (last->from_date);
  return g_strdup_printf (_ ("%s, last step %s mg a day from %s."), title, dose, day);
}

void
tide_dose_step_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 course_id, gint64 step_id)
{
  g_autoptr (TideCourse) course = tide_record_load (clinic, &tide_course_class, course_id);
  TideHistory *history = course ? tide_record_load_history (clinic, course->patient_id) : NULL;
  TideDoseStep *record = tide_record_load (clinic, &tide_dose_step_class, step_id);
  g_autofree char *notice = NULL;
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->course_id = course_id;
  if (step_id == 0)
    record->from_date = tide_date_today ();
  dialog = g_object_new (TIDE_TYPE_DOSE_STEP_DIALOG, NULL);
  TIDE_DOSE_STEP_DIALOG (dialog)->course_id = course_id;
  TIDE_DOSE_STEP_DIALOG (dialog)->stored_mg_per_day = record->dose_mg_per_day;
  notice = dup_notice (history, course);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          step_id ? _ ("Dose step") : _ ("New dose step"));
  tide_form_dialog_set_notice (dialog, notice);
  tide_form_dialog_open (dialog);
}

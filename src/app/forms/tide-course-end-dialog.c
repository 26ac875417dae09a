/* tide-course-end-dialog.c: a course that ends without a reason would be lost to every count of dropouts
 * (F06). */

#include "tide-course-end-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-choice-fills.h"
#include "tide-course-faults.h"
#include "tide-death-doubts.h"
#include "tide-record-load.h"

#define TIDE_TYPE_COURSE_END_DIALOG (tide_course_end_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideCourseEndDialog, tide_course_end_dialog, TIDE, COURSE_END_DIALOG, TideFormDialog)

struct _TideCourseEndDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideCourseEndDialog, tide_course_end_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_course_end_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  const TideCourse *course = tide_form_dialog_get_record (dialog);

  tide_course_find_faults (course, tide_form_dialog_get_birth_date (dialog), report, data);
  if (!tide_date_is_known (course->ended_on) && course->end_reason == 0)
    report ("ended_on", _ ("is needed"), data);
  tide_course_faults_report (tide_form_dialog_get_history (dialog), course, report, data);
}

static void
tide_course_end_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  const TideCourse *course = tide_form_dialog_get_record (dialog);

  if (course->end_reason == tide_code_from_text (tide_end_reason_codes, "death"))
    tide_death_doubts_report_later (dialog, "ended_on", course->ended_on, report, data);
}

static void
tide_course_end_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  g_autofree char *code = tide_form_dialog_dup_text (dialog, "end_reason");
  int reason = MAX (tide_code_from_text (tide_end_reason_codes, code), 0);

  tide_form_field_set_hint (tide_form_dialog_find (dialog, "end_reason"),
                            tide_end_reason_is_dropout (reason) ? _ ("Counts as a dropout") : NULL);
}

static void
tide_course_end_dialog_class_init (TideCourseEndDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_course_end_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = tide_course_end_dialog_find_doubts;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_course_end_dialog_follow;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-course-end-dialog.ui");
}

static void
tide_course_end_dialog_init (TideCourseEndDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_course_end_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 course_id)
{
  TideCourse *record = tide_record_load (clinic, &tide_course_class, course_id);
  TideHistory *history = record ? tide_record_load_history (clinic, record->patient_id) : NULL;
  g_autofree char *title = NULL;
  TideFormDialog *dialog;

  if (history == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  if (!tide_date_is_known (record->ended_on))
    record->ended_on = tide_date_today ();
  dialog = g_object_new (TIDE_TYPE_COURSE_END_DIALOG, NULL);
  tide_fill_codes (dialog, "end_reason", tide_end_reason_codes, _ ("Choose…"), tide_end_reason_get_label);
  title = tide_course_dup_title (record);
  tide_form_dialog_setup (dialog, parent, clinic, history, record, _ ("End course"));
  tide_form_dialog_set_notice (dialog, title);
  tide_form_dialog_set_save_label (dialog, _ ("End Course"));
  tide_form_dialog_set_message (dialog, _ ("Course ended."));
  tide_form_dialog_open (dialog);
  gtk_widget_grab_focus (GTK_WIDGET (tide_form_dialog_find (dialog, "end_reason")));
}

/* tide-review-dialog.c: what a misuse review asks (early refills, sessions asked for, craving) is asked there
 * only (F66). */

#include "tide-review-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-choice-fills.h"
#include "tide-record-load.h"

#define TIDE_TYPE_REVIEW_DIALOG (tide_review_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideReviewDialog, tide_review_dialog, TIDE, REVIEW_DIALOG, TideFormDialog)

struct _TideReviewDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideReviewDialog, tide_review_dialog, TIDE_TYPE_FORM_DIALOG)

static const char *const misuse_fields[] = { "early_refill", "extra_sessions", "craving" };

static void
tide_review_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  const TideReview *review = tide_form_dialog_get_record (dialog);

  tide_review_find_faults (review, tide_form_dialog_get_birth_date (dialog), report, data);
  if (review->result == tide_code_from_text (tide_review_result_codes, "finding") && review->note == NULL)
    report ("note", _ ("is needed with a finding: what was found?"), data);
}

static void
tide_review_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  g_autofree char *kind = tide_form_dialog_dup_text (dialog, "kind");
  const TideReview *stored = tide_form_dialog_get_stored (dialog);
  gboolean misuse = g_str_equal (kind, "misuse");
  gboolean same = stored && stored->kind == tide_code_from_text (tide_review_kind_codes, kind);

  for (guint i = 0; i < G_N_ELEMENTS (misuse_fields); i++)
    tide_form_dialog_set_applies (dialog, misuse_fields[i], misuse, same);
}

static void
tide_review_dialog_class_init (TideReviewDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_review_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_review_dialog_follow;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-review-dialog.ui");
}

static void
tide_review_dialog_init (TideReviewDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_choices (TideFormDialog *dialog, TideClinic *clinic, const TideReview *record)
{
  tide_fill_codes (dialog, "kind", tide_review_kind_codes, _ ("Choose…"), tide_review_kind_get_label);
  tide_fill_codes (dialog, "result", tide_review_result_codes, _ ("Choose…"), tide_review_result_get_label);
  for (guint i = 0; i < G_N_ELEMENTS (misuse_fields); i++)
    tide_fill_yes_no (dialog, misuse_fields[i]);
  tide_fill_staff (dialog, "staff_id", clinic, record->staff_id);
}

void
tide_review_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 course_id, gint64 review_id,
                            int kind)
{
  g_autoptr (TideCourse) course = tide_record_load (clinic, &tide_course_class, course_id);
  TideHistory *history = course ? tide_record_load_history (clinic, course->patient_id) : NULL;
  TideReview *record = tide_record_load (clinic, &tide_review_class, review_id);
  const TideStaff *person = tide_clinic_get_person (clinic);
  g_autofree char *title = NULL;
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = course->patient_id;
  record->course_id = course_id;
  if (review_id == 0)
    {
      record->kind = kind;
      record->done_on = tide_date_today ();
      record->staff_id = person ? person->base.id : 0;
    }
  dialog = g_object_new (TIDE_TYPE_REVIEW_DIALOG, NULL);
  fill_choices (dialog, clinic, record);
  title = tide_course_dup_title (course);
  tide_form_dialog_add_draft_about (dialog, "kind", review_id == 0 ? kind : 0);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          review_id ? _ ("Review") : _ ("New review"));
  tide_form_dialog_set_notice (dialog, title);
  tide_form_dialog_open (dialog);
  if (kind != 0)
    gtk_widget_grab_focus (GTK_WIDGET (tide_form_dialog_find (dialog, "result")));
}

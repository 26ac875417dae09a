/* tide-cost-dialog.c: one amount by session or month and payer; what it comes to is counted from the
 * sessions.
 */

#include "tide-cost-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-choice-fills.h"
#include "tide-record-load.h"

#define TIDE_TYPE_COST_DIALOG (tide_cost_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideCostDialog, tide_cost_dialog, TIDE, COST_DIALOG, TideFormDialog)

struct _TideCostDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideCostDialog, tide_cost_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_cost_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_cost_find_faults (tide_form_dialog_get_record (dialog), report, data);
}

static void
tide_cost_dialog_class_init (TideCostDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_cost_dialog_find_faults;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-cost-dialog.ui");
}

static void
tide_cost_dialog_init (TideCostDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_notice (TideClinic *clinic, const TideCourse *course)
{
  g_autofree char *title = tide_course_dup_title (course),
                  *currency = tide_clinic_dup_setting (clinic, "clinic.currency");

  return currency && *currency
           ? g_strdup_printf (_ ("%s, amounts in %s."), title, currency)
           : g_strdup_printf (_ ("%s. The clinic’s currency is set in Preferences."), title);
}

void
tide_cost_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 course_id, gint64 cost_id)
{
  g_autoptr (TideCourse) course = tide_record_load (clinic, &tide_course_class, course_id);
  TideHistory *history = course ? tide_record_load_history (clinic, course->patient_id) : NULL;
  TideCost *record = tide_record_load (clinic, &tide_cost_class, cost_id);
  g_autofree char *notice = NULL;
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = course->patient_id;
  record->course_id = course_id;
  dialog = g_object_new (TIDE_TYPE_COST_DIALOG, NULL);
  tide_fill_codes (dialog, "unit", tide_cost_unit_codes, _ ("Choose…"), tide_cost_unit_get_label);
  tide_fill_codes (dialog, "payer", tide_payer_codes, _ ("Choose…"), tide_payer_get_label);
  notice = dup_notice (clinic, course);
  tide_form_dialog_setup (dialog, parent, clinic, history, record, cost_id ? _ ("Cost") : _ ("New cost"));
  tide_form_dialog_set_notice (dialog, notice);
  tide_form_dialog_open (dialog);
}

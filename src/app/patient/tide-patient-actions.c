/* tide-patient-actions.c: the actions patient.*: one name for menu, button, shortcut and test. */
#include "tide-patient-actions.h"

#include <glib/gi18n-lib.h>
#include "tide-reason-dialog.h"
#include "tide-sentences.h"
#include "tide-window.h"

static void
show_tab_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_patient_page_set_tab (TIDE_PATIENT_PAGE (widget), g_variant_get_string (parameter, NULL));
}

/* --- entered in error --- */

typedef struct
{
  TidePatientPage *page; /* weak */
  TideClinic *clinic;
  gint64 assessment_id;
} Mistake;

static void
mistake_free (gpointer data)
{
  Mistake *mistake = data;
  g_clear_weak_pointer (&mistake->page);
  g_object_unref (mistake->clinic);
  g_free (mistake);
}

static void
mark_error_cb (const char *reason, gpointer data)
{
  Mistake *mistake = data;
  g_autoptr (GError) error = NULL;
  TideWindow *window = mistake->page != NULL ? tide_window_of (GTK_WIDGET (mistake->page)) : NULL;
  gboolean done = tide_clinic_mark_assessment_error (mistake->clinic, mistake->assessment_id, reason, &error);
  if (window == NULL)
    return;
  if (done)
    tide_window_toast (window, _ ("Marked as entered in error"), TRUE);
  else
    tide_window_show_error (window, tide_sentence_heading (error), error);
}

static void
mark_error_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePatientPage *page = TIDE_PATIENT_PAGE (widget);
  TidePatientModel *model = tide_patient_page_get_model (page);
  gint64 id = tide_patient_page_get_selected (page);
  const TideAssessmentData *data
    = model != NULL && id != 0 ? tide_history_find_assessment (model->history, id) : NULL;
  if (data == NULL || !tide_assessment_data_is_current (data))
    return;
  Mistake *mistake = g_new0 (Mistake, 1);
  g_set_weak_pointer (&mistake->page, page);
  mistake->clinic = g_object_ref (model->clinic);
  mistake->assessment_id = id;
  tide_reason_dialog_present (
    GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Entered in error?"),
    _ ("The entry stays in the record, struck through, and is no longer charted or counted. "
       "Its alerts stay open."),
    _ ("_Mark"), mark_error_cb, mistake, mistake_free);
}

void
tide_patient_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "patient.show-tab", "s", show_tab_action);
  gtk_widget_class_install_property_action (klass, "patient.show-all", "show-all");
  gtk_widget_class_install_action (klass, "patient.mark-assessment-error", NULL, mark_error_action);
}

void
tide_patient_actions_update (TidePatientPage *self)
{
  gboolean shown = tide_patient_page_get_patient (self) != 0;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "patient.show-tab", shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "patient.mark-assessment-error", shown);
}

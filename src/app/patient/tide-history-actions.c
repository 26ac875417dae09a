/* tide-history-actions.c: the actions patient.* of the History tab: add, edit, rate a goal, show a stage, and
 * mark any record as entered in error. */
#include "tide-history-actions.h"

#include "tide-allergy-dialog.h"
#include "tide-contact-dialog.h"
#include "tide-goal-dialog.h"
#include "tide-goal-rating-dialog.h"
#include "tide-in-error-dialog.h"
#include "tide-measurement-dialog.h"
#include "tide-medication-dialog.h"
#include "tide-safety-plan-dialog.h"
#include "tide-specifier-dialog.h"
#include "tide-stage-window.h"
#include "tide-staging-dialog.h"
#include "tide-trial-dialog.h"
#include "tide-window.h"

typedef void (*RecordDialog) (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 record_id);

/* Add has no parameter, edit the record's id. */
static const struct
{
  const char *add, *edit;
  RecordDialog present;
} records[] = {
  { "patient.add-medication", "patient.edit-medication", tide_medication_dialog_present },
  { "patient.add-allergy", "patient.edit-allergy", tide_allergy_dialog_present },
  { "patient.add-trial", "patient.edit-trial", tide_trial_dialog_present },
  { "patient.add-goal", "patient.edit-goal", tide_goal_dialog_present },
  { "patient.add-measurement", "patient.edit-measurement", tide_measurement_dialog_present },
  { "patient.add-contact", "patient.edit-contact", tide_contact_dialog_present },
  { "patient.add-safety-plan", "patient.edit-safety-plan", tide_safety_plan_dialog_present },
  { "patient.add-specifier", "patient.edit-specifier", tide_specifier_dialog_present },
};

/* The window when somebody is on screen and no form stands over the page. */
static GtkWindow *
find_window (GtkWidget *widget)
{
  TideWindow *window = tide_window_of (widget);
  gboolean ready = tide_patient_page_get_model (TIDE_PATIENT_PAGE (widget)) != NULL && window != NULL
                   && tide_window_takes_patient_actions (window);
  return ready ? GTK_WINDOW (window) : NULL;
}

static void
record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePatientPage *page = TIDE_PATIENT_PAGE (widget);
  GtkWindow *window = find_window (widget);
  gint64 id = parameter != NULL ? g_variant_get_int64 (parameter) : 0;
  for (guint i = 0; window != NULL && i < G_N_ELEMENTS (records); i++)
    if (g_str_equal (name, records[i].add) || g_str_equal (name, records[i].edit))
      records[i].present (window, tide_patient_page_get_model (page)->clinic,
                          tide_patient_page_get_patient (page), id);
}

static void
rate_goal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *window = find_window (widget);
  if (window != NULL)
    tide_goal_rating_dialog_present (window, tide_patient_page_get_model (TIDE_PATIENT_PAGE (widget))->clinic,
                                     g_variant_get_int64 (parameter), 0);
}

/* Reading: also in a clinic that is open for reading only. */
static void
show_stage_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *window = find_window (widget);
  if (window != NULL)
    tide_stage_window_present (window, tide_patient_page_get_model (TIDE_PATIENT_PAGE (widget)),
                               (TideScheme) g_variant_get_int64 (parameter));
}

/* The History tab at one of its sections. */
static void
show_history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (find_window (widget) != NULL)
    tide_patient_page_show_history (TIDE_PATIENT_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
override_stage_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePatientPage *page = TIDE_PATIENT_PAGE (widget);
  GtkWindow *window = find_window (widget);
  if (window != NULL)
    tide_staging_dialog_present (window, tide_patient_page_get_model (page)->clinic,
                                 tide_patient_page_get_patient (page), (int) g_variant_get_int64 (parameter));
}

/* Table, id, and what the row is called. */
static void
mark_error_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *window = find_window (widget);
  const char *table, *title;
  gint64 id;
  g_variant_get (parameter, "(&sx&s)", &table, &id, &title);
  if (window != NULL)
    tide_in_error_dialog_present_record (
      window, tide_patient_page_get_model (TIDE_PATIENT_PAGE (widget))->clinic, table, id, title);
}

static const struct
{
  const char *name, *type;
  GtkWidgetActionActivateFunc activate;
  gboolean reads;
} actions[] = {
  { "patient.rate-goal", "x", rate_goal_action, FALSE },
  { "patient.show-stage", "x", show_stage_action, TRUE },
  { "patient.show-history", "s", show_history_action, TRUE },
  { "patient.override-stage", "x", override_stage_action, FALSE },
  { "patient.mark-error", "(sxs)", mark_error_action, FALSE },
};

void
tide_history_actions_install (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      gtk_widget_class_install_action (klass, records[i].add, NULL, record_action);
      gtk_widget_class_install_action (klass, records[i].edit, "x", record_action);
    }
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].type, actions[i].activate);
}

void
tide_history_actions_update (TidePatientPage *page, gboolean writable)
{
  GtkWidget *widget = GTK_WIDGET (page);
  gboolean shown = tide_patient_page_get_model (page) != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      gtk_widget_action_set_enabled (widget, records[i].add, writable);
      gtk_widget_action_set_enabled (widget, records[i].edit, writable);
    }
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (widget, actions[i].name, actions[i].reads ? shown : writable);
}

/* tide-patient-actions.c: the actions patient.*: one name for menu, button, shortcut and test.
 *
 * An action that opens a form takes what it is about from the page (the patient, the selected rating) or from
 * its parameter (the id of a course, a note …), so that a row's button, a menu and a key all do the same.
 */
#include "tide-patient-actions.h"

#include "tide-adverse-event-dialog.h"
#include "tide-alert-dialog.h"
#include "tide-assessment-form.h"
#include "tide-assessment-sheet.h"
#include "tide-cockpit-page.h"
#include "tide-compare-page.h"
#include "tide-course-actions.h"
#include "tide-course-dialog.h"
#include "tide-diagnosis-dialog.h"
#include "tide-dose-step-dialog.h"
#include "tide-event-dialog.h"
#include "tide-history-actions.h"
#include "tide-identifier-dialog.h"
#include "tide-in-error-dialog.h"
#include "tide-move-dialog.h"
#include "tide-note-dialog.h"
#include "tide-paper-actions.h"
#include "tide-patient-dialog.h"
#include "tide-rate-menu.h"
#include "tide-sentences.h"
#include "tide-session-dialog.h"
#include "tide-visit-form.h"
#include "tide-window.h"

/* --- where an action happens --- */

typedef struct
{
  TidePatientPage *page;
  TidePatientModel *model;
  TideWindow *window;
  gint64 patient_id;
} Place;

/* FALSE when nobody is on screen: then there is nothing to do. */
static gboolean
find_place (GtkWidget *widget, Place *place)
{
  place->page = TIDE_PATIENT_PAGE (widget);
  place->model = tide_patient_page_get_model (place->page);
  place->window = tide_window_of (widget);
  place->patient_id = tide_patient_page_get_patient (place->page);
  return place->model != NULL && place->window != NULL && tide_window_takes_patient_actions (place->window);
}

static void
show_tab_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_patient_page_set_tab (TIDE_PATIENT_PAGE (widget), g_variant_get_string (parameter, NULL));
}

/* --- ratings and visits: whole pages, made again after unlocking --- */

static void
locking_cb (TideWindow *window, GtkWidget *form)
{
  if (TIDE_IS_ASSESSMENT_FORM (form))
    tide_assessment_form_save_draft (TIDE_ASSESSMENT_FORM (form));
  else
    tide_visit_form_save_draft (TIDE_VISIT_FORM (form));
}

static void
open_page (const Place *place, TidePageMaker maker, GVariant *parameter)
{
  tide_window_push_made_page (place->window, maker, parameter);
}

/* The page is in the window only after it was made: then it learns when to save its draft. */
static void
form_rooted_cb (GtkWidget *form, GParamSpec *pspec, gpointer data)
{
  TideWindow *window = tide_window_of (form);
  if (window != NULL)
    g_signal_connect_object (window, "locking", G_CALLBACK (locking_cb), form, 0);
}

static GtkWidget *
watch (GtkWidget *form)
{
  if (form != NULL)
    g_signal_connect (form, "notify::root", G_CALLBACK (form_rooted_cb), NULL);
  return form;
}

static GtkWidget *
make_assessment_form (TideClinic *clinic, GVariant *parameter)
{
  gint64 patient_id, amend_id;
  const char *instrument_id;
  g_variant_get (parameter, "(x&sx)", &patient_id, &instrument_id, &amend_id);
  return watch (tide_assessment_form_new (clinic, patient_id, instrument_id, amend_id));
}

static GtkWidget *
make_visit_form (TideClinic *clinic, GVariant *parameter)
{
  return watch (tide_visit_form_new (clinic, g_variant_get_int64 (parameter)));
}

static void
rate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  if (!find_place (widget, &place))
    return;
  const char *id = parameter != NULL ? g_variant_get_string (parameter, NULL)
                                     : tide_instrument_get_id (tide_patient_model_get_target (place.model));
  open_page (&place, make_assessment_form, g_variant_new ("(xsx)", place.patient_id, id, (gint64) 0));
}

static void
new_visit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  if (find_place (widget, &place))
    open_page (&place, make_visit_form, g_variant_new_int64 (place.patient_id));
}

static const TideAssessmentData *
find_current (const Place *place, gint64 id)
{
  const TideAssessmentData *data = tide_history_find_assessment (place->model->history, id);
  return data != NULL && tide_assessment_data_is_current (data) ? data : NULL;
}

/* The selected rating when it still counts; NULL otherwise. */
static const TideAssessmentData *
selected_rating (const Place *place)
{
  gint64 id = tide_patient_page_get_selected (place->page);
  return id != 0 ? find_current (place, id) : NULL;
}

/* Looking needs no clinic that can be written either. */
static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  if (find_place (widget, &place))
    open_page (&place, tide_compare_page_make, g_variant_new ("(sx)", "one-patient", place.patient_id));
}

/* The selected one, or that of the parameter. Reading needs neither a row that still counts nor a clinic that
 * can be written. */
static void
open_assessment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  if (find_place (widget, &place))
    tide_assessment_sheet_present (place.page, parameter != NULL
                                                 ? g_variant_get_int64 (parameter)
                                                 : tide_patient_page_get_selected (place.page));
}

/* The selected one, or that of the parameter. */
static void
amend_assessment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  if (!find_place (widget, &place))
    return;
  const TideAssessmentData *data
    = parameter != NULL ? find_current (&place, g_variant_get_int64 (parameter)) : selected_rating (&place);
  if (data != NULL)
    open_page (&place, make_assessment_form,
               g_variant_new ("(xsx)", place.patient_id, data->instrument_id, data->base.id));
}

static void
move_assessment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  const TideAssessmentData *data = find_place (widget, &place) ? selected_rating (&place) : NULL;
  if (data != NULL)
    tide_move_dialog_present (GTK_WINDOW (place.window), place.model->clinic, data->base.id);
}

static void
mark_error_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  const TideAssessmentData *data = find_place (widget, &place) ? selected_rating (&place) : NULL;
  if (data != NULL)
    tide_in_error_dialog_present (GTK_WINDOW (place.window), place.model->clinic, data->base.id);
}

static void
show_refused_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  if (find_place (widget, &place))
    tide_rate_menu_show_refused (GTK_WINDOW (place.window), place.model->clinic);
}

/* --- alerts --- */

static void
record_action_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  if (!find_place (widget, &place))
    return;
  g_autoptr (GPtrArray) open = tide_patient_model_list_alerts (place.model);
  gint64 id = parameter != NULL ? g_variant_get_int64 (parameter)
              : open->len > 0   ? ((TideAlert *) g_ptr_array_index (open, 0))->base.id
                                : 0;
  if (id != 0)
    tide_alert_dialog_present (GTK_WINDOW (place.window), place.model->clinic, id);
}

/* --- records of the patient: add (no parameter) and edit (its id) --- */

typedef void (*PatientRecordDialog) (GtkWindow *parent, TideClinic *clinic, gint64 patient_id,
                                     gint64 record_id);

typedef struct
{
  const char *add, *edit;
  PatientRecordDialog present;
} PatientRecord;

static const PatientRecord patient_records[] = {
  { "patient.add-course", "patient.edit-course", tide_course_dialog_present },
  { "patient.add-diagnosis", "patient.edit-diagnosis", tide_diagnosis_dialog_present },
  { "patient.add-identifier", "patient.edit-identifier", tide_identifier_dialog_present },
  { "patient.add-event", "patient.edit-event", tide_event_dialog_present },
  { "patient.add-adverse-event", "patient.edit-adverse-event", tide_adverse_event_dialog_present },
  { "patient.add-note", "patient.edit-note", tide_note_dialog_present },
};

static void
patient_record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  if (!find_place (widget, &place))
    return;
  gint64 id = parameter != NULL ? g_variant_get_int64 (parameter) : 0;
  for (guint i = 0; i < G_N_ELEMENTS (patient_records); i++)
    if (g_str_equal (name, patient_records[i].add) || g_str_equal (name, patient_records[i].edit))
      patient_records[i].present (GTK_WINDOW (place.window), place.model->clinic, place.patient_id, id);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  if (find_place (widget, &place))
    tide_patient_dialog_present (GTK_WINDOW (place.window), place.model->clinic, place.patient_id);
}

/* --- records of a course --- */

static void
course_record (GtkWidget *widget, GVariant *parameter, PatientRecordDialog present)
{
  Place place;
  gint64 course_id, record_id = 0;
  if (!find_place (widget, &place))
    return;
  if (g_variant_is_of_type (parameter, G_VARIANT_TYPE_INT64))
    course_id = g_variant_get_int64 (parameter);
  else
    g_variant_get (parameter, "(xx)", &course_id, &record_id);
  present (GTK_WINDOW (place.window), place.model->clinic, course_id, record_id);
}

static void
dose_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  course_record (widget, parameter, tide_dose_step_dialog_present);
}

static void
session_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  course_record (widget, parameter, tide_session_dialog_present);
}

/* --- the cockpit --- */

static void
open_session (const Place *place, gint64 session_id)
{
  if (session_id != 0)
    open_page (place, tide_cockpit_page_make, g_variant_new_int64 (session_id));
}

static void
open_cockpit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  if (find_place (widget, &place))
    open_session (&place, g_variant_get_int64 (parameter));
}

/* The course of ketamine or esketamine that goes on; the newest of several. */
static const TideCourse *
find_dosed_course (const TideHistory *history)
{
  for (guint i = history->courses->len; i > 0; i--)
    {
      const TideCourse *course = history->courses->pdata[i - 1];
      if (tide_arm_is_ketamine ((TideArm) course->arm) && !tide_date_is_known (course->ended_on))
        return course;
    }
  return NULL;
}

/* What runs, or is agreed; else a session for now. @parameter: a course; NULL: of the patient. */
static void
start_session_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  g_autoptr (GError) error = NULL;
  if (!find_place (widget, &place))
    return;
  const TideHistory *history = place.model->history;
  gint64 course_id = parameter != NULL ? g_variant_get_int64 (parameter) : 0;
  gint64 session_id = tide_cockpit_find_session (history, course_id);
  const TideCourse *course
    = course_id != 0 ? tide_history_find_course (history, course_id) : find_dosed_course (history);
  if (session_id == 0 && course != NULL)
    {
      session_id = tide_cockpit_agree_session (place.model->clinic, history, course, &error);
      if (error != NULL)
        tide_window_show_error (place.window, tide_sentence_heading (error), error);
    }
  open_session (&place, session_id);
}

/* --- class --- */

typedef struct
{
  const char *name, *type;
  GtkWidgetActionActivateFunc activate;
} Action;

static const Action actions[] = {
  { "patient.show-tab", "s", show_tab_action },
  { "patient.rate", NULL, rate_action },
  { "patient.rate-with", "s", rate_action },
  { "patient.new-visit", NULL, new_visit_action },
  { "patient.open-assessment", NULL, open_assessment_action },
  { "patient.open-assessment-of", "x", open_assessment_action },
  { "patient.amend-assessment", NULL, amend_assessment_action },
  { "patient.amend-assessment-of", "x", amend_assessment_action },
  { "patient.move-assessment", NULL, move_assessment_action },
  { "patient.mark-assessment-error", NULL, mark_error_action },
  { "patient.show-refused-scales", NULL, show_refused_action },
  { "patient.record-action", NULL, record_action_action },
  { "patient.record-action-for", "x", record_action_action },
  { "patient.edit", NULL, edit_action },
  { "patient.add-dose-step", "x", dose_step_action },
  { "patient.edit-dose-step", "(xx)", dose_step_action },
  { "patient.add-session", "x", session_action },
  { "patient.edit-session", "(xx)", session_action },
  { "patient.open-cockpit", "x", open_cockpit_action },
  { "patient.compare", NULL, compare_action },
  { "patient.start-session", NULL, start_session_action },
  { "patient.start-session-of", "x", start_session_action },
};

void
tide_patient_actions_install (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].type, actions[i].activate);
  for (guint i = 0; i < G_N_ELEMENTS (patient_records); i++)
    {
      gtk_widget_class_install_action (klass, patient_records[i].add, NULL, patient_record_action);
      gtk_widget_class_install_action (klass, patient_records[i].edit, "x", patient_record_action);
    }
  tide_history_actions_install (klass);
  tide_course_actions_install (klass);
  tide_paper_actions_install (klass);
  gtk_widget_class_install_property_action (klass, "patient.show-all", "show-all");
}

void
tide_patient_actions_update (TidePatientPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  TidePatientModel *model = tide_patient_page_get_model (self);
  gboolean writable = model != NULL && !tide_clinic_get_read_only (model->clinic);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (widget, actions[i].name, writable);
  for (guint i = 0; i < G_N_ELEMENTS (patient_records); i++)
    {
      gtk_widget_action_set_enabled (widget, patient_records[i].add, writable);
      gtk_widget_action_set_enabled (widget, patient_records[i].edit, writable);
    }
  tide_history_actions_update (self, writable);
  tide_course_actions_update (self, writable);
  tide_paper_actions_update (self);
  gtk_widget_action_set_enabled (widget, "patient.show-tab", model != NULL);
  gtk_widget_action_set_enabled (widget, "patient.compare", model != NULL);
  gint64 id = model != NULL ? tide_patient_page_get_selected (self) : 0;
  const TideAssessmentData *data = id != 0 ? tide_history_find_assessment (model->history, id) : NULL;
  gtk_widget_action_set_enabled (widget, "patient.open-assessment", data != NULL);
  gtk_widget_action_set_enabled (widget, "patient.open-assessment-of", model != NULL);
  if (!writable)
    return;
  gboolean current = data != NULL && tide_assessment_data_is_current (data);
  g_autoptr (GPtrArray) open = tide_patient_model_list_alerts (model);
  gtk_widget_action_set_enabled (widget, "patient.start-session",
                                 tide_cockpit_find_session (model->history, 0) != 0
                                   || find_dosed_course (model->history) != NULL);
  gtk_widget_action_set_enabled (widget, "patient.amend-assessment", current);
  gtk_widget_action_set_enabled (widget, "patient.move-assessment", current);
  gtk_widget_action_set_enabled (widget, "patient.mark-assessment-error", current);
  gtk_widget_action_set_enabled (widget, "patient.record-action", open->len > 0);
}

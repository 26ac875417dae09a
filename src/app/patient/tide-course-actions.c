/* tide-course-actions.c: everything about a course that has a form of its own: its end, costs, reviews,
 * consents, screening, and the page of eligibility. */
#include "tide-course-actions.h"

#include "tide-consent-dialog.h"
#include "tide-cost-dialog.h"
#include "tide-course-dialog.h"
#include "tide-course-end-dialog.h"
#include "tide-eligibility-page.h"
#include "tide-review-dialog.h"
#include "tide-screening-dialog.h"
#include "tide-session-dialog.h"
#include "tide-window.h"

typedef struct
{
  TideWindow *window;
  TideClinic *clinic;
  gint64 patient_id;
} Place;

/* FALSE when nobody is on screen, or a form stands over him. */
static gboolean
find_place (GtkWidget *widget, Place *place)
{
  TidePatientModel *model = tide_patient_page_get_model (TIDE_PATIENT_PAGE (widget));
  place->window = tide_window_of (widget);
  if (model == NULL || place->window == NULL || !tide_window_takes_patient_actions (place->window))
    return FALSE;
  place->clinic = model->clinic;
  place->patient_id = tide_patient_model_get_id (model);
  return TRUE;
}

static void
end_course_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  if (find_place (widget, &place))
    tide_course_end_dialog_present (GTK_WINDOW (place.window), place.clinic, g_variant_get_int64 (parameter));
}

static void
edit_course_at_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  gint64 course_id;
  const char *field;
  g_variant_get (parameter, "(x&s)", &course_id, &field);
  if (find_place (widget, &place))
    tide_course_dialog_present_at (GTK_WINDOW (place.window), place.clinic, place.patient_id, course_id,
                                   field);
}

static void
cost_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  gint64 course_id, cost_id = 0;
  if (g_variant_is_of_type (parameter, G_VARIANT_TYPE_INT64))
    course_id = g_variant_get_int64 (parameter);
  else
    g_variant_get (parameter, "(xx)", &course_id, &cost_id);
  if (find_place (widget, &place))
    tide_cost_dialog_present (GTK_WINDOW (place.window), place.clinic, course_id, cost_id);
}

static void
add_review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  gint64 course_id;
  int kind;
  g_variant_get (parameter, "(xi)", &course_id, &kind);
  if (find_place (widget, &place))
    tide_review_dialog_present (GTK_WINDOW (place.window), place.clinic, course_id, 0, kind);
}

static void
edit_review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  gint64 review_id = g_variant_get_int64 (parameter);
  if (!find_place (widget, &place))
    return;
  const GPtrArray *reviews = tide_patient_page_get_model (TIDE_PATIENT_PAGE (widget))->history->reviews;
  for (guint i = 0; i < reviews->len; i++)
    {
      const TideReview *review = reviews->pdata[i];
      if (review->base.id == review_id)
        {
          tide_review_dialog_present (GTK_WINDOW (place.window), place.clinic, review->course_id, review_id,
                                      review->kind);
          return;
        }
    }
}

static void
add_integration_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  gint64 course_id, dosing_id;
  g_variant_get (parameter, "(xx)", &course_id, &dosing_id);
  if (find_place (widget, &place))
    tide_session_dialog_present_integration (GTK_WINDOW (place.window), place.clinic, course_id, dosing_id);
}

static void
screen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  gint64 screening_id;
  int arm;
  const char *question;
  g_variant_get (parameter, "(ix&s)", &arm, &screening_id, &question);
  if (find_place (widget, &place))
    tide_screening_dialog_present (GTK_WINDOW (place.window), place.clinic, place.patient_id, arm,
                                   screening_id, *question != '\0' ? question : NULL);
}

static void
consent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  gint64 course_id = 0, consent_id = 0;
  int kind = 0, arm = 0;
  if (parameter != NULL && g_variant_is_of_type (parameter, G_VARIANT_TYPE_INT64))
    consent_id = g_variant_get_int64 (parameter);
  else if (parameter != NULL)
    g_variant_get (parameter, "(iix)", &kind, &arm, &course_id);
  if (find_place (widget, &place))
    tide_consent_dialog_present (GTK_WINDOW (place.window), place.clinic, place.patient_id, consent_id, kind,
                                 arm, course_id);
}

/* From a list elsewhere: the chart comes to the front, with this course in sight. */
static void
show_course_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  if (!find_place (widget, &place))
    return;
  tide_window_show_patient (place.window, place.patient_id);
  tide_patient_page_show_course (TIDE_PATIENT_PAGE (widget), g_variant_get_int64 (parameter));
}

static GtkWidget *
make_eligibility_page (TideClinic *clinic, GVariant *parameter)
{
  gint64 patient_id, course_id;
  g_variant_get (parameter, "(xx)", &patient_id, &course_id);
  return tide_eligibility_page_new (clinic, patient_id, course_id);
}

static void
eligibility_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Place place;
  gint64 course_id = parameter != NULL ? g_variant_get_int64 (parameter) : 0;
  if (find_place (widget, &place) && tide_window_get_pushed_page (place.window) == NULL)
    tide_window_push_made_page (place.window, make_eligibility_page,
                                g_variant_new ("(xx)", place.patient_id, course_id));
}

static const struct
{
  const char *name, *type;
  GtkWidgetActionActivateFunc activate;
  gboolean reads; /* also in a clinic that is open for reading only */
} actions[] = {
  { "patient.show-course", "x", show_course_action, TRUE },
  { "patient.end-course", "x", end_course_action, FALSE },
  { "patient.edit-course-at", "(xs)", edit_course_at_action, FALSE },
  { "patient.add-cost", "x", cost_action, FALSE },
  { "patient.edit-cost", "(xx)", cost_action, FALSE },
  { "patient.add-review", "(xi)", add_review_action, FALSE },
  { "patient.edit-review", "x", edit_review_action, FALSE },
  { "patient.add-integration", "(xx)", add_integration_action, FALSE },
  { "patient.screen", "(ixs)", screen_action, FALSE },
  { "patient.add-consent", NULL, consent_action, FALSE },
  { "patient.add-consent-for", "(iix)", consent_action, FALSE },
  { "patient.edit-consent", "x", consent_action, FALSE },
  { "patient.check-eligibility", NULL, eligibility_action, TRUE },
  { "patient.check-eligibility-of", "x", eligibility_action, TRUE },
};

void
tide_course_actions_install (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].type, actions[i].activate);
}

void
tide_course_actions_update (TidePatientPage *page, gboolean writable)
{
  gboolean shown = tide_patient_page_get_model (page) != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (page), actions[i].name, actions[i].reads ? shown : writable);
}

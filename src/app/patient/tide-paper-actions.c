/* tide-paper-actions.c: the patient page's ways to paper beside the summary: the course, the scores, the
 * session, an empty form, a diary.  Each goes through the print dialog, which shows our own preview and can
 * print into a file; what was sent is noted in the audit. */
#include "tide-paper-actions.h"

#include <glib/gi18n-lib.h>

#include "tide-blank-form.h"
#include "tide-clinic-cockpit.h"
#include "tide-course-sheet.h"
#include "tide-diary-sheet.h"
#include "tide-paper-print.h"
#include "tide-scores-sheet.h"
#include "tide-session-sheet.h"
#include "tide-window.h"

#define DIARY_WEEKS 4

/* --- the pages --- */

TideReport *
tide_paper_new_course (TidePatientModel *model, gint64 course_id)
{
  g_auto (TideClinicPaper) paper = { 0 };
  tide_clinic_paper_init (&paper, model->clinic, model->history);
  TideCourseSheetData data = { &paper.page, tide_patient_model_get_book (model), course_id };
  return tide_course_sheet_new (&data);
}

TideReport *
tide_paper_new_diary (TidePatientModel *model, gint64 course_id)
{
  g_auto (TideClinicPaper) paper = { 0 };
  tide_clinic_paper_init (&paper, model->clinic, model->history);
  TideDiarySheetData data
    = { &paper.page, tide_patient_model_get_book (model), course_id, TIDE_DATE_UNKNOWN, DIARY_WEEKS };
  return tide_diary_sheet_new (&data);
}

TideReport *
tide_paper_new_scores (TidePatientModel *model, const char *instrument_id)
{
  const char *const ids[] = { instrument_id, NULL };
  g_auto (TideClinicPaper) paper = { 0 };
  tide_clinic_paper_init (&paper, model->clinic, model->history);
  TideScoresSheetData data = { &paper.page, tide_patient_model_get_book (model), ids };
  return tide_scores_sheet_new (&data);
}

static TideReport *
new_form (TideClinic *clinic, const TideHistory *history, const char *instrument_id)
{
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (clinic), instrument_id);
  if (scale == NULL)
    return NULL;
  g_auto (TideClinicPaper) paper = { 0 };
  tide_clinic_paper_init (&paper, clinic, history);
  TideBlankFormData data = { &paper.page, scale };
  return tide_blank_form_new (&data);
}

TideReport *
tide_paper_new_form (TidePatientModel *model, const char *instrument_id)
{
  return new_form (model->clinic, model->history, instrument_id);
}

TideReport *
tide_paper_new_blank_form (TideClinic *clinic, const char *instrument_id)
{
  return new_form (clinic, NULL, instrument_id);
}

static gboolean
is_dose (const TideHistory *history, gint64 session_id)
{
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      const TideCourse *course = tide_history_find_course (history, session->course_id);
      if (session->base.id == session_id)
        return course != NULL && tide_arm_is_ketamine ((TideArm) course->arm);
    }
  return FALSE;
}

TideReport *
tide_paper_new_session (TidePatientModel *model, gint64 session_id)
{
  if (!is_dose (model->history, session_id))
    return NULL;
  g_auto (TideClinicPaper) paper = { 0 };
  tide_clinic_paper_init (&paper, model->clinic, model->history);
  TideSessionSheetData data = { &paper.page, tide_patient_model_get_case (model),
                                tide_clinic_get_session_rules (model->clinic), session_id };
  return tide_session_sheet_new (&data);
}

/* --- actions --- */

/* @refusal: said when there is no such page */
static void
print (GtkWidget *widget, TidePatientModel *model, TideReport *report, const char *what, const char *refusal)
{
  if (report != NULL)
    tide_clinic_paper_print (widget, model->clinic, report, tide_patient_model_get_id (model), what);
  else
    tide_window_toast (tide_window_of (widget), refusal, FALSE);
}

/* NULL when nobody is on screen, or a form stands over him. */
static TidePatientModel *
find_model (GtkWidget *widget)
{
  TideWindow *window = tide_window_of (widget);
  return window != NULL && tide_window_takes_patient_actions (window)
           ? tide_patient_page_get_model (TIDE_PATIENT_PAGE (widget))
           : NULL;
}

static void
course_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePatientModel *model = find_model (widget);
  if (model != NULL)
    print (widget, model, tide_paper_new_course (model, g_variant_get_int64 (parameter)), "course report",
           _ ("This course is not there any more"));
}

static void
diary_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePatientModel *model = find_model (widget);
  if (model != NULL)
    print (widget, model, tide_paper_new_diary (model, g_variant_get_int64 (parameter)), "diary",
           _ ("This course is not there any more"));
}

static void
scores_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePatientModel *model = find_model (widget);
  if (model != NULL)
    print (widget, model,
           tide_paper_new_scores (model, tide_patient_page_get_filter (TIDE_PATIENT_PAGE (widget))),
           "score table", "");
}

static void
form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePatientModel *model = find_model (widget);
  if (model != NULL)
    print (widget, model, tide_paper_new_form (model, g_variant_get_string (parameter, NULL)), "blank form",
           _ ("This scale has no items to print, only a total"));
}

static void
session_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePatientModel *model = find_model (widget);
  gint64 id = tide_patient_page_get_selected_session (TIDE_PATIENT_PAGE (widget));
  if (model != NULL && id != 0)
    print (widget, model, tide_paper_new_session (model, id), "session record",
           _ ("Only doses of ketamine have a record of their own; the course report lists every session"));
}

static const struct
{
  const char *name, *type;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "patient.print-course", "x", course_action },    { "patient.print-diary", "x", diary_action },
  { "patient.print-scores", NULL, scores_action },   { "patient.print-form", "s", form_action },
  { "patient.print-session", NULL, session_action },
};

void
tide_paper_actions_install (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].type, actions[i].activate);
}

void
tide_paper_actions_update (TidePatientPage *page)
{
  gboolean shown = tide_patient_page_get_model (page) != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (page), actions[i].name, shown);
}

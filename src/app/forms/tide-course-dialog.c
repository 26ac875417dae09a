/* tide-course-dialog.c: what a course needs depends on its arm: a drug has a dose, an infusion a route, a
 * therapy sessions.
 *
 * A start in the future makes a planned course; an unknown start stays unknown.  The first dose of a new
 * course of a drug is typed here, because a course without one draws nothing. */

#include "tide-course-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-choice-fills.h"
#include "tide-course-faults.h"
#include "tide-dose-doubts.h"
#include "tide-gate-doubts.h"
#include "tide-form-section.h"
#include "tide-record-load.h"

#define SELF "self"

#define TIDE_TYPE_COURSE_DIALOG (tide_course_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideCourseDialog, tide_course_dialog, TIDE, COURSE_DIALOG, TideFormDialog)

struct _TideCourseDialog
{
  TideFormDialog parent_instance;

  TideFormSection *more;
};

G_DEFINE_FINAL_TYPE (TideCourseDialog, tide_course_dialog, TIDE_TYPE_FORM_DIALOG)

/* The first dose as it was typed: NAN when the field is empty, hidden or no number. */
static double
get_first_dose (TideFormDialog *dialog)
{
  g_autofree char *text = tide_form_dialog_dup_text (dialog, "first_dose");
  double dose = NAN;

  return *text && tide_number_parse (text, &dose, NULL) ? dose : NAN;
}

static TideDoseStep *
make_first_step (TideFormDialog *dialog)
{
  const TideCourse *course = tide_form_dialog_get_record (dialog);
  TideDoseStep *step;

  if (isnan (get_first_dose (dialog)))
    return NULL;
  step = tide_dose_step_new ();
  step->from_date = course->started_on;
  step->dose_mg_per_day = get_first_dose (dialog);
  tide_record_set_text (&step->reason, tide_form_dialog_get_reason (dialog));
  return step;
}

static void
report_dose (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  const TideCourse *course = tide_form_dialog_get_record (dialog);
  const TideField *member = tide_record_class_find (&tide_dose_step_class, "dose_mg_per_day");
  double dose = get_first_dose (dialog);

  if (isnan (dose))
    return;
  if (dose <= 0)
    report ("first_dose", _ ("is more than 0"), data);
  else if (member->maximum > member->minimum && dose > member->maximum)
    {
      g_autofree char *most = tide_number_to_text (member->maximum);
      g_autofree char *reason = g_strdup_printf (_ ("is at most %s"), most);

      report ("first_dose", reason, data);
    }
  if (!tide_date_is_known (course->started_on))
    report ("started_on", _ ("is needed for a first dose"), data);
}

static gboolean
is_self_referred (TideFormDialog *dialog)
{
  return tide_check_field_get_active (TIDE_CHECK_FIELD (tide_form_dialog_find (dialog, "self_referred")));
}

/* Who came by himself has no referrer; that nobody was asked is another thing. */
static void
tide_course_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  TideCourse *course = tide_form_dialog_get_record (dialog);

  if (is_self_referred (dialog))
    tide_record_set_text (&course->referrer, SELF);
  tide_course_find_faults (course, tide_form_dialog_get_birth_date (dialog), report, data);
  tide_course_faults_report (tide_form_dialog_get_history (dialog), course, report, data);
  report_dose (dialog, report, data);
}

static void
tide_course_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  const TideCourse *course = tide_form_dialog_get_record (dialog);

  /* Without a dose nothing begins yet: the first session or dose step asks. */
  if (get_first_dose (dialog) > 0 && tide_date_is_known (course->started_on))
    tide_gate_doubts_report (dialog, course, course->started_on, "started_on", report, data);
  else if (course->base.id == 0 && tide_arm_is_ketamine ((TideArm) course->arm))
    tide_gate_doubts_report_age (
      dialog, course, tide_date_is_known (course->started_on) ? course->started_on : tide_date_today (),
      "arm", report, data);
  tide_dose_doubts_report (dialog, course, "first_dose", TIDE_DOSE_MG_PER_DAY, get_first_dose (dialog),
                           course->started_on, report, data);
}

static TideArm
get_arm (TideFormDialog *dialog)
{
  g_autofree char *code = tide_form_dialog_dup_text (dialog, "arm");

  return (TideArm) MAX (tide_code_from_text (tide_arm_codes, code), 0);
}

static void
show_session_fields (TideFormDialog *dialog, TideArm arm, gboolean same)
{
  gboolean sessions
    = tide_arm_is_ketamine (arm) || tide_arm_is_therapy (arm) || arm == TIDE_ARM_NEUROMODULATION;

  tide_form_dialog_set_applies (dialog, "planned_sessions", sessions, same);
  tide_form_dialog_set_applies (dialog, "spacing_days", sessions, same);
  tide_form_dialog_set_applies (dialog, "authorised_sessions", sessions, same);
}

static void
tide_course_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  const TideCourse *course = tide_form_dialog_get_record (dialog);
  const TideCourse *stored = tide_form_dialog_get_stored (dialog);
  TideArm arm = get_arm (dialog);
  gboolean same = stored && (TideArm) stored->arm == arm;
  g_autofree char *ended = NULL;

  tide_form_dialog_set_applies (dialog, "route", tide_arm_is_ketamine (arm), same);
  tide_form_dialog_set_shown (dialog, "first_dose", course->base.id == 0 && tide_arm_has_daily_dose (arm));
  tide_form_dialog_set_applies (dialog, "adherence", tide_arm_has_daily_dose (arm), same);
  show_session_fields (dialog, arm, same);
  tide_form_dialog_set_shown (dialog, "referrer", !is_self_referred (dialog));
  ended = tide_form_dialog_dup_text (dialog, "ended_on");
  tide_form_dialog_set_shown (dialog, "end_reason", *ended != '\0' || course->end_reason != 0);
}

static gboolean
tide_course_dialog_save (TideFormDialog *dialog, GError **error)
{
  g_autoptr (TideDoseStep) step = make_first_step (dialog);

  return tide_clinic_save_course (tide_form_dialog_get_clinic (dialog), tide_form_dialog_get_record (dialog),
                                  step, error);
}

static void
tide_course_dialog_class_init (TideCourseDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_course_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = tide_course_dialog_find_doubts;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_course_dialog_follow;
  TIDE_FORM_DIALOG_CLASS (klass)->save = tide_course_dialog_save;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-course-dialog.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), TideCourseDialog, more);
}

static void
tide_course_dialog_init (TideCourseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
arm_label (int arm)
{
  return tide_arm_get_label ((TideArm) arm);
}

static void
fill_choices (TideFormDialog *dialog, TideClinic *clinic)
{
  TideLibrary *library = tide_clinic_get_library (clinic);
  TideChoiceField *target = TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "target_instrument"));

  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "arm")), tide_arm_codes,
                               _ ("Choose…"), arm_label);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "route")), tide_route_codes,
                               _ ("Not recorded"), tide_route_get_label);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "end_reason")),
                               tide_end_reason_codes, _ ("Choose…"), tide_end_reason_get_label);
  tide_choice_field_add (target, "", _ ("The scale of the diagnosis"));
  for (guint i = 0; i < tide_library_get_n (library); i++)
    {
      TideInstrument *instrument = tide_library_get (library, i);

      tide_choice_field_add (target, tide_instrument_get_id (instrument),
                             tide_instrument_get_short_name (instrument));
    }
  tide_search_field_setup_diagnoses (TIDE_SEARCH_FIELD (tide_form_dialog_find (dialog, "indication")));
  tide_fill_codes (dialog, "intent", tide_intent_codes, _ ("Not recorded"), tide_intent_get_label);
  tide_fill_codes (dialog, "adherence", tide_adherence_codes, _ ("Not recorded"), tide_adherence_get_label);
  tide_fill_codes (dialog, "role", tide_course_role_codes, _ ("Not recorded"), tide_course_role_get_label);
  tide_fill_codes (dialog, "coverage", tide_coverage_codes, _ ("Not recorded"), tide_coverage_get_label);
  tide_check_field_set_words (TIDE_CHECK_FIELD (tide_form_dialog_find (dialog, "self_referred")),
                              _ ("Self-referred"));
}

/* After the fields were filled: the tick stands for the word "self". */
static void
show_self_referral (TideFormDialog *dialog, const TideCourse *course)
{
  gboolean self = course->referrer && g_ascii_strcasecmp (course->referrer, SELF) == 0;

  tide_form_field_set_text (tide_form_dialog_find (dialog, "self_referred"), self ? "1" : "0");
  if (self)
    tide_form_field_set_text (tide_form_dialog_find (dialog, "referrer"), "");
}

static void
present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 course_id, const char *field)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideCourse *record = tide_record_load (clinic, &tide_course_class, course_id);
  const TideDiagnosis *primary;
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  primary = tide_history_get_primary_diagnosis (history);
  if (course_id == 0)
    {
      record->started_on = tide_date_today ();
      tide_record_set_text (&record->indication, primary ? primary->code : NULL);
    }
  dialog = g_object_new (TIDE_TYPE_COURSE_DIALOG, NULL);
  fill_choices (dialog, clinic);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          course_id ? _ ("Course") : _ ("New course"));
  show_self_referral (dialog, record);
  tide_form_dialog_open (dialog);
  if (field == NULL)
    return;
  tide_form_section_set_open (TIDE_COURSE_DIALOG (dialog)->more, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (tide_form_dialog_find (dialog, field)));
}

void
tide_course_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 course_id)
{
  present (parent, clinic, patient_id, course_id, NULL);
}

void
tide_course_dialog_present_at (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 course_id,
                               const char *field)
{
  present (parent, clinic, patient_id, course_id, field);
}

/* tide-trial-dialog.c: a treatment tried before, as far as it is known.
 *
 * Whether it was adequate is said while one types, with the rule's own sentence: then one sees which of the
 * unknowns would decide it. */

#include "tide-trial-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-safety-case.h"
#include "tide-adequacy.h"
#include "tide-dose-rules.h"
#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_TRIAL_DIALOG (tide_trial_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideTrialDialog, tide_trial_dialog, TIDE, TRIAL_DIALOG, TideFormDialog)

struct _TideTrialDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideTrialDialog, tide_trial_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_trial_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_trial_find_faults (tide_form_dialog_get_record (dialog), tide_form_dialog_get_birth_date (dialog),
                          report, data);
}

static TideArm
get_arm (TideFormDialog *dialog)
{
  g_autofree char *code = tide_form_dialog_dup_text (dialog, "arm");

  return (TideArm) MAX (tide_code_from_text (tide_arm_codes, code), 0);
}

/* What does not belong to the kind of treatment is not asked; both days together make the weeks. */
static void
tide_trial_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  const TideTrial *stored = tide_form_dialog_get_stored (dialog);
  TideArm arm = get_arm (dialog);
  gboolean same = stored && (TideArm) stored->arm == arm;
  gboolean drug = arm == TIDE_ARM_UNKNOWN || arm == TIDE_ARM_OTHER || tide_arm_has_daily_dose (arm);
  gboolean therapy = tide_arm_is_therapy (arm);
  gboolean sessions = therapy || tide_arm_is_ketamine (arm) || arm == TIDE_ARM_NEUROMODULATION;

  tide_form_dialog_set_applies (dialog, "dose_mg_per_day", drug, same);
  tide_form_dialog_set_applies (dialog, "weeks_at_dose", drug, same);
  tide_form_dialog_set_applies (dialog, "sessions", sessions, same);
  tide_form_dialog_set_applies (dialog, "exposure_sessions", therapy, same);
  tide_form_dialog_set_applies (dialog, "hours", therapy, same);
}

/* The trial by itself; NULL while its kind is not chosen. */
static TideAdequacyList *
judge_alone (TideFormDialog *dialog)
{
  TideTrial *record = tide_form_dialog_get_record (dialog);
  TideHistory alone = *tide_form_dialog_get_history (dialog);
  g_autoptr (GPtrArray) trials = g_ptr_array_new (), courses = g_ptr_array_new ();
  g_auto (TideDeskCase) desk = { 0 };

  if (record->arm == TIDE_ARM_UNKNOWN)
    return NULL;
  g_ptr_array_add (trials, record);
  alone.trials = trials;
  alone.courses = courses;
  tide_desk_case_init (&desk, tide_form_dialog_get_clinic (dialog), &alone);
  return tide_adequacy_judge (&desk.subject, tide_adequacy_get_preset (&desk.subject));
}

/* A dose that nobody takes needs a reason, and is not judged; one above the label was taken by some. */
static void
report_dose (TideFormDialog *dialog, const TideTrial *record, TideDoubtFunc report, gpointer data)
{
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (tide_form_dialog_get_clinic (dialog));
  const TideDoseRules *doses = tide_thresholds_get_doses (thresholds);
  g_autofree char *words
    = tide_dose_rules_dup_daily_doubt (doses, record->agent, record->dose_mg_per_day, NULL);

  if (words)
    report ("dose_mg_per_day", words,
            tide_dose_rules_is_daily_impossible (doses, record->agent, record->dose_mg_per_day, NULL), data);
}

static void
report_contradiction (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  g_autoptr (TideAdequacyList) list = judge_alone (dialog);
  const TideTrialVerdict *verdict = list && list->trials->len > 0 ? list->trials->pdata[0] : NULL;
  g_autofree char *fall = NULL, *words = NULL;

  if (verdict == NULL || !verdict->contradictory)
    return;
  fall = tide_number_to_text (verdict->percent_fall);
  words = g_strdup_printf (_ ("A fall of %s %% contradicts “%s”: it will not be judged until one of both is "
                              "mended."),
                           fall, tide_trial_response_get_label (verdict->trial->response));
  report ("percent_fall", words, FALSE, data);
}

/* A course of this clinic is judged from its own record: a second copy would be counted twice. */
static void
tide_trial_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  const TideTrial *record = tide_form_dialog_get_record (dialog);
  const GPtrArray *courses = tide_form_dialog_get_history (dialog)->courses;

  for (guint i = 0; record->agent && i < courses->len; i++)
    {
      const TideCourse *course = courses->pdata[i];
      g_autofree char *title = NULL, *day = NULL, *words = NULL;

      if (course->agent == NULL || g_ascii_strcasecmp (course->agent, record->agent) != 0
          || course->started_on != record->started_on || !tide_date_is_known (course->started_on))
        continue;
      title = tide_course_dup_title (course);
      day = tide_date_to_words (course->started_on);
      words = g_strdup_printf (_ ("%s from %s is charted as a course and counted from there."), title, day);
      report ("agent", words, FALSE, data);
    }
  if (record->arm == TIDE_ARM_UNKNOWN)
    return;
  report_dose (dialog, record, report, data);
  report_contradiction (dialog, report, data);
}

static void
show_verdict (TideFormDialog *dialog)
{
  g_autoptr (TideAdequacyList) list = judge_alone (dialog);
  g_autofree char *words = NULL;

  if (list && list->trials->len > 0)
    words = tide_trial_verdict_dup_words (list->trials->pdata[0]);
  tide_form_dialog_set_notice (dialog, words);
}

static void
tide_trial_dialog_find_faults_and_judge (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_trial_dialog_find_faults (dialog, report, data);
  show_verdict (dialog);
}

static const char *
arm_label (int arm)
{
  return tide_arm_get_label ((TideArm) arm);
}

static void
fill_choices (TideFormDialog *dialog)
{
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "arm")), tide_arm_codes,
                               _ ("Choose…"), arm_label);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "response")),
                               tide_trial_response_codes, _ ("Not known"), tide_trial_response_get_label);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "adherence")),
                               tide_adherence_codes, _ ("Not known"), tide_adherence_get_label);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "stop_reason")),
                               tide_end_reason_codes, _ ("Not known"), tide_end_reason_get_label);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "this_episode")),
                               tide_yes_no_codes, _ ("Not known"), NULL);
  tide_search_field_setup_drugs (TIDE_SEARCH_FIELD (tide_form_dialog_find (dialog, "agent")));
}

static void
tide_trial_dialog_class_init (TideTrialDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_trial_dialog_find_faults_and_judge;
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = tide_trial_dialog_find_doubts;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_trial_dialog_follow;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-trial-dialog.ui");
}

static void
tide_trial_dialog_init (TideTrialDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_trial_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 trial_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideTrial *record = tide_record_load (clinic, &tide_trial_class, trial_id);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  dialog = g_object_new (TIDE_TYPE_TRIAL_DIALOG, NULL);
  fill_choices (dialog);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          trial_id ? _ ("Earlier treatment") : _ ("New earlier treatment"));
  tide_form_dialog_open (dialog);
}

/* tide-screening-dialog.c: the screening form of a treatment.
 *
 * Which questions there are is said by the safety rules.  A form may be saved with open questions: they stay
 * open in the eligibility list.  A new form begins empty: the answers of an expired one are shown, not taken
 * over. */

#include "tide-screening-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-answer-field.h"
#include "tide-choice-fills.h"
#include "tide-form-dialog.h"
#include "tide-record-load.h"
#include "tide-safety-case.h"
#include "tide-screening-rules.h"

#define TIDE_TYPE_SCREENING_DIALOG (tide_screening_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideScreeningDialog, tide_screening_dialog, TIDE, SCREENING_DIALOG, TideFormDialog)

struct _TideScreeningDialog
{
  TideFormDialog parent_instance;

  GtkBox *questions;
  GPtrArray *fields; /* (TideAnswerField, in the dialog) */
};

G_DEFINE_FINAL_TYPE (TideScreeningDialog, tide_screening_dialog, TIDE_TYPE_FORM_DIALOG)

/* --- questions --- */

static void
answered_cb (TideAnswerField *field, TideScreeningDialog *self)
{
  guint at;

  if (!g_ptr_array_find (self->fields, field, &at))
    return;
  if (at + 1 < self->fields->len)
    gtk_widget_grab_focus (self->fields->pdata[at + 1]);
  else
    gtk_widget_grab_focus (tide_form_dialog_get_save_button (TIDE_FORM_DIALOG (self)));
}

static void
add_heading (TideScreeningDialog *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 9);
  gtk_box_append (self->questions, label);
}

static void
add_questions (TideScreeningDialog *self, const TideSafetyRules *rules, TideArm arm, TideSex sex)
{
  g_autoptr (GPtrArray) questions = tide_screening_rules_list (rules, arm, sex);
  const char *group = NULL;

  for (guint i = 0; i < questions->len; i++)
    {
      const TideScreeningQuestion *question = questions->pdata[i];
      const TideScreeningClause *clause = tide_screening_question_find_clause (question, arm);
      GtkWidget *field = tide_answer_field_new (question->id, question->label,
                                                clause ? tide_bar_get_label (clause->bar) : NULL);

      if (g_strcmp0 (group, question->group) != 0)
        add_heading (self, question->group);
      group = question->group;
      g_signal_connect (field, "answered", G_CALLBACK (answered_cb), self);
      gtk_box_append (self->questions, field);
      g_ptr_array_add (self->fields, field);
    }
  tide_form_dialog_add_fields (TIDE_FORM_DIALOG (self), GTK_WIDGET (self->questions));
}

static TideReply
reply_of (const TideScreeningAnswer *answer)
{
  return answer->answer == 2 ? TIDE_REPLY_YES : answer->answer == 1 ? TIDE_REPLY_NO : TIDE_REPLY_UNKNOWN;
}

static TideScreeningAnswer *
find_answer (const TideHistory *history, gint64 screening_id, const char *question)
{
  for (guint i = 0; screening_id != 0 && i < history->screening_answers->len; i++)
    {
      TideScreeningAnswer *answer = history->screening_answers->pdata[i];

      if (answer->screening_id == screening_id && g_strcmp0 (answer->question, question) == 0
          && !answer->entered_in_error)
        return answer;
    }
  return NULL;
}

static void
fill_answers (TideScreeningDialog *self, const TideHistory *history, gint64 screening_id)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      TideAnswerField *field = self->fields->pdata[i];
      const TideScreeningAnswer *answer
        = find_answer (history, screening_id, tide_form_field_get_field (TIDE_FORM_FIELD (field)));

      if (answer)
        tide_answer_field_set (field, reply_of (answer), answer->note);
    }
}

/* "Yes on 3 Mar 2025": what was answered last time, beside the empty question. */
static void
show_last (TideScreeningDialog *self, const TideHistory *history, const TideScreening *last)
{
  g_autofree char *day = last ? tide_date_to_words (tide_instant_get_date (last->taken)) : NULL;

  for (guint i = 0; last && i < self->fields->len; i++)
    {
      TideFormField *field = self->fields->pdata[i];
      const TideScreeningAnswer *answer
        = find_answer (history, last->base.id, tide_form_field_get_field (field));
      g_autofree char *hint = NULL;

      if (answer == NULL || answer->answer == 1)
        continue;
      hint = g_strdup_printf (answer->answer == 2 ? _ ("Yes on %s%s%s") : _ ("Not known on %s%s%s"), day,
                              answer->note ? ": " : "", answer->note ? answer->note : "");
      tide_form_field_set_hint (field, hint);
    }
}

/* --- saving --- */

static GPtrArray *
list_answers (TideScreeningDialog *self)
{
  const TideScreening *screening = tide_form_dialog_get_record (TIDE_FORM_DIALOG (self));
  const TideHistory *history = tide_form_dialog_get_history (TIDE_FORM_DIALOG (self));
  GPtrArray *answers = g_ptr_array_new_with_free_func (tide_record_free);

  for (guint i = 0; i < self->fields->len; i++)
    {
      TideAnswerField *field = self->fields->pdata[i];
      const char *question = tide_form_field_get_field (TIDE_FORM_FIELD (field));
      const TideScreeningAnswer *before = find_answer (history, screening->base.id, question);
      TideReply reply = tide_answer_field_get_reply (field);
      g_autofree char *note = tide_answer_field_dup_note (field);
      TideScreeningAnswer *answer;

      if (reply == TIDE_REPLY_NONE && note == NULL && before == NULL)
        continue;
      answer = before ? tide_screening_answer_copy (before) : tide_screening_answer_new ();
      tide_record_set_text (&answer->question, question);
      tide_record_set_text (&answer->note, note);
      answer->answer = reply == TIDE_REPLY_YES ? 2 : reply == TIDE_REPLY_NO ? 1 : 0;
      g_ptr_array_add (answers, answer);
    }
  return answers;
}

static gboolean
tide_screening_dialog_save (TideFormDialog *dialog, GError **error)
{
  g_autoptr (GPtrArray) answers = list_answers (TIDE_SCREENING_DIALOG (dialog));

  return tide_clinic_save_screening (tide_form_dialog_get_clinic (dialog),
                                     tide_form_dialog_get_record (dialog), answers, error);
}

static void
tide_screening_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  TideScreeningDialog *self = TIDE_SCREENING_DIALOG (dialog);
  gboolean any = self->fields->len == 0;

  tide_screening_find_faults (tide_form_dialog_get_record (dialog), tide_form_dialog_get_birth_date (dialog),
                              report, data);
  for (guint i = 0; i < self->fields->len; i++)
    any = any || tide_answer_field_get_reply (self->fields->pdata[i]) != TIDE_REPLY_NONE;
  if (!any)
    report (tide_form_field_get_field (self->fields->pdata[0]), _ ("has no answer, nor has any other"), data);
}

/* The bar says how far one has come. */
static void
tide_screening_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  TideScreeningDialog *self = TIDE_SCREENING_DIALOG (dialog);
  guint n = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      TideReply reply = tide_answer_field_get_reply (self->fields->pdata[i]);

      n += reply == TIDE_REPLY_YES || reply == TIDE_REPLY_NO;
    }
  words = g_strdup_printf (
    ngettext ("%s: %u of %u question is answered.", "%s: %u of %u questions are answered.",
              self->fields->len),
    tide_arm_get_label ((TideArm) ((TideScreening *) tide_form_dialog_get_record (dialog))->arm), n,
    self->fields->len);
  tide_form_dialog_set_notice (dialog, words);
}

/* --- making --- */

static void
tide_screening_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (TIDE_SCREENING_DIALOG (object)->fields);
  G_OBJECT_CLASS (tide_screening_dialog_parent_class)->finalize (object);
}

static void
tide_screening_dialog_class_init (TideScreeningDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tide_screening_dialog_finalize;
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_screening_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_screening_dialog_follow;
  TIDE_FORM_DIALOG_CLASS (klass)->save = tide_screening_dialog_save;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-screening-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TideScreeningDialog, questions);
}

static void
tide_screening_dialog_init (TideScreeningDialog *self)
{
  self->fields = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const TideScreening *
find_last (const TideHistory *history, int arm)
{
  for (guint i = 0; i < history->screenings->len; i++) /* newest first */
    if (((TideScreening *) history->screenings->pdata[i])->arm == arm)
      return history->screenings->pdata[i];
  return NULL;
}

static void
focus_question (TideScreeningDialog *self, const char *question)
{
  TideFormField *field = question                ? tide_form_dialog_find (TIDE_FORM_DIALOG (self), question)
                         : self->fields->len > 0 ? TIDE_FORM_FIELD (self->fields->pdata[0])
                                                 : NULL;

  if (field)
    gtk_widget_grab_focus (GTK_WIDGET (field));
}

void
tide_screening_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, int arm,
                               gint64 screening_id, const char *question)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideScreening *record = tide_record_load (clinic, &tide_screening_class, screening_id);
  TideScreeningDialog *self;
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  if (screening_id == 0)
    {
      const TideStaff *person = tide_clinic_get_person (clinic);

      record->arm = arm;
      record->taken = tide_instant_now ();
      record->staff_id = person ? person->base.id : 0;
    }
  dialog = g_object_new (TIDE_TYPE_SCREENING_DIALOG, NULL);
  self = TIDE_SCREENING_DIALOG (dialog);
  add_questions (self, tide_desk_get_rules (clinic), (TideArm) record->arm, (TideSex) history->patient->sex);
  fill_answers (self, history, screening_id);
  if (screening_id == 0)
    show_last (self, history, find_last (history, arm));
  tide_fill_staff (dialog, "staff_id", clinic, record->staff_id);
  tide_form_dialog_add_draft_about (dialog, "arm", screening_id == 0 ? arm : 0);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          screening_id ? _ ("Screening") : _ ("New screening"));
  tide_form_dialog_open (dialog);
  focus_question (self, question);
}

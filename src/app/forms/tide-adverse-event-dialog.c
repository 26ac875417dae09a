/* tide-adverse-event-dialog.c: an unwanted effect: severity is how bad it feels, serious is what it led to.
 */

#include "tide-adverse-event-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-choice-fills.h"
#include "tide-checklists.h"
#include "tide-dose-person.h"
#include "tide-record-load.h"
#include "tide-safety-case.h"
#include "tide-session-facts.h"

#define TIDE_TYPE_ADVERSE_EVENT_DIALOG (tide_adverse_event_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideAdverseEventDialog, tide_adverse_event_dialog, TIDE, ADVERSE_EVENT_DIALOG,
                      TideFormDialog)

struct _TideAdverseEventDialog
{
  TideFormDialog parent_instance;

  const TideSafetyRules *rules;
};

G_DEFINE_FINAL_TYPE (TideAdverseEventDialog, tide_adverse_event_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_adverse_event_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_adverse_event_find_faults (tide_form_dialog_get_record (dialog),
                                  tide_form_dialog_get_birth_date (dialog), report, data);
}

/* When it is to be taken as serious stands in the checklist, beside what serious always means. */
static void
tide_adverse_event_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  g_autofree char *term_text = tide_form_dialog_dup_text (dialog, "term"),
                  *course_text = tide_form_dialog_dup_text (dialog, "course_id");
  const TideCourse *course = tide_history_find_course (tide_form_dialog_get_history (dialog),
                                                       g_ascii_strtoll (course_text, NULL, 10));
  const TideChecklist *list
    = course ? tide_checklists_for (TIDE_ADVERSE_EVENT_DIALOG (dialog)->rules, (TideArm) course->arm) : NULL;
  const TideChecklistTerm *term = list && *term_text ? tide_checklist_match_term (list, term_text) : NULL;
  g_autofree char *hint = term && term->serious
                            ? g_strdup_printf (_ ("For this effect: %s"), term->serious)
                            : g_strdup (_ ("Hospital, lasting harm, danger to life or death"));

  tide_form_field_set_hint (tide_form_dialog_find (dialog, "serious"), hint);
}

static void
tide_adverse_event_dialog_class_init (TideAdverseEventDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_adverse_event_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_adverse_event_dialog_follow;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-adverse-event-dialog.ui");
}

static void
tide_adverse_event_dialog_init (TideAdverseEventDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The labels of every checklist, each once: what was asked for is counted by these words. */
static void
fill_terms (TideFormDialog *dialog, const TideSafetyRules *rules)
{
  const GPtrArray *lists = tide_safety_rules_get_checklists (rules);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < lists->len; i++)
    {
      const TideChecklist *list = lists->pdata[i];

      for (guint j = 0; j < list->terms->len; j++)
        {
          const TideChecklistTerm *term = list->terms->pdata[j];

          if (!g_ptr_array_find_with_equal_func (words, term->label, (GEqualFunc) g_str_equal, NULL))
            g_ptr_array_add (words, term->label);
        }
    }
  g_ptr_array_add (words, NULL);
  tide_search_field_setup_words (TIDE_SEARCH_FIELD (tide_form_dialog_find (dialog, "term")),
                                 (const char *const *) words->pdata);
}

static void
fill_sessions (TideFormDialog *dialog, const TideHistory *history)
{
  TideChoiceField *choice = TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "session_id"));

  tide_choice_field_add (choice, "", _ ("No session named"));
  for (guint i = history->sessions->len; i > 0; i--)
    {
      const TideSession *session = history->sessions->pdata[i - 1];
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, session->base.id),
                      *title = tide_session_dup_title (history, session);

      if (tide_session_status_happened (session->status))
        tide_choice_field_add (choice, id, title);
    }
}

static void
fill_choices (TideFormDialog *dialog, const TideHistory *history)
{
  tide_fill_codes (dialog, "severity", tide_severity_codes, _ ("Not recorded"), NULL);
  tide_fill_yes_no (dialog, "serious");
  tide_fill_codes (dialog, "relation", tide_relation_codes, _ ("Not recorded"), tide_relation_get_label);
  tide_fill_codes (dialog, "action", tide_effect_action_codes, _ ("Not recorded"),
                   tide_effect_action_get_label);
  tide_fill_courses (dialog, "course_id", history, _ ("No course named"));
  fill_sessions (dialog, history);
}

/* The course that runs today, when there is only one. */
static gint64
find_running_course (const TideHistory *history)
{
  TideDate today = tide_date_today ();
  gint64 found = 0;

  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *c = history->courses->pdata[i];

      if (!tide_course_is_taken_on (history, c, today))
        continue;
      if (found)
        return 0;
      found = c->base.id;
    }
  return found;
}

void
tide_adverse_event_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 event_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideAdverseEvent *record = tide_record_load (clinic, &tide_adverse_event_class, event_id);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  if (event_id == 0)
    {
      record->started = tide_instant_from_date (tide_date_today ());
      record->course_id = find_running_course (history);
    }
  dialog = g_object_new (TIDE_TYPE_ADVERSE_EVENT_DIALOG, NULL);
  TIDE_ADVERSE_EVENT_DIALOG (dialog)->rules = tide_desk_get_rules (clinic);
  fill_terms (dialog, tide_desk_get_rules (clinic));
  fill_choices (dialog, history);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          event_id ? _ ("Unwanted effect") : _ ("New unwanted effect"));
  tide_form_dialog_open (dialog);
}

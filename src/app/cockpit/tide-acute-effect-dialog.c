/* tide-acute-effect-dialog.c: an effect while the drug acts: how bad, since which minute, its peak, its end.
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-checklists.h"
#include "tide-choice-fills.h"
#include "tide-cockpit-dialogs.h"
#include "tide-record-load.h"

#define TIDE_TYPE_ACUTE_EFFECT_DIALOG (tide_acute_effect_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideAcuteEffectDialog, tide_acute_effect_dialog, TIDE, ACUTE_EFFECT_DIALOG,
                      TideFormDialog)

struct _TideAcuteEffectDialog
{
  TideFormDialog parent_instance;

  TideInstant start;      /* of the clock; unknown before it */
  TideInstant stored_end; /* of an effect that was stored with an end and no minute; else unknown */
};

G_DEFINE_FINAL_TYPE (TideAcuteEffectDialog, tide_acute_effect_dialog, TIDE_TYPE_FORM_DIALOG)

/* Minutes are counted from the start; an effect that has ended has its time too. */
static void
set_times (TideAcuteEffectDialog *self, TideAdverseEvent *record)
{
  if (!tide_instant_is_known (self->start) || isnan (record->onset_minute))
    return;
  record->started = tide_instant_to_minute (self->start);
  record->started.utc += (gint64) (record->onset_minute * 60);
  if (isnan (record->resolved_minute))
    {
      record->ended = self->stored_end; /* typed and erased again: it goes on */
      return;
    }
  record->ended = tide_instant_to_minute (self->start);
  record->ended.utc += (gint64) (record->resolved_minute * 60);
}

static void
tide_acute_effect_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  TideAdverseEvent *record = tide_form_dialog_get_record (dialog);
  set_times (TIDE_ACUTE_EFFECT_DIALOG (dialog), record);
  tide_adverse_event_find_faults (record, tide_form_dialog_get_birth_date (dialog), report, data);
  if (record->severity == 0)
    report ("severity", _ ("is needed"), data);
}

static void
tide_acute_effect_dialog_class_init (TideAcuteEffectDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_acute_effect_dialog_find_faults;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-acute-effect-dialog.ui");
}

static void
tide_acute_effect_dialog_init (TideAcuteEffectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The words of the drug's own checklist: they are counted by them. */
static void
fill_terms (TideFormDialog *dialog, const TideCockpitModel *model)
{
  const TideChecklist *list = tide_checklists_for (model->desk.subject.rules, (TideArm) model->course->arm);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; list != NULL && i < list->terms->len; i++)
    g_ptr_array_add (words, ((TideChecklistTerm *) list->terms->pdata[i])->label);
  g_ptr_array_add (words, NULL);
  tide_search_field_setup_words (TIDE_SEARCH_FIELD (tide_form_dialog_find (dialog, "term")),
                                 (const char *const *) words->pdata);
}

static void
begin (TideAdverseEvent *record, const TideCockpitModel *model, const TideCockpitNow *now)
{
  record->patient_id = tide_cockpit_model_get_patient (model);
  record->course_id = model->course->base.id;
  record->session_id = model->session->base.id;
  record->started = tide_instant_now ();
  record->relation = tide_code_from_text (tide_relation_codes, "probable");
  if (now->infusion.phase != TIDE_CLOCK_NOT_STARTED)
    record->onset_minute = floor (now->infusion.elapsed_seconds / 60);
}

void
tide_acute_effect_dialog_present (GtkWindow *parent, const TideCockpitModel *model, gint64 event_id)
{
  TideHistory *history = tide_record_load_history (model->clinic, tide_cockpit_model_get_patient (model));
  TideAdverseEvent *record = tide_record_load (model->clinic, &tide_adverse_event_class, event_id);
  g_auto (TideCockpitNow) now = { 0 };
  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  tide_cockpit_now_init (&now, model);
  if (event_id == 0)
    begin (record, model, &now);
  TideFormDialog *dialog = g_object_new (TIDE_TYPE_ACUTE_EFFECT_DIALOG, NULL);
  TIDE_ACUTE_EFFECT_DIALOG (dialog)->start = now.infusion.started;
  TIDE_ACUTE_EFFECT_DIALOG (dialog)->stored_end
    = event_id != 0 && isnan (record->resolved_minute) ? record->ended : TIDE_INSTANT_UNKNOWN;
  fill_terms (dialog, model);
  tide_fill_codes (dialog, "severity", tide_severity_codes, _ ("Choose…"), NULL);
  tide_fill_codes (dialog, "relation", tide_relation_codes, _ ("Not recorded"), tide_relation_get_label);
  tide_fill_codes (dialog, "action", tide_effect_action_codes, _ ("Not recorded"),
                   tide_effect_action_get_label);
  tide_form_dialog_setup (dialog, parent, model->clinic, history, record,
                          event_id != 0 ? _ ("Acute effect") : _ ("New acute effect"));
  tide_form_dialog_open (dialog);
}

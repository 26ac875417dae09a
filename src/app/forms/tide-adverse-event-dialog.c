/* tide-adverse-event-dialog.c: an unwanted effect: severity is how bad it feels, serious is what it led to.
 */

#include "tide-adverse-event-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_ADVERSE_EVENT_DIALOG (tide_adverse_event_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideAdverseEventDialog, tide_adverse_event_dialog, TIDE, ADVERSE_EVENT_DIALOG,
                      TideFormDialog)

struct _TideAdverseEventDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideAdverseEventDialog, tide_adverse_event_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_adverse_event_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_adverse_event_find_faults (tide_form_dialog_get_record (dialog),
                                  tide_form_dialog_get_birth_date (dialog), report, data);
}

static void
tide_adverse_event_dialog_class_init (TideAdverseEventDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_adverse_event_dialog_find_faults;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-adverse-event-dialog.ui");
}

static void
tide_adverse_event_dialog_init (TideAdverseEventDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_choices (TideFormDialog *dialog, const TideHistory *history)
{
  TideChoiceField *course = TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "course_id"));

  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "severity")),
                               tide_severity_codes, _ ("Not recorded"), NULL);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "serious")),
                               tide_yes_no_codes, _ ("Not recorded"), NULL);
  tide_form_field_set_hint (tide_form_dialog_find (dialog, "serious"),
                            _ ("Hospital, lasting harm, danger to life or death"));
  tide_choice_field_add (course, "", _ ("No course named"));
  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *c = history->courses->pdata[i];
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, c->base.id),
                      *title = tide_course_dup_title (c);

      tide_choice_field_add (course, id, title);
    }
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

      if (!tide_date_is_known (c->started_on) || c->started_on > today
          || (tide_date_is_known (c->ended_on) && c->ended_on < today))
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
  fill_choices (dialog, history);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          event_id ? _ ("Unwanted effect") : _ ("New unwanted effect"));
  tide_form_dialog_open (dialog);
}

/* tide-alert-dialog.c: an alert is closed by what a person did, in words, with name and time.
 *
 * The dialog says what fired and that it must be assessed; it never says what to do (clinical.md 8). */

#include "tide-alert-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-alert-rules.h"
#include "tide-form-dialog.h"
#include "tide-record-load.h"
#include "tide-staff-dialog.h"
#include "tide-typed-time.h"

#define MOST_OTHERS 8 /* an import may have raised a hundred */

#define TIDE_TYPE_ALERT_DIALOG (tide_alert_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideAlertDialog, tide_alert_dialog, TIDE, ALERT_DIALOG, TideFormDialog)

struct _TideAlertDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideAlertDialog, tide_alert_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_alert_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  const TideAlert *alert = tide_form_dialog_get_record (dialog);

  if (alert->action == NULL || *alert->action == '\0')
    report ("action", _ ("is required: say it in words"), data);
  if (alert->acted_by == 0)
    report ("acted_by", _ ("is required: say who did it"), data);
}

static gboolean
tide_alert_dialog_save (TideFormDialog *dialog, GError **error)
{
  const TideAlert *alert = tide_form_dialog_get_record (dialog);

  return tide_clinic_resolve_alert_by (tide_form_dialog_get_clinic (dialog), alert->base.id, alert->action,
                                       alert->acted_by, error);
}

static void
person_added_cb (gint64 staff_id, gpointer data)
{
  TideFormDialog *dialog = data;
  TideChoiceField *field = TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "acted_by"));
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, staff_id);
  g_autoptr (TideStaff) staff
    = tide_clinic_lookup (tide_form_dialog_get_clinic (dialog), &tide_staff_class, staff_id, NULL);

  if (staff == NULL)
    return;
  tide_choice_field_add (field, id, staff->name);
  tide_choice_field_choose (field, id);
}

static void
add_person_cb (GtkButton *button, TideFormDialog *dialog)
{
  tide_staff_dialog_present (GTK_WINDOW (dialog), tide_form_dialog_get_clinic (dialog), person_added_cb,
                             g_object_ref (dialog), g_object_unref);
}

static void
tide_alert_dialog_class_init (TideAlertDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_alert_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->save = tide_alert_dialog_save;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-alert-dialog.ui");
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), add_person_cb);
}

static void
tide_alert_dialog_init (TideAlertDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
level_word (int level)
{
  return level == TIDE_LEVEL_RED ? _ ("Red") : level == TIDE_LEVEL_AMBER ? _ ("Amber") : _ ("Yellow");
}

static char *
dup_title (TideClinic *clinic, const TideAlert *alert)
{
  TideInstrument *instrument
    = alert->instrument_id ? tide_library_lookup (tide_clinic_get_library (clinic), alert->instrument_id)
                           : NULL;

  return tide_alert_rules_dup_title (instrument, alert);
}

static void
add_other (GString *text, TideClinic *clinic, const TideHistory *history, const TideAlert *other)
{
  g_autofree char *title = dup_title (clinic, other), *days = tide_alert_rules_dup_days (history, other);

  /* Translators: level, finding, day: "Red: PHQ-9 item 9 answered 3. Answer of 16 Aug 2025." */
  g_string_append_printf (text, other->historical ? _ ("\n%s, of an older entry: %s. %s.") : "\n%s: %s. %s.",
                          level_word (other->level), title, days);
}

/* The other open alerts, the gravest first, a line each: what is recorded here closes none of them. */
static void
add_others (GString *text, TideClinic *clinic, const TideHistory *history, const TideAlert *alert)
{
  g_autoptr (GPtrArray) open = tide_alert_rules_list_open (history->alerts);
  g_autofree char *counts = NULL;
  guint n = 0;

  for (guint i = open->len; i > 0; i--)
    if (((const TideAlert *) open->pdata[i - 1])->base.id == alert->base.id)
      g_ptr_array_remove_index (open, i - 1);
  if (open->len == 0)
    return;
  counts = tide_alert_rules_dup_counts (open, 0);
  g_string_append_printf (text, _ ("\n\nStays open beside it: %s"), counts);
  for (int level = TIDE_LEVEL_RED; level >= TIDE_LEVEL_YELLOW; level--)
    for (guint i = 0; i < open->len; i++)
      if (((const TideAlert *) open->pdata[i])->level == level && n++ < MOST_OTHERS)
        add_other (text, clinic, history, open->pdata[i]);
  if (n > MOST_OTHERS)
    g_string_append_printf (
      text, ngettext ("\nand %u more, in History", "\nand %u more, in History", n - MOST_OTHERS),
      n - MOST_OTHERS);
}

/* "Red: PHQ-9 item 9 answered 2 …", of which day it is, and when it is recorded; by whom, a person says. */
static char *
dup_notice (TideClinic *clinic, const TideHistory *history, const TideAlert *alert)
{
  g_autofree char *title = dup_title (clinic, alert), *advice = tide_alert_rules_dup_advice (alert),
                  *days = tide_alert_rules_dup_days (history, alert),
                  *now = tide_typed_instant_to_text (tide_instant_now ());
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%s: %s\n%s. %s\n\nRecorded %s."), level_word (alert->level), title, days,
                          advice, now);
  add_others (text, clinic, history, alert);
  return g_string_free (text, FALSE);
}

/* Who works here; nobody is chosen unless somebody said in this run who sits at the desk. */
static void
fill_people (TideFormDialog *dialog, TideClinic *clinic)
{
  g_autoptr (GPtrArray) staff = tide_clinic_list (clinic, &tide_staff_class, NULL, 0, NULL);
  TideChoiceField *field = TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "acted_by"));

  tide_choice_field_add (field, "", _ ("Choose…"));
  for (guint i = 0; staff && i < staff->len; i++)
    {
      const TideStaff *person = staff->pdata[i];
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, person->base.id);

      if (!person->inactive)
        tide_choice_field_add (field, id, person->name);
    }
}

void
tide_alert_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 alert_id)
{
  TideAlert *record = tide_record_load (clinic, &tide_alert_class, alert_id);
  TideHistory *history = record ? tide_record_load_history (clinic, record->patient_id) : NULL;
  g_autofree char *notice = NULL;
  TideFormDialog *dialog;

  if (history == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  if (tide_clinic_person_is_chosen (clinic))
    record->acted_by = tide_clinic_get_person (clinic)->base.id;
  dialog = g_object_new (TIDE_TYPE_ALERT_DIALOG, NULL);
  fill_people (dialog, clinic);
  notice = dup_notice (clinic, history, record);
  tide_form_dialog_setup (dialog, parent, clinic, history, record, _ ("Record an action"));
  tide_form_dialog_set_notice (dialog, notice);
  tide_form_dialog_set_save_label (dialog, _ ("Record"));
  tide_form_dialog_set_message (dialog, _ ("Action recorded."));
  tide_form_dialog_open (dialog);
}

/* tide-preferences-checklist.c: what a clinic asks before a dose: the program's questions, which can be
 * switched off with a reason, and its own.
 *
 * What the record itself says is not on this list: it is always asked. */
#include "tide-preferences-private.h"

#include <glib/gi18n-lib.h>
#include "tide-accessible-name.h"
#include "tide-ask-dialog.h"
#include "tide-clinic-cockpit.h"
#include "tide-record-rows.h"
#include "tide-start-list.h"

static const char *
get_wanted_words (TideWanted wanted)
{
  switch (wanted)
    {
    case TIDE_WANTED_YES:
      return _ ("own question; the dose needs yes, or a reason");
    case TIDE_WANTED_NO:
      return _ ("own question; the dose needs no, or a reason");
    case TIDE_WANTED_ANY:
      return _ ("own question; yes or no, not judged");
    case TIDE_WANTED_WORDS:
    default:
      return _ ("own question; answered in words");
    }
}

static GtkWidget *
new_row (const char *id, const char *label, const char *asked_words, const char *off)
{
  g_autofree char *words = off != NULL ? g_strdup_printf (_ ("not asked: %s"), off) : g_strdup (asked_words);
  GtkWidget *row = tide_record_text_row_new (label, words);
  if (off != NULL)
    tide_record_row_add_icon (row, "action-unavailable-symbolic", _ ("Switched off by this clinic"),
                              "accent");
  g_autofree char *name = off != NULL ? g_strdup_printf (_ ("Ask again: %s"), label)
                                      : g_strdup_printf (_ ("Do not ask: %s"), label);
  tide_record_row_add_button (row, off != NULL ? "edit-undo-symbolic" : "list-remove-symbolic", name,
                              "preferences.switch-question", g_variant_new_string (id));
  return row;
}

static void
fill (TidePreferences *self)
{
  const TideSessionRules *rules = tide_clinic_get_session_rules (self->clinic);
  const GPtrArray *own = tide_session_rules_get_questions (rules);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  const char *id, *label;
  for (guint i = 0; (id = tide_start_list_get_optional (i, &label)) != NULL; i++)
    g_ptr_array_add (fresh, new_row (id, label, _ ("asked"), tide_session_rules_get_off_source (rules, id)));
  for (guint i = 0; i < own->len; i++)
    {
      const TideStartQuestion *question = own->pdata[i];
      g_ptr_array_add (fresh, new_row (question->id, question->label, get_wanted_words (question->wanted),
                                       tide_session_rules_get_off_source (rules, question->id)));
    }
  tide_record_group_replace (self->checklist_group, self->checklist_rows, fresh, _ ("Nothing"));
}

/* --- switching off and on --- */

static void
off_cb (const char *reason, gpointer data)
{
  TidePreferences *self = data;
  g_autoptr (GError) error = NULL;
  if (!tide_clinic_switch_question (self->clinic, self->question_id, reason, &error))
    tide_preferences_tell (self, error);
  fill (self);
}

static void
switch_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePreferences *self = TIDE_PREFERENCES (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;
  if (tide_session_rules_get_off_source (tide_clinic_get_session_rules (self->clinic), id) == NULL)
    {
      g_free (self->question_id);
      self->question_id = g_strdup (id);
      tide_ask_reason (widget, _ ("Do not ask this before a dose?"),
                       _ ("The reason is shown here with your name and the day. Sessions that have answered "
                          "it keep it."),
                       _ ("_Do Not Ask"), NULL, NULL, off_cb, self);
      return;
    }
  if (!tide_clinic_switch_question (self->clinic, id, NULL, &error))
    tide_preferences_tell (self, error);
  fill (self);
}

/* --- adding one --- */

typedef struct
{
  TidePreferences *self;
  GtkWidget *question, *wanted;
} Adding;

static void
adding_free (gpointer data, GClosure *closure)
{
  Adding *adding = data;
  g_object_unref (adding->self);
  g_free (adding);
}

static void
typed_cb (GtkEditable *editable, Adding *adding)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (adding->question, ADW_TYPE_MESSAGE_DIALOG);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));
  if (dialog != NULL)
    adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "save", *text != '\0');
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Adding *adding)
{
  g_autoptr (GError) error = NULL;
  if (!g_str_equal (response, "save"))
    return;
  if (!tide_clinic_add_start_question (
        adding->self->clinic, gtk_editable_get_text (GTK_EDITABLE (adding->question)),
        (int) adw_combo_row_get_selected (ADW_COMBO_ROW (adding->wanted)), &error))
    tide_preferences_tell (adding->self, error);
  fill (adding->self);
}

static GtkWidget *
new_list (Adding *adding)
{
  const char *const answers[]
    = { _ ("Words"), _ ("Yes or no, not judged"), _ ("Yes, else a reason"), _ ("No, else a reason"), NULL };
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (answers);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adding->question = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (adding->question), _ ("Question"));
  adding->wanted = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (adding->wanted), _ ("The dose needs"));
  adw_combo_row_set_model (ADW_COMBO_ROW (adding->wanted), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (adding->wanted), TIDE_WANTED_YES);
  gtk_list_box_append (GTK_LIST_BOX (list), adding->question);
  gtk_list_box_append (GTK_LIST_BOX (list), adding->wanted);
  return list;
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePreferences *self = TIDE_PREFERENCES (widget);
  GtkWidget *dialog
    = adw_message_dialog_new (GTK_WINDOW (self), _ ("A question before each dose"),
                              _ ("It is asked of every patient before ketamine and esketamine."));
  Adding *adding = g_new0 (Adding, 1);
  adding->self = g_object_ref (self);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), new_list (adding));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "save", _ ("_Add"),
                                    NULL);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "save", FALSE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (adding->question, "changed", G_CALLBACK (typed_cb), adding);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), adding, adding_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
tide_preferences_checklist_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "preferences.switch-question", "s", switch_action);
  gtk_widget_class_install_action (klass, "preferences.add-question", NULL, add_action);
}

void
tide_preferences_checklist_init (TidePreferences *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");
  self->checklist_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->checklist_rows = g_ptr_array_new ();
  adw_preferences_group_set_title (self->checklist_group, _ ("Asked before a dose"));
  adw_preferences_group_set_description (
    self->checklist_group,
    _ ("Identity, weight, dose, consent, suicide screen and blood pressure are always asked."));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Add a question"));
  tide_accessible_name (button, _ ("Add a question"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "preferences.add-question");
  adw_preferences_group_set_header_suffix (self->checklist_group, button);
  adw_preferences_page_add (self->rules_page, self->checklist_group);
  fill (self);
}

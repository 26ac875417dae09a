/* tide-ask-dialog.c: a reason that is asked for is asked in one place, so that it cannot be empty anywhere.
 */

#include "tide-ask-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  TideAskFunc answered;
  gpointer data;
  GtkWidget *entry;  /* reasons only */
  GtkWidget *parent; /* kept alive while the question stands: it is mostly @data */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->parent);
  g_free (question);
}

static char *
dup_reason (Question *question)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->entry))));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (question->entry == NULL)
    {
      question->answered (response, question->data);
      return;
    }
  if (g_strcmp0 (response, "confirm") == 0)
    {
      g_autofree char *reason = dup_reason (question);

      if (*reason)
        question->answered (reason, question->data);
    }
}

static void
reason_changed_cb (GtkEditable *editable, AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  adw_message_dialog_set_response_enabled (dialog, "confirm", *text != '\0');
}

static void
suggestion_cb (GtkButton *button, GtkEditable *entry)
{
  gtk_editable_set_text (entry, gtk_button_get_label (button));
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_set_position (entry, -1);
}

static GtkWidget *
make_reason_box (AdwMessageDialog *dialog, Question *question, const char *preset,
                 const char *const *suggestions)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *flow = gtk_flow_box_new ();

  question->entry = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (question->entry), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (question->entry), _ ("Reason"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  g_signal_connect (question->entry, "changed", G_CALLBACK (reason_changed_cb), dialog);
  gtk_box_append (GTK_BOX (box), question->entry);
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 4);
  for (guint i = 0; suggestions && suggestions[i]; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (suggestions[i]);

      g_signal_connect (button, "clicked", G_CALLBACK (suggestion_cb), question->entry);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), button);
    }
  if (suggestions)
    gtk_box_append (GTK_BOX (box), flow);
  gtk_editable_set_text (GTK_EDITABLE (question->entry), preset ? preset : "");
  return box;
}

static AdwMessageDialog *
make_dialog (GtkWidget *parent, const char *heading, const char *body, TideAskFunc answered, gpointer data,
             Question **question)
{
  GtkWindow *window = parent ? GTK_WINDOW (gtk_widget_get_root (parent)) : NULL;
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, heading, body));

  *question = g_new0 (Question, 1);
  (*question)->answered = answered;
  (*question)->data = data;
  (*question)->parent = parent ? g_object_ref (parent) : NULL;
  g_object_set_data_full (G_OBJECT (dialog), "tide-question", *question, question_free);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), *question);
  adw_message_dialog_set_close_response (dialog, "cancel");
  return dialog;
}

GtkWidget *
tide_ask_reason (GtkWidget *parent, const char *heading, const char *body, const char *confirm,
                 const char *preset, const char *const *suggestions, TideAskFunc answered, gpointer data)
{
  Question *question;
  AdwMessageDialog *dialog = make_dialog (parent, heading, body, answered, data, &question);

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "confirm", confirm, NULL);
  adw_message_dialog_set_response_appearance (dialog, "confirm", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "confirm");
  adw_message_dialog_set_response_enabled (dialog, "confirm", FALSE);
  adw_message_dialog_set_extra_child (dialog, make_reason_box (dialog, question, preset, suggestions));
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (question->entry);
  return GTK_WIDGET (dialog);
}

GtkWidget *
tide_ask_choice (GtkWidget *parent, const char *heading, const char *body, const char *const *responses,
                 TideAskFunc answered, gpointer data)
{
  Question *question;
  AdwMessageDialog *dialog = make_dialog (parent, heading, body, answered, data, &question);

  for (guint i = 0; responses[i]; i += 2)
    {
      const char *id = responses[i][0] == '!' ? responses[i] + 1 : responses[i];

      adw_message_dialog_add_response (dialog, id, responses[i + 1]);
      if (id != responses[i])
        adw_message_dialog_set_response_appearance (dialog, id, ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_message_dialog_set_default_response (dialog, responses[0][0] == '!' ? responses[0] + 1 : responses[0]);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WIDGET (dialog);
}

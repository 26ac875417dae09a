/* tide-record-rows.c: rows of boxed lists for courses, diagnoses, notes and the like. */
#include "tide-record-rows.h"

GtkWidget *
tide_record_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *head = g_markup_escape_text (title != NULL ? title : "", -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), head);
  if (subtitle != NULL && subtitle[0] != '\0')
    {
      g_autofree char *below = g_markup_escape_text (subtitle, -1);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below);
    }
  return row;
}

GtkWidget *
tide_record_text_row_new (const char *head, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (head, -1);
  g_autofree char *below = g_markup_escape_text (text != NULL ? text : "", -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

void
tide_record_row_add_button (GtkWidget *row, const char *icon, const char *label, const char *action,
                            GVariant *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), button);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

void
tide_record_group_replace (AdwPreferencesGroup *group, GPtrArray *rows, GPtrArray *fresh, const char *empty)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
  if (fresh->len == 0)
    g_ptr_array_add (fresh, tide_record_row_new (empty, NULL));
  for (guint i = 0; i < fresh->len; i++)
    {
      adw_preferences_group_add (group, g_ptr_array_index (fresh, i));
      g_ptr_array_add (rows, g_ptr_array_index (fresh, i));
    }
  g_ptr_array_set_size (fresh, 0);
}

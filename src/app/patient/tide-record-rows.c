/* tide-record-rows.c: rows of boxed lists for courses, diagnoses, notes and the like. */
#include "tide-record-rows.h"

#include <glib/gi18n-lib.h>
#include "tide-accessible-name.h"

/* "medication:12": tells the row of a record again after it was made anew. */
#define KEY_DATA "tide-record-key"

GtkWidget *
tide_record_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  gtk_widget_add_css_class (row, "tide-record");
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
  gtk_widget_add_css_class (row, "tide-record");
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
tide_record_row_add_icon (GtkWidget *row, const char *icon, const char *words, const char *css_class)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_tooltip_text (image, words);
  if (css_class != NULL)
    gtk_widget_add_css_class (image, css_class);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
}

/* --- rows of records --- */

void
tide_record_row_set_action (GtkWidget *row, const char *action, GVariant *target)
{
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}

static void
append_entry (GMenu *menu, int position, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_insert_item (menu, position, item);
}

void
tide_record_row_add_deed (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  append_entry (menu, 0, label, action, target);
}

/* Made when it is first opened: a long history has hundreds of rows.  Closed, it leaves the keyboard on the
 * row: Enter edits then, and does not open the menu again. */
static void
make_popup_cb (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;
  gtk_menu_button_set_menu_model (button, menu);
  g_signal_connect_object (gtk_menu_button_get_popover (button), "closed", G_CALLBACK (gtk_widget_grab_focus),
                           gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW),
                           G_CONNECT_SWAPPED);
}

static gboolean
popup_cb (GtkWidget *row, GVariant *args, gpointer button)
{
  gtk_menu_button_popup (button);
  return TRUE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, gpointer button)
{
  gtk_menu_button_popup (button);
}

/* The title without its markup (transfer full). */
static char *
dup_title (GtkWidget *row)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  char *plain = NULL;
  return pango_parse_markup (title, -1, 0, NULL, &plain, NULL, NULL) ? plain : g_strdup (title);
}

static GtkWidget *
add_menu_button (GtkWidget *row, GMenu *menu, const char *title)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *name = g_strdup_printf (_ ("Menu of %s"), title);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Menu (Shift+F10)"));
  tide_accessible_name (button, name);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popup_cb, g_object_ref (menu),
                                         g_object_unref);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
add_keys (GtkWidget *row, GtkWidget *button, GVariant *strike)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcut *delete = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                                          gtk_named_action_new ("patient.mark-error"));
  GtkGesture *click = gtk_gesture_click_new ();
  gtk_shortcut_set_arguments (delete, strike);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), delete);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Shift>F10|Menu"),
                                                      gtk_callback_action_new (popup_cb, button, NULL)));
  gtk_widget_add_controller (row, keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), button);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
}

GMenu *
tide_record_row_bind (GtkWidget *row, gconstpointer record, const char *edit)
{
  const TideRecord *head = record;
  g_autofree char *title = dup_title (row);
  g_autoptr (GVariant) strike
    = g_variant_ref_sink (g_variant_new ("(sxs)", head->klass->table, head->id, title));
  g_autoptr (GMenu) menu = g_menu_new ();
  if (edit != NULL)
    {
      append_entry (menu, -1, _ ("_Edit…"), edit, g_variant_new_int64 (head->id));
      tide_record_row_set_action (row, edit, g_variant_new_int64 (head->id));
    }
  append_entry (menu, -1, _ ("Mark as Entered in E_rror…"), "patient.mark-error", strike);
  g_object_set_data_full (G_OBJECT (row), KEY_DATA,
                          g_strdup_printf ("%s:%" G_GINT64_FORMAT, head->klass->table, head->id), g_free);
  add_keys (row, add_menu_button (row, menu, title), strike);
  return menu; /* the button holds it */
}

/* --- groups --- */

/* The row that has the keyboard, or G_MAXUINT. */
static guint
find_focused (GtkWidget *group, GPtrArray *rows)
{
  GtkRoot *root = gtk_widget_get_root (group);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  for (guint i = 0; focus != NULL && i < rows->len; i++)
    if (focus == g_ptr_array_index (rows, i) || gtk_widget_is_ancestor (focus, g_ptr_array_index (rows, i)))
      return i;
  return G_MAXUINT;
}

static void
focus_again (GPtrArray *rows, guint position, const char *key)
{
  for (guint i = 0; key != NULL && i < rows->len; i++)
    if (g_strcmp0 (g_object_get_data (rows->pdata[i], KEY_DATA), key) == 0)
      position = i;
  gtk_widget_grab_focus (g_ptr_array_index (rows, MIN (position, rows->len - 1)));
}

void
tide_record_group_replace (AdwPreferencesGroup *group, GPtrArray *rows, GPtrArray *fresh, const char *empty)
{
  guint focused = find_focused (GTK_WIDGET (group), rows);
  g_autofree char *key
    = focused != G_MAXUINT ? g_strdup (g_object_get_data (rows->pdata[focused], KEY_DATA)) : NULL;
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
  if (focused != G_MAXUINT)
    focus_again (rows, focused, key);
}

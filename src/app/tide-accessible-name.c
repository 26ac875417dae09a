/* tide-accessible-name.c: a control's name for those who hear it.
 *
 * The keyboard goes to a drop-down's inner toggle, to the text view in a scrolled window, to the menu half of
 * a split button.  GTK 4.8 leaves those without a name, and a screen reader says "GtkToggleButton".
 */
#include "tide-accessible-name.h"

static gboolean
takes_keyboard (GtkWidget *widget)
{
  return GTK_IS_TOGGLE_BUTTON (widget) || GTK_IS_TEXT_VIEW (widget);
}

static void
name_parts (GtkWidget *widget, const char *name)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      /* What pops up has names of its own; the button of a menu has its menu's. */
      if (GTK_IS_NATIVE (child) || GTK_IS_MENU_BUTTON (child))
        continue;
      if (takes_keyboard (child))
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      name_parts (child, name);
    }
}

void
tide_accessible_name (GtkWidget *widget, const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && name != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (!GTK_IS_MENU_BUTTON (widget)) /* its inner button takes its name from it */
    name_parts (widget, name);
}

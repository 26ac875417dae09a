/* tide-cockpit-card.c: headings, facts and buttons that look alike in every card of the cockpit. */
#include "tide-cockpit-card.h"

#include "tide-accessible-name.h"

GtkWidget *
tide_card_new (const char *heading, GtkLabel **end)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "tide-cockpit-card");
  if (heading == NULL)
    return card;
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *title = gtk_label_new (heading);
  gtk_widget_add_css_class (head, "tide-cockpit-title");
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  if (end != NULL)
    {
      *end = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (*end), "tide-cockpit-count");
      gtk_box_append (GTK_BOX (head), GTK_WIDGET (*end));
    }
  gtk_box_append (GTK_BOX (card), head);
  return card;
}

GtkLabel *
tide_card_add_fact (GtkWidget *card, const char *name)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (name);
  GtkWidget *value = gtk_label_new (NULL);
  gtk_widget_add_css_class (row, "tide-cockpit-fact");
  gtk_widget_add_css_class (label, "tide-data-dim");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_widget_add_css_class (value, "tide-cockpit-value");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), value);
  gtk_box_append (GTK_BOX (card), row);
  return GTK_LABEL (value);
}

GtkLabel *
tide_card_add_text (GtkWidget *card, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (card), label);
  return GTK_LABEL (label);
}

GtkWidget *
tide_key_button_new (const char *label, const char *key, const char *action)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new (label);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  g_auto (GStrv) keys = g_strsplit (key, " ", -1);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      GtkWidget *cap = gtk_label_new (keys[i]);
      gtk_widget_add_css_class (cap, "tide-keycap");
      gtk_box_append (GTK_BOX (box), cap);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "tide-key-button");
  g_object_set_data (G_OBJECT (button), "tide-words", words);
  tide_accessible_name (button, label);
  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

void
tide_key_button_set_label (GtkWidget *button, const char *label)
{
  GtkLabel *words = g_object_get_data (G_OBJECT (button), "tide-words");
  if (g_strcmp0 (gtk_label_get_text (words), label) == 0)
    return;
  gtk_label_set_text (words, label);
  tide_accessible_name (button, label);
}

void
tide_card_set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on && !gtk_widget_has_css_class (widget, css_class))
    gtk_widget_add_css_class (widget, css_class);
  else if (!on && gtk_widget_has_css_class (widget, css_class))
    gtk_widget_remove_css_class (widget, css_class);
}

void
tide_card_set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

/* tide-today-row.c: one line of Today.
 *
 * The row itself does the work (Enter, a click); its button does the same for those who look for one.  A
 * screen reader hears the whole line as the name of the row.
 */
#include "tide-today-row.h"

#include <glib/gi18n-lib.h>

struct _TideTodayRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *box, *time_label, *image, *title_label, *word_label, *below_label, *end_box;
  char *key, *name, *what, *word, *below, *standing;
  gint64 patient_id;
  const char *action, *mark;
  GVariant *target;
};

G_DEFINE_FINAL_TYPE (TideTodayRow, tide_today_row, GTK_TYPE_LIST_BOX_ROW)

static void
tell_name (TideTodayRow *self)
{
  g_autoptr (GString) text = g_string_new (self->name);
  const char *const parts[] = { self->what, self->word, self->below, self->standing };
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, ", %s", parts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
}

static void
keep (TideTodayRow *self, char **member, const char *text)
{
  g_free (*member);
  *member = g_strdup (text);
  tell_name (self);
}

void
tide_today_row_set_time (TideTodayRow *self, const char *time)
{
  gtk_label_set_text (GTK_LABEL (self->time_label), time);
  gtk_widget_set_visible (self->time_label, TRUE);
}

void
tide_today_row_set_icon (TideTodayRow *self, const char *icon_name, const char *css)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon_name);
  gtk_widget_set_visible (self->image, TRUE);
  if (css != NULL)
    gtk_widget_add_css_class (self->image, css);
}

void
tide_today_row_set_title (TideTodayRow *self, const char *name, const char *what)
{
  g_autofree char *markup = what != NULL ? g_markup_printf_escaped ("<b>%s</b> · %s", name, what)
                                         : g_markup_printf_escaped ("<b>%s</b>", name);
  gtk_label_set_markup (GTK_LABEL (self->title_label), markup);
  gtk_widget_set_tooltip_text (self->title_label, what);
  keep (self, &self->name, name);
  keep (self, &self->what, what);
}

void
tide_today_row_set_below (TideTodayRow *self, const char *word, const char *css, const char *words)
{
  g_autofree char *rest
    = word != NULL && *words != '\0' ? g_strdup_printf (" · %s", words) : g_strdup (words);
  gtk_label_set_text (GTK_LABEL (self->word_label), word != NULL ? word : "");
  gtk_widget_set_visible (self->word_label, word != NULL);
  if (css != NULL)
    gtk_widget_add_css_class (self->word_label, css);
  gtk_label_set_text (GTK_LABEL (self->below_label), rest);
  gtk_widget_set_tooltip_text (self->below_label, *words != '\0' ? words : NULL);
  keep (self, &self->word, word);
  keep (self, &self->below, words);
}

/* --- at the right --- */

void
tide_today_row_set_standing (TideTodayRow *self, const char *words, const char *css)
{
  GtkWidget *label = gtk_label_new (words);
  gtk_widget_add_css_class (label, "tide-standing");
  gtk_widget_add_css_class (label, "tide-numbers");
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (self->end_box), label);
  keep (self, &self->standing, words);
}

void
tide_today_row_set_pill (TideTodayRow *self, const char *words, const char *icon_name, const char *css)
{
  GtkWidget *pill = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5), *label = gtk_label_new (words);
  gtk_widget_add_css_class (pill, "tide-pill");
  if (css != NULL)
    gtk_widget_add_css_class (pill, css);
  gtk_widget_add_css_class (label, "tide-numbers");
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (pill), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (pill), label);
  gtk_box_append (GTK_BOX (self->end_box), pill);
  keep (self, &self->standing, words);
}

void
tide_today_row_add_end (TideTodayRow *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->end_box), widget);
}

void
tide_today_row_set_progress (TideTodayRow *self, const char *words, double done)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *label = gtk_label_new (words);
  GtkWidget *bar = gtk_progress_bar_new ();
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), CLAMP (done, 0, 1));
  gtk_widget_add_css_class (label, "tide-small");
  gtk_widget_add_css_class (label, "tide-numbers");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (self->end_box), box);
  keep (self, &self->standing, words);
}

static void
clicked_cb (GtkButton *button, TideTodayRow *self)
{
  gtk_widget_activate (GTK_WIDGET (self));
}

void
tide_today_row_set_action (TideTodayRow *self, const char *action, GVariant *target, const char *button)
{
  g_clear_pointer (&self->target, g_variant_unref);
  self->action = action;
  self->target = target != NULL ? g_variant_ref_sink (target) : NULL;
  if (button == NULL)
    {
      GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
      gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      gtk_box_append (GTK_BOX (self->end_box), arrow);
      return;
    }
  GtkWidget *widget = gtk_button_new_with_label (button);
  g_autofree char *words = g_strdup_printf ("%s: %s", button, self->name);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (widget, "tide-row-button");
  gtk_widget_set_can_focus (widget, FALSE); /* the row has the keyboard and does the same */
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect (widget, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self->end_box), widget);
}

static void
mark_clicked_cb (GtkButton *button, TideTodayRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_activate_action_variant (GTK_WIDGET (self), self->mark, self->target);
}

void
tide_today_row_set_mark (TideTodayRow *self, const char *action, const char *button, const char *tooltip)
{
  GtkWidget *widget = gtk_button_new_with_label (button);
  g_autofree char *words = g_strdup_printf ("%s: %s", button, self->name);
  self->mark = action;
  gtk_widget_set_tooltip_text (widget, tooltip);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (widget, "tide-row-button");
  gtk_widget_set_can_focus (widget, FALSE); /* the row has the keyboard, and the key */
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect (widget, "clicked", G_CALLBACK (mark_clicked_cb), self);
  gtk_box_insert_child_after (GTK_BOX (self->end_box), widget, gtk_widget_get_first_child (self->end_box));
}

/* --- asked --- */

const char *
tide_today_row_get_key (TideTodayRow *self)
{
  g_return_val_if_fail (TIDE_IS_TODAY_ROW (self), NULL);
  return self->key;
}

gint64
tide_today_row_get_patient (TideTodayRow *self)
{
  g_return_val_if_fail (TIDE_IS_TODAY_ROW (self), 0);
  return self->patient_id;
}

const char *
tide_today_row_get_action (TideTodayRow *self)
{
  g_return_val_if_fail (TIDE_IS_TODAY_ROW (self), NULL);
  return self->action;
}

GVariant *
tide_today_row_get_target (TideTodayRow *self)
{
  g_return_val_if_fail (TIDE_IS_TODAY_ROW (self), NULL);
  return self->target;
}

/* --- class --- */

static void
tide_today_row_finalize (GObject *object)
{
  TideTodayRow *self = TIDE_TODAY_ROW (object);
  char **const texts[] = { &self->key, &self->name, &self->what, &self->word, &self->below, &self->standing };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_clear_pointer (&self->target, g_variant_unref);
  G_OBJECT_CLASS (tide_today_row_parent_class)->finalize (object);
}

static void
tide_today_row_class_init (TideTodayRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_today_row_finalize;
}

static GtkWidget *
new_label (GtkWidget *box, const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
tide_today_row_init (TideTodayRow *self)
{
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->name = g_strdup ("");
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tide-today-row");
  self->time_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->time_label, "tide-today-time");
  gtk_box_append (GTK_BOX (self->box), self->time_label);
  self->image = gtk_image_new ();
  gtk_widget_set_valign (self->image, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), self->image);
  gtk_widget_set_visible (self->time_label, FALSE);
  gtk_widget_set_visible (self->image, FALSE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (text, TRUE);
  self->title_label = new_label (text, NULL);
  self->word_label = new_label (below, "tide-today-word");
  gtk_label_set_ellipsize (GTK_LABEL (self->word_label), PANGO_ELLIPSIZE_NONE);
  self->below_label = new_label (below, "tide-today-below");
  gtk_widget_add_css_class (self->below_label, "tide-numbers");
  gtk_box_append (GTK_BOX (text), below);
  gtk_box_append (GTK_BOX (self->box), text);
  self->end_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (self->box), self->end_box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
}

GtkWidget *
tide_today_row_new (const char *key, gint64 patient_id)
{
  TideTodayRow *self = g_object_new (TIDE_TYPE_TODAY_ROW, NULL);
  self->key = g_strdup (key);
  self->patient_id = patient_id;
  return GTK_WIDGET (self);
}

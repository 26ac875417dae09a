/* tide-gate-row.c: sign, words and, where a person is asked, two small buttons that y and n press. */
#include "tide-gate-row.h"

#include <glib/gi18n-lib.h>

#include "tide-accessible-name.h"
#include "tide-cockpit-card.h"

struct _TideGateRow
{
  GtkWidget parent_instance;

  char *id;
  gboolean asked, open;
  GtkWidget *icon, *buttons, *yes, *no;
  GtkLabel *label, *detail;
};

G_DEFINE_FINAL_TYPE (TideGateRow, tide_gate_row, GTK_TYPE_WIDGET)

static guint answered_signal;

gboolean
tide_gate_row_press (TideGateRow *self, guint keyval)
{
  g_return_val_if_fail (TIDE_IS_GATE_ROW (self), FALSE);
  guint lower = gdk_keyval_to_lower (keyval);
  if (!self->asked || !self->open || (lower != GDK_KEY_y && lower != GDK_KEY_n))
    return FALSE;
  g_signal_emit (self, answered_signal, 0, lower == GDK_KEY_y ? 2 : 1);
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                TideGateRow *self)
{
  return (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0 && tide_gate_row_press (self, keyval);
}

static void
clicked_cb (GtkWidget *button, TideGateRow *self)
{
  tide_gate_row_press (self, button == self->yes ? GDK_KEY_y : GDK_KEY_n);
}

static const char *
get_icon (const TideGateCriterion *criterion)
{
  if (criterion->met == TIDE_TRUTH_NO && g_str_equal (criterion->id, "time"))
    return "alarm-symbolic"; /* it comes by itself */
  return criterion->met == TIDE_TRUTH_YES  ? "object-select-symbolic"
         : criterion->met == TIDE_TRUTH_NO ? "dialog-warning-symbolic"
                                           : "radio-symbolic";
}

static const char *
get_word (const TideGateCriterion *criterion)
{
  return criterion->met == TIDE_TRUTH_YES  ? _ ("met")
         : criterion->met == TIDE_TRUTH_NO ? _ ("not met")
                                           : _ ("not known");
}

void
tide_gate_row_set (TideGateRow *self, const TideGateCriterion *criterion, const char *detail)
{
  g_return_if_fail (TIDE_IS_GATE_ROW (self) && criterion != NULL);
  const char *icon = get_icon (criterion);
  g_autofree char *said = g_strdup_printf ("%s: %s%s%s", criterion->label, get_word (criterion),
                                           *detail != '\0' ? ", " : "", detail);
  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (self->icon)), icon) != 0)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  tide_card_set_class (self->icon, "tide-green", criterion->met == TIDE_TRUTH_YES);
  tide_card_set_class (self->icon, "tide-amber", criterion->met == TIDE_TRUTH_NO);
  tide_card_set_text (self->label, criterion->label);
  tide_card_set_text (self->detail, detail);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self)), said) != 0)
    {
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), said);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
    }
}

void
tide_gate_row_set_open (TideGateRow *self, gboolean open)
{
  g_return_if_fail (TIDE_IS_GATE_ROW (self));
  self->open = open;
  gtk_widget_set_visible (self->buttons, self->asked && open);
}

const char *
tide_gate_row_get_id (TideGateRow *self)
{
  g_return_val_if_fail (TIDE_IS_GATE_ROW (self), NULL);
  return self->id;
}

static void
tide_gate_row_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (tide_gate_row_parent_class)->dispose (object);
}

static void
tide_gate_row_finalize (GObject *object)
{
  g_free (TIDE_GATE_ROW (object)->id);
  G_OBJECT_CLASS (tide_gate_row_parent_class)->finalize (object);
}

static void
tide_gate_row_class_init (TideGateRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_gate_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_gate_row_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  answered_signal = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static GtkWidget *
new_button (TideGateRow *self, const char *label, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  gtk_widget_add_css_class (button, "tide-gate-answer");
  gtk_widget_set_focusable (button, FALSE);
  tide_accessible_name (button, name);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self->buttons), button);
  return button;
}

static void
tide_gate_row_init (TideGateRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tide-gate-row");
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->detail = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_label_set_xalign (self->detail, 1);
  gtk_label_set_wrap (self->detail, TRUE);
  gtk_label_set_justify (self->detail, GTK_JUSTIFY_RIGHT);
  gtk_label_set_max_width_chars (self->detail, 14);
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "tide-cockpit-note");
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  gtk_widget_set_valign (self->buttons, GTK_ALIGN_CENTER);
  self->yes = new_button (self, _ ("Y"), _ ("Yes"));
  self->no = new_button (self, _ ("N"), _ ("No"));
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->detail), GTK_WIDGET (self));
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
tide_gate_row_new (const char *id, gboolean asked)
{
  TideGateRow *self = g_object_new (TIDE_TYPE_GATE_ROW, NULL);
  self->id = g_strdup (id);
  self->asked = asked;
  gtk_widget_set_visible (self->buttons, FALSE);
  return GTK_WIDGET (self);
}

/* tide-skip-button.c: leaving a part out takes two keys and always leaves a reason: a skipped scale that
 * looks like a forgotten one cannot be judged later. */

#include "tide-skip-button.h"

#include <glib/gi18n-lib.h>

struct _TideSkipButton
{
  GtkWidget parent_instance;

  GtkWidget *button, *undo, *popover, *entry;
};

G_DEFINE_FINAL_TYPE (TideSkipButton, tide_skip_button, GTK_TYPE_WIDGET)

static guint chosen_signal;

const char *const *
tide_skip_reasons (void)
{
  static const char *reasons[6];

  reasons[0] = _ ("patient declined");
  reasons[1] = _ ("no time");
  reasons[2] = _ ("not due today");
  reasons[3] = _ ("too unwell");
  reasons[4] = _ ("not asked");
  return reasons;
}

static void
choose (TideSkipButton *self, const char *reason)
{
  g_autofree char *copy = g_strdup (reason);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, chosen_signal, 0, copy);
}

static void
reason_clicked_cb (GtkButton *button, TideSkipButton *self)
{
  choose (self, g_object_get_data (G_OBJECT (button), "tide-reason"));
}

static void
entry_activate_cb (GtkEntry *entry, TideSkipButton *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (*text)
    choose (self, text);
}

static void
undo_clicked_cb (GtkButton *button, TideSkipButton *self)
{
  choose (self, NULL);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                TideSkipButton *self)
{
  guint index = keyval - GDK_KEY_1;

  if (gtk_widget_is_visible (self->entry) && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    return FALSE; /* a reason is being typed */
  if (index >= 5)
    return FALSE;
  choose (self, tide_skip_reasons ()[index]);
  return TRUE;
}

static GtkWidget *
make_reason (TideSkipButton *self, guint index)
{
  const char *reason = tide_skip_reasons ()[index];
  g_autofree char *text = g_strdup_printf ("%u  %s", index + 1, reason);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, reason, -1);
  g_object_set_data_full (G_OBJECT (button), "tide-reason", g_strdup (reason), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (reason_clicked_cb), self);
  return button;
}

static void
tide_skip_button_dispose (GObject *object)
{
  TideSkipButton *self = TIDE_SKIP_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->undo, gtk_widget_unparent);
  G_OBJECT_CLASS (tide_skip_button_parent_class)->dispose (object);
}

static void
tide_skip_button_class_init (TideSkipButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_skip_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tide_skip_button_init (TideSkipButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  for (guint i = 0; i < 5; i++)
    gtk_box_append (GTK_BOX (box), make_reason (self, i));
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Another reason, then Enter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Another reason"), -1);
  g_signal_connect (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  gtk_widget_set_margin_top (self->entry, 6);
  gtk_box_append (GTK_BOX (box), self->entry);

  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->popover, keys);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _ ("Not done…"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, _ ("Leave this part out, with a reason (S)"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));

  self->undo = gtk_button_new_with_label (_ ("Do it after all"));
  gtk_widget_add_css_class (self->undo, "flat");
  gtk_widget_set_visible (self->undo, FALSE);
  g_signal_connect (self->undo, "clicked", G_CALLBACK (undo_clicked_cb), self);
  gtk_widget_set_parent (self->undo, GTK_WIDGET (self));
}

GtkWidget *
tide_skip_button_new (const char *what)
{
  TideSkipButton *self = g_object_new (TIDE_TYPE_SKIP_BUTTON, NULL);
  g_autofree char *name = g_strdup_printf (_ ("%s: not done"), what);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

void
tide_skip_button_set_reason (TideSkipButton *self, const char *reason)
{
  gtk_widget_set_visible (self->button, reason == NULL);
  gtk_widget_set_visible (self->undo, reason != NULL);
}

void
tide_skip_button_popup (TideSkipButton *self)
{
  if (gtk_widget_get_visible (self->button))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}

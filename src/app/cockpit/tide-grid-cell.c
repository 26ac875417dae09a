/* tide-grid-cell.c: a cell takes the keyboard itself; the grid reads the keys.
 *
 * Amber and red have a sign besides their colour, an open cell is a box, what comes later is dashes. */
#include "tide-grid-cell.h"

#include <glib/gi18n-lib.h>

struct _TideGridCell
{
  GtkWidget parent_instance;

  GtkWidget *box, *icon;
  GtkLabel *label;
  TideGridCellState state;
};

G_DEFINE_FINAL_TYPE (TideGridCell, tide_grid_cell, GTK_TYPE_WIDGET)

static const struct
{
  const char *css_class, *word;
} looks[] = {
  [TIDE_GRID_CELL_NOT_ASKED] = { "not-asked", N_ ("not asked") },
  [TIDE_GRID_CELL_LATER] = { "later", N_ ("due later") },
  [TIDE_GRID_CELL_OPEN] = { "open", N_ ("empty") },
  [TIDE_GRID_CELL_MISSED] = { "missed", "" },
  [TIDE_GRID_CELL_VALUE] = { "value", "" },
  [TIDE_GRID_CELL_AMBER] = { "amber", N_ ("amber") },
  [TIDE_GRID_CELL_RED] = { "red", N_ ("red") },
  [TIDE_GRID_CELL_TYPING] = { "typing", N_ ("not yet saved") },
  [TIDE_GRID_CELL_FAULT] = { "fault", N_ ("refused") },
};

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkWidget *widget)
{
  if (gtk_widget_get_focusable (widget))
    gtk_widget_grab_focus (widget);
}

static void
tide_grid_cell_dispose (GObject *object)
{
  g_clear_pointer (&TIDE_GRID_CELL (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tide_grid_cell_parent_class)->dispose (object);
}

static void
tide_grid_cell_class_init (TideGridCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_grid_cell_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "tide-grid-cell");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
tide_grid_cell_init (TideGridCell *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic", "visible", FALSE,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->label
    = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_label_set_xalign (self->label, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_box_append (GTK_BOX (self->box), self->icon);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->label));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
tide_grid_cell_new (void)
{
  return g_object_new (TIDE_TYPE_GRID_CELL, NULL);
}

void
tide_grid_cell_set (TideGridCell *self, TideGridCellState state, const char *text, const char *name)
{
  g_return_if_fail (TIDE_IS_GRID_CELL (self));
  GtkWidget *widget = GTK_WIDGET (self);
  gtk_widget_remove_css_class (widget, looks[self->state].css_class);
  gtk_widget_add_css_class (widget, looks[state].css_class);
  self->state = state;
  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (self->icon, state == TIDE_GRID_CELL_AMBER || state == TIDE_GRID_CELL_RED);
  gtk_widget_set_focusable (widget, state != TIDE_GRID_CELL_NOT_ASKED);
  gboolean shown = state != TIDE_GRID_CELL_NOT_ASKED && state != TIDE_GRID_CELL_LATER && *text != '\0';
  const char *word = *looks[state].word != '\0' ? _ (looks[state].word) : "";
  g_autofree char *said
    = g_strdup_printf ("%s: %s%s%s", name, shown ? text : "", shown && *word != '\0' ? ", " : "", word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

TideGridCellState
tide_grid_cell_get_state (TideGridCell *self)
{
  g_return_val_if_fail (TIDE_IS_GRID_CELL (self), TIDE_GRID_CELL_NOT_ASKED);
  return self->state;
}

const char *
tide_grid_cell_get_text (TideGridCell *self)
{
  g_return_val_if_fail (TIDE_IS_GRID_CELL (self), "");
  return gtk_label_get_text (self->label);
}

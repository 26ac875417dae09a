/* tide-chip-row.c: chips in one line, the rest behind "+n".
 *
 * How many fit is known only when the width is; so the row lays its children out itself.  On a narrow window
 * it wraps instead, where height is cheaper than width.
 */
#include "tide-chip-row.h"

#include <glib/gi18n-lib.h>

#define GAP 6

struct _TideChipRow
{
  GtkWidget parent_instance;

  GPtrArray *chips; /* (GtkWidget, parented) */
  GPtrArray *texts; /* (utf8) markup, same order */
  GPtrArray *deeds; /* (utf8) (nullable): detailed action name, same order */
  GtkWidget *more;  /* GtkMenuButton */
  GtkWidget *list;  /* GtkBox in its popover */
  gboolean wrap;
  guint n_shown;
  guint update_id;
};

G_DEFINE_FINAL_TYPE (TideChipRow, tide_chip_row, GTK_TYPE_WIDGET)

static void
natural_size (GtkWidget *widget, int *width, int *height)
{
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, width, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, height, NULL, NULL);
}

static GtkWidget *
new_chip (const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "tide-chip");
  return label;
}

static GtkWidget *
new_action_chip (const char *markup, const char *action)
{
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (NULL);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "tide-chip-button");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
  return button;
}

static GtkWidget *
make_chip (TideChipRow *self, guint i)
{
  const char *markup = g_ptr_array_index (self->texts, i), *action = g_ptr_array_index (self->deeds, i);
  return action != NULL ? new_action_chip (markup, action) : new_chip (markup);
}

/* --- layout --- */

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_set_child_visible (child, TRUE);
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

/* Lines from left to right; with @allocate the chips are put there. Returns the height. */
static int
wrap_chips (TideChipRow *self, int width, gboolean allocate)
{
  int x = 0, y = 0, line = 0;
  for (guint i = 0; i < self->chips->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, i);
      int w, h;
      natural_size (chip, &w, &h);
      w = MIN (w, width);
      if (x > 0 && x + w > width)
        {
          x = 0;
          y += line + GAP;
          line = 0;
        }
      if (allocate)
        place (chip, x, y, w, h);
      x += w + GAP;
      line = MAX (line, h);
    }
  return y + line;
}

/* How many of the chips fit in @width, with room kept for "+n" when not all do. */
static guint
count_fitting (TideChipRow *self, int width)
{
  int x = 0, more_width, h;
  natural_size (self->more, &more_width, &h);
  for (guint i = 0; i < self->chips->len; i++)
    {
      int w;
      natural_size (g_ptr_array_index (self->chips, i), &w, &h);
      gboolean last = i + 1 == self->chips->len;
      if (x + w + (last ? 0 : GAP + more_width) > width)
        return i;
      x += w + GAP;
    }
  return self->chips->len;
}

static void
tide_chip_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  TideChipRow *self = TIDE_CHIP_ROW (widget);
  *minimum = *natural = 0;
  if (self->chips->len == 0)
    return;
  int w, h, sum = 0, most = 0;
  for (guint i = 0; i < self->chips->len; i++)
    {
      natural_size (g_ptr_array_index (self->chips, i), &w, &h);
      sum += w + (i > 0 ? GAP : 0);
      most = MAX (most, h);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      natural_size (self->more, &w, &h);
      *minimum = w * 2;
      *natural = MAX (sum, *minimum);
      return;
    }
  natural_size (self->more, &w, &h);
  *minimum = *natural = self->wrap && for_size > 0 ? wrap_chips (self, for_size, FALSE) : MAX (most, h);
}

static GtkSizeRequestMode
tide_chip_row_get_request_mode (GtkWidget *widget)
{
  return TIDE_CHIP_ROW (widget)->wrap ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* Fills the popover after the layout: text must not change while sizes are given out. */
static gboolean
update_more_cb (gpointer data)
{
  TideChipRow *self = data;
  self->update_id = 0;
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = self->n_shown; i < self->texts->len; i++)
    {
      GtkWidget *chip = make_chip (self, i);
      gtk_widget_set_halign (chip, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (self->list), chip);
    }
  guint n = self->texts->len - MIN (self->n_shown, self->texts->len);
  g_autofree char *label = g_strdup_printf ("+%u", n);
  g_autofree char *name = g_strdup_printf (ngettext ("%u more fact", "%u more facts", n), n);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return G_SOURCE_REMOVE;
}

static void
tide_chip_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TideChipRow *self = TIDE_CHIP_ROW (widget);
  if (self->wrap)
    {
      wrap_chips (self, width, TRUE);
      gtk_widget_set_child_visible (self->more, FALSE);
      return;
    }
  guint n = count_fitting (self, width);
  int x = 0, w, h, more_width;
  natural_size (self->more, &more_width, &h);
  /* A first chip that is too long is cut rather than hidden. */
  if (n == 0 && self->chips->len > 0)
    n = 1;
  for (guint i = 0; i < self->chips->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, i);
      natural_size (chip, &w, &h);
      if (i >= n)
        {
          gtk_widget_set_child_visible (chip, FALSE);
          continue;
        }
      if (n == 1)
        w = MIN (w, width - (self->chips->len > 1 ? GAP + more_width : 0));
      place (chip, x, 0, w, h);
      x += w + GAP;
    }
  if (n < self->chips->len)
    place (self->more, x, 0, more_width, h);
  else
    gtk_widget_set_child_visible (self->more, FALSE);
  if (n != self->n_shown && self->update_id == 0)
    self->update_id = g_idle_add (update_more_cb, self);
  self->n_shown = n;
}

/* --- contents --- */

void
tide_chip_row_clear (TideChipRow *self)
{
  g_return_if_fail (TIDE_IS_CHIP_ROW (self));
  for (guint i = 0; i < self->chips->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->chips, i));
  g_ptr_array_set_size (self->chips, 0);
  g_ptr_array_set_size (self->texts, 0);
  g_ptr_array_set_size (self->deeds, 0);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  self->n_shown = G_MAXUINT;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

GtkWidget *
tide_chip_row_add_action (TideChipRow *self, const char *strong, const char *text, const char *action,
                          const char *tooltip)
{
  g_return_val_if_fail (TIDE_IS_CHIP_ROW (self), NULL);
  char *markup = text != NULL ? g_markup_printf_escaped ("<b>%s</b> %s", strong, text)
                              : g_markup_printf_escaped ("<b>%s</b>", strong);
  g_ptr_array_add (self->texts, markup);
  g_ptr_array_add (self->deeds, g_strdup (action));
  GtkWidget *chip = make_chip (self, self->texts->len - 1);
  gtk_widget_set_tooltip_text (chip, tooltip);
  gtk_widget_insert_before (chip, GTK_WIDGET (self), self->more);
  g_ptr_array_add (self->chips, chip);
  self->n_shown = G_MAXUINT;
  return chip;
}

void
tide_chip_row_add (TideChipRow *self, const char *strong, const char *text)
{
  tide_chip_row_add_action (self, strong, text, NULL, NULL);
}

void
tide_chip_row_set_wrap (TideChipRow *self, gboolean wrap)
{
  g_return_if_fail (TIDE_IS_CHIP_ROW (self));
  self->wrap = wrap;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* --- class --- */

static void
tide_chip_row_dispose (GObject *object)
{
  TideChipRow *self = TIDE_CHIP_ROW (object);
  g_clear_handle_id (&self->update_id, g_source_remove);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_ptr_array_set_size (self->chips, 0);
  G_OBJECT_CLASS (tide_chip_row_parent_class)->dispose (object);
}

static void
tide_chip_row_finalize (GObject *object)
{
  g_ptr_array_unref (TIDE_CHIP_ROW (object)->chips);
  g_ptr_array_unref (TIDE_CHIP_ROW (object)->texts);
  g_ptr_array_unref (TIDE_CHIP_ROW (object)->deeds);
  G_OBJECT_CLASS (tide_chip_row_parent_class)->finalize (object);
}

static void
tide_chip_row_class_init (TideChipRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_chip_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_chip_row_finalize;
  widget_class->measure = tide_chip_row_measure;
  widget_class->size_allocate = tide_chip_row_size_allocate;
  widget_class->get_request_mode = tide_chip_row_get_request_mode;
}

static void
tide_chip_row_init (TideChipRow *self)
{
  self->chips = g_ptr_array_new ();
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->deeds = g_ptr_array_new_with_free_func (g_free);
  self->n_shown = G_MAXUINT;
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  GtkWidget *popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), self->list);
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), "+9");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->more), popover);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->more), FALSE);
  gtk_widget_add_css_class (self->more, "tide-chip-more");
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
}

/* tide-missing-card.c: the way back to an item that was passed over is one click, not a search. */

#include "tide-missing-card.h"

#include <glib/gi18n-lib.h>

#define CHIPS_PER_ROW 6
#define MAX_CHIPS 12 /* more are a wall, not a way back */

struct _TideMissingCard
{
  GtkWidget parent_instance;

  TideAnswerSheet *sheet;
  GtkWidget *box, *heading, *chips, *note;
};

G_DEFINE_FINAL_TYPE (TideMissingCard, tide_missing_card, GTK_TYPE_WIDGET)

static guint chosen_signal;

static const char *
number_of (const TideSheetRow *row)
{
  return row->info && row->info->number && *row->info->number ? row->info->number : "•";
}

char *
tide_missing_words (TideAnswerSheet *sheet, guint part_index)
{
  const TideSheetPart *part = tide_answer_sheet_get_part (sheet, part_index);
  guint n = tide_answer_sheet_count_missing (sheet, part_index), named = 0;
  g_autoptr (GString) list = g_string_new (NULL);

  if (n == 0)
    return NULL;
  if (part->n_rows == 1)
    return g_strdup (_ ("The answer is missing."));
  for (guint i = part->first_row; i < part->first_row + part->n_rows && named < 12; i++)
    if (tide_answer_sheet_is_missing (sheet, i))
      g_string_append_printf (list, "%s%s", named++ ? ", " : "",
                              number_of (tide_answer_sheet_get_row (sheet, i)));
  if (n > named)
    g_string_append (list, "…");
  return g_strdup_printf (ngettext ("Item %s is missing.", "Items %s are missing.", n), list->str);
}

static void
chip_clicked_cb (GtkButton *button, TideMissingCard *self)
{
  g_signal_emit (self, chosen_signal, 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "tide-row")));
}

static GtkWidget *
make_chip (TideMissingCard *self, guint row)
{
  GtkWidget *chip = gtk_button_new_with_label (number_of (tide_answer_sheet_get_row (self->sheet, row)));
  g_autofree char *name = tide_answer_sheet_dup_row_name (self->sheet, row);
  g_autofree char *words = g_strdup_printf (_ ("Go to %s"), name);

  gtk_widget_add_css_class (chip, "tide-missing-chip");
  if (row == tide_answer_sheet_get_cursor (self->sheet))
    gtk_widget_add_css_class (chip, "current");
  gtk_widget_set_tooltip_text (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (chip), "tide-row", GUINT_TO_POINTER (row));
  g_signal_connect (chip, "clicked", G_CALLBACK (chip_clicked_cb), self);
  return chip;
}

static void
tide_missing_card_dispose (GObject *object)
{
  TideMissingCard *self = TIDE_MISSING_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->sheet);
  G_OBJECT_CLASS (tide_missing_card_parent_class)->dispose (object);
}

static void
tide_missing_card_class_init (TideMissingCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_missing_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-missing-card.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, TideMissingCard, box);
  gtk_widget_class_bind_template_child (widget_class, TideMissingCard, heading);
  gtk_widget_class_bind_template_child (widget_class, TideMissingCard, chips);
  gtk_widget_class_bind_template_child (widget_class, TideMissingCard, note);
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
tide_missing_card_init (TideMissingCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tide_missing_card_new (TideAnswerSheet *sheet)
{
  TideMissingCard *self = g_object_new (TIDE_TYPE_MISSING_CARD, NULL);

  self->sheet = g_object_ref (sheet);
  return GTK_WIDGET (self);
}

void
tide_missing_card_set (TideMissingCard *self, guint part_index, const char *note)
{
  const TideSheetPart *part = tide_answer_sheet_get_part (self->sheet, part_index);
  guint n = tide_answer_sheet_count_missing (self->sheet, part_index), shown = 0;
  g_autofree char *heading = g_strdup_printf (ngettext ("%u to answer", "%u to answer", n), n);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)))
    gtk_grid_remove (GTK_GRID (self->chips), child);
  for (guint i = part->first_row; i < part->first_row + part->n_rows && shown < MAX_CHIPS; i++)
    if (tide_answer_sheet_is_missing (self->sheet, i))
      {
        gtk_grid_attach (GTK_GRID (self->chips), make_chip (self, i), (int) (shown % CHIPS_PER_ROW),
                         (int) (shown / CHIPS_PER_ROW), 1, 1);
        shown++;
      }
  gtk_label_set_text (GTK_LABEL (self->heading), heading);
  gtk_label_set_text (GTK_LABEL (self->note), note ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

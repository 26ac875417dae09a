/* tide-compare-sheet-grid.c: the comparison sheet as widgets.  A cited figure has its own line, its sign and
 * its colour: it is never mistaken for the clinic's. */
#include "tide-compare-sheet-grid.h"

#include <glib/gi18n-lib.h>

#include "tide-arm-style.h"
#include "tide-chart-style.h"

static GtkWidget *
make_label (const char *markup, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_WORD);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_cell (gboolean head, gboolean inner)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (box, "tide-own-cell");
  gtk_widget_add_css_class (box, "tide-sheet-cell");
  if (head)
    gtk_widget_add_css_class (box, "tide-own-head");
  if (inner)
    {
      gtk_widget_add_css_class (box, "tide-own-inner");
      gtk_widget_set_hexpand (box, TRUE);
    }
  return box;
}

static void
draw_sample_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  TideStyle style = tide_chart_style_for (GTK_WIDGET (area));
  TideArmStyle look = tide_arm_style_get (GPOINTER_TO_UINT (data), &style);
  tide_arm_style_draw_sample (&look, cr, 0, height / 2.0, width, style.text_scale);
}

static GtkWidget *
make_head (const TideComparedArm *arm, const TideSheetArm *words)
{
  GtkWidget *cell = make_cell (TRUE, TRUE), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sample = gtk_drawing_area_new ();
  g_autofree char *name = g_markup_printf_escaped ("<b>%s</b>", arm->label);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (sample), 30);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (sample), 12);
  gtk_widget_set_valign (sample, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (sample), draw_sample_cb, GUINT_TO_POINTER (arm->arms),
                                  NULL);
  gtk_box_append (GTK_BOX (line), sample);
  gtk_box_append (GTK_BOX (line), make_label (name, NULL));
  gtk_box_append (GTK_BOX (cell), line);
  for (guint i = 0; i < TIDE_SHEET_N_STRIP; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (words->strip[i], -1);
      gtk_box_append (GTK_BOX (cell), make_label (escaped, i == 0 ? NULL : "tide-sheet-rest"));
    }
  return cell;
}

static char *
dup_line_markup (const TideSheetCell *cell, guint line)
{
  GString *markup = g_string_new (NULL);
  for (guint i = 0; i < cell->lines[line]->len; i++)
    {
      const TideSheetPart *part = cell->lines[line]->pdata[i];
      g_autofree char *piece = g_markup_printf_escaped (
        "<span size='94%%'>%s%s</span><b>%s</b><span size='94%%'>%s%s</span>"
        "<span size='92%%' alpha='72%%'>%s%s</span>",
        part->lead, *part->lead != '\0' ? " " : "", part->value, *part->interval != '\0' ? " " : "",
        part->interval, *part->rest != '\0' ? "  " : "", part->rest);
      g_string_append_printf (markup, "%s%s", i > 0 ? " · " : "", piece);
    }
  g_string_replace (markup, " %", "\302\240%", 0); /* a number keeps its sign on its line */
  return g_string_free (markup, FALSE);
}

static GtkWidget *
make_reference (const TideSheetCell *cell)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *escaped = g_markup_escape_text (cell->citation, -1);
  GtkWidget *label = make_label (escaped, cell->source != NULL ? "tide-sheet-reference" : "tide-sheet-none");
  if (cell->source != NULL)
    {
      GtkWidget *sign = gtk_image_new_from_icon_name ("user-bookmarks-symbolic");
      gtk_image_set_pixel_size (GTK_IMAGE (sign), 10);
      gtk_widget_add_css_class (sign, "tide-sheet-reference");
      gtk_widget_set_valign (sign, GTK_ALIGN_START);
      gtk_widget_set_margin_top (sign, 3);
      gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Cited"), -1);
      gtk_box_append (GTK_BOX (line), sign);
      gtk_widget_set_tooltip_text (label, cell->source);
    }
  gtk_box_append (GTK_BOX (line), label);
  return line;
}

static GtkWidget *
make_value (const TideSheetCell *cell)
{
  GtkWidget *box = make_cell (FALSE, TRUE);
  for (guint line = 0; line < 2; line++)
    {
      g_autofree char *markup = dup_line_markup (cell, line);
      gtk_box_append (GTK_BOX (box), make_label (markup, NULL));
    }
  gtk_box_append (GTK_BOX (box), make_reference (cell));
  return box;
}

static GtkWidget *
make_row_head (const char *label, const char *note, gboolean head)
{
  GtkWidget *cell = make_cell (head, FALSE);
  g_autofree char *name = g_markup_printf_escaped ("<b>%s</b>", label);
  g_autofree char *words = g_markup_escape_text (note, -1);
  GtkWidget *second = make_label (words, "tide-sheet-rest");
  gtk_label_set_max_width_chars (GTK_LABEL (second), 18);
  gtk_box_append (GTK_BOX (cell), make_label (name, NULL));
  gtk_box_append (GTK_BOX (cell), second);
  return cell;
}

void
tide_compare_sheet_grid_fill (GtkGrid *grid, const TideComparison *comparison, const TideSheet *sheet)
{
  g_return_if_fail (GTK_IS_GRID (grid));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (grid)); child != NULL;
       child = gtk_widget_get_first_child (GTK_WIDGET (grid)))
    gtk_grid_remove (grid, child);
  if (comparison == NULL || sheet == NULL)
    return;
  gtk_grid_attach (
    grid, make_row_head (_ ("Counted"), _ ("always shown and printed; n.r.: not reached"), TRUE), 0, 0, 1, 1);
  for (guint row = 0; row < TIDE_N_SHEET_ROWS; row++)
    gtk_grid_attach (grid,
                     make_row_head (tide_sheet_row_get_label ((TideSheetRow) row),
                                    tide_sheet_row_get_note ((TideSheetRow) row), FALSE),
                     0, (int) row + 1, 1, 1);
  for (guint a = 0; a < sheet->n_arms; a++)
    {
      gtk_grid_attach (grid, make_head (&comparison->arms[a], &sheet->arms[a]), (int) a + 1, 0, 1, 1);
      for (guint row = 0; row < TIDE_N_SHEET_ROWS; row++)
        gtk_grid_attach (grid, make_value (&sheet->arms[a].cells[row]), (int) a + 1, (int) row + 1, 1, 1);
    }
}

/* tide-compare-own-table.c: the table under the courses, and the switches of the attribution marks.
 *
 * The words come from the model (tide-own-courses.h), so that paper and tests say the same. */
#include "tide-compare-own-table.h"

#include <glib/gi18n-lib.h>

#include "tide-arm-style.h"
#include "tide-chart-style.h"

GtkWidget *
tide_compare_mark_box_new (TideMark mark)
{
  GtkWidget *label = gtk_label_new (tide_own_mark_get_letter (mark));
  gtk_widget_add_css_class (label, "tide-mark-box");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (label, tide_own_mark_get_label (mark));
  return label;
}

/* --- table --- */

static GtkWidget *
make_label (const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  return label;
}

static GtkWidget *
make_cell (const TideOwnCell *cell)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>%s<span alpha=\"68%%\">%s</span>", cell->lead,
                                                     *cell->rest != '\0' ? "  " : "", cell->rest);
  GtkWidget *label = make_label (markup);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_box_append (GTK_BOX (box), label);
  for (guint i = 0; i < TIDE_N_OWN_MARKS; i++)
    if (cell->marks & tide_own_marks[i])
      gtk_box_append (GTK_BOX (box), tide_compare_mark_box_new (tide_own_marks[i]));
  gtk_widget_add_css_class (box, "tide-own-cell");
  return box;
}

static void
draw_sample (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  TideStyle style = tide_chart_style_for (GTK_WIDGET (area));
  TideArmStyle arm = tide_arm_style_get (GPOINTER_TO_UINT (data), &style);
  tide_arm_style_draw_sample (&arm, cr, 0, height / 2.0, width, style.text_scale);
}

static GtkWidget *
make_head (const TideOwnCourses *courses, guint i)
{
  const TideOwnCourse *course = tide_own_courses_get (courses, i);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
            *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *sample = gtk_drawing_area_new ();
  g_autofree char *title = g_markup_printf_escaped ("<b>%u · %s</b>", i + 1, course->title),
                  *dates = tide_own_courses_dup_dates (courses, i);
  g_autofree char *second
    = g_markup_printf_escaped ("<span alpha=\"68%%\" size=\"smaller\">%s</span>", dates);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (sample), 30);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (sample), 14);
  gtk_widget_set_valign (sample, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (sample), draw_sample, GUINT_TO_POINTER (course->arms),
                                  NULL);
  gtk_box_append (GTK_BOX (line), sample);
  gtk_box_append (GTK_BOX (line), make_label (title));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), make_label (second));
  gtk_widget_add_css_class (box, "tide-own-cell");
  return box;
}

static GtkWidget *
make_row_head (const char *title, const char *hint)
{
  g_autofree char *markup
    = g_markup_printf_escaped ("<b>%s</b>\n<span alpha=\"68%%\" size=\"smaller\">%s</span>", title, hint);
  GtkWidget *label = make_label (markup);
  gtk_widget_add_css_class (label, "tide-own-cell");
  return label;
}

static void
attach (GtkGrid *grid, GtkSizeGroup *courses, GtkWidget *widget, int column, int row)
{
  if (column > 0)
    gtk_size_group_add_widget (courses, widget);
  gtk_widget_set_hexpand (widget, column > 0);
  if (row == 0)
    gtk_widget_add_css_class (widget, "tide-own-head");
  if (column > 0)
    gtk_widget_add_css_class (widget, "tide-own-inner");
  gtk_grid_attach (grid, widget, column, row, 1, 1);
}

void
tide_compare_own_table_fill (GtkGrid *grid, const TideOwnCourses *courses)
{
  g_return_if_fail (GTK_IS_GRID (grid));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (grid)); child != NULL;
       child = gtk_widget_get_first_child (GTK_WIDGET (grid)))
    gtk_grid_remove (grid, child);
  if (courses == NULL)
    return;
  g_autoptr (GtkSizeGroup) same = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL); /* equal columns */
  attach (grid, same, make_row_head (_ ("Course"), _ ("line, dates, why ended")), 0, 0);
  for (guint i = 0; i < tide_own_courses_get_n (courses); i++)
    attach (grid, same, make_head (courses, i), (int) i + 1, 0);
  for (guint row = 0; row < TIDE_N_OWN_ROWS; row++)
    {
      attach (
        grid, same,
        make_row_head (tide_own_row_get_label ((TideOwnRow) row), tide_own_row_get_hint ((TideOwnRow) row)),
        0, (int) row + 1);
      for (guint i = 0; i < tide_own_courses_get_n (courses); i++)
        {
          TideOwnCell cell = tide_own_courses_make_cell (courses, (TideOwnRow) row, i);
          attach (grid, same, make_cell (&cell), (int) i + 1, (int) row + 1);
          tide_own_cell_clear (&cell);
        }
    }
}

/* --- switches --- */

static char *
dup_hint (const TideOwnCourses *courses, TideMark mark)
{
  switch (mark)
    {
    case TIDE_MARK_OVERLAP:
      return g_strdup (_ ("two treatments at once"));
    case TIDE_MARK_CARRY_OVER:
      return g_strdup_printf (_ ("≤ %.0f d after ketamine"),
                              tide_own_courses_get_threshold (courses, "carry_over_days"));
    case TIDE_MARK_RECALL:
      return g_strdup_printf (_ ("scale looks back %.0f d, over a dose"),
                              tide_instrument_get_recall_days (tide_own_courses_get_instrument (courses)));
    case TIDE_MARK_DOSE:
      return g_strdup (_ ("target dose not reached"));
    default:
      return g_strdup (_ ("not as at the baseline"));
    }
}

static char *
dup_none (const TideOwnCourses *courses, TideMark mark)
{
  return courses != NULL && mark == TIDE_MARK_OVERLAP ? tide_own_courses_dup_no_overlap (courses)
                                                      : g_strdup (_ ("none in these courses"));
}

GtkWidget *
tide_compare_mark_row_new (TideMark mark, GCallback toggled, gpointer data)
{
  GtkWidget *row = adw_action_row_new (), *count = gtk_label_new (NULL), *on = gtk_switch_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), tide_own_mark_get_label (mark));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), tide_compare_mark_box_new (mark));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), count);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), on);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), on);
  gtk_widget_add_css_class (count, "tide-numbers");
  gtk_widget_add_css_class (row, "tide-own-mark-row");
  gtk_widget_set_valign (on, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (on), TRUE);
  g_object_set_data (G_OBJECT (row), "count", count);
  g_object_set_data (G_OBJECT (row), "switch", on);
  g_object_set_data (G_OBJECT (on), "mark", GUINT_TO_POINTER ((guint) mark));
  g_signal_connect (on, "notify::active", toggled, data);
  return row;
}

void
tide_compare_mark_row_set (GtkWidget *row, const TideOwnCourses *courses, TideMark mark, gboolean on)
{
  guint n = courses != NULL ? tide_own_courses_count_mark (courses, mark) : 0;
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *hint = n > 0 ? dup_hint (courses, mark) : dup_none (courses, mark),
                  *markup = g_markup_escape_text (hint, -1);
  GtkSwitch *widget = g_object_get_data (G_OBJECT (row), "switch");
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "count"), number);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
  gtk_widget_set_sensitive (row, n > 0);
  if (gtk_switch_get_active (widget) != on)
    gtk_switch_set_active (widget, on);
}

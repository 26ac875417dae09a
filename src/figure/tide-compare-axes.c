/* tide-compare-axes.c: axes, rows of numbers under them, and names at the ends of lines: what change and
 * times share.
 *
 * A number stands exactly under its tick; what has no room is left out with its tick, never shifted. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-compare-private.h"

#define AXIS_HEIGHT 24.0
#define TITLE_PITCH 17.0
#define FOOT 6.0
#define SAMPLE_X 14.0
#define SAMPLE_WIDTH 28.0
#define PANEL_RIGHT 60.0 /* the unit of the axis, the column at the end */

/* --- lines --- */

void
tide_compare_draw_dashed (TideCompareFigure *self, double x1, double y1, double x2, double y2, double on,
                          double off, double width, TideInk ink)
{
  const double dashes[] = { on * self->u, off * self->u };
  cairo_save (self->cr);
  tide_ink_set (self->cr, ink);
  cairo_set_line_width (self->cr, width);
  cairo_set_dash (self->cr, dashes, 2, 0);
  cairo_move_to (self->cr, x1, y1);
  cairo_line_to (self->cr, x2, y2);
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

void
tide_compare_draw_bar (TideCompareFigure *self, double x, double y1, double y2, TideInk ink)
{
  double cap = 2.5 * self->u;
  cairo_save (self->cr);
  tide_ink_set (self->cr, ink);
  cairo_set_line_width (self->cr, 0.9);
  cairo_move_to (self->cr, x, y1);
  cairo_line_to (self->cr, x, y2);
  for (guint i = 0; i < 2; i++)
    {
      cairo_move_to (self->cr, x - cap, i == 0 ? y1 : y2);
      cairo_line_to (self->cr, x + cap, i == 0 ? y1 : y2);
    }
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

void
tide_compare_stroke_main (TideCompareFigure *self, const TideArmStyle *style, double width)
{
  cairo_save (self->cr);
  cairo_set_dash (self->cr, NULL, 0, 0);
  tide_ink_set (self->cr, self->palette.card);
  cairo_set_line_width (self->cr, (width + 2) * self->u);
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke_preserve (self->cr);
  tide_arm_style_set_line (style, self->cr, width * self->u, self->u);
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

/* --- values up the page --- */

void
tide_compare_draw_y_axis (TideCompareFigure *self, const TideValueAxis *axis, double spacing,
                          const char *unit, gboolean plus)
{
  g_autoptr (GArray) ticks = tide_value_axis_make_ticks (axis, spacing * self->u);
  double right = self->plot.x + self->plot.width;
  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, double, i), y = tide_value_axis_to_y (axis, value);
      gboolean zero = fabs (value) < 1e-9;
      g_autofree char *number = tide_compare_format_number (zero ? 0 : value, value == round (value) ? 0 : 1);
      g_autofree char *label = g_strdup_printf ("%s%s%s%s", plus && value > 1e-9 ? "+" : "", number,
                                                *unit != '\0' ? " " : "", unit);
      tide_draw_hline (self->cr, self->plot.x, right, y, 1, zero ? self->palette.axis : self->palette.grid);
      tide_compare_put (self, label, TIDE_COMPARE_TEXT, FALSE, self->plot.x - 7 * self->u, y + 4.2 * self->u,
                        1, self->palette.second_ink);
    }
}

/* --- numbers under the axis --- */

static void
column_free (gpointer data)
{
  TideCompareColumn *column = data;
  g_free (column->label);
  g_strfreev (column->cells);
  g_free (column);
}

GPtrArray *
tide_compare_columns_new (void)
{
  return g_ptr_array_new_with_free_func (column_free);
}

void
tide_compare_columns_take (GPtrArray *columns, double x, char *label, char **cells)
{
  TideCompareColumn *column = g_new0 (TideCompareColumn, 1);
  *column = (TideCompareColumn){ x, label, cells };
  g_ptr_array_add (columns, column);
}

double
tide_compare_get_columns_height (guint n_rows, double u)
{
  return (AXIS_HEIGHT + TITLE_PITCH + n_rows * TIDE_COMPARE_PITCH + FOOT + 4) * u;
}

static double
row_baseline (const TideCompareFigure *self, guint row)
{
  return self->plot.y + self->plot.height
         + (AXIS_HEIGHT + TITLE_PITCH + 14 + row * TIDE_COMPARE_PITCH) * self->u;
}

static double
column_width (TideCompareFigure *self, const TideCompareColumn *column)
{
  double width = tide_compare_shape (self, column->label, TIDE_COMPARE_TEXT, FALSE).width;
  for (guint i = 0; column->cells != NULL && column->cells[i] != NULL; i++)
    width = MAX (width, tide_compare_shape (self, column->cells[i], TIDE_COMPARE_TEXT, FALSE).width);
  return width;
}

static void
draw_column (TideCompareFigure *self, const TideCompareColumn *column)
{
  double bottom = self->plot.y + self->plot.height;
  tide_draw_vline (self->cr, column->x, bottom, bottom + 4 * self->u, 1, self->palette.axis);
  tide_compare_put (self, column->label, TIDE_COMPARE_TEXT, FALSE, column->x, bottom + 16 * self->u, 0.5,
                    self->palette.second_ink);
  for (guint i = 0; column->cells != NULL && column->cells[i] != NULL; i++)
    tide_compare_put (self, column->cells[i], TIDE_COMPARE_TEXT, FALSE, column->x, row_baseline (self, i),
                      0.5, self->palette.ink);
}

static double
draw_last (TideCompareFigure *self, const char *head, char **last)
{
  double right = self->width - 10 * self->u, left = right;
  for (guint i = 0; last != NULL && last[i] != NULL; i++)
    {
      TideText text = tide_compare_shape (self, last[i], TIDE_COMPARE_TEXT, TRUE);
      left = MIN (left, right - text.width);
      tide_compare_put (self, last[i], TIDE_COMPARE_TEXT, TRUE, right, row_baseline (self, i), 1,
                        self->palette.ink);
    }
  if (head != NULL)
    tide_compare_put (self, head, TIDE_COMPARE_SMALL, FALSE, right, row_baseline (self, 0) - 18 * self->u, 1,
                      self->palette.second_ink);
  return left;
}

void
tide_compare_draw_columns (TideCompareFigure *self, GPtrArray *columns, const char *title, const char *note,
                           const char *last_head, char **last)
{
  double u = self->u, bottom = self->plot.y + self->plot.height, title_y = row_baseline (self, 0) - 18 * u;
  double least = (SAMPLE_X + SAMPLE_WIDTH + 2) * u, most = draw_last (self, last_head, last) - 6 * u;
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (TideBox));
  tide_draw_hline (self->cr, self->plot.x, self->plot.x + self->plot.width, bottom, 1, self->palette.axis);
  tide_draw_hline (self->cr, SAMPLE_X * u, self->width - 10 * u, title_y + 5 * u, 1, self->palette.hairline);
  tide_compare_put (self, title, TIDE_COMPARE_SMALL, FALSE, SAMPLE_X * u, title_y, 0,
                    self->palette.second_ink);
  if (note != NULL)
    tide_compare_put (self, note, TIDE_COMPARE_SMALL, FALSE,
                      last_head != NULL ? most - 8 * u : self->width - 10 * u, title_y, 1,
                      self->palette.second_ink);
  for (guint i = 0; i < columns->len; i++)
    {
      const TideCompareColumn *column = columns->pdata[i];
      double width = column_width (self, column);
      TideBox box = { column->x - width / 2 - 1.2 * u, 0, width + 2.4 * u, 1 };
      gboolean fits = box.x >= least && (last == NULL || box.x + box.width <= most);
      for (guint j = 0; j < taken->len; j++)
        fits = fits && !tide_box_intersects (box, g_array_index (taken, TideBox, j));
      if (!fits)
        continue;
      g_array_append_val (taken, box);
      draw_column (self, column);
    }
  for (guint a = 0, row = 0; a < self->comparison->n_arms; a++)
    if (tide_compare_is_shown (self, a))
      {
        TideArmStyle style = tide_compare_get_style (self, a);
        tide_arm_style_draw_sample (&style, self->cr, SAMPLE_X * u, row_baseline (self, row++) - 4 * u,
                                    SAMPLE_WIDTH * u, u);
      }
}

/* --- names at the ends of lines --- */

double
tide_compare_get_labels_width (TideCompareFigure *self)
{
  double width = 0;
  if (self->only >= 0)
    return PANEL_RIGHT * self->u; /* named above it */
  for (guint a = 0; a < self->comparison->n_arms; a++)
    if (self->comparison->arms[a].drawn)
      width = MAX (width,
                   tide_compare_shape (self, self->comparison->arms[a].label, TIDE_COMPARE_TEXT, TRUE).width);
  return MIN (width, self->width * 0.26) + 34 * self->u;
}

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const TideCompareEnd *first = a, *second = b;
  if (first->y != second->y)
    return first->y < second->y ? -1 : 1;
  return (first->arm > second->arm) - (first->arm < second->arm);
}

/* Pushes places apart, first downwards, then back up from the bottom edge: order kept, none crosses. */
static void
spread (double *ys, guint n, double pitch, double top, double bottom)
{
  for (guint i = 0; i < n; i++)
    ys[i] = MAX (ys[i], i > 0 ? ys[i - 1] + pitch : top);
  /* Those that were pushed share the way up with those above, so that a bundle stays in its middle. */
  for (guint i = n; i > 0; i--)
    ys[i - 1] = MIN (ys[i - 1], i < n ? ys[i] - pitch : bottom);
}

void
tide_compare_draw_ends (TideCompareFigure *self, GArray *ends)
{
  double u = self->u, x = self->plot.x + self->plot.width + 8 * u, ys[TIDE_COMPARISON_MOST_ARMS];
  g_return_if_fail (ends->len <= TIDE_COMPARISON_MOST_ARMS);
  if (self->only >= 0)
    return;
  g_array_sort (ends, compare_ends);
  for (guint i = 0; i < ends->len; i++)
    ys[i] = g_array_index (ends, TideCompareEnd, i).y;
  spread (ys, ends->len, TIDE_COMPARE_LABEL_PITCH * u, self->plot.y + 4 * u,
          self->plot.y + self->plot.height - 4 * u);
  for (guint i = 0; i < ends->len; i++)
    {
      const TideCompareEnd *end = &g_array_index (ends, TideCompareEnd, i);
      TideArmStyle style = tide_compare_get_style (self, end->arm);
      double left = x + 20 * u, room = self->width - left - 4 * u;
      TideText text = tide_words_get_within (self->words, self->comparison->arms[end->arm].label,
                                             TIDE_COMPARE_TEXT * u, TRUE, room);
      tide_ink_set (self->cr, tide_ink_alpha (style.ink, 0.7));
      cairo_set_line_width (self->cr, 0.8 * u);
      cairo_move_to (self->cr, end->x + 5 * u, end->y);
      cairo_line_to (self->cr, x + 4 * u, ys[i]);
      cairo_line_to (self->cr, left - 3 * u, ys[i]);
      cairo_stroke (self->cr);
      if (tide_label_placer_place (self->placer, tide_text_get_box (&text, left, ys[i] + 4 * u)))
        tide_text_draw (self->cr, &text, left, ys[i] + 4 * u, style.ink, self->palette.card, 0);
    }
}

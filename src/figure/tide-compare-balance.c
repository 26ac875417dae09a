/* tide-compare-balance.c: how unlike two arms were before treatment: standardised differences, the raw values
 * beside (comparison-and-paper.md 3; Austin 2009; N18). */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-compare-private.h"

#define ROW 26.0
#define HEADS 24.0
#define AXIS 24.0
#define FOOT 26.0

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  TideQuantity first = ((const TideBalanceRow *) a)->balance.smd,
               second = ((const TideBalanceRow *) b)->balance.smd;
  gboolean has_first = tide_quantity_is_defined (first), has_second = tide_quantity_is_defined (second);
  if (has_first != has_second)
    return has_first ? -1 : 1;
  if (has_first && fabs (first.value) != fabs (second.value))
    return fabs (first.value) > fabs (second.value) ? -1 : 1;
  return g_strcmp0 (((const TideBalanceRow *) a)->key, ((const TideBalanceRow *) b)->key);
}

static void
turn (TideBalance *balance)
{
  TideBalance was = *balance;
  *balance = (TideBalance){ was.n_b, was.n_a,  was.missing_b, was.missing_a, was.b,
                            was.a,   was.sd_b, was.sd_a,      was.smd,       was.flagged };
  balance->smd.value = -was.smd.value;
}

GArray *
tide_compare_list_balance (const TideComparison *comparison, guint first, guint second)
{
  for (guint i = 0; i < comparison->pairs->len; i++)
    {
      const TideComparedPair *pair = comparison->pairs->pdata[i];
      gboolean turned = pair->a == second && pair->b == first;
      if (!turned && (pair->a != first || pair->b != second))
        continue;
      GArray *rows = g_array_new (FALSE, FALSE, sizeof (TideBalanceRow));
      g_array_append_vals (rows, pair->balance->data, pair->balance->len);
      for (guint row = 0; turned && row < rows->len; row++)
        turn (&g_array_index (rows, TideBalanceRow, row).balance);
      g_array_sort (rows, compare_rows);
      return rows;
    }
  return NULL;
}

double
tide_compare_get_balance_height (TideCompareFigure *self)
{
  g_autoptr (GArray) rows
    = tide_compare_list_balance (self->comparison, self->options.first, self->options.second);
  return (HEADS + (rows != NULL ? rows->len : 1) * ROW + AXIS + FOOT) * self->u;
}

/* --- drawing --- */

typedef struct
{
  TideCompareFigure *figure;
  GArray *rows;
  double value_x[2];
  double least, most;
} Balance;

static double
to_x (const Balance *self, double smd)
{
  const TideBox *plot = &self->figure->plot;
  return plot->x + CLAMP ((smd - self->least) / (self->most - self->least), 0, 1) * plot->width;
}

static char *
dup_value (const TideBalanceRow *row, TideQuantity value)
{
  if (!tide_quantity_is_defined (value))
    return g_strdup ("–");
  return row->share ? tide_compare_format_percent (value.value) : tide_compare_format_number (value.value, 1);
}

static void
put_within (TideCompareFigure *self, const char *words, double size, gboolean bold, double x, double baseline,
            double room, double align, TideInk ink)
{
  TideText text = tide_words_get_within (self->words, words, size * self->u, bold, MAX (room, 1));
  double left = x - align * text.width;
  if (tide_label_placer_place (self->placer, tide_text_get_box (&text, left, baseline)))
    tide_text_draw (self->cr, &text, left, baseline, ink, self->palette.card, 0);
}

static void
place_columns (Balance *self)
{
  TideCompareFigure *figure = self->figure;
  double u = figure->u, label = 0,
         column = tide_compare_shape (figure, "88.8 %", TIDE_COMPARE_TEXT, FALSE).width;
  for (guint i = 0; i < self->rows->len; i++)
    label = MAX (label, tide_compare_shape (figure, g_array_index (self->rows, TideBalanceRow, i).label,
                                            TIDE_COMPARE_TEXT, FALSE)
                          .width);
  const guint both[] = { figure->options.first, figure->options.second };
  for (guint i = 0; i < 2; i++)
    column = MAX (
      column,
      MIN (
        tide_compare_shape (figure, figure->comparison->arms[both[i]].label, TIDE_COMPARE_TEXT, TRUE).width,
        84 * u));
  label = MIN (label, figure->width * 0.36);
  self->value_x[0] = 12 * u + label + 10 * u + column;
  self->value_x[1] = self->value_x[0] + 10 * u + column;
  double left = self->value_x[1] + 18 * u;
  figure->plot = (TideBox){ left, figure->head + HEADS * u, MAX (figure->width - left - 18 * u, 30 * u),
                            self->rows->len * ROW * u };
}

static void
find_extent (Balance *self)
{
  self->least = -0.5;
  self->most = 0.5;
  for (guint i = 0; i < self->rows->len; i++)
    {
      TideQuantity smd = g_array_index (self->rows, TideBalanceRow, i).balance.smd;
      if (!tide_quantity_is_defined (smd))
        continue;
      self->least = MIN (self->least, floor (smd.value * 2) / 2);
      self->most = MAX (self->most, ceil (smd.value * 2) / 2);
    }
}

static void
draw_ground (Balance *self)
{
  TideCompareFigure *figure = self->figure;
  const TideBox *plot = &figure->plot;
  double u = figure->u, bottom = plot->y + plot->height, step = 0.5;
  tide_fill_box (figure->cr,
                 (TideBox){ to_x (self, -TIDE_BALANCE_LIMIT), plot->y,
                            to_x (self, TIDE_BALANCE_LIMIT) - to_x (self, -TIDE_BALANCE_LIMIT),
                            plot->height },
                 tide_ink_alpha (figure->palette.ink, 0.09));
  while (step / (self->most - self->least) * plot->width < 34 * u)
    step *= 2;
  for (double value = ceil (self->least / step) * step; value <= self->most + 1e-9; value += step)
    {
      g_autofree char *label = value == 0 ? g_strdup ("0") : tide_compare_format_number (value, 1);
      tide_draw_vline (figure->cr, to_x (self, value), plot->y, bottom + 3 * u, 1,
                       value == 0 ? figure->palette.axis : figure->palette.grid);
      tide_compare_put (figure, label, TIDE_COMPARE_TEXT, FALSE, to_x (self, value), bottom + 16 * u, 0.5,
                        figure->palette.second_ink);
    }
}

static void
draw_row (Balance *self, guint i)
{
  TideCompareFigure *figure = self->figure;
  const TideBalanceRow *row = &g_array_index (self->rows, TideBalanceRow, i);
  double u = figure->u, y = figure->plot.y + (i + 0.5) * ROW * u, baseline = y + 4 * u;
  gboolean defined = tide_quantity_is_defined (row->balance.smd);
  TideInk ink = defined ? figure->palette.ink : figure->palette.second_ink;
  g_autofree char *a = dup_value (row, row->balance.a), *b = dup_value (row, row->balance.b);
  double least = 12 * u, room = self->value_x[0] - least
                                - tide_compare_shape (figure, a, TIDE_COMPARE_TEXT, FALSE).width - 8 * u;
  put_within (figure, row->label, TIDE_COMPARE_TEXT, FALSE, least, baseline, room, 0, ink);
  tide_compare_put (figure, a, TIDE_COMPARE_TEXT, FALSE, self->value_x[0], baseline, 1, ink);
  tide_compare_put (figure, b, TIDE_COMPARE_TEXT, FALSE, self->value_x[1], baseline, 1, ink);
  if (!defined)
    {
      put_within (figure, _ ("not compared"), TIDE_COMPARE_SMALL, FALSE, figure->plot.x + figure->plot.width,
                  baseline, figure->plot.width, 1, figure->palette.second_ink);
      return;
    }
  double x = to_x (self, row->balance.smd.value);
  TideMarkerInks inks = { .ink = figure->palette.ink, .hole = figure->palette.card, .line_width = 1.6 * u };
  tide_draw_hline (figure->cr, MIN (to_x (self, 0), x), MAX (to_x (self, 0), x), y, 1, figure->palette.axis);
  tide_marker_draw (figure->cr, TIDE_MARKER_RING, x, y, 4.4 * u, &inks);
  g_autofree char *smd = tide_compare_format_number (row->balance.smd.value, 2);
  tide_compare_add_spot (
    figure, figure->options.first, x, y,
    g_strdup_printf (_ ("%s: %s and %s, standardised difference %s"), row->label, a, b, smd));
}

static void
draw_words (Balance *self)
{
  TideCompareFigure *figure = self->figure;
  double u = figure->u, head = figure->head + 14 * u,
         foot = figure->plot.y + figure->plot.height + (AXIS + 14) * u;
  guint above = 0, n = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const TideBalance *balance = &g_array_index (self->rows, TideBalanceRow, i).balance;
      n += tide_quantity_is_defined (balance->smd);
      above += balance->flagged;
    }
  const guint both[] = { figure->options.first, figure->options.second };
  for (guint i = 0; i < 2; i++)
    put_within (figure, figure->comparison->arms[both[i]].label, TIDE_COMPARE_TEXT, TRUE, self->value_x[i],
                head, self->value_x[1] - self->value_x[0] - 8 * u, 1,
                tide_compare_get_style (figure, both[i]).ink);
  put_within (figure, _ ("shaded: |SMD| ≤ 0.1"), TIDE_COMPARE_SMALL, FALSE,
              figure->plot.x + figure->plot.width / 2, head, figure->plot.width, 0.5,
              figure->palette.second_ink);
  g_autofree char *words = g_strdup_printf (_ ("%u of %u above 0.1; unweighted"), above, n);
  put_within (figure, words, TIDE_COMPARE_TEXT, FALSE, 12 * u, foot, figure->width - 24 * u, 0,
              figure->palette.ink);
}

void
tide_compare_layout_balance (TideCompareFigure *self)
{
  Balance balance = { .figure = self };
  balance.rows = tide_compare_list_balance (self->comparison, self->options.first, self->options.second);
  if (balance.rows == NULL)
    {
      tide_compare_say_nothing (self);
      return;
    }
  place_columns (&balance);
  find_extent (&balance);
  draw_ground (&balance);
  for (guint i = 0; i < balance.rows->len; i++)
    draw_row (&balance, i);
  draw_words (&balance);
  g_array_unref (balance.rows);
}

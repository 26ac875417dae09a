/* tide-block-row.c: blocks beside each other, by shares of the width or each as wide as it is. */

#include "tide-block.h"

typedef struct
{
  TideBlock base;
  GPtrArray *blocks;
  double *shares; /* NULL: spread */
  double gap;
  gboolean dividers;
  gboolean is_inline, is_one_line;
  double overshoot;
  double for_width, *widths, for_gap; /* found for for_width */
} RowBlock;

static void
row_share_out (RowBlock *self, double room)
{
  double sum = 0;
  for (guint i = 0; i < self->blocks->len; i++)
    sum += self->shares[i];
  for (guint i = 0; i < self->blocks->len; i++)
    self->widths[i] = room * self->shares[i] / sum;
}

/* No block is wider than a level at which all of them fit. */
static void
row_spread_out (RowBlock *self, double room)
{
  guint n = self->blocks->len;
  double sum = 0, low = 0, high = 0;
  for (guint i = 0; i < n; i++)
    {
      self->widths[i] = tide_block_get_natural_width (self->blocks->pdata[i]);
      sum += self->widths[i];
      high = MAX (high, self->widths[i]);
    }
  if (sum <= room)
    {
      self->for_gap += n > 1 ? (room - sum) / (n - 1) : 0;
      return;
    }
  for (guint step = 0; step < 30; step++)
    {
      double level = (low + high) / 2, taken = 0;
      for (guint i = 0; i < n; i++)
        taken += MIN (self->widths[i], level);
      *(taken > room ? &high : &low) = level;
    }
  for (guint i = 0; i < n; i++)
    self->widths[i] = MIN (self->widths[i], low);
}

static void
row_fit (RowBlock *self, double width)
{
  if (self->widths != NULL && self->for_width == width)
    return;
  double room = MAX (0, width - self->gap * (self->blocks->len - 1));
  g_free (self->widths);
  self->widths = g_new0 (double, self->blocks->len);
  self->for_width = width;
  self->for_gap = self->gap;
  if (self->shares != NULL)
    row_share_out (self, room);
  else
    row_spread_out (self, room);
}

static double
row_get_height (TideBlock *block, double width)
{
  RowBlock *self = (RowBlock *) block;
  double height = 0;
  row_fit (self, width);
  for (guint i = 0; i < self->blocks->len; i++)
    height = MAX (height, tide_block_get_height (self->blocks->pdata[i], self->widths[i]));
  return height;
}

static double
row_get_natural_width (TideBlock *block)
{
  RowBlock *self = (RowBlock *) block;
  double width = self->gap * (self->blocks->len - 1);
  for (guint i = 0; i < self->blocks->len; i++)
    width += tide_block_get_natural_width (self->blocks->pdata[i]);
  return width;
}

static void
row_draw (TideBlock *block, cairo_t *cr, double x, double y, double width)
{
  RowBlock *self = (RowBlock *) block;
  double height = row_get_height (block, width), at = 0;
  gboolean leftward = tide_drawing_get (cr)->leftward;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      double left = leftward ? x + width - at - self->widths[i] : x + at;
      tide_block_draw (self->blocks->pdata[i], cr, left, y, self->widths[i]);
      at += self->widths[i] + self->for_gap;
      if (!self->dividers || i + 1 == self->blocks->len)
        continue;
      double middle = at - self->for_gap / 2;
      cairo_set_source_rgb (cr, 0, 0, 0);
      cairo_rectangle (cr, (leftward ? x + width - middle : x + middle) - 0.25, y - self->overshoot, 0.5,
                       height + 2 * self->overshoot);
      cairo_fill (cr);
    }
}

/* The lines of one block behind each other. */
static void
append_line (TideBlock *block, GString *line)
{
  g_autoptr (GString) own = g_string_new (NULL);
  tide_block_write_text (block, own);
  g_auto (GStrv) lines = g_strsplit (own->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? "  " : "", lines[i]);
}

static void
row_write_text (TideBlock *block, GString *text)
{
  RowBlock *self = (RowBlock *) block;
  g_autoptr (GString) line = g_string_new (NULL);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      if (!self->is_inline && !self->is_one_line)
        {
          tide_block_write_text (self->blocks->pdata[i], text);
          continue;
        }
      append_line (self->blocks->pdata[i], line);
      if (line->len == 0 || (self->is_one_line && i + 1 < self->blocks->len))
        continue;
      tide_text_add_wrapped (text, line->str, 0, 2);
      g_string_truncate (line, 0);
    }
}

static void
row_free (TideBlock *block)
{
  RowBlock *self = (RowBlock *) block;
  g_ptr_array_unref (self->blocks);
  g_free (self->shares);
  g_free (self->widths);
  g_free (self);
}

static const TideBlockClass row_class
  = { row_get_height, row_get_natural_width, NULL, row_draw, row_free, row_write_text };

TideBlock *
tide_block_row_new_spread (TideBlock **blocks, guint n, double gap)
{
  RowBlock *self = g_new0 (RowBlock, 1);
  self->base.klass = &row_class;
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_block_free);
  self->gap = gap;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->blocks, blocks[i]);
  return &self->base;
}

TideBlock *
tide_block_row_new (TideBlock **blocks, const double *shares, guint n, double gap)
{
  TideBlock *block = tide_block_row_new_spread (blocks, n, gap);
  ((RowBlock *) block)->shares = g_memdup2 (shares, n * sizeof (double));
  return block;
}

void
tide_block_row_set_inline (TideBlock *row)
{
  ((RowBlock *) row)->is_inline = TRUE;
}

void
tide_block_row_set_one_line (TideBlock *row)
{
  ((RowBlock *) row)->is_one_line = TRUE;
}

void
tide_block_row_set_dividers (TideBlock *row, double overshoot)
{
  RowBlock *self = (RowBlock *) row;
  self->dividers = TRUE;
  self->overshoot = overshoot;
}

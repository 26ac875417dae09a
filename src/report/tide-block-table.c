/* tide-block-table.c: a table on paper: head, rows, hairlines; breaks between rows only and repeats its head.
 */

#include "tide-block.h"

#include <math.h>

#define CELL_PADDING 4.0
#define ROW_PADDING 1.7

typedef struct
{
  char *title;
  PangoAlignment align;
  gboolean shaded;
} Column;

/* What the two halves of a broken table share. */
typedef struct
{
  Column *columns;
  guint n_columns;
  PangoContext *context;
} Head;

typedef struct
{
  TideBlock base;
  Head *head;      /* atomic rc box */
  GPtrArray *rows; /* GStrv of n_columns */
  double for_width;
  double *widths; /* of the columns, for for_width */
} TableBlock;

static const TideBlockClass table_class;

static void
head_clear (Head *head)
{
  for (guint i = 0; i < head->n_columns; i++)
    g_free (head->columns[i].title);
  g_free (head->columns);
  g_object_unref (head->context);
}

static TableBlock *
table_new_with_head (Head *head)
{
  TableBlock *self = g_new0 (TableBlock, 1);
  self->base.klass = &table_class;
  self->head = head;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

static PangoLayout *
cell_layout (TableBlock *self, guint column, const char *markup, gboolean bold)
{
  PangoLayout *layout = pango_layout_new (self->head->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Cantarell");
  pango_font_description_set_size (font, (int) round (TIDE_PT_TABLE * PANGO_SCALE));
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  g_autofree char *all
    = g_strdup_printf ("<span font_features=\"tnum\">%s</span>", markup != NULL ? markup : "");
  pango_layout_set_markup (layout, all, -1);
  pango_layout_set_alignment (layout, self->head->columns[column].align);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_spacing (layout, -(int) (0.6 * PANGO_SCALE));
  return layout;
}

/* Width without a break, and of the longest word. */
static void
cell_widths (TableBlock *self, guint column, const char *markup, gboolean bold, double *natural,
             double *least)
{
  g_autoptr (PangoLayout) layout = cell_layout (self, column, markup, bold);
  int width;
  pango_layout_get_size (layout, &width, NULL);
  *natural = MAX (*natural, (double) width / PANGO_SCALE + 2 * CELL_PADDING);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_width (layout, PANGO_SCALE);
  pango_layout_get_size (layout, &width, NULL);
  *least = MAX (*least, (double) width / PANGO_SCALE + 2 * CELL_PADDING);
}

static void
table_fit (TableBlock *self, double width)
{
  if (self->widths != NULL && self->for_width == width)
    return;
  guint n = self->head->n_columns;
  g_autofree double *natural = g_new0 (double, n);
  g_autofree double *least = g_new0 (double, n);
  double sum_natural = 0, sum_least = 0;
  for (guint c = 0; c < n; c++)
    {
      cell_widths (self, c, self->head->columns[c].title, TRUE, &natural[c], &least[c]);
      for (guint r = 0; r < self->rows->len; r++)
        cell_widths (self, c, ((char **) self->rows->pdata[r])[c], FALSE, &natural[c], &least[c]);
      sum_natural += natural[c];
      sum_least += least[c];
    }
  g_free (self->widths);
  self->widths = g_new (double, n);
  self->for_width = width;
  for (guint c = 0; c < n; c++)
    if (sum_natural <= width)
      self->widths[c] = natural[c] + (width - sum_natural) / n;
    else if (sum_least < width && sum_natural > sum_least)
      self->widths[c] = least[c] + (natural[c] - least[c]) * (width - sum_least) / (sum_natural - sum_least);
    else
      self->widths[c] = least[c] * width / sum_least;
}

static double
row_height (TableBlock *self, char **cells, gboolean bold)
{
  double height = 0;
  for (guint c = 0; c < self->head->n_columns; c++)
    {
      g_autoptr (PangoLayout) layout
        = cell_layout (self, c, cells != NULL ? cells[c] : self->head->columns[c].title, bold);
      pango_layout_set_width (layout, (int) ((self->widths[c] - 2 * CELL_PADDING) * PANGO_SCALE));
      int h;
      pango_layout_get_size (layout, NULL, &h);
      height = MAX (height, (double) h / PANGO_SCALE);
    }
  return height + 2 * ROW_PADDING;
}

static double
table_get_height (TideBlock *block, double width)
{
  TableBlock *self = (TableBlock *) block;
  table_fit (self, width);
  double height = row_height (self, NULL, TRUE);
  for (guint r = 0; r < self->rows->len; r++)
    height += row_height (self, self->rows->pdata[r], FALSE);
  return height;
}

TideBlock *
tide_block_table_take_rows (TideBlock *block, guint n, gboolean keep_last)
{
  TableBlock *self = (TableBlock *) block;
  if (self->rows->len <= n)
    return NULL;
  TableBlock *rest = table_new_with_head (g_atomic_rc_box_acquire (self->head));
  guint from = keep_last ? 0 : n, count = self->rows->len - n;
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (rest->rows, g_ptr_array_steal_index (self->rows, from));
  g_clear_pointer (&self->widths, g_free);
  return &rest->base;
}

static TideBlock *
table_split (TideBlock *block, double width, double height)
{
  TableBlock *self = (TableBlock *) block;
  table_fit (self, width);
  double used = row_height (self, NULL, TRUE);
  guint keep = 0;
  while (keep < self->rows->len)
    {
      used += row_height (self, self->rows->pdata[keep], FALSE);
      if (used > height)
        break;
      keep++;
    }
  return keep > 0 ? tide_block_table_take_rows (block, keep, FALSE) : NULL;
}

static void
draw_row (TableBlock *self, cairo_t *cr, double x, double y, double height, char **cells)
{
  for (guint c = 0; c < self->head->n_columns; c++)
    {
      if (self->head->columns[c].shaded || cells == NULL)
        {
          cairo_set_source_rgb (cr, cells == NULL ? 0.93 : 0.89, cells == NULL ? 0.93 : 0.89,
                                cells == NULL ? 0.93 : 0.89);
          cairo_rectangle (cr, x, y, self->widths[c], height);
          cairo_fill (cr);
        }
      g_autoptr (PangoLayout) layout
        = cell_layout (self, c, cells != NULL ? cells[c] : self->head->columns[c].title, cells == NULL);
      pango_layout_set_width (layout, (int) ((self->widths[c] - 2 * CELL_PADDING) * PANGO_SCALE));
      cairo_set_source_rgb (cr, 0, 0, 0);
      cairo_move_to (cr, x + CELL_PADDING, y + ROW_PADDING);
      pango_cairo_show_layout (cr, layout);
      x += self->widths[c];
    }
}

static void
draw_line (cairo_t *cr, double x, double y, double width, double line_width, double grey)
{
  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_rectangle (cr, x, y - line_width / 2, width, line_width);
  cairo_fill (cr);
}

static void
table_draw (TideBlock *block, cairo_t *cr, double x, double y, double width)
{
  TableBlock *self = (TableBlock *) block;
  table_fit (self, width);
  double height = row_height (self, NULL, TRUE);
  draw_row (self, cr, x, y, height, NULL);
  draw_line (cr, x, y, width, 0.9, 0);
  y += height;
  draw_line (cr, x, y, width, 0.9, 0);
  for (guint r = 0; r < self->rows->len; r++)
    {
      height = row_height (self, self->rows->pdata[r], FALSE);
      draw_row (self, cr, x, y, height, self->rows->pdata[r]);
      y += height;
      draw_line (cr, x, y, width, r + 1 == self->rows->len ? 0.9 : 0.35, r + 1 == self->rows->len ? 0 : 0.55);
    }
}

static void
table_free (TideBlock *block)
{
  TableBlock *self = (TableBlock *) block;
  g_atomic_rc_box_release_full (self->head, (GDestroyNotify) head_clear);
  g_ptr_array_unref (self->rows);
  g_free (self->widths);
  g_free (self);
}

static const TideBlockClass table_class = { table_get_height, table_split, table_draw, table_free };

TideBlock *
tide_block_table_new (PangoContext *context, const TideTableColumn *columns, guint n_columns)
{
  Head *head = g_atomic_rc_box_new0 (Head);
  head->context = g_object_ref (context);
  head->n_columns = n_columns;
  head->columns = g_new0 (Column, n_columns);
  for (guint i = 0; i < n_columns; i++)
    {
      head->columns[i].title = g_strdup (columns[i].title);
      head->columns[i].align = columns[i].align;
      head->columns[i].shaded = columns[i].shaded;
    }
  return &table_new_with_head (head)->base;
}

void
tide_block_table_add_row (TideBlock *table, const char *const *cells)
{
  TableBlock *self = (TableBlock *) table;
  char **row = g_new0 (char *, self->head->n_columns + 1);
  for (guint i = 0; i < self->head->n_columns; i++)
    row[i] = g_strdup (cells[i] != NULL ? cells[i] : "");
  g_ptr_array_add (self->rows, row);
  g_clear_pointer (&self->widths, g_free);
}

guint
tide_block_table_get_n_rows (TideBlock *table)
{
  return ((TableBlock *) table)->rows->len;
}

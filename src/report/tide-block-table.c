/* tide-block-table.c: a table on paper: head, rows, hairlines; breaks between rows only and repeats its head.
 *
 * A table and what was cut off it are two ranges of the same rows: column widths are found once for all rows,
 * so that the part on the next page stands under the same columns, and every cell is shaped once.
 */

#include "tide-block.h"

#include <math.h>
#include <string.h>

#define CELL_PADDING 3.0
#define ROW_PADDING 1.1
#define LINE_SPACING -0.7
#define MOST_AIR 16.0

typedef struct
{
  PangoLayout *layout;
  double width; /* without a break */
} Cell;

typedef struct
{
  Cell *cells;
  double height; /* for the fitted widths */
} Row;

/* What the parts of a broken table share. */
typedef struct
{
  guint n_columns;
  PangoAlignment *aligns;
  gboolean *shaded;
  PangoContext *context;
  PangoFontDescription *font;
  Row *head;
  gboolean headless; /* no column has a title */
  GPtrArray *rows;   /* Row */
  double for_width;
  double *widths; /* of the columns, for for_width; NULL: not fitted yet */
} Sheet;

typedef struct
{
  TideBlock base;
  Sheet *sheet; /* atomic rc box */
  guint first, n;
} TableBlock;

static const TideBlockClass table_class;

static TableBlock *
table_new (Sheet *sheet, guint first, guint n)
{
  TableBlock *self = g_new0 (TableBlock, 1);
  self->base.klass = &table_class;
  self->sheet = sheet;
  self->first = first;
  self->n = n;
  return self;
}

/* --- rows and cells --- */

static Row *
row_new (Sheet *sheet, const char *const *cells, gboolean bold)
{
  Row *row = g_new0 (Row, 1);
  row->cells = g_new0 (Cell, sheet->n_columns + 1);
  for (guint c = 0; c < sheet->n_columns; c++)
    {
      PangoLayout *layout = pango_layout_new (sheet->context);
      const char *markup = cells[c] != NULL ? cells[c] : "";
      g_autofree char *strong = bold ? g_strdup_printf ("<b>%s</b>", markup) : NULL;
      g_autofree char *all = tide_block_dup_markup (sheet->context, bold ? strong : markup);
      pango_layout_set_font_description (layout, sheet->font);
      pango_layout_set_markup (layout, all, -1);
      pango_layout_set_alignment (layout, tide_block_resolve_align (layout, sheet->aligns[c]));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_spacing (layout, (int) (LINE_SPACING * PANGO_SCALE));
      int width;
      pango_layout_get_size (layout, &width, NULL);
      row->cells[c] = (Cell){ layout, (double) width / PANGO_SCALE };
    }
  return row;
}

/* Cells end with the one that has no layout. */
static void
row_free (Row *row)
{
  for (Cell *cell = row->cells; cell->layout != NULL; cell++)
    g_object_unref (cell->layout);
  g_free (row->cells);
  g_free (row);
}

static void
sheet_clear (Sheet *sheet)
{
  row_free (sheet->head);
  g_ptr_array_unref (sheet->rows);
  g_free (sheet->aligns);
  g_free (sheet->shaded);
  g_free (sheet->widths);
  pango_font_description_free (sheet->font);
  g_object_unref (sheet->context);
}

/* --- widths --- */

/* Width of the longest word. */
static double
cell_least (const Cell *cell)
{
  int width;
  pango_layout_set_wrap (cell->layout, PANGO_WRAP_WORD);
  pango_layout_set_width (cell->layout, PANGO_SCALE);
  pango_layout_get_size (cell->layout, &width, NULL);
  pango_layout_set_width (cell->layout, -1);
  pango_layout_set_wrap (cell->layout, PANGO_WRAP_WORD_CHAR);
  return (double) width / PANGO_SCALE;
}

static const Row *
sheet_row (const Sheet *sheet, guint index)
{
  return index == 0 ? sheet->head : sheet->rows->pdata[index - 1];
}

static double
column_width (const Sheet *sheet, guint column, gboolean least)
{
  double width = 0;
  for (guint r = 0; r <= sheet->rows->len; r++)
    {
      const Cell *cell = &sheet_row (sheet, r)->cells[column];
      if (cell->width > width)
        width = MAX (width, least ? cell_least (cell) : cell->width);
    }
  return width + 2 * CELL_PADDING;
}

/* Takes @excess from the columns that can give most: one long cell wraps before ten short ones do. */
static void
narrow_columns (Sheet *sheet, double excess)
{
  g_autofree double *slack = g_new (double, sheet->n_columns);
  double whole = 0;
  for (guint c = 0; c < sheet->n_columns; c++)
    {
      slack[c] = sheet->widths[c] - column_width (sheet, c, TRUE);
      whole += slack[c];
    }
  if (whole <= excess)
    {
      double shrink = (sheet->for_width) / (sheet->for_width + excess - whole);
      for (guint c = 0; c < sheet->n_columns; c++)
        sheet->widths[c] = (sheet->widths[c] - slack[c]) * shrink;
      return;
    }
  /* The level above which slack is taken, by halving: exact enough after thirty steps. */
  double low = 0, high = sheet->for_width;
  for (guint step = 0; step < 30; step++)
    {
      double level = (low + high) / 2, taken = 0;
      for (guint c = 0; c < sheet->n_columns; c++)
        taken += MAX (0, slack[c] - level);
      *(taken > excess ? &low : &high) = level;
    }
  for (guint c = 0; c < sheet->n_columns; c++)
    sheet->widths[c] -= MAX (0, slack[c] - high);
}

/* Some air for each; what is left of a table of few columns stays behind its last words, so that the numbers
 * that follow them stand together. */
static void
widen_columns (Sheet *sheet, double spare)
{
  double air = MIN (spare / sheet->n_columns, MOST_AIR);
  for (guint c = 0; c < sheet->n_columns; c++)
    sheet->widths[c] += air;
  guint last = sheet->n_columns - 1;
  while (last > 0 && sheet->aligns[last] == PANGO_ALIGN_RIGHT)
    last--;
  sheet->widths[last] += spare - air * sheet->n_columns;
}

static void
fit_row (const Sheet *sheet, Row *row)
{
  row->height = 0;
  for (guint c = 0; c < sheet->n_columns; c++)
    {
      const Cell *cell = &row->cells[c];
      double inner = sheet->widths[c] - 2 * CELL_PADDING;
      int height;
      pango_layout_set_width (cell->layout, cell->width > inner + 0.01 ? (int) (inner * PANGO_SCALE) : -1);
      pango_layout_get_size (cell->layout, NULL, &height);
      row->height = MAX (row->height, (double) height / PANGO_SCALE);
    }
  row->height += 2 * ROW_PADDING;
}

static void
sheet_fit (Sheet *sheet, double width)
{
  if (sheet->widths != NULL && sheet->for_width == width)
    return;
  double sum = 0;
  g_free (sheet->widths);
  sheet->widths = g_new (double, sheet->n_columns);
  sheet->for_width = width;
  for (guint c = 0; c < sheet->n_columns; c++)
    sum += sheet->widths[c] = column_width (sheet, c, FALSE);
  if (sum > width)
    narrow_columns (sheet, sum - width);
  else
    widen_columns (sheet, width - sum);
  for (guint r = 0; r <= sheet->rows->len; r++)
    fit_row (sheet, (Row *) sheet_row (sheet, r));
  if (sheet->headless)
    sheet->head->height = 0;
}

/* --- the block --- */

static const Row *
table_row (const TableBlock *self, guint index)
{
  return self->sheet->rows->pdata[self->first + index];
}

double
tide_block_table_get_height_of (TideBlock *table, double width, guint n, gboolean last)
{
  TableBlock *self = (TableBlock *) table;
  sheet_fit (self->sheet, width);
  double height = self->sheet->head->height;
  guint count = MIN (n, self->n);
  for (guint i = 0; i < count; i++)
    height += table_row (self, last ? self->n - 1 - i : i)->height;
  return height;
}

static double
table_get_height (TideBlock *block, double width)
{
  return tide_block_table_get_height_of (block, width, G_MAXUINT, FALSE);
}

TideBlock *
tide_block_table_take_rows (TideBlock *table, guint n, gboolean keep_last)
{
  TableBlock *self = (TableBlock *) table;
  if (self->n <= n)
    return NULL;
  guint cut = self->n - n;
  TableBlock *rest
    = table_new (g_atomic_rc_box_acquire (self->sheet), keep_last ? self->first : self->first + n, cut);
  self->first += keep_last ? cut : 0;
  self->n = n;
  return &rest->base;
}

static TideBlock *
table_split (TideBlock *block, double width, double height)
{
  TableBlock *self = (TableBlock *) block;
  sheet_fit (self->sheet, width);
  double used = self->sheet->head->height;
  guint keep = 0;
  while (keep < self->n && used + table_row (self, keep)->height <= height + 0.01)
    used += table_row (self, keep++)->height;
  return keep > 0 ? tide_block_table_take_rows (block, keep, FALSE) : NULL;
}

static void
draw_cell (const Sheet *sheet, cairo_t *cr, double x, double y, guint column, const Cell *cell)
{
  double inner = sheet->widths[column] - 2 * CELL_PADDING;
  double spare = pango_layout_get_width (cell->layout) == -1 ? inner - cell->width : 0;
  PangoAlignment align = sheet->aligns[column];
  if (tide_drawing_get (cr)->leftward && align != PANGO_ALIGN_CENTER)
    align = align == PANGO_ALIGN_LEFT ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
  x += CELL_PADDING + (align == PANGO_ALIGN_RIGHT ? spare : align == PANGO_ALIGN_CENTER ? spare / 2 : 0);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, x, y + ROW_PADDING);
  pango_cairo_show_layout (cr, cell->layout);
}

static void
draw_row (const Sheet *sheet, cairo_t *cr, double x, double y, const Row *row)
{
  gboolean leftward = tide_drawing_get (cr)->leftward;
  const char *tag = row == sheet->head ? "TH" : "TD";
  double at = leftward ? x + sheet->for_width : x;
  tide_drawing_begin_tag (cr, "TR");
  for (guint c = 0; c < sheet->n_columns; c++)
    {
      at -= leftward ? sheet->widths[c] : 0;
      if (sheet->shaded[c] || row == sheet->head)
        {
          double grey = sheet->shaded[c] ? TIDE_GREY_SHADE : TIDE_GREY_STRIPE;
          cairo_set_source_rgb (cr, grey, grey, grey);
          cairo_rectangle (cr, at, y, sheet->widths[c], row->height);
          cairo_fill (cr);
        }
      tide_drawing_begin_tag (cr, tag);
      draw_cell (sheet, cr, at, y, c, &row->cells[c]);
      tide_drawing_end_tag (cr, tag);
      at += leftward ? 0 : sheet->widths[c];
    }
  tide_drawing_end_tag (cr, "TR");
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
  const Row *head = self->sheet->head;
  sheet_fit (self->sheet, width);
  tide_drawing_begin_tag (cr, "Table");
  if (!self->sheet->headless)
    {
      draw_row (self->sheet, cr, x, y, head);
      draw_line (cr, x, y, width, 0.7, 0);
      y += head->height;
    }
  draw_line (cr, x, y, width, 0.7, 0);
  for (guint r = 0; r < self->n; r++)
    {
      gboolean last = r + 1 == self->n;
      draw_row (self->sheet, cr, x, y, table_row (self, r));
      y += table_row (self, r)->height;
      draw_line (cr, x, y, width, last ? 0.7 : 0.35, last ? 0 : TIDE_GREY_LINE);
    }
  tide_drawing_end_tag (cr, "Table");
}

/* --- plain text --- */

/* A cell on one line, "" for none. */
static char *
dup_cell (const Row *row, guint column)
{
  g_auto (GStrv) lines = g_strsplit (pango_layout_get_text (row->cells[column].layout), "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", lines[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint
count_columns (const TableBlock *self, guint column)
{
  g_autofree char *title = dup_cell (self->sheet->head, column);
  guint width = tide_text_get_width (title);
  for (guint r = 0; r < self->n; r++)
    {
      g_autofree char *cell = dup_cell (table_row (self, r), column);
      width = MAX (width, tide_text_get_width (cell));
    }
  return width;
}

static void
write_row (const TableBlock *self, GString *text, const Row *row, const guint *widths)
{
  gsize start = text->len;
  for (guint c = 0; c < self->sheet->n_columns; c++)
    {
      g_autofree char *cell = dup_cell (row, c);
      guint blank = widths[c] - tide_text_get_width (cell);
      gboolean right = self->sheet->aligns[c] == PANGO_ALIGN_RIGHT;
      g_string_append_printf (text, "%s%*s%s%*s", c > 0 ? "  " : "", right ? (int) blank : 0, "", cell,
                              right ? 0 : (int) blank, "");
    }
  while (text->len > start && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  g_string_append_c (text, '\n');
}

/* Too wide for columns: what the row is about, then each cell behind its title. */
static void
write_record (const TableBlock *self, GString *text, const Row *row)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *lead = dup_cell (row, 0);
  g_string_append (line, lead);
  for (guint c = 1; c < self->sheet->n_columns; c++)
    {
      g_autofree char *cell = dup_cell (row, c), *title = dup_cell (self->sheet->head, c);
      if (*cell == '\0' || g_str_equal (cell, "–"))
        continue;
      g_string_append_printf (line, "%s%s%s%s", c == 1 || line->len == strlen (lead) ? ": " : "; ", title,
                              *title != '\0' ? " " : "", cell);
    }
  tide_text_add_wrapped (text, line->str, 0, 2);
}

static void
table_write_text (TideBlock *block, GString *text)
{
  const TableBlock *self = (const TableBlock *) block;
  g_autofree guint *widths = g_new0 (guint, self->sheet->n_columns);
  guint sum = 0;
  for (guint c = 0; c < self->sheet->n_columns; c++)
    sum += (widths[c] = count_columns (self, c)) + (c > 0 ? 2 : 0);
  gboolean fits = sum <= TIDE_TEXT_COLUMNS;
  if (fits && !self->sheet->headless)
    write_row (self, text, self->sheet->head, widths);
  for (guint r = 0; r < self->n; r++)
    {
      if (fits)
        write_row (self, text, table_row (self, r), widths);
      else
        write_record (self, text, table_row (self, r));
    }
}

static void
table_free (TideBlock *block)
{
  TableBlock *self = (TableBlock *) block;
  g_atomic_rc_box_release_full (self->sheet, (GDestroyNotify) sheet_clear);
  g_free (self);
}

static const TideBlockClass table_class
  = { table_get_height, NULL, table_split, table_draw, table_free, table_write_text };

TideBlock *
tide_block_table_new (PangoContext *context, const TideTableColumn *columns, guint n_columns)
{
  Sheet *sheet = g_atomic_rc_box_new0 (Sheet);
  g_autofree const char **titles = g_new0 (const char *, n_columns + 1);
  sheet->context = g_object_ref (context);
  sheet->font = pango_font_description_from_string ("Cantarell");
  pango_font_description_set_size (sheet->font, (int) round (TIDE_PT_TABLE * PANGO_SCALE));
  sheet->n_columns = n_columns;
  sheet->headless = TRUE;
  sheet->aligns = g_new0 (PangoAlignment, n_columns);
  sheet->shaded = g_new0 (gboolean, n_columns);
  sheet->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  for (guint i = 0; i < n_columns; i++)
    {
      sheet->aligns[i] = columns[i].align;
      sheet->shaded[i] = columns[i].shaded;
      titles[i] = columns[i].title;
      sheet->headless = sheet->headless && titles[i] == NULL;
    }
  sheet->head = row_new (sheet, titles, TRUE);
  return &table_new (sheet, 0, 0)->base;
}

void
tide_block_table_add_row (TideBlock *table, const char *const *cells)
{
  TableBlock *self = (TableBlock *) table;
  g_return_if_fail (self->first + self->n == self->sheet->rows->len);
  g_ptr_array_add (self->sheet->rows, row_new (self->sheet, cells, FALSE));
  self->n++;
  g_clear_pointer (&self->sheet->widths, g_free);
}

guint
tide_block_table_get_n_rows (TideBlock *table)
{
  return ((TableBlock *) table)->n;
}

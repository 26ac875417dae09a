/* tide-block.h: what a page is made of: a block knows its height for a width, how to draw itself and, when it
 * may break over pages, how to be cut.  Text, tables, figures, boxes and rows of blocks are all blocks, so
 * that the page composer needs to know none of them.  Private to the report room.
 */
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef struct _TideBlock TideBlock;

typedef struct
{
  double (*get_height) (TideBlock *block, double width);
  double (*get_natural_width) (TideBlock *block); /* without a break; NULL: as wide as it is given */
  /* Keeps what fits into @height and returns the rest; NULL when nothing can be cut off. NULL: never breaks.
   */
  TideBlock *(*split) (TideBlock *block, double width, double height);
  void (*draw) (TideBlock *block, cairo_t *cr, double x, double y, double width);
  void (*free) (TideBlock *block);
  /* The same as plain text; NULL: it has none. */
  void (*write_text) (TideBlock *block, GString *text);
} TideBlockClass;

struct _TideBlock
{
  const TideBlockClass *klass;
};

double tide_block_get_height (TideBlock *block, double width);
double tide_block_get_natural_width (TideBlock *block); /* 0: none of its own */
TideBlock *tide_block_split (TideBlock *block, double width, double height);
void tide_block_draw (TideBlock *block, cairo_t *cr, double x, double y, double width);
void tide_block_write_text (TideBlock *block, GString *text);
void tide_block_free (TideBlock *block); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideBlock, tide_block_free)

/* Fonts of a page: 1 unit = 1 pt, no hinting, so that every target breaks lines alike. (transfer full) */
PangoContext *tide_page_context_new (void);

/* Sizes of the paper style (comparison-and-paper.md 6), pt. */
#define TIDE_PT_TITLE 15.0
#define TIDE_PT_CLINIC 12.0
#define TIDE_PT_HEADING 9.5
#define TIDE_PT_TEXT 8.5
#define TIDE_PT_TABLE 8.2
#define TIDE_PT_CAPTION 7.6
/* The same on a page for a patient. */
#define TIDE_PT_TITLE_LARGE 25.0
#define TIDE_PT_LEAD_LARGE 14.6
#define TIDE_PT_HEADING_LARGE 15.0
#define TIDE_PT_TEXT_LARGE 13.5
#define TIDE_PT_CHART_LARGE 11.3
#define TIDE_PT_SMALLEST_LARGE 11.0

/* Greys of the paper style: tint of a table head, of a column that matters, of hairlines. */
#define TIDE_GREY_STRIPE 0.94
#define TIDE_GREY_SHADE 0.90
#define TIDE_GREY_LINE 0.55

/* What a paragraph is to a reader who does not see it: the outline and the tags of a PDF, and plain text. */
typedef enum
{
  TIDE_ROLE_TEXT,
  TIDE_ROLE_TITLE,
  TIDE_ROLE_HEADING,
} TideRole;

/* A heading as it was drawn. */
typedef struct
{
  char *words;
  guint page; /* of the file, from 1 */
  double x, y;
} TideDrawnHeading;

/* How the page that is being drawn is drawn; hangs on its cairo_t. */
typedef struct
{
  gboolean leftward; /* read from right to left: rows and columns are mirrored */
  gboolean tagged;   /* with structure tags */
  guint page;        /* of the file, from 1 */
  GArray *headings;  /* TideDrawnHeading, or NULL */
} TideDrawing;
void tide_drawing_attach (cairo_t *cr, const TideDrawing *drawing); /* NULL: takes it off */
const TideDrawing *tide_drawing_get (cairo_t *cr);                  /* never NULL */
/* A structure tag of the PDF, "P"; nothing elsewhere. */
void tide_drawing_begin_tag (cairo_t *cr, const char *name);
void tide_drawing_end_tag (cairo_t *cr, const char *name);
/* Where @align stands on a page of this direction, for text that may have another one. */
PangoAlignment tide_block_resolve_align (PangoLayout *layout, PangoAlignment align);
/* As a layout of @context takes it: digits of one width, signs before their numbers. (transfer full) */
char *tide_block_dup_markup (PangoContext *context, const char *markup);

/* --- plain text, 76 columns --- */
#define TIDE_TEXT_COLUMNS 76
guint tide_text_get_width (const char *text); /* columns of a terminal */
/* Wraps @words between @indent and the last column, the first line from @first on; each line ends with a
 * newline. */
void tide_text_add_wrapped (GString *text, const char *words, guint first, guint indent);
/* One empty line, unless there is one or nothing is before it. */
void tide_text_add_gap (GString *text);

/* Markup in a size; breaks between lines. */
TideBlock *tide_block_text_new (PangoContext *context, const char *markup, double size, PangoAlignment align);
void tide_block_text_set_markup (TideBlock *block, const char *markup);
void tide_block_text_set_role (TideBlock *block, TideRole role);
/* One line a paragraph, what does not fit ends in an ellipsis. */
void tide_block_text_set_ellipsized (TideBlock *block);
guint tide_block_text_get_n_lines (TideBlock *block, double width);
/* Height of its first @n lines. */
double tide_block_text_get_height_of (TideBlock *block, double width, guint n);
/* Keeps the first @n lines and returns the rest, NULL when there are no more. */
TideBlock *tide_block_text_split_lines (TideBlock *block, double width, guint n);

TideBlock *tide_block_space_new (double height);
TideBlock *tide_block_rule_new (double line_width);
/* Blocks beside each other; @shares are parts of the width, @gap between. Takes the blocks. */
TideBlock *tide_block_row_new (TideBlock **blocks, const double *shares, guint n, double gap);
/* Each block as wide as it is and the rest of the width between them, at least @gap; when there is too little
 * the widest give way first. */
TideBlock *tide_block_row_new_spread (TideBlock **blocks, guint n, double gap);
/* Each of its blocks is one line of plain text; or all of them are one together. */
void tide_block_row_set_inline (TideBlock *row);
void tide_block_row_set_one_line (TideBlock *row);
/* Hairlines in the middle of the gaps, @overshoot beyond the row above and below. */
void tide_block_row_set_dividers (TideBlock *row, double overshoot);
/* Blocks under each other. Takes them as they are added. Breaks between its blocks, and inside one that can.
 */
TideBlock *tide_block_stack_new (void);
void tide_block_stack_add (TideBlock *stack, TideBlock *block, double gap_before);
/* A rounded frame round a block. Takes it. */
TideBlock *tide_block_frame_new (TideBlock *child, double padding, double radius);
/* Something drawn by a function, of a fixed height (and @natural_width, 0 = any); @data is freed with
 * @free_data. */
typedef void (*TideBlockDrawFunc) (cairo_t *cr, double x, double y, double width, double height,
                                   gpointer data);
TideBlock *tide_block_figure_new (double natural_width, double height, TideBlockDrawFunc draw, gpointer data,
                                  GDestroyNotify free_data);
/* What it shows, in words. */
void tide_block_figure_set_words (TideBlock *figure, const char *words);

/* A table: head, rows, hairlines; breaks between rows and repeats its head. Cells are markup. */
typedef struct
{
  const char *title; /* markup, may hold a newline; NULL for all columns: no head */
  PangoAlignment align;
  gboolean shaded;
} TideTableColumn;
TideBlock *tide_block_table_new (PangoContext *context, const TideTableColumn *columns, guint n_columns);
void tide_block_table_add_row (TideBlock *table,
                               const char *const *cells); /* n_columns strings, NULL = empty */
guint tide_block_table_get_n_rows (TideBlock *table);
/* Height with its first (or, with @last, its last) @n rows only. */
double tide_block_table_get_height_of (TideBlock *table, double width, guint n, gboolean last);
/* Keeps the first (or, with @keep_last, the last) @n rows and returns the others, NULL when there are none.
 */
TideBlock *tide_block_table_take_rows (TideBlock *table, guint n, gboolean keep_last);

G_END_DECLS

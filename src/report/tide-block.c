/* tide-block.c: the simple blocks: text, space, rule, row, stack, frame, figure. */

#include "tide-block.h"

#include <math.h>

double
tide_block_get_height (TideBlock *block, double width)
{
  return block->klass->get_height (block, width);
}

TideBlock *
tide_block_split (TideBlock *block, double width, double height)
{
  return block->klass->split != NULL ? block->klass->split (block, width, height) : NULL;
}

void
tide_block_draw (TideBlock *block, cairo_t *cr, double x, double y, double width)
{
  cairo_save (cr);
  block->klass->draw (block, cr, x, y, width);
  cairo_restore (cr);
}

void
tide_block_free (TideBlock *block)
{
  if (block != NULL)
    block->klass->free (block);
}

PangoContext *
tide_page_context_new (void)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72);
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return context;
}

/* --- text --- */

typedef struct
{
  TideBlock base;
  PangoLayout *layout;
  int first_line, n_lines; /* -1 = to the end; lines of the layout that are this block's */
} TextBlock;

static const TideBlockClass text_class;

/* Lines in use for a width; *end is one past the last. */
static void
text_lines (TextBlock *self, double width, int *start, int *end)
{
  pango_layout_set_width (self->layout, (int) (width * PANGO_SCALE));
  int count = pango_layout_get_line_count (self->layout);
  *start = MIN (self->first_line, count);
  *end = self->n_lines < 0 ? count : MIN (count, *start + self->n_lines);
}

static double
text_line_top (TextBlock *self, int line)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (self->layout);
  for (int i = 0; i < line && pango_layout_iter_next_line (iter); i++)
    ;
  int top, bottom;
  pango_layout_iter_get_line_yrange (iter, &top, &bottom);
  if (line >= pango_layout_get_line_count (self->layout))
    return (double) bottom / PANGO_SCALE;
  return (double) top / PANGO_SCALE;
}

static double
text_get_height (TideBlock *block, double width)
{
  TextBlock *self = (TextBlock *) block;
  int start, end;
  text_lines (self, width, &start, &end);
  return end > start ? text_line_top (self, end) - text_line_top (self, start) : 0;
}

static TideBlock *
text_cut (TextBlock *self, int keep, int total)
{
  TextBlock *rest = g_new0 (TextBlock, 1);
  rest->base.klass = &text_class;
  rest->layout = g_object_ref (self->layout);
  rest->first_line = self->first_line + keep;
  rest->n_lines = self->n_lines < 0 ? -1 : total - keep;
  self->n_lines = keep;
  return &rest->base;
}

static TideBlock *
text_split (TideBlock *block, double width, double height)
{
  TextBlock *self = (TextBlock *) block;
  int start, end, keep = 0;
  text_lines (self, width, &start, &end);
  double top = text_line_top (self, start);
  while (start + keep < end && text_line_top (self, start + keep + 1) - top <= height)
    keep++;
  if (keep == 0 || start + keep >= end)
    return NULL;
  return text_cut (self, keep, end - start);
}

static void
text_draw (TideBlock *block, cairo_t *cr, double x, double y, double width)
{
  TextBlock *self = (TextBlock *) block;
  int start, end, line = 0;
  text_lines (self, width, &start, &end);
  double top = text_line_top (self, start);
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (self->layout);
  do
    {
      if (line >= start && line < end)
        {
          PangoRectangle logical;
          pango_layout_iter_get_line_extents (iter, NULL, &logical);
          cairo_move_to (cr, x + (double) logical.x / PANGO_SCALE,
                         y + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE - top);
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
        }
      line++;
    }
  while (pango_layout_iter_next_line (iter));
}

static void
text_free (TideBlock *block)
{
  TextBlock *self = (TextBlock *) block;
  g_object_unref (self->layout);
  g_free (self);
}

static const TideBlockClass text_class = { text_get_height, text_split, text_draw, text_free };

TideBlock *
tide_block_text_new (PangoContext *context, const char *markup, double size, PangoAlignment align)
{
  TextBlock *self = g_new0 (TextBlock, 1);
  self->base.klass = &text_class;
  self->n_lines = -1;
  self->layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Cantarell");
  pango_font_description_set_size (font, (int) round (size * PANGO_SCALE));
  pango_layout_set_font_description (self->layout, font);
  g_autoptr (PangoAttrList) features = pango_attr_list_new ();
  pango_attr_list_insert (features, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (self->layout, features);
  g_autofree char *all = g_strdup_printf ("<span font_features=\"tnum\">%s</span>", markup);
  pango_layout_set_markup (self->layout, all, -1);
  pango_layout_set_alignment (self->layout, align);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  return &self->base;
}

guint
tide_block_text_get_n_lines (TideBlock *block, double width)
{
  int start, end;
  text_lines ((TextBlock *) block, width, &start, &end);
  return (guint) (end - start);
}

TideBlock *
tide_block_text_split_lines (TideBlock *block, double width, guint n)
{
  TextBlock *self = (TextBlock *) block;
  int start, end;
  text_lines (self, width, &start, &end);
  return (int) n < end - start ? text_cut (self, (int) n, end - start) : NULL;
}

/* --- space and rule --- */

typedef struct
{
  TideBlock base;
  double height, line_width;
} SpaceBlock;

static double
space_get_height (TideBlock *block, double width)
{
  return ((SpaceBlock *) block)->height;
}

static void
space_draw (TideBlock *block, cairo_t *cr, double x, double y, double width)
{
  SpaceBlock *self = (SpaceBlock *) block;
  if (self->line_width <= 0)
    return;
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, x, y, width, self->line_width);
  cairo_fill (cr);
}

static void
space_free (TideBlock *block)
{
  g_free (block);
}

static const TideBlockClass space_class = { space_get_height, NULL, space_draw, space_free };

TideBlock *
tide_block_space_new (double height)
{
  SpaceBlock *self = g_new0 (SpaceBlock, 1);
  self->base.klass = &space_class;
  self->height = height;
  return &self->base;
}

TideBlock *
tide_block_rule_new (double line_width)
{
  SpaceBlock *self = g_new0 (SpaceBlock, 1);
  self->base.klass = &space_class;
  self->height = self->line_width = line_width;
  return &self->base;
}

/* --- row --- */

typedef struct
{
  TideBlock base;
  GPtrArray *blocks;
  GArray *shares;
  double gap;
} RowBlock;

static double
row_share (RowBlock *self, guint index, double width)
{
  double sum = 0;
  for (guint i = 0; i < self->shares->len; i++)
    sum += g_array_index (self->shares, double, i);
  return (width - self->gap * (self->blocks->len - 1)) * g_array_index (self->shares, double, index) / sum;
}

static double
row_get_height (TideBlock *block, double width)
{
  RowBlock *self = (RowBlock *) block;
  double height = 0;
  for (guint i = 0; i < self->blocks->len; i++)
    height = MAX (height, tide_block_get_height (self->blocks->pdata[i], row_share (self, i, width)));
  return height;
}

static void
row_draw (TideBlock *block, cairo_t *cr, double x, double y, double width)
{
  RowBlock *self = (RowBlock *) block;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      double share = row_share (self, i, width);
      tide_block_draw (self->blocks->pdata[i], cr, x, y, share);
      x += share + self->gap;
    }
}

static void
row_free (TideBlock *block)
{
  RowBlock *self = (RowBlock *) block;
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->shares);
  g_free (self);
}

static const TideBlockClass row_class = { row_get_height, NULL, row_draw, row_free };

TideBlock *
tide_block_row_new (TideBlock **blocks, const double *shares, guint n, double gap)
{
  RowBlock *self = g_new0 (RowBlock, 1);
  self->base.klass = &row_class;
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_block_free);
  self->shares = g_array_new (FALSE, FALSE, sizeof (double));
  self->gap = gap;
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (self->blocks, blocks[i]);
      g_array_append_val (self->shares, shares[i]);
    }
  return &self->base;
}

/* --- stack --- */

typedef struct
{
  TideBlock base;
  GPtrArray *blocks;
  GArray *gaps;
} StackBlock;

static const TideBlockClass stack_class;

static double
stack_get_height (TideBlock *block, double width)
{
  StackBlock *self = (StackBlock *) block;
  double height = 0;
  for (guint i = 0; i < self->blocks->len; i++)
    height += tide_block_get_height (self->blocks->pdata[i], width)
              + (i > 0 ? g_array_index (self->gaps, double, i) : 0);
  return height;
}

static TideBlock *
stack_split (TideBlock *block, double width, double height)
{
  StackBlock *self = (StackBlock *) block;
  double used = 0;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      double gap = i > 0 ? g_array_index (self->gaps, double, i) : 0;
      double next = tide_block_get_height (self->blocks->pdata[i], width);
      if (used + gap + next <= height + 0.01)
        {
          used += gap + next;
          continue;
        }
      TideBlock *tail = tide_block_split (self->blocks->pdata[i], width, height - used - gap);
      if (tail == NULL && i == 0)
        return NULL;
      TideBlock *rest = tide_block_stack_new ();
      guint from = tail != NULL ? i + 1 : i;
      if (tail != NULL)
        tide_block_stack_add (rest, tail, 0);
      while (self->blocks->len > from)
        {
          double moved_gap = g_array_index (self->gaps, double, from);
          tide_block_stack_add (rest, g_ptr_array_steal_index (self->blocks, from), moved_gap);
          g_array_remove_index (self->gaps, from);
        }
      return rest;
    }
  return NULL;
}

static void
stack_draw (TideBlock *block, cairo_t *cr, double x, double y, double width)
{
  StackBlock *self = (StackBlock *) block;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      y += i > 0 ? g_array_index (self->gaps, double, i) : 0;
      tide_block_draw (self->blocks->pdata[i], cr, x, y, width);
      y += tide_block_get_height (self->blocks->pdata[i], width);
    }
}

static void
stack_free (TideBlock *block)
{
  StackBlock *self = (StackBlock *) block;
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->gaps);
  g_free (self);
}

static const TideBlockClass stack_class = { stack_get_height, stack_split, stack_draw, stack_free };

TideBlock *
tide_block_stack_new (void)
{
  StackBlock *self = g_new0 (StackBlock, 1);
  self->base.klass = &stack_class;
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_block_free);
  self->gaps = g_array_new (FALSE, FALSE, sizeof (double));
  return &self->base;
}

void
tide_block_stack_add (TideBlock *stack, TideBlock *block, double gap_before)
{
  StackBlock *self = (StackBlock *) stack;
  g_ptr_array_add (self->blocks, block);
  g_array_append_val (self->gaps, gap_before);
}

guint
tide_block_stack_get_n (TideBlock *stack)
{
  return ((StackBlock *) stack)->blocks->len;
}

/* --- frame --- */

typedef struct
{
  TideBlock base;
  TideBlock *child;
  double padding, radius;
} FrameBlock;

static double
frame_get_height (TideBlock *block, double width)
{
  FrameBlock *self = (FrameBlock *) block;
  return tide_block_get_height (self->child, width - 2 * self->padding) + 2 * self->padding;
}

static void
frame_draw (TideBlock *block, cairo_t *cr, double x, double y, double width)
{
  FrameBlock *self = (FrameBlock *) block;
  double height = frame_get_height (block, width), r = self->radius;
  tide_block_draw (self->child, cr, x + self->padding, y + self->padding, width - 2 * self->padding);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.7);
  cairo_stroke (cr);
}

static void
frame_free (TideBlock *block)
{
  FrameBlock *self = (FrameBlock *) block;
  tide_block_free (self->child);
  g_free (self);
}

static const TideBlockClass frame_class = { frame_get_height, NULL, frame_draw, frame_free };

TideBlock *
tide_block_frame_new (TideBlock *child, double padding, double radius)
{
  FrameBlock *self = g_new0 (FrameBlock, 1);
  self->base.klass = &frame_class;
  self->child = child;
  self->padding = padding;
  self->radius = radius;
  return &self->base;
}

/* --- figure --- */

typedef struct
{
  TideBlock base;
  double height;
  TideBlockDrawFunc draw;
  gpointer data;
  GDestroyNotify free_data;
} FigureBlock;

static double
figure_get_height (TideBlock *block, double width)
{
  return ((FigureBlock *) block)->height;
}

static void
figure_draw (TideBlock *block, cairo_t *cr, double x, double y, double width)
{
  FigureBlock *self = (FigureBlock *) block;
  self->draw (cr, x, y, width, self->height, self->data);
}

static void
figure_free (TideBlock *block)
{
  FigureBlock *self = (FigureBlock *) block;
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

static const TideBlockClass figure_class = { figure_get_height, NULL, figure_draw, figure_free };

TideBlock *
tide_block_figure_new (double height, TideBlockDrawFunc draw, gpointer data, GDestroyNotify free_data)
{
  FigureBlock *self = g_new0 (FigureBlock, 1);
  self->base.klass = &figure_class;
  self->height = height;
  self->draw = draw;
  self->data = data;
  self->free_data = free_data;
  return &self->base;
}

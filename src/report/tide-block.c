/* tide-block.c: what every block can do, the fonts of a page, and the simple blocks: space, rule, stack,
 * frame, figure. */

#include "tide-block.h"

double
tide_block_get_height (TideBlock *block, double width)
{
  return block->klass->get_height (block, width);
}

double
tide_block_get_natural_width (TideBlock *block)
{
  return block->klass->get_natural_width != NULL ? block->klass->get_natural_width (block) : 0;
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
tide_block_write_text (TideBlock *block, GString *text)
{
  if (block->klass->write_text != NULL)
    block->klass->write_text (block, text);
}

void
tide_block_free (TideBlock *block)
{
  if (block != NULL)
    block->klass->free (block);
}

/* Fonts are looked up once a thread: a fresh map would read them again for every report. */
static GPrivate page_fonts = G_PRIVATE_INIT (g_object_unref);

PangoContext *
tide_page_context_new (void)
{
  PangoFontMap *map = g_private_get (&page_fonts);
  if (map == NULL)
    {
      map = pango_cairo_font_map_new ();
      pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72);
      g_private_set (&page_fonts, map);
    }
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

static const TideBlockClass space_class = { space_get_height, NULL, NULL, space_draw, space_free, NULL };

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

static double
stack_get_natural_width (TideBlock *block)
{
  StackBlock *self = (StackBlock *) block;
  double width = 0;
  for (guint i = 0; i < self->blocks->len; i++)
    width = MAX (width, tide_block_get_natural_width (self->blocks->pdata[i]));
  return width;
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
stack_write_text (TideBlock *block, GString *text)
{
  StackBlock *self = (StackBlock *) block;
  for (guint i = 0; i < self->blocks->len; i++)
    tide_block_write_text (self->blocks->pdata[i], text);
}

static void
stack_free (TideBlock *block)
{
  StackBlock *self = (StackBlock *) block;
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->gaps);
  g_free (self);
}

static const TideBlockClass stack_class
  = { stack_get_height, stack_get_natural_width, stack_split, stack_draw, stack_free, stack_write_text };

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

static double
frame_get_natural_width (TideBlock *block)
{
  FrameBlock *self = (FrameBlock *) block;
  return tide_block_get_natural_width (self->child) + 2 * self->padding;
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
frame_write_text (TideBlock *block, GString *text)
{
  tide_text_add_gap (text);
  tide_block_write_text (((FrameBlock *) block)->child, text);
}

static void
frame_free (TideBlock *block)
{
  FrameBlock *self = (FrameBlock *) block;
  tide_block_free (self->child);
  g_free (self);
}

static const TideBlockClass frame_class
  = { frame_get_height, frame_get_natural_width, NULL, frame_draw, frame_free, frame_write_text };

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
  double natural_width, height;
  TideBlockDrawFunc draw;
  gpointer data;
  GDestroyNotify free_data;
  char *words; /* or NULL */
} FigureBlock;

static double
figure_get_height (TideBlock *block, double width)
{
  return ((FigureBlock *) block)->height;
}

static double
figure_get_natural_width (TideBlock *block)
{
  return ((FigureBlock *) block)->natural_width;
}

static void
figure_draw (TideBlock *block, cairo_t *cr, double x, double y, double width)
{
  FigureBlock *self = (FigureBlock *) block;
  /* What has no words is ornament; and Cairo 1.16 loses count of its tags around a picture of pixels. */
  if (self->words != NULL)
    tide_drawing_begin_tag (cr, "Figure");
  self->draw (cr, x, y, width, self->height, self->data);
  if (self->words != NULL)
    tide_drawing_end_tag (cr, "Figure");
}

static void
figure_write_text (TideBlock *block, GString *text)
{
  FigureBlock *self = (FigureBlock *) block;
  if (self->words != NULL)
    tide_text_add_wrapped (text, self->words, 0, 0);
}

void
tide_block_figure_set_words (TideBlock *figure, const char *words)
{
  FigureBlock *self = (FigureBlock *) figure;
  g_free (self->words);
  self->words = g_strdup (words);
}

static void
figure_free (TideBlock *block)
{
  FigureBlock *self = (FigureBlock *) block;
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self->words);
  g_free (self);
}

static const TideBlockClass figure_class
  = { figure_get_height, figure_get_natural_width, NULL, figure_draw, figure_free, figure_write_text };

TideBlock *
tide_block_figure_new (double natural_width, double height, TideBlockDrawFunc draw, gpointer data,
                       GDestroyNotify free_data)
{
  FigureBlock *self = g_new0 (FigureBlock, 1);
  self->base.klass = &figure_class;
  self->natural_width = natural_width;
  self->height = height;
  self->draw = draw;
  self->data = data;
  self->free_data = free_data;
  return &self->base;
}

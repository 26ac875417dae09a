/* tide-block-text.c: a paragraph on paper: markup in one size that breaks between lines. */

#include "tide-block.h"

#include <math.h>

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

static double
text_get_natural_width (TideBlock *block)
{
  TextBlock *self = (TextBlock *) block;
  int width;
  pango_layout_set_width (self->layout, -1);
  pango_layout_get_size (self->layout, &width, NULL);
  /* A hair more: the same width handed back must not break the line. */
  return (double) width / PANGO_SCALE + 0.05;
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

static const TideBlockClass text_class
  = { text_get_height, text_get_natural_width, text_split, text_draw, text_free };

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
  tide_block_text_set_markup (&self->base, markup);
  pango_layout_set_alignment (self->layout, align);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  return &self->base;
}

void
tide_block_text_set_markup (TideBlock *block, const char *markup)
{
  g_autofree char *all = g_strdup_printf ("<span font_features=\"tnum\">%s</span>", markup);
  pango_layout_set_markup (((TextBlock *) block)->layout, all, -1);
}

void
tide_block_text_set_ellipsized (TideBlock *block)
{
  TextBlock *self = (TextBlock *) block;
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (self->layout, -1);
}

guint
tide_block_text_get_n_lines (TideBlock *block, double width)
{
  int start, end;
  text_lines ((TextBlock *) block, width, &start, &end);
  return (guint) (end - start);
}

double
tide_block_text_get_height_of (TideBlock *block, double width, guint n)
{
  TextBlock *self = (TextBlock *) block;
  int start, end;
  text_lines (self, width, &start, &end);
  end = (int) MIN ((guint) (end - start), n) + start;
  return text_line_top (self, end) - text_line_top (self, start);
}

TideBlock *
tide_block_text_split_lines (TideBlock *block, double width, guint n)
{
  TextBlock *self = (TextBlock *) block;
  int start, end;
  text_lines (self, width, &start, &end);
  return (int) n < end - start ? text_cut (self, (int) n, end - start) : NULL;
}

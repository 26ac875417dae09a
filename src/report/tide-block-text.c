/* tide-block-text.c: a paragraph on paper: markup in one size that breaks between lines. */

#include "tide-block.h"

#include <math.h>

typedef struct
{
  TideBlock base;
  PangoLayout *layout;
  PangoAlignment align; /* as on a page that is read from left to right */
  TideRole role;
} TextBlock;

static const TideBlockClass text_class;

static void
set_width (TextBlock *self, double width)
{
  pango_layout_set_width (self->layout, (int) (width * PANGO_SCALE));
}

static double
text_get_height (TideBlock *block, double width)
{
  TextBlock *self = (TextBlock *) block;
  int height;
  set_width (self, width);
  pango_layout_get_size (self->layout, NULL, &height);
  return (double) height / PANGO_SCALE;
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

/* Height of the first @n lines, or how many lines fit into @height. */
static double
measure_lines (TextBlock *self, guint n, double height, guint *fitting)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (self->layout);
  double used = 0;
  *fitting = 0;
  do
    {
      int bottom;
      pango_layout_iter_get_line_yrange (iter, NULL, &bottom);
      if (*fitting == n || (double) bottom / PANGO_SCALE > height)
        break;
      used = (double) bottom / PANGO_SCALE;
      (*fitting)++;
    }
  while (pango_layout_iter_next_line (iter));
  return used;
}

/* Both parts are texts of their own: the rest may be set in another width.  Blank lines at the cut go: a page
 * neither ends nor begins with them. */
static TideBlock *
cut_before_line (TextBlock *self, guint line)
{
  int at = pango_layout_get_line_readonly (self->layout, (int) line)->start_index, end = at;
  const char *text = pango_layout_get_text (self->layout);
  while (g_ascii_isspace (text[at]))
    at++;
  while (end > 0 && g_ascii_isspace (text[end - 1]))
    end--;
  if (text[at] == '\0')
    return NULL;
  TextBlock *rest = g_new0 (TextBlock, 1);
  rest->base.klass = &text_class;
  rest->align = self->align;
  rest->layout = pango_layout_copy (self->layout);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_copy (pango_layout_get_attributes (self->layout));
  pango_attr_list_update (attributes, 0, at, 0);
  pango_layout_set_text (rest->layout, text + at, -1);
  pango_layout_set_attributes (rest->layout, attributes);
  g_autofree char *kept = g_strndup (text, (gsize) end);
  pango_layout_set_text (self->layout, kept, -1);
  return &rest->base;
}

static TideBlock *
text_split (TideBlock *block, double width, double height)
{
  TextBlock *self = (TextBlock *) block;
  guint keep;
  set_width (self, width);
  measure_lines (self, G_MAXUINT, height, &keep);
  return keep > 0 ? tide_block_text_split_lines (block, width, keep) : NULL;
}

/* For the outline. */
static void
note_heading (const TextBlock *self, cairo_t *cr, double x, double y)
{
  const TideDrawing *drawing = tide_drawing_get (cr);
  if (self->role != TIDE_ROLE_HEADING || drawing->headings == NULL)
    return;
  cairo_user_to_device (cr, &x, &y);
  TideDrawnHeading heading = { g_strdup (pango_layout_get_text (self->layout)), drawing->page, x, y };
  g_array_append_val (drawing->headings, heading);
}

static void
text_draw (TideBlock *block, cairo_t *cr, double x, double y, double width)
{
  TextBlock *self = (TextBlock *) block;
  static const char *const tags[] = { "P", "H1", "H2" };
  set_width (self, width);
  if (*pango_layout_get_text (self->layout) == '\0')
    return;
  tide_drawing_begin_tag (cr, tags[self->role]);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, self->layout);
  tide_drawing_end_tag (cr, tags[self->role]);
  note_heading (self, cr, x, y);
}

static void
text_write_text (TideBlock *block, GString *text)
{
  TextBlock *self = (TextBlock *) block;
  const char *words = pango_layout_get_text (self->layout);
  if (*words == '\0')
    return;
  if (self->role != TIDE_ROLE_TEXT)
    tide_text_add_gap (text);
  tide_text_add_wrapped (text, words, 0, 0);
  if (self->role == TIDE_ROLE_TEXT)
    return;
  for (guint i = 0; i < MIN (tide_text_get_width (words), TIDE_TEXT_COLUMNS); i++)
    g_string_append_c (text, self->role == TIDE_ROLE_TITLE ? '=' : '-');
  g_string_append_c (text, '\n');
}

static void
text_free (TideBlock *block)
{
  TextBlock *self = (TextBlock *) block;
  g_object_unref (self->layout);
  g_free (self);
}

static const TideBlockClass text_class
  = { text_get_height, text_get_natural_width, text_split, text_draw, text_free, text_write_text };

TideBlock *
tide_block_text_new (PangoContext *context, const char *markup, double size, PangoAlignment align)
{
  TextBlock *self = g_new0 (TextBlock, 1);
  self->base.klass = &text_class;
  self->layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Cantarell");
  pango_font_description_set_size (font, (int) round (size * PANGO_SCALE));
  pango_layout_set_font_description (self->layout, font);
  self->align = align;
  tide_block_text_set_markup (&self->base, markup);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  return &self->base;
}

void
tide_block_text_set_markup (TideBlock *block, const char *markup)
{
  TextBlock *self = (TextBlock *) block;
  g_autofree char *all = tide_block_dup_markup (pango_layout_get_context (self->layout), markup);
  pango_layout_set_markup (self->layout, all, -1);
  pango_layout_set_alignment (self->layout, tide_block_resolve_align (self->layout, self->align));
}

void
tide_block_text_set_role (TideBlock *block, TideRole role)
{
  ((TextBlock *) block)->role = role;
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
  TextBlock *self = (TextBlock *) block;
  set_width (self, width);
  return (guint) pango_layout_get_line_count (self->layout);
}

double
tide_block_text_get_height_of (TideBlock *block, double width, guint n)
{
  guint fitting;
  set_width ((TextBlock *) block, width);
  return measure_lines ((TextBlock *) block, n, G_MAXINT, &fitting);
}

TideBlock *
tide_block_text_split_lines (TideBlock *block, double width, guint n)
{
  if (n == 0 || n >= tide_block_text_get_n_lines (block, width))
    return NULL;
  return cut_before_line ((TextBlock *) block, n);
}

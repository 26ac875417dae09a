/* tide-block-words.c: what blocks know of how they are drawn (direction, tags of a PDF), and their plain
 * text: the same pages for a record system that takes letters only. */

#include "tide-block.h"

/* --- how a page is drawn --- */

static const cairo_user_data_key_t drawing_key;

void
tide_drawing_attach (cairo_t *cr, const TideDrawing *drawing)
{
  cairo_set_user_data (cr, &drawing_key, (void *) drawing, NULL);
}

const TideDrawing *
tide_drawing_get (cairo_t *cr)
{
  static const TideDrawing plain = { 0 };
  const TideDrawing *drawing = cairo_get_user_data (cr, &drawing_key);
  return drawing != NULL ? drawing : &plain;
}

void
tide_drawing_begin_tag (cairo_t *cr, const char *name)
{
  if (tide_drawing_get (cr)->tagged)
    cairo_tag_begin (cr, name, NULL);
}

void
tide_drawing_end_tag (cairo_t *cr, const char *name)
{
  if (tide_drawing_get (cr)->tagged)
    cairo_tag_end (cr, name);
}

/* Pango turns the alignment of a line that is itself read from right to left; on a page that is, the other
 * lines must follow. */
PangoAlignment
tide_block_resolve_align (PangoLayout *layout, PangoAlignment align)
{
  if (align == PANGO_ALIGN_CENTER
      || pango_context_get_base_dir (pango_layout_get_context (layout)) != PANGO_DIRECTION_RTL)
    return align;
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);
  if (line == NULL || pango_layout_line_get_resolved_direction (line) == PANGO_DIRECTION_RTL)
    return align;
  return align == PANGO_ALIGN_LEFT ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

/* In a line that is read from right to left a sign before a number would be set behind it ("4−"): Unicode's
 * rules know it as a separator.  A mark of direction keeps both together. */
char *
tide_block_dup_markup (PangoContext *context, const char *markup)
{
  if (pango_context_get_base_dir (context) != PANGO_DIRECTION_RTL)
    return g_strdup_printf ("<span font_features=\"tnum\">%s</span>", markup);
  GString *all = g_string_new ("<span font_features=\"tnum\">");
  for (const char *at = markup; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *next = g_utf8_next_char (at);
      gunichar sign = g_utf8_get_char (at);
      if ((sign == 0x2212 || sign == '+' || sign == '-') && g_ascii_isdigit (*next)
          && (at == markup || !g_ascii_isalnum (at[-1])))
        g_string_append (all, "\u200e");
      g_string_append_len (all, at, next - at);
    }
  g_string_append (all, "</span>");
  return g_string_free (all, FALSE);
}

/* --- plain text --- */

guint
tide_text_get_width (const char *text)
{
  guint width = 0;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);
      width += g_unichar_iszerowidth (letter) ? 0 : g_unichar_iswide (letter) ? 2 : 1;
    }
  return width;
}

void
tide_text_add_gap (GString *text)
{
  if (text->len > 0 && !g_str_has_suffix (text->str, "\n\n"))
    g_string_append_c (text, '\n');
}

static void
add_paragraph (GString *text, const char *words, guint first, guint indent)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  guint column = first;
  gboolean begun = FALSE;
  g_string_append_printf (text, "%*s", (int) first, "");
  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint width = tide_text_get_width (parts[i]);
      if (begun && column + 1 + width > TIDE_TEXT_COLUMNS)
        {
          while (g_str_has_suffix (text->str, " "))
            g_string_truncate (text, text->len - 1);
          g_string_append_printf (text, "\n%*s", (int) indent, "");
          column = indent;
          begun = FALSE;
        }
      if (width == 0 && !begun)
        continue; /* a line does not begin with the blank that it was broken at */
      if (begun)
        g_string_append_c (text, ' ');
      g_string_append (text, parts[i]);
      column += width + (begun ? 1 : 0);
      begun = TRUE;
    }
  g_string_append_c (text, '\n');
}

void
tide_text_add_wrapped (GString *text, const char *words, guint first, guint indent)
{
  g_auto (GStrv) paragraphs = g_strsplit (words, "\n", -1);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_strchomp (paragraphs[i]);
      if (*paragraphs[i] == '\0')
        tide_text_add_gap (text);
      else
        add_paragraph (text, paragraphs[i], i == 0 ? first : indent, indent);
    }
}

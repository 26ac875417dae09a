/* tide-words.c: text in figures.  Shaping is the dearest part of a layout, and panning asks for the same
 * words sixty times a second: every text is shaped once and kept. */
#include "tide-words.h"

#include <math.h>

struct _TideWords
{
  char *family;
  gboolean rounded;
  PangoContext *rightward, *leftward; /* by the direction of the line */
  GHashTable *texts;                  /* "size bold width text" → TideText * */
};

static void
text_free (TideText *text)
{
  g_object_unref (text->layout);
  g_free (text);
}

/* Grey smoothing and unhinted metrics: the same picture on every screen and every machine with the same
 * fonts. */
static PangoContext *
make_context (PangoDirection direction, gboolean rounded)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, rounded ? CAIRO_HINT_METRICS_ON : CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_base_dir (context, direction);
  pango_context_set_round_glyph_positions (context, rounded);
  cairo_font_options_destroy (options);
  return context;
}

TideWords *
tide_words_new (const char *family, gboolean rounded)
{
  TideWords *self = g_new0 (TideWords, 1);

  self->family = g_strdup (family != NULL ? family : "Cantarell");
  self->rounded = rounded;
  self->rightward = make_context (PANGO_DIRECTION_LTR, rounded);
  self->leftward = make_context (PANGO_DIRECTION_RTL, rounded);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) text_free);
  return self;
}

void
tide_words_free (TideWords *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->texts);
  g_object_unref (self->rightward);
  g_object_unref (self->leftward);
  g_free (self->family);
  g_free (self);
}

const char *
tide_words_get_family (TideWords *self)
{
  return self->family;
}

/* 1 left to right, -1 right to left, 0 no direction of its own. */
static int
direction_of_character (gunichar c)
{
  if (!g_unichar_isalpha (c))
    return 0;
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
      return -1;
    default:
      return 1;
    }
}

/* The direction of a line is that of its own words; Pango would take it from a name inside isolates. */
static gboolean
is_right_to_left (const char *text)
{
  int depth = 0, inside = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      int direction = direction_of_character (c);

      depth += (c >= 0x2066 && c <= 0x2068) - (c == 0x2069);
      if (direction != 0 && depth <= 0)
        return direction < 0;
      if (inside == 0)
        inside = direction;
    }
  return inside < 0;
}

gboolean
tide_words_is_rounded (TideWords *self)
{
  return self->rounded;
}

static PangoLayout *
make_layout (TideWords *self, const char *text, double size, gboolean bold, double max_width)
{
  PangoFontDescription *font = pango_font_description_new ();
  gboolean leftward = is_right_to_left (text);
  PangoLayout *layout = pango_layout_new (leftward ? self->leftward : self->rightward);

  pango_layout_set_auto_dir (layout, FALSE);

  pango_font_description_set_family (font, self->family);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  if (max_width >= 0)
    {
      pango_layout_set_width (layout, (int) (max_width * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      /* Left of its box also where the text runs right to left: the box is what was placed. */
      pango_layout_set_alignment (layout, leftward ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    }
  pango_font_description_free (font);
  return layout;
}

static TideText *
measure (PangoLayout *layout, double size)
{
  TideText *text = g_new0 (TideText, 1);
  PangoRectangle ink, logical;
  double baseline = pango_layout_get_baseline (layout) / (double) PANGO_SCALE;

  pango_layout_get_extents (layout, &ink, &logical);
  text->layout = layout;
  text->baseline = baseline;
  text->offset = logical.x / (double) PANGO_SCALE;
  text->width = logical.width / (double) PANGO_SCALE;
  text->ascent = MAX (baseline - ink.y / (double) PANGO_SCALE, size * 0.72);
  text->descent = MAX ((ink.y + ink.height) / (double) PANGO_SCALE - baseline, size * 0.22);
  return text;
}

TideText
tide_words_get_within (TideWords *self, const char *text, double size, gboolean bold, double max_width)
{
  g_autofree char *key = g_strdup_printf ("%.3f %d %.2f %s", size, bold, max_width, text);
  TideText *found = g_hash_table_lookup (self->texts, key);

  if (found == NULL)
    {
      found = measure (make_layout (self, text, size, bold, max_width), size);
      g_hash_table_insert (self->texts, g_steal_pointer (&key), found);
    }
  return *found;
}

TideText
tide_words_get (TideWords *self, const char *text, double size, gboolean bold)
{
  return tide_words_get_within (self, text, size, bold, -1);
}

TideBox
tide_text_get_box (const TideText *text, double x, double baseline)
{
  return (TideBox){ x, baseline - text->ascent, text->width, text->ascent + text->descent };
}

/* On pixels the halo is the text itself, shifted around: glyphs come from a cache, while stroking their
 * outlines would cost more than all the rest of a chart. */
static void
halo_by_shifts (cairo_t *cr, const TideText *text, double x, double y, double width, double pixels)
{
  guint rings = width * pixels > 3.5 ? 2 : 1;

  for (guint ring = 1; ring <= rings; ring++)
    for (guint i = 0; i < 8; i++)
      {
        double reach = width / 2 * ring / rings, angle = i * G_PI_4;

        cairo_move_to (cr, x + reach * cos (angle), y + reach * sin (angle));
        pango_cairo_show_layout (cr, text->layout);
      }
}

static void
halo_by_outline (cairo_t *cr, const TideText *text, double x, double y, double width)
{
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, width);
  cairo_move_to (cr, x, y);
  pango_cairo_layout_path (cr, text->layout);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
tide_text_draw (cairo_t *cr, const TideText *text, double x, double baseline, TideInk ink, TideInk halo,
                double halo_width)
{
  double left = x - text->offset, top = baseline - text->baseline, pixels = tide_pixels_per_unit (cr);

  if (halo_width > 0)
    {
      tide_ink_set (cr, halo);
      if (pixels > 0)
        halo_by_shifts (cr, text, left, top, halo_width, pixels);
      else
        halo_by_outline (cr, text, left, top, halo_width);
    }
  cairo_move_to (cr, left, top);
  tide_ink_set (cr, ink);
  pango_cairo_show_layout (cr, text->layout);
  cairo_new_path (cr);
}

char *
tide_words_isolate (const char *text)
{
  return g_strconcat ("\342\201\250", text, "\342\201\251", NULL); /* U+2068 first strong isolate … U+2069 */
}

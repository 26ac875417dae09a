/* tide-compare-export.c: a drawing of the comparison as one file, with every caveat under it: a figure that
 * is taken out of the program must not lose what it must be read with. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-compare-private.h"
#include "tide-figure-file.h"

#define WIDTH 900.0
#define LEAST_HEIGHT 400.0
#define RATIO 2.0
#define MARGIN 14.0

/* --- the words under it --- */

static PangoLayout *
make_words (const TideComparison *comparison, const TideStyle *style)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  PangoFontDescription *font = pango_font_description_from_string (style->font_family);
  PangoLayout *layout = pango_layout_new (context);
  g_autofree char *filters = tide_comparison_definition_dup_words (comparison->definition);
  GString *words = g_string_new (filters);
  g_autofree char *not_drawn = tide_compare_dup_not_drawn (comparison);
  if (*not_drawn != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? ". " : "", not_drawn);
  for (guint i = 0; i < comparison->caveats->len; i++)
    g_string_append_printf (words, "\n• %s", ((const TideCaveat *) comparison->caveats->pdata[i])->words);
  pango_font_description_set_absolute_size (font, TIDE_COMPARE_SMALL * style->text_scale * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) ((WIDTH - 2 * MARGIN) * PANGO_SCALE));
  pango_layout_set_text (layout, words->str, -1);
  pango_font_description_free (font);
  g_object_unref (context);
  g_string_free (words, TRUE);
  return layout;
}

typedef struct
{
  const TideComparison *comparison;
  TideCompareOptions options;
  TideStyle style;
  PangoLayout *words;
  double figure_height, height;
} Sheet;

static void
draw_sheet (cairo_t *cr, gpointer data)
{
  const Sheet *self = data;
  TidePalette palette = tide_palette_new (&self->style);
  tide_fill_box (cr, (TideBox){ 0, 0, WIDTH, self->height }, palette.card);
  tide_compare_figure_draw_at_once (self->comparison, &self->options, &self->style, WIDTH,
                                    self->figure_height, cr);
  cairo_move_to (cr, MARGIN, self->figure_height + 4);
  tide_ink_set (cr, palette.second_ink);
  pango_cairo_show_layout (cr, self->words);
}

gboolean
tide_compare_figure_write (const TideComparison *comparison, const TideCompareOptions *options,
                           const char *kind, const char *path, GError **error)
{
  g_return_val_if_fail (comparison != NULL && options != NULL && kind != NULL && path != NULL, FALSE);
  Sheet sheet = { .comparison = comparison, .options = *options };
  int words_height;
  /* A picture is looked at on screens; a PDF is printed, on grey printers too. */
  sheet.style = tide_style_default (strcmp (kind, "pdf") == 0 ? TIDE_STYLE_PAPER : TIDE_STYLE_LIGHT);
  sheet.options.title = TRUE;
  sheet.words = make_words (comparison, &sheet.style);
  pango_layout_get_pixel_size (sheet.words, NULL, &words_height);
  sheet.figure_height = MAX (
    LEAST_HEIGHT, tide_compare_figure_get_natural_height (comparison, &sheet.options, &sheet.style, WIDTH));
  sheet.height = ceil (sheet.figure_height + words_height + MARGIN);
  TideFigurePage page = { .kind = kind,
                          .width = WIDTH,
                          .height = sheet.height,
                          .pixel_ratio = RATIO,
                          .title = _ ("Treatments compared") };
  gboolean written = tide_figure_write (&page, draw_sheet, &sheet, path, error);
  g_object_unref (sheet.words);
  return written;
}

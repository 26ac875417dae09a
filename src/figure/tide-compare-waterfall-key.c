/* tide-compare-waterfall-key.c: what the bars of the waterfall mean, drawn as they are drawn
 * (comparison-and-paper.md 3): solid, outline, tint, white dot, dashed box.  In one line where it fits, else
 * in as many as it takes: nobody can guess which of them is lost. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-compare-private.h"

#define SIGN 9.0
#define LINE 16.0

typedef enum
{
  KEY_HELD,
  KEY_LOST,
  KEY_NOT_REACHED,
  KEY_LAST,
  KEY_NEVER,
  N_KEYS
} Key;

static const char *
get_words (const TideCompareFigure *self, Key key)
{
  static const char *const words[] = { N_ ("reached and held"), N_ ("reached and lost"), N_ ("not reached"),
                                       N_ ("last rating"), N_ ("never rated") };
  G_STATIC_ASSERT (G_N_ELEMENTS (words) == N_KEYS);
  return key == KEY_NEVER && self->options.bar == TIDE_COMPARE_WEEK_12 ? _ ("not rated then")
                                                                       : _ (words[key]);
}

/* One that no bar shows is not explained: by the last rating nobody reached and lost, and a dot is the bar's
 * end. */
static gboolean
has_key (const TideCompareFigure *self, Key key)
{
  return self->options.bar != TIDE_COMPARE_LAST || (key != KEY_LOST && key != KEY_LAST);
}

static void
draw_sign (TideCompareFigure *self, Key key, double x, double y)
{
  const TidePalette *palette = &self->palette;
  gboolean paper = self->style.kind == TIDE_STYLE_PAPER;
  double size = SIGN * self->u;
  TideBox box = { x, y - size, size * 0.8, size };
  const double dashes[] = { 2 * self->u, 1.6 * self->u };
  cairo_save (self->cr);
  cairo_new_path (self->cr);
  cairo_set_line_width (self->cr, 1);
  tide_ink_set (self->cr, key == KEY_NEVER ? palette->second_ink : palette->ink);
  switch (key)
    {
    case KEY_HELD:
      tide_fill_box (self->cr, box, palette->ink);
      break;
    case KEY_NOT_REACHED:
      tide_fill_box (self->cr, box, paper ? tide_ink_rgb (0xe6e6e6) : tide_ink_alpha (palette->ink, 0.28));
      break;
    case KEY_LAST:
      cairo_arc (self->cr, x + box.width / 2, y - size / 2, 2.4 * self->u, 0, 2 * G_PI);
      cairo_stroke (self->cr);
      break;
    case KEY_NEVER:
      cairo_set_dash (self->cr, dashes, 2, 0);
      /* fall through */
    case KEY_LOST:
    case N_KEYS:
    default:
      cairo_rectangle (self->cr, box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1);
      cairo_stroke (self->cr);
    }
  cairo_restore (self->cr);
}

/* Walks over the key from @top; draws it when @draws.  Returns its height. */
static double
walk (TideCompareFigure *self, double top, gboolean draws)
{
  double u = self->u, left = 12 * u, x = left, y = top + 11 * u, right = self->width - 8 * u;
  for (Key key = 0; key < N_KEYS; key++)
    {
      if (!has_key (self, key))
        continue;
      TideText text = tide_words_get_within (self->words, get_words (self, key), TIDE_COMPARE_SMALL * u,
                                             FALSE, right - left - (SIGN + 4) * u);
      double width = (SIGN + 4) * u + text.width;
      if (x > left && x + width > right)
        {
          x = left;
          y += LINE * u;
        }
      double words_x = x + (SIGN + 4) * u;
      if (draws && tide_label_placer_place (self->placer, tide_text_get_box (&text, words_x, y)))
        {
          draw_sign (self, key, x, y);
          tide_text_draw (self->cr, &text, words_x, y, self->palette.second_ink, self->palette.card, 0);
        }
      x += width + 14 * u;
    }
  return y + 7 * u - top;
}

double
tide_compare_get_key_height (TideCompareFigure *self)
{
  return walk (self, 0, FALSE);
}

void
tide_compare_draw_key (TideCompareFigure *self)
{
  self->head += walk (self, self->head, TRUE);
}

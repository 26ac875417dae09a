/* tide-infusion-dial.c: the ring fills clockwise with infused time; a pause is a notch where it stood still.
 */
#include "tide-infusion-dial.h"

#include <math.h>

#include "tide-palette.h"
#include "tide-words.h"

static void
draw_arc (cairo_t *cr, double middle, double radius, double from, double to, double width, TideInk ink)
{
  tide_ink_set (cr, ink);
  cairo_set_line_width (cr, width);
  cairo_new_path (cr);
  cairo_arc (cr, middle, middle, radius, -G_PI / 2 + from * 2 * G_PI, -G_PI / 2 + to * 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_line_of_text (cairo_t *cr, TideWords *words, const char *text, double size, gboolean bold, double middle,
                   double baseline, TideInk ink)
{
  if (text == NULL)
    return;
  TideText shaped = tide_words_get (words, text, size, bold);
  tide_text_draw (cr, &shaped, middle - shaped.width / 2, baseline, ink, ink, 0);
}

/* The minutes of each quarter, inside the ring. */
static void
draw_quarters (cairo_t *cr, TideWords *words, const TideDialData *self, double middle, double radius,
               double size, TideInk ink)
{
  double minutes = self->planned_seconds / 60;
  for (guint i = 1; minutes >= 8 && i <= 4; i++)
    {
      g_autofree char *text = g_strdup_printf ("%.0f", minutes * i / 4);
      TideText shaped = tide_words_get (words, text, size, FALSE);
      double angle = -G_PI / 2 + i * G_PI / 2;
      tide_text_draw (cr, &shaped, middle + cos (angle) * radius - shaped.width / 2,
                      middle + sin (angle) * radius + size * 0.36, ink, ink, 0);
    }
}

void
tide_infusion_dial_draw (const TideDialData *self, const TideStyle *style, cairo_t *cr, double size)
{
  g_return_if_fail (self != NULL && style != NULL && cr != NULL);
  TidePalette palette = tide_palette_new (style);
  g_autoptr (TideWords) words = tide_words_new (style->font_family, TRUE);
  double middle = size / 2, width = size * 0.075, radius = middle - width, scale = size / 160;
  double share = self->planned_seconds > 0 ? self->infused_seconds / self->planned_seconds : 0;
  TideInk ring = self->paused ? palette.state_ink[TIDE_STATE_PARTIAL] : palette.accent;
  draw_arc (cr, middle, radius, 0, 1, width, tide_ink_alpha (palette.ink, 0.12));
  if (share > 0)
    draw_arc (cr, middle, radius, 0, MIN (share, 1), width, self->over ? palette.second_ink : ring);
  for (guint i = 0; self->planned_seconds > 0 && i < self->n_pauses; i++)
    {
      double at = self->pauses[i] / self->planned_seconds;
      draw_arc (cr, middle, radius, at - 0.006, at + 0.006, width * 1.3, palette.ink);
    }
  draw_quarters (cr, words, self, middle, radius - 17 * scale, 11 * scale, palette.second_ink);
  draw_line_of_text (cr, words, self->above, 12 * scale, FALSE, middle, middle - 18 * scale,
                     palette.second_ink);
  draw_line_of_text (cr, words, self->number, 30 * scale, TRUE, middle, middle + 11 * scale, palette.ink);
  draw_line_of_text (cr, words, self->below, 12 * scale, FALSE, middle, middle + 29 * scale,
                     palette.second_ink);
}

/* tide-own-figure-export.c: strip and aligned courses as one file. */
#include <glib/gi18n-lib.h>

#include "tide-figure-file.h"
#include "tide-own-figure-private.h"

#define WIDTH 1100.0
#define RATIO 2.0

typedef struct
{
  const TideOwnCourses *courses;
  TideOwnOptions strip_options, options;
  TideStyle style;
  double strip, height;
} Picture;

static void
draw_both (cairo_t *cr, gpointer data)
{
  const Picture *self = data;
  const TideStyle *style = &self->style;
  g_autoptr (TideOwnFigure) above
    = tide_own_figure_layout (self->courses, &self->strip_options, style, WIDTH, self->strip);
  g_autoptr (TideOwnFigure) below
    = tide_own_figure_layout (self->courses, &self->options, style, WIDTH, self->height - self->strip);
  tide_fill_box (cr, (TideBox){ 0, 0, WIDTH, self->height },
                 (TideInk){ style->card.red, style->card.green, style->card.blue, 1 });
  tide_own_figure_draw (above, cr);
  cairo_translate (cr, 0, self->strip);
  tide_own_figure_draw (below, cr);
}

gboolean
tide_own_figure_write (const TideOwnCourses *courses, const TideOwnOptions *options, const char *kind,
                       const char *path, GError **error)
{
  g_return_val_if_fail (courses != NULL && options != NULL && kind != NULL && path != NULL, FALSE);
  Picture picture = { courses, *options, *options, tide_style_default (TIDE_STYLE_LIGHT), 0, 0 };
  picture.strip_options.drawing = TIDE_OWN_STRIP;
  picture.options.drawing = TIDE_OWN_ALIGNED;
  picture.strip = tide_own_figure_get_natural_height (courses, &picture.strip_options, &picture.style);
  picture.height
    = picture.strip + 1.4 * tide_own_figure_get_natural_height (courses, &picture.options, &picture.style);
  TideFigurePage page = { .kind = kind,
                          .width = WIDTH,
                          .height = picture.height,
                          .pixel_ratio = RATIO,
                          .title = _ ("Courses compared") };
  return tide_figure_write (&page, draw_both, &picture, path, error);
}

/* tide-timeline-export.c: the timeline as a file: PNG, SVG, PDF. */
#include "tide-timeline-private.h"

#include <glib/gi18n-lib.h>

#include "tide-figure-file.h"

typedef struct
{
  TideTimelineModel *model;
  const TideTimelineOptions *options;
  const TideStyle *style;
  double width, height;
} Picture;

static void
draw_all (cairo_t *cr, gpointer data)
{
  const Picture *self = data;
  g_autoptr (TideTimeline) layout
    = tide_timeline_layout (self->model, self->options, self->style, self->width, self->height);

  tide_fill_box (cr, (TideBox){ 0, 0, self->width, self->height }, layout->palette.card);
  tide_timeline_draw (layout, cr);
}

static gboolean
write_as (Picture *picture, const char *kind, double pixel_ratio, const char *path, GError **error)
{
  g_autofree char *created = tide_instant_to_iso (picture->model->now_instant);
  TideFigurePage page = { .kind = kind,
                          .width = picture->width,
                          .height = picture->height,
                          .pixel_ratio = pixel_ratio,
                          .title = _ ("Timeline"),
                          .created = created };

  return tide_figure_write (&page, draw_all, picture, path, error);
}

gboolean
tide_timeline_write_png (TideTimelineModel *model, const TideTimelineOptions *options, const TideStyle *style,
                         double width, double height, double pixel_ratio, const char *path, GError **error)
{
  g_return_val_if_fail (model != NULL && options != NULL && style != NULL && path != NULL && pixel_ratio > 0,
                        FALSE);
  return write_as (&(Picture){ model, options, style, width, height }, "png", pixel_ratio, path, error);
}

gboolean
tide_timeline_write_svg (TideTimelineModel *model, const TideTimelineOptions *options, const TideStyle *style,
                         double width, double height, const char *path, GError **error)
{
  g_return_val_if_fail (model != NULL && options != NULL && style != NULL && path != NULL, FALSE);
  return write_as (&(Picture){ model, options, style, width, height }, "svg", 1, path, error);
}

gboolean
tide_timeline_write_pdf (TideTimelineModel *model, const TideTimelineOptions *options, const TideStyle *style,
                         double width, double height, const char *path, GError **error)
{
  g_return_val_if_fail (model != NULL && options != NULL && style != NULL && path != NULL, FALSE);
  return write_as (&(Picture){ model, options, style, width, height }, "pdf", 1, path, error);
}

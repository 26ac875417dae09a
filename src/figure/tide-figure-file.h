/* tide-figure-file.h: any drawing as one file: PNG, SVG or PDF. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef void (*TideFigureDraw) (cairo_t *cr, gpointer data);

typedef struct
{
  const char *kind; /* "png", "svg", "pdf" */
  double width, height;
  double pixel_ratio; /* of a PNG */
  const char *title; /* of a PDF: never a patient's name, it shows in window bars and lists of recent files */
  const char *created; /* (nullable): of a PDF, ISO 8601 */
} TideFigurePage;

/**
 * tide_figure_write:
 *
 * The picture is made in memory and written beside its place, for the owner's eyes only, then renamed: a full
 * disk leaves no half of a chart, and an older file stays until the new one is whole.
 *
 * Returns: FALSE with TIDE_ERROR_IO or TIDE_ERROR_DISK_FULL
 */
gboolean tide_figure_write (const TideFigurePage *page, TideFigureDraw draw, gpointer data, const char *path,
                            GError **error);

G_END_DECLS

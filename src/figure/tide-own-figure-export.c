/* tide-own-figure-export.c: strip and aligned courses as one file, made in memory, written beside its place
 * for the owner's eyes only, then renamed. */
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-own-figure-private.h"

#define WIDTH 1100.0
#define RATIO 2.0
#define EXPORT_MODE 0600

static cairo_status_t
append_bytes (void *closure, const unsigned char *bytes, unsigned int n)
{
  g_byte_array_append (closure, bytes, n);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
write_bytes (GByteArray *bytes, cairo_status_t status, const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_IO, "%s: %s", path, cairo_status_to_string (status));
      return FALSE;
    }
  if (g_file_set_contents_full (path, (const char *) bytes->data, (gssize) bytes->len,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, EXPORT_MODE,
                                &cause))
    return TRUE;
  g_set_error (error, TIDE_ERROR,
               g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? TIDE_ERROR_DISK_FULL
                                                                         : TIDE_ERROR_IO,
               "%s: %s", path, cause->message);
  return FALSE;
}

static void
draw_both (const TideOwnCourses *courses, const TideOwnOptions *options, const TideStyle *style, double strip,
           double height, cairo_t *cr)
{
  TideOwnOptions own = *options;
  own.drawing = TIDE_OWN_STRIP;
  g_autoptr (TideOwnFigure) above = tide_own_figure_layout (courses, &own, style, WIDTH, strip);
  own.drawing = TIDE_OWN_ALIGNED;
  g_autoptr (TideOwnFigure) below = tide_own_figure_layout (courses, &own, style, WIDTH, height - strip);
  tide_fill_box (cr, (TideBox){ 0, 0, WIDTH, height },
                 (TideInk){ style->card.red, style->card.green, style->card.blue, 1 });
  tide_own_figure_draw (above, cr);
  cairo_translate (cr, 0, strip);
  tide_own_figure_draw (below, cr);
}

static cairo_surface_t *
make_surface (const char *kind, double height, GByteArray *bytes)
{
  cairo_surface_t *surface;
  if (strcmp (kind, "png") == 0)
    {
      surface
        = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (WIDTH * RATIO), (int) ceil (height * RATIO));
      cairo_surface_set_device_scale (surface, RATIO, RATIO);
      return surface;
    }
  if (strcmp (kind, "svg") == 0)
    {
      surface = cairo_svg_surface_create_for_stream (append_bytes, bytes, WIDTH, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    }
  surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, WIDTH, height);
  /* Never a patient's name: the title shows in window bars and lists of recent files. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, _ ("Courses compared"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Tidemark");
  return surface;
}

gboolean
tide_own_figure_write (const TideOwnCourses *courses, const TideOwnOptions *options, const char *kind,
                       const char *path, GError **error)
{
  g_return_val_if_fail (courses != NULL && options != NULL && kind != NULL && path != NULL, FALSE);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);
  TideOwnOptions own = *options;
  own.drawing = TIDE_OWN_STRIP;
  double strip = tide_own_figure_get_natural_height (courses, &own, &style);
  own.drawing = TIDE_OWN_ALIGNED;
  double height = strip + 1.4 * tide_own_figure_get_natural_height (courses, &own, &style);
  cairo_surface_t *surface = make_surface (kind, height, bytes);
  cairo_t *cr = cairo_create (surface);
  draw_both (courses, options, &style, strip, height, cr);
  cairo_destroy (cr);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;
  if (strcmp (kind, "png") == 0)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return write_bytes (bytes, status, path, error);
}

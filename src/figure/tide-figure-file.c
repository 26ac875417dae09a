/* tide-figure-file.c: any drawing as one file.  See tide-figure-file.h. */
#include "tide-figure-file.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "tide-error.h"

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

static cairo_surface_t *
make_pdf (const TideFigurePage *page, GByteArray *bytes)
{
  cairo_surface_t *surface
    = cairo_pdf_surface_create_for_stream (append_bytes, bytes, page->width, page->height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, page->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Tidemark");
  if (page->created != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, page->created);
  return surface;
}

static cairo_surface_t *
make_surface (const TideFigurePage *page, GByteArray *bytes)
{
  cairo_surface_t *surface;
  double ratio = page->pixel_ratio;
  if (strcmp (page->kind, "pdf") == 0)
    return make_pdf (page, bytes);
  if (strcmp (page->kind, "svg") == 0)
    {
      surface = cairo_svg_surface_create_for_stream (append_bytes, bytes, page->width, page->height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (page->width * ratio),
                                        (int) ceil (page->height * ratio));
  cairo_surface_set_device_scale (surface, ratio, ratio);
  return surface;
}

gboolean
tide_figure_write (const TideFigurePage *page, TideFigureDraw draw, gpointer data, const char *path,
                   GError **error)
{
  g_return_val_if_fail (page != NULL && page->kind != NULL && draw != NULL && path != NULL, FALSE);
  g_return_val_if_fail (strcmp (page->kind, "png") != 0 || page->pixel_ratio > 0, FALSE);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = make_surface (page, bytes);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;
  draw (cr, data);
  cairo_destroy (cr);
  if (strcmp (page->kind, "png") == 0)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return write_bytes (bytes, status, path, error);
}

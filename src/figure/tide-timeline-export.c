/* tide-timeline-export.c: the timeline as a file: PNG, SVG, PDF.  The picture is made in memory and written
 * beside its place, for the owner's eyes only, then renamed: a full disk leaves no half of a chart, and an
 * older file stays until the new one is whole. */
#include "tide-timeline-private.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>

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
draw_all (TideTimelineModel *model, const TideTimelineOptions *options, const TideStyle *style, double width,
          double height, cairo_surface_t *surface)
{
  g_autoptr (TideTimeline) layout = tide_timeline_layout (model, options, style, width, height);
  cairo_t *cr = cairo_create (surface);

  tide_fill_box (cr, (TideBox){ 0, 0, width, height }, layout->palette.card);
  tide_timeline_draw (layout, cr);
  cairo_destroy (cr);
}

gboolean
tide_timeline_write_png (TideTimelineModel *model, const TideTimelineOptions *options, const TideStyle *style,
                         double width, double height, double pixel_ratio, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (model != NULL && options != NULL && style != NULL && path != NULL && pixel_ratio > 0,
                        FALSE);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width * pixel_ratio),
                                        (int) ceil (height * pixel_ratio));
  cairo_surface_set_device_scale (surface, pixel_ratio, pixel_ratio);
  draw_all (model, options, style, width, height, surface);
  status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_destroy (surface);
  return write_bytes (bytes, status, path, error);
}

static gboolean
write_vector (TideTimelineModel *model, const TideTimelineOptions *options, const TideStyle *style,
              double width, double height, cairo_surface_t *surface, GByteArray *bytes, const char *path,
              GError **error)
{
  cairo_status_t status;

  draw_all (model, options, style, width, height, surface);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return write_bytes (bytes, status, path, error);
}

gboolean
tide_timeline_write_svg (TideTimelineModel *model, const TideTimelineOptions *options, const TideStyle *style,
                         double width, double height, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;

  g_return_val_if_fail (model != NULL && options != NULL && style != NULL && path != NULL, FALSE);
  surface = cairo_svg_surface_create_for_stream (append_bytes, bytes, width, height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  return write_vector (model, options, style, width, height, surface, bytes, path, error);
}

gboolean
tide_timeline_write_pdf (TideTimelineModel *model, const TideTimelineOptions *options, const TideStyle *style,
                         double width, double height, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *created = tide_instant_to_iso (model != NULL ? model->now_instant : TIDE_INSTANT_UNKNOWN);
  cairo_surface_t *surface;

  g_return_val_if_fail (model != NULL && options != NULL && style != NULL && path != NULL, FALSE);
  surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);
  /* Never a patient's name: the title shows in window bars and lists of recent files. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, _ ("Timeline"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Tidemark");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
  return write_vector (model, options, style, width, height, surface, bytes, path, error);
}

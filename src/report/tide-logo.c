/* tide-logo.c: reads a clinic's logo.
 *
 * gdk-pixbuf reads many formats, some by old code; the loader is named here by what the bytes begin with, so
 * that PNG and SVG are all that is ever parsed.
 */
#include "tide-logo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_PIXELS 4000 /* a side, of a PNG */
/* Long side of what is kept: 27 pt at 600 dpi are 225, a wide one is longer. */
#define KEPT_PIXELS 480
#define LOOKED_AT 4096 /* bytes in which an SVG must have said what it is */

static const guint8 png_magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

static gboolean
is_png (const guint8 *bytes, gsize length)
{
  return length > 24 && memcmp (bytes, png_magic, sizeof png_magic) == 0;
}

static gboolean
has_words (const guint8 *bytes, gsize length, const char *words)
{
  return g_strstr_len ((const char *) bytes, (gssize) length, words) != NULL;
}

static guint32
read_big_endian (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* What can be said before anything is parsed; NULL: nothing against it, and *type is the loader's. */
static const char *
find_fault (const guint8 *bytes, gsize length, const char **type)
{
  if (length > TIDE_LOGO_MOST_BYTES)
    return _ ("This file is larger than 1 MB.");
  if (is_png (bytes, length))
    {
      guint32 width = read_big_endian (bytes + 16), height = read_big_endian (bytes + 20);
      *type = "png";
      return width == 0 || height == 0 || width > MOST_PIXELS || height > MOST_PIXELS
               ? _ ("This picture has more than 4000 pixels a side.")
               : NULL;
    }
  *type = "svg";
  if (length == 0 || !has_words (bytes, MIN (length, LOOKED_AT), "<svg"))
    return _ ("This file is neither an SVG nor a PNG picture.");
  return has_words (bytes, length, "<!ENTITY") ? _ ("This SVG declares entities, which no logo needs.")
                                               : NULL;
}

static void
size_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  double scale = (double) KEPT_PIXELS / MAX (1, MAX (width, height));
  gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
}

/* Premultiplied, as Cairo wants it. */
static cairo_surface_t *
to_surface (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf), stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guint8 *to = cairo_image_surface_get_data (surface);
  int to_stride = cairo_image_surface_get_stride (surface);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *p = pixels + y * stride + x * channels;
        guint alpha = channels == 4 ? p[3] : 255;
        ((guint32 *) (gpointer) (to + y * to_stride))[x]
          = alpha << 24 | (p[0] * alpha / 255) << 16 | (p[1] * alpha / 255) << 8 | (p[2] * alpha / 255);
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static cairo_surface_t *
load (const guint8 *bytes, gsize length, const char *type)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, NULL);
  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_cb), NULL);
  gboolean written = gdk_pixbuf_loader_write (loader, bytes, length, NULL);
  gboolean closed = gdk_pixbuf_loader_close (loader, NULL);
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  return written && closed && pixbuf != NULL ? to_surface (pixbuf) : NULL;
}

cairo_surface_t *
tide_logo_new (const guint8 *bytes, gsize length, char **fault)
{
  const char *type = NULL, *words = find_fault (bytes, length, &type);
  cairo_surface_t *surface = words == NULL ? load (bytes, length, type) : NULL;
  if (words == NULL && surface == NULL)
    words = _ ("This picture is damaged, or this computer cannot read its kind.");
  if (fault != NULL)
    *fault = g_strdup (words);
  return surface;
}

cairo_surface_t *
tide_logo_new_from_setting (const char *setting)
{
  gsize length;
  if (setting == NULL || *setting == '\0')
    return NULL;
  g_autofree guchar *bytes = g_base64_decode (setting, &length);
  return tide_logo_new (bytes, length, NULL);
}

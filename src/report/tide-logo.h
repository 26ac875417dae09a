/* tide-logo.h: the clinic's own mark in the letterhead: bytes of a file that somebody chose, so checked
 * before they are kept. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

#define TIDE_LOGO_MOST_BYTES (1024 * 1024)

/**
 * tide_logo_new:
 * @fault: (out) (optional) (transfer full): why there is none, a sentence for the eye
 *
 * PNG up to 4000 pixels a side, or SVG: by what the bytes are, whatever the file is called.  An SVG that
 * declares entities is refused, and nothing that it points at is read.  Drawn large enough for paper.
 *
 * Returns: (transfer full) (nullable)
 */
cairo_surface_t *tide_logo_new (const guint8 *bytes, gsize length, char **fault);
/* The same of the clinic's setting "clinic.logo", base64; NULL without one, or when it cannot be read here.
 */
cairo_surface_t *tide_logo_new_from_setting (const char *setting);

G_END_DECLS

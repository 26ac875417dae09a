/* tide-words.h: text in figures: measured and drawn by Pango, the same on screen, paper and in a picture.
 *
 * A TideWords is a cache of shaped texts of one font family.  Sizes are absolute (user units of the drawing),
 * metrics are not rounded to pixels: a layout is the same at every resolution.
 */
#pragma once

#include <pango/pangocairo.h>
#include "tide-ink.h"

G_BEGIN_DECLS

typedef struct _TideWords TideWords;

/* One shaped line. The layout belongs to the TideWords. ascent and descent hold the ink, and at least a line
 * of figures. */
typedef struct
{
  PangoLayout *layout;
  double width, ascent, descent;
  double offset, baseline; /* of the layout's origin, for drawing */
} TideText;

/* @rounded: advances are whole units, as a screen without subpixel placing needs them; paper takes FALSE. */
TideWords *tide_words_new (const char *family, gboolean rounded);
gboolean tide_words_is_rounded (TideWords *self);
void tide_words_free (TideWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideWords, tide_words_free)
const char *tide_words_get_family (TideWords *self);

TideText tide_words_get (TideWords *self, const char *text, double size, gboolean bold);
/* Ellipsised at its end to @max_width. */
TideText tide_words_get_within (TideWords *self, const char *text, double size, gboolean bold,
                                double max_width);

/* The rectangle of @text whose line starts at @x on @baseline. */
TideBox tide_text_get_box (const TideText *text, double x, double baseline);
/* @halo_width 0: none. */
void tide_text_draw (cairo_t *cr, const TideText *text, double x, double baseline, TideInk ink, TideInk halo,
                     double halo_width);

/* Wraps @text so that its direction cannot turn the words beside it: for names and notes inside a sentence
 * (transfer full). */
char *tide_words_isolate (const char *text);

G_END_DECLS

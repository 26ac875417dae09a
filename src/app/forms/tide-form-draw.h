/* tide-form-draw.h: what the drawings of the forms share: colours, text, numbers for the eye. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A named colour of the style context ("success_color"), the foreground when there is none. */
GdkRGBA tide_form_color (GtkWidget *widget, const char *name);
void tide_form_set_source (cairo_t *cr, const GdkRGBA *color, double alpha);
/* Draws @text at a place with the widget's font at @size em; @align 0 left, .5 centre, 1 right. Returns its
 * width. */
double tide_form_draw_text (GtkWidget *widget, cairo_t *cr, const char *text, double size, gboolean bold,
                            double x, double baseline, double align);
double tide_form_measure_text (GtkWidget *widget, const char *text, double size, gboolean bold);
/* A number for the eye: minus sign U+2212, @decimals places, no trailing zeros for whole numbers (transfer
 * full). */
char *tide_form_number (double value, guint decimals);
char *tide_form_signed (double value, guint decimals); /* "+2", "−11", "0" (transfer full) */
/* Words of instrument files stand in lower case, as inside a sentence: the first letter raised (transfer
 * full). */
char *tide_form_capitalise (const char *text);

G_END_DECLS

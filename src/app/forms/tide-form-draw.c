/* tide-form-draw.c: one place where the forms' own drawings meet the theme. */

#include "tide-form-draw.h"

#include <math.h>

GdkRGBA
tide_form_color (GtkWidget *widget, const char *name)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (name == NULL || !gtk_style_context_lookup_color (context, name, &color))
    gtk_style_context_get_color (context, &color);
  return color;
}

void
tide_form_set_source (cairo_t *cr, const GdkRGBA *color, double alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
}

static PangoLayout *
make_layout (GtkWidget *widget, const char *text, double size, gboolean bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (size));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

double
tide_form_draw_text (GtkWidget *widget, cairo_t *cr, const char *text, double size, gboolean bold, double x,
                     double baseline, double align)
{
  g_autoptr (PangoLayout) layout = make_layout (widget, text, size, bold);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, x - align * width, baseline - pango_layout_get_baseline (layout) / (double) PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  return width;
}

double
tide_form_measure_text (GtkWidget *widget, const char *text, double size, gboolean bold)
{
  g_autoptr (PangoLayout) layout = make_layout (widget, text, size, bold);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  return width;
}

char *
tide_form_number (double value, guint decimals)
{
  double rounded = decimals == 0 ? floor (fabs (value) + .5) : fabs (value);
  g_autofree char *digits = NULL;

  if (isnan (value))
    return g_strdup ("–");
  digits = g_strdup_printf ("%.*f", (int) decimals, rounded);
  return g_strconcat (value < 0 && strtod (digits, NULL) != 0 ? "−" : "", digits, NULL);
}

char *
tide_form_signed (double value, guint decimals)
{
  g_autofree char *text = tide_form_number (value, decimals);

  return value > 0 ? g_strconcat ("+", text, NULL) : g_steal_pointer (&text);
}

char *
tide_form_capitalise (const char *text)
{
  g_autofree char *first = g_utf8_strup (text, *text ? (gssize) (g_utf8_next_char (text) - text) : 0);

  return g_strconcat (first, *text ? g_utf8_next_char (text) : "", NULL);
}

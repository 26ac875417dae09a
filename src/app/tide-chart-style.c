/* tide-chart-style.c: the colours and sizes of a widget, handed to the drawing of figures.
 *
 * Figures know no widgets: one drawing serves window, printer and tests.  What they need of the desktop (dark
 * or light, contrast, font, text scale) is read here, in one place.
 */
#include "tide-chart-style.h"

#include <adwaita.h>

#define FONT_PT 11.0 /* the interface font's size that the pictures were drawn at */
#define EM_PX 14.667

static TideColor
to_color (const GdkRGBA *rgba)
{
  return (TideColor){ rgba->red, rgba->green, rgba->blue, rgba->alpha };
}

/* A translucent card over its window, as one opaque colour: halos are painted with it. */
static TideColor
flatten (TideColor over, TideColor under)
{
  double a = over.alpha;
  return (TideColor){ over.red * a + under.red * (1 - a), over.green * a + under.green * (1 - a),
                      over.blue * a + under.blue * (1 - a), 1 };
}

static TideColor
look_up (GtkStyleContext *context, const char *name, TideColor fallback)
{
  GdkRGBA rgba;
  return gtk_style_context_lookup_color (context, name, &rgba) ? to_color (&rgba) : fallback;
}

GdkTexture *
tide_chart_make_texture (int width, int height, int scale, TideChartDraw draw, gpointer figure)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  cairo_surface_set_device_scale (surface, scale, scale);
  cairo_t *cr = cairo_create (surface);
  draw (figure, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  /* The texture keeps the surface's own pixels. */
  g_autoptr (GBytes) bytes
    = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) (height * scale),
                                  (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes, stride);
}

double
tide_chart_em (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  if (pango_font_description_get_size_is_absolute (font))
    return size;
  return size * pango_cairo_context_get_resolution (context) / 72.0;
}

/* The scale of the interface font, not of @widget's own (a heading has a larger one). */
static double
text_scale_of (GtkWidget *widget)
{
  g_autofree char *name = NULL;
  g_object_get (gtk_widget_get_settings (widget), "gtk-font-name", &name, NULL);
  PangoFontDescription *font = pango_font_description_from_string (name != NULL ? name : "");
  double points = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  double resolution = pango_cairo_context_get_resolution (gtk_widget_get_pango_context (widget));
  pango_font_description_free (font);
  if (points <= 0)
    points = FONT_PT;
  return points / FONT_PT * (resolution > 0 ? resolution / 96.0 : 1.0);
}

TideStyle
tide_chart_style_for (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  const PangoFontDescription *font
    = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  TideStyle style
    = tide_style_default (adw_style_manager_get_dark (manager) ? TIDE_STYLE_DARK : TIDE_STYLE_LIGHT);
  GdkRGBA foreground;
  gtk_style_context_get_color (context, &foreground);
  style.high_contrast = adw_style_manager_get_high_contrast (manager);
  style.text_scale = text_scale_of (widget);
  style.font_family = g_intern_string (pango_font_description_get_family (font));
  /* Alpha of the foreground is dropped: the drawing has its own tints of it. */
  style.foreground = flatten (to_color (&foreground), style.background);
  style.background = look_up (context, "window_bg_color", style.background);
  style.card = flatten (look_up (context, "card_bg_color", style.card), style.background);
  style.accent = look_up (context, "accent_color", style.accent);
  return style;
}

static gboolean
same_color (TideColor a, TideColor b)
{
  return a.red == b.red && a.green == b.green && a.blue == b.blue && a.alpha == b.alpha;
}

gboolean
tide_chart_style_equal (const TideStyle *a, const TideStyle *b)
{
  return a->kind == b->kind && a->high_contrast == b->high_contrast && a->text_scale == b->text_scale
         && a->font_family == b->font_family && same_color (a->foreground, b->foreground)
         && same_color (a->card, b->card) && same_color (a->accent, b->accent);
}

/* --- the marker of a state --- */

struct _TideStateGlyph
{
  GtkWidget parent_instance;
  TideState state;
};

G_DEFINE_FINAL_TYPE (TideStateGlyph, tide_state_glyph, GTK_TYPE_WIDGET)

static void
tide_state_glyph_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = (int) (tide_chart_em (widget) + .5);
}

static void
tide_state_glyph_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TideStateGlyph *self = TIDE_STATE_GLYPH (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  if (self->state == TIDE_STATE_NONE || width <= 0 || height <= 0)
    return;
  TideStyle style = tide_chart_style_for (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  tide_timeline_draw_state_glyph (cr, self->state, width / 2, height / 2, tide_chart_em (widget) * .36,
                                  &style);
  cairo_destroy (cr);
}

static void
tide_state_glyph_class_init (TideStateGlyphClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  widget_class->measure = tide_state_glyph_measure;
  widget_class->snapshot = tide_state_glyph_snapshot;
  /* The word beside it says the same: a screen reader would read it twice. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tide_state_glyph_init (TideStateGlyph *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
tide_state_glyph_new (TideState state)
{
  TideStateGlyph *self = g_object_new (TIDE_TYPE_STATE_GLYPH, NULL);
  self->state = state;
  return GTK_WIDGET (self);
}

void
tide_state_glyph_set (TideStateGlyph *self, TideState state)
{
  g_return_if_fail (TIDE_IS_STATE_GLYPH (self));
  self->state = state;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- the small line --- */

struct _TideSparkline
{
  GtkWidget parent_instance;
  TideRating *ratings;
  guint n;
  TideState last;
};

G_DEFINE_FINAL_TYPE (TideSparkline, tide_sparkline, GTK_TYPE_WIDGET)

static void
tide_sparkline_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  double px = orientation == GTK_ORIENTATION_HORIZONTAL ? 56 : 22;
  *minimum = *natural = (int) (px * tide_chart_em (widget) / EM_PX + .5);
}

static void
tide_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TideSparkline *self = TIDE_SPARKLINE (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  if (self->n == 0 || width <= 0 || height <= 0)
    return;
  TideStyle style = tide_chart_style_for (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  tide_timeline_draw_sparkline (cr, self->ratings, self->n, self->last, width, height, &style);
  cairo_destroy (cr);
}

static void
tide_sparkline_finalize (GObject *object)
{
  g_free (TIDE_SPARKLINE (object)->ratings);
  G_OBJECT_CLASS (tide_sparkline_parent_class)->finalize (object);
}

static void
tide_sparkline_class_init (TideSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = tide_sparkline_finalize;
  widget_class->measure = tide_sparkline_measure;
  widget_class->snapshot = tide_sparkline_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tide_sparkline_init (TideSparkline *self)
{
}

GtkWidget *
tide_sparkline_new (void)
{
  return g_object_new (TIDE_TYPE_SPARKLINE, NULL);
}

void
tide_sparkline_set (TideSparkline *self, const TideRating *ratings, guint n, TideState last)
{
  g_return_if_fail (TIDE_IS_SPARKLINE (self));
  g_free (self->ratings);
  self->ratings = n > 0 ? g_memdup2 (ratings, n * sizeof *ratings) : NULL;
  self->n = n;
  self->last = last;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

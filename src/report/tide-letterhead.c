/* tide-letterhead.c: whose paper it is: logo, name, address and telephone of the clinic at the left, title
 * and date at the right.  Every report begins with this one block.
 */

#include "tide-summary-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The clinic's mark: a tide line in a rounded square. */
static void
draw_logo (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  double s = MIN (width, height), r = s * 0.2;
  cairo_translate (cr, x, y);
  cairo_new_sub_path (cr);
  cairo_arc (cr, s - r, r, r, -G_PI_2, 0);
  cairo_arc (cr, s - r, s - r, r, 0, G_PI_2);
  cairo_arc (cr, r, s - r, r, G_PI_2, G_PI);
  cairo_arc (cr, r, r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
  cairo_move_to (cr, s * 0.16, s * 0.6);
  cairo_curve_to (cr, s * 0.3, s * 0.36, s * 0.4, s * 0.4, s * 0.5, s * 0.58);
  cairo_curve_to (cr, s * 0.6, s * 0.74, s * 0.72, s * 0.7, s * 0.84, s * 0.56);
  cairo_set_line_width (cr, 2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
  cairo_move_to (cr, s * 0.18, s * 0.28);
  cairo_line_to (cr, s * 0.84, s * 0.28);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, (const double[]){ 2.6, 2.2 }, 2, 0);
  cairo_stroke (cr);
}

/* A wide logo is as high as the mark is, a high one no wider. */
#define LOGO_SIZE 27.0
#define MOST_LOGO_WIDTH 81.0

static double
logo_width (cairo_surface_t *logo)
{
  double width = cairo_image_surface_get_width (logo), height = cairo_image_surface_get_height (logo);
  return MIN (MOST_LOGO_WIDTH, MAX (1, LOGO_SIZE * width / MAX (1, height)));
}

static void
draw_own_logo (cairo_t *cr, double x, double y, double width, double height, gpointer logo)
{
  double w = cairo_image_surface_get_width (logo), h = cairo_image_surface_get_height (logo);
  double scale = MIN (width / w, height / h);
  cairo_translate (cr, x, y + (height - h * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, logo, 0, 0);
  cairo_paint (cr);
}

static TideBlock *
logo_block (const TideSummaryData *data, double *width)
{
  *width = data->logo != NULL ? logo_width (data->logo) : LOGO_SIZE;
  return data->logo != NULL
           ? tide_block_figure_new (*width, LOGO_SIZE, draw_own_logo, cairo_surface_reference (data->logo),
                                    (GDestroyNotify) cairo_surface_destroy)
           : tide_block_figure_new (*width, LOGO_SIZE, draw_logo, NULL, NULL);
}

/* The date of the page and, for made-up patients, the badge that no one may take off. */
typedef struct
{
  PangoLayout *date, *badge; /* badge or NULL */
} DateLine;

#define BADGE_PADDING 4.0
#define DATE_LINE_HEIGHT 12.0
#define LARGE_DATE_LINE_HEIGHT 17.0

static void
date_line_free (gpointer data)
{
  DateLine *line = data;
  g_object_unref (line->date);
  g_clear_object (&line->badge);
  g_free (line);
}

static void
outline_badge (cairo_t *cr, double x, double y, double width, double height)
{
  double r = height / 2;
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI_2, G_PI_2);
  cairo_arc (cr, x + r, y + r, r, G_PI_2, 1.5 * G_PI);
  cairo_close_path (cr);
  cairo_set_line_width (cr, 0.7);
  cairo_set_dash (cr, (const double[]){ 2, 1.4 }, 2, 0);
  cairo_stroke (cr);
}

static void
draw_date_line (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  const DateLine *line = data;
  int w, h;
  double right = x + width;
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (line->badge != NULL)
    {
      pango_layout_get_size (line->badge, &w, &h);
      double text_width = (double) w / PANGO_SCALE, text_height = (double) h / PANGO_SCALE;
      outline_badge (cr, right - text_width - 2 * BADGE_PADDING, y + 0.5, text_width + 2 * BADGE_PADDING,
                     height - 1);
      cairo_move_to (cr, right - text_width - BADGE_PADDING, y + (height - text_height) / 2);
      pango_cairo_show_layout (cr, line->badge);
      right -= text_width + 2 * BADGE_PADDING + 5;
    }
  pango_layout_get_size (line->date, &w, &h);
  cairo_move_to (cr, right - (double) w / PANGO_SCALE, y + (height - (double) h / PANGO_SCALE) / 2);
  pango_cairo_show_layout (cr, line->date);
}

static PangoLayout *
short_layout (const TideSummary *self, double size, gboolean bold, const char *words)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Cantarell");
  pango_font_description_set_size (font, (int) round (size * PANGO_SCALE));
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, words, -1);
  return layout;
}

static double
layout_width (PangoLayout *layout)
{
  int width;
  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

/* A patient reads a day in words, and larger. */
static TideBlock *
date_line (const TideSummary *self, const char *whom, gboolean large)
{
  DateLine *line = g_new0 (DateLine, 1);
  TideDate today = tide_instant_get_date (self->data->now);
  g_autofree char *day = large ? tide_date_to_words (today) : tide_date_to_iso (today);
  g_autofree char *date = whom != NULL ? g_strdup_printf ("%s · %s", whom, day) : g_strdup (day);
  line->date = short_layout (self, large ? TIDE_PT_SMALLEST_LARGE : TIDE_PT_TEXT, FALSE, date);
  double width = layout_width (line->date);
  if (self->data->synthetic)
    {
      line->badge = short_layout (self, large ? TIDE_PT_SMALLEST_LARGE : TIDE_PT_CAPTION, TRUE,
                                  _ ("SYNTHETIC DATA, no real person"));
      width += layout_width (line->badge) + 2 * BADGE_PADDING + 5;
    }
  TideBlock *block = tide_block_figure_new (width, large ? LARGE_DATE_LINE_HEIGHT : DATE_LINE_HEIGHT,
                                            draw_date_line, line, date_line_free);
  g_autofree char *words = self->data->synthetic
                             ? g_strdup_printf ("%s · %s", date, _ ("SYNTHETIC DATA, no real person"))
                             : g_strdup (date);
  tide_block_figure_set_words (block, words);
  return block;
}

/* The address on as few lines as it takes, with the telephone; for a patient, who knows where the clinic is,
 * the telephone alone where there is one. */
static char *
dup_contact (const TideSummaryData *data, gboolean large)
{
  if (large && data->clinic_phone != NULL && *data->clinic_phone != '\0')
    return g_strdup_printf (_ ("Tel. %s"), data->clinic_phone);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (data->clinic_address != NULL ? data->clinic_address : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", lines[i]);
  if (data->clinic_phone != NULL && *data->clinic_phone != '\0')
    {
      /* Translators: the clinic's telephone number in the letterhead */
      g_autofree char *phone = g_strdup_printf (_ ("Tel. %s"), data->clinic_phone);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", phone);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define LOGO_GAP 7.0
#define MOST_CLINIC_WIDTH 245.0

TideBlock *
tide_summary_letterhead_for (const TideSummary *self, const char *title, const char *whom)
{
  const TideSummaryData *data = self->data;
  gboolean large = title == NULL;
  const char *name = data->clinic_name != NULL ? data->clinic_name : "";
  g_autofree char *contact = dup_contact (data, large);
  TideBlock *clinic = tide_block_stack_new ();
  tide_block_stack_add (
    clinic, tide_summary_text (self, large ? TIDE_PT_TEXT_LARGE : TIDE_PT_CLINIC, "<b>%s</b>", name), 0);
  if (*contact != '\0')
    tide_block_stack_add (
      clinic, tide_summary_text (self, large ? TIDE_PT_SMALLEST_LARGE : TIDE_PT_TEXT, "%s", contact), 0);

  /* A long name keeps its width: page 1 of a clinician's summary is full. */
  double clinic_width = MAX (60, MIN (tide_block_get_natural_width (clinic), MOST_CLINIC_WIDTH));
  if (data->reader == TIDE_READER_CLINICIAN && clinic_width >= MOST_CLINIC_WIDTH)
    whom = NULL;
  TideBlock *right = tide_block_stack_new ();
  if (!large)
    {
      g_autofree char *bold = g_markup_printf_escaped ("<b>%s</b>", title);
      TideBlock *words = tide_block_text_new (self->context, bold, TIDE_PT_TITLE, PANGO_ALIGN_RIGHT);
      tide_block_text_set_role (words, TIDE_ROLE_TITLE);
      tide_block_stack_add (right, words, 0);
    }
  else
    tide_block_stack_add (right, tide_block_space_new (LOGO_SIZE - LARGE_DATE_LINE_HEIGHT + 4), 0);
  tide_block_stack_add (right, date_line (self, whom, large), -1);
  /* The logo stands at the left margin, so the clinic keeps close to it while the title goes to the right. */
  double width;
  TideBlock *logo = logo_block (data, &width);
  TideBlock *left[] = { logo, clinic };
  double widths[] = { width, clinic_width };
  TideBlock *both[] = { tide_block_row_new (left, widths, 2, LOGO_GAP), right };
  return tide_block_row_new_spread (both, 2, 10);
}

TideBlock *
tide_summary_letterhead (const TideSummary *self, const char *title)
{
  return tide_summary_letterhead_for (self, title, NULL);
}

/* tide-vitals-figure.c: three strips on one axis of minutes.
 *
 * Systolic is a triangle pointing down, diastolic one pointing up, joined by a thin stem; a reading that is
 * amber or red has a sign with its number in place of the mark, so that colour only repeats it. */
#include "tide-vitals-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-label-placer.h"
#include "tide-palette.h"
#include "tide-value-axis.h"
#include "tide-words.h"

#define GAP 14.0

typedef struct
{
  const TideVitalsData *data;
  TidePalette palette;
  TideWords *words;
  cairo_t *cr;
  double scale, size; /* of the text */
  double left, right, top, bottom;
  TideValueAxis axes[TIDE_N_STRIPS];
  TideLabelPlacer *numbers; /* those of amber and red readings */
  int selected;
} Drawing;

TideVitalsData *
tide_vitals_data_new (void)
{
  TideVitalsData *self = g_new0 (TideVitalsData, 1);
  self->from_minute = -15;
  self->to_minute = 105;
  self->end_minute = self->now_minute = NAN;
  self->readings = g_array_new (FALSE, FALSE, sizeof (TideVitalsReading));
  self->lines = g_array_new (FALSE, FALSE, sizeof (TideVitalsLine));
  self->pauses = g_array_new (FALSE, FALSE, sizeof (TideVitalsSpan));
  self->slots = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
tide_vitals_data_free (TideVitalsData *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->readings);
  g_array_unref (self->lines);
  g_array_unref (self->pauses);
  g_array_unref (self->slots);
  g_free (self);
}

/* --- values --- */

static double
value_of (const TideVitalsReading *reading, TideVitalsStrip strip)
{
  return strip == TIDE_STRIP_PRESSURE     ? reading->systolic
         : strip == TIDE_STRIP_HEART_RATE ? reading->heart_rate
                                          : reading->spo2;
}

/* The usual span of a strip, made wider by what lies beyond it. */
static void
set_axis (Drawing *self, TideVitalsStrip strip, double top, double bottom)
{
  static const double lowest[] = { 70, 55, 92 }, highest[] = { 180, 112, 100 };
  TideValueAxis *axis = &self->axes[strip];
  *axis = (TideValueAxis){ lowest[strip], highest[strip], top, bottom };
  for (guint i = 0; i < self->data->readings->len; i++)
    {
      const TideVitalsReading *reading = &g_array_index (self->data->readings, TideVitalsReading, i);
      double value = value_of (reading, strip);
      double low = strip == TIDE_STRIP_PRESSURE && !isnan (reading->diastolic) ? reading->diastolic : value;
      if (isnan (value))
        continue;
      axis->maximum = MAX (axis->maximum, value + (strip == TIDE_STRIP_OXYGEN ? 0 : 4));
      axis->minimum = MIN (axis->minimum, low - 3);
    }
}

static double
to_x (const Drawing *self, double minute)
{
  double share = (minute - self->data->from_minute) / (self->data->to_minute - self->data->from_minute);
  return self->left + CLAMP (share, 0, 1) * (self->right - self->left);
}

static TideInk
level_ink (const Drawing *self, int level)
{
  if (self->palette.paper)
    return self->palette.ink;
  return level >= 3 ? self->palette.state_ink[TIDE_STATE_WORSE] : self->palette.state_ink[TIDE_STATE_PARTIAL];
}

/* --- the ground --- */

static void
draw_text (Drawing *self, const char *text, double x, double y, double align, gboolean bold, TideInk ink)
{
  TideText shaped = tide_words_get (self->words, text, self->size, bold);
  tide_text_draw (self->cr, &shaped, x - shaped.width * align, y, ink, self->palette.card, 0);
}

static void
draw_spans (Drawing *self)
{
  const TideVitalsData *data = self->data;
  double height = self->bottom - self->top;
  if (!isnan (data->end_minute))
    {
      double x1 = to_x (self, 0), x2 = to_x (self, data->end_minute);
      TideInk tint = self->palette.paper ? tide_ink_alpha (self->palette.ink, 0.07)
                                         : tide_ink_alpha (self->palette.accent, 0.10);
      tide_fill_box (self->cr, (TideBox){ x1, self->top, x2 - x1, height }, tint);
      /* Not under the word of now; one that was stopped at once has no room for its name. */
      gboolean early = data->now_minute < data->end_minute / 2;
      if (x2 - x1 > 80 * self->scale)
        draw_text (self, _ ("infusion"), early ? x2 - 4 * self->scale : x1 + 4 * self->scale,
                   self->top - 4 * self->scale, early ? 1 : 0, FALSE, self->palette.second_ink);
    }
  for (guint i = 0; i < data->pauses->len; i++)
    {
      const TideVitalsSpan *pause = &g_array_index (data->pauses, TideVitalsSpan, i);
      double x1 = to_x (self, pause->from), x2 = MAX (to_x (self, pause->to), x1 + 3);
      tide_fill_hatch (self->cr, (TideBox){ x1, self->top, x2 - x1, height },
                       tide_ink_alpha (self->palette.second_ink, 0.7), 6, 1.4, TRUE);
    }
  for (guint i = 0; i < data->slots->len; i++)
    tide_draw_dotted_vline (self->cr, to_x (self, g_array_index (data->slots, double, i)), self->top,
                            self->bottom, 1, 1, 4, self->palette.major_grid);
}

static void
draw_ticks (Drawing *self, TideVitalsStrip strip)
{
  g_autoptr (GArray) ticks = tide_value_axis_make_ticks (
    &self->axes[strip], strip == TIDE_STRIP_PRESSURE ? 26 * self->scale : 20 * self->scale);
  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, double, i), y = tide_value_axis_to_y (&self->axes[strip], value);
      g_autofree char *text = g_strdup_printf ("%.0f", value);
      tide_draw_hline (self->cr, self->left, self->right, y, 1, self->palette.grid);
      draw_text (self, text, self->left - 6 * self->scale, y + self->size * 0.36, 1, FALSE,
                 self->palette.second_ink);
    }
}

/* Limits as dashes with their words at the right. */
static void
draw_lines (Drawing *self)
{
  static const double dashes[] = { 5, 3 };
  for (guint i = 0; i < self->data->lines->len; i++)
    {
      const TideVitalsLine *line = &g_array_index (self->data->lines, TideVitalsLine, i);
      const TideValueAxis *axis = &self->axes[line->strip];
      if (line->value < axis->minimum || line->value > axis->maximum)
        continue;
      double y = tide_crisp (tide_value_axis_to_y (axis, line->value), 1);
      TideInk ink = level_ink (self, line->level);
      g_autofree char *text
        = g_strdup_printf (line->level >= 3 ? _ ("red %.0f") : _ ("amber %.0f"), line->value);
      tide_ink_set (self->cr, ink);
      cairo_set_dash (self->cr, dashes, 2, 0);
      cairo_set_line_width (self->cr, 1);
      cairo_move_to (self->cr, self->left, y);
      cairo_line_to (self->cr, self->right, y);
      cairo_stroke (self->cr);
      cairo_set_dash (self->cr, NULL, 0, 0);
      draw_text (self, text, self->right + 6 * self->scale, y + self->size * 0.36, 0, line->level >= 3, ink);
    }
}

static void
draw_minutes (Drawing *self)
{
  double span = self->data->to_minute - self->data->from_minute;
  double step = span > 400 ? 120 : span > 200 ? 60 : span > 60 ? 20 : 10;
  for (double m = ceil (self->data->from_minute / step) * step; m <= self->data->to_minute; m += step)
    {
      g_autofree char *text
        = m < -0.5 ? g_strdup_printf ("\u2212%.0f", -m) : g_strdup_printf ("%.0f", fabs (m));
      double x = to_x (self, m);
      tide_draw_vline (self->cr, x, self->bottom, self->bottom + 4, 1, self->palette.axis);
      draw_text (self, text, x, self->bottom + 5 + self->size, 0.5, FALSE, self->palette.second_ink);
    }
  tide_draw_hline (self->cr, self->left, self->right, self->bottom, 1, self->palette.axis);
  draw_text (self, _ ("min"), self->right + 6 * self->scale, self->bottom + 5 + self->size, 0, FALSE,
             self->palette.second_ink);
}

static void
draw_now (Drawing *self)
{
  if (isnan (self->data->now_minute))
    return;
  double x = to_x (self, self->data->now_minute), r = 5 * self->scale;
  TideInk ink = self->palette.state_ink[TIDE_STATE_WORSE];
  tide_draw_vline (self->cr, x, self->top, self->bottom, 1.5, ink);
  tide_ink_set (self->cr, ink);
  cairo_move_to (self->cr, x - r, self->top - 2 * r);
  cairo_line_to (self->cr, x + r, self->top - 2 * r);
  cairo_line_to (self->cr, x, self->top);
  cairo_fill (self->cr);
  draw_text (self, _ ("now"), x + 2 * r, self->top - r * 0.4, 0, TRUE, ink);
}

/* --- the readings --- */

static void
draw_line_of (Drawing *self, TideVitalsStrip strip, gboolean lower, TideInk ink)
{
  gboolean begun = FALSE;
  tide_ink_set (self->cr, ink);
  cairo_set_line_width (self->cr, 1.6 * self->scale);
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->data->readings->len; i++)
    {
      const TideVitalsReading *reading = &g_array_index (self->data->readings, TideVitalsReading, i);
      double value = lower ? reading->diastolic : value_of (reading, strip);
      if (isnan (value))
        continue;
      double x = to_x (self, reading->minute), y = tide_value_axis_to_y (&self->axes[strip], value);
      if (begun)
        cairo_line_to (self->cr, x, y);
      else
        cairo_move_to (self->cr, x, y);
      begun = TRUE;
    }
  cairo_stroke (self->cr);
}

static void
draw_triangle (Drawing *self, double x, double y, gboolean down, gboolean hollow, TideInk ink)
{
  double r = 5 * self->scale, s = down ? 1 : -1;
  cairo_move_to (self->cr, x - r, y - s * r * 0.8);
  cairo_line_to (self->cr, x + r, y - s * r * 0.8);
  cairo_line_to (self->cr, x, y + s * r * 0.8);
  cairo_close_path (self->cr);
  tide_ink_set (self->cr, hollow ? self->palette.card : ink);
  cairo_fill_preserve (self->cr);
  tide_ink_set (self->cr, ink);
  cairo_set_line_width (self->cr, 1.2);
  cairo_stroke (self->cr);
}

#define SIGN_RADIUS 8.0

/* Amber: a triangle with its sign; red: the same, filled. */
static void
draw_sign (Drawing *self, double x, double y, int level)
{
  double r = SIGN_RADIUS * self->scale;
  TideInk ink = level_ink (self, level), inside = level >= 3 ? ink : self->palette.card;
  cairo_move_to (self->cr, x, y - r);
  cairo_line_to (self->cr, x + r, y + r * 0.8);
  cairo_line_to (self->cr, x - r, y + r * 0.8);
  cairo_close_path (self->cr);
  tide_ink_set (self->cr, inside);
  cairo_fill_preserve (self->cr);
  tide_ink_set (self->cr, ink);
  cairo_set_line_width (self->cr, 1.6 * self->scale);
  cairo_stroke (self->cr);
  tide_ink_set (self->cr, level >= 3 ? self->palette.card : ink);
  cairo_set_line_width (self->cr, 1.6 * self->scale);
  cairo_move_to (self->cr, x, y - r * 0.35);
  cairo_line_to (self->cr, x, y + r * 0.25);
  cairo_move_to (self->cr, x, y + r * 0.42);
  cairo_line_to (self->cr, x, y + r * 0.58);
  cairo_stroke (self->cr);
}

/* Above its sign. Where readings follow close on one another the first number stands: all of them are in the
 * table. */
static void
draw_number (Drawing *self, double x, double y, int level, const char *number)
{
  double below = y - SIGN_RADIUS * self->scale - 3 * self->scale;
  TideText shaped = tide_words_get (self->words, number, self->size, TRUE);
  TideBox box = { x - shaped.width / 2, below - 0.8 * self->size, shaped.width, self->size };
  if (tide_label_placer_place (self->numbers, box))
    draw_text (self, number, x, below, 0.5, TRUE, level_ink (self, level));
}

static void
draw_pressure (Drawing *self, const TideVitalsReading *reading)
{
  const TideValueAxis *axis = &self->axes[TIDE_STRIP_PRESSURE];
  if (isnan (reading->systolic))
    return;
  double x = to_x (self, reading->minute), top = tide_value_axis_to_y (axis, reading->systolic);
  int level = reading->level[TIDE_STRIP_PRESSURE];
  if (!isnan (reading->diastolic))
    {
      double low = tide_value_axis_to_y (axis, reading->diastolic);
      tide_draw_vline (self->cr, x, top, low, 1, self->palette.second_ink);
      draw_triangle (self, x, low, FALSE, reading->entering, self->palette.ink);
    }
  if (level >= 2)
    draw_sign (self, x, top, level);
  else
    draw_triangle (self, x, top, TRUE, reading->entering, self->palette.ink);
}

static void
draw_value (Drawing *self, const TideVitalsReading *reading, TideVitalsStrip strip, TideInk ink)
{
  double value = value_of (reading, strip), r = 3.6 * self->scale;
  if (isnan (value))
    return;
  double x = to_x (self, reading->minute), y = tide_value_axis_to_y (&self->axes[strip], value);
  if (reading->level[strip] >= 2)
    {
      draw_sign (self, x, y, reading->level[strip]);
      return;
    }
  if (strip == TIDE_STRIP_OXYGEN)
    cairo_rectangle (self->cr, x - r, y - r, 2 * r, 2 * r);
  else
    cairo_arc (self->cr, x, y, r, 0, 2 * G_PI);
  tide_ink_set (self->cr, reading->entering ? self->palette.card : ink);
  cairo_fill_preserve (self->cr);
  tide_ink_set (self->cr, ink);
  cairo_set_line_width (self->cr, 1.2);
  cairo_stroke (self->cr);
}

static void
draw_numbers_of (Drawing *self, const TideVitalsReading *reading, gboolean red)
{
  for (TideVitalsStrip strip = 0; strip < TIDE_N_STRIPS; strip++)
    {
      double value = value_of (reading, strip);
      if (isnan (value) || reading->level[strip] < 2 || (reading->level[strip] >= 3) != red)
        continue;
      g_autofree char *number = strip == TIDE_STRIP_PRESSURE && !isnan (reading->diastolic)
                                  ? g_strdup_printf ("%.0f/%.0f", value, reading->diastolic)
                                  : g_strdup_printf ("%.0f", value);
      draw_number (self, to_x (self, reading->minute), tide_value_axis_to_y (&self->axes[strip], value),
                   (int) reading->level[strip], number);
    }
}

/* Red before amber: when there is not room for all. */
static void
draw_numbers (Drawing *self)
{
  for (int red = 1; red >= 0; red--)
    for (guint i = 0; i < self->data->readings->len; i++)
      draw_numbers_of (self, &g_array_index (self->data->readings, TideVitalsReading, i), red == 1);
}

static void
draw_readings (Drawing *self)
{
  gboolean paper = self->palette.paper, dark = self->palette.dark;
  TideInk rate = paper ? self->palette.ink : tide_ink_rgb (dark ? 0x5c9bff : 0x1450c8);
  TideInk oxygen = paper ? self->palette.ink : tide_ink_rgb (dark ? 0x86f0cc : 0x00855f);
  draw_line_of (self, TIDE_STRIP_PRESSURE, FALSE, self->palette.ink);
  draw_line_of (self, TIDE_STRIP_PRESSURE, TRUE, self->palette.ink);
  draw_line_of (self, TIDE_STRIP_HEART_RATE, FALSE, rate);
  draw_line_of (self, TIDE_STRIP_OXYGEN, FALSE, oxygen);
  for (guint i = 0; i < self->data->readings->len; i++)
    {
      const TideVitalsReading *reading = &g_array_index (self->data->readings, TideVitalsReading, i);
      if ((int) i == self->selected)
        tide_draw_vline (self->cr, to_x (self, reading->minute), self->top, self->bottom, 3,
                         tide_ink_alpha (self->palette.accent, 0.6));
      draw_pressure (self, reading);
      draw_value (self, reading, TIDE_STRIP_HEART_RATE, rate);
      draw_value (self, reading, TIDE_STRIP_OXYGEN, oxygen);
    }
  draw_numbers (self);
}

/* --- the whole --- */

/* How far the words of the nearest limit are from @y, of any strip: they stand in one column. */
static double
get_room (const Drawing *self, double y)
{
  double room = G_MAXDOUBLE;
  for (guint i = 0; i < self->data->lines->len; i++)
    {
      const TideVitalsLine *line = &g_array_index (self->data->lines, TideVitalsLine, i);
      const TideValueAxis *axis = &self->axes[line->strip];
      if (line->value >= axis->minimum && line->value <= axis->maximum)
        room = MIN (room, fabs (tide_value_axis_to_y (axis, line->value) - y));
    }
  return room;
}

/* In the middle of the strip, or beside it where a limit has its words there: a low strip has room for both
 * only so. */
static void
draw_names (Drawing *self)
{
  const char *names[] = { _ ("BP mmHg"), _ ("HR /min"), _ ("SpO₂ %") };
  static const double tries[] = { 0, -0.7, 0.7, -1.1, 1.1, -1.5 };
  for (guint strip = 0; strip < TIDE_N_STRIPS; strip++)
    {
      const TideValueAxis *axis = &self->axes[strip];
      double middle = (axis->top + axis->bottom) / 2, best = middle;
      for (guint i = 0; i < G_N_ELEMENTS (tries) && get_room (self, best) < self->size * 1.15; i++)
        best = middle + tries[i] * self->size * 1.15;
      draw_text (self, names[strip], self->right + 6 * self->scale, best + self->size * 0.36, 0, TRUE,
                 self->palette.ink);
    }
}

void
tide_vitals_figure_draw (const TideVitalsData *data, const TideStyle *style, cairo_t *cr, double width,
                         double height, int selected)
{
  g_return_if_fail (data != NULL && style != NULL && cr != NULL);

  gboolean paper = style->kind == TIDE_STYLE_PAPER;
  g_autoptr (TideWords) words = tide_words_new (style->font_family, !paper);
  g_autoptr (TideLabelPlacer) numbers = tide_label_placer_new ((TideBox){ 0, 0, width, height });
  Drawing self = { .data = data,
                   .numbers = numbers,
                   .palette = tide_palette_new (style),
                   .words = words,
                   .cr = cr,
                   .scale = paper ? 0.75 : style->text_scale,
                   .selected = selected };
  self.size = paper ? 7.6 : 11.5 * style->text_scale;
  TideText widest = tide_words_get (words, "200", self.size, FALSE);
  TideText label = tide_words_get (words, _ ("amber 160"), self.size, TRUE);
  self.left = widest.width + 10 * self.scale;
  self.right = width - label.width - 12 * self.scale;
  self.top = self.size + 12 * self.scale;
  self.bottom = height - self.size - 10 * self.scale;
  double gap = GAP * self.scale, room = self.bottom - self.top - 2 * gap;
  if (self.right <= self.left || room < 40 * self.scale)
    return;
  set_axis (&self, TIDE_STRIP_PRESSURE, self.top, self.top + room * 0.56);
  set_axis (&self, TIDE_STRIP_HEART_RATE, self.top + room * 0.56 + gap, self.top + room * 0.8 + gap);
  set_axis (&self, TIDE_STRIP_OXYGEN, self.top + room * 0.8 + 2 * gap, self.bottom);
  draw_spans (&self);
  for (guint strip = 0; strip < TIDE_N_STRIPS; strip++)
    draw_ticks (&self, strip);
  draw_lines (&self);
  draw_minutes (&self);
  draw_names (&self);
  draw_readings (&self);
  draw_now (&self);
}

static const char *
level_word (int level)
{
  return level >= 3 ? _ (", red") : level == 2 ? _ (", amber") : "";
}

char *
tide_vitals_reading_dup_words (const TideVitalsReading *reading)
{
  g_return_val_if_fail (reading != NULL, NULL);
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, _ ("%.0f min"), reading->minute);
  if (!isnan (reading->systolic))
    g_string_append_printf (text, _ (" · blood pressure %.0f/%.0f%s"), reading->systolic, reading->diastolic,
                            level_word (reading->level[TIDE_STRIP_PRESSURE]));
  if (!isnan (reading->heart_rate))
    g_string_append_printf (text, _ (" · heart rate %.0f%s"), reading->heart_rate,
                            level_word (reading->level[TIDE_STRIP_HEART_RATE]));
  if (!isnan (reading->spo2))
    g_string_append_printf (text, _ (" · SpO₂ %.0f %%%s"), reading->spo2,
                            level_word (reading->level[TIDE_STRIP_OXYGEN]));
  return g_string_free (text, FALSE);
}

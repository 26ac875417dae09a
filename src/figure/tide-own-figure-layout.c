/* tide-own-figure-layout.c: where everything of the aligned courses stands: axes, points, lanes. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-own-figure-private.h"
#include "tide-timeline-private.h"
#include "tide-value-axis.h"

#define HEAD 40.0
#define AXIS 24.0
#define LANE 24.0
#define FOOT 10.0
#define LEFT 64.0
#define LEAST_RIGHT 104.0
#define BREAK 34.0 /* log axis: from 0 to 1 d */
#define NATURAL_PLOT 186.0
#define DAYS_26 (26 * 7.0)

/* --- text --- */

TideText
tide_own_shape (TideOwnFigure *self, const char *text, double size, gboolean bold)
{
  return tide_words_get (self->words, text, size * self->u, bold);
}

static void
keep (TideOwnFigure *self, const TideText *text, double x, double baseline, TideInk ink, double halo)
{
  TideOwnLabel label = { *text, x, baseline, ink, halo };
  g_object_ref (label.text.layout);
  g_array_append_val (self->labels, label);
}

gboolean
tide_own_place (TideOwnFigure *self, const TideText *text, double x, double baseline, TideInk ink,
                double halo)
{
  if (!tide_label_placer_place (self->placer, tide_text_get_box (text, x, baseline)))
    return FALSE;
  keep (self, text, x, baseline, ink, halo);
  return TRUE;
}

gboolean
tide_own_place_clear (TideOwnFigure *self, const TideText *text, double x, double baseline, TideInk ink,
                      double halo)
{
  return tide_label_placer_is_clear (self->placer, tide_text_get_box (text, x, baseline))
         && tide_own_place (self, text, x, baseline, ink, halo);
}

TideOwnLine *
tide_own_get_line (TideOwnFigure *self, guint i)
{
  return &g_array_index (self->lines, TideOwnLine, i);
}

double
tide_own_lane_height (const TideOwnFigure *self)
{
  return LANE * self->u;
}

/* Returns: the height of the head. */
static double
place_head (TideOwnFigure *self)
{
  double u = self->u, x = 12 * u, baseline = 24 * u;
  g_autofree char *caption = tide_own_courses_dup_caption (self->courses, !self->options.points);
  TideText title = tide_own_shape (self, _ ("Own courses, aligned at start"), 13.3, TRUE);
  TideText second = tide_own_shape (self, caption, TIDE_OWN_TEXT, FALSE);
  gboolean beside = x + title.width + 10 * u + second.width < self->width - 12 * u;
  tide_own_place (self, &title, x, baseline, self->palette.ink, 0);
  if (!beside)
    second = tide_words_get_within (self->words, caption, TIDE_OWN_TEXT * u, FALSE, self->width - 24 * u);
  tide_own_place (self, &second, beside ? x + title.width + 10 * u : x, beside ? baseline : baseline + 18 * u,
                  self->palette.second_ink, 0);
  g_autofree char *band = tide_own_courses_dup_band_words (self->courses);
  guint more = !beside;
  if (band != NULL)
    {
      TideText line
        = tide_words_get_within (self->words, band, TIDE_OWN_TEXT * u, FALSE, self->width - 24 * u);
      tide_own_place (self, &line, x, baseline + 18 * u * ++more, self->palette.second_ink, 0);
    }
  return (HEAD + 18 * more) * u;
}

/* --- which courses --- */

static void
add_lines (TideOwnFigure *self)
{
  gboolean strip = self->options.drawing == TIDE_OWN_STRIP;
  for (guint i = 0; i < tide_own_courses_get_n (self->courses); i++)
    {
      const TideOwnCourse *course = tide_own_courses_get (self->courses, i);
      TideOwnLine line = { .course = i, .style = tide_arm_style_get (course->arms, &self->style) };
      if (!strip && !tide_own_courses_is_drawn (self->courses, i, !self->options.points))
        continue;
      line.dots = g_array_new (FALSE, FALSE, sizeof (TideOwnDot));
      g_array_append_val (self->lines, line);
    }
}

/* --- axes --- */

static double
get_value (const TideOwnFigure *self, const TideOwnPoint *point)
{
  return self->options.points ? point->value : point->percent;
}

static void
find_extent (TideOwnFigure *self)
{
  const TideScoreInfo *score = tide_instrument_get_primary (tide_own_courses_get_instrument (self->courses));
  double last = 0, least = 100, most = 100;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const TideOwnCourse *course = tide_own_courses_get (self->courses, tide_own_get_line (self, i)->course);
      for (guint j = 0; j < course->points->len; j++)
        {
          const TideOwnPoint *point = &g_array_index (course->points, TideOwnPoint, j);
          last = MAX (last, point->days);
          if (isnan (point->percent))
            continue;
          least = MIN (least, point->percent);
          most = MAX (most, point->percent);
        }
    }
  guint band_course;
  const TideTrackBand *band = tide_own_courses_get_band (self->courses, &band_course);
  for (guint w = 0; band != NULL && w < TIDE_N_WINDOWS; w++)
    if (!isnan (band->weeks[w].lower))
      {
        least = MIN (least, 100 - band->weeks[w].upper);
        most = MAX (most, 100 - band->weeks[w].lower);
      }
  self->most_days = self->options.range == TIDE_OWN_RANGE_26   ? DAYS_26
                    : self->options.range == TIDE_OWN_RANGE_52 ? 2 * DAYS_26
                                                               : MAX (ceil (last / 28) * 28, 28);
  self->y_min = self->options.points ? score->minimum : MIN (40, floor (least / 20) * 20);
  self->y_max = self->options.points ? score->maximum : MAX (100, ceil (most / 20) * 20);
}

double
tide_own_figure_to_y (const TideOwnFigure *self, double value)
{
  double share = (CLAMP (value, self->y_min, self->y_max) - self->y_min) / (self->y_max - self->y_min);
  return self->plot.y + self->plot.height * (1 - share);
}

double
tide_own_figure_get_x (TideOwnFigure *self, double days)
{
  g_return_val_if_fail (self != NULL, 0);
  if (!self->options.log)
    return self->plot.x + days / self->most_days * self->plot.width;
  double first = self->plot.x + BREAK * self->u;
  if (days <= 0)
    return self->plot.x;
  return first + log (MAX (days, 1)) / log (self->most_days) * (self->plot.x + self->plot.width - first);
}

static void
place_ticks_y (TideOwnFigure *self)
{
  TideValueAxis axis = { self->y_min, self->y_max, self->plot.y, self->plot.y + self->plot.height };
  g_autoptr (GArray) values = self->options.points ? tide_value_axis_make_ticks (&axis, 30 * self->u) : NULL;
  guint n = values != NULL ? values->len : (guint) ((self->y_max - self->y_min) / 20 + 1.5);
  for (guint i = 0; i < n; i++)
    {
      double value = values != NULL ? g_array_index (values, double, i) : self->y_min + 20 * i;
      TideOwnTickY tick = { value, tide_own_figure_to_y (self, value) };
      g_autofree char *number = tide_timeline_format_number (value, 0);
      g_autofree char *words
        = self->options.points ? g_strdup (number) : g_strdup_printf (_ ("%s %%"), number);
      TideText text = tide_own_shape (self, words, TIDE_OWN_SMALL, FALSE);
      g_array_append_val (self->ticks_y, tick);
      tide_own_place (self, &text, self->plot.x - 6 * self->u - text.width, tick.y + text.ascent / 2 - 1,
                      self->palette.second_ink, 0);
    }
}

static void
add_tick_x (TideOwnFigure *self, double days)
{
  TideOwnTickX tick = { .days = days, .x = tide_own_figure_get_x (self, days) };
  g_autofree char *number = NULL, *words = NULL;
  double baseline = self->plot.y + self->plot.height + 16 * self->u;
  if (days > self->most_days + 0.01)
    return;
  number = tide_timeline_format_number (self->options.log && days < 7 ? days : days / 7, 0);
  words
    = self->options.log && days > 0 && days < 7 ? g_strdup_printf (_ ("%s d"), number) : g_strdup (number);
  TideText text = tide_own_shape (self, words, TIDE_OWN_SMALL, FALSE);
  TideBox box = tide_text_get_box (&text, tick.x - text.width / 2, baseline);
  if (tide_label_placer_is_free (
        self->placer, (TideBox){ box.x - 3 * self->u, box.y, box.width + 6 * self->u, box.height }))
    tick.labelled
      = tide_own_place (self, &text, tick.x - text.width / 2, baseline, self->palette.second_ink, 0);
  g_array_append_val (self->ticks_x, tick);
}

static void
place_ticks_x (TideOwnFigure *self)
{
  static const double log_days[] = { 0, 1, 3, 7, 14, 28, 56, 84, 168, 364, 728, 1456, 2912, 5824 };
  static const double weeks_26[] = { 0, 1, 2, 4, 6, 8, 10, 12, 16, 20, 24 };
  static const double weeks_52[] = { 0, 2, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52 };
  if (self->options.log)
    for (guint i = 0; i < G_N_ELEMENTS (log_days); i++)
      add_tick_x (self, log_days[i]);
  else if (self->most_days <= DAYS_26)
    for (guint i = 0; i < G_N_ELEMENTS (weeks_26); i++)
      add_tick_x (self, 7 * weeks_26[i]);
  else if (self->most_days <= 2 * DAYS_26)
    for (guint i = 0; i < G_N_ELEMENTS (weeks_52); i++)
      add_tick_x (self, 7 * weeks_52[i]);
  else
    {
      double step = 4;
      while (self->most_days / 7 / step > 14)
        step *= step == 4 ? 2 : step == 8 ? 1.5 : step == 12 ? 2 : step == 24 ? 26.0 / 12 : 2;
      for (double week = 0; week <= self->most_days / 7; week += step)
        add_tick_x (self, week * 7);
    }
}

static void
place_axis_words (TideOwnFigure *self)
{
  double x = self->plot.x + self->plot.width + 8 * self->u,
         y = self->plot.y + self->plot.height + 16 * self->u;
  TideText a = tide_own_shape (self, _ ("weeks from first"), TIDE_OWN_SMALL, FALSE),
           b = tide_own_shape (self, _ ("dose or session"), TIDE_OWN_SMALL, FALSE);
  tide_own_place (self, &a, x, y, self->palette.second_ink, 0);
  tide_own_place (self, &b, x, y + 14 * self->u, self->palette.second_ink, 0);
}

/* --- points --- */

/* Where the line from @a to @b crosses the right edge. */
static double
find_edge_y (TideOwnFigure *self, const TideOwnDot *a, const TideOwnDot *b)
{
  double edge = self->plot.x + self->plot.width;
  return b->x > a->x ? a->y + (b->y - a->y) * (edge - a->x) / (b->x - a->x) : a->y;
}

static void
place_points (TideOwnFigure *self, TideOwnLine *line)
{
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  double r = 5 * self->u;
  for (guint i = 0; i < course->points->len; i++)
    {
      const TideOwnPoint *point = &g_array_index (course->points, TideOwnPoint, i);
      double value = get_value (self, point);
      if (isnan (value) || point->visit->passed_over)
        continue;
      TideOwnDot dot = { .point = i,
                         .days = point->days,
                         .x = tide_own_figure_get_x (self, point->days),
                         .y = tide_own_figure_to_y (self, value),
                         .hollow = point->marks != 0,
                         .in_range = point->days <= self->most_days + 0.01 };
      if (line->dots->len > 0)
        {
          const TideOwnDot *before = &g_array_index (line->dots, TideOwnDot, line->dots->len - 1);
          if (before->in_range && !dot.in_range)
            {
              line->goes_on = TRUE;
              line->edge_y = find_edge_y (self, before, &dot);
            }
          if (before->in_range)
            tide_label_placer_add_segment (self->placer, before->x, before->y,
                                           MIN (dot.x, self->plot.x + self->plot.width),
                                           dot.in_range ? dot.y : line->edge_y);
        }
      line->n_in_range += dot.in_range;
      g_array_append_val (line->dots, dot);
      if (dot.in_range)
        tide_label_placer_add_box (self->placer, (TideBox){ dot.x - r, dot.y - r, 2 * r, 2 * r });
    }
}

/* By the rules of the scale, as percent of the baseline that is left. */
static double
place_line_at (TideOwnFigure *self, double fall)
{
  if (self->options.points || isnan (fall))
    return NAN;
  double y = tide_own_figure_to_y (self, 100 - fall);
  tide_label_placer_add_segment (self->placer, self->plot.x, y, self->plot.x + self->plot.width, y);
  return y;
}

static void
layout_aligned (TideOwnFigure *self)
{
  double u = self->u, head, lanes = 0, lane_y;
  const TideChangeRule *rule
    = tide_instrument_get_change_rule (tide_own_courses_get_instrument (self->courses));
  TideOwnGiven given[TIDE_OWN_N_GIVEN];
  for (guint i = 0; i < self->lines->len; i++)
    lanes += tide_own_list_lanes (tide_own_courses_get (self->courses, tide_own_get_line (self, i)->course),
                                  given)
             * LANE * u;
  head = place_head (self);
  find_extent (self);
  self->plot = (TideBox){ LEFT * u, head + 18 * u, 0, 0 };
  self->plot.width = self->width - self->plot.x - LEAST_RIGHT * u;
  self->plot.height = MAX (self->height - self->plot.y - AXIS * u - lanes - FOOT * u, 60 * u);
  place_ticks_y (self);
  place_ticks_x (self);
  place_axis_words (self);
  self->response_y = place_line_at (self, isnan (rule->response_points) ? rule->response_percent : NAN);
  self->partial_y = place_line_at (self, rule->partial_percent);
  lane_y = self->plot.y + self->plot.height + AXIS * u;
  for (guint i = 0; i < self->lines->len; i++)
    {
      TideOwnLine *line = tide_own_get_line (self, i);
      line->lane_y = lane_y;
      lane_y += tide_own_list_lanes (tide_own_courses_get (self->courses, line->course), given) * LANE * u;
      place_points (self, line);
    }
  tide_own_place_line_labels (self);
  tide_own_place_tags (self);
  tide_own_place_lane_labels (self);
}

/* --- public --- */

static void
label_clear (gpointer data)
{
  g_clear_object (&((TideOwnLabel *) data)->text.layout);
}

static void
tag_clear (gpointer data)
{
  g_clear_object (&((TideOwnTag *) data)->text.layout);
}

static void
line_clear (gpointer data)
{
  g_clear_pointer (&((TideOwnLine *) data)->dots, g_array_unref);
}

static GArray *
make_array (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, FALSE, (guint) size);
  if (clear != NULL)
    g_array_set_clear_func (array, clear);
  return array;
}

TideOwnFigure *
tide_own_figure_layout (const TideOwnCourses *courses, const TideOwnOptions *options, const TideStyle *style,
                        double width, double height)
{
  g_return_val_if_fail (courses != NULL && options != NULL && style != NULL, NULL);
  TideOwnFigure *self = g_new0 (TideOwnFigure, 1);
  self->courses = courses;
  self->options = *options;
  self->style = *style;
  self->palette = tide_palette_new (style);
  self->words = tide_words_new (style->font_family, style->kind != TIDE_STYLE_PAPER);
  self->width = width;
  self->height = height;
  self->u = style->text_scale > 0 ? style->text_scale : 1;
  self->placer = tide_label_placer_new ((TideBox){ 0, 0, width, height });
  self->labels = make_array (sizeof (TideOwnLabel), label_clear);
  self->lines = make_array (sizeof (TideOwnLine), line_clear);
  self->leaders = make_array (sizeof (TideOwnLeader), NULL);
  self->tags = make_array (sizeof (TideOwnTag), tag_clear);
  self->ticks_x = make_array (sizeof (TideOwnTickX), NULL);
  self->ticks_y = make_array (sizeof (TideOwnTickY), NULL);
  self->partial_y = self->response_y = NAN;
  add_lines (self);
  if (options->drawing == TIDE_OWN_STRIP)
    tide_own_strip_layout (self);
  else
    layout_aligned (self);
  return self;
}

void
tide_own_figure_free (TideOwnFigure *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->labels);
  g_array_unref (self->lines);
  g_array_unref (self->leaders);
  g_array_unref (self->tags);
  g_array_unref (self->ticks_x);
  g_array_unref (self->ticks_y);
  g_clear_pointer (&self->time_ticks, g_array_unref);
  tide_label_placer_free (self->placer);
  tide_words_free (self->words);
  g_free (self);
}

double
tide_own_figure_get_natural_height (const TideOwnCourses *courses, const TideOwnOptions *options,
                                    const TideStyle *style)
{
  g_return_val_if_fail (courses != NULL && options != NULL && style != NULL, 0);
  double u = style->text_scale > 0 ? style->text_scale : 1;
  guint n = 0;
  TideOwnGiven given[TIDE_OWN_N_GIVEN];
  for (guint i = 0; i < tide_own_courses_get_n (courses); i++)
    if (tide_own_courses_is_drawn (courses, i, !options->points))
      n += tide_own_list_lanes (tide_own_courses_get (courses, i), given);
  if (options->drawing == TIDE_OWN_STRIP)
    return tide_own_strip_get_height (courses, u);
  guint band_course, lines = tide_own_courses_get_band (courses, &band_course) != NULL ? 2 : 1;
  return (HEAD + 18 * lines + NATURAL_PLOT + AXIS + n * LANE + FOOT) * u;
}

const TideRect *
tide_own_figure_get_labels (TideOwnFigure *self, guint *n)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const TideRect *) tide_label_placer_get_labels (self->placer, n);
}

TideRect
tide_own_figure_get_plot (TideOwnFigure *self)
{
  g_return_val_if_fail (self != NULL, ((TideRect){ 0 }));
  return (TideRect){ self->plot.x, self->plot.y, self->plot.width, self->plot.height };
}

gboolean
tide_own_figure_draws (TideOwnFigure *self, guint course)
{
  g_return_val_if_fail (self != NULL, FALSE);
  for (guint i = 0; i < self->lines->len; i++)
    if (tide_own_get_line (self, i)->course == course)
      return TRUE;
  return FALSE;
}

/* tide-own-strip.c: "When they happened": the same courses on the calendar, one row each, with their ratings.
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-own-figure-private.h"
#include "tide-timeline-private.h"

#define HEAD 28.0
#define ROW 22.0
#define BAR 15.0
#define AXIS 22.0
#define LEFT 128.0 /* at least; as wide as the names, up to a share of the width */
#define NAMES_SHARE 0.3
#define SAMPLE 46.0
#define RIGHT 24.0
#define DAY_SECONDS 86400

double
tide_own_strip_get_height (const TideOwnCourses *courses, double u)
{
  TideOwnGiven lanes[TIDE_OWN_N_GIVEN];
  guint n = 0;
  for (guint i = 0; i < tide_own_courses_get_n (courses); i++)
    n += tide_own_list_lanes (tide_own_courses_get (courses, i), lanes);
  return (HEAD + n * ROW + AXIS + 6) * u;
}

static double
find_left (TideOwnFigure *self)
{
  double left = LEFT * self->u;
  for (guint i = 0; i < tide_own_courses_get_n (self->courses); i++)
    left = MAX (
      left,
      (SAMPLE + 10) * self->u
        + tide_own_shape (self, tide_own_courses_get (self->courses, i)->title, TIDE_OWN_TEXT, FALSE).width);
  return MAX (MIN (left, NAMES_SHARE * self->width), LEFT * self->u);
}

static void
find_extent (TideOwnFigure *self, gint64 *from, gint64 *to)
{
  *from = G_MAXINT64;
  *to = G_MININT64;
  for (guint i = 0; i < tide_own_courses_get_n (self->courses); i++)
    {
      const TideOwnCourse *course = tide_own_courses_get (self->courses, i);
      *from = MIN (*from, course->period->day0.utc);
      *to = MAX (*to, course->end.utc);
      if (course->points->len > 0)
        {
          *from = MIN (*from, g_array_index (course->points, TideOwnPoint, 0).taken.utc);
          *to = MAX (*to, g_array_index (course->points, TideOwnPoint, course->points->len - 1).taken.utc);
        }
    }
  if (*from > *to)
    *from = *to = self->courses->now.utc;
  gint64 pad = MAX ((*to - *from) / 50, 7 * DAY_SECONDS);
  *from -= pad;
  *to += pad;
}

static double
calendar_x (TideOwnFigure *self, const TideOwnCourse *course, double days)
{
  return tide_time_axis_to_x (&self->time, course->period->day0.utc + (gint64) (days * DAY_SECONDS));
}

static void
place_axis (TideOwnFigure *self, double bottom)
{
  double u = self->u;
  self->time_ticks = tide_time_axis_make_ticks (&self->time, NULL, self->words, TIDE_OWN_SMALL * u, 6 * u);
  for (guint i = 0; i < self->time_ticks->len; i++)
    {
      const TideTimeTick *tick = &g_array_index (self->time_ticks, TideTimeTick, i);
      if (tick->label[0] == '\0')
        continue;
      TideText text = tide_own_shape (self, tick->label, TIDE_OWN_SMALL, tick->emphasised);
      if (tick->label_x >= self->time.left - 2 && tick->label_x + text.width <= self->width - 4 * u)
        tide_own_place (self, &text, tick->label_x, bottom + 15 * u,
                        tick->emphasised ? self->palette.ink : self->palette.second_ink, 0);
    }
}

/* Left of the lane's first bar or rating, else right of its last; where neither holds it, it is left away:
 * the aligned drawing says the same. */
static void
place_lane_words (TideOwnFigure *self, TideOwnLine *line, TideOwnGiven given, guint nth)
{
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  g_autofree char *words = tide_own_dup_given_words (course, given);
  double u = self->u, middle = line->lane_y + (nth + 0.5) * ROW * u, left = calendar_x (self, course, 0),
         right = calendar_x (self, course, course->end_days);
  if (*words == '\0')
    return;
  TideText text = tide_own_shape (self, words, TIDE_OWN_SMALL, FALSE);
  double baseline = middle + text.ascent / 2 - 1;
  for (guint i = 0; i < course->carry->len; i++)
    left = MIN (left, calendar_x (self, course, g_array_index (course->carry, TideOwnSpan, i).from_days));
  if (left - 8 * u - text.width > self->plot.x
      && tide_own_place_clear (self, &text, left - 8 * u - text.width, baseline, self->palette.second_ink,
                               3 * u))
    return;
  tide_own_place_clear (self, &text, right + 10 * u, baseline, self->palette.second_ink, 3 * u);
}

/* The bars of @n lanes, and the ratings, which stand in the first. */
static void
add_ink (TideOwnFigure *self, const TideOwnLine *line, guint n)
{
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  double u = self->u, x1 = calendar_x (self, course, 0), x2 = calendar_x (self, course, course->end_days);
  tide_label_placer_add_box (self->placer, (TideBox){ x1, line->lane_y, MAX (x2 - x1, 1), n * ROW * u - 1 });
  for (guint i = 0; i < course->points->len; i++)
    {
      double x = tide_time_axis_to_x (&self->time, g_array_index (course->points, TideOwnPoint, i).taken.utc);
      tide_label_placer_add_box (self->placer, (TideBox){ x - 4 * u, line->lane_y, 8 * u, ROW * u - 1 });
    }
}

static guint
list_lanes (TideOwnFigure *self, const TideOwnLine *line, TideOwnGiven lanes[TIDE_OWN_N_GIVEN])
{
  return tide_own_list_lanes (tide_own_courses_get (self->courses, line->course), lanes);
}

/* Names the row whose first lane begins at @top; returns where the next begins. */
static double
place_name (TideOwnFigure *self, TideOwnLine *line, double top)
{
  TideOwnGiven lanes[TIDE_OWN_N_GIVEN];
  guint n = list_lanes (self, line, lanes);
  double u = self->u;
  const char *name = tide_own_courses_get (self->courses, line->course)->title;
  TideText text
    = tide_words_get_within (self->words, name, TIDE_OWN_TEXT * u, FALSE, self->plot.x - (SAMPLE + 4) * u);
  line->lane_y = top;
  tide_own_place (self, &text, SAMPLE * u, top + n * ROW * u / 2 + text.ascent / 2 - 1, self->palette.ink, 0);
  add_ink (self, line, n);
  return top + n * ROW * u;
}

void
tide_own_strip_layout (TideOwnFigure *self)
{
  double u = self->u, left = find_left (self), y = HEAD * u, rows = 0;
  gint64 from, to;
  TideText title = tide_own_shape (self, _ ("When they happened"), 13.3, TRUE);
  TideOwnGiven lanes[TIDE_OWN_N_GIVEN];
  for (guint i = 0; i < self->lines->len; i++)
    rows += list_lanes (self, tide_own_get_line (self, i), lanes) * ROW * u;
  find_extent (self, &from, &to);
  self->time = (TideTimeAxis){ from, to, left, self->width - RIGHT * u };
  self->plot = (TideBox){ left, y, self->width - left - RIGHT * u, rows };
  tide_own_place (self, &title, 12 * u, 19 * u, self->palette.ink, 0);
  place_axis (self, y + rows);
  for (guint i = 0; i < self->lines->len; i++)
    y = place_name (self, tide_own_get_line (self, i), y);
  for (guint i = 0; i < self->lines->len; i++)
    {
      TideOwnLine *line = tide_own_get_line (self, i);
      guint n = list_lanes (self, line, lanes);
      for (guint k = 0; k < n; k++)
        place_lane_words (self, line, lanes[k], k);
    }
}

static void
draw_given (TideOwnFigure *self, cairo_t *cr, const TideOwnLine *line, TideOwnGiven given, double top)
{
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  double u = self->u, left = self->plot.x, right = left + self->plot.width;
  if (given != TIDE_OWN_DAILY)
    {
      double x1 = calendar_x (self, course, 0), x2 = calendar_x (self, course, course->end_days);
      TideInk ink = tide_own_get_lane_style (self, line, given).ink;
      tide_fill_box (cr, (TideBox){ x1, top, MAX (x2 - x1, 1), BAR * u }, tide_ink_alpha (ink, 0.16));
    }
  tide_own_draw_lane (self, cr, line, given, top, BAR * u, calendar_x, left, right, FALSE);
}

static void
draw_row (TideOwnFigure *self, cairo_t *cr, const TideOwnLine *line)
{
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  TideOwnGiven lanes[TIDE_OWN_N_GIVEN];
  guint n = list_lanes (self, line, lanes);
  double u = self->u, top = line->lane_y + (ROW - BAR) / 2 * u;
  tide_arm_style_draw_sample (&line->style, cr, 12 * u, line->lane_y + n * ROW * u / 2, 28 * u, u);
  for (guint k = 0; k < n; k++)
    draw_given (self, cr, line, lanes[k], top + k * ROW * u);
  for (guint i = 0; i < course->points->len; i++)
    {
      const TideOwnPoint *point = &g_array_index (course->points, TideOwnPoint, i);
      double x = tide_time_axis_to_x (&self->time, point->taken.utc);
      TideArmStyle style = line->style;
      style.mark = TIDE_ARM_MARK_CIRCLE;
      if (!point->visit->passed_over)
        tide_arm_style_draw_mark (&style, cr, x, top + (BAR - 3.2) * u, 2.8 * u, TRUE);
    }
}

void
tide_own_strip_draw (TideOwnFigure *self, cairo_t *cr)
{
  double top = self->plot.y - 2, bottom = self->plot.y + self->plot.height;
  for (guint i = 0; i < self->time_ticks->len; i++)
    {
      const TideTimeTick *tick = &g_array_index (self->time_ticks, TideTimeTick, i);
      if (tick->in_range)
        tide_draw_vline (cr, tick->x, top, bottom + 3, 1,
                         tick->major ? self->palette.axis : self->palette.major_grid);
    }
  for (guint i = 0; i < self->lines->len; i++)
    draw_row (self, cr, tide_own_get_line (self, i));
  tide_own_draw_labels (self, cr);
}

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
#define LEFT 128.0
#define RIGHT 24.0
#define DAY_SECONDS 86400

double
tide_own_strip_get_height (const TideOwnCourses *courses, double u)
{
  return (HEAD + tide_own_courses_get_n (courses) * ROW + AXIS + 6) * u;
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

/* Right of the row's last bar or rating, else left of its first; where neither holds it, it is left away: the
 * aligned drawing says the same. */
static void
place_row_words (TideOwnFigure *self, TideOwnLine *line)
{
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  g_autofree char *words = tide_own_dup_treatment_words (course);
  double u = self->u, middle = line->lane_y + ROW * u / 2, left = calendar_x (self, course, 0),
         right = calendar_x (self, course, course->end_days);
  if (*words == '\0')
    return;
  TideText text = tide_own_shape (self, words, TIDE_OWN_SMALL, FALSE);
  double baseline = middle + text.ascent / 2 - 1;
  for (guint i = 0; i < course->carry->len; i++)
    left = MIN (left, calendar_x (self, course, g_array_index (course->carry, TideOwnSpan, i).from_days));
  if (tide_own_place_clear (self, &text, left - 8 * u - text.width, baseline, self->palette.second_ink, 0)
      && left - 8 * u - text.width > LEFT * u)
    return;
  tide_own_place_clear (self, &text, right + 10 * u, baseline, self->palette.second_ink, 0);
}

static void
add_ink (TideOwnFigure *self, const TideOwnLine *line)
{
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  double u = self->u, x1 = calendar_x (self, course, 0), x2 = calendar_x (self, course, course->end_days);
  tide_label_placer_add_box (self->placer, (TideBox){ x1, line->lane_y, MAX (x2 - x1, 1), ROW * u - 1 });
  for (guint i = 0; i < course->points->len; i++)
    {
      double x = tide_time_axis_to_x (&self->time, g_array_index (course->points, TideOwnPoint, i).taken.utc);
      tide_label_placer_add_box (self->placer, (TideBox){ x - 4 * u, line->lane_y, 8 * u, ROW * u - 1 });
    }
}

void
tide_own_strip_layout (TideOwnFigure *self)
{
  double u = self->u, bottom = (HEAD + self->lines->len * ROW) * u;
  gint64 from, to;
  TideText title = tide_own_shape (self, _ ("When they happened"), 13.3, TRUE);
  find_extent (self, &from, &to);
  self->time = (TideTimeAxis){ from, to, LEFT * u, self->width - RIGHT * u };
  self->plot = (TideBox){ LEFT * u, HEAD * u, self->width - (LEFT + RIGHT) * u, self->lines->len * ROW * u };
  tide_own_place (self, &title, 12 * u, 19 * u, self->palette.ink, 0);
  place_axis (self, bottom);
  for (guint i = 0; i < self->lines->len; i++)
    {
      TideOwnLine *line = tide_own_get_line (self, i);
      const char *name = tide_own_courses_get (self->courses, line->course)->title;
      TideText text = tide_words_get_within (self->words, name, TIDE_OWN_TEXT * u, FALSE, (LEFT - 50) * u);
      line->lane_y = (HEAD + i * ROW) * u;
      tide_own_place (self, &text, 46 * u, line->lane_y + ROW * u / 2 + text.ascent / 2 - 1,
                      self->palette.ink, 0);
      add_ink (self, line);
    }
  for (guint i = 0; i < self->lines->len; i++)
    place_row_words (self, tide_own_get_line (self, i));
}

static void
draw_row (TideOwnFigure *self, cairo_t *cr, const TideOwnLine *line)
{
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  double u = self->u, top = line->lane_y + (ROW - BAR) / 2 * u, middle = line->lane_y + ROW * u / 2;
  double left = self->plot.x, right = left + self->plot.width;
  tide_arm_style_draw_sample (&line->style, cr, 12 * u, middle, 28 * u, u);
  if (course->sessions->len > 0)
    {
      double x1 = calendar_x (self, course, 0), x2 = calendar_x (self, course, course->end_days);
      tide_fill_box (cr, (TideBox){ x1, top, MAX (x2 - x1, 1), BAR * u },
                     tide_ink_alpha (line->style.ink, 0.16));
    }
  tide_own_draw_lane (self, cr, line, top, BAR * u, calendar_x, left, right, FALSE);
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

/* tide-own-figure-draw.c: drawing of the aligned courses. */
#include <math.h>

#include "tide-own-figure-private.h"

static double
crisp_y (double y)
{
  return tide_crisp (y, 1);
}

void
tide_own_draw_labels (TideOwnFigure *self, cairo_t *cr)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      const TideOwnLabel *label = &g_array_index (self->labels, TideOwnLabel, i);
      tide_text_draw (cr, &label->text, label->x, label->baseline, label->ink, self->palette.card,
                      label->halo);
    }
}

static void
draw_dashed (cairo_t *cr, double x1, double x2, double y, double on, double off, TideInk ink)
{
  const double dashes[] = { on, off };
  cairo_save (cr);
  tide_ink_set (cr, ink);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_move_to (cr, x1, crisp_y (y));
  cairo_line_to (cr, x2, crisp_y (y));
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Two slashes where 0 ends and the log axis begins. */
static void
draw_break (TideOwnFigure *self, cairo_t *cr)
{
  double u = self->u, y = self->plot.y + self->plot.height,
         x = (self->plot.x + tide_own_figure_get_x (self, 1)) / 2;
  tide_fill_box (cr, (TideBox){ x - 3 * u, y - 4 * u, 6 * u, 8 * u }, self->palette.card);
  tide_ink_set (cr, self->palette.ink);
  cairo_set_line_width (cr, 1.2);
  for (int i = -1; i <= 1; i += 2)
    {
      cairo_move_to (cr, x + (i * 2.5 - 2) * u, y + 5 * u);
      cairo_line_to (cr, x + (i * 2.5 + 2) * u, y - 5 * u);
    }
  cairo_stroke (cr);
}

static void
draw_axes (TideOwnFigure *self, cairo_t *cr)
{
  double left = self->plot.x, right = left + self->plot.width, bottom = self->plot.y + self->plot.height;
  for (guint i = 0; i < self->ticks_y->len; i++)
    {
      const TideOwnTickY *tick = &g_array_index (self->ticks_y, TideOwnTickY, i);
      gboolean whole = !self->options.points && tick->value == 100;
      tide_draw_hline (cr, left, right, tick->y, 1, whole ? self->palette.axis : self->palette.major_grid);
    }
  tide_draw_hline (cr, left, right, bottom, 1, self->palette.axis);
  for (guint i = 0; i < self->ticks_x->len; i++)
    {
      const TideOwnTickX *tick = &g_array_index (self->ticks_x, TideOwnTickX, i);
      tide_draw_vline (cr, tick->x, bottom, bottom + (tick->labelled ? 5 : 3) * self->u, 1,
                       self->palette.axis);
    }
  if (!isnan (self->partial_y))
    draw_dashed (cr, left, right, self->partial_y, 1.6, 2.4, self->palette.ink);
  if (!isnan (self->response_y))
    draw_dashed (cr, left, right, self->response_y, 7, 4, self->palette.ink);
  if (self->options.log)
    draw_break (self, cr);
}

/* --- the expected band --- */

static double
band_y (TideOwnFigure *self, const TideOwnCourse *course, double fall)
{
  double floor = tide_instrument_get_change_rule (tide_own_courses_get_instrument (self->courses))->floor;
  return tide_own_figure_to_y (self, self->options.points ? tide_track_to_points (
                                       fall, course->period->baseline_value, isnan (floor) ? 0 : floor)
                                                          : 100 - fall);
}

static void
trace_band (TideOwnFigure *self, cairo_t *cr, const TideOwnCourse *course, const GArray *corners,
            gboolean upper)
{
  for (guint k = 0; k < corners->len; k++)
    {
      const TideTrackCorner *corner
        = &g_array_index (corners, TideTrackCorner, upper ? corners->len - 1 - k : k);
      cairo_line_to (cr, tide_own_figure_get_x (self, corner->days),
                     band_y (self, course, upper ? corner->upper : corner->lower));
    }
}

/* Under everything else, in no arm's colour: it is of other people. */
static void
draw_band (TideOwnFigure *self, cairo_t *cr)
{
  const double dots[] = { 1.5 * self->u, 2.5 * self->u };
  guint number;
  const TideTrackBand *band = tide_own_courses_get_band (self->courses, &number);
  if (band == NULL || !tide_own_figure_draws (self, number))
    return;
  const TideOwnCourse *course = tide_own_courses_get (self->courses, number);
  if (isnan (course->period->baseline_value))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, self->plot.x, self->plot.y, self->plot.width, self->plot.height);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dots, 2, 0);
  for (guint from = 0; from < TIDE_N_WINDOWS;)
    {
      g_autoptr (GArray) corners = tide_track_band_list_stretch (band, &from);
      trace_band (self, cr, course, corners, FALSE);
      trace_band (self, cr, course, corners, TRUE);
      cairo_close_path (cr);
      tide_ink_set (cr, tide_ink_alpha (self->palette.ink, 0.1));
      cairo_fill_preserve (cr);
      tide_ink_set (cr, self->palette.second_ink);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

/* --- lines --- */

static gboolean
is_gap (const TideOwnDot *a, const TideOwnDot *b)
{
  return b->days - a->days > TIDE_OWN_GAP_DAYS;
}

static void
trace (const TideOwnLine *line, cairo_t *cr, gboolean gaps)
{
  gboolean open = FALSE;
  for (guint i = 1; i < line->dots->len; i++)
    {
      const TideOwnDot *a = &g_array_index (line->dots, TideOwnDot, i - 1),
                       *b = &g_array_index (line->dots, TideOwnDot, i);
      if (!a->in_range || is_gap (a, b) != gaps)
        {
          open = FALSE;
          continue;
        }
      if (!open)
        cairo_move_to (cr, a->x, a->y);
      cairo_line_to (cr, b->x, b->y);
      open = TRUE;
    }
}

static void
draw_line (TideOwnFigure *self, cairo_t *cr, const TideOwnLine *line)
{
  double u = self->u;
  const double dots[] = { 0.01, 4.5 * u };
  cairo_save (cr);
  cairo_rectangle (cr, self->plot.x - 8 * u, self->plot.y - 10 * u, self->plot.width + 8 * u,
                   self->plot.height + 20 * u);
  cairo_clip (cr);
  trace (line, cr, FALSE);
  tide_ink_set (cr, self->palette.card);
  cairo_set_line_width (cr, 6 * u);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  trace (line, cr, FALSE);
  tide_arm_style_set_line (&line->style, cr, 2 * u, u);
  cairo_stroke (cr);
  trace (line, cr, TRUE);
  tide_arm_style_set_line (&line->style, cr, 2 * u, u);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, dots, 2, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_dots (TideOwnFigure *self, cairo_t *cr, const TideOwnLine *line)
{
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  TideArmStyle shared = line->style;
  shared.ink = self->palette.ink;
  shared.mark = TIDE_ARM_MARK_CIRCLE;
  for (guint i = 0; i < line->dots->len; i++)
    {
      const TideOwnDot *dot = &g_array_index (line->dots, TideOwnDot, i);
      gboolean baseline = g_array_index (course->points, TideOwnPoint, dot->point).baseline;
      if (!dot->in_range)
        continue;
      if (baseline && !self->options.points)
        tide_arm_style_draw_mark (&shared, cr, dot->x, dot->y, 5 * self->u, TRUE);
      else
        tide_arm_style_draw_mark (&line->style, cr, dot->x, dot->y, 4.4 * self->u, dot->hollow);
    }
}

static void
draw_tag (TideOwnFigure *self, cairo_t *cr, const TideOwnTag *tag)
{
  TideBox box = { tide_crisp (tag->box.x, 1), tide_crisp (tag->box.y, 1), tag->box.width, tag->box.height };
  tide_path_round_box (cr, box, 4 * self->u);
  tide_ink_set (cr, self->palette.card);
  cairo_fill_preserve (cr);
  tide_ink_set (cr, tag->ink);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  tide_text_draw (cr, &tag->text, box.x + (box.width - tag->text.width) / 2,
                  box.y + box.height / 2 + tag->text.ascent / 2 - 0.5, tag->ink, self->palette.card, 0);
}

/* --- lanes --- */

static TideBox
span_box (TideOwnFigure *self, const TideOwnCourse *course, double from, double until, double top,
          double height, TideOwnToX to_x, double left, double right)
{
  double x1 = CLAMP (to_x (self, course, from), left, right),
         x2 = CLAMP (to_x (self, course, until), left, right);
  return (TideBox){ x1, top, MAX (x2 - x1, 0), height };
}

static gboolean
has_given (const TideOwnCourse *course, TideOwnGiven given)
{
  if (given == TIDE_OWN_DAILY)
    return course->steps->len > 0;
  for (guint i = 0; i < course->sessions->len; i++)
    if (g_array_index (course->sessions, TideOwnSession, i).ketamine == (given == TIDE_OWN_KETAMINE))
      return TRUE;
  return FALSE;
}

guint
tide_own_list_lanes (const TideOwnCourse *course, TideOwnGiven lanes[TIDE_OWN_N_GIVEN])
{
  guint n = 0;
  for (TideOwnGiven given = 0; given < TIDE_OWN_N_GIVEN; given++)
    if (has_given (course, given))
      lanes[n++] = given;
  if (n == 0)
    lanes[n++] = TIDE_OWN_DAILY; /* nothing recorded: how long it ran */
  return n;
}

TideArmStyle
tide_own_get_lane_style (TideOwnFigure *self, const TideOwnLine *line, TideOwnGiven given)
{
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  TideOwnGiven lanes[TIDE_OWN_N_GIVEN];
  guint own = 0;
  for (guint arm = 0; arm < TIDE_N_ARMS; arm++)
    {
      TideOwnGiven of = tide_arm_is_ketamine ((TideArm) arm)      ? TIDE_OWN_KETAMINE
                        : tide_arm_has_daily_dose ((TideArm) arm) ? TIDE_OWN_DAILY
                                                                  : TIDE_OWN_SESSIONS;
      if ((course->arms & tide_arm_mask_of ((TideArm) arm)) != 0 && of == given)
        own |= tide_arm_mask_of ((TideArm) arm);
    }
  return own == 0 || tide_own_list_lanes (course, lanes) == 1 ? line->style
                                                              : tide_arm_style_get (own, &self->style);
}

static void
draw_steps (TideOwnFigure *self, cairo_t *cr, const TideOwnLine *line, double top, double height,
            TideOwnToX to_x, double left, double right)
{
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  TideArmStyle style = tide_own_get_lane_style (self, line, TIDE_OWN_DAILY);
  for (guint i = 0; i < course->steps->len; i++)
    {
      const TideOwnStep *step = &g_array_index (course->steps, TideOwnStep, i);
      double share
        = isnan (step->dose_mg) || course->full_dose <= 0 ? 0.12 : step->dose_mg / course->full_dose;
      TideBox box
        = span_box (self, course, step->from_days, step->until_days, top, height, to_x, left, right);
      box.y += box.height * (1 - share);
      box.height *= share;
      if (box.width > 0 && box.height > 0)
        tide_arm_style_fill_bar (&style, cr, box);
    }
  if (course->steps->len == 0 && course->sessions->len == 0)
    {
      TideBox box = span_box (self, course, 0, course->end_days, top, height, to_x, left, right);
      tide_fill_box (cr, box, tide_ink_alpha (line->style.ink, 0.25));
    }
}

static void
draw_spans (TideOwnFigure *self, cairo_t *cr, const TideOwnCourse *course, double top, double height,
            TideOwnToX to_x, double left, double right)
{
  guint ketamine = tide_arm_mask_of (TIDE_ARM_KETAMINE);
  TideArmStyle style = tide_arm_style_get (ketamine, &self->style);
  for (guint i = 0; i < course->carry->len; i++)
    {
      const TideOwnSpan *span = &g_array_index (course->carry, TideOwnSpan, i);
      tide_fill_dots (
        cr, span_box (self, course, span->from_days, span->until_days, top, height, to_x, left, right),
        style.ink, 5 * self->u, 0.9 * self->u, TRUE);
    }
  for (guint i = 0; i < course->overlaps->len; i++)
    {
      const TideOwnSpan *span = &g_array_index (course->overlaps, TideOwnSpan, i);
      TideBox box
        = span_box (self, course, span->from_days, span->until_days, top, height, to_x, left, right);
      tide_fill_hatch (cr, box, tide_ink_alpha (self->palette.ink, 0.75), 7 * self->u, 1, TRUE);
    }
}

void
tide_own_draw_lane (TideOwnFigure *self, cairo_t *cr, const TideOwnLine *line, TideOwnGiven given, double top,
                    double height, TideOwnToX to_x, double left, double right, gboolean ground)
{
  TideArmStyle style = tide_own_get_lane_style (self, line, given);
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  if (ground)
    tide_fill_box (cr, (TideBox){ left, top, right - left, height }, self->palette.lane);
  if (given == TIDE_OWN_DAILY)
    draw_steps (self, cr, line, top, height, to_x, left, right);
  draw_spans (self, cr, course, top, height, to_x, left, right);
  for (guint i = 0; i < course->sessions->len; i++)
    {
      const TideOwnSession *session = &g_array_index (course->sessions, TideOwnSession, i);
      double x = to_x (self, course, session->days);
      if (given == (session->ketamine ? TIDE_OWN_KETAMINE : TIDE_OWN_SESSIONS) && x >= left - 1
          && x <= right + 1)
        tide_draw_vline (cr, x, top, top + height, 2 * self->u, style.ink);
    }
}

static double
aligned_x (TideOwnFigure *self, const TideOwnCourse *course, double days)
{
  return tide_own_figure_get_x (self, days);
}

static void
draw_lanes (TideOwnFigure *self, cairo_t *cr)
{
  double u = self->u, left = self->plot.x, right = left + self->plot.width;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const TideOwnLine *line = tide_own_get_line (self, i);
      TideOwnGiven lanes[TIDE_OWN_N_GIVEN];
      guint n = tide_own_list_lanes (tide_own_courses_get (self->courses, line->course), lanes);
      double lane = tide_own_lane_height (self);
      tide_arm_style_draw_sample (&line->style, cr, left - 46 * u, line->lane_y + n * lane / 2, 28 * u, u);
      for (guint k = 0; k < n; k++)
        tide_own_draw_lane (self, cr, line, lanes[k], line->lane_y + k * lane + 4 * u, lane - 8 * u,
                            aligned_x, left, right, TRUE);
    }
}

static void
draw_leaders (TideOwnFigure *self, cairo_t *cr)
{
  for (guint i = 0; i < self->leaders->len; i++)
    {
      const TideOwnLeader *leader = &g_array_index (self->leaders, TideOwnLeader, i);
      tide_ink_set (cr, tide_ink_alpha (leader->ink, 0.7));
      cairo_set_line_width (cr, 0.8);
      cairo_move_to (cr, leader->x1, leader->y1);
      cairo_line_to (cr, leader->x2, leader->y2);
      cairo_stroke (cr);
    }
}

void
tide_own_figure_draw (TideOwnFigure *self, cairo_t *cr)
{
  g_return_if_fail (self != NULL && cr != NULL);
  if (self->options.drawing == TIDE_OWN_STRIP)
    {
      tide_own_strip_draw (self, cr);
      return;
    }
  draw_band (self, cr);
  draw_axes (self, cr);
  draw_lanes (self, cr);
  draw_leaders (self, cr);
  for (guint i = 0; i < self->lines->len; i++)
    draw_line (self, cr, tide_own_get_line (self, i));
  for (guint i = 0; i < self->lines->len; i++)
    draw_dots (self, cr, tide_own_get_line (self, i));
  for (guint i = 0; i < self->tags->len; i++)
    draw_tag (self, cr, &g_array_index (self->tags, TideOwnTag, i));
  tide_own_draw_labels (self, cr);
}

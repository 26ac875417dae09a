/* tide-timeline-draw.c: the drawing of a layout, from the ground up: bands, shaded stretches, grid, lanes,
 * lines, points, words.  It decides nothing about places; whatever has a place has it from the layout. */
#include "tide-timeline-private.h"

#include <math.h>

/* --- ground --- */

static void
draw_bands (TideTimeline *self, cairo_t *cr)
{
  const TideScale *scale = &self->model->scales[0];
  guint n = scale->bands != NULL ? scale->bands->n_bands : 0;

  for (guint i = 0; i < n && !self->options.overlay_percent; i++)
    {
      const TideBand *band = &scale->bands->bands[i];
      double top
        = tide_value_axis_to_y (&self->values[0], i + 1 < n ? band->upper + 0.5 : scale->score->maximum);
      double bottom
        = tide_value_axis_to_y (&self->values[0], i > 0 ? band->lower - 0.5 : scale->score->minimum);
      double share = n > 1 ? (double) i / (n - 1) : 0,
             alpha = self->palette.band_alpha * (0.75 * share + 0.25 * share * share);

      /* Paper has every other band in one grey: steps of a tint would run together. */
      if (self->paper)
        alpha = i % 2 == 1 ? 0.06 : 0;
      tide_fill_box (cr, (TideBox){ self->score.x, top, self->score.width, bottom - top },
                     tide_ink_alpha (self->palette.ink, alpha));
      if (i > 0)
        tide_draw_hline (cr, self->score.x, self->score.x + self->score.width, bottom, 1,
                         self->palette.hairline);
    }
}

static void
draw_lane_ground (TideTimeline *self, cairo_t *cr, TideBox box)
{
  if (box.height <= 0)
    return;
  tide_path_round_box (cr, box, 4 * self->u);
  tide_ink_set (cr, self->palette.lane);
  cairo_fill (cr);
}

static void
draw_lane_grounds (TideTimeline *self, cairo_t *cr)
{
  cairo_save (cr);
  cairo_rectangle (cr, 0, self->lane_area.y, self->width, self->lane_area.height);
  cairo_clip (cr);
  for (guint i = 0; i < self->model->lanes->len; i++)
    draw_lane_ground (self, cr, self->lanes[i].box);
  cairo_restore (cr);
  draw_lane_ground (self, cr, self->events);
  if (self->second.height > 0)
    for (guint i = 0; i < self->value_ticks[1]->len; i++)
      tide_draw_hline (
        cr, self->second.x, self->second.x + self->second.width,
        tide_value_axis_to_y (&self->values[1], g_array_index (self->value_ticks[1], double, i)), 1,
        self->palette.hairline);
}

/* The part of @span in @row, empty when out of sight. */
static TideBox
span_box (TideTimeline *self, const TideSpan *span, TideBox row)
{
  double x1 = tide_timeline_x (self, span->from), x2 = tide_timeline_x (self, span->to);

  return tide_box_cut ((TideBox){ x1, row.y, x2 - x1, row.height }, row);
}

static void
shade_ketamine (TideTimeline *self, cairo_t *cr, TideBox row)
{
  TideInk ink = tide_palette_get_arm (&self->palette, TIDE_ARM_KETAMINE);
  double u = self->u;

  for (guint i = 0; i < self->model->runs->len; i++)
    tide_fill_box (cr, span_box (self, &g_array_index (self->model->runs, TideSpan, i), row),
                   tide_ink_alpha (ink, self->paper ? 0.12 : 0.15));
  for (guint i = 0; i < self->model->carry->len; i++)
    {
      TideBox box = span_box (self, &g_array_index (self->model->carry, TideSpan, i), row);

      tide_fill_box (cr, box, tide_ink_alpha (ink, self->paper ? 0.03 : 0.06));
      tide_fill_dots (cr, box, tide_ink_alpha (ink, self->palette.high_contrast ? 0.75 : 0.42), 4 * u,
                      0.85 * u, TRUE);
    }
}

static void
shade_overlaps (TideTimeline *self, cairo_t *cr)
{
  for (guint i = 0; i < self->model->overlaps->len; i++)
    tide_fill_hatch (cr, span_box (self, &g_array_index (self->model->overlaps, TideSpan, i), self->score),
                     tide_ink_alpha (self->palette.ink, self->palette.high_contrast ? 0.5 : 0.2), 9 * self->u,
                     0.9 * self->u, TRUE);
}

static void
shade_future (TideTimeline *self, cairo_t *cr)
{
  TideSpan future = { self->model->now, self->axis.to_utc };
  TideBox all
    = { self->plot.x, self->score.y, self->plot.width, self->axis_box.y - 4 * self->u - self->score.y };

  if (self->model->planned)
    tide_fill_hatch (cr, span_box (self, &future, all), tide_ink_alpha (self->palette.ink, 0.075),
                     12 * self->u, 0.8 * self->u, TRUE);
}

static void
shade_effects (TideTimeline *self, cairo_t *cr)
{
  TideInk ink = tide_palette_get_arm (&self->palette, self->model->effect_arm);
  const double dash[] = { 3 * self->u, 2.5 * self->u };

  for (guint i = 0; i < self->model->effects->len; i++)
    {
      TideBox box = span_box (self, &g_array_index (self->model->effects, TideSpan, i), self->score);

      if (box.width <= 0)
        continue;
      /* Under a line that is read it stands back. */
      tide_fill_box (cr, box, tide_ink_alpha (ink, self->model->awaited ? 0.09 : 0.05));
      cairo_save (cr);
      cairo_set_dash (cr, dash, 2, 0);
      tide_draw_vline (cr, box.x, box.y, box.y + box.height, 1.1 * self->u, tide_ink_alpha (ink, 0.8));
      tide_draw_vline (cr, box.x + box.width, box.y, box.y + box.height, 1.1 * self->u,
                       tide_ink_alpha (ink, 0.8));
      cairo_restore (cr);
    }
}

static void
draw_grid (TideTimeline *self, cairo_t *cr)
{
  double bottom = self->axis_box.y;

  for (guint i = 0; i < self->ticks->len; i++)
    {
      const TideTimeTick *tick = &g_array_index (self->ticks, TideTimeTick, i);

      if (!tick->in_range || tick->x < self->axis.left || tick->x > self->axis.right)
        continue;
      tide_draw_vline (cr, tick->x, self->score.y, bottom - 4 * self->u, tick->major ? 1.4 : 1,
                       tick->major ? self->palette.major_grid : self->palette.grid);
      tide_draw_vline (cr, tick->x, bottom, bottom + 4 * self->u, 1, self->palette.axis);
    }
  tide_draw_hline (cr, self->axis.left, self->axis.right, bottom, 1.4, self->palette.axis);
}

/* Courses: a tick at day 0 through the score area, and the strip's line up to the next. */
static void
draw_courses (TideTimeline *self, cairo_t *cr)
{
  const TideOutcome *outcome = self->model->scales[0].outcome;
  TideInk ink = tide_ink_alpha (self->palette.ink, 0.62);
  double u = self->u, line = self->strip.y + self->strip.height - 3.5 * u;

  for (guint i = 0; outcome != NULL && i < outcome->n_courses; i++)
    {
      double x = tide_timeline_x (self, outcome->courses[i].day0.utc), end = self->axis.right;

      if (i + 1 < outcome->n_courses)
        end = MIN (end, tide_timeline_x (self, outcome->courses[i + 1].day0.utc) - 3 * u);
      if (end > MAX (x, self->axis.left))
        tide_draw_hline (cr, MAX (x, self->axis.left), end, line, 1, tide_ink_alpha (ink, 0.5));
      if (x >= self->axis.left && x <= self->axis.right)
        tide_draw_vline (cr, x, self->strip.y + 4 * u, self->score.y + self->score.height, 1.2 * u, ink);
    }
}

static void
draw_today (TideTimeline *self, cairo_t *cr)
{
  double x = tide_timeline_x (self, self->model->now);

  if (x >= self->axis.left && x <= self->axis.right)
    tide_draw_vline (cr, x, self->strip.y + self->strip.height - 5 * self->u, self->axis_box.y + 4 * self->u,
                     1.3 * self->u, tide_ink_alpha (self->palette.ink, 0.75));
}

void
tide_timeline_draw_ground (TideTimeline *self, cairo_t *cr)
{
  draw_bands (self, cr);
  draw_lane_grounds (self, cr);
  shade_ketamine (self, cr, self->score);
  shade_effects (self, cr);
  shade_overlaps (self, cr);
  shade_future (self, cr);
  draw_grid (self, cr);
  draw_courses (self, cr);
  draw_today (self, cr);
  cairo_save (cr);
  cairo_rectangle (cr, 0, self->lane_area.y, self->width, self->lane_area.height);
  cairo_clip (cr);
  for (guint i = 0; i < self->model->lanes->len; i++)
    if (((TideLane *) g_ptr_array_index (self->model->lanes, i))->kind == TIDE_LANE_INFUSION)
      shade_ketamine (self, cr, self->lanes[i].box);
  cairo_restore (cr);
}

/* --- words --- */

static TideInk
label_ink (TideTimeline *self, const TideLabel *label)
{
  switch (label->role)
    {
    case TIDE_INK_SECOND:
      return self->palette.second_ink;
    case TIDE_INK_ARM:
      return tide_palette_get_arm (&self->palette, label->which);
    case TIDE_INK_STATE:
      return self->palette.state_text[label->which];
    case TIDE_INK_MAIN:
    default:
      return self->palette.ink;
    }
}

static void
draw_labels (TideTimeline *self, cairo_t *cr)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      const TideLabel *label = &g_array_index (self->labels, TideLabel, i);
      TideInk halo = tide_ink_alpha (self->palette.card, 0.9);

      if (label->role == TIDE_INK_STATE)
        halo = self->palette.state_fill[label->which];
      tide_text_draw (cr, &label->text, label->x, label->baseline, label_ink (self, label), halo,
                      label->halo);
    }
}

/* A boxed letter whose box begins at x, y. */
void
tide_timeline_draw_letter (TideTimeline *self, cairo_t *cr, const char *letter, double x, double y)
{
  double u = self->u, width = (letter[1] != '\0' ? 17 : 12) * u;
  TideBox box = { x + 0.5 * u, y + 0.5 * u, width - u, 11 * u };
  TideText text = tide_timeline_shape (self, letter, 9, FALSE);

  tide_path_round_box (cr, box, 2.5 * u);
  tide_ink_set (cr, self->palette.card);
  cairo_fill_preserve (cr);
  tide_ink_set (cr, tide_ink_alpha (self->palette.ink, 0.85));
  cairo_set_line_width (cr, u);
  cairo_stroke (cr);
  tide_text_draw (cr, &text, box.x + (box.width - text.width) / 2, box.y + box.height / 2 + 3.2 * u,
                  self->palette.ink, self->palette.card, 0);
}

static void
draw_events (TideTimeline *self, cairo_t *cr)
{
  TideMarkerInks inks = { .ink = self->palette.ink, .hole = self->palette.card };
  double u = self->u;

  for (guint i = 0; i < self->clusters->len; i++)
    {
      const TideEventCluster *cluster = &g_array_index (self->clusters, TideEventCluster, i);
      double middle = self->events.y + self->events.height / 2;
      double foot = self->events.height > 0 ? middle - 6 * u : self->axis_box.y;

      tide_draw_dotted_vline (cr, cluster->x, self->score.y, foot, 1.2 * u, MAX (1, round (2 * u)),
                              MAX (1, round (2.4 * u)), tide_ink_alpha (self->palette.ink, 0.55));
      if (self->events.height > 0)
        tide_marker_draw (cr, TIDE_MARKER_DIAMOND, cluster->x, middle, 3.9 * u, &inks);
    }
}

static void
draw_dues (TideTimeline *self, cairo_t *cr)
{
  TideMarkerInks inks
    = { .ink = self->palette.second_ink, .hole = self->palette.card, .line_width = 1.2 * self->u };

  for (guint i = 0; i < self->model->dues->len; i++)
    {
      double x = tide_timeline_x (self, g_array_index (self->model->dues, gint64, i));

      if (x >= self->axis.left && x <= self->axis.right)
        tide_marker_draw (cr, TIDE_MARKER_TRIANGLE_DOWN_OPEN, x,
                          self->score.y + self->score.height - 6 * self->u, 4 * self->u, &inks);
    }
}

void
tide_timeline_draw (TideTimeline *self, cairo_t *cr)
{
  g_return_if_fail (self != NULL && cr != NULL);
  cairo_save (cr);
  tide_timeline_draw_ground (self, cr);
  draw_events (self, cr);
  tide_timeline_draw_states (self, cr);
  tide_timeline_draw_lanes (self, cr);
  draw_dues (self, cr);
  tide_timeline_draw_scores (self, cr);
  tide_timeline_draw_legend (self, cr);
  draw_labels (self, cr);
  cairo_restore (cr);
}

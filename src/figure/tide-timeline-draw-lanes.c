/* tide-timeline-draw-lanes.c: the treatments: dose steps, sessions with their therapy windows, infusions. */
#include "tide-timeline-private.h"

#include <math.h>

static TideInk
dose_fill (TideTimeline *self, TideInk ink)
{
  /* Grey paper has solid bars in 55 % grey: tints would vanish on a bad printer. */
  return self->paper ? (TideInk){ .66, .66, .66, 1 } : tide_ink_alpha (ink, self->palette.dark ? 0.26 : 0.17);
}

typedef struct
{
  double x1, x2, y, floor_y;
} StepShape;

static gboolean
shape_step (TideTimeline *self, const TideLane *lane, TideBox box, const TideLaneStep *step, gint64 from,
            gint64 to, StepShape *shape)
{
  double share = isfinite (step->dose_mg) && lane->full > 0 ? CLAMP (step->dose_mg / lane->full, 0, 1) : 0.4;

  shape->x1 = MAX (self->axis.left, tide_timeline_x (self, from));
  shape->x2 = MIN (self->axis.right, tide_timeline_x (self, to));
  shape->y = box.y + box.height * (1 - share);
  shape->floor_y = box.y + box.height;
  return shape->x2 > shape->x1;
}

/* The outline of a step: up from the step before (or the floor), then along. */
static void
outline_step (cairo_t *cr, const StepShape *shape, double from_y, double line)
{
  double inset = line / 2, y = MIN (shape->y + inset, shape->floor_y - inset);

  cairo_move_to (cr, shape->x1, MIN (from_y, shape->floor_y));
  cairo_line_to (cr, shape->x1, y);
  cairo_line_to (cr, shape->x2, y);
  cairo_stroke (cr);
}

static void
draw_step_past (TideTimeline *self, cairo_t *cr, const TideLane *lane, TideBox box, const TideLaneStep *step,
                double from_y)
{
  TideInk ink = tide_palette_get_arm (&self->palette, lane->arm);
  const double dash[] = { 3 * self->u, 2 * self->u };
  double line = (self->paper ? 1.2 : 1.8) * self->u;
  StepShape shape;

  if (step->dose_mg == 0
      || !shape_step (self, lane, box, step, step->from, MIN (step->to, self->model->now), &shape))
    return;
  tide_fill_box (cr, (TideBox){ shape.x1, shape.y, shape.x2 - shape.x1, shape.floor_y - shape.y },
                 dose_fill (self, ink));
  cairo_save (cr);
  cairo_set_line_width (cr, line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  tide_ink_set (cr, ink);
  if (!isfinite (step->dose_mg))
    cairo_set_dash (cr, dash, 2, 0); /* the dose is not known */
  /* A step that began before the view has no rise at its edge. */
  outline_step (cr, &shape, step->from < self->axis.from_utc ? shape.y : from_y, line);
  cairo_restore (cr);
}

static void
draw_step_planned (TideTimeline *self, cairo_t *cr, const TideLane *lane, TideBox box,
                   const TideLaneStep *step, double from_y)
{
  const double dash[] = { 4 * self->u, 2.5 * self->u };
  double line = 1.8 * self->u;
  StepShape shape;

  if (step->to <= self->model->now || (step->from <= self->model->now && step->to == self->model->now)
      || !shape_step (self, lane, box, step, MAX (step->from, self->model->now), step->to, &shape))
    return;
  cairo_save (cr);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_set_line_width (cr, line);
  tide_ink_set (cr, tide_palette_get_arm (&self->palette, lane->arm));
  outline_step (cr, &shape, step->from > self->model->now ? from_y : shape.y, line);
  cairo_restore (cr);
}

static double
step_top (const TideLane *lane, TideBox box, const TideLaneStep *step)
{
  double share = isfinite (step->dose_mg) && lane->full > 0 ? CLAMP (step->dose_mg / lane->full, 0, 1) : 0.4;

  return box.y + box.height * (1 - share);
}

static void
draw_doses (TideTimeline *self, cairo_t *cr, const TideLane *lane, TideBox box)
{
  for (guint i = 0; i < lane->steps->len; i++)
    {
      const TideLaneStep *step = &g_array_index (lane->steps, TideLaneStep, i);
      const TideLaneStep *before = i > 0 ? step - 1 : NULL;
      double from_y = box.y + box.height;

      if (before != NULL && before->to >= step->from && !step->first)
        from_y = step_top (lane, box, before);
      draw_step_past (self, cr, lane, box, step, from_y);
      draw_step_planned (self, cr, lane, box, step, from_y);
    }
}

/* --- sessions --- */

/* Shaded: the days after an infusion in which exposure is thought to take best; from the therapy's start to
 * its end only. */
static void
shade_windows (TideTimeline *self, cairo_t *cr, const TideLane *lane, TideBox box)
{
  gint64 window = (gint64) (tide_thresholds_get (self->model->thresholds, "therapy_window_days") * TIDE_DAY);
  TideInk ink
    = tide_ink_alpha (tide_palette_get_arm (&self->palette, TIDE_ARM_KETAMINE), self->paper ? 0.16 : 0.15);
  gint64 first = g_array_index (lane->marks, TideLaneMark, 0).utc - TIDE_DAY, covered = first;
  gint64 last = g_array_index (lane->marks, TideLaneMark, lane->marks->len - 1).utc + TIDE_DAY;

  for (guint l = 0; l < self->model->lanes->len; l++)
    {
      const TideLane *other = g_ptr_array_index (self->model->lanes, l);

      for (guint i = 0; other->kind == TIDE_LANE_INFUSION && i < other->marks->len; i++)
        {
          const TideLaneMark *mark = &g_array_index (other->marks, TideLaneMark, i);
          double x1, x2;

          if (!tide_session_took_place (mark->session))
            continue;
          x1 = MAX (self->axis.left, tide_timeline_x (self, MAX (mark->utc, covered)));
          x2 = MIN (self->axis.right, tide_timeline_x (self, MIN (mark->utc + window, last)));
          if (x2 > x1)
            tide_fill_box (cr, (TideBox){ x1, box.y, x2 - x1, box.height }, ink);
          covered = MAX (covered, mark->utc + window);
        }
    }
}

static void
draw_session (TideTimeline *self, cairo_t *cr, const TideLaneMark *mark, double x, TideBox box, double width,
              TideInk ink)
{
  double height = box.height * 2 / 3, u = self->u;
  TideBox bar = { x - width / 2, box.y + (box.height - height) / 2, width, height };
  const double dash[] = { 1.6 * u, 1.4 * u };
  TideMarkerInks cross = { .ink = ink, .line_width = 1.7 * u };

  switch (mark->session->status)
    {
    case TIDE_SESSION_MISSED:
      tide_marker_draw (cr, TIDE_MARKER_CROSS, x, box.y + box.height / 2, 4 * u, &cross);
      return;
    case TIDE_SESSION_CANCELLED:
    case TIDE_SESSION_PLANNED:
    case TIDE_SESSION_UNKNOWN:
      cairo_save (cr);
      if (mark->session->status != TIDE_SESSION_CANCELLED)
        cairo_set_dash (cr, dash, 2, 0);
      cairo_rectangle (cr, bar.x + 0.5 * u, bar.y + 0.5 * u, MAX (0.5, bar.width - u), bar.height - u);
      tide_ink_set (cr, self->palette.card);
      cairo_fill_preserve (cr);
      tide_ink_set (cr, ink);
      cairo_set_line_width (cr, u);
      cairo_stroke (cr);
      cairo_restore (cr);
      return;
    case TIDE_SESSION_STOPPED:
      tide_fill_box (cr, (TideBox){ bar.x, bar.y + bar.height / 2, bar.width, bar.height / 2 }, ink);
      return;
    default:
      tide_fill_box (cr, bar, ink);
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* Many sessions in little room get thinner bars, so that they do not run together. A pause does not count. */
static double
typical_pitch (TideTimeline *self, const TideLane *lane)
{
  g_autoptr (GArray) pitches = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 1; i < lane->marks->len; i++)
    {
      double pitch = tide_timeline_x (self, g_array_index (lane->marks, TideLaneMark, i).utc)
                     - tide_timeline_x (self, g_array_index (lane->marks, TideLaneMark, i - 1).utc);

      g_array_append_val (pitches, pitch);
    }
  if (pitches->len == 0)
    return INFINITY;
  g_array_sort (pitches, compare_doubles);
  return g_array_index (pitches, double, pitches->len / 2);
}

static void
draw_sessions (TideTimeline *self, cairo_t *cr, const TideLane *lane, TideBox box)
{
  TideInk ink = tide_palette_get_arm (&self->palette, lane->arm);
  double width = 3.4 * self->u, x1, x2;

  if (lane->marks->len == 0)
    {
      for (guint i = 0; i < lane->spans->len; i++)
        {
          const TideSpan *span = &g_array_index (lane->spans, TideSpan, i);

          x1 = MAX (self->axis.left, tide_timeline_x (self, span->from));
          x2 = MIN (self->axis.right, tide_timeline_x (self, span->to));
          if (x2 > x1)
            tide_draw_hline (cr, x1, x2, box.y + box.height / 2, 1.4 * self->u, tide_ink_alpha (ink, 0.5));
        }
      return;
    }
  shade_windows (self, cr, lane, box);
  x1 = MAX (self->axis.left, tide_timeline_x (self, g_array_index (lane->marks, TideLaneMark, 0).utc));
  x2 = MIN (self->axis.right,
            tide_timeline_x (self, g_array_index (lane->marks, TideLaneMark, lane->marks->len - 1).utc));
  if (x2 > x1)
    tide_draw_hline (cr, x1, x2, box.y + box.height / 2, 1.4 * self->u, tide_ink_alpha (ink, 0.4));
  width = CLAMP (typical_pitch (self, lane) * 0.55, 0.9 * self->u, width);
  for (guint i = 0; i < lane->marks->len; i++)
    {
      const TideLaneMark *mark = &g_array_index (lane->marks, TideLaneMark, i);
      double x = tide_timeline_x (self, mark->utc);

      if (x >= self->axis.left && x <= self->axis.right)
        draw_session (self, cr, mark, x, box, width, ink);
    }
}

/* --- infusions --- */

static void
draw_infusion (TideTimeline *self, cairo_t *cr, const TideLane *lane, const TideLaneMark *mark, double x,
               TideBox box)
{
  TideInk ink = tide_palette_get_arm (&self->palette, lane->arm);
  double u = self->u,
         share = isfinite (mark->amount) && lane->full > 0 ? CLAMP (mark->amount / lane->full, 0.2, 1) : 0.5;
  double floor_y = box.y + box.height, top = floor_y - tide_timeline_stem_height (self, box) * share;
  TideMarkerInks inks = { .ink = ink, .hole = self->palette.card, .line_width = 1.2 * u };

  if (!tide_session_took_place (mark->session))
    {
      gboolean missed = mark->session->status == TIDE_SESSION_MISSED;

      tide_marker_draw (cr, missed ? TIDE_MARKER_CROSS : TIDE_MARKER_RING_DOTTED, x, floor_y - 5 * u, 3 * u,
                        &inks);
      return;
    }
  tide_draw_vline (cr, x, top, floor_y, 1.8 * u, ink);
  inks.line_width = 1.4 * u;
  if (isfinite (mark->amount))
    tide_marker_draw (cr, TIDE_MARKER_DISC, x, top, 2.5 * u, &inks);
  else
    tide_marker_draw (cr, TIDE_MARKER_RING, x, top, 2.2 * u, &inks); /* given, the dose is not recorded */
}

static void
draw_infusions (TideTimeline *self, cairo_t *cr, const TideLane *lane, TideBox box)
{
  for (guint i = 0; i < lane->marks->len; i++)
    {
      const TideLaneMark *mark = &g_array_index (lane->marks, TideLaneMark, i);
      double x = tide_timeline_x (self, mark->utc);

      if (x >= self->axis.left && x <= self->axis.right)
        draw_infusion (self, cr, lane, mark, x, box);
    }
}

/* --- all --- */

static void
draw_other (TideTimeline *self, cairo_t *cr)
{
  const double dash[] = { 3 * self->u, 3 * self->u };

  if (self->other.height == 0)
    return;
  cairo_save (cr);
  tide_path_round_box (cr, tide_box_grow (self->other, -0.5), 4 * self->u);
  tide_ink_set (cr, self->palette.lane);
  cairo_fill_preserve (cr);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_set_line_width (cr, 1);
  tide_ink_set (cr, tide_ink_alpha (self->palette.ink, 0.2));
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* A bar beside the lanes says that there are more of them. */
static void
draw_scroll_hint (TideTimeline *self, cairo_t *cr)
{
  double whole = self->lane_area.height + self->lane_scroll_max, u = self->u;
  TideBox bar = { self->axis.right - 5 * u, self->lane_area.y, 3 * u, self->lane_area.height };

  if (self->lane_scroll_max < 1 || whole <= 0)
    return;
  bar.y += CLAMP (self->options.lane_offset, 0, self->lane_scroll_max) / whole * self->lane_area.height;
  bar.height *= self->lane_area.height / whole;
  tide_path_round_box (cr, bar, 1.5 * u);
  tide_ink_set (cr, tide_ink_alpha (self->palette.ink, 0.35));
  cairo_fill (cr);
}

void
tide_timeline_draw_lanes (TideTimeline *self, cairo_t *cr)
{
  cairo_save (cr);
  cairo_rectangle (cr, 0, self->lane_area.y, self->width, self->lane_area.height);
  cairo_clip (cr);
  for (guint i = 0; i < self->model->lanes->len; i++)
    {
      const TideLane *lane = g_ptr_array_index (self->model->lanes, i);

      if (lane->kind == TIDE_LANE_DOSE)
        draw_doses (self, cr, lane, self->lanes[i].box);
      else if (lane->kind == TIDE_LANE_SESSION)
        draw_sessions (self, cr, lane, self->lanes[i].box);
      else
        draw_infusions (self, cr, lane, self->lanes[i].box);
    }
  cairo_restore (cr);
  draw_other (self, cr);
  draw_scroll_hint (self, cr);
}

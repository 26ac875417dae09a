/* tide-timeline-pick.c: what stands at a place, and the walk from one thing to the next by keyboard.
 *
 * A pick names its row: 0 and 1 are the scales, 2 onwards the lanes in their order, the row after the last
 * lane the life events.  The walk reaches everything, also what lies outside the range in sight: the window
 * pans after it.
 */
#include "tide-timeline-private.h"

#include <math.h>

#define REACH 24.0
#define FIRST_LANE 2

static guint
event_row (TideTimeline *self)
{
  return FIRST_LANE + self->model->lanes->len;
}

/* Number of things in @row. */
static guint
row_length (TideTimeline *self, guint row)
{
  const TideLane *lane;

  if (row < FIRST_LANE)
    return self->points[row]->len;
  if (row == event_row (self))
    return self->model->events->len;
  if (row > event_row (self))
    return 0;
  lane = g_ptr_array_index (self->model->lanes, row - FIRST_LANE);
  return lane->kind == TIDE_LANE_DOSE ? lane->steps->len : lane->marks->len;
}

static TidePick
pick_point (TideTimeline *self, guint row, guint index)
{
  const TidePoint *point = &g_array_index (self->points[row], TidePoint, index);

  return (TidePick){ TIDE_PICK_RATING, row, index, point->record_id, point->utc, point->x, point->y };
}

static TidePick
pick_lane (TideTimeline *self, guint row, guint index)
{
  const TideLane *lane = g_ptr_array_index (self->model->lanes, row - FIRST_LANE);
  TideBox box = self->lanes[row - FIRST_LANE].box;
  TidePick pick = { .row = row, .index = index, .y = box.y + box.height / 2 };

  if (lane->kind == TIDE_LANE_DOSE)
    {
      const TideLaneStep *step = &g_array_index (lane->steps, TideLaneStep, index);

      pick.kind = TIDE_PICK_STEP;
      pick.record_id = step->record_id;
      pick.utc = step->from;
    }
  else
    {
      const TideLaneMark *mark = &g_array_index (lane->marks, TideLaneMark, index);

      pick.kind = TIDE_PICK_SESSION;
      pick.record_id = mark->session->base.id;
      pick.utc = mark->utc;
    }
  pick.x = tide_timeline_x (self, pick.utc);
  return pick;
}

static TidePick
pick_event (TideTimeline *self, guint index)
{
  const TideLaneEvent *event = &g_array_index (self->model->events, TideLaneEvent, index);

  return (TidePick){ TIDE_PICK_EVENT,
                     event_row (self),
                     index,
                     event->event->base.id,
                     event->utc,
                     tide_timeline_x (self, event->utc),
                     self->events.y + self->events.height / 2 };
}

static TidePick
pick_at (TideTimeline *self, guint row, guint index)
{
  if (row < FIRST_LANE)
    return pick_point (self, row, index);
  if (row == event_row (self))
    return pick_event (self, index);
  return pick_lane (self, row, index);
}

/* --- by place --- */

/* x counts twice: time is what a hand aims at. */
static double
distance_to (const TidePick *pick, double x, double y)
{
  return hypot (2 * (pick->x - x), pick->y - y);
}

static TidePick
nearest_rating (TideTimeline *self, double x, double y)
{
  TidePick best = { 0 };
  double least = REACH * self->u;

  for (guint row = 0; row < 2; row++)
    for (guint i = 0; i < self->points[row]->len; i++)
      {
        TidePick pick;
        double distance;

        if (!g_array_index (self->points[row], TidePoint, i).in_range)
          continue;
        pick = pick_point (self, row, i);
        distance = distance_to (&pick, x, y);
        /* Strictly nearer: where two lie alike, the first scale is meant. */
        if (distance < least || (distance == least && best.kind == TIDE_PICK_NONE))
          {
            least = distance;
            best = pick;
          }
      }
  return best;
}

static gboolean
is_on_axis (TideTimeline *self, double x)
{
  return x >= self->axis.left - 0.5 && x <= self->axis.right + 0.5;
}

/* Over a dose: the step at that time. Over sessions and events: the nearest within reach. */
static TidePick
nearest_in_row (TideTimeline *self, guint row, double x)
{
  gint64 utc = tide_timeline_get_utc_at (self, x);
  double least = REACH * self->u;
  TidePick best = { 0 };

  for (guint i = 0; i < row_length (self, row); i++)
    {
      TidePick pick = pick_at (self, row, i);
      double distance = fabs (pick.x - x);

      if (pick.kind == TIDE_PICK_STEP)
        {
          const TideLane *lane = g_ptr_array_index (self->model->lanes, row - FIRST_LANE);
          const TideLaneStep *step = &g_array_index (lane->steps, TideLaneStep, i);

          if (utc < step->from || utc >= step->to)
            continue;
          distance = 0;
        }
      else if (!is_on_axis (self, pick.x))
        continue;
      if (distance <= least)
        {
          least = distance;
          best = pick;
        }
    }
  return best;
}

static gboolean
is_over (TideBox box, double y, double margin)
{
  return box.height > 0 && y >= box.y - margin && y <= box.y + box.height + margin;
}

TidePick
tide_timeline_pick (TideTimeline *self, double x, double y)
{
  TidePick none = { 0 };

  g_return_val_if_fail (self != NULL, none);
  if (!is_on_axis (self, x))
    return none;
  if (is_over (self->events, y, 0))
    return nearest_in_row (self, event_row (self), x);
  if (is_over (self->lane_area, y, 0))
    {
      for (guint i = 0; i < self->model->lanes->len; i++)
        if (is_over (self->lanes[i].box, y, 2 * self->u))
          return nearest_in_row (self, FIRST_LANE + i, x);
      return none;
    }
  return nearest_rating (self, x, y);
}

TidePick
tide_timeline_pick_record (TideTimeline *self, TidePickKind kind, gint64 record_id)
{
  TidePick none = { 0 };

  g_return_val_if_fail (self != NULL, none);
  for (guint row = 0; row <= event_row (self) && record_id != 0; row++)
    for (guint i = 0; i < row_length (self, row); i++)
      {
        TidePick pick = pick_at (self, row, i);

        if (pick.kind == kind && pick.record_id == record_id)
          return pick;
      }
  return none;
}

/* --- by keyboard --- */

/* The thing in @row that is nearest in time to @utc. */
static TidePick
nearest_in_time (TideTimeline *self, guint row, gint64 utc)
{
  TidePick best = pick_at (self, row, 0);

  for (guint i = 1; i < row_length (self, row); i++)
    {
      TidePick pick = pick_at (self, row, i);

      if (ABS (pick.utc - utc) < ABS (best.utc - utc))
        best = pick;
    }
  return best;
}

static TidePick
step_row (TideTimeline *self, TidePick from, int direction)
{
  int last = (int) event_row (self);

  for (int row = (int) from.row + direction; row >= 0 && row <= last; row += direction)
    if (row_length (self, (guint) row) > 0)
      return nearest_in_time (self, (guint) row, from.utc);
  return from;
}

static TidePick
start_of_walk (TideTimeline *self)
{
  TidePick none = { 0 };

  for (guint row = 0; row <= event_row (self); row++)
    if (row_length (self, row) > 0)
      return pick_at (self, row, row_length (self, row) - 1);
  return none;
}

TidePick
tide_timeline_step (TideTimeline *self, TidePick from, TideStep step)
{
  TidePick none = { 0 };
  guint n;

  g_return_val_if_fail (self != NULL, none);
  n = from.kind != TIDE_PICK_NONE ? row_length (self, from.row) : 0;
  if (from.kind == TIDE_PICK_NONE || from.index >= n)
    return start_of_walk (self);
  switch (step)
    {
    case TIDE_STEP_PREVIOUS:
      return pick_at (self, from.row, from.index > 0 ? from.index - 1 : 0);
    case TIDE_STEP_NEXT:
      return pick_at (self, from.row, MIN (from.index + 1, n - 1));
    case TIDE_STEP_FIRST:
      return pick_at (self, from.row, 0);
    case TIDE_STEP_LAST:
      return pick_at (self, from.row, n - 1);
    case TIDE_STEP_UP:
      return step_row (self, from, -1);
    case TIDE_STEP_DOWN:
    default:
      return step_row (self, from, 1);
    }
}

/* --- drawing and the tip --- */

/* White on a dark ground, black on a light one: the accent of a dark desktop is light. */
static TideInk
text_on (TideInk ground)
{
  double luminance = 0.2126 * ground.red + 0.7152 * ground.green + 0.0722 * ground.blue;

  return tide_ink_rgb (luminance > 0.58 ? 0x000000 : 0xffffff);
}

static void
draw_chip (TideTimeline *self, cairo_t *cr, const TidePick *pick)
{
  g_autofree char *date = tide_timeline_short_date (tide_timeline_date_of (pick->utc));
  TideText text = tide_timeline_shape (self, date, TIDE_TEXT, TRUE);
  double u = self->u, width = text.width + 12 * u;
  double x = CLAMP (pick->x - width / 2, 0, MAX (0, self->width - width));
  TideBox box = { x, self->axis_box.y + 1.5 * u, width, 17 * u };
  TideBox around = tide_box_grow (box, 2 * u);
  TideInk ink = text_on (self->palette.accent);

  /* The axis' own words give way to the chip. */
  for (guint i = 0; i < self->labels->len; i++)
    {
      const TideLabel *label = &g_array_index (self->labels, TideLabel, i);
      TideBox own = tide_text_get_box (&label->text, label->x, label->baseline);

      if (label->on_axis && tide_box_intersects (own, around))
        tide_fill_box (cr, tide_box_grow (own, 1), self->palette.card);
    }
  tide_path_round_box (cr, box, 4 * u);
  tide_ink_set (cr, self->palette.accent);
  cairo_fill (cr);
  tide_text_draw (cr, &text, box.x + 6 * u, box.y + box.height / 2 + 0.36 * TIDE_TEXT * u, ink, ink, 0);
}

void
tide_timeline_draw_pick (TideTimeline *self, cairo_t *cr, TidePick pick)
{
  double u, radius;

  g_return_if_fail (self != NULL && cr != NULL);
  if (pick.kind == TIDE_PICK_NONE || !is_on_axis (self, pick.x))
    return;
  u = self->u;
  radius = pick.kind == TIDE_PICK_RATING && pick.row == 0 ? 10 * u : 8 * u;
  cairo_save (cr);
  tide_draw_vline (cr, pick.x, self->score.y, self->axis_box.y, 1.2 * u, self->palette.accent);
  if (pick.kind != TIDE_PICK_STEP)
    {
      cairo_arc (cr, pick.x, pick.y, radius, 0, 2 * G_PI);
      tide_ink_set (cr, tide_ink_alpha (self->palette.accent, 0.4));
      cairo_set_line_width (cr, 4 * u);
      cairo_stroke (cr);
    }
  /* The point stands on top of its crosshair. */
  if (pick.kind == TIDE_PICK_RATING && pick.row == 0 && pick.index < self->points[0]->len)
    tide_palette_draw_state (&self->palette, cr, g_array_index (self->points[0], TidePoint, pick.index).state,
                             pick.x, pick.y, 5 * u, 2 * u);
  draw_chip (self, cr, &pick);
  cairo_restore (cr);
}

void
tide_timeline_place_tip (TideTimeline *self, TidePick pick, double tip_width, double tip_height, double *x,
                         double *y)
{
  double gap, least = INFINITY;
  TideBox point;

  g_return_if_fail (self != NULL && x != NULL && y != NULL);
  gap = 16 * self->u;
  point = (TideBox){ pick.x - 8 * self->u, pick.y - 8 * self->u, 16 * self->u, 16 * self->u };
  *x = *y = 0;
  for (guint i = 0; i < 4; i++)
    {
      TideBox box = { i % 2 == 0 ? pick.x + gap : pick.x - gap - tip_width,
                      i / 2 == 0 ? pick.y - gap - tip_height : pick.y + gap, tip_width, tip_height };
      double weight;

      box.x = CLAMP (box.x, 2, MAX (2, self->width - tip_width - 2));
      box.y = CLAMP (box.y, 2, MAX (2, self->height - tip_height - 2));
      weight = tide_label_placer_weigh (self->placer, box);
      if (tide_box_intersects (box, point))
        weight += 1e6; /* never over the point, where there is any other place */
      if (weight < least)
        {
          least = weight;
          *x = box.x;
          *y = box.y;
        }
    }
}

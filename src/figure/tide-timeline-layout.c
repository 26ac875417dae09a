/* tide-timeline-layout.c: where everything stands in a given size: the range of time, the rows, and the
 * labels' one way in.
 *
 * Sizes are those of the design (px at 100 %), times u.  A layout that is too low gives up, in this order:
 * height of the score area down to 120, life events, state lane, second row of the legend, second scale; then
 * the lanes are scrolled.
 */
#include "tide-timeline-private.h"

#include <math.h>

#define PAPER_TEXT 7.6 /* pt, smallest on paper */
#define GUTTER_LEFT 104
#define GUTTER_RIGHT 102
#define NARROW_LEFT 30
#define NARROW_RIGHT 80
#define SCORE_NATURAL 216
#define SCORE_SPARSE 246
#define SCORE_NARROW 178
#define SCORE_LEAST 120
#define COMPACT_HEIGHT 290 /* leaves 320 of 860 px for what is read below */
#define COMPACT_NARROW 300
#define LANES_AT_ONCE 5
#define LANES_HEIGHT 190

double
tide_timeline_x (TideTimeline *self, gint64 utc)
{
  return tide_time_axis_to_x (&self->axis, utc);
}

gboolean
tide_timeline_overlay (const TideTimeline *self)
{
  return self->options.overlay_percent;
}

TideWords *
tide_timeline_words (TideTimeline *self)
{
  return tide_timeline_model_get_words (self->model, self->style.font_family, !self->paper);
}

TideText
tide_timeline_shape (TideTimeline *self, const char *text, double size, gboolean bold)
{
  TideWords *words = tide_timeline_words (self);

  return tide_words_get (words, text, size * self->u, bold);
}

static TideText
shape_spec (TideTimeline *self, const TideLabelSpec *spec)
{
  TideWords *words = tide_timeline_words (self);
  double size = (spec->size > 0 ? spec->size : TIDE_TEXT) * self->u;
  TideText text = tide_words_get (words, spec->text, size, spec->bold);

  if (spec->max_width > 0 && text.width > spec->max_width)
    text = tide_words_get_within (words, spec->text, size, spec->bold, spec->max_width);
  return text;
}

/* The baseline at which figures and capitals stand centred on @centre_y. */
static double
baseline_for (TideTimeline *self, const TideLabelSpec *spec)
{
  return spec->centre_y + 0.36 * (spec->size > 0 ? spec->size : TIDE_TEXT) * self->u;
}

TideBox
tide_timeline_label_box (TideTimeline *self, const TideLabelSpec *spec)
{
  TideText text = shape_spec (self, spec);

  return tide_text_get_box (&text, spec->x - spec->align * text.width, baseline_for (self, spec));
}

gboolean
tide_timeline_add_label (TideTimeline *self, const TideLabelSpec *spec)
{
  TideLabel label = { .text = shape_spec (self, spec),
                      .role = spec->role,
                      .which = spec->which,
                      .halo = spec->halo,
                      .on_axis = spec->on_axis };

  label.x = spec->x - spec->align * label.text.width;
  label.baseline = baseline_for (self, spec);
  if (*spec->text == '\0' || !isfinite (label.x) || !isfinite (label.baseline)
      || !tide_label_placer_place (self->placer, tide_text_get_box (&label.text, label.x, label.baseline)))
    return FALSE;
  g_array_append_val (self->labels, label);
  return TRUE;
}

/* --- rows --- */

typedef struct
{
  gboolean events, state, second, other;
  guint legend_rows;
  double lanes;
} Rows;

static double
lane_height (const TideTimeline *self, const TideLane *lane)
{
  double caption = self->narrow ? 16 : 0;

  switch (lane->kind)
    {
    case TIDE_LANE_SESSION:
      return self->paper ? 16 : caption + (self->narrow ? 18 : 24);
    case TIDE_LANE_INFUSION:
      return self->paper ? 25 : caption + (self->narrow ? 32 : 35);
    case TIDE_LANE_DOSE:
    default:
      return self->paper ? 24 : caption + (self->narrow ? 22 : 36);
    }
}

static double
lane_gap (const TideTimeline *self)
{
  return self->narrow || self->paper ? 3 : 6;
}

static double
lanes_natural (const TideTimeline *self)
{
  double sum = 0;

  for (guint i = 0; i < self->model->lanes->len; i++)
    sum += lane_gap (self) + lane_height (self, g_ptr_array_index (self->model->lanes, i));
  return sum;
}

/* A patient with few ratings is told in words which kinds of treatment have no record. */
static gboolean
wants_other (const TideTimeline *self)
{
  for (guint i = 0; i < self->model->lanes->len; i++)
    if (((TideLane *) g_ptr_array_index (self->model->lanes, i))->kind != TIDE_LANE_DOSE)
      return FALSE;
  return self->model->sparse && self->model->scales[0].outcome != NULL;
}

/* Rows whose heights differ on paper: it is short of height, not of sharpness. */
static double
second_plot (const TideTimeline *self)
{
  return self->paper ? 30 : 46;
}

static double
strip_height (const TideTimeline *self)
{
  return self->paper ? 20 : 22;
}

static double
state_height (const TideTimeline *self)
{
  return self->paper ? 13 : 15;
}

static double
events_height (const TideTimeline *self)
{
  return self->paper ? 15 : 18;
}

static double
axis_height (const TideTimeline *self)
{
  return self->paper ? 17 : 20;
}

static double
second_height (const TideTimeline *self)
{
  return 12 + (self->narrow ? 14 : 0) + second_plot (self);
}

static double
least_score (const TideTimeline *self)
{
  return self->paper ? 90 : SCORE_LEAST;
}

static double
legend_height (const TideTimeline *self, guint rows)
{
  if (rows == 0)
    return 0;
  if (self->paper)
    return rows * 15 + 2;
  return MAX (rows * 20 + 4, self->options.head_inset > 0 ? 44 : 0);
}

static Rows
all_rows (TideTimeline *self)
{
  Rows rows = { .events = self->model->events->len > 0,
                .state = self->model->scales[0].outcome != NULL,
                .second = self->model->scales[1].outcome != NULL && !tide_timeline_overlay (self),
                .other = wants_other (self),
                .legend_rows = self->legend_rows,
                .lanes = lanes_natural (self) };

  if (self->model->lanes->len > LANES_AT_ONCE && !self->paper)
    rows.lanes = MIN (rows.lanes, LANES_HEIGHT);
  return rows;
}

/* Height of everything but the score area, in px of the design. */
static double
rows_sum (const TideTimeline *self, const Rows *rows)
{
  return legend_height (self, rows->legend_rows) + strip_height (self)
         + (rows->second ? second_height (self) : 0) + (rows->state ? 5 + state_height (self) : 4)
         + rows->lanes + (rows->other ? lane_gap (self) + 30 : 0)
         + (rows->events ? lane_gap (self) + events_height (self) : 0) + 4 + axis_height (self) + 2;
}

double
tide_timeline_natural_score (const TideTimeline *self)
{
  return self->narrow ? SCORE_NARROW : self->model->sparse ? SCORE_SPARSE : SCORE_NATURAL;
}

double
tide_timeline_rows_height (TideTimeline *self, double score_height)
{
  Rows rows = all_rows (self);

  return (rows_sum (self, &rows) + score_height) * self->u;
}

static Rows
rows_within (TideTimeline *self, double height)
{
  Rows rows = all_rows (self);

  if (height - rows_sum (self, &rows) < least_score (self))
    rows.events = FALSE;
  if (height - rows_sum (self, &rows) < least_score (self))
    rows.state = FALSE;
  if (height - rows_sum (self, &rows) < least_score (self))
    rows.legend_rows = MIN (rows.legend_rows, 1);
  if (height - rows_sum (self, &rows) < least_score (self))
    rows.other = FALSE;
  if (height - rows_sum (self, &rows) < least_score (self))
    rows.second = FALSE;
  if (height - rows_sum (self, &rows) < least_score (self))
    rows.lanes
      = MAX (MIN (rows.lanes, 48), rows.lanes - (least_score (self) - (height - rows_sum (self, &rows))));
  if (height - rows_sum (self, &rows) < 40)
    rows.lanes = 0;
  if (height - rows_sum (self, &rows) < 40)
    rows.legend_rows = 0;
  return rows;
}

/* Takes a row of @height design px below *y. */
static TideBox
take_row (TideTimeline *self, double *y, double gap, double height)
{
  TideBox box = { self->axis.left, *y + gap * self->u, self->axis.right - self->axis.left, height * self->u };

  *y = box.y + box.height;
  return box;
}

static void
place_lane_boxes (TideTimeline *self)
{
  double y = self->lane_area.y - CLAMP (self->options.lane_offset, 0, self->lane_scroll_max);
  double caption = self->narrow ? 16 * self->u : 0, floor_y = self->lane_area.y + self->lane_area.height;

  self->lanes = g_new0 (TideLaneBox, MAX (1, self->model->lanes->len));
  for (guint i = 0; i < self->model->lanes->len; i++)
    {
      const TideLane *lane = g_ptr_array_index (self->model->lanes, i);
      double height = lane_height (self, lane) * self->u - caption;

      y += lane_gap (self) * self->u;
      self->lanes[i].caption_baseline = y + caption / 2;
      self->lanes[i].box
        = (TideBox){ self->axis.left, y + caption, self->axis.right - self->axis.left, height };
      self->lanes[i].visible = y >= self->lane_area.y - 0.01 && y + caption + height <= floor_y + 0.01;
      y += caption + height;
    }
}

void
tide_timeline_place_rows (TideTimeline *self)
{
  double y = 0, bottom = self->height / self->u, score;
  Rows rows = rows_within (self, bottom);
  double foot = self->paper ? legend_height (self, rows.legend_rows) : 0;

  self->legend_rows = rows.legend_rows;
  if (!self->paper && rows.legend_rows > 0)
    self->legend = (TideBox){ 0, 0, self->width - self->options.head_inset,
                              legend_height (self, rows.legend_rows) * self->u };
  y = self->legend.height;
  score = MAX (10, bottom - rows_sum (self, &rows));
  self->strip = take_row (self, &y, 0, strip_height (self));
  self->score = take_row (self, &y, 0, score);
  if (rows.second)
    self->second = take_row (self, &y, second_height (self) - second_plot (self), second_plot (self));
  if (rows.state)
    self->state = take_row (self, &y, 5, state_height (self));
  else
    y += 4 * self->u;
  self->lane_area = take_row (self, &y, 0, rows.lanes);
  self->lane_scroll_max = MAX (0, lanes_natural (self) * self->u - self->lane_area.height);
  if (rows.other)
    self->other = take_row (self, &y, lane_gap (self), 30);
  if (rows.events)
    self->events = take_row (self, &y, lane_gap (self), events_height (self));
  self->axis_box = take_row (self, &y, 4, axis_height (self));
  if (self->paper && foot > 0)
    self->legend = (TideBox){ 0, y + 2 * self->u, self->width, foot * self->u };
  self->plot = (TideBox){ self->score.x, self->score.y, self->score.width, self->axis_box.y - self->score.y };
  place_lane_boxes (self);
}

/* --- time --- */

static gint64
months_before (gint64 utc, int months)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (utc);
  g_autoptr (GDateTime) before = at != NULL ? g_date_time_add_months (at, -months) : NULL;

  return before != NULL ? g_date_time_to_unix (before) : utc - months * 30 * TIDE_DAY;
}

/* Counted back from today; for a record that ended long ago, from its last entry. */
static void
set_range (TideTimeline *self)
{
  TideTimelineModel *model = self->model;
  int months = self->options.range == TIDE_RANGE_1M ? 1 : self->options.range == TIDE_RANGE_6M ? 6 : 12;
  gint64 from = model->from, to = model->to, end;

  if (self->options.range == TIDE_RANGE_CUSTOM && self->options.to_utc > self->options.from_utc)
    {
      from = self->options.from_utc;
      to = MAX (self->options.to_utc, from + 60);
    }
  else if (self->options.range != TIDE_RANGE_ALL && self->options.range != TIDE_RANGE_CUSTOM)
    {
      end = MIN (model->now, model->to);
      from = months_before (end, months);
      to = end + (end - from) / 30;
    }
  self->axis.from_utc = from;
  self->axis.to_utc = MAX (to, from + 60);
}

static void
set_gutters (TideTimeline *self)
{
  double left = (self->narrow ? NARROW_LEFT : GUTTER_LEFT) * self->u;
  double right = (self->narrow ? NARROW_RIGHT : GUTTER_RIGHT) * self->u;

  /* A frame smaller than its gutters still has a plot, if only a sliver. */
  if (left + right > self->width * 0.8)
    {
      double share = self->width * 0.8 / (left + right);

      left *= share;
      right *= share;
    }
  self->axis.left = left;
  self->axis.right = self->width - right;
}

/* --- the layout --- */

static void
make_arrays (TideTimeline *self)
{
  self->labels = g_array_new (FALSE, TRUE, sizeof (TideLabel));
  self->state_boxes = g_array_new (FALSE, TRUE, sizeof (TideStateBox));
  self->old_lines = g_array_new (FALSE, TRUE, sizeof (TideOldLine));
  self->letters = g_array_new (FALSE, TRUE, sizeof (TideLetter));
  self->clusters = g_array_new (FALSE, TRUE, sizeof (TideEventCluster));
  self->samples = g_array_new (FALSE, TRUE, sizeof (TideLegendSample));
  for (guint s = 0; s < 2; s++)
    {
      self->points[s] = g_array_new (FALSE, TRUE, sizeof (TidePoint));
      self->columns[s] = g_array_new (FALSE, TRUE, sizeof (TideColumn));
    }
}

/* The frame without its contents: enough to ask for heights. */
static TideTimeline *
new_frame (TideTimelineModel *model, const TideTimelineOptions *options, const TideStyle *style, double width,
           double height)
{
  TideTimeline *self = g_new0 (TideTimeline, 1);

  self->model = model;
  self->options = *options;
  self->style = *style;
  self->style.font_family = g_intern_string (style->font_family != NULL ? style->font_family : "Cantarell");
  self->paper = style->kind == TIDE_STYLE_PAPER;
  self->u = CLAMP (style->text_scale, 0.5, 4) * (self->paper ? PAPER_TEXT / TIDE_TEXT : 1);
  self->width = MAX (width, 40);
  self->height = MAX (height, 40);
  self->narrow = options->narrow || (!self->paper && self->width < 560 * self->u);
  self->palette = tide_palette_new (style);
  self->reference_y[0] = self->reference_y[1] = NAN;
  make_arrays (self);
  set_gutters (self);
  set_range (self);
  self->legend_rows
    = options->legend ? tide_timeline_legend_rows (self, self->width - options->head_inset) : 0;
  return self;
}

static void
place_axis_labels (TideTimeline *self)
{
  TideWords *words = tide_timeline_words (self);

  self->ticks = tide_time_axis_make_ticks (&self->axis, NULL, words, TIDE_TEXT * self->u, 4 * self->u);
  for (guint i = 0; i < self->ticks->len; i++)
    {
      const TideTimeTick *tick = &g_array_index (self->ticks, TideTimeTick, i);

      if (tick->label[0] != '\0')
        tide_timeline_add_label (self,
                                 &(TideLabelSpec){ .text = tick->label,
                                                   .bold = tick->emphasised,
                                                   .x = tick->label_x,
                                                   .centre_y = self->axis_box.y + 11 * self->u,
                                                   .role = tick->emphasised ? TIDE_INK_MAIN : TIDE_INK_SECOND,
                                                   .on_axis = TRUE });
    }
}

TideTimeline *
tide_timeline_layout (TideTimelineModel *model, const TideTimelineOptions *options, const TideStyle *style,
                      double width, double height)
{
  TideTimeline *self;

  g_return_val_if_fail (model != NULL && options != NULL && style != NULL, NULL);
  self = new_frame (model, options, style, width, height);
  tide_timeline_place_rows (self);
  self->placer = tide_label_placer_new ((TideBox){ 0, 0, self->width, self->height });
  /* The order is the order of importance: who comes later makes room. */
  tide_timeline_place_points (self);
  tide_timeline_place_gutters (self);
  place_axis_labels (self);
  tide_timeline_place_strip (self);
  tide_timeline_place_legend (self);
  tide_timeline_place_states (self);
  tide_timeline_place_lanes (self);
  tide_timeline_place_events (self);
  tide_timeline_place_point_labels (self);
  tide_timeline_place_sparse (self);
  return self;
}

void
tide_timeline_free (TideTimeline *self)
{
  if (self == NULL)
    return;
  g_free (self->lanes);
  g_array_unref (self->labels);
  g_array_unref (self->state_boxes);
  g_array_unref (self->old_lines);
  g_array_unref (self->letters);
  g_array_unref (self->clusters);
  g_array_unref (self->samples);
  for (guint s = 0; s < 2; s++)
    {
      g_array_unref (self->points[s]);
      g_array_unref (self->columns[s]);
      g_clear_pointer (&self->value_ticks[s], g_array_unref);
    }
  g_clear_pointer (&self->ticks, g_array_unref);
  tide_label_placer_free (self->placer);
  g_free (self);
}

double
tide_timeline_get_natural_height (TideTimelineModel *model, const TideTimelineOptions *options,
                                  const TideStyle *style, double width)
{
  g_autoptr (TideTimeline) self = NULL;

  g_return_val_if_fail (model != NULL && options != NULL && style != NULL, 0);
  self = new_frame (model, options, style, width, 400);
  double height = ceil (tide_timeline_rows_height (self, tide_timeline_natural_score (self)));
  return options->compact
           ? MIN (height, ceil ((options->narrow ? COMPACT_NARROW : COMPACT_HEIGHT) * style->text_scale))
           : height;
}

TideRect
tide_timeline_get_score_area (TideTimeline *self)
{
  g_return_val_if_fail (self != NULL, ((TideRect){ 0 }));
  return (TideRect){ self->score.x, self->score.y, self->score.width, self->score.height };
}

double
tide_timeline_get_lane_scroll (TideTimeline *self, double *y, double *height)
{
  g_return_val_if_fail (self != NULL, 0);
  if (y != NULL)
    *y = self->lane_area.y;
  if (height != NULL)
    *height = self->lane_area.height;
  return self->lane_scroll_max;
}

const TideRect *
tide_timeline_get_labels (TideTimeline *self, guint *n)
{
  G_STATIC_ASSERT (sizeof (TideRect) == sizeof (TideBox));
  g_return_val_if_fail (self != NULL && n != NULL, NULL);
  return (const TideRect *) tide_label_placer_get_labels (self->placer, n);
}

gint64
tide_timeline_get_utc_at (TideTimeline *self, double x)
{
  g_return_val_if_fail (self != NULL, 0);
  return tide_time_axis_to_utc (&self->axis, x);
}

void
tide_timeline_get_range (TideTimeline *self, gint64 *from_utc, gint64 *to_utc)
{
  g_return_if_fail (self != NULL && from_utc != NULL && to_utc != NULL);
  *from_utc = self->axis.from_utc;
  *to_utc = self->axis.to_utc;
}

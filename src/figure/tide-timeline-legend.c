/* tide-timeline-legend.c: the legend: in one or two rows above the plot (below it on paper), never over it;
 * only what this view shows. */
#include "tide-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef enum
{
  LEGEND_SERIES,
  LEGEND_SECOND,
  LEGEND_CARRY,
  LEGEND_OVERLAP,
  LEGEND_LETTER,
  LEGEND_REMOTE,
  LEGEND_RESPONSE,
  LEGEND_REMISSION,
  LEGEND_PLANNED,
  LEGEND_DUE,
  LEGEND_FUTURE,
  LEGEND_STATE,
} LegendKind;

typedef struct
{
  LegendKind kind;
  int which;
  char *name; /* bold, or NULL */
  char *text;
  double sample, width; /* width of all, with its sample */
} Item;

static void
item_clear (Item *item)
{
  g_free (item->name);
  g_free (item->text);
}

static void
add_item (TideTimeline *self, GArray *items, LegendKind kind, int which, char *name, char *text)
{
  static const double samples[] = { 24, 24, 24, 24, 13, 11, 26, 26, 26, 10, 24, 11 };
  Item item = { kind, which, name, text, samples[kind] * self->u, 0 };

  item.width = item.sample + 6 * self->u;
  if (name != NULL)
    item.width += tide_timeline_shape (self, name, TIDE_TEXT, TRUE).width + 4 * self->u;
  if (text != NULL)
    item.width += tide_timeline_shape (self, text, TIDE_TEXT, FALSE).width;
  g_array_append_val (items, item);
}

static char *
range_words (const TideScoreInfo *score)
{
  g_autofree char *low = tide_timeline_format_number (score->minimum, 0);
  g_autofree char *high = tide_timeline_format_number (score->maximum, 0);

  return g_strdup_printf ("%s–%s", low, high);
}

static gboolean
any_in_range (TideTimeline *self, GArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const TideSpan *span = &g_array_index (spans, TideSpan, i);

      if (span->to > self->axis.from_utc && span->from < self->axis.to_utc)
        return TRUE;
    }
  return FALSE;
}

static gboolean
visit_in_range (TideTimeline *self, const TideVisitOutcome *visit)
{
  return visit->rating.taken_utc >= self->axis.from_utc && visit->rating.taken_utc <= self->axis.to_utc;
}

static void
add_letters (TideTimeline *self, GArray *items)
{
  const TideOutcome *outcome = self->model->scales[0].outcome;
  guint marks = 0;

  for (guint i = 0; i < outcome->n_visits; i++)
    if (visit_in_range (self, &outcome->visits[i]))
      marks |= outcome->visits[i].marks;
  if (marks & TIDE_MARK_RECALL)
    add_item (self, items, LEGEND_LETTER, 'R', NULL, g_strdup (_ ("recall")));
  if (marks & TIDE_MARK_MODE)
    add_item (self, items, LEGEND_LETTER, 'M', NULL, g_strdup (_ ("mode")));
  if (marks & TIDE_MARK_OVERLAP)
    add_item (self, items, LEGEND_LETTER, 'O', NULL, g_strdup (_ ("overlap")));
  if (marks & TIDE_MARK_DOSE)
    add_item (self, items, LEGEND_LETTER, 'D', NULL, g_strdup (_ ("dose rising")));
}

static void
add_remote (TideTimeline *self, GArray *items)
{
  const TideOutcome *outcome = self->model->scales[0].outcome;
  gboolean seen = FALSE;

  for (guint i = 0; self->options.mark_remote && i < outcome->n_visits && !seen; i++)
    seen = visit_in_range (self, &outcome->visits[i]) && tide_timeline_is_remote (&outcome->visits[i].rating);
  if (seen)
    add_item (self, items, LEGEND_REMOTE, 0, NULL, g_strdup (_ ("rated remotely")));
}

static char *
response_words (TideTimeline *self)
{
  const TideChangeRule *rule = tide_instrument_get_change_rule (self->model->scales[0].instrument);
  g_autofree char *number = NULL;

  if (rule == NULL)
    return NULL;
  if (isfinite (rule->response_points))
    {
      number = tide_timeline_format_number (-rule->response_points, 0);
      return g_strdup_printf (_ ("%s points line"), number);
    }
  if (!isfinite (rule->response_percent))
    return NULL;
  number = tide_timeline_format_number (-rule->response_percent, 0);
  return g_strdup_printf (_ ("%s %% line"), number);
}

static void
add_lines (TideTimeline *self, GArray *items)
{
  const TideCourseOutcome *course = tide_timeline_current_course (self->model);
  char *words;

  /* Once the points stand, only lines that are in sight. */
  if (course == NULL || course->baseline < 0
      || (self->placer != NULL && !isfinite (self->reference_y[0]) && !isfinite (self->reference_y[1])))
    return;
  words = isfinite (course->response_line) ? response_words (self) : NULL;
  if (words != NULL)
    add_item (self, items, LEGEND_RESPONSE, 0, NULL, words);
  if (isfinite (course->remission_line) && !self->options.overlay_percent)
    add_item (self, items, LEGEND_REMISSION, 0, NULL, g_strdup (_ ("remission line")));
}

static void
add_states (TideTimeline *self, GArray *items)
{
  const TideOutcome *outcome = self->model->scales[0].outcome;
  gboolean seen[TIDE_N_STATES] = { FALSE };

  for (guint i = 0; i < outcome->n_visits; i++)
    if (visit_in_range (self, &outcome->visits[i]))
      seen[outcome->visits[i].state] = TRUE;
  for (int s = TIDE_STATE_BASELINE; s < TIDE_N_STATES; s++)
    if (seen[s])
      add_item (self, items, LEGEND_STATE, s, NULL, g_utf8_strdown (tide_state_get_label (s), -1));
}

static GArray *
make_items (TideTimeline *self, guint *n_first)
{
  const TideTimelineModel *model = self->model;
  GArray *items = g_array_new (FALSE, TRUE, sizeof (Item));

  g_array_set_clear_func (items, (GDestroyNotify) item_clear);
  *n_first = 0;
  if (model->scales[0].outcome == NULL)
    return items;
  add_item (self, items, LEGEND_SERIES, 0,
            g_strdup (tide_instrument_get_short_name (model->scales[0].instrument)),
            self->narrow ? NULL : range_words (model->scales[0].score));
  /* Before the rows are placed it counts as shown. */
  if (model->scales[1].outcome != NULL
      && (self->placer == NULL || self->second.height > 0 || self->options.overlay_percent))
    add_item (self, items, LEGEND_SECOND, 0,
              g_strdup (tide_instrument_get_short_name (model->scales[1].instrument)),
              self->narrow ? NULL : range_words (model->scales[1].score));
  if (any_in_range (self, model->carry))
    add_item (self, items, LEGEND_CARRY, 0, NULL,
              g_strdup_printf (_ ("carry-over, %.0f days"),
                               tide_thresholds_get (model->thresholds, "carry_over_days")));
  if (any_in_range (self, model->overlaps))
    add_item (self, items, LEGEND_OVERLAP, 0, NULL, g_strdup (_ ("two treatments at once")));
  add_letters (self, items);
  add_remote (self, items);
  *n_first = items->len;
  add_states (self, items);
  if (model->planned && model->awaited)
    {
      for (guint i = 0; i < model->lanes->len; i++)
        {
          const TideLane *lane = g_ptr_array_index (model->lanes, i);

          if (lane->kind == TIDE_LANE_DOSE && lane->planned)
            {
              add_item (self, items, LEGEND_PLANNED, lane->arm, NULL, g_strdup (_ ("planned dose")));
              break;
            }
        }
      if (model->dues->len > 0)
        add_item (self, items, LEGEND_DUE, 0, NULL, g_strdup (_ ("rating due")));
      add_item (self, items, LEGEND_FUTURE, 0, NULL, g_strdup (_ ("future")));
    }
  add_lines (self, items);
  return items;
}

#define MARGIN 15
#define GAP 13
#define MAX_ROWS 6

typedef struct
{
  double room, x[MAX_ROWS];
  guint max_rows, row;
} Breaker;

/* Puts @item on @row when it fits there. */
static gboolean
fits_on (Breaker *breaker, TideTimeline *self, const Item *item, guint row)
{
  if (row >= breaker->max_rows || breaker->x[row] + item->width > breaker->room)
    return FALSE;
  breaker->x[row] += item->width + GAP * self->u;
  return TRUE;
}

/* Row of each item (G_MAXUINT: no room). Series, shading and letters begin the first row, states the second;
 * lines go where room is left.  When everything fits in one row, all stand there. Returns the rows used. */
static guint
break_rows (TideTimeline *self, GArray *items, guint n_first, double width, guint max_rows, guint *rows)
{
  Breaker breaker = { .room = width - MARGIN * self->u, .max_rows = MIN (max_rows, MAX_ROWS) };
  double all = MARGIN * self->u - GAP * self->u;
  guint used = 0;

  for (guint r = 0; r < MAX_ROWS; r++)
    breaker.x[r] = MARGIN * self->u;
  for (guint i = 0; i < items->len; i++)
    all += g_array_index (items, Item, i).width + GAP * self->u;
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      gboolean floats = item->kind == LEGEND_RESPONSE || item->kind == LEGEND_REMISSION;
      guint row = floats && all > breaker.room ? 0 : breaker.row;

      if (i == n_first && all > breaker.room && max_rows > 1)
        row = breaker.row = breaker.row + 1;
      while (row < breaker.max_rows && !fits_on (&breaker, self, item, row))
        row++;
      rows[i] = row < breaker.max_rows ? row : G_MAXUINT;
      if (row < breaker.max_rows)
        used = MAX (used, row + 1);
      if (!floats)
        breaker.row = MIN (row, breaker.max_rows);
    }
  return used;
}

guint
tide_timeline_legend_rows (TideTimeline *self, double width)
{
  guint n_first;
  g_autoptr (GArray) items = make_items (self, &n_first);
  g_autofree guint *rows = g_new0 (guint, MAX (1, items->len));

  return items->len > 0 ? break_rows (self, items, n_first, width, self->narrow ? 4 : 3, rows) : 0;
}

/* Adds sample and words of @item at *x, which moves on. */
static void
place_item (TideTimeline *self, const Item *item, double *x, double y)
{
  TideLegendSample sample = { { *x, y - 6 * self->u, item->sample, 12 * self->u }, item->kind, item->which };
  double at = *x + item->sample + 6 * self->u;

  if (item->name != NULL)
    {
      if (!tide_timeline_add_label (
            self, &(TideLabelSpec){ .text = item->name, .bold = TRUE, .x = at, .centre_y = y }))
        return;
      at += tide_timeline_shape (self, item->name, TIDE_TEXT, TRUE).width + 4 * self->u;
    }
  if (item->text != NULL
      && !tide_timeline_add_label (
        self, &(TideLabelSpec){ .text = item->text, .x = at, .centre_y = y, .role = TIDE_INK_SECOND })
      && item->name == NULL)
    return;
  g_array_append_val (self->samples, sample);
  *x += item->width + GAP * self->u;
}

void
tide_timeline_place_legend (TideTimeline *self)
{
  guint n_first, n_rows;
  g_autoptr (GArray) items = make_items (self, &n_first);
  g_autofree guint *rows = g_new0 (guint, MAX (1, items->len));
  double pitch = (self->paper ? 15 : 20) * self->u, top;
  double x[MAX_ROWS];

  if (self->legend.height == 0 || items->len == 0)
    return;
  n_rows = break_rows (self, items, n_first, self->legend.width, self->legend_rows, rows);
  top = self->legend.y + (self->paper ? 2 * self->u : (self->legend.height - n_rows * pitch) / 2) + pitch / 2;
  for (guint r = 0; r < MAX_ROWS; r++)
    x[r] = MARGIN * self->u;
  for (guint i = 0; i < items->len; i++)
    if (rows[i] < n_rows)
      place_item (self, &g_array_index (items, Item, i), &x[rows[i]], top + rows[i] * pitch);
}

/* --- drawing --- */

static void
draw_line_sample (TideTimeline *self, cairo_t *cr, TideBox box, TideInk ink, double width,
                  const double *dashes, int n)
{
  cairo_save (cr);
  cairo_set_dash (cr, dashes, n, 0);
  tide_draw_hline (cr, box.x, box.x + box.width, box.y + box.height / 2, width * self->u, ink);
  cairo_restore (cr);
}

static void
draw_area_sample (TideTimeline *self, cairo_t *cr, TideBox box, LegendKind kind)
{
  TideInk ketamine = tide_palette_get_arm (&self->palette, TIDE_ARM_KETAMINE);

  if (kind == LEGEND_CARRY)
    {
      tide_fill_box (cr, box, tide_ink_alpha (ketamine, self->paper ? 0.04 : 0.08));
      tide_fill_dots (cr, box, tide_ink_alpha (ketamine, 0.5), 4 * self->u, 0.85 * self->u, TRUE);
    }
  else if (kind == LEGEND_OVERLAP)
    tide_fill_hatch (cr, box, tide_ink_alpha (self->palette.ink, 0.4), 6 * self->u, 0.9 * self->u, TRUE);
  else
    tide_fill_hatch (cr, box, tide_ink_alpha (self->palette.ink, 0.16), 8 * self->u, 0.7 * self->u, TRUE);
}

static void
draw_sample (TideTimeline *self, cairo_t *cr, const TideLegendSample *sample)
{
  const TidePalette *palette = &self->palette;
  TideBox box = { sample->sample.x, sample->sample.y, sample->sample.width, sample->sample.height };
  double x = box.x + box.width / 2, y = box.y + box.height / 2, u = self->u;
  const double dash[] = { 7 * u, 4 * u }, dots[] = { 2.5 * u, 3 * u }, plan[] = { 4 * u, 2.5 * u };
  TideMarkerInks open = { .ink = palette->series2, .hole = palette->card, .line_width = 1.2 * u };
  char letter[2] = { (char) sample->which, '\0' };

  switch ((LegendKind) sample->kind)
    {
    case LEGEND_SERIES:
      draw_line_sample (self, cr, box, palette->ink, 2.4, NULL, 0);
      break;
    case LEGEND_SECOND:
      draw_line_sample (self, cr, box, palette->series2, 1.4, NULL, 0);
      tide_marker_draw (cr, TIDE_MARKER_SQUARE_OPEN, x, y, 2.8 * u, &open);
      break;
    case LEGEND_CARRY:
    case LEGEND_OVERLAP:
    case LEGEND_FUTURE:
      draw_area_sample (self, cr, box, sample->kind);
      break;
    case LEGEND_LETTER:
      tide_timeline_draw_letter (self, cr, letter, box.x, box.y - 0.5 * u);
      break;
    case LEGEND_REMOTE:
      tide_timeline_draw_remote (self, cr, x - 8.5 * u, y);
      break;
    case LEGEND_RESPONSE:
      draw_line_sample (self, cr, box, tide_ink_alpha (palette->ink, 0.7), 1.2, dash, 2);
      break;
    case LEGEND_REMISSION:
      draw_line_sample (self, cr, box, tide_ink_alpha (palette->ink, 0.7), 1.2, dots, 2);
      break;
    case LEGEND_PLANNED:
      draw_line_sample (self, cr, box, tide_palette_get_arm (palette, sample->which), 1.8, plan, 2);
      break;
    case LEGEND_DUE:
      open.ink = palette->second_ink;
      tide_marker_draw (cr, TIDE_MARKER_TRIANGLE_DOWN_OPEN, x, y, 4 * u, &open);
      break;
    case LEGEND_STATE:
    default:
      tide_palette_draw_state (palette, cr, sample->which, x, y, 4.6 * u, 0);
      break;
    }
}

void
tide_timeline_draw_legend (TideTimeline *self, cairo_t *cr)
{
  for (guint i = 0; i < self->samples->len; i++)
    draw_sample (self, cr, &g_array_index (self->samples, TideLegendSample, i));
}

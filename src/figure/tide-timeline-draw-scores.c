/* tide-timeline-draw-scores.c: reference lines, the two series and their markers; and the state lane, which
 * tells the same story in words. */
#include "tide-timeline-private.h"

#include <math.h>

static void
draw_references (TideTimeline *self, cairo_t *cr)
{
  const double dash[] = { 7 * self->u, 4 * self->u }, dots[] = { 2.5 * self->u, 3 * self->u };
  TideInk ink = tide_ink_alpha (self->palette.ink, self->palette.high_contrast ? 1 : 0.66);

  cairo_save (cr);
  cairo_set_dash (cr, dash, 2, 0);
  for (guint i = 0; i < self->old_lines->len; i++)
    {
      const TideOldLine *line = &g_array_index (self->old_lines, TideOldLine, i);

      tide_draw_hline (cr, line->x1, line->x2, line->y, self->u, tide_ink_alpha (ink, 0.8));
    }
  cairo_restore (cr);
  for (guint i = 0; i < 2; i++)
    {
      if (!isfinite (self->reference_y[i]))
        continue;
      cairo_save (cr);
      cairo_set_dash (cr, i == 0 ? dash : dots, 2, 0);
      tide_draw_hline (cr, self->reference_x, self->axis.right, self->reference_y[i], 1.2 * self->u, ink);
      cairo_restore (cr);
    }
}

/* A long line is stroked in pieces: cairo's sweep over one path of some hundred wide segments costs many
 * times as much. Round caps join the pieces. */
#define PIECE 16

static void
stroke_piece (cairo_t *cr, guint i, double x, double y)
{
  if (i % PIECE != 0 || !cairo_has_current_point (cr))
    return;
  cairo_stroke (cr);
  cairo_move_to (cr, x, y);
}

static void
draw_line (TideTimeline *self, cairo_t *cr, guint s)
{
  for (guint i = 0; i < self->points[s]->len; i++)
    {
      const TidePoint *point = &g_array_index (self->points[s], TidePoint, i);

      if (point->joined && cairo_has_current_point (cr))
        cairo_line_to (cr, point->x, point->y);
      else
        cairo_move_to (cr, point->x, point->y);
      stroke_piece (cr, i, point->x, point->y);
    }
  cairo_stroke (cr);
}

static void
draw_columns (TideTimeline *self, cairo_t *cr, guint s, TideInk ink)
{
  tide_ink_set (cr, tide_ink_alpha (ink, 0.3));
  for (guint i = 0; i < self->columns[s]->len; i++)
    {
      const TideColumn *column = &g_array_index (self->columns[s], TideColumn, i);

      cairo_rectangle (cr, column->x - self->u, column->high, 2 * self->u,
                       MAX (1, column->low - column->high));
    }
  cairo_fill (cr);
  tide_ink_set (cr, ink);
  for (guint i = 0; i < self->columns[s]->len; i++)
    {
      const TideColumn *column = &g_array_index (self->columns[s], TideColumn, i);

      if (column->joined && cairo_has_current_point (cr))
        cairo_line_to (cr, column->x, column->median);
      else
        cairo_move_to (cr, column->x, column->median);
      stroke_piece (cr, i, column->x, column->median);
    }
  cairo_stroke (cr);
}

static void
draw_series (TideTimeline *self, cairo_t *cr, guint s)
{
  TideInk ink = s == 0 ? self->palette.ink : self->palette.series2;
  const double dash[] = { 5 * self->u, 2.5 * self->u };

  cairo_save (cr);
  tide_ink_set (cr, ink);
  cairo_set_line_width (cr, (s == 0 ? (self->columns[s]->len > 0 ? 1.7 : 2.4) : 1.4) * self->u);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (s == 1 && self->paper)
    {
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
      cairo_set_dash (cr, dash, 2, 0);
    }
  if (self->columns[s]->len > 0)
    draw_columns (self, cr, s, ink);
  else
    draw_line (self, cr, s);
  cairo_restore (cr);
}

/* Two small waves right of the point at @x: a rating that came over a wire. Never a boxed letter: those say
 * what a change may be due to. */
void
tide_timeline_draw_remote (TideTimeline *self, cairo_t *cr, double x, double y)
{
  cairo_save (cr);
  cairo_set_line_width (cr, 1.2 * self->u);
  tide_ink_set (cr, self->palette.ink);
  for (int wave = 0; wave < 2; wave++)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, (7 + 2.5 * wave) * self->u, -G_PI / 7, G_PI / 7);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_remotes (TideTimeline *self, cairo_t *cr, guint s)
{
  for (guint i = 0; self->columns[s]->len == 0 && i < self->points[s]->len; i++)
    {
      const TidePoint *point = &g_array_index (self->points[s], TidePoint, i);

      if (point->in_range && point->remote && !point->small)
        tide_timeline_draw_remote (self, cr, point->x - (s == 1 ? 2 : 0) * self->u, point->y);
    }
}

/* Marks of the second scale. */
static void
draw_squares (TideTimeline *self, cairo_t *cr)
{
  TideMarkerInks inks = { .ink = self->palette.series2,
                          .hole = self->palette.card,
                          .halo = self->palette.card,
                          .line_width = 1.2 * self->u };
  TideMarkerStamp *small = tide_marker_stamp_new (cr, TIDE_MARKER_SQUARE_OPEN, 1.8 * self->u, &inks), *large;
  gboolean many = self->points[1]->len > 40;

  inks.halo_width = 1.2 * self->u;
  large = tide_marker_stamp_new (cr, TIDE_MARKER_SQUARE_OPEN, 2.8 * self->u, &inks);
  for (guint i = 0; self->columns[1]->len == 0 && i < self->points[1]->len; i++)
    {
      const TidePoint *point = &g_array_index (self->points[1], TidePoint, i);

      if (point->in_range && point->small)
        tide_marker_stamp_draw (small, cr, point->x, point->y);
      else if (point->in_range && many)
        tide_marker_stamp_draw (large, cr, point->x, point->y);
      else if (point->in_range)
        tide_marker_draw (cr, TIDE_MARKER_SQUARE_OPEN, point->x, point->y, 2.8 * self->u, &inks);
    }
  tide_marker_stamp_free (small);
  tide_marker_stamp_free (large);
}

static void
draw_markers (TideTimeline *self, cairo_t *cr)
{
  TideMarkerStamp *small[TIDE_N_STATES] = { NULL };

  for (guint i = 0; i < self->points[0]->len && self->columns[0]->len == 0; i++)
    {
      const TidePoint *point = &g_array_index (self->points[0], TidePoint, i);
      TideMarkerInks inks = { .ink = self->palette.state_ink[point->state], .hole = self->palette.card };

      if (!point->in_range)
        continue;
      if (!point->small)
        {
          tide_palette_draw_state (&self->palette, cr, point->state, point->x, point->y, 5 * self->u,
                                   2 * self->u);
          continue;
        }
      if (small[point->state] == NULL)
        small[point->state]
          = tide_marker_stamp_new (cr, tide_palette_get_shape (point->state), 3 * self->u, &inks);
      tide_marker_stamp_draw (small[point->state], cr, point->x, point->y);
    }
  for (guint i = 0; i < self->letters->len; i++)
    {
      const TideLetter *letter = &g_array_index (self->letters, TideLetter, i);

      tide_timeline_draw_letter (self, cr, letter->text, letter->x, letter->y);
    }
  for (int s = 0; s < TIDE_N_STATES; s++)
    tide_marker_stamp_free (small[s]);
}

void
tide_timeline_draw_scores (TideTimeline *self, cairo_t *cr)
{
  TideBox both = { self->score.x - 8 * self->u, self->score.y - 8 * self->u, self->score.width + 16 * self->u,
                   MAX (self->score.y + self->score.height, self->second.y + self->second.height)
                     - self->score.y + 16 * self->u };

  draw_references (self, cr);
  cairo_save (cr);
  cairo_rectangle (cr, self->score.x, both.y, self->score.width, both.height);
  cairo_clip (cr);
  draw_series (self, cr, 1);
  draw_squares (self, cr);
  draw_series (self, cr, 0);
  cairo_restore (cr);
  cairo_save (cr);
  cairo_rectangle (cr, both.x, both.y, both.width, both.height);
  cairo_clip (cr);
  draw_markers (self, cr);
  draw_remotes (self, cr, 0);
  draw_remotes (self, cr, 1);
  cairo_restore (cr);
}

/* --- state lane --- */

static void
draw_unknown (TideTimeline *self, cairo_t *cr, TideBox box)
{
  const double dash[] = { 2.5 * self->u, 2.5 * self->u };

  cairo_save (cr);
  tide_path_round_box (cr, (TideBox){ box.x + 0.5, box.y + 0.5, MAX (0.5, box.width - 1), box.height - 1 },
                       3 * self->u);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_set_line_width (cr, self->u);
  tide_ink_set (cr, tide_ink_alpha (self->palette.ink, 0.4));
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_state_box (TideTimeline *self, cairo_t *cr, const TideStateBox *state)
{
  double u = self->u, gap = state->x2 - state->x1 > 4 * u ? 1 : 0;
  TideBox box = { state->x1, self->state.y, state->x2 - state->x1 - gap, self->state.height };
  TideBox inside = { box.x + u, box.y + 0.5 * u, MAX (0, box.width - 2 * u), box.height - u };

  if (state->unknown)
    {
      draw_unknown (self, cr, box);
      return;
    }
  if (state->state == TIDE_STATE_TOO_EARLY)
    {
      tide_fill_dots (cr, box, tide_ink_alpha (self->palette.ink, 0.32), 4 * u, 0.8 * u, FALSE);
      return;
    }
  /* Corners of a sliver would not be seen, and cost more than all the rest of a crowded sheet. */
  if (box.width > 3 * u)
    tide_path_round_box (cr, box, box.width > 6 * u ? 3 * u : 1 * u);
  else
    cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  tide_ink_set (cr, self->palette.state_fill[state->state]);
  cairo_fill (cr);
  if (state->state == TIDE_STATE_PARTIAL)
    tide_fill_hatch (cr, inside, self->palette.state_pattern, 8 * u, 2 * u, TRUE);
  else if (self->paper && (state->state == TIDE_STATE_RELAPSE || state->state == TIDE_STATE_WORSE))
    tide_fill_cross_hatch (cr, inside, self->palette.card, 6 * u, 0.8 * u);
}

static void
draw_state_glyph_in (TideTimeline *self, cairo_t *cr, const TideStateBox *state)
{
  double x = (state->x1 + state->x2) / 2, y = self->state.y + self->state.height / 2, u = self->u;
  TideMarkerInks inverse
    = { .ink = self->palette.state_text[state->state], .hole = self->palette.state_fill[state->state] };

  if (state->show != TIDE_SHOW_GLYPH)
    return;
  if (state->state == TIDE_STATE_REMISSION || state->state == TIDE_STATE_RELAPSE
      || state->state == TIDE_STATE_WORSE)
    tide_marker_draw (cr, tide_palette_get_shape (state->state), x, y, 3.4 * u, &inverse);
  else
    tide_palette_draw_state (&self->palette, cr, state->state, x, y, 3.4 * u, 1.2 * u);
}

void
tide_timeline_draw_states (TideTimeline *self, cairo_t *cr)
{
  if (self->state.height == 0)
    return;
  for (guint i = 0; i < self->state_boxes->len; i++)
    {
      const TideStateBox *state = &g_array_index (self->state_boxes, TideStateBox, i);

      draw_state_box (self, cr, state);
      draw_state_glyph_in (self, cr, state);
    }
  if (self->state_boxes->len == 0)
    draw_unknown (self, cr, self->state);
}

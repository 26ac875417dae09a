/* tide-timeline-points.c: ratings in place: points, what joins them, what a crowd becomes, and the few labels
 * that points carry. */
#include "tide-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define CROWDED 3.0 /* px between points under which min-max columns are drawn */
#define CLOSE 6.0   /* px under which markers shrink */
#define COLUMN 3.0  /* px a column */

gboolean
tide_timeline_is_remote (const TideRating *rating)
{
  return (rating->flags & (TIDE_RATING_VIDEO | TIDE_RATING_PHONE)) != 0;
}

/* Percent of baseline that is left; NAN without a baseline. */
static double
value_shown (const TideTimeline *self, const TideVisitOutcome *visit)
{
  if (self->options.overlay_percent)
    return visit->state == TIDE_STATE_BASELINE ? 100 : 100 - visit->percent;
  return tide_rating_get_value (&visit->rating);
}

static void
set_value_axis (TideTimeline *self)
{
  double most = 110; /* room above the baseline */

  for (guint s = 0; s < 2; s++)
    {
      const TideScale *scale = &self->model->scales[s];
      TideBox box = s == 0 || self->options.overlay_percent ? self->score : self->second;

      if (scale->outcome == NULL)
        continue;
      self->values[s]
        = (TideValueAxis){ scale->score->minimum, scale->score->maximum, box.y, box.y + box.height };
      for (guint i = 0; i < scale->outcome->n_visits; i++)
        if (isfinite (scale->outcome->visits[i].percent))
          most = MAX (most, 100 - scale->outcome->visits[i].percent);
    }
  for (guint s = 0; s < 2 && self->options.overlay_percent; s++)
    {
      self->values[s].minimum = 0;
      self->values[s].maximum = MIN (400, ceil (most / 25) * 25);
    }
}

static void
make_points (TideTimeline *self, guint s)
{
  const TideOutcome *outcome = self->model->scales[s].outcome;
  gint64 gap = (gint64) (tide_thresholds_get (self->model->thresholds, "gap_days") * TIDE_DAY);

  for (guint i = 0; i < outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = &outcome->visits[i];
      TidePoint point = { .utc = visit->rating.taken_utc,
                          .record_id = visit->rating.assessment_id,
                          .visit = i,
                          .state = visit->state,
                          .marks = visit->marks,
                          .remote = self->options.mark_remote && tide_timeline_is_remote (&visit->rating),
                          .value = value_shown (self, visit) };

      if (!isfinite (point.value))
        continue; /* no baseline, no percent: nothing to stand at */
      point.x = tide_timeline_x (self, point.utc);
      point.y = tide_value_axis_to_y (&self->values[s], point.value);
      point.in_range = point.x >= self->axis.left - 0.5 && point.x <= self->axis.right + 0.5;
      if (self->points[s]->len > 0)
        point.joined
          = point.utc - g_array_index (self->points[s], TidePoint, self->points[s]->len - 1).utc <= gap;
      g_array_append_val (self->points[s], point);
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* Median distance of neighbours in sight: one long pause does not hide a crowd. */
static double
typical_distance (TideTimeline *self, guint s)
{
  g_autoptr (GArray) distances = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 1; i < self->points[s]->len; i++)
    {
      const TidePoint *a = &g_array_index (self->points[s], TidePoint, i - 1);
      const TidePoint *b = &g_array_index (self->points[s], TidePoint, i);
      double distance = b->x - a->x;

      if (a->in_range && b->in_range)
        g_array_append_val (distances, distance);
    }
  if (distances->len < 20)
    return INFINITY;
  g_array_sort (distances, compare_doubles);
  return g_array_index (distances, double, distances->len / 2);
}

static void
end_column (TideTimeline *self, guint s, GArray *heap, double x, gboolean joined)
{
  TideColumn column = { .x = x, .joined = joined };

  g_array_sort (heap, compare_doubles);
  column.low = g_array_index (heap, double, heap->len - 1);
  column.high = g_array_index (heap, double, 0);
  column.median
    = (g_array_index (heap, double, (heap->len - 1) / 2) + g_array_index (heap, double, heap->len / 2)) / 2;
  g_array_append_val (self->columns[s], column);
  g_array_set_size (heap, 0);
}

static void
make_columns (TideTimeline *self, guint s)
{
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (double));
  double pitch = COLUMN * self->u;
  gboolean joined = FALSE;
  long bin = 0;

  for (guint i = 0; i < self->points[s]->len; i++)
    {
      const TidePoint *point = &g_array_index (self->points[s], TidePoint, i);
      long at = (long) floor ((point->x - self->axis.left) / pitch);

      if (!point->in_range)
        continue;
      if (heap->len > 0 && (at != bin || !point->joined))
        end_column (self, s, heap, self->axis.left + (bin + 0.5) * pitch, joined);
      if (heap->len == 0)
        joined = point->joined && self->columns[s]->len > 0;
      bin = at;
      g_array_append_val (heap, point->y);
    }
  if (heap->len > 0)
    end_column (self, s, heap, self->axis.left + (bin + 0.5) * pitch, joined);
}

static void
shrink_close (TideTimeline *self, guint s)
{
  GArray *points = self->points[s];

  for (guint i = 1; i < points->len; i++)
    {
      TidePoint *a = &g_array_index (points, TidePoint, i - 1), *b = &g_array_index (points, TidePoint, i);

      if (b->x - a->x < CLOSE * self->u)
        a->small = b->small = TRUE;
    }
}

static void
set_references (TideTimeline *self)
{
  const TideCourseOutcome *course = tide_timeline_current_course (self->model);
  const TideOutcome *outcome = self->model->scales[0].outcome;
  gint64 from;

  if (course == NULL || course->baseline < 0 || (guint) course->baseline >= outcome->n_visits)
    return;
  from = course->planned || self->model->sparse ? course->day0.utc
                                                : outcome->visits[course->baseline].rating.taken_utc;
  self->reference_x = CLAMP (tide_timeline_x (self, from), self->axis.left, self->axis.right);
  if (tide_timeline_x (self, from) > self->axis.right)
    return;
  if (self->options.overlay_percent)
    {
      const TideChangeRule *rule = tide_instrument_get_change_rule (self->model->scales[0].instrument);

      if (rule != NULL && isfinite (rule->response_percent))
        self->reference_y[0] = tide_value_axis_to_y (&self->values[0], 100 - rule->response_percent);
      return;
    }
  if (isfinite (course->response_line))
    self->reference_y[0] = tide_value_axis_to_y (&self->values[0], course->response_line);
  if (isfinite (course->remission_line))
    self->reference_y[1] = tide_value_axis_to_y (&self->values[0], course->remission_line);
}

/* From its baseline to the next course, in sight. */
static void
set_old_lines (TideTimeline *self)
{
  const TideOutcome *outcome = self->model->scales[0].outcome;

  if (!self->paper || outcome == NULL || self->options.overlay_percent)
    return;
  for (guint i = 0; i + 1 < outcome->n_courses; i++)
    {
      const TideCourseOutcome *course = &outcome->courses[i];
      TideOldLine line = { .course = i };

      if (course->baseline < 0 || !isfinite (course->response_line))
        continue;
      line.x1
        = MAX (self->axis.left, tide_timeline_x (self, outcome->visits[course->baseline].rating.taken_utc));
      line.x2 = MIN (self->axis.right, tide_timeline_x (self, course[1].day0.utc)) - 3 * self->u;
      line.y = tide_value_axis_to_y (&self->values[0], course->response_line);
      if (line.x2 > line.x1)
        g_array_append_val (self->old_lines, line);
    }
}

void
tide_timeline_place_points (TideTimeline *self)
{
  set_value_axis (self);
  for (guint s = 0; s < 2; s++)
    {
      if (self->model->scales[s].outcome == NULL
          || (s == 1 && self->second.height == 0 && !self->options.overlay_percent))
        continue;
      make_points (self, s);
      if (typical_distance (self, s) < CROWDED * self->u)
        make_columns (self, s);
      else
        shrink_close (self, s);
    }
  set_references (self);
  set_old_lines (self);
}

/* --- labels --- */

static void
add_marker_ink (TideTimeline *self, guint s)
{
  for (guint i = 0; i < self->points[s]->len && self->columns[s]->len == 0; i++)
    {
      const TidePoint *point = &g_array_index (self->points[s], TidePoint, i);
      double r = (s == 1 || point->small ? 3.5 : 6.5) * self->u;

      if (point->in_range)
        tide_label_placer_add_box (self->placer, (TideBox){ point->x - r, point->y - r, 2 * r, 2 * r });
      if (point->in_range && point->remote && !point->small)
        tide_label_placer_add_box (
          self->placer, (TideBox){ point->x, point->y - 2 * self->u, 10.5 * self->u, 6 * self->u });
    }
}

static void
add_line_ink (TideTimeline *self, guint s)
{
  for (guint i = 1; i < self->points[s]->len && self->columns[s]->len == 0; i++)
    {
      const TidePoint *a = &g_array_index (self->points[s], TidePoint, i - 1);
      const TidePoint *b = &g_array_index (self->points[s], TidePoint, i);

      if (b->joined && (a->in_range || b->in_range))
        tide_label_placer_add_segment (self->placer, a->x, a->y, b->x, b->y);
    }
  for (guint i = 1; i < self->columns[s]->len; i++)
    {
      const TideColumn *a = &g_array_index (self->columns[s], TideColumn, i - 1);
      const TideColumn *b = &g_array_index (self->columns[s], TideColumn, i);

      tide_label_placer_add_box (self->placer, (TideBox){ b->x - 1, b->high, 2, MAX (1, b->low - b->high) });
      if (b->joined)
        tide_label_placer_add_segment (self->placer, a->x, a->median, b->x, b->median);
    }
}

/* Boxed letters, in this order: the marks that are not drawn otherwise. */
static const struct
{
  TideMark mark;
  char letter;
} letters[] = {
  { TIDE_MARK_RECALL, 'R' }, { TIDE_MARK_MODE, 'M' }, { TIDE_MARK_OVERLAP, 'O' }, { TIDE_MARK_DOSE, 'D' }
};

static gboolean
letter_of (guint marks, char text[8])
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (marks & letters[i].mark)
      {
        if (n++ == 0)
          text[0] = letters[i].letter;
      }
  text[n > 0] = '\0';
  if (n > 1)
    g_strlcpy (text + 1, "+", 7);
  return n > 0;
}

static void
place_letter (TideTimeline *self, const TidePoint *point)
{
  /* From the centre of the point; up right is where the eye looks, the others make room for it in a crowd. */
  static const double places[][2]
    = { { 11.5, -11.5 }, { 13, -10.5 },  { 14, -7.5 },    { 11.5, -24 }, { -11.5, -11.5 },
        { 0, -14.5 },    { 11.5, 11.5 }, { -11.5, 11.5 }, { 0, 14.5 } };
  TideLetter letter;
  double u = self->u, half = 6 * u;
  TideBox boxes[G_N_ELEMENTS (places)];
  int at;

  if (!letter_of (point->marks, letter.text))
    return;
  letter.width = (letter.text[1] != '\0' ? 17 : 12) * u;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    boxes[i] = (TideBox){ point->x + places[i][0] * u - letter.width / 2, point->y + places[i][1] * u - half,
                          letter.width, 2 * half };
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (!tide_box_contains (self->score, boxes[i]))
      boxes[i].x = -1e6; /* outside every frame: never granted */
  at = tide_label_placer_place_first (self->placer, boxes, G_N_ELEMENTS (places));
  if (at < 0)
    return;
  letter.x = boxes[at].x;
  letter.y = boxes[at].y;
  g_array_append_val (self->letters, letter);
}

static gboolean
try_point_label (TideTimeline *self, TideLabelSpec *spec, gboolean crossed)
{
  TideBox box = tide_timeline_label_box (self, spec);

  return tide_box_contains (self->score, box) && tide_label_placer_is_clear (self->placer, box)
         && (crossed || !tide_timeline_is_crossed (self, box)) && tide_timeline_add_label (self, spec);
}

static char *
point_words (TideTimeline *self, const TidePoint *point)
{
  const TideScale *scale = &self->model->scales[0];
  double value = tide_rating_get_value (&scale->outcome->visits[point->visit].rating);
  g_autofree char *number = tide_timeline_format_number (value, scale->score->decimals);

  if (point->state == TIDE_STATE_BASELINE)
    return g_strdup_printf (_ ("Baseline %s"), number);
  if (point->state == TIDE_STATE_RELAPSE)
    return g_strdup_printf (_ ("Relapse %s"), number);
  return g_strdup_printf (_ ("Remission %s"), number);
}

/* Above left, above right, below: first where no upright line runs through the words, then where one does. */
static void
place_point_label (TideTimeline *self, const TidePoint *point)
{
  g_autofree char *text = point->in_range ? point_words (self, point) : NULL;
  double u = self->u, r = point->small ? 3 : 5;
  const double places[][3] = { { 1, -2, -(r + 9.5) },
                               { 0, r + 2.5, -(r + 6.5) },
                               { 0.5, 0, r + 9.5 },
                               { 1, -2, r + 9.5 },
                               { 0, 2, r + 9.5 } };

  for (guint i = 0; text != NULL && i < 2 * G_N_ELEMENTS (places); i++)
    {
      const double *place = places[i % G_N_ELEMENTS (places)];
      TideLabelSpec spec = { .text = text,
                             .bold = TRUE,
                             .halo = 3 * u,
                             .align = place[0],
                             .x = point->x + place[1] * u,
                             .centre_y = point->y + place[2] * u };

      if (try_point_label (self, &spec, i >= G_N_ELEMENTS (places)))
        return;
    }
}

/* Baselines, relapses and the start of the last remission; everything else is for the tooltip. */
static void
place_named_points (TideTimeline *self)
{
  GArray *points = self->points[0];
  const TidePoint *remission = NULL;

  for (guint i = 0; i < points->len; i++)
    {
      const TidePoint *point = &g_array_index (points, TidePoint, i);
      TideState before = i > 0 ? g_array_index (points, TidePoint, i - 1).state : TIDE_STATE_NONE;

      if (self->model->scales[0].outcome->visits[point->visit].passed_over)
        continue; /* shown, but no event: nothing is judged by it */

      if (point->state == TIDE_STATE_BASELINE
          || (point->state == TIDE_STATE_RELAPSE && before != point->state))
        place_point_label (self, point);
      if (point->state == TIDE_STATE_REMISSION && before != TIDE_STATE_REMISSION)
        remission = point;
    }
  if (remission != NULL)
    place_point_label (self, remission);
}

/* Whether a line of reference runs through @box. */
static gboolean
is_on_line (TideTimeline *self, TideBox box)
{
  double room = 2 * self->u;

  for (guint i = 0; i < G_N_ELEMENTS (self->reference_y); i++)
    if (isfinite (self->reference_y[i]) && box.x + box.width > self->reference_x
        && self->reference_y[i] > box.y - room && self->reference_y[i] < box.y + box.height + room)
      return TRUE;
  for (guint i = 0; i < self->old_lines->len; i++)
    {
      const TideOldLine *line = &g_array_index (self->old_lines, TideOldLine, i);

      if (box.x + box.width > line->x1 && box.x < line->x2 && line->y > box.y - room
          && line->y < box.y + box.height + room)
        return TRUE;
    }
  return FALSE;
}

static gboolean
try_gap_place (TideTimeline *self, TideLabelSpec *first, TideLabelSpec *second, double x, double y,
               gboolean on_line_too)
{
  double u = self->u, at = CLAMP (y, self->score.y + 14 * u, self->score.y + self->score.height - 14 * u);
  TideBox above, below;

  first->x = second->x = x;
  first->centre_y = at - 6 * u;
  second->centre_y = at + 6 * u;
  above = tide_timeline_label_box (self, first);
  below = tide_timeline_label_box (self, second);
  if (!tide_label_placer_is_clear (self->placer, above) || !tide_label_placer_is_clear (self->placer, below))
    return FALSE;
  return on_line_too
         || (!is_on_line (self, above) && !is_on_line (self, below) && !tide_timeline_is_crossed (self, above)
             && !tide_timeline_is_crossed (self, below));
}

/* Where both lines of words stand clear between @left and @right: off the lines of reference and the
 * beginnings of courses where that can be, else in the middle on one. */
static gboolean
find_gap_place (TideTimeline *self, TideLabelSpec *first, TideLabelSpec *second, double left, double right,
                double y)
{
  static const double shares[] = { .5, .3, .7 }, offsets[] = { 0, 18, -18, 32, -32, 46, -46 };
  double width
    = MAX (tide_timeline_label_box (self, first).width, tide_timeline_label_box (self, second).width);
  double room = right - left - width - 16 * self->u;

  if (room < 0)
    return FALSE;
  for (guint on_line_too = 0; on_line_too < 2; on_line_too++)
    for (guint i = 0; i < G_N_ELEMENTS (shares) * G_N_ELEMENTS (offsets); i++)
      {
        double share = shares[i / G_N_ELEMENTS (offsets)], offset = offsets[i % G_N_ELEMENTS (offsets)];
        double x = left + 8 * self->u + width / 2 + share * room;

        if (try_gap_place (self, first, second, x, y + offset * self->u, on_line_too == 1))
          return TRUE;
      }
  return FALSE;
}

/* "no rating / 63 days" in the middle of a gap that has room for it. */
static void
place_gap (TideTimeline *self, const TidePoint *a, const TidePoint *b)
{
  int days = (int) (tide_timeline_date_of (b->utc) - tide_timeline_date_of (a->utc));
  g_autofree char *number = g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
  double left = MAX (a->x, self->axis.left), right = MIN (b->x, self->axis.right), u = self->u;
  TideLabelSpec first = {
    .text = _ ("no rating"), .size = TIDE_SMALL_TEXT, .align = 0.5, .role = TIDE_INK_SECOND, .halo = 3 * u
  };
  TideLabelSpec second = first;

  second.text = number;
  if (!find_gap_place (self, &first, &second, left, right, (a->y + b->y) / 2 + 6 * u))
    return;
  tide_timeline_add_label (self, &first);
  tide_timeline_add_label (self, &second);
}

/* "−35 % of 30" on the line of an earlier course, where it is clear. */
static void
place_old_line (TideTimeline *self, const TideOldLine *line)
{
  const TideScale *scale = &self->model->scales[0];
  const TideChangeRule *rule = tide_instrument_get_change_rule (scale->instrument);
  double baseline = scale->outcome->courses[line->course].baseline_value, u = self->u;
  g_autofree char *number = tide_timeline_format_number (baseline, scale->score->decimals), *text = NULL;
  gboolean points = rule != NULL && isfinite (rule->response_points);
  g_autofree char *fall = NULL;

  if (rule == NULL || !(points || isfinite (rule->response_percent)))
    return;
  fall = tide_timeline_format_number (points ? -rule->response_points : -rule->response_percent, 0);
  /* Translators: a response line: a fall, in percent or in points, of the baseline. */
  text = points ? g_strdup_printf (_ ("%s of %s"), fall, number)
                : g_strdup_printf (_ ("%s %% of %s"), fall, number);
  for (double side = 1; side >= -1; side -= 2)
    {
      TideLabelSpec spec = { .text = text,
                             .size = TIDE_SMALL_TEXT,
                             .align = 1,
                             .x = line->x2 - 6 * u,
                             .centre_y = line->y + side * 8 * u,
                             .halo = 2.5 * u,
                             .role = TIDE_INK_SECOND };
      TideBox box = tide_timeline_label_box (self, &spec);

      if (box.x > line->x1 && tide_box_contains (self->score, box)
          && tide_label_placer_is_clear (self->placer, box) && tide_timeline_add_label (self, &spec))
        return;
    }
}

void
tide_timeline_place_point_labels (TideTimeline *self)
{
  GArray *points = self->points[0];

  for (guint s = 0; s < 2; s++)
    add_marker_ink (self, s);
  for (guint i = 0; i < points->len && self->columns[0]->len == 0; i++)
    if (g_array_index (points, TidePoint, i).in_range && !g_array_index (points, TidePoint, i).small)
      place_letter (self, &g_array_index (points, TidePoint, i));
  for (guint s = 0; s < 2; s++)
    add_line_ink (self, s);
  place_named_points (self);
  for (guint i = 0; i < self->old_lines->len; i++)
    place_old_line (self, &g_array_index (self->old_lines, TideOldLine, i));
  for (guint i = 1; i < points->len && self->columns[0]->len == 0; i++)
    if (!g_array_index (points, TidePoint, i).joined)
      place_gap (self, &g_array_index (points, TidePoint, i - 1), &g_array_index (points, TidePoint, i));
}

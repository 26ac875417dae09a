/* tide-timeline-gutters.c: what stands beside and above the plot: ticks of value, bands, reference lines,
 * names, the course strip and the legend's place of today. */
#include "tide-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* --- values --- */

static GArray *
band_edges (const TideScale *scale)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; scale->bands != NULL && i < scale->bands->n_bands; i++)
    g_array_append_val (edges, scale->bands->bands[i].lower);
  if (edges->len > 0 && g_array_index (edges, double, edges->len - 1) < scale->score->maximum)
    g_array_append_val (edges, scale->score->maximum);
  return edges;
}

static GArray *
make_value_ticks (TideTimeline *self, guint s)
{
  const TideScale *scale = &self->model->scales[s];
  double spacing = (s == 0 ? 14 : 12) * self->u;
  g_autoptr (GArray) edges = band_edges (scale);

  if (s == 0 && !self->options.overlay_percent && edges->len > 2)
    return tide_value_axis_thin_ticks (&self->values[s], (double *) (gpointer) edges->data, edges->len,
                                       spacing);
  if (s == 1)
    {
      const double ends[] = { scale->score->minimum, (scale->score->minimum + scale->score->maximum) / 2,
                              scale->score->maximum };
      gboolean whole = floor (ends[1]) == ends[1];

      if (whole)
        return tide_value_axis_thin_ticks (&self->values[s], ends, 3, spacing);
      return tide_value_axis_thin_ticks (&self->values[s], (double[]){ ends[0], ends[2] }, 2, spacing);
    }
  return tide_value_axis_make_ticks (&self->values[s], 24 * self->u);
}

static void
place_value_ticks (TideTimeline *self, guint s)
{
  self->value_ticks[s] = make_value_ticks (self, s);
  for (guint i = 0; i < self->value_ticks[s]->len; i++)
    {
      double value = g_array_index (self->value_ticks[s], double, i);
      g_autofree char *number = tide_timeline_format_number (value, floor (value) == value ? 0 : 1);
      g_autofree char *text
        = self->options.overlay_percent ? g_strconcat (number, "\302\240%", NULL) : g_strdup (number);

      tide_timeline_add_label (self,
                               &(TideLabelSpec){ .text = text,
                                                 .x = self->axis.left - 6 * self->u,
                                                 .align = 1,
                                                 .centre_y = tide_value_axis_to_y (&self->values[s], value),
                                                 .role = TIDE_INK_SECOND });
    }
}

/* --- right gutter of the score area --- */

static double
gutter_width (TideTimeline *self)
{
  return self->width - self->axis.right - 8 * self->u;
}

static gboolean
add_right (TideTimeline *self, const char *text, double centre_y, gboolean bold, TideInkRole role)
{
  return tide_timeline_add_label (self, &(TideLabelSpec){ .text = text,
                                                          .bold = bold,
                                                          .role = role,
                                                          .x = self->axis.right + 6 * self->u,
                                                          .centre_y = centre_y,
                                                          .max_width = gutter_width (self) });
}

/* At its line; where another reference stands, as near as 12 below or above allow. */
static void
place_reference (TideTimeline *self, const char *text, double y, double *taken)
{
  double apart = 12 * self->u, at = y;

  if (isnan (y))
    return;
  if (isfinite (taken[0]) && fabs (taken[0] - y) < apart)
    at = taken[0] + (y >= taken[0] ? apart : -apart);
  if (add_right (self, text, at, TRUE, TIDE_INK_MAIN))
    taken[isfinite (taken[0]) ? 1 : 0] = at;
}

static void
place_references (TideTimeline *self, double *taken)
{
  const TideCourseOutcome *course = tide_timeline_current_course (self->model);
  g_autofree char *response = NULL, *remission = NULL, *number = NULL;

  if (self->options.overlay_percent)
    {
      place_reference (self, _ ("Response"), self->reference_y[0], taken);
      return;
    }
  if (isfinite (self->reference_y[0]))
    {
      number = tide_timeline_format_number (course->response_at_most, self->model->scales[0].score->decimals);
      /* Translators: the largest total that counts as response. */
      response = g_strdup_printf (self->narrow ? _ ("Response %s") : _ ("Response ≤ %s"), number);
      place_reference (self, response, self->reference_y[0], taken);
      g_clear_pointer (&number, g_free);
    }
  if (isfinite (self->reference_y[1]))
    {
      number = tide_timeline_format_number (course->remission_line, self->model->scales[0].score->decimals);
      remission = g_strdup_printf (self->narrow ? _ ("Remission %s") : _ ("Remission ≤ %s"), number);
      place_reference (self, remission, self->reference_y[1], taken);
    }
}

static char *
capitalised (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, MIN (1, g_utf8_strlen (text, -1)));
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, text + strlen (first), NULL);
}

static char *
band_words (TideTimeline *self, const TideBand *band)
{
  TideText whole;
  g_autofree char *text = NULL, *lower = NULL, *upper = NULL, *label = capitalised (band->label);
  guint decimals = self->model->scales[0].score->decimals;

  if (self->narrow)
    return g_steal_pointer (&label);
  lower = tide_timeline_format_number (band->lower, decimals);
  upper = tide_timeline_format_number (band->upper, decimals);
  /* Translators: name and range of a band, such as Moderate 16–23. */
  text = g_strdup_printf (_ ("%s %s–%s"), label, lower, upper);
  whole = tide_timeline_shape (self, text, TIDE_TEXT, FALSE);
  return whole.width <= gutter_width (self) ? g_steal_pointer (&text) : g_steal_pointer (&label);
}

static gboolean
is_apart (double y, const double *taken, double apart)
{
  return !(fabs (y - taken[0]) < apart) && !(fabs (y - taken[1]) < apart);
}

/* The first line of words too long for the gutter, broken where they fit; @rest: the others. */
static char *
first_line (TideTimeline *self, const char *words, const char **rest)
{
  const char *end = NULL;

  for (const char *blank = strchr (words, ' '); blank != NULL; blank = strchr (blank + 1, ' '))
    {
      g_autofree char *line = g_strndup (words, (gsize) (blank - words));

      if (end == NULL || tide_timeline_shape (self, line, TIDE_TEXT, FALSE).width <= gutter_width (self))
        end = blank;
    }
  *rest = end != NULL ? end + 1 : "";
  return end != NULL ? g_strndup (words, (gsize) (end - words)) : g_strdup (words);
}

/* "At or above the cut-point" takes two lines of the gutter; FALSE when one does or there is no room. */
static gboolean
place_long_band (TideTimeline *self, const char *words, double top, double bottom, const double *taken)
{
  double u = self->u, y = top + 7 * u;
  g_autofree char *line = NULL;
  const char *rest;

  if (tide_timeline_shape (self, words, TIDE_TEXT, FALSE).width <= gutter_width (self))
    return FALSE;
  line = first_line (self, words, &rest);
  while (y + 13 * u <= bottom - 3 * u
         && !(is_apart (y, taken, 12 * u) && is_apart (y + 13 * u, taken, 12 * u)))
    y += u;
  if (y + 13 * u > bottom - 3 * u || *rest == '\0')
    return FALSE;
  if (!add_right (self, line, y, FALSE, TIDE_INK_SECOND))
    return FALSE;
  add_right (self, rest, y + 13 * u, FALSE, TIDE_INK_SECOND);
  return TRUE;
}

/* At the top of its band, or further down where a reference needs the place; not at all when the band has no
 * room. */
static void
place_band (TideTimeline *self, const TideBand *band, const double *taken)
{
  double top = tide_value_axis_to_y (&self->values[0], band->upper + 0.5);
  double bottom = tide_value_axis_to_y (&self->values[0], band->lower - 0.5);
  g_autofree char *text = NULL;

  if (bottom - top < 10 * self->u)
    return;
  text = band_words (self, band);
  if (place_long_band (self, text, top, bottom, taken))
    return;
  for (double lift = 0; lift <= 3; lift += 0.5)
    if (is_apart (top + (7 - lift) * self->u, taken, 12 * self->u)
        && add_right (self, text, top + (7 - lift) * self->u, FALSE, TIDE_INK_SECOND))
      return;
  for (double y = top + 7 * self->u; y <= bottom - 3 * self->u; y += self->u)
    if (is_apart (y, taken, 12 * self->u) && add_right (self, text, y, FALSE, TIDE_INK_SECOND))
      return;
}

/* --- second strip --- */

static char *
second_range (TideTimeline *self)
{
  const TideScoreInfo *score = self->model->scales[1].score;
  g_autofree char *low = tide_timeline_format_number (score->minimum, 0);
  g_autofree char *high = tide_timeline_format_number (score->maximum, 0);

  return g_strdup_printf ("%s–%s", low, high);
}

static void
second_last (TideTimeline *self, char **number, const char **band)
{
  const TideScale *scale = &self->model->scales[1];
  const TideVisitOutcome *last = tide_outcome_get_last (scale->outcome);
  double value = tide_rating_get_value (&last->rating);
  const TideBand *found = scale->bands != NULL ? tide_band_set_find (scale->bands, value) : NULL;
  g_autofree char *text = tide_timeline_format_number (value, scale->score->decimals);

  /* Translators: the newest value, such as "last 14". */
  *number = g_strdup_printf (_ ("last %s"), text);
  *band = found != NULL ? found->label : NULL;
}

static void
place_second_names (TideTimeline *self)
{
  const TideScale *scale = &self->model->scales[1];
  const char *name = tide_instrument_get_short_name (scale->instrument), *band = NULL;
  g_autofree char *range = second_range (self), *last = NULL;
  double middle = self->second.y + self->second.height / 2, u = self->u;

  second_last (self, &last, &band);
  if (self->narrow)
    {
      g_autofree char *caption = g_strdup_printf ("%s, %s", name, range);
      g_autofree char *sum = band != NULL ? g_strdup_printf ("%s · %s", last, band) : g_strdup (last);
      double y = self->second.y - 12 * u;

      tide_timeline_add_label (
        self, &(TideLabelSpec){ .text = caption, .bold = TRUE, .x = self->axis.left, .centre_y = y });
      tide_timeline_add_label (self, &(TideLabelSpec){ .text = sum,
                                                       .x = tide_timeline_caption_end (self),
                                                       .align = 1,
                                                       .centre_y = y,
                                                       .halo = 3 * u,
                                                       .role = TIDE_INK_SECOND });
      return;
    }
  tide_timeline_add_label (self, &(TideLabelSpec){ .text = name,
                                                   .size = TIDE_NAME_TEXT,
                                                   .bold = TRUE,
                                                   .x = 14 * u,
                                                   .centre_y = middle - 7 * u,
                                                   .max_width = 66 * u });
  tide_timeline_add_label (self, &(TideLabelSpec){ .text = range,
                                                   .size = TIDE_SMALL_TEXT,
                                                   .x = 14 * u,
                                                   .centre_y = middle + 7 * u,
                                                   .role = TIDE_INK_SECOND });
  add_right (self, last, middle - (band != NULL ? 7 * u : 0), FALSE, TIDE_INK_MAIN);
  if (band != NULL)
    add_right (self, band, middle + 7 * u, FALSE, TIDE_INK_SECOND);
}

void
tide_timeline_place_gutters (TideTimeline *self)
{
  const TideScale *scale = &self->model->scales[0];
  double taken[2] = { NAN, NAN };
  const char *title;

  if (scale->outcome == NULL)
    return;
  title = self->options.overlay_percent ? _ ("% of baseline")
                                        : tide_instrument_get_short_name (scale->instrument);
  tide_timeline_add_label (self,
                           &(TideLabelSpec){ .text = title,
                                             .bold = TRUE,
                                             .align = self->narrow ? 0 : 1,
                                             .x = self->narrow ? 4 * self->u : self->axis.left - 6 * self->u,
                                             .centre_y = tide_timeline_strip_middle (self),
                                             .max_width = self->narrow ? 0 : self->axis.left - 8 * self->u });
  place_value_ticks (self, 0);
  place_references (self, taken);
  for (guint i = scale->bands != NULL && !self->options.overlay_percent ? scale->bands->n_bands : 0; i-- > 0;)
    place_band (self, &scale->bands->bands[i], taken);
  if (self->second.height > 0)
    {
      place_value_ticks (self, 1);
      place_second_names (self);
    }
}

double
tide_timeline_strip_middle (const TideTimeline *self)
{
  return self->strip.y + self->strip.height - 12 * self->u;
}

/* --- upright lines --- */

static gboolean
runs_through (TideTimeline *self, gint64 utc, TideBox box)
{
  double x = tide_timeline_x (self, utc);

  return x > box.x && x < box.x + box.width;
}

gboolean
tide_timeline_is_crossed (TideTimeline *self, TideBox box)
{
  const TideOutcome *outcome = self->model->scales[0].outcome;

  if (runs_through (self, self->model->now, box))
    return TRUE;
  for (guint i = 0; outcome != NULL && i < outcome->n_courses; i++)
    if (tide_instant_is_known (outcome->courses[i].day0)
        && runs_through (self, outcome->courses[i].day0.utc, box))
      return TRUE;
  for (guint i = 0; i < self->model->effects->len; i++)
    {
      const TideSpan *span = &g_array_index (self->model->effects, TideSpan, i);

      if (runs_through (self, span->from, box) || runs_through (self, span->to, box))
        return TRUE;
    }
  return FALSE;
}

void
tide_timeline_add_row_words (TideTimeline *self, TideBox row, double size, const char *words)
{
  double today = tide_timeline_x (self, self->model->now), u = self->u, end = row.x + row.width;
  double left = MIN (today, end) - row.x, right = end - MAX (today, row.x);
  double width = tide_timeline_shape (self, words, size, FALSE).width + 12 * u;
  TideLabelSpec spec = { .text = words,
                         .size = size,
                         .align = 0.5,
                         .x = row.x + row.width / 2,
                         .centre_y = row.y + row.height / 2,
                         .max_width = row.width - 12 * u,
                         .halo = 3 * u,
                         .role = TIDE_INK_SECOND };

  if (left > 0 && right > 0 && MAX (left, right) >= width)
    spec.x = left > right ? row.x + left / 2 : end - right / 2;
  tide_timeline_add_label (self, &spec);
}

/* --- course strip --- */

static char *
course_sentence (const TideOutcome *outcome, guint index, const char *title)
{
  const TideCourseOutcome *course = &outcome->courses[index];
  g_autofree char *date = tide_date_to_words (tide_instant_get_date (course->day0));

  if (course->planned)
    /* Translators: number, treatment, date: "Course 1 · Sertraline, planned, day 0 = 24 Nov 2025". */
    return g_strdup_printf (_ ("Course %u · %s, planned, day 0 = %s"), index + 1, title, date);
  if (index + 1 == outcome->n_courses)
    return g_strdup_printf (_ ("Course %u · %s, day 0 = %s"), index + 1, title, date);
  return g_strdup_printf (_ ("Course %u · %s, from %s"), index + 1, title, date);
}

/* As much as fits in @room: with number and day 0, with its number, the treatment alone. */
static char *
course_words (TideTimeline *self, guint index, double room)
{
  const TideOutcome *outcome = self->model->scales[0].outcome;
  g_autofree char *title = tide_timeline_course_title (&outcome->courses[index]);
  g_autofree char *whole = course_sentence (outcome, index, title);
  g_autofree char *numbered = g_strdup_printf (_ ("Course %u · %s"), index + 1, title);

  if (tide_timeline_shape (self, whole, TIDE_TEXT, TRUE).width <= room)
    return g_steal_pointer (&whole);
  if (tide_timeline_shape (self, numbered, TIDE_TEXT, TRUE).width <= room)
    return g_steal_pointer (&numbered);
  return g_steal_pointer (&title);
}

/* x up to which the words of course @index may reach. */
static double
course_room (TideTimeline *self, guint index, double today_left)
{
  const TideOutcome *outcome = self->model->scales[0].outcome;
  double start = MAX (self->axis.left, tide_timeline_x (self, outcome->courses[index].day0.utc));
  double end = self->axis.right;

  if (index + 1 < outcome->n_courses)
    end = MIN (end, tide_timeline_x (self, outcome->courses[index + 1].day0.utc));
  return today_left > start ? MIN (end, today_left) : end;
}

/* Centred on its line, else on the side that has room; its left edge, or infinity when it is not there. */
static double
place_today (TideTimeline *self)
{
  double x = tide_timeline_x (self, self->model->now), u = self->u;
  TideLabelSpec spec = { .text = _ ("Today"), .bold = TRUE, .centre_y = tide_timeline_strip_middle (self) };
  static const double aligns[] = { 0.5, 1, 0 };

  if (x < self->axis.left || x > self->axis.right)
    return INFINITY;
  for (guint i = 0; i < G_N_ELEMENTS (aligns); i++)
    {
      spec.align = aligns[i];
      spec.x = x + (aligns[i] == 1 ? -4 * u : aligns[i] == 0 ? 4 * u : 0);
      if (tide_timeline_add_label (self, &spec))
        return tide_timeline_label_box (self, &spec).x;
    }
  return INFINITY;
}

/* Where the scale's name ends that stands over the plot in a narrow window. */
static double
title_end (TideTimeline *self)
{
  const char *title = self->options.overlay_percent
                        ? _ ("% of baseline")
                        : tide_instrument_get_short_name (self->model->scales[0].instrument);

  return tide_timeline_shape (self, title, TIDE_TEXT, TRUE).width + 12 * self->u;
}

void
tide_timeline_place_strip (TideTimeline *self)
{
  const TideOutcome *outcome = self->model->scales[0].outcome;
  double today_left = place_today (self), u = self->u;

  for (guint i = 0; outcome != NULL && i < outcome->n_courses; i++)
    {
      g_autofree char *words = NULL;
      double x, room;

      if (!tide_instant_is_known (outcome->courses[i].day0))
        continue;
      x = MAX (self->axis.left, tide_timeline_x (self, outcome->courses[i].day0.utc)) + 5 * u;
      if (self->narrow)
        x = MAX (x, title_end (self));
      room = course_room (self, i, today_left) - 6 * u - x;
      if (room < 60 * u)
        continue;
      words = course_words (self, i, room);
      tide_timeline_add_label (self, &(TideLabelSpec){ .text = words,
                                                       .bold = TRUE,
                                                       .x = x,
                                                       .max_width = room,
                                                       .centre_y = tide_timeline_strip_middle (self) });
    }
}

/* tide-timeline-states.c: the state lane (what was known of the course, and until when it holds) and the
 * words of carry-over at the foot of the score area. */
#include "tide-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  gint64 from, to;
  TideState state;
  gboolean unknown, watch;
  const char *why; /* why it is unknown, NULL: only that nobody has looked since */
} Segment;

/* A state lasts to the next rating, at most state_days; then it is unknown. */
static void
add_segment (GArray *segments, gint64 from, gint64 to, TideState state, gboolean unknown, gboolean watch,
             const char *why)
{
  Segment segment = { from, to, state, unknown, watch, why };
  Segment *last = segments->len > 0 ? &g_array_index (segments, Segment, segments->len - 1) : NULL;

  if (to <= from)
    return;
  if (last != NULL && last->to == from && last->state == state && last->unknown == unknown
      && last->watch == watch && last->why == why)
    last->to = to;
  else
    g_array_append_val (segments, segment);
}

static gint64
segment_start (const TideOutcome *outcome, guint i)
{
  const TideVisitOutcome *visit = &outcome->visits[i];
  gboolean first = i > 0 && outcome->visits[i - 1].state == TIDE_STATE_BASELINE;

  /* It was too early from day 0 on, whoever looked. */
  if (visit->state == TIDE_STATE_TOO_EARLY && first && visit->course >= 0)
    return MIN (visit->rating.taken_utc, outcome->courses[visit->course].day0.utc);
  return visit->rating.taken_utc;
}

/* A rating that is passed over decides nothing, and neither ends nor begins a stretch. */
static gint64
next_start (TideTimeline *self, const TideOutcome *outcome, guint i)
{
  for (guint next = i + 1; next < outcome->n_visits; next++)
    if (!outcome->visits[next].passed_over)
      return segment_start (outcome, next);
  return self->model->now;
}

/* Rated in a course that has no baseline: the table and the paper say so, and so does the lane. */
static gboolean
lacks_baseline (const TideOutcome *outcome, const TideVisitOutcome *visit)
{
  return visit->state == TIDE_STATE_NONE && visit->course >= 0
         && !isfinite (outcome->courses[visit->course].baseline_value);
}

static GArray *
make_segments (TideTimeline *self)
{
  const TideOutcome *outcome = self->model->scales[0].outcome;
  gint64 hold = (gint64) (tide_thresholds_get (self->model->thresholds, "state_days") * TIDE_DAY);
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (Segment));

  for (guint i = 0; i < outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = &outcome->visits[i];
      gint64 taken = visit->rating.taken_utc;
      gint64 next = next_start (self, outcome, i);

      if (visit->passed_over || visit->state == TIDE_STATE_BASELINE)
        continue;
      if (lacks_baseline (outcome, visit))
        add_segment (segments, taken, next, TIDE_STATE_NONE, TRUE, FALSE,
                     tide_outcome_why_no_state (outcome, visit));
      if (visit->state == TIDE_STATE_NONE)
        continue;
      add_segment (segments, segment_start (outcome, i), MIN (next, taken + hold), visit->state, FALSE,
                   (visit->marks & TIDE_MARK_WATCH) != 0, NULL);
      add_segment (segments, MIN (next, taken + hold), next, TIDE_STATE_NONE, TRUE, FALSE, NULL);
    }
  return segments;
}

static const char *
word_of (const Segment *segment, gboolean brief)
{
  if (segment->unknown)
    return segment->why != NULL && !brief ? segment->why : "?";
  if (segment->watch)
    /* Translators: the criterion was lost once; watch what the next rating says. */
    return _ ("Watch");
  return brief ? tide_state_get_short_label (segment->state) : tide_state_get_label (segment->state);
}

static gboolean
place_word (TideTimeline *self, const Segment *segment, double x1, double x2, gboolean brief)
{
  TideLabelSpec spec = { .text = word_of (segment, brief),
                         .bold = TRUE,
                         .size = TIDE_SMALL_TEXT,
                         .align = 0.5,
                         .x = (x1 + x2) / 2,
                         .centre_y = self->state.y + self->state.height / 2 };
  TideText text = tide_timeline_shape (self, spec.text, spec.size, TRUE);

  if (text.width + 6 * self->u > x2 - x1)
    return FALSE;
  spec.role = segment->unknown || segment->state == TIDE_STATE_TOO_EARLY ? TIDE_INK_MAIN : TIDE_INK_STATE;
  spec.which = segment->state;
  /* Words on a pattern keep a rim of its ground. */
  spec.halo
    = segment->state == TIDE_STATE_TOO_EARLY || segment->state == TIDE_STATE_PARTIAL ? 3 * self->u : 0;
  return tide_timeline_add_label (self, &spec);
}

static void
place_state (TideTimeline *self, const Segment *segment)
{
  TideStateBox box = { .state = segment->state, .unknown = segment->unknown, .watch = segment->watch };
  double u = self->u;

  box.x1 = MAX (self->axis.left, tide_timeline_x (self, segment->from));
  box.x2 = MIN (self->axis.right, tide_timeline_x (self, segment->to));
  if (box.x2 <= box.x1)
    return;
  if (!place_word (self, segment, box.x1, box.x2, FALSE) && !place_word (self, segment, box.x1, box.x2, TRUE)
      && !segment->unknown && box.x2 - box.x1 >= 11 * u)
    box.show = TIDE_SHOW_GLYPH;
  g_array_append_val (self->state_boxes, box);
}

static void
place_no_state (TideTimeline *self)
{
  const TideCourseOutcome *course = tide_timeline_current_course (self->model);
  g_autofree char *date = NULL, *number = NULL, *text = NULL;

  if (course == NULL)
    text = g_strdup (_ ("No state: there is no course to measure against"));
  else if (!isfinite (course->baseline_value))
    text = g_strdup (_ ("No state yet: there is no baseline"));
  else
    {
      date = tide_timeline_short_date (tide_instant_get_date (course->day0));
      number = tide_timeline_format_number (course->baseline_value, self->model->scales[0].score->decimals);
      text = g_strdup_printf (
        _ ("No state yet: it is computed from the first rating after %s against baseline %s"), date, number);
    }
  tide_timeline_add_row_words (self, self->state, TIDE_SMALL_TEXT, text);
}

/* Dotted stretch: until when it lasts, in as many words as fit. */
static void
place_carry_words (TideTimeline *self, const TideSpan *span)
{
  double x1 = MAX (self->axis.left, tide_timeline_x (self, span->from));
  double x2 = MIN (self->axis.right, tide_timeline_x (self, span->to)), u = self->u;
  g_autofree char *date = tide_timeline_short_date (tide_timeline_date_of (span->to));
  g_autofree char *whole = g_strdup_printf (_ ("carry-over to %s"), date);
  /* Translators: the end of a stretch, such as "to 23 Sep". */
  g_autofree char *end = g_strdup_printf (_ ("to %s"), date);
  const char *const words[] = { whole, _ ("carry-over"), end };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      TideLabelSpec spec = { .text = words[i],
                             .x = (x1 + x2) / 2,
                             .align = 0.5,
                             .halo = 3 * u,
                             .role = TIDE_INK_ARM,
                             .which = TIDE_ARM_KETAMINE,
                             .centre_y = self->score.y + self->score.height - 8 * u };

      if (tide_timeline_shape (self, words[i], TIDE_TEXT, FALSE).width + 4 * u <= x2 - x1
          && tide_timeline_add_label (self, &spec))
        return;
    }
}

void
tide_timeline_place_states (TideTimeline *self)
{
  const TideOutcome *outcome = self->model->scales[0].outcome;

  for (guint i = 0; i < self->model->carry_end->len && self->score.height > 60 * self->u; i++)
    place_carry_words (self, &g_array_index (self->model->carry_end, TideSpan, i));
  if (outcome == NULL || self->state.height == 0)
    return;
  {
    g_autoptr (GArray) segments = make_segments (self);

    if (!self->narrow)
      tide_timeline_add_label (self, &(TideLabelSpec){ .text = _ ("State"),
                                                       .size = TIDE_NAME_TEXT,
                                                       .bold = TRUE,
                                                       .x = 14 * self->u,
                                                       .centre_y = self->state.y + self->state.height / 2 });
    for (guint i = 0; i < segments->len; i++)
      place_state (self, &g_array_index (segments, Segment, i));
    if (segments->len == 0)
      place_no_state (self);
  }
}

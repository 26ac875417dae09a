/* tide-timeline-sparse.c: what is shown before a course can be judged: when ratings are due, when an effect
 * is usually seen, and with fewer than two ratings a hint in the emptiest corner. */
#include "tide-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Beside its triangle at the foot of the score area, right of it or left, clear of lines; else over it. */
static gboolean
place_due_words (TideTimeline *self, const char *words, double x)
{
  static const double aligns[] = { 0, 1, 0.5 };
  double u = self->u;

  for (guint i = 0; i < G_N_ELEMENTS (aligns); i++)
    {
      gboolean over = aligns[i] == 0.5;
      TideLabelSpec spec = { .text = words,
                             .x = x + (over ? 0 : (1 - 2 * aligns[i]) * 9 * u),
                             .align = aligns[i],
                             .halo = 3 * u,
                             .role = TIDE_INK_SECOND,
                             .centre_y = self->score.y + self->score.height - (over ? 18 : 7) * u };
      TideBox box = tide_timeline_label_box (self, &spec);

      if (box.x >= self->axis.left && box.x + box.width <= self->axis.right
          && !tide_timeline_is_crossed (self, box) && tide_timeline_add_label (self, &spec))
        return TRUE;
    }
  return FALSE;
}

/* Due dates stand as small triangles at the foot of the score area, named with date and week. */
static void
place_due (TideTimeline *self, gint64 due)
{
  const TideCourseOutcome *course = tide_timeline_current_course (self->model);
  double x = tide_timeline_x (self, due);
  int week = (int) llround ((double) (due - course->day0.utc) / (7.0 * TIDE_DAY));
  g_autofree char *date = tide_timeline_short_date (tide_timeline_date_of (due));
  /* Translators: a rating is due on that day, so many weeks after day 0. */
  g_autofree char *text = g_strdup_printf (_ ("Due %s, week %d"), date, week);
  g_autofree char *brief = g_strdup_printf (_ ("week %d"), week);

  if (x >= self->axis.left && x <= self->axis.right && !place_due_words (self, text, x))
    place_due_words (self, brief, x);
}

static void
place_effect (TideTimeline *self, const TideSpan *span)
{
  double x1 = MAX (self->axis.left, tide_timeline_x (self, span->from)), u = self->u;
  double x2 = MIN (self->axis.right, tide_timeline_x (self, span->to));
  int from = (int) self->model->effect_from, to = (int) self->model->effect_to;
  g_autofree char *weeks = g_strdup_printf (_ ("weeks %d–%d (clinic default)"), from, to);
  g_autofree char *brief = g_strdup_printf (_ ("weeks %d–%d"), from, to);
  const char *lines[] = { _ ("Usual time of effect"), weeks };

  if (tide_timeline_shape (self, weeks, TIDE_TEXT, FALSE).width > x2 - x1 + 8 * u)
    lines[1] = brief;
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (tide_timeline_shape (self, lines[i], TIDE_TEXT, FALSE).width <= x2 - x1 + 8 * u)
      tide_timeline_add_label (self, &(TideLabelSpec){ .text = lines[i],
                                                       .x = (x1 + x2) / 2,
                                                       .align = 0.5,
                                                       .centre_y = self->score.y + (12 + 13 * i) * u,
                                                       .halo = 3 * u,
                                                       .role = TIDE_INK_ARM,
                                                       .which = self->model->effect_arm });
}

typedef struct
{
  const char *lines[3];
  double width, height;
} Hint;

static Hint
make_hint (TideTimeline *self)
{
  const TideOutcome *outcome = self->model->scales[0].outcome;
  const TideCourseOutcome *course = tide_timeline_current_course (self->model);
  Hint hint = { .height = 50 * self->u };

  if (outcome->n_visits == 0)
    {
      hint.lines[0] = _ ("No ratings yet");
      hint.lines[1] = _ ("The first rating before treatment");
      hint.lines[2] = _ ("becomes the baseline.");
    }
  else if (course != NULL && course->planned)
    {
      hint.lines[0] = _ ("One rating so far");
      hint.lines[1] = _ ("The line begins with the next rating. A newer one");
      hint.lines[2] = _ ("before day 0 would replace this baseline.");
    }
  else
    {
      hint.lines[0] = _ ("One rating so far");
      hint.lines[1] = _ ("The line begins with the next rating.");
      hint.lines[2] = course != NULL ? _ ("Change is measured from the baseline.")
                                     : _ ("Change is measured once a course begins.");
    }
  for (guint i = 0; i < 3; i++)
    hint.width
      = MAX (hint.width, tide_timeline_shape (self, hint.lines[i], i == 0 ? 12.5 : 11.5, i == 0).width);
  return hint;
}

static double
hint_weight (TideTimeline *self, TideBox box)
{
  double today = tide_timeline_x (self, self->model->now), sum;

  sum = tide_label_placer_weigh (self->placer, box);
  for (guint i = 0; i < 2; i++)
    if (isfinite (self->reference_y[i]) && self->reference_y[i] > box.y
        && self->reference_y[i] < box.y + box.height)
      sum += box.width;
  if (today > box.x && today < box.x + box.width)
    sum += box.height;
  return sum;
}

/* The emptiest of the corners, left and right of today; none when all hold something. */
static void
place_hint (TideTimeline *self)
{
  Hint hint = make_hint (self);
  double u = self->u, today = tide_timeline_x (self, self->model->now), best = 1;
  const TideCourseOutcome *course = tide_timeline_current_course (self->model);
  double day0 = course != NULL ? tide_timeline_x (self, course->day0.utc) : self->axis.left;
  double xs[]
    = { MAX (today, day0) + 16 * u, self->axis.left + 12 * u, self->axis.right - hint.width - 12 * u };
  double ys[] = { self->score.y + 10 * u, self->score.y + self->score.height - hint.height - 34 * u };
  TideBox place = { 0 };

  /* Nothing to keep clear of: in the middle, over the window's button. */
  if (self->points[0]->len == 0)
    place
      = (TideBox){ self->score.x + (self->score.width - hint.width) / 2,
                   self->score.y + self->score.height / 2 - hint.height - 26 * u, hint.width, hint.height };
  for (guint i = 0; i < G_N_ELEMENTS (xs) && self->points[0]->len > 0; i++)
    for (guint j = 0; j < G_N_ELEMENTS (ys); j++)
      {
        TideBox box = { xs[i], ys[j], hint.width, hint.height };

        if (tide_box_contains (self->score, tide_box_grow (box, 4 * u)) && hint_weight (self, box) < best)
          {
            best = hint_weight (self, box);
            place = box;
          }
      }
  for (guint i = 0; i < 3 && place.width > 0; i++)
    tide_timeline_add_label (self, &(TideLabelSpec){ .text = hint.lines[i],
                                                     .size = i == 0 ? 12.5 : 11.5,
                                                     .bold = i == 0,
                                                     .x = place.x,
                                                     .centre_y = place.y + (7 + 17 * i) * u,
                                                     .role = i == 0 ? TIDE_INK_MAIN : TIDE_INK_SECOND });
}

void
tide_timeline_place_sparse (TideTimeline *self)
{
  TideTimelineModel *model = self->model;

  if (model->scales[0].outcome == NULL)
    return;
  for (guint i = 0; i < model->dues->len; i++)
    place_due (self, g_array_index (model->dues, gint64, i));
  for (guint i = 0; i < model->effects->len; i++)
    place_effect (self, &g_array_index (model->effects, TideSpan, i));
  if (model->sparse)
    place_hint (self);
}

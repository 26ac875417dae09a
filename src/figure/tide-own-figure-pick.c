/* tide-own-figure-pick.c: which rating the pointer or the keys are at, and what is said of it. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-own-figure-private.h"
#include "tide-timeline-private.h"

#define REACH 24.0

static TideOwnPick
make_pick (TideOwnFigure *self, guint line, guint dot)
{
  const TideOwnLine *own = tide_own_get_line (self, line);
  const TideOwnDot *at = &g_array_index (own->dots, TideOwnDot, dot);
  return (TideOwnPick){ .found = TRUE, .course = own->course, .point = at->point, .x = at->x, .y = at->y };
}

/* The nearest of the line of @line, or of all (G_MAXUINT); x weighted by @weight. */
static TideOwnPick
find_nearest (TideOwnFigure *self, guint line, double x, double y, double weight, double reach)
{
  TideOwnPick found = { 0 };
  for (guint i = 0; i < self->lines->len; i++)
    for (guint j = 0; (line == G_MAXUINT || line == i) && j < tide_own_get_line (self, i)->dots->len; j++)
      {
        const TideOwnDot *dot = &g_array_index (tide_own_get_line (self, i)->dots, TideOwnDot, j);
        double away = hypot (weight * (dot->x - x), isnan (y) ? 0 : dot->y - y);
        if (!dot->in_range || away >= reach)
          continue;
        reach = away;
        found = make_pick (self, i, j);
      }
  return found;
}

TideOwnPick
tide_own_figure_pick (TideOwnFigure *self, double x, double y)
{
  g_return_val_if_fail (self != NULL, ((TideOwnPick){ 0 }));
  return find_nearest (self, G_MAXUINT, x, y, 1, REACH * self->u);
}

TideOwnPick
tide_own_figure_find (TideOwnFigure *self, guint course, gint64 assessment_id)
{
  g_return_val_if_fail (self != NULL, ((TideOwnPick){ 0 }));
  for (guint i = 0; i < self->lines->len; i++)
    {
      const TideOwnLine *line = tide_own_get_line (self, i);
      const TideOwnCourse *own = tide_own_courses_get (self->courses, line->course);
      for (guint j = 0; line->course == course && j < line->dots->len; j++)
        {
          const TideOwnDot *dot = &g_array_index (line->dots, TideOwnDot, j);
          if (dot->in_range
              && g_array_index (own->points, TideOwnPoint, dot->point).visit->rating.assessment_id
                   == assessment_id)
            return make_pick (self, i, j);
        }
    }
  return (TideOwnPick){ 0 };
}

static gboolean
find_place (TideOwnFigure *self, TideOwnPick pick, guint *line, guint *dot)
{
  for (guint i = 0; pick.found && i < self->lines->len; i++)
    for (guint j = 0; j < tide_own_get_line (self, i)->dots->len; j++)
      if (tide_own_get_line (self, i)->course == pick.course
          && g_array_index (tide_own_get_line (self, i)->dots, TideOwnDot, j).point == pick.point)
        {
          *line = i;
          *dot = j;
          return TRUE;
        }
  return FALSE;
}

static TideOwnPick
step_to_line (TideOwnFigure *self, TideOwnPick from, guint line, int by)
{
  for (int i = (int) line + by; i >= 0 && i < (int) self->lines->len; i += by)
    {
      TideOwnPick pick = find_nearest (self, (guint) i, from.x, NAN, 1, INFINITY);
      if (pick.found)
        return pick;
    }
  return from;
}

TideOwnPick
tide_own_figure_step (TideOwnFigure *self, TideOwnPick from, TideStep step)
{
  guint line, dot;
  g_return_val_if_fail (self != NULL, from);
  if (!find_place (self, from, &line, &dot))
    {
      for (guint i = 0; i < self->lines->len; i++)
        if (tide_own_get_line (self, i)->n_in_range > 0)
          return make_pick (self, i,
                            step == TIDE_STEP_LAST ? tide_own_get_line (self, i)->n_in_range - 1 : 0);
      return (TideOwnPick){ 0 };
    }
  guint n = tide_own_get_line (self, line)->n_in_range;
  switch (step)
    {
    case TIDE_STEP_PREVIOUS:
      return make_pick (self, line, dot > 0 ? dot - 1 : 0);
    case TIDE_STEP_NEXT:
      return make_pick (self, line, MIN (dot + 1, n - 1));
    case TIDE_STEP_FIRST:
      return make_pick (self, line, 0);
    case TIDE_STEP_LAST:
      return make_pick (self, line, n - 1);
    case TIDE_STEP_UP:
      return step_to_line (self, from, line, -1);
    case TIDE_STEP_DOWN:
    default:
      return step_to_line (self, from, line, 1);
    }
}

void
tide_own_figure_draw_pick (TideOwnFigure *self, cairo_t *cr, TideOwnPick pick)
{
  g_return_if_fail (self != NULL && cr != NULL);
  if (!pick.found)
    return;
  tide_draw_vline (cr, pick.x, self->plot.y, self->plot.y + self->plot.height, 1.2,
                   tide_ink_alpha (self->palette.accent, 0.7));
  tide_ink_set (cr, self->palette.accent);
  cairo_set_line_width (cr, 2);
  cairo_arc (cr, pick.x, pick.y, 9 * self->u, 0, 2 * G_PI);
  cairo_stroke (cr);
}

char *
tide_own_figure_describe (TideOwnFigure *self, TideOwnPick pick)
{
  g_return_val_if_fail (self != NULL && pick.found, NULL);
  const TideOwnCourse *course = tide_own_courses_get (self->courses, pick.course);
  const TideOwnPoint *point = &g_array_index (course->points, TideOwnPoint, pick.point);
  TideInstrument *instrument = tide_own_courses_get_instrument (self->courses);
  guint decimals = tide_instrument_get_primary (instrument)->decimals;
  g_autofree char *moment = point->baseline ? g_strdup (_ ("baseline")) : tide_own_dup_moment (point->day),
                  *when = tide_instant_to_words (point->taken),
                  *value = tide_timeline_format_number (point->value, decimals),
                  *letters = tide_own_marks_dup_letters (point->marks);
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "%s, %s · %s · %s %s", course->title, moment, when,
                          tide_instrument_get_short_name (instrument), value);
  if (!point->baseline && !isnan (point->percent))
    {
      g_autofree char *percent = tide_timeline_format_number (point->percent, 0),
                      *from = tide_timeline_format_number (course->period->baseline_value, decimals);
      g_string_append_printf (text, _ (" (%s %% of %s)"), percent, from);
    }
  if (point->visit->state != TIDE_STATE_NONE && !point->baseline)
    g_string_append_printf (text, " · %s", tide_state_get_label (point->visit->state));
  for (guint i = 0; i < TIDE_N_OWN_MARKS; i++)
    if (point->marks & tide_own_marks[i])
      g_string_append_printf (text, " · [%s] %s", tide_own_mark_get_letter (tide_own_marks[i]),
                              tide_own_mark_get_label (tide_own_marks[i]));
  return g_string_free (text, FALSE);
}

char *
tide_own_figure_dup_summary (const TideOwnCourses *courses, const TideOwnOptions *options)
{
  g_return_val_if_fail (courses != NULL && options != NULL, NULL);
  g_autofree char *caption = tide_own_courses_dup_caption (courses, !options->points);
  GString *text = g_string_new (caption);
  for (guint i = 0; i < tide_own_courses_get_n (courses); i++)
    {
      const TideOwnCourse *course = tide_own_courses_get (courses, i);
      g_autofree char *treatment = tide_own_dup_treatment_words (course);
      g_string_append_printf (text, ". %s: ", course->title);
      g_string_append_printf (text, ngettext ("%u rating", "%u ratings", course->points->len),
                              course->points->len);
      if (*treatment != '\0')
        g_string_append_printf (text, ", %s", treatment);
    }
  return g_string_free (text, FALSE);
}

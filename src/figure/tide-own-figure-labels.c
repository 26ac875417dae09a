/* tide-own-figure-labels.c: the words in the aligned drawing: a name at each line, a tag at each run of
 * marked ratings, a line about the treatment in each lane.
 *
 * A name stands at its line where there is room, else in the gutter at the right, 15 px apart, with a thin
 * leader back to the line. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-own-figure-private.h"
#include "tide-timeline-private.h"

typedef struct
{
  char *first, *second; /* second: nullable */
  TideInk ink;
  gboolean bold;
  double wanted, y; /* middle of the first line */
  double from_x;    /* where its leader begins */
} Gutter;

static void
gutter_clear (gpointer data)
{
  Gutter *self = data;
  g_free (self->first);
  g_free (self->second);
}

static double
get_need (const TideOwnFigure *self, const Gutter *entry)
{
  return (entry->second != NULL ? 2 : 1) * TIDE_OWN_LABEL_PITCH * self->u;
}

static gboolean
is_open (const TideOwnFigure *self, GArray *entries, guint n, const Gutter *entry, double y)
{
  double pitch = TIDE_OWN_LABEL_PITCH * self->u;
  if (y < self->plot.y - pitch || y + get_need (self, entry) - pitch > self->plot.y + self->plot.height)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const Gutter *other = &g_array_index (entries, Gutter, i);
      if (!isnan (other->y) && y < other->y + get_need (self, other) && other->y < y + get_need (self, entry))
        return FALSE;
    }
  return TRUE;
}

/* Each as near to its line as those before it leave; the references came first and keep their lines.  Where
 * both lines of an entry find no room, the name alone is tried. */
static void
spread (TideOwnFigure *self, GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Gutter *entry = &g_array_index (entries, Gutter, i);
      entry->y = NAN;
      for (int pass = 0; pass < 2 && isnan (entry->y); pass++)
        {
          if (pass == 1)
            g_clear_pointer (&entry->second, g_free);
          for (double away = 0; away < self->plot.height && isnan (entry->y); away += 1)
            if (is_open (self, entries, i, entry, entry->wanted + away))
              entry->y = entry->wanted + away;
            else if (is_open (self, entries, i, entry, entry->wanted - away))
              entry->y = entry->wanted - away;
        }
    }
}

static void
place_entry (TideOwnFigure *self, const Gutter *entry)
{
  double u = self->u, edge = self->plot.x + self->plot.width, x = edge + 8 * u,
         room = self->width - x - 4 * u;
  TideText first = tide_words_get_within (
    self->words, entry->first, (entry->bold ? TIDE_OWN_TEXT : TIDE_OWN_SMALL) * u, entry->bold, room);
  tide_own_place (self, &first, x, entry->y + first.ascent / 2 - 1, entry->ink, 0);
  if (entry->second != NULL)
    {
      TideText second = tide_words_get_within (self->words, entry->second, TIDE_OWN_SMALL * u, FALSE, room);
      tide_own_place (self, &second, x, entry->y + first.ascent / 2 - 1 + TIDE_OWN_LABEL_PITCH * u,
                      self->palette.second_ink, 0);
    }
  if (fabs (entry->y - entry->wanted) > 3 * u || entry->from_x < edge - 2 * u)
    {
      TideOwnLeader leader = { entry->from_x, entry->wanted, x - 2 * u, entry->y, entry->ink };
      g_array_append_val (self->leaders, leader);
    }
}

static char *
dup_fall_words (const char *name, double fall)
{
  g_autofree char *number = tide_timeline_format_number (-fall, 0);
  return g_strdup_printf (_ ("%s, %s %%"), name, number);
}

static void
add_reference (TideOwnFigure *self, GArray *entries, double y, const char *name, double fall)
{
  Gutter entry = { .ink = self->palette.ink, .wanted = y, .from_x = self->plot.x + self->plot.width };
  if (isnan (y))
    return;
  entry.first = dup_fall_words (name, fall);
  g_array_append_val (entries, entry);
}

static const TideOwnDot *
get_last_in_range (const TideOwnLine *line)
{
  const TideOwnDot *last = NULL;
  for (guint i = 0; i < line->dots->len; i++)
    if (g_array_index (line->dots, TideOwnDot, i).in_range)
      last = &g_array_index (line->dots, TideOwnDot, i);
  return last;
}

static char *
dup_until (const TideOwnFigure *self, const TideOwnLine *line)
{
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  const TideOwnDot *last = &g_array_index (line->dots, TideOwnDot, line->dots->len - 1);
  g_autofree char *moment
    = tide_own_dup_moment (g_array_index (course->points, TideOwnPoint, last->point).day);
  return g_strdup_printf (line->goes_on ? _ ("goes on to %s") : _ ("rated to %s"), moment);
}

static gboolean
place_beside (TideOwnFigure *self, const TideOwnLine *line, const TideOwnDot *dot, const TideText *text,
              double away)
{
  double u = self->u, gap = 10 * u, middle = text->ascent / 2, w = text->width;
  const double places[][2] = {
    { dot->x + gap, dot->y + middle + away },     { dot->x + gap, dot->y + middle - away },
    { dot->x - gap - w, dot->y + middle + away }, { dot->x - gap - w, dot->y + middle - away },
    { dot->x - w / 2, dot->y - gap - away },      { dot->x - w / 2, dot->y + gap + text->ascent + away },
  };
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (tide_box_contains (self->plot, tide_text_get_box (text, places[i][0], places[i][1]))
        && tide_own_place_clear (self, text, places[i][0], places[i][1], line->style.ink, 3 * u))
      return TRUE;
  return FALSE;
}

/* Beside the last points of the line, the last first. */
static gboolean
place_inside (TideOwnFigure *self, const TideOwnLine *line, const char *title)
{
  g_autofree char *until = dup_until (self, line), *both = g_strdup_printf (_ ("%s, %s"), title, until);
  const char *words[] = { both, title };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      TideText text = tide_own_shape (self, words[i], TIDE_OWN_TEXT, TRUE);
      for (guint back = 0; back < 3 && back < line->n_in_range; back++)
        for (double away = 0; away <= 24; away += 12)
          if (place_beside (self, line, &g_array_index (line->dots, TideOwnDot, line->n_in_range - 1 - back),
                            &text, away * self->u))
            return TRUE;
    }
  return FALSE;
}

void
tide_own_place_line_labels (TideOwnFigure *self)
{
  const TideChangeRule *rule
    = tide_instrument_get_change_rule (tide_own_courses_get_instrument (self->courses));
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Gutter));
  g_array_set_clear_func (entries, gutter_clear);
  add_reference (self, entries, self->partial_y, _ ("partial"), rule->partial_percent);
  add_reference (self, entries, self->response_y, _ ("response"), rule->response_percent);
  for (guint i = 0; i < self->lines->len; i++)
    {
      TideOwnLine *line = tide_own_get_line (self, i);
      const TideOwnDot *last = get_last_in_range (line);
      const char *title = tide_own_courses_get (self->courses, line->course)->title;
      if (last == NULL || (!line->goes_on && place_inside (self, line, title)))
        continue;
      Gutter entry = { .first = g_strdup (title),
                       .second = dup_until (self, line),
                       .ink = line->style.ink,
                       .bold = TRUE,
                       .wanted = line->goes_on ? line->edge_y : last->y,
                       .from_x = line->goes_on ? self->plot.x + self->plot.width : last->x + 7 * self->u };
      g_array_append_val (entries, entry);
    }
  spread (self, entries);
  for (guint i = 0; i < entries->len; i++)
    if (!isnan (g_array_index (entries, Gutter, i).y))
      place_entry (self, &g_array_index (entries, Gutter, i));
}

/* --- tags --- */

static gboolean
take_tag (TideOwnFigure *self, const TideOwnLine *line, const TideText *text, TideBox box, gboolean clear)
{
  TideOwnTag tag = { box, *text, line->style.ink };
  if (!tide_box_contains ((TideBox){ self->plot.x, self->plot.y - 16 * self->u, self->plot.width,
                                     self->plot.height + 16 * self->u },
                          box)
      || (clear && !tide_label_placer_is_clear (self->placer, box))
      || !tide_label_placer_place (self->placer, box))
    return FALSE;
  g_object_ref (tag.text.layout);
  g_array_append_val (self->tags, tag);
  return TRUE;
}

static gboolean
place_tag_at (TideOwnFigure *self, const TideOwnLine *line, const TideText *text, const TideOwnDot *dot,
              double away, gboolean clear)
{
  double u = self->u, w = text->width + 9 * u, h = 15 * u;
  const double places[][2] = {
    { dot->x - w / 2, dot->y + away },
    { dot->x - w / 2, dot->y - away - h },
    { dot->x + away, dot->y - h / 2 },
    { dot->x - away - w, dot->y - h / 2 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (take_tag (self, line, text, (TideBox){ places[i][0], places[i][1], w, h }, clear))
      return TRUE;
  return FALSE;
}

/* Once for a run, at the point of it that has room: from the middle outwards. */
static void
place_tag (TideOwnFigure *self, const TideOwnLine *line, guint from, guint until, guint marks)
{
  g_autofree char *letters = tide_own_marks_dup_letters (marks);
  g_autoptr (GString) spaced = g_string_new (NULL);
  for (const char *p = letters; *p != '\0'; p++)
    g_string_append_printf (spaced, "%s%c", spaced->len > 0 ? " " : "", *p);
  TideText text = tide_own_shape (self, spaced->str, TIDE_OWN_SMALL - 1, TRUE);
  guint n = until - from, middle = from + n / 2;
  for (int pass = 0; pass < 6; pass++)
    for (guint k = 0; k < 2 * n; k++)
      {
        guint step = (k + 1) / 2;
        gboolean up = k % 2 == 0;
        if ((up && middle + step >= until) || (!up && middle < from + step))
          continue;
        const TideOwnDot *dot = &g_array_index (line->dots, TideOwnDot, up ? middle + step : middle - step);
        if (place_tag_at (self, line, &text, dot, (9 + 6 * (pass % 3)) * self->u, pass < 3))
          return;
      }
}

void
tide_own_place_tags (TideOwnFigure *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const TideOwnLine *line = tide_own_get_line (self, i);
      const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
      guint from = 0, marks = 0;
      for (guint j = 0; j <= line->dots->len; j++)
        {
          const TideOwnDot *dot = j < line->dots->len ? &g_array_index (line->dots, TideOwnDot, j) : NULL;
          guint own = dot != NULL && dot->in_range
                        ? g_array_index (course->points, TideOwnPoint, dot->point).marks
                        : 0;
          if (own == marks)
            continue;
          if (marks != 0)
            place_tag (self, line, from, j, marks);
          from = j;
          marks = own;
        }
    }
}

/* --- lanes --- */

static char *
dup_dose_words (const TideOwnCourse *course)
{
  GString *text = g_string_new (NULL);
  guint n = course->steps->len, first = n > 6 ? n - 6 : 0;
  for (guint i = first; i < n; i++)
    {
      const TideOwnStep *step = &g_array_index (course->steps, TideOwnStep, i);
      g_autofree char *dose
        = isnan (step->dose_mg) ? g_strdup ("?") : tide_timeline_format_dose (step->dose_mg);
      if (i + 1 < n || n == 1)
        {
          g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", dose);
          continue;
        }
      g_autofree char *moment = tide_own_dup_moment (tide_own_course_get_day (course, step->from));
      g_string_append_printf (text, _ (", then %s mg/d from %s"), dose, moment);
    }
  if (n == 1)
    g_string_append (text, _ (" mg/d"));
  return g_string_free (text, FALSE);
}

/* The same for all that have it, else from the least to the most; NULL without any. */
static char *
dup_spread (const TideOwnCourse *course, gboolean ketamine, gsize offset)
{
  double least = INFINITY, most = -INFINITY;
  for (guint i = 0; i < course->sessions->len; i++)
    {
      const TideOwnSession *own = &g_array_index (course->sessions, TideOwnSession, i);
      double value = *(const double *) ((const char *) own->session + offset);
      if (own->ketamine != ketamine || isnan (value))
        continue;
      least = MIN (least, value);
      most = MAX (most, value);
    }
  if (most < least)
    return NULL;
  g_autofree char *a = tide_timeline_format_dose (least), *b = tide_timeline_format_dose (most);
  return g_str_equal (a, b) ? g_steal_pointer (&a) : g_strdup_printf ("%s–%s", a, b);
}

static void
append_sessions (GString *text, const TideOwnCourse *course, gboolean ketamine)
{
  guint n = 0;
  for (guint i = 0; i < course->sessions->len; i++)
    n += g_array_index (course->sessions, TideOwnSession, i).ketamine == ketamine;
  if (n == 0)
    return;
  g_autofree char *per_kg = dup_spread (course, ketamine, G_STRUCT_OFFSET (TideSession, dose_mg_per_kg)),
                  *mg = dup_spread (course, ketamine, G_STRUCT_OFFSET (TideSession, dose_mg)),
                  *minutes = dup_spread (course, ketamine, G_STRUCT_OFFSET (TideSession, minutes));
  g_string_append_printf (text, "%s", text->len > 0 ? "; " : "");
  g_string_append_printf (
    text, ketamine ? ngettext ("%u dose", "%u doses", n) : ngettext ("%u session", "%u sessions", n), n);
  if (ketamine && per_kg != NULL)
    g_string_append_printf (text, _ (", %s mg/kg"), per_kg);
  else if (ketamine && mg != NULL)
    g_string_append_printf (text, _ (", %s mg"), mg);
  if (minutes != NULL)
    g_string_append_printf (text, _ (", %s min each"), minutes);
}

char *
tide_own_dup_given_words (const TideOwnCourse *course, TideOwnGiven given)
{
  if (given == TIDE_OWN_DAILY)
    return course->steps->len > 0 ? dup_dose_words (course) : g_strdup ("");
  GString *text = g_string_new (NULL);
  append_sessions (text, course, given == TIDE_OWN_KETAMINE);
  return g_string_free (text, FALSE);
}

char *
tide_own_dup_treatment_words (const TideOwnCourse *course)
{
  TideOwnGiven lanes[TIDE_OWN_N_GIVEN];
  guint n = tide_own_list_lanes (course, lanes);
  GString *text = g_string_new (NULL);
  for (guint k = 0; k < n; k++)
    {
      g_autofree char *given = tide_own_dup_given_words (course, lanes[k]);
      g_string_append_printf (text, "%s%s", text->len > 0 && *given != '\0' ? "; " : "", given);
    }
  return g_string_free (text, FALSE);
}

/* What hatch and dots mean stands in the first lane. */
static char *
dup_lane_words (TideOwnFigure *self, const TideOwnCourse *course, TideOwnGiven given, gboolean first)
{
  g_autofree char *treatment = tide_own_dup_given_words (course, given);
  GString *text = g_string_new (treatment);
  if (first && course->overlaps->len > 0)
    {
      guint other = g_array_index (course->overlaps, TideOwnSpan, 0).other;
      g_string_append_printf (text, _ ("%shatched: overlap with %s"), text->len > 0 ? "; " : "",
                              tide_own_courses_get (self->courses, other)->title);
    }
  if (first && course->carry->len > 0)
    {
      double days = tide_own_courses_get_threshold (self->courses, "carry_over_days");
      g_autofree char *number = tide_timeline_format_number (days, 0);
      g_string_append_printf (text, _ ("%sdotted: within %s d of ketamine"), text->len > 0 ? "; " : "",
                              number);
    }
  return g_string_free (text, FALSE);
}

/* The widest stretch in sight of a dose whose bar is high enough for words. */
static gboolean
find_bar (TideOwnFigure *self, const TideOwnCourse *course, double *left, double *right)
{
  double edge = self->plot.x + self->plot.width, widest = 0;
  for (guint i = 0; i < course->steps->len; i++)
    {
      const TideOwnStep *step = &g_array_index (course->steps, TideOwnStep, i);
      double x1 = MIN (tide_own_figure_get_x (self, MAX (step->from_days, 0)), edge),
             x2 = MIN (tide_own_figure_get_x (self, MAX (step->until_days, 0)), edge);
      if (!(step->dose_mg >= 0.95 * course->full_dose) || x2 - x1 <= widest)
        continue;
      widest = x2 - x1;
      *left = x1 + 10 * self->u;
      *right = x2;
    }
  return widest > 0;
}

/* Right of what is given in sessions; inside the bar of a daily dose. */
static void
place_lane_label (TideOwnFigure *self, TideOwnLine *line, TideOwnGiven given, guint nth)
{
  const TideOwnCourse *course = tide_own_courses_get (self->courses, line->course);
  g_autofree char *words = dup_lane_words (self, course, given, nth == 0);
  double u = self->u, right = self->plot.x + self->plot.width, x = self->plot.x + 8 * u;
  gboolean bar = given == TIDE_OWN_DAILY && course->steps->len > 0;
  TideInk ink = self->palette.second_ink;
  if (*words == '\0')
    return;
  for (guint i = 0; i < course->sessions->len && !bar; i++)
    {
      const TideOwnSession *session = &g_array_index (course->sessions, TideOwnSession, i);
      if (session->days <= self->most_days && session->ketamine == (given == TIDE_OWN_KETAMINE))
        x = MAX (x, tide_own_figure_get_x (self, session->days) + 10 * u);
    }
  if (bar && !find_bar (self, course, &x, &right))
    return;
  if (bar)
    ink = self->palette.paper ? self->palette.ink : tide_own_get_lane_style (self, line, given).ground;
  TideText text = tide_words_get_within (self->words, words, TIDE_OWN_SMALL * u, bar, right - x - 6 * u);
  if (right - x < 60 * u)
    return;
  /* Behind the dots of the carry-over where there is room, else over them. */
  for (guint i = 0; i < course->carry->len && !bar; i++)
    {
      double end = tide_own_figure_get_x (
        self, MIN (g_array_index (course->carry, TideOwnSpan, i).until_days, self->most_days));
      if (end + 10 * u > x && end + 16 * u + text.width <= right)
        x = end + 10 * u;
    }
  double lane = tide_own_lane_height (self);
  tide_own_place (self, &text, x, line->lane_y + (nth + 0.5) * lane + text.ascent / 2 - 1, ink,
                  !bar || self->palette.paper ? 3 * u : 0);
}

void
tide_own_place_lane_labels (TideOwnFigure *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      TideOwnLine *line = tide_own_get_line (self, i);
      TideOwnGiven lanes[TIDE_OWN_N_GIVEN];
      guint n = tide_own_list_lanes (tide_own_courses_get (self->courses, line->course), lanes);
      for (guint k = 0; k < n; k++)
        place_lane_label (self, line, lanes[k], k);
    }
}

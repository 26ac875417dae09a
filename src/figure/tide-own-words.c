/* tide-own-words.c: speed, depth, burden and cost of a course in words: the same on screen, on paper and in
 * tests (comparison-and-paper, "Own courses").  Duration is told in tide-own-duration.c.
 *
 * Speed is (last rating without, first with response].  What is not recorded is said to be so, never as none.
 */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-own-courses-private.h"
#include "tide-timeline-private.h"

#define HOURS_TO 2 /* days; within, a clock is named where one was kept */

static const char *const row_labels[TIDE_N_OWN_ROWS]
  = { N_ ("Speed"), N_ ("Depth"), N_ ("Duration"), N_ ("Burden"), N_ ("Cost") };
static const char *const row_hints[TIDE_N_OWN_ROWS]
  = { N_ ("(last without, first with response]"), N_ ("best rating after start"),
      N_ ("shortest to longest possible"), N_ ("worst grade, when it ended"), N_ ("up to now or the end") };

const char *
tide_own_row_get_label (TideOwnRow row)
{
  g_return_val_if_fail (row < TIDE_N_OWN_ROWS, NULL);
  return _ (row_labels[row]);
}

const char *
tide_own_row_get_hint (TideOwnRow row)
{
  g_return_val_if_fail (row < TIDE_N_OWN_ROWS, NULL);
  return _ (row_hints[row]);
}

void
tide_own_cell_clear (TideOwnCell *self)
{
  g_clear_pointer (&self->lead, g_free);
  g_clear_pointer (&self->rest, g_free);
  self->marks = 0;
}

char *
tide_own_cell_dup_text (const TideOwnCell *self)
{
  GString *text = g_string_new (self->lead);
  if (*self->rest != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", self->rest);
  for (guint i = 0; i < TIDE_N_OWN_MARKS; i++)
    if (self->marks & tide_own_marks[i])
      g_string_append_printf (text, " [%s]", tide_own_mark_get_letter (tide_own_marks[i]));
  return g_string_free (text, FALSE);
}

/* --- numbers --- */

char *
tide_own_dup_number (double value)
{
  double rounded = round (value * 10) / 10;
  return tide_timeline_format_number (rounded, fabs (rounded - round (rounded)) < 0.05 ? 0 : 1);
}

char *
tide_own_dup_moment (double days)
{
  if (days < TIDE_OWN_WEEKS_FROM)
    {
      g_autofree char *number = tide_own_dup_number (floor (days + 1e-9));
      return g_strdup_printf (_ ("day %s"), number);
    }
  g_autofree char *number = tide_own_dup_number (days / 7);
  return g_strdup_printf (_ ("wk %s"), number);
}

char *
tide_own_dup_length (double days)
{
  g_autofree char *number = tide_own_dup_number (days < TIDE_OWN_WEEKS_FROM ? floor (days + 1e-9) : days / 7);
  return g_strdup_printf (days < TIDE_OWN_WEEKS_FROM ? _ ("%s d") : _ ("%s wk"), number);
}

/* --- ratings of the course --- */

static const TideOwnPoint *
get_point (const TideOwnCourse *course, guint i)
{
  return &g_array_index (course->points, TideOwnPoint, i);
}

const TideOwnPoint *
tide_own_course_find_visit (const TideOwnCourses *self, const TideOwnCourse *course, int visit)
{
  for (guint i = 0; visit >= 0 && i < course->points->len; i++)
    if (get_point (course, i)->visit->rating.assessment_id
        == self->outcome->visits[visit].rating.assessment_id)
      return get_point (course, i);
  return NULL;
}

/* The last rating up to @days that may decide; the baseline when nothing came between. */
static const TideOwnPoint *
find_before (const TideOwnCourse *course, double days)
{
  const TideOwnPoint *found = NULL;
  for (guint i = 0; i < course->points->len; i++)
    {
      const TideOwnPoint *point = get_point (course, i);
      if (!point->aside && point->days <= days + 1e-9)
        found = point;
    }
  return found;
}

/* What is counted from a marked baseline is marked. */
static guint
get_baseline_marks (const TideOwnCourse *course)
{
  for (guint i = 0; i < course->points->len; i++)
    if (get_point (course, i)->baseline)
      return get_point (course, i)->marks;
  return 0;
}

static gboolean
is_ketamine (const TideOwnCourse *course)
{
  return tide_arm_is_ketamine ((TideArm) course->period->course->arm);
}

static guint
count_given (const TideOwnCourse *course, double days, gboolean ketamine)
{
  guint n = 0;
  for (guint i = 0; i < course->sessions->len; i++)
    {
      const TideOwnSession *session = &g_array_index (course->sessions, TideOwnSession, i);
      n += session->ketamine == ketamine && session->days <= days + 1e-9;
    }
  return n;
}

static void
append_given (GString *text, const TideOwnCourse *course, double from, double until, gboolean ketamine)
{
  guint a = count_given (course, from, ketamine), b = count_given (course, until, ketamine);
  if (b == 0)
    return;
  const char *words = ketamine ? ngettext ("dose", "doses", b) : ngettext ("session", "sessions", b);
  const char *joint = text->len > 0 ? _ (" and ") : "";
  if (a == b)
    g_string_append_printf (text, "%s%u %s", joint, b, words);
  else
    g_string_append_printf (text, _ ("%s%u to %u %s"), joint, a, b, words);
}

/* "2 to 3 doses", "9 to 11 sessions", "3 to 5 doses and 1 session"; NULL where nothing is given in sessions.
 */
static char *
dup_given (const TideOwnCourse *course, double from, double until)
{
  GString *text = g_string_new (NULL);
  append_given (text, course, from, until, TRUE);
  append_given (text, course, from, until, FALSE);
  return g_string_free (text, text->len == 0);
}

/* --- speed --- */

static char *
dup_interval (const TideOwnCourse *course, double from, double until)
{
  if (is_ketamine (course) && until <= HOURS_TO && until != floor (until) && until != 0.5)
    {
      g_autofree char *a = tide_own_dup_number (round (from * 24)),
                      *b = tide_own_dup_number (round (until * 24));
      return g_strdup_printf (_ ("%s h to %s h"), a, b);
    }
  g_autofree char *a = tide_own_dup_moment (tide_own_course_get_day_at (course, from)),
                  *b = tide_own_dup_moment (tide_own_course_get_day_at (course, until));
  return g_str_equal (a, b) ? g_steal_pointer (&a) : g_strdup_printf (_ ("%s to %s"), a, b);
}

static void
append_left_out (GString *rest, const TideOwnCourse *course)
{
  if (course->events->n_recall > 0)
    g_string_append_printf (rest, _ ("%s%u not counted, recall"), rest->len > 0 ? "; " : "",
                            course->events->n_recall);
}

/* Within the follow-up, of those that count. */
static guint
count_ratings (const TideOwnCourse *course, double until)
{
  guint n = 0;
  for (guint i = 0; i < course->points->len; i++)
    {
      const TideOwnPoint *point = get_point (course, i);
      n += !point->baseline && !point->aside && !point->visit->recalls_start && point->days <= until + 1e-9;
    }
  return n;
}

static TideOwnCell
make_speed (const TideOwnCourses *self, const TideOwnCourse *course)
{
  const TideCourseEvent *event = &course->events->events[TIDE_COURSE_RESPONSE];
  g_autoptr (GString) rest = g_string_new (NULL);
  TideOwnCell cell = { 0 };
  if (event->status == TIDE_EVENT_EXCLUDED)
    {
      cell.lead = g_strdup ("–");
      g_string_append (rest, tide_event_why_get_label (event->why));
    }
  else if (event->status == TIDE_EVENT_CENSORED)
    {
      g_autofree char *length = tide_own_dup_length (tide_own_course_get_day_at (course, event->lower_days));
      cell.lead = g_strdup_printf (_ ("no response in %s"), length);
      guint n = count_ratings (course, event->lower_days);
      g_string_append_printf (rest, ngettext ("rated once", "rated %u times", n), n);
    }
  else
    {
      const TideOwnPoint *first = tide_own_course_find_visit (self, course, event->visit),
                         *last = find_before (course, event->lower_days);
      g_autofree char *given = dup_given (course, event->lower_days, event->upper_days);
      cell.lead = dup_interval (course, event->lower_days, event->upper_days);
      cell.marks
        = (first != NULL ? first->marks : 0) | (last != NULL ? last->marks : 0) | get_baseline_marks (course);
      if (given != NULL)
        g_string_append_printf (rest, _ ("after %s"), given);
      if (!event->confirmed)
        g_string_append_printf (rest, "%s%s", rest->len > 0 ? ", " : "", _ ("not confirmed"));
    }
  append_left_out (rest, course);
  cell.rest = g_strdup (rest->str);
  return cell;
}

/* --- depth --- */

static const TideOwnPoint *
find_best (const TideOwnCourses *self, const TideOwnCourse *course)
{
  gboolean higher = tide_instrument_get_primary (self->instrument)->higher_is_better;
  const TideOwnPoint *best = NULL;
  for (guint i = 0; i < course->points->len; i++)
    {
      const TideOwnPoint *point = get_point (course, i);
      if (point->baseline || point->aside)
        continue;
      if (best == NULL || (higher ? point->value > best->value : point->value < best->value))
        best = point;
    }
  return best;
}

static const char *
get_meets_words (const TideOwnPoint *point)
{
  gboolean score_only = (point->visit->marks & TIDE_MARK_SCORE_ONLY) != 0;
  if (point->visit->meets & TIDE_MEETS_REMISSION)
    return score_only ? _ ("remission by score") : _ ("remission");
  if (point->visit->meets & TIDE_MEETS_RESPONSE)
    return score_only ? _ ("response by score") : _ ("response");
  if (point->visit->meets & TIDE_MEETS_PARTIAL)
    return _ ("partial");
  return _ ("no response");
}

static TideOwnCell
make_depth (const TideOwnCourses *self, const TideOwnCourse *course)
{
  const TideOwnPoint *best = find_best (self, course);
  guint decimals = tide_instrument_get_primary (self->instrument)->decimals;
  if (best == NULL)
    return (TideOwnCell){ g_strdup ("–"), g_strdup (_ ("not rated after the start")), 0 };
  g_autofree char *value = tide_timeline_format_number (best->value, decimals),
                  *moment = tide_own_dup_moment (best->day);
  if (isnan (course->period->baseline_value))
    return (TideOwnCell){ g_strdup (value), g_strdup_printf (_ ("%s, no baseline: no change"), moment),
                          best->marks };
  g_autofree char *from = tide_timeline_format_number (course->period->baseline_value, decimals);
  if (isnan (best->percent))
    return (TideOwnCell){ g_strdup_printf ("%s → %s", from, value), g_strdup (moment), best->marks };
  g_autofree char *percent = tide_timeline_format_number (best->percent - 100, 0);
  return (TideOwnCell){ g_strdup_printf ("%s → %s", from, value),
                        g_strdup_printf ("%s%s %%, %s · %s", best->percent > 100.5 ? "+" : "", percent,
                                         moment, get_meets_words (best)),
                        best->marks | get_baseline_marks (course) };
}

/* --- burden --- */

typedef struct
{
  const char *term;
  int severity;        /* the worst */
  guint n, n_sessions; /* reports; sessions with one */
  TideInstant started, ended;
  gboolean open;   /* of one the end is not recorded */
  double resolved; /* latest minute after the start of a session; NAN */
} Effect;

static int
compare_effects (gconstpointer a, gconstpointer b)
{
  const Effect *x = a, *y = b;
  return x->severity != y->severity ? y->severity - x->severity : (int) y->n - (int) x->n;
}

static void
take_effect (GArray *effects, const TideAdverseEvent *event)
{
  Effect *found = NULL;
  for (guint i = 0; i < effects->len && found == NULL; i++)
    if (g_ascii_strcasecmp (g_array_index (effects, Effect, i).term, event->term) == 0)
      found = &g_array_index (effects, Effect, i);
  if (found == NULL)
    {
      Effect fresh = { .term = event->term, .resolved = NAN };
      g_array_append_val (effects, fresh);
      found = &g_array_index (effects, Effect, effects->len - 1);
    }
  found->n++;
  found->n_sessions += event->session_id != 0;
  found->severity = MAX (found->severity, event->severity);
  if (tide_instant_is_known (event->started)
      && (!tide_instant_is_known (found->started)
          || tide_instant_compare (event->started, found->started) < 0))
    found->started = event->started;
  if (tide_instant_is_known (event->ended) && tide_instant_compare (event->ended, found->ended) > 0)
    found->ended = event->ended;
  found->open |= !tide_instant_is_known (event->ended) && isnan (event->resolved_minute);
  if (!isnan (event->resolved_minute))
    found->resolved
      = isnan (found->resolved) ? event->resolved_minute : MAX (found->resolved, event->resolved_minute);
}

static GArray *
list_effects (const TideOwnCourses *self, const TideOwnCourse *course)
{
  GArray *effects = g_array_new (FALSE, FALSE, sizeof (Effect));
  for (guint i = 0; i < self->history->adverse_events->len; i++)
    {
      const TideAdverseEvent *event = self->history->adverse_events->pdata[i];
      gboolean own = FALSE;
      for (guint j = 0; j < tide_own_course_get_n_members (course); j++)
        own |= event->course_id != 0 && event->course_id == tide_own_course_get_member (course, j)->base.id;
      if (own && event->term != NULL && !event->entered_in_error)
        take_effect (effects, event);
    }
  g_array_sort (effects, compare_effects);
  return effects;
}

static const char *
get_grade_words (int severity)
{
  static const char *const words[]
    = { N_ ("grade not recorded"), N_ ("mild"), N_ ("moderate"), N_ ("severe") };
  return _ (words[CLAMP (severity, 0, 3)]);
}

static char *
dup_effect (const TideOwnCourse *course, const Effect *effect)
{
  g_autofree char *term = g_utf8_strdown (effect->term, -1);
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "%s, %s", term, get_grade_words (effect->severity));
  if (effect->n_sessions > 0 && effect->n_sessions == effect->n)
    {
      g_string_append_printf (text, _ (", in %u of %u"), MIN (effect->n_sessions, course->sessions->len),
                              course->sessions->len);
      if (!isnan (effect->resolved))
        {
          g_autofree char *minute = tide_own_dup_number (round (effect->resolved));
          g_string_append_printf (text, _ (", gone by %s min"), minute);
        }
      return g_string_free (text, FALSE);
    }
  if (tide_instant_is_known (effect->started))
    {
      g_autofree char *from = tide_own_dup_moment (tide_own_course_get_day (course, effect->started));
      g_string_append_printf (text, ", %s", from);
      if (!effect->open && tide_instant_is_known (effect->ended))
        {
          g_autofree char *until = tide_own_dup_moment (tide_own_course_get_day (course, effect->ended));
          if (!g_str_equal (from, until))
            g_string_append_printf (text, _ (" to %s"), until);
          return g_string_free (text, FALSE);
        }
    }
  if (effect->open)
    g_string_append (text, _ (", end not recorded"));
  return g_string_free (text, FALSE);
}

static void
append_sessions (const TideOwnCourses *self, const TideOwnCourse *course, GString *rest)
{
  guint held = 0, all = 0;
  for (guint i = 0; i < tide_own_course_get_n_members (course); i++)
    {
      TideSessionCount count
        = tide_course_count_sessions (self->history, tide_own_course_get_member (course, i), self->now);
      held += count.n_held;
      all += count.n_held + count.n_missed;
    }
  if (all > 0 && !is_ketamine (course))
    g_string_append_printf (rest, _ ("%s%u of %u sessions held"), rest->len > 0 ? "; " : "", held, all);
}

static TideOwnCell
make_burden (const TideOwnCourses *self, const TideOwnCourse *course)
{
  g_autoptr (GArray) effects = list_effects (self, course);
  g_autoptr (GString) rest = g_string_new (NULL);
  TideOwnCell cell = { 0 };
  for (guint i = 0; i < effects->len && i < 2; i++)
    {
      g_autofree char *words = dup_effect (course, &g_array_index (effects, Effect, i));
      if (i == 0)
        {
          char *start = g_utf8_substring (words, 0, 1), *upper = g_utf8_strup (start, -1);
          cell.lead = g_strconcat (upper, g_utf8_next_char (words), NULL);
          g_free (start);
          g_free (upper);
        }
      else
        g_string_append (rest, words);
    }
  if (effects->len > 2)
    g_string_append_printf (rest, ngettext ("; and %u other", "; and %u others", effects->len - 2),
                            effects->len - 2);
  append_sessions (self, course, rest);
  if (cell.lead == NULL)
    cell.lead = g_strdup (_ ("no unwanted effect recorded"));
  cell.rest = g_strdup (rest->str);
  return cell;
}

/* --- cost --- */

static char *
dup_money (const TideOwnCourses *self, double amount)
{
  g_autofree char *number = g_strdup_printf (amount == floor (amount) ? "%'.0f" : "%'.2f", amount);
  return self->currency != NULL && *self->currency != '\0' ? g_strdup_printf ("%s %s", number, self->currency)
                                                           : g_steal_pointer (&number);
}

static TideOwnCell
make_cost (const TideOwnCourses *self, const TideOwnCourse *course)
{
  TideCourseCost sum = { 0 };
  g_autoptr (GString) rest = g_string_new (NULL);
  for (guint i = 0; i < tide_own_course_get_n_members (course); i++)
    {
      TideCourseCost own = tide_course_add_costs (self->history, tide_own_course_get_member (course, i), NULL,
                                                  self->thresholds, self->now);
      sum.n_rows += own.n_rows;
      sum.n_unknown += own.n_unknown;
      sum.n_open_sessions += own.n_open_sessions;
      sum.total += own.total;
    }
  if (sum.n_rows == 0)
    return (TideOwnCell){ g_strdup ("–"), g_strdup (_ ("no price recorded")), 0 };
  g_autofree char *given = dup_given (course, G_MAXDOUBLE, G_MAXDOUBLE);
  if (given != NULL)
    g_string_append (rest, given);
  else
    {
      g_autofree char *months = tide_own_dup_number (round (course->end_days / TIDE_DAYS_OF_A_MONTH));
      g_string_append_printf (rest, _ ("%s months"), months);
    }
  if (course->running)
    g_string_append_printf (rest, ", %s", _ ("goes on"));
  if (sum.n_open_sessions > 0)
    g_string_append_printf (rest,
                            ngettext ("; %u past session open, not in it",
                                      "; %u past sessions open, not in it", sum.n_open_sessions),
                            sum.n_open_sessions);
  if (sum.n_unknown > 0)
    g_string_append_printf (
      rest,
      ngettext ("; %u price has no start, not in it", "; %u prices have no start, not in it", sum.n_unknown),
      sum.n_unknown);
  return (TideOwnCell){ dup_money (self, sum.total), g_strdup (rest->str), 0 };
}

TideOwnCell
tide_own_courses_make_cell (const TideOwnCourses *self, TideOwnRow row, guint course)
{
  g_return_val_if_fail (self != NULL && course < self->courses->len, ((TideOwnCell){ 0 }));
  const TideOwnCourse *own = self->courses->pdata[course];
  switch (row)
    {
    case TIDE_OWN_SPEED:
      return make_speed (self, own);
    case TIDE_OWN_DEPTH:
      return make_depth (self, own);
    case TIDE_OWN_DURATION:
      return tide_own_courses_make_duration (self, own);
    case TIDE_OWN_BURDEN:
      return make_burden (self, own);
    case TIDE_OWN_COST:
      return make_cost (self, own);
    case TIDE_N_OWN_ROWS:
    default:
      g_return_val_if_reached (((TideOwnCell){ 0 }));
    }
}

/* tide-own-view.c: what the patient says of a course, beside what the clinician says (F70).  The two are
 * never averaged: where they part, that is the finding.
 */
#include <glib/gi18n-lib.h>

#include "tide-course-result.h"

/* The global change that lies nearest to @near, within a course; @best: against the best state, else against
 * the baseline. */
static const TideRating *
find_rating (const TideCourseBook *book, const char *instrument_id, gboolean best_state, TideDate from,
             TideDate until, TideDate near, int window, TideDate *day)
{
  const TideSeries *series = tide_history_find_series (book->subject.history, instrument_id, "total");
  const TideRating *found = NULL;
  int best = G_MAXINT;
  for (guint i = 0; series != NULL && i < series->n_ratings; i++)
    {
      const TideAssessmentData *data
        = tide_history_find_assessment (book->subject.history, series->ratings[i].assessment_id);
      TideDate taken = data != NULL ? tide_instant_get_date (data->taken) : TIDE_DATE_UNKNOWN;
      if (!tide_date_is_known (taken) || taken <= from
          || ((series->ratings[i].flags & TIDE_RATING_BEST) != 0) != best_state
          || (tide_date_is_known (until) && taken > until))
        continue;
      int distance = ABS (near - taken);
      if (distance > window || distance > best)
        continue;
      best = distance;
      found = &series->ratings[i];
      *day = taken;
    }
  return found;
}

/* One says better, the other not, or they lie two steps of seven apart.  A convention of this program: no
 * study says how far apart is too far. */
static gboolean
do_disagree (int patient, int clinician)
{
  return (patient < 4) != (clinician < 4) || (patient > 4) != (clinician > 4)
         || ABS (patient - clinician) >= 2;
}

static void
append_change (TideCourseBook *book, TideDate from, TideDate until, GString *text, gboolean *apart)
{
  TideDate day = TIDE_DATE_UNKNOWN, other_day = TIDE_DATE_UNKNOWN;
  TideDate last = tide_date_is_known (until) ? until : tide_instant_get_date (book->subject.now);
  int window = (int) tide_thresholds_get (book->subject.thresholds, "cgi_window_days");
  const TideRating *own = find_rating (book, "pgi_i", FALSE, from, until, last, G_MAXINT, &day);
  if (own == NULL)
    return;
  const TideRating *clinician = find_rating (book, "cgii", FALSE, from, until, day, window, &other_day);
  int patient_says = (int) tide_rating_get_value (own);
  g_autofree char *words = tide_date_to_words (day);
  g_string_append_printf (text, _ ("PGI-I %d on %s, "), patient_says, words);
  if (clinician == NULL)
    {
      const TideRating *other = find_rating (book, "cgii", TRUE, from, until, day, window, &other_day);
      if (other != NULL)
        g_string_append_printf (text, _ ("clinician’s CGI-I %d against the best state: another question"),
                                (int) tide_rating_get_value (other));
      else
        g_string_append (text, _ ("clinician’s CGI-I unknown"));
      return;
    }
  int clinician_says = (int) tide_rating_get_value (clinician);
  g_string_append_printf (text, _ ("clinician’s CGI-I %d"), clinician_says);
  *apart = do_disagree (patient_says, clinician_says);
  if (*apart)
    g_string_append (text, _ (": they disagree"));
}

char *
tide_goal_dup_words (const TideHistory *history, const TideGoal *goal, TideDate from, TideDate until)
{
  const TideGoalRating *first = NULL, *last = NULL;
  for (guint i = 0; i < history->goal_ratings->len; i++)
    {
      const TideGoalRating *rating = history->goal_ratings->pdata[i];
      TideDate day = tide_instant_get_date (rating->taken);
      if (rating->goal_id != goal->base.id || rating->value == TIDE_INTEGER_UNKNOWN
          || !tide_date_is_known (day) || (tide_date_is_known (from) && day < from)
          || (tide_date_is_known (until) && day > until))
        continue;
      first = first != NULL ? first : rating;
      last = rating;
    }
  if (first == NULL)
    return NULL;
  g_autofree char *day = tide_date_to_iso (tide_instant_get_date (first->taken));
  g_autofree char *end = tide_date_to_iso (tide_instant_get_date (last->taken));
  if (first == last)
    return g_strdup_printf (_ ("“%s”: %d (%s)"), goal->text, (int) first->value, day);
  return g_strdup_printf (_ ("“%s”: %d (%s), last %d (%s)"), goal->text, (int) first->value, day,
                          (int) last->value, end);
}

static void
append_goals (const TideHistory *history, const TideCourse *course, GString *text)
{
  gsize before = text->len;
  for (guint i = 0; i < history->goals->len; i++)
    {
      g_autofree char *words
        = tide_goal_dup_words (history, history->goals->pdata[i], course->started_on, course->ended_on);
      if (words != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", words);
    }
  if (text->len > before)
    g_string_append (text, _ ("\nOf a goal 0 is not at all, 10 wholly reached"));
}

TideResultLine *
tide_course_get_own_view (TideCourseBook *book, const TideCourse *course)
{
  gboolean apart = FALSE;
  g_autoptr (GString) text = g_string_new (NULL);
  if (!tide_date_is_known (course->started_on))
    return NULL;
  append_change (book, course->started_on, course->ended_on, text, &apart);
  append_goals (book->subject.history, course, text);
  if (text->len == 0)
    return NULL;
  TideResultLine *line = g_new0 (TideResultLine, 1);
  line->title = g_strdup (_ ("Patient’s view"));
  line->words = g_strdup (text->str);
  line->is_amber = apart;
  line->source = g_strdup (_ ("They disagree when one says better and the other does not, or by two steps of "
                              "seven\nSource: a convention of this program"));
  return line;
}

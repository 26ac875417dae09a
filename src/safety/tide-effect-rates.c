/* tide-effect-rates.c: how often an unwanted effect was found where it was asked for, and how often it began
 * in a month of treatment (N12).  A rate without its denominator is not shown anywhere. */
#include <math.h>
#include <string.h>

#include "tide-checklists.h"
#include "tide-course-facts.h"
#include "tide-exposure-watch.h"

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return x < y ? -1 : x > y;
}

static double
median (GArray *values)
{
  if (values->len == 0)
    return NAN;
  g_array_sort (values, compare_doubles);
  guint half = values->len / 2;
  double upper = g_array_index (values, double, half);
  return values->len % 2 == 1 ? upper : (g_array_index (values, double, half - 1) + upper) / 2;
}

/* --- months under an arm --- */

typedef struct
{
  TideDate from, until;
} Span;

static void
add_span (GArray *spans, TideDate from, TideDate until)
{
  Span span = { from, until };
  if (tide_date_is_known (from) && until > from)
    g_array_append_val (spans, span);
}

/* Only days with a dose: a step to 0 mg is a pause or the end. */
static void
add_drug_spans (GArray *spans, const TideHistory *history, const TideCourse *course, TideDate end)
{
  gboolean stepped = FALSE;
  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *step = history->dose_steps->pdata[i];
      const TideDoseStep *next = i + 1 < history->dose_steps->len ? history->dose_steps->pdata[i + 1] : NULL;
      if (step->course_id != course->base.id)
        continue;
      stepped = TRUE;
      TideDate until = next != NULL && next->course_id == step->course_id ? MIN (next->from_date, end) : end;
      if (step->dose_mg_per_day > 0)
        add_span (spans, step->from_date, until);
    }
  if (!stepped)
    add_span (spans, course->started_on, end);
}

/* A series that nobody closed has ended with its last session once the usual gap has passed. */
static void
add_series_span (GArray *spans, const TideSafetyCase *subject, const TideCourse *course, TideDate end)
{
  const char *gap = tide_arm_is_ketamine ((TideArm) course->arm) ? "rechallenge_days" : "gap_days";
  TideDate first = TIDE_DATE_UNKNOWN, last = TIDE_DATE_UNKNOWN;
  for (guint i = 0; i < subject->history->sessions->len; i++)
    {
      const TideSession *session = subject->history->sessions->pdata[i];
      TideDate date = tide_instant_get_date (session->started);
      if (!tide_course_was_treated_by (course, session) || date > end)
        continue;
      first = tide_date_is_known (first) ? MIN (first, date) : date;
      last = tide_date_is_known (last) ? MAX (last, date) : date;
    }
  if (tide_date_is_known (last) && !tide_date_is_known (course->ended_on)
      && end - last > tide_thresholds_get (subject->thresholds, gap))
    end = last;
  add_span (spans, tide_date_is_known (first) ? first : course->started_on, end);
}

static int
by_from (gconstpointer a, gconstpointer b)
{
  const Span *x = a, *y = b;
  return x->from < y->from ? -1 : x->from > y->from;
}

/* Two courses at once are one patient under the arm. */
static double
sum_days (GArray *spans)
{
  g_array_sort (spans, by_from);
  double days = 0;
  TideDate until = G_MININT32;
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);
      days += MAX (span->until - MAX (span->from, until), 0);
      until = MAX (until, span->until);
    }
  return days;
}

static double
count_months (const TideSafetyCase *subject, TideArm arm)
{
  TideDate today = tide_instant_get_date (subject->now);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  for (guint i = 0; i < subject->history->courses->len; i++)
    {
      const TideCourse *course = subject->history->courses->pdata[i];
      TideDate end = tide_date_is_known (course->ended_on) ? MIN (course->ended_on, today) : today;
      if (course->arm != (int) arm)
        continue;
      if (tide_arm_has_daily_dose (arm))
        add_drug_spans (spans, subject->history, course, end);
      else
        add_series_span (spans, subject, course, end);
    }
  return sum_days (spans) / TIDE_DAYS_OF_A_MONTH;
}

static const TideCourse *
get_course_of (const TideHistory *history, gint64 course_id, TideArm arm)
{
  const TideCourse *course = course_id != 0 ? tide_history_find_course (history, course_id) : NULL;
  return course != NULL && course->arm == (int) arm ? course : NULL;
}

/* Written down at that visit or session, or going on that day. */
static gboolean
is_there (const TideAdverseEvent *event, const TideEffectCheck *check)
{
  if ((check->visit_id != 0 && event->visit_id == check->visit_id)
      || (check->session_id != 0 && event->session_id == check->session_id))
    return TRUE;
  TideDate day = tide_instant_get_date (check->taken);
  return tide_instant_is_known (event->started) && tide_instant_get_date (event->started) <= day
         && (!tide_instant_is_known (event->ended) || tide_instant_get_date (event->ended) >= day);
}

static gboolean
is_of_term (const TideChecklist *list, const TideChecklistTerm *term, const TideAdverseEvent *event)
{
  return !event->entered_in_error && tide_checklist_match_term (list, event->term) == term;
}

static gboolean
found_at (const TideSafetyCase *subject, const TideChecklist *list, const TideEffectRate *rate,
          const TideEffectCheck *check)
{
  for (guint i = 0; i < subject->history->adverse_events->len; i++)
    {
      const TideAdverseEvent *event = subject->history->adverse_events->pdata[i];
      if (is_of_term (list, rate->term, event)
          && get_course_of (subject->history, event->course_id, (TideArm) rate->arm) != NULL
          && is_there (event, check))
        return TRUE;
    }
  return FALSE;
}

static void
count_checks (const TideSafetyCase *subject, const TideChecklist *list, TideEffectRate *rate)
{
  for (guint i = 0; i < subject->history->effect_checks->len; i++)
    {
      const TideEffectCheck *check = subject->history->effect_checks->pdata[i];
      if (check->entered_in_error || !tide_effect_check_asks (check, rate->term->id)
          || get_course_of (subject->history, check->course_id, (TideArm) rate->arm) == NULL)
        continue;
      rate->n_checks++;
      rate->n_found += found_at (subject, list, rate, check);
    }
  rate->rate_per_check = rate->n_checks > 0 ? (double) rate->n_found / rate->n_checks : NAN;
}

/* One time of an effect, whatever number of visits wrote it down. */
typedef struct
{
  const TideCourse *course;
  TideInstant started, ended; /* ended unknown: it goes on */
} Episode;

/* An effect that still went on when it was written down again is the same one: its onset was then, under the
 * course of then.  Under another course that is only believed where the two say so themselves, by one onset
 * or by an end after the new onset: an old entry that nobody closed must not swallow what another treatment
 * brought. */
static gboolean
goes_on_in (const Episode *episode, const TideCourse *course, const TideAdverseEvent *event)
{
  gboolean closed = tide_instant_is_known (episode->ended), dated = tide_instant_is_known (event->started);
  TideDate day = dated ? tide_instant_get_date (event->started) : TIDE_DATE_UNKNOWN;
  if (closed && dated && day <= tide_instant_get_date (episode->ended))
    return episode->course == course || day >= tide_instant_get_date (episode->started);
  if (episode->course == course)
    return !closed;
  return !closed && dated && tide_instant_is_known (episode->started)
         && day == tide_instant_get_date (episode->started);
}

static void
add_to_episodes (GArray *episodes, const TideCourse *course, const TideAdverseEvent *event)
{
  for (guint i = 0; i < episodes->len; i++)
    {
      Episode *episode = &g_array_index (episodes, Episode, i);
      if (!goes_on_in (episode, course, event))
        continue;
      /* What was written last says whether it is over. */
      if (tide_instant_is_known (event->ended)
          && (!tide_instant_is_known (episode->ended)
              || tide_instant_compare (event->ended, episode->ended) > 0))
        episode->ended = event->ended;
      else if (!tide_instant_is_known (event->ended))
        episode->ended = TIDE_INSTANT_UNKNOWN;
      return;
    }
  Episode fresh = { course, event->started, event->ended };
  g_array_append_val (episodes, fresh);
}

static void
count_episode (const TideSafetyCase *subject, TideEffectRate *rate, const Episode *episode, GArray *onsets,
               GArray *durations)
{
  TideDate start = tide_course_get_first_day (subject->history, episode->course);
  gboolean dated = tide_instant_is_known (episode->started);
  rate->n_onsets++;
  if (dated && tide_date_is_known (start))
    {
      double days = tide_instant_get_date (episode->started) - start;
      g_array_append_val (onsets, days);
    }
  if (!tide_instant_is_known (episode->ended))
    return;
  rate->n_resolved++;
  double length = tide_instant_get_date (episode->ended) - tide_instant_get_date (episode->started);
  if (dated)
    g_array_append_val (durations, length);
}

static void
count_events (const TideSafetyCase *subject, const TideChecklist *list, TideEffectRate *rate)
{
  g_autoptr (GArray) onsets = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) durations = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) episodes = g_array_new (FALSE, FALSE, sizeof (Episode));
  for (guint i = 0; i < subject->history->adverse_events->len; i++)
    {
      const TideAdverseEvent *event = subject->history->adverse_events->pdata[i];
      const TideCourse *course
        = event->course_id != 0 ? tide_history_find_course (subject->history, event->course_id) : NULL;
      if (is_of_term (list, rate->term, event) && course != NULL)
        add_to_episodes (episodes, course, event);
    }
  for (guint i = 0; i < episodes->len; i++)
    if (g_array_index (episodes, Episode, i).course->arm == rate->arm)
      count_episode (subject, rate, &g_array_index (episodes, Episode, i), onsets, durations);
  rate->rate_per_month = rate->patient_months > 0 ? rate->n_onsets / rate->patient_months : NAN;
  rate->onset_days = median (onsets);
  rate->duration_days = median (durations);
}

GPtrArray *
tide_exposure_watch_list_effects (const TideSafetyCase *subject, TideArm arm)
{
  g_return_val_if_fail (subject != NULL, NULL);
  GPtrArray *rates = g_ptr_array_new_with_free_func (g_free);
  const TideChecklist *list = tide_checklists_for (subject->rules, arm);
  double months = count_months (subject, arm);
  for (guint i = 0; list != NULL && i < list->terms->len; i++)
    {
      TideEffectRate *rate = g_new0 (TideEffectRate, 1);
      rate->term = list->terms->pdata[i];
      rate->arm = (int) arm;
      rate->patient_months = months;
      count_checks (subject, list, rate);
      count_events (subject, list, rate);
      g_ptr_array_add (rates, rate);
    }
  return rates;
}

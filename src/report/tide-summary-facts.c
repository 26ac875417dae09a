/* tide-summary-facts.c: the six facts under the diagnoses, which a reader with half a minute takes away. */

#include "tide-score-words.h"
#include "tide-summary-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static TideBlock *
fact (const TideSummary *self, const char *label, const char *value, const char *note)
{
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, tide_summary_text (self, TIDE_PT_CAPTION, "%s", label), 0);
  tide_block_stack_add (stack, tide_summary_text (self, 12.5, "<b>%s</b>", value), -1);
  tide_block_stack_add (stack, tide_summary_text (self, TIDE_PT_CAPTION, "%s", note), -0.5);
  return stack;
}

static char *
band_word (TideInstrument *instrument, double value)
{
  const TideScoreInfo *primary = tide_instrument_get_primary (instrument);
  const TideBandSet *set = tide_instrument_find_band_set (instrument, primary->id, NULL);
  const TideBand *band = set != NULL ? tide_band_set_find (set, value) : NULL;
  return g_strdup (band != NULL ? band->label : "");
}

/* "estimated from 7 of 9, moderately severe, 2026-09-30; item 9 not answered": an estimate looks like any
 * other number, so the words stand beside it. */
static char *
dup_now_note (const TideSummary *self, TideInstrument *instrument, const TideRating *last)
{
  const TideAssessmentData *data = tide_history_find_assessment (self->data->history, last->assessment_id);
  g_autofree char *band = band_word (instrument, tide_rating_get_value (last));
  g_autofree char *date = tide_summary_date_of (last->taken_utc);
  g_autofree char *estimate = data != NULL ? tide_score_dup_estimate (instrument, data) : NULL;
  g_autofree char *unasked = data != NULL ? tide_score_dup_open_safety (instrument, data) : NULL;
  return g_strconcat (estimate != NULL ? estimate : "", estimate != NULL ? ", " : "", band,
                      *band != '\0' ? ", " : "", date, unasked != NULL ? "; " : "", unasked, NULL);
}

/* The last value of a scale with its word and day. */
static TideBlock *
fact_now (const TideSummary *self, TideInstrument *instrument, const TideRating *last)
{
  /* Translators: %s is a scale: its last rating */
  g_autofree char *label = g_strdup_printf (_ ("%s now"), tide_instrument_get_short_name (instrument));
  if (last == NULL)
    return fact (self, label, "–", _ ("no rating"));
  double value = tide_rating_get_value (last);
  guint decimals = tide_instrument_get_primary (instrument)->decimals;
  g_autofree char *number = g_strdup_printf ("%.*f", (int) decimals, value);
  g_autofree char *note = dup_now_note (self, instrument, last);
  return fact (self, label, number, note);
}

/* "30 to 26, within error": both ends and whether the change is more than the scale's error. */
static char *
change_note (const TideSummary *self, double from, double to)
{
  const TideChangeRule *rule = tide_instrument_get_change_rule (self->instrument);
  int decimals = (int) tide_instrument_get_primary (self->instrument)->decimals;
  const char *reliable = "";
  if (!isnan (rule->reliable_change))
    reliable = tide_outcome_at_least (fabs (to - from), rule->reliable_change) ? _ (", reliable")
                                                                               : _ (", within error");
  /* Translators: first value, last value, and ", reliable" or ", within error" */
  return g_strdup_printf (_ ("%.*f to %.*f%s"), decimals, from, decimals, to, reliable);
}

/* In percent of the first rating, in words: a sign would be read in both ways. */
static TideBlock *
fact_since_first (const TideSummary *self, const TideVisitOutcome *first, const TideVisitOutcome *last)
{
  const char *label = _ ("Since first rating");
  if (first == NULL || first == last)
    return fact (self, label, "–", first == NULL ? _ ("no rating") : _ ("one rating so far"));
  double from = tide_rating_get_value (&first->rating), to = tide_rating_get_value (&last->rating);
  double percent = tide_outcome_percent (from, to, tide_instrument_get_change_rule (self->instrument)->floor);
  g_autofree char *value = NULL;
  if (isnan (percent))
    value = tide_summary_points (to - from, tide_instrument_get_primary (self->instrument)->decimals, TRUE);
  else if (percent == 0)
    value = g_strdup (_ ("the same"));
  else
    value = g_strdup_printf (percent > 0 ? _ ("%.0f %% lower") : _ ("%.0f %% higher"), fabs (percent));
  g_autofree char *note = change_note (self, from, to);
  return fact (self, label, value, note);
}

static gboolean
is_of_course (const TideSummary *self, const TideVisitOutcome *visit, const TideCourseOutcome *course)
{
  return visit->course >= 0 && &self->outcome->courses[visit->course] == course;
}

static TideBlock *
fact_since_baseline (const TideSummary *self, const TideVisitOutcome *last, const TideCourseOutcome *course)
{
  const char *label = _ ("Since baseline of course");
  if (last == NULL || course == NULL || isnan (course->baseline_value))
    return fact (self, label, "–",
                 last == NULL     ? _ ("no rating")
                 : course == NULL ? _ ("no course")
                                  : _ ("no baseline"));
  if (last == &self->outcome->visits[course->baseline] || !is_of_course (self, last, course))
    return fact (self, label, "–", _ ("not rated since"));
  double to = tide_rating_get_value (&last->rating);
  g_autofree char *value = tide_summary_points (
    to - course->baseline_value, tide_instrument_get_primary (self->instrument)->decimals, TRUE);
  g_autofree char *note = change_note (self, course->baseline_value, to);
  return fact (self, label, value, note);
}

static TideBlock *
fact_state (const TideSummary *self, const TideVisitOutcome *last, const TideCourseOutcome *course)
{
  g_autofree char *title = course != NULL ? tide_course_dup_title (course->course) : NULL;
  const char *label = _ ("State of last course");
  if (last == NULL || course == NULL)
    return fact (self, label, "–", title != NULL ? title : _ ("no course"));
  if (isnan (course->baseline_value))
    return fact (self, label, _ ("No baseline"), title);
  if (!is_of_course (self, last, course) || last->state == TIDE_STATE_NONE)
    return fact (self, label, "–", title);
  const char *word = (last->marks & TIDE_MARK_WATCH) != 0 ? _ ("Watch") : tide_state_get_label (last->state);
  g_autofree char *basis = last->cgi_i > 0 ? g_strdup_printf (", CGI-I %d", last->cgi_i)
                           : (last->marks & TIDE_MARK_SCORE_ONLY) != 0 ? g_strdup (_ (", by score"))
                                                                       : g_strdup ("");
  g_autofree char *note = g_strdup_printf ("%s%s", title != NULL ? title : "", basis);
  return fact (self, label, word, note);
}

static gboolean
is_in_span (const TideSummary *self, const TideSeries *series)
{
  for (guint i = 0; i < series->n_ratings; i++)
    if (tide_summary_in_span (self, series->ratings[i].taken_utc))
      return TRUE;
  return FALSE;
}

/* The last one that counts: by the same rule as for the charted scale (clinical.md 3.4). */
static const TideRating *
last_in_span (const TideSummary *self, TideInstrument *instrument, const TideSeries *series)
{
  const TideSummaryData *data = self->data;
  g_autoptr (TideOutcome) outcome
    = tide_outcome_compute (data->history, instrument, data->thresholds, data->now);
  for (guint i = series->n_ratings; i > 0; i--)
    if (tide_summary_in_span (self, series->ratings[i - 1].taken_utc)
        && !tide_outcome_is_passed_over (outcome, series->ratings[i - 1].assessment_id))
      return &series->ratings[i - 1];
  return NULL;
}

/* The second scale that the patient has most ratings of. */
static TideBlock *
fact_second (const TideSummary *self)
{
  const TideHistory *history = self->data->history;
  const TideSeries *best = NULL;
  TideInstrument *best_instrument = NULL;
  for (guint i = 0; i < history->series->len; i++)
    {
      const TideSeries *series = history->series->pdata[i];
      TideInstrument *instrument = tide_library_lookup (self->data->library, series->instrument_id);
      if (instrument == NULL || instrument == self->instrument || !is_in_span (self, series)
          || g_strcmp0 (series->score_id, tide_instrument_get_primary (instrument)->id) != 0
          || isnan (tide_instrument_get_change_rule (instrument)->response_percent))
        continue;
      if (best == NULL || series->n_ratings > best->n_ratings)
        {
          best = series;
          best_instrument = instrument;
        }
    }
  if (best == NULL)
    return fact (self, _ ("Second scale"), "–", _ ("none rated"));
  return fact_now (self, best_instrument, last_in_span (self, best_instrument, best));
}

static TideBlock *
fact_course (const TideSummary *self, const TideCourseOutcome *course)
{
  const char *label = _ ("In last course");
  if (course == NULL || !tide_instant_is_known (course->day0) || course->planned)
    return fact (self, label, "–",
                 course == NULL    ? _ ("no course")
                 : course->planned ? _ ("not begun")
                                   : _ ("start not known"));
  TideDate ended = course->course->ended_on;
  if (ended > tide_instant_get_date (self->data->now))
    ended = TIDE_DATE_UNKNOWN; /* planned: it still runs */
  TideInstant end = tide_date_is_known (ended) ? tide_instant_from_date (ended) : self->data->now;
  double days = floor (MAX (0, tide_instant_days_since (end, course->day0)));
  g_autofree char *value
    = days < 28 ? g_strdup_printf (_ ("%.0f d"), days) : g_strdup_printf (_ ("%.0f wk"), floor (days / 7));
  g_autofree char *date
    = tide_date_to_iso (tide_date_is_known (ended) ? ended : tide_instant_get_date (course->day0));
  g_autofree char *note
    = g_strdup_printf (tide_date_is_known (ended) ? _ ("ended %s") : _ ("since %s"), date);
  return fact (self, label, value, note);
}

#define FACT_PADDING 5.0

TideBlock *
tide_summary_facts (const TideSummary *self)
{
  const TideVisitOutcome *first = tide_summary_first_visit (self), *last = tide_summary_last_visit (self);
  const TideCourseOutcome *course = tide_summary_course (self);
  TideBlock *facts[] = {
    fact_now (self, self->instrument, last != NULL ? &last->rating : NULL),
    fact_since_first (self, first, last),
    fact_since_baseline (self, last, course),
    fact_state (self, last, course),
    fact_second (self),
    fact_course (self, course),
  };
  TideBlock *row = tide_block_row_new_spread (facts, G_N_ELEMENTS (facts), 9);
  tide_block_row_set_inline (row);
  tide_block_row_set_dividers (row, FACT_PADDING - 1.5);
  return tide_block_frame_new (row, FACT_PADDING, 4);
}

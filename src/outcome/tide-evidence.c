/* tide-evidence.c: what of a visit the rules look at: the score, the CGI near it, and other scores that a
 * clause asks for. */
#include <math.h>
#include <string.h>

#include "tide-outcome-private.h"

static void
add_score (GPtrArray *scores, const char *instrument, const char *score)
{
  for (guint i = 0; i < scores->len; i += 2)
    if (strcmp (scores->pdata[i], instrument) == 0 && strcmp (scores->pdata[i + 1], score) == 0)
      return;
  g_ptr_array_add (scores, (gpointer) instrument);
  g_ptr_array_add (scores, (gpointer) score);
}

static void
add_scores_of (GPtrArray *scores, const TideCriteria *criteria)
{
  static const char *const clauses[] = { "response", "remission" };
  for (guint i = 0; i < G_N_ELEMENTS (clauses); i++)
    {
      const TideClause *clause = tide_criteria_find_clause (criteria, clauses[i]);
      for (guint j = 0; clause != NULL && j < clause->also->len; j++)
        {
          const TideClauseAlso *also = clause->also->pdata[j];
          add_score (scores, also->instrument, also->score);
        }
    }
}

GPtrArray *
tide_outcome_list_scores (TideInstrument *instrument, const TideOutcomeOptions *options)
{
  g_return_val_if_fail (instrument != NULL, NULL);
  GPtrArray *scores = g_ptr_array_new ();
  add_score (scores, tide_instrument_get_id (instrument), tide_instrument_get_primary (instrument)->id);
  add_score (scores, "cgis", "total");
  add_score (scores, "cgii", "total");
  /* A course may be judged by the rules of any illness for which the scale is used. */
  for (guint i = 0; i < tide_criteria_get_n (); i++)
    {
      const TideCriteria *criteria = tide_criteria_get (i);
      if (i == 0 || tide_criteria_names_instrument (criteria, tide_instrument_get_id (instrument)))
        add_scores_of (scores, criteria);
    }
  if (options != NULL && options->criteria != NULL)
    add_scores_of (scores, options->criteria);
  return scores;
}

/* The other score nearest to the visit, as a CGI is taken: of the same form when it is of the same scale. NAN
 * when it was not rated. */
static double
find_other (const TideOutcomeTask *task, const TideClauseAlso *also, guint index)
{
  const TideSeries *series = tide_history_find_series (task->history, also->instrument, also->score);
  const TideRating *rating = &task->outcome->visits[index].rating;
  gboolean same_form = g_strcmp0 (also->instrument, tide_instrument_get_id (task->instrument)) == 0;
  double window = task->book->cgi_window_days, value = NAN;
  int nearest = G_MAXINT;
  for (guint i = 0; series != NULL && i < series->n_ratings; i++)
    {
      const TideRating *other = &series->ratings[i];
      if (same_form && other->assessment_id != rating->assessment_id)
        continue;
      int distance
        = same_form ? 0
                    : ABS (tide_instant_get_date (tide_rating_get_taken (other)) - task->moments[index].date);
      if (distance > window || distance > nearest)
        continue;
      nearest = distance;
      value = tide_rating_get_value (other);
    }
  return value;
}

/* What was not rated denies nothing. */
static gboolean
is_denied (const TideOutcomeTask *task, const TideClause *clause, guint index)
{
  for (guint i = 0; i < clause->also->len; i++)
    {
      const TideClauseAlso *also = clause->also->pdata[i];
      if (tide_outcome_at_least (find_other (task, also, index), also->below))
        return TRUE;
    }
  return FALSE;
}

TideEvidence
tide_outcome_collect_evidence (const TideOutcomeTask *task, const TideCourseOutcome *course, guint index)
{
  const TideMoment *moment = &task->moments[index];
  TideEvidence evidence = { .baseline = course->baseline_value,
                            .value = tide_rating_get_value (&task->outcome->visits[index].rating) };
  /* The CGI speaks of what the course aims at: it does not judge a second scale, nor the state it compares
   * with. */
  if (tide_outcome_aims_at (course, task->instrument) && course->baseline != (int) index)
    {
      evidence.cgi_s = moment->cgi_s;
      evidence.cgi_i = moment->cgi_i;
    }
  const TidePeriod *period = task->periods->pdata[course - task->outcome->courses];
  evidence.also_denies_response = is_denied (task, period->judging->response, index);
  evidence.also_denies_remission = is_denied (task, period->judging->remission, index);
  return evidence;
}

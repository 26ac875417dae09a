/* tide-outcome-book.c: the numbers and rules by which courses are judged, looked up once: a pass over a
 * clinic asks for the same dozen numbers and the same few rules at each of a million ratings. */
#include "tide-outcome-private.h"

TideOutcomeBook *
tide_outcome_book_new (TideInstrument *instrument, const TideThresholds *thresholds, TideInstant now,
                       const TideOutcomeOptions *options)
{
  TideOutcomeBook *self = g_new0 (TideOutcomeBook, 1);
  self->instrument = instrument;
  self->instrument_id = tide_instrument_get_id (instrument);
  self->recall_days = tide_instrument_get_recall_days (instrument);
  self->thresholds = thresholds;
  self->now = now;
  if (options != NULL)
    self->options = *options;
  self->baseline_days = tide_thresholds_get (thresholds, "baseline_days");
  self->baseline_days_ketamine = tide_thresholds_get (thresholds, "baseline_days_ketamine");
  self->companion_days = tide_thresholds_get (thresholds, "companion_days");
  self->cgi_window_days = tide_thresholds_get (thresholds, "cgi_window_days");
  self->carry_over_days = tide_thresholds_get (thresholds, "carry_over_days");
  self->background_days = tide_thresholds_get (thresholds, "background_days");
  self->dose_rising_days = tide_thresholds_get (thresholds, "dose_rising_days");
  self->series_gap_days = tide_thresholds_get (thresholds, "series_gap_days");
  self->watch_days = tide_thresholds_get (thresholds, "watch_days");
  self->relapse_percent_below = tide_thresholds_get (thresholds, "relapse_percent_below");
  self->ketamine_wait_seconds = (gint64) (3600 * tide_thresholds_get (thresholds, "ketamine_wait_hours"));
  self->judgings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tide_outcome_book_free (TideOutcomeBook *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->judgings);
  g_free (self);
}

static const TideCriteria *
choose_criteria (const TideOutcomeBook *self, const char *condition)
{
  const TideCriteria *chosen = self->options.criteria;
  /* Rules for one illness do not judge the scale of another. */
  if (chosen != NULL && tide_criteria_names_instrument (chosen, self->instrument_id))
    return chosen;
  return tide_criteria_find (condition, self->instrument_id);
}

static const TideJudging *
add_judging (TideOutcomeBook *self, const char *condition, TideSex sex)
{
  TideJudging *judging = g_new0 (TideJudging, 1);
  judging->condition = condition;
  judging->sex = sex;
  judging->criteria = choose_criteria (self, condition);
  judging->rule = tide_criteria_resolve (judging->criteria, self->instrument, sex);
  judging->limits = tide_state_limits_from (judging->criteria, self->thresholds);
  judging->limits.strict = self->options.strict;
  judging->response = tide_criteria_find_clause (judging->criteria, "response");
  judging->remission = tide_criteria_find_clause (judging->criteria, "remission");
  g_ptr_array_add (self->judgings, judging);
  return judging;
}

const TideJudging *
tide_outcome_book_find (TideOutcomeBook *self, const TideHistory *history, const TideCourse *course)
{
  const char *condition = course->indication != NULL ? tide_icd_get_condition (course->indication) : NULL;
  const TideDiagnosis *primary = tide_history_get_primary_diagnosis (history);
  TideSex sex = history->patient != NULL ? (TideSex) history->patient->sex : TIDE_SEX_UNKNOWN;
  if (condition == NULL && primary != NULL && primary->code != NULL)
    condition = tide_icd_get_condition (primary->code);
  for (guint i = 0; i < self->judgings->len; i++)
    {
      const TideJudging *judging = self->judgings->pdata[i];
      if (judging->condition == condition && judging->sex == sex) /* conditions are the table's own texts */
        return judging;
    }
  return add_judging (self, condition, sex);
}

/* tide-state.c: the state of one score against its baseline (clinical.md 3.3 and 3.5), and the words for
 * states.
 *
 * Everything compares unrounded values with a tolerance of 1e-9: 20 → 13 is 35.0 % and a response, 26 → 17
 * is 34.615 % and is not, although it prints as 35 %.
 */
#include "tide-outcome-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define TOLERANCE 1e-9

const char *
tide_state_get_label (TideState state)
{
  switch (state)
    {
    case TIDE_STATE_BASELINE:
      return _ ("Baseline");
    case TIDE_STATE_TOO_EARLY:
      return _ ("Too early");
    case TIDE_STATE_NO_RESPONSE:
      return _ ("No response");
    case TIDE_STATE_PARTIAL:
      return _ ("Partial");
    case TIDE_STATE_RESPONSE:
      return _ ("Response");
    case TIDE_STATE_REMISSION:
      return _ ("Remission");
    case TIDE_STATE_RELAPSE:
      return _ ("Relapse");
    case TIDE_STATE_WORSE:
      return _ ("Worse");
    case TIDE_STATE_NONE:
    case TIDE_N_STATES:
    default:
      return _ ("No state");
    }
}

const char *
tide_state_get_short_label (TideState state)
{
  switch (state)
    {
    case TIDE_STATE_BASELINE:
      return _ ("Base");
    case TIDE_STATE_TOO_EARLY:
      return _ ("Early");
    case TIDE_STATE_NO_RESPONSE:
      return _ ("No resp.");
    case TIDE_STATE_PARTIAL:
      return _ ("Part.");
    case TIDE_STATE_RESPONSE:
      return _ ("Resp.");
    case TIDE_STATE_REMISSION:
      return _ ("Rem.");
    case TIDE_STATE_RELAPSE:
      return _ ("Rel.");
    case TIDE_STATE_WORSE:
      return _ ("Worse");
    case TIDE_STATE_NONE:
    case TIDE_N_STATES:
    default:
      return "–";
    }
}

const char *
tide_state_get_code (TideState state)
{
  static const char *const codes[] = { "none",     "baseline",  "too_early", "no_response", "partial",
                                       "response", "remission", "relapse",   "worse" };
  G_STATIC_ASSERT (G_N_ELEMENTS (codes) == TIDE_N_STATES);
  return (guint) state < TIDE_N_STATES ? codes[state] : codes[0];
}

const char *
tide_mark_get_code (TideMark mark)
{
  static const char *const codes[TIDE_N_MARKS]
    = { "recall",   "carry_over",   "overlap", "dose",     "mode",       "score_only",
        "disagree", "low_baseline", "watch",   "prorated", "total_only", "discontinuation" };
  for (guint bit = 0; bit < TIDE_N_MARKS; bit++)
    if ((guint) mark == 1u << bit)
      return codes[bit];
  g_return_val_if_reached (NULL);
}

gboolean
tide_outcome_at_least (double value, double threshold)
{
  return value >= threshold - TOLERANCE;
}

double
tide_outcome_percent (double baseline, double value, double floor)
{
  /* At the floor nothing can fall: undefined, never a response (clinical.md 3.3). */
  return baseline - floor > TOLERANCE ? 100 * (baseline - value) / (baseline - floor) : NAN;
}

TideStateLimits
tide_state_limits_from (const TideCriteria *criteria, const TideThresholds *thresholds)
{
  return (TideStateLimits){
    tide_criteria_get_cgi (criteria, "response", thresholds),
    tide_criteria_get_cgi (criteria, "partial", thresholds),
    tide_criteria_get_cgi (criteria, "remission", thresholds),
    tide_thresholds_get (thresholds, "worse_percent"),
    FALSE,
  };
}

gboolean
tide_outcome_meets_response (const TideChangeRule *rule, double baseline, double value)
{
  if (!isnan (rule->response_points))
    return tide_outcome_at_least (baseline - value, rule->response_points);
  double percent = tide_outcome_percent (baseline, value, rule->floor);
  return !isnan (rule->response_percent) && !isnan (percent)
         && tide_outcome_at_least (percent, rule->response_percent);
}

/* Worse by the reliable change, or by a quarter and at least half of it (clinical.md 3.5, rule A9). */
static gboolean
is_worse (const TideChangeRule *rule, double worse_percent, double rise, double percent)
{
  double reliable = isnan (rule->reliable_change) ? rule->reliable_points : rule->reliable_change;
  if (isnan (reliable))
    return FALSE;
  return tide_outcome_at_least (rise, reliable)
         || (tide_outcome_at_least (-percent, worse_percent) && tide_outcome_at_least (rise, reliable / 2));
}

gboolean
tide_outcome_is_deterioration (const TideChangeRule *rule, const TideThresholds *thresholds, double baseline,
                               double value)
{
  g_return_val_if_fail (rule != NULL && thresholds != NULL, FALSE);
  return is_worse (rule, tide_thresholds_get (thresholds, "worse_percent"), value - baseline,
                   tide_outcome_percent (baseline, value, rule->floor));
}

static TideJudgement
decide (TideState state, const char *clause, guint marks)
{
  return (TideJudgement){ .state = state, .clause = clause, .marks = marks };
}

/* Response > partial > none, each with its CGI-I clause; a missing CGI-I leaves the score alone to speak, but
 * for the strict rules, where nothing can be said then. */
static TideJudgement
judge_fall (const TideChangeRule *rule, const TideStateLimits *limits, const TideEvidence *e)
{
  gboolean response = tide_outcome_meets_response (rule, e->baseline, e->value);
  gboolean partial = !isnan (rule->partial_percent)
                     && tide_outcome_at_least (tide_outcome_percent (e->baseline, e->value, rule->floor),
                                               rule->partial_percent);
  if (!response && !partial)
    return decide (TIDE_STATE_NO_RESPONSE, "none", 0);
  if (e->cgi_i == 0 && limits->strict)
    return decide (TIDE_STATE_NONE, "cgi_missing", 0);
  guint marks = e->cgi_i == 0 ? TIDE_MARK_SCORE_ONLY : 0;
  if (e->cgi_i > limits->partial_at_most)
    return decide (TIDE_STATE_NO_RESPONSE, "disagree", TIDE_MARK_DISAGREE);
  if (!response)
    return decide (TIDE_STATE_PARTIAL, "partial", marks);
  if (e->also_denies_response)
    return decide (TIDE_STATE_PARTIAL, "also_fails", marks);
  return e->cgi_i <= limits->response_at_most ? decide (TIDE_STATE_RESPONSE, "response", marks)
                                              : decide (TIDE_STATE_PARTIAL, "partial_by_cgi", 0);
}

static gboolean
is_remission (const TideChangeRule *rule, const TideStateLimits *limits, const TideEvidence *e)
{
  return !isnan (rule->remission_at_most) && tide_outcome_at_least (rule->remission_at_most, e->value)
         && !e->also_denies_remission
         && (e->cgi_s == 0 ? !limits->strict : e->cgi_s <= limits->remission_at_most);
}

TideJudgement
tide_outcome_judge (const TideChangeRule *rule, const TideStateLimits *limits, const TideEvidence *e)
{
  double percent = tide_outcome_percent (e->baseline, e->value, rule->floor);
  gboolean has_rule = !isnan (rule->response_percent) || !isnan (rule->response_points)
                      || !isnan (rule->partial_percent) || !isnan (rule->remission_at_most);
  if (isnan (e->baseline) || isnan (e->value) || isnan (percent) || !has_rule)
    return decide (TIDE_STATE_NONE, NULL, 0);

  TideJudgement found = judge_fall (rule, limits, e);
  if (found.state == TIDE_STATE_RESPONSE)
    found.meets = TIDE_MEETS_RESPONSE;
  else if (found.state == TIDE_STATE_PARTIAL)
    found.meets = TIDE_MEETS_PARTIAL;
  if (found.state == TIDE_STATE_NO_RESPONSE
      && is_worse (rule, limits->worse_percent, e->value - e->baseline, percent))
    {
      found.state = TIDE_STATE_WORSE;
      found.clause = "worse";
    }
  else if (is_remission (rule, limits, e))
    {
      found.state = TIDE_STATE_REMISSION;
      found.clause = "remission";
      found.meets |= TIDE_MEETS_REMISSION;
      /* Remission asks the CGI-S, not the CGI-I: the words "score only" follow that. */
      found.marks &= ~(guint) TIDE_MARK_SCORE_ONLY;
      if (e->cgi_s == 0)
        found.marks |= TIDE_MARK_SCORE_ONLY;
    }
  if (!isnan (rule->low_baseline_below) && e->baseline < rule->low_baseline_below - TOLERANCE)
    found.marks |= TIDE_MARK_LOW_BASELINE;
  return found;
}

TideState
tide_outcome_state_of (const TideChangeRule *rule, double baseline, double value, int cgi_s, int cgi_i,
                       guint *marks)
{
  g_return_val_if_fail (rule != NULL, TIDE_STATE_NONE);

  g_autoptr (TideThresholds) defaults = tide_thresholds_new ();
  TideStateLimits limits = tide_state_limits_from (tide_criteria_lookup ("common"), defaults);
  TideEvidence evidence = { .baseline = baseline, .value = value, .cgi_s = cgi_s, .cgi_i = cgi_i };
  TideJudgement found = tide_outcome_judge (rule, &limits, &evidence);
  if (marks != NULL)
    *marks = found.marks;
  return found.state;
}

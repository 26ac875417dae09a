/* tide-thresholds.c: every number of a rule that a clinic may change, with its unit and where it comes from.
 *
 * They stand in one table so that a settings page can list them and every use can print value and source;
 * thresholds that belong to one scale stand in that scale's file.
 */
#include "tide-thresholds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-dose-rules.h"

/* Names are asked for as literals, a dozen of them for each rating: where one was found is remembered by
 * where its letters lie, and compared again. */
#define N_GUESSES 64

struct _TideThresholds
{
  TideThreshold *rows;
  char **sources; /* owned replacements of the default sources, or NULL */
  guint n;
  guint8 guesses[N_GUESSES]; /* by the place of the asked name in memory: its row, counted from 1 */
};

#define CONVENTION N_ ("clinic convention")
#define MATAIX_COLS N_ ("Mataix-Cols 2016, World Psychiatry 15:80")

static const TideThreshold defaults[] = {
  /* what the timeline draws */
  { "gap_days", 56, "d", CONVENTION },
  { "state_days", 42, "d", CONVENTION },
  { "carry_over_days", 28, "d", CONVENTION },
  { "therapy_window_days", 7, "d", CONVENTION },
  { "effect_from_weeks", 8, "wk", N_ ("APA guideline 2007: an adequate trial lasts 8 to 12 weeks") },
  { "effect_to_weeks", 12, "wk", N_ ("APA guideline 2007: an adequate trial lasts 8 to 12 weeks") },
  { "therapy_effect_from_weeks", 4, "wk", N_ ("summary of trials of ERP: over 4 to 12 weeks (Foa 2005)") },
  { "therapy_effect_to_weeks", 12, "wk", N_ ("summary of trials of ERP: over 4 to 12 weeks (Foa 2005)") },
  /* baseline, clinical.md 3.2 */
  { "baseline_days", 28, "d", CONVENTION },
  { "baseline_days_ketamine", 14, "d", CONVENTION },
  /* states, clinical.md 3.5 */
  { "cgi_window_days", 3, "d", CONVENTION },
  { "cgi_response_at_most", 2, "", MATAIX_COLS },
  { "cgi_partial_at_most", 3, "", MATAIX_COLS },
  { "cgi_remission_at_most", 2, "", MATAIX_COLS },
  { "worse_percent", 25, "%", CONVENTION },
  { "too_early_days", 56, "d", N_ ("APA guideline 2007: an adequate trial lasts 8 to 12 weeks") },
  /* relapse, clinical.md 3.6 */
  { "cgi_relapse_at_least", 6, "", MATAIX_COLS },
  { "relapse_percent_below", 10, "%", CONVENTION },
  { "watch_days", 28, "d", MATAIX_COLS },
  /* ketamine recall and visit reduction, clinical.md 3.4 */
  { "ketamine_wait_hours", 24, "h", CONVENTION },
  /* what counts as treatment beside a course, clinical.md 3.6 */
  { "background_days", 56, "d", CONVENTION },
  { "companion_days", 28, "d", CONVENTION },
  { "dose_rising_days", 42, "d", CONVENTION },
  { "adequate_dose_days", 28, "d",
    N_ ("APA guideline 2007: at least 4 to 6 weeks at the highest tolerated dose") },
  { "series_gap_days", 14, "d", CONVENTION },
  { "rechallenge_days", 28, "d", CONVENTION },
  /* alerts, clinical.md 8.1 */
  { "historical_days", 14, "d", CONVENTION },
  { "suicide_recent_days", 30, "d", CONVENTION },
  { "red_repeat_minutes", 15, "min", CONVENTION },
  /* rules on the chart and on time, clinical.md 8: A10, A11, A8 */
  { "loss_of_response_days", 28, "d", CONVENTION },
  { "switch_rise", 6.6, "", N_ ("Lukasiewicz 2013: 6.6 points of the YMRS matter; use: convention") },
  { "suicide_screen_days", 7, "d", CONVENTION },
  { "new_antidepressant_days", 28, "d", N_ ("label warning for the under-25s; weekly screens: convention") },
  { "new_antidepressant_age_below", 25, "a", N_ ("label warning for the under-25s") },
  /* adequacy of a trial, clinical.md 4.1 to 4.4; its days are too_early_days and adequate_dose_days above */
  { "adequate_adherence_percent", 80, "%", CONVENTION },
  { "adequate_strict", 0, "0 or 1", N_ ("0: the rule of days; 1: weeks at the highest tolerated dose") },
  { "strict_weeks", 12, "wk", N_ ("APA guideline 2007: 8 to 12 weeks; the stricter preset takes all 12") },
  { "athf_days", 28, "d", N_ ("Sackeim 2019 (ATHF short form): at least 4 weeks; not re-checked") },
  { "augmentation_days", 28, "d", CONVENTION },
  { "cbt_sessions", 12, "", N_ ("clinic convention, after Simpson 2008 and Foa 2005") },
  { "cbt_hours", 13, "h", N_ ("clinic convention, after Simpson 2008 and Foa 2005") },
  { "cbt_exposure_sessions", 8, "", N_ ("clinic convention, after Simpson 2008 and Foa 2005") },
  { "ketamine_sessions", 6, "",
    N_ ("Murrough 2013: an induction of six infusions; as a minimum: convention") },
  { "esketamine_sessions", 8, "", N_ ("label: twice weekly for 4 weeks; as a minimum: convention") },
  { "ect_sessions", 6, "", N_ ("clinic convention, uncertain: check before relying on it") },
  { "tms_sessions", 20, "", N_ ("clinic convention, uncertain: check before relying on it") },
  { "failed_percent_below", 25, "%", N_ ("Pallanti 2006: no response is a fall below 25 %; not re-checked") },
  /* screening and eligibility */
  { "screening_valid_days", 90, "d", CONVENTION },
  { "eligibility_rating_days", 28, "d", CONVENTION },
  { "eligibility_failed_trials", 2, "",
    N_ ("label of esketamine: resistant depression; for OCD convention") },
  { "eligibility_age_from", 18, "a", CONVENTION },
  { "eligibility_age_caution_above", 65, "a", N_ ("clinical list of cautions for ketamine; not re-checked") },
  { "authorisation_warning_days", 14, "d", CONVENTION },
  { "pain_caution_at_least", 7, "", N_ ("PEG, severe (common, not validated)") },
  { "substance_score_days", 365, "d", N_ ("AUDIT-C and DAST-10 ask about 12 months") },
  /* exposure watch, clinical.md 4.1 and rules A17 and A18 */
  { "review_sessions", 4, "", CONVENTION },
  { "review_urinary_days", 90, "d", CONVENTION },
  { "review_liver_days", 90, "d", CONVENTION },
  { "review_cognition_days", 90, "d", CONVENTION },
  { "review_misuse_days", 90, "d", CONVENTION },
  { "ketamine_doses_in_30_days", 8, "", CONVENTION },
  { "ketamine_iv_mg_per_kg", 1, "mg/kg", CONVENTION },
  { "esketamine_first_weeks", 4, "wk",
    N_ ("label of esketamine: twice weekly in weeks 1 to 4, then weekly") },
  { "esketamine_first_per_week", 2, "",
    N_ ("label of esketamine: twice weekly in weeks 1 to 4, then weekly") },
  { "esketamine_later_per_week", 1, "",
    N_ ("label of esketamine: twice weekly in weeks 1 to 4, then weekly") },
  { "weight_gain_percent", 7, "%", CONVENTION },
  { "sodium_below", 130, "mmol/L", CONVENTION },
  { "qtc_at_least", 500, "ms", CONVENTION },
  /* a quoted figure that is drawn beside the clinic's own, never computed with (F11) */
  { "ssri_non_response", 40, "%",
    N_ ("widely quoted; in trials 42 % (Foa 2005) to 68 % (Fineberg 2007) responded; not re-checked") },
  /* after the end of a drug: what comes then need not be the illness (F21) */
  { "discontinuation", 28, "d", CONVENTION },
};

TideThresholds *
tide_thresholds_new (void)
{
  TideThresholds *self = g_new0 (TideThresholds, 1);
  self->n = G_N_ELEMENTS (defaults);
  self->rows = g_memdup2 (defaults, sizeof defaults);
  self->sources = g_new0 (char *, self->n);
  for (guint i = 0; i < self->n; i++)
    self->rows[i].source = _ (defaults[i].source);
  return self;
}

void
tide_thresholds_free (TideThresholds *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n; i++)
    g_free (self->sources[i]);
  g_free (self->sources);
  g_free (self->rows);
  g_free (self);
}

const TideDoseRules *
tide_thresholds_get_doses (const TideThresholds *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return tide_dose_rules_get_shipped ();
}

const TideThreshold *
tide_thresholds_lookup (const TideThresholds *self, const char *rule)
{
  g_return_val_if_fail (self != NULL && rule != NULL, NULL);
  G_STATIC_ASSERT (G_N_ELEMENTS (defaults) < G_MAXUINT8);
  guint8 *guess = &((TideThresholds *) self)->guesses[((guintptr) rule ^ (guintptr) rule >> 6) % N_GUESSES];
  guint at = *guess;
  if (at > 0 && strcmp (self->rows[at - 1].rule, rule) == 0)
    return &self->rows[at - 1];
  for (guint i = 0; i < self->n; i++)
    if (strcmp (self->rows[i].rule, rule) == 0)
      {
        *guess = (guint8) (i + 1);
        return &self->rows[i];
      }
  return NULL;
}

double
tide_thresholds_get (const TideThresholds *self, const char *rule)
{
  const TideThreshold *row = tide_thresholds_lookup (self, rule);
  if (row == NULL)
    g_error ("no threshold is named %s", rule);
  return row->value;
}

void
tide_thresholds_set (TideThresholds *self, const char *rule, double value, const char *source)
{
  TideThreshold *row = (TideThreshold *) tide_thresholds_lookup (self, rule);
  g_return_if_fail (row != NULL);

  guint i = (guint) (row - self->rows);
  char *copy = g_strdup (source);
  g_free (self->sources[i]);
  self->sources[i] = copy;
  row->value = value;
  row->source = copy != NULL ? copy : _ (defaults[i].source);
}

const TideThreshold *
tide_thresholds_list (const TideThresholds *self, guint *n)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (n != NULL)
    *n = self->n;
  return self->rows;
}

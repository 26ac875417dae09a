/* tide-threshold-words.c: a sentence for each number that a clinic may change. */
#include "tide-threshold-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

enum
{
  OUTCOME,
  TREATMENT,
  TRIALS,
  SUICIDE,
  ELIGIBILITY,
  EXPOSURE,
  ALERTS,
  TIMELINE,
};

static const char *const groups[TIDE_N_THRESHOLD_GROUPS] = {
  [OUTCOME] = N_ ("Response, remission, relapse"),
  [TREATMENT] = N_ ("What counts as treatment"),
  [TRIALS] = N_ ("Adequate trials"),
  [SUICIDE] = N_ ("Suicide"),
  [ELIGIBILITY] = N_ ("Eligibility and papers"),
  [EXPOSURE] = N_ ("Ketamine and esketamine"),
  [ALERTS] = N_ ("Other alerts"),
  [TIMELINE] = N_ ("Timeline"),
};

static const struct
{
  const char *rule;
  guint group;
  const char *label;
} labels[] = {
  { "baseline_days", OUTCOME, N_ ("A baseline is at most so old at the first dose") },
  { "baseline_days_ketamine", OUTCOME, N_ ("The same before ketamine") },
  { "cgi_window_days", OUTCOME, N_ ("A CGI belongs to a score made within") },
  { "cgi_response_at_most", OUTCOME, N_ ("Response: CGI-I at most") },
  { "cgi_partial_at_most", OUTCOME, N_ ("Partial response: CGI-I at most") },
  { "cgi_remission_at_most", OUTCOME, N_ ("Remission: CGI-S at most") },
  { "worse_percent", OUTCOME, N_ ("Worse: a rise from the baseline of at least") },
  { "too_early_days", OUTCOME, N_ ("No response is not said before") },
  { "cgi_relapse_at_least", OUTCOME, N_ ("Relapse: CGI-I at least") },
  { "relapse_percent_below", OUTCOME, N_ ("Relapse: the fall from the baseline is below") },
  { "watch_days", OUTCOME, N_ ("A lost criterion becomes relapse after") },
  { "ssri_non_response", OUTCOME, N_ ("Quoted beside the clinic’s own: no response to an SSRI") },
  { "ketamine_wait_hours", OUTCOME, N_ ("A rating tells of a ketamine dose after") },
  { "background_days", TREATMENT, N_ ("An unchanged drug is background after") },
  { "companion_days", TREATMENT, N_ ("Two treatments are one when begun within") },
  { "dose_rising_days", TREATMENT, N_ ("A dose still rises for so long after a step") },
  { "series_gap_days", TREATMENT, N_ ("A new series of doses begins after a gap of") },
  { "rechallenge_days", TREATMENT, N_ ("Between doses of ketamine, a gap is a break after") },
  { "discontinuation", TREATMENT, N_ ("Symptoms may come from stopping a drug for") },
  { "adequate_dose_days", TRIALS, N_ ("Time at the adequate dose") },
  { "adequate_adherence_percent", TRIALS, N_ ("Doses that were taken, at least") },
  { "adequate_strict", TRIALS, N_ ("Strict rule: all weeks at the highest tolerated dose") },
  { "strict_weeks", TRIALS, N_ ("Weeks of the strict rule") },
  { "athf_days", TRIALS, N_ ("Antidepressant in depression: time at the dose") },
  { "augmentation_days", TRIALS, N_ ("Augmentation: time at the dose") },
  { "cbt_sessions", TRIALS, N_ ("CBT: sessions") },
  { "cbt_hours", TRIALS, N_ ("CBT: hours") },
  { "cbt_exposure_sessions", TRIALS, N_ ("CBT: sessions with exposure") },
  { "ketamine_sessions", TRIALS, N_ ("Ketamine: doses") },
  { "esketamine_sessions", TRIALS, N_ ("Esketamine: doses") },
  { "ect_sessions", TRIALS, N_ ("ECT: sessions") },
  { "tms_sessions", TRIALS, N_ ("TMS: sessions") },
  { "failed_percent_below", TRIALS, N_ ("Failed: a fall of the score below") },
  { "historical_days", SUICIDE, N_ ("An answer entered so late is history, not an alert") },
  { "suicide_recent_days", SUICIDE, N_ ("… but about suicide alerts up to an age of") },
  { "red_repeat_minutes", SUICIDE, N_ ("A red alert that nobody answered is shown again after") },
  { "suicide_screen_days", SUICIDE, N_ ("A suicide screen before a dose is at most so old") },
  { "new_antidepressant_days", SUICIDE, N_ ("A new antidepressant is watched for") },
  { "new_antidepressant_age_below", SUICIDE, N_ ("… in patients younger than") },
  { "screening_valid_days", ELIGIBILITY, N_ ("A screening holds for") },
  { "eligibility_rating_days", ELIGIBILITY, N_ ("The severity was rated within") },
  { "eligibility_failed_trials", ELIGIBILITY, N_ ("Adequate trials that failed, at least") },
  { "eligibility_age_from", ELIGIBILITY, N_ ("Age, from") },
  { "eligibility_age_caution_above", ELIGIBILITY, N_ ("Age, with caution above") },
  { "authorisation_warning_days", ELIGIBILITY, N_ ("What runs out is told beforehand by") },
  { "pain_caution_at_least", ELIGIBILITY, N_ ("Pain is told at prescribing an opioid from") },
  { "substance_score_days", ELIGIBILITY, N_ ("AUDIT-C and DAST-10 are looked at for") },
  { "review_sessions", EXPOSURE, N_ ("Reviews are due after so many doses") },
  { "review_urinary_days", EXPOSURE, N_ ("Urinary review, every") },
  { "review_liver_days", EXPOSURE, N_ ("Liver review, every") },
  { "review_cognition_days", EXPOSURE, N_ ("Cognition review, every") },
  { "review_misuse_days", EXPOSURE, N_ ("Misuse review, every") },
  { "ketamine_doses_in_30_days", EXPOSURE, N_ ("Doses in 30 days, more than") },
  { "ketamine_iv_mg_per_kg", EXPOSURE, N_ ("A high intravenous dose, above") },
  { "esketamine_first_weeks", EXPOSURE, N_ ("Esketamine: weeks of the start") },
  { "esketamine_first_per_week", EXPOSURE, N_ ("Esketamine: doses a week at the start") },
  { "esketamine_later_per_week", EXPOSURE, N_ ("Esketamine: doses a week later") },
  { "therapy_window_days", EXPOSURE, N_ ("Therapy counts as after a dose within") },
  { "loss_of_response_days", ALERTS, N_ ("Response lost so soon after a dose is told") },
  { "switch_rise", ALERTS, N_ ("A rise of the mania scale of more than") },
  { "weight_gain_percent", ALERTS, N_ ("Weight gained since the start, at least") },
  { "sodium_below", ALERTS, N_ ("Sodium below") },
  { "qtc_at_least", ALERTS, N_ ("QTc, at least") },
  { "gap_days", TIMELINE, N_ ("Between ratings, or sessions of therapy, a gap is a break after") },
  { "state_days", TIMELINE, N_ ("A state holds without a rating for") },
  { "carry_over_days", TIMELINE, N_ ("Carry-over after a dose of ketamine") },
  { "effect_from_weeks", TIMELINE, N_ ("The effect of a drug is usually seen from") },
  { "effect_to_weeks", TIMELINE, N_ ("… up to") },
  { "therapy_effect_from_weeks", TIMELINE, N_ ("The effect of a therapy is usually seen from") },
  { "therapy_effect_to_weeks", TIMELINE, N_ ("… up to, of a therapy") },
};

const char *
tide_threshold_group_get_label (guint group)
{
  g_return_val_if_fail (group < TIDE_N_THRESHOLD_GROUPS, NULL);
  return _ (groups[group]);
}

const char *
tide_threshold_get_label (const char *rule, guint *group)
{
  g_return_val_if_fail (rule != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].rule, rule) == 0)
      {
        if (group != NULL)
          *group = labels[i].group;
        return _ (labels[i].label);
      }
  return NULL;
}

static const char *
get_unit_words (const char *unit, gulong n)
{
  if (strcmp (unit, "d") == 0)
    return ngettext ("day", "days", n);
  if (strcmp (unit, "wk") == 0)
    return ngettext ("week", "weeks", n);
  if (strcmp (unit, "h") == 0)
    return ngettext ("hour", "hours", n);
  if (strcmp (unit, "min") == 0)
    return ngettext ("minute", "minutes", n);
  if (strcmp (unit, "a") == 0)
    return ngettext ("year", "years", n);
  return unit;
}

const char *
tide_threshold_get_unit_label (const char *unit)
{
  g_return_val_if_fail (unit != NULL, NULL);
  return get_unit_words (unit, 2);
}

char *
tide_threshold_dup_value (double value, const char *unit)
{
  g_return_val_if_fail (unit != NULL, NULL);
  if (strcmp (unit, "0 or 1") == 0)
    return g_strdup (value != 0 ? _ ("used") : _ ("not used"));
  g_autofree char *number = tide_number_to_text (value);
  /* "1.5 days" is plural. */
  const char *word = get_unit_words (unit, value == floor (value) ? (gulong) value : 2);
  return *word != '\0' ? g_strdup_printf ("%s\u202f%s", number, word) : g_steal_pointer (&number);
}

char *
tide_limit_dup_label (const TideVitalsLimit *limit)
{
  g_return_val_if_fail (limit != NULL, NULL);
  const char *level = limit->level == TIDE_LEVEL_RED ? _ ("red") : _ ("amber");
  const char *cell = tide_cell_get_label (limit->cell);
  gboolean before = limit->phases == TIDE_VITALS_BEFORE;
  if (limit->rise)
    /* Translators: a reading, "amber" or "red"; a number of points follows. */
    return g_strdup_printf (_ ("%s, %s when it has risen by"), cell, level);
  if (!isnan (limit->below))
    return g_strdup_printf (before ? _ ("%s before the dose, %s below") : _ ("%s, %s below"), cell, level);
  if (!isnan (limit->above))
    return g_strdup_printf (before ? _ ("%s before the dose, %s above") : _ ("%s, %s above"), cell, level);
  return g_strdup_printf (before ? _ ("%s before the dose, %s from") : _ ("%s, %s from"), cell, level);
}

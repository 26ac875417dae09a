/* tide-substance-caution.c: scores, diagnoses and answers that call for care at prescribing. */
#include "tide-substance-caution.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static void
caution_free (gpointer data)
{
  TideSubstanceCaution *caution = data;
  g_free (caution->words);
  g_free (caution->source);
  g_free (caution);
}

/* Takes @words and @source. */
static void
add (GPtrArray *list, const char *id, TideLevel level, char *words, char *source)
{
  TideSubstanceCaution *caution = g_new0 (TideSubstanceCaution, 1);
  *caution = (TideSubstanceCaution){ id, level, words, source };
  g_ptr_array_add (list, caution);
}

static const TideAssessmentData *
find_latest (const TideHistory *history, const char *instrument_id, TideDate day)
{
  for (guint i = history->assessments->len; i > 0; i--)
    {
      const TideAssessmentData *data = history->assessments->pdata[i - 1];
      if (tide_assessment_data_is_current (data) && g_strcmp0 (data->instrument_id, instrument_id) == 0
          && tide_instant_get_date (data->taken) <= day)
        return data;
    }
  return NULL;
}

static double
get_score (const TideAssessmentData *data)
{
  TideScoreStatus status;
  double value = NAN;
  if (data->scores != NULL && tide_scores_text_find (data->scores, "total", &status, &value))
    return value;
  return data->total;
}

/* What the scale's own file says of this rating by rule A15; the worst of it. */
static TideLevel
find_level (TideInstrument *instrument, const TideAssessmentData *data, TideSex sex)
{
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  gboolean answered
    = data->answers != NULL && tide_answers_from_text (instrument, data->answers, answers, NULL);
  g_autoptr (TideScores) scores = answered ? tide_instrument_compute (instrument, answers, sex)
                                           : tide_instrument_compute_total (instrument, get_score (data));
  g_autoptr (GArray) findings
    = tide_instrument_find_safety (instrument, answered ? answers : NULL, scores, sex);
  TideLevel level = TIDE_LEVEL_NONE;
  for (guint i = 0; i < findings->len; i++)
    {
      const TideFinding *finding = &g_array_index (findings, TideFinding, i);
      if (strcmp (finding->rule, "A15") == 0 && !finding->not_assessed)
        level = MAX (level, finding->level);
    }
  return level;
}

static void
add_scale (GPtrArray *list, const TideSafetyCase *subject, const char *id, TideDate day)
{
  TideInstrument *instrument = subject->library != NULL ? tide_library_lookup (subject->library, id) : NULL;
  if (instrument == NULL)
    return;
  const char *name = tide_instrument_get_short_name (instrument);
  const TideAssessmentData *data = find_latest (subject->history, id, day);
  double limit = tide_thresholds_get (subject->thresholds, "substance_score_days");
  gboolean old = data != NULL && day - tide_instant_get_date (data->taken) > limit;
  double score = data != NULL ? get_score (data) : NAN;
  TideSex sex
    = subject->history->patient != NULL ? (TideSex) subject->history->patient->sex : TIDE_SEX_UNKNOWN;
  TideLevel level = data != NULL ? find_level (instrument, data, sex) : TIDE_LEVEL_NONE;
  if (level == TIDE_LEVEL_NONE && (data == NULL || old || isnan (score)))
    {
      add (list, id, TIDE_LEVEL_NONE,
           g_strdup_printf (data == NULL ? _ ("%s: not asked")
                            : old        ? _ ("%s: asked too long ago")
                                         : _ ("%s: no valid total"),
                            name),
           tide_safety_dup_threshold (subject->thresholds, "substance_score_days"));
      return;
    }
  if (level == TIDE_LEVEL_NONE)
    return;
  g_autofree char *value = isnan (score) ? g_strdup ("–") : tide_number_to_text (score);
  g_autofree char *when = tide_instant_to_words (data->taken);
  add (list, id, level, g_strdup_printf (_ ("%s %s, %s"), name, value, when),
       g_strdup (tide_instrument_get_safety_source (instrument, "A15")));
}

static void
add_diagnoses (GPtrArray *list, const TideSafetyCase *subject, TideDate day)
{
  for (guint i = 0; i < subject->history->diagnoses->len; i++)
    {
      const TideDiagnosis *diagnosis = subject->history->diagnoses->pdata[i];
      const char *condition = diagnosis->code != NULL ? tide_icd_get_condition (diagnosis->code) : NULL;
      gboolean over = tide_date_is_known (diagnosis->resolved_on) && diagnosis->resolved_on <= day;
      if (g_strcmp0 (condition, "substance") != 0 || diagnosis->entered_in_error)
        continue;
      add (list, "diagnosis", over ? TIDE_LEVEL_YELLOW : TIDE_LEVEL_AMBER,
           g_strdup_printf (over ? _ ("%s %s, in the past") : _ ("%s %s"), diagnosis->code,
                            diagnosis->label != NULL ? diagnosis->label : ""),
           g_strdup (_ ("caution at prescribing: convention")));
    }
}

static gboolean
takes_opioid (const TideSafetyCase *subject, TideDate day, const char **name)
{
  for (guint i = 0; i < subject->history->medications->len; i++)
    {
      const TideMedication *medication = subject->history->medications->pdata[i];
      if (medication->entered_in_error || !tide_medication_is_taken_on (medication, day)
          || !tide_safety_rules_is_of_class (subject->rules, medication->drug, "opioid"))
        continue;
      *name = medication->drug;
      return TRUE;
    }
  return FALSE;
}

static void
add_pain (GPtrArray *list, const TideSafetyCase *subject, TideDate day)
{
  static const char *const scales[] = { "peg", "pain_nrs" };
  double limit = tide_thresholds_get (subject->thresholds, "pain_caution_at_least");
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      const TideAssessmentData *data = find_latest (subject->history, scales[i], day);
      double score = data != NULL ? get_score (data) : NAN;
      if (isnan (score) || score < limit - 1e-9)
        continue;
      g_autofree char *value = tide_number_to_text (floor (score * 10 + 0.5) / 10);
      g_autofree char *when = tide_instant_to_words (data->taken);
      add (list, "pain", TIDE_LEVEL_YELLOW, g_strdup_printf (_ ("pain %s of 10, %s"), value, when),
           tide_safety_dup_threshold (subject->thresholds, "pain_caution_at_least"));
      break;
    }
  const char *opioid = NULL;
  if (takes_opioid (subject, day, &opioid))
    add (list, "opioid", TIDE_LEVEL_YELLOW, g_strdup_printf (_ ("takes an opioid: %s"), opioid),
         g_strdup (_ ("caution at prescribing: convention")));
}

GPtrArray *
tide_substance_caution_list (const TideSafetyCase *subject, TideDate day)
{
  g_return_val_if_fail (subject != NULL && tide_date_is_known (day), NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (caution_free);
  add_scale (list, subject, "auditc", day);
  add_scale (list, subject, "dast10", day);
  add_diagnoses (list, subject, day);
  add_pain (list, subject, day);
  return list;
}

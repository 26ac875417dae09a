/* scale-check.c: compares what an instrument makes of typed answers with a written expectation.
 */
#include "scale-check.h"

#include <math.h>
#include <string.h>

static TideLibrary *library;

TideLibrary *
scale_library (void)
{
  if (library == NULL)
    library = tide_library_new ();
  return library;
}

void
scale_library_done (void)
{
  g_clear_pointer (&library, tide_library_free);
}

static TideAnswer *
read_form (TideInstrument *instrument, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument));
  g_autoptr (GError) error = NULL;

  tide_instrument_read_answers (instrument, (const char *const *) words, g_strv_length (words), answers,
                                &error);
  g_assert_no_error (error);
  return answers;
}

static void
check_score (const TideScores *scores, const char *id, const char *value)
{
  const TideScore *score = tide_scores_find (scores, id);
  gsize n = strlen (value);
  TideScoreStatus expected = TIDE_SCORE_VALID;

  g_assert_nonnull (score);
  if (strcmp (value, "!") == 0)
    {
      g_assert_cmpint (score->status, ==, TIDE_SCORE_INVALID);
      g_assert_true (isnan (score->value));
      return;
    }
  if (value[n - 1] == '~')
    expected = TIDE_SCORE_PRORATED;
  g_assert_cmpint (score->status, ==, expected);
  g_assert_cmpfloat_with_epsilon (score->value, g_ascii_strtod (value, NULL), 0.005);
}

static void
check_partial (const TideScores *scores, const char *id, const char *value)
{
  const TideScore *score = tide_scores_find (scores, id);

  g_assert_nonnull (score);
  if (strcmp (value, "!") == 0)
    g_assert_true (isnan (score->partial));
  else
    g_assert_cmpfloat_with_epsilon (score->partial, g_ascii_strtod (value, NULL), 1e-9);
}

static void
check_band (TideInstrument *instrument, const TideScores *scores, const char *set_id, const char *label)
{
  for (guint i = 0; i < tide_instrument_get_n_band_sets (instrument); i++)
    {
      const TideBandSet *set = tide_instrument_get_band_set (instrument, i);
      const TideBand *band;
      if (strcmp (set->id, set_id) != 0)
        continue;
      band = tide_band_set_find (set, tide_scores_find (scores, set->score_id)->value);
      g_assert_cmpstr (band != NULL ? band->label : "none", ==, label);
      return;
    }
  g_error ("%s has no bands %s", tide_instrument_get_id (instrument), set_id);
}

static void
check_alert (GArray *findings, const char *rule, const char *level_and_subject)
{
  for (guint i = 0; i < findings->len; i++)
    {
      TideFinding finding = g_array_index (findings, TideFinding, i);
      g_autofree char *text = g_strdup_printf ("%s:%s", tide_level_to_code (finding.level),
                                               finding.item_id != NULL ? finding.item_id : finding.score_id);
      if (strcmp (finding.rule, rule) == 0 && strcmp (text, level_and_subject) == 0)
        return;
    }
  g_error ("alert %s@%s did not arise", rule, level_and_subject);
}

void
scale_check (const char *instrument_id, TideSex sex, const char *text, const char *expected)
{
  TideInstrument *instrument = tide_library_lookup (scale_library (), instrument_id);
  g_autofree TideAnswer *answers = NULL;
  g_autoptr (TideScores) scores = NULL;
  g_autoptr (GArray) findings = NULL;
  g_auto (GStrv) words = g_strsplit (expected, "; ", -1);
  guint n_alerts = 0;

  g_assert_nonnull (instrument);
  answers = read_form (instrument, text);
  scores = tide_instrument_compute (instrument, answers, sex);
  findings = tide_instrument_find_safety (instrument, answers, scores, sex);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize at = strcspn (words[i], "=|:@");
      char kind = words[i][at];
      const char *value = words[i] + at + 1;

      words[i][at] = '\0';
      if (kind == '=')
        check_score (scores, words[i], value);
      else if (kind == '|')
        check_partial (scores, words[i], value);
      else if (kind == ':')
        check_band (instrument, scores, words[i], value);
      else
        {
          check_alert (findings, words[i], value);
          n_alerts++;
        }
    }
  if (findings->len != n_alerts)
    g_error ("%s [%s]: %u alerts arose, %u expected", instrument_id, text, findings->len, n_alerts);
}

/* fuzz-instrument.c: any bytes as a scale file: no crash, and what is accepted scores any answers without
 * one.
 */
#include <glib.h>
#include <math.h>

#include "fuzz-target.h"
#include "tide-instrument.h"

/* Answers drawn from a seed: possible and impossible values, missing, not applicable. */
static TideAnswer *
draw_answers (TideInstrument *instrument, GRand *rand)
{
  guint n = tide_instrument_get_n_items (instrument);
  TideAnswer *answers = g_new0 (TideAnswer, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const TideItem *item = tide_instrument_get_item (instrument, i);
      answers[i].state = (TideAnswerState) g_rand_int_range (rand, 0, 3);
      answers[i].value = g_rand_int_range (rand, item->minimum - 1, item->maximum + 2);
    }
  return answers;
}

static void
check_scores (TideInstrument *instrument, const TideScores *scores)
{
  g_assert_cmpuint (scores->n_scores, ==, tide_instrument_get_n_scores (instrument));
  for (guint i = 0; i < scores->n_scores; i++)
    {
      const TideScore *score = &scores->scores[i];
      const TideBandSet *set = tide_instrument_find_band_set (instrument, score->info->id, NULL);

      g_assert_cmpint (score->status == TIDE_SCORE_INVALID, ==, isnan (score->value));
      tide_band_set_find (set, score->value);
    }
}

static void
score_anything (TideInstrument *instrument, GRand *rand)
{
  g_autofree TideAnswer *answers = draw_answers (instrument, rand);
  TideSex sex = (TideSex) g_rand_int_range (rand, 0, 4);
  g_autoptr (TideScores) scores = tide_instrument_compute (instrument, answers, sex);
  g_autoptr (GArray) findings = tide_instrument_find_safety (instrument, answers, scores, sex);
  g_autoptr (GPtrArray) remarks = tide_instrument_list_remarks (instrument, answers, scores, sex, FALSE);
  double lower, upper;

  check_scores (instrument, scores);
  tide_instrument_is_complete (instrument, answers);
  for (guint i = 0; i < tide_instrument_get_n_items (instrument); i++)
    {
      g_autofree char *refusal = tide_instrument_check_answer (instrument, i, answers[i]);
      tide_instrument_item_is_asked (instrument, answers, i);
    }
  for (guint i = 1; i < findings->len; i++)
    g_assert_cmpint (g_array_index (findings, TideFinding, i - 1).level, >=,
                     g_array_index (findings, TideFinding, i).level);
  if (tide_instrument_compute_range (instrument, answers, sex, tide_instrument_get_primary (instrument)->id,
                                     &lower, &upper))
    g_assert_cmpfloat (lower, <=, upper);
}

static void
score_total (TideInstrument *instrument)
{
  const TideScoreInfo *info = tide_instrument_get_primary (instrument);
  g_autoptr (TideScores) scores = tide_instrument_compute_total (instrument, info->maximum);
  g_autoptr (GArray) findings = tide_instrument_find_safety (instrument, NULL, scores, TIDE_SEX_FEMALE);
  g_autoptr (GPtrArray) remarks
    = tide_instrument_list_remarks (instrument, NULL, scores, TIDE_SEX_MALE, TRUE);
  g_autoptr (GPtrArray) suicide = tide_instrument_list_suicide_items (instrument);

  check_scores (instrument, scores);
  for (guint i = 0; i < suicide->len; i++)
    tide_instrument_get_rise_alert (instrument, suicide->pdata[i]);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char nothing[1] = "";
  g_autoptr (GError) error = NULL;
  g_autoptr (TideInstrument) instrument
    = tide_instrument_parse ("x.xml", size > 0 ? (const char *) data : nothing, size, &error);
  g_autoptr (GRand) rand = NULL;

  g_assert_true ((instrument == NULL) == (error != NULL));
  if (instrument == NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "x.xml:"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  rand = g_rand_new_with_seed ((guint32) size);
  for (guint i = 0; i < 4; i++)
    score_anything (instrument, rand);
  score_total (instrument);
  return 0;
}

/* tide-score-words.c: what a score rests on, in words: estimated from some of the answers, a safety item left
 * open. */
#include "tide-score-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* NULL when there are none, or when they are of another version of the scale. */
static TideAnswer *
dup_answers (TideInstrument *instrument, const TideAssessmentData *data)
{
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);

  if (data->answers == NULL || !tide_answers_from_text (instrument, data->answers, answers, NULL))
    return NULL;
  return g_steal_pointer (&answers);
}

/* Items without which the primary score is not whole. */
static guint
count_missing (TideInstrument *instrument, const TideAnswer *answers)
{
  g_autoptr (TideScores) scores = tide_instrument_compute (instrument, answers, TIDE_SEX_UNKNOWN);
  const TideScore *score = tide_scores_find (scores, tide_instrument_get_primary (instrument)->id);

  return score != NULL && score->missing != NULL ? score->missing->len : 0;
}

/* How many answers the primary score asks for, and how many of them are there. FALSE when the answers are not
 * known (a total alone, or answers of another version). */
static gboolean
count_answers (TideInstrument *instrument, const TideAssessmentData *data, guint *n_answered, guint *n_asked)
{
  g_autofree TideAnswer *answers = dup_answers (instrument, data);
  guint n_missing;

  *n_answered = *n_asked = 0;
  if (answers == NULL)
    return FALSE;
  n_missing = count_missing (instrument, answers);
  *n_asked = count_missing (instrument, NULL);
  if (n_missing > *n_asked)
    return FALSE; /* a scale whose questions follow from the answers: a share of them means nothing */
  *n_answered = *n_asked - n_missing;
  return *n_asked > 0;
}

static TideScoreStatus
find_status (TideInstrument *instrument, const TideAssessmentData *data, double *value)
{
  TideScoreStatus status = TIDE_SCORE_INVALID;

  *value = NAN;
  if (data->scores != NULL
      && tide_scores_text_find (data->scores, tide_instrument_get_primary (instrument)->id, &status, value))
    return isnan (*value) ? TIDE_SCORE_INVALID : status;
  *value = data->total;
  return isnan (*value) ? TIDE_SCORE_INVALID : TIDE_SCORE_VALID;
}

char *
tide_score_dup_estimate (TideInstrument *instrument, const TideAssessmentData *data)
{
  guint n_answered, n_asked;
  double value;

  if (find_status (instrument, data, &value) != TIDE_SCORE_PRORATED)
    return NULL;
  if (!count_answers (instrument, data, &n_answered, &n_asked))
    return g_strdup (_ ("estimated: answers are missing"));
  return g_strdup_printf (_ ("estimated from %u of %u"), n_answered, n_asked);
}

char *
tide_score_dup_value (TideInstrument *instrument, const TideAssessmentData *data)
{
  const TideScoreInfo *primary = tide_instrument_get_primary (instrument);
  g_autofree char *estimate = tide_score_dup_estimate (instrument, data), *number = NULL;
  guint n_answered, n_asked;
  double value;

  if (find_status (instrument, data, &value) == TIDE_SCORE_INVALID)
    return count_answers (instrument, data, &n_answered, &n_asked)
             ? g_strdup_printf (_ ("no total, %u of %u not answered"), n_asked - n_answered, n_asked)
             : g_strdup (_ ("no total"));
  number = g_strdup_printf ("%.*f", (int) primary->decimals,
                            primary->decimals == 0 ? tide_round_half_up (value) : value);
  return estimate != NULL ? g_strdup_printf ("%s, %s", number, estimate) : g_steal_pointer (&number);
}

GPtrArray *
tide_score_list_open_safety (TideInstrument *instrument, const TideAnswer *answers, gboolean *suicide)
{
  g_autoptr (TideScores) scores = tide_instrument_compute (instrument, answers, TIDE_SEX_UNKNOWN);
  g_autoptr (GArray) findings = tide_instrument_find_safety (instrument, answers, scores, TIDE_SEX_UNKNOWN);
  GPtrArray *items = g_ptr_array_new ();

  if (suicide != NULL)
    *suicide = FALSE;
  for (guint i = 0; i < findings->len; i++)
    {
      const TideFinding *finding = &g_array_index (findings, TideFinding, i);
      int item = finding->not_assessed && finding->item_id != NULL
                   ? tide_instrument_find_item (instrument, finding->item_id)
                   : -1;

      if (item < 0)
        continue;
      g_ptr_array_add (items, (gpointer) tide_instrument_get_item (instrument, (guint) item));
      if (suicide != NULL && finding->suicide)
        *suicide = TRUE;
    }
  return items;
}

char *
tide_score_dup_item_numbers (const GPtrArray *items)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const TideItem *item = items->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", item->number ? item->number : item->id);
    }
  return g_string_free (text, FALSE);
}

char *
tide_score_dup_open_safety (TideInstrument *instrument, const TideAssessmentData *data)
{
  g_autofree TideAnswer *answers = dup_answers (instrument, data);
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *numbers = NULL;

  if (answers == NULL)
    return NULL;
  items = tide_score_list_open_safety (instrument, answers, NULL);
  if (items->len == 0)
    return NULL;
  numbers = tide_score_dup_item_numbers (items);
  return g_strdup_printf (ngettext ("item %s not answered", "items %s not answered", items->len), numbers);
}

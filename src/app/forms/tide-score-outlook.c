/* tide-score-outlook.c: where a half-filled form can still end.
 *
 * A rater who sees "9 to 25" while asking knows whether the rest can still change the state; the figure must
 * be right, so it comes from the instrument's own scoring with the missing items filled in, not from a second
 * set of rules. */

#include "tide-score-outlook.h"

#include <math.h>

#define MAX_DEPTH 2 /* an answer may ask an item that asks another */

typedef struct
{
  TideInstrument *instrument;
  TideSex sex;
  guint n;
} Scorer;

static double
score_of (const Scorer *s, const TideAnswer *answers, const char *score_id, double *maximum)
{
  g_autoptr (TideScores) scores = tide_instrument_compute (s->instrument, answers, s->sex);
  const TideScore *score = tide_scores_find (scores, score_id);

  if (maximum)
    *maximum = score ? score->maximum : NAN;
  return score && score->status != TIDE_SCORE_INVALID ? score->value : NAN;
}

static TideAnswer
extreme_answer (const TideItem *item, gboolean high)
{
  int value = high ? item->maximum : item->minimum;

  for (guint i = 0; item->options && i < item->n_options; i++)
    {
      const TideOption *option = &item->options[high ? item->n_options - 1 - i : i];

      if (option->is_missing)
        continue;
      value = option->value;
      break;
    }
  return (TideAnswer){ TIDE_ANSWER_GIVEN, value };
}

static double push_score (const Scorer *s, const TideAnswer *answers, const GArray *items,
                          const char *score_id, gboolean up, guint depth);

/* The score of @answers; when they make the scale ask further items (C-SSRS 6b after 6), the best it can be
 * with those. */
static double
best_score (const Scorer *s, const TideAnswer *answers, const char *score_id, gboolean up, guint depth)
{
  g_autoptr (TideScores) scores = tide_instrument_compute (s->instrument, answers, s->sex);
  const TideScore *score = tide_scores_find (scores, score_id);
  g_autoptr (GArray) asked = g_array_new (FALSE, FALSE, sizeof (guint));

  if (score == NULL)
    return NAN;
  for (guint i = 0; depth > 0 && score->missing && i < score->missing->len; i++)
    {
      int found = tide_instrument_find_item (s->instrument, score->missing->pdata[i]);
      guint item = (guint) found;

      if (found >= 0)
        g_array_append_val (asked, item);
    }
  if (asked->len > 0)
    return push_score (s, answers, asked, score_id, up, depth - 1);
  return score->status != TIDE_SCORE_INVALID ? score->value : NAN;
}

/* Fills @items so that the score is as low (or high) as it can be, one item after the other. */
static double
push_score (const Scorer *s, const TideAnswer *answers, const GArray *items, const char *score_id,
            gboolean up, guint depth)
{
  g_autofree TideAnswer *trial = g_memdup2 (answers, s->n * sizeof (TideAnswer));
  double best;

  for (guint i = 0; i < items->len; i++)
    {
      guint item = g_array_index (items, guint, i);

      trial[item] = extreme_answer (tide_instrument_get_item (s->instrument, item), FALSE);
    }
  best = best_score (s, trial, score_id, up, depth);
  for (guint i = 0; i < items->len; i++)
    {
      guint item = g_array_index (items, guint, i);
      TideAnswer low = trial[item];
      double other;

      trial[item] = extreme_answer (tide_instrument_get_item (s->instrument, item), TRUE);
      other = best_score (s, trial, score_id, up, depth);
      if (!isnan (other) && (isnan (best) || (up ? other > best : other < best)))
        best = other;
      else
        trial[item] = low;
    }
  return best;
}

static double
as_last (const Scorer *s, const TideAnswer *answers, const GArray *items, const TideAnswer *last,
         const char *score_id)
{
  g_autofree TideAnswer *trial = g_memdup2 (answers, s->n * sizeof (TideAnswer));

  for (guint i = 0; i < items->len; i++)
    {
      guint item = g_array_index (items, guint, i);

      if (last[item].state == TIDE_ANSWER_MISSING)
        return NAN;
      trial[item] = last[item];
    }
  return score_of (s, trial, score_id, NULL);
}

/* Items the score misses and that may still be answered. @all_open is FALSE when one was said to be missing.
 */
static GArray *
list_open_items (const Scorer *s, const TideScore *score, const gboolean *marked, gboolean *all_open)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (guint));

  *all_open = TRUE;
  for (guint i = 0; score->missing && i < score->missing->len; i++)
    {
      int found = tide_instrument_find_item (s->instrument, score->missing->pdata[i]);
      guint item = (guint) found;

      if (found < 0)
        continue;
      if (marked && marked[item])
        *all_open = FALSE;
      else
        g_array_append_val (items, item);
    }
  return items;
}

/* Whether a score is the plain sum of its items, so that "so far" means something: each item by itself moves
 * it by its own points (or by none: "not assessed" counts 0), and together they move it by the sum. Means and
 * maxima are none. */
static gboolean
probe_sum (const Scorer *s, const char *score_id)
{
  g_autofree TideAnswer *trial = g_new0 (TideAnswer, s->n);
  g_autoptr (TideScores) scores = tide_instrument_compute (s->instrument, trial, s->sex);
  const TideScore *score = tide_scores_find (scores, score_id);
  guint n = score && score->missing ? score->missing->len : 0;
  g_autofree guint *items = g_new0 (guint, n + 1);
  double least = 0, sum = 0, low;

  for (guint i = 0; i < n; i++)
    {
      int found = tide_instrument_find_item (s->instrument, score->missing->pdata[i]);

      if (found < 0)
        return FALSE;
      items[i] = (guint) found;
      trial[items[i]] = extreme_answer (tide_instrument_get_item (s->instrument, items[i]), FALSE);
      least += trial[items[i]].value;
    }
  low = score_of (s, trial, score_id, NULL);
  if (n < 2 || low != least)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      TideAnswer before = trial[items[i]];
      double moved, points;

      trial[items[i]] = extreme_answer (tide_instrument_get_item (s->instrument, items[i]), TRUE);
      moved = score_of (s, trial, score_id, NULL) - low;
      points = trial[items[i]].value - before.value;
      if (isnan (moved) || (moved != points && moved != 0))
        return FALSE;
      sum += moved;
      trial[items[i]] = before;
    }
  for (guint i = 0; i < n; i++)
    trial[items[i]] = extreme_answer (tide_instrument_get_item (s->instrument, items[i]), TRUE);
  return score_of (s, trial, score_id, NULL) == low + sum;
}

/* The answer belongs to the scale's file and costs a scoring an item: asked once for each instrument and
 * score. */
static gboolean
is_plain_sum (const Scorer *s, const TideScoreInfo *info)
{
  static GHashTable *known; /* "ybocs 1 total": gboolean; a few dozen entries for the life of the program */
  g_autofree char *key = g_strjoin (" ", tide_instrument_get_id (s->instrument),
                                    tide_instrument_get_version (s->instrument), info->id, NULL);
  gpointer found;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_hash_table_lookup_extended (known, key, NULL, &found))
    {
      found = GINT_TO_POINTER (probe_sum (s, info->id));
      g_hash_table_insert (known, g_steal_pointer (&key), found);
    }
  return GPOINTER_TO_INT (found);
}

static double
sum_of_minima (const Scorer *s, const GArray *items)
{
  double sum = 0;

  for (guint i = 0; i < items->len; i++)
    sum += extreme_answer (tide_instrument_get_item (s->instrument, g_array_index (items, guint, i)), FALSE)
             .value;
  return sum;
}

static void
count_basis (const Scorer *s, TideScoreView *view, const TideScore *score)
{
  g_autoptr (TideScores) empty = tide_instrument_compute (s->instrument, NULL, s->sex);
  const TideScore *none = tide_scores_find (empty, score->info->id);
  guint missing = score->missing ? score->missing->len : 0;

  view->n_asked = none && none->missing ? none->missing->len : 0;
  view->n_answered = view->n_asked > missing ? view->n_asked - missing : 0;
}

static void
fill_view (const Scorer *s, TideScoreView *view, const TideScore *score, const TideAnswer *answers,
           const gboolean *marked, const TideAnswer *last)
{
  const char *id = score->info->id;
  gboolean all_open;
  g_autoptr (GArray) open = list_open_items (s, score, marked, &all_open);

  view->info = score->info;
  if (score->status == TIDE_SCORE_PRORATED)
    count_basis (s, view, score);
  view->status = score->status;
  view->value = score->status == TIDE_SCORE_INVALID ? NAN : score->value;
  view->maximum = score->maximum > 0 ? score->maximum : score->info->maximum;
  view->last = last ? score_of (s, last, id, NULL) : NAN;
  view->so_far = view->lower = view->upper = view->as_last = view->value;
  if (open->len == 0)
    return;
  view->lower = push_score (s, answers, open, id, FALSE, MAX_DEPTH);
  view->upper = push_score (s, answers, open, id, TRUE, MAX_DEPTH);
  view->as_last = last ? as_last (s, answers, open, last, id) : NAN;
  if (view->status != TIDE_SCORE_VALID && is_plain_sum (s, score->info) && all_open)
    view->so_far = view->lower - sum_of_minima (s, open);
}

TideScoreOutlook *
tide_score_outlook_new (TideInstrument *instrument, const TideAnswer *answers, const gboolean *marked,
                        const TideAnswer *last, TideSex sex)
{
  TideScoreOutlook *self = g_new0 (TideScoreOutlook, 1);
  Scorer s = { instrument, sex, tide_instrument_get_n_items (instrument) };
  g_autoptr (TideScores) scores = tide_instrument_compute (instrument, answers, sex);

  self->n_views = scores->n_scores;
  self->views = g_new0 (TideScoreView, MAX (scores->n_scores, 1));
  for (guint i = 0; i < scores->n_scores; i++)
    {
      fill_view (&s, &self->views[i], &scores->scores[i], answers, marked, last);
      if (scores->scores[i].info->primary)
        self->primary = i;
    }
  return self;
}

void
tide_score_outlook_free (TideScoreOutlook *self)
{
  if (self == NULL)
    return;
  g_free (self->views);
  g_free (self);
}

const TideScoreView *
tide_score_outlook_get_primary (const TideScoreOutlook *self)
{
  return &self->views[self->primary];
}

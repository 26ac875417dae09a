/* tide-instrument.c: what a loaded scale tells of itself.
 */
#include "tide-instrument-private.h"

#include <math.h>
#include <string.h>

const char *
tide_instrument_get_id (TideInstrument *self)
{
  return self->id;
}

const char *
tide_instrument_get_version (TideInstrument *self)
{
  return self->version;
}

const char *
tide_instrument_get_name (TideInstrument *self)
{
  return self->name;
}

const char *
tide_instrument_get_short_name (TideInstrument *self)
{
  return self->short_name;
}

const char *
tide_instrument_get_notice (TideInstrument *self)
{
  return self->notice;
}

const char *
tide_instrument_get_rights (TideInstrument *self)
{
  return self->rights;
}

const char *
tide_instrument_get_source (TideInstrument *self)
{
  return self->source;
}

TideRaterType
tide_instrument_get_rater (TideInstrument *self)
{
  return self->rater;
}

const char *
tide_instrument_get_recall_label (TideInstrument *self)
{
  return self->recall_label;
}

double
tide_instrument_get_recall_days (TideInstrument *self)
{
  return self->recall_days;
}

gboolean
tide_instrument_get_totals_only (TideInstrument *self)
{
  return self->totals_only;
}

const char *
tide_instrument_get_loinc (TideInstrument *self, const char *score_id)
{
  int index;

  if (score_id == NULL)
    return self->loinc;
  index = tide_instrument_find_score (self, score_id);
  return index < 0 ? NULL : tide_instrument_rule (self, index)->loinc;
}

guint
tide_instrument_get_n_items (TideInstrument *self)
{
  return self->items->len;
}

const TideItem *
tide_instrument_get_item (TideInstrument *self, guint index)
{
  g_return_val_if_fail (index < self->items->len, NULL);

  return tide_instrument_item (self, index);
}

int
tide_instrument_find_item (TideInstrument *self, const char *item_id)
{
  for (guint i = 0; i < self->items->len; i++)
    if (strcmp (tide_instrument_item (self, i)->id, item_id) == 0)
      return i;
  return -1;
}

char *
tide_instrument_dup_item_column (TideInstrument *self, guint index)
{
  g_return_val_if_fail (index < self->items->len, NULL);

  if (g_array_index (self->is_facet, gboolean, index))
    return g_strdup (tide_instrument_item (self, index)->id);
  return g_strconcat ("item_", tide_instrument_item (self, index)->id, NULL);
}

guint
tide_instrument_get_n_scores (TideInstrument *self)
{
  return self->infos->len;
}

const TideScoreInfo *
tide_instrument_get_score_info (TideInstrument *self, guint index)
{
  g_return_val_if_fail (index < self->infos->len, NULL);

  return tide_instrument_info (self, index);
}

int
tide_instrument_find_score (TideInstrument *self, const char *score_id)
{
  for (guint i = 0; i < self->infos->len; i++)
    if (strcmp (tide_instrument_info (self, i)->id, score_id) == 0)
      return i;
  return -1;
}

const TideScoreInfo *
tide_instrument_get_primary (TideInstrument *self)
{
  return tide_instrument_info (self, self->primary);
}

guint
tide_instrument_get_n_band_sets (TideInstrument *self)
{
  return self->band_sets->len;
}

const TideBandSet *
tide_instrument_get_band_set (TideInstrument *self, guint index)
{
  g_return_val_if_fail (index < self->band_sets->len, NULL);

  return &g_array_index (self->band_sets, TideBandSet, index);
}

const TideBandSet *
tide_instrument_find_band_set (TideInstrument *self, const char *score_id, const char *set_id)
{
  for (guint i = 0; i < self->band_sets->len; i++)
    {
      const TideBandSet *set = &g_array_index (self->band_sets, TideBandSet, i);
      if (strcmp (set->score_id, score_id) == 0
          && (set_id == NULL ? set->is_default : strcmp (set->id, set_id) == 0))
        return set;
    }
  return NULL;
}

/* A score with one shown decimal is sorted by what is shown: PEG 6.97 prints as 7.0 and is severe. */
const TideBand *
tide_band_set_find (const TideBandSet *set, double value)
{
  double scale;

  if (set == NULL || isnan (value))
    return NULL;
  scale = pow (10, set->decimals);
  value = tide_round_half_up (value * scale) / scale;
  for (guint i = 0; i < set->n_bands; i++)
    if (value >= set->bands[i].lower - 1e-9 && value <= set->bands[i].upper + 1e-9)
      return &set->bands[i];
  return NULL;
}

const TideChangeRule *
tide_instrument_get_change_rule (TideInstrument *self)
{
  return &self->change;
}

const char *
tide_instrument_get_change_source (TideInstrument *self, const char *what)
{
  for (guint i = 0; i < self->change_sources->len; i++)
    {
      TideChangeSource entry = g_array_index (self->change_sources, TideChangeSource, i);
      if (strcmp (entry.what, what) == 0)
        return entry.source;
    }
  return NULL;
}

const char *
tide_level_to_code (TideLevel level)
{
  switch (level)
    {
    case TIDE_LEVEL_RED:
      return "red";
    case TIDE_LEVEL_AMBER:
      return "amber";
    case TIDE_LEVEL_YELLOW:
      return "yellow";
    case TIDE_LEVEL_NONE:
    default:
      return "none";
    }
}

TideLevel
tide_level_from_code (const char *code)
{
  for (TideLevel level = TIDE_LEVEL_YELLOW; level <= TIDE_LEVEL_RED; level++)
    if (g_strcmp0 (code, tide_level_to_code (level)) == 0)
      return level;
  return TIDE_LEVEL_NONE;
}

double
tide_round_half_up (double value)
{
  return floor (value + 0.5);
}

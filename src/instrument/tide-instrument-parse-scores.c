/* tide-instrument-parse-scores.c: what a scale says of the answers: scores and band sets.
 */
#include "tide-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define SCORE_LIMIT 1e6
#define MAX_SCORES 100

static gboolean
read_info (TideInstrument *self, const TideXmlNode *node, TideScoreInfo *info, TideScoreRule *rule,
           GError **error)
{
  int decimals = 0;
  const char *partial = tide_xml_get (node, "partial");
  const char *id = NULL;

  if (!tide_xml_read_id (node, "id", &id, error)
      || !tide_xml_read_number (node, "minimum", -SCORE_LIMIT, SCORE_LIMIT, &info->minimum, error)
      || !tide_xml_read_number (node, "maximum", -SCORE_LIMIT, SCORE_LIMIT, &info->maximum, error)
      || !tide_xml_read_int (node, "decimals", 0, 3, &decimals, error)
      || !tide_xml_read_flag (node, "primary", &info->primary, error)
      || !tide_xml_read_flag (node, "higher-is-better", &info->higher_is_better, error))
    return FALSE;
  if (tide_instrument_find_score (self, id) >= 0)
    return tide_xml_fail (node, error, _ ("score “%s” is defined twice"), id);
  if (info->minimum >= info->maximum)
    return tide_xml_fail (node, error, _ ("score “%s” needs a minimum below its maximum"), id);
  if (partial != NULL && strcmp (partial, "at-least") != 0)
    return tide_xml_fail (node, error, _ ("partial=\"%s\" must be at-least"), partial);
  info->id = tide_instrument_keep (self, id);
  info->label = tide_instrument_translate (self, tide_xml_get (node, "name"));
  info->decimals = decimals;
  rule->partial_at_least = partial != NULL;
  rule->loinc = tide_instrument_keep (self, tide_xml_get (node, "loinc"));
  return TRUE;
}

static gboolean
read_part (TideInstrument *self, const TideXmlNode *node, TideExpression **part, GError **error)
{
  if (*part != NULL)
    return tide_xml_fail (node, error, _ ("<%s> comes twice"), node->name);
  if (!tide_xml_check (node, "", "*", TIDE_XML_NO_TEXT, error))
    return FALSE;
  if (node->children->len != 1)
    return tide_xml_fail (node, error, _ ("<%s> must hold one expression"), node->name);
  *part = tide_expression_parse (self, node->children->pdata[0], error);
  return *part != NULL;
}

static gboolean
read_expressions (TideInstrument *self, const TideXmlNode *node, TideScoreRule *rule, GError **error)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      const TideXmlNode *child = node->children->pdata[i];
      gboolean ok;

      if (strcmp (child->name, "own-maximum") == 0)
        ok = read_part (self, child, &rule->own_maximum, error);
      else if (strcmp (child->name, "partial") == 0)
        ok = read_part (self, child, &rule->partial, error);
      else if (rule->value != NULL)
        return tide_xml_fail (child, error, _ ("<score> must hold one expression"));
      else
        ok = (rule->value = tide_expression_parse (self, child, error)) != NULL;
      if (!ok)
        return FALSE;
    }
  if (rule->value == NULL && !self->totals_only)
    return tide_xml_fail (node, error, _ ("<score> must hold one expression"));
  if (rule->value != NULL && self->totals_only)
    return tide_xml_fail (node, error, _ ("a score of a totals-only scale has no expression"));
  return TRUE;
}

static gboolean
check_used_items (TideInstrument *self, const TideXmlNode *node, const TideScoreRule *rule, GError **error)
{
  g_autofree gboolean *used = g_new0 (gboolean, self->items->len + 1);

  tide_expression_mark_items (rule->value, self, used);
  for (guint i = 0; i < self->items->len; i++)
    if (used[i] && tide_instrument_item (self, i)->optional)
      return tide_xml_fail (node, error, _ ("item “%s” is optional and cannot be in a score"),
                            tide_instrument_item (self, i)->id);
  return TRUE;
}

/* With nothing answered the interval of the value spans all that it can be. */
static gboolean
check_reach (TideInstrument *self, const TideXmlNode *node, const TideScoreInfo *info, GError **error)
{
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, self->items->len + 1);
  g_autoptr (TideEvalContext) context = tide_eval_context_new (self, answers, TIDE_SEX_UNKNOWN, TRUE);
  TideEval reach = context->scores[self->infos->len - 1];

  if (reach.undefined || self->totals_only)
    return TRUE;
  if (reach.upper > info->maximum + 1e-9)
    return tide_xml_fail (node, error, _ ("score “%s” can reach %g, above its maximum %g"), info->id,
                          reach.upper, info->maximum);
  if (reach.lower < info->minimum - 1e-9)
    return tide_xml_fail (node, error, _ ("score “%s” can be %g, below its minimum %g"), info->id,
                          reach.lower, info->minimum);
  return TRUE;
}

static gboolean
read_score (TideInstrument *self, const TideXmlNode *node, GError **error)
{
  TideScoreInfo info = { 0 };
  TideScoreRule rule = { 0 };
  gboolean ok;

  if (self->infos->len >= MAX_SCORES)
    return tide_xml_fail (node, error, _ ("more than %d scores"), MAX_SCORES);
  if (!tide_xml_check (node, "id! name! minimum! maximum! decimals primary higher-is-better loinc partial",
                       "*", TIDE_XML_NO_TEXT, error)
      || !read_info (self, node, &info, &rule, error))
    return FALSE;
  ok = read_expressions (self, node, &rule, error);
  g_array_append_val (self->infos, info); /* the instrument owns the expressions even when one is wrong */
  g_array_append_val (self->rules, rule);
  return ok && check_used_items (self, node, &rule, error) && check_reach (self, node, &info, error);
}

static gboolean
find_primary (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < self->infos->len; i++)
    if (tide_instrument_info (self, i)->primary)
      {
        self->primary = i;
        n++;
      }
  if (n != 1)
    return tide_xml_fail (root, error, _ ("one score must be primary=\"yes\", %u are"), n);
  return TRUE;
}

static gboolean
check_all_items_scored (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  g_autofree gboolean *used = g_new0 (gboolean, self->items->len + 1);

  for (guint i = 0; i < self->rules->len; i++)
    tide_expression_mark_items (tide_instrument_rule (self, i)->value, self, used);
  for (guint i = 0; i < self->items->len; i++)
    if (!used[i] && !tide_instrument_item (self, i)->optional)
      return tide_xml_fail (root, error, _ ("item “%s” is in no score: mark it optional=\"yes\""),
                            tide_instrument_item (self, i)->id);
  return TRUE;
}

gboolean
tide_instrument_parse_scores (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  const TideXmlNode *scores = tide_xml_child (root, "scores");

  if (!tide_xml_check (scores, "", "score", TIDE_XML_NO_TEXT, error))
    return FALSE;
  for (guint i = 0; i < scores->children->len; i++)
    if (!read_score (self, scores->children->pdata[i], error))
      return FALSE;
  return find_primary (self, scores, error) && check_all_items_scored (self, scores, error);
}

static gboolean
read_band (TideInstrument *self, const TideXmlNode *node, const TideScoreInfo *info, GArray *bands,
           GError **error)
{
  TideBand band = { 0 };
  double step = pow (10, -(double) info->decimals);
  double expected = info->minimum;

  if (!tide_xml_check (node, "from! to!", "", TIDE_XML_MUST_TEXT, error)
      || !tide_xml_read_number (node, "from", -SCORE_LIMIT, SCORE_LIMIT, &band.lower, error)
      || !tide_xml_read_number (node, "to", -SCORE_LIMIT, SCORE_LIMIT, &band.upper, error))
    return FALSE;
  if (bands->len > 0)
    expected = g_array_index (bands, TideBand, bands->len - 1).upper + step;
  if (fabs (band.lower - expected) > step / 10)
    return tide_xml_fail (node, error, _ ("the band must begin at %g, it begins at %g"), expected,
                          band.lower);
  if (band.upper < band.lower || band.upper > info->maximum)
    return tide_xml_fail (node, error, _ ("the band %g to %g does not lie within %g to %g"), band.lower,
                          band.upper, band.lower, info->maximum);
  band.label = tide_instrument_translate (self, node->text);
  g_array_append_val (bands, band);
  return TRUE;
}

static gboolean
read_band_rows (TideInstrument *self, const TideXmlNode *node, const TideScoreInfo *info, gboolean worst_low,
                TideBandSet *set, GError **error)
{
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (TideBand));

  for (guint i = 0; i < node->children->len; i++)
    if (!read_band (self, node->children->pdata[i], info, bands, error))
      return FALSE;
  if (bands->len == 0 || g_array_index (bands, TideBand, bands->len - 1).upper != info->maximum)
    return tide_xml_fail (node, error, _ ("the bands must end at %g"), info->maximum);
  for (guint i = 0; i < bands->len; i++)
    g_array_index (bands, TideBand, i).severity = worst_low ? bands->len - 1 - i : i;
  set->n_bands = bands->len;
  set->bands = (TideBand *) g_array_free (g_steal_pointer (&bands), FALSE);
  return TRUE;
}

static gboolean
read_band_head (TideInstrument *self, const TideXmlNode *node, TideBandSet *set, gboolean *worst_low,
                GError **error)
{
  const char *id = NULL, *score = tide_xml_get (node, "score"), *worst = tide_xml_get (node, "worst");

  if (!tide_xml_read_id (node, "id", &id, error)
      || !tide_xml_read_flag (node, "default", &set->is_default, error))
    return FALSE;
  if (score == NULL)
    score = tide_instrument_info (self, self->primary)->id;
  if (tide_instrument_find_score (self, score) < 0)
    return tide_xml_fail (node, error, _ ("there is no score “%s”"), score);
  if (worst != NULL && strcmp (worst, "low") != 0 && strcmp (worst, "high") != 0)
    return tide_xml_fail (node, error, _ ("worst=\"%s\" must be low or high"), worst);
  for (guint i = 0; i < self->band_sets->len; i++)
    if (strcmp (g_array_index (self->band_sets, TideBandSet, i).id, id) == 0)
      return tide_xml_fail (node, error, _ ("bands “%s” are defined twice"), id);
  *worst_low = g_strcmp0 (worst, "low") == 0;
  set->id = tide_instrument_keep (self, id);
  set->score_id = tide_instrument_keep (self, score);
  set->label = tide_instrument_translate (self, tide_xml_get (node, "name"));
  set->source = tide_instrument_keep_source (self, tide_xml_get (node, "source"));
  return TRUE;
}

/* Of several sets of one score exactly one is the default; a lone set is it without saying so. */
static gboolean
check_default_set (TideInstrument *self, const TideXmlNode *root, const char *score_id, GError **error)
{
  TideBandSet *only = NULL;
  guint n = 0, n_default = 0;

  for (guint i = 0; i < self->band_sets->len; i++)
    {
      TideBandSet *set = &g_array_index (self->band_sets, TideBandSet, i);
      if (strcmp (set->score_id, score_id) != 0)
        continue;
      n++;
      n_default += set->is_default;
      only = set;
    }
  if (n == 1)
    only->is_default = TRUE;
  else if (n > 1 && n_default != 1)
    return tide_xml_fail (root, error, _ ("of the bands of score “%s” one must be default=\"yes\", %u are"),
                          score_id, n_default);
  return TRUE;
}

gboolean
tide_instrument_parse_bands (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  const TideXmlNode *last = root;

  for (guint i = 0; i < root->children->len; i++)
    {
      const TideXmlNode *node = root->children->pdata[i];
      TideBandSet set = { 0 };
      gboolean worst_low = FALSE;
      const TideScoreInfo *info;

      if (strcmp (node->name, "bands") != 0)
        continue;
      last = node;
      if (!tide_xml_check (node, "id! name! source! score default worst", "band", TIDE_XML_NO_TEXT, error)
          || !read_band_head (self, node, &set, &worst_low, error))
        return FALSE;
      info = tide_instrument_info (self, tide_instrument_find_score (self, set.score_id));
      set.decimals = info->decimals;
      if (!read_band_rows (self, node, info, worst_low, &set, error))
        return FALSE;
      g_array_append_val (self->band_sets, set);
    }
  for (guint i = 0; i < self->infos->len; i++)
    if (!check_default_set (self, last, tide_instrument_info (self, i)->id, error))
      return FALSE;
  return TRUE;
}

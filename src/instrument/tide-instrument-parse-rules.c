/* tide-instrument-parse-rules.c: safety rules and remarks of a scale file.
 */
#include "tide-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define BOUND_LIMIT 1e6

static gboolean
read_level (TideInstrument *self, const TideXmlNode *node, TideLevel level, TideSafetyRule *rule,
            GError **error)
{
  TideSafetyLevel entry = { .level = level, .at_least = NAN, .at_most = NAN };
  gboolean has_bound = tide_xml_get (node, "at-least") != NULL || tide_xml_get (node, "at-most") != NULL;

  if (!tide_xml_check (node, "at-least at-most", "*", TIDE_XML_NO_TEXT, error)
      || !tide_xml_read_number (node, "at-least", -BOUND_LIMIT, BOUND_LIMIT, &entry.at_least, error)
      || !tide_xml_read_number (node, "at-most", -BOUND_LIMIT, BOUND_LIMIT, &entry.at_most, error))
    return FALSE;
  if (node->children->len > 1 || has_bound == (node->children->len == 1))
    return tide_xml_fail (node, error, _ ("<%s> needs at-least, at-most or one condition"), node->name);
  if (node->children->len == 1
      && (entry.condition = tide_expression_parse (self, node->children->pdata[0], error)) == NULL)
    return FALSE;
  g_array_append_val (rule->levels, entry);
  return TRUE;
}

static gboolean
read_subject (TideInstrument *self, const TideXmlNode *node, TideSafetyRule *rule, GError **error)
{
  const char *score = tide_xml_get (node, "score");

  if ((tide_xml_get (node, "items") != NULL) == (score != NULL))
    return tide_xml_fail (node, error, _ ("<%s> needs either items or score"), node->name);
  if (score != NULL)
    {
      rule->score = tide_instrument_find_score (self, score);
      return rule->score >= 0 || tide_xml_fail (node, error, _ ("there is no score “%s”"), score);
    }
  rule->items = g_array_new (FALSE, FALSE, sizeof (guint));
  return tide_expression_parse_items (self, node, "items", rule->items, error);
}

static void
clear_level (gpointer data)
{
  tide_expression_free (((TideSafetyLevel *) data)->condition);
}

static gboolean
read_levels (TideInstrument *self, const TideXmlNode *node, TideSafetyRule *rule, GError **error)
{
  static const struct
  {
    const char *name;
    TideLevel level;
  } names[] = { { "red", TIDE_LEVEL_RED }, { "amber", TIDE_LEVEL_AMBER }, { "yellow", TIDE_LEVEL_YELLOW } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < node->children->len; j++)
      {
        const TideXmlNode *child = node->children->pdata[j];
        if (strcmp (child->name, names[i].name) == 0
            && !read_level (self, child, names[i].level, rule, error))
          return FALSE;
      }
  return rule->levels->len > 0 || tide_xml_fail (node, error, _ ("<rule> has no level (red, amber, yellow)"));
}

/* A rule may only be silenced by rules above it. */
static gboolean
read_unless (TideInstrument *self, const TideXmlNode *node, TideSafetyRule *rule, GError **error)
{
  const char *text = tide_xml_get (node, "unless");

  if (text == NULL)
    return TRUE;
  rule->unless = g_strsplit (text, " ", -1);
  for (guint i = 0; rule->unless[i] != NULL; i++)
    {
      gboolean found = FALSE;
      for (guint j = 0; j < self->safety->len && !found; j++)
        found = strcmp (g_array_index (self->safety, TideSafetyRule, j).id, rule->unless[i]) == 0;
      if (!found)
        return tide_xml_fail (node, error, _ ("no rule “%s” is defined above this line"), rule->unless[i]);
    }
  return TRUE;
}

static gboolean
read_rule (TideInstrument *self, const TideXmlNode *node, TideSafetyRule *rule, GError **error)
{
  const char *id = NULL;

  if (!tide_xml_read_id (node, "id", &id, error)
      || !tide_xml_read_flag (node, "suicide", &rule->suicide, error)
      || !tide_xml_read_int (node, "rise", 1, 1000, &rule->rise, error)
      || !read_subject (self, node, rule, error) || !read_unless (self, node, rule, error))
    return FALSE;
  rule->id = tide_instrument_keep (self, id);
  rule->source = tide_instrument_keep_source (self, tide_xml_get (node, "source"));
  if (rule->rise > 0 && rule->items == NULL)
    return tide_xml_fail (node, error, _ ("rise belongs to a rule on items"));
  return rule->if_missing || read_levels (self, node, rule, error);
}

gboolean
tide_instrument_parse_safety (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  const TideXmlNode *safety = tide_xml_child (root, "safety");

  if (safety == NULL)
    return TRUE;
  if (!tide_xml_check (safety, "", "rule if-missing", TIDE_XML_NO_TEXT, error))
    return FALSE;
  for (guint i = 0; i < safety->children->len; i++)
    {
      const TideXmlNode *node = safety->children->pdata[i];
      gboolean if_missing = strcmp (node->name, "if-missing") == 0;
      TideSafetyRule rule = { .score = -1, .if_missing = if_missing };
      gboolean ok;

      if (!tide_xml_check (
            node, if_missing ? "id! source! items! suicide" : "id! source! items score suicide rise unless",
            if_missing ? "" : "red amber yellow", TIDE_XML_NO_TEXT, error))
        return FALSE;
      rule.levels = g_array_new (FALSE, FALSE, sizeof (TideSafetyLevel));
      g_array_set_clear_func (rule.levels, clear_level);
      ok = read_rule (self, node, &rule, error);
      g_array_append_val (self->safety, rule); /* owned by the instrument also when it is wrong */
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_remark (TideInstrument *self, const TideXmlNode *node, TideRemark *remark, GError **error)
{
  const char *id = NULL;
  const TideXmlNode *text, *condition;

  if (!tide_xml_check (node, "id!", "*", TIDE_XML_NO_TEXT, error)
      || !tide_xml_read_id (node, "id", &id, error))
    return FALSE;
  if (node->children->len != 2 || strcmp (((TideXmlNode *) node->children->pdata[0])->name, "text") != 0)
    return tide_xml_fail (node, error, _ ("<remark> must hold <text> and a condition"));
  text = node->children->pdata[0];
  condition = node->children->pdata[1];
  if (!tide_xml_check (text, "", "", TIDE_XML_MUST_TEXT, error))
    return FALSE;
  for (guint i = 0; i < self->remarks->len; i++)
    if (strcmp (g_array_index (self->remarks, TideRemark, i).id, id) == 0)
      return tide_xml_fail (node, error, _ ("remark “%s” is defined twice"), id);
  remark->id = tide_instrument_keep (self, id);
  remark->text = tide_instrument_translate (self, text->text);
  remark->condition = tide_expression_parse (self, condition, error);
  return remark->condition != NULL;
}

gboolean
tide_instrument_parse_remarks (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  const TideXmlNode *remarks = tide_xml_child (root, "remarks");

  if (remarks == NULL)
    return TRUE;
  if (!tide_xml_check (remarks, "", "remark", TIDE_XML_NO_TEXT, error))
    return FALSE;
  for (guint i = 0; i < remarks->children->len; i++)
    {
      TideRemark remark = { 0 };

      if (!read_remark (self, remarks->children->pdata[i], &remark, error))
        return FALSE;
      g_array_append_val (self->remarks, remark);
    }
  return TRUE;
}

/* tide-expression.c: from the elements of a scale file to the tree that computes a score.
 *
 * Names are resolved here, once: a score can only use scores defined above it, so that no circle is possible.
 */
#include "tide-expression-private.h"

#include "tide-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NUMBER_LIMIT 1e6

typedef struct
{
  const char *name;
  TideExpressionKind kind;
  const char *attributes;
  const char *children; /* "*": expressions */
  guint least, most;    /* operands, those of attributes included */
} Kind;

#define MANY 1000

static const Kind kinds[] = {
  { "number", TIDE_EXPRESSION_NUMBER, "value!", "", 0, 0 },
  { "item", TIDE_EXPRESSION_ITEM, "ref!", "", 0, 0 },
  { "score", TIDE_EXPRESSION_SCORE, "ref!", "", 0, 0 },
  { "sum", TIDE_EXPRESSION_SUM, "items na prorate-missing", "*", 1, MANY },
  { "mean", TIDE_EXPRESSION_MEAN, "items na", "*", 1, MANY },
  { "max", TIDE_EXPRESSION_MAX, "items", "*", 1, MANY },
  { "min", TIDE_EXPRESSION_MIN, "items", "*", 1, MANY },
  { "count", TIDE_EXPRESSION_COUNT, "items", "*", 1, MANY },
  { "count-at-least", TIDE_EXPRESSION_COUNT_AT_LEAST, "items value!", "*", 1, MANY },
  { "recode", TIDE_EXPRESSION_RECODE, "item", "*", 1, 1 },
  { "reverse", TIDE_EXPRESSION_REVERSE, "item!", "", 1, 1 },
  { "weight", TIDE_EXPRESSION_WEIGHT, "by! item", "*", 1, 1 },
  { "round", TIDE_EXPRESSION_ROUND, "", "*", 1, 1 },
  { "when", TIDE_EXPRESSION_WHEN, "", "*", 2, 3 },
  { "either", TIDE_EXPRESSION_EITHER, "items", "*", 1, MANY },
  { "all", TIDE_EXPRESSION_ALL, "items", "*", 1, MANY },
  { "any", TIDE_EXPRESSION_ANY, "items", "*", 1, MANY },
  { "not", TIDE_EXPRESSION_NOT, "item", "*", 1, 1 },
  { "at-least", TIDE_EXPRESSION_AT_LEAST, "item score value", "*", 2, 2 },
  { "at-most", TIDE_EXPRESSION_AT_MOST, "item score value", "*", 2, 2 },
  { "equals", TIDE_EXPRESSION_EQUALS, "item score value", "*", 2, 2 },
  { "answered", TIDE_EXPRESSION_ANSWERED, "items!", "", 1, MANY },
  { "not-applicable", TIDE_EXPRESSION_NOT_APPLICABLE, "item!", "", 1, 1 },
  { "first-match", TIDE_EXPRESSION_FIRST_MATCH, "", "case otherwise!", 1, MANY },
  { "by-sex", TIDE_EXPRESSION_BY_SEX, "", "male female otherwise!", 3, 3 },
};

static const Kind *
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}

gboolean
tide_expression_is_name (const char *name)
{
  return find_kind (name) != NULL;
}

static void
free_operand (gpointer data)
{
  tide_expression_free (data);
}

static TideExpression *
expression_new (TideExpressionKind kind)
{
  TideExpression *self = g_new0 (TideExpression, 1);

  self->kind = kind;
  self->operands = g_ptr_array_new_with_free_func (free_operand);
  return self;
}

void
tide_expression_free (TideExpression *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->operands);
  g_clear_pointer (&self->maps, g_array_unref);
  g_free (self);
}

static gboolean
find_item (TideInstrument *instrument, const TideXmlNode *node, const char *id, guint *index, GError **error)
{
  int found = tide_instrument_find_item (instrument, id);

  if (found < 0)
    return tide_xml_fail (node, error, _ ("there is no item “%s”"), id);
  *index = found;
  return TRUE;
}

static gboolean
add_range (TideInstrument *instrument, const TideXmlNode *node, const char *word, const char *dots,
           GArray *items, GError **error)
{
  g_autofree char *first = g_strndup (word, dots - word);
  guint from = 0, to = 0;

  if (!find_item (instrument, node, first, &from, error)
      || !find_item (instrument, node, dots + 2, &to, error))
    return FALSE;
  if (from >= to)
    return tide_xml_fail (node, error, _ ("the range “%s” runs backwards"), word);
  for (guint i = from; i <= to; i++)
    g_array_append_val (items, i);
  return TRUE;
}

gboolean
tide_expression_parse_items (TideInstrument *instrument, const TideXmlNode *node, const char *key,
                             GArray *items, GError **error)
{
  const char *text = tide_xml_get (node, key);
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *dots = strstr (words[i], "..");
      guint index;

      if (words[i][0] == '\0')
        continue;
      if (items->len > MANY)
        return tide_xml_fail (node, error, _ ("%s names more than %d items"), key, MANY);
      if (dots != NULL)
        {
          if (!add_range (instrument, node, words[i], dots, items, error))
            return FALSE;
          continue;
        }
      if (!find_item (instrument, node, words[i], &index, error))
        return FALSE;
      g_array_append_val (items, index);
    }
  if (items->len == 0)
    return tide_xml_fail (node, error, _ ("%s names no item"), key);
  for (guint i = 0; i < items->len; i++)
    for (guint j = 0; j < i; j++)
      if (g_array_index (items, guint, i) == g_array_index (items, guint, j))
        return tide_xml_fail (node, error, _ ("%s names item “%s” twice"), key,
                              tide_instrument_item (instrument, g_array_index (items, guint, i))->id);
  return TRUE;
}

static void
add_item_operand (TideExpression *self, guint index)
{
  TideExpression *operand = expression_new (TIDE_EXPRESSION_ITEM);

  operand->index = index;
  g_ptr_array_add (self->operands, operand);
}

static gboolean
parse_item_operands (TideExpression *self, TideInstrument *instrument, const TideXmlNode *node,
                     GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint));

  if (tide_xml_get (node, "items") != NULL
      && !tide_expression_parse_items (instrument, node, "items", items, error))
    return FALSE;
  if (tide_xml_get (node, "item") != NULL)
    {
      guint index;
      if (!find_item (instrument, node, tide_xml_get (node, "item"), &index, error))
        return FALSE;
      g_array_append_val (items, index);
    }
  for (guint i = 0; i < items->len; i++)
    add_item_operand (self, g_array_index (items, guint, i));
  return TRUE;
}

static gboolean
find_score (TideInstrument *instrument, const TideXmlNode *node, const char *id, guint *index, GError **error)
{
  int found = tide_instrument_find_score (instrument, id);

  if (found < 0)
    return tide_xml_fail (node, error, _ ("no score “%s” is defined above this line"), id);
  *index = found;
  return TRUE;
}

static gboolean
parse_reference (TideExpression *self, TideInstrument *instrument, const TideXmlNode *node, GError **error)
{
  const char *ref = tide_xml_get (node, "ref");

  if (self->kind == TIDE_EXPRESSION_ITEM)
    return find_item (instrument, node, ref, &self->index, error);
  return find_score (instrument, node, ref, &self->index, error);
}

static gboolean
parse_map (TideExpression *self, const TideXmlNode *node, GError **error)
{
  TideRecodeMap map = { 0 };

  if (!tide_xml_check (node, "from! to!", "", TIDE_XML_NO_TEXT, error)
      || !tide_xml_read_int (node, "from", -100000, 100000, &map.from, error)
      || !tide_xml_read_int (node, "to", -100000, 100000, &map.to, error))
    return FALSE;
  for (guint i = 0; i < self->maps->len; i++)
    if (g_array_index (self->maps, TideRecodeMap, i).from == map.from)
      return tide_xml_fail (node, error, _ ("%d is recoded twice"), map.from);
  g_array_append_val (self->maps, map);
  return TRUE;
}

/* The single expression within <case>, <otherwise>, <male> … */
static TideExpression *
parse_only_child (TideInstrument *instrument, const TideXmlNode *node, GError **error)
{
  if (!tide_xml_check (node, "", "*", TIDE_XML_NO_TEXT, error))
    return NULL;
  if (node->children->len != 1)
    {
      tide_xml_fail (node, error, _ ("<%s> must hold one expression"), node->name);
      return NULL;
    }
  return tide_expression_parse (instrument, node->children->pdata[0], error);
}

static gboolean
parse_case (TideExpression *self, TideInstrument *instrument, const TideXmlNode *node, GError **error)
{
  if (!tide_xml_check (node, "", "*", TIDE_XML_NO_TEXT, error))
    return FALSE;
  if (node->children->len != 2)
    return tide_xml_fail (node, error, _ ("<case> must hold a condition and a value"));
  for (guint i = 0; i < 2; i++)
    {
      TideExpression *part = tide_expression_parse (instrument, node->children->pdata[i], error);
      if (part == NULL)
        return FALSE;
      g_ptr_array_add (self->operands, part);
    }
  return TRUE;
}

static gboolean
parse_first_match (TideExpression *self, TideInstrument *instrument, const TideXmlNode *node, GError **error)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      const TideXmlNode *child = node->children->pdata[i];
      TideExpression *last;

      if (strcmp (child->name, "case") == 0)
        {
          if (!parse_case (self, instrument, child, error))
            return FALSE;
          continue;
        }
      if (i + 1 < node->children->len)
        return tide_xml_fail (child, error, _ ("<otherwise> must be the last in <first-match>"));
      last = parse_only_child (instrument, child, error);
      if (last == NULL)
        return FALSE;
      g_ptr_array_add (self->operands, last);
    }
  return TRUE;
}

static gboolean
parse_by_sex (TideExpression *self, TideInstrument *instrument, const TideXmlNode *node, GError **error)
{
  static const char *const arms[] = { "male", "female", "otherwise" };

  for (guint i = 0; i < G_N_ELEMENTS (arms); i++)
    {
      const TideXmlNode *arm = tide_xml_child (node, arms[i]);
      TideExpression *part = NULL;

      if (arm != NULL && (part = parse_only_child (instrument, arm, error)) == NULL)
        return FALSE;
      g_ptr_array_add (self->operands, part);
    }
  return TRUE;
}

static gboolean
parse_children (TideExpression *self, TideInstrument *instrument, const TideXmlNode *node, GError **error)
{
  if (self->kind == TIDE_EXPRESSION_FIRST_MATCH)
    return parse_first_match (self, instrument, node, error);
  if (self->kind == TIDE_EXPRESSION_BY_SEX)
    return parse_by_sex (self, instrument, node, error);
  for (guint i = 0; i < node->children->len; i++)
    {
      const TideXmlNode *child = node->children->pdata[i];
      TideExpression *operand;

      if (self->kind == TIDE_EXPRESSION_RECODE && strcmp (child->name, "map") == 0)
        {
          if (!parse_map (self, child, error))
            return FALSE;
          continue;
        }
      operand = tide_expression_parse (instrument, child, error);
      if (operand == NULL)
        return FALSE;
      g_ptr_array_add (self->operands, operand);
    }
  return TRUE;
}

/* Comparisons: left is item or score, right is value, where these are attributes. */
static gboolean
parse_comparison (TideExpression *self, TideInstrument *instrument, const TideXmlNode *node, GError **error)
{
  const char *score = tide_xml_get (node, "score");
  TideExpression *operand;

  if (score != NULL)
    {
      operand = expression_new (TIDE_EXPRESSION_SCORE);
      g_ptr_array_add (self->operands, operand);
      if (!find_score (instrument, node, score, &operand->index, error))
        return FALSE;
    }
  if (!parse_children (self, instrument, node, error))
    return FALSE;
  if (tide_xml_get (node, "value") == NULL)
    return TRUE;
  operand = expression_new (TIDE_EXPRESSION_NUMBER);
  g_ptr_array_add (self->operands, operand);
  return tide_xml_read_number (node, "value", -NUMBER_LIMIT, NUMBER_LIMIT, &operand->number, error);
}

static gboolean
parse_settings (TideExpression *self, const TideXmlNode *node, GError **error)
{
  const char *na = tide_xml_get (node, "na");
  int prorate = 0;

  if (na != NULL && strcmp (na, "skip") != 0)
    return tide_xml_fail (node, error, _ ("na=\"%s\" must be skip"), na);
  self->skip_na = na != NULL;
  if (!tide_xml_read_int (node, "prorate-missing", 1, MANY, &prorate, error)
      || !tide_xml_read_number (node, self->kind == TIDE_EXPRESSION_WEIGHT ? "by" : "value", -NUMBER_LIMIT,
                                NUMBER_LIMIT, &self->number, error))
    return FALSE;
  self->prorate = prorate;
  if (prorate > 0 && node->children->len > 0)
    return tide_xml_fail (node, error, _ ("only a sum of plain items can be prorated"));
  return TRUE;
}

static gboolean
parse_into (TideExpression *self, TideInstrument *instrument, const TideXmlNode *node, GError **error)
{
  gboolean comparison = self->kind == TIDE_EXPRESSION_AT_LEAST || self->kind == TIDE_EXPRESSION_AT_MOST
                        || self->kind == TIDE_EXPRESSION_EQUALS;

  if (!comparison && !parse_settings (self, node, error))
    return FALSE;
  if (self->kind == TIDE_EXPRESSION_ITEM || self->kind == TIDE_EXPRESSION_SCORE)
    return parse_reference (self, instrument, node, error);
  if (!parse_item_operands (self, instrument, node, error))
    return FALSE;
  if (comparison)
    return parse_comparison (self, instrument, node, error);
  return parse_children (self, instrument, node, error);
}

TideExpression *
tide_expression_parse (TideInstrument *instrument, const TideXmlNode *node, GError **error)
{
  const Kind *kind = find_kind (node->name);
  g_autoptr (TideExpression) self = NULL;

  if (kind == NULL)
    {
      tide_xml_fail (node, error, _ ("<%s> is not an expression"), node->name);
      return NULL;
    }
  if (!tide_xml_check (node, kind->attributes, kind->children, TIDE_XML_NO_TEXT, error))
    return NULL;
  self = expression_new (kind->kind);
  if (kind->kind == TIDE_EXPRESSION_RECODE)
    self->maps = g_array_new (FALSE, FALSE, sizeof (TideRecodeMap));
  if (!parse_into (self, instrument, node, error))
    return NULL;
  if (self->operands->len < kind->least || self->operands->len > kind->most)
    {
      if (kind->most == kind->least)
        tide_xml_fail (node, error, _ ("<%s> needs %u parts, it has %u"), node->name, kind->least,
                       self->operands->len);
      else
        tide_xml_fail (node, error, _ ("<%s> needs %u to %u parts, it has %u"), node->name, kind->least,
                       kind->most, self->operands->len);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
tide_expression_mark_items (const TideExpression *self, TideInstrument *instrument, gboolean *used)
{
  if (self == NULL)
    return;
  if (self->kind == TIDE_EXPRESSION_ITEM)
    used[self->index] = TRUE;
  for (guint i = 0; i < self->operands->len; i++)
    tide_expression_mark_items (self->operands->pdata[i], instrument, used);
}

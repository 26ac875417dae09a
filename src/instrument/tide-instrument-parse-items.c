/* tide-instrument-parse-items.c: what a scale asks: option sets, items, groups, and who is asked what.
 */
#include "tide-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ITEMS 300
#define VALUE_LIMIT 100000
#define MAX_LISTED_OPTIONS 101

/* A named list of options; items point into it. */
typedef struct
{
  TideOption *options; /* owned by the instrument */
  guint n_options;
  int minimum, maximum; /* without the options that mean "missing" */
  gboolean yes_no;
} OptionSet;

typedef struct
{
  const char *id;
  const char *name;
  const char *options;
} Facet;

typedef struct
{
  TideInstrument *self;
  GHashTable *sets;    /* (utf8 → OptionSet) */
  GArray *facets;      /* (Facet) */
  const char *options; /* default of <items> */
} ItemReader;

static gboolean
read_option (TideInstrument *self, const TideXmlNode *node, GArray *options, GError **error)
{
  TideOption option = { 0 };

  if (!tide_xml_check (node, "value! missing", "", TIDE_XML_MUST_TEXT, error)
      || !tide_xml_read_int (node, "value", -VALUE_LIMIT, VALUE_LIMIT, &option.value, error)
      || !tide_xml_read_flag (node, "missing", &option.is_missing, error))
    return FALSE;
  if (options->len > 0 && g_array_index (options, TideOption, options->len - 1).value >= option.value)
    return tide_xml_fail (node, error, _ ("option values must rise: %d does not follow %d"), option.value,
                          g_array_index (options, TideOption, options->len - 1).value);
  if (options->len >= MAX_LISTED_OPTIONS)
    return tide_xml_fail (node, error, _ ("more than %d options"), MAX_LISTED_OPTIONS);
  option.label = tide_instrument_translate (self, node->text);
  g_array_append_val (options, option);
  return TRUE;
}

/* from="0" to="6" names the values between the labelled anchors, too (MADRS: 0, 2, 4, 6 have words, 1, 3, 5
 * none). */
static gboolean
fill_between (const TideXmlNode *node, GArray *options, GError **error)
{
  int from = VALUE_LIMIT + 1, to = VALUE_LIMIT + 1;
  guint at = 0;

  if (!tide_xml_read_int (node, "from", -VALUE_LIMIT, VALUE_LIMIT, &from, error)
      || !tide_xml_read_int (node, "to", -VALUE_LIMIT, VALUE_LIMIT, &to, error))
    return FALSE;
  if (from > VALUE_LIMIT && to > VALUE_LIMIT)
    return TRUE;
  if (from > VALUE_LIMIT || to > VALUE_LIMIT || from >= to || to - from >= MAX_LISTED_OPTIONS)
    return tide_xml_fail (node, error, _ ("from and to must both be given, from below to, at most %d values"),
                          MAX_LISTED_OPTIONS);
  if (options->len > 0
      && (g_array_index (options, TideOption, 0).value < from
          || g_array_index (options, TideOption, options->len - 1).value > to))
    return tide_xml_fail (node, error, _ ("an option lies outside from=\"%d\" to=\"%d\""), from, to);
  for (int value = from; value <= to; value++, at++)
    if (at >= options->len || g_array_index (options, TideOption, at).value != value)
      {
        TideOption option = { .value = value };
        g_array_insert_val (options, at, option);
      }
  return TRUE;
}

static gboolean
finish_set (const TideXmlNode *node, OptionSet *set, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < set->n_options; i++)
    {
      if (set->options[i].is_missing)
        continue;
      if (n++ == 0)
        set->minimum = set->options[i].value;
      set->maximum = set->options[i].value;
    }
  if (n < 2)
    return tide_xml_fail (node, error, _ ("<options> needs at least two values that are answers"));
  if (set->yes_no && (set->n_options != 2 || set->minimum != 0 || set->maximum != 1))
    return tide_xml_fail (node, error, _ ("yes-no options must be 0 and 1"));
  return TRUE;
}

static gboolean
read_options (ItemReader *reader, const TideXmlNode *node, GError **error)
{
  g_autoptr (GArray) options = g_array_new (FALSE, TRUE, sizeof (TideOption));
  g_autofree OptionSet *set = g_new0 (OptionSet, 1);
  const char *id = NULL;

  if (!tide_xml_check (node, "id! from to yes-no", "option", TIDE_XML_NO_TEXT, error)
      || !tide_xml_read_id (node, "id", &id, error)
      || !tide_xml_read_flag (node, "yes-no", &set->yes_no, error))
    return FALSE;
  if (g_hash_table_contains (reader->sets, id))
    return tide_xml_fail (node, error, _ ("options “%s” are defined twice"), id);
  for (guint i = 0; i < node->children->len; i++)
    if (!read_option (reader->self, node->children->pdata[i], options, error))
      return FALSE;
  if (!fill_between (node, options, error))
    return FALSE;
  set->n_options = options->len;
  set->options = (TideOption *) g_array_free (g_steal_pointer (&options), FALSE);
  g_ptr_array_add (reader->self->options, set->options);
  if (!finish_set (node, set, error))
    return FALSE;
  g_hash_table_insert (reader->sets, g_strdup (id), g_steal_pointer (&set));
  return TRUE;
}

static gboolean
use_options (ItemReader *reader, const TideXmlNode *node, const char *name, TideItem *item, GError **error)
{
  const OptionSet *set = g_hash_table_lookup (reader->sets, name);

  if (set == NULL)
    return tide_xml_fail (node, error, _ ("there are no options “%s”"), name);
  item->options = set->options;
  item->n_options = set->n_options;
  item->minimum = set->minimum;
  item->maximum = set->maximum;
  item->yes_no = set->yes_no;
  return TRUE;
}

/* The range comes from the item's own minimum and maximum, its options, its facet's or the default, in this
 * order. */
static gboolean
read_range (ItemReader *reader, const TideXmlNode *node, const Facet *facet, TideItem *item, GError **error)
{
  const char *options = tide_xml_get (node, "options");
  gboolean has_range = tide_xml_get (node, "minimum") != NULL || tide_xml_get (node, "maximum") != NULL;

  if (options != NULL && has_range)
    return tide_xml_fail (node, error, _ ("an item has either options or minimum and maximum"));
  if (!has_range)
    {
      options = options != NULL ? options : facet != NULL ? facet->options : reader->options;
      if (options == NULL)
        return tide_xml_fail (node, error, _ ("the item has neither options nor minimum and maximum"));
      return use_options (reader, node, options, item, error);
    }
  item->minimum = item->maximum = VALUE_LIMIT + 1;
  if (!tide_xml_read_int (node, "minimum", -VALUE_LIMIT, VALUE_LIMIT, &item->minimum, error)
      || !tide_xml_read_int (node, "maximum", -VALUE_LIMIT, VALUE_LIMIT, &item->maximum, error))
    return FALSE;
  if (item->maximum > VALUE_LIMIT || item->minimum >= item->maximum)
    return tide_xml_fail (node, error, _ ("the item needs a minimum below its maximum"));
  return TRUE;
}

static gboolean
add_item (ItemReader *reader, const TideXmlNode *node, const char *group, const Facet *facet, GError **error)
{
  TideInstrument *self = reader->self;
  TideItem item = { 0 };
  const char *id = NULL;
  g_autofree char *full_id = NULL;
  int skip = -1;
  gboolean is_facet = facet != NULL;

  if (!tide_xml_check (node, "id! number options minimum maximum optional na loinc", "", TIDE_XML_MUST_TEXT,
                       error)
      || !tide_xml_read_id (node, "id", &id, error)
      || !tide_xml_read_flag (node, "optional", &item.optional, error)
      || !tide_xml_read_flag (node, "na", &item.allows_na, error)
      || !read_range (reader, node, facet, &item, error))
    return FALSE;
  if (self->items->len >= MAX_ITEMS)
    return tide_xml_fail (node, error, _ ("more than %d items"), MAX_ITEMS);
  full_id = is_facet ? g_strdup_printf ("%s_%s", facet->id, id) : g_strdup (id);
  if (tide_instrument_find_item (self, full_id) >= 0)
    return tide_xml_fail (node, error, _ ("item “%s” is defined twice"), full_id);
  item.id = tide_instrument_keep (self, full_id);
  item.number
    = tide_instrument_keep (self, tide_xml_get (node, "number") != NULL ? tide_xml_get (node, "number") : id);
  item.label = tide_instrument_translate (self, node->text);
  item.group = is_facet ? facet->name : group;
  item.loinc = tide_instrument_keep (self, tide_xml_get (node, "loinc"));
  g_array_append_val (self->items, item);
  g_array_append_val (self->skip_of, skip);
  g_array_append_val (self->is_facet, is_facet);
  return TRUE;
}

static gboolean
read_facet (ItemReader *reader, const TideXmlNode *node, GError **error)
{
  Facet facet = { 0 };

  if (!tide_xml_check (node, "id! name! options!", "", TIDE_XML_NO_TEXT, error)
      || !tide_xml_read_id (node, "id", &facet.id, error))
    return FALSE;
  facet.name = tide_instrument_translate (reader->self, tide_xml_get (node, "name"));
  facet.options = tide_xml_get (node, "options");
  g_array_append_val (reader->facets, facet);
  return TRUE;
}

/* One pass over the items; with facets there is a pass for each, since all fears come before all avoidances.
 */
static gboolean
read_items_once (ItemReader *reader, const TideXmlNode *items, const Facet *facet, GError **error)
{
  for (guint i = 0; i < items->children->len; i++)
    {
      const TideXmlNode *node = items->children->pdata[i];
      const char *group;

      if (strcmp (node->name, "facet") == 0)
        continue;
      if (strcmp (node->name, "item") == 0)
        {
          if (!add_item (reader, node, NULL, facet, error))
            return FALSE;
          continue;
        }
      if (!tide_xml_check (node, "name!", "item", TIDE_XML_NO_TEXT, error))
        return FALSE;
      group = tide_instrument_translate (reader->self, tide_xml_get (node, "name"));
      for (guint j = 0; j < node->children->len; j++)
        if (!add_item (reader, node->children->pdata[j], group, facet, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
read_items (ItemReader *reader, const TideXmlNode *items, GError **error)
{
  if (!tide_xml_check (items, "options", "facet group item", TIDE_XML_NO_TEXT, error))
    return FALSE;
  reader->options = tide_xml_get (items, "options");
  for (guint i = 0; i < items->children->len; i++)
    {
      const TideXmlNode *node = items->children->pdata[i];
      if (strcmp (node->name, "facet") == 0 && !read_facet (reader, node, error))
        return FALSE;
    }
  if (reader->facets->len == 0 && !read_items_once (reader, items, NULL, error))
    return FALSE;
  for (guint i = 0; i < reader->facets->len; i++)
    if (!read_items_once (reader, items, &g_array_index (reader->facets, Facet, i), error))
      return FALSE;
  if (reader->self->items->len == 0)
    return tide_xml_fail (items, error, _ ("the scale has no item"));
  return TRUE;
}

gboolean
tide_instrument_parse_items (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  g_autoptr (GHashTable) sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) facets = g_array_new (FALSE, FALSE, sizeof (Facet));
  ItemReader reader = { .self = self, .sets = sets, .facets = facets };
  const TideXmlNode *items = tide_xml_child (root, "items");

  for (guint i = 0; i < root->children->len; i++)
    {
      const TideXmlNode *node = root->children->pdata[i];
      if (strcmp (node->name, "options") == 0 && !read_options (&reader, node, error))
        return FALSE;
    }
  if (items == NULL && !self->totals_only)
    return tide_xml_fail (root, error, _ ("<instrument> lacks <items> (or totals-only=\"yes\")"));
  if (items != NULL && self->totals_only)
    return tide_xml_fail (items, error, _ ("a totals-only scale has no items"));
  return items == NULL || read_items (&reader, items, error);
}

static gboolean
read_skip (TideInstrument *self, const TideXmlNode *node, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *used = g_new0 (gboolean, self->items->len + 1);
  TideSkip skip = { 0 };
  int index = self->skips->len;

  if (!tide_xml_check (node, "items! else!", "*", TIDE_XML_NO_TEXT, error)
      || !tide_expression_parse_items (self, node, "items", items, error)
      || !tide_xml_read_int (node, "else", -VALUE_LIMIT, VALUE_LIMIT, &skip.unasked_value, error))
    return FALSE;
  if (node->children->len != 1)
    return tide_xml_fail (node, error, _ ("<asked-when> must hold one condition"));
  skip.condition = tide_expression_parse (self, node->children->pdata[0], error);
  if (skip.condition == NULL)
    return FALSE;
  g_array_append_val (self->skips, skip);
  tide_expression_mark_items (skip.condition, self, used);
  for (guint i = 0; i < items->len; i++)
    {
      guint target = g_array_index (items, guint, i);
      for (guint j = target; j < self->items->len; j++)
        if (used[j])
          return tide_xml_fail (node, error, _ ("item “%s” can depend on earlier items only, not on “%s”"),
                                tide_instrument_item (self, target)->id, tide_instrument_item (self, j)->id);
      if (g_array_index (self->skip_of, int, target) >= 0)
        return tide_xml_fail (node, error, _ ("item “%s” has two <asked-when>"),
                              tide_instrument_item (self, target)->id);
      g_array_index (self->skip_of, int, target) = index;
    }
  return TRUE;
}

gboolean
tide_instrument_parse_skips (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  for (guint i = 0; i < root->children->len; i++)
    {
      const TideXmlNode *node = root->children->pdata[i];
      if (strcmp (node->name, "asked-when") == 0 && !read_skip (self, node, error))
        return FALSE;
    }
  return TRUE;
}

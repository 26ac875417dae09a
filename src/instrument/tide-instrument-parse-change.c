/* tide-instrument-parse-change.c: the thresholds by which change is named, each with its source.
 */
#include "tide-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define SCORE_LIMIT 1e6
/* Two-sided 95 % of a difference (Jacobson & Truax 1991; clinical.md 3.7). */
#define RELIABLE_Z 1.96

/* Where a threshold goes: element, attribute, its place in TideChangeRule. */
typedef struct
{
  const char *element, *attribute;
  double minimum, maximum;
  gsize offset;
} Threshold;

static const Threshold thresholds[] = {
  { "response", "percent", 1, 100, G_STRUCT_OFFSET (TideChangeRule, response_percent) },
  { "response", "points", 0.1, SCORE_LIMIT, G_STRUCT_OFFSET (TideChangeRule, response_points) },
  { "partial", "percent", 1, 100, G_STRUCT_OFFSET (TideChangeRule, partial_percent) },
  { "remission", "at-most", -SCORE_LIMIT, SCORE_LIMIT, G_STRUCT_OFFSET (TideChangeRule, remission_at_most) },
  { "relapse", "at-least", -SCORE_LIMIT, SCORE_LIMIT, G_STRUCT_OFFSET (TideChangeRule, relapse_at_least) },
  { "reliable", "change", 0.1, SCORE_LIMIT, G_STRUCT_OFFSET (TideChangeRule, reliable_change) },
  { "reliable", "points", 0.1, SCORE_LIMIT, G_STRUCT_OFFSET (TideChangeRule, reliable_points) },
  { "low-baseline", "below", -SCORE_LIMIT, SCORE_LIMIT,
    G_STRUCT_OFFSET (TideChangeRule, low_baseline_below) },
  { "floor", "value", -SCORE_LIMIT, SCORE_LIMIT, G_STRUCT_OFFSET (TideChangeRule, floor) },
};

/* RC95 = 1.96 SD sqrt (2 (1 - r)), Jacobson & Truax 1991. */
static gboolean
read_reliable (TideInstrument *self, const TideXmlNode *node, GError **error)
{
  double sd = NAN, r = NAN;

  if (!tide_xml_read_number (node, "sd", 0.01, SCORE_LIMIT, &sd, error)
      || !tide_xml_read_number (node, "r", 0, 0.999, &r, error))
    return FALSE;
  if (isnan (sd) != isnan (r) || isnan (sd) == (tide_xml_get (node, "change") == NULL))
    return tide_xml_fail (node, error, _ ("<reliable> needs either sd and r or change"));
  if (!isnan (sd))
    self->change.reliable_change = RELIABLE_Z * sd * sqrt (2 * (1 - r));
  return TRUE;
}

static const char *
threshold_attributes (const char *element)
{
  if (strcmp (element, "response") == 0)
    return "percent points source!";
  if (strcmp (element, "partial") == 0)
    return "percent! source!";
  if (strcmp (element, "remission") == 0)
    return "at-most! source!";
  if (strcmp (element, "relapse") == 0)
    return "at-least! source!";
  if (strcmp (element, "reliable") == 0)
    return "sd r change points! source!";
  if (strcmp (element, "low-baseline") == 0)
    return "below! source!";
  return "value! source!";
}

static gboolean
read_threshold (TideInstrument *self, const TideXmlNode *node, GError **error)
{
  TideChangeSource source = { 0 };

  if (!tide_xml_check (node, threshold_attributes (node->name), "", TIDE_XML_NO_TEXT, error))
    return FALSE;
  if (strcmp (node->name, "response") == 0 && tide_xml_get (node, "percent") == NULL
      && tide_xml_get (node, "points") == NULL)
    return tide_xml_fail (node, error, _ ("<response> needs percent or points"));
  for (guint i = 0; i < G_N_ELEMENTS (thresholds); i++)
    if (strcmp (thresholds[i].element, node->name) == 0
        && !tide_xml_read_number (node, thresholds[i].attribute, thresholds[i].minimum, thresholds[i].maximum,
                                  G_STRUCT_MEMBER_P (&self->change, thresholds[i].offset), error))
      return FALSE;
  if (strcmp (node->name, "reliable") == 0 && !read_reliable (self, node, error))
    return FALSE;
  for (guint i = 0; i < self->change_sources->len; i++)
    if (strcmp (g_array_index (self->change_sources, TideChangeSource, i).what, node->name) == 0)
      return tide_xml_fail (node, error, _ ("<change> has <%s> twice"), node->name);
  source.what = tide_instrument_keep (self, node->name);
  source.source = tide_instrument_keep_source (self, tide_xml_get (node, "source"));
  g_array_append_val (self->change_sources, source);
  return TRUE;
}

/* The sources of all thresholds, each once, in the order of the file. */
static void
join_sources (TideInstrument *self)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < self->change_sources->len; i++)
    {
      const char *source = g_array_index (self->change_sources, TideChangeSource, i).source;
      gboolean seen = FALSE;
      for (guint j = 0; j < i && !seen; j++)
        seen = strcmp (g_array_index (self->change_sources, TideChangeSource, j).source, source) == 0;
      if (!seen)
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? "; " : "", source);
    }
  self->change.source = joined->len > 0 ? tide_instrument_keep (self, joined->str) : NULL;
}

gboolean
tide_instrument_parse_change (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  const TideXmlNode *change = tide_xml_child (root, "change");

  self->change = (TideChangeRule){ NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0, NULL };
  self->change.floor = tide_instrument_info (self, self->primary)->minimum;
  if (change == NULL)
    return TRUE;
  if (!tide_xml_check (change, "", "response partial remission relapse reliable low-baseline floor",
                       TIDE_XML_NO_TEXT, error))
    return FALSE;
  for (guint i = 0; i < change->children->len; i++)
    if (!read_threshold (self, change->children->pdata[i], error))
      return FALSE;
  join_sources (self);
  return TRUE;
}

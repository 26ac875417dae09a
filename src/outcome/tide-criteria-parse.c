/* tide-criteria-parse.c: reads a file of criteria; every fault names file, line and what is allowed. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-criteria-private.h"

/* What a file may say about each clause; the words of those marked must come from it or from its base. */
static const struct
{
  const char *id;
  const char *cgi; /* attribute that it takes, or NULL */
  gboolean also, needed;
} known[] = {
  { "remission", "cgi-s", TRUE, TRUE },
  { "response", "cgi-i", TRUE, TRUE },
  { "partial", "cgi-i", FALSE, TRUE },
  { "partial_by_cgi", "cgi-i", FALSE, TRUE },
  { "also_fails", NULL, FALSE, FALSE },
  { "disagree", NULL, FALSE, TRUE },
  { "cgi_missing", NULL, FALSE, TRUE },
  { "none", NULL, FALSE, TRUE },
  { "worse", NULL, FALSE, TRUE },
  { "too_early", NULL, FALSE, TRUE },
  { "relapse_by_cgi", "cgi-i", FALSE, TRUE },
  { "relapse_by_fall", NULL, FALSE, TRUE },
  { "relapse_by_treatment", NULL, FALSE, TRUE },
  { "relapse_by_visits", NULL, FALSE, TRUE },
  { "relapse_goes_on", NULL, FALSE, TRUE },
};

static const char *const preset_codes[] = { "", "default", "consensus", "depression", NULL };
static const char *const placeholders[]
  = { "response", "partial", "remission", "relapse", "cgi", "fall", "days", NULL };

static int
find_known (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].id, id) == 0)
      return (int) i;
  return -1;
}

static char *
list_known (void)
{
  GString *all = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", known[i].id);
  return g_string_free (all, FALSE);
}

static gboolean
read_source (const TideXmlNode *node, char **source, char *tag, GError **error)
{
  const char *text = tide_xml_get (node, "source"), *letter = tide_xml_get (node, "tag");
  if (text[0] == '\0')
    return tide_xml_fail (node, error, _ ("the source of <%s> is empty"), node->name);
  if (strlen (letter) != 1 || strchr ("VMUA", letter[0]) == NULL)
    return tide_xml_fail (node, error, _ ("tag “%s”: allowed are V, M, U and A"), letter);
  *source = g_strdup (text);
  *tag = letter[0];
  return TRUE;
}

/* A scale must be there only where the caller knows which there are. */
static gboolean
check_instrument (const TideXmlNode *node, const char *id, TideLibrary *library, GError **error)
{
  return library == NULL || tide_library_lookup (library, id) != NULL
         || tide_xml_fail (node, error, _ ("there is no scale “%s”"), id);
}

static gboolean
check_listed (const TideXmlNode *node, TideCriteria *self, const char *id, GError **error)
{
  return tide_criteria_names_instrument (self, id)
         || tide_xml_fail (node, error, _ ("“%s” is not among the instruments of these rules"), id);
}

/* --- clauses --- */

static void
clause_free (gpointer data)
{
  TideClause *self = data;
  g_free (self->id);
  g_free (self->words);
  g_free (self->source);
  g_free (self->cgi_threshold);
  g_ptr_array_unref (self->also);
  g_free (self);
}

static void
also_free (gpointer data)
{
  TideClauseAlso *self = data;
  g_free (self->instrument);
  g_free (self->score);
  g_free (self);
}

/* A number from 1 to 7, or a threshold of the clinic by name. */
static gboolean
read_cgi (const TideXmlNode *node, const char *key, TideClause *clause, GError **error)
{
  static TideThresholds *defaults = NULL;
  if (g_once_init_enter (&defaults))
    g_once_init_leave (&defaults, tide_thresholds_new ());
  const char *text = key != NULL ? tide_xml_get (node, key) : NULL;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_isdigit (text[0]) && tide_thresholds_lookup (defaults, text) != NULL)
    {
      clause->cgi_threshold = g_strdup (text);
      return TRUE;
    }
  if (!g_ascii_isdigit (text[0]))
    return tide_xml_fail (node, error,
                          _ ("%s “%s”: neither a number from 1 to 7 nor the name of a threshold"), key, text);
  return tide_xml_read_number (node, key, 1, 7, &clause->cgi, error);
}

static gboolean
check_words (const TideXmlNode *node, const char *words, GError **error)
{
  for (const char *at = strchr (words, '{'); at != NULL; at = strchr (at + 1, '{'))
    {
      const char *end = strchr (at, '}');
      g_autofree char *name = end != NULL ? g_strndup (at + 1, (gsize) (end - at - 1)) : NULL;
      if (name == NULL || !g_strv_contains (placeholders, name))
        {
          g_autofree char *allowed = g_strjoinv ("}, {", (char **) placeholders);
          return tide_xml_fail (node, error, _ ("words “%s”: numbers are named by {%s}"), words, allowed);
        }
    }
  return TRUE;
}

static gboolean
read_also (const TideXmlNode *node, TideClause *clause, TideLibrary *library, GError **error)
{
  if (!tide_xml_check (node, "instrument! score! below!", "", TIDE_XML_NO_TEXT, error))
    return FALSE;
  const char *instrument = tide_xml_get (node, "instrument"), *score = tide_xml_get (node, "score");
  double below = NAN;
  if (!check_instrument (node, instrument, library, error)
      || !tide_xml_read_number (node, "below", -1e6, 1e6, &below, error))
    return FALSE;
  if (library != NULL && tide_instrument_find_score (tide_library_lookup (library, instrument), score) < 0)
    return tide_xml_fail (node, error, _ ("“%s” has no score “%s”"), instrument, score);
  TideClauseAlso *also = g_new0 (TideClauseAlso, 1);
  also->instrument = g_strdup (instrument);
  also->score = g_strdup (score);
  also->below = below;
  g_ptr_array_add (clause->also, also);
  return TRUE;
}

static gboolean
fill_clause (const TideXmlNode *node, int index, TideClause *clause, TideLibrary *library, GError **error)
{
  const char *cgi = known[index].cgi;
  g_autofree char *attributes
    = g_strconcat ("id! words! source! tag!", cgi != NULL ? " " : "", cgi != NULL ? cgi : "", NULL);
  if (!tide_xml_check (node, attributes, known[index].also ? "also" : "", TIDE_XML_NO_TEXT, error))
    return FALSE;
  const char *words = tide_xml_get (node, "words");
  if (words[0] == '\0')
    return tide_xml_fail (node, error, _ ("the words of <%s> are empty"), node->name);
  clause->id = g_strdup (known[index].id);
  clause->words = g_strdup (g_dgettext (GETTEXT_PACKAGE, words));
  if (!check_words (node, words, error) || !read_source (node, &clause->source, &clause->tag, error)
      || !read_cgi (node, cgi, clause, error))
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    if (!read_also (node->children->pdata[i], clause, library, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_clause (TideCriteria *self, const TideXmlNode *node, TideLibrary *library, GError **error)
{
  const char *id = tide_xml_get (node, "id");
  int index = id != NULL ? find_known (id) : -1;
  if (index < 0)
    {
      g_autofree char *allowed = list_known ();
      return tide_xml_fail (node, error, _ ("no clause is named “%s”; there are %s"), id != NULL ? id : "",
                            allowed);
    }
  for (guint i = 0; i < self->clauses->len; i++)
    if (strcmp (((const TideClause *) self->clauses->pdata[i])->id, id) == 0)
      return tide_xml_fail (node, error, _ ("the clause “%s” stands twice"), id);
  TideClause *clause = g_new0 (TideClause, 1);
  clause->cgi = NAN;
  clause->also = g_ptr_array_new_with_free_func (also_free);
  g_ptr_array_add (self->clauses, clause);
  return fill_clause (node, index, clause, library, error);
}

/* --- thresholds and the rest --- */

static void
threshold_free (gpointer data)
{
  TideCriteriaThreshold *self = data;
  g_free (self->instrument);
  g_free (self->source);
  g_free (self);
}

static gboolean
read_sex (const TideXmlNode *node, TideSex *sex, GError **error)
{
  const char *text = tide_xml_get (node, "sex");
  if (text == NULL)
    return TRUE;
  *sex = g_str_equal (text, "female") ? TIDE_SEX_FEMALE
         : g_str_equal (text, "male") ? TIDE_SEX_MALE
                                      : TIDE_SEX_UNKNOWN;
  return *sex != TIDE_SEX_UNKNOWN
         || tide_xml_fail (node, error, _ ("sex “%s”: allowed are female and male"), text);
}

static gboolean
read_threshold (TideCriteria *self, const TideXmlNode *node, TideLibrary *library, GError **error)
{
  TideCriteriaThreshold *row = g_new0 (TideCriteriaThreshold, 1);
  row->response_percent = row->response_points = row->partial_percent = NAN;
  row->remission_at_most = row->relapse_at_least = NAN;
  g_ptr_array_add (self->thresholds, row);
  if (!tide_xml_check (node,
                       "instrument! source! tag! sex response-percent response-points partial-percent "
                       "remission-at-most relapse-at-least",
                       "", TIDE_XML_NO_TEXT, error))
    return FALSE;
  row->instrument = g_strdup (tide_xml_get (node, "instrument"));
  if (!check_instrument (node, row->instrument, library, error)
      || !check_listed (node, self, row->instrument, error) || !read_sex (node, &row->sex, error)
      || !read_source (node, &row->source, &row->tag, error)
      || !tide_xml_read_number (node, "response-percent", 1, 100, &row->response_percent, error)
      || !tide_xml_read_number (node, "response-points", 0.1, 1e6, &row->response_points, error)
      || !tide_xml_read_number (node, "partial-percent", 1, 100, &row->partial_percent, error)
      || !tide_xml_read_number (node, "remission-at-most", -1e6, 1e6, &row->remission_at_most, error)
      || !tide_xml_read_number (node, "relapse-at-least", -1e6, 1e6, &row->relapse_at_least, error))
    return FALSE;
  if (isnan (row->response_percent) && isnan (row->response_points) && isnan (row->partial_percent)
      && isnan (row->remission_at_most) && isnan (row->relapse_at_least))
    return tide_xml_fail (node, error, _ ("<%s> names no number"), node->name);
  if (!isnan (row->partial_percent) && row->partial_percent >= row->response_percent)
    return tide_xml_fail (node, error, _ ("partial response (%g %%) must be below response (%g %%)"),
                          row->partial_percent, row->response_percent);
  if (row->relapse_at_least <= row->remission_at_most)
    return tide_xml_fail (node, error, _ ("relapse (%g) must be above remission (%g)"), row->relapse_at_least,
                          row->remission_at_most);
  return TRUE;
}

static gboolean
read_relapse (TideCriteria *self, const TideXmlNode *node, GError **error)
{
  if (!tide_xml_check (node, "preset! source! tag!", "", TIDE_XML_NO_TEXT, error))
    return FALSE;
  g_autofree char *source = NULL;
  char tag;
  const char *preset = tide_xml_get (node, "preset");
  if (self->relapse != TIDE_RELAPSE_BY_RULES)
    return tide_xml_fail (node, error, _ ("<%s> stands twice"), node->name);
  for (guint i = 1; preset_codes[i] != NULL; i++)
    if (strcmp (preset_codes[i], preset) == 0)
      self->relapse = (TideRelapsePreset) i;
  if (self->relapse == TIDE_RELAPSE_BY_RULES)
    return tide_xml_fail (node, error, _ ("preset “%s”: allowed are default, consensus and depression"),
                          preset);
  return read_source (node, &source, &tag, error);
}

static char **
split (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

static gboolean
read_head (TideCriteria *self, const TideXmlNode *root, TideLibrary *library, GError **error)
{
  const char *id = NULL, *base = tide_xml_get (root, "based-on");
  if (!tide_xml_read_id (root, "id", &id, error))
    return FALSE;
  self->id = g_strdup (id);
  self->version = g_strdup (tide_xml_get (root, "version"));
  self->name = g_strdup (g_dgettext (GETTEXT_PACKAGE, tide_xml_get (root, "name")));
  self->instruments = split (tide_xml_get (root, "instruments"));
  self->conditions = split (tide_xml_get (root, "conditions"));
  for (guint i = 0; self->instruments[i] != NULL; i++)
    if (!check_instrument (root, self->instruments[i], library, error))
      return FALSE;
  if (base == NULL)
    return TRUE;
  self->base = tide_criteria_lookup (base);
  return self->base != NULL || tide_xml_fail (root, error, _ ("no shipped rules are named “%s”"), base);
}

static gboolean
check_whole (const TideCriteria *self, const TideXmlNode *root, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].needed && tide_criteria_find_clause (self, known[i].id) == NULL)
      return tide_xml_fail (
        root, error, _ ("the clause “%s” is missing, and the rules are not based on others"), known[i].id);
  return tide_criteria_get_relapse (self) != TIDE_RELAPSE_BY_RULES
         || tide_xml_fail (root, error, _ ("<relapse> is missing, and the rules are not based on others"));
}

static gboolean
read_children (TideCriteria *self, const TideXmlNode *root, TideLibrary *library, GError **error)
{
  for (guint i = 0; i < root->children->len; i++)
    {
      const TideXmlNode *node = root->children->pdata[i];
      gboolean ok = strcmp (node->name, "clause") == 0      ? read_clause (self, node, library, error)
                    : strcmp (node->name, "threshold") == 0 ? read_threshold (self, node, library, error)
                                                            : read_relapse (self, node, error);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

TideCriteria *
tide_criteria_read (const TideXmlNode *root, TideLibrary *library, GError **error)
{
  if (strcmp (root->name, "criteria") != 0)
    {
      tide_xml_fail (root, error, _ ("<%s>: a file of rules begins with <criteria>"), root->name);
      return NULL;
    }
  if (!tide_xml_check (root, "id! version! name! based-on conditions instruments", "clause threshold relapse",
                       TIDE_XML_NO_TEXT, error))
    return NULL;
  g_autoptr (TideCriteria) self = g_new0 (TideCriteria, 1);
  self->n_refs = 1;
  self->clauses = g_ptr_array_new_with_free_func (clause_free);
  self->thresholds = g_ptr_array_new_with_free_func (threshold_free);
  if (!read_head (self, root, library, error) || !read_children (self, root, library, error)
      || !check_whole (self, root, error))
    return NULL;
  return g_steal_pointer (&self);
}

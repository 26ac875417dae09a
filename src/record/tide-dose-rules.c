/* tide-dose-rules.c: a dose that was mistyped does harm when nobody looks twice.
 *
 * The commonest slips are a zero too many and milligrams where mg/kg are asked.  The rules tell them from
 * doses that are only high: those have a maximum, which a clinician may pass with a reason.
 */
#include "tide-dose-rules.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-record-resources.h"
#include "tide-xml.h"

#define RESOURCE "/tidemark/record/doses.xml"

struct _TideDoseRules
{
  GPtrArray *rules;   /* TideDoseRule, in the file's order */
  GHashTable *agents; /* folded name → name of the rules */
  GHashTable *sources;
  char *any_source;
  double any_slip_above; /* mg a day of whatever drug */
  double weight_from_age, weight_below, weight_above, weight_change_percent;
};

/* Words in the longest name: "st john s wort". */
#define MAX_WORDS 4

static void
rule_free (gpointer data)
{
  TideDoseRule *rule = data;
  g_free (rule->agent);
  g_free (rule->route);
  g_free (rule->source);
  g_free (rule->maximum_source);
  g_free (rule->trial_source);
  g_free (rule->caution);
  g_free (rule->maximum_screened);
  g_strfreev (rule->maximum_with);
  g_free (rule);
}

void
tide_dose_rules_free (TideDoseRules *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rules);
  g_hash_table_unref (self->agents);
  g_hash_table_unref (self->sources);
  g_free (self->any_source);
  g_free (self);
}

/* --- reading --- */

static gboolean
read_source (TideDoseRules *self, const TideXmlNode *node, GError **error)
{
  const char *id = NULL;
  if (!tide_xml_check (node, "id!", "", TIDE_XML_MUST_TEXT, error)
      || !tide_xml_read_id (node, "id", &id, error))
    return FALSE;
  if (g_hash_table_contains (self->sources, id))
    return tide_xml_fail (node, error, "source “%s” stands there twice", id);
  g_hash_table_insert (self->sources, g_strdup (id), g_strdup (node->text));
  return TRUE;
}

static const char *
find_source (TideDoseRules *self, const TideXmlNode *node, const char *key, GError **error)
{
  const char *id = tide_xml_get (node, key);
  const char *text = g_hash_table_lookup (self->sources, id);
  if (text == NULL)
    tide_xml_fail (node, error, "there is no source “%s” above", id);
  return text;
}

static gboolean
read_unit (const TideXmlNode *node, TideDoseUnit *unit, GError **error)
{
  static const char *const units[] = { "mg/day", "mg/kg", "mg" };
  const char *text = tide_xml_get (node, "unit");
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (text, units[i]))
      {
        *unit = (TideDoseUnit) i;
        return TRUE;
      }
  return tide_xml_fail (node, error, "unit “%s” is none of mg/day, mg/kg, mg", text);
}

static gboolean
read_limits (const TideXmlNode *node, TideDoseRule *rule, GError **error)
{
  return tide_xml_read_number (node, "usual-low", 0, 1e5, &rule->usual_low, error)
         && tide_xml_read_number (node, "usual-high", 0, 1e5, &rule->usual_high, error)
         && tide_xml_read_number (node, "maximum", 0, 1e5, &rule->maximum, error)
         && tide_xml_read_number (node, "maximum-from-age", 0, 120, &rule->maximum_from_age, error)
         && tide_xml_read_number (node, "maximum-then", 0, 1e5, &rule->maximum_then, error)
         && tide_xml_read_number (node, "caution-above", 0, 1e5, &rule->caution_above, error)
         && tide_xml_read_number (node, "trial-minimum", 0.1, 1e5, &rule->trial_minimum, error)
         && tide_xml_read_number (node, "slip-below", 0, 1e5, &rule->slip_below, error)
         && tide_xml_read_number (node, "slip-above", 0, 1e5, &rule->slip_above, error);
}

/* Comparisons with NAN are false: what is not said contradicts nothing. */
static gboolean
check_order (const TideXmlNode *node, const TideDoseRule *rule, GError **error)
{
  if (rule->usual_low > rule->usual_high)
    return tide_xml_fail (node, error, "usual-low lies above usual-high");
  if (rule->slip_below >= rule->usual_low)
    return tide_xml_fail (node, error, "slip-below does not lie below usual-low");
  if (rule->slip_above <= rule->usual_high || rule->slip_above <= rule->maximum)
    return tide_xml_fail (node, error, "slip-above does not lie above usual-high and maximum");
  gboolean has_reason
    = !isnan (rule->maximum_from_age) || rule->maximum_with != NULL || rule->maximum_screened != NULL;
  if (has_reason == isnan (rule->maximum_then) || (!isnan (rule->maximum_then) && isnan (rule->maximum)))
    return tide_xml_fail (node, error,
                          "maximum-then and a reason for it (maximum-from-age, maximum-with, "
                          "maximum-screened) go together with maximum");
  if (isnan (rule->caution_above) != (rule->caution == NULL))
    return tide_xml_fail (node, error, "caution-above and caution go together");
  return TRUE;
}

static void
read_words (const TideXmlNode *node, TideDoseRule *rule)
{
  const char *with = tide_xml_get (node, "maximum-with"), *caution = tide_xml_get (node, "caution");
  rule->maximum_with = with != NULL ? g_strsplit (with, " ", -1) : NULL;
  rule->maximum_screened = g_strdup (tide_xml_get (node, "maximum-screened"));
  rule->caution
    = caution != NULL && *caution != '\0' ? g_strdup (g_dgettext (GETTEXT_PACKAGE, caution)) : NULL;
}

/* The dose of a trial has a source of its own. */
static gboolean
read_trial (TideDoseRules *self, const TideXmlNode *node, TideDoseRule *rule, GError **error)
{
  if (isnan (rule->trial_minimum) != (tide_xml_get (node, "trial-source") == NULL))
    return tide_xml_fail (node, error, "trial-minimum and trial-source go together");
  if (!isnan (rule->trial_minimum))
    rule->trial_source = g_strdup (find_source (self, node, "trial-source", error));
  return isnan (rule->trial_minimum) || rule->trial_source != NULL;
}

/* A maximum may be of another source than the range. */
static gboolean
read_maximum_source (TideDoseRules *self, const TideXmlNode *node, TideDoseRule *rule, GError **error)
{
  gboolean own = tide_xml_get (node, "maximum-source") != NULL;
  rule->maximum_source = g_strdup (own ? find_source (self, node, "maximum-source", error) : rule->source);
  return rule->maximum_source != NULL;
}

static gboolean
read_dose (TideDoseRules *self, const TideXmlNode *node, const char *agent, GError **error)
{
  const char *route = NULL, *source;
  if (!tide_xml_check (
        node,
        "route! unit! source! usual-low usual-high maximum maximum-then maximum-from-age "
        "maximum-with maximum-screened maximum-source caution-above caution trial-minimum trial-source "
        "slip-below slip-above",
        "", TIDE_XML_NO_TEXT, error)
      || !tide_xml_read_id (node, "route", &route, error)
      || (source = find_source (self, node, "source", error)) == NULL)
    return FALSE;
  TideDoseRule *rule = g_new0 (TideDoseRule, 1);
  *rule = (TideDoseRule){ .agent = g_strdup (agent),
                          .table = self,
                          .route = g_strdup (route),
                          .usual_low = NAN,
                          .usual_high = NAN,
                          .maximum = NAN,
                          .maximum_then = NAN,
                          .maximum_from_age = NAN,
                          .caution_above = NAN,
                          .trial_minimum = NAN,
                          .slip_below = NAN,
                          .slip_above = NAN,
                          .source = g_strdup (source) };
  g_ptr_array_add (self->rules, rule);
  read_words (node, rule);
  return read_unit (node, &rule->unit, error) && read_limits (node, rule, error)
         && read_maximum_source (self, node, rule, error) && read_trial (self, node, rule, error)
         && check_order (node, rule, error);
}

/* "St John's wort" → "st john s wort": words in small letters without accents, a blank between them. */
static char *
fold_words (const char *text)
{
  g_autofree char *split = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  g_autofree char *folded = split != NULL ? g_utf8_casefold (split, -1) : g_strdup ("");
  GString *words = g_string_new (NULL);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isalpha (c))
        g_string_append_unichar (words, c);
      else if (!g_unichar_ismark (c) && words->len > 0 && words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  if (words->len > 0 && words->str[words->len - 1] == ' ')
    g_string_truncate (words, words->len - 1);
  return g_string_free (words, FALSE);
}

static gboolean
add_name (TideDoseRules *self, const TideXmlNode *node, const char *name, const char *agent, GError **error)
{
  char *folded = fold_words (name);
  if (*folded != '\0' && !g_hash_table_contains (self->agents, folded))
    return g_hash_table_insert (self->agents, folded, g_strdup (agent));
  gboolean empty = *folded == '\0';
  g_free (folded);
  return empty ? tide_xml_fail (node, error, "“%s” is no name: it has no letter", name)
               : tide_xml_fail (node, error, "agent “%s” stands there twice", name);
}

static gboolean
read_names (TideDoseRules *self, const TideXmlNode *node, const char *name, GError **error)
{
  const char *also = tide_xml_get (node, "also");
  g_auto (GStrv) names = g_strsplit (also != NULL ? also : "", ",", -1);
  if (!add_name (self, node, name, name, error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0' && !add_name (self, node, names[i], name, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_agent (TideDoseRules *self, const TideXmlNode *node, GError **error)
{
  const char *name = tide_xml_get (node, "name");
  if (!tide_xml_check (node, "name! also", "dose", TIDE_XML_NO_TEXT, error)
      || !read_names (self, node, name, error))
    return FALSE;
  if (node->children->len == 0)
    return tide_xml_fail (node, error, "agent “%s” has no dose", name);
  for (guint i = 0; i < node->children->len; i++)
    if (!read_dose (self, g_ptr_array_index (node->children, i), name, error))
      return FALSE;
  return TRUE;
}

/* A drug of which the names alone are known. */
static gboolean
read_drug (TideDoseRules *self, const TideXmlNode *node, GError **error)
{
  return tide_xml_check (node, "name! also", "", TIDE_XML_NO_TEXT, error)
         && read_names (self, node, tide_xml_get (node, "name"), error);
}

/* The names stand further down than the agents that ask for them. */
static gboolean
check_companions (const TideDoseRules *self, const TideXmlNode *agent, GError **error)
{
  for (guint i = 0; i < agent->children->len; i++)
    {
      const TideXmlNode *dose = g_ptr_array_index (agent->children, i);
      const char *with = tide_xml_get (dose, "maximum-with");
      g_auto (GStrv) names = g_strsplit (with != NULL ? with : "", " ", -1);
      for (guint j = 0; names[j] != NULL; j++)
        if (g_strcmp0 (g_hash_table_lookup (self->agents, names[j]), names[j]) != 0)
          return tide_xml_fail (dose, error, "maximum-with: “%s” is the name of no drug of this table",
                                names[j]);
    }
  return TRUE;
}

static gboolean
read_any_drug (TideDoseRules *self, const TideXmlNode *node, GError **error)
{
  if (!tide_xml_check (node, "slip-above! source!", "", TIDE_XML_NO_TEXT, error)
      || !tide_xml_read_number (node, "slip-above", 0, 1e6, &self->any_slip_above, error))
    return FALSE;
  g_free (self->any_source);
  self->any_source = g_strdup (find_source (self, node, "source", error));
  return self->any_source != NULL;
}

static gboolean
read_weight (TideDoseRules *self, const TideXmlNode *node, GError **error)
{
  return tide_xml_check (node, "from-age! slip-below! slip-above! change-percent! source!", "",
                         TIDE_XML_NO_TEXT, error)
         && find_source (self, node, "source", error) != NULL
         && tide_xml_read_number (node, "from-age", 0, 120, &self->weight_from_age, error)
         && tide_xml_read_number (node, "slip-below", 0, 500, &self->weight_below, error)
         && tide_xml_read_number (node, "slip-above", 0, 500, &self->weight_above, error)
         && tide_xml_read_number (node, "change-percent", 0, 100, &self->weight_change_percent, error);
}

static gboolean
read_rules (TideDoseRules *self, const TideXmlNode *root, GError **error)
{
  if (!g_str_equal (root->name, "doses"))
    return tide_xml_fail (root, error, "the root is <%s>, not <doses>", root->name);
  if (!tide_xml_check (root, "", "source agent drug any-drug weight!", TIDE_XML_NO_TEXT, error))
    return FALSE;
  for (guint i = 0; i < root->children->len; i++)
    {
      const TideXmlNode *node = g_ptr_array_index (root->children, i);
      gboolean read = g_str_equal (node->name, "source")     ? read_source (self, node, error)
                      : g_str_equal (node->name, "agent")    ? read_agent (self, node, error)
                      : g_str_equal (node->name, "drug")     ? read_drug (self, node, error)
                      : g_str_equal (node->name, "any-drug") ? read_any_drug (self, node, error)
                                                             : read_weight (self, node, error);
      if (!read)
        return FALSE;
    }
  for (guint i = 0; i < root->children->len; i++)
    if (!check_companions (self, g_ptr_array_index (root->children, i), error))
      return FALSE;
  return TRUE;
}

TideDoseRules *
tide_dose_rules_parse (const char *file_name, const char *text, gssize length, GError **error)
{
  g_autoptr (TideXmlNode) root = tide_xml_parse (file_name, text, length, error);
  if (root == NULL)
    return NULL;
  g_autoptr (TideDoseRules) self = g_new0 (TideDoseRules, 1);
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  self->agents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->any_slip_above = NAN;
  return read_rules (self, root, error) ? g_steal_pointer (&self) : NULL;
}

static TideDoseRules *
read_shipped (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
    = g_resource_lookup_data (tide_record_get_resource (), RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  TideDoseRules *self = bytes == NULL ? NULL
                                      : tide_dose_rules_parse ("doses.xml", g_bytes_get_data (bytes, NULL),
                                                               (gssize) g_bytes_get_size (bytes), &error);
  if (self == NULL) /* shipped with the program, and tested */
    g_error ("%s", error->message);
  return self;
}

const TideDoseRules *
tide_dose_rules_get_shipped (void)
{
  static TideDoseRules *shipped;
  if (g_once_init_enter (&shipped))
    g_once_init_leave (&shipped, read_shipped ());
  return shipped;
}

/* --- looking up --- */

/* The longest name that begins at word @at; @n gets the number of its words. */
static const char *
find_name_at (const TideDoseRules *self, char **words, guint at, guint *n)
{
  const char *found = NULL;
  g_autoptr (GString) name = g_string_new (NULL);
  for (guint i = 0; i < MAX_WORDS && words[at + i] != NULL; i++)
    {
      g_string_append_printf (name, "%s%s", i > 0 ? " " : "", words[at + i]);
      const char *agent = g_hash_table_lookup (self->agents, name->str);
      if (agent != NULL)
        {
          found = agent;
          *n = i + 1;
        }
    }
  return found;
}

GPtrArray *
tide_dose_rules_list_agents (const TideDoseRules *self, const char *typed)
{
  g_return_val_if_fail (self != NULL, NULL);
  GPtrArray *agents = g_ptr_array_new ();
  if (typed == NULL || !g_utf8_validate (typed, -1, NULL))
    return agents;
  g_autofree char *folded = fold_words (typed);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  for (guint i = 0, n = 1; words[i] != NULL; i += n, n = 1)
    {
      const char *agent = find_name_at (self, words, i, &n);
      if (agent != NULL && !g_ptr_array_find_with_equal_func (agents, agent, g_str_equal, NULL))
        g_ptr_array_add (agents, (gpointer) agent);
    }
  return agents;
}

/* Of two drugs in one line nobody knows which has the dose. */
const char *
tide_dose_rules_find_agent (const TideDoseRules *self, const char *typed)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_autoptr (GPtrArray) agents = tide_dose_rules_list_agents (self, typed);
  return agents->len == 1 ? agents->pdata[0] : NULL;
}

static const TideDoseRule *
find_rule (const TideDoseRules *self, const char *agent, const char *route, TideDoseUnit unit)
{
  g_return_val_if_fail (self != NULL, NULL);
  const char *name = tide_dose_rules_find_agent (self, agent);
  for (guint i = 0; name != NULL && i < self->rules->len; i++)
    {
      const TideDoseRule *rule = g_ptr_array_index (self->rules, i);
      if (!g_str_equal (rule->agent, name))
        continue;
      if (route == NULL || *route == '\0')
        route = rule->route;
      if (rule->unit == unit && g_str_equal (rule->route, route))
        return rule;
    }
  return NULL;
}

/* The same drugs are asked for at every course of a comparison: what was found lately is kept. */
const TideDoseRule *
tide_dose_rules_find (const TideDoseRules *self, const char *agent, const char *route, TideDoseUnit unit)
{
  static _Thread_local struct
  {
    const TideDoseRules *table;
    TideDoseUnit unit;
    char agent[24];
    const TideDoseRule *rule;
  } seen[32];
  gsize length = agent != NULL ? strlen (agent) : 0;
  if (self != tide_dose_rules_get_shipped () || length == 0 || length >= sizeof seen[0].agent
      || route != NULL)
    return find_rule (self, agent, route, unit);
  guint place = (guint) unit;
  for (gsize i = 0; i < length; i++)
    place = place * 31 + (guchar) agent[i];
  place %= G_N_ELEMENTS (seen);
  if (seen[place].table != self || seen[place].unit != unit || strcmp (seen[place].agent, agent) != 0)
    {
      seen[place].rule = find_rule (self, agent, route, unit);
      seen[place].table = self;
      seen[place].unit = unit;
      g_strlcpy (seen[place].agent, agent, sizeof seen[place].agent);
    }
  return seen[place].rule;
}

/* --- judging --- */

/* Of @taken the drug that is one of the rule's, whichever of its names was typed, or NULL. */
static const char *
find_companion (const TideDoseRule *rule, const TideDosePerson *person)
{
  for (guint i = 0; rule->maximum_with != NULL && person->taken != NULL && i < person->taken->len; i++)
    {
      g_autoptr (GPtrArray) agents = tide_dose_rules_list_agents (rule->table, person->taken->pdata[i]);
      for (guint j = 0; j < agents->len; j++)
        if (g_strv_contains ((const char *const *) rule->maximum_with, agents->pdata[j]))
          return agents->pdata[j];
    }
  return NULL;
}

double
tide_dose_rule_get_maximum (const TideDoseRule *rule, const TideDosePerson *person, char **why)
{
  g_return_val_if_fail (rule != NULL, NAN);
  g_autofree char *reason = NULL;
  const char *companion = person != NULL ? find_companion (rule, person) : NULL;
  if (person != NULL && person->age >= rule->maximum_from_age)
    reason = g_strdup_printf (_ ("over %.0f years"), rule->maximum_from_age - 1);
  else if (companion != NULL)
    reason = g_strdup_printf (_ ("with %s"), companion);
  else if (person != NULL && person->yes != NULL && rule->maximum_screened != NULL
           && g_hash_table_contains (person->yes, rule->maximum_screened))
    reason = g_strdup_printf (_ ("screening: %s"), rule->maximum_screened);
  double maximum = reason != NULL ? rule->maximum_then : rule->maximum;
  if (why != NULL)
    *why = g_steal_pointer (&reason);
  return maximum;
}

TideDoseVerdict
tide_dose_rule_judge (const TideDoseRule *rule, double dose, const TideDosePerson *person)
{
  /* Comparisons with NAN are false: a limit that is not known is never passed. */
  if (rule == NULL || isnan (dose) || dose <= 0)
    return TIDE_DOSE_NOT_JUDGED;
  if (dose > rule->slip_above || dose < rule->slip_below)
    return TIDE_DOSE_IMPLAUSIBLE;
  if (dose > tide_dose_rule_get_maximum (rule, person, NULL))
    return TIDE_DOSE_ABOVE_MAXIMUM;
  if (dose > rule->usual_high)
    return TIDE_DOSE_ABOVE_USUAL;
  if (dose < rule->usual_low)
    return TIDE_DOSE_BELOW_USUAL;
  return isnan (rule->usual_high) ? TIDE_DOSE_NOT_JUDGED : TIDE_DOSE_WITHIN_USUAL;
}

/* "200 mg a day", "0.5 mg/kg", "84 mg" */
static char *
dup_dose (double dose, TideDoseUnit unit)
{
  g_autofree char *number = tide_number_to_text (dose);
  return unit == TIDE_DOSE_MG_PER_DAY  ? g_strdup_printf (_ ("%s mg a day"), number)
         : unit == TIDE_DOSE_MG_PER_KG ? g_strdup_printf (_ ("%s mg/kg"), number)
                                       : g_strdup_printf (_ ("%s mg"), number);
}

static char *
dup_usual (const TideDoseRule *rule)
{
  g_autofree char *low = isnan (rule->usual_low) ? NULL : tide_number_to_text (rule->usual_low);
  g_autofree char *high = isnan (rule->usual_high) ? NULL : dup_dose (rule->usual_high, rule->unit);
  if (high == NULL)
    return g_strdup (_ ("Check number and unit."));
  if (low == NULL)
    return g_strdup_printf (_ ("Usual is up to %s. Check number and unit."), high);
  if (rule->usual_low == rule->usual_high)
    return g_strdup_printf (_ ("Usual is %s. Check number and unit."), high);
  return g_strdup_printf (_ ("Usual is %s to %s. Check number and unit."), low, high);
}

char *
tide_dose_rule_dup_doubt (const TideDoseRule *rule, double dose, const TideDosePerson *person)
{
  TideDoseVerdict verdict = tide_dose_rule_judge (rule, dose, person);
  if (verdict < TIDE_DOSE_ABOVE_MAXIMUM)
    return NULL;
  g_autofree char *typed = dup_dose (dose, rule->unit), *why = NULL;
  double maximum = tide_dose_rule_get_maximum (rule, person, &why);
  if (!isnan (maximum) && dose > maximum)
    {
      g_autofree char *most = dup_dose (maximum, rule->unit);
      g_autofree char *source = why != NULL ? g_strdup_printf ("%s; %s", why, rule->maximum_source)
                                            : g_strdup (rule->maximum_source);
      /* Translators: a dose, the highest known one, who says so. */
      return verdict == TIDE_DOSE_ABOVE_MAXIMUM
               ? g_strdup_printf (_ ("%s is above the maximum of %s (%s)."), typed, most, source)
               : g_strdup_printf (_ ("%s is far above the maximum of %s (%s). Check number and unit."), typed,
                                  most, source);
    }
  g_autofree char *usual = dup_usual (rule);
  return dose > rule->slip_above ? g_strdup_printf (_ ("%s is far above any known dose of %s (%s). %s"),
                                                    typed, rule->agent, rule->source, usual)
                                 : g_strdup_printf (_ ("%s is far below any known dose of %s (%s). %s"),
                                                    typed, rule->agent, rule->source, usual);
}

gboolean
tide_dose_rules_is_daily_impossible (const TideDoseRules *self, const char *typed, double dose_mg_per_day,
                                     double *limit_mg)
{
  g_return_val_if_fail (self != NULL, FALSE);
  const TideDoseRule *rule = tide_dose_rules_find (self, typed, NULL, TIDE_DOSE_MG_PER_DAY);
  gboolean own = rule != NULL && !isnan (rule->slip_above);
  if (limit_mg != NULL)
    *limit_mg = own && !isnan (rule->maximum) ? rule->maximum : own ? rule->slip_above : self->any_slip_above;
  return dose_mg_per_day > (own ? rule->slip_above : self->any_slip_above); /* NAN: not */
}

char *
tide_dose_rules_dup_daily_doubt (const TideDoseRules *self, const char *typed, double dose_mg_per_day,
                                 const TideDosePerson *person)
{
  g_return_val_if_fail (self != NULL, NULL);
  const TideDoseRule *rule = tide_dose_rules_find (self, typed, NULL, TIDE_DOSE_MG_PER_DAY);
  char *doubt = rule != NULL ? tide_dose_rule_dup_doubt (rule, dose_mg_per_day, person) : NULL;
  if (doubt != NULL || !tide_dose_rules_is_daily_impossible (self, typed, dose_mg_per_day, NULL))
    return doubt;
  g_autofree char *dose = dup_dose (dose_mg_per_day, TIDE_DOSE_MG_PER_DAY);
  g_autofree char *most = dup_dose (self->any_slip_above, TIDE_DOSE_MG_PER_DAY);
  /* Translators: a dose, the most that is plausible of whatever drug, who says so. */
  return g_strdup_printf (
    _ ("%s: no maximum of this drug is known, and hardly any is taken by more than %s (%s). Check number and "
       "unit."),
    dose, most, self->any_source);
}

char *
tide_dose_rule_dup_caution (const TideDoseRule *rule, double dose, const TideDosePerson *person)
{
  if (rule == NULL || isnan (dose) || !(dose > rule->caution_above)
      || tide_dose_rule_judge (rule, dose, person) >= TIDE_DOSE_ABOVE_MAXIMUM)
    return NULL;
  g_autofree char *from = dup_dose (rule->caution_above, rule->unit);
  return g_strdup_printf (_ ("Above %s: %s (%s)."), from, rule->caution, rule->source);
}

gboolean
tide_dose_rules_is_weight_implausible (const TideDoseRules *self, double weight_kg, int age)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (isnan (weight_kg) || (age >= 0 && age < self->weight_from_age))
    return FALSE;
  return weight_kg < self->weight_below || weight_kg > self->weight_above;
}

gboolean
tide_dose_rules_is_weight_change_large (const TideDoseRules *self, double weight_kg, double last_weight_kg)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (isnan (weight_kg) || isnan (last_weight_kg) || last_weight_kg <= 0)
    return FALSE;
  return fabs (weight_kg - last_weight_kg) * 100 > self->weight_change_percent * last_weight_kg;
}

/* tide-safety-rules.c: the rules as they stand in memory, and the questions that every rule asks of them:
 * what is this drug, does this clause speak of it, where does it come from.
 */
#include "tide-safety-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-safety-resources.h"

#define RESOURCE_FOLDER "/tidemark/rules/"

const char *
tide_source_tag_get_label (char tag)
{
  switch (tag)
    {
    case 'V':
      return _ ("checked in the source");
    case 'M':
      return _ ("well known, not re-checked");
    case 'U':
      return _ ("uncertain: check before relying on it");
    case 'A':
      return _ ("convention");
    default:
      return "";
    }
}

char *
tide_source_dup_words (const TideSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);
  return g_strdup_printf ("%s (%s)", source->text, tide_source_tag_get_label (source->tag));
}

const char *
tide_bar_get_label (TideBar bar)
{
  switch (bar)
    {
    case TIDE_BAR_CAUTION:
      return _ ("Caution");
    case TIDE_BAR_CONTRAINDICATED:
      return _ ("Contraindicated");
    case TIDE_BAR_NONE:
    default:
      return "";
    }
}

void
tide_source_clear (TideSource *source)
{
  g_clear_pointer (&source->text, g_free);
}

void
tide_selector_clear (TideSelector *selector)
{
  g_clear_pointer (&selector->drugs, g_strfreev);
  g_clear_pointer (&selector->classes, g_strfreev);
}

static void
add_shipped (TideSafetyRules *self, const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
    = g_resource_lookup_data (tide_safety_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL
      || !tide_safety_rules_add (self, name, g_bytes_get_data (bytes, NULL),
                                 (gssize) g_bytes_get_size (bytes), &error))
    g_error ("%s", error->message);
}

TideSafetyRules *
tide_safety_rules_new (void)
{
  TideSafetyRules *self = g_new0 (TideSafetyRules, 1);
  self->questions = g_ptr_array_new ();
  self->classes = g_ptr_array_new ();
  self->interactions = g_ptr_array_new ();
  self->checklists = g_ptr_array_new ();
  self->labels = g_ptr_array_new ();
  self->doses = tide_dose_rules_get_shipped ();
  add_shipped (self, "screening.xml");
  add_shipped (self, "interactions.xml");
  add_shipped (self, "checklists.xml");
  add_shipped (self, "treatments.xml");
  return self;
}

void
tide_safety_rules_free (TideSafetyRules *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->classes);
  g_ptr_array_unref (self->interactions);
  g_ptr_array_unref (self->checklists);
  g_ptr_array_unref (self->labels);
  tide_selector_clear (&self->misusable);
  g_free (self);
}

static void
replace (GPtrArray **old, GPtrArray *taken)
{
  g_ptr_array_unref (*old);
  *old = taken;
}

static gboolean
add_root (TideSafetyRules *self, const TideXmlNode *root, GError **error)
{
  GPtrArray *first = NULL, *second = NULL;
  if (strcmp (root->name, "screening") == 0)
    {
      if ((first = tide_safety_parse_screening (root, error)) == NULL)
        return FALSE;
      replace (&self->questions, first);
      return TRUE;
    }
  if (strcmp (root->name, "checklists") == 0)
    {
      if ((first = tide_safety_parse_checklists (root, error)) == NULL)
        return FALSE;
      replace (&self->checklists, first);
      return TRUE;
    }
  if (strcmp (root->name, "interactions") == 0)
    {
      TideSelector misusable = { 0 };
      if (!tide_safety_parse_interactions (root, &first, &second, &misusable, error))
        return FALSE;
      tide_selector_clear (&self->misusable);
      self->misusable = misusable;
      replace (&self->classes, first);
      replace (&self->interactions, second);
      return TRUE;
    }
  if (strcmp (root->name, "treatments") == 0)
    {
      if ((first = tide_safety_parse_treatments (root, error)) == NULL)
        return FALSE;
      replace (&self->labels, first);
      return TRUE;
    }
  return tide_xml_fail (root, error,
                        _ ("a file of rules begins with <screening>, <interactions>, <checklists> or "
                           "<treatments>, not <%s>"),
                        root->name);
}

gboolean
tide_safety_rules_add (TideSafetyRules *self, const char *file_name, const char *text, gssize length,
                       GError **error)
{
  g_return_val_if_fail (self != NULL && file_name != NULL && (text != NULL || length == 0), FALSE);
  g_autoptr (TideXmlNode) root = tide_xml_parse (file_name, text, length, error);
  return root != NULL && add_root (self, root, error);
}

#define GETTER(member)                                                                                       \
  const GPtrArray *tide_safety_rules_get_##member (const TideSafetyRules *self)                              \
  {                                                                                                          \
    g_return_val_if_fail (self != NULL, NULL);                                                               \
    return self->member;                                                                                     \
  }
GETTER (questions)
GETTER (classes)
GETTER (interactions)
GETTER (checklists)
#undef GETTER

/* --- drugs --- */

static gboolean
is_word_edge (const char *text, const char *at)
{
  return at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)));
}

gboolean
tide_drug_names (const char *drug, const char *name)
{
  if (drug == NULL || name == NULL || name[0] == '\0')
    return FALSE;
  g_autofree char *text = g_utf8_casefold (drug, -1);
  g_autofree char *word = g_utf8_casefold (name, -1);
  gsize n = strlen (word);
  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    if (is_word_edge (text, at) && !g_unichar_isalnum (g_utf8_get_char (at + n)))
      return TRUE;
  return FALSE;
}

/* What was typed, read once: many names are held against it. */
typedef struct
{
  char *folded;      /* or NULL */
  GPtrArray *agents; /* of the table of names */
} Named;

static void
named_init (Named *self, const TideSafetyRules *rules, const char *drug)
{
  self->folded = drug != NULL ? g_utf8_casefold (drug, -1) : NULL;
  self->agents = tide_dose_rules_list_agents (rules->doses, drug);
}

static void
named_clear (Named *self)
{
  g_free (self->folded);
  g_ptr_array_unref (self->agents);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Named, named_clear)

static gboolean
has_word (const char *text, const char *word)
{
  gsize n = strlen (word);
  for (const char *at = strstr (text, word); at != NULL && n > 0; at = strstr (at + 1, word))
    if (is_word_edge (text, at) && !g_unichar_isalnum (g_utf8_get_char (at + n)))
      return TRUE;
  return FALSE;
}

/* As it was typed, or by the name of what was typed: "Prozac" is fluoxetine, "Zoloft and Nardil" are two.
 * @names are folded. */
static gboolean
names_any (const Named *self, char **names)
{
  for (guint i = 0; self->folded != NULL && names != NULL && names[i] != NULL; i++)
    {
      if (has_word (self->folded, names[i]))
        return TRUE;
      for (guint j = 0; j < self->agents->len; j++)
        if (g_ascii_strcasecmp (self->agents->pdata[j], names[i]) == 0)
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_of_class (const TideSafetyRules *self, const Named *named, const char *class_id)
{
  for (guint i = 0; i < self->classes->len; i++)
    {
      const TideDrugClass *drug_class = self->classes->pdata[i];
      if (strcmp (drug_class->id, class_id) == 0 && names_any (named, drug_class->drugs))
        return TRUE;
    }
  for (guint i = 0; i < named->agents->len; i++)
    {
      const TideDrug *found = tide_drug_lookup (named->agents->pdata[i]);
      if (found != NULL && g_strcmp0 (found->drug_class, class_id) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
selects_drug (const TideSafetyRules *self, const TideSelector *selector, const Named *named)
{
  if (names_any (named, selector->drugs))
    return TRUE;
  for (guint i = 0; selector->classes != NULL && selector->classes[i] != NULL; i++)
    if (is_of_class (self, named, selector->classes[i]))
      return TRUE;
  return FALSE;
}

guint8 *
tide_safety_rules_list_sides (const TideSafetyRules *self, TideArm arm, const char *drug)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_auto (Named) named = { NULL, NULL };
  guint8 *sides = g_new0 (guint8, self->interactions->len + 1);
  guint arms = arm != TIDE_ARM_UNKNOWN ? 1u << arm : 0;
  named_init (&named, self, drug);
  for (guint i = 0; i < self->interactions->len; i++)
    {
      const TideInteractionRule *rule = self->interactions->pdata[i];
      if ((rule->one.arms & arms) != 0 || selects_drug (self, &rule->one, &named))
        sides[i] |= TIDE_SIDE_ONE;
      if ((rule->other.arms & arms) != 0 || selects_drug (self, &rule->other, &named))
        sides[i] |= TIDE_SIDE_OTHER;
    }
  return sides;
}

gboolean
tide_safety_rules_is_of_class (const TideSafetyRules *self, const char *drug, const char *class_id)
{
  g_return_val_if_fail (self != NULL && class_id != NULL, FALSE);
  g_auto (Named) named = { NULL, NULL };
  named_init (&named, self, drug);
  return is_of_class (self, &named, class_id);
}

gboolean
tide_safety_rules_is_misusable (const TideSafetyRules *self, const char *drug)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return tide_safety_rules_selects (self, &self->misusable, TIDE_ARM_UNKNOWN, drug);
}

gboolean
tide_safety_rules_knows_name (const TideSafetyRules *self, const char *drug)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_autoptr (GPtrArray) agents = tide_dose_rules_list_agents (self->doses, drug);
  return agents->len > 0 || tide_safety_rules_knows_drug (self, drug);
}

const char *
tide_safety_rules_get_not_checked_words (const TideSafetyRules *self, const char *drug)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (tide_safety_rules_knows_drug (self, drug))
    return NULL;
  if (drug == NULL || *drug == '\0')
    return _ ("not checked: no drug is named");
  return tide_safety_rules_knows_name (self, drug)
           ? _ ("not checked: no interaction rule speaks of this drug")
           : _ ("not checked: name unknown to the interaction rules");
}

gboolean
tide_safety_rules_knows_drug (const TideSafetyRules *self, const char *drug)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_autofree guint8 *sides = tide_safety_rules_list_sides (self, TIDE_ARM_UNKNOWN, drug);
  for (guint i = 0; i < self->interactions->len; i++)
    if (sides[i] != 0)
      return TRUE;
  return FALSE;
}

gboolean
tide_safety_rules_selects (const TideSafetyRules *self, const TideSelector *selector, TideArm arm,
                           const char *drug)
{
  g_return_val_if_fail (self != NULL && selector != NULL, FALSE);
  if (arm != TIDE_ARM_UNKNOWN && (selector->arms & (1u << arm)) != 0)
    return TRUE;
  g_auto (Named) named = { NULL, NULL };
  named_init (&named, self, drug);
  return selects_drug (self, selector, &named);
}

/* A label rule names an arm, and perhaps drugs of it: both must fit. */
static gboolean
is_for_treatment (const TideSafetyRules *self, const TideLabelRule *rule, TideArm arm, const char *agent)
{
  if ((rule->treatments.arms & (1u << arm)) == 0)
    return FALSE;
  g_auto (Named) named = { NULL, NULL };
  named_init (&named, self, agent);
  return rule->treatments.drugs == NULL || names_any (&named, rule->treatments.drugs);
}

TideTruth
tide_safety_rules_is_off_label (const TideSafetyRules *self, TideArm arm, const char *agent,
                                const char *condition, guint n_failed, const TideSource **source)
{
  g_return_val_if_fail (self != NULL, TIDE_TRUTH_UNKNOWN);
  for (guint i = 0; i < self->labels->len; i++)
    {
      const TideLabelRule *rule = self->labels->pdata[i];
      if (!is_for_treatment (self, rule, arm, agent))
        continue;
      if (rule->conditions != NULL
          && (condition == NULL || !g_strv_contains ((const char *const *) rule->conditions, condition)))
        {
          if (condition == NULL)
            return TIDE_TRUTH_UNKNOWN;
          continue;
        }
      if (source != NULL)
        *source = &rule->source;
      if (n_failed < rule->min_failed_trials)
        return TIDE_TRUTH_UNKNOWN;
      return rule->off_label ? TIDE_TRUTH_YES : TIDE_TRUTH_NO;
    }
  return TIDE_TRUTH_UNKNOWN;
}

char *
tide_safety_dup_threshold (const TideThresholds *thresholds, const char *rule)
{
  const TideThreshold *row = tide_thresholds_lookup (thresholds, rule);
  g_return_val_if_fail (row != NULL, NULL);
  g_autofree char *value = tide_number_to_text (row->value);
  return g_strdup_printf ("%s%s%s, %s", value, row->unit[0] != '\0' ? " " : "", row->unit, row->source);
}

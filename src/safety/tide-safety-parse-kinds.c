/* tide-safety-parse-kinds.c: the four kinds of files in rules/: screening, interactions, checklists,
 * treatments. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-safety-private.h"

/* No drug leaves the body more slowly. */
#define MOST_WASH_OUT_DAYS 365

/* --- screening --- */

static void
clause_free (gpointer data)
{
  TideScreeningClause *clause = data;
  tide_source_clear (&clause->source);
  g_free (clause);
}

static void
question_free (gpointer data)
{
  TideScreeningQuestion *question = data;
  g_free (question->id);
  g_free (question->label);
  g_free (question->group);
  g_ptr_array_unref (question->clauses);
  g_free (question);
}

static gboolean
read_clause (const TideXmlNode *node, TideScreeningQuestion *question, guint *arms, GError **error)
{
  TideScreeningClause *clause = g_new0 (TideScreeningClause, 1);
  g_ptr_array_add (question->clauses, clause);
  if (!tide_xml_check (node, "arms! level! source! tag!", "", TIDE_XML_NO_TEXT, error)
      || !tide_safety_read_arms (node, &clause->arms, error)
      || !tide_safety_read_bar (node, &clause->bar, error)
      || !tide_safety_read_source (node, NULL, &clause->source, error))
    return FALSE;
  if (clause->arms == 0)
    return tide_xml_fail (node, error, _ ("<%s> names no treatment: arms, drugs or classes"), node->name);
  if ((*arms & clause->arms) != 0)
    return tide_xml_fail (node, error, _ ("an arm of “%s” has two levels"), question->id);
  *arms |= clause->arms;
  return TRUE;
}

static gboolean
read_question (const TideXmlNode *node, GPtrArray *questions, GHashTable *seen, GError **error)
{
  TideScreeningQuestion *question = g_new0 (TideScreeningQuestion, 1);
  question->clauses = g_ptr_array_new_with_free_func (clause_free);
  g_ptr_array_add (questions, question);
  if (!tide_xml_check (node, "id! label! group! not-for-male", "for", TIDE_XML_NO_TEXT, error)
      || !tide_safety_read_unique_id (node, seen, &question->id, error)
      || !tide_xml_read_flag (node, "not-for-male", &question->not_for_male, error))
    return FALSE;
  question->label = tide_safety_dup_label (node, "label");
  question->group = tide_safety_dup_label (node, "group");
  if (question->label == NULL || question->group == NULL)
    return tide_xml_fail (node, error, _ ("a label or group of <%s> is empty"), node->name);
  guint arms = 0;
  for (guint i = 0; i < node->children->len; i++)
    if (!read_clause (node->children->pdata[i], question, &arms, error))
      return FALSE;
  return question->clauses->len > 0
         || tide_xml_fail (node, error, _ ("“%s” is asked for no arm: <for> is missing"), question->id);
}

GPtrArray *
tide_safety_parse_screening (const TideXmlNode *root, GError **error)
{
  g_autoptr (GPtrArray) questions = g_ptr_array_new_with_free_func (question_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  if (!tide_xml_check (root, "version!", "question", TIDE_XML_NO_TEXT, error))
    return NULL;
  for (guint i = 0; i < root->children->len; i++)
    if (!read_question (root->children->pdata[i], questions, seen, error))
      return NULL;
  return g_steal_pointer (&questions);
}

/* --- interactions --- */

static void
class_free (gpointer data)
{
  TideDrugClass *drug_class = data;
  g_free (drug_class->id);
  g_free (drug_class->label);
  g_strfreev (drug_class->drugs);
  g_free (drug_class);
}

static void
interaction_free (gpointer data)
{
  TideInteractionRule *rule = data;
  g_free (rule->id);
  g_free (rule->effect);
  tide_selector_clear (&rule->one);
  tide_selector_clear (&rule->other);
  tide_source_clear (&rule->source);
  g_free (rule);
}

static gboolean
read_class (const TideXmlNode *node, GPtrArray *classes, GHashTable *seen, GError **error)
{
  TideDrugClass *drug_class = g_new0 (TideDrugClass, 1);
  g_ptr_array_add (classes, drug_class);
  if (!tide_xml_check (node, "id! label!", "", TIDE_XML_MUST_TEXT, error)
      || !tide_safety_read_unique_id (node, seen, &drug_class->id, error))
    return FALSE;
  drug_class->label = tide_safety_dup_label (node, "label");
  drug_class->drugs = tide_safety_split_names (node->text);
  return drug_class->label != NULL
         || tide_xml_fail (node, error, _ ("a label or group of <%s> is empty"), node->name);
}

static gboolean
knows_class (const GPtrArray *classes, const char *id)
{
  for (guint i = 0; i < classes->len; i++)
    if (strcmp (((const TideDrugClass *) classes->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* A slip in the name of a class would silence a rule for ever. */
static gboolean
read_drugs (const TideXmlNode *node, const GPtrArray *classes, TideSelector *side, GError **error)
{
  if (!tide_safety_read_selector (node, side, error))
    return FALSE;
  for (guint i = 0; side->classes != NULL && side->classes[i] != NULL; i++)
    if (!knows_class (classes, side->classes[i]))
      return tide_xml_fail (node, error, _ ("no <class> has the id “%s”"), side->classes[i]);
  return TRUE;
}

static gboolean
read_side (const TideXmlNode *rule, const char *name, const GPtrArray *classes, TideSelector *side,
           GError **error)
{
  const TideXmlNode *node = tide_xml_child (rule, name);
  return tide_xml_check (node, "arms drugs classes", "", TIDE_XML_NO_TEXT, error)
         && read_drugs (node, classes, side, error);
}

/* What can be misused: of a medicine, so that no arm stands in it; named once. */
static gboolean
read_misusable (const TideXmlNode *node, const GPtrArray *classes, TideSelector *misusable, GError **error)
{
  if (misusable->drugs != NULL || misusable->classes != NULL)
    return tide_xml_fail (node, error, _ ("<%s> stands here twice"), node->name);
  if (tide_xml_check (node, "drugs classes", "", TIDE_XML_NO_TEXT, error)
      && read_drugs (node, classes, misusable, error))
    return TRUE;
  tide_selector_clear (misusable);
  return FALSE;
}

static gboolean
read_interaction (const TideXmlNode *node, const GPtrArray *classes, GPtrArray *interactions,
                  GHashTable *seen, GError **error)
{
  TideInteractionRule *rule = g_new0 (TideInteractionRule, 1);
  g_ptr_array_add (interactions, rule);
  if (!tide_xml_check (node, "id! level! effect! source! tag! after-one after-other", "one! other!",
                       TIDE_XML_NO_TEXT, error)
      || !tide_xml_read_int (node, "after-one", 0, MOST_WASH_OUT_DAYS, &rule->after_one, error)
      || !tide_xml_read_int (node, "after-other", 0, MOST_WASH_OUT_DAYS, &rule->after_other, error)
      || !tide_safety_read_unique_id (node, seen, &rule->id, error)
      || !tide_safety_read_bar (node, &rule->bar, error)
      || !tide_safety_read_source (node, NULL, &rule->source, error)
      || !read_side (node, "one", classes, &rule->one, error)
      || !read_side (node, "other", classes, &rule->other, error))
    return FALSE;
  rule->effect = tide_safety_dup_label (node, "effect");
  return rule->effect != NULL || tide_xml_fail (node, error, _ ("the effect of “%s” is empty"), rule->id);
}

gboolean
tide_safety_parse_interactions (const TideXmlNode *root, GPtrArray **classes, GPtrArray **interactions,
                                TideSelector *misusable, GError **error)
{
  g_autoptr (GPtrArray) new_classes = g_ptr_array_new_with_free_func (class_free);
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (interaction_free);
  g_autoptr (GHashTable) class_ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) rule_ids = g_hash_table_new (g_str_hash, g_str_equal);
  if (!tide_xml_check (root, "version!", "class interaction misusable", TIDE_XML_NO_TEXT, error))
    return FALSE;
  for (guint i = 0; i < root->children->len; i++)
    {
      const TideXmlNode *node = root->children->pdata[i];
      if (strcmp (node->name, "class") == 0 && !read_class (node, new_classes, class_ids, error))
        return FALSE;
    }
  for (guint i = 0; i < root->children->len; i++)
    {
      const TideXmlNode *node = root->children->pdata[i];
      if (strcmp (node->name, "interaction") == 0
          && !read_interaction (node, new_classes, rules, rule_ids, error))
        goto fail;
      if (strcmp (node->name, "misusable") == 0 && !read_misusable (node, new_classes, misusable, error))
        goto fail;
    }
  *classes = g_steal_pointer (&new_classes);
  *interactions = g_steal_pointer (&rules);
  return TRUE;

fail:
  tide_selector_clear (misusable);
  return FALSE;
}

/* --- checklists --- */

static void
term_free (gpointer data)
{
  TideChecklistTerm *term = data;
  g_free (term->id);
  g_free (term->label);
  g_strfreev (term->also);
  g_free (term->serious);
  tide_source_clear (&term->source);
  g_free (term);
}

static void
checklist_free (gpointer data)
{
  TideChecklist *list = data;
  g_free (list->id);
  g_free (list->label);
  g_ptr_array_unref (list->terms);
  g_free (list);
}

static gboolean
read_term (const TideXmlNode *node, const TideSource *fallback, TideChecklist *list, GHashTable *seen,
           GError **error)
{
  TideChecklistTerm *term = g_new0 (TideChecklistTerm, 1);
  g_ptr_array_add (list->terms, term);
  if (!tide_xml_check (node, "id! label! also serious source tag", "", TIDE_XML_NO_TEXT, error)
      || !tide_safety_read_unique_id (node, seen, &term->id, error)
      || !tide_safety_read_source (node, fallback, &term->source, error))
    return FALSE;
  term->label = tide_safety_dup_label (node, "label");
  term->serious = tide_safety_dup_label (node, "serious");
  g_autofree char *also = tide_safety_dup_label (node, "also");
  term->also = tide_safety_split (also);
  return term->label != NULL
         || tide_xml_fail (node, error, _ ("a label or group of <%s> is empty"), node->name);
}

static gboolean
read_checklist (const TideXmlNode *node, GPtrArray *lists, GHashTable *seen, GError **error)
{
  TideChecklist *list = g_new0 (TideChecklist, 1);
  list->terms = g_ptr_array_new_with_free_func (term_free);
  g_ptr_array_add (lists, list);
  g_autoptr (GHashTable) terms = g_hash_table_new (g_str_hash, g_str_equal);
  TideSource source = { NULL, 0 };
  gboolean ok = tide_xml_check (node, "id! label! arms! source! tag!", "term", TIDE_XML_NO_TEXT, error)
                && tide_safety_read_unique_id (node, seen, &list->id, error)
                && tide_safety_read_arms (node, &list->arms, error)
                && tide_safety_read_source (node, NULL, &source, error);
  list->label = tide_safety_dup_label (node, "label");
  if (ok && list->label == NULL)
    ok = tide_xml_fail (node, error, _ ("a label or group of <%s> is empty"), node->name);
  for (guint i = 0; ok && i < node->children->len; i++)
    ok = read_term (node->children->pdata[i], &source, list, terms, error);
  if (ok && list->terms->len == 0)
    ok = tide_xml_fail (node, error, _ ("the checklist “%s” asks for nothing"), list->id);
  tide_source_clear (&source);
  return ok;
}

GPtrArray *
tide_safety_parse_checklists (const TideXmlNode *root, GError **error)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (checklist_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  if (!tide_xml_check (root, "version!", "checklist", TIDE_XML_NO_TEXT, error))
    return NULL;
  for (guint i = 0; i < root->children->len; i++)
    if (!read_checklist (root->children->pdata[i], lists, seen, error))
      return NULL;
  return g_steal_pointer (&lists);
}

/* --- treatments --- */

static void
label_free (gpointer data)
{
  TideLabelRule *rule = data;
  tide_selector_clear (&rule->treatments);
  g_strfreev (rule->conditions);
  tide_source_clear (&rule->source);
  g_free (rule);
}

static gboolean
read_label (const TideXmlNode *node, GPtrArray *labels, GError **error)
{
  TideLabelRule *rule = g_new0 (TideLabelRule, 1);
  int min_failed_trials = 0;
  g_ptr_array_add (labels, rule);
  if (!tide_xml_check (node, "arms! drugs conditions min-failed-trials off-label! source! tag!", "",
                       TIDE_XML_NO_TEXT, error)
      || !tide_safety_read_selector (node, &rule->treatments, error)
      || !tide_xml_read_flag (node, "off-label", &rule->off_label, error)
      || !tide_xml_read_int (node, "min-failed-trials", 1, 20, &min_failed_trials, error)
      || !tide_safety_read_source (node, NULL, &rule->source, error))
    return FALSE;
  rule->conditions = tide_safety_split (tide_xml_get (node, "conditions"));
  rule->min_failed_trials = (guint) min_failed_trials;
  return TRUE;
}

GPtrArray *
tide_safety_parse_treatments (const TideXmlNode *root, GError **error)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (label_free);
  if (!tide_xml_check (root, "version!", "label", TIDE_XML_NO_TEXT, error))
    return NULL;
  for (guint i = 0; i < root->children->len; i++)
    if (!read_label (root->children->pdata[i], rules, error))
      return NULL;
  return g_steal_pointer (&rules);
}

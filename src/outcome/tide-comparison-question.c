/* tide-comparison-question.c: the whole question behind a comparison, and the rules in force, as files that
 * need no program beside them (N19).
 *
 * A saved question holds what somebody chose.  A figure that is looked at years later also needs what nobody
 * chose: the arms that were found, the defaults of that version, the moment of the data.
 */
#include <math.h>
#include <string.h>

#include "tide-comparison-private.h"
#include "tide-criteria-private.h"

/* --- the question --- */

/* What each key means when nothing is said, in the order of the definition. */
static const struct
{
  const char *key, *usual;
} usual[] = {
  { "condition", "any" },
  { "instrument", "none" },
  { "arms", "none on record" },
  { "from", "open" },
  { "to", "open" },
  { "all_courses", "no: the patient's first course of an arm" },
  { "keep_carry_over", "no: courses begun soon after ketamine of another course are left out" },
  { "sex", "any" },
  { "age_from", "open" },
  { "age_to", "open" },
  { "baseline_from", "open" },
  { "baseline_to", "open" },
  { "failed_from", "open" },
  { "failed_to", "open" },
  { "route", "any" },
  { "setting", "any" },
  { "line", "any" },
  { "background", "any" },
  { "doses", "series of ketamine, or no ketamine; single doses are left out" },
  { "raters", "any" },
  { "response", "the first rating that meets the criterion" },
  { "follow_up", "while on treatment: a new treatment, a rescue, a stop end it" },
  { "duration_from", "the first response" },
  { "include_recall", "no: a rating whose recall reaches before the first dose does not decide" },
  { "rules", "those of each course's condition; see rules.txt" },
  { "strict", "no: the score alone decides where the CGI was not rated" },
  { "relapse", "the preset of the rules; see rules.txt" },
};

/* The arms as they were compared, also when nobody named them. */
static TideComparisonDefinition *
complete_definition (const TideComparison *self)
{
  TideComparisonDefinition *definition = tide_comparison_definition_copy (self->definition);
  definition->n_arms = MIN (self->n_arms, TIDE_COMPARISON_MOST_ARMS);
  for (guint a = 0; a < definition->n_arms; a++)
    definition->arms[a] = self->arms[a].arms;
  return definition;
}

static const char *
find_line (char **lines, const char *key)
{
  gsize n = strlen (key);
  for (guint i = 0; lines[i] != NULL; i++)
    if (strncmp (lines[i], key, n) == 0 && lines[i][n] == '=')
      return lines[i];
  return NULL;
}

/* The last day that any course was followed to, when the caller does not know the moment. */
static TideDate
find_last_day (const TideComparison *self)
{
  TideDate last = TIDE_DATE_UNKNOWN;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const TideCohortRow *row = tide_comparison_row (self, i);
      if (row->fate != TIDE_FATE_PLANNED && tide_date_is_known (row->start)
          && (!tide_date_is_known (last) || row->start + row->observed_days > last))
        last = row->start + row->observed_days;
    }
  return last;
}

static void
put_origin (GString *text, const TideComparison *self, const TideComparisonOrigin *origin)
{
  TideDate day = find_last_day (self);
  g_autofree char *now = origin != NULL ? g_strdup (origin->now) : NULL;
  if (now == NULL && tide_date_is_known (day))
    now = tide_date_to_iso (day);
  g_string_append_printf (text, "# Made by Tidemark %s\n", TIDE_VERSION);
  g_string_append_printf (text, "# Data as of: %s\n", now != NULL ? now : "no course on record");
  if (origin != NULL && origin->audit_head != NULL)
    g_string_append_printf (text, "# Audit head: %s (entry %" G_GINT64_FORMAT ")\n", origin->audit_head,
                            origin->audit_number);
}

char *
tide_comparison_question_to_text (const TideComparison *self, const TideComparisonOrigin *origin)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_autoptr (TideComparisonDefinition) definition = complete_definition (self);
  g_autofree char *chosen = tide_comparison_definition_to_text (definition);
  g_autofree char *words = tide_comparison_definition_dup_words (definition);
  g_auto (GStrv) lines = g_strsplit (chosen, "\n", -1);
  GString *text = g_string_new (NULL);
  put_origin (text, self, origin);
  g_string_append_printf (text, "# %s\n", words);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      const char *line = find_line (lines, usual[i].key);
      if (line != NULL)
        g_string_append_printf (text, "%s\n", line);
      else
        g_string_append_printf (text, "# %s: %s\n", usual[i].key, usual[i].usual);
    }
  g_string_append_printf (text, "# Arms that were %s\n",
                          self->definition->n_arms > 0 ? "asked for"
                                                       : "not asked for: those with most courses");
  return g_string_free (text, FALSE);
}

/* --- the rules --- */

static const char *
get_preset_code (TideRelapsePreset preset)
{
  static const char *const codes[] = { "by_rules", "default", "consensus", "depression" };
  return codes[preset];
}

/* Each clause in words with the numbers in force and its source: a file of rules need not be at hand to check
 * the numbers. */
static void
put_criteria (GString *text, const TideComparison *self, const TideThresholds *thresholds,
              const TideCriteria *criteria)
{
  TideRelapsePreset preset = self->definition->events.states.relapse;
  g_string_append_printf (text, "rules\t%s\t%s\t%s\n", tide_criteria_get_id (criteria),
                          tide_criteria_get_version (criteria), tide_criteria_get_name (criteria));
  g_string_append_printf (text, "file\tSHA-256 %s\n", criteria->digest);
  if (!tide_criteria_is_shipped (criteria))
    g_string_append (text, "file\tthe clinic's own, not shipped: the id alone does not bring it back\n");
  for (const TideCriteria *of = criteria; of != NULL; of = of->base)
    for (guint i = 0; i < of->clauses->len; i++)
      {
        const TideClause *clause = of->clauses->pdata[i];
        g_autofree char *words
          = tide_criteria_dup_words (criteria, clause->id, self->instrument, TIDE_SEX_UNKNOWN, thresholds);
        /* What it is based on says only what it does not say itself. */
        if (tide_criteria_find_clause (criteria, clause->id) == clause)
          g_string_append_printf (text, "%s\t%s\t%s\n", clause->id, words, clause->source);
      }
  g_string_append_printf (
    text, "relapse preset\t%s\t%s\n",
    get_preset_code (preset != TIDE_RELAPSE_BY_RULES ? preset : tide_criteria_get_relapse (criteria)),
    preset != TIDE_RELAPSE_BY_RULES ? "asked for" : "of the rules");
}

static void
put_number (GString *text, const char *name, double value)
{
  g_autofree char *number = isnan (value) ? g_strdup ("none") : tide_number_to_text (value);
  g_string_append_printf (text, "%s\t%s\n", name, number);
}

static void
put_change_rule (GString *text, const char *head, const TideChangeRule *rule)
{
  if (*head != '\0')
    g_string_append_printf (text, "numbers\t%s\n", head);
  put_number (text, "response: fall in percent at least", rule->response_percent);
  put_number (text, "response: fall in points at least", rule->response_points);
  put_number (text, "partial response: fall in percent at least", rule->partial_percent);
  put_number (text, "remission: total at most", rule->remission_at_most);
  put_number (text, "reliable change in points", rule->reliable_change);
  if (rule->source != NULL)
    g_string_append_printf (text, "source\t%s\n", rule->source);
}

/* Of one sex only where it differs. */
static void
put_numbers (GString *text, const TideComparison *self, const TideCriteria *criteria)
{
  static const TideSex sexes[] = { TIDE_SEX_FEMALE, TIDE_SEX_MALE };
  TideChangeRule any = tide_criteria_resolve (criteria, self->instrument, TIDE_SEX_UNKNOWN);
  put_change_rule (text, "", &any);
  for (guint i = 0; i < G_N_ELEMENTS (sexes); i++)
    {
      TideChangeRule rule = tide_criteria_resolve (criteria, self->instrument, sexes[i]);
      if (memcmp (&rule.reliable_change, &any.reliable_change, sizeof (double)) != 0
          || memcmp (&rule.remission_at_most, &any.remission_at_most, sizeof (double)) != 0)
        put_change_rule (text, tide_sex_codes[sexes[i]], &rule);
    }
}

/* Conditions of the courses compared, in the order in which they are met: NULL is one of them. */
static GPtrArray *
list_conditions (const TideComparison *self)
{
  GPtrArray *conditions = g_ptr_array_new ();
  for (guint i = 0; i < self->rows->len; i++)
    {
      const TideCohortRow *row = tide_comparison_row (self, i);
      gboolean compared = FALSE;
      for (guint a = 0; a < self->n_arms; a++)
        compared = compared || self->arms[a].arms == row->arms;
      const char *condition = tide_cohort_row_get_condition (row);
      /* The names are static: the same one is the same pointer. */
      if (compared && tide_comparison_is_started (self, row)
          && !g_ptr_array_find (conditions, (gpointer) condition, NULL))
        g_ptr_array_add (conditions, (gpointer) condition);
    }
  if (conditions->len == 0)
    g_ptr_array_add (conditions, self->definition->condition);
  return conditions;
}

static void
put_rules_of_conditions (GString *text, const TideComparison *self, const TideThresholds *thresholds)
{
  g_autoptr (GPtrArray) conditions = list_conditions (self);
  for (guint i = 0; i < conditions->len; i++)
    {
      const char *condition = conditions->pdata[i];
      const TideCriteria *criteria
        = tide_criteria_find (condition, tide_instrument_get_id (self->instrument));
      g_string_append_printf (text, "condition\t%s\n", condition != NULL ? condition : "not known");
      put_criteria (text, self, thresholds, criteria);
      put_numbers (text, self, criteria);
    }
}

char *
tide_comparison_rules_to_text (const TideComparison *self, const TideThresholds *thresholds)
{
  g_return_val_if_fail (self != NULL && thresholds != NULL, NULL);
  const TideCriteria *criteria = self->definition->events.states.criteria;
  GString *text = g_string_new (NULL);
  guint n;
  const TideThreshold *rows = tide_thresholds_list (thresholds, &n);
  g_string_append_printf (text, "scale\t%s\n", tide_instrument_get_name (self->instrument));
  if (criteria != NULL)
    {
      put_criteria (text, self, thresholds, criteria);
      put_numbers (text, self, criteria);
    }
  else
    put_rules_of_conditions (text, self, thresholds);
  g_string_append (text, "thresholds\tof the clinic, in force\n");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s\t%.12g %s\t%s\n", rows[i].rule, rows[i].value, rows[i].unit,
                            rows[i].source);
  return g_string_free (text, FALSE);
}

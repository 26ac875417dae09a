/* tide-interactions.c: every pair of what is taken, held against every rule. */
#include "tide-interactions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-dose-person.h"
#include "tide-drug-name.h"

static void
taken_free (gpointer data)
{
  TideTaken *taken = data;
  g_free (taken->name);
  g_free (taken);
}

static void
interaction_free (gpointer data)
{
  TideInteraction *interaction = data;
  g_free (interaction->words);
  g_free (interaction->source);
  g_free (interaction);
}

static TideTaken *
add_taken (TideInteractions *self, char *name, const char *drug, int arm)
{
  TideTaken *taken = g_new0 (TideTaken, 1);
  taken->name = name;
  taken->drug = drug;
  taken->arm = arm;
  g_ptr_array_add (self->taken, taken);
  return taken;
}

static void
add_what_is_taken (TideInteractions *self, const TideHistory *history, TideDate day)
{
  for (guint i = 0; i < history->medications->len; i++)
    {
      const TideMedication *medication = history->medications->pdata[i];
      if (!medication->entered_in_error && medication->drug != NULL
          && tide_medication_is_taken_on (medication, day))
        add_taken (self, g_strdup (medication->drug), medication->drug, 0)->medication = medication;
    }
  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *course = history->courses->pdata[i];
      if (tide_course_is_taken_on (history, course, day) && !tide_arm_is_therapy ((TideArm) course->arm))
        add_taken (self, tide_course_dup_title (course), course->agent, course->arm)->course = course;
    }
}

static gboolean
fits (const TideSafetyRules *rules, const TideInteractionRule *rule, const TideTaken *one,
      const TideTaken *other)
{
  return tide_safety_rules_selects (rules, &rule->one, (TideArm) one->arm, one->drug)
         && tide_safety_rules_selects (rules, &rule->other, (TideArm) other->arm, other->drug);
}

/* The same drug written down as a course and as a medicine is one drug. */
static gboolean
is_same_drug (const TideSafetyCase *subject, const TideTaken *a, const TideTaken *b)
{
  if (a->drug == NULL || b->drug == NULL)
    return FALSE;
  const TideDoseRules *doses = tide_thresholds_get_doses (subject->thresholds);
  const char *name = tide_drug_find_name (doses, a->drug);
  return (name != NULL && g_strcmp0 (name, tide_drug_find_name (doses, b->drug)) == 0)
         || tide_drug_names (a->drug, b->drug) || tide_drug_names (b->drug, a->drug);
}

static void
compare_pair (TideInteractions *self, const TideSafetyCase *subject, const TideTaken *a, const TideTaken *b)
{
  const TideSafetyRules *rules = subject->rules;
  const GPtrArray *all = tide_safety_rules_get_interactions (rules);
  for (guint i = 0; i < all->len && !is_same_drug (subject, a, b); i++)
    {
      const TideInteractionRule *rule = all->pdata[i];
      gboolean forwards = fits (rules, rule, a, b);
      if (!forwards && !fits (rules, rule, b, a))
        continue;
      TideInteraction *interaction = g_new0 (TideInteraction, 1);
      interaction->rule = rule;
      interaction->bar = rule->bar;
      interaction->one = forwards ? a : b;
      interaction->other = forwards ? b : a;
      interaction->words = g_strdup_printf (_ ("%s with %s: %s"), interaction->one->name,
                                            interaction->other->name, rule->effect);
      interaction->source = tide_source_dup_words (&rule->source);
      g_ptr_array_add (self->interactions, interaction);
    }
}

static int
by_bar (gconstpointer a, gconstpointer b)
{
  const TideInteraction *x = *(TideInteraction *const *) a, *y = *(TideInteraction *const *) b;
  return x->bar != y->bar ? (int) y->bar - (int) x->bar : strcmp (x->words, y->words);
}

static void
list_not_known (TideInteractions *self, const TideSafetyRules *rules)
{
  for (guint i = 0; i < self->taken->len; i++)
    {
      TideTaken *taken = self->taken->pdata[i];
      gboolean is_drug
        = taken->arm == 0 || taken->arm == TIDE_ARM_OTHER || tide_arm_has_daily_dose ((TideArm) taken->arm);
      if (is_drug && !tide_safety_rules_knows_drug (rules, taken->drug))
        g_ptr_array_add (self->not_known, taken);
    }
}

static TideInteractions *
find (const TideSafetyCase *subject, TideDate day, char *name, const char *drug, TideArm arm)
{
  TideInteractions *self = g_new0 (TideInteractions, 1);
  self->taken = g_ptr_array_new_with_free_func (taken_free);
  self->interactions = g_ptr_array_new_with_free_func (interaction_free);
  self->not_known = g_ptr_array_new ();
  const TideTaken *thought = name != NULL ? add_taken (self, name, drug, (int) arm) : NULL;
  add_what_is_taken (self, subject->history, day);
  for (guint i = 0; i < self->taken->len; i++)
    for (guint j = i + 1; j < self->taken->len; j++)
      if (thought == NULL || i == 0)
        compare_pair (self, subject, self->taken->pdata[i], self->taken->pdata[j]);
  g_ptr_array_sort (self->interactions, by_bar);
  list_not_known (self, subject->rules);
  return self;
}

TideInteractions *
tide_interactions_find (const TideSafetyCase *subject, TideDate day, TideArm arm, const char *agent)
{
  g_return_val_if_fail (subject != NULL && tide_date_is_known (day), NULL);
  char *name = NULL;
  if (arm != TIDE_ARM_UNKNOWN)
    name = g_strdup (agent != NULL ? agent : tide_arm_get_label (arm));
  return find (subject, day, name, agent, arm);
}

TideInteractions *
tide_interactions_find_for_drug (const TideSafetyCase *subject, TideDate day, const char *drug)
{
  g_return_val_if_fail (subject != NULL && tide_date_is_known (day) && drug != NULL, NULL);
  return find (subject, day, g_strdup (drug), drug, TIDE_ARM_UNKNOWN);
}

void
tide_interactions_free (TideInteractions *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->not_known);
  g_ptr_array_unref (self->interactions);
  g_ptr_array_unref (self->taken);
  g_free (self);
}

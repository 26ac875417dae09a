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
  g_free (taken->sides);
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

/* Which pairs are looked for. */
typedef enum
{
  ON_DAY,    /* together on the day */
  AFTER_DAY, /* together only after it */
  FROM_DAY,  /* either */
} Window;

static TideTaken *
taken_new (char *name, const char *drug, int arm)
{
  TideTaken *taken = g_new0 (TideTaken, 1);
  taken->name = name;
  taken->drug = drug;
  taken->arm = arm;
  taken->first = TIDE_DATE_UNKNOWN;
  taken->last = TIDE_TAKEN_ON;
  return taken;
}

static gboolean
is_on (const TideTaken *taken, TideDate day)
{
  return taken->first <= day && day <= taken->last; /* an unknown start is the smallest day */
}

/* "taken" is what is taken on the day, or, when pairs after it are looked for, what is begun after it. */
static void
add_by_day (TideInteractions *self, TideTaken *taken, TideDate day, Window window)
{
  gboolean here = window == AFTER_DAY ? taken->first > day : is_on (taken, day);
  g_ptr_array_add (here ? self->taken : self->apart, taken);
}

static void
add_medications (TideInteractions *self, const TideHistory *history, TideDate day, Window window,
                 const TideMedication *except)
{
  for (guint i = 0; i < history->medications->len; i++)
    {
      const TideMedication *medication = history->medications->pdata[i];
      if (medication->entered_in_error || medication->drug == NULL
          || (except != NULL && except->base.id != 0 && medication->base.id == except->base.id))
        continue;
      TideTaken *taken = taken_new (g_strdup (medication->drug), medication->drug, 0);
      taken->medication = medication;
      taken->first = medication->started_on;
      taken->last = tide_date_is_known (medication->ended_on) ? medication->ended_on : TIDE_TAKEN_ON;
      add_by_day (self, taken, day, window);
    }
}

/* The last day of a drug's course up to @day: the one before its step to nothing, or its end. */
static TideDate
find_last_day (const TideHistory *history, const TideCourse *course, TideDate day)
{
  TideDate last = tide_date_is_known (course->ended_on) ? course->ended_on : TIDE_TAKEN_ON;
  TideDate stopped = TIDE_TAKEN_ON;
  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *step = history->dose_steps->pdata[i];
      if (step->course_id == course->base.id && step->from_date <= MAX (day, course->started_on))
        stopped = step->dose_mg_per_day == 0 ? step->from_date - 1 : TIDE_TAKEN_ON;
    }
  return MIN (last, stopped);
}

static void
add_courses (TideInteractions *self, const TideHistory *history, TideDate day, Window window)
{
  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *course = history->courses->pdata[i];
      if (course->entered_in_error || tide_arm_is_therapy ((TideArm) course->arm))
        continue;
      TideTaken *taken = taken_new (tide_course_dup_title (course), course->agent, course->arm);
      taken->course = course;
      taken->first = course->started_on;
      taken->last = find_last_day (history, course, day);
      add_by_day (self, taken, day, window);
    }
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

static gint64
get_order (const TideTaken *taken)
{
  return taken->medication != NULL ? taken->medication->base.id
         : taken->course != NULL   ? G_MAXINT32 + taken->course->base.id
                                   : -1;
}

/* Which of both is the "one" of rule @i; where each could be, always the same: an alert is told by its pair.
 */
static gboolean
match (guint i, const TideTaken *a, const TideTaken *b, gboolean *forwards)
{
  gboolean there = (a->sides[i] & TIDE_SIDE_ONE) != 0 && (b->sides[i] & TIDE_SIDE_OTHER) != 0;
  gboolean back = (b->sides[i] & TIDE_SIDE_ONE) != 0 && (a->sides[i] & TIDE_SIDE_OTHER) != 0;
  *forwards = there && (!back || get_order (a) <= get_order (b));
  return there || back;
}

/* The last day on which a second drug must not be begun. */
static TideDate
get_last_with_wash_out (const TideTaken *taken, int days)
{
  return taken->last == TIDE_TAKEN_ON ? TIDE_TAKEN_ON : taken->last + MAX (days - 1, 0);
}

/* The day in the window from which both are together by @rule, or unknown. */
static TideDate
find_begin (const TideInteractionRule *rule, const TideTaken *one, const TideTaken *other, TideDate day,
            Window window)
{
  TideDate begin = MAX (one->first, other->first);
  TideDate end
    = MIN (get_last_with_wash_out (one, rule->after_one), get_last_with_wash_out (other, rule->after_other));
  /* Of two that are both stopped nothing is taken any more. */
  TideDate any = MAX (one->last, other->last);
  if ((window == ON_DAY && begin > day) || (window == AFTER_DAY && begin <= day))
    return TIDE_DATE_UNKNOWN;
  begin = MAX (begin, day);
  return begin <= MIN (end, any) ? begin : TIDE_DATE_UNKNOWN;
}

/* "tranylcypromine was stopped on 3 Mar 2026, 14 days must pass" when @begin lies behind the end of one. */
static void
append_wash_out (GString *words, const TideTaken *taken, int days, TideDate begin)
{
  if (taken->last >= begin)
    return;
  g_autofree char *day = tide_date_to_words (taken->last);
  /* Translators: a drug, the last day it was taken, a number of days. */
  g_string_append_printf (words,
                          g_dngettext (GETTEXT_PACKAGE, "; %s was taken until %s, %d day must pass",
                                       "; %s was taken until %s, %d days must pass", (gulong) days),
                          taken->name, day, days);
}

static char *
dup_words (const TideInteraction *pair, TideDate begin)
{
  GString *words = g_string_new (NULL);
  g_string_printf (words, _ ("%s with %s: %s"), pair->one->name, pair->other->name, pair->rule->effect);
  append_wash_out (words, pair->one, pair->rule->after_one, begin);
  append_wash_out (words, pair->other, pair->rule->after_other, begin);
  if (tide_date_is_known (pair->from))
    {
      g_autofree char *from = tide_date_to_words (pair->from);
      g_string_append_printf (words, _ (", from %s"), from);
    }
  return g_string_free (words, FALSE);
}

/* One effect of one pair is said once: by the first rule that says it. */
static gboolean
is_said (const TideInteractions *self, const TideTaken *a, const TideTaken *b,
         const TideInteractionRule *rule)
{
  for (guint i = 0; i < self->interactions->len; i++)
    {
      const TideInteraction *pair = self->interactions->pdata[i];
      if (((pair->one == a && pair->other == b) || (pair->one == b && pair->other == a))
          && pair->bar == rule->bar && strcmp (pair->rule->effect, rule->effect) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_pair (TideInteractions *self, const TideInteractionRule *rule, const TideTaken *one,
          const TideTaken *other, TideDate begin, TideDate day)
{
  TideInteraction *pair = g_new0 (TideInteraction, 1);
  pair->rule = rule;
  pair->bar = rule->bar;
  pair->one = one;
  pair->other = other;
  pair->from = begin > day ? begin : TIDE_DATE_UNKNOWN;
  pair->words = dup_words (pair, begin);
  pair->source = tide_source_dup_words (&rule->source);
  g_ptr_array_add (self->interactions, pair);
}

static void
compare_pair (TideInteractions *self, const TideSafetyCase *subject, const TideTaken *a, const TideTaken *b,
              TideDate day, Window window)
{
  const GPtrArray *all = tide_safety_rules_get_interactions (subject->rules);
  for (guint i = 0; i < all->len; i++)
    {
      const TideInteractionRule *rule = all->pdata[i];
      gboolean forwards;
      if (!match (i, a, b, &forwards))
        continue;
      const TideTaken *one = forwards ? a : b, *other = forwards ? b : a;
      TideDate begin = find_begin (rule, one, other, day, window);
      if (!tide_date_is_known (begin) || is_said (self, a, b, rule))
        continue;
      if (is_same_drug (subject, a, b))
        return;
      add_pair (self, rule, one, other, begin, day);
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
interactions_new (void)
{
  TideInteractions *self = g_new0 (TideInteractions, 1);
  self->taken = g_ptr_array_new_with_free_func (taken_free);
  self->apart = g_ptr_array_new_with_free_func (taken_free);
  self->interactions = g_ptr_array_new_with_free_func (interaction_free);
  self->not_known = g_ptr_array_new ();
  return self;
}

static void
compare_with (TideInteractions *self, const TideSafetyCase *subject, const TideTaken *thought,
              const GPtrArray *others, TideDate day, Window window)
{
  for (guint i = 0; i < others->len; i++)
    if (others->pdata[i] != thought)
      compare_pair (self, subject, thought, others->pdata[i], day, window);
}

static void
compare_all (TideInteractions *self, const TideSafetyCase *subject, TideDate day, Window window)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  for (guint i = 0; i < self->taken->len; i++)
    g_ptr_array_add (all, self->taken->pdata[i]);
  for (guint i = 0; i < self->apart->len; i++)
    g_ptr_array_add (all, self->apart->pdata[i]);
  for (guint i = 0; i < all->len; i++)
    for (guint j = i + 1; j < all->len; j++)
      compare_pair (self, subject, all->pdata[i], all->pdata[j], day, window);
}

static void
read_names (const GPtrArray *list, const TideSafetyRules *rules)
{
  for (guint i = 0; i < list->len; i++)
    {
      TideTaken *taken = list->pdata[i];
      taken->sides = tide_safety_rules_list_sides (rules, (TideArm) taken->arm, taken->drug);
    }
}

/* Takes @thought, which is compared with everything else; NULL: everything is, with everything. */
static TideInteractions *
find (const TideSafetyCase *subject, TideDate day, TideTaken *thought, const TideMedication *except,
      Window window)
{
  TideInteractions *self = interactions_new ();
  if (thought != NULL)
    g_ptr_array_add (self->taken, thought);
  add_medications (self, subject->history, day, window, except);
  add_courses (self, subject->history, day, window);
  read_names (self->taken, subject->rules);
  read_names (self->apart, subject->rules);
  if (thought != NULL)
    {
      compare_with (self, subject, thought, self->taken, day, window);
      compare_with (self, subject, thought, self->apart, day, window);
    }
  else
    compare_all (self, subject, day, window);
  g_ptr_array_sort (self->interactions, by_bar);
  list_not_known (self, subject->rules);
  return self;
}

TideInteractions *
tide_interactions_find (const TideSafetyCase *subject, TideDate day, TideArm arm, const char *agent)
{
  g_return_val_if_fail (subject != NULL && tide_date_is_known (day), NULL);
  TideTaken *thought = NULL;
  if (arm != TIDE_ARM_UNKNOWN)
    thought = taken_new (g_strdup (agent != NULL ? agent : tide_arm_get_label (arm)), agent, (int) arm);
  return find (subject, day, thought, NULL, thought != NULL ? FROM_DAY : ON_DAY);
}

TideInteractions *
tide_interactions_find_for_drug (const TideSafetyCase *subject, TideDate day, const char *drug)
{
  g_return_val_if_fail (subject != NULL && tide_date_is_known (day) && drug != NULL, NULL);
  return find (subject, day, taken_new (g_strdup (drug), drug, TIDE_ARM_UNKNOWN), NULL, ON_DAY);
}

TideInteractions *
tide_interactions_find_for_medication (const TideSafetyCase *subject, TideDate day,
                                       const TideMedication *medication)
{
  g_return_val_if_fail (subject != NULL && tide_date_is_known (day) && medication != NULL, NULL);
  g_return_val_if_fail (medication->drug != NULL, NULL);
  TideTaken *thought = taken_new (g_strdup (medication->drug), medication->drug, TIDE_ARM_UNKNOWN);
  thought->first = medication->started_on;
  if (tide_date_is_known (medication->ended_on))
    thought->last = medication->ended_on;
  return find (subject, day, thought, medication, FROM_DAY);
}

TideInteractions *
tide_interactions_find_planned (const TideSafetyCase *subject, TideDate day)
{
  g_return_val_if_fail (subject != NULL && tide_date_is_known (day), NULL);
  return find (subject, day, NULL, NULL, AFTER_DAY);
}

void
tide_interactions_free (TideInteractions *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->not_known);
  g_ptr_array_unref (self->interactions);
  g_ptr_array_unref (self->apart);
  g_ptr_array_unref (self->taken);
  g_free (self);
}

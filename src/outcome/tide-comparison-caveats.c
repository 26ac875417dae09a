/* tide-comparison-caveats.c: what a reader must know beside the figures (clinical.md 6, "Caveats to print").
 *
 * Each sentence says what these rows show; the ones that stand for every clinic come last.  None can be
 * turned off.  Wording: "difference observed", never "better".
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-comparison-private.h"

static void add (TideComparison *self, const char *key, gboolean weighty, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

static void
add (TideComparison *self, const char *key, gboolean weighty, const char *format, ...)
{
  TideCaveat *caveat = g_new0 (TideCaveat, 1);
  va_list arguments;
  va_start (arguments, format);
  caveat->key = key;
  caveat->weighty = weighty;
  caveat->words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (self->caveats, caveat);
}

typedef TideQuantity (*MedianFunc) (const TideComparedArm *arm);

static TideQuantity
get_failed (const TideComparedArm *arm)
{
  return arm->failed.median;
}

static TideQuantity
get_gap (const TideComparedArm *arm)
{
  return arm->gap.median;
}

/* Medians that differ by less than this share say nothing. */
#define WORTH_SAYING 1.2

/* The drawn arms with the smallest and the largest median; FALSE unless they differ enough to be said. */
static gboolean
find_extremes (const TideComparison *self, MedianFunc get, const TideComparedArm **least,
               const TideComparedArm **most)
{
  *least = *most = NULL;
  for (guint i = 0; i < self->n_arms; i++)
    {
      const TideComparedArm *arm = &self->arms[i];
      if (!arm->drawn || !tide_quantity_is_defined (get (arm)))
        continue;
      if (*least == NULL || get (arm).value < get (*least).value)
        *least = arm;
      if (*most == NULL || get (arm).value > get (*most).value)
        *most = arm;
    }
  return *least != NULL && *least != *most && get (*most).value > get (*least).value * WORTH_SAYING;
}

static void
add_what_differs (TideComparison *self)
{
  const TideComparedArm *least, *most;
  if (find_extremes (self, get_failed, &least, &most))
    add (self, "confounding", TRUE,
         _ ("%s went to more resistant cases: a median of %.3g failed treatments before, %s %.3g."),
         most->label, most->failed.median.value, least->label, least->failed.median.value);
  if (find_extremes (self, get_gap, &least, &most))
    add (self, "density", TRUE,
         _ ("%s was rated more often, every %.3g days, %s every %.3g: what is looked for more often is found "
            "earlier."),
         least->label, least->gap.median.value, most->label, most->gap.median.value);
}

static void
add_recall (TideComparison *self)
{
  for (guint i = 0; i < self->n_arms; i++)
    {
      const TideComparedArm *arm = &self->arms[i];
      if (arm->drawn && arm->n_recall_led > 0)
        add (self, "recall", TRUE,
             _ ("%u of %u responses under %s rest on a rating that recalls the time before the first dose."),
             arm->n_recall_led, arm->accounting.responded, arm->label);
    }
}

/* A share of a curve rests on few when most are no longer followed: the curve takes them as like the others.
 */
#define SHARE_ENDED 0.25

static void
add_ended (TideComparison *self)
{
  for (guint i = 0; i < self->n_arms; i++)
    {
      const TideComparedArm *arm = &self->arms[i];
      guint ended = 0;
      for (guint r = 0; arm->drawn && r < arm->rows->len; r++)
        {
          const TideCohortEvent *event = &tide_compared_arm_row (self, arm, r)->events[TIDE_COURSE_RESPONSE];
          ended += event->status == TIDE_EVENT_CENSORED && event->why != TIDE_WHY_LAST_RATING;
        }
      if (!arm->drawn || ended < SHARE_ENDED * arm->times[TIDE_COURSE_RESPONSE].n)
        continue;
      add (
        self, "ended", TRUE,
        _ ("%s: %u of %u were followed no further because the treatment had ended or another had begun; the "
           "curve takes them as like the %u still followed at week 12, so its share can stand far above the "
           "%u of %u who responded."),
        arm->label, ended, arm->times[TIDE_COURSE_RESPONSE].n,
        tide_survival_curve_n_risk_at (arm->times[TIDE_COURSE_RESPONSE].right, 84), arm->accounting.responded,
        arm->accounting.counted);
    }
}

static void
add_unknown (TideComparison *self)
{
  for (guint i = 0; i < self->n_arms; i++)
    {
      const TideComparedArm *arm = &self->arms[i];
      const TideAccounting *count = &arm->accounting;
      guint unknown = count->not_rated + count->too_early;
      if (arm->drawn && unknown > 0)
        add (self, "unknown", FALSE,
             _ ("%s: of %u counted, %u are not known (%u never rated, %u too early to judge); responders are "
                "%u at worst and %u at best."),
             arm->label, count->counted, unknown, count->not_rated, count->too_early, count->responded,
             count->responded + unknown);
    }
}

static void
add_standing (TideComparison *self)
{
  add (self, "expectation", FALSE,
       _ ("Raters and patients knew the treatment; what is expected is reported more easily."));
  add (
    self, "regression", FALSE,
    _ ("Treatment begins when scores are high; part of each fall would have come without it (regression to "
       "the mean)."));
  add (self, "start", FALSE,
       _ ("Time counts from the first dose or session, never from the referral: waiting is no part of an "
          "effect."));
  add (self, "censoring", FALSE,
       _ ("Who stops coming may have stopped for a reason: curves take those who are not seen as like those "
          "who are."));
  add (self, "definition", FALSE,
       _ ("How long a response holds depends on how its loss is defined; the definition stands beside the "
          "figure."));
  add (self, "many", FALSE,
       _ ("Several arms, weeks and outcomes are compared without correction: one difference in twenty is "
          "chance."));
  add (
    self, "carry", FALSE,
    _ ("Most patients had other treatments before or beside; overlap, carry-over and rising doses are marked "
       "on the ratings and counted."));
}

/* Neither "one" nor "a series" may be said of them: they are named, whether left out or mixed in. */
static void
add_unknown_doses (TideComparison *self, guint n)
{
  if (n == 0)
    return;
  if (self->definition->doses == TIDE_DOSES_MIXED)
    add (self, "unknown_doses", FALSE,
         ngettext ("%u course of ketamine has no dose on record: single or series is unknown.",
                   "%u courses of ketamine have no dose on record: single or series is unknown.", n),
         n);
  else
    add (self, "unknown_doses", FALSE,
         ngettext ("%u course of ketamine has no dose on record: single or series is unknown, and it is left "
                   "out.",
                   "%u courses of ketamine have no dose on record: single or series is unknown, and they are "
                   "left out.",
                   n),
         n);
}

/* What the filter does unless somebody asks otherwise has to be said (F63); and what it mixes when asked. */
static void
add_doses (TideComparison *self)
{
  guint n[TIDE_DOSED_UNKNOWN + 1] = { 0 };
  for (guint i = 0; i < self->rows->len; i++)
    {
      const TideCohortRow *row = tide_comparison_row (self, i);
      gboolean compared = FALSE;
      for (guint a = 0; a < self->n_arms; a++)
        compared |= self->arms[a].arms == row->arms;
      if (compared && row->fate != TIDE_FATE_PLANNED
          && (self->definition->condition == NULL
              || g_strcmp0 (self->definition->condition, tide_cohort_row_get_condition (row)) == 0))
        n[row->dosed]++;
    }
  if (self->definition->doses == TIDE_DOSES_SERIES && n[TIDE_DOSED_ONCE] > 0)
    add (
      self, "doses", FALSE,
      ngettext ("One dose of ketamine and a series are not one curve: %u course of a single dose is left out "
                "(Filters, Doses of ketamine).",
                "One dose of ketamine and a series are not one curve: %u courses of a single dose are left "
                "out (Filters, Doses of ketamine).",
                n[TIDE_DOSED_ONCE]),
      n[TIDE_DOSED_ONCE]);
  else if (self->definition->doses == TIDE_DOSES_MIXED && n[TIDE_DOSED_ONCE] > 0 && n[TIDE_DOSED_SERIES] > 0)
    add (self, "doses", TRUE,
         _ ("Single doses (%u) and series (%u) of ketamine stand in one curve, as was asked: it describes "
            "neither."),
         n[TIDE_DOSED_ONCE], n[TIDE_DOSED_SERIES]);
  add_unknown_doses (self, n[TIDE_DOSED_UNKNOWN]);
}

/* A scale without a threshold of response: nobody can have responded, and "not rated" then means "not
 * judged". */
static void
add_criterion (TideComparison *self)
{
  const TideComparisonDefinition *definition = self->definition;
  const TideCriteria *criteria
    = definition->events.states.criteria != NULL
        ? definition->events.states.criteria
        : tide_criteria_find (definition->condition, tide_instrument_get_id (self->instrument));
  TideChangeRule rule = tide_criteria_resolve (criteria, self->instrument, TIDE_SEX_UNKNOWN);
  if (isnan (rule.response_percent) && isnan (rule.response_points))
    add (self, "no_criterion", TRUE,
         _ ("No response is defined for %s: nobody can be told to have responded, and “not rated” means not "
            "judged."),
         tide_instrument_get_short_name (self->instrument));
}

void
tide_comparison_add_caveats (TideComparison *self)
{
  add (self, "not_randomised", TRUE,
       _ ("Not randomised: who got which treatment was decided, not drawn; a difference observed is not an "
          "effect proved."));
  add_criterion (self);
  add_what_differs (self);
  add_recall (self);
  add_ended (self);
  add_unknown (self);
  add_doses (self);
  add_standing (self);
}

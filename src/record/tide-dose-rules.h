/* tide-dose-rules.h: whether a dose or a weight is plausible.
 *
 * The numbers stand with their sources in doses.xml (clinical.md 4.1, 4.2, 4.4; features F10), the one table
 * of doses of every room; here they are read, looked up and compared.  A verdict warns and never blocks, and
 * it is no advice.
 */
#pragma once

#include "tide-dose-person.h"
#include "tide-thresholds.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_DOSE_MG_PER_DAY,
  TIDE_DOSE_MG_PER_KG,
  TIDE_DOSE_MG, /* of one session */
} TideDoseUnit;

/* One agent by one route in one unit; NAN is what the source does not say. */
typedef struct
{
  char *agent; /* "sertraline" */
  char *route; /* code: "oral", "iv" */
  TideDoseUnit unit;
  double usual_low, usual_high;
  double maximum;                     /* of the label or of trials; see source */
  double maximum_then;                /* another maximum, where one of these is so: */
  double maximum_from_age;            /* from that age in years on */
  char **maximum_with;                /* one of these drugs beside it, by the table's own names, or NULL */
  const struct _TideDoseRules *table; /* the names by which "beside it" is read (not owned) */
  char *maximum_screened;             /* that question of the screening answered with yes, or NULL */
  double caution_above;               /* and what is to be thought of above it, translated */
  char *caution;
  double trial_minimum; /* a day: from here on a trial in depression counts */
  char *trial_source;
  double slip_below, slip_above; /* beyond: a slip of the unit or the point */
  char *source, *maximum_source; /* of the maximum; the same where it has none of its own */
} TideDoseRule;

typedef enum
{
  TIDE_DOSE_NOT_JUDGED, /* no rule, no dose, or 0: stopped */
  TIDE_DOSE_BELOW_USUAL,
  TIDE_DOSE_WITHIN_USUAL,
  TIDE_DOSE_ABOVE_USUAL,
  TIDE_DOSE_ABOVE_MAXIMUM,
  TIDE_DOSE_IMPLAUSIBLE,
} TideDoseVerdict;

typedef struct _TideDoseRules TideDoseRules;

/* Those of a clinic, handed down with its thresholds: the shipped ones. (transfer none) */
const TideDoseRules *tide_thresholds_get_doses (const TideThresholds *self);
/* The shipped ones: read once, when they are first asked for, and never changed. (transfer none) */
const TideDoseRules *tide_dose_rules_get_shipped (void);
/* (transfer full): NULL with "file:line: reason" */
TideDoseRules *tide_dose_rules_parse (const char *file_name, const char *text, gssize length, GError **error);
void tide_dose_rules_free (TideDoseRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideDoseRules, tide_dose_rules_free)

/**
 * tide_dose_rules_find:
 * @agent: (nullable): as it was typed; one of its words must be a name of the agent ("Sertraline (Zoloft)")
 * @route: (nullable): code; NULL or "" when it was not recorded: then the agent's first route
 *
 * Returns: (transfer none) (nullable): NULL when the agent is not known, when several are named, or when
 * nothing is known of it by that route in that unit
 */
const TideDoseRule *tide_dose_rules_find (const TideDoseRules *self, const char *agent, const char *route,
                                          TideDoseUnit unit);
/* The table's own name of the drug that @typed names ("Zoloft 50 mg": "sertraline"), whether it has a dose
 * there or a name alone; accents, capitals and signs do not count. NULL when none or several are named.
 * (transfer none) (nullable) */
const char *tide_dose_rules_find_agent (const TideDoseRules *self, const char *typed);
/* All that are named, in the words' order: "Zoloft and Wellbutrin" are two. (element-type utf8) (transfer
 * container): never NULL */
GPtrArray *tide_dose_rules_list_agents (const TideDoseRules *self, const char *typed);
/* A daily dose of any drug, also of one that is not in the table or has no maximum: the sentence of
 * tide_dose_rule_dup_doubt (), or one about what no medicine is taken by. NULL: nothing to ask. */
char *tide_dose_rules_dup_daily_doubt (const TideDoseRules *self, const char *typed, double dose_mg_per_day,
                                       const TideDosePerson *person);
/* Whether no such dose was ever taken: beyond the slip of the agent, or of any drug; a trial of it proves
 * nothing. @limit_mg (nullable) gets the number that it is held against. */
gboolean tide_dose_rules_is_daily_impossible (const TideDoseRules *self, const char *typed,
                                              double dose_mg_per_day, double *limit_mg);
/* @person NULL: nothing is known of him. A limit itself is still on its inner side. */
TideDoseVerdict tide_dose_rule_judge (const TideDoseRule *rule, double dose, const TideDosePerson *person);
/* NAN when there is none; @why (nullable) gets what makes it another than usual, "over 60 years", translated,
 * or NULL. (transfer full) */
double tide_dose_rule_get_maximum (const TideDoseRule *rule, const TideDosePerson *person, char **why);
/* A sentence with the numbers and the source for a dose that a person should look at again, NULL for another:
 * above the maximum or implausible. (transfer full) (nullable), translated */
char *tide_dose_rule_dup_doubt (const TideDoseRule *rule, double dose, const TideDosePerson *person);
/* The same for one that is within the maximum and still asks for something: clomipramine above 150 mg. */
char *tide_dose_rule_dup_caution (const TideDoseRule *rule, double dose, const TideDosePerson *person);

/* Whether @weight_kg is hardly that of a person of @age (unknown: grown up). */
gboolean tide_dose_rules_is_weight_implausible (const TideDoseRules *self, double weight_kg, int age);
/* Whether it differs from the last one by so much that one of the two may be wrong (20 %: features N07). */
gboolean tide_dose_rules_is_weight_change_large (const TideDoseRules *self, double weight_kg,
                                                 double last_weight_kg);

G_END_DECLS

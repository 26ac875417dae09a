/* tide-safety-rules.h: the clinic's rules as data: what is asked before a treatment, what does not go
 * together, what is asked about side effects, which doses and which indications are usual.
 *
 * Each clause of the files in rules/ carries its source and how well that was checked.  Numbers that a clinic
 * may change stand in TideThresholds.  Everything here is pure: no store, no screen.
 */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

/* What every rule of this room reads.  Nothing is owned; all must outlive the results. */
typedef struct _TideSafetyRules TideSafetyRules;
struct _TideSessionRules;
typedef struct
{
  const TideHistory *history;
  TideLibrary *library;
  const TideThresholds *thresholds;
  const TideSafetyRules *rules;
  const char *target; /* scale of courses that name none: tide_clinic_get_target_instrument (); or NULL */
  TideInstant now;
  const struct _TideSessionRules *session_rules; /* limits of readings; NULL: readings are not judged */
} TideSafetyCase;

/* An answer that knows when it does not know. */
typedef enum
{
  TIDE_TRUTH_UNKNOWN,
  TIDE_TRUTH_NO,
  TIDE_TRUTH_YES,
} TideTruth;

/* Where a clause comes from. Tag: V checked in the source, M well known and not re-checked, U uncertain, A a
 * convention of this program. */
typedef struct
{
  char *text;
  char tag;
} TideSource;
const char *tide_source_tag_get_label (char tag);       /* translated */
char *tide_source_dup_words (const TideSource *source); /* "label of esketamine (checked)" (transfer full) */

/* A set of treatments: by arm, by drug and by class of drugs; empty sets take no part. */
typedef struct
{
  guint arms;     /* 1 << TideArm */
  char **drugs;   /* lower case, or NULL */
  char **classes; /* or NULL */
} TideSelector;

typedef struct
{
  char *id, *label; /* label translated */
  char **drugs;
} TideDrugClass;

typedef enum
{
  TIDE_BAR_NONE,
  TIDE_BAR_CAUTION,
  TIDE_BAR_CONTRAINDICATED, /* absolute */
} TideBar;
const char *tide_bar_get_label (TideBar bar); /* translated */

/* --- rules/screening.xml --- */
typedef struct
{
  guint arms;
  TideBar bar;
  TideSource source;
} TideScreeningClause;
typedef struct
{
  char *id;              /* TideScreeningAnswer.question */
  char *label, *group;   /* translated */
  gboolean not_for_male; /* pregnancy */
  GPtrArray *clauses;    /* TideScreeningClause */
} TideScreeningQuestion;

/* --- rules/interactions.xml --- */
typedef struct
{
  char *id;
  TideBar bar;
  char *effect; /* translated: "serotonin syndrome" */
  TideSelector one, other;
  /* Wash-out: days that must pass after the one (the other) was stopped before the second is begun; 0: none
   */
  int after_one, after_other;
  TideSource source;
} TideInteractionRule;

/* --- rules/checklists.xml --- */
typedef struct
{
  char *id;      /* word of TideEffectCheck.asked */
  char *label;   /* translated; TideAdverseEvent.term */
  char **also;   /* translated: words that name it in another term that was typed, or NULL */
  char *serious; /* translated: when it is to be taken as serious, or NULL */
  TideSource source;
} TideChecklistTerm;
typedef struct
{
  char *id;         /* TideEffectCheck.checklist */
  char *label;      /* translated */
  guint arms;       /* 1 << TideArm */
  GPtrArray *terms; /* TideChecklistTerm */
} TideChecklist;

/* --- rules/treatments.xml --- */
typedef struct
{
  TideSelector treatments;
  char **conditions;       /* of TideIcdCode, or NULL: any */
  guint min_failed_trials; /* "resistant": fewer adequate failed ones leave it open */
  gboolean off_label;
  TideSource source;
} TideLabelRule;

/**
 * tide_safety_rules_new:
 *
 * The shipped rules. A fault in one is a programmer's mistake and aborts.
 */
TideSafetyRules *tide_safety_rules_new (void);
void tide_safety_rules_free (TideSafetyRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideSafetyRules, tide_safety_rules_free)

/**
 * tide_safety_rules_add:
 * @file_name: the name to print in errors
 * @text: (array length=length): any bytes; @length -1 when NUL-terminated
 *
 * Reads a file of rules: its root says which (screening, interactions, checklists, treatments). It replaces
 * what was there of that kind.  A fault is "file:line: reason" and changes nothing.
 */
gboolean tide_safety_rules_add (TideSafetyRules *self, const char *file_name, const char *text, gssize length,
                                GError **error);

const GPtrArray *tide_safety_rules_get_questions (const TideSafetyRules *self);    /* TideScreeningQuestion */
const GPtrArray *tide_safety_rules_get_classes (const TideSafetyRules *self);      /* TideDrugClass */
const GPtrArray *tide_safety_rules_get_interactions (const TideSafetyRules *self); /* TideInteractionRule */
const GPtrArray *tide_safety_rules_get_checklists (const TideSafetyRules *self);   /* TideChecklist */

/* Whether @drug as written ("Sertraline 50 mg") names @name: as whole words, any case. */
gboolean tide_drug_names (const char *drug, const char *name);
/* Whether a drug or a course's agent is of a class, by the rules' lists or by tide_drug_lookup (). */
gboolean tide_safety_rules_is_of_class (const TideSafetyRules *self, const char *drug, const char *class_id);
/* Whether the rules name the drug, or its class, among those that can be misused (F60). */
gboolean tide_safety_rules_is_misusable (const TideSafetyRules *self, const char *drug);
/* Whether an interaction rule selects this drug or its class.  FALSE: no rule could say anything of it, even
 * when it stands in a table. */
gboolean tide_safety_rules_knows_drug (const TideSafetyRules *self, const char *drug);
/* Whether the table of drugs has one of the names that @drug names, or a rule speaks of it. */
gboolean tide_safety_rules_knows_name (const TideSafetyRules *self, const char *drug);
/* "not checked: name unknown to the interaction rules", or that no rule speaks of it; NULL when one does.
 * Nothing found of such a drug is no promise, and never green. Translated. */
const char *tide_safety_rules_get_not_checked_words (const TideSafetyRules *self, const char *drug);
/* On which side of each interaction rule, in their order, a drug or an arm stands: TIDE_SIDE_ONE and
 * TIDE_SIDE_OTHER. One reading of a name for all rules. (transfer full) */
#define TIDE_SIDE_ONE 1
#define TIDE_SIDE_OTHER 2
guint8 *tide_safety_rules_list_sides (const TideSafetyRules *self, TideArm arm, const char *drug);
/* @arm 0 for a medicine that is no course; @drug may be NULL. */
gboolean tide_safety_rules_selects (const TideSafetyRules *self, const TideSelector *selector, TideArm arm,
                                    const char *drug);
/* Whether the treatment is outside its label for @condition (of tide_icd_get_condition ()); @source gets the
 * rule's, or NULL. @n_failed: trials that were adequate and failed, which a label for resistant illness asks
 * for. Unknown: no rule says so, @condition is NULL and it matters, or too few have failed. */
TideTruth tide_safety_rules_is_off_label (const TideSafetyRules *self, TideArm arm, const char *agent,
                                          const char *condition, guint n_failed, const TideSource **source);

/* "56 d, clinic convention": value, unit and source of a threshold. (transfer full) */
char *tide_safety_dup_threshold (const TideThresholds *thresholds, const char *rule);

G_END_DECLS

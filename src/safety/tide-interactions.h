/* tide-interactions.h: what a patient takes together that does not go together (clinical.md 4.1 and 4.2).
 *
 * A warning with its effect and source, never an instruction.  A drug that no rule knows is said to be so:
 * "nothing found" would be a promise. */
#pragma once

#include "tide-safety-rules.h"

G_BEGIN_DECLS

/* One thing that is taken. */
typedef struct
{
  char *name;                       /* "Lorazepam", "Ketamine IV" */
  const char *drug;                 /* agent or drug as written; NULL when the course names none */
  int arm;                          /* of a course; 0 for a medicine */
  const TideMedication *medication; /* one of both, or neither for a treatment that is only thought of */
  const TideCourse *course;
  guint8 *sides;        /* of the rules: tide_safety_rules_list_sides () */
  TideDate first, last; /* unknown: since before; TIDE_TAKEN_ON: without an end */
} TideTaken;
#define TIDE_TAKEN_ON G_MAXINT32

typedef struct
{
  const TideInteractionRule *rule;
  TideBar bar;
  const TideTaken *one, *other; /* of the result's own lists */
  TideDate from;                /* planned: begins only then; unknown: now */
  char *words;                  /* "Lorazepam with Ketamine IV: may blunt the effect and adds sedation" */
  char *source;
} TideInteraction;

typedef struct
{
  GPtrArray *taken;        /* TideTaken: on that day */
  GPtrArray *apart;        /* TideTaken: before it or planned after it */
  GPtrArray *interactions; /* TideInteraction, contraindicated first */
  GPtrArray *not_known;    /* (element-type TideTaken): drugs that no rule knows */
} TideInteractions;

/**
 * tide_interactions_find:
 * @arm: a treatment that is thought of, with @agent (nullable); TIDE_ARM_UNKNOWN: none, everything that is
 * taken is compared with everything else. With an arm only what concerns it is listed, also what is planned
 * for later: it would then meet a treatment that goes on.
 *
 * Compares what is taken on @day: medicines, running courses, and the treatment thought of; and these with
 * what was stopped so lately that a rule's wash-out is not over.
 *
 * Returns: (transfer full): never NULL
 */
TideInteractions *tide_interactions_find (const TideSafetyCase *subject, TideDate day, TideArm arm,
                                          const char *agent);
/* The same for a medicine about to be written down. */
TideInteractions *tide_interactions_find_for_drug (const TideSafetyCase *subject, TideDate day,
                                                   const char *drug);
/* What @medication, saved or not, does not go with from @day on while it is taken by its own days: what runs,
 * what is planned ("from 1 Apr 2026") and what was stopped too lately. */
TideInteractions *tide_interactions_find_for_medication (const TideSafetyCase *subject, TideDate day,
                                                         const TideMedication *medication);
/* What begins to be taken together only after @day. "taken" is what is planned, "not_known" is of that. */
TideInteractions *tide_interactions_find_planned (const TideSafetyCase *subject, TideDate day);
void tide_interactions_free (TideInteractions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideInteractions, tide_interactions_free)

G_END_DECLS

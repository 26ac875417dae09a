/* tide-eligibility.h: may this patient have this treatment: one list of what is known, and what must be asked
 * before the first dose.
 *
 * The list comes to "eligible", "not eligible" or "needs review" by its items alone; it is never a
 * recommendation (F26), and a person signs the decision.  What is not known is an item of its own, never a
 * silent "no".
 */
#pragma once

#include "tide-interactions.h"
#include "tide-screening-rules.h"
#include "tide-stage.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_ITEM_OK,
  TIDE_ITEM_REVIEW,  /* a person must look */
  TIDE_ITEM_STOP,    /* stands against it */
  TIDE_ITEM_UNKNOWN, /* not recorded: to be asked */
} TideItemState;
const char *tide_item_state_get_label (TideItemState state); /* translated */
const char *tide_item_state_get_code (TideItemState state);  /* "ok", "review", "stop", "unknown" */

typedef struct
{
  char *id;    /* "diagnosis", "severity", "screening.pregnancy", "interaction.ketamine-maoi" … */
  char *title; /* translated: "Severity" */
  TideItemState state;
  char *words;  /* translated: what was found */
  char *source; /* or NULL */
} TideEligibilityItem;

typedef struct
{
  int arm;
  TideDate day;
  GPtrArray *items; /* TideEligibilityItem */
  int verdict;      /* tide_verdict_codes: any stop: not eligible; any review or unknown: needs review */
  guint n_stop, n_review, n_unknown;
  char *words; /* "Needs review: 2 to review, 1 not known. A list, not a recommendation." */
} TideEligibility;

/* What is asked about; @course wins over the rest. */
typedef struct
{
  int arm;
  const char *agent;        /* or NULL */
  const char *indication;   /* ICD-10-CM; NULL: the primary diagnosis */
  const TideCourse *course; /* a planned course, or NULL */
} TideProposal;

/* (transfer full): never NULL */
TideEligibility *tide_eligibility_compute (const TideSafetyCase *subject, const TideProposal *proposal,
                                           TideDate day);
void tide_eligibility_free (TideEligibility *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideEligibility, tide_eligibility_free)
/* For TideEligibilityDecision.evidence: one line an item, "review · Severity · …". (transfer full) */
char *tide_eligibility_dup_evidence (const TideEligibility *self);
/* The allergy that speaks against a drug, of a course or of a medicine (@arm TIDE_ARM_UNKNOWN): by any of its
 * names, or by a class that both belong to; NULL: none is recorded. */
const TideAllergy *tide_eligibility_find_allergy (const TideSafetyCase *subject, TideArm arm,
                                                  const char *agent);
/* or NULL */
const TideEligibilityItem *tide_eligibility_find (const TideEligibility *self, const char *id);

/* --- before a dose --- */
typedef enum
{
  TIDE_GATE_WARNING,
  TIDE_GATE_STOP, /* goes on only with a typed reason */
} TideGateLevel;
typedef struct
{
  const char *id; /* "off_label", "consent", "referral", "screening", "contraindication", "interaction" … */
  TideGateLevel level;
  char *words;
  char *source; /* or NULL */
} TideGate;
/**
 * tide_course_gate_list:
 * @course: of the history, or not yet saved
 *
 * What stands before a dose on @day: before the first dose everything, before a later one what can change
 * (consent, screening, contraindications, interactions, authorisation). Stops first.
 *
 * Returns: (transfer full) (element-type TideGate)
 */
GPtrArray *tide_course_gate_list (const TideSafetyCase *subject, const TideCourse *course, TideDate day);

G_END_DECLS

/* tide-screening-rules.h: what a screening form asks for a treatment, whether it still holds, and what is
 * open.
 *
 * Unknown is not no (F28): a question without an answer is open, and so is all of a form that has expired. */
#pragma once

#include "tide-safety-rules.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_SCREENING_NONE, /* never screened for this arm */
  TIDE_SCREENING_CURRENT,
  TIDE_SCREENING_EXPIRED,
} TideScreeningStatus;

typedef struct
{
  const TideScreeningQuestion *question;
  const TideScreeningClause *clause; /* what a yes means for the arm */
  const TideScreeningAnswer *answer; /* or NULL: not answered */
  int value;                         /* tide_yes_no_codes: 0 not known, 1 no, 2 yes */
} TideScreeningItem;

typedef struct
{
  TideScreeningStatus status;
  const TideScreening *screening; /* the newest for the arm up to that day, or NULL */
  TideDate expires_on;            /* the last day on which it holds */
  GPtrArray *items;               /* TideScreeningItem, in the order of the file */
  guint n_open, n_contraindications, n_cautions;
} TideScreeningState;

/* The questions for an arm; those not for men are left out for them. (element-type TideScreeningQuestion)
 * (transfer container) */
GPtrArray *tide_screening_rules_list (const TideSafetyRules *rules, TideArm arm, TideSex sex);
/* What a yes to @question means for @arm, or NULL when it is not asked there. */
const TideScreeningClause *tide_screening_question_find_clause (const TideScreeningQuestion *question,
                                                                TideArm arm);
/* As typed, else the day it was taken and "screening_valid_days". */
TideDate tide_screening_rules_get_expiry (const TideScreening *screening, const TideThresholds *thresholds);
/* How the screening for @arm stands on @day. (transfer full) */
TideScreeningState *tide_screening_rules_judge (const TideSafetyCase *subject, TideArm arm, TideDate day);
/* The question that says, answered no, that what is recorded is all that is taken. */
#define TIDE_SCREENING_OTHER_MEDICINES "other_medicines"
/**
 * tide_screening_rules_find_other_medicines:
 * @screening: (out) (transfer none): the form in which it was answered
 *
 * Whether the patient takes medicines that are not recorded: what was answered last, yes or no, in a form
 * that holds on @day, whatever treatment it was filled in for.
 *
 * Returns: a value of tide_yes_no_codes; 0: nobody asked, nobody knew, or it was too long ago
 */
int tide_screening_rules_find_other_medicines (const TideSafetyCase *subject, TideDate day,
                                               const TideScreening **screening);
void tide_screening_state_free (TideScreeningState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideScreeningState, tide_screening_state_free)

G_END_DECLS

/* tide-eligibility-private.h: questions that the eligibility list and the gates both ask. */
#pragma once

#include "tide-eligibility.h"

G_BEGIN_DECLS

typedef struct
{
  const TideSafetyCase *subject;
  TideArm arm;
  const char *agent, *indication; /* or NULL */
  const char *condition;          /* of tide_icd_get_condition (), or NULL */
  const TideCourse *course;       /* or NULL */
  TideDate day;
} TideQuestion;
TideQuestion tide_question_make (const TideSafetyCase *subject, const TideProposal *proposal, TideDate day);

typedef enum
{
  TIDE_CONSENT_MISSING,
  TIDE_CONSENT_VALID,
  TIDE_CONSENT_EXPIRED,
  TIDE_CONSENT_WITHDRAWN,
} TideConsentState;
/* Of the newest consent of @kind ("treatment", "off_label") that speaks of the treatment. */
TideConsentState tide_question_find_consent (const TideQuestion *question, const char *kind,
                                             const TideConsent **found);
char *tide_consent_dup_words (TideConsentState state, const TideConsent *consent);
/* The referrer of the course or of the patient: "self" too; NULL when not recorded. */
const char *tide_question_get_referrer (const TideQuestion *question);
/* An allergy to the treatment or to its class, or NULL. */
const TideAllergy *tide_question_find_allergy (const TideQuestion *question);
/* Whether it is known what would be given: by its name, or by an arm that is one substance. */
gboolean tide_question_names_substance (const TideQuestion *question);
/* What an authorisation says on the day; NULL words: nothing to say. */
TideItemState tide_question_judge_coverage (const TideQuestion *question, char **words);
/* An open alert about suicide, else what the last screen of "suicide_screen_days" says, with rating and day.
 */
TideItemState tide_question_judge_suicide (const TideQuestion *question, char **words);
gboolean tide_question_is_drug (const TideQuestion *question);

G_END_DECLS

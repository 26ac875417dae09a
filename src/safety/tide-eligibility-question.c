/* tide-eligibility-question.c: single facts that both the list and the gates need: consent, referral,
 * allergy, coverage. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-course-facts.h"
#include "tide-dose-rules.h"
#include "tide-eligibility-private.h"

TideQuestion
tide_question_make (const TideSafetyCase *subject, const TideProposal *proposal, TideDate day)
{
  TideQuestion question = { .subject = subject, .course = proposal->course, .day = day };
  const TideCourse *course = proposal->course;
  const TideDiagnosis *primary = tide_history_get_primary_diagnosis (subject->history);
  question.arm = (TideArm) (course != NULL ? course->arm : proposal->arm);
  question.agent = course != NULL ? course->agent : proposal->agent;
  question.indication
    = course != NULL && course->indication != NULL ? course->indication : proposal->indication;
  if (question.indication == NULL && primary != NULL)
    question.indication = primary->code;
  if (question.indication != NULL)
    question.condition = tide_icd_get_condition (question.indication);
  return question;
}

gboolean
tide_question_is_drug (const TideQuestion *question)
{
  return tide_arm_is_ketamine (question->arm) || tide_arm_has_daily_dose (question->arm);
}

static gboolean
speaks_of (const TideConsent *consent, const TideQuestion *question)
{
  if (consent->course_id != 0)
    return question->course != NULL && consent->course_id == question->course->base.id;
  return consent->arm == 0 || consent->arm == (int) question->arm;
}

static gboolean
is_withdrawn_by (const TideConsent *consent, TideDate day)
{
  return tide_date_is_known (consent->withdrawn_on) && consent->withdrawn_on <= day;
}

/* A "no" is not undone by a "yes" that was given before it, on whichever form each of them stands. */
TideConsentState
tide_question_find_consent (const TideQuestion *question, const char *kind, const TideConsent **found)
{
  const GPtrArray *consents = question->subject->history->consents;
  int code = tide_code_from_text (tide_consent_kind_codes, kind);
  const TideConsent *newest = NULL, *withdrawn = NULL;
  for (guint i = 0; i < consents->len; i++)
    {
      const TideConsent *consent = consents->pdata[i];
      if (consent->kind != code || consent->entered_in_error || !speaks_of (consent, question)
          || !tide_date_is_known (consent->given_on) || consent->given_on > question->day)
        continue;
      if (newest == NULL || consent->given_on >= newest->given_on)
        newest = consent;
      if (is_withdrawn_by (consent, question->day)
          && (withdrawn == NULL || consent->withdrawn_on >= withdrawn->withdrawn_on))
        withdrawn = consent;
    }
  *found = newest;
  if (newest == NULL)
    return TIDE_CONSENT_MISSING;
  if (withdrawn != NULL && newest->given_on <= withdrawn->withdrawn_on)
    {
      *found = withdrawn;
      return TIDE_CONSENT_WITHDRAWN;
    }
  return tide_consent_is_valid_on (newest, question->day) ? TIDE_CONSENT_VALID : TIDE_CONSENT_EXPIRED;
}

char *
tide_consent_dup_words (TideConsentState state, const TideConsent *consent)
{
  if (consent == NULL)
    return g_strdup (_ ("not recorded"));
  g_autofree char *given = tide_date_to_words (consent->given_on);
  if (state == TIDE_CONSENT_WITHDRAWN)
    {
      g_autofree char *withdrawn = tide_date_to_words (consent->withdrawn_on);
      return g_strdup_printf (_ ("withdrawn on %s"), withdrawn);
    }
  if (state == TIDE_CONSENT_EXPIRED)
    {
      g_autofree char *expired = tide_date_to_words (consent->expires_on);
      return g_strdup_printf (_ ("expired on %s"), expired);
    }
  return consent->version != NULL ? g_strdup_printf (_ ("given on %s, form %s"), given, consent->version)
                                  : g_strdup_printf (_ ("given on %s, without the form's version"), given);
}

const char *
tide_question_get_referrer (const TideQuestion *question)
{
  if (question->course != NULL && question->course->referrer != NULL)
    return question->course->referrer;
  const TidePatient *patient = question->subject->history->patient;
  return patient != NULL ? patient->referrer : NULL;
}

static gboolean
names_ketamine (const TideDoseRules *doses, const char *text)
{
  g_autoptr (GPtrArray) agents = tide_dose_rules_list_agents (doses, text);
  for (guint i = 0; i < agents->len; i++)
    if (strcmp (agents->pdata[i], "ketamine") == 0 || strcmp (agents->pdata[i], "esketamine") == 0)
      return TRUE;
  return FALSE;
}

/* "benzodiazepine" or "benzodiazepines" */
static gboolean
names_class (const char *substance, const TideDrugClass *drug_class)
{
  g_autofree char *plural = g_strconcat (drug_class->label, "s", NULL);
  return tide_drug_names (substance, drug_class->label) || tide_drug_names (substance, plural);
}

/* Whether both texts name one drug, each by whichever of its names. */
static gboolean
share_a_drug (const TideDoseRules *doses, const char *one, const char *other)
{
  g_autoptr (GPtrArray) agents = tide_dose_rules_list_agents (doses, one);
  g_autoptr (GPtrArray) others = tide_dose_rules_list_agents (doses, other);
  for (guint i = 0; i < agents->len; i++)
    if (g_ptr_array_find_with_equal_func (others, agents->pdata[i], g_str_equal, NULL))
      return TRUE;
  return tide_drug_names (one, other) || tide_drug_names (other, one);
}

/* By name, by the arm's own substance, or by a class that both belong to: an allergy to one SSRI is looked at
 * before another. */
static gboolean
is_against (const TideQuestion *question, const char *substance)
{
  const char *agent = question->agent;
  const TideDoseRules *doses = tide_thresholds_get_doses (question->subject->thresholds);
  if (share_a_drug (doses, substance, agent))
    return TRUE;
  if (tide_arm_is_ketamine (question->arm) || names_ketamine (doses, agent))
    return names_ketamine (doses, substance);
  const GPtrArray *classes = tide_safety_rules_get_classes (question->subject->rules);
  for (guint i = 0; agent != NULL && i < classes->len; i++)
    {
      const TideDrugClass *drug_class = classes->pdata[i];
      if (tide_safety_rules_is_of_class (question->subject->rules, agent, drug_class->id)
          && (names_class (substance, drug_class)
              || tide_safety_rules_is_of_class (question->subject->rules, substance, drug_class->id)))
        return TRUE;
    }
  return FALSE;
}

const TideAllergy *
tide_eligibility_find_allergy (const TideSafetyCase *subject, TideArm arm, const char *agent)
{
  g_return_val_if_fail (subject != NULL, NULL);
  TideQuestion question = { .subject = subject, .arm = arm, .agent = agent };
  return tide_question_find_allergy (&question);
}

gboolean
tide_question_names_substance (const TideQuestion *question)
{
  return tide_arm_is_ketamine (question->arm) || (question->agent != NULL && *question->agent != '\0');
}

const TideAllergy *
tide_question_find_allergy (const TideQuestion *question)
{
  const GPtrArray *allergies = question->subject->history->allergies;
  for (guint i = 0; i < allergies->len; i++)
    {
      const TideAllergy *allergy = allergies->pdata[i];
      if (!allergy->entered_in_error && !allergy->none_known && is_against (question, allergy->substance))
        return allergy;
    }
  return NULL;
}

static TideItemState
judge_authorisation (const TideQuestion *question, char **words)
{
  const TideCourse *course = question->course;
  double warn = tide_thresholds_get (question->subject->thresholds, "authorisation_warning_days");
  if (tide_date_is_known (course->authorised_from) && question->day < course->authorised_from)
    {
      g_autofree char *from = tide_date_to_words (course->authorised_from);
      *words = g_strdup_printf (_ ("authorised only from %s"), from);
      return TIDE_ITEM_REVIEW;
    }
  if (tide_date_is_known (course->authorised_until))
    {
      g_autofree char *until = tide_date_to_words (course->authorised_until);
      if (question->day > course->authorised_until)
        *words = g_strdup_printf (_ ("the authorisation expired on %s"), until);
      else if (course->authorised_until - question->day <= warn)
        *words = g_strdup_printf (_ ("the authorisation expires on %s"), until);
      if (*words != NULL)
        return TIDE_ITEM_REVIEW;
    }
  guint used
    = tide_course_count_sessions (question->subject->history, course, question->subject->now).n_treated;
  if (course->authorised_sessions != TIDE_INTEGER_UNKNOWN && used >= course->authorised_sessions)
    {
      *words = g_strdup_printf (_ ("all %" G_GINT64_FORMAT " authorised sessions are used"),
                                course->authorised_sessions);
      return TIDE_ITEM_REVIEW;
    }
  /* An authorisation without a word on who pays says nothing of the costs. */
  gboolean known = *tide_coverage_codes[course->coverage] != '\0';
  *words = g_strdup (known ? tide_coverage_get_label (course->coverage) : _ ("coverage not recorded"));
  return known ? TIDE_ITEM_OK : TIDE_ITEM_UNKNOWN;
}

TideItemState
tide_question_judge_coverage (const TideQuestion *question, char **words)
{
  const char *code = tide_coverage_codes[question->course->coverage];
  *words = NULL;
  if (code[0] == '\0' && !tide_date_is_known (question->course->authorised_until))
    {
      *words = g_strdup (_ ("coverage not recorded"));
      return TIDE_ITEM_UNKNOWN;
    }
  if (strcmp (code, "denied") == 0 || strcmp (code, "pending") == 0)
    {
      *words = g_strdup (tide_coverage_get_label (question->course->coverage));
      return TIDE_ITEM_REVIEW;
    }
  return judge_authorisation (question, words);
}

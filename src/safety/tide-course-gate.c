/* tide-course-gate.c: what must be asked before a dose: a stop goes on only with a typed reason, a warning is
 * said (F28, F29, F31, F46). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-eligibility-private.h"

static void
gate_free (gpointer data)
{
  TideGate *gate = data;
  g_free (gate->words);
  g_free (gate->source);
  g_free (gate);
}

/* Takes @words and @source. */
static void
add (GPtrArray *gates, const char *id, TideGateLevel level, char *words, char *source)
{
  TideGate *gate = g_new0 (TideGate, 1);
  *gate = (TideGate){ id, level, words, source };
  g_ptr_array_add (gates, gate);
}

static gboolean
has_dose_before (const TideQuestion *q)
{
  const TideHistory *history = q->subject->history;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (session->course_id == q->course->base.id
          && tide_session_is_treatment (session, (TideArm) q->course->arm)
          && tide_instant_get_date (session->started) < q->day)
        return TRUE;
    }
  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *step = history->dose_steps->pdata[i];
      if (step->course_id == q->course->base.id && step->dose_mg_per_day > 0 && step->from_date < q->day)
        return TRUE;
    }
  return FALSE;
}

static void
ask_consent (GPtrArray *gates, const TideQuestion *q, const char *kind, const char *id, const char *label,
             char *source)
{
  const TideConsent *consent;
  g_autofree char *owned = source;
  TideConsentState state = tide_question_find_consent (q, kind, &consent);
  if (state == TIDE_CONSENT_VALID)
    return;
  g_autofree char *found = tide_consent_dup_words (state, consent);
  add (gates, id, TIDE_GATE_STOP, g_strdup_printf ("%s: %s", label, found), g_steal_pointer (&owned));
}

static void
ask_consents (GPtrArray *gates, const TideQuestion *q)
{
  const TideSource *source = NULL;
  ask_consent (gates, q, "treatment", "consent", _ ("Consent to treatment"), NULL);
  if (!tide_question_is_drug (q))
    return;
  /* Only what is certainly outside the label is asked for, whatever has failed before. */
  TideTruth off
    = tide_safety_rules_is_off_label (q->subject->rules, q->arm, q->agent, q->condition, 0, &source);
  if (off == TIDE_TRUTH_YES)
    ask_consent (gates, q, "off_label", "off_label", _ ("Consent to off-label use"),
                 tide_source_dup_words (source));
}

static void
ask_screening (GPtrArray *gates, const TideQuestion *q)
{
  g_autoptr (TideScreeningState) screening = tide_screening_rules_judge (q->subject, q->arm, q->day);
  if (screening->items->len == 0)
    return;
  if (screening->status != TIDE_SCREENING_CURRENT)
    {
      gboolean none = screening->status == TIDE_SCREENING_NONE;
      add (gates, "screening", TIDE_GATE_STOP,
           g_strdup (none ? _ ("Screening: not done") : _ ("Screening: expired")),
           tide_safety_dup_threshold (q->subject->thresholds, "screening_valid_days"));
    }
  else if (screening->n_open > 0)
    add (gates, "screening_open", TIDE_GATE_WARNING,
         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Screening: %u question is not answered",
                                       "Screening: %u questions are not answered", screening->n_open),
                          screening->n_open),
         NULL);
  for (guint i = 0; i < screening->items->len; i++)
    {
      const TideScreeningItem *item = screening->items->pdata[i];
      if (item->value != 2)
        continue;
      gboolean absolute = item->clause->bar == TIDE_BAR_CONTRAINDICATED;
      add (gates, absolute ? "contraindication" : "caution", absolute ? TIDE_GATE_STOP : TIDE_GATE_WARNING,
           g_strdup_printf ("%s: %s", tide_bar_get_label (item->clause->bar), item->question->label),
           tide_source_dup_words (&item->clause->source));
    }
}

static void
ask_interactions (GPtrArray *gates, const TideQuestion *q)
{
  g_autoptr (TideInteractions) found = tide_interactions_find (q->subject, q->day, q->arm, q->agent);
  for (guint i = 0; i < found->interactions->len; i++)
    {
      const TideInteraction *interaction = found->interactions->pdata[i];
      add (gates, "interaction",
           interaction->bar == TIDE_BAR_CONTRAINDICATED ? TIDE_GATE_STOP : TIDE_GATE_WARNING,
           g_strdup_printf ("%s: %s", tide_bar_get_label (interaction->bar), interaction->words),
           g_strdup (interaction->source));
    }
  const TideAllergy *allergy = tide_question_find_allergy (q);
  if (allergy != NULL)
    add (gates, "allergy", TIDE_GATE_STOP, g_strdup_printf (_ ("Allergy recorded: %s"), allergy->substance),
         NULL);
}

static gboolean
has_rating (const TideQuestion *q)
{
  const char *id = q->course->target_instrument != NULL ? q->course->target_instrument : q->subject->target;
  double days = tide_thresholds_get (
    q->subject->thresholds, tide_arm_is_ketamine (q->arm) ? "baseline_days_ketamine" : "baseline_days");
  const GPtrArray *assessments = q->subject->history->assessments;
  for (guint i = 0; i < assessments->len; i++)
    {
      const TideAssessmentData *data = assessments->pdata[i];
      TideDate date = tide_instant_get_date (data->taken);
      if (tide_assessment_data_is_current (data) && g_strcmp0 (data->instrument_id, id) == 0 && date <= q->day
          && q->day - date <= days)
        return TRUE;
    }
  return id == NULL;
}

static void
ask_before_first (GPtrArray *gates, const TideQuestion *q)
{
  if (tide_question_get_referrer (q) == NULL)
    add (gates, "referral", TIDE_GATE_WARNING, g_strdup (_ ("Referral: not recorded (or “self-referred”)")),
         NULL);
  if (q->indication == NULL)
    add (gates, "indication", TIDE_GATE_WARNING, g_strdup (_ ("Indication: not coded")), NULL);
  if (!has_rating (q))
    add (gates, "baseline", TIDE_GATE_WARNING,
         g_strdup (_ ("No baseline: without a rating now no change can be shown later")),
         tide_safety_dup_threshold (q->subject->thresholds, tide_arm_is_ketamine (q->arm)
                                                              ? "baseline_days_ketamine"
                                                              : "baseline_days"));
}

static void
ask_coverage (GPtrArray *gates, const TideQuestion *q)
{
  g_autofree char *words = NULL;
  if (tide_question_judge_coverage (q, &words) == TIDE_ITEM_REVIEW)
    add (gates, "coverage", TIDE_GATE_WARNING, g_strdup_printf (_ ("Coverage: %s"), words),
         tide_safety_dup_threshold (q->subject->thresholds, "authorisation_warning_days"));
}

/* Ketamine and esketamine have no indication under the age of adults (label of esketamine 8.4); a birth date
 * that nobody knows is no adult's. */
static void
ask_age (GPtrArray *gates, const TideQuestion *q)
{
  if (!tide_arm_is_ketamine (q->arm))
    return;
  const TidePatient *patient = q->subject->history->patient;
  int age = patient != NULL ? tide_patient_get_age (patient, q->day) : -1;
  double from = tide_thresholds_get (q->subject->thresholds, "eligibility_age_from");
  if (age < 0)
    add (gates, "age", TIDE_GATE_WARNING, g_strdup (_ ("Age: not known, the birth date is not recorded")),
         NULL);
  else if (age < from)
    add (
      gates, "age", TIDE_GATE_STOP,
      g_strdup_printf (_ ("Age %d: ketamine and esketamine have no indication under %.0f years"), age, from),
      tide_safety_dup_threshold (q->subject->thresholds, "eligibility_age_from"));
}

GPtrArray *
tide_course_gate_list (const TideSafetyCase *subject, const TideCourse *course, TideDate day)
{
  g_return_val_if_fail (subject != NULL && course != NULL && tide_date_is_known (day), NULL);
  TideProposal proposal = { .course = course };
  TideQuestion question = tide_question_make (subject, &proposal, day);
  g_autoptr (GPtrArray) gates = g_ptr_array_new ();
  GPtrArray *sorted = g_ptr_array_new_with_free_func (gate_free);
  ask_consents (gates, &question);
  ask_age (gates, &question);
  ask_screening (gates, &question);
  if (tide_question_is_drug (&question))
    ask_interactions (gates, &question);
  if (!has_dose_before (&question))
    ask_before_first (gates, &question);
  ask_coverage (gates, &question);
  /* Stops first, each kind in the order in which it was asked. */
  for (int level = TIDE_GATE_STOP; level >= TIDE_GATE_WARNING; level--)
    for (guint i = 0; i < gates->len; i++)
      if ((int) ((TideGate *) gates->pdata[i])->level == level)
        g_ptr_array_add (sorted, gates->pdata[i]);
  return sorted;
}

/* tide-eligibility.c: the list, item by item, and what it comes to. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-eligibility-private.h"
#include "tide-substance-caution.h"

const char *
tide_item_state_get_label (TideItemState state)
{
  switch (state)
    {
    case TIDE_ITEM_OK:
      return _ ("OK");
    case TIDE_ITEM_REVIEW:
      return _ ("To review");
    case TIDE_ITEM_STOP:
      return _ ("Stop");
    case TIDE_ITEM_UNKNOWN:
    default:
      return _ ("Not known");
    }
}

const char *
tide_item_state_get_code (TideItemState state)
{
  static const char *const codes[] = { "ok", "review", "stop", "unknown" };
  return (guint) state < G_N_ELEMENTS (codes) ? codes[state] : codes[TIDE_ITEM_UNKNOWN];
}

static void
item_free (gpointer data)
{
  TideEligibilityItem *item = data;
  g_free (item->id);
  g_free (item->title);
  g_free (item->words);
  g_free (item->source);
  g_free (item);
}

/* Takes @words and @source. */
static void
add (TideEligibility *self, const char *id, const char *title, TideItemState state, char *words, char *source)
{
  TideEligibilityItem *item = g_new0 (TideEligibilityItem, 1);
  *item = (TideEligibilityItem){ g_strdup (id), g_strdup (title), state, words, source };
  g_ptr_array_add (self->items, item);
}

/* --- what is treated --- */

static void
add_diagnosis (TideEligibility *self, const TideQuestion *q)
{
  const TideIcdCode *known = q->indication != NULL ? tide_icd_lookup (q->indication) : NULL;
  if (q->indication == NULL)
    add (self, "diagnosis", _ ("Indication"), TIDE_ITEM_UNKNOWN, g_strdup (_ ("no diagnosis is coded")),
         NULL);
  else if (!tide_icd_is_valid (q->indication))
    add (self, "diagnosis", _ ("Indication"), TIDE_ITEM_REVIEW,
         g_strdup_printf (_ ("“%s” is not an ICD-10-CM code"), q->indication), NULL);
  else
    add (self, "diagnosis", _ ("Indication"), TIDE_ITEM_OK,
         known != NULL ? g_strdup_printf ("%s %s", known->code, known->label) : g_strdup (q->indication),
         NULL);
}

static TideInstrument *
get_target (const TideQuestion *q)
{
  const char *id = q->course != NULL ? q->course->target_instrument : NULL;
  if (id == NULL)
    id = q->subject->target;
  return id != NULL && q->subject->library != NULL ? tide_library_lookup (q->subject->library, id) : NULL;
}

/* Of several on one day the preferred one (clinical.md 3.4). */
static const TideRating *
find_latest_rating (const TideQuestion *q, TideInstrument *instrument, TideDate *date)
{
  g_autoptr (TideOutcome) outcome
    = tide_outcome_compute (q->subject->history, instrument, q->subject->thresholds, q->subject->now);
  for (guint i = outcome->n_visits; i > 0; i--)
    {
      const TideRating *rating = &outcome->series->ratings[i - 1];
      const TideAssessmentData *data
        = tide_history_find_assessment (q->subject->history, rating->assessment_id);
      *date = data != NULL ? tide_instant_get_date (data->taken) : (TideDate) (rating->taken_utc / 86400);
      if (*date <= q->day && !outcome->visits[i - 1].passed_over)
        return rating;
    }
  return NULL;
}

static void
add_severity_of (TideEligibility *self, const TideQuestion *q, TideInstrument *instrument,
                 const TideRating *rating, TideDate date)
{
  double value = tide_rating_get_value (rating);
  const TideScoreInfo *score = tide_instrument_get_primary (instrument);
  const TideBandSet *set = tide_instrument_find_band_set (instrument, score->id, NULL);
  const TideBand *band = set != NULL ? tide_band_set_find (set, value) : NULL;
  double low = tide_instrument_get_change_rule (instrument)->low_baseline_below;
  g_autofree char *number = tide_number_to_text (floor (value * 10 + 0.5) / 10);
  g_autofree char *day = tide_date_to_words (date);
  gboolean is_low = !isnan (low) && value < low - 1e-9;
  gboolean is_old = q->day - date > tide_thresholds_get (q->subject->thresholds, "eligibility_rating_days");
  GString *words = g_string_new (NULL);
  g_string_append_printf (words, "%s %s, %s%s%s", tide_instrument_get_short_name (instrument), number, day,
                          band != NULL ? ": " : "", band != NULL ? band->label : "");
  if (is_low)
    g_string_append (words, _ ("; under the entry minimum"));
  if (is_old)
    g_string_append (words, _ ("; not recent"));
  const char *source = is_low        ? tide_instrument_get_change_source (instrument, "low-baseline")
                       : set != NULL ? set->source
                                     : NULL;
  add (self, "severity", _ ("Severity"), is_low || is_old ? TIDE_ITEM_REVIEW : TIDE_ITEM_OK,
       g_string_free (words, FALSE),
       is_old && !is_low ? tide_safety_dup_threshold (q->subject->thresholds, "eligibility_rating_days")
                         : g_strdup (source));
}

static void
add_severity (TideEligibility *self, const TideQuestion *q)
{
  TideInstrument *instrument = get_target (q);
  TideDate date = TIDE_DATE_UNKNOWN;
  const TideRating *rating = instrument != NULL ? find_latest_rating (q, instrument, &date) : NULL;
  if (rating != NULL)
    add_severity_of (self, q, instrument, rating, date);
  else
    add (self, "severity", _ ("Severity"), TIDE_ITEM_UNKNOWN,
         g_strdup (instrument != NULL ? _ ("not rated yet with the target scale") : _ ("no target scale")),
         NULL);
}

/* --- what was tried --- */

/* Treatments that come after others have failed. */
static gboolean
asks_for_failed_trials (TideArm arm)
{
  return tide_arm_is_ketamine (arm) || arm == TIDE_ARM_AUGMENTATION || arm == TIDE_ARM_NEUROMODULATION;
}

static void
add_trials (TideEligibility *self, const TideQuestion *q, const TideAdequacyList *list)
{
  guint failed = list->counts[TIDE_ADEQUACY_FAILED], open = list->counts[TIDE_ADEQUACY_UNKNOWN];
  double needed = tide_thresholds_get (q->subject->thresholds, "eligibility_failed_trials");
  g_autofree char *least = tide_number_to_text (needed);
  TideItemState state = failed >= needed          ? TIDE_ITEM_OK
                        : failed + open >= needed ? TIDE_ITEM_UNKNOWN
                                                  : TIDE_ITEM_REVIEW;
  if (!asks_for_failed_trials (q->arm))
    state = TIDE_ITEM_OK;
  GString *words = g_string_new (NULL);
  g_string_append_printf (
    words,
    _ (
      "adequate and failed: %u; helped: %u; not adequate: %u; not tolerated: %u; too early: %u; not known: %u"),
    failed, list->counts[TIDE_ADEQUACY_HELPED], list->counts[TIDE_ADEQUACY_NOT_ADEQUATE],
    list->counts[TIDE_ADEQUACY_NOT_TOLERATED], list->counts[TIDE_ADEQUACY_TOO_EARLY], open);
  if (asks_for_failed_trials (q->arm))
    g_string_append_printf (words, _ (" (looked for: %s failed)"), least);
  add (self, "trials", _ ("Earlier treatment"), state, g_string_free (words, FALSE),
       tide_safety_dup_threshold (q->subject->thresholds, "eligibility_failed_trials"));
}

static void
add_stage (TideEligibility *self, const TideQuestion *q)
{
  TideScheme scheme = tide_scheme_for_condition (q->condition);
  if (scheme == TIDE_SCHEME_UNKNOWN)
    return;
  g_autoptr (TideAdequacyList) list
    = tide_adequacy_judge (q->subject, tide_scheme_get_preset (q->subject, scheme));
  g_autoptr (TideStage) stage = tide_stage_compute (q->subject, scheme, list);
  GString *words = g_string_new (stage->words);
  if (stage->override_stage != TIDE_INTEGER_UNKNOWN)
    g_string_append_printf (words, _ ("; set by hand to %" G_GINT64_FORMAT ": %s"), stage->override_stage,
                            stage->staging->reason != NULL ? stage->staging->reason : _ ("no reason"));
  if (stage->missing->len > 0)
    g_string_append_printf (words, _ ("; missing: %s"), (char *) stage->missing->pdata[0]);
  if (stage->missing->len > 1)
    g_string_append_printf (
      words, g_dngettext (GETTEXT_PACKAGE, " and %u more", " and %u more", stage->missing->len - 1),
      stage->missing->len - 1);
  gboolean known = stage->stage != TIDE_INTEGER_UNKNOWN;
  TideItemState state = known || !asks_for_failed_trials (q->arm) ? TIDE_ITEM_OK : TIDE_ITEM_UNKNOWN;
  add (self, "stage", _ ("Resistance"), state, g_string_free (words, FALSE), g_strdup (stage->source));
}

/* --- what stands against it --- */

static void
add_answers (TideEligibility *self, const TideScreeningState *screening)
{
  for (guint i = 0; i < screening->items->len; i++)
    {
      const TideScreeningItem *item = screening->items->pdata[i];
      if (item->value == 1)
        continue;
      g_autofree char *id = g_strconcat ("screening.", item->question->id, NULL);
      const char *note = item->answer != NULL ? item->answer->note : NULL;
      const char *bar = item->value == 2 ? tide_bar_get_label (item->clause->bar) : _ ("not known");
      TideItemState state = item->value == 0                                ? TIDE_ITEM_UNKNOWN
                            : item->clause->bar == TIDE_BAR_CONTRAINDICATED ? TIDE_ITEM_STOP
                                                                            : TIDE_ITEM_REVIEW;
      add (self, id, item->question->label, state,
           note != NULL ? g_strdup_printf ("%s: %s", bar, note) : g_strdup (bar),
           tide_source_dup_words (&item->clause->source));
    }
}

static void
add_screening (TideEligibility *self, const TideQuestion *q)
{
  g_autoptr (TideScreeningState) screening = tide_screening_rules_judge (q->subject, q->arm, q->day);
  if (screening->items->len == 0)
    return; /* nothing is asked for this kind of treatment */
  g_autofree char *until
    = tide_date_is_known (screening->expires_on) ? tide_date_to_words (screening->expires_on) : NULL;
  char *source = tide_safety_dup_threshold (q->subject->thresholds, "screening_valid_days");
  if (screening->status == TIDE_SCREENING_NONE)
    {
      add (self, "screening", _ ("Screening"), TIDE_ITEM_UNKNOWN, g_strdup (_ ("not done")), source);
      return;
    }
  if (screening->status == TIDE_SCREENING_EXPIRED)
    add (self, "screening", _ ("Screening"), TIDE_ITEM_REVIEW,
         until != NULL ? g_strdup_printf (_ ("expired after %s"), until) : g_strdup (_ ("expired")), source);
  else
    add (self, "screening", _ ("Screening"), TIDE_ITEM_OK,
         g_strdup_printf (_ ("holds until %s; yes: %u; not known: %u"), until,
                          screening->n_contraindications + screening->n_cautions, screening->n_open),
         source);
  add_answers (self, screening);
}

/* Whether anything is recorded beside the treatment itself. */
static gboolean
has_other_medicine (const TideInteractions *found, const TideQuestion *q)
{
  for (guint i = 0; i < found->taken->len; i++)
    {
      const TideTaken *taken = found->taken->pdata[i];
      gboolean is_itself = q->course != NULL ? taken->course == q->course
                                             : taken->course != NULL && taken->arm == (int) q->arm;
      if (taken->medication != NULL || (taken->course != NULL && !is_itself))
        return TRUE;
    }
  return FALSE;
}

/* Nothing clashes: by what is recorded, or because there is nothing else, or nobody knows. */
static void
add_no_interaction (TideEligibility *self, const TideQuestion *q, const TideInteractions *found)
{
  const TideScreening *screening;
  if (has_other_medicine (found, q))
    {
      add (self, "interactions", _ ("Interactions"), TIDE_ITEM_OK, g_strdup (_ ("none by the rules")), NULL);
      return;
    }
  int others = tide_screening_rules_find_other_medicines (q->subject, q->day, &screening);
  g_autofree char *day
    = screening != NULL ? tide_date_to_words (tide_instant_get_date (screening->taken)) : NULL;
  char *words = others == 1 ? g_strdup_printf (_ ("no other medicine is taken: asked %s"), day)
                : others == 2
                  ? g_strdup_printf (_ ("medicines are taken that are not recorded: asked %s"), day)
                  : g_strdup (_ ("nobody has said that no other medicine is taken"));
  add (self, "interactions", _ ("Interactions"), others == 1 ? TIDE_ITEM_OK : TIDE_ITEM_UNKNOWN, words,
       others == 0 ? tide_safety_dup_threshold (q->subject->thresholds, "screening_valid_days") : NULL);
}

/* What was written when it was begun all the same. */
static char *
dup_with_reasons (const TideInteraction *interaction)
{
  const TideTaken *both[] = { interaction->one, interaction->other };
  GString *words = g_string_new (interaction->words);
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      const TideMedication *medication = both[i]->medication;
      if (medication != NULL && medication->reason != NULL && *medication->reason != '\0')
        g_string_append_printf (words, _ ("; reason given for %s: %s"), both[i]->name, medication->reason);
    }
  return g_string_free (words, FALSE);
}

static void
add_interactions (TideEligibility *self, const TideQuestion *q)
{
  g_autoptr (TideInteractions) found = tide_interactions_find (q->subject, q->day, q->arm, q->agent);
  for (guint i = 0; i < found->interactions->len; i++)
    {
      const TideInteraction *interaction = found->interactions->pdata[i];
      g_autofree char *id = g_strconcat ("interaction.", interaction->rule->id, NULL);
      add (self, id, _ ("Interaction"),
           interaction->bar == TIDE_BAR_CONTRAINDICATED ? TIDE_ITEM_STOP : TIDE_ITEM_REVIEW,
           dup_with_reasons (interaction), g_strdup (interaction->source));
    }
  for (guint i = 0; i < found->not_known->len; i++)
    {
      const TideTaken *taken = found->not_known->pdata[i];
      add (self, "interaction.unknown", _ ("Interaction"), TIDE_ITEM_UNKNOWN,
           g_strdup_printf ("%s: %s", taken->name,
                            tide_safety_rules_get_not_checked_words (q->subject->rules, taken->drug)),
           NULL);
    }
  if (found->interactions->len == 0 && found->not_known->len == 0)
    add_no_interaction (self, q, found);
}

/* "penicillin, latex"; NULL: somebody asked, and there is none. */
static char *
dup_allergies (const GPtrArray *allergies)
{
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < allergies->len; i++)
    {
      const TideAllergy *allergy = allergies->pdata[i];
      if (!allergy->entered_in_error && !allergy->none_known && allergy->substance != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", allergy->substance);
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static void
add_allergies (TideEligibility *self, const TideQuestion *q)
{
  const GPtrArray *allergies = q->subject->history->allergies;
  const TideAllergy *against = tide_question_find_allergy (q);
  g_autofree char *named = NULL;
  if (against != NULL)
    add (self, "allergies", _ ("Allergies"), TIDE_ITEM_STOP,
         g_strdup_printf (_ ("%s%s%s"), against->substance, against->reaction != NULL ? ": " : "",
                          against->reaction != NULL ? against->reaction : ""),
         g_strdup (_ ("hypersensitivity: label of esketamine (checked); labels of the others")));
  else if (allergies->len == 0)
    add (self, "allergies", _ ("Allergies"), TIDE_ITEM_UNKNOWN, g_strdup (_ ("not recorded")), NULL);
  else if (!tide_question_names_substance (q) && (named = dup_allergies (allergies)) != NULL)
    add (self, "allergies", _ ("Allergies"), TIDE_ITEM_UNKNOWN,
         g_strdup_printf (_ ("no drug is named to compare with: %s"), named), NULL);
  else
    add (self, "allergies", _ ("Allergies"), TIDE_ITEM_OK, g_strdup (_ ("none to this medicine")), NULL);
}

static void
add_substances (TideEligibility *self, const TideQuestion *q)
{
  g_autoptr (GPtrArray) cautions = tide_substance_caution_list (q->subject, q->day);
  for (guint i = 0; i < cautions->len; i++)
    {
      const TideSubstanceCaution *caution = cautions->pdata[i];
      g_autofree char *id = g_strconcat ("substance.", caution->id, NULL);
      add (self, id, _ ("Caution at prescribing"),
           caution->level == TIDE_LEVEL_NONE ? TIDE_ITEM_UNKNOWN : TIDE_ITEM_REVIEW,
           g_strdup (caution->words), g_strdup (caution->source));
    }
}

/* --- what must be agreed --- */

static void
add_consent (TideEligibility *self, const TideQuestion *q, const char *kind, const char *title, char *source)
{
  const TideConsent *consent;
  TideConsentState state = tide_question_find_consent (q, kind, &consent);
  TideItemState item = state == TIDE_CONSENT_VALID       ? TIDE_ITEM_OK
                       : state == TIDE_CONSENT_WITHDRAWN ? TIDE_ITEM_STOP
                                                         : TIDE_ITEM_REVIEW;
  add (self, kind, title, item, tide_consent_dup_words (state, consent), source);
}

static void
add_consents (TideEligibility *self, const TideQuestion *q, guint n_failed)
{
  const TideSource *source = NULL;
  add_consent (self, q, "treatment", _ ("Consent to treatment"), NULL);
  if (!tide_question_is_drug (q))
    return;
  TideTruth off
    = tide_safety_rules_is_off_label (q->subject->rules, q->arm, q->agent, q->condition, n_failed, &source);
  if (off == TIDE_TRUTH_YES)
    add_consent (self, q, "off_label", _ ("Consent to off-label use"), tide_source_dup_words (source));
  else if (off == TIDE_TRUTH_NO)
    add (self, "off_label", _ ("Label"), TIDE_ITEM_OK, g_strdup (_ ("within the label")),
         tide_source_dup_words (source));
  else if (source != NULL)
    add (self, "off_label", _ ("Label"), TIDE_ITEM_UNKNOWN,
         g_strdup_printf (
           _ ("whether this is within the label is not known: trials that were adequate and failed: %u"),
           n_failed),
         tide_source_dup_words (source));
  else
    add (self, "off_label", _ ("Label"), TIDE_ITEM_UNKNOWN,
         g_strdup (_ ("no rule says whether this is within the label")), NULL);
}

static void
add_referral (TideEligibility *self, const TideQuestion *q)
{
  const char *referrer = tide_question_get_referrer (q);
  if (referrer == NULL)
    add (self, "referral", _ ("Referral"), TIDE_ITEM_REVIEW, g_strdup (_ ("not recorded")), NULL);
  else
    add (self, "referral", _ ("Referral"), TIDE_ITEM_OK,
         g_strdup (g_ascii_strcasecmp (referrer, "self") == 0 ? _ ("self-referred") : referrer), NULL);
}

static void
add_age (TideEligibility *self, const TideQuestion *q)
{
  const TidePatient *patient = q->subject->history->patient;
  int age = patient != NULL ? tide_patient_get_age (patient, q->day) : -1;
  double from = tide_thresholds_get (q->subject->thresholds, "eligibility_age_from");
  double caution = tide_thresholds_get (q->subject->thresholds, "eligibility_age_caution_above");
  if (age < 0)
    add (self, "age", _ ("Age"), TIDE_ITEM_UNKNOWN, g_strdup (_ ("birth date not recorded")), NULL);
  else if (age < from)
    add (self, "age", _ ("Age"), TIDE_ITEM_REVIEW, g_strdup_printf (_ ("%d, the rules are for adults"), age),
         tide_safety_dup_threshold (q->subject->thresholds, "eligibility_age_from"));
  else if (age > caution && tide_arm_is_ketamine (q->arm))
    add (self, "age", _ ("Age"), TIDE_ITEM_REVIEW, g_strdup_printf (_ ("%d: caution"), age),
         tide_safety_dup_threshold (q->subject->thresholds, "eligibility_age_caution_above"));
  else
    add (self, "age", _ ("Age"), TIDE_ITEM_OK, g_strdup_printf ("%d", age), NULL);
}

static void
add_coverage (TideEligibility *self, const TideQuestion *q)
{
  if (q->course == NULL)
    return;
  char *words = NULL;
  TideItemState state = tide_question_judge_coverage (q, &words);
  add (self, "coverage", _ ("Coverage"), state, words,
       state == TIDE_ITEM_REVIEW
         ? tide_safety_dup_threshold (q->subject->thresholds, "authorisation_warning_days")
         : NULL);
}

static void
add_suicide (TideEligibility *self, const TideQuestion *q)
{
  char *words = NULL;
  TideItemState state = tide_question_judge_suicide (q, &words);
  add (self, "suicide", _ ("Suicide screen"), state, words,
       tide_safety_dup_threshold (q->subject->thresholds, "suicide_screen_days"));
}

/* --- what it comes to --- */

static void
conclude (TideEligibility *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      TideItemState state = ((const TideEligibilityItem *) self->items->pdata[i])->state;
      self->n_stop += state == TIDE_ITEM_STOP;
      self->n_review += state == TIDE_ITEM_REVIEW;
      self->n_unknown += state == TIDE_ITEM_UNKNOWN;
    }
  const char *code = self->n_stop > 0                       ? "not_eligible"
                     : self->n_review + self->n_unknown > 0 ? "needs_review"
                                                            : "eligible";
  self->verdict = tide_code_from_text (tide_verdict_codes, code);
  self->words = g_strdup_printf (
    _ ("By this list: %s (stop: %u, to review: %u, not known: %u). A list, not a recommendation."),
    tide_verdict_get_label (self->verdict), self->n_stop, self->n_review, self->n_unknown);
}

TideEligibility *
tide_eligibility_compute (const TideSafetyCase *subject, const TideProposal *proposal, TideDate day)
{
  g_return_val_if_fail (subject != NULL && proposal != NULL && tide_date_is_known (day), NULL);
  TideQuestion question = tide_question_make (subject, proposal, day);
  TideEligibility *self = g_new0 (TideEligibility, 1);
  self->arm = (int) question.arm;
  self->day = day;
  self->items = g_ptr_array_new_with_free_func (item_free);
  /* By what is to be treated, which need not be the primary diagnosis. */
  TidePreset preset = tide_preset_for_condition (subject->thresholds, question.condition);
  g_autoptr (TideAdequacyList) list = tide_adequacy_judge (subject, preset);
  add_diagnosis (self, &question);
  add_severity (self, &question);
  add_trials (self, &question, list);
  add_stage (self, &question);
  add_suicide (self, &question);
  add_screening (self, &question);
  if (tide_question_is_drug (&question))
    {
      add_interactions (self, &question);
      add_allergies (self, &question);
      add_substances (self, &question);
    }
  add_consents (self, &question, list->counts[TIDE_ADEQUACY_FAILED]);
  add_referral (self, &question);
  add_age (self, &question);
  add_coverage (self, &question);
  conclude (self);
  return self;
}

void
tide_eligibility_free (TideEligibility *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_free (self->words);
  g_free (self);
}

char *
tide_eligibility_dup_evidence (const TideEligibility *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < self->items->len; i++)
    {
      const TideEligibilityItem *item = self->items->pdata[i];
      g_string_append_printf (text, "%s%s · %s · %s", i > 0 ? "\n" : "",
                              tide_item_state_get_code (item->state), item->title, item->words);
      if (item->source != NULL)
        g_string_append_printf (text, " [%s]", item->source);
    }
  return g_string_free (text, FALSE);
}

const TideEligibilityItem *
tide_eligibility_find (const TideEligibility *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  for (guint i = 0; i < self->items->len; i++)
    {
      const TideEligibilityItem *item = self->items->pdata[i];
      if (strcmp (item->id, id) == 0)
        return item;
    }
  return NULL;
}

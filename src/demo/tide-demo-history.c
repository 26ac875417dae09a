/* tide-demo-history.c: what belongs to a treatment besides its doses and ratings: trials before it,
 * medicines, screening and consent, goals, what was asked and measured at visits, exposure tasks, costs,
 * reviews.
 *
 * It is written after a patient's treatments and ratings and with dice of its own, so that these stay what
 * they were; the ids of questions and terms are those of the safety rules.
 */
#include "tide-demo-private.h"

#include <math.h>

typedef struct
{
  TideDemoWriter *writer;
  TideDemoRandom *dice;
  TideHistory *chart; /* as it stands so far */
  gint64 patient_id;
  TideDate day0; /* of the first course */
  gboolean resistant;
} Past;

#define CODE(codes, word) tide_code_from_text (codes, word)
#define PICK(dice, array) array[tide_demo_random_int (dice, 0, G_N_ELEMENTS (array) - 1)]

/* Adds and frees. */
static gint64
take (Past *past, gpointer record)
{
  const TideField *owner = tide_record_class_find (TIDE_RECORD (record)->klass, "patient_id");
  if (owner != NULL)
    G_STRUCT_MEMBER (gint64, record, owner->offset) = past->patient_id;
  tide_demo_add (past->writer, record);
  gint64 id = TIDE_RECORD (record)->id;
  tide_record_free (record);
  return id;
}

/* --- before --- */

static void
add_drug_trial (Past *past, const char *agent, double dose_mg, gboolean adequate, TideDate end)
{
  TideTrial *trial = tide_trial_new ();
  trial->arm = TIDE_ARM_SSRI;
  trial->agent = g_strdup (agent);
  trial->weeks
    = adequate ? tide_demo_random_int (past->dice, 10, 20) : tide_demo_random_int (past->dice, 2, 6);
  trial->weeks_at_dose = adequate ? trial->weeks - 4 : MAX (0, trial->weeks - 3);
  trial->dose_mg_per_day = adequate ? dose_mg : dose_mg / 2;
  trial->ended_on = end;
  trial->started_on = end - (TideDate) trial->weeks * 7;
  trial->response = CODE (tide_trial_response_codes, adequate ? "partial" : "none");
  trial->percent_fall = adequate ? tide_demo_random_int (past->dice, 2, 23) : NAN;
  trial->adherence = CODE (tide_adherence_codes, adequate ? "good" : "partial");
  trial->stop_reason = CODE (tide_end_reason_codes, adequate ? "no_response" : "side_effects");
  trial->this_episode = CODE (tide_yes_no_codes, "yes");
  take (past, trial);
}

static void
add_therapy_trial (Past *past, TideDate end)
{
  TideTrial *trial = tide_trial_new ();
  gboolean adequate = tide_demo_random_chance (past->dice, 0.6);
  trial->arm = TIDE_ARM_CBT;
  trial->agent = g_strdup ("ERP");
  trial->sessions
    = adequate ? tide_demo_random_int (past->dice, 13, 20) : tide_demo_random_int (past->dice, 3, 9);
  trial->exposure_sessions = trial->sessions - (adequate ? 3 : 2);
  trial->hours = (double) trial->sessions;
  trial->weeks = (double) trial->sessions;
  trial->ended_on = end;
  trial->started_on = end - (TideDate) trial->weeks * 7;
  trial->response = CODE (tide_trial_response_codes, "partial");
  trial->percent_fall = tide_demo_random_int (past->dice, 5, 24);
  trial->adherence = CODE (tide_adherence_codes, adequate ? "good" : "poor");
  trial->stop_reason = CODE (tide_end_reason_codes, adequate ? "completed" : "cost_or_coverage");
  take (past, trial);
}

static void
add_trials (Past *past)
{
  static const struct
  {
    const char *agent;
    double dose_mg;
  } drugs[] = { { "fluoxetine", 60 }, { "sertraline", 200 }, { "escitalopram", 20 }, { "fluvoxamine", 250 } };
  int n = past->resistant                              ? tide_demo_random_int (past->dice, 2, 4)
          : tide_demo_random_chance (past->dice, 0.35) ? 1
                                                       : 0;
  int first = tide_demo_random_int (past->dice, 0, 3);
  TideDate end = past->day0 - 30 - 175 * n;
  for (int i = 0; i < n; i++, end += 175)
    {
      guint drug = (guint) (first + i) % G_N_ELEMENTS (drugs);
      gboolean adequate = tide_demo_random_chance (past->dice, 0.75);
      add_drug_trial (past, drugs[drug].agent, drugs[drug].dose_mg, adequate, end);
    }
  if (past->resistant || tide_demo_random_chance (past->dice, 0.1))
    add_therapy_trial (past, past->day0 - 40);
}

static void
add_medicine (Past *past, const char *drug, double dose_mg, const char *purpose, gboolean as_needed)
{
  TideMedication *medicine = tide_medication_new ();
  const TideDrug *known = tide_drug_lookup (drug);
  medicine->drug = g_strdup (drug);
  medicine->rxnorm = known != NULL ? g_strdup (known->rxnorm) : NULL;
  medicine->dose_mg_per_day = dose_mg;
  medicine->purpose = CODE (tide_purpose_codes, purpose);
  medicine->as_needed = as_needed;
  medicine->started_on = past->day0 - tide_demo_random_int (past->dice, 60, 900);
  if (tide_demo_random_chance (past->dice, 0.2))
    medicine->ended_on = past->day0 - tide_demo_random_int (past->dice, 5, 50);
  take (past, medicine);
}

/* Some of them clash with what is charted: that is to be seen. */
static void
add_medicines (Past *past)
{
  static const struct
  {
    const char *drug;
    double dose_mg;
    const char *purpose;
    gboolean as_needed;
    double share;
  } common[] = {
    { "lorazepam", 1, "sleep", TRUE, 0.14 },
    { "ibuprofen", 400, "pain", TRUE, 0.12 },
    { "levothyroxine", 0.1, "endocrine", FALSE, 0.08 },
    { "lamotrigine", 200, "psychiatric", FALSE, 0.05 },
    { "methylphenidate", 36, "psychiatric", FALSE, 0.04 },
    { "naltrexone", 50, "substance_use", FALSE, 0.02 },
    { "tramadol", 100, "pain", TRUE, 0.03 },
    { "sumatriptan", 50, "neurological", TRUE, 0.03 },
    { "clonidine", 0.15, "cardiovascular", FALSE, 0.02 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    if (tide_demo_random_chance (past->dice, common[i].share))
      add_medicine (past, common[i].drug, common[i].dose_mg, common[i].purpose, common[i].as_needed);
}

static void
add_allergy (Past *past)
{
  static const char *const substances[] = { "penicillin", "latex", "iodine contrast", "sulfonamides" };
  static const char *const reactions[] = { "rash", "swelling", "hives" };
  if (tide_demo_random_chance (past->dice, 0.25)) /* not asked: nothing is said */
    return;
  TideAllergy *allergy = tide_allergy_new ();
  allergy->none_known = tide_demo_random_chance (past->dice, 0.75);
  allergy->noted_on = past->day0 - 10;
  if (!allergy->none_known)
    {
      allergy->substance = g_strdup (PICK (past->dice, substances));
      allergy->reaction = g_strdup (PICK (past->dice, reactions));
      allergy->severity = CODE (tide_severity_codes, "mild");
    }
  take (past, allergy);
}

static void
add_specifier (Past *past)
{
  const TideDiagnosis *primary = tide_history_get_primary_diagnosis (past->chart);
  if (primary == NULL || g_strcmp0 (tide_icd_get_condition (primary->code), "ocd") != 0
      || !tide_demo_random_chance (past->dice, 0.6))
    return;
  TideSpecifier *specifier = tide_specifier_new ();
  int *const dimensions[] = { &specifier->tic_related, &specifier->contamination,  &specifier->responsibility,
                              &specifier->symmetry,    &specifier->taboo_thoughts, &specifier->hoarding };
  int age = tide_date_age (past->chart->patient->birth_date, primary->onset_on);
  specifier->noted_on = past->day0 - 8;
  specifier->onset_age = age >= 0 ? age : TIDE_INTEGER_UNKNOWN;
  specifier->insight
    = CODE (tide_insight_codes, tide_demo_random_chance (past->dice, 0.85) ? "good_or_fair" : "poor");
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    *dimensions[i]
      = CODE (tide_yes_no_codes, tide_demo_random_chance (past->dice, i == 0 ? 0.2 : 0.4) ? "yes" : "no");
  take (past, specifier);
}

static void
add_people (Past *past)
{
  static const char *const relations[] = { "partner", "sister", "father", "friend" };
  if (!tide_demo_random_chance (past->dice, 0.5))
    return;
  TideContact *contact = tide_contact_new ();
  contact->name = g_strdup ("Synthetic contact");
  contact->relation = g_strdup (PICK (past->dice, relations));
  contact->emergency = TRUE;
  contact->escort = tide_demo_random_chance (past->dice, 0.5);
  take (past, contact);
}

/* What the Maudsley stage needs and trials do not tell; the stage itself is computed. */
static void
add_staging (Past *past)
{
  const TideDiagnosis *primary = tide_history_get_primary_diagnosis (past->chart);
  if (!past->resistant || primary == NULL
      || g_strcmp0 (tide_icd_get_condition (primary->code), "depression") != 0)
    return;
  TideStaging *staging = tide_staging_new ();
  staging->scheme = CODE (tide_stage_scheme_codes, "maudsley");
  staging->taken = tide_demo_at (past->day0 - 8, 9, 30);
  staging->episode_months = tide_demo_random_int (past->dice, 6, 40);
  staging->episode_severity
    = CODE (tide_episode_severity_codes, tide_demo_random_chance (past->dice, 0.5) ? "severe" : "moderate");
  staging->ect_used = CODE (tide_yes_no_codes, tide_demo_random_chance (past->dice, 0.1) ? "yes" : "no");
  staging->staff_id = past->writer->staff_ids[0];
  take (past, staging);
}

static void
add_safety_plan (Past *past)
{
  if (!tide_demo_random_chance (past->dice, 0.08))
    return;
  TideSafetyPlan *plan = tide_safety_plan_new ();
  plan->agreed_on = past->day0 - 6;
  plan->review_on = plan->agreed_on + 90;
  plan->staff_id = past->writer->staff_ids[1];
  plan->warning_signs = g_strdup ("Synthetic plan: nights without sleep.");
  plan->coping = g_strdup ("Walk, music.");
  plan->people = g_strdup ("Partner.");
  plan->professionals = g_strdup ("The clinic by day, the emergency number by night.");
  plan->means_safety = g_strdup ("Tablets are kept by the partner.");
  take (past, plan);
}

/* --- may the patient have it --- */

/* TRUE when one of them is unknown. */
static gboolean
add_answers (Past *past, gint64 screening_id)
{
  static const char *const questions[] = { "psychosis",
                                           "psychosis_family",
                                           "mania",
                                           "bipolar_unprotected",
                                           "delirium",
                                           "substance_misuse",
                                           "substance_history",
                                           "aneurysm",
                                           "intracerebral_bleed",
                                           "hypertension",
                                           "infarction",
                                           "angina_heart_failure",
                                           "raised_pressure",
                                           "seizures",
                                           "airway",
                                           "pregnancy",
                                           "breast_feeding",
                                           "liver",
                                           "thyroid",
                                           "porphyria",
                                           "ketamine_cystitis",
                                           "interstitial_cystitis",
                                           "hypersensitivity",
                                           "other_medicines",
                                           "no_escort" };
  guint unknown = tide_demo_random_chance (past->dice, 0.25)
                    ? (guint) tide_demo_random_int (past->dice, 0, G_N_ELEMENTS (questions) - 1)
                    : G_MAXUINT;
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      TideScreeningAnswer *answer = tide_screening_answer_new ();
      gboolean caution = i == 1 || i == 6 || i == 14; /* relative with psychosis, past misuse, sleep apnoea */
      answer->screening_id = screening_id;
      answer->question = g_strdup (questions[i]);
      if (i != unknown)
        answer->answer
          = CODE (tide_yes_no_codes, caution && tide_demo_random_chance (past->dice, 0.06) ? "yes" : "no");
      take (past, answer);
    }
  return unknown != G_MAXUINT;
}

static void
add_consent (Past *past, const TideCourse *course, const char *kind, TideDate day)
{
  TideConsent *consent = tide_consent_new ();
  consent->course_id = course->base.id;
  consent->kind = CODE (tide_consent_kind_codes, kind);
  consent->arm = course->arm;
  consent->version = g_strdup ("2.1 (synthetic)");
  consent->given_on = day;
  consent->expires_on = day + 365;
  consent->staff_id = past->writer->staff_ids[0];
  take (past, consent);
}

/* The program's list and what a person made of it; the evidence is what the list said on that day. */
static void
add_decision (Past *past, const TideCourse *course, TideDate day, gboolean open)
{
  TideEligibilityDecision *decision = tide_eligibility_decision_new ();
  decision->course_id = course->base.id;
  decision->arm = course->arm;
  decision->computed = CODE (tide_verdict_codes, open ? "needs_review" : "eligible");
  decision->verdict = CODE (tide_verdict_codes, "eligible");
  decision->taken = tide_demo_at (day, 11, 0);
  decision->staff_id = past->writer->staff_ids[0];
  decision->evidence = g_strdup (open ? "Screening: one answer unknown\nConsent: version 2.1 (synthetic)"
                                      : "Screening: complete\nConsent: version 2.1 (synthetic)");
  if (open)
    decision->reason = g_strdup ("Synthetic reason: asked for by telephone, nothing against it.");
  take (past, decision);
}

static void
add_permission (Past *past, const TideCourse *course)
{
  TideDate day = MIN (course->started_on - 6, past->writer->today);
  if (tide_demo_random_chance (past->dice, 0.85))
    add_consent (past, course, "treatment", day);
  if (!tide_arm_is_ketamine ((TideArm) course->arm))
    return;
  if (course->arm == TIDE_ARM_KETAMINE && tide_demo_random_chance (past->dice, 0.92))
    add_consent (past, course, "off_label", day);
  if (!tide_demo_random_chance (past->dice, 0.93))
    return;
  TideScreening *screening = tide_screening_new ();
  screening->arm = course->arm;
  screening->taken = tide_demo_at (day, 9, 0);
  screening->expires_on = day + 180;
  screening->staff_id = past->writer->staff_ids[0];
  gboolean open = add_answers (past, take (past, screening));
  if (tide_demo_random_chance (past->dice, 0.8))
    add_decision (past, course, day, open);
}

static void
add_costs (Past *past, const TideCourse *course)
{
  TideArm arm = (TideArm) course->arm;
  gboolean by_session
    = tide_arm_is_ketamine (arm) || tide_arm_is_therapy (arm) || arm == TIDE_ARM_NEUROMODULATION;
  if (!by_session && !tide_arm_has_daily_dose (arm))
    return;
  TideCost *cost = tide_cost_new ();
  cost->course_id = course->base.id;
  cost->unit = CODE (tide_cost_unit_codes, by_session ? "session" : "month");
  cost->payer = CODE (tide_payer_codes, tide_arm_is_ketamine (arm) ? "patient" : "insurer");
  cost->amount = arm == TIDE_ARM_ESKETAMINE ? 780 : arm == TIDE_ARM_KETAMINE ? 420 : by_session ? 130 : 18.5;
  cost->from_date = course->started_on;
  take (past, cost);
}

/* --- during --- */

/* What was asked at a visit: the newest course that runs then. */
static const TideCourse *
find_course_on (Past *past, TideDate day)
{
  const TideCourse *found = NULL;
  for (guint i = 0; i < past->chart->courses->len; i++)
    {
      const TideCourse *course = past->chart->courses->pdata[i];
      if (course->started_on <= day && (!tide_date_is_known (course->ended_on) || day <= course->ended_on))
        found = course;
    }
  return found;
}

static const struct
{
  TideArm arm;
  const char *checklist, *asked, *found;
} checklists[] = {
  { TIDE_ARM_SSRI, "ssri", "nausea headache insomnia sexual_dysfunction weight_gain emotional_blunting",
    "insomnia" },
  { TIDE_ARM_ANTIDEPRESSANT, "ssri", "nausea headache insomnia sexual_dysfunction weight_gain", "insomnia" },
  { TIDE_ARM_AUGMENTATION, "augmentation", "sedation restlessness stiffness weight_gain", "restlessness" },
  { TIDE_ARM_KETAMINE, "ketamine", "dissociation nausea headache urinary memory craving", "headache" },
  { TIDE_ARM_ESKETAMINE, "esketamine", "nausea dissociation dizziness urinary memory craving", "dizziness" },
};

static void
add_check (Past *past, const TideVisit *visit, const TideCourse *course)
{
  for (guint i = 0; i < G_N_ELEMENTS (checklists); i++)
    {
      if ((int) checklists[i].arm != course->arm)
        continue;
      TideEffectCheck *check = tide_effect_check_new ();
      check->course_id = course->base.id;
      check->visit_id = visit->base.id;
      check->taken = visit->taken;
      check->checklist = g_strdup (checklists[i].checklist);
      check->asked = g_strdup (checklists[i].asked);
      take (past, check);
      if (!tide_demo_random_chance (past->dice, 0.06))
        continue;
      TideAdverseEvent *event = tide_adverse_event_new ();
      event->course_id = course->base.id;
      event->visit_id = visit->base.id;
      event->term = g_strdup (checklists[i].found);
      event->severity = CODE (tide_severity_codes, "mild");
      event->started = visit->taken;
      event->serious = CODE (tide_yes_no_codes, "no");
      event->relation = CODE (tide_relation_codes, "possible");
      event->action = CODE (tide_effect_action_codes, "watched");
      take (past, event);
    }
}

static void
add_weight (Past *past, const TideVisit *visit, double kg)
{
  const TideMeasure *weight = tide_measure_find ("weight");
  TideMeasurement *measurement = tide_measurement_new ();
  measurement->visit_id = visit->base.id;
  measurement->loinc = g_strdup (weight->loinc);
  measurement->unit = g_strdup (weight->unit);
  measurement->value = round (kg * 10) / 10;
  measurement->taken = visit->taken;
  take (past, measurement);
}

static void
rate_goals (Past *past, const gint64 *goals, int n_goals, const TideVisit *visit, int since)
{
  for (int i = 0; i < n_goals; i++)
    {
      TideGoalRating *rating = tide_goal_rating_new ();
      rating->goal_id = goals[i];
      rating->visit_id = visit->base.id;
      rating->taken = visit->taken;
      rating->value = CLAMP (1 + since / 2 + tide_demo_random_int (past->dice, -1, 2), 0, 10);
      take (past, rating);
    }
}

static int
add_goals (Past *past, gint64 *goals)
{
  static const char *const texts[]
    = { "Leave the house on time", "Cook for my family again", "Read to the children",
        "Go back to work three days a week", "Sleep through the night" };
  int n = tide_demo_random_chance (past->dice, 0.45) ? tide_demo_random_int (past->dice, 1, 3) : 0;
  int first = tide_demo_random_int (past->dice, 0, G_N_ELEMENTS (texts) - 1);
  for (int i = 0; i < n; i++)
    {
      TideGoal *goal = tide_goal_new ();
      goal->text = g_strdup (texts[(guint) (first + i) % G_N_ELEMENTS (texts)]);
      goal->set_on = past->day0 - 10;
      goals[i] = take (past, goal);
    }
  return n;
}

static void
add_at_visits (Past *past)
{
  gint64 goals[3];
  int n_goals = add_goals (past, goals);
  double kg = tide_demo_random_between (past->dice, 52, 96);
  double gain = tide_demo_random_normal (past->dice, 0.25, 0.35); /* kg a visit */
  for (guint i = 0; i < past->chart->visits->len; i++)
    {
      const TideVisit *visit = past->chart->visits->pdata[i];
      const TideCourse *course = find_course_on (past, tide_instant_get_date (visit->taken));
      if (visit->contact == CODE (tide_contact_codes, "in_person"))
        add_weight (past, visit, kg + gain * i);
      rate_goals (past, goals, n_goals, visit, (int) i);
      if (course != NULL && tide_demo_random_chance (past->dice, 0.9))
        add_check (past, visit, course);
    }
}

static void
add_exposures (Past *past)
{
  static const char *const tasks[]
    = { "Touch the door handle, no washing", "Leave the stove unchecked",
        "Write the thought down and read it aloud", "Leave the books out of line", "Use a public tap" };
  int exposure = CODE (tide_session_kind_codes, "exposure");
  for (guint i = 0; i < past->chart->sessions->len; i++)
    {
      const TideSession *session = past->chart->sessions->pdata[i];
      if (session->kind != exposure || session->status != TIDE_SESSION_HELD)
        continue;
      TideExposure *task = tide_exposure_new ();
      int start = tide_demo_random_int (past->dice, 3, 6) * 10;
      task->session_id = session->base.id;
      task->task = g_strdup (tasks[i % G_N_ELEMENTS (tasks)]);
      task->suds_planned = start + 20;
      task->suds_start = start;
      task->suds_peak = start + tide_demo_random_int (past->dice, 1, 3) * 10;
      task->suds_end = MAX (10, start - tide_demo_random_int (past->dice, 0, 3) * 10);
      task->minutes = 45;
      take (past, task);
    }
}

/* Every fourth dose (clinical.md 4.1): bladder, misuse; every eighth also memory. */
static void
add_reviews (Past *past)
{
  static const char *const kinds[] = { "urinary", "misuse", "cognition" };
  int dosing = CODE (tide_session_kind_codes, "dosing"), n = 0;
  for (guint i = 0; i < past->chart->sessions->len; i++)
    {
      const TideSession *session = past->chart->sessions->pdata[i];
      if (session->kind != dosing || session->status != TIDE_SESSION_HELD || ++n % 4 != 0
          || !tide_demo_random_chance (past->dice, 0.85))
        continue;
      for (guint k = 0; k < (n % 8 == 0 ? 3 : 2); k++)
        {
          TideReview *review = tide_review_new ();
          review->course_id = session->course_id;
          review->staff_id = past->writer->staff_ids[0];
          review->kind = CODE (tide_review_kind_codes, kinds[k]);
          review->done_on = tide_instant_get_date (session->started);
          review->result = CODE (tide_review_result_codes,
                                 tide_demo_random_chance (past->dice, 0.95) ? "clear" : "finding");
          if (k == 1)
            review->early_refill = review->extra_sessions = review->craving = CODE (tide_yes_no_codes, "no");
          take (past, review);
        }
    }
}

/* Preparation, dose, integration; the integration of some doses is missing. Beside ketamine with ERP only: a
 * third treatment would make another arm of the others. */
static void
add_chain (Past *past)
{
  int dosing = CODE (tide_session_kind_codes, "dosing"),
      exposure = CODE (tide_session_kind_codes, "exposure");
  const TideSession *dose = NULL;
  gboolean has_exposure = FALSE;
  for (guint i = 0; i < past->chart->sessions->len; i++)
    {
      const TideSession *session = past->chart->sessions->pdata[i];
      has_exposure = has_exposure || session->kind == exposure;
      if (session->kind == dosing && dose == NULL)
        dose = session;
    }
  if (dose == NULL || !has_exposure || !tide_demo_random_chance (past->dice, 0.4))
    return;
  TideDate day = tide_instant_get_date (dose->started);
  g_autofree char *code = g_strdup_printf ("%s-K", past->chart->patient->mrn);
  TideCourse *course = tide_demo_new_course (past->patient_id, code, TIDE_ARM_OTHER_THERAPY,
                                             "psychotherapy with ketamine", "", "F42.2", day - 5, "ybocs");
  gint64 course_id = take (past, course);
  for (int after = 0; after < 2; after++)
    {
      TideDate on = after ? day + 1 : day - 4;
      if (on > past->writer->today || (after && tide_demo_random_chance (past->dice, 0.3)))
        continue;
      TideSession *session = tide_session_new ();
      session->course_id = course_id;
      session->started = tide_demo_at (on, 16, 0);
      session->status = TIDE_SESSION_HELD;
      session->minutes = 60;
      session->kind = CODE (tide_session_kind_codes, after ? "integration" : "preparation");
      session->chain_id = dose->base.id;
      session->administrator_id = past->writer->staff_ids[2];
      take (past, session);
    }
}

void
tide_demo_add_history (TideDemoWriter *writer, gint64 patient_id, guint64 index, gboolean resistant)
{
  if (writer->failed)
    return;
  TideDemoRandom dice = tide_demo_random_new (writer->seed ^ G_GUINT64_CONSTANT (0x68697374), index);
  TideDemoRandom *usual = writer->random;
  g_autoptr (TideHistory) chart = tide_clinic_load_history (writer->clinic, patient_id, writer->error);
  writer->failed = chart == NULL;
  if (writer->failed || chart->courses->len == 0)
    return;
  const TideCourse *first = chart->courses->pdata[0];
  Past past = { writer, &dice, chart, patient_id, MIN (first->started_on, writer->today), resistant };
  writer->random = &dice; /* the ids of these rows too */
  add_trials (&past);
  add_medicines (&past);
  add_allergy (&past);
  add_specifier (&past);
  add_people (&past);
  add_staging (&past);
  add_safety_plan (&past);
  for (guint i = 0; i < chart->courses->len; i++)
    {
      add_permission (&past, chart->courses->pdata[i]);
      add_costs (&past, chart->courses->pdata[i]);
    }
  add_at_visits (&past);
  add_exposures (&past);
  add_reviews (&past);
  add_chain (&past);
  tide_demo_add_cockpit (writer, chart, index);
  writer->random = usual;
}

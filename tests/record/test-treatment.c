/* test-treatment.c: what cannot be true of a treatment history, at, below and above each limit and with
 * missing values; what is merely unknown is not a fault.  Also: which drug, which measure, taken and valid on
 * a day.
 */
#include <glib.h>
#include <math.h>

#include "fault-check.h"
#include "fixture-builder.h"
#include "tide-history.h"

#define BIRTH "1987-03-14"
#define CODE(codes, word) tide_code_from_text (codes, word)

static void
test_course_beyond_its_dates (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideCourse) course = tide_course_new ();
  course->patient_id = 1;
  course->arm = TIDE_ARM_SSRI;
  course->line_of_treatment = 1;
  course->spacing_days = 365;
  course->authorised_from = course->authorised_until = fixture_date ("2025-03-01"); /* one day is possible */
  course->referred_on = fixture_date ("2025-11-20");                                /* today */
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said), "");
  course->authorised_until = fixture_date ("2025-02-28");
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said),
                 "authorised_until lies before the start");
  course->authorised_from = TIDE_DATE_UNKNOWN;
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said), "");
  course->line_of_treatment = 0;
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said),
                 "line_of_treatment must lie between 1 and 50");
  course->line_of_treatment = 51;
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said),
                 "line_of_treatment must lie between 1 and 50");
  course->line_of_treatment = 50;
  course->spacing_days = 0;
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said), "spacing_days must be more than 0");
  course->spacing_days = 0.5; /* twice a day */
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said), "");
  course->spacing_days = 365.5;
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said),
                 "spacing_days must lie between 0 and 365");
  course->spacing_days = NAN;
  course->referred_on = fixture_date ("2025-11-21");
  ASSERT_FAULTS (tide_course_find_faults (course, birth, collect, said), "referred_on lies in the future");
}

static void
test_session_peas (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = 1;
  session->status = TIDE_SESSION_HELD;
  session->started = fixture_instant ("2025-06-03T11:00");
  session->peas_tried = 1;
  session->peas_quality = 7;
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said), "");
  session->peas_tried = 0;
  session->peas_quality = 8;
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said),
                 "peas_tried must lie between 1 and 7; peas_quality must lie between 1 and 7");
}

/* 40 minutes by the clock: 41 are a minute of rounding, 400 are not. */
static void
test_session_minutes (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = 1;
  session->status = TIDE_SESSION_HELD;
  session->started = fixture_instant ("2025-06-03T11:00");
  session->minutes = 400;
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said), "");
  session->ended = fixture_instant ("2025-06-03T11:40");
  session->minutes = 41;
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said), "");
  session->minutes = 400;
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said),
                 "minutes is longer than from the start to the end: allowed are up to 40 minutes");
}

static void
test_medication (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideMedication) drug = tide_medication_new ();
  drug->patient_id = 1;
  ASSERT_FAULTS (tide_medication_find_faults (drug, birth, collect, said), "drug is required");
  tide_record_set_text (&drug->drug, "lorazepam");
  drug->dose_mg_per_day = 0;
  ASSERT_FAULTS (tide_medication_find_faults (drug, birth, collect, said), "");
  drug->dose_mg_per_day = -0.5;
  ASSERT_FAULTS (tide_medication_find_faults (drug, birth, collect, said),
                 "dose_mg_per_day must lie between 0 and 100000");
  drug->dose_mg_per_day = NAN;
  tide_record_set_text (&drug->rxnorm, "6470a");
  ASSERT_FAULTS (tide_medication_find_faults (drug, birth, collect, said),
                 "rxnorm is written in digits, such as 36437");
  tide_record_set_text (&drug->rxnorm, "6470");
  drug->started_on = drug->ended_on = fixture_date ("2025-05-01"); /* one day */
  ASSERT_FAULTS (tide_medication_find_faults (drug, birth, collect, said), "");
  drug->ended_on = fixture_date ("2025-04-30");
  ASSERT_FAULTS (tide_medication_find_faults (drug, birth, collect, said), "ended_on lies before the start");
  drug->ended_on = TIDE_DATE_UNKNOWN;
  drug->started_on = fixture_date ("1987-03-13");
  ASSERT_FAULTS (tide_medication_find_faults (drug, birth, collect, said),
                 "started_on lies before the birth date");
}

static void
test_taken_on (void)
{
  g_autoptr (TideMedication) drug = tide_medication_new ();
  TideDate before = fixture_date ("2025-04-30"), first = fixture_date ("2025-05-01");
  TideDate last = fixture_date ("2025-06-01"), after = fixture_date ("2025-06-02");
  g_assert_true (tide_medication_is_taken_on (drug, first)); /* since before, without an end */
  drug->started_on = first;
  g_assert_false (tide_medication_is_taken_on (drug, before));
  g_assert_true (tide_medication_is_taken_on (drug, first));
  drug->ended_on = last;
  g_assert_true (tide_medication_is_taken_on (drug, last));
  g_assert_false (tide_medication_is_taken_on (drug, after));
  g_assert_false (tide_medication_is_taken_on (drug, TIDE_DATE_UNKNOWN));
  drug->entered_in_error = TRUE;
  g_assert_false (tide_medication_is_taken_on (drug, first));
}

/* Numbers of clinical.md 7.2. */
static void
test_drugs (void)
{
  g_assert_cmpstr (tide_drug_lookup ("Sertraline")->rxnorm, ==, "36437");
  g_assert_cmpstr (tide_drug_lookup (" lorazepam ")->drug_class, ==, "benzodiazepine");
  g_assert_cmpstr (tide_drug_lookup ("clomipramine")->drug_class, ==, "tricyclic");
  g_assert_null (tide_drug_lookup ("esketamine")->rxnorm); /* marked uncertain there */
  g_assert_null (tide_drug_lookup ("aspirine"));
  g_assert_null (tide_drug_lookup (""));
  g_assert_null (tide_drug_lookup (NULL));
  static const char *const named[]
    = { "theophylline", "aminophylline", "clarithromycin", "carbamazepine", "rifampicin", "naltrexone",
        "clonidine",    "lamotrigine",   "tramadol",       "linezolid",     "pimozide",   "tizanidine",
        "clozapine",    "tamoxifen",     "modafinil",      "methylene blue" };
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    g_assert_nonnull (tide_drug_lookup (named[i]));
}

static void
test_drug_search (void)
{
  g_autoptr (GPtrArray) lor = tide_drug_search ("LOR", 10), blue = tide_drug_search ("blue", 10);
  g_assert_cmpuint (lor->len, ==, 1); /* not "clorazepate": words, not letters within */
  g_assert_cmpstr (((const TideDrug *) lor->pdata[0])->name, ==, "lorazepam");
  g_assert_cmpuint (blue->len, ==, 1);
  g_assert_cmpstr (((const TideDrug *) blue->pdata[0])->name, ==, "methylene blue");
  g_autoptr (GPtrArray) many = tide_drug_search ("c", 3), none = tide_drug_search (" ", 10);
  g_assert_cmpuint (many->len, ==, 3);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_allergy (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideAllergy) allergy = tide_allergy_new ();
  allergy->patient_id = 1;
  ASSERT_FAULTS (tide_allergy_find_faults (allergy, birth, collect, said),
                 "substance is required, or “none known”");
  allergy->none_known = TRUE;
  ASSERT_FAULTS (tide_allergy_find_faults (allergy, birth, collect, said), "");
  allergy->severity = 1;
  ASSERT_FAULTS (tide_allergy_find_faults (allergy, birth, collect, said),
                 "severity contradicts “none known”");
  allergy->none_known = FALSE;
  tide_record_set_text (&allergy->substance, "penicillin");
  allergy->noted_on = fixture_date ("2025-11-20");
  ASSERT_FAULTS (tide_allergy_find_faults (allergy, birth, collect, said), "");
  allergy->noted_on = fixture_date ("2025-11-21");
  ASSERT_FAULTS (tide_allergy_find_faults (allergy, birth, collect, said), "noted_on lies in the future");
}

static char *
dup_measure_faults (const char *loinc, const char *unit, double value)
{
  g_autoptr (TideMeasurement) measurement = tide_measurement_new ();
  GString *said = g_string_new (NULL);
  measurement->patient_id = 1;
  tide_record_set_text (&measurement->loinc, loinc);
  tide_record_set_text (&measurement->unit, unit);
  measurement->value = value;
  measurement->taken = fixture_instant ("2025-11-20T14:32");
  tide_measurement_find_faults (measurement, fixture_date (BIRTH), collect, said);
  return g_string_free (said, FALSE);
}

static void
assert_measure (const char *loinc, const char *unit, double value, const char *expected)
{
  g_autofree char *said = dup_measure_faults (loinc, unit, value);
  g_assert_cmpstr (said, ==, expected);
}

static void
test_measurement (void)
{
  assert_measure ("29463-7", "kg", 2, "");
  assert_measure ("29463-7", "kg", 1.9, "value must lie between 2 and 500 kg");
  assert_measure ("29463-7", "kg", 500, "");
  assert_measure ("29463-7", "kg", 501, "value must lie between 2 and 500 kg");
  assert_measure ("29463-7", "kg", NAN, "value is required");
  assert_measure ("29463-7", "[lb_av]", 150, "unit must be kg");
  assert_measure ("29463-7", NULL, 62, "unit is required");
  assert_measure ("2951-2", "mmol/L", 129, "");
  assert_measure ("8636-3", "ms", 510, "");
  assert_measure ("59408-5", "%", 101, "value must lie between 30 and 100 %");
  assert_measure ("1234-5", "kg", 62, "loinc is not a measure that this program knows");
  assert_measure (NULL, "kg", 62, "loinc is required");
}

static void
test_every_measure_is_found (void)
{
  guint n = 0;
  for (; tide_measure_get (n) != NULL; n++)
    {
      const TideMeasure *measure = tide_measure_get (n);
      g_assert_true (tide_measure_lookup (measure->loinc) == measure);
      g_assert_true (tide_measure_find (measure->id) == measure);
      g_assert_cmpfloat (measure->minimum, <, measure->maximum);
      assert_measure (measure->loinc, measure->unit, measure->minimum, "");
      assert_measure (measure->loinc, measure->unit, measure->maximum, "");
    }
  g_assert_cmpuint (n, ==, 11);
  g_assert_null (tide_measure_lookup (NULL));
  g_assert_null (tide_measure_find ("shoe_size"));
}

static void
test_trial (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideTrial) trial = tide_trial_new ();
  trial->patient_id = 1;
  ASSERT_FAULTS (tide_trial_find_faults (trial, birth, collect, said), "arm is required");
  trial->arm = TIDE_ARM_SSRI;
  ASSERT_FAULTS (tide_trial_find_faults (trial, birth, collect, said), "");
  trial->weeks = trial->weeks_at_dose = 8;
  ASSERT_FAULTS (tide_trial_find_faults (trial, birth, collect, said), "");
  trial->weeks_at_dose = 8.5;
  ASSERT_FAULTS (tide_trial_find_faults (trial, birth, collect, said),
                 "weeks_at_dose is more than the whole trial");
  trial->weeks_at_dose = NAN;
  trial->sessions = trial->exposure_sessions = 12;
  ASSERT_FAULTS (tide_trial_find_faults (trial, birth, collect, said), "");
  trial->exposure_sessions = 13;
  ASSERT_FAULTS (tide_trial_find_faults (trial, birth, collect, said),
                 "exposure_sessions is more than all sessions");
  trial->sessions = TIDE_INTEGER_UNKNOWN;
  ASSERT_FAULTS (tide_trial_find_faults (trial, birth, collect, said), "");
  /* 49 days and 8 weeks: people count the week begun; 48 days is a week too few */
  trial->started_on = fixture_date ("2025-01-01");
  trial->ended_on = fixture_date ("2025-02-19");
  ASSERT_FAULTS (tide_trial_find_faults (trial, birth, collect, said), "");
  trial->ended_on = fixture_date ("2025-02-18");
  ASSERT_FAULTS (tide_trial_find_faults (trial, birth, collect, said),
                 "weeks is longer than from the start to the end");
  trial->ended_on = fixture_date ("2024-12-31");
  ASSERT_FAULTS (tide_trial_find_faults (trial, birth, collect, said), "ended_on lies before the start");
  trial->ended_on = fixture_date ("2025-11-21");
  ASSERT_FAULTS (tide_trial_find_faults (trial, birth, collect, said), "ended_on lies in the future");
  trial->ended_on = TIDE_DATE_UNKNOWN;
  trial->percent_fall = 101;
  ASSERT_FAULTS (tide_trial_find_faults (trial, birth, collect, said),
                 "percent_fall must lie between -1000 and 100");
}

static void
test_staging (void)
{
  static const struct
  {
    const char *scheme;
    gint64 stage;
    const char *said;
  } cases[] = { { "pallanti", 0, "" },
                { "pallanti", 10, "" },
                { "pallanti", 11, "override_stage must lie between 0 and 10" },
                { "maudsley", 2, "override_stage must lie between 3 and 15" },
                { "maudsley", 3, "" },
                { "maudsley", 15, "" },
                { "maudsley", 16, "override_stage must lie between 3 and 15" },
                { "athf", -1, "override_stage must lie between 0 and 50" } };
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideStaging) staging = tide_staging_new ();
  staging->patient_id = 1;
  staging->scheme = CODE (tide_stage_scheme_codes, "pallanti");
  staging->taken = fixture_instant ("2025-11-20T10:00");
  ASSERT_FAULTS (tide_staging_find_faults (staging, birth, collect, said), "");
  staging->override_stage = 4;
  ASSERT_FAULTS (tide_staging_find_faults (staging, birth, collect, said),
                 "reason is required to override the computed stage");
  tide_record_set_text (&staging->reason, "An earlier clinic's letter");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      staging->scheme = CODE (tide_stage_scheme_codes, cases[i].scheme);
      staging->override_stage = cases[i].stage;
      ASSERT_FAULTS (tide_staging_find_faults (staging, birth, collect, said), cases[i].said);
    }
}

static void
test_screening (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideScreening) screening = tide_screening_new ();
  screening->patient_id = 1;
  screening->arm = TIDE_ARM_KETAMINE;
  ASSERT_FAULTS (tide_screening_find_faults (screening, birth, collect, said), "taken is required");
  screening->taken = fixture_instant ("2025-11-01T09:00");
  ASSERT_FAULTS (tide_screening_find_faults (screening, birth, collect, said), "");
  screening->expires_on = fixture_date ("2025-11-01");
  ASSERT_FAULTS (tide_screening_find_faults (screening, birth, collect, said), "");
  screening->expires_on = fixture_date ("2025-10-31");
  ASSERT_FAULTS (tide_screening_find_faults (screening, birth, collect, said),
                 "expires_on lies before the screening");
}

static void
test_consent (void)
{
  TideDate birth = fixture_date (BIRTH), day = fixture_date ("2025-11-01");
  g_autoptr (TideConsent) consent = tide_consent_new ();
  consent->patient_id = 1;
  consent->kind = CODE (tide_consent_kind_codes, "off_label");
  ASSERT_FAULTS (tide_consent_find_faults (consent, birth, collect, said), "given_on is required");
  g_assert_false (tide_consent_is_valid_on (consent, day));
  consent->given_on = day;
  g_assert_true (tide_consent_is_valid_on (consent, day));
  g_assert_false (tide_consent_is_valid_on (consent, day - 1));
  consent->expires_on = day + 30;
  ASSERT_FAULTS (tide_consent_find_faults (consent, birth, collect, said), "");
  g_assert_true (tide_consent_is_valid_on (consent, day + 30));
  g_assert_false (tide_consent_is_valid_on (consent, day + 31));
  consent->withdrawn_on = day + 10;
  g_assert_true (tide_consent_is_valid_on (consent, day + 9));
  g_assert_false (tide_consent_is_valid_on (consent, day + 10));
  consent->expires_on = consent->withdrawn_on = day - 1;
  ASSERT_FAULTS (tide_consent_find_faults (consent, birth, collect, said),
                 "expires_on lies before the consent; withdrawn_on lies before the consent");
  consent->expires_on = consent->withdrawn_on = TIDE_DATE_UNKNOWN;
  consent->given_on = fixture_date ("2025-11-21");
  ASSERT_FAULTS (tide_consent_find_faults (consent, birth, collect, said), "given_on lies in the future");
}

static void
test_decision (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideEligibilityDecision) decision = tide_eligibility_decision_new ();
  decision->patient_id = 1;
  decision->arm = TIDE_ARM_KETAMINE;
  decision->taken = fixture_instant ("2025-11-20T10:00");
  decision->verdict = decision->computed = CODE (tide_verdict_codes, "needs_review");
  ASSERT_FAULTS (tide_eligibility_decision_find_faults (decision, birth, collect, said),
                 "staff_id is required");
  decision->staff_id = 1;
  ASSERT_FAULTS (tide_eligibility_decision_find_faults (decision, birth, collect, said), "");
  decision->verdict = CODE (tide_verdict_codes, "eligible");
  ASSERT_FAULTS (tide_eligibility_decision_find_faults (decision, birth, collect, said),
                 "reason is required where the verdict differs from the list");
  tide_record_set_text (&decision->reason, "Cardiologist's letter of 3 November");
  ASSERT_FAULTS (tide_eligibility_decision_find_faults (decision, birth, collect, said), "");
}

static void
test_goal (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideGoal) goal = tide_goal_new ();
  goal->patient_id = 1;
  ASSERT_FAULTS (tide_goal_find_faults (goal, birth, collect, said), "text is required");
  tide_record_set_text (&goal->text, "Cook for my daughter again");
  goal->set_on = fixture_date ("2025-05-01");
  goal->closed_on = fixture_date ("2025-04-30");
  ASSERT_FAULTS (tide_goal_find_faults (goal, birth, collect, said), "closed_on lies before the start");

  g_autoptr (TideGoalRating) rating = tide_goal_rating_new ();
  rating->patient_id = rating->goal_id = 1;
  rating->taken = fixture_instant ("2025-11-20T10:00");
  ASSERT_FAULTS (tide_goal_rating_find_faults (rating, birth, collect, said), "value is required");
  rating->value = 0;
  ASSERT_FAULTS (tide_goal_rating_find_faults (rating, birth, collect, said), "");
  rating->value = 10;
  ASSERT_FAULTS (tide_goal_rating_find_faults (rating, birth, collect, said), "");
  rating->value = 11;
  ASSERT_FAULTS (tide_goal_rating_find_faults (rating, birth, collect, said),
                 "value must lie between 0 and 10");
}

static void
test_plan_and_specifier (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideSafetyPlan) plan = tide_safety_plan_new ();
  plan->patient_id = 1;
  ASSERT_FAULTS (tide_safety_plan_find_faults (plan, birth, collect, said), "agreed_on is required");
  plan->agreed_on = plan->review_on = fixture_date ("2025-11-01");
  ASSERT_FAULTS (tide_safety_plan_find_faults (plan, birth, collect, said), "");
  plan->review_on = fixture_date ("2025-10-31");
  ASSERT_FAULTS (tide_safety_plan_find_faults (plan, birth, collect, said),
                 "review_on lies before the day of agreement");

  g_autoptr (TideSpecifier) specifier = tide_specifier_new ();
  specifier->patient_id = 1;
  specifier->onset_age = 38; /* the patient is 38 */
  ASSERT_FAULTS (tide_specifier_find_faults (specifier, birth, collect, said), "");
  specifier->onset_age = 39;
  ASSERT_FAULTS (tide_specifier_find_faults (specifier, birth, collect, said),
                 "onset_age is more than the patient's age");
  ASSERT_FAULTS (tide_specifier_find_faults (specifier, TIDE_DATE_UNKNOWN, collect, said), "");
}

static void
test_exposure (void)
{
  g_autoptr (TideExposure) exposure = tide_exposure_new ();
  exposure->patient_id = exposure->session_id = 1;
  ASSERT_FAULTS (tide_exposure_find_faults (exposure, collect, said), "task is required");
  tide_record_set_text (&exposure->task, "Touch the door handle");
  exposure->suds_start = exposure->suds_peak = exposure->suds_end = 60;
  ASSERT_FAULTS (tide_exposure_find_faults (exposure, collect, said), "");
  exposure->suds_peak = 59;
  ASSERT_FAULTS (tide_exposure_find_faults (exposure, collect, said), "suds_peak lies under the start");
  exposure->suds_start = NAN;
  ASSERT_FAULTS (tide_exposure_find_faults (exposure, collect, said), "suds_peak lies under the end");
  exposure->suds_end = NAN;
  ASSERT_FAULTS (tide_exposure_find_faults (exposure, collect, said), "");
  exposure->suds_peak = 101;
  ASSERT_FAULTS (tide_exposure_find_faults (exposure, collect, said), "suds_peak must lie between 0 and 100");
}

static void
test_cost_and_review (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideCost) cost = tide_cost_new ();
  cost->patient_id = cost->unit = cost->payer = 1;
  ASSERT_FAULTS (tide_cost_find_faults (cost, collect, said), "amount is required");
  cost->amount = 0;
  ASSERT_FAULTS (tide_cost_find_faults (cost, collect, said), "");
  cost->amount = -0.01;
  ASSERT_FAULTS (tide_cost_find_faults (cost, collect, said), "amount must lie between 0 and 1000000000");
  cost->amount = 120.5;
  cost->from_date = fixture_date ("2025-05-01");
  cost->until_date = fixture_date ("2025-04-30");
  ASSERT_FAULTS (tide_cost_find_faults (cost, collect, said), "until_date lies before the start");

  g_autoptr (TideReview) review = tide_review_new ();
  review->patient_id = 1;
  review->kind = CODE (tide_review_kind_codes, "misuse");
  review->result = CODE (tide_review_result_codes, "clear");
  review->done_on = review->next_on = fixture_date ("2025-11-20");
  review->craving = CODE (tide_yes_no_codes, "no");
  ASSERT_FAULTS (tide_review_find_faults (review, birth, collect, said), "");
  review->kind = CODE (tide_review_kind_codes, "urinary");
  ASSERT_FAULTS (tide_review_find_faults (review, birth, collect, said),
                 "craving belongs to a misuse review");
  review->craving = 0;
  review->next_on = fixture_date ("2025-11-19");
  ASSERT_FAULTS (tide_review_find_faults (review, birth, collect, said), "next_on lies before the review");
}

static void
test_effect_check (void)
{
  g_autoptr (TideEffectCheck) check = tide_effect_check_new ();
  check->patient_id = 1;
  ASSERT_FAULTS (tide_effect_check_find_faults (check, TIDE_DATE_UNKNOWN, collect, said),
                 "taken is required");
  check->taken = fixture_instant ("2025-11-21");
  ASSERT_FAULTS (tide_effect_check_find_faults (check, TIDE_DATE_UNKNOWN, collect, said),
                 "taken lies in the future");
}

int
main (int argc, char **argv)
{
  g_setenv ("TIDEMARK_NOW", "2025-11-20T14:32+01:00", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/treatment/course-authorisation-line-spacing", test_course_beyond_its_dates);
  g_test_add_func ("/record/treatment/peas-is-one-to-seven", test_session_peas);
  g_test_add_func ("/record/treatment/minutes-fit-between-start-and-end", test_session_minutes);
  g_test_add_func ("/record/treatment/medication", test_medication);
  g_test_add_func ("/record/treatment/medication-counts-from-first-to-last-day", test_taken_on);
  g_test_add_func ("/record/treatment/drug-is-known-by-name-in-any-case", test_drugs);
  g_test_add_func ("/record/treatment/drug-is-found-by-word-start", test_drug_search);
  g_test_add_func ("/record/treatment/allergy-or-none-known", test_allergy);
  g_test_add_func ("/record/treatment/impossible-measurement", test_measurement);
  g_test_add_func ("/record/treatment/every-measure-takes-its-own-limits", test_every_measure_is_found);
  g_test_add_func ("/record/treatment/trial", test_trial);
  g_test_add_func ("/record/treatment/override-of-a-stage-needs-a-reason", test_staging);
  g_test_add_func ("/record/treatment/screening-expires-after-it-was-taken", test_screening);
  g_test_add_func ("/record/treatment/consent", test_consent);
  g_test_add_func ("/record/treatment/decision-is-signed-and-explained", test_decision);
  g_test_add_func ("/record/treatment/goal-is-rated-nought-to-ten", test_goal);
  g_test_add_func ("/record/treatment/safety-plan-and-specifier", test_plan_and_specifier);
  g_test_add_func ("/record/treatment/peak-is-not-under-start-or-end", test_exposure);
  g_test_add_func ("/record/treatment/cost-and-review", test_cost_and_review);
  g_test_add_func ("/record/treatment/effect-check", test_effect_check);
  return g_test_run ();
}

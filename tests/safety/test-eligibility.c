/* test-eligibility.c: the list item by item, what it comes to, and what is asked before a dose (F25-F32, F46,
 * F60, F61). */
#include <math.h>
#include <string.h>

#include "safety-check.h"
#include "tide-eligibility.h"
#include "tide-substance-caution.h"

#define NOW "2026-03-10T12:00+01:00"
#define DAY (fixture_date ("2026-03-10"))

/* A patient for whom everything is in order: two failed SSRIs and CBT, rated, screened, consented. */
typedef struct
{
  Bench bench;
  TideScreening *screening;
  TideConsent *consent, *off_label;
  TideCourse *course;
  TideAllergy *allergy;
  TideAssessmentData *rating, *screen;
} Ready;

static TideConsent *
add_consent (Bench *bench, const char *kind)
{
  TideConsent *consent = bench_add (bench, bench->b.history->consents, tide_consent_new ());
  consent->kind = code_of (tide_consent_kind_codes, kind);
  consent->arm = TIDE_ARM_KETAMINE;
  consent->given_on = fixture_date ("2026-03-01");
  tide_record_set_text (&consent->version, "3");
  return consent;
}

static void
add_scale (Bench *bench, const char *id, const char *answers, double total)
{
  TideAssessmentData *data = fixture_add_total (&bench->b, id, "2026-03-01", total);
  data->answers = g_strdup (answers);
  g_clear_pointer (&data->scores, g_free);
  data->scores = g_strdup_printf ("total=%g", total);
  data->total = NAN;
}

static void
answer_everything (Ready *r, int value)
{
  const GPtrArray *questions = tide_safety_rules_get_questions (r->bench.rules);
  for (guint i = 0; i < questions->len; i++)
    {
      TideScreeningAnswer *answer
        = bench_add (&r->bench, r->bench.b.history->screening_answers, tide_screening_answer_new ());
      answer->screening_id = r->screening->base.id;
      tide_record_set_text (&answer->question, ((const TideScreeningQuestion *) questions->pdata[i])->id);
      answer->answer = value;
    }
}

static void
ready_begin (Ready *r)
{
  memset (r, 0, sizeof *r);
  bench_begin (&r->bench, NULL);
  bench_add_failed_drug (&r->bench, "sertraline", 200);
  bench_add_failed_drug (&r->bench, "fluoxetine", 60);
  bench_add_failed_cbt (&r->bench);
  r->rating = fixture_add_ybocs (&r->bench.b, "2026-03-08T10:00+01:00", 30);
  r->screening = bench_add (&r->bench, r->bench.b.history->screenings, tide_screening_new ());
  r->screening->arm = TIDE_ARM_KETAMINE;
  r->screening->taken = fixture_instant ("2026-03-02T10:00+01:00");
  answer_everything (r, 1);
  r->allergy = bench_add (&r->bench, r->bench.b.history->allergies, tide_allergy_new ());
  r->allergy->none_known = TRUE;
  r->consent = add_consent (&r->bench, "treatment");
  r->off_label = add_consent (&r->bench, "off_label");
  r->course = fixture_add_course (&r->bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-10");
  r->course->route = code_of (tide_route_codes, "iv");
  tide_record_set_text (&r->course->referrer, "self");
  r->course->coverage = code_of (tide_coverage_codes, "self_pay");
  r->screen = fixture_add_phq9 (&r->bench.b, "2026-03-08T10:00+01:00", 9, 0);
  /* 0 of 12 and 0 of 10: asked, and negative. */
  add_scale (&r->bench, "auditc", "1=0;2=0;3=0", 0);
  add_scale (&r->bench, "dast10", "1=0;2=0;3=na;4=0;5=0;6=0;7=0;8=0;9=0;10=0", 0);
}

static TideEligibility *
judge (Ready *r)
{
  TideProposal proposal = { .course = r->course };
  TideEligibility *list = tide_eligibility_compute (bench_case (&r->bench, NOW), &proposal, DAY);
  g_autofree char *evidence = tide_eligibility_dup_evidence (list);
  g_test_message ("%s\n%s", list->words, evidence);
  return list;
}

/* Judges, asserts item and verdict, frees. */
static void
assert_item (Ready *r, const char *id, TideItemState state, const char *verdict)
{
  g_autoptr (TideEligibility) list = judge (r);
  const TideEligibilityItem *item = tide_eligibility_find (list, id);
  g_assert_nonnull (item);
  g_assert_cmpstr (tide_item_state_get_code (item->state), ==, tide_item_state_get_code (state));
  g_assert_cmpstr (tide_verdict_codes[list->verdict], ==, verdict);
  g_clear_pointer (&list, tide_eligibility_free);
  bench_end (&r->bench);
}

static void
test_eligible (void)
{
  Ready r;
  ready_begin (&r);
  g_autoptr (TideEligibility) list = judge (&r);
  g_assert_cmpstr (tide_verdict_codes[list->verdict], ==, "eligible");
  g_assert_cmpuint (list->n_stop + list->n_review + list->n_unknown, ==, 0);
  g_assert_nonnull (strstr (list->words, "not a recommendation"));
  /* The stage: two SSRIs and CBT are III. */
  g_assert_nonnull (strstr (tide_eligibility_find (list, "stage")->words, "Stage III"));
  g_assert_nonnull (strstr (tide_eligibility_find (list, "severity")->words, "Y-BOCS 30"));
  g_autofree char *evidence = tide_eligibility_dup_evidence (list);
  g_auto (GStrv) lines = g_strsplit (evidence, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, list->items->len);
  g_assert_true (g_str_has_prefix (lines[0], "ok · Indication · F42.2"));
  g_clear_pointer (&list, tide_eligibility_free);
  bench_end (&r.bench);
}

static void
test_screening (void)
{
  Ready r;
  ready_begin (&r);
  /* One unknown leaves it to a person; unknown is not no. */
  TideScreeningAnswer *answer = r.bench.b.history->screening_answers->pdata[0];
  answer->answer = 0;
  assert_item (&r, "screening.psychosis", TIDE_ITEM_UNKNOWN, "needs_review");
  ready_begin (&r);
  ((TideScreeningAnswer *) r.bench.b.history->screening_answers->pdata[0])->answer = 2;
  assert_item (&r, "screening.psychosis", TIDE_ITEM_STOP, "not_eligible");
  ready_begin (&r);
  ((TideScreeningAnswer *) r.bench.b.history->screening_answers->pdata[1])->answer = 2;
  assert_item (&r, "screening.psychosis_family", TIDE_ITEM_REVIEW, "needs_review");
  ready_begin (&r);
  r.screening->expires_on = fixture_date ("2026-03-09");
  assert_item (&r, "screening", TIDE_ITEM_REVIEW, "needs_review");
  ready_begin (&r);
  r.screening->arm = TIDE_ARM_SSRI;
  assert_item (&r, "screening", TIDE_ITEM_UNKNOWN, "needs_review");
}

static void
test_severity_and_trials (void)
{
  Ready r;
  ready_begin (&r);
  r.rating->taken = fixture_instant ("2026-02-09T10:00+01:00"); /* 29 days ago; 28 still count */
  assert_item (&r, "severity", TIDE_ITEM_REVIEW, "needs_review");
  ready_begin (&r);
  r.rating->taken = fixture_instant ("2026-02-10T10:00+01:00");
  assert_item (&r, "severity", TIDE_ITEM_OK, "eligible");
  /* Of one day the clinician's 30 counts, not the patient's own 12 two hours later. */
  ready_begin (&r);
  fixture_add_ybocs (&r.bench.b, "2026-03-08T12:00+01:00", 12)->rater_type = TIDE_RATER_SELF;
  assert_item (&r, "severity", TIDE_ITEM_OK, "eligible");
  ready_begin (&r);
  r.rating->status = TIDE_STATUS_ENTERED_IN_ERROR;
  assert_item (&r, "severity", TIDE_ITEM_UNKNOWN, "needs_review");
  ready_begin (&r);
  g_ptr_array_set_size (r.bench.b.history->trials, 1);
  assert_item (&r, "trials", TIDE_ITEM_REVIEW, "needs_review");
  ready_begin (&r);
  g_ptr_array_set_size (r.bench.b.history->trials, 2);
  ((TideTrial *) r.bench.b.history->trials->pdata[1])->adherence = 0;
  assert_item (&r, "trials", TIDE_ITEM_UNKNOWN, "needs_review");
}

/* 50 mg of sertraline and 20 mg of fluoxetine: a trial of each in depression, none in OCD (200 and 40 mg). */
static void
test_the_indication_decides (void)
{
  for (int depression = 0; depression < 2; depression++)
    {
      Ready r;
      ready_begin (&r); /* the primary diagnosis is OCD */
      g_ptr_array_set_size (r.bench.b.history->trials, 2);
      ((TideTrial *) r.bench.b.history->trials->pdata[0])->dose_mg_per_day = 50;
      ((TideTrial *) r.bench.b.history->trials->pdata[1])->dose_mg_per_day = 20;
      if (depression)
        tide_record_set_text (&r.course->indication, "F33.2");
      assert_item (&r, "trials", depression ? TIDE_ITEM_OK : TIDE_ITEM_REVIEW, "needs_review");
    }
}

static void
test_low_baseline (void)
{
  for (int total = 15; total <= 16; total++)
    {
      Ready r;
      ready_begin (&r);
      r.rating->status = TIDE_STATUS_ENTERED_IN_ERROR;
      fixture_add_ybocs (&r.bench.b, "2026-03-09T10:00+01:00", total);
      /* The entry minimum of the Y-BOCS is 16. */
      assert_item (&r, "severity", total < 16 ? TIDE_ITEM_REVIEW : TIDE_ITEM_OK,
                   total < 16 ? "needs_review" : "eligible");
    }
}

static void
test_consents (void)
{
  Ready r;
  ready_begin (&r);
  g_ptr_array_set_size (r.bench.b.history->consents, 1);
  assert_item (&r, "off_label", TIDE_ITEM_REVIEW, "needs_review");
  ready_begin (&r);
  r.consent->withdrawn_on = fixture_date ("2026-03-05");
  assert_item (&r, "treatment", TIDE_ITEM_STOP, "not_eligible");
  /* A consent for the arm of 20 February and one for the course of 1 March: what was withdrawn on 5 March
   * holds, whichever of them it was, until somebody consents again. */
  for (guint which = 0; which < 2; which++)
    {
      static const char *const days[] = { "2026-02-20", "2026-03-05", "2026-03-06" };
      for (guint i = 0; i < G_N_ELEMENTS (days); i++)
        {
          ready_begin (&r);
          TideConsent *other = add_consent (&r.bench, "treatment");
          other->given_on = fixture_date (days[i]);
          other->arm = 0;
          if (which == 1)
            other->course_id = r.course->base.id;
          r.consent->withdrawn_on = fixture_date ("2026-03-05");
          assert_item (&r, "treatment", i == 2 ? TIDE_ITEM_OK : TIDE_ITEM_STOP,
                       i == 2 ? "eligible" : "not_eligible");
        }
    }
  ready_begin (&r);
  TideConsent *earlier = add_consent (&r.bench, "treatment");
  earlier->given_on = fixture_date ("2026-02-20");
  earlier->withdrawn_on = fixture_date ("2026-03-05");
  assert_item (&r, "treatment", TIDE_ITEM_STOP, "not_eligible");
  ready_begin (&r);
  r.consent->expires_on = fixture_date ("2026-03-09");
  assert_item (&r, "treatment", TIDE_ITEM_REVIEW, "needs_review");
  ready_begin (&r);
  r.consent->course_id = 999; /* for another course */
  assert_item (&r, "treatment", TIDE_ITEM_REVIEW, "needs_review");
  ready_begin (&r);
  r.consent->arm = 0;
  r.off_label->course_id = r.course->base.id;
  assert_item (&r, "off_label", TIDE_ITEM_OK, "eligible");
}

static void
test_medicines_and_allergies (void)
{
  Ready r;
  ready_begin (&r);
  bench_add_drug (&r.bench, "lorazepam", "2026-01-01", NULL);
  assert_item (&r, "interaction.ketamine-benzodiazepine", TIDE_ITEM_REVIEW, "needs_review");
  ready_begin (&r);
  bench_add_drug (&r.bench, "Parnate", "2026-04-01", NULL); /* planned, by its brand */
  assert_item (&r, "interaction.ketamine-maoi", TIDE_ITEM_REVIEW, "needs_review");
  ready_begin (&r);
  bench_add_drug (&r.bench, "Zauberkraut", "2026-01-01", NULL);
  assert_item (&r, "interaction.unknown", TIDE_ITEM_UNKNOWN, "needs_review");
  ready_begin (&r);
  g_ptr_array_set_size (r.bench.b.history->allergies, 0);
  assert_item (&r, "allergies", TIDE_ITEM_UNKNOWN, "needs_review");
  ready_begin (&r);
  r.allergy->none_known = FALSE;
  tide_record_set_text (&r.allergy->substance, "Esketamine");
  assert_item (&r, "allergies", TIDE_ITEM_STOP, "not_eligible");
  ready_begin (&r);
  r.allergy->none_known = FALSE;
  tide_record_set_text (&r.allergy->substance, "Ketalar");
  assert_item (&r, "allergies", TIDE_ITEM_STOP, "not_eligible");
  static const char *const brands[] = { "Ketanest", "Ketanest S", "Spravato", "Kétamine" };
  for (guint i = 0; i < G_N_ELEMENTS (brands); i++)
    {
      ready_begin (&r);
      r.allergy->none_known = FALSE;
      tide_record_set_text (&r.allergy->substance, brands[i]);
      assert_item (&r, "allergies", TIDE_ITEM_STOP, "not_eligible");
    }
  ready_begin (&r);
  r.allergy->none_known = FALSE;
  tide_record_set_text (&r.allergy->substance, "penicillin");
  assert_item (&r, "allergies", TIDE_ITEM_OK, "eligible");
  ready_begin (&r);
  r.course->arm = TIDE_ARM_SSRI;
  tide_record_set_text (&r.course->agent, "fluvoxamine");
  bench_add_drug (&r.bench, "tizanidine", "2026-01-01", NULL);
  assert_item (&r, "interaction.fluvoxamine-tizanidine", TIDE_ITEM_STOP, "not_eligible");
}

static TideScreeningAnswer *
answer_about_medicines (Ready *r)
{
  const GPtrArray *answers = r->bench.b.history->screening_answers;
  for (guint i = 0; i < answers->len; i++)
    {
      TideScreeningAnswer *answer = answers->pdata[i];
      if (strcmp (answer->question, TIDE_SCREENING_OTHER_MEDICINES) == 0)
        return answer;
    }
  g_assert_not_reached ();
}

/* No medicine recorded is no answer; "no" in a form that holds is one, whatever it was filled in for. */
static void
test_no_medicine_recorded (void)
{
  Ready r;
  ready_begin (&r);
  assert_item (&r, "interactions", TIDE_ITEM_OK, "eligible");
  ready_begin (&r);
  answer_about_medicines (&r)->answer = 0;
  assert_item (&r, "interactions", TIDE_ITEM_UNKNOWN, "needs_review");
  ready_begin (&r);
  answer_about_medicines (&r)->answer = 2;
  assert_item (&r, "interactions", TIDE_ITEM_UNKNOWN, "needs_review");
  ready_begin (&r);
  answer_about_medicines (&r)->answer = 2;
  assert_item (&r, "screening.other_medicines", TIDE_ITEM_REVIEW, "needs_review");
  ready_begin (&r);
  r.screening->arm = TIDE_ARM_SSRI;
  assert_item (&r, "interactions", TIDE_ITEM_OK, "needs_review"); /* not screened for ketamine */
  ready_begin (&r);
  r.screening->expires_on = fixture_date ("2026-03-09");
  assert_item (&r, "interactions", TIDE_ITEM_UNKNOWN, "needs_review");
  ready_begin (&r);
  r.screening->entered_in_error = TRUE;
  assert_item (&r, "interactions", TIDE_ITEM_UNKNOWN, "needs_review");
  ready_begin (&r);
  answer_about_medicines (&r)->answer = 0;
  bench_add_drug (&r.bench, "paracetamol", "2026-01-01", "2026-02-01"); /* not taken any more */
  assert_item (&r, "interactions", TIDE_ITEM_UNKNOWN, "needs_review");
  ready_begin (&r);
  answer_about_medicines (&r)->answer = 0;
  bench_add_drug (&r.bench, "tizanidine", "2026-01-01", NULL);
  assert_item (&r, "interactions", TIDE_ITEM_OK, "needs_review"); /* what is recorded does not clash */
}

/* "An antidepressant", with an allergy to sertraline: nobody can say that there is none to it. */
static void
test_allergy_without_a_drug (void)
{
  static const char *const agents[] = { NULL, "sertraline", "mirtazapine" };
  static const TideItemState states[] = { TIDE_ITEM_UNKNOWN, TIDE_ITEM_STOP, TIDE_ITEM_OK };
  for (guint i = 0; i < G_N_ELEMENTS (agents); i++)
    {
      Ready r;
      ready_begin (&r);
      r.allergy->none_known = FALSE;
      tide_record_set_text (&r.allergy->substance, "sertraline");
      TideProposal proposal = { .arm = TIDE_ARM_SSRI, .agent = agents[i] };
      g_autoptr (TideEligibility) list
        = tide_eligibility_compute (bench_case (&r.bench, NOW), &proposal, DAY);
      const TideEligibilityItem *item = tide_eligibility_find (list, "allergies");
      g_assert_cmpint (item->state, ==, states[i]);
      g_assert_true ((strstr (item->words, "sertraline") != NULL) == (i < 2));
      g_clear_pointer (&list, tide_eligibility_free);
      bench_end (&r.bench);
    }
  /* Nobody has any allergy to what is not named: asked, and none. */
  Ready r;
  ready_begin (&r);
  TideProposal proposal = { .arm = TIDE_ARM_SSRI };
  g_autoptr (TideEligibility) list = tide_eligibility_compute (bench_case (&r.bench, NOW), &proposal, DAY);
  g_assert_cmpint (tide_eligibility_find (list, "allergies")->state, ==, TIDE_ITEM_OK);
  g_clear_pointer (&list, tide_eligibility_free);
  bench_end (&r.bench);
}

static void
test_age_and_referral (void)
{
  static const struct
  {
    const char *birth;
    TideItemState state;
  } rows[] = { { "2008-03-11", TIDE_ITEM_REVIEW }, /* 17 */
               { "2008-03-10", TIDE_ITEM_OK },     /* 18 */
               { "1960-03-11", TIDE_ITEM_OK },     /* 65 */
               { "1959-03-11", TIDE_ITEM_REVIEW }, /* 66: over 65 */
               { NULL, TIDE_ITEM_UNKNOWN } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Ready r;
      ready_begin (&r);
      r.bench.b.history->patient->birth_date
        = rows[i].birth != NULL ? fixture_date (rows[i].birth) : TIDE_DATE_UNKNOWN;
      assert_item (&r, "age", rows[i].state, rows[i].state == TIDE_ITEM_OK ? "eligible" : "needs_review");
    }
  Ready r;
  ready_begin (&r);
  tide_record_set_text (&r.course->referrer, NULL);
  assert_item (&r, "referral", TIDE_ITEM_REVIEW, "needs_review");
  ready_begin (&r);
  g_ptr_array_set_size (r.bench.b.history->diagnoses, 0);
  assert_item (&r, "diagnosis", TIDE_ITEM_UNKNOWN, "needs_review");
}

static void
test_coverage (void)
{
  static const struct
  {
    const char *coverage, *until;
    gint64 sessions;
    TideItemState state;
  } rows[] = { { "covered", "2026-03-09", TIDE_INTEGER_UNKNOWN, TIDE_ITEM_REVIEW }, /* expired */
               { "covered", "2026-03-10", TIDE_INTEGER_UNKNOWN, TIDE_ITEM_REVIEW }, /* its last day */
               { "covered", "2026-03-24", TIDE_INTEGER_UNKNOWN, TIDE_ITEM_REVIEW }, /* in 14 days */
               { "covered", "2026-03-25", TIDE_INTEGER_UNKNOWN, TIDE_ITEM_OK },
               { "covered", NULL, 0, TIDE_ITEM_REVIEW },
               { "covered", NULL, 1, TIDE_ITEM_OK },
               { "denied", NULL, TIDE_INTEGER_UNKNOWN, TIDE_ITEM_REVIEW },
               { "pending", NULL, TIDE_INTEGER_UNKNOWN, TIDE_ITEM_REVIEW },
               { "", NULL, TIDE_INTEGER_UNKNOWN, TIDE_ITEM_UNKNOWN },
               { "", "2026-12-31", TIDE_INTEGER_UNKNOWN, TIDE_ITEM_UNKNOWN }, /* authorised, by whom? */
               { "", "2026-03-09", TIDE_INTEGER_UNKNOWN, TIDE_ITEM_REVIEW },
               { "self_pay", "2026-12-31", TIDE_INTEGER_UNKNOWN, TIDE_ITEM_OK } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Ready r;
      ready_begin (&r);
      r.course->coverage = code_of (tide_coverage_codes, rows[i].coverage);
      if (rows[i].until != NULL)
        r.course->authorised_until = fixture_date (rows[i].until);
      r.course->authorised_sessions = rows[i].sessions;
      assert_item (&r, "coverage", rows[i].state,
                   rows[i].state == TIDE_ITEM_OK ? "eligible" : "needs_review");
    }
}

/* One infusion begun and stopped and one talk: one of two authorised is used. */
static void
test_authorised_sessions (void)
{
  for (gint64 authorised = 1; authorised <= 2; authorised++)
    {
      Ready r;
      ready_begin (&r);
      r.course->authorised_sessions = authorised;
      r.course->authorised_until = fixture_date ("2026-12-31");
      r.course->coverage = code_of (tide_coverage_codes, "covered");
      fixture_add_session (&r.bench.b, r.course, "2026-03-09T10:00+01:00", TIDE_SESSION_STOPPED);
      fixture_add_session (&r.bench.b, r.course, "2026-03-08T10:00+01:00", TIDE_SESSION_HELD)->kind
        = code_of (tide_session_kind_codes, "preparation");
      assert_item (&r, "coverage", authorised == 1 ? TIDE_ITEM_REVIEW : TIDE_ITEM_OK,
                   authorised == 1 ? "needs_review" : "eligible");
    }
}

/* A drug of which no rule speaks, and a name that nobody knows: that is no "none", and never green. */
static void
test_no_rule_speaks (void)
{
  Ready r;
  ready_begin (&r);
  bench_add_drug (&r.bench, "memantine", "2025-01-01", NULL);
  g_autoptr (TideEligibility) list = judge (&r);
  g_assert_null (tide_eligibility_find (list, "interactions"));
  const TideEligibilityItem *item = tide_eligibility_find (list, "interaction.unknown");
  g_assert_nonnull (item);
  g_assert_cmpint (item->state, ==, TIDE_ITEM_UNKNOWN);
  g_assert_cmpstr (item->words, ==, "memantine: not checked: no interaction rule speaks of this drug");
  g_assert_cmpstr (tide_verdict_codes[list->verdict], ==, "needs_review");
  g_clear_pointer (&list, tide_eligibility_free);
  bench_end (&r.bench);
  ready_begin (&r);
  bench_add_drug (&r.bench, "Zauberkraut", "2025-01-01", NULL);
  list = judge (&r);
  item = tide_eligibility_find (list, "interaction.unknown");
  g_assert_cmpstr (item->words, ==, "Zauberkraut: not checked: name unknown to the interaction rules");
  g_assert_cmpstr (tide_verdict_codes[list->verdict], ==, "needs_review");
  g_clear_pointer (&list, tide_eligibility_free);
  bench_end (&r.bench);
}

static void
test_substances (void)
{
  Ready r;
  ready_begin (&r);
  g_ptr_array_set_size (r.bench.b.history->assessments, 1); /* the Y-BOCS alone */
  assert_item (&r, "substance.auditc", TIDE_ITEM_UNKNOWN, "needs_review");
  /* A woman is positive from 3, DAST-10 from 3. */
  for (int points = 2; points <= 3; points++)
    {
      ready_begin (&r);
      g_ptr_array_set_size (r.bench.b.history->assessments, 1);
      add_scale (&r.bench, "auditc", points == 2 ? "1=1;2=1;3=0" : "1=1;2=1;3=1", points);
      add_scale (&r.bench, "dast10", "1=0;2=0;3=na;4=0;5=0;6=0;7=0;8=0;9=0;10=0", 0);
      g_autoptr (TideEligibility) list = judge (&r);
      const TideEligibilityItem *item = tide_eligibility_find (list, "substance.auditc");
      g_assert_true ((item != NULL) == (points == 3));
      g_clear_pointer (&list, tide_eligibility_free);
      bench_end (&r.bench);
    }
  ready_begin (&r);
  fixture_add_diagnosis (&r.bench.b, "F10.20", "Alcohol dependence", FALSE);
  assert_item (&r, "substance.diagnosis", TIDE_ITEM_REVIEW, "needs_review");
}

static void
test_substance_levels (void)
{
  static const struct
  {
    const char *answers;
    double total;
    TideLevel level;
  } rows[] = { { "1=1;2=1;3=0;4=0;5=0;6=0;7=0;8=0;9=0;10=0", 3, TIDE_LEVEL_AMBER },
               { "1=1;2=1;3=0;4=1;5=1;6=0;7=0;8=0;9=0;10=0", 5, TIDE_LEVEL_AMBER },
               { "1=1;2=1;3=0;4=1;5=1;6=1;7=0;8=0;9=0;10=0", 6, TIDE_LEVEL_RED } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      add_scale (&bench, "dast10", rows[i].answers, rows[i].total);
      bench_add_drug (&bench, "oxycodone", NULL, NULL);
      fixture_add_total (&bench.b, "pain_nrs", "2026-03-01", i == 0 ? 6 : 7);
      g_autoptr (GPtrArray) list = tide_substance_caution_list (bench_case (&bench, NOW), DAY);
      /* AUDIT-C not asked, DAST-10, pain from 7 of 10, the opioid. */
      g_assert_cmpuint (list->len, ==, i == 0 ? 3 : 4);
      const TideSubstanceCaution *audit = list->pdata[0], *dast = list->pdata[1];
      g_assert_cmpint (audit->level, ==, TIDE_LEVEL_NONE);
      g_assert_cmpint (dast->level, ==, rows[i].level);
      g_assert_nonnull (dast->source);
      g_assert_cmpstr (((const TideSubstanceCaution *) list->pdata[list->len - 1])->id, ==, "opioid");
      g_clear_pointer (&list, g_ptr_array_unref);
      bench_end (&bench);
    }
}

/* --- gates --- */

static guint
count_gates (Ready *r, const char *id, TideGateLevel level)
{
  if (r->bench.history == NULL)
    bench_case (&r->bench, NOW);
  g_autoptr (GPtrArray) gates = tide_course_gate_list (&r->bench.subject, r->course, DAY);
  guint n = 0;
  for (guint i = 0; i < gates->len; i++)
    {
      const TideGate *gate = gates->pdata[i];
      g_test_message ("%d %s: %s", gate->level, gate->id, gate->words);
      n += id == NULL || (strcmp (gate->id, id) == 0 && gate->level == level);
      /* Stops stand before warnings. */
      g_assert_true (i == 0 || ((const TideGate *) gates->pdata[i - 1])->level >= gate->level);
    }
  return n;
}

static void
assert_gate (Ready *r, const char *id, TideGateLevel level, guint n)
{
  g_assert_cmpuint (count_gates (r, id, level), ==, n);
  bench_end (&r->bench);
}

static void
test_gates (void)
{
  Ready r;
  ready_begin (&r);
  assert_gate (&r, NULL, TIDE_GATE_WARNING, 0); /* nothing stands before it */
  ready_begin (&r);
  g_ptr_array_set_size (r.bench.b.history->consents, 1);
  assert_gate (&r, "off_label", TIDE_GATE_STOP, 1);
  ready_begin (&r);
  tide_record_set_text (&r.course->referrer, NULL);
  assert_gate (&r, "referral", TIDE_GATE_WARNING, 1);
  ready_begin (&r);
  r.screening->expires_on = fixture_date ("2026-03-09");
  assert_gate (&r, "screening", TIDE_GATE_STOP, 1);
  ready_begin (&r);
  ((TideScreeningAnswer *) r.bench.b.history->screening_answers->pdata[0])->answer = 0;
  assert_gate (&r, "screening_open", TIDE_GATE_WARNING, 1);
  ready_begin (&r);
  ((TideScreeningAnswer *) r.bench.b.history->screening_answers->pdata[0])->answer = 2;
  assert_gate (&r, "contraindication", TIDE_GATE_STOP, 1);
  ready_begin (&r);
  bench_add_drug (&r.bench, "lorazepam", NULL, NULL);
  assert_gate (&r, "interaction", TIDE_GATE_WARNING, 1);
  ready_begin (&r);
  r.rating->taken = fixture_instant ("2026-02-23T10:00+01:00"); /* 15 days; ketamine: 14 */
  assert_gate (&r, "baseline", TIDE_GATE_WARNING, 1);
  ready_begin (&r);
  r.course->authorised_until = fixture_date ("2026-03-12");
  assert_gate (&r, "coverage", TIDE_GATE_WARNING, 1);
  ready_begin (&r);
  r.allergy->none_known = FALSE;
  tide_record_set_text (&r.allergy->substance, "ketamine");
  assert_gate (&r, "allergy", TIDE_GATE_STOP, 1);
}

/* Ketamine and esketamine have no indication under 18; nobody's age is not an adult's. */
static void
test_age_gate (void)
{
  Ready r;
  ready_begin (&r);
  r.bench.b.history->patient->birth_date = fixture_date ("2008-03-11"); /* 18 tomorrow */
  assert_gate (&r, "age", TIDE_GATE_STOP, 1);
  ready_begin (&r);
  r.bench.b.history->patient->birth_date = fixture_date ("2008-03-10");
  assert_gate (&r, "age", TIDE_GATE_STOP, 0);
  ready_begin (&r);
  r.bench.b.history->patient->birth_date = TIDE_DATE_UNKNOWN;
  assert_gate (&r, "age", TIDE_GATE_WARNING, 1);
  ready_begin (&r);
  r.bench.b.history->patient->birth_date = fixture_date ("2012-01-01");
  r.course->arm = TIDE_ARM_SSRI;
  assert_gate (&r, "age", TIDE_GATE_STOP, 0);
}

/* Why a medicine is given all the same stands beside what it does not go with. */
static void
test_a_reason_is_shown (void)
{
  Ready r;
  ready_begin (&r);
  TideMedication *drug = bench_add_drug (&r.bench, "Tavor", NULL, NULL);
  tide_record_set_text (&drug->reason, "only at night");
  g_autoptr (TideEligibility) list = judge (&r);
  const TideEligibilityItem *item = tide_eligibility_find (list, "interaction.ketamine-benzodiazepine");
  g_assert_nonnull (item);
  g_assert_nonnull (strstr (item->words, "; reason given for Tavor: only at night"));
  g_clear_pointer (&list, tide_eligibility_free);
  bench_end (&r.bench);
}

static void
test_gates_after_the_first_dose (void)
{
  Ready r;
  ready_begin (&r);
  fixture_add_session (&r.bench.b, r.course, "2026-03-09T10:00+01:00", TIDE_SESSION_HELD);
  tide_record_set_text (&r.course->referrer, NULL);
  r.off_label->withdrawn_on = fixture_date ("2026-03-10");
  g_assert_cmpuint (count_gates (&r, "referral", TIDE_GATE_WARNING), ==, 0);
  assert_gate (&r, "off_label", TIDE_GATE_STOP, 1);
}

/* 7 days still count, 8 do not (clinical.md 8, A8); a screen that is too old is not known, never "no". */
static void
test_suicide_screen (void)
{
  static const struct
  {
    const char *taken;
    int item_9;
    TideItemState state;
    const char *words;
  } cases[] = { { "2026-03-03T10:00+01:00", 0, TIDE_ITEM_OK, "no suicide item positive" },
                { "2026-03-02T10:00+01:00", 0, TIDE_ITEM_UNKNOWN, "needs review" },
                { "2026-03-03T10:00+01:00", 1, TIDE_ITEM_REVIEW, "PHQ-9 item 9" },
                { "2026-03-02T10:00+01:00", 1, TIDE_ITEM_UNKNOWN, "PHQ-9 item 9" },
                { NULL, 0, TIDE_ITEM_UNKNOWN, "never asked" } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Ready r;
      ready_begin (&r);
      r.screen->status = TIDE_STATUS_ENTERED_IN_ERROR;
      if (cases[i].taken != NULL)
        fixture_add_phq9 (&r.bench.b, cases[i].taken, 9, cases[i].item_9);
      g_autoptr (TideEligibility) list = judge (&r);
      const TideEligibilityItem *item = tide_eligibility_find (list, "suicide");
      g_assert_nonnull (item);
      g_assert_cmpint (item->state, ==, cases[i].state);
      g_assert_nonnull (strstr (item->words, cases[i].words));
      g_assert_nonnull (strstr (item->source, "7 d"));
      g_assert_cmpstr (tide_verdict_codes[list->verdict], ==,
                       cases[i].state == TIDE_ITEM_OK ? "eligible" : "needs_review");
      bench_end (&r.bench);
    }
}

/* An alert that nobody answered stands before a later screen that was clear. */
static void
test_open_suicide_alert (void)
{
  Ready r;
  ready_begin (&r);
  TideAlert *alert = bench_add (&r.bench, r.bench.b.history->alerts, tide_alert_new ());
  tide_record_set_text (&alert->rule, "A4");
  tide_record_set_text (&alert->instrument_id, "phq9");
  tide_record_set_text (&alert->item_id, "9");
  alert->level = TIDE_LEVEL_RED;
  alert->value = 3;
  alert->raised = fixture_instant ("2026-02-20T10:00+01:00");
  g_autoptr (TideEligibility) list = judge (&r);
  const TideEligibilityItem *item = tide_eligibility_find (list, "suicide");
  g_assert_cmpint (item->state, ==, TIDE_ITEM_REVIEW);
  g_assert_nonnull (strstr (item->words, "open alert A4: PHQ-9 item 9"));
  bench_end (&r.bench);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/eligibility/what-the-authorisation-pays-for-is-counted",
                   test_authorised_sessions);
  g_test_add_func ("/safety/eligibility/a-drug-of-which-no-rule-speaks-is-said", test_no_rule_speaks);
  g_test_add_func ("/safety/eligibility/no-ketamine-under-18-without-a-reason", test_age_gate);
  g_test_add_func ("/safety/eligibility/the-reason-stands-beside-the-interaction", test_a_reason_is_shown);
  g_test_add_func ("/safety/eligibility/everything-in-order-is-eligible-by-the-list", test_eligible);
  g_test_add_func ("/safety/eligibility/screening-open-yes-and-expired", test_screening);
  g_test_add_func ("/safety/eligibility/a-recent-rating-and-two-failed-trials", test_severity_and_trials);
  g_test_add_func ("/safety/eligibility/trials-are-judged-by-what-is-treated", test_the_indication_decides);
  g_test_add_func ("/safety/eligibility/under-the-entry-minimum-is-reviewed", test_low_baseline);
  g_test_add_func ("/safety/eligibility/suicide-screen-of-the-last-seven-days", test_suicide_screen);
  g_test_add_func ("/safety/eligibility/an-open-suicide-alert-is-reviewed", test_open_suicide_alert);
  g_test_add_func ("/safety/eligibility/consents", test_consents);
  g_test_add_func ("/safety/eligibility/medicines-and-allergies", test_medicines_and_allergies);
  g_test_add_func ("/safety/eligibility/no-medicine-recorded-is-not-none", test_no_medicine_recorded);
  g_test_add_func ("/safety/eligibility/without-a-drug-an-allergy-cannot-be-judged",
                   test_allergy_without_a_drug);
  g_test_add_func ("/safety/eligibility/age-referral-and-indication", test_age_and_referral);
  g_test_add_func ("/safety/eligibility/coverage-on-each-side-of-its-end", test_coverage);
  g_test_add_func ("/safety/eligibility/substance-use-is-a-caution", test_substances);
  g_test_add_func ("/safety/substance/levels-of-dast-and-pain", test_substance_levels);
  g_test_add_func ("/safety/gate/one-gate-for-each-thing-missing", test_gates);
  g_test_add_func ("/safety/gate/later-doses-ask-only-what-can-change", test_gates_after_the_first_dose);
  return g_test_run ();
}

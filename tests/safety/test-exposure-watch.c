/* test-exposure-watch.c: sums of doses, looks back, findings, weight and rates of unwanted effects at the
 * edges of each rule (clinical.md 4.1, A17, A18; F09, F66, N12, N13); by hand. */
#include <math.h>
#include <string.h>

#include "safety-check.h"
#include "tide-exposure-watch.h"

#define NOW "2026-03-31T12:00+02:00"

static TideSession *
add_dose (Bench *bench, const TideCourse *course, const char *day, double mg)
{
  g_autofree char *started = g_strconcat (day, "T10:00", NULL);
  TideSession *session = fixture_add_session (&bench->b, course, started, TIDE_SESSION_HELD);
  session->dose_mg = mg;
  return session;
}

static void
test_sums (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2025-01-01");
  /* 29 and 30, 89 and 90, 364 and 365 days before 31 March 2026. */
  add_dose (&bench, course, "2026-03-02", 40);
  add_dose (&bench, course, "2026-03-01", 40);
  add_dose (&bench, course, "2026-01-01", 30);
  add_dose (&bench, course, "2025-12-31", 30);
  add_dose (&bench, course, "2025-04-01", 20)->unsupervised = code_of (tide_yes_no_codes, "no");
  add_dose (&bench, course, "2025-03-31", 20)->unsupervised = code_of (tide_yes_no_codes, "yes");
  add_dose (&bench, course, "2026-03-31", NAN)->unsupervised = code_of (tide_yes_no_codes, "yes");
  add_dose (&bench, course, "2026-04-01", 99); /* tomorrow */
  add_dose (&bench, course, "2026-03-20", 99)->status = TIDE_SESSION_MISSED;
  add_dose (&bench, course, "2026-03-21", 99)->kind = code_of (tide_session_kind_codes, "integration");
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  TideExposureTotals t = tide_exposure_watch_sum (subject->history, TIDE_ARM_KETAMINE, subject->now);
  g_assert_cmpuint (t.days_30.n_doses, ==, 2);
  g_assert_cmpfloat (t.days_30.mg, ==, 40);
  g_assert_cmpuint (t.days_30.n_without_mg, ==, 1);
  g_assert_cmpuint (t.days_90.n_doses, ==, 4);
  g_assert_cmpfloat (t.days_90.mg, ==, 110);
  g_assert_cmpuint (t.days_365.n_doses, ==, 6);
  g_assert_cmpfloat (t.days_365.mg, ==, 160);
  g_assert_cmpuint (t.all.n_doses, ==, 7);
  g_assert_cmpfloat (t.all.mg, ==, 180);
  /* Of every dose, however long ago; a dose that nobody said anything of is not one. */
  g_assert_cmpuint (t.n_unsupervised, ==, 2);
  TideExposureTotals none = tide_exposure_watch_sum (subject->history, TIDE_ARM_ESKETAMINE, subject->now);
  g_assert_cmpuint (none.all.n_doses, ==, 0);
  g_assert_false (tide_instant_is_known (none.last));
  bench_end (&bench);
}

static guint
find (const TideSafetyCase *subject, const char *id)
{
  g_autoptr (GPtrArray) findings = tide_exposure_watch_list_findings (subject);
  guint level = 0;
  for (guint i = 0; i < findings->len; i++)
    {
      const TideSafetyFinding *finding = findings->pdata[i];
      g_test_message ("%s %s: %s [%s]", finding->rule, finding->id, finding->words, finding->source);
      if (strcmp (finding->id, id) == 0)
        level = finding->level;
    }
  return level;
}

static void
test_too_many (void)
{
  for (guint n = 8; n <= 9; n++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-02");
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *day = g_strdup_printf ("2026-03-%02u", 2 + 3 * i);
          add_dose (&bench, course, day, 40);
        }
      /* More than 8 in 30 days. */
      g_assert_cmpuint (find (bench_case (&bench, NOW), "doses"), ==, n > 8 ? TIDE_LEVEL_AMBER : 0);
      bench_end (&bench);
    }
}

static guint
label_of (const char *const *days)
{
  Bench bench;
  bench_begin (&bench, "F33.2");
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_ESKETAMINE, "esketamine", days[0]);
  for (guint i = 0; days[i] != NULL; i++)
    add_dose (&bench, course, days[i], 56);
  guint level = find (bench_case (&bench, NOW), "label");
  bench_end (&bench);
  return level;
}

static void
test_label (void)
{
  const char *const twice[] = { "2026-03-25", "2026-03-28", NULL };
  const char *const thrice[] = { "2026-03-25", "2026-03-28", "2026-03-31", NULL };
  /* Weeks of treatment: two in the week of 19 March and two in that of 26 March, though three in 7 days. */
  const char *const two_and_two[] = { "2026-03-19", "2026-03-25", "2026-03-26", "2026-03-30", NULL };
  /* After 28 days without a dose another series begins, with its own first weeks. */
  const char *const again[] = { "2025-12-01", "2026-02-26", "2026-03-26", "2026-03-29", NULL };
  const char *const not_again[] = { "2026-02-05", "2026-03-04", "2026-03-26", "2026-03-29", NULL };
  /* 28 days after the first dose the weekly phase begins. */
  const char *const late_once[] = { "2026-03-01", "2026-03-15", "2026-03-29", NULL };
  const char *const late_twice[] = { "2026-02-26", "2026-03-12", "2026-03-26", "2026-03-29", NULL };
  const char *const one_each_week[] = { "2026-03-01", "2026-03-26", "2026-03-29", NULL };
  const char *const still_first[] = { "2026-03-02", "2026-03-26", "2026-03-29", NULL };
  g_assert_cmpuint (label_of (twice), ==, 0);
  g_assert_cmpuint (label_of (thrice), ==, TIDE_LEVEL_AMBER);
  g_assert_cmpuint (label_of (late_once), ==, 0);
  g_assert_cmpuint (label_of (late_twice), ==, TIDE_LEVEL_AMBER);
  g_assert_cmpuint (label_of (still_first), ==, 0);
  g_assert_cmpuint (label_of (one_each_week), ==, 0);
  g_assert_cmpuint (label_of (two_and_two), ==, 0);
  g_assert_cmpuint (label_of (again), ==, 0);
  g_assert_cmpuint (label_of (not_again), ==, TIDE_LEVEL_AMBER);
}

static void
test_dose_per_kg (void)
{
  static const struct
  {
    double mg_per_kg, weight_kg; /* 80 mg */
    const char *route, *own_route;
    guint level;
  } rows[] = { { 1, NAN, "iv", "", 0 },
               { 1.01, NAN, "iv", "", TIDE_LEVEL_AMBER },
               { 1.01, NAN, "im", "", 0 },
               { NAN, NAN, "iv", "", 0 },
               /* 80 mg by 80 kg are 1, by 79 kg 1.013; what was recorded goes before it. */
               { NAN, 80, "iv", "", 0 },
               { NAN, 79, "iv", "", TIDE_LEVEL_AMBER },
               { 0.5, 79, "iv", "", 0 },
               /* A session by another route than its course. */
               { 1.01, NAN, "iv", "im", 0 },
               { 1.01, NAN, "im", "iv", TIDE_LEVEL_AMBER },
               { 1.01, NAN, "", "iv", TIDE_LEVEL_AMBER } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-01");
      course->route = code_of (tide_route_codes, rows[i].route);
      TideSession *session = add_dose (&bench, course, "2026-03-01", 80);
      session->dose_mg_per_kg = rows[i].mg_per_kg;
      session->weight_kg = rows[i].weight_kg;
      session->route = code_of (tide_route_codes, rows[i].own_route);
      g_test_message ("%u", i);
      g_assert_cmpuint (find (bench_case (&bench, NOW), "dose_per_kg"), ==, rows[i].level);
      bench_end (&bench);
    }
}

static TideReview *
add_review (Bench *bench, const TideCourse *course, const char *kind, const char *day, const char *result)
{
  TideReview *review = bench_add (bench, bench->b.history->reviews, tide_review_new ());
  review->course_id = course->base.id;
  review->kind = code_of (tide_review_kind_codes, kind);
  review->done_on = fixture_date (day);
  review->result = code_of (tide_review_result_codes, result);
  return review;
}

static const TideReviewDue *
find_due (const GPtrArray *list, const char *kind)
{
  for (guint i = 0; i < list->len; i++)
    {
      const TideReviewDue *due = list->pdata[i];
      g_test_message ("%s [%s]", due->words, due->source);
      if (due->kind == code_of (tide_review_kind_codes, kind))
        return due;
    }
  return NULL;
}

static void
test_reviews (void)
{
  static const char *const days[] = { "2026-03-10", "2026-03-12", "2026-03-14", "2026-03-16" };
  for (guint n = 3; n <= 4; n++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-10");
      for (guint i = 0; i < n; i++)
        add_dose (&bench, course, days[i], 40);
      add_review (&bench, course, "misuse", "2026-03-12", "clear");
      add_review (&bench, course, "liver", "2026-03-12", "not_done");
      add_review (&bench, course, "cognition", "2026-03-12", "clear")->next_on = fixture_date ("2026-03-31");
      g_autoptr (GPtrArray) list = tide_exposure_watch_list_reviews (bench_case (&bench, NOW));
      g_assert_cmpuint (list->len, ==, 4);
      /* Every 4th session; what was not done does not count; two sessions since the misuse review. */
      g_assert_cmpint (find_due (list, "urinary")->due, ==, n == 4);
      g_assert_cmpint (find_due (list, "liver")->due, ==, n == 4);
      g_assert_cmpuint (find_due (list, "liver")->n_sessions, ==, n);
      g_assert_false (find_due (list, "misuse")->due);
      g_assert_cmpuint (find_due (list, "misuse")->n_sessions, ==, n - 2);
      /* The date that the last one named has come. */
      g_assert_true (find_due (list, "cognition")->due);
      g_clear_pointer (&list, g_ptr_array_unref);
      bench_end (&bench);
    }
}

/* Two of one course and two of another are four of the patient; two of them since the misuse review. */
static void
test_reviews_of_two_courses (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *iv = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-10");
  TideCourse *nasal = fixture_add_course (&bench.b, TIDE_ARM_ESKETAMINE, "esketamine", "2026-03-14");
  add_dose (&bench, iv, "2026-03-10", 40);
  add_dose (&bench, iv, "2026-03-12", 40);
  add_dose (&bench, nasal, "2026-03-14", 56);
  add_dose (&bench, nasal, "2026-03-16", 56);
  add_review (&bench, iv, "misuse", "2026-03-12", "clear");
  g_autoptr (GPtrArray) list = tide_exposure_watch_list_reviews (bench_case (&bench, NOW));
  g_assert_cmpuint (list->len, ==, 8);
  for (guint i = 0; i < list->len; i++)
    {
      const TideReviewDue *due = list->pdata[i];
      gboolean misuse = due->kind == code_of (tide_review_kind_codes, "misuse");
      g_assert_cmpuint (due->n_sessions, ==, misuse ? 2 : 4);
      g_assert_cmpint (due->due, ==, !misuse);
    }
  g_clear_pointer (&list, g_ptr_array_unref);
  bench_end (&bench);
}

static void
test_reviews_by_days (void)
{
  for (int day = 0; day <= 1; day++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-01-01");
      /* 90 and 89 days before 31 March. */
      add_dose (&bench, course, day == 0 ? "2025-12-31" : "2026-01-01", 40);
      g_autoptr (GPtrArray) list = tide_exposure_watch_list_reviews (bench_case (&bench, NOW));
      g_assert_cmpint (find_due (list, "urinary")->due, ==, day == 0);
      g_clear_pointer (&list, g_ptr_array_unref);
      bench_end (&bench);
    }
  /* A year without a dose: nothing is due any more. */
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2025-01-01");
  add_dose (&bench, course, "2025-03-31", 40);
  g_autoptr (GPtrArray) list = tide_exposure_watch_list_reviews (bench_case (&bench, NOW));
  g_assert_cmpuint (list->len, ==, 0);
  g_clear_pointer (&list, g_ptr_array_unref);
  bench_end (&bench);
}

static void
test_misuse_and_urinary (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-03-01");
  TideReview *review = add_review (&bench, course, "misuse", "2026-03-12", "finding");
  review->early_refill = 1;
  review->craving = 0;
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  g_assert_cmpuint (find (subject, "misuse"), ==, 0);
  review->craving = 2;
  g_assert_cmpuint (find (subject, "misuse"), ==, TIDE_LEVEL_AMBER);
  g_assert_cmpuint (find (subject, "urinary"), ==, 0);
  TideAdverseEvent *event = bench_add (&bench, bench.history->adverse_events, tide_adverse_event_new ());
  event->course_id = course->base.id;
  static const struct
  {
    const char *term;
    guint level;
  } rows[] = { { "Urinary symptoms", TIDE_LEVEL_AMBER },    { "urinary", TIDE_LEVEL_AMBER },
               { "Pain of the bladder", TIDE_LEVEL_AMBER }, { "Cystitis", TIDE_LEVEL_AMBER },
               { "Rash after murine antibodies", 0 },       { "Nausea", 0 } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      tide_record_set_text (&event->term, rows[i].term);
      g_assert_cmpuint (find (subject, "urinary"), ==, rows[i].level);
    }
  bench_end (&bench);
}

/* Of no course: a patient who had any dose, up to now, may have them of that. */
static void
test_urinary_without_a_course (void)
{
  static const char *const days[] = { NULL, "2026-03-01", "2026-04-10" };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_ESKETAMINE, "esketamine", "2026-03-01");
      TideCourse *other = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2026-03-01");
      if (days[i] != NULL)
        add_dose (&bench, course, days[i], 56);
      TideAdverseEvent *event
        = bench_add (&bench, bench.b.history->adverse_events, tide_adverse_event_new ());
      tide_record_set_text (&event->term, "Urinary symptoms");
      const TideSafetyCase *subject = bench_case (&bench, NOW);
      g_assert_cmpuint (find (subject, "urinary"), ==, i == 1 ? TIDE_LEVEL_AMBER : 0);
      event->course_id = other->base.id; /* somebody said what they come of */
      g_assert_cmpuint (find (subject, "urinary"), ==, 0);
      bench_end (&bench);
    }
}

static TideWeightTrend
weigh (double before, double after, guint *level)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "paroxetine", "2026-01-10");
  bench_add_measurement (&bench, "weight", 60, "2025-12-01");
  if (!isnan (before))
    bench_add_measurement (&bench, "weight", before, "2026-01-10");
  if (!isnan (after))
    bench_add_measurement (&bench, "weight", after, "2026-03-20");
  const TideSafetyCase *subject = bench_case (&bench, NOW);
  TideWeightTrend trend = tide_exposure_watch_weigh (subject, course);
  *level = find (subject, "weight");
  bench_end (&bench);
  return trend;
}

static void
test_weight (void)
{
  guint level;
  /* 7 % of 80 kg are 5.6 kg; the weight of the first day is the one to compare with. */
  TideWeightTrend trend = weigh (80, 85.6, &level);
  g_assert_cmpint (trend.gained, ==, TIDE_TRUTH_YES);
  g_assert_cmpfloat_with_epsilon (trend.change_kg, 5.6, 1e-9);
  g_assert_cmpfloat_with_epsilon (trend.percent, 7, 1e-9);
  g_assert_cmpuint (level, ==, TIDE_LEVEL_YELLOW);
  trend = weigh (80, 85.5, &level);
  g_assert_cmpint (trend.gained, ==, TIDE_TRUTH_NO);
  g_assert_cmpuint (level, ==, 0);
  trend = weigh (80, 70, &level);
  g_assert_cmpfloat_with_epsilon (trend.percent, -12.5, 1e-9);
  trend = weigh (80, NAN, &level);
  g_assert_cmpint (trend.gained, ==, TIDE_TRUTH_UNKNOWN);
  g_assert_true (isnan (trend.percent));
  g_assert_cmpuint (level, ==, 0);
}

static void
test_blood (void)
{
  static const struct
  {
    const char *id;
    double value;
    guint level;
  } rows[] = {
    { "sodium", 129, TIDE_LEVEL_RED }, { "sodium", 130, 0 }, { "qtc", 499, 0 }, { "qtc", 500, TIDE_LEVEL_RED }
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      bench_add_measurement (&bench, rows[i].id, rows[i].value, "2026-03-01");
      g_assert_cmpuint (find (bench_case (&bench, NOW), rows[i].id), ==, rows[i].level);
      bench_end (&bench);
    }
}

static void
add_check (Bench *bench, const TideCourse *course, const char *day, const char *asked)
{
  TideEffectCheck *check = bench_add (bench, bench->b.history->effect_checks, tide_effect_check_new ());
  check->course_id = course->base.id;
  check->taken = fixture_instant (day);
  tide_record_set_text (&check->checklist, "ssri");
  tide_record_set_text (&check->asked, asked);
}

static double
get_months (Bench *bench, TideArm arm)
{
  g_autoptr (GPtrArray) rates = tide_exposure_watch_list_effects (bench_case (bench, NOW), arm);
  double months = ((const TideEffectRate *) rates->pdata[0])->patient_months;
  g_clear_pointer (&rates, g_ptr_array_unref);
  bench_end (bench);
  return months;
}

/* Months of treatment, not of the calendar. */
static void
test_months (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *paused = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2026-01-01");
  fixture_add_step (&bench.b, paused, "2026-01-01", 50);
  fixture_add_step (&bench.b, paused, "2026-01-11", 0);
  fixture_add_step (&bench.b, paused, "2026-01-21", 50);
  paused->ended_on = fixture_date ("2026-01-31");
  TideCourse *beside = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "fluoxetine", "2026-01-21");
  beside->ended_on = fixture_date ("2026-02-10");
  /* 1 to 11 January and 21 January to 10 February: 10 and 20 days, of which 10 under both. */
  g_assert_cmpfloat_with_epsilon (get_months (&bench, TIDE_ARM_SSRI), 30 / 30.4375, 1e-9);

  /* Stopped by its last step, and never closed. */
  bench_begin (&bench, NULL);
  TideCourse *stopped = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2025-01-01");
  fixture_add_step (&bench.b, stopped, "2025-01-01", 50);
  fixture_add_step (&bench.b, stopped, "2025-01-31", 0);
  g_assert_cmpfloat_with_epsilon (get_months (&bench, TIDE_ARM_SSRI), 30 / 30.4375, 1e-9);

  /* Two infusions in September; nobody closed the series. */
  bench_begin (&bench, NULL);
  TideCourse *series = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2025-09-01");
  add_dose (&bench, series, "2025-09-01", 40);
  add_dose (&bench, series, "2025-09-11", 40);
  g_assert_cmpfloat_with_epsilon (get_months (&bench, TIDE_ARM_KETAMINE), 10 / 30.4375, 1e-9);
}

static void
test_rates (void)
{
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2026-01-01");
  fixture_add_step (&bench.b, course, "2026-01-01", 50);
  course->ended_on = fixture_date ("2026-03-03"); /* 61 days: 61 / 30.4375 = 2.0041 months */
  add_check (&bench, course, "2026-01-08", "nausea headache");
  add_check (&bench, course, "2026-01-22", "nausea");
  add_check (&bench, course, "2026-02-05", "nausea headache");
  add_check (&bench, course, "2026-02-19", "nausea headache");
  TideAdverseEvent *event = bench_add (&bench, bench.b.history->adverse_events, tide_adverse_event_new ());
  event->course_id = course->base.id;
  tide_record_set_text (&event->term, "Nausea");
  event->started = fixture_instant ("2026-01-05");
  event->ended = fixture_instant ("2026-01-25");
  g_autoptr (GPtrArray) rates = tide_exposure_watch_list_effects (bench_case (&bench, NOW), TIDE_ARM_SSRI);
  const TideEffectRate *nausea = NULL, *headache = NULL, *tremor = NULL;
  for (guint i = 0; i < rates->len; i++)
    {
      const TideEffectRate *rate = rates->pdata[i];
      if (strcmp (rate->term->id, "nausea") == 0)
        nausea = rate;
      else if (strcmp (rate->term->id, "headache") == 0)
        headache = rate;
      else if (strcmp (rate->term->id, "tremor") == 0)
        tremor = rate;
    }
  /* There on 8 and 22 January, gone on 5 February: 2 of 4. Began on day 4, lasted 20 days. */
  g_assert_cmpuint (nausea->n_checks, ==, 4);
  g_assert_cmpuint (nausea->n_found, ==, 2);
  g_assert_cmpfloat (nausea->rate_per_check, ==, 0.5);
  g_assert_cmpfloat (nausea->onset_days, ==, 4);
  g_assert_cmpfloat (nausea->duration_days, ==, 20);
  g_assert_cmpuint (nausea->n_resolved, ==, 1);
  g_assert_cmpfloat_with_epsilon (nausea->rate_per_month, 1 / (61 / 30.4375), 1e-9);
  /* Asked and not found is nought of three; never asked has no rate at all. */
  g_assert_cmpuint (headache->n_checks, ==, 3);
  g_assert_cmpfloat (headache->rate_per_check, ==, 0);
  g_assert_cmpuint (tremor->n_checks, ==, 0);
  g_assert_true (isnan (tremor->rate_per_check));
  g_assert_true (isnan (tremor->onset_days));
  g_clear_pointer (&rates, g_ptr_array_unref);
  bench_end (&bench);
}

/* Nausea from 5 January, written down at the visits of 12 and 19 January too while it went on, over on 26
 * January; then again on 10 February: two onsets, days 4 and 40, of which the first lasted 21 days. */
static void
test_effect_that_goes_on_is_one (void)
{
  static const char *const days[][2] = {
    { "2026-01-05", NULL }, { "2026-01-12", NULL }, { "2026-01-19", "2026-01-26" }, { "2026-02-10", NULL }
  };
  Bench bench;
  bench_begin (&bench, NULL);
  TideCourse *course = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2026-01-01");
  fixture_add_step (&bench.b, course, "2026-01-01", 50);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      TideAdverseEvent *event
        = bench_add (&bench, bench.b.history->adverse_events, tide_adverse_event_new ());
      event->course_id = course->base.id;
      tide_record_set_text (&event->term, "nausea");
      event->started = fixture_instant (days[i][0]);
      if (days[i][1] != NULL)
        event->ended = fixture_instant (days[i][1]);
    }
  g_autoptr (GPtrArray) rates = tide_exposure_watch_list_effects (bench_case (&bench, NOW), TIDE_ARM_SSRI);
  const TideEffectRate *nausea = NULL;
  for (guint i = 0; i < rates->len; i++)
    if (strcmp (((const TideEffectRate *) rates->pdata[i])->term->id, "nausea") == 0)
      nausea = rates->pdata[i];
  g_assert_nonnull (nausea);
  g_assert_cmpuint (nausea->n_onsets, ==, 2);
  g_assert_cmpfloat (nausea->onset_days, ==, 22); /* median of 4 and 40 */
  g_assert_cmpuint (nausea->n_resolved, ==, 1);
  g_assert_cmpfloat (nausea->duration_days, ==, 21);
  bench_end (&bench);
}

static void
add_nausea (Bench *bench, const TideCourse *course, const char *from, const char *until)
{
  TideAdverseEvent *event = bench_add (bench, bench->b.history->adverse_events, tide_adverse_event_new ());
  event->course_id = course->base.id;
  tide_record_set_text (&event->term, "nausea");
  event->started = fixture_instant (from);
  if (until != NULL)
    event->ended = fixture_instant (until);
}

static guint
count_nausea (const TideSafetyCase *subject, TideArm arm)
{
  g_autoptr (GPtrArray) rates = tide_exposure_watch_list_effects (subject, arm);
  for (guint i = 0; i < rates->len; i++)
    if (strcmp (((const TideEffectRate *) rates->pdata[i])->term->id, "nausea") == 0)
      return ((const TideEffectRate *) rates->pdata[i])->n_onsets;
  g_error ("nausea is asked about under every arm");
}

/* Nausea from 5 to 26 January under sertraline.  Entered again under the ketamine that began on 15 January:
 * with the same onset, or with one within those days, it is the sertraline's and counts once; from 2 March on
 * it is another.  An entry that nobody closed swallows no later onset. */
static void
test_effect_entered_under_another_course (void)
{
  static const struct
  {
    const char *ended, *again;
    guint ssri, ketamine;
  } cases[] = { { "2026-01-26", "2026-01-05", 1, 0 },
                { "2026-01-26", "2026-01-20", 1, 0 },
                { "2026-01-26", "2026-03-02", 1, 1 },
                { NULL, "2026-01-05", 1, 0 },
                { NULL, "2026-01-20", 1, 1 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Bench bench;
      bench_begin (&bench, NULL);
      TideCourse *drug = fixture_add_course (&bench.b, TIDE_ARM_SSRI, "sertraline", "2026-01-01");
      fixture_add_step (&bench.b, drug, "2026-01-01", 50);
      TideCourse *series = fixture_add_course (&bench.b, TIDE_ARM_KETAMINE, "ketamine", "2026-01-15");
      add_nausea (&bench, drug, "2026-01-05", cases[i].ended);
      add_nausea (&bench, series, cases[i].again, NULL);
      const TideSafetyCase *subject = bench_case (&bench, NOW);
      g_assert_cmpuint (count_nausea (subject, TIDE_ARM_SSRI), ==, cases[i].ssri);
      g_assert_cmpuint (count_nausea (subject, TIDE_ARM_KETAMINE), ==, cases[i].ketamine);
      bench_end (&bench);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/exposure/an-effect-entered-under-another-course",
                   test_effect_entered_under_another_course);
  g_test_add_func ("/safety/exposure/an-effect-that-goes-on-is-one", test_effect_that_goes_on_is_one);
  g_test_add_func ("/safety/exposure/windows-of-thirty-ninety-and-a-year", test_sums);
  g_test_add_func ("/safety/exposure/more-than-eight-in-thirty-days", test_too_many);
  g_test_add_func ("/safety/exposure/more-than-the-labels-phase", test_label);
  g_test_add_func ("/safety/exposure/above-one-mg-per-kg-iv", test_dose_per_kg);
  g_test_add_func ("/safety/exposure/a-look-back-at-every-fourth-session", test_reviews);
  g_test_add_func ("/safety/exposure/the-look-back-is-the-patients", test_reviews_of_two_courses);
  g_test_add_func ("/safety/exposure/urinary-symptoms-of-no-course", test_urinary_without_a_course);
  g_test_add_func ("/safety/exposure/or-after-so-many-days", test_reviews_by_days);
  g_test_add_func ("/safety/exposure/months-are-of-treatment", test_months);
  g_test_add_func ("/safety/exposure/signs-of-misuse-and-of-the-bladder", test_misuse_and_urinary);
  g_test_add_func ("/safety/exposure/seven-percent-of-weight", test_weight);
  g_test_add_func ("/safety/exposure/sodium-and-qtc", test_blood);
  g_test_add_func ("/safety/exposure/rates-have-denominators", test_rates);
  return g_test_run ();
}

/* test-comparison.c: numbers of a comparison close, do not depend on the order of rows, and are refused in
 * words.
 *
 * The rows are made here by a generator of its own (fixed seed): synthetic courses, nobody's.  What a mean or
 * a curve comes to is proved in tests/stats against R; here it is recomputed from the exported rows by hand.
 */
#include "tide-comparison.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "tide-error.h"

#define SCALE "ybocs"
#define N_COURSES 10000

static TideLibrary *library;
static TideThresholds *thresholds;

static TideInstrument *
scale (void)
{
  return tide_library_lookup (library, SCALE);
}

/* --- rows --- */

static const guint32 arms[] = { 1u << TIDE_ARM_KETAMINE, 1u << TIDE_ARM_SSRI, 1u << TIDE_ARM_CBT,
                                (1u << TIDE_ARM_SSRI) | (1u << TIDE_ARM_CBT), 1u << TIDE_ARM_OTHER };

static TideCohortEvent
random_event (GRand *rand, gboolean possible)
{
  TideCohortEvent event = { -1, -1, TIDE_EVENT_EXCLUDED, TIDE_WHY_NO_BASELINE, FALSE };
  if (!possible)
    return event;
  event.lower = g_rand_int_range (rand, 0, 40) * 7 * 86400;
  event.status = g_rand_boolean (rand) ? TIDE_EVENT_SEEN : TIDE_EVENT_CENSORED;
  event.why = event.status == TIDE_EVENT_SEEN ? TIDE_WHY_NONE : TIDE_WHY_LAST_RATING;
  if (event.status == TIDE_EVENT_SEEN)
    event.upper = event.lower + g_rand_int_range (rand, 1, 5) * 7 * 86400;
  else if (event.lower == 0)
    event.lower = 86400;
  return event;
}

static TideCohortRow
random_row (GRand *rand, gint64 id)
{
  TideCohortRow row
    = { .patient_id = 1 + id / 2,
        .course_id = id + 1,
        .condition = tide_cohort_condition_of (g_rand_int_range (rand, 0, 10) == 0 ? "ptsd" : "ocd"),
        .baseline
        = tide_cohort_score_of (g_rand_int_range (rand, 0, 8) == 0 ? NAN : g_rand_int_range (rand, 14, 40)),
        .best = tide_cohort_score_of (NAN),
        .last = tide_cohort_score_of (NAN),
        .cost = NAN,
        .response_weeks = NAN,
        .gap_days = NAN,
        .end_day = -1,
        .until_day = -1,
        .wait_days = -1 };
  row.arms = (guint16) arms[g_rand_int_range (rand, 0, G_N_ELEMENTS (arms))];
  row.start = tide_date_from_ymd (2020, 1, 1) + g_rand_int_range (rand, 0, 2000);
  row.age = (gint16) g_rand_int_range (rand, -1, 80);
  row.observed_days = g_rand_int_range (rand, 0, 400);
  row.sex = (guint8) g_rand_int_range (rand, 0, 4);
  row.n_failed = (guint16) g_rand_int_range (rand, 0, 5);
  row.sequence = (guint8) (1 + g_rand_int_range (rand, 0, 3) / 2);
  row.carry_over = g_rand_int_range (rand, 0, 10) == 0;
  row.dropped_out = g_rand_int_range (rand, 0, 6) == 0;
  gboolean rated = FALSE;
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      gboolean here = g_rand_int_range (rand, 0, 3) > 0;
      row.window[w] = tide_cohort_score_of (
        here && tide_cohort_score_is_known (row.baseline) ? g_rand_int_range (rand, 0, 41) : NAN);
      row.windows[w] = !isnan (tide_cohort_score_get (row.window[w]))
                         ? TIDE_WINDOW_RATED
                         : (guint8) g_rand_int_range (rand, 1, TIDE_N_WINDOW_STATES);
      rated |= !isnan (tide_cohort_score_get (row.window[w]));
      if (!isnan (tide_cohort_score_get (row.window[w]))
          && !(tide_cohort_score_get (row.best) <= tide_cohort_score_get (row.window[w])))
        row.best = row.window[w];
      if (!isnan (tide_cohort_score_get (row.window[w])))
        row.last = row.window[w];
    }
  row.n_ratings = rated ? 6 : 0;
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    row.events[kind] = random_event (rand, rated);
  row.fate = isnan (tide_cohort_score_get (row.baseline)) ? TIDE_FATE_NO_BASELINE
             : !rated                                     ? TIDE_FATE_NOT_RATED
             : row.events[TIDE_COURSE_RESPONSE].status == TIDE_EVENT_SEEN
               ? TIDE_FATE_RESPONDED
               : (g_rand_boolean (rand) ? TIDE_FATE_TOO_EARLY : TIDE_FATE_NOT_RESPONDED);
  return row;
}

static GArray *
random_rows (guint n, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  for (guint i = 0; i < n; i++)
    {
      TideCohortRow row = random_row (rand, i);
      g_array_append_val (rows, row);
    }
  return rows;
}

static TideComparison *
compare (const GArray *rows, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_parse (text, &error);
  g_assert_no_error (error);
  return tide_comparison_new (rows, definition, scale (), thresholds);
}

#define ASKED "condition=ocd\ninstrument=" SCALE "\narms=ketamine,ssri,cbt,ssri+cbt\n"

/* --- the accounting --- */

static void
check_identity (const TideComparedArm *arm)
{
  const TideAccounting *count = &arm->accounting;
  guint left = 0;
  for (guint reason = TIDE_COUNTED + 1; reason < TIDE_N_LEFT; reason++)
    left += count->left_out[reason];
  g_assert_cmpuint (count->started, ==, left + count->counted);
  g_assert_cmpuint (count->counted, ==, count->left_out[TIDE_COUNTED]);
  g_assert_cmpuint (count->counted, ==,
                    count->not_rated + count->responded + count->not_responded + count->too_early);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      guint unrated = 0;
      for (guint state = 1; state < TIDE_N_WINDOW_STATES; state++)
        unrated += count->unrated[w][state];
      g_assert_cmpuint (count->counted, ==, count->rated[w] + unrated);
      if (arm->drawn)
        g_assert_cmpuint (arm->change[w].n, ==, count->rated[w]);
    }
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    g_assert_cmpuint (count->counted, ==, arm->times[kind].n + arm->times[kind].excluded);
  g_assert_cmpuint (arm->rows->len, ==, count->counted);
}

static void
test_every_course_is_accounted_for (void)
{
  static const char *const asked[]
    = { ASKED, ASKED "all_courses=yes\nkeep_carry_over=yes\n",
        ASKED "age_from=18\nage_to=65\nsex=female\nfailed_from=1\nbaseline_from=16\n",
        ASKED "from=2021-01-01\nto=2022-12-31\n" };
  g_autoptr (GArray) rows = random_rows (N_COURSES, 7);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (TideComparison) comparison = compare (rows, asked[i]);
      g_assert_cmpuint (comparison->n_arms, ==, 4);
      guint started = 0;
      for (guint a = 0; a < comparison->n_arms; a++)
        {
          check_identity (&comparison->arms[a]);
          started += comparison->arms[a].accounting.started;
        }
      guint of_condition = 0;
      for (guint r = 0; r < rows->len; r++)
        {
          const TideCohortRow *row = &g_array_index (rows, TideCohortRow, r);
          of_condition
            += strcmp (tide_cohort_row_get_condition (row), "ocd") == 0 && row->arms != 1u << TIDE_ARM_OTHER;
        }
      g_assert_cmpuint (started, ==, of_condition);
    }
}

/* One course of each reason, and one for which two are true: the first in the order counts. */
static void
test_reasons_are_exclusive_and_in_order (void)
{
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new (SCALE);
  TideCohortRow row
    = { .sequence = 1, .baseline = tide_cohort_score_of (25), .age = 30, .fate = TIDE_FATE_RESPONDED };
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_COUNTED);
  definition->age_from = 40;
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_LEFT_FILTER);
  row.carry_over = TRUE;
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_LEFT_CARRY_OVER);
  row.sequence = 2;
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_LEFT_REPEAT);
  row.fate = TIDE_FATE_NO_BASELINE;
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_LEFT_NO_BASELINE);
  definition->all_courses = definition->keep_carry_over = TRUE;
  row.fate = TIDE_FATE_RESPONDED;
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_LEFT_FILTER);
  definition->age_from = -1;
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_COUNTED);
}

/* F11, by hand: of nine who started, five are counted (two responded by week 8, three were followed to week
 * 16 without), one without a baseline is asked for and cannot be told: 4 of 6 did not respond.  Those without
 * a baseline who are also a repeat, carried over, or too young for the filter are not in it. */
static void
test_non_response_counts_who_was_asked_for (void)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  for (gint64 i = 0; i < 9; i++)
    {
      TideCohortRow row = random_row (rand, i);
      TideCohortEvent seen = { 0, 56 * 86400, TIDE_EVENT_SEEN, TIDE_WHY_NONE, FALSE },
                      not_seen = { 112 * 86400, -1, TIDE_EVENT_CENSORED, TIDE_WHY_LAST_RATING, FALSE },
                      untold = { -1, -1, TIDE_EVENT_EXCLUDED, TIDE_WHY_NO_BASELINE, FALSE };
      row.arms = 1u << TIDE_ARM_CBT;
      row.condition = tide_cohort_condition_of ("ocd");
      row.age = i == 8 ? 17 : 40;
      row.sequence = i == 6 ? 2 : 1;
      row.carry_over = i == 7;
      row.baseline = tide_cohort_score_of (i < 5 ? 28 : NAN);
      row.fate = i < 2 ? TIDE_FATE_RESPONDED : i < 5 ? TIDE_FATE_NOT_RESPONDED : TIDE_FATE_NO_BASELINE;
      row.events[TIDE_COURSE_RESPONSE] = i < 2 ? seen : i < 5 ? not_seen : untold;
      g_array_append_val (rows, row);
    }
  g_autoptr (TideComparison) comparison = compare (rows, ASKED "age_from=18\n");
  const TideComparedArm *arm = &comparison->arms[2];
  g_assert_cmpstr (arm->code, ==, "cbt");
  g_assert_cmpuint (arm->accounting.left_out[TIDE_LEFT_NO_BASELINE], ==, 4);
  g_assert_cmpuint (arm->non_response.responded, ==, 2);
  g_assert_cmpuint (arm->non_response.without, ==, 3);
  g_assert_cmpuint (arm->non_response.unknown, ==, 1);
  g_assert_cmpuint (arm->non_response.started, ==, 6);
  g_assert_cmpfloat_with_epsilon (arm->non_response.share.p.value, 4 / 6.0, 1e-12);
  g_autofree char *csv = tide_comparison_to_csv (comparison);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (csv), "\n", -1);
  guint asked = 0;
  for (guint i = 1; lines[i] != NULL; i++)
    asked += g_str_has_suffix (lines[i], ",yes");
  g_assert_true (g_str_has_suffix (lines[0], ",asked"));
  g_assert_cmpuint (asked, ==, 6);
}

/* One dose and a series are not one curve unless asked; other arms do not care. */
static void
test_one_dose_and_a_series_stand_apart (void)
{
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new (SCALE);
  const struct
  {
    TideDosesFilter asked;
    TideDosed dosed;
    TideLeftOut left_out;
  } cases[] = {
    { TIDE_DOSES_SERIES, TIDE_DOSED_ONCE, TIDE_LEFT_FILTER },
    { TIDE_DOSES_SERIES, TIDE_DOSED_SERIES, TIDE_COUNTED },
    { TIDE_DOSES_SINGLE, TIDE_DOSED_ONCE, TIDE_COUNTED },
    { TIDE_DOSES_SINGLE, TIDE_DOSED_SERIES, TIDE_LEFT_FILTER },
    { TIDE_DOSES_MIXED, TIDE_DOSED_ONCE, TIDE_COUNTED },
    { TIDE_DOSES_MIXED, TIDE_DOSED_SERIES, TIDE_COUNTED },
    { TIDE_DOSES_SERIES, TIDE_DOSED_UNKNOWN, TIDE_LEFT_FILTER },
    { TIDE_DOSES_SINGLE, TIDE_DOSED_UNKNOWN, TIDE_LEFT_FILTER },
    { TIDE_DOSES_MIXED, TIDE_DOSED_UNKNOWN, TIDE_COUNTED },
    { TIDE_DOSES_SERIES, TIDE_DOSED_NOT, TIDE_COUNTED },
    { TIDE_DOSES_SINGLE, TIDE_DOSED_NOT, TIDE_COUNTED },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TideCohortRow row
        = { .sequence = 1, .baseline = tide_cohort_score_of (25), .age = 30, .fate = TIDE_FATE_RESPONDED };
      row.dosed = (guint) cases[i].dosed & 3;
      definition->doses = cases[i].asked;
      g_test_message ("case %u", i);
      g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, cases[i].left_out);
    }
}

/* The second course of ketamine of a patient who had a single dose before. */
static void
test_a_test_dose_is_no_repeat_of_a_series (void)
{
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new (SCALE);
  TideCohortRow row = { .sequence = 1,
                        .sequence_any = 2,
                        .dosed = TIDE_DOSED_SERIES,
                        .baseline = tide_cohort_score_of (25),
                        .age = 30,
                        .fate = TIDE_FATE_RESPONDED };
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_COUNTED);
  definition->doses = TIDE_DOSES_MIXED; /* in one curve each patient stands once */
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_LEFT_REPEAT);
}

static gboolean
has_caveat (const TideComparison *comparison, const char *words)
{
  for (guint i = 0; i < comparison->caveats->len; i++)
    if (strstr (((const TideCaveat *) comparison->caveats->pdata[i])->words, words) != NULL)
      return TRUE;
  return FALSE;
}

/* What is left out unasked, and what is mixed when asked. */
static void
test_it_says_what_it_does_with_single_doses (void)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  while (rows->len < 12)
    {
      TideCohortRow row = random_row (rand, rows->len);
      row.arms = 1u << TIDE_ARM_KETAMINE;
      row.condition = tide_cohort_condition_of ("ocd");
      row.dosed = rows->len < 3 ? TIDE_DOSED_ONCE : rows->len < 10 ? TIDE_DOSED_SERIES : TIDE_DOSED_UNKNOWN;
      g_array_append_val (rows, row);
    }
  g_autoptr (TideComparison) apart = compare (rows, ASKED), mixed = compare (rows, ASKED "doses=mixed\n");
  g_assert_true (has_caveat (apart, "3 courses of a single dose are left out"));
  g_assert_true (has_caveat (mixed, "Single doses (3) and series (7)"));
  g_assert_true (
    has_caveat (apart, "2 courses of ketamine have no dose on record: single or series is unknown, and"));
  g_assert_true (
    has_caveat (mixed, "2 courses of ketamine have no dose on record: single or series is unknown."));
  g_assert_false (has_caveat (mixed, "left out (Filters, Doses"));
}

/* clinical.md 1.16 gives AUDIT-C bands of risk and no response. */
static void
test_a_scale_without_a_criterion_is_told (void)
{
  g_autoptr (GArray) rows = random_rows (50, 23);
  g_autoptr (TideComparisonDefinition) definition
    = tide_comparison_definition_parse ("instrument=auditc\narms=ssri\n", NULL);
  g_autoptr (TideComparison) bare
    = tide_comparison_new (rows, definition, tide_library_lookup (library, "auditc"), thresholds);
  g_autoptr (TideComparison) usual = compare (rows, ASKED);
  g_assert_true (has_caveat (bare, "No response is defined for AUDIT-C"));
  g_assert_false (has_caveat (usual, "No response is defined"));
}

/* Every rating of a course by such a rater, or the course is left out. */
static void
test_raters_are_not_mixed_when_asked (void)
{
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new (SCALE);
  TideCohortRow row
    = { .sequence = 1, .baseline = tide_cohort_score_of (25), .age = 30, .fate = TIDE_FATE_RESPONDED };
  row.rated_by = TIDE_RATED_BY_CLINICIAN;
  definition->raters = TIDE_RATERS_CLINICIAN;
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_COUNTED);
  row.rated_by |= TIDE_RATED_BY_INDEPENDENT;
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_COUNTED);
  definition->raters = TIDE_RATERS_INDEPENDENT;
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_LEFT_FILTER);
  row.rated_by = TIDE_RATED_BY_INDEPENDENT;
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_COUNTED);
  definition->raters = TIDE_RATERS_SELF;
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_LEFT_FILTER);
  row.rated_by = TIDE_RATED_BY_UNKNOWN; /* unknown is nobody in particular */
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_LEFT_FILTER);
  definition->raters = TIDE_RATERS_ANY;
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_COUNTED);
}

/* An unknown age passes no filter by age. */
static void
test_what_is_unknown_passes_only_an_open_range (void)
{
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new (SCALE);
  TideCohortRow row
    = { .sequence = 1, .baseline = tide_cohort_score_of (25), .age = -1, .fate = TIDE_FATE_RESPONDED };
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_COUNTED);
  definition->age_to = 99;
  g_assert_cmpint (tide_comparison_get_left_out (definition, &row), ==, TIDE_LEFT_FILTER);
}

static void
test_a_small_arm_shows_counts_only (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  while (rows->len < 4)
    {
      TideCohortRow row = random_row (rand, rows->len);
      if (row.fate == TIDE_FATE_NO_BASELINE)
        continue;
      row.arms = 1u << TIDE_ARM_KETAMINE;
      row.condition = tide_cohort_condition_of ("ocd");
      row.sequence = 1;
      row.carry_over = FALSE;
      g_array_append_val (rows, row);
    }
  g_autoptr (TideComparison) comparison = compare (rows, ASKED);
  const TideComparedArm *arm = &comparison->arms[0];
  g_assert_cmpuint (arm->accounting.counted, ==, 4);
  g_assert_false (arm->drawn);
  g_assert_cmpint (arm->response.p.why, ==, TIDE_WHY_SMALL_GROUP);
  g_assert_cmpuint (arm->times[TIDE_COURSE_RESPONSE].right->n_steps, ==, 0);
  g_assert_cmpuint (comparison->pairs->len, ==, 0);
  g_assert_cmpuint (comparison->n_single, ==, 0);
  g_autoptr (TideComparison) none = compare (rows, "instrument=" SCALE "\narms=cbt\n");
  g_assert_cmpuint (none->arms[0].accounting.started, ==, 0);
  g_array_unref (rows);
}

/* Six courses of 100, 200, … 600, the last without a price; two of the priced responded and were 4 and 6
 * weeks in response: 1,500 in all, 750 a responder, 150 a week (F08, N17). */
static void
test_cost_by_arm_and_by_responder (void)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  for (guint i = 0; i < 6; i++)
    {
      TideCohortRow row = { .patient_id = 1 + i,
                            .course_id = 1 + i,
                            .condition = tide_cohort_condition_of ("ocd"),
                            .arms = 1u << TIDE_ARM_CBT,
                            .baseline = tide_cohort_score_of (28),
                            .best = tide_cohort_score_of (20),
                            .last = tide_cohort_score_of (20),
                            .sequence = 1,
                            .cost = i < 5 ? 100 * (float) (i + 1) : NAN,
                            .response_weeks = i < 2 ? (float) (4 + 2 * i) : NAN,
                            .fate = i < 2 ? TIDE_FATE_RESPONDED : TIDE_FATE_NOT_RESPONDED };
      for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
        row.events[kind] = (TideCohortEvent){ -1, -1, TIDE_EVENT_EXCLUDED, TIDE_WHY_NO_RESPONSE, FALSE };
      g_array_append_val (rows, row);
    }
  g_autoptr (TideComparison) comparison = compare (rows, "instrument=" SCALE "\narms=cbt\n");
  const TideComparedArm *arm = &comparison->arms[0];
  g_assert_cmpfloat (arm->cost_sum, ==, 1500);
  g_assert_cmpuint (arm->n_cost_responders, ==, 2);
  g_assert_cmpfloat (arm->cost_per_responder, ==, 750);
  g_assert_cmpfloat (arm->cost_per_response_week, ==, 150);
  g_assert_cmpfloat (arm->cost.median.value, ==, 300);
  g_assert_cmpuint (arm->cost.n_missing, ==, 1);
}

/* --- what numbers must not depend on --- */

static void
check_near (double a, double b)
{
  if (isnan (a) || isnan (b))
    g_assert_true (isnan (a) && isnan (b));
  else
    g_assert_cmpfloat (fabs (a - b), <=, 1e-12 * MAX (1, fabs (a)));
}

static void
check_same (const TideComparison *a, const TideComparison *b)
{
  g_assert_cmpuint (a->n_arms, ==, b->n_arms);
  for (guint i = 0; i < a->n_arms; i++)
    {
      const TideComparedArm *x = &a->arms[i], *y = &b->arms[i];
      g_assert_cmpmem (&x->accounting, sizeof x->accounting, &y->accounting, sizeof y->accounting);
      for (guint w = 0; w < TIDE_N_WINDOWS; w++)
        {
          check_near (x->change[w].mean.value, y->change[w].mean.value);
          check_near (x->change[w].lower.value, y->change[w].lower.value);
          check_near (x->change[w].q1.value, y->change[w].q1.value);
        }
      for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
        {
          check_near (x->times[kind].median.value.value, y->times[kind].median.value.value);
          check_near (x->times[kind].after[4].value.value, y->times[kind].after[4].value.value);
        }
    }
  g_assert_cmpuint (a->pairs->len, ==, b->pairs->len);
  for (guint i = 0; i < a->pairs->len; i++)
    {
      const TideComparedPair *x = a->pairs->pdata[i], *y = b->pairs->pdata[i];
      check_near (x->differences[2].full.value.value, y->differences[2].full.value.value);
      g_auto (TideComparedTimes) times_x = tide_comparison_compare_times (a, x, TIDE_COURSE_RESPONSE);
      g_auto (TideComparedTimes) times_y = tide_comparison_compare_times (b, y, TIDE_COURSE_RESPONSE);
      check_near (times_x.logrank->chisq.value, times_y.logrank->chisq.value);
      check_near (times_x.cox->terms[0].hr.value, times_y.cox->terms[0].hr.value);
    }
}

static void
test_order_dates_and_numbers_of_rows_do_not_matter (void)
{
  g_autoptr (GArray) rows = random_rows (2000, 11);
  g_autoptr (TideComparison) before = compare (rows, ASKED);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  GArray *mixed = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  g_array_append_vals (mixed, rows->data, rows->len);
  for (guint i = mixed->len - 1; i > 0; i--)
    {
      TideCohortRow *a = &g_array_index (mixed, TideCohortRow, i);
      TideCohortRow *b = &g_array_index (mixed, TideCohortRow, g_rand_int_range (rand, 0, (gint32) i + 1));
      TideCohortRow kept = *a;
      *a = *b;
      *b = kept;
    }
  for (guint i = 0; i < mixed->len; i++)
    {
      TideCohortRow *row = &g_array_index (mixed, TideCohortRow, i);
      row->start += 1234;
      row->course_id = 900000 - row->course_id;
      row->patient_id += 777;
    }
  g_autoptr (TideComparison) after = compare (mixed, ASKED);
  check_same (before, after);
  g_array_unref (mixed);
}

static void
test_at_most_two_hundred_single_lines (void)
{
  g_autoptr (GArray) rows = random_rows (N_COURSES, 13);
  g_autoptr (TideComparison) comparison = compare (rows, ASKED);
  guint drawn = 0;
  for (guint a = 0; a < comparison->n_arms; a++)
    drawn += comparison->arms[a].single->len;
  g_assert_cmpuint (drawn, ==, TIDE_MOST_SINGLE_LINES);
  g_assert_cmpuint (comparison->n_single, ==, TIDE_MOST_SINGLE_LINES);
  /* The same ones again. */
  g_autoptr (TideComparison) again = compare (rows, ASKED);
  for (guint a = 0; a < comparison->n_arms; a++)
    g_assert_cmpmem (comparison->arms[a].single->data, comparison->arms[a].single->len * sizeof (guint),
                     again->arms[a].single->data, again->arms[a].single->len * sizeof (guint));
}

/* --- what is exported --- */

static void
test_an_export_is_never_written_over (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = random_rows (50, 19);
  g_autoptr (TideComparison) comparison = compare (rows, ASKED);
  g_autofree char *top = g_dir_make_tmp ("tide-comparison-XXXXXX", &error);
  g_assert_no_error (error);
  g_autofree char *folder = g_build_filename (top, "export", NULL);
  g_assert_true (tide_comparison_export (comparison, thresholds, NULL, folder, &error));
  g_assert_no_error (error);
  g_assert_false (tide_comparison_export (comparison, thresholds, NULL, folder, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "rows.csv"));
  static const char *const names[]
    = { "rows.csv", "columns.txt", "results.csv", "definition.txt", "rules.txt", "recompute.R" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      GStatBuf status;
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_cmpint (g_rmdir (top), ==, 0);
}

/* --- the question --- */

static void
test_a_definition_is_read_back_as_it_was_written (void)
{
  static const char all[]
    = "condition=depression\ninstrument=madrs\narms=ketamine,ssri+cbt\nfrom=2024-01-01\n"
      "to=2025-12-31\nall_courses=yes\nkeep_carry_over=yes\nsex=male\nage_from=18\n"
      "age_to=70\nbaseline_from=20\nbaseline_to=34.5\nfailed_from=1\nfailed_to=4\n"
      "route=iv\nsetting=clinic\nline=2\nbackground=none\ndoses=mixed\nraters=clinician\nresponse=confirmed\n"
      "follow_up=treatment_policy\nduration_from=last_dose\ninclude_recall=yes\n"
      "rules=depression\nstrict=yes\nrelapse=consensus\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_parse (all, &error);
  g_assert_no_error (error);
  g_autofree char *text = tide_comparison_definition_to_text (definition);
  g_assert_cmpstr (text, ==, all);
  /* Rules ask for a pass of their own. */
  g_autoptr (TideComparisonDefinition) copy = tide_comparison_definition_copy (definition);
  g_assert_true (tide_comparison_definition_shares_pass (definition, copy));
  g_assert_true (tide_comparison_definition_set (copy, "rules", "", &error));
  g_assert_false (tide_comparison_definition_shares_pass (definition, copy));
  g_assert_null (copy->events.states.criteria);
}

/* Clinical.md 3.6: always print which outcome and preset made the figure, also when nobody chose it. */
static void
test_relapse_preset_and_origin_are_always_named (void)
{
  static const struct
  {
    const char *text, *words;
  } asked[] = {
    { "instrument=ybocs\n", "first course, carry-over out, duration from the first response, "
                            "relapse by the rules of each course's condition" },
    { "condition=ocd\ninstrument=ybocs\n",
      "duration from the first response, relapse by the default preset" },
    { "condition=ocd\ninstrument=ybocs\nduration_from=last_dose\nrelapse=consensus\n",
      "duration from the last dose, relapse by the consensus preset" },
    { "instrument=madrs\nrules=depression\n", "relapse by the depression preset" },
    { "instrument=madrs\nrules=depression\nrelapse=default\n", "relapse by the default preset" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (TideComparisonDefinition) definition
        = tide_comparison_definition_parse (asked[i].text, NULL);
      g_autofree char *words = tide_comparison_definition_dup_words (definition);
      if (strstr (words, asked[i].words) == NULL)
        g_error ("“%s” lacks “%s”", words, asked[i].words);
    }
}

static TideCriteria *
parse_rules (const char *percent)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
    "<criteria id=\"mine\" version=\"1\" name=\"Mine\" based-on=\"ocd-consensus\" instruments=\"ybocs\">"
    "<threshold instrument=\"ybocs\" response-percent=\"%s\" source=\"test\" tag=\"A\"/></criteria>",
    percent);
  TideCriteria *criteria = tide_criteria_parse ("mine.xml", text, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (tide_criteria_is_shipped (criteria));
  return criteria;
}

/* Rules of a file outlive whoever read it, ask for a pass when their text is another, and not when it is read
 * again. */
static void
test_rules_of_a_file_are_kept_and_compared_by_their_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_criteria_free);
  g_ptr_array_add (own, parse_rules ("40"));
  static const char text[] = "instrument=ybocs\nrules=mine\n";
  g_autoptr (TideComparisonDefinition) first = tide_comparison_definition_parse_with (text, own, &error);
  g_assert_no_error (error);
  g_ptr_array_set_size (own, 0);
  g_autoptr (TideComparisonDefinition) copy = tide_comparison_definition_copy (first);
  g_assert_cmpstr (tide_criteria_get_name (copy->events.states.criteria), ==, "Mine");
  g_ptr_array_add (own, parse_rules ("40"));
  g_autoptr (TideComparisonDefinition) again = tide_comparison_definition_parse_with (text, own, &error);
  g_assert_true (tide_comparison_definition_shares_pass (first, again));
  g_ptr_array_set_size (own, 0);
  g_ptr_array_add (own, parse_rules ("45"));
  g_autoptr (TideComparisonDefinition) other = tide_comparison_definition_parse_with (text, own, &error);
  g_assert_false (tide_comparison_definition_shares_pass (first, other));
}

static void
test_another_scale_drops_rules_that_do_not_name_it (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideComparisonDefinition) definition
    = tide_comparison_definition_parse ("instrument=madrs\nrules=depression\n", &error);
  g_assert_no_error (error);
  g_assert_false (tide_comparison_definition_change_instrument (definition, "phq9"));
  g_assert_cmpstr (definition->rules, ==, "depression");
  g_assert_true (tide_comparison_definition_change_instrument (definition, "ybocs"));
  g_assert_null (definition->rules);
  g_assert_null (definition->events.states.criteria);
  g_assert_cmpstr (definition->instrument, ==, "ybocs");
}

static void
test_a_bad_question_is_refused_in_words (void)
{
  static const struct
  {
    const char *text, *words;
  } bad[] = {
    { "instrument=ybocs\nage_from=old\n", "line 2: age_from: “old” is not a whole number from 0 to 200" },
    { "instrument=ybocs\narms=magic\n", "line 2: arms: “magic” is not an arm" },
    { "instrument=ybocs\narms=cbt,cbt\n", "names each arm once" },
    { "instrument=ybocs\narms=cbt,ssri,ketamine,other,esketamine,ssri+cbt,ketamine+cbt,ketamine+ssri,"
      "esketamine+cbt\n",
      "at most eight arms" },
    { "instrument=ybocs\nsex=x\n", "one of female, male, other" },
    { "instrument=ybocs\nfrom=31.12.2024\n", "a date as 2026-03-14" },
    { "instrument=ybocs\ncolour=red\n", "filter: “colour” is not one of condition, instrument" },
    { "instrument=ybocs\nstrict=maybe\n", "yes or no" },
    { "instrument=ybocs\nrules=mine\n", "line 2: rules: “mine” is not one of common, ocd-consensus" },
    { "instrument=phq9\nrules=ocd-farris\n", "line 2: rules: “ocd-farris” is for ybocs, not for phq9" },
    { "rules=ocd-farris\ninstrument=phq9\n", "line 2: rules: “ocd-farris” is for ybocs, not for phq9" },
    { "instrument=ybocs\nrules=common\n", "“common” names no scale" },
    { "instrument=ybocs\nnonsense\n", "line 2: “nonsense” is not key=value" },
    { "condition=ocd\n", "instrument: none is named" },
    { "condition=sadness\ninstrument=ybocs\n", "one of ocd, depression" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (tide_comparison_definition_parse (bad[i].text, &error));
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
      if (strstr (error->message, bad[i].words) == NULL)
        g_error ("“%s” lacks “%s”", error->message, bad[i].words);
    }
}

static void
test_arms_have_names (void)
{
  g_autofree char *code = tide_arms_dup_code ((1u << TIDE_ARM_CBT) | (1u << TIDE_ARM_SSRI));
  g_autofree char *label = tide_arms_dup_label ((1u << TIDE_ARM_CBT) | (1u << TIDE_ARM_SSRI));
  g_assert_cmpstr (code, ==, "ssri+cbt");
  g_assert_cmpstr (label, ==, "SSRI + CBT");
  g_assert_cmpuint (tide_arms_parse ("cbt+ssri"), ==, tide_arms_parse ("ssri+cbt"));
  g_assert_cmpuint (tide_arms_parse ("ssri+nothing"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  library = tide_library_new ();
  thresholds = tide_thresholds_new ();
#define TEST(name, function) g_test_add_func ("/outcome/comparison/" name, function)
  TEST ("every-course-is-accounted-for", test_every_course_is_accounted_for);
  TEST ("reasons-are-exclusive-and-in-order", test_reasons_are_exclusive_and_in_order);
  TEST ("non-response-counts-who-was-asked-for", test_non_response_counts_who_was_asked_for);
  TEST ("one-dose-and-a-series-stand-apart", test_one_dose_and_a_series_stand_apart);
  TEST ("a-test-dose-is-no-repeat-of-a-series", test_a_test_dose_is_no_repeat_of_a_series);
  TEST ("it-says-what-it-does-with-single-doses", test_it_says_what_it_does_with_single_doses);
  TEST ("a-scale-without-a-criterion-is-told", test_a_scale_without_a_criterion_is_told);
  TEST ("raters-are-not-mixed-when-asked", test_raters_are_not_mixed_when_asked);
  TEST ("what-is-unknown-passes-only-an-open-range", test_what_is_unknown_passes_only_an_open_range);
  TEST ("a-small-arm-shows-counts-only", test_a_small_arm_shows_counts_only);
  TEST ("cost-by-arm-and-by-responder", test_cost_by_arm_and_by_responder);
  TEST ("order-dates-and-numbers-of-rows-do-not-matter", test_order_dates_and_numbers_of_rows_do_not_matter);
  TEST ("at-most-two-hundred-single-lines", test_at_most_two_hundred_single_lines);
  TEST ("an-export-is-never-written-over", test_an_export_is_never_written_over);
  TEST ("a-definition-is-read-back-as-it-was-written", test_a_definition_is_read_back_as_it_was_written);
  TEST ("relapse-preset-and-origin-are-always-named", test_relapse_preset_and_origin_are_always_named);
  TEST ("rules-of-a-file-are-kept-and-compared-by-their-text",
        test_rules_of_a_file_are_kept_and_compared_by_their_text);
  TEST ("another-scale-drops-rules-that-do-not-name-it", test_another_scale_drops_rules_that_do_not_name_it);
  TEST ("a-bad-question-is-refused-in-words", test_a_bad_question_is_refused_in_words);
  TEST ("arms-have-names", test_arms_have_names);
  int result = g_test_run ();
  tide_library_free (library);
  tide_thresholds_free (thresholds);
  return result;
}

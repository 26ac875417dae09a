/* test-compare-words.c: the notation of the comparison (comparison-and-paper.md 4), the cells of its sheet by
 * hand, and the cited figures beside them. */
#include <math.h>
#include <string.h>

#include "fixture-comparison.h"
#include "tide-compare-words.h"

static void
expect (char *words, const char *expected)
{
  g_assert_cmpstr (words, ==, expected);
  g_free (words);
}

static void
test_numbers (void)
{
  expect (tide_compare_format_number (-8.8, 1), "−8.8");
  expect (tide_compare_format_number (3, 1), "3.0");
  /* A bound that rounds to 0.0 gets one more decimal; 0 itself has no sign. */
  expect (tide_compare_format_number (-0.03, 1), "−0.03");
  expect (tide_compare_format_number (0, 1), "0.0");
  expect (tide_compare_format_number (-0.2, 0), "0");
  expect (tide_compare_format_number (NAN, 1), "–");
  expect (tide_compare_format_percent (0.455), "46 %");
  expect (tide_compare_format_interval (tide_quantity_of (-10.4), tide_quantity_of (-7.2), 1),
          "(−10.4 to −7.2)");
  expect (tide_compare_format_p (tide_quantity_of (0.00009)), "< 0.0001");
  expect (tide_compare_format_p (tide_quantity_of (0.1024)), "0.1024");
}

static void
test_times (void)
{
  TideQuantity never = tide_quantity_undefined (TIDE_WHY_NOT_REACHED);
  expect (tide_compare_format_days (tide_quantity_of (0.25)), "6 h");
  expect (tide_compare_format_days (tide_quantity_of (1)), "1 d");
  expect (tide_compare_format_days (tide_quantity_of (18)), "18 d");
  expect (tide_compare_format_days (tide_quantity_of (27)), "27 d");
  expect (tide_compare_format_days (tide_quantity_of (28)), "4.0 wk");
  expect (tide_compare_format_days (tide_quantity_of (42)), "6.0 wk");
  expect (tide_compare_format_days (never), "n.r.");
  expect (tide_compare_format_days_interval (tide_quantity_of (12), never), "(12 d to n.r.)");
}

/* Byar's approximation (Breslow & Day 1987) for 10 events in 1: lower 10 (1 - 1/90 - 1.96/(3 √10))³ = 4.790,
 * upper 11 (1 - 1/99 + 1.96/(3 √11))³ = 18.39; exact Poisson limits are 4.795 and 18.39. */
static void
test_rate (void)
{
  double lower, upper;
  tide_compare_rate_interval (10, 1, &lower, &upper);
  g_assert_cmpfloat_with_epsilon (lower, 4.79, 0.02);
  g_assert_cmpfloat_with_epsilon (upper, 18.39, 0.02);
  tide_compare_rate_interval (0, 2, &lower, &upper);
  g_assert_cmpfloat_with_epsilon (lower, 0, 1e-12);
  /* exact: 3.689 in 2 = 1.84 */
  g_assert_cmpfloat_with_epsilon (upper, 1.84, 0.04);
  tide_compare_rate_interval (3, 0, &lower, &upper);
  g_assert_true (isnan (lower) && isnan (upper));
}

/* Six SSRI courses from 30; K's times of clinical.md 6.1 would need ten: here response on days 14, 28, 28,
 * 84, two censored at 84 and 168.  By hand: S(14) 5/6 = 83 %, S(28) 5/6 · 3/5 = 1/2, S(84) 1/2 · 2/3 = 1/3.
 * The curve stands at exactly 1/2 from 28 to 84: the median is the midpoint 56 d = 8.0 wk. */
static GArray *
make_rows (void)
{
  static const struct
  {
    double week_2, week_12;
    int day;
    gboolean seen;
  } courses[] = { { 20, 18, 14, TRUE }, { 27, 17, 28, TRUE },   { 26, 15, 28, TRUE },
                  { 28, 19, 84, TRUE }, { 29, NAN, 84, FALSE }, { 28, 27, 168, FALSE } };
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  for (guint i = 0; i < G_N_ELEMENTS (courses); i++)
    {
      TideCohortRow row = { .patient_id = i + 1,
                            .course_id = i + 1,
                            .condition = tide_cohort_condition_of ("ocd"),
                            .arms = 1u << TIDE_ARM_SSRI,
                            .start = 19000,
                            .sequence = 1,
                            .end_day = -1,
                            .until_day = -1,
                            .wait_days = (gint32) (2 + i),
                            .observed_days = 100,
                            .age = 30,
                            .sex = 1,
                            .n_effects = 1,
                            .n_ratings = 2 };
      row.baseline = tide_cohort_score_of (30);
      for (guint w = 0; w < TIDE_N_WINDOWS; w++)
        row.window[w] = tide_cohort_score_of (NAN), row.windows[w] = TIDE_WINDOW_MISSED;
      row.window[1] = tide_cohort_score_of (courses[i].week_2);
      row.window[4] = tide_cohort_score_of (courses[i].week_12);
      row.windows[1] = TIDE_WINDOW_RATED;
      row.windows[4] = isnan (courses[i].week_12) ? TIDE_WINDOW_STOPPED : TIDE_WINDOW_RATED;
      row.best = row.last = tide_cohort_score_of (courses[i].week_2);
      row.cost = NAN;
      row.response_weeks = row.gap_days = row.best_days = row.last_days = NAN;
      for (guint k = 0; k < TIDE_N_COURSE_EVENTS; k++)
        row.events[k] = (TideCohortEvent){ -1, -1, TIDE_EVENT_EXCLUDED, TIDE_WHY_NO_RESPONSE, 0 };
      row.events[TIDE_COURSE_RESPONSE]
        = courses[i].seen
            ? (TideCohortEvent){ (courses[i].day - 7) * 86400, courses[i].day * 86400, TIDE_EVENT_SEEN,
                                 TIDE_WHY_NONE, 0 }
            : (TideCohortEvent){ courses[i].day * 86400, -1, TIDE_EVENT_CENSORED, TIDE_WHY_LAST_RATING, 0 };
      row.fate = courses[i].seen ? TIDE_FATE_RESPONDED : TIDE_FATE_NOT_RESPONDED;
      g_array_append_val (rows, row);
    }
  return rows;
}

typedef struct
{
  GArray *rows;
  TideThresholds *thresholds;
  TideLibrary *library;
  TideComparison *comparison;
  TideSheet *sheet;
} SheetFixture;

static void
sheet_init (SheetFixture *self, GArray *rows, const char *condition)
{
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new ("ybocs");
  definition->condition = g_strdup (condition);
  self->rows = rows;
  self->thresholds = tide_thresholds_new ();
  self->library = tide_library_new ();
  self->comparison
    = tide_comparison_new (rows, definition, tide_library_lookup (self->library, "ybocs"), self->thresholds);
  self->sheet = tide_sheet_new (self->comparison, tide_references_get_shipped (), "€");
}

static void
sheet_clear (SheetFixture *self)
{
  tide_sheet_free (self->sheet);
  tide_comparison_free (self->comparison);
  g_array_unref (self->rows);
  tide_library_free (self->library);
  tide_thresholds_free (self->thresholds);
}

static void
test_cells (void)
{
  SheetFixture fixture;
  sheet_init (&fixture, make_rows (), "ocd");
  const TideSheetArm *arm = &fixture.sheet->arms[0];
  const TideSheetPart *median = arm->cells[TIDE_SHEET_SPEED].lines[0]->pdata[0];
  const TideSheetPart *by_2 = arm->cells[TIDE_SHEET_SPEED].lines[1]->pdata[0];
  const TideSheetPart *by_12 = arm->cells[TIDE_SHEET_SPEED].lines[1]->pdata[1];
  g_assert_cmpstr (median->value, ==, "8.0 wk");
  g_assert_cmpstr (median->rest, ==, "n 6, 4 responded");
  g_assert_cmpstr (by_2->value, ==, "17 %");
  g_assert_cmpstr (by_12->value, ==, "67 %");
  g_assert_cmpstr (by_2->rest, ==, "");
  g_assert_cmpstr (by_12->rest, ==, "only 3 at risk"); /* 84, 84 censored, 168 */
  /* Week 2: falls 10, 3, 4, 2, 1, 2: mean 22/6 = 3.67, sd √(53.333/5) = 3.266, ± 2.5706 · 3.266/√6 = 3.427.
   */
  expect (tide_sheet_cell_dup_line (&arm->cells[TIDE_SHEET_DEPTH], 0), "wk 2 −3.7 (−7.1 to −0.2) n 6");
  /* Week 12: 12, 13, 15, 11, 3: mean 54/5 = 10.8, n 5. */
  const TideSheetPart *late = arm->cells[TIDE_SHEET_DEPTH].lines[1]->pdata[0];
  g_assert_cmpstr (late->value, ==, "−10.8");
  g_assert_cmpstr (late->rest, ==, "n 5");
  /* 6 effects in 600 days = 19.7 months: 3.0 in 10. */
  const TideSheetPart *rate = arm->cells[TIDE_SHEET_BURDEN].lines[0]->pdata[0];
  g_assert_cmpstr (rate->value, ==, "3.0");
  g_assert_cmpstr (rate->rest, ==, "6 in 20 months");
  /* Waiting 2, 3, 4, 5, 6, 7 days: median 4.5, quartiles 3.25 and 5.75 (type 7). */
  const TideSheetPart *wait = arm->cells[TIDE_SHEET_ACCESS].lines[0]->pdata[0];
  g_assert_cmpstr (wait->interval, ==, "(IQR 3 to 6)");
  g_assert_cmpstr (wait->rest, ==, "n 6");
  const TideSheetPart *cost = arm->cells[TIDE_SHEET_COST].lines[0]->pdata[0];
  g_assert_cmpstr (cost->value, ==, "–");
  g_assert_cmpstr (cost->rest, ==, "n 0, 6 not recorded");
  sheet_clear (&fixture);
}

/* The two that were followed on respond on day 84, all at risk at once: S(84) = 0, and stays so whatever
 * comes. On day 70 instead: nobody is at risk at week 12 any more, and the 100 % of day 70 is not said of
 * week 12. */
static void
test_nobody_at_risk_is_a_dash (void)
{
  for (int day = 84; day >= 70; day -= 14)
    {
      SheetFixture fixture;
      GArray *rows = make_rows ();
      for (guint i = 3; i < 6; i++)
        g_array_index (rows, TideCohortRow, i).events[TIDE_COURSE_RESPONSE]
          = (TideCohortEvent){ 30 * 86400, day * 86400, TIDE_EVENT_SEEN, TIDE_WHY_NONE, 0 };
      sheet_init (&fixture, rows, "ocd");
      const TideSheetPart *by_12 = fixture.sheet->arms[0].cells[TIDE_SHEET_SPEED].lines[1]->pdata[1];
      g_assert_cmpstr (by_12->value, ==, day == 84 ? "100 %" : "–");
      g_assert_cmpstr (by_12->interval, ==, day == 84 ? "(no interval)" : "");
      g_assert_cmpstr (by_12->rest, ==, day == 84 ? "only 3 at risk" : "nobody at risk any more");
      sheet_clear (&fixture);
    }
}

/* One of six is a repeat, left out whether it has a baseline or not: 5 were asked for, and the row says how
 * they come from the 6 of the head. */
static void
test_the_row_says_which_started_it_counts (void)
{
  SheetFixture fixture;
  GArray *rows = make_rows ();
  g_array_index (rows, TideCohortRow, 5).sequence = 2;
  sheet_init (&fixture, rows, "ocd");
  const TideSheetArm *arm = &fixture.sheet->arms[0];
  const TideSheetPart *part = arm->cells[TIDE_SHEET_RESPONSE].lines[1]->pdata[0];
  g_assert_cmpstr (part->rest, ==,
                   "1 of 5 (6 started less 1 repeat, carry-over or filter); of these 0 not assessable");
  sheet_clear (&fixture);
}

static void
test_strip_closes (void)
{
  SheetFixture fixture;
  GArray *rows = make_rows ();
  g_array_index (rows, TideCohortRow, 5).sequence = 2;
  sheet_init (&fixture, rows, "ocd");
  const TideSheetArm *arm = &fixture.sheet->arms[0];
  g_assert_cmpstr (arm->strip[0], ==, "6 started › 6 baseline › 5 counted › 4\302\240wk\302\24012");
  g_assert_cmpstr (arm->strip[1], ==, "left out: 0 no baseline, 1 repeat course");
  g_assert_cmpstr (arm->strip[2], ==, "not at wk 12: 1 treatment over, 0 not yet due, 0 missed");
  g_assert_cmpstr (arm->strip[3], ==, "marked, of 10 ratings: none");
  sheet_clear (&fixture);
}

/* Beside the six: one without a baseline, one never rated, one followed for 30 days: 9 started, 4 responded
 * by day 98, 2 were followed so far without, 3 nobody can assess.  1 - 4/9 = 56 %; Wilson by hand: centre
 * (5/9 + 3.8415/18) / 1.42683 = 0.5389, half 0.2723.  Of the 8 counted 4 responded, Wilson 0.215 to 0.785;
 * with the two unknown ones it would be 6 of 8. */
static void
test_non_response_of_all_started (void)
{
  SheetFixture fixture;
  GArray *rows = make_rows ();
  for (gint64 i = 0; i < 3; i++)
    {
      TideCohortRow row = g_array_index (rows, TideCohortRow, 4);
      TideCohortEvent *response = &row.events[TIDE_COURSE_RESPONSE];
      row.patient_id = row.course_id = 10 + i;
      row.fate = i == 0 ? TIDE_FATE_NO_BASELINE : i == 1 ? TIDE_FATE_NOT_RATED : TIDE_FATE_TOO_EARLY;
      response->lower = 30 * 86400;
      if (i < 2)
        *response = (TideCohortEvent){ -1, -1, TIDE_EVENT_EXCLUDED, TIDE_WHY_NO_BASELINE, 0 };
      row.marks[2] = (guint8) (i + 1); /* overlap, of those counted 2 + 3 */
      g_array_append_val (rows, row);
    }
  sheet_init (&fixture, rows, "ocd");
  const TideNonResponse *found = &fixture.comparison->arms[0].non_response;
  g_assert_cmpuint (found->started, ==, 9);
  g_assert_cmpuint (found->responded, ==, 4);
  g_assert_cmpuint (found->without, ==, 2);
  g_assert_cmpuint (found->unknown, ==, 3);
  const TideSheetArm *arm = &fixture.sheet->arms[0];
  const TideSheetCell *cell = &arm->cells[TIDE_SHEET_RESPONSE];
  expect (tide_sheet_cell_dup_line (cell, 0),
          "responded 50 % (22 to 78) 4 of 8 · worst to best case 50 % to 75 % 2 unknown");
  expect (tide_sheet_cell_dup_line (cell, 1),
          "no response by wk 12 56 % (27 to 81) 5 of 9 started; of these 3 not assessable");
  g_assert_cmpstr (cell->citation, ==, "40 % do not respond · widely quoted");
  g_assert_nonnull (strstr (cell->source, "not re-checked"));
  g_assert_cmpstr (arm->strip[3], ==, "marked, of 16 ratings: 5 overlap");
  sheet_clear (&fixture);
}

static void
test_no_cell_is_empty (void)
{
  static const guint sizes[COMPARISON_FIXTURE_ARMS] = { 38, 3, 5, 0, 0, 0, 0 };
  ComparisonFixture fixture;
  comparison_fixture_init (&fixture, sizes);
  g_autoptr (TideSheet) sheet = tide_sheet_new (fixture.comparison, NULL, NULL);
  for (guint a = 0; a < sheet->n_arms; a++)
    for (guint row = 0; row < TIDE_N_SHEET_ROWS; row++)
      for (guint line = 0; line < 2; line++)
        {
          const TideSheetCell *cell = &sheet->arms[a].cells[row];
          g_assert_cmpuint (cell->lines[line]->len, >, 0);
          for (guint i = 0; i < cell->lines[line]->len; i++)
            g_assert_cmpstr (((const TideSheetPart *) cell->lines[line]->pdata[i])->value, !=, "");
          g_assert_cmpstr (cell->citation, ==, "No cited figure");
        }
  comparison_fixture_clear (&fixture);
}

/* --- references --- */

static void
test_references_say_what_differs (void)
{
  const TideReferences *references = tide_references_get_shipped ();
  const TideReference *at = tide_references_find (references, 1u << TIDE_ARM_SSRI, "depth", "ocd", "ybocs");
  g_assert_nonnull (at);
  expect (tide_reference_dup_words (at, "ocd"), "−3.2 (−3.8 to −2.6), against placebo · Soomro 2008");
  /* In points of another scale: none. */
  g_assert_null (tide_references_find (references, 1u << TIDE_ARM_SSRI, "depth", "ocd", "phq9"));
  at = tide_references_find (references, 1u << TIDE_ARM_KETAMINE, "duration", "ocd", "ybocs");
  expect (tide_reference_dup_words (at, "ocd"),
          "depression: median relapse 18 d after the last, six infusions · Murrough 2013");
  g_assert_null (tide_references_find (references, 1u << TIDE_ARM_SSRI, "access", "ocd", "ybocs"));
  g_assert_null (tide_references_find (references, 1u << TIDE_ARM_NEUROMODULATION, "depth", "ocd", "ybocs"));
}

static void
expect_fault (const char *text, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (tide_references_parse ("bad.xml", text, -1, &error));
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "bad.xml:"));
  g_assert_nonnull (strstr (error->message, part));
}

#define REST "condition='ocd' tag='verified' citation='A 1' source='s'>1</reference></references>"

static void
test_bad_references (void)
{
  expect_fault ("<list/>", "references");
  expect_fault ("<references version='1'>\n<reference arm='tea' row='depth' " REST, "tea");
  expect_fault ("<references version='1'>\n<reference arm='ssri' row='height' " REST, "speed, depth");
  expect_fault ("<references version='1'>\n<reference row='depth' " REST, "arm");
  expect_fault ("<references version='1'>\n<reference arm='ssri' row='depth' condition='ocd' tag='verified' "
                "citation='A 1' source='s'/></references>",
                "bad.xml:2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/compare-words/numbers-have-one-notation", test_numbers);
  g_test_add_func ("/figure/compare-words/under-28-days-in-days-then-weeks", test_times);
  g_test_add_func ("/figure/compare-words/a-rate-has-byars-interval", test_rate);
  g_test_add_func ("/figure/compare-words/cells-by-hand", test_cells);
  g_test_add_func ("/figure/compare-words/nobody-at-risk-is-a-dash", test_nobody_at_risk_is_a_dash);
  g_test_add_func ("/figure/compare-words/the-row-says-which-started-it-counts",
                   test_the_row_says_which_started_it_counts);
  g_test_add_func ("/figure/compare-words/the-strip-closes", test_strip_closes);
  g_test_add_func ("/figure/compare-words/no-cell-is-empty", test_no_cell_is_empty);
  g_test_add_func ("/figure/references/another-drug-or-disorder-is-said", test_references_say_what_differs);
  g_test_add_func ("/figure/compare-words/non-response-of-all-started", test_non_response_of_all_started);
  g_test_add_func ("/figure/references/a-fault-has-file-line-and-reason", test_bad_references);
  return g_test_run ();
}

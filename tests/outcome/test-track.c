/* test-track.c: the expected band of a running course, by hand.
 *
 * Eleven earlier courses from 20 points: at week 4 they stand at 20, 19 … 10, which are falls of 0, 5 … 50 %.
 * By type 7 the 10th percentile of eleven is the second (5 %), the 90th the tenth (45 %).  At week 8 all
 * stand two points lower: 10, 15 … 60 %, so 15 and 55 %.
 */
#include <glib.h>
#include <math.h>

#include "outcome-check.h"
#include "tide-means.h"
#include "tide-track.h"

#define SSRI (1u << TIDE_ARM_SSRI)
#define WEEK_4 2
#define WEEK_8 3

static TideDate
day (int days)
{
  return tide_date_from_ymd (2025, 1, 1) + days;
}

static TideCohortRow
make_row (gint64 patient, double baseline, int start)
{
  TideCohortRow row = { .patient_id = patient,
                        .course_id = 100 + patient,
                        .condition = tide_cohort_condition_of ("ocd"),
                        .arms = SSRI,
                        .baseline = tide_cohort_score_of (baseline),
                        .best = tide_cohort_score_of (NAN),
                        .last = tide_cohort_score_of (NAN),
                        .last_days = NAN,
                        .start = day (start),
                        .end_day = -1,
                        .until_day = -1,
                        .sequence = 1,
                        .fate = TIDE_FATE_NOT_RESPONDED };
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    row.window[w] = tide_cohort_score_of (NAN);
  return row;
}

static GArray *
make_clinic (guint n)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  for (guint i = 0; i < n; i++)
    {
      TideCohortRow row = make_row (i + 1, 20, (int) i);
      row.window[WEEK_4] = tide_cohort_score_of (20.0 - i);
      row.window[WEEK_8] = tide_cohort_score_of (18.0 - i);
      g_array_append_val (rows, row);
    }
  return rows;
}

/* The course that is looked at: from @baseline on day 200, last rated after @days. */
static TideCohortRow
make_own (double baseline, double days, double last)
{
  TideCohortRow row = make_row (99, baseline, 200);
  row.last = tide_cohort_score_of (last);
  row.last_days = (float) days;
  return row;
}

static TideTrack
judge_at (GArray *rows, const TideCohortRow *own, TideDate today)
{
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  g_array_append_vals (rows, own, 1);
  g_autoptr (TideTrackBook) book = tide_track_book_new (rows, outcome_instrument ("ybocs"));
  TideTrack track
    = tide_track_book_judge (book, &g_array_index (rows, TideCohortRow, rows->len - 1), thresholds, today);
  g_array_set_size (rows, rows->len - 1);
  return track;
}

static TideTrack
judge (GArray *rows, double baseline, double days, double last)
{
  TideCohortRow own = make_own (baseline, days, last);
  return judge_at (rows, &own, own.start + (int) days);
}

#define near(a, b) g_assert_cmpfloat_with_epsilon ((a), (b), 1e-9)

/* From 30 points: 5 % are 1.5 and 45 % are 13.5 points, so 16.5 to 28.5 is inside, both included. */
static void
test_middle_eighty_percent (void)
{
  g_autoptr (GArray) rows = make_clinic (11);
  TideTrack track = judge (rows, 30, 28, 29);
  g_assert_cmpint (track.state, ==, TIDE_TRACK_SMALLER);
  g_assert_cmpuint (track.n, ==, 11);
  near (track.lower, 5);
  near (track.upper, 45);
  near (track.low_value, 16.5);
  near (track.high_value, 28.5);
  g_assert_cmpint (judge (rows, 30, 28, 28.5).state, ==, TIDE_TRACK_INSIDE);
  g_assert_cmpint (judge (rows, 30, 28, 16.5).state, ==, TIDE_TRACK_INSIDE);
  g_assert_cmpint (judge (rows, 30, 28, 16).state, ==, TIDE_TRACK_LARGER);
}

/* Day 42 lies in the middle between weeks 4 and 8: 10 and 50 %. */
static void
test_between_two_windows (void)
{
  g_autoptr (GArray) rows = make_clinic (11);
  TideTrack track = judge (rows, 30, 42, 25);
  near (track.lower, 10);
  near (track.upper, 50);
  g_assert_cmpint (track.state, ==, TIDE_TRACK_INSIDE);
  g_assert_cmpint (judge (rows, 30, 42, 28).state, ==, TIDE_TRACK_SMALLER);
  /* Day 60 is in the window of week 8 (49 to 63), and nobody was rated at week 12. */
  near (judge (rows, 30, 60, 25).lower, 15);
  g_assert_cmpint (judge (rows, 30, 66, 25).state, ==, TIDE_TRACK_FEW);
}

static void
test_not_under_ten (void)
{
  g_autoptr (GArray) ten = make_clinic (10), nine = make_clinic (9);
  /* Ten: 0, 5 … 45 %; the 10th percentile is 0.9 of the way to the second, 4.5 %. */
  near (judge (ten, 30, 28, 29).lower, 4.5);
  TideTrack few = judge (nine, 30, 28, 29);
  g_assert_cmpint (few.state, ==, TIDE_TRACK_FEW);
  g_assert_cmpuint (few.n, ==, 9);
  g_assert_true (isnan (few.lower) && isnan (few.high_value));
  g_autofree char *words = tide_track_dup_band_words (few.n);
  g_assert_cmpstr (words, ==, "no expected band: 9 earlier courses of the same arm, 10 are needed");
  g_autofree char *there = tide_track_dup_band_words (14);
  g_assert_cmpstr (there, ==, "middle 80 % of the clinic’s earlier courses of the same arm, n = 14");
}

/* Ten others are enough; an eleventh course counts only when it is somebody else's, earlier, of this arm and
 * condition, the first of its patient and with a baseline of its own. */
static void
test_who_counts (void)
{
  g_autoptr (GArray) rows = make_clinic (10);
  TideCohortRow other = make_row (50, 20, 20);
  other.window[WEEK_4] = tide_cohort_score_of (2);
  const struct
  {
    const char *what;
    gint64 patient;
    guint32 arms;
    const char *condition;
    int start;
    guint8 sequence, carry_over, fate;
    guint n;
  } cases[] = {
    { "another patient's", 50, SSRI, "ocd", 20, 1, 0, TIDE_FATE_NOT_RESPONDED, 11 },
    { "the patient's own", 99, SSRI, "ocd", 20, 1, 0, TIDE_FATE_NOT_RESPONDED, 10 },
    { "another arm", 50, 1u << TIDE_ARM_CBT, "ocd", 20, 1, 0, TIDE_FATE_NOT_RESPONDED, 10 },
    { "a combination", 50, SSRI | 1u << TIDE_ARM_CBT, "ocd", 20, 1, 0, TIDE_FATE_NOT_RESPONDED, 10 },
    { "another condition", 50, SSRI, "depression", 20, 1, 0, TIDE_FATE_NOT_RESPONDED, 10 },
    { "an unknown condition", 50, SSRI, NULL, 20, 1, 0, TIDE_FATE_NOT_RESPONDED, 10 },
    { "begun on the same day", 50, SSRI, "ocd", 200, 1, 0, TIDE_FATE_NOT_RESPONDED, 10 },
    { "a repeat", 50, SSRI, "ocd", 20, 2, 0, TIDE_FATE_NOT_RESPONDED, 10 },
    { "carry-over", 50, SSRI, "ocd", 20, 1, 1, TIDE_FATE_NOT_RESPONDED, 10 },
    { "no baseline", 50, SSRI, "ocd", 20, 1, 0, TIDE_FATE_NO_BASELINE, 10 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      other.patient_id = cases[i].patient;
      other.arms = cases[i].arms;
      other.condition = tide_cohort_condition_of (cases[i].condition);
      other.start = day (cases[i].start);
      other.sequence = cases[i].sequence;
      other.carry_over = cases[i].carry_over;
      other.fate = cases[i].fate;
      g_array_append_val (rows, other);
      g_test_message ("%s", cases[i].what);
      g_assert_cmpuint (judge (rows, 30, 28, 25).n, ==, cases[i].n);
      g_array_set_size (rows, 10);
    }
}

static void
test_why_nothing_is_said (void)
{
  g_autoptr (GArray) rows = make_clinic (11);
  TideCohortRow own = make_own (30, 28, 29), copy = own;
  TideDate today = own.start + 28;
  own.end_day = 20;
  g_assert_cmpint (judge_at (rows, &own, today).state, ==, TIDE_TRACK_NOT_RUNNING);
  own = copy;
  own.until_day = 27;
  g_assert_cmpint (judge_at (rows, &own, today).state, ==, TIDE_TRACK_NOT_RUNNING);
  own = copy;
  own.fate = TIDE_FATE_NO_BASELINE;
  own.baseline = tide_cohort_score_of (NAN);
  g_assert_cmpint (judge_at (rows, &own, today).state, ==, TIDE_TRACK_NO_BASELINE);
  own = copy;
  own.carry_over = TRUE;
  g_assert_cmpint (judge_at (rows, &own, today).state, ==, TIDE_TRACK_CARRY_OVER);
  own = copy;
  own.last_days = 3;
  g_assert_cmpint (judge_at (rows, &own, today).state, ==, TIDE_TRACK_NOT_RATED);
  own.last_days = NAN;
  own.last = tide_cohort_score_of (NAN);
  g_assert_cmpint (judge_at (rows, &own, today).state, ==, TIDE_TRACK_NOT_RATED);
  /* A state holds 42 days. */
  g_assert_cmpint (judge_at (rows, &copy, today + 42).state, ==, TIDE_TRACK_SMALLER);
  g_assert_cmpint (judge_at (rows, &copy, today + 43).state, ==, TIDE_TRACK_OLD);
  copy.last_days = 197;
  g_assert_cmpint (judge_at (rows, &copy, copy.start + 197).state, ==, TIDE_TRACK_BEYOND);
}

/* BPRS-4 begins at 4: 50 % of the way from 24 is 14, not 12. */
static void
test_the_floor_of_the_scale (void)
{
  near (tide_track_to_points (50, 24, 4), 14);
  g_autoptr (GArray) rows = make_clinic (11);
  for (guint i = 0; i < rows->len; i++)
    {
      TideCohortRow *row = &g_array_index (rows, TideCohortRow, i);
      row->baseline = tide_cohort_score_of (14);                /* ten points above the floor */
      row->window[WEEK_4] = tide_cohort_score_of (14 - i * .5); /* 0, 5 … 50 % of these */
    }
  TideCohortRow own = make_own (24, 28, 23.5);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  g_array_append_val (rows, own);
  g_autoptr (TideTrackBook) book = tide_track_book_new (rows, outcome_instrument ("bprs4"));
  TideTrack track
    = tide_track_book_judge (book, &g_array_index (rows, TideCohortRow, 11), thresholds, own.start + 28);
  g_assert_cmpint (track.state, ==, TIDE_TRACK_SMALLER); /* 2.5 % */
  near (track.high_value, 23);
  near (track.low_value, 15);
}

/* --- beside the definition, taken by its words --- */

static gboolean
stands_for (const TideCohortRow *other, const TideCohortRow *row)
{
  return other->arms == row->arms && other->condition == row->condition && other->dosed == row->dosed
         && other->start < row->start && other->patient_id != row->patient_id
         && other->fate != TIDE_FATE_NO_BASELINE && other->sequence == 1 && !other->carry_over;
}

static int
compare_numbers (gconstpointer pa, gconstpointer pb)
{
  double a = *(const double *) pa, b = *(const double *) pb;
  return (a > b) - (a < b);
}

static void
check_band (const TideTrackBook *book, const GArray *rows, const TideCohortRow *row)
{
  TideTrackBand band = tide_track_book_get_band (book, row);
  g_autoptr (GArray) falls = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      guint n = 0;
      g_array_set_size (falls, 0);
      for (guint i = 0; i < rows->len; i++)
        {
          const TideCohortRow *other = &g_array_index (rows, TideCohortRow, i);
          if (!stands_for (other, row))
            continue;
          double base = tide_cohort_score_get (other->baseline),
                 value = tide_cohort_score_get (other->window[w]);
          double fall = tide_outcome_percent (base, value, tide_track_book_get_floor (book));
          n++;
          if (!isnan (fall))
            g_array_append_val (falls, fall);
        }
      g_array_sort (falls, compare_numbers);
      g_assert_cmpuint (band.n, ==, n);
      g_assert_cmpuint (band.weeks[w].n, ==, falls->len);
      if (falls->len < TIDE_TRACK_LEAST_N)
        {
          g_assert_true (isnan (band.weeks[w].lower) && isnan (band.weeks[w].upper));
          continue;
        }
      const double *sorted = (const double *) (gpointer) falls->data;
      g_assert_cmpfloat (band.weeks[w].lower, ==,
                         tide_quantile_of_sorted (sorted, falls->len, (1 - TIDE_TRACK_MIDDLE) / 2));
      g_assert_cmpfloat (band.weeks[w].upper, ==,
                         tide_quantile_of_sorted (sorted, falls->len, (1 + TIDE_TRACK_MIDDLE) / 2));
    }
}

/* Ties of start and of fall, holes, two arms, patients with several courses; asked for in the order of start,
 * as the look does, and in any other. */
static void
test_the_band_is_its_definition (void)
{
  static const guint32 arms[] = { SSRI, 1u << TIDE_ARM_CBT };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  for (guint i = 0; i < 600; i++)
    {
      TideCohortRow row = make_row (1 + i / 3, g_rand_int_range (rand, 16, 40), i < 300 ? (int) i / 2 : 0);
      if (i >= 300)
        row.start = day (g_rand_int_range (rand, 0, 90));
      row.arms = (guint16) arms[g_rand_int_range (rand, 0, 2)];
      row.sequence = (guint8) (1 + (g_rand_int_range (rand, 0, 5) == 0));
      row.carry_over = g_rand_int_range (rand, 0, 12) == 0;
      row.condition = tide_cohort_condition_of (g_rand_int_range (rand, 0, 6) == 0 ? "ptsd" : "ocd");
      for (guint w = 0; w < TIDE_N_WINDOWS; w++)
        if (g_rand_int_range (rand, 0, 4) > 0)
          row.window[w] = tide_cohort_score_of (g_rand_int_range (rand, 0, 41));
      g_array_append_val (rows, row);
    }
  g_autoptr (TideTrackBook) book = tide_track_book_new (rows, outcome_instrument ("ybocs"));
  for (guint i = 0; i < 300; i++)
    check_band (book, rows, &g_array_index (rows, TideCohortRow, i));
  for (guint i = 0; i < 300; i++)
    check_band (book, rows, &g_array_index (rows, TideCohortRow, g_rand_int_range (rand, 0, 600)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/track/the-band-is-its-definition", test_the_band_is_its_definition);
  g_test_add_func ("/outcome/track/middle-eighty-percent", test_middle_eighty_percent);
  g_test_add_func ("/outcome/track/between-two-windows", test_between_two_windows);
  g_test_add_func ("/outcome/track/not-under-ten", test_not_under_ten);
  g_test_add_func ("/outcome/track/who-counts", test_who_counts);
  g_test_add_func ("/outcome/track/why-nothing-is-said", test_why_nothing_is_said);
  g_test_add_func ("/outcome/track/the-floor-of-the-scale", test_the_floor_of_the_scale);
  return g_test_run ();
}

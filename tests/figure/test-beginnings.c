/* test-beginnings.c: what the timeline shows in the first weeks of a record: a frame of weeks, the plan until
 * it is rated, and words that no upright line runs through. */
#include "fixture-builder.h"
#include "fixture-lindqvist.h"
#include "tide-timeline.h"

#define WIDTH 967.0
#define HEIGHT 420.0
#define DAY G_GINT64_CONSTANT (86400)

typedef struct
{
  TideLibrary *library;
  TideThresholds *thresholds;
  FixtureBuilder builder;
  TideHistory *history;
  TideTimelineModel *model;
  TideTimeline *timeline;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->library = tide_library_new ();
  f->thresholds = tide_thresholds_new ();
  fixture_begin (&f->builder, f->library, "TM-0998", "New", "Patient", "1980-02-03", TIDE_SEX_FEMALE);
}

/* As of 20 November 2025, the fixtures' today. */
static void
lay_out (Fixture *f, const char *instrument)
{
  TideTimelineOptions options = tide_timeline_options_default ();
  TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);

  f->history = fixture_end (&f->builder);
  f->model
    = tide_timeline_model_new (f->history, f->library, instrument, f->thresholds, fixture_now (), &options);
  f->timeline = tide_timeline_layout (f->model, &options, &style, WIDTH, HEIGHT);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  tide_timeline_free (f->timeline);
  tide_timeline_model_free (f->model);
  tide_history_free (f->history);
  tide_thresholds_free (f->thresholds);
  tide_library_free (f->library);
}

static void
add_sertraline (Fixture *f, const char *day0)
{
  TideCourse *course = fixture_add_course (&f->builder, TIDE_ARM_SSRI, "sertraline", day0);

  tide_record_set_text (&course->target_instrument, "ybocs");
  fixture_add_step (&f->builder, course, day0, 50);
}

static double
x_of (Fixture *f, gint64 utc)
{
  TideRect score = tide_timeline_get_score_area (f->timeline);
  gint64 from, to;

  tide_timeline_get_range (f->timeline, &from, &to);
  return score.x + (double) (utc - from) / (double) (to - from) * score.width;
}

/* Labels over the lowest 26 px of the score area, where ratings that are due are named. */
static guint
count_foot_labels (Fixture *f)
{
  TideRect score = tide_timeline_get_score_area (f->timeline);
  guint n, found = 0;
  const TideRect *labels = tide_timeline_get_labels (f->timeline, &n);

  for (guint i = 0; i < n; i++)
    {
      double middle = labels[i].y + labels[i].height / 2;

      found += labels[i].x >= score.x && labels[i].x < score.x + score.width
               && middle > score.y + score.height - 26 && middle < score.y + score.height;
    }
  return found;
}

static void
test_one_rating (Fixture *f, gconstpointer data)
{
  gint64 from, to, taken = fixture_instant ("2025-11-20T09:00").utc;

  fixture_add_ybocs (&f->builder, "2025-11-20T09:00", 29);
  lay_out (f, "ybocs");
  tide_timeline_get_range (f->timeline, &from, &to);
  g_assert_cmpint (to - from, >=, 56 * DAY);
  g_assert_cmpint (taken - from, >=, 27 * DAY);
  g_assert_cmpint (to - fixture_now ().utc, >=, 27 * DAY);
}

/* Sertraline from 24 November: weeks 4, 8 and 12, fourteen weeks in sight, however often it was rated before.
 */
static void
test_second_rating (Fixture *f, gconstpointer data)
{
  gint64 from, to;

  add_sertraline (f, "2025-11-24");
  fixture_add_ybocs (&f->builder, "2025-11-11T10:00", 29);
  fixture_add_ybocs (&f->builder, "2025-11-18T14:10", 28);
  lay_out (f, "ybocs");
  tide_timeline_get_range (f->timeline, &from, &to);
  g_assert_cmpint (ABS (to - (fixture_instant ("2025-11-24T00:00").utc + 98 * DAY)), <=, DAY);
  g_assert_cmpint (from, ==, fixture_instant ("2025-11-11T10:00").utc - 28 * DAY);
  g_assert_cmpuint (count_foot_labels (f), ==, 3);
}

static void
test_first_rating_of_the_course (Fixture *f, gconstpointer data)
{
  gint64 from, to;

  add_sertraline (f, "2025-10-27");
  fixture_add_ybocs (&f->builder, "2025-10-20T10:00", 29);
  fixture_add_ybocs (&f->builder, "2025-11-17T10:00", 24);
  lay_out (f, "ybocs");
  tide_timeline_get_range (f->timeline, &from, &to);
  g_assert_cmpint (to, <, fixture_instant ("2025-12-31T00:00").utc);
  g_assert_cmpuint (count_foot_labels (f), ==, 0);
}

/* Week 4 of a course from 27 October is 24 November, four days after today: its words stand beside both
 * lines. */
static void
test_no_line_through_words (Fixture *f, gconstpointer data)
{
  guint n;
  double today, due;
  TideRect score;

  add_sertraline (f, "2025-10-27");
  fixture_add_ybocs (&f->builder, "2025-10-20T10:00", 29);
  lay_out (f, "ybocs");
  g_assert_cmpuint (count_foot_labels (f), ==, 3);
  const TideRect *labels = tide_timeline_get_labels (f->timeline, &n);
  score = tide_timeline_get_score_area (f->timeline);
  today = x_of (f, fixture_now ().utc);
  due = x_of (f, fixture_instant ("2025-11-24T00:00").utc);
  for (guint i = 0; i < n; i++)
    {
      gboolean below_strip = labels[i].y > score.y && labels[i].y < score.y + score.height;
      gboolean of_today = labels[i].x < today && labels[i].x + labels[i].width > today;
      gboolean of_due = labels[i].x < due && labels[i].x + labels[i].width > due;

      g_assert_false (below_strip && of_today);
      g_assert_false (below_strip && of_due && labels[i].y > score.y + score.height - 30);
    }
}

/* PCL-5: "At or above the cut-point", "Below the cut-point"; a gutter of some 90 px holds neither in one
 * line. */
static void
test_long_bands (Fixture *f, gconstpointer data)
{
  guint n, n_right = 0;

  fixture_add_total (&f->builder, "pcl5", "2025-11-11T10:00", 50);
  fixture_add_total (&f->builder, "pcl5", "2025-11-18T10:00", 47);
  lay_out (f, "pcl5");
  const TideRect *labels = tide_timeline_get_labels (f->timeline, &n);
  TideRect score = tide_timeline_get_score_area (f->timeline);
  for (guint i = 0; i < n; i++)
    {
      if (labels[i].x < score.x + score.width || labels[i].y < score.y
          || labels[i].y > score.y + score.height)
        continue;
      n_right++;
      g_assert_cmpfloat (labels[i].x + labels[i].width, <=, WIDTH);
    }
  g_assert_cmpuint (n_right, ==, 4); /* two lines each */
}

/* Labels in the topmost 30 px of the score area whose middle is that of weeks @from to @to of a course from 4
 * August. */
static guint
count_effect_labels (Fixture *f, int from, int to)
{
  TideRect score = tide_timeline_get_score_area (f->timeline);
  gint64 day0 = fixture_instant ("2025-08-04T00:00").utc;
  double middle = (x_of (f, day0 + 7 * from * DAY) + x_of (f, day0 + 7 * to * DAY)) / 2;
  guint n, found = 0;
  const TideRect *labels = tide_timeline_get_labels (f->timeline, &n);

  for (guint i = 0; i < n; i++)
    found += labels[i].y >= score.y && labels[i].y + labels[i].height <= score.y + 32
             && ABS (labels[i].x + labels[i].width / 2 - middle) < 6;
  return found;
}

static void
add_rated_course (Fixture *f, TideArm arm, const char *agent)
{
  TideCourse *course = fixture_add_course (&f->builder, arm, agent, "2025-08-04");

  tide_record_set_text (&course->target_instrument, "ybocs");
  if (arm == TIDE_ARM_KETAMINE)
    fixture_add_session (&f->builder, course, "2025-08-04T10:00", TIDE_SESSION_HELD);
  fixture_add_ybocs (&f->builder, "2025-08-01T10:00", 29);
  fixture_add_ybocs (&f->builder, "2025-09-01T10:00", 24);
  fixture_add_ybocs (&f->builder, "2025-11-17T10:00", 20);
  lay_out (f, "ybocs");
}

/* Also once it is rated (F13): a therapy in weeks 4 to 12, a drug in weeks 8 to 12, ketamine within days. */
static void
test_usual_time_of_a_therapy (Fixture *f, gconstpointer data)
{
  add_rated_course (f, TIDE_ARM_CBT, "ERP");
  g_assert_cmpuint (count_effect_labels (f, 4, 12), ==, 2);
}

static void
test_usual_time_of_a_drug (Fixture *f, gconstpointer data)
{
  add_rated_course (f, TIDE_ARM_SSRI, "sertraline");
  g_assert_cmpuint (count_effect_labels (f, 8, 12), ==, 2);
  g_assert_cmpuint (count_effect_labels (f, 4, 12), ==, 0);
}

static void
test_ketamine_has_no_weeks (Fixture *f, gconstpointer data)
{
  add_rated_course (f, TIDE_ARM_KETAMINE, "ketamine");
  g_assert_cmpuint (count_effect_labels (f, 4, 12) + count_effect_labels (f, 8, 12), ==, 0);
}

#define ADD(name, func) g_test_add ("/figure/beginnings/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-rating-stands-in-weeks", test_one_rating);
  ADD ("a-second-rating-before-day-0-keeps-the-plan", test_second_rating);
  ADD ("the-first-rating-of-the-course-ends-the-plan", test_first_rating_of_the_course);
  ADD ("no-line-runs-through-what-is-due", test_no_line_through_words);
  ADD ("long-bands-take-two-lines", test_long_bands);
  ADD ("a-therapy-is-awaited-in-weeks-four-to-twelve", test_usual_time_of_a_therapy);
  ADD ("a-drug-is-awaited-in-weeks-eight-to-twelve", test_usual_time_of_a_drug);
  ADD ("ketamine-is-awaited-in-no-week", test_ketamine_has_no_weeks);
  return g_test_run ();
}

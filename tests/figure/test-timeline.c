/* test-timeline.c: the timeline of the synthetic patient TM-0417 says what the picture says; picking and the
 * walk by keys; ranges; patients with nothing, one thing, or things unknown.  Expected words and numbers come
 * from the pictures' fixture (screens.md, section 7) and from the calendar. */
#include "fixture-builder.h"
#include "fixture-lindqvist.h"
#include "tide-timeline.h"

#include <math.h>
#include <string.h>

#define MINUS "\342\210\222"
#define DOT " \302\267 "
#define WIDTH 967.0
#define HEIGHT 523.0

typedef struct
{
  TideLibrary *library;
  TideThresholds *thresholds;
  TideHistory *history;
  TideTimelineOptions options;
  TideStyle style;
  TideTimelineModel *model;
  TideTimeline *timeline;
} Fixture;

static void
lay_out (Fixture *f)
{
  g_clear_pointer (&f->timeline, tide_timeline_free);
  g_clear_pointer (&f->model, tide_timeline_model_free);
  f->model
    = tide_timeline_model_new (f->history, f->library, "ybocs", f->thresholds, fixture_now (), &f->options);
  f->timeline = tide_timeline_layout (f->model, &f->options, &f->style, WIDTH, HEIGHT);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->library = tide_library_new ();
  f->thresholds = tide_thresholds_new ();
  f->options = tide_timeline_options_default ();
  f->style = tide_style_default (TIDE_STYLE_LIGHT);
  f->history = data == NULL ? fixture_lindqvist_new (f->library) : NULL;
  if (f->history != NULL)
    lay_out (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->timeline, tide_timeline_free);
  g_clear_pointer (&f->model, tide_timeline_model_free);
  g_clear_pointer (&f->history, tide_history_free);
  tide_thresholds_free (f->thresholds);
  tide_library_free (f->library);
}

static gint64
utc_of (const char *iso)
{
  return fixture_instant (iso).utc;
}

static TidePick
pick_rating_at (Fixture *f, guint row, const char *iso)
{
  TidePick pick = { 0 };

  pick = tide_timeline_step (f->timeline, (TidePick){ .kind = TIDE_PICK_RATING, .row = row, .index = 0 },
                             TIDE_STEP_FIRST);
  for (guint i = 0; i < 100 && pick.utc < utc_of (iso); i++)
    pick = tide_timeline_step (f->timeline, pick, TIDE_STEP_NEXT);
  g_assert_cmpint (pick.utc, ==, utc_of (iso));
  return pick;
}

static void
assert_lines (Fixture *f, TidePick pick, const char *first, ...)
{
  g_autoptr (GPtrArray) lines = tide_timeline_describe_pick (f->timeline, pick);
  const char *expected = first;
  va_list rest;
  guint i = 0;

  va_start (rest, first);
  for (; expected != NULL; expected = va_arg (rest, const char *), i++)
    {
      g_assert_cmpuint (i, <, lines->len);
      g_assert_cmpstr (g_ptr_array_index (lines, i), ==, expected);
    }
  va_end (rest);
  g_assert_cmpuint (lines->len, ==, i);
}

/* --- words --- */

static void
test_tooltip (Fixture *f, gconstpointer data)
{
  /* The box in the picture, line by line, with the clause; a letter in brackets is drawn in its box. */
  assert_lines (f, pick_rating_at (f, 0, "2025-09-01T10:00"),
                "Mon 1 Sep 2025, 10:00" DOT "day 90, wk 12" DOT "8 doses, 9 sessions",
                "Y-BOCS 13, mild" DOT "obs 6 + comp 7", MINUS "15 from 28" DOT "53.6 %" DOT "Response",
                "CGI-I 2" DOT "R. Okafor, clinician",
                "By: fall of 35 % or more, and CGI-I 2 or less or not rated",
                "[R] Recall week overlaps infusion", NULL);
}

static void
test_tooltip_of_others (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) baseline
    = tide_timeline_describe_pick (f->timeline, pick_rating_at (f, 0, "2025-06-02T09:30"));
  TidePick step = tide_timeline_step (f->timeline, pick_rating_at (f, 1, "2024-09-23T09:15"), TIDE_STEP_DOWN);

  /* A baseline has no change and no percent of itself. */
  g_assert_cmpstr (g_ptr_array_index (baseline, 2), ==, "Baseline");
  g_assert_cmpint (step.kind, ==, TIDE_PICK_STEP);
  /* 30 September to 14 October are 14 days. */
  assert_lines (f, step, "From 30 Sep 2024", "Sertraline 50 mg/day", "for 14 days", NULL);
  step = tide_timeline_step (f->timeline, step, TIDE_STEP_LAST);
  assert_lines (f, step, "From 25 Nov 2024", "Sertraline 200 mg/day", "360 days so far", NULL);
}

static void
test_summary (Fixture *f, gconstpointer data)
{
  g_autofree char *summary = tide_timeline_model_dup_summary (f->model);

  g_assert_cmpstr (summary, ==, "Y-BOCS, 18 ratings, baseline 28, last 26, relapse");
}

/* --- picking --- */

static void
test_pick_nearest (Fixture *f, gconstpointer data)
{
  TidePick wanted = pick_rating_at (f, 0, "2025-03-31T09:30");
  TidePick got = tide_timeline_pick (f->timeline, wanted.x + 3, wanted.y - 4);

  g_assert_cmpint (got.record_id, ==, wanted.record_id);
  g_assert_cmpint (got.kind, ==, TIDE_PICK_RATING);
  /* x counts twice: 13 px beside are 26, beyond the reach of 24; 23 px below are within. */
  g_assert_cmpint (tide_timeline_pick (f->timeline, wanted.x + 13, wanted.y).kind, ==, TIDE_PICK_NONE);
  g_assert_cmpint (tide_timeline_pick (f->timeline, wanted.x, wanted.y + 23).record_id, ==, wanted.record_id);
  g_assert_cmpint (tide_timeline_pick (f->timeline, wanted.x, wanted.y + 25).kind, ==, TIDE_PICK_NONE);
  g_assert_cmpint (tide_timeline_pick (f->timeline, 20, wanted.y).kind, ==, TIDE_PICK_NONE); /* the gutter */
}

static void
test_pick_every_point (Fixture *f, gconstpointer data)
{
  for (guint row = 0; row < 2; row++)
    {
      TidePick at = { .kind = TIDE_PICK_RATING, .row = row };
      TidePick last = tide_timeline_step (f->timeline, at, TIDE_STEP_LAST);

      for (at = tide_timeline_step (f->timeline, at, TIDE_STEP_FIRST);;
           at = tide_timeline_step (f->timeline, at, TIDE_STEP_NEXT))
        {
          TidePick got = tide_timeline_pick (f->timeline, at.x, at.y);
          TidePick again = tide_timeline_pick_record (f->timeline, at.kind, at.record_id);

          g_assert_cmpint (got.record_id, ==, at.record_id);
          g_assert_cmpfloat (again.x, ==, at.x);
          if (at.index == last.index)
            break;
        }
    }
}

static void
test_pick_lanes (Fixture *f, gconstpointer data)
{
  /* Rows 2, 3, 4: sertraline, ERP, ketamine. */
  TidePick session = tide_timeline_pick_record (
    f->timeline, TIDE_PICK_SESSION, ((TideSession *) g_ptr_array_index (f->history->sessions, 0))->base.id);
  TidePick got = tide_timeline_pick (f->timeline, session.x + 1, session.y + 5);
  TidePick step
    = tide_timeline_step (f->timeline, (TidePick){ .kind = TIDE_PICK_STEP, .row = 2 }, TIDE_STEP_LAST);

  g_assert_cmpint (got.kind, ==, TIDE_PICK_SESSION);
  g_assert_cmpint (got.record_id, ==, session.record_id);
  /* Over a dose the step of that time is meant, however far its start. */
  got = tide_timeline_pick (f->timeline, step.x + 400, step.y);
  g_assert_cmpint (got.kind, ==, TIDE_PICK_STEP);
  g_assert_cmpint (got.record_id, ==, step.record_id);
  g_assert_cmpint (tide_timeline_pick (f->timeline, 110, step.y).kind, ==,
                   TIDE_PICK_NONE); /* before the first step */
}

/* --- keyboard --- */

static void
test_walk (Fixture *f, gconstpointer data)
{
  TidePick none = { 0 }, at = tide_timeline_step (f->timeline, none, TIDE_STEP_NEXT);

  /* Out of nowhere: the last rating. 18 ratings walk back and stop at the first. */
  g_assert_cmpint (at.utc, ==, utc_of ("2025-11-17T09:20"));
  for (guint i = 0; i < 17; i++)
    {
      TidePick before = tide_timeline_step (f->timeline, at, TIDE_STEP_PREVIOUS);

      g_assert_cmpint (before.utc, <, at.utc);
      at = before;
    }
  g_assert_cmpuint (at.index, ==, 0);
  g_assert_cmpuint (tide_timeline_step (f->timeline, at, TIDE_STEP_PREVIOUS).index, ==, 0);
  g_assert_cmpuint (tide_timeline_step (f->timeline, at, TIDE_STEP_LAST).index, ==, 17);
}

static void
test_walk_down (Fixture *f, gconstpointer data)
{
  static const TidePickKind kinds[]
    = { TIDE_PICK_RATING, TIDE_PICK_STEP, TIDE_PICK_SESSION, TIDE_PICK_SESSION, TIDE_PICK_EVENT };
  TidePick at = pick_rating_at (f, 0, "2025-09-01T10:00");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      at = tide_timeline_step (f->timeline, at, TIDE_STEP_DOWN);
      g_assert_cmpint (at.kind, ==, kinds[i]);
      g_assert_cmpuint (at.row, ==, i + 1);
      if (i == 2) /* the ERP session of 1 September, 14:00 */
        g_assert_cmpint (tide_instant_get_date (((TideInstant){ at.utc, 120, TIDE_PRECISION_MINUTE })), <=,
                         fixture_date ("2025-09-22"));
    }
  g_assert_cmpint (tide_timeline_step (f->timeline, at, TIDE_STEP_DOWN).kind, ==,
                   TIDE_PICK_EVENT); /* the last row */
  for (guint i = 0; i < 8; i++)
    at = tide_timeline_step (f->timeline, at, TIDE_STEP_UP);
  g_assert_cmpuint (at.row, ==, 0);
}

static void
test_tip_off_the_point (Fixture *f, gconstpointer data)
{
  TidePick at = { .kind = TIDE_PICK_RATING };

  for (guint i = 0; i < 18; i++)
    {
      double x, y;

      at = tide_timeline_step (f->timeline, (TidePick){ .kind = TIDE_PICK_RATING, .index = i },
                               TIDE_STEP_PREVIOUS);
      tide_timeline_place_tip (f->timeline, at, 200, 90, &x, &y);
      g_assert_false (at.x >= x && at.x <= x + 200 && at.y >= y && at.y <= y + 90);
      g_assert_true (x >= 0 && y >= 0 && x + 200 <= WIDTH && y + 90 <= HEIGHT);
    }
}

/* --- ranges --- */

static void
test_ranges (Fixture *f, gconstpointer data)
{
  gint64 from, to;

  tide_timeline_get_range (f->timeline, &from, &to);
  g_assert_cmpint (from, <, utc_of ("2024-09-23T09:30"));
  g_assert_cmpint (to, >, fixture_now ().utc);
  f->options.range = TIDE_RANGE_6M;
  lay_out (f);
  tide_timeline_get_range (f->timeline, &from, &to);
  g_assert_cmpint (from, ==, utc_of ("2025-05-20T14:32")); /* six months before 20 November, 14:32 */
  g_assert_cmpint (to, >, fixture_now ().utc);
  f->options.range = TIDE_RANGE_1M;
  lay_out (f);
  tide_timeline_get_range (f->timeline, &from, &to);
  g_assert_cmpint (from, ==, utc_of ("2025-10-20T14:32"));
}

static void
test_zoom (Fixture *f, gconstpointer data)
{
  static const gint64 spans[]
    = { 86400, 7 * 86400, (gint64) 30 * 365 * 86400, 60, (gint64) 300 * 365 * 86400 };

  f->options.range = TIDE_RANGE_CUSTOM;
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      TidePick none = { 0 }, last;
      gint64 from, to;
      guint n;

      f->options.from_utc = utc_of ("2025-06-03T00:00") - spans[i] / 3;
      f->options.to_utc = f->options.from_utc + spans[i];
      lay_out (f);
      tide_timeline_get_range (f->timeline, &from, &to);
      g_assert_cmpint (to - from, ==, spans[i]);
      tide_timeline_get_labels (f->timeline, &n);
      g_assert_cmpuint (n, >, 10);
      /* x and back to time, within what a double can tell. */
      last = tide_timeline_step (f->timeline, none, TIDE_STEP_LAST);
      g_assert_cmpint (last.utc, ==, utc_of ("2025-11-17T09:20"));
      g_assert_cmpint (ABS (tide_timeline_get_utc_at (f->timeline, last.x) - last.utc), <=,
                       spans[i] / 1000 + 1);
    }
}

static void
test_walk_leaves_the_range (Fixture *f, gconstpointer data)
{
  TidePick first;

  f->options.range = TIDE_RANGE_1M;
  lay_out (f);
  first
    = tide_timeline_step (f->timeline, (TidePick){ .kind = TIDE_PICK_RATING, .index = 5 }, TIDE_STEP_FIRST);
  g_assert_cmpint (first.utc, ==, utc_of ("2024-09-23T09:30"));
  g_assert_cmpfloat (first.x, <, 0); /* out of sight to the left: the window pans after it */
}

/* --- second scale --- */

static void
test_second_scale (Fixture *f, gconstpointer data)
{
  TidePick second = pick_rating_at (f, 1, "2025-06-27T09:15"),
           first = pick_rating_at (f, 0, "2025-06-27T09:30");

  /* PHQ-9 is taken by itself, and stands below the whole first area. */
  g_assert_cmpfloat (second.y, >, first.y + 60);
  f->options.second_instrument = "";
  lay_out (f);
  g_assert_cmpint (
    tide_timeline_step (f->timeline, (TidePick){ .kind = TIDE_PICK_RATING, .row = 1 }, TIDE_STEP_FIRST).row,
    ==, 0);
  f->options.second_instrument = NULL;
  f->options.overlay_percent = TRUE;
  lay_out (f);
  /* Both baselines are 100 % at the same height: Y-BOCS 28 and PHQ-9 15 on 2 June. */
  first = pick_rating_at (f, 0, "2025-06-02T09:30");
  second = tide_timeline_step (f->timeline, first, TIDE_STEP_DOWN);
  g_assert_cmpuint (second.row, ==, 1);
  g_assert_cmpfloat_with_epsilon (first.y, second.y, 0.01);
}

/* --- little or nothing --- */

static void
test_nothing (Fixture *f, gconstpointer data)
{
  TidePick none = { 0 };
  g_autofree char *summary = NULL;
  FixtureBuilder builder;

  fixture_begin (&builder, f->library, "TM-1", "No", "Body", "1990-01-01", TIDE_SEX_UNKNOWN);
  f->history = fixture_end (&builder);
  lay_out (f);
  summary = tide_timeline_model_dup_summary (f->model);
  g_assert_cmpstr (summary, ==, "Y-BOCS, no ratings yet");
  g_assert_cmpint (tide_timeline_step (f->timeline, none, TIDE_STEP_NEXT).kind, ==, TIDE_PICK_NONE);
  g_assert_cmpint (tide_timeline_pick (f->timeline, 400, 200).kind, ==, TIDE_PICK_NONE);
}

static void
test_one_rating (Fixture *f, gconstpointer data)
{
  g_autofree char *summary = NULL;
  gint64 from, to;

  f->history = fixture_farouk_new (f->library);
  lay_out (f);
  summary = tide_timeline_model_dup_summary (f->model);
  g_assert_cmpstr (summary, ==, "Y-BOCS, 1 rating, baseline 29, last 29, baseline");
  /* 4 weeks before the rating of 18 November, 14 weeks after day 0 on 24 November. */
  tide_timeline_get_range (f->timeline, &from, &to);
  g_assert_cmpint (from, ==, utc_of ("2025-11-18T14:10") - 28 * 86400);
  g_assert_cmpint (ABS (to - (utc_of ("2025-11-24T00:00") + 98 * 86400)), <=, 86400);
}

static void
test_all_missing (Fixture *f, gconstpointer data)
{
  FixtureBuilder builder;
  TideAssessmentData *rating;

  fixture_begin (&builder, f->library, "TM-2", "All", "Missing", "1990-01-01", TIDE_SEX_UNKNOWN);
  for (guint day = 10; day < 20; day++)
    {
      g_autofree char *taken = g_strdup_printf ("2025-03-%uT10:00", day);

      rating = fixture_add_total (&builder, "ybocs", taken, 20);
      rating->total = NAN;
      tide_record_set_text (&rating->answers, "1=-;2=-");
      tide_record_set_text (&rating->scores, "total=!");
    }
  f->history = fixture_end (&builder);
  lay_out (f);
  g_assert_cmpuint (tide_timeline_model_get_outcome (f->model)->n_visits, ==, 0);
}

static void
test_unknown_numbers (Fixture *f, gconstpointer data)
{
  FixtureBuilder builder;
  TideCourse *drug, *ketamine, *undated;
  TideSession *session;
  TidePick pick;

  fixture_begin (&builder, f->library, "TM-3", "Un", "Known", "1990-01-01", TIDE_SEX_UNKNOWN);
  drug = fixture_add_course (&builder, TIDE_ARM_SSRI, "sertraline", "2025-03-01");
  ketamine = fixture_add_course (&builder, TIDE_ARM_KETAMINE, "ketamine", "2025-05-01");
  undated = fixture_add_course (&builder, TIDE_ARM_SSRI, "paroxetine", "2025-05-01");
  undated->started_on = TIDE_DATE_UNKNOWN;
  fixture_add_step (&builder, drug, "2025-03-01", NAN);
  session = fixture_add_session (&builder, ketamine, "2025-05-01T09:00", TIDE_SESSION_HELD);
  session->dose_mg = session->dose_mg_per_kg = session->minutes = NAN;
  fixture_add_session (&builder, ketamine, "2025-05-03T09:00", TIDE_SESSION_UNKNOWN);
  fixture_add_ybocs (&builder, "2025-02-28T10:00", 25);
  fixture_add_ybocs (&builder, "2025-05-28T10:00", 0);
  f->history = fixture_end (&builder);
  lay_out (f);
  pick = tide_timeline_step (f->timeline, pick_rating_at (f, 0, "2025-02-28T10:00"), TIDE_STEP_DOWN);
  assert_lines (f, pick, "From 1 Mar 2025", "Sertraline, dose not recorded", "264 days so far", NULL);
  pick = tide_timeline_step (f->timeline, tide_timeline_step (f->timeline, pick, TIDE_STEP_DOWN),
                             TIDE_STEP_LAST);
  assert_lines (f, pick, "Sat 3 May 2025, 09:00", "Ketamine, dose 2, not known whether held", NULL);
  /* A course without a start has no place in time: two lanes, not three. */
  g_assert_cmpuint (pick.row, ==, 3);
  g_assert_cmpuint (tide_timeline_step (f->timeline, pick, TIDE_STEP_DOWN).row, ==, 3);
}

static void
test_unknown_scale (Fixture *f, gconstpointer data)
{
  g_autoptr (TideTimelineModel) model = NULL;
  g_autoptr (TideTimeline) timeline = NULL;

  f->history = fixture_lindqvist_new (f->library);
  model = tide_timeline_model_new (f->history, f->library, "no-such-scale", f->thresholds, fixture_now (),
                                   &f->options);
  timeline = tide_timeline_layout (model, &f->options, &f->style, WIDTH, HEIGHT);
  g_assert_null (tide_timeline_model_get_outcome (model));
  g_assert_cmpint (tide_timeline_step (timeline, (TidePick){ 0 }, TIDE_STEP_NEXT).kind, !=, TIDE_PICK_NONE);
}

static void
test_lane_scroll (Fixture *f, gconstpointer data)
{
  FixtureBuilder builder;
  double y, height, far;

  fixture_begin (&builder, f->library, "TM-4", "Many", "Lanes", "1990-01-01", TIDE_SEX_UNKNOWN);
  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *agent = g_strdup_printf ("agent %u", i);

      fixture_add_step (&builder, fixture_add_course (&builder, TIDE_ARM_AUGMENTATION, agent, "2025-03-01"),
                        "2025-03-01", 10);
    }
  f->history = fixture_end (&builder);
  lay_out (f);
  /* Seven lanes of 42 in an area of 190. */
  far = tide_timeline_get_lane_scroll (f->timeline, &y, &height);
  g_assert_cmpfloat_with_epsilon (height, 190, 0.01);
  g_assert_cmpfloat_with_epsilon (far, 7 * 42 - 190, 0.01);
  g_assert_cmpint (tide_timeline_pick (f->timeline, 600, y + 100).kind, ==, TIDE_PICK_STEP);
  {
    gint64 before = tide_timeline_pick (f->timeline, 600, y + 100).record_id;

    f->options.lane_offset = far;
    lay_out (f);
    g_assert_cmpint (tide_timeline_pick (f->timeline, 600, y + 100).record_id, !=, before);
  }
}

/* --- two courses at once --- */

/* Sertraline from 10 January with a baseline of 28, CBT beside it from 1 June without a rating in the 28 days
 * before (clinical.md 3.2): what is rated then is measured against nothing. */
static void
test_a_course_without_its_own_baseline (Fixture *f, gconstpointer data)
{
  FixtureBuilder b;
  g_autoptr (GPtrArray) tip = NULL;
  g_autofree char *summary = NULL;

  fixture_begin (&b, f->library, "TM-7", "Two", "Courses", "1980-01-01", TIDE_SEX_FEMALE);
  fixture_add_step (&b, fixture_add_course (&b, TIDE_ARM_SSRI, "sertraline", "2025-01-10"), "2025-01-10",
                    200);
  fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2025-06-01");
  fixture_add_ybocs (&b, "2025-01-08T09:00", 28);
  fixture_add_ybocs (&b, "2025-04-20T09:00", 24);
  fixture_add_ybocs (&b, "2025-10-20T09:00", 20);
  f->history = fixture_end (&b);
  lay_out (f);
  tip = tide_timeline_describe_pick (f->timeline, pick_rating_at (f, 0, "2025-10-20T09:00"));
  g_assert_cmpstr (g_ptr_array_index (tip, 2), ==, "No baseline");
  summary = tide_timeline_model_dup_summary (f->model);
  g_assert_cmpstr (summary, ==, "Y-BOCS, 3 ratings, last 20"); /* 28 is not this course's */
}

/* Rated on day 2 about the last week, which began before the first dose: it tells no time (clinical.md 3.4);
 * on day 9 it does. */
static void
test_what_recalls_the_time_before_tells_no_time (Fixture *f, gconstpointer data)
{
  FixtureBuilder b;

  fixture_begin (&b, f->library, "TM-8", "Early", "Rating", "1980-01-01", TIDE_SEX_FEMALE);
  fixture_add_session (&b, fixture_add_course (&b, TIDE_ARM_KETAMINE, "ketamine", "2025-06-02"),
                       "2025-06-02T10:00", TIDE_SESSION_HELD);
  fixture_add_ybocs (&b, "2025-05-30T09:00", 28);
  fixture_add_ybocs (&b, "2025-06-04T11:00", 22);
  fixture_add_ybocs (&b, "2025-06-11T11:00", 17);
  f->history = fixture_end (&b);
  lay_out (f);
  g_autoptr (GPtrArray) early
    = tide_timeline_describe_pick (f->timeline, pick_rating_at (f, 0, "2025-06-04T11:00"));
  g_autoptr (GPtrArray) late
    = tide_timeline_describe_pick (f->timeline, pick_rating_at (f, 0, "2025-06-11T11:00"));
  g_assert_true (g_ptr_array_find_with_equal_func (early, "Left out of time to response", g_str_equal, NULL));
  g_assert_false (g_ptr_array_find_with_equal_func (late, "Left out of time to response", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (
    late, "By: fall of 35 % or more, and CGI-I 2 or less or not rated · score only", g_str_equal, NULL));
}

/* Of two ratings of one day the clinician's counts (clinical.md 3.4): it is the last one. */
static void
test_what_is_passed_over_is_not_the_last (Fixture *f, gconstpointer data)
{
  FixtureBuilder b;
  g_autofree char *summary = NULL;

  fixture_begin (&b, f->library, "TM-8", "One", "Day", "1980-01-01", TIDE_SEX_FEMALE);
  fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2025-06-01");
  fixture_add_ybocs (&b, "2025-05-30T09:00", 28);
  fixture_add_ybocs (&b, "2025-10-20T09:00", 26);
  fixture_add_ybocs (&b, "2025-10-20T15:00", 10)->rater_type = TIDE_RATER_SELF;
  f->history = fixture_end (&b);
  lay_out (f);
  summary = tide_timeline_model_dup_summary (f->model);
  g_assert_nonnull (strstr (summary, "last 26, no response"));
}

/* Two ratings of 10 under a baseline of 16, 100 days apart: the words of the gap would stand on the response
 * line, 16 × 0.65 = 10.4. */
static void
test_words_of_a_gap_keep_off_the_lines (Fixture *f, gconstpointer data)
{
  FixtureBuilder b;
  TideRect area;
  const TideRect *labels;
  guint n, n_inside = 0;

  fixture_begin (&b, f->library, "TM-9", "Long", "Gap", "1980-01-01", TIDE_SEX_FEMALE);
  fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2025-01-10");
  fixture_add_ybocs (&b, "2025-01-08T09:00", 16);
  fixture_add_ybocs (&b, "2025-02-20T09:00", 10);
  fixture_add_ybocs (&b, "2025-05-31T09:00", 10);
  fixture_add_ybocs (&b, "2025-11-10T09:00", 10);
  f->history = fixture_end (&b);
  lay_out (f);
  area = tide_timeline_get_score_area (f->timeline);
  labels = tide_timeline_get_labels (f->timeline, &n);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < 2; k++)
      {
        double y = area.y + area.height * (1 - (k == 0 ? 10.4 : 12.0) / 40);

        if (labels[i].x < area.x + 40 || labels[i].x + labels[i].width > area.x + area.width
            || labels[i].y < area.y || labels[i].y + labels[i].height > area.y + area.height)
          continue;
        n_inside++;
        g_assert_false (labels[i].y < y && y < labels[i].y + labels[i].height);
      }
  g_assert_cmpuint (n_inside, >=, 2 * 4); /* two gaps of two lines of words */
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
#define ADD_EMPTY(name, func) g_test_add (name, Fixture, "", set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/figure/timeline/tooltip-is-the-picture-s", test_tooltip);
  ADD ("/figure/timeline/tooltips-of-baseline-and-dose", test_tooltip_of_others);
  ADD ("/figure/timeline/summary-for-a-screen-reader", test_summary);
  ADD ("/figure/timeline/the-nearest-point-within-reach", test_pick_nearest);
  ADD ("/figure/timeline/every-point-is-picked-where-it-stands", test_pick_every_point);
  ADD ("/figure/timeline/lanes-are-picked-by-session-and-step", test_pick_lanes);
  ADD ("/figure/timeline/keys-walk-in-order-of-time", test_walk);
  ADD ("/figure/timeline/keys-walk-down-the-lanes", test_walk_down);
  ADD ("/figure/timeline/the-tip-never-covers-its-point", test_tip_off_the_point);
  ADD ("/figure/timeline/ranges-count-back-from-today", test_ranges);
  ADD ("/figure/timeline/from-a-minute-to-centuries", test_zoom);
  ADD ("/figure/timeline/the-walk-leaves-the-range", test_walk_leaves_the_range);
  ADD ("/figure/timeline/the-second-scale-has-its-own-strip", test_second_scale);
  ADD_EMPTY ("/figure/timeline/no-record-at-all", test_nothing);
  ADD_EMPTY ("/figure/timeline/one-rating-and-a-plan", test_one_rating);
  ADD_EMPTY ("/figure/timeline/all-answers-missing-are-no-points", test_all_missing);
  ADD_EMPTY ("/figure/timeline/unknown-numbers-stay-unknown", test_unknown_numbers);
  ADD_EMPTY ("/figure/timeline/an-unknown-scale-still-shows-lanes", test_unknown_scale);
  ADD_EMPTY ("/figure/timeline/a-course-without-its-own-baseline-has-none",
             test_a_course_without_its_own_baseline);
  ADD_EMPTY ("/figure/timeline/what-recalls-the-time-before-tells-no-time",
             test_what_recalls_the_time_before_tells_no_time);
  ADD_EMPTY ("/figure/timeline/what-is-passed-over-is-not-the-last",
             test_what_is_passed_over_is_not_the_last);
  ADD_EMPTY ("/figure/timeline/words-of-a-gap-keep-off-the-lines", test_words_of_a_gap_keep_off_the_lines);
  ADD_EMPTY ("/figure/timeline/more-than-five-lanes-scroll", test_lane_scroll);
  return g_test_run ();
}

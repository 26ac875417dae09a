/* test-own-courses.c: the comparison within a patient: numbers and words of each course, marks that are
 * switched off, axes, labels that never meet, and the walk along the ratings. */
#include <math.h>
#include <string.h>

#include "fixture-builder.h"
#include "tide-arm-style.h"
#include "tide-own-figure.h"

static TideLibrary *library;
static TideThresholds *thresholds;

static TideOwnCourses *
courses_of (const TideHistory *history, guint marks_off, const char *now)
{
  return tide_own_courses_new (history, tide_library_lookup (library, "ybocs"), thresholds,
                               fixture_instant (now), marks_off, "EUR");
}

static void
assert_cell (const TideOwnCourses *courses, TideOwnRow row, guint course, const char *expected)
{
  TideOwnCell cell = tide_own_courses_make_cell (courses, row, course);
  g_autofree char *text = tide_own_cell_dup_text (&cell);
  g_assert_cmpstr (text, ==, expected);
  tide_own_cell_clear (&cell);
}

static void
give_ketamine (FixtureBuilder *builder, const TideCourse *course, const char *const *days, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      TideSession *session = fixture_add_session (builder, course, days[i], TIDE_SESSION_HELD);
      session->dose_mg_per_kg = 0.5;
      session->minutes = 40;
    }
}

/* clinical.md 3.8: B = 28 at t = -2, then 1: 20, 7: 17, 14: 16, 28: 19, 42: 25. */
static TideHistory *
make_worked_course (void)
{
  FixtureBuilder builder;
  static const char *const dose[] = { "2025-03-03" };
  fixture_begin (&builder, library, "TM-1", "Ada", "Probe", "1980-01-01", TIDE_SEX_FEMALE);
  fixture_add_diagnosis (&builder, "F42.2", "OCD", TRUE);
  TideCourse *course = fixture_add_course (&builder, TIDE_ARM_KETAMINE, "ketamine", "2025-03-03");
  course->ended_on = fixture_date ("2025-03-03");
  give_ketamine (&builder, course, dose, 1);
  fixture_add_ybocs (&builder, "2025-03-01", 28);
  fixture_add_ybocs (&builder, "2025-03-04", 20);
  fixture_add_ybocs (&builder, "2025-03-10", 17);
  fixture_add_ybocs (&builder, "2025-03-17", 16);
  fixture_add_ybocs (&builder, "2025-03-31", 19);
  fixture_add_ybocs (&builder, "2025-04-14", 25);
  return fixture_end (&builder);
}

/* Day 1 reaches back before the dose and dates nothing, so the response lies after day 0 and by day 7.  It is
 * lost in (14, 28]: at least 14 - 7 = 7 days, at most 28 - 0 = 28 days, which is 4 weeks. */
static void
the_worked_course_reads_as_its_paper_says (void)
{
  g_autoptr (TideHistory) history = make_worked_course ();
  g_autoptr (TideOwnCourses) courses = courses_of (history, 0, "2025-06-01");
  g_assert_cmpuint (tide_own_courses_get_n (courses), ==, 1);
  assert_cell (courses, TIDE_OWN_SPEED, 0, "day 0 to day 7 · after 1 dose; 1 not counted, recall");
  assert_cell (courses, TIDE_OWN_DEPTH, 0, "28 → 16 · −43 %, day 14 · response by score");
  assert_cell (courses, TIDE_OWN_DURATION, 0, "1 to 4 wk · lost by wk 4");
  assert_cell (courses, TIDE_OWN_BURDEN, 0, "no unwanted effect recorded");
  assert_cell (courses, TIDE_OWN_COST, 0, "– · no price recorded");
  /* The clause that decided stands beside each state: day 7, 17 of 28 is a fall of 39 %; a baseline has none.
   */
  const TideOwnCourse *course = tide_own_courses_get (courses, 0);
  g_autofree char *clause
    = tide_own_courses_dup_clause (courses, course, &g_array_index (course->points, TideOwnPoint, 2));
  g_assert_cmpstr (clause, ==, "fall of 35 % or more, and CGI-I 2 or less or not rated");
  g_assert_null (
    tide_own_courses_dup_clause (courses, course, &g_array_index (course->points, TideOwnPoint, 0)));
}

static void
a_mark_that_is_off_leaves_its_ratings_out_and_counts_them (void)
{
  g_autoptr (TideHistory) history = make_worked_course ();
  g_autoptr (TideOwnCourses) on = courses_of (history, 0, "2025-06-01"),
                             off = courses_of (history, TIDE_MARK_RECALL, "2025-06-01");
  g_assert_cmpuint (tide_own_courses_get (on, 0)->points->len, ==, 6);
  g_assert_cmpuint (tide_own_courses_get (off, 0)->points->len, ==, 5);
  g_assert_cmpuint (tide_own_courses_count_mark (on, TIDE_MARK_RECALL), ==, 1);
  /* The switch still says how many there are. */
  g_assert_cmpuint (tide_own_courses_count_mark (off, TIDE_MARK_RECALL), ==, 1);
  g_assert_cmpuint (tide_own_courses_count_left_out (on), ==, 0);
  g_assert_cmpuint (tide_own_courses_count_left_out (off), ==, 1);
  assert_cell (off, TIDE_OWN_SPEED, 0, "day 0 to day 7 · after 1 dose");
  g_autofree char *caption = tide_own_courses_dup_caption (off, TRUE);
  g_assert_cmpstr (caption, ==,
                   "Y-BOCS, % of each course’s own baseline (28); hollow: marked; 1 rating left out (R)");
}

/* Sertraline since 40 days before the ketamine, which is neither one treatment with it (28 days) nor
 * background (56 days), ends 10 days into it: day 8 stands under both.  Without it the response is first seen
 * on day 21. */
static TideHistory *
make_overlap (void)
{
  FixtureBuilder builder;
  static const char *const doses[] = { "2025-03-03" };
  fixture_begin (&builder, library, "TM-2", "Ada", "Probe", "1980-01-01", TIDE_SEX_FEMALE);
  fixture_add_diagnosis (&builder, "F42.2", "OCD", TRUE);
  TideCourse *ssri = fixture_add_course (&builder, TIDE_ARM_SSRI, "sertraline", "2025-01-22");
  ssri->ended_on = fixture_date ("2025-03-13");
  fixture_add_step (&builder, ssri, "2025-01-22", 100);
  TideCourse *ketamine = fixture_add_course (&builder, TIDE_ARM_KETAMINE, "ketamine", "2025-03-03");
  ketamine->ended_on = fixture_date ("2025-03-25");
  give_ketamine (&builder, ketamine, doses, 1);
  fixture_add_ybocs (&builder, "2025-01-20", 30);
  fixture_add_ybocs (&builder, "2025-03-02", 28);
  fixture_add_ybocs (&builder, "2025-03-11", 17);
  fixture_add_ybocs (&builder, "2025-03-24", 17);
  return fixture_end (&builder);
}

static void
speed_and_depth_follow_the_switch (void)
{
  g_autoptr (TideHistory) history = make_overlap ();
  g_autoptr (TideOwnCourses) on = courses_of (history, 0, "2025-06-01"),
                             off = courses_of (history, TIDE_MARK_OVERLAP, "2025-06-01");
  const TideOwnCourse *course = tide_own_courses_get (on, 1);
  g_assert_cmpuint (course->overlaps->len, ==, 1);
  g_assert_cmpfloat (g_array_index (course->overlaps, TideOwnSpan, 0).until_days, ==, 10);
  TideOwnCell cell = tide_own_courses_make_cell (on, TIDE_OWN_SPEED, 1);
  g_assert_cmpstr (cell.lead, ==, "day 0 to day 8");
  g_assert_true ((cell.marks & TIDE_MARK_OVERLAP) != 0);
  tide_own_cell_clear (&cell);
  cell = tide_own_courses_make_cell (off, TIDE_OWN_SPEED, 1);
  g_assert_cmpstr (cell.lead, ==, "day 0 to day 21");
  tide_own_cell_clear (&cell);
  /* The baseline of the ketamine course was taken under sertraline alone and stays. */
  g_assert_cmpfloat (tide_own_courses_get (off, 1)->period->baseline_value, ==, 28);
}

/* Sertraline, ketamine, then ERP two weeks after the last dose: its baseline is marked C and stays. */
static TideHistory *
make_three (void)
{
  FixtureBuilder builder;
  static const char *const doses[] = { "2024-02-05", "2024-02-08", "2024-02-12", "2024-02-15", "2024-04-08" };
  static const int sertraline[] = { 26, 25, 24, 22, 23, 21, 20, 21 },
                   weeks[] = { 4, 6, 8, 12, 16, 24, 36, 48 };
  fixture_begin (&builder, library, "TM-3", "Ada", "Probe", "1980-01-01", TIDE_SEX_FEMALE);
  fixture_add_diagnosis (&builder, "F42.2", "OCD", TRUE);
  TideCourse *ssri = fixture_add_course (&builder, TIDE_ARM_SSRI, "sertraline", "2023-01-16");
  ssri->ended_on = fixture_date ("2024-01-20");
  fixture_add_step (&builder, ssri, "2023-01-16", 50);
  fixture_add_step (&builder, ssri, "2023-01-30", 200);
  fixture_add_ybocs (&builder, "2023-01-14", 29);
  for (guint i = 0; i < G_N_ELEMENTS (weeks); i++)
    {
      g_autofree char *day = tide_date_to_iso (fixture_date ("2023-01-16") + 7 * weeks[i]);
      fixture_add_ybocs (&builder, day, sertraline[i]);
    }
  TideCourse *ketamine = fixture_add_course (&builder, TIDE_ARM_KETAMINE, "ketamine", "2024-02-05");
  ketamine->ended_on = fixture_date ("2024-04-08");
  give_ketamine (&builder, ketamine, doses, G_N_ELEMENTS (doses));
  fixture_add_ybocs (&builder, "2024-02-04", 27);
  fixture_add_ybocs (&builder, "2024-02-12", 18);
  fixture_add_ybocs (&builder, "2024-02-26", 15);
  fixture_add_ybocs (&builder, "2024-04-01", 23);
  TideCourse *cbt = fixture_add_course (&builder, TIDE_ARM_CBT, "ERP", "2024-04-22");
  cbt->ended_on = fixture_date ("2024-08-05");
  for (guint i = 0; i < 15; i++)
    {
      g_autofree char *day = tide_date_to_iso (fixture_date ("2024-04-22") + 7 * (int) i);
      fixture_add_session (&builder, cbt, day, TIDE_SESSION_HELD);
    }
  fixture_add_ybocs (&builder, "2024-04-22", 19);
  fixture_add_ybocs (&builder, "2024-05-06", 16);
  fixture_add_ybocs (&builder, "2024-06-17", 12);
  fixture_add_ybocs (&builder, "2024-08-12", 9);
  fixture_add_ybocs (&builder, "2025-06-13", 10);
  return fixture_end (&builder);
}

static void
a_marked_baseline_stays_and_is_told (void)
{
  g_autoptr (TideHistory) history = make_three ();
  g_autoptr (TideOwnCourses) courses = courses_of (history, TIDE_MARK_CARRY_OVER, "2025-12-01");
  g_autofree char *warning = tide_own_courses_dup_baseline_warning (courses);
  g_assert_cmpuint (tide_own_courses_get_n (courses), ==, 3);
  g_assert_cmpfloat (tide_own_courses_get (courses, 2)->period->baseline_value, ==, 19);
  g_assert_nonnull (warning);
  /* 8 April to 22 April. */
  g_assert_true (
    g_str_has_prefix (warning, "The baseline 19 of CBT / ERP is itself marked C.\tIt was taken 14 days"));
  assert_cell (courses, TIDE_OWN_SPEED, 0, "no response in 48 wk · rated 8 times");
  assert_cell (courses, TIDE_OWN_DURATION, 0, "– · no response to lose");
}

/* --- drawing --- */

static TideOwnFigure *
lay_out (const TideOwnCourses *courses, TideOwnOptions options, TideStyleKind kind, double scale,
         double width)
{
  TideStyle style = tide_style_default (kind);
  style.text_scale = scale;
  double height = tide_own_figure_get_natural_height (courses, &options, &style);
  return tide_own_figure_layout (courses, &options, &style, width, height);
}

static gboolean
meet (const TideRect *a, const TideRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static void
assert_labels (const TideOwnCourses *courses, TideOwnOptions options, TideStyleKind kind, double scale,
               double width)
{
  g_autoptr (TideOwnFigure) figure = lay_out (courses, options, kind, scale, width);
  TideStyle style = tide_style_default (kind);
  style.text_scale = scale;
  double height = tide_own_figure_get_natural_height (courses, &options, &style);
  guint n;
  const TideRect *labels = tide_own_figure_get_labels (figure, &n);
  g_assert_cmpuint (n, >, 3);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (labels[i].x, >=, 0);
      g_assert_cmpfloat (labels[i].y, >=, 0);
      g_assert_cmpfloat (labels[i].x + labels[i].width, <=, width);
      g_assert_cmpfloat (labels[i].y + labels[i].height, <=, height);
      for (guint j = 0; j < i; j++)
        g_assert_false (meet (&labels[i], &labels[j]));
    }
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);
  tide_own_figure_draw (figure, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
no_label_meets_another_or_leaves_the_frame (void)
{
  g_autoptr (TideHistory) history = make_three ();
  g_autoptr (TideOwnCourses) courses = courses_of (history, 0, "2025-12-01");
  for (guint i = 0; i < 2 * 3 * 2 * 2; i++)
    {
      TideOwnOptions options = { .drawing = (TideOwnDrawing) (i % 2),
                                 .range = (TideOwnRange) (i / 2 % 3),
                                 .points = i / 6 % 2,
                                 .log = i / 12 % 2 };
      for (TideStyleKind kind = TIDE_STYLE_LIGHT; kind <= TIDE_STYLE_PAPER; kind++)
        {
          assert_labels (courses, options, kind, 1, 900);
          assert_labels (courses, options, kind, 1, 420);
          assert_labels (courses, options, kind, 2, 980);
        }
    }
}

static void
the_log_axis_gives_equal_factors_equal_room (void)
{
  g_autoptr (TideHistory) history = make_three ();
  g_autoptr (TideOwnCourses) courses = courses_of (history, 0, "2025-12-01");
  g_autoptr (TideOwnFigure) figure
    = lay_out (courses, (TideOwnOptions){ .log = TRUE }, TIDE_STYLE_LIGHT, 1, 900);
  double zero = tide_own_figure_get_x (figure, 0), one = tide_own_figure_get_x (figure, 1),
         two = tide_own_figure_get_x (figure, 2), four = tide_own_figure_get_x (figure, 4);
  TideRect plot = tide_own_figure_get_plot (figure);
  g_assert_cmpfloat_with_epsilon (two - one, four - two, 1e-9);
  g_assert_cmpfloat (zero, ==, plot.x);
  g_assert_cmpfloat (one - zero, >, 20); /* room for the break */
  g_assert_cmpfloat_with_epsilon (tide_own_figure_get_x (figure, 182), plot.x + plot.width, 1e-9);
}

static void
keys_walk_a_course_and_change_to_the_next (void)
{
  g_autoptr (TideHistory) history = make_three ();
  g_autoptr (TideOwnCourses) courses = courses_of (history, 0, "2025-12-01");
  g_autoptr (TideOwnFigure) figure = lay_out (courses, (TideOwnOptions){ 0 }, TIDE_STYLE_LIGHT, 1, 900);
  TideOwnPick pick = tide_own_figure_step (figure, (TideOwnPick){ 0 }, TIDE_STEP_NEXT);
  g_assert_true (pick.found);
  g_assert_cmpuint (pick.course, ==, 0);
  pick = tide_own_figure_step (figure, pick, TIDE_STEP_NEXT);
  g_autofree char *words = tide_own_figure_describe (figure, pick);
  /* 26 of 29 are 89.7 %. */
  g_assert_nonnull (strstr (words, "Sertraline, wk 4 · 13 Feb 2023 · Y-BOCS 26 (90 % of 29)"));
  pick = tide_own_figure_step (figure, pick, TIDE_STEP_LAST);
  pick = tide_own_figure_step (figure, pick, TIDE_STEP_NEXT); /* week 36 is out of range */
  g_assert_cmpfloat (g_array_index (tide_own_courses_get (courses, 0)->points, TideOwnPoint, pick.point).days,
                     ==, 24 * 7);
  pick = tide_own_figure_step (figure, pick, TIDE_STEP_DOWN);
  g_assert_cmpuint (pick.course, ==, 1);
  TideOwnPick same = tide_own_figure_pick (figure, pick.x + 2, pick.y - 3);
  g_assert_cmpuint (same.course, ==, pick.course);
  g_assert_cmpuint (same.point, ==, pick.point);
  g_assert_false (tide_own_figure_pick (figure, -200, -200).found);
}

static void
at_most_four_courses_share_a_plot (void)
{
  FixtureBuilder builder;
  fixture_begin (&builder, library, "TM-4", "Ada", "Probe", "1980-01-01", TIDE_SEX_FEMALE);
  fixture_add_diagnosis (&builder, "F42.2", "OCD", TRUE);
  for (int i = 0; i < 6; i++)
    {
      TideDate start = fixture_date ("2020-01-06") + 200 * i;
      g_autofree char *day = tide_date_to_iso (start), *before = tide_date_to_iso (start - 1),
                      *later = tide_date_to_iso (start + 70);
      TideCourse *course = fixture_add_course (&builder, i % 2 ? TIDE_ARM_SSRI : TIDE_ARM_ANTIDEPRESSANT,
                                               i % 2 ? "sertraline" : "venlafaxine", day);
      course->ended_on = start + 120;
      fixture_add_step (&builder, course, day, 100);
      fixture_add_ybocs (&builder, before, 30);
      fixture_add_ybocs (&builder, later, 20 + i);
    }
  g_autoptr (TideHistory) history = fixture_end (&builder);
  g_autoptr (TideOwnCourses) courses = courses_of (history, 0, "2025-12-01");
  g_autoptr (TideOwnFigure) figure = lay_out (courses, (TideOwnOptions){ 0 }, TIDE_STYLE_LIGHT, 1, 900);
  g_assert_cmpuint (tide_own_courses_get_n (courses), ==, 6);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpint (tide_own_figure_draws (figure, i), ==, i >= 2);
  g_assert_cmpstr (tide_own_courses_get (courses, 3)->title, ==, "Sertraline (2)");
  g_autofree char *caption = tide_own_courses_dup_caption (courses, TRUE);
  g_assert_nonnull (strstr (caption, "not drawn: "));
  assert_labels (courses, (TideOwnOptions){ 0 }, TIDE_STYLE_LIGHT, 1, 700);
}

static void
arms_differ_in_pattern_and_mark (void)
{
  TideStyle light = tide_style_default (TIDE_STYLE_LIGHT), paper = tide_style_default (TIDE_STYLE_PAPER);
  guint k = tide_arm_mask_of (TIDE_ARM_KETAMINE), e = tide_arm_mask_of (TIDE_ARM_ESKETAMINE),
        s = tide_arm_mask_of (TIDE_ARM_SSRI), c = tide_arm_mask_of (TIDE_ARM_CBT);
  const guint arms[] = { k, s, c, s | c, k | c };
  for (guint i = 0; i < G_N_ELEMENTS (arms); i++)
    for (guint j = 0; j < i; j++)
      {
        TideArmStyle a = tide_arm_style_get (arms[i], &light), b = tide_arm_style_get (arms[j], &light);
        g_assert_true (a.dashes != b.dashes && a.mark != b.mark && a.fill != b.fill);
      }
  g_assert_cmpint (tide_arm_style_get (e, &light).mark, ==, tide_arm_style_get (k, &light).mark);
  g_assert_cmpint (tide_arm_style_get (k | s | c, &light).mark, ==, TIDE_ARM_MARK_HALF_CIRCLE);
  g_assert_cmpfloat (tide_arm_style_get (c, &paper).ink.green, ==, 0);
  g_autofree char *label = tide_arm_mask_dup_label (s | c);
  g_assert_cmpstr (label, ==, "SSRI / clomipramine + CBT / ERP");
}

/* Drawn after a course of the demo clinic, all of it made up: sertraline unchanged for half a year when
 * ketamine begins on 2 June at 11:00, ERP beside it from 22 June; ratings at 8:30. */
static TideHistory *
make_two_losses (void)
{
  static const char *const doses[]
    = { "2026-06-02T11:00", "2026-06-05T11:00", "2026-06-09T11:00", "2026-06-12T11:00",
        "2026-06-16T11:00", "2026-06-19T11:00", "2026-07-14T11:00", "2026-08-25T11:00" };
  static const int days[] = { -1, 10, 17, 24, 41, 55, 83, 90, 111, 125, 146, 167 },
                   totals[] = { 28, 20, 18, 17, 19, 15, 16, 13, 12, 14, 20, 26 };
  FixtureBuilder builder;
  fixture_begin (&builder, library, "TM-5", "Ada", "Probe", "1980-01-01", TIDE_SEX_FEMALE);
  fixture_add_diagnosis (&builder, "F42.2", "OCD", TRUE);
  TideCourse *ssri = fixture_add_course (&builder, TIDE_ARM_SSRI, "sertraline", "2025-09-29");
  fixture_add_step (&builder, ssri, "2025-09-29", 50);
  fixture_add_step (&builder, ssri, "2025-11-24", 200);
  fixture_add_ybocs (&builder, "2025-09-22", 30);
  fixture_add_ybocs (&builder, "2026-01-05", 26);
  TideCourse *ketamine = fixture_add_course (&builder, TIDE_ARM_KETAMINE, "ketamine", "2026-06-02");
  give_ketamine (&builder, ketamine, doses, G_N_ELEMENTS (doses));
  TideCourse *cbt = fixture_add_course (&builder, TIDE_ARM_CBT, "ERP", "2026-06-22");
  for (guint i = 0; i < 18; i++)
    {
      g_autofree char *day = tide_date_to_iso (fixture_date ("2026-06-22") + 7 * (int) i),
                      *at = g_strdup_printf ("%sT14:00", day);
      fixture_add_session (&builder, cbt, at, TIDE_SESSION_HELD);
    }
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *day = tide_date_to_iso (fixture_date ("2026-06-02") + days[i]),
                      *at = g_strdup_printf ("%sT08:30", day);
      fixture_add_ybocs (&builder, at, totals[i]);
    }
  fixture_add_single (&builder, "cgii", "2026-11-16T08:30", 6);
  return fixture_end (&builder);
}

/* 12, 19 and 26 June are calendar days 10, 17 and 24, though less by the clock. */
static void
days_are_those_of_the_calendar (void)
{
  static const char *const moments[] = { "baseline", "day 10", "day 17", "day 24", "wk 5.9" };
  g_autoptr (TideHistory) history = make_two_losses ();
  g_autoptr (TideOwnCourses) courses = courses_of (history, 0, "2026-11-22");
  g_autoptr (TideOwnFigure) figure = lay_out (courses, (TideOwnOptions){ 0 }, TIDE_STYLE_LIGHT, 1, 900);
  const TideOwnCourse *course = tide_own_courses_get (courses, 1);
  TideOwnCell cell = tide_own_courses_make_cell (courses, TIDE_OWN_SPEED, 1);
  g_assert_cmpstr (cell.lead, ==, "day 10 to day 17");
  tide_own_cell_clear (&cell);
  cell = tide_own_courses_make_cell (courses, TIDE_OWN_DEPTH, 1);
  /* 111 / 7 = 15.86; 12 of 28 is a fall of 57 %. */
  g_assert_cmpstr (cell.lead, ==, "28 → 12");
  g_assert_true (g_str_has_prefix (cell.rest, "−57 %, wk 15.9"));
  tide_own_cell_clear (&cell);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      const TideOwnPoint *point = &g_array_index (course->points, TideOwnPoint, i);
      TideOwnPick pick = tide_own_figure_find (figure, 1, point->visit->rating.assessment_id);
      g_autofree char *words = tide_own_figure_describe (figure, pick),
                      *start = g_strdup_printf ("%s, %s · ", course->title, moments[i]);
      g_assert_true (g_str_has_prefix (words, start));
    }
  g_assert_cmpint (g_array_index (course->points, TideOwnPoint, 4).day, ==, 41);
  g_assert_cmpint (tide_own_course_get_day (course, fixture_instant ("2026-06-12T00:10")), ==, 10);
}

/* Held for 24 - 17 = 7 days at least, for 41 - 10 = 31 days = 4.4 weeks at most.  Lost on day 41 (wk 5.9),
 * regained on 55 (7.9) and held through 83, 90, 111 and 125: once; lost again on 146 (20.9), relapse on 167
 * (23.9). */
static void
a_response_regained_and_lost_again_is_told_by_runs (void)
{
  g_autoptr (TideHistory) history = make_two_losses ();
  g_autoptr (TideOwnCourses) courses = courses_of (history, 0, "2026-11-22");
  TideOwnCell cell = tide_own_courses_make_cell (courses, TIDE_OWN_DURATION, 1);
  g_assert_cmpstr (cell.lead, ==, "1 to 4.4 wk");
  g_assert_cmpstr (cell.rest, ==,
                   "lost by wk 5.9; regained by wk 7.9; lost again by wk 20.9, relapse wk 23.9");
  tide_own_cell_clear (&cell);
}

/* Sertraline has one lane; ketamine with exposure therapy two, doses and sessions.  In the strip each is 22
 * px, under a head of 28 and over an axis of 22 and 6; what was given is said in each lane. */
static void
doses_and_sessions_have_a_lane_each (void)
{
  g_autoptr (TideHistory) history = make_two_losses ();
  g_autoptr (TideOwnCourses) courses = courses_of (history, 0, "2026-11-22");
  TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);
  TideOwnOptions strip = { .drawing = TIDE_OWN_STRIP };
  g_assert_cmpuint (tide_own_courses_get_n (courses), ==, 2);
  g_assert_cmpfloat (tide_own_figure_get_natural_height (courses, &strip, &style), ==, 28 + 3 * 22 + 22 + 6);
  TideOwnOptions aligned = { 0 };
  double both = tide_own_figure_get_natural_height (courses, &aligned, &style);
  g_autoptr (TideHistory) alone = make_worked_course ();
  g_autoptr (TideOwnCourses) one = courses_of (alone, 0, "2025-06-01");
  g_assert_cmpfloat (both - tide_own_figure_get_natural_height (one, &aligned, &style), ==, 2 * 24);
}

/* Ketamine alone, rated weekly from day 7 on: response, lost, and so on in turns. */
static void
many_losses_are_counted_and_the_last_state_told (void)
{
  FixtureBuilder builder;
  static const char *const dose[] = { "2025-03-03" };
  static const int totals[] = { 15, 20, 15, 20, 15, 15, 20 };
  fixture_begin (&builder, library, "TM-6", "Ada", "Probe", "1980-01-01", TIDE_SEX_FEMALE);
  fixture_add_diagnosis (&builder, "F42.2", "OCD", TRUE);
  TideCourse *course = fixture_add_course (&builder, TIDE_ARM_KETAMINE, "ketamine", "2025-03-03");
  give_ketamine (&builder, course, dose, 1);
  fixture_add_ybocs (&builder, "2025-03-01", 28);
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      g_autofree char *day = tide_date_to_iso (fixture_date ("2025-03-10") + 7 * (int) i);
      fixture_add_ybocs (&builder, day, totals[i]);
    }
  g_autoptr (TideHistory) history = fixture_end (&builder);
  g_autoptr (TideOwnCourses) courses = courses_of (history, 0, "2025-06-01");
  TideOwnCell cell = tide_own_courses_make_cell (courses, TIDE_OWN_DURATION, 0);
  /* Lost on day 14, regained 21, lost 28, regained 35 (held on 42), lost 49. */
  g_assert_true (g_str_has_prefix (
    cell.rest, "lost by day 14; regained by day 21; lost again by wk 4; regained again by wk 5; "
               "1 more change, no response at the last rating"));
  tide_own_cell_clear (&cell);
}

/* From ERP on (22 June), the mark C and its ground go together: after 19 June until the dose of 14 July,
 * which is more than 14 days later; after that for 28 days, to the end of 11 August; after 25 August to that
 * of 22 September. */
static void
ratings_marked_c_lie_on_dotted_ground (void)
{
  static const char *const from[] = { "2026-06-22", "2026-07-14", "2026-08-25" }, *const until[] = {
    "2026-07-14", "2026-08-12", "2026-09-23"
  };
  g_autoptr (TideHistory) history = make_two_losses ();
  g_autoptr (TideOwnCourses) courses = courses_of (history, 0, "2026-11-22");
  const TideOwnCourse *course = tide_own_courses_get (courses, 1);
  guint n_marked = 0;
  g_assert_cmpuint (course->carry->len, ==, 3);
  g_assert_cmpuint (tide_own_courses_get (courses, 0)->carry->len, ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      const TideOwnSpan *span = &g_array_index (course->carry, TideOwnSpan, i);
      g_assert_cmpint (tide_instant_get_date (span->from), ==, fixture_date (from[i]));
      g_assert_cmpint (tide_instant_get_date (span->until), ==, fixture_date (until[i]));
    }
  for (guint i = 0; i < course->points->len; i++)
    {
      const TideOwnPoint *point = &g_array_index (course->points, TideOwnPoint, i);
      gboolean ground = FALSE;
      for (guint j = 0; j < course->carry->len; j++)
        {
          const TideOwnSpan *span = &g_array_index (course->carry, TideOwnSpan, j);
          ground |= point->days >= span->from_days && point->days < span->until_days;
        }
      g_assert_cmpint (ground, ==, (point->marks & TIDE_MARK_CARRY_OVER) != 0);
      n_marked += ground;
    }
  g_assert_cmpuint (n_marked, ==, 5); /* days 24, 41, 55, 90, 111 */
}

static gboolean
has_caveat (const TideOwnCourses *courses, const char *start)
{
  g_autoptr (GPtrArray) caveats = tide_own_courses_list_caveats (courses);
  for (guint i = 0; i < caveats->len; i++)
    if (g_str_has_prefix (caveats->pdata[i], start))
      return TRUE;
  return FALSE;
}

/* Sertraline 200 mg since 24 November, 190 days before the first dose; 40 days are no background, and no
 * overlap is another thing than a background. */
static void
an_unchanged_drug_beside_a_course_is_named_as_background (void)
{
  g_autoptr (TideHistory) history = make_two_losses (), beside = make_overlap (),
                          alone = make_worked_course ();
  g_autoptr (TideOwnCourses) courses = courses_of (history, 0, "2026-11-22"),
                             overlap = courses_of (beside, 0, "2025-06-01"),
                             one = courses_of (alone, 0, "2025-06-01");
  g_autofree char *words = tide_own_courses_dup_no_overlap (courses),
                  *none = tide_own_courses_dup_no_overlap (one);
  g_assert_cmpuint (tide_own_courses_count_mark (courses, TIDE_MARK_OVERLAP), ==, 0);
  g_assert_cmpuint (tide_own_courses_get (courses, 1)->overlaps->len, ==, 0);
  g_assert_cmpstr (words, ==, "none; sertraline runs on unchanged as background");
  g_assert_true (has_caveat (courses, "Background.\tSertraline had not changed for 56 days or more when "
                                      "Ketamine + "));
  g_assert_cmpstr (none, ==, "none in these courses");
  g_assert_false (has_caveat (one, "Background."));
  g_assert_false (has_caveat (overlap, "Background."));
}

/* Weeks 1 and 2 by 12 and 14 courses, week 8 by 10; between week 2 and 8 there is none. */
static void
the_expected_band_tells_its_n_and_its_gaps (void)
{
  g_autoptr (TideHistory) history = make_worked_course ();
  g_autoptr (TideOwnCourses) courses = courses_of (history, 0, "2025-06-01");
  TideOwnOptions options = { .drawing = TIDE_OWN_ALIGNED };
  TideStyle style = { .text_scale = 1 };
  TideTrackBand band = { .n = 15 };
  guint from = 0;
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    band.weeks[w] = (TideTrackWeek){ 0, NAN, NAN };
  g_assert_null (tide_own_courses_dup_band_words (courses));
  double without = tide_own_figure_get_natural_height (courses, &options, &style);
  band.weeks[0] = (TideTrackWeek){ 12, 5, 30 };
  band.weeks[1] = (TideTrackWeek){ 14, 10, 40 };
  band.weeks[3] = (TideTrackWeek){ 10, 20, 80 };
  tide_own_courses_set_band (courses, 0, &band);
  g_autofree char *words = tide_own_courses_dup_band_words (courses);
  g_assert_nonnull (strstr (words, "Ketamine"));
  g_assert_true (g_str_has_suffix (words, "earlier courses of the same arm, n = 10 to 14"));
  g_assert_cmpfloat (tide_own_figure_get_natural_height (courses, &options, &style), ==, without + 18);
  g_autoptr (GArray) first = tide_track_band_list_stretch (&band, &from);
  /* 4 d, 7 d, 14 d, 17 d */
  g_assert_cmpuint (first->len, ==, 4);
  g_assert_cmpfloat (g_array_index (first, TideTrackCorner, 0).days, ==, 4);
  g_assert_cmpfloat (g_array_index (first, TideTrackCorner, 3).days, ==, 17);
  g_assert_cmpfloat (g_array_index (first, TideTrackCorner, 3).upper, ==, 40);
  g_autoptr (GArray) second = tide_track_band_list_stretch (&band, &from);
  g_assert_cmpuint (second->len, ==, 3);
  g_assert_cmpfloat (g_array_index (second, TideTrackCorner, 0).days, ==, 49);
  g_autoptr (GArray) none = tide_track_band_list_stretch (&band, &from);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (from, ==, TIDE_N_WINDOWS);
  g_autoptr (GPtrArray) caveats = tide_own_courses_list_caveats (courses);
  gboolean told = FALSE;
  for (guint i = 0; i < caveats->len; i++)
    told |= g_str_has_prefix (caveats->pdata[i], "Expected band.");
  g_assert_true (told);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
  library = tide_library_new ();
  thresholds = tide_thresholds_new ();
  g_test_add_func ("/own-courses/the-worked-course-reads-as-its-paper-says",
                   the_worked_course_reads_as_its_paper_says);
  g_test_add_func ("/own-courses/a-mark-that-is-off-leaves-its-ratings-out-and-counts-them",
                   a_mark_that_is_off_leaves_its_ratings_out_and_counts_them);
  g_test_add_func ("/own-courses/speed-and-depth-follow-the-switch", speed_and_depth_follow_the_switch);
  g_test_add_func ("/own-courses/a-marked-baseline-stays-and-is-told", a_marked_baseline_stays_and_is_told);
  g_test_add_func ("/own-courses/no-label-meets-another-or-leaves-the-frame",
                   no_label_meets_another_or_leaves_the_frame);
  g_test_add_func ("/own-courses/the-log-axis-gives-equal-factors-equal-room",
                   the_log_axis_gives_equal_factors_equal_room);
  g_test_add_func ("/own-courses/keys-walk-a-course-and-change-to-the-next",
                   keys_walk_a_course_and_change_to_the_next);
  g_test_add_func ("/own-courses/at-most-four-courses-share-a-plot", at_most_four_courses_share_a_plot);
  g_test_add_func ("/own-courses/arms-differ-in-pattern-and-mark", arms_differ_in_pattern_and_mark);
  g_test_add_func ("/own-courses/days-are-those-of-the-calendar", days_are_those_of_the_calendar);
  g_test_add_func ("/own-courses/a-response-regained-and-lost-again-is-told-by-runs",
                   a_response_regained_and_lost_again_is_told_by_runs);
  g_test_add_func ("/own-courses/doses-and-sessions-have-a-lane-each", doses_and_sessions_have_a_lane_each);
  g_test_add_func ("/own-courses/many-losses-are-counted-and-the-last-state-told",
                   many_losses_are_counted_and_the_last_state_told);
  g_test_add_func ("/own-courses/ratings-marked-c-lie-on-dotted-ground",
                   ratings_marked_c_lie_on_dotted_ground);
  g_test_add_func ("/own-courses/an-unchanged-drug-beside-a-course-is-named-as-background",
                   an_unchanged_drug_beside_a_course_is_named_as_background);
  g_test_add_func ("/own-courses/the-expected-band-tells-its-n-and-its-gaps",
                   the_expected_band_tells_its_n_and_its_gaps);
  int rc = g_test_run ();
  tide_thresholds_free (thresholds);
  tide_library_free (library);
  return rc;
}

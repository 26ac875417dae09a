/* test-course-result.c: what the Courses tab says became of a course, by the worked course of
 * clinical.md 3.8: Y-BOCS 28 two days before a dose on 1 September 2025; 20, 17, 16, 19, 25 on days 1, 7, 14,
 * 28, 42. */
#include <adwaita.h>
#include <string.h>

#include "app-fixture.h"
#include "form-desk.h"
#include "tide-course-block.h"
#include "tide-course-result.h"
#include "tide-courses-view.h"
#include "tide-ladder-card.h"

typedef struct
{
  FormFixture fixture;
  gint64 patient_id, course_id;
  TidePatientModel *model;
} Case;

static void
rate (Case *c, const char *instrument, int day, double total, const char *compared_with)
{
  g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
  g_autoptr (GError) error = NULL;
  TideDate date = test_clinic_date ("2025-09-01") + day;
  g_autofree char *iso = tide_date_to_iso (date), *when = g_strdup_printf ("%sT09:00", iso);
  data->patient_id = c->patient_id;
  tide_record_set_text (&data->instrument_id, instrument);
  data->taken = test_clinic_instant (when);
  data->status = TIDE_STATUS_FINAL;
  if (g_str_equal (instrument, "ybocs"))
    data->total = total;
  else
    data->answers = g_strdup_printf ("1=%d", (int) total);
  if (compared_with != NULL)
    {
      data->compared_with = tide_code_from_text (tide_compared_with_codes, compared_with);
      data->compared_on = test_clinic_date ("2025-08-30");
    }
  tide_clinic_save_assessment (c->fixture.clinic, data, NULL, &error);
  g_assert_no_error (error);
}

static void
begin (Case *c)
{
  form_fixture_init (&c->fixture);
  c->patient_id = form_fixture_add_patient (&c->fixture, "TM-0900", "Probe", "Anna", "F42.2");
  c->course_id = test_clinic_add_course (c->fixture.clinic, c->patient_id, TIDE_ARM_KETAMINE, "2025-09-01");
  test_clinic_add_session (c->fixture.clinic, c->course_id, "2025-09-01T09:00", TIDE_SESSION_HELD);
}

static void
load (Case *c)
{
  g_autoptr (GError) error = NULL;
  c->model = tide_patient_model_load (c->fixture.clinic, c->patient_id, &error);
  g_assert_no_error (error);
}

static void
clear (Case *c)
{
  g_clear_pointer (&c->model, tide_patient_model_unref);
  form_fixture_clear (&c->fixture);
}

static void
begin_worked (Case *c)
{
  static const int days[] = { 1, 7, 14, 28, 42 }, totals[] = { 20, 17, 16, 19, 25 },
                   cgi[] = { 3, 2, 2, 2, 6 };
  begin (c);
  rate (c, "ybocs", -2, 28, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      rate (c, "ybocs", days[i], totals[i], NULL);
      rate (c, "cgii", days[i], cgi[i], cgi[i] == 6 ? "best" : "baseline");
    }
}

static const TideResultLine *
find_line (GPtrArray *lines, const char *title)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (((TideResultLine *) lines->pdata[i])->title, title))
      return lines->pdata[i];
  return NULL;
}

static GPtrArray *
list (Case *c)
{
  return tide_course_list_result (tide_patient_model_get_book (c->model),
                                  tide_history_find_course (c->model->history, c->course_id));
}

static void
assert_line (GPtrArray *lines, const char *title, const char *words)
{
  const TideResultLine *line = find_line (lines, title);
  if (line == NULL)
    g_error ("no line “%s”", title);
  if (strstr (line->words, words) == NULL)
    g_error ("“%s” does not say “%s”: %s", title, words, line->words);
}

static void
each_question_has_its_line (void)
{
  Case c = { 0 };
  begin_worked (&c);
  load (&c);
  g_autoptr (GPtrArray) lines = list (&c);
  assert_line (lines, "Response", "day 7, in (0, 7] · confirmed");
  assert_line (lines, "Response", "Y-BOCS 17 on 8 Sep 2025, fell 39.3 %, CGI-I 2");
  assert_line (lines, "Remission", "not within 42 d");
  assert_line (lines, "How long it held", "21 d, in (7, 21]");
  assert_line (lines, "How long it held", "Y-BOCS 19 on 29 Sep 2025, fell 32.1 %");
  assert_line (lines, "Relapse", "35 d, in (21, 35]");
  assert_line (lines, "Relapse", "CGI-I 6 against the best");
  assert_line (lines, "Relapse", "Without relapse at 4 weeks yes, 12 weeks no");
  assert_line (lines, "Effect fading", "faded since 29 Sep 2025");
  g_assert_true (find_line (lines, "Effect fading")->is_amber);
  assert_line (lines, "Reliable change",
               "unchanged, index 1.25, at Y-BOCS 25 on 13 Oct 2025"); /* 3 / 2.396 */
  clear (&c);
}

/* Without the last rating the criterion is lost once, and no CGI says relapse. */
static void
one_bad_score_is_watched (void)
{
  static const int days[] = { -2, 7, 14, 28 }, totals[] = { 28, 17, 16, 19 };
  Case c = { 0 };
  begin (&c);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    rate (&c, "ybocs", days[i], totals[i], NULL);
  load (&c);
  g_autoptr (GPtrArray) lines = list (&c);
  assert_line (lines, "Watch", "watch since 29 Sep 2025");
  assert_line (lines, "Watch", "Y-BOCS 19 on 29 Sep 2025");
  assert_line (lines, "Relapse", "not within ");
  g_assert_null (find_line (lines, "Effect fading"));
  clear (&c);
}

/* The clause in words and who says so are one step away, by pointer and by screen reader. */
static void
the_clause_and_its_source_stand_behind_the_line (void)
{
  Case c = { 0 };
  begin_worked (&c);
  load (&c);
  g_autoptr (GPtrArray) lines = list (&c);
  const TideResultLine *response = find_line (lines, "Response");
  g_assert_nonnull (strstr (response->source, "35"));
  g_assert_nonnull (strstr (response->source, "Source: "));
  g_assert_nonnull (strstr (response->source, "Mataix-Cols"));
  g_assert_null (find_line (lines, "Remission")->source); /* nothing was decided */
  GtkWidget *block = g_object_ref_sink (
    tide_course_block_new (c.model, tide_history_find_course (c.model->history, c.course_id)));
  g_assert_true (app_fixture_says (block, "day 7, in (0, 7] · confirmed"));
  g_assert_true (app_fixture_says (block, response->source)); /* the tooltip */
  g_object_unref (block);
  clear (&c);
}

static void
sessions_have_states_and_two_rows_of_scores (void)
{
  Case c = { 0 };
  begin_worked (&c);
  test_clinic_add_session (c.fixture.clinic, c.course_id, "2025-09-16T09:00", TIDE_SESSION_HELD);
  load (&c);
  g_autoptr (GPtrArray) lines = list (&c);
  /* 16 on day 14, before the dose of day 15; after that 19 on day 28: 32.1 % */
  assert_line (lines, "By session", "after session 1 response, 2 ");
  assert_line (lines, "By session", "Y-BOCS before each session: 28  16");
  assert_line (lines, "By session", "Y-BOCS within 3 days after: 20  –");
  clear (&c);
}

static void
months_after_the_end_are_told_or_unknown (void)
{
  Case c = { 0 };
  begin_worked (&c);
  g_autoptr (TideCourse) course
    = tide_clinic_lookup (c.fixture.clinic, &tide_course_class, c.course_id, NULL);
  course->ended_on = test_clinic_date ("2025-09-02");
  course->end_reason = 1;
  test_clinic_save (c.fixture.clinic, course);
  tide_time_set_now (test_clinic_instant ("2026-04-01T10:00"));
  load (&c);
  g_autoptr (GPtrArray) lines = list (&c);
  /* 3 months are 2 Dec (46 to 136 days after the end: none), 6 months 3 Mar 2026, 12 months 2 Sep 2026 */
  assert_line (lines, "After the end", "3 months: unknown, not rated");
  assert_line (lines, "After the end", "6 months: unknown, not rated");
  assert_line (lines, "After the end", "12 months: not yet, 2 Sep 2026");
  clear (&c);
}

static void
without_a_baseline_one_line_says_why (void)
{
  Case c = { 0 };
  begin (&c);
  rate (&c, "ybocs", 7, 17, NULL);
  load (&c);
  g_autoptr (GPtrArray) lines = list (&c);
  assert_line (lines, "Response", "not counted: no baseline");
  g_assert_null (find_line (lines, "Remission"));
  g_assert_null (find_line (lines, "Relapse"));
  g_assert_null (find_line (lines, "Reliable change"));
  clear (&c);
}

static void
a_slow_arm_is_too_early_until_a_day (void)
{
  Case c = { 0 };
  begin (&c);
  c.course_id = test_clinic_add_course (c.fixture.clinic, c.patient_id, TIDE_ARM_SSRI, "2025-11-10");
  load (&c);
  g_autoptr (GPtrArray) lines = list (&c);
  assert_line (lines, "Too early to judge", "too early until ");
  clear (&c);
}

static void
the_ladder_tells_median_range_and_a_day_to_look (void)
{
  Case c = { 0 };
  begin_worked (&c);
  load (&c);
  GtkWidget *card = g_object_ref_sink (tide_ladder_card_new (c.model));
  g_assert_true (
    app_fixture_says (card, "1 of 1 faded, after median 28 days (28 to 28) · look again on 29 Sep 2025"));
  g_assert_true (app_fixture_says (card, "faded between 14 and 28 days"));
  g_object_unref (card);
  clear (&c);
}

static void
without_a_response_there_is_no_ladder (void)
{
  Case c = { 0 };
  begin (&c);
  rate (&c, "ybocs", -2, 28, NULL);
  rate (&c, "ybocs", 14, 27, NULL);
  load (&c);
  g_assert_null (tide_ladder_card_new (c.model));
  clear (&c);
}

static TideResultLine *
ask (Case *c)
{
  load (c);
  return tide_course_get_own_view (tide_patient_model_get_book (c->model),
                                   tide_history_find_course (c->model->history, c->course_id));
}

static void
the_patient_may_disagree_with_the_clinician (void)
{
  Case c = { 0 };
  begin_worked (&c);
  rate (&c, "pgi_i", 28, 5, NULL);
  TideResultLine *line = ask (&c);
  g_assert_cmpstr (line->words, ==, "PGI-I 5 on 29 Sep 2025, clinician’s CGI-I 2: they disagree");
  g_assert_true (line->is_amber);
  tide_result_line_free (line);
  clear (&c);
}

/* One against the best state is no answer to the same question, and it is told as what it is. */
static void
what_the_clinician_did_not_say_is_unknown (void)
{
  Case c = { 0 };
  begin_worked (&c);
  rate (&c, "pgi_i", 42, 2, NULL);
  TideResultLine *line = ask (&c);
  g_assert_cmpstr (line->words, ==,
                   "PGI-I 2 on 13 Oct 2025, clinician’s CGI-I 6 against the best state: another question");
  g_assert_false (line->is_amber);
  tide_result_line_free (line);
  clear (&c);
}

static void
goals_stand_beside_the_clinicians_word (void)
{
  static const struct
  {
    const char *on;
    int value;
  } ratings[] = { { "2025-09-08T09:00", 2 }, { "2025-10-13T09:00", 6 } };
  Case c = { 0 };
  begin_worked (&c);
  g_autoptr (TideGoal) goal = tide_goal_new ();
  goal->patient_id = c.patient_id;
  tide_record_set_text (&goal->text, "To take the bus alone");
  goal->set_on = test_clinic_date ("2025-09-01");
  test_clinic_save (c.fixture.clinic, goal);
  for (guint i = 0; i < G_N_ELEMENTS (ratings); i++)
    {
      g_autoptr (TideGoalRating) rating = tide_goal_rating_new ();
      rating->patient_id = c.patient_id;
      rating->goal_id = goal->base.id;
      rating->taken = test_clinic_instant (ratings[i].on);
      rating->value = ratings[i].value;
      test_clinic_save (c.fixture.clinic, rating);
    }
  TideResultLine *line = ask (&c);
  g_assert_cmpstr (line->words, ==,
                   "“To take the bus alone”: 2 (2025-09-08), last 6 (2025-10-13)\n"
                   "Of a goal 0 is not at all, 10 wholly reached");
  tide_result_line_free (line);
  clear (&c);
}

static void
who_was_not_asked_has_no_line (void)
{
  Case c = { 0 };
  begin_worked (&c);
  g_assert_null (ask (&c));
  clear (&c);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/course-result/each-question-has-its-line", each_question_has_its_line);
  g_test_add_func ("/course-result/one-bad-score-is-watched", one_bad_score_is_watched);
  g_test_add_func ("/course-result/goals-stand-beside-the-clinicians-word",
                   goals_stand_beside_the_clinicians_word);
  g_test_add_func ("/course-result/the-clause-and-its-source-stand-behind-the-line",
                   the_clause_and_its_source_stand_behind_the_line);
  g_test_add_func ("/course-result/sessions-have-states-and-two-rows-of-scores",
                   sessions_have_states_and_two_rows_of_scores);
  g_test_add_func ("/course-result/months-after-the-end-are-told-or-unknown",
                   months_after_the_end_are_told_or_unknown);
  g_test_add_func ("/course-result/without-a-baseline-one-line-says-why",
                   without_a_baseline_one_line_says_why);
  g_test_add_func ("/course-result/a-slow-arm-is-too-early-until-a-day", a_slow_arm_is_too_early_until_a_day);
  g_test_add_func ("/course-result/the-ladder-tells-median-range-and-a-day-to-look",
                   the_ladder_tells_median_range_and_a_day_to_look);
  g_test_add_func ("/course-result/without-a-response-there-is-no-ladder",
                   without_a_response_there_is_no_ladder);
  g_test_add_func ("/course-result/the-patient-may-disagree-with-the-clinician",
                   the_patient_may_disagree_with_the_clinician);
  g_test_add_func ("/course-result/what-the-clinician-did-not-say-is-unknown",
                   what_the_clinician_did_not_say_is_unknown);
  g_test_add_func ("/course-result/who-was-not-asked-has-no-line", who_was_not_asked_has_no_line);
  return g_test_run ();
}

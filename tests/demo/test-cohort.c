/* test-cohort.c: the pass over the synthetic clinic gives each patient's courses as the patient's own page
 * judges them; it can be taken in steps; comparisons are kept by name. */
#include "tide-clinic-cohort.h"

#include <math.h>
#include <string.h>

#include "tide-clinic-fixture.h"
#include "tide-demo.h"
#include "tide-error.h"

#define N_PATIENTS 60

static TideClinic *
demo_clinic (gboolean keyed)
{
  g_autoptr (GError) error = NULL;
  TideClinic *clinic = test_clinic_new (keyed);
  if (clinic == NULL)
    return NULL;
  g_assert_true (tide_demo_fill (clinic, N_PATIENTS, 4, tide_date_today (), NULL, NULL, &error));
  g_assert_no_error (error);
  return clinic;
}

static GArray *
fold (TideClinic *clinic)
{
  g_autoptr (GError) error = NULL;
  TideEventOptions events = tide_event_options_default ();
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (clinic), "ybocs");
  GArray *rows = tide_clinic_fold_cohort (clinic, scale, &events, &error);
  g_assert_no_error (error);
  return rows;
}

/* Every period of every patient has one row, with the baseline and the response that the page shows. */
static void
test_rows_say_what_the_page_says (void)
{
  g_autoptr (TideClinic) clinic = demo_clinic (FALSE);
  g_autoptr (GArray) rows = fold (clinic);
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (clinic);
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (clinic), "ybocs");
  guint at = 0, responses = 0;
  while (at < rows->len)
    {
      g_autoptr (GError) error = NULL;
      gint64 id = g_array_index (rows, TideCohortRow, at).patient_id;
      g_autoptr (TideHistory) history = tide_clinic_load_history (clinic, id, &error);
      g_assert_no_error (error);
      g_autoptr (TideOutcome) outcome
        = tide_outcome_compute (history, scale, thresholds, tide_instant_now ());
      g_assert_cmpuint (at + outcome->n_courses, <=, rows->len);
      for (guint i = 0; i < outcome->n_courses; i++, at++)
        {
          const TideCohortRow *row = &g_array_index (rows, TideCohortRow, at);
          const TideCourseOutcome *course = &outcome->courses[i];
          g_assert_cmpint (row->patient_id, ==, id);
          g_assert_cmpint (row->course_id, ==, course->course->base.id);
          g_assert_true ((isnan (tide_cohort_score_get (row->baseline)) && isnan (course->baseline_value))
                         || tide_cohort_score_get (row->baseline) == course->baseline_value);
          /* A course with a rating of the state "response" that nobody may doubt has responded, and one
           * without any has not. */
          gboolean clean = FALSE, any = FALSE;
          g_autoptr (GPtrArray) visits = tide_outcome_list_visits (outcome, (int) i);
          for (guint v = 0; v < visits->len; v++)
            {
              const TideVisitOutcome *visit = visits->pdata[v];
              gboolean meets = (visit->meets & TIDE_MEETS_RESPONSE) != 0;
              any |= meets;
              clean |= meets && !visit->passed_over && !visit->too_fresh && !visit->recalls_start
                       && visit->days > 0 && (row->end_day < 0 || visit->day <= row->end_day)
                       && visit->state == TIDE_STATE_RESPONSE;
            }
          responses += row->fate == TIDE_FATE_RESPONDED;
          if (clean)
            g_assert_cmpint (row->fate, ==, TIDE_FATE_RESPONDED);
          if (!any)
            g_assert_cmpint (row->fate, !=, TIDE_FATE_RESPONDED);
        }
    }
  g_assert_cmpuint (responses, >, 5);
  tide_clinic_close (clinic);
}

static void
test_steps_give_the_same_rows (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = demo_clinic (FALSE);
  g_autoptr (GArray) whole = fold (clinic);
  TideEventOptions events = tide_event_options_default ();
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (clinic), "ybocs");
  g_autoptr (TideCohortPass) pass = tide_clinic_begin_cohort (clinic, scale, &events, &error);
  g_assert_no_error (error);
  gboolean done = FALSE;
  guint n_steps = 0;
  double before = 0;
  for (; !done; n_steps++)
    {
      g_assert_true (tide_cohort_pass_step (pass, 0, &done, &error)); /* one patient a step */
      g_assert_cmpfloat (tide_cohort_pass_get_progress (pass), >, before);
      before = tide_cohort_pass_get_progress (pass);
    }
  g_assert_cmpfloat (before, ==, 1);
  g_assert_cmpuint (n_steps, >, 10);
  g_autoptr (GArray) rows = tide_cohort_pass_take_rows (pass);
  g_assert_cmpuint (rows->len, ==, whole->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const TideCohortRow *a = &g_array_index (rows, TideCohortRow, i);
      const TideCohortRow *b = &g_array_index (whole, TideCohortRow, i);
      g_assert_cmpint (a->course_id, ==, b->course_id);
      g_assert_cmpmem (a->windows, sizeof a->windows, b->windows, sizeof b->windows);
    }
  tide_clinic_close (clinic);
}

static void
test_a_lock_ends_the_pass (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = demo_clinic (TRUE);
  if (clinic == NULL)
    return;
  TideEventOptions events = tide_event_options_default ();
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (clinic), "ybocs");
  g_autoptr (TideCohortPass) pass = tide_clinic_begin_cohort (clinic, scale, &events, &error);
  gboolean done = FALSE;
  g_assert_true (tide_cohort_pass_step (pass, 0, &done, &error));
  tide_clinic_lock (clinic);
  g_assert_false (tide_cohort_pass_step (pass, 0, &done, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_null (tide_clinic_begin_cohort (clinic, scale, &events, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_LOCKED);
  tide_clinic_close (clinic);
}

static void
test_comparisons_are_kept_by_name (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_parse (
    "condition=ocd\ninstrument=ybocs\narms=ketamine,cbt\nsex=female\n", &error);
  g_assert_true (tide_clinic_save_comparison (clinic, "Women, Äpfel & “quotes”", definition, &error));
  g_assert_no_error (error);
  g_assert_true (tide_clinic_save_comparison (clinic, "All", definition, &error));
  g_autoptr (GPtrArray) names = tide_clinic_list_comparisons (clinic);
  g_assert_cmpuint (names->len, ==, 2);
  g_assert_cmpstr (names->pdata[0], ==, "All");
  g_autoptr (TideComparisonDefinition) again
    = tide_clinic_load_comparison (clinic, "Women, Äpfel & “quotes”", &error);
  g_assert_no_error (error);
  g_autofree char *before = tide_comparison_definition_to_text (definition);
  g_autofree char *after = tide_comparison_definition_to_text (again);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (tide_clinic_save_comparison (clinic, "All", NULL, &error));
  g_autoptr (GPtrArray) left = tide_clinic_list_comparisons (clinic);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_null (tide_clinic_load_comparison (clinic, "All", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (tide_clinic_save_comparison (clinic, "two\nlines", definition, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  tide_clinic_close (clinic);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, function) g_test_add_func ("/demo/cohort/" name, function)
  TEST ("rows-say-what-the-page-says", test_rows_say_what_the_page_says);
  TEST ("steps-give-the-same-rows", test_steps_give_the_same_rows);
  TEST ("a-lock-ends-the-pass", test_a_lock_ends_the_pass);
  TEST ("comparisons-are-kept-by-name", test_comparisons_are_kept_by_name);
  return g_test_run ();
}

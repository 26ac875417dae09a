/* test-answers.c: answers and scores as text, and the assessment that a form works on. */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "tide-assessment.h"

static TideLibrary *library;

static TideInstrument *
get (const char *id)
{
  TideInstrument *instrument = tide_library_lookup (library, id);
  g_assert_nonnull (instrument);
  return instrument;
}

static void
assert_same_text (const char *id, const char *text)
{
  TideInstrument *instrument = get (id);
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument));
  g_autoptr (GError) error = NULL;
  tide_answers_from_text (instrument, text, answers, &error);
  g_assert_no_error (error);
  g_autofree char *written = tide_answers_to_text (instrument, answers);
  g_assert_cmpstr (written, ==, text);
}

static void
test_answers_both_ways (void)
{
  assert_same_text ("ybocs", "1=3;2=3;3=2;4=3;5=3;6=3;7=2;8=3;9=2;10=3");
  assert_same_text ("ybocs", "1=4;2=3;3=-;4=3;5=4;6=3;7=3;8=2;9=2;10=3");
  assert_same_text ("phq9", "1=2;2=2;3=-;4=3;5=-;6=2;7=-;8=0;9=2");
  assert_same_text ("wsas", "1=na;2=4;3=4;4=4;5=4");
}

static void
test_missing_items_come_back_as_missing (void)
{
  TideInstrument *instrument = get ("phq9");
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument));
  g_assert_true (tide_answers_from_text (instrument, NULL, answers, NULL));
  g_assert_cmpint (answers[0].state, ==, TIDE_ANSWER_MISSING);
  g_assert_true (tide_answers_from_text (instrument, "2=3", answers, NULL));
  g_assert_cmpint (answers[0].state, ==, TIDE_ANSWER_MISSING); /* missing is never zero */
  g_assert_cmpint (answers[1].value, ==, 3);
  g_assert_true (tide_answers_from_text (instrument, "2=", answers, NULL)); /* an empty cell of a CSV */
  g_assert_cmpint (answers[1].state, ==, TIDE_ANSWER_MISSING);
}

static void
test_bad_answers_are_refused_and_change_nothing (void)
{
  static const char *const wrong[]
    = { "1",    "=1",      "99=1", "1=4;1=4", "1=5",  "1=-1", "1=x",     "1=3;",
        ";1=3", "1=3,2=2", "1=na", "1==3",    "\xff", "1 =3", "1=3;;2=1" };
  TideInstrument *instrument = get ("phq9");
  guint n = tide_instrument_get_n_items (instrument);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree TideAnswer *answers = g_new0 (TideAnswer, n);
      answers[3] = (TideAnswer){ TIDE_ANSWER_GIVEN, 2 };
      g_autoptr (GError) error = NULL;
      g_assert_false (tide_answers_from_text (instrument, wrong[i], answers, &error));
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (answers[3].value, ==, 2);
    }
}

static void
test_items_not_asked_are_left_out (void)
{
  /* C-SSRS 3 to 5 are asked only after 2 = yes; they are neither answered nor missing. */
  TideInstrument *instrument = get ("cssrs_screen");
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument));
  g_assert_true (tide_answers_from_text (instrument, "1=1;2=0;6=0", answers, NULL));
  g_autofree char *text = tide_answers_to_text (instrument, answers);
  g_assert_null (strstr (text, "3="));
  g_assert_nonnull (strstr (text, "2=0"));
}

static void
append_score (const char *score_id, TideScoreStatus status, double value, gpointer data)
{
  static const char *const marks[] = { "", "~", "!" };
  g_autofree char *number = tide_number_to_text (value);
  g_string_append_printf (data, "[%s %s%s]", score_id, number, marks[status]);
}

static void
test_scores_both_ways (void)
{
  g_autoptr (TideAssessment) assessment = tide_assessment_new (get ("ybocs"), TIDE_SEX_UNKNOWN);
  TideAssessmentData *data = tide_assessment_get_data (assessment);
  g_assert_null (data->answers);
  static const int values[] = { 3, 3, 2, 3, 3, 3, 2, 3, 2, 3 }; /* clinical.md 2, ybocs.a: 14, 13, 27 */
  for (guint i = 0; i < 10; i++)
    {
      int item = tide_instrument_find_item (
        get ("ybocs"), (const char *[]){ "1", "2", "3", "4", "5", "6", "7", "8", "9", "10" }[i]);
      g_assert_true (tide_assessment_set_answer (assessment, (guint) item,
                                                 (TideAnswer){ TIDE_ANSWER_GIVEN, values[i] }, NULL));
    }
  g_autofree char *text = tide_scores_to_text (tide_assessment_get_scores (assessment));
  g_assert_cmpstr (text, ==, "obsessions=14;compulsions=13;total=27");
  g_autoptr (GString) seen = g_string_new (NULL);
  g_assert_true (tide_scores_text_foreach (text, append_score, seen));
  g_assert_cmpstr (seen->str, ==, "[obsessions 14][compulsions 13][total 27]");
  TideScoreStatus status;
  double value;
  g_assert_true (tide_scores_text_find (text, "total", &status, &value));
  g_assert_cmpint (status, ==, TIDE_SCORE_VALID);
  g_assert_cmpfloat (value, ==, 27);
  g_assert_false (tide_scores_text_find (text, "tot", NULL, NULL));
}

static void
test_prorated_and_invalid_scores (void)
{
  TideInstrument *phq9 = get ("phq9");
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (phq9));
  /* clinical.md 2, phq9.c: eight answered sum to 11, prorated 12.375 → 12. */
  g_assert_true (tide_answers_from_text (phq9, "1=2;2=2;3=-;4=3;5=1;6=2;7=1;8=0;9=0", answers, NULL));
  g_autoptr (TideScores) scores = tide_instrument_compute (phq9, answers, TIDE_SEX_UNKNOWN);
  g_autofree char *text = tide_scores_to_text (scores);
  TideScoreStatus status;
  double value;
  g_assert_true (tide_scores_text_find (text, "total", &status, &value));
  g_assert_cmpint (status, ==, TIDE_SCORE_PRORATED);
  g_assert_cmpfloat (value, ==, 12);

  g_assert_true (tide_scores_text_find ("obsessions=!;total=12~", "obsessions", &status, &value));
  g_assert_cmpint (status, ==, TIDE_SCORE_INVALID);
  g_assert_true (isnan (value));
  g_assert_true (tide_scores_text_find ("obsessions=!;total=12.5~", "total", &status, &value));
  g_assert_cmpfloat (value, ==, 12.5);
}

static void
test_damaged_score_text_is_reported (void)
{
  static const char *const wrong[] = { "total",   "=3",        "total=",   "total=x",   "total=3;",
                                       "total=~", "total=3~~", "total=!~", "total=nan", ";" };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GString) seen = g_string_new (NULL);
      g_assert_false (tide_scores_text_foreach (wrong[i], append_score, seen));
    }
  g_autoptr (GString) seen = g_string_new (NULL);
  g_assert_true (tide_scores_text_foreach ("", append_score, seen));
  g_assert_true (tide_scores_text_foreach (NULL, append_score, seen));
  g_assert_cmpstr (seen->str, ==, "");
}

static void
count_change (TideAssessment *assessment, gpointer data)
{
  (*(guint *) data)++;
}

static void
test_the_form_hears_of_each_change (void)
{
  g_autoptr (TideAssessment) assessment = tide_assessment_new (get ("phq9"), TIDE_SEX_FEMALE);
  guint n = 0;
  g_signal_connect (assessment, "changed", G_CALLBACK (count_change), &n);
  g_assert_true (tide_assessment_is_empty (assessment));
  g_assert_true (tide_assessment_set_answer (assessment, 8, (TideAnswer){ TIDE_ANSWER_GIVEN, 1 }, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (tide_assessment_is_empty (assessment));
  g_assert_false (tide_assessment_is_complete (assessment));
  g_assert_cmpstr (tide_assessment_get_data (assessment)->answers, ==, "1=-;2=-;3=-;4=-;5=-;6=-;7=-;8=-;9=1");

  g_autoptr (GError) error = NULL;
  g_assert_false (tide_assessment_set_answer (assessment, 8, (TideAnswer){ TIDE_ANSWER_GIVEN, 4 }, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (tide_assessment_get_answer (assessment, 8).value, ==, 1);

  for (guint i = 0; i < 8; i++)
    g_assert_true (tide_assessment_set_answer (assessment, i, (TideAnswer){ TIDE_ANSWER_GIVEN, 1 }, NULL));
  g_assert_true (tide_assessment_is_complete (assessment));
  g_assert_cmpfloat (tide_scores_find (tide_assessment_get_scores (assessment), "total")->value, ==, 9);
  g_assert_true (tide_assessment_set_answer (assessment, 8, (TideAnswer){ TIDE_ANSWER_MISSING, 0 }, NULL));
  g_assert_false (tide_assessment_is_complete (assessment));
}

static void
test_items_no_longer_asked_are_cleared (void)
{
  TideInstrument *screen = get ("cssrs_screen");
  guint two = (guint) tide_instrument_find_item (screen, "2"),
        four = (guint) tide_instrument_find_item (screen, "4");
  g_autoptr (TideAssessment) assessment = tide_assessment_new (screen, TIDE_SEX_UNKNOWN);
  g_assert_true (tide_assessment_set_answer (assessment, two, (TideAnswer){ TIDE_ANSWER_GIVEN, 1 }, NULL));
  g_assert_true (tide_assessment_set_answer (assessment, four, (TideAnswer){ TIDE_ANSWER_GIVEN, 1 }, NULL));
  g_assert_true (tide_assessment_set_answer (assessment, two, (TideAnswer){ TIDE_ANSWER_GIVEN, 0 }, NULL));
  g_assert_cmpint (tide_assessment_get_answer (assessment, four).state, ==, TIDE_ANSWER_MISSING);
}

static void
test_a_total_alone (void)
{
  g_autoptr (TideAssessment) assessment = tide_assessment_new (get ("ybocs"), TIDE_SEX_UNKNOWN);
  g_assert_true (tide_assessment_set_answer (assessment, 0, (TideAnswer){ TIDE_ANSWER_GIVEN, 3 }, NULL));
  tide_assessment_set_total (assessment, 27);
  g_assert_true (tide_assessment_data_is_total_only (tide_assessment_get_data (assessment)));
  g_assert_cmpint (tide_assessment_get_answer (assessment, 0).state, ==, TIDE_ANSWER_MISSING);
  g_assert_cmpfloat (tide_scores_find (tide_assessment_get_scores (assessment), "total")->value, ==, 27);
  g_assert_cmpint (tide_scores_find (tide_assessment_get_scores (assessment), "obsessions")->status, ==,
                   TIDE_SCORE_INVALID);
  g_assert_true (tide_assessment_is_complete (assessment));
  tide_assessment_set_total (assessment, 41); /* beyond the scale */
  g_assert_false (tide_assessment_is_complete (assessment));
  g_assert_cmpint (tide_scores_find (tide_assessment_get_scores (assessment), "total")->status, ==,
                   TIDE_SCORE_INVALID);
  tide_assessment_set_total (assessment, NAN);
  g_assert_true (tide_assessment_is_empty (assessment));
}

static void
test_a_stored_assessment_opens_again (void)
{
  g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
  data->patient_id = 7;
  tide_record_set_text (&data->instrument_id, "phq9");
  tide_record_set_text (&data->answers, "1=3;2=3;3=2;4=3;5=1;6=2;7=2;8=1;9=1");
  g_autoptr (GError) error = NULL;
  g_autoptr (TideAssessment) assessment
    = tide_assessment_new_from_data (get ("phq9"), TIDE_SEX_FEMALE, data, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (tide_scores_find (tide_assessment_get_scores (assessment), "total")->value, ==,
                     18); /* phq9.a */
  g_assert_true (tide_record_equal (data, tide_assessment_get_data (assessment)));

  g_assert_null (tide_assessment_new_from_data (get ("ybocs"), TIDE_SEX_FEMALE, data, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);
  tide_record_set_text (&data->answers, "1=9");
  g_assert_null (tide_assessment_new_from_data (get ("phq9"), TIDE_SEX_FEMALE, data, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  library = tide_library_new ();
  g_test_add_func ("/record/answers/both-ways", test_answers_both_ways);
  g_test_add_func ("/record/answers/missing-items-come-back-as-missing",
                   test_missing_items_come_back_as_missing);
  g_test_add_func ("/record/answers/bad-ones-are-refused-and-change-nothing",
                   test_bad_answers_are_refused_and_change_nothing);
  g_test_add_func ("/record/answers/items-not-asked-are-left-out", test_items_not_asked_are_left_out);
  g_test_add_func ("/record/scores/both-ways", test_scores_both_ways);
  g_test_add_func ("/record/scores/prorated-and-invalid", test_prorated_and_invalid_scores);
  g_test_add_func ("/record/scores/damaged-text-is-reported", test_damaged_score_text_is_reported);
  g_test_add_func ("/record/assessment/the-form-hears-of-each-change", test_the_form_hears_of_each_change);
  g_test_add_func ("/record/assessment/items-no-longer-asked-are-cleared",
                   test_items_no_longer_asked_are_cleared);
  g_test_add_func ("/record/assessment/a-total-alone", test_a_total_alone);
  g_test_add_func ("/record/assessment/a-stored-one-opens-again", test_a_stored_assessment_opens_again);
  int result = g_test_run ();
  tide_library_free (library);
  return result;
}
